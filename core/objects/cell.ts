// cell. Layout: core/objects/functionobject.ts.

import { Value, NULL, NotImplemented, boxBool, ptrOf } from "../value";
import { T } from "../names.generated";
import { Slot, TypeFlag, CompareOp, setSlot, isExact } from "./typeobject";
import { defType, getset } from "./define";
import { cellNew, CELL_SIZE } from "./functionobject";
import { addressText } from "./addresstext";
import { checkArgs, noKeywords } from "../args";
import { decref, newref, setref, clearref } from "../memory/refcount";
import { raise } from "../errors";
import { richCompare } from "../abstract";
import { formatMessage } from "../format";
import { deallocOne, traverseOne } from "./ownedvalues";

function contents(cell: Value): Value { return load<u64>(ptrOf(cell), 8); }

function make(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("cell", kwnames) || !checkArgs("cell", nargs, 0, 1)) return NULL;
  return cellNew(nargs ? newref(load<u64>(args)) : NULL);
}
function repr(self: Value): Value {
  const address = addressText(self);
  if (address == NULL) return NULL;
  const v = contents(self);
  let r: Value;
  if (v == NULL) r = formatMessage("<cell at %s: empty>", address, NULL, NULL, NULL);
  else {
    const inner = addressText(v);
    r = inner == NULL ? NULL : formatMessage("<cell at %s: %T object at %s>", address, v, inner, NULL);
    decref(inner);
  }
  decref(address);
  return r;
}
function compare(self: Value, other: Value, op: i32): Value {
  if (!isExact(self, T.cell) || !isExact(other, T.cell)) return NotImplemented;
  const a = contents(self), b = contents(other);
  if (a != NULL && b != NULL) return richCompare(a, b, op);
  const x = a == NULL ? 0 : 1, y = b == NULL ? 0 : 1; // an empty cell is less
  switch (op) {
    case CompareOp.LT: return boxBool(x < y);
    case CompareOp.LE: return boxBool(x <= y);
    case CompareOp.EQ: return boxBool(x == y);
    case CompareOp.NE: return boxBool(x != y);
    case CompareOp.GT: return boxBool(x > y);
  }
  return boxBool(x >= y);
}
function getContents(self: Value): Value {
  const v = contents(self);
  return v == NULL ? raise(T.ValueError, "cell is empty") : newref(v);
}
function setContents(self: Value, value: Value): i32 {
  setref(ptrOf(self) + 8, newref(value));
  return 0;
}
function clear(p: usize): void { clearref(p + 8); }

export function initCell(): void {
  const t = T.cell;
  defType(t, "cell", T.object, CELL_SIZE, TypeFlag.HAVE_GC);
  setSlot(t, Slot.new_, make.index);
  setSlot(t, Slot.repr, repr.index);
  setSlot(t, Slot.richcompare, compare.index);
  setSlot(t, Slot.dealloc, deallocOne.index);
  setSlot(t, Slot.traverse, traverseOne.index);
  setSlot(t, Slot.clear, clear.index);
  getset(t, "cell_contents", getContents.index, setContents.index);
}
