// The module _codecs: the registry of codecs and error handlers, and the codecs that are native (core/objects/codec*.ts).
// Each codec gives (result, how much of the input was used).

import { Value, NULL, None, boxBool, boxInt } from "../value";
import { T } from "../names.generated";
import { decref, newref } from "../memory/refcount";
import { errorOccurred, raiseFmt } from "../errors";
import { indexI64, isTrue } from "../abstract";
import { checkArgs, parseArgs } from "../args";
import { popArgs, pushArgs } from "../interp/argstack";
import { func, METH_FAST, METH_KW, METH_O } from "../objects/define";
import { tuple2, tuple3 } from "../objects/tupleobject";
import { strAt, strFromLiteral, strLen } from "../objects/strnew";
import { dictNew, dictSet } from "../objects/dict";
import { isStr, strFromCodePoint, strFromText } from "../objects/strmake";
import { bytesData, bytesLen } from "../objects/bytesobject";
import { bytesFromBuffer, isBytes } from "../objects/bytesmake";
import { hasBuffer } from "../objects/buffer";
import { checkCodecName, codecCall, codecLookup, codecRegister, codecUnregister } from "../objects/codecs";
import { lookupError, registerError, unregisterError } from "../objects/codecerrors";
import { utf8Decode, utf8Encode } from "../objects/codecutf8";
import { utf16Decode, utf16Encode, utf32Decode, utf32Encode } from "../objects/codecutf16";
import { asciiDecode, asciiEncode, charmapDecode, charmapEncode, latin1Decode, latin1Encode } from "../objects/codecsimple";
import { escapeDecode, escapeEncode, rawUnicodeEscapeDecode, rawUnicodeEscapeEncode, unicodeEscapeDecode, unicodeEscapeEncode } from "../objects/codecescape";
import { utf7Decode, utf7Encode } from "../objects/codecutf7";
import { encodingMapNew } from "../objects/encodingmap";
import { warn } from "./warn";
import { formatMessage } from "../format";

/** (result, used), stealing the result; NULL for NULL. */
function pair(result: Value, used: i64): Value {
  if (result == NULL) return NULL;
  const t = tuple2(result, boxInt(used));
  decref(result);
  return t;
}
/** The argument as bytes (owned): bytes, any buffer, and where `text` a str as its UTF-8. */
function inputBytes(v: Value, text: bool): Value {
  if (isBytes(v)) return newref(v);
  if (text && isStr(v)) return utf8Encode(v, NULL);
  if (!hasBuffer(v)) return raiseFmt(T.TypeError, "a bytes-like object is required, not '%T'", v);
  return bytesFromBuffer(v);
}
/** The argument `errors` at `i`: a str, or NULL for none; false with TypeError. */
function errorsArgument(fname: string, args: usize, nargs: i32, i: i32): bool {
  if (nargs <= i) return true;
  const v = load<u64>(args + (<usize>i << 3));
  if (v == None || isStr(v)) return true;
  const f = strFromLiteral(fname);
  raiseFmt(T.TypeError, "%s() argument %d must be str or None, not %T", f, boxInt(i + 1), v);
  decref(f);
  return false;
}
function optional(args: usize, nargs: i32, i: i32): Value {
  if (nargs <= i) return NULL;
  const v = load<u64>(args + (<usize>i << 3));
  return v == None ? NULL : v;
}
/** A str argument; false with TypeError. */
function strArgument(fname: string, args: usize, i: i32): bool {
  const v = load<u64>(args + (<usize>i << 3));
  if (isStr(v)) return true;
  const f = strFromLiteral(fname);
  raiseFmt(T.TypeError, "%s() argument %d must be str, not %T", f, boxInt(i + 1), v);
  decref(f);
  return false;
}

// ---- registry -------------------------------------------------------------------------------------------------------

function register(mod: Value, search: Value): Value { return codecRegister(search) < 0 ? NULL : None; }
function unregister(mod: Value, search: Value): Value { return codecUnregister(search) < 0 ? NULL : None; }
function lookup(mod: Value, encoding: Value): Value {
  if (!isStr(encoding)) return raiseFmt(T.TypeError, "lookup() argument must be str, not %T", encoding);
  return codecLookup(encoding);
}
function encodeDecode(args: usize, nargs: i32, kwnames: Value, fname: string, which: i32): Value {
  const out = pushArgs(3);
  if (!out) return NULL;
  const bound = parseArgs(fname, "obj | encoding errors", args, nargs, kwnames, out);
  const object = load<u64>(out), given = load<u64>(out, 8), errors = load<u64>(out, 16);
  popArgs(out);
  if (!bound) return NULL;
  if (given != NULL && !isStr(given)) return badStr(fname, "encoding", given);
  if (errors != NULL && !isStr(errors)) return badStr(fname, "errors", errors);
  const encoding = given == NULL ? strFromLiteral("utf-8") : newref(given);
  const r = codecCall(encoding, object, errors, which, false);
  decref(encoding);
  return r;
}
function badStr(fname: string, which: string, v: Value): Value {
  const f = strFromLiteral(fname), w = strFromLiteral(which);
  raiseFmt(T.TypeError, "%s() argument '%s' must be str, not %T", f, w, v);
  decref(f);
  decref(w);
  return NULL;
}
function encode(mod: Value, args: usize, nargs: i32, kwnames: Value): Value { return encodeDecode(args, nargs, kwnames, "encode", 0); }
function decode(mod: Value, args: usize, nargs: i32, kwnames: Value): Value { return encodeDecode(args, nargs, kwnames, "decode", 1); }
function register_error(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("register_error", nargs, 2, 2) || !strArgument("register_error", args, 0)) return NULL;
  return registerError(load<u64>(args), load<u64>(args, 8)) < 0 ? NULL : None;
}
function unregister_error(mod: Value, errors: Value): Value {
  if (!isStr(errors)) return raiseFmt(T.TypeError, "_unregister_error() argument must be str, not %T", errors);
  const r = unregisterError(errors);
  return r < 0 ? NULL : boxBool(r != 0);
}
function lookup_error(mod: Value, errors: Value): Value {
  if (!isStr(errors)) return raiseFmt(T.TypeError, "lookup_error() argument must be str, not %T", errors);
  if (!checkCodecName(errors)) return NULL;
  return lookupError(errors);
}

// ---- decoders -------------------------------------------------------------------------------------------------------

const D_UTF8 = 0, D_UTF7 = 1, D_UTF16 = 2, D_UTF16LE = 3, D_UTF16BE = 4, D_UTF32 = 5, D_UTF32LE = 6, D_UTF32BE = 7, D_RAW = 8;

// decode(data, errors=None, final=False) of the stateful codecs.
function stateful(args: usize, nargs: i32, fname: string, which: i32): Value {
  if (!checkArgs(fname, nargs, 1, 3) || !errorsArgument(fname, args, nargs, 1)) return NULL;
  const errors = optional(args, nargs, 1);
  let final = which == D_RAW;
  if (nargs > 2) {
    const f = isTrue(load<u64>(args, 16));
    if (f < 0) return NULL;
    final = f != 0;
  }
  const input = inputBytes(load<u64>(args), which == D_RAW);
  if (input == NULL) return NULL;
  const state = pushArgs(2);
  if (!state) { decref(input); return NULL; }
  let r: Value;
  switch (which) {
    case D_UTF8: r = utf8Decode(input, errors, final, state); break;
    case D_UTF7: r = utf7Decode(input, errors, final, state); break;
    case D_UTF16: r = utf16Decode(input, errors, 0, final, state); break;
    case D_UTF16LE: r = utf16Decode(input, errors, -1, final, state); break;
    case D_UTF16BE: r = utf16Decode(input, errors, 1, final, state); break;
    case D_UTF32: r = utf32Decode(input, errors, 0, final, state); break;
    case D_UTF32LE: r = utf32Decode(input, errors, -1, final, state); break;
    case D_UTF32BE: r = utf32Decode(input, errors, 1, final, state); break;
    default: r = rawUnicodeEscapeDecode(input, errors, final, state);
  }
  const used = load<i64>(state);
  popArgs(state);
  decref(input);
  return pair(r, used);
}
function utf_8_decode(mod: Value, args: usize, nargs: i32): Value { return stateful(args, nargs, "utf_8_decode", D_UTF8); }
function utf_7_decode(mod: Value, args: usize, nargs: i32): Value { return stateful(args, nargs, "utf_7_decode", D_UTF7); }
function utf_16_decode(mod: Value, args: usize, nargs: i32): Value { return stateful(args, nargs, "utf_16_decode", D_UTF16); }
function utf_16_le_decode(mod: Value, args: usize, nargs: i32): Value { return stateful(args, nargs, "utf_16_le_decode", D_UTF16LE); }
function utf_16_be_decode(mod: Value, args: usize, nargs: i32): Value { return stateful(args, nargs, "utf_16_be_decode", D_UTF16BE); }
function utf_32_decode(mod: Value, args: usize, nargs: i32): Value { return stateful(args, nargs, "utf_32_decode", D_UTF32); }
function utf_32_le_decode(mod: Value, args: usize, nargs: i32): Value { return stateful(args, nargs, "utf_32_le_decode", D_UTF32LE); }
function utf_32_be_decode(mod: Value, args: usize, nargs: i32): Value { return stateful(args, nargs, "utf_32_be_decode", D_UTF32BE); }
function raw_unicode_escape_decode(mod: Value, args: usize, nargs: i32): Value { return stateful(args, nargs, "raw_unicode_escape_decode", D_RAW); }

// decode(data, errors=None, byteorder=0, final=False): (text, used, byteorder)
function extended(args: usize, nargs: i32, fname: string, wide: bool): Value {
  if (!checkArgs(fname, nargs, 1, 4) || !errorsArgument(fname, args, nargs, 1)) return NULL;
  let order: i64 = 0, final = 0;
  if (nargs > 2) {
    order = indexI64(load<u64>(args, 16), T.OverflowError);
    if (order == -1 && errorOccurred()) return NULL;
  }
  if (nargs > 3) {
    final = isTrue(load<u64>(args, 24));
    if (final < 0) return NULL;
  }
  const input = inputBytes(load<u64>(args), false);
  if (input == NULL) return NULL;
  const state = pushArgs(2);
  if (!state) { decref(input); return NULL; }
  const sign = order < 0 ? -1 : order > 0 ? 1 : 0;
  const text = wide ? utf32Decode(input, optional(args, nargs, 1), sign, final != 0, state) : utf16Decode(input, optional(args, nargs, 1), sign, final != 0, state);
  const used = load<i64>(state), found = load<i64>(state, 8);
  popArgs(state);
  decref(input);
  if (text == NULL) return NULL;
  const t = tuple3(text, boxInt(used), boxInt(<i64><i32>found));
  decref(text);
  return t;
}
function utf_16_ex_decode(mod: Value, args: usize, nargs: i32): Value { return extended(args, nargs, "utf_16_ex_decode", false); }
function utf_32_ex_decode(mod: Value, args: usize, nargs: i32): Value { return extended(args, nargs, "utf_32_ex_decode", true); }

/** Warns of an escape that is none; false when it became an exception. */
function warnEscape(data: usize, n: u32, wrong: i64): bool {
  if (wrong < 0) return true;
  let message: Value;
  const c = <u32>wrong + 1 < n ? <u32>load<u8>(data + <usize>wrong + 1) : 0x3F;
  if (c - 48 < 8) {
    const digits = bytesToStr(data + <usize>wrong, 4);
    message = formatMessage("\"%s\" is an invalid octal escape sequence. Such sequences will not work in the future. ", digits, NULL, NULL, NULL);
    decref(digits);
  } else {
    const text = strFromCodePoint(c);
    message = formatMessage("\"\\%s\" is an invalid escape sequence. Such sequences will not work in the future. ", text, NULL, NULL, NULL);
    decref(text);
  }
  if (message == NULL) return false;
  const r = warn(T.DeprecationWarning, message);
  decref(message);
  return r >= 0;
}
function bytesToStr(at: usize, n: u32): Value { return strFromText(at, 1, n); }

function unicode_escape_decode(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("unicode_escape_decode", nargs, 1, 3) || !errorsArgument("unicode_escape_decode", args, nargs, 1)) return NULL;
  let final = 1;
  if (nargs > 2) {
    final = isTrue(load<u64>(args, 16));
    if (final < 0) return NULL;
  }
  const input = inputBytes(load<u64>(args), true);
  if (input == NULL) return NULL;
  const state = pushArgs(2);
  if (!state) { decref(input); return NULL; }
  let r = unicodeEscapeDecode(input, optional(args, nargs, 1), final != 0, state, state + 8);
  const used = load<i64>(state), wrong = load<i64>(state, 8);
  popArgs(state);
  if (r != NULL && !warnEscape(bytesData(input), bytesLen(input), wrong)) { decref(r); r = NULL; }
  decref(input);
  return pair(r, used);
}
function escape_decode(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("escape_decode", nargs, 1, 2) || !errorsArgument("escape_decode", args, nargs, 1)) return NULL;
  const input = inputBytes(load<u64>(args), true);
  if (input == NULL) return NULL;
  const state = pushArgs(1);
  if (!state) { decref(input); return NULL; }
  let r = escapeDecode(bytesData(input), bytesLen(input), optional(args, nargs, 1), state);
  const wrong = load<i64>(state), n = bytesLen(input);
  popArgs(state);
  if (r != NULL && !warnEscape(bytesData(input), n, wrong)) { decref(r); r = NULL; }
  decref(input);
  return pair(r, n);
}
function escape_encode(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("escape_encode", nargs, 1, 2)) return NULL;
  const v = load<u64>(args);
  if (!isBytes(v)) return raiseFmt(T.TypeError, "escape_encode() argument 1 must be bytes, not %T", v);
  return pair(escapeEncode(bytesData(v), bytesLen(v)), bytesLen(v));
}
function simpleDecode(args: usize, nargs: i32, fname: string, latin: bool): Value {
  if (!checkArgs(fname, nargs, 1, 2) || !errorsArgument(fname, args, nargs, 1)) return NULL;
  const input = inputBytes(load<u64>(args), false);
  if (input == NULL) return NULL;
  const n = bytesLen(input);
  const r = latin ? latin1Decode(input) : asciiDecode(input, optional(args, nargs, 1));
  decref(input);
  return pair(r, n);
}
function latin_1_decode(mod: Value, args: usize, nargs: i32): Value { return simpleDecode(args, nargs, "latin_1_decode", true); }
function ascii_decode(mod: Value, args: usize, nargs: i32): Value { return simpleDecode(args, nargs, "ascii_decode", false); }
function charmap_decode(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("charmap_decode", nargs, 1, 3) || !errorsArgument("charmap_decode", args, nargs, 1)) return NULL;
  const input = inputBytes(load<u64>(args), false);
  if (input == NULL) return NULL;
  const n = bytesLen(input);
  const r = charmapDecode(input, optional(args, nargs, 1), optional(args, nargs, 2));
  decref(input);
  return pair(r, n);
}
function readbuffer_encode(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("readbuffer_encode", nargs, 1, 2)) return NULL;
  const input = inputBytes(load<u64>(args), true);
  if (input == NULL) return NULL;
  return pair(input, bytesLen(input));
}

// ---- encoders -------------------------------------------------------------------------------------------------------

const E_UTF8 = 0, E_UTF7 = 1, E_ASCII = 2, E_LATIN1 = 3, E_ESCAPE = 4, E_RAW = 5, E_UTF16LE = 6, E_UTF16BE = 7, E_UTF32LE = 8, E_UTF32BE = 9, E_UTF16 = 10, E_UTF32 = 11;

function encoder(args: usize, nargs: i32, fname: string, which: i32): Value {
  if (!checkArgs(fname, nargs, 1, which >= E_UTF16 ? 3 : 2) || !strArgument(fname, args, 0) || !errorsArgument(fname, args, nargs, 1)) return NULL;
  const s = load<u64>(args), errors = optional(args, nargs, 1);
  let order = 0;
  if (nargs > 2) {
    const o = indexI64(load<u64>(args, 16), T.OverflowError);
    if (o == -1 && errorOccurred()) return NULL;
    order = o < 0 ? -1 : o > 0 ? 1 : 0;
  }
  let r: Value;
  switch (which) {
    case E_UTF8: r = utf8Encode(s, errors); break;
    case E_UTF7: r = utf7Encode(s); break;
    case E_ASCII: r = asciiEncode(s, errors); break;
    case E_LATIN1: r = latin1Encode(s, errors); break;
    case E_ESCAPE: r = unicodeEscapeEncode(s); break;
    case E_RAW: r = rawUnicodeEscapeEncode(s); break;
    case E_UTF16LE: r = utf16Encode(s, errors, -1); break;
    case E_UTF16BE: r = utf16Encode(s, errors, 1); break;
    case E_UTF32LE: r = utf32Encode(s, errors, -1); break;
    case E_UTF32BE: r = utf32Encode(s, errors, 1); break;
    case E_UTF16: r = utf16Encode(s, errors, order); break;
    default: r = utf32Encode(s, errors, order);
  }
  return pair(r, strLen(s));
}
function utf_8_encode(mod: Value, args: usize, nargs: i32): Value { return encoder(args, nargs, "utf_8_encode", E_UTF8); }
function utf_7_encode(mod: Value, args: usize, nargs: i32): Value { return encoder(args, nargs, "utf_7_encode", E_UTF7); }
function ascii_encode(mod: Value, args: usize, nargs: i32): Value { return encoder(args, nargs, "ascii_encode", E_ASCII); }
function latin_1_encode(mod: Value, args: usize, nargs: i32): Value { return encoder(args, nargs, "latin_1_encode", E_LATIN1); }
function unicode_escape_encode(mod: Value, args: usize, nargs: i32): Value { return encoder(args, nargs, "unicode_escape_encode", E_ESCAPE); }
function raw_unicode_escape_encode(mod: Value, args: usize, nargs: i32): Value { return encoder(args, nargs, "raw_unicode_escape_encode", E_RAW); }
function utf_16_le_encode(mod: Value, args: usize, nargs: i32): Value { return encoder(args, nargs, "utf_16_le_encode", E_UTF16LE); }
function utf_16_be_encode(mod: Value, args: usize, nargs: i32): Value { return encoder(args, nargs, "utf_16_be_encode", E_UTF16BE); }
function utf_32_le_encode(mod: Value, args: usize, nargs: i32): Value { return encoder(args, nargs, "utf_32_le_encode", E_UTF32LE); }
function utf_32_be_encode(mod: Value, args: usize, nargs: i32): Value { return encoder(args, nargs, "utf_32_be_encode", E_UTF32BE); }
function utf_16_encode(mod: Value, args: usize, nargs: i32): Value { return encoder(args, nargs, "utf_16_encode", E_UTF16); }
function utf_32_encode(mod: Value, args: usize, nargs: i32): Value { return encoder(args, nargs, "utf_32_encode", E_UTF32); }
function charmap_encode(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("charmap_encode", nargs, 1, 3) || !strArgument("charmap_encode", args, 0) || !errorsArgument("charmap_encode", args, nargs, 1)) return NULL;
  return pair(charmapEncode(load<u64>(args), optional(args, nargs, 1), optional(args, nargs, 2)), strLen(load<u64>(args)));
}
function charmap_build(mod: Value, map: Value): Value {
  if (!isStr(map)) return raiseFmt(T.TypeError, "charmap_build() argument must be str, not %T", map);
  // A table that no code page has, or with characters beyond 16 bits, is told as a dict.
  const n = min<u32>(strLen(map), 256);
  let simple = n > 0 && strAt(map, 0) == 0;
  for (let i: u32 = 1; simple && i < n; i++) simple = strAt(map, i) != 0 && strAt(map, i) <= 0xFFFF;
  if (simple) return encodingMapNew(map);
  const d = dictNew();
  for (let i: u32 = 0; d != NULL && i < n; i++) if (dictSet(d, boxInt(strAt(map, i)), boxInt(i)) < 0) { decref(d); return NULL; }
  return d;
}

export function init__codecs(mod: Value): void {
  func(mod, "register", register.index, METH_O, "($module, search_function, /)", "Register a function that finds codecs by name.");
  func(mod, "unregister", unregister.index, METH_O, "($module, search_function, /)", "Unregister a search function and forget what was found.");
  func(mod, "lookup", lookup.index, METH_O, "($module, encoding, /)", "Find a codec and return its CodecInfo.");
  func(mod, "encode", encode.index, METH_KW, "($module, /, obj, encoding='utf-8', errors='strict')", "Encode an object with a codec.");
  func(mod, "decode", decode.index, METH_KW, "($module, /, obj, encoding='utf-8', errors='strict')", "Decode an object with a codec.");
  func(mod, "register_error", register_error.index, METH_FAST, "($module, errors, handler, /)", "Register an error handler under a name.");
  func(mod, "_unregister_error", unregister_error.index, METH_O, "($module, errors, /)", "Forget an error handler; whether there was one.");
  func(mod, "lookup_error", lookup_error.index, METH_O, "($module, errors, /)", "Return the error handler of a name.");
  func(mod, "utf_8_decode", utf_8_decode.index, METH_FAST, "($module, data, errors=None, final=False, /)");
  func(mod, "utf_7_decode", utf_7_decode.index, METH_FAST, "($module, data, errors=None, final=False, /)");
  func(mod, "utf_16_decode", utf_16_decode.index, METH_FAST, "($module, data, errors=None, final=False, /)");
  func(mod, "utf_16_le_decode", utf_16_le_decode.index, METH_FAST, "($module, data, errors=None, final=False, /)");
  func(mod, "utf_16_be_decode", utf_16_be_decode.index, METH_FAST, "($module, data, errors=None, final=False, /)");
  func(mod, "utf_32_decode", utf_32_decode.index, METH_FAST, "($module, data, errors=None, final=False, /)");
  func(mod, "utf_32_le_decode", utf_32_le_decode.index, METH_FAST, "($module, data, errors=None, final=False, /)");
  func(mod, "utf_32_be_decode", utf_32_be_decode.index, METH_FAST, "($module, data, errors=None, final=False, /)");
  func(mod, "utf_16_ex_decode", utf_16_ex_decode.index, METH_FAST, "($module, data, errors=None, byteorder=0, final=False, /)");
  func(mod, "utf_32_ex_decode", utf_32_ex_decode.index, METH_FAST, "($module, data, errors=None, byteorder=0, final=False, /)");
  func(mod, "unicode_escape_decode", unicode_escape_decode.index, METH_FAST, "($module, data, errors=None, final=True, /)");
  func(mod, "raw_unicode_escape_decode", raw_unicode_escape_decode.index, METH_FAST, "($module, data, errors=None, final=True, /)");
  func(mod, "latin_1_decode", latin_1_decode.index, METH_FAST, "($module, data, errors=None, /)");
  func(mod, "ascii_decode", ascii_decode.index, METH_FAST, "($module, data, errors=None, /)");
  func(mod, "charmap_decode", charmap_decode.index, METH_FAST, "($module, data, errors=None, mapping=None, /)");
  func(mod, "escape_decode", escape_decode.index, METH_FAST, "($module, data, errors=None, /)");
  func(mod, "escape_encode", escape_encode.index, METH_FAST, "($module, data, errors=None, /)");
  func(mod, "readbuffer_encode", readbuffer_encode.index, METH_FAST, "($module, data, errors=None, /)");
  func(mod, "utf_8_encode", utf_8_encode.index, METH_FAST, "($module, str, errors=None, /)");
  func(mod, "utf_7_encode", utf_7_encode.index, METH_FAST, "($module, str, errors=None, /)");
  func(mod, "ascii_encode", ascii_encode.index, METH_FAST, "($module, str, errors=None, /)");
  func(mod, "latin_1_encode", latin_1_encode.index, METH_FAST, "($module, str, errors=None, /)");
  func(mod, "unicode_escape_encode", unicode_escape_encode.index, METH_FAST, "($module, str, errors=None, /)");
  func(mod, "raw_unicode_escape_encode", raw_unicode_escape_encode.index, METH_FAST, "($module, str, errors=None, /)");
  func(mod, "utf_16_encode", utf_16_encode.index, METH_FAST, "($module, str, errors=None, byteorder=0, /)");
  func(mod, "utf_16_le_encode", utf_16_le_encode.index, METH_FAST, "($module, str, errors=None, /)");
  func(mod, "utf_16_be_encode", utf_16_be_encode.index, METH_FAST, "($module, str, errors=None, /)");
  func(mod, "utf_32_encode", utf_32_encode.index, METH_FAST, "($module, str, errors=None, byteorder=0, /)");
  func(mod, "utf_32_le_encode", utf_32_le_encode.index, METH_FAST, "($module, str, errors=None, /)");
  func(mod, "utf_32_be_encode", utf_32_be_encode.index, METH_FAST, "($module, str, errors=None, /)");
  func(mod, "charmap_encode", charmap_encode.index, METH_FAST, "($module, str, errors=None, mapping=None, /)");
  func(mod, "charmap_build", charmap_build.index, METH_O, "($module, map, /)");
}
