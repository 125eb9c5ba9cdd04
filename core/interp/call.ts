// Calls: binding arguments to the parameters of Python functions, the CALL instructions, and the call slot of function.
//
// Arguments of a call lie in one row: positionals, then one value for each name in the tuple `kwnames`. Helpers of CALL take them from the stack, where
// they are owned; `bind` borrows them.

import { Value, NULL, None, ptrOf, boxPtr, boxInt } from "../value";
import { current } from "../state";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, slotOf, isExact, hasFlag, CompareOp } from "../objects/typeobject";
import { increfPtr, decref, incref, newref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred, fetchError, restoreError } from "../errors";
import { call, getOptionalAttr, compareBool, strOf, tupleFromIterable, isSequence } from "../abstract";
import { CodeObj } from "../objects/codeobject";
import { FunctionObj, MethodObj, functionNew } from "../objects/functionobject";
import { tupleNew, tuplePut, tupleSize, tupleAt, tupleItems, tupleFrom } from "../objects/tupleobject";
import { listNew, listAppend, listSize, listAt } from "../objects/listobject";
import { dictNew, dictGet, dictGetStr, dictSet, dictLen, dictNext, dictKeyAt, dictValueAt } from "../objects/dict";
import { strEqual, strFromLiteral } from "../objects/strnew";
import { nearest } from "../objects/suggest";
import { formatMessage } from "../format";
import { CodeFlag, FunctionAttribute } from "./opcodes.generated";
import { Frame, FRAME_LOCALS } from "./framelayout";
import { pushFrame, popFrame } from "./frame";
import { pushArgs, popArgs } from "./argstack";
import { FAILED, RELOAD } from "./status";
import { runFrame } from "./eval";
import { due, specializeCall } from "./caches";
import { builderInit, builderStr, builderText, builderFinish, builderDiscard } from "../objects/strbuilder";

// ---- binding --------------------------------------------------------------------------------------------------------

function slotAt(fp: usize, i: usize): usize { return fp + FRAME_LOCALS + (i << 3); }

/**
 * Binds arguments (borrowed) to the locals of the fresh frame `fp` of `func`. False with TypeError.
 */
function bind(fp: usize, func: usize, args: usize, nargs: u32, kwnames: Value): bool {
  const f = changetype<FunctionObj>(func);
  const c = changetype<CodeObj>(<usize>f.code);
  const argcount = c.argcount;
  const nkw: u32 = kwnames == NULL ? 0 : tupleSize(kwnames);
  const total = argcount + c.kwonlyargcount;
  const positional = min(nargs, argcount);
  for (let i: u32 = 0; i < positional; i++) {
    const v = load<u64>(args + (<usize>i << 3));
    incref(v);
    store<u64>(slotAt(fp, i), v);
  }
  let at = total;
  if (c.flags & CodeFlag.VARARGS) {
    const rest = nargs > argcount ? tupleFrom(args + (<usize>argcount << 3), nargs - argcount) : tupleNew(0);
    if (rest == NULL) return false;
    store<u64>(slotAt(fp, at), rest);
    at++;
  }
  let kwdict = NULL;
  if (c.flags & CodeFlag.VARKEYWORDS) {
    kwdict = dictNew();
    if (kwdict == NULL) return false;
    store<u64>(slotAt(fp, at), kwdict);
  }
  for (let k: u32 = 0; k < nkw; k++) {
    const key = tupleAt(kwnames, k);
    const value = load<u64>(args + (<usize>(nargs + k) << 3));
    if (!hasFlag(key, TypeFlag.STR_SUBCLASS)) { raise(T.TypeError, "keywords must be strings"); return false; }
    const i = findParameter(c, key, total);
    if (i == -2) return false;
    if (i < 0) {
      if (kwdict == NULL) {
        if (c.posonlyargcount && positionalOnlyByName(f, c, nkw, kwnames)) return false;
        unexpectedKeyword(f, c, key);
        return false;
      }
      if (dictSet(kwdict, key, value) < 0) return false;
      continue;
    }
    if (load<u64>(slotAt(fp, i)) != NULL) {
      raiseFmt(T.TypeError, "%s() got multiple values for argument '%s'", f.qualname, key);
      return false;
    }
    incref(value);
    store<u64>(slotAt(fp, i), value);
  }
  if (nargs > argcount && !(c.flags & CodeFlag.VARARGS)) { tooManyPositional(fp, f, c, nargs); return false; }
  if (nargs < argcount) {
    const defaults: u32 = f.defaults == NULL ? 0 : tupleSize(f.defaults);
    const required = argcount > defaults ? argcount - defaults : 0;
    let missing: u32 = 0;
    for (let i = nargs; i < required; i++) if (load<u64>(slotAt(fp, i)) == NULL) missing++;
    if (missing) { missingArguments(fp, f, c, missing, 0, required, true); return false; }
    const skip = defaults > argcount ? defaults - argcount : 0;
    for (let i = max(nargs, required); i < argcount; i++) {
      if (load<u64>(slotAt(fp, i)) == NULL) store<u64>(slotAt(fp, i), newref(tupleAt(f.defaults, i - required + skip)));
    }
  }
  if (c.kwonlyargcount) {
    let missing: u32 = 0;
    for (let i = argcount; i < total; i++) {
      if (load<u64>(slotAt(fp, i)) != NULL) continue;
      if (f.kwdefaults != NULL) {
        const v = dictGet(f.kwdefaults, tupleAt(c.localsplusnames, i));
        if (v != NULL) { store<u64>(slotAt(fp, i), newref(v)); continue; }
        if (errorOccurred()) return false;
      }
      missing++;
    }
    if (missing) { missingArguments(fp, f, c, missing, argcount, total, false); return false; }
  }
  return true;
}

/** The index of the parameter that can be given by the name `key`; -1: none, -2: an exception is set. */
function findParameter(c: CodeObj, key: Value, total: u32): i32 {
  const names = c.localsplusnames;
  for (let i = c.posonlyargcount; i < total; i++) if (tupleAt(names, i) == key) return i;
  if (isExact(key, T.str)) {
    for (let i = c.posonlyargcount; i < total; i++) if (strEqual(tupleAt(names, i), key)) return i;
    return -1;
  }
  for (let i = c.posonlyargcount; i < total; i++) {
    const r = compareBool(tupleAt(names, i), key, CompareOp.EQ);
    if (r < 0) return -2;
    if (r) return i;
  }
  return -1;
}
function unexpectedKeyword(f: FunctionObj, c: CodeObj, key: Value): void {
  const best = suggestKeyword(c, key);
  if (best != NULL) raiseFmt(T.TypeError, "%s() got an unexpected keyword argument '%s'. Did you mean '%s'?", f.qualname, key, best);
  else raiseFmt(T.TypeError, "%s() got an unexpected keyword argument '%s'", f.qualname, key);
}
/** The parameter whose name is nearest to `key`, borrowed, or NULL. */
function suggestKeyword(c: CodeObj, key: Value): Value {
  if (!hasFlag(key, TypeFlag.STR_SUBCLASS)) return NULL;
  return nearest(tupleItems(c.localsplusnames) + (<usize>c.posonlyargcount << 3), c.argcount + c.kwonlyargcount - c.posonlyargcount, key);
}

/** Raises if names of positional-only parameters were given by keyword; says whether. */
function positionalOnlyByName(f: FunctionObj, c: CodeObj, nkw: u32, kwnames: Value): bool {
  const list = listNew();
  if (list == NULL) return true;
  for (let i: u32 = 0; i < c.posonlyargcount; i++) {
    const p = tupleAt(c.localsplusnames, i);
    for (let k: u32 = 0; k < nkw; k++) {
      const key = tupleAt(kwnames, k);
      if (key != p && compareBool(p, key, CompareOp.EQ) != 1) continue;
      if (listAppend(list, p) < 0) { decref(list); return true; }
    }
  }
  if (listSize(list) == 0) { decref(list); return errorOccurred(); }
  const text = joinNames(list, ", ", ", ", "", "");
  if (text != NULL) {
    raiseFmt(T.TypeError, "%s() got some positional-only arguments passed as keyword arguments: '%s'", f.qualname, text);
    decref(text);
  }
  decref(list);
  return true;
}

/** Names of a list with separators; `last` goes before the last one when there are more than two, `two` between two. */
function joinNames(list: Value, separator: string, last: string, two: string, quote: string): Value {
  const b = builderInit();
  if (!b) return NULL;
  const n = listSize(list);
  for (let i: u32 = 0; i < n; i++) {
    let ok = true;
    if (i > 0) ok = builderText(b, i + 1 < n ? separator : n == 2 && two.length ? two : last);
    ok = ok && builderText(b, quote) && builderStr(b, listAt(list, i)) && builderText(b, quote);
    if (!ok) return builderDiscard(b);
  }
  return builderFinish(b);
}

function missingArguments(fp: usize, f: FunctionObj, c: CodeObj, missing: u32, from: u32, to: u32, positional: bool): void {
  const list = listNew();
  if (list == NULL) return;
  for (let i = from; i < to; i++) {
    if (load<u64>(slotAt(fp, i)) == NULL && !(!positional && hasKwDefault(f, c, i))) {
      if (listAppend(list, tupleAt(c.localsplusnames, i)) < 0) { decref(list); return; }
    }
  }
  const text = joinNames(list, ", ", ", and ", " and ", "'");
  if (text != NULL) {
    const count = boxInt(missing);
    if (positional) {
      if (missing == 1) raiseFmt(T.TypeError, "%s() missing %d required positional argument: %s", f.qualname, count, text);
      else raiseFmt(T.TypeError, "%s() missing %d required positional arguments: %s", f.qualname, count, text);
    } else if (missing == 1) raiseFmt(T.TypeError, "%s() missing %d required keyword-only argument: %s", f.qualname, count, text);
    else raiseFmt(T.TypeError, "%s() missing %d required keyword-only arguments: %s", f.qualname, count, text);
    decref(text);
  }
  decref(list);
}
function hasKwDefault(f: FunctionObj, c: CodeObj, i: u32): bool {
  return f.kwdefaults != NULL && dictGet(f.kwdefaults, tupleAt(c.localsplusnames, i)) != NULL;
}

function tooManyPositional(fp: usize, f: FunctionObj, c: CodeObj, nargs: u32): void {
  const argcount = c.argcount;
  const defaults: u32 = f.defaults == NULL ? 0 : tupleSize(f.defaults);
  let kwonlyGiven: u32 = 0;
  for (let i = argcount; i < argcount + c.kwonlyargcount; i++) if (load<u64>(slotAt(fp, i)) != NULL) kwonlyGiven++;
  const plural = defaults ? true : argcount != 1;
  const takes = defaults
    ? formatMessage("from %d to %d", boxInt(argcount - defaults), boxInt(argcount), NULL, NULL)
    : formatMessage("%d", boxInt(argcount), NULL, NULL, NULL);
  if (takes == NULL) return;
  let extra: Value;
  if (kwonlyGiven) {
    const s1 = strFromLiteral(nargs != 1 ? "s" : ""), s2 = strFromLiteral(kwonlyGiven != 1 ? "s" : "");
    extra = formatMessage(" positional argument%s (and %d keyword-only argument%s)", s1, boxInt(kwonlyGiven), s2, NULL);
    decref(s1); decref(s2);
  } else extra = strFromLiteral("");
  if (extra == NULL) { decref(takes); return; }
  const tail = strFromLiteral(nargs == 1 && !kwonlyGiven ? "was" : "were");
  const given = formatMessage("%d%s %s given", boxInt(nargs), extra, tail, NULL);
  decref(tail);
  decref(extra);
  if (given != NULL) {
    if (plural) raiseFmt(T.TypeError, "%s() takes %s positional arguments but %s", f.qualname, takes, given);
    else raiseFmt(T.TypeError, "%s() takes %s positional argument but %s", f.qualname, takes, given);
    decref(given);
  }
  decref(takes);
}

/** Pushes a frame of `func` and binds the arguments (borrowed). 0 with an exception; then no frame is left. */
export function enterFunction(func: usize, args: usize, nargs: u32, kwnames: Value): usize {
  const fp = pushFrame(func);
  if (!fp) return 0;
  const c = changetype<CodeObj>(<usize>changetype<FunctionObj>(func).code);
  if (c.simpleArgs == nargs && (kwnames == NULL || tupleSize(kwnames) == 0)) {
    for (let i: u32 = 0; i < nargs; i++) {
      const v = load<u64>(args + (<usize>i << 3));
      incref(v);
      store<u64>(slotAt(fp, i), v);
    }
    return fp;
  }
  if (!(c.flags & CodeFlag.OPTIMIZED)) { // a module's code in a function: its locals are its globals
    const f = changetype<Frame>(fp);
    increfPtr(<usize>f.globals);
    f.locals = f.globals;
  }
  if (bind(fp, func, args, nargs, kwnames)) return fp;
  const e = fetchError();
  popFrame(current(), fp);
  restoreError(e);
  return 0;
}

/** The call slot of function. */
export function callFunction(func: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const fp = enterFunction(ptrOf(func), args, nargs, kwnames);
  return fp ? runFrame(fp) : NULL;
}

// ---- instructions ---------------------------------------------------------------------------------------------------

function dropRun(at: usize, sp: usize): void { for (; at < sp; at += 8) decref(load<u64>(at)); }

/** callable, self_or_null, args[n] -- result */
export function callOp(fp: usize, sp: usize, n: usize, pc: usize): usize {
  if (due(pc)) specializeCall(sp - (n << 3) - 16, n, pc);
  return callStack(fp, sp, n, NULL, 16);
}

/** callable, self_or_null, args[n], names -- result */
export function callKw(fp: usize, sp: usize, n: usize): usize {
  const names = load<u64>(sp - 8);
  const s = callStack(fp, sp - 8, n, names, 0);
  // On success or with a new frame the names have left the stack; on failure they stay on it.
  if (s != FAILED) decref(names);
  return s;
}

/**
 * Calls what lies on the stack below `sp`: callable, self or NULL, n arguments, of which the last are those named by `kwnames` (borrowed).
 * `skip`: bytes of caches behind the instruction, for when a frame returns to it.
 */
function callStack(fp: usize, sp: usize, n: usize, kwnames: Value, skip: u32): usize {
  let at = sp - (n << 3) - 16; // callable
  let callable = load<u64>(at);
  let self = load<u64>(at, 8);
  if (self == NULL && isExact(callable, T.method)) {
    // Take the method apart where it stands.
    const m = changetype<MethodObj>(ptrOf(callable));
    const func = newref(m.func);
    self = newref(m.self);
    store<u64>(at, func);
    store<u64>(at, self, 8);
    decref(callable);
    callable = func;
  }
  const count = self == NULL ? n : n + 1;
  const args = sp - (count << 3);
  const nkw: usize = kwnames == NULL ? 0 : tupleSize(kwnames);
  if (isExact(callable, T.function_)) {
    const f = enterFunction(ptrOf(callable), args, <u32>(count - nkw), kwnames);
    if (!f) return FAILED;
    dropRun(at, sp);
    const caller = changetype<Frame>(fp);
    caller.sp = <u32>at;
    caller.skip = skip;
    return RELOAD;
  }
  const r = call(callable, args, <i32>(count - nkw), kwnames);
  if (r == NULL) return FAILED;
  dropRun(at, sp);
  store<u64>(at, r);
  return at + 8;
}

/** callable, null, args, kwargs_or_null -- result */
export function callFunctionEx(fp: usize, sp: usize): usize {
  const at = sp - 32;
  const callable = load<u64>(at);
  let args = load<u64>(at, 16);
  const kwargs = load<u64>(at, 24);
  if (!isExact(args, T.tuple)) {
    if (!slotOf(args, Slot.iter) && !isSequence(args)) {
      const d = functionDisplay(callable);
      if (d != NULL) { raiseFmt(T.TypeError, "%s argument after * must be an iterable, not %T", d, args); decref(d); }
      return FAILED;
    }
    const t = tupleFromIterable(args);
    if (t == NULL) return FAILED;
    decref(args);
    store<u64>(at, t, 16);
    args = t;
  }
  const nargs = tupleSize(args);
  const nkw: u32 = kwargs == NULL ? 0 : dictLen(kwargs);
  let r = NULL;
  let entered: usize = 0;
  const direct = isExact(callable, T.function_);
  if (nkw == 0) {
    if (direct) entered = enterFunction(ptrOf(callable), tupleItems(args), nargs, NULL);
    else r = call(callable, tupleItems(args), nargs, NULL);
  } else {
    for (let i = dictNext(kwargs, 0); i >= 0; i = dictNext(kwargs, i + 1)) {
      if (!hasFlag(dictKeyAt(kwargs, i), TypeFlag.STR_SUBCLASS)) { raise(T.TypeError, "keywords must be strings"); return FAILED; }
    }
    const kwnames = tupleNew(nkw);
    if (kwnames == NULL) return FAILED;
    const row = pushArgs(nargs + nkw);
    if (!row) { decref(kwnames); return FAILED; }
    for (let i: u32 = 0; i < nargs; i++) store<u64>(row + (<usize>i << 3), newref(tupleAt(args, i)));
    let k = nargs;
    for (let i = dictNext(kwargs, 0); i >= 0; i = dictNext(kwargs, i + 1)) {
      tuplePut(kwnames, k - nargs, newref(dictKeyAt(kwargs, i)));
      store<u64>(row + (<usize>k << 3), newref(dictValueAt(kwargs, i)));
      k++;
    }
    // A frame must not lie above the row, which goes before it does: run the function to its end.
    r = call(callable, row, nargs, kwnames);
    for (let i: u32 = 0; i < nargs + nkw; i++) decref(load<u64>(row + (<usize>i << 3)));
    popArgs(row);
    decref(kwnames);
  }
  if (r == NULL && !entered) return FAILED;
  dropRun(at, sp);
  if (entered) {
    const caller = changetype<Frame>(fp);
    caller.sp = <u32>at;
    caller.skip = 0;
    return RELOAD;
  }
  store<u64>(at, r);
  return at + 8;
}

/** A callable as error messages show it: "module.qualname()" or str(callable). Owned. */
export function functionDisplay(callable: Value): Value {
  const qualname = getOptionalAttr(callable, name(N.__qualname__));
  if (qualname == NULL) return errorOccurred() ? NULL : strOf(callable);
  let r: Value;
  const module = getOptionalAttr(callable, name(N.__module__));
  if (module == NULL) {
    r = errorOccurred() ? NULL : formatMessage("%s()", qualname, NULL, NULL, NULL);
  } else {
    if (module != None && !(isExact(module, T.str) && strEqual(module, name(N.builtins)))) r = formatMessage("%s.%s()", module, qualname, NULL, NULL);
    else r = formatMessage("%s()", qualname, NULL, NULL, NULL);
    decref(module);
  }
  decref(qualname);
  return r;
}

/** code -- function */
export function makeFunction(fp: usize, sp: usize): usize {
  const code = load<u64>(sp - 8);
  const frame = changetype<Frame>(fp);
  const c = changetype<CodeObj>(ptrOf(code));
  let doc = NULL;
  if (c.flags & CodeFlag.HAS_DOCSTRING && tupleSize(c.consts)) doc = tupleAt(c.consts, 0);
  const module = dictGetStr(boxPtr(frame.globals), name(N.__name__));
  const f = functionNew(ptrOf(code), frame.globals, frame.builtins, doc, module);
  if (f == NULL) return FAILED;
  store<u64>(sp - 8, f);
  decref(code);
  return sp;
}
/** attribute, function -- function */
export function setFunctionAttribute(sp: usize, which: usize): usize {
  const func = load<u64>(sp - 8), v = load<u64>(sp - 16);
  const f = changetype<FunctionObj>(ptrOf(func));
  let old: Value;
  switch (<i32>which) {
    case FunctionAttribute.DEFAULTS: old = f.defaults; f.defaults = v; break;
    case FunctionAttribute.KWDEFAULTS: old = f.kwdefaults; f.kwdefaults = v; break;
    case FunctionAttribute.ANNOTATIONS: old = f.annotations; f.annotations = v; break;
    case FunctionAttribute.CLOSURE: old = f.closure; f.closure = v; break;
    default: old = f.annotate; f.annotate = v; break;
  }
  store<u64>(sp - 16, func);
  decref(old);
  return sp - 8;
}
export function loadBuildClass(fp: usize, sp: usize): usize {
  const v = dictGetStr(boxPtr(changetype<Frame>(fp).builtins), name(N.__build_class__));
  if (v == NULL) { raise(T.NameError, "__build_class__ not found"); return FAILED; }
  store<u64>(sp, newref(v));
  return sp + 8;
}
