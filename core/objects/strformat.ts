// str.format and format_map, and what the interpreter's f-string instructions call.
//
// A replacement field is `{` name [`!` conversion] [`:` specification] `}`; the name is an index or a keyword followed by `.attribute` and
// `[item]` parts. A specification may hold fields itself, two levels deep. The grammar is that of "Format String Syntax" in the library
// reference; core/modules/_string.ts offers its parts to string.Formatter.

import { Value, NULL, boxInt } from "../value";
import { T } from "../names.generated";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt, raiseWith } from "../errors";
import { getAttr, getItem, reprOf, strOf } from "../abstract";
import { popArgs, pushArgs } from "../interp/argstack";
import { tupleAt, tupleSize } from "./tupleobject";
import { strAt, strEqual, strLen } from "./strnew";
import { builderChar, builderDiscard, builderFinish, builderInit, builderSlice, builderStr } from "./strbuilder";
import { strIsAscii, strSlice } from "./strmake";
import { formatValue } from "./format";
import { newInt } from "./int";
import { strEscapeNonAscii } from "./strrepr";
import { uDecimal } from "./unicode";

// ---- format(value, spec) and conversions ----------------------------------------------------------------------------

/** CONVERT_VALUE: 1 str, 2 repr, 3 ascii. */
export function convertValue(v: Value, how: i32): Value {
  if (how == 1) return strOf(v);
  const r = reprOf(v);
  return how == 2 || r == NULL ? r : asciiOf(r);
}
/** ascii(): the repr `r` (stolen) with what is not ASCII escaped. */
export function asciiOf(r: Value): Value {
  if (strIsAscii(r)) return r;
  const a = strEscapeNonAscii(r);
  decref(r);
  return a;
}

/** Lower-case hexadecimal digits of a number, as %x. */
export function strHexOf(x: u32): Value {
  const b = builderInit(8);
  if (!b) return NULL;
  let shift = x == 0 ? 0 : (31 - <i32>clz<u32>(x)) & ~3;
  for (; shift >= 0; shift -= 4) {
    const d = (x >>> shift) & 15;
    builderChar(b, d < 10 ? 48 + d : 87 + d);
  }
  return builderFinish(b);
}

// ---- parsing a format string ----------------------------------------------------------------------------------------

/** The part of a format string that `nextMarkup` found; all indices into the string. */
@unmanaged
export class Markup {
  position: u32; // where to go on
  literalStart: u32; literalEnd: u32;
  field: u32; // 1: a field follows the literal
  nameStart: u32; nameEnd: u32;
  specStart: u32; specEnd: u32;
  conversion: u32; // 0: none
  nested: u32; // the specification has fields of its own
}
/** Values of the argument stack that a Markup takes. */
export const MARKUP_WORDS: u32 = 5;

/** Finds the next literal and field of s[m.position:end]. 1 found, 0 at the end, -1 with ValueError. */
export function nextMarkup(s: Value, end: u32, m: Markup): i32 {
  let i = m.position;
  if (i >= end) return 0;
  const start = i;
  let c: u32 = 0;
  let markup = false;
  while (i < end) {
    c = strAt(s, i++);
    if (c == 0x7B || c == 0x7D) { markup = true; break; }
  }
  const atEnd = i >= end;
  let stop = i;
  m.field = 0;
  if (markup) {
    if (c == 0x7D && (atEnd || strAt(s, i) != c)) { raise(T.ValueError, "Single '}' encountered in format string"); return -1; }
    if (c == 0x7B && atEnd) { raise(T.ValueError, "Single '{' encountered in format string"); return -1; }
    if (strAt(s, i) == c) { i++; markup = false; } // a doubled brace: the literal has one
    else stop--;
  }
  m.literalStart = start;
  m.literalEnd = stop;
  m.position = i;
  if (!markup) return 1;
  m.field = 1;
  return parseField(s, end, m) ? 1 : -1;
}
function parseField(s: Value, end: u32, m: Markup): bool {
  let i = m.position;
  let c: u32 = 0;
  m.conversion = 0;
  m.nested = 0;
  m.nameStart = i;
  while (i < end) {
    c = strAt(s, i++);
    if (c == 0x7B) { raise(T.ValueError, "unexpected '{' in field name"); return false; }
    if (c == 0x5B) {
      while (i < end && strAt(s, i) != 0x5D) i++;
      continue;
    }
    if (c == 0x7D || c == 0x3A || c == 0x21) break;
  }
  m.nameEnd = i - 1;
  m.specStart = m.specEnd = i;
  if (c == 0x21 || c == 0x3A) {
    if (c == 0x21) {
      if (i >= end) { raise(T.ValueError, "end of string while looking for conversion specifier"); return false; }
      m.conversion = strAt(s, i++);
      if (i < end) {
        c = strAt(s, i++);
        if (c == 0x7D) { m.specStart = m.specEnd = i; m.position = i; return true; }
        if (c != 0x3A) { raise(T.ValueError, "expected ':' after conversion specifier"); return false; }
      }
    }
    m.specStart = i;
    let depth = 1;
    while (i < end) {
      c = strAt(s, i++);
      if (c == 0x7B) { m.nested = 1; depth++; }
      else if (c == 0x7D && --depth == 0) { m.specEnd = i - 1; m.position = i; return true; }
    }
    raise(T.ValueError, "unmatched '{' in format spec");
    return false;
  }
  if (c != 0x7D) { raise(T.ValueError, "expected '}' before end of string"); return false; }
  m.position = i;
  return true;
}

/** s[from:to] as an index: its value, -1 when it is none (empty, or not all digits), -2 with ValueError. */
export function fieldIndex(s: Value, from: u32, to: u32): i64 {
  if (from >= to) return -1;
  let x: i64 = 0;
  for (let i = from; i < to; i++) {
    const d = uDecimal(strAt(s, i));
    if (d < 0) return -1;
    if (x > (i64.MAX_VALUE - d) / 10) { raise(T.ValueError, "Too many decimal digits in format string"); return -2; }
    x = x * 10 + d;
  }
  return x;
}
/** Where the first part of a field name ends. */
export function fieldFirstEnd(s: Value, from: u32, to: u32): u32 {
  let i = from;
  while (i < to && strAt(s, i) != 0x2E && strAt(s, i) != 0x5B) i++;
  return i;
}
/**
 * The next `.name` or `[item]` of a field name at s[i:to]: nothing at the end (0), an attribute (1), an item (2), -1 with ValueError.
 * Writes the bounds of the name and the next position as u32 at `out`.
 */
export function nextFieldPart(s: Value, i: u32, to: u32, out: usize): i32 {
  if (i >= to) return 0;
  const c = strAt(s, i++);
  const start = i;
  let kind: i32, stop: u32;
  if (c == 0x2E) {
    kind = 1;
    while (i < to && strAt(s, i) != 0x2E && strAt(s, i) != 0x5B) i++;
    stop = i;
  } else if (c == 0x5B) {
    kind = 2;
    while (i < to && strAt(s, i) != 0x5D) i++;
    if (i >= to) { raise(T.ValueError, "Missing ']' in format string"); return -1; }
    stop = i++;
  } else {
    raise(T.ValueError, "Only '.' or '[' may follow ']' in format field specifier");
    return -1;
  }
  if (start == stop) { raise(T.ValueError, "Empty attribute in format string"); return -1; }
  store<u32>(out, start);
  store<u32>(out, stop, 4);
  store<u32>(out, i, 8);
  return kind;
}

// ---- str.format -----------------------------------------------------------------------------------------------------

/** What the fields of a format string refer to. */
@unmanaged
class Fields {
  args: u32; nargs: i32; // nargs -1: format_map
  kwnames: Value;
  mapping: Value; // of format_map, else NULL
  state: i32; next: i32; // numbering: 0 open, 1 automatic, 2 by hand
}

export function strFormatMethod(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const at = pushArgs(4);
  if (!at) return NULL;
  const f = changetype<Fields>(at);
  f.args = <u32>args; f.nargs = nargs; f.kwnames = kwnames; f.mapping = NULL; f.state = 0; f.next = 0;
  const r = build(self, 0, strLen(self), f, 2);
  popArgs(at);
  return r;
}
export function strFormatMap(self: Value, mapping: Value): Value {
  const at = pushArgs(4);
  if (!at) return NULL;
  const f = changetype<Fields>(at);
  f.args = 0; f.nargs = -1; f.kwnames = NULL; f.mapping = mapping; f.state = 0; f.next = 0;
  const r = build(self, 0, strLen(self), f, 2);
  popArgs(at);
  return r;
}
function build(s: Value, from: u32, to: u32, f: Fields, depth: i32): Value {
  if (depth <= 0) return raise(T.ValueError, "Max string recursion exceeded");
  const at = pushArgs(MARKUP_WORDS);
  if (!at) return NULL;
  const b = builderInit(to - from + 16);
  if (!b) { popArgs(at); return NULL; }
  const m = changetype<Markup>(at);
  m.position = from;
  let ok = true;
  while (ok) {
    const found = nextMarkup(s, to, m);
    if (found <= 0) { ok = found == 0; break; }
    if (m.literalEnd > m.literalStart) ok = builderSlice(b, s, m.literalStart, m.literalEnd - m.literalStart);
    if (ok && m.field) {
      const text = field(s, m, f, depth);
      ok = text != NULL && builderStr(b, text);
      decref(text);
    }
  }
  popArgs(at);
  return ok ? builderFinish(b) : builderDiscard(b);
}
function field(s: Value, m: Markup, f: Fields, depth: i32): Value {
  let v = fieldObject(s, m.nameStart, m.nameEnd, f);
  if (v == NULL) return NULL;
  if (m.conversion) {
    const how = m.conversion == 0x73 ? 1 : m.conversion == 0x72 ? 2 : m.conversion == 0x61 ? 3 : 0;
    if (!how) {
      decref(v);
      const c = m.conversion;
      if (c > 32 && c < 127) return raiseFmt(T.ValueError, "Unknown conversion specifier %c", boxInt(c));
      const h = strHexOf(c);
      raiseFmt(T.ValueError, "Unknown conversion specifier \\x%s", h);
      decref(h);
      return NULL;
    }
    const converted = convertValue(v, how);
    decref(v);
    if (converted == NULL) return NULL;
    v = converted;
  }
  let spec: Value = NULL;
  if (m.specEnd > m.specStart) {
    spec = m.nested ? build(s, m.specStart, m.specEnd, f, depth - 1) : strSlice(s, m.specStart, m.specEnd);
    if (spec == NULL) { decref(v); return NULL; }
  }
  const r = formatValue(v, spec);
  decref(spec);
  decref(v);
  return r;
}
function fieldObject(s: Value, from: u32, to: u32, f: Fields): Value {
  const first = fieldFirstEnd(s, from, to);
  let index = fieldIndex(s, from, first);
  if (index == -2) return NULL;
  const empty = first == from;
  if (empty || index != -1) {
    if (f.state == 0) f.state = empty ? 1 : 2;
    if (f.state == 1 && !empty) return raise(T.ValueError, "cannot switch from automatic field numbering to manual field specification");
    if (f.state == 2 && empty) return raise(T.ValueError, "cannot switch from manual field specification to automatic field numbering");
    if (empty) index = f.next++;
  }
  let v: Value;
  if (index == -1) {
    const key = strSlice(s, from, first);
    if (key == NULL) return NULL;
    if (f.mapping != NULL) v = getItem(f.mapping, key);
    else {
      v = NULL;
      const n = f.kwnames == NULL ? 0 : <i32>tupleSize(f.kwnames);
      for (let k = 0; k < n; k++) if (strEqual(tupleAt(f.kwnames, k), key)) { v = newref(load<u64>(<usize>f.args + (<usize>(f.nargs + k) << 3))); break; }
      if (v == NULL) raiseWith(T.KeyError, newref(key));
    }
    decref(key);
  } else {
    if (f.nargs < 0) return raise(T.ValueError, "Format string contains positional fields");
    if (index >= f.nargs) return raiseFmt(T.IndexError, "Replacement index %d out of range for positional args tuple", boxInt(index));
    v = newref(load<u64>(<usize>f.args + (<usize>index << 3)));
  }
  if (v == NULL) return NULL;
  let i = first;
  const out = pushArgs(2);
  if (!out) { decref(v); return NULL; }
  while (true) {
    const kind = nextFieldPart(s, i, to, out);
    if (kind <= 0) {
      if (kind < 0) { decref(v); v = NULL; }
      break;
    }
    const start = load<u32>(out), stop = load<u32>(out, 4);
    i = load<u32>(out, 8);
    let next: Value = NULL;
    if (kind == 1) {
      const attribute = strSlice(s, start, stop);
      if (attribute != NULL) next = getAttr(v, attribute);
      decref(attribute);
    } else {
      const n = fieldIndex(s, start, stop);
      if (n != -2) {
        const key = n >= 0 ? newInt(n) : strSlice(s, start, stop);
        if (key != NULL) next = getItem(v, key);
        decref(key);
      }
    }
    decref(v);
    v = next;
    if (v == NULL) break;
  }
  popArgs(out);
  return v;
}
