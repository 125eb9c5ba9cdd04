// Decompression: DEFLATE (RFC 1951) in the clothes of zlib (RFC 1950), of gzip (RFC 1952) or in none.
//
// An Inflator is one block of plain memory: no Python object and no host handle is in it. So it belongs to no thread, copying it copies the
// stream, and `inflate` runs without the GIL.
//
// The machine. `inflate` goes on where it stopped: `mode` says what comes next in the stream. Bits are taken from `hold`, least
// significant first. A step that lacks bits leaves everything as it was and waits for input; all input there is is then in
// `hold` (a step needs at most 48 bits). What is decompressed goes to a circular window of 64 KiB and from there to the output in one piece.
// At most `room` bytes are made in a call. Bits are looked at no further than needed: bytes in `hold` that no step
// needed go back to the input, so that what follows the stream, and what a limit left over, are known exactly.
//
// Codes. A table of 2^FAST entries (symbol << 4 | length) answers for short codes; longer ones, whose entry is 0, are found by counting
// (`first` code and `count` of each length).
//
// Guarded by tests/lang/zlib and tests/lang/zlib/fuzz.py.

import { adler32, crc32 } from "./checksums";

export const enum Wrap { RAW = 0, ZLIB = 1, GZIP = 2, AUTO = 3 }
export const enum Inflated { MORE = 0, END = 1, NEED_DICT = 2, DATA_ERROR = -3 }

const enum Mode {
  START, ZLIB_HEAD, DICT_ID, DICT, GZIP_HEAD, GZIP_EXTRA_LENGTH, GZIP_EXTRA, GZIP_NAME, GZIP_COMMENT, GZIP_CHECK,
  BLOCK, STORED_LENGTH, STORED, TABLE_SIZES, CODE_LENGTHS, LENGTHS, SYMBOLS, MATCH, TRAILER, GZIP_SIZE, DONE, BAD,
}

/** Why a stream is bad; the texts are in lib/zlib.py, in this order. */
export const enum Bad {
  NONE, HEADER, METHOD, WINDOW, GZIP_FLAGS, GZIP_CRC, BLOCK_TYPE, STORED_LENGTHS, TOO_MANY, CODE_LENGTHS, REPEAT, NO_END,
  LITERAL_SET, DISTANCE_SET, LITERAL_CODE, DISTANCE_CODE, TOO_FAR, CHECK, LENGTH,
}

const FAST: u32 = 10;
const WINDOW: u32 = 0x10000;
const WINDOW_MASK: u32 = WINDOW - 1;

// A code: the fast table, then u16 count[16], u16 first[16] (index of the first symbol of a length), u16 symbols[288].
const CODE_COUNT: usize = 2 << FAST;
const CODE_SYMBOLS: usize = CODE_COUNT + 32;
const CODE_SIZE: usize = CODE_SYMBOLS + 640;

@unmanaged
export class Inflator {
  // what the caller sets before a call, and reads after it
  input: u32; inputEnd: u32;
  output: u32; room: u32;
  bad: i32; check: u32;
  hold: u64;
  bits: u32; mode: i32;
  wrap: i32; windowBits: u32;
  isLast: u32; flags: u32;
  left: u32; distance: u32;
  at: u32; made: u32; // where the next byte goes in the window; how many are in it, at most 32768
  total: u32; headerCheck: u32;
  literals: u32; distances: u32; codeLengths: u32; have: u32;
  isGzip: u32; dictId: u32;
}
const LENGTHS: usize = 160; // u8[320]
const CODE_A: usize = LENGTHS + 320; // literals and lengths; code lengths while they are read
const CODE_B: usize = CODE_A + CODE_SIZE; // distances
const WINDOW_AT: usize = CODE_B + CODE_SIZE;
export const INFLATOR_SIZE: usize = WINDOW_AT + WINDOW;

/** Makes a block of INFLATOR_SIZE bytes a stream. `windowBits` 0 takes the header's word for it. */
export function inflatorInit(block: usize, wrap: Wrap, windowBits: u32): void {
  memory.fill(block, 0, WINDOW_AT);
  const s = changetype<Inflator>(block);
  s.wrap = wrap;
  s.windowBits = windowBits;
  s.mode = wrap == Wrap.RAW ? Mode.BLOCK : Mode.START;
  s.check = wrap == Wrap.ZLIB ? 1 : 0;
}

/** Gives the stream its dictionary: before a raw one, or where NEED_DICT asked for it. False if it is another one than asked for. */
export function inflatorDictionary(block: usize, at: usize, length: u32): bool {
  const s = changetype<Inflator>(block);
  if (s.mode == Mode.DICT) {
    if (adler32(at, length, 1) != s.dictId) return false;
    s.mode = Mode.BLOCK;
  }
  const used = min(length, 32768);
  memory.copy(block + WINDOW_AT, at + <usize>(length - used), <usize>used);
  s.at = used;
  s.made = used;
  return true;
}

function fail(s: Inflator, why: Bad): i32 {
  s.mode = Mode.BAD;
  s.bad = why;
  return Inflated.DATA_ERROR;
}

/** Makes the tables of a code of the `n` lengths at `lengths`: 0 complete, > 0 with codes that mean nothing, < 0 impossible. */
function makeCode(code: usize, lengths: usize, n: u32): i32 {
  memory.fill(code, 0, CODE_SYMBOLS);
  const count = code + CODE_COUNT;
  for (let i: usize = 0; i < <usize>n; i++) {
    const at = count + (<usize>load<u8>(lengths + i) << 1);
    store<u16>(at, load<u16>(at) + 1);
  }
  const unused = load<u16>(count);
  store<u16>(count, 0);
  let left: i32 = 1;
  for (let l: usize = 1; l < 16; l++) {
    left = (left << 1) - load<u16>(count + (l << 1));
    if (left < 0) return left;
  }
  if (unused == n) return left;
  // Symbols in the order of their codes: by length, then by number.
  const offsets = code + CODE_SYMBOLS + 592; // u16[16]
  store<u16>(offsets, 0, 2);
  for (let l: usize = 1; l < 15; l++) store<u16>(offsets + (l << 1), load<u16>(offsets + (l << 1)) + load<u16>(count + (l << 1)), 2);
  for (let i: usize = 0; i < <usize>n; i++) {
    const l = <usize>load<u8>(lengths + i);
    if (!l) continue;
    const at = offsets + (l << 1);
    store<u16>(code + CODE_SYMBOLS + (<usize>load<u16>(at) << 1), <u16>i);
    store<u16>(at, load<u16>(at) + 1);
  }
  // The fast table: a code's bits come in reversed, and whatever follows them.
  let next: u32 = 0, symbol: usize = 0;
  for (let l: u32 = 1; l <= FAST; l++) {
    next <<= 1;
    for (let k = <u32>load<u16>(count + (<usize>l << 1)); k; k--) {
      const entry = <u32>load<u16>(code + CODE_SYMBOLS + (symbol << 1)) << 4 | l;
      for (let i = reversed(next, l); i < 1 << FAST; i += 1 << l) store<u16>(code + (<usize>i << 1), <u16>entry);
      symbol++;
      next++;
    }
  }
  return left;
}
export function reversed(code: u32, length: u32): u32 {
  let r: u32 = 0, c = code;
  for (let i: u32 = 0; i < length; i++) {
    r = r << 1 | (c & 1);
    c >>>= 1;
  }
  return r;
}

const NO_CODE: u32 = 0xFFFFFFFF;
/** The next symbol as symbol << 4 | length, looking at `bits` bits of `hold`: 0 when they are too few, NO_CODE when no code begins so. */
function decode(code: usize, hold: u64, bits: u32): u32 {
  const entry = <u32>load<u16>(code + (<usize>(<u32>hold & ((1 << FAST) - 1)) << 1));
  if (entry) return (entry & 15) <= bits ? entry : 0;
  return decodeLong(code, hold, bits);
}
function decodeLong(code: usize, hold: u64, bits: u32): u32 {
  let value: i32 = 0, first: i32 = 0, index: i32 = 0;
  let rest = hold;
  for (let l: u32 = 1; l < 16; l++) {
    if (l > bits) return 0;
    value |= <i32>(rest & 1);
    rest >>= 1;
    const count = <i32>load<u16>(code + CODE_COUNT + (<usize>l << 1));
    if (value - count < first) return <u32>load<u16>(code + CODE_SYMBOLS + (<usize>(index + value - first) << 1)) << 4 | l;
    index += count;
    first = (first + count) << 1;
    value <<= 1;
  }
  return NO_CODE;
}

/** Extra bits and first value of a length symbol (0 is 257) and of a distance symbol: RFC 1951, 3.2.5. */
export function lengthExtra(i: u32): u32 { return i < 8 || i == 28 ? 0 : (i >>> 2) - 1; }
export function lengthBase(i: u32): u32 { return i < 8 ? i + 3 : i == 28 ? 258 : ((4 + (i & 3)) << lengthExtra(i)) + 3; }
export function distanceExtra(i: u32): u32 { return i < 4 ? 0 : (i >>> 1) - 1; }
export function distanceBase(i: u32): u32 { return i < 4 ? i + 1 : ((2 + (i & 1)) << distanceExtra(i)) + 1; }
/** The order in which lengths of the code for code lengths are sent. */
export function lengthOrder(i: u32): u32 {
  // 16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1 15
  return i < 3 ? 16 + i : i == 3 ? 0 : i & 1 ? 8 - ((i - 3) >>> 1) : 8 + ((i - 4) >>> 1);
}

/**
 * Decompresses from `input` up to `inputEnd` into at most `room` bytes at `output`, moving all of them on. END at the end of the stream,
 * NEED_DICT, DATA_ERROR (`bad` says why), else MORE: either the input or the room is used up.
 */
export function inflate(block: usize): i32 {
  const s = changetype<Inflator>(block);
  const window = block + WINDOW_AT;
  const inputStart = s.input;
  let status: i32 = Inflated.MORE;
  let waits = false;
  while (!waits) {
    // As many whole bytes as fit.
    if (s.bits <= 56 && s.input < s.inputEnd) fill(s);
    const before = s.at;
    const room = min(s.room, 32768);
    let state = run(s, block, window, room);
    const made = (s.at - before) & WINDOW_MASK;
    if (made) emit(s, window, before, made);
    if (state == GO_ON) continue;
    if (state == STARVED) {
      if (s.input < s.inputEnd) continue;
      waits = true;
    } else if (state == NO_ROOM) {
      waits = s.room == 0;
    } else {
      status = state;
      waits = true;
    }
  }
  // Bytes that no step needed go back; what is left in `hold` when input ran out is the beginning of a step.
  if (status != Inflated.MORE || s.room == 0) {
    const back = min(s.bits >>> 3, s.input - inputStart);
    s.input -= back;
    s.bits -= back << 3;
    s.hold &= ((<u64>1 << s.bits) - 1);
  }
  return status;
}
const GO_ON: i32 = 10;
const STARVED: i32 = 11;
const NO_ROOM: i32 = 12;

function fill(s: Inflator): void {
  while (s.bits <= 56 && s.input < s.inputEnd) {
    s.hold |= <u64>load<u8>(s.input++) << s.bits;
    s.bits += 8;
  }
}
function drop(s: Inflator, n: u32): void {
  s.hold >>= n;
  s.bits -= n;
}
/** Copies what was made to the output and into the check. */
function emit(s: Inflator, window: usize, from: u32, length: u32): void {
  const first = min(length, WINDOW - from);
  memory.copy(s.output, window + <usize>from, first);
  if (length > first) memory.copy(s.output + first, window, length - first);
  if (s.wrap == Wrap.ZLIB) s.check = adler32(s.output, length, s.check);
  else if (s.isGzip) s.check = crc32(s.output, length, s.check);
  s.output += length;
  s.room -= length;
  s.total += length;
  s.made = min(s.made + length, 32768);
}

/** Does steps until a block ends, `room` bytes are made, or bits are lacking. */
function run(s: Inflator, block: usize, window: usize, room: u32): i32 {
  switch (s.mode) {
    case Mode.START: {
      if (s.wrap == Wrap.GZIP || s.wrap == Wrap.AUTO) {
        if (s.bits < 16) return STARVED;
        if ((s.hold & 0xFFFF) == 0x8B1F) {
          s.isGzip = 1;
          s.wrap = Wrap.GZIP;
          s.check = 0;
          s.mode = Mode.GZIP_HEAD;
          headerBytes(s, 2);
          return GO_ON;
        }
        if (s.wrap == Wrap.GZIP) return fail(s, Bad.HEADER);
        s.wrap = Wrap.ZLIB;
      }
      s.mode = Mode.ZLIB_HEAD;
      return GO_ON;
    }
    case Mode.ZLIB_HEAD: {
      if (s.bits < 16) return STARVED;
      const head = <u32>s.hold & 0xFFFF;
      if (((head & 255) << 8 | head >>> 8) % 31) return fail(s, Bad.HEADER);
      if ((head & 15) != 8) return fail(s, Bad.METHOD);
      const windowBits = ((head >>> 4) & 15) + 8;
      if (s.windowBits == 0) s.windowBits = windowBits;
      if (windowBits > 15 || windowBits > s.windowBits) return fail(s, Bad.WINDOW);
      s.check = 1;
      s.mode = head & 0x2000 ? Mode.DICT_ID : Mode.BLOCK;
      drop(s, 16);
      return GO_ON;
    }
    case Mode.DICT_ID:
      if (s.bits < 32) return STARVED;
      s.dictId = bswap<u32>(<u32>s.hold);
      drop(s, 32);
      s.mode = Mode.DICT;
      return Inflated.NEED_DICT;
    case Mode.DICT: return Inflated.NEED_DICT;
    case Mode.GZIP_HEAD:
      if (s.bits < 16) return STARVED;
      if (s.left == 0) { // method and flags, then six bytes: time, extra flags, system
        if ((s.hold & 255) != 8) return fail(s, Bad.METHOD);
        s.flags = <u32>(s.hold >> 8) & 255;
        if (s.flags & 0xE0) return fail(s, Bad.GZIP_FLAGS);
      }
      headerBytes(s, 2);
      if (++s.left == 4) s.mode = Mode.GZIP_EXTRA_LENGTH;
      return GO_ON;
    case Mode.GZIP_EXTRA_LENGTH:
      s.left = 0;
      if (s.flags & 4) {
        if (s.bits < 16) return STARVED;
        s.left = <u32>s.hold & 0xFFFF;
        headerBytes(s, 2);
      }
      s.mode = Mode.GZIP_EXTRA;
      return GO_ON;
    case Mode.GZIP_EXTRA:
      while (s.left) {
        if (s.bits < 8) return STARVED;
        headerBytes(s, 1);
        s.left--;
      }
      s.mode = Mode.GZIP_NAME;
      return GO_ON;
    case Mode.GZIP_NAME:
    case Mode.GZIP_COMMENT: {
      let isOpen = (s.flags & (s.mode == Mode.GZIP_NAME ? 8 : 16)) != 0;
      while (isOpen) {
        if (s.bits < 8) return STARVED;
        isOpen = (s.hold & 255) != 0;
        headerBytes(s, 1);
      }
      s.mode++;
      return GO_ON;
    }
    case Mode.GZIP_CHECK:
      if (s.flags & 2) {
        if (s.bits < 16) return STARVED;
        if ((<u32>s.hold & 0xFFFF) != (s.headerCheck & 0xFFFF)) return fail(s, Bad.GZIP_CRC);
        drop(s, 16);
      }
      s.mode = Mode.BLOCK;
      return GO_ON;
    case Mode.BLOCK: {
      if (s.isLast) {
        drop(s, s.bits & 7);
        s.mode = Mode.TRAILER;
        return GO_ON;
      }
      if (s.bits < 3) return STARVED;
      s.isLast = <u32>s.hold & 1;
      const kind = <u32>(s.hold >> 1) & 3;
      drop(s, 3);
      if (kind == 3) return fail(s, Bad.BLOCK_TYPE);
      if (kind == 0) {
        drop(s, s.bits & 7);
        s.mode = Mode.STORED_LENGTH;
      } else if (kind == 1) {
        fixedCodes(block);
        s.mode = Mode.SYMBOLS;
      } else s.mode = Mode.TABLE_SIZES;
      return GO_ON;
    }
    case Mode.STORED_LENGTH: {
      if (s.bits < 32) return STARVED;
      const both = <u32>s.hold;
      if ((both & 0xFFFF) != (~both >>> 16)) return fail(s, Bad.STORED_LENGTHS);
      s.left = both & 0xFFFF;
      drop(s, 32);
      s.mode = Mode.STORED;
      return GO_ON;
    }
    case Mode.STORED: return stored(s, window, room);
    case Mode.TABLE_SIZES:
      if (s.bits < 14) return STARVED;
      s.literals = (<u32>s.hold & 31) + 257;
      s.distances = (<u32>(s.hold >> 5) & 31) + 1;
      s.codeLengths = (<u32>(s.hold >> 10) & 15) + 4;
      drop(s, 14);
      if (s.literals > 286 || s.distances > 30) return fail(s, Bad.TOO_MANY);
      s.have = 0;
      memory.fill(block + LENGTHS, 0, 320);
      s.mode = Mode.CODE_LENGTHS;
      return GO_ON;
    case Mode.CODE_LENGTHS:
      while (s.have < s.codeLengths) {
        if (s.bits < 3) return STARVED;
        store<u8>(block + LENGTHS + <usize>lengthOrder(s.have), <u8>(s.hold & 7));
        drop(s, 3);
        s.have++;
      }
      if (makeCode(block + CODE_A, block + LENGTHS, 19) != 0) return fail(s, Bad.CODE_LENGTHS);
      memory.fill(block + LENGTHS, 0, 320);
      s.have = 0;
      s.mode = Mode.LENGTHS;
      return GO_ON;
    case Mode.LENGTHS: return lengths(s, block);
    case Mode.SYMBOLS:
    case Mode.MATCH: return symbols(s, block, window, room);
    case Mode.TRAILER:
      if (s.wrap != Wrap.RAW) {
        if (s.bits < 32) return STARVED;
        const said = s.isGzip ? <u32>s.hold : bswap<u32>(<u32>s.hold);
        if (said != s.check) return fail(s, Bad.CHECK);
        drop(s, 32);
      }
      s.mode = Mode.GZIP_SIZE;
      return GO_ON;
    case Mode.GZIP_SIZE:
      if (s.isGzip) {
        if (s.bits < 32) return STARVED;
        if (<u32>s.hold != s.total) return fail(s, Bad.LENGTH);
        drop(s, 32);
      }
      s.mode = Mode.DONE;
      return Inflated.END;
    case Mode.DONE: return Inflated.END;
    default: return Inflated.DATA_ERROR;
  }
}

/** Takes bytes of a gzip header, which its own check covers. */
function headerBytes(s: Inflator, n: u32): void {
  for (let i: u32 = 0; i < n; i++) {
    const at = changetype<usize>(s) + offsetof<Inflator>("hold");
    s.headerCheck = crc32(at, 1, s.headerCheck);
    drop(s, 8);
  }
}

function stored(s: Inflator, window: usize, room: u32): i32 {
  let left = room;
  while (s.left) {
    if (!left) return NO_ROOM;
    if (s.bits) { // whole bytes that were read ahead
      store<u8>(window + <usize>s.at, <u8>s.hold);
      drop(s, 8);
      s.at = (s.at + 1) & WINDOW_MASK;
      s.left--;
      left--;
      continue;
    }
    const n = min(min(s.left, left), min(s.inputEnd - s.input, WINDOW - s.at));
    if (!n) return STARVED;
    memory.copy(window + <usize>s.at, s.input, n);
    s.input += n;
    s.at = (s.at + n) & WINDOW_MASK;
    s.left -= n;
    left -= n;
  }
  s.mode = Mode.BLOCK;
  return GO_ON;
}

function fixedCodes(block: usize): void {
  const at = block + LENGTHS;
  memory.fill(at, 8, 144);
  memory.fill(at + 144, 9, 112);
  memory.fill(at + 256, 7, 24);
  memory.fill(at + 280, 8, 8);
  makeCode(block + CODE_A, at, 288);
  memory.fill(at, 5, 32);
  makeCode(block + CODE_B, at, 32);
}

/** The lengths of a dynamic block's two codes, themselves in a code with repetitions. */
function lengths(s: Inflator, block: usize): i32 {
  const all = s.literals + s.distances;
  const at = block + LENGTHS;
  while (s.have < all) {
    if (s.bits < 14 && s.input < s.inputEnd) fill(s);
    const entry = decode(block + CODE_A, s.hold, s.bits);
    if (entry == 0) return STARVED;
    if (entry == NO_CODE) return fail(s, Bad.CODE_LENGTHS);
    const symbol = entry >>> 4, size = entry & 15;
    if (symbol < 16) {
      drop(s, size);
      store<u8>(at + <usize>(s.have++), <u8>symbol);
      continue;
    }
    const extra: u32 = symbol == 16 ? 2 : symbol == 17 ? 3 : 7;
    if (s.bits < size + extra) return STARVED;
    if (symbol == 16 && s.have == 0) return fail(s, Bad.REPEAT);
    const times = (<u32>(s.hold >> size) & ((1 << extra) - 1)) + (symbol == 18 ? 11 : 3);
    if (s.have + times > all) return fail(s, Bad.REPEAT);
    drop(s, size + extra);
    memory.fill(at + <usize>s.have, symbol == 16 ? load<u8>(at + <usize>s.have - 1) : 0, times);
    s.have += times;
  }
  if (load<u8>(at, 256) == 0) return fail(s, Bad.NO_END);
  // An incomplete code is one code of one bit, or for distances none at all.
  let left = makeCode(block + CODE_A, at, s.literals);
  if (left < 0 || (left > 0 && !isSingle(block + CODE_A))) return fail(s, Bad.LITERAL_SET);
  left = makeCode(block + CODE_B, at + <usize>s.literals, s.distances);
  if (left < 0 || (left > 0 && !isSingle(block + CODE_B))) return fail(s, Bad.DISTANCE_SET);
  s.mode = Mode.SYMBOLS;
  return GO_ON;
}
function isSingle(code: usize): bool {
  for (let l: usize = 2; l < 16; l++) if (load<u16>(code + CODE_COUNT + (l << 1))) return false;
  return true;
}

/** Literals and matches until the block ends. The hot loop: `hold`, `bits` and the window's position are locals. */
function symbols(s: Inflator, block: usize, window: usize, room: u32): i32 {
  let hold = s.hold, bits = s.bits, at = s.at, left = room;
  let input = <usize>s.input;
  const inputEnd = <usize>s.inputEnd;
  const codeA = block + CODE_A, codeB = block + CODE_B;
  const start = at;
  let state = 0;
  if (s.mode == Mode.MATCH) {
    const n = min(s.left, left);
    at = copyMatch(window, at, s.distance, n);
    left -= n;
    s.left -= n;
    if (s.left) state = NO_ROOM;
    else s.mode = Mode.SYMBOLS;
  }
  while (!state) {
    if (bits < 48) {
      if (input + 8 <= inputEnd) { // eight at once; those that do not fit are read again
        hold |= load<u64>(input) << bits;
        const n = (63 - bits) >>> 3;
        input += <usize>n;
        bits += n << 3;
        hold &= bits == 64 ? ~(<u64>0) : (<u64>1 << bits) - 1;
      } else {
        while (bits <= 56 && input < inputEnd) {
          hold |= <u64>load<u8>(input++) << bits;
          bits += 8;
        }
      }
    }
    const entry = decode(codeA, hold, bits);
    if (entry == 0) { state = STARVED; break; }
    if (entry == NO_CODE) { state = fail(s, Bad.LITERAL_CODE); break; }
    const symbol = entry >>> 4;
    let used = entry & 15;
    if (symbol < 256) {
      if (!left) { state = NO_ROOM; break; }
      hold >>= used;
      bits -= used;
      store<u8>(window + <usize>at, <u8>symbol);
      at = (at + 1) & WINDOW_MASK;
      left--;
      continue;
    }
    if (symbol == 256) {
      hold >>= used;
      bits -= used;
      s.mode = Mode.BLOCK;
      state = GO_ON;
      break;
    }
    if (!left) { state = NO_ROOM; break; }
    if (symbol > 285) { state = fail(s, Bad.LITERAL_CODE); break; }
    const lengthBits = lengthExtra(symbol - 257);
    if (bits < used + lengthBits) { state = STARVED; break; }
    const length = lengthBase(symbol - 257) + (<u32>(hold >> used) & ((1 << lengthBits) - 1));
    used += lengthBits;
    const far = decode(codeB, hold >> used, bits - used);
    if (far == 0) { state = STARVED; break; }
    if (far == NO_CODE || far >>> 4 > 29) { state = fail(s, Bad.DISTANCE_CODE); break; }
    used += far & 15;
    const farBits = distanceExtra(far >>> 4);
    if (bits < used + farBits) { state = STARVED; break; }
    const distance = distanceBase(far >>> 4) + (<u32>(hold >> used) & ((1 << farBits) - 1));
    used += farBits;
    if (distance > s.made + ((at - start) & WINDOW_MASK)) { state = fail(s, Bad.TOO_FAR); break; }
    hold >>= used;
    bits -= used;
    const n = min(length, left);
    at = copyMatch(window, at, distance, n);
    left -= n;
    if (n < length) {
      s.mode = Mode.MATCH;
      s.left = length - n;
      s.distance = distance;
      state = NO_ROOM;
    }
  }
  s.hold = hold;
  s.bits = bits;
  s.at = at;
  s.input = <u32>input;
  return state;
}

/** Repeats what stands `distance` before `at`; the two may overlap. Returns where it ends. */
function copyMatch(window: usize, at: u32, distance: u32, n: u32): u32 {
  let from = (at - distance) & WINDOW_MASK;
  if (distance >= n && at + n <= WINDOW && from + n <= WINDOW) {
    memory.copy(window + <usize>at, window + <usize>from, n);
    return (at + n) & WINDOW_MASK;
  }
  let to = at;
  for (let i: u32 = 0; i < n; i++) {
    store<u8>(window + <usize>to, load<u8>(window + <usize>from));
    to = (to + 1) & WINDOW_MASK;
    from = (from + 1) & WINDOW_MASK;
  }
  return to;
}
