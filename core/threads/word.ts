// A lock in one word: 0 free, 1 held, 2 held and somebody may wait. Taking and releasing a free one is one atomic instruction.
// These wait on the spot; what Python code waits for is in wait.ts, which gives the GIL up.

export function lockWord(word: usize): void {
  if (atomic.cmpxchg<u32>(word, 0, 1) == 0) return;
  while (atomic.xchg<u32>(word, 2) != 0) atomic.wait<u32>(word, 2, -1);
}
export function tryLockWord(word: usize): bool { return atomic.cmpxchg<u32>(word, 0, 1) == 0; }
export function unlockWord(word: usize): void {
  if (atomic.xchg<u32>(word, 0) == 2) atomic.notify(word, 1);
}
