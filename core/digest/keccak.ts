// Keccak-f[1600], the permutation under SHA-3 and SHAKE (FIPS 202). A state is 25 lanes of 64 bits, lane x, y at x + 5 y.

// biome-ignore format: a table
const KECCAK_ROUNDS = memory.data<u64>([
  0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000,
  0x000000000000808B, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
  0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
  0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003,
  0x8000000000008002, 0x8000000000000080, 0x000000000000800A, 0x800000008000000A,
  0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
]);

/** Permutes the state at `s`; `t` is room for 30 lanes. */
export function keccak(s: usize, t: usize): void {
  for (let round: usize = 0; round < 24; round++) {
    // Each lane takes the parity of two columns.
    for (let x: usize = 0; x < 40; x += 8) {
      store<u64>(t + x, load<u64>(s + x) ^ load<u64>(s + x, 40) ^ load<u64>(s + x, 80) ^ load<u64>(s + x, 120) ^ load<u64>(s + x, 160));
    }
    for (let x: usize = 0; x < 5; x++) {
      const d = load<u64>(t + (((x + 4) % 5) << 3)) ^ rotl<u64>(load<u64>(t + (((x + 1) % 5) << 3)), 1);
      for (let y = x << 3; y < 200; y += 40) store<u64>(s + y, load<u64>(s + y) ^ d);
    }
    // Lanes turn and change places.
    let x: usize = 1, y: usize = 0;
    let lane = load<u64>(s, 8);
    for (let i: u32 = 0; i < 24; i++) {
      const next = (2 * x + 3 * y) % 5;
      x = y;
      y = next;
      const at = s + ((x + 5 * y) << 3);
      const there = load<u64>(at);
      store<u64>(at, rotl<u64>(lane, <u64>(((i + 1) * (i + 2) / 2) & 63)));
      lane = there;
    }
    // Rows mix.
    for (let row: usize = 0; row < 200; row += 40) {
      const p = s + row;
      const a = load<u64>(p), b = load<u64>(p, 8), c = load<u64>(p, 16), d = load<u64>(p, 24), e = load<u64>(p, 32);
      store<u64>(p, a ^ (~b & c));
      store<u64>(p, b ^ (~c & d), 8);
      store<u64>(p, c ^ (~d & e), 16);
      store<u64>(p, d ^ (~e & a), 24);
      store<u64>(p, e ^ (~a & b), 32);
    }
    store<u64>(s, load<u64>(s) ^ load<u64>(KECCAK_ROUNDS + (round << 3)));
  }
}
