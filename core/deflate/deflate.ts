// Compression by DEFLATE (RFC 1951), with zlib's parameters: window, level, memory level, strategy, and its flush modes.
//
// A Deflator is one block of plain memory, so like an Inflator it belongs to no thread and is copied by copying bytes.
//
// Protocol. `deflate` takes all of its input and writes at `output`, where the caller made room for what `deflateBound` says: so it
// never has to stop halfway. Input goes to a window of two times the window size; strings of three bytes are found through hash
// chains (`head`, `previous`); what is found becomes symbols, and enough symbols, or a flush, a block (core/deflate/blocks.ts).
// Search depths by level are those that zlib's manual names; so are the choices of block kinds. On the same input this gives
// the bytes that zlib gives, which tests/lang/zlib/bytes.py checks; decompressors need nothing of that.
//
// Positions are relative to the window. When the upper half has been used it is moved down, and positions in the chains with it.

import { adler32, crc32 } from "./checksums";
import { Wrap } from "./inflate";
import { DEFLATOR_FIELDS, Deflator, Strategy } from "./deflator";
import { BLOCKS_SIZE, alignBlock, flushBits, flushBlock, initBlocks, putByte, storedBlock, tally } from "./blocks";

export const enum Flush { NO = 0, PARTIAL = 1, SYNC = 2, FULL = 3, FINISH = 4, BLOCK = 5 }

const MIN_MATCH: u32 = 3;
const MAX_MATCH: u32 = 258;
const MIN_LOOKAHEAD: u32 = MAX_MATCH + MIN_MATCH + 1;
/** A match of three bytes further away than this costs more than three literals. */
const TOO_FAR: u32 = 4096;

/** How long the block of a stream with these parameters is. */
export function deflatorSize(windowBits: u32, memoryLevel: u32): usize {
  const w: usize = 1 << (windowBits == 8 ? 9 : windowBits);
  return DEFLATOR_FIELDS + BLOCKS_SIZE + w * 2 + 512 + ((<usize>1 << (memoryLevel + 7)) << 1) + w * 2 + (<usize>4 << (memoryLevel + 6));
}
/** Room for what comes out for `length` more bytes, and for what the stream may have kept. */
export function deflateBound(length: u32): u64 { return <u64>length + <u64>(length >>> 2) + 0x20000; }

/** Makes a block of deflatorSize bytes a stream. Level 0 to 9. */
export function deflatorInit(block: usize, wrap: Wrap, windowBits: u32, level: i32, memoryLevel: u32, strategy: Strategy): void {
  memory.fill(block, 0, deflatorSize(windowBits, memoryLevel));
  const s = changetype<Deflator>(block);
  s.wrap = wrap;
  s.level = level;
  s.strategy = strategy;
  s.check = wrap == Wrap.ZLIB ? 1 : 0;
  s.lastFlush = -2;
  s.windowBits = windowBits == 8 ? 9 : windowBits;
  s.windowSize = 1 << s.windowBits;
  s.hashBits = memoryLevel + 7;
  s.hashMask = (1 << s.hashBits) - 1;
  s.hashShift = (s.hashBits + 2) / 3;
  s.window = <u32>(DEFLATOR_FIELDS + BLOCKS_SIZE);
  s.head = s.window + s.windowSize * 2 + 512;
  s.previous = s.head + (<u32>1 << s.hashBits) * 2;
  s.symbols = s.previous + s.windowSize * 2;
  s.symbolLimit = (1 << (memoryLevel + 6)) - 1;
  s.matchLength = MIN_MATCH - 1;
  s.previousLength = MIN_MATCH - 1;
  switch (level) {
    case 1: setSearch(s, 4, 4, 8, 4); break;
    case 2: setSearch(s, 4, 5, 16, 8); break;
    case 3: setSearch(s, 4, 6, 32, 32); break;
    case 4: setSearch(s, 4, 4, 16, 16); break;
    case 5: setSearch(s, 8, 16, 32, 32); break;
    case 6: setSearch(s, 8, 16, 128, 128); break;
    case 7: setSearch(s, 8, 32, 128, 256); break;
    case 8: setSearch(s, 32, 128, 258, 1024); break;
    case 9: setSearch(s, 32, 258, 258, 4096); break;
  }
  initBlocks(s);
}
function setSearch(s: Deflator, good: u32, lazy: u32, nice: u32, chain: u32): void {
  s.goodMatch = good;
  s.maxLazy = lazy;
  s.niceMatch = nice;
  s.maxChain = chain;
}

function windowAt(s: Deflator): usize { return changetype<usize>(s) + <usize>s.window; }
function updateHash(s: Deflator, c: u32): void { s.hash = ((s.hash << s.hashShift) ^ c) & s.hashMask; }
/** Puts the string at `at` into its chain; returns the head before, 0 for none. */
function insertString(s: Deflator, at: u32): u32 {
  const base = changetype<usize>(s);
  updateHash(s, load<u8>(base + <usize>(s.window + at + 2)));
  const head = base + <usize>s.head + (<usize>s.hash << 1);
  const before = <u32>load<u16>(head);
  store<u16>(base + <usize>s.previous + (<usize>(at & (s.windowSize - 1)) << 1), <u16>before);
  store<u16>(head, <u16>at);
  return before;
}
function maxDistance(s: Deflator): u32 { return s.windowSize - MIN_LOOKAHEAD; }

/** Gives a stream its dictionary, before any input. */
export function deflatorDictionary(block: usize, at: usize, length: u32): void {
  const s = changetype<Deflator>(block);
  if (s.wrap == Wrap.ZLIB) s.check = adler32(at, length, s.check);
  const used = min(length, s.windowSize);
  s.input = <u32>(at + <usize>(length - used));
  s.inputEnd = s.input + used;
  fillWindow(s);
  while (s.lookahead >= MIN_MATCH) {
    let p = s.start;
    for (let n = s.lookahead - 2; n; n--) insertString(s, p++);
    s.start = p;
    s.lookahead = MIN_MATCH - 1;
    fillWindow(s);
  }
  s.start += s.lookahead;
  s.blockStart = s.start;
  s.insert = s.lookahead;
  s.lookahead = 0;
  s.matchLength = MIN_MATCH - 1;
  s.previousLength = MIN_MATCH - 1;
  s.isAvailable = 0;
}

/** Moves the window down if its upper half is used, and reads as much input as fits. */
function fillWindow(s: Deflator): void {
  const window = windowAt(s);
  const size = s.windowSize;
  do {
    let room = size * 2 - s.lookahead - s.start;
    if (s.start >= size + maxDistance(s)) {
      memory.copy(window, window + <usize>size, <usize>(size - room));
      s.matchStart -= size;
      s.start -= size;
      s.blockStart -= size;
      if (s.insert > s.start) s.insert = s.start;
      slide(changetype<usize>(s) + <usize>s.head, 1 << s.hashBits, size);
      slide(changetype<usize>(s) + <usize>s.previous, size, size);
      room += size;
    }
    if (s.input == s.inputEnd) break;
    const n = min(s.inputEnd - s.input, room);
    memory.copy(window + <usize>(s.start + s.lookahead), s.input, <usize>n);
    s.input += n;
    s.lookahead += n;
    if (s.lookahead + s.insert >= MIN_MATCH) {
      let at = s.start - s.insert;
      s.hash = load<u8>(window + <usize>at);
      updateHash(s, load<u8>(window + <usize>at, 1));
      while (s.insert) {
        insertString(s, at++);
        s.insert--;
        if (s.lookahead + s.insert < MIN_MATCH) break;
      }
    }
  } while (s.lookahead < MIN_LOOKAHEAD && s.input != s.inputEnd);
}
function slide(table: usize, count: u32, size: u32): void {
  const end = table + (<usize>count << 1);
  for (let p = table; p < end; p += 2) {
    const at = <u32>load<u16>(p);
    store<u16>(p, <u16>(at >= size ? at - size : 0));
  }
}

/** The longest string before `start` that begins as it does, among the chain from `candidate`; its place goes to matchStart. */
function longestMatch(s: Deflator, candidate: u32): u32 {
  const base = changetype<usize>(s);
  const window = base + <usize>s.window, previous = base + <usize>s.previous;
  const scan = window + <usize>s.start;
  const mask = s.windowSize - 1;
  const limit = s.start > maxDistance(s) ? s.start - maxDistance(s) : 0;
  let chain = s.maxChain;
  let best = s.previousLength;
  let nice = s.niceMatch;
  if (best >= s.goodMatch) chain >>>= 2;
  if (nice > s.lookahead) nice = s.lookahead;
  const most = min(MAX_MATCH, s.lookahead);
  let at = candidate;
  const first = load<u16>(scan);
  let last = load<u16>(scan + <usize>best - 1);
  do {
    const match = window + <usize>at;
    if (load<u16>(match + <usize>best - 1) == last && load<u16>(match) == first) {
      let n: u32 = 2;
      while (n + 8 <= most) {
        const differ = load<u64>(scan + <usize>n) ^ load<u64>(match + <usize>n);
        if (differ) { n += <u32>ctz(differ) >>> 3; break; }
        n += 8;
      }
      if (n + 8 > most) while (n < most && load<u8>(scan + <usize>n) == load<u8>(match + <usize>n)) n++;
      if (n > best) {
        s.matchStart = at;
        best = n;
        if (n >= nice) break;
        last = load<u16>(scan + <usize>best - 1);
      }
    }
    at = load<u16>(previous + (<usize>(at & mask) << 1));
  } while (at > limit && --chain);
  return min(best, s.lookahead);
}

/** Ends a block at `start`. */
function endBlock(s: Deflator, isLast: bool): void {
  const at = s.blockStart;
  flushBlock(s, at >= 0 ? windowAt(s) + <usize>at : 0, <u32>(<i32>s.start - at), isLast);
  s.blockStart = s.start;
}

/** Compresses the input, then does what `flush` asks for. */
export function deflate(block: usize, flush: Flush): void {
  const s = changetype<Deflator>(block);
  const length = s.inputEnd - s.input;
  if (s.isFinished) return;
  if (!s.isHeaderOut) writeHeader(s);
  // The same flush again, with nothing new, adds nothing.
  const lastFlush = s.lastFlush;
  s.lastFlush = flush;
  if (!length && rank(flush) <= rank(lastFlush) && flush != Flush.FINISH) return;
  if (s.wrap == Wrap.ZLIB) s.check = adler32(s.input, length, s.check);
  else if (s.wrap == Wrap.GZIP) s.check = crc32(s.input, length, s.check);
  s.total += length;
  if (length || s.lookahead || flush != Flush.NO) {
    const isLast = flush == Flush.FINISH;
    let isOver: bool;
    if (s.level == 0) isOver = store0(s, flush);
    else if (s.strategy == Strategy.HUFFMAN_ONLY) isOver = huffman(s, flush);
    else if (s.strategy == Strategy.RLE) isOver = runs(s, flush);
    else if (s.level < 4) isOver = greedy(s, flush);
    else isOver = lazy(s, flush);
    if (isOver && !isLast) {
      if (flush == Flush.PARTIAL) alignBlock(s);
      else if (flush != Flush.BLOCK) {
        storedBlock(s, 0, 0, false);
        if (flush == Flush.FULL) {
          memory.fill(block + <usize>s.head, 0, <usize>2 << s.hashBits);
          if (s.lookahead == 0) {
            s.start = 0;
            s.blockStart = 0;
            s.insert = 0;
          }
        }
      }
    }
    flushBits(s, false);
  }
  if (flush == Flush.FINISH) {
    flushBits(s, true);
    s.isFinished = 1;
    if (s.wrap == Wrap.ZLIB) putWord(s, bswap<u32>(s.check));
    else if (s.wrap == Wrap.GZIP) {
      putWord(s, s.check);
      putWord(s, s.total);
    }
  }
}
/** Flush modes in the order of what they do. */
function rank(flush: i32): i32 { return flush * 2 - (flush > 4 ? 9 : 0); }
function putWord(s: Deflator, word: u32): void {
  store<u32>(s.output, word);
  s.output += 4;
}
function writeHeader(s: Deflator): void {
  s.isHeaderOut = 1;
  const isFast = s.strategy >= Strategy.HUFFMAN_ONLY || s.level < 2;
  if (s.wrap == Wrap.ZLIB) {
    let head: u32 = (8 + ((s.windowBits - 8) << 4)) << 8;
    head |= (isFast ? 0 : s.level < 6 ? 1 : s.level == 6 ? 2 : 3) << 6;
    if (s.start) head |= 0x20;
    head += 31 - head % 31;
    putByte(s, head >>> 8);
    putByte(s, head);
    if (s.start) putWord(s, bswap<u32>(s.check));
    s.check = 1;
  } else if (s.wrap == Wrap.GZIP) {
    putWord(s, 0x00088B1F);
    putWord(s, 0);
    putByte(s, s.level == 9 ? 2 : isFast ? 4 : 0);
    putByte(s, 3); // Unix
  }
}

/** Whether there is enough to search in; else input is awaited (flush NO) or the rest has to do. */
function more(s: Deflator, enough: u32): bool {
  if (s.lookahead < enough) fillWindow(s);
  return s.lookahead != 0;
}
/** What all searches do at the end of the input. True when the flush may be done. */
function finish(s: Deflator, flush: Flush, insert: u32): bool {
  s.insert = insert;
  if (flush == Flush.FINISH) endBlock(s, true);
  else if (s.symbolCount) endBlock(s, false);
  return true;
}

/** Level 0: the input as it is. What does not fit in the window goes out at once. */
function store0(s: Deflator, flush: Flush): bool {
  const window = windowAt(s);
  const room = min(s.windowSize * 2, 65535);
  if (s.inputEnd - s.input > room - s.start) {
    if (s.start) storedBlock(s, window, s.start, false);
    s.start = 0;
    while (s.inputEnd - s.input > room) {
      const n = min(s.inputEnd - s.input, 65535);
      storedBlock(s, s.input, n, false);
      s.input += n;
    }
  }
  memory.copy(window + <usize>s.start, s.input, <usize>(s.inputEnd - s.input));
  s.start += s.inputEnd - s.input;
  s.input = s.inputEnd;
  if (flush == Flush.NO) return false;
  if (s.start || flush == Flush.FINISH) storedBlock(s, window, s.start, flush == Flush.FINISH);
  s.start = 0;
  s.blockStart = 0;
  return true;
}

/** Levels 1 to 3: takes the first match found. */
function greedy(s: Deflator, flush: Flush): bool {
  while (true) {
    if (!more(s, MIN_LOOKAHEAD)) break;
    if (s.lookahead < MIN_LOOKAHEAD && flush == Flush.NO) return false;
    const head: u32 = s.lookahead >= MIN_MATCH ? insertString(s, s.start) : 0;
    if (head && s.start - head <= maxDistance(s)) s.matchLength = longestMatch(s, head);
    let isFull: bool;
    if (s.matchLength >= MIN_MATCH) {
      isFull = tally(s, s.start - s.matchStart, s.matchLength - MIN_MATCH);
      s.lookahead -= s.matchLength;
      if (s.matchLength <= s.maxLazy && s.lookahead >= MIN_MATCH) {
        for (let n = s.matchLength - 1; n; n--) insertString(s, ++s.start);
        s.start++;
      } else {
        s.start += s.matchLength;
        s.hash = load<u8>(windowAt(s) + <usize>s.start);
        updateHash(s, load<u8>(windowAt(s) + <usize>s.start, 1));
      }
      s.matchLength = 0;
    } else {
      isFull = tally(s, 0, load<u8>(windowAt(s) + <usize>s.start));
      s.lookahead--;
      s.start++;
    }
    if (isFull) endBlock(s, false);
  }
  return flush == Flush.NO ? false : finish(s, flush, min(s.start, MIN_MATCH - 1));
}

/** Levels 4 to 9: takes a match only if none longer begins a byte later. */
function lazy(s: Deflator, flush: Flush): bool {
  while (true) {
    if (!more(s, MIN_LOOKAHEAD)) break;
    if (s.lookahead < MIN_LOOKAHEAD && flush == Flush.NO) return false;
    const head: u32 = s.lookahead >= MIN_MATCH ? insertString(s, s.start) : 0;
    s.previousLength = s.matchLength;
    s.previousMatch = s.matchStart;
    s.matchLength = MIN_MATCH - 1;
    if (head && s.previousLength < s.maxLazy && s.start - head <= maxDistance(s)) {
      s.matchLength = longestMatch(s, head);
      if (s.matchLength <= 5 && (s.strategy == Strategy.FILTERED || (s.matchLength == MIN_MATCH && s.start - s.matchStart > TOO_FAR))) s.matchLength = MIN_MATCH - 1;
    }
    if (s.previousLength >= MIN_MATCH && s.matchLength <= s.previousLength) {
      const lastInsert = s.start + s.lookahead - MIN_MATCH;
      const isFull = tally(s, s.start - 1 - s.previousMatch, s.previousLength - MIN_MATCH);
      s.lookahead -= s.previousLength - 1;
      for (let n = s.previousLength - 2; n; n--) if (++s.start <= lastInsert) insertString(s, s.start);
      s.previousLength = 0;
      s.isAvailable = 0;
      s.matchLength = MIN_MATCH - 1;
      s.start++;
      if (isFull) endBlock(s, false);
    } else if (s.isAvailable) {
      if (tally(s, 0, load<u8>(windowAt(s) + <usize>s.start - 1))) endBlock(s, false);
      s.start++;
      s.lookahead--;
    } else {
      s.isAvailable = 1;
      s.start++;
      s.lookahead--;
    }
  }
  if (flush == Flush.NO) return false;
  if (s.isAvailable) {
    tally(s, 0, load<u8>(windowAt(s) + <usize>s.start - 1));
    s.isAvailable = 0;
  }
  return finish(s, flush, min(s.start, MIN_MATCH - 1));
}

/** Strategy RLE: matches at distance one alone. */
function runs(s: Deflator, flush: Flush): bool {
  while (true) {
    if (!more(s, MAX_MATCH + 1)) break;
    if (s.lookahead <= MAX_MATCH && flush == Flush.NO) return false;
    s.matchLength = 0;
    if (s.lookahead >= MIN_MATCH && s.start > 0) {
      const scan = windowAt(s) + <usize>s.start;
      const byte = load<u8>(scan - 1);
      const most = min(MAX_MATCH, s.lookahead);
      let n: u32 = 0;
      while (n < most && load<u8>(scan + <usize>n) == byte) n++;
      if (n >= MIN_MATCH) s.matchLength = n;
    }
    let isFull: bool;
    if (s.matchLength) {
      isFull = tally(s, 1, s.matchLength - MIN_MATCH);
      s.lookahead -= s.matchLength;
      s.start += s.matchLength;
      s.matchLength = 0;
    } else {
      isFull = tally(s, 0, load<u8>(windowAt(s) + <usize>s.start));
      s.lookahead--;
      s.start++;
    }
    if (isFull) endBlock(s, false);
  }
  return flush == Flush.NO ? false : finish(s, flush, 0);
}

/** Strategy HUFFMAN_ONLY: no matches. */
function huffman(s: Deflator, flush: Flush): bool {
  while (more(s, 1)) {
    s.matchLength = 0;
    const isFull = tally(s, 0, load<u8>(windowAt(s) + <usize>s.start));
    s.lookahead--;
    s.start++;
    if (isFull) endBlock(s, false);
  }
  return flush == Flush.NO ? false : finish(s, flush, 0);
}
