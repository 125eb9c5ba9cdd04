// The native modules: one line each.

import { decref } from "./memory/refcount";
import { nativeModule } from "./modules/registry";
import { init__buffers } from "./modules/_buffers";
import { initAtexit } from "./modules/atexit";
import { init__queue } from "./modules/_queue";
import { init__json } from "./modules/_json";
import { init__tollbooth } from "./modules/_tollbooth";
import { init__bisect } from "./modules/_bisect";
import { init__compiler } from "./modules/_compiler";
import { init__heapq } from "./modules/_heapq";
import { init__operator } from "./modules/_operator";
import { N, name } from "./names.generated";
import { dictKeyAt, dictNext, dictSet } from "./objects/dict";
import { listAppend, listNew } from "./objects/listobject";
import { listToTuple } from "./objects/listtuple";
import { runtime } from "./state";
import { init__functools } from "./modules/_functools";
import { init_itertools } from "./modules/itertools";
import { init__sre } from "./modules/_sre";
import { init__string } from "./modules/_string";
import { init_unicodedata } from "./modules/unicodedata";
import { init__codecs } from "./modules/_codecs";
import { init__collections } from "./modules/_collections";
import { initPosix } from "./modules/posixprocess";
import { initErrno } from "./modules/errno";
import { initChildren } from "./modules/_children";
import { initSignals } from "./modules/_signals";
import { init__system } from "./modules/_system";
import { initDigests } from "./modules/_digests";
import { initZlib } from "./modules/_zlib";
import { initWarnings } from "./modules/_warnings";
import { initMarshal } from "./modules/marshal";
import { init_thread } from "./modules/_thread";
import { init__random } from "./modules/_random";
import { init__struct } from "./modules/_struct";
import { init_array } from "./modules/array";
import { init_binascii } from "./modules/binascii";
import { init_cmath } from "./modules/cmath";
import { init_gc } from "./modules/gc";
import { init_math } from "./modules/math";
import { init_time } from "./modules/time";
import { initAbcModule } from "./modules/_abc";
import { initContextvarsModule } from "./modules/_contextvars";
import { initTypesModule } from "./modules/_types";
import { initWeakrefModule } from "./modules/_weakref";
import { initImp } from "./modules/_imp";

/** Declares the native modules; at boot, once. Each is made when it is first imported. */
export function initNativeModules(): void {
  nativeModule("atexit", initAtexit.index, "Functions that run when the interpreter ends.");
  nativeModule("_queue", init__queue.index, "A simple queue.");
  nativeModule("_buffers", init__buffers.index, "Buffers of files, for lib/_io.py.");
  nativeModule("_json", init__json.index, "json speedups");
  nativeModule("_tollbooth", init__tollbooth.index, "The runtime.");
  nativeModule("_bisect", init__bisect.index, "Searching and inserting in sorted sequences.");
  nativeModule("_compiler", init__compiler.index, "What symtable and tokenize need of the compiler.");
  nativeModule("_heapq", init__heapq.index, "Priority queues in lists.");
  nativeModule("_operator", init__operator.index, "The operators as functions.");
  nativeModule("_functools", init__functools.index, "Tools that operate on functions.");
  nativeModule("itertools", init_itertools.index, "Functional tools for creating and using iterators.");
  nativeModule("_sre", init__sre.index, "The engine of regular expressions.");
  nativeModule("_string", init__string.index, "The parser of format strings.");
  nativeModule("unicodedata", init_unicodedata.index, "Properties of characters.");
  nativeModule("_codecs", init__codecs.index, "Codecs and their registry.");
  nativeModule("_collections", init__collections.index, "Native parts of collections.");
  nativeModule("_abc", initAbcModule.index, "What abstract base classes are made of.");
  nativeModule("_contextvars", initContextvarsModule.index, "Context variables.");
  nativeModule("_types", initTypesModule.index, "Names for the built-in types.");
  nativeModule("_weakref", initWeakrefModule.index, "Weak references.");
  nativeModule("_imp", initImp.index, "Low-level parts of the import system.");
  nativeModule("_posix", initPosix.index, "Files, folders and the process; see lib/posix.py.");
  nativeModule("_system", init__system.index, "System calls, for the modules of the library.");
  nativeModule("errno", initErrno.index, "The error numbers of the operating system.");
  nativeModule("_children", initChildren.index, "Child processes.");
  nativeModule("_signals", initSignals.index, "Signals, for lib/_signal.py.");
  nativeModule("_zlib", initZlib.index, "Compression, for lib/zlib.py.");
  nativeModule("_digests", initDigests.index, "Hashing, for lib/_sha2.py and its siblings.");
  nativeModule("_warnings", initWarnings.index, "Warnings, for importlib.");
  nativeModule("marshal", initMarshal.index, "Python values as bytes.");
  nativeModule("_thread", init_thread.index, "Threads and locks.");
  nativeModule("_random", init__random.index, "The Mersenne Twister.");
  nativeModule("_struct", init__struct.index, "Values in bytes by a format.");
  nativeModule("array", init_array.index, "Sequences of numbers of one C type.");
  nativeModule("binascii", init_binascii.index, "Bytes as ASCII and back.");
  nativeModule("cmath", init_cmath.index, "Mathematical functions over complex numbers.");
  nativeModule("gc", init_gc.index, "The cycle collector.");
  nativeModule("math", init_math.index, "Mathematical functions over floats and integers.");
  nativeModule("time", init_time.index, "Clocks, sleeping, and times as text.");
  nameNativeModules();
}

/** Sets sys.builtin_module_names. */
function nameNativeModules(): void {
  const names = listNew();
  listAppend(names, name(N.builtins));
  listAppend(names, name(N.sys));
  listAppend(names, name(N.posix)); // lib/posix.py, but os asks for it here
  const modules = runtime().nativeModules;
  for (let i = dictNext(modules, 0); i >= 0; i = dictNext(modules, i + 1)) listAppend(names, dictKeyAt(modules, i));
  const sorted = listToTuple(names);
  dictSet(runtime().sysDict, name(N.builtin_module_names), sorted);
  decref(sorted);
  decref(names);
}
