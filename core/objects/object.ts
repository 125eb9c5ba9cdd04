// object: the methods and slots that everything inherits. Pickling support (__reduce_ex__, __getstate__) is in objectreduce.ts,
// attributes are in attributes.ts.

import { Value, NULL, None, True, NotImplemented, boxPtr, boxBool, ptrOf, isPtr, boxInt } from "../value";
import { T, N, name } from "../names.generated";
import { TypeFlag, Slot, CompareOp, typeView, typeOf, typeSlot, setSlot, hasFlag } from "./typeobject";
import { defType, method, getset, METH_NOARGS, METH_O, METH_FAST, METH_CLASS } from "./define";
import { staticBase, slotNamesOf } from "./typeparts";
import { allocPlainInstance } from "./subtype";
import { gcTrack, freeObject } from "../memory/object";
import { decref, newref, increfPtr, decrefPtr } from "../memory/refcount";
import { tupleSize, tupleAt } from "./tupleobject";
import { listSize, listAt } from "./listobject";
import { strLen, strEqual } from "./strnew";
import { newInt } from "./int";
import { dictNew, dictCopy, dictGetStr } from "./dict";
import { raise, raiseI, raiseFmt, raiseFmtI, errorOccurred } from "../errors";
import { hashPointer, strOf, getOptionalAttr, getItem, lenOf, callMethod0, isTrue, listFromIterable, callMethod1 } from "../abstract";
import { formatMessage } from "../format";
import { genericGetAttr, genericSetAttr } from "./attributes";
import { addressText } from "./addresstext";
import { typeModuleName } from "./typeattrs";
import { objectReduce, objectReduceEx, objectGetstate } from "./objectreduce";
import { instanceDetach } from "./instance";
import { builderInit, builderText, builderStr, builderFinish, builderDiscard } from "./strbuilder";

export { genericGetAttr, genericSetAttr, genericGetDict, genericSetDict } from "./attributes";
export { allocInstance, allocInstanceOf } from "./subtype";

function excess(nargs: i32, kwnames: Value): bool { return nargs > 0 || (kwnames != NULL && tupleSize(kwnames) > 0); }

export function objectNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (excess(nargs, kwnames)) {
    if (typeSlot(type, Slot.new_) != objectNew.index) return raise(T.TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
    if (typeSlot(type, Slot.init) == objectInit.index) return raiseFmt(T.TypeError, "%s() takes no arguments", typeView(type).name);
  }
  if (typeView(type).flags & TypeFlag.ABSTRACT) return raiseAbstract(type);
  const p = allocPlainInstance(type);
  if (!p) return NULL;
  if (typeView(type).flags & TypeFlag.HAVE_GC) gcTrack(p);
  return boxPtr(p);
}
/** The TypeError for a class with abstract methods, whose names it lists in order. */
function raiseAbstract(type: usize): Value {
  const set = dictGetStr(typeView(type).dict, name(N.__abstractmethods__));
  if (set == NULL) return raise(T.AttributeError, "__abstractmethods__");
  const names = listFromIterable(set);
  if (names == NULL) return NULL;
  const sorted = callMethod0(names, name(N.sort));
  if (sorted == NULL) { decref(names); return NULL; }
  decref(sorted);
  const n = listSize(names);
  const b = builderInit();
  if (!b) { decref(names); return NULL; }
  for (let i: u32 = 0; i < n; i++) {
    if (!hasFlag(listAt(names, i), TypeFlag.STR_SUBCLASS)) {
      raiseFmt(T.TypeError, "sequence item %d: expected str instance, %T found", boxInt(i), listAt(names, i));
      decref(names);
      return builderDiscard(b);
    }
    builderText(b, i ? ", '" : "'");
    builderStr(b, listAt(names, i));
    builderText(b, "'");
  }
  decref(names);
  const text = builderFinish(b);
  if (text == NULL) return NULL;
  raiseFmt(T.TypeError, n == 1
    ? "Can't instantiate abstract class %s without an implementation for abstract method %s"
    : "Can't instantiate abstract class %s without an implementation for abstract methods %s", typeView(type).name, text);
  decref(text);
  return NULL;
}

export function objectInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (!excess(nargs, kwnames)) return 0;
  const type = typeOf(self);
  if (typeSlot(type, Slot.init) != objectInit.index) return raiseI(T.TypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
  if (typeSlot(type, Slot.new_) == objectNew.index) return raiseFmtI(T.TypeError, "%T.__init__() takes exactly one argument (the instance to initialize)", self);
  return 0;
}

function objectDealloc(p: usize): void { freeObject(p); }

/** "<module.Class object at 0x…>" */
export function objectRepr(self: Value): Value {
  const type = typeOf(self);
  const address = addressText(self);
  if (address == NULL) return NULL;
  const module = typeModuleName(type);
  if (module == NULL && errorOccurred()) { decref(address); return NULL; }
  const qualname = typeView(type).qualname;
  const r = module == NULL
    ? formatMessage("<%s object at %s>", qualname, address, NULL, NULL)
    : formatMessage("<%s.%s object at %s>", module, qualname, address, NULL);
  decref(module);
  decref(address);
  return r;
}
function objectStr(self: Value): Value {
  const slot = typeSlot(typeOf(self), Slot.repr);
  return slot ? call_indirect<Value>(slot, self) : objectRepr(self);
}
export function objectHash(self: Value): i64 { return hashPointer(ptrOf(self)); }
function objectRichcompare(self: Value, other: Value, op: i32): Value {
  if (op == CompareOp.EQ) return self == other ? True : NotImplemented;
  if (op != CompareOp.NE) return NotImplemented;
  // By default, != is the opposite of ==.
  const slot = typeSlot(typeOf(self), Slot.richcompare);
  if (!slot) return NotImplemented;
  const r = call_indirect<Value>(slot, self, other, <i32>CompareOp.EQ);
  if (r == NULL || r == NotImplemented) return r;
  const truth = isTrue(r);
  decref(r);
  return truth < 0 ? NULL : boxBool(truth == 0);
}

function objectFormat(self: Value, spec: Value): Value {
  if (!hasFlag(spec, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "__format__() argument must be str, not %T", spec);
  if (strLen(spec)) return raiseFmt(T.TypeError, "unsupported format string passed to %T.__format__", self);
  return strOf(self);
}
function objectSizeof(self: Value): Value {
  if (!isPtr(self)) return boxInt(24);
  return newInt(typeView(typeOf(self)).basicsize);
}
function objectSubclasshook(cls: Value, args: usize, nargs: i32): Value { return NotImplemented; }
function objectInitSubclass(cls: Value): Value { return None; }

/** Adds the attributes of a class and of its bases to a dict of names. 0 or -1. */
export function mergeClassDict(dict: Value, cls: Value): i32 {
  const own = getOptionalAttr(cls, name(N.__dict__));
  if (own == NULL) { if (errorOccurred()) return -1; }
  else {
    const r = callMethod1(dict, name(N.update), own);
    decref(own);
    if (r == NULL) return -1;
    decref(r);
  }
  const bases = getOptionalAttr(cls, name(N.__bases__));
  if (bases == NULL) return errorOccurred() ? -1 : 0;
  const n = lenOf(bases);
  let result = n < 0 ? -1 : 0;
  for (let i: i64 = 0; i < n && result == 0; i++) {
    const base = getItem(bases, boxInt(i));
    if (base == NULL) { result = -1; break; }
    result = mergeClassDict(dict, base);
    decref(base);
  }
  decref(bases);
  return result;
}
function objectDir(self: Value): Value {
  const own = getOptionalAttr(self, name(N.__dict__));
  if (own == NULL && errorOccurred()) return NULL;
  let d: Value;
  if (own == NULL) d = dictNew();
  else {
    d = hasFlag(own, TypeFlag.DICT_SUBCLASS) ? dictCopy(own) : dictNew();
    decref(own);
  }
  if (d == NULL) return NULL;
  const cls = getOptionalAttr(self, name(N.__class__));
  if ((cls == NULL && errorOccurred()) || (cls != NULL && mergeClassDict(d, cls) < 0)) { decref(cls); decref(d); return NULL; }
  decref(cls);
  const keys = listFromIterable(d);
  decref(d);
  return keys;
}

function getClass(self: Value): Value { return newref(boxPtr(typeOf(self))); }

/** Whether a class adds nothing to the instances of its base. */
function addsNothing(type: usize): bool {
  const t = typeView(type);
  if (!t.base || !(t.flags & TypeFlag.HEAP)) return false;
  const b = typeView(t.base);
  return t.basicsize == b.basicsize && t.dictoffset == b.dictoffset && t.weakoffset == b.weakoffset && t.prefix == b.prefix;
}
/** Whether instances of the two classes are laid out alike. */
function sameLayout(a: usize, b: usize): bool {
  while (addsNothing(a)) a = <usize>typeView(a).base;
  while (addsNothing(b)) b = <usize>typeView(b).base;
  if (a == b) return true;
  const s = typeView(a), t = typeView(b);
  if (s.base != t.base || staticBase(a) != staticBase(b) || !(s.flags & t.flags & TypeFlag.HEAP)) return false;
  if (s.basicsize != t.basicsize || s.dictoffset != t.dictoffset || s.weakoffset != t.weakoffset || s.prefix != t.prefix) return false;
  const p = slotNamesOf(a), q = slotNamesOf(b);
  if (p == NULL || q == NULL) return p == q;
  const n = tupleSize(p);
  if (n != tupleSize(q)) return false;
  for (let i: usize = 0; i < n; i++) if (!strEqual(tupleAt(p, i), tupleAt(q, i))) return false;
  return true;
}
/** Whether an object of class `from` may become one of class `to`; if not, TypeError about `what`. */
export function compatibleLayout(from: usize, to: usize, what: string): bool {
  if (sameLayout(from, to)) return true;
  raiseFmt(T.TypeError, what, typeView(to).name, typeView(from).name);
  return false;
}
function setClass(self: Value, value: Value): i32 {
  if (value == NULL) return raiseI(T.TypeError, "can't delete __class__ attribute");
  if (!hasFlag(value, TypeFlag.TYPE_SUBCLASS)) return raiseFmtI(T.TypeError, "__class__ must be set to a class, not '%T' object", value);
  const from = typeOf(self), to = ptrOf(value);
  if (from == to) return 0;
  const modules = isModuleType(from) && isModuleType(to);
  if (!modules && (typeView(to).flags & TypeFlag.IMMUTABLE || typeView(from).flags & TypeFlag.IMMUTABLE))
    return raiseI(T.TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
  // An exact module becomes an instance of a subclass that adds nothing.
  if (!(modules && (from == T.module || to == T.module) && typeView(from).basicsize == typeView(to).basicsize) &&
      !compatibleLayout(from, to, "__class__ assignment: '%s' object layout differs from '%s'")) return -1;
  const p = ptrOf(self);
  if (typeView(from).flags & TypeFlag.MANAGED_DICT && !instanceDetach(p, from)) return -1;
  if (typeView(to).flags & TypeFlag.HEAP) increfPtr(to);
  store<u32>(p, <u32>to, 4);
  if (typeView(from).flags & TypeFlag.HEAP) decrefPtr(from);
  return 0;
}
function isModuleType(type: usize): bool {
  let t = type;
  while (t) { if (t == T.module) return true; t = typeView(t).base; }
  return false;
}

export function initObject(): void {
  const O = T.object;
  defType(O, "object", 0, 8, TypeFlag.BASETYPE);
  typeView(O).doc = <u32>changetype<usize>("The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n");
  setSlot(O, Slot.new_, objectNew.index);
  setSlot(O, Slot.init, objectInit.index);
  setSlot(O, Slot.dealloc, objectDealloc.index);
  setSlot(O, Slot.repr, objectRepr.index);
  setSlot(O, Slot.str, objectStr.index);
  setSlot(O, Slot.hash, objectHash.index);
  setSlot(O, Slot.richcompare, objectRichcompare.index);
  setSlot(O, Slot.getattro, genericGetAttr.index);
  setSlot(O, Slot.setattro, genericSetAttr.index);
  method(O, "__reduce_ex__", objectReduceEx.index, METH_O, "($self, protocol, /)", "Helper for pickle.");
  method(O, "__reduce__", objectReduce.index, METH_NOARGS, "($self, /)", "Helper for pickle.");
  method(O, "__getstate__", objectGetstate.index, METH_NOARGS, "($self, /)", "Helper for pickle.");
  method(O, "__subclasshook__", objectSubclasshook.index, METH_FAST | METH_CLASS, "", "Abstract classes can override this to customize issubclass().");
  method(O, "__init_subclass__", objectInitSubclass.index, METH_NOARGS | METH_CLASS, "", "This method is called when a class is subclassed.");
  method(O, "__format__", objectFormat.index, METH_O, "($self, format_spec, /)", "Default object formatter.");
  method(O, "__sizeof__", objectSizeof.index, METH_NOARGS, "($self, /)", "Size of object in memory, in bytes.");
  method(O, "__dir__", objectDir.index, METH_NOARGS, "($self, /)", "Default dir() implementation.");
  getset(O, "__class__", getClass.index, setClass.index, "the object's class");
}
