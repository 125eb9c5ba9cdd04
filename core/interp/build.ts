// Making containers and strings from the stack, and taking sequences apart. Helpers as eval.ts describes them.

import { Value, NULL, ptrOf, boxInt } from "../value";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, slotOf, isExact, hasFlag } from "../objects/typeobject";
import { decref, incref } from "../memory/refcount";
import { raiseFmt, errorOccurred, errorMatches, clearError } from "../errors";
import { getIter, iterNext, lenOf, reprOf, strOf, listExtendFrom, getOptionalAttr, getItem, isSequence, call0, getAttr } from "../abstract";
import { tupleNew, tupleSize, tupleItems } from "../objects/tupleobject";
import { listNew, listPush, listSize, listItems } from "../objects/listobject";
import { dictNew, dictSet, dictGet, dictNext, dictKeyAt, dictValueAt } from "../objects/dict";
import { dictMerge as dictMergeFrom } from "../objects/dictmerge";
import { setNew, setAdd as setAddItem, setUpdate as setUpdateFrom } from "../objects/set";
import { strJoin, strEmpty } from "../objects/strmake";
import { formatValue } from "../objects/format";
import { convertValue as converted } from "../objects/strformat";
import { interpolationNew, templateNew } from "../objects/templateobject";
import { functionDisplay } from "./call";
import { newInt } from "../objects/int";
import { Conversion } from "./opcodes.generated";
import { FAILED } from "./status";
import { replace1 } from "./operators";

/** Moves n values from the stack to an array. */
function take(to: usize, from: usize, n: usize): void { memory.copy(to, from, n << 3); }

/** n items -- tuple */
export function buildTuple(sp: usize, n: usize): usize {
  const t = tupleNew(<u32>n);
  if (t == NULL) return FAILED;
  const at = sp - (n << 3);
  take(tupleItems(t), at, n);
  store<u64>(at, t);
  return at + 8;
}
/** n items -- list */
export function buildList(sp: usize, n: usize): usize {
  const l = listNew(<u32>n);
  if (l == NULL) return FAILED;
  const at = sp - (n << 3);
  if (n) {
    take(listItems(l), at, n);
    store<u32>(ptrOf(l), <u32>n, 8);
  }
  store<u64>(at, l);
  return at + 8;
}
function dropRun(at: usize, sp: usize): void { for (; at < sp; at += 8) decref(load<u64>(at)); }

/** n items -- set; TypeError for one that has no hash */
export function buildSet(sp: usize, n: usize): usize {
  const s = setNew();
  if (s == NULL) return FAILED;
  const at = sp - (n << 3);
  for (let p = at; p < sp; p += 8) if (setAddItem(s, load<u64>(p)) < 0) { decref(s); return FAILED; }
  dropRun(at, sp);
  store<u64>(at, s);
  return at + 8;
}
/** n pairs of key and value -- dict */
export function buildMap(sp: usize, n: usize): usize {
  const d = dictNew();
  if (d == NULL) return FAILED;
  const at = sp - (n << 4);
  for (let p = at; p < sp; p += 16) if (dictSet(d, load<u64>(p), load<u64>(p, 8)) < 0) { decref(d); return FAILED; }
  dropRun(at, sp);
  store<u64>(at, d);
  return at + 8;
}
/** n strs -- their concatenation */
export function buildString(sp: usize, n: usize): usize {
  const at = sp - (n << 3);
  const empty = strEmpty();
  const s = strJoin(empty, at, <u32>n);
  decref(empty);
  if (s == NULL) return FAILED;
  dropRun(at, sp);
  store<u64>(at, s);
  return at + 8;
}

// x, unused[n-1], value -- x, unused[n-1]
function below(sp: usize, n: usize): Value { return load<u64>(sp - 8 - (n << 3)); }

/** list, …, item -- list, …: appends the item to the list that is n below it */
export function listAppend1(sp: usize, n: usize): usize {
  const v = load<u64>(sp - 8);
  store<u64>(sp - 8, NULL);
  return listPush(below(sp, n), v) < 0 ? FAILED : sp - 8;
}
/** set, …, item -- set, …: as listAppend1 */
export function setAdd(sp: usize, n: usize): usize {
  const v = load<u64>(sp - 8);
  if (setAddItem(below(sp, n), v) < 0) return FAILED;
  decref(v);
  return sp - 8;
}
/** dict, unused[n-1], key, value -- */
export function mapAdd(sp: usize, n: usize): usize {
  const value = load<u64>(sp - 8), key = load<u64>(sp - 16);
  if (dictSet(load<u64>(sp - 16 - (n << 3)), key, value) < 0) return FAILED;
  decref(key);
  decref(value);
  return sp - 16;
}
/** list, …, iterable -- list, … */
export function listExtend(sp: usize, n: usize): usize {
  const v = load<u64>(sp - 8);
  if (listExtendFrom(below(sp, n), v) < 0) {
    if (errorMatches(T.TypeError) && !slotOf(v, Slot.iter) && !isSequence(v)) {
      clearError();
      raiseFmt(T.TypeError, "Value after * must be an iterable, not %T", v);
    }
    return FAILED;
  }
  decref(v);
  return sp - 8;
}
/** set, …, iterable -- set, … */
export function setUpdate(sp: usize, n: usize): usize {
  const v = load<u64>(sp - 8);
  if (setUpdateFrom(below(sp, n), v) < 0) return FAILED;
  decref(v);
  return sp - 8;
}
/** dict, …, mapping -- dict, …: for `{**mapping}` */
export function dictUpdate(sp: usize, n: usize): usize {
  const v = load<u64>(sp - 8);
  if (dictMergeFrom(below(sp, n), v) < 0) {
    if (errorMatches(T.AttributeError)) {
      clearError();
      raiseFmt(T.TypeError, "'%T' object is not a mapping", v);
    }
    return FAILED;
  }
  decref(v);
  return sp - 8;
}
/** callable, null, args, dict, unused[n-1], mapping: into a call's keyword arguments, no key twice. */
export function dictMerge(sp: usize, n: usize): usize {
  const v = load<u64>(sp - 8);
  const dict = below(sp, n);
  const callable = load<u64>(sp - 32 - (n << 3));
  if (mergeKeywords(dict, v, callable) < 0) return FAILED;
  decref(v);
  return sp - 8;
}
function mergeKeywords(dict: Value, v: Value, callable: Value): i32 {
  if (isExact(v, T.dict)) {
    for (let i = dictNext(v, 0); i >= 0; i = dictNext(v, i + 1)) {
      if (mergeOne(dict, dictKeyAt(v, i), dictValueAt(v, i), callable) < 0) return -1;
    }
    return 0;
  }
  const keysMethod = getOptionalAttr(v, name(N.keys));
  if (keysMethod == NULL) {
    if (errorOccurred()) return -1;
    const f = functionDisplay(callable);
    if (f != NULL) { raiseFmt(T.TypeError, "%s argument after ** must be a mapping, not %T", f, v); decref(f); }
    return -1;
  }
  decref(keysMethod);
  const keysCall = getAttr(v, name(N.keys));
  if (keysCall == NULL) return -1;
  const keys = call0(keysCall);
  decref(keysCall);
  if (keys == NULL) return -1;
  const it = getIter(keys);
  decref(keys);
  if (it == NULL) return -1;
  let r = 0;
  while (true) {
    const key = iterNext(it);
    if (key == NULL) { if (errorOccurred()) r = -1; break; }
    const value = getItem(v, key);
    if (value == NULL) { decref(key); r = -1; break; }
    r = mergeOne(dict, key, value, callable);
    decref(key);
    decref(value);
    if (r < 0) break;
  }
  decref(it);
  return r;
}

function mergeOne(dict: Value, key: Value, value: Value, callable: Value): i32 {
  const have = dictGet(dict, key);
  if (have == NULL && errorOccurred()) return -1;
  if (have != NULL) {
    const f = functionDisplay(callable);
    if (f == NULL) return -1;
    if (!hasFlag(key, TypeFlag.STR_SUBCLASS)) raiseFmt(T.TypeError, "%s keywords must be strings", f);
    else raiseFmt(T.TypeError, "%s got multiple values for keyword argument '%s'", f, key);
    decref(f);
    return -1;
  }
  return dictSet(dict, key, value);
}

// ---- format ---------------------------------------------------------------------------------------------------------

/** value -- str, by `!s` (1), `!r` (2) or `!a` (3) */
export function convertValue(sp: usize, which: usize): usize {
  const v = load<u64>(sp - 8);
  const r = which == Conversion.STR ? strOf(v) : which == Conversion.REPR ? reprOf(v) : converted(v, 3);
  return replace1(sp, r);
}
/** value -- format(value, '') */
export function formatSimple(sp: usize): usize {
  const v = load<u64>(sp - 8);
  if (isExact(v, T.str)) return sp;
  return replace1(sp, formatValue(v, NULL));
}
/** value, spec -- str */
export function formatWithSpec(sp: usize): usize {
  const spec = load<u64>(sp - 8);
  const r = formatValue(load<u64>(sp - 16), spec);
  if (r == NULL) return FAILED;
  decref(spec);
  return replace1(sp - 8, r);
}
/** value, expression, spec[b0] -- interpolation */
export function buildInterpolation(sp: usize, arg: usize): usize {
  const n: usize = 2 + (arg & 1);
  const at = sp - (n << 3);
  const r = interpolationNew(load<u64>(at), load<u64>(at, 8), <u32>(arg >>> 2), arg & 1 ? load<u64>(at, 16) : NULL);
  if (r == NULL) return FAILED;
  dropRun(at, sp);
  store<u64>(at, r);
  return at + 8;
}
/** strings, interpolations -- template */
export function buildTemplate(sp: usize): usize {
  const r = templateNew(load<u64>(sp - 16), load<u64>(sp - 8));
  if (r == NULL) return FAILED;
  dropRun(sp - 16, sp);
  store<u64>(sp - 16, r);
  return sp - 8;
}

// ---- taking apart ---------------------------------------------------------------------------------------------------

/** value -- value, len(value) */
export function getLen(sp: usize): usize {
  const n = lenOf(load<u64>(sp - 8));
  if (n < 0) return FAILED;
  store<u64>(sp, newInt(n));
  return sp + 8;
}

/** iterable -- its n items, the first on top; ValueError when it has more or fewer */
export function unpackSequence(sp: usize, n: usize): usize {
  const v = load<u64>(sp - 8);
  const isTuple = isExact(v, T.tuple);
  if (isTuple || isExact(v, T.list)) {
    const size = <usize>(isTuple ? tupleSize(v) : listSize(v));
    if (size == n) {
      const items = isTuple ? tupleItems(v) : listItems(v);
      let to = sp - 16 + (n << 3);
      for (let i: usize = 0; i < n; i++) {
        const item = load<u64>(items + (i << 3));
        incref(item);
        store<u64>(to, item);
        to -= 8;
      }
      decref(v);
      return sp - 8 + (n << 3);
    }
  }
  return unpackFrom(sp, n, -1);
}
/** iterable -- items as `a, *b, c = iterable` takes them: arg & 255 in front of the star, arg >> 8 behind it */
export function unpackEx(sp: usize, arg: usize): usize { return unpackFrom(sp, arg & 0xFF, <i32>(arg >>> 8)); }

/** Takes `before` items from the iterable on top; after >= 0: the rest as a list, but for the last `after`. The first goes on top. */
function unpackFrom(sp: usize, before: usize, after: i32): usize {
  const v = load<u64>(sp - 8);
  const it = getIter(v);
  if (it == NULL) {
    if (errorMatches(T.TypeError) && !slotOf(v, Slot.iter) && !isSequence(v)) {
      clearError();
      raiseFmt(T.TypeError, "cannot unpack non-iterable %T object", v);
    }
    return FAILED;
  }
  // The values take v's place and the slots above it, the first one on top. From here on v is held here, not by the stack.
  const total = before + (after >= 0 ? 1 + <usize>after : 0);
  const top = sp - 8 + (total << 3);
  let got: usize = 0;
  while (got < before) {
    const item = iterNext(it);
    if (item == NULL) {
      if (!errorOccurred()) {
        if (after < 0) raiseFmt(T.ValueError, "not enough values to unpack (expected %d, got %d)", boxInt(before), boxInt(got));
        else raiseFmt(T.ValueError, "not enough values to unpack (expected at least %d, got %d)", boxInt(before + after), boxInt(got));
      }
      return unpackFailed(sp, it, v, top, got);
    }
    got++;
    keep(top, got, item);
  }
  if (after < 0) {
    const more = iterNext(it);
    if (more == NULL && !errorOccurred()) { decref(it); decref(v); return top; }
    if (more != NULL) {
      decref(more);
      // CPython names the length where asking for it is harmless.
      if (isExact(v, T.list) || isExact(v, T.tuple) || isExact(v, T.dict)) {
        const n = lenOf(v);
        if (n > <i64>before) { raiseFmt(T.ValueError, "too many values to unpack (expected %d, got %d)", boxInt(before), boxInt(n)); return unpackFailed(sp, it, v, top, got); }
      }
      raiseFmt(T.ValueError, "too many values to unpack (expected %d)", boxInt(before));
    }
    return unpackFailed(sp, it, v, top, got);
  }
  const rest = listNew();
  if (rest == NULL || listExtendFrom(rest, it) < 0) { if (rest != NULL) decref(rest); return unpackFailed(sp, it, v, top, got); }
  const size = listSize(rest);
  if (size < <u32>after) {
    raiseFmt(T.ValueError, "not enough values to unpack (expected at least %d, got %d)", boxInt(before + after), boxInt(before + size));
    decref(rest);
    return unpackFailed(sp, it, v, top, got);
  }
  got++;
  keep(top, got, rest);
  const items = listItems(rest);
  const from = size - <u32>after;
  for (let i: u32 = 0; i < <u32>after; i++) {
    got++;
    keep(top, got, load<u64>(items + (<usize>(from + i) << 3)));
  }
  store<u32>(ptrOf(rest), from, 8);
  decref(it);
  decref(v); return top;
}
/** The k-th value got (from 1) goes to its place below `top`. */
function keep(top: usize, k: usize, item: Value): void { store<u64>(top - (k << 3), item); }
function unpackFailed(sp: usize, it: Value, v: Value, top: usize, got: usize): usize {
  if (it != NULL) decref(it);
  for (let k: usize = 1; k <= got; k++) decref(load<u64>(top - (k << 3)));
  store<u64>(sp - 8, NULL);
  decref(v);
  return FAILED;
}
