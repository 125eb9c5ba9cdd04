// traceback. Layout and making: core/objects/tracebackobject.ts. Printing: core/modules/excepthook.ts.

import { Value, NULL, None, boxInt, ptrOf, isPtr } from "../value";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, setSlot, typeView, isExact } from "./typeobject";
import { defType, method, getset, METH_NOARGS } from "./define";
import { TracebackObj, TRACEBACK_SIZE, tracebackNew } from "./tracebackobject";
import { lineOf } from "./codelines";
import { visitValue } from "./visit";
import { listNew, listAppend } from "./listobject";
import { parseArgs } from "../args";
import { pushArgs, popArgs } from "../interp/argstack";
import { freeObject, gcUntrack } from "../memory/object";
import { decref, newref, setref, clearref } from "../memory/refcount";
import { raiseI, raiseFmt, raiseFmtI, errorOccurred } from "../errors";
import { indexI64, getAttr } from "../abstract";

function view(self: Value): TracebackObj { return changetype<TracebackObj>(ptrOf(self)); }

function make(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(4);
  if (!out) return NULL;
  const ok = parseArgs("traceback", "tb_next tb_frame tb_lasti tb_lineno", args, nargs, kwnames, out);
  const next = load<u64>(out), frame = load<u64>(out, 8), lasti = load<u64>(out, 16), lineno = load<u64>(out, 24);
  popArgs(out);
  if (!ok) return NULL;
  if (next != None && !isExact(next, T.traceback)) return raiseFmt(T.TypeError, "expected traceback object or None, got '%T'", next);
  if (!isExact(frame, T.frame)) return raiseFmt(T.TypeError, "traceback() argument 'tb_frame' must be frame, not %T", frame);
  const i = indexI64(lasti, T.OverflowError);
  if (i == -1 && errorOccurred()) return NULL;
  const line = indexI64(lineno, T.OverflowError);
  if (line == -1 && errorOccurred()) return NULL;
  return tracebackNew(next == None ? NULL : next, frame, i < 0 ? -1 : <i32>(i >> 2), <i32>line);
}
function getNext(self: Value): Value {
  const v = view(self).next;
  return isPtr(v) ? newref(v) : None;
}
function setNext(self: Value, value: Value): i32 {
  if (value == NULL) return raiseI(T.TypeError, "can't delete tb_next attribute");
  if (value == None) value = NULL;
  else if (!isExact(value, T.traceback)) return raiseFmtI(T.TypeError, "expected traceback object, got '%T'", value);
  let cursor = value;
  while (isPtr(cursor)) {
    if (cursor == self) return raiseI(T.ValueError, "traceback loop detected");
    cursor = view(cursor).next;
  }
  setref(ptrOf(self) + offsetof<TracebackObj>("next"), newref(value));
  return 0;
}
function getFrame(self: Value): Value { return newref(view(self).frame); }
function getLasti(self: Value): Value {
  const i = view(self).lasti;
  return boxInt(i < 0 ? -1 : <i64>i << 2);
}
function getLineno(self: Value): Value {
  const t = view(self);
  if (t.lineno >= 0) return boxInt(t.lineno);
  const code = getAttr(t.frame, name(N.f_code));
  if (code == NULL) return NULL;
  const line = lineOf(ptrOf(code), t.lasti);
  decref(code);
  return line < 0 ? None : boxInt(line);
}
function dir(self: Value): Value {
  const list = listNew(4);
  if (list == NULL) return NULL;
  listAppend(list, name(N.tb_frame));
  listAppend(list, name(N.tb_next));
  listAppend(list, name(N.tb_lasti));
  listAppend(list, name(N.tb_lineno));
  return list;
}
/** A long chain must not recurse. */
function dealloc(p: usize): void {
  gcUntrack(p);
  const t = changetype<TracebackObj>(p);
  decref(t.next);
  decref(t.frame);
  freeObject(p);
}
function traverse(p: usize, visit: i32, arg: usize): i32 {
  const t = changetype<TracebackObj>(p);
  const r = visitValue(t.next, visit, arg);
  return r ? r : visitValue(t.frame, visit, arg);
}
function clear(p: usize): void { clearref(p + offsetof<TracebackObj>("next")); }

export function initTraceback(): void {
  const t = T.traceback;
  defType(t, "traceback", T.object, TRACEBACK_SIZE, TypeFlag.HAVE_GC);
  typeView(t).doc = <u32>changetype<usize>("Create a new traceback object.");
  setSlot(t, Slot.new_, make.index);
  setSlot(t, Slot.dealloc, dealloc.index);
  setSlot(t, Slot.traverse, traverse.index);
  setSlot(t, Slot.clear, clear.index);
  method(t, "__dir__", dir.index, METH_NOARGS);
  getset(t, "tb_next", getNext.index, setNext.index);
  getset(t, "tb_frame", getFrame.index);
  getset(t, "tb_lasti", getLasti.index);
  getset(t, "tb_lineno", getLineno.index);
}
