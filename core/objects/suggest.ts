// Which of some names somebody may have meant: "Did you mean 'key'?" in messages of core. lib/_suggestions.py is the same for traceback.

import { Value, NULL } from "../value";
import { alloc, free } from "../memory/alloc";
import { strAt, strLen } from "./strnew";

const MOVE: u32 = 2;
const CASE: u32 = 1;
const MAX_LENGTH: u32 = 40;
const FAR: u32 = 0xFFFFFFFF;

function lower(c: u32): u32 { return c >= 0x41 && c <= 0x5A ? c | 0x20 : c; }

/** The cost of making one str of the other: 2 for a character put in, left out or changed, 1 for its case; FAR when it is over `limit` or the names are too long. */
function distance(a: Value, b: Value, limit: u32): u32 {
  const m = strLen(a), n = strLen(b);
  if (m > MAX_LENGTH || n > MAX_LENGTH) return FAR;
  const row = alloc(<usize>(n + 1) << 2);
  if (!row) return FAR;
  for (let j: u32 = 0; j <= n; j++) store<u32>(row + (<usize>j << 2), j * MOVE);
  for (let i: u32 = 1; i <= m; i++) {
    const c = strAt(a, i - 1);
    let diagonal = load<u32>(row);
    store<u32>(row, i * MOVE);
    for (let j: u32 = 1; j <= n; j++) {
      const at = row + (<usize>j << 2);
      const d = strAt(b, j - 1), above = load<u32>(at);
      const changed = diagonal + (c == d ? 0 : lower(c) == lower(d) ? CASE : MOVE);
      store<u32>(at, min(changed, min(above, load<u32>(at - 4)) + MOVE));
      diagonal = above;
    }
  }
  const r = load<u32>(row + (<usize>n << 2));
  free(row);
  return r <= limit ? r : FAR;
}

/** The nearest to `key` of `count` strs at `names`, borrowed; NULL without an exception if none is near. */
export function nearest(names: usize, count: u32, key: Value): Value {
  let best = NULL, bestCost = FAR;
  for (let i: u32 = 0; i < count; i++) {
    const candidate = load<u64>(names + (<usize>i << 3));
    let limit = (strLen(key) + strLen(candidate) + 3) * MOVE / 6;
    if (bestCost != FAR) {
      if (!bestCost) break;
      limit = min(limit, bestCost - 1);
    }
    const cost = distance(key, candidate, limit);
    if (cost != FAR) { best = candidate; bestCost = cost; }
  }
  return best;
}
