// memoryview: declared, not yet built.

import { Value } from "../value";
import { T } from "../names.generated";
import { raise } from "../errors";
import { defType } from "./define";
import { Slot, setSlot } from "./typeobject";

function memoryviewNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  return raise(T.NotImplementedError, "memoryview is not supported yet");
}

export function init_memoryview(): void {
  defType(T.memoryview, "memoryview", T.object, 16, 0);
  setSlot(T.memoryview, Slot.new_, memoryviewNew.index);
}
