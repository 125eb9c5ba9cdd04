// What tuple and list share: searching by comparison while the container may change under it.

import { Value, NULL, isInt, intOf } from "../value";
import { T } from "../names.generated";
import { TypeFlag, hasFlag } from "./typeobject";
import { listSize, listAt } from "./listobject";
import { tupleSize, tupleAt } from "./tupleobject";
import { decref, newref } from "../memory/refcount";
import { raise, errorOccurred } from "../errors";
import { equalBool, hasIndex, indexI64 } from "../abstract";
import { checkArgs } from "../args";
import { newInt } from "./int";

/** An argument that is an index, clipped. -1 on error: check errorOccurred(). */
export function indexArgument(v: Value): i64 {
  if (isInt(v)) return intOf(v);
  if (!hasIndex(v)) { raise(T.TypeError, "slice indices must be integers or have an __index__ method"); return -1; }
  return indexI64(v, 0);
}
function itemAt(self: Value, i: i64): Value { return newref(hasFlag(self, TypeFlag.LIST_SUBCLASS) ? listAt(self, <usize>i) : tupleAt(self, <usize>i)); }
function lengthOf(self: Value): i64 { return hasFlag(self, TypeFlag.LIST_SUBCLASS) ? listSize(self) : tupleSize(self); }

/** x.index(value, start, stop) by items: the index, or -1 when there is none, or with an exception. */
export function findIndex(method: string, self: Value, args: usize, nargs: i32): i64 {
  if (!checkArgs(method, nargs, 1, 3)) return -1;
  let start: i64 = 0, stop: i64 = i64.MAX_VALUE;
  if (nargs > 1) {
    start = indexArgument(load<u64>(args, 8));
    if (start == -1 && errorOccurred()) return -1;
  }
  if (nargs > 2) {
    stop = indexArgument(load<u64>(args, 16));
    if (stop == -1 && errorOccurred()) return -1;
  }
  const n = lengthOf(self);
  if (start < 0) start = max<i64>(start + n, 0);
  if (stop < 0) stop = max<i64>(stop + n, 0);
  const value = load<u64>(args);
  for (let i = start; i < stop && i < lengthOf(self); i++) {
    const item = itemAt(self, i);
    const same = equalBool(item, value);
    decref(item);
    if (same < 0) return -1;
    if (same) return i;
  }
  return -1;
}

export function countEqual(self: Value, value: Value): Value {
  let n: i64 = 0;
  for (let i: i64 = 0; i < lengthOf(self); i++) {
    const item = itemAt(self, i);
    const same = equalBool(item, value);
    decref(item);
    if (same < 0) return NULL;
    n += same;
  }
  return newInt(n);
}
