// Making, cutting, joining and comparing strs, for all of core. Arguments are borrowed, results owned, NULL with an exception.
// Every function takes instances of subclasses of str, and gives exact strs.

import { Value, NULL, boxPtr, ptrOf, isPtr, boxInt } from "../value";
import { runtime } from "../state";
import { T } from "../names.generated";
import { alloc, free, realloc, usableSize } from "../memory/alloc";
import { decref, increfPtr, newref, refcountOf } from "../memory/refcount";
import { outOfMemory, raise, raiseFmt } from "../errors";
import { hasFlag, isExact, TypeFlag } from "./typeobject";
import { STR_DATA, intern, strAlloc, strAt, strLen, strView } from "./strnew";
import { copyWiden } from "./strbuilder";
import { textAt } from "./strsearch";
import { U_ID_CONTINUE, U_ID_START, uIs } from "./unicode";

/** The longest str, in bytes of its data; more is a MemoryError. */
export const STR_MAX: u64 = 0x7FFFFF00;

export function isStr(v: Value): bool { return isPtr(v) && hasFlag(v, TypeFlag.STR_SUBCLASS); }
/** The address of the characters. */
export function strData(v: Value): usize { return ptrOf(v) + STR_DATA; }
export function strIsAscii(v: Value): bool { return load<u8>(ptrOf(v), 21) != 0; }
/** The bytes a character takes where the widest is `widest`: 1, 2 or 4. */
export function kindOf(widest: u32): u32 { return widest < 0x100 ? 1 : widest < 0x10000 ? 2 : 4; }
/** An upper bound of the characters of a str, by its kind alone. */
export function strBound(v: Value): u32 {
  const kind = load<u8>(ptrOf(v), 20);
  return kind == 1 ? (load<u8>(ptrOf(v), 21) ? 0x7F : 0xFF) : kind == 2 ? 0xFFFF : 0x10FFFF;
}
/** Writes character `i` of a text of that kind. */
export function putChar(at: usize, kind: u32, i: usize, c: u32): void {
  if (kind == 1) store<u8>(at + i, <u8>c);
  else if (kind == 2) store<u16>(at + (i << 1), <u16>c);
  else store<u32>(at + (i << 2), c);
}

/** The empty str, owned. */
export function strEmpty(): Value {
  const e = runtime().emptyStr;
  if (isPtr(e)) return newref(e);
  const p = strAlloc(0, 1);
  if (!p) return NULL;
  strView(p).ascii = 1;
  const s = intern(boxPtr(p));
  runtime().emptyStr = newref(s);
  return s;
}
/** A one-character str; those of Latin-1 are shared. */
export function strFromCodePoint(c: u32): Value {
  if (c < 256) {
    const r = runtime();
    if (!r.latin1 && !makeLatin1()) return NULL;
    const p = <usize>load<u32>(<usize>r.latin1 + (<usize>c << 2));
    increfPtr(p);
    return boxPtr(p);
  }
  const kind = kindOf(c);
  const p = strAlloc(1, kind);
  if (!p) return NULL;
  putChar(p + STR_DATA, kind, 0, c);
  return boxPtr(p);
}
function makeLatin1(): bool {
  const table = alloc(1024);
  if (!table) { outOfMemory(); return false; }
  for (let c: usize = 0; c < 256; c++) {
    const p = strAlloc(1, 1);
    if (!p) { free(table); return false; }
    store<u8>(p, <u8>c, STR_DATA);
    strView(p).ascii = c < 128 ? 1 : 0;
    store<u32>(table + (c << 2), <u32>ptrOf(intern(boxPtr(p))));
  }
  runtime().latin1 = <u32>table;
  return true;
}

/** A str of `count` characters of `kind` bytes at `at`, narrowed to the kind they need. */
export function strFromText(at: usize, kind: u32, count: u32): Value {
  if (count == 0) return strEmpty();
  if (count == 1) return strFromCodePoint(textAt(at, kind, 0));
  const widest = widestOf(at, kind, count);
  const to = kindOf(widest);
  const p = strAlloc(count, to);
  if (!p) return NULL;
  copyWiden(p + STR_DATA, to, at, kind, count);
  strView(p).ascii = widest < 0x80 ? 1 : 0;
  return boxPtr(p);
}
/** The bits of all characters or-ed: enough to tell the kind. */
export function widestOf(at: usize, kind: u32, count: usize): u32 {
  let widest: u64 = 0;
  let i: usize = 0;
  const bytes = count * kind;
  while (i + 8 <= bytes) { widest |= load<u64>(at + i); i += 8; }
  if (kind == 1) {
    widest |= widest >>> 32; widest |= widest >>> 16; widest |= widest >>> 8;
    widest &= 0xFF;
    for (; i < bytes; i++) widest |= load<u8>(at + i);
  } else if (kind == 2) {
    widest |= widest >>> 32; widest |= widest >>> 16;
    widest &= 0xFFFF;
    for (; i < bytes; i += 2) widest |= load<u16>(at + i);
  } else {
    widest |= widest >>> 32;
    widest &= 0xFFFFFFFF;
    for (; i < bytes; i += 4) widest |= load<u32>(at + i);
  }
  return <u32>widest;
}
/** `v` itself when it is an exact str, else a copy. */
export function strExact(v: Value): Value {
  if (isExact(v, T.str)) return newref(v);
  return strFromText(strData(v), strView(ptrOf(v)).kind, strLen(v));
}
/** v[start:end], both within the str and start <= end. */
export function strSlice(v: Value, start: u32, end: u32): Value {
  if (start == 0 && end == strLen(v)) return strExact(v);
  const kind = <u32>strView(ptrOf(v)).kind;
  if (strIsAscii(v)) {
    const n = end - start;
    if (n == 0) return strEmpty();
    if (n == 1) return strFromCodePoint(load<u8>(strData(v) + start));
    const p = strAlloc(n, 1);
    if (!p) return NULL;
    strView(p).ascii = 1;
    memory.copy(p + STR_DATA, strData(v) + start, n);
    return boxPtr(p);
  }
  return strFromText(strData(v) + <usize>start * kind, kind, end - start);
}
/** a + b. */
export function strConcat(a: Value, b: Value): Value {
  const n = strLen(a), m = strLen(b);
  if (m == 0) return strExact(a);
  if (n == 0) return strExact(b);
  const k = <u32>strView(ptrOf(a)).kind, l = <u32>strView(ptrOf(b)).kind;
  const kind = max(k, l);
  if ((<u64>n + m) * kind > STR_MAX) return outOfMemory();
  const p = strAlloc(n + m, kind);
  if (!p) return NULL;
  copyWiden(p + STR_DATA, kind, strData(a), k, n);
  copyWiden(p + STR_DATA + <usize>n * kind, kind, strData(b), l, m);
  strView(p).ascii = strView(ptrOf(a)).ascii & strView(ptrOf(b)).ascii;
  return boxPtr(p);
}
/**
 * a + b, stealing `a` (an exact str) and borrowing `b`, for `s += x`: when nobody else holds `a` it grows in place. Room is kept for more, so
 * that building a long str is linear.
 */
export function strAppend(a: Value, b: Value): Value {
  const p = ptrOf(a);
  const s = strView(p);
  const kind = <u32>s.kind;
  const n = s.length, m = strLen(b);
  if (refcountOf(p) != 1 || s.interned || kind < strView(ptrOf(b)).kind || (<u64>n + m) * kind > STR_MAX) {
    const r = strConcat(a, b);
    decref(a);
    return r;
  }
  const size = STR_DATA + <usize>(n + m) * kind;
  let q = p;
  if (size > usableSize(p)) {
    q = realloc(p, size + (size >>> 3));
    if (!q) q = realloc(p, size);
    if (!q) { decref(a); return outOfMemory(); }
  }
  copyWiden(q + STR_DATA + <usize>n * kind, kind, strData(b), strView(ptrOf(b)).kind, m);
  const r = strView(q);
  r.length = n + m;
  r.hash = -1;
  r.ascii &= strView(ptrOf(b)).ascii;
  return boxPtr(q);
}
/** v * count; empty for a count below 1. */
export function strRepeat(v: Value, count: i64): Value {
  const n = strLen(v);
  if (count <= 0 || n == 0) return strEmpty();
  if (count == 1) return strExact(v);
  const kind = <u32>strView(ptrOf(v)).kind;
  const bytes = <u64>n * kind;
  if (<u64>count > STR_MAX || bytes * <u64>count > STR_MAX) return outOfMemory();
  const p = strAlloc(<u32>(<u64>n * <u64>count), kind);
  if (!p) return NULL;
  strView(p).ascii = strView(ptrOf(v)).ascii;
  repeatBytes(p + STR_DATA, strData(v), <usize>bytes, <usize>count);
  return boxPtr(p);
}
/** Writes `count` copies of `size` bytes. */
export function repeatBytes(to: usize, from: usize, size: usize, count: usize): void {
  if (size == 1) { memory.fill(to, load<u8>(from), count); return; }
  const total = size * count;
  memory.copy(to, from, size);
  let done = size;
  while (done < total) {
    const step = min(done, total - done);
    memory.copy(to + done, to, step);
    done += step;
  }
}

/** -1, 0 or 1: the order by code points. */
export function strCompare(a: Value, b: Value): i32 {
  if (a == b) return 0;
  const s = strView(ptrOf(a)), t = strView(ptrOf(b));
  const n = min(s.length, t.length);
  if (s.kind == 1 && t.kind == 1) {
    const c = memory.compare(strData(a), strData(b), n);
    if (c) return c < 0 ? -1 : 1;
  } else {
    const p = strData(a), q = strData(b), k = <u32>s.kind, l = <u32>t.kind;
    for (let i: usize = 0; i < n; i++) {
      const x = textAt(p, k, i), y = textAt(q, l, i);
      if (x != y) return x < y ? -1 : 1;
    }
  }
  return s.length == t.length ? 0 : s.length < t.length ? -1 : 1;
}
/** Whether `v` is a str equal to an ASCII literal. */
export function strEqualAscii(v: Value, text: string): bool {
  if (!isStr(v)) return false;
  const n = text.length;
  if (strLen(v) != n || !strIsAscii(v)) return false;
  const at = strData(v), from = changetype<usize>(text);
  for (let i: usize = 0; i < <usize>n; i++) if (<u32>load<u8>(at + i) != <u32>load<u16>(from + (i << 1))) return false;
  return true;
}
/** str.isidentifier. */
export function strIsIdentifier(v: Value): bool {
  const n = strLen(v);
  if (n == 0) return false;
  const first = strAt(v, 0);
  if (first != 0x5F && !uIs(first, U_ID_START)) return false;
  for (let i: usize = 1; i < n; i++) if (!uIs(strAt(v, i), U_ID_CONTINUE)) return false;
  return true;
}

/** separator.join of `count` borrowed Values at `items`; TypeError when one is no str. */
export function strJoin(separator: Value, items: usize, count: u32): Value {
  if (count == 0) return strEmpty();
  let total: u64 = <u64>strLen(separator) * (count - 1);
  let bound: u32 = count > 1 ? strBound(separator) : 0;
  for (let i: usize = 0; i < count; i++) {
    const item = load<u64>(items + (i << 3));
    if (!isStr(item)) return raiseFmt(T.TypeError, "sequence item %d: expected str instance, %T found", boxInt(<i64>i), item);
    total += strLen(item);
    bound |= strBound(item);
  }
  if (count == 1) return strExact(load<u64>(items));
  const kind = kindOf(bound);
  if (total * kind > STR_MAX) return raise(T.OverflowError, "join() result is too long for a Python string");
  if (total == 0) return strEmpty();
  const p = strAlloc(<u32>total, kind);
  if (!p) return NULL;
  let to = p + STR_DATA;
  const sep = strData(separator), sepKind = <u32>strView(ptrOf(separator)).kind, sepLen = strLen(separator);
  for (let i: usize = 0; i < count; i++) {
    if (i && sepLen) {
      copyWiden(to, kind, sep, sepKind, sepLen);
      to += <usize>sepLen * kind;
    }
    const item = load<u64>(items + (i << 3));
    const n = strLen(item);
    copyWiden(to, kind, strData(item), strView(ptrOf(item)).kind, n);
    to += <usize>n * kind;
  }
  strView(p).ascii = bound < 0x80 ? 1 : 0;
  return boxPtr(p);
}

// ---- UTF-8 and UTF-16 of the host -----------------------------------------------------------------------------------

/**
 * A str from UTF-8 of the host or of marshal: lone surrogates in it are kept (CPython's "surrogatepass"), other wrong bytes become lone
 * surrogates U+DC80 to U+DCFF ("surrogateescape"). Never fails but for memory. (bytes.decode is core/modules/_codecs.ts.)
 */
export function strFromUtf8(at: usize, length: u32): Value { return lenientUtf8(at, length, true); }
/** A str from the bytes of a file name or an argument: surrogateescape. */
export function strFromFsBytes(at: usize, length: u32): Value { return lenientUtf8(at, length, false); }

// The character at `at`, its length in the upper half.
function lenientChar(at: usize, end: usize, surrogates: bool): u64 {
  const c = <u32>load<u8>(at);
  if (c < 0x80) return <u64>c | (1 << 32);
  const left = <u32>(end - at);
  if (c >= 0xC2 && c < 0xE0 && left >= 2) {
    const d = <u32>load<u8>(at, 1);
    if ((d & 0xC0) == 0x80) return <u64>((c & 0x1F) << 6 | (d & 0x3F)) | (<u64>2 << 32);
  } else if (c >= 0xE0 && c < 0xF0 && left >= 3) {
    const d = <u32>load<u8>(at, 1), e = <u32>load<u8>(at, 2);
    const x = (c & 0xF) << 12 | (d & 0x3F) << 6 | (e & 0x3F);
    if ((d & 0xC0) == 0x80 && (e & 0xC0) == 0x80 && x >= 0x800 && (surrogates || x - 0xD800 >= 0x800)) return <u64>x | (<u64>3 << 32);
  } else if (c >= 0xF0 && c < 0xF5 && left >= 4) {
    const d = <u32>load<u8>(at, 1), e = <u32>load<u8>(at, 2), f = <u32>load<u8>(at, 3);
    const x = (c & 7) << 18 | (d & 0x3F) << 12 | (e & 0x3F) << 6 | (f & 0x3F);
    if ((d & 0xC0) == 0x80 && (e & 0xC0) == 0x80 && (f & 0xC0) == 0x80 && x >= 0x10000 && x < 0x110000) return <u64>x | (<u64>4 << 32);
  }
  return <u64>(0xDC00 | c) | (1 << 32);
}
function lenientUtf8(at: usize, length: u32, surrogates: bool): Value {
  const end = at + length;
  if (length == 0) return strEmpty();
  if (widestOf(at, 1, length) < 0x80) return strFromText(at, 1, length);
  let count: u32 = 0, widest: u32 = 0;
  let i = at;
  while (i < end) {
    const c = lenientChar(i, end, surrogates);
    widest |= <u32>c;
    count++;
    i += <usize>(c >>> 32);
  }
  const kind = kindOf(widest);
  const p = strAlloc(count, kind);
  if (!p) return NULL;
  i = at;
  for (let k: usize = 0; k < count; k++) {
    const c = lenientChar(i, end, surrogates);
    putChar(p + STR_DATA, kind, k, <u32>c);
    i += <usize>(c >>> 32);
  }
  return boxPtr(p);
}

/** Bytes of the UTF-8 of a str (surrogates take three; with `escape` U+DC80 to U+DCFF are the bytes they stand for). */
export function utf8Size(v: Value, escape: bool = false): u32 {
  const n = strLen(v);
  if (strIsAscii(v)) return n;
  const at = strData(v), kind = <u32>strView(ptrOf(v)).kind;
  let size: u32 = 0;
  for (let i: usize = 0; i < n; i++) {
    const c = textAt(at, kind, i);
    size += c < 0x80 || (escape && c - 0xDC80 < 0x80) ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
  return size;
}
/** Writes what `utf8Size` measured; returns the end. */
export function utf8Write(v: Value, to: usize, escape: bool = false): usize {
  const n = strLen(v), at = strData(v);
  if (strIsAscii(v)) { memory.copy(to, at, n); return to + n; }
  const kind = <u32>strView(ptrOf(v)).kind;
  for (let i: usize = 0; i < n; i++) {
    const c = textAt(at, kind, i);
    if (escape && c - 0xDC80 < 0x80) { store<u8>(to, <u8>c); to++; }
    else to = utf8Char(c, to);
  }
  return to;
}
/** Writes the one to four bytes of a character; returns the end. */
export function utf8Char(c: u32, to: usize): usize {
  if (c < 0x80) { store<u8>(to, <u8>c); return to + 1; }
  if (c < 0x800) { store<u8>(to, <u8>(0xC0 | c >>> 6)); store<u8>(to, <u8>(0x80 | (c & 0x3F)), 1); return to + 2; }
  if (c < 0x10000) {
    store<u8>(to, <u8>(0xE0 | c >>> 12)); store<u8>(to, <u8>(0x80 | (c >>> 6 & 0x3F)), 1); store<u8>(to, <u8>(0x80 | (c & 0x3F)), 2);
    return to + 3;
  }
  store<u8>(to, <u8>(0xF0 | c >>> 18)); store<u8>(to, <u8>(0x80 | (c >>> 12 & 0x3F)), 1);
  store<u8>(to, <u8>(0x80 | (c >>> 6 & 0x3F)), 2); store<u8>(to, <u8>(0x80 | (c & 0x3F)), 3);
  return to + 4;
}
/**
 * The UTF-8 of a str in a block of its own: length u32, then at +8 the bytes and a zero. The caller frees it. 0 with MemoryError.
 * `escape`: for file names and arguments (surrogateescape).
 */
export function strToUtf8(v: Value, escape: bool = false): usize {
  const size = utf8Size(v, escape);
  const block = alloc(<usize>size + 9);
  if (!block) { outOfMemory(); return 0; }
  store<u32>(block, size);
  utf8Write(v, block + 8, escape);
  store<u8>(block + 8 + size, 0);
  return block;
}
