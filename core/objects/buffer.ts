// The buffer protocol (PEP 3118): how objects let others see their memory.
//
// A consumer gives room for a BufferView (on the argument stack, or inside an object of its own), calls getBuffer, reads `buf` and `len`
// and the rest that its flags asked for, and calls releaseBuffer when it is done. While a view is out, the exporter keeps the memory where it
// is (bytearray refuses to change its size). `obj` owns a reference to the exporter. A view must not be moved: shape and strides of a simple
// one point into itself.
//
//   ┌ obj Value │ buf u32 @8 │ len i32 @12 │ itemsize i32 @16 │ readonly u32 @20 │ ndim i32 @24 │ format u32 @28 (ASCII, zero at the end; 0 is "B")
//   │ shape u32 @32 (i32 each) │ strides u32 @36 (i32 each, bytes) │ suboffsets u32 @40 │ internal u32 @44 │ count i32 @48 (shape of a simple one)

import { Value, NULL } from "../value";
import { T } from "../names.generated";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt } from "../errors";
import { Slot, slotOf } from "./typeobject";

@unmanaged
export class BufferView {
  obj: Value;
  buf: u32; len: i32;
  itemsize: i32; readonly: u32;
  ndim: i32; format: u32;
  shape: u32; strides: u32;
  suboffsets: u32; internal: u32;
  count: i32; pad: u32;
}
export const BUFFER_SIZE: usize = 56;
/** Values of the argument stack that a view takes. */
export const BUFFER_WORDS: u32 = 7;

export const PyBUF_SIMPLE: i32 = 0;
export const PyBUF_WRITABLE: i32 = 1;
export const PyBUF_FORMAT: i32 = 4;
export const PyBUF_ND: i32 = 8;
export const PyBUF_STRIDES: i32 = 0x18;
export const PyBUF_C_CONTIGUOUS: i32 = 0x38;
export const PyBUF_F_CONTIGUOUS: i32 = 0x58;
export const PyBUF_ANY_CONTIGUOUS: i32 = 0x98;
export const PyBUF_INDIRECT: i32 = 0x118;
export const PyBUF_FULL_RO: i32 = 0x11C;

export function hasBuffer(v: Value): bool { return slotOf(v, Slot.getbuffer) != 0; }

/** Fills a view of `v` at `view`. 0, or -1 with TypeError or BufferError. */
export function getBuffer(v: Value, view: usize, flags: i32): i32 {
  const slot = slotOf(v, Slot.getbuffer);
  if (!slot) { raiseFmt(T.TypeError, "a bytes-like object is required, not '%T'", v); return -1; }
  changetype<BufferView>(view).obj = NULL;
  return call_indirect<i32>(slot, v, view, flags);
}
/** Ends a view that getBuffer filled. */
export function releaseBuffer(view: usize): void {
  const b = changetype<BufferView>(view);
  const obj = b.obj;
  if (obj == NULL) return;
  const slot = slotOf(obj, Slot.releasebuffer);
  if (slot) call_indirect<void>(slot, obj, view);
  b.obj = NULL;
  decref(obj);
}
/** What a getbuffer slot of a plain run of bytes does: fills a view of `length` bytes at `at`. 0, or -1 with BufferError. */
export function fillBuffer(view: usize, obj: Value, at: usize, length: i32, readonly: bool, flags: i32): i32 {
  if (readonly && flags & PyBUF_WRITABLE) { raise(T.BufferError, "Object is not writable."); return -1; }
  const b = changetype<BufferView>(view);
  b.obj = newref(obj);
  b.buf = <u32>at;
  b.len = length;
  b.itemsize = 1;
  b.readonly = readonly ? 1 : 0;
  b.ndim = 1;
  b.format = 0;
  b.count = length;
  b.shape = flags & PyBUF_ND ? <u32>(view + offsetof<BufferView>("count")) : 0;
  b.strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? <u32>(view + offsetof<BufferView>("itemsize")) : 0;
  b.suboffsets = 0;
  b.internal = 0;
  return 0;
}
/** Whether the items of a view lie one after the other in C order. */
export function isContiguous(view: usize): bool {
  const b = changetype<BufferView>(view);
  if (b.suboffsets) return false;
  if (!b.strides || b.len == 0) return true;
  let expected = b.itemsize;
  for (let i = b.ndim - 1; i >= 0; i--) {
    const n = b.shape ? load<i32>(<usize>b.shape + (<usize>i << 2)) : b.len / b.itemsize;
    if (n > 1 && load<i32>(<usize>b.strides + (<usize>i << 2)) != expected) return false;
    expected *= n;
  }
  return true;
}
/** The same in Fortran order. */
export function isFortranContiguous(view: usize): bool {
  const b = changetype<BufferView>(view);
  if (b.suboffsets) return false;
  if (b.len == 0) return true;
  if (!b.strides) {
    if (b.ndim <= 1) return true;
    let long = 0;
    for (let i = 0; i < b.ndim; i++) if (load<i32>(<usize>b.shape + (<usize>i << 2)) > 1) long++;
    return long <= 1;
  }
  let expected = b.itemsize;
  for (let i = 0; i < b.ndim; i++) {
    const n = b.shape ? load<i32>(<usize>b.shape + (<usize>i << 2)) : b.len / b.itemsize;
    if (n > 1 && load<i32>(<usize>b.strides + (<usize>i << 2)) != expected) return false;
    expected *= n;
  }
  return true;
}
