// How built-in types and functions are declared: one line each.
//
//   defType(T.list, "list", T.object, LIST_SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | …)
//   setSlot(T.list, Slot.repr, listRepr.index)
//   method(T.list, "append", listAppend.index, METH_O, "($self, object, /)", "Append object to the end.")
//
//   method definition (a block that lives for ever):
//   ┌ name Value │ fn i32 @8 │ flags u32 @12 │ signature u32 @16 │ doc u32 @20 │ type u32 @24 (of a method, else 0)
//   The texts are AssemblyScript literals, turned into str when __doc__ or __text_signature__ is asked for.
//
//   builtin_function_or_method   ┌ header │ def u32 @8 │ weaklist u32 @12 │ self Value @16 (NULL: none) │ module Value @24 (NULL: none)
//   method_descriptor,
//   classmethod_descriptor       ┌ header │ def u32 @8 │ type u32 @12 │ name Value @16 │ qualname Value @24 (NULL until asked for)
//   getset_descriptor            ┌ header │ getter i32 @8 │ type u32 @12 │ name Value @16 │ qualname Value @24 │ setter i32 @32 │ doc u32 @36
//
// core/objects/descriptors.ts and builtinfunction.ts have their types.

import { Value, NULL, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { TypeObj, TypeFlag } from "./typeobject";
import { internAscii, strAlloc, strView, intern, STR_DATA } from "./strnew";
import { dictNew, dictSet } from "./dict";
import { alloc } from "../memory/alloc";
import { allocObject, gcTrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";

export const METH_NOARGS: u32 = 1; // fn(self: Value): Value
export const METH_O: u32 = 2; //      fn(self: Value, arg: Value): Value
export const METH_FAST: u32 = 4; //   fn(self: Value, args: usize, nargs: i32): Value
export const METH_KW: u32 = 8; //     fn(self: Value, args: usize, nargs: i32, kwnames: Value): Value
export const METH_CLASS: u32 = 16; // self is the type
export const METH_STATIC: u32 = 32; // self is NULL

@unmanaged
export class MethodDef {
  name: Value;
  fn: i32; flags: u32;
  signature: u32; doc: u32;
  type: u32; pad: u32;
}
@unmanaged
export class BuiltinFunction {
  count: u32; type: u32;
  def: u32; weaklist: u32;
  self: Value; module: Value;
}
export const BUILTIN_SIZE: usize = 32;
@unmanaged
export class MethodDescriptor {
  count: u32; type: u32;
  def: u32; owner: u32;
  name: Value; qualname: Value;
}
export const DESCRIPTOR_SIZE: usize = 32;
@unmanaged
export class GetSetDescriptor {
  count: u32; type: u32;
  getter: i32; owner: u32; // getter(self: Value): Value
  name: Value; qualname: Value;
  setter: i32; doc: u32; //   setter(self: Value, value: Value | NULL): i32, 0 = read-only
}
export const GETSET_SIZE: usize = 40;

/** Declares a static type: name (dotted names give __module__), base, size of an instance, flags. Its slots are set after this, `readyAll` completes it. */
export function defType(type: usize, typeName: string, base: usize, basicsize: usize, flags: u32): void {
  const t = changetype<TypeObj>(type);
  t.flags |= flags;
  t.basicsize = <u32>basicsize;
  t.base = <u32>base;
  let dot = -1;
  for (let i = 0; i < typeName.length; i++) if (typeName.charCodeAt(i) == 0x2E) dot = i;
  if (dot >= 0) {
    t.module = internSlice(typeName, 0, dot);
    t.name = internSlice(typeName, dot + 1, typeName.length);
  } else t.name = internAscii(typeName);
  t.qualname = newref(t.name);
  if (t.dict == NULL) t.dict = dictNew();
}
function internSlice(text: string, from: i32, to: i32): Value {
  const p = strAlloc(to - from, 1);
  if (!p) return NULL;
  strView(p).ascii = 1;
  for (let i = from; i < to; i++) store<u8>(p + (i - from), <u8>text.charCodeAt(i), STR_DATA);
  return intern(boxPtr(p));
}

/**
 * The text of a static type: "name(signature)\n--\n\ndocumentation", or the documentation alone. Before `readyAll`.
 */
export function typeText(type: usize, text: string): void { changetype<TypeObj>(type).doc = <u32>changetype<usize>(text); }
/** Where the documentation begins in such a text: 0 when it has no signature. */
export function signatureEnd(text: string): i32 {
  for (let i = 0; i + 4 < text.length; i++) {
    if (text.charCodeAt(i) == 10 && text.charCodeAt(i + 1) == 45 && text.charCodeAt(i + 2) == 45 && text.charCodeAt(i + 3) == 10 && text.charCodeAt(i + 4) == 10) return i + 5;
  }
  return 0;
}
/** The part [from, to) of an ASCII literal as a str. */
export function literalPart(text: string, from: i32, to: i32): Value { return internSlice(text, from, to); }

/** A method definition; lives for ever. */
export function newMethodDef(methodName: string, fn: i32, flags: u32, signature: string, doc: string, type: usize): usize {
  const at = alloc(offsetof<MethodDef>());
  const d = changetype<MethodDef>(at);
  d.name = internAscii(methodName);
  d.fn = fn;
  d.flags = flags;
  d.signature = <u32>changetype<usize>(signature);
  d.doc = <u32>changetype<usize>(doc);
  d.type = <u32>type;
  return at;
}

function addToDict(dict: Value, key: Value, value: Value): void {
  dictSet(dict, key, value);
  decref(value);
}

/** Adds a method to a static type. */
export function method(type: usize, methodName: string, fn: i32, flags: u32, signature: string = "", doc: string = ""): void {
  const def = newMethodDef(methodName, fn, flags, signature, doc, type);
  const key = changetype<MethodDef>(def).name;
  const dict = changetype<TypeObj>(type).dict;
  if (flags & METH_STATIC) {
    addToDict(dict, key, newStaticMethod(newBuiltin(def, NULL, NULL)));
    return;
  }
  const p = allocObject(flags & METH_CLASS ? T.classmethod_descriptor : T.method_descriptor, DESCRIPTOR_SIZE);
  const d = changetype<MethodDescriptor>(p);
  d.def = <u32>def;
  d.owner = <u32>type;
  d.name = newref(key);
  d.qualname = NULL;
  addToDict(dict, key, boxPtr(p));
}
/** staticmethod(f), stealing `f`: { header │ callable Value @8 │ dict Value @16 } (core/objects/classmethod.ts). */
export function newStaticMethod(f: Value): Value {
  const p = allocObject(T.staticmethod, 24);
  if (!p) { decref(f); return NULL; }
  store<u64>(p, f, 8);
  store<u64>(p, NULL, 16);
  gcTrack(p);
  return boxPtr(p);
}

/** Adds an attribute with a getter(self): Value and an optional setter(self, value|NULL): i32. */
export function getset(type: usize, attribute: string, getter: i32, setter: i32 = 0, doc: string = ""): void {
  getsetNamed(type, internAscii(attribute), getter, setter, doc);
}
/** The same for a name that is no literal: an interned str (stolen). */
export function getsetNamed(type: usize, attribute: Value, getter: i32, setter: i32 = 0, doc: string = ""): void {
  const p = allocObject(T.getset_descriptor, GETSET_SIZE);
  const d = changetype<GetSetDescriptor>(p);
  d.getter = getter;
  d.setter = setter;
  d.owner = <u32>type;
  d.name = attribute;
  d.qualname = NULL;
  d.doc = <u32>changetype<usize>(doc);
  addToDict(changetype<TypeObj>(type).dict, d.name, boxPtr(p));
}

/** Puts a value (stolen) into a static type's dict: class attributes such as __hash__ = None. */
export function classAttribute(type: usize, attribute: string, value: Value): void {
  const key = internAscii(attribute);
  addToDict(changetype<TypeObj>(type).dict, key, value);
  decref(key);
}

/** A builtin_function_or_method over a definition; `self` and `module` borrowed, NULL for none. */
export function newBuiltin(def: usize, self: Value, module: Value): Value {
  const p = allocObject(T.builtin_function_or_method, BUILTIN_SIZE);
  if (!p) return NULL;
  const b = changetype<BuiltinFunction>(p);
  b.def = <u32>def;
  b.self = newref(self);
  b.module = newref(module);
  gcTrack(p);
  return boxPtr(p);
}

/** The dict of a module object: { header │ dict Value @8 │ … } (core/objects/module.ts). */
export function moduleDict(module: Value): Value { return load<u64>(ptrOf(module), 8); }

/** Adds a function to a native module. */
export function func(module: Value, functionName: string, fn: i32, flags: u32, signature: string = "", doc: string = ""): void {
  const def = newMethodDef(functionName, fn, flags, signature, doc, 0);
  addToDict(moduleDict(module), changetype<MethodDef>(def).name, newBuiltin(def, module, NULL));
}
/** Adds a value (stolen) to a native module. */
export function constant(module: Value, constantName: string, value: Value): void {
  const key = internAscii(constantName);
  addToDict(moduleDict(module), key, value);
  decref(key);
}
/** Adds a static type to a native module under its own name. */
export function addType(module: Value, type: usize): void {
  const key = changetype<TypeObj>(type).name;
  dictSet(moduleDict(module), key, boxPtr(type));
}

/** Flags that must stand before the first object of these types is made: whether they have a GC head. At boot, first. */
export function initEarlyTypes(): void {
  changetype<TypeObj>(T.builtin_function_or_method).flags |= TypeFlag.HAVE_GC;
  changetype<TypeObj>(T.staticmethod).flags |= TypeFlag.HAVE_GC;
  changetype<TypeObj>(T.getset_descriptor).flags |= TypeFlag.HAVE_GC; // those of classes are tracked
  changetype<TypeObj>(T.member_descriptor).flags |= TypeFlag.HAVE_GC;
  changetype<TypeObj>(T.dict).flags |= TypeFlag.HAVE_GC;
  changetype<TypeObj>(T.tuple).flags |= TypeFlag.HAVE_GC;
  changetype<TypeObj>(T.list).flags |= TypeFlag.HAVE_GC;
  changetype<TypeObj>(T.module).flags |= TypeFlag.HAVE_GC;
}
