// What the host has staged: the answer of a host call that is longer than a number, which core fetches with hostTake as soon as it has room for it.

import { Value } from "../value";
import { hostTake } from "../host.generated";
import { alloc, free } from "../memory/alloc";
import { outOfMemory } from "../errors";
import { bytesFrom } from "../objects/bytesobject";
import { marshalLoad } from "./marshalread";

/** The `n` bytes as bytes, owned; NULL with MemoryError. */
export function stagedBytes(n: i32): Value {
  const block = taken(n);
  if (!block) return outOfMemory();
  const r = bytesFrom(block, n);
  free(block);
  return r;
}
/** The `n` bytes of marshal as the object they hold, owned; NULL with an exception. */
export function stagedObject(n: i32): Value {
  const block = taken(n);
  if (!block) return outOfMemory();
  const v = marshalLoad(block, n);
  free(block);
  return v;
}
function taken(n: i32): usize {
  const block = alloc(<usize>n + 8);
  if (block) hostTake(block);
  return block;
}
