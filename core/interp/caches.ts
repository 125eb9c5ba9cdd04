// Inline caches: when the generic form of an instruction meets something that a specialised form serves, the op byte is rewritten in place (quickening)
// and what the form needs is kept in the cache words behind the instruction.
//
// In a generic instruction the first cache word counts down to the next attempt: 0 (never run) and 1 (try now) are small, after a failed attempt it is
// RETRY, after a specialised form has missed it is AGAIN_SOON. A specialised form that does not fit what it meets makes itself generic again and runs as such.
//
//   LOAD_GLOBAL_MODULE    tag of the globals' keys │ address of the value
//   LOAD_GLOBAL_BUILTIN   tag of the globals' keys │ tag of the builtins' keys │ address of the value
//   LOAD_ATTR_INSTANCE    type version │ place │ dictoffset │ 0 │ misses
//   LOAD_ATTR_SLOT        type version │ offset
//   LOAD_ATTR_METHOD      type version │ tag of the shared keys, 0 for types without dict │ dictoffset │ address of the function │ misses
//   LOAD_ATTR_VALUE       type version │ tag of the shared keys, 0 for types without dict │ dictoffset │ 0 │ the value (borrowed), two words
//   LOAD_ATTR_MODULE      tag of the module's keys │ address of the value
//   LOAD_ATTR_CLASS       version of the class │ metatype │ its version │ 0 │ the value (borrowed), two words
//   LOAD_ATTR_PROPERTY    type version │ address of the getter function │ 0 │ 0 │ misses
//   LOAD_SUPER_ATTR       type version << 16 | version of the class │ address of the method (names.ts; never rewritten)
//   STORE_ATTR_INSTANCE   type version │ place │ dictoffset │ misses
//   STORE_ATTR_SLOT       type version │ offset
//   CALL_BUILTIN_*        address of the method definition
//   CALL_METHOD_*         address of the method definition │ type of self
//   CALL_CLASS_INIT       type version │ address of the __init__ function
//
// A borrowed value stays alive because the type's version (or the keys' tag) would have changed with it.

import { Value, NULL, isInt, isPtr, ptrOf, boxPtr } from "../value";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, TypeObj, typeOf, typeSlot, slotOf, isExact } from "../objects/typeobject";
import { typeLookup, assignVersion } from "../objects/typelookup";
import { isSubtype } from "../objects/exceptionnew";
import { keysTag, keysView, lookupUnicode, keySlot, KIND_UNICODE } from "../objects/dictkeys";
import { dictView, dictGetStr } from "../objects/dict";
import { strHash } from "../objects/strnew";
import { instancePlace, sharedKeysTag } from "../objects/instance";
import { CodeObj, NOT_SIMPLE } from "../objects/codeobject";
import { FunctionObj, MethodObj } from "../objects/functionobject";
import { BuiltinFunction, MethodDef, MethodDescriptor, METH_NOARGS, METH_O, METH_FAST, METH_CLASS, METH_STATIC, moduleDict } from "../objects/define";
import { propertyGetter } from "../objects/property";
import { Op } from "./opcodes.generated";
import { Frame } from "./framelayout";
import { runtime } from "../state";

const RETRY: u32 = 100;
export const AGAIN_SOON: u32 = 20;
/** How often a specialised attribute instruction may miss before it is made generic; counted in a cache word of its own. */
export const MISSES: u32 = 200;

/** Counts one run of a generic instruction whose caches are at `pc`; whether it is time to specialise it. */
export function due(pc: usize): bool {
  const c = load<u32>(pc);
  if (c == 1) { store<u32>(pc, RETRY); return true; }
  store<u32>(pc, c == 0 ? 1 : c - 1);
  return false;
}
function become(pc: usize, op: Op): void { store<u8>(pc - 4, <u8>op); }

/** The address of the value of `key` in an exact dict of str keys, and (at `tag`, two words behind it free) its tag; 0 when it cannot be cached. */
function dictSlot(d: Value, key: Value): usize {
  if (!isExact(d, T.dict)) return 0;
  const keys = <usize>dictView(d).keys;
  if (!keys || keysView(keys).kind != KIND_UNICODE) return 0;
  const place = lookupUnicode(keys, key, strHash(key));
  return place < 0 ? 0 : keySlot(keys, place) + 8;
}
function dictTag(d: Value): u32 {
  if (!isExact(d, T.dict)) return 0;
  return keysTag(dictView(d).keys);
}

export function specializeGlobal(fp: usize, key: Value, pc: usize): void {
  const frame = changetype<Frame>(fp);
  const globals = boxPtr(frame.globals), builtins = boxPtr(frame.builtins);
  const tag = dictTag(globals);
  if (!tag) return;
  let at = dictSlot(globals, key);
  if (at) {
    store<u32>(pc, tag);
    store<u32>(pc, <u32>at, 4);
    become(pc, Op.LOAD_GLOBAL_MODULE);
    return;
  }
  const builtinsTag = dictTag(builtins);
  at = builtinsTag ? dictSlot(builtins, key) : 0;
  if (!at) return;
  store<u32>(pc, tag);
  store<u32>(pc, builtinsTag, 4);
  store<u32>(pc, <u32>at, 8);
  become(pc, Op.LOAD_GLOBAL_BUILTIN);
}

/** Whether attribute access on the type goes the usual way (object.__getattribute__, no __getattr__). */
function plainGet(type: usize): bool { return typeSlot(type, Slot.getattro) == typeSlot(T.object, Slot.getattro); }

/** `arg` is the instruction's; the owner lies on top of the stack. */
export function specializeLoadAttr(owner: Value, key: Value, arg: usize, pc: usize): void {
  const type = typeOf(owner);
  const t = changetype<TypeObj>(type);
  if (type == T.module) {
    if (typeSlot(type, Slot.getattro) == 0) return;
    const d = moduleDict(owner);
    const at = dictSlot(d, key);
    const tag = at ? dictTag(d) : 0;
    if (!tag) return;
    store<u32>(pc, tag);
    store<u32>(pc, <u32>at, 4);
    become(pc, Op.LOAD_ATTR_MODULE);
    return;
  }
  if (t.flags & TypeFlag.TYPE_SUBCLASS) { specializeClassAttr(owner, type, key, arg, pc); return; }
  if (!plainGet(type) || !assignVersion(type)) return;
  const found = typeLookup(type, key);
  const kind: usize = found == NULL ? 0 : typeOf(found);
  if (kind && typeSlot(kind, Slot.descrSet)) {
    // A data descriptor goes before everything.
    if (!isPtr(owner)) return;
    if (kind == T.member_descriptor && load<u32>(ptrOf(found), 8) == 1) {
      store<u32>(pc, t.version);
      store<u32>(pc, load<u32>(ptrOf(found), 32), 4);
      become(pc, Op.LOAD_ATTR_SLOT);
    } else if (kind == T.property) {
      const getter = propertyGetter(found);
      if (getter == NULL || !isExact(getter, T.function_)) return;
      const code = changetype<CodeObj>(<usize>changetype<FunctionObj>(ptrOf(getter)).code);
      if (code.simpleArgs != 1) return;
      store<u32>(pc, t.version);
      store<u32>(pc, <u32>ptrOf(getter), 4);
      store<u32>(pc, 0, 16);
      become(pc, Op.LOAD_ATTR_PROPERTY);
    }
    return;
  }
  const managed = (t.flags & TypeFlag.MANAGED_DICT) != 0;
  if (t.dictoffset && !managed) return;
  if (managed) {
    const place = instancePlace(type, key);
    if (place >= 0) {
      if (found != NULL) return; // on the type as well: the instance has to be asked each time
      store<u32>(pc, t.version);
      store<u32>(pc, place, 4);
      store<u32>(pc, t.dictoffset, 8);
      store<u32>(pc, 0, 16);
      become(pc, Op.LOAD_ATTR_INSTANCE);
      return;
    }
  }
  if (found == NULL) return;
  const tag: u32 = managed ? sharedKeysTag(type) : 0;
  if (managed && !tag) return;
  const isMethod = isPtr(found) && (changetype<TypeObj>(kind).flags & TypeFlag.METHOD_DESCRIPTOR) != 0;
  if (arg & 1 && isMethod) {
    store<u32>(pc, t.version);
    store<u32>(pc, tag, 4);
    store<u32>(pc, t.dictoffset, 8);
    store<u32>(pc, <u32>ptrOf(found), 12);
    store<u32>(pc, 0, 16);
    become(pc, Op.LOAD_ATTR_METHOD);
    return;
  }
  if (typeSlot(kind, Slot.descrGet)) return;
  if (!isPtr(owner)) return;
  store<u32>(pc, t.version);
  store<u32>(pc, tag, 4);
  store<u32>(pc, t.dictoffset, 8);
  store<u64>(pc, found, 16);
  become(pc, Op.LOAD_ATTR_VALUE);
}
function specializeClassAttr(owner: Value, metatype: usize, key: Value, arg: usize, pc: usize): void {
  const cls = ptrOf(owner);
  if (typeSlot(metatype, Slot.getattro) != typeSlot(T.type, Slot.getattro)) return;
  if (!assignVersion(cls) || !assignVersion(metatype)) return;
  const meta = typeLookup(metatype, key);
  if (meta != NULL && slotOf(meta, Slot.descrSet)) return;
  const found = typeLookup(cls, key);
  if (found == NULL) return;
  let value = found;
  if (isExact(found, T.staticmethod)) value = load<u64>(ptrOf(found), 8);
  else if (isPtr(found) && slotOf(found, Slot.descrGet) && !isExact(found, T.function_)) return;
  store<u32>(pc, changetype<TypeObj>(cls).version);
  store<u32>(pc, <u32>metatype, 4);
  store<u32>(pc, changetype<TypeObj>(metatype).version, 8);
  store<u64>(pc, value, 16);
  become(pc, Op.LOAD_ATTR_CLASS);
}

export function specializeStoreAttr(owner: Value, key: Value, pc: usize): void {
  if (!isPtr(owner)) return;
  const type = typeOf(owner);
  const t = changetype<TypeObj>(type);
  if (typeSlot(type, Slot.setattro) != typeSlot(T.object, Slot.setattro) || !assignVersion(type)) return;
  const found = typeLookup(type, key);
  if (found != NULL && slotOf(found, Slot.descrSet)) {
    if (isExact(found, T.member_descriptor) && load<u32>(ptrOf(found), 8) == 1) {
      store<u32>(pc, t.version);
      store<u32>(pc, load<u32>(ptrOf(found), 32), 4);
      become(pc, Op.STORE_ATTR_SLOT);
    }
    return;
  }
  if (!(t.flags & TypeFlag.MANAGED_DICT)) return;
  const place = instancePlace(type, key);
  if (place < 0) return;
  store<u32>(pc, t.version);
  store<u32>(pc, place, 4);
  store<u32>(pc, t.dictoffset, 8);
  store<u32>(pc, 0, 12);
  become(pc, Op.STORE_ATTR_INSTANCE);
}

/** callable, self_or_null, n arguments behind them at `at`. */
export function specializeCall(at: usize, n: usize, pc: usize): void {
  const callable = load<u64>(at), self = load<u64>(at, 8);
  if (!isPtr(callable)) return;
  const type = typeOf(callable);
  const count = <u32>n + (self == NULL ? 0 : 1);
  if (type == T.function_) {
    const f = changetype<FunctionObj>(ptrOf(callable));
    if (changetype<CodeObj>(<usize>f.code).simpleArgs == count) become(pc, Op.CALL_PY);
    else if (canDefault(f, count)) become(pc, Op.CALL_PY_DEFAULTS);
    return;
  }
  if (type == T.method) {
    if (self != NULL || !isExact(changetype<MethodObj>(ptrOf(callable)).func, T.function_)) return;
    const f = changetype<FunctionObj>(ptrOf(changetype<MethodObj>(ptrOf(callable)).func));
    if (changetype<CodeObj>(<usize>f.code).simpleArgs == count + 1) become(pc, Op.CALL_PY_METHOD);
    return;
  }
  if (type == T.builtin_function_or_method) {
    if (self != NULL) return;
    const def = changetype<MethodDef>(<usize>changetype<BuiltinFunction>(ptrOf(callable)).def);
    const flags = def.flags & ~(METH_STATIC | METH_CLASS);
    if (flags == METH_O && count == 1) {
      store<u32>(pc, <u32>changetype<usize>(def));
      become(pc, callable == dictGetStr(runtime().builtinsDict, name(N.len)) ? Op.CALL_LEN : Op.CALL_BUILTIN_O);
    } else if (flags == METH_FAST) {
      store<u32>(pc, <u32>changetype<usize>(def));
      become(pc, count == 2 && callable == dictGetStr(runtime().builtinsDict, name(N.isinstance)) ? Op.CALL_ISINSTANCE : Op.CALL_BUILTIN_FAST);
    }
    return;
  }
  if (type == T.method_descriptor) {
    if (self == NULL) return;
    const d = changetype<MethodDescriptor>(ptrOf(callable));
    const def = changetype<MethodDef>(<usize>d.def);
    const selfType = typeOf(self);
    if (!isSubtype(selfType, <usize>d.owner)) return;
    if (def.flags & (METH_STATIC | METH_CLASS)) return;
    if (def.flags == METH_O && n == 1) become(pc, Op.CALL_METHOD_O);
    else if (def.flags == METH_NOARGS && n == 0) become(pc, Op.CALL_METHOD_NOARGS);
    else if (def.flags == METH_FAST) become(pc, Op.CALL_METHOD_FAST);
    else return;
    store<u32>(pc, d.def);
    store<u32>(pc, <u32>selfType, 4);
    return;
  }
  if (callable == boxPtr(T.type)) {
    if (count == 1) become(pc, Op.CALL_TYPE_1);
    return;
  }
  if (type == T.type && self == NULL) {
    // A class with object.__new__ and an __init__ in Python.
    const cls = ptrOf(callable);
    const t = changetype<TypeObj>(cls);
    if (!(t.flags & TypeFlag.HEAP) || typeSlot(cls, Slot.new_) != typeSlot(T.object, Slot.new_)) return;
    if (t.flags & TypeFlag.ABSTRACT || t.itemsize) return;
    if (!assignVersion(cls)) return;
    const init = typeLookup(cls, name(N.__init__));
    if (init == NULL || !isExact(init, T.function_)) return;
    if (changetype<CodeObj>(<usize>changetype<FunctionObj>(ptrOf(init)).code).simpleArgs != count + 1) return;
    store<u32>(pc, t.version);
    store<u32>(pc, <u32>ptrOf(init), 4);
    become(pc, Op.CALL_CLASS_INIT);
  }
}
/** Whether the missing arguments of a call with `count` positional ones can come from the defaults, the function taking positional ones only. */
export function canDefault(f: FunctionObj, count: u32): bool {
  const wanted = changetype<CodeObj>(<usize>f.code).simpleArgs;
  if (wanted == NOT_SIMPLE || count > wanted || f.defaults == NULL) return false;
  return wanted - count <= load<u32>(ptrOf(f.defaults), 8);
}

export function specializeIter(it: Value, pc: usize): void {
  if (isExact(it, T.range_iterator)) become(pc, Op.FOR_ITER_RANGE);
  else if (isExact(it, T.list_iterator)) become(pc, Op.FOR_ITER_LIST);
  else if (isExact(it, T.tuple_iterator)) become(pc, Op.FOR_ITER_TUPLE);
  else if (isExact(it, T.generator)) become(pc, Op.FOR_ITER_GEN);
}
export function specializeSubscr(container: Value, key: Value, pc: usize): void {
  if (isExact(container, T.list)) { if (isInt(key)) become(pc, Op.BINARY_SUBSCR_LIST_INT); }
  else if (isExact(container, T.tuple)) { if (isInt(key)) become(pc, Op.BINARY_SUBSCR_TUPLE_INT); }
  else if (isExact(container, T.str)) { if (isInt(key)) become(pc, Op.BINARY_SUBSCR_STR_INT); }
  else if (isExact(container, T.dict)) become(pc, Op.BINARY_SUBSCR_DICT);
}
export function specializeStoreSubscr(container: Value, key: Value, pc: usize): void {
  if (isExact(container, T.list)) { if (isInt(key)) become(pc, Op.STORE_SUBSCR_LIST_INT); }
  else if (isExact(container, T.dict)) become(pc, Op.STORE_SUBSCR_DICT);
}
