// Finding an attribute on a type, along its MRO, with a cache that all types share.
//
// Invariant: while a type's `version` is v (not 0), looking a name up on it gives what it gave before. Every change of a type's
// dict, bases or MRO calls `typeModified`, which takes the versions of the type and of all its subclasses away; a type gets a version
// only after its bases have one, so a type without a version has no subclass with one. Versions are never given twice.
// Inline caches of the evaluation loop compare versions too.
//
//   METHOD_CACHE   ┌ version u32 │ name u32 (address) │ value u64 (borrowed, NULL: absent) ┐ × 2048, indexed by version and name

import { Value, NULL, ptrOf } from "../value";
import { runtime, METHOD_CACHE, METHOD_CACHE_SIZE } from "../state";
import { TypeObj } from "./typeobject";
import { tupleSize, tupleAt } from "./tupleobject";
import { dictGetStr, dictNext, dictValueAt } from "./dict";
import { strView } from "./strnew";
import { increfPtr, decrefPtr } from "../memory/refcount";

function entryOf(version: u32, attribute: u32): usize {
  return METHOD_CACHE + (<usize>((version * 31) ^ (attribute >>> 4)) & (METHOD_CACHE_SIZE - 1)) * 16;
}

/** The attribute `attribute` (an exact str) in the dicts along the MRO of `type`: borrowed, NULL (no exception) when absent. */
export function typeLookup(type: usize, attribute: Value): Value {
  const version = changetype<TypeObj>(type).version;
  if (version) {
    const e = entryOf(version, <u32>attribute);
    if (load<u32>(e) == version && load<u32>(e, 4) == <u32>attribute) return load<u64>(e, 8);
  }
  return lookupAndCache(type, attribute);
}

function lookupAndCache(type: usize, attribute: Value): Value {
  const found = lookupAlongMro(type, attribute);
  if (strView(ptrOf(attribute)).interned && assignVersion(type)) {
    const version = changetype<TypeObj>(type).version;
    const e = entryOf(version, <u32>attribute);
    store<u32>(e, version);
    store<u32>(e, <u32>attribute, 4);
    store<u64>(e, found, 8);
  }
  return found;
}

/** The same without the cache. */
export function lookupAlongMro(type: usize, attribute: Value): Value {
  const mro = changetype<TypeObj>(type).mro;
  if (mro == NULL) return NULL;
  const n = <usize>tupleSize(mro);
  let v = NULL;
  increfPtr(ptrOf(mro)); // a key's __eq__ may assign __bases__
  for (let i: usize = 0; i < n && v == NULL; i++) v = dictGetStr(changetype<TypeObj>(ptrOf(tupleAt(mro, i))).dict, attribute);
  decrefPtr(ptrOf(mro));
  return v;
}

/** Gives the type a version if it has none; false when it cannot have one (versions are used up). */
export function assignVersion(type: usize): bool {
  const t = changetype<TypeObj>(type);
  if (t.version) return true;
  const mro = t.mro;
  if (mro == NULL) return false;
  const r = runtime();
  if (r.typeVersion >= 0xFFFFFFFE) return false;
  // Every type of the MRO, not only the bases: a custom mro() may name types that are no bases.
  for (let i: usize = tupleSize(mro) - 1; i > 0; i--) {
    const base = changetype<TypeObj>(ptrOf(tupleAt(mro, i)));
    if (!base.version) {
      if (changetype<usize>(base) == type) continue;
      if (!assignVersion(changetype<usize>(base))) return false;
    }
  }
  t.version = ++r.typeVersion;
  return true;
}

/** Called after every change of the attributes of `type`. */
export function typeModified(type: usize): void {
  const t = changetype<TypeObj>(type);
  if (!t.version) return;
  t.version = 0;
  const subclasses = t.subclasses;
  if (subclasses == NULL) return;
  let i = dictNext(subclasses, 0);
  while (i >= 0) {
    typeModified(ptrOf(dictValueAt(subclasses, i)));
    i = dictNext(subclasses, i + 1);
  }
}
