// memoryview: looking at the memory of an object through the buffer protocol.
//
//   memoryview    ┌ header │ managed Value @8 (NULL when released) │ released u32 @16 │ exports u32 @20 │ hash i64 @24 │ weaklist u32 @32 │ …
//                 │ view BufferView @40 │ format bytes @96 (8: a format of its own, after cast) │ shape, strides, suboffsets: i32 × 3 ndim @104
//   managedbuffer ┌ header │ exports u32 @8 │ … │ view BufferView @16: what the exporter gave
//
// All memoryviews made from one share the managed buffer; the exporter's buffer is released when the last of them is.

import { Value, NULL, None, NotImplemented, boxBool, boxInt, boxPtr, isPtr, ptrOf, Ellipsis } from "../value";
import { T } from "../names.generated";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { alloc, free } from "../memory/alloc";
import { decref, newref } from "../memory/refcount";
import { clearError, errorOccurred, outOfMemory, raise, raiseFmt, raiseI } from "../errors";
import { equalBool, hasIndex, hashOf, indexI64, richCompare, isTrue } from "../abstract";
import { checkArgs, parseArgs } from "../args";
import { popArgs, pushArgs } from "../interp/argstack";
import { defType, getset, METH_CLASS, METH_FAST, METH_KW, METH_NOARGS, METH_O, method } from "./define";
import { CompareOp, hasFlag, isExact, setSlot, Slot, TypeFlag, typeView } from "./typeobject";
import { isSlice, sliceIndices } from "./slice";
import { genericAlias } from "./genericalias";
import { isIntLike } from "./int";
import { listAt, listNew, listPush, listSize } from "./listobject";
import { tupleAt, tupleNew, tuplePut, tupleSize } from "./tupleobject";
import { hashBytes, strAt, strFromAscii, strFromLiteral, strLen } from "./strnew";
import { isStr, strData, strEqualAscii, strIsAscii } from "./strmake";
import { BYTES_DATA, bytesAlloc } from "./bytesobject";
import { copyItems } from "./bytesmake";
import { hexMethodArguments, hexText } from "./byteshex";
import { formatMessage } from "../format";
import { addressText } from "./addresstext";
import { clearWeakrefs } from "./weakrefs";
import {
  BUFFER_SIZE, BUFFER_WORDS, BufferView, getBuffer, hasBuffer, isContiguous, isFortranContiguous, PyBUF_ANY_CONTIGUOUS, PyBUF_C_CONTIGUOUS, PyBUF_F_CONTIGUOUS,
  PyBUF_FORMAT, PyBUF_FULL_RO, PyBUF_INDIRECT, PyBUF_ND, PyBUF_STRIDES, PyBUF_WRITABLE, releaseBuffer,
} from "./buffer";
import { formatChar, formatSize, packItem, unpackItem } from "./bufferitem";
import { boundArguments } from "./str";
import { defIndexIter, indexIterNew, iterLength, iterSequence, nextIndex } from "./indexiter";

@unmanaged
class ViewObj {
  count: u32; type: u32;
  managed: Value;
  released: u32; exports: u32;
  hash: i64;
  weaklist: u32; pad: u32;
}
const VIEW: usize = 40, FORMAT: usize = 96, ARRAYS: usize = 104;
const MAX_DIMENSIONS = 64;

function objOf(v: Value): ViewObj { return changetype<ViewObj>(ptrOf(v)); }
function viewOf(v: Value): BufferView { return changetype<BufferView>(ptrOf(v) + VIEW); }
function dim(array: u32, i: i32): i32 { return load<i32>(<usize>array + (<usize>i << 2)); }
export function isMemoryView(v: Value): bool { return isExact(v, T.memoryview); }

function released(v: Value): bool {
  const o = objOf(v);
  if (!o.released && o.managed != NULL) return false;
  raise(T.ValueError, "operation forbidden on released memoryview object");
  return true;
}

// ---- making ---------------------------------------------------------------------------------------------------------

/** A view of a managed buffer (borrowed) with `ndim` dimensions, arrays not set, other fields copied from `from`. */
function newView(managed: Value, from: BufferView, ndim: i32): Value {
  const p = allocObject(T.memoryview, ARRAYS + <usize>ndim * 12);
  if (!p) return NULL;
  const o = changetype<ViewObj>(p);
  o.managed = newref(managed);
  o.hash = -1;
  store<u32>(ptrOf(managed), load<u32>(ptrOf(managed), 8) + 1, 8);
  const w = changetype<BufferView>(p + VIEW);
  memory.copy(p + VIEW, changetype<usize>(from), BUFFER_SIZE);
  w.obj = newref(from.obj);
  w.ndim = ndim;
  w.shape = <u32>(p + ARRAYS);
  w.strides = w.shape + ndim * 4;
  w.suboffsets = from.suboffsets ? w.strides + ndim * 4 : 0;
  w.internal = 0;
  if (from.format) copyFormat(p, from.format);
  gcTrack(p);
  return boxPtr(p);
}
/** Short formats are kept in the view itself; a long one belongs to the exporter, which lives as long. */
function copyFormat(p: usize, format: u32): void {
  let n: usize = 0;
  while (n < 8 && load<u8>(<usize>format + n)) n++;
  if (n == 8) return;
  memory.copy(p + FORMAT, format, n + 1);
  changetype<BufferView>(p + VIEW).format = <u32>(p + FORMAT);
}
/** Fills shape and strides like those of `from`. */
function copyDimensions(v: Value, from: BufferView): void {
  const w = viewOf(v);
  const n = from.ndim;
  let stride = from.itemsize;
  for (let i = n - 1; i >= 0; i--) {
    const length = from.shape ? dim(from.shape, i) : from.len / max(from.itemsize, 1);
    store<i32>(<usize>w.shape + (<usize>i << 2), length);
    store<i32>(<usize>w.strides + (<usize>i << 2), from.strides ? dim(from.strides, i) : stride);
    stride *= length;
    if (from.suboffsets) store<i32>(<usize>w.suboffsets + (<usize>i << 2), dim(from.suboffsets, i));
  }
}
/** memoryview(object). `flags` is what is asked of the exporter. */
export function memoryViewFrom(object: Value, flags: i32 = PyBUF_FULL_RO): Value {
  if (isMemoryView(object)) {
    if (released(object)) return NULL;
    const v = newView(objOf(object).managed, viewOf(object), viewOf(object).ndim);
    if (v != NULL) copyDimensions(v, viewOf(object));
    return v;
  }
  if (!hasBuffer(object)) return raiseFmt(T.TypeError, "memoryview: a bytes-like object is required, not '%T'", object);
  const p = allocObject(T.managedbuffer, 16 + BUFFER_SIZE);
  if (!p) return NULL;
  changetype<BufferView>(p + 16).obj = NULL;
  gcTrack(p);
  const managed = boxPtr(p);
  if (getBuffer(object, p + 16, flags) < 0) { decref(managed); return NULL; }
  const master = changetype<BufferView>(p + 16);
  const v = newView(managed, master, master.ndim);
  decref(managed);
  if (v != NULL) copyDimensions(v, master);
  return v;
}
function new_(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(1);
  if (!out) return NULL;
  const bound = parseArgs("memoryview", "object", args, nargs, kwnames, out);
  const object = load<u64>(out);
  popArgs(out);
  return bound ? memoryViewFrom(object) : NULL;
}
function fromFlags(cls: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const bound = parseArgs("_from_flags", "object flags", args, nargs, kwnames, out);
  const object = load<u64>(out), flags = load<u64>(out, 8);
  popArgs(out);
  if (!bound) return NULL;
  const f = indexI64(flags, T.OverflowError);
  if (f == -1 && errorOccurred()) return NULL;
  return memoryViewFrom(object, <i32>f);
}

// ---- releasing ------------------------------------------------------------------------------------------------------

/** Lets go of the managed buffer. */
function letGo(o: ViewObj, view: usize): void {
  if (o.released) return;
  o.released = 1;
  const managed = o.managed;
  o.managed = NULL;
  const obj = changetype<BufferView>(view).obj;
  changetype<BufferView>(view).obj = NULL;
  decref(obj);
  if (managed == NULL) return;
  const p = ptrOf(managed);
  const left = load<u32>(p, 8) - 1;
  store<u32>(p, left, 8);
  if (left == 0) releaseBuffer(p + 16);
  decref(managed);
}
function release(self: Value): Value {
  const o = objOf(self);
  if (o.released) return None;
  if (o.exports) {
    return raiseFmt(T.BufferError, o.exports == 1 ? "memoryview has %d exported buffer" : "memoryview has %d exported buffers", boxInt(o.exports));
  }
  letGo(o, ptrOf(self) + VIEW);
  return None;
}
function enter(self: Value): Value { return released(self) ? NULL : newref(self); }
function exit(self: Value, args: usize, nargs: i32): Value { return release(self); }
function dealloc(self: usize): void {
  gcUntrack(self);
  const o = changetype<ViewObj>(self);
  if (o.weaklist) clearWeakrefs(self);
  letGo(o, self + VIEW);
  freeObject(self);
}
function traverse(self: usize, visit: i32, arg: usize): i32 {
  const managed = changetype<ViewObj>(self).managed;
  if (isPtr(managed)) { const r = call_indirect<i32>(visit, managed, arg); if (r) return r; }
  const obj = changetype<BufferView>(self + VIEW).obj;
  return isPtr(obj) ? call_indirect<i32>(visit, obj, arg) : 0;
}
function clear(self: usize): void { if (!changetype<ViewObj>(self).exports) letGo(changetype<ViewObj>(self), self + VIEW); }
function managedDealloc(self: usize): void {
  gcUntrack(self);
  releaseBuffer(self + 16);
  freeObject(self);
}
function managedTraverse(self: usize, visit: i32, arg: usize): i32 {
  const obj = changetype<BufferView>(self + 16).obj;
  return isPtr(obj) ? call_indirect<i32>(visit, obj, arg) : 0;
}
function getBufferSlot(self: Value, view: usize, flags: i32): i32 {
  if (released(self)) return -1;
  const v = viewOf(self), at = changetype<usize>(v);
  if (flags & PyBUF_WRITABLE && v.readonly) return raiseI(T.BufferError, "memoryview: underlying buffer is not writable");
  if ((flags & PyBUF_C_CONTIGUOUS) == PyBUF_C_CONTIGUOUS && !isContiguous(at)) return raiseI(T.BufferError, "memoryview: underlying buffer is not C-contiguous");
  if ((flags & PyBUF_F_CONTIGUOUS) == PyBUF_F_CONTIGUOUS && !isFortranContiguous(at)) return raiseI(T.BufferError, "memoryview: underlying buffer is not Fortran contiguous");
  if ((flags & PyBUF_ANY_CONTIGUOUS) == PyBUF_ANY_CONTIGUOUS && !isContiguous(at) && !isFortranContiguous(at)) return raiseI(T.BufferError, "memoryview: underlying buffer is not contiguous");
  if ((flags & PyBUF_INDIRECT) != PyBUF_INDIRECT && v.suboffsets) return raiseI(T.BufferError, "memoryview: underlying buffer requires suboffsets");
  if ((flags & PyBUF_STRIDES) != PyBUF_STRIDES && !isContiguous(at)) return raiseI(T.BufferError, "memoryview: underlying buffer is not C-contiguous");
  if (!(flags & PyBUF_ND) && flags & PyBUF_FORMAT) return raiseI(T.BufferError, "memoryview: cannot cast to unsigned bytes if the format flag is present");
  memory.copy(view, at, BUFFER_SIZE);
  const w = changetype<BufferView>(view);
  w.obj = newref(self);
  if (!(flags & PyBUF_FORMAT)) w.format = 0;
  if ((flags & PyBUF_STRIDES) != PyBUF_STRIDES) w.strides = 0;
  if (!(flags & PyBUF_ND)) { w.ndim = 1; w.shape = 0; }
  objOf(self).exports++;
  return 0;
}
function releaseBufferSlot(self: Value, view: usize): void { objOf(self).exports--; }

// ---- items ----------------------------------------------------------------------------------------------------------

function formatText(format: u32): Value {
  if (!format) return strFromLiteral("B");
  let n: u32 = 0;
  while (load<u8>(<usize>format + n)) n++;
  return strFromAscii(format, n);
}
/** The native format character of a view; 0 with NotImplementedError. */
function itemFormat(v: BufferView): u32 {
  const c = formatChar(v.format);
  if (!c) {
    const text = formatText(v.format);
    raiseFmt(T.NotImplementedError, "memoryview: format %s not supported", text);
    decref(text);
  }
  return c;
}
/** The address of index `i` in dimension `d` from `at`; 0 with IndexError. */
function step(v: BufferView, at: usize, d: i32, i: i64): usize {
  const n = <i64>dim(v.shape, d);
  if (i < 0) i += n;
  if (i < 0 || i >= n) { raiseFmt(T.IndexError, "index out of bounds on dimension %d", boxInt(d + 1)); return 0; }
  let p = at + <usize>(<i32>i * dim(v.strides, d));
  if (v.suboffsets && dim(v.suboffsets, d) >= 0) p = <usize>load<u32>(p) + <usize>dim(v.suboffsets, d);
  return p;
}
export function memoryItem(self: Value, i: i64): Value {
  if (released(self)) return NULL;
  const v = viewOf(self);
  const c = itemFormat(v);
  if (!c) return NULL;
  if (v.ndim == 0) return raise(T.TypeError, "invalid indexing of 0-dim memory");
  if (v.ndim > 1) return raise(T.NotImplementedError, "multi-dimensional sub-views are not implemented");
  const p = step(v, v.buf, 0, i);
  return p ? unpackItem(p, c) : NULL;
}
/** The address of the item at a tuple of indices; 0 with an exception. */
function tupleAddress(v: BufferView, key: Value): usize {
  const n = <i32>tupleSize(key);
  if (n > v.ndim) { raiseFmt(T.TypeError, "cannot index %d-dimension view with %d-element tuple", boxInt(v.ndim), boxInt(n)); return 0; }
  let p = <usize>v.buf;
  for (let d = 0; d < n; d++) {
    const i = indexI64(tupleAt(key, d), T.IndexError);
    if (i == -1 && errorOccurred()) return 0;
    p = step(v, p, d, i);
    if (!p) return 0;
  }
  return p;
}
/** Whether a key is a tuple of ints (1), or of slices (2). */
function tupleKind(key: Value): i32 {
  if (!hasFlag(key, TypeFlag.TUPLE_SUBCLASS)) return 0;
  const n = <i32>tupleSize(key);
  let ints = true, slices = n > 0;
  for (let i = 0; i < n; i++) {
    const k = tupleAt(key, i);
    if (!hasIndex(k)) ints = false;
    if (!isSlice(k)) slices = false;
  }
  return ints ? 1 : slices ? 2 : 0;
}
function subscript(self: Value, key: Value): Value {
  if (released(self)) return NULL;
  const v = viewOf(self);
  if (v.ndim == 0) {
    if (hasFlag(key, TypeFlag.TUPLE_SUBCLASS) && tupleSize(key) == 0) {
      const c = itemFormat(v);
      return c ? unpackItem(v.buf, c) : NULL;
    }
    if (key == Ellipsis) return newref(self);
    return raise(T.TypeError, "invalid indexing of 0-dim memory");
  }
  if (hasIndex(key)) {
    const i = indexI64(key, T.IndexError);
    if (i == -1 && errorOccurred()) return NULL;
    return memoryItem(self, i);
  }
  if (isSlice(key)) {
    const r = newView(objOf(self).managed, v, v.ndim); // it keeps the memory, whatever the slice's __index__ does
    if (r == NULL) return NULL;
    copyDimensions(r, v);
    if (!applySlice(viewOf(r), 0, key)) { decref(r); return NULL; }
    return r;
  }
  const kind = tupleKind(key);
  if (kind == 1) {
    if (<i32>tupleSize(key) < v.ndim) return raise(T.NotImplementedError, "sub-views are not implemented");
    const c = itemFormat(v);
    if (!c) return NULL;
    const p = tupleAddress(v, key);
    return p && !released(self) ? unpackItem(p, c) : NULL;
  }
  if (kind == 2) return raise(T.NotImplementedError, "multi-dimensional slicing is not implemented");
  return raise(T.TypeError, "memoryview: invalid slice key");
}
/** Narrows dimension `d` of a view to a slice. False with an exception. */
function applySlice(v: BufferView, d: i32, key: Value): bool {
  const out = pushArgs(3);
  if (!out) return false;
  const n = sliceIndices(key, dim(v.shape, d), out);
  const start = load<i64>(out), by = load<i64>(out, 16);
  popArgs(out);
  if (n < 0) return false;
  const stride = dim(v.strides, d);
  v.buf += <u32>(<i32>start * stride);
  store<i32>(<usize>v.shape + (<usize>d << 2), <i32>n);
  store<i32>(<usize>v.strides + (<usize>d << 2), <i32>max<i64>(i32.MIN_VALUE, min<i64>(i32.MAX_VALUE, stride * by)));
  let total = v.itemsize;
  for (let i = 0; i < v.ndim; i++) total *= dim(v.shape, i);
  v.len = total;
  return true;
}
function assignSubscript(self: Value, key: Value, value: Value): i32 {
  if (released(self)) return -1;
  const v = viewOf(self);
  const c = itemFormat(v);
  if (!c) return -1;
  if (v.readonly) return raiseI(T.TypeError, "cannot modify read-only memory");
  if (value == NULL) return raiseI(T.TypeError, "cannot delete memory");
  if (v.ndim == 0) {
    if (key == Ellipsis || (hasFlag(key, TypeFlag.TUPLE_SUBCLASS) && tupleSize(key) == 0)) return packGuarded(self, v.buf, c, value);
    return raiseI(T.TypeError, "invalid indexing of 0-dim memory");
  }
  if (hasIndex(key)) {
    if (v.ndim > 1) return raiseI(T.NotImplementedError, "sub-views are not implemented");
    const i = indexI64(key, T.IndexError);
    if (i == -1 && errorOccurred()) return -1;
    if (released(self)) return -1;
    const p = step(v, v.buf, 0, i);
    return p ? packGuarded(self, p, c, value) : -1;
  }
  if (isSlice(key) && v.ndim == 1) return assignSlice(self, key, value);
  const kind = tupleKind(key);
  if (kind == 1) {
    if (<i32>tupleSize(key) < v.ndim) return raiseI(T.NotImplementedError, "sub-views are not implemented");
    const p = tupleAddress(v, key);
    return p ? packGuarded(self, p, c, value) : -1;
  }
  if (isSlice(key) || kind == 2) return raiseI(T.NotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1");
  return raiseI(T.TypeError, "memoryview: invalid slice key");
}
/** packItem over a scratch item, because getting the value may release the view. */
function packGuarded(self: Value, at: usize, c: u32, value: Value): i32 {
  const scratch = pushArgs(1);
  if (!scratch) return -1;
  let r = packItem(scratch, c, value);
  if (r == 0 && released(self)) r = -1;
  if (r == 0) memory.copy(at, scratch, formatSize(c));
  popArgs(scratch);
  return r;
}
function assignSlice(self: Value, key: Value, value: Value): i32 {
  const src = pushArgs(BUFFER_WORDS);
  if (!src) return -1;
  if (getBuffer(value, src, PyBUF_FULL_RO) < 0) { popArgs(src); return -1; }
  let r = -1;
  const from = changetype<BufferView>(src);
  const part = newView(objOf(self).managed, viewOf(self), 1);
  if (part != NULL) {
    copyDimensions(part, viewOf(self));
    if (applySlice(viewOf(part), 0, key) && !released(self)) {
      const to = viewOf(part);
      const count = from.shape ? dim(from.shape, 0) : from.len / max(from.itemsize, 1);
      if (from.ndim != 1 || count != dim(to.shape, 0) || from.itemsize != to.itemsize || !sameFormat(from.format, to.format)) {
        raise(T.ValueError, "memoryview assignment: lvalue and rvalue have different structures");
      } else {
        const block = alloc(max<usize>(from.len, 1)); // they may overlap
        if (!block) outOfMemory();
        else {
          copyItems(src, block);
          const stride = dim(to.strides, 0);
          for (let i = 0; i < count; i++) memory.copy(<usize>to.buf + <usize>(i * stride), block + <usize>(i * to.itemsize), to.itemsize);
          free(block);
          r = 0;
        }
      }
    }
    decref(part);
  }
  releaseBuffer(src);
  popArgs(src);
  return r;
}
function sameFormat(a: u32, b: u32): bool {
  const x = formatChar(a), y = formatChar(b);
  if (x || y) return x == y;
  let i: usize = 0;
  while (load<u8>(<usize>a + i) && load<u8>(<usize>a + i) == load<u8>(<usize>b + i)) i++;
  return load<u8>(<usize>a + i) == load<u8>(<usize>b + i);
}
function length(self: Value): i64 {
  if (released(self)) return -1;
  const v = viewOf(self);
  if (v.ndim == 0) { raise(T.TypeError, "0-dim memory has no length"); return -1; }
  return dim(v.shape, 0);
}

// ---- methods --------------------------------------------------------------------------------------------------------

function tobytes(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(1);
  if (!out) return NULL;
  const bound = parseArgs("tobytes", "| order", args, nargs, kwnames, out);
  const order = load<u64>(out);
  popArgs(out);
  if (!bound || released(self)) return NULL;
  let fortran = false;
  if (order != NULL && order != None) {
    if (!isStr(order)) return raiseFmt(T.TypeError, "tobytes() argument 'order' must be str or None, not %T", order);
    if (strEqualAscii(order, "F")) fortran = true;
    else if (strEqualAscii(order, "A")) fortran = isFortranContiguous(ptrOf(self) + VIEW) && !isContiguous(ptrOf(self) + VIEW);
    else if (!strEqualAscii(order, "C")) return raise(T.ValueError, "order must be 'C', 'F' or 'A'");
  }
  const v = viewOf(self);
  const p = bytesAlloc(v.len);
  if (!p) return NULL;
  if (fortran && v.ndim > 1) copyFortran(v, v.ndim - 1, v.buf, p + BYTES_DATA);
  else copyItems(ptrOf(self) + VIEW, p + BYTES_DATA);
  return boxPtr(p);
}
function copyFortran(v: BufferView, d: i32, from: usize, to: usize): usize {
  if (d < 0) { memory.copy(to, from, v.itemsize); return to + <usize>v.itemsize; }
  const n = dim(v.shape, d), stride = dim(v.strides, d);
  for (let i = 0; i < n; i++) to = copyFortran(v, d - 1, from + <usize>(i * stride), to);
  return to;
}
function hex(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (released(self)) return NULL;
  const how = pushArgs(2);
  if (!how) return NULL;
  let r: Value = NULL;
  if (hexMethodArguments(args, nargs, kwnames, how) && !released(self)) {
    const v = viewOf(self);
    if (isContiguous(ptrOf(self) + VIEW)) r = hexText(v.buf, v.len, how);
    else {
      const b = tobytes(self, 0, 0, NULL);
      if (b != NULL) {
        r = hexText(ptrOf(b) + BYTES_DATA, v.len, how);
        decref(b);
      }
    }
  }
  popArgs(how);
  return r;
}
function tolist(self: Value): Value {
  if (released(self)) return NULL;
  const v = viewOf(self);
  const c = itemFormat(v);
  if (!c) return NULL;
  return v.ndim == 0 ? unpackItem(v.buf, c) : listDimension(v, 0, v.buf, c);
}
function listDimension(v: BufferView, d: i32, at: usize, c: u32): Value {
  const n = dim(v.shape, d), stride = dim(v.strides, d);
  const list = listNew(n);
  if (list == NULL) return NULL;
  for (let i = 0; i < n; i++) {
    let p = at + <usize>(i * stride);
    if (v.suboffsets && dim(v.suboffsets, d) >= 0) p = <usize>load<u32>(p) + <usize>dim(v.suboffsets, d);
    const item = d + 1 == v.ndim ? unpackItem(p, c) : listDimension(v, d + 1, p, c);
    if (item == NULL || listPush(list, item) < 0) { decref(list); return NULL; }
  }
  return list;
}
function toreadonly(self: Value): Value {
  if (released(self)) return NULL;
  const r = memoryViewFrom(self);
  if (r != NULL) viewOf(r).readonly = 1;
  return r;
}
function cast(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const bound = parseArgs("cast", "format | shape", args, nargs, kwnames, out);
  const format = load<u64>(out), shape = load<u64>(out, 8);
  popArgs(out);
  if (!bound) return NULL;
  if (!isStr(format)) return raiseFmt(T.TypeError, "cast() argument 'format' must be str, not %T", format);
  if (released(self)) return NULL;
  const v = viewOf(self);
  if (!inOrder(self, false)) return raise(T.TypeError, "memoryview: casts are restricted to C-contiguous views");
  if ((shape != NULL || v.ndim != 1) && zeroInShape(v)) return raise(T.TypeError, "memoryview: cannot cast view with zeros in shape or strides");
  let ndim = 1;
  if (shape != NULL) {
    if (!isExact(shape, T.list) && !isExact(shape, T.tuple)) return raise(T.TypeError, "shape must be a list or a tuple");
    ndim = <i32>(isExact(shape, T.list) ? listSize(shape) : tupleSize(shape));
    if (ndim > MAX_DIMENSIONS) return raise(T.ValueError, "memoryview: number of dimensions must not exceed 64");
    if (v.ndim != 1 && ndim != 1) return raise(T.TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D");
  }
  const c = castChar(format);
  if (!c) return raise(T.ValueError, "memoryview: destination format must be a native single character format prefixed with an optional '@'");
  const from = formatChar(v.format);
  if (!from) {
    return raise(T.ValueError, "memoryview: source format must be a native single character format prefixed with an optional '@'");
  }
  if (!isByteFormat(from) && !isByteFormat(c)) return raise(T.TypeError, "memoryview: cannot cast between two non-byte formats");
  const size = formatSize(c);
  if (v.len % size) return raise(T.TypeError, "memoryview: length is not a multiple of itemsize");
  const r = newView(objOf(self).managed, v, ndim);
  if (r == NULL) return NULL;
  const w = viewOf(r);
  memory.fill(ptrOf(r) + FORMAT, 0, 8);
  memory.copy(ptrOf(r) + FORMAT, strData(format), strLen(format));
  w.format = <u32>(ptrOf(r) + FORMAT);
  w.itemsize = size;
  w.suboffsets = 0;
  if (shape == NULL) {
    store<i32>(w.shape, v.len / size);
    store<i32>(w.strides, size);
    return r;
  }
  let total: i64 = size;
  for (let i = 0; i < ndim; i++) {
    const item = isExact(shape, T.list) ? listAt(shape, i) : tupleAt(shape, i);
    if (!isIntLike(item)) { decref(r); return raise(T.TypeError, "memoryview.cast(): elements of shape must be integers"); }
    const n = indexI64(item, 0);
    if (n <= 0) { decref(r); return raise(T.ValueError, "memoryview.cast(): elements of shape must be integers > 0"); }
    if (n > 0x7FFFFFFF / total) { decref(r); return raise(T.ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX"); }
    total *= n;
    store<i32>(<usize>w.shape + (<usize>i << 2), <i32>n);
  }
  if (total != v.len) { decref(r); return raise(T.TypeError, "memoryview: product(shape) * itemsize != buffer size"); }
  let stride = size;
  for (let i = ndim - 1; i >= 0; i--) {
    store<i32>(<usize>w.strides + (<usize>i << 2), stride);
    stride *= dim(w.shape, i);
  }
  return r;
}
function isByteFormat(c: u32): bool { return c == 0x42 || c == 0x62 || c == 0x63; }
function castChar(format: Value): u32 {
  const n = strLen(format);
  if (!strIsAscii(format) || n == 0 || n > 2) return 0;
  const c = n == 2 ? (strAt(format, 0) == 0x40 ? strAt(format, 1) : 0) : strAt(format, 0);
  return c && formatSize(c) > 0 ? c : 0;
}
function zeroInShape(v: BufferView): bool {
  for (let i = 0; i < v.ndim; i++) if (dim(v.shape, i) == 0 || dim(v.strides, i) == 0) return true;
  return false;
}
function count(self: Value, value: Value): Value {
  const n = length(self);
  if (n < 0) return NULL;
  let found: i64 = 0;
  for (let i: i64 = 0; i < n; i++) {
    const item = memoryItem(self, i);
    if (item == NULL) return NULL;
    const r = equalBool(item, value);
    decref(item);
    if (r < 0) return NULL;
    found += r;
  }
  return boxInt(found);
}
function index(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("index", nargs, 1, 3)) return NULL;
  const n = length(self);
  if (n < 0) return NULL;
  const out = pushArgs(2);
  if (!out) return NULL;
  const ok = boundArguments(args, nargs, n, out);
  const from = load<i64>(out), to = load<i64>(out, 8);
  popArgs(out);
  if (!ok) return NULL;
  for (let i = from; i < to; i++) {
    const item = memoryItem(self, i);
    if (item == NULL) return NULL;
    const r = equalBool(item, load<u64>(args));
    decref(item);
    if (r < 0) return NULL;
    if (r) return boxInt(i);
  }
  return raise(T.ValueError, "memoryview.index(x): x not found");
}

function repr(self: Value): Value {
  const at = addressText(self);
  const o = objOf(self);
  const r = o.released ? formatMessage("<released memory at %s>", at, NULL, NULL, NULL) : formatMessage("<memory at %s>", at, NULL, NULL, NULL);
  decref(at);
  return r;
}
function hash(self: Value): i64 {
  const o = objOf(self);
  if (o.hash != -1) return o.hash;
  if (released(self)) return -1;
  const v = viewOf(self);
  if (!v.readonly) { raise(T.ValueError, "cannot hash writable memoryview object"); return -1; }
  if (!isByteFormat(formatChar(v.format))) { raise(T.ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'"); return -1; }
  if (hashOf(v.obj) == -1) return -1; // the exporter must be hashable
  if (isContiguous(ptrOf(self) + VIEW)) o.hash = hashBytes(v.buf, v.len);
  else {
    const b = tobytes(self, 0, 0, NULL);
    if (b == NULL) return -1;
    o.hash = hashBytes(ptrOf(b) + BYTES_DATA, v.len);
    decref(b);
  }
  return o.hash;
}
function richcompare(a: Value, b: Value, op: i32): Value {
  if (op != CompareOp.EQ && op != CompareOp.NE) return NotImplemented;
  const o = objOf(a);
  let same = false;
  if (o.released || (isMemoryView(b) && objOf(b).released)) same = a == b;
  else {
    if (!hasBuffer(b)) return NotImplemented;
    const at = pushArgs(BUFFER_WORDS);
    if (!at) return NULL;
    if (getBuffer(b, at, PyBUF_FULL_RO) < 0) { clearError(); popArgs(at); return NotImplemented; }
    const r = equalViews(viewOf(a), changetype<BufferView>(at));
    releaseBuffer(at);
    popArgs(at);
    if (r < 0) return NULL;
    same = r != 0;
  }
  return boxBool(op == CompareOp.EQ ? same : !same);
}
/** 1 when two views have the same shape and equal items, 0, or -1. */
function equalViews(v: BufferView, w: BufferView): i32 {
  if (v.ndim != w.ndim) return 0;
  for (let d = 0; d < v.ndim; d++) {
    const n = dim(v.shape, d), m = w.shape ? dim(w.shape, d) : w.len / max(w.itemsize, 1);
    if (n != m) return 0;
    if (n == 0) break;
  }
  const x = formatChar(v.format), y = formatChar(w.format);
  if (!x || !y) {
    if (!v.format || !w.format) return 0;
    if (!sameFormat(v.format, w.format)) return 0; // formats of struct that are not native are compared by their bytes only
  }
  return equalDimension(v, w, 0, v.buf, w.buf, x, y);
}
function equalDimension(v: BufferView, w: BufferView, d: i32, a: usize, b: usize, x: u32, y: u32): i32 {
  if (d == v.ndim) {
    if (!x || !y) return memory.compare(a, b, v.itemsize) == 0 ? 1 : 0;
    const p = unpackItem(a, x);
    if (p == NULL) return -1;
    const q = unpackItem(b, y);
    if (q == NULL) { decref(p); return -1; }
    const r = p == q && x != 0x64 && x != 0x66 && x != 0x65 ? 1 : richEqual(p, q);
    decref(p);
    decref(q);
    return r;
  }
  const n = dim(v.shape, d);
  let wStride = w.itemsize;
  if (w.strides) wStride = dim(w.strides, d);
  for (let i = 0; i < n; i++) {
    let p = a + <usize>(i * dim(v.strides, d)), q = b + <usize>(i * wStride);
    if (v.suboffsets && dim(v.suboffsets, d) >= 0) p = <usize>load<u32>(p) + <usize>dim(v.suboffsets, d);
    if (w.suboffsets && dim(w.suboffsets, d) >= 0) q = <usize>load<u32>(q) + <usize>dim(w.suboffsets, d);
    const r = equalDimension(v, w, d + 1, p, q, x, y);
    if (r <= 0) return r;
  }
  return 1;
}
/** a == b without identity first: a NaN differs from itself. */
function richEqual(a: Value, b: Value): i32 {
  const r = richCompare(a, b, CompareOp.EQ);
  if (r == NULL) return -1;
  const t = isTrue(r);
  decref(r);
  return t;
}

// ---- attributes -----------------------------------------------------------------------------------------------------

function dimensions(array: u32, n: i32): Value {
  if (!array) n = 0;
  const t = tupleNew(n);
  for (let i = 0; t != NULL && i < n; i++) tuplePut(t, i, boxInt(dim(array, i)));
  return t;
}
function get_obj(self: Value): Value {
  if (released(self)) return NULL;
  const obj = viewOf(self).obj;
  return obj == NULL ? None : newref(obj);
}
function get_nbytes(self: Value): Value { return released(self) ? NULL : boxInt(viewOf(self).len); }
function get_itemsize(self: Value): Value { return released(self) ? NULL : boxInt(viewOf(self).itemsize); }
function get_format(self: Value): Value { return released(self) ? NULL : formatText(viewOf(self).format); }
function get_shape(self: Value): Value { return released(self) ? NULL : dimensions(viewOf(self).shape, viewOf(self).ndim); }
function get_strides(self: Value): Value { return released(self) ? NULL : dimensions(viewOf(self).strides, viewOf(self).ndim); }
function get_suboffsets(self: Value): Value { return released(self) ? NULL : dimensions(viewOf(self).suboffsets, viewOf(self).ndim); }
function get_ndim(self: Value): Value { return released(self) ? NULL : boxInt(viewOf(self).ndim); }
function get_readonly(self: Value): Value { return released(self) ? NULL : boxBool(viewOf(self).readonly != 0); }
// As CPython's flags of a view: one dimension goes by its stride alone, even when there is no item.
function inOrder(self: Value, fortran: bool): bool {
  const v = viewOf(self);
  if (v.ndim == 1) return !v.suboffsets && (dim(v.shape, 0) == 1 || dim(v.strides, 0) == v.itemsize);
  return fortran ? isFortranContiguous(ptrOf(self) + VIEW) : isContiguous(ptrOf(self) + VIEW);
}
function get_c(self: Value): Value { return released(self) ? NULL : boxBool(inOrder(self, false)); }
function get_f(self: Value): Value { return released(self) ? NULL : boxBool(inOrder(self, true)); }
function get_contiguous(self: Value): Value { return released(self) ? NULL : boxBool(inOrder(self, false) || inOrder(self, true)); }
function classGetItem(cls: Value, item: Value): Value { return genericAlias(cls, item); }

// ---- iterator -------------------------------------------------------------------------------------------------------

function iter(self: Value): Value {
  if (released(self)) return NULL;
  const v = viewOf(self);
  if (v.ndim == 0) return raise(T.TypeError, "invalid indexing of 0-dim memory");
  if (v.ndim > 1) return raise(T.NotImplementedError, "multi-dimensional sub-views are not implemented");
  if (!itemFormat(v)) return NULL;
  return indexIterNew(T.memory_iterator, self, dim(v.shape, 0));
}
function iterNextSlot(self: Value): Value {
  const v = iterSequence(self);
  if (v == NULL) return NULL;
  const i = nextIndex(self, iterLength(self));
  return i < 0 ? NULL : memoryItem(v, i);
}

export function init_memoryview(): void {
  defType(T.memoryview, "memoryview", T.object, ARRAYS, TypeFlag.HAVE_GC | TypeFlag.SEQUENCE | TypeFlag.IMMUTABLE);
  typeView(T.memoryview).itemsize = 4;
  typeView(T.memoryview).doc = <u32>changetype<usize>("A view of the memory of an object that supports the buffer protocol.");
  typeView(T.memoryview).weakoffset = <u32>offsetof<ViewObj>("weaklist");
  setSlot(T.memoryview, Slot.dealloc, dealloc.index);
  setSlot(T.memoryview, Slot.traverse, traverse.index);
  setSlot(T.memoryview, Slot.clear, clear.index);
  setSlot(T.memoryview, Slot.new_, new_.index);
  setSlot(T.memoryview, Slot.repr, repr.index);
  setSlot(T.memoryview, Slot.hash, hash.index);
  setSlot(T.memoryview, Slot.richcompare, richcompare.index);
  setSlot(T.memoryview, Slot.iter, iter.index);
  setSlot(T.memoryview, Slot.sqLength, length.index);
  setSlot(T.memoryview, Slot.sqItem, memoryItem.index);
  setSlot(T.memoryview, Slot.mpLength, length.index);
  setSlot(T.memoryview, Slot.mpSubscript, subscript.index);
  setSlot(T.memoryview, Slot.mpAssSubscript, assignSubscript.index);
  setSlot(T.memoryview, Slot.getbuffer, getBufferSlot.index);
  setSlot(T.memoryview, Slot.releasebuffer, releaseBufferSlot.index);
  method(T.memoryview, "release", release.index, METH_NOARGS, "($self, /)", "Let go of the memory; the view cannot be used any more.");
  method(T.memoryview, "tobytes", tobytes.index, METH_KW, "($self, /, order='C')", "Return the memory as bytes, in C or Fortran order.");
  method(T.memoryview, "hex", hex.index, METH_KW, "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", "Return two hexadecimal digits for each byte.");
  method(T.memoryview, "tolist", tolist.index, METH_NOARGS, "($self, /)", "Return the items as a list, of lists for more dimensions.");
  method(T.memoryview, "cast", cast.index, METH_KW, "($self, /, format, shape=<unrepresentable>)", "Return a view of the same memory in another format or shape.");
  method(T.memoryview, "toreadonly", toreadonly.index, METH_NOARGS, "($self, /)", "Return a view of the same memory that cannot be written through.");
  method(T.memoryview, "count", count.index, METH_O, "($self, value, /)", "Return how many items equal the value.");
  method(T.memoryview, "index", index.index, METH_FAST, "($self, value, start=0, stop=sys.maxsize, /)", "Return the index of the first item that equals the value.");
  method(T.memoryview, "_from_flags", fromFlags.index, METH_KW | METH_CLASS, "($type, /, object, flags)", "Make a view, asking the exporter with the given flags.");
  method(T.memoryview, "__enter__", enter.index, METH_NOARGS, "");
  method(T.memoryview, "__exit__", exit.index, METH_FAST, "");
  method(T.memoryview, "__class_getitem__", classGetItem.index, METH_O | METH_CLASS, "", "memoryview[int] and the like are generic aliases.");
  getset(T.memoryview, "obj", get_obj.index, 0, "The object whose memory this is.");
  getset(T.memoryview, "nbytes", get_nbytes.index, 0, "The size in bytes, all items together.");
  getset(T.memoryview, "itemsize", get_itemsize.index, 0, "The size of an item in bytes.");
  getset(T.memoryview, "format", get_format.index, 0, "The format of an item, as struct writes it.");
  getset(T.memoryview, "shape", get_shape.index, 0, "The number of items in each dimension.");
  getset(T.memoryview, "strides", get_strides.index, 0, "The bytes from an item to the next in each dimension.");
  getset(T.memoryview, "suboffsets", get_suboffsets.index, 0, "For memory with pointers in it.");
  getset(T.memoryview, "ndim", get_ndim.index, 0, "The number of dimensions.");
  getset(T.memoryview, "readonly", get_readonly.index, 0, "Whether the memory cannot be written.");
  getset(T.memoryview, "c_contiguous", get_c.index, 0, "Whether the items lie in C order without gaps.");
  getset(T.memoryview, "f_contiguous", get_f.index, 0, "Whether the items lie in Fortran order without gaps.");
  getset(T.memoryview, "contiguous", get_contiguous.index, 0, "Whether the items lie without gaps.");

  defType(T.managedbuffer, "managedbuffer", T.object, 16 + BUFFER_SIZE, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(T.managedbuffer, Slot.dealloc, managedDealloc.index);
  setSlot(T.managedbuffer, Slot.traverse, managedTraverse.index);

  defIndexIter(T.memory_iterator, "memory_iterator", iterNextSlot.index);
}
