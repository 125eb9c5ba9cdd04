// The module _tollbooth: what lib/tollbooth.py says of the runtime and asks of it.

import { Value, NULL, None, boxInt } from "../value";
import { runtime } from "../state";
import { T } from "../names.generated";
import { errorOccurred, raise } from "../errors";
import { indexI64 } from "../abstract";
import { func, METH_NOARGS, METH_O } from "../objects/define";
import { strFromLiteral } from "../objects/strnew";
import { GilPolicy } from "../threads/gil";

function gilPolicy(self: Value): Value {
  const policy = runtime().gilPolicy;
  return strFromLiteral(policy == GilPolicy.TICKS ? "ticks" : policy == GilPolicy.FAIR ? "fair" : "timed");
}
function getCheckInterval(self: Value): Value { return boxInt(runtime().checkInterval); }
function setCheckInterval(self: Value, v: Value): Value {
  const ticks = indexI64(v, T.OverflowError);
  if (ticks == -1 && errorOccurred()) return NULL;
  if (ticks < -0x80000000 || ticks > 0x7FFFFFFF) return raise(T.OverflowError, "check interval does not fit a C int");
  runtime().checkInterval = <u32>max<i64>(ticks, 0);
  return None;
}

export function init__tollbooth(m: Value): void {
  func(m, "gil_policy", gilPolicy.index, METH_NOARGS, "($module, /)", "The policy of the GIL: 'timed', 'ticks' or 'fair'.");
  func(m, "getcheckinterval", getCheckInterval.index, METH_NOARGS, "($module, /)", "The instructions that a thread keeps the GIL for, under the policy 'ticks'.");
  func(m, "setcheckinterval", setCheckInterval.index, METH_O, "($module, n, /)", "Set the instructions that a thread keeps the GIL for, under the policy 'ticks'.");
}
