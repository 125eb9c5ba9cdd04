// sys.settrace, sys.setprofile and their kin: a function for each thread. What they hear of is reported by interp/tracecalls.ts; that code reports anything at all
// while some thread has such a function is arranged by objects/monitors.ts.

import { Value, NULL, None, isPtr } from "../value";
import { current, runtime, Thread } from "../state";
import { T } from "../names.generated";
import { TypeFlag, hasFlag } from "../objects/typeobject";
import { newref, setref } from "../memory/refcount";
import { raiseFmt } from "../errors";
import { callTuple } from "../abstract";
import { checkArgs } from "../args";
import { func, METH_NOARGS, METH_O, METH_FAST } from "../objects/define";
import { FrameObj, TRACE_OPCODES } from "../objects/frameobject";
import { Frame } from "../interp/framelayout";
import { tracersChanged } from "../objects/monitors";
import { traceOpcodes } from "../objects/frame";
import { initMonitoring } from "./monitoring";

function getTrace(self: Value): Value {
  const f = current().traceFunc;
  return f == NULL ? None : newref(f);
}
function setTrace(self: Value, f: Value): Value {
  setref(changetype<usize>(current()) + offsetof<Thread>("traceFunc"), f == None ? NULL : newref(f));
  if (tracersChanged() < 0) return NULL;
  // A frame that asked for every instruction before there was a trace function gets them now.
  const fp = <usize>current().frame;
  if (f != None && fp && changetype<Frame>(fp).frameObject && changetype<FrameObj>(<usize>changetype<Frame>(fp).frameObject).flags & TRACE_OPCODES) {
    if (traceOpcodes(<usize>changetype<Frame>(fp).code, true) < 0) return NULL;
  }
  return None;
}
function getProfile(self: Value): Value {
  const f = current().profileFunc;
  return f == NULL ? None : newref(f);
}
function setProfile(self: Value, f: Value): Value {
  setref(changetype<usize>(current()) + offsetof<Thread>("profileFunc"), f == None ? NULL : newref(f));
  return tracersChanged() < 0 ? NULL : None;
}
function setAll(f: Value, at: usize): Value {
  // Dropping an old function may run code that ends threads: the list is walked from its start until every thread has the new one.
  const wanted = f == None ? NULL : f;
  for (let t = <usize>runtime().threads; t; ) {
    if (load<u64>(t + at) != wanted) {
      setref(t + at, wanted == NULL ? NULL : newref(wanted));
      t = <usize>runtime().threads;
    } else t = <usize>changetype<Thread>(t).next;
  }
  return tracersChanged() < 0 ? NULL : None;
}
function setTraceAll(self: Value, f: Value): Value { return setAll(f, offsetof<Thread>("traceFunc")); }
function setProfileAll(self: Value, f: Value): Value { return setAll(f, offsetof<Thread>("profileFunc")); }

/** call_tracing(func, args): events are reported meanwhile, though a trace function runs. */
function callTracing(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("call_tracing", nargs, 2, 2)) return NULL;
  const arguments_ = load<u64>(args, 8);
  if (!isPtr(arguments_) || !hasFlag(arguments_, TypeFlag.TUPLE_SUBCLASS)) return raiseFmt(T.TypeError, "call_tracing() argument 2 must be tuple, not %T", arguments_);
  const t = current();
  const tracing = t.tracing;
  t.tracing = 0;
  const r = callTuple(load<u64>(args), arguments_);
  t.tracing = tracing;
  return r;
}

/** Adds the functions, and sys.monitoring, to the module sys. */
export function addTracing(sys: Value): void {
  func(sys, "gettrace", getTrace.index, METH_NOARGS, "($module, /)", "The function set with settrace(), or None.");
  func(sys, "settrace", setTrace.index, METH_O, "($module, function, /)", "Set the trace function of this thread.");
  func(sys, "_settraceallthreads", setTraceAll.index, METH_O, "($module, function, /)", "Set the trace function of all running threads.");
  func(sys, "getprofile", getProfile.index, METH_NOARGS, "($module, /)", "The function set with setprofile(), or None.");
  func(sys, "setprofile", setProfile.index, METH_O, "($module, function, /)", "Set the profile function of this thread.");
  func(sys, "_setprofileallthreads", setProfileAll.index, METH_O, "($module, function, /)", "Set the profile function of all running threads.");
  func(sys, "call_tracing", callTracing.index, METH_FAST, "($module, func, args, /)", "Call func(*args) with tracing on, though a trace function runs.");
  initMonitoring(sys);
}
