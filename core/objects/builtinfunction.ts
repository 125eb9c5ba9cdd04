// builtin_function_or_method: native functions, bound native methods. Layout: core/objects/define.ts.

import { Value, NULL, None, NotImplemented, boxPtr, boxBool, boxInt, ptrOf, isPtr } from "../value";
import { runtime } from "../state";
import { T, N, name } from "../names.generated";
import { TypeFlag, Slot, CompareOp, typeView, typeOf, setSlot, hasFlag, isExact } from "./typeobject";
import { BuiltinFunction, MethodDef, BUILTIN_SIZE, METH_NOARGS, METH_O, METH_KW, METH_CLASS, defType, method, getset, moduleDict } from "./define";
import { tupleSize, tuple2 } from "./tupleobject";
import { dictGetStr } from "./dict";
import { strFromLiteral } from "./strnew";
import { addressText } from "./addresstext";
import { clearWeakrefs } from "./weakrefs";
import { visitValue } from "./visit";
import { freeObject, gcUntrack } from "../memory/object";
import { decref, newref, setref } from "../memory/refcount";
import { raiseFmt } from "../errors";
import { hashPointer, getAttr } from "../abstract";
import { formatMessage } from "../format";

function view(self: Value): BuiltinFunction { return changetype<BuiltinFunction>(ptrOf(self)); }
function defOf(self: Value): MethodDef { return changetype<MethodDef>(<usize>view(self).def); }

/** "list.append" or "len" or "math.sqrt": how messages name a native function. Owned. */
export function definitionName(def: MethodDef, self: Value): Value {
  if (def.flags & METH_CLASS && isPtr(self) && hasFlag(self, TypeFlag.TYPE_SUBCLASS)) return formatMessage("%s.%s", typeView(ptrOf(self)).name, def.name, NULL, NULL);
  if (def.type) return formatMessage("%s.%s", typeView(def.type).name, def.name, NULL, NULL);
  if (isPtr(self) && isExact(self, T.module)) {
    const module = dictGetStr(moduleDict(self), name(N.__name__));
    if (module != NULL && hasFlag(module, TypeFlag.STR_SUBCLASS) && module != name(N.builtins)) return formatMessage("%s.%s", module, def.name, NULL, NULL);
  }
  return newref(def.name);
}
function refuse(def: MethodDef, self: Value, template: string, nargs: i32): Value {
  // A class method is named by the qualified name of the class that it was called on.
  const isClassMethod = def.flags & METH_CLASS && isPtr(self) && hasFlag(self, TypeFlag.TYPE_SUBCLASS);
  const text = isClassMethod ? formatMessage("%s.%s", typeView(ptrOf(self)).qualname, def.name, NULL, NULL) : definitionName(def, self);
  if (text == NULL) return NULL;
  raiseFmt(T.TypeError, template, text, boxInt(nargs));
  decref(text);
  return NULL;
}

/** Calls a native function: `self` and arguments borrowed. */
export function callDefinition(definition: usize, self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const def = changetype<MethodDef>(definition);
  const flags = def.flags;
  const fn = def.fn;
  if (flags & METH_KW) return call_indirect<Value>(fn, self, args, nargs, kwnames);
  if (kwnames != NULL && tupleSize(kwnames)) return refuse(def, self, "%s() takes no keyword arguments", nargs);
  if (flags & METH_O) {
    if (nargs != 1) return refuse(def, self, "%s() takes exactly one argument (%d given)", nargs);
    return call_indirect<Value>(fn, self, load<u64>(args));
  }
  if (flags & METH_NOARGS) {
    if (nargs != 0) return refuse(def, self, "%s() takes no arguments (%d given)", nargs);
    return call_indirect<Value>(fn, self);
  }
  return call_indirect<Value>(fn, self, args, nargs);
}

function builtinCall(callable: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const b = view(callable);
  return callDefinition(b.def, b.self, args, nargs, kwnames);
}

function builtinRepr(self: Value): Value {
  const b = view(self);
  if (b.self == NULL || isExact(b.self, T.module)) return formatMessage("<built-in function %s>", defOf(self).name, NULL, NULL, NULL);
  const address = addressText(b.self);
  if (address == NULL) return NULL;
  const r = formatMessage("<built-in method %s of %T object at %s>", defOf(self).name, b.self, address, NULL);
  decref(address);
  return r;
}
function builtinHash(self: Value): i64 {
  const b = view(self);
  let h = isPtr(b.self) ? hashPointer(ptrOf(b.self)) : <i64>b.self;
  h ^= <i64>defOf(self).fn * 1000003;
  return h == -1 ? -2 : h;
}
function builtinCompare(self: Value, other: Value, op: i32): Value {
  if ((op != CompareOp.EQ && op != CompareOp.NE) || !isExact(other, T.builtin_function_or_method)) return NotImplemented;
  const same = view(self).self == view(other).self && defOf(self).fn == defOf(other).fn;
  return boxBool(same == (op == CompareOp.EQ));
}
function builtinReduce(self: Value): Value {
  const b = view(self);
  if (b.self == NULL || isExact(b.self, T.module)) return newref(defOf(self).name);
  const getattr = dictGetStr(runtime().builtinsDict, name(N.getattr));
  const args = tuple2(b.self, defOf(self).name);
  if (args == NULL || getattr == NULL) { decref(args); return NULL; }
  const r = tuple2(getattr, args);
  decref(args);
  return r;
}

function getModule(self: Value): Value {
  const b = view(self);
  if (b.module != NULL) return newref(b.module);
  if (b.self != NULL && isExact(b.self, T.module)) {
    const m = dictGetStr(moduleDict(b.self), name(N.__name__));
    if (m != NULL) return newref(m);
  }
  return None;
}
function setModuleAttribute(self: Value, value: Value): i32 {
  setref(ptrOf(self) + offsetof<BuiltinFunction>("module"), value == NULL ? None : newref(value));
  return 0;
}
/** The text behind a literal's address as a str, or None when empty. */
export function literalText(address: u32): Value {
  if (!address) return None;
  const text = changetype<string>(<usize>address);
  return text.length ? strFromLiteral(text) : None;
}
function getDoc(self: Value): Value { return literalText(defOf(self).doc); }
function getSignature(self: Value): Value { return literalText(defOf(self).signature); }
function getName(self: Value): Value { return newref(defOf(self).name); }
function getQualname(self: Value): Value {
  const b = view(self);
  const def = defOf(self);
  if (b.self == NULL && def.type) return formatMessage("%s.%s", typeView(def.type).qualname, def.name, NULL, NULL);
  if (b.self == NULL || isExact(b.self, T.module)) return newref(def.name);
  const type = hasFlag(b.self, TypeFlag.TYPE_SUBCLASS) ? b.self : boxPtr(typeOf(b.self));
  const qualname = getAttr(type, name(N.__qualname__));
  if (qualname == NULL) return NULL;
  const r = formatMessage("%s.%s", qualname, def.name, NULL, NULL);
  decref(qualname);
  return r;
}
function getSelf(self: Value): Value {
  const b = view(self);
  return b.self == NULL ? None : newref(b.self);
}

function builtinDealloc(p: usize): void {
  gcUntrack(p);
  const b = changetype<BuiltinFunction>(p);
  if (b.weaklist) clearWeakrefs(p);
  decref(b.self);
  decref(b.module);
  freeObject(p);
}
function builtinTraverse(p: usize, visit: i32, arg: usize): i32 {
  const b = changetype<BuiltinFunction>(p);
  const r = visitValue(b.self, visit, arg);
  return r ? r : visitValue(b.module, visit, arg);
}

export function initBuiltinFunction(): void {
  const t = T.builtin_function_or_method;
  defType(t, "builtin_function_or_method", T.object, BUILTIN_SIZE, TypeFlag.HAVE_GC);
  typeView(t).weakoffset = <u32>offsetof<BuiltinFunction>("weaklist");
  setSlot(t, Slot.dealloc, builtinDealloc.index);
  setSlot(t, Slot.traverse, builtinTraverse.index);
  setSlot(t, Slot.repr, builtinRepr.index);
  setSlot(t, Slot.hash, builtinHash.index);
  setSlot(t, Slot.richcompare, builtinCompare.index);
  setSlot(t, Slot.call, builtinCall.index);
  method(t, "__reduce__", builtinReduce.index, METH_NOARGS);
  getset(t, "__module__", getModule.index, setModuleAttribute.index);
  getset(t, "__doc__", getDoc.index);
  getset(t, "__name__", getName.index);
  getset(t, "__qualname__", getQualname.index);
  getset(t, "__self__", getSelf.index);
  getset(t, "__text_signature__", getSignature.index);
}
