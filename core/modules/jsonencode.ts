// Writing JSON for the module _json: quoted strings, and whole documents by an encoder object.
//
//   Encoder  ┌ count u32 │ type u32 │ markers Value @8 │ default @16 │ encoder @24 │ indent @32 │ key_separator @40 │ item_separator @48 │
//            │ sort_keys u8 @56 │ skipkeys u8 @57 │ allow_nan u8 @58 │ quote u8 @59 (a Quote) │
//
// Everything is appended to one string builder. `markers` is a dict of the ids of the containers that are being written, or None.

import { Value, NULL, None, True, False, boxInt, boxPtr, isFloat, isInt, isPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { allocInstance } from "../objects/subtype";
import { freeObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { addNote, errorOccurred, raise, raiseFmt } from "../errors";
import { call1, callMethod0, enterRecursive, indexI64, isTrue, leaveRecursive, listFromIterable } from "../abstract";
import { parseArgs } from "../args";
import { dictDel, dictGet, dictKeyAt, dictLen, dictNext, dictSet, dictValueAt, isDict } from "../objects/dict";
import { BuiltinFunction, MethodDef, defType, getset } from "../objects/define";
import { floatValue, isFloatLike } from "../objects/float";
import { floatRepr } from "../objects/floattext";
import { intValue, isIntLike, newIntU64 } from "../objects/int";
import { intToStr } from "../objects/inttext";
import { isList } from "../objects/list";
import { listAt, listSize } from "../objects/listobject";
import { listSort } from "../objects/sort";
import { strAt, strLen } from "../objects/strnew";
import { isStr } from "../objects/strmake";
import { builderChar, builderDiscard, builderFinish, builderInit, builderReserve, builderSlice, builderStr, builderText } from "../objects/strbuilder";
import { tuple1, tupleAt, tupleSize } from "../objects/tupleobject";
import { hasFlag, isExact, setSlot, Slot, TypeFlag } from "../objects/typeobject";
import { visitValue } from "../objects/visit";
import { pushArgs, popArgs } from "../interp/argstack";

const MARKERS: usize = 8;
const DEFAULT: usize = 16;
const ENCODER: usize = 24;
const INDENT: usize = 32;
const KEY_SEPARATOR: usize = 40;
const ITEM_SEPARATOR: usize = 48;
const SORT_KEYS: usize = 56;
const SKIP_KEYS: usize = 57;
const ALLOW_NAN: usize = 58;
const QUOTE: usize = 59;
const ENCODER_SIZE: usize = 64;

/** How strings are quoted: by a function of the program's, or here. */
const enum Quote { CALL = 0, ASCII = 1, ANY = 2 }

// Strings

/** Appends a str in quotes. With `ascii` everything else is escaped as UTF-16. */
function writeQuoted(b: usize, s: Value, ascii: bool): bool {
  const length = strLen(s);
  if (!builderReserve(b, length + 2, 0x7F) || !builderChar(b, 0x22)) return false;
  let from: u32 = 0;
  for (let i: u32 = 0; i < length; i++) {
    const c = strAt(s, i);
    if (c >= 0x20 && c != 0x22 && c != 0x5C && (c < 0x7F || !ascii)) continue;
    if (i > from && !builderSlice(b, s, from, i - from)) return false;
    from = i + 1;
    if (!writeEscaped(b, c)) return false;
  }
  return (from == length || builderSlice(b, s, from, length - from)) && builderChar(b, 0x22);
}
function writeEscaped(b: usize, c: u32): bool {
  switch (c) {
    case 0x22: return builderText(b, "\\\"");
    case 0x5C: return builderText(b, "\\\\");
    case 8: return builderText(b, "\\b");
    case 12: return builderText(b, "\\f");
    case 10: return builderText(b, "\\n");
    case 13: return builderText(b, "\\r");
    case 9: return builderText(b, "\\t");
  }
  if (c < 0x10000) return writeUnit(b, c);
  return writeUnit(b, 0xD800 + ((c - 0x10000) >>> 10)) && writeUnit(b, 0xDC00 + (c & 0x3FF));
}
function writeUnit(b: usize, unit: u32): bool {
  if (!builderText(b, "\\u")) return false;
  for (let shift = 12; shift >= 0; shift -= 4) {
    const d = (unit >>> shift) & 15;
    if (!builderChar(b, d < 10 ? 0x30 + d : 0x57 + d)) return false;
  }
  return true;
}

function quoted(s: Value, ascii: bool): Value {
  if (!isStr(s)) return raiseFmt(T.TypeError, "first argument must be a string, not %T", s);
  const b = builderInit(strLen(s) + 2);
  if (!b) return NULL;
  return writeQuoted(b, s, ascii) ? builderFinish(b) : builderDiscard(b);
}
export function encodeBasestringAscii(self: Value, s: Value): Value { return quoted(s, true); }
export function encodeBasestring(self: Value, s: Value): Value { return quoted(s, false); }

/** Which of the two functions above `f` is. */
function quoteOf(f: Value): Quote {
  if (!isExact(f, T.builtin_function_or_method)) return Quote.CALL;
  const fn = changetype<MethodDef>(<usize>changetype<BuiltinFunction>(ptrOf(f)).def).fn;
  return fn == encodeBasestringAscii.index ? Quote.ASCII : fn == encodeBasestring.index ? Quote.ANY : Quote.CALL;
}

// Documents

/** Appends and drops a text that may be NULL. */
function writeOwned(b: usize, text: Value): bool {
  if (text == NULL) return false;
  const ok = builderStr(b, text);
  decref(text);
  return ok;
}
function writeString(e: usize, b: usize, s: Value): bool {
  const quote = load<u8>(e, QUOTE);
  if (quote != Quote.CALL) return writeQuoted(b, s, quote == Quote.ASCII);
  const text = call1(load<u64>(e, ENCODER), s);
  if (text != NULL && !isStr(text)) {
    raiseFmt(T.TypeError, "encoder() must return a string, not %T", text);
    decref(text);
    return false;
  }
  return writeOwned(b, text);
}
function writeFloat(e: usize, b: usize, v: Value): bool {
  const x = floatValue(v);
  if (isFinite(x)) return writeOwned(b, floatRepr(x));
  if (!load<u8>(e, ALLOW_NAN)) {
    raiseFmt(T.ValueError, "Out of range float values are not JSON compliant: %r", v);
    return false;
  }
  return builderText(b, x != x ? "NaN" : x > 0 ? "Infinity" : "-Infinity");
}
/** Whether `v` is one of None, True and False, whose words are appended. */
function isWord(v: Value): bool { return v == None || v == True || v == False; }
function writeWord(b: usize, v: Value): bool { return builderText(b, v == None ? "null" : v == True ? "true" : "false"); }

function writeValue(e: usize, b: usize, v: Value, level: i64): bool {
  if (isPtr(v) && hasFlag(v, TypeFlag.STR_SUBCLASS)) return writeString(e, b, v);
  if (isWord(v)) return writeWord(b, v);
  if (isInt(v) || isIntLike(v)) return writeOwned(b, intToStr(intValue(v)));
  if (isFloat(v) || isFloatLike(v)) return writeFloat(e, b, v);
  if (!enterRecursive(" while encoding a JSON object")) return false;
  let ok: bool;
  if (isList(v)) ok = writeSequence(e, b, v, level);
  else if (hasFlag(v, TypeFlag.TUPLE_SUBCLASS)) ok = writeSequence(e, b, v, level);
  else if (isDict(v)) ok = writeDict(e, b, v, level);
  else ok = writeOther(e, b, v, level);
  leaveRecursive();
  return ok;
}

/** Marks a container as being written; false, with ValueError, if it already is. The mark is an owned int, 0 without markers. */
function mark(e: usize, v: Value): Value {
  const markers = load<u64>(e, MARKERS);
  if (markers == None) return 0;
  const id = newIntU64(<u64>v);
  if (id == NULL) return NULL;
  if (dictGet(markers, id) != NULL) raise(T.ValueError, "Circular reference detected");
  else if (!errorOccurred() && dictSet(markers, id, v) == 0) return id;
  decref(id);
  return NULL;
}
function unmark(e: usize, id: Value): bool {
  if (id == 0) return true;
  const r = dictDel(load<u64>(e, MARKERS), id);
  decref(id);
  return r == 0;
}
/** After a failure: the mark stays in `markers`, as the caller's dict shows it. */
function failed(id: Value): bool {
  if (id != 0) decref(id);
  return false;
}

/** What `default` makes of a value that JSON does not know. */
function writeOther(e: usize, b: usize, v: Value, level: i64): bool {
  const id = mark(e, v);
  if (id == NULL) return false;
  const made = call1(load<u64>(e, DEFAULT), v);
  if (made == NULL) return failed(id);
  const ok = writeValue(e, b, made, level);
  decref(made);
  if (!ok) {
    addNote("when serializing %T object", v);
    return failed(id);
  }
  return unmark(e, id);
}

function isIndented(e: usize): bool { return load<u64>(e, INDENT) != None; }
function writeBreak(e: usize, b: usize, level: i64): bool {
  if (!builderChar(b, 10)) return false;
  const indent = load<u64>(e, INDENT);
  for (; level > 0; level--) if (!builderStr(b, indent)) return false;
  return true;
}

function sizeOf(v: Value, list: bool): u32 { return list ? listSize(v) : tupleSize(v); }
function writeSequence(e: usize, b: usize, v: Value, level: i64): bool {
  const list = isList(v);
  if (sizeOf(v, list) == 0) return builderText(b, "[]");
  const id = mark(e, v);
  if (id == NULL) return false;
  if (!builderChar(b, 0x5B)) return failed(id);
  const indented = isIndented(e);
  if (indented && !writeBreak(e, b, ++level)) return failed(id);
  for (let i: u32 = 0; i < sizeOf(v, list); i++) {
    if (i && (!builderStr(b, load<u64>(e, ITEM_SEPARATOR)) || (indented && !writeBreak(e, b, level)))) return failed(id);
    const item = newref(list ? listAt(v, i) : tupleAt(v, i));
    const ok = writeValue(e, b, item, level);
    decref(item);
    if (!ok) {
      addNote("when serializing %T item %d", v, boxInt(i));
      return failed(id);
    }
  }
  if (indented && !writeBreak(e, b, --level)) return failed(id);
  return builderChar(b, 0x5D) ? unmark(e, id) : failed(id);
}

function writeDict(e: usize, b: usize, v: Value, level: i64): bool {
  if (dictLen(v) == 0) return builderText(b, "{}");
  const id = mark(e, v);
  if (id == NULL) return false;
  if (!builderChar(b, 0x7B)) return failed(id);
  if (isIndented(e)) level++;
  const sorted = load<u8>(e, SORT_KEYS) != 0;
  const ok = sorted || !isExact(v, T.dict) ? writeItems(e, b, v, sorted, level) : writePlainItems(e, b, v, level);
  if (!ok) return failed(id);
  if (isIndented(e) && !writeBreak(e, b, level - 1)) return failed(id);
  return builderChar(b, 0x7D) ? unmark(e, id) : failed(id);
}
function writePlainItems(e: usize, b: usize, v: Value, level: i64): bool {
  let isFirst = true;
  for (let i = dictNext(v, 0); i >= 0; i = dictNext(v, i + 1)) {
    const key = newref(dictKeyAt(v, i)), value = newref(dictValueAt(v, i));
    const wrote = writePair(e, b, v, key, value, isFirst, level);
    decref(key);
    decref(value);
    if (wrote == Wrote.FAILED) return false;
    if (wrote == Wrote.PAIR) isFirst = false;
  }
  return true;
}
/** The same by way of items(), which a subclass may have its own of, or in order of the keys. */
function writeItems(e: usize, b: usize, v: Value, sorted: bool, level: i64): bool {
  const view = callMethod0(v, name(N.items));
  if (view == NULL) return false;
  const items = listFromIterable(view);
  decref(view);
  if (items == NULL) return false;
  let ok = !sorted || listSort(items, NULL, false) == 0;
  let isFirst = true;
  for (let i: u32 = 0; ok && i < listSize(items); i++) {
    const pair = listAt(items, i);
    if (!isPtr(pair) || !hasFlag(pair, TypeFlag.TUPLE_SUBCLASS) || tupleSize(pair) != 2) {
      raise(T.ValueError, "items must return 2-tuples");
      ok = false;
      break;
    }
    const wrote = writePair(e, b, v, tupleAt(pair, 0), tupleAt(pair, 1), isFirst, level);
    if (wrote == Wrote.PAIR) isFirst = false;
    ok = wrote != Wrote.FAILED;
  }
  decref(items);
  return ok;
}

const enum Wrote { FAILED, NOTHING, PAIR }

function writePair(e: usize, b: usize, v: Value, key: Value, value: Value, isFirst: bool, level: i64): Wrote {
  const known = isStr(key) || isWord(key) || isInt(key) || isIntLike(key) || isFloat(key) || isFloatLike(key);
  if (!known) {
    if (load<u8>(e, SKIP_KEYS)) return Wrote.NOTHING;
    raiseFmt(T.TypeError, "keys must be str, int, float, bool or None, not %T", key);
    return Wrote.FAILED;
  }
  if (!isFirst && !builderStr(b, load<u64>(e, ITEM_SEPARATOR))) return Wrote.FAILED;
  if (isIndented(e) && !writeBreak(e, b, level)) return Wrote.FAILED;
  const wroteKey = isStr(key) ? writeString(e, b, key) : writeQuotedKey(e, b, key);
  if (!wroteKey || !builderStr(b, load<u64>(e, KEY_SEPARATOR))) return Wrote.FAILED;
  if (writeValue(e, b, value, level)) return Wrote.PAIR;
  addNote("when serializing %T item %r", v, key);
  return Wrote.FAILED;
}
/** A key that is no string, as the string that it becomes. */
function writeQuotedKey(e: usize, b: usize, key: Value): bool {
  const inner = builderInit(24);
  if (!inner) return false;
  const ok = isWord(key) ? writeWord(inner, key) : isInt(key) || isIntLike(key) ? writeOwned(inner, intToStr(intValue(key))) : writeFloat(e, inner, key);
  if (!ok) {
    builderDiscard(inner);
    return false;
  }
  const text = builderFinish(inner);
  if (text == NULL) return false;
  const wrote = writeString(e, b, text);
  decref(text);
  return wrote;
}

// The encoder object

/** make_encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan) */
function encoderNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(9);
  if (!out) return NULL;
  let r: Value = NULL;
  if (parseArgs("make_encoder", "markers default encoder indent key_separator item_separator sort_keys skipkeys allow_nan", args, nargs, kwnames, out))
    r = makeEncoder(type, out);
  popArgs(out);
  return r;
}
function makeEncoder(type: usize, out: usize): Value {
  const markers = load<u64>(out), encoder = load<u64>(out, 16), indent = load<u64>(out, 24), keySeparator = load<u64>(out, 32), itemSeparator = load<u64>(out, 40);
  if (markers != None && !isDict(markers)) return raiseFmt(T.TypeError, "make_encoder() argument 1 must be dict or None, not %T", markers);
  if (!isStr(keySeparator)) return raiseFmt(T.TypeError, "make_encoder() argument 5 must be str, not %T", keySeparator);
  if (!isStr(itemSeparator)) return raiseFmt(T.TypeError, "make_encoder() argument 6 must be str, not %T", itemSeparator);
  if (indent != None && !isStr(indent)) return raiseFmt(T.TypeError, "make_encoder() argument 4 must be str or None, not %T", indent);
  const sort = isTrue(load<u64>(out, 48)), skip = sort < 0 ? -1 : isTrue(load<u64>(out, 56)), nan = skip < 0 ? -1 : isTrue(load<u64>(out, 64));
  if (nan < 0) return NULL;
  const p = allocInstance(type);
  if (!p) return NULL;
  for (let k: usize = 0; k < 6; k++) store<u64>(p + (k << 3), newref(load<u64>(out + (k << 3))), MARKERS);
  store<u8>(p, sort, SORT_KEYS);
  store<u8>(p, skip, SKIP_KEYS);
  store<u8>(p, nan, ALLOW_NAN);
  store<u8>(p, quoteOf(encoder), QUOTE);
  gcTrack(p);
  return boxPtr(p);
}
function encoderDealloc(p: usize): void {
  gcUntrack(p);
  for (let k: usize = 0; k < 6; k++) decref(load<u64>(p + (k << 3), MARKERS));
  freeObject(p);
}
function encoderTraverse(p: usize, visit: i32, arg: usize): i32 {
  for (let k: usize = 0; k < 6; k++) {
    const r = visitValue(load<u64>(p + (k << 3), MARKERS), visit, arg);
    if (r) return r;
  }
  return 0;
}
/** encoder(obj, _current_indent_level): a tuple of one text */
function encoderCall(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const ok = parseArgs("_iterencode", "obj _current_indent_level", args, nargs, kwnames, out);
  const v = load<u64>(out), level = ok ? indexI64(load<u64>(out, 8), T.OverflowError) : 0;
  popArgs(out);
  if (!ok || (level == -1 && errorOccurred())) return NULL;
  const b = builderInit(64);
  if (!b) return NULL;
  if (!writeValue(ptrOf(self), b, v, level)) return builderDiscard(b);
  const text = builderFinish(b);
  if (text == NULL) return NULL;
  const r = tuple1(text);
  decref(text);
  return r;
}

function getMarkers(self: Value): Value { return newref(load<u64>(ptrOf(self), MARKERS)); }
function getDefault(self: Value): Value { return newref(load<u64>(ptrOf(self), DEFAULT)); }
function getEncoder(self: Value): Value { return newref(load<u64>(ptrOf(self), ENCODER)); }
function getIndent(self: Value): Value { return newref(load<u64>(ptrOf(self), INDENT)); }
function getKeySeparator(self: Value): Value { return newref(load<u64>(ptrOf(self), KEY_SEPARATOR)); }
function getItemSeparator(self: Value): Value { return newref(load<u64>(ptrOf(self), ITEM_SEPARATOR)); }
function getSortKeys(self: Value): Value { return load<u8>(ptrOf(self), SORT_KEYS) ? True : False; }
function getSkipKeys(self: Value): Value { return load<u8>(ptrOf(self), SKIP_KEYS) ? True : False; }

export function initEncoderType(): void {
  const t = T.Encoder;
  defType(t, "_json.Encoder", T.object, ENCODER_SIZE, TypeFlag.HAVE_GC | TypeFlag.BASETYPE);
  setSlot(t, Slot.new_, encoderNew.index);
  setSlot(t, Slot.dealloc, encoderDealloc.index);
  setSlot(t, Slot.traverse, encoderTraverse.index);
  setSlot(t, Slot.call, encoderCall.index);
  getset(t, "markers", getMarkers.index, 0, "markers");
  getset(t, "default", getDefault.index, 0, "default");
  getset(t, "encoder", getEncoder.index, 0, "encoder");
  getset(t, "indent", getIndent.index, 0, "indent");
  getset(t, "key_separator", getKeySeparator.index, 0, "key_separator");
  getset(t, "item_separator", getItemSeparator.index, 0, "item_separator");
  getset(t, "sort_keys", getSortKeys.index, 0, "sort_keys");
  getset(t, "skipkeys", getSkipKeys.index, 0, "skipkeys");
}
