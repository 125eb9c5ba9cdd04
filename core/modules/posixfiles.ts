// _posix: files and folders. lib/posix.py makes the `posix` module of it and adds what is better said in Python.

import { Value, NULL, None, isInt, intOf, boxInt, boxBool, boxFloat, boxPtr } from "../value";
import { T } from "../names.generated";
import { TypeFlag, hasFlag } from "../objects/typeobject";
import { decref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred, outOfMemory, swallow } from "../errors";
import { checkArgs, parseArgs } from "../args";
import { func, METH_NOARGS, METH_O, METH_FAST, METH_KW } from "../objects/define";
import { alloc, free } from "../memory/alloc";
import { hasIndex, indexI64, isTrue } from "../abstract";
import { raiseOSError, interrupted } from "../objects/oserror";
import { structSeqNew, structSeqPut, defStructSeq } from "../objects/structseq";
import { bytesAlloc, bytesData, bytesLen, bytesFrom, BYTES_DATA } from "../objects/bytesobject";
import { strFromFsBytes } from "../objects/strmake";
import { strFromLiteral } from "../objects/strnew";
import { tuple2, tupleSize, tupleAt } from "../objects/tupleobject";
import { listNew, listPush } from "../objects/listobject";
import { newInt } from "../objects/int";
import { asF64 } from "../objects/float";
import { getBuffer, releaseBuffer, BufferView, BUFFER_SIZE, PyBUF_WRITABLE } from "../objects/buffer";
import { fspath, pathAt, pathAtOrFd, pathBytes, pathOrFd, fdOf, filenoOf, intArg, stagedPath } from "./posixpath";
import { stagedBytes } from "./staged";
import {
  hostOpen, hostClose, hostRead, hostWrite, hostPread, hostPwrite, hostLseek, hostStat, hostFstat, hostTruncate, hostFtruncate, hostFsync, hostDup, hostDup2,
  hostPipe, hostFcntl, hostIsatty, hostAccess, hostGetcwd, hostChdir, hostMkdir, hostRmdir, hostUnlink, hostRename, hostLink, hostSymlink, hostReadlink,
  hostChmod, hostFchmod, hostChown, hostUtime, hostScandir, hostTerminalSize,
} from "../host.generated";

function arg(args: usize, i: usize): Value { return load<u64>(args + (i << 3)); }

/** A truth argument with a default; -1 with an exception. */
function truth(v: Value, otherwise: i32): i32 { return v == NULL ? otherwise : isTrue(v); }
/** None, or OSError for a negative result. */
function done(result: i32, filename: Value = NULL, filename2: Value = NULL): Value {
  return result < 0 ? raiseOSError(-result, filename, filename2) : None;
}

// ---- stat -----------------------------------------------------------------------------------------------------------

/** A stat_result from the 13 i64 that the host wrote: st_mode … st_ctime, the times as floats, as ns, block sizes. */
export function statResult(at: usize): Value {
  const v = structSeqNew(T.stat_result);
  if (v == NULL) return NULL;
  for (let i: usize = 0; i < 7; i++) structSeqPut(v, i, newInt(load<i64>(at + (i << 3))));
  for (let i: usize = 0; i < 3; i++) {
    const ns = load<i64>(at + ((7 + i) << 3));
    let seconds = ns / 1_000_000_000;
    if (ns % 1_000_000_000 < 0) seconds--;
    structSeqPut(v, 7 + i, newInt(seconds));
    structSeqPut(v, 10 + i, boxFloat(<f64>seconds + <f64>(ns - seconds * 1_000_000_000) * 1e-9));
    structSeqPut(v, 13 + i, newInt(ns));
  }
  for (let i: usize = 0; i < 3; i++) structSeqPut(v, 16 + i, newInt(load<i64>(at + ((10 + i) << 3))));
  return v;
}
/** stat of a path or, when allowed, a descriptor. */
function statOf(what: string, path: Value, follow: i32, dirFd: Value, allowFd: bool): Value {
  const isFd = allowFd && isInt(path) && (dirFd == NULL || dirFd == None);
  if (isFd && !follow) return raise(T.ValueError, "stat: cannot use fd and follow_symlinks together");
  const out = alloc(104);
  if (!out) return outOfMemory();
  let result: i32;
  if (isFd) {
    do { result = hostFstat(<i32>intOf(path), out); } while (interrupted(result));
  } else {
    const bytes = allowFd ? pathAtOrFd(path, what, dirFd) : pathAt(path, what, dirFd);
    if (bytes == NULL) { free(out); return NULL; }
    do { result = hostStat(bytesData(bytes), bytesLen(bytes), follow, out); } while (interrupted(result));
    decref(bytes);
  }
  const r = result < 0 ? (errorOccurred() ? NULL : raiseOSError(-result, path)) : statResult(out);
  free(out);
  return r;
}
function posixStat(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(24);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("stat", "path | $ dir_fd follow_symlinks", args, nargs, kwnames, out)) {
    const follow = truth(arg(out, 2), 1);
    if (follow >= 0) r = statOf("stat", arg(out, 0), follow, arg(out, 1), true);
  }
  free(out);
  return r;
}
function posixLstat(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(16);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("lstat", "path | $ dir_fd", args, nargs, kwnames, out)) r = statOf("lstat", arg(out, 0), 0, arg(out, 1), false);
  free(out);
  return r;
}
function posixFstat(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(8);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("fstat", "fd", args, nargs, kwnames, out)) {
    const fd = fdOf(arg(out, 0));
    if (!errorOccurred()) {
      const block = alloc(104);
      if (block) {
        const result = hostFstat(fd, block);
        r = result < 0 ? raiseOSError(-result) : statResult(block);
        free(block);
      } else outOfMemory();
    }
  }
  free(out);
  return r;
}

// ---- descriptors ----------------------------------------------------------------------------------------------------

function posixOpen(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(32);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("open", "path flags | mode $ dir_fd", args, nargs, kwnames, out)) {
    const flags = intArg(arg(out, 1));
    const mode = errorOccurred() ? 0 : arg(out, 2) == NULL ? 0o777 : intArg(arg(out, 2));
    const path = errorOccurred() ? NULL : pathAt(arg(out, 0), "open", arg(out, 3));
    if (path != NULL) {
      let fd: i32;
      do { fd = hostOpen(bytesData(path), bytesLen(path), flags | 0x80000, mode); } while (interrupted(fd));
      r = fd < 0 ? (errorOccurred() ? NULL : raiseOSError(-fd, arg(out, 0))) : boxInt(fd);
      decref(path);
    }
  }
  free(out);
  return r;
}
function posixClose(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(8);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("close", "fd", args, nargs, kwnames, out)) {
    const fd = fdOf(arg(out, 0));
    if (!errorOccurred()) r = done(hostClose(fd));
  }
  free(out);
  return r;
}
function posixCloserange(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("closerange", nargs, 2, 2)) return NULL;
  const low = fdOf(arg(args, 0)), high = fdOf(arg(args, 1));
  if (errorOccurred()) return NULL;
  for (let fd = low; fd < high && fd < 65536; fd++) hostClose(fd);
  return None;
}
function posixRead(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("read", nargs, 2, 2)) return NULL;
  const fd = fdOf(arg(args, 0));
  if (errorOccurred()) return NULL;
  return readBytes(fd, arg(args, 1), false, 0);
}
function readBytes(fd: i32, length: Value, positioned: bool, offset: i64): Value {
  const n = indexI64(length, T.OverflowError);
  if (n == -1 && errorOccurred()) return NULL;
  if (n < 0) return raiseOSError(22);
  const p = bytesAlloc(<u32>min<i64>(n, 0x7FFFF000));
  if (!p) return NULL;
  let got: i32;
  do {
    got = positioned ? hostPread(fd, p + BYTES_DATA, <i32>min<i64>(n, 0x7FFFF000), offset) : hostRead(fd, p + BYTES_DATA, <i32>min<i64>(n, 0x7FFFF000));
  } while (interrupted(got));
  if (got < 0) { decref(boxPtr(p)); return errorOccurred() ? NULL : raiseOSError(-got); }
  if (<i64>got == n) return boxPtr(p);
  const r = bytesFrom(p + BYTES_DATA, got);
  decref(boxPtr(p));
  return r;
}
/** Reads into a writable buffer; how many bytes came. */
function posixReadinto(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("readinto", nargs, 2, 2)) return NULL;
  const fd = fdOf(arg(args, 0));
  if (errorOccurred()) return NULL;
  const view = alloc(BUFFER_SIZE);
  if (!view) return outOfMemory();
  if (getBuffer(arg(args, 1), view, PyBUF_WRITABLE) < 0) {
    free(view);
    if (swallow(T.BufferError) || swallow(T.TypeError)) raiseFmt(T.TypeError, "readinto() argument 2 must be read-write bytes-like object, not %T", arg(args, 1));
    return NULL;
  }
  const b = changetype<BufferView>(view);
  const n = <i32>min<i64>(<i64>b.len, 0x7FFFF000);
  let got: i32;
  do { got = hostRead(fd, b.buf, n); } while (interrupted(got));
  releaseBuffer(view);
  free(view);
  return got < 0 ? (errorOccurred() ? NULL : raiseOSError(-got)) : boxInt(got);
}
function posixPread(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("pread", nargs, 3, 3)) return NULL;
  const fd = fdOf(arg(args, 0));
  if (errorOccurred()) return NULL;
  const offset = indexI64(arg(args, 2), T.OverflowError);
  if (offset == -1 && errorOccurred()) return NULL;
  return readBytes(fd, arg(args, 1), true, offset);
}
/** Writes a bytes-like object; at an offset when `positioned`. */
function writeBytes(fd: i32, data: Value, positioned: bool, offset: i64): Value {
  const view = alloc(BUFFER_SIZE);
  if (!view) return outOfMemory();
  if (getBuffer(data, view, 0) < 0) { free(view); return NULL; }
  const b = changetype<BufferView>(view);
  const n = <i32>min<i64>(<i64>b.len, 0x7FFFF000);
  let went: i32;
  do { went = positioned ? hostPwrite(fd, b.buf, n, offset) : hostWrite(fd, b.buf, n); } while (interrupted(went));
  releaseBuffer(view);
  free(view);
  return went < 0 ? (errorOccurred() ? NULL : raiseOSError(-went)) : boxInt(went);
}
function posixWrite(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("write", nargs, 2, 2)) return NULL;
  const fd = fdOf(arg(args, 0));
  return errorOccurred() ? NULL : writeBytes(fd, arg(args, 1), false, 0);
}
function posixPwrite(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("pwrite", nargs, 3, 3)) return NULL;
  const fd = fdOf(arg(args, 0));
  if (errorOccurred()) return NULL;
  const offset = indexI64(arg(args, 2), T.OverflowError);
  return offset == -1 && errorOccurred() ? NULL : writeBytes(fd, arg(args, 1), true, offset);
}
function posixLseek(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("lseek", nargs, 3, 3)) return NULL;
  const fd = fdOf(arg(args, 0));
  if (errorOccurred()) return NULL;
  const offset = indexI64(arg(args, 1), T.OverflowError);
  if (offset == -1 && errorOccurred()) return NULL;
  const whence = intArg(arg(args, 2));
  if (errorOccurred()) return NULL;
  const at = hostLseek(fd, offset, whence);
  return at < 0 ? raiseOSError(<i32>-at) : newInt(at);
}
function posixIsatty(self: Value, v: Value): Value {
  const fd = fdOf(v);
  return errorOccurred() ? NULL : boxBool(hostIsatty(fd) == 1);
}
function posixDup(self: Value, v: Value): Value {
  const fd = fdOf(v);
  if (errorOccurred()) return NULL;
  const r = hostDup(fd);
  return r < 0 ? raiseOSError(-r) : boxInt(r);
}
function posixDup2(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(24);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("dup2", "fd fd2 | inheritable", args, nargs, kwnames, out)) {
    const fd = fdOf(arg(out, 0)), to = errorOccurred() ? -1 : fdOf(arg(out, 1));
    const inheritable = errorOccurred() ? -1 : truth(arg(out, 2), 1);
    if (inheritable >= 0) {
      const result = hostDup2(fd, to, inheritable);
      r = result < 0 ? raiseOSError(-result) : boxInt(result);
    }
  }
  free(out);
  return r;
}
const O_CLOEXEC: i32 = 0x80000;
function posixPipe(self: Value): Value { return newPipe(O_CLOEXEC); }
function posixPipe2(self: Value, v: Value): Value {
  const flags = intArg(v);
  return errorOccurred() ? NULL : newPipe(flags);
}
/** (read end, write end) */
function newPipe(flags: i32): Value {
  const out = alloc(8);
  if (!out) return outOfMemory();
  const result = hostPipe(out, flags);
  const r = result < 0 ? raiseOSError(-result) : tuple2(boxInt(load<i32>(out)), boxInt(load<i32>(out, 4)));
  free(out);
  return r;
}
function posixFsync(self: Value, v: Value): Value {
  const fd = filenoOf(v);
  return errorOccurred() ? NULL : done(hostFsync(fd));
}
function posixFtruncate(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("ftruncate", nargs, 2, 2)) return NULL;
  const fd = fdOf(arg(args, 0));
  if (errorOccurred()) return NULL;
  const size = indexI64(arg(args, 1), T.OverflowError);
  return size == -1 && errorOccurred() ? NULL : done(hostFtruncate(fd, size));
}
function posixTruncate(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("truncate", nargs, 2, 2)) return NULL;
  const size = indexI64(arg(args, 1), T.OverflowError);
  if (size == -1 && errorOccurred()) return NULL;
  if (isInt(arg(args, 0))) return done(hostFtruncate(<i32>intOf(arg(args, 0)), size));
  const path = pathOrFd(arg(args, 0), "truncate");
  if (path == NULL) return NULL;
  const r = done(hostTruncate(bytesData(path), bytesLen(path), size), arg(args, 0));
  decref(path);
  return r;
}
const F_GETFD: i32 = 1;
const F_SETFD: i32 = 2;
const F_GETFL: i32 = 3;
const F_SETFL: i32 = 4;
const O_NONBLOCK: i32 = 2048;
/** _fcntl(fd, command, number): the result. */
function posixFcntl(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("fcntl", nargs, 3, 3)) return NULL;
  const fd = fdOf(arg(args, 0)), command = errorOccurred() ? 0 : intArg(arg(args, 1)), argument = errorOccurred() ? 0 : intArg(arg(args, 2));
  if (errorOccurred()) return NULL;
  let r: i32;
  do { r = hostFcntl(fd, command, argument); } while (interrupted(r));
  return errorOccurred() ? NULL : r < 0 ? raiseOSError(-r) : boxInt(r);
}
function posixGetInheritable(self: Value, v: Value): Value {
  const fd = fdOf(v);
  if (errorOccurred()) return NULL;
  const r = hostFcntl(fd, F_GETFD, 0);
  return r < 0 ? raiseOSError(-r) : boxBool(!(r & 1));
}
function posixSetInheritable(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("set_inheritable", nargs, 2, 2)) return NULL;
  const fd = fdOf(arg(args, 0));
  const on = errorOccurred() ? -1 : isTrue(arg(args, 1));
  return on < 0 ? NULL : done(hostFcntl(fd, F_SETFD, on ? 0 : 1));
}
function posixGetBlocking(self: Value, v: Value): Value {
  const fd = fdOf(v);
  if (errorOccurred()) return NULL;
  const r = hostFcntl(fd, F_GETFL, 0);
  return r < 0 ? raiseOSError(-r) : boxBool(!(r & O_NONBLOCK));
}
function posixSetBlocking(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("set_blocking", nargs, 2, 2)) return NULL;
  const fd = fdOf(arg(args, 0));
  const on = errorOccurred() ? -1 : isTrue(arg(args, 1));
  if (on < 0) return NULL;
  const flags = hostFcntl(fd, F_GETFL, 0);
  return flags < 0 ? raiseOSError(-flags) : done(hostFcntl(fd, F_SETFL, on ? flags & ~O_NONBLOCK : flags | O_NONBLOCK));
}
function posixTerminalSize(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("get_terminal_size", nargs, 0, 1)) return NULL;
  const fd = nargs ? fdOf(arg(args, 0)) : 1;
  if (errorOccurred()) return NULL;
  const out = alloc(8);
  if (!out) return outOfMemory();
  const result = hostTerminalSize(fd, out);
  let r = NULL;
  if (result < 0) raiseOSError(-result);
  else {
    r = structSeqNew(T.terminal_size);
    if (r != NULL) { structSeqPut(r, 0, boxInt(load<i32>(out))); structSeqPut(r, 1, boxInt(load<i32>(out, 4))); }
  }
  free(out);
  return r;
}

// ---- names ----------------------------------------------------------------------------------------------------------

function posixGetcwd(self: Value): Value {
  const n = hostGetcwd();
  return n < 0 ? raiseOSError(-n) : stagedPath(n, false);
}
function posixGetcwdb(self: Value): Value {
  const n = hostGetcwd();
  return n < 0 ? raiseOSError(-n) : stagedPath(n, true);
}
function posixChdir(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return onePath("chdir", "path", 0, args, nargs, kwnames); }
function posixRmdir(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return onePath("rmdir", "path | $ dir_fd", 1, args, nargs, kwnames); }
function posixUnlink(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return onePath("unlink", "path | $ dir_fd", 2, args, nargs, kwnames); }
function posixRemove(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return onePath("remove", "path | $ dir_fd", 2, args, nargs, kwnames); }
/** The calls that take one path: chdir (0), rmdir (1), unlink (2). */
function onePath(what: string, spec: string, which: i32, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(16);
  if (!out) return outOfMemory();
  store<u64>(out, NULL, 8);
  let r = NULL;
  if (parseArgs(what, spec, args, nargs, kwnames, out)) {
    const path = which == 0 ? pathOrFd(arg(out, 0), what) : pathAt(arg(out, 0), what, arg(out, 1));
    if (path != NULL) {
      const at = bytesData(path), n = bytesLen(path);
      r = done(which == 0 ? hostChdir(at, n) : which == 1 ? hostRmdir(at, n) : hostUnlink(at, n), arg(out, 0));
      decref(path);
    }
  }
  free(out);
  return r;
}
function posixMkdir(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(24);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("mkdir", "path | mode $ dir_fd", args, nargs, kwnames, out)) {
    const mode = arg(out, 1) == NULL ? 0o777 : intArg(arg(out, 1));
    const path = errorOccurred() ? NULL : pathAt(arg(out, 0), "mkdir", arg(out, 2));
    if (path != NULL) {
      r = done(hostMkdir(bytesData(path), bytesLen(path), mode), arg(out, 0));
      decref(path);
    }
  }
  free(out);
  return r;
}
/** rename and replace (0), link (1), symlink (2). */
function twoPaths(what: string, spec: string, which: i32, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(48);
  if (!out) return outOfMemory();
  for (let i: usize = 2; i < 6; i++) store<u64>(out + (i << 3), NULL);
  let r = NULL;
  if (parseArgs(what, spec, args, nargs, kwnames, out)) {
    // What a symbolic link says is not looked up, so dir_fd is about its own place.
    const a = which == 2 ? pathBytes(arg(out, 0), what) : pathAt(arg(out, 0), what, arg(out, 2));
    const b = a == NULL ? NULL : pathAt(arg(out, 1), what, arg(out, 3));
    if (b != NULL) {
      const result = which == 0
        ? hostRename(bytesData(a), bytesLen(a), bytesData(b), bytesLen(b))
        : which == 1
        ? hostLink(bytesData(a), bytesLen(a), bytesData(b), bytesLen(b))
        : hostSymlink(bytesData(a), bytesLen(a), bytesData(b), bytesLen(b));
      r = done(result, arg(out, 0), arg(out, 1));
      decref(b);
    }
    if (a != NULL) decref(a);
  }
  free(out);
  return r;
}
function posixRename(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return twoPaths("rename", "src dst | $ src_dir_fd dst_dir_fd", 0, args, nargs, kwnames); }
function posixReplace(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return twoPaths("replace", "src dst | $ src_dir_fd dst_dir_fd", 0, args, nargs, kwnames); }
function posixLink(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return twoPaths("link", "src dst | $ src_dir_fd dst_dir_fd follow_symlinks", 1, args, nargs, kwnames); }
function posixSymlink(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return twoPaths("symlink", "src dst | target_is_directory $ dir_fd", 2, args, nargs, kwnames); }
function posixReadlink(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(16);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("readlink", "path | $ dir_fd", args, nargs, kwnames, out)) {
    const given = fspath(arg(out, 0));
    if (given != NULL) {
      const path = pathAt(given, "readlink", arg(out, 1));
      if (path != NULL) {
        const n = hostReadlink(bytesData(path), bytesLen(path));
        r = n < 0 ? raiseOSError(-n, arg(out, 0)) : stagedPath(n, hasFlag(given, TypeFlag.BYTES_SUBCLASS));
        decref(path);
      }
      decref(given);
    }
  }
  free(out);
  return r;
}
function posixAccess(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(40);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("access", "path mode | $ dir_fd effective_ids follow_symlinks", args, nargs, kwnames, out)) {
    const mode = intArg(arg(out, 1));
    const path = errorOccurred() ? NULL : pathAt(arg(out, 0), "access", arg(out, 2));
    if (path != NULL) {
      r = boxBool(hostAccess(bytesData(path), bytesLen(path), mode) >= 0);
      decref(path);
    }
  }
  free(out);
  return r;
}
function posixChmod(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(32);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("chmod", "path mode | $ dir_fd follow_symlinks", args, nargs, kwnames, out)) {
    const mode = intArg(arg(out, 1));
    const follow = errorOccurred() ? -1 : truth(arg(out, 3), 1);
    if (follow >= 0) {
      if (isInt(arg(out, 0))) r = done(hostFchmod(<i32>intOf(arg(out, 0)), mode));
      else {
        const path = pathAtOrFd(arg(out, 0), "chmod", arg(out, 2));
        if (path != NULL) {
          r = done(hostChmod(bytesData(path), bytesLen(path), mode, follow), arg(out, 0));
          decref(path);
        }
      }
    }
  }
  free(out);
  return r;
}
function posixFchmod(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("fchmod", nargs, 2, 2)) return NULL;
  const fd = fdOf(arg(args, 0)), mode = errorOccurred() ? 0 : intArg(arg(args, 1));
  return errorOccurred() ? NULL : done(hostFchmod(fd, mode));
}
/** A user or group id, -1 for "as it is"; check errorOccurred(). */
function ownerArg(v: Value, what: string): i32 {
  const n = hasIndex(v) ? indexI64(v, T.OverflowError) : 0;
  if (errorOccurred()) return 0;
  if (hasIndex(v) && n >= -1 && n <= <i64>u32.MAX_VALUE) return <i32>n;
  const w = strFromLiteral(what);
  if (!hasIndex(v)) raiseFmt(T.TypeError, "%s should be integer, not %T", w, v);
  else raiseFmt(T.OverflowError, "%s is less than minimum", w);
  decref(w);
  return 0;
}
function posixChown(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(40);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("chown", "path uid gid | $ dir_fd follow_symlinks", args, nargs, kwnames, out)) {
    const uid = ownerArg(arg(out, 1), "uid"), gid = errorOccurred() ? 0 : ownerArg(arg(out, 2), "gid");
    const follow = errorOccurred() ? -1 : truth(arg(out, 4), 1);
    const path = follow < 0 ? NULL : pathAtOrFd(arg(out, 0), "chown", arg(out, 3));
    if (path != NULL) {
      r = done(hostChown(bytesData(path), bytesLen(path), uid, gid, follow), arg(out, 0));
      decref(path);
    }
  }
  free(out);
  return r;
}
/** utime(path, times=None, *, ns=..., dir_fd=None, follow_symlinks=True) */
function posixUtime(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(40);
  if (!out) return outOfMemory();
  let r = NULL;
  if (parseArgs("utime", "path | times $ ns dir_fd follow_symlinks", args, nargs, kwnames, out)) r = utime(out);
  free(out);
  return r;
}
/** What stands for the present time: a moment that no file has. */
const NOW: i64 = i64.MIN_VALUE;
/** Nanoseconds of a time in seconds, rounded down; check errorOccurred(). */
function nanoseconds(v: Value): i64 {
  if (hasIndex(v)) {
    const seconds = indexI64(v, T.OverflowError);
    return errorOccurred() ? 0 : seconds * 1_000_000_000;
  }
  const seconds = asF64(v);
  if (errorOccurred()) return 0;
  if (!(abs<f64>(seconds) < 9.2e9)) { raise(T.OverflowError, "timestamp out of range for platform time_t"); return 0; }
  const whole = Math.floor(seconds);
  return <i64>whole * 1_000_000_000 + <i64>Math.floor((seconds - whole) * 1e9);
}
function utime(out: usize): Value {
  const times = arg(out, 1), ns = arg(out, 2), dirFd = arg(out, 3);
  const follow = truth(arg(out, 4), 1);
  if (follow < 0) return NULL;
  let access = NOW, modified = NOW;
  if (times != NULL && times != None && ns != NULL) return raise(T.ValueError, "utime: you may specify either 'times' or 'ns' but not both");
  if (times != NULL && times != None) {
    if (!hasFlag(times, TypeFlag.TUPLE_SUBCLASS) || tupleSize(times) != 2) return raise(T.TypeError, "utime: 'times' must be either a tuple of two ints or None");
    access = nanoseconds(tupleAt(times, 0));
    if (errorOccurred()) return NULL;
    modified = nanoseconds(tupleAt(times, 1));
  } else if (ns != NULL) {
    if (!hasFlag(ns, TypeFlag.TUPLE_SUBCLASS) || tupleSize(ns) != 2) return raise(T.TypeError, "utime: 'ns' must be a tuple of two ints");
    access = indexI64(tupleAt(ns, 0), T.OverflowError);
    if (errorOccurred()) return NULL;
    modified = indexI64(tupleAt(ns, 1), T.OverflowError);
  }
  if (errorOccurred()) return NULL;
  if (!follow && isInt(arg(out, 0))) return raise(T.ValueError, "utime: cannot use fd and follow_symlinks together");
  const path = pathAtOrFd(arg(out, 0), "utime", dirFd);
  if (path == NULL) return NULL;
  const r = done(hostUtime(bytesData(path), bytesLen(path), access, modified, follow), arg(out, 0));
  decref(path);
  return r;
}

// ---- folders --------------------------------------------------------------------------------------------------------

/** The staged entries of a folder as bytes: for each its d_type, name, zero. NULL with OSError. */
function scanEntries(path: Value, what: string): Value {
  const asked = path == NULL || path == None ? bytesFromText(".") : pathOrFd(path, what, "string, bytes, os.PathLike, integer or None");
  if (asked == NULL) return NULL;
  let n: i32;
  do { n = hostScandir(bytesData(asked), bytesLen(asked)); } while (interrupted(n));
  decref(asked);
  if (n < 0) return errorOccurred() ? NULL : raiseOSError(-n, path == NULL ? NULL : path);
  return stagedBytes(n);
}
function bytesFromText(text: string): Value {
  const p = bytesAlloc(text.length);
  if (!p) return NULL;
  for (let i = 0; i < text.length; i++) store<u8>(p + i, <u8>text.charCodeAt(i), BYTES_DATA);
  return boxPtr(p);
}
function posixListdir(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(8);
  if (!out) return outOfMemory();
  let list = NULL;
  if (parseArgs("listdir", "| path", args, nargs, kwnames, out)) {
    const asBytes = arg(out, 0) != NULL && hasFlag(arg(out, 0), TypeFlag.BYTES_SUBCLASS);
    const entries = scanEntries(arg(out, 0), "listdir");
    if (entries != NULL) {
      list = listNew();
      let at = bytesData(entries);
      const end = at + bytesLen(entries);
      while (list != NULL && at < end) {
        const start = at + 1;
        let stop = start;
        while (load<u8>(stop)) stop++;
        const item = asBytes ? bytesFrom(start, <u32>(stop - start)) : strFromFsBytes(start, <u32>(stop - start));
        if (item == NULL || listPush(list, item) < 0) { decref(list); list = NULL; break; }
        at = stop + 1;
      }
      decref(entries);
    }
  }
  free(out);
  return list;
}
function posixFspath(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(8);
  if (!out) return outOfMemory();
  const r = parseArgs("fspath", "path", args, nargs, kwnames, out) ? fspath(arg(out, 0)) : NULL;
  free(out);
  return r;
}

/** _scandir(path): the raw entries as bytes; for each its d_type, name, zero byte. */
function posixScandir(self: Value, path: Value): Value { return scanEntries(path, "scandir"); }

/** Declares stat_result and terminal_size; at boot. */
export function initPosixFileTypes(): void {
  defStructSeq(T.stat_result, "os.stat_result",
    "st_mode st_ino st_dev st_nlink st_uid st_gid st_size -atime -mtime -ctime",
    "st_atime st_mtime st_ctime st_atime_ns st_mtime_ns st_ctime_ns st_blksize st_blocks st_rdev");
  defStructSeq(T.statvfs_result, "os.statvfs_result",
    "f_bsize f_frsize f_blocks f_bfree f_bavail f_files f_ffree f_favail f_flag f_namemax", "f_fsid");
  defStructSeq(T.terminal_size, "os.terminal_size", "columns lines", "");
}

export function initPosixFiles(m: Value): void {
  func(m, "stat", posixStat.index, METH_KW, "($module, /, path, *, dir_fd=None, follow_symlinks=True)", "What the system knows of a file.");
  func(m, "lstat", posixLstat.index, METH_KW, "($module, /, path, *, dir_fd=None)", "stat() of a symbolic link itself.");
  func(m, "fstat", posixFstat.index, METH_KW, "($module, /, fd)", "stat() of an open file.");
  func(m, "open", posixOpen.index, METH_KW, "($module, /, path, flags, mode=511, *, dir_fd=None)", "Open a file; the new descriptor.");
  func(m, "close", posixClose.index, METH_KW, "($module, /, fd)", "Close a descriptor.");
  func(m, "closerange", posixCloserange.index, METH_FAST, "($module, fd_low, fd_high, /)", "Close the descriptors in [fd_low, fd_high), ignoring errors.");
  func(m, "read", posixRead.index, METH_FAST, "($module, fd, length, /)", "Read at most length bytes.");
  func(m, "readinto", posixReadinto.index, METH_FAST, "($module, fd, buffer, /)", "Read into a buffer; how many bytes came.");
  func(m, "write", posixWrite.index, METH_FAST, "($module, fd, data, /)", "Write bytes; how many went.");
  func(m, "pread", posixPread.index, METH_FAST, "($module, fd, length, offset, /)", "Read at an offset.");
  func(m, "pwrite", posixPwrite.index, METH_FAST, "($module, fd, buffer, offset, /)", "Write at an offset.");
  func(m, "lseek", posixLseek.index, METH_FAST, "($module, fd, position, whence, /)", "Move the position; the new one.");
  func(m, "isatty", posixIsatty.index, METH_O, "($module, fd, /)", "Whether the descriptor is a terminal.");
  func(m, "dup", posixDup.index, METH_O, "($module, fd, /)", "A second descriptor of the same open file.");
  func(m, "dup2", posixDup2.index, METH_KW, "($module, /, fd, fd2, inheritable=True)", "Make fd2 the same open file as fd.");
  func(m, "pipe", posixPipe.index, METH_NOARGS, "($module, /)", "A pipe: (read end, write end).");
  func(m, "_pipe2", posixPipe2.index, METH_O, "($module, flags, /)", "A pipe with flags.");
  func(m, "_fcntl", posixFcntl.index, METH_FAST, "($module, fd, command, argument, /)", "fcntl(2) with a number.");
  func(m, "fsync", posixFsync.index, METH_O, "($module, /, fd)", "Wait until the file is on the disk.");
  func(m, "ftruncate", posixFtruncate.index, METH_FAST, "($module, fd, length, /)", "Set an open file's size.");
  func(m, "truncate", posixTruncate.index, METH_FAST, "($module, /, path, length)", "Set a file's size.");
  func(m, "get_inheritable", posixGetInheritable.index, METH_O, "($module, fd, /)", "Whether child processes inherit the descriptor.");
  func(m, "set_inheritable", posixSetInheritable.index, METH_FAST, "($module, fd, inheritable, /)", "Say whether child processes inherit the descriptor.");
  func(m, "get_blocking", posixGetBlocking.index, METH_O, "($module, fd, /)", "Whether calls on the descriptor wait.");
  func(m, "set_blocking", posixSetBlocking.index, METH_FAST, "($module, fd, blocking, /)", "Say whether calls on the descriptor wait.");
  func(m, "get_terminal_size", posixTerminalSize.index, METH_FAST, "", "The size of the terminal as (columns, lines).");
  func(m, "getcwd", posixGetcwd.index, METH_NOARGS, "($module, /)", "The working folder.");
  func(m, "getcwdb", posixGetcwdb.index, METH_NOARGS, "($module, /)", "The working folder, as bytes.");
  func(m, "chdir", posixChdir.index, METH_KW, "($module, /, path)", "Change the working folder.");
  func(m, "rmdir", posixRmdir.index, METH_KW, "($module, /, path, *, dir_fd=None)", "Remove an empty folder.");
  func(m, "unlink", posixUnlink.index, METH_KW, "($module, /, path, *, dir_fd=None)", "Remove a file.");
  func(m, "remove", posixRemove.index, METH_KW, "($module, /, path, *, dir_fd=None)", "Remove a file.");
  func(m, "mkdir", posixMkdir.index, METH_KW, "($module, /, path, mode=511, *, dir_fd=None)", "Make a folder.");
  func(m, "rename", posixRename.index, METH_KW, "($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)", "Rename.");
  func(m, "replace", posixReplace.index, METH_KW, "($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)", "Rename, replacing what is there.");
  func(m, "link", posixLink.index, METH_KW, "($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", "Make a hard link.");
  func(m, "symlink", posixSymlink.index, METH_KW, "($module, /, src, dst, target_is_directory=False, *, dir_fd=None)", "Make a symbolic link.");
  func(m, "readlink", posixReadlink.index, METH_KW, "($module, /, path, *, dir_fd=None)", "What a symbolic link points to.");
  func(m, "access", posixAccess.index, METH_KW, "($module, /, path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", "Whether the real user may do this.");
  func(m, "chmod", posixChmod.index, METH_KW, "($module, /, path, mode, *, dir_fd=None, follow_symlinks=True)", "Set the permission bits.");
  func(m, "fchmod", posixFchmod.index, METH_FAST, "($module, /, fd, mode)", "Set the permission bits of an open file.");
  func(m, "chown", posixChown.index, METH_KW, "($module, /, path, uid, gid, *, dir_fd=None, follow_symlinks=True)", "Set owner and group.");
  func(m, "utime", posixUtime.index, METH_KW, "($module, /, path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)", "Set access and modification time.");
  func(m, "listdir", posixListdir.index, METH_KW, "($module, /, path=None)", "The names in a folder.");
  func(m, "_scandir", posixScandir.index, METH_O, "($module, path, /)", "The raw entries of a folder.");
  func(m, "fspath", posixFspath.index, METH_KW, "($module, /, path)", "The file system path of an object.");
}
