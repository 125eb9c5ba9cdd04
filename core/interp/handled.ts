// The exception being handled: a chain of records per thread, one for the thread and one for each running generator.
//
//   record  ┌ exc Value @0 (NULL or None: none) │ previous u32 @8 │ …      Thread.excInfo points at the innermost

import { Value, NULL, isPtr } from "../value";
import { Thread, current } from "../state";

/** The innermost exception that is being handled in this thread, borrowed, or NULL. */
export function handledException(): Value { return handledBy(current()); }
/** The same of any thread. */
export function handledBy(t: Thread): Value {
  let record = <usize>t.excInfo;
  while (record) {
    const e = load<u64>(record);
    if (isPtr(e)) return e;
    record = <usize>load<u32>(record, 8);
  }
  return NULL;
}
