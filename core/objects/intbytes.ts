// Ints as bytes: to_bytes, from_bytes, and what struct and array need of them.

import { Value, NULL, boxPtr } from "../value";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, slotOf, typeOf, typeView } from "./typeobject";
import { alloc, free } from "../memory/alloc";
import { decref, newref } from "../memory/refcount";
import { errorOccurred, outOfMemory, raiseFmt, raiseI } from "../errors";
import { call0, call1, lookupSpecial } from "../abstract";
import { intValue, isNegativeInt, limbsOf, limbCount, intFromLimbs, isIntLike, intBitLength } from "./int";

/** New bytes with the contents of an object that has a buffer; NULL without an exception when it has none. */
export function bytesOfBuffer(v: Value): Value {
  if (typeView(typeOf(v)).flags & TypeFlag.BYTES_SUBCLASS) return newref(v);
  if (!slotOf(v, Slot.getbuffer)) return NULL;
  return call1(boxPtr(T.bytes), v);
}
/** bytes(v) for an argument that stands for bytes: a buffer, __bytes__ or an iterable of ints. */
export function bytesOfAny(v: Value): Value {
  const flags = typeView(typeOf(v)).flags;
  if (flags & TypeFlag.BYTES_SUBCLASS) return newref(v);
  if (flags & TypeFlag.STR_SUBCLASS || isIntLike(v) || (!slotOf(v, Slot.getbuffer) && !slotOf(v, Slot.iter) && !slotOf(v, Slot.sqItem)))
    return bytesByMethod(v);
  return call1(boxPtr(T.bytes), v);
}
function bytesByMethod(v: Value): Value {
  const m = lookupSpecial(v, name(N.__bytes__));
  if (m == NULL) return errorOccurred() ? NULL : raiseFmt(T.TypeError, "cannot convert '%T' object to bytes", v);
  const r = call0(m);
  decref(m);
  if (r != NULL && !(typeView(typeOf(r)).flags & TypeFlag.BYTES_SUBCLASS)) {
    raiseFmt(T.TypeError, "__bytes__ returned non-bytes (type %T)", r);
    decref(r);
    return NULL;
  }
  return r;
}

/** Writes an int-like value into `size` bytes as two's complement. 0, or -1 with OverflowError. */
export function intToBytes(v: Value, at: usize, size: u32, little: bool, signed: bool): i32 {
  v = intValue(v);
  const negative = isNegativeInt(v);
  if (negative && !signed) return raiseI(T.OverflowError, "can't convert negative int to unsigned");
  const n = limbCount(v), limbs = limbsOf(v, 0);
  let carry: u32 = 1;
  let sign: u32 = 0;
  for (let i: u32 = 0; i < size; i++) {
    const limb = i >>> 2;
    let byte: u32 = limb < n ? (load<u32>(limbs + (<usize>limb << 2)) >>> ((i & 3) << 3)) & 0xFF : 0;
    if (negative) {
      byte = (byte ^ 0xFF) + carry;
      carry = byte >>> 8;
      byte &= 0xFF;
    }
    sign = byte >>> 7;
    store<u8>(at + <usize>(little ? i : size - 1 - i), <u8>byte);
  }
  // Does it fit? |v| needs to be below 2^(8 size), one bit less when signed; -2^(8 size - 1) is allowed.
  const bits = intBitLength(v), room = <u64>size << 3;
  let fits = bits <= room;
  if (fits && signed && room) fits = bits < room || (negative && sign == 1 && isPowerOfTwo(limbs, n));
  if (signed && !room && negative && bits == 1) fits = true; // as CPython has it: -1 in no bytes at all
  return fits ? 0 : raiseI(T.OverflowError, "int too big to convert");
}
function isPowerOfTwo(limbs: usize, n: u32): bool {
  for (let i: u32 = 0; i + 1 < n; i++) if (load<u32>(limbs + (<usize>i << 2))) return false;
  return n != 0 && popcnt<u32>(load<u32>(limbs + (<usize>(n - 1) << 2))) == 1;
}

/** The int in `size` bytes. */
export function intFromBytes(at: usize, size: u32, little: bool, signed: bool): Value {
  const n = (size + 3) >>> 2;
  const limbs = alloc((<usize>n << 2) + 8);
  if (!limbs) return outOfMemory();
  memory.fill(limbs, 0, (<usize>n << 2) + 8);
  for (let i: u32 = 0; i < size; i++) store<u8>(limbs + <usize>i, load<u8>(at + <usize>(little ? i : size - 1 - i)));
  const negative = signed && size != 0 && (load<u8>(limbs + <usize>size - 1) & 0x80) != 0;
  if (negative) {
    for (let i = size; i < n << 2; i++) store<u8>(limbs + <usize>i, 0xFF);
    let carry: u64 = 1;
    for (let i: u32 = 0; i < n; i++) {
      carry += <u64>load<u32>(limbs + (<usize>i << 2)) ^ 0xFFFFFFFF;
      store<u32>(limbs + (<usize>i << 2), <u32>carry);
      carry >>= 32;
    }
  }
  const r = intFromLimbs(limbs, n, negative);
  free(limbs);
  return r;
}
