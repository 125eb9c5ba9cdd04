// The str type: its slots, searching methods, translate, and the table of its methods. The rest is in its siblings: strnew (layout),
// strmake (making and joining), strsearch, strsplit, strcase, strclass, strrepr, striter, strformat, percentformat.
//
// Methods take instances of subclasses (they have the same layout) and return exact strs, as CPython's do.

import { Value, NULL, None, True, NotImplemented, boxBool, boxInt, boxPtr, intOf, isInt, ptrOf } from "../value";
import { T } from "../names.generated";
import { freeObject, gcTrack } from "../memory/object";
import { allocInstanceOf } from "./subtype";
import { decref } from "../memory/refcount";
import { errorMatches, clearError, errorOccurred, raise, raiseFmt, raiseFmtI, swallow } from "../errors";
import { getItem, indexI64, hasIndex, listFromIterable, strOf } from "../abstract";
import { checkArgs, parseArgs } from "../args";
import { popArgs, pushArgs } from "../interp/argstack";
import { defType, method, METH_FAST, METH_KW, METH_NOARGS, METH_O, METH_STATIC } from "./define";
import { CompareOp, hasFlag, isExact, setSlot, Slot, TypeFlag, typeView, slotOf } from "./typeobject";
import { dictNew, dictSet, dictNext, dictKeyAt, dictValueAt } from "./dict";
import { asI64, isIntLike } from "./int";
import { listItems, listSize } from "./listobject";
import { tuple1, tupleAt, tupleItems, tupleSize } from "./tupleobject";
import { isSlice, sliceIndices } from "./slice";
import { STR_DATA, strAlloc, strAt, strEqual, strFromLiteral, strHash, strLen, strView } from "./strnew";
import { builderChar, builderDiscard, builderFinish, builderInit, builderStr } from "./strbuilder";
import {
  isStr, kindOf, putChar, strCompare, strConcat, strData, strEmpty, strExact, strFromCodePoint, strIsAscii, strJoin, strRepeat, strSlice,
} from "./strmake";
import { countText, findText, rfindText, textAt } from "./strsearch";
import {
  strSplitMethod, strRsplitMethod, strSplitlines, strPartition, strRpartition, strStrip, strLstrip, strRstrip, strRemoveprefix, strRemovesuffix,
  strHasPrefix, strHasSuffix, strReplace, strLjust, strRjust, strCenter, strZfill, strExpandtabs,
} from "./strsplit";
import { strUpper, strLower, strCasefold, strSwapcase, strCapitalize, strTitle } from "./strcase";
import {
  strIsAlpha, strIsAlnum, strIsDecimal, strIsDigit, strIsNumeric, strIsSpace, strIsAsciiMethod, strIsIdentifierMethod, strIsPrintable, strIsLower, strIsUpper,
  strIsTitle,
} from "./strclass";
import { strRepr } from "./strrepr";
import { strIter, init_striter } from "./striter";
import { strFormatMethod, strFormatMap } from "./strformat";
import { formatStrSpec } from "./formatspec";
import { strPercent } from "./percentformat";
import { decodeObject, encodeStr } from "./codecs";

function kind(v: Value): u32 { return <u32>strView(ptrOf(v)).kind; }

// ---- slots ----------------------------------------------------------------------------------------------------------

function dealloc(self: usize): void { freeObject(self); }
function repr(self: Value): Value { return strRepr(self); }
function str(self: Value): Value { return strExact(self); }
function length(self: Value): i64 { return strLen(self); }

function richcompare(a: Value, b: Value, op: i32): Value {
  if (!isStr(a) || !isStr(b)) return NotImplemented;
  if (op == CompareOp.EQ) return boxBool(strEqual(a, b));
  if (op == CompareOp.NE) return boxBool(!strEqual(a, b));
  const c = strCompare(a, b);
  switch (op) {
    case CompareOp.LT: return boxBool(c < 0);
    case CompareOp.LE: return boxBool(c <= 0);
    case CompareOp.GT: return boxBool(c > 0);
  }
  return boxBool(c >= 0);
}
function concat(a: Value, b: Value): Value {
  if (!isStr(b)) return raiseFmt(T.TypeError, "can only concatenate str (not \"%T\") to str", b);
  return strConcat(a, b);
}
function repeat(self: Value, count: i64): Value {
  if (count > 0 && <u64>strLen(self) > <u64>i64.MAX_VALUE / <u64>count) return raise(T.OverflowError, "repeated string is too long");
  return strRepeat(self, count);
}
function contains(self: Value, sub: Value): i32 {
  if (!isStr(sub)) return raiseFmtI(T.TypeError, "'in <string>' requires string as left operand, not %T", sub);
  return findText(strData(self), kind(self), 0, strLen(self), strData(sub), kind(sub), strLen(sub)) >= 0 ? 1 : 0;
}
/** self[i], `i` within or out of range. */
export function strItem(self: Value, i: i64): Value {
  if (<u64>i >= <u64>strLen(self)) return raise(T.IndexError, "string index out of range");
  return strFromCodePoint(strAt(self, <usize>i));
}
export function strSubscript(self: Value, key: Value): Value {
  if (isInt(key)) {
    const i = intOf(key);
    return strItem(self, i < 0 ? i + strLen(self) : i);
  }
  if (isSlice(key)) {
    const out = pushArgs(3);
    if (!out) return NULL;
    const n = sliceIndices(key, strLen(self), out);
    const start = load<i64>(out), step = load<i64>(out, 16);
    popArgs(out);
    if (n < 0) return NULL;
    if (n == 0) return strEmpty();
    if (step == 1) return strSlice(self, <u32>start, <u32>(start + n));
    const k = kind(self), at = strData(self);
    let widest: u32 = 0;
    let j = start;
    for (let i: i64 = 0; i < n; i++, j += step) widest |= textAt(at, k, <usize>j);
    const toKind = kindOf(widest);
    const p = strAlloc(<u32>n, toKind);
    if (!p) return NULL;
    j = start;
    for (let i: i64 = 0; i < n; i++, j += step) putChar(p + STR_DATA, toKind, <usize>i, textAt(at, k, <usize>j));
    strView(p).ascii = widest < 0x80 ? 1 : 0;
    return boxPtr(p);
  }
  if (hasIndex(key)) {
    const i = indexI64(key, T.IndexError);
    if (i == -1 && errorOccurred()) return NULL;
    return strItem(self, i < 0 ? i + strLen(self) : i);
  }
  return raiseFmt(T.TypeError, "string indices must be integers, not '%T'", key);
}

function new_(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  let object: Value, encoding: Value = NULL, errors: Value = NULL;
  if (kwnames == NULL && nargs <= 1) object = nargs ? load<u64>(args) : NULL;
  else {
    const given = nargs + (kwnames == NULL ? 0 : <i32>tupleSize(kwnames));
    if (given > 3 && kwnames == NULL) return raiseFmt(T.TypeError, "str expected at most 3 arguments, got %d", boxInt(given));
    const out = pushArgs(3);
    if (!out) return NULL;
    const bound = parseArgs("str", "| object encoding errors", args, nargs, kwnames, out);
    object = load<u64>(out);
    encoding = load<u64>(out, 8);
    errors = load<u64>(out, 16);
    popArgs(out);
    if (!bound) return NULL;
    if (encoding != NULL && !isStr(encoding)) return raiseFmt(T.TypeError, "str() argument 'encoding' must be str, not %T", encoding);
    if (errors != NULL && !isStr(errors)) return raiseFmt(T.TypeError, "str() argument 'errors' must be str, not %T", errors);
  }
  let r: Value;
  if (object == NULL) r = strEmpty();
  else if (encoding == NULL && errors == NULL) r = strOf(object);
  else if (isStr(object)) return raise(T.TypeError, "decoding str is not supported");
  else r = decodeObject(object, encoding, errors);
  return type == T.str || r == NULL ? r : subtypeFrom(type, r);
}
/** An instance of a subclass with the characters of `s` (stolen). */
function subtypeFrom(type: usize, s: Value): Value {
  const n = strLen(s), k = kind(s);
  const p = allocInstanceOf(type, STR_DATA + <usize>n * k);
  if (p) {
    const v = strView(p);
    v.hash = strView(ptrOf(s)).hash;
    v.length = n;
    v.kind = <u8>k;
    v.ascii = strIsAscii(s) ? 1 : 0;
    memory.copy(p + STR_DATA, strData(s), <usize>n * k);
    if (typeView(type).flags & TypeFlag.HAVE_GC) gcTrack(p);
  }
  decref(s);
  return p ? boxPtr(p) : NULL;
}

// ---- searching ------------------------------------------------------------------------------------------------------

/** A slice bound of find and its like: None or an index, clipped to [0, n]. False with TypeError. */
export function boundArgument(v: Value, n: i64, out: usize): bool {
  if (v == None) return true;
  if (!hasIndex(v)) {
    raise(T.TypeError, "slice indices must be integers or None or have an __index__ method");
    return false;
  }
  let i = indexI64(v, 0);
  if (i == -1 && errorOccurred()) return false;
  if (i < 0) { i += n; if (i < 0) i = 0; }
  store<i64>(out, i);
  return true;
}
/** Reads [start[, end]] from the second argument on: two i64 at `out`, end clipped to n, start may be larger. */
export function boundArguments(args: usize, nargs: i32, n: i64, out: usize): bool {
  store<i64>(out, 0);
  store<i64>(out, n, 8);
  if (nargs > 1 && !boundArgument(load<u64>(args, 8), n, out)) return false;
  if (nargs > 2 && !boundArgument(load<u64>(args, 16), n, out + 8)) return false;
  if (load<i64>(out, 8) > n) store<i64>(out, n, 8);
  return true;
}
// Index, or -1 when not found, or -2 with an exception; `how`: 0 first, 1 last, 2 count.
function search(self: Value, args: usize, nargs: i32, fname: string, how: i32): i64 {
  if (!checkArgs(fname, nargs, 1, 3)) return -2;
  const sub = load<u64>(args);
  if (!isStr(sub)) {
    const f = strFromLiteral(fname);
    raiseFmt(T.TypeError, "%s() argument 1 must be str, not %T", f, sub);
    decref(f);
    return -2;
  }
  const n = <i64>strLen(self), m = <i32>strLen(sub);
  let from: i64 = 0, to = n;
  if (nargs > 1) {
    const out = pushArgs(2);
    if (!out) return -2;
    const ok = boundArguments(args, nargs, n, out);
    from = load<i64>(out);
    to = load<i64>(out, 8);
    popArgs(out);
    if (!ok) return -2;
  }
  if (to - from < <i64>m) return how == 2 ? 0 : -1;
  if (how == 0) return findText(strData(self), kind(self), <i32>from, <i32>to, strData(sub), kind(sub), m);
  if (how == 1) return rfindText(strData(self), kind(self), <i32>from, <i32>to, strData(sub), kind(sub), m);
  return countText(strData(self), kind(self), <i32>from, <i32>to, strData(sub), kind(sub), m, i32.MAX_VALUE);
}
function boxFound(i: i64): Value { return i == -2 ? NULL : boxInt(i); }
function boxIndex(i: i64): Value {
  if (i == -1) return raise(T.ValueError, "substring not found");
  return i == -2 ? NULL : boxInt(i);
}
function find(self: Value, args: usize, nargs: i32): Value { return boxFound(search(self, args, nargs, "find", 0)); }
function rfind(self: Value, args: usize, nargs: i32): Value { return boxFound(search(self, args, nargs, "rfind", 1)); }
function index(self: Value, args: usize, nargs: i32): Value { return boxIndex(search(self, args, nargs, "index", 0)); }
function rindex(self: Value, args: usize, nargs: i32): Value { return boxIndex(search(self, args, nargs, "rindex", 1)); }
function count(self: Value, args: usize, nargs: i32): Value { return boxFound(search(self, args, nargs, "count", 2)); }

function tailMatch(self: Value, args: usize, nargs: i32, fname: string, end: bool): Value {
  if (!checkArgs(fname, nargs, 1, 3)) return NULL;
  const n = <i64>strLen(self);
  let from: i64 = 0, to = n;
  if (nargs > 1) {
    const out = pushArgs(2);
    if (!out) return NULL;
    const ok = boundArguments(args, nargs, n, out);
    from = load<i64>(out);
    to = load<i64>(out, 8);
    popArgs(out);
    if (!ok) return NULL;
  }
  const sub = load<u64>(args);
  if (isStr(sub)) return boxBool(end ? strHasSuffix(self, sub, from, to) : strHasPrefix(self, sub, from, to));
  const f = strFromLiteral(fname);
  if (hasFlag(sub, TypeFlag.TUPLE_SUBCLASS)) {
    const size = <usize>tupleSize(sub);
    for (let i: usize = 0; i < size; i++) {
      const item = tupleAt(sub, i);
      if (!isStr(item)) {
        raiseFmt(T.TypeError, "tuple for %s must only contain str, not %T", f, item);
        decref(f);
        return NULL;
      }
      if (end ? strHasSuffix(self, item, from, to) : strHasPrefix(self, item, from, to)) { decref(f); return True; }
    }
    decref(f);
    return boxBool(false);
  }
  raiseFmt(T.TypeError, "%s first arg must be str or a tuple of str, not %T", f, sub);
  decref(f);
  return NULL;
}
function startswith(self: Value, args: usize, nargs: i32): Value { return tailMatch(self, args, nargs, "startswith", false); }
function endswith(self: Value, args: usize, nargs: i32): Value { return tailMatch(self, args, nargs, "endswith", true); }

// ---- other methods --------------------------------------------------------------------------------------------------

function join(self: Value, iterable: Value): Value {
  if (isExact(iterable, T.list)) {
    const n = listSize(iterable);
    return strJoin(self, listItems(iterable), n);
  }
  if (isExact(iterable, T.tuple)) return strJoin(self, tupleItems(iterable), tupleSize(iterable));
  const list = listFromIterable(iterable);
  if (list == NULL) {
    if (errorMatches(T.TypeError) && !isIterable(iterable)) { clearError(); return raise(T.TypeError, "can only join an iterable"); }
    return NULL;
  }
  const r = strJoin(self, listItems(list), listSize(list));
  decref(list);
  return r;
}
function isIterable(v: Value): bool { return hasSlot(v, Slot.iter) || hasSlot(v, Slot.sqItem); }
function hasSlot(v: Value, slot: Slot): bool { return slotOf(v, slot) != 0; }

function replace(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(3);
  if (!out) return NULL;
  const bound = parseArgs("replace", "old new / | count", args, nargs, kwnames, out);
  const old = load<u64>(out), fresh = load<u64>(out, 8), limit = load<u64>(out, 16);
  popArgs(out);
  if (!bound) return NULL;
  if (!isStr(old)) return raiseFmt(T.TypeError, "replace() argument 1 must be str, not %T", old);
  if (!isStr(fresh)) return raiseFmt(T.TypeError, "replace() argument 2 must be str, not %T", fresh);
  let most: i64 = -1;
  if (limit != NULL) {
    most = indexI64(limit, T.OverflowError);
    if (most == -1 && errorOccurred()) return NULL;
  }
  return strReplace(self, old, fresh, most);
}
function encode(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const bound = parseArgs("encode", "| encoding errors", args, nargs, kwnames, out);
  const encoding = load<u64>(out), errors = load<u64>(out, 8);
  popArgs(out);
  if (!bound) return NULL;
  if (encoding != NULL && !isStr(encoding)) return raiseFmt(T.TypeError, "encode() argument 'encoding' must be str, not %T", encoding);
  if (errors != NULL && !isStr(errors)) return raiseFmt(T.TypeError, "encode() argument 'errors' must be str, not %T", errors);
  return encodeStr(self, encoding, errors);
}
function format(self: Value, spec: Value): Value {
  if (!isStr(spec)) return raiseFmt(T.TypeError, "__format__() argument must be str, not %T", spec);
  if (strLen(spec) == 0) return strOf(self);
  return formatStrSpec(self, spec);
}
function getnewargs(self: Value): Value {
  // A copy, so that pickling does not take an exact str for the object that it is pickling.
  const n = strLen(self), k = kind(self);
  const p = strAlloc(n, k);
  if (!p) return NULL;
  memory.copy(p + STR_DATA, strData(self), <usize>n * k);
  strView(p).ascii = strIsAscii(self) ? 1 : 0;
  const t = tuple1(boxPtr(p));
  decref(boxPtr(p));
  return t;
}
function sizeof_(self: Value): Value {
  const n = <i64>strLen(self), k = <i64>kind(self);
  return boxInt(strIsAscii(self) ? 41 + n : 56 + k * (n + 1));
}

// translate: what the table says of each character, looked up once for each ASCII one.
function translate(self: Value, table: Value): Value {
  const n = strLen(self), at = strData(self), k = kind(self);
  const b = builderInit(n);
  if (!b) return NULL;
  const known = pushArgs(128); // NULL + 1 marks "not looked up"; a small int is a character; None deletes
  if (!known) return builderDiscard(b);
  for (let i: usize = 0; i < 128; i++) store<u64>(known + (i << 3), NULL);
  let ok = true;
  for (let i: usize = 0; ok && i < n; i++) {
    const c = textAt(at, k, i);
    if (c < 128) {
      const seen = load<u64>(known + (<usize>c << 3));
      if (seen != NULL) {
        if (seen != None) ok = builderChar(b, <u32>intOf(seen));
        continue;
      }
    }
    const to = getItem(table, boxInt(c));
    if (to == NULL) {
      if (!swallow(T.LookupError)) { ok = false; break; }
      if (c < 128) store<u64>(known + (<usize>c << 3), boxInt(c));
      ok = builderChar(b, c);
    } else if (to == None) {
      if (c < 128) store<u64>(known + (<usize>c << 3), None);
    } else if (isIntLike(to)) {
      const x = asI64(to);
      if ((x == -1 && errorOccurred()) || <u64>x > 0x10FFFF) {
        clearError();
        raise(T.ValueError, "character mapping must be in range(0x110000)");
        ok = false;
      } else {
        if (c < 128) store<u64>(known + (<usize>c << 3), boxInt(x));
        ok = builderChar(b, <u32>x);
      }
    } else if (isStr(to)) {
      if (c < 128 && strLen(to) == 1) store<u64>(known + (<usize>c << 3), boxInt(strAt(to, 0)));
      ok = builderStr(b, to);
    } else {
      raise(T.TypeError, "character mapping must return integer, None or str");
      ok = false;
    }
    decref(to);
  }
  popArgs(known);
  return ok ? builderFinish(b) : builderDiscard(b);
}
function maketrans(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("maketrans", nargs, 1, 3)) return NULL;
  const x = load<u64>(args);
  const y = nargs > 1 ? load<u64>(args, 8) : NULL, z = nargs > 2 ? load<u64>(args, 16) : NULL;
  if (y != NULL && !isStr(y)) return raiseFmt(T.TypeError, "maketrans() argument 2 must be str, not %T", y);
  if (z != NULL && !isStr(z)) return raiseFmt(T.TypeError, "maketrans() argument 3 must be str, not %T", z);
  const d = dictNew();
  if (d == NULL) return NULL;
  if (y == NULL) {
    if (!isExact(x, T.dict)) {
      decref(d);
      return raise(T.TypeError, "if you give only one argument to maketrans it must be a dict");
    }
    for (let i = dictNext(x, 0); i >= 0; i = dictNext(x, i + 1)) {
      let key = dictKeyAt(x, i);
      const value = dictValueAt(x, i);
      if (isStr(key)) {
        if (strLen(key) != 1) { decref(d); return raise(T.ValueError, "string keys in translate table must be of length 1"); }
        key = boxInt(strAt(key, 0));
      } else if (!isIntLike(key)) { decref(d); return raise(T.TypeError, "keys in translate table must be strings or integers"); }
      if (dictSet(d, key, value) < 0) { decref(d); return NULL; }
    }
    return d;
  }
  if (!isStr(x)) { decref(d); return raise(T.TypeError, "first maketrans argument must be a string if there is a second argument"); }
  const n = strLen(x);
  if (n != strLen(y)) { decref(d); return raise(T.ValueError, "the first two maketrans arguments must have equal length"); }
  for (let i: usize = 0; i < n; i++)
    if (dictSet(d, boxInt(strAt(x, i)), boxInt(strAt(y, i))) < 0) { decref(d); return NULL; }
  if (z != NULL) {
    const m = strLen(z);
    for (let i: usize = 0; i < m; i++) if (dictSet(d, boxInt(strAt(z, i)), None) < 0) { decref(d); return NULL; }
  }
  return d;
}

export function init_str(): void {
  defType(T.str, "str", T.object, STR_DATA, TypeFlag.BASETYPE | TypeFlag.STR_SUBCLASS | TypeFlag.MATCH_SELF | TypeFlag.IMMUTABLE);
  typeView(T.str).itemsize = 1;
  typeView(T.str).doc = <u32>changetype<usize>("str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nText: what str() of the object gives, or the bytes decoded.");
  setSlot(T.str, Slot.dealloc, dealloc.index);
  setSlot(T.str, Slot.new_, new_.index);
  setSlot(T.str, Slot.repr, repr.index);
  setSlot(T.str, Slot.str, str.index);
  setSlot(T.str, Slot.hash, strHash.index);
  setSlot(T.str, Slot.richcompare, richcompare.index);
  setSlot(T.str, Slot.iter, strIter.index);
  setSlot(T.str, Slot.remainder, strPercent.index);
  setSlot(T.str, Slot.sqLength, length.index);
  setSlot(T.str, Slot.sqConcat, concat.index);
  setSlot(T.str, Slot.sqRepeat, repeat.index);
  setSlot(T.str, Slot.sqItem, strItem.index);
  setSlot(T.str, Slot.sqContains, contains.index);
  setSlot(T.str, Slot.mpLength, length.index);
  setSlot(T.str, Slot.mpSubscript, strSubscript.index);

  method(T.str, "encode", encode.index, METH_KW, "($self, /, encoding='utf-8', errors='strict')", "Encode the string with the named codec.");
  method(T.str, "replace", replace.index, METH_KW, "($self, old, new, /, count=-1)", "Return a copy with occurrences of old replaced by new, the first count of them or all.");
  method(T.str, "split", strSplitMethod.index, METH_KW, "($self, /, sep=None, maxsplit=-1)", "Return a list of the parts between separators, split from the left.");
  method(T.str, "rsplit", strRsplitMethod.index, METH_KW, "($self, /, sep=None, maxsplit=-1)", "Return a list of the parts between separators, split from the right.");
  method(T.str, "join", join.index, METH_O, "($self, iterable, /)", "Put the strings of the iterable together with this one between them.");
  method(T.str, "capitalize", strCapitalize.index, METH_NOARGS, "($self, /)", "Return a copy with the first character in title case and the rest in lower case.");
  method(T.str, "casefold", strCasefold.index, METH_NOARGS, "($self, /)", "Return a copy for comparisons that ignore case.");
  method(T.str, "title", strTitle.index, METH_NOARGS, "($self, /)", "Return a copy where words start in title case and go on in lower case.");
  method(T.str, "center", strCenter.index, METH_FAST, "($self, width, fillchar=' ', /)", "Return a copy centered in a text of the given width.");
  method(T.str, "count", count.index, METH_FAST, "", "Return how often a substring occurs without overlaps in self[start:end].");
  method(T.str, "expandtabs", strExpandtabs.index, METH_KW, "($self, /, tabsize=8)", "Return a copy with tabs replaced by spaces up to the next column.");
  method(T.str, "find", find.index, METH_FAST, "", "Return the lowest index of a substring in self[start:end], or -1.");
  method(T.str, "partition", strPartition.index, METH_O, "($self, sep, /)", "Split at the first separator: (before, separator, after).");
  method(T.str, "index", index.index, METH_FAST, "", "Return the lowest index of a substring in self[start:end]; ValueError if there is none.");
  method(T.str, "ljust", strLjust.index, METH_FAST, "($self, width, fillchar=' ', /)", "Return a copy at the left of a text of the given width.");
  method(T.str, "lower", strLower.index, METH_NOARGS, "($self, /)", "Return a copy in lower case.");
  method(T.str, "lstrip", strLstrip.index, METH_FAST, "($self, chars=None, /)", "Return a copy without white space, or the given characters, at the start.");
  method(T.str, "rfind", rfind.index, METH_FAST, "", "Return the highest index of a substring in self[start:end], or -1.");
  method(T.str, "rindex", rindex.index, METH_FAST, "", "Return the highest index of a substring in self[start:end]; ValueError if there is none.");
  method(T.str, "rjust", strRjust.index, METH_FAST, "($self, width, fillchar=' ', /)", "Return a copy at the right of a text of the given width.");
  method(T.str, "rstrip", strRstrip.index, METH_FAST, "($self, chars=None, /)", "Return a copy without white space, or the given characters, at the end.");
  method(T.str, "rpartition", strRpartition.index, METH_O, "($self, sep, /)", "Split at the last separator: (before, separator, after).");
  method(T.str, "splitlines", strSplitlines.index, METH_KW, "($self, /, keepends=False)", "Return a list of the lines, with their ends if wanted.");
  method(T.str, "strip", strStrip.index, METH_FAST, "($self, chars=None, /)", "Return a copy without white space, or the given characters, at both ends.");
  method(T.str, "swapcase", strSwapcase.index, METH_NOARGS, "($self, /)", "Return a copy with upper and lower case exchanged.");
  method(T.str, "translate", translate.index, METH_O, "($self, table, /)", "Replace each character by what the table has for its ordinal: an ordinal, a string, or None to delete it.");
  method(T.str, "upper", strUpper.index, METH_NOARGS, "($self, /)", "Return a copy in upper case.");
  method(T.str, "startswith", startswith.index, METH_FAST, "", "Whether self[start:end] starts with a prefix, or with one of a tuple.");
  method(T.str, "endswith", endswith.index, METH_FAST, "", "Whether self[start:end] ends with a suffix, or with one of a tuple.");
  method(T.str, "removeprefix", strRemoveprefix.index, METH_O, "($self, prefix, /)", "Return a copy without the prefix, if it is there.");
  method(T.str, "removesuffix", strRemovesuffix.index, METH_O, "($self, suffix, /)", "Return a copy without the suffix, if it is there.");
  method(T.str, "isascii", strIsAsciiMethod.index, METH_NOARGS, "($self, /)", "Whether all characters are ASCII.");
  method(T.str, "islower", strIsLower.index, METH_NOARGS, "($self, /)", "Whether there is a cased character and all of them are lower case.");
  method(T.str, "isupper", strIsUpper.index, METH_NOARGS, "($self, /)", "Whether there is a cased character and all of them are upper case.");
  method(T.str, "istitle", strIsTitle.index, METH_NOARGS, "($self, /)", "Whether words start in upper or title case and go on in lower case.");
  method(T.str, "isspace", strIsSpace.index, METH_NOARGS, "($self, /)", "Whether all characters are white space, and there is one.");
  method(T.str, "isdecimal", strIsDecimal.index, METH_NOARGS, "($self, /)", "Whether all characters are decimal digits, and there is one.");
  method(T.str, "isdigit", strIsDigit.index, METH_NOARGS, "($self, /)", "Whether all characters are digits, and there is one.");
  method(T.str, "isnumeric", strIsNumeric.index, METH_NOARGS, "($self, /)", "Whether all characters are numeric, and there is one.");
  method(T.str, "isalpha", strIsAlpha.index, METH_NOARGS, "($self, /)", "Whether all characters are letters, and there is one.");
  method(T.str, "isalnum", strIsAlnum.index, METH_NOARGS, "($self, /)", "Whether all characters are letters or numeric, and there is one.");
  method(T.str, "isidentifier", strIsIdentifierMethod.index, METH_NOARGS, "($self, /)", "Whether the string is an identifier (keywords are, too).");
  method(T.str, "isprintable", strIsPrintable.index, METH_NOARGS, "($self, /)", "Whether repr shows all characters as they are.");
  method(T.str, "zfill", strZfill.index, METH_O, "($self, width, /)", "Pad with zeros at the left, behind a sign, to the given width.");
  method(T.str, "format", strFormatMethod.index, METH_KW, "($self, /, *args, **kwargs)", "Return a copy with the fields in braces replaced by the arguments.");
  method(T.str, "format_map", strFormatMap.index, METH_O, "($self, mapping, /)", "Return a copy with the fields in braces replaced from the mapping.");
  method(T.str, "__format__", format.index, METH_O, "($self, format_spec, /)", "Return the string formatted as the specification says.");
  method(T.str, "maketrans", maketrans.index, METH_FAST | METH_STATIC, "(x, y=<unrepresentable>, z=<unrepresentable>, /)", "Return a table for translate().");
  method(T.str, "__getnewargs__", getnewargs.index, METH_NOARGS, "($self, /)", "");
  method(T.str, "__sizeof__", sizeof_.index, METH_NOARGS, "($self, /)", "Return the size of the string in memory, in bytes.");
  init_striter();
}
