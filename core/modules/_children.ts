// _children: starting programs and waiting for them, as far as it is native. lib/_posixprocess.py makes os's functions of it.

import { Value, NULL, None, boxInt } from "../value";
import { decref } from "../memory/refcount";
import { errorOccurred, outOfMemory, raise } from "../errors";
import { T } from "../names.generated";
import { checkArgs } from "../args";
import { func, METH_FAST, METH_NOARGS, METH_O } from "../objects/define";
import { runtime } from "../state";
import { isForkPending, requestFork } from "../threads/fork";
import { alloc, free } from "../memory/alloc";
import { raiseOSError, interrupted } from "../objects/oserror";
import { bytesData, bytesLen, bytesFrom } from "../objects/bytesobject";
import { TypeFlag, hasFlag } from "../objects/typeobject";
import { tuple3 } from "../objects/tupleobject";
import { forgetOtherThreads } from "./_thread";
import { intArg } from "./posixpath";
import { hostForked, hostSpawn, hostExec, hostWait, hostWaitid, hostProcessControl, hostResource } from "../host.generated";

/** Bytes of `struct rusage`. */
const USAGE_SIZE: i32 = 144;
const SIGINFO_SIZE: i32 = 128;

function arg(args: usize, i: usize): Value { return load<u64>(args + (i << 3)); }

/** spawn(request): the process id of the child. */
function spawn(self: Value, request: Value): Value {
  if (!hasFlag(request, TypeFlag.BYTES_SUBCLASS)) return raise(T.TypeError, "a request must be bytes");
  const pid = hostSpawn(bytesData(request), bytesLen(request));
  return pid < 0 ? raiseOSError(-pid) : boxInt(pid);
}
/** exec(request): does not return. */
function exec(self: Value, request: Value): Value {
  if (!hasFlag(request, TypeFlag.BYTES_SUBCLASS)) return raise(T.TypeError, "a request must be bytes");
  return raiseOSError(-hostExec(bytesData(request), bytesLen(request)));
}
/** fork(): has this process forked when the call is over. forked() says what came of it. */
function fork(self: Value): Value {
  requestFork();
  return None;
}
/** forked(): the process id of the child, 0 in the child. */
function forked(self: Value): Value {
  if (isForkPending()) return raise(T.SystemError, "fork was not reached");
  const result = runtime().forkResult;
  return result < 0 ? raiseOSError(-result) : boxInt(result);
}
/** has_forked(): in the child, lets the parent go on, then forgets the parent's other threads, which may run finalizers that wait for something. */
function hasForked(self: Value): Value {
  const result = hostForked();
  if (result < 0) return raiseOSError(-result);
  forgetOtherThreads();
  return None;
}
/** wait(pid, options): (pid, status, bytes of the child's struct rusage). */
function wait(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("wait", nargs, 2, 2)) return NULL;
  const pid = intArg(arg(args, 0)), options = errorOccurred() ? 0 : intArg(arg(args, 1));
  if (errorOccurred()) return NULL;
  const out = alloc(8 + USAGE_SIZE);
  if (!out) return outOfMemory();
  memory.fill(out, 0, 8 + USAGE_SIZE);
  let got: i32;
  do { got = hostWait(pid, options, out); } while (interrupted(got));
  let r = NULL;
  if (got < 0) { if (!errorOccurred()) raiseOSError(-got); }
  else {
    const usage = bytesFrom(out + 8, USAGE_SIZE);
    if (usage != NULL) {
      r = tuple3(boxInt(got), boxInt(load<i32>(out)), usage);
      decref(usage);
    }
  }
  free(out);
  return r;
}
/** waitid(kind, id, options): the bytes of a siginfo_t. */
function waitid(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("waitid", nargs, 3, 3)) return NULL;
  const kind = intArg(arg(args, 0)), id = errorOccurred() ? 0 : intArg(arg(args, 1)), options = errorOccurred() ? 0 : intArg(arg(args, 2));
  if (errorOccurred()) return NULL;
  const out = alloc(SIGINFO_SIZE);
  if (!out) return outOfMemory();
  memory.fill(out, 0, SIGINFO_SIZE);
  let got: i32;
  do { got = hostWaitid(kind, id, options, out); } while (interrupted(got));
  const r = got < 0 ? (errorOccurred() ? NULL : raiseOSError(-got)) : bytesFrom(out, SIGINFO_SIZE);
  free(out);
  return r;
}
/** resource(what, which, data): the bytes of what the host call of that name has filled in; for setting, `data` is read. */
function resource(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("resource", nargs, 3, 3)) return NULL;
  const what = intArg(arg(args, 0)), which = errorOccurred() ? 0 : intArg(arg(args, 1)), data = arg(args, 2);
  if (errorOccurred()) return NULL;
  if (!hasFlag(data, TypeFlag.BYTES_SUBCLASS) || bytesLen(data) > <u32>USAGE_SIZE) return raise(T.TypeError, "data must be bytes");
  const out = alloc(USAGE_SIZE);
  if (!out) return outOfMemory();
  memory.fill(out, 0, USAGE_SIZE);
  memory.copy(out, bytesData(data), bytesLen(data));
  const result = hostResource(what, which, out);
  const r = result < 0 ? raiseOSError(-result) : bytesFrom(out, what == 0 ? USAGE_SIZE : 16);
  free(out);
  return r;
}
/** control(what, a, b, c): the host call of that name. */
function control(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("control", nargs, 4, 4)) return NULL;
  const what = intArg(arg(args, 0)), a = errorOccurred() ? 0 : intArg(arg(args, 1)), b = errorOccurred() ? 0 : intArg(arg(args, 2));
  const c = errorOccurred() ? 0 : intArg(arg(args, 3));
  if (errorOccurred()) return NULL;
  const result = hostProcessControl(what, a, b, c);
  return result < 0 ? raiseOSError(-result) : boxInt(result);
}

export function initChildren(m: Value): void {
  func(m, "spawn", spawn.index, METH_O, "($module, request, /)", "Start a program in a child process.");
  func(m, "exec", exec.index, METH_O, "($module, request, /)", "Become another program.");
  func(m, "fork", fork.index, METH_NOARGS, "($module, /)", "Fork when the call is over.");
  func(m, "forked", forked.index, METH_NOARGS, "($module, /)", "The process id of the child that was forked, or 0 in it.");
  func(m, "has_forked", hasForked.index, METH_NOARGS, "($module, /)", "In a forked child: let the parent go on.");
  func(m, "wait", wait.index, METH_FAST, "($module, pid, options, /)", "Wait for a child process.");
  func(m, "waitid", waitid.index, METH_FAST, "($module, kind, id, options, /)", "Wait for a child process's change of state.");
  func(m, "resource", resource.index, METH_FAST, "($module, what, which, data, /)", "What was used, and limits.");
  func(m, "control", control.index, METH_FAST, "($module, what, a, b, c, /)", "Process groups, sessions and priorities.");
}
