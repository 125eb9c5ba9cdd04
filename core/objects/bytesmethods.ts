// The methods that bytes and bytearray share; those that take apart and put together are in bytessplit.ts, hexadecimal text is in byteshex.ts.
// Each gives an object of the kind of `self` (exact bytes, or exact bytearray); arguments are read before the address of self's data is taken, because
// reading them may run Python code that changes a bytearray.

import { Value, NULL, None, False, True, boxBool, boxInt, boxPtr } from "../value";
import { T } from "../names.generated";
import { decref, newref } from "../memory/refcount";
import { outOfMemory, raise, raiseFmt } from "../errors";
import { hasIndex } from "../abstract";
import { checkArgs, parseArgs } from "../args";
import { popArgs, pushArgs } from "../interp/argstack";
import { METH_CLASS, METH_FAST, METH_KW, METH_NOARGS, METH_O, METH_STATIC, method } from "./define";
import { hasFlag, isExact, TypeFlag } from "./typeobject";
import { tupleAt, tupleSize } from "./tupleobject";
import { strFromLiteral } from "./strnew";
import { isStr, repeatBytes, widestOf } from "./strmake";
import { asciiCase } from "./strcase";
import { countText, findChar, findText, rfindText } from "./strsearch";
import { boundArguments } from "./str";
import { BYTES_DATA, bytesAlloc } from "./bytesobject";
import { hasBuffer } from "./buffer";
import { byteValue, isBytes, rawData, rawLen, rawNew, rawSlice, viewArgument, endView, viewAt, isByteSpace } from "./bytesmake";
import { decodeObject } from "./codecs";
import {
  bytesCenter, bytesExpandtabs, bytesJoin, bytesLjust, bytesLstrip, bytesPartition, bytesReplace, bytesRjust, bytesRpartition, bytesRsplit, bytesRstrip, bytesSplit,
  bytesSplitlines, bytesStrip, bytesZfill,
} from "./bytessplit";
import { bytesFromhex, bytesHex } from "./byteshex";

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
      const at = viewArgument(sub);
      if (at) {
        result = found(self, load<i64>(bounds), load<i64>(bounds, 8), viewAt(at).buf, viewAt(at).len, how);
        endView(at);
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
  const at = viewArgument(sub);
  if (!at) return -1;
  const i = findText(rawData(self), 1, 0, rawLen(self), viewAt(at).buf, 1, viewAt(at).len);
  endView(at);
  return i >= 0 ? 1 : 0;
}

function matches(self: Value, from: i64, to: i64, sub: Value, end: bool): i32 {
  const at = viewArgument(sub);
  if (!at) return -1;
  const m = <i64>viewAt(at).len;
  let r = 0;
  const n = <i64>rawLen(self);
  if (to > n) to = n;
  if (to - from >= m) r = memory.compare(rawData(self) + <usize>(end ? to - m : from), viewAt(at).buf, <usize>m) == 0 ? 1 : 0;
  endView(at);
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
  const at = viewArgument(prefix);
  if (!at) return NULL;
  const n = <i32>rawLen(self), m = viewAt(at).len;
  const cut = m > 0 && m <= n && memory.compare(rawData(self), viewAt(at).buf, m) == 0 ? m : 0;
  endView(at);
  return rawSlice(self, cut, n);
}
function removesuffix(self: Value, suffix: Value): Value {
  const at = viewArgument(suffix);
  if (!at) return NULL;
  const n = <i32>rawLen(self), m = viewAt(at).len;
  const cut = m > 0 && m <= n && memory.compare(rawData(self) + <usize>(n - m), viewAt(at).buf, m) == 0 ? m : 0;
  endView(at);
  return rawSlice(self, 0, n - cut);
}

// ---- classes and case -----------------------------------------------------------------------------------------------

const ALPHA = 1, DIGIT = 2, SPACE = 4;
function classOf(c: u32): i32 {
  if ((c | 32) - 97 < 26) return ALPHA;
  if (c - 48 < 10) return DIGIT;
  return isByteSpace(c) ? SPACE : 0;
}
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
  const r = rawNew(self, n);
  if (r != NULL) asciiCase(rawData(self), rawData(r), n, how);
  return r;
}
function upper(self: Value): Value { return convert(self, 0); }
function lower(self: Value): Value { return convert(self, 1); }
function swapcase(self: Value): Value { return convert(self, 3); }
function capitalize(self: Value): Value { return convert(self, 4); }
function title(self: Value): Value { return convert(self, 5); }

// ---- translate, decode, and the operators --------------------------------------------------------------------------

function translate(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const bound = parseArgs("translate", "table / | delete", args, nargs, kwnames, out);
  const table = load<u64>(out), gone = load<u64>(out, 8);
  popArgs(out);
  if (!bound) return NULL;
  let t: usize = 0, d: usize = 0;
  if (table != None) {
    t = viewArgument(table);
    if (!t) return NULL;
    if (viewAt(t).len != 256) { endView(t); return raise(T.ValueError, "translation table must be 256 characters long"); }
  }
  if (gone != NULL) {
    d = viewArgument(gone);
    if (!d) { if (t) endView(t); return NULL; }
  }
  const n = rawLen(self), at = rawData(self);
  const r = rawNew(self, n);
  if (r != NULL) {
    let to = rawData(r);
    for (let i: usize = 0; i < n; i++) {
      const c = <u32>load<u8>(at + i);
      if (d && findChar(viewAt(d).buf, 1, 0, viewAt(d).len, c) >= 0) continue;
      store<u8>(to++, t ? load<u8>(<usize>viewAt(t).buf + c) : <u8>c);
    }
    if (d) endView(d);
    if (t) endView(t);
    const length = <u32>(to - rawData(r));
    if (length == n) return r;
    const shorter = rawSlice(r, 0, length);
    decref(r);
    return shorter;
  }
  if (d) endView(d);
  if (t) endView(t);
  return NULL;
}
function maketrans(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("maketrans", nargs, 2, 2)) return NULL;
  const a = viewArgument(load<u64>(args));
  if (!a) return NULL;
  const b = viewArgument(load<u64>(args, 8));
  if (!b) { endView(a); return NULL; }
  let r: Value = NULL;
  if (viewAt(a).len != viewAt(b).len) raise(T.ValueError, "maketrans arguments must have same length");
  else {
    const p = bytesAlloc(256);
    if (p) {
      for (let i: usize = 0; i < 256; i++) store<u8>(p + i, <u8>i, BYTES_DATA);
      const n = <usize>viewAt(a).len;
      for (let i: usize = 0; i < n; i++) store<u8>(p + <usize>load<u8>(<usize>viewAt(a).buf + i), load<u8>(<usize>viewAt(b).buf + i), BYTES_DATA);
      r = boxPtr(p);
    }
  }
  endView(b);
  endView(a);
  return r;
}
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
  const r = rawNew(self, n * count);
  if (r != NULL && n * count) repeatBytes(rawData(r), rawData(self), <usize>n, <usize>count);
  return r;
}
/** self + other as an object of self's kind. */
export function rawConcat(self: Value, other: Value): Value {
  if (!hasBuffer(other) || !hasBuffer(self)) {
    return raiseFmt(T.TypeError, "can't concat %T to %T", other, self);
  }
  const at = viewArgument(other);
  if (!at) return NULL;
  const n = rawLen(self), m = viewAt(at).len;
  let r: Value;
  if (m == 0 && isExact(self, T.bytes)) r = newref(self);
  else if (n == 0 && isBytes(self) && isExact(other, T.bytes)) r = newref(other);
  else {
    r = rawNew(self, <i64>n + m);
    if (r != NULL) {
      memory.copy(rawData(r), rawData(self), n);
      memory.copy(rawData(r) + n, viewAt(at).buf, m);
    }
  }
  endView(at);
  return r;
}

/** Registers the shared methods on T.bytes or T.bytearray. */
export function defineRawMethods(type: usize): void {
  method(type, "capitalize", capitalize.index, METH_NOARGS, "", "Return a copy with the first byte in upper case and the rest in lower case, by ASCII.");
  method(type, "center", bytesCenter.index, METH_FAST, "($self, width, fillchar=b' ', /)", "Return a copy centered in the given width.");
  method(type, "count", count.index, METH_FAST, "", "Return how often a subsection occurs without overlaps in self[start:end].");
  method(type, "decode", decode.index, METH_KW, "($self, /, encoding='utf-8', errors='strict')", "Decode the bytes with the named codec.");
  method(type, "endswith", endswith.index, METH_FAST, "", "Whether self[start:end] ends with a suffix, or with one of a tuple.");
  method(type, "expandtabs", bytesExpandtabs.index, METH_KW, "($self, /, tabsize=8)", "Return a copy with tabs replaced by spaces up to the next column.");
  method(type, "find", find.index, METH_FAST, "", "Return the lowest index of a subsection in self[start:end], or -1.");
  method(type, "fromhex", bytesFromhex.index, METH_O | METH_CLASS, "($type, string, /)", "Make an object from hexadecimal digits; white space between bytes is skipped.");
  method(type, "hex", bytesHex.index, METH_KW, "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", "Return two hexadecimal digits for each byte, with separators if wanted.");
  method(type, "index", index.index, METH_FAST, "", "Return the lowest index of a subsection in self[start:end]; ValueError if there is none.");
  method(type, "isalnum", isalnum.index, METH_NOARGS, "", "Whether all bytes are ASCII letters or digits, and there is one.");
  method(type, "isalpha", isalpha.index, METH_NOARGS, "", "Whether all bytes are ASCII letters, and there is one.");
  method(type, "isascii", isascii.index, METH_NOARGS, "", "Whether all bytes are ASCII.");
  method(type, "isdigit", isdigit.index, METH_NOARGS, "", "Whether all bytes are ASCII digits, and there is one.");
  method(type, "islower", islower.index, METH_NOARGS, "", "Whether there is a letter and all letters are lower case, by ASCII.");
  method(type, "isspace", isspace.index, METH_NOARGS, "", "Whether all bytes are white space, and there is one.");
  method(type, "istitle", istitle.index, METH_NOARGS, "", "Whether words start in upper case and go on in lower case, by ASCII.");
  method(type, "isupper", isupper.index, METH_NOARGS, "", "Whether there is a letter and all letters are upper case, by ASCII.");
  method(type, "join", bytesJoin.index, METH_O, "($self, iterable_of_bytes, /)", "Put the bytes of the iterable together with this object between them.");
  method(type, "ljust", bytesLjust.index, METH_FAST, "($self, width, fillchar=b' ', /)", "Return a copy at the left of the given width.");
  method(type, "lower", lower.index, METH_NOARGS, "", "Return a copy in lower case, by ASCII.");
  method(type, "lstrip", bytesLstrip.index, METH_FAST, "($self, bytes=None, /)", "Return a copy without white space, or the given bytes, at the start.");
  method(type, "maketrans", maketrans.index, METH_FAST | METH_STATIC, "(frm, to, /)", "Return a table for translate().");
  method(type, "partition", bytesPartition.index, METH_O, "($self, sep, /)", "Split at the first separator: (before, separator, after).");
  method(type, "replace", bytesReplace.index, METH_FAST, "($self, old, new, count=-1, /)", "Return a copy with occurrences of old replaced by new, the first count of them or all.");
  method(type, "removeprefix", removeprefix.index, METH_O, "($self, prefix, /)", "Return a copy without the prefix, if it is there.");
  method(type, "removesuffix", removesuffix.index, METH_O, "($self, suffix, /)", "Return a copy without the suffix, if it is there.");
  method(type, "rfind", rfind.index, METH_FAST, "", "Return the highest index of a subsection in self[start:end], or -1.");
  method(type, "rindex", rindex.index, METH_FAST, "", "Return the highest index of a subsection in self[start:end]; ValueError if there is none.");
  method(type, "rjust", bytesRjust.index, METH_FAST, "($self, width, fillchar=b' ', /)", "Return a copy at the right of the given width.");
  method(type, "rpartition", bytesRpartition.index, METH_O, "($self, sep, /)", "Split at the last separator: (before, separator, after).");
  method(type, "rsplit", bytesRsplit.index, METH_KW, "($self, /, sep=None, maxsplit=-1)", "Return a list of the parts between separators, split from the right.");
  method(type, "rstrip", bytesRstrip.index, METH_FAST, "($self, bytes=None, /)", "Return a copy without white space, or the given bytes, at the end.");
  method(type, "split", bytesSplit.index, METH_KW, "($self, /, sep=None, maxsplit=-1)", "Return a list of the parts between separators, split from the left.");
  method(type, "splitlines", bytesSplitlines.index, METH_KW, "($self, /, keepends=False)", "Return a list of the lines, with their ends if wanted.");
  method(type, "startswith", startswith.index, METH_FAST, "", "Whether self[start:end] starts with a prefix, or with one of a tuple.");
  method(type, "strip", bytesStrip.index, METH_FAST, "($self, bytes=None, /)", "Return a copy without white space, or the given bytes, at both ends.");
  method(type, "swapcase", swapcase.index, METH_NOARGS, "", "Return a copy with upper and lower case exchanged, by ASCII.");
  method(type, "title", title.index, METH_NOARGS, "", "Return a copy where words start in upper case and go on in lower case, by ASCII.");
  method(type, "translate", translate.index, METH_KW, "($self, table, /, delete=b'')", "Return a copy with each byte replaced from a table of 256, without those to delete.");
  method(type, "upper", upper.index, METH_NOARGS, "", "Return a copy in upper case, by ASCII.");
  method(type, "zfill", bytesZfill.index, METH_O, "($self, width, /)", "Pad with zeros at the left, behind a sign, to the given width.");
}
