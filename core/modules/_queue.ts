// The module _queue: SimpleQueue, an unbounded queue whose put never waits and can be called at any time.
//
//   SimpleQueue  ┌ count u32 │ type u32 │ items Value @8 (a deque) │ puts u32 @16 │ weaklist u32 @20 │
//
// `puts` counts puts. A get that finds nothing waits, without the GIL, until it changes; nothing can come between its look at the items and the
// wait, because the look is made with the GIL and a put, which needs the GIL as well, changes the word that is waited on.

import { Value, NULL, None, boxPtr, ptrOf, boxBool } from "../value";
import { runtime } from "../state";
import { T, N, name } from "../names.generated";
import { setSlot, Slot, TypeFlag, typeView } from "../objects/typeobject";
import { defType, method, addType, constant, METH_NOARGS, METH_O, METH_KW, METH_CLASS } from "../objects/define";
import { freeObject, gcUntrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { raise, raiseObject } from "../errors";
import { isTrue, call0, call3 } from "../abstract";
import { parseArgs } from "../args";
import { newInt } from "../objects/int";
import { strFromLiteral } from "../objects/strnew";
import { tuple1 } from "../objects/tupleobject";
import { dictNew, dictSet } from "../objects/dict";
import { allocHolder } from "../objects/subtype";
import { clearWeakrefs } from "../objects/weakrefs";
import { classGetItem } from "../objects/iterators";
import { pushArgs, popArgs } from "../interp/argstack";
import { BAD_DURATION, durationOf } from "./clockvalues";
import { deadlineAfter, handlePending, Waited, waitWhile } from "../threads/wait";
import { dequePush, dequeTakeFirst, dequeSize } from "./deque";
import { traverseOne } from "../objects/ownedvalues";

const QUEUE_SIZE: usize = 24;
const PUTS: usize = 16;
const WEAKLIST: u32 = 20;

function items(self: Value): Value { return load<u64>(ptrOf(self), 8); }

function queueNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value { return allocHolder(type, call0(boxPtr(T.deque))); }
function queueDealloc(p: usize): void {
  gcUntrack(p);
  if (load<u32>(p, WEAKLIST)) clearWeakrefs(p);
  decref(load<u64>(p, 8));
  freeObject(p);
}

function put(self: Value, v: Value): Value {
  if (dequePush(items(self), newref(v)) < 0) return NULL;
  const word = ptrOf(self) + PUTS;
  atomic.add<u32>(word, 1);
  atomic.notify(word, 1);
  return None;
}
function queue_put(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(3);
  if (!out) return NULL;
  const ok = parseArgs("put", "item | block timeout", args, nargs, kwnames, out);
  const v = load<u64>(out);
  popArgs(out);
  return ok ? put(self, v) : NULL;
}
function queue_put_nowait(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(1);
  if (!out) return NULL;
  const ok = parseArgs("put_nowait", "item", args, nargs, kwnames, out);
  const v = load<u64>(out);
  popArgs(out);
  return ok ? put(self, v) : NULL;
}
function raiseEmpty(): Value {
  const exc = call0(runtime().queueEmpty);
  return exc == NULL ? NULL : raiseObject(exc);
}
/** Takes the next item, waiting until `deadline` (-1: without end, 0: not at all). */
function get(self: Value, deadline: i64): Value {
  while (dequeSize(items(self)) == 0) {
    if (deadline == 0) return raiseEmpty();
    const word = ptrOf(self) + PUTS;
    const waited = waitWhile(word, load<u32>(word), deadline);
    if (waited == Waited.TIMED_OUT && dequeSize(items(self)) == 0) return raiseEmpty();
    if (waited == Waited.INTERRUPTED && handlePending() < 0) return NULL;
  }
  return dequeTakeFirst(items(self));
}
function queue_get(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const ok = parseArgs("get", "| block timeout", args, nargs, kwnames, out);
  const block = load<u64>(out), timeout = load<u64>(out, 8);
  popArgs(out);
  if (!ok) return NULL;
  if (block != NULL) {
    const wait = isTrue(block);
    if (wait < 0) return NULL;
    if (!wait) return get(self, 0);
  }
  if (timeout == NULL || timeout == None) return get(self, -1);
  const duration = durationOf(timeout);
  if (duration == BAD_DURATION) return NULL;
  if (duration < 0) return raise(T.ValueError, "'timeout' must be a non-negative number");
  return get(self, duration == 0 ? 0 : deadlineAfter(duration));
}
function queue_get_nowait(self: Value): Value { return get(self, 0); }
function queue_empty(self: Value): Value { return boxBool(dequeSize(items(self)) == 0); }
function queue_qsize(self: Value): Value { return newInt(dequeSize(items(self))); }

export function initQueueTypes(): void {
  const t = T.SimpleQueue;
  defType(t, "_queue.SimpleQueue", T.object, QUEUE_SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE);
  typeView(t).weakoffset = WEAKLIST;
  setSlot(t, Slot.new_, queueNew.index);
  setSlot(t, Slot.dealloc, queueDealloc.index);
  setSlot(t, Slot.traverse, traverseOne.index);
  method(t, "put", queue_put.index, METH_KW, "($self, /, item, block=True, timeout=None)", "Put the item on the queue; never waits.");
  method(t, "put_nowait", queue_put_nowait.index, METH_KW, "($self, /, item)", "Put an item into the queue without blocking.");
  method(t, "get", queue_get.index, METH_KW, "($self, /, block=True, timeout=None)", "Remove and return an item, waiting for one if need be; Empty if none came in time.");
  method(t, "get_nowait", queue_get_nowait.index, METH_NOARGS, "($self, /)", "Remove and return an item without blocking; Empty if there is none.");
  method(t, "empty", queue_empty.index, METH_NOARGS, "($self, /)", "Return True if the queue is empty, False otherwise (not reliable!).");
  method(t, "qsize", queue_qsize.index, METH_NOARGS, "($self, /)", "Return the approximate size of the queue (not reliable!).");
  method(t, "__class_getitem__", classGetItem.index, METH_O | METH_CLASS, "", "See PEP 585");
}
/** The class Empty, made once. */
function makeEmpty(): Value {
  const className = strFromLiteral("Empty");
  const bases = tuple1(boxPtr(T.Exception));
  const dict = dictNew();
  const moduleName = strFromLiteral("_queue");
  let r: Value = NULL;
  if (className != NULL && bases != NULL && dict != NULL && moduleName != NULL && dictSet(dict, name(N.__module__), moduleName) == 0) {
    r = call3(boxPtr(T.type), className, bases, dict);
  }
  decref(className);
  decref(bases);
  decref(dict);
  decref(moduleName);
  return r;
}
export function init__queue(m: Value): void {
  const r = runtime();
  if (r.queueEmpty == 0) {
    const empty = makeEmpty();
    if (empty == NULL) return;
    r.queueEmpty = empty;
  }
  addType(m, T.SimpleQueue);
  constant(m, "Empty", newref(r.queueEmpty));
}
