// groupby and tee: iterators that several objects share.

import { Value, NULL, None, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { isExact, setSlot, Slot, typeView } from "../objects/typeobject";
import { method, METH_NOARGS } from "../objects/define";
import { decref, newref, setref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred } from "../errors";
import { getAttr, getOptionalAttr, call0, getIter, iterNext, call1, equalBool, indexI64, isType } from "../abstract";
import { parseArgs, checkArgs, noKeywords } from "../args";
import { tupleNew, tuplePut, tuple2 } from "../objects/tupleobject";
import { pushArgs, popArgs } from "../interp/argstack";
import { Tool, tool, newTool, defTool, toolDealloc } from "./itertoolsobject";
import { clearWeakrefs } from "../objects/weakrefs";
import { gcUntrack } from "../memory/object";

// groupby: a iterator, b key function (None: identity), c key of the group given last, d key of the item read last, e that item; n0 the number of that group
// _grouper: a the groupby, b the key of the group; n0 its number: a group is over when the groupby has gone on to the next

function groupbyNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const ok = parseArgs("groupby", "iterable | key", args, nargs, kwnames, out);
  const iterable = load<u64>(out), key = load<u64>(out, 8);
  popArgs(out);
  if (!ok) return NULL;
  const it = getIter(iterable);
  return it == NULL ? NULL : newTool(type, it, key == NULL ? None : newref(key));
}
/** Reads the next item and its key. 0, or -1 at the end or with an exception. */
function step(g: Value): i32 {
  const o = tool(g);
  if (o.a == NULL) return -1;
  const v = iterNext(o.a);
  if (v == NULL) return -1;
  let key: Value;
  if (o.b == None) key = newref(v);
  else {
    key = call1(o.b, v);
    if (key == NULL) { decref(v); return -1; }
  }
  setref(ptrOf(g) + 40, v);
  setref(ptrOf(g) + 32, key);
  return 0;
}
function groupbyNext(self: Value): Value {
  const o = tool(self);
  o.n0++;
  while (true) { // skip what is left of the group
    if (o.d == NULL) { /* nothing read yet */ }
    else if (o.c == NULL) break;
    else {
      const target = newref(o.c), now = newref(o.d);
      const same = equalBool(target, now);
      decref(target);
      decref(now);
      if (same < 0) return NULL;
      if (!same) break;
    }
    if (step(self) < 0) return NULL;
  }
  setref(ptrOf(self) + 24, newref(o.d));
  const group = newTool(T._grouper, newref(self), newref(o.c));
  if (group == NULL) return NULL;
  tool(group).n0 = o.n0;
  const r = tuple2(o.d, group);
  decref(group);
  return r;
}
function grouperNext(self: Value): Value {
  const o = tool(self);
  const parent = o.a;
  if (parent == NULL) return NULL;
  const g = tool(parent);
  if (g.n0 != o.n0) return NULL;
  if (g.e == NULL && step(parent) < 0) return NULL;
  const target = newref(o.b), now = newref(g.d);
  const same = equalBool(target, now);
  decref(target);
  decref(now);
  if (same <= 0) return NULL;
  const v = g.e;
  g.e = NULL;
  return v;
}
function grouperNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!checkArgs("_grouper", nargs, 2, 2)) return NULL;
  const g = load<u64>(args);
  if (!isType(g, T.groupby)) return raiseFmt(T.TypeError, "_grouper() argument 1 must be itertools.groupby, not %T", g);
  const r = newTool(type, newref(g), newref(load<u64>(args, 8)));
  if (r != NULL) tool(r).n0 = tool(g).n0;
  return r;
}

// tee: a row of nodes, each with one item; an iterator holds the node it reads next, so that nodes all have passed go away.
// _tee: a node.   _tee_dataobject (a node): a source iterator, b item (NULL: not read yet), c next node; flag 1 while it reads. The flag of a _tee is its list of weak references

function newNode(source: Value): Value { return newTool(T._tee_dataobject, source); }

function teeDealloc(p: usize): void {
  gcUntrack(p);
  if (changetype<Tool>(p).flag) clearWeakrefs(p);
  toolDealloc(p);
}
function teeOver(iterable: Value): Value {
  if (isExact(iterable, T._tee)) return newTool(T._tee, newref(tool(iterable).a));
  const it = getIter(iterable);
  if (it == NULL) return NULL;
  if (isExact(it, T._tee)) {
    const r = newTool(T._tee, newref(tool(it).a));
    decref(it);
    return r;
  }
  const node = newNode(it);
  return node == NULL ? NULL : newTool(T._tee, node);
}
function teeNext(self: Value): Value {
  const o = tool(self);
  const node = newref(o.a);
  if (node == NULL) return NULL;
  const n = tool(node);
  if (n.b == NULL) {
    if (n.flag) { decref(node); return raise(T.RuntimeError, "cannot re-enter the tee iterator"); }
    if (n.a == NULL) { decref(node); return NULL; }
    n.flag = 1;
    const v = iterNext(n.a);
    n.flag = 0;
    const next = v == NULL ? NULL : newNode(newref(n.a));
    if (next == NULL) { decref(v); decref(node); return NULL; }
    n.b = v;
    n.c = next;
  }
  const item = newref(n.b);
  setref(ptrOf(self) + 8, newref(n.c));
  decref(node);
  return item;
}
function teeNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("_tee", kwnames) || !checkArgs("_tee", nargs, 1, 1)) return NULL;
  return teeOver(load<u64>(args));
}
function tee_copy(self: Value): Value { return newTool(T._tee, newref(tool(self).a)); }
function nodeNext(self: Value): Value { return raise(T.TypeError, "'itertools._tee_dataobject' object is not an iterator"); }

export function itertools_tee(module: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("tee", nargs, 1, 2)) return NULL;
  let n: i64 = 2;
  if (nargs == 2) {
    n = indexI64(load<u64>(args, 8), T.OverflowError);
    if (n == -1 && errorOccurred()) return NULL;
    if (n < 0) return raise(T.ValueError, "n must be >= 0");
    if (n > 0x1000000) return raise(T.MemoryError, "");
  }
  const result = tupleNew(<u32>n);
  if (result == NULL || n == 0) return result;
  let first = getIter(load<u64>(args));
  let copy = first == NULL ? NULL : getOptionalAttr(first, name(N.__copy__));
  if (copy == NULL && first != NULL && !errorOccurred()) { // an iterator that can be copied is the first one itself
    const wrapped = teeOver(first);
    decref(first);
    first = wrapped;
    if (first != NULL) copy = getAttr(first, name(N.__copy__));
  }
  if (copy == NULL) { decref(first); decref(result); return NULL; }
  tuplePut(result, 0, first);
  for (let i: i64 = 1; i < n; i++) {
    const t = call0(copy);
    if (t == NULL) { decref(copy); decref(result); return NULL; }
    tuplePut(result, <usize>i, t);
  }
  decref(copy);
  return result;
}

export function initSharedTypes(): void {
  defTool(T.groupby, "itertools.groupby", groupbyNew.index, groupbyNext.index);
  defTool(T._grouper, "itertools._grouper", grouperNew.index, grouperNext.index);
  defTool(T._tee, "itertools._tee", teeNew.index, teeNext.index);
  setSlot(T._tee, Slot.dealloc, teeDealloc.index);
  typeView(T._tee).weakoffset = offsetof<Tool>("flag");
  method(T._tee, "__copy__", tee_copy.index, METH_NOARGS, "", "Returns an independent iterator.");
  defTool(T._tee_dataobject, "itertools._tee_dataobject", 0, nodeNext.index);
}
