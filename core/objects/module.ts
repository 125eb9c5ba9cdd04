// module.
//
//   ┌ header │ dict Value @8 │ weaklist u32 @16 ┐     (moduleDict in core/objects/define.ts reads it)

import { Value, NULL, None, boxInt, isPtr, ptrOf } from "../value";
import { runtime } from "../state";
import { T, N, name } from "../names.generated";
import { TypeFlag, Slot, typeView, typeOf, setSlot, hasFlag } from "./typeobject";
import { defType, method, getset, METH_NOARGS, moduleDict } from "./define";
import { allocHolder } from "./subtype";
import { findAttribute, genericSetAttr } from "./attributes";
import { clearWeakrefs } from "./weakrefs";
import { dictNew, dictGetStr, dictSet, dictDel, dictClear } from "./dict";
import { strFromLiteral, internAscii } from "./strnew";
import { parseArgs } from "../args";
import { pushArgs, popArgs } from "../interp/argstack";
import { isTrash } from "../memory/cycles";
import { freeObject, gcUntrack } from "../memory/object";
import { decref, newref, incref } from "../memory/refcount";
import { raise, raiseI, raiseFmt, errorOccurred, errorMatches, clearError, currentError } from "../errors";
import { call0, call1, callMethod1, getOptionalAttr, isTrue, listFromIterable, isCallable, contains } from "../abstract";
import { formatMessage } from "../format";
import { setAttributeErrorContext } from "./exceptionfields";
import { traverseOne } from "./ownedvalues";

const SIZE: usize = 24;
const WEAKLIST: usize = 16;

function moduleAlloc(type: usize): Value { return allocHolder(type, dictNew()); }
/** Sets the attributes that every module starts with; name and doc borrowed. 0 or -1. */
function fill(module: Value, moduleName: Value, doc: Value): i32 {
  const d = moduleDict(module);
  if (dictSet(d, name(N.__name__), moduleName) < 0 || dictSet(d, name(N.__doc__), doc) < 0) return -1;
  if (dictSet(d, name(N.__package__), None) < 0 || dictSet(d, name(N.__loader__), None) < 0) return -1;
  return dictSet(d, name(N.__spec__), None);
}
/** A new module; its name (a str) is borrowed, `doc` a literal ("" for none). NULL with MemoryError. */
export function newModuleNamed(moduleName: Value, doc: string): Value {
  const m = moduleAlloc(T.module);
  if (m == NULL) return NULL;
  const text = doc.length ? strFromLiteral(doc) : None;
  const r = text == NULL ? -1 : fill(m, moduleName, text);
  decref(text);
  if (r < 0) { decref(m); return NULL; }
  return m;
}
export function newModule(moduleName: string, doc: string): Value {
  const n = internAscii(moduleName);
  const m = newModuleNamed(n, doc);
  decref(n);
  return m;
}

function moduleNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value { return moduleAlloc(type); }
function moduleInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  const out = pushArgs(2);
  if (!out) return -1;
  let r = -1;
  if (parseArgs("module", "name | doc", args, nargs, kwnames, out)) {
    const n = load<u64>(out), doc = load<u64>(out, 8);
    if (!hasFlag(n, TypeFlag.STR_SUBCLASS)) raiseFmt(T.TypeError, "module() argument 'name' must be str, not %T", n);
    else r = fill(self, n, doc == NULL ? None : doc);
  }
  popArgs(out);
  return r;
}

function moduleRepr(self: Value): Value {
  const importlib = runtime().importlib;
  if (isPtr(importlib)) return callMethod1(importlib, name(N._module_repr), self);
  const n = dictGetStr(moduleDict(self), name(N.__name__));
  return formatMessage("<module %r>", n == NULL ? None : n, NULL, NULL, NULL);
}

/** Whether the module's spec says that it is being imported right now. -1 with an exception. */
function isInitializing(spec: Value): i32 {
  if (spec == NULL || spec == None) return 0;
  const v = getOptionalAttr(spec, name(N._initializing));
  if (v == NULL) return errorOccurred() ? -1 : 0;
  const r = isTrue(v);
  decref(v);
  return r;
}
/** Whether `module.attribute` is a submodule that is being imported. -1 with an exception. */
function isUninitializedSubmodule(spec: Value, attribute: Value): i32 {
  if (spec == NULL || spec == None) return 0;
  const list = getOptionalAttr(spec, name(N._uninitialized_submodules));
  if (list == NULL) return errorOccurred() ? -1 : 0;
  const r = contains(list, attribute);
  decref(list);
  return r;
}

function moduleGetattro(self: Value, attribute: Value): Value {
  const r = findAttribute(self, attribute);
  if (r != NULL) return r;
  if (errorOccurred() && !errorMatches(T.AttributeError)) return NULL;
  const d = moduleDict(self);
  const hook = dictGetStr(d, name(N.__getattr__));
  if (hook != NULL) {
    clearError();
    incref(hook);
    const found = call1(hook, attribute);
    decref(hook);
    return found;
  }
  if (errorOccurred()) return NULL;
  missing(self, d, attribute);
  const e = currentError();
  if (e != NULL && typeOf(e) == T.AttributeError) setAttributeErrorContext(e, attribute, self);
  return NULL;
}
function missing(self: Value, d: Value, attribute: Value): void {
  const moduleName = dictGetStr(d, name(N.__name__));
  if (moduleName == NULL || !hasFlag(moduleName, TypeFlag.STR_SUBCLASS)) { raiseFmt(T.AttributeError, "module has no attribute '%s'", attribute); return; }
  const spec = newref(dictGetStr(d, name(N.__spec__)));
  const initializing = isInitializing(spec);
  if (initializing < 0) { decref(spec); return; }
  if (initializing) {
    const origin = getOptionalAttr(spec, name(N.origin));
    if (origin != NULL && hasFlag(origin, TypeFlag.STR_SUBCLASS))
      raiseFmt(T.AttributeError, "partially initialized module '%s' from '%s' has no attribute '%s' (most likely due to a circular import)", moduleName, origin, attribute);
    else if (!errorOccurred())
      raiseFmt(T.AttributeError, "partially initialized module '%s' has no attribute '%s' (most likely due to a circular import)", moduleName, attribute);
    decref(origin);
  } else {
    const submodule = isUninitializedSubmodule(spec, attribute);
    if (submodule > 0) raiseFmt(T.AttributeError, "cannot access submodule '%s' of module '%s' (most likely due to a circular import)", attribute, moduleName);
    else if (submodule == 0) raiseFmt(T.AttributeError, "module '%s' has no attribute '%s'", moduleName, attribute);
  }
  decref(spec);
}

function getDict(self: Value): Value { return newref(moduleDict(self)); }
function moduleDir(self: Value): Value {
  const d = getOptionalAttr(self, name(N.__dict__));
  if (d == NULL) return errorOccurred() ? NULL : raise(T.TypeError, "<module>.__dict__ is not a dictionary");
  if (!hasFlag(d, TypeFlag.DICT_SUBCLASS)) { decref(d); return raise(T.TypeError, "<module>.__dict__ is not a dictionary"); }
  const f = dictGetStr(d, name(N.__dir__));
  const r = f != NULL ? call0(f) : listFromIterable(d);
  decref(d);
  return r;
}

function getAnnotate(self: Value): Value {
  const d = moduleDict(self);
  const f = dictGetStr(d, name(N.__annotate__));
  if (f != NULL) return newref(f);
  return dictSet(d, name(N.__annotate__), None) < 0 ? NULL : None;
}
function setAnnotate(self: Value, value: Value): i32 {
  if (value == NULL) return raiseI(T.TypeError, "cannot delete __annotate__ attribute");
  if (value != None && !isCallable(value)) return raiseI(T.TypeError, "__annotate__ must be callable or None");
  const d = moduleDict(self);
  if (dictSet(d, name(N.__annotate__), value) < 0) return -1;
  if (value != None && dictGetStr(d, name(N.__annotations__)) != NULL) return dictDel(d, name(N.__annotations__));
  return 0;
}
function getAnnotations(self: Value): Value {
  const d = moduleDict(self);
  const own = dictGetStr(d, name(N.__annotations__));
  if (own != NULL) return newref(own);
  const spec = newref(dictGetStr(d, name(N.__spec__)));
  const initializing = isInitializing(spec);
  decref(spec);
  if (initializing < 0) return NULL;
  const f = dictGetStr(d, name(N.__annotate__));
  let result: Value;
  if (f != NULL && isCallable(f)) {
    incref(f);
    result = call1(f, boxInt(1));
    decref(f);
    if (result != NULL && !hasFlag(result, TypeFlag.DICT_SUBCLASS)) {
      raiseFmt(T.TypeError, "__annotate__ returned non-dict of type '%T'", result);
      decref(result);
      return NULL;
    }
  } else result = dictNew();
  if (result == NULL) return NULL;
  if (!initializing && dictSet(d, name(N.__annotations__), result) < 0) { decref(result); return NULL; }
  return result;
}
function setAnnotations(self: Value, value: Value): i32 {
  const d = moduleDict(self);
  if (value != NULL) { if (dictSet(d, name(N.__annotations__), value) < 0) return -1; }
  else {
    if (dictGetStr(d, name(N.__annotations__)) == NULL) return raiseI(T.AttributeError, "__annotations__");
    if (dictDel(d, name(N.__annotations__)) < 0) return -1;
  }
  if (dictGetStr(d, name(N.__annotate__)) != NULL) return dictDel(d, name(N.__annotate__));
  return 0;
}

function dealloc(p: usize): void {
  gcUntrack(p);
  if (load<u32>(p, WEAKLIST)) clearWeakrefs(p);
  decref(load<u64>(p, 8));
  freeObject(p);
}
/** A function of the module may outlive it, and needs its globals: they are only cleared when they are garbage too. */
function clear(p: usize): void {
  const dict = load<u64>(p, 8);
  if (isPtr(dict) && isTrash(ptrOf(dict))) dictClear(dict);
}

export function initModule(): void {
  const t = T.module;
  defType(t, "module", T.object, SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC);
  const view = typeView(t);
  view.doc = <u32>changetype<usize>("Create a module object.\n\nThe name must be a string; the optional docstring can have any type.");
  view.dictoffset = 8;
  view.weakoffset = <u32>WEAKLIST;
  setSlot(t, Slot.new_, moduleNew.index);
  setSlot(t, Slot.init, moduleInit.index);
  setSlot(t, Slot.repr, moduleRepr.index);
  setSlot(t, Slot.getattro, moduleGetattro.index);
  setSlot(t, Slot.setattro, genericSetAttr.index);
  setSlot(t, Slot.dealloc, dealloc.index);
  setSlot(t, Slot.traverse, traverseOne.index);
  setSlot(t, Slot.clear, clear.index);
  method(t, "__dir__", moduleDir.index, METH_NOARGS, "($self, /)", "__dir__() -> list\nspecialized dir() implementation");
  getset(t, "__dict__", getDict.index);
  getset(t, "__annotations__", getAnnotations.index, setAnnotations.index);
  getset(t, "__annotate__", getAnnotate.index, setAnnotate.index);
}
