// `formatMessage`: the texts of exceptions. A small template language over Values; str's own formatting is elsewhere.

import { Value, NULL, isPtr, intOf } from "./value";
import { typeOf, TypeObj, TypeFlag } from "./objects/typeobject";
import { builderInit, builderChar, builderStr, builderText, builderFinish, builderDiscard } from "./objects/strbuilder";
import { reprOf, strOf } from "./abstract";
import { decref } from "./memory/refcount";

/** A new str from `template`: %s str(), %r repr(), %T type name as messages show it, %N its last part, as reprs do, %d int, %c code point (small int), %% percent; one Value for each. NULL on error. */
export function formatMessage(template: string, a: Value, b: Value, c: Value, d: Value): Value {
  const builder = builderInit();
  if (!builder) return NULL;
  let used = 0;
  const length = template.length;
  for (let i = 0; i < length; i++) {
    const ch = <u32>template.charCodeAt(i);
    if (ch != 0x25) { if (!builderChar(builder, ch)) return builderDiscard(builder); continue; }
    const kind = <u32>template.charCodeAt(++i);
    if (kind == 0x25) { if (!builderChar(builder, ch)) return builderDiscard(builder); continue; }
    const v = used == 0 ? a : used == 1 ? b : used == 2 ? c : d;
    used++;
    let ok: bool;
    if (kind == 0x54) ok = typeName(builder, typeOf(v));
    else if (kind == 0x4E) ok = builderStr(builder, changetype<TypeObj>(typeOf(v)).name);
    else if (kind == 0x63) ok = builderChar(builder, <u32>intOf(v));
    else {
      const text = kind == 0x72 ? reprOf(v) : strOf(v);
      if (text == NULL) return builderDiscard(builder);
      ok = builderStr(builder, text);
      decref(text);
    }
    if (!ok) return builderDiscard(builder);
  }
  return builderFinish(builder);
}

/** The name of a type; a native one that is not a builtin with its module: "collections.deque". */
function typeName(builder: usize, type: usize): bool {
  const t = changetype<TypeObj>(type);
  if (!(t.flags & TypeFlag.HEAP) && isPtr(t.module) && !(builderStr(builder, t.module) && builderText(builder, "."))) return false;
  return builderStr(builder, t.name);
}
