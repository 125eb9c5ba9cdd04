// str_iterator and str_ascii_iterator (one type here, under CPython's name for the common one).
//
//   ┌ count u32 │ type u32 │ text Value @8 (NULL when exhausted) │ index u32 @16

import { Value, NULL, boxInt, boxPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { clearref, decref, newref } from "../memory/refcount";
import { errorOccurred } from "../errors";
import { defType, METH_NOARGS, METH_O, method } from "./define";
import { setSlot, Slot, TypeFlag } from "./typeobject";
import { strAt, strLen } from "./strnew";
import { strEmpty, strFromCodePoint } from "./strmake";
import { genericGetAttr } from "./object";
import { builtinByName, reduceIterator } from "./iterreduce";
import { indexI64 } from "../abstract";
import { selfIter } from "./seqiter";

const SIZE: usize = 24;

export function strIter(self: Value): Value {
  const p = allocObject(T.str_ascii_iterator, SIZE);
  if (!p) return NULL;
  store<u64>(p, newref(self), 8);
  gcTrack(p);
  return boxPtr(p);
}
function next(self: Value): Value {
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
