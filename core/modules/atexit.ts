// atexit: functions that run when the interpreter ends, the last registered first. The list is the runtime's: whoever imports the module anew has the same
// one, and a program that took the module out of sys.modules loses nothing.
//
// An entry is a pair: a tuple of the function, its arguments and the values of its keywords, and the tuple of these keywords' names.

import { call, equalBool, isCallable } from "../abstract";
import { fetchError, clearError, raise, restoreError } from "../errors";
import { formatMessage } from "../format";
import { decref, newref } from "../memory/refcount";
import { T } from "../names.generated";
import { func, METH_KW, METH_NOARGS, METH_O } from "../objects/define";
import { listClear, listTake } from "../objects/list";
import { listAppend, listAt, listNew, listSize } from "../objects/listobject";
import { listToTuple } from "../objects/listtuple";
import { tuple2, tupleAt, tupleFrom, tupleItems, tupleSize } from "../objects/tupleobject";
import { runtime } from "../state";
import { writeUnraisableMessage } from "../unraisable";
import { boxInt, None, NULL, Value } from "../value";

function register(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs < 1) return raise(T.TypeError, "register() takes at least 1 argument (0 given)");
  const callable = load<u64>(args);
  if (!isCallable(callable)) return raise(T.TypeError, "the first argument must be callable");
  const r = runtime();
  if (r.atexit == NULL) r.atexit = listNew();
  if (r.atexit == NULL) return NULL;
  const names = kwnames == NULL ? r.emptyTuple : kwnames;
  const row = tupleFrom(args, <u32>nargs + tupleSize(names));
  const entry = row == NULL ? NULL : tuple2(row, names);
  const done = entry != NULL && listAppend(r.atexit, entry) == 0;
  decref(row);
  decref(entry);
  return done ? newref(callable) : NULL;
}

function unregister(self: Value, callable: Value): Value {
  const list = newref(runtime().atexit);
  if (list == NULL) return None;
  for (let i = <i32>listSize(list) - 1; i >= 0; i--) {
    const entry = newref(listAt(list, i));
    const isIt = equalBool(callable, tupleAt(tupleAt(entry, 0), 0));
    // The comparison may have changed the list.
    const size = <i32>listSize(list);
    if (isIt > 0 && i < size && listAt(list, i) == entry) decref(listTake(list, <u32>i));
    decref(entry);
    if (isIt < 0) {
      decref(list);
      return NULL;
    }
    i = min(i, size);
  }
  decref(list);
  return None;
}

function clear(self: Value): Value {
  const list = newref(runtime().atexit);
  if (list != NULL) listClear(list);
  decref(list);
  return None;
}

function ncallbacks(self: Value): Value { return boxInt(runtime().atexit == NULL ? 0 : listSize(runtime().atexit)); }

/** sys._exit_functions(): the entries, in the order of their registration. What ends the interpreter calls them from Python, so that a forked child can go on. */
export function exitFunctions(self: Value): Value {
  const list = runtime().atexit;
  return list == NULL ? newref(runtime().emptyTuple) : listToTuple(list);
}
/** Forgets the functions when they have run. */
export function forgetExitFunctions(): void { clear(NULL); }

/** atexit._run_exitfuncs(): calls the functions; an exception is told and does not stop the others. What they register is forgotten, what they unregister is called. */
function runAll(self: Value): Value {
  const entries = exitFunctions(NULL);
  if (entries == NULL) return NULL;
  for (let i = tupleSize(entries); i > 0; i--) {
    const row = tupleAt(tupleAt(entries, i - 1), 0), names = tupleAt(tupleAt(entries, i - 1), 1);
    const result = call(tupleAt(row, 0), tupleItems(row) + 8, <i32>(tupleSize(row) - 1 - tupleSize(names)), tupleSize(names) ? names : NULL);
    if (result == NULL) tell(tupleAt(row, 0));
    decref(result);
  }
  decref(entries);
  return clear(NULL);
}
function tell(callable: Value): void {
  const error = fetchError();
  const text = formatMessage("Exception ignored in atexit callback %r", callable, NULL, NULL, NULL);
  if (text == NULL) clearError();
  restoreError(error);
  writeUnraisableMessage(text, NULL);
  decref(text);
}

export function initAtexit(m: Value): void {
  func(m, "register", register.index, METH_KW, "($module, func, /, *args, **kwargs)", "Have func(*args, **kwargs) called when the interpreter ends; func, so that it can be a decorator.");
  func(m, "unregister", unregister.index, METH_O, "($module, func, /)", "Forget every registration of func.");
  func(m, "_clear", clear.index, METH_NOARGS, "($module, /)", "Forget all functions.");
  func(m, "_run_exitfuncs", runAll.index, METH_NOARGS, "($module, /)", "Call the functions now; an exception goes to sys.unraisablehook.");
  func(m, "_ncallbacks", ncallbacks.index, METH_NOARGS, "($module, /)", "How many functions are registered.");
}
