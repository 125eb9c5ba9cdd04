// The allocator. Protocol:
//
//   - The heap is a row of 64 KiB chunks, each aligned to 64 KiB. The first 32 bytes of a chunk are its header.
//   - A chunk serves one size class: blocks of that size, carved from `bump` upwards, then recycled through the class's
//     free list. Or it starts a run of chunks that is one large block.
//   - A free block holds the address of the next free block of its class in its first word.
//   - Free runs of chunks form one address-ordered list; neighbours are merged.
//   - All of this is shared by the threads and guarded by the GIL: only the thread that holds it allocates. (Free lists per
//     thread were measured as not worth having while there is a GIL: a producer and a consumer would need a second list
//     to give blocks back.)
//   - A limit (in chunks) makes `alloc` return 0, which callers turn into MemoryError (`outOfMemory` in core/errors.ts).
//     While a MemoryError is being made, RESERVE more chunks may be used.
//
//   chunk  ┌─────────┬──────────┬────────┬────────┬──────────────┬──────────────────────────────┐
//          │ class u8│ pages u32│ bump   │ next   │ …            │ block │ block │ block │ …    │
//          └─@0──────┴─@4───────┴─@8─────┴─@12────┴──────────────┴─@32──────────────────────────┘
//
// Guarded by the debug build, which poisons what is freed, and by tests/lang/nets/failing_allocations.py.

import { DEBUG } from "../build.generated";
import { Runtime, runtime, RUNTIME } from "../state";

export const CHUNK: usize = 0x10000;
const HEADER: usize = 32;
const CLASSES: i32 = 56;
const LARGE: u8 = 255;
const FREE_RUN: u8 = 254;
const RESERVE: u32 = 32;
/** The largest block that a size class serves. */
export const SMALL_MAX: usize = 16384;

// One word for each class: head of its free list, then its current chunk. They follow the runtime block.
const FREE_LISTS: usize = 0x1000;
const CURRENT_CHUNKS: usize = FREE_LISTS + (<usize>CLASSES << 2);

/** What the debug build fills freed blocks with, and new ones. */
const POISON: u8 = 0xDD;
const FRESH: u8 = 0xCD;

/** Size class of a block of `size` bytes: steps of 16 up to 512, then four steps to each doubling. */
function classOf(size: usize): i32 {
  if (size <= 512) return size == 0 ? 0 : <i32>((size - 1) >>> 4);
  const log = 31 - clz<u32>(<u32>(size - 1)); // 9 …
  const quarter = ((size - 1) >>> (log - 2)) & 3;
  return 32 + ((log - 9) << 2) + <i32>quarter;
}

function classSize(index: i32): usize {
  if (index < 32) return <usize>(index + 1) << 4;
  const k = index - 32;
  const log = 9 + (k >> 2);
  return (<usize>1 << log) + (<usize>((k & 3) + 1) << (log - 2));
}

/** Starts the heap; at boot, once. `limit` is in chunks, 0 for none. */
export function initHeap(limit: u32): void {
  const base = (<usize>__heap_base + CHUNK - 1) & ~(CHUNK - 1);
  const r = runtime();
  r.heapBase = <u32>base;
  r.heapEnd = <u32>base;
  r.memoryLimit = limit;
  memory.fill(FREE_LISTS, 0, <usize>CLASSES << 3);
}

/** A run of `count` chunks, or 0. */
function takeRun(count: u32): usize {
  const r = runtime();
  if (r.memoryLimit != 0) {
    const allowance = r.memoryFlags & 1 ? RESERVE : 0;
    if (r.memoryUsed + count > r.memoryLimit + allowance) return 0;
  }
  let link: usize = offsetof<Runtime>("freeRuns") + RUNTIME;
  let run = <usize>load<u32>(link);
  while (run) {
    const pages = load<u32>(run, 4);
    if (pages >= count) {
      const next = load<u32>(run, 12);
      if (pages == count) store<u32>(link, next);
      else {
        const rest = run + <usize>count * CHUNK;
        store<u8>(rest, FREE_RUN);
        store<u32>(rest, pages - count, 4);
        store<u32>(rest, next, 12);
        store<u32>(link, <u32>rest);
      }
      r.memoryUsed += count;
      return run;
    }
    link = run + 12;
    run = load<u32>(link);
  }
  const at = <usize>r.heapEnd;
  const end = <u64>at + (<u64>count << 16);
  if (end > 0xFFFF0000) return 0;
  const have = <u64>memory.size() << 16;
  if (end > have) {
    const needed = <i32>((end - have) >> 16);
    const extra = max<i32>(needed, min<i32>(256, <i32>(have >> 18))); // grow by a quarter, at most 16 MiB at a time
    if (memory.grow(extra) < 0 && memory.grow(needed) < 0) return 0;
  }
  r.heapEnd = <u32>end;
  r.memoryUsed += count;
  return at;
}

function giveRun(run: usize, count: u32): void {
  const r = runtime();
  r.memoryUsed -= count;
  let link: usize = offsetof<Runtime>("freeRuns") + RUNTIME;
  let previous: usize = 0;
  let next = <usize>load<u32>(link);
  while (next && next < run) { previous = next; link = next + 12; next = load<u32>(link); }
  let pages = count;
  if (next && run + <usize>count * CHUNK == next) { pages += load<u32>(next, 4); next = load<u32>(next, 12); }
  if (previous && previous + <usize>load<u32>(previous, 4) * CHUNK == run) {
    store<u32>(previous, load<u32>(previous, 4) + pages, 4);
    store<u32>(previous, <u32>next, 12);
    return;
  }
  store<u8>(run, FREE_RUN);
  store<u32>(run, pages, 4);
  store<u32>(run, <u32>next, 12);
  store<u32>(link, <u32>run);
}

function refill(index: i32): usize {
  const size = classSize(index);
  const slot = CURRENT_CHUNKS + (<usize>index << 2);
  let chunk = <usize>load<u32>(slot);
  if (!chunk || <usize>load<u32>(chunk, 8) + size > chunk + CHUNK) {
    chunk = takeRun(1);
    if (!chunk) return 0;
    store<u8>(chunk, <u8>index);
    store<u32>(chunk, 1, 4);
    store<u32>(chunk, <u32>(chunk + HEADER), 8);
    store<u32>(slot, <u32>chunk);
  }
  const block = <usize>load<u32>(chunk, 8);
  store<u32>(chunk, <u32>(block + size), 8);
  return block;
}

function allocLarge(size: usize): usize {
  if (size > 0xFFF00000) return 0;
  const pages = <u32>((size + HEADER + CHUNK - 1) >>> 16);
  const run = takeRun(pages);
  if (!run) return 0;
  store<u8>(run, LARGE);
  store<u32>(run, pages, 4);
  return run + HEADER;
}

/**
 * A block of at least `size` bytes, aligned to 16 (8 behind a GC head), contents undefined; 0 when memory is exhausted
 * (no exception is set: the caller raises MemoryError).
 */
export function alloc(size: usize): usize {
  const r = runtime();
  if (DEBUG) for (let at: usize = 0; at < 64; at += 8) assert(load<u64>(at) == 0, "something wrote through a null pointer");
  if (r.failCountdown != 0 && --r.failCountdown == 0) return 0;
  if (size > SMALL_MAX) {
    const large = allocLarge(size);
    if (large) r.liveBlocks++;
    return large;
  }
  const index = classOf(size);
  const list = FREE_LISTS + (<usize>index << 2);
  let block = <usize>load<u32>(list);
  if (block) store<u32>(list, load<u32>(block));
  else {
    block = refill(index);
    if (!block) return 0;
  }
  r.liveBlocks++;
  if (DEBUG) memory.fill(block, FRESH, classSize(index));
  return block;
}

/** Gives a block of `alloc` back. */
export function free(block: usize): void {
  const chunk = block & ~(CHUNK - 1);
  const index = load<u8>(chunk);
  runtime().liveBlocks--;
  if (index == LARGE) {
    giveRun(chunk, load<u32>(chunk, 4));
    return;
  }
  if (DEBUG) {
    assert(load<u64>(block, 8) != 0xDDDDDDDDDDDDDDDD, "a block is freed twice");
    memory.fill(block, POISON, classSize(index));
  }
  const list = FREE_LISTS + (<usize>index << 2);
  store<u32>(block, load<u32>(list));
  store<u32>(list, <u32>block);
}

/** The bytes that the block can hold, at least what was asked for. */
export function usableSize(block: usize): usize {
  const chunk = block & ~(CHUNK - 1);
  const index = load<u8>(chunk);
  return index == LARGE ? <usize>load<u32>(chunk, 4) * CHUNK - HEADER : classSize(index);
}

/** Moves a block to one of at least `size` bytes, keeping its contents; 0 (and the old block kept) when memory is exhausted. A 0 block is `alloc`. */
export function realloc(block: usize, size: usize): usize {
  if (!block) return alloc(size);
  const have = usableSize(block);
  if (size <= have && (size > have >>> 2 || have <= 64)) return block;
  const moved = alloc(size);
  if (!moved) return 0;
  memory.copy(moved, block, min(size, have));
  free(block);
  return moved;
}
