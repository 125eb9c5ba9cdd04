// Calling a slot through its special method's name: what a wrapper descriptor does.

import { Value, NULL, None, boxBool, ptrOf, boxInt } from "../value";
import { T } from "../names.generated";
import { Slot, typeOf, typeSlot } from "./typeobject";
import { SlotDef, Wrap } from "./slots";
import { staticBase } from "./typeparts";
import { tupleSize } from "./tupleobject";
import { newInt } from "./int";
import { raise, raiseFmt, errorOccurred, raiseBare } from "../errors";
import { indexI64 } from "../abstract";
import { wrapBuffer, wrapReleaseBuffer } from "./slotbuffer";

function arity(nargs: i32, want: i32): bool {
  if (nargs == want) return true;
  raiseFmt(T.TypeError, want == 1 ? "expected %d argument, got %d" : "expected %d arguments, got %d", boxInt(want), boxInt(nargs));
  return false;
}
function arityRange(nargs: i32, low: i32, high: i32): bool {
  if (nargs >= low && nargs <= high) return true;
  const limit = nargs < low ? low : high;
  raiseFmt(T.TypeError, nargs < low
    ? (limit == 1 ? "expected at least %d argument, got %d" : "expected at least %d arguments, got %d")
    : (limit == 1 ? "expected at most %d argument, got %d" : "expected at most %d arguments, got %d"), boxInt(limit), boxInt(nargs));
  return false;
}
function status(r: i32): Value { return r < 0 ? NULL : None; }

/** A sequence index from an argument: negative ones count from the end. -1 with an exception set on failure. */
function sequenceIndex(self: Value, arg: Value): i64 {
  let i = indexI64(arg, T.OverflowError);
  if (i == -1 && errorOccurred()) return -1;
  if (i < 0) {
    const slot = typeSlot(typeOf(self), Slot.sqLength);
    if (slot) {
      const n = call_indirect<i64>(slot, self);
      if (n < 0) return -1;
      i += n;
    }
  }
  return i;
}

/** object.__setattr__ and its like must not be applied past a built-in type's own: Carlo Verre's hack. */
function mayApply(self: Value, fn: i32, what: string): bool {
  const own = typeSlot(staticBase(typeOf(self)), Slot.setattro);
  if (own == fn || own == 0) return true;
  raiseFmt(T.TypeError, what, self);
  return false;
}

/** Calls the slot function `fn` for `self` by the rules of `def`. Arguments borrowed, result owned. */
export function callWrapped(def: SlotDef, fn: i32, self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const wrap = <i32>def.wrap;
  if (wrap == Wrap.CALL) return call_indirect<Value>(fn, self, args, nargs, kwnames);
  if (wrap == Wrap.INIT) return status(call_indirect<i32>(fn, self, args, nargs, kwnames));
  if (kwnames != NULL && tupleSize(kwnames)) return raiseFmt(T.TypeError, "wrapper %s() takes no keyword arguments", def.name);
  const a = nargs > 0 ? load<u64>(args) : NULL;
  const b = nargs > 1 ? load<u64>(args, 8) : NULL;
  switch (wrap) {
    case Wrap.UNARY: return arity(nargs, 0) ? call_indirect<Value>(fn, self) : NULL;
    case Wrap.BINARY: return arity(nargs, 1) ? call_indirect<Value>(fn, self, a) : NULL;
    case Wrap.BINARY_R: return arity(nargs, 1) ? call_indirect<Value>(fn, a, self) : NULL;
    case Wrap.TERNARY: return arityRange(nargs, 1, 2) ? call_indirect<Value>(fn, self, a, nargs > 1 ? b : None) : NULL;
    case Wrap.TERNARY_R: return arityRange(nargs, 1, 2) ? call_indirect<Value>(fn, a, self, nargs > 1 ? b : None) : NULL;
    case Wrap.INPLACE_POWER: return arityRange(nargs, 1, 2) ? call_indirect<Value>(fn, self, a, nargs > 1 ? b : None) : NULL;
    case Wrap.BOOL: {
      if (!arity(nargs, 0)) return NULL;
      const r = call_indirect<i32>(fn, self);
      return r < 0 ? NULL : boxBool(r != 0);
    }
    case Wrap.LEN: case Wrap.HASH: {
      if (!arity(nargs, 0)) return NULL;
      const n = call_indirect<i64>(fn, self);
      return n == -1 && errorOccurred() ? NULL : newInt(n);
    }
    case Wrap.SETATTR: {
      if (!arity(nargs, 2)) return NULL;
      return mayApply(self, fn, "can't apply this __setattr__ to %T object") ? status(call_indirect<i32>(fn, self, a, b)) : NULL;
    }
    case Wrap.DELATTR: {
      if (!arity(nargs, 1)) return NULL;
      return mayApply(self, fn, "can't apply this __delattr__ to %T object") ? status(call_indirect<i32>(fn, self, a, NULL)) : NULL;
    }
    case Wrap.COMPARE_LT: case Wrap.COMPARE_LE: case Wrap.COMPARE_EQ: case Wrap.COMPARE_NE: case Wrap.COMPARE_GT: case Wrap.COMPARE_GE:
      return arity(nargs, 1) ? call_indirect<Value>(fn, self, a, wrap - Wrap.COMPARE_LT) : NULL;
    case Wrap.NEXT: {
      if (!arity(nargs, 0)) return NULL;
      const r = call_indirect<Value>(fn, self);
      return r == NULL && !errorOccurred() ? raiseBare(T.StopIteration) : r;
    }
    case Wrap.DESCR_GET: {
      if (!arityRange(nargs, 1, 2)) return NULL;
      const object = a == None ? NULL : a, type = b == None ? NULL : b;
      if (object == NULL && type == NULL) return raise(T.TypeError, "__get__(None, None) is invalid");
      return call_indirect<Value>(fn, self, object, type);
    }
    case Wrap.DESCR_SET: return arity(nargs, 2) ? status(call_indirect<i32>(fn, self, a, b)) : NULL;
    case Wrap.DESCR_DELETE: return arity(nargs, 1) ? status(call_indirect<i32>(fn, self, a, NULL)) : NULL;
    case Wrap.FINALIZE: {
      if (!arity(nargs, 0)) return NULL;
      call_indirect<void>(fn, ptrOf(self));
      return None;
    }
    case Wrap.SETITEM: return arity(nargs, 2) ? status(call_indirect<i32>(fn, self, a, b)) : NULL;
    case Wrap.DELITEM: return arity(nargs, 1) ? status(call_indirect<i32>(fn, self, a, NULL)) : NULL;
    case Wrap.SQ_ITEM: {
      if (!arity(nargs, 1)) return NULL;
      const i = sequenceIndex(self, a);
      return i == -1 && errorOccurred() ? NULL : call_indirect<Value>(fn, self, i);
    }
    case Wrap.SQ_SETITEM: {
      if (!arity(nargs, 2)) return NULL;
      const i = sequenceIndex(self, a);
      return i == -1 && errorOccurred() ? NULL : status(call_indirect<i32>(fn, self, i, b));
    }
    case Wrap.SQ_DELITEM: {
      if (!arity(nargs, 1)) return NULL;
      const i = sequenceIndex(self, a);
      return i == -1 && errorOccurred() ? NULL : status(call_indirect<i32>(fn, self, i, NULL));
    }
    case Wrap.REPEAT: {
      if (!arity(nargs, 1)) return NULL;
      const n = indexI64(a, T.OverflowError);
      return n == -1 && errorOccurred() ? NULL : call_indirect<Value>(fn, self, n);
    }
    case Wrap.CONTAINS: {
      if (!arity(nargs, 1)) return NULL;
      const r = call_indirect<i32>(fn, self, a);
      return r < 0 ? NULL : boxBool(r != 0);
    }
    case Wrap.BUFFER: return arity(nargs, 1) ? wrapBuffer(self, a) : NULL;
    case Wrap.RELEASE_BUFFER: return arity(nargs, 1) ? wrapReleaseBuffer(self, a) : NULL;
  }
  return raise(T.SystemError, "unknown kind of slot wrapper");
}
