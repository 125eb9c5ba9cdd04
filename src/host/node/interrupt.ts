// Signals below what Node offers: timers, what the process does at a signal, and interrupting system calls.
import { errno, type Host, HostError } from "../host.ts";
import { libc, libcSymbol } from "./libc.ts";

/** `struct sigaction` of glibc: handler u64, mask of 128 bytes, flags i32, restorer. */
const ACTION_SIZE = 152;
const TIMER = ["int getitimer(int which, void *out)", "int setitimer(int which, void *value, void *out)"] as const;

/** A `struct timeval` pair each way: microseconds, at least one for a time that is not zero. */
function timeval(seconds: number, to: Buffer, at: number): void {
  const microseconds = Math.floor(seconds * 1e6);
  if (!(microseconds >= 0 && microseconds < Number.MAX_SAFE_INTEGER)) throw new HostError(errno.EINVAL!);
  to.writeBigInt64LE(BigInt(Math.floor(microseconds / 1e6)), at);
  to.writeBigInt64LE(BigInt(microseconds % 1e6), at + 8);
}
function seconds(from: Buffer, at: number): number {
  return Number(from.readBigInt64LE(at)) + Number(from.readBigInt64LE(at + 8)) / 1e6;
}

export const signalCalls = {
  timer(which, set, data) {
    const value = Buffer.alloc(ACTION_SIZE);
    const out = Buffer.alloc(ACTION_SIZE);
    timeval(data[0]!, value, 0);
    timeval(data[1]!, value, 16);
    if (set) libc(TIMER[1], which, value, out);
    else libc(TIMER[0], which, out);
    data.set([seconds(out, 0), seconds(out, 16)]);
  },

  signalAction(signal, action, saved, isWatched) {
    if (process.platform !== "linux") throw new HostError(errno.ENOSYS!);
    const declaration = "int sigaction(int signal, void *action, void *old)";
    const now = Buffer.alloc(ACTION_SIZE);
    libc(declaration, signal, null, now);
    if (isWatched && now.readBigUInt64LE(0) > 1n) now.copy(saved);
    if (action === 2) {
      if (saved.some((byte) => byte !== 0)) libc(declaration, signal, Buffer.from(saved), null);
      return;
    }
    const next = Buffer.alloc(ACTION_SIZE);
    next[0] = action;
    libc(declaration, signal, next, null);
  },
} satisfies Partial<Host>;

// Interrupting a system call that another thread is in: with a signal that nothing else uses, whose handler does nothing and does not
// have the call begun again, so that the call ends with EINTR.
const SIGNAL = 40;

let isReady = false;

export function interruptThread(nativeId: number): void {
  if (process.platform !== "linux") return;
  try {
    if (!isReady) {
      // A handler that does nothing: a function of libc that only computes.
      libc("intptr_t signal(int signal, void *handler)", SIGNAL, libcSymbol("abs"));
      libc("int siginterrupt(int signal, int flag)", SIGNAL, 1);
      isReady = true;
    }
    libc("int tgkill(int process, int thread, int signal)", process.pid, nativeId, SIGNAL);
  } catch {
    // The thread has just ended, or there is no FFI.
  }
}
