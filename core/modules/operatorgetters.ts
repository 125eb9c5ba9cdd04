// operator.itemgetter, attrgetter and methodcaller.
//
//   ┌ count u32 │ type u32 │ what Value @8 (tuple: items; tuples of the parts of dotted names; the arguments) │ names Value @16 (the arguments as given; the method's name) │ keywords Value @24 (tuple of names, the last arguments' ; NULL) │

import { Value, NULL, boxPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { setSlot, Slot, TypeFlag, typeOf } from "../objects/typeobject";
import { typeText, defType, method, METH_NOARGS } from "../objects/define";
import { allocObject, gcTrack } from "../memory/object";
import { decref, newref, incref } from "../memory/refcount";
import { raise } from "../errors";
import { getItem, getAttr, call, reprOf } from "../abstract";
import { checkArgs, noKeywords } from "../args";
import { tupleNew, tuplePut, tupleAt, tupleSize, tupleFrom, tupleItems, tuple2 } from "../objects/tupleobject";
import { builderInit, builderText, builderStr, builderFinish, builderDiscard } from "../objects/strbuilder";
import { strFromLiteral, strLen, strAt, intern } from "../objects/strnew";
import { isStr, strSlice } from "../objects/strmake";
import { listNew, listPush } from "../objects/listobject";
import { listToTuple } from "../objects/listtuple";
import { reprEnter, reprLeave } from "../objects/reprguard";
import { pushArgs, popArgs } from "../interp/argstack";
import { reduceType } from "../objects/iterators";
import { deallocThree, traverseThree } from "../objects/ownedvalues";

const SIZE: usize = 32;

function what(v: Value): Value { return load<u64>(ptrOf(v), 8); }
function given(v: Value): Value { return load<u64>(ptrOf(v), 16); }
function keywordNames(v: Value): Value { return load<u64>(ptrOf(v), 24); }

/** A new one; all stolen. */
function make(type: usize, a: Value, b: Value, c: Value): Value {
  const p: usize = a == NULL || b == NULL ? 0 : allocObject(type, SIZE);
  if (!p) { decref(a); decref(b); decref(c); return NULL; }
  store<u64>(p, a, 8);
  store<u64>(p, b, 16);
  store<u64>(p, c, 24);
  gcTrack(p);
  return boxPtr(p);
}
/** "operator.itemgetter(1, 2)" */
function getterRepr(self: Value): Value {
  const state = reprEnter(self);
  if (state < 0) return NULL;
  if (state) return strFromLiteral("...");
  const r = text(self);
  reprLeave(self);
  return r;
}
function text(self: Value): Value {
  const b = builderInit();
  if (!b) return NULL;
  const type = boxPtr(typeOf(self));
  const moduleName = getAttr(type, name(N.__module__));
  const typeName = moduleName == NULL ? NULL : getAttr(type, name(N.__name__));
  let ok = typeName != NULL && builderStr(b, moduleName) && builderText(b, ".") && builderStr(b, typeName) && builderText(b, "(");
  decref(moduleName);
  decref(typeName);
  let first = true;
  if (typeOf(self) == T.methodcaller) {
    const r = ok ? reprOf(given(self)) : NULL;
    ok = r != NULL && builderStr(b, r);
    decref(r);
    first = false;
  }
  const list = typeOf(self) == T.methodcaller ? what(self) : given(self);
  const keywords: u32 = keywordNames(self) == NULL ? 0 : tupleSize(keywordNames(self));
  const positional = tupleSize(list) - keywords;
  for (let i: u32 = 0; i < tupleSize(list) && ok; i++) {
    if (!first) ok = builderText(b, ", ");
    first = false;
    if (ok && i >= positional) ok = builderStr(b, tupleAt(keywordNames(self), i - positional)) && builderText(b, "=");
    const r = ok ? reprOf(tupleAt(list, i)) : NULL;
    ok = r != NULL && builderStr(b, r);
    decref(r);
  }
  if (!ok || !builderText(b, ")")) return builderDiscard(b);
  return builderFinish(b);
}
function oneArgument(fname: string, nargs: i32, kwnames: Value): bool { return noKeywords(fname, kwnames) && checkArgs(fname, nargs, 1, 1); }

// itemgetter

function itemgetterNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("itemgetter", kwnames)) return NULL;
  if (nargs == 0) return raise(T.TypeError, "itemgetter expected 1 argument, got 0");
  const items = tupleFrom(args, nargs);
  return make(type, items, newref(items), NULL);
}
function itemgetterCall(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (!oneArgument("itemgetter", nargs, kwnames)) return NULL;
  const v = load<u64>(args);
  const items = what(self);
  const n = tupleSize(items);
  if (n == 1) return getItem(v, tupleAt(items, 0));
  const r = tupleNew(n);
  if (r == NULL) return NULL;
  for (let i: u32 = 0; i < n; i++) {
    const item = getItem(v, tupleAt(items, i));
    if (item == NULL) { decref(r); return NULL; }
    tuplePut(r, i, item);
  }
  return r;
}

// attrgetter

/** "a.b.c" → ("a", "b", "c"), interned. */
function parts(path: Value): Value {
  const list = listNew();
  if (list == NULL) return NULL;
  const n = strLen(path);
  let from: u32 = 0;
  for (let i: u32 = 0; i <= n; i++) {
    if (i < n && strAt(path, i) != 0x2E) continue;
    const part = strSlice(path, from, i);
    if (part == NULL || listPush(list, intern(part)) < 0) { decref(list); return NULL; }
    from = i + 1;
  }
  const r = listToTuple(list);
  decref(list);
  return r;
}
function attrgetterNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("attrgetter", kwnames)) return NULL;
  if (nargs == 0) return raise(T.TypeError, "attrgetter expected 1 argument, got 0");
  const paths = tupleNew(nargs);
  if (paths == NULL) return NULL;
  for (let i = 0; i < nargs; i++) {
    const path = load<u64>(args + (<usize>i << 3));
    const split = isStr(path) ? parts(path) : raise(T.TypeError, "attribute name must be a string");
    if (split == NULL) { decref(paths); return NULL; }
    tuplePut(paths, i, split);
  }
  return make(type, paths, tupleFrom(args, nargs), NULL);
}
function follow(v: Value, path: Value): Value {
  incref(v);
  for (let i: u32 = 0; i < tupleSize(path); i++) {
    const next = getAttr(v, tupleAt(path, i));
    decref(v);
    if (next == NULL) return NULL;
    v = next;
  }
  return v;
}
function attrgetterCall(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (!oneArgument("attrgetter", nargs, kwnames)) return NULL;
  const v = load<u64>(args);
  const paths = what(self);
  const n = tupleSize(paths);
  if (n == 1) return follow(v, tupleAt(paths, 0));
  const r = tupleNew(n);
  if (r == NULL) return NULL;
  for (let i: u32 = 0; i < n; i++) {
    const item = follow(v, tupleAt(paths, i));
    if (item == NULL) { decref(r); return NULL; }
    tuplePut(r, i, item);
  }
  return r;
}
function getter_reduce(self: Value): Value { return reduceType(self, newref(given(self)), NULL); }

// methodcaller: `what` has the arguments, those by name last

function methodcallerNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs < 1) return raise(T.TypeError, "methodcaller needs at least one argument, the method name");
  const methodName = load<u64>(args);
  if (!isStr(methodName)) return raise(T.TypeError, "method name must be a string");
  const keywords: u32 = kwnames == NULL ? 0 : tupleSize(kwnames);
  return make(type, tupleFrom(args + 8, <u32>nargs - 1 + keywords), newref(methodName), keywords ? newref(kwnames) : NULL);
}
function methodcallerCall(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (!oneArgument("methodcaller", nargs, kwnames)) return NULL;
  const m = getAttr(load<u64>(args), given(self));
  if (m == NULL) return NULL;
  const all = newref(what(self)), names = newref(keywordNames(self));
  const keywords: u32 = names == NULL ? 0 : tupleSize(names);
  const r = call(m, tupleItems(all), tupleSize(all) - keywords, names);
  decref(all);
  decref(names);
  decref(m);
  return r;
}
function methodcaller_reduce(self: Value): Value {
  const all = what(self);
  const names = keywordNames(self);
  if (names == NULL) {
    const args = tupleNew(tupleSize(all) + 1);
    if (args == NULL) return NULL;
    tuplePut(args, 0, newref(given(self)));
    for (let i: u32 = 0; i < tupleSize(all); i++) tuplePut(args, i + 1, newref(tupleAt(all, i)));
    return reduceType(self, args, NULL);
  }
  // (partial(methodcaller, name, **keywords), positional)
  const keywords = tupleSize(names);
  const positional = tupleSize(all) - keywords;
  const at = pushArgs(2 + keywords);
  if (!at) return NULL;
  store<u64>(at, boxPtr(T.methodcaller));
  store<u64>(at, given(self), 8);
  for (let k: u32 = 0; k < keywords; k++) store<u64>(at + (<usize>k << 3), tupleAt(all, positional + k), 16);
  const maker = call(boxPtr(T.partial), at, 2, names);
  popArgs(at);
  if (maker == NULL) return NULL;
  const rest = tupleFrom(tupleItems(all), positional);
  const r = rest == NULL ? NULL : tuple2(maker, rest);
  decref(maker);
  decref(rest);
  return r;
}

function define(type: usize, typeName: string, new_: i32, call: i32, reduce: i32): void {
  defType(type, typeName, T.object, SIZE, TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE);
  setSlot(type, Slot.new_, new_);
  setSlot(type, Slot.dealloc, deallocThree.index);
  setSlot(type, Slot.traverse, traverseThree.index);
  setSlot(type, Slot.call, call);
  setSlot(type, Slot.repr, getterRepr.index);
  method(type, "__reduce__", reduce, METH_NOARGS, "", "Return state information for pickling");
}
export function initGetterTypes(): void {
  define(T.itemgetter, "operator.itemgetter", itemgetterNew.index, itemgetterCall.index, getter_reduce.index);
  define(T.attrgetter, "operator.attrgetter", attrgetterNew.index, attrgetterCall.index, getter_reduce.index);
  define(T.methodcaller, "operator.methodcaller", methodcallerNew.index, methodcallerCall.index, methodcaller_reduce.index);
  typeText(T.itemgetter, "itemgetter(item, /, *items)\n--\n\nA callable that fetches the given items from its operand.");
  typeText(T.attrgetter, "attrgetter(attr, /, *attrs)\n--\n\nA callable that fetches the given attributes from its operand.");
  typeText(T.methodcaller, "methodcaller(name, /, *args, **kwargs)\n--\n\nA callable that calls the given method on its operand.");
}
