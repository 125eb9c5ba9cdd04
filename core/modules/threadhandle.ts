// _thread._ThreadHandle: what remains of a thread for those who join it.
//
//   ┌ header │ ident u64 @8 │ done u32 @16 │ state u32 @20 │ thread u32 @24 │ next u32 @28 │ prev u32 @32 │ pad ┐
//   done      futex word: 0 until the thread has ended
//   thread    its block while it runs, else 0
//   next      all handles are in a list (Runtime.threadHandles): a forked child marks those of the threads that it has not
//
// The thread itself says that it has ended (`handleSetDone`), with the GIL, as the last thing before it gives its block back.

import { raise } from "../errors";
import { allocObject, freeObject } from "../memory/object";
import { T } from "../names.generated";
import { METH_FAST, METH_NOARGS, defType, getset, method } from "../objects/define";
import { newInt } from "../objects/int";
import { setSlot, Slot } from "../objects/typeobject";
import { current, runtime, thread } from "../state";
import { deadlineAfter, handlePending, Waited, waitWhile } from "../threads/wait";
import { boxBool, boxPtr, None, NULL, ptrOf, Value } from "../value";
import { BAD_DURATION, durationOf } from "./clockvalues";

export const enum HandleState { NEW = 0, STARTING = 1, RUNNING = 2, DONE = 3 }

@unmanaged
export class ThreadHandle {
  count: u32; type: u32;
  ident: u64;
  done: u32; state: u32;
  block: u32; next: u32;
  prev: u32; pad: u32;
}
const HANDLE_SIZE: usize = 40;

export function handleView(v: Value): ThreadHandle { return changetype<ThreadHandle>(ptrOf(v)); }

export function handleNew(ident: u64, state: HandleState): Value {
  const p = allocObject(T._ThreadHandle, HANDLE_SIZE);
  if (!p) return NULL;
  const h = changetype<ThreadHandle>(p);
  h.ident = ident;
  h.state = state;
  const r = runtime();
  h.next = r.threadHandles;
  if (h.next) changetype<ThreadHandle>(<usize>h.next).prev = <u32>p;
  r.threadHandles = <u32>p;
  return boxPtr(p);
}

/** In a forked child: the threads of all handles but this thread's, and but those that were not started, have ended. */
export function endOtherHandles(): void {
  for (let p = <usize>runtime().threadHandles; p; p = <usize>changetype<ThreadHandle>(p).next) {
    const h = changetype<ThreadHandle>(p);
    if (h.state != HandleState.NEW && h.ident != current().ident) handleSetDone(boxPtr(p));
  }
}

/** Marks the thread of a handle as ended and wakes those who join it. */
export function handleSetDone(v: Value): void {
  const h = handleView(v);
  h.state = HandleState.DONE;
  h.block = 0;
  const word = ptrOf(v) + offsetof<ThreadHandle>("done");
  atomic.store<u32>(word, 1);
  atomic.notify(word, -1);
}

function handleJoin(self: Value, args: usize, nargs: i32): Value {
  const h = handleView(self);
  let timeout: i64 = -1;
  if (nargs > 0 && load<u64>(args) != None) {
    timeout = durationOf(load<u64>(args));
    if (timeout == BAD_DURATION) return NULL;
  }
  if (h.state == HandleState.NEW) return raise(T.RuntimeError, "thread not started");
  if (h.block && <usize>h.block == thread) return raise(T.RuntimeError, "Cannot join current thread");
  const deadline = deadlineAfter(timeout);
  while (waitWhile(ptrOf(self) + offsetof<ThreadHandle>("done"), 0, deadline) == Waited.INTERRUPTED) {
    if (handlePending() < 0) return NULL;
  }
  return None;
}

function handleIsDone(self: Value): Value { return boxBool(handleView(self).state == HandleState.DONE); }

function handleSetDoneMethod(self: Value): Value {
  if (handleView(self).state == HandleState.NEW) return raise(T.RuntimeError, "thread not started");
  handleSetDone(self);
  return None;
}

function handleIdent(self: Value): Value { return newInt(<i64>handleView(self).ident); }
function handleDealloc(p: usize): void {
  const h = changetype<ThreadHandle>(p);
  if (h.prev) changetype<ThreadHandle>(<usize>h.prev).next = h.next;
  else runtime().threadHandles = h.next;
  if (h.next) changetype<ThreadHandle>(<usize>h.next).prev = h.prev;
  freeObject(p);
}
function handleMake(type: usize, args: usize, nargs: i32, kwnames: Value): Value { return handleNew(0, HandleState.NEW); }

export function initThreadHandle(): void {
  defType(T._ThreadHandle, "_thread._ThreadHandle", T.object, HANDLE_SIZE, 0);
  setSlot(T._ThreadHandle, Slot.dealloc, handleDealloc.index);
  setSlot(T._ThreadHandle, Slot.new_, handleMake.index);
  method(T._ThreadHandle, "join", handleJoin.index, METH_FAST, "($self, timeout=None, /)", "Wait until the thread has ended.");
  method(T._ThreadHandle, "is_done", handleIsDone.index, METH_NOARGS, "($self, /)", "Whether the thread has ended.");
  method(T._ThreadHandle, "_set_done", handleSetDoneMethod.index, METH_NOARGS, "($self, /)", "Mark the thread as ended.");
  getset(T._ThreadHandle, "ident", handleIdent.index);
}
