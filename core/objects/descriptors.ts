// The descriptors that built-in types and __slots__ put into the dict of a type: method_descriptor, classmethod_descriptor, getset_descriptor,
// member_descriptor, wrapper_descriptor (and method-wrapper, what that gives when bound).
//
//   member_descriptor    ┌ header │ kind u32 @8 │ owner u32 @12 │ name @16 │ qualname @24 (NULL until asked for) │ offset u32 @32 │ doc u32 @36 ┐
//   wrapper_descriptor   ┌ header │ def u32 @8 (core/objects/slots.ts) │ owner u32 @12 │ name @16 │ qualname @24 │ fn i32 @32 ┐
//   method-wrapper       ┌ header │ descriptor Value @8 │ self Value @16 ┐
//
// All have owner @12, name @16 and qualname @24 in the same place. `owner` is counted where it is a class; the counts of built-in types do not matter.

import { Value, NULL, None, NotImplemented, True, False, boxFloat, boxPtr, boxBool, ptrOf, isPtr } from "../value";
import { runtime } from "../state";
import { T, N, name } from "../names.generated";
import { TypeFlag, Slot, CompareOp, typeView, typeOf, setSlot, hasFlag, isExact } from "./typeobject";
import { MethodDef, GetSetDescriptor, DESCRIPTOR_SIZE, GETSET_SIZE, METH_NOARGS, defType, method, getset, newBuiltin } from "./define";
import { SlotDef, WRAPPER_SIZE } from "./slots";
import { callWrapped } from "./slotwrap";
import { callDefinition, definitionName, literalText } from "./builtinfunction";
import { isSubtype } from "./exceptionnew";
import { tuple2 } from "./tupleobject";
import { dictGetStr, dictSet } from "./dict";
import { internAscii } from "./strnew";
import { addressText } from "./addresstext";
import { newInt } from "./int";
import { visitValue } from "./visit";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, newref, increfPtr, setref } from "../memory/refcount";
import { raiseI, raiseFmt, raiseFmtI, raiseWith, currentError } from "../errors";
import { hashPointer, indexI64 } from "../abstract";
import { formatMessage } from "../format";
import { fullTypeName } from "./typeattrs";
import { setAttributeErrorContext } from "./exceptionfields";
import { deallocTwo, traverseTwo } from "./ownedvalues";

function ownerOf(d: Value): usize { return <usize>load<u32>(ptrOf(d), 12); }
function nameOf(d: Value): Value { return load<u64>(ptrOf(d), 16); }

// ---- what they share ------------------------------------------------------------------------------------------------

/** Whether `object` is an instance of the descriptor's type; TypeError if not. */
function applies(d: Value, object: Value): bool {
  if (isSubtype(typeOf(object), ownerOf(d))) return true;
  raiseFmt(T.TypeError, "descriptor %r for '%s' objects doesn't apply to a '%T' object", nameOf(d), typeView(ownerOf(d)).name, object);
  return false;
}
function getObjclass(d: Value): Value { return newref(boxPtr(ownerOf(d))); }
function getName(d: Value): Value { return newref(nameOf(d)); }
function getQualname(d: Value): Value {
  const slot = ptrOf(d) + 24;
  if (load<u64>(slot) == NULL) {
    const q = formatMessage("%s.%s", typeView(ownerOf(d)).qualname, nameOf(d), NULL, NULL);
    if (q == NULL) return NULL;
    store<u64>(slot, q);
  }
  return newref(load<u64>(slot));
}
function reduceDescriptor(d: Value): Value {
  const getattr = dictGetStr(runtime().builtinsDict, name(N.getattr));
  const args = tuple2(boxPtr(ownerOf(d)), nameOf(d));
  if (args == NULL || getattr == NULL) { decref(args); return NULL; }
  const r = tuple2(getattr, args);
  decref(args);
  return r;
}
function descriptorDealloc(p: usize): void {
  if (typeView(<usize>load<u32>(p, 4)).flags & TypeFlag.HAVE_GC) gcUntrack(p);
  decref(boxPtr(<usize>load<u32>(p, 12)));
  decref(load<u64>(p, 16));
  decref(load<u64>(p, 24));
  freeObject(p);
}
function common(type: usize, typeName: string, size: usize): void {
  defType(type, typeName, T.object, size, 0);
  setSlot(type, Slot.dealloc, descriptorDealloc.index);
  getset(type, "__objclass__", getObjclass.index);
  getset(type, "__name__", getName.index);
  getset(type, "__qualname__", getQualname.index);
}

// ---- method_descriptor ----------------------------------------------------------------------------------------------

export function methodGet(d: Value, object: Value, type: Value): Value {
  if (object == NULL) return newref(d);
  if (!applies(d, object)) return NULL;
  return newBuiltin(<usize>load<u32>(ptrOf(d), 8), object, NULL);
}
function methodCall(d: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const def = <usize>load<u32>(ptrOf(d), 8);
  if (nargs < 1) {
    const text = definitionName(changetype<MethodDef>(def), NULL);
    if (text == NULL) return NULL;
    raiseFmt(T.TypeError, "unbound method %s() needs an argument", text);
    decref(text);
    return NULL;
  }
  const self = load<u64>(args);
  if (!isSubtype(typeOf(self), ownerOf(d)) && !applies(d, self)) return NULL;
  return callDefinition(def, self, args + 8, nargs - 1, kwnames);
}
function methodRepr(d: Value): Value { return formatMessage("<method %r of '%s' objects>", nameOf(d), typeView(ownerOf(d)).name, NULL, NULL); }
function methodDoc(d: Value): Value { return literalText(changetype<MethodDef>(<usize>load<u32>(ptrOf(d), 8)).doc); }
function methodSignature(d: Value): Value { return literalText(changetype<MethodDef>(<usize>load<u32>(ptrOf(d), 8)).signature); }

// ---- classmethod_descriptor -----------------------------------------------------------------------------------------

function classMethodGet(d: Value, object: Value, type: Value): Value {
  if (type == NULL) {
    if (object == NULL) return raiseFmt(T.TypeError, "descriptor %r for type '%s' needs either an object or a type", nameOf(d), typeView(ownerOf(d)).name);
    type = boxPtr(typeOf(object));
  }
  if (!hasFlag(type, TypeFlag.TYPE_SUBCLASS)) return raiseFmt(T.TypeError, "descriptor %r for type '%s' needs a type, not a '%T' as arg 2", nameOf(d), typeView(ownerOf(d)).name, type);
  if (!isSubtype(ptrOf(type), ownerOf(d)))
    return raiseFmt(T.TypeError, "descriptor %r requires a subtype of '%s' but received '%s'", nameOf(d), typeView(ownerOf(d)).name, typeView(ptrOf(type)).name);
  return newBuiltin(<usize>load<u32>(ptrOf(d), 8), type, NULL);
}
function classMethodCall(d: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs < 1) return raiseFmt(T.TypeError, "descriptor %r of '%s' object needs an argument", nameOf(d), typeView(ownerOf(d)).name);
  const bound = classMethodGet(d, NULL, load<u64>(args));
  if (bound == NULL) return NULL;
  const r = callDefinition(<usize>load<u32>(ptrOf(d), 8), load<u64>(args), args + 8, nargs - 1, kwnames);
  decref(bound);
  return r;
}

// ---- getset_descriptor ----------------------------------------------------------------------------------------------

function getsetGet(d: Value, object: Value, type: Value): Value {
  if (object == NULL) return newref(d);
  if (!applies(d, object)) return NULL;
  const g = changetype<GetSetDescriptor>(ptrOf(d));
  if (!g.getter) return raiseFmt(T.AttributeError, "attribute %r of '%s' objects is not readable", g.name, typeView(g.owner).name);
  return call_indirect<Value>(g.getter, object);
}
function settable(d: Value, object: Value): bool {
  if (isSubtype(typeOf(object), ownerOf(d))) return true;
  raiseFmt(T.TypeError, "descriptor %r for '%s' objects doesn't apply to a '%T' object", nameOf(d), typeView(ownerOf(d)).name, object);
  return false;
}
function getsetSet(d: Value, object: Value, value: Value): i32 {
  if (!settable(d, object)) return -1;
  const g = changetype<GetSetDescriptor>(ptrOf(d));
  if (!g.setter) return raiseFmtI(T.AttributeError, "attribute %r of '%s' objects is not writable", g.name, typeView(g.owner).name);
  return call_indirect<i32>(g.setter, object, value);
}
function attributeRepr(d: Value): Value { return formatMessage("<attribute %r of '%s' objects>", nameOf(d), typeView(ownerOf(d)).name, NULL, NULL); }
function getsetDoc(d: Value): Value { return literalText(load<u32>(ptrOf(d), 36)); }

// ---- member_descriptor ----------------------------------------------------------------------------------------------

export const MEMBER_OBJECT: u32 = 0; //   a Value, NULL reads as None
export const MEMBER_SLOT: u32 = 1; //     a Value, NULL is an unbound attribute
export const MEMBER_BOOL8: u32 = 2; //    a byte
export const MEMBER_U32: u32 = 3; //      read only by nature
export const MEMBER_I64: u32 = 4;
export const MEMBER_F64: u32 = 5; //      read only by nature
export const MEMBER_READONLY: u32 = 16;

/** A member descriptor for a field of instances of `type`; owned. NULL with MemoryError. */
export function newMember(type: usize, key: Value, offset: u32, kind: u32, doc: string = ""): Value {
  const p = allocObject(T.member_descriptor, WRAPPER_SIZE);
  if (!p) return NULL;
  store<u32>(p, kind, 8);
  increfPtr(type);
  store<u32>(p, <u32>type, 12);
  store<u64>(p, newref(key), 16);
  store<u64>(p, NULL, 24);
  store<u32>(p, offset, 32);
  store<u32>(p, <u32>changetype<usize>(doc), 36);
  if (typeView(type).flags & TypeFlag.HEAP) gcTrack(p);
  return boxPtr(p);
}
/** Declares a field of a built-in type as an attribute. */
export function member(type: usize, attribute: string, offset: usize, kind: u32, doc: string = ""): void {
  const key = internAscii(attribute);
  const m = newMember(type, key, <u32>offset, kind, doc);
  dictSet(typeView(type).dict, key, m);
  decref(m);
  decref(key);
}
function unbound(object: Value, attribute: Value): Value {
  const typeName = fullTypeName(typeOf(object));
  if (typeName == NULL) return NULL;
  raiseFmt(T.AttributeError, "'%s' object has no attribute '%s'", typeName, attribute);
  decref(typeName);
  const e = currentError();
  if (e != NULL && typeOf(e) == T.AttributeError) setAttributeErrorContext(e, attribute, object);
  return NULL;
}
function memberGet(d: Value, object: Value, type: Value): Value {
  if (object == NULL) return newref(d);
  if (!applies(d, object)) return NULL;
  const at = ptrOf(object) + <usize>load<u32>(ptrOf(d), 32);
  switch (load<u32>(ptrOf(d), 8) & 15) {
    case MEMBER_SLOT: {
      const v = load<u64>(at);
      return v == NULL ? unbound(object, nameOf(d)) : newref(v);
    }
    case MEMBER_BOOL8: return boxBool(load<u8>(at) != 0);
    case MEMBER_U32: return newInt(load<u32>(at));
    case MEMBER_I64: return newInt(load<i64>(at));
    case MEMBER_F64: return boxFloat(load<f64>(at));
  }
  const v = load<u64>(at);
  return v == NULL ? None : newref(v);
}
function memberSet(d: Value, object: Value, value: Value): i32 {
  if (!settable(d, object)) return -1;
  const kind = load<u32>(ptrOf(d), 8);
  const at = ptrOf(object) + <usize>load<u32>(ptrOf(d), 32);
  if (kind & MEMBER_READONLY || (kind & 15) == MEMBER_U32 || (kind & 15) == MEMBER_F64) return raiseI(T.AttributeError, "readonly attribute");
  switch (kind & 15) {
    case MEMBER_SLOT:
      if (value == NULL && load<u64>(at) == NULL) { raiseWith(T.AttributeError, newref(nameOf(d))); return -1; }
      break;
    case MEMBER_BOOL8:
      if (value == NULL) return raiseI(T.TypeError, "can't delete numeric/char attribute");
      if (value != True && value != False) return raiseI(T.TypeError, "attribute value type must be bool");
      store<u8>(at, value == True ? 1 : 0);
      return 0;
    case MEMBER_I64: {
      if (value == NULL) return raiseI(T.TypeError, "can't delete numeric/char attribute");
      const i = indexI64(value, T.OverflowError);
      if (i == -1 && currentError() != NULL) return -1;
      store<i64>(at, i);
      return 0;
    }
  }
  setref(at, value == NULL ? NULL : newref(value));
  return 0;
}
function memberRepr(d: Value): Value { return formatMessage("<member %r of '%s' objects>", nameOf(d), typeView(ownerOf(d)).name, NULL, NULL); }
/** For descriptors of classes, which are tracked. */
function ownerTraverse(p: usize, visit: i32, arg: usize): i32 { return visitValue(boxPtr(<usize>load<u32>(p, 12)), visit, arg); }

// ---- wrapper_descriptor and method-wrapper --------------------------------------------------------------------------

function slotDefOf(d: Value): SlotDef { return changetype<SlotDef>(<usize>load<u32>(ptrOf(d), 8)); }
function wrapperGet(d: Value, object: Value, type: Value): Value {
  if (object == NULL) return newref(d);
  if (!applies(d, object)) return NULL;
  return newMethodWrapper(d, object);
}
function newMethodWrapper(d: Value, self: Value): Value {
  const p = allocObject(T.method_wrapper, 24);
  if (!p) return NULL;
  store<u64>(p, newref(d), 8);
  store<u64>(p, newref(self), 16);
  gcTrack(p);
  return boxPtr(p);
}
function wrapperCall(d: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const owner = typeView(ownerOf(d));
  if (nargs < 1) return raiseFmt(T.TypeError, "descriptor '%s' of '%s' object needs an argument", nameOf(d), owner.name);
  const self = load<u64>(args);
  if (!isSubtype(typeOf(self), ownerOf(d))) return raiseFmt(T.TypeError, "descriptor '%s' requires a '%s' object but received a '%T'", nameOf(d), owner.name, self);
  return callWrapped(slotDefOf(d), load<i32>(ptrOf(d), 32), self, args + 8, nargs - 1, kwnames);
}
function wrapperRepr(d: Value): Value { return formatMessage("<slot wrapper %r of '%s' objects>", nameOf(d), typeView(ownerOf(d)).name, NULL, NULL); }
function wrapperDoc(d: Value): Value { return literalText(slotDefOf(d).doc); }
function wrapperSignature(d: Value): Value { return literalText(slotDefOf(d).signature); }

function boundDescriptor(self: Value): Value { return load<u64>(ptrOf(self), 8); }
function boundSelf(self: Value): Value { return load<u64>(ptrOf(self), 16); }
function boundCall(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const d = boundDescriptor(self);
  return callWrapped(slotDefOf(d), load<i32>(ptrOf(d), 32), boundSelf(self), args, nargs, kwnames);
}
function boundRepr(self: Value): Value {
  const address = addressText(boundSelf(self));
  if (address == NULL) return NULL;
  const r = formatMessage("<method-wrapper %r of %T object at %s>", nameOf(boundDescriptor(self)), boundSelf(self), address, NULL);
  decref(address);
  return r;
}
function boundHash(self: Value): i64 {
  const v = boundSelf(self);
  const h = (isPtr(v) ? hashPointer(ptrOf(v)) : <i64>v) ^ hashPointer(ptrOf(boundDescriptor(self)));
  return h == -1 ? -2 : h;
}
function boundCompare(self: Value, other: Value, op: i32): Value {
  if ((op != CompareOp.EQ && op != CompareOp.NE) || !isExact(other, T.method_wrapper)) return NotImplemented;
  const same = boundDescriptor(self) == boundDescriptor(other) && boundSelf(self) == boundSelf(other);
  return boxBool(same == (op == CompareOp.EQ));
}
function boundReduce(self: Value): Value {
  const getattr = dictGetStr(runtime().builtinsDict, name(N.getattr));
  const args = tuple2(boundSelf(self), nameOf(boundDescriptor(self)));
  if (args == NULL || getattr == NULL) { decref(args); return NULL; }
  const r = tuple2(getattr, args);
  decref(args);
  return r;
}
function boundGetSelf(self: Value): Value { return newref(boundSelf(self)); }
function boundGetObjclass(self: Value): Value { return getObjclass(boundDescriptor(self)); }
function boundGetName(self: Value): Value { return newref(nameOf(boundDescriptor(self))); }
function boundGetQualname(self: Value): Value { return getQualname(boundDescriptor(self)); }
function boundGetDoc(self: Value): Value { return wrapperDoc(boundDescriptor(self)); }
function boundGetSignature(self: Value): Value { return wrapperSignature(boundDescriptor(self)); }

export function initDescriptors(): void {
  const m = T.method_descriptor;
  common(m, "method_descriptor", DESCRIPTOR_SIZE);
  typeView(m).flags |= TypeFlag.METHOD_DESCRIPTOR;
  setSlot(m, Slot.repr, methodRepr.index);
  setSlot(m, Slot.call, methodCall.index);
  setSlot(m, Slot.descrGet, methodGet.index);
  method(m, "__reduce__", reduceDescriptor.index, METH_NOARGS);
  getset(m, "__doc__", methodDoc.index);
  getset(m, "__text_signature__", methodSignature.index);

  const c = T.classmethod_descriptor;
  common(c, "classmethod_descriptor", DESCRIPTOR_SIZE);
  setSlot(c, Slot.repr, methodRepr.index);
  setSlot(c, Slot.call, classMethodCall.index);
  setSlot(c, Slot.descrGet, classMethodGet.index);
  getset(c, "__doc__", methodDoc.index);
  getset(c, "__text_signature__", methodSignature.index);

  const g = T.getset_descriptor;
  common(g, "getset_descriptor", GETSET_SIZE);
  setSlot(g, Slot.traverse, ownerTraverse.index);
  setSlot(g, Slot.repr, attributeRepr.index);
  setSlot(g, Slot.descrGet, getsetGet.index);
  setSlot(g, Slot.descrSet, getsetSet.index);
  getset(g, "__doc__", getsetDoc.index);

  const f = T.member_descriptor;
  common(f, "member_descriptor", WRAPPER_SIZE);
  setSlot(f, Slot.traverse, ownerTraverse.index);
  setSlot(f, Slot.repr, memberRepr.index);
  setSlot(f, Slot.descrGet, memberGet.index);
  setSlot(f, Slot.descrSet, memberSet.index);
  method(f, "__reduce__", reduceDescriptor.index, METH_NOARGS);
  getset(f, "__doc__", getsetDoc.index);

  const w = T.wrapper_descriptor;
  common(w, "wrapper_descriptor", WRAPPER_SIZE);
  typeView(w).flags |= TypeFlag.METHOD_DESCRIPTOR;
  setSlot(w, Slot.repr, wrapperRepr.index);
  setSlot(w, Slot.call, wrapperCall.index);
  setSlot(w, Slot.descrGet, wrapperGet.index);
  method(w, "__reduce__", reduceDescriptor.index, METH_NOARGS);
  getset(w, "__doc__", wrapperDoc.index);
  getset(w, "__text_signature__", wrapperSignature.index);

  const b = T.method_wrapper;
  defType(b, "method-wrapper", T.object, 24, TypeFlag.HAVE_GC);
  setSlot(b, Slot.dealloc, deallocTwo.index);
  setSlot(b, Slot.traverse, traverseTwo.index);
  setSlot(b, Slot.repr, boundRepr.index);
  setSlot(b, Slot.call, boundCall.index);
  setSlot(b, Slot.hash, boundHash.index);
  setSlot(b, Slot.richcompare, boundCompare.index);
  method(b, "__reduce__", boundReduce.index, METH_NOARGS);
  getset(b, "__self__", boundGetSelf.index);
  getset(b, "__objclass__", boundGetObjclass.index);
  getset(b, "__name__", boundGetName.index);
  getset(b, "__qualname__", boundGetQualname.index);
  getset(b, "__doc__", boundGetDoc.index);
  getset(b, "__text_signature__", boundGetSignature.index);
}
