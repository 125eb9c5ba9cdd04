// Importing, as far as it is native: builtins.__import__ over importlib._bootstrap, which finds and loads.
// (https://docs.python.org/3.14/reference/import.html)

import { Value, NULL, None, isPtr, ptrOf, boxInt } from "../value";
import { runtime } from "../state";
import { T, N, name } from "../names.generated";
import { TypeFlag, hasFlag } from "../objects/typeobject";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred, outOfMemory, currentError, errorMatches } from "../errors";
import { ExceptionObj } from "../objects/exceptionnew";
import { TracebackObj } from "../objects/tracebackobject";
import { CodeObj } from "../objects/codeobject";
import { FrameObj } from "../objects/frameobject";
import { Frame } from "../interp/framelayout";
import { strEqual, strLen, strAt } from "../objects/strnew";
import { parseArgs } from "../args";
import { func, moduleDict, METH_KW } from "../objects/define";
import { alloc, free } from "../memory/alloc";
import { dictGet, dictGetStr } from "../objects/dict";
import { strSlice } from "../objects/strmake";
import { indexI64, isTrue, getOptionalAttr, call1, call2, call3 } from "../abstract";

/** An attribute of importlib._bootstrap, borrowed; NULL with ImportError before it is there. */
function bootstrap(attribute: Value): Value {
  const lib = runtime().importlib;
  if (lib == 0 || lib == NULL) return raise(T.ImportError, "importlib is not there yet");
  return dictGetStr(moduleDict(lib), attribute);
}
/** builtins.__import__ as it stands now, borrowed. */
function importFunction(): Value {
  return dictGetStr(runtime().builtinsDict, name(N.__import__));
}

/** sys.modules[name], owned, or NULL (an exception only if the mapping raised). */
export function loadedModule(moduleName: Value): Value {
  const m = dictGet(runtime().sysModules, moduleName);
  return m == NULL ? NULL : newref(m);
}

/** import name, the submodule itself for a dotted name (importlib.import_module). */
export function importModule(moduleName: Value): Value {
  const loaded = loadedModule(moduleName);
  if (loaded != NULL || errorOccurred()) return loaded;
  return findAndLoad(moduleName);
}
function findAndLoad(absolute: Value): Value {
  const find = bootstrap(name(N._find_and_load));
  if (find == NULL) return NULL;
  const r = call2(find, absolute, importFunction());
  if (r == NULL) removeImportFrames();
  return r;
}

/** Whether a code object is importlib's own. */
function isImportlibCode(code: usize): bool {
  const file = changetype<CodeObj>(code).filename;
  return strEndsWith(file, "importlib/_bootstrap.py") || strEndsWith(file, "importlib/_bootstrap_external.py");
}
function strEndsWith(v: Value, end: string): bool {
  const n = strLen(v), m = <u32>end.length;
  if (n < m) return false;
  for (let i: u32 = 0; i < m; i++) if (strAt(v, n - m + i) != <u32>end.charCodeAt(i)) return false;
  return true;
}
/**
 * Takes importlib's frames out of the traceback of the exception that is set: all of them for an ImportError, otherwise the runs that end in
 * `_call_with_frames_removed`, or in the exec of a module's body. With -v they stay.
 */
function removeImportFrames(): void {
  const e = currentError();
  if (e == NULL || runtime().verbose) return;
  const always = errorMatches(T.ImportError);
  let link = ptrOf(e) + offsetof<ExceptionObj>("traceback");
  let outer: usize = 0; // where a run of importlib's frames hangs
  while (isPtr(load<u64>(link))) {
    const tb = changetype<TracebackObj>(ptrOf(load<u64>(link)));
    const fp = <usize>changetype<FrameObj>(ptrOf(tb.frame)).frame;
    if (!fp) return;
    const code = <usize>changetype<Frame>(fp).code;
    if (!isImportlibCode(code)) {
      outer = 0;
      link = changetype<usize>(tb) + offsetof<TracebackObj>("next");
      continue;
    }
    if (!outer) outer = link;
    const last = strEqual(changetype<CodeObj>(code).name, name(N._call_with_frames_removed)) || strEqual(changetype<CodeObj>(code).name, name(N.exec_module));
    link = changetype<usize>(tb) + offsetof<TracebackObj>("next");
    if (always || last) {
      const rest = newref(load<u64>(link));
      const old = load<u64>(outer);
      store<u64>(outer, rest);
      decref(old);
      link = outer;
      outer = 0;
    }
  }
}

/** Waits for a module that another thread is still importing. 0 or -1. */
function ensureInitialised(module: Value, absolute: Value): i32 {
  const spec = getOptionalAttr(module, name(N.__spec__));
  if (spec == NULL) return errorOccurred() ? -1 : 0;
  const busy = getOptionalAttr(spec, name(N._initializing));
  decref(spec);
  if (busy == NULL) return errorOccurred() ? -1 : 0;
  const truth = isTrue(busy);
  decref(busy);
  if (truth <= 0) return truth;
  const wait = bootstrap(name(N._lock_unlock_module));
  if (wait == NULL) return -1;
  const r = call1(wait, absolute);
  if (r == NULL) return -1;
  decref(r);
  return 0;
}

/** The absolute name of a relative import; owned. */
function resolveName(moduleName: Value, globals: Value, level: i64): Value {
  if (globals == NULL || !hasFlag(globals, TypeFlag.DICT_SUBCLASS)) return raise(T.KeyError, "'__name__' not in globals");
  const calc = bootstrap(name(N._calc___package__));
  if (calc == NULL) return NULL;
  const package_ = call1(calc, globals);
  if (package_ == NULL) return NULL;
  let r = NULL;
  if (!hasFlag(package_, TypeFlag.STR_SUBCLASS)) raise(T.TypeError, "package must be a string");
  else if (strLen(package_) == 0) raise(T.ImportError, "attempted relative import with no known parent package");
  else r = call3(bootstrap(name(N._resolve_name)), moduleName, package_, boxInt(level));
  decref(package_);
  return r;
}

/** __import__(name, globals, locals, fromlist, level); fromlist NULL or None for none. */
export function importLevel(moduleName: Value, globals: Value, fromlist: Value, level: i64): Value {
  if (!hasFlag(moduleName, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "module name must be a string, not %T", moduleName);
  if (level < 0) return raise(T.ValueError, "level must be >= 0");
  let absolute: Value;
  if (level > 0) {
    absolute = resolveName(moduleName, globals, level);
    if (absolute == NULL) return NULL;
  } else {
    if (strLen(moduleName) == 0) return raise(T.ValueError, "Empty module name");
    absolute = newref(moduleName);
  }
  let module = loadedModule(absolute);
  if (module == NULL) { if (!errorOccurred()) module = findAndLoad(absolute); }
  else if (module == None) {
    module = NULL;
    module = findAndLoad(absolute);
  } else if (ensureInitialised(module, absolute) < 0) { decref(module); module = NULL; }
  if (module == NULL) { decref(absolute); return NULL; }
  let wantsNames = 0;
  if (fromlist != NULL && fromlist != None) wantsNames = isTrue(fromlist);
  let r = NULL;
  if (wantsNames < 0) { /* the exception stands */ }
  else if (wantsNames) {
    const path = getOptionalAttr(module, name(N.__path__));
    if (path != NULL) {
      decref(path);
      r = call3(bootstrap(name(N._handle_fromlist)), module, fromlist, importFunction());
    } else if (!errorOccurred()) r = newref(module);
  } else r = topPackage(module, moduleName, absolute, level);
  decref(module);
  decref(absolute);
  return r;
}
/** What `import a.b.c` binds: a. */
function topPackage(module: Value, moduleName: Value, absolute: Value, level: i64): Value {
  const length = strLen(moduleName);
  if (level > 0 && length == 0) return newref(module);
  let dot: u32 = 0;
  while (dot < length && strAt(moduleName, dot) != 0x2E) dot++;
  if (dot == length) return newref(module);
  if (level == 0) {
    const front = strSlice(moduleName, 0, dot);
    if (front == NULL) return NULL;
    const r = importLevel(front, NULL, NULL, 0);
    decref(front);
    return r;
  }
  const front = strSlice(absolute, 0, strLen(absolute) - (length - dot));
  if (front == NULL) return NULL;
  const r = loadedModule(front);
  if (r == NULL && !errorOccurred()) raiseFmt(T.KeyError, "%r not in sys.modules as expected", front);
  decref(front);
  return r;
}

function builtinImport(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(40);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("__import__", "name | globals locals fromlist level", args, nargs, kwnames, out)) {
    const levelValue = load<u64>(out, 32);
    const level = levelValue == NULL ? <i64>0 : indexI64(levelValue, T.OverflowError);
    if (level != -1 || !errorOccurred()) r = importLevel(load<u64>(out), load<u64>(out, 8), load<u64>(out, 24), level);
  }
  free(out);
  return r;
}

export function initImport(m: Value): void {
  func(m, "__import__", builtinImport.index, METH_KW, "($module, /, name, globals=None, locals=None, fromlist=(), level=0)", "What the import statement calls. importlib.import_module() is the function for programs.");
}
