// Paths and descriptors as arguments of posix functions.

import { Value, NULL, None, True, False, isInt, boxInt, boxPtr } from "../value";
import { T, N, name } from "../names.generated";
import { TypeFlag, hasFlag } from "../objects/typeobject";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred } from "../errors";
import { lookupSpecial, call0, getOptionalAttr, indexI64, hasIndex } from "../abstract";
import { raiseOSError } from "../objects/oserror";
import { warnText } from "./warn";
import { strFromLiteral } from "../objects/strnew";
import { strFromFsBytes } from "../objects/strmake";
import { utf8Bytes } from "../objects/strutf8";
import { BYTES_DATA, bytesAlloc, bytesData, bytesLen } from "../objects/bytesobject";
import { hostFcntl } from "../host.generated";
import { stagedBytes } from "./staged";

/** os.fspath(v): a str or bytes, owned. */
export function fspath(v: Value): Value {
  if (hasFlag(v, TypeFlag.STR_SUBCLASS) || hasFlag(v, TypeFlag.BYTES_SUBCLASS)) return newref(v);
  const method = lookupSpecial(v, name(N.__fspath__));
  if (method == NULL || method == None) return errorOccurred() ? NULL : raiseFmt(T.TypeError, "expected str, bytes or os.PathLike object, not %T", v);
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
    if (method == NULL || method == None) {
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

const F_GETFD: i32 = 1;
const EBADF: i32 = 9;
const AT_FDCWD: i64 = -100;
const WITH_DESCRIPTORS: string = "string, bytes, os.PathLike or integer";
const OPEN_FILES: string = "/proc/self/fd/";

/** "/proc/self/fd/<fd>" and, with a path, "/<path>", as bytes; NULL with OSError when the descriptor is not open. `named` is the error's file name. */
function throughDescriptor(fd: i64, path: Value, named: Value): Value {
  if (fd != <i64><i32>fd || hostFcntl(<i32>fd, F_GETFD, 0) < 0) return raiseOSError(EBADF, named);
  let digits = 1;
  for (let n = fd; n > 9; n /= 10) digits++;
  const rest: u32 = path == NULL ? 0 : 1 + bytesLen(path);
  const p = bytesAlloc(OPEN_FILES.length + digits + rest);
  if (!p) return NULL;
  let at = p + BYTES_DATA;
  for (let i = 0; i < OPEN_FILES.length; i++) store<u8>(at++, <u8>OPEN_FILES.charCodeAt(i));
  for (let i = digits - 1, n = fd; i >= 0; i--, n /= 10) store<u8>(at + i, <u8>(0x30 + n % 10));
  at += digits;
  if (rest) {
    store<u8>(at, 0x2F);
    memory.copy(at + 1, bytesData(path), rest - 1);
  }
  return boxPtr(p);
}
/** The bytes of a path that a descriptor may stand for (an open file's name under /proc). */
export function pathOrFd(v: Value, what: string, kinds: string = WITH_DESCRIPTORS): Value {
  if (!hasIndex(v) || hasFlag(v, TypeFlag.STR_SUBCLASS)) return pathBytes(v, what, kinds);
  if ((v == True || v == False) && warnText(T.RuntimeWarning, "bool is used as a file descriptor") < 0) return NULL;
  const fd = indexI64(v, T.OverflowError);
  return fd == -1 && errorOccurred() ? NULL : throughDescriptor(fd, NULL, kinds == WITH_DESCRIPTORS ? v : NULL);
}
/** The bytes of a path relative to the folder that is open as `dirFd` (None or NULL: to the working folder). */
export function pathAt(v: Value, what: string, dirFd: Value, kinds: string = "string, bytes or os.PathLike"): Value {
  if (dirFd == NULL || dirFd == None) return pathBytes(v, what, kinds);
  if (!hasIndex(dirFd)) return raiseFmt(T.TypeError, "argument should be integer or None, not %T", dirFd);
  if (hasIndex(v) && kinds == WITH_DESCRIPTORS) {
    const w = strFromLiteral(what);
    raiseFmt(T.ValueError, "%s: can't specify dir_fd without matching path", w);
    decref(w);
    return NULL;
  }
  if ((dirFd == True || dirFd == False) && warnText(T.RuntimeWarning, "bool is used as a file descriptor") < 0) return NULL;
  const fd = indexI64(dirFd, T.OverflowError);
  if (fd == -1 && errorOccurred()) return NULL;
  const bytes = pathBytes(v, what, kinds);
  if (bytes == NULL || fd == AT_FDCWD || (bytesLen(bytes) && load<u8>(bytesData(bytes)) == 0x2F)) return bytes;
  const r = throughDescriptor(fd, bytes, v);
  decref(bytes);
  return r;
}
/** pathAt, or, without dir_fd, pathOrFd. */
export function pathAtOrFd(v: Value, what: string, dirFd: Value): Value {
  return dirFd == NULL || dirFd == None ? pathOrFd(v, what) : pathAt(v, what, dirFd, WITH_DESCRIPTORS);
}

/** A descriptor argument that may be an object with fileno(); -1 with an exception. */
export function filenoOf(v: Value): i32 {
  if ((v == True || v == False) && warnText(T.RuntimeWarning, "bool is used as a file descriptor") < 0) return -1;
  if (hasIndex(v)) {
    const n = fdOf(v);
    if (n < 0 && !errorOccurred()) raiseFmt(T.ValueError, "file descriptor cannot be a negative integer (%d)", boxInt(n));
    return n;
  }
  const method = getOptionalAttr(v, name(N.fileno));
  if (method == NULL) {
    if (!errorOccurred()) raise(T.TypeError, "argument must be an int, or have a fileno() method.");
    return -1;
  }
  const r = call0(method);
  decref(method);
  if (r == NULL) return -1;
  const n = isInt(r) ? fdOf(r) : -1;
  if (!isInt(r)) raise(T.TypeError, "fileno() returned a non-integer");
  decref(r);
  return n;
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

/** What the host staged, as a str by the file system's encoding, or as bytes. */
export function stagedPath(n: i32, asBytes: bool): Value {
  const bytes = stagedBytes(n);
  if (bytes == NULL || asBytes) return bytes;
  const r = strFromFsBytes(bytesData(bytes), bytesLen(bytes));
  decref(bytes);
  return r;
}
