// What bytes and bytearray share below their methods: layouts, making, growing, reading arguments that are "bytes-like".
//
//   bytearray   ┌ count u32 │ type u32 │ length u32 @8 │ capacity u32 @12 (bytes of the block) │ exports u32 @16 │ data u32 @20 │ block u32 @24
//
// data points into block: deleting at the front moves it only. Nothing may change the size while exports > 0 (BufferError).

import { Value, NULL, boxPtr, intOf, isInt, isPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { runtime } from "../state";
import { alloc, free } from "../memory/alloc";
import { allocObject } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { errorOccurred, outOfMemory, raise, raiseFmt } from "../errors";
import { getIter, iterNext, indexI64, lengthHint } from "../abstract";
import { popArgs, pushArgs } from "../interp/argstack";
import { hasFlag, isExact, TypeFlag, typeOf } from "./typeobject";
import { isSubtype } from "./exceptionnew";
import { BYTES_DATA, bytesAlloc, bytesData, bytesLen } from "./bytesobject";
import { BUFFER_WORDS, BufferView, getBuffer, hasBuffer, isContiguous, PyBUF_FULL_RO, PyBUF_SIMPLE, releaseBuffer } from "./buffer";

@unmanaged
export class ByteArrayObj {
  count: u32; type: u32;
  length: u32; capacity: u32;
  exports: u32; data: u32;
  block: u32; pad: u32;
}
export const BYTEARRAY_SIZE: usize = 32;

export function isBytes(v: Value): bool { return isPtr(v) && hasFlag(v, TypeFlag.BYTES_SUBCLASS); }
export function isByteArray(v: Value): bool { return isPtr(v) && isSubtype(typeOf(v), T.bytearray); }
export function byteArrayView(v: Value): ByteArrayObj { return changetype<ByteArrayObj>(ptrOf(v)); }

/** Address and length of the bytes of a bytes or bytearray. */
export function rawData(v: Value): usize { return isBytes(v) ? bytesData(v) : <usize>byteArrayView(v).data; }
export function rawLen(v: Value): u32 { return isBytes(v) ? bytesLen(v) : byteArrayView(v).length; }

/** The empty bytes, owned. */
export function bytesEmpty(): Value {
  const e = runtime().emptyBytes;
  if (isPtr(e)) return newref(e);
  const p = bytesAlloc(0);
  if (!p) return NULL;
  runtime().emptyBytes = newref(boxPtr(p));
  return boxPtr(p);
}
/** New bytes copied from memory; the empty ones are shared. */
export function bytesOf(at: usize, length: u32): Value {
  if (length == 0) return bytesEmpty();
  const p = bytesAlloc(length);
  if (!p) return NULL;
  memory.copy(p + BYTES_DATA, at, length);
  return boxPtr(p);
}
/** A new exact bytearray with `length` bytes, not set. NULL with MemoryError. */
export function byteArrayNew(length: u32): Value {
  const p = allocObject(T.bytearray, BYTEARRAY_SIZE);
  if (!p) return NULL;
  const b = changetype<ByteArrayObj>(p);
  if (length) {
    const block = length > 0x7FFFFF00 ? 0 : alloc(<usize>length + 1);
    if (!block) { decref(boxPtr(p)); return outOfMemory(); }
    b.block = b.data = <u32>block;
    b.capacity = length + 1;
    b.length = length;
    store<u8>(block + length, 0);
  }
  return boxPtr(p);
}
export function byteArrayOf(at: usize, length: u32): Value {
  const v = byteArrayNew(length);
  if (v != NULL) memory.copy(byteArrayView(v).data, at, length);
  return v;
}
/** Sets the size, keeping what is there; new bytes are not set. False with BufferError or MemoryError. */
export function byteArrayResize(v: Value, length: i64): bool {
  const b = byteArrayView(v);
  if (length == b.length) return true;
  if (b.exports) { raise(T.BufferError, "Existing exports of data: object cannot be re-sized"); return false; }
  if (length > 0x7FFFFF00) { outOfMemory(); return false; }
  const n = <u32>length;
  const offset = b.data - b.block;
  if (b.block && n + offset + 1 <= b.capacity && (n >= b.capacity >>> 1 || b.capacity < 64)) {
    b.length = n;
    store<u8>(<usize>b.data + n, 0);
    return true;
  }
  let capacity: u32 = n + 1;
  if (n > b.length) capacity = n + (n >>> 3) + (n < 9 ? 3 : 6);
  const block = alloc(capacity);
  if (!block) { outOfMemory(); return false; }
  memory.copy(block, b.data, min(n, b.length));
  if (b.block) free(b.block);
  b.block = b.data = <u32>block;
  b.capacity = capacity;
  b.length = n;
  store<u8>(block + n, 0);
  return true;
}

/** Gets a simple view of a bytes-like argument; 0, or -1 with TypeError "a bytes-like object is required". The caller releases it. */
export function bytesArgument(v: Value, view: usize): i32 {
  if (isExact(v, T.bytes)) {
    const b = changetype<BufferView>(view);
    b.obj = newref(v);
    b.buf = <u32>bytesData(v);
    b.len = <i32>bytesLen(v);
    return 0;
  }
  if (!hasBuffer(v)) { raiseFmt(T.TypeError, "a bytes-like object is required, not '%T'", v); return -1; }
  return getBuffer(v, view, PyBUF_SIMPLE);
}
/** One byte from an int-like value: 0 to 255, or -1 with `message` as ValueError, or TypeError. */
export function byteValue(v: Value, message: string): i32 {
  if (isInt(v)) {
    const i = intOf(v);
    if (<u64>i < 256) return <i32>i;
    raise(T.ValueError, message);
    return -1;
  }
  const i = indexI64(v, 0);
  if (i == -1 && errorOccurred()) return -1;
  if (<u64>i < 256) return <i32>i;
  raise(T.ValueError, message);
  return -1;
}

/** Bytes with the contents of any buffer, multi-dimensional and strided ones in C order. */
export function bytesFromBuffer(v: Value): Value {
  const at = pushArgs(BUFFER_WORDS);
  if (!at) return NULL;
  let r: Value = NULL;
  if (getBuffer(v, at, PyBUF_FULL_RO) == 0) {
    const b = changetype<BufferView>(at);
    const p = bytesAlloc(b.len);
    if (p) { copyItems(at, p + BYTES_DATA); r = boxPtr(p); }
    releaseBuffer(at);
  }
  popArgs(at);
  return r;
}
/** Copies all items of a view in C order to `to` (len bytes). */
export function copyItems(view: usize, to: usize): void {
  const b = changetype<BufferView>(view);
  if (isContiguous(view)) memory.copy(to, b.buf, b.len);
  else copyDimension(b, 0, b.buf, to);
}
/** Copies the items from dimension `d` on; returns the end. */
function copyDimension(b: BufferView, d: i32, from: usize, to: usize): usize {
  if (d == b.ndim) { memory.copy(to, from, b.itemsize); return to + <usize>b.itemsize; }
  const n = load<i32>(<usize>b.shape + (<usize>d << 2)), stride = load<i32>(<usize>b.strides + (<usize>d << 2));
  for (let i = 0; i < n; i++) {
    let p = from + <usize>(i * stride);
    if (b.suboffsets) {
      const sub = load<i32>(<usize>b.suboffsets + (<usize>d << 2));
      if (sub >= 0) p = <usize>load<u32>(p) + <usize>sub;
    }
    to = copyDimension(b, d + 1, p, to);
  }
  return to;
}

/** A bytearray of the ints that an iterable gives; `message` is the ValueError for one out of range. */
export function byteArrayFromIterable(v: Value, message: string): Value {
  const hint = lengthHint(v, 0);
  if (hint < 0) return NULL;
  const it = getIter(v);
  if (it == NULL) return NULL;
  const r = byteArrayNew(0);
  if (r == NULL) { decref(it); return NULL; }
  let ok = true;
  while (true) {
    const item = iterNext(it);
    if (item == NULL) { ok = !errorOccurred(); break; }
    const byte = byteValue(item, message);
    decref(item);
    if (byte < 0) { ok = false; break; }
    const n = byteArrayView(r).length;
    if (!byteArrayResize(r, <i64>n + 1)) { ok = false; break; }
    store<u8>(<usize>byteArrayView(r).data + n, <u8>byte);
  }
  decref(it);
  if (!ok) { decref(r); return NULL; }
  return r;
}

// ---- what the shared methods work with -------------------------------------------------------------------------------

/** A new object of self's kind with `n` bytes, not set. */
export function rawNew(self: Value, n: i64): Value {
  if (n > 0x7FFFFF00) return outOfMemory();
  if (!isBytes(self)) return byteArrayNew(<u32>n);
  if (n == 0) return bytesEmpty();
  const p = bytesAlloc(<u32>n);
  return p ? boxPtr(p) : NULL;
}
/** self[from:to] as a new object; bytes give themselves for the whole. */
export function rawSlice(self: Value, from: i32, to: i32): Value {
  if (from == 0 && to == <i32>rawLen(self) && isExact(self, T.bytes)) return newref(self);
  const at = rawData(self) + <usize>from;
  return isBytes(self) ? bytesOf(at, to - from) : byteArrayOf(at, to - from);
}
/** The buffer's view at an address of the argument stack. */
export function viewAt(at: usize): BufferView { return changetype<BufferView>(at); }
/** Ends what `viewArgument` began. */
export function endView(at: usize): void { releaseBuffer(at); popArgs(at); }
/** A view of a bytes-like argument on the argument stack, or 0 with an exception; ended by `endView`. */
export function viewArgument(v: Value): usize {
  const at = pushArgs(BUFFER_WORDS);
  if (!at) return 0;
  if (bytesArgument(v, at) < 0) { popArgs(at); return 0; }
  return at;
}
/** White space of bytes: without the separators 1C to 1F of str. */
export function isByteSpace(c: u32): bool { return c == 32 || (c >= 9 && c <= 13); }
