// What functools.lru_cache wraps a function in.
//
//   _lru_cache_wrapper  ┌ count u32 │ type u32 │ func Value @8 │ cache Value @16 (dict) │ info Value @24 (the type of cache_info) │ dict Value @32 │ weaklist u32 @40 │ typed u32 @44 │
//                       │ maxsize i64 @48 (-1: no limit) │ hits i64 @56 │ misses i64 @64 │ newest u32 @72 │ oldest u32 @76 ┐
//   link                ┌ count u32 │ type u32 │ newer u32 @8 │ older u32 @12 │ key Value @16 │ result Value @24 │ hash i64 @32 │ listed u32 @40 ┐
//
// Without a limit the cache maps keys to results. With one it maps them to links, which stand in order of use; the cache owns them.

import { Value, NULL, None, isInt, boxInt, boxPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { setSlot, Slot, TypeFlag, typeOf, typeView, isExact } from "../objects/typeobject";
import { defType, method, getset, METH_NOARGS, METH_O } from "../objects/define";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { incref, decref, newref } from "../memory/refcount";
import { raise, errorOccurred } from "../errors";
import { call, call4, isCallable, isTrue, hasIndex, indexI64, getAttr } from "../abstract";
import { parseArgs } from "../args";
import { tupleNew, tuplePut, tupleAt, tupleSize } from "../objects/tupleobject";
import { dictNew, dictLen, dictGetHash, dictSetHash, dictPopHash, dictClear, keyHash } from "../objects/dict";
import { methodNew } from "../objects/functionobject";
import { allocInstance } from "../objects/subtype";
import { clearWeakrefs } from "../objects/weakrefs";
import { visitValue } from "../objects/visit";
import { newInt } from "../objects/int";
import { pushArgs, popArgs } from "../interp/argstack";
import { genericGetDict, genericSetDict } from "../objects/attributes";

@unmanaged
class Lru {
  count: u32; type: u32;
  func: Value; cache: Value; info: Value; dict: Value;
  weaklist: u32; typed: u32;
  maxsize: i64; hits: i64; misses: i64;
  newest: u32; oldest: u32;
}
const LRU_SIZE: usize = 80;

@unmanaged
class Link {
  count: u32; type: u32;
  newer: u32; older: u32;
  key: Value; result: Value;
  hash: i64;
  listed: u32; pad: u32;
}
const LINK_SIZE: usize = 48;

function view(v: Value): Lru { return changetype<Lru>(ptrOf(v)); }
function link(p: usize): Link { return changetype<Link>(p); }

/** Takes a link out of the order. */
function unlink(o: Lru, p: usize): void {
  const l = link(p);
  if (!l.listed) return; // its key's __eq__ kept it in the cache when it was thrown out
  l.listed = 0;
  if (l.newer) link(l.newer).older = l.older;
  else o.newest = l.older;
  if (l.older) link(l.older).newer = l.newer;
  else o.oldest = l.newer;
}
/** Puts a link in as the one used last. */
function pushNewest(o: Lru, p: usize): void {
  const l = link(p);
  l.listed = 1;
  l.newer = 0;
  l.older = o.newest;
  if (o.newest) link(o.newest).newer = <u32>p;
  else o.oldest = <u32>p;
  o.newest = <u32>p;
}

/** The key of a call: the only argument itself when it is an int or a str; else a tuple of all. Owned. */
function makeKey(o: Lru, args: usize, nargs: i32, kwnames: Value): Value {
  const keywords: i32 = kwnames == NULL ? 0 : <i32>tupleSize(kwnames);
  if (!o.typed && !keywords && nargs == 1) {
    const only = load<u64>(args);
    if (isInt(only) || isExact(only, T.str)) return newref(only);
  }
  const typed = o.typed != 0;
  const size = nargs + (keywords ? keywords * 2 + 1 : 0) + (typed ? nargs + keywords : 0);
  const t = tupleNew(size);
  if (t == NULL) return NULL;
  let n = 0;
  for (let i = 0; i < nargs; i++) tuplePut(t, n++, newref(load<u64>(args + (<usize>i << 3))));
  if (keywords) {
    tuplePut(t, n++, boxPtr(T._lru_cache_wrapper)); // a mark between positional and named ones: a type that no call passes
    incref(boxPtr(T._lru_cache_wrapper));
    for (let k = 0; k < keywords; k++) {
      tuplePut(t, n++, newref(tupleAt(kwnames, k)));
      tuplePut(t, n++, newref(load<u64>(args + (<usize>(nargs + k) << 3))));
    }
  }
  if (typed) for (let i = 0; i < nargs + keywords; i++) tuplePut(t, n++, newref(boxPtr(typeOf(load<u64>(args + (<usize>i << 3))))));
  return t;
}

function lruCall(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const o = view(self);
  if (o.maxsize == 0) {
    o.misses++;
    return call(o.func, args, nargs, kwnames);
  }
  const key = makeKey(o, args, nargs, kwnames);
  if (key == NULL) return NULL;
  const hash = keyHash(key);
  if (hash == -1) { decref(key); return NULL; }
  const found = dictGetHash(o.cache, key, hash);
  if (found != NULL) {
    o.hits++;
    decref(key);
    if (o.maxsize < 0) return newref(found);
    const p = ptrOf(found);
    if (<usize>o.newest != p) { unlink(o, p); pushNewest(o, p); }
    return newref(link(p).result);
  }
  if (errorOccurred()) { decref(key); return NULL; }
  o.misses++;
  const result = call(o.func, args, nargs, kwnames);
  if (result == NULL) { decref(key); return NULL; }
  const ok = o.maxsize < 0 ? dictSetHash(o.cache, key, hash, result) == 0 : keep(o, key, hash, result);
  decref(key);
  if (ok) return result;
  decref(result);
  return NULL;
}
/** Puts a result (all borrowed) into a cache of limited size. */
function keep(o: Lru, key: Value, hash: i64, result: Value): bool {
  if (dictGetHash(o.cache, key, hash) != NULL) return true; // the function itself, or another thread, put it there
  if (errorOccurred()) return false;
  if (<i64>dictLen(o.cache) >= o.maxsize && o.oldest) {
    const p = <usize>o.oldest;
    const old = newref(boxPtr(p));
    unlink(o, p);
    const popped = dictPopHash(o.cache, link(p).key, link(p).hash);
    if (popped == NULL && errorOccurred()) { decref(old); return false; }
    decref(popped);
    decref(old);
  }
  const p = allocObject(T._lru_list_elem, LINK_SIZE);
  if (!p) return false;
  const l = link(p);
  l.key = newref(key);
  l.result = newref(result);
  l.hash = hash;
  gcTrack(p);
  const r = dictSetHash(o.cache, key, hash, boxPtr(p));
  if (r == 0) pushNewest(o, p);
  decref(boxPtr(p));
  return r == 0;
}

function lruNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(4);
  if (!out) return NULL;
  const ok = parseArgs("lru_cache", "user_function maxsize typed cache_info_type", args, nargs, kwnames, out);
  const f = load<u64>(out), size = load<u64>(out, 8), typed = load<u64>(out, 16), info = load<u64>(out, 24);
  popArgs(out);
  if (!ok) return NULL;
  if (!isCallable(f)) return raise(T.TypeError, "the first argument must be callable");
  const exact = isTrue(typed);
  if (exact < 0) return NULL;
  let maxsize: i64 = -1;
  if (size != None) {
    if (!hasIndex(size)) return raise(T.TypeError, "maxsize should be integer or None");
    maxsize = indexI64(size, T.OverflowError);
    if (maxsize == -1 && errorOccurred()) return NULL;
    if (maxsize < 0) maxsize = 0;
  }
  const cache = dictNew();
  const p: usize = cache == NULL ? 0 : allocInstance(type);
  if (!p) { decref(cache); return NULL; }
  const o = changetype<Lru>(p);
  o.func = newref(f);
  o.cache = cache;
  o.info = newref(info);
  o.dict = NULL;
  o.typed = exact;
  o.maxsize = maxsize;
  gcTrack(p);
  return boxPtr(p);
}
function lruDealloc(p: usize): void {
  gcUntrack(p);
  const o = changetype<Lru>(p);
  if (o.weaklist) clearWeakrefs(p);
  o.newest = 0;
  o.oldest = 0;
  decref(o.cache);
  decref(o.func);
  decref(o.info);
  decref(o.dict);
  freeObject(p);
}
function lruTraverse(p: usize, visit: i32, arg: usize): i32 {
  for (let at: usize = 8; at <= 32; at += 8) {
    const r = visitValue(load<u64>(p + at), visit, arg);
    if (r) return r;
  }
  return 0;
}
function clearCache(o: Lru): void {
  o.newest = 0;
  o.oldest = 0;
  o.hits = 0;
  o.misses = 0;
  dictClear(o.cache);
}
function lruClear(p: usize): void { clearCache(changetype<Lru>(p)); }
function cache_info(self: Value): Value {
  const o = view(self);
  const hits = newInt(o.hits), misses = newInt(o.misses), size = o.maxsize < 0 ? None : newInt(o.maxsize);
  const r = call4(o.info, hits, misses, size, boxInt(dictLen(o.cache)));
  decref(hits);
  decref(misses);
  decref(size);
  return r;
}
function cache_clear(self: Value): Value { clearCache(view(self)); return None; }
function lru_reduce(self: Value): Value { return getAttr(self, name(N.__qualname__)); }
function lru_copy(self: Value): Value { return newref(self); }
function lru_deepcopy(self: Value, memo: Value): Value { return newref(self); }
function lruGet(self: Value, object: Value, type: Value): Value { return object == NULL || object == None ? newref(self) : methodNew(self, object); }

function linkDealloc(p: usize): void {
  gcUntrack(p);
  decref(link(p).key);
  decref(link(p).result);
  freeObject(p);
}
function linkTraverse(p: usize, visit: i32, arg: usize): i32 {
  const r = visitValue(link(p).key, visit, arg);
  return r ? r : visitValue(link(p).result, visit, arg);
}

export function initLruTypes(): void {
  const t = T._lru_cache_wrapper;
  defType(t, "functools._lru_cache_wrapper", T.object, LRU_SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE | TypeFlag.METHOD_DESCRIPTOR);
  typeView(t).dictoffset = offsetof<Lru>("dict");
  typeView(t).weakoffset = offsetof<Lru>("weaklist");
  setSlot(t, Slot.new_, lruNew.index);
  setSlot(t, Slot.dealloc, lruDealloc.index);
  setSlot(t, Slot.traverse, lruTraverse.index);
  setSlot(t, Slot.clear, lruClear.index);
  setSlot(t, Slot.call, lruCall.index);
  setSlot(t, Slot.descrGet, lruGet.index);
  getset(t, "__dict__", genericGetDict.index, genericSetDict.index);
  method(t, "cache_info", cache_info.index, METH_NOARGS, "($self, /)", "Report cache statistics");
  method(t, "cache_clear", cache_clear.index, METH_NOARGS, "($self, /)", "Clear the cache and cache statistics");
  method(t, "__reduce__", lru_reduce.index, METH_NOARGS, "");
  method(t, "__copy__", lru_copy.index, METH_NOARGS, "");
  method(t, "__deepcopy__", lru_deepcopy.index, METH_O, "");
  const l = T._lru_list_elem;
  defType(l, "functools._lru_list_elem", T.object, LINK_SIZE, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(l, Slot.dealloc, linkDealloc.index);
  setSlot(l, Slot.traverse, linkTraverse.index);
}
