// Interrupting a system call that another thread is in: with a signal that nothing else uses, whose handler does nothing and does not
// have the call begun again, so that the call ends with EINTR.
import { libc, libcSymbol } from "./libc.ts";

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
