// sum(): ints while they fit a machine word, then floats with compensated summation (as CPython does since 3.12), then __add__.

import { Value, NULL, isInt, isFloat, isPtr, intOf, boxFloat, f64Of, boxInt } from "../value";
import { T } from "../names.generated";
import { TypeFlag, hasFlag, isExact } from "./typeobject";
import { decref, newref } from "../memory/refcount";
import { raise, errorOccurred } from "../errors";
import { getIter, iterNext, add } from "../abstract";
import { newInt } from "./int";

/** sum(iterable, start); `start` NULL for 0. */
export function sumIterable(iterable: Value, start: Value): Value {
  if (start != NULL && isPtr(start)) {
    if (hasFlag(start, TypeFlag.STR_SUBCLASS)) return raise(T.TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    if (hasFlag(start, TypeFlag.BYTES_SUBCLASS)) return raise(T.TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
    if (isExact(start, T.bytearray)) return raise(T.TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
  }
  const it = getIter(iterable);
  if (it == NULL) return NULL;
  let total = start == NULL ? boxInt(0) : newref(start);
  let x: Value = NULL;
  if (isInt(total)) { // ints in a machine word
    let n = intOf(total);
    while (true) {
      x = iterNext(it);
      if (x == NULL) { decref(it); return errorOccurred() ? NULL : newInt(n); }
      let v: i64 = 0;
      if (isInt(x)) v = intOf(x);
      else if (x == 0xFFF9000000000002) v = 0;
      else if (x == 0xFFF9000000000003) v = 1;
      else break;
      const next = n + v;
      if (((n ^ next) & (v ^ next)) < 0) break;
      n = next;
    }
    total = newInt(n);
    if (total == NULL) { decref(x); decref(it); return NULL; }
  }
  if (x != NULL) {
    const r = add(total, x);
    decref(total);
    decref(x);
    if (r == NULL) { decref(it); return NULL; }
    total = r;
    x = NULL;
  }
  if (isFloat(total)) { // Neumaier's compensated sum
    let sum = f64Of(total), lost: f64 = 0;
    while (true) {
      x = iterNext(it);
      if (x == NULL) {
        decref(it);
        if (errorOccurred()) return NULL;
        return boxFloat(lost != 0 && isFinite(lost) ? sum + lost : sum);
      }
      let v: f64 = 0;
      if (isFloat(x)) {
        v = f64Of(x);
        const t = sum + v;
        lost += Math.abs(sum) >= Math.abs(v) ? sum - t + v : v - t + sum;
        sum = t;
      } else if (isInt(x)) sum += <f64>intOf(x);
      else break;
    }
    total = boxFloat(lost != 0 && isFinite(lost) ? sum + lost : sum);
    const r = add(total, x);
    decref(x);
    if (r == NULL) { decref(it); return NULL; }
    total = r;
  }
  while (true) {
    x = iterNext(it);
    if (x == NULL) break;
    const r = add(total, x);
    decref(total);
    decref(x);
    if (r == NULL) { decref(it); return NULL; }
    total = r;
  }
  decref(it);
  if (errorOccurred()) { decref(total); return NULL; }
  return total;
}
