// The type generator, and what generators, coroutines and asynchronous generators have in common: sending, throwing, closing, dying.
// core/interp/resume.ts is the evaluation loop's side; generatorobject.ts the layout.

import { Value, NULL, None, boxBool, isPtr, ptrOf, boxPtr, boxInt } from "../value";
import { current, Thread } from "../state";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, TypeObj, typeOf, isExact, setSlot, hasFlag } from "../objects/typeobject";
import { defType, method, getset, METH_NOARGS, METH_O, METH_FAST } from "../objects/define";
import { gcUntrack, freeObject } from "../memory/object";
import { decref, incref, newref, decrefPtr, refcountOf, setRefcount } from "../memory/refcount";
import { raise, raiseFmt, raiseObject, fetchError, restoreError, errorOccurred, errorMatches, clearError } from "../errors";
import { getAttr, getOptionalAttr, call, call0, call1, isSubtype, enterRecursive, leaveRecursive, callTuple } from "../abstract";
import { CodeObj } from "../objects/codeobject";
import { GeneratorObj, GeneratorState, GENERATOR_FRAME } from "../objects/generatorobject";
import { frameObjectOf } from "../objects/frameobject";
import { ExceptionObj } from "../objects/exceptionnew";
import { visitValue } from "../objects/visit";
import { clearWeakrefs } from "../objects/weakrefs";
import { writeUnraisable } from "../unraisable";
import { formatMessage } from "../format";
import { Frame } from "./framelayout";
import { clearFrame, dropValues, stackBottom } from "./frame";
import { enterGenerator } from "./resume";
import { runFrame, runFrameThrow } from "./eval";
import { finalizeAsyncGen } from "./asyncgen";
import { warnUnawaited } from "./coroutine";
import { addressText } from "../objects/addresstext";
import { pushArgs, popArgs } from "./argstack";
import { warnText } from "../modules/warn";
import { frameTraverse } from "../objects/frame";

export function generatorView(v: Value): GeneratorObj { return changetype<GeneratorObj>(ptrOf(v)); }
function frameOf(v: Value): usize { return ptrOf(v) + GENERATOR_FRAME; }

/** Outcomes of `resume`: as Slot.send's. */
export const RETURNED: i32 = 0;
export const YIELDED: i32 = 1;

/**
 * Runs a generator up to its next yield, return or exception. `arg` (borrowed) is what its yield gives; NULL: the exception that is set is raised there.
 * The value (owned) goes to `result`. RETURNED, YIELDED or -1.
 */
export function resume(v: Value, arg: Value, closing: bool, result: usize): i32 {
  const gen = generatorView(v);
  if (gen.state == GeneratorState.EXECUTING) {
    if (isExact(v, T.coroutine)) raise(T.ValueError, "coroutine already executing");
    else if (isExact(v, T.async_generator)) raise(T.ValueError, "async generator already executing");
    else raise(T.ValueError, "generator already executing");
    return -1;
  }
  if (gen.state == GeneratorState.DONE) {
    if (isExact(v, T.coroutine) && !closing) {
      if (arg == NULL) clearError();
      raise(T.RuntimeError, "cannot reuse already awaited coroutine");
      return -1;
    }
    if (arg == NULL) return -1;
    store<u64>(result, None);
    return RETURNED;
  }
  if (gen.state == GeneratorState.CREATED && arg != NULL && arg != None) {
    if (isExact(v, T.coroutine)) raise(T.TypeError, "can't send non-None value to a just-started coroutine");
    else if (isExact(v, T.async_generator)) raise(T.TypeError, "can't send non-None value to a just-started async generator");
    else raise(T.TypeError, "can't send non-None value to a just-started generator");
    return -1;
  }
  const t = current();
  if (t.nativeDepth >= t.nativeLimit) { if (!enterRecursive("")) return -1; leaveRecursive(); }
  incref(v);
  t.nativeDepth++;
  const throwing = arg == NULL;
  const pending = throwing ? fetchError() : NULL;
  let r: Value = NULL;
  const given = throwing ? None : newref(arg);
  if (enterGenerator(ptrOf(v), given)) {
    if (throwing) { chainRaised(pending); r = runFrameThrow(frameOf(v)); }
    else r = runFrame(frameOf(v));
  } else {
    decref(given);
    if (throwing) decref(pending);
  }
  t.nativeDepth--;
  const state = gen.state;
  decref(v);
  if (r == NULL) return -1;
  store<u64>(result, r);
  return state == GeneratorState.DONE ? RETURNED : YIELDED;
}
/** Raises an exception inside the generator: what the generator handles becomes its context, unless it has one. */
function chainRaised(exc: Value): void {
  if (isPtr(load<u64>(<usize>current().excInfo))) raiseObject(exc);
  else restoreError(exc);
}

function resultSlot(): usize { return changetype<usize>(current()) + offsetof<Thread>("generatorResult"); }

/** Raises StopIteration(value); `value` stolen. Returns NULL. */
export function raiseStopIteration(value: Value): Value {
  if (value == None) {
    const e = call0(boxPtr(T.StopIteration));
    if (e != NULL) raiseObject(e);
    return NULL;
  }
  // A tuple or an exception as the value must not be taken apart.
  const e = call1(boxPtr(T.StopIteration), value);
  decref(value);
  if (e != NULL) raiseObject(e);
  return NULL;
}
/** As `resume`, in the way of __next__ and send(): a return is a StopIteration (StopAsyncIteration for asynchronous generators). */
export function resumeValue(v: Value, arg: Value, closing: bool): Value {
  const at = resultSlot();
  const r = resume(v, arg, closing, at);
  if (r < 0) return NULL;
  const value = load<u64>(at);
  if (r == YIELDED) return value;
  if (isExact(v, T.async_generator)) {
    decref(value);
    const e = call0(boxPtr(T.StopAsyncIteration));
    if (e != NULL) raiseObject(e);
    return NULL;
  }
  return raiseStopIteration(value);
}

// Slots

export function generator_send_slot(self: Value, arg: Value, result: usize): i32 { return resume(self, arg, false, result); }
/** NULL without an exception for a return of None; StopIteration otherwise. */
export function generator_iternext(self: Value): Value {
  const at = resultSlot();
  const r = resume(self, None, false, at);
  if (r < 0) return NULL;
  const value = load<u64>(at);
  if (r == YIELDED) return value;
  return value == None ? NULL : raiseStopIteration(value);
}
export function generator_iter(self: Value): Value { return newref(self); }

export function generator_repr(self: Value): Value {
  const gen = generatorView(self);
  const address = addressText(self);
  const r = formatMessage("<%T object %s at %s>", self, gen.qualname, address, NULL);
  decref(address);
  return r;
}

/** What the generator delegates to in a yield from or await, borrowed; NULL when it does not. */
export function delegate(v: Value): Value {
  if (generatorView(v).state != GeneratorState.DELEGATING) return NULL;
  return load<u64>(<usize>changetype<Frame>(frameOf(v)).sp - 8);
}

// Methods

export function generator_send(self: Value, arg: Value): Value { return resumeValue(self, arg, false); }

/** Closes what a generator delegates to. 0 or -1. */
function closeIter(v: Value): i32 {
  let r: Value;
  if (isExact(v, T.generator) || isExact(v, T.coroutine)) r = generatorClose(v);
  else {
    const close = getOptionalAttr(v, name(N.close));
    if (close == NULL) {
      if (errorOccurred()) writeUnraisable(v);
      return 0;
    }
    r = call0(close);
    decref(close);
  }
  if (r == NULL) return -1;
  decref(r);
  return 0;
}
/** Ends a generator that never ran. */
function discard(v: Value): void {
  const gen = generatorView(v);
  gen.state = GeneratorState.DONE;
  const fp = frameOf(v);
  dropValues(changetype<Frame>(fp).sp, stackBottom(fp));
  clearFrame(fp);
}
/** close(): the value the generator returned, owned; NULL with an exception. */
export function generatorClose(v: Value): Value {
  const gen = generatorView(v);
  if (gen.state == GeneratorState.CREATED) { discard(v); return None; }
  if (gen.state == GeneratorState.DONE) return None;
  const inner = delegate(v);
  let r = 0;
  if (inner != NULL) {
    incref(inner);
    gen.state = GeneratorState.EXECUTING;
    r = closeIter(inner);
    gen.state = GeneratorState.DELEGATING;
    decref(inner);
  }
  if (r == 0) {
    const e = call0(boxPtr(T.GeneratorExit));
    if (e == NULL) return NULL;
    restoreError(e);
  }
  const at = resultSlot();
  r = resume(v, NULL, true, at);
  if (r == RETURNED) return load<u64>(at);
  if (r == YIELDED) {
    decref(load<u64>(at));
    if (isExact(v, T.coroutine)) return raise(T.RuntimeError, "coroutine ignored GeneratorExit");
    if (isExact(v, T.async_generator)) return raise(T.RuntimeError, "async generator ignored GeneratorExit");
    return raise(T.RuntimeError, "generator ignored GeneratorExit");
  }
  if (errorMatches(T.GeneratorExit)) { clearError(); return None; }
  if (errorMatches(T.StopIteration)) {
    const e = fetchError();
    const value = getAttr(e, name(N.value));
    decref(e);
    return value;
  }
  return NULL;
}
export function generator_close(self: Value): Value { return generatorClose(self); }

/** throw(): type or instance, value, traceback as given (NULL where absent), borrowed. */
export function generatorThrow(self: Value, type: Value, value: Value, tb: Value, closeOnExit: bool): Value {
  const gen = generatorView(self);
  const inner = delegate(self);
  if (inner != NULL) {
    incref(inner);
    if (closeOnExit && isGeneratorExit(type)) {
      gen.state = GeneratorState.EXECUTING;
      const r = closeIter(inner);
      gen.state = GeneratorState.DELEGATING;
      decref(inner);
      if (r < 0) return resumeValue(self, NULL, false);
    } else {
      let r: Value;
      if (isExact(inner, T.generator) || isExact(inner, T.coroutine)) {
        // The outer frame takes part in the call stack while the inner one runs.
        const t = current();
        const frame = changetype<Frame>(frameOf(self));
        frame.back = t.frame;
        t.frame = <u32>frameOf(self);
        gen.state = GeneratorState.EXECUTING;
        r = generatorThrow(inner, type, value, tb, closeOnExit);
        gen.state = GeneratorState.DELEGATING;
        t.frame = frame.back;
        frame.back = 0;
      } else {
        const m = getOptionalAttr(inner, name(N.throw_));
        if (m == NULL) {
          decref(inner);
          if (errorOccurred()) return NULL;
          return throwHere(self, type, value, tb);
        }
        gen.state = GeneratorState.EXECUTING;
        const at = pushArgs(3);
        if (!at) r = NULL;
        else {
          store<u64>(at, type);
          store<u64>(at, value, 8);
          store<u64>(at, tb, 16);
          r = call(m, at, value == NULL ? 1 : tb == NULL ? 2 : 3, NULL);
          popArgs(at);
        }
        gen.state = GeneratorState.DELEGATING;
        decref(m);
      }
      decref(inner);
      if (r == NULL) return resumeValue(self, NULL, false);
      return r;
    }
  }
  return throwHere(self, type, value, tb);
}

function isExceptionClass(v: Value): bool {
  return isPtr(v) && hasFlag(v, TypeFlag.TYPE_SUBCLASS) && (changetype<TypeObj>(ptrOf(v)).flags & TypeFlag.EXCEPTION_SUBCLASS) != 0;
}
function isException(v: Value): bool { return isPtr(v) && hasFlag(v, TypeFlag.EXCEPTION_SUBCLASS); }
function isGeneratorExit(type: Value): bool {
  if (isExceptionClass(type)) return isSubtype(ptrOf(type), T.GeneratorExit);
  return isException(type) && isSubtype(typeOf(type), T.GeneratorExit);
}

function throwHere(self: Value, type: Value, value: Value, tb: Value): Value {
  if (tb != NULL && tb != None && !isExact(tb, T.traceback)) return raise(T.TypeError, "throw() third argument must be a traceback object");
  let exc: Value;
  if (isExceptionClass(type)) {
    if (value == NULL || value == None) exc = call0(type);
    else if (isException(value) && isSubtype(typeOf(value), ptrOf(type))) exc = newref(value);
    else if (hasFlag(value, TypeFlag.TUPLE_SUBCLASS)) exc = callTuple(type, value);
    else exc = call1(type, value);
    // What goes wrong in making it is raised inside the generator as well.
    if (exc == NULL) return resumeValue(self, NULL, false);
    if (!isException(exc)) {
      raiseFmt(T.TypeError, "calling %r should have returned an instance of BaseException, not %r", type, boxPtr(typeOf(exc)));
      decref(exc);
      return resumeValue(self, NULL, false);
    }
  } else if (isException(type)) {
    if (value != NULL && value != None) return raise(T.TypeError, "instance exception may not have a separate value");
    exc = newref(type);
  } else return raiseFmt(T.TypeError, "exceptions must be classes or instances deriving from BaseException, not %T", type);
  if (tb != NULL && tb != None) {
    const e = changetype<ExceptionObj>(ptrOf(exc));
    const old = e.traceback;
    e.traceback = newref(tb);
    decref(old);
  }
  restoreError(exc);
  return resumeValue(self, NULL, false);
}

export function throwArgs(self: Value, args: usize, nargs: i32, closeOnExit: bool): Value {
  if (nargs < 1 || nargs > 3) {
    return nargs < 1
      ? raise(T.TypeError, "throw expected at least 1 argument, got 0")
      : raiseFmt(T.TypeError, "throw expected at most 3 arguments, got %d", boxInt(nargs));
  }
  if (nargs > 1 && warnText(T.DeprecationWarning, "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.") < 0) return NULL;
  return generatorThrow(self, load<u64>(args), nargs > 1 ? load<u64>(args, 8) : NULL, nargs > 2 ? load<u64>(args, 16) : NULL, closeOnExit);
}
export function generator_throw(self: Value, args: usize, nargs: i32): Value { return throwArgs(self, args, nargs, true); }

export function generator_sizeof(self: Value): Value {
  return boxInt(<i64>GENERATOR_FRAME + changetype<CodeObj>(<usize>generatorView(self).code).frameSize);
}

// Attributes

export function generator_name(self: Value): Value { return newref(generatorView(self).name); }
export function generator_set_name(self: Value, v: Value): i32 {
  if (v == NULL || !isPtr(v) || !hasFlag(v, TypeFlag.STR_SUBCLASS)) { raise(T.TypeError, "__name__ must be set to a string object"); return -1; }
  const gen = generatorView(self);
  const old = gen.name;
  gen.name = newref(v);
  decref(old);
  return 0;
}
export function generator_qualname(self: Value): Value { return newref(generatorView(self).qualname); }
export function generator_set_qualname(self: Value, v: Value): i32 {
  if (v == NULL || !isPtr(v) || !hasFlag(v, TypeFlag.STR_SUBCLASS)) { raise(T.TypeError, "__qualname__ must be set to a string object"); return -1; }
  const gen = generatorView(self);
  const old = gen.qualname;
  gen.qualname = newref(v);
  decref(old);
  return 0;
}
export function generator_code(self: Value): Value { return newref(boxPtr(generatorView(self).code)); }
export function generator_frame(self: Value): Value {
  if (generatorView(self).state == GeneratorState.DONE) return None;
  return newref(frameObjectOf(frameOf(self)));
}
export function generator_running(self: Value): Value { return boxBool(generatorView(self).state == GeneratorState.EXECUTING); }
export function generator_suspended(self: Value): Value {
  const s = generatorView(self).state;
  return boxBool(s == GeneratorState.SUSPENDED || s == GeneratorState.DELEGATING);
}
export function generator_delegate(self: Value): Value {
  const d = delegate(self);
  return d == NULL ? None : newref(d);
}

// Memory

export function generator_traverse(self: usize, visit: i32, arg: usize): i32 {
  const gen = changetype<GeneratorObj>(self);
  let r = visitValue(gen.excValue, visit, arg);
  if (r) return r;
  r = visitValue(gen.extra, visit, arg);
  if (r) return r;
  if (gen.state == GeneratorState.DONE || gen.state == GeneratorState.EXECUTING) return 0;
  return frameTraverse(self + GENERATOR_FRAME, visit, arg);
}

/** Runs what a generator that dies half way has to do: its finally blocks. The object is alive during it. */
function finalize(v: Value): void {
  const gen = generatorView(v);
  if (gen.state == GeneratorState.DONE || gen.state == GeneratorState.EXECUTING) return;
  const saved = fetchError();
  if (isExact(v, T.async_generator) && finalizeAsyncGen(v)) { restoreError(saved); return; }
  if (isExact(v, T.coroutine) && gen.state == GeneratorState.CREATED) {
    warnUnawaited(v);
    discard(v);
    if (errorOccurred()) writeUnraisable(v);
  } else {
    const r = generatorClose(v);
    if (r == NULL) { if (errorOccurred()) writeUnraisable(v); }
    else decref(r);
  }
  restoreError(saved);
}
export function generator_finalize(self: usize): void { finalize(boxPtr(self)); }
export function generator_dealloc(self: usize): void {
  const gen = changetype<GeneratorObj>(self);
  const v = boxPtr(self);
  if (gen.weaklist) clearWeakrefs(self);
  if (gen.state != GeneratorState.DONE) {
    setRefcount(self, 1);
    finalize(v);
    const count = refcountOf(self) - 1;
    setRefcount(self, count);
    if (count) return; // somebody kept it
  }
  gcUntrack(self);
  if (gen.state != GeneratorState.DONE) discard(v);
  decref(gen.excValue);
  decref(gen.extra);
  decref(gen.name);
  decref(gen.qualname);
  decrefPtr(<usize>gen.code);
  freeObject(self);
}
export function generator_clear(self: usize): void {
  const gen = changetype<GeneratorObj>(self);
  if (gen.state == GeneratorState.EXECUTING || gen.state == GeneratorState.DONE) return;
  discard(boxPtr(self));
}

/** The slots that all three kinds share. */
export function generatorSlots(type: usize): void {
  setSlot(type, Slot.dealloc, generator_dealloc.index);
  setSlot(type, Slot.traverse, generator_traverse.index);
  setSlot(type, Slot.clear, generator_clear.index);
  setSlot(type, Slot.finalize, generator_finalize.index);
  setSlot(type, Slot.repr, generator_repr.index);
  changetype<TypeObj>(type).weakoffset = <u32>offsetof<GeneratorObj>("weaklist");
  getset(type, "__name__", generator_name.index, generator_set_name.index, "Name of the object.");
  getset(type, "__qualname__", generator_qualname.index, generator_set_qualname.index, "Qualified name of the object.");
  method(type, "__sizeof__", generator_sizeof.index, METH_NOARGS, "($self, /)", "Size of the object in memory, in bytes.");
}

export function init_generator(): void {
  const G: usize = T.generator;
  defType(G, "generator", T.object, GENERATOR_FRAME, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW);
  generatorSlots(G);
  setSlot(G, Slot.iter, generator_iter.index);
  setSlot(G, Slot.iternext, generator_iternext.index);
  setSlot(G, Slot.send, generator_send_slot.index);
  method(G, "send", generator_send.index, METH_O, "($self, arg, /)", "Go on with arg as the value of the yield expression; the next value, or StopIteration.");
  method(G, "throw", generator_throw.index, METH_FAST, "($self, typ[, val[, tb]])", "Raise an exception inside the generator; the next value, or StopIteration.");
  method(G, "close", generator_close.index, METH_NOARGS, "($self, /)", "Raise GeneratorExit inside the generator.");
  getset(G, "gi_yieldfrom", generator_delegate.index, 0, "The object that yield from iterates, or None.");
  getset(G, "gi_running", generator_running.index);
  getset(G, "gi_frame", generator_frame.index);
  getset(G, "gi_suspended", generator_suspended.index);
  getset(G, "gi_code", generator_code.index);
}
