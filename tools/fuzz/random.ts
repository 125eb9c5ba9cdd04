// The random numbers of the fuzzers (mulberry32): a seed names a run, so that what it found can be found again.

/** Whole numbers of 32 bits without sign. */
export function random32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** Numbers from 0 to 1, without 1. */
export function random(seed: number): () => number {
  const bits = random32(seed);
  return () => bits() / 2 ** 32;
}
