// bool: the two singletons True and False, a subclass of int. Numeric slots that are not here are int's.

import { Value, NULL, True, False, isBool, boxInt, boxBool } from "../value";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, setSlot, typeSlot } from "./typeobject";
import { defType } from "./define";
import { newref } from "../memory/refcount";
import { isTrue } from "../abstract";
import { checkArgs, noKeywords } from "../args";
import { warnFmt } from "./numberwarn";

function repr(v: Value): Value { return newref(v == True ? name(N.True) : name(N.False)); }

function newBool(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("bool", kwnames) || !checkArgs("bool", nargs, 0, 1)) return NULL;
  if (nargs == 0) return False;
  const truth = isTrue(load<u64>(args));
  return truth < 0 ? NULL : boxBool(truth == 1);
}

function and(a: Value, b: Value): Value {
  if (isBool(a) && isBool(b)) return boxBool(a == True && b == True);
  return call_indirect<Value>(typeSlot(T.int, Slot.and), a, b);
}
function or(a: Value, b: Value): Value {
  if (isBool(a) && isBool(b)) return boxBool(a == True || b == True);
  return call_indirect<Value>(typeSlot(T.int, Slot.or), a, b);
}
function xor(a: Value, b: Value): Value {
  if (isBool(a) && isBool(b)) return boxBool(a != b);
  return call_indirect<Value>(typeSlot(T.int, Slot.xor), a, b);
}
function invert(v: Value): Value {
  if (!warnFmt(T.DeprecationWarning,
    "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying int object and is usually not what you expect from negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int."))
    return NULL;
  return boxInt(v == True ? -2 : -1);
}

export function init_bool(): void {
  defType(T.bool, "bool", T.int, 16, TypeFlag.INT_SUBCLASS | TypeFlag.MATCH_SELF);
  setSlot(T.bool, Slot.repr, repr.index);
  setSlot(T.bool, Slot.new_, newBool.index);
  setSlot(T.bool, Slot.and, and.index);
  setSlot(T.bool, Slot.or, or.index);
  setSlot(T.bool, Slot.xor, xor.index);
  setSlot(T.bool, Slot.invert, invert.index);
}
