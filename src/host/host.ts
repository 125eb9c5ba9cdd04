// What Tollbooth needs of a platform, in JavaScript's terms. src/host/node is the implementation on Node.
// src/runtime/imports.ts turns these into the host calls of contract/hostcalls.ts.
//
// Conventions: a function that fails throws; `errorNumber` says which errno it meant. Paths are bytes. Memory is a view of the
// shared memory, to be filled or read in place. Every Worker makes a Host of its own.

/** What a stat call tells, in the order of the host call `stat`. Times are nanoseconds. */
export type StatFields = readonly bigint[];

/** What a process needs to know to start a copy of itself. */
export interface ForkPlan {
  /** Program and arguments before those of Python's command line, `args`. */
  command: string[];
  args: string[];
  /** Descriptors that were open before Python began, and names of files that the engine keeps open. */
  own: number[];
  files: string[];
  /** The runtime's configuration, and which build of core it runs. */
  config: unknown;
  build: string;
}

/** What a forked child knows of its parent: where it is to say that it goes on, what it was given, and what of that is not inheritable. */
export interface Forked {
  ready: number;
  kept: number[];
  closed: number[];
}

export interface Host {
  readonly name: string;

  errorNumber(error: unknown): number;

  getpid(): number;
  getppid(): number;
  gettid(): number;
  getuid(which: number): number;
  umask(mask: number): number;
  uname(): string[];
  cpuCount(): number;
  loadAverage(): number[];
  random(to: Uint8Array): void;
  /** The digest of `data` by OpenSSL's name of an algorithm. */
  digest(algorithm: string, data: Uint8Array): Uint8Array;
  scrypt(password: Uint8Array, salt: Uint8Array, n: number, r: number, p: number, length: number): Uint8Array;
  pbkdf2(digest: string, password: Uint8Array, salt: Uint8Array, iterations: number, length: number): Uint8Array;
  /** Decompresses exactly one stream (zlib's window bits: negative without a header, above 15 gzip's); throws for anything else. */
  inflate(wbits: number, data: Uint8Array): Uint8Array;
  kill(pid: number, signal: number): void;
  /** Sets, or only reads, a timer of the process: interval and seconds left. */
  timer(which: number, set: boolean, data: Float64Array): void;
  /**
   * Changes what the process does at a signal: default (0), ignore (1), or the host thread's handler again (2), whose `struct sigaction`
   * is kept in `saved`; `isWatched` says that it is there.
   */
  signalAction(signal: number, action: number, saved: Uint8Array, isWatched: boolean): void;
  abort(): void;
  /** Starts the program of a request (lib/_posixprocess.py); its process id. */
  spawn(request: Uint8Array): number;
  /**
   * Starts a child that goes on from a copy of `memory`; its process id, once it goes on. `marks` has one bit a descriptor (KEPT_DESCRIPTORS).
   * Throws ENOSYS where that cannot be done.
   */
  fork(memory: Uint8Array, marks: Uint8Array, plan: ForkPlan | null): number;
  /** In such a child: it goes on. */
  forked(from: Forked): void;
  /** Becomes another program. */
  exec(request: Uint8Array): never;
  wait(pid: number, options: number, out: Uint8Array): number;
  waitid(kind: number, id: number, options: number, out: Uint8Array): number;
  processControl(what: number, a: number, b: number, c: number): number;
  resource(what: number, which: number, data: Uint8Array): number;
  /** `name=value` entries, each ended by a zero byte. */
  environ(): Uint8Array;
  setenv(name: Uint8Array, value: Uint8Array): void;
  unsetenv(name: Uint8Array): void;

  clock(which: number): bigint;
  /** The monotonic clock in ns; the same as `clock(1)`, and it cannot fail. */
  monotonic(): bigint;
  /** Year, month 1-12, day, hour, minute, second, weekday (Monday 0), day of year 1-366, DST, offset east in seconds; and the zone. */
  localTime(seconds: number): { fields: number[]; zone: string };
  makeTime(fields: ArrayLike<number>): number;

  open(path: Uint8Array, flags: number, mode: number): number;
  close(fd: number): void;
  read(fd: number, to: Uint8Array, offset: bigint | null): number;
  write(fd: number, from: Uint8Array, offset: bigint | null): number;
  stat(path: Uint8Array, follow: boolean): StatFields | null;
  fstat(fd: number): StatFields;
  truncate(path: Uint8Array, size: bigint): void;
  ftruncate(fd: number, size: bigint): void;
  fsync(fd: number): void;
  isatty(fd: number): boolean;
  /** Whether the standard streams are others than the process's. */
  ownStreams?: boolean;
  /**
   * The calls that go to the C library as they are, over the runtime's memory. `stage` keeps a result for `take`; standard streams are
   * read and written by `streams`, which may be a host with others.
   */
  system(memory: WebAssembly.Memory, stage: (bytes: Uint8Array) => number, streams: Host): SystemCalls;
  access(path: Uint8Array, mode: number): void;
  getcwd(): Uint8Array;
  chdir(path: Uint8Array): void;
  mkdir(path: Uint8Array, mode: number): void;
  rmdir(path: Uint8Array): void;
  unlink(path: Uint8Array): void;
  rename(from: Uint8Array, to: Uint8Array): void;
  link(from: Uint8Array, to: Uint8Array): void;
  symlink(target: Uint8Array, path: Uint8Array): void;
  readlink(path: Uint8Array): Uint8Array;
  realpath(path: Uint8Array): Uint8Array;
  chmod(path: Uint8Array, mode: number, follow: boolean): void;
  fchmod(fd: number, mode: number): void;
  chown(path: Uint8Array, uid: number, gid: number, follow: boolean): void;
  /** Times in nanoseconds; the least i64 is the present. */
  utime(path: Uint8Array, atime: bigint, mtime: bigint, follow: boolean): void;
  /** Names with their `d_type` (0 where it is not known). */
  scandir(path: Uint8Array): { name: Uint8Array; type: number }[];

  terminalSize(fd: number): [columns: number, lines: number];
  setThreadName(name: string): void;
}

/**
 * Calls to the C library: of the host calls' section `system`, and those of `files` that programs make most. They take addresses in the
 * runtime's memory (0 for none) and return what the library returns, or -errno: an error is no exception here, because a
 * descriptor that is not ready is nothing exceptional.
 */
export interface SystemCalls {
  open(path: number, pathLen: number, flags: number, mode: number): number;
  read(fd: number, to: number, toLen: number): number;
  write(fd: number, from: number, fromLen: number): number;
  pread(fd: number, to: number, toLen: number, offset: bigint): number;
  pwrite(fd: number, from: number, fromLen: number, offset: bigint): number;
  lseek(fd: number, offset: bigint, whence: number): bigint;
  pipe(out: number, flags: number): number;
  fcntl(fd: number, command: number, argument: number): number;
  dup(fd: number): number;
  dup2(fd: number, to: number, inheritable: number): number;

  readv(fd: number, into: number, count: number): number;
  writev(fd: number, parts: number, count: number): number;
  preadv(fd: number, into: number, count: number, offset: bigint, flags: number): number;
  pwritev(fd: number, parts: number, count: number, offset: bigint, flags: number): number;
  sendfile(to: number, from: number, offset: number, count: bigint): number;
  copyFileRange(from: number, offsetFrom: number, to: number, offsetTo: number, count: bigint): number;
  splice(from: number, offsetFrom: number, to: number, offsetTo: number, count: bigint, flags: number): number;
  flock(fd: number, operation: number): number;
  fcntlBlock(fd: number, command: number, block: number): number;
  ioctl(fd: number, request: bigint, argument: bigint): number;
  ioctlBlock(fd: number, request: bigint, block: number): number;
  fdatasync(fd: number): number;
  sync(): number;
  fchown(fd: number, uid: number, gid: number): number;
  fchdir(fd: number): number;
  chroot(path: number): number;
  mkfifo(path: number, mode: number): number;
  mknod(path: number, mode: number, device: bigint): number;
  statvfs(path: number, out: number): number;
  fstatvfs(fd: number, out: number): number;
  posixFallocate(fd: number, offset: bigint, length: bigint): number;
  posixFadvise(fd: number, offset: bigint, length: bigint, advice: number): number;
  eventfd(initial: number, flags: number): number;
  memfdCreate(name: number, flags: number): number;
  openpty(out: number): number;
  ttyname(fd: number, out: number, outLen: number): number;
  ctermid(out: number): number;
  tcgetattr(fd: number, out: number): number;
  tcsetattr(fd: number, when: number, from: number): number;
  tcsendbreak(fd: number, duration: number): number;
  tcdrain(fd: number): number;
  tcflush(fd: number, queue: number): number;
  tcflow(fd: number, action: number): number;
  getdents(path: number): number;
  sysconf(name: number, out: number): number;
  pathconf(path: number, name: number, out: number): number;
  fpathconf(fd: number, name: number, out: number): number;
  confstr(name: number, out: number, outLen: number): number;
  getxattr(path: number, name: number, out: number, outLen: number, follow: number): number;
  setxattr(path: number, name: number, value: number, valueLen: number, flags: number, follow: number): number;
  removexattr(path: number, name: number, follow: number): number;
  listxattr(path: number, out: number, outLen: number, follow: number): number;
  schedPriority(policy: number, most: number): number;
  schedGetscheduler(pid: number): number;
  schedSetscheduler(pid: number, policy: number, param: number): number;
  schedGetparam(pid: number, out: number): number;
  schedSetparam(pid: number, param: number): number;
  schedRrInterval(pid: number, out: number): number;
  schedSetaffinity(pid: number, length: number, mask: number): number;
  timerfdCreate(clock: number, flags: number): number;
  timerfdSettime(fd: number, flags: number, value: number, old: number): number;
  timerfdGettime(fd: number, out: number): number;
  posixOpenpt(flags: number): number;
  grantpt(fd: number): number;
  unlockpt(fd: number): number;
  ptsname(fd: number, out: number, outLen: number): number;
  pidfdOpen(pid: number, flags: number): number;
  pidfdSendSignal(pidfd: number, signal: number, flags: number): number;
  semMap(fd: number, out: number): number;
  semUnmap(semaphore: bigint): number;
  semInit(semaphore: bigint, value: number): number;
  semWait(semaphore: bigint): number;
  semTimedWait(semaphore: bigint, until: number): number;
  semTryWait(semaphore: bigint): number;
  semPost(semaphore: bigint): number;
  semGetValue(semaphore: bigint, out: number): number;
  getresuid(out: number): number;
  getresgid(out: number): number;
  poll(items: number, count: number, timeout: number): number;
  epollCreate(flags: number): number;
  epollCtl(epoll: number, operation: number, fd: number, event: number): number;
  epollWait(epoll: number, events: number, count: number, timeout: number): number;
  socket(family: number, type: number, protocol: number): number;
  socketpair(family: number, type: number, protocol: number, out: number): number;
  bind(fd: number, address: number, addressLen: number): number;
  listen(fd: number, backlog: number): number;
  accept(fd: number, address: number, length: number, flags: number): number;
  connect(fd: number, address: number, addressLen: number): number;
  recv(fd: number, to: number, toLen: number, flags: number, address: number, length: number): number;
  send(fd: number, from: number, fromLen: number, flags: number, address: number, addressLen: number): number;
  recvmsg(fd: number, into: number, count: number, address: number, control: number, lengths: number, flags: number): number;
  sendmsg(
    fd: number,
    parts: number,
    count: number,
    address: number,
    addressLen: number,
    control: number,
    controlLen: number,
    flags: number,
  ): number;
  shutdown(fd: number, how: number): number;
  getsockname(fd: number, address: number, length: number): number;
  getpeername(fd: number, address: number, length: number): number;
  getsockopt(fd: number, level: number, option: number, value: number, length: number): number;
  setsockopt(fd: number, level: number, option: number, value: number, valueLen: number): number;
  getaddrinfo(name: number, service: number, family: number, type: number, protocol: number, flags: number): number;
  getnameinfo(address: number, addressLen: number, flags: number): number;
}

/** An error that says its errno; hosts throw it where no platform error is at hand. */
export class HostError extends Error {
  readonly number: number;
  constructor(number: number, message = `errno ${number}`) {
    super(message);
    this.number = number;
  }
}

/** Linux's error numbers, which Python sees on every platform. */
export const errno: Readonly<Record<string, number>> = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EINTR: 4,
  EIO: 5,
  ENXIO: 6,
  E2BIG: 7,
  ENOEXEC: 8,
  EBADF: 9,
  ECHILD: 10,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EFAULT: 14,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENODEV: 19,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENFILE: 23,
  EMFILE: 24,
  ENOTTY: 25,
  ETXTBSY: 26,
  EFBIG: 27,
  ENOSPC: 28,
  ESPIPE: 29,
  EROFS: 30,
  EMLINK: 31,
  EPIPE: 32,
  EDOM: 33,
  ERANGE: 34,
  EDEADLK: 35,
  ENAMETOOLONG: 36,
  ENOLCK: 37,
  ENOSYS: 38,
  ENOTEMPTY: 39,
  ELOOP: 40,
  ENOTSUP: 95,
  EADDRINUSE: 98,
  ECONNRESET: 104,
  EMSGSIZE: 90,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
};
