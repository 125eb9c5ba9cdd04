// The built-in exception classes. Layout of an instance: ExceptionObj (core/objects/exceptionnew.ts), then one Value for each field
// of the class, so that making, traversing and dropping are the same code for all of them:
//
//   │ … ExceptionObj │ field 0 Value @56 │ field 1 Value @64 │ …
//
// What is particular to OSError, SyntaxError, ImportError … is in core/objects/exceptionfields.ts, groups in exceptiongroup.ts.

import { Value, NULL, None, boxPtr, ptrOf } from "../value";
import { T, N, name, TYPES, TYPE_STRIDE, TYPE_COUNT } from "../names.generated";
import { TypeFlag, Slot, typeOf, setSlot, hasFlag, isExact, typeView } from "./typeobject";
import { defType, method, getset, METH_O, METH_NOARGS, moduleDict } from "./define";
import { ExceptionObj, EXCEPTION_SIZE } from "./exceptionnew";
import { member, MEMBER_BOOL8 } from "./descriptors";
import { genericGetDict, genericSetDict } from "./object";
import { allocInstance } from "./subtype";
import { staticBase } from "./typeparts";
import { incref, decref, newref, setref, clearref } from "../memory/refcount";
import { freeObject, gcTrack, gcUntrack } from "../memory/object";
import { tupleFrom, tupleSize, tupleAt, tuple2, tuple3 } from "./tupleobject";
import { listNew, listAppend } from "./listobject";
import { dictNext, dictKeyAt, dictValueAt, dictSet } from "./dict";
import { raise, raiseI, raiseFmt, errorOccurred } from "../errors";
import { strOf, setAttr, getOptionalAttr, tupleFromIterable } from "../abstract";
import { formatMessage } from "../format";
import { initExceptionFields } from "./exceptionfields";
import { initExceptionGroups } from "./exceptiongroup";
import { visitValue } from "./visit";
import { runtime } from "../state";

function view(v: Value): ExceptionObj { return changetype<ExceptionObj>(ptrOf(v)); }

/** End of the fields that the built-in class below `type` declares. */
function fieldsEnd(type: usize): usize {
  return typeView(staticBase(type)).basicsize;
}

/** An exception of `type` with the given args tuple (stolen), fields NULL, tracked. NULL with MemoryError. */
export function exceptionAlloc(type: usize, args: Value): Value {
  if (args == NULL) return NULL;
  const p = allocInstance(type);
  if (!p) { decref(args); return NULL; }
  const e = changetype<ExceptionObj>(p);
  e.dict = NULL; e.args = args; e.traceback = NULL; e.context = NULL; e.cause = NULL;
  const end = fieldsEnd(type);
  for (let at = EXCEPTION_SIZE; at < end; at += 8) store<u64>(p + at, NULL);
  gcTrack(p);
  return boxPtr(p);
}

function exceptionNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  return exceptionAlloc(type, tupleFrom(args, nargs));
}

/** "X() takes no keyword arguments" unless `kwnames` is empty. */
export function noKeywords(self: Value, kwnames: Value): bool {
  if (kwnames == NULL || tupleSize(kwnames) == 0) return true;
  raiseFmt(T.TypeError, "%T() takes no keyword arguments", self);
  return false;
}

export function exceptionInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (!noKeywords(self, kwnames)) return -1;
  return setArgs(self, args, nargs);
}
/** Sets `args` to the positional arguments. */
export function setArgs(self: Value, args: usize, nargs: i32): i32 {
  const current = view(self).args;
  if (<i32>tupleSize(current) == nargs) { // usually tp_new has made the very same tuple
    let same = true;
    for (let i = 0; i < nargs; i++) if (tupleAt(current, i) != load<u64>(args + (i << 3))) { same = false; break; }
    if (same) return 0;
  }
  const t = tupleFrom(args, nargs);
  if (t == NULL) return -1;
  setref(ptrOf(self) + offsetof<ExceptionObj>("args"), t);
  return 0;
}

export function exceptionTraverse(p: usize, visit: i32, arg: usize): i32 {
  let r = visitValue(load<u64>(p, 8), visit, arg);
  if (r) return r;
  for (let at: usize = 16; at < 48; at += 8) {
    r = visitValue(load<u64>(p + at), visit, arg);
    if (r) return r;
  }
  const end = fieldsEnd(load<u32>(p, 4));
  for (let at = EXCEPTION_SIZE; at < end; at += 8) {
    r = visitValue(load<u64>(p + at), visit, arg);
    if (r) return r;
  }
  return 0;
}
export function exceptionClear(p: usize): void {
  clearref(p + 8);
  for (let at: usize = 24; at < 48; at += 8) clearref(p + at);
  const end = fieldsEnd(load<u32>(p, 4));
  for (let at = EXCEPTION_SIZE; at < end; at += 8) clearref(p + at);
}
export function exceptionDealloc(p: usize): void {
  gcUntrack(p);
  for (let at: usize = 8; at < 48; at += 8) { const v = load<u64>(p + at); store<u64>(p + at, NULL); decref(v); }
  const end = fieldsEnd(load<u32>(p, 4));
  for (let at = EXCEPTION_SIZE; at < end; at += 8) { const v = load<u64>(p + at); store<u64>(p + at, NULL); decref(v); }
  freeObject(p);
}

export function exceptionStr(self: Value): Value {
  const args = view(self).args;
  const n = tupleSize(args);
  if (n == 0) return newref(runtime().emptyStr);
  return strOf(n == 1 ? tupleAt(args, 0) : args);
}
function exceptionRepr(self: Value): Value {
  const args = view(self).args;
  if (tupleSize(args) == 1) return formatMessage("%N(%r)", self, tupleAt(args, 0), NULL, NULL);
  return formatMessage("%T%r", self, args, NULL, NULL);
}

function exceptionReduce(self: Value): Value {
  const e = view(self);
  if (e.dict != NULL) return tuple3(boxPtr(typeOf(self)), e.args, e.dict);
  return tuple2(boxPtr(typeOf(self)), e.args);
}
function exceptionSetstate(self: Value, state: Value): Value {
  if (state == None) return None;
  if (!hasFlag(state, TypeFlag.DICT_SUBCLASS)) return raise(T.TypeError, "state is not a dictionary");
  incref(state);
  let i = dictNext(state, 0);
  while (i >= 0) {
    const key = newref(dictKeyAt(state, i));
    const value = newref(dictValueAt(state, i));
    const r = setAttr(self, key, value);
    decref(key);
    decref(value);
    if (r < 0) { decref(state); return NULL; }
    i = dictNext(state, i + 1);
  }
  decref(state);
  return None;
}
function exceptionWithTraceback(self: Value, tb: Value): Value {
  if (setTraceback(self, tb) < 0) return NULL;
  return newref(self);
}
function exceptionAddNote(self: Value, note: Value): Value {
  if (!hasFlag(note, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "add_note() argument must be str, not %T", note);
  let notes = getOptionalAttr(self, name(N.__notes__));
  if (notes == NULL) {
    if (errorOccurred()) return NULL;
    notes = listNew();
    if (notes == NULL) return NULL;
    if (setAttr(self, name(N.__notes__), notes) < 0) { decref(notes); return NULL; }
  } else if (!hasFlag(notes, TypeFlag.LIST_SUBCLASS)) {
    decref(notes);
    return raise(T.TypeError, "Cannot add note: __notes__ is not a list");
  }
  const r = listAppend(notes, note);
  decref(notes);
  return r < 0 ? NULL : None;
}

function getArgs(self: Value): Value { return newref(view(self).args); }
function setArgsAttribute(self: Value, value: Value): i32 {
  if (value == NULL) return raiseI(T.TypeError, "args may not be deleted");
  const t = tupleFromIterable(value);
  if (t == NULL) return -1;
  setref(ptrOf(self) + offsetof<ExceptionObj>("args"), t);
  return 0;
}

function getTraceback(self: Value): Value {
  const tb = view(self).traceback;
  return tb == NULL ? None : newref(tb);
}
export function setTraceback(self: Value, tb: Value): i32 {
  if (tb == NULL) return raiseI(T.TypeError, "__traceback__ may not be deleted");
  if (tb != None && !isExact(tb, T.traceback)) return raiseI(T.TypeError, "__traceback__ must be a traceback or None");
  setref(ptrOf(self) + offsetof<ExceptionObj>("traceback"), tb == None ? NULL : newref(tb));
  return 0;
}
function getContext(self: Value): Value {
  const v = view(self).context;
  return v == NULL ? None : newref(v);
}
function setContext(self: Value, value: Value): i32 {
  if (value == NULL) return raiseI(T.TypeError, "__context__ may not be deleted");
  if (value != None && !hasFlag(value, TypeFlag.EXCEPTION_SUBCLASS))
    return raiseI(T.TypeError, "exception context must be None or derive from BaseException");
  setref(ptrOf(self) + offsetof<ExceptionObj>("context"), value == None ? NULL : newref(value));
  return 0;
}
function getCause(self: Value): Value {
  const v = view(self).cause;
  return v == NULL ? None : newref(v);
}
function setCauseAttribute(self: Value, value: Value): i32 {
  if (value == NULL) return raiseI(T.TypeError, "__cause__ may not be deleted");
  if (value != None && !hasFlag(value, TypeFlag.EXCEPTION_SUBCLASS))
    return raiseI(T.TypeError, "exception cause must be None or derive from BaseException");
  setCause(self, value == None ? NULL : newref(value));
  return 0;
}
/** Sets __cause__ (stolen, or NULL) and with it __suppress_context__: `raise self from cause`. */
export function setCause(self: Value, cause: Value): void {
  view(self).suppressContext = 1;
  setref(ptrOf(self) + offsetof<ExceptionObj>("cause"), cause);
}

/** A class that adds nothing but its name. */
function plain(type: usize, typeName: string, base: usize, doc: string): void {
  exceptionType(type, typeName, base, <usize>typeView(base).basicsize, doc);
}
/** A class whose instances are `size` bytes. */
export function exceptionType(type: usize, typeName: string, base: usize, size: usize, doc: string): void {
  defType(type, typeName, base, size, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.EXCEPTION_SUBCLASS);
  const t = typeView(type);
  t.doc = <u32>changetype<usize>(doc);
  t.dictoffset = <u32>offsetof<ExceptionObj>("dict");
  setSlot(type, Slot.dealloc, exceptionDealloc.index);
  setSlot(type, Slot.traverse, exceptionTraverse.index);
  setSlot(type, Slot.clear, exceptionClear.index);
  // CPython gives each class its own __init__; only ours that differ set the slot, the others inherit.
}

export function initExceptions(): void {
  const B = T.BaseException;
  exceptionType(B, "BaseException", T.object, EXCEPTION_SIZE, "Common base class for all exceptions");
  setSlot(B, Slot.new_, exceptionNew.index);
  setSlot(B, Slot.init, exceptionInit.index);
  setSlot(B, Slot.str, exceptionStr.index);
  setSlot(B, Slot.repr, exceptionRepr.index);
  method(B, "__reduce__", exceptionReduce.index, METH_NOARGS, "($self, /)");
  method(B, "__setstate__", exceptionSetstate.index, METH_O, "($self, object, /)");
  method(B, "with_traceback", exceptionWithTraceback.index, METH_O, "($self, object, /)", "Set self.__traceback__ to tb and return self.");
  method(B, "add_note", exceptionAddNote.index, METH_O, "($self, note, /)", "Add a note to the exception.");
  member(B, "__suppress_context__", offsetof<ExceptionObj>("suppressContext"), MEMBER_BOOL8);
  getset(B, "__dict__", genericGetDict.index, genericSetDict.index);
  getset(B, "args", getArgs.index, setArgsAttribute.index);
  getset(B, "__traceback__", getTraceback.index, setTraceback.index);
  getset(B, "__context__", getContext.index, setContext.index);
  getset(B, "__cause__", getCause.index, setCauseAttribute.index);

  plain(T.Exception, "Exception", B, "Common base class for all non-exit exceptions.");
  plain(T.GeneratorExit, "GeneratorExit", B, "Request that a generator exit.");
  plain(T.KeyboardInterrupt, "KeyboardInterrupt", B, "Program interrupted by user.");
  const E = T.Exception;
  plain(T.TypeError, "TypeError", E, "Inappropriate argument type.");
  plain(T.StopAsyncIteration, "StopAsyncIteration", E, "Signal the end from iterator.__anext__().");
  plain(T.EOFError, "EOFError", E, "Read beyond end of file.");
  plain(T.RuntimeError, "RuntimeError", E, "Unspecified run-time error.");
  plain(T.RecursionError, "RecursionError", T.RuntimeError, "Recursion limit exceeded.");
  plain(T.NotImplementedError, "NotImplementedError", T.RuntimeError, "Method or function hasn't been implemented yet.");
  plain(T.PythonFinalizationError, "PythonFinalizationError", T.RuntimeError, "Operation blocked during Python finalization.");
  plain(T.AssertionError, "AssertionError", E, "Assertion failed.");
  plain(T.ArithmeticError, "ArithmeticError", E, "Base class for arithmetic errors.");
  plain(T.FloatingPointError, "FloatingPointError", T.ArithmeticError, "Floating-point operation failed.");
  plain(T.OverflowError, "OverflowError", T.ArithmeticError, "Result too large to be represented.");
  plain(T.ZeroDivisionError, "ZeroDivisionError", T.ArithmeticError, "Second argument to a division or modulo operation was zero.");
  plain(T.LookupError, "LookupError", E, "Base class for lookup errors.");
  plain(T.IndexError, "IndexError", T.LookupError, "Sequence index out of range.");
  plain(T.KeyError, "KeyError", T.LookupError, "Mapping key not found.");
  plain(T.ValueError, "ValueError", E, "Inappropriate argument value (of correct type).");
  plain(T.SystemError, "SystemError", E, "Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, along with the traceback,\nthe Python version, and the hardware/OS platform and version.");
  plain(T.ReferenceError, "ReferenceError", E, "Weak ref proxy used after referent went away.");
  plain(T.MemoryError, "MemoryError", E, "Out of memory.");
  plain(T.BufferError, "BufferError", E, "Buffer error.");
  plain(T.Warning, "Warning", E, "Base class for warning categories.");
  plain(T.UserWarning, "UserWarning", T.Warning, "Base class for warnings generated by user code.");
  plain(T.DeprecationWarning, "DeprecationWarning", T.Warning, "Base class for warnings about deprecated features.");
  plain(T.PendingDeprecationWarning, "PendingDeprecationWarning", T.Warning, "Base class for warnings about features which will be deprecated\nin the future.");
  plain(T.SyntaxWarning, "SyntaxWarning", T.Warning, "Base class for warnings about dubious syntax.");
  plain(T.RuntimeWarning, "RuntimeWarning", T.Warning, "Base class for warnings about dubious runtime behavior.");
  plain(T.FutureWarning, "FutureWarning", T.Warning, "Base class for warnings about constructs that will change semantically\nin the future.");
  plain(T.ImportWarning, "ImportWarning", T.Warning, "Base class for warnings about probable mistakes in module imports");
  plain(T.UnicodeWarning, "UnicodeWarning", T.Warning, "Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems.");
  plain(T.BytesWarning, "BytesWarning", T.Warning, "Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or comparing to str.");
  plain(T.ResourceWarning, "ResourceWarning", T.Warning, "Base class for warnings about resource usage.");
  plain(T.EncodingWarning, "EncodingWarning", T.Warning, "Base class for warnings about encodings.");
  initExceptionFields();
  initExceptionGroups();
}

/** Puts every exception class into the dict of the module `builtins` (borrowed). */
export function addExceptions(module: Value): void {
  const dict = moduleDict(module);
  for (let i = 0; i < TYPE_COUNT; i++) {
    const type = TYPES + <usize>i * TYPE_STRIDE + 16;
    const t = typeView(type);
    if (t.flags & TypeFlag.EXCEPTION_SUBCLASS && t.module == NULL) dictSet(dict, t.name, boxPtr(type));
  }
  dictSet(dict, name(N.EnvironmentError), boxPtr(T.OSError));
  dictSet(dict, name(N.IOError), boxPtr(T.OSError));
}
