// The specialised forms of calls and items that are too long for the loop itself. Helpers as eval.ts describes them; MISSED says that the form does not fit.
//
// Layout on the stack: callable, self or NULL, n arguments.

import { newInt } from "../objects/int";
import { Value, NULL, isInt, isPtr, intOf, ptrOf, boxPtr, boxInt, boxBool } from "../value";
import { current } from "../state";
import { T } from "../names.generated";
import { TypeFlag, TypeObj, typeOf, isExact } from "../objects/typeobject";
import { decref, decrefPtr, increfPtr, newref } from "../memory/refcount";
import { errorOccurred } from "../errors";
import { lenOf, isInstance, getItem } from "../abstract";
import { gcTrack } from "../memory/object";
import { BuiltinFunction, MethodDef, MethodDescriptor } from "../objects/define";
import { CodeObj } from "../objects/codeobject";
import { FunctionObj, MethodObj } from "../objects/functionobject";
import { dictGet, dictGetStr, dictSet } from "../objects/dict";
import { instanceAlloc } from "../objects/instance";
import { tupleAt, tupleSize } from "../objects/tupleobject";
import { strAt, strLen } from "../objects/strnew";
import { strFromCodePoint } from "../objects/strmake";
import { Frame, FRAME_LOCALS, FrameFlag } from "./framelayout";
import { growStack, recursionError } from "./frame";
import { replace2, drop3, subscr, storeSubscr } from "./operators";
import { canDefault, AGAIN_SOON } from "./caches";
import { FAILED, RELOAD, MISSED } from "./status";
import { Op } from "./opcodes.generated";

/**
 * Pushes a frame of `func` (stolen), moving the n arguments at `args` into its first locals: they are exactly those it takes. 0 with RecursionError or
 * MemoryError, nothing moved then.
 */
export function enterPy(func: usize, args: usize, n: usize): usize {
  const t = current();
  if (t.pyDepth >= t.pyLimit) { recursionError(); return 0; }
  const f = changetype<FunctionObj>(func);
  const code = <usize>f.code;
  const c = changetype<CodeObj>(code);
  let fp = <usize>t.stackTop;
  const size = <usize>c.frameSize;
  if (fp + size > <usize>t.stackLimit) {
    fp = growStack(size);
    if (!fp) return 0;
  }
  t.stackTop = <u32>(fp + size);
  t.pyDepth++;
  increfPtr(code);
  const frame = changetype<Frame>(fp);
  frame.back = t.frame;
  frame.code = <u32>code;
  frame.func = <u32>func;
  frame.globals = f.globals;
  frame.builtins = f.builtins;
  frame.locals = 0;
  frame.frameObject = 0;
  frame.flags = 0;
  frame.pc = c.words;
  let at = fp + FRAME_LOCALS;
  const end = at + (<usize>c.nlocalsplus << 3);
  const argsEnd = at + (n << 3);
  while (at < argsEnd) {
    store<u64>(at, load<u64>(args));
    at += 8;
    args += 8;
  }
  while (at < end) { store<u64>(at, NULL); at += 8; }
  frame.sp = <u32>end;
  t.frame = <u32>fp;
  return fp;
}

function callerTo(fp: usize, at: usize, skip: u32): void {
  const caller = changetype<Frame>(fp);
  caller.sp = <u32>at;
  caller.skip = skip;
}

/** A Python function that lacks arguments which have defaults. */
export function callPyDefaults(fp: usize, sp: usize, n: usize): usize {
  const at = sp - (n << 3) - 16;
  const callable = load<u64>(at);
  if (!isExact(callable, T.function_)) return MISSED;
  const count = n + (load<u64>(at, 8) == NULL ? 0 : 1);
  const func = ptrOf(callable);
  const f = changetype<FunctionObj>(func);
  if (!canDefault(f, <u32>count)) return MISSED;
  callerTo(fp, at, 16);
  const callee = enterPy(func, sp - (count << 3), count);
  if (!callee) return FAILED;
  const wanted = changetype<CodeObj>(<usize>f.code).simpleArgs;
  const defaults = f.defaults;
  const first = tupleSize(defaults) - wanted; // may wrap: first + i is the index
  for (let i = <u32>count; i < wanted; i++) store<u64>(callee + FRAME_LOCALS + (<usize>i << 3), newref(tupleAt(defaults, first + i)));
  return RELOAD;
}

/** A bound method of a Python function that takes exactly the arguments. */
export function callPyMethod(fp: usize, sp: usize, n: usize): usize {
  const at = sp - (n << 3) - 16;
  const callable = load<u64>(at);
  if (load<u64>(at, 8) != NULL || !isExact(callable, T.method)) return MISSED;
  const m = changetype<MethodObj>(ptrOf(callable));
  if (!isExact(m.func, T.function_)) return MISSED;
  const func = ptrOf(m.func);
  if (<usize>changetype<CodeObj>(<usize>changetype<FunctionObj>(func).code).simpleArgs != n + 1) return MISSED;
  callerTo(fp, at, 16);
  store<u64>(at, newref(m.self), 8);
  increfPtr(func);
  const callee = enterPy(func, at + 8, n + 1);
  if (!callee) { decrefPtr(func); return FAILED; }
  decref(callable);
  return RELOAD;
}

/** A class with object.__new__ and a Python __init__ that takes exactly the arguments. */
export function callClassInit(fp: usize, sp: usize, n: usize, pc: usize): usize {
  const at = sp - (n << 3) - 16;
  const callable = load<u64>(at);
  if (load<u64>(at, 8) != NULL || !isExact(callable, T.type)) return MISSED;
  const cls = ptrOf(callable);
  const t = changetype<TypeObj>(cls);
  if (t.version != load<u32>(pc)) return MISSED;
  const func = <usize>load<u32>(pc, 4);
  if (<usize>changetype<CodeObj>(<usize>changetype<FunctionObj>(func).code).simpleArgs != n + 1) return MISSED;
  const p = instanceAlloc(cls);
  if (!p) return FAILED;
  if (t.flags & TypeFlag.HAVE_GC) gcTrack(p);
  const self = boxPtr(p);
  store<u64>(at, self, 8);
  increfPtr(func);
  callerTo(fp, at + 8, 16);
  const callee = enterPy(func, at + 8, n + 1);
  if (!callee) { decrefPtr(func); return FAILED; }
  // The frame has the reference in its first local; the instance itself waits where the callable was.
  increfPtr(p);
  store<u64>(at, self);
  changetype<Frame>(callee).flags = FrameFlag.INIT;
  decrefPtr(cls);
  return RELOAD;
}

/** Puts `r` in the place of the callable, and drops that, self and the arguments. */
function finish(sp: usize, at: usize, r: Value): usize {
  if (r == NULL) return FAILED;
  const callable = load<u64>(at);
  store<u64>(at, r);
  for (let p = at + 8; p < sp; p += 8) decref(load<u64>(p));
  decref(callable);
  return at + 8;
}

function builtinDef(callable: Value, self: Value, pc: usize): MethodDef {
  if (self != NULL || !isExact(callable, T.builtin_function_or_method)) return changetype<MethodDef>(0);
  const def = changetype<BuiltinFunction>(ptrOf(callable)).def;
  return changetype<MethodDef>(def == load<u32>(pc) ? <usize>def : 0);
}
/** A builtin function with METH_O, one argument. */
export function callBuiltinO(sp: usize, n: usize, pc: usize): usize {
  const at = sp - (n << 3) - 16;
  const callable = load<u64>(at);
  const def = builtinDef(callable, load<u64>(at, 8), pc);
  if (!changetype<usize>(def) || n != 1) return MISSED;
  return finish(sp, at, call_indirect<Value>(def.fn, changetype<BuiltinFunction>(ptrOf(callable)).self, load<u64>(at, 16)));
}
/** A builtin function with METH_FAST. */
export function callBuiltinFast(sp: usize, n: usize, pc: usize): usize {
  const at = sp - (n << 3) - 16;
  const callable = load<u64>(at);
  const def = builtinDef(callable, load<u64>(at, 8), pc);
  if (!changetype<usize>(def)) return MISSED;
  return finish(sp, at, call_indirect<Value>(def.fn, changetype<BuiltinFunction>(ptrOf(callable)).self, at + 16, <i32>n));
}
/** len() of one argument. */
export function callLen(sp: usize, n: usize, pc: usize): usize {
  const at = sp - (n << 3) - 16;
  const def = builtinDef(load<u64>(at), load<u64>(at, 8), pc);
  if (!changetype<usize>(def) || n != 1) return MISSED;
  const v = load<u64>(at, 16);
  if (isPtr(v)) {
    const type = <usize>load<u32>(ptrOf(v), 4);
    if (type == T.list || type == T.tuple || type == T.dict) return finish(sp, at, boxInt(load<u32>(ptrOf(v), 8)));
  }
  const length = lenOf(v);
  return length < 0 ? FAILED : finish(sp, at, newInt(length));
}
/** isinstance() of two arguments. */
export function callIsinstance(sp: usize, n: usize, pc: usize): usize {
  const at = sp - (n << 3) - 16;
  const def = builtinDef(load<u64>(at), load<u64>(at, 8), pc);
  if (!changetype<usize>(def) || n != 2) return MISSED;
  const r = isInstance(load<u64>(at, 16), load<u64>(at, 24));
  return r < 0 ? FAILED : finish(sp, at, boxBool(r != 0));
}
/** type() of one argument. */
export function callType1(sp: usize, n: usize): usize {
  const at = sp - (n << 3) - 16;
  if (load<u64>(at) != boxPtr(T.type) || load<u64>(at, 8) != NULL || n != 1) return MISSED;
  return finish(sp, at, newref(boxPtr(typeOf(load<u64>(at, 16)))));
}

function descriptorDef(callable: Value, self: Value, pc: usize): MethodDef {
  if (!isExact(callable, T.method_descriptor) || self == NULL || typeOf(self) != <usize>load<u32>(pc, 4)) return changetype<MethodDef>(0);
  const def = changetype<MethodDescriptor>(ptrOf(callable)).def;
  return changetype<MethodDef>(def == load<u32>(pc) ? <usize>def : 0);
}
/** A method with METH_NOARGS of a builtin type, no arguments. */
export function callMethodNoargs(sp: usize, n: usize, pc: usize): usize {
  const at = sp - (n << 3) - 16;
  const self = load<u64>(at, 8);
  const def = descriptorDef(load<u64>(at), self, pc);
  if (!changetype<usize>(def) || n != 0) return MISSED;
  return finish(sp, at, call_indirect<Value>(def.fn, self));
}
/** A method with METH_O of a builtin type, one argument. */
export function callMethodO(sp: usize, n: usize, pc: usize): usize {
  const at = sp - (n << 3) - 16;
  const self = load<u64>(at, 8);
  const def = descriptorDef(load<u64>(at), self, pc);
  if (!changetype<usize>(def) || n != 1) return MISSED;
  return finish(sp, at, call_indirect<Value>(def.fn, self, load<u64>(at, 16)));
}
/** A method with METH_FAST of a builtin type. */
export function callMethodFast(sp: usize, n: usize, pc: usize): usize {
  const at = sp - (n << 3) - 16;
  const self = load<u64>(at, 8);
  const def = descriptorDef(load<u64>(at), self, pc);
  if (!changetype<usize>(def)) return MISSED;
  return finish(sp, at, call_indirect<Value>(def.fn, self, at + 16, <i32>n));
}

/** container, key -- value, of an exact str by a small int or of an exact dict. */
export function subscrFast(sp: usize, pc: usize): usize {
  const key = load<u64>(sp - 8), container = load<u64>(sp - 16);
  if (isExact(container, T.dict)) {
    const v = isExact(key, T.str) ? dictGetStr(container, key) : dictGet(container, key);
    if (v != NULL) return replace2(sp, newref(v));
    if (errorOccurred()) return FAILED;
  } else if (isExact(container, T.str) && isInt(key)) {
    const size = <i64>strLen(container);
    let i = intOf(key);
    if (i < 0) i += size;
    if (<u64>i < <u64>size) return replace2(sp, strFromCodePoint(strAt(container, <usize>i)));
  } else return retry(sp, pc);
  return replace2(sp, getItem(container, key)); // raises
}
function retry(sp: usize, pc: usize): usize {
  store<u8>(pc - 4, <u8>Op.BINARY_SUBSCR);
  store<u32>(pc, AGAIN_SOON);
  return subscr(sp, pc);
}
/** value, container, key -- */
export function storeSubscrDict(sp: usize, pc: usize): usize {
  const container = load<u64>(sp - 16);
  if (isExact(container, T.dict)) {
    if (dictSet(container, load<u64>(sp - 8), load<u64>(sp - 24)) < 0) return FAILED;
    return drop3(sp);
  }
  store<u8>(pc - 4, <u8>Op.STORE_SUBSCR);
  store<u32>(pc, AGAIN_SOON);
  return storeSubscr(sp, pc);
}
