// The iterators of str: str_ascii_iterator over ASCII strs, str_iterator over others; they are alike.
//
//   ┌ count u32 │ type u32 │ text Value @8 (NULL when exhausted) │ index u32 @16

import { Value, NULL, None, boxInt, boxPtr, isPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { clearref, decref, newref } from "../memory/refcount";
import { errorOccurred } from "../errors";
import { indexI64 } from "../abstract";
import { defType, METH_NOARGS, METH_O, method } from "./define";
import { setSlot, Slot, TypeFlag } from "./typeobject";
import { strAt, strLen } from "./strnew";
import { strEmpty, strFromCodePoint, strIsAscii } from "./strmake";
import { reduceWith } from "./reduce";
import { iterSelf } from "./seqiter";

const SIZE: usize = 24;

export function strIter(self: Value): Value {
  const p = allocObject(strIsAscii(self) ? T.str_ascii_iterator : T.str_iterator, SIZE);
  if (!p) return NULL;
  store<u64>(p, newref(self), 8);
  gcTrack(p);
  return boxPtr(p);
}
/** next() of either; core/interp uses it for loops over strs. */
export function strIterNext(self: Value): Value {
  const p = ptrOf(self);
  const text = load<u64>(p, 8);
  if (text == NULL) return NULL;
  const i = load<u32>(p, 16);
  if (i < strLen(text)) {
    store<u32>(p, i + 1, 16);
    return strFromCodePoint(strAt(text, i));
  }
  clearref(p + 8);
  return NULL;
}
function lengthHint(self: Value): Value {
  const p = ptrOf(self);
  const text = load<u64>(p, 8);
  return boxInt(text == NULL ? 0 : <i64>strLen(text) - load<u32>(p, 16));
}
function reduce(self: Value): Value {
  const text = load<u64>(ptrOf(self), 8);
  if (text == NULL) return reduceWith("iter", strEmpty(), NULL);
  return reduceWith("iter", newref(text), boxInt(<i64>load<u32>(ptrOf(self), 16)));
}
function setState(self: Value, state: Value): Value {
  const i = indexI64(state, T.OverflowError);
  if (i == -1 && errorOccurred()) return NULL;
  const text = load<u64>(ptrOf(self), 8);
  if (text != NULL) store<u32>(ptrOf(self), <u32>max<i64>(0, min<i64>(i, strLen(text))), 16);
  return None;
}
function traverse(self: usize, visit: i32, arg: usize): i32 {
  const v = load<u64>(self, 8);
  return isPtr(v) ? call_indirect<i32>(visit, v, arg) : 0;
}
function dealloc(self: usize): void {
  gcUntrack(self);
  decref(load<u64>(self, 8));
  freeObject(self);
}

function define(type: usize, typeName: string): void {
  defType(type, typeName, T.object, SIZE, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(type, Slot.dealloc, dealloc.index);
  setSlot(type, Slot.traverse, traverse.index);
  setSlot(type, Slot.iter, iterSelf.index);
  setSlot(type, Slot.iternext, strIterNext.index);
  method(type, "__length_hint__", lengthHint.index, METH_NOARGS, "($self, /)", "Private method returning an estimate of len(list(it)).");
  method(type, "__reduce__", reduce.index, METH_NOARGS, "($self, /)", "Return state information for pickling.");
  method(type, "__setstate__", setState.index, METH_O, "($self, state, /)", "Set state information for unpickling.");
}
export function init_striter(): void {
  define(T.str_iterator, "str_iterator");
  define(T.str_ascii_iterator, "str_ascii_iterator");
}
