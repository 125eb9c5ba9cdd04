// The state of the tokenizer: the text, how far it is read, the token read last, brackets and indentation; and how errors are placed.

import { PySyntaxError, type SyntaxWarningRecord } from "./errors.ts";
import * as T from "./tokens.ts";

export const OK = 0;
export const EOF = 1;
export const BAD_DEDENT = 2;
export const TAB_ERROR = 3;
export const TOO_DEEP = 4;
export const LINE_CONTINUATION = 5;

export interface TokenizerOptions {
  filename: string;
  /** Comments and NL are tokens too, numbers and brackets are not checked: the stream of Python's `tokenize` module. */
  extra?: boolean;
  typeComments?: boolean;
  warnings?: SyntaxWarningRecord[];
  /** How many characters at the end of the text are not the program's own but a newline that was added. */
  implicitNewline?: boolean;
}

/** Text, position and the token read last: what all parts of the tokenizer work on. */
export abstract class TokenizerState {
  readonly text: string;
  readonly filename: string;
  /** The position of the null character that ends the text. */
  readonly length: number;
  readonly ascii: boolean;
  readonly implicitNewline: boolean;
  protected readonly extra: boolean;
  protected readonly typeComments: boolean;
  readonly warnings: SyntaxWarningRecord[];

  // The token read last. Columns are in bytes, or -1 where CPython gives none.
  start = 0;
  end = 0;
  line = 1;
  col = 0;
  endLine = 1;
  endCol = 0;

  done = OK;
  pos = 0;
  lineno = 1;
  lineStart = 0;
  level = 0;
  readonly parens: number[] = [];
  readonly parenLines: number[] = [];
  readonly parenCols: number[] = [];
  indents: number[] = [0];
  protected altIndents: number[] = [0];
  pending = 0;
  protected atLineStart = true;
  protected commentNewline = false;
  /** Where the comments inside replacement fields are: pairs of start and end. `{x=}` shows its text without them. */
  readonly fieldComments: number[] = [];
  /** Where the current line begins, continued lines counted as one: from here on a bad continuation is measured. */
  bufferStart = 0;

  protected cachedLine = -1;
  protected cachedPos = 0;
  protected cachedBytes = 0;

  constructor(text: string, options: TokenizerOptions) {
    this.text = text + "\0";
    this.length = text.length;
    this.filename = options.filename;
    this.extra = options.extra ?? false;
    this.typeComments = options.typeComments ?? false;
    this.warnings = options.warnings ?? [];
    this.implicitNewline = options.implicitNewline ?? false;
    // eslint-disable-next-line no-control-regex
    this.ascii = /^[\x00-\x7f]*$/.test(text);
  }

  /** The column of a position in bytes of UTF-8. Fast for positions that grow within a line. */
  byteColumn(pos: number, lineStart: number): number {
    if (this.ascii) return pos - lineStart;
    if (this.cachedLine !== lineStart || this.cachedPos > pos) {
      this.cachedLine = lineStart;
      this.cachedPos = lineStart;
      this.cachedBytes = 0;
    }
    let bytes = this.cachedBytes;
    for (let at = this.cachedPos; at < pos; at++) bytes += byteLength(this.text.charCodeAt(at));
    this.cachedPos = pos;
    this.cachedBytes = bytes;
    return bytes;
  }

  /** A SyntaxError at the position reached; the offset is that of the last character read. */
  error(message: string): PySyntaxError {
    const offset = characters(this.text, this.lineStart, this.pos);
    return new PySyntaxError(
      "SyntaxError",
      message,
      this.filename,
      this.lineno,
      offset,
      this.lineText(this.lineStart),
      this.lineno,
      offset,
    );
  }

  /** The same for a range of positions in the current line. */
  protected errorRange(message: string, start: number, end: number): PySyntaxError {
    return new PySyntaxError(
      "SyntaxError",
      message,
      this.filename,
      this.lineno,
      characters(this.text, this.lineStart, start) + 1,
      this.lineText(this.lineStart),
      this.lineno,
      characters(this.text, this.lineStart, end),
    );
  }

  /** The warning of an escape sequence that means nothing: `sequence` without its backslash, which stands at `start`. */
  warnEscape(sequence: string, start: number, lineno: number, octal = false): void {
    const wrong = `"\\${sequence}" is an invalid ${octal ? "octal " : ""}escape sequence.`;
    const advice = `Did you mean "\\\\${sequence}"? A raw string is also an option.`;
    const lineStart = this.text.lastIndexOf("\n", start - 1) + 1;
    const offset = characters(this.text, lineStart, start) + 1;
    const error = new PySyntaxError(
      "SyntaxError",
      `${wrong} ${advice}`,
      this.filename,
      lineno,
      offset,
      `${this.lineText(lineStart)}\n`,
      lineno,
      offset + 2,
    );
    this.warnings.push({
      category: "SyntaxWarning",
      message: `${wrong} Such sequences will not work in the future. ${advice}`,
      lineno,
      error,
    });
  }

  lineText(lineStart: number): string {
    const end = this.text.indexOf("\n", lineStart);
    return this.text.slice(lineStart, end < 0 ? this.length : end);
  }

  protected token(kind: number, start: number, end: number): number {
    this.start = start;
    this.end = end;
    this.line = this.endLine = this.lineno;
    if (this.ascii) {
      this.col = start - this.lineStart;
      this.endCol = end - this.lineStart;
    } else {
      this.col = this.byteColumn(start, this.lineStart);
      this.endCol = this.byteColumn(end, this.lineStart);
    }
    return kind;
  }

  /** A token that may span lines: it began in the line given. */
  protected longToken(kind: number, start: number, lineno: number, lineStart: number): number {
    this.start = start;
    this.end = this.pos;
    this.line = lineno;
    this.col = this.byteColumn(start, lineStart);
    this.endLine = this.lineno;
    this.endCol = this.byteColumn(this.pos, this.lineStart);
    return kind;
  }

  /** A token without text or columns. */
  protected bareToken(kind: number): number {
    this.start = this.end = this.pos;
    this.line = this.endLine = this.lineno;
    this.col = this.endCol = -1;
    return kind;
  }

  protected fail(done: number): number {
    this.done = done;
    if (done !== LINE_CONTINUATION) this.pos = this.lineEnd(this.pos);
    return this.bareToken(T.ERRORTOKEN);
  }

  /** The position after the newline that ends the line. */
  protected lineEnd(pos: number): number {
    const end = this.text.indexOf("\n", pos);
    return end < 0 ? this.length : end + 1;
  }

  /** A newline was read: a line begins, unless this was the last. */
  protected beginLine(): void {
    if (this.pos >= this.length) return;
    this.lineno++;
    this.lineStart = this.pos;
  }

  /** The end was reached inside an open bracket: the position of the innermost. */
  openBracket(): { char: string; line: number; col: number } {
    const at = this.level - 1;
    return { char: String.fromCharCode(this.parens[at]), line: this.parenLines[at], col: this.parenCols[at] };
  }
}

/** The bytes in UTF-8 that a UTF-16 unit stands for; a surrogate is half of four. */
export function byteLength(unit: number): number {
  return unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit <= 0xdfff ? 2 : 3;
}

/** How many characters (code points) a stretch of text has. */
export function characters(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xdc00 && unit <= 0xdfff && at > start) {
      const before = text.charCodeAt(at - 1);
      if (before >= 0xd800 && before <= 0xdbff) continue;
    }
    count++;
  }
  return count;
}
