// The tokenizer of Python 3.14.
//
// `next()` reads one token and describes it in the fields `start` to `endCol`; it returns the token's kind. The text must end in a
// null character, which is how the end is told (real null bytes are refused earlier), and has '\n' newlines only, but for `extra`.
//
// Two kinds of failure. An error with a place of its own (an unterminated string, an unmatched bracket) is thrown as PySyntaxError.
// The others return ERRORTOKEN and leave their cause in `done`: the parser words them, and forgives them after an error of its own.
//
// f- and t-strings are tokenised by a stack of modes, one for each string that is open and one at the bottom for the file. A mode
// says whether the next token is read as program text or as the string's. `depth` counts the brackets open since the string began,
// `exprDepth` the replacement fields; so `depth == exprDepth + 1` means directly inside a field, where `:` starts the format
// specification, and a `}` that brings `depth` down to `exprDepth` ends the field.

import { isIdentifierPart, isIdentifierStart, isPrintable } from "./characters.ts";
import { NumberTokenizer } from "./tokenizer_numbers.ts";
import { BAD_DEDENT, EOF, LINE_CONTINUATION, TAB_ERROR, TOO_DEEP } from "./tokenizer_state.ts";
import * as T from "./tokens.ts";

const MAX_LEVEL = 200;
const MAX_INDENT = 100;
const MAX_STRINGS = 150;
const MAX_FIELDS = 3;
const TAB = 8;

/** One open f- or t-string, or (at the bottom of the stack) the file. */
interface Mode {
  /** The next token is a piece of the string, not of a program. */
  inString: boolean;
  prefix: "f" | "t";
  quote: number;
  quoteSize: number;
  raw: boolean;
  start: number;
  lineno: number;
  lineStart: number;
  depth: number;
  exprDepth: number;
  inFormatSpec: boolean;
  debug: boolean;
}

export class Tokenizer extends NumberTokenizer {
  private readonly modes: Mode[] = [
    {
      inString: false,
      prefix: "f",
      quote: 0,
      quoteSize: 0,
      raw: false,
      start: 0,
      lineno: 0,
      lineStart: 0,
      depth: 0,
      exprDepth: -1,
      inFormatSpec: false,
      debug: false,
    },
  ];

  next(): number {
    const mode = this.modes[this.modes.length - 1];
    return mode.inString ? this.stringPiece(mode) : this.normal(mode);
  }

  private normal(mode: Mode): number {
    const text = this.text;
    let c: number;
    for (;;) {
      let blank = false;
      if (this.atLineStart) {
        this.atLineStart = false;
        const result = this.indentation();
        if (result < 0) return T.ERRORTOKEN;
        blank = result === 1;
      }
      if (this.pending !== 0) return this.pendingIndent();

      let pos = this.pos;
      for (;;) {
        c = text.charCodeAt(pos);
        while (c === 32 || c === 9 || c === 12) c = text.charCodeAt(++pos);
        if (c !== 92 /* \ */) break;
        this.pos = pos + 1;
        if (!this.continuation()) return T.ERRORTOKEN;
        pos = this.pos;
      }
      this.pos = pos;
      // For the parser, a NEWLINE begins at the comment before it.
      const lineEnd = pos;
      if (c === 35 /* # */) {
        const kind = this.comment(blank);
        if (kind >= 0) return kind;
        c = text.charCodeAt(this.pos);
      }
      if (c === 0 && this.pos >= this.length) {
        this.done = EOF;
        this.bareToken(T.ENDMARKER);
        return this.level > 0 ? T.ERRORTOKEN : T.ENDMARKER;
      }
      if (c === 13 && text.charCodeAt(this.pos + 1) === 10) {
        this.pos++;
        c = 10;
      }
      if (c !== 10) break;

      const start = this.pos;
      this.pos++;
      this.atLineStart = true;
      if (this.extra && (blank || this.level > 0 || this.commentNewline)) {
        this.commentNewline = false;
        const from = text.charCodeAt(start - 1) === 13 ? start - 1 : start;
        this.token(T.NL, from, this.pos);
        this.beginLine();
        this.bufferStart = this.lineStart;
        return T.NL;
      }
      if (!blank && this.level === 0) {
        if (this.extra) return this.token(T.NEWLINE, text.charCodeAt(start - 1) === 13 ? start - 1 : start, start);
        this.token(T.NEWLINE, lineEnd, start);
        this.endCol++;
        // The line goes on being the current one until its successor is looked at: so do the messages.
        return T.NEWLINE;
      }
      this.beginLine();
      this.bufferStart = this.lineStart;
    }

    const start = this.pos;
    if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c >= 128) return this.name(c, start);
    if (c >= 48 && c <= 57) return this.number(c);
    if (c === 46 /* . */) {
      const c2 = text.charCodeAt(start + 1);
      if (c2 >= 48 && c2 <= 57) return this.number(c);
      if (c2 === 46 && text.charCodeAt(start + 2) === 46) {
        this.pos = start + 3;
        return this.token(T.ELLIPSIS, start, this.pos);
      }
      this.pos = start + 1;
      return this.token(T.DOT, start, this.pos);
    }
    if (c === 34 || c === 39) return this.string(c, start, mode);
    return this.operator(c, start, mode);
  }

  /** Measures the indentation of a line. 1: the line is blank. -1: an error, `done` says which. */
  private indentation(): number {
    const text = this.text;
    if (this.pos !== this.lineStart) this.beginLine();
    this.bufferStart = this.lineStart;
    let col = 0;
    let altCol = 0;
    let continued = 0;
    let c: number;
    for (;;) {
      c = text.charCodeAt(this.pos);
      if (c === 32) {
        col++;
        altCol++;
      } else if (c === 9) {
        col = (Math.floor(col / TAB) + 1) * TAB;
        altCol++;
      } else if (c === 12) {
        col = altCol = 0;
      } else if (c === 92) {
        continued = continued !== 0 ? continued : col;
        this.pos++;
        if (!this.continuation()) return -1;
        continue;
      } else break;
      this.pos++;
    }
    if (c === 35 || c === 10 || c === 13) return 1;
    if (this.level > 0) return 0;
    if (continued !== 0) col = altCol = continued;
    const top = this.indents.length - 1;
    if (col === this.indents[top]) {
      if (altCol !== this.altIndents[top]) {
        this.fail(TAB_ERROR);
        return -1;
      }
    } else if (col > this.indents[top]) {
      if (top + 2 > MAX_INDENT - 1) {
        this.fail(TOO_DEEP);
        return -1;
      }
      if (altCol <= this.altIndents[top]) {
        this.fail(TAB_ERROR);
        return -1;
      }
      this.pending++;
      this.indents.push(col);
      this.altIndents.push(altCol);
    } else {
      while (this.indents.length > 1 && col < this.indents[this.indents.length - 1]) {
        this.pending--;
        this.indents.pop();
        this.altIndents.pop();
      }
      if (col !== this.indents[this.indents.length - 1]) {
        this.fail(BAD_DEDENT);
        return -1;
      }
      if (altCol !== this.altIndents[this.altIndents.length - 1]) {
        this.fail(TAB_ERROR);
        return -1;
      }
    }
    return 0;
  }

  private pendingIndent(): number {
    if (this.pending < 0) {
      this.pending++;
      if (this.extra) return this.token(T.DEDENT, this.pos, this.pos);
      return this.bareToken(T.DEDENT);
    }
    this.pending--;
    if (this.extra) return this.token(T.INDENT, this.lineStart, this.pos);
    return this.bareToken(T.INDENT);
  }

  /** After a backslash: the newline that must follow. */
  private continuation(): boolean {
    if (this.text.charCodeAt(this.pos) === 13) this.pos++;
    if (this.text.charCodeAt(this.pos) !== 10) {
      if (this.pos < this.length) this.pos++;
      this.fail(LINE_CONTINUATION);
      return false;
    }
    this.pos++;
    if (this.pos >= this.length) {
      this.done = EOF;
      this.bareToken(T.ERRORTOKEN);
      return false;
    }
    this.beginLine();
    return true;
  }

  /** Skips a comment; -1 unless it is a token. */
  private comment(blank: boolean): number {
    const start = this.pos;
    let end = this.text.indexOf("\n", start);
    if (end < 0) end = this.length;
    if (this.text.charCodeAt(end - 1) === 13) end--;
    this.pos = end;
    if (this.modes.length > 1) this.fieldComments.push(start, end);
    if (this.typeComments) {
      const match = /^#[ \t]*type:[ \t]*/.exec(this.text.slice(start, end));
      if (match !== null) {
        const from = start + match[0].length;
        const ignore = this.text.startsWith("ignore", from) && !/^[0-9A-Za-z\u0080-\uffff]/.test(this.text.slice(from + 6, end));
        if (!ignore) return this.token(T.TYPE_COMMENT, from, end);
        this.token(T.TYPE_IGNORE, from + 6, end);
        if (blank && this.pos < this.length) {
          this.pos++;
          this.atLineStart = true;
        }
        return T.TYPE_IGNORE;
      }
    }
    if (this.extra) {
      this.commentNewline = blank;
      return this.token(T.COMMENT, start, end);
    }
    return -1;
  }

  private name(first: number, start: number): number {
    const text = this.text;
    let c = first;
    let pos = start;
    // Prefixes of strings. Letters are taken as long as they make one, in any order and case.
    let seen = 0;
    for (;;) {
      const bit = PREFIX_BITS[c | 32];
      if (c >= 128 || bit === 0 || (seen & bit) !== 0) break;
      seen |= bit;
      c = text.charCodeAt(++pos);
      if (c === 34 || c === 39) {
        this.pos = pos;
        this.checkPrefixes(seen, start);
        const mode = this.modes[this.modes.length - 1];
        return (seen & (SAW_F | SAW_T)) !== 0 ? this.openString(c, start, seen) : this.string(c, start, mode);
      }
    }
    let ascii = true;
    while ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 95 || c >= 128) {
      if (c >= 128) ascii = false;
      c = text.charCodeAt(++pos);
    }
    this.pos = pos;
    if (!ascii && !this.extra) this.verifyIdentifier(start, pos);
    return this.token(T.NAME, start, pos);
  }

  private checkPrefixes(seen: number, start: number): void {
    for (const [a, b] of INCOMPATIBLE) {
      if ((seen & PREFIX_BITS[a.charCodeAt(0)]) !== 0 && (seen & PREFIX_BITS[b.charCodeAt(0)]) !== 0) {
        throw this.errorRange(`'${a}' and '${b}' prefixes are incompatible`, start, this.pos + 1);
      }
    }
  }

  private verifyIdentifier(start: number, end: number): void {
    let first = true;
    for (let at = start; at < end; ) {
      const point = this.text.codePointAt(at)!;
      const width = point > 0xffff ? 2 : 1;
      if (!(first ? isIdentifierStart(point) : isIdentifierPart(point))) {
        this.pos = at + width;
        const hex = point.toString(16).toUpperCase().padStart(4, "0");
        throw this.error(
          isPrintable(point) ? `invalid character '${String.fromCodePoint(point)}' (U+${hex})` : `invalid non-printable character U+${hex}`,
        );
      }
      first = false;
      at += width;
    }
  }

  // Strings.

  private string(quote: number, start: number, mode: Mode): number {
    const text = this.text;
    const lineno = this.lineno;
    const lineStart = this.lineStart;
    let pos = this.pos + 1;
    let size = 1;
    if (text.charCodeAt(pos) === quote) {
      if (text.charCodeAt(pos + 1) !== quote) {
        this.pos = pos + 1;
        return this.token(T.STRING, start, this.pos);
      }
      size = 3;
      pos += 2;
    }
    let escapedQuote = false;
    let run = 0;
    for (;;) {
      const c = text.charCodeAt(pos);
      if (c === quote) {
        pos++;
        if (++run === size) break;
        continue;
      }
      run = 0;
      if (c === 10 && size === 3) {
        pos++;
        this.pos = pos;
        this.beginLine();
        continue;
      }
      if (c === 10 || (c === 0 && pos >= this.length)) {
        const detected = this.lineno;
        this.pos = start + 1;
        this.lineno = lineno;
        this.lineStart = lineStart;
        if (this.modes.length > 1 && mode.quote === quote && mode.quoteSize === size) {
          throw this.error(`${mode.prefix}-string: expecting '}'`);
        }
        const error = this.error(
          size === 3
            ? `unterminated triple-quoted string literal (detected at line ${detected})`
            : `unterminated string literal (detected at line ${detected})${escapedQuote ? "; perhaps you escaped the end quote?" : ""}`,
        );
        if (c !== 10) this.done = EOF;
        throw error;
      }
      pos++;
      if (c === 92) {
        const escaped = text.charCodeAt(pos);
        if (escaped === quote) escapedQuote = true;
        if (escaped === 0 && pos >= this.length) continue;
        if (escaped === 13) pos++;
        if (text.charCodeAt(pos) === 10) {
          this.pos = pos + 1;
          this.beginLine();
        }
        pos++;
      }
    }
    this.pos = pos;
    if (this.lineno === lineno) return this.token(T.STRING, start, pos);
    return this.longToken(T.STRING, start, lineno, lineStart);
  }

  private openString(quote: number, start: number, seen: number): number {
    const size = this.text.charCodeAt(this.pos + 1) === quote && this.text.charCodeAt(this.pos + 2) === quote ? 3 : 1;
    this.pos += size;
    if (this.modes.length >= MAX_STRINGS) throw this.error("too many nested f-strings or t-strings");
    const prefix = (seen & SAW_T) !== 0 ? "t" : "f";
    this.modes.push({
      inString: true,
      prefix,
      quote,
      quoteSize: size,
      raw: (seen & SAW_R) !== 0,
      start,
      lineno: this.lineno,
      lineStart: this.lineStart,
      depth: 0,
      exprDepth: -1,
      inFormatSpec: false,
      debug: false,
    });
    return this.token(prefix === "t" ? T.TSTRING_START : T.FSTRING_START, start, this.pos);
  }

  /** A literal piece of an f-string, its end, or (by way of `normal`) the brace that opens a field. */
  private stringPiece(mode: Mode): number {
    const text = this.text;
    const start = this.pos;
    const lineno = this.lineno;
    const lineStart = this.lineStart;
    const isT = mode.prefix === "t";
    const middle = isT ? T.TSTRING_MIDDLE : T.FSTRING_MIDDLE;
    if (text.charCodeAt(start) === 123 && text.charCodeAt(start + 1) !== 123) {
      this.enterField(mode);
      return this.normal(mode);
    }
    let quotes = 0;
    while (quotes < mode.quoteSize && text.charCodeAt(start + quotes) === mode.quote) quotes++;
    if (quotes === mode.quoteSize) {
      this.pos = start + quotes;
      this.modes.pop();
      return this.token(isT ? T.TSTRING_END : T.FSTRING_END, start, this.pos);
    }

    let pos = start;
    let run = 0;
    let namedEscape = false;
    while (run !== mode.quoteSize) {
      const c = text.charCodeAt(pos++);
      const inSpec = mode.inFormatSpec && mode.exprDepth >= 0;
      if ((c === 10 && mode.quoteSize === 1) || (c === 0 && pos > this.length)) {
        if (inSpec && c === 10) {
          this.pos = pos;
          const name = `${mode.prefix}-string`;
          throw this.error(`${name}: newlines are not allowed in format specifiers for single quoted ${name}s`);
        }
        const detected = this.lineno;
        this.pos = mode.start + 1;
        this.lineStart = mode.lineStart;
        this.lineno = mode.lineno;
        if (c !== 10 && mode.quoteSize === 3) this.done = EOF;
        throw this.error(
          `unterminated ${mode.quoteSize === 3 ? "triple-quoted " : ""}${mode.prefix}-string literal ` + `(detected at line ${detected})`,
        );
      }
      if (c === mode.quote) {
        run++;
        continue;
      }
      run = 0;
      if (c === 10) {
        this.pos = pos;
        this.beginLine();
      } else if (c === 123) {
        if (text.charCodeAt(pos) !== 123 || inSpec) {
          this.pos = pos - 1;
          this.enterField(mode);
          mode.inFormatSpec = false;
          return this.longToken(middle, start, lineno, lineStart);
        }
        this.pos = pos;
        return this.doubledBrace(middle, start, lineno, lineStart);
      } else if (c === 125) {
        this.pos = pos;
        if (namedEscape) return this.longToken(middle, start, lineno, lineStart);
        if (text.charCodeAt(pos) === 125 && !inSpec && mode.depth === 0) {
          return this.doubledBrace(middle, start, lineno, lineStart);
        }
        this.pos = pos - 1;
        mode.inString = false;
        mode.inFormatSpec = false;
        return this.longToken(middle, start, lineno, lineStart);
      } else if (c === 92) {
        let escaped = text.charCodeAt(pos);
        if (escaped === 13) escaped = text.charCodeAt(++pos);
        if (escaped === 123 || escaped === 125) {
          // The brace keeps its meaning; the parser warns about the escape when it decodes the piece.
          if (!mode.raw) this.warnEscape(String.fromCharCode(escaped), pos - 1, this.lineno);
          continue;
        }
        if (escaped === 0 && pos >= this.length) continue;
        pos++;
        if (escaped === 10) {
          this.pos = pos;
          this.beginLine();
        } else if (escaped === 78 /* N */ && !mode.raw && text.charCodeAt(pos) === 123) {
          pos++;
          namedEscape = true;
        }
      }
    }
    this.pos = pos - mode.quoteSize;
    return this.longToken(middle, start, lineno, lineStart);
  }

  /** A piece that ends in a doubled brace: its text has one of the two, its columns (but for `tokenize`) cover both. */
  private doubledBrace(kind: number, start: number, lineno: number, lineStart: number): number {
    this.longToken(kind, start, lineno, lineStart);
    this.pos++;
    if (!this.extra) this.endCol++;
    return kind;
  }

  private enterField(mode: Mode): void {
    mode.exprDepth++;
    if (mode.exprDepth >= MAX_FIELDS) throw this.error(`${mode.prefix}-string: expressions nested too deeply`);
    mode.inString = false;
  }

  // Operators and brackets.

  private operator(c: number, start: number, mode: Mode): number {
    const text = this.text;
    const inField = this.modes.length > 1 && mode.exprDepth >= 0;
    if (c === 58 && inField && mode.depth - 1 === mode.exprDepth) {
      mode.inString = true;
      mode.inFormatSpec = true;
      this.pos = start + 1;
      return this.token(T.COLON, start, this.pos);
    }
    const c2 = text.charCodeAt(start + 1);
    const two = twoChars(c, c2);
    if (two !== 0) {
      const three = threeChars(two, text.charCodeAt(start + 2));
      this.pos = start + (three !== 0 ? 3 : 2);
      return this.token(three !== 0 ? three : two, start, this.pos);
    }
    this.pos = start + 1;
    if (c === 40 || c === 91 || c === 123) {
      if (this.level >= MAX_LEVEL) throw this.error("too many nested parentheses");
      this.parens[this.level] = c;
      this.parenLines[this.level] = this.lineno;
      this.parenCols[this.level] = this.byteColumn(start, this.lineStart);
      this.level++;
      if (this.modes.length > 1) mode.depth++;
    } else if (c === 41 || c === 93 || c === 125) {
      this.closeBracket(c, mode);
    } else if (c === 61 && inField && mode.depth - 1 === mode.exprDepth) {
      mode.debug = true;
    }
    const kind = T.ONE_CHAR[c];
    if (kind === 0 && (c < 32 || c === 127)) {
      throw this.error(`invalid non-printable character U+${c.toString(16).toUpperCase().padStart(4, "0")}`);
    }
    return this.token(kind === 0 ? T.OP : kind, start, this.pos);
  }

  private closeBracket(c: number, mode: Mode): void {
    const inString = this.modes.length > 1;
    const char = String.fromCharCode(c);
    if (inString && mode.depth === 0 && c === 125) throw this.error(`${mode.prefix}-string: single '}' is not allowed`);
    if (!this.extra && this.level === 0) throw this.error(`unmatched '${char}'`);
    if (this.level > 0) {
      const opening = this.parens[--this.level];
      if (!this.extra && c !== (opening === 40 ? 41 : opening + 2)) {
        if (inString && opening === 123 && mode.depth - 1 === mode.exprDepth) {
          throw this.error(`${mode.prefix}-string: unmatched '${char}'`);
        }
        const line = this.parenLines[this.level];
        throw this.error(
          `closing parenthesis '${char}' does not match opening parenthesis '${String.fromCharCode(opening)}'` +
            (line !== this.lineno ? ` on line ${line}` : ""),
        );
      }
    }
    if (inString) {
      mode.depth--;
      if (mode.depth < 0) throw this.error(`${mode.prefix}-string: unmatched '${char}'`);
      if (c === 125 && mode.depth === mode.exprDepth) {
        mode.exprDepth--;
        mode.inString = true;
        mode.inFormatSpec = false;
        mode.debug = false;
      }
    }
  }

  /** Whether an f- or t-string is open. */
  get insideString(): boolean {
    return this.modes.length > 1;
  }

  /** Ends all blocks, as an empty line does at the prompt. */
  implyDedents(): void {
    if (this.indents.length > 1) {
      this.pending = -(this.indents.length - 1);
      this.indents.length = 1;
      this.altIndents.length = 1;
    }
  }
}

const SAW_B = 1;
const SAW_U = 2;
const SAW_R = 4;
const SAW_F = 8;
const SAW_T = 16;
const PREFIX_BITS = new Uint8Array(256);
for (const [char, bit] of [
  ["b", SAW_B],
  ["u", SAW_U],
  ["r", SAW_R],
  ["f", SAW_F],
  ["t", SAW_T],
] as const) {
  PREFIX_BITS[char.charCodeAt(0)] = bit;
}
const INCOMPATIBLE: readonly (readonly [string, string])[] = [
  ["u", "b"],
  ["u", "r"],
  ["u", "f"],
  ["u", "t"],
  ["b", "f"],
  ["b", "t"],
  ["f", "t"],
];

function twoChars(c: number, c2: number): number {
  if (c2 === 61) {
    switch (c) {
      case 33:
        return T.NOTEQUAL;
      case 37:
        return T.PERCENTEQUAL;
      case 38:
        return T.AMPEREQUAL;
      case 42:
        return T.STAREQUAL;
      case 43:
        return T.PLUSEQUAL;
      case 45:
        return T.MINEQUAL;
      case 47:
        return T.SLASHEQUAL;
      case 58:
        return T.COLONEQUAL;
      case 60:
        return T.LESSEQUAL;
      case 61:
        return T.EQEQUAL;
      case 62:
        return T.GREATEREQUAL;
      case 64:
        return T.ATEQUAL;
      case 94:
        return T.CIRCUMFLEXEQUAL;
      case 124:
        return T.VBAREQUAL;
      default:
        return 0;
    }
  }
  if (c === c2) {
    switch (c) {
      case 42:
        return T.DOUBLESTAR;
      case 47:
        return T.DOUBLESLASH;
      case 60:
        return T.LEFTSHIFT;
      case 62:
        return T.RIGHTSHIFT;
      default:
        return 0;
    }
  }
  if (c === 45 && c2 === 62) return T.RARROW;
  if (c === 60 && c2 === 62) return T.NOTEQUAL;
  return 0;
}

function threeChars(two: number, c3: number): number {
  if (c3 !== 61) return 0;
  switch (two) {
    case T.DOUBLESTAR:
      return T.DOUBLESTAREQUAL;
    case T.DOUBLESLASH:
      return T.DOUBLESLASHEQUAL;
    case T.LEFTSHIFT:
      return T.LEFTSHIFTEQUAL;
    case T.RIGHTSHIFT:
      return T.RIGHTSHIFTEQUAL;
    default:
      return 0;
  }
}
