// Sorting a list: a stable merge sort over runs that are there already (after Tim Peters), merged in powersort order (Munro and Wild).
//
// The keys are an array of their own when there is a key function, and the items move along with them. While it sorts, the list is empty, so that
// code run by a comparison cannot touch the array; a list that is not empty afterwards was modified, which is an error.
//
// Before sorting, one look over the keys finds out whether all are small ints, floats, or exact strs; these are compared without going through slots.
// The functions below are generic over that: M is u8 for small ints, u16 for floats, u32 for strs, u64 for anything. sizeof<M>() picks the code when
// the module is compiled.
//
// A comparison that fails ends the sort with the array some permutation of what it was.

import { Value, NULL, isInt, isFloat, f64Of, isPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { isExact, CompareOp, typeOf } from "./typeobject";
import { alloc, free } from "../memory/alloc";
import { decref } from "../memory/refcount";
import { raiseI, outOfMemory, fetchError, restoreError } from "../errors";
import { call1, richCompare, isTrue, equalBool } from "../abstract";
import { strView, STR_DATA } from "./strnew";
import { strCompare } from "./strmake";
import { tupleSize, tupleAt } from "./tupleobject";

/** a < b: 1, 0, or -1 with an exception. */
function less<M>(a: Value, b: Value): i32 {
  if (sizeof<M>() == 1) return <i64>(a << 16) < <i64>(b << 16) ? 1 : 0;
  if (sizeof<M>() == 2) return f64Of(a) < f64Of(b) ? 1 : 0;
  if (sizeof<M>() == 4) return strLess(a, b);
  return lessAny(a, b);
}
function strLess(a: Value, b: Value): i32 {
  const p = ptrOf(a), q = ptrOf(b);
  const s = strView(p), t = strView(q);
  if (s.kind != 1 || t.kind != 1) return strCompare(a, b) < 0 ? 1 : 0;
  const r = memory.compare(p + STR_DATA, q + STR_DATA, min(s.length, t.length));
  return r < 0 || (r == 0 && s.length < t.length) ? 1 : 0;
}
function lessAny(a: Value, b: Value): i32 {
  if (isInt(a) && isInt(b)) return <i64>(a << 16) < <i64>(b << 16) ? 1 : 0;
  if (isFloat(a) && isFloat(b)) return f64Of(a) < f64Of(b) ? 1 : 0;
  if (isPtr(a) && isPtr(b)) {
    const type = typeOf(a);
    if (type == typeOf(b)) {
      if (type == T.str) return strLess(a, b);
      if (type == T.tuple) {
        const n = tupleSize(a), m = tupleSize(b);
        const least = min(n, m);
        for (let i: usize = 0; i < least; i++) {
          const x = tupleAt(a, i), y = tupleAt(b, i);
          const same = equalBool(x, y);
          if (same < 0) return -1;
          if (!same) return lessAny(x, y);
        }
        return n < m ? 1 : 0;
      }
    }
  }
  const r = richCompare(a, b, CompareOp.LT);
  if (r == NULL) return -1;
  const truth = isTrue(r);
  decref(r);
  return truth;
}

/** A sort in progress. The stack of runs waits for merging: start, length, power of each. */
@unmanaged
class Sorter {
  keys: u32; values: u32; // values: 0 when the keys are the items
  temp: u32; tempSize: u32; // room for merging: keys, then values
  runs: u32; count: u32;
  total: u32; pad: u32;
}
const SORTER_SIZE: usize = 32;
const MAX_RUNS: usize = 64;

function at(array: u32, i: u32): usize { return <usize>array + (<usize>i << 3); }

function reverseSlice(s: Sorter, lo: u32, hi: u32): void {
  while (lo + 1 < hi) {
    hi--;
    swap(at(s.keys, lo), at(s.keys, hi));
    if (s.values) swap(at(s.values, lo), at(s.values, hi));
    lo++;
  }
}
function swap(a: usize, b: usize): void {
  const x = load<u64>(a);
  store<u64>(a, load<u64>(b));
  store<u64>(b, x);
}

/** The length of the run that starts at lo, made ascending; 0 on error. */
function countRun<M>(s: Sorter, lo: u32, hi: u32): u32 {
  let i = lo + 1;
  if (i == hi) return 1;
  let r = less<M>(load<u64>(at(s.keys, i)), load<u64>(at(s.keys, lo)));
  if (r < 0) return 0;
  const descending = r == 1;
  for (i++; i < hi; i++) {
    r = less<M>(load<u64>(at(s.keys, i)), load<u64>(at(s.keys, i - 1)));
    if (r < 0) return 0;
    if ((r == 1) != descending) break;
  }
  if (descending) reverseSlice(s, lo, i);
  return i - lo;
}

/** Sorts [lo, hi), of which [lo, start) is sorted, by insertion. */
function insertionSort<M>(s: Sorter, lo: u32, hi: u32, start: u32): bool {
  for (; start < hi; start++) {
    const key = load<u64>(at(s.keys, start));
    let l = lo, r = start;
    while (l < r) {
      const mid = l + ((r - l) >>> 1);
      const c = less<M>(key, load<u64>(at(s.keys, mid)));
      if (c < 0) return false;
      if (c) r = mid;
      else l = mid + 1;
    }
    memory.copy(at(s.keys, l + 1), at(s.keys, l), <usize>(start - l) << 3);
    store<u64>(at(s.keys, l), key);
    if (s.values) {
      const value = load<u64>(at(s.values, start));
      memory.copy(at(s.values, l + 1), at(s.values, l), <usize>(start - l) << 3);
      store<u64>(at(s.values, l), value);
    }
  }
  return true;
}

/** How many items of the sorted [lo, lo + n) belong before `key`: those not greater (right), or those less (left). u32.MAX_VALUE on error. Looks near the start first. */
function gallop<M>(s: Sorter, key: Value, lo: u32, n: u32, right: bool): u32 {
  let last: u32 = 0, step: u32 = 1;
  while (last < n) { // doubling steps: everything below `last` is known to belong before
    const i = min(last + step, n) - 1;
    const before = belongs<M>(s, key, lo + i, right);
    if (before < 0) return u32.MAX_VALUE;
    if (!before) { n = i; break; }
    last = i + 1;
    step <<= 1;
  }
  let l = last, r = n;
  while (l < r) {
    const mid = l + ((r - l) >>> 1);
    const before = belongs<M>(s, key, lo + mid, right);
    if (before < 0) return u32.MAX_VALUE;
    if (before) l = mid + 1;
    else r = mid;
  }
  return l;
}
function belongs<M>(s: Sorter, key: Value, i: u32, right: bool): i32 {
  const other = load<u64>(at(s.keys, i));
  if (!right) return less<M>(other, key);
  const r = less<M>(key, other);
  return r < 0 ? r : 1 - r;
}

function needTemp(s: Sorter, n: u32): bool {
  if (s.tempSize >= n) return true;
  if (s.temp) free(s.temp);
  s.tempSize = 0;
  s.temp = <u32>alloc(<usize>n << (s.values ? 4 : 3));
  if (!s.temp) { outOfMemory(); return false; }
  s.tempSize = n;
  return true;
}
/** Copies items to the temporary room. */
function toTemp(s: Sorter, lo: u32, n: u32): void {
  memory.copy(s.temp, at(s.keys, lo), <usize>n << 3);
  if (s.values) memory.copy(at(s.temp, s.tempSize), at(s.values, lo), <usize>n << 3);
}
function fromTemp(s: Sorter, from: u32, to: u32, n: u32): void {
  memory.copy(at(s.keys, to), at(s.temp, from), <usize>n << 3);
  if (s.values) memory.copy(at(s.values, to), at(s.temp, s.tempSize + from), <usize>n << 3);
}

/** Merges the neighbouring sorted [a, a + na) and [b, b + nb), na <= nb, from the left. */
function mergeLow<M>(s: Sorter, a: u32, na: u32, b: u32, nb: u32): bool {
  if (!needTemp(s, na)) return false;
  toTemp(s, a, na);
  let i: u32 = 0, to = a;
  const end = b + nb;
  let ok = true;
  while (i < na && b < end) {
    const c = less<M>(load<u64>(at(s.keys, b)), load<u64>(at(s.temp, i)));
    if (c < 0) { ok = false; break; }
    if (c) {
      store<u64>(at(s.keys, to), load<u64>(at(s.keys, b)));
      if (s.values) store<u64>(at(s.values, to), load<u64>(at(s.values, b)));
      b++;
    } else {
      store<u64>(at(s.keys, to), load<u64>(at(s.temp, i)));
      if (s.values) store<u64>(at(s.values, to), load<u64>(at(s.temp, s.tempSize + i)));
      i++;
    }
    to++;
  }
  fromTemp(s, i, to, na - i); // what is left of b stands right behind
  return ok;
}
/** The same from the right, nb < na. */
function mergeHigh<M>(s: Sorter, a: u32, na: u32, b: u32, nb: u32): bool {
  if (!needTemp(s, nb)) return false;
  toTemp(s, b, nb);
  let to = b + nb;
  let ok = true;
  while (na && nb) {
    const c = less<M>(load<u64>(at(s.temp, nb - 1)), load<u64>(at(s.keys, a + na - 1)));
    if (c < 0) { ok = false; break; }
    to--;
    if (c) {
      na--;
      store<u64>(at(s.keys, to), load<u64>(at(s.keys, a + na)));
      if (s.values) store<u64>(at(s.values, to), load<u64>(at(s.values, a + na)));
    } else {
      nb--;
      store<u64>(at(s.keys, to), load<u64>(at(s.temp, nb)));
      if (s.values) store<u64>(at(s.values, to), load<u64>(at(s.temp, s.tempSize + nb)));
    }
  }
  fromTemp(s, 0, a + na, nb);
  return ok;
}
/** Merges the two runs on top of the stack. */
function mergeTop<M>(s: Sorter): bool {
  const run = <usize>s.runs + <usize>(s.count - 2) * 12;
  let a = load<u32>(run), na = load<u32>(run, 4);
  const b = load<u32>(run, 12);
  let nb = load<u32>(run, 16);
  store<u32>(run, na + nb, 4);
  s.count--;
  const skip = gallop<M>(s, load<u64>(at(s.keys, b)), a, na, true); // items of a that are in place already
  if (skip == u32.MAX_VALUE) return false;
  a += skip;
  na -= skip;
  if (!na) return true;
  nb = gallop<M>(s, load<u64>(at(s.keys, a + na - 1)), b, nb, false); // and those of b
  if (nb == u32.MAX_VALUE) return false;
  if (!nb) return true;
  return na <= nb ? mergeLow<M>(s, a, na, b, nb) : mergeHigh<M>(s, a, na, b, nb);
}
/** The power of the boundary between two neighbouring runs: the first bit in which their midpoints, as fractions of the whole, differ. */
function power(start: u32, n1: u32, n2: u32, total: u32): u32 {
  let a = <u64>start * 2 + n1;
  let b = a + n1 + n2;
  const n = <u64>total;
  let result: u32 = 0;
  while (true) {
    result++;
    if (a >= n) { a -= n; b -= n; }
    else if (b >= n) break;
    a <<= 1;
    b <<= 1;
  }
  return result;
}
function minRun(n: u32): u32 {
  let rest: u32 = 0;
  while (n >= 64) { rest |= n & 1; n >>= 1; }
  return n + rest;
}

function sortKeys<M>(s: Sorter): bool {
  const n = s.total;
  const least = minRun(n);
  let lo: u32 = 0;
  while (lo < n) {
    let length = countRun<M>(s, lo, n);
    if (!length) return false;
    if (length < least) {
      const forced = min(least, n - lo);
      if (!insertionSort<M>(s, lo, lo + forced, lo + length)) return false;
      length = forced;
    }
    if (s.count) {
      const top = <usize>s.runs + <usize>(s.count - 1) * 12;
      const p = power(load<u32>(top), load<u32>(top, 4), length, n);
      while (s.count > 1 && load<u32>(<usize>s.runs + <usize>(s.count - 2) * 12, 8) > p) if (!mergeTop<M>(s)) return false;
      store<u32>(<usize>s.runs + <usize>(s.count - 1) * 12, p, 8);
    }
    const run = <usize>s.runs + <usize>s.count * 12;
    store<u32>(run, lo);
    store<u32>(run, length, 4);
    store<u32>(run, 0, 8);
    s.count++;
    lo += length;
  }
  while (s.count > 1) if (!mergeTop<M>(s)) return false;
  return true;
}

/** 1: all small ints, 2: floats, 4: exact strs, 8: anything. */
function kindOfKeys(keys: usize, n: u32): u32 {
  const first = load<u64>(keys);
  let kind: u32 = isInt(first) ? 1 : isFloat(first) ? 2 : isExact(first, T.str) ? 4 : 8;
  for (let i: usize = 1; i < n && kind != 8; i++) {
    const v = load<u64>(keys + (i << 3));
    if (kind == 1 ? !isInt(v) : kind == 2 ? !isFloat(v) : !isExact(v, T.str)) kind = 8;
  }
  return kind;
}

/** Sorts `n` keys, moving `values` (0: none) along. */
function sortArray(keys: usize, values: usize, n: u32): bool {
  const block = alloc(SORTER_SIZE + MAX_RUNS * 12);
  if (!block) { outOfMemory(); return false; }
  const s = changetype<Sorter>(block);
  s.keys = <u32>keys;
  s.values = <u32>values;
  s.temp = 0;
  s.tempSize = 0;
  s.runs = <u32>(block + SORTER_SIZE);
  s.count = 0;
  s.total = n;
  const kind = kindOfKeys(keys, n);
  const ok = kind == 1 ? sortKeys<u8>(s) : kind == 2 ? sortKeys<u16>(s) : kind == 4 ? sortKeys<u32>(s) : sortKeys<u64>(s);
  if (s.temp) free(s.temp);
  free(block);
  return ok;
}
function turn(array: usize, n: u32): void {
  for (let i: usize = 0, j: usize = n - 1; i < j; i++, j--) swap(array + (i << 3), array + (j << 3));
}

function sortItems(items: usize, n: u32, key: Value, reverse: bool): i32 {
  let keys = items;
  if (key != NULL) {
    keys = alloc(<usize>n << 3);
    if (!keys) { outOfMemory(); return -1; }
    for (let i: usize = 0; i < n; i++) {
      const k = call1(key, load<u64>(items + (i << 3)));
      if (k == NULL) {
        while (i) { i--; decref(load<u64>(keys + (i << 3))); }
        free(keys);
        return -1;
      }
      store<u64>(keys + (i << 3), k);
    }
  }
  if (reverse && n > 1) { // turned around before and after, equal items stay in order
    turn(items, n);
    if (keys != items) turn(keys, n);
  }
  const ok = n < 2 || sortArray(keys, keys == items ? 0 : items, n);
  if (reverse && n > 1) turn(items, n);
  if (keys != items) {
    const pending = fetchError();
    for (let i: usize = 0; i < n; i++) decref(load<u64>(keys + (i << 3)));
    free(keys);
    restoreError(pending);
  }
  return ok ? 0 : -1;
}

/** list.sort(key=, reverse=), `key` NULL for none. 0, or -1 with an exception. */
export function listSort(list: Value, key: Value, reverse: bool): i32 {
  const p = ptrOf(list);
  const n = load<u32>(p, 8), capacity = load<u32>(p, 12);
  const items = <usize>load<u32>(p, 16);
  store<u32>(p, 0, 8);
  store<u32>(p, 0, 12);
  store<u32>(p, 0, 16);
  store<u32>(p, 1, 20);
  let r = n ? sortItems(items, n, key, reverse) : 0;
  const others = <usize>load<u32>(p, 16);
  const count = load<u32>(p, 8);
  store<u32>(p, n, 8);
  store<u32>(p, capacity, 12);
  store<u32>(p, <u32>items, 16);
  const touched = load<u32>(p, 20) == 0;
  store<u32>(p, 0, 20);
  if (touched && r == 0) r = raiseI(T.ValueError, "list modified during sort");
  if (others) { // somebody filled it meanwhile
    const pending = fetchError();
    for (let i: usize = 0; i < count; i++) decref(load<u64>(others + (i << 3)));
    free(others);
    restoreError(pending);
  }
  return r;
}
