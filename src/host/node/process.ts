// The process on Node: ids, environment, signals.
import { randomFillSync } from "node:crypto";
import { readlinkSync } from "node:fs";
import * as os from "node:os";
import { threadId } from "node:worker_threads";
import type { Host } from "../host.ts";
import { libc } from "./libc.ts";

let tid = 0;

export const processCalls = {
  getpid: () => process.pid,
  getppid: () => process.ppid,
  gettid() {
    if (tid === 0) {
      try {
        // `<pid>/task/<tid>`: a read of a link costs a tenth of loading the FFI.
        tid = Number(readlinkSync("/proc/thread-self").split("/")[2]);
      } catch {
        tid = process.pid + threadId;
      }
    }
    return tid;
  },
  getuid(which) {
    const ask = [process.getuid, process.geteuid, process.getgid, process.getegid][which];
    return ask === undefined ? 0 : ask.call(process);
  },
  umask: (mask) => libc("int umask(int mask)", mask),
  uname: () => [os.type(), os.hostname(), os.release(), os.version(), os.machine()],
  cpuCount: () => os.availableParallelism(),
  loadAverage: () => os.loadavg(),
  random(to) {
    randomFillSync(to);
  },
  kill(pid, signal) {
    process.kill(pid, signal);
  },
  alarm: () => 0,
  abort() {
    process.abort();
  },
  environ: () => Object.entries(process.env).map(([name, value]) => `${name}=${value}`),
  setenv(name, value) {
    process.env[name] = value;
  },
  unsetenv(name) {
    delete process.env[name];
  },
  setThreadName(name) {
    // PR_SET_NAME takes 15 bytes; the name is only for people who look at the process.
    if (process.platform === "linux")
      libc("int prctl(int option, const char *name)", 15, Buffer.from(name).subarray(0, 15).toString("latin1"));
  },
} satisfies Partial<Host>;
