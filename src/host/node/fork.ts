// os.fork() on Node. V8's threads do not survive a fork(2), so the child is a new process of the same program that is handed the whole linear memory of
// the runtime, in which all of Python's state is, and goes on from there. The protocol:
//
//   parent, the forking thread, with the GIL              child
//   1 writes HEADER and the memory to an unnamed file
//   2 makes a pipe, starts `tollbooth --forked=FD …` by
//     posix_spawn(3), every descriptor of Python's kept
//     under its number                                    3 the host thread reads header and memory instead of booting a runtime
//                                                           (src/runtime/runtime.ts), and starts the main Worker
//                                                         4 core makes the forking thread the only one (core/modules/forked.ts), and goes on in
//                                                           its innermost frame; lib/_fork.py sets signals, then says `forked`
//   6 reads the byte, or the end of a pipe that nobody    5 marks descriptors that were not inheritable as such again, writes a
//     holds any more: then the child did not come up        byte to the pipe and closes it
//
// Until 6 the parent keeps the GIL, as a process does during fork(2). What a child of posix_spawn inherits is what one of fork(2) does (folder, mask, limits,
// groups, environment), but for the dispositions of signals, which Node sets anew: Python's own tables have them.
//
// Which descriptors are Python's? All, but for: those that were there before Python began and are closed on exec (`own`), those
// that Workers opened (epolls and event counters, of which Python's are marked in KEPT_DESCRIPTORS, and the files in `files`).
import { closeSync, openSync, readdirSync, readlinkSync, readSync, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { errno, type Forked, type ForkPlan, HostError } from "../host.ts";
import { cString, SpawnLists } from "./children.ts";
import { libc, libcResult, libcVariable } from "./libc.ts";

const FCNTL = "int fcntl(int fd, int command, int argument)";
const F_GETFD = 1;
const F_SETFD = 2;
const O_CLOEXEC = 0o2000000;
const MFD_CLOEXEC = 1;
/** The memory begins on a page of the file; the header, whose length is in the first four bytes, lies before it. */
const PAGE = 4096;
/** The most that one read or write of Node takes. */
const CHUNK = 1 << 30;
/** How often a fork is begun before a descriptor that is closed meanwhile makes it fail. */
const MOST_TRIES = 10;
/** What only one thread has under /proc, and what belongs to the engine unless it was marked. */
const NAME_FILE = /^\/proc\/\d+\/(task\/\d+\/)?comm$/;
const MARKED = /^anon_inode:\[(eventpoll|eventfd)\]$/;
const ENGINE = /^anon_inode:\[io_uring\]$/;

interface Header {
  plan: ForkPlan;
  end: number;
  ready: number;
  /** The descriptors that the child has from its parent, and those of them that are not inheritable. */
  kept: number[];
  closed: number[];
}

/** The descriptors that this process has, by number. */
export function descriptors(): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc/self/fd").map(Number);
}

/** An unnamed file, not inherited. */
function unnamedFile(): number {
  if (process.platform === "linux") return libc("int memfd_create(void *name, uint32_t flags)", cString(Buffer.from("fork")), MFD_CLOEXEC);
  const path = join(tmpdir(), `tollbooth-fork-${process.pid}-${process.hrtime.bigint()}`);
  const fd = openSync(path, "wx+", 0o600);
  unlinkSync(path);
  return fd;
}

function linkOf(fd: number): string | null {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    // It was closed meanwhile: that of the folder itself, or another thread's.
    return null;
  }
}

/** Python's descriptors, and those of them that are closed on exec. */
function pythonDescriptors(plan: ForkPlan, marks: Uint8Array): { kept: number[]; closed: number[] } {
  const kept: number[] = [];
  const closed: number[] = [];
  for (const fd of descriptors()) {
    const link = linkOf(fd);
    if (link === null) continue;
    const isClosed = (libcResult(FCNTL, fd, F_GETFD, 0) & 1) === 1;
    if (fd > 2) {
      if (isClosed && plan.own.includes(fd)) continue;
      if (plan.files.includes(link) || NAME_FILE.test(link) || ENGINE.test(link)) continue;
      if (MARKED.test(link) && (((marks[fd >>> 3] ?? 0) >>> (fd & 7)) & 1) === 0) continue;
    }
    kept.push(fd);
    // Node marks the standard streams for itself.
    if (isClosed && fd > 2) closed.push(fd);
  }
  return { kept, closed };
}

function writeAll(fd: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done, Math.min(CHUNK, bytes.length - done), at + done);
}
function readAll(fd: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; ) {
    const got = readSync(fd, bytes, done, Math.min(CHUNK, bytes.length - done), at + done);
    if (got === 0) throw new Error("the parent's memory ends early");
    done += got;
  }
}
/** Where the memory begins. */
function memoryAt(headerLength: number): number {
  return Math.ceil((4 + headerLength) / PAGE) * PAGE;
}

/** Waits for the child's byte; false if it ended first. */
function comesUp(pipe: number): boolean {
  const byte = Buffer.alloc(1);
  for (;;) {
    try {
      return readSync(pipe, byte, 0, 1, null) === 1;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EINTR") throw error;
    }
  }
}

export const forkCalls = {
  fork(memory: Uint8Array, marks: Uint8Array, plan: ForkPlan | null): number {
    if (plan === null || process.platform !== "linux") throw new HostError(errno["ENOSYS"]!);
    for (let tries = 1; ; tries++) {
      try {
        return forkOnce(memory, marks, plan);
      } catch (error) {
        // A descriptor was closed between the look at them and the start: the engine has some for a moment, and other threads may be in close(2).
        if (!(error instanceof HostError) || error.number !== errno["EBADF"] || tries === MOST_TRIES) throw error;
      }
    }
  },

  forked({ ready, closed }: Forked): void {
    for (const fd of closed) libcResult(FCNTL, fd, F_SETFD, 1);
    writeSync(ready, Uint8Array.of(1));
    closeSync(ready);
  },
};

function forkOnce(memory: Uint8Array, marks: Uint8Array, plan: ForkPlan): number {
  const { kept, closed } = pythonDescriptors(plan, marks);
  const file = unnamedFile();
  let pipe: [number, number] | null = null;
  try {
    const ends = Buffer.alloc(128);
    libc("int pipe2(void *ends, int flags)", ends, O_CLOEXEC);
    pipe = [ends.readInt32LE(0), ends.readInt32LE(4)];
    const header = Buffer.from(JSON.stringify({ plan, end: memory.length, ready: pipe[1], kept, closed } satisfies Header));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(header.length);
    writeAll(file, length, 0);
    writeAll(file, header, 4);
    writeAll(file, memory, memoryAt(header.length));
    const pid = start(plan, file, [...kept, file, pipe[1]]);
    closeSync(pipe[1]);
    pipe[1] = -1;
    if (comesUp(pipe[0])) return pid;
    libcResult("int waitpid(int pid, void *status, int options)", pid, Buffer.alloc(128), 0);
    throw new HostError(errno["EAGAIN"]!);
  } finally {
    closeSync(file);
    for (const end of pipe ?? []) if (end >= 0) closeSync(end);
  }
}

/** Starts the child; descriptors in `kept` stay open in it. */
function start(plan: ForkPlan, file: number, kept: readonly number[]): number {
  const lists = new SpawnLists();
  try {
    for (const fd of kept) lists.keep(fd);
    const argv = [...plan.command, `--forked=${file}`, ...plan.args].map((text) => Buffer.from(text));
    return lists.spawn(argv[0]!, argv, libcVariable("environ"));
  } finally {
    lists.drop();
  }
}

/** In the child: what the parent's file says, and a way to read the memory. `load` closes the file. */
export function openFork(file: number): { plan: ForkPlan; forked: Forked; end: number; load: (to: Uint8Array) => void } {
  const length = Buffer.alloc(4);
  readAll(file, length, 0);
  const text = Buffer.alloc(length.readUInt32LE(0));
  readAll(file, text, 4);
  const { plan, end, ready, kept, closed } = JSON.parse(text.toString()) as Header;
  return {
    plan,
    end,
    forked: { ready, closed, kept },
    load(to) {
      readAll(file, to, memoryAt(text.length));
      closeSync(file);
    },
  };
}
