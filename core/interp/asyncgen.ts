// Asynchronous generators: the type, and the awaitables that __anext__, asend(), athrow() and aclose() return (PEP 525).
//
// What the body yields comes wrapped (ASYNC_GEN_WRAP), so that it can be told from what an inner await hands to the event loop. An awaitable drives the
// generator: something wrapped ends the awaitable with StopIteration(value), anything else goes on to the event loop.

import { Value, NULL, None, boxBool, ptrOf, boxPtr } from "../value";
import { current } from "../state";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, setSlot, slotOf, isExact } from "../objects/typeobject";
import { defType, method, getset, METH_NOARGS, METH_O, METH_FAST } from "../objects/define";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { raise, raiseObject, restoreError, errorOccurred, errorMatches, clearError, fetchError } from "../errors";
import { call0, call1, getAttr, call } from "../abstract";
import { formatMessage } from "../format";
import { GeneratorObj, GeneratorState, GeneratorFlag, GENERATOR_FRAME } from "../objects/generatorobject";
import { visitValue } from "../objects/visit";
import { strFromLiteral } from "../objects/strnew";
import { tupleFrom, tupleSize, tupleAt } from "../objects/tupleobject";
import { warn } from "../modules/warn";
import { writeUnraisable } from "../unraisable";
import {
  generatorSlots, generatorView, generator_delegate, generator_frame, generator_suspended, generator_code, resumeValue, generatorThrow, raiseStopIteration,
  throwArgs,
} from "./generator";
import { awaitableIter } from "./resume";
import { deallocOne, deallocTwo, traverseOne } from "../objects/ownedvalues";

/** The mark that tells a yielded value from what an inner await hands out: header, value @8. `v` borrowed. */
export function asyncGenWrap(v: Value): Value {
  const p = allocObject(T.async_generator_wrapped_value, 16);
  if (!p) return NULL;
  store<u64>(p, newref(v), 8);
  gcTrack(p);
  return boxPtr(p);
}

/** Hands a half-way generator that dies to the event loop's hook. True: the hook has taken care of it. */
export function finalizeAsyncGen(v: Value): bool {
  const gen = generatorView(v);
  const hook = gen.extra;
  if (hook == NULL || gen.flags & GeneratorFlag.CLOSED) return false;
  const r = call1(hook, v);
  if (r == NULL) writeUnraisable(v);
  else decref(r);
  return true;
}

function isRunning(gen: GeneratorObj): bool { return (gen.flags & GeneratorFlag.RUNNING) != 0; }
function setRunning(gen: GeneratorObj, on: bool): void {
  gen.flags = on ? gen.flags | GeneratorFlag.RUNNING : gen.flags & ~(<u32>GeneratorFlag.RUNNING);
}

/** The first use of a generator tells the event loop's hook of it. 0 or -1. */
function initHooks(v: Value): i32 {
  const gen = generatorView(v);
  if (gen.flags & GeneratorFlag.HOOKS) return 0;
  gen.flags |= GeneratorFlag.HOOKS;
  const t = current();
  if (t.asyncGenFinalizer != NULL) gen.extra = newref(t.asyncGenFinalizer);
  if (t.asyncGenFirstIter != NULL) {
    const hook = newref(t.asyncGenFirstIter);
    const r = call1(hook, v);
    decref(hook);
    if (r == NULL) return -1;
    decref(r);
  }
  return 0;
}

/** What an awaitable makes of what the generator handed out (stolen; NULL for an exception). */
function unwrap(v: Value, result: Value): Value {
  const gen = generatorView(v);
  if (result == NULL) {
    if (!errorOccurred()) raiseStopAsync();
    if (errorMatches(T.StopAsyncIteration) || errorMatches(T.GeneratorExit)) gen.flags |= GeneratorFlag.CLOSED;
    setRunning(gen, false);
    return NULL;
  }
  if (isExact(result, T.async_generator_wrapped_value)) {
    const value = newref(load<u64>(ptrOf(result), 8));
    decref(result);
    raiseStopIteration(value);
    setRunning(gen, false);
    return NULL;
  }
  return result;
}
function raiseStopAsync(): void {
  const e = call0(boxPtr(T.StopAsyncIteration));
  if (e != NULL) raiseObject(e);
}

// ---- async_generator_asend ------------------------------------------------------------------------------------------

const INIT: u32 = 0;
const ITER: u32 = 1;
const CLOSED: u32 = 2;

@unmanaged
class Asend {
  count: u32; type: u32;
  gen: Value; value: Value; // @8  value: what is sent, NULL for None
  state: u32; pad: u32;
}
const ASEND_SIZE: usize = 32;

function asendNew(gen: Value, value: Value): Value {
  const p = allocObject(T.async_generator_asend, ASEND_SIZE);
  if (!p) return NULL;
  const o = changetype<Asend>(p);
  o.gen = newref(gen);
  o.value = newref(value);
  gcTrack(p);
  return boxPtr(p);
}
function reusedAsend(): Value { return raise(T.RuntimeError, "cannot reuse already awaited __anext__()/asend()"); }

/** Begins: false with an exception if another awaitable is at work. */
function asendBegin(o: Asend): bool {
  if (isRunning(generatorView(o.gen))) {
    o.state = CLOSED;
    raise(T.RuntimeError, "anext(): asynchronous generator is already running");
    return false;
  }
  o.state = ITER;
  return true;
}

function asend_send(self: Value, arg: Value): Value {
  const o = changetype<Asend>(ptrOf(self));
  if (o.state == CLOSED) return reusedAsend();
  const gen = generatorView(o.gen);
  if (o.state == INIT) {
    if (!asendBegin(o)) return NULL;
    if (arg == None && o.value != NULL) arg = o.value;
  }
  setRunning(gen, true);
  const r = unwrap(o.gen, resumeValue(o.gen, arg, false));
  if (r == NULL) o.state = CLOSED;
  return r;
}
function asend_iternext(self: Value): Value { return asend_send(self, None); }
function asendThrow(self: Value, type: Value, value: Value, tb: Value): Value {
  const o = changetype<Asend>(ptrOf(self));
  if (o.state == CLOSED) return reusedAsend();
  const gen = generatorView(o.gen);
  if (o.state == INIT) {
    if (!asendBegin(o)) return NULL;
    setRunning(gen, true);
  }
  const r = unwrap(o.gen, generatorThrow(o.gen, type, value, tb, false));
  if (r == NULL) o.state = CLOSED;
  return r;
}
function asend_throw(self: Value, args: usize, nargs: i32): Value {
  if (nargs < 1 || nargs > 3) return throwArgs(self, args, nargs, false); // raises
  return asendThrow(self, load<u64>(args), nargs > 1 ? load<u64>(args, 8) : NULL, nargs > 2 ? load<u64>(args, 16) : NULL);
}
/** The end of a close(): `r` is what throwing GeneratorExit in gave (stolen). */
function closed(r: Value): Value {
  if (r == NULL) {
    if (!errorMatches(T.StopIteration) && !errorMatches(T.StopAsyncIteration) && !errorMatches(T.GeneratorExit)) return NULL;
    clearError();
    return None;
  }
  decref(r);
  return raise(T.RuntimeError, "coroutine ignored GeneratorExit");
}
function asend_close(self: Value): Value {
  if (changetype<Asend>(ptrOf(self)).state == CLOSED) return None;
  return closed(asendThrow(self, boxPtr(T.GeneratorExit), NULL, NULL));
}
function self_iter(self: Value): Value { return newref(self); }
function warnUnawaitedMethod(gen: Value, what: string): void {
  const saved = fetchError();
  const method = strFromLiteral(what);
  const text = formatMessage("coroutine method %r of %r was never awaited", method, generatorView(gen).qualname, NULL, NULL);
  decref(method);
  if (text != NULL) {
    if (warn(T.RuntimeWarning, text) < 0) writeUnraisable(gen);
    decref(text);
  }
  restoreError(saved);
}
function asend_traverse(self: usize, visit: i32, arg: usize): i32 {
  const o = changetype<Asend>(self);
  const r = visitValue(o.gen, visit, arg);
  return r ? r : visitValue(o.value, visit, arg);
}
function asend_dealloc(self: usize): void {
  gcUntrack(self);
  const o = changetype<Asend>(self);
  if (o.state == INIT) warnUnawaitedMethod(o.gen, "asend");
  decref(o.gen);
  decref(o.value);
  freeObject(self);
}

// ---- async_generator_athrow -----------------------------------------------------------------------------------------

@unmanaged
class Athrow {
  count: u32; type: u32;
  gen: Value; args: Value; // @8  args: a tuple of one to three, NULL for aclose()
  state: u32; pad: u32;
}

function athrowNew(gen: Value, args: Value): Value {
  const p = allocObject(T.async_generator_athrow, ASEND_SIZE);
  if (!p) return NULL;
  const o = changetype<Athrow>(p);
  o.gen = newref(gen);
  o.args = newref(args);
  gcTrack(p);
  return boxPtr(p);
}
/** Not to be begun: another awaitable is at work. Raises. */
function alreadyRunning(o: Athrow): Value {
  o.state = CLOSED;
  return o.args == NULL
    ? raise(T.RuntimeError, "aclose(): asynchronous generator is already running")
    : raise(T.RuntimeError, "athrow(): asynchronous generator is already running");
}
function reusedAthrow(): Value { return raise(T.RuntimeError, "cannot reuse already awaited aclose()/athrow()"); }

/** After aclose() threw GeneratorExit in. `r` stolen. */
function afterClose(o: Athrow, r: Value): Value {
  const gen = generatorView(o.gen);
  if (r != NULL) {
    if (!isExact(r, T.async_generator_wrapped_value)) return r;
    decref(r);
    setRunning(gen, false);
    o.state = CLOSED;
    return raise(T.RuntimeError, "async generator ignored GeneratorExit");
  }
  setRunning(gen, false);
  o.state = CLOSED;
  if (errorMatches(T.StopAsyncIteration) || errorMatches(T.GeneratorExit)) {
    // aclose() is done: the awaitable ends.
    clearError();
    return raiseStopIteration(None);
  }
  return NULL;
}
function athrow_send(self: Value, arg: Value): Value {
  const o = changetype<Athrow>(ptrOf(self));
  const gen = generatorView(o.gen);
  if (o.state == CLOSED) return reusedAthrow();
  if (gen.state == GeneratorState.DONE) {
    o.state = CLOSED;
    return raiseStopIteration(None);
  }
  if (o.state == INIT) {
    if (isRunning(gen)) return alreadyRunning(o);
    if (gen.flags & GeneratorFlag.CLOSED) {
      o.state = CLOSED;
      raiseStopAsync();
      return NULL;
    }
    if (arg != None) return raise(T.RuntimeError, "can't send non-None value to a just-started coroutine");
    o.state = ITER;
    setRunning(gen, true);
    if (o.args == NULL) {
      gen.flags |= GeneratorFlag.CLOSED;
      return afterClose(o, generatorThrow(o.gen, boxPtr(T.GeneratorExit), NULL, NULL, false));
    }
    const n = tupleSize(o.args);
    const r = unwrap(o.gen, generatorThrow(o.gen, tupleAt(o.args, 0), n > 1 ? tupleAt(o.args, 1) : NULL, n > 2 ? tupleAt(o.args, 2) : NULL, false));
    if (r == NULL) { setRunning(gen, false); o.state = CLOSED; }
    return r;
  }
  const r = resumeValue(o.gen, arg, false);
  if (o.args == NULL) return afterClose(o, r);
  const u = unwrap(o.gen, r);
  if (u == NULL) o.state = CLOSED;
  return u;
}
function athrow_iternext(self: Value): Value { return athrow_send(self, None); }
function athrowThrow(self: Value, type: Value, value: Value, tb: Value): Value {
  const o = changetype<Athrow>(ptrOf(self));
  if (o.state == CLOSED) return reusedAthrow();
  const gen = generatorView(o.gen);
  if (o.state == INIT) {
    if (isRunning(gen)) return alreadyRunning(o);
    o.state = ITER;
    setRunning(gen, true);
  }
  const r = generatorThrow(o.gen, type, value, tb, false);
  if (o.args == NULL) return afterClose(o, r);
  const u = unwrap(o.gen, r);
  if (u == NULL) { setRunning(gen, false); o.state = CLOSED; }
  return u;
}
function athrow_throw(self: Value, args: usize, nargs: i32): Value {
  if (nargs < 1 || nargs > 3) return throwArgs(self, args, nargs, false);
  return athrowThrow(self, load<u64>(args), nargs > 1 ? load<u64>(args, 8) : NULL, nargs > 2 ? load<u64>(args, 16) : NULL);
}
function athrow_close(self: Value): Value {
  const o = changetype<Athrow>(ptrOf(self));
  if (o.state == CLOSED) return None;
  return closed(athrowThrow(self, boxPtr(T.GeneratorExit), NULL, NULL));
}
function athrow_dealloc(self: usize): void {
  gcUntrack(self);
  const o = changetype<Athrow>(self);
  if (o.state == INIT) warnUnawaitedMethod(o.gen, o.args == NULL ? "aclose" : "athrow");
  decref(o.gen);
  decref(o.args);
  freeObject(self);
}

// ---- async_generator ------------------------------------------------------------------------------------------------

function asyncgen_anext(self: Value): Value { return initHooks(self) < 0 ? NULL : asendNew(self, NULL); }
function asyncgen_asend(self: Value, arg: Value): Value { return initHooks(self) < 0 ? NULL : asendNew(self, arg); }
function asyncgen_athrow(self: Value, args: usize, nargs: i32): Value {
  if (nargs < 1 || nargs > 3) return throwArgs(self, args, nargs, false);
  if (nargs > 1) {
    const text = strFromLiteral("the (type, exc, tb) signature of athrow() is deprecated, use the single-arg signature instead.");
    const r = warn(T.DeprecationWarning, text);
    decref(text);
    if (r < 0) return NULL;
  }
  if (initHooks(self) < 0) return NULL;
  const t = tupleFrom(args, nargs);
  if (t == NULL) return NULL;
  const r = athrowNew(self, t);
  decref(t);
  return r;
}
function asyncgen_aclose(self: Value): Value { return initHooks(self) < 0 ? NULL : athrowNew(self, NULL); }
function asyncgen_running(self: Value): Value { return boxBool(isRunning(generatorView(self))); }

// ---- anext_awaitable: anext(it, default) ----------------------------------------------------------------------------

@unmanaged
class AnextDefault {
  count: u32; type: u32;
  wrapped: Value; fallback: Value; // @8
}
/** The awaitable of anext(it, default): `wrapped` is what __anext__ returned. Both borrowed. */
export function anextWithDefault(wrapped: Value, fallback: Value): Value {
  const p = allocObject(T.anext_awaitable, 24);
  if (!p) return NULL;
  const o = changetype<AnextDefault>(p);
  o.wrapped = newref(wrapped);
  o.fallback = newref(fallback);
  gcTrack(p);
  return boxPtr(p);
}
/** The iterator to drive, owned. */
function anextIter(self: Value): Value {
  const it = awaitableIter(changetype<AnextDefault>(ptrOf(self)).wrapped);
  if (it == NULL || slotOf(it, Slot.iternext)) return it;
  // A coroutine: its __await__ is the iterator.
  const slot = slotOf(it, Slot.await_);
  const r = slot ? call_indirect<Value>(slot, it) : raise(T.TypeError, "__await__ must return an iterable");
  decref(it);
  return r;
}
function anextDone(self: Value, r: Value): Value {
  if (r != NULL) return r;
  if (errorMatches(T.StopAsyncIteration)) {
    clearError();
    return raiseStopIteration(newref(changetype<AnextDefault>(ptrOf(self)).fallback));
  }
  return NULL;
}
function anext_iternext(self: Value): Value {
  const it = anextIter(self);
  if (it == NULL) return NULL;
  const r = call_indirect<Value>(slotOf(it, Slot.iternext), it);
  decref(it);
  return anextDone(self, r);
}
function anextProxy(self: Value, key: Value, args: usize, nargs: i32): Value {
  const it = anextIter(self);
  if (it == NULL) return NULL;
  const m = getAttr(it, key);
  let r = NULL;
  if (m != NULL) { r = call(m, args, nargs, NULL); decref(m); }
  decref(it);
  return anextDone(self, r);
}
function anext_send(self: Value, args: usize, nargs: i32): Value { return anextProxy(self, name(N.send), args, nargs); }
function anext_throw(self: Value, args: usize, nargs: i32): Value { return anextProxy(self, name(N.throw_), args, nargs); }
function anext_close(self: Value, args: usize, nargs: i32): Value { return anextProxy(self, name(N.close), args, nargs); }

function awaitable(type: usize, typeName: string, size: usize, iternext: i32, send: i32, sendFlags: u32, throwing: i32, close: i32, closeFlags: u32, dealloc: i32): void {
  defType(type, typeName, T.object, size, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW);
  setSlot(type, Slot.dealloc, dealloc);
  setSlot(type, Slot.traverse, asend_traverse.index);
  setSlot(type, Slot.iter, self_iter.index);
  setSlot(type, Slot.iternext, iternext);
  setSlot(type, Slot.await_, self_iter.index);
  method(type, "send", send, sendFlags, "($self, arg, /)", "Go on with arg as the value of the await expression.");
  method(type, "throw", throwing, METH_FAST, "($self, typ[, val[, tb]])", "Raise an exception inside.");
  method(type, "close", close, closeFlags, "($self, /)", "Raise GeneratorExit inside.");
}

export function init_asyncgen(): void {
  const G: usize = T.async_generator;
  defType(G, "async_generator", T.object, GENERATOR_FRAME, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW);
  generatorSlots(G);
  setSlot(G, Slot.aiter, self_iter.index);
  setSlot(G, Slot.anext, asyncgen_anext.index);
  method(G, "asend", asyncgen_asend.index, METH_O, "($self, value, /)", "An awaitable that goes on with value as the value of the yield expression.");
  method(G, "athrow", asyncgen_athrow.index, METH_FAST, "($self, typ[, val[, tb]])", "An awaitable that raises an exception inside the generator.");
  method(G, "aclose", asyncgen_aclose.index, METH_NOARGS, "($self, /)", "An awaitable that raises GeneratorExit inside the generator.");
  getset(G, "ag_await", generator_delegate.index, 0, "The object the generator awaits, or None.");
  getset(G, "ag_running", asyncgen_running.index);
  getset(G, "ag_frame", generator_frame.index);
  getset(G, "ag_suspended", generator_suspended.index);
  getset(G, "ag_code", generator_code.index);

  awaitable(T.async_generator_asend, "async_generator_asend", ASEND_SIZE, asend_iternext.index, asend_send.index, METH_O, asend_throw.index, asend_close.index, METH_NOARGS, asend_dealloc.index);
  awaitable(T.async_generator_athrow, "async_generator_athrow", ASEND_SIZE, athrow_iternext.index, athrow_send.index, METH_O, athrow_throw.index, athrow_close.index, METH_NOARGS, athrow_dealloc.index);
  awaitable(T.anext_awaitable, "anext_awaitable", 24, anext_iternext.index, anext_send.index, METH_FAST, anext_throw.index, anext_close.index, METH_FAST, deallocTwo.index);

  const W: usize = T.async_generator_wrapped_value;
  defType(W, "async_generator_wrapped_value", T.object, 16, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW);
  setSlot(W, Slot.dealloc, deallocOne.index);
  setSlot(W, Slot.traverse, traverseOne.index);
}
