// The module _thread, for the library's own threading.py.
//
// start_joinable_thread makes a thread block and a handle, and gives the block to a Worker. `threadMain` is what runs there. A thread
// that the process waits for at its end (not a daemon) has JOIN_AT_EXIT in its block; `_shutdown` joins those.

import { MOST_THREADS } from "../../contract/layout";
import { dropTracers } from "../objects/monitors";
import { call, callMethod1, callTuple, indexI64, isCallable, isTrue } from "../abstract";
import { parseArgs } from "../args";
import { errorOccurred, fetchError, outOfMemory, raise, raiseBare, raiseFmt, restoreError, swallow } from "../errors";
import { formatMessage } from "../format";
import { hostSetThreadName } from "../host.generated";
import { popArgs, pushArgs } from "../interp/argstack";
import { decref, newref } from "../memory/refcount";
import { N, name, T } from "../names.generated";
import { addType, constant, func, METH_FAST, METH_KW, METH_NOARGS, METH_O } from "../objects/define";
import { dictKeyAt, dictLen, dictNext, dictValueAt } from "../objects/dict";
import { asI64Clamped, isIntLike, newInt, newIntU64 } from "../objects/int";
import { bytesData, bytesLen } from "../objects/bytesobject";
import { utf8Bytes } from "../objects/strutf8";
import { STR_DATA, strKind, strLen } from "../objects/strnew";
import { defStructSeq } from "../objects/structseq";
import { hasFlag, isExact, TypeFlag } from "../objects/typeobject";
import { tupleItems, tupleNew, tuplePut, tupleSize } from "../objects/tupleobject";
import { current, runtime, Thread, thread } from "../state";
import { interruptWith } from "./_signals";
import { isTraced, traceName } from "../trace";
import { forgetThread, newThread, startThread } from "../threads/thread";
import { handlePending, Waited, waitWhile } from "../threads/wait";
import { boxFloat, boxInt, boxPtr, None, NULL, ptrOf, True, Value } from "../value";
import { writeUnraisableMessage } from "../unraisable";
import { importModule } from "./import";
import { initLocks, lockNew } from "./locks";
import { dropLocals, initThreadLocal } from "./threadlocal";
import { endOtherHandles, handleNew, handleSetDone, HandleState, handleView, initThreadHandle, ThreadHandle } from "./threadhandle";

const JOIN_AT_EXIT: u32 = 1;
const TIMEOUT_MAX: f64 = 9223372036.0;

/** False with an exception once the interpreter ends: no thread would run any more. */
function mayStart(): bool {
  if (runtime().finalizing) raise(T.PythonFinalizationError, "can't create new thread at interpreter shutdown");
  else if (runtime().threadCount >= load<u32>(MOST_THREADS)) raise(T.RuntimeError, "can't start new thread");
  else return true;
  return false;
}

/** Starts `target(*args, **kwargs)` in a new thread (all stolen; kwargs a dict or NULL) under a handle (borrowed). False with an exception. */
function launch(target: Value, args: Value, kwargs: Value, handle: Value, joinAtExit: bool): bool {
  const block = mayStart() ? newThread() : 0;
  if (!block) {
    decref(target);
    decref(args);
    decref(kwargs);
    if (!errorOccurred()) outOfMemory();
    return false;
  }
  const t = changetype<Thread>(block);
  if (joinAtExit) t.flags |= JOIN_AT_EXIT;
  const h = handleView(handle);
  h.ident = t.ident;
  h.block = <u32>block;
  h.state = HandleState.RUNNING;
  startThread(block, target, args, kwargs, newref(handle));
  return true;
}

/** What a Worker runs for a thread, with the GIL. */
function threadMain(block: usize): void {
  const t = changetype<Thread>(block);
  endOfTarget(block, t.kwargs == NULL ? callTuple(t.target, t.args) : callWithDict(t.target, t.args, t.kwargs));
}

/** What follows the call of a thread's target: its exception (`result` is NULL) is told, and those who join the thread go on. */
export function endOfTarget(block: usize, result: Value): void {
  const t = changetype<Thread>(block);
  if (result != NULL) decref(result);
  else if (!swallow(T.SystemExit)) {
    const exc = fetchError();
    const message = formatMessage("Exception ignored in thread started by %r", t.target, NULL, NULL, NULL);
    restoreError(exc);
    writeUnraisableMessage(message, NULL);
    decref(message);
  }
  dropTracers(block);
  dropLocals(block);
  t.flags = 0;
  handleSetDone(t.handle);
}

/** In a forked child: forgets all threads but this one. What their frames hold stays, as what they were doing will never be done. */
export function forgetOtherThreads(): void {
  endOtherHandles();
  for (let block = <usize>runtime().threads; block; ) {
    const t = changetype<Thread>(block);
    const next = <usize>t.next;
    if (block != thread) {
      dropTracers(block);
      dropLocals(block);
      // Frame objects may look into it.
      t.stackBase = 0;
      forgetThread(block);
    }
    block = next;
  }
}

function callWithDict(target: Value, args: Value, kwargs: Value): Value {
  const named = dictLen(kwargs), positional = tupleSize(args);
  const names = tupleNew(named);
  if (names == NULL) return NULL;
  const out = pushArgs(positional + named);
  if (!out) { decref(names); return NULL; }
  memory.copy(out, tupleItems(args), <usize>positional << 3);
  let at = <usize>positional, k: u32 = 0;
  for (let i = dictNext(kwargs, 0); i >= 0; i = dictNext(kwargs, i + 1)) {
    tuplePut(names, k++, newref(dictKeyAt(kwargs, i)));
    store<u64>(out + (at++ << 3), dictValueAt(kwargs, i));
  }
  const result = call(target, out, <i32>positional, names);
  popArgs(out);
  decref(names);
  return result;
}

function startJoinable(mod: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(3);
  if (!out) return NULL;
  const ok = parseArgs("start_joinable_thread", "function | handle daemon", args, nargs, kwnames, out);
  const target = load<u64>(out), handleArg = load<u64>(out, 8), daemonArg = load<u64>(out, 16);
  popArgs(out);
  if (!ok) return NULL;
  if (!isCallable(target)) return raise(T.TypeError, "thread function must be callable");
  let daemon = 1;
  if (daemonArg != NULL) {
    daemon = isTrue(daemonArg);
    if (daemon < 0) return NULL;
  }
  let handle: Value;
  if (handleArg == NULL || handleArg == None) {
    handle = handleNew(0, HandleState.NEW);
    if (handle == NULL) return NULL;
  } else {
    if (!isExact(handleArg, T._ThreadHandle)) return raise(T.TypeError, "'handle' must be a _ThreadHandle");
    handle = newref(handleArg);
  }
  if (handleView(handle).state != HandleState.NEW) {
    decref(handle);
    return raise(T.RuntimeError, "thread already started");
  }
  const none = tupleNew(0);
  if (none == NULL || !launch(newref(target), none, NULL, handle, !daemon)) { decref(handle); return NULL; }
  return handle;
}

function startNew(mod: Value, args: usize, nargs: i32): Value {
  if (nargs < 2 || nargs > 3) return raiseFmt(T.TypeError, nargs < 2 ? "start_new_thread expected at least 2 arguments, got %d" : "start_new_thread expected at most 3 arguments, got %d", boxInt(nargs));
  const target = load<u64>(args), positional = load<u64>(args, 8), kwargs = nargs > 2 ? load<u64>(args, 16) : NULL;
  if (!isCallable(target)) return raise(T.TypeError, "first arg must be callable");
  if (!hasFlag(positional, TypeFlag.TUPLE_SUBCLASS)) return raise(T.TypeError, "2nd arg must be a tuple");
  if (kwargs != NULL && !hasFlag(kwargs, TypeFlag.DICT_SUBCLASS)) return raise(T.TypeError, "optional 3rd arg must be a dictionary");
  const handle = handleNew(0, HandleState.NEW);
  if (handle == NULL) return NULL;
  if (!launch(newref(target), newref(positional), kwargs == NULL ? NULL : newref(kwargs), handle, false)) {
    decref(handle);
    return NULL;
  }
  const ident = handleView(handle).ident;
  decref(handle);
  return newIntU64(ident);
}

function makeHandle(mod: Value, ident: Value): Value {
  if (!isIntLike(ident)) return raise(T.TypeError, "an integer is required");
  return handleNew(<u64>asI64Clamped(ident), HandleState.RUNNING);
}

/** A thread that the process waits for at its end, or 0. */
function nextToJoin(): usize {
  for (let block = <usize>runtime().threads; block; block = changetype<Thread>(block).next) {
    const t = changetype<Thread>(block);
    if (block != thread && t.flags & JOIN_AT_EXIT && t.handle != NULL) return block;
  }
  return 0;
}
/** Joins every thread that is not a daemon, those that start meanwhile too. */
function shutdown(mod: Value): Value {
  for (let block = nextToJoin(); block; block = nextToJoin()) {
    const handle = newref(changetype<Thread>(block).handle);
    const waited = waitWhile(ptrOf(handle) + offsetof<ThreadHandle>("done"), 0, -1);
    decref(handle);
    if (waited == Waited.INTERRUPTED && handlePending() < 0) return NULL;
  }
  return None;
}

function getIdent(mod: Value): Value { return newIntU64(current().ident); }
function getNativeId(mod: Value): Value { return boxInt(current().nativeId); }
function getMainIdent(mod: Value): Value { return newIntU64(changetype<Thread>(runtime().mainThread).ident); }
function allocateLock(mod: Value): Value { return lockNew(); }
function daemonAllowed(mod: Value): Value { return True; }
function isMainInterpreter(mod: Value): Value { return True; }
function countThreads(mod: Value): Value { return boxInt(<i64>runtime().threadCount - 1); }
function exitThread(mod: Value): Value { return raiseBare(T.SystemExit); }

function interruptMain(mod: Value, args: usize, nargs: i32): Value {
  let signal: i64 = 2;
  if (nargs > 0) {
    if (!isIntLike(load<u64>(args))) return raise(T.TypeError, "an integer is required");
    signal = asI64Clamped(load<u64>(args));
    if (signal < 1 || signal > 64) return raise(T.ValueError, "signal number out of range");
  }
  return interruptWith(<i32>signal);
}

/** _excepthook(args): reports what ended a thread; lib/_threadhook.py does it. */
function excepthook(mod: Value, args: Value): Value {
  if (!isExact(args, T._ExceptHookArgs)) return raise(T.TypeError, "_thread.excepthook argument type must be ExceptHookArgs");
  const hooks = importModule(name(N._threadhook));
  if (hooks == NULL) return NULL;
  const result = callMethod1(hooks, name(N.excepthook), args);
  decref(hooks);
  return result;
}

/** Kept and given back; a Worker's stack is always that of src/host/node/threads.ts, which is larger than what programs ask for. */
function stackSize(mod: Value, args: usize, nargs: i32): Value {
  if (nargs > 1) return raiseFmt(T.TypeError, "stack_size expected at most 1 argument, got %d", boxInt(nargs));
  const r = runtime();
  const before = r.stackSize;
  if (nargs == 1) {
    const size = indexI64(load<u64>(args), T.OverflowError);
    if (size == -1 && errorOccurred()) return NULL;
    if (size < 0) return raise(T.ValueError, "size must be 0 or a positive value");
    if (size > 0 && size < 32768) return raiseFmt(T.ValueError, "size not valid: %d bytes", boxInt(size));
    r.stackSize = size;
  }
  return newInt(before);
}

/** The name for the operating system; only what is ASCII of it. */
function setName(mod: Value, text: Value): Value {
  if (!hasFlag(text, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "set_name() argument 'name' must be str, not %T", text);
  if (strKind(text) == 1) hostSetThreadName(ptrOf(text) + STR_DATA, strLen(text));
  if (!isTraced()) return None;
  if (strKind(text) == 1) traceName(ptrOf(text) + STR_DATA, strLen(text));
  else {
    const bytes = utf8Bytes(text, true);
    if (bytes == NULL) return NULL;
    traceName(bytesData(bytes), bytesLen(bytes));
    decref(bytes);
  }
  return None;
}

export function init_thread(mod: Value): void {
  runtime().runThreadHandler = threadMain.index;
  func(mod, "start_joinable_thread", startJoinable.index, METH_KW, "($module, /, function, handle=None, daemon=True)", "Start a thread that calls function().");
  func(mod, "start_new_thread", startNew.index, METH_FAST, "($module, function, args, kwargs={}, /)", "Start a thread; return its identifier.");
  func(mod, "start_new", startNew.index, METH_FAST, "($module, function, args, kwargs={}, /)", "An old name of start_new_thread().");
  func(mod, "_make_thread_handle", makeHandle.index, METH_O, "($module, ident, /)", "A handle for a thread that runs already.");
  func(mod, "_shutdown", shutdown.index, METH_NOARGS, "($module, /)", "Wait for all threads that are not daemons.");
  func(mod, "get_ident", getIdent.index, METH_NOARGS, "($module, /)", "The identifier of the calling thread.");
  func(mod, "get_native_id", getNativeId.index, METH_NOARGS, "($module, /)", "The operating system's id of the calling thread.");
  func(mod, "_get_main_thread_ident", getMainIdent.index, METH_NOARGS, "($module, /)", "The identifier of the main thread.");
  func(mod, "allocate_lock", allocateLock.index, METH_NOARGS, "($module, /)", "A new lock.");
  func(mod, "allocate", allocateLock.index, METH_NOARGS, "($module, /)", "An old name of allocate_lock().");
  func(mod, "daemon_threads_allowed", daemonAllowed.index, METH_NOARGS, "($module, /)", "Whether daemon threads may be started.");
  func(mod, "_is_main_interpreter", isMainInterpreter.index, METH_NOARGS, "($module, /)", "Whether this is the main interpreter.");
  func(mod, "_count", countThreads.index, METH_NOARGS, "($module, /)", "How many threads this module started that still run.");
  func(mod, "exit", exitThread.index, METH_NOARGS, "($module, /)", "Raise SystemExit.");
  func(mod, "exit_thread", exitThread.index, METH_NOARGS, "($module, /)", "An old name of exit().");
  func(mod, "interrupt_main", interruptMain.index, METH_FAST, "($module, signum=signal.SIGINT, /)", "Simulate the arrival of a signal.");
  func(mod, "stack_size", stackSize.index, METH_FAST, "($module, size=0, /)", "The stack size of new threads.");
  func(mod, "set_name", setName.index, METH_O, "($module, name, /)", "Name the calling thread for the operating system.");
  func(mod, "_excepthook", excepthook.index, METH_O, "($module, args, /)", "Report an uncaught exception of a thread.");
  addType(mod, T._ExceptHookArgs);
  addType(mod, T.lock);
  addType(mod, T.RLock);
  addType(mod, T._ThreadHandle);
  addType(mod, T._local);
  constant(mod, "LockType", boxPtr(T.lock));
  constant(mod, "error", boxPtr(T.RuntimeError));
  constant(mod, "TIMEOUT_MAX", boxFloat(TIMEOUT_MAX));
}

/** The types of the module; at boot. */
export function initThreadTypes(): void {
  initLocks();
  initThreadHandle();
  initThreadLocal();
  defStructSeq(T._ExceptHookArgs, "_thread._ExceptHookArgs", "exc_type exc_value exc_traceback thread", "");
}
