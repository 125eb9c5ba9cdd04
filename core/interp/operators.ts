// The slow paths of operators, items and truth: what the evaluation loop does when the operands are not two small ints or two floats.
// Helpers as eval.ts describes them: they take sp and return the new one, or FAILED.

import { Value, NULL, None, isInt, isPtr, intOf, ptrOf, boxBool } from "../value";
import { current } from "../state";
import { T } from "../names.generated";
import { CompareOp, isExact } from "../objects/typeobject";
import { decref, refcountOf } from "../memory/refcount";
import {
  add, subtract, multiply, trueDivide, floorDivide, remainder, bitAnd, bitOr, bitXor, lshift, rshift, power, matrixMultiply, inplaceAdd, inplaceSubtract,
  inplaceMultiply, inplaceTrueDivide, inplaceFloorDivide, inplaceRemainder, inplacePower, inplaceMatrixMultiply, inplaceAnd, inplaceOr, inplaceXor,
  inplaceLshift, inplaceRshift, richCompare, isTrue, negative, invert, contains, getItem, setItem,
} from "../abstract";
import { strAppend } from "../objects/strmake";
import { sliceNew } from "../objects/sliceobject";
import { Op, BinaryOp } from "./opcodes.generated";
import { Frame, FRAME_LOCALS } from "./framelayout";
import { FAILED } from "./status";
import { due, specializeSubscr, specializeStoreSubscr } from "./caches";

/** Puts `r` in the place of the two operands, which are dropped. */
export function replace2(sp: usize, r: Value): usize {
  if (r == NULL) return FAILED;
  const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
  store<u64>(sp - 16, r);
  decref(a);
  decref(b);
  return sp - 8;
}

/**
 * `s += x` for strs: whether `a`, the first operand, came from the local that the next instruction stores the sum in, and nobody else holds it. If so
 * the local and the stack have given it up: its one reference is the caller's, and it can grow in place.
 */
function takeFromLocal(sp: usize, a: Value, b: Value): bool {
  if (!isPtr(a) || !isPtr(b) || refcountOf(ptrOf(a)) != 2 || !isExact(a, T.str) || !isExact(b, T.str)) return false;
  const fp = <usize>current().frame;
  const next = load<u32>(<usize>changetype<Frame>(fp).pc, 4); // behind the cache of the operator
  const op = next & 0xFF;
  if (op != Op.STORE_FAST && op != Op.STORE_FAST_LOAD_FAST) return false;
  const at = fp + (<usize>(op == Op.STORE_FAST ? next >>> 8 : next >>> 20) << 3) + FRAME_LOCALS;
  if (load<u64>(at) != a) return false;
  store<u64>(at, NULL);
  store<u64>(sp - 16, NULL);
  decref(a);
  return true;
}

/** left, right -- result of the instruction `op` */
export function binarySlow(sp: usize, op: u32): usize {
  const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
  let r: Value;
  switch (op) {
    case Op.BINARY_ADD: r = takeFromLocal(sp, a, b) ? strAppend(a, b) : add(a, b); break;
    case Op.BINARY_SUBTRACT: r = subtract(a, b); break;
    case Op.BINARY_MULTIPLY: r = multiply(a, b); break;
    case Op.BINARY_TRUE_DIVIDE: r = trueDivide(a, b); break;
    case Op.BINARY_FLOOR_DIVIDE: r = floorDivide(a, b); break;
    case Op.BINARY_REMAINDER: r = remainder(a, b); break;
    case Op.BINARY_AND: r = bitAnd(a, b); break;
    case Op.BINARY_OR: r = bitOr(a, b); break;
    case Op.BINARY_XOR: r = bitXor(a, b); break;
    case Op.BINARY_LSHIFT: r = lshift(a, b); break;
    case Op.BINARY_RSHIFT: r = rshift(a, b); break;
    case Op.INPLACE_ADD: r = takeFromLocal(sp, a, b) ? strAppend(a, b) : inplaceAdd(a, b); break;
    case Op.INPLACE_SUBTRACT: r = inplaceSubtract(a, b); break;
    default: r = inplaceMultiply(a, b); break;
  }
  return replace2(sp, r);
}

/** left, right -- result of BINARY_OP's operator `op` (BinaryOp) */
export function binaryOpSlow(sp: usize, op: usize): usize {
  const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
  let r: Value;
  switch (<i32>op) {
    case BinaryOp.ADD: r = add(a, b); break;
    case BinaryOp.AND: r = bitAnd(a, b); break;
    case BinaryOp.FLOOR_DIVIDE: r = floorDivide(a, b); break;
    case BinaryOp.LSHIFT: r = lshift(a, b); break;
    case BinaryOp.MATRIX_MULTIPLY: r = matrixMultiply(a, b); break;
    case BinaryOp.MULTIPLY: r = multiply(a, b); break;
    case BinaryOp.REMAINDER: r = remainder(a, b); break;
    case BinaryOp.OR: r = bitOr(a, b); break;
    case BinaryOp.POWER: r = power(a, b); break;
    case BinaryOp.RSHIFT: r = rshift(a, b); break;
    case BinaryOp.SUBTRACT: r = subtract(a, b); break;
    case BinaryOp.TRUE_DIVIDE: r = trueDivide(a, b); break;
    case BinaryOp.XOR: r = bitXor(a, b); break;
    case BinaryOp.INPLACE_ADD: r = inplaceAdd(a, b); break;
    case BinaryOp.INPLACE_AND: r = inplaceAnd(a, b); break;
    case BinaryOp.INPLACE_FLOOR_DIVIDE: r = inplaceFloorDivide(a, b); break;
    case BinaryOp.INPLACE_LSHIFT: r = inplaceLshift(a, b); break;
    case BinaryOp.INPLACE_MATRIX_MULTIPLY: r = inplaceMatrixMultiply(a, b); break;
    case BinaryOp.INPLACE_MULTIPLY: r = inplaceMultiply(a, b); break;
    case BinaryOp.INPLACE_REMAINDER: r = inplaceRemainder(a, b); break;
    case BinaryOp.INPLACE_OR: r = inplaceOr(a, b); break;
    case BinaryOp.INPLACE_POWER: r = inplacePower(a, b); break;
    case BinaryOp.INPLACE_RSHIFT: r = inplaceRshift(a, b); break;
    case BinaryOp.INPLACE_SUBTRACT: r = inplaceSubtract(a, b); break;
    case BinaryOp.INPLACE_TRUE_DIVIDE: r = inplaceTrueDivide(a, b); break;
    default: r = inplaceXor(a, b); break;
  }
  return replace2(sp, r);
}

/** left, right -- result */
export function compareSlow(sp: usize, op: CompareOp): usize {
  return replace2(sp, richCompare(load<u64>(sp - 16), load<u64>(sp - 8), op));
}

/** Truth of a value that is not a bool or None: 0, 1, or -1 with an exception. */
export function truthSlow(v: Value): i32 {
  if (isInt(v)) return intOf(v) != 0 ? 1 : 0;
  return isTrue(v);
}

/** value -- -value */
export function unaryNegative(sp: usize): usize { return replace1(sp, negative(load<u64>(sp - 8))); }
/** value -- ~value */
export function unaryInvert(sp: usize): usize { return replace1(sp, invert(load<u64>(sp - 8))); }
/** Puts `r` in the place of the one operand, which is dropped. */
export function replace1(sp: usize, r: Value): usize {
  if (r == NULL) return FAILED;
  const a = load<u64>(sp - 8);
  store<u64>(sp - 8, r);
  decref(a);
  return sp;
}

/** item, container -- bool; `negate` for `not in` */
export function containsOp(sp: usize, negate: usize): usize {
  const r = contains(load<u64>(sp - 8), load<u64>(sp - 16));
  if (r < 0) return FAILED;
  return replace2(sp, boxBool((r != 0) != (negate != 0)));
}

/** container, key -- value */
export function subscr(sp: usize, pc: usize): usize {
  if (due(pc)) specializeSubscr(load<u64>(sp - 16), load<u64>(sp - 8), pc);
  return replace2(sp, getItem(load<u64>(sp - 16), load<u64>(sp - 8)));
}
/** value, container, key -- */
export function storeSubscr(sp: usize, pc: usize): usize {
  if (due(pc)) specializeStoreSubscr(load<u64>(sp - 16), load<u64>(sp - 8), pc);
  if (setItem(load<u64>(sp - 16), load<u64>(sp - 8), load<u64>(sp - 24)) < 0) return FAILED;
  return drop3(sp);
}
/** Drops three values; the new sp. */
export function drop3(sp: usize): usize {
  decref(load<u64>(sp - 8));
  decref(load<u64>(sp - 16));
  decref(load<u64>(sp - 24));
  return sp - 24;
}
/** container, key -- */
export function deleteSubscr(sp: usize): usize {
  if (setItem(load<u64>(sp - 16), load<u64>(sp - 8), NULL) < 0) return FAILED;
  decref(load<u64>(sp - 8));
  decref(load<u64>(sp - 16));
  return sp - 16;
}
/** container, start, stop -- value */
export function binarySlice(sp: usize): usize {
  const slice = sliceNew(load<u64>(sp - 16), load<u64>(sp - 8), None);
  if (slice == NULL) return FAILED;
  const r = getItem(load<u64>(sp - 24), slice);
  decref(slice);
  if (r == NULL) return FAILED;
  drop3(sp);
  store<u64>(sp - 24, r);
  return sp - 16;
}
/** value, container, start, stop -- */
export function storeSlice(sp: usize): usize {
  const slice = sliceNew(load<u64>(sp - 16), load<u64>(sp - 8), None);
  if (slice == NULL) return FAILED;
  const r = setItem(load<u64>(sp - 24), slice, load<u64>(sp - 32));
  decref(slice);
  if (r < 0) return FAILED;
  drop3(sp);
  decref(load<u64>(sp - 32));
  return sp - 32;
}
/** start, stop (and step when n is 3) -- slice */
export function buildSlice(sp: usize, n: usize): usize {
  const at = sp - (n << 3);
  const slice = sliceNew(load<u64>(at), load<u64>(at, 8), n == 3 ? load<u64>(at, 16) : None);
  if (slice == NULL) return FAILED;
  for (let i: usize = 0; i < n; i++) decref(load<u64>(at + (i << 3)));
  store<u64>(at, slice);
  return at + 8;
}
