// Special methods and the slots they belong to: the table, and going both ways between them.
//
//   built-in type   slots are set by its file  ──►  `addSlotWrappers` puts wrapper descriptors (`__add__` …) into its dict
//   class           methods are in its dict    ──►  `updateSlots` fills the slots with functions of core/objects/slotcalls.ts,
//                                                   or, where the method found is a built-in type's own, with that type's slot
//
//   entry  ┌ name Value │ slot u32 @8 │ fn i32 @12: for classes │ wrap u32 @16: Wrap │ signature u32 @20 │ doc u32 @24 │ next u32 @28 ┐ × slotCount
//          next: index + 1 of the next entry with the same name. Entries of one slot are neighbours.
//
// Runtime.slotNames: dict from name to the index of its first entry.

import { Value, NULL, None, boxPtr, ptrOf, isPtr, boxInt, intOf } from "../value";
import { runtime } from "../state";
import { T, N, name } from "../names.generated";
import { Slot, typeView, isExact } from "./typeobject";
import { lookupAlongMro } from "./typelookup";
import { dictNew, dictSet, dictGetStr, dictNext, dictKeyAt, dictValueAt } from "./dict";
import { alloc } from "../memory/alloc";
import { allocObject } from "../memory/object";
import { newref, decref } from "../memory/refcount";
import { hashNotImplemented } from "../abstract";
import { isSubtype } from "./exceptionnew";
import { MethodDef, BuiltinFunction } from "./define";
import { typeNewWrapper } from "./typecall";
import { slotGetbuffer, slotReleasebuffer } from "./slotbuffer";
import {
  slotAbsolute, slotAdd, slotAiter, slotAnd, slotAnext, slotAssItem, slotAssSubscript, slotAwait, slotBool, slotCall, slotContains, slotDescrGet, slotDescrSet, slotDivmod, slotFinalize, slotFloat, slotFloorDivide, slotGetattrHook, slotHash, slotIndex, slotInit, slotInplaceAdd, slotInplaceAnd, slotInplaceFloorDivide, slotInplaceLshift, slotInplaceMatrixMultiply, slotInplaceMultiply, slotInplaceOr, slotInplacePower, slotInplaceRemainder, slotInplaceRshift, slotInplaceSubtract, slotInplaceTrueDivide, slotInplaceXor, slotInt, slotInvert, slotItem, slotIter, slotIternext, slotLength, slotLshift, slotMatrixMultiply, slotMultiply, slotNegative, slotNew, slotOr, slotPositive, slotPower, slotRemainder, slotRepr, slotRichcompare, slotRshift, slotSetattro, slotStr, slotSubscript, slotSubtract, slotTrueDivide, slotXor,
  slotGetattro,
} from "./slotcalls";

/** How a wrapper descriptor turns its arguments into a call of the slot (core/objects/slotwrap.ts). NONE: no descriptor is made. */
export const enum Wrap {
  NONE, UNARY, BINARY, BINARY_R, TERNARY, TERNARY_R, INPLACE_POWER, BOOL, LEN, HASH, CALL, SETATTR, DELATTR,
  COMPARE_LT, COMPARE_LE, COMPARE_EQ, COMPARE_NE, COMPARE_GT, COMPARE_GE,
  NEXT, DESCR_GET, DESCR_SET, DESCR_DELETE, INIT, FINALIZE, SETITEM, DELITEM, SQ_ITEM, SQ_SETITEM, SQ_DELITEM, REPEAT, CONTAINS,
  BUFFER, RELEASE_BUFFER,
}

@unmanaged
export class SlotDef {
  name: Value;
  slot: u32; fn: i32;
  wrap: u32; signature: u32;
  doc: u32; next: u32;
}
const ENTRY: usize = 32;
const MAX_ENTRIES: usize = 128;

/** wrapper_descriptor: { header │ def u32 @8 │ owner u32 @12 │ name @16 │ qualname @24 (NULL until asked for) │ fn i32 @32 } */
export const WRAPPER_SIZE: usize = 40;

function def(n: N, slot: Slot, fn: i32, wrap: Wrap, signature: string, doc: string): void {
  const r = runtime();
  const index = r.slotCount++;
  const e = changetype<SlotDef>(<usize>r.slotTable + <usize>index * ENTRY);
  e.name = name(n);
  e.slot = <u32>slot;
  e.fn = fn;
  e.wrap = <u32>wrap;
  e.signature = <u32>changetype<usize>(signature);
  e.doc = <u32>changetype<usize>(doc);
  e.next = 0;
  const first = dictGetStr(r.slotNames, e.name);
  if (first == NULL) { dictSet(r.slotNames, e.name, boxInt(index)); return; }
  let other = entryAt(<u32>intOf(first));
  while (other.next) other = entryAt(other.next - 1);
  other.next = index + 1;
}
function entryAt(index: u32): SlotDef { return changetype<SlotDef>(<usize>runtime().slotTable + <usize>index * ENTRY); }

/** Makes the table; at boot, once. */
export function initSlotTable(): void {
  const r = runtime();
  r.slotTable = <u32>alloc(MAX_ENTRIES * ENTRY);
  r.slotCount = 0;
  r.slotNames = dictNew();
  def(N.__repr__, Slot.repr, slotRepr.index, Wrap.UNARY, "($self, /)", "Return repr(self).");
  def(N.__str__, Slot.str, slotStr.index, Wrap.UNARY, "($self, /)", "Return str(self).");
  def(N.__hash__, Slot.hash, slotHash.index, Wrap.HASH, "($self, /)", "Return hash(self).");
  def(N.__call__, Slot.call, slotCall.index, Wrap.CALL, "($self, /, *args, **kwargs)", "Call self as a function.");
  def(N.__getattribute__, Slot.getattro, slotGetattrHook.index, Wrap.BINARY, "($self, name, /)", "Return getattr(self, name).");
  def(N.__getattr__, Slot.getattro, slotGetattrHook.index, Wrap.NONE, "", "Implement getattr(self, name).");
  def(N.__setattr__, Slot.setattro, slotSetattro.index, Wrap.SETATTR, "($self, name, value, /)", "Implement setattr(self, name, value).");
  def(N.__delattr__, Slot.setattro, slotSetattro.index, Wrap.DELATTR, "($self, name, /)", "Implement delattr(self, name).");
  def(N.__lt__, Slot.richcompare, slotRichcompare.index, Wrap.COMPARE_LT, "($self, value, /)", "Return self<value.");
  def(N.__le__, Slot.richcompare, slotRichcompare.index, Wrap.COMPARE_LE, "($self, value, /)", "Return self<=value.");
  def(N.__eq__, Slot.richcompare, slotRichcompare.index, Wrap.COMPARE_EQ, "($self, value, /)", "Return self==value.");
  def(N.__ne__, Slot.richcompare, slotRichcompare.index, Wrap.COMPARE_NE, "($self, value, /)", "Return self!=value.");
  def(N.__gt__, Slot.richcompare, slotRichcompare.index, Wrap.COMPARE_GT, "($self, value, /)", "Return self>value.");
  def(N.__ge__, Slot.richcompare, slotRichcompare.index, Wrap.COMPARE_GE, "($self, value, /)", "Return self>=value.");
  def(N.__iter__, Slot.iter, slotIter.index, Wrap.UNARY, "($self, /)", "Implement iter(self).");
  def(N.__next__, Slot.iternext, slotIternext.index, Wrap.NEXT, "($self, /)", "Implement next(self).");
  def(N.__get__, Slot.descrGet, slotDescrGet.index, Wrap.DESCR_GET, "($self, instance, owner=None, /)", "Return an attribute of instance, which is of type owner.");
  def(N.__set__, Slot.descrSet, slotDescrSet.index, Wrap.DESCR_SET, "($self, instance, value, /)", "Set an attribute of instance to value.");
  def(N.__delete__, Slot.descrSet, slotDescrSet.index, Wrap.DESCR_DELETE, "($self, instance, /)", "Delete an attribute of instance.");
  def(N.__init__, Slot.init, slotInit.index, Wrap.INIT, "($self, /, *args, **kwargs)", "Initialize self.  See help(type(self)) for accurate signature.");
  def(N.__new__, Slot.new_, slotNew.index, Wrap.NONE, "", "Create and return new object.");
  def(N.__add__, Slot.add, slotAdd.index, Wrap.BINARY, "($self, value, /)", "Return self+value.");
  def(N.__radd__, Slot.add, slotAdd.index, Wrap.BINARY_R, "($self, value, /)", "Return value+self.");
  def(N.__sub__, Slot.subtract, slotSubtract.index, Wrap.BINARY, "($self, value, /)", "Return self-value.");
  def(N.__rsub__, Slot.subtract, slotSubtract.index, Wrap.BINARY_R, "($self, value, /)", "Return value-self.");
  def(N.__mul__, Slot.multiply, slotMultiply.index, Wrap.BINARY, "($self, value, /)", "Return self*value.");
  def(N.__rmul__, Slot.multiply, slotMultiply.index, Wrap.BINARY_R, "($self, value, /)", "Return value*self.");
  def(N.__mod__, Slot.remainder, slotRemainder.index, Wrap.BINARY, "($self, value, /)", "Return self%value.");
  def(N.__rmod__, Slot.remainder, slotRemainder.index, Wrap.BINARY_R, "($self, value, /)", "Return value%self.");
  def(N.__divmod__, Slot.divmod, slotDivmod.index, Wrap.BINARY, "($self, value, /)", "Return divmod(self, value).");
  def(N.__rdivmod__, Slot.divmod, slotDivmod.index, Wrap.BINARY_R, "($self, value, /)", "Return divmod(value, self).");
  def(N.__pow__, Slot.power, slotPower.index, Wrap.TERNARY, "($self, value, mod=None, /)", "Return pow(self, value, mod).");
  def(N.__rpow__, Slot.power, slotPower.index, Wrap.TERNARY_R, "($self, value, mod=None, /)", "Return pow(value, self, mod).");
  def(N.__lshift__, Slot.lshift, slotLshift.index, Wrap.BINARY, "($self, value, /)", "Return self<<value.");
  def(N.__rlshift__, Slot.lshift, slotLshift.index, Wrap.BINARY_R, "($self, value, /)", "Return value<<self.");
  def(N.__rshift__, Slot.rshift, slotRshift.index, Wrap.BINARY, "($self, value, /)", "Return self>>value.");
  def(N.__rrshift__, Slot.rshift, slotRshift.index, Wrap.BINARY_R, "($self, value, /)", "Return value>>self.");
  def(N.__and__, Slot.and, slotAnd.index, Wrap.BINARY, "($self, value, /)", "Return self&value.");
  def(N.__rand__, Slot.and, slotAnd.index, Wrap.BINARY_R, "($self, value, /)", "Return value&self.");
  def(N.__xor__, Slot.xor, slotXor.index, Wrap.BINARY, "($self, value, /)", "Return self^value.");
  def(N.__rxor__, Slot.xor, slotXor.index, Wrap.BINARY_R, "($self, value, /)", "Return value^self.");
  def(N.__or__, Slot.or, slotOr.index, Wrap.BINARY, "($self, value, /)", "Return self|value.");
  def(N.__ror__, Slot.or, slotOr.index, Wrap.BINARY_R, "($self, value, /)", "Return value|self.");
  def(N.__floordiv__, Slot.floorDivide, slotFloorDivide.index, Wrap.BINARY, "($self, value, /)", "Return self//value.");
  def(N.__rfloordiv__, Slot.floorDivide, slotFloorDivide.index, Wrap.BINARY_R, "($self, value, /)", "Return value//self.");
  def(N.__truediv__, Slot.trueDivide, slotTrueDivide.index, Wrap.BINARY, "($self, value, /)", "Return self/value.");
  def(N.__rtruediv__, Slot.trueDivide, slotTrueDivide.index, Wrap.BINARY_R, "($self, value, /)", "Return value/self.");
  def(N.__matmul__, Slot.matrixMultiply, slotMatrixMultiply.index, Wrap.BINARY, "($self, value, /)", "Return self@value.");
  def(N.__rmatmul__, Slot.matrixMultiply, slotMatrixMultiply.index, Wrap.BINARY_R, "($self, value, /)", "Return value@self.");
  def(N.__neg__, Slot.negative, slotNegative.index, Wrap.UNARY, "($self, /)", "-self");
  def(N.__pos__, Slot.positive, slotPositive.index, Wrap.UNARY, "($self, /)", "+self");
  def(N.__abs__, Slot.absolute, slotAbsolute.index, Wrap.UNARY, "($self, /)", "abs(self)");
  def(N.__bool__, Slot.bool_, slotBool.index, Wrap.BOOL, "($self, /)", "True if self else False");
  def(N.__invert__, Slot.invert, slotInvert.index, Wrap.UNARY, "($self, /)", "~self");
  def(N.__int__, Slot.int_, slotInt.index, Wrap.UNARY, "($self, /)", "int(self)");
  def(N.__float__, Slot.float_, slotFloat.index, Wrap.UNARY, "($self, /)", "float(self)");
  def(N.__index__, Slot.index, slotIndex.index, Wrap.UNARY, "($self, /)", "Return self converted to an integer, if self is suitable for use as an index into a list.");
  def(N.__iadd__, Slot.inplaceAdd, slotInplaceAdd.index, Wrap.BINARY, "($self, value, /)", "Return self+=value.");
  def(N.__isub__, Slot.inplaceSubtract, slotInplaceSubtract.index, Wrap.BINARY, "($self, value, /)", "Return self-=value.");
  def(N.__imul__, Slot.inplaceMultiply, slotInplaceMultiply.index, Wrap.BINARY, "($self, value, /)", "Return self*=value.");
  def(N.__imod__, Slot.inplaceRemainder, slotInplaceRemainder.index, Wrap.BINARY, "($self, value, /)", "Return self%=value.");
  def(N.__ipow__, Slot.inplacePower, slotInplacePower.index, Wrap.INPLACE_POWER, "($self, value, /)", "Return self**=value.");
  def(N.__ilshift__, Slot.inplaceLshift, slotInplaceLshift.index, Wrap.BINARY, "($self, value, /)", "Return self<<=value.");
  def(N.__irshift__, Slot.inplaceRshift, slotInplaceRshift.index, Wrap.BINARY, "($self, value, /)", "Return self>>=value.");
  def(N.__iand__, Slot.inplaceAnd, slotInplaceAnd.index, Wrap.BINARY, "($self, value, /)", "Return self&=value.");
  def(N.__ixor__, Slot.inplaceXor, slotInplaceXor.index, Wrap.BINARY, "($self, value, /)", "Return self^=value.");
  def(N.__ior__, Slot.inplaceOr, slotInplaceOr.index, Wrap.BINARY, "($self, value, /)", "Return self|=value.");
  def(N.__ifloordiv__, Slot.inplaceFloorDivide, slotInplaceFloorDivide.index, Wrap.BINARY, "($self, value, /)", "Return self//=value.");
  def(N.__itruediv__, Slot.inplaceTrueDivide, slotInplaceTrueDivide.index, Wrap.BINARY, "($self, value, /)", "Return self/=value.");
  def(N.__imatmul__, Slot.inplaceMatrixMultiply, slotInplaceMatrixMultiply.index, Wrap.BINARY, "($self, value, /)", "Return self@=value.");
  def(N.__len__, Slot.mpLength, slotLength.index, Wrap.LEN, "($self, /)", "Return len(self).");
  def(N.__getitem__, Slot.mpSubscript, slotSubscript.index, Wrap.BINARY, "($self, key, /)", "Return self[key].");
  def(N.__setitem__, Slot.mpAssSubscript, slotAssSubscript.index, Wrap.SETITEM, "($self, key, value, /)", "Set self[key] to value.");
  def(N.__delitem__, Slot.mpAssSubscript, slotAssSubscript.index, Wrap.DELITEM, "($self, key, /)", "Delete self[key].");
  def(N.__len__, Slot.sqLength, slotLength.index, Wrap.LEN, "($self, /)", "Return len(self).");
  def(N.__add__, Slot.sqConcat, 0, Wrap.BINARY, "($self, value, /)", "Return self+value.");
  def(N.__mul__, Slot.sqRepeat, 0, Wrap.REPEAT, "($self, value, /)", "Return self*value.");
  def(N.__rmul__, Slot.sqRepeat, 0, Wrap.REPEAT, "($self, value, /)", "Return value*self.");
  def(N.__getitem__, Slot.sqItem, slotItem.index, Wrap.SQ_ITEM, "($self, key, /)", "Return self[key].");
  def(N.__setitem__, Slot.sqAssItem, slotAssItem.index, Wrap.SQ_SETITEM, "($self, key, value, /)", "Set self[key] to value.");
  def(N.__delitem__, Slot.sqAssItem, slotAssItem.index, Wrap.SQ_DELITEM, "($self, key, /)", "Delete self[key].");
  def(N.__contains__, Slot.sqContains, slotContains.index, Wrap.CONTAINS, "($self, key, /)", "Return bool(key in self).");
  def(N.__iadd__, Slot.sqInplaceConcat, 0, Wrap.BINARY, "($self, value, /)", "Implement self+=value.");
  def(N.__imul__, Slot.sqInplaceRepeat, 0, Wrap.REPEAT, "($self, value, /)", "Implement self*=value.");
  def(N.__await__, Slot.await_, slotAwait.index, Wrap.UNARY, "($self, /)", "Return an iterator to be used in await expression.");
  def(N.__aiter__, Slot.aiter, slotAiter.index, Wrap.UNARY, "($self, /)", "Return an awaitable, that resolves in asynchronous iterator.");
  def(N.__anext__, Slot.anext, slotAnext.index, Wrap.UNARY, "($self, /)", "Return a value or raise StopAsyncIteration.");
  def(N.__del__, Slot.finalize, slotFinalize.index, Wrap.FINALIZE, "($self, /)", "Called when the instance is about to be destroyed.");
  def(N.__buffer__, Slot.getbuffer, slotGetbuffer.index, Wrap.BUFFER, "($self, flags, /)", "Return a buffer object that exposes the underlying memory of the object.");
  def(N.__release_buffer__, Slot.releasebuffer, slotReleasebuffer.index, Wrap.RELEASE_BUFFER, "($self, buffer, /)", "Release the buffer object that exposes the underlying memory of the object.");
}

/** Puts a wrapper descriptor into the dict of a built-in type for each slot that it has itself. */
export function addSlotWrappers(type: usize): void {
  const count = runtime().slotCount;
  const dict = typeView(type).dict;
  for (let i: u32 = 0; i < count; i++) {
    const e = entryAt(i);
    if (e.wrap == Wrap.NONE) continue;
    const fn = load<i32>(type + <usize>e.slot);
    if (!fn || dictGetStr(dict, e.name) != NULL) continue;
    if (fn == hashNotImplemented.index && e.slot == Slot.hash) { dictSet(dict, e.name, None); continue; }
    const p = allocObject(T.wrapper_descriptor, WRAPPER_SIZE);
    store<u32>(p, <u32>changetype<usize>(e), 8);
    store<u32>(p, <u32>type, 12);
    store<u64>(p, newref(e.name), 16);
    store<u64>(p, NULL, 24);
    store<i32>(p, fn, 32);
    dictSet(dict, e.name, boxPtr(p));
    decref(boxPtr(p));
  }
}

/** Recomputes one slot of a class from its entries, `first` and its neighbours. */
function updateGroup(type: usize, first: u32): void {
  const count = runtime().slotCount;
  const slot = entryAt(first).slot;
  let specific = 0, generic = 0;
  let useGeneric = false;
  for (let i = first; i < count; i++) {
    const e = entryAt(i);
    if (e.slot != slot) break;
    const found = lookupAlongMro(type, e.name);
    if (found == NULL) continue;
    if (found == None && slot == Slot.hash) { specific = hashNotImplemented.index; continue; }
    const owner = nativeOwner(found, e);
    if (owner != 0 && isSubtype(type, owner)) {
      const fn = load<i32>(owner + <usize>slot);
      if (fn == 0) continue; // the method belongs to another slot of the same name
      generic = e.fn;
      if (specific == 0 || specific == fn) specific = fn;
      else useGeneric = true;
      continue;
    }
    if (e.fn == 0) continue; // sqConcat and its like are never called for classes: numbers come first
    useGeneric = true;
    generic = e.fn;
    if (e.name == name(N.__getattribute__)) generic = generic == slotGetattrHook.index ? slotGetattro.index : generic;
    else if (e.name == name(N.__getattr__)) generic = slotGetattrHook.index;
  }
  store<i32>(type + <usize>slot, specific && !useGeneric ? specific : generic);
}
/** The built-in type whose own slot a method found stands for, or 0. */
function nativeOwner(found: Value, e: SlotDef): usize {
  if (!isPtr(found)) return 0;
  const p = ptrOf(found);
  const kind = <usize>load<u32>(p, 4);
  if (kind == T.wrapper_descriptor) {
    if (changetype<SlotDef>(<usize>load<u32>(p, 8)).name != e.name) return 0;
    return <usize>load<u32>(p, 12);
  }
  if (kind == T.method_descriptor) {
    if (load<u64>(p, 16) != e.name) return 0;
    return <usize>load<u32>(p, 12);
  }
  if (kind == T.builtin_function_or_method && e.slot == Slot.new_) {
    const b = changetype<BuiltinFunction>(p);
    if (changetype<MethodDef>(b.def).fn == typeNewWrapper.index && isPtr(b.self)) return ptrOf(b.self);
  }
  return 0;
}
/** The first entry of the slot that entry `i` belongs to. */
function groupStart(i: u32): u32 {
  const slot = entryAt(i).slot;
  while (i > 0 && entryAt(i - 1).slot == slot) i--;
  return i;
}
function isSlotName(key: Value): Value {
  return isExact(key, T.str) ? dictGetStr(runtime().slotNames, key) : NULL;
}

/** Fills all slots of a new class, or of one whose bases changed. */
export function updateAllSlots(type: usize): void {
  const count = runtime().slotCount;
  let slot: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const e = entryAt(i);
    if (e.slot == slot) continue;
    slot = e.slot;
    updateGroup(type, i);
  }
}
/** Fills the slots of a new class with one base: a copy of the base's, then those that names in its own dict concern. */
export function inheritAndUpdateSlots(type: usize): void {
  const base = <usize>typeView(type).base;
  const count = runtime().slotCount;
  for (let i: u32 = 0; i < count; i++) {
    const slot = <usize>entryAt(i).slot;
    store<i32>(type + slot, load<i32>(base + slot));
  }
  const dict = typeView(type).dict;
  let i = dictNext(dict, 0);
  while (i >= 0) {
    const first = isSlotName(dictKeyAt(dict, i));
    if (first != NULL) updateNamed(type, <u32>intOf(first));
    i = dictNext(dict, i + 1);
  }
}
function updateNamed(type: usize, first: u32): void {
  let index = first;
  while (true) {
    updateGroup(type, groupStart(index));
    const next = entryAt(index).next;
    if (!next) return;
    index = next - 1;
  }
}
/** After `attribute` of a class changed: its slots, and those of all its subclasses. */
export function updateSlot(type: usize, attribute: Value): void {
  const first = isSlotName(attribute);
  if (first != NULL) updateBelow(type, <u32>intOf(first));
}
function updateBelow(type: usize, first: u32): void {
  updateNamed(type, first);
  const subclasses = typeView(type).subclasses;
  if (subclasses == NULL) return;
  let i = dictNext(subclasses, 0);
  while (i >= 0) {
    updateBelow(ptrOf(dictValueAt(subclasses, i)), first);
    i = dictNext(subclasses, i + 1);
  }
}
