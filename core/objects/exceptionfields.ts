// The exception classes with fields of their own: StopIteration, SystemExit, KeyError, AttributeError, NameError, ImportError, OSError,
// SyntaxError and the Unicode errors. Fields lie one Value each from EXCEPTION_SIZE on (core/objects/exceptions.ts).

import { Value, NULL, None, boxPtr, ptrOf, isInt, intOf, boxInt } from "../value";
import { T, N, name } from "../names.generated";
import { TypeFlag, Slot, typeOf, typeSlot, setSlot, hasFlag, typeView } from "./typeobject";
import { method, getset, METH_NOARGS } from "./define";
import { EXCEPTION_SIZE } from "./exceptionnew";
import { exceptionType, exceptionInit, exceptionAlloc, exceptionStr, noKeywords, setArgs } from "./exceptions";
import { member, MEMBER_OBJECT } from "./descriptors";
import { decref, newref, setref } from "../memory/refcount";
import { tupleFrom, tupleSize, tupleAt, tuple2, tuple3, tupleNew, tuplePut } from "./tupleobject";
import { dictNew, dictSet, dictCopy } from "./dict";
import { raise, raiseI, raiseFmt, raiseFmtI, outOfMemory } from "../errors";
import { alloc, free } from "../memory/alloc";
import { nearest } from "./suggest";
import { strOf, reprOf, getItem, lenOf, tupleFromIterable, call1, hasIndex } from "../abstract";
import { formatMessage } from "../format";
import { strEqual, strAt, strLen, strFromLiteral } from "./strnew";
import { strSlice } from "./strmake";

const F0: usize = EXCEPTION_SIZE;
const F1: usize = F0 + 8, F2: usize = F0 + 16, F3: usize = F0 + 24, F4: usize = F0 + 32;
const F5: usize = F0 + 40, F6: usize = F0 + 48, F7: usize = F0 + 56, F8: usize = F0 + 64;

function field(self: Value, at: usize): Value { return load<u64>(ptrOf(self) + at); }
/** Sets a field to a borrowed value. */
function put(self: Value, at: usize, v: Value): void { setref(ptrOf(self) + at, newref(v)); }
function argsOf(self: Value): Value { return load<u64>(ptrOf(self), 16); }
function orNone(v: Value): Value { return v == NULL ? None : v; }

// ---- StopIteration, SystemExit, KeyError ----------------------------------------------------------------------------

function stopIterationInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (exceptionInit(self, args, nargs, kwnames) < 0) return -1;
  put(self, F0, nargs > 0 ? load<u64>(args) : None);
  return 0;
}

function systemExitInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (exceptionInit(self, args, nargs, kwnames) < 0) return -1;
  if (nargs == 1) put(self, F0, load<u64>(args));
  else if (nargs > 1) put(self, F0, argsOf(self));
  return 0;
}

function keyErrorStr(self: Value): Value {
  const args = argsOf(self);
  if (tupleSize(args) == 1) return reprOf(tupleAt(args, 0));
  return exceptionStr(self);
}

// ---- keyword arguments that set fields ------------------------------------------------------------------------------

function tooManyFields(type: usize, known: i32, given: i32): i32 {
  const f = typeView(type).name;
  return known == 1
    ? raiseFmtI(T.TypeError, "%s() takes at most 1 keyword argument (%d given)", f, boxInt(given))
    : raiseFmtI(T.TypeError, "%s() takes at most %d keyword arguments (%d given)", f, boxInt(known), boxInt(given));
}
/** TypeError about a keyword that is none of the first `known` ones of `a`, `b`, `c`. Returns -1. */
function unexpectedField(type: usize, known: i32, a: Value, b: Value, c: Value, key: Value): i32 {
  const f = typeView(type).name;
  const names = alloc(24);
  if (!names) { outOfMemory(); return -1; }
  store<u64>(names, a);
  store<u64>(names, b, 8);
  store<u64>(names, c, 16);
  const best = nearest(names, <u32>known, key);
  free(names);
  return best != NULL
    ? raiseFmtI(T.TypeError, "%s() got an unexpected keyword argument '%s'. Did you mean '%s'?", f, key, best)
    : raiseFmtI(T.TypeError, "%s() got an unexpected keyword argument '%s'", f, key);
}

/** Sets args, then the fields from `first` on that the keywords `a`, `b`, `c` (NULL: none) name; any other keyword is a TypeError. */
function keywordInit(self: Value, type: usize, args: usize, nargs: i32, kwnames: Value, first: usize, a: Value, b: Value, c: Value): i32 {
  if (setArgs(self, args, nargs) < 0) return -1;
  let va = NULL, vb = NULL, vc = NULL;
  if (kwnames != NULL) {
    const n = <usize>tupleSize(kwnames);
    const known = b == NULL ? 1 : c == NULL ? 2 : 3;
    if (n > <usize>known) return tooManyFields(type, known, <i32>n);
    for (let i: usize = 0; i < n; i++) {
      const key = tupleAt(kwnames, i);
      const v = load<u64>(args + ((<usize>nargs + i) << 3));
      if (strEqual(key, a)) va = v;
      else if (b != NULL && strEqual(key, b)) vb = v;
      else if (c != NULL && strEqual(key, c)) vc = v;
      else return unexpectedField(type, known, a, b, c, key);
    }
  }
  put(self, first, va);
  if (b != NULL) put(self, first + 8, vb);
  if (c != NULL) put(self, first + 16, vc);
  return 0;
}

// ---- AttributeError, NameError --------------------------------------------------------------------------------------

// AttributeError: name F0, obj F1.  NameError: name F0.
function attributeErrorInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  return keywordInit(self, T.AttributeError, args, nargs, kwnames, F0, name(N.name), name(N.obj), NULL);
}
function attributeErrorGetstate(self: Value): Value {
  const dict = load<u64>(ptrOf(self), 8);
  const d = dict != NULL ? dictCopy(dict) : dictNew();
  if (d == NULL) return NULL;
  if (field(self, F0) != NULL && dictSet(d, name(N.name), field(self, F0)) < 0) { decref(d); return NULL; }
  if (dictSet(d, name(N.args), argsOf(self)) < 0) { decref(d); return NULL; }
  return d;
}
function attributeErrorReduce(self: Value): Value {
  const state = attributeErrorGetstate(self);
  if (state == NULL) return NULL;
  const r = tuple3(boxPtr(typeOf(self)), argsOf(self), state);
  decref(state);
  return r;
}
function nameErrorInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  return keywordInit(self, T.NameError, args, nargs, kwnames, F0, name(N.name), NULL, NULL);
}
/** Sets name and obj of an AttributeError that has none (all borrowed). */
export function setAttributeErrorContext(exc: Value, attribute: Value, object: Value): void {
  if (!hasAttributeErrorFields(exc) || field(exc, F0) != NULL || field(exc, F1) != NULL) return;
  put(exc, F0, attribute);
  put(exc, F1, object);
}
function hasAttributeErrorFields(exc: Value): bool {
  let t = typeOf(exc);
  while (t && t != T.AttributeError) t = typeView(t).base;
  return t != 0;
}

// ---- ImportError: name F0, path F1, name_from F2, msg F3 --------------------------------------------------------------

function importErrorInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (keywordInit(self, T.ImportError, args, nargs, kwnames, F0, name(N.name), name(N.path), name(N.name_from)) < 0) return -1;
  put(self, F3, nargs == 1 ? load<u64>(args) : NULL);
  return 0;
}
function importErrorStr(self: Value): Value {
  const msg = field(self, F3);
  if (msg != NULL && hasFlag(msg, TypeFlag.STR_SUBCLASS)) return strOf(msg);
  return exceptionStr(self);
}
function importErrorReduce(self: Value): Value {
  const dict = load<u64>(ptrOf(self), 8);
  if (field(self, F0) == NULL && field(self, F1) == NULL && field(self, F2) == NULL) {
    if (dict == NULL) return tuple2(boxPtr(typeOf(self)), argsOf(self));
    return tuple3(boxPtr(typeOf(self)), argsOf(self), dict);
  }
  const d = dict != NULL ? dictCopy(dict) : dictNew();
  if (d == NULL) return NULL;
  let r = 0;
  if (field(self, F0) != NULL) r |= dictSet(d, name(N.name), field(self, F0));
  if (field(self, F1) != NULL) r |= dictSet(d, name(N.path), field(self, F1));
  if (field(self, F2) != NULL) r |= dictSet(d, name(N.name_from), field(self, F2));
  const t = r < 0 ? NULL : tuple3(boxPtr(typeOf(self)), argsOf(self), d);
  decref(d);
  return t;
}

// ---- OSError: errno F0, strerror F1, filename F2, filename2 F3, characters_written F4 -----------------------------------

/** The class that stands for an errno of Linux, or T.OSError. */
function classOfErrno(errno: i64): usize {
  switch (<i32>errno) {
    case 1: case 13: return T.PermissionError;
    case 2: return T.FileNotFoundError;
    case 3: return T.ProcessLookupError;
    case 4: return T.InterruptedError;
    case 10: return T.ChildProcessError;
    case 11: case 114: case 115: return T.BlockingIOError;
    case 17: return T.FileExistsError;
    case 20: return T.NotADirectoryError;
    case 21: return T.IsADirectoryError;
    case 32: case 108: return T.BrokenPipeError;
    case 103: return T.ConnectionAbortedError;
    case 104: return T.ConnectionResetError;
    case 110: return T.TimeoutError;
    case 111: return T.ConnectionRefusedError;
  }
  return T.OSError;
}

/** A class whose __init__ is overridden but whose __new__ is not leaves the parsing of the arguments to __init__. */
function usesInit(type: usize): bool {
  return typeSlot(type, Slot.init) != osErrorInit.index && typeSlot(type, Slot.new_) == osErrorNew.index;
}
function osErrorNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const early = !usesInit(type);
  if (early && kwnames != NULL && tupleSize(kwnames)) return raiseFmt(T.TypeError, "%s() takes no keyword arguments", typeView(type).name);
  if (early && type == T.OSError && nargs >= 2 && nargs <= 5 && isInt(load<u64>(args))) type = classOfErrno(intOf(load<u64>(args)));
  const self = exceptionAlloc(type, early ? tupleFrom(args, nargs) : tupleNew(0));
  if (self == NULL || !early) return self;
  return osErrorFill(self, args, nargs) < 0 ? dropped(self) : self;
}
function dropped(v: Value): Value { decref(v); return NULL; }
function osErrorInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (!usesInit(typeOf(self))) return 0;
  if (!noKeywords(self, kwnames)) return -1;
  if (setArgs(self, args, nargs) < 0) return -1;
  return osErrorFill(self, args, nargs);
}
function osErrorFill(self: Value, args: usize, nargs: i32): i32 {
  if (nargs < 2 || nargs > 5) return 0;
  put(self, F0, load<u64>(args));
  put(self, F1, load<u64>(args, 8));
  const filename = nargs > 2 ? load<u64>(args, 16) : None;
  if (filename == None) return 0;
  if (typeOf(self) == T.BlockingIOError && hasIndex(filename)) {
    put(self, F4, filename);
    return 0;
  }
  put(self, F2, filename);
  if (nargs == 5 && load<u64>(args, 32) != None) put(self, F3, load<u64>(args, 32));
  return setArgs(self, args, 2);
}
function osErrorStr(self: Value): Value {
  const errno = field(self, F0), text = field(self, F1), filename = field(self, F2), filename2 = field(self, F3);
  if (filename != NULL) {
    if (filename2 != NULL) return formatMessage("[Errno %s] %s: %r -> %r", orNone(errno), orNone(text), filename, filename2);
    return formatMessage("[Errno %s] %s: %r", orNone(errno), orNone(text), filename, NULL);
  }
  if (errno != NULL && text != NULL) return formatMessage("[Errno %s] %s", errno, text, NULL, NULL);
  return exceptionStr(self);
}
function osErrorReduce(self: Value): Value {
  let args = newref(argsOf(self));
  const filename = field(self, F2), filename2 = field(self, F3);
  if (tupleSize(args) == 2 && filename != NULL) {
    const t = tupleNew(filename2 != NULL ? 5 : 3);
    if (t == NULL) return dropped(args);
    tuplePut(t, 0, newref(tupleAt(args, 0)));
    tuplePut(t, 1, newref(tupleAt(args, 1)));
    tuplePut(t, 2, newref(filename));
    if (filename2 != NULL) { tuplePut(t, 3, None); tuplePut(t, 4, newref(filename2)); }
    decref(args);
    args = t;
  }
  const dict = load<u64>(ptrOf(self), 8);
  const r = dict != NULL ? tuple3(boxPtr(typeOf(self)), args, dict) : tuple2(boxPtr(typeOf(self)), args);
  decref(args);
  return r;
}
function getWritten(self: Value): Value {
  const v = field(self, F4);
  return v == NULL ? raise(T.AttributeError, "characters_written") : newref(v);
}
function setWritten(self: Value, value: Value): i32 {
  if (value == NULL) {
    if (field(self, F4) == NULL) return raiseI(T.AttributeError, "characters_written");
    put(self, F4, NULL);
    return 0;
  }
  if (!hasIndex(value)) return raiseFmtI(T.TypeError, "'%T' object cannot be interpreted as an integer", value);
  put(self, F4, value);
  return 0;
}

// ---- SyntaxError: msg F0, filename F1, lineno F2, offset F3, text F4, end_lineno F5, end_offset F6, print_file_and_line F7, _metadata F8

function syntaxErrorInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (exceptionInit(self, args, nargs, kwnames) < 0) return -1;
  if (nargs >= 1) put(self, F0, load<u64>(args));
  if (nargs != 2) return 0;
  const info = tupleFromIterable(load<u64>(args, 8));
  if (info == NULL) return -1;
  const n = tupleSize(info);
  if (n < 4 || n > 7) {
    decref(info);
    return raiseFmtI(T.TypeError, n < 4 ? "function takes at least 4 arguments (%d given)" : "function takes at most 7 arguments (%d given)", boxInt(n));
  }
  for (let at = F1; at <= F8; at += 8) if (at != F7) put(self, at, NULL);
  put(self, F1, tupleAt(info, 0));
  put(self, F2, tupleAt(info, 1));
  put(self, F3, tupleAt(info, 2));
  put(self, F4, tupleAt(info, 3));
  if (n > 4) put(self, F5, tupleAt(info, 4));
  if (n > 5) put(self, F6, tupleAt(info, 5));
  if (n > 6) put(self, F8, tupleAt(info, 6));
  decref(info);
  if (n == 5) return raiseI(T.TypeError, "end_offset must be provided when end_lineno is provided");
  return 0;
}
/** The part of a path behind the last slash, owned. */
function baseName(path: Value): Value {
  let from: u32 = 0;
  const n = strLen(path);
  for (let i: u32 = 0; i < n; i++) if (strAt(path, i) == 0x2F) from = i + 1;
  return strSlice(path, from, n);
}
function syntaxErrorStr(self: Value): Value {
  const msg = orNone(field(self, F0)), filename = field(self, F1), lineno = field(self, F2);
  const haveLine = lineno != NULL && isInt(lineno);
  if (filename == NULL || !hasFlag(filename, TypeFlag.STR_SUBCLASS))
    return haveLine ? formatMessage("%s (line %d)", msg, lineno, NULL, NULL) : strOf(msg);
  const base = baseName(filename);
  if (base == NULL) return NULL;
  const r = haveLine ? formatMessage("%s (%s, line %d)", msg, base, lineno, NULL) : formatMessage("%s (%s)", msg, base, NULL, NULL);
  decref(base);
  return r;
}

// ---- UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError: encoding F0, object F1, start F2, end F3, reason F4 ----

function unicodeFill(self: Value, args: usize, nargs: i32, kwnames: Value, hasEncoding: bool, decode: bool): i32 {
  if (exceptionInit(self, args, nargs, kwnames) < 0) return -1;
  const n = hasEncoding ? 5 : 4;
  if (nargs != n) return raiseFmtI(T.TypeError, hasEncoding ? "function takes exactly 5 arguments (%d given)" : "function takes exactly 4 arguments (%d given)", boxInt(nargs));
  let at = args;
  if (hasEncoding) {
    const encoding = load<u64>(at);
    if (!hasFlag(encoding, TypeFlag.STR_SUBCLASS)) return raiseFmtI(T.TypeError, "argument 1 must be str, not %T", encoding);
    put(self, F0, encoding);
    at += 8;
  }
  const object = load<u64>(at);
  if (decode) {
    if (hasFlag(object, TypeFlag.BYTES_SUBCLASS)) put(self, F1, object);
    else {
      if (!typeSlot(typeOf(object), Slot.getbuffer)) return raiseFmtI(T.TypeError, "a bytes-like object is required, not '%T'", object);
      const copy = call1(boxPtr(T.bytes), object);
      if (copy == NULL) return -1;
      setref(ptrOf(self) + F1, copy);
    }
  } else {
    if (!hasFlag(object, TypeFlag.STR_SUBCLASS)) return raiseFmtI(T.TypeError, hasEncoding ? "argument 2 must be str, not %T" : "argument 1 must be str, not %T", object);
    put(self, F1, object);
  }
  for (let i: usize = 0; i < 2; i++) {
    const index = load<u64>(at + 8 + (i << 3));
    if (!hasIndex(index)) return raiseFmtI(T.TypeError, "'%T' object cannot be interpreted as an integer", index);
    put(self, F2 + (i << 3), index);
  }
  const reason = load<u64>(at, 24);
  if (!hasFlag(reason, TypeFlag.STR_SUBCLASS)) return raiseFmtI(T.TypeError, hasEncoding ? "argument 5 must be str, not %T" : "argument 4 must be str, not %T", reason);
  put(self, F4, reason);
  return 0;
}
function unicodeEncodeInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 { return unicodeFill(self, args, nargs, kwnames, true, false); }
function unicodeDecodeInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 { return unicodeFill(self, args, nargs, kwnames, true, true); }
function unicodeTranslateInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 { return unicodeFill(self, args, nargs, kwnames, false, false); }

/** `text` with its number in hexadecimal, `digits` wide, as Python writes an escape. */
function hexText(prefix: string, value: u32, digits: i32): Value {
  let s = strFromLiteral(prefix);
  for (let i = digits - 1; i >= 0 && s != NULL; i--) {
    const d = (value >> (<u32>i << 2)) & 15;
    const t = formatMessage("%s%c", s, boxInt(d < 10 ? 0x30 + d : 0x57 + d), NULL, NULL);
    decref(s);
    s = t;
  }
  return s;
}
function smallOr(v: Value, otherwise: i64): i64 { return v != NULL && isInt(v) ? intOf(v) : otherwise; }
function unicodeStr(self: Value): Value {
  const object = field(self, F1);
  if (object == NULL) return exceptionStr(self);
  const reason = strOf(orNone(field(self, F4)));
  if (reason == NULL) return NULL;
  const encoding = strOf(orNone(field(self, F0)));
  if (encoding == NULL) return dropped(reason);
  const r = unicodeText(self, object, encoding, reason);
  decref(encoding);
  decref(reason);
  return r;
}
function unicodeText(self: Value, object: Value, encoding: Value, reason: Value): Value {
  const length = lenOf(object);
  if (length < 0) return NULL;
  const start = smallOr(field(self, F2), 0);
  const end = smallOr(field(self, F3), 0);
  const decode = hasFlag(object, TypeFlag.BYTES_SUBCLASS);
  const translate = !decode && field(self, F0) == NULL;
  if (start >= 0 && start < length && end == start + 1) {
    let what = NULL;
    if (decode) {
      const byte = getItem(object, boxInt(start));
      if (byte == NULL) return NULL;
      what = hexText("0x", <u32>intOf(byte), 2);
    } else {
      const c = strAt(object, <usize>start);
      what = c < 0x100 ? hexText("\\x", c, 2) : c < 0x10000 ? hexText("\\u", c, 4) : hexText("\\U", c, 8);
    }
    if (what == NULL) return NULL;
    const r = decode
      ? formatMessage("'%s' codec can't decode byte %s in position %d: %s", encoding, what, boxInt(start), reason)
      : translate
        ? formatMessage("can't translate character '%s' in position %d: %s", what, boxInt(start), reason, NULL)
        : formatMessage("'%s' codec can't encode character '%s' in position %d: %s", encoding, what, boxInt(start), reason);
    decref(what);
    return r;
  }
  if (translate) return formatMessage("can't translate characters in position %d-%d: %s", boxInt(start), boxInt(end - 1), reason, NULL);
  return formatMessage(
    decode ? "'%s' codec can't decode bytes in position %d-%d: %s" : "'%s' codec can't encode characters in position %d-%d: %s",
    encoding, boxInt(start), boxInt(end - 1), reason,
  );
}

function define(type: usize, typeName: string, base: usize, fields: usize, doc: string): void {
  exceptionType(type, typeName, base, EXCEPTION_SIZE + (fields << 3), doc);
}
function osError(type: usize, typeName: string, base: usize, doc: string): void {
  define(type, typeName, base, 5, doc);
}

export function initExceptionFields(): void {
  const E = T.Exception;
  define(T.StopIteration, "StopIteration", E, 1, "Signal the end from iterator.__next__().");
  setSlot(T.StopIteration, Slot.init, stopIterationInit.index);
  member(T.StopIteration, "value", F0, MEMBER_OBJECT, "generator return value");
  define(T.SystemExit, "SystemExit", T.BaseException, 1, "Request to exit from the interpreter.");
  setSlot(T.SystemExit, Slot.init, systemExitInit.index);
  member(T.SystemExit, "code", F0, MEMBER_OBJECT, "exception code");
  setSlot(T.KeyError, Slot.str, keyErrorStr.index);

  define(T.AttributeError, "AttributeError", E, 2, "Attribute not found.");
  setSlot(T.AttributeError, Slot.init, attributeErrorInit.index);
  member(T.AttributeError, "name", F0, MEMBER_OBJECT, "attribute name");
  member(T.AttributeError, "obj", F1, MEMBER_OBJECT, "object");
  method(T.AttributeError, "__getstate__", attributeErrorGetstate.index, METH_NOARGS, "($self, /)");
  method(T.AttributeError, "__reduce__", attributeErrorReduce.index, METH_NOARGS, "($self, /)");
  define(T.NameError, "NameError", E, 1, "Name not found globally.");
  setSlot(T.NameError, Slot.init, nameErrorInit.index);
  member(T.NameError, "name", F0, MEMBER_OBJECT, "name");
  define(T.UnboundLocalError, "UnboundLocalError", T.NameError, 1, "Local name referenced but not bound to a value.");

  define(T.ImportError, "ImportError", E, 4, "Import can't find module, or can't find name in module.");
  setSlot(T.ImportError, Slot.init, importErrorInit.index);
  setSlot(T.ImportError, Slot.str, importErrorStr.index);
  method(T.ImportError, "__reduce__", importErrorReduce.index, METH_NOARGS, "($self, /)");
  member(T.ImportError, "msg", F3, MEMBER_OBJECT, "exception message");
  member(T.ImportError, "name", F0, MEMBER_OBJECT, "module name");
  member(T.ImportError, "path", F1, MEMBER_OBJECT, "module path");
  member(T.ImportError, "name_from", F2, MEMBER_OBJECT, "name imported from module");
  define(T.ModuleNotFoundError, "ModuleNotFoundError", T.ImportError, 4, "Module not found.");

  osError(T.OSError, "OSError", E, "Base class for I/O related errors.");
  setSlot(T.OSError, Slot.new_, osErrorNew.index);
  setSlot(T.OSError, Slot.init, osErrorInit.index);
  setSlot(T.OSError, Slot.str, osErrorStr.index);
  method(T.OSError, "__reduce__", osErrorReduce.index, METH_NOARGS, "($self, /)");
  member(T.OSError, "errno", F0, MEMBER_OBJECT, "POSIX exception code");
  member(T.OSError, "strerror", F1, MEMBER_OBJECT, "exception strerror");
  member(T.OSError, "filename", F2, MEMBER_OBJECT, "exception filename");
  member(T.OSError, "filename2", F3, MEMBER_OBJECT, "second exception filename");
  getset(T.OSError, "characters_written", getWritten.index, setWritten.index);
  osError(T.BlockingIOError, "BlockingIOError", T.OSError, "I/O operation would block.");
  osError(T.ConnectionError, "ConnectionError", T.OSError, "Connection error.");
  osError(T.ChildProcessError, "ChildProcessError", T.OSError, "Child process error.");
  osError(T.BrokenPipeError, "BrokenPipeError", T.ConnectionError, "Broken pipe.");
  osError(T.ConnectionAbortedError, "ConnectionAbortedError", T.ConnectionError, "Connection aborted.");
  osError(T.ConnectionRefusedError, "ConnectionRefusedError", T.ConnectionError, "Connection refused.");
  osError(T.ConnectionResetError, "ConnectionResetError", T.ConnectionError, "Connection reset.");
  osError(T.FileExistsError, "FileExistsError", T.OSError, "File already exists.");
  osError(T.FileNotFoundError, "FileNotFoundError", T.OSError, "File not found.");
  osError(T.IsADirectoryError, "IsADirectoryError", T.OSError, "Operation doesn't work on directories.");
  osError(T.NotADirectoryError, "NotADirectoryError", T.OSError, "Operation only works on directories.");
  osError(T.InterruptedError, "InterruptedError", T.OSError, "Interrupted by signal.");
  osError(T.PermissionError, "PermissionError", T.OSError, "Not enough permissions.");
  osError(T.ProcessLookupError, "ProcessLookupError", T.OSError, "Process not found.");
  osError(T.TimeoutError, "TimeoutError", T.OSError, "Timeout expired.");

  define(T.SyntaxError, "SyntaxError", E, 9, "Invalid syntax.");
  setSlot(T.SyntaxError, Slot.init, syntaxErrorInit.index);
  setSlot(T.SyntaxError, Slot.str, syntaxErrorStr.index);
  member(T.SyntaxError, "msg", F0, MEMBER_OBJECT, "exception msg");
  member(T.SyntaxError, "filename", F1, MEMBER_OBJECT, "exception filename");
  member(T.SyntaxError, "lineno", F2, MEMBER_OBJECT, "exception lineno");
  member(T.SyntaxError, "offset", F3, MEMBER_OBJECT, "exception offset");
  member(T.SyntaxError, "text", F4, MEMBER_OBJECT, "exception text");
  member(T.SyntaxError, "end_lineno", F5, MEMBER_OBJECT, "exception end lineno");
  member(T.SyntaxError, "end_offset", F6, MEMBER_OBJECT, "exception end offset");
  member(T.SyntaxError, "print_file_and_line", F7, MEMBER_OBJECT, "exception print_file_and_line");
  member(T.SyntaxError, "_metadata", F8, MEMBER_OBJECT, "exception private metadata");
  define(T.IndentationError, "IndentationError", T.SyntaxError, 9, "Improper indentation.");
  define(T.TabError, "TabError", T.IndentationError, 9, "Improper mixture of spaces and tabs.");
  define(T._IncompleteInputError, "_IncompleteInputError", T.SyntaxError, 9, "incomplete input.");

  exceptionType(T.UnicodeError, "UnicodeError", T.ValueError, EXCEPTION_SIZE, "Unicode related error.");
  unicodeType(T.UnicodeEncodeError, "UnicodeEncodeError", "Unicode encoding error.", unicodeEncodeInit.index);
  unicodeType(T.UnicodeDecodeError, "UnicodeDecodeError", "Unicode decoding error.", unicodeDecodeInit.index);
  unicodeType(T.UnicodeTranslateError, "UnicodeTranslateError", "Unicode translation error.", unicodeTranslateInit.index);
}
function unicodeType(type: usize, typeName: string, doc: string, init: i32): void {
  define(type, typeName, T.UnicodeError, 5, doc);
  setSlot(type, Slot.init, init);
  setSlot(type, Slot.str, unicodeStr.index);
  member(type, "encoding", F0, MEMBER_OBJECT, "exception encoding");
  member(type, "object", F1, MEMBER_OBJECT, "exception object");
  member(type, "start", F2, MEMBER_OBJECT, "exception start");
  member(type, "end", F3, MEMBER_OBJECT, "exception end");
  member(type, "reason", F4, MEMBER_OBJECT, "exception reason");
}
