// __buffer__ and __release_buffer__ (PEP 688). Classes that define them in Python are not exporters yet.

import { Value, NULL } from "../value";
import { T } from "../names.generated";
import { raiseFmt, raiseFmtI } from "../errors";
import { call1 } from "../abstract";
import { boxPtr } from "../value";

export function slotGetbuffer(self: Value, view: usize, flags: i32): i32 {
  return raiseFmtI(T.BufferError, "%T: __buffer__ methods of classes are not supported", self);
}
export function slotReleasebuffer(self: Value, view: usize): void {}
/** x.__buffer__(flags): a memoryview. */
export function wrapBuffer(self: Value, flags: Value): Value { return call1(boxPtr(T.memoryview), self); }
export function wrapReleaseBuffer(self: Value, buffer: Value): Value {
  return raiseFmt(T.TypeError, "'%T' object: the buffer was not made by this object's __buffer__", self);
}
