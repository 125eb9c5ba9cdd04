// sys.settrace, sys.setprofile and their kin: the functions are kept for each thread; the evaluation loop does not call them yet.

import { Value, NULL, None } from "../value";
import { current, Thread } from "../state";
import { newref, decref } from "../memory/refcount";
import { func, METH_NOARGS, METH_O } from "../objects/define";

function getTrace(self: Value): Value {
  const f = current().traceFunc;
  return f == NULL ? None : newref(f);
}
function setTrace(self: Value, f: Value): Value {
  const t = current();
  const old = t.traceFunc;
  t.traceFunc = f == None ? NULL : newref(f);
  decref(old);
  return None;
}
function getProfile(self: Value): Value {
  const f = current().profileFunc;
  return f == NULL ? None : newref(f);
}
function setProfile(self: Value, f: Value): Value {
  const t = current();
  const old = t.profileFunc;
  t.profileFunc = f == None ? NULL : newref(f);
  decref(old);
  return None;
}

/** Adds the functions to the module sys. */
export function addTracing(sys: Value): void {
  func(sys, "gettrace", getTrace.index, METH_NOARGS, "($module, /)", "The function set with settrace(), or None.");
  func(sys, "settrace", setTrace.index, METH_O, "($module, function, /)", "Set the trace function of this thread.");
  func(sys, "getprofile", getProfile.index, METH_NOARGS, "($module, /)", "The function set with setprofile(), or None.");
  func(sys, "setprofile", setProfile.index, METH_O, "($module, function, /)", "Set the profile function of this thread.");
}
