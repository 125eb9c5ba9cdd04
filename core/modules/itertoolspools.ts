// The combinatoric iterators: product, permutations, combinations, combinations_with_replacement.
//
//   a  the pool, a tuple (of product: a tuple of pools)      b  the tuple given last, NULL before the first
//   n0 how many items a result has     block  i32 indices into the pool, then for permutations i32 cycles      flag  1 when exhausted
//
// A result tuple that nobody kept is filled again.

import { Value, NULL, None, ptrOf } from "../value";
import { T } from "../names.generated";
import { gcTrack, isTracked } from "../memory/object";
import { decref, newref, refcountOf, setref } from "../memory/refcount";
import { alloc } from "../memory/alloc";
import { raise, errorOccurred, outOfMemory } from "../errors";
import { indexI64, tupleFromIterable } from "../abstract";
import { parseArgs } from "../args";
import { tupleNew, tuplePut, tupleAt, tupleSize } from "../objects/tupleobject";
import { pushArgs, popArgs } from "../interp/argstack";
import { Tool, tool, newTool, defTool } from "./itertoolsobject";
import { isIntLike } from "../objects/int";

function index(o: Tool, i: i64): usize { return <usize>o.block + (<usize>i << 2); }
function indexAt(o: Tool, i: i64): i32 { return load<i32>(index(o, i)); }

/** Room for `n` numbers. False with MemoryError, and the iterator is dropped. */
function reserve(v: Value, n: i64): bool {
  const block: usize = n > 0x10000000 ? 0 : alloc(<usize>n << 2);
  if (!block) { outOfMemory(); decref(v); return false; }
  tool(v).block = <u32>block;
  return true;
}
/** Fills a result with pool[index[i]] from place `from` on, and remembers it; owned. */
function give(self: Value, o: Tool, from: i64): Value {
  const n = o.n0;
  let t = o.b;
  if (t == NULL || refcountOf(ptrOf(t)) > 1) {
    t = tupleNew(<u32>n);
    if (t == NULL) return NULL;
    from = 0;
    setref(ptrOf(self) + 16, t);
  } else if (!isTracked(ptrOf(t))) gcTrack(ptrOf(t)); // what it gets now may be in a cycle
  for (let i = from; i < n; i++) {
    const old = tupleAt(t, <usize>i);
    tuplePut(t, <usize>i, newref(tupleAt(poolOf(o, i), <usize>indexAt(o, i))));
    decref(old);
  }
  return newref(t);
}
function poolOf(o: Tool, i: i64): Value { return o.n1 ? tupleAt(o.a, <usize>i) : o.a; } // n1: one pool for each place (product)

/** A combinatoric iterator over tuple(iterable) with r from `given` (NULL or None: the size of the pool). */
function overPool(type: usize, iterable: Value, given: Value): Value {
  const pool = tupleFromIterable(iterable);
  if (pool == NULL) return NULL;
  let r: i64 = tupleSize(pool);
  if (given != NULL && given != None) {
    if (type == T.permutations && !isIntLike(given)) { decref(pool); return raise(T.TypeError, "Expected int as r"); }
    r = indexI64(given, T.OverflowError);
    if (r == -1 && errorOccurred()) { decref(pool); return NULL; }
    if (r < 0) { decref(pool); return raise(T.ValueError, "r must be non-negative"); }
  }
  const v = newTool(type, pool);
  if (v != NULL) tool(v).n0 = r;
  return v;
}

function combinationsNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const ok = parseArgs("combinations", "iterable r", args, nargs, kwnames, out);
  const iterable = load<u64>(out), given = load<u64>(out, 8);
  popArgs(out);
  const v = ok ? overPool(type, iterable, given) : NULL;
  if (v == NULL || !start(v, tool(v).n0 > <i64>tupleSize(tool(v).a), true)) return NULL;
  return v;
}
/** Sets the indices up: 0, 1, 2 … or all 0; `empty` when there is no result. */
function start(v: Value, empty: bool, ascending: bool): bool {
  const o = tool(v);
  if (empty) { o.flag = 1; return true; }
  if (!reserve(v, o.n0)) return false;
  for (let i: i64 = 0; i < o.n0; i++) store<i32>(index(o, i), ascending ? <i32>i : 0);
  return true;
}
function combinationsNext(self: Value): Value {
  const o = tool(self);
  if (o.flag || o.a == NULL) return NULL;
  const r = o.n0, n = <i64>tupleSize(o.a);
  if (o.b == NULL) return give(self, o, 0);
  let i = r - 1;
  while (i >= 0 && indexAt(o, i) == <i32>(i + n - r)) i--;
  if (i < 0) { o.flag = 1; return NULL; }
  store<i32>(index(o, i), indexAt(o, i) + 1);
  for (let j = i + 1; j < r; j++) store<i32>(index(o, j), indexAt(o, j - 1) + 1);
  return give(self, o, i);
}

function replacementNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const ok = parseArgs("combinations_with_replacement", "iterable r", args, nargs, kwnames, out);
  const iterable = load<u64>(out), given = load<u64>(out, 8);
  popArgs(out);
  const v = ok ? overPool(type, iterable, given) : NULL;
  if (v == NULL || !start(v, tupleSize(tool(v).a) == 0 && tool(v).n0 > 0, false)) return NULL;
  return v;
}
function replacementNext(self: Value): Value {
  const o = tool(self);
  if (o.flag || o.a == NULL) return NULL;
  const r = o.n0, n = <i32>tupleSize(o.a);
  if (o.b == NULL) return give(self, o, 0);
  let i = r - 1;
  while (i >= 0 && indexAt(o, i) == n - 1) i--;
  if (i < 0) { o.flag = 1; return NULL; }
  const next = indexAt(o, i) + 1;
  for (let j = i; j < r; j++) store<i32>(index(o, j), next);
  return give(self, o, i);
}

function permutationsNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const ok = parseArgs("permutations", "iterable | r", args, nargs, kwnames, out);
  const iterable = load<u64>(out), given = load<u64>(out, 8);
  popArgs(out);
  const v = ok ? overPool(type, iterable, given) : NULL;
  if (v == NULL) return NULL;
  const o = tool(v);
  const n = <i64>tupleSize(o.a);
  if (o.n0 > n) { o.flag = 1; return v; }
  if (!reserve(v, n + o.n0)) return NULL;
  for (let i: i64 = 0; i < n; i++) store<i32>(index(o, i), <i32>i);
  for (let i: i64 = 0; i < o.n0; i++) store<i32>(index(o, n + i), <i32>(n - i));
  return v;
}
function permutationsNext(self: Value): Value {
  const o = tool(self);
  if (o.flag || o.a == NULL) return NULL;
  const r = o.n0, n = <i64>tupleSize(o.a);
  if (o.b == NULL) return give(self, o, 0);
  if (n == 0) { o.flag = 1; return NULL; }
  for (let i = r - 1; i >= 0; i--) {
    const cycle = indexAt(o, n + i) - 1;
    if (cycle == 0) {
      const first = indexAt(o, i);
      for (let j = i; j < n - 1; j++) store<i32>(index(o, j), indexAt(o, j + 1));
      store<i32>(index(o, n - 1), first);
      store<i32>(index(o, n + i), <i32>(n - i));
    } else {
      store<i32>(index(o, n + i), cycle);
      const other = n - cycle;
      const x = indexAt(o, i);
      store<i32>(index(o, i), indexAt(o, other));
      store<i32>(index(o, other), x);
      return give(self, o, i);
    }
  }
  o.flag = 1;
  return NULL;
}

function productNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  let repeat: i64 = 1;
  if (kwnames != NULL && tupleSize(kwnames)) {
    const out = pushArgs(1);
    if (!out) return NULL;
    const ok = parseArgs("product", "| $ repeat", args + (<usize>nargs << 3), 0, kwnames, out);
    const given = load<u64>(out);
    popArgs(out);
    if (!ok) return NULL;
    repeat = indexI64(given, T.OverflowError);
    if (repeat == -1 && errorOccurred()) return NULL;
    if (repeat < 0) return raise(T.ValueError, "repeat argument cannot be negative");
  }
  if (nargs && repeat > 0x8000000 / <i64>nargs) return raise(T.OverflowError, "repeat argument too large");
  const count = <i64>nargs * repeat;
  const pools = tupleNew(<u32>count);
  if (pools == NULL) return NULL;
  let empty = false;
  if (repeat > 0) {
    for (let i: i64 = 0; i < nargs; i++) {
      const pool = tupleFromIterable(load<u64>(args + (<usize>i << 3)));
      if (pool == NULL) { decref(pools); return NULL; }
      if (tupleSize(pool) == 0) empty = true;
      tuplePut(pools, <usize>i, pool);
    }
    for (let i: i64 = nargs; i < count; i++) tuplePut(pools, <usize>i, newref(tupleAt(pools, <usize>(i - nargs))));
  }
  const v = newTool(type, pools);
  if (v == NULL) return NULL;
  tool(v).n0 = count;
  tool(v).n1 = 1;
  return start(v, empty, false) ? v : NULL;
}
function productNext(self: Value): Value {
  const o = tool(self);
  if (o.flag || o.a == NULL) return NULL;
  if (o.b == NULL) return give(self, o, 0);
  let i = o.n0 - 1;
  for (; i >= 0; i--) {
    const next = indexAt(o, i) + 1;
    if (next < <i32>tupleSize(tupleAt(o.a, <usize>i))) {
      store<i32>(index(o, i), next);
      break;
    }
    store<i32>(index(o, i), 0);
  }
  if (i < 0) { o.flag = 1; return NULL; }
  return give(self, o, i);
}

export function initPoolTypes(): void {
  defTool(T.product, "itertools.product", productNew.index, productNext.index);
  defTool(T.permutations, "itertools.permutations", permutationsNew.index, permutationsNext.index);
  defTool(T.combinations, "itertools.combinations", combinationsNew.index, combinationsNext.index);
  defTool(T.combinations_with_replacement, "itertools.combinations_with_replacement", replacementNew.index, replacementNext.index);
}
