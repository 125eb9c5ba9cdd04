// MD5 (RFC 1321) and SHA-1 (FIPS 180-4), on blocks of 64 bytes.

/** Fractions of the sines of 1 to 64. */
// biome-ignore format: a table
const SINES = memory.data<u32>([
  0xD76AA478, 0xE8C7B756, 0x242070DB, 0xC1BDCEEE, 0xF57C0FAF, 0x4787C62A, 0xA8304613, 0xFD469501,
  0x698098D8, 0x8B44F7AF, 0xFFFF5BB1, 0x895CD7BE, 0x6B901122, 0xFD987193, 0xA679438E, 0x49B40821,
  0xF61E2562, 0xC040B340, 0x265E5A51, 0xE9B6C7AA, 0xD62F105D, 0x02441453, 0xD8A1E681, 0xE7D3FBC8,
  0x21E1CDE6, 0xC33707D6, 0xF4D50D87, 0x455A14ED, 0xA9E3E905, 0xFCEFA3F8, 0x676F02D9, 0x8D2A4C8A,
  0xFFFA3942, 0x8771F681, 0x6D9D6122, 0xFDE5380C, 0xA4BEEA44, 0x4BDECFA9, 0xF6BB4B60, 0xBEBFBC70,
  0x289B7EC6, 0xEAA127FA, 0xD4EF3085, 0x04881D05, 0xD9D4D039, 0xE6DB99E5, 0x1FA27CF8, 0xC4AC5665,
  0xF4292244, 0x432AFF97, 0xAB9423A7, 0xFC93A039, 0x655B59C3, 0x8F0CCC92, 0xFFEFF47D, 0x85845DD1,
  0x6FA87E4F, 0xFE2CE6E0, 0xA3014314, 0x4E0811A1, 0xF7537E82, 0xBD3AF235, 0x2AD7D2BB, 0xEB86D391,
]);

export function md5Start(h: usize): void {
  store<u32>(h, 0x67452301);
  store<u32>(h, 0xEFCDAB89, 4);
  store<u32>(h, 0x98BADCFE, 8);
  store<u32>(h, 0x10325476, 12);
}
export function sha1Start(h: usize): void {
  md5Start(h);
  store<u32>(h, 0xC3D2E1F0, 16);
}

function shift(i: u32): u32 {
  // Four amounts a round, in turn, a byte each.
  const round: u32 = i < 16 ? 0x16110C07 : i < 32 ? 0x140E0905 : i < 48 ? 0x17100B04 : 0x150F0A06;
  return (round >>> ((i & 3) << 3)) & 31;
}
/** Takes `count` blocks at `p` into the state at `h`. */
export function md5Blocks(h: usize, p: usize, count: u32): void {
  for (; count; count--, p += 64) {
    let a = load<u32>(h), b = load<u32>(h, 4), c = load<u32>(h, 8), d = load<u32>(h, 12);
    for (let i: u32 = 0; i < 64; i++) {
      let f: u32, g: u32;
      if (i < 16) {
        f = d ^ (b & (c ^ d));
        g = i;
      } else if (i < 32) {
        f = c ^ (d & (b ^ c));
        g = (5 * i + 1) & 15;
      } else if (i < 48) {
        f = b ^ c ^ d;
        g = (3 * i + 5) & 15;
      } else {
        f = c ^ (b | ~d);
        g = (7 * i) & 15;
      }
      const t = a + f + load<u32>(SINES + (<usize>i << 2)) + load<u32>(p + (<usize>g << 2));
      a = d;
      d = c;
      c = b;
      b += rotl<u32>(t, shift(i));
    }
    store<u32>(h, load<u32>(h) + a);
    store<u32>(h, load<u32>(h, 4) + b, 4);
    store<u32>(h, load<u32>(h, 8) + c, 8);
    store<u32>(h, load<u32>(h, 12) + d, 12);
  }
}

/** The same for SHA-1; `w` is room for 80 words. */
export function sha1Blocks(h: usize, p: usize, count: u32, w: usize): void {
  for (; count; count--, p += 64) {
    for (let i: usize = 0; i < 64; i += 4) store<u32>(w + i, bswap<u32>(load<u32>(p + i)));
    for (let i: usize = 64; i < 320; i += 4) {
      store<u32>(w + i, rotl<u32>(load<u32>(w + i - 12) ^ load<u32>(w + i - 32) ^ load<u32>(w + i - 56) ^ load<u32>(w + i - 64), 1));
    }
    let a = load<u32>(h), b = load<u32>(h, 4), c = load<u32>(h, 8), d = load<u32>(h, 12), e = load<u32>(h, 16);
    for (let i: usize = 0; i < 80; i++) {
      let f: u32;
      if (i < 20) f = (d ^ (b & (c ^ d))) + 0x5A827999;
      else if (i < 40) f = (b ^ c ^ d) + 0x6ED9EBA1;
      else if (i < 60) f = ((b & c) | (d & (b | c))) + 0x8F1BBCDC;
      else f = (b ^ c ^ d) + 0xCA62C1D6;
      const t = rotl<u32>(a, 5) + f + e + load<u32>(w + (i << 2));
      e = d;
      d = c;
      c = rotl<u32>(b, 30);
      b = a;
      a = t;
    }
    store<u32>(h, load<u32>(h) + a);
    store<u32>(h, load<u32>(h, 4) + b, 4);
    store<u32>(h, load<u32>(h, 8) + c, 8);
    store<u32>(h, load<u32>(h, 12) + d, 12);
    store<u32>(h, load<u32>(h, 16) + e, 16);
  }
}
