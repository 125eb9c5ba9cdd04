// Normal forms of Unicode: decomposing, putting marks into canonical order, composing (Unicode Standard Annex 15).

import { Value, NULL, ptrOf } from "../value";
import { alloc, free, realloc } from "../memory/alloc";
import { outOfMemory } from "../errors";
import { strLen, strView } from "./strnew";
import { strData, strExact, strFromText, strIsAscii } from "./strmake";
import { textAt } from "./strsearch";
import { uCombining } from "./unicode";
import { COMPOSITION_COUNT, COMPOSITIONS, DECOMPOSITION_CODES, DECOMPOSITION_COUNT, DECOMPOSITION_PIECES, DECOMPOSITION_STARTS } from "./unicodetables.generated";

const HANGUL: u32 = 0xAC00, HANGUL_COUNT: u32 = 11172, L_BASE: u32 = 0x1100, V_BASE: u32 = 0x1161, T_BASE: u32 = 0x11A7;

/** Index of a character in the table of decompositions, or -1. */
export function decompositionIndex(c: u32): i32 {
  let low = 0, high = DECOMPOSITION_COUNT;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = load<u32>(DECOMPOSITION_CODES + (<usize>middle << 2)) & 0x1FFFFF;
    if (at == c) return middle;
    if (at < c) low = middle + 1; else high = middle;
  }
  return -1;
}
/** The kind of the decomposition at an index: 0 canonical, else what stands in angle brackets. */
export function decompositionKind(index: i32): u32 { return load<u32>(DECOMPOSITION_CODES + (<usize>index << 2)) >>> 21; }
export function decompositionStart(index: i32): u32 { return load<u16>(DECOMPOSITION_STARTS + (<usize>index << 1)); }
export function decompositionPiece(i: u32): u32 { return load<u32>(DECOMPOSITION_PIECES + (<usize>i << 2)); }

// The text under way: u32 characters in a block that grows.
@unmanaged
class Run { at: u32; length: u32; capacity: u32; pad: u32; }
function put(r: Run, c: u32): bool {
  if (r.length == r.capacity) {
    if (r.capacity > 0x10000000) { outOfMemory(); return false; }
    const block = realloc(r.at, <usize>r.capacity << 3);
    if (!block) { outOfMemory(); return false; }
    r.at = <u32>block;
    r.capacity *= 2;
  }
  store<u32>(<usize>r.at + (<usize>r.length << 2), c);
  r.length++;
  return true;
}
function decompose(r: Run, c: u32, compatible: bool): bool {
  if (c < 0xA0) return put(r, c);
  if (c - HANGUL < HANGUL_COUNT) {
    const s = c - HANGUL;
    if (!put(r, L_BASE + s / 588) || !put(r, V_BASE + s % 588 / 28)) return false;
    return s % 28 == 0 || put(r, T_BASE + s % 28);
  }
  const index = decompositionIndex(c);
  if (index < 0 || (!compatible && decompositionKind(index) != 0)) return put(r, c);
  const end = decompositionStart(index + 1);
  for (let i = decompositionStart(index); i < end; i++) if (!decompose(r, decompositionPiece(i), compatible)) return false;
  return true;
}
/** Sorts each run of marks by their combining classes, keeping the order of equal ones. */
function order(r: Run): void {
  const at = <usize>r.at;
  for (let i: usize = 1; i < r.length; i++) {
    const c = load<u32>(at + (i << 2));
    const cls = uCombining(c);
    if (!cls) continue;
    let j = i;
    while (j > 0) {
      const before = load<u32>(at + ((j - 1) << 2));
      if (uCombining(before) <= cls) break;
      store<u32>(at + (j << 2), before);
      j--;
    }
    store<u32>(at + (j << 2), c);
  }
}
/** The character that two compose, or 0. */
function composed(a: u32, b: u32): u32 {
  if (a - L_BASE < 19 && b - V_BASE < 21) return HANGUL + ((a - L_BASE) * 21 + (b - V_BASE)) * 28;
  if (a - HANGUL < HANGUL_COUNT && (a - HANGUL) % 28 == 0 && b - T_BASE - 1 < 27) return a + (b - T_BASE);
  let low = 0, high = COMPOSITION_COUNT;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = COMPOSITIONS + <usize>middle * 12;
    const x = load<u32>(at), y = load<u32>(at, 4);
    if (x == a && y == b) return load<u32>(at, 8);
    if (x < a || (x == a && y < b)) low = middle + 1; else high = middle;
  }
  return 0;
}
function compose(r: Run): void {
  const at = <usize>r.at;
  let to: u32 = 0, starter: i32 = -1, last: u32 = 0; // class of the last character that stayed since the starter
  for (let i: u32 = 0; i < r.length; i++) {
    const c = load<u32>(at + (<usize>i << 2));
    const cls = uCombining(c);
    if (starter >= 0 && (<u32>starter + 1 == to || last < cls) && !(<u32>starter + 1 != to && last == 0)) {
      const whole = composed(load<u32>(at + (<usize>starter << 2)), c);
      if (whole) { store<u32>(at + (<usize>starter << 2), whole); continue; }
    }
    store<u32>(at + (<usize>to << 2), c);
    if (cls == 0) { starter = to; last = 0; }
    else last = cls;
    to++;
  }
  r.length = to;
}
/** The normal form of a str: 0 NFC, 1 NFD, 2 NFKC, 3 NFKD. */
export function strNormalize(v: Value, form: i32): Value {
  if (strIsAscii(v)) return strExact(v);
  const n = strLen(v), data = strData(v), kind = <u32>strView(ptrOf(v)).kind;
  const block = alloc(16);
  if (!block) return outOfMemory();
  const r = changetype<Run>(block);
  r.length = 0;
  r.capacity = n + 16;
  r.at = <u32>alloc(<usize>r.capacity << 2);
  if (!r.at) { free(block); return outOfMemory(); }
  let ok = true;
  for (let i: usize = 0; ok && i < n; i++) ok = decompose(r, textAt(data, kind, i), form >= 2);
  let result: Value = NULL;
  if (ok) {
    order(r);
    if ((form & 1) == 0) compose(r);
    result = strFromText(r.at, 4, r.length);
  }
  free(r.at);
  free(block);
  return result;
}
