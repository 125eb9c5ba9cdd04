// Walking co_linetable (PEP 626, PEP 657): see codelines.ts for the format.

import { alloc } from "../memory/alloc";
import { outOfMemory } from "../errors";
import { CodeObj } from "./codeobject";
import { bytesData, bytesLen } from "./bytesobject";

/** A walk: where it is in the table, and the entry it read last. Lines and columns are -1 where there is none. */
@unmanaged
export class Position {
  at: u32; end: u32;
  current: i32; // line so far
  words: u32; //   how many words the entry covers
  line: i32; endLine: i32; column: i32; endColumn: i32;
}

/** A new walk over the table of a code object, as a block that the caller frees; 0 with MemoryError. */
export function startPositions(code: usize): usize {
  const block = alloc(offsetof<Position>());
  if (!block) { outOfMemory(); return 0; }
  const c = changetype<CodeObj>(code);
  const p = changetype<Position>(block);
  p.at = <u32>bytesData(c.linetable);
  p.end = p.at + bytesLen(c.linetable);
  p.current = c.firstlineno;
  p.line = -1;
  return block;
}

function varint(p: Position): u32 {
  let b: u32 = load<u8>(p.at++);
  let v = b & 63;
  for (let shift: u32 = 6; b & 64; shift += 6) {
    b = load<u8>(p.at++);
    v |= (b & 63) << shift;
  }
  return v;
}

/** Reads the next entry; false at the end. */
export function nextPosition(p: Position): bool {
  if (p.at >= p.end) return false;
  const first: u32 = load<u8>(p.at++);
  const kind = (first >>> 3) & 15;
  p.words = (first & 7) + 1;
  if (kind == 15) { p.line = -1; p.endLine = -1; p.column = -1; p.endColumn = -1; return true; }
  let delta = 0;
  if (kind >= 13) { const v = varint(p); delta = v & 1 ? -<i32>(v >>> 1) : <i32>(v >>> 1); }
  else if (kind >= 10) delta = kind - 10;
  p.current += delta;
  p.line = p.current;
  p.endLine = p.current;
  p.column = -1;
  p.endColumn = -1;
  if (kind == 14) {
    p.endLine += varint(p);
    p.column = <i32>varint(p) - 1;
    p.endColumn = <i32>varint(p) - 1;
  } else if (kind >= 10 && kind < 13) {
    p.column = load<u8>(p.at++);
    p.endColumn = load<u8>(p.at++);
  } else if (kind < 10) {
    const second: u32 = load<u8>(p.at++);
    p.column = <i32>((kind << 3) | (second >>> 4));
    p.endColumn = p.column + <i32>(second & 15);
  }
  return true;
}
