// The layouts of function, cell and bound method, which the evaluation loop reads, and making them.
// core/objects/function.ts, cell.ts and method.ts have the types.

import { Value, NULL, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { allocObject, gcTrack } from "../memory/object";
import { newref } from "../memory/refcount";
import { CodeObj } from "./codeobject";

@unmanaged
export class FunctionObj {
  count: u32; type: u32;
  code: u32; globals: u32; //     @8   addresses of a code object (owned) and a dict (owned)
  builtins: u32; version: u32; // @16  a dict (owned); version: spare tag, 0
  defaults: Value; //             @24  tuple or NULL
  kwdefaults: Value; //           @32  dict or NULL
  closure: Value; //              @40  tuple of cells or NULL
  name: Value; qualname: Value; //@48  str
  doc: Value; module: Value; //   @64  NULL means None
  annotations: Value; annotate: Value; // @80 dict or NULL (a tuple of names and values before first use); callable or NULL
  typeParams: Value; //           @96  tuple or NULL
  dict: Value; //                 @104 attributes, a dict or NULL
  weaklist: u32; pad: u32; //     @112
}
export const FUNCTION_SIZE: usize = 120;
export function functionView(v: Value): FunctionObj { return changetype<FunctionObj>(ptrOf(v)); }

/** A new function of `code` (borrowed address), `globals` and `builtins` (borrowed addresses of dicts); doc and module are borrowed, NULL for none. NULL with MemoryError. */
export function functionNew(code: usize, globals: usize, builtins: usize, doc: Value, module: Value): Value {
  const p = allocObject(T.function_, FUNCTION_SIZE);
  if (!p) return NULL;
  const f = changetype<FunctionObj>(p);
  const c = changetype<CodeObj>(code);
  newref(boxPtr(code)); newref(boxPtr(globals)); newref(boxPtr(builtins));
  f.code = <u32>code;
  f.globals = <u32>globals;
  f.builtins = <u32>builtins;
  f.defaults = NULL; f.kwdefaults = NULL; f.closure = NULL;
  f.name = newref(c.name);
  f.qualname = newref(c.qualname);
  f.doc = newref(doc);
  f.module = newref(module);
  f.annotations = NULL; f.annotate = NULL; f.typeParams = NULL; f.dict = NULL;
  gcTrack(p);
  return boxPtr(p);
}

@unmanaged
export class CellObj {
  count: u32; type: u32;
  value: Value; // @8  NULL: empty
}
export const CELL_SIZE: usize = 16;
/** A new cell with `value` (stolen; NULL for empty). NULL with MemoryError, `value` then still the caller's. */
export function cellNew(value: Value): Value {
  const p = allocObject(T.cell, CELL_SIZE);
  if (!p) return NULL;
  changetype<CellObj>(p).value = value;
  gcTrack(p);
  return boxPtr(p);
}

@unmanaged
export class MethodObj {
  count: u32; type: u32;
  func: Value; self: Value; // @8
  weaklist: u32; pad: u32; //  @24
}
export const METHOD_SIZE: usize = 32;
/** A new bound method of `func` and `self` (both borrowed). NULL with MemoryError. */
export function methodNew(func: Value, self: Value): Value {
  const p = allocObject(T.method, METHOD_SIZE);
  if (!p) return NULL;
  const m = changetype<MethodObj>(p);
  m.func = newref(func);
  m.self = newref(self);
  gcTrack(p);
  return boxPtr(p);
}
