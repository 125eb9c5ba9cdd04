// What goes wrong while reading source text, as JavaScript exceptions: the embedder turns them into Python's.

export type SyntaxErrorType = "SyntaxError" | "IndentationError" | "TabError" | "_IncompleteInputError";

/** A SyntaxError with the attributes of Python's. Lines and offsets count from 1, offsets in characters; an offset of 0 is before
 *  the line. An error about the source as a whole (its encoding, null bytes) has no line: null. */
export class PySyntaxError extends Error {
  type: SyntaxErrorType;
  msg: string;
  filename: string;
  lineno: number | null;
  offset: number | null;
  text: string | null;
  end_lineno: number | null;
  end_offset: number | null;
  /** Where the last compound statement before the error begins, as the first two items of SyntaxError._metadata: `traceback` looks
   *  from there for misspelt keywords. The third is the source. */
  metadata: [lineno: number, col_offset: number] = [0, 0];

  constructor(
    type: SyntaxErrorType,
    msg: string,
    filename: string,
    lineno: number | null = null,
    offset: number | null = null,
    text: string | null = null,
    end_lineno: number | null = null,
    end_offset: number | null = null,
  ) {
    super(lineno === null ? msg : `${msg} (${filename}, line ${lineno})`);
    this.type = type;
    this.msg = msg;
    this.filename = filename;
    this.lineno = lineno;
    this.offset = offset;
    this.text = text;
    this.end_lineno = end_lineno;
    this.end_offset = end_offset;
  }
}

/** The source nests too deep for the parser: Python raises a MemoryError with this message. */
export class ParserStackOverflow extends Error {
  type = "MemoryError" as const;
  msg = "Parser stack overflowed - Python source too complex to compile";

  constructor() {
    super("Parser stack overflowed - Python source too complex to compile");
  }
}

/** A warning met while reading: invalid escapes and the like. `category` names the Python class. */
export interface SyntaxWarningRecord {
  category: "SyntaxWarning";
  message: string;
  lineno: number;
  /** What is raised instead when a filter makes the warning an error. */
  error: PySyntaxError;
}
