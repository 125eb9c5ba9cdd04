// Parts of type objects beyond core/objects/typeobject.ts, and which type is the layout of which.
//
//   @392 slots Value: tuple of the names in __slots__ as attributes are called (private names mangled), or NULL
//   @400 staticBase u32: the built-in type whose instances ours begin with; its own address for a built-in type
//   @404 slotFields u32: how many __slots__ instances have in all, those of the bases included
//
// Instance fields of a class made by a class statement, behind those of its static base: the Values of its __slots__, then its dict, then its weak
// reference list; then the same for its subclasses. For a static base of variable size (str, bytes, tuple) dict and weak list lie in front
// of the GC head instead (TypeObj.prefix).

import { Value } from "../value";
import { TypeFlag, typeView } from "./typeobject";

export const HEAP_SLOTS: usize = 392;
export const STATIC_BASE: usize = 400;
export const SLOT_FIELDS: usize = 404;
export const TYPE_OBJECT_SIZE: usize = 416;

/** The built-in type whose layout instances of `type` begin with. */
export function staticBase(type: usize): usize {
  return typeView(type).flags & TypeFlag.HEAP ? <usize>load<u32>(type, STATIC_BASE) : type;
}
/** The names of the __slots__ that `type` itself adds, a tuple, borrowed; NULL for none. */
export function slotNamesOf(type: usize): Value { return load<u64>(type + HEAP_SLOTS); }
