// The type object: its layout, its slots, and how built-in types are declared.
//
//   @0   count u32 │ type u32
//   @8   flags u32 │ version u32      version: tag of this state of the attributes, 0 = none yet; inline caches compare it
//   @16  basicsize u32 │ itemsize u32
//   @24  dictoffset u32 │ weakoffset u32   where an instance keeps its InstanceDict fields / weak reference list; 0 = none
//   @32  name Value  │ @40 qualname Value
//   @48  base u32 │ sharedKeys u32    sharedKeys: key table that instances share (core/objects/dict.ts), or 0
//   @56  bases Value │ @64 mro Value │ @72 dict Value │ @80 subclasses Value (dict of weak references, or NULL)
//   @88  weaklist u32 │ inlineValues u32   inlineValues: attribute values kept inside an instance
//   @96  doc u32 │ prefix u32 │ @104 module Value
//        prefix: bytes that each instance has before its GC head. A subclass of a type of variable size (str, bytes, tuple: itemsize != 0)
//        cannot put fields behind the items, so its dict, weak references and __slots__ stand there, at negative offsets
//        (dictoffset, weakoffset and the members' offsets are then below 0 as i32: added to an address they wrap). A multiple of 8.
//   @112 slots: function-table indices, 0 = empty
//
// A slot is called with `slotN`: call_indirect over the index at `type + Slot.x`. core/objects/type.ts computes the MRO, inherits
// slots and makes the wrappers (`__add__` …) for them; this file is what the declarations of built-in types need.

import { Value, NULL, ptrOf, isPtr } from "../value";
import { T, TYPES, TYPE_STRIDE, TYPE_COUNT } from "../names.generated";
import { IMMORTAL, SLOT_DEALLOC, setRefcount } from "../memory/refcount";

@unmanaged
export class TypeObj {
  count: u32; type: u32;
  flags: u32; version: u32;
  basicsize: u32; itemsize: u32;
  dictoffset: u32; weakoffset: u32;
  name: Value; qualname: Value;
  base: u32; sharedKeys: u32;
  bases: Value; mro: Value; dict: Value; subclasses: Value;
  weaklist: u32; inlineValues: u32;
  doc: u32; prefix: u32;
  module: Value;
}

/** Offsets of the slots in a type object, with their signatures. A row without one has that of the row above. */
export const enum Slot {
  dealloc = 112, // (self: usize): void   the count reached zero: drop the fields, free the memory
  traverse = 116, // (self: usize, visit: i32, arg: usize): i32   calls visit(child: Value, arg: usize): i32 for each owned child; stops and returns its result when not 0
  clear = 120, // (self: usize): void   drops the children that can close a cycle
  finalize = 124, // (self: usize): void   __del__ and generators' close, once, before dealloc; may revive
  repr = 128, // (self: Value): Value
  str = 132, // (self: Value): Value
  hash = 136, // (self: Value): i64   -1 is an error
  call = 140, // (self: Value, args: usize, nargs: i32, kwnames: Value): Value
  getattro = 144, // (self: Value, name: Value): Value
  setattro = 148, // (self: Value, name: Value, value: Value): i32   value NULL deletes
  richcompare = 152, // (self: Value, other: Value, op: i32): Value   op is CompareOp; NotImplemented where not handled
  iter = 156, // (self: Value): Value
  iternext = 160, // (self: Value): Value   NULL without an exception: exhausted
  descrGet = 164, // (self: Value, object: Value, type: Value): Value   object or type may be NULL
  descrSet = 168, // (self: Value, object: Value, value: Value): i32   value NULL deletes
  init = 172, // (self: Value, args: usize, nargs: i32, kwnames: Value): i32
  new_ = 176, // (type: usize, args: usize, nargs: i32, kwnames: Value): Value
  add = 180, // (Value, Value): Value   number protocol; either operand may be of the type, NotImplemented where not handled
  subtract = 184,
  multiply = 188,
  remainder = 192,
  divmod = 196,
  power = 200, // (Value, Value, Value): Value   third is None when absent
  negative = 204, // (Value): Value
  positive = 208,
  absolute = 212,
  bool_ = 216, // (Value): i32   0, 1, or -1 with an exception
  invert = 220, // (Value): Value
  lshift = 224, // (Value, Value): Value
  rshift = 228,
  and = 232,
  xor = 236,
  or = 240,
  int_ = 244, // (Value): Value
  float_ = 248, // (Value): Value
  index = 252, // (Value): Value
  floorDivide = 256, // (Value, Value): Value
  trueDivide = 260,
  matrixMultiply = 264,
  inplaceAdd = 268, // (Value, Value): Value
  inplaceSubtract = 272,
  inplaceMultiply = 276,
  inplaceRemainder = 280,
  inplacePower = 284, // (Value, Value, Value): Value
  inplaceLshift = 288, // (Value, Value): Value
  inplaceRshift = 292,
  inplaceAnd = 296,
  inplaceXor = 300,
  inplaceOr = 304,
  inplaceFloorDivide = 308,
  inplaceTrueDivide = 312,
  inplaceMatrixMultiply = 316,
  sqLength = 320, // (Value): i64
  sqConcat = 324, // (Value, Value): Value
  sqRepeat = 328, // (Value, count: i64): Value
  sqItem = 332, // (Value, index: i64): Value   index already made non-negative by the caller when sqLength exists
  sqAssItem = 336, // (Value, index: i64, value: Value): i32   value NULL deletes
  sqContains = 340, // (Value, Value): i32
  sqInplaceConcat = 344, // (Value, Value): Value
  sqInplaceRepeat = 348, // (Value, count: i64): Value
  mpLength = 352, // (Value): i64
  mpSubscript = 356, // (Value, key: Value): Value
  mpAssSubscript = 360, // (Value, key: Value, value: Value): i32   value NULL deletes
  await_ = 364, // (Value): Value
  aiter = 368, // (Value): Value
  anext = 372, // (Value): Value
  send = 376, // (self: Value, arg: Value, result: usize): i32   am_send: 0 return, 1 next, -1 error; the value at result
  getbuffer = 380, // (self: Value, view: usize, flags: i32): i32   fills a core/objects/buffer.ts Buffer
  releasebuffer = 384, // (self: Value, view: usize): void
  end = 388,
}
export const TYPE_SIZE: usize = 388;
export const FIRST_SLOT: usize = 112;

/** Bits of TypeObj.flags. The *_SUBCLASS bits are inherited: a fast isinstance for the core types. */
export const enum TypeFlag {
  HEAP = 1, //            made by a class statement or type(): freed like any object; instances own a reference to it
  BASETYPE = 2, //        may be subclassed
  HAVE_GC = 4, //         instances have a GC head and are tracked
  ABSTRACT = 8,
  READY = 16,
  IMMUTABLE = 32, //      attributes of the type cannot be set
  DISALLOW_NEW = 64, //   "cannot create 'x' instances"
  SEQUENCE = 128, //      match patterns: collections.abc.Sequence
  MAPPING = 256, //       match patterns: collections.abc.Mapping
  MATCH_SELF = 512, //    a class pattern's single positional matches the subject itself
  METHOD_DESCRIPTOR = 1024, // instances behave like unbound methods when called through an instance
  MANAGED_DICT = 2048, // instances have the inline values + dict fields of core/objects/instance.ts
  INT_SUBCLASS = 0x10000,
  STR_SUBCLASS = 0x20000,
  BYTES_SUBCLASS = 0x40000,
  LIST_SUBCLASS = 0x80000,
  TUPLE_SUBCLASS = 0x100000,
  DICT_SUBCLASS = 0x200000,
  EXCEPTION_SUBCLASS = 0x400000,
  TYPE_SUBCLASS = 0x800000,
  FLOAT_SUBCLASS = 0x1000000,
  SET_SUBCLASS = 0x2000000,
}

export const enum CompareOp { LT, LE, EQ, NE, GT, GE }

/** The type of any value: an address, borrowed. */
export function typeOf(v: Value): usize {
  if (isPtr(v)) return <usize>load<u32>(ptrOf(v), 4);
  return typeOfImmediate(v);
}
function typeOfImmediate(v: Value): usize {
  if (v < NULL) return T.float;
  if (v >>> 48 == 0xFFFE) return T.int;
  switch (<i32>v & 0xF) {
    case 1: return T.NoneType;
    case 2: case 3: return T.bool;
    case 4: return T.NotImplementedType;
    case 5: return T.ellipsis;
  }
  return 0; // NULL
}

/** Whether `v` is an object (not an immediate) whose type is exactly `type`. */
export function isExact(v: Value, type: usize): bool {
  return isPtr(v) && load<u32>(ptrOf(v), 4) == <u32>type;
}
/** Whether the type of `v` has a *_SUBCLASS flag. */
export function hasFlag(v: Value, flag: TypeFlag): bool {
  return (changetype<TypeObj>(typeOf(v)).flags & flag) != 0;
}
export function typeView(type: usize): TypeObj { return changetype<TypeObj>(type); }
/** The function-table index in a slot of the type of `v`, 0 when empty. */
export function slotOf(v: Value, slot: Slot): i32 { return load<i32>(typeOf(v) + <usize>slot); }
export function typeSlot(type: usize, slot: Slot): i32 { return load<i32>(type + <usize>slot); }
export function setSlot(type: usize, slot: Slot, fn: i32): void { store<i32>(type + <usize>slot, fn); }

/** Makes every static type a type object with an immortal count, before anything else exists. */
export function initStaticTypes(): void {
  assert(<usize>Slot.dealloc == SLOT_DEALLOC && TYPE_SIZE + 16 <= TYPE_STRIDE);
  for (let i = 0; i < TYPE_COUNT; i++) {
    const t = TYPES + <usize>i * TYPE_STRIDE + 16;
    memory.fill(t - 16, 0, TYPE_STRIDE);
    setRefcount(t, IMMORTAL);
    const o = changetype<TypeObj>(t);
    o.type = T.type;
    o.name = NULL; o.qualname = NULL; o.bases = NULL; o.mro = NULL; o.dict = NULL; o.subclasses = NULL; o.module = NULL;
  }
}
