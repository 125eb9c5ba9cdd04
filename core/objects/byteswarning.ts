// BytesWarning, which `-b` asks for: comparing bytes with str, str(bytes).

import { NULL } from "../value";
import { runtime } from "../state";
import { T } from "../names.generated";
import { strFromLiteral } from "./strnew";
import { warnFmt } from "./numberwarn";
import { decref } from "../memory/refcount";

/** Warns if the interpreter was started with -b; false when the warning became an exception. */
export function warnBytes(message: string): bool {
  if (!runtime().bytesWarning) return true;
  const text = strFromLiteral(message);
  if (text == NULL) return false;
  const r = warnFmt(T.BytesWarning, "%s", text);
  decref(text);
  return r;
}
