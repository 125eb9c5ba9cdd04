// The end of the interpreter, after the threads were joined, the exit functions called and the streams flushed (lib/_start.py): modules are taken apart, so
// that what they hold sees its end: `__del__`, callbacks of weak references, `finally` blocks of generators, files that nobody closed.
//
// The order is CPython's, because programs see it:
//   1. what the other threads keep for themselves (threading.local) goes; their frames stay as they are, for ever: a thread that hangs in a host call may
//      look at anything its frames hold, and nothing that they hold is freed here
//   2. a collection (not when gc is off)
//   3. places of `sys` where a user's objects like to hide become None; standard streams become the first ones again
//   4. every module leaves sys.modules; only weak references are kept. builtins gets its first contents back
//   5. a collection: it takes most modules and what they hold, all still whole when their finalisers run
//   6. what modules somebody still holds lose their globals, the module imported last first: names with one underscore, then all others
//   7. sys (from here on nothing can be printed) and builtins
//
// The modules that were there before the program came are part of what printing is made of here (CPython's is native): of those that somebody still
// holds only the globals that came later go in step 6, and the others between sys and builtins. Memory is not given back for its own sake: the process ends.
// Guarded by tests/lang/finalization.

import { callMethod0, getOptionalAttr, isTrue, reprOf } from "../abstract";
import { clearError } from "../errors";
import { formatMessage } from "../format";
import { decref, newref } from "../memory/refcount";
import { N, name, T } from "../names.generated";
import { collectAtEnd, collectGeneration, DEBUG_SAVEALL, DEBUG_UNCOLLECTABLE } from "../objects/collector";
import { moduleDict } from "../objects/define";
import { dictClear, dictCopy, dictGet, dictGetStr, dictKeyAt, dictNew, dictNext, dictPrevious, dictSet, dictValueAt } from "../objects/dict";
import { isSubtype } from "../objects/exceptionnew";
import { listAppend, listAt, listNew, listSize } from "../objects/listobject";
import { internAscii, strAt, strEqual, strLen } from "../objects/strnew";
import { tuple2, tupleAt } from "../objects/tupleobject";
import { hasFlag, TypeFlag, typeOf } from "../objects/typeobject";
import { weakrefGet, weakrefNew } from "../objects/weakrefs";
import { RUNTIME, runtime, Runtime, Thread, thread } from "../state";
import { unraisable } from "../unraisable";
import { boxInt, intOf, isPtr, None, NULL, ptrOf, Value } from "../value";
import { writeLine } from "./excepthook";
import { dropLocals } from "./threadlocal";
import { keepWarnings, warnExplicit } from "./warn";

/** Keeps what builtins gets back at the end; at boot. */
export function noteFirstBuiltins(): void { runtime().firstBuiltins = dictCopy(runtime().builtinsDict); }

/** The program comes: the modules that are there now are part of the interpreter. */
export function noteFirstModules(): void {
  const r = runtime();
  decref(r.firstModules);
  r.firstModules = dictNew();
  for (let i = dictNext(r.sysModules, 0); r.firstModules != NULL && i >= 0; i = dictNext(r.sysModules, i + 1)) {
    const module = dictValueAt(r.sysModules, i);
    if (isModule(module)) dictSet(r.firstModules, dictKeyAt(r.sysModules, i), boxInt(places(moduleDict(module))));
  }
  clearError();
}
function isModule(v: Value): bool { return isPtr(v) && isSubtype(typeOf(v), T.module); }
/** One more than the last place of a dict that is in use. */
function places(dict: Value): i32 { return dictPrevious(dict, 0x7FFFFFFF) + 1; }

/** Takes the modules apart. For the thread that ends the process, when no Python code of its own runs any more. */
export function finalizeModules(): void {
  const r = runtime();
  for (let block = <usize>r.threads; block; block = changetype<Thread>(block).next) if (block != thread) dropThreadState(block);
  keepWarnings();
  dropValue(RUNTIME + offsetof<Runtime>("atexit"));
  dropValue(RUNTIME + offsetof<Runtime>("mainModule"));
  if (r.gcEnabled) collectGeneration(2);
  clearSpecialPlaces();
  const modules = removeModules();
  restoreBuiltins();
  collectAtEnd();
  tellOfGarbage();
  if (modules != NULL) clearModules(modules, true);
  dropValue(RUNTIME + offsetof<Runtime>("warningsModule"));
  flushQuietly(name(N.stdout));
  flushQuietly(name(N.stderr));
  clearModuleDict(r.sysDict);
  if (modules != NULL) clearModules(modules, false);
  clearModuleDict(r.builtinsDict);
  decref(modules);
  dropValue(RUNTIME + offsetof<Runtime>("firstModules"));
  dictClear(r.sysModules);
  collectAtEnd();
  dropThreadState(thread);
  dropValue(RUNTIME + offsetof<Runtime>("auditHooks"));
}

function dropValue(slot: usize): void {
  const value = load<u64>(slot);
  store<u64>(slot, NULL);
  decref(value);
  clearError();
}

/** What a thread keeps apart from its frames. */
function dropThreadState(block: usize): void {
  dropLocals(block);
  dropValue(block + offsetof<Thread>("dict"));
  dropValue(block + offsetof<Thread>("context"));
  dropValue(block + offsetof<Thread>("asyncExcValue"));
}

/** Sets a key to a value (borrowed); there is nobody to tell that it failed. */
function put(dict: Value, key: Value, value: Value): void {
  if (dictSet(dict, key, value) < 0) unraisable("Exception ignored while setting a name to None at interpreter shutdown", NULL);
}
function forget(dict: Value, key: string): void {
  const text = internAscii(key);
  if (text != NULL) put(dict, text, None);
  decref(text);
}
function restore(dict: Value, key: Value, first: Value): void {
  const value = dictGetStr(dict, first);
  put(dict, key, value == NULL ? None : value);
}

function clearSpecialPlaces(): void {
  const sys = runtime().sysDict;
  forget(runtime().builtinsDict, "_");
  forget(sys, "path");
  forget(sys, "argv");
  forget(sys, "ps1");
  forget(sys, "ps2");
  forget(sys, "last_exc");
  forget(sys, "last_type");
  forget(sys, "last_value");
  forget(sys, "last_traceback");
  forget(sys, "path_importer_cache");
  forget(sys, "meta_path");
  forget(sys, "path_hooks");
  restore(sys, name(N.stdin), name(N.__stdin__));
  restore(sys, name(N.stdout), name(N.__stdout__));
  restore(sys, name(N.stderr), name(N.__stderr__));
}

/** Takes all modules out of sys.modules; a list of pairs, a name and a weak reference, or NULL. */
function removeModules(): Value {
  const modules = runtime().sysModules;
  const list = listNew();
  for (let i = dictNext(modules, 0); i >= 0; i = dictNext(modules, i + 1)) {
    const module = dictValueAt(modules, i);
    if (!isModule(module)) continue;
    const key = newref(dictKeyAt(modules, i));
    const w = list == NULL ? NULL : weakrefNew(T.ReferenceType, module, NULL);
    const pair = w == NULL ? NULL : tuple2(key, w);
    if (pair == NULL || listAppend(list, pair) < 0) clearError();
    decref(pair);
    decref(w);
    put(modules, key, None);
    decref(key);
  }
  dictClear(modules);
  return list;
}

/** What a program has put into builtins goes. */
function restoreBuiltins(): void {
  const r = runtime();
  const now = dictCopy(r.builtinsDict);
  if (now == NULL || r.firstBuiltins == NULL) { clearError(); decref(now); return; }
  dictClear(r.builtinsDict);
  const first = r.firstBuiltins;
  for (let i = dictNext(first, 0); i >= 0; i = dictNext(first, i + 1)) put(r.builtinsDict, dictKeyAt(first, i), dictValueAt(first, i));
  decref(now);
}

/** Clears the globals of the modules that are still there, the last one first; sys and builtins come later. With `sparesFirst` the first modules keep those they came with. */
function clearModules(modules: Value, sparesFirst: bool): void {
  const r = runtime();
  for (let i = listSize(modules); i > 0; i--) {
    const pair = listAt(modules, i - 1);
    const module = weakrefGet(ptrOf(tupleAt(pair, 1)));
    if (module == NULL) continue;
    const dict = moduleDict(module);
    const first = sparesFirst && r.firstModules != NULL ? dictGet(r.firstModules, tupleAt(pair, 0)) : NULL;
    if (first == NULL) clearError();
    if (dict != r.sysDict && dict != r.builtinsDict) clearModuleDict(dict, first == NULL ? 0 : <i32>intOf(first));
    decref(module);
  }
}

/** Sets a module's globals from a place on to None: those with one underscore first. `__builtins__` stays, so that functions that are still there can go on. */
function clearModuleDict(dict: Value, from: i32 = 0): void {
  if (!isPtr(dict)) return;
  newref(dict);
  clearNames(dict, from, true);
  clearNames(dict, from, false);
  decref(dict);
}
function clearNames(dict: Value, from: i32, withUnderscore: bool): void {
  for (let i = dictNext(dict, from); i >= 0; i = dictNext(dict, i + 1)) {
    const key = dictKeyAt(dict, i);
    if (dictValueAt(dict, i) == None || !hasFlag(key, TypeFlag.STR_SUBCLASS)) continue;
    const length = strLen(key);
    if (withUnderscore ? length == 0 || strAt(key, 0) != 0x5F || (length > 1 && strAt(key, 1) == 0x5F) : strEqual(key, name(N.__builtins__))) continue;
    newref(key);
    put(dict, key, None);
    decref(key);
  }
}

/** Says that there are objects in gc.garbage, if there are. */
function tellOfGarbage(): void {
  const r = runtime();
  if (r.gcGarbage == NULL || r.gcDebug & DEBUG_SAVEALL || listSize(r.gcGarbage) == 0) return;
  const more = r.gcDebug & DEBUG_UNCOLLECTABLE;
  const message = formatMessage(
    more ? "gc: %d uncollectable objects at shutdown" : "gc: %d uncollectable objects at shutdown; use gc.set_debug(gc.DEBUG_UNCOLLECTABLE) to list them",
    boxInt(listSize(r.gcGarbage)), NULL, NULL, NULL);
  const place = internAscii("gc");
  if (message == NULL || place == NULL || warnExplicit(name(N.ResourceWarning), message, place, boxInt(0)) < 0) unraisable("Exception ignored in GC shutdown", NULL);
  decref(message);
  decref(place);
  if (!more) return;
  const text = reprOf(r.gcGarbage);
  if (text == NULL) unraisable("Exception ignored in GC shutdown", NULL);
  else writeLine(formatMessage("      %s", text, NULL, NULL, NULL));
  decref(text);
}

/** Flushes a standard stream; what goes wrong now goes wrong in silence. */
function flushQuietly(stream: Value): void {
  const file = newref(dictGetStr(runtime().sysDict, stream));
  if (file == NULL || file == None) return;
  const closed = getOptionalAttr(file, name(N.closed));
  if (closed == NULL || isTrue(closed) == 0) decref(callMethod0(file, name(N.flush)));
  clearError();
  decref(closed);
  decref(file);
}
