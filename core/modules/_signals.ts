// _signals: signals as far as they are native. The host thread sets bits in PENDING_SIGNALS and the breaker of the main thread; the
// evaluation loop and interrupted waits call `handlePendingSignals`, which hands the bits to the dispatcher that lib/_signal.py has set.
// Also the other requests of a breaker word that raise: asynchronous exceptions.

import { PENDING_SIGNALS } from "../../contract/layout";
import { Value, NULL, None, boxInt, boxBool, isPtr, isInt, intOf } from "../value";
import { runtime, current, thread, Thread } from "../state";
import { T, N, name } from "../names.generated";
import { decref, newref } from "../memory/refcount";
import { raise, raiseBare, raiseObject, raiseFmt, errorOccurred } from "../errors";
import { call0, call1, indexI64 } from "../abstract";
import { checkArgs } from "../args";
import { func, METH_NOARGS, METH_O, METH_FAST } from "../objects/define";
import { TypeFlag, hasFlag } from "../objects/typeobject";
import { newIntU64 } from "../objects/int";
import { raiseOSError } from "../objects/oserror";
import { intArg } from "./posixpath";
import { asF64 } from "../objects/float";
import { boxFloat } from "../value";
import { Breaker, clearBreaker, setBreaker } from "../threads/breaker";
import { traceSignal } from "../trace";
import { hostWatchSignal, hostKill, hostGetpid, hostAlarm } from "../host.generated";

const SIGINT: u32 = 2;

/** Does what the breaker of this thread asks for: signals (main thread only), then an asynchronous exception. 0, or -1 with an exception set. */
function handlePendingSignals(): i32 {
  if (<u32>thread == runtime().mainThread) {
    clearBreaker(thread, Breaker.SIGNAL);
    const low = atomic.xchg<u32>(PENDING_SIGNALS, 0), high = atomic.xchg<u32>(PENDING_SIGNALS + 4, 0);
    if (low | high) {
      for (let signal = 1; signal < 64; signal++) if ((signal < 32 ? low >>> signal : high >>> (signal - 32)) & 1) traceSignal(signal);
      const dispatcher = runtime().signalDispatcher;
      if (dispatcher == NULL) {
        if (low & (1 << SIGINT)) { raiseBare(T.KeyboardInterrupt); return -1; }
      } else {
        const bits = newIntU64(<u64>low | (<u64>high << 32));
        const r = bits == NULL ? NULL : call1(dispatcher, bits);
        decref(bits);
        if (r == NULL) return -1;
        decref(r);
      }
    }
  }
  const t = current();
  if (t.breaker & Breaker.ASYNC_EXC) {
    clearBreaker(thread, Breaker.ASYNC_EXC);
    const exc = t.asyncExcValue;
    t.asyncExcValue = NULL;
    if (exc != NULL) {
      if (hasFlag(exc, TypeFlag.TYPE_SUBCLASS)) {
        const instance = call0(exc);
        decref(exc);
        if (instance != NULL) raiseObject(instance);
      } else raiseObject(exc);
      return -1;
    }
  }
  return 0;
}

/** At boot: lets the breaker find the handler. */
export function initSignalHandling(): void {
  runtime().pendingHandler = <u32>handlePendingSignals.index;
  runtime().signalDispatcher = NULL;
}

function setDispatcher(self: Value, f: Value): Value {
  const old = runtime().signalDispatcher;
  runtime().signalDispatcher = newref(f);
  decref(old);
  return None;
}
/** watch(signal, action): default (0), ignore (1), tell Python (2). */
function watch(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("watch", nargs, 2, 2)) return NULL;
  const signal = intArg(load<u64>(args)), action = errorOccurred() ? 0 : intArg(load<u64>(args, 8));
  if (errorOccurred()) return NULL;
  const r = hostWatchSignal(signal, action);
  return r < 0 ? raiseOSError(-r) : None;
}
/** deliver(signal): as if the signal had arrived. */
function deliver(self: Value, v: Value): Value {
  const signal = intArg(v);
  if (errorOccurred()) return NULL;
  if (signal < 1 || signal > 63) return raiseOSError(22);
  atomic.or<u32>(<usize>PENDING_SIGNALS + (<usize>(signal >>> 5) << 2), 1 << (signal & 31));
  setBreaker(runtime().mainThread, Breaker.SIGNAL);
  return None;
}
function isMainThread(self: Value): Value { return boxBool(<u32>thread == runtime().mainThread); }
/** setitimer(which, seconds, interval): the seconds that were left. */
function alarm(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("alarm", nargs, 3, 3)) return NULL;
  const which = intArg(load<u64>(args));
  if (errorOccurred()) return NULL;
  const seconds = asF64(load<u64>(args, 8)), interval = errorOccurred() ? 0 : asF64(load<u64>(args, 16));
  return errorOccurred() ? NULL : boxFloat(hostAlarm(which, seconds, interval));
}
/** raise_in(ident, exc): sets an exception class or instance in another thread; how many threads there were (0 or 1). */
function raiseIn(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("raise_in", nargs, 2, 2)) return NULL;
  const ident = indexI64(load<u64>(args), T.OverflowError);
  if (ident == -1 && errorOccurred()) return NULL;
  const exc = load<u64>(args, 8);
  let t = <usize>runtime().threads;
  while (t && <i64>changetype<Thread>(t).ident != ident) t = changetype<Thread>(t).next;
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
  func(m, "set_dispatcher", setDispatcher.index, METH_O, "($module, f, /)", "f(bits) is called in the main thread for signals that arrived.");
  func(m, "watch", watch.index, METH_FAST, "($module, signal, action, /)", "What is to happen at a signal.");
  func(m, "deliver", deliver.index, METH_O, "($module, signal, /)", "As if the signal had arrived.");
  func(m, "is_main_thread", isMainThread.index, METH_NOARGS, "($module, /)", "Whether this is the main thread.");
  func(m, "alarm", alarm.index, METH_FAST, "($module, which, seconds, interval, /)", "Set a timer.");
  func(m, "raise_in", raiseIn.index, METH_FAST, "($module, ident, exc, /)", "Set an exception in another thread.");
}
