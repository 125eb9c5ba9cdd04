// From an instruction to its line: co_linetable.
//
// The table is CPython's since 3.11: entries for runs of words. An entry's first byte is 0x80 | kind << 3 | (words − 1). Kinds: 15 no line; 14 long (varints:
// signed line delta, end line delta, column + 1, end column + 1); 13 no columns (signed line delta); 10 to 12 one-line (line delta 0 to 2, two bytes of
// columns); 0 to 9 short (same line, one byte). A varint is 6 bits a byte, least significant first, bit 6 says more follows.

import { CodeObj } from "./codeobject";
import { bytesData, bytesLen } from "./bytesobject";

function readVarint(at: usize): u32 {
  let b = <u32>load<u8>(at++);
  let v = b & 63;
  let shift: u32 = 0;
  while (b & 64) {
    b = load<u8>(at++);
    shift += 6;
    v |= (b & 63) << shift;
  }
  return v;
}
function signed(v: u32): i32 { return v & 1 ? -<i32>(v >>> 1) : <i32>(v >>> 1); }

/** The line of the word at `index`, or -1 when it has none. */
export function lineOf(code: usize, index: i32): i32 {
  const c = changetype<CodeObj>(code);
  let line = <i32>c.firstlineno;
  if (index < 0) return line;
  let at = bytesData(c.linetable);
  const end = at + bytesLen(c.linetable);
  let word = 0;
  while (at < end) {
    const first = <u32>load<u8>(at);
    const kind = (first >>> 3) & 15;
    const words = <i32>(first & 7) + 1;
    let delta = 0;
    if (kind == 14 || kind == 13) delta = signed(readVarint(at + 1));
    else if (kind >= 10 && kind <= 12) delta = kind - 10;
    line += delta;
    word += words;
    if (index < word) return kind == 15 ? -1 : line;
    at++;
    while (at < end && !(load<u8>(at) & 0x80)) at++;
  }
  return -1;
}
