// Arithmetic on magnitudes: arrays of u32 limbs in memory, least significant first. Nothing here knows of objects or signs.
//
// "Trimmed" means that the top limb is not zero (zero itself has no limbs). Functions say which of their operands must be
// trimmed; results are not, unless said: call `limbsTrim`. A result area may be the first operand where the comment says so.
// Guarded by tests/lang/numbers/int_big.py.

import { alloc, free } from "../memory/alloc";

/** From this many limbs of the shorter operand on, multiplication is Karatsuba's. */
const KARATSUBA: u32 = 40;

function at(p: usize, i: u32): u32 { return load<u32>(p + (<usize>i << 2)); }
function put(p: usize, i: u32, v: u32): void { store<u32>(p + (<usize>i << 2), v); }

/** The number of limbs without leading zeros. */
export function limbsTrim(p: usize, n: u32): u32 {
  while (n != 0 && at(p, n - 1) == 0) n--;
  return n;
}

/** Bits of a trimmed magnitude. */
export function limbsBits(p: usize, n: u32): u64 {
  return n == 0 ? 0 : (<u64>n << 5) - <u64>clz<u32>(at(p, n - 1));
}

/** -1, 0 or 1; both trimmed. */
export function limbsCompare(a: usize, an: u32, b: usize, bn: u32): i32 {
  if (an != bn) return an < bn ? -1 : 1;
  for (let i = an; i != 0; ) {
    i--;
    const x = at(a, i), y = at(b, i);
    if (x != y) return x < y ? -1 : 1;
  }
  return 0;
}

/** r = a + b, an >= bn, into an limbs; returns the carry. r may be a or b. */
export function limbsAdd(r: usize, a: usize, an: u32, b: usize, bn: u32): u32 {
  let carry: u64 = 0;
  let i: u32 = 0;
  for (; i < bn; i++) {
    carry += <u64>at(a, i) + <u64>at(b, i);
    put(r, i, <u32>carry);
    carry >>= 32;
  }
  for (; i < an; i++) {
    carry += <u64>at(a, i);
    put(r, i, <u32>carry);
    carry >>= 32;
  }
  return <u32>carry;
}

/** r = a - b, an >= bn, into an limbs; returns the borrow (0 when a >= b). r may be a or b. */
export function limbsSub(r: usize, a: usize, an: u32, b: usize, bn: u32): u32 {
  let borrow: u64 = 0;
  let i: u32 = 0;
  for (; i < bn; i++) {
    const d = <u64>at(a, i) - <u64>at(b, i) - borrow;
    put(r, i, <u32>d);
    borrow = d >>> 63;
  }
  for (; i < an; i++) {
    const d = <u64>at(a, i) - borrow;
    put(r, i, <u32>d);
    borrow = d >>> 63;
  }
  return <u32>borrow;
}

/** r = a * m + c into an limbs; returns the limb that is carried out. r may be a. */
export function limbsMulSmall(r: usize, a: usize, an: u32, m: u32, c: u32): u32 {
  let carry: u64 = c;
  for (let i: u32 = 0; i < an; i++) {
    carry += <u64>at(a, i) * <u64>m;
    put(r, i, <u32>carry);
    carry >>= 32;
  }
  return <u32>carry;
}

/** q = a / d into an limbs; returns the remainder. q may be a. */
export function limbsDivSmall(q: usize, a: usize, an: u32, d: u32): u32 {
  let rest: u64 = 0;
  for (let i = an; i != 0; ) {
    i--;
    rest = (rest << 32) | <u64>at(a, i);
    const x = rest / <u64>d;
    put(q, i, <u32>x);
    rest -= x * <u64>d;
  }
  return <u32>rest;
}
/** a % d. */
export function limbsModSmall(a: usize, an: u32, d: u32): u32 {
  let rest: u64 = 0;
  for (let i = an; i != 0; ) {
    i--;
    rest = ((rest << 32) | <u64>at(a, i)) % <u64>d;
  }
  return <u32>rest;
}

/** r = a << bits (0 to 31) into an limbs; returns what is shifted out. r may be a, or above it. */
export function limbsShiftLeft(r: usize, a: usize, an: u32, bits: u32): u32 {
  if (bits == 0) { memory.copy(r, a, <usize>an << 2); return 0; }
  let out: u32 = an == 0 ? 0 : at(a, an - 1) >>> (32 - bits);
  for (let i = an; i != 0; ) {
    i--;
    const low: u32 = i == 0 ? 0 : at(a, i - 1) >>> (32 - bits);
    put(r, i, (at(a, i) << bits) | low);
  }
  return out;
}

/** r = a >> bits (0 to 31) into an limbs; returns the bits that fall out, at the bottom of a limb. r may be a, or below it. */
export function limbsShiftRight(r: usize, a: usize, an: u32, bits: u32): u32 {
  if (bits == 0) { memory.copy(r, a, <usize>an << 2); return 0; }
  const out = an == 0 ? 0 : at(a, 0) & ((<u32>1 << bits) - 1);
  for (let i: u32 = 0; i < an; i++) {
    const high: u32 = i + 1 < an ? at(a, i + 1) << (32 - bits) : 0;
    put(r, i, (at(a, i) >>> bits) | high);
  }
  return out;
}

/** r = a * b into an + bn limbs, apart from both. False when memory is exhausted. */
export function limbsMul(r: usize, a: usize, an: u32, b: usize, bn: u32): bool {
  if (an < bn) { const p = a; a = b; b = p; const n = an; an = bn; bn = n; }
  if (bn < KARATSUBA) { mulSchool(r, a, an, b, bn); return true; }
  // Pieces of bn limbs of the longer operand, each multiplied by the shorter one.
  const scratchLimbs = (<usize>bn << 3) + 512;
  const scratch = alloc((scratchLimbs + (<usize>bn << 1)) << 2);
  if (!scratch) return false;
  const piece = scratch + (scratchLimbs << 2);
  memory.fill(r, 0, <usize>(an + bn) << 2);
  let i: u32 = 0;
  while (an - i >= bn) {
    mulKaratsuba(piece, a + (<usize>i << 2), b, bn, scratch);
    addInto(r + (<usize>i << 2), piece, bn << 1);
    i += bn;
  }
  let ok = true;
  if (i < an) {
    const rest = an - i;
    ok = limbsMul(piece, b, bn, a + (<usize>i << 2), rest);
    if (ok) addInto(r + (<usize>i << 2), piece, bn + rest);
  }
  free(scratch);
  return ok;
}

/** r += a, the carry running on upwards as far as it goes. */
function addInto(r: usize, a: usize, an: u32): void {
  let carry = limbsAdd(r, r, an, a, an);
  for (let i = an; carry != 0; i++) {
    const x = at(r, i) + 1;
    put(r, i, x);
    carry = x == 0 ? 1 : 0;
  }
}

function mulSchool(r: usize, a: usize, an: u32, b: usize, bn: u32): void {
  memory.fill(r, 0, <usize>(an + bn) << 2);
  for (let i: u32 = 0; i < bn; i++) {
    const m = <u64>at(b, i);
    if (m == 0) continue;
    let carry: u64 = 0;
    let to = r + (<usize>i << 2);
    let from = a;
    const end = a + (<usize>an << 2);
    while (from < end) {
      carry += <u64>load<u32>(from) * m + <u64>load<u32>(to);
      store<u32>(to, <u32>carry);
      carry >>= 32;
      from += 4;
      to += 4;
    }
    store<u32>(to, <u32>carry);
  }
}

/** |a - b| for halves of h and n limbs (h >= n) into h limbs; 1 when a < b. */
function halfDifference(r: usize, a: usize, h: u32, b: usize, n: u32): u32 {
  if (!limbsSub(r, a, h, b, n)) return 0;
  let carry: u32 = 1;
  for (let i: u32 = 0; i < h; i++) {
    const x = ~at(r, i) + carry;
    put(r, i, x);
    if (x != 0) carry = 0;
  }
  return 1;
}

// a = a1 * B^h + a0, b likewise: a * b = z2 * B^2h + (z0 + z2 - (a0 - a1)(b0 - b1)) * B^h + z0.
// The scratch area is 8n + 512 limbs for operands of n limbs: each level takes 4h + 2 and leaves the rest to the next.
function mulKaratsuba(r: usize, a: usize, b: usize, n: u32, scratch: usize): void {
  if (n < KARATSUBA) { mulSchool(r, a, n, b, n); return; }
  const h = (n + 1) >>> 1;
  const rest = n - h;
  const bytes = <usize>h << 2;
  const a1 = a + bytes, b1 = b + bytes;
  const sum = scratch; // 2h + 2 limbs: first the two differences, then z0 + z2
  const product = scratch + ((<usize>h << 3) + 8);
  const deeper = product + (<usize>h << 3);
  const sign = halfDifference(sum, a, h, a1, rest) ^ halfDifference(sum + bytes, b, h, b1, rest);
  mulKaratsuba(product, sum, sum + bytes, h, deeper);
  mulKaratsuba(r, a, b, h, deeper);
  mulKaratsuba(r + (bytes << 1), a1, b1, rest, deeper);
  let top = limbsAdd(sum, r, h << 1, r + (bytes << 1), rest << 1);
  if (sign) top += limbsAdd(sum, sum, h << 1, product, h << 1);
  else top -= limbsSub(sum, sum, h << 1, product, h << 1);
  put(sum, h << 1, top);
  // The sum is below B^(n + h), so it may be longer than the place left only by zero limbs.
  const place = (n << 1) - h;
  const length = min(place, (h << 1) + 1);
  addInto(r + bytes, sum, limbsTrim(sum, length));
}

/**
 * Knuth's algorithm D. a / b, an >= bn >= 2, b trimmed: the quotient into an - bn + 1 limbs at q, the remainder into bn limbs at r.
 * q and r are apart from a and b. False when memory is exhausted.
 */
export function limbsDivMod(q: usize, r: usize, a: usize, an: u32, b: usize, bn: u32): bool {
  const u = alloc((<usize>an + 1 + <usize>bn) << 2);
  if (!u) return false;
  const v = u + ((<usize>an + 1) << 2);
  const shift = clz<u32>(at(b, bn - 1));
  limbsShiftLeft(v, b, bn, shift);
  put(u, an, limbsShiftLeft(u, a, an, shift));
  const v1 = <u64>at(v, bn - 1), v2 = <u64>at(v, bn - 2);
  for (let j = an - bn + 1; j != 0; ) {
    j--;
    const head = (<u64>at(u, j + bn) << 32) | <u64>at(u, j + bn - 1);
    let guess = head / v1;
    let rest = head - guess * v1;
    while (guess >> 32 != 0 || guess * v2 > ((rest << 32) | <u64>at(u, j + bn - 2))) {
      guess--;
      rest += v1;
      if (rest >> 32 != 0) break;
    }
    // u[j .. j + bn] -= guess * v
    let carry: u64 = 0, borrow: u64 = 0;
    let up = u + (<usize>j << 2);
    for (let i: u32 = 0; i < bn; i++) {
      carry += guess * <u64>at(v, i);
      const d = <u64>load<u32>(up) - (carry & 0xFFFFFFFF) - borrow;
      store<u32>(up, <u32>d);
      borrow = d >>> 63;
      carry >>= 32;
      up += 4;
    }
    const d = <u64>load<u32>(up) - carry - borrow;
    store<u32>(up, <u32>d);
    if (d >>> 63) {
      guess--;
      const from = u + (<usize>j << 2);
      store<u32>(up, load<u32>(up) + limbsAdd(from, from, bn, v, bn));
    }
    put(q, j, <u32>guess);
  }
  limbsShiftRight(r, u, bn, shift);
  free(u);
  return true;
}
