// _buffers: what the buffered and text files of lib/_io.py are made quick and whole with.
//
//   Lock    ┌ header │ word u32 @8 │ flags u32 @12 (1: signals wait) │ owner u64 @16 (ident, 0: none) ┐
//   Window  ┌ header │ data Value @8 (bytes or str; anything else is never cut) │ lock Value @16 │ pos u32 @24 │ lines u8 @28 (whether line() may look for "\n") │ telling u8 @29 ┐
//
// A Lock guards the buffer of a file. A thread that takes one it holds would wait for itself; that happens when a signal handler uses the file
// whose call it interrupted, and raises, as in CPython. CPython's own code lets handlers run in the middle of a file's call only where the
// call waits for the system. `Lock(True)` keeps to that: while it is held handlers are put off (Thread.inBuffer), but for the moment in which
// a host call was interrupted (objects/oserror.ts). So a KeyboardInterrupt finds what was written and what is left in the buffer in accord. It is
// for files of the system alone: behind another raw file is any Python code.
//
// While the process ends all other threads hang. Who held a lock then holds it for ever, and taking it ends the process, as in CPython; who only waited
// may have got its word since, as it does so without the GIL: from then on the owner alone counts.
//
// A Window is what was read and not handed out yet. Each of its methods is one step for other threads; and it hands nothing out while its lock is
// held, by whoever is changing it in more steps.

import { Value, NULL, None, False, True, boxBool, boxInt, boxPtr, isInt, isPtr, ptrOf } from "../value";
import { current, runtime, Thread } from "../state";
import { T } from "../names.generated";
import { clearError, errorOccurred, raise } from "../errors";
import { indexI64, isTrue, reprOf } from "../abstract";
import { checkArgs } from "../args";
import { formatMessage } from "../format";
import { allocObject, freeObject } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { bytesData, bytesLen } from "../objects/bytesobject";
import { byteArrayResize, byteArrayView, bytesOf } from "../objects/bytesmake";
import { addType, defType, func, getset, METH_FAST, METH_NOARGS, METH_O, method } from "../objects/define";
import { strData, strIsAscii, strSlice } from "../objects/strmake";
import { strFromLiteral, strKind, strLen } from "../objects/strnew";
import { findChar } from "../objects/strsearch";
import { isExact, setSlot, Slot } from "../objects/typeobject";
import { deadlineAfter, handlePending, Waited, waitForLock } from "../threads/wait";
import { tryLockWord, unlockWord } from "../threads/word";
import { FRAME_LOCALS } from "../interp/framelayout";
import { fatalError } from "./fatal";

const LOCK_SIZE: usize = 24;
const WINDOW_SIZE: usize = 32;
const SIGNALS_WAIT: u32 = 1;
const NEWLINE: u32 = 10;

@unmanaged
class Lock {
  count: u32; type: u32;
  word: u32; flags: u32;
  owner: u64;
}
@unmanaged
class Window {
  count: u32; type: u32;
  data: Value; lock: Value;
  pos: u32; lines: u8; telling: u8;
}
function lockOf(v: Value): Lock { return changetype<Lock>(ptrOf(v)); }
function windowOf(v: Value): Window { return changetype<Window>(ptrOf(v)); }

// ---- Lock -----------------------------------------------------------------------------------------------------------

function lockNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!checkArgs("Lock", nargs, 0, 1)) return NULL;
  const waits = nargs ? isTrue(load<u64>(args)) : 0;
  if (waits < 0) return NULL;
  const p = allocObject(T.BufferLock, LOCK_SIZE);
  if (!p) return NULL;
  const lock = changetype<Lock>(p);
  lock.word = 0;
  lock.flags = waits ? SIGNALS_WAIT : 0;
  lock.owner = 0;
  return boxPtr(p);
}
/** A daemon thread keeps the file's lock to the end of the process. The file is the first argument of the method that takes it. */
function hangs(t: Thread): void {
  const fp = <usize>t.frame;
  const file = fp ? load<u64>(fp, FRAME_LOCALS) : NULL;
  let text = file == NULL ? NULL : reprOf(file);
  if (text == NULL) {
    clearError();
    text = strFromLiteral("a file");
  }
  fatalError(formatMessage(
    "_enter_buffered_busy: could not acquire lock for %s at interpreter shutdown, possibly due to daemon threads", text, NULL, NULL, NULL,
  ));
}
/** Takes the lock: True, False when the deadline has passed, NULL with an exception. */
function take(self: Value, deadline: i64): Value {
  const lock = lockOf(self);
  const t = current();
  const word = ptrOf(self) + offsetof<Lock>("word");
  if (lock.owner == t.ident) return raise(T.RuntimeError, "reentrant call inside a buffered file");
  if (runtime().finalizing) {
    if (lock.owner) hangs(t);
  } else {
    while (!tryLockWord(word)) {
      const waited = waitForLock(word, deadline);
      if (waited == Waited.DONE) break;
      if (waited == Waited.TIMED_OUT) return False;
      if (handlePending() < 0) return NULL;
    }
  }
  lock.owner = t.ident;
  if (lock.flags & SIGNALS_WAIT) t.inBuffer++;
  return True;
}
function lockEnter(self: Value): Value { return take(self, -1); }
/** acquire(nanoseconds) */
function lockAcquire(self: Value, timeout: Value): Value {
  const ns = indexI64(timeout, T.OverflowError);
  return ns == -1 && errorOccurred() ? NULL : take(self, deadlineAfter(ns));
}
function lockExit(self: Value, args: usize, nargs: i32): Value {
  const lock = lockOf(self);
  if (lock.owner == 0) return raise(T.RuntimeError, "release unlocked lock");
  lock.owner = 0;
  if (lock.flags & SIGNALS_WAIT) current().inBuffer--;
  unlockWord(ptrOf(self) + offsetof<Lock>("word"));
  return None;
}
/** In a forked child: the thread that held it may be gone. What this thread was in the middle of, it still is. */
function lockReinit(self: Value): Value {
  const lock = lockOf(self);
  if (lock.owner != current().ident) {
    lock.owner = 0;
    lock.word = 0;
  }
  return None;
}
function lockDealloc(p: usize): void { freeObject(p); }

// ---- Window ---------------------------------------------------------------------------------------------------------

/** Window(data, lines, lock); the lock may be None. */
function windowNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!checkArgs("Window", nargs, 3, 3)) return NULL;
  const lines = isTrue(load<u64>(args, 8)), lock = load<u64>(args, 16);
  if (lines < 0) return NULL;
  if (lock != None && !(isPtr(lock) && isExact(lock, T.BufferLock))) return raise(T.TypeError, "Window() argument 3 must be a Lock or None");
  const p = allocObject(T.BufferWindow, WINDOW_SIZE);
  if (!p) return NULL;
  const w = changetype<Window>(p);
  w.data = newref(load<u64>(args));
  w.lock = newref(lock);
  w.pos = 0;
  w.lines = <u8>lines;
  w.telling = 0;
  return boxPtr(p);
}
function windowDealloc(p: usize): void {
  decref(changetype<Window>(p).data);
  decref(changetype<Window>(p).lock);
  freeObject(p);
}
/** How much data there is, -1 if it is of a kind that is not cut here, or locked. */
function sizeOf(w: Window): i64 {
  const data = w.data;
  if (!isPtr(data) || (w.lock != None && lockOf(w.lock).word != 0)) return -1;
  return isExact(data, T.str) ? strLen(data) : isExact(data, T.bytes) ? bytesLen(data) : -1;
}
function cut(w: Window, end: u32): Value {
  const start = w.pos;
  const r = isExact(w.data, T.str) ? strSlice(w.data, start, end) : start == 0 && end == bytesLen(w.data) ? newref(w.data) : bytesOf(bytesData(w.data) + start, end - start);
  if (r != NULL) w.pos = end;
  return r;
}
/** The next line with its "\n", or None when there is no end of one. */
function windowLine(self: Value): Value {
  const w = windowOf(self);
  const size = w.lines ? sizeOf(w) : -1;
  if (size <= <i64>w.pos) return None;
  const at = isExact(w.data, T.str)
    ? findChar(strData(w.data), strKind(w.data), w.pos, <i32>size, NEWLINE)
    : findChar(bytesData(w.data), 1, w.pos, <i32>size, NEWLINE);
  return at < 0 ? None : cut(w, at + 1);
}
/** next(): line() for a loop over the lines of a text file, which cannot tell() meanwhile. */
function windowNext(self: Value): Value {
  const r = windowLine(self);
  if (r != None && r != NULL) windowOf(self).telling = 0;
  return r;
}
/** take(n): the next n characters or bytes; None when there are not so many. */
function windowTake(self: Value, v: Value): Value {
  const w = windowOf(self);
  if (!isInt(v)) return None;
  const n = indexI64(v, T.OverflowError);
  const size = sizeOf(w);
  return n <= 0 || size < 0 || <i64>w.pos + n > size ? None : cut(w, w.pos + <u32>n);
}
/** set(data): all of it is there to be read. */
function windowSet(self: Value, data: Value): Value {
  const w = windowOf(self);
  const before = w.data;
  w.data = newref(data);
  w.pos = 0;
  decref(before);
  return None;
}
function windowData(self: Value): Value { return newref(windowOf(self).data); }
function windowPos(self: Value): Value { return boxInt(windowOf(self).pos); }
function windowSetPos(self: Value, v: Value): i32 {
  const n = v == NULL ? 0 : indexI64(v, T.OverflowError);
  if (n == -1 && errorOccurred()) return -1;
  windowOf(self).pos = <u32>max<i64>(n, 0);
  return 0;
}
/** Other data is there from its start: whoever sets it in Python would else do so in two steps. */
function windowSetData(self: Value, v: Value): i32 {
  windowSet(self, v == NULL ? None : v);
  return 0;
}
/** TextIOWrapper's _telling. */
function windowTelling(self: Value): Value { return boxBool(windowOf(self).telling != 0); }
function windowSetTelling(self: Value, v: Value): i32 {
  const telling = v == NULL ? 0 : isTrue(v);
  if (telling < 0) return -1;
  windowOf(self).telling = <u8>telling;
  return 0;
}
function windowLines(self: Value): Value { return boxBool(windowOf(self).lines != 0); }
function windowSetLines(self: Value, v: Value): i32 {
  const lines = v == NULL ? 0 : isTrue(v);
  if (lines < 0) return -1;
  windowOf(self).lines = <u8>lines;
  return 0;
}

// ---- functions ------------------------------------------------------------------------------------------------------

/** append(buffer, data, limit): adds bytes, or a str in ASCII, to a bytearray if then no more than `limit` bytes are in it; whether it did. */
function append(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("append", nargs, 3, 3)) return NULL;
  const buffer = load<u64>(args), data = load<u64>(args, 8);
  if (!isPtr(buffer) || !isExact(buffer, T.bytearray) || !isPtr(data)) return False;
  const limit = indexI64(load<u64>(args, 16), T.OverflowError);
  if (limit == -1 && errorOccurred()) return NULL;
  const isText = isExact(data, T.str);
  if (isText ? !strIsAscii(data) : !isExact(data, T.bytes)) return False;
  const b = byteArrayView(buffer);
  const before = b.length, n = isText ? strLen(data) : bytesLen(data);
  // While it is being written by another thread it must stay where it is.
  if (b.exports || <i64>before + n > limit) return False;
  if (!byteArrayResize(buffer, <i64>before + n)) return NULL;
  memory.copy(<usize>b.data + before, isText ? strData(data) : bytesData(data), n);
  return True;
}
/** line(buffer, start): the bytes of a bytearray up to the next "\n", or to its end. */
function line(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("line", nargs, 2, 2)) return NULL;
  const buffer = load<u64>(args);
  if (!isPtr(buffer) || !isExact(buffer, T.bytearray)) return raise(T.TypeError, "a bytearray is required");
  const start = indexI64(load<u64>(args, 8), T.OverflowError);
  if (start == -1 && errorOccurred()) return NULL;
  const b = byteArrayView(buffer);
  if (start < 0 || start >= <i64>b.length) return bytesOf(0, 0);
  const at = findChar(b.data, 1, <i32>start, <i32>b.length, NEWLINE);
  return bytesOf(<usize>b.data + <usize>start, (at < 0 ? b.length : <u32>at + 1) - <u32>start);
}

/** part(buffer, start, n): the n bytes of a bytearray from `start` on, or as many as there are. */
function part(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("part", nargs, 3, 3)) return NULL;
  const buffer = load<u64>(args);
  if (!isPtr(buffer) || !isExact(buffer, T.bytearray)) return raise(T.TypeError, "a bytearray is required");
  const start = indexI64(load<u64>(args, 8), T.OverflowError);
  if (start == -1 && errorOccurred()) return NULL;
  const n = indexI64(load<u64>(args, 16), T.OverflowError);
  if (n == -1 && errorOccurred()) return NULL;
  const b = byteArrayView(buffer);
  if (start < 0 || n <= 0 || start >= <i64>b.length) return bytesOf(0, 0);
  return bytesOf(<usize>b.data + <usize>start, <u32>min<i64>(n, <i64>b.length - start));
}

export function initBufferTypes(): void {
  defType(T.BufferLock, "_buffers.Lock", T.object, LOCK_SIZE, 0);
  setSlot(T.BufferLock, Slot.dealloc, lockDealloc.index);
  setSlot(T.BufferLock, Slot.new_, lockNew.index);
  method(T.BufferLock, "__enter__", lockEnter.index, METH_NOARGS, "($self, /)", "Take the lock.");
  method(T.BufferLock, "acquire", lockAcquire.index, METH_O, "($self, nanoseconds, /)", "Take the lock if it is free within a time.");
  method(T.BufferLock, "_at_fork_reinit", lockReinit.index, METH_NOARGS, "($self, /)", "Make the lock free, unless this thread holds it.");
  method(T.BufferLock, "__exit__", lockExit.index, METH_FAST, "($self, /, *exc_info)", "Release the lock.");

  defType(T.BufferWindow, "_buffers.Window", T.object, WINDOW_SIZE, 0);
  setSlot(T.BufferWindow, Slot.dealloc, windowDealloc.index);
  setSlot(T.BufferWindow, Slot.new_, windowNew.index);
  method(T.BufferWindow, "line", windowLine.index, METH_NOARGS, "($self, /)", "The next line, or None when there is no end of one.");
  method(T.BufferWindow, "next", windowNext.index, METH_NOARGS, "($self, /)", "As line(), for a loop.");
  method(T.BufferWindow, "take", windowTake.index, METH_O, "($self, n, /)", "The next n items, or None when there are fewer.");
  method(T.BufferWindow, "set", windowSet.index, METH_O, "($self, data, /)", "Begin anew with other data.");
  getset(T.BufferWindow, "data", windowData.index, windowSetData.index);
  getset(T.BufferWindow, "telling", windowTelling.index, windowSetTelling.index);
  getset(T.BufferWindow, "lines", windowLines.index, windowSetLines.index);
  getset(T.BufferWindow, "pos", windowPos.index, windowSetPos.index);
}

export function init__buffers(m: Value): void {
  addType(m, T.BufferLock);
  addType(m, T.BufferWindow);
  func(m, "append", append.index, METH_FAST, "($module, buffer, data, limit, /)", "Add to a bytearray if it then is within a limit; whether it did.");
  func(m, "part", part.index, METH_FAST, "($module, buffer, start, n, /)", "Some bytes of a bytearray.");
  func(m, "line", line.index, METH_FAST, "($module, buffer, start, /)", "The bytes of a bytearray up to the end of the line.");
}
