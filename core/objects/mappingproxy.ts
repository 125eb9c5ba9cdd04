// mappingproxy: a read-only view of a mapping (`cls.__dict__`).
//
//   ┌ header │ mapping Value @8 ┐

import { Value, NULL, None, boxPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, setSlot, typeView, hasFlag, isExact } from "./typeobject";
import { defType, method, METH_NOARGS, METH_O, METH_FAST, METH_CLASS } from "./define";
import { genericAlias } from "./genericalias";
import { checkArgs, parseArgs } from "../args";
import { pushArgs, popArgs } from "../interp/argstack";
import { allocObject, gcTrack } from "../memory/object";
import { newref } from "../memory/refcount";
import { raiseFmt } from "../errors";
import { getItem, lenOf, contains, getIter, richCompare, hashOf, strOf, callMethod0, callMethod2, bitOr, isMapping } from "../abstract";
import { formatMessage } from "../format";
import { deallocOne, traverseOne } from "./ownedvalues";

function mapping(self: Value): Value { return load<u64>(ptrOf(self), 8); }

/** A proxy of `m` (borrowed). NULL with MemoryError. */
export function newMappingProxy(m: Value): Value {
  const p = allocObject(T.mappingproxy, 16);
  if (!p) return NULL;
  store<u64>(p, newref(m), 8);
  gcTrack(p);
  return boxPtr(p);
}
function make(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(1);
  if (!out) return NULL;
  const ok = parseArgs("mappingproxy", "mapping", args, nargs, kwnames, out);
  const m = load<u64>(out);
  popArgs(out);
  if (!ok) return NULL;
  if (!isMapping(m) || hasFlag(m, TypeFlag.LIST_SUBCLASS) || hasFlag(m, TypeFlag.TUPLE_SUBCLASS)) return raiseFmt(T.TypeError, "mappingproxy() argument must be a mapping, not %T", m);
  return newMappingProxy(m);
}
function length(self: Value): i64 { return lenOf(mapping(self)); }
function subscript(self: Value, key: Value): Value { return getItem(mapping(self), key); }
function has(self: Value, key: Value): i32 { return contains(mapping(self), key); }
function iter(self: Value): Value { return getIter(mapping(self)); }
function repr(self: Value): Value { return formatMessage("mappingproxy(%r)", mapping(self), NULL, NULL, NULL); }
function str(self: Value): Value { return strOf(mapping(self)); }
function hash(self: Value): i64 { return hashOf(mapping(self)); }
function compare(self: Value, other: Value, op: i32): Value { return richCompare(mapping(self), isExact(other, T.mappingproxy) ? mapping(other) : other, op); }
function or(a: Value, b: Value): Value {
  if (isExact(a, T.mappingproxy)) a = mapping(a);
  if (isExact(b, T.mappingproxy)) b = mapping(b);
  return bitOr(a, b);
}
function inplaceOr(a: Value, b: Value): Value { return raiseFmt(T.TypeError, "'|=' is not supported by %T; use '|' instead", a); }
function get(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("get", nargs, 1, 2)) return NULL;
  return callMethod2(mapping(self), name(N.get), load<u64>(args), nargs > 1 ? load<u64>(args, 8) : None);
}
function keys(self: Value): Value { return callMethod0(mapping(self), name(N.keys)); }
function values(self: Value): Value { return callMethod0(mapping(self), name(N.values)); }
function items(self: Value): Value { return callMethod0(mapping(self), name(N.items)); }
function copy(self: Value): Value { return callMethod0(mapping(self), name(N.copy)); }
function reversed(self: Value): Value { return callMethod0(mapping(self), name(N.__reversed__)); }

export function initMappingProxy(): void {
  const t = T.mappingproxy;
  defType(t, "mappingproxy", T.object, 16, TypeFlag.HAVE_GC | TypeFlag.MAPPING);
  typeView(t).doc = <u32>changetype<usize>("Read-only proxy of a mapping.");
  setSlot(t, Slot.new_, make.index);
  setSlot(t, Slot.mpLength, length.index);
  setSlot(t, Slot.mpSubscript, subscript.index);
  setSlot(t, Slot.sqContains, has.index);
  setSlot(t, Slot.iter, iter.index);
  setSlot(t, Slot.repr, repr.index);
  setSlot(t, Slot.str, str.index);
  setSlot(t, Slot.hash, hash.index);
  setSlot(t, Slot.richcompare, compare.index);
  setSlot(t, Slot.or, or.index);
  setSlot(t, Slot.inplaceOr, inplaceOr.index);
  setSlot(t, Slot.dealloc, deallocOne.index);
  setSlot(t, Slot.traverse, traverseOne.index);
  method(t, "get", get.index, METH_FAST, "($self, key, default=None, /)", "Return the value for key if key is in the mapping, else default.");
  method(t, "keys", keys.index, METH_NOARGS, "($self, /)", "a set-like object providing a view on D's keys");
  method(t, "values", values.index, METH_NOARGS, "($self, /)", "an object providing a view on D's values");
  method(t, "items", items.index, METH_NOARGS, "($self, /)", "a set-like object providing a view on D's items");
  method(t, "copy", copy.index, METH_NOARGS, "($self, /)", "a shallow copy of D");
  method(t, "__class_getitem__", genericAlias.index, METH_O | METH_CLASS, "($cls, object, /)", "See PEP 585");
  method(t, "__reversed__", reversed.index, METH_NOARGS, "($self, /)", "D.__reversed__() -> reverse iterator");
}
