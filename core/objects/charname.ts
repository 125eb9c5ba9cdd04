// Names of characters: what core/modules/unicodedata.ts and the escapes \N{…} ask. Ideographs and Hangul syllables are computed, the rest
// is the host's (src/modules/unicodenames).

import { Value, NULL } from "../value";
import { alloc, free } from "../memory/alloc";
import { hostCharByName, hostCharName, hostTake } from "../host.generated";
import { decref } from "../memory/refcount";
import { outOfMemory } from "../errors";
import { strAt, strFromAscii, strLen } from "./strnew";
import { strFromText } from "./strmake";

/** The name of a character, owned; NULL without an exception when it has none. */
export function charName(c: u32): Value {
  const n = hostCharName(<i32>c);
  if (n <= 0) return NULL;
  const block = alloc(<usize>n);
  if (!block) return outOfMemory();
  hostTake(block);
  const s = strFromAscii(block, n);
  free(block);
  return s;
}
/** The characters of a name in memory (ASCII, any case), as a str of one or, for a named sequence, more; NULL without an exception when there is none. */
export function charsByName(at: usize, n: u32): Value {
  const bytes = hostCharByName(at, <i32>n);
  if (bytes <= 0) return NULL;
  const block = alloc(<usize>bytes);
  if (!block) return outOfMemory();
  hostTake(block);
  const s = strFromText(block, 4, <u32>bytes >>> 2);
  free(block);
  return s;
}
/** The same for a single character: it, or -1. */
export function charByName(at: usize, n: u32): i32 {
  const s = charsByName(at, n);
  if (s == NULL) return -1;
  const c = strLen(s) == 1 ? <i32>strAt(s, 0) : -1;
  decref(s);
  return c;
}
