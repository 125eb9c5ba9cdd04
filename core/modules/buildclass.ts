// builtins.__build_class__: what a class statement calls (https://docs.python.org/3.14/reference/datamodel.html#metaclasses).

import { isNamed } from "../args";
import { Value, NULL, ptrOf, boxPtr } from "../value";
import { T, N, name } from "../names.generated";
import { TypeFlag, typeView, typeOf, hasFlag, isExact } from "../objects/typeobject";
import { decref, incref, newref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred, outOfMemory } from "../errors";
import { func, METH_KW } from "../objects/define";
import { alloc, free } from "../memory/alloc";
import { tupleFrom, tupleSize, tupleAt } from "../objects/tupleobject";
import { listNew, listAppend } from "../objects/listobject";
import { listToTuple } from "../objects/listtuple";
import { dictNew } from "../objects/dict";
import { getOptionalAttr, call, call1, isMapping, setItem } from "../abstract";
import { functionView, CellObj } from "../objects/functionobject";
import { runCode } from "../interp/runcode";
import { winnerMetaclass } from "../objects/type";

/** The bases with every non-class that has __mro_entries__ replaced by what that returns; the same tuple (new reference) when there is none. */
function resolveBases(bases: Value): Value {
  const n = <usize>tupleSize(bases);
  let list = NULL;
  for (let i: usize = 0; i < n; i++) {
    const base = tupleAt(bases, i);
    let entries = NULL;
    if (!hasFlag(base, TypeFlag.TYPE_SUBCLASS)) {
      const method = getOptionalAttr(base, name(N.__mro_entries__));
      if (method == NULL) { if (errorOccurred()) { if (list != NULL) decref(list); return NULL; } }
      else {
        entries = call1(method, bases);
        decref(method);
        if (entries != NULL && !isExact(entries, T.tuple)) { raise(T.TypeError, "__mro_entries__ must return a tuple"); decref(entries); entries = NULL; }
        if (entries == NULL) { if (list != NULL) decref(list); return NULL; }
      }
    }
    if (entries != NULL && list == NULL) {
      list = listNew();
      if (list == NULL) { decref(entries); return NULL; }
      for (let j: usize = 0; j < i; j++) listAppend(list, tupleAt(bases, j));
    }
    if (entries != NULL) {
      for (let j: usize = 0; j < tupleSize(entries); j++) listAppend(list, tupleAt(entries, j));
      decref(entries);
    } else if (list != NULL) listAppend(list, base);
  }
  if (list == NULL) return newref(bases);
  const r = listToTuple(list);
  decref(list);
  return r;
}

/** __build_class__(func, name, /, *bases, metaclass=..., **kwds) */
function buildClass(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs < 2) return raise(T.TypeError, "__build_class__: not enough arguments");
  const f = load<u64>(args), className = load<u64>(args, 8);
  if (!isExact(f, T.function_)) return raise(T.TypeError, "__build_class__: func must be a function");
  if (!hasFlag(className, TypeFlag.STR_SUBCLASS)) return raise(T.TypeError, "__build_class__: name is not a string");
  const orig = tupleFrom(args + 16, nargs - 2);
  if (orig == NULL) return NULL;
  const bases = resolveBases(orig);
  if (bases == NULL) { decref(orig); return NULL; }
  // Keyword arguments, the metaclass taken out.
  const keywords = kwnames == NULL ? 0 : <i32>tupleSize(kwnames);
  let meta = NULL;
  let left = 0;
  const values = alloc(<usize>(keywords + 4) << 3);
  const names = keywords ? listNew() : NULL;
  if (!values || (keywords && names == NULL)) { decref(orig); decref(bases); return outOfMemory(); }
  for (let k = 0; k < keywords; k++) {
    const kw = tupleAt(kwnames, k), v = load<u64>(args + (<usize>(nargs + k) << 3));
    if (isNamed(kw, name(N.metaclass))) { meta = v; continue; }
    listAppend(names, kw);
    store<u64>(values + (<usize>(3 + left++) << 3), v);
  }
  const restNames = left ? listToTuple(names) : NULL;
  if (names != NULL) decref(names);
  const cls = build(f, className, orig, bases, meta, values, left, restNames);
  free(values);
  if (restNames != NULL) decref(restNames);
  decref(orig);
  decref(bases);
  return cls;
}

/** `values` has room for the three positional arguments in front of the keyword values. */
function build(f: Value, className: Value, orig: Value, bases: Value, metaArg: Value, values: usize, keywords: i32, kwnames: Value): Value {
  let meta = metaArg;
  if (meta == NULL) meta = tupleSize(bases) ? boxPtr(typeOf(tupleAt(bases, 0))) : boxPtr(T.type);
  const isClass = hasFlag(meta, TypeFlag.TYPE_SUBCLASS);
  if (isClass) {
    const winner = winnerMetaclass(ptrOf(meta), bases);
    if (!winner) return NULL;
    meta = boxPtr(winner);
  }
  incref(meta);
  let namespace: Value;
  const prepare = getOptionalAttr(meta, name(N.__prepare__));
  if (prepare == NULL) {
    namespace = errorOccurred() ? NULL : dictNew();
  } else {
    store<u64>(values, className, 8);
    store<u64>(values, bases, 16);
    namespace = call(prepare, values + 8, 2, kwnames);
    decref(prepare);
  }
  if (namespace != NULL && !isMapping(namespace)) {
    if (isClass) raiseFmt(T.TypeError, "%s.__prepare__() must return a mapping, not %T", typeView(ptrOf(meta)).name, namespace);
    else raiseFmt(T.TypeError, "<metaclass>.__prepare__() must return a mapping, not %T", namespace);
    decref(namespace);
    namespace = NULL;
  }
  let cls = NULL;
  if (namespace != NULL) {
    const func = functionView(f);
    const cell = runCode(boxPtr(func.code), boxPtr(func.globals), namespace, func.closure);
    if (cell != NULL) {
      let ok = true;
      if (bases != orig) ok = setItem(namespace, name(N.__orig_bases__), orig) >= 0;
      if (ok) {
        store<u64>(values, className);
        store<u64>(values, bases, 8);
        store<u64>(values, namespace, 16);
        cls = call(meta, values, 3, kwnames);
      }
      if (cls != NULL && isExact(cell, T.cell) && hasFlag(cls, TypeFlag.TYPE_SUBCLASS)) checkClassCell(cell, cls, className);
      if (errorOccurred() && cls != NULL) { decref(cls); cls = NULL; }
      decref(cell);
    }
    decref(namespace);
  }
  decref(meta);
  return cls;
}
/** type.__new__ must have set the `__class__` cell of the body to the class. */
function checkClassCell(cell: Value, cls: Value, className: Value): void {
  const set = changetype<CellObj>(ptrOf(cell)).value;
  if (set == cls) return;
  if (set == NULL) raiseFmt(T.RuntimeError, "__class__ not set defining %r as %r. Was __classcell__ propagated to type.__new__?", className, cls);
  else raiseFmt(T.TypeError, "__class__ set to %r defining %r as %r", set, className, cls);
}

export function initBuildClass(m: Value): void {
  func(m, "__build_class__", buildClass.index, METH_KW, "", "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nWhat the class statement calls.");
}
