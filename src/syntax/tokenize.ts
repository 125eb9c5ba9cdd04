// Tokens for people and programs: the stream that Python's `tokenize` module is built on, and its print.

import { reprString } from "./dump.ts";
import { PySyntaxError } from "./errors.ts";
import { decodeSource } from "./source.ts";
import { Tokenizer } from "./tokenizer.ts";
import { BAD_DEDENT, characters, EOF, LINE_CONTINUATION, TAB_ERROR, TOO_DEEP } from "./tokenizer_state.ts";
import * as T from "./tokens.ts";

/** A token as `_tokenize.TokenizerIter` gives it; columns in characters. */
export interface TokenInfo {
  type: number;
  string: string;
  start: [line: number, column: number];
  end: [line: number, column: number];
  /** The physical lines that the token is on. */
  line: string;
}

export interface TokenizeOptions {
  filename?: string;
  /** Comments and blank lines are tokens, operators are OP: what `tokenize` asks for. Otherwise the parser's own stream. */
  extraTokens?: boolean;
}

/** The tokens of a text, ENDMARKER last. Throws PySyntaxError. */
export function* rawTokens(source: string, options: TokenizeOptions = {}): Generator<TokenInfo> {
  const extra = options.extraTokens ?? true;
  const filename = options.filename ?? "<string>";
  const implicit = source !== "" && !source.endsWith("\n");
  const text = implicit ? source + "\n" : source;
  const tokenizer = new Tokenizer(text, { filename, extra });
  for (;;) {
    const kind = tokenizer.next();
    if (kind === T.ERRORTOKEN) throw tokenizeError(tokenizer);
    yield describe(tokenizer, kind, extra, implicit);
    if (kind === T.ENDMARKER) return;
  }
}

function describe(tokenizer: Tokenizer, kind: number, extra: boolean, implicit: boolean): TokenInfo {
  const { text, start, end } = tokenizer;
  const atEnd = tokenizer.pos >= tokenizer.length;
  if (extra && (kind === T.ENDMARKER || (kind === T.DEDENT && atEnd))) {
    const line = tokenizer.length === 0 ? 1 : tokenizer.lineno + 1;
    return { type: kind, string: "", start: [line, 0], end: [line, 0], line: "" };
  }
  // A NEWLINE that was added has no text. It is in the last line, as is what the text lacks there.
  const newlineAdded = implicit && end >= tokenizer.length - 1;
  const firstLine = start === 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1;
  const lastLine = kind === T.NL || kind === T.NEWLINE ? firstLine : end > start ? text.lastIndexOf("\n", end - 1) + 1 : firstLine;
  let lineEnd = text.indexOf("\n", kind === T.NL && end > start ? end - 1 : end);
  lineEnd = lineEnd < 0 ? tokenizer.length : lineEnd + 1;
  if (implicit && lineEnd === tokenizer.length) lineEnd--;
  const hasText = tokenizer.col >= 0;
  const info: TokenInfo = {
    type: kind,
    string: hasText ? text.slice(start, end) : "",
    start: [tokenizer.line, hasText ? characters(text, firstLine, start) : -1],
    end: [tokenizer.endLine, hasText ? characters(text, lastLine, end) : -1],
    line: text.slice(firstLine, lineEnd),
  };
  if (!extra) return info;
  if (kind > T.DEDENT && kind < T.OP) info.type = T.OP;
  else if (kind === T.NEWLINE) {
    info.string = newlineAdded ? "" : text[start] === "\r" ? "\r\n" : "\n";
    info.end[1] = info.start[1] + 1;
  } else if (kind === T.NL && newlineAdded) info.string = "";
  return info;
}

function tokenizeError(tokenizer: Tokenizer): PySyntaxError {
  const at = (type: "SyntaxError" | "IndentationError" | "TabError", message: string, offset: number): PySyntaxError => {
    const text = tokenizer.lineText(tokenizer.lineStart);
    return new PySyntaxError(type, message, tokenizer.filename, tokenizer.lineno, offset, text, tokenizer.lineno, offset);
  };
  switch (tokenizer.done) {
    case EOF:
      return at("SyntaxError", "unexpected EOF in multi-line statement", 0);
    case BAD_DEDENT: {
      const length = characters(tokenizer.text, tokenizer.lineStart, tokenizer.pos);
      return at("IndentationError", "unindent does not match any outer indentation level", length);
    }
    case TAB_ERROR:
      return at("TabError", "inconsistent use of tabs and spaces in indentation", 0);
    case TOO_DEEP:
      return at("IndentationError", "too many levels of indentation", 0);
    case LINE_CONTINUATION: {
      const column = characters(tokenizer.text, tokenizer.lineStart, tokenizer.pos) - 1;
      return at("SyntaxError", "unexpected character after line continuation character", column);
    }
    default:
      return at("SyntaxError", "unknown tokenization error", 0);
  }
}

/** Tokens as `python -m tokenize` prints them. */
export function dumpTokens(source: Uint8Array | string, filename = "<string>"): string {
  const { text, encoding } = typeof source === "string" ? { text: source, encoding: "utf-8" } : decodeSource(source, filename);
  let out = `${"0,0-0,0:".padEnd(20)}${"ENCODING".padEnd(15)}'${encoding}'\n`;
  for (const token of rawTokens(text, { filename })) {
    const range = `${token.start.join(",")}-${token.end.join(",")}:`;
    const string = reprString(Array.from(token.string, (char) => char.codePointAt(0)!));
    out += `${range.padEnd(20)}${T.TOKEN_NAMES[token.type].padEnd(15)}${string.padEnd(15)}`.trimEnd() + "\n";
  }
  return out;
}
