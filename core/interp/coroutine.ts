// The types coroutine and coroutine_wrapper (what __await__ of a coroutine returns). The machinery is in generator.ts.

import { Value, NULL, None, ptrOf, boxPtr, boxInt } from "../value";
import { current } from "../state";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, setSlot } from "../objects/typeobject";
import { defType, method, getset, METH_NOARGS, METH_O, METH_FAST } from "../objects/define";
import { allocObject, gcTrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { clearError } from "../errors";
import { getAttr, call1 } from "../abstract";
import { GeneratorObj, GENERATOR_FRAME } from "../objects/generatorobject";
import {
  generatorSlots, generator_send, generator_throw, generator_close, generator_delegate, generator_running, generator_frame, generator_suspended,
  generator_code, generator_send_slot, generatorView, resumeValue, generatorClose, throwArgs,
} from "./generator";
import { CodeObj } from "../objects/codeobject";
import { listNew, listPush } from "../objects/listobject";
import { listToTuple } from "../objects/listtuple";
import { tuple3 } from "../objects/tupleobject";
import { importModule } from "../modules/import";
import { writeUnraisable } from "../unraisable";
import { warn } from "../modules/warn";
import { formatMessage } from "../format";
import { Frame } from "./framelayout";
import { lineOf } from "../objects/codelines";
import { deallocOne, traverseOne } from "../objects/ownedvalues";

/** Remembers where the coroutine was made (sys.set_coroutine_origin_tracking_depth). Best effort. */
export function setOrigin(p: usize): void {
  const t = current();
  const list = listNew();
  if (list == NULL) { clearError(); return; }
  let fp = <usize>t.frame;
  for (let n = t.coroutineOriginDepth; n && fp; n--) {
    const frame = changetype<Frame>(fp);
    const code = changetype<CodeObj>(<usize>frame.code);
    const entry = tuple3(code.filename, boxInt(lineOf(<usize>frame.code, (frame.pc - 4 - code.words) >>> 2)), code.name);
    if (entry == NULL || listPush(list, entry) < 0) break;
    fp = <usize>frame.back;
  }
  const r = listToTuple(list);
  decref(list);
  if (r == NULL) clearError();
  else changetype<GeneratorObj>(p).extra = r;
}

/** Warns that a coroutine dies without having been awaited. */
export function warnUnawaited(v: Value): void {
  const module = importModule(name(N.warnings));
  const f = module == NULL ? NULL : getAttr(module, name(N._warn_unawaited_coroutine));
  decref(module);
  if (f != NULL) {
    const r = call1(f, v);
    decref(f);
    if (r == NULL) writeUnraisable(v);
    else decref(r);
    return;
  }
  clearError();
  const text = formatMessage("coroutine '%s' was never awaited", generatorView(v).qualname, NULL, NULL, NULL);
  if (text != NULL && warn(T.RuntimeWarning, text) < 0) writeUnraisable(v);
  decref(text);
}

function coroutine_origin(self: Value): Value {
  const o = generatorView(self).extra;
  return o == NULL ? None : newref(o);
}

// coroutine_wrapper: header, coroutine @8

function coroutine_await(self: Value): Value {
  const p = allocObject(T.coroutine_wrapper, 16);
  if (!p) return NULL;
  store<u64>(p, newref(self), 8);
  gcTrack(p);
  return boxPtr(p);
}
function inner(self: Value): Value { return load<u64>(ptrOf(self), 8); }
function wrapper_iter(self: Value): Value { return newref(self); }
function wrapper_iternext(self: Value): Value { return resumeValue(inner(self), None, false); }
function wrapper_send(self: Value, arg: Value): Value { return resumeValue(inner(self), arg, false); }
function wrapper_throw(self: Value, args: usize, nargs: i32): Value { return throwArgs(inner(self), args, nargs, true); }
function wrapper_close(self: Value): Value { return generatorClose(inner(self)); }

export function init_coroutine(): void {
  const C: usize = T.coroutine;
  defType(C, "coroutine", T.object, GENERATOR_FRAME, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW);
  generatorSlots(C);
  setSlot(C, Slot.await_, coroutine_await.index);
  setSlot(C, Slot.send, generator_send_slot.index);
  method(C, "send", generator_send.index, METH_O, "($self, arg, /)", "Go on with arg as the value of the await expression; what it awaits next, or StopIteration.");
  method(C, "throw", generator_throw.index, METH_FAST, "($self, typ[, val[, tb]])", "Raise an exception inside the coroutine.");
  method(C, "close", generator_close.index, METH_NOARGS, "($self, /)", "Raise GeneratorExit inside the coroutine.");
  getset(C, "cr_await", generator_delegate.index, 0, "The object the coroutine awaits, or None.");
  getset(C, "cr_running", generator_running.index);
  getset(C, "cr_frame", generator_frame.index);
  getset(C, "cr_suspended", generator_suspended.index);
  getset(C, "cr_code", generator_code.index);
  getset(C, "cr_origin", coroutine_origin.index);

  const W: usize = T.coroutine_wrapper;
  defType(W, "coroutine_wrapper", T.object, 16, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW);
  setSlot(W, Slot.dealloc, deallocOne.index);
  setSlot(W, Slot.traverse, traverseOne.index);
  setSlot(W, Slot.iter, wrapper_iter.index);
  setSlot(W, Slot.iternext, wrapper_iternext.index);
  method(W, "send", wrapper_send.index, METH_O, "($self, arg, /)", "Go on with arg as the value of the await expression.");
  method(W, "throw", wrapper_throw.index, METH_FAST, "($self, typ[, val[, tb]])", "Raise an exception inside the coroutine.");
  method(W, "close", wrapper_close.index, METH_NOARGS, "($self, /)", "Raise GeneratorExit inside the coroutine.");
}
