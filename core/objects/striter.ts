// The iterators of str: str_ascii_iterator over ASCII strs, str_iterator over others; they are alike.

import { Value, NULL, boxInt } from "../value";
import { newref } from "../memory/refcount";
import { T } from "../names.generated";
import { defIndexIter, defIndexIterMethods, indexIterNew, iterHint, iterIndex, iterSequence, iterSetState, nextIndex } from "./indexiter";
import { builtinNamed, reduceWith } from "./reduce";
import { strAt, strLen } from "./strnew";
import { strEmpty, strFromCodePoint, strIsAscii } from "./strmake";

export function strIter(self: Value): Value { return indexIterNew(strIsAscii(self) ? T.str_ascii_iterator : T.str_iterator, self); }
/** next() of either; core/interp uses it for loops over strs. */
export function strIterNext(self: Value): Value {
  const text = iterSequence(self);
  if (text == NULL) return NULL;
  const i = nextIndex(self, strLen(text));
  return i < 0 ? NULL : strFromCodePoint(strAt(text, <u32>i));
}
function lengthOf(self: Value): i64 {
  const text = iterSequence(self);
  return text == NULL ? 0 : <i64>strLen(text);
}
function hint(self: Value): Value { return iterHint(self, lengthOf(self)); }
/** An exhausted one is the iterator of an empty str. */
function reduce(self: Value): Value {
  const f = builtinNamed("iter");
  const text = iterSequence(self);
  return text == NULL ? reduceWith(f, strEmpty(), NULL) : reduceWith(f, newref(text), boxInt(iterIndex(self)));
}
function setState(self: Value, state: Value): Value { return iterSetState(self, state, lengthOf(self)); }

function define(type: usize, typeName: string): void {
  defIndexIter(type, typeName, strIterNext.index);
  defIndexIterMethods(type, hint.index, reduce.index, setState.index);
}
export function init_striter(): void {
  define(T.str_iterator, "str_iterator");
  define(T.str_ascii_iterator, "str_ascii_iterator");
}
