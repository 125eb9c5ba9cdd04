// The ground of the parser: tokens read on demand and kept, the current position, and how errors are placed.
//
// A parse function either returns its node or throws FAIL; it need not put `pos` back, since only `attempt` goes on after a failure.
// The parser reads no token that CPython's would not: after a failure the last token read is where "invalid syntax" points.
//
// The token at `pos` is always read (`tok` is its kind). Columns are bytes, and -1 for tokens without text.
//
// The parser is one class in many files, each a class that extends the one before: base ◄ strings ◄ expressions ◄ primaries ◄ parameters ◄ patterns ◄ simple ◄
// statements. What this refuses is read again by parser_errors*.ts, which go on: ◄ errors_expressions ◄ errors_primaries ◄ errors_parameters ◄ errors_simple ◄ errors.

import type { Expr, Node, Positioned } from "./ast.ts";
import type { SyntaxErrorType } from "./errors.ts";
import { ParserStackOverflow, PySyntaxError } from "./errors.ts";
import type { Tokenizer } from "./tokenizer.ts";
import { BAD_DEDENT, byteLength, EOF, LINE_CONTINUATION, TAB_ERROR, TOO_DEEP } from "./tokenizer_state.ts";
import * as T from "./tokens.ts";

/** Thrown where the text does not fit the grammar. Not an Error, since most failures only end an attempt. */
export const FAIL = { name: "no match" };

export type Mode = "exec" | "eval" | "single" | "func_type";

export interface ParserOptions {
  mode: Mode;
  /** At the prompt: the end of the text does not end the blocks (PyCF_DONT_IMPLY_DEDENT). */
  dontImplyDedent: boolean;
  typeComments: boolean;
  /** `from __future__ import barry_as_FLUFL`: `<>` is the operator. */
  barryAsFlufl: boolean;
  /** The largest number of digits in a decimal integer literal, 0 for no limit (sys.set_int_max_str_digits). */
  intMaxStrDigits: number;
  /** The characters of a name in '\N{...}', or null. */
  lookupName: (name: string) => string | null;
}

const MAX_DEPTH = 3000;

export abstract class ParserBase {
  readonly tokenizer: Tokenizer;
  readonly options: ParserOptions;
  readonly text: string;
  pos = 0;
  tok = 0;
  fill = 0;
  depth = 0;

  // One entry for each token read.
  types: Uint8Array;
  levels: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  lines: Int32Array;
  cols: Int32Array;
  endLines: Int32Array;
  endCols: Int32Array;
  /** The text of names and keywords; of other tokens ''. */
  words: string[] = [];
  typeIgnores: { lineno: number; tag: string }[] = [];
  /** The token to blame for an error in a literal, instead of the last one read; -1 for none. */
  knownErrorToken = -1;
  private statementStarted = false;
  /** Set while the tokenizer reads: an error that is thrown then is its own. */
  fromTokenizer = false;

  constructor(tokenizer: Tokenizer, options: ParserOptions) {
    this.tokenizer = tokenizer;
    this.options = options;
    this.text = tokenizer.text;
    const room = 16 + (tokenizer.length >> 2);
    this.types = new Uint8Array(room);
    this.levels = new Uint8Array(room);
    this.starts = new Int32Array(room);
    this.ends = new Int32Array(room);
    this.lines = new Int32Array(room);
    this.cols = new Int32Array(room);
    this.endLines = new Int32Array(room);
    this.endCols = new Int32Array(room);
  }

  /** Takes over the tokens that another parser read. */
  adopt(other: ParserBase): void {
    this.types = other.types;
    this.levels = other.levels;
    this.starts = other.starts;
    this.ends = other.ends;
    this.lines = other.lines;
    this.cols = other.cols;
    this.endLines = other.endLines;
    this.endCols = other.endCols;
    this.words = other.words;
    this.fill = other.fill;
    this.typeIgnores = other.typeIgnores;
    this.statementStarted = other.statementStarted;
  }

  // Tokens.

  begin(): void {
    this.pos = 0;
    if (this.fill === 0) this.fetch();
    this.tok = this.types[0];
  }

  advance(): void {
    const pos = ++this.pos;
    if (pos >= this.fill) this.fetch();
    this.tok = this.types[pos];
  }

  /** Goes back (or forward to a token already read). */
  reset(pos: number): void {
    this.pos = pos;
    this.tok = this.types[pos];
  }

  /** The kind of the token after the current one. */
  peek(): number {
    if (this.pos + 1 >= this.fill) this.fetch();
    return this.types[this.pos + 1];
  }

  expect(kind: number): void {
    if (this.tok !== kind) throw FAIL;
    this.advance();
  }

  /** Consumes the token if it is of the kind. */
  take(kind: number): boolean {
    if (this.tok !== kind) return false;
    this.advance();
    return true;
  }

  fail(): never {
    throw FAIL;
  }

  /** The result of a parse function, or null with the position as it was. */
  attempt<R>(parse: () => R): R | null {
    const pos = this.pos;
    const depth = this.depth;
    try {
      return parse.call(this);
    } catch (error) {
      if (error !== FAIL) throw error;
      this.reset(pos);
      this.depth = depth;
      return null;
    }
  }

  /** Consumes a name and returns it. */
  name(): string {
    if (this.tok !== T.NAME) throw FAIL;
    const word = this.words[this.pos];
    this.advance();
    return word;
  }

  isSoft(word: string): boolean {
    return this.tok === T.NAME && this.words[this.pos] === word;
  }

  tokenText(index: number): string {
    return this.text.slice(this.starts[index], this.ends[index]);
  }

  enter(): void {
    if (++this.depth > MAX_DEPTH) throw new ParserStackOverflow();
  }

  leave(): void {
    this.depth--;
  }

  /** Reads the next token into the buffer. */
  fetch(): void {
    const tokenizer = this.tokenizer;
    this.fromTokenizer = true;
    let kind = tokenizer.next();
    while (kind === T.TYPE_IGNORE) {
      this.typeIgnores.push({ lineno: tokenizer.line, tag: this.text.slice(tokenizer.start, tokenizer.end) });
      kind = tokenizer.next();
    }
    if (this.options.mode === "single") {
      if (kind === T.ENDMARKER && this.statementStarted) {
        kind = T.NEWLINE;
        this.statementStarted = false;
        if (!this.options.dontImplyDedent) tokenizer.implyDedents();
      } else this.statementStarted = true;
    }
    let word = "";
    if (kind === T.NAME) {
      word = this.text.slice(tokenizer.start, tokenizer.end);
      const length = word.length;
      if (length >= 2 && length <= 8) {
        const keyword = T.KEYWORDS.get(word);
        if (keyword !== undefined) kind = keyword;
      }
      if (!tokenizer.ascii) word = word.normalize("NFKC");
    }
    const index = this.fill;
    if (index === this.types.length) this.grow();
    this.types[index] = kind;
    this.levels[index] = tokenizer.level;
    this.starts[index] = tokenizer.start;
    this.ends[index] = tokenizer.end;
    this.lines[index] = tokenizer.line;
    this.cols[index] = tokenizer.col;
    this.endLines[index] = tokenizer.endLine;
    this.endCols[index] = tokenizer.endCol;
    this.words.push(word);
    this.fill = index + 1;
    if (kind === T.ERRORTOKEN) throw this.tokenizerError();
    this.fromTokenizer = false;
  }

  private grow(): void {
    this.types = doubled(this.types, Uint8Array);
    this.levels = doubled(this.levels, Uint8Array);
    this.starts = doubled(this.starts, Int32Array);
    this.ends = doubled(this.ends, Int32Array);
    this.lines = doubled(this.lines, Int32Array);
    this.cols = doubled(this.cols, Int32Array);
    this.endLines = doubled(this.endLines, Int32Array);
    this.endCols = doubled(this.endCols, Int32Array);
  }

  /** The last token before the current one that has text: where the node just parsed ends. */
  lastIndex(): number {
    let index = this.pos - 1;
    while (index > 0) {
      const kind = this.types[index];
      if (kind !== T.NEWLINE && kind !== T.INDENT && kind !== T.DEDENT && kind !== T.ENDMARKER) break;
      index--;
    }
    return index;
  }

  /**
   * The place of a node, from a token to the last one consumed that has text. Expressions write its four fields out instead: most nodes are
   * expressions, they end at the last token, and a spread in their literals made the parser a quarter slower.
   */
  place(first: number): Positioned {
    const last = this.lastIndex();
    return {
      lineno: this.lines[first],
      col_offset: this.cols[first],
      end_lineno: this.endLines[last],
      end_col_offset: this.endCols[last],
    };
  }

  // Errors.

  private tokenizerError(): PySyntaxError {
    const tokenizer = this.tokenizer;
    switch (tokenizer.done) {
      case EOF:
        return tokenizer.level > 0 ? this.unclosedBracket() : this.errorHere("unexpected EOF while parsing");
      case BAD_DEDENT:
        return this.errorHere("unindent does not match any outer indentation level", "IndentationError");
      case TAB_ERROR:
        return this.errorAt("inconsistent use of tabs and spaces in indentation", tokenizer.lineno, 0, tokenizer.lineno, -1, "TabError");
      case TOO_DEEP:
        return this.errorAt("too many levels of indentation", tokenizer.lineno, 0, tokenizer.lineno, -1, "IndentationError");
      case LINE_CONTINUATION: {
        const col = tokenizer.byteColumn(tokenizer.pos, tokenizer.bufferStart) - 1;
        return this.errorAt("unexpected character after line continuation character", tokenizer.lineno, col, tokenizer.lineno, -1);
      }
      default:
        return this.errorAt("unknown parsing error", tokenizer.lineno, 0, tokenizer.lineno, -1);
    }
  }

  unclosedBracket(): PySyntaxError {
    const open = this.tokenizer.openBracket();
    return this.errorAt(`'${open.char}' was never closed`, open.line, open.col, open.line, -1);
  }

  /** The line of the source that an error message shows. */
  lineText(lineno: number): string {
    const text = this.tokenizer.text;
    let start = 0;
    for (let line = 1; line < lineno; line++) {
      const end = text.indexOf("\n", start);
      if (end < 0 || end + 1 >= this.tokenizer.length) break;
      start = end + 1;
    }
    let end = text.indexOf("\n", start);
    if (end < 0) end = this.tokenizer.length;
    else if (this.tokenizer.lineno <= lineno) end++;
    return text.slice(start, end);
  }

  /** An error at a place: columns in bytes from 0; an end column of -1 gives no end. */
  errorAt(
    message: string,
    line: number,
    col: number,
    endLine: number,
    endCol: number,
    type: SyntaxErrorType = "SyntaxError",
  ): PySyntaxError {
    const text = this.lineText(line);
    // The end is counted in the first line, too, even where it is in another.
    const most = utf8Length(text) + 1;
    const count = (bytes: number): number => byteToCharacter(text, Math.min(bytes, most));
    return new PySyntaxError(
      type,
      message,
      this.tokenizer.filename,
      line,
      count(col + 1),
      text,
      endLine,
      endCol + 1 > 0 ? count(endCol + 1) : endCol + 1,
    );
  }

  /** An error at a token. */
  errorAtToken(message: string, index: number, type: SyntaxErrorType = "SyntaxError"): PySyntaxError {
    return this.errorAt(message, this.lines[index], this.cols[index], this.endLines[index], this.endCols[index], type);
  }

  /** An error at the last token read, or at the token that is to blame. */
  errorHere(message: string, type: SyntaxErrorType = "SyntaxError"): PySyntaxError {
    if (this.fill === 0) return this.errorAt(message, 0, -1, 0, -2, type);
    return this.errorAtOrPosition(message, this.knownErrorToken >= 0 ? this.knownErrorToken : this.fill - 1, type);
  }

  /** An error at a token; one without text stands for the place that the tokenizer has reached. */
  errorAtOrPosition(message: string, index: number, type: SyntaxErrorType = "SyntaxError"): PySyntaxError {
    let col = this.cols[index];
    if (col < 0) col = this.tokenizer.byteColumn(this.tokenizer.pos, this.tokenizer.lineStart) - 1;
    const endCol = this.endCols[index];
    return this.errorAt(message, this.lines[index], col, this.endLines[index], endCol < 0 ? -2 : endCol, type);
  }

  /** An error at the place that the tokenizer has reached. */
  errorAtPosition(message: string): PySyntaxError {
    const { lineno, pos, lineStart } = this.tokenizer;
    return this.errorAt(message, lineno, this.tokenizer.byteColumn(pos, lineStart) - 1, lineno, -2);
  }

  errorAtNode(message: string, node: Node, type: SyntaxErrorType = "SyntaxError"): PySyntaxError {
    const at = node as unknown as Positioned;
    return this.errorAt(message, at.lineno, at.col_offset, at.end_lineno, at.end_col_offset, type);
  }

  /** An error from the start of a to the end of b: nodes, or tokens by index. */
  errorRange(message: string, a: Expr | Positioned | number, b: Expr | Positioned | number): PySyntaxError {
    const [line, col] = typeof a === "number" ? [this.lines[a], this.cols[a]] : [a.lineno, a.col_offset];
    const [endLine, endCol] = typeof b === "number" ? [this.endLines[b], this.endCols[b]] : [b.end_lineno, b.end_col_offset];
    return this.errorAt(message, line, col, endLine, endCol);
  }

  /** An error from the start of a to the place that the tokenizer has reached. */
  errorFrom(message: string, a: Expr | number): PySyntaxError {
    const [line, col] = typeof a === "number" ? [this.lines[a], this.cols[a]] : [a.lineno, a.col_offset];
    const tokenizer = this.tokenizer;
    return this.errorAt(message, line, col, tokenizer.lineno, tokenizer.byteColumn(tokenizer.pos, tokenizer.lineStart) - 1);
  }
}

function doubled<A extends Uint8Array | Int32Array>(array: A, make: new (length: number) => A): A {
  const bigger = new make(array.length * 2);
  bigger.set(array);
  return bigger;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) bytes += byteLength(text.charCodeAt(at));
  return bytes;
}

/** How many characters the first `bytes` bytes of a line make; the bytes of a character cut short count as one. */
export function byteToCharacter(line: string, bytes: number): number {
  if (bytes <= 0) return bytes;
  let count = 0;
  let seen = 0;
  for (let at = 0; at < line.length && seen < bytes; at++) {
    const unit = line.charCodeAt(at);
    if (unit >= 0xd800 && unit <= 0xdbff && at + 1 < line.length) {
      seen += 4;
      at++;
    } else seen += byteLength(unit);
    count++;
  }
  // Beyond the end of the line (its newline, or text that a later error points past).
  return seen < bytes ? count + (bytes - seen) : count;
}
