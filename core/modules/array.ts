// The module array: sequences of numbers of one C type.
//
//   array  ┌ header │ size u32 @8 │ capacity u32 @12 │ items u32 @16 (a block, 0 for none) │ buffer format @20 (a character and a zero) │ itemsize u8 @22 │ type code u8 @23
//          │ exports u32 @24 │ weak references u32 @28 │ … fields of a subclass @32

import { Value, NULL, None, NotImplemented, boxBool, boxInt, boxPtr, f64Of, isFloat, isPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { CompareOp, Slot, TypeFlag, hasFlag, setSlot, typeOf, typeView } from "../objects/typeobject";
import {
  addType, classAttribute, constant, defType, func, getset, method, METH_CLASS, METH_FAST, METH_NOARGS, METH_O,
} from "../objects/define";
import { decref, newref } from "../memory/refcount";
import { free, realloc } from "../memory/alloc";
import { freeObject, gcTrack } from "../memory/object";
import { errorOccurred, outOfMemory, raise, raiseFmt, raiseFmtI, raiseI } from "../errors";
import {
  callMethod1, compareBool, getAttr, getIter, getOptionalAttr, hasIndex, hashNotImplemented, indexI64, isSubtype, isType, iterNext, richCompare,
} from "../abstract";
import { checkArgs, noKeywords } from "../args";
import { pushArgs, popArgs } from "../interp/argstack";
import { allocInstance } from "../objects/object";
import { genericAlias } from "../objects/genericalias";
import { clearWeakrefs } from "../objects/weakrefs";
import { BUFFER_WORDS, BufferView, PyBUF_FORMAT, PyBUF_SIMPLE, fillBuffer, getBuffer, releaseBuffer } from "../objects/buffer";
import { bytesData, bytesFrom, bytesLen } from "../objects/bytesobject";
import { isSlice, sliceAdjust, sliceUnpack } from "../objects/sliceobject";
import { listAt, listNew, listPush, listSize } from "../objects/listobject";
import { tuple2, tuple3, tupleNew, tuplePut } from "../objects/tupleobject";
import { internAscii, strAt, strFromLiteral, strLen } from "../objects/strnew";
import { dictGet } from "../objects/dict";
import { runtime } from "../state";
import { strFromText, strFromCodePoint } from "../objects/strmake";
import { formatMessage } from "../format";
import { importModule } from "./import";
import { newInt } from "../objects/int";
import { warnFmt } from "../objects/numberwarn";
import { arrayGet, arrayItemSize, arraySet, codeOfFormat, isTextCode, machineFormat, swapBytes } from "./arrayitems";
import { defIndexIter, defIndexIterMethods, indexIterNew, iterReduce, iterSequence, iterSetState, nextIndex } from "../objects/indexiter";

const ARRAY_SIZE: usize = 32;

function sizeOf(p: usize): u32 { return load<u32>(p, 8); }
function itemsOf(p: usize): usize { return <usize>load<u32>(p, 16); }
function widthOf(p: usize): u32 { return load<u8>(p, 22); }
function codeOf(p: usize): u32 { return load<u8>(p, 23); }
function at(p: usize, i: u32): usize { return itemsOf(p) + <usize>i * widthOf(p); }
export function isArray(v: Value): bool { return isPtr(v) && isType(v, T.array); }

/** A new array of `size` items, not set. NULL with MemoryError. */
function arrayNew(type: usize, code: u32, size: u32): Value {
  const p = allocInstance(type);
  if (!p) return NULL;
  store<u8>(p, code == 0x75 ? 0x77 : <u8>code, 20);
  store<u8>(p, <u8>arrayItemSize(code), 22);
  store<u8>(p, <u8>code, 23);
  if (typeView(type).flags & TypeFlag.HAVE_GC) gcTrack(p);
  const v = boxPtr(p);
  if (size && !resize(p, size)) { decref(v); return NULL; }
  return v;
}
/** Makes the array `size` items long; new ones are not set. False with MemoryError or BufferError. */
function resize(p: usize, size: u32): bool {
  if (size == sizeOf(p)) return true;
  if (load<u32>(p, 24)) { raise(T.BufferError, "cannot resize an array that is exporting buffers"); return false; }
  const width = widthOf(p);
  const capacity = load<u32>(p, 12);
  if (size > capacity || size < capacity >>> 1) {
    if (size == 0) {
      if (itemsOf(p)) free(itemsOf(p));
      store<u32>(p, 0, 16);
      store<u32>(p, 0, 12);
    } else {
      const room = <u64>size + (sizeOf(p) ? (size >>> 4) + (size < 8 ? 3 : 7) : 0);
      if (room * width > 0x7FFFFF00) { outOfMemory(); return false; }
      const items = realloc(itemsOf(p), <usize>room * width);
      if (!items) { outOfMemory(); return false; }
      store<u32>(p, <u32>items, 16);
      store<u32>(p, <u32>room, 12);
    }
  }
  store<u32>(p, size, 8);
  return true;
}

/** Sets item `i`, going through scratch so that a failing conversion changes nothing. False with an exception. */
function setItem(p: usize, i: u32, v: Value): bool {
  const scratch = pushArgs(1);
  if (!scratch) return false;
  let ok = arraySet(codeOf(p), scratch, v);
  if (ok) {
    if (i < sizeOf(p)) memory.copy(at(p, i), scratch, widthOf(p)); // a conversion may have run code that made it shorter
    else { raise(T.IndexError, "array assignment index out of range"); ok = false; }
  }
  popArgs(scratch);
  return ok;
}
function append(p: usize, v: Value): bool { return insertAt(p, sizeOf(p), v); }
function insertAt(p: usize, i: u32, v: Value): bool {
  const scratch = pushArgs(1);
  if (!scratch) return false;
  let ok = arraySet(codeOf(p), scratch, v);
  const size = sizeOf(p);
  if (i > size) i = size;
  if (ok) ok = resize(p, size + 1);
  if (ok) {
    const place = at(p, i), width = <usize>widthOf(p);
    memory.copy(place + width, place, <usize>(size - i) * width);
    memory.copy(place, scratch, width);
  }
  popArgs(scratch);
  return ok;
}
function extendIterable(p: usize, v: Value): bool {
  const it = getIter(v);
  if (it == NULL) return false;
  let ok = true;
  while (ok) {
    const x = iterNext(it);
    if (x == NULL) { ok = !errorOccurred(); break; }
    ok = append(p, x);
    decref(x);
  }
  decref(it);
  return ok;
}
function extendBytes(p: usize, from: usize, length: u32): bool {
  const width = widthOf(p), size = sizeOf(p);
  if (length % width) { raise(T.ValueError, "bytes length not a multiple of item size"); return false; }
  if (length == 0) return true;
  if (!resize(p, size + length / width)) return false;
  memory.copy(at(p, size), from, length);
  return true;
}
function extendText(p: usize, s: Value): bool {
  const size = sizeOf(p), n = strLen(s);
  if (!resize(p, size + n)) return false;
  for (let i: u32 = 0; i < n; i++) store<u32>(at(p, size + i), strAt(s, i));
  return true;
}
/** list.extend for an array: another array of the same code, or any iterable. */
function extendWith(p: usize, v: Value): bool {
  if (!isArray(v)) return extendIterable(p, v);
  const q = ptrOf(v);
  if (codeOf(q) != codeOf(p)) { raise(T.TypeError, "can only extend with array of same kind"); return false; }
  const size = sizeOf(p), n = sizeOf(q); // q may be p
  if (!resize(p, size + n)) return false;
  memory.copy(at(p, size), itemsOf(q), <usize>n * widthOf(p));
  return true;
}

// Making arrays

const BAD_CODE = "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)";

function codeArgument(v: Value): u32 {
  if (!hasFlag(v, TypeFlag.STR_SUBCLASS)) { raiseFmt(T.TypeError, "array() argument 1 must be a unicode character, not %T", v); return 0; }
  if (strLen(v) != 1) { raiseFmt(T.TypeError, "array() argument 1 must be a unicode character, not a string of length %d", boxInt(strLen(v))); return 0; }
  return strAt(v, 0);
}
function newArray(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (type == <usize>T.array && !noKeywords("array.array", kwnames)) return NULL;
  if (nargs < 1) return raise(T.TypeError, "array() takes at least 1 argument (0 given)");
  if (nargs > 2) return raiseFmt(T.TypeError, "array() takes at most 2 arguments (%d given)", boxInt(nargs));
  const code = codeArgument(load<u64>(args));
  if (!code && errorOccurred()) return NULL;
  const initial = nargs == 2 ? load<u64>(args, 8) : NULL;
  if (code == 0x75 && !warnFmt(T.DeprecationWarning, "The 'u' type code is deprecated and will be removed in Python 3.16")) return NULL;
  if (initial != NULL && !isTextCode(code)) {
    if (hasFlag(initial, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "cannot use a str to initialize an array with typecode '%c'", boxInt(code));
    if (isArray(initial) && isTextCode(codeOf(ptrOf(initial)))) return raiseFmt(T.TypeError, "cannot use a unicode array to initialize an array with typecode '%c'", boxInt(code));
  }
  if (!arrayItemSize(code)) return raise(T.ValueError, BAD_CODE);
  const v = arrayNew(type, code, 0);
  if (v == NULL || initial == NULL) return v;
  if (fill(ptrOf(v), initial)) return v;
  decref(v);
  return NULL;
}
function fill(p: usize, initial: Value): bool {
  if (isArray(initial)) {
    const q = ptrOf(initial);
    if (codeOf(q) == codeOf(p)) return extendWith(p, initial);
    for (let i: u32 = 0; i < sizeOf(q); i++) {
      const x = arrayGet(codeOf(q), at(q, i));
      if (x == NULL) return false;
      const ok = append(p, x);
      decref(x);
      if (!ok) return false;
    }
    return true;
  }
  if (hasFlag(initial, TypeFlag.STR_SUBCLASS)) return extendText(p, initial);
  if (hasFlag(initial, TypeFlag.BYTES_SUBCLASS) || isType(initial, T.bytearray)) return extendBuffer(p, initial);
  return extendIterable(p, initial);
}
function extendBuffer(p: usize, v: Value): bool {
  const view = pushArgs(BUFFER_WORDS);
  if (!view) return false;
  let ok = false;
  if (getBuffer(v, view, PyBUF_SIMPLE) == 0) {
    const b = changetype<BufferView>(view);
    if (b.itemsize != 1) raise(T.TypeError, "a bytes-like object is required");
    else ok = extendBytes(p, b.buf, b.len);
    releaseBuffer(view);
  }
  popArgs(view);
  return ok;
}
function dealloc(p: usize): void {
  if (load<u32>(p, 28) && load<u32>(p, 4) == <u32>T.array) clearWeakrefs(p);
  if (itemsOf(p)) free(itemsOf(p));
  freeObject(p);
}

// Sequence and mapping

function length(self: Value): i64 { return sizeOf(ptrOf(self)); }
function item(self: Value, i: i64): Value {
  const p = ptrOf(self);
  if (i < 0 || i >= <i64>sizeOf(p)) return raise(T.IndexError, "array index out of range");
  return arrayGet(codeOf(p), at(p, <u32>i));
}
function assignItem(self: Value, i: i64, v: Value): i32 {
  const p = ptrOf(self);
  if (i < 0 || i >= <i64>sizeOf(p)) return raiseI(T.IndexError, "array assignment index out of range");
  if (v == NULL) return removeRange(p, <u32>i, 1) ? 0 : -1;
  return setItem(p, <u32>i, v) ? 0 : -1;
}
function removeRange(p: usize, start: u32, count: u32): bool {
  if (!count) return true;
  if (load<u32>(p, 24)) { raise(T.BufferError, "cannot resize an array that is exporting buffers"); return false; }
  const size = sizeOf(p);
  memory.copy(at(p, start), at(p, start + count), <usize>(size - start - count) * widthOf(p));
  return resize(p, size - count);
}
function subscript(self: Value, key: Value): Value {
  const p = ptrOf(self);
  if (hasIndex(key)) {
    let i = indexI64(key, T.IndexError);
    if (i == -1 && errorOccurred()) return NULL;
    if (i < 0) i += sizeOf(p);
    return item(self, i);
  }
  if (!isSlice(key)) return raise(T.TypeError, "array indices must be integers");
  const out = pushArgs(3);
  if (!out) return NULL;
  let r: Value = NULL;
  if (sliceUnpack(key, out)) {
    const n = <u32>sliceAdjust(sizeOf(p), out);
    const start = load<i64>(out), step = load<i64>(out, 16);
    r = arrayNew(T.array, codeOf(p), n);
    if (r != NULL) {
      const width = <usize>widthOf(p);
      let to = itemsOf(ptrOf(r));
      if (step == 1) memory.copy(to, at(p, <u32>start), <usize>n * width);
      else for (let k: u32 = 0, i = start; k < n; k++, i += step) { memory.copy(to, at(p, <u32>i), width); to += width; }
    }
  }
  popArgs(out);
  return r;
}
function assignSubscript(self: Value, key: Value, v: Value): i32 {
  const p = ptrOf(self);
  if (hasIndex(key)) {
    let i = indexI64(key, T.IndexError);
    if (i == -1 && errorOccurred()) return -1;
    if (i < 0) i += sizeOf(p);
    return assignItem(self, i, v);
  }
  if (!isSlice(key)) return raiseI(T.TypeError, "array indices must be integers");
  if (v != NULL && !isArray(v)) return raiseFmtI(T.TypeError, "can only assign array (not \"%T\") to array slice", v);
  if (v != NULL && codeOf(ptrOf(v)) != codeOf(p)) return raiseI(T.TypeError, "bad argument type for built-in operation");
  if (v == self) { // a[…] = a
    const copy = arrayCopy(self);
    if (copy == NULL) return -1;
    const r = assignSubscript(self, key, copy);
    decref(copy);
    return r;
  }
  const out = pushArgs(3);
  if (!out) return -1;
  let ok = false;
  if (sliceUnpack(key, out)) ok = assignSlice(p, out, v);
  popArgs(out);
  return ok ? 0 : -1;
}
function assignSlice(p: usize, out: usize, v: Value): bool {
  const n = <u32>sliceAdjust(sizeOf(p), out);
  const q: usize = v == NULL ? 0 : ptrOf(v);
  const needed: u32 = q ? sizeOf(q) : 0;
  let start = load<i64>(out), stop = load<i64>(out, 8), step = load<i64>(out, 16);
  const width = <usize>widthOf(p);
  const size = sizeOf(p);
  if ((step > 0 && stop < start) || (step < 0 && stop > start)) stop = start;
  if (needed != n && load<u32>(p, 24)) { raise(T.BufferError, "cannot resize an array that is exporting buffers"); return false; }
  if (step == 1) {
    const from = <u32>start;
    if (n > needed) {
      memory.copy(at(p, from + needed), at(p, from + n), <usize>(size - from - n) * width);
      if (!resize(p, size + needed - n)) return false;
    } else if (n < needed) {
      if (!resize(p, size + needed - n)) return false;
      memory.copy(at(p, from + needed), at(p, from + n), <usize>(size - from - n) * width);
    }
    if (needed) memory.copy(at(p, from), itemsOf(q), <usize>needed * width);
    return true;
  }
  if (needed == 0) { // deletion of an extended slice
    if (n == 0) return true;
    if (step < 0) { start = start + step * <i64>(n - 1); step = -step; }
    let to = <u32>start;
    let next = start;
    let left = n;
    for (let i = <u32>start; i < size; i++) {
      if (left && <i64>i == next) { left--; next += step; continue; }
      memory.copy(at(p, to), at(p, i), width);
      to++;
    }
    return resize(p, size - n);
  }
  if (needed != n) {
    raiseFmt(T.ValueError, "attempt to assign array of size %d to extended slice of size %d", boxInt(needed), boxInt(n));
    return false;
  }
  for (let k: u32 = 0, i = start; k < n; k++, i += step) memory.copy(at(p, <u32>i), at(q, k), width);
  return true;
}
function concat(a: Value, b: Value): Value {
  if (!isArray(b)) return raiseFmt(T.TypeError, "can only append array (not \"%T\") to array", b);
  const p = ptrOf(a), q = ptrOf(b);
  if (codeOf(p) != codeOf(q)) return raise(T.TypeError, "bad argument type for built-in operation");
  const r = arrayNew(T.array, codeOf(p), sizeOf(p) + sizeOf(q));
  if (r == NULL) return NULL;
  const width = <usize>widthOf(p);
  memory.copy(itemsOf(ptrOf(r)), itemsOf(p), <usize>sizeOf(p) * width);
  memory.copy(at(ptrOf(r), sizeOf(p)), itemsOf(q), <usize>sizeOf(q) * width);
  return r;
}
function repeatInto(p: usize, size: u32, n: u32): void {
  const bytes = <usize>size * widthOf(p);
  for (let k: u32 = 1; k < n; k++) memory.copy(itemsOf(p) + bytes * k, itemsOf(p), bytes);
}
function repeat(self: Value, n: i64): Value {
  const p = ptrOf(self);
  if (n < 0) n = 0;
  const size = sizeOf(p);
  if (size && n > 0x7FFFFFFF / <i64>size) return outOfMemory();
  const r = arrayNew(T.array, codeOf(p), size * <u32>n);
  if (r == NULL || size == 0 || n == 0) return r;
  memory.copy(itemsOf(ptrOf(r)), itemsOf(p), <usize>size * widthOf(p));
  repeatInto(ptrOf(r), size, <u32>n);
  return r;
}
function inplaceConcat(self: Value, b: Value): Value {
  if (!isArray(b)) return raiseFmt(T.TypeError, "can only extend with array (not \"%T\")", b);
  return extendWith(ptrOf(self), b) ? newref(self) : NULL;
}
function inplaceRepeat(self: Value, n: i64): Value {
  const p = ptrOf(self);
  const size = sizeOf(p);
  if (size) {
    if (n < 0) n = 0;
    if (n > 0x7FFFFFFF / <i64>size) return outOfMemory();
    if (!resize(p, size * <u32>n)) return NULL;
    if (n) repeatInto(p, size, <u32>n);
  }
  return newref(self);
}
/** The first index from `start` below `stop` whose item equals `v`; -1 for none, -2 with an exception. */
function find(p: usize, v: Value, start: u32, stop: i64): i64 {
  for (let i = start; i < sizeOf(p) && <i64>i < stop; i++) {
    const x = arrayGet(codeOf(p), at(p, i));
    if (x == NULL) return -2;
    const equal = compareBool(x, v, CompareOp.EQ);
    decref(x);
    if (equal < 0) return -2;
    if (equal) return i;
  }
  return -1;
}
function contains(self: Value, v: Value): i32 {
  const i = find(ptrOf(self), v, 0, i64.MAX_VALUE);
  return i >= 0 ? 1 : i == -1 ? 0 : -1;
}
function compare(a: Value, b: Value, op: i32): Value {
  if (!isArray(a) || !isArray(b)) return NotImplemented;
  const p = ptrOf(a), q = ptrOf(b);
  if (sizeOf(p) != sizeOf(q) && (op == CompareOp.EQ || op == CompareOp.NE)) return boxBool(op == CompareOp.NE);
  let i: u32 = 0;
  for (; i < sizeOf(p) && i < sizeOf(q); i++) {
    const x = arrayGet(codeOf(p), at(p, i));
    if (x == NULL) return NULL;
    const y = arrayGet(codeOf(q), at(q, i));
    if (y == NULL) { decref(x); return NULL; }
    const equal = isFloat(x) && isFloat(y) ? <i32>(f64Of(x) == f64Of(y)) : compareBool(x, y, CompareOp.EQ);
    if (equal <= 0) {
      let r: Value = NULL;
      if (equal == 0) r = op == CompareOp.EQ ? boxBool(false) : op == CompareOp.NE ? boxBool(true) : richCompare(x, y, op);
      decref(x);
      decref(y);
      return r;
    }
    decref(x);
    decref(y);
  }
  const m = sizeOf(p), n = sizeOf(q);
  switch (op) {
    case CompareOp.LT: return boxBool(m < n);
    case CompareOp.LE: return boxBool(m <= n);
    case CompareOp.EQ: return boxBool(m == n);
    case CompareOp.NE: return boxBool(m != n);
    case CompareOp.GT: return boxBool(m > n);
  }
  return boxBool(m >= n);
}
function repr(self: Value): Value {
  const p = ptrOf(self);
  const code = boxInt(codeOf(p));
  if (sizeOf(p) == 0) return formatMessage("%N('%c')", self, code, NULL, NULL);
  const content = isTextCode(codeOf(p)) ? toUnicode(self) : toList(self);
  if (content == NULL) return NULL;
  const r = formatMessage("%N('%c', %r)", self, code, content, NULL);
  decref(content);
  return r;
}
function getBufferSlot(self: Value, view: usize, flags: i32): i32 {
  const p = ptrOf(self);
  const width = <i32>widthOf(p);
  let start = itemsOf(p);
  if (!start) start = p + 24; // empty: an address that is not 0
  if (fillBuffer(view, self, start, <i32>sizeOf(p) * width, false, flags) < 0) return -1;
  const b = changetype<BufferView>(view);
  b.itemsize = width;
  b.count = <i32>sizeOf(p);
  if (flags & PyBUF_FORMAT) b.format = <u32>(p + 20);
  store<u32>(p, load<u32>(p, 24) + 1, 24);
  return 0;
}
function releaseBufferSlot(self: Value, view: usize): void {
  const p = ptrOf(self);
  store<u32>(p, load<u32>(p, 24) - 1, 24);
}

// Methods

function appendMethod(self: Value, v: Value): Value { return append(ptrOf(self), v) ? None : NULL; }
function extendMethod(self: Value, v: Value): Value { return extendWith(ptrOf(self), v) ? None : NULL; }
function insertMethod(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("insert", nargs, 2, 2)) return NULL;
  let i = indexI64(load<u64>(args), T.OverflowError);
  if (i == -1 && errorOccurred()) return NULL;
  const p = ptrOf(self);
  const size = <i64>sizeOf(p);
  if (i < 0) i = max<i64>(i + size, 0);
  return insertAt(p, <u32>min(i, size), load<u64>(args, 8)) ? None : NULL;
}
function popMethod(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("pop", nargs, 0, 1)) return NULL;
  let i: i64 = -1;
  if (nargs) {
    i = indexI64(load<u64>(args), T.OverflowError);
    if (i == -1 && errorOccurred()) return NULL;
  }
  const p = ptrOf(self);
  if (sizeOf(p) == 0) return raise(T.IndexError, "pop from empty array");
  if (i < 0) i += sizeOf(p);
  if (i < 0 || i >= <i64>sizeOf(p)) return raise(T.IndexError, "pop index out of range");
  const v = arrayGet(codeOf(p), at(p, <u32>i));
  if (v == NULL) return NULL;
  if (!removeRange(p, <u32>i, 1)) { decref(v); return NULL; }
  return v;
}
function removeMethod(self: Value, v: Value): Value {
  const p = ptrOf(self);
  const i = find(p, v, 0, i64.MAX_VALUE);
  if (i == -2) return NULL;
  if (i == -1) return raise(T.ValueError, "array.remove(x): x not in array");
  return removeRange(p, <u32>i, 1) ? None : NULL;
}
function indexMethod(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("index", nargs, 1, 3)) return NULL;
  const p = ptrOf(self);
  let start: i64 = 0, stop: i64 = i64.MAX_VALUE;
  if (nargs > 1) { start = indexI64(load<u64>(args, 8), 0); if (start == -1 && errorOccurred()) return NULL; }
  if (nargs > 2) { stop = indexI64(load<u64>(args, 16), 0); if (stop == -1 && errorOccurred()) return NULL; }
  if (start < 0) start = max<i64>(start + sizeOf(p), 0);
  if (stop < 0) stop += sizeOf(p);
  const i = find(p, load<u64>(args), <u32>min<i64>(start, 0xFFFFFFFF), stop);
  if (i == -2) return NULL;
  return i >= 0 ? boxInt(i) : raise(T.ValueError, "array.index(x): x not in array");
}
function countMethod(self: Value, v: Value): Value {
  const p = ptrOf(self);
  let n: i64 = 0;
  let i: i64 = -1;
  while (true) {
    i = find(p, v, <u32>(i + 1), i64.MAX_VALUE);
    if (i == -2) return NULL;
    if (i < 0) return boxInt(n);
    n++;
  }
}
function reverseMethod(self: Value): Value {
  const p = ptrOf(self);
  const width = <usize>widthOf(p);
  const scratch = pushArgs(1);
  if (!scratch) return NULL;
  if (sizeOf(p) > 1) for (let i: u32 = 0, j = sizeOf(p) - 1; i < j; i++, j--) {
    memory.copy(scratch, at(p, i), width);
    memory.copy(at(p, i), at(p, j), width);
    memory.copy(at(p, j), scratch, width);
  }
  popArgs(scratch);
  return None;
}
function clearMethod(self: Value): Value { return resize(ptrOf(self), 0) ? None : NULL; }
function byteswapMethod(self: Value): Value {
  const p = ptrOf(self);
  swapBytes(itemsOf(p), sizeOf(p), widthOf(p));
  return None;
}
function bufferInfo(self: Value): Value {
  const t = tupleNew(2);
  if (t == NULL) return NULL;
  tuplePut(t, 0, boxInt(<i64>itemsOf(ptrOf(self))));
  tuplePut(t, 1, boxInt(sizeOf(ptrOf(self))));
  return t;
}
function arrayCopy(self: Value): Value {
  const p = ptrOf(self);
  const r = arrayNew(T.array, codeOf(p), sizeOf(p));
  if (r != NULL) memory.copy(itemsOf(ptrOf(r)), itemsOf(p), <usize>sizeOf(p) * widthOf(p));
  return r;
}
function deepCopy(self: Value, memo: Value): Value { return arrayCopy(self); }
function toList(self: Value): Value {
  const p = ptrOf(self);
  const list = listNew(sizeOf(p));
  if (list == NULL) return NULL;
  for (let i: u32 = 0; i < sizeOf(p); i++) {
    const x = arrayGet(codeOf(p), at(p, i));
    if (x == NULL || listPush(list, x) < 0) { decref(list); return NULL; }
  }
  return list;
}
function fromList(self: Value, list: Value): Value {
  if (!hasFlag(list, TypeFlag.LIST_SUBCLASS)) return raise(T.TypeError, "arg must be list");
  const p = ptrOf(self);
  const size = sizeOf(p), n = listSize(list);
  for (let i: u32 = 0; i < listSize(list); i++) {
    if (!append(p, listAt(list, i))) { restoreSize(p, size); return NULL; }
    if (listSize(list) != n) { restoreSize(p, size); return raise(T.RuntimeError, "list changed size during iteration"); }
  }
  return None;
}
/** Cuts the array back, keeping the exception that is set. */
function restoreSize(p: usize, size: u32): void { if (!load<u32>(p, 24)) store<u32>(p, size, 8); }
function toBytes(self: Value): Value {
  const p = ptrOf(self);
  return bytesFrom(itemsOf(p), sizeOf(p) * widthOf(p));
}
function fromBytes(self: Value, v: Value): Value { return extendBuffer(ptrOf(self), v) ? None : NULL; }
function toUnicode(self: Value): Value {
  const p = ptrOf(self);
  if (!isTextCode(codeOf(p))) return raise(T.ValueError, "tounicode() may only be called on unicode type arrays ('u' or 'w')");
  for (let i: u32 = 0; i < sizeOf(p); i++) {
    const x = arrayGet(codeOf(p), at(p, i));
    if (x == NULL) return NULL;
    decref(x);
  }
  return strFromText(itemsOf(p), 4, sizeOf(p));
}
function fromUnicode(self: Value, s: Value): Value {
  const p = ptrOf(self);
  if (!hasFlag(s, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "fromunicode() argument must be str, not %T", s);
  if (!isTextCode(codeOf(p))) return raise(T.ValueError, "fromunicode() may only be called on unicode type arrays ('u' or 'w')");
  return extendText(p, s) ? None : NULL;
}
function toFile(self: Value, file: Value): Value {
  const p = ptrOf(self);
  const length = sizeOf(p) * widthOf(p);
  for (let from: u32 = 0; from < length; from += 65536) {
    const bytes = bytesFrom(itemsOf(p) + <usize>from, min<u32>(65536, length - from));
    const r = bytes == NULL ? NULL : callMethod1(file, name(N.write), bytes);
    decref(bytes);
    if (r == NULL) return NULL;
    decref(r);
  }
  if (length == 0) { // the attribute must be there all the same
    const write = getAttr(file, name(N.write));
    if (write == NULL) return NULL;
    decref(write);
  }
  return None;
}
function fromFile(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("fromfile", nargs, 2, 2)) return NULL;
  const n = indexI64(load<u64>(args, 8), T.OverflowError);
  if (n == -1 && errorOccurred()) return NULL;
  if (n < 0) return raise(T.ValueError, "negative count");
  const p = ptrOf(self);
  const wanted = n * <i64>widthOf(p);
  const count = newInt(wanted);
  const bytes = count == NULL ? NULL : callMethod1(load<u64>(args), name(N.read), count);
  decref(count);
  if (bytes == NULL) return NULL;
  let r: Value = NULL;
  if (!hasFlag(bytes, TypeFlag.BYTES_SUBCLASS)) raise(T.TypeError, "read() didn't return bytes");
  else {
    const got = bytesLen(bytes);
    if (extendBytes(p, bytesData(bytes), got)) r = <i64>got == wanted ? None : raise(T.EOFError, "read() didn't return enough bytes");
  }
  decref(bytes);
  return r;
}
/** array._array_reconstructor. */
function reconstructor(): Value {
  const key = internAscii("array");
  const module = dictGet(runtime().sysModules, key);
  decref(key);
  const attribute = internAscii("_array_reconstructor");
  const f = module == NULL ? raise(T.ImportError, "array is not imported") : getAttr(module, attribute);
  decref(attribute);
  return f;
}
function reduceEx(self: Value, protocol: Value): Value {
  const version = indexI64(protocol, T.OverflowError);
  if (version == -1 && errorOccurred()) return NULL;
  const p = ptrOf(self);
  let dict = getOptionalAttr(self, name(N.__dict__));
  if (dict == NULL) { if (errorOccurred()) return NULL; dict = None; }
  const type = boxPtr(typeOf(self));
  const code = strFromCodePoint(codeOf(p));
  let head: Value = type;
  let rest: Value = NULL;
  if (version < 3) {
    const list = toList(self);
    if (list != NULL && code != NULL) rest = tuple2(code, list);
    decref(list);
  } else {
    const bytes = toBytes(self);
    head = reconstructor();
    if (bytes != NULL && code != NULL && head != NULL) {
      rest = tupleNew(4);
      if (rest != NULL) {
        tuplePut(rest, 0, newref(type));
        tuplePut(rest, 1, newref(code));
        tuplePut(rest, 2, boxInt(machineFormat(codeOf(p))));
        tuplePut(rest, 3, newref(bytes));
      }
    }
    decref(bytes);
  }
  const r = rest == NULL || head == NULL ? NULL : tuple3(head, rest, dict);
  if (version >= 3) decref(head);
  decref(rest);
  decref(code);
  decref(dict);
  return r;
}
function classGetItem(cls: Value, v: Value): Value { return genericAlias(cls, v); }
function sizeofMethod(self: Value): Value { return boxInt(64 + <i64>load<u32>(ptrOf(self), 12) * widthOf(ptrOf(self))); }
function getTypecode(self: Value): Value { return strFromCodePoint(codeOf(ptrOf(self))); }
function getItemsize(self: Value): Value { return boxInt(widthOf(ptrOf(self))); }

// The iterator

function iter(self: Value): Value { return indexIterNew(T.arrayiterator, self); }
function iterNextSlot(self: Value): Value {
  const b = iterSequence(self);
  if (b == NULL) return NULL;
  const i = nextIndex(self, sizeOf(ptrOf(b)));
  return i < 0 ? NULL : arrayGet(codeOf(ptrOf(b)), at(ptrOf(b), <u32>i));
}
function iterLength(self: Value): i64 {
  const b = iterSequence(self);
  return b == NULL ? 0 : <i64>sizeOf(ptrOf(b));
}
function setState(self: Value, state: Value): Value { return iterSetState(self, state, iterLength(self)); }

// Pickling

function reconstruct(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("_array_reconstructor", nargs, 4, 4)) return NULL;
  const type = load<u64>(args), codeText = load<u64>(args, 8), bytes = load<u64>(args, 24);
  if (!hasFlag(type, TypeFlag.TYPE_SUBCLASS)) return raiseFmt(T.TypeError, "first argument must be a type object, not %T", type);
  if (!isSubtype(ptrOf(type), T.array)) return raiseFmt(T.TypeError, "%s is not a subtype of array.array", typeView(ptrOf(type)).name);
  const code = codeArgument(codeText);
  if (!code && errorOccurred()) return NULL;
  const format = indexI64(load<u64>(args, 16), T.OverflowError);
  if (format == -1 && errorOccurred()) return NULL;
  if (!hasFlag(bytes, TypeFlag.BYTES_SUBCLASS)) return raiseFmt(T.TypeError, "fourth argument should be bytes, not %T", bytes);
  if (!arrayItemSize(code)) return raise(T.ValueError, "second argument must be a valid type code");
  if (format < 0 || format > 21) return raise(T.ValueError, "third argument must be a valid machine format code.");
  const v = arrayNew(ptrOf(type), code, 0);
  if (v == NULL) return NULL;
  if (restore(ptrOf(v), <i32>format, bytesData(bytes), bytesLen(bytes))) return v;
  decref(v);
  return NULL;
}
/** Fills an array with items of a machine format. False with an exception. */
function restore(p: usize, format: i32, from: usize, length: u32): bool {
  const source = codeOfFormat(format);
  const big = format >= 2 && format & 1;
  const width: u32 = source ? arrayItemSize(source) : 2;
  if (length % width) { raise(T.ValueError, "bytes length not a multiple of item size"); return false; }
  const scratch = pushArgs(1);
  if (!scratch) return false;
  let ok = true;
  for (let i: u32 = 0; i < length && ok; i += width) {
    memory.copy(scratch, from + <usize>i, width);
    if (big) swapBytes(scratch, 1, width);
    let x: Value;
    if (source) x = arrayGet(source, scratch);
    else { // UTF-16
      let c = <u32>load<u16>(scratch);
      if (c >>> 10 == 0x36 && i + 2 < length) {
        i += 2;
        memory.copy(scratch, from + <usize>i, 2);
        if (big) swapBytes(scratch, 1, 2);
        c = 0x10000 + ((c & 0x3FF) << 10) + (<u32>load<u16>(scratch) & 0x3FF);
      }
      x = strFromCodePoint(c);
    }
    ok = x != NULL && append(p, x);
    decref(x);
  }
  popArgs(scratch);
  return ok;
}

export function initArrayTypes(): void {
  defType(T.array, "array.array", T.object, ARRAY_SIZE, TypeFlag.BASETYPE | TypeFlag.SEQUENCE);
  typeView(T.array).weakoffset = 28;
  setSlot(T.array, Slot.new_, newArray.index);
  setSlot(T.array, Slot.dealloc, dealloc.index);
  setSlot(T.array, Slot.repr, repr.index);
  setSlot(T.array, Slot.hash, hashNotImplemented.index);
  setSlot(T.array, Slot.richcompare, compare.index);
  setSlot(T.array, Slot.iter, iter.index);
  setSlot(T.array, Slot.sqLength, length.index);
  setSlot(T.array, Slot.sqConcat, concat.index);
  setSlot(T.array, Slot.sqRepeat, repeat.index);
  setSlot(T.array, Slot.sqItem, item.index);
  setSlot(T.array, Slot.sqAssItem, assignItem.index);
  setSlot(T.array, Slot.sqContains, contains.index);
  setSlot(T.array, Slot.sqInplaceConcat, inplaceConcat.index);
  setSlot(T.array, Slot.sqInplaceRepeat, inplaceRepeat.index);
  setSlot(T.array, Slot.mpLength, length.index);
  setSlot(T.array, Slot.mpSubscript, subscript.index);
  setSlot(T.array, Slot.mpAssSubscript, assignSubscript.index);
  setSlot(T.array, Slot.getbuffer, getBufferSlot.index);
  setSlot(T.array, Slot.releasebuffer, releaseBufferSlot.index);
  classAttribute(T.array, "__hash__", None);
  method(T.array, "append", appendMethod.index, METH_O, "($self, v, /)", "Append a new value to the end.");
  method(T.array, "extend", extendMethod.index, METH_O, "($self, bb, /)", "Append items to the end.");
  method(T.array, "insert", insertMethod.index, METH_FAST, "($self, i, v, /)", "Insert a new item before position i.");
  method(T.array, "pop", popMethod.index, METH_FAST, "($self, i=-1, /)", "Remove an item and return it.");
  method(T.array, "remove", removeMethod.index, METH_O, "($self, v, /)", "Remove the first occurrence of a value.");
  method(T.array, "index", indexMethod.index, METH_FAST, "($self, v, start=0, stop=sys.maxsize, /)", "Index of the first occurrence of a value.");
  method(T.array, "count", countMethod.index, METH_O, "($self, v, /)", "Number of occurrences of a value.");
  method(T.array, "reverse", reverseMethod.index, METH_NOARGS, "($self, /)", "Reverse the order of the items.");
  method(T.array, "clear", clearMethod.index, METH_NOARGS, "($self, /)", "Remove all items.");
  method(T.array, "byteswap", byteswapMethod.index, METH_NOARGS, "($self, /)", "Turn the bytes of each item round.");
  method(T.array, "buffer_info", bufferInfo.index, METH_NOARGS, "($self, /)", "Address and length of the items in memory.");
  method(T.array, "__copy__", arrayCopy.index, METH_NOARGS, "($self, /)", "A copy.");
  method(T.array, "__deepcopy__", deepCopy.index, METH_O, "($self, unused, /)", "A copy.");
  method(T.array, "tolist", toList.index, METH_NOARGS, "($self, /)", "An ordinary list with the same items.");
  method(T.array, "fromlist", fromList.index, METH_O, "($self, list, /)", "Append items from a list.");
  method(T.array, "tobytes", toBytes.index, METH_NOARGS, "($self, /)", "The items as machine values.");
  method(T.array, "frombytes", fromBytes.index, METH_O, "($self, buffer, /)", "Append items from machine values.");
  method(T.array, "tounicode", toUnicode.index, METH_NOARGS, "($self, /)", "A str of the characters.");
  method(T.array, "fromunicode", fromUnicode.index, METH_O, "($self, ustr, /)", "Append the characters of a str.");
  method(T.array, "tofile", toFile.index, METH_O, "($self, f, /)", "Write all items to a file as machine values.");
  method(T.array, "fromfile", fromFile.index, METH_FAST, "($self, f, n, /)", "Read n items from a file and append them.");
  method(T.array, "__reduce_ex__", reduceEx.index, METH_O, "($self, value, /)", "State for pickling.");
  method(T.array, "__sizeof__", sizeofMethod.index, METH_NOARGS, "($self, /)", "Size in memory, in bytes.");
  method(T.array, "__class_getitem__", classGetItem.index, METH_O | METH_CLASS, "($type, item, /)", "See PEP 585");
  getset(T.array, "typecode", getTypecode.index, 0, "the typecode character used to create the array");
  getset(T.array, "itemsize", getItemsize.index, 0, "the size, in bytes, of one array item");
  defIndexIter(T.arrayiterator, "array.arrayiterator", iterNextSlot.index);
  defIndexIterMethods(T.arrayiterator, 0, iterReduce.index, setState.index);
}
export function init_array(m: Value): void {
  addType(m, T.array);
  constant(m, "ArrayType", boxPtr(T.array));
  constant(m, "typecodes", strFromLiteral("bBuwhHiIlLqQfd"));
  registerSequence();
  func(m, "_array_reconstructor", reconstruct.index, METH_FAST, "($module, arraytype, typecode, mformat_code, items, /)", "Internal. Used for pickling support.");
}

/** collections.abc.MutableSequence.register(array). An exception is left set. */
function registerSequence(): void {
  const abc = importModule(name(N._collections_abc));
  const sequence = abc == NULL ? NULL : getAttr(abc, name(N.MutableSequence));
  const r = sequence == NULL ? NULL : callMethod1(sequence, name(N.register), boxPtr(T.array));
  decref(abc);
  decref(sequence);
  decref(r);
}
