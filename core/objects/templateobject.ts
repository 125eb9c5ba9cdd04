// Template and Interpolation, what t-strings give (PEP 750); string.templatelib finds the types through a t-string.
//
//   Template       ┌ header │ strings Value @8 │ interpolations Value @16      tuples; one string more than interpolations
//   Interpolation  ┌ header │ value @8 │ expression @16 │ conversion @24 │ format_spec @32
//   iterator       ┌ header │ template Value @8 │ index u32 @16 │ part u32 @20 (0: the string is next, 1: the interpolation)

import { Value, NULL, None, boxPtr, isPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { runtime } from "../state";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt } from "../errors";
import { call1, getAttr, reprOf } from "../abstract";
import { parseArgs } from "../args";
import { popArgs, pushArgs } from "../interp/argstack";
import { classAttribute, defType, getset, METH_CLASS, METH_NOARGS, METH_O, method } from "./define";
import { isExact, setSlot, Slot, TypeFlag } from "./typeobject";
import { dictGetStr } from "./dict";
import { genericAlias } from "./genericalias";
import { listNew, listPush } from "./listobject";
import { listToTuple } from "./listtuple";
import { tuple2, tupleAt, tupleNew, tuplePut, tupleSize } from "./tupleobject";
import { internAscii, strAt, strLen } from "./strnew";
import { builderDiscard, builderFinish, builderInit, builderStr, builderText, builderSlice } from "./strbuilder";
import { isStr, strConcat, strEmpty, strFromCodePoint } from "./strmake";
import { iterSelf } from "./seqiter";

function field(v: Value, at: usize): Value { return load<u64>(ptrOf(v) + at); }

/** An Interpolation; value, expression and format spec (NULL: empty) borrowed; conversion 0 none, 1 s, 2 r, 3 a. */
export function interpolationNew(value: Value, expression: Value, conversion: Value, spec: Value): Value {
  const c = <u32>conversion;
  const shown = c == 0 ? None : strFromCodePoint(c == 1 ? 0x73 : c == 2 ? 0x72 : 0x61);
  const s = spec == NULL ? strEmpty() : newref(spec);
  if (shown == NULL || s == NULL) return NULL;
  return makeInterpolation(newref(value), newref(expression), shown, s);
}
/** All stolen. */
function makeInterpolation(value: Value, expression: Value, conversion: Value, spec: Value): Value {
  const p = allocObject(T.Interpolation, 40);
  if (!p) { decref(value); decref(expression); decref(conversion); decref(spec); return NULL; }
  store<u64>(p, value, 8);
  store<u64>(p, expression, 16);
  store<u64>(p, conversion, 24);
  store<u64>(p, spec, 32);
  gcTrack(p);
  return boxPtr(p);
}
/** A Template of a tuple of strings and a tuple of interpolations, borrowed. */
export function templateNew(strings: Value, interpolations: Value): Value {
  const p = allocObject(T.Template, 24);
  if (!p) return NULL;
  store<u64>(p, newref(strings), 8);
  store<u64>(p, newref(interpolations), 16);
  gcTrack(p);
  return boxPtr(p);
}

function templateNewSlot(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (kwnames != NULL && tupleSize(kwnames)) return raise(T.TypeError, "Template.__new__ only accepts *args arguments");
  const strings = listNew(0), interpolations = listNew(0);
  let ok = strings != NULL && interpolations != NULL;
  let pending: Value = NULL; // the string being put together
  for (let i = 0; ok && i < nargs; i++) {
    const v = load<u64>(args + (<usize>i << 3));
    if (isStr(v)) {
      const joined = pending == NULL ? newref(v) : strConcat(pending, v);
      decref(pending);
      pending = joined;
      ok = joined != NULL;
    } else if (isExact(v, T.Interpolation)) {
      if (pending == NULL) pending = strEmpty();
      ok = pending != NULL && listPush(strings, pending) >= 0 && listPush(interpolations, newref(v)) >= 0;
      pending = NULL;
    } else {
      raiseFmt(T.TypeError, "Template.__new__ *args need to be of type 'str' or 'Interpolation', got %T", v);
      ok = false;
    }
  }
  if (ok) {
    if (pending == NULL) pending = strEmpty();
    ok = pending != NULL && listPush(strings, pending) >= 0;
    pending = NULL;
  }
  decref(pending);
  let r: Value = NULL;
  if (ok) {
    const s = listToTuple(strings), t = listToTuple(interpolations);
    if (s != NULL && t != NULL) r = templateNew(s, t);
    decref(s);
    decref(t);
  }
  decref(strings);
  decref(interpolations);
  return r;
}
function strings(self: Value): Value { return newref(field(self, 8)); }
function interpolations(self: Value): Value { return newref(field(self, 16)); }
function values(self: Value): Value {
  const list = field(self, 16);
  const n = tupleSize(list);
  const t = tupleNew(n);
  for (let i: usize = 0; t != NULL && i < n; i++) tuplePut(t, i, newref(field(tupleAt(list, i), 8)));
  return t;
}
function concat(a: Value, b: Value): Value {
  if (!isExact(a, T.Template) || !isExact(b, T.Template)) {
    return raiseFmt(T.TypeError, "can only concatenate string.templatelib.Template (not \"%T\") to string.templatelib.Template", isExact(a, T.Template) ? b : a);
  }
  const s = field(a, 8), u = field(b, 8);
  const n = tupleSize(s), m = tupleSize(u);
  const joined = strConcat(tupleAt(s, n - 1), tupleAt(u, 0));
  if (joined == NULL) return NULL;
  const all = tupleNew(n + m - 1), inner = tupleNew(n + m - 2);
  let r: Value = NULL;
  if (all != NULL && inner != NULL) {
    for (let i: usize = 0; i + 1 < n; i++) tuplePut(all, i, newref(tupleAt(s, i)));
    tuplePut(all, n - 1, newref(joined));
    for (let i: usize = 1; i < m; i++) tuplePut(all, n - 1 + i, newref(tupleAt(u, i)));
    for (let i: usize = 0; i + 1 < n; i++) tuplePut(inner, i, newref(tupleAt(field(a, 16), i)));
    for (let i: usize = 0; i + 1 < m; i++) tuplePut(inner, n - 1 + i, newref(tupleAt(field(b, 16), i)));
    r = templateNew(all, inner);
  }
  decref(joined);
  decref(all);
  decref(inner);
  return r;
}
function pairRepr(open: string, a: Value, between: string, b: Value): Value {
  const x = reprOf(a);
  if (x == NULL) return NULL;
  const y = reprOf(b);
  if (y == NULL) { decref(x); return NULL; }
  const w = builderInit(64);
  let r: Value = NULL;
  if (w) r = builderText(w, open) && builderStr(w, x) && builderText(w, between) && builderStr(w, y) && builderText(w, ")") ? builderFinish(w) : builderDiscard(w);
  decref(x);
  decref(y);
  return r;
}
function templateRepr(self: Value): Value { return pairRepr("Template(strings=", field(self, 8), ", interpolations=", field(self, 16)); }
function templateReduce(self: Value): Value {
  const f = dictGetStr(runtime().builtinsDict, name(N.__import__));
  if (f == NULL) return raise(T.RuntimeError, "no __import__");
  const path = internAscii("string.templatelib"), library = internAscii("templatelib"), unpickle = internAscii("_template_unpickle");
  const package_ = call1(f, path);
  const module = package_ == NULL ? NULL : getAttr(package_, library);
  const g = module == NULL ? NULL : getAttr(module, unpickle);
  decref(package_);
  decref(module);
  decref(path);
  decref(library);
  decref(unpickle);
  if (g == NULL) return NULL;
  const args = tuple2(field(self, 8), field(self, 16));
  const r = args == NULL ? NULL : tuple2(g, args);
  decref(args);
  decref(g);
  return r;
}
function traverseFields(self: usize, visit: i32, arg: usize, end: usize): i32 {
  for (let at: usize = 8; at < end; at += 8) {
    const v = load<u64>(self + at);
    if (isPtr(v)) { const r = call_indirect<i32>(visit, v, arg); if (r) return r; }
  }
  return 0;
}
function deallocFields(self: usize, end: usize): void {
  gcUntrack(self);
  for (let at: usize = 8; at < end; at += 8) decref(load<u64>(self + at));
  freeObject(self);
}
function templateTraverse(self: usize, visit: i32, arg: usize): i32 { return traverseFields(self, visit, arg, 24); }
function templateDealloc(self: usize): void { deallocFields(self, 24); }
function interpolationTraverse(self: usize, visit: i32, arg: usize): i32 { return traverseFields(self, visit, arg, 40); }
function interpolationDealloc(self: usize): void { deallocFields(self, 40); }

// ---- Interpolation --------------------------------------------------------------------------------------------------

function interpolationNewSlot(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(4);
  if (!out) return NULL;
  const bound = parseArgs("Interpolation", "value | expression conversion format_spec", args, nargs, kwnames, out);
  const value = load<u64>(out), expression = load<u64>(out, 8), conversion = load<u64>(out, 16), spec = load<u64>(out, 24);
  popArgs(out);
  if (!bound) return NULL;
  if (expression != NULL && !isStr(expression)) return raiseFmt(T.TypeError, "Interpolation() argument 'expression' must be str, not %T", expression);
  if (spec != NULL && !isStr(spec)) return raiseFmt(T.TypeError, "Interpolation() argument 'format_spec' must be str, not %T", spec);
  if (conversion != NULL && conversion != None) {
    if (!isStr(conversion)) return raiseFmt(T.TypeError, "Interpolation() argument 'conversion' must be str, not %T", conversion);
    const c = strLen(conversion) == 1 ? strAt(conversion, 0) : 0;
    if (c != 0x73 && c != 0x61 && c != 0x72) return raise(T.ValueError, "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
  }
  const e = expression == NULL ? strEmpty() : newref(expression), s = spec == NULL ? strEmpty() : newref(spec);
  return makeInterpolation(newref(value), e, conversion == NULL ? None : newref(conversion), s);
}
function value(self: Value): Value { return newref(field(self, 8)); }
function expression(self: Value): Value { return newref(field(self, 16)); }
function conversion(self: Value): Value { return newref(field(self, 24)); }
function formatSpec(self: Value): Value { return newref(field(self, 32)); }
function interpolationRepr(self: Value): Value {
  const a = pairRepr("Interpolation(", field(self, 8), ", ", field(self, 16));
  if (a == NULL) return NULL;
  const b = pairRepr("", field(self, 24), ", ", field(self, 32));
  let r: Value = NULL;
  if (b != NULL) {
    const w = builderInit(64);
    if (w) r = builderSlice(w, a, 0, strLen(a) - 1) && builderText(w, ", ") && builderStr(w, b) ? builderFinish(w) : builderDiscard(w);
  }
  decref(a);
  decref(b);
  return r;
}
function interpolationReduce(self: Value): Value {
  const args = tupleNew(4);
  if (args == NULL) return NULL;
  for (let i: usize = 0; i < 4; i++) tuplePut(args, i, newref(field(self, 8 + (i << 3))));
  const r = tuple2(boxPtr(T.Interpolation), args);
  decref(args);
  return r;
}
function classGetItem(cls: Value, item: Value): Value { return genericAlias(cls, item); }

// ---- iterating a Template: its strings that are not empty, and its interpolations -----------------------------------

function iter(self: Value): Value {
  const p = allocObject(T.TemplateIter, 24);
  if (!p) return NULL;
  store<u64>(p, newref(self), 8);
  gcTrack(p);
  return boxPtr(p);
}
function iterNextSlot(self: Value): Value {
  const p = ptrOf(self);
  const template = load<u64>(p, 8);
  const all = field(template, 8), inner = field(template, 16);
  while (true) {
    const i = <usize>load<u32>(p, 16);
    if (load<u32>(p, 20) == 0) {
      if (i >= tupleSize(all)) return NULL;
      store<u32>(p, 1, 20);
      const s = tupleAt(all, i);
      if (strLen(s)) return newref(s);
    }
    if (i >= tupleSize(inner)) { store<u32>(p, 0, 20); store<u32>(p, <u32>i + 1, 16); return NULL; }
    store<u32>(p, 0, 20);
    store<u32>(p, <u32>i + 1, 16);
    return newref(tupleAt(inner, i));
  }
}
function iterTraverse(self: usize, visit: i32, arg: usize): i32 { return traverseFields(self, visit, arg, 16); }
function iterDealloc(self: usize): void { deallocFields(self, 16); }

export function init_template(): void {
  const flags = TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE;
  defType(T.Template, "string.templatelib.Template", T.object, 24, flags);
  setSlot(T.Template, Slot.dealloc, templateDealloc.index);
  setSlot(T.Template, Slot.traverse, templateTraverse.index);
  setSlot(T.Template, Slot.new_, templateNewSlot.index);
  setSlot(T.Template, Slot.repr, templateRepr.index);
  setSlot(T.Template, Slot.iter, iter.index);
  setSlot(T.Template, Slot.sqConcat, concat.index);
  getset(T.Template, "strings", strings.index, 0, "The literal parts, one more than there are interpolations.");
  getset(T.Template, "interpolations", interpolations.index, 0, "The interpolations.");
  getset(T.Template, "values", values.index, 0, "The values of the interpolations.");
  method(T.Template, "__reduce__", templateReduce.index, METH_NOARGS, "");

  defType(T.Interpolation, "string.templatelib.Interpolation", T.object, 40, flags);
  setSlot(T.Interpolation, Slot.dealloc, interpolationDealloc.index);
  setSlot(T.Interpolation, Slot.traverse, interpolationTraverse.index);
  setSlot(T.Interpolation, Slot.new_, interpolationNewSlot.index);
  setSlot(T.Interpolation, Slot.repr, interpolationRepr.index);
  getset(T.Interpolation, "value", value.index, 0, "The value.");
  getset(T.Interpolation, "expression", expression.index, 0, "The source text of the expression.");
  getset(T.Interpolation, "conversion", conversion.index, 0, "'s', 'r', 'a' or None.");
  getset(T.Interpolation, "format_spec", formatSpec.index, 0, "The format specification.");
  method(T.Interpolation, "__reduce__", interpolationReduce.index, METH_NOARGS, "");
  method(T.Interpolation, "__class_getitem__", classGetItem.index, METH_O | METH_CLASS, "", "Interpolation[int] and the like are generic aliases.");
  const names = tupleNew(4);
  tuplePut(names, 0, internAscii("value"));
  tuplePut(names, 1, internAscii("expression"));
  tuplePut(names, 2, internAscii("conversion"));
  tuplePut(names, 3, internAscii("format_spec"));
  classAttribute(T.Interpolation, "__match_args__", names);

  defType(T.TemplateIter, "string.templatelib.TemplateIter", T.object, 24, flags | TypeFlag.DISALLOW_NEW);
  setSlot(T.TemplateIter, Slot.dealloc, iterDealloc.index);
  setSlot(T.TemplateIter, Slot.traverse, iterTraverse.index);
  setSlot(T.TemplateIter, Slot.iter, iterSelf.index);
  setSlot(T.TemplateIter, Slot.iternext, iterNextSlot.index);
}
