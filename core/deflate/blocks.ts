// The blocks of a compressed stream: symbols counted, codes made of the counts, and the cheapest of the three kinds written (stored, with the
// fixed code, with codes of its own). RFC 1951, 3.2.
//
// A code is made by Huffman's algorithm on a heap; where counts are equal the tree that is less deep goes first. Codes longer than allowed
// (15 bits; 7 for the code of code lengths) are shortened: for each two that are too long, a shorter code moves one level down.
//
//   symbols: literals and lengths ┌ u32 count or code │ … (573: leaves, then inner nodes) ┐ and the same again, u32 parent or length
//   distances (61) and code lengths (39) likewise; then heap u32[573], depths u8[573], counts of lengths u32[16].
//   A leaf's count becomes its code (bits reversed, as they are sent), its parent becomes its length.
//
// The fixed codes are computed: literal and length symbols have 7 to 9 bits, distances 5.

import { DEFLATOR_FIELDS, Deflator, Strategy } from "./deflator";
import { distanceBase, distanceExtra, lengthBase, lengthExtra, lengthOrder, reversed } from "./inflate";

const L_CODES: u32 = 286;
const D_CODES: u32 = 30;
const BL_CODES: u32 = 19;
const END: u32 = 256;

// A tree: `count * 2 + 1` nodes of { count or code u32, parent or length u32 }.
const LITERALS: usize = DEFLATOR_FIELDS;
const DISTANCES: usize = LITERALS + 573 * 8;
const LENGTHS: usize = DISTANCES + 61 * 8;
const HEAP: usize = LENGTHS + 40 * 8;
const DEPTHS: usize = HEAP + 576 * 4;
const COUNTS: usize = DEPTHS + 576;
const LENGTH_SYMBOLS: usize = COUNTS + 64; // u8[256]: symbol of a length - 3
const DISTANCE_SYMBOLS: usize = LENGTH_SYMBOLS + 256; // u8[512]: of distance - 1 below 256, then of (distance - 1) >> 7
export const BLOCKS_SIZE: usize = ((DISTANCE_SYMBOLS + 512 - DEFLATOR_FIELDS) + 15) & ~15;

function codeOf(tree: usize, i: u32): u32 { return load<u32>(tree + (<usize>i << 3)); }
function lengthOf(tree: usize, i: u32): u32 { return load<u32>(tree + (<usize>i << 3), 4); }
function count(tree: usize, i: u32): void {
  const at = tree + (<usize>i << 3);
  store<u32>(at, load<u32>(at) + 1);
}

/** Makes the tables of symbols, and counts from zero. */
export function initBlocks(s: Deflator): void {
  const base = changetype<usize>(s);
  let symbol: u32 = 0;
  for (let n: u32 = 0; n < 256; n++) {
    while (symbol < 27 && lengthBase(symbol + 1) - 3 <= n) symbol++;
    store<u8>(base + LENGTH_SYMBOLS + <usize>n, <u8>(n == 255 ? 28 : symbol));
  }
  symbol = 0;
  for (let n: u32 = 0; n < 256; n++) {
    while (symbol < 29 && distanceBase(symbol + 1) - 1 <= n) symbol++;
    store<u8>(base + DISTANCE_SYMBOLS + <usize>n, <u8>symbol);
  }
  for (let n: u32 = 2; n < 256; n++) {
    while (symbol < 29 && (distanceBase(symbol + 1) - 1) >>> 7 <= n) symbol++;
    store<u8>(base + DISTANCE_SYMBOLS + <usize>n, <u8>symbol, 256);
  }
  startBlock(s);
}
function distanceSymbol(base: usize, distance: u32): u32 {
  const d = distance - 1;
  return load<u8>(base + DISTANCE_SYMBOLS + <usize>(d < 256 ? d : 256 + (d >>> 7)));
}
function startBlock(s: Deflator): void {
  const base = changetype<usize>(s);
  memory.fill(base + LITERALS, 0, HEAP - LITERALS);
  store<u32>(base + LITERALS + <usize>(END << 3), 1);
  s.symbolCount = 0;
  s.optimal = 0;
  s.fixed = 0;
}

/** Adds a symbol: a match (distance, length - 3), or with distance 0 a literal. True when the block is full. */
export function tally(s: Deflator, distance: u32, length: u32): bool {
  const base = changetype<usize>(s);
  const at = base + <usize>s.symbols + (<usize>s.symbolCount << 2);
  store<u16>(at, <u16>distance);
  store<u16>(at, <u16>length, 2);
  if (distance == 0) count(base + LITERALS, length);
  else {
    count(base + LITERALS, <u32>load<u8>(base + LENGTH_SYMBOLS + <usize>length) + END + 1);
    count(base + DISTANCES, distanceSymbol(base, distance));
  }
  return ++s.symbolCount == s.symbolLimit;
}

// Bits

export function putByte(s: Deflator, byte: u32): void { store<u8>(s.output++, <u8>byte); }
/** Sends the low `n` bits (at most 16). */
function send(s: Deflator, value: u32, n: u32): void {
  s.hold |= <u64>value << s.bits;
  s.bits += n;
  if (s.bits >= 32) {
    store<u32>(s.output, <u32>s.hold);
    s.output += 4;
    s.hold >>= 32;
    s.bits -= 32;
  }
}
/** Writes the whole bytes; `all` fills the last one with zeros. */
export function flushBits(s: Deflator, all: bool): void {
  while (s.bits >= 8 || (all && s.bits)) {
    putByte(s, <u32>s.hold);
    s.hold >>= 8;
    s.bits = s.bits > 8 ? s.bits - 8 : 0;
  }
}

/** Writes a stored block. */
export function storedBlock(s: Deflator, at: usize, length: u32, isLast: bool): void {
  send(s, isLast ? 1 : 0, 3);
  flushBits(s, true);
  store<u16>(s.output, <u16>length);
  store<u16>(s.output, <u16>~length, 2);
  s.output += 4;
  memory.copy(s.output, at, length);
  s.output += length;
}
/** An empty block with the fixed code: ten bits, after which a decompressor has all that came before. */
export function alignBlock(s: Deflator): void {
  send(s, 2, 3);
  send(s, 0, 7);
  flushBits(s, false);
}

// Codes

function fixedLength(i: u32): u32 { return i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8; }
function fixedCode(i: u32): u32 {
  return i < 144 ? reversed(0x30 + i, 8) : i < 256 ? reversed(0x190 + i - 144, 9) : i < 280 ? reversed(i - 256, 7) : reversed(0xC0 + i - 280, 8);
}

/** Whether node `n` stands before `m`: fewer, or as many and less deep. */
function before(base: usize, tree: usize, n: u32, m: u32): bool {
  const a = codeOf(tree, n), b = codeOf(tree, m);
  return a < b || (a == b && load<u8>(base + DEPTHS + <usize>n) <= load<u8>(base + DEPTHS + <usize>m));
}
function heapAt(base: usize, i: u32): u32 { return load<u32>(base + HEAP + (<usize>i << 2)); }
function setHeap(base: usize, i: u32, n: u32): void { store<u32>(base + HEAP + (<usize>i << 2), n); }
function siftDown(base: usize, tree: usize, from: u32, size: u32): void {
  const n = heapAt(base, from);
  let k = from, j = from << 1;
  while (j <= size) {
    if (j < size && before(base, tree, heapAt(base, j + 1), heapAt(base, j))) j++;
    if (before(base, tree, n, heapAt(base, j))) break;
    setHeap(base, k, heapAt(base, j));
    k = j;
    j <<= 1;
  }
  setHeap(base, k, n);
}

/** Gives the `symbols` of a tree their codes. Returns the last symbol that has one. `kind`: 0 literals, 1 distances, 2 code lengths. */
function makeTree(s: Deflator, tree: usize, symbols: u32, kind: u32): u32 {
  const base = changetype<usize>(s);
  let size: u32 = 0, last: i32 = -1;
  for (let n: u32 = 0; n < symbols; n++) {
    if (codeOf(tree, n)) {
      setHeap(base, ++size, n);
      last = n;
      store<u8>(base + DEPTHS + <usize>n, 0);
    } else store<u32>(tree + (<usize>n << 3), 0, 4);
  }
  // At least two symbols get a code, so that each has at least one bit.
  while (size < 2) {
    const n: u32 = last < 2 ? ++last : 0;
    setHeap(base, ++size, n);
    store<u32>(tree + (<usize>n << 3), 1);
    store<u8>(base + DEPTHS + <usize>n, 0);
    s.optimal--;
    if (kind < 2) s.fixed -= kind == 0 ? fixedLength(n) : 5;
  }
  for (let n = size >>> 1; n >= 1; n--) siftDown(base, tree, n, size);
  // Nodes in the order in which they were taken gather at the end of the heap.
  let end: u32 = 573, node = symbols;
  do {
    const n = heapAt(base, 1);
    setHeap(base, 1, heapAt(base, size--));
    siftDown(base, tree, 1, size);
    const m = heapAt(base, 1);
    setHeap(base, --end, n);
    setHeap(base, --end, m);
    store<u32>(tree + (<usize>node << 3), codeOf(tree, n) + codeOf(tree, m));
    store<u8>(base + DEPTHS + <usize>node, max(load<u8>(base + DEPTHS + <usize>n), load<u8>(base + DEPTHS + <usize>m)) + 1);
    store<u32>(tree + (<usize>n << 3), node, 4);
    store<u32>(tree + (<usize>m << 3), node, 4);
    setHeap(base, 1, node++);
    siftDown(base, tree, 1, size);
  } while (size >= 2);
  setHeap(base, --end, heapAt(base, 1));
  setLengths(s, tree, end, <u32>last, kind);
  setCodes(base, tree, <u32>last);
  return <u32>last;
}

/** Turns parents into lengths, and counts what a block of these symbols would take. */
function setLengths(s: Deflator, tree: usize, end: u32, last: u32, kind: u32): void {
  const base = changetype<usize>(s);
  const counts = base + COUNTS;
  const longest: u32 = kind == 2 ? 7 : 15;
  memory.fill(counts, 0, 64);
  store<u32>(tree + (<usize>heapAt(base, end) << 3), 0, 4);
  let overflow: i32 = 0;
  let h = end + 1;
  for (; h < 573; h++) {
    const n = heapAt(base, h);
    let bits = lengthOf(tree, lengthOf(tree, n)) + 1;
    if (bits > longest) {
      bits = longest;
      overflow++;
    }
    store<u32>(tree + (<usize>n << 3), bits, 4);
    if (n > last) continue; // an inner node
    const at = counts + (<usize>bits << 2);
    store<u32>(at, load<u32>(at) + 1);
    const extra = extraBits(kind, n);
    s.optimal += codeOf(tree, n) * (bits + extra);
    if (kind < 2) s.fixed += codeOf(tree, n) * ((kind == 0 ? fixedLength(n) : 5) + extra);
  }
  if (!overflow) return;
  do {
    let bits = longest - 1;
    while (!load<u32>(counts + (<usize>bits << 2))) bits--;
    const at = counts + (<usize>bits << 2);
    store<u32>(at, load<u32>(at) - 1);
    store<u32>(at, load<u32>(at, 4) + 2, 4);
    store<u32>(counts + (<usize>longest << 2), load<u32>(counts + (<usize>longest << 2)) - 1);
    overflow -= 2;
  } while (overflow > 0);
  h = 573;
  for (let bits = longest; bits; bits--) {
    let n = load<u32>(counts + (<usize>bits << 2));
    while (n) {
      const m = heapAt(base, --h);
      if (m > last) continue;
      if (lengthOf(tree, m) != bits) {
        s.optimal += (bits - lengthOf(tree, m)) * codeOf(tree, m);
        store<u32>(tree + (<usize>m << 3), bits, 4);
      }
      n--;
    }
  }
}
function extraBits(kind: u32, n: u32): u32 {
  if (kind == 0) return n > END ? lengthExtra(n - END - 1) : 0;
  if (kind == 1) return distanceExtra(n);
  return n < 16 ? 0 : n == 16 ? 2 : n == 17 ? 3 : 7;
}
function setCodes(base: usize, tree: usize, last: u32): void {
  const next = base + HEAP; // the heap is done with
  let code: u32 = 0;
  for (let bits: usize = 1; bits < 16; bits++) {
    code = (code + load<u32>(base + COUNTS + (bits << 2) - 4)) << 1;
    store<u32>(next + (bits << 2), code);
  }
  for (let n: u32 = 0; n <= last; n++) {
    const length = lengthOf(tree, n);
    if (!length) continue;
    const at = next + (<usize>length << 2);
    store<u32>(tree + (<usize>n << 3), reversed(load<u32>(at), length));
    store<u32>(at, load<u32>(at) + 1);
  }
}

/** Code lengths of a tree in runs (16: the last again, 17 and 18: zeros): counted, or sent if `sending`. */
function runLengths(s: Deflator, tree: usize, last: u32, sending: bool): void {
  const lengths = changetype<usize>(s) + LENGTHS;
  let previous: u32 = 0xFFFF;
  let n: u32 = 0;
  while (n <= last) {
    const length = lengthOf(tree, n);
    const most: u32 = length == 0 ? 138 : length == previous ? 6 : 7;
    let run: u32 = 1;
    while (run < most && n + run <= last && lengthOf(tree, n + run) == length) run++;
    n += run;
    if (length != 0 && length != previous && run >= 4) {
      // The first of them as it is, the others as its repetition.
      sendLength(s, lengths, length, 0, 0, sending);
      sendLength(s, lengths, 16, run - 4, 2, sending);
    } else if (length == 0 && run >= 3) {
      if (run <= 10) sendLength(s, lengths, 17, run - 3, 3, sending);
      else sendLength(s, lengths, 18, run - 11, 7, sending);
    } else if (length != 0 && length == previous && run >= 3) {
      sendLength(s, lengths, 16, run - 3, 2, sending);
    } else {
      for (; run; run--) sendLength(s, lengths, length, 0, 0, sending);
    }
    previous = length;
  }
}
function sendLength(s: Deflator, lengths: usize, symbol: u32, extra: u32, bits: u32, sending: bool): void {
  if (!sending) { count(lengths, symbol); return; }
  send(s, codeOf(lengths, symbol), lengthOf(lengths, symbol));
  if (bits) send(s, extra, bits);
}

/** Writes the symbols as a block. `at` is where the `length` bytes they stand for still are, or 0. */
export function flushBlock(s: Deflator, at: usize, length: u32, isLast: bool): void {
  const base = changetype<usize>(s);
  const literals = makeTree(s, base + LITERALS, L_CODES, 0);
  const distances = makeTree(s, base + DISTANCES, D_CODES, 1);
  runLengths(s, base + LITERALS, literals, false);
  runLengths(s, base + DISTANCES, distances, false);
  makeTree(s, base + LENGTHS, BL_CODES, 2);
  let lengths: u32 = BL_CODES - 1;
  while (lengths >= 3 && !lengthOf(base + LENGTHS, lengthOrder(lengths))) lengths--;
  s.optimal += 3 * (lengths + 1) + 14;
  const fixedBytes = (s.fixed + 10) >>> 3;
  let bytes = (s.optimal + 10) >>> 3;
  if (fixedBytes <= bytes || s.strategy == Strategy.FIXED) bytes = fixedBytes;
  if (length + 4 <= bytes && at) storedBlock(s, at, length, isLast);
  else if (fixedBytes == bytes) {
    send(s, 2 + (isLast ? 1 : 0), 3);
    sendFixed(s);
  } else {
    send(s, 4 + (isLast ? 1 : 0), 3);
    send(s, literals - 256, 5);
    send(s, distances, 5);
    send(s, lengths - 3, 4);
    for (let i: u32 = 0; i <= lengths; i++) send(s, lengthOf(base + LENGTHS, lengthOrder(i)), 3);
    runLengths(s, base + LITERALS, literals, true);
    runLengths(s, base + DISTANCES, distances, true);
    sendSymbols(s);
  }
  startBlock(s);
  if (isLast) flushBits(s, true);
}

/** Puts the fixed codes where those of the block's own were. */
function sendFixed(s: Deflator): void {
  const base = changetype<usize>(s);
  for (let n: u32 = 0; n < 288; n++) {
    const at = base + LITERALS + (<usize>n << 3);
    store<u32>(at, fixedCode(n));
    store<u32>(at, fixedLength(n), 4);
  }
  for (let n: u32 = 0; n < 30; n++) {
    const at = base + DISTANCES + (<usize>n << 3);
    store<u32>(at, reversed(n, 5));
    store<u32>(at, 5, 4);
  }
  sendSymbols(s);
}
function sendSymbols(s: Deflator): void {
  const base = changetype<usize>(s);
  const literals = base + LITERALS, distances = base + DISTANCES;
  const end = base + <usize>s.symbols + (<usize>s.symbolCount << 2);
  for (let at = base + <usize>s.symbols; at < end; at += 4) {
    const distance = <u32>load<u16>(at), value = <u32>load<u16>(at, 2);
    if (!distance) {
      send(s, codeOf(literals, value), lengthOf(literals, value));
      continue;
    }
    const symbol = <u32>load<u8>(base + LENGTH_SYMBOLS + <usize>value);
    send(s, codeOf(literals, symbol + END + 1), lengthOf(literals, symbol + END + 1));
    const extra = lengthExtra(symbol);
    if (extra) send(s, value + 3 - lengthBase(symbol), extra);
    const far = distanceSymbol(base, distance);
    send(s, codeOf(distances, far), lengthOf(distances, far));
    const farExtra = distanceExtra(far);
    if (farExtra) send(s, distance - distanceBase(far), farExtra);
  }
  send(s, codeOf(literals, END), lengthOf(literals, END));
}
