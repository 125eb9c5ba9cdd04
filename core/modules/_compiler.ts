// The module _compiler: what lib/_symtable.py and lib/_tokenize.py need of the compiler.

import { Value, NULL } from "../value";
import { T, N, name } from "../names.generated";
import { func, METH_FAST } from "../objects/define";
import { decref } from "../memory/refcount";
import { errorOccurred } from "../errors";
import { indexI64 } from "../abstract";
import { hostSymbolTable, hostTokenize } from "../host.generated";
import { utf8Bytes } from "../objects/strutf8";
import { bytesData, bytesLen } from "../objects/bytesobject";
import { sourceBytes, finishCompile } from "./builtinscode";

/** symbols(source, filename, mode): the scopes of a program, in the form of src/symbols/transfer.ts. */
function symbols(self: Value, args: usize, nargs: i32): Value {
  const filename = load<u64>(args, 8);
  const mode = indexI64(load<u64>(args, 16), T.OverflowError);
  if (mode == -1 && errorOccurred()) return NULL;
  const source = sourceBytes(load<u64>(args), "symtable() arg 1 must be a string or bytes");
  if (source == NULL) return NULL;
  const file = utf8Bytes(filename);
  let r = NULL;
  if (file != NULL) {
    r = finishCompile(hostSymbolTable(bytesData(source), bytesLen(source), bytesData(file), bytesLen(file), <i32>mode), filename);
    decref(file);
  }
  decref(source);
  return r;
}

/** tokens(source, extra): (list of (type, string, start, end, line), error or None). */
function tokens(self: Value, args: usize, nargs: i32): Value {
  const extra = indexI64(load<u64>(args, 8), T.OverflowError);
  if (extra == -1 && errorOccurred()) return NULL;
  const source = sourceBytes(load<u64>(args), "a string or bytes is needed");
  if (source == NULL) return NULL;
  const r = finishCompile(hostTokenize(bytesData(source), bytesLen(source), <i32>extra), name(N.source));
  decref(source);
  return r;
}

export function init__compiler(m: Value): void {
  func(m, "symbols", symbols.index, METH_FAST, "($module, source, filename, mode, /)", "The scopes of a program as plain data.");
  func(m, "tokens", tokens.index, METH_FAST, "($module, source, extra, /)", "The tokens of a text as plain data.");
}
