// Properties of characters, from the tables of unicodetables.generated.ts (Unicode 16.0, as Python 3.14). Everything that str's methods, the
// tokenizer of identifiers and regular expressions ask is answered here; names are the host's (core/modules/unicodedata.ts).
//
//   type record (four words)   ┌ flags u16 │ decimal u8 │ digit u8 │ upper i32 │ lower i32 │ title i32
//     upper, lower and title are differences to the character; with EXTENDED they are index | count << 24 into the sequences,
//     and the folded form follows the lower one, its count in bits 20 to 23 of `lower`
//   data record (one word)     ┌ category u8 │ combining class u8 │ bidirectional class u7, mirrored u1 │ east asian width u8

import {
  TYPE_FIRST, TYPE_SECOND, TYPE_RECORDS, TYPE_SEQUENCES, DATA_FIRST, DATA_SECOND, DATA_RECORDS, NUMERIC_CODES, NUMERIC_VALUES, NUMERIC_COUNT,
} from "./unicodetables.generated";

export const U_ALPHA: u32 = 1;
export const U_DECIMAL: u32 = 2;
export const U_DIGIT: u32 = 4;
export const U_LOWER: u32 = 8;
export const U_SPACE: u32 = 16;
export const U_TITLE: u32 = 32;
export const U_UPPER: u32 = 64;
export const U_ID_START: u32 = 128;
export const U_ID_CONTINUE: u32 = 256;
export const U_PRINTABLE: u32 = 512;
export const U_NUMERIC: u32 = 1024;
export const U_CASE_IGNORABLE: u32 = 2048;
export const U_CASED: u32 = 4096;
export const U_EXTENDED: u32 = 8192;
/** What isalnum means. */
export const U_ALNUM: u32 = U_ALPHA | U_DECIMAL | U_DIGIT | U_NUMERIC;

function typeRecord(c: u32): usize {
  if (c >= 0x110000) c = 0x10FFFF;
  const block = <u32>load<u16>(TYPE_FIRST + (<usize>(c >>> 7) << 1));
  const index = <u32>load<u16>(TYPE_SECOND + (<usize>((block << 7) | (c & 127)) << 1));
  return TYPE_RECORDS + (<usize>index << 4);
}
/** The U_ flags of a character. */
export function uFlags(c: u32): u32 { return <u32>load<u16>(typeRecord(c)); }
/** Whether a character has one of the U_ flags. */
export function uIs(c: u32, flags: u32): bool { return (uFlags(c) & flags) != 0; }
/** As str.isspace. */
export function uIsSpace(c: u32): bool {
  if (c < 128) return c == 32 || (c >= 9 && c <= 13) || (c >= 28 && c <= 31);
  return uIs(c, U_SPACE);
}
/** Whether str.splitlines ends a line there. */
export function uIsLinebreak(c: u32): bool {
  return (c >= 10 && c <= 13) || (c >= 28 && c <= 30) || c == 0x85 || c == 0x2028 || c == 0x2029;
}
/** What \w matches. */
export function uIsWord(c: u32): bool { return c == 0x5F || uIs(c, U_ALNUM); }

/** Value of a decimal digit, or -1. */
export function uDecimal(c: u32): i32 {
  if (c < 128) return c - 48 < 10 ? <i32>c - 48 : -1;
  const r = typeRecord(c);
  return load<u16>(r) & U_DECIMAL ? <i32>load<u8>(r, 2) : -1;
}
/** Value of a digit (superscripts too), or -1. */
export function uDigit(c: u32): i32 {
  const r = typeRecord(c);
  return load<u16>(r) & U_DIGIT ? <i32>load<u8>(r, 3) : -1;
}
/** Numeric value; -1 where there is none (ask U_NUMERIC: one character's value is -1/2). */
export function uNumeric(c: u32): f64 {
  let low = 0, high = NUMERIC_COUNT;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = load<u32>(NUMERIC_CODES + (<usize>middle << 2));
    if (at == c) return load<f64>(NUMERIC_VALUES + (<usize>middle << 3));
    if (at < c) low = middle + 1; else high = middle;
  }
  return -1;
}

// One-character case mappings, as regular expressions use them; `upper` is the word at +4 of the record, and so on.
function simple(c: u32, word: usize): u32 {
  const r = typeRecord(c);
  const m = load<i32>(r + word);
  if (load<u16>(r) & U_EXTENDED) return load<u32>(TYPE_SEQUENCES + (<usize>(m & 0xFFFF) << 2));
  return c + m;
}
/** The one character that is its upper case, or itself. */
export function uToUpper(c: u32): u32 {
  if (c < 128) return c - 97 < 26 ? c - 32 : c;
  return simple(c, 4);
}
/** The one character that is its lower case, or itself. */
export function uToLower(c: u32): u32 {
  if (c < 128) return c - 65 < 26 ? c + 32 : c;
  return simple(c, 8);
}

function full(c: u32, word: usize, out: usize): u32 {
  const r = typeRecord(c);
  const m = load<u32>(r + word);
  if (load<u16>(r) & U_EXTENDED) {
    const n = m >>> 24;
    memory.copy(out, TYPE_SEQUENCES + (<usize>(m & 0xFFFF) << 2), <usize>n << 2);
    return n;
  }
  store<u32>(out, c + m);
  return 1;
}
/** The full case mappings: at most three u32 at `out`; returns how many. */
export function uFullUpper(c: u32, out: usize): u32 { return full(c, 4, out); }
/** Writes the characters (u32, at most three) of its lower case to `out`; how many. */
export function uFullLower(c: u32, out: usize): u32 { return full(c, 8, out); }
/** The same for title case. */
export function uFullTitle(c: u32, out: usize): u32 { return full(c, 12, out); }
/** The same for case folding. */
export function uFold(c: u32, out: usize): u32 {
  const r = typeRecord(c);
  const m = load<u32>(r, 8);
  if (load<u16>(r) & U_EXTENDED) {
    const n = (m >>> 20) & 7;
    memory.copy(out, TYPE_SEQUENCES + (<usize>((m & 0xFFFF) + (m >>> 24)) << 2), <usize>n << 2);
    return n;
  }
  store<u32>(out, c + m);
  return 1;
}

function dataRecord(c: u32): u32 {
  const block = <u32>load<u16>(DATA_FIRST + (<usize>(c >>> 7) << 1));
  const index = <u32>load<u16>(DATA_SECOND + (<usize>((block << 7) | (c & 127)) << 1));
  return load<u32>(DATA_RECORDS + (<usize>index << 2));
}
/** Index into "Cn Lu Ll Lt Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Lm Lo Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So". */
export function uCategory(c: u32): u32 { return dataRecord(c) & 0xFF; }
/** The canonical combining class. */
export function uCombining(c: u32): u32 { return (dataRecord(c) >>> 8) & 0xFF; }
/** Index into "(none) L LRE LRO R AL RLE RLO PDF EN ES ET AN CS NSM BN B S WS ON LRI RLI FSI PDI". */
export function uBidirectional(c: u32): u32 { return (dataRecord(c) >>> 16) & 0x7F; }
/** Whether it is mirrored in text from right to left. */
export function uMirrored(c: u32): bool { return (dataRecord(c) >>> 23 & 1) != 0; }
/** Index into "F H W Na A N". */
export function uWidth(c: u32): u32 { return dataRecord(c) >>> 24; }
