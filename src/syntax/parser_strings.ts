// String literals: their concatenation, f-strings (PEP 701) and t-strings (PEP 750).

import type { Constant, Expr, FormattedValue, Interpolation, JoinedStr, StrValue, TemplateStr } from "./ast.ts";
import type { EscapeContext } from "./literals.ts";
import { concatStr, decodeBytes, decodeString, LiteralError } from "./literals.ts";
import { FAIL, ParserBase } from "./parser_base.ts";
import * as T from "./tokens.ts";

export abstract class StringParser extends ParserBase {
  /** Whether warnings count: not in the pass that looks for the words of an error. */
  warns = true;

  abstract annotatedRhs(): Expr;

  // strings: (fstring | string)+ | tstring+
  strings(): Expr {
    const first = this.pos;
    if (this.tok === T.TSTRING_START) {
      const templates: TemplateStr[] = [];
      while (this.tok === T.TSTRING_START) templates.push(this.tstring());
      if (templates.length === 1) return templates[0];
      return {
        kind: "TemplateStr",
        values: foldConstants(
          templates.flatMap((t) => t.values),
          true,
        ),
        ...this.place(first),
      };
    }
    const parts: (Constant | JoinedStr)[] = [];
    for (;;) {
      if (this.tok === T.STRING) parts.push(this.string());
      else if (this.tok === T.FSTRING_START) parts.push(this.fstring());
      else break;
    }
    if (parts.length === 1) return parts[0];
    return this.concatenated(parts, first);
  }

  private concatenated(parts: (Constant | JoinedStr)[], first: number): Expr {
    const isBytes = (part: Expr): boolean => part.kind === "Constant" && part.value.type === "bytes";
    const bytes = parts.filter(isBytes) as Constant[];
    if (bytes.length > 0) {
      if (bytes.length < parts.length) throw this.errorHere("cannot mix bytes and nonbytes literals");
      const arrays = bytes.map((part) => (part.value as { value: Uint8Array }).value);
      const joined = new Uint8Array(arrays.reduce((sum, array) => sum + array.length, 0));
      let at = 0;
      for (const array of arrays) {
        joined.set(array, at);
        at += array.length;
      }
      return {
        kind: "Constant",
        value: { type: "bytes", value: joined },
        stringKind: bytes[0].stringKind,
        ...this.place(first),
      };
    }
    const formatted = parts.some((part) => part.kind === "JoinedStr");
    const flat = parts.flatMap((part): Expr[] => (part.kind === "JoinedStr" ? part.values : [part]));
    const values = foldConstants(flat, formatted);
    if (!formatted) return values[0];
    return { kind: "JoinedStr", values, ...this.place(first) };
  }

  private escapeContext(index: number, bodyStart: number): EscapeContext {
    let warned = false;
    return {
      lookupName: this.options.lookupName,
      warn: (sequence, at, octal) => {
        // The first one of a literal counts.
        if (!this.warns || warned) return;
        warned = true;
        // The line of the token, or that of the escape in a literal of several lines.
        let lineno = this.lines[index];
        for (let pos = this.starts[index]; pos < bodyStart + at; pos++) if (this.text.charCodeAt(pos) === 10) lineno++;
        const char = sequence.codePointAt(0)! > 127 ? "\ufffd" : sequence;
        this.tokenizer.warnEscape(char, bodyStart + at, lineno, octal);
      },
    };
  }

  private decode<V>(index: number, decode: () => V): V {
    try {
      return decode();
    } catch (error) {
      if (!(error instanceof LiteralError)) throw error;
      throw this.errorAtOrPosition(`(${error.kind}) ${error.message}`, index);
    }
  }

  // string: STRING
  string(): Constant {
    const index = this.pos;
    const text = this.text;
    let at = this.starts[index];
    let raw = false;
    let bytes = false;
    const unicode = text.charCodeAt(at) === 117;
    for (; ; at++) {
      const c = text.charCodeAt(at);
      if (c === 34 || c === 39) break;
      if ((c | 32) === 114) raw = true;
      else if ((c | 32) === 98) bytes = true;
    }
    const quote = text.charCodeAt(at);
    const end = this.ends[index];
    const size = end - at >= 6 && text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote ? 3 : 1;
    const body = text.slice(at + size, end - size);
    this.advance();
    let value: Constant["value"];
    if (bytes) {
      // eslint-disable-next-line no-control-regex
      if (!this.tokenizer.ascii && /[^\x00-\x7f]/.test(body)) {
        throw this.errorAtToken("bytes can only contain ASCII literal characters", index);
      }
      value = this.decode(index, () => decodeBytes(body, raw, this.escapeContext(index, at + size)));
    } else if (raw || !body.includes("\\")) value = { type: "str", value: body };
    else value = this.decode(index, () => decodeString(body, this.escapeContext(index, at + size)));
    return {
      kind: "Constant",
      value,
      stringKind: unicode ? "u" : null,
      lineno: this.lines[index],
      col_offset: this.cols[index],
      end_lineno: this.endLines[index],
      end_col_offset: this.endCols[index],
    };
  }

  /** The constant of a literal piece of an f-string, its escapes not yet decoded. */
  private middle(): Constant {
    const index = this.pos;
    this.advance();
    return {
      kind: "Constant",
      value: { type: "str", value: this.tokenText(index) },
      stringKind: null,
      lineno: this.lines[index],
      col_offset: this.cols[index],
      end_lineno: this.endLines[index],
      end_col_offset: this.endCols[index],
    };
  }

  /** Decodes a piece that began at a token; errors are blamed on another. */
  private decodeMiddle(piece: Constant, index: number, blame: number): void {
    const body = (piece.value as StrValue).value;
    if (body.includes("\\")) piece.value = this.decode(blame, () => decodeString(body, this.pieceContext(index)));
  }

  private pieceContext(index: number): EscapeContext {
    const context = this.escapeContext(index, this.starts[index]);
    return {
      lookupName: context.lookupName,
      // The tokenizer has warned about a backslash before a brace.
      warn: (sequence, at, octal) => {
        if (sequence !== "{" && sequence !== "}") context.warn(sequence, at, octal);
      },
    };
  }

  // fstring: FSTRING_START fstring_middle* FSTRING_END
  fstring(): JoinedStr {
    const first = this.pos;
    const raw = /[rR]/.test(this.tokenText(first));
    this.advance();
    return { kind: "JoinedStr", values: this.pieces(raw, T.FSTRING_MIDDLE, T.FSTRING_END), ...this.place(first) };
  }

  /** The literal pieces and fields up to the end of the string. */
  private pieces(raw: boolean, middle: number, end: number): Expr[] {
    const values: Expr[] = [];
    const escaped: { piece: Constant; index: number }[] = [];
    while (this.tok !== end) {
      if (this.tok === middle) {
        const piece = this.middle();
        if (!raw) escaped.push({ piece, index: this.pos - 1 });
        values.push(piece);
      } else this.replacementField(middle === T.TSTRING_MIDDLE, raw, middle, values);
    }
    for (const { piece, index } of escaped) this.decodeMiddle(piece, index, this.pos);
    this.advance();
    return foldConstants(values, true);
  }

  // tstring: TSTRING_START tstring_middle* TSTRING_END
  tstring(): TemplateStr {
    const first = this.pos;
    const raw = /[rR]/.test(this.tokenText(first));
    this.advance();
    return { kind: "TemplateStr", values: this.pieces(raw, T.TSTRING_MIDDLE, T.TSTRING_END), ...this.place(first) };
  }

  // fstring_replacement_field: '{' annotated_rhs '='? ['!' NAME] [':' format_spec*] '}'
  /** Adds to `into` the field, and before it the text of a field with '='. A field of a template is an Interpolation, but not one in a
   *  format specification; `middle` is the kind of the literal pieces in either. */
  replacementField(template: boolean, raw: boolean, middle: number, into: Expr[]): void {
    const first = this.pos;
    if (this.tok !== T.LBRACE) throw FAIL;
    this.enter();
    this.advance();
    const value = this.annotatedRhs();
    const debug = this.take(T.EQUAL);
    // What ends the text of the expression: '!', ':' or '}'.
    const endToken = this.pos;
    let conversion = -1;
    if (this.tok === T.EXCLAMATION) conversion = this.conversion(middle === T.TSTRING_MIDDLE ? "t" : "f");
    let spec: JoinedStr | null = null;
    if (this.tok === T.COLON) spec = this.formatSpec(raw, middle);
    if (this.tok !== T.RBRACE) throw FAIL;
    this.advance();
    this.leave();
    if (debug && conversion < 0 && spec === null) conversion = 114;
    const place = this.place(first);
    const text = debug || template ? this.expressionText(this.ends[first], this.starts[endToken]) : "";
    if (debug) {
      into.push({
        kind: "Constant",
        value: { type: "str", value: text },
        stringKind: null,
        lineno: place.lineno,
        col_offset: place.col_offset + 1,
        end_lineno: this.lines[endToken],
        end_col_offset: this.cols[endToken],
      });
    }
    if (template) {
      const str: StrValue = { type: "str", value: text.replace(/[\s=]+$/, "") };
      into.push({ kind: "Interpolation", value, str, conversion, format_spec: spec, ...place } satisfies Interpolation);
    } else into.push({ kind: "FormattedValue", value, conversion, format_spec: spec, ...place } satisfies FormattedValue);
  }

  /** The text between two positions without its comments. */
  private expressionText(start: number, end: number): string {
    const comments = this.tokenizer.fieldComments;
    let text = "";
    let at = start;
    for (let index = 0; index < comments.length; index += 2) {
      if (comments[index] < at || comments[index] >= end) continue;
      text += this.text.slice(at, comments[index]);
      at = comments[index + 1];
    }
    return text + this.text.slice(at, end);
  }

  // fstring_conversion: '!' NAME
  private conversion(prefix: string): number {
    const mark = this.pos;
    this.advance();
    const index = this.pos;
    if (this.tok !== T.NAME) throw FAIL;
    if (this.lines[mark] !== this.lines[index] || this.endCols[mark] !== this.cols[index]) {
      throw this.errorRange(`${prefix}-string: conversion type must come right after the exclamation mark`, mark, index);
    }
    const name = this.words[index];
    if (name !== "s" && name !== "r" && name !== "a") {
      throw this.errorAtToken(`${prefix}-string: invalid conversion character '${name}': expected 's', 'r', or 'a'`, index);
    }
    this.advance();
    return name.charCodeAt(0);
  }

  // fstring_full_format_spec: ':' (FSTRING_MIDDLE | fstring_replacement_field)*
  private formatSpec(raw: boolean, middle: number): JoinedStr {
    const first = this.pos;
    this.advance();
    const values: Expr[] = [];
    for (;;) {
      if (this.tok === middle) {
        const index = this.pos;
        const piece = this.middle();
        if (!raw) this.decodeMiddle(piece, index, index);
        values.push(piece);
      } else if (this.tok === T.LBRACE) this.replacementField(false, raw, middle, values);
      else break;
    }
    return { kind: "JoinedStr", values: foldConstants(values, true), ...this.place(first) };
  }
}

/** Joins neighbouring string constants; drops empty ones if told to. */
function foldConstants(values: Expr[], dropEmpty: boolean): Expr[] {
  const folded: Expr[] = [];
  for (let at = 0; at < values.length; at++) {
    let value = values[at];
    if (value.kind === "Constant") {
      while (at + 1 < values.length && values[at + 1].kind === "Constant") {
        const next = values[++at] as Constant;
        const start: Constant = value as Constant;
        value = {
          kind: "Constant",
          value: concatStr(start.value as StrValue, next.value as StrValue),
          stringKind: start.stringKind,
          lineno: start.lineno,
          col_offset: start.col_offset,
          end_lineno: next.end_lineno,
          end_col_offset: next.end_col_offset,
        };
      }
      if (dropEmpty && ((value as Constant).value as StrValue).value === "") continue;
    }
    folded.push(value);
  }
  return folded;
}
