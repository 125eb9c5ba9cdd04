// What int(), float() and complex() do first with text: white space cut off both ends and every decimal digit of any script
// made an ASCII one. The result is a block of bytes:
//
//   ┌ length u32 │ room │ bytes @8 … │ 0
//
// A character that can be in no number becomes '?', a space inside a ' ', so that the parsers after this look at ASCII only.

import { Value, ptrOf } from "../value";
import { alloc } from "../memory/alloc";
import { outOfMemory } from "../errors";
import { STR_DATA, strView, strAt } from "./strnew";
import { uDecimal, uIsSpace } from "./unicode";

export const TEXT_BYTES: usize = 8;

function isSpace(c: u32): bool { return c == 0x20 || (c >= 9 && c <= 13); }

/** The text of a str as a block to be freed; 0 with MemoryError. */
export function numberTextOfStr(s: Value): usize {
  const o = strView(ptrOf(s));
  if (o.ascii) return numberText(ptrOf(s) + STR_DATA, o.length, true);
  const n = <usize>o.length;
  let start: usize = 0, end = n;
  while (start < end && spaceAt(s, start)) start++;
  while (end > start && spaceAt(s, end - 1)) end--;
  const block = alloc(TEXT_BYTES + (end - start) + 1);
  if (!block) { outOfMemory(); return 0; }
  store<u32>(block, <u32>(end - start));
  let to = block + TEXT_BYTES;
  for (let i = start; i < end; i++, to++) {
    const c = strAt(s, i);
    if (c < 0x80) store<u8>(to, <u8>(spaceAt(s, i) ? 0x20 : c == 0 ? 0x3F : c));
    else {
      const d = uDecimal(c);
      store<u8>(to, <u8>(d >= 0 ? 0x30 + d : uIsSpace(c) ? 0x20 : 0x3F));
    }
  }
  store<u8>(to, 0);
  return block;
}
function spaceAt(s: Value, i: usize): bool {
  const c = strAt(s, i);
  return c < 0x80 ? isSpace(c) || (c >= 0x1C && c <= 0x1F) : uIsSpace(c);
}

/** The same of ASCII bytes; `text` says whether the separators 1C to 1F are white space, as in a str. */
export function numberText(at: usize, length: u32, text: bool): usize {
  let start = at, end = at + <usize>length;
  while (start < end && blank(load<u8>(start), text)) start++;
  while (end > start && blank(load<u8>(end - 1), text)) end--;
  const n = end - start;
  const block = alloc(TEXT_BYTES + n + 1);
  if (!block) { outOfMemory(); return 0; }
  store<u32>(block, <u32>n);
  const to = block + TEXT_BYTES;
  for (let i: usize = 0; i < n; i++) {
    const c = load<u8>(start + i);
    store<u8>(to + i, c == 0 || c >= 0x80 ? 0x3F : c);
  }
  store<u8>(to + n, 0);
  return block;
}
function blank(c: u32, text: bool): bool { return isSpace(c) || (text && c >= 0x1C && c <= 0x1F); }

/**
 * Takes the underscores out of a number, in place: each must stand between two digits. False when one does not (nothing
 * else is checked; the block may be changed).
 */
export function dropUnderscores(block: usize): bool {
  const n = <usize>load<u32>(block);
  const at = block + TEXT_BYTES;
  let to = at;
  let previous: u32 = 0;
  for (let i: usize = 0; i < n; i++) {
    const c = <u32>load<u8>(at + i);
    if (c == 0x5F) {
      if (previous < 0x30 || previous > 0x39) return false;
    } else {
      if (previous == 0x5F && (c < 0x30 || c > 0x39)) return false;
      store<u8>(to++, <u8>c);
    }
    previous = c;
  }
  if (previous == 0x5F) return false;
  store<u8>(to, 0);
  store<u32>(block, <u32>(to - at));
  return true;
}
