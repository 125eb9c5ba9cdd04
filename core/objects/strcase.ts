// Changing the case of a str, by the full mappings of Unicode: one character may become up to three.

import { Value, NULL, boxPtr, ptrOf } from "../value";
import { alloc, free } from "../memory/alloc";
import { outOfMemory } from "../errors";
import { STR_DATA, strAlloc, strLen, strView } from "./strnew";
import { strData, strEmpty, strFromText, strIsAscii } from "./strmake";
import { textAt } from "./strsearch";
import { U_CASED, U_CASE_IGNORABLE, U_LOWER, U_UPPER, uFlags, uFold, uFullLower, uFullTitle, uFullUpper, uIs } from "./unicode";

const UPPER = 0;
const LOWER = 1;
const FOLD = 2;
const SWAP = 3;
const CAPITALIZE = 4;
const TITLE = 5;

export function strUpper(self: Value): Value { return convert(self, UPPER); }
export function strLower(self: Value): Value { return convert(self, LOWER); }
export function strCasefold(self: Value): Value { return convert(self, FOLD); }
export function strSwapcase(self: Value): Value { return convert(self, SWAP); }
export function strCapitalize(self: Value): Value { return convert(self, CAPITALIZE); }
export function strTitle(self: Value): Value { return convert(self, TITLE); }

function convert(v: Value, how: i32): Value {
  const n = strLen(v);
  if (n == 0) return strEmpty();
  if (strIsAscii(v)) return convertAscii(v, how, n);
  const kind = <u32>strView(ptrOf(v)).kind, at = strData(v);
  if (<u64>n * 12 > 0x7FFFFF00) return outOfMemory();
  const block = alloc(<usize>n * 12);
  if (!block) return outOfMemory();
  let to = block;
  let inWord = false;
  for (let i: usize = 0; i < n; i++) {
    const c = textAt(at, kind, i);
    let count: u32;
    switch (how) {
      case UPPER: count = uFullUpper(c, to); break;
      case LOWER: count = lowerAt(at, kind, n, i, c, to); break;
      case FOLD: count = uFold(c, to); break;
      case SWAP: {
        const f = uFlags(c);
        if (f & U_UPPER) count = lowerAt(at, kind, n, i, c, to);
        else if (f & U_LOWER) count = uFullUpper(c, to);
        else { store<u32>(to, c); count = 1; }
        break;
      }
      case CAPITALIZE: count = i == 0 ? uFullTitle(c, to) : lowerAt(at, kind, n, i, c, to); break;
      default:
        count = inWord ? lowerAt(at, kind, n, i, c, to) : uFullTitle(c, to);
        inWord = uIs(c, U_CASED);
    }
    to += <usize>count << 2;
  }
  const r = strFromText(block, 4, <u32>((to - block) >>> 2));
  free(block);
  return r;
}

// A capital sigma at the end of a word becomes the final form: something cased before it and nothing cased after, case-ignorable
// characters not counted.
function lowerAt(at: usize, kind: u32, n: u32, i: usize, c: u32, to: usize): u32 {
  if (c != 0x3A3) return uFullLower(c, to);
  let j = <i32>i - 1;
  while (j >= 0 && uIs(textAt(at, kind, j), U_CASE_IGNORABLE)) j--;
  let final = j >= 0 && uIs(textAt(at, kind, j), U_CASED);
  if (final) {
    let k = i + 1;
    while (k < n && uIs(textAt(at, kind, k), U_CASE_IGNORABLE)) k++;
    final = k == n || !uIs(textAt(at, kind, k), U_CASED);
  }
  store<u32>(to, final ? 0x3C2 : 0x3C3);
  return 1;
}

function convertAscii(v: Value, how: i32, n: u32): Value {
  const p = strAlloc(n, 1);
  if (!p) return NULL;
  asciiCase(strData(v), p + STR_DATA, n, how);
  strView(p).ascii = 1;
  return boxPtr(p);
}
/** The same for ASCII letters in bytes: 0 upper, 1 lower, 3 swap, 4 capitalize, 5 title. */
export function asciiCase(from: usize, to: usize, n: usize, how: i32): void {
  if (how == UPPER || how == LOWER) { // eight at a time: a byte's top bit tells that it is a letter of the other case
    const first: u64 = how == UPPER ? 0x61 : 0x41;
    const above = (0x80 - first) * 0x0101010101010101, beyond = (0x80 - first - 26) * 0x0101010101010101;
    let i: usize = 0;
    for (; i + 8 <= n; i += 8) {
      const x = load<u64>(from + i), low = x & 0x7F7F7F7F7F7F7F7F;
      const letters = (low + above) & ~(low + beyond) & ~x & 0x8080808080808080;
      store<u64>(to + i, x ^ (letters >>> 2));
    }
    for (; i < n; i++) {
      const c = <u32>load<u8>(from + i);
      store<u8>(to + i, <u8>(c - <u32>first < 26 ? c ^ 32 : c));
    }
    return;
  }
  let inWord = false;
  for (let i: usize = 0; i < n; i++) {
    let c = <u32>load<u8>(from + i);
    const lower = c - 97 < 26, upper = c - 65 < 26;
    if (lower | upper) {
      let wantUpper: bool;
      switch (how) {
        case UPPER: wantUpper = true; break;
        case SWAP: wantUpper = lower; break;
        case CAPITALIZE: wantUpper = i == 0; break;
        case TITLE: wantUpper = !inWord; break;
        default: wantUpper = false;
      }
      if (wantUpper) { if (lower) c -= 32; }
      else if (upper) c += 32;
    }
    inWord = lower | upper;
    store<u8>(to + i, <u8>c);
  }
}
