// Declares the types that the interpreter itself brings.

import { T } from "../names.generated";
import { Slot, setSlot } from "../objects/typeobject";
import { init_frame } from "../objects/frame";
import { initFrameLocals } from "../objects/framelocals";
import { init_generator } from "./generator";
import { init_coroutine } from "./coroutine";
import { init_asyncgen } from "./asyncgen";
import { callFunction } from "./call";

export function initInterpTypes(): void {
  init_frame();
  initFrameLocals();
  init_generator();
  init_coroutine();
  init_asyncgen();
  setSlot(T.function_, Slot.call, callFunction.index);
}
