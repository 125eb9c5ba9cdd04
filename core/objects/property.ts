// property.
//
//   ┌ header │ fget @8 │ fset @16 │ fdel @24 │ doc @32 │ name @40 (Values, NULL: none) │ fromGetter u32 @48: __doc__ came from the getter ┐

import { Value, NULL, None, boxPtr, boxBool, ptrOf, boxInt } from "../value";
import { T, N, name } from "../names.generated";
import { TypeFlag, Slot, typeView, typeOf, setSlot, isExact } from "./typeobject";
import { defType, method, getset, METH_O, METH_FAST } from "./define";
import { member, MEMBER_OBJECT, MEMBER_READONLY } from "./descriptors";
import { allocInstance } from "./subtype";
import { visitValue } from "./visit";
import { pushArgs, popArgs } from "../interp/argstack";
import { parseArgs } from "../args";
import { freeObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, newref, setref, clearref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred, errorMatches, clearError } from "../errors";
import { getOptionalAttr, getAttr, call, call1, call2, setAttr, isTrue } from "../abstract";
import { isSubtype } from "./exceptionnew";

@unmanaged
export class PropertyObj {
  count: u32; type: u32;
  fget: Value; fset: Value; fdel: Value; doc: Value; name: Value;
  fromGetter: u32; pad: u32;
}
const SIZE: usize = 56;

function view(self: Value): PropertyObj { return changetype<PropertyObj>(ptrOf(self)); }
/** The getter of a property, borrowed or NULL: for inline caches. */
export function propertyGetter(self: Value): Value { return view(self).fget; }

function propertyNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const p = allocInstance(type);
  if (!p) return NULL;
  for (let at: usize = 8; at < 48; at += 8) store<u64>(p + at, NULL);
  gcTrack(p);
  return boxPtr(p);
}
function propertyInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  const out = pushArgs(4);
  if (!out) return -1;
  const ok = parseArgs("property", "| fget fset fdel doc", args, nargs, kwnames, out);
  const r = ok ? fill(self, load<u64>(out), load<u64>(out, 8), load<u64>(out, 16), load<u64>(out, 24)) : -1;
  popArgs(out);
  return r;
}
function orNull(v: Value): Value { return v == None ? NULL : v; }
function fill(self: Value, fget: Value, fset: Value, fdel: Value, doc: Value): i32 {
  const p = ptrOf(self);
  fget = orNull(fget);
  setref(p + offsetof<PropertyObj>("fget"), newref(fget));
  setref(p + offsetof<PropertyObj>("fset"), newref(orNull(fset)));
  setref(p + offsetof<PropertyObj>("fdel"), newref(orNull(fdel)));
  clearref(p + offsetof<PropertyObj>("doc"));
  clearref(p + offsetof<PropertyObj>("name"));
  view(self).fromGetter = 0;
  let text = newref(orNull(doc));
  if (text == NULL && fget != NULL) {
    text = getOptionalAttr(fget, name(N.__doc__));
    if (text == NULL && errorOccurred()) return -1;
    if (text == None) text = NULL;
    if (text != NULL) view(self).fromGetter = 1;
  }
  if (isExact(self, T.property)) {
    setref(p + offsetof<PropertyObj>("doc"), text);
    return 0;
  }
  // A subclass keeps the text in its own __doc__, for the class's __doc__ would hide ours.
  const shown = text == NULL ? None : text;
  const r = setAttr(self, name(N.__doc__), shown);
  if (r < 0 && errorMatches(T.AttributeError) && !view(self).fromGetter) { // with __slots__ there may be no place for it
    clearError();
    decref(text);
    return 0;
  }
  decref(text);
  return r;
}

/** The name for messages, owned: as __set_name__ said, or the getter's; NULL without one. */
function nameOf(self: Value): Value {
  const v = view(self);
  if (v.name != NULL) return newref(v.name);
  if (v.fget == NULL) return NULL;
  const r = getOptionalAttr(v.fget, name(N.__name__));
  if (r == NULL && errorOccurred()) clearError();
  return r;
}
function refuse(self: Value, object: Value, named: string, unnamed: string, bare: string): Value {
  const n = nameOf(self);
  const qualname = getAttr(boxPtr(typeOf(object)), name(N.__qualname__));
  if (qualname == NULL) clearError();
  if (n != NULL && qualname != NULL) raiseFmt(T.AttributeError, named, n, qualname);
  else if (qualname != NULL) raiseFmt(T.AttributeError, unnamed, qualname);
  else raise(T.AttributeError, bare);
  decref(n);
  decref(qualname);
  return NULL;
}
function propertyGet(self: Value, object: Value, type: Value): Value {
  if (object == NULL || object == None) return newref(self);
  const f = view(self).fget;
  if (f == NULL) return refuse(self, object, "property %r of %r object has no getter", "property of %r object has no getter", "property has no getter");
  return call1(f, object);
}
function propertySet(self: Value, object: Value, value: Value): i32 {
  const f = value == NULL ? view(self).fdel : view(self).fset;
  if (f == NULL) {
    if (value == NULL) refuse(self, object, "property %r of %r object has no deleter", "property of %r object has no deleter", "property has no deleter");
    else refuse(self, object, "property %r of %r object has no setter", "property of %r object has no setter", "property has no setter");
    return -1;
  }
  const r = value == NULL ? call1(f, object) : call2(f, object, value);
  if (r == NULL) return -1;
  decref(r);
  return 0;
}

/** A copy with one function replaced (NULL leaves it). */
function copyWith(self: Value, fget: Value, fset: Value, fdel: Value): Value {
  const v = view(self);
  const at = pushArgs(4);
  if (!at) return NULL;
  store<u64>(at, fget != NULL ? fget : v.fget != NULL ? v.fget : None);
  store<u64>(at, fset != NULL ? fset : v.fset != NULL ? v.fset : None, 8);
  store<u64>(at, fdel != NULL ? fdel : v.fdel != NULL ? v.fdel : None, 16);
  const keepDoc = !(v.fromGetter && load<u64>(at) != None);
  store<u64>(at, keepDoc && v.doc != NULL ? v.doc : None, 24);
  const copy = call(boxPtr(typeOf(self)), at, 4, NULL);
  popArgs(at);
  if (copy != NULL && hasPropertyLayout(copy) && v.name != NULL) setref(ptrOf(copy) + offsetof<PropertyObj>("name"), newref(v.name));
  return copy;
}
function hasPropertyLayout(v: Value): bool { return isSubtype(typeOf(v), T.property); }
function propertyGetterMethod(self: Value, f: Value): Value { return copyWith(self, f, NULL, NULL); }
function propertySetterMethod(self: Value, f: Value): Value { return copyWith(self, NULL, f, NULL); }
function propertyDeleterMethod(self: Value, f: Value): Value { return copyWith(self, NULL, NULL, f); }
function propertySetName(self: Value, args: usize, nargs: i32): Value {
  if (nargs != 2) return raiseFmt(T.TypeError, "__set_name__() takes 2 positional arguments but %d were given", boxInt(nargs));
  setref(ptrOf(self) + offsetof<PropertyObj>("name"), newref(load<u64>(args, 8)));
  return None;
}
function getName(self: Value): Value {
  const v = view(self);
  if (v.name != NULL) return newref(v.name);
  const r = v.fget == NULL ? NULL : getOptionalAttr(v.fget, name(N.__name__));
  return r != NULL || errorOccurred() ? r : raise(T.AttributeError, "'property' object has no attribute '__name__'");
}
function setName(self: Value, value: Value): i32 {
  setref(ptrOf(self) + offsetof<PropertyObj>("name"), newref(value));
  return 0;
}
function isAbstract(f: Value): i32 {
  if (f == NULL) return 0;
  const v = getOptionalAttr(f, name(N.__isabstractmethod__));
  if (v == NULL) return errorOccurred() ? -1 : 0;
  const r = isTrue(v);
  decref(v);
  return r;
}
function getAbstract(self: Value): Value {
  const v = view(self);
  let r = isAbstract(v.fget);
  if (r == 0) r = isAbstract(v.fset);
  if (r == 0) r = isAbstract(v.fdel);
  return r < 0 ? NULL : boxBool(r != 0);
}

function dealloc(p: usize): void {
  gcUntrack(p);
  for (let at: usize = 8; at < 48; at += 8) decref(load<u64>(p + at));
  freeObject(p);
}
function traverse(p: usize, visit: i32, arg: usize): i32 {
  for (let at: usize = 8; at < 48; at += 8) {
    const r = visitValue(load<u64>(p + at), visit, arg);
    if (r) return r;
  }
  return 0;
}
function clear(p: usize): void { clearref(p + offsetof<PropertyObj>("doc")); }

export function initProperty(): void {
  const t = T.property;
  defType(t, "property", T.object, SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC);
  typeView(t).doc = <u32>changetype<usize>("Property attribute.\n\n  fget\n    function to be used for getting an attribute value\n  fset\n    function to be used for setting an attribute value\n  fdel\n    function to be used for del'ing an attribute\n  doc\n    docstring");
  setSlot(t, Slot.new_, propertyNew.index);
  setSlot(t, Slot.init, propertyInit.index);
  setSlot(t, Slot.dealloc, dealloc.index);
  setSlot(t, Slot.traverse, traverse.index);
  setSlot(t, Slot.clear, clear.index);
  setSlot(t, Slot.descrGet, propertyGet.index);
  setSlot(t, Slot.descrSet, propertySet.index);
  method(t, "getter", propertyGetterMethod.index, METH_O, "($self, object, /)", "Descriptor to obtain a copy of the property with a different getter.");
  method(t, "setter", propertySetterMethod.index, METH_O, "($self, object, /)", "Descriptor to obtain a copy of the property with a different setter.");
  method(t, "deleter", propertyDeleterMethod.index, METH_O, "($self, object, /)", "Descriptor to obtain a copy of the property with a different deleter.");
  method(t, "__set_name__", propertySetName.index, METH_FAST, "", "Tells a property its name.");
  member(t, "fget", offsetof<PropertyObj>("fget"), MEMBER_OBJECT | MEMBER_READONLY);
  member(t, "fset", offsetof<PropertyObj>("fset"), MEMBER_OBJECT | MEMBER_READONLY);
  member(t, "fdel", offsetof<PropertyObj>("fdel"), MEMBER_OBJECT | MEMBER_READONLY);
  member(t, "__doc__", offsetof<PropertyObj>("doc"), MEMBER_OBJECT);
  getset(t, "__name__", getName.index, setName.index);
  getset(t, "__isabstractmethod__", getAbstract.index);
}
