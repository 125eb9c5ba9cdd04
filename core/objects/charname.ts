// Names of characters: what core/modules/unicodedata.ts and the escapes \N{…} ask. Ideographs and Hangul syllables are computed, the rest
// is the host's (src/modules/unicodenames).

import { Value, NULL } from "../value";
import { T } from "../names.generated";
import { alloc, free } from "../memory/alloc";
import { hostCharByName, hostCharName, hostTake } from "../host.generated";
import { outOfMemory } from "../errors";
import { strFromAscii } from "./strnew";

/** The name of a character, owned; NULL without an exception when it has none. */
export function charName(c: u32): Value {
  const n = hostCharName(<i32>c);
  if (n <= 0) return NULL;
  const block = alloc(<usize>n);
  if (!block) return NULL;
  hostTake(block);
  const s = strFromAscii(block, n);
  free(block);
  return s;
}
/** The character of a name in memory (ASCII, any case), or -1. */
export function charByName(at: usize, n: u32): i32 { return max(-1, hostCharByName(at, <i32>n)); }
