// Names, cells and attributes: the generic forms. caches.ts has the specialised ones.
// Helpers as eval.ts describes them.

import { Value, NULL, isPtr, ptrOf, boxPtr } from "../value";
import { runtime } from "../state";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, TypeObj, typeOf, typeSlot, isExact, hasFlag } from "../objects/typeobject";
import { decref, incref, newref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred, errorMatches, swallow, currentError } from "../errors";
import { getAttr, setAttr, getItem, setItem, call } from "../abstract";
import { dictGetStr, dictSet, dictNew } from "../objects/dict";
import { assignVersion, typeLookup } from "../objects/typelookup";
import { CodeObj } from "../objects/codeobject";
import { FunctionObj, CellObj, cellNew } from "../objects/functionobject";
import { isSubtype } from "../objects/exceptionnew";
import { tupleAt } from "../objects/tupleobject";
import { findBehind, superLookup } from "../objects/superlookup";
import { instanceGet } from "../objects/instance";
import { CommonConstant } from "./opcodes.generated";
import { Frame, FRAME_LOCALS } from "./framelayout";
import { FAILED } from "./status";
import { due, specializeGlobal, specializeLoadAttr, specializeStoreAttr } from "./caches";

function codeOf(fp: usize): CodeObj { return changetype<CodeObj>(<usize>changetype<Frame>(fp).code); }
/** co_names[i], borrowed. */
export function nameAt(fp: usize, i: usize): Value { return load<u64>(<usize>codeOf(fp).nameItems + (i << 3)); }

// ---- errors ---------------------------------------------------------------------------------------------------------

/** Raises NameError with its `name` attribute. */
export function nameError(template: string, what: Value): void {
  raiseFmt(T.NameError, template, what);
  if (errorMatches(T.NameError)) {
    const e = newref(currentError());
    if (setAttr(e, name(N.name), what) < 0) { /* the error of setting stands */ }
    decref(e);
  }
}
/** Raises what an unbound local or empty cell is: UnboundLocalError, or NameError for a free variable. */
export function unboundLocal(fp: usize, i: usize): void {
  const code = codeOf(fp);
  const what = tupleAt(code.localsplusnames, i);
  if (i >= <usize>(code.nlocalsplus - code.nfree)) {
    nameError("cannot access free variable '%s' where it is not associated with a value in enclosing scope", what);
  } else raiseFmt(T.UnboundLocalError, "cannot access local variable '%s' where it is not associated with a value", what);
}

// ---- names ----------------------------------------------------------------------------------------------------------

/** mapping[key], borrowed for a dict and kept alive by it, otherwise new: `owned` says which by the result's reference being the caller's. NULL without an exception when absent. Always owned. */
function mappingGet(mapping: Value, key: Value): Value {
  if (isExact(mapping, T.dict)) return newref(dictGetStr(mapping, key));
  const r = getItem(mapping, key);
  if (r == NULL) swallow(T.KeyError);
  return r;
}
/** A global or builtin name, owned; NULL with NameError. */
function lookupGlobal(fp: usize, key: Value): Value {
  const frame = changetype<Frame>(fp);
  let v = mappingGet(boxPtr(frame.globals), key);
  if (v != NULL) return v;
  if (errorOccurred()) return NULL;
  v = mappingGet(boxPtr(frame.builtins), key);
  if (v == NULL && !errorOccurred()) nameError("name '%s' is not defined", key);
  return v;
}

/** -- value of co_names[arg] in locals, globals or builtins */
export function loadName(fp: usize, sp: usize, arg: usize): usize {
  const frame = changetype<Frame>(fp);
  const key = nameAt(fp, arg);
  let v = NULL;
  if (frame.locals) {
    v = mappingGet(boxPtr(frame.locals), key);
    if (v == NULL && errorOccurred()) return FAILED;
  }
  if (v == NULL) v = lookupGlobal(fp, key);
  if (v == NULL) return FAILED;
  store<u64>(sp, v);
  return sp + 8;
}
/** value --, into the mapping of locals */
export function storeName(fp: usize, sp: usize, arg: usize): usize {
  const frame = changetype<Frame>(fp);
  if (!frame.locals) { raiseFmt(T.SystemError, "no locals found when storing %r", nameAt(fp, arg)); return FAILED; }
  const v = load<u64>(sp - 8);
  const mapping = boxPtr(frame.locals);
  const r = isExact(mapping, T.dict) ? dictSet(mapping, nameAt(fp, arg), v) : setItem(mapping, nameAt(fp, arg), v);
  if (r < 0) return FAILED;
  decref(v);
  return sp - 8;
}
/** --, from the mapping of locals */
export function deleteName(fp: usize, sp: usize, arg: usize): usize {
  const frame = changetype<Frame>(fp);
  const key = nameAt(fp, arg);
  if (!frame.locals) { raiseFmt(T.SystemError, "no locals when deleting %r", key); return FAILED; }
  if (setItem(boxPtr(frame.locals), key, NULL) < 0) {
    if (swallow(T.KeyError)) nameError("name '%s' is not defined", key);
    return FAILED;
  }
  return sp;
}
/** -- value, and NULL behind it if the lowest bit of arg says so; co_names[arg >> 1] in globals or builtins */
export function loadGlobal(fp: usize, sp: usize, arg: usize, pc: usize): usize {
  if (due(pc)) specializeGlobal(fp, nameAt(fp, arg >>> 1), pc);
  const v = lookupGlobal(fp, nameAt(fp, arg >>> 1));
  if (v == NULL) return FAILED;
  store<u64>(sp, v);
  if (!(arg & 1)) return sp + 8;
  store<u64>(sp, NULL, 8);
  return sp + 16;
}
/** value --, into globals */
export function storeGlobal(fp: usize, sp: usize, arg: usize): usize {
  const v = load<u64>(sp - 8);
  if (setItem(boxPtr(changetype<Frame>(fp).globals), nameAt(fp, arg), v) < 0) return FAILED;
  decref(v);
  return sp - 8;
}
/** --, from globals */
export function deleteGlobal(fp: usize, sp: usize, arg: usize): usize {
  const key = nameAt(fp, arg);
  if (setItem(boxPtr(changetype<Frame>(fp).globals), key, NULL) < 0) {
    if (swallow(T.KeyError)) nameError("name '%s' is not defined", key);
    return FAILED;
  }
  return sp;
}
/** -- the mapping of locals */
export function loadLocals(fp: usize, sp: usize): usize {
  const locals = <usize>changetype<Frame>(fp).locals;
  if (!locals) { raise(T.SystemError, "no locals"); return FAILED; }
  store<u64>(sp, newref(boxPtr(locals)));
  return sp + 8;
}
/** mapping -- value of co_names[arg] in it, or else in globals or builtins */
export function loadFromDictOrGlobals(fp: usize, sp: usize, arg: usize): usize {
  const mapping = load<u64>(sp - 8);
  const key = nameAt(fp, arg);
  let v = mappingGet(mapping, key);
  if (v == NULL) {
    if (errorOccurred()) return FAILED;
    v = lookupGlobal(fp, key);
    if (v == NULL) return FAILED;
  }
  store<u64>(sp - 8, v);
  decref(mapping);
  return sp;
}
/** The constant of LOAD_COMMON_CONSTANT, owned. */
export function loadCommonConstant(which: usize): Value {
  switch (<i32>which) {
    case CommonConstant.AssertionError: return boxPtr(T.AssertionError);
    case CommonConstant.NotImplementedError: return boxPtr(T.NotImplementedError);
    case CommonConstant.tuple: return newref(boxPtr(T.tuple));
    case CommonConstant.all: return newref(dictGetStr(runtime().builtinsDict, name(N.all)));
    default: return newref(dictGetStr(runtime().builtinsDict, name(N.any)));
  }
}
/** --: makes `__annotations__` in the mapping of locals if it is not there */
export function setupAnnotations(fp: usize, sp: usize): usize {
  const locals = boxPtr(changetype<Frame>(fp).locals);
  const have = mappingGet(locals, name(N.__annotations__));
  if (have != NULL) { decref(have); return sp; }
  if (errorOccurred()) return FAILED;
  const d = dictNew();
  if (d == NULL) return FAILED;
  const r = setItem(locals, name(N.__annotations__), d);
  decref(d);
  return r < 0 ? FAILED : sp;
}

// ---- cells ----------------------------------------------------------------------------------------------------------

/** --: puts local i, bound or not, in a cell of its own */
export function makeCell(fp: usize, sp: usize, i: usize): usize {
  const at = fp + (i << 3) + FRAME_LOCALS;
  const cell = cellNew(load<u64>(at));
  if (cell == NULL) return FAILED;
  store<u64>(at, cell);
  return sp;
}
/** --: puts the function's n cells behind its locals */
export function copyFreeVars(fp: usize, sp: usize, n: usize): usize {
  const closure = changetype<FunctionObj>(<usize>changetype<Frame>(fp).func).closure;
  const first = <usize>codeOf(fp).nlocalsplus - n;
  for (let i: usize = 0; i < n; i++) store<u64>(fp + ((first + i) << 3) + FRAME_LOCALS, newref(tupleAt(closure, i)));
  return sp;
}
/** --: empties the cell of local i; NameError if it is empty */
export function deleteDeref(fp: usize, sp: usize, i: usize): usize {
  const cell = changetype<CellObj>(ptrOf(load<u64>(fp + (i << 3) + FRAME_LOCALS)));
  const v = cell.value;
  if (v == NULL) { unboundLocal(fp, i); return FAILED; }
  cell.value = NULL;
  decref(v);
  return sp;
}
/** mapping -- value of variable i in it, or else in its cell */
export function loadFromDictOrDeref(fp: usize, sp: usize, i: usize): usize {
  const mapping = load<u64>(sp - 8);
  let v = mappingGet(mapping, tupleAt(codeOf(fp).localsplusnames, i));
  if (v == NULL) {
    if (errorOccurred()) return FAILED;
    v = changetype<CellObj>(ptrOf(load<u64>(fp + (i << 3) + FRAME_LOCALS))).value;
    if (v == NULL) { unboundLocal(fp, i); return FAILED; }
    incref(v);
  }
  store<u64>(sp - 8, v);
  decref(mapping);
  return sp;
}

// ---- attributes -----------------------------------------------------------------------------------------------------

/** `pc` of the caches, or 0: not to be specialised now. */
export function loadAttr(fp: usize, sp: usize, arg: usize, pc: usize): usize {
  const owner = load<u64>(sp - 8);
  const key = nameAt(fp, arg >>> 1);
  if (pc && due(pc)) specializeLoadAttr(owner, key, arg, pc);
  if (arg & 1) {
    // A function found on the type (and not on the instance) goes unbound, with the owner as self: no bound method is made.
    const method = methodOf(owner, key);
    if (method != NULL) {
      store<u64>(sp - 8, method);
      store<u64>(sp, owner);
      return sp + 8;
    }
    if (errorOccurred()) return FAILED;
  }
  const v = getAttr(owner, key);
  if (v == NULL) return FAILED;
  store<u64>(sp - 8, v);
  decref(owner);
  if (!(arg & 1)) return sp;
  store<u64>(sp, NULL);
  return sp + 8;
}
/** The plain method `key` of the type of `owner`, owned, to be called with the owner in front; NULL without an exception when it is no such thing. */
function methodOf(owner: Value, key: Value): Value {
  const type = typeOf(owner);
  const t = changetype<TypeObj>(type);
  if (typeSlot(type, Slot.getattro) != typeSlot(T.object, Slot.getattro)) return NULL;
  const found = typeLookup(type, key);
  if (found == NULL || !isPtr(found) || !(changetype<TypeObj>(typeOf(found)).flags & TypeFlag.METHOD_DESCRIPTOR)) return NULL;
  // An instance attribute of the same name goes before it.
  if (t.flags & TypeFlag.MANAGED_DICT) {
    if (instanceGet(ptrOf(owner), type, key) != NULL) return NULL;
  } else if (t.dictoffset) return NULL;
  return newref(found);
}

/**
 * The method that super(cls, self) finds, not bound (borrowed); NULL without an exception for whatever is no plain method. The two cache words at `pc`:
 * version of self's type << 16 | version of cls, and the address of the method, which lives as long as these versions are current.
 */
function superMethod(cls: usize, self: Value, key: Value, pc: usize): Value {
  const type = typeOf(self);
  const version = changetype<TypeObj>(type).version, behind = changetype<TypeObj>(cls).version;
  const narrow = (version | behind) >>> 16 == 0;
  if (narrow && version && behind && load<u32>(pc) == (version << 16 | behind)) return boxPtr(load<u32>(pc, 4));
  if (hasFlag(self, TypeFlag.TYPE_SUBCLASS) || key == name(N.__class__) || !isSubtype(type, cls)) return NULL;
  const found = findBehind(cls, type, key);
  if (found == NULL || !isPtr(found) || !hasFlag(found, TypeFlag.METHOD_DESCRIPTOR)) return NULL;
  if (assignVersion(type) && assignVersion(cls)) {
    const v = changetype<TypeObj>(type).version, b = changetype<TypeObj>(cls).version;
    if ((v | b) >>> 16 == 0) {
      store<u32>(pc, v << 16 | b);
      store<u32>(pc, <u32>ptrOf(found), 4);
    }
  }
  return found;
}

/** value, owner -- */
export function storeAttr(fp: usize, sp: usize, arg: usize, pc: usize): usize {
  const owner = load<u64>(sp - 8);
  if (pc && due(pc)) specializeStoreAttr(owner, nameAt(fp, arg), pc);
  if (setAttr(owner, nameAt(fp, arg), load<u64>(sp - 16)) < 0) return FAILED;
  decref(owner);
  decref(load<u64>(sp - 16));
  return sp - 16;
}
/** owner -- */
export function deleteAttr(fp: usize, sp: usize, arg: usize): usize {
  const owner = load<u64>(sp - 8);
  if (setAttr(owner, nameAt(fp, arg), NULL) < 0) return FAILED;
  decref(owner);
  return sp - 8;
}
/** super, class, self -- attr, self_or_null[b0] */
export function loadSuperAttr(fp: usize, sp: usize, arg: usize, pc: usize): usize {
  const superType = load<u64>(sp - 24), cls = load<u64>(sp - 16), self = load<u64>(sp - 8);
  const key = nameAt(fp, arg >>> 2);
  let v: Value;
  if (superType == boxPtr(T.super_) && isPtr(cls) && hasFlag(cls, TypeFlag.TYPE_SUBCLASS)) {
    if (arg & 1) {
      const method = superMethod(ptrOf(cls), self, key, pc);
      if (method != NULL) {
        incref(method);
        store<u64>(sp - 24, method);
        store<u64>(sp - 16, self);
        decref(superType);
        decref(cls);
        return sp - 8;
      }
    }
    v = superLookup(ptrOf(cls), self, key);
  } else {
    // Something else by the name of super: call it as the program says.
    const o = arg & 2 ? call(superType, sp - 16, 2, NULL) : call(superType, sp, 0, NULL);
    if (o == NULL) return FAILED;
    v = getAttr(o, key);
    decref(o);
  }
  if (v == NULL) return FAILED;
  store<u64>(sp - 24, v);
  decref(superType);
  decref(cls);
  decref(self);
  if (!(arg & 1)) return sp - 16;
  store<u64>(sp - 16, NULL);
  return sp - 8;
}
