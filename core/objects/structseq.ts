// Structure sequences: tuples whose items have names too (time.struct_time, sys.version_info, os.stat_result).
//
//   defStructSeq(T.struct_time, "time.struct_time", "tm_year tm_mon … tm_isdst", "tm_zone tm_gmtoff")
//
// An instance is a tuple object with room for all items whose size says only the visible ones: len(), iteration and comparison see
// those. The type's basicsize says how many there are in all. A name that begins with `-` is left out as an attribute.

import { call3, reprOf, tupleFromIterable } from "../abstract";
import { raise, raiseFmt } from "../errors";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, incref, newref } from "../memory/refcount";
import { N, name, T } from "../names.generated";
import { boxInt, boxPtr, None, NULL, ptrOf, Value } from "../value";
import { classAttribute, defType, getsetNamed, method, METH_NOARGS } from "./define";
import { dictGet, dictNew, dictSet } from "./dict";
import { builderChar, builderDiscard, builderFinish, builderInit, builderSlice, builderStr, builderText } from "./strbuilder";
import { intern, STR_DATA, strAlloc, strAt, strLen, strView } from "./strnew";
import { fullTypeName } from "./typeattrs";
import { setSlot, Slot, TypeFlag, typeView } from "./typeobject";
import { tuple1, tuple2, tupleAt, TUPLE_ITEMS, tupleNew, tuplePut, tupleSize } from "./tupleobject";

function allItems(type: usize): u32 { return (typeView(type).basicsize - <u32>TUPLE_ITEMS) >> 3; }
function typeOfSeq(p: usize): usize { return <usize>load<u32>(p, 4); }

/** A new instance whose items are all None, to be filled with `structSeqPut`. NULL with MemoryError. */
export function structSeqNew(type: usize): Value {
  const count = allItems(type);
  const p = allocObject(type, TUPLE_ITEMS + (<usize>count << 3));
  if (!p) return NULL;
  store<u32>(p, visibleItems(type), 8);
  for (let i: usize = 0; i < count; i++) store<u64>(p + (i << 3), None, TUPLE_ITEMS);
  gcTrack(p);
  return boxPtr(p);
}
/** Stores an item (stolen). */
export function structSeqPut(v: Value, i: usize, item: Value): void { tuplePut(v, i, item); }

/** How many items are seen as a tuple's: the length of __match_args__. */
function visibleItems(type: usize): u32 { return tupleSize(fieldNames(type)); }
/** The names of the visible items, borrowed. */
function fieldNames(type: usize): Value { return dictGet(typeView(type).dict, name(N.__match_args__)); }

function item(self: Value, i: usize): Value { return newref(tupleAt(self, i)); }
function get0(self: Value): Value { return item(self, 0); }
function get1(self: Value): Value { return item(self, 1); }
function get2(self: Value): Value { return item(self, 2); }
function get3(self: Value): Value { return item(self, 3); }
function get4(self: Value): Value { return item(self, 4); }
function get5(self: Value): Value { return item(self, 5); }
function get6(self: Value): Value { return item(self, 6); }
function get7(self: Value): Value { return item(self, 7); }
function get8(self: Value): Value { return item(self, 8); }
function get9(self: Value): Value { return item(self, 9); }
function get10(self: Value): Value { return item(self, 10); }
function get11(self: Value): Value { return item(self, 11); }
function get12(self: Value): Value { return item(self, 12); }
function get13(self: Value): Value { return item(self, 13); }
function get14(self: Value): Value { return item(self, 14); }
function get15(self: Value): Value { return item(self, 15); }
function get16(self: Value): Value { return item(self, 16); }
function get17(self: Value): Value { return item(self, 17); }
function get18(self: Value): Value { return item(self, 18); }
function get19(self: Value): Value { return item(self, 19); }
function get20(self: Value): Value { return item(self, 20); }
function get21(self: Value): Value { return item(self, 21); }
function get22(self: Value): Value { return item(self, 22); }
function get23(self: Value): Value { return item(self, 23); }
function getterOf(i: u32): i32 {
  switch (i) {
    case 0: return get0.index;
    case 1: return get1.index;
    case 2: return get2.index;
    case 3: return get3.index;
    case 4: return get4.index;
    case 5: return get5.index;
    case 6: return get6.index;
    case 7: return get7.index;
    case 8: return get8.index;
    case 9: return get9.index;
    case 10: return get10.index;
    case 11: return get11.index;
    case 12: return get12.index;
    case 13: return get13.index;
    case 14: return get14.index;
    case 15: return get15.index;
    case 16: return get16.index;
    case 17: return get17.index;
    case 18: return get18.index;
    case 19: return get19.index;
    case 20: return get20.index;
    case 21: return get21.index;
    case 22: return get22.index;
    case 23: return get23.index;
  }
  return 0;
}

function seqDealloc(p: usize): void {
  gcUntrack(p);
  const count = allItems(typeOfSeq(p));
  for (let i: usize = 0; i < count; i++) decref(load<u64>(p + (i << 3), TUPLE_ITEMS));
  freeObject(p);
}
function seqTraverse(p: usize, visit: i32, arg: usize): i32 {
  const count = allItems(typeOfSeq(p));
  for (let i: usize = 0; i < count; i++) {
    const result = call_indirect<i32>(visit, load<u64>(p + (i << 3), TUPLE_ITEMS), arg);
    if (result) return result;
  }
  return 0;
}

function seqRepr(self: Value): Value {
  const type = typeOfSeq(ptrOf(self));
  const names = fieldNames(type);
  const b = builderInit();
  if (!b) return NULL;
  const typeName = fullTypeName(type);
  let ok = typeName != NULL && builderStr(b, typeName) && builderChar(b, 0x28);
  decref(typeName);
  const count = tupleSize(names);
  for (let i: u32 = 0; i < count && ok; i++) {
    if (i) ok = builderText(b, ", ");
    const text = reprOf(tupleAt(self, i));
    if (text == NULL) return builderDiscard(b);
    ok = ok && builderStr(b, tupleAt(names, i)) && builderChar(b, 0x3d) && builderStr(b, text);
    decref(text);
  }
  if (!ok || !builderChar(b, 0x29)) return builderDiscard(b);
  return builderFinish(b);
}

/** type(sequence, dict={}): all visible items, and as many of the others as the sequence has. */
function seqMake(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs < 1) return raise(T.TypeError, "structseq() missing required argument 'sequence' (pos 1)");
  if (nargs > 2 || kwnames != NULL) {
    return raiseFmt(T.TypeError, "structseq() takes 1 or 2 positional arguments (%d given)", boxInt(nargs));
  }
  const items = tupleFromIterable(load<u64>(args));
  if (items == NULL) return NULL;
  const given = tupleSize(items), least = visibleItems(type), most = allItems(type);
  if (given < least || given > most) {
    const needed = given < least ? least : most;
    const template = least == most ? "%s() takes a %d-sequence (%d-sequence given)"
      : given < least ? "%s() takes an at least %d-sequence (%d-sequence given)"
      : "%s() takes an at most %d-sequence (%d-sequence given)";
    decref(items);
    const typeName = fullTypeName(type);
    if (typeName != NULL) raiseFmt(T.TypeError, template, typeName, boxInt(needed), boxInt(given));
    decref(typeName);
    return NULL;
  }
  const v = structSeqNew(type);
  if (v != NULL) for (let i: u32 = 0; i < given; i++) structSeqPut(v, i, newref(tupleAt(items, i)));
  decref(items);
  return v;
}

function seqReduce(self: Value): Value {
  const type = typeOfSeq(ptrOf(self));
  const count = allItems(type);
  const items = tupleNew(count);
  if (items == NULL) return NULL;
  for (let i: u32 = 0; i < count; i++) tuplePut(items, i, newref(tupleAt(self, i)));
  const args = tuple1(items);
  decref(items);
  if (args == NULL) return NULL;
  const result = tuple2(boxPtr(type), args);
  decref(args);
  return result;
}

/** Declares a structure sequence: names of the visible items and of the others, separated by spaces. */
export function defStructSeq(type: usize, typeName: string, visible: string, others: string): void {
  let shown: u32 = words(visible), hidden: u32 = words(others);
  defType(type, typeName, T.tuple, TUPLE_ITEMS + (<usize>(shown + hidden) << 3), TypeFlag.HAVE_GC | TypeFlag.TUPLE_SUBCLASS);
  setSlots(type);
  method(type, "__reduce__", seqReduce.index, METH_NOARGS, "($self, /)", "For pickle.");
  const names = tupleNew(shown);
  addFields(type, visible, 0, names);
  addFields(type, others, shown, NULL);
  classAttribute(type, "__match_args__", names);
  classAttribute(type, "n_sequence_fields", boxInt(shown));
  classAttribute(type, "n_fields", boxInt(shown + hidden));
  classAttribute(type, "n_unnamed_fields", boxInt(0));
}

/**
 * A new structure sequence made at run time: its name (a dotted one says the module), the names of its items as a tuple of str, and how
 * many of them are visible. Owned; NULL with an exception.
 */
export function makeStructseqType(typeName: Value, fields: Value, visible: u32): Value {
  const all = tupleSize(fields);
  const dict = dictNew(), bases = tuple1(boxPtr(T.tuple)), names = tupleNew(visible), slots = tupleNew(0);
  if (dict == NULL || bases == NULL || names == NULL || slots == NULL) return NULL;
  for (let i: u32 = 0; i < visible; i++) tuplePut(names, i, newref(tupleAt(fields, i)));
  let dot = <i32>strLen(typeName) - 1;
  while (dot >= 0 && strAt(typeName, dot) != 0x2e) dot--;
  const shortName = builderInit(), module = builderInit();
  if (!shortName || !module) return NULL;
  builderSlice(shortName, typeName, dot + 1, strLen(typeName) - <u32>(dot + 1));
  if (dot > 0) builderSlice(module, typeName, 0, dot);
  const nameValue = builderFinish(shortName), moduleValue = builderFinish(module);
  let type: Value = NULL;
  if (
    dictSet(dict, name(N.__slots__), slots) >= 0 && dictSet(dict, name(N.__match_args__), names) >= 0
    && dictSet(dict, name(N.__module__), moduleValue) >= 0 && dictSet(dict, name(N.n_sequence_fields), boxInt(visible)) >= 0
    && dictSet(dict, name(N.n_fields), boxInt(all)) >= 0 && dictSet(dict, name(N.n_unnamed_fields), boxInt(0)) >= 0
  ) type = call3(boxPtr(T.type), nameValue, bases, dict);
  decref(dict);
  decref(bases);
  decref(names);
  decref(slots);
  decref(nameValue);
  decref(moduleValue);
  if (type == NULL) return NULL;
  const t = ptrOf(type);
  typeView(t).basicsize = <u32>TUPLE_ITEMS + (all << 3);
  setSlots(t);
  for (let i: u32 = 0; i < all; i++) {
    getsetNamed(t, newref(tupleAt(fields, i)), getterOf(i));
    incref(type); // a descriptor owns its type, which only matters where the type may die
  }
  return type;
}

function setSlots(type: usize): void {
  setSlot(type, Slot.dealloc, seqDealloc.index);
  setSlot(type, Slot.traverse, seqTraverse.index);
  setSlot(type, Slot.repr, seqRepr.index);
  setSlot(type, Slot.new_, seqMake.index);
}

function words(text: string): u32 {
  if (text.length == 0) return 0;
  let count: u32 = 1;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) == 0x20) count++;
  return count;
}

function addFields(type: usize, text: string, first: u32, names: Value): void {
  let start = 0, index = first;
  for (let i = 0; i <= text.length && text.length > 0; i++) {
    if (i < text.length && text.charCodeAt(i) != 0x20) continue;
    if (text.charCodeAt(start) != 0x2d) getsetNamed(type, wordAt(text, start, i), getterOf(index));
    if (names != NULL) tuplePut(names, index, wordAt(text, start, i));
    index++;
    start = i + 1;
  }
}

function wordAt(text: string, from: i32, to: i32): Value {
  const p = strAlloc(to - from, 1);
  if (!p) return NULL;
  strView(p).ascii = 1;
  for (let i = from; i < to; i++) store<u8>(p + <usize>(i - from), <u8>text.charCodeAt(i), STR_DATA);
  return intern(boxPtr(p));
}
