// The columns of a trace as bytes, small enough to stand inside a page: what the page's script reads back.
//
//   u32  number of events
//   then five columns, each: u32 length in bytes, and that many bytes
//     time     LEB128 of the nanoseconds since the event before
//     thread   LEB128
//     kind     one byte: kind in the low five bits, why in the upper three (7 there: the byte behind it is the why)
//     call     LEB128, only for events that name one (a DROP for BLOCKING or NATIVE, and its FORCED_DONE)
//     value    LEB128 of the zigzag difference to the last value of the same kind: switch numbers count up by one, idents repeat
//
// A column of one kind of thing compresses far better than records do; deflate then takes a million events to some 2 MB.

import { DROP_BLOCKING, DROP_NATIVE, TRACE_DROP, TRACE_FORCED_DONE } from "../../../contract/traceevents.ts";
import { longer } from "../arrays.ts";
import { type Columns, emptyColumns } from "../model.ts";

/** Bytes that grow as they are written. */
class Writer {
  private bytes = new Uint8Array(1 << 16);
  length = 0;

  byte(value: number): void {
    if (this.length === this.bytes.length) this.grow(1);
    this.bytes[this.length++] = value;
  }
  /** Any whole number from 0 to 2^53. */
  varint(value: number): void {
    while (value >= 0x80) {
      this.byte((value % 0x80) | 0x80);
      value = Math.floor(value / 0x80);
    }
    this.byte(value);
  }
  u32(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.byte((value >>> shift) & 0xff);
  }
  append(other: Writer): void {
    this.u32(other.length);
    this.grow(other.length);
    this.bytes.set(other.taken(), this.length);
    this.length += other.length;
  }
  taken(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
  private grow(by: number): void {
    if (this.length + by <= this.bytes.length) return;
    this.bytes = longer(this.bytes, Math.max(this.bytes.length * 2, this.length + by));
  }
}

class Reader {
  private at: number;
  private readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  byte(): number {
    return this.bytes[this.at++]!;
  }
  varint(): number {
    let byte = this.bytes[this.at++]!;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let scale = 0x80;
    do {
      byte = this.bytes[this.at++]!;
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
    } while (byte >= 0x80);
    return value;
  }
  u32(): number {
    const at = this.at;
    this.at += 4;
    return (this.bytes[at]! | (this.bytes[at + 1]! << 8) | (this.bytes[at + 2]! << 16) | (this.bytes[at + 3]! << 24)) >>> 0;
  }
  /** The column that begins here; this reader goes on behind it. */
  column(): Reader {
    const length = this.u32();
    const inner = new Reader(this.bytes, this.at);
    this.at += length;
    return inner;
  }
}

function namesCall(kind: number, why: number): boolean {
  return (kind === TRACE_DROP || kind === TRACE_FORCED_DONE) && (why === DROP_BLOCKING || why === DROP_NATIVE);
}

/** The columns of a trace as bytes. Times are kept to the nanosecond. */
export function encodeColumns(columns: Columns): Uint8Array {
  const count = columns.kind.length;
  const time = new Writer();
  const thread = new Writer();
  const kinds = new Writer();
  const call = new Writer();
  const value = new Writer();
  const last = new Float64Array(32);
  let before = 0;
  for (let i = 0; i < count; i++) {
    const kind = columns.kind[i]!;
    const why = columns.why[i]!;
    const now = Math.round(columns.time[i]! * 1000);
    time.varint(Math.max(0, now - before));
    before = Math.max(before, now);
    thread.varint(columns.thread[i]!);
    kinds.byte(kind | (Math.min(why, 7) << 5));
    if (why >= 7) kinds.byte(why);
    if (namesCall(kind, why)) call.varint(columns.call[i]!);
    const difference = columns.value[i]! - last[kind]!;
    value.varint(difference >= 0 ? difference * 2 : -difference * 2 - 1);
    last[kind] = columns.value[i]!;
  }
  const all = new Writer();
  all.u32(count);
  for (const column of [time, thread, kinds, call, value]) all.append(column);
  return all.taken();
}

/** The opposite of `encodeColumns`. */
export function decodeColumns(bytes: Uint8Array): Columns {
  const all = new Reader(bytes);
  const count = all.u32();
  const [times, threads, kinds, calls, values] = [all.column(), all.column(), all.column(), all.column(), all.column()];
  const columns = emptyColumns(count);
  const last = new Float64Array(32);
  let now = 0;
  for (let i = 0; i < count; i++) {
    now += times.varint();
    columns.time[i] = now / 1000;
    columns.thread[i] = threads.varint();
    const packed = kinds.byte();
    const kind = packed & 31;
    const why = packed >> 5 === 7 ? kinds.byte() : packed >> 5;
    columns.kind[i] = kind;
    columns.why[i] = why;
    if (namesCall(kind, why)) columns.call[i] = calls.varint();
    const zigzag = values.varint();
    last[kind] = last[kind]! + (zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2);
    columns.value[i] = last[kind]!;
  }
  return columns;
}

/** Bytes as base64, in pieces that fit on the stack. */
export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let i = 0; i < bytes.length; i += 0x6000) pieces.push(btoa(String.fromCharCode(...bytes.subarray(i, i + 0x6000))));
  return pieces.join("");
}
