// function. Layout: core/objects/functionobject.ts; calling one: core/interp/call.ts.

import { Value, NULL, None, boxPtr, boxInt, ptrOf } from "../value";
import { runtime } from "../state";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, setSlot, typeView, hasFlag, isExact } from "./typeobject";
import { defType, getset, moduleDict } from "./define";
import { member, MEMBER_OBJECT, MEMBER_READONLY } from "./descriptors";
import { FunctionObj, FUNCTION_SIZE, functionNew, functionView, methodNew } from "./functionobject";
import { CodeObj } from "./codeobject";
import { genericGetDict, genericSetDict } from "./attributes";
import { addressText } from "./addresstext";
import { clearWeakrefs } from "./weakrefs";
import { visitValue } from "./visit";
import { tupleSize, tupleAt, tupleNew } from "./tupleobject";
import { dictNew, dictGetStr, dictSet } from "./dict";
import { parseArgs } from "../args";
import { pushArgs, popArgs } from "../interp/argstack";
import { freeObject, gcUntrack } from "../memory/object";
import { decref, newref, setref, clearref, decrefPtr } from "../memory/refcount";
import { raise, raiseI, raiseFmt, raiseFmtI } from "../errors";
import { warnFmt } from "./numberwarn";
import { call1, isCallable } from "../abstract";
import { formatMessage } from "../format";

const HAS_DOCSTRING: u32 = 0x4000000;

/** The dict of builtins that belongs to `globals` (borrowed address): what its __builtins__ says, or the interpreter's. */
export function builtinsFor(globals: Value): usize {
  const b = dictGetStr(globals, name(N.__builtins__));
  if (b == NULL) return ptrOf(runtime().builtinsDict);
  if (isExact(b, T.module)) return ptrOf(moduleDict(b));
  return hasFlag(b, TypeFlag.DICT_SUBCLASS) ? ptrOf(b) : ptrOf(runtime().builtinsDict);
}

function functionTypeNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(6);
  if (!out) return NULL;
  const r = parseArgs("function", "code globals | name argdefs closure kwdefaults", args, nargs, kwnames, out)
    ? makeFunction(load<u64>(out), load<u64>(out, 8), load<u64>(out, 16), load<u64>(out, 24), load<u64>(out, 32), load<u64>(out, 40)) : NULL;
  popArgs(out);
  return r;
}
function makeFunction(code: Value, globals: Value, functionName: Value, defaults: Value, closure: Value, kwdefaults: Value): Value {
  if (!isExact(code, T.code)) return raiseFmt(T.TypeError, "function() argument 'code' must be code, not %T", code);
  if (!hasFlag(globals, TypeFlag.DICT_SUBCLASS)) return raiseFmt(T.TypeError, "function() argument 'globals' must be dict, not %T", globals);
  if (functionName != NULL && functionName != None && !hasFlag(functionName, TypeFlag.STR_SUBCLASS)) return raise(T.TypeError, "arg 3 (name) must be None or string");
  if (defaults != NULL && defaults != None && !hasFlag(defaults, TypeFlag.TUPLE_SUBCLASS)) return raise(T.TypeError, "arg 4 (defaults) must be None or tuple");
  const c = changetype<CodeObj>(ptrOf(code));
  if (closure == NULL) closure = None;
  if (!hasFlag(closure, TypeFlag.TUPLE_SUBCLASS)) {
    if (c.nfree && closure == None) return raise(T.TypeError, "arg 5 (closure) must be tuple");
    if (closure != None) return raise(T.TypeError, "arg 5 (closure) must be None or tuple");
  }
  if (kwdefaults != NULL && kwdefaults != None && !hasFlag(kwdefaults, TypeFlag.DICT_SUBCLASS)) return raise(T.TypeError, "arg 6 (kwdefaults) must be None or dict");
  const cells: u32 = closure == None ? 0 : tupleSize(closure);
  if (cells != c.nfree) return raiseFmt(T.ValueError, "%s requires closure of length %d, not %d", c.name, boxInt(c.nfree), boxInt(cells));
  for (let i: u32 = 0; i < cells; i++) if (!isExact(tupleAt(closure, i), T.cell)) return raiseFmt(T.TypeError, "arg 5 (closure) expected cell, found %T", tupleAt(closure, i));
  const hasDoc = c.flags & HAS_DOCSTRING && tupleSize(c.consts) > 0;
  const f = functionNew(ptrOf(code), ptrOf(globals), builtinsFor(globals), hasDoc ? tupleAt(c.consts, 0) : NULL, dictGetStr(globals, name(N.__name__)));
  if (f == NULL) return NULL;
  const p = ptrOf(f);
  if (functionName != NULL && functionName != None) setref(p + offsetof<FunctionObj>("name"), newref(functionName));
  if (defaults != NULL && defaults != None) setref(p + offsetof<FunctionObj>("defaults"), newref(defaults));
  if (closure != None && cells) setref(p + offsetof<FunctionObj>("closure"), newref(closure));
  if (kwdefaults != NULL && kwdefaults != None) setref(p + offsetof<FunctionObj>("kwdefaults"), newref(kwdefaults));
  return f;
}

function repr(self: Value): Value {
  const address = addressText(self);
  if (address == NULL) return NULL;
  const r = formatMessage("<function %s at %s>", functionView(self).qualname, address, NULL, NULL);
  decref(address);
  return r;
}
function get(self: Value, object: Value, type: Value): Value { return object == NULL || object == None ? newref(self) : methodNew(self, object); }

function orNone(v: Value): Value { return v == NULL ? None : newref(v); }
/** Stores a field (borrowed; NULL for none) and tells inline caches that the function changed. */
function put(self: Value, at: usize, v: Value): i32 {
  functionView(self).version = 0;
  setref(ptrOf(self) + at, newref(v));
  return 0;
}

function getCode(self: Value): Value { return newref(boxPtr(functionView(self).code)); }
function setCode(self: Value, value: Value): i32 {
  if (value == NULL || !isExact(value, T.code)) return raiseI(T.TypeError, "__code__ must be set to a code object");
  const f = functionView(self);
  const c = changetype<CodeObj>(ptrOf(value));
  const cells: u32 = f.closure == NULL ? 0 : tupleSize(f.closure);
  if (c.nfree != cells) return raiseFmtI(T.ValueError, "%s() requires a code object with %d free vars, not %d", f.name, boxInt(cells), boxInt(c.nfree));
  const kinds: u32 = 0x20 | 0x80 | 0x200; // GENERATOR, COROUTINE, ASYNC_GENERATOR
  if (((changetype<CodeObj>(<usize>f.code).flags ^ c.flags) & kinds) &&
    !warnFmt(T.DeprecationWarning, "Assigning a code object of non-matching type is deprecated (e.g., from a generator to a plain function)")) return -1;
  const old = f.code;
  newref(value);
  f.code = <u32>ptrOf(value);
  f.version = 0;
  decrefPtr(old);
  return 0;
}
function getName(self: Value): Value { return newref(functionView(self).name); }
function setName(self: Value, value: Value): i32 {
  if (value == NULL || !hasFlag(value, TypeFlag.STR_SUBCLASS)) return raiseI(T.TypeError, "__name__ must be set to a string object");
  return put(self, offsetof<FunctionObj>("name"), value);
}
function getQualname(self: Value): Value { return newref(functionView(self).qualname); }
function setQualname(self: Value, value: Value): i32 {
  if (value == NULL || !hasFlag(value, TypeFlag.STR_SUBCLASS)) return raiseI(T.TypeError, "__qualname__ must be set to a string object");
  return put(self, offsetof<FunctionObj>("qualname"), value);
}
function getDefaults(self: Value): Value { return orNone(functionView(self).defaults); }
function setDefaults(self: Value, value: Value): i32 {
  if (value == None) value = NULL;
  if (value != NULL && !hasFlag(value, TypeFlag.TUPLE_SUBCLASS)) return raiseI(T.TypeError, "__defaults__ must be set to a tuple object");
  return put(self, offsetof<FunctionObj>("defaults"), value);
}
function getKwdefaults(self: Value): Value { return orNone(functionView(self).kwdefaults); }
function setKwdefaults(self: Value, value: Value): i32 {
  if (value == None) value = NULL;
  if (value != NULL && !hasFlag(value, TypeFlag.DICT_SUBCLASS)) return raiseI(T.TypeError, "__kwdefaults__ must be set to a dict object");
  return put(self, offsetof<FunctionObj>("kwdefaults"), value);
}
function getGlobals(self: Value): Value { return newref(boxPtr(functionView(self).globals)); }
function getBuiltins(self: Value): Value { return newref(boxPtr(functionView(self).builtins)); }
function getDoc(self: Value): Value { return orNone(functionView(self).doc); }
function setDoc(self: Value, value: Value): i32 { return put(self, offsetof<FunctionObj>("doc"), value == NULL ? None : value); }
function getModule(self: Value): Value { return orNone(functionView(self).module); }
function setModule(self: Value, value: Value): i32 { return put(self, offsetof<FunctionObj>("module"), value == NULL ? None : value); }
function getTypeParams(self: Value): Value {
  const v = functionView(self).typeParams;
  return v == NULL ? tupleNew(0) : newref(v);
}
function setTypeParams(self: Value, value: Value): i32 {
  if (value == NULL || !hasFlag(value, TypeFlag.TUPLE_SUBCLASS)) return raiseI(T.TypeError, "__type_params__ must be set to a tuple");
  return put(self, offsetof<FunctionObj>("typeParams"), value);
}

function getAnnotate(self: Value): Value { return orNone(functionView(self).annotate); }
function setAnnotate(self: Value, value: Value): i32 {
  if (value == NULL) return raiseI(T.TypeError, "__annotate__ cannot be deleted");
  if (value == None) return put(self, offsetof<FunctionObj>("annotate"), None);
  if (!isCallable(value)) return raiseI(T.TypeError, "__annotate__ must be callable or None");
  clearref(ptrOf(self) + offsetof<FunctionObj>("annotations"));
  return put(self, offsetof<FunctionObj>("annotate"), value);
}
function getAnnotations(self: Value): Value {
  const f = functionView(self);
  const at = ptrOf(self) + offsetof<FunctionObj>("annotations");
  if (f.annotations == NULL) {
    let d: Value;
    if (f.annotate == NULL || !isCallable(f.annotate)) d = dictNew();
    else {
      const annotate = newref(f.annotate);
      d = call1(annotate, boxInt(1));
      decref(annotate);
      if (d != NULL && !hasFlag(d, TypeFlag.DICT_SUBCLASS)) {
        raiseFmt(T.TypeError, "__annotate__ returned non-dict of type '%T'", d);
        decref(d);
        return NULL;
      }
    }
    if (d == NULL) return NULL;
    setref(at, d);
  } else if (isExact(f.annotations, T.tuple)) { // names and values in turn, as the compiler left them
    const d = dictNew();
    if (d == NULL) return NULL;
    const t = f.annotations;
    const n = tupleSize(t);
    for (let i: u32 = 0; i + 1 < n; i += 2) if (dictSet(d, tupleAt(t, i), tupleAt(t, i + 1)) < 0) { decref(d); return NULL; }
    setref(at, d);
  }
  return newref(functionView(self).annotations);
}
function setAnnotations(self: Value, value: Value): i32 {
  if (value == None) value = NULL;
  if (value != NULL && !hasFlag(value, TypeFlag.DICT_SUBCLASS)) return raiseI(T.TypeError, "__annotations__ must be set to a dict object");
  clearref(ptrOf(self) + offsetof<FunctionObj>("annotate"));
  return put(self, offsetof<FunctionObj>("annotations"), value);
}

function dealloc(p: usize): void {
  gcUntrack(p);
  const f = changetype<FunctionObj>(p);
  if (f.weaklist) clearWeakrefs(p);
  for (let at = offsetof<FunctionObj>("defaults"); at <= offsetof<FunctionObj>("dict"); at += 8) decref(load<u64>(p + at));
  decrefPtr(f.code);
  decrefPtr(f.globals);
  decrefPtr(f.builtins);
  freeObject(p);
}
function traverse(p: usize, visit: i32, arg: usize): i32 {
  const f = changetype<FunctionObj>(p);
  let r = visitValue(boxPtr(f.code), visit, arg);
  if (!r) r = visitValue(boxPtr(f.globals), visit, arg);
  if (!r) r = visitValue(boxPtr(f.builtins), visit, arg);
  for (let at = offsetof<FunctionObj>("defaults"); !r && at <= offsetof<FunctionObj>("dict"); at += 8) r = visitValue(load<u64>(p + at), visit, arg);
  return r;
}
/** Name, code and globals stay: a function may still be called by a finaliser. */
function clear(p: usize): void {
  changetype<FunctionObj>(p).version = 0;
  clearref(p + offsetof<FunctionObj>("defaults"));
  clearref(p + offsetof<FunctionObj>("kwdefaults"));
  clearref(p + offsetof<FunctionObj>("closure"));
  clearref(p + offsetof<FunctionObj>("doc"));
  clearref(p + offsetof<FunctionObj>("module"));
  clearref(p + offsetof<FunctionObj>("annotations"));
  clearref(p + offsetof<FunctionObj>("annotate"));
  clearref(p + offsetof<FunctionObj>("typeParams"));
  clearref(p + offsetof<FunctionObj>("dict"));
}

export function initFunction(): void {
  const t = T.function_;
  defType(t, "function", T.object, FUNCTION_SIZE, TypeFlag.HAVE_GC | TypeFlag.METHOD_DESCRIPTOR);
  const view = typeView(t);
  view.doc = <u32>changetype<usize>("Create a function object.\n\n  code\n    a code object\n  globals\n    the globals dictionary\n  name\n    a string that overrides the name from the code object\n  argdefs\n    a tuple that specifies the default argument values\n  closure\n    a tuple that supplies the bindings for free variables\n  kwdefaults\n    a dictionary that specifies the default keyword argument values");
  view.dictoffset = <u32>offsetof<FunctionObj>("dict");
  view.weakoffset = <u32>offsetof<FunctionObj>("weaklist");
  setSlot(t, Slot.new_, functionTypeNew.index);
  setSlot(t, Slot.repr, repr.index);
  setSlot(t, Slot.descrGet, get.index);
  setSlot(t, Slot.dealloc, dealloc.index);
  setSlot(t, Slot.traverse, traverse.index);
  setSlot(t, Slot.clear, clear.index);
  member(t, "__closure__", offsetof<FunctionObj>("closure"), MEMBER_OBJECT | MEMBER_READONLY);
  getset(t, "__doc__", getDoc.index, setDoc.index);
  getset(t, "__globals__", getGlobals.index);
  getset(t, "__module__", getModule.index, setModule.index);
  getset(t, "__builtins__", getBuiltins.index);
  getset(t, "__code__", getCode.index, setCode.index);
  getset(t, "__defaults__", getDefaults.index, setDefaults.index);
  getset(t, "__kwdefaults__", getKwdefaults.index, setKwdefaults.index);
  getset(t, "__annotations__", getAnnotations.index, setAnnotations.index);
  getset(t, "__annotate__", getAnnotate.index, setAnnotate.index);
  getset(t, "__dict__", genericGetDict.index, genericSetDict.index);
  getset(t, "__name__", getName.index, setName.index);
  getset(t, "__qualname__", getQualname.index, setQualname.index);
  getset(t, "__type_params__", getTypeParams.index, setTypeParams.index);
}
