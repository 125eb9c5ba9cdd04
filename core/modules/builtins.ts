// The builtins module: functions that work on any object. Compiling and running code is in builtinscode.ts, making classes in
// buildclass.ts, importing in import.ts; the types are added by `initBuiltins`.

import { Value, NULL, None, True, False, NotImplemented, Ellipsis, isInt, isPtr, intOf, boxInt, boxBool, ptrOf } from "../value";
import { runtime } from "../state";
import { T, N, name } from "../names.generated";
import { TypeFlag, Slot, CompareOp, typeOf, slotOf, hasFlag } from "../objects/typeobject";
import { decref, newref } from "../memory/refcount";
import { outOfMemory, raise, raiseFmt, raiseBare, errorOccurred, swallow } from "../errors";
import {
  absolute, isTrue, getIter, iterNext, isCallable, call0, call1, call, getAttr, getOptionalAttr, setAttr, delAttr, lookupSpecial, divmod, power, hashOf,
  isInstance, isSubclass, lenOf, compareBool, reprOf, indexOf, indexI64, callMethod0, isIterator, listFromIterable,
} from "../abstract";
import { checkArgs, isNamed, parseArgs, tooManyKeywords, unexpectedKeyword } from "../args";
import { func, constant, addType, moduleDict, METH_NOARGS, METH_O, METH_FAST, METH_KW } from "../objects/define";
import { newModule } from "../objects/module";
import { tupleSize, tupleAt } from "../objects/tupleobject";
import { listSort } from "../objects/sort";
import { dictGetStr } from "../objects/dict";
import { strLen, strAt } from "../objects/strnew";
import { strFromCodePoint } from "../objects/strmake";
import { convertValue } from "../objects/strformat";
import { newInt } from "../objects/int";
import { intToBase } from "../objects/inttext";
import { newCallableIterator } from "../objects/seqiter";
import { bytesLen, bytesData } from "../objects/bytesobject";
import { frameGlobals, frameLocals } from "../objects/frame";
import { anextWithDefault } from "../interp/asyncgen";
import { alloc, free } from "../memory/alloc";
import { formatValue } from "../objects/format";
import { addExceptions } from "../objects/exceptions";
import { initBuiltinsCode } from "./builtinscode";
import { initBuildClass } from "./buildclass";
import { initImport } from "./import";
import { initPrint } from "./print";
import { sumIterable } from "../objects/sum";

function arg(args: usize, i: usize): Value { return load<u64>(args + (i << 3)); }

function builtinAbs(self: Value, v: Value): Value { return absolute(v); }

/** all (wanted = 0) and any (wanted = 1): stops at the first item whose truth is `wanted`. */
function truthScan(v: Value, wanted: i32): Value {
  const it = getIter(v);
  if (it == NULL) return NULL;
  let result = boxBool(wanted == 0);
  while (true) {
    const x = iterNext(it);
    if (x == NULL) { if (errorOccurred()) result = NULL; break; }
    const truth = isTrue(x);
    decref(x);
    if (truth < 0) { result = NULL; break; }
    if (truth == wanted) { result = boxBool(wanted == 1); break; }
  }
  decref(it);
  return result;
}
function builtinAll(self: Value, v: Value): Value { return truthScan(v, 0); }
function builtinAny(self: Value, v: Value): Value { return truthScan(v, 1); }

function builtinAscii(self: Value, v: Value): Value {
  return convertValue(v, 3);
}

function inBase(v: Value, base: u32): Value {
  const i = indexOf(v);
  if (i == NULL) return NULL;
  const r = intToBase(i, base, true);
  decref(i);
  return r;
}
function builtinBin(self: Value, v: Value): Value { return inBase(v, 2); }
function builtinOct(self: Value, v: Value): Value { return inBase(v, 8); }
function builtinHex(self: Value, v: Value): Value { return inBase(v, 16); }

function builtinCallable(self: Value, v: Value): Value { return boxBool(isCallable(v)); }

function builtinChr(self: Value, v: Value): Value {
  const i = indexI64(v, 0);
  if (i == -1 && errorOccurred()) return NULL;
  if (i < 0 || i > 0x10FFFF) return raise(T.ValueError, "chr() arg not in range(0x110000)");
  return strFromCodePoint(<u32>i);
}
function builtinOrd(self: Value, v: Value): Value {
  let n: i64;
  if (hasFlag(v, TypeFlag.STR_SUBCLASS)) {
    n = strLen(v);
    if (n == 1) return boxInt(strAt(v, 0));
  } else if (hasFlag(v, TypeFlag.BYTES_SUBCLASS)) {
    n = bytesLen(v);
    if (n == 1) return boxInt(load<u8>(bytesData(v)));
  } else if (typeOf(v) == T.bytearray) {
    n = lenOf(v);
    if (n == 1) {
      const slot = slotOf(v, Slot.sqItem);
      return call_indirect<Value>(slot, v, <i64>0);
    }
  } else return raiseFmt(T.TypeError, "ord() expected string of length 1, but %T found", v);
  return raiseFmt(T.TypeError, "ord() expected a character, but string of length %d found", boxInt(n));
}

function builtinDelattr(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("delattr", nargs, 2, 2) || !checkName(arg(args, 1))) return NULL;
  return delAttr(arg(args, 0), arg(args, 1)) < 0 ? NULL : None;
}
function builtinSetattr(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("setattr", nargs, 3, 3) || !checkName(arg(args, 1))) return NULL;
  return setAttr(arg(args, 0), arg(args, 1), arg(args, 2)) < 0 ? NULL : None;
}
function checkName(v: Value): bool {
  if (hasFlag(v, TypeFlag.STR_SUBCLASS)) return true;
  raiseFmt(T.TypeError, "attribute name must be string, not '%T'", v);
  return false;
}
function builtinGetattr(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("getattr", nargs, 2, 3) || !checkName(arg(args, 1))) return NULL;
  const r = getAttr(arg(args, 0), arg(args, 1));
  if (r != NULL || nargs == 2) return r;
  return swallow(T.AttributeError) ? newref(arg(args, 2)) : NULL;
}
function builtinHasattr(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("hasattr", nargs, 2, 2) || !checkName(arg(args, 1))) return NULL;
  const r = getOptionalAttr(arg(args, 0), arg(args, 1));
  if (r == NULL) return errorOccurred() ? NULL : False;
  decref(r);
  return True;
}

function builtinDir(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("dir", nargs, 0, 1)) return NULL;
  let names: Value;
  if (nargs == 0) {
    const locals = frameLocals();
    if (locals == NULL) return errorOccurred() ? NULL : raise(T.SystemError, "frame does not exist");
    names = callMethod0(locals, name(N.keys));
    decref(locals);
  } else {
    const method = lookupSpecial(arg(args, 0), name(N.__dir__));
    if (method == NULL) return errorOccurred() ? NULL : raise(T.TypeError, "object does not provide __dir__");
    names = call0(method);
    decref(method);
  }
  if (names == NULL) return NULL;
  const list = listFromIterable(names);
  decref(names);
  if (list == NULL) return NULL;
  if (listSort(list, NULL, false) < 0) { decref(list); return NULL; }
  return list;
}

function builtinDivmod(self: Value, args: usize, nargs: i32): Value {
  return checkArgs("divmod", nargs, 2, 2) ? divmod(arg(args, 0), arg(args, 1)) : NULL;
}

function builtinFormat(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("format", nargs, 1, 2)) return NULL;
  if (nargs == 2 && !hasFlag(arg(args, 1), TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "format() argument 2 must be str, not %T", arg(args, 1));
  return formatValue(arg(args, 0), nargs == 2 ? arg(args, 1) : NULL);
}

function builtinGlobals(self: Value): Value {
  const g = frameGlobals();
  return g == NULL ? None : newref(g);
}
function builtinLocals(self: Value): Value {
  const l = frameLocals();
  return l == NULL && !errorOccurred() ? raise(T.SystemError, "frame does not exist") : l;
}
function builtinVars(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("vars", nargs, 0, 1)) return NULL;
  if (nargs == 0) return builtinLocals(self);
  const d = getOptionalAttr(arg(args, 0), name(N.__dict__));
  return d == NULL && !errorOccurred() ? raise(T.TypeError, "vars() argument must have __dict__ attribute") : d;
}

function builtinHash(self: Value, v: Value): Value {
  const h = hashOf(v);
  return h == -1 && errorOccurred() ? NULL : newInt(h);
}

/** id(): the address of an object; immediates get a number from their bits that no address can be. */
export function idOf(v: Value): Value {
  return isPtr(v) ? boxInt(<i64>ptrOf(v)) : newInt(<i64>(v ^ (v >>> 49)) & 0x7FFFFFFFFFFF | 0x100000000);
}
function builtinId(self: Value, v: Value): Value { return idOf(v); }

function builtinIsinstance(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("isinstance", nargs, 2, 2)) return NULL;
  const r = isInstance(arg(args, 0), arg(args, 1));
  return r < 0 ? NULL : boxBool(r != 0);
}
function builtinIssubclass(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("issubclass", nargs, 2, 2)) return NULL;
  const r = isSubclass(arg(args, 0), arg(args, 1));
  return r < 0 ? NULL : boxBool(r != 0);
}

function builtinIter(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("iter", nargs, 1, 2)) return NULL;
  if (nargs == 1) return getIter(arg(args, 0));
  if (!isCallable(arg(args, 0))) return raise(T.TypeError, "iter(v, w): v must be callable");
  return newCallableIterator(arg(args, 0), arg(args, 1));
}
function builtinNext(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("next", nargs, 1, 2)) return NULL;
  const it = arg(args, 0);
  if (!isIterator(it)) return raiseFmt(T.TypeError, "'%T' object is not an iterator", it);
  const r = call_indirect<Value>(slotOf(it, Slot.iternext), it);
  if (r != NULL) return r;
  if (nargs == 2) {
    if (errorOccurred() && !swallow(T.StopIteration)) return NULL;
    return newref(arg(args, 1));
  }
  return errorOccurred() ? NULL : raiseBare(T.StopIteration);
}
function builtinAiter(self: Value, v: Value): Value {
  const slot = slotOf(v, Slot.aiter);
  if (!slot) return raiseFmt(T.TypeError, "'%T' object is not an async iterable", v);
  const r = call_indirect<Value>(slot, v);
  if (r != NULL && !slotOf(r, Slot.anext)) {
    raiseFmt(T.TypeError, "aiter() returned not an async iterator of type '%T'", r);
    decref(r);
    return NULL;
  }
  return r;
}
function builtinAnext(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("anext", nargs, 1, 2)) return NULL;
  const slot = slotOf(arg(args, 0), Slot.anext);
  if (!slot) return raiseFmt(T.TypeError, "'%T' object is not an async iterator", arg(args, 0));
  const awaitable = call_indirect<Value>(slot, arg(args, 0));
  if (awaitable == NULL || nargs == 1) return awaitable;
  const r = anextWithDefault(awaitable, arg(args, 1));
  decref(awaitable);
  return r;
}

function builtinLen(self: Value, v: Value): Value {
  const n = lenOf(v);
  return n < 0 ? NULL : newInt(n);
}

/** min and max. */
function extreme(fname: string, op: CompareOp, args: usize, nargs: i32, kwnames: Value): Value {
  let key = NULL, fallback = NULL;
  const keywords = kwnames == NULL ? 0 : <i32>tupleSize(kwnames);
  if (keywords > 2) return tooManyKeywords(op == CompareOp.LT ? "min" : "max", 2, keywords);
  for (let k = 0; k < keywords; k++) {
    const kw = tupleAt(kwnames, k);
    const v = arg(args, nargs + k);
    if (isNamed(kw, name(N.key))) key = v;
    else if (isNamed(kw, name(N.default_))) fallback = v;
    else return unexpectedKeyword(op == CompareOp.LT ? "min" : "max", "key default", kw);
  }
  if (nargs == 0) return raise(T.TypeError, op == CompareOp.LT ? "min expected at least 1 argument, got 0" : "max expected at least 1 argument, got 0");
  if (nargs > 1 && fallback != NULL)
    return raise(T.TypeError, op == CompareOp.LT ? "Cannot specify a default for min() with multiple positional arguments" : "Cannot specify a default for max() with multiple positional arguments");
  if (key == None) key = NULL;
  let it = NULL;
  if (nargs == 1) {
    it = getIter(arg(args, 0));
    if (it == NULL) return NULL;
  }
  let best = NULL, bestKey = NULL, failed = false;
  for (let i = 0; ; i++) {
    let x: Value;
    if (it != NULL) {
      x = iterNext(it);
      if (x == NULL) { failed = errorOccurred(); break; }
    } else {
      if (i == nargs) break;
      x = newref(arg(args, i));
    }
    const k = key == NULL ? newref(x) : call1(key, x);
    if (k == NULL) { decref(x); failed = true; break; }
    if (best == NULL) { best = x; bestKey = k; continue; }
    const r = compareBool2(k, bestKey, op);
    if (r < 0) { decref(x); decref(k); failed = true; break; }
    if (r) { decref(best); decref(bestKey); best = x; bestKey = k; }
    else { decref(x); decref(k); }
  }
  if (it != NULL) decref(it);
  if (bestKey != NULL) decref(bestKey);
  if (failed) { if (best != NULL) decref(best); return NULL; }
  if (best != NULL) return best;
  if (fallback != NULL) return newref(fallback);
  return raise(T.ValueError, op == CompareOp.LT ? "min() iterable argument is empty" : "max() iterable argument is empty");
}
function compareBool2(a: Value, b: Value, op: CompareOp): i32 {
  if (isInt(a) && isInt(b)) return op == CompareOp.LT ? i32(intOf(a) < intOf(b)) : i32(intOf(a) > intOf(b));
  return compareBool(a, b, op);
}
function builtinMin(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return extreme("min", CompareOp.LT, args, nargs, kwnames); }
function builtinMax(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return extreme("max", CompareOp.GT, args, nargs, kwnames); }

function builtinPow(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(24);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("pow", "base exp | mod", args, nargs, kwnames, out)) r = power(arg(out, 0), arg(out, 1), arg(out, 2) == NULL ? None : arg(out, 2));
  free(out);
  return r;
}

function builtinRepr(self: Value, v: Value): Value { return reprOf(v); }

function builtinRound(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(16);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("round", "number | ndigits", args, nargs, kwnames, out)) {
    const v = arg(out, 0), digits = arg(out, 1);
    const method = lookupSpecial(v, name(N.__round__));
    if (method == NULL) { if (!errorOccurred()) raiseFmt(T.TypeError, "type %T doesn't define __round__ method", v); }
    else {
      r = digits == NULL || digits == None ? call0(method) : call1(method, digits);
      decref(method);
    }
  }
  free(out);
  return r;
}

function builtinSorted(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs != 1) return checkArgs("sorted", nargs, 1, 1) ? NULL : NULL;
  let key = NULL, reverse = false;
  const keywords = kwnames == NULL ? 0 : <i32>tupleSize(kwnames);
  for (let k = 0; k < keywords; k++) {
    const kw = tupleAt(kwnames, k);
    const v = arg(args, 1 + k);
    if (isNamed(kw, name(N.key))) key = v == None ? NULL : v;
    else if (isNamed(kw, name(N.reverse))) {
      const truth = isTrue(v);
      if (truth < 0) return NULL;
      reverse = truth != 0;
    } else return unexpectedKeyword("sort", "key reverse", kw);
  }
  const list = listFromIterable(arg(args, 0));
  if (list == NULL) return NULL;
  if (listSort(list, key, reverse) < 0) { decref(list); return NULL; }
  return list;
}

function builtinSum(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(16);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("sum", "iterable / | start", args, nargs, kwnames, out)) r = sumIterable(arg(out, 0), arg(out, 1));
  free(out);
  return r;
}

function builtinBreakpoint(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const hook = dictGetStr(runtime().sysDict, name(N.breakpointhook));
  if (hook == NULL) return raise(T.RuntimeError, "lost sys.breakpointhook");
  return call(hook, args, nargs, kwnames);
}

/** Makes the builtins module, with every built-in type; at boot, after the types. */
export function initBuiltins(): void {
  const m = newModule("builtins", "Functions, types, exceptions and other objects that every program can name without importing them.");
  const r = runtime();
  r.builtinsModule = m;
  r.builtinsDict = moduleDict(m);
  func(m, "abs", builtinAbs.index, METH_O, "($module, x, /)", "Return the absolute value of the argument.");
  func(m, "all", builtinAll.index, METH_O, "($module, iterable, /)", "True unless some item is false; True for an empty iterable.");
  func(m, "any", builtinAny.index, METH_O, "($module, iterable, /)", "True if some item is true; False for an empty iterable.");
  func(m, "ascii", builtinAscii.index, METH_O, "($module, obj, /)", "repr() with every non-ASCII character escaped.");
  func(m, "bin", builtinBin.index, METH_O, "($module, integer, /)", "Binary text of an integer: bin(10) is '0b1010'.");
  func(m, "oct", builtinOct.index, METH_O, "($module, integer, /)", "Octal text of an integer: oct(8) is '0o10'.");
  func(m, "hex", builtinHex.index, METH_O, "($module, integer, /)", "Hexadecimal text of an integer: hex(255) is '0xff'.");
  func(m, "callable", builtinCallable.index, METH_O, "($module, obj, /)", "Whether the object can be called.");
  func(m, "chr", builtinChr.index, METH_O, "($module, i, /)", "The one-character string of a code point.");
  func(m, "ord", builtinOrd.index, METH_O, "($module, c, /)", "The code point of a one-character string.");
  func(m, "delattr", builtinDelattr.index, METH_FAST, "($module, obj, name, /)", "Delete an attribute: delattr(x, 'y') is del x.y.");
  func(m, "setattr", builtinSetattr.index, METH_FAST, "($module, obj, name, value, /)", "Set an attribute: setattr(x, 'y', v) is x.y = v.");
  func(m, "getattr", builtinGetattr.index, METH_FAST, "", "getattr(object, name[, default]) -> value\n\nAn attribute by name; with a default, no AttributeError.");
  func(m, "hasattr", builtinHasattr.index, METH_FAST, "($module, obj, name, /)", "Whether the object has the attribute.");
  func(m, "dir", builtinDir.index, METH_FAST, "", "dir([object]) -> list of strings\n\nSorted names of an object's attributes, or of the current scope.");
  func(m, "divmod", builtinDivmod.index, METH_FAST, "($module, x, y, /)", "Return the tuple (x//y, x%y).");
  func(m, "format", builtinFormat.index, METH_FAST, "($module, value, format_spec='', /)", "value.__format__(format_spec)");
  func(m, "globals", builtinGlobals.index, METH_NOARGS, "($module, /)", "The dictionary of the current module's names.");
  func(m, "locals", builtinLocals.index, METH_NOARGS, "($module, /)", "A dictionary of the current scope's names.");
  func(m, "vars", builtinVars.index, METH_FAST, "", "vars([object]) -> dictionary\n\nlocals() without an argument, else object.__dict__.");
  func(m, "hash", builtinHash.index, METH_O, "($module, obj, /)", "The hash of the object: equal objects have equal hashes.");
  func(m, "id", builtinId.index, METH_O, "($module, obj, /)", "A number that no other living object has.");
  func(m, "isinstance", builtinIsinstance.index, METH_FAST, "($module, obj, class_or_tuple, /)", "Whether an object is an instance of a class, of one of a tuple of classes, or of a union.");
  func(m, "issubclass", builtinIssubclass.index, METH_FAST, "($module, cls, class_or_tuple, /)", "Whether a class derives from another, from one of a tuple of classes, or of a union.");
  func(m, "iter", builtinIter.index, METH_FAST, "", "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nThe second form calls until the sentinel is returned.");
  func(m, "next", builtinNext.index, METH_FAST, "", "next(iterator[, default])\n\nThe next item; at the end the default, or StopIteration.");
  func(m, "aiter", builtinAiter.index, METH_O, "($module, async_iterable, /)", "The asynchronous iterator of an asynchronous iterable.");
  func(m, "anext", builtinAnext.index, METH_FAST, "($module, aiterator, default=<unrepresentable>, /)", "An awaitable of the next item; at the end, of the default.");
  func(m, "len", builtinLen.index, METH_O, "($module, obj, /)", "The number of items in a container.");
  func(m, "min", builtinMin.index, METH_KW, "", "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nThe smallest item or argument.");
  func(m, "max", builtinMax.index, METH_KW, "", "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nThe biggest item or argument.");
  func(m, "pow", builtinPow.index, METH_KW, "($module, /, base, exp, mod=None)", "base**exp, or base**exp % mod.");
  func(m, "repr", builtinRepr.index, METH_O, "($module, obj, /)", "The text that shows an object to a developer.");
  func(m, "round", builtinRound.index, METH_KW, "($module, /, number, ndigits=None)", "Round to a number of decimal digits; without one, to an integer.");
  func(m, "sorted", builtinSorted.index, METH_KW, "($module, iterable, /, *, key=None, reverse=False)", "A new sorted list of the items of the iterable.");
  func(m, "sum", builtinSum.index, METH_KW, "($module, iterable, /, start=0)", "The sum of start and the items of an iterable of numbers.");
  func(m, "breakpoint", builtinBreakpoint.index, METH_KW, "($module, /, *args, **kws)", "Calls sys.breakpointhook with the same arguments.");
  constant(m, "None", None);
  constant(m, "True", True);
  constant(m, "False", False);
  constant(m, "NotImplemented", NotImplemented);
  constant(m, "Ellipsis", Ellipsis);
  constant(m, "__debug__", boxBool(r.optimize == 0));
  addType(m, T.bool); addType(m, T.bytearray); addType(m, T.bytes); addType(m, T.classmethod); addType(m, T.complex); addType(m, T.dict);
  addType(m, T.enumerate); addType(m, T.filter); addType(m, T.float); addType(m, T.frozenset); addType(m, T.int); addType(m, T.list);
  addType(m, T.map); addType(m, T.memoryview); addType(m, T.object); addType(m, T.property); addType(m, T.range); addType(m, T.reversed);
  addType(m, T.set); addType(m, T.slice); addType(m, T.staticmethod); addType(m, T.str); addType(m, T.super_); addType(m, T.tuple);
  addType(m, T.type); addType(m, T.zip);
  addExceptions(m);
  initBuiltinsCode(m);
  initBuildClass(m);
  initImport(m);
  initPrint(m);
}
