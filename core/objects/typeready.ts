// Completing types: built-in ones at the end of boot (`readyAll`), and the parts that classes share with them.

import { Value, NULL, None, boxPtr, ptrOf, boxInt } from "../value";
import { runtime } from "../state";
import { T, N, name, TYPES, TYPE_STRIDE, TYPE_COUNT } from "../names.generated";
import { TypeFlag, Slot, typeView, typeSlot, setSlot, FIRST_SLOT, TYPE_SIZE } from "./typeobject";
import { HEAP_SLOTS, STATIC_BASE, SLOT_FIELDS } from "./typeparts";
import { computeMro } from "./mro";
import { addSlotWrappers, initSlotTable } from "./slots";
import { tupleNew, tupleSize, tupleAt, tuple1 } from "./tupleobject";
import { listToTuple } from "./listtuple";
import { dictNew, dictSet, dictGet, dictGetStr, dictDel } from "./dict";
import { signatureEnd, literalPart, newMethodDef, METH_KW, newBuiltin, MethodDef } from "./define";
import { strFromLiteral, internAscii } from "./strnew";
import { typeNewWrapper } from "./typecall";
import { newref, decref } from "../memory/refcount";
import { hashNotImplemented } from "../abstract";

/** The bits of a base's flags that its subclasses have too. */
export const INHERITED: u32 =
  TypeFlag.INT_SUBCLASS | TypeFlag.STR_SUBCLASS | TypeFlag.BYTES_SUBCLASS | TypeFlag.LIST_SUBCLASS | TypeFlag.TUPLE_SUBCLASS |
  TypeFlag.DICT_SUBCLASS | TypeFlag.EXCEPTION_SUBCLASS | TypeFlag.TYPE_SUBCLASS | TypeFlag.FLOAT_SUBCLASS | TypeFlag.SET_SUBCLASS |
  TypeFlag.SEQUENCE | TypeFlag.MAPPING | TypeFlag.MATCH_SELF;

/** Enters `type` among the subclasses of `base`: a dict whose keys and values are addresses as ints, so that a class can die. 0 or -1. */
export function addSubclass(base: usize, type: usize): i32 {
  const b = typeView(base);
  if (b.subclasses == NULL) {
    b.subclasses = dictNew();
    if (b.subclasses == NULL) return -1;
  }
  return dictSet(b.subclasses, boxInt(<i64>type), boxInt(<i64>type));
}
/** Takes `type` out again. */
export function removeSubclass(base: usize, type: usize): void {
  const subclasses = typeView(base).subclasses;
  if (subclasses != NULL && dictGet(subclasses, boxInt(<i64>type)) != NULL) dictDel(subclasses, boxInt(<i64>type));
}

/** Copies the slots that `type` lacks from the other types of its MRO. */
function inheritSlots(type: usize): void {
  const mro = typeView(type).mro;
  const n = <usize>tupleSize(mro);
  // Equality and hash go together: a type that has one of its own does not inherit the other.
  const ownCompare = typeSlot(type, Slot.richcompare) != 0 || typeSlot(type, Slot.hash) != 0;
  for (let i: usize = 1; i < n; i++) {
    const base = ptrOf(tupleAt(mro, i));
    for (let slot = FIRST_SLOT; slot < TYPE_SIZE; slot += 4) {
      if (load<i32>(type + slot)) continue;
      if (slot == <usize>Slot.new_) continue;
      if (ownCompare && (slot == <usize>Slot.richcompare || slot == <usize>Slot.hash)) continue;
      store<i32>(type + slot, load<i32>(base + slot));
    }
  }
}

/** The builtin `__new__` for a type with a tp_new of its own. */
function addNew(type: usize): void {
  const r = runtime();
  if (!r.newDef) {
    r.newDef = <u32>newMethodDef("__new__", typeNewWrapper.index, METH_KW, "($type, *args, **kwargs)", "Create and return a new object.  See help(type) for accurate signature.", 0);
  }
  const key = changetype<MethodDef>(r.newDef).name;
  const dict = typeView(type).dict;
  if (dictGetStr(dict, key) != NULL) return;
  const f = newBuiltin(r.newDef, boxPtr(type), NULL);
  dictSet(dict, key, f);
  decref(f);
}

function readyStatic(type: usize): void {
  const t = typeView(type);
  if (t.flags & TypeFlag.READY) return;
  t.flags |= TypeFlag.READY | TypeFlag.IMMUTABLE;
  if (t.name == NULL) { // used by core but declared by nobody yet
    t.name = internAscii("undeclared");
    t.qualname = newref(t.name);
    t.basicsize = 16;
  }
  if (t.dict == NULL) t.dict = dictNew();
  store<u64>(type + HEAP_SLOTS, NULL);
  store<u32>(type, <u32>type, STATIC_BASE);
  store<u32>(type, 0, SLOT_FIELDS);
  if (!t.base && type != T.object) t.base = T.object;
  const base = <usize>t.base;
  if (base) readyStatic(base);
  if (t.bases == NULL) t.bases = base ? tuple1(boxPtr(base)) : tupleNew(0);
  const n = tupleSize(t.bases);
  for (let i: usize = 0; i < n; i++) readyStatic(ptrOf(tupleAt(t.bases, i)));

  if (base) {
    const b = typeView(base);
    t.flags |= b.flags & (INHERITED | TypeFlag.HAVE_GC);
    if (!t.basicsize) t.basicsize = b.basicsize;
    if (!t.itemsize) t.itemsize = b.itemsize;
    if (!t.dictoffset) { t.dictoffset = b.dictoffset; if (t.dictoffset) t.flags |= b.flags & TypeFlag.MANAGED_DICT; }
    if (!t.weakoffset) t.weakoffset = b.weakoffset;
  }
  if (!typeSlot(type, Slot.new_)) {
    if (base == T.object || !base) t.flags |= TypeFlag.DISALLOW_NEW;
    else if (!(t.flags & TypeFlag.DISALLOW_NEW)) setSlot(type, Slot.new_, typeSlot(base, Slot.new_));
  } else if (!(t.flags & TypeFlag.DISALLOW_NEW)) addNew(type);
  if (t.flags & TypeFlag.DISALLOW_NEW) setSlot(type, Slot.new_, 0);

  addSlotWrappers(type);
  if (dictGetStr(t.dict, name(N.__doc__)) == NULL) {
    const doc = t.doc ? docOf(changetype<string>(<usize>t.doc)) : None;
    dictSet(t.dict, name(N.__doc__), doc);
    decref(doc);
  }
  const list = computeMro(type);
  t.mro = listToTuple(list);
  decref(list);
  inheritSlots(type);
  if (!typeSlot(type, Slot.hash)) {
    setSlot(type, Slot.hash, hashNotImplemented.index);
    if (dictGetStr(t.dict, name(N.__hash__)) == NULL) dictSet(t.dict, name(N.__hash__), None);
  }
  for (let i: usize = 0; i < n; i++) addSubclass(ptrOf(tupleAt(t.bases, i)), type);
}

/** Completes every built-in type, after all have been declared; at boot, once. */
export function readyAll(): void {
  if (!runtime().slotTable) initSlotTable();
  readyStatic(T.object);
  readyStatic(T.type);
  for (let i = 0; i < TYPE_COUNT; i++) readyStatic(TYPES + <usize>i * TYPE_STRIDE + 16);
}

/** The documentation in the text of a static type. */
function docOf(text: string): Value {
  const start = signatureEnd(text);
  return start ? literalPart(text, start, text.length) : strFromLiteral(text);
}
