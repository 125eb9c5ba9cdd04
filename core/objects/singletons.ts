// NoneType, NotImplementedType and ellipsis: types with one instance, an immediate value (core/value.ts).

import { Value, NULL, None, NotImplemented, Ellipsis } from "../value";
import { T } from "../names.generated";
import { Slot, setSlot, typeView } from "./typeobject";
import { defType, method, METH_NOARGS } from "./define";
import { strFromLiteral } from "./strnew";
import { tupleSize } from "./tupleobject";
import { raise, raiseI } from "../errors";

function plain(nargs: i32, kwnames: Value): bool { return nargs == 0 && (kwnames == NULL || tupleSize(kwnames) == 0); }
function newNone(type: usize, args: usize, nargs: i32, kwnames: Value): Value { return plain(nargs, kwnames) ? None : raise(T.TypeError, "NoneType takes no arguments"); }
function newNotImplemented(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  return plain(nargs, kwnames) ? NotImplemented : raise(T.TypeError, "NotImplementedType takes no arguments");
}
function newEllipsis(type: usize, args: usize, nargs: i32, kwnames: Value): Value { return plain(nargs, kwnames) ? Ellipsis : raise(T.TypeError, "EllipsisType takes no arguments"); }
function noneRepr(self: Value): Value { return strFromLiteral("None"); }
function notImplementedRepr(self: Value): Value { return strFromLiteral("NotImplemented"); }
function ellipsisRepr(self: Value): Value { return strFromLiteral("Ellipsis"); }
function noneBool(self: Value): i32 { return 0; }
function noneHash(self: Value): i64 { return 0xFCA86420; }
function singletonHash(self: Value): i64 { return <i64>(self & 0xFFFF) * 0x9E3779B1; }
function notImplementedBool(self: Value): i32 { return raiseI(T.TypeError, "NotImplemented should not be used in a boolean context"); }

export function initSingletons(): void {
  let t = T.NoneType;
  defType(t, "NoneType", T.object, 8, 0);
  typeView(t).doc = <u32>changetype<usize>("The type of the None singleton.");
  setSlot(t, Slot.new_, newNone.index);
  setSlot(t, Slot.repr, noneRepr.index);
  setSlot(t, Slot.bool_, noneBool.index);
  setSlot(t, Slot.hash, noneHash.index);
  t = T.NotImplementedType;
  defType(t, "NotImplementedType", T.object, 8, 0);
  typeView(t).doc = <u32>changetype<usize>("The type of the NotImplemented singleton.");
  setSlot(t, Slot.new_, newNotImplemented.index);
  setSlot(t, Slot.repr, notImplementedRepr.index);
  setSlot(t, Slot.bool_, notImplementedBool.index);
  setSlot(t, Slot.hash, singletonHash.index);
  method(t, "__reduce__", notImplementedRepr.index, METH_NOARGS);
  t = T.ellipsis;
  defType(t, "ellipsis", T.object, 8, 0);
  typeView(t).doc = <u32>changetype<usize>("The type of the Ellipsis singleton.");
  setSlot(t, Slot.new_, newEllipsis.index);
  setSlot(t, Slot.repr, ellipsisRepr.index);
  setSlot(t, Slot.hash, singletonHash.index);
  method(t, "__reduce__", ellipsisRepr.index, METH_NOARGS);
}
