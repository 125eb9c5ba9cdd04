// Adler-32 (RFC 1950) and CRC-32 (RFC 1952) over memory. Neither touches a Python object, so both run without the GIL.
//
// CRC-32 takes eight bytes a step: table k, of eight, says what a byte does to the checksum k bytes later. The tables are made at boot.

import { alloc } from "../memory/alloc";
import { runtime } from "../state";

const POLYNOMIAL: u32 = 0xEDB88320;
const ADLER_BASE: u32 = 65521;
/** So many bytes can be summed before either sum of Adler-32 leaves 32 bits. */
const ADLER_RUN: u32 = 5552;

/** Makes the tables; at boot. */
export function initChecksums(): void {
  const table = alloc(8 * 1024);
  for (let i: u32 = 0; i < 256; i++) {
    let c = i;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ POLYNOMIAL : c >>> 1;
    store<u32>(table + (<usize>i << 2), c);
  }
  for (let i: u32 = 0; i < 256; i++) {
    let c = load<u32>(table + (<usize>i << 2));
    for (let k: usize = 1; k < 8; k++) {
      c = load<u32>(table + (<usize>(c & 255) << 2)) ^ (c >>> 8);
      store<u32>(table + (k << 10) + (<usize>i << 2), c);
    }
  }
  runtime().crcTables = <u32>table;
}

function entry(table: usize, byte: u32): u32 { return load<u32>(table + (<usize>(byte & 255) << 2)); }

/** CRC-32 of `length` bytes, going on from `start` (0 at the beginning). */
export function crc32(at: usize, length: u32, start: u32): u32 {
  const t = <usize>runtime().crcTables;
  let c = ~start;
  let p = at;
  const end = at + <usize>length;
  while (p + 8 <= end) {
    const low = load<u32>(p) ^ c;
    const high = load<u32>(p, 4);
    c = entry(t + 7168, low) ^ entry(t + 6144, low >>> 8) ^ entry(t + 5120, low >>> 16) ^ entry(t + 4096, low >>> 24)
      ^ entry(t + 3072, high) ^ entry(t + 2048, high >>> 8) ^ entry(t + 1024, high >>> 16) ^ entry(t, high >>> 24);
    p += 8;
  }
  while (p < end) c = entry(t, c ^ load<u8>(p++)) ^ (c >>> 8);
  return ~c;
}

/** Adler-32 of `length` bytes, going on from `start` (1 at the beginning). */
export function adler32(at: usize, length: u32, start: u32): u32 {
  let a = start & 0xFFFF, b = start >>> 16;
  let p = at, left = length;
  while (left) {
    const run = min(left, ADLER_RUN);
    left -= run;
    const end = p + <usize>run;
    while (p < end) {
      a += load<u8>(p++);
      b += a;
    }
    a %= ADLER_BASE;
    b %= ADLER_BASE;
  }
  return b << 16 | a;
}
