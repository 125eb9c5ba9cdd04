// classmethod and staticmethod.
//
//   ┌ header │ callable Value @8 │ dict Value @16 (NULL until used) ┐

import { Value, NULL, None, boxPtr, ptrOf, boxBool } from "../value";
import { T, N, name } from "../names.generated";
import { TypeFlag, Slot, typeView, typeOf, setSlot } from "./typeobject";
import { defType, getset } from "./define";
import { allocInstance } from "./subtype";
import { methodNew } from "./functionobject";
import { genericGetDict, genericSetDict } from "./attributes";
import { gcTrack } from "../memory/object";
import { decref, newref, setref, clearref } from "../memory/refcount";
import { raiseFmtI, errorOccurred } from "../errors";
import { getAttr, setAttr, getOptionalAttr, isTrue, call } from "../abstract";
import { formatMessage } from "../format";
import { checkArgs, noKeywords } from "../args";
import { dictGetStr, dictSet, dictDel } from "./dict";
import { deallocTwo, traverseTwo } from "./ownedvalues";

const SIZE: usize = 24;

function callableOf(self: Value): Value { return load<u64>(ptrOf(self), 8); }

/** classmethod(f), stealing `f`. NULL with MemoryError. */
export function newClassMethod(f: Value): Value {
  const self = make(T.classmethod);
  if (self == NULL) { decref(f); return NULL; }
  store<u64>(ptrOf(self), f, 8);
  return self;
}
function make(type: usize): Value {
  const p = allocInstance(type);
  if (!p) return NULL;
  store<u64>(p, None, 8);
  store<u64>(p, NULL, 16);
  gcTrack(p);
  return boxPtr(p);
}
function wrapperNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value { return make(type); }

/** Copies __module__, __name__ … of the function, where it has them. 0 or -1. */
function copyAttribute(self: Value, f: Value, attribute: Value): i32 {
  const v = getOptionalAttr(f, attribute);
  if (v == NULL) return errorOccurred() ? -1 : 0;
  const r = setAttr(self, attribute, v);
  decref(v);
  return r;
}
function wrap(self: Value, f: Value): i32 {
  setref(ptrOf(self) + 8, newref(f));
  if (copyAttribute(self, f, name(N.__module__)) < 0) return -1;
  if (copyAttribute(self, f, name(N.__name__)) < 0) return -1;
  if (copyAttribute(self, f, name(N.__qualname__)) < 0) return -1;
  return copyAttribute(self, f, name(N.__doc__));
}
function classMethodInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (!noKeywords("classmethod", kwnames) || !checkArgs("classmethod", nargs, 1, 1)) return -1;
  return wrap(self, load<u64>(args));
}
function staticMethodInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (!noKeywords("staticmethod", kwnames) || !checkArgs("staticmethod", nargs, 1, 1)) return -1;
  return wrap(self, load<u64>(args));
}

function classMethodGet(self: Value, object: Value, type: Value): Value {
  if (type == NULL) type = boxPtr(typeOf(object));
  return methodNew(callableOf(self), type);
}
function staticMethodGet(self: Value, object: Value, type: Value): Value { return newref(callableOf(self)); }
function staticMethodCall(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return call(callableOf(self), args, nargs, kwnames); }

function classMethodRepr(self: Value): Value { return formatMessage("<classmethod(%r)>", callableOf(self), NULL, NULL, NULL); }
function staticMethodRepr(self: Value): Value { return formatMessage("<staticmethod(%r)>", callableOf(self), NULL, NULL, NULL); }
function getFunc(self: Value): Value { return newref(callableOf(self)); }
function getAbstract(self: Value): Value {
  const v = getOptionalAttr(callableOf(self), name(N.__isabstractmethod__));
  if (v == NULL) return errorOccurred() ? NULL : boxBool(false);
  const r = isTrue(v);
  decref(v);
  return r < 0 ? NULL : boxBool(r != 0);
}

/** __annotations__ and __annotate__: the function's, kept in the wrapper's own dict once read. */
function forwarded(self: Value, attribute: Value): Value {
  const d = genericGetDict(self);
  if (d == NULL) return NULL;
  const own = newref(dictGetStr(d, attribute));
  if (own != NULL) { decref(d); return own; }
  const v = getAttr(callableOf(self), attribute);
  if (v != NULL && dictSet(d, attribute, v) < 0) { decref(v); decref(d); return NULL; }
  decref(d);
  return v;
}
function setForwarded(self: Value, attribute: Value, value: Value): i32 {
  const d = genericGetDict(self);
  if (d == NULL) return -1;
  const r = value == NULL ? (dictGetStr(d, attribute) == NULL ? raiseFmtI(T.AttributeError, "%s", attribute) : dictDel(d, attribute)) : dictSet(d, attribute, value);
  decref(d);
  return r;
}
function getAnnotations(self: Value): Value { return forwarded(self, name(N.__annotations__)); }
function setAnnotations(self: Value, value: Value): i32 { return setForwarded(self, name(N.__annotations__), value); }
function getAnnotate(self: Value): Value { return forwarded(self, name(N.__annotate__)); }
function setAnnotate(self: Value, value: Value): i32 { return setForwarded(self, name(N.__annotate__), value); }

function clear(p: usize): void {
  clearref(p + 16);
  setref(p + 8, None);
}

function define(t: usize, typeName: string, doc: string): void {
  defType(t, typeName, T.object, SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC);
  const view = typeView(t);
  view.doc = <u32>changetype<usize>(doc);
  view.dictoffset = 16;
  setSlot(t, Slot.new_, wrapperNew.index);
  setSlot(t, Slot.dealloc, deallocTwo.index);
  setSlot(t, Slot.traverse, traverseTwo.index);
  setSlot(t, Slot.clear, clear.index);
  getset(t, "__func__", getFunc.index);
  getset(t, "__wrapped__", getFunc.index);
  getset(t, "__isabstractmethod__", getAbstract.index);
  getset(t, "__dict__", genericGetDict.index, genericSetDict.index);
  getset(t, "__annotations__", getAnnotations.index, setAnnotations.index);
  getset(t, "__annotate__", getAnnotate.index, setAnnotate.index);
}
export function initClassMethod(): void {
  define(T.classmethod, "classmethod", "classmethod(function) -> method\n\nMakes the first argument of a method the class instead of the instance.");
  setSlot(T.classmethod, Slot.init, classMethodInit.index);
  setSlot(T.classmethod, Slot.repr, classMethodRepr.index);
  setSlot(T.classmethod, Slot.descrGet, classMethodGet.index);
  define(T.staticmethod, "staticmethod", "staticmethod(function) -> method\n\nMakes a function in a class one that gets no first argument.");
  setSlot(T.staticmethod, Slot.init, staticMethodInit.index);
  setSlot(T.staticmethod, Slot.repr, staticMethodRepr.index);
  setSlot(T.staticmethod, Slot.descrGet, staticMethodGet.index);
  setSlot(T.staticmethod, Slot.call, staticMethodCall.index);
}
