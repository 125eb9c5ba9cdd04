// Writing and reading marshal bytes; the format is in contract/marshal.ts.

import * as m from "../../contract/marshal.ts";
import type { StrValue } from "../syntax/ast.ts";
import { type CodeObject, type Const, ELLIPSIS, FALSE, NONE, TRUE } from "./code.ts";

/** What marshal can carry beside constants: containers that a program can change. */
export type Data = Const | { type: "tuple"; value: Data[] } | { type: "list"; value: Data[] } | { type: "dict"; value: [Data, Data][] };

const encoder = new TextEncoder();

/** The UTF-8 of a Python string; lone surrogates take three bytes each. */
export function encodeStr(s: StrValue): Uint8Array {
  if (!s.points && s.value.isWellFormed()) return encoder.encode(s.value);
  const points = s.points ?? Array.from(s.value, (ch) => ch.codePointAt(0)!);
  const out: number[] = [];
  for (const p of points) {
    if (p < 0x80) out.push(p);
    else if (p < 0x800) out.push(0xc0 | (p >> 6), 0x80 | (p & 63));
    else if (p < 0x10000) out.push(0xe0 | (p >> 12), 0x80 | ((p >> 6) & 63), 0x80 | (p & 63));
    else out.push(0xf0 | (p >> 18), 0x80 | ((p >> 12) & 63), 0x80 | ((p >> 6) & 63), 0x80 | (p & 63));
  }
  return Uint8Array.from(out);
}

const identifierLike = /^[A-Za-z0-9_]*$/;

class Writer {
  private data = new Uint8Array(1024);
  private view = new DataView(this.data.buffer);
  private length = 0;
  private readonly interned = new Map<string, number>();
  private references = 0;

  finish(): Uint8Array {
    return this.data.slice(0, this.length);
  }

  private room(n: number): void {
    if (this.length + n <= this.data.length) return;
    const larger = new Uint8Array(Math.max(this.data.length * 2, this.length + n));
    larger.set(this.data.subarray(0, this.length));
    this.data = larger;
    this.view = new DataView(larger.buffer);
  }

  private byte(value: number): void {
    this.room(1);
    this.data[this.length++] = value;
  }

  private int(value: number): void {
    this.room(4);
    this.view.setInt32(this.length, value, true);
    this.length += 4;
  }

  private float(value: number): void {
    this.room(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  private raw(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.data.set(bytes, this.length);
    this.length += bytes.length;
  }

  private bytes(bytes: Uint8Array): void {
    this.byte(m.TYPE_STRING);
    this.int(bytes.length);
    this.raw(bytes);
  }

  private name(value: string): void {
    this.str({ type: "str", value }, true);
  }

  private str(s: StrValue, intern: boolean): void {
    const { value } = s;
    if (intern) {
      const seen = this.interned.get(value);
      if (seen !== undefined) {
        this.byte(m.TYPE_REF);
        this.int(seen);
        return;
      }
      this.interned.set(value, this.references++);
    }
    const flag = intern ? m.FLAG_REF : 0;
    let ascii = !s.points;
    for (let i = 0; ascii && i < value.length; i++) ascii = value.charCodeAt(i) < 128;
    if (ascii) {
      const n = value.length;
      if (n < 256) {
        this.byte((intern ? m.TYPE_SHORT_ASCII_INTERNED : m.TYPE_SHORT_ASCII) | flag);
        this.byte(n);
      } else {
        this.byte((intern ? m.TYPE_ASCII_INTERNED : m.TYPE_ASCII) | flag);
        this.int(n);
      }
      this.room(n);
      for (let i = 0; i < n; i++) this.data[this.length++] = value.charCodeAt(i);
      return;
    }
    const encoded = encodeStr(s);
    this.byte((intern ? m.TYPE_INTERNED : m.TYPE_UNICODE) | flag);
    this.int(encoded.length);
    this.raw(encoded);
  }

  private bigint(value: bigint): void {
    if (value >= -0x80000000n && value <= 0x7fffffffn) {
      this.byte(m.TYPE_INT);
      this.int(Number(value));
      return;
    }
    this.byte(m.TYPE_LONG);
    const negative = value < 0n;
    // Two hexadecimal digits at a time would not align with 15 bits: go through a binary string in chunks.
    const digits: number[] = [];
    const bits = (negative ? -value : value).toString(2);
    for (let end = bits.length; end > 0; end -= 15) digits.push(Number.parseInt(bits.slice(Math.max(0, end - 15), end), 2));
    this.int(negative ? -digits.length : digits.length);
    for (const digit of digits) {
      this.room(2);
      this.view.setUint16(this.length, digit, true);
      this.length += 2;
    }
  }

  private tuple(n: number): void {
    if (n < 256) {
      this.byte(m.TYPE_SMALL_TUPLE);
      this.byte(n);
    } else {
      this.byte(m.TYPE_TUPLE);
      this.int(n);
    }
  }

  value(v: Data): void {
    switch (v.type) {
      case "None":
        return this.byte(m.TYPE_NONE);
      case "True":
        return this.byte(m.TYPE_TRUE);
      case "False":
        return this.byte(m.TYPE_FALSE);
      case "Ellipsis":
        return this.byte(m.TYPE_ELLIPSIS);
      case "int":
        return this.bigint(v.value);
      case "float":
        this.byte(m.TYPE_BINARY_FLOAT);
        return this.float(v.value);
      case "complex":
        this.byte(m.TYPE_BINARY_COMPLEX);
        this.float(v.real);
        return this.float(v.imag);
      case "str":
        return this.str(v, !v.points && identifierLike.test(v.value));
      case "bytes":
        return this.bytes(v.value);
      case "tuple":
        this.tuple(v.value.length);
        for (const item of v.value) this.value(item);
        return;
      case "list":
      case "frozenset":
        this.byte(v.type === "list" ? m.TYPE_LIST : m.TYPE_FROZENSET);
        this.int(v.value.length);
        for (const item of v.value) this.value(item);
        return;
      case "dict":
        this.byte(m.TYPE_DICT);
        for (const [key, item] of v.value) {
          this.value(key);
          this.value(item);
        }
        return this.byte(m.TYPE_NULL);
      case "slice":
        this.byte(m.TYPE_SLICE);
        this.value(v.start);
        this.value(v.stop);
        return this.value(v.step);
      case "code":
        return this.code(v.value);
    }
  }

  private code(c: CodeObject): void {
    this.byte(m.TYPE_CODE);
    this.int(c.argcount);
    this.int(c.posonlyargcount);
    this.int(c.kwonlyargcount);
    this.int(c.stacksize);
    this.int(c.flags);
    this.bytes(new Uint8Array(c.code.buffer, c.code.byteOffset, c.code.byteLength));
    this.tuple(c.consts.length);
    for (const item of c.consts) this.value(item);
    this.names(c.names);
    this.names(c.localsplusnames);
    this.bytes(c.localspluskinds);
    this.name(c.filename);
    this.name(c.name);
    this.name(c.qualname);
    this.int(c.firstlineno);
    this.bytes(c.linetable);
    this.bytes(c.exceptiontable);
  }

  private names(list: readonly string[]): void {
    this.tuple(list.length);
    for (const name of list) this.name(name);
  }
}

export function dumps(value: Data): Uint8Array {
  const writer = new Writer();
  writer.value(value);
  return writer.finish();
}

export function dumpCode(code: CodeObject): Uint8Array {
  return dumps({ type: "code", value: code });
}

// Reading

function decodeStr(bytes: Uint8Array): StrValue {
  const points: number[] = [];
  for (let i = 0; i < bytes.length; ) {
    const b = bytes[i++]!;
    if (b < 0x80) points.push(b);
    else if (b < 0xe0) points.push(((b & 31) << 6) | (bytes[i++]! & 63));
    else if (b < 0xf0) points.push(((b & 15) << 12) | ((bytes[i++]! & 63) << 6) | (bytes[i++]! & 63));
    else points.push(((b & 7) << 18) | ((bytes[i++]! & 63) << 12) | ((bytes[i++]! & 63) << 6) | (bytes[i++]! & 63));
  }
  let value = "";
  let pair = false;
  points.forEach((p, i) => {
    value += String.fromCodePoint(p);
    if (p >= 0xdc00 && p < 0xe000 && i > 0 && points[i - 1]! >= 0xd800 && points[i - 1]! < 0xdc00) pair = true;
  });
  return pair ? { type: "str", value, points } : { type: "str", value };
}

export function loads(bytes: Uint8Array): Data {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const references: (Data | null)[] = [];
  let at = 0;

  const int = (): number => {
    at += 4;
    return view.getInt32(at - 4, true);
  };
  const float = (): number => {
    at += 8;
    return view.getFloat64(at - 8, true);
  };
  const take = (n: number): Uint8Array => {
    if (at + n > bytes.length) throw new Error("marshal data too short");
    at += n;
    return bytes.slice(at - n, at);
  };
  const values = (n: number): Data[] => Array.from({ length: n }, () => value());
  const text = (): string => {
    const v = value();
    if (v.type !== "str") throw new Error("bad marshal data: a str was expected");
    return v.value;
  };
  const raw = (): Uint8Array => {
    const v = value();
    if (v.type !== "bytes") throw new Error("bad marshal data: bytes were expected");
    return v.value;
  };
  const items = (): Const[] => {
    const v = value();
    if (v.type !== "tuple") throw new Error("bad marshal data: a tuple was expected");
    return v.value as Const[];
  };
  const texts = (): string[] => items().map((v) => (v as StrValue).value);

  const value = (): Data => {
    const type = bytes[at++]!;
    if (type === undefined) throw new Error("marshal data too short");
    const slot = type & m.FLAG_REF ? references.push(null) - 1 : -1;
    const result = content(type & ~m.FLAG_REF);
    if (slot >= 0) references[slot] = result;
    return result;
  };

  const content = (type: number): Data => {
    switch (type) {
      case m.TYPE_NONE:
        return NONE;
      case m.TYPE_TRUE:
        return TRUE;
      case m.TYPE_FALSE:
        return FALSE;
      case m.TYPE_ELLIPSIS:
        return ELLIPSIS;
      case m.TYPE_INT:
        return { type: "int", value: BigInt(int()) };
      case m.TYPE_LONG: {
        const n = int();
        let result = 0n;
        for (let i = 0; i < Math.abs(n); i++) {
          result |= BigInt(view.getUint16(at, true)) << BigInt(15 * i);
          at += 2;
        }
        return { type: "int", value: n < 0 ? -result : result };
      }
      case m.TYPE_BINARY_FLOAT:
        return { type: "float", value: float() };
      case m.TYPE_BINARY_COMPLEX:
        return { type: "complex", real: float(), imag: float() };
      case m.TYPE_STRING:
        return { type: "bytes", value: take(int()) };
      case m.TYPE_SHORT_ASCII:
      case m.TYPE_SHORT_ASCII_INTERNED:
        return decodeStr(take(bytes[at++]!));
      case m.TYPE_ASCII:
      case m.TYPE_ASCII_INTERNED:
      case m.TYPE_UNICODE:
      case m.TYPE_INTERNED:
        return decodeStr(take(int()));
      case m.TYPE_REF: {
        const found = references[int()];
        if (!found) throw new Error("bad marshal data: an unknown reference");
        return found;
      }
      case m.TYPE_SMALL_TUPLE:
        return { type: "tuple", value: values(bytes[at++]!) as Const[] };
      case m.TYPE_TUPLE:
        return { type: "tuple", value: values(int()) as Const[] };
      case m.TYPE_LIST:
        return { type: "list", value: values(int()) };
      case m.TYPE_SET:
      case m.TYPE_FROZENSET:
        return { type: "frozenset", value: values(int()) as Const[] };
      case m.TYPE_DICT: {
        const entries: [Data, Data][] = [];
        while (bytes[at] !== m.TYPE_NULL) entries.push([value(), value()]);
        at++;
        return { type: "dict", value: entries };
      }
      case m.TYPE_SLICE:
        return { type: "slice", start: value() as Const, stop: value() as Const, step: value() as Const };
      case m.TYPE_CODE:
        return { type: "code", value: code() };
      default:
        throw new Error(`bad marshal data: unknown type ${type}`);
    }
  };

  const code = (): CodeObject => {
    const argcount = int();
    const posonlyargcount = int();
    const kwonlyargcount = int();
    const stacksize = int();
    const flags = int();
    const words = raw();
    return {
      argcount,
      posonlyargcount,
      kwonlyargcount,
      stacksize,
      flags,
      code: new Uint32Array(words.buffer, words.byteOffset, words.length >> 2),
      consts: items(),
      names: texts(),
      localsplusnames: texts(),
      localspluskinds: raw(),
      filename: text(),
      name: text(),
      qualname: text(),
      firstlineno: int(),
      linetable: raw(),
      exceptiontable: raw(),
    };
  };

  return value();
}
