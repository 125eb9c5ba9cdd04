// Child processes on Node: posix_spawn, exec and wait of libc, on the calling thread. Node's own child processes belong to the event loop
// of the host thread, which never runs Python, so they are not used.
//
// A request to start a program travels as one block of fields, each ended by a zero byte (lib/_posixprocess.py writes it, `Request`
// reads it): nothing that exec takes can hold a zero byte. The pointers that libc wants are made here, into one buffer.
import { readdirSync } from "node:fs";
import { errno, type Host, HostError } from "../host.ts";
import { keepsNumber } from "./files.ts";
import { addressOf, errnoOf, hasLibc, libc, libcResult, libcVariable } from "./libc.ts";

const F_SETFD = 2;
const SETPGROUP = 0x02;
const SETSIGDEF = 0x04;
const SETSIGMASK = 0x08;
const SETSID = 0x80;
/** Larger than what any libc has in them: 336 and 80 bytes in glibc. */
const ATTRIBUTES_SIZE = 1024;
const ACTIONS_SIZE = 256;
const SIGSET_SIZE = 128;

const SPAWN = "int posix_spawn(_Out_ int *pid, void *path, void *actions, void *attributes, void *argv, void *env)";

class Request {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes);
  }
  field(): Buffer {
    const end = this.bytes.indexOf(0, this.at);
    const field = this.bytes.subarray(this.at, end);
    this.at = end + 1;
    return field;
  }
  text(): string {
    return this.field().toString("latin1");
  }
  /** A number, or null for an empty field. */
  number(): number | null {
    const text = this.text();
    return text === "" ? null : Number(text);
  }
  numbers(): number[] {
    const text = this.text();
    return text === "" ? [] : text.split(",").map(Number);
  }
  /** As many fields as the first one says; null for "-". */
  fields(): Buffer[] | null {
    const count = this.text();
    return count === "-" ? null : Array.from({ length: Number(count) }, () => this.field());
  }
}

/** A C array of strings, ended by NULL: in one buffer, the pointers first. */
function stringArray(strings: readonly Buffer[]): Buffer {
  const table = 8 * (strings.length + 1);
  const block = Buffer.alloc(strings.reduce((size, string) => size + string.length + 1, table) + ATTRIBUTES_SIZE);
  const base = addressOf(block);
  let at = table;
  strings.forEach((string, index) => {
    block.writeBigUInt64LE(base + BigInt(at), index * 8);
    at += string.copy(block, at) + 1;
  });
  return block;
}

/** What libc takes for a string; small buffers are not its to see. */
export function cString(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(ATTRIBUTES_SIZE)]);
}

function signalSet(bits: string): Buffer {
  const set = Buffer.alloc(SIGSET_SIZE);
  set.writeBigUInt64LE(BigInt(`0x${bits}`));
  return set;
}

/** Throws for the functions that return an error number. */
export function must(result: number): void {
  if (result !== 0) throw new HostError(result);
}

/** The descriptors that are open now. */
function openDescriptors(): number[] {
  return readdirSync("/proc/self/fd").map(Number);
}

interface Identity {
  uid: number | null;
  gid: number | null;
  groups: number[] | null;
}

/** The kernel's numbers of calls that change one thread alone; libc's functions of these names change all threads. */
const threadCalls: Record<string, { setresuid: number; setresgid: number; setgroups: number }> = {
  x64: { setresuid: 117, setresgid: 119, setgroups: 116 },
  arm64: { setresuid: 147, setresgid: 149, setgroups: 159 },
};

/**
 * Calls `start` with the calling thread, and so the child, being another user. The saved user id stays what it was, which is the way
 * back; exec sets the child's to the effective one.
 */
function asIdentity({ uid, gid, groups }: Identity, start: () => number): number {
  if (uid === null && gid === null && groups === null) return start();
  const numbers = process.platform === "linux" ? threadCalls[process.arch] : undefined;
  if (numbers === undefined) throw new HostError(errno.ENOSYS!);
  const call = (number: number, a: unknown, b: unknown, c: unknown) =>
    libc("long syscall(long number, intptr_t a, intptr_t b, intptr_t c)", number, a, b, c);
  const setGroups = (list: readonly number[]) => {
    const block = Buffer.alloc(list.length * 4 + ATTRIBUTES_SIZE);
    list.forEach((group, index) => {
      block.writeUInt32LE(group, index * 4);
    });
    call(numbers.setgroups, list.length, addressOf(block), 0);
  };
  const own = { uid: process.getuid!(), euid: process.geteuid!(), gid: process.getgid!(), egid: process.getegid!() };
  const ownGroups = process.getgroups!();
  let undo: (() => void)[] = [];
  try {
    if (groups !== null) {
      setGroups(groups);
      undo = [() => setGroups(ownGroups), ...undo];
    }
    if (gid !== null) {
      call(numbers.setresgid, gid, gid, -1);
      undo = [() => call(numbers.setresgid, own.gid, own.egid, -1), ...undo];
    }
    if (uid !== null) {
      call(numbers.setresuid, uid, uid, -1);
      undo = [() => call(numbers.setresuid, own.uid, own.euid, -1), ...undo];
    }
    return start();
  } finally {
    for (const step of undo) step();
  }
}

/** Calls `start` under another file mode mask. It is the process's, so for that moment other threads have it too. */
function withUmask(mask: number | null, start: () => number): number {
  if (mask === null) return start();
  const before = libc("int umask(int mask)", mask);
  try {
    return start();
  } finally {
    libc("int umask(int mask)", before);
  }
}

/** Adds the closing of descriptors from `first` on, but for those in `keep` (ascending). */
function addCloseFrom(actions: Buffer, first: number, keep: readonly number[]): void {
  const last = keep.length === 0 ? first - 1 : keep[keep.length - 1]!;
  const close = "int posix_spawn_file_actions_addclose(void *actions, int fd)";
  const hasCloseFrom = hasLibc("posix_spawn_file_actions_addclosefrom_np");
  if (last >= first || !hasCloseFrom) {
    for (const fd of openDescriptors()) {
      if (fd >= first && (fd < last || !hasCloseFrom) && !keep.includes(fd)) must(libc(close, actions, fd));
    }
  }
  if (hasCloseFrom) {
    must(libc("int posix_spawn_file_actions_addclosefrom_np(void *actions, int from)", actions, Math.max(last + 1, first)));
  }
}

function addAction(actions: Buffer, request: Request): void {
  const [what, ...numbers] = request.text().split(" ");
  const [a, b, c] = numbers.map(Number);
  if (what === "dup2") {
    must(libc("int posix_spawn_file_actions_adddup2(void *actions, int fd, int to)", actions, a, b));
  } else if (what === "close") {
    must(libc("int posix_spawn_file_actions_addclose(void *actions, int fd)", actions, a));
  } else if (what === "closefrom") {
    addCloseFrom(actions, a!, request.numbers());
  } else if (what === "chdir") {
    must(libc("int posix_spawn_file_actions_addchdir_np(void *actions, void *path)", actions, cString(request.field())));
  } else {
    const declaration = "int posix_spawn_file_actions_addopen(void *actions, int fd, void *path, int flags, int mode)";
    must(libc(declaration, actions, a, cString(request.field()), b, c));
  }
}

/** The environment of a request, or the process's own. */
function environmentOf(strings: Buffer[] | null): unknown {
  return strings === null ? libcVariable("environ") : stringArray(strings);
}

/** Tries each of the paths; the error is the first that is not about a path that does not exist, as execvp's. */
function tryEach(paths: readonly Buffer[], start: (path: Buffer) => number): void {
  let failure = 0;
  for (const path of paths) {
    const error = start(cString(path));
    if (error === 0) return;
    if (failure === 0 || ((failure === errno.ENOENT || failure === errno.ENOTDIR) && error !== errno.ENOENT && error !== errno.ENOTDIR))
      failure = error;
  }
  throw new HostError(failure || errno.ENOENT!);
}

/** posix_spawn without a request: descriptors that are kept, and a program. */
export class SpawnLists {
  private readonly attributes = Buffer.alloc(ATTRIBUTES_SIZE);
  private readonly actions = Buffer.alloc(ACTIONS_SIZE);

  constructor() {
    must(libc("int posix_spawnattr_init(void *attributes)", this.attributes));
    must(libc("int posix_spawn_file_actions_init(void *actions)", this.actions));
  }
  keep(fd: number): void {
    must(libc("int posix_spawn_file_actions_adddup2(void *actions, int fd, int to)", this.actions, fd, fd));
  }
  spawn(path: Buffer, argv: readonly Buffer[], env: unknown): number {
    const pid = [0];
    must(libc(SPAWN, pid, cString(path), this.actions, this.attributes, stringArray(argv), env));
    return pid[0]!;
  }
  drop(): void {
    libc("int posix_spawnattr_destroy(void *attributes)", this.attributes);
    libc("int posix_spawn_file_actions_destroy(void *actions)", this.actions);
  }
}

export const children = {
  spawn(bytes) {
    const request = new Request(bytes);
    const attributes = Buffer.alloc(ATTRIBUTES_SIZE);
    const actions = Buffer.alloc(ACTIONS_SIZE);
    must(libc("int posix_spawnattr_init(void *attributes)", attributes));
    must(libc("int posix_spawn_file_actions_init(void *actions)", actions));
    try {
      let flags = request.number()!;
      const group = request.number();
      if (group !== null) {
        flags |= SETPGROUP;
        must(libc("int posix_spawnattr_setpgroup(void *attributes, int group)", attributes, group));
      }
      const mask = request.text();
      if (mask !== "") {
        flags |= SETSIGMASK;
        must(libc("int posix_spawnattr_setsigmask(void *attributes, void *set)", attributes, signalSet(mask)));
      }
      const defaults = request.text();
      if (defaults !== "") {
        flags |= SETSIGDEF;
        must(libc("int posix_spawnattr_setsigdefault(void *attributes, void *set)", attributes, signalSet(defaults)));
      }
      const scheduler = request.numbers();
      if (scheduler.length === 2) {
        const parameter = Buffer.alloc(SIGSET_SIZE);
        parameter.writeInt32LE(scheduler[1]!);
        flags |= scheduler[0]! >= 0 ? 0x30 : 0x10;
        if (scheduler[0]! >= 0) must(libc("int posix_spawnattr_setschedpolicy(void *attributes, int policy)", attributes, scheduler[0]));
        must(libc("int posix_spawnattr_setschedparam(void *attributes, void *parameter)", attributes, parameter));
      }
      const uid = request.number();
      const gid = request.number();
      const groups = request.fields();
      const identity = { uid, gid, groups: groups === null ? null : groups.map((group) => Number(group.toString("latin1"))) };
      const umask = request.number();
      if (flags & SETSID && process.platform === "darwin") flags = (flags & ~SETSID) | 0x400;
      must(libc("int posix_spawnattr_setflags(void *attributes, short flags)", attributes, flags));
      for (let count = request.number()!; count > 0; count--) addAction(actions, request);
      const paths = request.fields()!;
      const argv = stringArray(request.fields()!);
      const env = environmentOf(request.fields());
      const pid = [0];
      withUmask(umask, () =>
        asIdentity(identity, () => {
          tryEach(paths, (path) => libc(SPAWN, pid, path, actions, attributes, argv, env));
          return 0;
        }),
      );
      return pid[0]!;
    } finally {
      libc("int posix_spawnattr_destroy(void *attributes)", attributes);
      libc("int posix_spawn_file_actions_destroy(void *actions)", actions);
    }
  },

  exec(bytes) {
    const request = new Request(bytes);
    const mask = request.text();
    const paths = request.fields()!;
    const argv = stringArray(request.fields()!);
    const env = environmentOf(request.fields());
    // Node marks its standard streams to be closed on exec.
    for (let fd = 0; fd < 3; fd++) {
      if (!keepsNumber(fd)) libcResult("int fcntl(int fd, int command, int argument)", fd, F_SETFD, 0);
    }
    const before = Buffer.alloc(SIGSET_SIZE);
    const setMask = "int pthread_sigmask(int how, void *set, void *before)";
    libc(setMask, 2, signalSet(mask), before);
    tryEach(paths, (path) => {
      libcResult("int execve(void *path, void *argv, void *env)", path, argv, env);
      return errnoOf();
    });
    libc(setMask, 2, before, null);
    throw new HostError(errno.EINVAL!);
  },

  wait(pid, options, out) {
    return libc("int wait4(int pid, void *status, int options, void *usage)", pid, out, options, out.subarray(8));
  },

  waitid(kind, id, options, out) {
    return libc("int waitid(int kind, unsigned int id, void *info, int options)", kind, id, out, options);
  },

  resource(what, which, data) {
    if (what === 0) return libc("int getrusage(int who, void *usage)", which, data);
    if (what === 1) return libc("int getrlimit(int resource, void *limit)", which, data);
    if (what === 2) return libc("int setrlimit(int resource, void *limit)", which, data);
    return libc("int setgroups(size_t count, void *groups)", which, data);
  },

  processControl(what, a, b, c) {
    switch (what) {
      case 0:
        return libc("int getpgid(int pid)", a);
      case 1:
        return libc("int setpgid(int pid, int group)", a, b);
      case 2:
        return libc("int getsid(int pid)", a);
      case 3:
        return libc("int setsid()");
      case 4:
        return 100 + clearErrno(() => libcResult("int nice(int increment)", a));
      case 5:
        return 100 + clearErrno(() => libcResult("int getpriority(int which, unsigned int who)", a, b));
      case 6:
        return libc("int setpriority(int which, unsigned int who, int priority)", a, b, c);
      case 7:
        return libc("int killpg(int group, int signal)", a, b);
      case 8:
        return libc("int setreuid(int real, int effective)", a, b);
      case 9:
        return libc("int setregid(int real, int effective)", a, b);
      case 10:
        return libc("int setuid(int id)", a);
      case 11:
        return libc("int setgid(int id)", a);
      default:
        throw new HostError(errno.ENOSYS!);
    }
  },
} satisfies Partial<Host>;

/** For calls whose result may be negative. */
function clearErrno(call: () => number): number {
  errnoOf(0);
  const result = call();
  if (result === -1 && errnoOf() !== 0) throw new HostError(errnoOf());
  return result;
}
