// The last resort: an exception that there is no Python code to report to.

import { Value, NULL } from "../value";
import { T } from "../names.generated";
import { fetchError, clearError, restoreError } from "../errors";
import { typeOf, TypeObj } from "../objects/typeobject";
import { strOf } from "../abstract";
import { strFromLiteral } from "../objects/strnew";
import { utf8Bytes } from "../objects/strutf8";
import { bytesData, bytesLen } from "../objects/bytesobject";
import { decref } from "../memory/refcount";
import { hostDebug } from "../host.generated";

function line(text: Value): void {
  if (text == NULL) { clearError(); return; }
  const utf8 = utf8Bytes(text);
  if (utf8 == NULL) { clearError(); return; }
  hostDebug(bytesData(utf8), bytesLen(utf8));
  decref(utf8);
}

/** Writes `what` and the exception that is set, if any, to standard error, a line each. Clears the exception. */
export function reportFatal(what: string): void {
  const e = fetchError();
  const text = strFromLiteral(what);
  line(text);
  decref(text);
  if (e == NULL) return;
  line(changetype<TypeObj>(typeOf(e)).name);
  const s = strOf(e);
  line(s);
  if (s != NULL) decref(s);
  decref(e);
}
