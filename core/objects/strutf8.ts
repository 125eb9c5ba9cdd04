// The UTF-8 of a str as a bytes object, for what is handed to the host.

import { Value, NULL, boxPtr } from "../value";
import { bytesAlloc, BYTES_DATA } from "./bytesobject";
import { utf8Size, utf8Write } from "./strmake";

/** New bytes with the UTF-8 of a str; lone surrogates take three bytes, or with `escape` U+DC80 to U+DCFF are the bytes they stand for (file names). NULL with MemoryError. */
export function utf8Bytes(v: Value, escape: bool = false): Value {
  const p = bytesAlloc(utf8Size(v, escape));
  if (!p) return NULL;
  utf8Write(v, p + BYTES_DATA, escape);
  return boxPtr(p);
}
