// Numbers by JavaScript's own parts: decimal digits of doubles, and arithmetic on very long integers by BigInt.

/** Decimal digits as dtoa gives them: value = 0.DIGITS * 10^point. */
export interface Digits {
  digits: string;
  point: number;
}

/** Shortest digits that read back as the same double. */
export function shortestDigits(value: number): Digits {
  if (value === 0) return { digits: "", point: 1 };
  const [mantissa, exponent] = value.toExponential().split("e") as [string, string];
  return { digits: mantissa.replace(".", "").replace(/0+$/, ""), point: Number(exponent) + 1 };
}

/** `count` significant digits, correctly rounded (half to even on the exact value), trailing zeros left off. */
export function significantDigits(value: number, count: number): Digits {
  if (value === 0) return { digits: "", point: 1 };
  // toExponential rounds ties away from zero; the exact value decides. Only up to 100 digits are its to give, too.
  const exact = exactDigits(value);
  return roundDigits(exact, Math.max(count, 1));
}

/** Digits up to `count` places after the point (negative: before it), correctly rounded, trailing zeros left off. */
export function fixedDigits(value: number, count: number): Digits {
  if (value === 0) return { digits: "", point: 1 };
  const exact = exactDigits(value);
  return roundDigits(exact, exact.point + count);
}

const bits = new DataView(new ArrayBuffer(8));

/** All digits of a positive double: every one has a finite decimal expansion, of at most 767 significant digits. */
function exactDigits(value: number): Digits {
  bits.setFloat64(0, value);
  const high = bits.getUint32(0);
  const biased = (high >>> 20) & 0x7ff;
  let mantissa = (BigInt(high & 0xfffff) << 32n) | BigInt(bits.getUint32(4));
  if (biased !== 0) mantissa |= 1n << 52n;
  const exponent = (biased === 0 ? 1 : biased) - 1075;
  if (exponent >= 0) {
    const text = (mantissa << BigInt(exponent)).toString();
    return { digits: text.replace(/0+$/, ""), point: text.length };
  }
  // m / 2^k = m * 5^k / 10^k
  const text = (mantissa * 5n ** BigInt(-exponent)).toString();
  return { digits: text.replace(/0+$/, ""), point: text.length + exponent };
}

function roundDigits({ digits, point }: Digits, keep: number): Digits {
  if (keep >= digits.length) return { digits, point };
  if (keep < 0) return { digits: "", point };
  const next = digits.charCodeAt(keep) - 48;
  const isTie = next === 5 && keep + 1 === digits.length;
  const isOdd = keep > 0 && (digits.charCodeAt(keep - 1) & 1) === 1;
  const up = isTie ? isOdd : next >= 5;
  const kept = digits.slice(0, keep);
  if (!up) return { digits: kept.replace(/0+$/, ""), point };
  let last = keep - 1;
  while (last >= 0 && kept[last] === "9") last--;
  if (last < 0) return { digits: "1", point: point + 1 };
  return { digits: kept.slice(0, last) + String(Number(kept[last]) + 1), point };
}

/** The value of a magnitude: u32 words, least significant first. */
export function bigFromWords(words: Uint32Array): bigint {
  if (words.length === 0) return 0n;
  let hex = "0x";
  for (let i = words.length - 1; i >= 0; i--) hex += words[i]!.toString(16).padStart(8, "0");
  return BigInt(hex);
}

/** Writes a magnitude and returns how many words it takes; `to` may be longer and is not cleared. */
export function bigToWords(value: bigint, to: Uint32Array): number {
  const hex = value.toString(16);
  let count = 0;
  for (let end = hex.length; end > 0; end -= 8) {
    const word = Number.parseInt(hex.slice(Math.max(end - 8, 0), end), 16);
    if (end <= 8 && word === 0) break;
    to[count++] = word;
  }
  return count;
}

/** How many words a magnitude takes. */
export function bigWordCount(value: bigint): number {
  return value === 0n ? 0 : (value.toString(16).length + 7) >>> 3;
}

/** The value of ASCII digits in a radix of 2 to 36. */
export function bigFromText(text: string, radix: number): bigint {
  if (radix === 10) return BigInt(text);
  if (radix === 16) return BigInt(`0x${text}`);
  if (radix === 8) return BigInt(`0o${text}`);
  if (radix === 2) return BigInt(`0b${text}`);
  return split(text, BigInt(radix));

  // Halves keep the numbers that are multiplied equally long.
  function split(part: string, base: bigint): bigint {
    if (part.length <= 10) return BigInt(Number.parseInt(part, radix));
    const low = part.length >> 1;
    return split(part.slice(0, part.length - low), base) * base ** BigInt(low) + split(part.slice(part.length - low), base);
  }
}
