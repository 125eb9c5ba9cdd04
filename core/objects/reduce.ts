// What __reduce__ of iterators returns: (iter, (sequence,), index), or (iter, ((),)) when exhausted.

import { Value, NULL } from "../value";
import { runtime } from "../state";
import { T } from "../names.generated";
import { tupleNew, tuplePut, tuple1 } from "./tupleobject";
import { listNew } from "./listobject";
import { internAscii } from "./strnew";
import { dictGetStr } from "./dict";
import { newref, decref } from "../memory/refcount";
import { raiseFmt } from "../errors";

/** A builtin by name, owned; NULL with AttributeError. */
export function builtinNamed(text: string): Value {
  const key = internAscii(text);
  if (key == NULL) return NULL;
  const v = dictGetStr(runtime().builtinsDict, key);
  if (v == NULL) raiseFmt(T.AttributeError, "%s", key);
  decref(key);
  return v == NULL ? NULL : newref(v);
}

// `builtin` is what builtinNamed() found, stolen. Callers look it up before they read the iterator's sequence and index: a key of the
// builtins' dict may be of a class whose __eq__ runs the iterator on, even to its end.

/** (builtin, (sequence,), state): `sequence` borrowed, NULL for an exhausted iterator (then an empty tuple stands for it, and no state); state stolen, NULL for none. */
export function reduceOver(builtin: Value, sequence: Value, state: Value): Value {
  return reduceWith(builtin, sequence == NULL ? tupleNew(0) : newref(sequence), sequence == NULL ? dropState(state) : state);
}
/** The same with an empty list for an exhausted iterator. */
export function reduceOverList(builtin: Value, sequence: Value, state: Value): Value {
  return reduceWith(builtin, sequence == NULL ? listNew() : newref(sequence), sequence == NULL ? dropState(state) : state);
}
function dropState(state: Value): Value { decref(state); return NULL; }

/** (builtin, (sequence,), state), all three stolen. */
export function reduceWith(builtin: Value, sequence: Value, state: Value): Value {
  const args = builtin == NULL || sequence == NULL ? NULL : tuple1(sequence);
  decref(sequence);
  const r = args == NULL ? NULL : tupleNew(state == NULL ? 2 : 3);
  if (r == NULL) { decref(builtin); decref(args); decref(state); return NULL; }
  tuplePut(r, 0, builtin);
  tuplePut(r, 1, args);
  if (state != NULL) tuplePut(r, 2, state);
  return r;
}
