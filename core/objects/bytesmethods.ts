// The methods that bytes and bytearray share. Each gives an object of the kind of `self` (exact bytes, or exact bytearray); arguments are
// read before the address of self's data is taken, because reading them may run Python code that changes a bytearray.

import { Value, NULL, None, False, True, boxBool, boxInt, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { alloc, free } from "../memory/alloc";
import { decref, newref } from "../memory/refcount";
import { clearError, errorMatches, errorOccurred, outOfMemory, raise, raiseFmt } from "../errors";
import { hasIndex, indexI64, isTrue, lenOf, listFromIterable, call1 } from "../abstract";
import { checkArgs, parseArgs } from "../args";
import { popArgs, pushArgs } from "../interp/argstack";
import { METH_CLASS, METH_FAST, METH_KW, METH_NOARGS, METH_O, METH_STATIC, method } from "./define";
import { hasFlag, isExact, Slot, slotOf, TypeFlag, typeView } from "./typeobject";
import { listAt, listNew, listPush, listSize, listReverse } from "./listobject";
import { tupleAt, tupleNew, tuplePut, tupleSize } from "./tupleobject";
import { strAlloc, strAt, strFromLiteral, strLen, strView, STR_DATA } from "./strnew";
import { isStr, repeatBytes, strData, strIsAscii, widestOf } from "./strmake";
import { hexDigit } from "./strrepr";
import { asciiCase } from "./strcase";
import { countText, findChar, findText, rfindText } from "./strsearch";
import { boundArguments } from "./str";
import { BYTES_DATA, bytesAlloc, bytesData } from "./bytesobject";
import { BUFFER_SIZE, BUFFER_WORDS, BufferView, hasBuffer, releaseBuffer } from "./buffer";
import {
  byteArrayNew, byteArrayOf, byteArrayView, bytesArgument, bytesEmpty, bytesOf, byteValue, isBytes, rawData, rawLen, isByteArray as isExactByteArray,
} from "./bytesmake";
import { decodeObject } from "./codecs";

/** A new object of self's kind with `n` bytes, not set. */
function make(self: Value, n: i64): Value {
  if (n > 0x7FFFFF00) return outOfMemory();
  if (!isBytes(self)) return byteArrayNew(<u32>n);
  if (n == 0) return bytesEmpty();
  const p = bytesAlloc(<u32>n);
  return p ? boxPtr(p) : NULL;
}
/** self[from:to] as a new object; bytes give themselves for the whole. */
function part(self: Value, from: i32, to: i32): Value {
  if (from == 0 && to == <i32>rawLen(self) && isExact(self, T.bytes)) return newref(self);
  const at = rawData(self) + <usize>from;
  return isBytes(self) ? bytesOf(at, to - from) : byteArrayOf(at, to - from);
}
function view(at: usize): BufferView { return changetype<BufferView>(at); }
function done(at: usize): void { releaseBuffer(at); popArgs(at); }
/** A view of a bytes-like argument on the argument stack, or 0 with an exception; ended by `done`. */
function argument(v: Value): usize {
  const at = pushArgs(BUFFER_WORDS);
  if (!at) return 0;
  if (bytesArgument(v, at) < 0) { popArgs(at); return 0; }
  return at;
}

// ---- searching ------------------------------------------------------------------------------------------------------

// Index, -1 not found, -2 with an exception. `how`: 0 first, 1 last, 2 count.
function search(self: Value, args: usize, nargs: i32, fname: string, how: i32): i64 {
  if (!checkArgs(fname, nargs, 1, 3)) return -2;
  const sub = load<u64>(args);
  const bounds = pushArgs(3); // the third holds a byte to look for
  if (!bounds) return -2;
  let result: i64 = -2;
  if (boundArguments(args, nargs, rawLen(self), bounds)) {
    if (!hasBuffer(sub)) {
      if (!hasIndex(sub)) raiseFmt(T.TypeError, "argument should be integer or bytes-like object, not '%T'", sub);
      else {
        const byte = byteValue(sub, "byte must be in range(0, 256)");
        if (byte >= 0) {
          store<u8>(bounds, <u8>byte, 16);
          result = found(self, load<i64>(bounds), load<i64>(bounds, 8), bounds + 16, 1, how);
        }
      }
    } else {
      const at = argument(sub);
      if (at) {
        result = found(self, load<i64>(bounds), load<i64>(bounds, 8), view(at).buf, view(at).len, how);
        done(at);
      }
    }
  }
  popArgs(bounds);
  return result;
}
function found(self: Value, from: i64, to: i64, sub: usize, m: i32, how: i32): i64 {
  const n = <i64>rawLen(self);
  if (to > n) to = n;
  if (to - from < <i64>m) return how == 2 ? 0 : -1;
  const at = rawData(self);
  if (how == 0) return findText(at, 1, <i32>from, <i32>to, sub, 1, m);
  if (how == 1) return rfindText(at, 1, <i32>from, <i32>to, sub, 1, m);
  return countText(at, 1, <i32>from, <i32>to, sub, 1, m, i32.MAX_VALUE);
}
function boxFound(i: i64): Value { return i == -2 ? NULL : boxInt(i); }
function boxIndex(i: i64): Value {
  if (i == -1) return raise(T.ValueError, "subsection not found");
  return i == -2 ? NULL : boxInt(i);
}
function find(self: Value, args: usize, nargs: i32): Value { return boxFound(search(self, args, nargs, "find", 0)); }
function rfind(self: Value, args: usize, nargs: i32): Value { return boxFound(search(self, args, nargs, "rfind", 1)); }
function index(self: Value, args: usize, nargs: i32): Value { return boxIndex(search(self, args, nargs, "index", 0)); }
function rindex(self: Value, args: usize, nargs: i32): Value { return boxIndex(search(self, args, nargs, "rindex", 1)); }
function count(self: Value, args: usize, nargs: i32): Value { return boxFound(search(self, args, nargs, "count", 2)); }

/** `sub in self`: 1, 0, or -1. */
export function rawContains(self: Value, sub: Value): i32 {
  if (hasIndex(sub) && !hasBuffer(sub)) {
    const byte = byteValue(sub, "byte must be in range(0, 256)");
    if (byte < 0) return -1;
    return findChar(rawData(self), 1, 0, rawLen(self), byte) >= 0 ? 1 : 0;
  }
  const at = argument(sub);
  if (!at) return -1;
  const i = findText(rawData(self), 1, 0, rawLen(self), view(at).buf, 1, view(at).len);
  done(at);
  return i >= 0 ? 1 : 0;
}

function matches(self: Value, from: i64, to: i64, sub: Value, end: bool): i32 {
  const at = argument(sub);
  if (!at) return -1;
  const m = <i64>view(at).len;
  let r = 0;
  const n = <i64>rawLen(self);
  if (to > n) to = n;
  if (to - from >= m) r = memory.compare(rawData(self) + <usize>(end ? to - m : from), view(at).buf, <usize>m) == 0 ? 1 : 0;
  done(at);
  return r;
}
function tailMatch(self: Value, args: usize, nargs: i32, fname: string, end: bool): Value {
  if (!checkArgs(fname, nargs, 1, 3)) return NULL;
  const bounds = pushArgs(2);
  if (!bounds) return NULL;
  const ok = boundArguments(args, nargs, rawLen(self), bounds);
  const from = load<i64>(bounds), to = load<i64>(bounds, 8);
  popArgs(bounds);
  if (!ok) return NULL;
  const sub = load<u64>(args);
  if (hasFlag(sub, TypeFlag.TUPLE_SUBCLASS)) {
    const size = <usize>tupleSize(sub);
    for (let i: usize = 0; i < size; i++) {
      const r = matches(self, from, to, tupleAt(sub, i), end);
      if (r < 0) return NULL;
      if (r) return True;
    }
    return False;
  }
  if (!hasBuffer(sub)) {
    const f = strFromLiteral(fname);
    raiseFmt(T.TypeError, "%s first arg must be bytes or a tuple of bytes, not %T", f, sub);
    decref(f);
    return NULL;
  }
  const r = matches(self, from, to, sub, end);
  return r < 0 ? NULL : boxBool(r != 0);
}
function startswith(self: Value, args: usize, nargs: i32): Value { return tailMatch(self, args, nargs, "startswith", false); }
function endswith(self: Value, args: usize, nargs: i32): Value { return tailMatch(self, args, nargs, "endswith", true); }
function removeprefix(self: Value, prefix: Value): Value {
  const at = argument(prefix);
  if (!at) return NULL;
  const n = <i32>rawLen(self), m = view(at).len;
  const cut = m > 0 && m <= n && memory.compare(rawData(self), view(at).buf, m) == 0 ? m : 0;
  done(at);
  return part(self, cut, n);
}
function removesuffix(self: Value, suffix: Value): Value {
  const at = argument(suffix);
  if (!at) return NULL;
  const n = <i32>rawLen(self), m = view(at).len;
  const cut = m > 0 && m <= n && memory.compare(rawData(self) + <usize>(n - m), view(at).buf, m) == 0 ? m : 0;
  done(at);
  return part(self, 0, n - cut);
}

// ---- classes and case -----------------------------------------------------------------------------------------------

const ALPHA = 1, DIGIT = 2, SPACE = 4;
function classOf(c: u32): i32 {
  if ((c | 32) - 97 < 26) return ALPHA;
  if (c - 48 < 10) return DIGIT;
  return isSpace(c) ? SPACE : 0;
}
/** White space of bytes: without the separators 1C to 1F of str. */
function isSpace(c: u32): bool { return c == 32 || (c >= 9 && c <= 13); }
function all(self: Value, wanted: i32): Value {
  const n = rawLen(self), at = rawData(self);
  if (n == 0) return False;
  for (let i: usize = 0; i < n; i++) if (!(classOf(load<u8>(at + i)) & wanted)) return False;
  return True;
}
function isalpha(self: Value): Value { return all(self, ALPHA); }
function isalnum(self: Value): Value { return all(self, ALPHA | DIGIT); }
function isdigit(self: Value): Value { return all(self, DIGIT); }
function isspace(self: Value): Value { return all(self, SPACE); }
function isascii(self: Value): Value { return boxBool(widestOf(rawData(self), 1, rawLen(self)) < 128); }
function cased(self: Value, upper: bool): Value {
  const n = rawLen(self), at = rawData(self);
  let any = false;
  for (let i: usize = 0; i < n; i++) {
    const c = <u32>load<u8>(at + i);
    if (c - 65 < 26) { if (!upper) return False; any = true; }
    else if (c - 97 < 26) { if (upper) return False; any = true; }
  }
  return boxBool(any);
}
function islower(self: Value): Value { return cased(self, false); }
function isupper(self: Value): Value { return cased(self, true); }
function istitle(self: Value): Value {
  const n = rawLen(self), at = rawData(self);
  let any = false, inWord = false;
  for (let i: usize = 0; i < n; i++) {
    const c = <u32>load<u8>(at + i);
    if (c - 65 < 26) { if (inWord) return False; inWord = any = true; }
    else if (c - 97 < 26) { if (!inWord) return False; any = true; }
    else inWord = false;
  }
  return boxBool(any);
}
function convert(self: Value, how: i32): Value {
  const n = rawLen(self);
  const r = make(self, n);
  if (r != NULL) asciiCase(rawData(self), rawData(r), n, how);
  return r;
}
function upper(self: Value): Value { return convert(self, 0); }
function lower(self: Value): Value { return convert(self, 1); }
function swapcase(self: Value): Value { return convert(self, 3); }
function capitalize(self: Value): Value { return convert(self, 4); }
function title(self: Value): Value { return convert(self, 5); }

// ---- splitting ------------------------------------------------------------------------------------------------------

function push(list: Value, self: Value, from: i32, to: i32): bool {
  const s = part(self, from, to);
  return s != NULL && listPush(list, s) >= 0;
}
function splitBy(self: Value, args: usize, nargs: i32, kwnames: Value, right: bool): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const bound = parseArgs(right ? "rsplit" : "split", "| sep maxsplit", args, nargs, kwnames, out);
  const sep = load<u64>(out), limit = load<u64>(out, 8);
  popArgs(out);
  if (!bound) return NULL;
  let most: i64 = -1;
  if (limit != NULL) {
    most = indexI64(limit, T.OverflowError);
    if (most == -1 && errorOccurred()) return NULL;
  }
  if (most < 0) most = i64.MAX_VALUE;
  if (sep == NULL || sep == None) return right ? rsplitSpace(self, most) : splitSpace(self, most);
  const at = argument(sep);
  if (!at) return NULL;
  const r = splitAt(self, view(at).buf, view(at).len, most, right);
  done(at);
  return r;
}
function splitSpace(self: Value, most: i64): Value {
  const list = listNew(0);
  if (list == NULL) return NULL;
  const n = <i32>rawLen(self), at = rawData(self);
  let i = 0, ok = true;
  while (ok && most-- > 0) {
    while (i < n && isSpace(load<u8>(at + <usize>i))) i++;
    if (i == n) break;
    const from = i++;
    while (i < n && !isSpace(load<u8>(at + <usize>i))) i++;
    ok = push(list, self, from, i);
  }
  if (ok && i < n) {
    while (i < n && isSpace(load<u8>(at + <usize>i))) i++;
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
    while (i >= 0 && isSpace(load<u8>(at + <usize>i))) i--;
    if (i < 0) break;
    const to = i--;
    while (i >= 0 && !isSpace(load<u8>(at + <usize>i))) i--;
    ok = push(list, self, i + 1, to + 1);
  }
  if (ok && i >= 0) {
    while (i >= 0 && isSpace(load<u8>(at + <usize>i))) i--;
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
function split(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return splitBy(self, args, nargs, kwnames, false); }
function rsplit(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return splitBy(self, args, nargs, kwnames, true); }
function splitlines(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(1);
  if (!out) return NULL;
  const bound = parseArgs("splitlines", "| keepends", args, nargs, kwnames, out);
  const keep = load<u64>(out);
  popArgs(out);
  if (!bound) return NULL;
  const ends = keep == NULL ? 0 : isTrue(keep);
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
  const at = argument(sep);
  if (!at) return NULL;
  const m = view(at).len;
  if (m == 0) { done(at); return raise(T.ValueError, "empty separator"); }
  const n = <i32>rawLen(self);
  const i = right ? rfindText(rawData(self), 1, 0, n, view(at).buf, 1, m) : findText(rawData(self), 1, 0, n, view(at).buf, 1, m);
  done(at);
  const t = tupleNew(3);
  if (t == NULL) return NULL;
  let a: Value, b: Value, c: Value;
  if (i >= 0) {
    a = part(self, 0, i);
    b = isBytes(self) ? newref(sep) : part(self, i, i + m);
    c = part(self, i + m, n);
  } else {
    const whole = part(self, 0, n), none = make(self, 0), other = make(self, 0);
    a = right ? none : whole;
    b = other;
    c = right ? whole : none;
  }
  tuplePut(t, 0, a); tuplePut(t, 1, b); tuplePut(t, 2, c);
  if (a == NULL || b == NULL || c == NULL) { decref(t); return NULL; }
  return t;
}
function partition(self: Value, sep: Value): Value { return partitionBy(self, sep, false); }
function rpartition(self: Value, sep: Value): Value { return partitionBy(self, sep, true); }
function stripEnds(self: Value, args: usize, nargs: i32, fname: string, ends: i32): Value {
  if (!checkArgs(fname, nargs, 0, 1)) return NULL;
  let set: usize = 0, m = 0, at: usize = 0;
  if (nargs && load<u64>(args) != None) {
    at = argument(load<u64>(args));
    if (!at) return NULL;
    set = view(at).buf;
    m = view(at).len;
  }
  const data = rawData(self);
  let from = 0, to = <i32>rawLen(self);
  if (ends & 1) while (from < to && inSet(set, m, load<u8>(data + <usize>from), at != 0)) from++;
  if (ends & 2) while (to > from && inSet(set, m, load<u8>(data + <usize>to - 1), at != 0)) to--;
  const r = part(self, from, to);
  if (at) done(at);
  return r;
}
function inSet(set: usize, m: i32, c: u32, given: bool): bool { return given ? findChar(set, 1, 0, m, c) >= 0 : isSpace(c); }
function strip(self: Value, args: usize, nargs: i32): Value { return stripEnds(self, args, nargs, "strip", 3); }
function lstrip(self: Value, args: usize, nargs: i32): Value { return stripEnds(self, args, nargs, "lstrip", 1); }
function rstrip(self: Value, args: usize, nargs: i32): Value { return stripEnds(self, args, nargs, "rstrip", 2); }

// ---- joining, replacing, padding ------------------------------------------------------------------------------------

function join(self: Value, iterable: Value): Value {
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
  if (count == 0) return make(self, 0);
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
    total += view(at).len;
  }
  let r: Value = NULL;
  if (taken == count) r = make(self, total);
  else if (!errorOccurred()) raise(T.RuntimeError, "sequence changed size during iteration");
  if (r != NULL) {
    let to = rawData(r);
    for (let i: u32 = 0; i < count; i++) {
      if (i && sep) { memory.copy(to, rawData(self), sep); to += sep; }
      const at = views + <usize>i * BUFFER_SIZE;
      memory.copy(to, view(at).buf, view(at).len);
      to += <usize>view(at).len;
    }
  }
  for (let i: u32 = 0; i < taken; i++) releaseBuffer(views + <usize>i * BUFFER_SIZE);
  if (!isBytes(self)) byteArrayView(self).exports--;
  free(views);
  return r;
}

function replace(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("replace", nargs, 2, 3)) return NULL;
  let most: i64 = -1;
  const a = argument(load<u64>(args));
  if (!a) return NULL;
  let r: Value = NULL;
  const b = argument(load<u64>(args, 8));
  if (b) {
    let ok = true;
    if (nargs > 2) {
      most = indexI64(load<u64>(args, 16), T.OverflowError);
      ok = most != -1 || !errorOccurred();
    }
    if (ok) r = replaceRaw(self, view(a).buf, view(a).len, view(b).buf, view(b).len, most);
    done(b);
  }
  done(a);
  return r;
}
function replaceRaw(self: Value, old: usize, m: i32, fresh: usize, k: i32, most: i64): Value {
  const n = <i32>rawLen(self), at = rawData(self);
  if (most < 0 || most > i32.MAX_VALUE) most = i32.MAX_VALUE;
  const count = most == 0 || n < m ? 0 : countText(at, 1, 0, n, old, 1, m, <i32>most);
  if (count == 0) return part(self, 0, n);
  const length = <i64>n + <i64>count * (k - m);
  if (length > 0x7FFFFF00) return raise(T.OverflowError, "replace bytes is too long");
  const r = make(self, length);
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
  if (left == 0 && right == 0) return part(self, 0, <i32>n);
  if (left > 0x7FFFFF00 || right > 0x7FFFFF00) return outOfMemory();
  const r = make(self, n + left + right);
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
  if (room <= 0) return part(self, 0, rawLen(self));
  if (how == 0) return pad(self, 0, room, fill);
  if (how == 1) return pad(self, room, 0, fill);
  const left = room / 2 + (room & width & 1);
  return pad(self, left, room - left, fill);
}
function ljust(self: Value, args: usize, nargs: i32): Value { return justify(self, args, nargs, "ljust", 0); }
function rjust(self: Value, args: usize, nargs: i32): Value { return justify(self, args, nargs, "rjust", 1); }
function center(self: Value, args: usize, nargs: i32): Value { return justify(self, args, nargs, "center", 2); }
function zfill(self: Value, arg: Value): Value {
  const width = indexI64(arg, T.OverflowError);
  if (width == -1 && errorOccurred()) return NULL;
  const n = <i64>rawLen(self);
  if (n >= width) return part(self, 0, <i32>n);
  const r = pad(self, width - n, 0, 48);
  if (r == NULL || n == 0) return r;
  const at = rawData(r);
  const sign = load<u8>(at + <usize>(width - n));
  if (sign == 43 || sign == 45) { store<u8>(at + <usize>(width - n), 48); store<u8>(at, sign); }
  return r;
}
function expandtabs(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(1);
  if (!out) return NULL;
  const bound = parseArgs("expandtabs", "| tabsize", args, nargs, kwnames, out);
  const arg = load<u64>(out);
  popArgs(out);
  if (!bound) return NULL;
  let tab: i64 = 8;
  if (arg != NULL) {
    tab = indexI64(arg, 0);
    if (tab == -1 && errorOccurred()) return NULL;
    if (tab > i32.MAX_VALUE || tab < i32.MIN_VALUE) return raise(T.OverflowError, "Python int too large to convert to C int");
  }
  const n = rawLen(self);
  let at = rawData(self), column: i64 = 0, size: i64 = 0;
  for (let i: usize = 0; i < n; i++) {
    const c = load<u8>(at + i);
    if (c == 9) { if (tab > 0) { const step = tab - column % tab; column += step; size += step; } }
    else { column++; size++; if (c == 10 || c == 13) column = 0; }
  }
  if (size > 0x7FFFFF00) return raise(T.OverflowError, "result too long");
  const r = make(self, size);
  if (r == NULL) return NULL;
  at = rawData(self);
  let to = rawData(r);
  column = 0;
  for (let i: usize = 0; i < n; i++) {
    const c = load<u8>(at + i);
    if (c == 9) {
      if (tab > 0) {
        const step = tab - column % tab;
        column += step;
        memory.fill(to, 32, <usize>step);
        to += <usize>step;
      }
    } else {
      store<u8>(to++, c);
      column++;
      if (c == 10 || c == 13) column = 0;
    }
  }
  return r;
}

// ---- translate, hex, decode -----------------------------------------------------------------------------------------

function translate(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const bound = parseArgs("translate", "table / | delete", args, nargs, kwnames, out);
  const table = load<u64>(out), gone = load<u64>(out, 8);
  popArgs(out);
  if (!bound) return NULL;
  let t: usize = 0, d: usize = 0;
  if (table != None) {
    t = argument(table);
    if (!t) return NULL;
    if (view(t).len != 256) { done(t); return raise(T.ValueError, "translation table must be 256 characters long"); }
  }
  if (gone != NULL) {
    d = argument(gone);
    if (!d) { if (t) done(t); return NULL; }
  }
  const n = rawLen(self), at = rawData(self);
  const r = make(self, n);
  if (r != NULL) {
    let to = rawData(r);
    for (let i: usize = 0; i < n; i++) {
      const c = <u32>load<u8>(at + i);
      if (d && findChar(view(d).buf, 1, 0, view(d).len, c) >= 0) continue;
      store<u8>(to++, t ? load<u8>(<usize>view(t).buf + c) : <u8>c);
    }
    if (d) done(d);
    if (t) done(t);
    const length = <u32>(to - rawData(r));
    if (length == n) return r;
    const shorter = part(r, 0, length);
    decref(r);
    return shorter;
  }
  if (d) done(d);
  if (t) done(t);
  return NULL;
}
function maketrans(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("maketrans", nargs, 2, 2)) return NULL;
  const a = argument(load<u64>(args));
  if (!a) return NULL;
  const b = argument(load<u64>(args, 8));
  if (!b) { done(a); return NULL; }
  let r: Value = NULL;
  if (view(a).len != view(b).len) raise(T.ValueError, "maketrans arguments must have same length");
  else {
    const p = bytesAlloc(256);
    if (p) {
      for (let i: usize = 0; i < 256; i++) store<u8>(p + i, <u8>i, BYTES_DATA);
      const n = <usize>view(a).len;
      for (let i: usize = 0; i < n; i++) store<u8>(p + <usize>load<u8>(<usize>view(a).buf + i), load<u8>(<usize>view(b).buf + i), BYTES_DATA);
      r = boxPtr(p);
    }
  }
  done(b);
  done(a);
  return r;
}
/** The separator of hex(): its character, -1 for none, -2 with an exception. */
function hexSeparator(sep: Value): i32 {
  if (sep == NULL) return -1;
  const n = lenOf(sep);
  if (n < 0) return -2;
  if (n != 1) { raise(T.ValueError, "sep must be length 1."); return -2; }
  let c: u32;
  if (isStr(sep)) c = strAt(sep, 0);
  else if (isBytes(sep)) c = load<u8>(bytesData(sep));
  else { raise(T.TypeError, "sep must be str or bytes."); return -2; }
  if (c > 127) { raise(T.ValueError, "sep must be ASCII."); return -2; }
  return c;
}
/** hex(sep, bytes_per_sep) of memory. */
export function hexOf(at: usize, n: u32, sep: Value, group: i64): Value {
  const separator = hexSeparator(sep);
  if (separator == -2) return NULL;
  const size = group < 0 ? -group : group;
  const spread = separator >= 0 && size > 0 && n > 0;
  const length = <i64>n * 2 + (spread ? (<i64>n - 1) / size : 0);
  if (length > 0x7FFFFF00) return outOfMemory();
  const p = strAlloc(<u32>length, 1);
  if (!p) return NULL;
  strView(p).ascii = 1;
  let to = p + STR_DATA;
  for (let i: i64 = 0; i < <i64>n; i++) {
    if (spread && i && (group > 0 ? (<i64>n - i) % size == 0 : i % size == 0)) store<u8>(to++, <u8>separator);
    const c = <u32>load<u8>(at + <usize>i);
    store<u8>(to++, <u8>hexDigit(c >>> 4));
    store<u8>(to++, <u8>hexDigit(c));
  }
  return boxPtr(p);
}
/** Reads (sep=<none>, bytes_per_sep=1) and makes the text. */
export function hexMethod(at: usize, n: u32, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const bound = parseArgs("hex", "| sep bytes_per_sep", args, nargs, kwnames, out);
  const sep = load<u64>(out), per = load<u64>(out, 8);
  popArgs(out);
  if (!bound) return NULL;
  let group: i64 = 1;
  if (per != NULL) {
    group = indexI64(per, T.OverflowError);
    if (group == -1 && errorOccurred()) return NULL;
  }
  return hexOf(at, n, sep, group);
}
function hex(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return hexMethod(rawData(self), rawLen(self), args, nargs, kwnames); }
function hexValue(c: u32): i32 {
  if (c - 48 < 10) return c - 48;
  c |= 32;
  return c - 97 < 6 ? <i32>c - 87 : -1;
}
/** Bytes from hexadecimal digits, an owned bytearray or bytes. */
function fromHexText(at: usize, n: u32, asBytes: bool): Value {
  const r = asBytes ? boxPtrOr(bytesAlloc(n >>> 1)) : byteArrayNew(n >>> 1);
  if (r == NULL) return NULL;
  const start = rawData(r);
  let to = start;
  let i: u32 = 0;
  while (i < n) {
    const c = <u32>load<u8>(at + i);
    if (isSpace(c)) { i++; continue; }
    const high = hexValue(c);
    let low = -1;
    if (high >= 0) {
      i++;
      if (i >= n) {
        decref(r);
        return raise(T.ValueError, "fromhex() arg must contain an even number of hexadecimal digits");
      }
      low = hexValue(load<u8>(at + i));
    }
    if (high < 0 || low < 0) {
      decref(r);
      return raiseFmt(T.ValueError, "non-hexadecimal number found in fromhex() arg at position %d", boxInt(i));
    }
    i++;
    store<u8>(to++, <u8>(high << 4 | low));
  }
  const length = <u32>(to - start);
  if (length == rawLen(r)) return r;
  const exact = part(r, 0, length);
  decref(r);
  return exact;
}
function boxPtrOr(p: usize): Value { return p ? boxPtr(p) : NULL; }
function fromhex(cls: Value, text: Value): Value {
  const asBytes = (changetypeFlags(ptrOf(cls)) & TypeFlag.BYTES_SUBCLASS) != 0;
  let r: Value = NULL;
  if (isStr(text)) {
    if (!strIsAscii(text)) {
      let i: u32 = 0;
      while (i < strLen(text) && (hexValue(strAt(text, i)) >= 0 || isSpace(strAt(text, i))) && strAt(text, i) < 128) i++;
      return raiseFmt(T.ValueError, "non-hexadecimal number found in fromhex() arg at position %d", boxInt(i));
    }
    r = fromHexText(strData(text), strLen(text), asBytes);
  } else if (hasBuffer(text)) {
    const at = argument(text);
    if (!at) return NULL;
    r = fromHexText(view(at).buf, view(at).len, asBytes);
    done(at);
  } else return raiseFmt(T.TypeError, "fromhex() argument must be str or bytes-like, not %T", text);
  if (r == NULL || ptrOf(cls) == (asBytes ? <usize>T.bytes : <usize>T.bytearray)) return r;
  const made = call1(cls, r);
  decref(r);
  return made;
}
function changetypeFlags(type: usize): u32 { return typeView(type).flags; }

function decode(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const bound = parseArgs("decode", "| encoding errors", args, nargs, kwnames, out);
  const encoding = load<u64>(out), errors = load<u64>(out, 8);
  popArgs(out);
  if (!bound) return NULL;
  if (encoding != NULL && !isStr(encoding)) return raiseFmt(T.TypeError, "decode() argument 'encoding' must be str, not %T", encoding);
  if (errors != NULL && !isStr(errors)) return raiseFmt(T.TypeError, "decode() argument 'errors' must be str, not %T", errors);
  return decodeObject(self, encoding, errors);
}

/** self * count as a new object. */
export function rawRepeat(self: Value, count: i64): Value {
  const n = <i64>rawLen(self);
  if (count < 0) count = 0;
  if (count == 1 && isExact(self, T.bytes)) return newref(self);
  if (n && count > i64.MAX_VALUE / n) return isBytes(self) ? raise(T.OverflowError, "repeated bytes are too long") : outOfMemory();
  const r = make(self, n * count);
  if (r != NULL && n * count) repeatBytes(rawData(r), rawData(self), <usize>n, <usize>count);
  return r;
}
/** self + other as an object of self's kind. */
export function rawConcat(self: Value, other: Value): Value {
  if (!hasBuffer(other) || !hasBuffer(self)) {
    return raiseFmt(T.TypeError, "can't concat %T to %T", other, self);
  }
  const at = argument(other);
  if (!at) return NULL;
  const n = rawLen(self), m = view(at).len;
  let r: Value;
  if (m == 0 && isExact(self, T.bytes)) r = newref(self);
  else if (n == 0 && isBytes(self) && isExact(other, T.bytes)) r = newref(other);
  else {
    r = make(self, <i64>n + m);
    if (r != NULL) {
      memory.copy(rawData(r), rawData(self), n);
      memory.copy(rawData(r) + n, view(at).buf, m);
    }
  }
  done(at);
  return r;
}

/** Registers the shared methods on T.bytes or T.bytearray. */
export function defineRawMethods(type: usize): void {
  method(type, "capitalize", capitalize.index, METH_NOARGS, "", "Return a copy with the first byte in upper case and the rest in lower case, by ASCII.");
  method(type, "center", center.index, METH_FAST, "($self, width, fillchar=b' ', /)", "Return a copy centered in the given width.");
  method(type, "count", count.index, METH_FAST, "", "Return how often a subsection occurs without overlaps in self[start:end].");
  method(type, "decode", decode.index, METH_KW, "($self, /, encoding='utf-8', errors='strict')", "Decode the bytes with the named codec.");
  method(type, "endswith", endswith.index, METH_FAST, "", "Whether self[start:end] ends with a suffix, or with one of a tuple.");
  method(type, "expandtabs", expandtabs.index, METH_KW, "($self, /, tabsize=8)", "Return a copy with tabs replaced by spaces up to the next column.");
  method(type, "find", find.index, METH_FAST, "", "Return the lowest index of a subsection in self[start:end], or -1.");
  method(type, "fromhex", fromhex.index, METH_O | METH_CLASS, "($type, string, /)", "Make an object from hexadecimal digits; white space between bytes is skipped.");
  method(type, "hex", hex.index, METH_KW, "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", "Return two hexadecimal digits for each byte, with separators if wanted.");
  method(type, "index", index.index, METH_FAST, "", "Return the lowest index of a subsection in self[start:end]; ValueError if there is none.");
  method(type, "isalnum", isalnum.index, METH_NOARGS, "", "Whether all bytes are ASCII letters or digits, and there is one.");
  method(type, "isalpha", isalpha.index, METH_NOARGS, "", "Whether all bytes are ASCII letters, and there is one.");
  method(type, "isascii", isascii.index, METH_NOARGS, "", "Whether all bytes are ASCII.");
  method(type, "isdigit", isdigit.index, METH_NOARGS, "", "Whether all bytes are ASCII digits, and there is one.");
  method(type, "islower", islower.index, METH_NOARGS, "", "Whether there is a letter and all letters are lower case, by ASCII.");
  method(type, "isspace", isspace.index, METH_NOARGS, "", "Whether all bytes are white space, and there is one.");
  method(type, "istitle", istitle.index, METH_NOARGS, "", "Whether words start in upper case and go on in lower case, by ASCII.");
  method(type, "isupper", isupper.index, METH_NOARGS, "", "Whether there is a letter and all letters are upper case, by ASCII.");
  method(type, "join", join.index, METH_O, "($self, iterable_of_bytes, /)", "Put the bytes of the iterable together with this object between them.");
  method(type, "ljust", ljust.index, METH_FAST, "($self, width, fillchar=b' ', /)", "Return a copy at the left of the given width.");
  method(type, "lower", lower.index, METH_NOARGS, "", "Return a copy in lower case, by ASCII.");
  method(type, "lstrip", lstrip.index, METH_FAST, "($self, bytes=None, /)", "Return a copy without white space, or the given bytes, at the start.");
  method(type, "maketrans", maketrans.index, METH_FAST | METH_STATIC, "(frm, to, /)", "Return a table for translate().");
  method(type, "partition", partition.index, METH_O, "($self, sep, /)", "Split at the first separator: (before, separator, after).");
  method(type, "replace", replace.index, METH_FAST, "($self, old, new, count=-1, /)", "Return a copy with occurrences of old replaced by new, the first count of them or all.");
  method(type, "removeprefix", removeprefix.index, METH_O, "($self, prefix, /)", "Return a copy without the prefix, if it is there.");
  method(type, "removesuffix", removesuffix.index, METH_O, "($self, suffix, /)", "Return a copy without the suffix, if it is there.");
  method(type, "rfind", rfind.index, METH_FAST, "", "Return the highest index of a subsection in self[start:end], or -1.");
  method(type, "rindex", rindex.index, METH_FAST, "", "Return the highest index of a subsection in self[start:end]; ValueError if there is none.");
  method(type, "rjust", rjust.index, METH_FAST, "($self, width, fillchar=b' ', /)", "Return a copy at the right of the given width.");
  method(type, "rpartition", rpartition.index, METH_O, "($self, sep, /)", "Split at the last separator: (before, separator, after).");
  method(type, "rsplit", rsplit.index, METH_KW, "($self, /, sep=None, maxsplit=-1)", "Return a list of the parts between separators, split from the right.");
  method(type, "rstrip", rstrip.index, METH_FAST, "($self, bytes=None, /)", "Return a copy without white space, or the given bytes, at the end.");
  method(type, "split", split.index, METH_KW, "($self, /, sep=None, maxsplit=-1)", "Return a list of the parts between separators, split from the left.");
  method(type, "splitlines", splitlines.index, METH_KW, "($self, /, keepends=False)", "Return a list of the lines, with their ends if wanted.");
  method(type, "startswith", startswith.index, METH_FAST, "", "Whether self[start:end] starts with a prefix, or with one of a tuple.");
  method(type, "strip", strip.index, METH_FAST, "($self, bytes=None, /)", "Return a copy without white space, or the given bytes, at both ends.");
  method(type, "swapcase", swapcase.index, METH_NOARGS, "", "Return a copy with upper and lower case exchanged, by ASCII.");
  method(type, "title", title.index, METH_NOARGS, "", "Return a copy where words start in upper case and go on in lower case, by ASCII.");
  method(type, "translate", translate.index, METH_KW, "($self, table, /, delete=b'')", "Return a copy with each byte replaced from a table of 256, without those to delete.");
  method(type, "upper", upper.index, METH_NOARGS, "", "Return a copy in upper case, by ASCII.");
  method(type, "zfill", zfill.index, METH_O, "($self, width, /)", "Pad with zeros at the left, behind a sign, to the given width.");
}
