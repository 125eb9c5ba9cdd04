// The values of literals: numbers, and the escapes in strings and bytes.

import type { BytesValue, ConstantValue, StrValue } from "./ast.ts";

/** A literal that cannot be decoded: the message is that of Python's UnicodeDecodeError or ValueError. */
export class LiteralError extends Error {
  kind: "unicode error" | "value error";

  constructor(kind: "unicode error" | "value error", message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The value of a NUMBER token, or the number of digits if it has more than the limit allows. */
export function numberValue(token: string, maxDigits: number): ConstantValue | { type: "too long"; digits: number } {
  const text = token.includes("_") ? token.replaceAll("_", "") : token;
  const second = text.charCodeAt(1) | 32;
  const radix = text.charCodeAt(0) === 48 && (second === 120 || second === 111 || second === 98);
  if (radix) return { type: "int", value: BigInt(text) };
  const last = text.charCodeAt(text.length - 1) | 32;
  if (last === 106) return { type: "complex", real: 0, imag: Number(text.slice(0, -1)) };
  if (text.length < 16) {
    const number = Number(text);
    for (let at = 0; at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (c === 46 || c === 69 || c === 101) return { type: "float", value: number };
    }
    return { type: "int", value: BigInt(number) };
  }
  if (/[.eE]/.test(text)) return { type: "float", value: Number(text) };
  if (maxDigits > 0 && text.length > maxDigits) {
    return { type: "too long", digits: text.length };
  }
  return { type: "int", value: BigInt(text) };
}

export interface EscapeContext {
  lookupName: (name: string) => string | null;
  /** Called for an invalid escape with what follows the backslash and its position in the body. */
  warn: (sequence: string, at: number, octal: boolean) => void;
}

const SIMPLE: { [char: string]: string | undefined } = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** The string that a literal's body stands for, its escapes decoded. */
export function decodeString(body: string, context: EscapeContext): StrValue {
  if (!body.includes("\\")) return { type: "str", value: body };
  let value = "";
  let pieces: (string | number)[] | null = null;
  let at = 0;
  for (;;) {
    const slash = body.indexOf("\\", at);
    if (slash < 0) {
      value += body.slice(at);
      pieces?.push(body.slice(at));
      break;
    }
    let piece = body.slice(at, slash);
    const char = body[slash + 1];
    at = slash + 2;
    // Before the brace of a replacement field, and before a character beyond ASCII, a backslash stands for itself.
    if (char === undefined || char > "\x7f") {
      value += piece + "\\";
      pieces?.push(piece + "\\");
      at = slash + 1;
      continue;
    }
    const simple = SIMPLE[char];
    if (simple !== undefined) piece += simple;
    else if (char >= "0" && char <= "7") {
      while (at < slash + 4 && body[at] >= "0" && body[at] <= "7") at++;
      const code = parseInt(body.slice(slash + 1, at), 8);
      if (code > 0xff) context.warn(body.slice(slash + 1, at), slash, true);
      piece += String.fromCharCode(code);
    } else if (char === "x" || char === "u" || char === "U") {
      const count = char === "x" ? 2 : char === "u" ? 4 : 8;
      const start = at;
      while (at < start + count && isHex(body.charCodeAt(at))) at++;
      if (at < start + count) {
        throw unicodeError(body, slash, at, `truncated \\${char}${"X".repeat(count)} escape`);
      }
      const point = parseInt(body.slice(start, at), 16);
      if (point > 0x10ffff) throw unicodeError(body, slash, at, "illegal Unicode character");
      if (point >= 0xd800 && point <= 0xdfff) {
        pieces ??= [value];
        pieces.push(piece, point);
        value += piece + String.fromCharCode(point);
        continue;
      }
      piece += String.fromCodePoint(point);
    } else if (char === "N") {
      if (body[at] !== "{") throw unicodeError(body, slash, at, "malformed \\N character escape");
      const close = body.indexOf("}", at);
      if (close < 0) throw unicodeError(body, slash, body.length, "malformed \\N character escape");
      if (close === at + 1) throw unicodeError(body, slash, close, "malformed \\N character escape");
      const found = context.lookupName(body.slice(at + 1, close));
      at = close + 1;
      if (found === null) throw unicodeError(body, slash, at, "unknown Unicode character name");
      piece += found;
    } else {
      context.warn(char, slash, false);
      piece += "\\" + char;
    }
    value += piece;
    pieces?.push(piece);
  }
  if (pieces === null) return { type: "str", value };
  const points: number[] = [];
  for (const piece of pieces) {
    if (typeof piece === "number") points.push(piece);
    else for (const char of piece) points.push(char.codePointAt(0)!);
  }
  return withPoints(value, points);
}

/** A string value from its code points, which are left out where the JavaScript string alone says it. */
export function withPoints(value: string, points: number[]): StrValue {
  let count = 0;
  for (const _ of value) count++;
  return count === points.length ? { type: "str", value } : { type: "str", value, points };
}

export function codePoints(value: StrValue): number[] {
  return value.points ?? Array.from(value.value, (char) => char.codePointAt(0)!);
}

export function concatStr(a: StrValue, b: StrValue): StrValue {
  const value = a.value + b.value;
  const last = a.value.charCodeAt(a.value.length - 1);
  const split = last >= 0xd800 && last <= 0xdbff;
  if (a.points === undefined && b.points === undefined && !split) return { type: "str", value };
  return withPoints(value, [...codePoints(a), ...codePoints(b)]);
}

/** The position in the form of the text that Python decodes: characters beyond ASCII are ten bytes there, '\U0001f600'. */
function encodedPosition(body: string, at: number): number {
  let position = 0;
  for (const char of body.slice(0, at)) position += char.charCodeAt(0) < 128 ? 1 : 10;
  return position;
}

function unicodeError(body: string, start: number, end: number, reason: string): LiteralError {
  const from = encodedPosition(body, start);
  const to = encodedPosition(body, end);
  const where = to - from === 1 ? `byte 0x5c in position ${from}` : `bytes in position ${from}-${to - 1}`;
  return new LiteralError("unicode error", `'unicodeescape' codec can't decode ${where}: ${reason}`);
}

function isHex(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
}

/** The bytes that a literal's body (ASCII) stands for. */
export function decodeBytes(body: string, raw: boolean, context: EscapeContext): BytesValue {
  const bytes: number[] = [];
  for (let at = 0; at < body.length; ) {
    const c = body.charCodeAt(at);
    if (c !== 92 || raw) {
      bytes.push(c);
      at++;
      continue;
    }
    const char = body[at + 1];
    const simple = SIMPLE[char];
    if (char === undefined) throw new LiteralError("value error", "Trailing \\ in string");
    if (simple !== undefined) {
      if (simple !== "") bytes.push(simple.charCodeAt(0));
      at += 2;
    } else if (char >= "0" && char <= "7") {
      let end = at + 1;
      while (end < at + 4 && body[end] >= "0" && body[end] <= "7") end++;
      const code = parseInt(body.slice(at + 1, end), 8);
      if (code > 0xff) context.warn(body.slice(at + 1, end), at, true);
      bytes.push(code & 0xff);
      at = end;
    } else if (char === "x") {
      if (!isHex(body.charCodeAt(at + 2)) || !isHex(body.charCodeAt(at + 3))) {
        throw new LiteralError("value error", `invalid \\x escape at position ${at}`);
      }
      bytes.push(parseInt(body.slice(at + 2, at + 4), 16));
      at += 4;
    } else {
      context.warn(char, at, false);
      bytes.push(92, body.charCodeAt(at + 1));
      at += 2;
    }
  }
  return { type: "bytes", value: Uint8Array.from(bytes) };
}
