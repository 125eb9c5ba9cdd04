// _thread.lock and _thread.RLock. The lock itself is one word (core/threads/word.ts); waiting gives the GIL up and can be
// interrupted by a signal in the main thread.
//
//   lock    ┌ header │ word u32 @8 │ weaklist u32 @12 ┐
//   RLock   ┌ header │ word u32 @8 │ weaklist u32 @12 │ owner u64 @16 (ident, 0: none) │ depth u64 @24 ┐

import { addressText } from "../objects/addresstext";
import { isTrue } from "../abstract";
import { parseArgs } from "../args";
import { raise } from "../errors";
import { formatMessage } from "../format";
import { popArgs, pushArgs } from "../interp/argstack";
import { allocObject, freeObject } from "../memory/object";
import { allocInstance } from "../objects/subtype";
import { decref } from "../memory/refcount";
import { T } from "../names.generated";
import { defType, METH_FAST, METH_KW, METH_NOARGS, METH_O, method } from "../objects/define";
import { newIntU64, asI64 } from "../objects/int";
import { strFromLiteral } from "../objects/strnew";
import { setSlot, Slot, TypeFlag, typeView } from "../objects/typeobject";
import { clearWeakrefs } from "../objects/weakrefs";
import { tuple2, tupleAt } from "../objects/tupleobject";
import { current } from "../state";
import { deadlineAfter, handlePending, Waited, waitForLock } from "../threads/wait";
import { tryLockWord, unlockWord } from "../threads/word";
import { boxBool, boxInt, boxPtr, None, NULL, ptrOf, True, Value } from "../value";
import { BAD_DURATION, durationOf } from "./clockvalues";

@unmanaged
class Lock {
  count: u32; type: u32;
  word: u32; weaklist: u32;
}
@unmanaged
class RLock {
  count: u32; type: u32;
  word: u32; weaklist: u32;
  owner: u64; depth: u64;
}
const LOCK_SIZE: usize = 16;
const RLOCK_SIZE: usize = 32;
const WORD: usize = 8;
const WEAKLIST: u32 = 12;

/** The arguments of acquire(blocking=True, timeout=-1): ns to wait, 0 not to wait, -1 without end; BAD_DURATION with the exception set. */
function acquireTimeout(args: usize, nargs: i32, kwnames: Value): i64 {
  if (nargs == 0 && kwnames == NULL) return -1;
  const out = pushArgs(2);
  if (!out) return BAD_DURATION;
  const ok = parseArgs("acquire", "| blocking timeout", args, nargs, kwnames, out);
  const blockingArg = load<u64>(out), timeoutArg = load<u64>(out, 8);
  popArgs(out);
  if (!ok) return BAD_DURATION;
  let blocking = 1;
  if (blockingArg != NULL) {
    blocking = isTrue(blockingArg);
    if (blocking < 0) return BAD_DURATION;
  }
  if (timeoutArg == NULL) return blocking ? -1 : 0;
  const timeout = durationOf(timeoutArg);
  if (timeout == BAD_DURATION) return BAD_DURATION;
  if (!blocking && timeout != -1_000_000_000) {
    raise(T.ValueError, "can't specify a timeout for a non-blocking call");
    return BAD_DURATION;
  }
  if (timeout < 0 && timeout != -1_000_000_000) {
    raise(T.ValueError, "timeout value must be a non-negative number");
    return BAD_DURATION;
  }
  return blocking ? (timeout < 0 ? -1 : timeout) : 0;
}

/** Takes the lock in `word`: 1 taken, 0 not in time, -1 a signal handler raised. */
function acquireWord(word: usize, timeout: i64): i32 {
  if (tryLockWord(word)) return 1;
  if (timeout == 0) return 0;
  const deadline = deadlineAfter(timeout);
  while (true) {
    const waited = waitForLock(word, deadline);
    if (waited == Waited.DONE) return 1;
    if (waited == Waited.TIMED_OUT) return 0;
    if (handlePending() < 0) return -1;
  }
}

// lock

export function lockNew(): Value {
  const p = allocObject(T.lock, LOCK_SIZE);
  return p ? boxPtr(p) : NULL;
}
function lockMake(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs || kwnames != NULL) return raise(T.TypeError, "lock() takes no arguments");
  return lockNew();
}
function lockAcquire(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const timeout = acquireTimeout(args, nargs, kwnames);
  if (timeout == BAD_DURATION) return NULL;
  const taken = acquireWord(ptrOf(self) + WORD, timeout);
  return taken < 0 ? NULL : boxBool(taken != 0);
}
function lockEnter(self: Value): Value {
  return acquireWord(ptrOf(self) + WORD, -1) < 0 ? NULL : True;
}
function lockRelease(self: Value): Value {
  const word = ptrOf(self) + WORD;
  if (!load<u32>(word)) return raise(T.RuntimeError, "release unlocked lock");
  unlockWord(word);
  return None;
}
function lockExit(self: Value, args: usize, nargs: i32): Value { return lockRelease(self); }
function lockLocked(self: Value): Value { return boxBool(load<u32>(ptrOf(self) + WORD) != 0); }
function lockReinit(self: Value): Value { store<u32>(ptrOf(self) + WORD, 0); return None; }
function lockRepr(self: Value): Value {
  const state = strFromLiteral(load<u32>(ptrOf(self) + WORD) ? "locked" : "unlocked");
  const address = addressText(self);
  const text = state == NULL || address == NULL ? NULL : formatMessage("<%s _thread.lock object at %s>", state, address, NULL, NULL);
  decref(state);
  decref(address);
  return text;
}
function lockDealloc(p: usize): void {
  if (changetype<Lock>(p).weaklist) clearWeakrefs(p);
  freeObject(p);
}

// RLock

function rlockMake(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const p = allocInstance(type);
  return p ? boxPtr(p) : NULL;
}
function rview(v: Value): RLock { return changetype<RLock>(ptrOf(v)); }
function rlockTake(self: Value, timeout: i64): i32 {
  const lock = rview(self);
  const me = current().ident;
  if (lock.owner == me) { lock.depth++; return 1; }
  const taken = acquireWord(ptrOf(self) + WORD, timeout);
  if (taken == 1) { lock.owner = me; lock.depth = 1; }
  return taken;
}
function rlockAcquire(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const timeout = acquireTimeout(args, nargs, kwnames);
  if (timeout == BAD_DURATION) return NULL;
  const taken = rlockTake(self, timeout);
  return taken < 0 ? NULL : boxBool(taken != 0);
}
function rlockEnter(self: Value): Value { return rlockTake(self, -1) < 0 ? NULL : True; }
function rlockRelease(self: Value): Value {
  const lock = rview(self);
  if (lock.owner != current().ident) return raise(T.RuntimeError, "cannot release un-acquired lock");
  if (--lock.depth == 0) {
    lock.owner = 0;
    unlockWord(ptrOf(self) + WORD);
  }
  return None;
}
function rlockExit(self: Value, args: usize, nargs: i32): Value { return rlockRelease(self); }
function rlockIsOwned(self: Value): Value { return boxBool(rview(self).owner == current().ident); }
function rlockDepth(self: Value): Value {
  const lock = rview(self);
  return lock.owner == current().ident ? newIntU64(lock.depth) : boxInt(0);
}
function rlockSave(self: Value): Value {
  const lock = rview(self);
  if (lock.owner != current().ident) return raise(T.RuntimeError, "cannot release un-acquired lock");
  const state = tuple2(newIntU64(lock.depth), newIntU64(lock.owner));
  if (state == NULL) return NULL;
  lock.depth = 0;
  lock.owner = 0;
  unlockWord(ptrOf(self) + WORD);
  return state;
}
function rlockRestore(self: Value, state: Value): Value {
  if (acquireWord(ptrOf(self) + WORD, -1) < 0) return NULL;
  const lock = rview(self);
  lock.depth = <u64>asI64(tupleAt(state, 0));
  lock.owner = <u64>asI64(tupleAt(state, 1));
  return None;
}
function rlockReinit(self: Value): Value {
  const lock = rview(self);
  lock.word = 0;
  lock.owner = 0;
  lock.depth = 0;
  return None;
}
function rlockRepr(self: Value): Value {
  const lock = rview(self);
  const state = strFromLiteral(lock.word ? "locked" : "unlocked");
  const owner = newIntU64(lock.owner), depth = newIntU64(lock.depth);
  const address = addressText(self);
  const text = state == NULL || address == NULL
    ? NULL
    : formatMessage("<%s _thread.RLock object owner=%d count=%d at %s>", state, owner, depth, address);
  decref(state);
  decref(address);
  return text;
}

export function initLocks(): void {
  defType(T.lock, "_thread.lock", T.object, LOCK_SIZE, 0);
  typeView(T.lock).weakoffset = WEAKLIST;
  setSlot(T.lock, Slot.dealloc, lockDealloc.index);
  setSlot(T.lock, Slot.new_, lockMake.index);
  setSlot(T.lock, Slot.repr, lockRepr.index);
  method(T.lock, "acquire", lockAcquire.index, METH_KW, "($self, /, blocking=True, timeout=-1)", "Take the lock; say whether it was taken.");
  method(T.lock, "acquire_lock", lockAcquire.index, METH_KW, "($self, /, blocking=True, timeout=-1)", "An old name of acquire().");
  method(T.lock, "release", lockRelease.index, METH_NOARGS, "($self, /)", "Release the lock; any thread may.");
  method(T.lock, "release_lock", lockRelease.index, METH_NOARGS, "($self, /)", "An old name of release().");
  method(T.lock, "locked", lockLocked.index, METH_NOARGS, "($self, /)", "Whether the lock is held.");
  method(T.lock, "locked_lock", lockLocked.index, METH_NOARGS, "($self, /)", "An old name of locked().");
  method(T.lock, "__enter__", lockEnter.index, METH_NOARGS, "($self, /)", "Take the lock.");
  method(T.lock, "__exit__", lockExit.index, METH_FAST, "($self, /, *exc_info)", "Release the lock.");
  method(T.lock, "_at_fork_reinit", lockReinit.index, METH_NOARGS, "($self, /)", "Make the lock free.");

  defType(T.RLock, "_thread.RLock", T.object, RLOCK_SIZE, TypeFlag.BASETYPE);
  typeView(T.RLock).weakoffset = WEAKLIST;
  setSlot(T.RLock, Slot.dealloc, lockDealloc.index);
  setSlot(T.RLock, Slot.new_, rlockMake.index);
  setSlot(T.RLock, Slot.repr, rlockRepr.index);
  method(T.RLock, "acquire", rlockAcquire.index, METH_KW, "($self, /, blocking=True, timeout=-1)", "Take the lock, or take it once more.");
  method(T.RLock, "release", rlockRelease.index, METH_NOARGS, "($self, /)", "Release the lock once.");
  method(T.RLock, "locked", lockLocked.index, METH_NOARGS, "($self, /)", "Whether the lock is held by any thread.");
  method(T.RLock, "__enter__", rlockEnter.index, METH_NOARGS, "($self, /)", "Take the lock.");
  method(T.RLock, "__exit__", rlockExit.index, METH_FAST, "($self, /, *exc_info)", "Release the lock once.");
  method(T.RLock, "_is_owned", rlockIsOwned.index, METH_NOARGS, "($self, /)", "Whether the calling thread holds the lock.");
  method(T.RLock, "_recursion_count", rlockDepth.index, METH_NOARGS, "($self, /)", "How many times the calling thread holds the lock.");
  method(T.RLock, "_release_save", rlockSave.index, METH_NOARGS, "($self, /)", "Release the lock entirely; what it returns restores it.");
  method(T.RLock, "_acquire_restore", rlockRestore.index, METH_O, "($self, state, /)", "Take the lock as often as it was held.");
  method(T.RLock, "_at_fork_reinit", rlockReinit.index, METH_NOARGS, "($self, /)", "Make the lock free.");
}
