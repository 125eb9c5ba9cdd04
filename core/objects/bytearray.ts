// The bytearray type: what bytes has (bytesmethods.ts), and changing in place. Layout and growing are in bytesmake.ts.

import { Value, NULL, None, NotImplemented, boxInt, boxPtr, isInt } from "../value";
import { T, N, name } from "../names.generated";
import { free } from "../memory/alloc";
import { freeObject, gcTrack } from "../memory/object";
import { allocInstance } from "./subtype";
import { decref, newref } from "../memory/refcount";
import { errorMatches, clearError, errorOccurred, outOfMemory, raise, raiseFmt, raiseFmtI, raiseI } from "../errors";
import { callMethod0, hasIndex, hashNotImplemented, indexI64 } from "../abstract";
import { checkArgs } from "../args";
import { popArgs, pushArgs } from "../interp/argstack";
import { classAttribute, defType, METH_FAST, METH_NOARGS, METH_O, method } from "./define";
import { CompareOp, isExact, setSlot, Slot, slotOf, TypeFlag, typeOf, typeView } from "./typeobject";
import { isSlice, sliceIndices } from "./slice";
import { tupleNew, tuplePut } from "./tupleobject";
import { strFromText, isStr, strConcat, strData } from "./strmake";
import { strFromLiteral, strLen } from "./strnew";
import { BufferView, BUFFER_WORDS, fillBuffer, hasBuffer, releaseBuffer } from "./buffer";
import {
  BYTEARRAY_SIZE, ByteArrayObj, byteArrayFromIterable, byteArrayNew, byteArrayOf, byteArrayResize, byteArrayView, bytesArgument, bytesFromBuffer, byteValue,
  isByteArray, rawData, rawLen, bytesOf,
} from "./bytesmake";
import { bytesData, bytesLen } from "./bytesobject";
import { compareRaw, rawRepr, sourceArgument } from "./bytes";
import { defineRawMethods, rawConcat, rawContains, rawRepeat } from "./bytesmethods";
import { bytesPercent } from "./percentformat";
import { warnBytes } from "./byteswarning";
import { findChar } from "./strsearch";
import { defIndexIter, defIndexIterMethods, indexIterNew, iterHint, iterReduce, iterSequence, iterSetState, nextIndex } from "./indexiter";

const RANGE = "byte must be in range(0, 256)";

function dealloc(self: usize): void {
  const b = changetype<ByteArrayObj>(self);
  if (b.block) free(b.block);
  freeObject(self);
}
function length(self: Value): i64 { return byteArrayView(self).length; }
function repr(self: Value): Value {
  const b = byteArrayView(self);
  if (isExact(self, T.bytearray)) return rawRepr(b.data, b.length, "bytearray(", ")");
  const inner = rawRepr(b.data, b.length, "", "");
  if (inner == NULL) return NULL;
  const open = strFromLiteral("("), close = strFromLiteral(")");
  const head = strConcat(typeView(typeOf(self)).name, open);
  let r: Value = NULL;
  if (head != NULL) {
    const body = strConcat(head, inner);
    if (body != NULL) r = strConcat(body, close);
    decref(body);
  }
  decref(head);
  decref(open);
  decref(close);
  decref(inner);
  return r;
}
function str(self: Value): Value {
  if (!warnBytes("str() on a bytearray instance")) return NULL;
  return repr(self);
}
function richcompare(a: Value, b: Value, op: i32): Value {
  if (isStr(a) || isStr(b)) {
    if ((op == CompareOp.EQ || op == CompareOp.NE) && !warnBytes("Comparison between bytearray and string")) return NULL;
    return NotImplemented;
  }
  if (!hasBuffer(a) || !hasBuffer(b)) return NotImplemented;
  const x = pushArgs(BUFFER_WORDS * 2);
  if (!x) return NULL;
  const y = x + (<usize>BUFFER_WORDS << 3);
  let r: Value = NULL;
  if (bytesArgument(a, x) == 0) {
    if (bytesArgument(b, y) == 0) {
      const v = changetype<BufferView>(x), w = changetype<BufferView>(y);
      r = compareRaw(v.buf, v.len, w.buf, w.len, op);
      releaseBuffer(y);
    }
    releaseBuffer(x);
  }
  popArgs(x);
  if (r == NULL && (errorMatches(T.BufferError) || errorMatches(T.TypeError))) { clearError(); return NotImplemented; }
  return r;
}
function getBufferSlot(self: Value, view: usize, flags: i32): i32 {
  const b = byteArrayView(self);
  if (fillBuffer(view, self, b.data, b.length, false, flags) < 0) return -1;
  b.exports++;
  return 0;
}
function releaseBufferSlot(self: Value, view: usize): void { byteArrayView(self).exports--; }
function remainder(a: Value, b: Value): Value {
  if (!isByteArray(a)) return NotImplemented;
  const v = byteArrayView(a);
  v.exports++;
  const s = bytesPercent(v.data, v.length, b);
  v.exports--;
  if (s == NULL) return NULL;
  const r = byteArrayOf(strData(s), strLen(s));
  decref(s);
  return r;
}

// ---- items ----------------------------------------------------------------------------------------------------------

function item(self: Value, i: i64): Value {
  if (<u64>i >= <u64>byteArrayView(self).length) return raise(T.IndexError, "bytearray index out of range");
  return boxInt(load<u8>(<usize>byteArrayView(self).data + <usize>i));
}
function subscript(self: Value, key: Value): Value {
  if (isSlice(key)) {
    const out = pushArgs(3);
    if (!out) return NULL;
    const n = sliceIndices(key, byteArrayView(self).length, out);
    const start = load<i64>(out), step = load<i64>(out, 16);
    popArgs(out);
    if (n < 0) return NULL;
    if (step == 1) return byteArrayOf(<usize>byteArrayView(self).data + <usize>start, <u32>n);
    const r = byteArrayNew(<u32>n);
    if (r == NULL) return NULL;
    let j = start;
    const to = rawData(r), from = rawData(self);
    for (let i: i64 = 0; i < n; i++, j += step) store<u8>(to + <usize>i, load<u8>(from + <usize>j));
    return r;
  }
  if (!hasIndex(key)) return raiseFmt(T.TypeError, "bytearray indices must be integers or slices, not %T", key);
  const i = indexI64(key, T.IndexError);
  if (i == -1 && errorOccurred()) return NULL;
  return item(self, i < 0 ? i + byteArrayView(self).length : i);
}
function setItemAt(self: Value, i: i64, value: Value): i32 {
  let byte = 0;
  if (value != NULL) {
    byte = byteValue(value, RANGE);
    if (byte < 0) return -1;
  }
  if (<u64>i >= <u64>byteArrayView(self).length) return raiseI(T.IndexError, "bytearray index out of range");
  if (value == NULL) return replacePart(self, i, i + 1, 0, 0);
  store<u8>(<usize>byteArrayView(self).data + <usize>i, <u8>byte);
  return 0;
}
function assignSubscript(self: Value, key: Value, value: Value): i32 {
  if (!isSlice(key)) {
    if (!hasIndex(key)) return raiseFmtI(T.TypeError, "bytearray indices must be integers or slices, not %T", key);
    let i = indexI64(key, T.IndexError);
    if (i == -1 && errorOccurred()) return -1;
    if (i < 0) i += byteArrayView(self).length;
    return setItemAt(self, i, value);
  }
  const out = pushArgs(3);
  if (!out) return -1;
  let n = sliceIndices(key, byteArrayView(self).length, out);
  let start = load<i64>(out), stop = load<i64>(out, 8), step = load<i64>(out, 16);
  popArgs(out);
  if (n < 0) return -1;
  if (value != NULL && (value == self || !isByteArray(value))) { // made to bytes first, then this again
    if (isInt(value) || isStr(value) || (hasIndex(value) && !hasBuffer(value))) return raiseI(T.TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    const made = fromObject(value);
    if (made == NULL) return -1;
    const r = assignSubscript(self, key, made);
    decref(made);
    return r;
  }
  const fresh: usize = value == NULL ? 0 : rawData(value);
  const m: i64 = value == NULL ? 0 : rawLen(value);
  if ((step < 0 && start < stop) || (step > 0 && start > stop)) stop = start;
  if (step == 1) return replacePart(self, start, max(start, stop), fresh, m);
  const data = rawData(self), size = <i64>rawLen(self);
  if (value != NULL && m != n && !(m == 0 && n == 0)) {
    if (m != 0) return raiseFmtI(T.ValueError, "attempt to assign bytes of size %d to extended slice of size %d", boxInt(m), boxInt(n));
  }
  if (m == 0) { // delete the slice
    if (n == 0) return 0;
    if (byteArrayView(self).exports) return raiseI(T.BufferError, "Existing exports of data: object cannot be re-sized");
    if (step < 0) { start = start + step * (n - 1); step = -step; }
    let to = data + <usize>start, i = start;
    for (let k: i64 = 0; k < n; k++) {
      const next = k + 1 < n ? start + step * (k + 1) : size;
      const from = start + step * k + 1;
      memory.copy(to, data + <usize>from, <usize>(next - from));
      to += <usize>(next - from);
      i = next;
    }
    return byteArrayResize(self, size - n) ? 0 : -1;
  }
  let j = start;
  for (let i: i64 = 0; i < n; i++, j += step) store<u8>(data + <usize>j, load<u8>(fresh + <usize>i));
  return 0;
}
/** A bytearray of what may be assigned or added: a buffer, or an iterable of ints. */
function fromObject(v: Value): Value {
  if (hasBuffer(v)) {
    const b = bytesFromBuffer(v);
    if (b == NULL) return NULL;
    const r = byteArrayOf(bytesData(b), bytesLen(b));
    decref(b);
    return r;
  }
  if (isStr(v)) return raise(T.TypeError, "string argument without an encoding");
  if (slotOf(v, Slot.iter) || slotOf(v, Slot.sqItem)) return byteArrayFromIterable(v, RANGE);
  return raiseFmt(T.TypeError, "cannot convert '%T' object to bytearray", v);
}
/** self[from:to] = m bytes at `fresh` (not self's). 0, or -1 with an exception. */
function replacePart(self: Value, from: i64, to: i64, fresh: usize, m: i64): i32 {
  const b = byteArrayView(self);
  const n = <i64>b.length, gone = to - from;
  if (gone != m && b.exports) return raiseI(T.BufferError, "Existing exports of data: object cannot be re-sized");
  if (m < gone) {
    if (from == 0) { // at the front only the start moves
      b.data += <u32>(gone - m);
      b.length -= <u32>(gone - m);
      if (b.length == 0) b.data = b.block;
      memory.copy(b.data, fresh, <usize>m);
      if (b.block) store<u8>(<usize>b.data + b.length, 0);
      return 0;
    }
    memory.copy(<usize>b.data + <usize>(from + m), <usize>b.data + <usize>to, <usize>(n - to));
    if (!byteArrayResize(self, n - gone + m)) return -1;
  } else if (m > gone) {
    if (!byteArrayResize(self, n - gone + m)) return -1;
    memory.copy(<usize>b.data + <usize>(from + m), <usize>b.data + <usize>to, <usize>(n - to));
  }
  if (m) memory.copy(<usize>b.data + <usize>from, fresh, <usize>m);
  return 0;
}

// ---- making ---------------------------------------------------------------------------------------------------------

function new_(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const p = allocInstance(type);
  if (!p) return NULL;
  if (typeView(type).flags & TypeFlag.HAVE_GC) gcTrack(p);
  return boxPtr(p);
}
function init(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (!byteArrayResize(self, 0)) return -1;
  const x = sourceArgument("bytearray", args, nargs, kwnames);
  if (x == NULL) return errorOccurred() ? -1 : 0;
  const r = fill(self, x);
  decref(x);
  return r;
}
function fill(self: Value, x: Value): i32 {
  if (isStr(x)) return raiseI(T.TypeError, "string argument without an encoding");
  if (hasIndex(x) && !hasBuffer(x)) {
    const n = indexI64(x, T.OverflowError);
    if (n != -1 || !errorOccurred()) {
      if (n < 0) return raiseI(T.ValueError, "negative count");
      if (!byteArrayResize(self, n)) return -1;
      memory.fill(rawData(self), 0, <usize>n);
      return 0;
    }
    if (!errorMatches(T.TypeError)) return -1;
    clearError();
  }
  const made = fromObject(x);
  if (made == NULL) return -1;
  const r = replacePart(self, 0, byteArrayView(self).length, rawData(made), rawLen(made));
  decref(made);
  return r;
}

// ---- operators and methods ------------------------------------------------------------------------------------------

function inplaceConcat(self: Value, other: Value): Value {
  if (!hasBuffer(other)) return raiseFmt(T.TypeError, "can't concat %T to %T", other, self);
  const at = pushArgs(BUFFER_WORDS);
  if (!at) return NULL;
  let ok = false;
  if (bytesArgument(other, at) == 0) {
    const v = changetype<BufferView>(at);
    const n = byteArrayView(self).length, m = v.len;
    if (other == self) byteArrayView(self).exports--; // its own view does not keep it from growing
    ok = byteArrayResize(self, <i64>n + m);
    if (other == self) byteArrayView(self).exports++;
    if (ok) memory.copy(rawData(self) + n, other == self ? rawData(self) : <usize>v.buf, m);
    releaseBuffer(at);
  }
  popArgs(at);
  return ok ? newref(self) : NULL;
}
function inplaceRepeat(self: Value, count: i64): Value {
  if (count < 0) count = 0;
  const n = <i64>rawLen(self);
  if (n && count > 0x7FFFFF00 / n) return outOfMemory();
  if (!byteArrayResize(self, n * count)) return NULL;
  const at = rawData(self);
  for (let i: i64 = 1; i < count; i++) memory.copy(at + <usize>(i * n), at, <usize>n);
  return newref(self);
}
function append(self: Value, value: Value): Value {
  const byte = byteValue(value, RANGE);
  if (byte < 0) return NULL;
  const n = byteArrayView(self).length;
  if (!byteArrayResize(self, <i64>n + 1)) return NULL;
  store<u8>(rawData(self) + n, <u8>byte);
  return None;
}
function extend(self: Value, other: Value): Value {
  if (hasBuffer(other)) {
    const r = inplaceConcat(self, other);
    decref(r);
    return r == NULL ? NULL : None;
  }
  if (!slotOf(other, Slot.iter) && !slotOf(other, Slot.sqItem)) return raiseFmt(T.TypeError, "can't extend bytearray with %T", other);
  const made = byteArrayFromIterable(other, RANGE);
  if (made == NULL) {
    if (errorMatches(T.TypeError) && isStr(other)) { clearError(); return raiseFmt(T.TypeError, "expected iterable of integers; got: '%T'", other); }
    return NULL;
  }
  const r = inplaceConcat(self, made);
  decref(made);
  decref(r);
  return r == NULL ? NULL : None;
}
function insert(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("insert", nargs, 2, 2)) return NULL;
  let i = indexI64(load<u64>(args), T.OverflowError);
  if (i == -1 && errorOccurred()) return NULL;
  const byte = byteValue(load<u64>(args, 8), RANGE);
  if (byte < 0) return NULL;
  const n = <i64>rawLen(self);
  if (i < 0) i = max<i64>(0, i + n);
  if (i > n) i = n;
  if (!byteArrayResize(self, n + 1)) return NULL;
  const at = rawData(self) + <usize>i;
  memory.copy(at + 1, at, <usize>(n - i));
  store<u8>(at, <u8>byte);
  return None;
}
function pop(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("pop", nargs, 0, 1)) return NULL;
  let i: i64 = -1;
  if (nargs) {
    i = indexI64(load<u64>(args), T.IndexError);
    if (i == -1 && errorOccurred()) return NULL;
  }
  const n = <i64>rawLen(self);
  if (n == 0) return raise(T.IndexError, "pop from empty bytearray");
  if (i < 0) i += n;
  if (i < 0 || i >= n) return raise(T.IndexError, "pop index out of range");
  const byte = load<u8>(rawData(self) + <usize>i);
  if (replacePart(self, i, i + 1, 0, 0) < 0) return NULL;
  return boxInt(byte);
}
function remove(self: Value, value: Value): Value {
  const byte = byteValue(value, RANGE);
  if (byte < 0) return NULL;
  const i = findChar(rawData(self), 1, 0, rawLen(self), byte);
  if (i < 0) return raise(T.ValueError, "value not found in bytearray");
  return replacePart(self, i, <i64>i + 1, 0, 0) < 0 ? NULL : None;
}
function reverse(self: Value): Value {
  let i = rawData(self), j = i + rawLen(self);
  while (i + 1 < j) {
    j--;
    const a = load<u8>(i);
    store<u8>(i, load<u8>(j));
    store<u8>(j, a);
    i++;
  }
  return None;
}
function clear(self: Value): Value { return byteArrayResize(self, 0) ? None : NULL; }
function copy(self: Value): Value { return byteArrayOf(rawData(self), rawLen(self)); }
function resize(self: Value, size: Value): Value {
  const n = indexI64(size, T.OverflowError);
  if (n == -1 && errorOccurred()) return NULL;
  if (n < 0) return raiseFmt(T.ValueError, "Can only resize to positive sizes, got %d", boxInt(n));
  const old = <i64>rawLen(self);
  if (!byteArrayResize(self, n)) return NULL;
  if (n > old) memory.fill(rawData(self) + <usize>old, 0, <usize>(n - old));
  return None;
}
function allocMethod(self: Value): Value { return boxInt(byteArrayView(self).capacity); }
function sizeof_(self: Value): Value { return boxInt(56 + <i64>byteArrayView(self).capacity); }
function reduceProtocol(self: Value, protocol: i64): Value {
  const state = callMethod0(self, name(N.__getstate__));
  if (state == NULL) return NULL;
  const r = tupleNew(3);
  if (r == NULL) { decref(state); return NULL; }
  tuplePut(r, 0, newref(boxPtr(typeOf(self))));
  tuplePut(r, 2, state);
  let args: Value;
  if (rawLen(self) == 0) args = tupleNew(0);
  else if (protocol < 3) {
    args = tupleNew(2);
    if (args != NULL) { tuplePut(args, 0, strFromText(rawData(self), 1, rawLen(self))); tuplePut(args, 1, strFromLiteral("latin-1")); }
  } else {
    args = tupleNew(1);
    if (args != NULL) tuplePut(args, 0, bytesOf(rawData(self), rawLen(self)));
  }
  tuplePut(r, 1, args);
  if (args == NULL) { decref(r); return NULL; }
  return r;
}
function reduce(self: Value): Value { return reduceProtocol(self, 2); }
function reduceEx(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("__reduce_ex__", nargs, 0, 1)) return NULL;
  let protocol: i64 = 0;
  if (nargs) {
    protocol = indexI64(load<u64>(args), T.OverflowError);
    if (protocol == -1 && errorOccurred()) return NULL;
  }
  return reduceProtocol(self, protocol);
}

// ---- iterator -------------------------------------------------------------------------------------------------------

function iter(self: Value): Value { return indexIterNew(T.bytearray_iterator, self); }
function iterNextSlot(self: Value): Value {
  const b = iterSequence(self);
  if (b == NULL) return NULL;
  const i = nextIndex(self, rawLen(b));
  return i < 0 ? NULL : boxInt(load<u8>(rawData(b) + <usize>i));
}
function iterLength(self: Value): i64 {
  const b = iterSequence(self);
  return b == NULL ? 0 : <i64>rawLen(b);
}
function hint(self: Value): Value { return iterHint(self, iterLength(self)); }
function setState(self: Value, state: Value): Value { return iterSetState(self, state, iterLength(self)); }

export function init_bytearray(): void {
  defType(T.bytearray, "bytearray", T.object, BYTEARRAY_SIZE, TypeFlag.BASETYPE | TypeFlag.MATCH_SELF | TypeFlag.IMMUTABLE);
  typeView(T.bytearray).doc = <u32>changetype<usize>("bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> bytearray\nbytearray(int) -> bytearray of that length, all zero\nbytearray() -> empty bytearray\n\nA sequence of bytes that can be changed.");
  setSlot(T.bytearray, Slot.dealloc, dealloc.index);
  setSlot(T.bytearray, Slot.new_, new_.index);
  setSlot(T.bytearray, Slot.init, init.index);
  setSlot(T.bytearray, Slot.repr, repr.index);
  setSlot(T.bytearray, Slot.str, str.index);
  setSlot(T.bytearray, Slot.hash, hashNotImplemented.index);
  classAttribute(T.bytearray, "__hash__", None);
  setSlot(T.bytearray, Slot.richcompare, richcompare.index);
  setSlot(T.bytearray, Slot.iter, iter.index);
  setSlot(T.bytearray, Slot.remainder, remainder.index);
  setSlot(T.bytearray, Slot.sqLength, length.index);
  setSlot(T.bytearray, Slot.sqConcat, rawConcat.index);
  setSlot(T.bytearray, Slot.sqRepeat, rawRepeat.index);
  setSlot(T.bytearray, Slot.sqItem, item.index);
  setSlot(T.bytearray, Slot.sqAssItem, setItemAt.index);
  setSlot(T.bytearray, Slot.sqContains, rawContains.index);
  setSlot(T.bytearray, Slot.sqInplaceConcat, inplaceConcat.index);
  setSlot(T.bytearray, Slot.sqInplaceRepeat, inplaceRepeat.index);
  setSlot(T.bytearray, Slot.mpLength, length.index);
  setSlot(T.bytearray, Slot.mpSubscript, subscript.index);
  setSlot(T.bytearray, Slot.mpAssSubscript, assignSubscript.index);
  setSlot(T.bytearray, Slot.getbuffer, getBufferSlot.index);
  setSlot(T.bytearray, Slot.releasebuffer, releaseBufferSlot.index);
  defineRawMethods(T.bytearray);
  method(T.bytearray, "append", append.index, METH_O, "($self, item, /)", "Add a byte at the end.");
  method(T.bytearray, "extend", extend.index, METH_O, "($self, iterable_of_ints, /)", "Add the bytes of an iterable or a buffer at the end.");
  method(T.bytearray, "insert", insert.index, METH_FAST, "($self, index, item, /)", "Insert a byte before the index.");
  method(T.bytearray, "pop", pop.index, METH_FAST, "($self, index=-1, /)", "Remove a byte, the last one if no index is given, and return it.");
  method(T.bytearray, "remove", remove.index, METH_O, "($self, value, /)", "Remove the first occurrence of a byte.");
  method(T.bytearray, "reverse", reverse.index, METH_NOARGS, "($self, /)", "Reverse the order of the bytes in place.");
  method(T.bytearray, "clear", clear.index, METH_NOARGS, "($self, /)", "Remove all bytes.");
  method(T.bytearray, "copy", copy.index, METH_NOARGS, "($self, /)", "Return a copy.");
  method(T.bytearray, "resize", resize.index, METH_O, "($self, size, /)", "Change the length in place; new bytes are zero.");
  method(T.bytearray, "__alloc__", allocMethod.index, METH_NOARGS, "", "Return how many bytes are allocated.");
  method(T.bytearray, "__sizeof__", sizeof_.index, METH_NOARGS, "($self, /)", "Return the size of the object in memory, in bytes.");
  method(T.bytearray, "__reduce__", reduce.index, METH_NOARGS, "($self, /)", "Return state information for pickling.");
  method(T.bytearray, "__reduce_ex__", reduceEx.index, METH_FAST, "($self, proto=0, /)", "Return state information for pickling.");

  defIndexIter(T.bytearray_iterator, "bytearray_iterator", iterNextSlot.index);
  defIndexIterMethods(T.bytearray_iterator, hint.index, iterReduce.index, setState.index);
}
