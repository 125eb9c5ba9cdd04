// The module binascii: bytes as ASCII and back, and two checksums.

import { Value, NULL, boxInt, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { TypeFlag, hasFlag } from "../objects/typeobject";
import { constant, defType, func, METH_FAST, METH_KW, METH_O } from "../objects/define";
import { decref } from "../memory/refcount";
import { alloc, free } from "../memory/alloc";
import { outOfMemory, raise, raiseFmt } from "../errors";
import { indexOf, isTrue } from "../abstract";
import { parseArgs, checkArgs } from "../args";
import { pushArgs, popArgs } from "../interp/argstack";
import { BUFFER_WORDS, BufferView, PyBUF_SIMPLE, getBuffer, releaseBuffer } from "../objects/buffer";
import { bytesAlloc, BYTES_DATA, bytesFrom } from "../objects/bytesobject";
import { hexArguments, hexLength, hexValue, hexWrite } from "../objects/byteshex";
import { STR_DATA, strView } from "../objects/strnew";
import { intLow64 } from "../objects/int";
import { EXCEPTION_SIZE } from "../objects/exceptionnew";

function fail(message: string): Value { return raise(T.BinasciiError, message); }

/** A view of an argument: bytes-like, or with `text` an ASCII str. False with an exception. */
function open(v: Value, view: usize, text: bool): bool {
  if (text && hasFlag(v, TypeFlag.STR_SUBCLASS)) {
    const s = strView(ptrOf(v));
    if (!s.ascii) { raise(T.ValueError, "string argument should contain only ASCII characters"); return false; }
    const b = changetype<BufferView>(view);
    b.obj = NULL;
    b.buf = <u32>(ptrOf(v) + STR_DATA);
    b.len = <i32>s.length;
    return true;
  }
  if (getBuffer(v, view, PyBUF_SIMPLE) == 0) return true;
  if (text) { raiseFmt(T.TypeError, "argument should be bytes, buffer or ASCII string, not '%T'", v); }
  return false;
}

// Hexadecimal

function hexlify(mod: Value, args: usize, nargs: i32, kwnames: Value): Value { return hexNamed("hexlify", args, nargs, kwnames); }
function b2aHex(mod: Value, args: usize, nargs: i32, kwnames: Value): Value { return hexNamed("b2a_hex", args, nargs, kwnames); }
function hexBytes(at: usize, n: u32, how: usize): Value {
  const length = hexLength(n, how);
  if (length > 0x7FFFFF00) return outOfMemory();
  const p = bytesAlloc(<u32>length);
  if (!p) return NULL;
  hexWrite(p + BYTES_DATA, at, n, how);
  return boxPtr(p);
}
function hexNamed(fname: string, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(3 + BUFFER_WORDS);
  if (!out) return NULL;
  const view = out + 24;
  let r: Value = NULL;
  if (parseArgs(fname, "data | sep bytes_per_sep", args, nargs, kwnames, out)) {
    if (hexArguments(load<u64>(out, 8), load<u64>(out, 16), false, out + 8) && open(load<u64>(out), view, false)) {
      const b = changetype<BufferView>(view);
      r = hexBytes(b.buf, b.len, out + 8);
      releaseBuffer(view);
    }
  }
  popArgs(out);
  return r;
}
function a2bHex(mod: Value, data: Value): Value {
  const view = pushArgs(BUFFER_WORDS);
  if (!view) return NULL;
  let r: Value = NULL;
  if (open(data, view, true)) {
    const b = changetype<BufferView>(view);
    const at = <usize>b.buf;
    const n = <u32>b.len;
    if (n & 1) fail("Odd-length string");
    else {
      const block = alloc((<usize>n >>> 1) + 1);
      if (!block) outOfMemory();
      else {
        let ok = true;
        for (let i: u32 = 0; i < n && ok; i += 2) {
          const high = hexValue(load<u8>(at + <usize>i)), low = hexValue(load<u8>(at + <usize>i, 1));
          ok = high >= 0 && low >= 0;
          store<u8>(block + (<usize>i >>> 1), <u8>(high << 4 | low));
        }
        if (ok) r = bytesFrom(block, n >>> 1);
        else fail("Non-hexadecimal digit found");
        free(block);
      }
    }
    releaseBuffer(view);
  }
  popArgs(view);
  return r;
}

// Base 64

function base64Char(i: u32): u8 { return <u8>"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".charCodeAt(i); }
function base64Value(c: u32): i32 {
  if (c - 0x41 < 26) return <i32>c - 0x41;
  if (c - 0x61 < 26) return <i32>c - 0x61 + 26;
  if (c - 0x30 < 10) return <i32>c - 0x30 + 52;
  return c == 0x2B ? 62 : c == 0x2F ? 63 : -1;
}
function b2aBase64(mod: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2 + BUFFER_WORDS);
  if (!out) return NULL;
  const view = out + 16;
  let r: Value = NULL;
  if (parseArgs("b2a_base64", "data / | $ newline", args, nargs, kwnames, out)) {
    const newline = load<u64>(out, 8) == NULL ? 1 : isTrue(load<u64>(out, 8));
    if (newline >= 0 && open(load<u64>(out), view, false)) {
      const b = changetype<BufferView>(view);
      r = encode64(b.buf, b.len, newline == 1);
      releaseBuffer(view);
    }
  }
  popArgs(out);
  return r;
}
function encode64(at: usize, n: u32, newline: bool): Value {
  const size = (<usize>n + 2) / 3 * 4 + 1;
  const block = alloc(size);
  if (!block) return outOfMemory();
  let to = block;
  for (let i: u32 = 0; i < n; i += 3) {
    const left = n - i;
    const a = <u32>load<u8>(at + <usize>i) << 16;
    const b: u32 = left > 1 ? <u32>load<u8>(at + <usize>i, 1) << 8 : 0;
    const c: u32 = left > 2 ? <u32>load<u8>(at + <usize>i, 2) : 0;
    const word = a | b | c;
    store<u8>(to, base64Char(word >>> 18));
    store<u8>(to, base64Char((word >>> 12) & 63), 1);
    store<u8>(to, left > 1 ? base64Char((word >>> 6) & 63) : 0x3D, 2);
    store<u8>(to, left > 2 ? base64Char(word & 63) : 0x3D, 3);
    to += 4;
  }
  if (newline) store<u8>(to++, 0x0A);
  const r = bytesFrom(block, <u32>(to - block));
  free(block);
  return r;
}
function a2bBase64(mod: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2 + BUFFER_WORDS);
  if (!out) return NULL;
  const view = out + 16;
  let r: Value = NULL;
  if (parseArgs("a2b_base64", "data / | $ strict_mode", args, nargs, kwnames, out)) {
    const strict = load<u64>(out, 8) == NULL ? 0 : isTrue(load<u64>(out, 8));
    if (strict >= 0 && open(load<u64>(out), view, true)) {
      const b = changetype<BufferView>(view);
      r = decode64(b.buf, b.len, strict == 1);
      releaseBuffer(view);
    }
  }
  popArgs(out);
  return r;
}
function decode64(at: usize, n: u32, strict: bool): Value {
  const block = alloc((<usize>n + 3) / 4 * 3 + 1);
  if (!block) return outOfMemory();
  let to = block;
  let quad: u32 = 0, pads: u32 = 0, left: u32 = 0;
  let done = false;
  let error: i32 = 0;
  let padding = false;
  for (let i: u32 = 0; i < n && !error && !done; i++) {
    const c = <u32>load<u8>(at + <usize>i);
    if (c == 0x3D) {
      padding = true;
      if (strict && quad == 0) error = i == 0 ? 1 : 5;
      else if (quad >= 2 && quad + ++pads >= 4) {
        if (strict && i + 1 < n) error = 2;
        done = true;
      }
      continue;
    }
    const v = base64Value(c);
    if (v < 0) {
      if (strict) error = 4;
      continue;
    }
    if (strict && padding) { error = 3; continue; }
    pads = 0;
    switch (quad) {
      case 0: quad = 1; left = v; break;
      case 1: quad = 2; store<u8>(to++, <u8>(left << 2 | <u32>v >>> 4)); left = v & 15; break;
      case 2: quad = 3; store<u8>(to++, <u8>(left << 4 | <u32>v >>> 2)); left = v & 3; break;
      default: quad = 0; store<u8>(to++, <u8>(left << 6 | <u32>v)); left = 0;
    }
  }
  const size = <u32>(to - block);
  let r: Value = NULL;
  if (error == 1) fail("Leading padding not allowed");
  else if (error == 5) fail("Excess padding not allowed");
  else if (error == 2) fail("Excess data after padding");
  else if (error == 3) fail("Discontinuous padding not allowed");
  else if (error == 4) fail("Only base64 data is allowed");
  else if (!done && quad == 1) {
    raiseFmt(T.BinasciiError, "Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4", boxInt(size / 3 * 4 + 1));
  } else if (!done && quad) fail("Incorrect padding");
  else r = bytesFrom(block, size);
  free(block);
  return r;
}

// uuencode

function b2aUu(mod: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2 + BUFFER_WORDS);
  if (!out) return NULL;
  const view = out + 16;
  let r: Value = NULL;
  if (parseArgs("b2a_uu", "data / | $ backtick", args, nargs, kwnames, out)) {
    const backtick = load<u64>(out, 8) == NULL ? 0 : isTrue(load<u64>(out, 8));
    if (backtick >= 0 && open(load<u64>(out), view, false)) {
      const b = changetype<BufferView>(view);
      if (b.len > 45) fail("At most 45 bytes at once");
      else r = encodeUu(b.buf, b.len, backtick == 1);
      releaseBuffer(view);
    }
  }
  popArgs(out);
  return r;
}
function encodeUu(at: usize, n: u32, backtick: bool): Value {
  const block = alloc(80);
  if (!block) return outOfMemory();
  const zero: u8 = backtick ? 0x60 : 0x20;
  let to = block;
  store<u8>(to++, n ? <u8>(0x20 + n) : zero);
  for (let i: u32 = 0; i < n; i += 3) {
    let word: u32 = 0;
    for (let k: u32 = 0; k < 3; k++) word = word << 8 | (i + k < n ? <u32>load<u8>(at + <usize>(i + k)) : 0);
    for (let shift = 18; shift >= 0; shift -= 6) {
      const v = (word >>> shift) & 63;
      store<u8>(to++, v ? <u8>(0x20 + v) : zero);
    }
  }
  store<u8>(to++, 0x0A);
  const r = bytesFrom(block, <u32>(to - block));
  free(block);
  return r;
}
function a2bUu(mod: Value, data: Value): Value {
  const view = pushArgs(BUFFER_WORDS);
  if (!view) return NULL;
  let r: Value = NULL;
  if (open(data, view, true)) {
    const b = changetype<BufferView>(view);
    r = decodeUu(b.buf, b.len);
    releaseBuffer(view);
  }
  popArgs(view);
  return r;
}
function decodeUu(at: usize, n: u32): Value {
  const size = n ? (<u32>load<u8>(at) - 0x20) & 63 : 32;
  const block = alloc(<usize>size + 4);
  if (!block) return outOfMemory();
  let i: u32 = 1, bits: u32 = 0, kept: u32 = 0, count: u32 = 0;
  let error = 0;
  while (count < size && !error) {
    let c: u32 = i < n ? load<u8>(at + <usize>i) : 0;
    if (c == 0x0A || c == 0x0D || i >= n) c = 0; // a line whose spaces were cut off
    else if (c < 0x20 || c > 0x60) { error = 1; break; }
    else c = (c - 0x20) & 63;
    i++;
    bits = bits << 6 | c;
    kept += 6;
    if (kept >= 8) {
      kept -= 8;
      store<u8>(block + <usize>(count++), <u8>(bits >>> kept));
      bits &= (1 << kept) - 1;
    }
  }
  for (; i < n && !error; i++) {
    const c = load<u8>(at + <usize>i);
    if (c != 0x20 && c != 0x60 && c != 0x0A && c != 0x0D) error = 2;
  }
  const r = error == 1 ? fail("Illegal char") : error == 2 ? fail("Trailing garbage") : bytesFrom(block, size);
  free(block);
  return r;
}

// Quoted-printable

function a2bQp(mod: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2 + BUFFER_WORDS);
  if (!out) return NULL;
  const view = out + 16;
  let r: Value = NULL;
  if (parseArgs("a2b_qp", "data | header", args, nargs, kwnames, out)) {
    const header = load<u64>(out, 8) == NULL ? 0 : isTrue(load<u64>(out, 8));
    if (header >= 0 && open(load<u64>(out), view, true)) {
      const b = changetype<BufferView>(view);
      r = decodeQp(b.buf, b.len, header == 1);
      releaseBuffer(view);
    }
  }
  popArgs(out);
  return r;
}
function decodeQp(at: usize, n: u32, header: bool): Value {
  const block = alloc(<usize>n + 1);
  if (!block) return outOfMemory();
  let to = block;
  let i: u32 = 0;
  while (i < n) {
    const c = <u32>load<u8>(at + <usize>i);
    if (c == 0x3D) {
      i++;
      if (i >= n) break;
      const d = <u32>load<u8>(at + <usize>i);
      if (d == 0x0A || d == 0x0D) { // a soft line break
        while (i < n && load<u8>(at + <usize>i) != 0x0A) i++;
        if (i < n) i++;
      } else if (d == 0x3D) { store<u8>(to++, 0x3D); i++; }
      else {
        const low: i32 = i + 1 < n ? hexValue(load<u8>(at + <usize>i, 1)) : -1;
        const high = hexValue(d);
        if (high >= 0 && low >= 0) { store<u8>(to++, <u8>(high << 4 | low)); i += 2; }
        else store<u8>(to++, 0x3D);
      }
    } else {
      store<u8>(to++, header && c == 0x5F ? 0x20 : <u8>c);
      i++;
    }
  }
  const r = bytesFrom(block, <u32>(to - block));
  free(block);
  return r;
}
function b2aQp(mod: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(4 + BUFFER_WORDS);
  if (!out) return NULL;
  const view = out + 32;
  let r: Value = NULL;
  if (parseArgs("b2a_qp", "data | quotetabs istext header", args, nargs, kwnames, out)) {
    const tabs = load<u64>(out, 8) == NULL ? 0 : isTrue(load<u64>(out, 8));
    const text = load<u64>(out, 16) == NULL ? 1 : isTrue(load<u64>(out, 16));
    const header = load<u64>(out, 24) == NULL ? 0 : isTrue(load<u64>(out, 24));
    if (tabs >= 0 && text >= 0 && header >= 0 && open(load<u64>(out), view, false)) {
      const b = changetype<BufferView>(view);
      r = encodeQp(b.buf, b.len, tabs == 1, text == 1, header == 1);
      releaseBuffer(view);
    }
  }
  popArgs(out);
  return r;
}
function encodeQp(at: usize, n: u32, tabs: bool, text: bool, header: bool): Value {
  const block = alloc(<usize>n * 6 + 16);
  if (!block) return outOfMemory();
  let to = block;
  // Line ends are written as the first one of the data is.
  let crlf = false;
  for (let k: u32 = 0; k < n; k++) if (load<u8>(at + <usize>k) == 0x0A) { crlf = k > 0 && load<u8>(at + <usize>(k - 1)) == 0x0D; break; }
  let line: u32 = 0, i: u32 = 0;
  while (i < n) {
    const c = <u32>load<u8>(at + <usize>i);
    const next: u32 = i + 1 < n ? load<u8>(at + <usize>i, 1) : 0;
    const atEnd = i + 1 == n;
    const quote = c > 126 || c == 0x3D || (header && c == 0x5F) || (c == 0x2E && line == 0 && (atEnd || next == 0x0A || next == 0x0D || next == 0)) ||
      (!text && (c == 0x0D || c == 0x0A)) || ((c == 0x09 || c == 0x20) && atEnd) ||
      (c < 33 && c != 0x0D && c != 0x0A && c != 0x09 && c != 0x20) || (c < 33 && c != 0x0D && c != 0x0A && (tabs || (!tabs && c != 0x09 && c != 0x20)));
    if (quote) {
      if (line + 3 >= 76) {
        store<u8>(to++, 0x3D);
        if (crlf) store<u8>(to++, 0x0D);
        store<u8>(to++, 0x0A);
        line = 0;
      }
      store<u8>(to++, 0x3D);
      store<u8>(to++, <u8>"0123456789ABCDEF".charCodeAt(c >>> 4));
      store<u8>(to++, <u8>"0123456789ABCDEF".charCodeAt(c & 15));
      i++;
      line += 3;
    } else if (text && (c == 0x0A || (c == 0x0D && next == 0x0A))) {
      line = 0;
      const before: u32 = to > block ? load<u8>(to - 1) : 0;
      if (before == 0x20 || before == 0x09) { // white space at the end of a line is quoted
        store<u8>(to - 1, 0x3D);
        store<u8>(to++, <u8>"0123456789ABCDEF".charCodeAt(before >>> 4));
        store<u8>(to++, <u8>"0123456789ABCDEF".charCodeAt(before & 15));
      }
      if (crlf) store<u8>(to++, 0x0D);
      store<u8>(to++, 0x0A);
      i += c == 0x0D ? 2 : 1;
    } else {
      if (!atEnd && next != 0x0A && line + 1 >= 76) {
        store<u8>(to++, 0x3D);
        if (crlf) store<u8>(to++, 0x0D);
        store<u8>(to++, 0x0A);
        line = 0;
      }
      line++;
      store<u8>(to++, header && c == 0x20 ? 0x5F : <u8>c);
      i++;
    }
  }
  const r = bytesFrom(block, <u32>(to - block));
  free(block);
  return r;
}

// Checksums

/** CRC-32 (IEEE 802.3), bit by bit over nibbles. */
export function crc32Of(at: usize, n: u32, start: u32): u32 {
  let c = ~start;
  for (let i: u32 = 0; i < n; i++) {
    c ^= load<u8>(at + <usize>i);
    for (let k = 0; k < 2; k++) c = (c >>> 4) ^ nibble(c & 15);
  }
  return ~c;
}
function nibble(i: u32): u32 {
  let c = i;
  c = c & 1 ? (c >>> 1) ^ 0xEDB88320 : c >>> 1;
  c = c & 1 ? (c >>> 1) ^ 0xEDB88320 : c >>> 1;
  c = c & 1 ? (c >>> 1) ^ 0xEDB88320 : c >>> 1;
  return c & 1 ? (c >>> 1) ^ 0xEDB88320 : c >>> 1;
}
function checksum(fname: string, args: usize, nargs: i32, wide: bool): Value {
  if (!checkArgs(fname, nargs, wide ? 1 : 2, 2)) return NULL;
  let start: u32 = 0;
  if (nargs == 2) {
    const v = indexOf(load<u64>(args, 8));
    if (v == NULL) return NULL;
    start = <u32>intLow64(v);
    decref(v);
  }
  const view = pushArgs(BUFFER_WORDS);
  if (!view) return NULL;
  let r: Value = NULL;
  if (open(load<u64>(args), view, false)) {
    const b = changetype<BufferView>(view);
    if (wide) r = boxInt(crc32Of(b.buf, b.len, start));
    else {
      let c = start & 0xFFFF;
      for (let i: u32 = 0; i < <u32>b.len; i++) {
        c ^= <u32>load<u8>(<usize>b.buf + <usize>i) << 8;
        for (let k = 0; k < 8; k++) c = c & 0x8000 ? (c << 1) ^ 0x1021 : c << 1;
        c &= 0xFFFF;
      }
      r = boxInt(c);
    }
    releaseBuffer(view);
  }
  popArgs(view);
  return r;
}
function crc32(mod: Value, args: usize, nargs: i32): Value { return checksum("crc32", args, nargs, true); }
function crcHqx(mod: Value, args: usize, nargs: i32): Value { return checksum("crc_hqx", args, nargs, false); }

export function initBinasciiTypes(): void {
  defType(T.BinasciiError, "binascii.Error", T.ValueError, EXCEPTION_SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.EXCEPTION_SUBCLASS);
  defType(T.BinasciiIncomplete, "binascii.Incomplete", T.Exception, EXCEPTION_SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.EXCEPTION_SUBCLASS);
}
export function init_binascii(m: Value): void {
  constant(m, "Error", boxPtr(T.BinasciiError));
  constant(m, "Incomplete", boxPtr(T.BinasciiIncomplete));
  func(m, "hexlify", hexlify.index, METH_KW, "($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)", "Hexadecimal digits of binary data.");
  func(m, "b2a_hex", b2aHex.index, METH_KW, "($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)", "Hexadecimal digits of binary data.");
  func(m, "unhexlify", a2bHex.index, METH_O, "($module, hexstr, /)", "Binary data of hexadecimal digits.");
  func(m, "a2b_hex", a2bHex.index, METH_O, "($module, hexstr, /)", "Binary data of hexadecimal digits.");
  func(m, "b2a_base64", b2aBase64.index, METH_KW, "($module, data, /, *, newline=True)", "Base64-code a line of data.");
  func(m, "a2b_base64", a2bBase64.index, METH_KW, "($module, data, /, *, strict_mode=False)", "Decode a line of base64 data.");
  func(m, "b2a_uu", b2aUu.index, METH_KW, "($module, data, /, *, backtick=False)", "Uuencode a line of data.");
  func(m, "a2b_uu", a2bUu.index, METH_O, "($module, data, /)", "Decode a line of uuencoded data.");
  func(m, "b2a_qp", b2aQp.index, METH_KW, "($module, /, data, quotetabs=False, istext=True, header=False)", "Encode data as quoted-printable.");
  func(m, "a2b_qp", a2bQp.index, METH_KW, "($module, /, data, header=False)", "Decode quoted-printable data.");
  func(m, "crc32", crc32.index, METH_FAST, "($module, data, crc=0, /)", "The CRC-32 checksum of data.");
  func(m, "crc_hqx", crcHqx.index, METH_FAST, "($module, data, crc, /)", "The CRC-CCITT value of data.");
}
