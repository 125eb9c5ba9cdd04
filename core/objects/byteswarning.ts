// BytesWarning, which `-b` asks for: comparing bytes with str or int, str(bytes).

import { Value } from "../value";
import { T } from "../names.generated";
import { runtime } from "../state";
import { CompareOp } from "./typeobject";
import { isIntLike } from "./int";
import { isStr } from "./strmake";
import { warnFmt } from "./numberwarn";

/** Warns if the interpreter was started with -b; false when the warning became an exception, as with -bb. */
export function warnBytes(message: string): bool { return !runtime().bytesWarning || warnFmt(T.BytesWarning, message); }

/** The same where bytes are compared with something else. */
export function warnComparison(a: Value, b: Value, op: CompareOp): bool {
  if (!runtime().bytesWarning || (op != CompareOp.EQ && op != CompareOp.NE)) return true;
  if (isStr(a) || isStr(b)) return warnBytes("Comparison between bytes and string");
  return !(isIntLike(a) || isIntLike(b)) || warnBytes("Comparison between bytes and int");
}
