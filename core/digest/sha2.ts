// SHA-2 (FIPS 180-4): SHA-256 on 64-byte blocks, SHA-512 on 128-byte ones. The words of SHA-256 are the upper halves of SHA-512's.

/** Fractions of the cube roots of the first 80 primes. */
// biome-ignore format: a table
const ROUNDS_512 = memory.data<u64>([
  0x428A2F98D728AE22, 0x7137449123EF65CD, 0xB5C0FBCFEC4D3B2F, 0xE9B5DBA58189DBBC,
  0x3956C25BF348B538, 0x59F111F1B605D019, 0x923F82A4AF194F9B, 0xAB1C5ED5DA6D8118,
  0xD807AA98A3030242, 0x12835B0145706FBE, 0x243185BE4EE4B28C, 0x550C7DC3D5FFB4E2,
  0x72BE5D74F27B896F, 0x80DEB1FE3B1696B1, 0x9BDC06A725C71235, 0xC19BF174CF692694,
  0xE49B69C19EF14AD2, 0xEFBE4786384F25E3, 0x0FC19DC68B8CD5B5, 0x240CA1CC77AC9C65,
  0x2DE92C6F592B0275, 0x4A7484AA6EA6E483, 0x5CB0A9DCBD41FBD4, 0x76F988DA831153B5,
  0x983E5152EE66DFAB, 0xA831C66D2DB43210, 0xB00327C898FB213F, 0xBF597FC7BEEF0EE4,
  0xC6E00BF33DA88FC2, 0xD5A79147930AA725, 0x06CA6351E003826F, 0x142929670A0E6E70,
  0x27B70A8546D22FFC, 0x2E1B21385C26C926, 0x4D2C6DFC5AC42AED, 0x53380D139D95B3DF,
  0x650A73548BAF63DE, 0x766A0ABB3C77B2A8, 0x81C2C92E47EDAEE6, 0x92722C851482353B,
  0xA2BFE8A14CF10364, 0xA81A664BBC423001, 0xC24B8B70D0F89791, 0xC76C51A30654BE30,
  0xD192E819D6EF5218, 0xD69906245565A910, 0xF40E35855771202A, 0x106AA07032BBD1B8,
  0x19A4C116B8D2D0C8, 0x1E376C085141AB53, 0x2748774CDF8EEB99, 0x34B0BCB5E19B48A8,
  0x391C0CB3C5C95A63, 0x4ED8AA4AE3418ACB, 0x5B9CCA4F7763E373, 0x682E6FF3D6B2B8A3,
  0x748F82EE5DEFB2FC, 0x78A5636F43172F60, 0x84C87814A1F0AB72, 0x8CC702081A6439EC,
  0x90BEFFFA23631E28, 0xA4506CEBDE82BDE9, 0xBEF9A3F7B2C67915, 0xC67178F2E372532B,
  0xCA273ECEEA26619C, 0xD186B8C721C0C207, 0xEADA7DD6CDE0EB1E, 0xF57D4F7FEE6ED178,
  0x06F067AA72176FBA, 0x0A637DC5A2C898A6, 0x113F9804BEF90DAE, 0x1B710B35131C471B,
  0x28DB77F523047D84, 0x32CAAB7B40C72493, 0x3C9EBE0A15C9BEBC, 0x431D67C49C100D4C,
  0x4CC5D4BECB3E42B6, 0x597F299CFC657E2A, 0x5FCB6FAB3AD6FAEC, 0x6C44198C4A475817,
]);
/** Fractions of the square roots of the first 16 primes: SHA-512 starts with the first eight, SHA-384 with the others. */
// biome-ignore format: a table
const START_512 = memory.data<u64>([
  0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
  0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179,
  0xCBBB9D5DC1059ED8, 0x629A292A367CD507, 0x9159015A3070DD17, 0x152FECD8F70E5939,
  0x67332667FFC00B31, 0x8EB44A8768581511, 0xDB0C2E0D64F98FA7, 0x47B5481DBEFA4FA4,
]);

export function sha512Start(h: usize, is384: bool): void {
  memory.copy(h, START_512 + (is384 ? 64 : 0), 64);
}
/** Eight words of 32 bits: SHA-256's, or SHA-224's. */
export function sha256Start(h: usize, is224: bool): void {
  for (let i: usize = 0; i < 8; i++) {
    const wide = load<u64>(START_512 + (is224 ? 64 : 0) + (i << 3));
    store<u32>(h + (i << 2), <u32>(is224 ? wide : wide >> 32));
  }
}

/** Takes `count` blocks of 64 bytes at `at` into the state at `h`; `w` is room for 64 words. */
export function sha256Blocks(h: usize, at: usize, count: u32, w: usize): void { blocks<u32>(h, at, count, w); }
/** The same with blocks of 128 bytes and room for 80 words of 64 bits. */
export function sha512Blocks(h: usize, at: usize, count: u32, w: usize): void { blocks<u64>(h, at, count, w); }

/** The two algorithms differ in the size of a word, in the number of rounds and by how many bits they turn words. */
function blocks<W>(h: usize, at: usize, count: u32, w: usize): void {
  const size = sizeof<W>();
  const wide = size == 8;
  const rounds: usize = wide ? 80 : 64;
  // SHA-256's round constants are the upper halves of SHA-512's.
  const constants = wide ? ROUNDS_512 : ROUNDS_512 + 4;
  for (let p = at; count; count--, p += size << 4) {
    for (let i: usize = 0; i < size << 4; i += size) store<W>(w + i, bswap<W>(load<W>(p + i)));
    for (let to = w + (size << 4), end = w + rounds * size; to < end; to += size) {
      const x = load<W>(to - 15 * size), y = load<W>(to - 2 * size);
      const s0 = <W>(rotr<W>(x, wide ? 1 : 7) ^ rotr<W>(x, wide ? 8 : 18) ^ (x >>> (wide ? 7 : 3)));
      const s1 = <W>(rotr<W>(y, wide ? 19 : 17) ^ rotr<W>(y, wide ? 61 : 19) ^ (y >>> (wide ? 6 : 10)));
      store<W>(to, load<W>(to - (size << 4)) + s0 + load<W>(to - 7 * size) + s1);
    }
    let a = load<W>(h), b = load<W>(h + size), c = load<W>(h + 2 * size), d = load<W>(h + 3 * size);
    let e = load<W>(h + 4 * size), f = load<W>(h + 5 * size), g = load<W>(h + 6 * size), k = load<W>(h + 7 * size);
    for (let i: usize = 0; i < rounds; i++) {
      const s1 = <W>(rotr<W>(e, wide ? 14 : 6) ^ rotr<W>(e, wide ? 18 : 11) ^ rotr<W>(e, wide ? 41 : 25));
      const t1 = <W>(k + s1 + (g ^ (e & (f ^ g))) + load<W>(constants + (i << 3)) + load<W>(w + i * size));
      const s0 = <W>(rotr<W>(a, wide ? 28 : 2) ^ rotr<W>(a, wide ? 34 : 13) ^ rotr<W>(a, wide ? 39 : 22));
      const t2 = <W>(s0 + ((a & b) | (c & (a | b))));
      k = g;
      g = f;
      f = e;
      e = d + t1;
      d = c;
      c = b;
      b = a;
      a = t1 + t2;
    }
    store<W>(h, load<W>(h) + a);
    store<W>(h + size, load<W>(h + size) + b);
    store<W>(h + 2 * size, load<W>(h + 2 * size) + c);
    store<W>(h + 3 * size, load<W>(h + 3 * size) + d);
    store<W>(h + 4 * size, load<W>(h + 4 * size) + e);
    store<W>(h + 5 * size, load<W>(h + 5 * size) + f);
    store<W>(h + 6 * size, load<W>(h + 6 * size) + g);
    store<W>(h + 7 * size, load<W>(h + 7 * size) + k);
  }
}
