// Calling a type: type.__call__, and the `__new__` that built-in types show.

import { Value, NULL, boxPtr, ptrOf, isPtr } from "../value";
import { T } from "../names.generated";
import { TypeFlag, Slot, typeView, typeOf, typeSlot, hasFlag } from "./typeobject";
import { tupleSize } from "./tupleobject";
import { isSubtype } from "./exceptionnew";
import { gcTrack, isTracked } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt } from "../errors";
import { slotNew } from "./slotcalls";
import { fullTypeName } from "./typeattrs";
import { intern } from "./strnew";

/** type.__call__(type, *args, **kw): makes an instance. */
export function typeCall(callable: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const type = ptrOf(callable);
  if (type == T.type) {
    const keywords = kwnames == NULL ? 0 : tupleSize(kwnames);
    if (nargs == 1 && !keywords) return newref(boxPtr(typeOf(load<u64>(args))));
    if (nargs != 3) return raise(T.TypeError, "type() takes 1 or 3 arguments");
  }
  const make = typeSlot(type, Slot.new_);
  if (!make) return raiseFmt(T.TypeError, "cannot create '%s' instances", qualifiedName(type));
  const self = call_indirect<Value>(make, type, args, nargs, kwnames);
  if (self == NULL) return NULL;
  if (!isPtr(self)) {
    if (type == T.int || type == T.float || type == T.bool || !isSubtype(typeOf(self), type)) return self;
  } else if (<usize>load<u32>(ptrOf(self), 4) != type && !isSubtype(typeOf(self), type)) return self;
  const made = typeOf(self);
  if (isPtr(self) && typeView(made).flags & TypeFlag.HEAP && !isTracked(ptrOf(self))) gcTrack(ptrOf(self));
  const init = typeSlot(made, Slot.init);
  if (init && call_indirect<i32>(init, self, args, nargs, kwnames) < 0) {
    decref(self);
    return NULL;
  }
  return self;
}
/** The name by which CPython knows a built-in type in messages: with its module when that is not builtins. Borrowed for classes, else a leak of nothing: interned names. */
function qualifiedName(type: usize): Value {
  const s = fullTypeName(type);
  return s == NULL ? typeView(type).name : intern(s);
}

/** T.__new__(X, ...) for a built-in type T. */
export function typeNewWrapper(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (!isPtr(self) || !hasFlag(self, TypeFlag.TYPE_SUBCLASS)) return raise(T.SystemError, "__new__() called with non-type 'self'");
  const type = ptrOf(self);
  const typeName = typeView(type).name;
  if (nargs < 1) return raiseFmt(T.TypeError, "%s.__new__(): not enough arguments", typeName);
  const sub = load<u64>(args);
  if (!hasFlag(sub, TypeFlag.TYPE_SUBCLASS)) return raiseFmt(T.TypeError, "%s.__new__(X): X is not a type object (%T)", typeName, sub);
  const subtype = ptrOf(sub);
  if (!isSubtype(subtype, type)) {
    const subName = typeView(subtype).name;
    return raiseFmt(T.TypeError, "%s.__new__(%s): %s is not a subtype of %s", typeName, subName, subName, typeName);
  }
  let base = subtype;
  while (base && typeSlot(base, Slot.new_) == slotNew.index) base = typeView(base).base;
  if (base && typeSlot(base, Slot.new_) != typeSlot(type, Slot.new_)) {
    return raiseFmt(T.TypeError, "%s.__new__(%s) is not safe, use %s.__new__()", typeName, typeView(subtype).name, typeView(base).name);
  }
  const made = call_indirect<Value>(typeSlot(type, Slot.new_), subtype, args + 8, nargs - 1, kwnames);
  if (isPtr(made) && <usize>load<u32>(ptrOf(made), 4) == subtype && typeView(subtype).flags & TypeFlag.HEAP && !isTracked(ptrOf(made))) gcTrack(ptrOf(made));
  return made;
}
