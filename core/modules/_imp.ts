// _imp: what importlib._bootstrap asks of the interpreter. Built-in modules come from `nativeModule` (core/index.ts), frozen ones
// from the library's pack behind the host call `packFind`. The whole standard library is compiled there, but only what CPython has frozen is
// frozen for importlib: the rest is found by the library's own entry of sys.path (lib/_library.py), after the program's folders.

import { Value, NULL, None, True, False, boxBool, boxInt } from "../value";
import { runtime, thread } from "../state";
import { T, N, name } from "../names.generated";
import { TypeFlag, hasFlag, isExact } from "../objects/typeobject";
import { codeView } from "../objects/codeobject";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred, outOfMemory } from "../errors";
import { checkArgs } from "../args";
import { func, constant, METH_NOARGS, METH_O, METH_FAST, METH_KW } from "../objects/define";
import { alloc, free } from "../memory/alloc";
import { strEqual, strFromLiteral } from "../objects/strnew";
import { utf8Bytes } from "../objects/strutf8";
import { strFromUtf8 } from "../objects/strmake";
import { bytesData, bytesLen, bytesFrom } from "../objects/bytesobject";
import { tuple3, tupleAt, tupleSize } from "../objects/tupleobject";
import { listNew, listPush } from "../objects/listobject";
import { dictGet } from "../objects/dict";
import { getAttr } from "../abstract";
import { marshalLoad } from "./marshalread";
import { FIND_CODE, FIND_FROZEN, FIND_MODULE } from "../../contract/packfind";
import { hostPackFind, hostPackNames, hostTake } from "../host.generated";
import { stagedBytes } from "./staged";
import { makeNativeModule, isNativeModule } from "./registry";
import { yieldGil } from "../threads/gil";

/** Looks a module up in the pack: bytes of the staged answer (1 byte of package flag, then the code if asked for), owned; NULL without an exception when it is not there. */
function packFind(moduleName: Value, what: i32): Value {
  let asked = moduleName;
  if (strEqual(moduleName, name(N._frozen_importlib))) asked = runtime().bootstrapName;
  else if (strEqual(moduleName, name(N._frozen_importlib_external))) asked = runtime().bootstrapExternalName;
  const utf8 = utf8Bytes(asked);
  if (utf8 == NULL) return NULL;
  const n = hostPackFind(bytesData(utf8), bytesLen(utf8), what);
  decref(utf8);
  return n < 1 ? NULL : stagedBytes(n);
}

/** The code object of a module of the pack; ImportError when it is not there. */
export function packCode(moduleName: Value): Value {
  const found = packFind(moduleName, FIND_CODE);
  if (found == NULL) return errorOccurred() ? NULL : raiseFmt(T.ImportError, "No such frozen object named %s", moduleName);
  const code = marshalLoad(bytesData(found) + 1, bytesLen(found) - 1);
  decref(found);
  return code;
}

function checkStr(v: Value, fname: string): bool {
  if (hasFlag(v, TypeFlag.STR_SUBCLASS)) return true;
  const f = strFromLiteral(fname);
  raiseFmt(T.TypeError, "%s() argument must be str, not %T", f, v);
  decref(f);
  return false;
}

function isFrozen(self: Value, v: Value): Value {
  if (!checkStr(v, "is_frozen")) return NULL;
  const found = packFind(v, FIND_FROZEN);
  if (found == NULL) return errorOccurred() ? NULL : False;
  decref(found);
  return True;
}
function isFrozenPackage(self: Value, v: Value): Value {
  if (!checkStr(v, "is_frozen_package")) return NULL;
  const found = packFind(v, FIND_FROZEN);
  if (found == NULL) return errorOccurred() ? NULL : raiseFmt(T.ImportError, "No such frozen object named %r", v);
  const package_ = load<u8>(bytesData(found)) != 0;
  decref(found);
  return boxBool(package_);
}
function getFrozenObject(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("get_frozen_object", nargs, 1, 2) || !checkStr(load<u64>(args), "get_frozen_object")) return NULL;
  if (nargs == 2 && hasFlag(load<u64>(args, 8), TypeFlag.BYTES_SUBCLASS)) return marshalLoad(bytesData(load<u64>(args, 8)), bytesLen(load<u64>(args, 8)));
  return packCode(load<u64>(args));
}
/** find_frozen(name, /, *, withdata=False): None or (data, is_package, origname). */
function findFrozen(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (!checkArgs("find_frozen", nargs, 1, 1) || !checkStr(load<u64>(args), "find_frozen")) return NULL;
  const found = packFind(load<u64>(args), FIND_FROZEN);
  if (found == NULL) return errorOccurred() ? NULL : None;
  const package_ = load<u8>(bytesData(found)) != 0;
  decref(found);
  let origin = load<u64>(args);
  if (strEqual(origin, name(N._frozen_importlib))) origin = runtime().bootstrapName;
  else if (strEqual(origin, name(N._frozen_importlib_external))) origin = runtime().bootstrapExternalName;
  return tuple3(None, boxBool(package_), origin);
}
/** _find_library(name): whether a module of the library is a package; None when there is none of that name. */
function findLibrary(self: Value, v: Value): Value {
  if (!checkStr(v, "_find_library")) return NULL;
  const found = packFind(v, FIND_MODULE);
  if (found == NULL) return errorOccurred() ? NULL : None;
  const r = boxBool(load<u8>(bytesData(found)) != 0);
  decref(found);
  return r;
}
function libraryCode(self: Value, v: Value): Value { return checkStr(v, "_library_code") ? packCode(v) : NULL; }
function frozenModuleNames(self: Value): Value {
  const n = hostPackNames();
  if (n < 0) return raise(T.SystemError, "the library's pack cannot be read");
  const block = alloc(n + 8);
  if (!block) return outOfMemory();
  hostTake(block);
  const list = listNew();
  let at = block;
  while (list != NULL && at < block + n) {
    let end = at;
    while (load<u8>(end)) end++;
    const s = strFromUtf8(at, <u32>(end - at));
    if (s == NULL || listPush(list, s) < 0) break;
    at = end + 1;
  }
  free(block);
  return list;
}

function isBuiltin(self: Value, v: Value): Value { return boxInt(isNativeModule(v) ? 1 : 0); }
function createBuiltin(self: Value, spec: Value): Value {
  const moduleName = getAttr(spec, name(N.name));
  if (moduleName == NULL) return NULL;
  const loaded = dictGet(runtime().sysModules, moduleName);
  let r: Value;
  if (loaded != NULL) r = newref(loaded);
  else {
    r = makeNativeModule(moduleName);
    if (r == NULL && !errorOccurred()) r = None;
  }
  decref(moduleName);
  return r;
}
function execBuiltin(self: Value, module: Value): Value { return boxInt(0); }

/** _fix_co_filename(code, path): the code of a .pyc file whose source was moved gets the name that the source has now. */
function fixCoFilename(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("_fix_co_filename", nargs, 2, 2)) return NULL;
  const code = load<u64>(args), path = load<u64>(args, 8);
  if (!isExact(code, T.code)) return raiseFmt(T.TypeError, "_fix_co_filename() argument 1 must be code, not %T", code);
  if (!hasFlag(path, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "_fix_co_filename() argument 2 must be str, not %T", path);
  const old = newref(codeView(code).filename);
  if (!strEqual(old, path)) moveCode(code, old, path);
  decref(old);
  return None;
}
/** The same for a code object and those within it, where they come from the file `old`. */
function moveCode(code: Value, old: Value, path: Value): void {
  const c = codeView(code), before = c.filename;
  if (!strEqual(before, old)) return;
  c.filename = newref(path);
  decref(before);
  const n = tupleSize(c.consts);
  for (let i: u32 = 0; i < n; i++) if (isExact(tupleAt(c.consts, i), T.code)) moveCode(tupleAt(c.consts, i), old, path);
}
function extensionSuffixes(self: Value): Value { return listNew(); }
function sourceHash(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs < 2) return raise(T.TypeError, "source_hash() missing required argument");
  // FNV-1a over the source; only ever compared with itself.
  const source = load<u64>(args, 8);
  if (!hasFlag(source, TypeFlag.BYTES_SUBCLASS)) return raiseFmt(T.TypeError, "a bytes-like object is required, not '%T'", source);
  let h: u64 = 0xCBF29CE484222325;
  for (let i: usize = 0; i < bytesLen(source); i++) h = (h ^ load<u8>(bytesData(source) + i)) * 0x100000001B3;
  const block = alloc(8);
  if (!block) return outOfMemory();
  store<u64>(block, h);
  const r = bytesFrom(block, 8);
  free(block);
  return r;
}
function overrideFrozen(self: Value, v: Value): Value { return None; }

export function initImp(m: Value): void {
  func(m, "is_frozen", isFrozen.index, METH_O, "($module, name, /)", "Whether the module is found before all of sys.path.");
  func(m, "is_frozen_package", isFrozenPackage.index, METH_O, "($module, name, /)", "Whether the module of the pack is a package.");
  func(m, "get_frozen_object", getFrozenObject.index, METH_FAST, "($module, name, data=None, /)", "The code object of a module of the pack.");
  func(m, "find_frozen", findFrozen.index, METH_KW, "($module, name, /, *, withdata=False)", "What the pack knows of a module, or None.");
  func(m, "_find_library", findLibrary.index, METH_O, "($module, name, /)", "Whether a module of the library is a package, or None.");
  func(m, "_library_code", libraryCode.index, METH_O, "($module, name, /)", "The code object of a module of the library.");
  func(m, "_frozen_module_names", frozenModuleNames.index, METH_NOARGS, "($module, /)", "The modules of the pack.");
  func(m, "is_builtin", isBuiltin.index, METH_O, "($module, name, /)", "1 if the module is native.");
  func(m, "create_builtin", createBuiltin.index, METH_O, "($module, spec, /)", "Make a native module.");
  func(m, "exec_builtin", execBuiltin.index, METH_O, "($module, mod, /)", "Run the body of a native module: they have none.");
  func(m, "create_dynamic", extensionNotSupported.index, METH_FAST, "($module, spec, file=<unrepresentable>, /)", "Extension modules are not supported.");
  func(m, "exec_dynamic", execBuiltin.index, METH_O, "($module, mod, /)", "");
  func(m, "extension_suffixes", extensionSuffixes.index, METH_NOARGS, "($module, /)", "The file endings of extension modules: none.");
  func(m, "acquire_lock", importAcquire.index, METH_NOARGS, "($module, /)", "Take the import lock.");
  func(m, "release_lock", importRelease.index, METH_NOARGS, "($module, /)", "Release the import lock.");
  func(m, "lock_held", importHeld.index, METH_NOARGS, "($module, /)", "Whether a thread holds the import lock.");
  func(m, "_fix_co_filename", fixCoFilename.index, METH_FAST, "($module, code, path, /)", "");
  func(m, "source_hash", sourceHash.index, METH_KW, "($module, /, key, source)", "");
  func(m, "_override_frozen_modules_for_tests", overrideFrozen.index, METH_O, "($module, override, /)", "");
  func(m, "_override_multi_interp_extensions_check", overrideFrozen.index, METH_O, "($module, override, /)", "");
  constant(m, "check_hash_based_pycs", strFromLiteral("default"));
  constant(m, "pyc_magic_number_token", boxInt(0x0A0D0E2B));
}
function extensionNotSupported(self: Value, args: usize, nargs: i32): Value { return raise(T.ImportError, "extension modules are not supported"); }

// The import lock guards importlib's table of module locks for a moment only and never across a blocking call: the GIL is not given up
// between acquire and release, except by the breaker, so it counts owners like an RLock.
function importAcquire(self: Value): Value {
  const r = runtime();
  // When the interpreter ends, an owner that hangs never gives it back.
  while (r.importLockOwner != 0 && r.importLockOwner != <u32>thread && !r.finalizing) yieldGil();
  r.importLockOwner = <u32>thread;
  r.importLockCount++;
  return None;
}
function importRelease(self: Value): Value {
  const r = runtime();
  if (r.importLockOwner != <u32>thread) return raise(T.RuntimeError, "not holding the import lock");
  if (--r.importLockCount == 0) r.importLockOwner = 0;
  return None;
}
function importHeld(self: Value): Value { return boxBool(runtime().importLockOwner != 0); }
