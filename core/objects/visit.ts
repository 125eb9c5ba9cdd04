// What traverse slots are made of.

import { Value, isPtr } from "../value";

/** Shows one owned child to the visitor of a traverse slot; the visitor's result. */
export function visitValue(v: Value, visit: i32, arg: usize): i32 {
  return isPtr(v) ? call_indirect<i32>(visit, v, arg) : 0;
}
