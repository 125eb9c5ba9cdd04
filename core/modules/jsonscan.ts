// Reading JSON for the module _json: strings, and whole documents by a scanner object.
//
//   Scanner  ┌ count u32 │ type u32 │ strict Value @8 │ object_hook @16 │ object_pairs_hook @24 │ parse_float @32 │ parse_int @40 │ parse_constant @48 │
//
// A function that reads something takes the text `s`, the index where it begins and `end`, the address of a u32 where it leaves the index behind it.
// "Nothing begins here" is StopIteration with the index as its value, as json.decoder expects; a mistake is json.JSONDecodeError.

import { Value, NULL, None, True, False, boxInt, boxPtr, ptrOf, fitsSmall } from "../value";
import { T, N, name } from "../names.generated";
import { allocInstance } from "../objects/subtype";
import { freeObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, incref, newref } from "../memory/refcount";
import { raise, raiseFmt, raiseObject, raiseWith, errorOccurred } from "../errors";
import { call1, call3, enterRecursive, getAttr, indexI64, isTrue, leaveRecursive } from "../abstract";
import { checkArgs, parseArgs } from "../args";
import { dictGet, dictNew, dictSet } from "../objects/dict";
import { defType, getset } from "../objects/define";
import { floatFromStr } from "../objects/floatparse";
import { intFromStr } from "../objects/intparse";
import { listPush, listNew } from "../objects/listobject";
import { strAt, strFromLiteral, strLen } from "../objects/strnew";
import { isStr, strSlice } from "../objects/strmake";
import { builderChar, builderDiscard, builderFinish, builderInit, builderSlice } from "../objects/strbuilder";
import { tuple2 } from "../objects/tupleobject";
import { setSlot, Slot, TypeFlag } from "../objects/typeobject";
import { visitValue } from "../objects/visit";
import { pushArgs, popArgs } from "../interp/argstack";
import { importModule } from "./import";

const FIELDS: usize = 8;
const FIELD_COUNT: usize = 6;
const SCANNER_SIZE: usize = FIELDS + (FIELD_COUNT << 3);
const enum Field { STRICT, OBJECT_HOOK, PAIRS_HOOK, PARSE_FLOAT, PARSE_INT, PARSE_CONSTANT }

function field(scanner: usize, which: Field): Value { return load<u64>(scanner + (<usize>which << 3), FIELDS); }

// Errors

/** json.decoder.JSONDecodeError(message, s, at). */
function mistake(message: string, s: Value, at: i64): Value {
  const path = strFromLiteral("json.decoder");
  if (path == NULL) return NULL;
  const module = importModule(path);
  decref(path);
  if (module == NULL) return NULL;
  const cls = getAttr(module, name(N.JSONDecodeError));
  decref(module);
  const text = cls == NULL ? NULL : strFromLiteral(message);
  const exc = text == NULL ? NULL : call3(cls, text, s, boxInt(at));
  decref(cls);
  decref(text);
  return exc == NULL ? NULL : raiseObject(exc);
}
function nothingAt(at: i64): Value { return raiseWith(T.StopIteration, boxInt(at)); }

// Strings

/** A text whose opening quote is in front of `start`. */
export function scanString(s: Value, start: u32, strict: bool, end: usize): Value {
  const length = strLen(s);
  let builder: usize = 0;
  let from = start;
  while (true) {
    let i = from, c: u32 = 0;
    for (; i < length; i++) {
      c = strAt(s, i);
      if (c == 0x22 || c == 0x5C) break;
      if (c < 0x20 && strict) return dropped(builder, mistake("Invalid control character at", s, i));
    }
    if (i >= length) return dropped(builder, mistake("Unterminated string starting at", s, <i64>start - 1));
    if (c == 0x22) {
      store<u32>(end, i + 1);
      if (!builder) return strSlice(s, start, i);
      if (!builderSlice(builder, s, from, i - from)) return builderDiscard(builder);
      return builderFinish(builder);
    }
    if (!builder) {
      builder = builderInit(i - from + 16);
      if (!builder) return NULL;
    }
    if (i > from && !builderSlice(builder, s, from, i - from)) return builderDiscard(builder);
    if (++i == length) return dropped(builder, mistake("Unterminated string starting at", s, <i64>start - 1));
    c = strAt(s, i++);
    if (c != 0x75) {
      const plain = escaped(c);
      if (!plain) return dropped(builder, mistake("Invalid \\escape", s, i - 2));
      c = plain;
    } else {
      if (i + 4 >= length) return dropped(builder, mistake("Invalid \\uXXXX escape", s, i - 1));
      let unit = fourDigits(s, i);
      if (unit < 0) return dropped(builder, mistake("Invalid \\uXXXX escape", s, i - 1));
      i += 4;
      c = unit;
      if (unit >= 0xD800 && unit < 0xDC00 && i + 6 < length && strAt(s, i) == 0x5C && strAt(s, i + 1) == 0x75) {
        unit = fourDigits(s, i + 2);
        if (unit < 0) return dropped(builder, mistake("Invalid \\uXXXX escape", s, i + 1));
        if (unit >= 0xDC00 && unit < 0xE000) {
          c = 0x10000 + ((c - 0xD800) << 10) + (unit - 0xDC00);
          i += 6;
        }
      }
    }
    if (!builderChar(builder, c)) return builderDiscard(builder);
    from = i;
  }
}
function dropped(builder: usize, error: Value): Value {
  if (builder) builderDiscard(builder);
  return error;
}
/** What a letter behind a backslash stands for, or 0. */
function escaped(c: u32): u32 {
  switch (c) {
    case 0x22: case 0x5C: case 0x2F: return c;
    case 0x62: return 8;
    case 0x66: return 12;
    case 0x6E: return 10;
    case 0x72: return 13;
    case 0x74: return 9;
    default: return 0;
  }
}
/** The number that four hexadecimal digits make, or -1. */
function fourDigits(s: Value, at: u32): i32 {
  let unit = 0;
  for (let k: u32 = 0; k < 4; k++) {
    const c = strAt(s, at + k), lower = c | 0x20;
    if (c >= 0x30 && c <= 0x39) unit = unit << 4 | <i32>(c - 0x30);
    else if (lower >= 0x61 && lower <= 0x66) unit = unit << 4 | <i32>(lower - 0x57);
    else return -1;
  }
  return unit;
}

/** scanstring(string, end, strict=True): (text, index behind the closing quote) */
export function scanstring(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("scanstring", nargs, 2, 3)) return NULL;
  const s = load<u64>(args);
  const at = indexI64(load<u64>(args, 8), T.OverflowError);
  if (at == -1 && errorOccurred()) return NULL;
  const strict = nargs < 3 ? 1 : isTrue(load<u64>(args, 16));
  if (strict < 0) return NULL;
  if (!isStr(s)) return raiseFmt(T.TypeError, "first argument must be a string, not %T", s);
  if (at < 0 || at > <i64>strLen(s)) return raise(T.ValueError, "end is out of bounds");
  const end = pushArgs(1);
  if (!end) return NULL;
  const text = scanString(s, <u32>at, strict != 0, end);
  const r = text == NULL ? NULL : tuple2(text, boxInt(load<u32>(end)));
  decref(text);
  popArgs(end);
  return r;
}

// Documents

function skipBlanks(s: Value, i: u32): u32 {
  const length = strLen(s);
  while (i < length) {
    const c = strAt(s, i);
    if (c != 0x20 && c != 10 && c != 13 && c != 9) break;
    i++;
  }
  return i;
}
/** The character at an index, 0 behind the end. (A text may contain a zero: nothing that is looked for is one.) */
function charAt(s: Value, i: u32): u32 { return i < strLen(s) ? strAt(s, i) : 0; }
function hasWord(s: Value, at: u32, word: string): bool {
  const n = <u32>word.length;
  if (at + n > strLen(s)) return false;
  for (let k: u32 = 0; k < n; k++) if (strAt(s, at + k) != <u32>word.charCodeAt(k)) return false;
  return true;
}

/** Any value. `memo` maps the keys of this document to themselves, so that equal keys are one object. */
function scanOnce(scanner: usize, s: Value, at: u32, memo: Value, end: usize): Value {
  switch (charAt(s, at)) {
    case 0x22: {
      const strict = isTrue(field(scanner, Field.STRICT));
      return strict < 0 ? NULL : scanString(s, at + 1, strict != 0, end);
    }
    case 0x7B: {
      if (!enterRecursive(" while decoding a JSON object from a unicode string")) return NULL;
      const r = scanObject(scanner, s, at + 1, memo, end);
      leaveRecursive();
      return r;
    }
    case 0x5B: {
      if (!enterRecursive(" while decoding a JSON array from a unicode string")) return NULL;
      const r = scanArray(scanner, s, at + 1, memo, end);
      leaveRecursive();
      return r;
    }
    case 0x6E:
      if (hasWord(s, at, "null")) { store<u32>(end, at + 4); return None; }
      break;
    case 0x74:
      if (hasWord(s, at, "true")) { store<u32>(end, at + 4); return True; }
      break;
    case 0x66:
      if (hasWord(s, at, "false")) { store<u32>(end, at + 5); return False; }
      break;
    case 0x4E:
      if (hasWord(s, at, "NaN")) return parsedConstant(scanner, "NaN", at, end);
      break;
    case 0x49:
      if (hasWord(s, at, "Infinity")) return parsedConstant(scanner, "Infinity", at, end);
      break;
    case 0x2D:
      if (hasWord(s, at, "-Infinity")) return parsedConstant(scanner, "-Infinity", at, end);
      break;
  }
  return scanNumber(scanner, s, at, end);
}
function parsedConstant(scanner: usize, word: string, at: u32, end: usize): Value {
  store<u32>(end, at + <u32>word.length);
  const text = strFromLiteral(word);
  if (text == NULL) return NULL;
  const r = call1(field(scanner, Field.PARSE_CONSTANT), text);
  decref(text);
  return r;
}

function isDigit(c: u32): bool { return c - 0x30 < 10; }
function scanNumber(scanner: usize, s: Value, start: u32, end: usize): Value {
  let i = start;
  const negative = charAt(s, i) == 0x2D;
  if (negative) i++;
  const first = i;
  if (charAt(s, i) == 0x30) i++;
  else while (isDigit(charAt(s, i))) i++;
  if (i == first) return nothingAt(start);
  const integerEnd = i;
  if (charAt(s, i) == 0x2E && isDigit(charAt(s, i + 1))) {
    i += 2;
    while (isDigit(charAt(s, i))) i++;
  }
  if ((charAt(s, i) | 0x20) == 0x65) {
    let k = i + 1;
    const sign = charAt(s, k);
    if (sign == 0x2D || sign == 0x2B) k++;
    if (isDigit(charAt(s, k))) {
      while (isDigit(charAt(s, k))) k++;
      i = k;
    }
  }
  store<u32>(end, i);
  const isFloat = i > integerEnd;
  const parse = field(scanner, isFloat ? Field.PARSE_FLOAT : Field.PARSE_INT);
  const isPlain = parse == boxPtr(isFloat ? T.float : T.int);
  if (isPlain && !isFloat && i - first < 15) {
    let n: i64 = 0;
    for (let k = first; k < i; k++) n = n * 10 + (strAt(s, k) - 0x30);
    if (fitsSmall(n)) return boxInt(negative ? -n : n);
  }
  const text = strSlice(s, start, i);
  if (text == NULL) return NULL;
  const r = !isPlain ? call1(parse, text) : isFloat ? floatFromStr(text) : intFromStr(text, 10);
  decref(text);
  return r;
}

function scanObject(scanner: usize, s: Value, at: u32, memo: Value, end: usize): Value {
  const pairsHook = field(scanner, Field.PAIRS_HOOK), hook = field(scanner, Field.OBJECT_HOOK);
  const hasPairs = pairsHook != None;
  const all = hasPairs ? listNew() : dictNew();
  if (all == NULL) return NULL;
  let i = skipBlanks(s, at);
  if (charAt(s, i) != 0x7D) {
    while (true) {
      if (charAt(s, i) != 0x22) return without(all, mistake("Expecting property name enclosed in double quotes", s, i));
      const strict = isTrue(field(scanner, Field.STRICT));
      const key = strict < 0 ? NULL : remembered(memo, scanString(s, i + 1, strict != 0, end));
      if (key == NULL) return without(all, NULL);
      i = skipBlanks(s, load<u32>(end));
      if (charAt(s, i) != 0x3A) {
        decref(key);
        return without(all, mistake("Expecting ':' delimiter", s, i));
      }
      i = skipBlanks(s, i + 1);
      const value = scanOnce(scanner, s, i, memo, end);
      if (value == NULL || !added(all, key, value, hasPairs)) {
        if (value == NULL) decref(key);
        return without(all, NULL);
      }
      i = skipBlanks(s, load<u32>(end));
      const c = charAt(s, i);
      if (c == 0x7D) break;
      if (c != 0x2C) return without(all, mistake("Expecting ',' delimiter", s, i));
      const comma = i;
      i = skipBlanks(s, i + 1);
      if (charAt(s, i) == 0x7D) return without(all, mistake("Illegal trailing comma before end of object", s, comma));
    }
  }
  if (!hasPairs && hook == None) {
    store<u32>(end, i + 1);
    return all;
  }
  const r = call1(hasPairs ? pairsHook : hook, all);
  decref(all);
  store<u32>(end, i + 1);
  return r;
}
function without(container: Value, error: Value): Value {
  decref(container);
  return error;
}
/** The key as the memo has it; steals it. */
function remembered(memo: Value, key: Value): Value {
  if (key == NULL) return NULL;
  const known = dictGet(memo, key);
  if (known != NULL) {
    incref(known);
    decref(key);
    return known;
  }
  if (errorOccurred() || dictSet(memo, key, key) < 0) {
    decref(key);
    return NULL;
  }
  return key;
}
/** Puts a pair into the dict or list; steals key and value. */
function added(all: Value, key: Value, value: Value, asPair: bool): bool {
  if (asPair) {
    const pair = tuple2(key, value);
    decref(key);
    decref(value);
    return pair != NULL && listPush(all, pair) == 0;
  }
  const r = dictSet(all, key, value);
  decref(key);
  decref(value);
  return r == 0;
}

function scanArray(scanner: usize, s: Value, at: u32, memo: Value, end: usize): Value {
  const all = listNew();
  if (all == NULL) return NULL;
  let i = skipBlanks(s, at);
  if (charAt(s, i) != 0x5D) {
    while (true) {
      const value = scanOnce(scanner, s, i, memo, end);
      if (value == NULL || listPush(all, value) < 0) return without(all, NULL);
      i = skipBlanks(s, load<u32>(end));
      const c = charAt(s, i);
      if (c == 0x5D) break;
      if (c != 0x2C) return without(all, mistake("Expecting ',' delimiter", s, i));
      const comma = i;
      i = skipBlanks(s, i + 1);
      if (charAt(s, i) == 0x5D) return without(all, mistake("Illegal trailing comma before end of array", s, comma));
    }
  }
  store<u32>(end, i + 1);
  return all;
}

// The scanner object

/** make_scanner(context): takes its settings from a JSONDecoder. */
function scannerNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(1);
  if (!out) return NULL;
  const ok = parseArgs("make_scanner", "context", args, nargs, kwnames, out);
  const context = load<u64>(out);
  popArgs(out);
  if (!ok) return NULL;
  const p = allocInstance(type);
  if (!p) return NULL;
  for (let k: usize = 0; k < FIELD_COUNT; k++) store<u64>(p + (k << 3), NULL, FIELDS);
  const r = boxPtr(p);
  const complete = takeStrict(p, context) && take(p, Field.OBJECT_HOOK, context, name(N.object_hook)) &&
    take(p, Field.PAIRS_HOOK, context, name(N.object_pairs_hook)) && take(p, Field.PARSE_FLOAT, context, name(N.parse_float)) &&
    take(p, Field.PARSE_INT, context, name(N.parse_int)) && take(p, Field.PARSE_CONSTANT, context, name(N.parse_constant));
  gcTrack(p);
  if (complete) return r;
  decref(r);
  return NULL;
}
/** `strict` is read once, as a truth value. */
function takeStrict(p: usize, context: Value): bool {
  const v = getAttr(context, name(N.strict));
  const truth = v == NULL ? -1 : isTrue(v);
  decref(v);
  if (truth >= 0) store<u64>(p + (<usize>Field.STRICT << 3), truth ? True : False, FIELDS);
  return truth >= 0;
}
function take(p: usize, which: Field, context: Value, attribute: Value): bool {
  const v = getAttr(context, attribute);
  store<u64>(p + (<usize>which << 3), v, FIELDS);
  return v != NULL;
}
function scannerDealloc(p: usize): void {
  gcUntrack(p);
  for (let k: usize = 0; k < FIELD_COUNT; k++) decref(load<u64>(p + (k << 3), FIELDS));
  freeObject(p);
}
function scannerTraverse(p: usize, visit: i32, arg: usize): i32 {
  for (let k: usize = 0; k < FIELD_COUNT; k++) {
    const r = visitValue(load<u64>(p + (k << 3), FIELDS), visit, arg);
    if (r) return r;
  }
  return 0;
}

/** scanner(string, idx): (value, index behind it) */
function scannerCall(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(3);
  if (!out) return NULL;
  let r: Value = NULL;
  if (parseArgs("scan_once", "string idx", args, nargs, kwnames, out)) r = scanFrom(ptrOf(self), load<u64>(out), load<u64>(out, 8), out + 16);
  popArgs(out);
  return r;
}
function scanFrom(scanner: usize, s: Value, index: Value, end: usize): Value {
  if (!isStr(s)) return raiseFmt(T.TypeError, "first argument must be a string, not %T", s);
  const at = indexI64(index, T.OverflowError);
  if (at == -1 && errorOccurred()) return NULL;
  if (at < 0) return raise(T.ValueError, "idx cannot be negative");
  if (at >= <i64>strLen(s)) return nothingAt(at);
  const memo = dictNew();
  if (memo == NULL) return NULL;
  const value = scanOnce(scanner, s, <u32>at, memo, end);
  decref(memo);
  if (value == NULL) return NULL;
  const r = tuple2(value, boxInt(load<u32>(end)));
  decref(value);
  return r;
}

function getStrict(self: Value): Value { return newref(field(ptrOf(self), Field.STRICT)); }
function getObjectHook(self: Value): Value { return newref(field(ptrOf(self), Field.OBJECT_HOOK)); }
function getPairsHook(self: Value): Value { return newref(field(ptrOf(self), Field.PAIRS_HOOK)); }
function getParseFloat(self: Value): Value { return newref(field(ptrOf(self), Field.PARSE_FLOAT)); }
function getParseInt(self: Value): Value { return newref(field(ptrOf(self), Field.PARSE_INT)); }
function getParseConstant(self: Value): Value { return newref(field(ptrOf(self), Field.PARSE_CONSTANT)); }

export function initScannerType(): void {
  const t = T.Scanner;
  defType(t, "_json.Scanner", T.object, SCANNER_SIZE, TypeFlag.HAVE_GC | TypeFlag.BASETYPE);
  setSlot(t, Slot.new_, scannerNew.index);
  setSlot(t, Slot.dealloc, scannerDealloc.index);
  setSlot(t, Slot.traverse, scannerTraverse.index);
  setSlot(t, Slot.call, scannerCall.index);
  getset(t, "strict", getStrict.index, 0, "strict");
  getset(t, "object_hook", getObjectHook.index, 0, "object_hook");
  getset(t, "object_pairs_hook", getPairsHook.index, 0, "");
  getset(t, "parse_float", getParseFloat.index, 0, "parse_float");
  getset(t, "parse_int", getParseInt.index, 0, "parse_int");
  getset(t, "parse_constant", getParseConstant.index, 0, "parse_constant");
}
