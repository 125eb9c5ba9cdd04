// The % operator of str, bytes and bytearray ("printf-style String Formatting" of the library reference). One parser serves all three:
// the template is read as characters, and the result is built as a str, which for bytes has Latin-1 characters only and becomes bytes at
// the end.
//
//   %[(key)][flags][width][.precision][length modifier]type

import { Value, NULL, NotImplemented, boxInt, isInt, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { decref, newref } from "../memory/refcount";
import { clearError, errorMatches, errorOccurred, outOfMemory, raise, raiseFmt } from "../errors";
import { call0, getItem, hasIndex, indexOf, isMapping, lookupSpecial, reprOf, strOf } from "../abstract";
import { popArgs, pushArgs } from "../interp/argstack";
import { hasFlag, Slot, slotOf, TypeFlag } from "./typeobject";
import { tupleAt, tupleSize } from "./tupleobject";
import { asI64, isIntLike } from "./int";
import { intToBase } from "./inttext";
import { asF64 } from "./float";
import { FloatFlag, floatText as printfText } from "./floattext";
import { strAt, strLen, strView } from "./strnew";
import { builderChar, builderDiscard, builderFinish, builderInit, builderReserve, builderSlice, builderStr } from "./strbuilder";
import { isStr, strData, strFromText, strSlice } from "./strmake";
import { textAt } from "./strsearch";
import { strHexOf, asciiOf } from "./strformat";
import { bytesData, bytesFrom, bytesLen } from "./bytesobject";
import { getBuffer, releaseBuffer, BufferView, BUFFER_WORDS, PyBUF_SIMPLE } from "./buffer";
import { isBytes, isByteArray as hasByteArray } from "./bytesmake";

const LEFT: u32 = 1; //  -
const SIGN: u32 = 2; //  +
const BLANK: u32 = 4; // space
const ALT: u32 = 8; //   #
const ZERO: u32 = 16; // 0

/** The state of one formatting; lies on the argument stack. */
@unmanaged
class Percent {
  at: u32; kind: u32; length: u32; position: u32; // the template
  builder: u32; bytes: u32;
  args: Value; // the tuple, or the one argument
  size: i32; index: i32; // of the tuple; -1 and -2 for one argument
  mapping: Value; // NULL: none
  keyed: Value; // owned: what a key found
  width: i64; precision: i64;
  flags: u32; pad: u32;
}
const WORDS: u32 = 12;

/** str % args. */
export function strPercent(template: Value, args: Value): Value {
  if (!isStr(template)) return NotImplemented;
  return percent(strData(template), <u32>strView(ptrOf(template)).kind, strLen(template), args, false);
}
/** bytes % args as a Latin-1 str; the caller makes bytes of it. */
export function bytesPercent(at: usize, length: u32, args: Value): Value { return percent(at, 1, length, args, true); }

function percent(at: usize, kind: u32, length: u32, args: Value, bytes: bool): Value {
  const block = pushArgs(WORDS);
  if (!block) return NULL;
  const s = changetype<Percent>(block);
  s.at = <u32>at; s.kind = kind; s.length = length; s.position = 0;
  s.bytes = bytes ? 1 : 0;
  s.args = args;
  const tuple = hasFlag(args, TypeFlag.TUPLE_SUBCLASS);
  s.size = tuple ? <i32>tupleSize(args) : -1;
  s.index = tuple ? 0 : -2;
  s.mapping = !tuple && isMapping(args) && !isStr(args) && !(bytes && (isBytes(args) || hasByteArray(args))) ? args : NULL;
  s.keyed = NULL;
  s.builder = <u32>builderInit(length + 32);
  let result: Value = NULL;
  if (s.builder) {
    if (run(s)) {
      if (s.index < s.size && s.mapping == NULL) {
        builderDiscard(s.builder);
        raiseFmt(T.TypeError, bytes ? "not all arguments converted during bytes formatting" : "not all arguments converted during string formatting");
      } else result = builderFinish(s.builder);
    } else builderDiscard(s.builder);
  }
  decref(s.keyed);
  popArgs(block);
  return result;
}
function run(s: Percent): bool {
  const at = <usize>s.at, kind = s.kind, n = s.length;
  while (s.position < n) {
    let i = s.position;
    while (i < n && textAt(at, kind, i) != 0x25) i++;
    if (i > s.position && !putRun(s.builder, at, kind, s.position, i)) return false;
    s.position = i;
    if (i == n) break;
    s.position = i + 1;
    if (!one(s)) return false;
  }
  return true;
}
function putRun(builder: usize, at: usize, kind: u32, from: u32, to: u32): bool {
  for (let i = from; i < to; i++) if (!builderChar(builder, textAt(at, kind, i))) return false;
  return true;
}

/** The next character of the template; false with ValueError at the end. */
function incomplete(message: string): bool { raise(T.ValueError, message); return false; }
function peek(s: Percent): i32 { return s.position < s.length ? <i32>textAt(s.at, s.kind, s.position) : -1; }

/** The next argument, borrowed. */
function nextArgument(s: Percent): Value {
  if (s.index < s.size) {
    const i = s.index++;
    return s.size < 0 ? s.args : tupleAt(s.args, i);
  }
  if (s.size < 0 && s.index == -2) { s.index = -1; return s.args; }
  return raise(T.TypeError, "not enough arguments for format string");
}
/** A `*`: its int, or i64.MIN_VALUE with an exception. */
function starArgument(s: Percent): i64 {
  const v = nextArgument(s);
  if (v == NULL) return i64.MIN_VALUE;
  if (!isIntLike(v)) { raise(T.TypeError, "* wants int"); return i64.MIN_VALUE; }
  const i = asI64(v);
  if (i == -1 && errorOccurred()) return i64.MIN_VALUE;
  return i;
}

function one(s: Percent): bool {
  s.flags = 0;
  s.width = -1;
  s.precision = -1;
  let c = peek(s);
  if (c == 0x25) { s.position++; return builderChar(s.builder, c); } // only a doubled one: `% %` is an error
  if (c == 0x28) { // (key)
    if (s.mapping == NULL) { raise(T.TypeError, "format requires a mapping"); return false; }
    s.position++;
    const from = s.position;
    let depth = 1;
    while (depth > 0) {
      c = peek(s);
      if (c < 0) return incomplete("incomplete format key");
      if (c == 0x29) depth--;
      else if (c == 0x28) depth++;
      s.position++;
    }
    const width = s.kind;
    const key = s.bytes ? bytesFrom(<usize>s.at + from, s.position - 1 - from) : strFromText(<usize>s.at + <usize>from * width, width, s.position - 1 - from);
    if (key == NULL) return false;
    const found = getItem(s.mapping, key);
    decref(key);
    if (found == NULL) return false;
    decref(s.keyed);
    s.keyed = found;
    s.args = found;
    s.size = -1;
    s.index = -2;
    c = peek(s);
  }
  while (true) {
    if (c == 0x2D) s.flags |= LEFT;
    else if (c == 0x2B) s.flags |= SIGN;
    else if (c == 0x20) s.flags |= BLANK;
    else if (c == 0x23) s.flags |= ALT;
    else if (c == 0x30) s.flags |= ZERO;
    else break;
    s.position++;
    c = peek(s);
  }
  if (c == 0x2A) {
    const w = starArgument(s);
    if (w == i64.MIN_VALUE) return false;
    s.width = w;
    if (w < 0) { s.flags |= LEFT; s.width = -w; }
    s.position++;
    c = peek(s);
  } else if (c >= 0x30 && c <= 0x39) {
    let w: i64 = 0;
    while (c >= 0x30 && c <= 0x39) {
      if (w > (i64.MAX_VALUE - (c - 0x30)) / 10) return incomplete("width too big");
      w = w * 10 + (c - 0x30);
      s.position++;
      c = peek(s);
    }
    s.width = w;
  }
  if (c == 0x2E) {
    s.precision = 0;
    s.position++;
    c = peek(s);
    if (c == 0x2A) {
      const p = starArgument(s);
      if (p == i64.MIN_VALUE) return false;
      if (p > i32.MAX_VALUE || p < i32.MIN_VALUE) { raise(T.OverflowError, "Python int too large to convert to C int"); return false; }
      s.precision = max<i64>(p, 0);
      s.position++;
      c = peek(s);
    } else {
      let p: i64 = 0;
      while (c >= 0x30 && c <= 0x39) {
        p = p * 10 + (c - 0x30);
        if (p > i32.MAX_VALUE) return incomplete(s.bytes ? "prec too big" : "precision too big");
        s.position++;
        c = peek(s);
      }
      s.precision = p;
    }
  }
  if (c == 0x68 || c == 0x6C || c == 0x4C) { s.position++; c = peek(s); }
  if (c < 0) return incomplete("incomplete format");
  s.position++;
  const v = nextArgument(s);
  if (v == NULL) return false;
  let text: Value;
  let numeric = false;
  switch (c) {
    case 0x73: text = s.bytes ? bytesText(v) : strOf(v); break; // s
    case 0x62: // b
      if (!s.bytes) return unsupported(s, c);
      text = bytesText(v);
      break;
    case 0x72: // r
      text = reprOf(v);
      if (s.bytes && text != NULL) text = asciiOf(text);
      break;
    case 0x61: // a
      text = reprOf(v);
      if (text != NULL) text = asciiOf(text);
      break;
    case 0x64: case 0x69: case 0x75: case 0x6F: case 0x78: case 0x58: // d i u o x X
      text = intText(s, v, c);
      numeric = true;
      break;
    case 0x65: case 0x45: case 0x66: case 0x46: case 0x67: case 0x47: // e E f F g G
      text = floatText(s, v, c);
      numeric = true;
      break;
    case 0x63: { // c
      const x = s.bytes ? byteArgument(v) : charArgument(v);
      if (x < 0) return false;
      return putPadded(s, NULL, <u32>x);
    }
    default: return unsupported(s, c);
  }
  if (text == NULL) return false;
  let ok: bool;
  if (numeric) ok = putNumber(s, text, c);
  else {
    if (s.precision >= 0 && s.precision < <i64>strLen(text)) {
      const cut = strSlice(text, 0, <u32>s.precision);
      decref(text);
      if (cut == NULL) return false;
      text = cut;
    }
    ok = putPadded(s, text, 0);
  }
  decref(text);
  return ok;
}
function unsupported(s: Percent, c: i32): bool {
  const h = strHexOf(c);
  const shown = c >= 31 && c <= 126 ? c : 0x3F;
  raiseFmt(T.ValueError, "unsupported format character '%c' (0x%s) at index %d", boxInt(shown), h, boxInt(<i64>s.position - 1));
  decref(h);
  return false;
}

function fill(s: Percent, count: i64, c: u32): bool {
  if (count <= 0) return true;
  if (count > 0x7FFFFF00) { outOfMemory(); return false; }
  if (!builderReserve(s.builder, <u32>count, c)) return false;
  for (let i: i64 = 0; i < count; i++) if (!builderChar(s.builder, c)) return false;
  return true;
}
/** A text, or one character when `text` is NULL, padded with spaces. */
function putPadded(s: Percent, text: Value, c: u32): bool {
  const room = s.width - (text == NULL ? 1 : <i64>strLen(text));
  if (!(s.flags & LEFT) && !fill(s, room, 0x20)) return false;
  if (text == NULL ? !builderChar(s.builder, c) : !builderStr(s.builder, text)) return false;
  return !(s.flags & LEFT) || fill(s, room, 0x20);
}
/** Digits with their sign and prefix; zeros go between prefix and digits, spaces before the sign. */
function putNumber(s: Percent, text: Value, c: i32): bool {
  const n = strLen(text);
  let from: u32 = 0, sign: u32 = 0;
  const first = strAt(text, 0);
  if (first == 0x2D || first == 0x2B) { sign = first; from = 1; }
  else if (s.flags & SIGN) sign = 0x2B;
  else if (s.flags & BLANK) sign = 0x20;
  const prefix: u32 = s.flags & ALT && (c == 0x78 || c == 0x58 || c == 0x6F) ? 2 : 0;
  const room = s.width - (n - from) - (sign ? 1 : 0);
  const zeros = (s.flags & ZERO) != 0;
  if (!zeros && !(s.flags & LEFT) && !fill(s, room, 0x20)) return false;
  if (sign && !builderChar(s.builder, sign)) return false;
  if (zeros && !(s.flags & LEFT)) {
    if (prefix && !builderSlice(s.builder, text, from, prefix)) return false;
    if (!fill(s, room, 0x30)) return false;
    return builderSlice(s.builder, text, from + prefix, n - from - prefix);
  }
  if (!builderSlice(s.builder, text, from, n - from)) return false;
  return !(s.flags & LEFT) || fill(s, room, 0x20);
}

// ---- values ---------------------------------------------------------------------------------------------------------

function wrongType(v: Value, c: i32): Value {
  return c == 0x6F || c == 0x78 || c == 0x58
    ? raiseFmt(T.TypeError, "%%%c format: an integer is required, not %T", boxInt(c), v)
    : raiseFmt(T.TypeError, "%%%c format: a real number is required, not %T", boxInt(c), v);
}
function intText(s: Percent, v: Value, c: i32): Value {
  const hexadecimal = c == 0x78 || c == 0x58;
  let i: Value;
  if (isIntLike(v)) i = newref(v);
  else {
    const toInt = slotOf(v, Slot.int_);
    if (!toInt && !slotOf(v, Slot.index) && !slotOf(v, Slot.float_)) return wrongType(v, c);
    if (hexadecimal || c == 0x6F || !toInt) i = indexOf(v);
    else i = call_indirect<Value>(toInt, v);
    if (i == NULL) {
      if (errorMatches(T.TypeError)) { clearError(); return wrongType(v, c); }
      return NULL;
    }
  }
  const digits = intToBase(i, c == 0x6F ? 8 : hexadecimal ? 16 : 10, (s.flags & ALT) != 0 && (hexadecimal || c == 0x6F));
  decref(i);
  if (digits == NULL) return NULL;
  const negative = strAt(digits, 0) == 0x2D;
  const prefix: u32 = s.flags & ALT && (hexadecimal || c == 0x6F) ? 2 : 0;
  const lead = prefix + (negative ? 1 : 0);
  const missing = s.precision - (<i64>strLen(digits) - lead);
  if (missing <= 0 && c != 0x58) return digits;
  const b = builderInit(strLen(digits) + 8);
  if (!b) { decref(digits); return NULL; }
  if (missing > 0x7FFFFF00) { decref(digits); builderDiscard(b); return outOfMemory(); }
  let ok = missing <= 0 || builderReserve(b, <u32>missing + strLen(digits), 0x7F);
  for (let k: u32 = 0; ok && k < strLen(digits); k++) {
    if (k == lead) for (let z: i64 = 0; ok && z < missing; z++) ok = builderChar(b, 0x30);
    const d = strAt(digits, k);
    ok = ok && builderChar(b, c == 0x58 && d >= 0x61 ? d - 32 : d);
  }
  decref(digits);
  return ok ? builderFinish(b) : builderDiscard(b);
}
function floatText(s: Percent, v: Value, c: i32): Value {
  const x = asF64(v);
  if (x == -1 && errorOccurred()) {
    if (s.bytes && errorMatches(T.TypeError)) { clearError(); return raiseFmt(T.TypeError, "float argument required, not %T", v); }
    return NULL;
  }
  return printfText(x, c, s.precision < 0 ? 6 : <i32>s.precision, s.flags & ALT ? FloatFlag.ALTERNATE : 0);
}

/** %c of a str: the character, or -1 with an exception. */
function charArgument(v: Value): i64 {
  if (isStr(v)) {
    if (strLen(v) == 1) return strAt(v, 0);
    raiseFmt(T.TypeError, "%%c requires an int or a unicode character, not a string of length %d", boxInt(strLen(v)));
    return -1;
  }
  if (!hasIndex(v)) { raiseFmt(T.TypeError, "%%c requires an int or a unicode character, not %T", v); return -1; }
  const i = indexOf(v);
  if (i == NULL) return -1;
  const x = isInt(i) ? asI64(i) : -1;
  decref(i);
  if (<u64>x > 0x10FFFF) { raise(T.OverflowError, "%c arg not in range(0x110000)"); return -1; }
  return x;
}
/** %c of bytes. */
function byteArgument(v: Value): i64 {
  if (isBytes(v) || hasByteArray(v)) {
    const length = isBytes(v) ? bytesLen(v) : load<u32>(ptrOf(v), 8);
    if (length == 1) return isBytes(v) ? load<u8>(bytesData(v)) : load<u8>(<usize>load<u32>(ptrOf(v), 20));
    raiseFmt(T.TypeError, isBytes(v) ? "%%c requires an integer in range(256) or a single byte, not a bytes object of length %d"
      : "%%c requires an integer in range(256) or a single byte, not a bytearray object of length %d", boxInt(length));
    return -1;
  }
  if (!hasIndex(v)) { raiseFmt(T.TypeError, "%%c requires an integer in range(256) or a single byte, not %T", v); return -1; }
  const i = indexOf(v);
  if (i == NULL) return -1;
  const x = isInt(i) ? asI64(i) : -1;
  decref(i);
  if (<u64>x > 255) { raise(T.OverflowError, "%c arg not in range(256)"); return -1; }
  return x;
}

/** %b and %s of bytes: what `v` has in its buffer or its __bytes__, as a Latin-1 str. */
function bytesText(v: Value): Value {
  if (isBytes(v)) return strFromText(bytesData(v), 1, bytesLen(v));
  const m = lookupSpecial(v, name(N.__bytes__));
  if (m != NULL) {
    const r = call0(m);
    decref(m);
    if (r == NULL) return NULL;
    if (!isBytes(r)) { raiseFmt(T.TypeError, "__bytes__ returned non-bytes (type %T)", r); decref(r); return NULL; }
    const text = strFromText(bytesData(r), 1, bytesLen(r));
    decref(r);
    return text;
  }
  if (errorOccurred()) return NULL;
  if (!slotOf(v, Slot.getbuffer)) return raiseFmt(T.TypeError, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'", v);
  const at = pushArgs(BUFFER_WORDS);
  if (!at) return NULL;
  let text: Value = NULL;
  if (getBuffer(v, at, PyBUF_SIMPLE) == 0) {
    const view = changetype<BufferView>(at);
    text = strFromText(view.buf, 1, <u32>view.len);
    releaseBuffer(at);
  }
  popArgs(at);
  return text;
}
