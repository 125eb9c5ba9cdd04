// IMPORT_NAME and IMPORT_FROM. Helpers as eval.ts describes them.

import { Value, NULL, None, isPtr, boxPtr, True } from "../value";
import { runtime } from "../state";
import { T, N, name } from "../names.generated";
import { isExact, hasFlag, TypeFlag } from "../objects/typeobject";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred, errorMatches, clearError, raiseObject, swallow } from "../errors";
import { call, call1, getAttr, setAttr, getOptionalAttr, getItem, isTrue, callMethod0, listFromIterable, seqItem, setItem } from "../abstract";
import { dictGet, dictGetStr } from "../objects/dict";
import { formatMessage } from "../format";
import { Frame } from "./framelayout";
import { pushArgs, popArgs } from "./argstack";
import { FAILED } from "./status";
import { nameAt } from "./names";
import { strLen, strAt } from "../objects/strnew";

/** level, fromlist -- module */
export function importName(fp: usize, sp: usize, arg: usize): usize {
  const frame = changetype<Frame>(fp);
  const fromlist = load<u64>(sp - 8), level = load<u64>(sp - 16);
  const importer = dictGetStr(boxPtr(frame.builtins), name(N.__import__));
  if (importer == NULL) {
    if (!errorOccurred()) raise(T.ImportError, "__import__ not found");
    return FAILED;
  }
  newref(importer);
  const row = pushArgs(5);
  if (!row) { decref(importer); return FAILED; }
  store<u64>(row, nameAt(fp, arg));
  store<u64>(row, boxPtr(frame.globals), 8);
  store<u64>(row, frame.locals ? boxPtr(frame.locals) : None, 16);
  store<u64>(row, fromlist, 24);
  store<u64>(row, level, 32);
  const r = call(importer, row, 5, NULL);
  popArgs(row);
  decref(importer);
  if (r == NULL) return FAILED;
  decref(fromlist);
  decref(level);
  store<u64>(sp - 16, r);
  return sp - 8;
}

/** module -- module, attr */
export function importFrom(fp: usize, sp: usize, arg: usize): usize {
  const r = importAttribute(load<u64>(sp - 8), nameAt(fp, arg));
  if (r == NULL) return FAILED;
  store<u64>(sp, r);
  return sp + 8;
}
function importAttribute(module: Value, key: Value): Value {
  const v = getOptionalAttr(module, key);
  if (v != NULL || errorOccurred()) return v;
  // A submodule that is being imported in a circle is in sys.modules, though not yet an attribute.
  const moduleName = getOptionalAttr(module, name(N.__name__));
  if (moduleName == NULL && errorOccurred()) return NULL;
  if (moduleName != NULL && hasFlag(moduleName, TypeFlag.STR_SUBCLASS)) {
    const full = formatMessage("%s.%s", moduleName, key, NULL, NULL);
    if (full == NULL) { decref(moduleName); return NULL; }
    const sub = isExact(runtime().sysModules, T.dict) ? newref(dictGet(runtime().sysModules, full)) : getItem(runtime().sysModules, full);
    decref(full);
    if (sub != NULL) { decref(moduleName); return sub; }
    if (errorOccurred()) { if (!errorMatches(T.KeyError)) { decref(moduleName); return NULL; } clearError(); }
  }
  return cannotImport(module, moduleName, key);
}
/** Raises ImportError as `from module import key` words it; steals moduleName. */
function cannotImport(module: Value, moduleName: Value, key: Value): Value {
  const spec = getOptionalAttr(module, name(N.__spec__));
  if (spec == NULL) clearError();
  let origin = NULL;
  let initializing = false;
  if (spec != NULL && spec != None) {
    const hasLocation = getOptionalAttr(spec, name(N.has_location));
    if (hasLocation == True) origin = getOptionalAttr(spec, name(N.origin));
    if (hasLocation != NULL) decref(hasLocation);
    const flag = getOptionalAttr(spec, name(N._initializing));
    if (flag != NULL) { initializing = isTrue(flag) == 1; decref(flag); }
  }
  clearError();
  if (origin == NULL) origin = getOptionalAttr(module, name(N.__file__));
  clearError();
  const shown = moduleName != NULL ? newref(moduleName) : formatMessage("<unknown module name>", NULL, NULL, NULL, NULL);
  const known = origin != NULL && isPtr(origin) && hasFlag(origin, TypeFlag.STR_SUBCLASS);
  const place = known ? newref(origin) : formatMessage("unknown location", NULL, NULL, NULL, NULL);
  const message = initializing
    ? formatMessage("cannot import name %r from partially initialized module %r (most likely due to a circular import) (%s)", key, shown, place, NULL)
    : formatMessage("cannot import name %r from %r (%s)", key, shown, place, NULL);
  if (message != NULL) {
    const e = call1(boxPtr(T.ImportError), message);
    if (e != NULL) {
      setAttr(e, name(N.name), moduleName == NULL ? None : moduleName);
      setAttr(e, name(N.path), known ? origin : None);
      setAttr(e, name(N.name_from), key);
      clearError();
      raiseObject(e);
    }
    decref(message);
  }
  decref(shown);
  decref(place);
  if (origin != NULL) decref(origin);
  if (spec != NULL) decref(spec);
  if (moduleName != NULL) decref(moduleName);
  return NULL;
}

/** from module import *: into the frame's locals. 0, or -1 with an exception. */
export function importStar(locals: Value, module: Value): i32 {
  let all = getOptionalAttr(module, name(N.__all__));
  if (all == NULL && errorOccurred()) return -1;
  let skipPrivate = false;
  if (all == NULL) {
    const d = getOptionalAttr(module, name(N.__dict__));
    if (d == NULL) {
      if (!errorOccurred()) raise(T.ImportError, "from-import-* object has no __dict__ and no __all__");
      return -1;
    }
    all = callMethod0(d, name(N.keys));
    decref(d);
    if (all == NULL) return -1;
    const list = listFromIterable(all);
    decref(all);
    if (list == NULL) return -1;
    all = list;
    skipPrivate = true;
  }
  let r = 0;
  for (let i: i64 = 0; ; i++) {
    const key = seqItem(all, i);
    if (key == NULL) {
      if (!swallow(T.IndexError)) r = -1;
      break;
    }
    if (!isPtr(key) || !hasFlag(key, TypeFlag.STR_SUBCLASS)) {
      const moduleName = getAttr(module, name(N.__name__));
      if (moduleName != NULL) {
        if (skipPrivate) raiseFmt(T.TypeError, "Key in %s.__dict__ must be str, not %T", moduleName, key);
        else raiseFmt(T.TypeError, "Item in %s.__all__ must be str, not %T", moduleName, key);
        decref(moduleName);
      }
      decref(key);
      r = -1;
      break;
    }
    if (skipPrivate && strLen(key) && strAt(key, 0) == 0x5F) { decref(key); continue; }
    const v = getAttr(module, key);
    if (v == NULL) r = -1;
    else { r = setItem(locals, key, v); decref(v); }
    decref(key);
    if (r < 0) break;
  }
  decref(all);
  return r;
}
