// f_locals of a function's frame: a mapping that reads and writes the local variables (PEP 667).

import { Value, NULL, None, isPtr, ptrOf, boxPtr } from "../value";
import { T } from "../names.generated";
import { isExact } from "./typeobject";
import { dictNew, dictSet } from "./dict";
import { decref, newref } from "../memory/refcount";
import { CodeObj } from "./codeobject";
import { CellObj } from "./functionobject";
import { FrameObj } from "./frameobject";
import { tupleAt } from "./tupleobject";
import { bytesData } from "./bytesobject";
import { LocalKind } from "../interp/opcodes.generated";
import { Frame, FRAME_LOCALS } from "../interp/framelayout";

/** The value of local `i` of a frame, through its cell, borrowed; NULL when unbound. */
export function localValue(fp: usize, i: u32): Value {
  const code = changetype<CodeObj>(<usize>changetype<Frame>(fp).code);
  const v = load<u64>(fp + FRAME_LOCALS + (<usize>i << 3));
  if (v == NULL) return NULL;
  const kind = load<u8>(bytesData(code.localspluskinds) + i);
  if (kind & LocalKind.FREE || (kind & LocalKind.CELL && isExact(v, T.cell))) return changetype<CellObj>(ptrOf(v)).value;
  return v;
}
/** A new dict of the bound locals: locals() in a function. */
export function localsSnapshot(fp: usize): Value {
  const code = changetype<CodeObj>(<usize>changetype<Frame>(fp).code);
  const d = dictNew();
  if (d == NULL) return NULL;
  for (let i: u32 = 0; i < code.nlocalsplus; i++) {
    if (load<u8>(bytesData(code.localspluskinds) + i) & LocalKind.HIDDEN) continue;
    const v = localValue(fp, i);
    if (v != NULL && dictSet(d, tupleAt(code.localsplusnames, i), v) < 0) { decref(d); return NULL; }
  }
  return d;
}
export function localsProxyNew(frame: Value): Value { return localsSnapshot(<usize>changetype<FrameObj>(ptrOf(frame)).frame); }
