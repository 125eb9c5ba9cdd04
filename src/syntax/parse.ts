// The public face of the parser: source in, tree and warnings out.

import type { Mod } from "./ast.ts";
import type { SyntaxWarningRecord } from "./errors.ts";
import { ParserStackOverflow, PySyntaxError } from "./errors.ts";
import type { Mode, ParserOptions } from "./parser_base.ts";
import { FAIL } from "./parser_base.ts";
import { DiagnosingParser } from "./parser_errors.ts";
import { StatementParser } from "./parser_statements.ts";
import { decodeSource, translateNewlines } from "./source.ts";
import { Tokenizer } from "./tokenizer.ts";
import { EOF } from "./tokenizer_state.ts";
import * as T from "./tokens.ts";

export interface ParseOptions {
  filename?: string;
  mode?: Mode;
  /** PyCF_TYPE_COMMENTS */
  typeComments?: boolean;
  /** PyCF_DONT_IMPLY_DEDENT */
  dontImplyDedent?: boolean;
  /** PyCF_ALLOW_INCOMPLETE_INPUT: an end that comes too early raises _IncompleteInputError. */
  allowIncompleteInput?: boolean;
  /** CO_FUTURE_BARRY_AS_BDFL */
  barryAsFlufl?: boolean;
  /** sys.set_int_max_str_digits: 0 for no limit. */
  intMaxStrDigits?: number;
  /** The characters that '\N{name}' stands for, or null. Without it no name is known. */
  lookupName?: (name: string) => string | null;
}

export interface ParseResult {
  tree: Mod;
  warnings: SyntaxWarningRecord[];
  /** The source as text with '\n' newlines. */
  text: string;
  /** 'utf-8' for text. */
  encoding: string;
  /** A line by its number, without its newline; '' beyond the end. */
  line(lineno: number): string;
}

/** Parses a program. Throws PySyntaxError or ParserStackOverflow. */
export function parse(source: Uint8Array | string, options: ParseOptions = {}): ParseResult {
  const filename = options.filename ?? "<string>";
  const mode = options.mode ?? "exec";
  const decoded = typeof source === "string" ? { text: source, encoding: "utf-8" } : decodeSource(source, filename);
  if (decoded.text.includes("\0")) throw new PySyntaxError("SyntaxError", "source code string cannot contain null bytes", filename);
  let text = translateNewlines(decoded.text);
  if (mode === "exec" && text !== "" && !text.endsWith("\n")) text += "\n";

  const warnings: SyntaxWarningRecord[] = [];
  const tokenizer = new Tokenizer(text, { filename, typeComments: options.typeComments ?? false, warnings });
  const parserOptions: ParserOptions = {
    mode,
    dontImplyDedent: options.dontImplyDedent ?? false,
    typeComments: options.typeComments ?? false,
    barryAsFlufl: options.barryAsFlufl ?? false,
    intMaxStrDigits: options.intMaxStrDigits ?? 4300,
    lookupName: options.lookupName ?? (() => null),
  };
  const parser = new StatementParser(tokenizer, parserOptions);
  let tree: Mod;
  try {
    tree = parser.parse();
  } catch (error) {
    if (error instanceof RangeError) throw new ParserStackOverflow();
    const wrong = wordsOf(error, parser, options.allowIncompleteInput ?? false);
    if (wrong instanceof PySyntaxError) wrong.metadata = parser.lastCompound;
    throw wrong;
  }
  if (mode === "single") checkSingle(parser);
  let lines: string[] | null = null;
  return {
    tree,
    warnings,
    text,
    encoding: decoded.encoding,
    line: (lineno) => (lines ??= text.split("\n"))[lineno - 1] ?? "",
  };
}

/** Whether the tokenizer has looked beyond the end of the text. Most tokens end where the next character is not theirs. */
function sawEnd(parser: StatementParser): boolean {
  const tokenizer = parser.tokenizer;
  if (tokenizer.done === EOF) return true;
  if (parser.fromTokenizer || tokenizer.pos < tokenizer.length || parser.fill === 0) return false;
  const kind = parser.types[parser.fill - 1];
  return kind !== T.ERRORTOKEN && kind !== T.NEWLINE && kind !== T.STRING && kind !== T.FSTRING_END && kind !== T.TSTRING_END;
}

/** Interactive input is one statement: nothing but blanks and comments may follow it. */
function checkSingle(parser: StatementParser): void {
  const tokenizer = parser.tokenizer;
  const rest = tokenizer.text.slice(tokenizer.pos, tokenizer.length);
  if (!/^(?:[ \t\n\f]|#[^\n]*(?:\n|$))*$/.test(rest)) {
    throw parser.errorHere("multiple statements found while compiling a single statement");
  }
}

/** The error to throw for what ended the first pass. */
function wordsOf(error: unknown, parser: StatementParser, incomplete: boolean): unknown {
  if (incomplete && (error === FAIL || parser.fromTokenizer) && sawEnd(parser)) return incompleteInput(parser);
  if (error === FAIL) return diagnose(parser, incomplete);
  // An error in a literal, say. One in the rest of the text comes first if it is the tokenizer's.
  if (error instanceof PySyntaxError && !parser.fromTokenizer) return checkRest(parser, error);
  return error;
}

function incompleteInput(parser: StatementParser): PySyntaxError {
  const error = parser.fromTokenizer ? parser.errorAtPosition("incomplete input") : parser.errorHere("incomplete input");
  error.type = "_IncompleteInputError";
  return error;
}

/** The error of a text that does not fit the grammar: a second pass looks for the words. */
function diagnose(parser: StatementParser, incomplete: boolean): PySyntaxError | ParserStackOverflow {
  const tokenizer = parser.tokenizer;
  const last = parser.fill - 1;
  let found: PySyntaxError | null = null;
  let second: StatementParser = parser;
  for (const searching of [false, true]) {
    const reader = new DiagnosingParser(tokenizer, { ...parser.options });
    reader.adopt(second);
    reader.warns = false;
    reader.searching = searching;
    second = reader;
    try {
      second.parse();
    } catch (error) {
      if (error instanceof RangeError || error instanceof ParserStackOverflow) return new ParserStackOverflow();
      if (error instanceof PySyntaxError) found = error;
      else if (error !== FAIL) throw error;
    }
    if (found === null) continue;
    if (incomplete && !searching && sawEnd(second)) return incompleteInput(second);
    break;
  }
  if (found !== null && second.fromTokenizer) return found;
  if (found === null) {
    const kind = parser.types[last];
    if (kind === T.INDENT) return second.errorHere("unexpected indent", "IndentationError");
    if (kind === T.DEDENT) return second.errorHere("unexpected unindent", "IndentationError");
    found = second.errorAtToken("invalid syntax", last);
  }
  return checkRest(second, found);
}

/** Errors of the tokenizer in the rest of the text come before those of the parser, and so do brackets left open on an earlier line. */
function checkRest(parser: StatementParser, found: PySyntaxError): PySyntaxError {
  const tokenizer = parser.tokenizer;
  const errorLine = parser.lines[parser.fill - 1];
  try {
    for (;;) {
      const kind = tokenizer.next();
      if (kind === T.ENDMARKER) return found;
      if (kind === T.ERRORTOKEN) {
        if (tokenizer.level > 0 && errorLine > tokenizer.openBracket().line) return parser.unclosedBracket();
        return found;
      }
    }
  } catch (error) {
    // Inside an f-string that is open the error found says more.
    if (error instanceof PySyntaxError) return tokenizer.insideString ? found : error;
    throw error;
  }
}
