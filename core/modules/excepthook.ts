// What sys.excepthook does: an exception and its traceback, by the `traceback` module, to sys.stderr.

import { Value, NULL, None, boxInt, boxPtr, isPtr, ptrOf } from "../value";
import { runtime } from "../state";
import { N, T, name } from "../names.generated";
import { decref, newref, refcountOf } from "../memory/refcount";
import { clearError } from "../errors";
import { TypeFlag, TypeObj, hasFlag, isExact, typeOf } from "../objects/typeobject";
import { ExceptionObj } from "../objects/exceptionnew";
import { dictGetStr } from "../objects/dict";
import { callMethod1, getOptionalAttr, reprOf, strOf } from "../abstract";
import { strEqual, strFromLiteral, strLen } from "../objects/strnew";
import { tupleAt } from "../objects/tupleobject";
import { importModule } from "./import";
import { formatMessage } from "../format";
import { hostDebug } from "../host.generated";
import { bytesData, bytesLen } from "../objects/bytesobject";
import { intToBase } from "../objects/inttext";
import { utf8Bytes } from "../objects/strutf8";
import { Frame } from "../interp/framelayout";
import { CodeObj } from "../objects/codeobject";
import { lineOf } from "../objects/codelines";
import { FrameObj } from "../objects/frameobject";
import { TracebackObj } from "../objects/tracebackobject";

/** The lines of a traceback without the text of the sources: what there is when the module `traceback` cannot be had any more. */
function writeTraceback(traceback: Value): void {
  if (!isPtr(traceback)) return;
  writeLine(strFromLiteral("Traceback (most recent call last):"));
  for (let at = traceback; isPtr(at); at = changetype<TracebackObj>(ptrOf(at)).next) {
    const t = changetype<TracebackObj>(ptrOf(at));
    const frame = <usize>changetype<FrameObj>(ptrOf(t.frame)).frame;
    if (!frame) continue;
    const code = <usize>changetype<Frame>(frame).code;
    const line = t.lineno >= 0 ? t.lineno : lineOf(code, t.lasti);
    writeLine(formatMessage("  File \"%s\", line %d, in %s", changetype<CodeObj>(code).filename, boxInt(line), changetype<CodeObj>(code).name, NULL));
  }
}
/** The name that a traceback gives a type: with its module, except builtins and __main__; owned. */
function typeName(type: usize): Value {
  const short = changetype<TypeObj>(type).name;
  const module = getOptionalAttr(boxPtr(type), name(N.__module__));
  clearError();
  const isPlain = module == NULL || !isExact(module, T.str) || strEqual(module, name(N.builtins)) || strEqual(module, name(N.__main__));
  const text = isPlain ? newref(short) : formatMessage("%s.%s", module, short, NULL, NULL);
  decref(module);
  return text;
}

/** Prints `exc` (with `traceback` when it has none of its own). An exception on the way is dropped; then only type and text are printed. */
export function printException(exc: Value, traceback: Value): void {
  if (!hasFlag(exc, TypeFlag.EXCEPTION_SUBCLASS)) {
    writeLine(formatMessage("TypeError: print_exception(): Exception expected for value, %T found", exc, NULL, NULL, NULL));
    return;
  }
  const stderr = dictGetStr(runtime().sysDict, name(N.stderr));
  if (stderr == None) return;
  const e = changetype<ExceptionObj>(ptrOf(exc));
  if (isPtr(traceback) && !isPtr(e.traceback)) e.traceback = newref(traceback);
  const module = importModule(name(N.traceback));
  const r = module == NULL ? NULL : callMethod1(module, name(N._print_exception_bltin), exc);
  if (module != NULL) decref(module);
  if (r != NULL) { decref(r); return; }
  clearError();
  const text = strOf(exc);
  if (text == NULL) clearError();
  writeTraceback(e.traceback);
  const type = typeName(typeOf(exc));
  const line = text == NULL || strLen(text) == 0 ? newref(type) : formatMessage("%s: %s", type, text, NULL, NULL);
  decref(type);
  if (text != NULL) decref(text);
  if (!writeLine(line)) dumpLost(exc);
}

/** Writes a line (stolen) to sys.stderr, quietly; whether it could. */
export function writeLine(line: Value): bool {
  const err = dictGetStr(runtime().sysDict, name(N.stderr));
  if (line == NULL || err == NULL || err == None) { clearError(); decref(line); return false; }
  newref(err);
  const r = callMethod1(err, name(N.write), line);
  const end = r == NULL ? NULL : callMethod1(err, name(N.write), runtime().newline);
  if (end == NULL) clearError();
  decref(line);
  decref(r);
  decref(end);
  decref(err);
  return end != NULL;
}

/** There is no sys.stderr, or none that takes text: what CPython writes of the exception to the process's own. */
function dumpLost(exc: Value): void {
  const type = typeOf(exc);
  dump("object address  : %s", intToBase(boxInt(ptrOf(exc)), 16, true));
  dump("object refcount : %s", newref(boxInt(refcountOf(ptrOf(exc)))));
  dump("object type     : %s", intToBase(boxInt(type), 16, true));
  dump("object type name: %s", newref(changetype<TypeObj>(type).name));
  const text = reprOf(exc);
  if (text != NULL) dump("object repr     : %s", text);
  clearError();
  dump("lost sys.stderr", NULL);
}
function dump(format: string, part: Value): void {
  const text = formatMessage(format, part, NULL, NULL, NULL);
  const bytes = text == NULL ? NULL : utf8Bytes(text, true);
  if (bytes == NULL) clearError();
  else hostDebug(bytesData(bytes), bytesLen(bytes));
  decref(bytes);
  decref(text);
  decref(part);
}

/** sys.unraisablehook: what the exception concerns, then the exception. `args` has exc_type, exc_value, exc_traceback, err_msg and object. */
export function printUnraisable(args: Value): void {
  const value = tupleAt(args, 1), traceback = tupleAt(args, 2), message = tupleAt(args, 3), object = tupleAt(args, 4);
  let line = NULL;
  if (object != None) {
    let text = reprOf(object);
    if (text == NULL) { clearError(); text = strFromLiteral("<object repr() failed>"); }
    line = message == None ? formatMessage("Exception ignored in: %s", text, NULL, NULL, NULL) : formatMessage("%s: %s", message, text, NULL, NULL);
    decref(text);
  } else if (message != None) line = formatMessage("%s:", message, NULL, NULL, NULL);
  if (line != NULL && !writeLine(line)) return;
  if (value != None) printException(value, traceback);
}
