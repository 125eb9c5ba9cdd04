// The module _heapq: priority queues in lists. The comparison is the only thing that runs other code; it may change the list, which is an error.

import { Value, NULL, None, isInt, isFloat, f64Of } from "../value";
import { T } from "../names.generated";
import { CompareOp } from "../objects/typeobject";
import { func, constant, METH_O, METH_FAST } from "../objects/define";
import { incref, decref, newref } from "../memory/refcount";
import { raise, raiseI, raiseFmt } from "../errors";
import { richCompare, isTrue } from "../abstract";
import { checkArgs } from "../args";
import { listSize, listItems, listAt, listPush } from "../objects/listobject";
import { isList, listTake } from "../objects/list";
import { strFromLiteral } from "../objects/strnew";

function slot(heap: Value, i: i32): usize { return listItems(heap) + (<usize>i << 3); }

/** a < b: 1, 0, -1. */
function less(a: Value, b: Value): i32 {
  if (isInt(a) && isInt(b)) return <i64>(a << 16) < <i64>(b << 16) ? 1 : 0;
  if (isFloat(a) && isFloat(b)) return f64Of(a) < f64Of(b) ? 1 : 0;
  incref(a);
  incref(b);
  const r = richCompare(a, b, CompareOp.LT);
  decref(a);
  decref(b);
  if (r == NULL) return -1;
  const truth = isTrue(r);
  decref(r);
  return truth;
}
/** Whether item i stands above item j in the order of this heap (`largest`: the greatest first). */
function before(heap: Value, i: i32, j: i32, largest: bool): i32 {
  const n = listSize(heap);
  const a = listAt(heap, i), b = listAt(heap, j);
  const r = largest ? less(b, a) : less(a, b);
  if (r >= 0 && listSize(heap) != n) return raiseI(T.RuntimeError, "list changed size during iteration");
  return r;
}
function swap(heap: Value, i: i32, j: i32): void {
  const a = slot(heap, i), b = slot(heap, j);
  const x = load<u64>(a);
  store<u64>(a, load<u64>(b));
  store<u64>(b, x);
}
/** Lets item `i` rise, no further than `top`. */
function rise(heap: Value, top: i32, i: i32, largest: bool): i32 {
  while (i > top) {
    const parent = (i - 1) >> 1;
    const r = before(heap, i, parent, largest);
    if (r <= 0) return r;
    swap(heap, i, parent);
    i = parent;
  }
  return 0;
}
/** Lets item `i` sink to a leaf along the smaller children, then rise to where it belongs. */
function sink(heap: Value, i: i32, largest: bool): i32 {
  const n = <i32>listSize(heap);
  const top = i;
  while (i < n >> 1) {
    let child = 2 * i + 1;
    if (child + 1 < n) {
      const r = before(heap, child, child + 1, largest);
      if (r < 0) return -1;
      if (!r) child++;
    }
    swap(heap, i, child);
    i = child;
  }
  return rise(heap, top, i, largest);
}
function isHeap(heap: Value, fname: string): bool {
  if (isList(heap)) return true;
  const f = strFromLiteral(fname);
  raiseFmt(T.TypeError, "%s() argument must be list, not %T", f, heap);
  decref(f);
  return false;
}
/** The first argument of a function of two. */
function isHeapArgument(heap: Value, fname: string): bool {
  if (isList(heap)) return true;
  const f = strFromLiteral(fname);
  raiseFmt(T.TypeError, "%s() argument 1 must be list, not %T", f, heap);
  decref(f);
  return false;
}
function push(fname: string, args: usize, nargs: i32, largest: bool): Value {
  if (!checkArgs(fname, nargs, 2, 2)) return NULL;
  const heap = load<u64>(args);
  if (!isHeapArgument(heap, fname)) return NULL;
  if (listPush(heap, newref(load<u64>(args, 8))) < 0) return NULL;
  return rise(heap, 0, <i32>listSize(heap) - 1, largest) < 0 ? NULL : None;
}
function pop(fname: string, heap: Value, largest: bool): Value {
  if (!isHeap(heap, fname)) return NULL;
  const n = listSize(heap);
  if (n == 0) return raise(T.IndexError, "index out of range");
  const last = listTake(heap, n - 1);
  if (n == 1) return last;
  const first = listAt(heap, 0);
  store<u64>(slot(heap, 0), last);
  if (sink(heap, 0, largest) < 0) { decref(first); return NULL; }
  return first;
}
function replace(fname: string, args: usize, nargs: i32, largest: bool): Value {
  if (!checkArgs(fname, nargs, 2, 2)) return NULL;
  const heap = load<u64>(args);
  if (!isHeapArgument(heap, fname)) return NULL;
  if (listSize(heap) == 0) return raise(T.IndexError, "index out of range");
  const first = listAt(heap, 0);
  store<u64>(slot(heap, 0), newref(load<u64>(args, 8)));
  if (sink(heap, 0, largest) < 0) { decref(first); return NULL; }
  return first;
}
function pushpop(fname: string, args: usize, nargs: i32, largest: bool): Value {
  if (!checkArgs(fname, nargs, 2, 2)) return NULL;
  const heap = load<u64>(args), item = load<u64>(args, 8);
  if (!isHeapArgument(heap, fname)) return NULL;
  if (listSize(heap) == 0) return newref(item);
  const first = newref(listAt(heap, 0));
  const r = largest ? less(item, first) : less(first, item);
  decref(first);
  if (r < 0) return NULL;
  if (!r) return newref(item);
  if (listSize(heap) == 0) return raise(T.IndexError, "index out of range");
  return replace(fname, args, nargs, largest);
}
function heapify(fname: string, heap: Value, largest: bool): Value {
  if (!isHeap(heap, fname)) return NULL;
  for (let i = (<i32>listSize(heap) >> 1) - 1; i >= 0; i--) if (sink(heap, i, largest) < 0) return NULL;
  return None;
}
function heapq_heappush(m: Value, args: usize, n: i32): Value { return push("heappush", args, n, false); }
function heapq_heappop(m: Value, heap: Value): Value { return pop("heappop", heap, false); }
function heapq_heapreplace(m: Value, args: usize, n: i32): Value { return replace("heapreplace", args, n, false); }
function heapq_heappushpop(m: Value, args: usize, n: i32): Value { return pushpop("heappushpop", args, n, false); }
function heapq_heapify(m: Value, heap: Value): Value { return heapify("heapify", heap, false); }
function heapq_heappush_max(m: Value, args: usize, n: i32): Value { return push("heappush_max", args, n, true); }
function heapq_heappop_max(m: Value, heap: Value): Value { return pop("heappop_max", heap, true); }
function heapq_heapreplace_max(m: Value, args: usize, n: i32): Value { return replace("heapreplace_max", args, n, true); }
function heapq_heappushpop_max(m: Value, args: usize, n: i32): Value { return pushpop("heappushpop_max", args, n, true); }
function heapq_heapify_max(m: Value, heap: Value): Value { return heapify("heapify_max", heap, true); }

export function init__heapq(m: Value): void {
  constant(m, "__about__", strFromLiteral("Priority queues in lists: for all k, a[k] <= a[2*k+1] and a[k] <= a[2*k+2]."));
  func(m, "heappush", heapq_heappush.index, METH_FAST, "($module, heap, item, /)", "Push item onto heap, maintaining the heap invariant.");
  func(m, "heappop", heapq_heappop.index, METH_O, "($module, heap, /)", "Pop the smallest item off the heap, maintaining the heap invariant.");
  func(m, "heapreplace", heapq_heapreplace.index, METH_FAST, "($module, heap, item, /)", "Pop and return the current smallest value, and add the new item.");
  func(m, "heappushpop", heapq_heappushpop.index, METH_FAST, "($module, heap, item, /)", "Push item on the heap, then pop and return the smallest item.");
  func(m, "heapify", heapq_heapify.index, METH_O, "($module, heap, /)", "Transform list into a heap, in place, in linear time.");
  func(m, "heappush_max", heapq_heappush_max.index, METH_FAST, "($module, heap, item, /)", "Push item onto a max-heap.");
  func(m, "heappop_max", heapq_heappop_max.index, METH_O, "($module, heap, /)", "Pop the largest item off a max-heap.");
  func(m, "heapreplace_max", heapq_heapreplace_max.index, METH_FAST, "($module, heap, item, /)", "Pop and return the current largest value, and add the new item.");
  func(m, "heappushpop_max", heapq_heappushpop_max.index, METH_FAST, "($module, heap, item, /)", "Push item on a max-heap, then pop and return the largest item.");
  func(m, "heapify_max", heapq_heapify_max.index, METH_O, "($module, heap, /)", "Transform list into a max-heap, in place, in linear time.");
}
