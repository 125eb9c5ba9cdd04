// marshal: the module over marshalread.ts and marshalwrite.ts.

import { Value, NULL, boxInt } from "../value";
import { T, N, name } from "../names.generated";
import { TypeFlag, hasFlag } from "../objects/typeobject";
import { decref } from "../memory/refcount";
import { raiseFmt, outOfMemory } from "../errors";
import { checkArgs } from "../args";
import { alloc, free } from "../memory/alloc";
import { callMethod0, callMethod1, isTrue, subtract } from "../abstract";
import { func, constant, METH_KW } from "../objects/define";
import { tupleAt, tupleSize } from "../objects/tupleobject";
import { bytesData, bytesLen } from "../objects/bytesobject";
import { BufferView, BUFFER_SIZE, getBuffer, releaseBuffer } from "../objects/buffer";
import { marshalLoad } from "./marshalread";
import { marshalDump } from "./marshalwrite";

/** The keyword argument allow_code (default true): 1, 0, or -1. */
function allowCode(args: usize, nargs: i32, kwnames: Value): i32 {
  if (kwnames == NULL) return 1;
  for (let i: usize = 0; i < <usize>tupleSize(kwnames); i++) {
    if (tupleAt(kwnames, i) != name(N.allow_code)) { raiseFmt(T.TypeError, "got an unexpected keyword argument '%s'", tupleAt(kwnames, i)); return -1; }
    return isTrue(load<u64>(args + ((<usize>nargs + i) << 3)));
  }
  return 1;
}

function marshalDumps(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (!checkArgs("dumps", nargs, 1, 2)) return NULL;
  const code = allowCode(args, nargs, kwnames);
  return code < 0 ? NULL : marshalDump(load<u64>(args), code == 1);
}
function marshalDumpTo(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (!checkArgs("dump", nargs, 2, 3)) return NULL;
  const code = allowCode(args, nargs, kwnames);
  const bytes = code < 0 ? NULL : marshalDump(load<u64>(args), code == 1);
  if (bytes == NULL) return NULL;
  const r = callMethod1(load<u64>(args, 8), name(N.write), bytes);
  decref(bytes);
  return r;
}
function marshalLoads(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (!checkArgs("loads", nargs, 1, 1) || allowCode(args, nargs, kwnames) < 0) return NULL;
  const view = alloc(BUFFER_SIZE);
  if (!view) return outOfMemory();
  let r = NULL;
  if (getBuffer(load<u64>(args), view, 0) >= 0) {
    r = marshalLoad(<usize>changetype<BufferView>(view).buf, <u32>changetype<BufferView>(view).len);
    releaseBuffer(view);
  }
  free(view);
  return r;
}
/** load(file): reads to the end, and goes back to behind the object. */
function marshalLoadFrom(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (!checkArgs("load", nargs, 1, 1) || allowCode(args, nargs, kwnames) < 0) return NULL;
  const file = load<u64>(args);
  const bytes = callMethod0(file, name(N.read));
  if (bytes == NULL) return NULL;
  if (!hasFlag(bytes, TypeFlag.BYTES_SUBCLASS)) {
    raiseFmt(T.TypeError, "file.read() returned not bytes but %T", bytes);
    decref(bytes);
    return NULL;
  }
  const consumed = alloc(8);
  if (!consumed) { decref(bytes); return outOfMemory(); }
  let r = marshalLoad(bytesData(bytes), bytesLen(bytes), consumed);
  const left = bytesLen(bytes) - load<u32>(consumed);
  free(consumed);
  decref(bytes);
  if (r != NULL && left) {
    const at = callMethod0(file, name(N.tell));
    const back = at == NULL ? NULL : subtract(at, boxInt(left));
    const moved = back == NULL ? NULL : callMethod1(file, name(N.seek), back);
    if (at != NULL) decref(at);
    if (back != NULL) decref(back);
    if (moved == NULL) { decref(r); return NULL; }
    decref(moved);
  }
  return r;
}

export function initMarshal(m: Value): void {
  func(m, "dump", marshalDumpTo.index, METH_KW, "($module, value, file, version=version, /, *, allow_code=True)", "Write a value to a binary file.");
  func(m, "dumps", marshalDumps.index, METH_KW, "($module, value, version=version, /, *, allow_code=True)", "A value as bytes.");
  func(m, "load", marshalLoadFrom.index, METH_KW, "($module, file, /, *, allow_code=True)", "Read a value from a binary file.");
  func(m, "loads", marshalLoads.index, METH_KW, "($module, bytes, /, *, allow_code=True)", "The value that bytes hold.");
  constant(m, "version", boxInt(5));
}
