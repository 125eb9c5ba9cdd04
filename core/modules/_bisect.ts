// The module _bisect: where to insert into a sorted sequence.

import { Value, NULL, None, isInt, isFloat, f64Of } from "../value";
import { T, N, name } from "../names.generated";
import { CompareOp, isExact } from "../objects/typeobject";
import { func, METH_KW } from "../objects/define";
import { decref, newref } from "../memory/refcount";
import { raise, errorOccurred } from "../errors";
import { richCompare, isTrue, seqItem, lenOf, call1, callMethod2, indexI64 } from "../abstract";
import { parseArgs } from "../args";
import { newInt } from "../objects/int";
import { listSize, listAt } from "../objects/listobject";
import { listInsert } from "../objects/list";
import { pushArgs, popArgs } from "../interp/argstack";

function less(a: Value, b: Value): i32 {
  if (isInt(a) && isInt(b)) return <i64>(a << 16) < <i64>(b << 16) ? 1 : 0;
  if (isFloat(a) && isFloat(b)) return f64Of(a) < f64Of(b) ? 1 : 0;
  const r = richCompare(a, b, CompareOp.LT);
  if (r == NULL) return -1;
  const truth = isTrue(r);
  decref(r);
  return truth;
}
/** The place for x in a[lo:hi], behind equal items (`right`) or before them; -1 on error. `hi` -1: the end. */
function find(a: Value, x: Value, lo: i64, hi: i64, key: Value, right: bool): i64 {
  if (lo < 0) { raise(T.ValueError, "lo must be non-negative"); return -1; }
  if (hi == -1) {
    hi = lenOf(a);
    if (hi < 0) return -1;
  }
  const plain = isExact(a, T.list);
  while (lo < hi) {
    const mid = lo + ((hi - lo) >> 1);
    let item = plain && mid < <i64>listSize(a) ? newref(listAt(a, <usize>mid)) : seqItem(a, mid);
    if (item == NULL) return -1;
    if (key != NULL) {
      const k = call1(key, item);
      decref(item);
      if (k == NULL) return -1;
      item = k;
    }
    const r = right ? less(x, item) : less(item, x);
    decref(item);
    if (r < 0) return -1;
    if ((r != 0) == right) hi = mid;
    else lo = mid + 1;
  }
  return lo;
}
/** Reads a, x, lo, hi, key and finds the place; x goes through the key function for an insertion. -1 on error. */
function bisect(fname: string, args: usize, nargs: i32, kwnames: Value, right: bool, insert: bool): Value {
  const out = pushArgs(5);
  if (!out) return NULL;
  const ok = parseArgs(fname, "a x | lo hi $ key", args, nargs, kwnames, out);
  const a = load<u64>(out), x = load<u64>(out, 8), low = load<u64>(out, 16), high = load<u64>(out, 24);
  let key = load<u64>(out, 32);
  popArgs(out);
  if (!ok) return NULL;
  if (key == None) key = NULL;
  let lo: i64 = 0, hi: i64 = -1;
  if (low != NULL) {
    lo = indexI64(low, T.OverflowError);
    if (lo == -1 && errorOccurred()) return NULL;
  }
  if (high != NULL && high != None) {
    hi = indexI64(high, T.OverflowError);
    if (hi == -1 && errorOccurred()) return NULL;
    if (hi < 0) hi = hi == -1 ? -1 : 0;
  }
  const wanted = insert && key != NULL ? call1(key, x) : newref(x);
  if (wanted == NULL) return NULL;
  const at = find(a, wanted, lo, hi, key, right);
  decref(wanted);
  if (at < 0) return NULL;
  if (!insert) return newInt(at);
  if (isExact(a, T.list)) return listInsert(a, at, x) < 0 ? NULL : None;
  const index = newInt(at);
  const r = callMethod2(a, name(N.insert), index, x);
  decref(index);
  if (r == NULL) return NULL;
  decref(r);
  return None;
}
function bisect_right(m: Value, args: usize, n: i32, kw: Value): Value { return bisect("bisect_right", args, n, kw, true, false); }
function bisect_left(m: Value, args: usize, n: i32, kw: Value): Value { return bisect("bisect_left", args, n, kw, false, false); }
function insort_right(m: Value, args: usize, n: i32, kw: Value): Value { return bisect("insort_right", args, n, kw, true, true); }
function insort_left(m: Value, args: usize, n: i32, kw: Value): Value { return bisect("insort_left", args, n, kw, false, true); }

export function init__bisect(m: Value): void {
  func(m, "bisect_right", bisect_right.index, METH_KW, "($module, /, a, x, lo=0, hi=None, *, key=None)", "Return the index where to insert x in a sorted list, behind equal items.");
  func(m, "bisect_left", bisect_left.index, METH_KW, "($module, /, a, x, lo=0, hi=None, *, key=None)", "Return the index where to insert x in a sorted list, before equal items.");
  func(m, "insort_right", insort_right.index, METH_KW, "($module, /, a, x, lo=0, hi=None, *, key=None)", "Insert x in a sorted list, behind equal items.");
  func(m, "insort_left", insort_left.index, METH_KW, "($module, /, a, x, lo=0, hi=None, *, key=None)", "Insert x in a sorted list, before equal items.");
}
