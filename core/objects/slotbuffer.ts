// __buffer__ and __release_buffer__ (PEP 688): classes made in Python that export buffers.
//
// A view of such an object is a view of the memoryview that its __buffer__ gave. Its owner is a wrapper, which calls __release_buffer__ with that
// memoryview when the view is released.
//
//   _buffer_wrapper  ┌ header │ memoryview Value @8 │ object Value @16

import { Value, NULL, boxInt, boxPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { clearError, errorOccurred, fetchError, raise, raiseFmtI, raiseI, restoreError } from "../errors";
import { call1, callMethod0, lookupSpecial } from "../abstract";
import { allocObject, gcTrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { defType } from "./define";
import { setSlot, Slot, slotOf, TypeFlag } from "./typeobject";
import { BufferView, getBuffer, releaseBuffer } from "./buffer";
import { isMemoryView } from "./memoryview";
import { deallocTwo, traverseTwo } from "./ownedvalues";

export function slotGetbuffer(self: Value, view: usize, flags: i32): i32 {
  const method = lookupSpecial(self, name(N.__buffer__));
  if (method == NULL) return errorOccurred() ? -1 : raiseFmtI(T.TypeError, "a bytes-like object is required, not '%T'", self);
  const given = call1(method, boxInt(flags));
  decref(method);
  if (given == NULL) return -1;
  if (!isMemoryView(given)) { decref(given); return raiseI(T.TypeError, "__buffer__ returned non-memoryview object"); }
  if (getBuffer(given, view, flags) < 0) { decref(given); return -1; }
  const p = allocObject(T._buffer_wrapper, 24);
  if (!p) { releaseBuffer(view); decref(given); return -1; }
  store<u64>(p, given, 8);
  store<u64>(p, newref(self), 16);
  gcTrack(p);
  const b = changetype<BufferView>(view);
  decref(b.obj);
  b.obj = boxPtr(p);
  return 0;
}
/** The wrapper does it. */
export function slotReleasebuffer(self: Value, view: usize): void {}

function wrapperRelease(wrapper: Value, view: usize): void {
  const given = load<u64>(ptrOf(wrapper), 8), object = load<u64>(ptrOf(wrapper), 16);
  const pending = fetchError();
  call_indirect<void>(slotOf(given, Slot.releasebuffer), given, view);
  const method = lookupSpecial(object, name(N.__release_buffer__));
  if (method != NULL) {
    const r = call1(method, given);
    decref(method);
    decref(r);
  }
  clearError();
  const r = callMethod0(given, name(N.release)); // it may have been kept by another view
  decref(r);
  clearError();
  restoreError(pending);
}

/** x.__buffer__(flags): a memoryview. */
export function wrapBuffer(self: Value, flags: Value): Value { return call1(boxPtr(T.memoryview), self); }
/** x.__release_buffer__(view) of a built-in exporter: lets go of a memoryview that __buffer__ gave. */
export function wrapReleaseBuffer(self: Value, buffer: Value): Value {
  if (!isMemoryView(buffer)) return raise(T.TypeError, "expected a memoryview object");
  return callMethod0(buffer, name(N.release));
}

export function init_slotbuffer(): void {
  defType(T._buffer_wrapper, "_buffer_wrapper", T.object, 24, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(T._buffer_wrapper, Slot.dealloc, deallocTwo.index);
  setSlot(T._buffer_wrapper, Slot.traverse, traverseTwo.index);
  setSlot(T._buffer_wrapper, Slot.releasebuffer, wrapperRelease.index);
}
