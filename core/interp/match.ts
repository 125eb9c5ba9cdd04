// Pattern matching: MATCH_MAPPING, MATCH_SEQUENCE, MATCH_KEYS, MATCH_CLASS. Helpers as eval.ts describes them.

import { Value, NULL, None, boxBool, boxInt, boxPtr, isPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { TypeFlag, TypeObj, isExact, hasFlag } from "../objects/typeobject";
import { decref } from "../memory/refcount";
import { raiseFmt, errorOccurred } from "../errors";
import { getAttr, getOptionalAttr, isInstance, contains, call2, call0, equalBool } from "../abstract";
import { tupleNew, tuplePut, tupleSize, tupleAt } from "../objects/tupleobject";
import { listNew, listAppend } from "../objects/listobject";
import { listToTuple } from "../objects/listtuple";
import { FAILED } from "./status";

export function matchMapping(sp: usize): usize {
  store<u64>(sp, boxBool(hasFlag(load<u64>(sp - 8), TypeFlag.MAPPING)));
  return sp + 8;
}
export function matchSequence(sp: usize): usize {
  store<u64>(sp, boxBool(hasFlag(load<u64>(sp - 8), TypeFlag.SEQUENCE)));
  return sp + 8;
}

/** subject, keys -- subject, keys, values_or_none */
export function matchKeys(sp: usize): usize {
  const subject = load<u64>(sp - 16), keys = load<u64>(sp - 8);
  const n = tupleSize(keys);
  const values = tupleNew(n);
  if (values == NULL) return FAILED;
  if (n) {
    const get = getAttr(subject, name(N.get));
    if (get == NULL) { decref(values); return FAILED; }
    const dummy = call0(boxPtr(T.object));
    if (dummy == NULL) { decref(get); decref(values); return FAILED; }
    for (let i: u32 = 0; i < n; i++) {
      const key = tupleAt(keys, i);
      let failed = false;
      for (let j: u32 = 0; j < i; j++) {
        const eq = equalBool(tupleAt(keys, j), key);
        if (eq == 0) continue;
        if (eq > 0) raiseFmt(T.ValueError, "mapping pattern checks duplicate key (%r)", key);
        failed = true;
        break;
      }
      const v = failed ? NULL : call2(get, key, dummy);
      if (v == NULL || v == dummy) {
        if (v != NULL) decref(v);
        decref(values); decref(dummy); decref(get);
        if (v == NULL) return FAILED;
        store<u64>(sp, None);
        return sp + 8;
      }
      tuplePut(values, i, v);
    }
    decref(dummy);
    decref(get);
  }
  store<u64>(sp, values);
  return sp + 8;
}

/** subject, type, names -- attributes_or_none */
export function matchClass(sp: usize, npositional: usize): usize {
  const subject = load<u64>(sp - 24), type = load<u64>(sp - 16), names = load<u64>(sp - 8);
  const r = classAttributes(subject, type, <u32>npositional, names);
  if (r == NULL && errorOccurred()) return FAILED;
  decref(subject);
  decref(type);
  decref(names);
  store<u64>(sp - 24, r == NULL ? None : r);
  return sp - 16;
}
/** The tuple of attributes, or NULL without an exception when the subject does not match. */
function classAttributes(subject: Value, type: Value, npositional: u32, names: Value): Value {
  if (!isPtr(type) || !hasFlag(type, TypeFlag.TYPE_SUBCLASS)) return raiseFmt(T.TypeError, "called match pattern must be a class");
  const is = isInstance(subject, type);
  if (is <= 0) return NULL;
  const seen = listNew(); // names used so far
  if (seen == NULL) return NULL;
  const attributes = listNew();
  if (attributes == NULL) { decref(seen); return NULL; }
  let r = NULL;
  if (fill(subject, type, npositional, names, seen, attributes)) r = listToTuple(attributes);
  decref(seen);
  decref(attributes);
  return r;
}
function fill(subject: Value, type: Value, npositional: u32, names: Value, seen: Value, attributes: Value): bool {
  const t = changetype<TypeObj>(ptrOf(type));
  if (npositional) {
    let args = getOptionalAttr(type, name(N.__match_args__));
    let self = false;
    if (args == NULL) {
      if (errorOccurred()) return false;
      args = tupleNew(0);
      self = (t.flags & TypeFlag.MATCH_SELF) != 0;
    } else if (!isExact(args, T.tuple)) {
      raiseFmt(T.TypeError, "%s.__match_args__ must be a tuple (got %T)", t.name, args);
      decref(args);
      return false;
    }
    const allowed: u32 = self ? 1 : tupleSize(args);
    if (allowed < npositional) {
      if (allowed == 1) raiseFmt(T.TypeError, "%s() accepts %d positional sub-pattern (%d given)", t.name, boxInt(allowed), boxInt(npositional));
      else raiseFmt(T.TypeError, "%s() accepts %d positional sub-patterns (%d given)", t.name, boxInt(allowed), boxInt(npositional));
      decref(args);
      return false;
    }
    if (self) {
      if (listAppend(attributes, subject) < 0) { decref(args); return false; }
    } else for (let i: u32 = 0; i < npositional; i++) {
      const key = tupleAt(args, i);
      if (!isPtr(key) || !hasFlag(key, TypeFlag.STR_SUBCLASS)) {
        raiseFmt(T.TypeError, "__match_args__ elements must be strings (got %T)", key);
        decref(args);
        return false;
      }
      if (!one(subject, t, key, seen, attributes)) { decref(args); return false; }
    }
    decref(args);
  }
  const n = tupleSize(names);
  for (let i: u32 = 0; i < n; i++) if (!one(subject, t, tupleAt(names, i), seen, attributes)) return false;
  return true;
}
function one(subject: Value, t: TypeObj, key: Value, seen: Value, attributes: Value): bool {
  const twice = contains(seen, key);
  if (twice < 0) return false;
  if (twice) { raiseFmt(T.TypeError, "%s() got multiple sub-patterns for attribute %r", t.name, key); return false; }
  if (listAppend(seen, key) < 0) return false;
  const v = getOptionalAttr(subject, key);
  if (v == NULL) return false;
  const r = listAppend(attributes, v);
  decref(v);
  return r == 0;
}
