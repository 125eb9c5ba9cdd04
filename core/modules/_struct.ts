// The module _struct: values in bytes by a format.
//
//   Struct  ┌ header │ format Value @8 │ codes u32 @16 (a block) │ count u32 @20 │ size i64 @24 │ items i64 @32 │ … fields of a subclass @40
//   a code  ┌ char u8 │ little u8 @1 │ native u8 @2 │ size u32 @4 (of one item) │ offset u32 @8 │ repeat u32 @12
//   unpack_iterator ┌ header │ struct Value @8 │ bytes Value @16 │ position u32 @24

import { Value, NULL, None, boxBool, boxFloat, boxInt, boxPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, hasFlag, isExact, setSlot, typeView } from "../objects/typeobject";
import { addType, constant, defType, func, getset, method, METH_FAST, METH_KW, METH_NOARGS, METH_O } from "../objects/define";
import { decref, newref } from "../memory/refcount";
import { alloc, free } from "../memory/alloc";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { clearError, errorMatches, errorOccurred, outOfMemory, raise, raiseFmt } from "../errors";
import { callMethod1, hasIndex, indexI64, indexOf, isTrue, isType } from "../abstract";
import { checkArgs, parseArgs } from "../args";
import { pushArgs, popArgs } from "../interp/argstack";
import { allocInstance } from "../objects/object";
import { BUFFER_WORDS, BufferView, PyBUF_SIMPLE, PyBUF_WRITABLE, getBuffer, hasBuffer, releaseBuffer } from "../objects/buffer";
import { BYTES_DATA, bytesAlloc, bytesData, bytesFrom, bytesLen } from "../objects/bytesobject";
import { bytesOfBuffer } from "../objects/intbytes";
import { STR_DATA, strFromAscii, strFromLiteral, strLen, strView } from "../objects/strnew";
import { intFitsI64, intFitsU64, intLow64, newInt, newIntU64 } from "../objects/int";
import { asF64 } from "../objects/float";
import { complexFromNumber } from "../objects/complex";
import { complexImag, complexNew, complexReal } from "../objects/complexarith";
import { tupleNew, tuplePut } from "../objects/tupleobject";
import { formatMessage } from "../format";
import { EXCEPTION_SIZE } from "../objects/exceptionnew";
import { traverseTwo } from "../objects/ownedvalues";

const STRUCT_SIZE: usize = 40;
const CODE: usize = 16;

function error(message: string): Value { return raise(T.StructError, message); }

// The format

/** Size of a format character, 0 for one that the mode does not have; 's', 'p' and 'x' are 1. */
function itemSize(c: u32, native: bool): u32 {
  switch (c) {
    case 0x78: case 0x62: case 0x42: case 0x3F: case 0x63: case 0x73: case 0x70: return 1; // x b B ? c s p
    case 0x68: case 0x48: case 0x65: return 2; // h H e
    case 0x69: case 0x49: case 0x66: return 4; // i I f
    case 0x6C: case 0x4C: return native ? 8 : 4; // l L
    case 0x71: case 0x51: case 0x64: case 0x46: return 8; // q Q d F
    case 0x6E: case 0x4E: case 0x50: return native ? 8 : 0; // n N P
    case 0x44: return 16; // D
  }
  return 0;
}
function alignment(c: u32, size: u32): u32 { return c == 0x46 ? 4 : c == 0x44 ? 8 : size; }

/** Reads a format of `length` ASCII bytes into the Struct at `p`. False with struct.error. */
function compile(p: usize, at: usize, length: u32): bool {
  const codes = alloc(max<usize>(<usize>length * CODE, CODE));
  if (!codes) { outOfMemory(); return false; }
  let i: u32 = 0;
  let native = true, aligned = true, little = true;
  if (length) {
    const c = load<u8>(at);
    if (c == 0x40) i = 1;
    else if (c == 0x3D || c == 0x3C) { i = 1; native = aligned = false; }
    else if (c == 0x3E || c == 0x21) { i = 1; native = aligned = little = false; }
  }
  let offset: u64 = 0, items: u64 = 0;
  let count: u32 = 0;
  let message = "";
  while (i < length) {
    let c = <u32>load<u8>(at + <usize>i);
    i++;
    if (c == 0x20 || (c >= 9 && c <= 13)) continue;
    let repeat: u64 = 1;
    if (c - 0x30 < 10) {
      repeat = c - 0x30;
      while (i < length && <u32>load<u8>(at + <usize>i) - 0x30 < 10) {
        repeat = repeat * 10 + <u64>(load<u8>(at + <usize>i) - 0x30);
        if (repeat > 0x7FFFFFFF) { message = "total struct size too long"; break; }
        i++;
      }
      if (message.length) break;
      if (i >= length) { message = "repeat count given without format specifier"; break; }
      c = load<u8>(at + <usize>i);
      i++;
    }
    const size = itemSize(c, native);
    if (!size) { message = c ? "bad char in struct format" : "embedded null character"; break; }
    if (aligned) {
      const mask = <u64>alignment(c, size) - 1;
      offset = (offset + mask) & ~mask;
    }
    const text = c == 0x73 || c == 0x70;
    if (c != 0x78 && (repeat || text)) {
      const e = codes + <usize>count * CODE;
      store<u8>(e, <u8>c);
      store<u8>(e, little ? 1 : 0, 1);
      store<u8>(e, native ? 1 : 0, 2);
      store<u32>(e, text ? <u32>repeat : size, 4);
      store<u32>(e, <u32>offset, 8);
      store<u32>(e, text ? 1 : <u32>repeat, 12);
      count++;
      items += text ? 1 : repeat;
    }
    offset += repeat * size;
    if (offset > 0x7FFFFFFF) { message = "total struct size too long"; break; }
  }
  if (message.length) {
    free(codes);
    error(message);
    return false;
  }
  const old = <usize>load<u32>(p, 16);
  if (old) free(old);
  store<u32>(p, <u32>codes, 16);
  store<u32>(p, count, 20);
  store<i64>(p, <i64>offset, 24);
  store<i64>(p, <i64>items, 32);
  return true;
}

/** Compiles a format (str or bytes) into the Struct `self`. False with an exception. */
function setFormat(self: Value, format: Value): bool {
  const p = ptrOf(self);
  let text: Value;
  if (hasFlag(format, TypeFlag.STR_SUBCLASS)) {
    if (!strView(ptrOf(format)).ascii) {
      const encoded = callMethod1(format, name(N.encode), name(N.ascii));
      decref(encoded);
      return false;
    }
    text = strFromAscii(ptrOf(format) + STR_DATA, strLen(format));
  } else if (hasFlag(format, TypeFlag.BYTES_SUBCLASS)) text = strFromAscii(bytesData(format), bytesLen(format));
  else {
    raiseFmt(T.TypeError, "Struct() argument 1 must be a str or bytes object, not %T", format);
    return false;
  }
  if (text == NULL) return false;
  if (!compile(p, ptrOf(text) + STR_DATA, strLen(text))) { decref(text); return false; }
  const old = load<u64>(p, 8);
  store<u64>(p, text, 8);
  decref(old);
  return true;
}

// Packing

function isLittle(e: usize): bool { return load<u8>(e, 1) != 0; }

function putInt(e: usize, at: usize, v: Value): bool {
  const c = <u32>load<u8>(e);
  const size = load<u32>(e, 4);
  if (!hasIndex(v)) { error("required argument is not an integer"); return false; }
  const i = indexOf(v);
  if (i == NULL) return false;
  const signed = c >= 0x61;
  let ok: bool;
  if (c == 0x50) ok = true;
  else if (size == 8) ok = signed ? intFitsI64(i) : intFitsU64(i);
  else {
    const n = intFitsI64(i) ? <i64>intLow64(i) : i64.MAX_VALUE;
    const bits = <i64>size << 3;
    ok = signed ? n >= -(<i64>1 << (bits - 1)) && n < <i64>1 << (bits - 1) : n >= 0 && n < <i64>1 << bits;
  }
  if (!ok) {
    decref(i);
    const bits = size << 3;
    const low = signed ? newInt(i64.MIN_VALUE >> <i64>(64 - bits)) : boxInt(0);
    const high = newIntU64(u64.MAX_VALUE >>> <u64>(64 - bits + (signed ? 1 : 0)));
    raiseFmt(T.StructError, "'%c' format requires %d <= number <= %d", boxInt(c), low, high);
    decref(low);
    decref(high);
    return false;
  }
  const word = intLow64(i);
  decref(i);
  const little = isLittle(e);
  for (let k: u32 = 0; k < size; k++) store<u8>(at + <usize>(little ? k : size - 1 - k), <u8>(word >>> <u64>(k << 3)));
  return true;
}
function putWord(at: usize, word: u64, size: u32, little: bool): void {
  for (let k: u32 = 0; k < size; k++) store<u8>(at + <usize>(little ? k : size - 1 - k), <u8>(word >>> <u64>(k << 3)));
}
function getWord(at: usize, size: u32, little: bool): u64 {
  let word: u64 = 0;
  for (let k: u32 = 0; k < size; k++) word |= <u64>load<u8>(at + <usize>(little ? k : size - 1 - k)) << <u64>(k << 3);
  return word;
}

/** IEEE 754 half precision, ties to even; 0x10000 for a number that is too large. */
export function halfBits(x: f64): u32 {
  const bits = reinterpret<u64>(x);
  const sign = <u32>(bits >>> 48) & 0x8000;
  if (x != x) return sign | 0x7E00;
  const m = abs(x);
  if (m == Infinity) return sign | 0x7C00;
  if (m == 0) return sign;
  const e = <i32>((bits >>> 52) & 0x7FF) - 1023;
  if (e < -25) return sign;
  // In units of the last place: of the binade, or of the subnormal numbers.
  const unit = max(e, -14) - 10;
  const n = <u32>nearest(m * reinterpret<f64>(<u64>(1023 - unit) << 52));
  const r = e < -14 ? n : (<u32>(e + 14) << 10) + n;
  return r >= 0x7C00 ? 0x10000 : sign | r;
}
export function halfValue(h: u32): f64 {
  const e = (h >>> 10) & 31;
  const m = <f64>(h & 0x3FF);
  let x: f64;
  if (e == 31) x = h & 0x3FF ? NaN : Infinity;
  else if (e == 0) x = m * 5.960464477539063e-8;
  else x = (1024 + m) * reinterpret<f64>(<u64>(1023 + <i32>e - 25) << 52);
  return h & 0x8000 ? -x : x;
}

function putFloat(e: usize, at: usize, x: f64, size: u32): bool {
  const little = isLittle(e);
  if (size == 8) { putWord(at, reinterpret<u64>(x), 8, little); return true; }
  if (size == 4) {
    const f = <f32>x;
    if (abs(f) == f32.MAX_VALUE * 2 && abs(x) != Infinity && !load<u8>(e, 2)) { raise(T.OverflowError, "float too large to pack with f format"); return false; }
    putWord(at, <u64>reinterpret<u32>(f), 4, little);
    return true;
  }
  const h = halfBits(x);
  if (h == 0x10000) { raise(T.OverflowError, "float too large to pack with e format"); return false; }
  putWord(at, h, 2, little);
  return true;
}

/** Packs one item. False with an exception. */
function packItem(e: usize, at: usize, v: Value): bool {
  const c = <u32>load<u8>(e);
  const size = load<u32>(e, 4);
  switch (c) {
    case 0x3F: { // ?
      const truth = isTrue(v);
      if (truth < 0) return false;
      store<u8>(at, <u8>truth);
      return true;
    }
    case 0x63: // c
      if (!hasFlag(v, TypeFlag.BYTES_SUBCLASS) || bytesLen(v) != 1) { error("char format requires a bytes object of length 1"); return false; }
      store<u8>(at, load<u8>(bytesData(v)));
      return true;
    case 0x73: case 0x70: { // s p
      if (!hasFlag(v, TypeFlag.BYTES_SUBCLASS) && !isType(v, T.bytearray)) {
        error(c == 0x73 ? "argument for 's' must be a bytes object" : "argument for 'p' must be a bytes object");
        return false;
      }
      const bytes = bytesOfBuffer(v);
      if (bytes == NULL) return false;
      if (c == 0x73) memory.copy(at, bytesData(bytes), min(size, bytesLen(bytes)));
      else if (size) {
        const n = min(size - 1, bytesLen(bytes));
        memory.copy(at + 1, bytesData(bytes), n);
        store<u8>(at, <u8>min<u32>(n, 255));
      }
      decref(bytes);
      return true;
    }
    case 0x65: case 0x66: case 0x64: { // e f d
      const x = asF64(v);
      if (x == -1 && errorOccurred()) {
        if (errorMatches(T.TypeError)) { clearError(); error("required argument is not a float"); }
        return false;
      }
      return putFloat(e, at, x, size);
    }
    case 0x46: case 0x44: { // F D
      const z = complexFromNumber(v);
      if (z == NULL) {
        if (errorMatches(T.TypeError)) { clearError(); error("required argument is not a complex"); }
        return false;
      }
      const ok = putFloat(e, at, complexReal(z), size >>> 1) && putFloat(e, at + <usize>(size >>> 1), complexImag(z), size >>> 1);
      decref(z);
      return ok;
    }
  }
  return putInt(e, at, v);
}
/** Packs all items at `at`, which is `size` bytes long. False with an exception. */
function packAll(p: usize, at: usize, args: usize): bool {
  memory.fill(at, 0, <usize>load<i64>(p, 24));
  const codes = <usize>load<u32>(p, 16);
  const count = load<u32>(p, 20);
  for (let i: u32 = 0; i < count; i++) {
    const e = codes + <usize>i * CODE;
    const size = load<u32>(e, 4);
    let to = at + <usize>load<u32>(e, 8);
    for (let k = load<u32>(e, 12); k; k--) {
      if (!packItem(e, to, load<u64>(args))) return false;
      args += 8;
      to += size;
    }
  }
  return true;
}

function unpackItem(e: usize, at: usize): Value {
  const c = <u32>load<u8>(e);
  const size = load<u32>(e, 4);
  const little = isLittle(e);
  switch (c) {
    case 0x3F: return boxBool(load<u8>(at) != 0);
    case 0x63: return bytesFrom(at, 1);
    case 0x73: return bytesFrom(at, size);
    case 0x70: return size ? bytesFrom(at + 1, min<u32>(load<u8>(at), size - 1)) : bytesFrom(at, 0);
    case 0x65: case 0x66: case 0x64: return boxFloat(getFloat(at, size, little));
    case 0x46: case 0x44: return complexNew(getFloat(at, size >>> 1, little), getFloat(at + <usize>(size >>> 1), size >>> 1, little));
  }
  const word = getWord(at, size, little);
  if (c < 0x61) return newIntU64(word);
  const shift = <i64>(64 - (size << 3));
  return newInt(<i64>word << shift >> shift);
}
function getFloat(at: usize, size: u32, little: bool): f64 {
  const word = getWord(at, size, little);
  const x = size == 8 ? reinterpret<f64>(word) : size == 4 ? <f64>reinterpret<f32>(<u32>word) : halfValue(<u32>word);
  return x != x ? (word >>> <u64>((size << 3) - 1) ? reinterpret<f64>(<u64>0xFFF8000000000000) : NaN) : x;
}
function unpackAll(p: usize, at: usize): Value {
  const items = <u32>load<i64>(p, 32);
  const t = tupleNew(items);
  if (t == NULL) return NULL;
  const codes = <usize>load<u32>(p, 16);
  const count = load<u32>(p, 20);
  let index: usize = 0;
  for (let i: u32 = 0; i < count; i++) {
    const e = codes + <usize>i * CODE;
    const size = load<u32>(e, 4);
    let from = at + <usize>load<u32>(e, 8);
    for (let k = load<u32>(e, 12); k; k--) {
      const v = unpackItem(e, from);
      if (v == NULL) { decref(t); return NULL; }
      tuplePut(t, index++, v);
      from += size;
    }
  }
  return t;
}

// The type

/** A Struct, or NULL with an exception: what a function gets as its format. */
function structOf(format: Value): Value {
  if (isExact(format, T.Struct)) return newref(format);
  const s = newStruct(T.Struct, 0, 0, NULL);
  if (s == NULL) return NULL;
  if (!setFormat(s, format)) { decref(s); return NULL; }
  return s;
}
function newStruct(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const p = allocInstance(type);
  if (!p) return NULL;
  store<u64>(p, NULL, 8);
  store<i64>(p, -1, 24);
  if (typeView(type).flags & TypeFlag.HAVE_GC) gcTrack(p);
  return boxPtr(p);
}
function initStruct(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  const out = pushArgs(1);
  if (!out) return -1;
  const ok = parseArgs("Struct", "format", args, nargs, kwnames, out) && setFormat(self, load<u64>(out));
  popArgs(out);
  return ok ? 0 : -1;
}
function dealloc(p: usize): void {
  const codes = <usize>load<u32>(p, 16);
  if (codes) free(codes);
  const format = load<u64>(p, 8);
  store<u64>(p, NULL, 8);
  decref(format);
  freeObject(p);
}
function ready(p: usize): bool {
  if (load<u32>(p, 16)) return true;
  raise(T.RuntimeError, "Struct object is not initialized");
  return false;
}

/** Whether `given` items are what the format wants. */
function checkCount(p: usize, fname: string, given: i64): bool {
  const items = load<i64>(p, 32);
  if (given == items) return true;
  const f = strFromLiteral(fname);
  raiseFmt(T.StructError, "%s expected %d items for packing (got %d)", f, boxInt(items), boxInt(given));
  decref(f);
  return false;
}
function structPack(self: Value, args: usize, nargs: i32): Value {
  const p = ptrOf(self);
  if (!ready(p) || !checkCount(p, "pack", nargs)) return NULL;
  const b = bytesAlloc(<u32>load<i64>(p, 24));
  if (!b) return NULL;
  if (!packAll(p, b + BYTES_DATA, args)) { decref(boxPtr(b)); return NULL; }
  return boxPtr(b);
}
/** The offset argument into a buffer of `length` bytes made non-negative, with room for the struct; -1 with an exception. */
function offsetOf(p: usize, v: Value, length: i64, packing: bool): i64 {
  const size = load<i64>(p, 24);
  let offset: i64 = 0;
  if (v != NULL) {
    offset = indexI64(v, T.IndexError);
    if (offset == -1 && errorOccurred()) return -1;
  }
  if (offset < 0) {
    if (offset + size > 0) {
      if (packing) raiseFmt(T.StructError, "no space to pack %d bytes at offset %d", boxInt(size), boxInt(offset));
      else raiseFmt(T.StructError, "not enough data to unpack %d bytes at offset %d", boxInt(size), boxInt(offset));
      return -1;
    }
    if (offset + length < 0) {
      raiseFmt(T.StructError, "offset %d out of range for %d-byte buffer", boxInt(offset), boxInt(length));
      return -1;
    }
    offset += length;
  }
  if (length - offset < size) {
    const need = newIntU64(<u64>size + <u64>offset), at = newInt(offset);
    if (packing) raiseFmt(T.StructError, "pack_into requires a buffer of at least %d bytes for packing %d bytes at offset %d (actual buffer size is %d)", need, boxInt(size), at, boxInt(length));
    else raiseFmt(T.StructError, "unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d (actual buffer size is %d)", need, boxInt(size), at, boxInt(length));
    decref(need);
    decref(at);
    return -1;
  }
  return offset;
}
function structPackInto(self: Value, args: usize, nargs: i32): Value {
  const p = ptrOf(self);
  if (!ready(p)) return NULL;
  if (nargs == 0) return error("pack_into expected buffer argument");
  if (nargs == 1) return error("pack_into expected offset argument");
  if (!checkCount(p, "pack_into", nargs - 2)) return NULL;
  const view = pushArgs(BUFFER_WORDS);
  if (!view) return NULL;
  let r: Value = NULL;
  const target = load<u64>(args);
  if (getBuffer(target, view, PyBUF_WRITABLE) < 0) {
    if (errorMatches(T.BufferError) || errorMatches(T.TypeError)) {
      clearError();
      raiseFmt(T.TypeError, "argument must be read-write bytes-like object, not %T", target);
    }
  } else {
    const b = changetype<BufferView>(view);
    const offset = offsetOf(p, load<u64>(args, 8), b.len, true);
    if (offset >= 0 && packAll(p, <usize>b.buf + <usize>offset, args + 16)) r = None;
    releaseBuffer(view);
  }
  popArgs(view);
  return r;
}
function structUnpack(self: Value, data: Value): Value {
  const p = ptrOf(self);
  if (!ready(p)) return NULL;
  const view = pushArgs(BUFFER_WORDS);
  if (!view) return NULL;
  let r: Value = NULL;
  if (getBuffer(data, view, PyBUF_SIMPLE) == 0) {
    const b = changetype<BufferView>(view);
    if (<i64>b.len != load<i64>(p, 24)) raiseFmt(T.StructError, "unpack requires a buffer of %d bytes", boxInt(load<i64>(p, 24)));
    else r = unpackAll(p, b.buf);
    releaseBuffer(view);
  }
  popArgs(view);
  return r;
}
function structUnpackFrom(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2 + BUFFER_WORDS);
  if (!out) return NULL;
  const view = out + 16;
  const p = ptrOf(self);
  let r: Value = NULL;
  if (ready(p) && parseArgs("unpack_from", "buffer | offset", args, nargs, kwnames, out) && getBuffer(load<u64>(out), view, PyBUF_SIMPLE) == 0) {
    const b = changetype<BufferView>(view);
    const offset = offsetOf(p, load<u64>(out, 8), b.len, false);
    if (offset >= 0) r = unpackAll(p, <usize>b.buf + <usize>offset);
    releaseBuffer(view);
  }
  popArgs(out);
  return r;
}
function structIterUnpack(self: Value, data: Value): Value {
  const p = ptrOf(self);
  if (!ready(p)) return NULL;
  const size = load<i64>(p, 24);
  if (size == 0) return error("cannot iteratively unpack with a struct of length 0");
  if (!hasBuffer(data)) return raiseFmt(T.TypeError, "a bytes-like object is required, not '%T'", data);
  const bytes = bytesOfBuffer(data);
  if (bytes == NULL) return NULL;
  if (<i64>bytesLen(bytes) % size) {
    decref(bytes);
    return raiseFmt(T.StructError, "iterative unpacking requires a buffer of a multiple of %d bytes", boxInt(size));
  }
  const it = allocObject(T.unpack_iterator, 32);
  if (!it) { decref(bytes); return NULL; }
  store<u64>(it, newref(self), 8);
  store<u64>(it, bytes, 16);
  gcTrack(it);
  return boxPtr(it);
}
function iterDealloc(p: usize): void {
  gcUntrack(p);
  const s = load<u64>(p, 8), b = load<u64>(p, 16);
  store<u64>(p, NULL, 8);
  store<u64>(p, NULL, 16);
  decref(s);
  decref(b);
  freeObject(p);
}
function iterNext(self: Value): Value {
  const it = ptrOf(self);
  const p = ptrOf(load<u64>(it, 8));
  const size = <u32>load<i64>(p, 24);
  const bytes = load<u64>(it, 16);
  const at = load<u32>(it, 24);
  if (at + size > bytesLen(bytes)) return NULL;
  store<u32>(it, at + size, 24);
  return unpackAll(p, bytesData(bytes) + <usize>at);
}
function iterSelf(self: Value): Value { return newref(self); }
function iterHint(self: Value): Value {
  const it = ptrOf(self);
  const size = <u32>load<i64>(ptrOf(load<u64>(it, 8)), 24);
  return boxInt((bytesLen(load<u64>(it, 16)) - load<u32>(it, 24)) / size);
}

function getFormat(self: Value): Value { return ready(ptrOf(self)) ? newref(load<u64>(ptrOf(self), 8)) : NULL; }
function getSize(self: Value): Value { return newInt(load<i64>(ptrOf(self), 24)); }
function structRepr(self: Value): Value {
  if (!ready(ptrOf(self))) return NULL;
  return formatMessage("%N(%r)", self, load<u64>(ptrOf(self), 8), NULL, NULL);
}
function structSizeof(self: Value): Value { return boxInt(40 + <i64>(load<u32>(ptrOf(self), 20) + 1) * 32); }

// The functions: a Struct for each call

function pack(mod: Value, args: usize, nargs: i32): Value {
  if (nargs == 0) return raise(T.TypeError, "missing format argument");
  const s = structOf(load<u64>(args));
  if (s == NULL) return NULL;
  const r = structPack(s, args + 8, nargs - 1);
  decref(s);
  return r;
}
function packInto(mod: Value, args: usize, nargs: i32): Value {
  if (nargs == 0) return raise(T.TypeError, "missing format argument");
  const s = structOf(load<u64>(args));
  if (s == NULL) return NULL;
  const r = structPackInto(s, args + 8, nargs - 1);
  decref(s);
  return r;
}
function unpack(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("unpack", nargs, 2, 2)) return NULL;
  const s = structOf(load<u64>(args));
  if (s == NULL) return NULL;
  const r = structUnpack(s, load<u64>(args, 8));
  decref(s);
  return r;
}
function unpackFrom(mod: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(3);
  if (!out) return NULL;
  let r: Value = NULL;
  if (parseArgs("unpack_from", "format / buffer | offset", args, nargs, kwnames, out)) {
    const s = structOf(load<u64>(out));
    if (s != NULL) {
      r = structUnpackFrom(s, out + 8, load<u64>(out, 16) == NULL ? 1 : 2, NULL);
      decref(s);
    }
  }
  popArgs(out);
  return r;
}
function iterUnpack(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("iter_unpack", nargs, 2, 2)) return NULL;
  const s = structOf(load<u64>(args));
  if (s == NULL) return NULL;
  const r = structIterUnpack(s, load<u64>(args, 8));
  decref(s);
  return r;
}
function calcsize(mod: Value, format: Value): Value {
  const s = structOf(format);
  if (s == NULL) return NULL;
  const r = getSize(s);
  decref(s);
  return r;
}
function clearCache(mod: Value): Value { return None; }

export function initStructTypes(): void {
  defType(T.StructError, "struct.error", T.Exception, EXCEPTION_SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.EXCEPTION_SUBCLASS);
  defType(T.Struct, "_struct.Struct", T.object, STRUCT_SIZE, TypeFlag.BASETYPE);
  setSlot(T.Struct, Slot.new_, newStruct.index);
  setSlot(T.Struct, Slot.init, initStruct.index);
  setSlot(T.Struct, Slot.dealloc, dealloc.index);
  setSlot(T.Struct, Slot.repr, structRepr.index);
  method(T.Struct, "pack", structPack.index, METH_FAST, "", "S.pack(v1, v2, ...) -> bytes\nThe values as bytes.");
  method(T.Struct, "pack_into", structPackInto.index, METH_FAST, "", "S.pack_into(buffer, offset, v1, v2, ...)\nWrite the values into a buffer.");
  method(T.Struct, "unpack", structUnpack.index, METH_O, "($self, buffer, /)", "The values in a buffer of the struct's size.");
  method(T.Struct, "unpack_from", structUnpackFrom.index, METH_KW, "($self, /, buffer, offset=0)", "The values in a buffer from an offset on.");
  method(T.Struct, "iter_unpack", structIterUnpack.index, METH_O, "($self, buffer, /)", "An iterator over the values in a buffer of many structs.");
  method(T.Struct, "__sizeof__", structSizeof.index, METH_NOARGS, "($self, /)", "Size in memory, in bytes.");
  getset(T.Struct, "format", getFormat.index, 0, "struct format string");
  getset(T.Struct, "size", getSize.index, 0, "struct size in bytes");
  defType(T.unpack_iterator, "_struct.unpack_iterator", T.object, 32, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW);
  setSlot(T.unpack_iterator, Slot.dealloc, iterDealloc.index);
  setSlot(T.unpack_iterator, Slot.traverse, traverseTwo.index);
  setSlot(T.unpack_iterator, Slot.iter, iterSelf.index);
  setSlot(T.unpack_iterator, Slot.iternext, iterNext.index);
  method(T.unpack_iterator, "__length_hint__", iterHint.index, METH_NOARGS, "($self, /)");
}
export function init__struct(m: Value): void {
  addType(m, T.Struct);
  constant(m, "error", boxPtr(T.StructError));
  func(m, "calcsize", calcsize.index, METH_O, "($module, format, /)", "The size of the struct of a format.");
  func(m, "pack", pack.index, METH_FAST, "", "pack(format, v1, v2, ...) -> bytes\nThe values as bytes.");
  func(m, "pack_into", packInto.index, METH_FAST, "", "pack_into(format, buffer, offset, v1, v2, ...)\nWrite the values into a buffer.");
  func(m, "unpack", unpack.index, METH_FAST, "($module, format, buffer, /)", "The values in a buffer of the struct's size.");
  func(m, "unpack_from", unpackFrom.index, METH_KW, "($module, format, /, buffer, offset=0)", "The values in a buffer from an offset on.");
  func(m, "iter_unpack", iterUnpack.index, METH_FAST, "($module, format, buffer, /)", "An iterator over the values in a buffer of many structs.");
  func(m, "_clearcache", clearCache.index, METH_NOARGS, "($module, /)", "Clear the internal cache.");
}
