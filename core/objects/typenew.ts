// type.__new__: making a class.
//
// The order is CPython's: metaclass and best base, copy of the namespace, __slots__, the type object, __qualname__ and the other names that
// are special in a class body, member descriptors, MRO and slots, __classcell__, then __set_name__ of the attributes and __init_subclass__ of the parent.

import { Value, NULL, None, boxPtr, boxInt, ptrOf } from "../value";
import { current } from "../state";
import { T, N, name } from "../names.generated";
import { TypeObj, TypeFlag, Slot, typeView, typeOf, typeSlot, setSlot, hasFlag, isExact, FIRST_SLOT, TYPE_SIZE, slotOf } from "./typeobject";
import { HEAP_SLOTS, STATIC_BASE, SLOT_FIELDS, staticBase } from "./typeparts";
import { INHERITED, addSubclass } from "./typeready";
import { findMro } from "./mro";
import { updateAllSlots, inheritAndUpdateSlots } from "./slots";
import { allocInstance, subtypeDealloc, subtypeTraverse, subtypeClear } from "./subtype";
import { initInstanceType } from "./instance";
import { isSubtype } from "./exceptionnew";
import { tupleSize, tupleAt, tuple1 } from "./tupleobject";
import { listNew, listAppend, listSize } from "./listobject";
import { listToTuple } from "./listtuple";
import { dictGetStr, dictSet, dictDel, dictCopy, dictNext, dictKeyAt, dictValueAt } from "./dict";
import { strAt, strLen, intern } from "./strnew";
import { strIsIdentifier, strSlice, strEqualAscii } from "./strmake";
import { strCopy } from "./typeutil";
import { newStaticMethod, GetSetDescriptor, GETSET_SIZE } from "./define";
import { newClassMethod } from "./classmethod";
import { newMember, MEMBER_SLOT } from "./descriptors";
import { getDictAttribute, setDictAttribute, getWeakrefAttribute } from "./typeattrs";
import { gcTrack, allocObject } from "../memory/object";
import { decref, newref, increfPtr, setref } from "../memory/refcount";
import { raise, raiseFmt, raiseFmtI, raiseI, errorOccurred, addNote } from "../errors";
import { warnFmt } from "./numberwarn";
import { call, callMethod0, tupleFromIterable, getOptionalAttr } from "../abstract";
import { formatMessage } from "../format";
import { Frame } from "../interp/framelayout";
import { callFound2, special } from "./slotcalls";
import { pushArgs, popArgs } from "../interp/argstack";

/** The most derived metaclass of `meta` and those of the bases; 0 with TypeError when there is none. */
export function winnerMetaclass(meta: usize, bases: Value): usize {
  let winner = meta;
  const n = <usize>tupleSize(bases);
  for (let i: usize = 0; i < n; i++) {
    const other = typeOf(tupleAt(bases, i));
    if (isSubtype(winner, other)) continue;
    if (isSubtype(other, winner)) { winner = other; continue; }
    raise(T.TypeError, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases");
    return 0;
  }
  return winner;
}

/** Whether instances of `type` have fields that those of `base` do not, the dict and weak list apart. */
function addsFields(type: usize, base: usize): bool {
  const t = typeView(type), b = typeView(base);
  if (t.itemsize != b.itemsize) return true;
  let size = t.basicsize;
  if (t.itemsize) {
    let prefix = t.prefix;
    if (t.dictoffset && !b.dictoffset) prefix -= 8;
    if (t.weakoffset && !b.weakoffset) prefix -= 8;
    if (prefix > b.prefix) return true;
  }
  if (t.flags & TypeFlag.HEAP) {
    if (t.weakoffset && !b.weakoffset && !t.prefix && t.weakoffset + 8 == size) size -= 8;
    if (t.dictoffset && !b.dictoffset && !t.prefix && t.dictoffset + 8 == size) size -= 8;
  }
  return size != ((b.basicsize + 7) & ~7) && size != b.basicsize;
}
/** The ancestor that first had the layout of `type`. */
function solidBase(type: usize): usize {
  const base = <usize>typeView(type).base;
  const result = base ? solidBase(base) : T.object;
  return base && addsFields(type, base) ? type : result;
}
/** The base whose layout a class with these bases extends; 0 with TypeError. */
export function bestBase(bases: Value): usize {
  const n = <usize>tupleSize(bases);
  let best: usize = 0, winner: usize = 0;
  for (let i: usize = 0; i < n; i++) {
    const v = tupleAt(bases, i);
    if (!hasFlag(v, TypeFlag.TYPE_SUBCLASS)) { raise(T.TypeError, "bases must be types"); return 0; }
    const base = ptrOf(v);
    if (!(typeView(base).flags & TypeFlag.BASETYPE)) { raiseFmt(T.TypeError, "type '%s' is not an acceptable base type", typeView(base).name); return 0; }
    const candidate = solidBase(base);
    if (!winner || (candidate != winner && isSubtype(candidate, winner))) { winner = candidate; best = base; }
    else if (!isSubtype(winner, candidate)) { raise(T.TypeError, "multiple bases have instance lay-out conflict"); return 0; }
  }
  return best;
}

// ---- __slots__ ------------------------------------------------------------------------------------------------------

const ADD_DICT: i32 = 1;
const ADD_WEAK: i32 = 2;

/** A private name of a class body as attribute name, owned. */
export function mangle(className: Value, attribute: Value): Value {
  const n = strLen(attribute);
  if (n < 2 || strAt(attribute, 0) != 0x5F || strAt(attribute, 1) != 0x5F) return newref(attribute);
  if (n >= 4 && strAt(attribute, n - 1) == 0x5F && strAt(attribute, n - 2) == 0x5F) return newref(attribute);
  for (let i: u32 = 0; i < n; i++) if (strAt(attribute, i) == 0x2E) return newref(attribute);
  let from: u32 = 0;
  const m = strLen(className);
  while (from < m && strAt(className, from) == 0x5F) from++;
  if (from == m) return newref(attribute);
  const stem = strSlice(className, from, m);
  if (stem == NULL) return NULL;
  const r = formatMessage("_%s%s", stem, attribute, NULL, NULL);
  decref(stem);
  return r == NULL ? NULL : intern(r);
}

/** Looks __slots__ over; the names of the members at out (a sorted tuple, owned). Returns ADD_DICT | ADD_WEAK of what was asked for, -1 with an exception. */
function readSlots(className: Value, declared: Value, dict: Value, base: usize, mayDict: bool, mayWeak: bool, out: usize): i32 {
  const slots = hasFlag(declared, TypeFlag.STR_SUBCLASS) ? tuple1(declared) : tupleFromIterable(declared);
  if (slots == NULL) return -1;
  const n = tupleSize(slots);
  if (n > 0 && (typeView(base).itemsize && !(typeView(base).flags & TypeFlag.STR_SUBCLASS) || typeView(base).flags & (TypeFlag.INT_SUBCLASS | TypeFlag.TYPE_SUBCLASS))) {
    decref(slots);
    return raiseFmtI(T.TypeError, "nonempty __slots__ not supported for subtype of '%s'", typeView(base).name);
  }
  let added = 0;
  const list = listNew(n);
  let failed = list == NULL;
  for (let i: u32 = 0; i < n && !failed; i++) {
    const s = tupleAt(slots, i);
    if (!hasFlag(s, TypeFlag.STR_SUBCLASS)) { raiseFmt(T.TypeError, "__slots__ items must be strings, not '%T'", s); failed = true; break; }
    if (!strIsIdentifier(s)) { raise(T.TypeError, "__slots__ must be identifiers"); failed = true; break; }
    if (strEqualAscii(s, "__dict__")) {
      if (!mayDict || added & ADD_DICT) { raise(T.TypeError, "__dict__ slot disallowed: we already got one"); failed = true; break; }
      added |= ADD_DICT;
      continue;
    }
    if (strEqualAscii(s, "__weakref__")) {
      if (!mayWeak || added & ADD_WEAK) { raise(T.TypeError, "__weakref__ slot disallowed: we already got one"); failed = true; break; }
      added |= ADD_WEAK;
      continue;
    }
    const exact = strCopy(s);
    const mangled = exact == NULL ? NULL : mangle(className, exact);
    decref(exact);
    if (mangled == NULL) { failed = true; break; }
    const key = intern(mangled);
    if (dictGetStr(dict, key) != NULL && key != name(N.__qualname__) && key != name(N.__classcell__) && key != name(N.__classdictcell__)) {
      raiseFmt(T.ValueError, "%r in __slots__ conflicts with class variable", s);
      failed = true;
    } else failed = listAppend(list, key) < 0;
    decref(key);
  }
  decref(slots);
  if (!failed && listSize(list) > 1) {
    const r = callMethod0(list, name(N.sort));
    failed = r == NULL;
    decref(r);
  }
  if (!failed) {
    const t = listToTuple(list);
    store<u64>(out, t);
    failed = t == NULL;
  }
  decref(list);
  return failed ? -1 : added;
}

// ---- making it ------------------------------------------------------------------------------------------------------

/** The module that the running Python code is in, borrowed, or NULL. */
function callerModule(): Value {
  const frame = <usize>current().frame;
  if (!frame) return NULL;
  const globals = <usize>changetype<Frame>(frame).globals;
  return globals ? dictGetStr(boxPtr(globals), name(N.__name__)) : NULL;
}
/** Wraps the function at `key` of a class body, unless it is something else than a plain function. 0 or -1. */
function wrapFunction(dict: Value, key: Value, asStatic: bool): i32 {
  const f = dictGetStr(dict, key);
  if (f == NULL || !isExact(f, T.function_)) return 0;
  const wrapped = asStatic ? newStaticMethod(newref(f)) : newClassMethod(newref(f));
  if (wrapped == NULL) return -1;
  const r = dictSet(dict, key, wrapped);
  decref(wrapped);
  return r;
}
function addGetset(type: usize, key: Value, getter: i32, setter: i32, doc: string): i32 {
  const p = allocObject(T.getset_descriptor, GETSET_SIZE);
  if (!p) return -1;
  const d = changetype<GetSetDescriptor>(p);
  d.getter = getter;
  d.setter = setter;
  increfPtr(type);
  d.owner = <u32>type;
  d.name = newref(key);
  d.qualname = NULL;
  d.doc = <u32>changetype<usize>(doc);
  gcTrack(p);
  const r = dictSet(typeView(type).dict, key, boxPtr(p));
  decref(boxPtr(p));
  return r;
}
function hasNull(s: Value): bool {
  const n = strLen(s);
  for (let i: u32 = 0; i < n; i++) if (strAt(s, i) == 0) return true;
  return false;
}

/** Where `type`'s instances keep their dict and weak references, when it adds them. */
function placeFields(t: TypeObj, b: TypeObj, added: i32): void {
  if (b.itemsize) {
    if (added & ADD_DICT) { t.prefix += 8; t.dictoffset = <u32>(-<i32>(8 + t.prefix)); }
    if (added & ADD_WEAK) { t.prefix += 8; t.weakoffset = <u32>(-<i32>(8 + t.prefix)); }
  } else {
    if (added & ADD_DICT) { t.dictoffset = t.basicsize; t.basicsize += 8; }
    if (added & ADD_WEAK) { t.weakoffset = t.basicsize; t.basicsize += 8; }
  }
  if (added & ADD_DICT) t.flags |= TypeFlag.MANAGED_DICT;
}

/** A class: `meta` settled, `bases` a non-empty tuple, `dict` its own (stolen). Owned, NULL with an exception. */
function makeClass(meta: usize, className: Value, bases: Value, base: usize, dict: Value, scratch: usize): Value {
  const b = typeView(base);
  const mayDict = b.dictoffset == 0, mayWeak = b.weakoffset == 0;
  const declared = dictGetStr(dict, name(N.__slots__));
  let members = NULL;
  let added = 0;
  if (declared == NULL) {
    if (mayDict) added |= ADD_DICT;
    if (mayWeak) added |= ADD_WEAK;
  } else {
    added = readSlots(className, declared, dict, base, mayDict, mayWeak, scratch);
    if (added < 0) { decref(dict); return NULL; }
    members = load<u64>(scratch);
    const n = <usize>tupleSize(bases);
    for (let i: usize = 0; i < n && n > 1; i++) { // a secondary base may bring a dict or weak references
      const other = typeView(ptrOf(tupleAt(bases, i)));
      if (changetype<usize>(other) == base) continue;
      if (mayDict && other.dictoffset) added |= ADD_DICT;
      if (mayWeak && other.weakoffset) added |= ADD_WEAK;
    }
  }
  const type = allocInstance(meta);
  if (!type) { decref(dict); decref(members); return NULL; }
  const t = typeView(type);
  t.flags = TypeFlag.HEAP | TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.READY | (b.flags & (INHERITED & ~PATTERNS | TypeFlag.MANAGED_DICT));
  t.version = 0;
  t.basicsize = (b.basicsize + 7) & ~7;
  t.itemsize = b.itemsize;
  t.dictoffset = b.dictoffset;
  t.weakoffset = b.weakoffset;
  t.prefix = b.prefix;
  t.name = newref(className);
  t.qualname = newref(className);
  t.base = <u32>base;
  t.bases = newref(bases);
  t.mro = NULL; t.subclasses = NULL; t.module = NULL;
  t.dict = dict;
  store<u64>(type + HEAP_SLOTS, members != NULL && tupleSize(members) ? newref(members) : NULL);
  store<u32>(type, <u32>staticBase(base), STATIC_BASE);
  const slotCount: u32 = members == NULL ? 0 : tupleSize(members);
  store<u32>(type, load<u32>(base, SLOT_FIELDS) + slotCount, SLOT_FIELDS);
  let firstMember = t.basicsize;
  if (b.itemsize) { // no place behind the items
    t.prefix += slotCount << 3;
    firstMember = <u32>(-<i32>(8 + t.prefix));
  } else t.basicsize += slotCount << 3;
  placeFields(t, b, added);
  const self = boxPtr(type);
  const made = describe(type, members, firstMember, added) && finish(type, base);
  decref(members);
  gcTrack(type); // a failed one too: its descriptors refer to it
  if (made) return self;
  decref(self);
  return NULL;
}

/** Fills the dict of a new class: what the compiler left there under special names, members, __dict__, __weakref__. False with an exception. */
function describe(type: usize, members: Value, firstMember: u32, added: i32): bool {
  const t = typeView(type);
  const dict = t.dict;
  const qualname = dictGetStr(dict, name(N.__qualname__));
  if (qualname != NULL) {
    if (!hasFlag(qualname, TypeFlag.STR_SUBCLASS)) { raiseFmt(T.TypeError, "type __qualname__ must be a str, not %T", qualname); return false; }
    setref(type + offsetof<TypeObj>("qualname"), newref(qualname));
    if (dictDel(dict, name(N.__qualname__)) < 0) return false;
  }
  if (dictGetStr(dict, name(N.__module__)) == NULL) {
    const module = callerModule();
    if (module != NULL && dictSet(dict, name(N.__module__), module) < 0) return false;
  }
  if (wrapFunction(dict, name(N.__new__), true) < 0) return false;
  if (wrapFunction(dict, name(N.__init_subclass__), false) < 0) return false;
  if (wrapFunction(dict, name(N.__class_getitem__), false) < 0) return false;
  if (fillCells(type) < 0) return false; // before the members: one may have such a name
  const n: u32 = members == NULL ? 0 : tupleSize(members);
  for (let i: u32 = 0; i < n; i++) {
    const key = tupleAt(members, i);
    const m = newMember(type, key, firstMember + (i << 3), MEMBER_SLOT);
    if (m == NULL) return false;
    const r = dictSet(dict, key, m);
    decref(m);
    if (r < 0) return false;
  }
  if (added & ADD_DICT && dictGetStr(dict, name(N.__dict__)) == NULL &&
      addGetset(type, name(N.__dict__), getDictAttribute.index, setDictAttribute.index, "dictionary for instance variables") < 0) return false;
  if (added & ADD_WEAK && dictGetStr(dict, name(N.__weakref__)) == NULL &&
      addGetset(type, name(N.__weakref__), getWeakrefAttribute.index, 0, "list of weak references to the object") < 0) return false;
  if (dictGetStr(dict, name(N.__doc__)) == NULL && dictSet(dict, name(N.__doc__), None) < 0) return false;
  if (dictGetStr(dict, name(N.__eq__)) != NULL && dictGetStr(dict, name(N.__hash__)) == NULL && dictSet(dict, name(N.__hash__), None) < 0) return false;
  return true;
}

/** MRO, slots, place among the subclasses. False with an exception. */
function finish(type: usize, base: usize): bool {
  const t = typeView(type);
  // Slots that no special method stands for come from the layout's base.
  for (let slot = FIRST_SLOT; slot < TYPE_SIZE; slot += 4) store<i32>(type + slot, load<i32>(base + slot));
  setSlot(type, Slot.dealloc, subtypeDealloc.index);
  setSlot(type, Slot.traverse, subtypeTraverse.index);
  setSlot(type, Slot.clear, subtypeClear.index);
  // A custom mro() may look at the unfinished class.
  const mro = findMro(type);
  if (mro == NULL) return false;
  setref(type + offsetof<TypeObj>("mro"), mro);
  const n = <usize>tupleSize(t.bases);
  for (let i: usize = 0; i < n; i++) {
    const other = ptrOf(tupleAt(t.bases, i));
    t.flags |= typeView(other).flags & INHERITED & ~PATTERNS;
    if (addSubclass(other, type) < 0) return false;
  }
  inheritPatternFlags(type);
  if (n == 1 && typeOf(boxPtr(type)) == T.type) inheritAndUpdateSlots(type);
  else updateAllSlots(type);
  if (staticBase(type) == T.object && t.flags & TypeFlag.MANAGED_DICT) {
    const attributes = dictGetStr(t.dict, name(N.__static_attributes__));
    initInstanceType(type, attributes != NULL && hasFlag(attributes, TypeFlag.TUPLE_SUBCLASS) ? tupleSize(attributes) : 0);
  }
  return true;
}
const PATTERNS: u32 = TypeFlag.SEQUENCE | TypeFlag.MAPPING;

/** SEQUENCE or MAPPING, as the first base in the MRO has it. */
export function inheritPatternFlags(type: usize): void {
  const t = typeView(type);
  const mro = t.mro;
  const n = <usize>tupleSize(mro);
  for (let i: usize = 1; i < n; i++) {
    const flags = typeView(ptrOf(tupleAt(mro, i))).flags & PATTERNS;
    if (!flags) continue;
    t.flags |= flags;
    return;
  }
}

/** Gives __classcell__ and __classdictcell__ their contents. 0 or -1. */
function fillCells(type: usize): i32 {
  const dict = typeView(type).dict;
  const cell = dictGetStr(dict, name(N.__classcell__));
  if (cell != NULL) {
    if (!isExact(cell, T.cell)) return raiseFmtI(T.TypeError, "__classcell__ must be a nonlocal cell, not %r", boxPtr(typeOf(cell)));
    setref(ptrOf(cell) + 8, newref(boxPtr(type)));
    if (dictDel(dict, name(N.__classcell__)) < 0) return -1;
  }
  const dictCell = dictGetStr(dict, name(N.__classdictcell__));
  if (dictCell != NULL) {
    if (!isExact(dictCell, T.cell)) return raiseFmtI(T.TypeError, "__classdictcell__ must be a nonlocal cell, not %r", boxPtr(typeOf(dictCell)));
    setref(ptrOf(dictCell) + 8, newref(dict));
    if (dictDel(dict, name(N.__classdictcell__)) < 0) return -1;
  }
  return 0;
}

/** Calls __set_name__ of the attributes that have it. 0 or -1. */
function setNames(type: usize): i32 {
  const copy = dictCopy(typeView(type).dict);
  if (copy == NULL) return -1;
  let result = 0;
  let i = dictNext(copy, 0);
  while (i >= 0 && result == 0) {
    const key = dictKeyAt(copy, i), value = dictValueAt(copy, i);
    const f = special(value, name(N.__set_name__));
    if (f != NULL) {
      const r = callFound2(f, value, boxPtr(type), key);
      if (r == NULL) {
        addNote("Error calling __set_name__ on '%T' instance %r in '%s'", value, key, typeView(type).name);
        result = -1;
      } else decref(r);
    }
    i = dictNext(copy, i + 1);
  }
  decref(copy);
  return result;
}
/** super(type, type).__init_subclass__(**kwargs): the values of `kwnames` are at `values`. 0 or -1. */
function initSubclass(type: usize, values: usize, kwnames: Value): i32 {
  const mro = typeView(type).mro;
  const n = <usize>tupleSize(mro);
  let found = NULL;
  for (let i: usize = 1; i < n && found == NULL; i++) found = dictGetStr(typeView(ptrOf(tupleAt(mro, i))).dict, name(N.__init_subclass__));
  if (found == NULL) found = dictGetStr(typeView(T.object).dict, name(N.__init_subclass__)); // an MRO of its own making, without object: super() itself has it
  const get = slotOf(found, Slot.descrGet);
  const f = get ? call_indirect<Value>(get, found, NULL, boxPtr(type)) : newref(found);
  if (f == NULL) return -1;
  const r = call(f, values, 0, kwnames);
  decref(f);
  if (r == NULL) return -1;
  decref(r);
  return 0;
}

/** type.__new__(metatype, name, bases, dict, **kwds) */
export function typeNew(meta: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs != 3) return raiseFmt(T.TypeError, "type.__new__() takes exactly 3 arguments (%d given)", boxInt(nargs));
  let className = load<u64>(args);
  const given = load<u64>(args, 8), namespace = load<u64>(args, 16);
  if (!hasFlag(className, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "type.__new__() argument 1 must be str, not %T", className);
  if (!hasFlag(given, TypeFlag.TUPLE_SUBCLASS)) return raiseFmt(T.TypeError, "type.__new__() argument 2 must be tuple, not %T", given);
  if (!hasFlag(namespace, TypeFlag.DICT_SUBCLASS)) return raiseFmt(T.TypeError, "type.__new__() argument 3 must be dict, not %T", namespace);
  const n = <usize>tupleSize(given);
  for (let i: usize = 0; i < n; i++) {
    const base = tupleAt(given, i);
    if (hasFlag(base, TypeFlag.TYPE_SUBCLASS)) continue;
    const entries = getOptionalAttr(base, name(N.__mro_entries__));
    if (entries != NULL) {
      decref(entries);
      return raise(T.TypeError, "type() doesn't support MRO entry resolution; use types.new_class()");
    }
    if (errorOccurred()) return NULL;
  }
  const winner = winnerMetaclass(meta, given);
  if (!winner) return NULL;
  if (winner != meta) {
    const make = typeSlot(winner, Slot.new_);
    if (make != typeNew.index) return make ? call_indirect<Value>(make, winner, args, nargs, kwnames) : raiseFmt(T.TypeError, "cannot create '%s' instances", typeView(winner).name);
    meta = winner;
  }
  const bases = n ? newref(given) : tuple1(boxPtr(T.object));
  if (bases == NULL) return NULL;
  const base = bestBase(bases);
  if (!base) { decref(bases); return NULL; }
  if (hasNull(className)) { decref(bases); return raise(T.ValueError, "type name must not contain null characters"); }
  const dict = exactCopy(namespace);
  const scratch = dict == NULL ? 0 : pushArgs(1);
  if (!scratch) { decref(bases); decref(dict); return NULL; }
  store<u64>(scratch, NULL);
  className = isExact(className, T.str) ? intern(newref(className)) : strCopy(className);
  const self = makeClass(meta, className, bases, base, dict, scratch);
  decref(className);
  decref(bases);
  popArgs(scratch);
  if (self == NULL) return NULL;
  const type = ptrOf(self);
  if (!onlyStrKeys(typeView(type).dict) && !warnFmt(T.RuntimeWarning, "non-string key in the __dict__ of class %s", typeView(type).name)) {
    decref(self);
    return NULL;
  }
  if (setNames(type) < 0 || initSubclass(type, args + (<usize>nargs << 3), kwnames) < 0) {
    decref(self);
    return NULL;
  }
  return self;
}
function onlyStrKeys(d: Value): bool {
  for (let i = dictNext(d, 0); i >= 0; i = dictNext(d, i + 1)) if (!hasFlag(dictKeyAt(d, i), TypeFlag.STR_SUBCLASS)) return false;
  return true;
}
/** dict(d) without calling anything of a subclass. */
function exactCopy(d: Value): Value { return dictCopy(d); }

/** type.__init__: takes what __new__ took. */
export function typeInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (nargs == 1 && kwnames != NULL && tupleSize(kwnames)) return raiseI(T.TypeError, "type.__init__() takes no keyword arguments");
  if (nargs != 1 && nargs != 3) return raiseI(T.TypeError, "type.__init__() takes 1 or 3 arguments");
  return 0;
}
