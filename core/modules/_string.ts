// The module _string: the parser of format strings, for string.Formatter.
//
//   formatteriterator    ┌ header │ text Value @8 │ position u32 @16
//   fieldnameiterator    ┌ header │ text Value @8 │ position u32 @16

import { Value, NULL, None, True, False, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { allocObject, freeObject } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { raiseFmt } from "../errors";
import { popArgs, pushArgs } from "../interp/argstack";
import { defType, func, METH_O } from "../objects/define";
import { setSlot, Slot, TypeFlag } from "../objects/typeobject";
import { tuple2, tupleNew, tuplePut } from "../objects/tupleobject";
import { newInt } from "../objects/int";
import { strLen } from "../objects/strnew";
import { isStr, strFromCodePoint, strSlice } from "../objects/strmake";
import { fieldFirstEnd, fieldIndex, Markup, MARKUP_WORDS, nextFieldPart, nextMarkup } from "../objects/strformat";
import { iterSelf } from "../objects/seqiter";

function newIterator(type: usize, text: Value, position: u32): Value {
  const p = allocObject(type, 24);
  if (!p) return NULL;
  store<u64>(p, newref(text), 8);
  store<u32>(p, position, 16);
  return boxPtr(p);
}
function dealloc(self: usize): void {
  decref(load<u64>(self, 8));
  freeObject(self);
}
function formatter_parser(mod: Value, text: Value): Value {
  if (!isStr(text)) return raiseFmt(T.TypeError, "expected str, got %T", text);
  return newIterator(T.formatteriterator, text, 0);
}
/** (literal, field name, format spec, conversion) */
function nextField(self: Value): Value {
  const p = ptrOf(self);
  const text = load<u64>(p, 8);
  const at = pushArgs(MARKUP_WORDS);
  if (!at) return NULL;
  const m = changetype<Markup>(at);
  m.position = load<u32>(p, 16);
  const found = nextMarkup(text, strLen(text), m);
  let t: Value = NULL;
  if (found > 0) {
    store<u32>(p, m.position, 16);
    t = tupleNew(4);
    if (t != NULL) {
      const literal = strSlice(text, m.literalStart, m.literalEnd);
      const field = m.field ? strSlice(text, m.nameStart, m.nameEnd) : None;
      const spec = m.field ? strSlice(text, m.specStart, m.specEnd) : None;
      const conversion = m.field && m.conversion ? strFromCodePoint(m.conversion) : None;
      tuplePut(t, 0, literal);
      tuplePut(t, 1, field);
      tuplePut(t, 2, spec);
      tuplePut(t, 3, conversion);
      if (literal == NULL || field == NULL || spec == NULL || conversion == NULL) { decref(t); t = NULL; }
    }
  }
  popArgs(at);
  return t;
}
function formatter_field_name_split(mod: Value, text: Value): Value {
  if (!isStr(text)) return raiseFmt(T.TypeError, "expected str, got %T", text);
  const n = strLen(text);
  const end = fieldFirstEnd(text, 0, n);
  const index = fieldIndex(text, 0, end);
  if (index == -2) return NULL;
  const first = index >= 0 ? newInt(index) : strSlice(text, 0, end);
  if (first == NULL) return NULL;
  const rest = newIterator(T.fieldnameiterator, text, end);
  const t = rest == NULL ? NULL : tuple2(first, rest);
  decref(first);
  decref(rest);
  return t;
}
/** (is an attribute, name or index) */
function nextPart(self: Value): Value {
  const p = ptrOf(self);
  const text = load<u64>(p, 8);
  const out = pushArgs(2);
  if (!out) return NULL;
  const kind = nextFieldPart(text, load<u32>(p, 16), strLen(text), out);
  const from = load<u32>(out), to = load<u32>(out, 4), next = load<u32>(out, 8);
  popArgs(out);
  if (kind <= 0) return NULL;
  store<u32>(p, next, 16);
  const index = kind == 2 ? fieldIndex(text, from, to) : -1;
  if (index == -2) return NULL;
  const item = index >= 0 ? newInt(index) : strSlice(text, from, to);
  if (item == NULL) return NULL;
  const t = tuple2(kind == 1 ? True : False, item);
  decref(item);
  return t;
}

export function initStringTypes(): void {
  defType(T.formatteriterator, "formatteriterator", T.object, 24, TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(T.formatteriterator, Slot.dealloc, dealloc.index);
  setSlot(T.formatteriterator, Slot.iter, iterSelf.index);
  setSlot(T.formatteriterator, Slot.iternext, nextField.index);
  defType(T.fieldnameiterator, "fieldnameiterator", T.object, 24, TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(T.fieldnameiterator, Slot.dealloc, dealloc.index);
  setSlot(T.fieldnameiterator, Slot.iter, iterSelf.index);
  setSlot(T.fieldnameiterator, Slot.iternext, nextPart.index);
}
export function init__string(mod: Value): void {
  func(mod, "formatter_parser", formatter_parser.index, METH_O, "", "Parse a format string: an iterator of (literal, field name, format spec, conversion).");
  func(mod, "formatter_field_name_split", formatter_field_name_split.index, METH_O, "", "Split a field name: (first part, iterator of the others).");
}
