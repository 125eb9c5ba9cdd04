// The two compact tables of a code object, in CPython's formats (Objects/locations.md and exception_handling.md of its InternalDocs),
// with instruction words where CPython counts its 16-bit code units.

import type { Location } from "../symbols/error.ts";

class Bytes {
  private data = new Uint8Array(64);
  length = 0;

  byte(value: number): void {
    if (this.length === this.data.length) {
      const larger = new Uint8Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = value;
  }

  /** Six bits a byte, lowest first; bit 6: more follow. */
  varint(value: number): void {
    while (value >= 64) {
      this.byte(0x40 | (value & 63));
      value >>>= 6;
    }
    this.byte(value);
  }

  signedVarint(value: number): void {
    this.varint(value < 0 ? ((-value << 1) | 1) >>> 0 : value << 1);
  }

  finish(): Uint8Array {
    return this.data.slice(0, this.length);
  }
}

const NO_LOCATION_CODE = 15;
const LONG_CODE = 14;
const NO_COLUMNS_CODE = 13;
const ONE_LINE_CODE = 10;
/** Words that one entry can cover. */
const MAX_ENTRY = 8;

export class LineTable {
  private readonly out = new Bytes();
  private line: number;
  private pending: Location | null = null;
  private words = 0;

  constructor(firstlineno: number) {
    this.line = firstlineno;
  }

  add(loc: Location, words: number): void {
    const pending = this.pending;
    if (pending !== null && !sameLocation(pending, loc)) this.flush();
    this.pending = loc;
    this.words += words;
  }

  finish(): Uint8Array {
    this.flush();
    return this.out.finish();
  }

  private flush(): void {
    const loc = this.pending;
    if (loc === null) return;
    let words = this.words;
    for (; words > MAX_ENTRY; words -= MAX_ENTRY) this.entry(loc, MAX_ENTRY);
    if (words > 0) this.entry(loc, words);
    this.words = 0;
  }

  private head(code: number, words: number): void {
    this.out.byte(0x80 | (code << 3) | (words - 1));
  }

  private entry(loc: Location, words: number): void {
    const out = this.out;
    if (loc.lineno < 0) {
      this.head(NO_LOCATION_CODE, words);
      return;
    }
    const delta = loc.lineno - this.line;
    const start = loc.col_offset;
    const end = loc.end_col_offset;
    if (start < 0 || end < 0) {
      if (loc.end_lineno === loc.lineno || loc.end_lineno < 0) {
        this.head(NO_COLUMNS_CODE, words);
        out.signedVarint(delta);
        this.line = loc.lineno;
        return;
      }
    } else if (loc.end_lineno === loc.lineno) {
      if (delta === 0 && start < 80 && end - start < 16 && end >= start) {
        this.head(start >> 3, words);
        out.byte(((start & 7) << 4) | (end - start));
        return;
      }
      if (delta >= 0 && delta < 3 && start < 128 && end < 128) {
        this.head(ONE_LINE_CODE + delta, words);
        out.byte(start);
        out.byte(end);
        this.line = loc.lineno;
        return;
      }
    }
    this.head(LONG_CODE, words);
    out.signedVarint(delta);
    out.varint(loc.end_lineno - loc.lineno);
    out.varint(start + 1);
    out.varint(end + 1);
    this.line = loc.lineno;
  }
}

function sameLocation(a: Location, b: Location): boolean {
  return (
    a === b ||
    (a.lineno === b.lineno && a.end_lineno === b.end_lineno && a.col_offset === b.col_offset && a.end_col_offset === b.end_col_offset)
  );
}

/** One line of a decoded line table: the words [start, end) and where they come from; -1 for what is not known. */
export interface LineEntry {
  start: number;
  end: number;
  lineno: number;
  end_lineno: number;
  col_offset: number;
  end_col_offset: number;
}

export function readLineTable(table: Uint8Array, firstlineno: number): LineEntry[] {
  const entries: LineEntry[] = [];
  let at = 0;
  let line = firstlineno;
  let word = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 6) {
      const byte = table[at++]!;
      value += (byte & 63) * 2 ** shift;
      if ((byte & 64) === 0) return value;
    }
  };
  const signed = (): number => {
    const value = varint();
    return value & 1 ? -(value >>> 1) : value >>> 1;
  };
  while (at < table.length) {
    const head = table[at++]!;
    const code = (head >> 3) & 15;
    const entry: LineEntry = { start: word, end: word + (head & 7) + 1, lineno: -1, end_lineno: -1, col_offset: -1, end_col_offset: -1 };
    word = entry.end;
    if (code === NO_COLUMNS_CODE) {
      line += signed();
      entry.lineno = entry.end_lineno = line;
    } else if (code === LONG_CODE) {
      line += signed();
      entry.lineno = line;
      entry.end_lineno = line + varint();
      entry.col_offset = varint() - 1;
      entry.end_col_offset = varint() - 1;
    } else if (code >= ONE_LINE_CODE && code < NO_COLUMNS_CODE) {
      line += code - ONE_LINE_CODE;
      entry.lineno = entry.end_lineno = line;
      entry.col_offset = table[at++]!;
      entry.end_col_offset = table[at++]!;
    } else if (code < ONE_LINE_CODE) {
      const second = table[at++]!;
      entry.lineno = entry.end_lineno = line;
      entry.col_offset = (code << 3) | (second >> 4);
      entry.end_col_offset = entry.col_offset + (second & 15);
    }
    entries.push(entry);
  }
  return entries;
}

export interface ExceptionEntry {
  start: number;
  end: number;
  target: number;
  depth: number;
  lasti: boolean;
}

/** Big-endian six-bit groups; bit 7 marks the first byte of an entry. */
export function writeExceptionTable(entries: readonly ExceptionEntry[]): Uint8Array {
  const out = new Bytes();
  const item = (value: number, mark: number): void => {
    let shift = 24;
    while (shift > 0 && value >> shift === 0) shift -= 6;
    for (; shift > 0; shift -= 6) {
      out.byte(0x40 | ((value >> shift) & 63) | mark);
      mark = 0;
    }
    out.byte((value & 63) | mark);
  };
  for (const entry of entries) {
    item(entry.start, 0x80);
    item(entry.end - entry.start, 0);
    item(entry.target, 0);
    item((entry.depth << 1) | (entry.lasti ? 1 : 0), 0);
  }
  return out.finish();
}

export function readExceptionTable(table: Uint8Array): ExceptionEntry[] {
  const entries: ExceptionEntry[] = [];
  let at = 0;
  const item = (): number => {
    let byte = table[at++]!;
    let value = byte & 63;
    while (byte & 64) {
      byte = table[at++]!;
      value = (value << 6) | (byte & 63);
    }
    return value;
  };
  while (at < table.length) {
    const start = item();
    const end = start + item();
    const target = item();
    const how = item();
    entries.push({ start, end, target, depth: how >> 1, lasti: (how & 1) === 1 });
  }
  return entries;
}
