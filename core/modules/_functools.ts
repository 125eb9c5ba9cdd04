// The module _functools: partial with Placeholder, reduce, cmp_to_key; lru_cache is in lrucache.ts.
//
//   partial      ┌ count u32 │ type u32 │ func Value @8 │ args Value @16 (tuple) │ keywords Value @24 (dict) │ dict Value @32 │ weaklist u32 @40 │ holes u32 @44 │
//   KeyWrapper   ┌ count u32 │ type u32 │ cmp Value @8 │ object Value @16 (NULL: what cmp_to_key returned)
//
//   holes: how many of `args` are Placeholder, to be filled by the first positional arguments of a call.

import { Value, NULL, None, boxInt, boxPtr, ptrOf, isPtr } from "../value";
import { T, N, name } from "../names.generated";
import { setSlot, Slot, TypeFlag, typeOf, typeView, isExact } from "../objects/typeobject";
import { typeText, defType, method, getset, func, addType, constant, METH_NOARGS, METH_O, METH_KW, METH_CLASS } from "../objects/define";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred, swallow } from "../errors";
import { call, call2, getIter, iterNext, isCallable, richCompare, reprOf, hashNotImplemented, strOf, getAttr } from "../abstract";
import { parseArgs } from "../args";
import { strFromLiteral } from "../objects/strnew";
import { builderInit, builderText, builderStr, builderFinish, builderDiscard } from "../objects/strbuilder";
import { tupleNew, tuplePut, tupleAt, tupleSize, tupleFrom, tuple1, tupleItems } from "../objects/tupleobject";
import { isTuple } from "../objects/tuple";
import { dictNew, dictSet, dictCopy, dictLen, dictNext, dictKeyAt, dictValueAt, isDict } from "../objects/dict";
import { methodNew } from "../objects/functionobject";
import { allocInstance } from "../objects/subtype";
import { clearWeakrefs } from "../objects/weakrefs";
import { visitValue } from "../objects/visit";
import { classGetItem } from "../objects/iterators";
import { reprEnter, reprLeave } from "../objects/reprguard";
import { pushArgs, popArgs } from "../interp/argstack";
import { isStr } from "../objects/strmake";
import { initLruTypes } from "./lrucache";
import { genericGetDict, genericSetDict } from "../objects/attributes";
import { runtime } from "../state";
import { deallocTwo, traverseTwo } from "../objects/ownedvalues";

@unmanaged
class Partial {
  count: u32; type: u32;
  func: Value; args: Value; keywords: Value; dict: Value;
  weaklist: u32; holes: u32;
}
const PARTIAL_SIZE: usize = 48;
const KEY_SIZE: usize = 24;

function view(v: Value): Partial { return changetype<Partial>(ptrOf(v)); }
function isPlaceholder(v: Value): bool { return isExact(v, T._PlaceholderType); }

/** Puts the positional `from` into the holes of `args`, then behind them: a new tuple of all, owned. */
function fill(args: Value, holes: u32, from: usize, n: u32): Value {
  const size = tupleSize(args);
  const used = min(holes, n);
  const r = tupleNew(size + n - used);
  if (r == NULL) return NULL;
  let next: u32 = 0;
  for (let i: u32 = 0; i < size; i++) {
    let v = tupleAt(args, i);
    if (next < used && isPlaceholder(v)) { v = load<u64>(from + (<usize>next << 3)); next++; }
    tuplePut(r, i, newref(v));
  }
  for (let i = next; i < n; i++) tuplePut(r, size + i - next, newref(load<u64>(from + (<usize>i << 3))));
  return r;
}
function countHoles(args: Value): u32 {
  let n: u32 = 0;
  for (let i: u32 = 0; i < tupleSize(args); i++) if (isPlaceholder(tupleAt(args, i))) n++;
  return n;
}

function partialNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs < 1) return raise(T.TypeError, "type 'partial' takes at least one argument");
  let f = load<u64>(args);
  if (!isCallable(f)) return raise(T.TypeError, "the first argument must be callable");
  if (nargs > 1 && isPlaceholder(load<u64>(args + (<usize>(nargs - 1) << 3)))) return raise(T.TypeError, "trailing Placeholders are not allowed");
  const keywords: u32 = kwnames == NULL ? 0 : tupleSize(kwnames);
  for (let k: u32 = 0; k < keywords; k++) {
    if (isPlaceholder(load<u64>(args + ((<usize>nargs + k) << 3)))) return raise(T.TypeError, "Placeholder cannot be passed as a keyword argument");
  }
  let all: Value, kw: Value;
  if (isExact(f, T.partial) && type == T.partial && !isPtr(view(f).dict)) { // a partial of a partial becomes one
    const inner = view(f);
    all = fill(inner.args, inner.holes, args + 8, nargs - 1);
    kw = dictCopy(inner.keywords);
    f = inner.func;
  } else {
    all = tupleFrom(args + 8, nargs - 1);
    kw = dictNew();
  }
  let ok = all != NULL && kw != NULL;
  for (let k: u32 = 0; k < keywords && ok; k++) ok = dictSet(kw, tupleAt(kwnames, k), load<u64>(args + ((<usize>nargs + k) << 3))) == 0;
  const p: usize = ok ? allocInstance(type) : 0;
  if (!p) { decref(all); decref(kw); return NULL; }
  const o = changetype<Partial>(p);
  o.func = newref(f);
  o.args = all;
  o.keywords = kw;
  o.dict = NULL;
  o.holes = countHoles(all);
  gcTrack(p);
  return boxPtr(p);
}
function partialDealloc(p: usize): void {
  gcUntrack(p);
  const o = changetype<Partial>(p);
  if (o.weaklist) clearWeakrefs(p);
  decref(o.func);
  decref(o.args);
  decref(o.keywords);
  decref(o.dict);
  freeObject(p);
}
function partialTraverse(p: usize, visit: i32, arg: usize): i32 {
  for (let at: usize = 8; at <= 32; at += 8) {
    const r = visitValue(load<u64>(p + at), visit, arg);
    if (r) return r;
  }
  return 0;
}
function partialCall(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const o = view(self);
  if (<u32>nargs < o.holes) {
    return raiseFmt(T.TypeError, "missing positional arguments in 'partial' call; expected at least %d, got %d", boxInt(o.holes), boxInt(nargs));
  }
  const f = newref(o.func), given = newref(o.args);
  const keywords: u32 = kwnames == NULL ? 0 : tupleSize(kwnames);
  let merged: Value = NULL, names: Value = NULL;
  let count: u32 = keywords;
  let ok = true;
  if (dictLen(o.keywords)) {
    merged = dictCopy(o.keywords);
    ok = merged != NULL;
    for (let k: u32 = 0; k < keywords && ok; k++) ok = dictSet(merged, tupleAt(kwnames, k), load<u64>(args + ((<usize>nargs + k) << 3))) == 0;
    if (ok) {
      count = dictLen(merged);
      names = tupleNew(count);
      ok = names != NULL;
    }
  } else names = newref(kwnames);
  let r: Value = NULL;
  const size = tupleSize(given);
  const positional = size + <u32>nargs - o.holes;
  const at: usize = ok ? pushArgs(positional + count) : 0;
  if (at) {
    let next: u32 = 0;
    for (let i: u32 = 0; i < size; i++) {
      let v = tupleAt(given, i);
      if (isPlaceholder(v)) { v = load<u64>(args + (<usize>next << 3)); next++; }
      store<u64>(at + (<usize>i << 3), v);
    }
    for (let i = size; i < positional; i++, next++) store<u64>(at + (<usize>i << 3), load<u64>(args + (<usize>next << 3)));
    if (merged != NULL) {
      let k: u32 = 0;
      for (let i = dictNext(merged, 0); i >= 0; i = dictNext(merged, i + 1)) {
        tuplePut(names, k, newref(dictKeyAt(merged, i)));
        store<u64>(at + (<usize>(positional + k) << 3), dictValueAt(merged, i));
        k++;
      }
    } else for (let k: u32 = 0; k < count; k++) store<u64>(at + (<usize>(positional + k) << 3), load<u64>(args + ((<usize>nargs + k) << 3)));
    r = call(f, at, positional, count ? names : NULL);
    popArgs(at);
  }
  decref(names);
  decref(merged);
  decref(f);
  decref(given);
  return r;
}
function partialRepr(self: Value): Value {
  const state = reprEnter(self);
  if (state < 0) return NULL;
  if (state) return strFromLiteral("...");
  const r = partialText(self);
  reprLeave(self);
  return r;
}
function partialText(self: Value): Value {
  const o = view(self);
  const b = builderInit();
  if (!b) return NULL;
  const type = boxPtr(typeOf(self));
  const moduleName = getAttr(type, name(N.__module__));
  const qualname = moduleName == NULL ? NULL : getAttr(type, name(N.__qualname__));
  let ok = qualname != NULL && isStr(moduleName) && builderStr(b, moduleName) && builderText(b, ".") && builderStr(b, qualname) && builderText(b, "(");
  decref(moduleName);
  decref(qualname);
  const args = newref(o.args), keywords = newref(o.keywords), f = newref(o.func);
  if (ok) {
    const r = reprOf(f);
    ok = r != NULL && builderStr(b, r);
    decref(r);
  }
  for (let i: u32 = 0; i < tupleSize(args) && ok; i++) {
    const r = reprOf(tupleAt(args, i));
    ok = r != NULL && builderText(b, ", ") && builderStr(b, r);
    decref(r);
  }
  for (let i = dictNext(keywords, 0); i >= 0 && ok; i = dictNext(keywords, i + 1)) {
    const v = newref(dictValueAt(keywords, i)); // before str() of the key, which can run any code
    const k = strOf(dictKeyAt(keywords, i));
    const r = k == NULL ? NULL : reprOf(v);
    ok = r != NULL && builderText(b, ", ") && builderStr(b, k) && builderText(b, "=") && builderStr(b, r);
    decref(k);
    decref(v);
    decref(r);
  }
  decref(args);
  decref(keywords);
  decref(f);
  if (!ok || !builderText(b, ")")) return builderDiscard(b);
  return builderFinish(b);
}
function partial_reduce(self: Value): Value {
  const o = view(self);
  const first = tuple1(o.func);
  const state = tupleNew(4);
  const r = tupleNew(3);
  if (first == NULL || state == NULL || r == NULL) { decref(first); decref(state); decref(r); return NULL; }
  tuplePut(state, 0, newref(o.func));
  tuplePut(state, 1, newref(o.args));
  tuplePut(state, 2, newref(o.keywords));
  tuplePut(state, 3, isPtr(o.dict) ? newref(o.dict) : None);
  tuplePut(r, 0, newref(boxPtr(typeOf(self))));
  tuplePut(r, 1, first);
  tuplePut(r, 2, state);
  return r;
}
function partial_setstate(self: Value, state: Value): Value {
  if (!isTuple(state) || tupleSize(state) != 4) return raise(T.TypeError, "invalid partial state");
  const f = tupleAt(state, 0), args = tupleAt(state, 1), kw = tupleAt(state, 2), dict = tupleAt(state, 3);
  if (!isCallable(f) || !isTuple(args) || (kw != None && !isDict(kw))) return raise(T.TypeError, "invalid partial state");
  const n = tupleSize(args);
  if (n && isPlaceholder(tupleAt(args, n - 1))) return raise(T.TypeError, "trailing Placeholders are not allowed");
  const all = isExact(args, T.tuple) ? newref(args) : tupleFrom(tupleItems(args), n);
  const keywords = kw == None ? dictNew() : isExact(kw, T.dict) ? newref(kw) : dictCopy(kw);
  if (all == NULL || keywords == NULL) { decref(all); decref(keywords); return NULL; }
  const o = view(self);
  const oldFunc = o.func, oldArgs = o.args, oldKeywords = o.keywords, oldDict = o.dict;
  o.func = newref(f);
  o.args = all;
  o.keywords = keywords;
  o.dict = dict == None ? NULL : newref(dict);
  o.holes = countHoles(all);
  decref(oldFunc);
  decref(oldArgs);
  decref(oldKeywords);
  decref(oldDict);
  return None;
}
function partialGet(self: Value, object: Value, type: Value): Value {
  return object == NULL || object == None ? newref(self) : methodNew(self, object);
}
function getFunc(self: Value): Value { return newref(view(self).func); }
function getArgs(self: Value): Value { return newref(view(self).args); }
function getKeywords(self: Value): Value { return newref(view(self).keywords); }

// Placeholder

function placeholderNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs || (kwnames != NULL && tupleSize(kwnames))) return raise(T.TypeError, "PlaceholderType takes no arguments");
  return newPlaceholder();
}
/** The one instance: the dict of the type keeps it. */
function newPlaceholder(): Value {
  const r = runtime();
  if (r.placeholder == 0) {
    const p = allocObject(T._PlaceholderType, 16);
    if (!p) return NULL;
    r.placeholder = boxPtr(p);
  }
  return newref(r.placeholder);
}
function placeholderRepr(self: Value): Value { return strFromLiteral("Placeholder"); }
function placeholder_reduce(self: Value): Value { return strFromLiteral("Placeholder"); }
function placeholderDealloc(p: usize): void { freeObject(p); }

// reduce

function functools_reduce(module: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(3);
  if (!out) return NULL;
  const ok = parseArgs("reduce", "function iterable / | initial", args, nargs, kwnames, out);
  const f = load<u64>(out), iterable = load<u64>(out, 8);
  let total = newref(load<u64>(out, 16));
  popArgs(out);
  if (!ok) return NULL;
  const it = getIter(iterable);
  if (it == NULL) {
    if (swallow(T.TypeError)) raise(T.TypeError, "reduce() arg 2 must support iteration");
    decref(total);
    return NULL;
  }
  while (true) {
    const v = iterNext(it);
    if (v == NULL) break;
    if (total == NULL) { total = v; continue; }
    const next = call2(f, total, v);
    decref(total);
    decref(v);
    total = next;
    if (next == NULL) break;
  }
  decref(it);
  if (errorOccurred()) { decref(total); return NULL; }
  return total == NULL ? raise(T.TypeError, "reduce() of empty iterable with no initial value") : total;
}

// cmp_to_key

function newKey(cmp: Value, object: Value): Value {
  const p = allocObject(T.KeyWrapper, KEY_SIZE);
  if (!p) return NULL;
  store<u64>(p, newref(cmp), 8);
  store<u64>(p, newref(object), 16);
  gcTrack(p);
  return boxPtr(p);
}
function functools_cmp_to_key(module: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(1);
  if (!out) return NULL;
  const ok = parseArgs("cmp_to_key", "mycmp", args, nargs, kwnames, out);
  const cmp = load<u64>(out);
  popArgs(out);
  return ok ? newKey(cmp, NULL) : NULL;
}
function keyCall(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(1);
  if (!out) return NULL;
  const ok = parseArgs("K", "obj", args, nargs, kwnames, out);
  const object = load<u64>(out);
  popArgs(out);
  return ok ? newKey(load<u64>(ptrOf(self), 8), object) : NULL;
}
function keyCompare(self: Value, other: Value, op: i32): Value {
  if (!isExact(other, T.KeyWrapper)) return raise(T.TypeError, "other argument must be K instance");
  const x = load<u64>(ptrOf(self), 16), y = load<u64>(ptrOf(other), 16);
  if (x == NULL || y == NULL) return raise(T.AttributeError, "object");
  const r = call2(load<u64>(ptrOf(self), 8), x, y);
  if (r == NULL) return NULL;
  const answer = richCompare(r, boxInt(0), op);
  decref(r);
  return answer;
}
function getObj(self: Value): Value {
  const v = load<u64>(ptrOf(self), 16);
  return v == NULL ? None : newref(v);
}
function setObj(self: Value, value: Value): i32 {
  const old = load<u64>(ptrOf(self), 16);
  store<u64>(ptrOf(self), newref(value), 16);
  decref(old);
  return 0;
}

export function initFunctoolsTypes(): void {
  const t = T.partial;
  defType(t, "functools.partial", T.object, PARTIAL_SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE | TypeFlag.METHOD_DESCRIPTOR);
  typeView(t).dictoffset = offsetof<Partial>("dict");
  typeView(t).weakoffset = offsetof<Partial>("weaklist");
  setSlot(t, Slot.new_, partialNew.index);
  setSlot(t, Slot.dealloc, partialDealloc.index);
  setSlot(t, Slot.traverse, partialTraverse.index);
  setSlot(t, Slot.call, partialCall.index);
  setSlot(t, Slot.repr, partialRepr.index);
  setSlot(t, Slot.descrGet, partialGet.index);
  getset(t, "__dict__", genericGetDict.index, genericSetDict.index);
  getset(t, "func", getFunc.index, 0, "function object to use in future partial calls");
  getset(t, "args", getArgs.index, 0, "tuple of arguments to future partial calls");
  getset(t, "keywords", getKeywords.index, 0, "dictionary of keyword arguments to future partial calls");
  method(t, "__reduce__", partial_reduce.index, METH_NOARGS, "");
  method(t, "__setstate__", partial_setstate.index, METH_O, "");
  method(t, "__class_getitem__", classGetItem.index, METH_O | METH_CLASS, "", "See PEP 585");
  const h = T._PlaceholderType;
  defType(h, "functools._PlaceholderType", T.object, 16, TypeFlag.IMMUTABLE);
  setSlot(h, Slot.new_, placeholderNew.index);
  setSlot(h, Slot.dealloc, placeholderDealloc.index);
  setSlot(h, Slot.repr, placeholderRepr.index);
  method(h, "__reduce__", placeholder_reduce.index, METH_NOARGS, "");
  const k = T.KeyWrapper;
  defType(k, "functools.KeyWrapper", T.object, KEY_SIZE, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(k, Slot.dealloc, deallocTwo.index);
  setSlot(k, Slot.traverse, traverseTwo.index);
  setSlot(k, Slot.call, keyCall.index);
  setSlot(k, Slot.richcompare, keyCompare.index);
  setSlot(k, Slot.hash, hashNotImplemented.index);
  getset(k, "__text_signature__", keySignature.index);
  getset(k, "obj", getObj.index, setObj.index, "Value wrapped by a key function.");
  initLruTypes();
  typeText(T.partial, "partial(func, /, *args, **keywords)\n--\n\nA function with some of its arguments given already.");
  typeText(T.KeyWrapper, "KeyWrapper(obj)\n--\n\n");
}
/** What one that cmp_to_key() gave is called with. */
function keySignature(self: Value): Value { return strFromLiteral("(obj)"); }

export function init__functools(module: Value): void {
  addType(module, T.partial);
  addType(module, T._PlaceholderType);
  addType(module, T._lru_cache_wrapper);
  constant(module, "Placeholder", newPlaceholder());
  func(module, "reduce", functools_reduce.index, METH_KW, "($module, function, iterable, /, initial=<unrepresentable>)", "Apply a function of two arguments to the items of an iterable, from left to right, so as to reduce it to one value.");
  func(module, "cmp_to_key", functools_cmp_to_key.index, METH_KW, "($module, /, mycmp)", "Turn a comparison function into a key function.");
}
