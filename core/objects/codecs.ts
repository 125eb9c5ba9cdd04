// The registry of codecs, and encoding and decoding by name: what str.encode, bytes.decode and str(bytes, encoding) call. The usual
// encodings are done here without a look at the registry; the others come from the `encodings` package through the search functions.

import { lookupError } from "./codecerrors";
import { Value, NULL, None, boxPtr, isPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { runtime } from "../state";
import { decref, newref } from "../memory/refcount";
import { addNote, errorOccurred, raise, raiseFmt } from "../errors";
import { call1, call2, getOptionalAttr, isCallable, isTrue } from "../abstract";
import { dictGet, dictGetStr, dictNew, dictSet } from "./dict";
import { hasFlag, isExact, TypeFlag } from "./typeobject";
import { listAt, listNew, listPush, listSize, listItems } from "./listobject";
import { tupleAt, tupleSize } from "./tupleobject";
import { strAlloc, strAt, strLen, STR_DATA } from "./strnew";
import { isStr, strFromText, strIsAscii } from "./strmake";
import { hasBuffer } from "./buffer";
import { bytesFromBuffer, isByteArray, isBytes, bytesOf, rawData, rawLen } from "./bytesmake";
import { utf8Decode, utf8Encode } from "./codecutf8";
import { utf16Decode, utf16Encode, utf32Decode, utf32Encode } from "./codecutf16";
import { asciiDecode, asciiEncode, latin1Decode, latin1Encode } from "./codecsimple";

const UNKNOWN = 0, UTF8 = 1, UTF16 = 2, UTF16LE = 3, UTF16BE = 4, UTF32 = 5, UTF32LE = 6, UTF32BE = 7, ASCII = 8, LATIN1 = 9;

// Compares an encoding's name with a normalised one: letters of either case, and `-`, `_` and space alike.
function isNamed(v: Value, text: string): bool {
  const n = <u32>text.length;
  if (strLen(v) != n) return false;
  for (let i: u32 = 0; i < n; i++) {
    let c = strAt(v, i);
    if (c - 65 < 26) c += 32;
    else if (c == 0x2D || c == 0x20) c = 0x5F;
    if (c != <u32>text.charCodeAt(i)) return false;
  }
  return true;
}
function known(v: Value): i32 {
  if (v == NULL) return UTF8;
  const n = strLen(v);
  if (n < 3 || n > 11) return UNKNOWN;
  if (isNamed(v, "utf_8") || isNamed(v, "utf8")) return UTF8;
  if (isNamed(v, "ascii") || isNamed(v, "us_ascii")) return ASCII;
  if (isNamed(v, "latin_1") || isNamed(v, "latin1") || isNamed(v, "iso_8859_1") || isNamed(v, "iso8859_1")) return LATIN1;
  if (isNamed(v, "utf_16") || isNamed(v, "utf16")) return UTF16;
  if (isNamed(v, "utf_16_le")) return UTF16LE;
  if (isNamed(v, "utf_16_be")) return UTF16BE;
  if (isNamed(v, "utf_32") || isNamed(v, "utf32")) return UTF32;
  if (isNamed(v, "utf_32_le")) return UTF32LE;
  if (isNamed(v, "utf_32_be")) return UTF32BE;
  return UNKNOWN;
}

/** -X dev: the handler's name is looked up even where there is no error to handle. False with LookupError. */
function checkHandler(errors: Value): bool {
  if (!runtime().devMode || errors == NULL) return true;
  const handler = lookupError(errors);
  decref(handler);
  return handler != NULL;
}

/** object.decode(encoding, errors) for any buffer; NULL encoding is UTF-8, NULL errors "strict". */
export function decodeObject(object: Value, encoding: Value, errors: Value): Value {
  if (!hasBuffer(object)) return raiseFmt(T.TypeError, "decoding to str: need a bytes-like object, %T found", object);
  if (!checkHandler(errors)) return NULL;
  const which = known(encoding);
  if (which == UNKNOWN) return decodeByName(object, encoding, errors);
  const input = isBytes(object) ? newref(object) : bytesFromBuffer(object);
  if (input == NULL) return NULL;
  let r: Value = NULL;
  switch (which) {
    case UTF8: r = utf8Decode(input, errors, true, 0); break;
    case UTF16: r = utf16Decode(input, errors, 0, true, 0); break;
    case UTF16LE: r = utf16Decode(input, errors, -1, true, 0); break;
    case UTF16BE: r = utf16Decode(input, errors, 1, true, 0); break;
    case UTF32: r = utf32Decode(input, errors, 0, true, 0); break;
    case UTF32LE: r = utf32Decode(input, errors, -1, true, 0); break;
    case UTF32BE: r = utf32Decode(input, errors, 1, true, 0); break;
    case ASCII: r = asciiDecode(input, errors); break;
    case LATIN1: r = latin1Decode(input); break;
  }
  decref(input);
  return r;
}
/** s.encode(encoding, errors): bytes. */
export function encodeStr(s: Value, encoding: Value, errors: Value): Value {
  if (!checkHandler(errors)) return NULL;
  switch (known(encoding)) {
    case UTF8: return utf8Encode(s, errors);
    case UTF16: return utf16Encode(s, errors, 0);
    case UTF16LE: return utf16Encode(s, errors, -1);
    case UTF16BE: return utf16Encode(s, errors, 1);
    case UTF32: return utf32Encode(s, errors, 0);
    case UTF32LE: return utf32Encode(s, errors, -1);
    case UTF32BE: return utf32Encode(s, errors, 1);
    case ASCII: return asciiEncode(s, errors);
    case LATIN1: return latin1Encode(s, errors);
  }
  return encodeByName(s, encoding, errors);
}

// ---- the registry ---------------------------------------------------------------------------------------------------

function searchPath(): Value {
  const r = runtime();
  if (!isPtr(r.codecSearchPath)) {
    r.codecSearchPath = listNew(0);
    r.codecCache = dictNew();
    importEncodings();
  }
  return r.codecSearchPath;
}
/** `import encodings`, which registers its search function. A failure leaves the exception. */
function importEncodings(): void {
  const f = dictGetStr(runtime().builtinsDict, name(N.__import__));
  if (f == NULL) return;
  const m = call1(f, name(N.encodings));
  decref(m);
}
/** The normal form that the cache and search functions get: lower case, runs of what is not alphanumeric or `.` become one `_`. */
function normalized(encoding: Value): Value {
  const n = strLen(encoding);
  const p = strAlloc(n, 1);
  if (!p) return NULL;
  let length: u32 = 0, gap = false;
  for (let i: u32 = 0; i < n; i++) {
    let c = strAt(encoding, i);
    if (c < 128 && ((c | 32) - 97 < 26 || c - 48 < 10 || c == 0x2E)) {
      if (gap && length) store<u8>(p + length++, 0x5F, STR_DATA);
      gap = false;
      if (c - 65 < 26) c += 32;
      store<u8>(p + length++, <u8>c, STR_DATA);
    } else gap = true;
  }
  const s = strFromText(p + STR_DATA, 1, length);
  decref(boxPtr(p));
  return s;
}
export function codecRegister(search: Value): i32 {
  if (!isCallable(search)) { raise(T.TypeError, "argument must be callable"); return -1; }
  const path = searchPath();
  if (errorOccurred()) return -1;
  return listPush(path, newref(search));
}
export function codecUnregister(search: Value): i32 {
  const path = searchPath();
  const n = listSize(path);
  for (let i: u32 = 0; i < n; i++) {
    if (listAt(path, i) != search) continue;
    const items = listItems(path);
    for (let k = i; k + 1 < n; k++) store<u64>(items + (<usize>k << 3), load<u64>(items + (<usize>(k + 1) << 3)));
    store<u32>(ptrOf(path), n - 1, 8);
    decref(search);
    const cache = runtime().codecCache;
    runtime().codecCache = dictNew();
    decref(cache);
    return 0;
  }
  return 0;
}
/** Whether the name of a codec or a handler can be one: C's strings end at a null character and are UTF-8. False with an exception. */
export function checkCodecName(v: Value): bool {
  for (let i: u32 = 0, n = strLen(v); i < n; i++) if (strAt(v, i) == 0) { raise(T.ValueError, "embedded null character"); return false; }
  if (strIsAscii(v)) return true;
  const utf8 = utf8Encode(v, NULL);
  decref(utf8);
  return utf8 != NULL;
}

/** The CodecInfo (a tuple of four) of an encoding, owned; NULL with LookupError. */
export function codecLookup(encoding: Value): Value {
  if (!checkCodecName(encoding)) return NULL;
  const path = searchPath();
  if (errorOccurred()) return NULL;
  const key = normalized(encoding);
  if (key == NULL) return NULL;
  const cached = dictGet(runtime().codecCache, key);
  if (cached != NULL) { decref(key); return newref(cached); }
  for (let i: u32 = 0; i < listSize(path); i++) {
    const search = newref(listAt(path, i));
    const r = call1(search, key);
    decref(search);
    if (r == NULL) { decref(key); return NULL; }
    if (r == None) continue;
    if (!hasFlag(r, TypeFlag.TUPLE_SUBCLASS) || tupleSize(r) != 4) {
      decref(r);
      decref(key);
      return raise(T.TypeError, "codec search functions must return 4-tuples");
    }
    if (dictSet(runtime().codecCache, key, r) < 0) { decref(r); decref(key); return NULL; }
    decref(key);
    return r;
  }
  decref(key);
  return raiseFmt(T.LookupError, "unknown encoding: %s", encoding);
}
/** Calls the encoder (0) or decoder (1) of a codec: what it gave, without the length. `text`: only a text encoding will do. */
export function codecCall(encoding: Value, object: Value, errors: Value, which: i32, text: bool): Value {
  const info = codecLookup(encoding);
  if (info == NULL) return NULL;
  if (text && !isExact(info, T.tuple)) {
    const flag = getOptionalAttr(info, name(N._is_text_encoding));
    if (flag == NULL && errorOccurred()) { decref(info); return NULL; }
    const is = flag == NULL ? 1 : isTrue(flag);
    decref(flag);
    if (is <= 0) {
      decref(info);
      if (is < 0) return NULL;
      return which == 0 ? raiseFmt(T.LookupError, "'%s' is not a text encoding; use codecs.encode() to handle arbitrary codecs", encoding)
        : raiseFmt(T.LookupError, "'%s' is not a text encoding; use codecs.decode() to handle arbitrary codecs", encoding);
    }
  }
  const f = newref(tupleAt(info, which));
  decref(info);
  const r = errors == NULL ? call1(f, object) : call2(f, object, errors);
  decref(f);
  if (r == NULL) {
    addNote(which == 0 ? "encoding with '%s' codec failed" : "decoding with '%s' codec failed", encoding);
    return NULL;
  }
  if (!hasFlag(r, TypeFlag.TUPLE_SUBCLASS) || tupleSize(r) != 2) {
    decref(r);
    return raise(T.TypeError, which == 0 ? "encoder must return a tuple (object, integer)" : "decoder must return a tuple (object,integer)");
  }
  const v = newref(tupleAt(r, 0));
  decref(r);
  return v;
}

function decodeByName(object: Value, encoding: Value, errors: Value): Value {
  let input: Value;
  if (isBytes(object) || isByteArray(object)) input = newref(object);
  else {
    input = bytesFromBuffer(object);
    if (input == NULL) return NULL;
  }
  const r = codecCall(encoding, input, errors, 1, true);
  decref(input);
  if (r != NULL && !isStr(r)) {
    raiseFmt(T.TypeError, "'%s' decoder returned '%T' instead of 'str'; use codecs.decode() to decode to arbitrary types", encoding, r);
    decref(r);
    return NULL;
  }
  return r;
}
function encodeByName(s: Value, encoding: Value, errors: Value): Value {
  const r = codecCall(encoding, s, errors, 0, true);
  if (r == NULL || isBytes(r)) return r;
  if (isByteArray(r)) {
    const b = bytesOf(rawData(r), rawLen(r));
    decref(r);
    return b;
  }
  raiseFmt(T.TypeError, "'%s' encoder returned '%T' instead of 'bytes'; use codecs.encode() to encode to arbitrary types", encoding, r);
  decref(r);
  return NULL;
}
