// The layout of a compressing stream (core/deflate/deflate.ts), one block:
//
//   ┌ fields below │ trees and tables of blocks.ts │ window, twice its size │ heads u16 │ previous u16, one for each place of the window │ symbols

export const enum Strategy { DEFAULT = 0, FILTERED = 1, HUFFMAN_ONLY = 2, RLE = 3, FIXED = 4 }

@unmanaged
export class Deflator {
  input: u32; inputEnd: u32;
  output: u32; // where the next byte goes
  wrap: i32; level: i32; strategy: i32;
  check: u32; total: u32; // of the input
  lastFlush: i32; isHeaderOut: u32; isFinished: u32;
  windowSize: u32; windowBits: u32; hashBits: u32; hashShift: u32; hashMask: u32;
  window: u32; head: u32; previous: u32; // offsets from the block's start
  hash: u32;
  blockStart: i32; start: u32; lookahead: u32; insert: u32;
  matchStart: u32; matchLength: u32; previousLength: u32; previousMatch: u32; isAvailable: u32;
  goodMatch: u32; maxLazy: u32; niceMatch: u32; maxChain: u32;
  // of core/deflate/blocks.ts
  bits: u32; hold: u64;
  symbols: u32; symbolCount: u32; symbolLimit: u32; // symbols at an offset: u16 distance, u16 length - 3 or literal
  optimal: u32; fixed: u32;
}
/** Room for the fields; the trees follow. */
export const DEFLATOR_FIELDS: usize = 192;
