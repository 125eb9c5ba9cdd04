// Reading co_exceptiontable: which handler covers which instructions.
//
// The table is CPython's since 3.11, a row of entries sorted by start: start, length, target, depth << 1 | lasti. Each number is a big-endian run of
// 6-bit groups; bit 6 of a byte says that another follows, bit 7 marks the first byte of an entry. Units are words.
// On the way to the handler the stack is cut to `depth` values; with `lasti` the index of the failed instruction is pushed (RERAISE blames it), then
// the exception.
//
// An entry is the address of its first byte.

import { CodeObj } from "./codeobject";
import { bytesData, bytesLen } from "./bytesobject";

function number(at: usize): u32 {
  let b = <u32>load<u8>(at);
  let v = b & 63;
  while (b & 64) {
    b = load<u8>(++at);
    v = (v << 6) | (b & 63);
  }
  return v;
}
/** Where the number behind the one at `at` is. */
function next(at: usize): usize {
  while (load<u8>(at) & 64) at++;
  return at + 1;
}

/** The first entry of a code object's table, and the end of the table. */
export function firstEntry(code: CodeObj): usize { return bytesData(code.exceptiontable); }
export function endOfEntries(code: CodeObj): usize { return bytesData(code.exceptiontable) + bytesLen(code.exceptiontable); }
export function entryAfter(entry: usize): usize { return next(next(next(next(entry)))); }

/** The first word that the entry covers. */
export function entryStart(entry: usize): u32 { return number(entry); }
/** The word where its handler begins. */
export function entryTarget(entry: usize): u32 { return number(next(next(entry))); }
/** How many values stay on the stack, << 1, and whether the index of the failed instruction is pushed. */
export function entryDepthLasti(entry: usize): u32 { return number(next(next(next(entry)))); }

/** The entry that covers the word index, or 0. */
export function findEntry(code: CodeObj, index: u32): usize {
  const end = endOfEntries(code);
  for (let entry = firstEntry(code); entry < end; entry = entryAfter(entry)) {
    const start = number(entry);
    if (start > index) return 0;
    if (index < start + number(next(entry))) return entry;
  }
  return 0;
}
