// The text of an address, as default reprs show it.

import { Value } from "../value";
import { builderInit, builderText, builderChar, builderFinish, builderDiscard } from "./strbuilder";

/** "0x7f…": the address of an object as 12 or more hexadecimal digits. NULL with MemoryError. */
export function addressText(p: usize): Value {
  const b = builderInit();
  if (!b) return 0xFFF9000000000000;
  if (!builderText(b, "0x7f00")) return builderDiscard(b);
  for (let shift = 28; shift >= 0; shift -= 4) {
    const d = (<u32>p >>> shift) & 15;
    if (!builderChar(b, d < 10 ? 0x30 + d : 0x57 + d)) return builderDiscard(b);
  }
  return builderFinish(b);
}
