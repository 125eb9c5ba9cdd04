// Generators and coroutines, the loop's side: making one from a frame, suspending, resuming, sending, and leaving frames that are no plain calls.
// core/interp/generator.ts and coroutine.ts are the objects' side. Helpers as eval.ts describes them.
//
// A generator's frame lies inside it. While it runs, the frame's `back` is who resumed it, and the generator's exc-info record is the innermost one.

import { Value, NULL, None, ptrOf, boxPtr } from "../value";
import { current, Thread } from "../state";
import { T, N, name } from "../names.generated";
import { Slot, slotOf, isExact } from "../objects/typeobject";
import { allocObject, gcTrack } from "../memory/object";
import { decref, newref, increfPtr } from "../memory/refcount";
import { raise, raiseFmt, fetchError, restoreError, errorOccurred, errorMatches, clearError } from "../errors";
import { getIter, callMethod0, callMethod1, getAttr } from "../abstract";
import { slotIternext } from "../objects/slotcalls";
import { CodeObj } from "../objects/codeobject";
import { FunctionObj } from "../objects/functionobject";
import { GeneratorObj, GeneratorState, GENERATOR_FRAME, GENERATOR_RECORD } from "../objects/generatorobject";
import { ExceptionObj } from "../objects/exceptionnew";
import { frameObjectMoved } from "../objects/frameobject";
import { CodeFlag } from "./opcodes.generated";
import { Frame, FRAME_LOCALS, FrameFlag } from "./framelayout";
import { clearFrame, popFrame, popStack, recursionError, CHUNK_HEADER } from "./frame";
import { FAILED, RELOAD, LEAVE } from "./status";
import { unwind } from "./unwind";
import { replace1 } from "./operators";
import { Event } from "../objects/codemonitor";
import { reportHere, wanted } from "./tracecalls";
import { setOrigin } from "./coroutine";

/** Hands `v` (stolen) to whoever entered a frame that has been left. */
function deliver(t: Thread, flags: u32, back: usize, v: Value): usize {
  if (flags & FrameFlag.ENTRY) {
    t.result = v;
    return LEAVE;
  }
  const caller = changetype<Frame>(back);
  if (flags & FrameFlag.INIT) {
    if (v != None) {
      raiseFmt(T.TypeError, "__init__() should return None, not '%T'", v);
      decref(v);
      if (unwind(back, caller.pc, caller.sp, true)) return RELOAD;
      t.result = NULL;
      return LEAVE;
    }
  } else {
    store<u64>(<usize>caller.sp, v);
    caller.sp += 8;
  }
  caller.pc += caller.skip;
  return RELOAD;
}

/** RETURN_VALUE out of a frame that has flags; `v` is moved out of its stack. */
export function returnSpecial(fp: usize, v: Value): usize {
  const t = current();
  const frame = changetype<Frame>(fp);
  const flags = frame.flags;
  const back = <usize>frame.back;
  if (flags & FrameFlag.GENERATOR) finishGenerator(t, fp);
  else popFrame(t, fp);
  return deliver(t, flags, back, v);
}
/** The frame of a generator is over: by return, or by an exception that is set aside while its locals go. */
function finishGenerator(t: Thread, fp: usize): void {
  const gen = changetype<GeneratorObj>(fp - GENERATOR_FRAME);
  const frame = changetype<Frame>(fp);
  t.excInfo = gen.excPrevious;
  gen.excPrevious = 0;
  t.frame = frame.back;
  t.pyDepth--;
  frame.back = 0;
  gen.state = GeneratorState.DONE;
  const handled = gen.excValue;
  gen.excValue = NULL;
  decref(handled);
  clearFrame(fp);
}
export function generatorFailed(fp: usize): void {
  const e = fetchError();
  finishGenerator(current(), fp);
  restoreError(e);
}

/** RETURN_GENERATOR: moves the frame into a new object of the kind its code says, and returns that. */
export function returnGenerator(fp: usize): usize {
  const t = current();
  const frame = changetype<Frame>(fp);
  const code = changetype<CodeObj>(<usize>frame.code);
  const type: usize = code.flags & CodeFlag.COROUTINE ? T.coroutine : code.flags & CodeFlag.ASYNC_GENERATOR ? T.async_generator : T.generator;
  const p = allocObject(type, GENERATOR_FRAME + code.frameSize);
  if (!p) return FAILED;
  const gen = changetype<GeneratorObj>(p);
  const func = changetype<FunctionObj>(<usize>frame.func);
  gen.name = newref(func.name);
  gen.qualname = newref(func.qualname);
  gen.excValue = NULL;
  gen.extra = NULL;
  gen.state = GeneratorState.CREATED;
  gen.code = frame.code;
  increfPtr(<usize>frame.code);
  const gfp = p + GENERATOR_FRAME;
  const bytes = FRAME_LOCALS + (<usize>code.nlocalsplus << 3);
  memory.copy(gfp, fp, bytes);
  const g = changetype<Frame>(gfp);
  const flags = frame.flags;
  const back = <usize>frame.back;
  g.back = 0;
  g.flags = FrameFlag.GENERATOR | (flags & FrameFlag.TRACED);
  g.sp = <u32>(gfp + bytes);
  if (g.frameObject) frameObjectMoved(<usize>g.frameObject, gfp);
  t.frame = <u32>back;
  t.pyDepth--;
  t.stackTop = <u32>fp;
  if (fp == <usize>t.stackBase + CHUNK_HEADER) popStack(t, fp);
  gcTrack(p);
  if (type == T.coroutine && t.coroutineOriginDepth) setOrigin(p);
  return deliver(t, flags, back, boxPtr(p));
}

/** YIELD_VALUE: value -- ; `delegating`: inside yield from or await. */
export function yieldValue(fp: usize, sp: usize, delegating: usize): usize {
  const t = current();
  const frame = changetype<Frame>(fp);
  const gen = changetype<GeneratorObj>(fp - GENERATOR_FRAME);
  const v = load<u64>(sp - 8);
  frame.sp = <u32>(sp - 8);
  gen.state = delegating ? GeneratorState.DELEGATING : GeneratorState.SUSPENDED;
  t.excInfo = gen.excPrevious;
  gen.excPrevious = 0;
  const back = <usize>frame.back;
  t.frame = <u32>back;
  t.pyDepth--;
  frame.back = 0;
  if (frame.flags & FrameFlag.ENTRY) {
    frame.flags &= ~(<u32>FrameFlag.ENTRY);
    t.result = v;
    return LEAVE;
  }
  const caller = changetype<Frame>(back);
  store<u64>(<usize>caller.sp, v);
  caller.sp += 8;
  caller.pc += caller.skipYield;
  return RELOAD;
}

/** Makes the frame of a generator, which is not running and not done, the innermost one, with `arg` (stolen) as what its yield gives. False with RecursionError; arg is then still the caller's. */
export function enterGenerator(p: usize, arg: Value): bool {
  const t = current();
  if (t.pyDepth >= t.pyLimit) { recursionError(); return false; }
  t.pyDepth++;
  const gen = changetype<GeneratorObj>(p);
  const frame = changetype<Frame>(p + GENERATOR_FRAME);
  store<u64>(<usize>frame.sp, arg);
  frame.sp += 8;
  frame.back = t.frame;
  gen.excPrevious = t.excInfo;
  gen.state = GeneratorState.EXECUTING;
  t.excInfo = <u32>(p + GENERATOR_RECORD);
  t.frame = <u32>(p + GENERATOR_FRAME);
  return true;
}

/** receiver, value -- receiver, result. LEAVE: the receiver returned, jump to `target`. */
export function send(fp: usize, sp: usize, target: usize): usize {
  const receiver = load<u64>(sp - 16), v = load<u64>(sp - 8);
  if (isExact(receiver, T.generator) || isExact(receiver, T.coroutine)) {
    const gen = changetype<GeneratorObj>(ptrOf(receiver));
    if (gen.state == GeneratorState.SUSPENDED || gen.state == GeneratorState.DELEGATING || (gen.state == GeneratorState.CREATED && v == None)) {
      if (!enterGenerator(ptrOf(receiver), v)) return FAILED;
      const frame = changetype<Frame>(fp);
      frame.sp = <u32>(sp - 8);
      frame.skip = <u32>(target - <usize>frame.pc);
      frame.skipYield = 0;
      return RELOAD;
    }
  }
  const slot = slotOf(receiver, Slot.send);
  if (slot) {
    const t = current();
    const r = call_indirect<i32>(slot, receiver, v, changetype<usize>(t) + offsetof<Thread>("sendResult"));
    if (r < 0) return FAILED;
    store<u64>(sp - 8, t.sendResult);
    decref(v);
    return r == 0 ? LEAVE : sp;
  }
  // A __next__ written in Python is called as such: through the slot, the value of its StopIteration would be lost.
  const next = slotOf(receiver, Slot.iternext);
  const r = v == None && next == slotIternext.index
    ? callMethod0(receiver, name(N.__next__))
    : v == None && next
      ? call_indirect<Value>(next, receiver)
      : callMethod1(receiver, name(N.send), v);
  if (r != NULL) {
    store<u64>(sp - 8, r);
    decref(v);
    return sp;
  }
  if (wanted(Event.RAISE) && errorOccurred() && errorMatches(T.StopIteration)) reportHere(Event.RAISE);
  const value = stopIterationValue();
  if (value == NULL) return FAILED;
  store<u64>(sp - 8, value);
  decref(v);
  return LEAVE;
}
/** The value of the StopIteration that is set, which is cleared (None when nothing is set); owned. NULL when another exception is set, which stands. */
export function stopIterationValue(): Value {
  if (!errorOccurred()) return None;
  if (!errorMatches(T.StopIteration)) return NULL;
  const e = fetchError();
  const v = getAttr(e, name(N.value));
  decref(e);
  return v;
}

/** receiver, value, exc -- none, value */
export function cleanupThrow(sp: usize): usize {
  const exc = load<u64>(sp - 8);
  store<u64>(sp - 8, NULL);
  restoreError(exc);
  const value = stopIterationValue();
  if (value == NULL) return FAILED;
  const receiver = load<u64>(sp - 24), v = load<u64>(sp - 16);
  store<u64>(sp - 24, None);
  store<u64>(sp - 16, value);
  decref(receiver);
  decref(v);
  return sp - 8;
}
/** iter, exc -- */
export function endAsyncFor(sp: usize): usize {
  const exc = load<u64>(sp - 8);
  store<u64>(sp - 8, NULL);
  restoreError(exc);
  if (!errorMatches(T.StopAsyncIteration)) return FAILED;
  clearError();
  decref(load<u64>(sp - 16));
  return sp - 16;
}

/** Whether `v` is a generator made by a function that types.coroutine marked. */
function isGeneratorBasedCoroutine(v: Value): bool {
  return isExact(v, T.generator) && (changetype<CodeObj>(<usize>changetype<GeneratorObj>(ptrOf(v)).code).flags & CodeFlag.ITERABLE_COROUTINE) != 0;
}
/** The iterator of an awaitable, owned; NULL with TypeError. */
export function awaitableIter(v: Value): Value {
  if (isExact(v, T.coroutine) || isGeneratorBasedCoroutine(v)) return newref(v);
  const slot = slotOf(v, Slot.await_);
  if (!slot) return raiseFmt(T.TypeError, "'%T' object can't be awaited", v);
  const r = call_indirect<Value>(slot, v);
  if (r == NULL) return NULL;
  if (isExact(r, T.coroutine) || isGeneratorBasedCoroutine(r)) {
    raise(T.TypeError, "__await__() returned a coroutine");
    decref(r);
    return NULL;
  }
  if (!slotOf(r, Slot.iternext)) {
    raiseFmt(T.TypeError, "__await__() returned non-iterator of type '%T'", r);
    decref(r);
    return NULL;
  }
  return r;
}
/** iterable -- iter */
export function getAwaitable(sp: usize, where: usize): usize {
  const v = load<u64>(sp - 8);
  const it = awaitableIter(v);
  if (it == NULL) {
    if (where && errorMatches(T.TypeError) && !slotOf(v, Slot.await_)) {
      clearError();
      if (where == 1) raiseFmt(T.TypeError, "'async with' received an object from __aenter__ that does not implement __await__: %T", v);
      else raiseFmt(T.TypeError, "'async with' received an object from __aexit__ that does not implement __await__: %T", v);
    }
    return FAILED;
  }
  if (isExact(it, T.coroutine) && changetype<GeneratorObj>(ptrOf(it)).state == GeneratorState.DELEGATING) {
    raise(T.RuntimeError, "coroutine is being awaited already");
    decref(it);
    return FAILED;
  }
  return replace1(sp, it);
}
export function getAiter(sp: usize): usize {
  const v = load<u64>(sp - 8);
  const slot = slotOf(v, Slot.aiter);
  if (!slot) { raiseFmt(T.TypeError, "'async for' requires an object with __aiter__ method, got %T", v); return FAILED; }
  const it = call_indirect<Value>(slot, v);
  if (it == NULL) return FAILED;
  if (!slotOf(it, Slot.anext)) {
    raiseFmt(T.TypeError, "'async for' received an object from __aiter__ that does not implement __anext__: %T", it);
    decref(it);
    return FAILED;
  }
  return replace1(sp, it);
}
/** iter -- iter, awaitable */
export function getAnext(sp: usize): usize {
  const v = load<u64>(sp - 8);
  const slot = slotOf(v, Slot.anext);
  if (!slot) { raiseFmt(T.TypeError, "'async for' requires an iterator with __anext__ method, got %T", v); return FAILED; }
  const next = call_indirect<Value>(slot, v);
  if (next == NULL) return FAILED;
  if (isExact(v, T.async_generator)) { store<u64>(sp, next); return sp + 8; }
  const awaitable = awaitableIter(next);
  if (awaitable == NULL) {
    const cause = fetchError();
    raiseFmt(T.TypeError, "'async for' received an invalid object from __anext__: %T", next);
    const e = fetchError();
    if (e != NULL) {
      const x = changetype<ExceptionObj>(ptrOf(e));
      const old = x.cause, context = x.context;
      x.cause = cause;
      x.context = newref(cause);
      x.suppressContext = 1;
      decref(old);
      decref(context);
      restoreError(e);
    } else decref(cause);
    decref(next);
    return FAILED;
  }
  decref(next);
  store<u64>(sp, awaitable);
  return sp + 8;
}
/** iterable -- iter, for yield from */
export function getYieldFromIter(fp: usize, sp: usize): usize {
  const v = load<u64>(sp - 8);
  if (isExact(v, T.coroutine)) {
    if (!(changetype<CodeObj>(<usize>changetype<Frame>(fp).code).flags & (CodeFlag.COROUTINE | CodeFlag.ITERABLE_COROUTINE))) {
      raise(T.TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
      return FAILED;
    }
    return sp;
  }
  if (isExact(v, T.generator)) return sp;
  return replace1(sp, getIter(v));
}
