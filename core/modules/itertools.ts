// The module itertools, first half: what goes through other iterators one item at a time. Combinatoric ones are in itertoolspools.ts, tee and groupby
// in itertoolsshared.ts. The layout of all of them is in itertoolsobject.ts.

import { Value, NULL, None, isInt, intOf, boxInt, boxPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { Slot, typeSlot, slotOf, isExact, hasFlag, TypeFlag, setSlot } from "../objects/typeobject";
import { method, addType, func, METH_NOARGS, METH_O, METH_FAST, METH_CLASS } from "../objects/define";
import { incref, decref, newref, setref, clearref } from "../memory/refcount";
import { raise, errorOccurred, clearError } from "../errors";
import { getIter, iterNext, isTrue, call1, call2, callTuple, add, indexI64, hasIndex, tupleFromIterable } from "../abstract";
import { formatMessage } from "../format";
import { checkArgs, noKeywords, parseArgs, isNamed } from "../args";
import { tupleNew, tuplePut, tupleAt, tupleSize, tupleFrom, tuple2 } from "../objects/tupleobject";
import { listNew, listPush, listSize, listAt } from "../objects/listobject";
import { newInt } from "../objects/int";
import { pushArgs, popArgs } from "../interp/argstack";
import { tool, newTool, defTool } from "./itertoolsobject";
import { classGetItem } from "../objects/iterators";
import { initPoolTypes } from "./itertoolspools";
import { initSharedTypes, itertools_tee } from "./itertoolsshared";
import { listToTuple } from "../objects/listtuple";

/** False with TypeError for keywords that type's own __init__ would not take either. */
function plainArgs(type: usize, own: usize, fname: string, nargs: i32, kwnames: Value, min: i32, max: i32): bool {
  if ((type == own || typeSlot(type, Slot.init) == typeSlot(own, Slot.init)) && !noKeywords(fname, kwnames)) return false;
  return checkArgs(fname, nargs, min, max);
}
/** iterable → a new tool over iter(iterable), with `b` borrowed. */
function over(type: usize, iterable: Value, b: Value): Value {
  const it = getIter(iterable);
  return it == NULL ? NULL : newTool(type, it, newref(b));
}

// accumulate: a iterator, b function or NULL, c total, d initial value not given yet

function accumulateNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(3);
  if (!out) return NULL;
  const ok = parseArgs("accumulate", "iterable | func $ initial", args, nargs, kwnames, out);
  const iterable = load<u64>(out), f = load<u64>(out, 8), initial = load<u64>(out, 16);
  popArgs(out);
  if (!ok) return NULL;
  const r = over(type, iterable, f == None ? NULL : f);
  if (r != NULL && initial != NULL && initial != None) tool(r).d = newref(initial);
  return r;
}
function accumulateNext(self: Value): Value {
  const o = tool(self);
  if (o.d != NULL) {
    const old = o.c;
    o.c = o.d;
    o.d = NULL;
    decref(old);
    return newref(o.c);
  }
  if (o.a == NULL) return NULL;
  const v = iterNext(o.a);
  if (v == NULL) return NULL;
  if (o.c == NULL) {
    o.c = newref(v);
    return v;
  }
  const total = newref(o.c);
  const next = o.b == NULL ? add(total, v) : call2(o.b, total, v);
  decref(total);
  decref(v);
  if (next == NULL) return NULL;
  const old = o.c;
  o.c = newref(next);
  decref(old);
  return next;
}

// batched: a iterator, n0 size, flag strict

function batchedNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(3);
  if (!out) return NULL;
  const ok = parseArgs("batched", "iterable n | $ strict", args, nargs, kwnames, out);
  const iterable = load<u64>(out), size = load<u64>(out, 8), strict = load<u64>(out, 16);
  popArgs(out);
  if (!ok) return NULL;
  const n = indexI64(size, T.OverflowError);
  if (n == -1 && errorOccurred()) return NULL;
  let exact = 0;
  if (strict != NULL) {
    exact = isTrue(strict);
    if (exact < 0) return NULL;
  }
  if (n < 1) return raise(T.ValueError, "n must be at least one");
  const r = over(type, iterable, NULL);
  if (r != NULL) { tool(r).n0 = n; tool(r).flag = exact; }
  return r;
}
function batchedNext(self: Value): Value {
  const o = tool(self);
  if (o.a == NULL) return NULL;
  const it = newref(o.a);
  const list = listNew(<u32>min<i64>(o.n0, 64));
  if (list == NULL) { decref(it); return NULL; }
  while (<i64>listSize(list) < o.n0) {
    const v = iterNext(it);
    if (v == NULL || listPush(list, v) < 0) break;
  }
  decref(it);
  const got = listSize(list);
  let r: Value = NULL;
  if (!errorOccurred()) {
    if (<i64>got < o.n0) clearref(ptrOf(self) + 8);
    if (got == 0) r = NULL;
    else if (<i64>got < o.n0 && o.flag) raise(T.ValueError, "batched(): incomplete batch");
    else r = listToTuple(list);
  } else clearref(ptrOf(self) + 8);
  decref(list);
  return r;
}

// chain: a iterator over the iterables, b the present one's iterator

function chainNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!plainArgs(type, T.chain, "chain", nargs, kwnames, 0, i32.MAX_VALUE)) return NULL;
  const sources = tupleFrom(args, nargs);
  if (sources == NULL) return NULL;
  const r = over(type, sources, NULL);
  decref(sources);
  return r;
}
function chain_from_iterable(cls: Value, iterable: Value): Value { return over(ptrOf(cls), iterable, NULL); }
function chainNext(self: Value): Value {
  const o = tool(self);
  while (o.a != NULL) {
    if (o.b == NULL) {
      const source = iterNext(o.a);
      if (source == NULL) {
        clearref(ptrOf(self) + 8);
        return NULL;
      }
      const it = getIter(source);
      decref(source);
      if (it == NULL) {
        clearref(ptrOf(self) + 8);
        return NULL;
      }
      setref(ptrOf(self) + 16, it);
    }
    const it = newref(o.b);
    const v = iterNext(it);
    decref(it);
    if (v != NULL) return v;
    if (errorOccurred()) return NULL;
    clearref(ptrOf(self) + 16);
  }
  return NULL;
}

// compress: a data, b selectors

function compressNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const ok = parseArgs("compress", "data selectors", args, nargs, kwnames, out);
  const data = load<u64>(out), selectors = load<u64>(out, 8);
  popArgs(out);
  if (!ok) return NULL;
  const a = getIter(data);
  if (a == NULL) return NULL;
  const b = getIter(selectors);
  if (b == NULL) { decref(a); return NULL; }
  return newTool(type, a, b);
}
function compressNext(self: Value): Value {
  const o = tool(self);
  while (o.a != NULL) {
    const v = iterNext(o.a);
    if (v == NULL) return NULL;
    const selector = iterNext(o.b);
    if (selector == NULL) { decref(v); return NULL; }
    const truth = isTrue(selector);
    decref(selector);
    if (truth > 0) return v;
    decref(v);
    if (truth < 0) return NULL;
  }
  return NULL;
}

// count: n0 the next value while b is NULL; otherwise a the next value, b the step

function countNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const ok = parseArgs("count", "| start step", args, nargs, kwnames, out);
  let start = load<u64>(out), step = load<u64>(out, 8);
  popArgs(out);
  if (!ok) return NULL;
  if ((start != NULL && !isNumber(start)) || (step != NULL && !isNumber(step))) return raise(T.TypeError, "a number is required");
  if (start == NULL) start = boxInt(0);
  if (step == NULL) step = boxInt(1);
  if (isInt(start) && step == boxInt(1)) {
    const r = newTool(type, NULL, NULL);
    if (r != NULL) tool(r).n0 = intOf(start);
    return r;
  }
  return newTool(type, newref(start), newref(step));
}
function isNumber(v: Value): bool {
  return hasIndex(v) || slotOf(v, Slot.int_) != 0 || slotOf(v, Slot.float_) != 0 || hasFlag(v, TypeFlag.FLOAT_SUBCLASS) || isExact(v, T.complex);
}
function countNext(self: Value): Value {
  const o = tool(self);
  if (o.b == NULL) {
    const i = o.n0;
    if (i < i64.MAX_VALUE) { o.n0 = i + 1; return newInt(i); }
    o.a = newInt(i);
    o.b = boxInt(1);
  }
  const now = newref(o.a);
  const next = add(now, o.b);
  if (next == NULL) { decref(now); return NULL; }
  setref(ptrOf(self) + 8, next);
  return now;
}
function countRepr(self: Value): Value {
  const o = tool(self);
  if (o.b == NULL) {
    const i = newInt(o.n0);
    const r = formatMessage("%N(%d)", self, i, NULL, NULL);
    decref(i);
    return r;
  }
  if (o.b == boxInt(1)) return formatMessage("%N(%r)", self, o.a, NULL, NULL);
  return formatMessage("%N(%r, %r)", self, o.a, o.b, NULL);
}

// cycle: a iterator until it ends, b what it gave, n0 where it is in there

function cycleNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!plainArgs(type, T.cycle, "cycle", nargs, kwnames, 1, 1)) return NULL;
  const list = listNew();
  if (list == NULL) return NULL;
  const r = over(type, load<u64>(args), list);
  decref(list);
  return r;
}
function cycleNext(self: Value): Value {
  const o = tool(self);
  if (o.b == NULL) return NULL;
  if (o.a != NULL) {
    const v = iterNext(o.a);
    if (v != NULL) {
      if (listPush(o.b, newref(v)) < 0) { decref(v); return NULL; }
      return v;
    }
    if (errorOccurred()) return NULL;
    clearref(ptrOf(self) + 8);
  }
  const n = listSize(o.b);
  if (n == 0) return NULL;
  const i = o.n0;
  o.n0 = i + 1 >= <i64>n ? 0 : i + 1;
  return newref(listAt(o.b, <usize>i));
}

// dropwhile, takewhile, filterfalse: a iterator, b predicate, flag started or stopped. starmap: a iterator, b function

function dropwhileNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  return plainArgs(type, T.dropwhile, "dropwhile", nargs, kwnames, 2, 2) ? over(type, load<u64>(args, 8), load<u64>(args)) : NULL;
}
function takewhileNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  return plainArgs(type, T.takewhile, "takewhile", nargs, kwnames, 2, 2) ? over(type, load<u64>(args, 8), load<u64>(args)) : NULL;
}
function filterfalseNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  return plainArgs(type, T.filterfalse, "filterfalse", nargs, kwnames, 2, 2) ? over(type, load<u64>(args, 8), load<u64>(args)) : NULL;
}
function starmapNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  return plainArgs(type, T.starmap, "starmap", nargs, kwnames, 2, 2) ? over(type, load<u64>(args, 8), load<u64>(args)) : NULL;
}
/** bool(f(v)): 1, 0, -1. */
function test(f: Value, v: Value): i32 {
  const r = call1(f, v);
  if (r == NULL) return -1;
  const truth = isTrue(r);
  decref(r);
  return truth;
}
function dropwhileNext(self: Value): Value {
  const o = tool(self);
  while (o.a != NULL) {
    const v = iterNext(o.a);
    if (v == NULL || o.flag) return v;
    const truth = test(o.b, v);
    if (truth == 0) {
      o.flag = 1;
      return v;
    }
    decref(v);
    if (truth < 0) return NULL;
  }
  return NULL;
}
function takewhileNext(self: Value): Value {
  const o = tool(self);
  if (o.flag || o.a == NULL) return NULL;
  const v = iterNext(o.a);
  if (v == NULL) return NULL;
  const truth = test(o.b, v);
  if (truth > 0) return v;
  decref(v);
  if (truth == 0) o.flag = 1;
  return NULL;
}
function filterfalseNext(self: Value): Value {
  const o = tool(self);
  while (o.a != NULL) {
    const v = iterNext(o.a);
    if (v == NULL) return NULL;
    const truth = o.b == None || o.b == boxPtr(T.bool) ? isTrue(v) : test(o.b, v);
    if (truth == 0) return v;
    decref(v);
    if (truth < 0) return NULL;
  }
  return NULL;
}
function starmapNext(self: Value): Value {
  const o = tool(self);
  if (o.a == NULL) return NULL;
  const v = iterNext(o.a);
  if (v == NULL) return NULL;
  const args = tupleFromIterable(v);
  decref(v);
  if (args == NULL) return NULL;
  const r = callTuple(o.b, args);
  decref(args);
  return r;
}

// islice: a iterator, n0 index of the next one to give, n1 stop (-1: none), n2 step, flag-less count of items taken in e (a small int)

function isliceNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!plainArgs(type, T.islice, "islice", nargs, kwnames, 2, 4)) return NULL;
  let start: i64 = 0, stop: i64 = -1, step: i64 = 1;
  if (nargs == 2) {
    if (!sliceBound(load<u64>(args, 8), "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")) return NULL;
    stop = boundValue(load<u64>(args, 8), -1);
  } else {
    const message = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    if (!sliceBound(load<u64>(args, 16), "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")) return NULL;
    stop = boundValue(load<u64>(args, 16), -1);
    if (!sliceBound(load<u64>(args, 8), message)) return NULL;
    start = boundValue(load<u64>(args, 8), 0);
    if (nargs == 4) {
      const v = load<u64>(args, 24);
      if (v != None) {
        step = hasIndex(v) ? indexI64(v, T.OverflowError) : -1;
        if (errorOccurred()) clearError();
        if (step < 1) return raise(T.ValueError, "Step for islice() must be a positive integer or None.");
      }
    }
  }
  const r = over(type, load<u64>(args), NULL);
  if (r == NULL) return NULL;
  const o = tool(r);
  o.n0 = start;
  o.n1 = stop;
  o.n2 = step;
  o.e = boxInt(0);
  return r;
}
function sliceBound(v: Value, message: string): bool {
  if (v == None) return true;
  if (hasIndex(v)) {
    const i = indexI64(v, T.OverflowError);
    if (!errorOccurred() && i >= 0) return true;
    clearError();
  }
  raise(T.ValueError, message);
  return false;
}
function boundValue(v: Value, missing: i64): i64 { return v == None ? missing : indexI64(v, 0); }
function isliceNext(self: Value): Value {
  const o = tool(self);
  if (o.a == NULL) return NULL;
  let taken = intOf(o.e);
  const it = newref(o.a);
  while (taken < o.n0 && (o.n1 < 0 || taken < o.n1)) {
    const v = iterNext(it);
    if (v == NULL) { decref(it); clearref(ptrOf(self) + 8); return NULL; }
    decref(v);
    taken++;
    o.e = boxInt(taken);
  }
  let v: Value = NULL;
  if (o.n1 < 0 || taken < o.n1) v = iterNext(it);
  decref(it);
  if (v == NULL) { clearref(ptrOf(self) + 8); return NULL; }
  o.e = boxInt(taken + 1);
  const next = o.n0 + o.n2;
  o.n0 = next < o.n0 || (o.n1 >= 0 && next > o.n1) ? (o.n1 >= 0 ? o.n1 : i64.MAX_VALUE) : next;
  return v;
}

// pairwise: a iterator, b the previous item

function pairwiseNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  return plainArgs(type, T.pairwise, "pairwise", nargs, kwnames, 1, 1) ? over(type, load<u64>(args), NULL) : NULL;
}
function pairwiseNext(self: Value): Value {
  const o = tool(self);
  if (o.a == NULL) return NULL;
  const it = newref(o.a);
  if (o.b == NULL) {
    const first = iterNext(it);
    if (first == NULL) { decref(it); clearref(ptrOf(self) + 8); return NULL; }
    setref(ptrOf(self) + 16, first);
    if (o.a == NULL) { decref(it); clearref(ptrOf(self) + 16); return NULL; }
  }
  const old = newref(o.b);
  const next = iterNext(it);
  decref(it);
  if (next == NULL) {
    clearref(ptrOf(self) + 8);
    clearref(ptrOf(self) + 16);
    decref(old);
    return NULL;
  }
  const pair = tuple2(old, next);
  decref(old);
  setref(ptrOf(self) + 16, next);
  return pair;
}

// repeat: a object, n0 how often still (-1: for ever)

function repeatNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const ok = parseArgs("repeat", "object | times", args, nargs, kwnames, out);
  const v = load<u64>(out), times = load<u64>(out, 8);
  popArgs(out);
  if (!ok) return NULL;
  let n: i64 = -1;
  if (times != NULL) {
    n = indexI64(times, T.OverflowError);
    if (n == -1 && errorOccurred()) return NULL;
    if (n < 0) n = 0;
  }
  const r = newTool(type, newref(v));
  if (r != NULL) tool(r).n0 = n;
  return r;
}
function repeatNext(self: Value): Value {
  const o = tool(self);
  if (o.n0 == 0 || o.a == NULL) return NULL;
  if (o.n0 > 0) o.n0--;
  return newref(o.a);
}
function repeatRepr(self: Value): Value {
  const o = tool(self);
  if (o.n0 < 0) return formatMessage("%N(%r)", self, o.a, NULL, NULL);
  return formatMessage("%N(%r, %d)", self, o.a, boxInt(o.n0), NULL);
}
function repeat_hint(self: Value): Value {
  return tool(self).n0 < 0 ? raise(T.TypeError, "len() of unsized object") : newInt(tool(self).n0);
}

// zip_longest: a tuple of iterators (None: exhausted), b fill value, n0 how many are left

function zipLongestNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  let fill = None;
  if (kwnames != NULL && tupleSize(kwnames)) {
    const out = pushArgs(1);
    if (!out) return NULL;
    const ok = tupleSize(kwnames) == 1 && isNamed(tupleAt(kwnames, 0), name(N.fillvalue));
    popArgs(out);
    if (!ok) return raise(T.TypeError, "zip_longest() got an unexpected keyword argument");
    fill = load<u64>(args + (<usize>nargs << 3));
  }
  const iterators = tupleNew(nargs);
  if (iterators == NULL) return NULL;
  for (let i = 0; i < nargs; i++) {
    const it = getIter(load<u64>(args + (<usize>i << 3)));
    if (it == NULL) { decref(iterators); return NULL; }
    tuplePut(iterators, i, it);
  }
  const r = newTool(type, iterators, newref(fill));
  if (r != NULL) tool(r).n0 = nargs;
  return r;
}
function zipLongestNext(self: Value): Value {
  const o = tool(self);
  const iterators = o.a;
  if (iterators == NULL || o.n0 == 0) return NULL;
  const n = tupleSize(iterators);
  const result = tupleNew(n);
  if (result == NULL) return NULL;
  for (let i: u32 = 0; i < n; i++) {
    const it = tupleAt(iterators, i);
    let v: Value = NULL;
    if (it != None) {
      incref(it);
      v = iterNext(it);
      decref(it);
      if (v == NULL) {
        o.n0--;
        if (errorOccurred() || o.n0 <= 0) {
          o.n0 = 0;
          decref(result);
          return NULL;
        }
        if (tupleAt(iterators, i) == it) { tuplePut(iterators, i, None); decref(it); }
      }
    }
    tuplePut(result, i, v == NULL ? newref(o.b) : v);
  }
  return result;
}

export function initItertoolsTypes(): void {
  defTool(T.accumulate, "itertools.accumulate", accumulateNew.index, accumulateNext.index);
  defTool(T.batched, "itertools.batched", batchedNew.index, batchedNext.index);
  defTool(T.chain, "itertools.chain", chainNew.index, chainNext.index);
  method(T.chain, "from_iterable", chain_from_iterable.index, METH_O | METH_CLASS, "($type, iterable, /)", "A chain over the iterables that one iterable gives.");
  method(T.chain, "__class_getitem__", classGetItem.index, METH_O | METH_CLASS, "", "See PEP 585");
  defTool(T.compress, "itertools.compress", compressNew.index, compressNext.index);
  defTool(T.count, "itertools.count", countNew.index, countNext.index);
  setSlot(T.count, Slot.repr, countRepr.index);
  defTool(T.cycle, "itertools.cycle", cycleNew.index, cycleNext.index);
  defTool(T.dropwhile, "itertools.dropwhile", dropwhileNew.index, dropwhileNext.index);
  defTool(T.takewhile, "itertools.takewhile", takewhileNew.index, takewhileNext.index);
  defTool(T.filterfalse, "itertools.filterfalse", filterfalseNew.index, filterfalseNext.index);
  defTool(T.starmap, "itertools.starmap", starmapNew.index, starmapNext.index);
  defTool(T.islice, "itertools.islice", isliceNew.index, isliceNext.index);
  defTool(T.pairwise, "itertools.pairwise", pairwiseNew.index, pairwiseNext.index);
  defTool(T.repeat, "itertools.repeat", repeatNew.index, repeatNext.index);
  setSlot(T.repeat, Slot.repr, repeatRepr.index);
  method(T.repeat, "__length_hint__", repeat_hint.index, METH_NOARGS, "", "Private method returning an estimate of len(list(it)).");
  defTool(T.zip_longest, "itertools.zip_longest", zipLongestNew.index, zipLongestNext.index);
  initPoolTypes();
  initSharedTypes();
}
export function init_itertools(module: Value): void {
  addType(module, T.accumulate);
  addType(module, T.batched);
  addType(module, T.chain);
  addType(module, T.compress);
  addType(module, T.count);
  addType(module, T.cycle);
  addType(module, T.dropwhile);
  addType(module, T.takewhile);
  addType(module, T.filterfalse);
  addType(module, T.starmap);
  addType(module, T.islice);
  addType(module, T.pairwise);
  addType(module, T.repeat);
  addType(module, T.zip_longest);
  addType(module, T.product);
  addType(module, T.combinations);
  addType(module, T.combinations_with_replacement);
  addType(module, T.permutations);
  addType(module, T.groupby);
  addType(module, T._grouper);
  addType(module, T._tee);
  addType(module, T._tee_dataobject);
  func(module, "tee", itertools_tee.index, METH_FAST, "($module, iterable, n=2, /)", "Return a tuple of n independent iterators over one iterable.");
}
