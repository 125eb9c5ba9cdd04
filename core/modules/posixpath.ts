// Paths and descriptors as arguments of posix functions.

import { Value, NULL, None, isInt, isPtr, intOf, boxInt, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { TypeFlag, hasFlag, typeOf } from "../objects/typeobject";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred } from "../errors";
import { lookupSpecial, call0, indexI64, hasIndex } from "../abstract";
import { strFromLiteral } from "../objects/strnew";
import { strFromFsBytes } from "../objects/strmake";
import { utf8Bytes } from "../objects/strutf8";
import { bytesData, bytesLen, bytesFrom } from "../objects/bytesobject";
import { hostTake } from "../host.generated";
import { alloc, free } from "../memory/alloc";
import { outOfMemory } from "../errors";

/** os.fspath(v): a str or bytes, owned. */
export function fspath(v: Value): Value {
  if (hasFlag(v, TypeFlag.STR_SUBCLASS) || hasFlag(v, TypeFlag.BYTES_SUBCLASS)) return newref(v);
  const method = lookupSpecial(v, name(N.__fspath__));
  if (method == NULL) return errorOccurred() ? NULL : raiseFmt(T.TypeError, "expected str, bytes or os.PathLike object, not %T", v);
  const r = call0(method);
  decref(method);
  if (r == NULL || hasFlag(r, TypeFlag.STR_SUBCLASS) || hasFlag(r, TypeFlag.BYTES_SUBCLASS)) return r;
  raiseFmt(T.TypeError, "expected %T.__fspath__() to return str or bytes, not %T", v, r);
  decref(r);
  return NULL;
}

/** The bytes of a path argument for the host, owned. NULL with TypeError or ValueError. `what` is the function's name, `kinds` what a wrong type's message lists. */
export function pathBytes(v: Value, what: string, kinds: string = "string, bytes or os.PathLike"): Value {
  let path: Value;
  if (hasFlag(v, TypeFlag.STR_SUBCLASS) || hasFlag(v, TypeFlag.BYTES_SUBCLASS)) path = newref(v);
  else {
    const method = lookupSpecial(v, name(N.__fspath__));
    if (method == NULL) {
      if (!errorOccurred()) {
        const w = strFromLiteral(what), k = strFromLiteral(kinds);
        raiseFmt(T.TypeError, "%s: path should be %s, not %T", w, k, v);
        decref(w);
        decref(k);
      }
      return NULL;
    }
    decref(method);
    path = fspath(v);
    if (path == NULL) return NULL;
  }
  let bytes = path;
  if (hasFlag(path, TypeFlag.STR_SUBCLASS)) {
    bytes = utf8Bytes(path, true);
    decref(path);
    if (bytes == NULL) return NULL;
  }
  const at = bytesData(bytes);
  for (let i: usize = 0; i < bytesLen(bytes); i++) {
    if (load<u8>(at + i) == 0) {
      const w = strFromLiteral(what);
      raiseFmt(T.ValueError, "%s: embedded null character in path", w);
      decref(w);
      decref(bytes);
      return NULL;
    }
  }
  return bytes;
}

/** A descriptor argument; -1 with an exception. */
export function fdOf(v: Value): i32 {
  const n = indexI64(v, T.OverflowError);
  if (n == -1 && errorOccurred()) return -1;
  if (n > 0x7FFFFFFF) { raise(T.OverflowError, "signed integer is greater than maximum"); return -1; }
  if (n < -0x80000000) { raise(T.OverflowError, "signed integer is less than minimum"); return -1; }
  return <i32>n;
}
/** A C int argument; check errorOccurred() when -1 comes back. */
export function intArg(v: Value): i32 { return fdOf(v); }

/** What the host staged, as bytes (owned). */
export function stagedBytes(n: i32): Value {
  const block = alloc(<usize>n + 8);
  if (!block) return outOfMemory();
  hostTake(block);
  const r = bytesFrom(block, n);
  free(block);
  return r;
}
/** What the host staged, as a str by the file system's encoding, or as bytes. */
export function stagedPath(n: i32, asBytes: bool): Value {
  const bytes = stagedBytes(n);
  if (bytes == NULL || asBytes) return bytes;
  const r = strFromFsBytes(bytesData(bytes), bytesLen(bytes));
  decref(bytes);
  return r;
}
