// _system: what lib/*.py makes the system's interfaces of (select, fcntl, socket, …).
//
// The calls of the section `system` in contract/hostcalls.ts are constants here, by their names; call(name, *arguments) makes one. A number is
// passed as it is, None as the address 0, a buffer as its address, a list of buffers as pairs of address and length. Nobody looks whether a
// buffer is as large as the call takes it to be: that is the business of the Python code that calls, and the reason why this module is not for programs.
//
// Receiving and sending are functions of their own, for speed. Their last argument is the time limit of a socket in seconds: -1 waits
// for ever, 0 never. With a limit the descriptor is a non-blocking one, and each try waits for readiness first (as CPython's sockets do).
//
// A call that a signal interrupted is made again after the handlers have run, unless one of them raised (PEP 475).

import { Value, NULL, None, boxInt, boxPtr } from "../value";
import { T } from "../names.generated";
import { TypeFlag, hasFlag } from "../objects/typeobject";
import { decref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred, outOfMemory } from "../errors";
import { checkArgs } from "../args";
import { constant, func, METH_FAST } from "../objects/define";
import { alloc, free } from "../memory/alloc";
import { indexI64 } from "../abstract";
import { interrupted, raiseOSError, EINTR } from "../objects/oserror";
import { BYTES_DATA, bytesAlloc, bytesData, bytesFrom, bytesLen } from "../objects/bytesobject";
import { tuple2, tupleAt, tupleSize } from "../objects/tupleobject";
import { listAt, listSize } from "../objects/listobject";
import { asF64 } from "../objects/float";
import { getBuffer, releaseBuffer, BufferView, BUFFER_SIZE, PyBUF_WRITABLE } from "../objects/buffer";
import { fdOf, intArg } from "./posixpath";
import { stagedBytes } from "./staged";
import { deadlineAfter, handlePending, now } from "../threads/wait";
import { SYSTEM_COUNT, SYSTEM_FIRST, hostAccept, hostPoll, hostRecv, hostSend, systemCall, systemName, systemSpec } from "../host.generated";

const EAGAIN: i32 = 11;
const POLLIN: i32 = 1;
const POLLOUT: i32 = 4;
const SOCK_CLOEXEC: i32 = 0o2000000;
/** Larger than any sockaddr (sockaddr_storage has 128 bytes). */
const ADDRESS_SIZE: i32 = 128;
const MOST: i64 = 0x7FFFF000;
const MOST_ARGUMENTS: usize = 8;

function arg(args: usize, i: usize): Value { return load<u64>(args + (i << 3)); }

// ---- any call -------------------------------------------------------------------------------------------------------

function sequenceSize(v: Value): i32 {
  if (hasFlag(v, TypeFlag.LIST_SUBCLASS)) return listSize(v);
  return hasFlag(v, TypeFlag.TUPLE_SUBCLASS) ? tupleSize(v) : -1;
}
function sequenceAt(v: Value, i: i32): Value { return hasFlag(v, TypeFlag.LIST_SUBCLASS) ? listAt(v, i) : tupleAt(v, i); }

/**
 * Makes the call args[0] with the other arguments. Its result, or -errno, at `result`; false with an exception for wrong arguments.
 * The block: numbers to pass │ views of buffers │ pairs (address u32, length u32).
 */
function invoke(args: usize, nargs: i32, again: bool, result: usize): bool {
  const id = nargs ? <u32>intArg(arg(args, 0)) : 0;
  if (errorOccurred()) return false;
  const spec = systemSpec(id);
  if (spec.length != nargs - 1) {
    raiseFmt(T.TypeError, "system call %d takes %d arguments", boxInt(id), boxInt(spec.length));
    return false;
  }
  let views = 0;
  for (let i = 0; i < spec.length; i++) {
    const kind = spec.charCodeAt(i);
    if (kind == 0x70) views++;
    else if (kind == 0x72 || kind == 0x77) {
      const size = sequenceSize(arg(args, i + 1));
      if (size < 0) { raise(T.TypeError, "system call: buffers must come in a list or tuple"); return false; }
      views += size;
    }
  }
  const block = alloc((MOST_ARGUMENTS << 3) + <usize>views * (BUFFER_SIZE + 8));
  if (!block) { outOfMemory(); return false; }
  const pairs = block + (MOST_ARGUMENTS << 3) + <usize>views * BUFFER_SIZE;
  const filled = fillArguments(spec, args, block, pairs);
  if (filled >= 0) {
    let r: i32;
    do { r = systemCall(id, block); } while (again && interrupted(r));
    store<i32>(result, r);
  }
  let view = block + (MOST_ARGUMENTS << 3);
  for (let n = filled >= 0 ? filled : -1 - filled; n > 0; n--) { releaseBuffer(view); view += BUFFER_SIZE; }
  free(block);
  return filled >= 0 && !errorOccurred();
}

/** Writes the numbers to pass. How many views it filled; -1 minus that many with an exception set. */
function fillArguments(spec: string, args: usize, block: usize, pairs: usize): i32 {
  let filled = 0;
  let view = block + (MOST_ARGUMENTS << 3);
  for (let i = 0; i < spec.length; i++) {
    const v = arg(args, i + 1), at = block + (<usize>i << 3), kind = spec.charCodeAt(i);
    if (kind == 0x69 || kind == 0x6C) {
      const n = indexI64(v, T.OverflowError);
      if (n == -1 && errorOccurred()) return -1 - filled;
      if (kind == 0x69 && (n > <i64>u32.MAX_VALUE || n < <i64>i32.MIN_VALUE)) {
        raise(T.OverflowError, n < 0 ? "signed integer is less than minimum" : "signed integer is greater than maximum");
        return -1 - filled;
      }
      store<i64>(at, n);
    } else if (kind == 0x70) {
      if (v == None) { store<u64>(at, 0); continue; }
      if (getBuffer(v, view, 0) < 0) return -1 - filled;
      store<u64>(at, changetype<BufferView>(view).buf);
      filled++;
      view += BUFFER_SIZE;
    } else {
      store<u64>(at, <u64>pairs);
      for (let n = sequenceSize(v), k = 0; k < n; k++) {
        if (getBuffer(sequenceAt(v, k), view, kind == 0x77 ? PyBUF_WRITABLE : 0) < 0) return -1 - filled;
        store<u32>(pairs, changetype<BufferView>(view).buf);
        store<u32>(pairs, changetype<BufferView>(view).len, 4);
        pairs += 8;
        filled++;
        view += BUFFER_SIZE;
      }
    }
  }
  return filled;
}

/** call(call, *arguments): the result, or OSError. */
function call(self: Value, args: usize, nargs: i32): Value {
  const cell = alloc(8);
  if (!cell) return outOfMemory();
  const ok = invoke(args, nargs, true, cell);
  const r = load<i32>(cell);
  free(cell);
  return !ok ? NULL : r < 0 ? raiseOSError(-r) : boxInt(r);
}
/** attempt(call, *arguments): the result or -errno. It is not made again; handlers of a signal that interrupted it have run. */
function attempt(self: Value, args: usize, nargs: i32): Value {
  const cell = alloc(8);
  if (!cell) return outOfMemory();
  const ok = invoke(args, nargs, false, cell);
  const r = load<i32>(cell);
  free(cell);
  return !ok || (r == -EINTR && handlePending() < 0) ? NULL : boxInt(r);
}
/** staged(call, *arguments): what it staged, as bytes. */
function staged(self: Value, args: usize, nargs: i32): Value {
  const cell = alloc(8);
  if (!cell) return outOfMemory();
  const ok = invoke(args, nargs, true, cell);
  const r = load<i32>(cell);
  free(cell);
  return !ok ? NULL : r < 0 ? raiseOSError(-r) : stagedBytes(r);
}

// ---- sockets --------------------------------------------------------------------------------------------------------

/** The moment at which a time limit in seconds ends; -1 for none. */
function deadlineOf(limit: f64): i64 { return limit > 0 ? deadlineAfter(limit > 9e9 ? i64.MAX_VALUE / 2 : <i64>Math.ceil(limit * 1e9)) : -1; }

/** Waits until a descriptor is ready. 1, 0 when the time is over, -1 with an exception. `item` has room for a struct pollfd. */
function waitFor(fd: i32, events: i32, deadline: i64, item: usize): i32 {
  while (true) {
    let timeout = -1;
    if (deadline >= 0) {
      const left = deadline - now();
      timeout = left <= 0 ? 0 : <i32>min<i64>((left + 999_999) / 1_000_000, 0x7FFFFFFF);
    }
    store<i32>(item, fd);
    store<i32>(item, events, 4);
    const r = hostPoll(item, 1, timeout);
    if (r > 0 || (r == 0 && (timeout == 0 || now() >= deadline))) return r;
    if (r < 0 && !interrupted(r)) {
      if (!errorOccurred()) raiseOSError(-r);
      return -1;
    }
  }
}
/** With a time limit: waits until the socket is ready; false with TimeoutError or what a handler raised. */
function prepare(fd: i32, events: i32, limit: f64, deadline: i64, item: usize): bool {
  if (limit <= 0) return true;
  const r = waitFor(fd, events, deadline, item);
  if (r == 0) raise(T.TimeoutError, "timed out");
  return r > 0;
}
/** Whether a try with the result `r` is to be followed by another; raises if it was the last one and failed. */
function tryAgain(r: i32, limit: f64): bool {
  if (r >= 0 || errorOccurred()) return false;
  if (r == -EAGAIN && limit > 0) return true;
  raiseOSError(-r);
  return false;
}
/** Receives; -1 with an exception. `cell` is room for a pollfd, then an i32, the room for and then the length of the address. */
function receive(fd: i32, to: usize, n: i32, flags: i32, address: usize, limit: f64, cell: usize): i32 {
  const deadline = deadlineOf(limit);
  let r = 0;
  do {
    if (!prepare(fd, POLLIN, limit, deadline, cell)) return -1;
    do {
      store<i32>(cell, ADDRESS_SIZE, 8);
      r = hostRecv(fd, to, n, flags, address, address ? cell + 8 : 0);
    } while (interrupted(r));
  } while (tryAgain(r, limit));
  return errorOccurred() ? -1 : r;
}
function transmit(fd: i32, from: usize, n: i32, flags: i32, address: usize, addressLen: i32, limit: f64, deadline: i64, cell: usize): i32 {
  let r = 0;
  do {
    if (!prepare(fd, POLLOUT, limit, deadline, cell)) return -1;
    do { r = hostSend(fd, from, n, flags, address, addressLen); } while (interrupted(r));
  } while (tryAgain(r, limit));
  return errorOccurred() ? -1 : r;
}

/** recv(fd, count, flags, limit): bytes; with `whom` (bytes, address). */
function receiveBytes(args: usize, whom: bool): Value {
  const fd = fdOf(arg(args, 0));
  const n = errorOccurred() ? 0 : indexI64(arg(args, 1), T.OverflowError);
  const flags = errorOccurred() ? 0 : intArg(arg(args, 2));
  const limit = errorOccurred() ? 0 : asF64(arg(args, 3));
  if (errorOccurred()) return NULL;
  if (n < 0) return raise(T.ValueError, whom ? "negative buffersize in recvfrom" : "negative buffersize in recv");
  const p = n > MOST ? 0 : bytesAlloc(<u32>n);
  const block = p ? alloc(16 + ADDRESS_SIZE) : 0;
  if (!block) { if (p) decref(boxPtr(p)); return errorOccurred() ? NULL : outOfMemory(); }
  const got = receive(fd, p + BYTES_DATA, <i32>n, flags, whom ? block + 16 : 0, limit, block);
  let r = NULL;
  if (got == <i32>n) r = boxPtr(p);
  else {
    if (got >= 0) r = bytesFrom(p + BYTES_DATA, got);
    decref(boxPtr(p));
  }
  if (whom && r != NULL) r = withAddress(r, block);
  free(block);
  return r;
}
/** (v, the address in the block that receive filled); steals v. */
function withAddress(v: Value, block: usize): Value {
  const address = bytesFrom(block + 16, min<u32>(load<u32>(block, 8), ADDRESS_SIZE));
  const r = address == NULL ? NULL : tuple2(v, address);
  decref(address);
  decref(v);
  return r;
}
/** recv_into(fd, buffer, count, flags, limit): how many bytes; with `whom` (number, address). A count of 0 is the whole buffer. */
function receiveInto(args: usize, whom: bool): Value {
  const fd = fdOf(arg(args, 0));
  const n = errorOccurred() ? 0 : indexI64(arg(args, 2), T.OverflowError);
  const flags = errorOccurred() ? 0 : intArg(arg(args, 3));
  const limit = errorOccurred() ? 0 : asF64(arg(args, 4));
  if (errorOccurred()) return NULL;
  const block = alloc(16 + ADDRESS_SIZE + BUFFER_SIZE);
  if (!block) return outOfMemory();
  const view = block + 16 + ADDRESS_SIZE;
  let r = NULL;
  if (getBuffer(arg(args, 1), view, PyBUF_WRITABLE) >= 0) {
    const b = changetype<BufferView>(view);
    if (n < 0) raise(T.ValueError, whom ? "negative buffersize in recvfrom_into" : "negative buffersize in recv_into");
    else if (n > b.len) raise(T.ValueError, whom ? "nbytes is greater than the length of the buffer" : "buffer too small for requested bytes");
    else {
      const got = receive(fd, b.buf, n == 0 ? b.len : <i32>n, flags, whom ? block + 16 : 0, limit, block);
      if (got >= 0) r = whom ? withAddress(boxInt(got), block) : boxInt(got);
    }
    releaseBuffer(view);
  }
  free(block);
  return r;
}
function recv(self: Value, args: usize, nargs: i32): Value { return checkArgs("recv", nargs, 4, 4) ? receiveBytes(args, false) : NULL; }
function recvFrom(self: Value, args: usize, nargs: i32): Value { return checkArgs("recvfrom", nargs, 4, 4) ? receiveBytes(args, true) : NULL; }
function recvInto(self: Value, args: usize, nargs: i32): Value { return checkArgs("recv_into", nargs, 5, 5) ? receiveInto(args, false) : NULL; }
function recvFromInto(self: Value, args: usize, nargs: i32): Value { return checkArgs("recvfrom_into", nargs, 5, 5) ? receiveInto(args, true) : NULL; }

/** send(fd, data, flags, address, limit): how many bytes went; address is bytes or None. With `all`, None when everything went. */
function sendBytes(args: usize, all: bool): Value {
  const fd = fdOf(arg(args, 0));
  const flags = errorOccurred() ? 0 : intArg(arg(args, 2));
  const limit = errorOccurred() ? 0 : asF64(arg(args, 4));
  if (errorOccurred()) return NULL;
  const to = arg(args, 3), isAddressed = hasFlag(to, TypeFlag.BYTES_SUBCLASS);
  const block = alloc(16 + BUFFER_SIZE);
  if (!block) return outOfMemory();
  const view = block + 16;
  let r = NULL;
  if (getBuffer(arg(args, 1), view, 0) >= 0) {
    const b = changetype<BufferView>(view);
    const deadline = deadlineOf(limit);
    let at = <usize>b.buf, left = b.len;
    let went = 0;
    do {
      went = transmit(fd, at, left, flags, isAddressed ? bytesData(to) : 0, isAddressed ? bytesLen(to) : 0, limit, deadline, block);
      if (went < 0) break;
      at += went;
      left -= went;
      if (all && left > 0 && handlePending() < 0) { went = -1; break; }
    } while (all && left > 0);
    if (went >= 0) r = all ? None : boxInt(went);
    releaseBuffer(view);
  }
  free(block);
  return r;
}
function send(self: Value, args: usize, nargs: i32): Value { return checkArgs("send", nargs, 5, 5) ? sendBytes(args, false) : NULL; }
function sendAll(self: Value, args: usize, nargs: i32): Value { return checkArgs("sendall", nargs, 5, 5) ? sendBytes(args, true) : NULL; }

/** accept(fd, limit): (descriptor, address). */
function accept(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("accept", nargs, 2, 2)) return NULL;
  const fd = fdOf(arg(args, 0));
  const limit = errorOccurred() ? 0 : asF64(arg(args, 1));
  if (errorOccurred()) return NULL;
  const block = alloc(16 + ADDRESS_SIZE);
  if (!block) return outOfMemory();
  const deadline = deadlineOf(limit);
  let got = -1;
  do {
    if (!prepare(fd, POLLIN, limit, deadline, block)) { got = -1; break; }
    do {
      store<i32>(block, ADDRESS_SIZE, 8);
      got = hostAccept(fd, block + 16, block + 8, SOCK_CLOEXEC);
    } while (interrupted(got));
  } while (tryAgain(got, limit));
  const r = got < 0 || errorOccurred() ? NULL : withAddress(boxInt(got), block);
  free(block);
  return r;
}
/** wait(fd, events, limit): whether one of the events of poll(2) came within so many seconds (-1: for ever). */
function wait(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("wait", nargs, 3, 3)) return NULL;
  const fd = fdOf(arg(args, 0)), events = errorOccurred() ? 0 : intArg(arg(args, 1));
  const limit = errorOccurred() ? 0 : asF64(arg(args, 2));
  if (errorOccurred()) return NULL;
  const block = alloc(16);
  if (!block) return outOfMemory();
  const r = waitFor(fd, events, limit == 0 ? 0 : deadlineOf(limit), block);
  free(block);
  return r < 0 ? NULL : boxInt(r);
}

export function init__system(m: Value): void {
  for (let id = SYSTEM_FIRST; id < SYSTEM_FIRST + SYSTEM_COUNT; id++) constant(m, systemName(id), boxInt(id));
  func(m, "call", call.index, METH_FAST, "($module, call, /, *arguments)", "Make a system call.");
  func(m, "attempt", attempt.index, METH_FAST, "($module, call, /, *arguments)", "Make a system call; a failure is -errno.");
  func(m, "staged", staged.index, METH_FAST, "($module, call, /, *arguments)", "Make a system call that has bytes as result.");
  func(m, "receive", recv.index, METH_FAST, "($module, fd, count, flags, limit, /)", "Receive bytes.");
  func(m, "receive_from", recvFrom.index, METH_FAST, "($module, fd, count, flags, limit, /)", "Receive bytes: (bytes, address).");
  func(m, "receive_into", recvInto.index, METH_FAST, "($module, fd, buffer, count, flags, limit, /)", "Receive into a buffer.");
  func(m, "receive_from_into", recvFromInto.index, METH_FAST, "($module, fd, buffer, count, flags, limit, /)", "Receive into a buffer: (number, address).");
  func(m, "transmit", send.index, METH_FAST, "($module, fd, data, flags, address, limit, /)", "Send; how many bytes went.");
  func(m, "transmit_all", sendAll.index, METH_FAST, "($module, fd, data, flags, address, limit, /)", "Send everything.");
  func(m, "accept_from", accept.index, METH_FAST, "($module, fd, limit, /)", "Accept a connection: (descriptor, address).");
  func(m, "wait", wait.index, METH_FAST, "($module, fd, events, limit, /)", "Wait for events on a descriptor.");
}
