// _signals: signals as far as they are native.
//
// The host thread sets bits in PENDING_SIGNALS and the breaker of the main thread; the evaluation loop and interrupted waits call
// `handlePendingSignals`, which hands the bits to the dispatcher that lib/_signal.py has set.
//
// The system's threads do not all belong to Python, so signals are never blocked in the system: what Python's threads block is kept in
// their blocks. A signal of the process that every one of them blocks is put aside in `signalsHeld`, one that was sent to a thread in
// that thread's `signalsPending`, until it is no longer blocked or a thread that waits for it takes it.

import { HOST_SIGNAL, PENDING_SIGNALS } from "../../contract/layout";
import { Value, NULL, None, True, boxInt, boxBool, boxFloat } from "../value";
import { RUNTIME, Runtime, runtime, current, thread, Thread } from "../state";
import { T } from "../names.generated";
import { decref, newref } from "../memory/refcount";
import { raise, raiseBare, clearError, errorOccurred, outOfMemory } from "../errors";
import { call1, call2, call3, indexI64 } from "../abstract";
import { checkArgs } from "../args";
import { func, METH_NOARGS, METH_O, METH_FAST } from "../objects/define";
import { asU64, newIntU64 } from "../objects/int";
import { raiseOSError } from "../objects/oserror";
import { intArg } from "./posixpath";
import { asF64 } from "../objects/float";
import { alloc, free } from "../memory/alloc";
import { tuple2 } from "../objects/tupleobject";
import { Waited, deadlineAfter, handlePending, waitWhile } from "../threads/wait";
import { Breaker, clearBreaker, setBreaker } from "../threads/breaker";
import { traceSignal } from "../trace";
import { writeUnraisable } from "../unraisable";
import { frameObjectAtDepth } from "../objects/frame";
import { hostGetpid, hostKill, hostWatchSignal, hostTimer } from "../host.generated";

/** By how much the Python functions of lib/_signal.py may go beyond the recursion limit: at the limit a signal would be lost in the RecursionError of one of them. */
const OWN_DEPTH: u32 = 50;

const SIGINT: u32 = 2;
/** What the dispatcher gets instead of a signal at the end. */
const END: i32 = 0;
const SEND_KILL: i32 = 0;
const SEND_RAISE: i32 = 1;
const SEND_THREAD: i32 = 2;
const SEND_MASK: i32 = 3;
const SEND_INTERRUPT: i32 = 4;
const COUNT: usize = RUNTIME + offsetof<Runtime>("signalCount");

/** The signals that every thread blocks. */
function blockedByAll(): u64 {
  if (!runtime().signalMasks) return 0;
  let blocked: u64 = u64.MAX_VALUE;
  for (let t = <usize>runtime().threads; t; t = changetype<Thread>(t).next) blocked &= changetype<Thread>(t).signalMask;
  return blocked;
}
/** Takes those of `wanted` that have arrived at the process. */
function takeArrived(wanted: u64): u64 {
  const low = <u32>wanted, high = <u32>(wanted >>> 32);
  return <u64>(atomic.and<u32>(PENDING_SIGNALS, ~low) & low) | (<u64>(atomic.and<u32>(PENDING_SIGNALS + 4, ~high) & high) << 32);
}
/** Adds to the signals that have arrived, and asks the main thread to look. */
function arrive(bits: u64): void {
  const isNews = addTo(PENDING_SIGNALS, <u32>bits), isNewsAbove = addTo(PENDING_SIGNALS + 4, <u32>(bits >>> 32));
  setBreaker(runtime().mainThread, Breaker.SIGNAL);
  // It may sleep or be in a system call: the host thread sees to that until it has taken what has arrived.
  if (<u32>thread == runtime().mainThread || !(isNews || isNewsAbove)) return;
  atomic.add<u32>(HOST_SIGNAL, 1);
  atomic.notify(HOST_SIGNAL, -1);
}
/** Sets bits in a word of PENDING_SIGNALS; whether there were none: if there were, the host thread knows already, or the main thread set them and is about to look. */
function addTo(word: usize, bits: u32): bool { return bits != 0 && atomic.or<u32>(word, bits) == 0; }
/** Wakes the threads that wait for a signal. */
function tellWaiters(): void {
  atomic.add<u32>(COUNT, 1);
  atomic.notify(COUNT, -1);
}

/** Runs the handlers of the signals that have arrived, on the main thread; those that all threads block are put aside. -1 with an exception set. */
function handleSignals(): i32 {
  clearBreaker(thread, Breaker.SIGNAL);
  let bits = takeArrived(u64.MAX_VALUE);
  if (!bits) return 0;
  const blocked = bits & blockedByAll();
  if (blocked) {
    runtime().signalsHeld |= blocked;
    bits &= ~blocked;
    tellWaiters();
    if (!bits) return 0;
  }
  for (let signal = 1; signal <= 64; signal++) if (bits >>> (signal - 1) & 1) traceSignal(signal);
  const dispatcher = runtime().signalDispatcher;
  if (dispatcher == NULL) {
    if (!(bits & (1 << (SIGINT - 1)))) return 0;
    if (!runtime().signalsEnded) { raiseBare(T.KeyboardInterrupt); return -1; }
    hostWatchSignal(SIGINT, 0);
    hostKill(hostGetpid(), SIGINT);
    return 0;
  }
  for (; bits; bits &= bits - 1) {
    if (callHandler(dispatcher, <i32>ctz(bits) + 1) < 0) {
      // The others are still to come.
      if (bits & (bits - 1)) arrive(bits & (bits - 1));
      tellWaiters();
      return -1;
    }
  }
  tellWaiters();
  return 0;
}
/** From here on a signal that had a handler does what it does by default, and the handlers are gone: for the end of the interpreter. */
export function endSignals(): void {
  const r = runtime();
  r.signalsEnded = 1;
  if (r.signalDispatcher == NULL) return;
  const done = call1(r.signalDispatcher, boxInt(END));
  if (done == NULL) clearError();
  decref(done);
}
/** Calls what the dispatcher gives for a signal: a handler, None for nothing, True for KeyboardInterrupt. -1 with an exception set. */
function callHandler(dispatcher: Value, signal: i32): i32 {
  const t = current();
  t.pyLimit += OWN_DEPTH;
  const handler = call1(dispatcher, boxInt(signal));
  t.pyLimit -= OWN_DEPTH;
  if (handler == NULL) return -1;
  if (handler == None) return 0;
  if (handler == True) { raiseBare(T.KeyboardInterrupt); return -1; }
  let frame = frameObjectAtDepth(0);
  if (frame == NULL) {
    if (errorOccurred()) clearError();
    frame = None;
  }
  const r = call2(handler, boxInt(signal), frame);
  decref(frame);
  decref(handler);
  if (r == NULL) return -1;
  decref(r);
  return 0;
}

/** Does what the breaker of this thread asks for: signals (main thread only), then an asynchronous exception. 0, or -1 with an exception set. */
function handlePendingSignals(): i32 {
  if (<u32>thread == runtime().mainThread && current().signalsPutOff == 0 && current().inBuffer == 0 && handleSignals() < 0) return -1;
  return 0;
}

/** At boot: lets the breaker find the handler. */
export function initSignalHandling(): void {
  runtime().pendingHandler = <u32>handlePendingSignals.index;
  runtime().signalDispatcher = NULL;
  runtime().signalSender = NULL;
}

/** set_python(dispatcher, sender): the functions of lib/_signal.py. */
function setPython(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("set_python", nargs, 2, 2)) return NULL;
  const dispatcher = runtime().signalDispatcher, sender = runtime().signalSender;
  runtime().signalDispatcher = newref(load<u64>(args));
  runtime().signalSender = newref(load<u64>(args, 8));
  decref(dispatcher);
  decref(sender);
  return None;
}
/**
 * What sends a signal to this process, or unblocks signals, is Python behind a native function, which then runs the handlers: in the frame
 * of the caller, before it returns.
 */
function send(what: i32, args: usize, nargs: i32): Value {
  const sender = runtime().signalSender;
  // The handlers run when the sender is through, not in the middle of it.
  const t = current();
  t.signalsPutOff++;
  t.pyLimit += OWN_DEPTH;
  const r = sender == NULL ? newref(None) : call3(sender, boxInt(what), nargs > 0 ? load<u64>(args) : None, nargs > 1 ? load<u64>(args, 8) : None);
  t.pyLimit -= OWN_DEPTH;
  t.signalsPutOff--;
  if (r == NULL) return NULL;
  releaseUnblocked();
  if (<u32>thread == runtime().mainThread && handleSignals() < 0) { decref(r); return NULL; }
  return r;
}
/** _thread.interrupt_main: as if the signal had arrived, if Python handles it. */
export function interruptWith(signal: i32): Value {
  const sender = runtime().signalSender;
  if (sender != NULL) {
    const t = current();
    t.signalsPutOff++;
    t.pyLimit += OWN_DEPTH;
    const r = call3(sender, boxInt(SEND_INTERRUPT), boxInt(signal), None);
    t.pyLimit -= OWN_DEPTH;
    t.signalsPutOff--;
    if (r == NULL) return NULL;
    decref(r);
  } else if (signal == <i32>SIGINT && runtime().signalsEnded) {
    // Its handler is gone, and nothing has come that could have its default effect.
    raise(T.OSError, "Signal 2 ignored due to race condition");
    writeUnraisable(NULL);
  } else if (signal == <i32>SIGINT) arrive(1 << (SIGINT - 1));
  return <u32>thread == runtime().mainThread && handleSignals() < 0 ? NULL : None;
}
/** Has those pending signals arrive that this thread does not block any more. */
function releaseUnblocked(): void {
  const t = current(), r = runtime();
  const bits = (t.signalsPending | r.signalsHeld) & ~t.signalMask;
  if (!bits) return;
  t.signalsPending &= ~bits;
  r.signalsHeld &= ~bits;
  arrive(bits);
}
function kill(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("kill", nargs, 2, 2)) return NULL;
  const pid = intArg(load<u64>(args)), signal = errorOccurred() ? 0 : intArg(load<u64>(args, 8));
  if (errorOccurred()) return NULL;
  if (signal && pid == hostGetpid()) {
    if (runtime().signalSender != NULL) return send(SEND_KILL, args, nargs);
    if (signal == <i32>SIGINT) {
      arrive(1 << (SIGINT - 1));
      return send(SEND_KILL, args, nargs);
    }
  }
  const result = hostKill(pid, signal);
  return result < 0 ? raiseOSError(-result) : None;
}
function raiseSignal(self: Value, args: usize, nargs: i32): Value { return checkArgs("raise_signal", nargs, 1, 1) ? send(SEND_RAISE, args, nargs) : NULL; }
function pthreadKill(self: Value, args: usize, nargs: i32): Value { return checkArgs("pthread_kill", nargs, 2, 2) ? send(SEND_THREAD, args, nargs) : NULL; }
function pthreadSigmask(self: Value, args: usize, nargs: i32): Value { return checkArgs("pthread_sigmask", nargs, 2, 2) ? send(SEND_MASK, args, nargs) : NULL; }
/** watch(signal, action): default (0), ignore (1), tell Python (2). */
function watch(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("watch", nargs, 2, 2)) return NULL;
  const signal = intArg(load<u64>(args)), action = errorOccurred() ? 0 : intArg(load<u64>(args, 8));
  if (errorOccurred()) return NULL;
  const r = hostWatchSignal(signal, action);
  return r < 0 ? raiseOSError(-r) : None;
}
/** A set of signals as an int; u64.MAX_VALUE with an exception is told apart by errorOccurred(). */
function bitsArg(v: Value): u64 { return asU64(v); }

/** arrive(bits): as if the signals had been sent to the process. */
function arriveCall(self: Value, v: Value): Value {
  const bits = bitsArg(v);
  if (errorOccurred()) return NULL;
  arrive(bits);
  return None;
}
/** check(): runs the handlers of signals that have arrived now, if this is the main thread. */
function check(self: Value): Value {
  return <u32>thread == runtime().mainThread && handleSignals() < 0 ? NULL : None;
}
/** mask([bits]): the signals that this thread blocks, and sets them. */
function mask(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("mask", nargs, 0, 1)) return NULL;
  const before = current().signalMask;
  if (nargs) {
    const bits = bitsArg(load<u64>(args));
    if (errorOccurred()) return NULL;
    current().signalMask = bits;
    if (bits) runtime().signalMasks = 1;
  }
  return newIntU64(before);
}
/** blocked(): the signals that every thread blocks, and those that any does. */
function blocked(self: Value): Value {
  let any: u64 = 0;
  for (let t = <usize>runtime().threads; t; t = changetype<Thread>(t).next) any |= changetype<Thread>(t).signalMask;
  const a = newIntU64(blockedByAll()), b = newIntU64(any);
  const r = a == NULL || b == NULL ? NULL : tuple2(a, b);
  decref(a);
  decref(b);
  return r;
}
/** pending(): the signals that wait for this thread or, blocked by all threads, for any. */
function pending(self: Value): Value {
  const arrived = <u64>atomic.load<u32>(PENDING_SIGNALS) | (<u64>atomic.load<u32>(PENDING_SIGNALS + 4) << 32);
  return newIntU64(current().signalsPending | runtime().signalsHeld | (arrived & blockedByAll()));
}
/** take(bits): takes the lowest of these signals that is pending, as `pending` says it; its number, or 0. */
function take(self: Value, v: Value): Value {
  const wanted = bitsArg(v);
  if (errorOccurred()) return NULL;
  const r = runtime();
  r.signalsHeld |= takeArrived(blockedByAll());
  const found = (current().signalsPending | r.signalsHeld) & wanted;
  if (!found) return boxInt(0);
  const number = <i32>ctz(found);
  const bit = <u64>1 << number;
  if (current().signalsPending & bit) current().signalsPending &= ~bit;
  else r.signalsHeld &= ~bit;
  return boxInt(number + 1);
}
/** thread(ident[, bits]): the mask of a thread, or None if there is none of that ident; with bits, makes those signals pending for it. */
function threadCall(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("thread", nargs, 1, 2)) return NULL;
  const ident = indexI64(load<u64>(args), T.OverflowError);
  if (ident == -1 && errorOccurred()) return NULL;
  const t = threadOf(ident);
  if (!t) return None;
  if (nargs == 2) {
    const bits = bitsArg(load<u64>(args, 8));
    if (errorOccurred()) return NULL;
    changetype<Thread>(t).signalsPending |= bits;
    tellWaiters();
  }
  return newIntU64(changetype<Thread>(t).signalMask);
}
/** changes(): a number that moves when a signal was handled or put aside. */
function changes(self: Value): Value { return boxInt(atomic.load<u32>(COUNT)); }
/** wait(seen, timeout): waits, in ns or, negative, for ever, until changes() is not `seen` any more, and runs handlers; whether there was time left. */
function wait(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("wait", nargs, 2, 2)) return NULL;
  const seen = indexI64(load<u64>(args), T.OverflowError);
  if (seen == -1 && errorOccurred()) return NULL;
  const timeout = indexI64(load<u64>(args, 8), T.OverflowError);
  if (timeout == -1 && errorOccurred()) return NULL;
  const waited = waitWhile(COUNT, <u32>seen, deadlineAfter(timeout));
  if (waited == Waited.INTERRUPTED && handlePending() < 0) return NULL;
  return boxBool(waited != Waited.TIMED_OUT);
}
function isMainThread(self: Value): Value { return boxBool(<u32>thread == runtime().mainThread); }
/** timer(which[, seconds, interval]): (seconds left, interval) of a timer, and sets it. */
function timer(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("timer", nargs, 1, 3)) return NULL;
  const which = intArg(load<u64>(args));
  if (errorOccurred()) return NULL;
  const seconds = nargs == 3 ? asF64(load<u64>(args, 8)) : 0;
  if (errorOccurred()) return NULL;
  const interval = nargs == 3 ? asF64(load<u64>(args, 16)) : 0;
  if (errorOccurred()) return NULL;
  const out = alloc(16);
  if (!out) return outOfMemory();
  store<f64>(out, interval);
  store<f64>(out + 8, seconds);
  const result = hostTimer(which, nargs == 3 ? 1 : 0, out);
  const r = result < 0 ? raiseOSError(-result) : tuple2(boxFloat(load<f64>(out, 8)), boxFloat(load<f64>(out)));
  free(out);
  return r;
}
/** The block of a live thread, or 0. */
function threadOf(ident: i64): usize {
  let t = <usize>runtime().threads;
  while (t && <i64>changetype<Thread>(t).ident != ident) t = changetype<Thread>(t).next;
  return t;
}
/** raise_in(ident, exc): sets an exception class or instance in another thread; how many threads there were (0 or 1). */
function raiseIn(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("raise_in", nargs, 2, 2)) return NULL;
  const ident = indexI64(load<u64>(args), T.OverflowError);
  if (ident == -1 && errorOccurred()) return NULL;
  const exc = load<u64>(args, 8);
  const t = threadOf(ident);
  if (!t) return boxInt(0);
  const target = changetype<Thread>(t);
  const old = target.asyncExcValue;
  if (exc == None) target.asyncExcValue = NULL;
  else {
    target.asyncExcValue = newref(exc);
    setBreaker(t, Breaker.ASYNC_EXC);
  }
  decref(old);
  return boxInt(1);
}

export function initSignals(m: Value): void {
  func(m, "set_python", setPython.index, METH_FAST, "($module, dispatcher, sender, /)", "What is done about signals in Python.");
  func(m, "kill", kill.index, METH_FAST, "($module, pid, signal, /)", "Send a signal to a process.");
  func(m, "raise_signal", raiseSignal.index, METH_FAST, "($module, signalnum, /)", "Send a signal to the calling thread.");
  func(m, "pthread_kill", pthreadKill.index, METH_FAST, "($module, thread_id, signalnum, /)", "Send a signal to a thread; its handler runs in the main thread.");
  func(m, "pthread_sigmask", pthreadSigmask.index, METH_FAST, "($module, how, mask, /)", "Change which signals the calling thread blocks; those it blocked before.");
  func(m, "watch", watch.index, METH_FAST, "($module, signal, action, /)", "What is to happen at a signal.");
  func(m, "is_main_thread", isMainThread.index, METH_NOARGS, "($module, /)", "Whether this is the main thread.");
  func(m, "timer", timer.index, METH_FAST, "($module, which, seconds, interval, /)", "What is left of a timer; sets it.");
  func(m, "arrive", arriveCall.index, METH_O, "($module, bits, /)", "As if signals had been sent to the process.");
  func(m, "check", check.index, METH_NOARGS, "($module, /)", "Run the handlers of signals that have arrived.");
  func(m, "mask", mask.index, METH_FAST, "($module, bits, /)", "The signals that this thread blocks; sets them.");
  func(m, "blocked", blocked.index, METH_NOARGS, "($module, /)", "The signals that all threads block, and that any does.");
  func(m, "pending", pending.index, METH_NOARGS, "($module, /)", "The signals that are pending.");
  func(m, "take", take.index, METH_O, "($module, bits, /)", "Take the lowest of these signals that is pending.");
  func(m, "thread", threadCall.index, METH_FAST, "($module, ident, bits, /)", "The mask of a thread; makes signals pending for it.");
  func(m, "changes", changes.index, METH_NOARGS, "($module, /)", "A number that moves when a signal was handled or put aside.");
  func(m, "wait", wait.index, METH_FAST, "($module, seen, timeout, /)", "Wait until changes() has moved.");
  func(m, "raise_in", raiseIn.index, METH_FAST, "($module, ident, exc, /)", "Set an exception in another thread.");
}
