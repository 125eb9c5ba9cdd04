// Finding a run of characters in another: shared by str, bytes and bytearray. A text is (address, length, kind), kind the bytes of a
// character. Lengths are i32: no text is longer than 2 GiB.
//
// Short needles: look for the last character with a skip table of 32 bits (a Bloom filter over the needle's characters), as Boyer,
// Moore, Horspool and Sunday do. That is quadratic at its worst, so long needles in long texts use the Two-Way algorithm of Crochemore and Perrin
// (linear, constant space). Guarded by tests/lang/str/find.py.

import { alloc, free } from "../memory/alloc";

/** The character at `i` of a text. */
export function textAt(at: usize, kind: u32, i: usize): u32 {
  if (kind == 1) return load<u8>(at + i);
  if (kind == 2) return load<u16>(at + (i << 1));
  return load<u32>(at + (i << 2));
}

/** Index of the first `c` in [from, to), or -1. */
export function findChar(at: usize, kind: u32, from: i32, to: i32, c: u32): i32 {
  if (kind == 1) return c < 256 ? findByte(at, from, to, c) : -1;
  if (kind == 2) {
    if (c > 0xFFFF) return -1;
    for (let i = from; i < to; i++) if (load<u16>(at + (<usize>i << 1)) == c) return i;
    return -1;
  }
  for (let i = from; i < to; i++) if (load<u32>(at + (<usize>i << 2)) == c) return i;
  return -1;
}
/** Index of the last `c` in [from, to), or -1. */
export function rfindChar(at: usize, kind: u32, from: i32, to: i32, c: u32): i32 {
  for (let i = to - 1; i >= from; i--) if (textAt(at, kind, i) == c) return i;
  return -1;
}
function findByte(at: usize, from: i32, to: i32, c: u32): i32 {
  let i = from;
  const pattern: u64 = <u64>c * 0x0101010101010101;
  while (i + 8 <= to) {
    const x = load<u64>(at + <usize>i) ^ pattern;
    const zero = (x - 0x0101010101010101) & ~x & 0x8080808080808080;
    if (zero) return i + <i32>(ctz(zero) >>> 3);
    i += 8;
  }
  for (; i < to; i++) if (load<u8>(at + <usize>i) == c) return i;
  return -1;
}
function countByte(at: usize, from: i32, to: i32, c: u32): i32 {
  let n = 0, i = from;
  const pattern: u64 = <u64>c * 0x0101010101010101;
  for (; i + 8 <= to; i += 8) {
    const x = load<u64>(at + <usize>i) ^ pattern;
    n += <i32>popcnt(~(((x & 0x7F7F7F7F7F7F7F7F) + 0x7F7F7F7F7F7F7F7F) | x | 0x7F7F7F7F7F7F7F7F)); // a bit for each zero byte
  }
  for (; i < to; i++) n += i32(load<u8>(at + <usize>i) == c);
  return n;
}

/**
 * Index at or after `from` of the needle in the haystack's part before `to`, or -1. An empty needle is found at `from`
 * (when from <= to).
 */
export function findText(hay: usize, kind: u32, from: i32, to: i32, needle: usize, needleKind: u32, m: i32): i32 {
  const n = to - from;
  if (n < m || n < 0) return -1;
  if (m == 0) return from;
  if (m == 1) return findChar(hay, kind, from, to, textAt(needle, needleKind, 0));
  if (needleKind > kind) return -1;
  if (needleKind == kind) return dispatch(hay, kind, from, n, needle, m);
  const wide = widen(needle, needleKind, m, kind);
  if (!wide) return slowFind(hay, kind, from, to, needle, needleKind, m);
  const found = dispatch(hay, kind, from, n, wide, m);
  free(wide);
  return found;
}
function dispatch(hay: usize, kind: u32, from: i32, n: i32, needle: usize, m: i32): i32 {
  const at = hay + <usize>from * kind;
  const found = kind == 1 ? search<u8>(at, n, needle, m) : kind == 2 ? search<u16>(at, n, needle, m) : search<u32>(at, n, needle, m);
  return found < 0 ? -1 : found + from;
}
function widen(at: usize, from: u32, count: i32, to: u32): usize {
  const block = alloc(<usize>count * to);
  if (!block) return 0;
  for (let i: usize = 0; i < <usize>count; i++) {
    const c = textAt(at, from, i);
    if (to == 2) store<u16>(block + (i << 1), <u16>c);
    else store<u32>(block + (i << 2), c);
  }
  return block;
}
// Without memory for a widened needle.
function slowFind(hay: usize, kind: u32, from: i32, to: i32, needle: usize, needleKind: u32, m: i32): i32 {
  for (let i = from; i + m <= to; i++) {
    let j = 0;
    while (j < m && textAt(hay, kind, i + j) == textAt(needle, needleKind, j)) j++;
    if (j == m) return i;
  }
  return -1;
}

@inline function get<T>(at: usize, i: i32): u32 { return <u32>load<T>(at + <usize>i * sizeof<T>()); }

function search<T>(h: usize, n: i32, x: usize, m: i32): i32 {
  if (m >= 64 && n >= 1024) return twoWay<T>(h, n, x, m);
  const last = m - 1;
  const end = get<T>(x, last);
  let mask: u32 = 0;
  let skip = last; // how far to go when the last character fits and the rest does not
  for (let j = 0; j < last; j++) {
    const c = get<T>(x, j);
    mask |= 1 << (c & 31);
    if (c == end) skip = last - j - 1;
  }
  mask |= 1 << (end & 31);
  const w = n - m;
  let i = 0;
  while (i <= w) {
    if (get<T>(h, i + last) == end) {
      let j = 0;
      while (j < last && get<T>(h, i + j) == get<T>(x, j)) j++;
      if (j == last) return i;
      if (i < w && !(mask & (1 << (get<T>(h, i + m) & 31)))) i += m;
      else i += skip;
    } else if (i < w && !(mask & (1 << (get<T>(h, i + m) & 31)))) i += m;
    i++;
  }
  return -1;
}

// The start of the maximal suffix under < or, reversed, >; its period goes to the upper half.
function maximalSuffix<T>(x: usize, m: i32, reversed: bool): u64 {
  let candidate = 0, right = 1, k = 0, period = 1;
  while (right + k < m) {
    const a = get<T>(x, right + k);
    const b = get<T>(x, candidate + k);
    if (reversed ? b < a : a < b) {
      right += k + 1;
      k = 0;
      period = right - candidate;
    } else if (a == b) {
      if (k + 1 != period) k++;
      else { right += period; k = 0; }
    } else {
      candidate = right;
      right++;
      k = 0;
      period = 1;
    }
  }
  return <u64>candidate | (<u64>period << 32);
}

function twoWay<T>(h: usize, n: i32, x: usize, m: i32): i32 {
  const first = maximalSuffix<T>(x, m, false), second = maximalSuffix<T>(x, m, true);
  const best = <u32>first >= <u32>second ? first : second;
  const cut = <i32>(<u32>best);
  let period = <i32>(best >>> 32);
  const periodic = cut + period <= m && memory.compare(x, x + <usize>period * sizeof<T>(), <usize>cut * sizeof<T>()) == 0;
  const w = n - m;
  let i = 0;
  if (periodic) {
    let known = 0; // characters at the left that are known to fit
    while (i <= w) {
      let j = max(cut, known);
      while (j < m && get<T>(x, j) == get<T>(h, i + j)) j++;
      if (j < m) { i += j - cut + 1; known = 0; continue; }
      j = cut - 1;
      while (j >= known && get<T>(x, j) == get<T>(h, i + j)) j--;
      if (j < known) return i;
      i += period;
      known = m - period;
    }
    return -1;
  }
  period = max(cut, m - cut) + 1;
  while (i <= w) {
    let j = cut;
    while (j < m && get<T>(x, j) == get<T>(h, i + j)) j++;
    if (j < m) { i += j - cut + 1; continue; }
    j = cut - 1;
    while (j >= 0 && get<T>(x, j) == get<T>(h, i + j)) j--;
    if (j < 0) return i;
    i += period;
  }
  return -1;
}

/** Index of the last needle in [from, to), or -1; an empty needle is found at `to`. */
export function rfindText(hay: usize, kind: u32, from: i32, to: i32, needle: usize, needleKind: u32, m: i32): i32 {
  const n = to - from;
  if (n < m || n < 0) return -1;
  if (m == 0) return to;
  if (needleKind > kind) return -1;
  if (m == 1) return rfindChar(hay, kind, from, to, textAt(needle, needleKind, 0));
  const start = textAt(needle, needleKind, 0);
  let mask: u32 = 1 << (start & 31);
  let skip = m - 1;
  for (let j = m - 1; j > 0; j--) {
    const c = textAt(needle, needleKind, j);
    mask |= 1 << (c & 31);
    if (c == start) skip = j - 1;
  }
  let i = to - m;
  while (i >= from) {
    if (textAt(hay, kind, i) == start) {
      let j = m - 1;
      while (j > 0 && textAt(hay, kind, i + j) == textAt(needle, needleKind, j)) j--;
      if (j == 0) return i;
      if (i > from && !(mask & (1 << (textAt(hay, kind, i - 1) & 31)))) i -= m;
      else i -= skip;
    } else if (i > from && !(mask & (1 << (textAt(hay, kind, i - 1) & 31)))) i -= m;
    i--;
  }
  return -1;
}

/** How many times the needle stands in [from, to) without overlaps, at most `most`. An empty one stands between any two characters. */
export function countText(hay: usize, kind: u32, from: i32, to: i32, needle: usize, needleKind: u32, m: i32, most: i32): i32 {
  if (to < from) return 0;
  if (m == 0) return min(to - from + 1, most);
  if (to - from < m || needleKind > kind) return 0;
  if (m == 1 && kind == 1 && most == i32.MAX_VALUE) return countByte(hay, from, to, load<u8>(needle));
  let wide: usize = 0;
  if (m > 1 && needleKind != kind) {
    wide = widen(needle, needleKind, m, kind);
    if (wide) { needle = wide; needleKind = kind; }
  }
  let n = 0, i = from;
  while (n < most) {
    i = findText(hay, kind, i, to, needle, needleKind, m);
    if (i < 0) break;
    n++;
    i += m;
  }
  if (wide) free(wide);
  return n;
}
