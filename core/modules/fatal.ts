// The last resort: an exception that there is no Python code to report to, and what the process cannot go on after.

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
import { CodeFlag } from "../interp/opcodes.generated";
import { frameLine } from "../objects/frame";
import { builderChar, builderDiscard, builderFinish, builderInit } from "../objects/strbuilder";
import { current, runtime, thread } from "../state";
import { hostAbort, hostDebug } from "../host.generated";

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

const HEX_DIGITS: i32 = 16;
function hex(n: u64): Value {
  const b = builderInit(HEX_DIGITS);
  for (let shift: i32 = 4 * (HEX_DIGITS - 1); shift >= 0; shift -= 4) {
    const digit = <u32>(n >>> shift) & 15;
    if (!builderChar(b, digit + (digit < 10 ? 0x30 : 0x57))) return builderDiscard(b);
  }
  return builderFinish(b);
}
/** A line of values (stolen). */
function lineOfParts(format: string, a: Value, b: Value = NULL): void {
  const text = formatMessage(format, a, b, NULL, NULL);
  line(text);
  decref(text);
  decref(a);
  decref(b);
}

/** Ends the process by SIGABRT: says what happened (stolen), what the interpreter was doing, and where this thread is. Does not return. */
export function fatalError(what: Value): void {
  clearError();
  lineOfParts("Fatal Python error: %s", what);
  const t = current();
  lineOfParts(runtime().finalizing ? "Python runtime state: finalizing (tstate=0x%s)" : "Python runtime state: initialized", hex(thread));
  hostDebug(0, 0);
  lineOfParts("Current thread 0x%s (most recent call first):", hex(t.ident));
  let count = 0;
  for (let fp = <usize>t.frame; fp; fp = changetype<Frame>(fp).back) {
    const code = changetype<CodeObj>(<usize>changetype<Frame>(fp).code);
    if (code.flags & CodeFlag.NATIVE) continue;
    count++;
    const text = formatMessage("  File \"%s\", line %d in %s", code.filename, boxInt(frameLine(fp)), code.name, NULL);
    line(text);
    decref(text);
  }
  if (!count) lineOfParts("  <no Python frame>", NULL);
  hostAbort();
}
