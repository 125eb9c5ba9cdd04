// The last resort: an exception that there is no Python code to report to.

import { Value, NULL, boxInt, isPtr, ptrOf } from "../value";
import { fetchError, clearError } from "../errors";
import { typeOf, TypeObj } from "../objects/typeobject";
import { strOf } from "../abstract";
import { formatMessage } from "../format";
import { Frame } from "../interp/framelayout";
import { lineOf } from "../objects/codelines";
import { CodeObj } from "../objects/codeobject";
import { ExceptionObj } from "../objects/exceptionnew";
import { FrameObj } from "../objects/frameobject";
import { TracebackObj } from "../objects/tracebackobject";
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

/** One line of a traceback. */
function where(traceback: Value): void {
  const t = changetype<TracebackObj>(ptrOf(traceback));
  const frame = changetype<FrameObj>(ptrOf(t.frame)).frame;
  if (!frame) return;
  const code = changetype<CodeObj>(changetype<Frame>(frame).code);
  const text = formatMessage("  %s:%d in %s", code.filename, boxInt(t.lineno >= 0 ? t.lineno : lineOf(changetype<usize>(code), t.lasti)), code.qualname, NULL);
  line(text);
  decref(text);
}

/** Writes `what` and the exception that is set, if any, to standard error, a line each. Clears the exception. */
export function reportFatal(what: string): void {
  const e = fetchError();
  const text = strFromLiteral(what);
  line(text);
  decref(text);
  if (e == NULL) return;
  for (let at = changetype<ExceptionObj>(ptrOf(e)).traceback; isPtr(at); at = changetype<TracebackObj>(ptrOf(at)).next) where(at);
  line(changetype<TypeObj>(typeOf(e)).name);
  const s = strOf(e);
  line(s);
  if (s != NULL) decref(s);
  decref(e);
}
