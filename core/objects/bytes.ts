// The bytes type: slots, making, iteration. Methods shared with bytearray are in bytesmethods.ts.

import { Value, NULL, NotImplemented, boxBool, boxInt, boxPtr, intOf, isInt, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { freeObject, gcTrack } from "../memory/object";
import { allocInstanceOf } from "./subtype";
import { decref, newref } from "../memory/refcount";
import { errorMatches, clearError, errorOccurred, outOfMemory, raise, raiseFmt } from "../errors";
import { call0, hasIndex, indexI64, lookupSpecial } from "../abstract";
import { parseArgs } from "../args";
import { popArgs, pushArgs } from "../interp/argstack";
import { defType, METH_NOARGS, method } from "./define";
import { CompareOp, isExact, setSlot, Slot, slotOf, TypeFlag, typeView } from "./typeobject";
import { isSlice, sliceIndices } from "./slice";
import { tuple1 } from "./tupleobject";
import { hashBytes, strAlloc, strLen, strView, STR_DATA, strFromLiteral as strLiteral } from "./strnew";
import { isStr } from "./strmake";
import { hexDigit } from "./strrepr";
import { BYTES_DATA, bytesAlloc, bytesData, bytesLen } from "./bytesobject";
import { fillBuffer, hasBuffer } from "./buffer";
import { byteArrayFromIterable, bytesEmpty, bytesFromBuffer, bytesOf, isBytes, rawData, rawLen } from "./bytesmake";
import { defineRawMethods, rawConcat, rawContains, rawRepeat } from "./bytesmethods";
import { bytesPercent } from "./percentformat";
import { encodeStr } from "./codecs";
import { warnBytes, warnComparison } from "./byteswarning";
import { defIndexIter, defIndexIterMethods, indexIterNew, iterHint, iterReduce, iterSequence, iterSetState, nextIndex } from "./indexiter";

function dealloc(self: usize): void { freeObject(self); }
function length(self: Value): i64 { return bytesLen(self); }
/** hash(bytes): that of the same Latin-1 str. */
export function bytesHash(self: Value): i64 {
  const p = ptrOf(self);
  let h = load<i64>(p, 8);
  if (h == -1) {
    h = hashBytes(p + BYTES_DATA, load<u32>(p, 16));
    store<i64>(p, h, 8);
  }
  return h;
}

/** The repr of bytes in memory between `before` (0, or a literal) and `after`: b'…', with \xhh for what is not printable ASCII. */
export function rawRepr(at: usize, n: u32, before: string, after: string): Value {
  let size: u64 = <u64>(before.length + after.length) + 3;
  let singles = false, doubles = false;
  for (let i: usize = 0; i < n; i++) {
    const c = <u32>load<u8>(at + i);
    if (c == 0x27) singles = true;
    else if (c == 0x22) doubles = true;
    size += c == 0x5C || c == 9 || c == 10 || c == 13 ? 2 : c < 32 || c >= 127 ? 4 : 1;
  }
  const quote: u32 = singles && !doubles ? 0x22 : 0x27;
  const always = before.length > 0; // bytearray escapes single quotes between double ones too
  if (quote == 0x27 || always) for (let i: usize = 0; i < n; i++) if (load<u8>(at + i) == 0x27) size++;
  if (size > 0x7FFFFF00) return outOfMemory();
  const p = strAlloc(<u32>size, 1);
  if (!p) return NULL;
  strView(p).ascii = 1;
  let to = p + STR_DATA;
  for (let i = 0; i < before.length; i++) store<u8>(to++, <u8>before.charCodeAt(i));
  store<u8>(to++, 0x62);
  store<u8>(to++, <u8>quote);
  for (let i: usize = 0; i < n; i++) {
    const c = <u32>load<u8>(at + i);
    if (c == quote || c == 0x5C || (always && c == 0x27)) { store<u8>(to++, 0x5C); store<u8>(to++, <u8>c); }
    else if (c == 9 || c == 10 || c == 13) { store<u8>(to++, 0x5C); store<u8>(to++, c == 9 ? 0x74 : c == 10 ? 0x6E : 0x72); }
    else if (c < 32 || c >= 127) {
      store<u8>(to++, 0x5C);
      store<u8>(to++, 0x78);
      store<u8>(to++, <u8>hexDigit(c >>> 4));
      store<u8>(to++, <u8>hexDigit(c));
    } else store<u8>(to++, <u8>c);
  }
  store<u8>(to++, <u8>quote);
  for (let i = 0; i < after.length; i++) store<u8>(to++, <u8>after.charCodeAt(i));
  return boxPtr(p);
}
function repr(self: Value): Value { return rawRepr(bytesData(self), bytesLen(self), "", ""); }
function str(self: Value): Value {
  if (!warnBytes("str() on a bytes instance")) return NULL;
  return repr(self);
}

/** Comparison of anything with a buffer against self's bytes; for bytes, and the shape of bytearray's. */
function richcompare(a: Value, b: Value, op: i32): Value {
  if (!isBytes(a) || !isBytes(b)) {
    if (!warnComparison(a, b, op)) return NULL;
    return NotImplemented;
  }
  return compareRaw(bytesData(a), bytesLen(a), bytesData(b), bytesLen(b), op);
}
export function compareRaw(a: usize, n: u32, b: usize, m: u32, op: i32): Value {
  if (op == CompareOp.EQ) return boxBool(n == m && memory.compare(a, b, n) == 0);
  if (op == CompareOp.NE) return boxBool(n != m || memory.compare(a, b, n) != 0);
  let c = memory.compare(a, b, min(n, m));
  if (c == 0) c = n < m ? -1 : n > m ? 1 : 0;
  switch (op) {
    case CompareOp.LT: return boxBool(c < 0);
    case CompareOp.LE: return boxBool(c <= 0);
    case CompareOp.GT: return boxBool(c > 0);
  }
  return boxBool(c >= 0);
}

function item(self: Value, i: i64): Value {
  if (<u64>i >= <u64>bytesLen(self)) return raise(T.IndexError, "index out of range");
  return boxInt(load<u8>(bytesData(self) + <usize>i));
}
export function bytesSubscript(self: Value, key: Value): Value {
  if (isInt(key)) {
    const i = intOf(key);
    return item(self, i < 0 ? i + bytesLen(self) : i);
  }
  if (isSlice(key)) {
    const out = pushArgs(3);
    if (!out) return NULL;
    const n = sliceIndices(key, bytesLen(self), out);
    const start = load<i64>(out), step = load<i64>(out, 16);
    popArgs(out);
    if (n < 0) return NULL;
    if (n == 0) return bytesEmpty();
    if (step == 1) {
      if (n == bytesLen(self) && isExact(self, T.bytes)) return newref(self);
      return bytesOf(bytesData(self) + <usize>start, <u32>n);
    }
    const p = bytesAlloc(<u32>n);
    if (!p) return NULL;
    let j = start;
    for (let i: i64 = 0; i < n; i++, j += step) store<u8>(p + <usize>i, load<u8>(bytesData(self) + <usize>j), BYTES_DATA);
    return boxPtr(p);
  }
  if (hasIndex(key)) {
    const i = indexI64(key, T.IndexError);
    if (i == -1 && errorOccurred()) return NULL;
    return item(self, i < 0 ? i + bytesLen(self) : i);
  }
  return raiseFmt(T.TypeError, "byte indices must be integers or slices, not %T", key);
}
function remainder(a: Value, b: Value): Value {
  if (!isBytes(a)) return NotImplemented;
  return latin1ToBytes(bytesPercent(bytesData(a), bytesLen(a), b));
}
/** The bytes of a Latin-1 str, which is stolen; NULL for NULL. */
export function latin1ToBytes(s: Value): Value {
  if (s == NULL) return NULL;
  const r = bytesOf(ptrOf(s) + STR_DATA, strLen(s));
  decref(s);
  return r;
}
function getBufferSlot(self: Value, view: usize, flags: i32): i32 {
  return fillBuffer(view, self, bytesData(self), bytesLen(self), true, flags);
}

// ---- making ---------------------------------------------------------------------------------------------------------

/** bytes(x) for an object without a count or an encoding: __bytes__ is not asked here. */
export function bytesFromObject(x: Value): Value {
  if (isExact(x, T.bytes)) return newref(x);
  if (hasBuffer(x)) return bytesFromBuffer(x);
  if (!isStr(x)) {
    if (slotOf(x, Slot.iter) || slotOf(x, Slot.sqItem)) {
      const a = byteArrayFromIterable(x, "bytes must be in range(0, 256)");
      if (a == NULL) return NULL;
      const r = bytesOf(rawData(a), rawLen(a));
      decref(a);
      return r;
    }
  }
  return raiseFmt(T.TypeError, "cannot convert '%T' object to bytes", x);
}
/** bytes(x) of any object: __bytes__ first. */
function convert(x: Value): Value {
  if (isExact(x, T.bytes)) return newref(x);
  const m = lookupSpecial(x, name(N.__bytes__));
  if (m != NULL) {
    const r = call0(m);
    decref(m);
    if (r == NULL || isBytes(r)) return r;
    raiseFmt(T.TypeError, "__bytes__ returned non-bytes (type %T)", r);
    decref(r);
    return NULL;
  }
  if (errorOccurred()) return NULL;
  if (isStr(x)) return raise(T.TypeError, "string argument without an encoding");
  if (hasIndex(x)) {
    const n = indexI64(x, T.OverflowError);
    if (n != -1 || !errorOccurred()) {
      if (n < 0) return raise(T.ValueError, "negative count");
      if (n > i64.MAX_VALUE - 33) return raise(T.OverflowError, "byte string is too large");
      if (n > 0x7FFFFF00) return outOfMemory();
      if (n == 0) return bytesEmpty();
      const p = bytesAlloc(<u32>n);
      if (!p) return NULL;
      memory.fill(p + BYTES_DATA, 0, <usize>n);
      return boxPtr(p);
    }
    if (!errorMatches(T.TypeError)) return NULL;
    clearError();
  }
  return bytesFromObject(x);
}
/** Checks the arguments of bytes() and bytearray(): the source, encoded if it is a str with an encoding. NULL: no source, or (with an exception) wrong ones. */
export function sourceArgument(fname: string, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(3);
  if (!out) return NULL;
  const bound = parseArgs(fname, "| source encoding errors", args, nargs, kwnames, out);
  const x = load<u64>(out), encoding = load<u64>(out, 8), errors = load<u64>(out, 16);
  popArgs(out);
  if (!bound) return NULL;
  if (encoding != NULL && !isStr(encoding)) return badArgument(fname, "encoding", encoding);
  if (errors != NULL && !isStr(errors)) return badArgument(fname, "errors", errors);
  if (x == NULL) {
    if (encoding != NULL || errors != NULL) raise(T.TypeError, encoding != NULL ? "encoding without a string argument" : "errors without a string argument");
    return NULL;
  }
  if (encoding != NULL) {
    if (!isStr(x)) return raise(T.TypeError, "encoding without a string argument");
    return encodeStr(x, encoding, errors);
  }
  if (errors != NULL) return raise(T.TypeError, isStr(x) ? "string argument without an encoding" : "errors without a string argument");
  return newref(x);
}
function badArgument(fname: string, which: string, v: Value): Value {
  const f = strLiteral(fname), w = strLiteral(which);
  raiseFmt(T.TypeError, "%s() argument '%s' must be str, not %T", f, w, v);
  decref(f);
  decref(w);
  return NULL;
}

function new_(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const x = sourceArgument("bytes", args, nargs, kwnames);
  let r: Value;
  if (x == NULL) {
    if (errorOccurred()) return NULL;
    r = bytesEmpty();
  } else {
    r = convert(x);
    decref(x);
  }
  if (type == T.bytes || r == NULL) return r;
  const n = bytesLen(r);
  const p = allocInstanceOf(type, BYTES_DATA + <usize>n + 1);
  if (p) {
    store<i64>(p, -1, 8);
    store<u32>(p, n, 16);
    memory.copy(p + BYTES_DATA, bytesData(r), n);
    if (typeView(type).flags & TypeFlag.HAVE_GC) gcTrack(p);
  }
  decref(r);
  return p ? boxPtr(p) : NULL;
}
function bytesMethod(self: Value): Value {
  return isExact(self, T.bytes) ? newref(self) : bytesOf(bytesData(self), bytesLen(self));
}
function getnewargs(self: Value): Value {
  const b = bytesMethod(self);
  if (b == NULL) return NULL;
  const t = tuple1(b);
  decref(b);
  return t;
}
function sizeof_(self: Value): Value { return boxInt(33 + <i64>bytesLen(self)); }

// ---- iterator -------------------------------------------------------------------------------------------------------

function iter(self: Value): Value { return indexIterNew(T.bytes_iterator, self); }
function iterNextSlot(self: Value): Value {
  const b = iterSequence(self);
  if (b == NULL) return NULL;
  const i = nextIndex(self, bytesLen(b));
  return i < 0 ? NULL : boxInt(load<u8>(bytesData(b) + <usize>i));
}
function iterLength(self: Value): i64 {
  const b = iterSequence(self);
  return b == NULL ? 0 : <i64>bytesLen(b);
}
function hint(self: Value): Value { return iterHint(self, iterLength(self)); }
function setState(self: Value, state: Value): Value { return iterSetState(self, state, iterLength(self)); }

export function init_bytes(): void {
  defType(T.bytes, "bytes", T.object, BYTES_DATA, TypeFlag.BASETYPE | TypeFlag.BYTES_SUBCLASS | TypeFlag.MATCH_SELF | TypeFlag.IMMUTABLE);
  typeView(T.bytes).itemsize = 1;
  typeView(T.bytes).doc = <u32>changetype<usize>("bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> bytes\nbytes(int) -> bytes of that length, all zero\nbytes() -> empty bytes\n\nAn immutable sequence of bytes.");
  setSlot(T.bytes, Slot.dealloc, dealloc.index);
  setSlot(T.bytes, Slot.new_, new_.index);
  setSlot(T.bytes, Slot.repr, repr.index);
  setSlot(T.bytes, Slot.str, str.index);
  setSlot(T.bytes, Slot.hash, bytesHash.index);
  setSlot(T.bytes, Slot.richcompare, richcompare.index);
  setSlot(T.bytes, Slot.iter, iter.index);
  setSlot(T.bytes, Slot.remainder, remainder.index);
  setSlot(T.bytes, Slot.sqLength, length.index);
  setSlot(T.bytes, Slot.sqConcat, rawConcat.index);
  setSlot(T.bytes, Slot.sqRepeat, rawRepeat.index);
  setSlot(T.bytes, Slot.sqItem, item.index);
  setSlot(T.bytes, Slot.sqContains, rawContains.index);
  setSlot(T.bytes, Slot.mpLength, length.index);
  setSlot(T.bytes, Slot.mpSubscript, bytesSubscript.index);
  setSlot(T.bytes, Slot.getbuffer, getBufferSlot.index);
  defineRawMethods(T.bytes);
  method(T.bytes, "__bytes__", bytesMethod.index, METH_NOARGS, "($self, /)", "Return this object as exact bytes.");
  method(T.bytes, "__getnewargs__", getnewargs.index, METH_NOARGS, "($self, /)", "");
  method(T.bytes, "__sizeof__", sizeof_.index, METH_NOARGS, "($self, /)", "Return the size of the object in memory, in bytes.");

  defIndexIter(T.bytes_iterator, "bytes_iterator", iterNextSlot.index);
  defIndexIterMethods(T.bytes_iterator, hint.index, iterReduce.index, setState.index);
}
