// Durations: Python's seconds (int, float, or anything with __index__) to nanoseconds and back.

import { indexOf } from "../abstract";
import { raise } from "../errors";
import { decref } from "../memory/refcount";
import { T } from "../names.generated";
import { intToF64Inf } from "../objects/int";
import { hasFlag, TypeFlag } from "../objects/typeobject";
import { Value, f64Of, intOf, isFloat, isInt, NULL, ptrOf } from "../value";

/** No duration: an exception is set. */
export const BAD_DURATION: i64 = i64.MIN_VALUE;
/** The longest duration in seconds that fits. */
export const MAX_SECONDS: f64 = 9223372036.0;

/** A duration in ns, rounded up (away from zero), or BAD_DURATION with the exception set. */
export function durationOf(v: Value): i64 {
  let seconds: f64;
  if (isFloat(v)) seconds = f64Of(v);
  else if (isInt(v)) seconds = <f64>intOf(v);
  else if (hasFlag(v, TypeFlag.FLOAT_SUBCLASS)) seconds = load<f64>(ptrOf(v), 8);
  else {
    const i = indexOf(v);
    if (i == NULL) return BAD_DURATION;
    seconds = intToF64Inf(i);
    decref(i);
  }
  if (seconds != seconds) { raise(T.ValueError, "Invalid value NaN (not a number)"); return BAD_DURATION; }
  if (seconds > MAX_SECONDS || seconds < -MAX_SECONDS) {
    raise(T.OverflowError, "timestamp out of range for platform time_t");
    return BAD_DURATION;
  }
  const ns = seconds * 1e9;
  return <i64>(ns >= 0 ? Math.ceil(ns) : Math.floor(ns));
}
