// The process on Node: ids, environment, signals.
import { openSync, readFileSync, readlinkSync, writeSync } from "node:fs";
import { threadId } from "node:worker_threads";
import type { ZlibOptions } from "node:zlib";
import { errno, type Host, HostError } from "../host.ts";
import { libc } from "./libc.ts";

// Modules that few threads need are loaded when they are: each costs every Worker's start.
const os = () => process.getBuiltinModule("node:os");
const buffer = () => process.getBuiltinModule("node:buffer");
const crypto = () => process.getBuiltinModule("node:crypto");
const zlib = () => process.getBuiltinModule("node:zlib");

/** The size of the pieces in which zlib's output comes: few of them, and memory that fits. */
const pieces = (expected: number) => Math.min(Math.max(expected, 1 << 14), 1 << 22);

/** What libc takes for a string; small buffers are not its to see. */
function cString(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(128)]);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}

let tid = 0;
/** This thread's /proc/…/comm, once it was named. */
let nameFile = -1;

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
  uname: () => [os().type(), os().hostname(), os().release(), os().version(), os().machine()],
  cpuCount: () => os().availableParallelism(),
  loadAverage: () => os().loadavg(),
  random(to) {
    crypto().randomFillSync(to);
  },
  digest: (algorithm, data) => crypto().createHash(algorithm).update(data).digest(),
  scrypt: (password, salt, n, r, p, length) =>
    crypto().scryptSync(password, salt, length, { N: n, r, p, maxmem: 128 * r * (n + p + 2) + 1024 }),
  pbkdf2: (digest, password, salt, iterations, length) => crypto().pbkdf2Sync(password, salt, iterations, length, digest),
  inflate(wbits, data) {
    const options = { windowBits: wbits < 0 ? -wbits : wbits & 15, chunkSize: pieces(data.length * 2), info: true } as ZlibOptions;
    const { inflateRawSync, inflateSync, gunzipSync } = zlib();
    const decompress = wbits < 0 ? inflateRawSync : wbits > 15 ? gunzipSync : inflateSync;
    // With `info` the engine that ran comes too, and knows how much of the input it took.
    const { buffer, engine } = decompress(data, options) as unknown as { buffer: Uint8Array; engine: { bytesWritten: number } };
    if (engine.bytesWritten !== data.length) throw new HostError(errno["EINVAL"]!, "bytes after the stream");
    return buffer;
  },
  kill(pid, signal) {
    process.kill(pid, signal);
  },
  abort() {
    // process.abort does not exist in a Worker.
    libc("void abort()");
  },
  environ() {
    // Node's strings cannot hold what is not UTF-8; the system has the bytes that the process began with.
    if (process.platform === "linux") {
      const raw = readFileSync("/proc/self/environ");
      if (!buffer().isUtf8(raw)) return raw;
    }
    return Buffer.from(
      Object.entries(process.env)
        .map(([name, value]) => `${name}=${value}\0`)
        .join(""),
    );
  },
  setenv(name, value) {
    const [nameText, valueText] = [textOf(name), textOf(value)];
    if (!`${nameText}${valueText}`.includes("\ufffd")) process.env[nameText] = valueText;
    else libc("int setenv(void *name, void *value, int replace)", cString(name), cString(value), 1);
  },
  unsetenv(name) {
    const text = textOf(name);
    if (!text.includes("\ufffd")) delete process.env[text];
    else libc("int unsetenv(void *name)", cString(name));
  },
  setThreadName(name) {
    // A write to /proc costs microseconds, loading the FFI for prctl milliseconds. The kernel keeps 15 bytes.
    if (process.platform !== "linux") return;
    if (nameFile < 0) nameFile = openSync("/proc/thread-self/comm", "w");
    writeSync(nameFile, name.slice(0, 15));
  },
} satisfies Partial<Host>;
