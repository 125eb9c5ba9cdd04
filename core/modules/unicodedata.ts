// The module unicodedata. Its functions are methods of the type UCD too, of which ucd_3_2_0 is an instance: what that version lacked is
// told from the age of characters only as far as stringprep and IDNA need it, so it answers like the current one.

import { Value, NULL, boxInt, boxFloat, boxPtr, boxBool } from "../value";
import { T } from "../names.generated";
import { allocObject } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { errorOccurred, raise, raiseFmt } from "../errors";
import { checkArgs } from "../args";
import { constant, defType, func, getset, METH_FAST, METH_O, method, addType } from "../objects/define";
import { TypeFlag } from "../objects/typeobject";
import { strAt, strEqual, strFromLiteral, strLen } from "../objects/strnew";
import { builderChar, builderDiscard, builderFinish, builderInit, builderStr } from "../objects/strbuilder";
import { isStr, strEmpty, strEqualAscii, strIsAscii, strToUtf8 } from "../objects/strmake";
import { free } from "../memory/alloc";
import { charName, charsByName } from "../objects/charname";
import { decompositionIndex, decompositionKind, decompositionPiece, decompositionStart, strNormalize } from "../objects/normalize";
import { uBidirectional, uCategory, uCombining, uDecimal, uDigit, uIs, uMirrored, uNumeric, uWidth, U_NUMERIC } from "../objects/unicode";

/** The character of an argument, or -1 with TypeError. */
function character(fname: string, v: Value, place: i32): i32 {
  const f = strFromLiteral(fname);
  if (!isStr(v)) raiseFmt(T.TypeError, place ? "%s() argument 1 must be a unicode character, not %T" : "%s() argument must be a unicode character, not %T", f, v);
  else if (strLen(v) == 1) { decref(f); return strAt(v, 0); }
  else raiseFmt(T.TypeError, place ? "%s(): argument 1 must be a unicode character, not a string of length %d" : "%s(): argument must be a unicode character, not a string of length %d", f, boxInt(strLen(v)));
  decref(f);
  return -1;
}
/** The `index`-th word of a literal of words between single spaces. */
function wordOf(words: string, index: u32): Value {
  let from = 0;
  while (index > 0) { if (words.charCodeAt(from) == 0x20) index--; from++; }
  const b = builderInit(4);
  if (!b) return NULL;
  for (let i = from; i < words.length && words.charCodeAt(i) != 0x20; i++) builderChar(b, words.charCodeAt(i));
  return builderFinish(b);
}

/** A number of a character, or the default: how 0 decimal, 1 digit, 2 numeric. */
function number(args: usize, nargs: i32, fname: string, how: i32): Value {
  if (!checkArgs(fname, nargs, 1, 2)) return NULL;
  const c = character(fname, load<u64>(args), 1);
  if (c < 0) return NULL;
  if (how == 2) { if (uIs(c, U_NUMERIC)) return boxFloat(uNumeric(c)); }
  else {
    const n = how ? uDigit(c) : uDecimal(c);
    if (n >= 0) return boxInt(n);
  }
  if (nargs > 1) return newref(load<u64>(args, 8));
  return raise(T.ValueError, how == 0 ? "not a decimal" : how == 1 ? "not a digit" : "not a numeric character");
}
function decimal(self: Value, args: usize, nargs: i32): Value { return number(args, nargs, "decimal", 0); }
function digit(self: Value, args: usize, nargs: i32): Value { return number(args, nargs, "digit", 1); }
function numeric(self: Value, args: usize, nargs: i32): Value { return number(args, nargs, "numeric", 2); }
function category(self: Value, v: Value): Value {
  const c = character("category", v, 0);
  return c < 0 ? NULL : wordOf("Cn Lu Ll Lt Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Lm Lo Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So", uCategory(c));
}
function bidirectional(self: Value, v: Value): Value {
  const c = character("bidirectional", v, 0);
  return c < 0 ? NULL : wordOf(" L LRE LRO R AL RLE RLO PDF EN ES ET AN CS NSM BN B S WS ON LRI RLI FSI PDI", uBidirectional(c));
}
function combining(self: Value, v: Value): Value {
  const c = character("combining", v, 0);
  return c < 0 ? NULL : boxInt(uCombining(c));
}
function mirrored(self: Value, v: Value): Value {
  const c = character("mirrored", v, 0);
  return c < 0 ? NULL : boxInt(uMirrored(c) ? 1 : 0);
}
function eastAsianWidth(self: Value, v: Value): Value {
  const c = character("east_asian_width", v, 0);
  return c < 0 ? NULL : wordOf("F H W Na A N", uWidth(c));
}
function decomposition(self: Value, v: Value): Value {
  const c = character("decomposition", v, 0);
  if (c < 0) return NULL;
  const index = decompositionIndex(c);
  if (index < 0) return strEmpty();
  const b = builderInit(16);
  if (!b) return NULL;
  let ok = true;
  const kind = decompositionKind(index);
  if (kind) {
    const text = wordOf(" <noBreak> <compat> <super> <fraction> <sub> <font> <circle> <wide> <vertical> <square> <isolated> <final> <initial> <medial> <narrow> <small>", kind);
    ok = text != NULL && builderStr(b, text);
    decref(text);
  }
  const end = decompositionStart(index + 1);
  for (let i = decompositionStart(index); ok && i < end; i++) {
    if (kind || i > decompositionStart(index)) ok = builderChar(b, 0x20);
    const piece = decompositionPiece(i);
    for (let shift = piece > 0xFFFFF ? 20 : piece > 0xFFFF ? 16 : 12; ok && shift >= 0; shift -= 4) {
      const d = (piece >>> shift) & 15;
      ok = builderChar(b, d < 10 ? 48 + d : 55 + d);
    }
  }
  return ok ? builderFinish(b) : builderDiscard(b);
}
/** The form of a name, or -1 with ValueError. */
function formOf(fname: string, v: Value): i32 {
  if (!isStr(v)) {
    const f = strFromLiteral(fname);
    raiseFmt(T.TypeError, "%s() argument 1 must be str, not %T", f, v);
    decref(f);
    return -1;
  }
  if (strEqualAscii(v, "NFC")) return 0;
  if (strEqualAscii(v, "NFD")) return 1;
  if (strEqualAscii(v, "NFKC")) return 2;
  if (strEqualAscii(v, "NFKD")) return 3;
  raise(T.ValueError, "invalid normalization form");
  return -1;
}
function normalArguments(fname: string, args: usize, nargs: i32): i32 {
  if (!checkArgs(fname, nargs, 2, 2)) return -1;
  const text = load<u64>(args, 8);
  if (!isStr(load<u64>(args))) return formOf(fname, load<u64>(args));
  if (!isStr(text)) {
    const f = strFromLiteral(fname);
    raiseFmt(T.TypeError, "%s() argument 2 must be str, not %T", f, text);
    decref(f);
    return -1;
  }
  return formOf(fname, load<u64>(args));
}
function normalize(self: Value, args: usize, nargs: i32): Value {
  const form = normalArguments("normalize", args, nargs);
  return form < 0 ? NULL : strNormalize(load<u64>(args, 8), form);
}
function isNormalized(self: Value, args: usize, nargs: i32): Value {
  const form = normalArguments("is_normalized", args, nargs);
  if (form < 0) return NULL;
  const r = strNormalize(load<u64>(args, 8), form);
  if (r == NULL) return NULL;
  const same = strEqual(r, load<u64>(args, 8));
  decref(r);
  return boxBool(same);
}
function nameOf(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("name", nargs, 1, 2)) return NULL;
  const c = character("name", load<u64>(args), 1);
  if (c < 0) return NULL;
  const r = charName(c);
  if (r != NULL || errorOccurred()) return r;
  if (nargs > 1) return newref(load<u64>(args, 8));
  return raise(T.ValueError, "no such name");
}
function lookup(self: Value, v: Value): Value {
  if (!isStr(v)) return raiseFmt(T.TypeError, "lookup() argument must be str, not %T", v);
  let r: Value = NULL;
  if (strIsAscii(v)) {
    const block = strToUtf8(v);
    if (!block) return NULL;
    r = charsByName(block + 8, load<u32>(block));
    free(block);
  }
  return r == NULL && !errorOccurred() ? raiseFmt(T.KeyError, "undefined character name '%s'", v) : r;
}
function oldVersion(self: Value): Value { return strFromLiteral("3.2.0"); }

export function initUnicodedataTypes(): void {
  defType(T.UCD, "unicodedata.UCD", T.object, 16, TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  method(T.UCD, "decimal", decimal.index, METH_FAST, "($self, chr, default=<unrepresentable>, /)");
  method(T.UCD, "digit", digit.index, METH_FAST, "($self, chr, default=<unrepresentable>, /)");
  method(T.UCD, "numeric", numeric.index, METH_FAST, "($self, chr, default=<unrepresentable>, /)");
  method(T.UCD, "category", category.index, METH_O, "($self, chr, /)");
  method(T.UCD, "bidirectional", bidirectional.index, METH_O, "($self, chr, /)");
  method(T.UCD, "combining", combining.index, METH_O, "($self, chr, /)");
  method(T.UCD, "mirrored", mirrored.index, METH_O, "($self, chr, /)");
  method(T.UCD, "east_asian_width", eastAsianWidth.index, METH_O, "($self, chr, /)");
  method(T.UCD, "decomposition", decomposition.index, METH_O, "($self, chr, /)");
  method(T.UCD, "normalize", normalize.index, METH_FAST, "($self, form, unistr, /)");
  method(T.UCD, "is_normalized", isNormalized.index, METH_FAST, "($self, form, unistr, /)");
  method(T.UCD, "name", nameOf.index, METH_FAST, "($self, chr, default=<unrepresentable>, /)");
  method(T.UCD, "lookup", lookup.index, METH_O, "($self, name, /)");
  getset(T.UCD, "unidata_version", oldVersion.index);
}
export function init_unicodedata(mod: Value): void {
  func(mod, "decimal", decimal.index, METH_FAST, "($module, chr, default=<unrepresentable>, /)", "The value of a decimal digit.");
  func(mod, "digit", digit.index, METH_FAST, "($module, chr, default=<unrepresentable>, /)", "The value of a digit.");
  func(mod, "numeric", numeric.index, METH_FAST, "($module, chr, default=<unrepresentable>, /)", "The numeric value of a character.");
  func(mod, "category", category.index, METH_O, "($module, chr, /)", "The general category.");
  func(mod, "bidirectional", bidirectional.index, METH_O, "($module, chr, /)", "The bidirectional class.");
  func(mod, "combining", combining.index, METH_O, "($module, chr, /)", "The canonical combining class.");
  func(mod, "mirrored", mirrored.index, METH_O, "($module, chr, /)", "Whether the character is mirrored in text from right to left.");
  func(mod, "east_asian_width", eastAsianWidth.index, METH_O, "($module, chr, /)", "The east asian width.");
  func(mod, "decomposition", decomposition.index, METH_O, "($module, chr, /)", "The decomposition mapping.");
  func(mod, "normalize", normalize.index, METH_FAST, "($module, form, unistr, /)", "The normal form of a string.");
  func(mod, "is_normalized", isNormalized.index, METH_FAST, "($module, form, unistr, /)", "Whether a string is in a normal form.");
  func(mod, "name", nameOf.index, METH_FAST, "($module, chr, default=<unrepresentable>, /)", "The name of a character.");
  func(mod, "lookup", lookup.index, METH_O, "($module, name, /)", "The character of a name.");
  constant(mod, "unidata_version", strFromLiteral("16.0.0"));
  addType(mod, T.UCD);
  const old = allocObject(T.UCD, 16);
  if (old) constant(mod, "ucd_3_2_0", boxPtr(old));
}
