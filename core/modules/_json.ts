// The module _json: what json uses of C in CPython.

import { Value, boxPtr } from "../value";
import { T } from "../names.generated";
import { newref } from "../memory/refcount";
import { constant, func, METH_FAST, METH_O } from "../objects/define";
import { encodeBasestring, encodeBasestringAscii, initEncoderType } from "./jsonencode";
import { initScannerType, scanstring } from "./jsonscan";

export function initJsonTypes(): void {
  initScannerType();
  initEncoderType();
}
export function init__json(m: Value): void {
  func(m, "scanstring", scanstring.index, METH_FAST, "", "scanstring(string, end, strict=True) -> (string, end)\n\nRead a JSON string whose opening quote is in front of end; the end is that of the closing quote.");
  func(m, "encode_basestring_ascii", encodeBasestringAscii.index, METH_O, "", "encode_basestring_ascii(string) -> string\n\nThe string as JSON in ASCII.");
  func(m, "encode_basestring", encodeBasestring.index, METH_O, "", "encode_basestring(string) -> string\n\nThe string as JSON.");
  constant(m, "make_scanner", newref(boxPtr(T.Scanner)));
  constant(m, "make_encoder", newref(boxPtr(T.Encoder)));
}
