// Taking bytes and bytearrays apart and putting them together: split, partition, strip, join, replace, splitlines, padding, expandtabs.
// The rule about arguments is bytesmethods.ts's.

import { Value, NULL, None, boxInt } from "../value";
import { T } from "../names.generated";
import { alloc, free } from "../memory/alloc";
import { decref, newref } from "../memory/refcount";
import { clearError, errorMatches, errorOccurred, outOfMemory, raise, raiseFmt } from "../errors";
import { indexI64, listFromIterable } from "../abstract";
import { checkArgs } from "../args";
import { popArgs, pushArgs } from "../interp/argstack";
import { isExact, Slot, slotOf } from "./typeobject";
import { listAt, listNew, listPush, listSize, listReverse } from "./listobject";
import { tupleNew, tuplePut } from "./tupleobject";
import { strFromLiteral } from "./strnew";
import { expandTabs, leftOfCenter, splitArguments, splitlinesArgument, tabSizeArgument } from "./strsplit";
import { countText, findChar, findText, rfindText } from "./strsearch";
import { BUFFER_SIZE, hasBuffer, releaseBuffer } from "./buffer";
import {
  byteArrayView, bytesArgument, isBytes, rawData, rawLen, isByteArray as isExactByteArray, rawNew, rawSlice, viewArgument, endView, viewAt, isByteSpace,
} from "./bytesmake";

function push(list: Value, self: Value, from: i32, to: i32): bool {
  const s = rawSlice(self, from, to);
  return s != NULL && listPush(list, s) >= 0;
}
function splitBy(self: Value, args: usize, nargs: i32, kwnames: Value, right: bool): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const most = splitArguments(right ? "rsplit" : "split", args, nargs, kwnames, out);
  const sep = load<u64>(out);
  popArgs(out);
  if (most == -2) return NULL;
  if (sep == None) return right ? rsplitSpace(self, most) : splitSpace(self, most);
  const at = viewArgument(sep);
  if (!at) return NULL;
  const r = splitAt(self, viewAt(at).buf, viewAt(at).len, most, right);
  endView(at);
  return r;
}
function splitSpace(self: Value, most: i64): Value {
  const list = listNew(0);
  if (list == NULL) return NULL;
  const n = <i32>rawLen(self), at = rawData(self);
  let i = 0, ok = true;
  while (ok && most-- > 0) {
    while (i < n && isByteSpace(load<u8>(at + <usize>i))) i++;
    if (i == n) break;
    const from = i++;
    while (i < n && !isByteSpace(load<u8>(at + <usize>i))) i++;
    ok = push(list, self, from, i);
  }
  if (ok && i < n) {
    while (i < n && isByteSpace(load<u8>(at + <usize>i))) i++;
    if (i < n) ok = push(list, self, i, n);
  }
  if (!ok) { decref(list); return NULL; }
  return list;
}
function rsplitSpace(self: Value, most: i64): Value {
  const list = listNew(0);
  if (list == NULL) return NULL;
  const at = rawData(self);
  let i = <i32>rawLen(self) - 1, ok = true;
  while (ok && most-- > 0) {
    while (i >= 0 && isByteSpace(load<u8>(at + <usize>i))) i--;
    if (i < 0) break;
    const to = i--;
    while (i >= 0 && !isByteSpace(load<u8>(at + <usize>i))) i--;
    ok = push(list, self, i + 1, to + 1);
  }
  if (ok && i >= 0) {
    while (i >= 0 && isByteSpace(load<u8>(at + <usize>i))) i--;
    if (i >= 0) ok = push(list, self, 0, i + 1);
  }
  if (!ok) { decref(list); return NULL; }
  listReverse(list);
  return list;
}
function splitAt(self: Value, sep: usize, m: i32, most: i64, right: bool): Value {
  if (m == 0) return raise(T.ValueError, "empty separator");
  const list = listNew(0);
  if (list == NULL) return NULL;
  const n = <i32>rawLen(self), at = rawData(self);
  let from = 0, to = n, ok = true;
  while (ok && most-- > 0) {
    const i = right ? rfindText(at, 1, 0, to, sep, 1, m) : findText(at, 1, from, n, sep, 1, m);
    if (i < 0) break;
    if (right) { ok = push(list, self, i + m, to); to = i; }
    else { ok = push(list, self, from, i); from = i + m; }
  }
  ok = ok && push(list, self, from, to);
  if (!ok) { decref(list); return NULL; }
  if (right) listReverse(list);
  return list;
}
export function bytesSplit(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return splitBy(self, args, nargs, kwnames, false); }
export function bytesRsplit(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return splitBy(self, args, nargs, kwnames, true); }
export function bytesSplitlines(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const ends = splitlinesArgument(args, nargs, kwnames);
  if (ends < 0) return NULL;
  const list = listNew(0);
  if (list == NULL) return NULL;
  const n = <i32>rawLen(self), at = rawData(self);
  let i = 0;
  while (i < n) {
    const from = i;
    while (i < n && load<u8>(at + <usize>i) != 10 && load<u8>(at + <usize>i) != 13) i++;
    let to = i;
    if (i < n) {
      if (load<u8>(at + <usize>i) == 13 && i + 1 < n && load<u8>(at + <usize>i, 1) == 10) i += 2;
      else i++;
      if (ends) to = i;
    }
    if (!push(list, self, from, to)) { decref(list); return NULL; }
  }
  return list;
}
function partitionBy(self: Value, sep: Value, right: bool): Value {
  const at = viewArgument(sep);
  if (!at) return NULL;
  const m = viewAt(at).len;
  if (m == 0) { endView(at); return raise(T.ValueError, "empty separator"); }
  const n = <i32>rawLen(self);
  const i = right ? rfindText(rawData(self), 1, 0, n, viewAt(at).buf, 1, m) : findText(rawData(self), 1, 0, n, viewAt(at).buf, 1, m);
  endView(at);
  const t = tupleNew(3);
  if (t == NULL) return NULL;
  let a: Value, b: Value, c: Value;
  if (i >= 0) {
    a = rawSlice(self, 0, i);
    b = isBytes(self) ? newref(sep) : rawSlice(self, i, i + m);
    c = rawSlice(self, i + m, n);
  } else {
    const whole = rawSlice(self, 0, n), none = rawNew(self, 0), other = rawNew(self, 0);
    a = right ? none : whole;
    b = other;
    c = right ? whole : none;
  }
  tuplePut(t, 0, a); tuplePut(t, 1, b); tuplePut(t, 2, c);
  if (a == NULL || b == NULL || c == NULL) { decref(t); return NULL; }
  return t;
}
export function bytesPartition(self: Value, sep: Value): Value { return partitionBy(self, sep, false); }
export function bytesRpartition(self: Value, sep: Value): Value { return partitionBy(self, sep, true); }
function stripEnds(self: Value, args: usize, nargs: i32, fname: string, ends: i32): Value {
  if (!checkArgs(fname, nargs, 0, 1)) return NULL;
  let set: usize = 0, m = 0, at: usize = 0;
  if (nargs && load<u64>(args) != None) {
    at = viewArgument(load<u64>(args));
    if (!at) return NULL;
    set = viewAt(at).buf;
    m = viewAt(at).len;
  }
  const data = rawData(self);
  let from = 0, to = <i32>rawLen(self);
  if (ends & 1) while (from < to && inSet(set, m, load<u8>(data + <usize>from), at != 0)) from++;
  if (ends & 2) while (to > from && inSet(set, m, load<u8>(data + <usize>to - 1), at != 0)) to--;
  const r = rawSlice(self, from, to);
  if (at) endView(at);
  return r;
}
function inSet(set: usize, m: i32, c: u32, given: bool): bool { return given ? findChar(set, 1, 0, m, c) >= 0 : isByteSpace(c); }
export function bytesStrip(self: Value, args: usize, nargs: i32): Value { return stripEnds(self, args, nargs, "strip", 3); }
export function bytesLstrip(self: Value, args: usize, nargs: i32): Value { return stripEnds(self, args, nargs, "lstrip", 1); }
export function bytesRstrip(self: Value, args: usize, nargs: i32): Value { return stripEnds(self, args, nargs, "rstrip", 2); }

// ---- joining, replacing, padding ------------------------------------------------------------------------------------

export function bytesJoin(self: Value, iterable: Value): Value {
  let list: Value;
  if (isExact(iterable, T.list)) list = newref(iterable);
  else {
    list = listFromIterable(iterable);
    if (list == NULL) {
      if (errorMatches(T.TypeError) && !slotOf(iterable, Slot.iter) && !slotOf(iterable, Slot.sqItem)) { clearError(); return raise(T.TypeError, "can only join an iterable"); }
      return NULL;
    }
  }
  const r = joinList(self, list);
  decref(list);
  return r;
}
// Every part is looked at once: the views are kept until the result is full.
function joinList(self: Value, list: Value): Value {
  const count = listSize(list);
  if (count == 0) return rawNew(self, 0);
  if (count == 1 && isBytes(self) && isExact(listAt(list, 0), T.bytes)) return newref(listAt(list, 0));
  const views = alloc(<usize>count * BUFFER_SIZE);
  if (!views) return outOfMemory();
  if (!isBytes(self)) byteArrayView(self).exports++; // what makes the views may be Python code
  const sep = rawLen(self);
  let total: i64 = <i64>sep * (count - 1);
  let taken: u32 = 0;
  for (; taken < count && taken < listSize(list); taken++) {
    const item = listAt(list, taken), at = views + <usize>taken * BUFFER_SIZE;
    if (!hasBuffer(item)) { raiseFmt(T.TypeError, "sequence item %d: expected a bytes-like object, %T found", boxInt(taken), item); break; }
    if (bytesArgument(item, at) < 0) break;
    total += viewAt(at).len;
  }
  let r: Value = NULL;
  if (taken == count) r = rawNew(self, total);
  else if (!errorOccurred()) raise(T.RuntimeError, "sequence changed size during iteration");
  if (r != NULL) {
    let to = rawData(r);
    for (let i: u32 = 0; i < count; i++) {
      if (i && sep) { memory.copy(to, rawData(self), sep); to += sep; }
      const at = views + <usize>i * BUFFER_SIZE;
      memory.copy(to, viewAt(at).buf, viewAt(at).len);
      to += <usize>viewAt(at).len;
    }
  }
  for (let i: u32 = 0; i < taken; i++) releaseBuffer(views + <usize>i * BUFFER_SIZE);
  if (!isBytes(self)) byteArrayView(self).exports--;
  free(views);
  return r;
}

export function bytesReplace(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("replace", nargs, 2, 3)) return NULL;
  let most: i64 = -1;
  const a = viewArgument(load<u64>(args));
  if (!a) return NULL;
  let r: Value = NULL;
  const b = viewArgument(load<u64>(args, 8));
  if (b) {
    let ok = true;
    if (nargs > 2) {
      most = indexI64(load<u64>(args, 16), T.OverflowError);
      ok = most != -1 || !errorOccurred();
    }
    if (ok) r = replaceRaw(self, viewAt(a).buf, viewAt(a).len, viewAt(b).buf, viewAt(b).len, most);
    endView(b);
  }
  endView(a);
  return r;
}
function replaceRaw(self: Value, old: usize, m: i32, fresh: usize, k: i32, most: i64): Value {
  const n = <i32>rawLen(self), at = rawData(self);
  if (most < 0 || most > i32.MAX_VALUE) most = i32.MAX_VALUE;
  const count = most == 0 || n < m ? 0 : countText(at, 1, 0, n, old, 1, m, <i32>most);
  if (count == 0) return rawSlice(self, 0, n);
  const length = <i64>n + <i64>count * (k - m);
  if (length > 0x7FFFFF00) return raise(T.OverflowError, "replace bytes is too long");
  const r = rawNew(self, length);
  if (r == NULL || length == 0) return r;
  let to = rawData(r), i = 0;
  for (let c = 0; c < count; c++) {
    const f = m == 0 ? c : findText(at, 1, i, n, old, 1, m);
    memory.copy(to, at + <usize>i, f - i);
    to += <usize>(f - i);
    memory.copy(to, fresh, k);
    to += <usize>k;
    i = f + m;
  }
  memory.copy(to, at + <usize>i, n - i);
  return r;
}
/** self with `left` and `right` fill bytes. */
function pad(self: Value, left: i64, right: i64, fill: u32): Value {
  const n = <i64>rawLen(self);
  left = max<i64>(left, 0);
  right = max<i64>(right, 0);
  if (left == 0 && right == 0) return rawSlice(self, 0, <i32>n);
  if (left > 0x7FFFFF00 || right > 0x7FFFFF00) return outOfMemory();
  const r = rawNew(self, n + left + right);
  if (r == NULL) return NULL;
  const to = rawData(r);
  memory.fill(to, <u8>fill, <usize>left);
  memory.copy(to + <usize>left, rawData(self), <usize>n);
  memory.fill(to + <usize>(left + n), <u8>fill, <usize>right);
  return r;
}
function justify(self: Value, args: usize, nargs: i32, fname: string, how: i32): Value {
  if (!checkArgs(fname, nargs, 1, 2)) return NULL;
  const width = indexI64(load<u64>(args), T.OverflowError);
  if (width == -1 && errorOccurred()) return NULL;
  let fill: u32 = 32;
  if (nargs > 1) {
    const f = load<u64>(args, 8);
    if (!(isBytes(f) || isExactByteArray(f)) || rawLen(f) != 1) {
      const text = strFromLiteral(fname);
      raiseFmt(T.TypeError, isBytes(f) || isExactByteArray(f) ? "%s(): argument 2 must be a byte string of length 1, not a %T object of length %d"
        : "%s() argument 2 must be a byte string of length 1, not %T", text, f, boxInt(isBytes(f) || isExactByteArray(f) ? rawLen(f) : 0));
      decref(text);
      return NULL;
    }
    fill = load<u8>(rawData(f));
  }
  const room = width - <i64>rawLen(self);
  if (room <= 0) return rawSlice(self, 0, rawLen(self));
  if (how == 0) return pad(self, 0, room, fill);
  if (how == 1) return pad(self, room, 0, fill);
  const left = leftOfCenter(room, width);
  return pad(self, left, room - left, fill);
}
export function bytesLjust(self: Value, args: usize, nargs: i32): Value { return justify(self, args, nargs, "ljust", 0); }
export function bytesRjust(self: Value, args: usize, nargs: i32): Value { return justify(self, args, nargs, "rjust", 1); }
export function bytesCenter(self: Value, args: usize, nargs: i32): Value { return justify(self, args, nargs, "center", 2); }
export function bytesZfill(self: Value, arg: Value): Value {
  const width = indexI64(arg, T.OverflowError);
  if (width == -1 && errorOccurred()) return NULL;
  const n = <i64>rawLen(self);
  if (n >= width) return rawSlice(self, 0, <i32>n);
  const r = pad(self, width - n, 0, 48);
  if (r == NULL || n == 0) return r;
  const at = rawData(r);
  const sign = load<u8>(at + <usize>(width - n));
  if (sign == 43 || sign == 45) { store<u8>(at + <usize>(width - n), 48); store<u8>(at, sign); }
  return r;
}
export function bytesExpandtabs(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const tab = <i64>tabSizeArgument(args, nargs, kwnames);
  if (tab == -1 && errorOccurred()) return NULL;
  const n = rawLen(self), size = expandTabs(rawData(self), 1, n, tab, 0);
  if (size > 0x7FFFFF00) return raise(T.OverflowError, "result too long");
  const r = rawNew(self, size);
  if (r != NULL && size) expandTabs(rawData(self), 1, n, tab, rawData(r));
  return r;
}
