// Names of characters: what core/modules/unicodedata.ts and the escapes \N{…} ask. Ideographs and Hangul syllables are computed, the rest
// is the host's (src/modules/unicodenames).

import { Value, NULL } from "../value";
import { T } from "../names.generated";
import { alloc, free } from "../memory/alloc";
import { hostCharName, hostTake } from "../host.generated";
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
