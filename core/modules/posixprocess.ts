// _posix: the process, its users, its environment.

import { Value, NULL, None, boxInt, boxFloat, boxPtr } from "../value";
import { T } from "../names.generated";
import { decref } from "../memory/refcount";
import { raise, errorOccurred, outOfMemory } from "../errors";
import { checkArgs, parseArgs } from "../args";
import { func, addType, METH_NOARGS, METH_O, METH_FAST, METH_KW } from "../objects/define";
import { alloc, free } from "../memory/alloc";
import { indexI64 } from "../abstract";
import { raiseOSError, strerror } from "../objects/oserror";
import { structSeqNew, structSeqPut, defStructSeq } from "../objects/structseq";
import { bytesAlloc, bytesData, bytesLen, bytesFrom, BYTES_DATA } from "../objects/bytesobject";
import { strFromFsBytes } from "../objects/strmake";
import { tuple3 } from "../objects/tupleobject";
import { dictNew, dictSet } from "../objects/dict";
import { pathBytes, intArg } from "./posixpath";
import { stagedBytes } from "./staged";
import { initPosixFiles } from "./posixfiles";
import { DROP_SLEEP } from "../../contract/traceevents";
import { dropGil, takeGil } from "../threads/gil";
import { hang } from "../threads/gilwords";
import {
  hostGetpid, hostGetppid, hostGetuid, hostUmask, hostKill, hostExit, hostAbort, hostRandom, hostCpuCount, hostLoadAverage, hostUname, hostSetenv, hostUnsetenv,
  hostEnviron, hostClock,
} from "../host.generated";

function arg(args: usize, i: usize): Value { return load<u64>(args + (i << 3)); }
function done(result: i32): Value { return result < 0 ? raiseOSError(-result) : None; }

function posixGetpid(self: Value): Value { return boxInt(hostGetpid()); }
function posixGetppid(self: Value): Value { return boxInt(hostGetppid()); }
function posixGetuid(self: Value): Value { return boxInt(hostGetuid(0)); }
function posixGeteuid(self: Value): Value { return boxInt(hostGetuid(1)); }
function posixGetgid(self: Value): Value { return boxInt(hostGetuid(2)); }
function posixGetegid(self: Value): Value { return boxInt(hostGetuid(3)); }
function posixUmask(self: Value, v: Value): Value {
  const mask = intArg(v);
  return errorOccurred() ? NULL : boxInt(hostUmask(mask));
}
function posixKill(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("kill", nargs, 2, 2)) return NULL;
  const pid = intArg(arg(args, 0)), signal = errorOccurred() ? 0 : intArg(arg(args, 1));
  return errorOccurred() ? NULL : done(hostKill(pid, signal));
}
/** _exit(status): the process ends now, without any clean-up. */
function posixExit(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(8);
  if (!out) return outOfMemory();
  const ok = parseArgs("_exit", "status", args, nargs, kwnames, out);
  const status = ok ? intArg(arg(out, 0)) : 0;
  free(out);
  if (!ok || errorOccurred()) return NULL;
  hostExit(status & 0xFF);
  hang();
  return None;
}
function posixAbort(self: Value): Value {
  hostAbort();
  hang();
  return None;
}
function posixUrandom(self: Value, v: Value): Value {
  const n = indexI64(v, T.OverflowError);
  if (n == -1 && errorOccurred()) return NULL;
  if (n < 0) return raise(T.ValueError, "negative argument not allowed");
  if (n > 0x7FFFFFFF) return outOfMemory();
  const p = bytesAlloc(<u32>n);
  if (!p) return NULL;
  const result = hostRandom(p + BYTES_DATA, <i32>n);
  if (result < 0) { decref(boxPtr(p)); return raiseOSError(-result); }
  return boxPtr(p);
}
function posixCpuCount(self: Value): Value { return boxInt(hostCpuCount()); }
function posixGetloadavg(self: Value): Value {
  const out = alloc(24);
  if (!out) return outOfMemory();
  const result = hostLoadAverage(out);
  const r = result < 0 ? raiseOSError(-result) : tuple3(load<u64>(out), load<u64>(out, 8), load<u64>(out, 16));
  free(out);
  return r;
}
function posixUname(self: Value): Value {
  const n = hostUname();
  if (n < 0) return raiseOSError(-n);
  const bytes = stagedBytes(n);
  if (bytes == NULL) return NULL;
  const v = structSeqNew(T.uname_result);
  if (v != NULL) {
    let at = bytesData(bytes);
    for (let i: usize = 0; i < 5; i++) {
      let end = at;
      while (load<u8>(end)) end++;
      structSeqPut(v, i, strFromFsBytes(at, <u32>(end - at)));
      at = end + 1;
    }
  }
  decref(bytes);
  return v;
}
function posixTimes(self: Value): Value {
  const v = structSeqNew(T.times_result);
  if (v == NULL) return NULL;
  structSeqPut(v, 0, boxFloat(<f64>hostClock(2) / 1e9));
  structSeqPut(v, 1, boxFloat(0));
  structSeqPut(v, 2, boxFloat(0));
  structSeqPut(v, 3, boxFloat(0));
  structSeqPut(v, 4, boxFloat(<f64>hostClock(1) / 1e9));
  return v;
}
function posixStrerror(self: Value, v: Value): Value {
  const n = intArg(v);
  return errorOccurred() ? NULL : strerror(n);
}
function posixPutenv(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("putenv", nargs, 2, 2)) return NULL;
  const key = pathBytes(arg(args, 0), "putenv");
  const value = key == NULL ? NULL : pathBytes(arg(args, 1), "putenv");
  let r = NULL;
  if (value != NULL) {
    let bad = bytesLen(key) == 0;
    for (let i: usize = 0; i < bytesLen(key); i++) if (load<u8>(bytesData(key) + i) == 0x3D) bad = true;
    r = bad ? raise(T.ValueError, "illegal environment variable name") : done(hostSetenv(bytesData(key), bytesLen(key), bytesData(value), bytesLen(value)));
    decref(value);
  }
  if (key != NULL) decref(key);
  return r;
}
function posixUnsetenv(self: Value, v: Value): Value {
  const key = pathBytes(v, "unsetenv");
  if (key == NULL) return NULL;
  let isName = bytesLen(key) > 0;
  for (let i: usize = 0; i < bytesLen(key); i++) if (load<u8>(bytesData(key) + i) == 0x3D) isName = false;
  if (!isName) { decref(key); return raiseOSError(22); }
  const r = done(hostUnsetenv(bytesData(key), bytesLen(key)));
  decref(key);
  return r;
}
/** _environ(): a dict of bytes to bytes. */
function posixEnviron(self: Value): Value {
  const n = hostEnviron();
  if (n < 0) return raiseOSError(-n);
  const bytes = stagedBytes(n);
  if (bytes == NULL) return NULL;
  const d = dictNew();
  let at = bytesData(bytes);
  const end = at + bytesLen(bytes);
  while (d != NULL && at < end) {
    let equals = at;
    while (load<u8>(equals) && load<u8>(equals) != 0x3D) equals++;
    let stop = equals;
    while (load<u8>(stop)) stop++;
    if (load<u8>(equals)) {
      const key = bytesFrom(at, <u32>(equals - at)), value = bytesFrom(equals + 1, <u32>(stop - equals - 1));
      if (key != NULL && value != NULL) dictSet(d, key, value);
      decref(key);
      decref(value);
    }
    at = stop + 1;
  }
  decref(bytes);
  return d;
}
function posixSchedYield(self: Value): Value {
  dropGil(DROP_SLEEP, 0);
  takeGil();
  return None;
}

/** Declares the record types; at boot. */
export function initPosixProcessTypes(): void {
  defStructSeq(T.uname_result, "posix.uname_result", "sysname nodename release version machine", "");
  defStructSeq(T.times_result, "posix.times_result", "user system children_user children_system elapsed", "");
}

export function initPosix(m: Value): void {
  initPosixFiles(m);
  func(m, "getpid", posixGetpid.index, METH_NOARGS, "($module, /)", "The process id.");
  func(m, "getppid", posixGetppid.index, METH_NOARGS, "($module, /)", "The parent's process id.");
  func(m, "getuid", posixGetuid.index, METH_NOARGS, "($module, /)", "The user id.");
  func(m, "geteuid", posixGeteuid.index, METH_NOARGS, "($module, /)", "The effective user id.");
  func(m, "getgid", posixGetgid.index, METH_NOARGS, "($module, /)", "The group id.");
  func(m, "getegid", posixGetegid.index, METH_NOARGS, "($module, /)", "The effective group id.");
  func(m, "umask", posixUmask.index, METH_O, "($module, mask, /)", "Set the file mode mask; the old one.");
  func(m, "kill", posixKill.index, METH_FAST, "($module, pid, signal, /)", "Send a signal to a process.");
  func(m, "_exit", posixExit.index, METH_KW, "($module, /, status)", "End the process at once.");
  func(m, "abort", posixAbort.index, METH_NOARGS, "($module, /)", "End the process as by SIGABRT.");
  func(m, "urandom", posixUrandom.index, METH_O, "($module, size, /)", "Random bytes of the operating system.");
  func(m, "cpu_count", posixCpuCount.index, METH_NOARGS, "($module, /)", "How many processors there are.");
  func(m, "getloadavg", posixGetloadavg.index, METH_NOARGS, "($module, /)", "The load over 1, 5 and 15 minutes.");
  func(m, "uname", posixUname.index, METH_NOARGS, "($module, /)", "What the operating system is.");
  func(m, "times", posixTimes.index, METH_NOARGS, "($module, /)", "CPU times of the process.");
  func(m, "strerror", posixStrerror.index, METH_O, "($module, code, /)", "The text of an error number.");
  func(m, "putenv", posixPutenv.index, METH_FAST, "($module, name, value, /)", "Set an environment variable.");
  func(m, "unsetenv", posixUnsetenv.index, METH_O, "($module, name, /)", "Remove an environment variable.");
  func(m, "_environ", posixEnviron.index, METH_NOARGS, "($module, /)", "The environment, bytes to bytes.");
  func(m, "sched_yield", posixSchedYield.index, METH_NOARGS, "($module, /)", "Let another thread run.");
  addType(m, T.stat_result);
  addType(m, T.statvfs_result);
  addType(m, T.terminal_size);
  addType(m, T.uname_result);
  addType(m, T.times_result);
}
