// The text of an address, as default reprs show it.

import { Value, NULL, ptrOf } from "../value";
import { builderInit, builderText, builderChar, builderFinish, builderDiscard } from "./strbuilder";

/** "0x…": the address of an object, as hex(id(v)). NULL with MemoryError. */
export function addressText(v: Value): Value {
  const p = ptrOf(v);
  const b = builderInit();
  if (!b) return NULL;
  if (!builderText(b, "0x")) return builderDiscard(b);
  let shift = 28;
  while (shift > 0 && <u32>p >>> shift == 0) shift -= 4;
  for (; shift >= 0; shift -= 4) {
    const d = (<u32>p >>> shift) & 15;
    if (!builderChar(b, d < 10 ? 0x30 + d : 0x57 + d)) return builderDiscard(b);
  }
  return builderFinish(b);
}
