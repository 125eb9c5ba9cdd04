// types.SimpleNamespace.
//
//   ┌ header │ dict Value @8 ┐

import { Value, NULL, NotImplemented, boxPtr, boxInt, ptrOf, isPtr } from "../value";
import { T } from "../names.generated";
import { Slot, TypeFlag, setSlot, typeView, typeOf, hasFlag, isExact } from "./typeobject";
import { defType, method, getset, METH_NOARGS, METH_KW } from "./define";
import { allocHolder } from "./subtype";
import { isSubtype } from "./exceptionnew";
import { dictNew, dictNext, dictKeyAt, dictValueAt, dictSet, dictClear } from "./dict";
import { tupleSize, tupleAt, tuple3, tupleNew } from "./tupleobject";
import { strLen } from "./strnew";
import { builderInit, builderText, builderStr, builderFinish, builderDiscard } from "./strbuilder";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt, raiseFmtI } from "../errors";
import { richCompare, reprOf, call0, call1 } from "../abstract";
import { reprEnter, reprLeave } from "./reprguard";
import { deallocOne, traverseOne } from "./ownedvalues";

const DICT: usize = 8;
function dictOf(self: Value): Value { return load<u64>(ptrOf(self), 8); }

function make(type: usize, args: usize, nargs: i32, kwnames: Value): Value { return allocHolder(type, dictNew()); }
/** Attributes from keyword arguments. 0 or -1. */
function take(d: Value, values: usize, kwnames: Value): i32 {
  const n: usize = kwnames == NULL ? 0 : tupleSize(kwnames);
  for (let i: usize = 0; i < n; i++) if (dictSet(d, tupleAt(kwnames, i), load<u64>(values + (i << 3))) < 0) return -1;
  return 0;
}
function init(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (nargs > 1) return raiseFmtI(T.TypeError, "%T expected at most 1 argument, got %d", self, boxInt(nargs));
  if (nargs == 1) {
    const given = call1(boxPtr(T.dict), load<u64>(args));
    if (given == NULL) return -1;
    let i = dictNext(given, 0);
    while (i >= 0) {
      if (!hasFlag(dictKeyAt(given, i), TypeFlag.STR_SUBCLASS)) {
        raiseFmt(T.TypeError, "keywords must be strings");
        decref(given);
        return -1;
      }
      if (dictSet(dictOf(self), dictKeyAt(given, i), dictValueAt(given, i)) < 0) { decref(given); return -1; }
      i = dictNext(given, i + 1);
    }
    decref(given);
  }
  return take(dictOf(self), args + (<usize>nargs << 3), kwnames);
}
function repr(self: Value): Value {
  const exact = isExact(self, T.SimpleNamespace);
  const entered = reprEnter(self);
  if (entered < 0) return NULL;
  const b = builderInit();
  if (!b) { if (!entered) reprLeave(self); return NULL; }
  if (exact) builderText(b, "namespace");
  else builderStr(b, typeView(typeOf(self)).name);
  if (entered > 0) {
    builderText(b, "(...)");
    return builderFinish(b);
  }
  builderText(b, "(");
  const d = newref(dictOf(self));
  let i = dictNext(d, 0);
  let first = true, failed = false;
  while (i >= 0 && !failed) {
    const key = dictKeyAt(d, i);
    if (hasFlag(key, TypeFlag.STR_SUBCLASS) && strLen(key)) {
      const v = newref(dictValueAt(d, i));
      const text = reprOf(v);
      decref(v);
      if (text == NULL) { failed = true; break; }
      if (!first) builderText(b, ", ");
      first = false;
      builderStr(b, key);
      builderText(b, "=");
      builderStr(b, text);
      decref(text);
    }
    i = dictNext(d, i + 1);
  }
  decref(d);
  reprLeave(self);
  if (failed) return builderDiscard(b);
  builderText(b, ")");
  return builderFinish(b);
}
function compare(self: Value, other: Value, op: i32): Value {
  if (!isSubtype(typeOf(self), T.SimpleNamespace) || !isSubtype(typeOf(other), T.SimpleNamespace)) return NotImplemented;
  return richCompare(dictOf(self), dictOf(other), op);
}
function reduce(self: Value): Value {
  const args = tupleNew(0);
  const r = tuple3(boxPtr(typeOf(self)), args, dictOf(self));
  decref(args);
  return r;
}
function replace(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs) return raise(T.TypeError, "__replace__() takes no positional arguments");
  const copy = call0(boxPtr(typeOf(self)));
  if (copy == NULL) return NULL;
  if (!isSubtype(typeOf(copy), T.SimpleNamespace)) {
    raiseFmt(T.TypeError, "expect types.SimpleNamespace type, but %T() returned '%T' object", self, copy);
    decref(copy);
    return NULL;
  }
  const d = dictOf(self), to = dictOf(copy);
  let i = dictNext(d, 0);
  while (i >= 0) {
    if (dictSet(to, dictKeyAt(d, i), dictValueAt(d, i)) < 0) { decref(copy); return NULL; }
    i = dictNext(d, i + 1);
  }
  if (take(to, args, kwnames) < 0) { decref(copy); return NULL; }
  return copy;
}
function getDict(self: Value): Value { return newref(dictOf(self)); }
function clear(p: usize): void { if (isPtr(load<u64>(p, 8))) dictClear(load<u64>(p, 8)); }

export function initNamespace(): void {
  const t = T.SimpleNamespace;
  defType(t, "types.SimpleNamespace", T.object, 16, TypeFlag.BASETYPE | TypeFlag.HAVE_GC);
  typeView(t).doc = <u32>changetype<usize>("A simple attribute-based namespace.");
  typeView(t).dictoffset = <u32>DICT;
  setSlot(t, Slot.new_, make.index);
  setSlot(t, Slot.init, init.index);
  setSlot(t, Slot.repr, repr.index);
  setSlot(t, Slot.richcompare, compare.index);
  setSlot(t, Slot.dealloc, deallocOne.index);
  setSlot(t, Slot.traverse, traverseOne.index);
  setSlot(t, Slot.clear, clear.index);
  method(t, "__reduce__", reduce.index, METH_NOARGS, "", "Return state information for pickling");
  method(t, "__replace__", replace.index, METH_KW, "", "Return a copy of the namespace object with new values for the specified attributes.");
  getset(t, "__dict__", getDict.index);
}
