// BLAKE2b and BLAKE2s (RFC 7693). Both mix sixteen words with sixteen of the message; they differ in the width of a word, the amounts of
// rotation and the number of rounds. The starting words are those of SHA-512 and SHA-256.

/** The order in which a round takes the words of the message, four bits each. */
// biome-ignore format: a table
const SIGMA = memory.data<u64>([
  0xFEDCBA9876543210, 0x357B20C16DF984AE, 0x491763EADF250C8B, 0x8F04A562EBCD1397, 0xD386CB1EFA427509,
  0x91EF57D438B0A6C2, 0xB8293670A4DEF15C, 0xA2684F05931CE7BD, 0x5A417D2C803B9EF6, 0x0DC3E9BF5167482A,
]);

function word(round: u32, i: u32): usize {
  return <usize>((load<u64>(SIGMA + (<usize>(round % 10) << 3)) >> <u64>(i << 2)) & 15);
}

function mixB(v: usize, a: usize, b: usize, c: usize, d: usize, x: u64, y: u64): void {
  a = v + (a << 3);
  b = v + (b << 3);
  c = v + (c << 3);
  d = v + (d << 3);
  let va = load<u64>(a) + load<u64>(b) + x;
  let vd = rotr<u64>(load<u64>(d) ^ va, 32);
  let vc = load<u64>(c) + vd;
  let vb = rotr<u64>(load<u64>(b) ^ vc, 24);
  va += vb + y;
  vd = rotr<u64>(vd ^ va, 16);
  vc += vd;
  vb = rotr<u64>(vb ^ vc, 63);
  store<u64>(a, va);
  store<u64>(b, vb);
  store<u64>(c, vc);
  store<u64>(d, vd);
}
/** Takes a block of 128 bytes at `m` into the state at `h`, which so far took `count` bytes with it. `v` is room for 16 words; `last` 1, or 2 for the last node too. */
export function blake2bBlock(h: usize, m: usize, start: usize, count: u64, last: u32, v: usize): void {
  memory.copy(v, h, 64);
  memory.copy(v + 64, start, 64);
  store<u64>(v, load<u64>(v, 96) ^ count, 96);
  if (last) store<u64>(v, ~load<u64>(v, 112), 112);
  if (last == 2) store<u64>(v, ~load<u64>(v, 120), 120);
  for (let r: u32 = 0; r < 12; r++) {
    for (let i: u32 = 0; i < 8; i++) {
      const a = <usize>(i & 3), turn = <usize>(i >>> 2);
      const b = 4 + ((a + turn) & 3), c = 8 + ((a + turn * 2) & 3), d = 12 + ((a + turn * 3) & 3);
      mixB(v, a, b, c, d, load<u64>(m + (word(r, i * 2) << 3)), load<u64>(m + (word(r, i * 2 + 1) << 3)));
    }
  }
  for (let i: usize = 0; i < 64; i += 8) store<u64>(h + i, load<u64>(h + i) ^ load<u64>(v + i) ^ load<u64>(v + i, 64));
}

function mixS(v: usize, a: usize, b: usize, c: usize, d: usize, x: u32, y: u32): void {
  a = v + (a << 2);
  b = v + (b << 2);
  c = v + (c << 2);
  d = v + (d << 2);
  let va = load<u32>(a) + load<u32>(b) + x;
  let vd = rotr<u32>(load<u32>(d) ^ va, 16);
  let vc = load<u32>(c) + vd;
  let vb = rotr<u32>(load<u32>(b) ^ vc, 12);
  va += vb + y;
  vd = rotr<u32>(vd ^ va, 8);
  vc += vd;
  vb = rotr<u32>(vb ^ vc, 7);
  store<u32>(a, va);
  store<u32>(b, vb);
  store<u32>(c, vc);
  store<u32>(d, vd);
}
/** The same for BLAKE2s, with blocks of 64 bytes. */
export function blake2sBlock(h: usize, m: usize, start: usize, count: u64, last: u32, v: usize): void {
  memory.copy(v, h, 32);
  memory.copy(v + 32, start, 32);
  store<u64>(v, load<u64>(v, 48) ^ count, 48);
  if (last) store<u32>(v, ~load<u32>(v, 56), 56);
  if (last == 2) store<u32>(v, ~load<u32>(v, 60), 60);
  for (let r: u32 = 0; r < 10; r++) {
    for (let i: u32 = 0; i < 8; i++) {
      const a = <usize>(i & 3), turn = <usize>(i >>> 2);
      const b = 4 + ((a + turn) & 3), c = 8 + ((a + turn * 2) & 3), d = 12 + ((a + turn * 3) & 3);
      mixS(v, a, b, c, d, load<u32>(m + (word(r, i * 2) << 2)), load<u32>(m + (word(r, i * 2 + 1) << 2)));
    }
  }
  for (let i: usize = 0; i < 32; i += 4) store<u32>(h + i, load<u32>(h + i) ^ load<u32>(v + i) ^ load<u32>(v + i, 32));
}
