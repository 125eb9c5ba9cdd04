// Arguments of native functions: counting positional ones, and binding names.

import { Value, NULL, boxInt, boxPtr } from "./value";
import { T } from "./names.generated";
import { raiseFmt } from "./errors";
import { tupleSize, tupleAt } from "./objects/tupleobject";
import { strEqual, strLen, strAt, strFromLiteral, strAlloc, strView, STR_DATA } from "./objects/strnew";
import { listNew, listItems, listPush, listSize } from "./objects/listobject";
import { nearest } from "./objects/suggest";
import { TypeFlag, CompareOp, hasFlag, isExact } from "./objects/typeobject";
import { decref } from "./memory/refcount";
import { compareBool } from "./abstract";

/** Raises with literals as %s arguments; they are made and dropped here. */
function raiseNamed(template: string, fname: string, a: string, n: i64, plural: bool, given: i64): bool {
  const f = strFromLiteral(fname), x = strFromLiteral(a);
  if (plural) raiseFmt(T.TypeError, template, f, x, boxInt(n), boxInt(given));
  else raiseFmt(T.TypeError, template, f, x, boxInt(n), boxInt(given));
  decref(f);
  decref(x);
  return false;
}

/** Raises a TypeError with the name of a function as its %s. Returns NULL. */
function raiseAbout(template: string, fname: string): Value {
  const f = strFromLiteral(fname);
  raiseFmt(T.TypeError, template, f);
  decref(f);
  return NULL;
}

/** Holds nargs to [min, max] for a function that takes positional arguments only; false with TypeError. */
export function checkArgs(fname: string, nargs: i32, min: i32, max: i32): bool {
  if (nargs >= min && nargs <= max) return true;
  const limit = nargs < min ? min : max;
  const bound = min == max ? "" : nargs < min ? "at least " : "at most ";
  return limit == 1
    ? raiseNamed("%s expected %s%d argument, got %d", fname, bound, limit, false, nargs)
    : raiseNamed("%s expected %s%d arguments, got %d", fname, bound, limit, true, nargs);
}

/** False with TypeError when there are keyword arguments. */
export function noKeywords(fname: string, kwnames: Value): bool {
  if (kwnames == NULL || tupleSize(kwnames) == 0) return true;
  raiseAbout("%s() takes no keyword arguments", fname);
  return false;
}

/** TypeError about more keyword arguments than there are keyword parameters. Returns NULL. */
export function tooManyKeywords(fname: string, most: i32, given: i32): Value {
  raiseNamed(most == 1 ? "%s() takes at most%s %d keyword argument (%d given)" : "%s() takes at most%s %d keyword arguments (%d given)", fname, "", most, false, given);
  return NULL;
}

/** Whether a keyword is `parameter`: mostly both are the interned str, but `**` of a dict may bring another one with that text. */
export function isNamed(key: Value, parameter: Value): bool {
  return key == parameter || (hasFlag(key, TypeFlag.STR_SUBCLASS) && strEqual(key, parameter));
}

/** Whether the str `key` is the part [from, to) of a literal. */
function equalsPart(key: Value, spec: string, from: i32, to: i32): bool {
  if (<i32>strLen(key) != to - from) return false;
  for (let i = from; i < to; i++) if (strAt(key, i - from) != <u32>spec.charCodeAt(i)) return false;
  return true;
}
function part(spec: string, from: i32, to: i32): Value {
  const p = strAlloc(to - from, 1);
  if (!p) return NULL;
  strView(p).ascii = 1;
  for (let i = from; i < to; i++) store<u8>(p + (i - from), <u8>spec.charCodeAt(i), STR_DATA);
  return boxPtr(p);
}

/** TypeError about a keyword argument that the parameters in `spec` (as for parseArgs) do not have. Returns NULL. */
export function unexpectedKeyword(fname: string, spec: string, key: Value): Value {
  const names = listNew();
  if (names == NULL) return NULL;
  let first: u32 = 0;
  const length = spec.length;
  for (let at = 0, end = 0; at < length; at = end + 1) {
    end = at;
    while (end < length && spec.charCodeAt(end) != 0x20) end++;
    const c = spec.charCodeAt(at);
    if (c == 0x2F) first = listSize(names); // those before have no names for callers
    else if (c != 0x7C && c != 0x24) {
      const p = part(spec, at, end);
      if (p == NULL || listPush(names, p) < 0) { decref(names); return NULL; }
    }
  }
  // One that is equal to a name and yet is not found by it: its class has an __eq__ or a __hash__ of its own.
  if (!isExact(key, T.str)) {
    for (let i = first; i < listSize(names); i++) {
      const same = compareBool(load<u64>(listItems(names) + (<usize>i << 3)), key, CompareOp.EQ);
      if (same == 0) continue;
      decref(names);
      return same < 0 ? NULL : raiseAbout("invalid keyword argument for %s()", fname);
    }
  }
  const best = hasFlag(key, TypeFlag.STR_SUBCLASS) ? nearest(listItems(names) + (<usize>first << 3), listSize(names) - first, key) : NULL;
  const f = strFromLiteral(fname);
  if (best != NULL) raiseFmt(T.TypeError, "%s() got an unexpected keyword argument '%s'. Did you mean '%s'?", f, key, best);
  else raiseFmt(T.TypeError, "%s() got an unexpected keyword argument '%s'", f, key);
  decref(f);
  decref(names);
  return NULL;
}

/**
 * Binds arguments to parameters. `spec` names them in order, separated by single spaces, with markers as own words:
 * `/` after positional-only ones, `|` before optional ones, `$` before keyword-only ones: "iterable / | key $ reverse".
 * Writes a borrowed Value for each parameter at `out` (NULL: not given). False with CPython's TypeError.
 */
export function parseArgs(fname: string, spec: string, args: usize, nargs: i32, kwnames: Value, out: usize): bool {
  let count = 0, required = -1, positionalOnly = 0, maxPositional = -1;
  const length = spec.length;
  let at = 0;
  while (at < length) { // first pass: the shape
    let end = at;
    while (end < length && spec.charCodeAt(end) != 0x20) end++;
    const c = spec.charCodeAt(at);
    if (c == 0x2F) positionalOnly = count;
    else if (c == 0x7C) required = count;
    else if (c == 0x24) maxPositional = count;
    else { store<u64>(out + (<usize>count << 3), NULL); count++; }
    at = end + 1;
  }
  if (required < 0) required = count;
  if (maxPositional < 0) maxPositional = count;
  const keywords = kwnames == NULL ? 0 : <i32>tupleSize(kwnames);
  if (nargs + keywords > count) {
    const kind = required == count ? "exactly" : "at most";
    if (nargs == 0) return count == 1
      ? raiseNamed("%s() takes %s %d keyword argument (%d given)", fname, kind, count, false, nargs + keywords)
      : raiseNamed("%s() takes %s %d keyword arguments (%d given)", fname, kind, count, true, nargs + keywords);
    return count == 1
      ? raiseNamed("%s() takes %s %d argument (%d given)", fname, kind, count, false, nargs + keywords)
      : raiseNamed("%s() takes %s %d arguments (%d given)", fname, kind, count, true, nargs + keywords);
  }
  if (nargs > maxPositional) {
    if (maxPositional == 0) return raiseNamed("%s() takes no positional arguments%s", fname, "", 0, false, 0);
    const kind = required >= maxPositional ? "exactly" : "at most";
    return maxPositional == 1
      ? raiseNamed("%s() takes %s %d positional argument (%d given)", fname, kind, maxPositional, false, nargs)
      : raiseNamed("%s() takes %s %d positional arguments (%d given)", fname, kind, maxPositional, true, nargs);
  }
  if (nargs < positionalOnly && nargs < required) {
    const needed = min(positionalOnly, required);
    const kind = needed < maxPositional ? "at least" : "exactly";
    return needed == 1
      ? raiseNamed("%s() takes %s %d positional argument (%d given)", fname, kind, needed, false, nargs)
      : raiseNamed("%s() takes %s %d positional arguments (%d given)", fname, kind, needed, true, nargs);
  }
  for (let i = 0; i < nargs; i++) store<u64>(out + (<usize>i << 3), load<u64>(args + (<usize>i << 3)));
  let wrong = NULL, wrongIndex = -1;
  for (let k = 0; k < keywords; k++) { // each keyword finds its parameter
    const key = tupleAt(kwnames, k);
    let index = 0, found = false;
    at = 0;
    while (at < length) {
      let end = at;
      while (end < length && spec.charCodeAt(end) != 0x20) end++;
      const c = spec.charCodeAt(at);
      if (c != 0x2F && c != 0x7C && c != 0x24) {
        if (index >= positionalOnly && equalsPart(key, spec, at, end)) { found = true; break; }
        index++;
      }
      at = end + 1;
    }
    if (!found || index < nargs) { // a missing argument is told of first
      if (wrong == NULL) { wrong = key; wrongIndex = found ? index : -1; }
      continue;
    }
    store<u64>(out + (<usize>index << 3), load<u64>(args + (<usize>(nargs + k) << 3)));
  }
  if (keywords == 0 && nargs >= required) return true;
  let index = 0;
  at = 0;
  while (at < length && index < required) { // the first required one that is missing
    let end = at;
    while (end < length && spec.charCodeAt(end) != 0x20) end++;
    const c = spec.charCodeAt(at);
    if (c != 0x2F && c != 0x7C && c != 0x24) {
      if (load<u64>(out + (<usize>index << 3)) == NULL) {
        const f = strFromLiteral(fname), p = part(spec, at, end);
        raiseFmt(T.TypeError, "%s() missing required argument '%s' (pos %d)", f, p, boxInt(index + 1));
        decref(f);
        decref(p);
        return false;
      }
      index++;
    }
    at = end + 1;
  }
  if (wrong == NULL) return true;
  if (wrongIndex < 0) unexpectedKeyword(fname, spec, wrong);
  else {
    const f = strFromLiteral(fname);
    raiseFmt(T.TypeError, "argument for %s() given by name ('%s') and position (%d)", f, wrong, boxInt(wrongIndex + 1));
    decref(f);
  }
  return false;
}
