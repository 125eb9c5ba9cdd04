// types.GenericAlias: list[int].
//
//   ┌ header │ origin Value @8 │ args Value @16 (tuple) │ parameters Value @24 (NULL until asked for) │ weaklist u32 @32 │ starred u32 @36 ┐

import { Value, NULL, None, NotImplemented, boxPtr, boxBool, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, CompareOp, setSlot, typeView, typeOf, hasFlag } from "./typeobject";
import { defType, method, getset, METH_NOARGS, METH_O } from "./define";
import { member, MEMBER_OBJECT, MEMBER_READONLY } from "./descriptors";
import { allocInstance } from "./subtype";
import { genericGetAttr, genericSetAttr } from "./attributes";
import { keptParameters, substitute, typeText } from "./typeparams";
import { unionOf } from "./union";
import { clearWeakrefs } from "./weakrefs";
import { isSubtype } from "./exceptionnew";
import { tupleSize, tupleAt, tuple1, tuple2 } from "./tupleobject";
import { builderInit, builderText, builderStr, builderFinish, builderDiscard } from "./strbuilder";
import { checkArgs, noKeywords } from "../args";
import { freeObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { raise, swallow } from "../errors";
import { call, getAttr, setAttr, getIter, hashOf, equalBool } from "../abstract";
import { runtime } from "../state";
import { dictGetStr } from "./dict";
import { listSize, listAt } from "./listobject";
import { traverseThree } from "./ownedvalues";

@unmanaged
export class AliasObj {
  count: u32; type: u32;
  origin: Value; args: Value; parameters: Value;
  weaklist: u32; starred: u32;
}
const SIZE: usize = 40;
function view(self: Value): AliasObj { return changetype<AliasObj>(ptrOf(self)); }

function makeAlias(type: usize, origin: Value, item: Value): Value {
  const args = hasFlag(item, TypeFlag.TUPLE_SUBCLASS) ? newref(item) : tuple1(item);
  if (args == NULL) return NULL;
  const p = allocInstance(type);
  if (!p) { decref(args); return NULL; }
  const a = changetype<AliasObj>(p);
  a.origin = newref(origin);
  a.args = args;
  a.parameters = NULL;
  gcTrack(p);
  return boxPtr(p);
}
/** `origin[args]`: a new alias (arguments borrowed). Also what __class_getitem__ of a native class is. */
export function genericAlias(origin: Value, args: Value): Value { return makeAlias(T.GenericAlias, origin, args); }

function make(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("GenericAlias", kwnames) || !checkArgs("GenericAlias", nargs, 2, 2)) return NULL;
  return makeAlias(type, load<u64>(args), load<u64>(args, 8));
}

function repr(self: Value): Value {
  const a = view(self);
  const b = builderInit();
  if (!b) return NULL;
  if (a.starred) builderText(b, "*");
  const origin = typeText(a.origin);
  if (origin == NULL) return builderDiscard(b);
  builderStr(b, origin);
  decref(origin);
  builderText(b, "[");
  const n = tupleSize(a.args);
  for (let i: u32 = 0; i < n; i++) {
    if (i) builderText(b, ", ");
    const arg = tupleAt(a.args, i);
    if (!addText(b, arg)) return builderDiscard(b);
  }
  if (n == 0) builderText(b, "()");
  builderText(b, "]");
  return builderFinish(b);
}
function addText(b: usize, arg: Value): bool {
  if (hasFlag(arg, TypeFlag.LIST_SUBCLASS)) { // the parameters of a Callable
    builderText(b, "[");
    const n = listSize(arg);
    for (let i: u32 = 0; i < n && i < listSize(arg); i++) {
      if (i) builderText(b, ", ");
      if (!addText(b, listAt(arg, i))) return false;
    }
    builderText(b, "]");
    return true;
  }
  const text = typeText(arg);
  if (text == NULL) return false;
  builderStr(b, text);
  decref(text);
  return true;
}

function isOwn(attribute: Value): bool {
  return attribute == name(N.__class__) || attribute == name(N.__origin__) || attribute == name(N.__args__) || attribute == name(N.__unpacked__) ||
    attribute == name(N.__parameters__) || attribute == name(N.__typing_unpacked_tuple_args__) || attribute == name(N.__mro_entries__) ||
    attribute == name(N.__reduce_ex__) || attribute == name(N.__reduce__) || attribute == name(N.__bases__) || attribute == name(N.__copy__) ||
    attribute == name(N.__deepcopy__);
}
function getattro(self: Value, attribute: Value): Value {
  if (isOwn(attribute)) return genericGetAttr(self, attribute);
  return getAttr(view(self).origin, attribute);
}
function callAlias(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const r = call(view(self).origin, args, nargs, kwnames);
  if (r == NULL) return NULL;
  if (setAttr(r, name(N.__orig_class__), self) < 0) {
    if (!swallow(T.AttributeError) && !swallow(T.TypeError)) { decref(r); return NULL; }
  }
  return r;
}
function hash(self: Value): i64 {
  const a = view(self);
  const h = hashOf(a.origin);
  if (h == -1) return -1;
  const k = hashOf(a.args);
  if (k == -1) return -1;
  const x = h ^ k;
  return x == -1 ? -2 : x;
}
function compare(self: Value, other: Value, op: i32): Value {
  if ((op != CompareOp.EQ && op != CompareOp.NE) || !isSubtype(typeOf(other), T.GenericAlias)) return NotImplemented;
  const a = view(self), b = view(other);
  let same = a.starred == b.starred ? 1 : 0;
  if (same) same = equalBool(a.origin, b.origin);
  if (same > 0) same = equalBool(a.args, b.args);
  return same < 0 ? NULL : boxBool((same != 0) == (op == CompareOp.EQ));
}
function getParameters(self: Value): Value { return keptParameters(ptrOf(self) + offsetof<AliasObj>("parameters"), view(self).args); }
function subscript(self: Value, item: Value): Value {
  const params = getParameters(self);
  if (params == NULL) return NULL;
  const args = substitute(self, view(self).args, params, item);
  decref(params);
  if (args == NULL) return NULL;
  const r = makeAlias(typeOf(self), view(self).origin, args);
  decref(args);
  if (r != NULL) view(r).starred = view(self).starred;
  return r;
}
function mroEntries(self: Value, bases: Value): Value { return tuple1(view(self).origin); }
function instancecheck(self: Value, v: Value): Value { return raise(T.TypeError, "isinstance() argument 2 cannot be a parameterized generic"); }
function subclasscheck(self: Value, v: Value): Value { return raise(T.TypeError, "issubclass() argument 2 cannot be a parameterized generic"); }
function reduce(self: Value): Value {
  const a = view(self);
  if (a.starred) {
    const plain = makeAlias(T.GenericAlias, a.origin, a.args);
    const it = plain == NULL ? NULL : getIter(plain);
    decref(plain);
    const args = it == NULL ? NULL : tuple1(it);
    decref(it);
    const r = args == NULL ? NULL : tuple2(dictGetStr(runtime().builtinsDict, name(N.next)), args);
    decref(args);
    return r;
  }
  const args = tuple2(a.origin, a.args);
  if (args == NULL) return NULL;
  const r = tuple2(boxPtr(T.GenericAlias), args);
  decref(args);
  return r;
}
/** iter(alias) gives one thing: the starred alias. */
function iter(self: Value): Value {
  const starred = makeAlias(typeOf(self), view(self).origin, view(self).args);
  if (starred == NULL) return NULL;
  view(starred).starred = 1;
  const t = tuple1(starred);
  decref(starred);
  if (t == NULL) return NULL;
  const it = getIter(t);
  decref(t);
  return it;
}
function getUnpacked(self: Value): Value { return boxBool(view(self).starred != 0); }
function getUnpackedArgs(self: Value): Value {
  const a = view(self);
  return a.starred && a.origin == boxPtr(T.tuple) ? newref(a.args) : None;
}
function dealloc(p: usize): void {
  gcUntrack(p);
  const a = changetype<AliasObj>(p);
  if (a.weaklist) clearWeakrefs(p);
  decref(a.origin);
  decref(a.args);
  decref(a.parameters);
  freeObject(p);
}

export function initGenericAlias(): void {
  const t = T.GenericAlias;
  defType(t, "types.GenericAlias", T.object, SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC);
  typeView(t).doc = <u32>changetype<usize>("Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).");
  typeView(t).weakoffset = <u32>offsetof<AliasObj>("weaklist");
  setSlot(t, Slot.new_, make.index);
  setSlot(t, Slot.repr, repr.index);
  setSlot(t, Slot.getattro, getattro.index);
  setSlot(t, Slot.setattro, genericSetAttr.index);
  setSlot(t, Slot.call, callAlias.index);
  setSlot(t, Slot.hash, hash.index);
  setSlot(t, Slot.richcompare, compare.index);
  setSlot(t, Slot.mpSubscript, subscript.index);
  setSlot(t, Slot.iter, iter.index);
  setSlot(t, Slot.or, unionOf.index);
  setSlot(t, Slot.dealloc, dealloc.index);
  setSlot(t, Slot.traverse, traverseThree.index);
  method(t, "__mro_entries__", mroEntries.index, METH_O);
  method(t, "__instancecheck__", instancecheck.index, METH_O);
  method(t, "__subclasscheck__", subclasscheck.index, METH_O);
  method(t, "__reduce__", reduce.index, METH_NOARGS);
  member(t, "__origin__", offsetof<AliasObj>("origin"), MEMBER_OBJECT | MEMBER_READONLY);
  member(t, "__args__", offsetof<AliasObj>("args"), MEMBER_OBJECT | MEMBER_READONLY);
  getset(t, "__parameters__", getParameters.index, 0, "Type variables in the GenericAlias.");
  getset(t, "__unpacked__", getUnpacked.index);
  getset(t, "__typing_unpacked_tuple_args__", getUnpackedArgs.index);
}
