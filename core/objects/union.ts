// typing.Union: int | str.
//
//   ┌ header │ args Value @8 (tuple, each once) │ parameters Value @16 (NULL until asked for) │ weaklist u32 @24 ┐

import { Value, NULL, None, NotImplemented, boxPtr, boxBool, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, CompareOp, setSlot, typeView, typeOf, hasFlag, isExact } from "./typeobject";
import { defType, method, getset, METH_O, METH_CLASS, METH_NOARGS } from "./define";
import { member, MEMBER_OBJECT, MEMBER_READONLY } from "./descriptors";
import { keptParameters, substitute, typeText } from "./typeparams";
import { importedAttribute } from "./typeutil";
import { clearWeakrefs } from "./weakrefs";
import { isSubtype } from "./exceptionnew";
import { tupleSize, tupleAt, tuple2 } from "./tupleobject";
import { listNew, listAppend, listSize, listAt } from "./listobject";
import { listToTuple } from "./listtuple";
import { strFromLiteral } from "./strnew";
import { builderInit, builderText, builderStr, builderFinish, builderDiscard } from "./strbuilder";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt } from "../errors";
import { call1, equalBool, hashOf, isInstance, isSubclass, bitOr } from "../abstract";
import { traverseTwo } from "./ownedvalues";

@unmanaged
export class UnionObj {
  count: u32; type: u32;
  args: Value; parameters: Value;
  weaklist: u32; pad: u32;
}
const SIZE: usize = 32;
function view(self: Value): UnionObj { return changetype<UnionObj>(ptrOf(self)); }

/** Whether `v` may stand in `a | b`. */
function unionable(v: Value): bool {
  if (v == None || hasFlag(v, TypeFlag.TYPE_SUBCLASS)) return true;
  const t = typeOf(v);
  return t == T.Union || isSubtype(t, T.GenericAlias);
}
/** Adds a type, or the types of a union, each once. 0 or -1. */
function addType(list: Value, v: Value): i32 {
  if (v == None) v = boxPtr(T.NoneType);
  if (isExact(v, T.Union)) {
    const args = view(v).args;
    const n = tupleSize(args);
    for (let i: u32 = 0; i < n; i++) if (addType(list, tupleAt(args, i)) < 0) return -1;
    return 0;
  }
  const n = listSize(list);
  for (let i: u32 = 0; i < n; i++) {
    const other = listAt(list, i);
    if (other == v) return 0;
    // list[int] and list[int] are two objects; a class equals nothing else.
    if (hasFlag(other, TypeFlag.TYPE_SUBCLASS) && hasFlag(v, TypeFlag.TYPE_SUBCLASS)) continue;
    if (isSubtype(typeOf(other), T.GenericAlias) != isSubtype(typeOf(v), T.GenericAlias)) continue;
    const same = equalBool(other, v);
    if (same < 0) return -1;
    if (same) return 0;
  }
  return listAppend(list, v);
}
/** A union of the types in `list` (stolen), or the only one. */
function finish(list: Value): Value {
  if (listSize(list) == 1) {
    const only = newref(listAt(list, 0));
    decref(list);
    return only;
  }
  const args = listToTuple(list);
  decref(list);
  if (args == NULL) return NULL;
  const p = allocObject(T.Union, SIZE);
  if (!p) { decref(args); return NULL; }
  const u = changetype<UnionObj>(p);
  u.args = args;
  u.parameters = NULL;
  gcTrack(p);
  return boxPtr(p);
}
/** a | b of types. A slot: NotImplemented where one of them is no type. */
export function unionOf(a: Value, b: Value): Value {
  if (!unionable(a) || !unionable(b)) return NotImplemented;
  return unionOfAny(a, b);
}
/** The same without a look at what they are. */
export function unionOfAny(a: Value, b: Value): Value {
  const list = listNew(2);
  if (list == NULL) return NULL;
  if (addType(list, a) < 0 || addType(list, b) < 0) { decref(list); return NULL; }
  return finish(list);
}
/** What typing makes of an argument: None is NoneType, a str a ForwardRef. Owned. */
function converted(v: Value): Value {
  if (v == None) return newref(boxPtr(T.NoneType));
  if (!hasFlag(v, TypeFlag.STR_SUBCLASS)) return newref(v);
  const convert = importedAttribute("typing", name(N._type_convert));
  if (convert == NULL) return NULL;
  const r = call1(convert, v);
  decref(convert);
  return r;
}
/** Union[...]: `params` one type or a tuple. */
export function unionFrom(cls: Value, params: Value): Value {
  const list = listNew(4);
  if (list == NULL) return NULL;
  const isTuple = hasFlag(params, TypeFlag.TUPLE_SUBCLASS);
  const n: u32 = isTuple ? tupleSize(params) : 1;
  if (n == 0) { decref(list); return raise(T.TypeError, "Cannot take a Union of no types."); }
  for (let i: u32 = 0; i < n; i++) {
    const v = converted(isTuple ? tupleAt(params, i) : params);
    if (v == NULL) { decref(list); return NULL; }
    const r = addType(list, v);
    decref(v);
    if (r < 0) { decref(list); return NULL; }
  }
  return finish(list);
}

function repr(self: Value): Value {
  const b = builderInit();
  if (!b) return NULL;
  const args = view(self).args;
  const n = tupleSize(args);
  for (let i: u32 = 0; i < n; i++) {
    if (i) builderText(b, " | ");
    const text = typeText(tupleAt(args, i));
    if (text == NULL) return builderDiscard(b);
    builderStr(b, text);
    decref(text);
  }
  return builderFinish(b);
}
/** Order does not matter: the sum of what the parts hash to. */
function hash(self: Value): i64 {
  const args = view(self).args;
  const n = tupleSize(args);
  let h: i64 = 0x345678 + n;
  for (let i: u32 = 0; i < n; i++) {
    const x = hashOf(tupleAt(args, i));
    if (x == -1) return -1;
    h += (x ^ (x >>> 16)) * 1000003;
  }
  return h == -1 ? -2 : h;
}
function hasAll(a: Value, b: Value): i32 {
  const n = tupleSize(a), m = tupleSize(b);
  for (let i: u32 = 0; i < n; i++) {
    let found = 0;
    for (let j: u32 = 0; j < m && !found; j++) {
      found = equalBool(tupleAt(a, i), tupleAt(b, j));
      if (found < 0) return -1;
    }
    if (!found) return 0;
  }
  return 1;
}
function compare(self: Value, other: Value, op: i32): Value {
  if ((op != CompareOp.EQ && op != CompareOp.NE) || !isExact(other, T.Union)) return NotImplemented;
  const a = view(self).args, b = view(other).args;
  const same = tupleSize(a) == tupleSize(b) ? hasAll(a, b) : 0;
  return same < 0 ? NULL : boxBool((same != 0) == (op == CompareOp.EQ));
}
function instancecheck(self: Value, v: Value): Value {
  const args = view(self).args;
  const n = tupleSize(args);
  for (let i: u32 = 0; i < n; i++) if (!hasFlag(tupleAt(args, i), TypeFlag.TYPE_SUBCLASS)) return raise(T.TypeError, "isinstance() argument 2 cannot be a parameterized generic");
  for (let i: u32 = 0; i < n; i++) {
    const r = isInstance(v, tupleAt(args, i));
    if (r) return r < 0 ? NULL : boxBool(true);
  }
  return boxBool(false);
}
function subclasscheck(self: Value, v: Value): Value {
  if (!hasFlag(v, TypeFlag.TYPE_SUBCLASS)) return raise(T.TypeError, "issubclass() arg 1 must be a class");
  const args = view(self).args;
  const n = tupleSize(args);
  for (let i: u32 = 0; i < n; i++) if (!hasFlag(tupleAt(args, i), TypeFlag.TYPE_SUBCLASS)) return raise(T.TypeError, "issubclass() argument 2 cannot be a parameterized generic");
  for (let i: u32 = 0; i < n; i++) {
    const r = isSubclass(v, tupleAt(args, i));
    if (r) return r < 0 ? NULL : boxBool(true);
  }
  return boxBool(false);
}
function getParameters(self: Value): Value { return keptParameters(ptrOf(self) + offsetof<UnionObj>("parameters"), view(self).args); }
function subscript(self: Value, item: Value): Value {
  const params = getParameters(self);
  if (params == NULL) return NULL;
  const args = substitute(self, view(self).args, params, item);
  decref(params);
  if (args == NULL) return NULL;
  let r = newref(tupleAt(args, 0));
  const n = tupleSize(args);
  for (let i: u32 = 1; i < n && r != NULL; i++) {
    const next = bitOr(r, tupleAt(args, i));
    decref(r);
    r = next;
  }
  decref(args);
  return r;
}
function mroEntries(self: Value, bases: Value): Value { return raiseFmt(T.TypeError, "Cannot subclass %r", self); }
function reduce(self: Value): Value {
  const u = view(self);
  const getitem = importedAttribute("operator", name(N.getitem));
  if (getitem == NULL) return NULL;
  const args = tuple2(boxPtr(T.Union), u.args);
  const r = args == NULL ? NULL : tuple2(getitem, args);
  decref(args);
  decref(getitem);
  return r;
}
function getOrigin(self: Value): Value { return newref(boxPtr(T.Union)); }
function getName(self: Value): Value { return strFromLiteral("Union"); }
function getModule(self: Value): Value { return strFromLiteral("typing"); }

function dealloc(p: usize): void {
  gcUntrack(p);
  const u = changetype<UnionObj>(p);
  if (u.weaklist) clearWeakrefs(p);
  decref(u.args);
  decref(u.parameters);
  freeObject(p);
}

export function initUnion(): void {
  const t = T.Union;
  defType(t, "typing.Union", T.object, SIZE, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW);
  typeView(t).doc = <u32>changetype<usize>("Represent a union type\n\nE.g. for int | str");
  typeView(t).weakoffset = <u32>offsetof<UnionObj>("weaklist");
  setSlot(t, Slot.repr, repr.index);
  setSlot(t, Slot.hash, hash.index);
  setSlot(t, Slot.richcompare, compare.index);
  setSlot(t, Slot.mpSubscript, subscript.index);
  setSlot(t, Slot.or, unionOf.index);
  setSlot(t, Slot.dealloc, dealloc.index);
  setSlot(t, Slot.traverse, traverseTwo.index);
  method(t, "__mro_entries__", mroEntries.index, METH_O);
  method(t, "__class_getitem__", unionFrom.index, METH_O | METH_CLASS, "($cls, params, /)", "Return a union of the given types.");
  method(t, "__instancecheck__", instancecheck.index, METH_O);
  method(t, "__subclasscheck__", subclasscheck.index, METH_O);
  method(t, "__reduce__", reduce.index, METH_NOARGS);
  member(t, "__args__", offsetof<UnionObj>("args"), MEMBER_OBJECT | MEMBER_READONLY);
  getset(t, "__parameters__", getParameters.index, 0, "Type variables in the union.");
  getset(t, "__origin__", getOrigin.index, 0, "Always returns the type");
  getset(t, "__name__", getName.index, 0, "Name of the type");
  getset(t, "__qualname__", getName.index, 0, "Qualified name of the type");
  getset(t, "__module__", getModule.index, 0, "Module of the type");
}
