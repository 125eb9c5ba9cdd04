// super.
//
//   ┌ header │ type Value @8 │ object Value @16 (NULL: unbound) │ start Value @24: the type whose MRO is searched (NULL: unbound) ┐

import { Value, NULL, None, boxPtr, ptrOf, isPtr } from "../value";
import { current } from "../state";
import { T } from "../names.generated";
import { TypeFlag, Slot, typeView, typeOf, setSlot, hasFlag, isExact } from "./typeobject";
import { defType } from "./define";
import { member, MEMBER_OBJECT, MEMBER_READONLY } from "./descriptors";
import { superCheck, findSuper } from "./superlookup";
import { genericGetAttr } from "./attributes";
import { allocInstance } from "./subtype";
import { CodeObj } from "./codeobject";
import { Frame, FRAME_LOCALS } from "../interp/framelayout";
import { tupleAt } from "./tupleobject";
import { strEqualAscii } from "./strmake";
import { checkArgs, noKeywords } from "../args";
import { gcTrack } from "../memory/object";
import { decref, newref, setref } from "../memory/refcount";
import { raise, raiseFmt, raiseFmtI, errorOccurred } from "../errors";
import { call2 } from "../abstract";
import { formatMessage } from "../format";
import { LocalKind } from "../interp/opcodes.generated";
import { bytesData } from "./bytesobject";
import { pushArgs, popArgs } from "../interp/argstack";
import { deallocThree, traverseThree } from "./ownedvalues";

@unmanaged
export class SuperObj {
  count: u32; type: u32;
  cls: Value; object: Value; start: Value;
}
const SIZE: usize = 32;
function view(self: Value): SuperObj { return changetype<SuperObj>(ptrOf(self)); }

function superNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const p = allocInstance(type);
  if (!p) return NULL;
  const s = changetype<SuperObj>(p);
  s.cls = NULL; s.object = NULL; s.start = NULL;
  gcTrack(p);
  return boxPtr(p);
}
/** super() without arguments: the class and the first argument of the running method, borrowed, at out. False with RuntimeError. */
function fromFrame(out: usize): bool {
  const fp = <usize>current().frame;
  if (!fp) { raise(T.RuntimeError, "super(): no current frame"); return false; }
  const frame = changetype<Frame>(fp);
  const code = changetype<CodeObj>(<usize>frame.code);
  if (code.argcount == 0) { raise(T.RuntimeError, "super(): no arguments"); return false; }
  let object = load<u64>(fp + FRAME_LOCALS);
  if (isPtr(object) && load<u8>(bytesData(code.localspluskinds)) & LocalKind.CELL && isExact(object, T.cell)) object = load<u64>(ptrOf(object), 8);
  if (object == NULL) { raise(T.RuntimeError, "super(): arg[0] deleted"); return false; }
  const n = code.nlocalsplus;
  for (let i = n - code.nfree; i < n; i++) {
    if (!strEqualAscii(tupleAt(code.localsplusnames, i), "__class__")) continue;
    const cell = load<u64>(fp + FRAME_LOCALS + (<usize>i << 3));
    if (cell == NULL || !isExact(cell, T.cell)) { raise(T.RuntimeError, "super(): bad __class__ cell"); return false; }
    const cls = load<u64>(ptrOf(cell), 8);
    if (cls == NULL) { raise(T.RuntimeError, "super(): empty __class__ cell"); return false; }
    if (!hasFlag(cls, TypeFlag.TYPE_SUBCLASS)) { raiseFmt(T.RuntimeError, "super(): __class__ is not a type (%T)", cls); return false; }
    store<u64>(out, cls);
    store<u64>(out, object, 8);
    return true;
  }
  raise(T.RuntimeError, "super(): __class__ cell not found");
  return false;
}

function superInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (!noKeywords("super", kwnames) || !checkArgs("super", nargs, 0, 2)) return -1;
  let cls: Value, object: Value;
  if (nargs == 0) {
    const out = pushArgs(2);
    if (!out) return -1;
    const ok = fromFrame(out);
    cls = load<u64>(out);
    object = load<u64>(out, 8);
    popArgs(out);
    if (!ok) return -1;
  } else {
    cls = load<u64>(args);
    object = nargs > 1 ? load<u64>(args, 8) : NULL;
    if (!hasFlag(cls, TypeFlag.TYPE_SUBCLASS)) return raiseFmtI(T.TypeError, "super() argument 1 must be a type, not %T", cls);
  }
  if (object == None) object = NULL;
  let start = NULL;
  if (object != NULL) {
    start = superCheck(ptrOf(cls), object);
    if (start == NULL) return -1;
  }
  const p = ptrOf(self);
  setref(p + 8, newref(cls));
  setref(p + 16, newref(object));
  setref(p + 24, start);
  return 0;
}
function superGetattro(self: Value, attribute: Value): Value {
  const s = view(self);
  if (s.start != NULL) {
    const start = newref(s.start);
    const r = findSuper(ptrOf(s.cls), ptrOf(start), s.object, attribute);
    decref(start);
    if (r != NULL || errorOccurred()) return r;
  }
  return genericGetAttr(self, attribute);
}
function superGet(self: Value, object: Value, type: Value): Value {
  const s = view(self);
  if (object == NULL || object == None || s.object != NULL || s.cls == NULL) return newref(self);
  if (!isExact(self, T.super_)) return call2(boxPtr(typeOf(self)), s.cls, object);
  const start = superCheck(ptrOf(s.cls), object);
  if (start == NULL) return NULL;
  const fresh = superNew(T.super_, 0, 0, NULL);
  if (fresh == NULL) { decref(start); return NULL; }
  const f = view(fresh);
  f.cls = newref(s.cls);
  f.object = newref(object);
  f.start = start;
  return fresh;
}
function superRepr(self: Value): Value {
  const s = view(self);
  const clsName = s.cls == NULL ? NULL : typeView(ptrOf(s.cls)).name;
  if (clsName == NULL) return formatMessage("<super: NULL, NULL>", NULL, NULL, NULL, NULL);
  if (s.start != NULL) return formatMessage("<super: <class '%s'>, <%s object>>", clsName, typeView(ptrOf(s.start)).name, NULL, NULL);
  return formatMessage("<super: <class '%s'>, NULL>", clsName, NULL, NULL, NULL);
}
export function initSuper(): void {
  const t = T.super_;
  defType(t, "super", T.object, SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC);
  typeView(t).doc = <u32>changetype<usize>("super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires issubclass(type2, type)");
  setSlot(t, Slot.new_, superNew.index);
  setSlot(t, Slot.init, superInit.index);
  setSlot(t, Slot.getattro, superGetattro.index);
  setSlot(t, Slot.descrGet, superGet.index);
  setSlot(t, Slot.repr, superRepr.index);
  setSlot(t, Slot.dealloc, deallocThree.index);
  setSlot(t, Slot.traverse, traverseThree.index);
  member(t, "__thisclass__", 8, MEMBER_OBJECT | MEMBER_READONLY, "the class invoking super()");
  member(t, "__self__", 16, MEMBER_OBJECT | MEMBER_READONLY, "the instance invoking super(); may be None");
  member(t, "__self_class__", 24, MEMBER_OBJECT | MEMBER_READONLY, "the type of the instance invoking super(); may be None");
}
