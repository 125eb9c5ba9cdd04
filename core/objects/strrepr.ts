// repr of a str, and the escapes of `ascii`.

import { Value, NULL, boxPtr, ptrOf } from "../value";
import { outOfMemory } from "../errors";
import { STR_DATA, strAlloc, strLen, strView } from "./strnew";
import { kindOf, putChar, strData } from "./strmake";
import { textAt } from "./strsearch";
import { U_PRINTABLE, uIs } from "./unicode";

const HEX = "0123456789abcdef";
/** The lower-case hexadecimal digit of a nibble, as a character. */
export function hexDigit(nibble: u32): u32 { return <u32>load<u16>(changetype<usize>(HEX) + (<usize>(nibble & 15) << 1)); }

/** repr(v): quoted, with what is not printable escaped; with `asciiOnly` as `ascii(v)` does. */
export function strRepr(v: Value, asciiOnly: bool = false): Value {
  const n = strLen(v), at = strData(v), kind = <u32>strView(ptrOf(v)).kind;
  let singles = 0, doubles = 0;
  let size: u64 = 2;
  let widest: u32 = 0x7F;
  for (let i: usize = 0; i < n; i++) {
    const c = textAt(at, kind, i);
    if (c == 0x27) { singles++; size++; }
    else if (c == 0x22) { doubles++; size++; }
    else if (c == 0x5C || c == 0x0A || c == 0x0D || c == 0x09) size += 2;
    else if (c < 0x20 || c == 0x7F) size += 4;
    else if (c < 0x7F) size++;
    else if (!asciiOnly && uIs(c, U_PRINTABLE)) { size++; widest |= c; }
    else size += c < 0x100 ? 4 : c < 0x10000 ? 6 : 10;
  }
  const quote: u32 = singles && !doubles ? 0x22 : 0x27;
  if (quote == 0x27) size += singles;
  const toKind = kindOf(widest);
  if (size * toKind > 0x7FFFFF00) return outOfMemory();
  const p = strAlloc(<u32>size, toKind);
  if (!p) return NULL;
  const to = p + STR_DATA;
  let o: usize = 0;
  putChar(to, toKind, o++, quote);
  for (let i: usize = 0; i < n; i++) {
    const c = textAt(at, kind, i);
    if (c == quote || c == 0x5C) { putChar(to, toKind, o++, 0x5C); putChar(to, toKind, o++, c); }
    else if (c == 0x0A || c == 0x0D || c == 0x09) {
      putChar(to, toKind, o++, 0x5C);
      putChar(to, toKind, o++, c == 0x0A ? 0x6E : c == 0x0D ? 0x72 : 0x74);
    } else if (c - 0x20 < 0x5F || (c > 0x7F && !asciiOnly && uIs(c, U_PRINTABLE))) putChar(to, toKind, o++, c);
    else o = putEscape(to, toKind, o, c);
  }
  putChar(to, toKind, o++, quote);
  strView(p).ascii = widest < 0x80 ? 1 : 0;
  return boxPtr(p);
}
/** Writes \xhh, \uhhhh or \Uhhhhhhhh at index `o` of a text; returns the index after it. */
export function putEscape(to: usize, kind: u32, o: usize, c: u32): usize {
  const digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
  putChar(to, kind, o++, 0x5C);
  putChar(to, kind, o++, digits == 2 ? 0x78 : digits == 4 ? 0x75 : 0x55);
  for (let shift = (digits - 1) << 2; shift >= 0; shift -= 4) putChar(to, kind, o++, hexDigit(c >>> shift));
  return o;
}

/** ascii() of a repr: `v` (a str, borrowed) with everything that is not ASCII escaped. */
export function strEscapeNonAscii(v: Value): Value {
  const n = strLen(v), at = strData(v), kind = <u32>strView(ptrOf(v)).kind;
  let size: u64 = 0;
  for (let i: usize = 0; i < n; i++) {
    const c = textAt(at, kind, i);
    size += c < 0x80 ? 1 : c < 0x100 ? 4 : c < 0x10000 ? 6 : 10;
  }
  if (size > 0x7FFFFF00) return outOfMemory();
  const p = strAlloc(<u32>size, 1);
  if (!p) return NULL;
  strView(p).ascii = 1;
  let o: usize = 0;
  for (let i: usize = 0; i < n; i++) {
    const c = textAt(at, kind, i);
    if (c < 0x80) store<u8>(p + o++, <u8>c, STR_DATA);
    else o = putEscape(p + STR_DATA, 1, o, c);
  }
  return boxPtr(p);
}
