// Token kinds. The numbers up to N_TOKENS are those of Python 3.14's `token` module; the parser's keywords follow after 100.

export const ENDMARKER: number = 0;
export const NAME: number = 1;
export const NUMBER: number = 2;
export const STRING: number = 3;
export const NEWLINE: number = 4;
export const INDENT: number = 5;
export const DEDENT: number = 6;
export const LPAR: number = 7;
export const RPAR: number = 8;
export const LSQB: number = 9;
export const RSQB: number = 10;
export const COLON: number = 11;
export const COMMA: number = 12;
export const SEMI: number = 13;
export const PLUS: number = 14;
export const MINUS: number = 15;
export const STAR: number = 16;
export const SLASH: number = 17;
export const VBAR: number = 18;
export const AMPER: number = 19;
export const LESS: number = 20;
export const GREATER: number = 21;
export const EQUAL: number = 22;
export const DOT: number = 23;
export const PERCENT: number = 24;
export const LBRACE: number = 25;
export const RBRACE: number = 26;
export const EQEQUAL: number = 27;
export const NOTEQUAL: number = 28;
export const LESSEQUAL: number = 29;
export const GREATEREQUAL: number = 30;
export const TILDE: number = 31;
export const CIRCUMFLEX: number = 32;
export const LEFTSHIFT: number = 33;
export const RIGHTSHIFT: number = 34;
export const DOUBLESTAR: number = 35;
export const PLUSEQUAL: number = 36;
export const MINEQUAL: number = 37;
export const STAREQUAL: number = 38;
export const SLASHEQUAL: number = 39;
export const PERCENTEQUAL: number = 40;
export const AMPEREQUAL: number = 41;
export const VBAREQUAL: number = 42;
export const CIRCUMFLEXEQUAL: number = 43;
export const LEFTSHIFTEQUAL: number = 44;
export const RIGHTSHIFTEQUAL: number = 45;
export const DOUBLESTAREQUAL: number = 46;
export const DOUBLESLASH: number = 47;
export const DOUBLESLASHEQUAL: number = 48;
export const AT: number = 49;
export const ATEQUAL: number = 50;
export const RARROW: number = 51;
export const ELLIPSIS: number = 52;
export const COLONEQUAL: number = 53;
export const EXCLAMATION: number = 54;
export const OP: number = 55;
export const TYPE_IGNORE: number = 56;
export const TYPE_COMMENT: number = 57;
export const SOFT_KEYWORD: number = 58;
export const FSTRING_START: number = 59;
export const FSTRING_MIDDLE: number = 60;
export const FSTRING_END: number = 61;
export const TSTRING_START: number = 62;
export const TSTRING_MIDDLE: number = 63;
export const TSTRING_END: number = 64;
export const COMMENT: number = 65;
export const NL: number = 66;
export const ERRORTOKEN: number = 67;
export const ENCODING: number = 68;

/** By number: the names of the `token` module. */
export const TOKEN_NAMES: readonly string[] = (
  "ENDMARKER NAME NUMBER STRING NEWLINE INDENT DEDENT LPAR RPAR LSQB RSQB COLON COMMA SEMI PLUS MINUS STAR SLASH VBAR AMPER LESS " +
  "GREATER EQUAL DOT PERCENT LBRACE RBRACE EQEQUAL NOTEQUAL LESSEQUAL GREATEREQUAL TILDE CIRCUMFLEX LEFTSHIFT RIGHTSHIFT " +
  "DOUBLESTAR PLUSEQUAL MINEQUAL STAREQUAL SLASHEQUAL PERCENTEQUAL AMPEREQUAL VBAREQUAL CIRCUMFLEXEQUAL LEFTSHIFTEQUAL " +
  "RIGHTSHIFTEQUAL DOUBLESTAREQUAL DOUBLESLASH DOUBLESLASHEQUAL AT ATEQUAL RARROW ELLIPSIS COLONEQUAL EXCLAMATION OP TYPE_IGNORE " +
  "TYPE_COMMENT SOFT_KEYWORD FSTRING_START FSTRING_MIDDLE FSTRING_END TSTRING_START TSTRING_MIDDLE TSTRING_END COMMENT NL " +
  "ERRORTOKEN ENCODING"
).split(" ");

export const FALSE: number = 100;
export const NONE: number = 101;
export const TRUE: number = 102;
export const AND: number = 103;
export const AS: number = 104;
export const ASSERT: number = 105;
export const ASYNC: number = 106;
export const AWAIT: number = 107;
export const BREAK: number = 108;
export const CLASS: number = 109;
export const CONTINUE: number = 110;
export const DEF: number = 111;
export const DEL: number = 112;
export const ELIF: number = 113;
export const ELSE: number = 114;
export const EXCEPT: number = 115;
export const FINALLY: number = 116;
export const FOR: number = 117;
export const FROM: number = 118;
export const GLOBAL: number = 119;
export const IF: number = 120;
export const IMPORT: number = 121;
export const IN: number = 122;
export const IS: number = 123;
export const LAMBDA: number = 124;
export const NONLOCAL: number = 125;
export const NOT: number = 126;
export const OR: number = 127;
export const PASS: number = 128;
export const RAISE: number = 129;
export const RETURN: number = 130;
export const TRY: number = 131;
export const WHILE: number = 132;
export const WITH: number = 133;
export const YIELD: number = 134;

/** Reserved words to their kinds. Soft keywords (match, case, type, _) are names. */
export const KEYWORDS: ReadonlyMap<string, number> = new Map(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global if import in is " +
    "lambda nonlocal not or pass raise return try while with yield"
  )
    .split(" ")
    .map((word, index) => [word, FALSE + index]),
);

/** Operators of one character, by character code (0: none). */
export const ONE_CHAR = new Uint8Array(128);
for (const [index, char] of [..."()[]:,;+-*/|&<>=.%{}"].entries()) ONE_CHAR[char.charCodeAt(0)] = LPAR + index;
ONE_CHAR["~".charCodeAt(0)] = TILDE;
ONE_CHAR["^".charCodeAt(0)] = CIRCUMFLEX;
ONE_CHAR["@".charCodeAt(0)] = AT;
ONE_CHAR["!".charCodeAt(0)] = EXCLAMATION;
