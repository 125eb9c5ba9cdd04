// sys: the functions. The data (version, flags, paths, float_info …) is set by lib/_boot.py from the configuration of the host,
// with the record types that `_make_structseq` makes; https://docs.python.org/3.14/library/sys.html

import { Value, NULL, None, True, isPtr, intOf, boxInt, boxBool, boxPtr, ptrOf } from "../value";
import { runtime, current, Thread } from "../state";
import { T, N, name } from "../names.generated";
import { TypeObj, TypeFlag, Slot, setSlot, typeOf, hasFlag, isExact } from "../objects/typeobject";
import { decref, newref, refcountOf } from "../memory/refcount";
import { raise, raiseFmt, raiseObject, errorOccurred, outOfMemory, swallow } from "../errors";
import { checkArgs, parseArgs } from "../args";
import { func, constant, moduleDict, METH_NOARGS, METH_O, METH_FAST, METH_KW } from "../objects/define";
import { alloc, free } from "../memory/alloc";
import { GC_HEAD } from "../memory/object";
import { newModule } from "../objects/module";
import { intern } from "../objects/strnew";
import { tuple3, tupleFrom, tuple2, tupleItems, tupleSize } from "../objects/tupleobject";
import { dictNew, dictGetStr, dictSet, dictDel } from "../objects/dict";
import { typeModified } from "../objects/typelookup";
import { handledBy, handledException } from "../interp/handled";
import { ExceptionObj } from "../objects/exceptionnew";
import { isIntLike, newInt } from "../objects/int";
import { indexI32, indexI64, call, call0, callMethod0, call1, lookupSpecial, callMethod1, reprOf, isCallable, call2 } from "../abstract";
import { frameObjectAtDepth, frameGlobalsAtDepth, currentFrames } from "../objects/frame";
import { defStructSeq, makeStructseqType } from "../objects/structseq";
import { endSignals } from "./_signals";
import { exitFunctions, forgetExitFunctions } from "./atexit";
import { printException, printUnraisable } from "./excepthook";
import { runCode } from "../interp/runcode";
import { hostConfig } from "../host.generated";
import { traceBegin } from "../trace";
import { beginFinalizing } from "../threads/gil";
import { noteFirstModules } from "./finalize";
import { addTracing } from "./systrace";
import { importModule } from "./import";
import { stagedObject } from "./staged";
import { asF64 } from "../objects/float";
import { listNew, listAppend, listSize, listAt } from "../objects/listobject";

function arg(args: usize, i: usize): Value { return load<u64>(args + (i << 3)); }

function sysIntern(self: Value, v: Value): Value {
  if (!isExact(v, T.str)) return raiseFmt(T.TypeError, hasFlag(v, TypeFlag.STR_SUBCLASS) ? "can't intern %T" : "intern() argument must be str, not %T", v);
  return intern(newref(v));
}
function sysIsInterned(self: Value, v: Value): Value {
  if (!hasFlag(v, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "_is_interned() argument must be str, not %T", v);
  return boxBool(isExact(v, T.str) && load<u8>(ptrOf(v), 22) != 0);
}

function sysGetrefcount(self: Value, v: Value): Value {
  return boxInt(isPtr(v) ? <i64>refcountOf(ptrOf(v)) : 0xFFFFFFFF);
}

function sysGetsizeof(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(16);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("getsizeof", "object | default", args, nargs, kwnames, out)) r = sizeOf(arg(out, 0), arg(out, 1));
  free(out);
  return r;
}
function sizeOf(v: Value, fallback: Value): Value {
  const method = lookupSpecial(v, name(N.__sizeof__));
  let size = NULL;
  if (method == NULL) { if (!errorOccurred()) raiseFmt(T.TypeError, "Type %T doesn't define __sizeof__", v); }
  else {
    size = call0(method);
    decref(method);
  }
  let n: i64 = -1;
  if (size != NULL) {
    if (isIntLike(size)) n = indexI64(size, T.OverflowError);
    else raiseFmt(T.TypeError, "'%T' object cannot be interpreted as an integer", size);
    decref(size);
  }
  if (n == -1 && errorOccurred()) return fallback != NULL && swallow(T.TypeError) ? newref(fallback) : NULL;
  if (n < 0) return raise(T.ValueError, "__sizeof__() should return >= 0");
  const collected = isPtr(v) && (changetype<TypeObj>(typeOf(v)).flags & TypeFlag.HAVE_GC) != 0;
  return newInt(n + (collected ? <i64>GC_HEAD : 0));
}

function sysException(self: Value): Value {
  const e = handledException();
  return e == NULL ? None : newref(e);
}
function sysExcInfo(self: Value): Value {
  const e = handledException();
  if (e == NULL) return tuple3(None, None, None);
  const tb = changetype<ExceptionObj>(ptrOf(e)).traceback;
  return tuple3(boxPtr(typeOf(e)), e, tb == NULL ? None : tb);
}

function sysGetrecursionlimit(self: Value): Value { return boxInt(current().pyLimit); }
function sysSetrecursionlimit(self: Value, v: Value): Value {
  const n = <i64>indexI32(v);
  if (n == -1 && errorOccurred()) return NULL;
  if (n < 1) return raise(T.ValueError, "recursion limit must be greater or equal than 1");
  if (<i64>current().pyDepth >= n) return raiseFmt(T.RecursionError, "cannot set the recursion limit to %d at the recursion depth %d: the limit is too low", v, boxInt(current().pyDepth));
  let t = <usize>runtime().threads;
  while (t) { changetype<Thread>(t).pyLimit = <u32>n; t = changetype<Thread>(t).next; }
  current().pyLimit = <u32>n;
  runtime().recursionLimit = <u32>n;
  return None;
}

function sysExit(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("exit", nargs, 0, 1)) return NULL;
  // The items of a tuple are the arguments, as wherever C sets an exception of a type and a value.
  const status = nargs ? arg(args, 0) : NULL, spread = status != NULL && hasFlag(status, TypeFlag.TUPLE_SUBCLASS);
  const exc = status == NULL || status == None ? call0(boxPtr(T.SystemExit))
    : spread ? call(boxPtr(T.SystemExit), tupleItems(status), <i32>tupleSize(status), NULL)
    : call1(boxPtr(T.SystemExit), status);
  return exc == NULL ? NULL : raiseObject(exc);
}

function sysGetframe(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("_getframe", nargs, 0, 1)) return NULL;
  const depth = nargs ? indexI64(arg(args, 0), T.OverflowError) : 0;
  if (depth == -1 && errorOccurred()) return NULL;
  const f = frameObjectAtDepth(depth < 0 ? 0 : depth);
  return f == NULL && !errorOccurred() ? raise(T.ValueError, "call stack is not deep enough") : f;
}
function sysGetframemodulename(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(8);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("_getframemodulename", "| depth", args, nargs, kwnames, out)) {
    const depth = arg(out, 0) == NULL ? <i64>0 : indexI64(arg(out, 0), T.OverflowError);
    if (depth != -1 || !errorOccurred()) {
      const globals = frameGlobalsAtDepth(depth);
      const module = globals == NULL ? NULL : dictGetStr(globals, name(N.__name__));
      r = module == NULL ? None : newref(module);
    }
  }
  free(out);
  return r;
}
function sysCurrentFrames(self: Value): Value { return currentFrames(); }
/** What each thread is handling, or None. */
function sysCurrentExceptions(self: Value): Value {
  const d = dictNew();
  for (let t = <usize>runtime().threads; t && d != NULL; t = <usize>changetype<Thread>(t).next) {
    const other = changetype<Thread>(t);
    if (!other.frame) continue;
    const key = newInt(<i64>other.ident), exc = handledBy(other);
    const r = key == NULL ? -1 : dictSet(d, key, exc == NULL ? None : exc);
    decref(key);
    if (r < 0) { decref(d); return NULL; }
  }
  return d;
}

/** displayhook(value): what the interactive interpreter does with the value of an expression. */
function sysDisplayhook(self: Value, v: Value): Value {
  if (v == None) return None;
  const builtins = runtime().builtinsDict;
  if (dictSet(builtins, name(N._), None) < 0) return NULL;
  const out = dictGetStr(runtime().sysDict, name(N.stdout));
  if (out == NULL || out == None) return raise(T.RuntimeError, "lost sys.stdout");
  const text = reprOf(v);
  if (text == NULL) return NULL;
  let r = callMethod1(out, name(N.write), text);
  decref(text);
  if (r == NULL) return NULL;
  decref(r);
  r = callMethod1(out, name(N.write), runtime().newline);
  if (r == NULL) return NULL;
  decref(r);
  return dictSet(builtins, name(N._), v) < 0 ? NULL : None;
}
/** excepthook(type, value, traceback): through Python's traceback module, as CPython's does; a plain line if that fails. */
function sysExcepthook(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("excepthook", nargs, 3, 3)) return NULL;
  printException(arg(args, 1), arg(args, 2));
  return None;
}
/** breakpointhook(*args, **kws): lib/_breakpoint.py finds what to call. It is called from here, so that a debugger sees the program's frame as its caller's. */
function sysBreakpointhook(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const module = importModule(name(N._breakpoint));
  const hook = module == NULL ? NULL : callMethod0(module, name(N.wanted));
  decref(module);
  if (hook == NULL || hook == None) return hook;
  const r = call(hook, args, nargs, kwnames);
  decref(hook);
  return r;
}

function sysUnraisablehook(self: Value, args: Value): Value {
  if (!isExact(args, T.UnraisableHookArgs)) return raise(T.TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs");
  printUnraisable(args);
  return None;
}
/** The structure sequences of sys; before its module is made. */
export function initSysTypes(): void {
  defStructSeq(T.UnraisableHookArgs, "sys.UnraisableHookArgs", "exc_type exc_value exc_traceback err_msg object", "");
}

function sysGetdefaultencoding(self: Value): Value { return newref(runtime().utf8Name); }
function sysGetfilesystemencodeerrors(self: Value): Value { return newref(name(N.surrogateescape)); }

function sysIsFinalizing(self: Value): Value { return boxBool(runtime().finalizing != 0); }
function sysGetswitchinterval(self: Value): Value { return reinterpret<u64>(<f64>runtime().gilInterval / 1e6); }
function sysSetswitchinterval(self: Value, v: Value): Value {
  const f = asF64(v);
  if (errorOccurred()) return NULL;
  if (!(f > 0)) return raise(T.ValueError, "switch interval must be strictly positive");
  runtime().gilInterval = <u32>Math.max(1, Math.min(f * 1e6, 4e9));
  return None;
}

function sysMaxStrDigits(self: Value): Value { return boxInt(runtime().maxStrDigits); }
function sysSetMaxStrDigits(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(8);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("set_int_max_str_digits", "maxdigits", args, nargs, kwnames, out)) {
    const n = indexI32(arg(out, 0));
    if (n == -1 && errorOccurred()) { /* raised */ }
    else if (n != 0 && n < 640) raise(T.ValueError, "maxdigits must be >= 640 or 0 for unlimited");
    else { runtime().maxStrDigits = <u32>n; r = None; }
  }
  free(out);
  return r;
}

function sysGetallocatedblocks(self: Value): Value { return boxInt(runtime().liveBlocks); }
function sysGetunicodeinternedsize(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return boxInt(runtime().internCount); }

// Audit hooks: a list of callables; `sys.audit` calls each.
function sysAudit(self: Value, args: usize, nargs: i32): Value {
  if (nargs < 1) return raise(T.TypeError, "audit() missing 1 required positional argument: 'event'");
  if (!hasFlag(arg(args, 0), TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "expected str for argument 'event', not %T", arg(args, 0));
  const hooks = runtime().auditHooks;
  if (hooks == NULL) return None;
  const rest = tupleFrom(args + 8, nargs - 1);
  if (rest == NULL) return NULL;
  let ok = true;
  for (let i: usize = 0; ok && i < listSize(hooks); i++) {
    const r = call2(listAt(hooks, i), arg(args, 0), rest);
    ok = r != NULL;
    if (ok) decref(r);
  }
  decref(rest);
  return ok ? None : NULL;
}
function sysAddaudithook(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(8);
  if (!out) return outOfMemory();
  const ok = parseArgs("addaudithook", "hook", args, nargs, kwnames, out);
  const hook = ok ? arg(out, 0) : NULL;
  free(out);
  if (!ok) return NULL;
  const r = runtime();
  if (r.auditHooks == NULL) r.auditHooks = listNew();
  return listAppend(r.auditHooks, hook) < 0 ? NULL : None;
}

function sysGetAsyncgenHooks(self: Value): Value {
  const t = current();
  const make = dictGetStr(runtime().sysDict, name(N._asyncgen_hooks));
  const first = t.asyncGenFirstIter, last = t.asyncGenFinalizer;
  const pair = tuple2(first == NULL ? None : first, last == NULL ? None : last);
  if (pair == NULL || make == NULL) return pair;
  const r = call1(make, pair);
  decref(pair);
  return r;
}
function sysSetAsyncgenHooks(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(16);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("set_asyncgen_hooks", "| firstiter finalizer", args, nargs, kwnames, out)) {
    const first = arg(out, 0), last = arg(out, 1);
    const t = current();
    if (last != NULL && last != None && !isCallable(last)) raiseFmt(T.TypeError, "callable finalizer expected, got %T", last);
    else if (first != NULL && first != None && !isCallable(first)) raiseFmt(T.TypeError, "callable firstiter expected, got %T", first);
    else {
      if (last != NULL) { const old = t.asyncGenFinalizer; t.asyncGenFinalizer = last == None ? NULL : newref(last); decref(old); }
      if (first != NULL) { const old = t.asyncGenFirstIter; t.asyncGenFirstIter = first == None ? NULL : newref(first); decref(old); }
      r = None;
    }
  }
  free(out);
  return r;
}
function sysGetOriginDepth(self: Value): Value { return boxInt(current().coroutineOriginDepth); }
function sysSetOriginDepth(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(8);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("set_coroutine_origin_tracking_depth", "depth", args, nargs, kwnames, out)) {
    const n = indexI64(arg(out, 0), T.OverflowError);
    if (n == -1 && errorOccurred()) { /* raised */ }
    else if (n < 0) raise(T.ValueError, "depth must be >= 0");
    else { current().coroutineOriginDepth = <u32>n; r = None; }
  }
  free(out);
  return r;
}

/** _config(): the configuration as the host made it (src/runtime/config.ts). */
function sysConfig(self: Value): Value {
  const n = hostConfig();
  if (n < 0) return raise(T.SystemError, "the host has no configuration");
  return stagedObject(n);
}
/** _set_state(key, value): what core keeps of the configuration (optimize, importlib …), and what tests ask for (fail_allocation). */
function sysSetState(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("_set_state", nargs, 2, 2)) return NULL;
  const key = arg(args, 0), v = arg(args, 1);
  const r = runtime();
  if (key == name(N.optimize)) r.optimize = <u32>intOf(v);
  else if (key == name(N.dev_mode)) r.devMode = <u32>intOf(v);
  else if (key == name(N.bytes_warning)) r.bytesWarning = <u32>intOf(v);
  else if (key == name(N.importlib)) r.importlib = newref(v);
  else if (key == name(N.exit_functions)) forgetExitFunctions();
  else if (key == name(N.finalizing)) beginFinalizing();
  else if (key == name(N.end_of_signals)) endSignals();
  else if (key == name(N.main)) { r.mainModule = newref(v); noteFirstModules(); }
  else if (key == name(N.traced)) { noteFirstModules(); traceBegin(); }
  else if (key == name(N.fail_allocation)) r.failCountdown = <u32>intOf(v); // tests/lang/nets: the nth allocation from here fails; 0: none
  else if (key == name(N.collect_every)) r.gcThreshold0 = <u32>intOf(v);
  else if (key == name(N.switch_every)) r.switchEvery = <u32>intOf(v);
  else return raiseFmt(T.ValueError, "unknown state %r", key);
  return None;
}
/** _run_main(code, globals): runs the code of the main module as the outermost frame, so that the start-up's own are not seen below it. */
function sysRunMain(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("_run_main", nargs, 2, 2)) return NULL;
  const t = current();
  const below = t.frame;
  const depth = t.pyDepth;
  runtime().belowMain = below;
  t.frame = 0;
  t.pyDepth = 0;
  const r = runCode(arg(args, 0), arg(args, 1), NULL, NULL);
  runtime().belowMain = 0;
  t.frame = below;
  t.pyDepth = depth;
  return r;
}
/** _make_structseq(name, fields, n, values): the type if `values` is None, else the only instance that there will be. */
function sysMakeStructseq(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("_make_structseq", nargs, 4, 4)) return NULL;
  const type = makeStructseqType(arg(args, 0), arg(args, 1), <u32>intOf(arg(args, 2)));
  if (type == NULL || arg(args, 3) == None) return type;
  const only = call1(type, arg(args, 3));
  setSlot(ptrOf(type), Slot.new_, 0);
  decref(type);
  return only;
}

function sysClearTypeDescriptors(m: Value, type: Value): Value {
  if (!hasFlag(type, TypeFlag.TYPE_SUBCLASS)) return raise(T.TypeError, "argument must be a type");
  const t = changetype<TypeObj>(ptrOf(type));
  if (t.flags & TypeFlag.IMMUTABLE) return raise(T.TypeError, "argument is immutable");
  if (dictDel(t.dict, name(N.__dict__)) < 0 || dictDel(t.dict, name(N.__weakref__)) < 0) return NULL;
  typeModified(ptrOf(type));
  return None;
}
function sysClearTypeCache(self: Value): Value { return None; }
function sysIsGilEnabled(self: Value): Value { return True; }
function sysRemoteExec(self: Value, args: usize, nargs: i32): Value { return raise(T.RuntimeError, "remote execution is not supported"); }

/** Makes the sys module; at boot, after builtins. */
export function initSys(): void {
  const m = newModule("sys", "What the interpreter uses and keeps: objects and functions that belong to it.");
  const r = runtime();
  r.sysModule = m;
  r.sysDict = moduleDict(m);
  r.auditHooks = NULL;
  func(m, "intern", sysIntern.index, METH_O, "($module, string, /)", "The one string object with this value that names are kept as.");
  func(m, "_is_interned", sysIsInterned.index, METH_O, "($module, string, /)", "Whether the string is interned.");
  func(m, "getrefcount", sysGetrefcount.index, METH_O, "($module, object, /)", "The object's reference count.");
  func(m, "getsizeof", sysGetsizeof.index, METH_KW, "", "getsizeof(object [, default]) -> int\n\nBytes of memory of the object itself.");
  func(m, "exception", sysException.index, METH_NOARGS, "($module, /)", "The exception being handled, or None.");
  func(m, "exc_info", sysExcInfo.index, METH_NOARGS, "($module, /)", "(type, value, traceback) of the exception being handled.");
  func(m, "getrecursionlimit", sysGetrecursionlimit.index, METH_NOARGS, "($module, /)", "The most Python frames on a thread's stack.");
  func(m, "setrecursionlimit", sysSetrecursionlimit.index, METH_O, "($module, limit, /)", "Set the most Python frames on a thread's stack.");
  func(m, "exit", sysExit.index, METH_FAST, "($module, status=None, /)", "Raise SystemExit(status).");
  func(m, "_getframe", sysGetframe.index, METH_FAST, "($module, depth=0, /)", "A frame of the call stack.");
  func(m, "_getframemodulename", sysGetframemodulename.index, METH_KW, "($module, /, depth=0)", "The module's name of a frame of the call stack.");
  func(m, "_current_exceptions", sysCurrentExceptions.index, METH_NOARGS, "($module, /)", "The exception that every thread handles.");
  func(m, "_current_frames", sysCurrentFrames.index, METH_NOARGS, "($module, /)", "The innermost frame of every thread.");
  func(m, "breakpointhook", sysBreakpointhook.index, METH_KW, "($module, /, *args, **kws)", "Call the function that PYTHONBREAKPOINT names, pdb.set_trace by default.");
  func(m, "displayhook", sysDisplayhook.index, METH_O, "($module, object, /)", "Print an object to sys.stdout and keep it in builtins._");
  func(m, "unraisablehook", sysUnraisablehook.index, METH_O, "($module, unraisable, /)", "Print an exception that nobody can catch to sys.stderr.");
  constant(m, "UnraisableHookArgs", boxPtr(T.UnraisableHookArgs));
  func(m, "excepthook", sysExcepthook.index, METH_FAST, "($module, exctype, value, traceback, /)", "Print an exception and its traceback to sys.stderr.");
  func(m, "getdefaultencoding", sysGetdefaultencoding.index, METH_NOARGS, "($module, /)", "'utf-8'");
  func(m, "getfilesystemencoding", sysGetdefaultencoding.index, METH_NOARGS, "($module, /)", "'utf-8'");
  func(m, "getfilesystemencodeerrors", sysGetfilesystemencodeerrors.index, METH_NOARGS, "($module, /)", "'surrogateescape'");
  func(m, "is_finalizing", sysIsFinalizing.index, METH_NOARGS, "($module, /)", "Whether the interpreter is ending.");
  func(m, "getswitchinterval", sysGetswitchinterval.index, METH_NOARGS, "($module, /)", "Seconds a thread may keep the GIL while another waits.");
  func(m, "setswitchinterval", sysSetswitchinterval.index, METH_O, "($module, interval, /)", "Set the seconds a thread may keep the GIL while another waits.");
  func(m, "get_int_max_str_digits", sysMaxStrDigits.index, METH_NOARGS, "($module, /)", "The most decimal digits of int and str conversions.");
  func(m, "set_int_max_str_digits", sysSetMaxStrDigits.index, METH_KW, "($module, /, maxdigits)", "Set the most decimal digits of int and str conversions.");
  func(m, "getallocatedblocks", sysGetallocatedblocks.index, METH_NOARGS, "($module, /)", "Blocks of memory in use.");
  func(m, "getunicodeinternedsize", sysGetunicodeinternedsize.index, METH_KW, "($module, /, *, _only_immortal=False)", "How many strings are interned.");
  func(m, "audit", sysAudit.index, METH_FAST, "($module, event, /, *args)", "Tell the audit hooks of an event.");
  func(m, "addaudithook", sysAddaudithook.index, METH_KW, "($module, /, hook)", "Add an audit hook.");
  func(m, "get_asyncgen_hooks", sysGetAsyncgenHooks.index, METH_NOARGS, "($module, /)", "The hooks for asynchronous generators (firstiter, finalizer).");
  func(m, "set_asyncgen_hooks", sysSetAsyncgenHooks.index, METH_KW, "($module, /, firstiter=<unrepresentable>, finalizer=<unrepresentable>)", "Set the hooks for asynchronous generators.");
  func(m, "get_coroutine_origin_tracking_depth", sysGetOriginDepth.index, METH_NOARGS, "($module, /)", "How many frames of its creation a coroutine keeps.");
  func(m, "set_coroutine_origin_tracking_depth", sysSetOriginDepth.index, METH_KW, "($module, /, depth)", "Set how many frames of its creation a coroutine keeps.");
  func(m, "_clear_type_cache", sysClearTypeCache.index, METH_NOARGS, "($module, /)", "");
  func(m, "_clear_type_descriptors", sysClearTypeDescriptors.index, METH_O, "($module, type, /)", "Remove the descriptors of __dict__ and __weakref__ from a type, so that a copy of it with __slots__ can have its own.");
  func(m, "_clear_internal_caches", sysClearTypeCache.index, METH_NOARGS, "($module, /)", "");
  addTracing(m);
  func(m, "_is_gil_enabled", sysIsGilEnabled.index, METH_NOARGS, "($module, /)", "True: this build has a GIL.");
  func(m, "remote_exec", sysRemoteExec.index, METH_FAST, "($module, /, pid, script)", "Not supported.");
  func(m, "_config", sysConfig.index, METH_NOARGS, "($module, /)", "The configuration that the host made.");
  func(m, "_set_state", sysSetState.index, METH_FAST, "($module, key, value, /)", "Tell the interpreter about a part of the configuration.");
  func(m, "_exit_functions", exitFunctions.index, METH_NOARGS, "($module, /)", "What atexit has registered.");
  func(m, "_run_main", sysRunMain.index, METH_FAST, "($module, code, globals, /)", "Run the code of the main module.");
  func(m, "_make_structseq", sysMakeStructseq.index, METH_FAST, "($module, name, fields, n, values, /)", "Make a type of named tuples such as sys.float_info, or its only instance.");
  r.sysModules = dictNew();
  dictSet(r.sysDict, name(N.modules), r.sysModules);
  dictSet(r.sysModules, name(N.sys), m);
  dictSet(r.sysModules, name(N.builtins), r.builtinsModule);
}
