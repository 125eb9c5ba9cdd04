// Asynchronous generators. Awaitables of __anext__, asend, athrow and aclose to come with the type.

import { Value, NULL, ptrOf, boxPtr } from "../value";
import { T } from "../names.generated";
import { allocObject, gcTrack } from "../memory/object";
import { newref } from "../memory/refcount";

/** The mark that tells a yielded value from what an inner await hands out. */
export function asyncGenWrap(v: Value): Value {
  const p = allocObject(T.async_generator_wrapped_value, 16);
  if (!p) return NULL;
  store<u64>(p, newref(v), 8);
  gcTrack(p);
  return boxPtr(p);
}
export function finalizeAsyncGen(v: Value): bool { return false; }
