// Taking strs apart and putting them together: split, partition, strip, replace, splitlines, padding, expandtabs.

import { Value, NULL, None, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { decref, newref } from "../memory/refcount";
import { errorOccurred, outOfMemory, raise, raiseFmt } from "../errors";
import { indexI32, indexI64, isTrue } from "../abstract";
import { checkArgs, parseArgs } from "../args";
import { popArgs, pushArgs } from "../interp/argstack";
import { listNew, listPush, listReverse } from "./listobject";
import { tupleNew, tuplePut } from "./tupleobject";
import { STR_DATA, strAlloc, strAt, strFromLiteral, strLen, strView } from "./strnew";
import { copyWiden } from "./strbuilder";
import { isStr, kindOf, putChar, STR_MAX, strBound, strData, strEmpty, strExact, strFromText, strIsAscii, strSlice } from "./strmake";
import { countText, findChar, findText, rfindText, textAt } from "./strsearch";
import { uIsLinebreak, uIsSpace } from "./unicode";

function kind(v: Value): u32 { return <u32>strView(ptrOf(v)).kind; }
/** Pushes v[from:to] to a list; false with MemoryError. */
function push(list: Value, v: Value, from: i32, to: i32): bool {
  const s = strSlice(v, from, to);
  return s != NULL && listPush(list, s) >= 0;
}

// The arguments of what str and bytes both have.

/** Reads (sep=None, maxsplit=-1); the separator goes to `out` (two words), the limit is returned (-2: error). */
export function splitArguments(fname: string, args: usize, nargs: i32, kwnames: Value, out: usize): i64 {
  if (!parseArgs(fname, "| sep maxsplit", args, nargs, kwnames, out)) return -2;
  const sep = load<u64>(out);
  if (sep == NULL) store<u64>(out, None);
  const limit = load<u64>(out, 8);
  if (limit == NULL) return i64.MAX_VALUE;
  const n = indexI64(limit, T.OverflowError);
  if (n == -1 && errorOccurred()) return -2;
  return n < 0 ? i64.MAX_VALUE : n;
}
/** Reads (keepends=False): 1, 0, or -1 with an exception. */
export function splitlinesArgument(args: usize, nargs: i32, kwnames: Value): i32 {
  const out = pushArgs(1);
  if (!out) return -1;
  const bound = parseArgs("splitlines", "| keepends", args, nargs, kwnames, out);
  const keep = load<u64>(out);
  popArgs(out);
  return !bound ? -1 : keep == NULL ? 0 : isTrue(keep);
}
/** Reads (tabsize=8); -1 may be an exception. */
export function tabSizeArgument(args: usize, nargs: i32, kwnames: Value): i32 {
  const out = pushArgs(1);
  if (!out) return -1;
  const bound = parseArgs("expandtabs", "| tabsize", args, nargs, kwnames, out);
  const size = load<u64>(out);
  popArgs(out);
  return !bound ? -1 : size == NULL ? 8 : indexI32(size);
}
/** How much of `room` is at the left of centered text of this width. */
export function leftOfCenter(room: i64, width: i64): i64 { return room / 2 + (room & width & 1); }

export function strSplitMethod(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const most = splitArguments("split", args, nargs, kwnames, out);
  const sep = load<u64>(out);
  popArgs(out);
  return most == -2 ? NULL : strSplit(self, sep, most);
}
export function strRsplitMethod(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const most = splitArguments("rsplit", args, nargs, kwnames, out);
  const sep = load<u64>(out);
  popArgs(out);
  return most == -2 ? NULL : strRsplit(self, sep, most);
}

/** v.split(sep, most): `sep` a str, or None for white space. */
export function strSplit(v: Value, sep: Value, most: i64): Value {
  const n = <i32>strLen(v), at = strData(v), k = kind(v);
  const list = listNew(0);
  if (list == NULL) return NULL;
  let ok = true;
  if (sep == None) {
    let i = 0;
    while (most-- > 0) {
      while (i < n && uIsSpace(textAt(at, k, i))) i++;
      if (i == n) break;
      const from = i++;
      while (i < n && !uIsSpace(textAt(at, k, i))) i++;
      if (!(ok = push(list, v, from, i))) break;
    }
    if (ok && i < n) {
      while (i < n && uIsSpace(textAt(at, k, i))) i++;
      if (i < n) ok = push(list, v, i, n);
    }
  } else {
    if (!checkSeparator(sep, "must be str or None, not %T")) { decref(list); return NULL; }
    const m = <i32>strLen(sep), sepAt = strData(sep), sepKind = kind(sep);
    let i = 0;
    while (most-- > 0) {
      const found = findText(at, k, i, n, sepAt, sepKind, m);
      if (found < 0) break;
      if (!(ok = push(list, v, i, found))) break;
      i = found + m;
    }
    if (ok) ok = push(list, v, i, n);
  }
  if (!ok) { decref(list); return NULL; }
  return list;
}
function checkSeparator(sep: Value, message: string): bool {
  if (!isStr(sep)) { raiseFmt(T.TypeError, message, sep); return false; }
  if (strLen(sep) == 0) { raise(T.ValueError, "empty separator"); return false; }
  return true;
}
/** v.rsplit(sep, most): as strSplit from the right. */
export function strRsplit(v: Value, sep: Value, most: i64): Value {
  const n = <i32>strLen(v), at = strData(v), k = kind(v);
  const list = listNew(0);
  if (list == NULL) return NULL;
  let ok = true;
  if (sep == None) {
    let i = n - 1;
    while (most-- > 0) {
      while (i >= 0 && uIsSpace(textAt(at, k, i))) i--;
      if (i < 0) break;
      const to = i--;
      while (i >= 0 && !uIsSpace(textAt(at, k, i))) i--;
      if (!(ok = push(list, v, i + 1, to + 1))) break;
    }
    if (ok && i >= 0) {
      while (i >= 0 && uIsSpace(textAt(at, k, i))) i--;
      if (i >= 0) ok = push(list, v, 0, i + 1);
    }
  } else {
    if (!checkSeparator(sep, "must be str or None, not %T")) { decref(list); return NULL; }
    const m = <i32>strLen(sep), sepAt = strData(sep), sepKind = kind(sep);
    let to = n;
    while (most-- > 0) {
      const found = rfindText(at, k, 0, to, sepAt, sepKind, m);
      if (found < 0) break;
      if (!(ok = push(list, v, found + m, to))) break;
      to = found;
    }
    if (ok) ok = push(list, v, 0, to);
  }
  if (!ok) { decref(list); return NULL; }
  listReverse(list);
  return list;
}
export function strSplitlines(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const ends = splitlinesArgument(args, nargs, kwnames);
  if (ends < 0) return NULL;
  const n = <i32>strLen(self), at = strData(self), k = kind(self);
  const list = listNew(0);
  if (list == NULL) return NULL;
  let i = 0;
  while (i < n) {
    const from = i;
    while (i < n && !uIsLinebreak(textAt(at, k, i))) i++;
    let to = i;
    if (i < n) {
      if (textAt(at, k, i) == 13 && i + 1 < n && textAt(at, k, i + 1) == 10) i += 2;
      else i++;
      if (ends) to = i;
    }
    if (!push(list, self, from, to)) { decref(list); return NULL; }
  }
  return list;
}

function parts(v: Value, a: i32, b: i32, sep: Value): Value {
  const t = tupleNew(3);
  if (t == NULL) return NULL;
  const head = strSlice(v, 0, a), tail = strSlice(v, b, strLen(v));
  tuplePut(t, 0, head);
  tuplePut(t, 1, newref(sep));
  tuplePut(t, 2, tail);
  if (head == NULL || tail == NULL) { decref(t); return NULL; }
  return t;
}
export function strPartition(self: Value, sep: Value): Value {
  if (!checkSeparator(sep, "must be str, not %T")) return NULL;
  const n = <i32>strLen(self), m = <i32>strLen(sep);
  const i = findText(strData(self), kind(self), 0, n, strData(sep), kind(sep), m);
  if (i >= 0) return parts(self, i, i + m, sep);
  const t = tupleNew(3);
  if (t == NULL) return NULL;
  tuplePut(t, 0, strExact(self)); tuplePut(t, 1, strEmpty()); tuplePut(t, 2, strEmpty());
  return t;
}
export function strRpartition(self: Value, sep: Value): Value {
  if (!checkSeparator(sep, "must be str, not %T")) return NULL;
  const n = <i32>strLen(self), m = <i32>strLen(sep);
  const i = rfindText(strData(self), kind(self), 0, n, strData(sep), kind(sep), m);
  if (i >= 0) return parts(self, i, i + m, sep);
  const t = tupleNew(3);
  if (t == NULL) return NULL;
  tuplePut(t, 0, strEmpty()); tuplePut(t, 1, strEmpty()); tuplePut(t, 2, strExact(self));
  return t;
}

// strip: which ends to strip, bits 1 left and 2 right.
function strip(self: Value, args: usize, nargs: i32, fname: string, ends: i32): Value {
  if (!checkArgs(fname, nargs, 0, 1)) return NULL;
  const chars = nargs ? load<u64>(args) : None;
  const at = strData(self), k = kind(self);
  let from = 0, to = <i32>strLen(self);
  if (chars == None) {
    if (ends & 1) while (from < to && uIsSpace(textAt(at, k, from))) from++;
    if (ends & 2) while (to > from && uIsSpace(textAt(at, k, to - 1))) to--;
  } else {
    if (!isStr(chars)) {
      const f = strFromLiteral(fname);
      raiseFmt(T.TypeError, "%s arg must be None or str", f);
      decref(f);
      return NULL;
    }
    const set = strData(chars), setKind = kind(chars), m = <i32>strLen(chars);
    if (ends & 1) while (from < to && findChar(set, setKind, 0, m, textAt(at, k, from)) >= 0) from++;
    if (ends & 2) while (to > from && findChar(set, setKind, 0, m, textAt(at, k, to - 1)) >= 0) to--;
  }
  return strSlice(self, from, to);
}
export function strStrip(self: Value, args: usize, nargs: i32): Value { return strip(self, args, nargs, "strip", 3); }
export function strLstrip(self: Value, args: usize, nargs: i32): Value { return strip(self, args, nargs, "lstrip", 1); }
export function strRstrip(self: Value, args: usize, nargs: i32): Value { return strip(self, args, nargs, "rstrip", 2); }

export function strRemoveprefix(self: Value, prefix: Value): Value {
  if (!isStr(prefix)) return raiseFmt(T.TypeError, "removeprefix() argument must be str, not %T", prefix);
  if (strHasPrefix(self, prefix, 0, strLen(self))) return strSlice(self, strLen(prefix), strLen(self));
  return strExact(self);
}
export function strRemovesuffix(self: Value, suffix: Value): Value {
  if (!isStr(suffix)) return raiseFmt(T.TypeError, "removesuffix() argument must be str, not %T", suffix);
  if (strLen(suffix) && strHasSuffix(self, suffix, 0, strLen(self))) return strSlice(self, 0, strLen(self) - strLen(suffix));
  return strExact(self);
}
function equalAt(v: Value, i: i32, sub: Value): bool {
  const m = <i32>strLen(sub), k = kind(v), l = kind(sub), at = strData(v), q = strData(sub);
  if (k == l) return memory.compare(at + <usize>i * k, q, <usize>m * k) == 0;
  if (l > k) return false;
  for (let j = 0; j < m; j++) if (textAt(at, k, i + j) != textAt(q, l, j)) return false;
  return true;
}
/** Whether v[from:to] starts with `sub`; 0 <= from, to <= len. */
export function strHasPrefix(v: Value, sub: Value, from: i64, to: i64): bool {
  const m = <i64>strLen(sub);
  if (to - from < m) return false;
  if (m == 0) return true;
  return equalAt(v, <i32>from, sub);
}
/** Whether v[from:to] ends with `sub`. */
export function strHasSuffix(v: Value, sub: Value, from: i64, to: i64): bool {
  const m = <i64>strLen(sub);
  if (to - from < m) return false;
  if (m == 0) return true;
  return equalAt(v, <i32>(to - m), sub);
}

/** v.replace(old, fresh, most), most < 0 for all. */
export function strReplace(v: Value, old: Value, fresh: Value, most: i64): Value {
  const n = <i32>strLen(v), m = <i32>strLen(old), r = <i32>strLen(fresh);
  if (most < 0 || most > i32.MAX_VALUE) most = i32.MAX_VALUE;
  if (most == 0 || n < m) return strExact(v);
  const at = strData(v), k = kind(v), oldAt = strData(old), oldKind = kind(old);
  if (m == r && m > 0 && memory.compare(oldAt, strData(fresh), <usize>m * oldKind) == 0 && oldKind == kind(fresh)) return strExact(v);
  const count = countText(at, k, 0, n, oldAt, oldKind, m, <i32>most);
  if (count == 0) return strExact(v);
  const length = <i64>n + <i64>count * (r - m);
  if (length == 0) return strEmpty();
  const toKind = max(k, kind(fresh));
  if (length * <i64>toKind > <i64>STR_MAX) {
    if (length > i64(i32.MAX_VALUE) << 31) return raise(T.OverflowError, "replace string is too long");
    return outOfMemory();
  }
  const p = strAlloc(<u32>length, toKind);
  if (!p) return NULL;
  let to = p + STR_DATA, i = 0;
  const freshAt = strData(fresh), freshKind = kind(fresh);
  for (let c = 0; c < count; c++) {
    let found: i32;
    if (m == 0) found = c;
    else found = findText(at, k, i, n, oldAt, oldKind, m);
    const plain = found - i;
    copyWiden(to, toKind, at + <usize>i * k, k, plain);
    to += <usize>plain * toKind;
    copyWiden(to, toKind, freshAt, freshKind, r);
    to += <usize>r * toKind;
    i = found + m;
  }
  copyWiden(to, toKind, at + <usize>i * k, k, n - i);
  if (toKind == 1 && (strIsAscii(v) & strIsAscii(fresh))) { strView(p).ascii = 1; return boxPtr(p); }
  const result = strFromText(p + STR_DATA, toKind, <u32>length); // what was replaced may have been the widest
  decref(boxPtr(p));
  return result;
}

// ---- padding --------------------------------------------------------------------------------------------------------

/** `left` and `right` fill characters around v. */
export function strPad(v: Value, left: i64, right: i64, fill: u32): Value {
  if (left < 0) left = 0;
  if (right < 0) right = 0;
  if (left == 0 && right == 0) return strExact(v);
  const n = <i64>strLen(v);
  const bound = strBound(v) | fill;
  const toKind = kindOf(bound);
  if (left > <i64>STR_MAX || right > <i64>STR_MAX || (n + left + right) * <i64>toKind > <i64>STR_MAX) return outOfMemory();
  const p = strAlloc(<u32>(n + left + right), toKind);
  if (!p) return NULL;
  let i: usize = 0;
  for (; i < <usize>left; i++) putChar(p + STR_DATA, toKind, i, fill);
  copyWiden(p + STR_DATA + i * toKind, toKind, strData(v), kind(v), <usize>n);
  i += <usize>n;
  for (let j: usize = 0; j < <usize>right; j++) putChar(p + STR_DATA, toKind, i + j, fill);
  strView(p).ascii = strIsAscii(v) && fill < 0x80 ? 1 : 0;
  return boxPtr(p);
}
/** Reads (width, fillchar=' '): the width, or -1 with an exception; the fill character to `out`. */
function padArguments(fname: string, args: usize, nargs: i32, out: usize): i64 {
  if (!checkArgs(fname, nargs, 1, 2)) return -1;
  const width = indexI64(load<u64>(args), T.OverflowError);
  if (width == -1 && errorOccurred()) return -1;
  store<u64>(out, 0x20);
  if (nargs > 1) {
    const fill = load<u64>(args, 8);
    if (!isStr(fill)) { raiseFmt(T.TypeError, "The fill character must be a unicode character, not %T", fill); return -1; }
    if (strLen(fill) != 1) { raise(T.TypeError, "The fill character must be exactly one character long"); return -1; }
    store<u64>(out, strAt(fill, 0));
  }
  return max<i64>(width, 0);
}
function pad(self: Value, args: usize, nargs: i32, fname: string, how: i32): Value {
  const out = pushArgs(1);
  if (!out) return NULL;
  const width = padArguments(fname, args, nargs, out);
  const fill = <u32>load<u64>(out);
  popArgs(out);
  if (width < 0) return NULL;
  const room = width - <i64>strLen(self);
  if (room <= 0) return strExact(self);
  if (how == 0) return strPad(self, 0, room, fill);
  if (how == 1) return strPad(self, room, 0, fill);
  const left = leftOfCenter(room, width);
  return strPad(self, left, room - left, fill);
}
export function strLjust(self: Value, args: usize, nargs: i32): Value { return pad(self, args, nargs, "ljust", 0); }
export function strRjust(self: Value, args: usize, nargs: i32): Value { return pad(self, args, nargs, "rjust", 1); }
export function strCenter(self: Value, args: usize, nargs: i32): Value { return pad(self, args, nargs, "center", 2); }
export function strZfill(self: Value, arg: Value): Value {
  const width = indexI64(arg, T.OverflowError);
  if (width == -1 && errorOccurred()) return NULL;
  const n = <i64>strLen(self);
  if (n >= width) return strExact(self);
  const r = strPad(self, width - n, 0, 0x30);
  if (r == NULL || n == 0) return r;
  const sign = strAt(self, 0);
  if (sign == 0x2B || sign == 0x2D) {
    const at = strData(r), k = kind(r);
    putChar(at, k, 0, sign);
    putChar(at, k, <usize>(width - n), 0x30);
  }
  return r;
}
/** How many characters text has with its tabs expanded; `to` is 0, or where they go, of the same kind. */
export function expandTabs(at: usize, kind: u32, n: usize, tab: i64, to: usize): i64 {
  let column: i64 = 0, size: i64 = 0;
  for (let i: usize = 0; i < n; i++) {
    const c = textAt(at, kind, i);
    if (c == 9) {
      if (tab <= 0) continue;
      const step = tab - column % tab;
      column += step;
      if (to) for (let j: i64 = 0; j < step; j++) putChar(to, kind, <usize>(size + j), 0x20);
      size += step;
    } else {
      if (to) putChar(to, kind, <usize>size, c);
      size++;
      column = c == 10 || c == 13 ? 0 : column + 1;
    }
  }
  return size;
}
export function strExpandtabs(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const tab = <i64>tabSizeArgument(args, nargs, kwnames);
  if (tab == -1 && errorOccurred()) return NULL;
  const n = strLen(self), at = strData(self), k = kind(self);
  if (findChar(at, k, 0, n, 9) < 0) return strExact(self);
  const size = expandTabs(at, k, n, tab, 0);
  if (size * k > <i64>STR_MAX) return raise(T.OverflowError, "new string is too long");
  if (size == 0) return strEmpty();
  const p = strAlloc(<u32>size, k);
  if (!p) return NULL;
  expandTabs(at, k, n, tab, p + STR_DATA);
  strView(p).ascii = strView(ptrOf(self)).ascii;
  return boxPtr(p);
}
