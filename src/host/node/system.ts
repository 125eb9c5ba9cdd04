// Calls to the C library over the runtime's memory, on the calling Worker's own thread: one that waits makes only that thread wait, and
// a signal that the host thread sends (interrupt.ts) ends it with EINTR.
//
// An address in the runtime's memory becomes an address of the process by adding where that memory lies, which does not change when it grows:
// a shared WebAssembly.Memory has its whole address space reserved. So a call costs no view and no copy, and structures with addresses
// in them (iovec, msghdr) can be made here.
//
// Loading the FFI costs a Worker 5 ms, so a thread that only prints does not: the first reads and writes go through node:fs.
import * as fs from "node:fs";
import { errno, type Host, type SystemCalls } from "../host.ts";
import { bind, errnoOf, isLoaded, type Native } from "./libc.ts";

const O_CLOEXEC = 0o2000000;
const O_DIRECTORY = 0o200000;
/** struct linux_dirent64: inode u64, offset i64, length u16, type u8, name. */
const DIRENT_NAME = 19;
const DIRECTORY_CHUNK = 32768;
const DOT = 46;
const F_DUPFD_CLOEXEC = 1030;
const EAI_SYSTEM = -11;
const NI_MAXHOST = 1025;
const NI_MAXSERV = 32;
/** From this call on the FFI has paid for itself: a read through node:fs costs 0.2 µs more, an error 3 µs more. */
const FILE_CALLS_BEFORE_FFI = 5000;
/** What a thread writes to the standard streams before it loads the FFI for that: half of what a pipe takes before a write waits. */
const STREAM_BYTES_BEFORE_FFI = 32768;
/** The most parts that readv and its like take, IOV_MAX. */
const MOST_PARTS = 1024;
/** struct msghdr, then room for the iovecs. */
const MSGHDR_SIZE = 64;
const IOVEC_SIZE = 16;
/** sem_t, and how the file that holds one is mapped. */
const SEM_SIZE = 32;
const PROT_READ_WRITE = 3;
const MAP_SHARED = 1;
/** struct addrinfo on 64-bit Linux. */
const ADDRINFO_SIZE = 48;

/** A function of libc that is looked up when it is first called. */
function lazy(declaration: string): Native {
  let native: Native | null = null;
  return (...args) => {
    native ??= bind(declaration);
    return native(...args);
  };
}

const c = {
  addressOf: lazy("int64_t memmove(void *to, void *from, size_t count)"),
  copyOut: lazy("int64_t memmove(void *to, int64_t from, size_t count)"),
  strlen: lazy("int64_t strlen(int64_t text)"),
  open: lazy("int open(const char *path, int flags, uint32_t mode)"),
  read: lazy("int64_t read(int fd, int64_t to, size_t count)"),
  write: lazy("int64_t write(int fd, int64_t from, size_t count)"),
  pread: lazy("int64_t pread(int fd, int64_t to, size_t count, int64_t offset)"),
  pwrite: lazy("int64_t pwrite(int fd, int64_t from, size_t count, int64_t offset)"),
  lseek: lazy("int64_t lseek(int fd, int64_t offset, int whence)"),
  pipe2: lazy("int pipe2(int64_t out, int flags)"),
  fcntl: lazy("int fcntl(int fd, int command, int64_t argument)"),
  dup2: lazy("int dup2(int fd, int to)"),
  dup3: lazy("int dup3(int fd, int to, int flags)"),
  readv: lazy("int64_t readv(int fd, void *parts, int count)"),
  writev: lazy("int64_t writev(int fd, void *parts, int count)"),
  preadv2: lazy("int64_t preadv2(int fd, void *parts, int count, int64_t offset, int flags)"),
  pwritev2: lazy("int64_t pwritev2(int fd, void *parts, int count, int64_t offset, int flags)"),
  sendfile: lazy("int64_t sendfile(int to, int from, int64_t offset, size_t count)"),
  copy_file_range: lazy("int64_t copy_file_range(int from, int64_t offsetFrom, int to, int64_t offsetTo, size_t count, uint32_t flags)"),
  splice: lazy("int64_t splice(int from, int64_t offsetFrom, int to, int64_t offsetTo, size_t count, uint32_t flags)"),
  flock: lazy("int flock(int fd, int operation)"),
  ioctl: lazy("int ioctl(int fd, uint64_t request, int64_t argument)"),
  fdatasync: lazy("int fdatasync(int fd)"),
  sync: lazy("void sync()"),
  fchown: lazy("int fchown(int fd, uint32_t uid, uint32_t gid)"),
  fchdir: lazy("int fchdir(int fd)"),
  chroot: lazy("int chroot(int64_t path)"),
  mkfifo: lazy("int mkfifo(int64_t path, uint32_t mode)"),
  mknod: lazy("int mknod(int64_t path, uint32_t mode, uint64_t device)"),
  statvfs: lazy("int statvfs(int64_t path, int64_t out)"),
  fstatvfs: lazy("int fstatvfs(int fd, int64_t out)"),
  posix_fallocate: lazy("int posix_fallocate(int fd, int64_t offset, int64_t length)"),
  posix_fadvise: lazy("int posix_fadvise(int fd, int64_t offset, int64_t length, int advice)"),
  eventfd: lazy("int eventfd(uint32_t initial, int flags)"),
  memfd_create: lazy("int memfd_create(int64_t name, uint32_t flags)"),
  openpty: lazy("int openpty(int64_t master, int64_t slave, int64_t name, int64_t termios, int64_t size)"),
  ttyname_r: lazy("int ttyname_r(int fd, int64_t out, size_t length)"),
  ctermid: lazy("int64_t ctermid(int64_t out)"),
  tcgetattr: lazy("int tcgetattr(int fd, int64_t out)"),
  tcsetattr: lazy("int tcsetattr(int fd, int when, int64_t from)"),
  tcsendbreak: lazy("int tcsendbreak(int fd, int duration)"),
  tcdrain: lazy("int tcdrain(int fd)"),
  tcflush: lazy("int tcflush(int fd, int queue)"),
  tcflow: lazy("int tcflow(int fd, int action)"),
  openPath: lazy("int open(int64_t path, int flags, uint32_t mode)"),
  close: lazy("int close(int fd)"),
  getdents64: lazy("int64_t getdents64(int fd, void *out, size_t length)"),
  sysconf: lazy("int64_t sysconf(int name)"),
  pathconf: lazy("int64_t pathconf(int64_t path, int name)"),
  fpathconf: lazy("int64_t fpathconf(int fd, int name)"),
  confstr: lazy("size_t confstr(int name, int64_t out, size_t length)"),
  getxattr: lazy("int64_t getxattr(int64_t path, int64_t name, int64_t out, size_t length)"),
  lgetxattr: lazy("int64_t lgetxattr(int64_t path, int64_t name, int64_t out, size_t length)"),
  setxattr: lazy("int setxattr(int64_t path, int64_t name, int64_t value, size_t length, int flags)"),
  lsetxattr: lazy("int lsetxattr(int64_t path, int64_t name, int64_t value, size_t length, int flags)"),
  removexattr: lazy("int removexattr(int64_t path, int64_t name)"),
  lremovexattr: lazy("int lremovexattr(int64_t path, int64_t name)"),
  listxattr: lazy("int64_t listxattr(int64_t path, int64_t out, size_t length)"),
  llistxattr: lazy("int64_t llistxattr(int64_t path, int64_t out, size_t length)"),
  sched_get_priority_max: lazy("int sched_get_priority_max(int policy)"),
  sched_get_priority_min: lazy("int sched_get_priority_min(int policy)"),
  sched_getscheduler: lazy("int sched_getscheduler(int pid)"),
  sched_setscheduler: lazy("int sched_setscheduler(int pid, int policy, int64_t param)"),
  sched_getparam: lazy("int sched_getparam(int pid, int64_t out)"),
  sched_setparam: lazy("int sched_setparam(int pid, int64_t param)"),
  sched_rr_get_interval: lazy("int sched_rr_get_interval(int pid, int64_t out)"),
  sched_setaffinity: lazy("int sched_setaffinity(int pid, size_t length, int64_t mask)"),
  timerfd_create: lazy("int timerfd_create(int clock, int flags)"),
  timerfd_settime: lazy("int timerfd_settime(int fd, int flags, int64_t value, int64_t old)"),
  timerfd_gettime: lazy("int timerfd_gettime(int fd, int64_t out)"),
  posix_openpt: lazy("int posix_openpt(int flags)"),
  grantpt: lazy("int grantpt(int fd)"),
  unlockpt: lazy("int unlockpt(int fd)"),
  ptsname_r: lazy("int ptsname_r(int fd, int64_t out, size_t length)"),
  pidfd_open: lazy("int pidfd_open(int pid, uint32_t flags)"),
  pidfd_send_signal: lazy("int pidfd_send_signal(int pidfd, int signal, int64_t info, uint32_t flags)"),
  mmap: lazy("int64_t mmap(int64_t address, size_t length, int protection, int flags, int fd, int64_t offset)"),
  munmap: lazy("int munmap(int64_t address, size_t length)"),
  sem_init: lazy("int sem_init(int64_t semaphore, int shared, uint32_t value)"),
  sem_wait: lazy("int sem_wait(int64_t semaphore)"),
  sem_timedwait: lazy("int sem_timedwait(int64_t semaphore, int64_t until)"),
  sem_trywait: lazy("int sem_trywait(int64_t semaphore)"),
  sem_post: lazy("int sem_post(int64_t semaphore)"),
  sem_getvalue: lazy("int sem_getvalue(int64_t semaphore, int64_t out)"),
  getresuid: lazy("int getresuid(int64_t real, int64_t effective, int64_t saved)"),
  getresgid: lazy("int getresgid(int64_t real, int64_t effective, int64_t saved)"),
  poll: lazy("int poll(int64_t items, uint64_t count, int timeout)"),
  epoll_create1: lazy("int epoll_create1(int flags)"),
  epoll_ctl: lazy("int epoll_ctl(int epoll, int operation, int fd, int64_t event)"),
  epoll_wait: lazy("int epoll_wait(int epoll, int64_t events, int count, int timeout)"),
  socket: lazy("int socket(int family, int type, int protocol)"),
  socketpair: lazy("int socketpair(int family, int type, int protocol, int64_t out)"),
  bind: lazy("int bind(int fd, int64_t address, uint32_t length)"),
  listen: lazy("int listen(int fd, int backlog)"),
  accept4: lazy("int accept4(int fd, int64_t address, int64_t length, int flags)"),
  connect: lazy("int connect(int fd, int64_t address, uint32_t length)"),
  recvfrom: lazy("int64_t recvfrom(int fd, int64_t to, size_t count, int flags, int64_t address, int64_t length)"),
  sendto: lazy("int64_t sendto(int fd, int64_t from, size_t count, int flags, int64_t address, uint32_t length)"),
  recvmsg: lazy("int64_t recvmsg(int fd, void *message, int flags)"),
  sendmsg: lazy("int64_t sendmsg(int fd, void *message, int flags)"),
  shutdown: lazy("int shutdown(int fd, int how)"),
  getsockname: lazy("int getsockname(int fd, int64_t address, int64_t length)"),
  getpeername: lazy("int getpeername(int fd, int64_t address, int64_t length)"),
  getsockopt: lazy("int getsockopt(int fd, int level, int option, int64_t value, int64_t length)"),
  setsockopt: lazy("int setsockopt(int fd, int level, int option, int64_t value, uint32_t length)"),
  getaddrinfo: lazy("int getaddrinfo(int64_t name, int64_t service, void *hints, void *result)"),
  freeaddrinfo: lazy("void freeaddrinfo(int64_t list)"),
  getnameinfo: lazy(
    "int getnameinfo(int64_t address, uint32_t length, void *name, uint32_t nameLen, void *service, uint32_t serviceLen, int flags)",
  ),
};

/** What a call returned, or -errno. */
function checked(result: number): number {
  return result < 0 ? -errnoOf() : result;
}

export function systemCalls(memory: WebAssembly.Memory, stage: (bytes: Uint8Array) => number, streams: Host): SystemCalls {
  let base = 0;
  let fileCalls = 0;
  let streamBytes = 0;
  /** A msghdr and iovecs, outside V8's heap so that they stay where they are. */
  let scratch: DataView<ArrayBuffer> | null = null;
  let scratchAddress = 0;

  /** The process's address of one in the runtime's memory. */
  function at(address: number): number {
    if (address === 0) return 0;
    if (base === 0) {
      const all = new Uint8Array(memory.buffer);
      base = Number(c.addressOf(all, all, 0));
    }
    return base + (address >>> 0);
  }
  function view(address: number, length: number): Uint8Array {
    return new Uint8Array(memory.buffer, address >>> 0, length);
  }
  /** Whether a read is better made through node:fs: the first ones of a thread that has not loaded the FFI. */
  function throughNode(): boolean {
    return !isLoaded() && fileCalls++ < FILE_CALLS_BEFORE_FFI;
  }
  function nodeCall(call: () => number): number {
    try {
      return call();
    } catch (error) {
      return -streams.errorNumber(error);
    }
  }
  /** The iovecs of `count` pairs (address, length), behind the msghdr. */
  function vector(parts: number, count: number): Uint8Array<ArrayBuffer> {
    if (scratch === null) {
      scratch = new DataView(new ArrayBuffer(MSGHDR_SIZE + MOST_PARTS * IOVEC_SIZE));
      const all = new Uint8Array(scratch.buffer);
      scratchAddress = Number(c.addressOf(all, all, 0));
    }
    const pairs = new Uint32Array(memory.buffer, parts >>> 0, count * 2);
    for (let i = 0; i < count; i++) {
      scratch.setBigUint64(MSGHDR_SIZE + i * IOVEC_SIZE, BigInt(at(pairs[2 * i]!)), true);
      scratch.setBigUint64(MSGHDR_SIZE + i * IOVEC_SIZE + 8, BigInt(pairs[2 * i + 1]!), true);
    }
    return new Uint8Array(scratch.buffer, MSGHDR_SIZE);
  }
  function vectored(call: (iovecs: Uint8Array) => number, parts: number, count: number): number {
    return count > MOST_PARTS ? -errno.EINVAL! : checked(call(vector(parts, count)));
  }
  function message(address: number, addressLen: number, parts: number, count: number, control: number, controlLen: number): DataView {
    vector(parts, count);
    const header = scratch!;
    header.setBigUint64(0, BigInt(at(address)), true);
    header.setUint32(8, addressLen, true);
    header.setBigUint64(16, BigInt(scratchAddress + MSGHDR_SIZE), true);
    header.setBigUint64(24, BigInt(count), true);
    header.setBigUint64(32, BigInt(at(control)), true);
    header.setBigUint64(40, BigInt(controlLen), true);
    header.setInt32(48, 0, true);
    return header;
  }
  /** Writes what sysconf and its like return: -1 is an error only when errno was set. */
  function setting(out: number, call: () => number): number {
    errnoOf(0);
    const value = call();
    if (value === -1 && errnoOf() !== 0) return -errnoOf();
    new BigInt64Array(memory.buffer, out >>> 0, 1)[0] = BigInt(value);
    return 0;
  }
  /** A failed getaddrinfo or getnameinfo: errors of its own lie below -1000. */
  function resolverError(result: number): number {
    return result === EAI_SYSTEM ? -errnoOf() : result - 1000;
  }
  /** The bytes at an address of the process. */
  function bytesAt(address: number, count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    if (count > 0) c.copyOut(bytes, address, count);
    return bytes;
  }

  return {
    // node:fs makes an interrupted open again by itself, and only that of a named pipe waits for long.
    open(path, pathLen, flags, mode) {
      const name = Buffer.from(view(path, pathLen));
      if (isLoaded() || nodeCall(() => (fs.statSync(name, { throwIfNoEntry: false })?.isFIFO() ? 1 : 0)) === 1)
        return checked(c.open(Buffer.concat([name, Buffer.alloc(1)]), flags, mode));
      return nodeCall(() => fs.openSync(name, flags, mode));
    },
    read: (fd, to, toLen) =>
      fd <= 2 || throughNode() ? nodeCall(() => streams.read(fd, view(to, toLen), null)) : checked(c.read(fd, at(to), toLen)),
    // node:fs makes an interrupted write again by itself, so a signal cannot end one that waits. Only the first bytes for the streams that every program
    // has go through it: so many find room in a pipe.
    write(fd, from, fromLen) {
      if (fd <= 2 && (streams.ownStreams === true || (!isLoaded() && streamBytes < STREAM_BYTES_BEFORE_FFI))) {
        streamBytes += fromLen;
        return nodeCall(() => streams.write(fd, view(from, fromLen), null));
      }
      const went = checked(c.write(fd, at(from), fromLen));
      if (fd > 2 || went !== -errno.EAGAIN!) return went;
      return nodeCall(() => streams.write(fd, view(from, fromLen), null));
    },
    pread: (fd, to, toLen, offset) => checked(c.pread(fd, at(to), toLen, offset)),
    pwrite: (fd, from, fromLen, offset) => checked(c.pwrite(fd, at(from), fromLen, offset)),
    lseek: (fd, offset, whence) => BigInt(checked(c.lseek(fd, offset, whence))),
    pipe: (out, flags) => checked(c.pipe2(at(out), flags)),
    fcntl: (fd, command, argument) => checked(c.fcntl(fd, command, argument)),
    dup: (fd) => checked(c.fcntl(fd, F_DUPFD_CLOEXEC, 0)),
    dup2: (fd, to, inheritable) => checked(inheritable || fd === to ? c.dup2(fd, to) : c.dup3(fd, to, O_CLOEXEC)),

    readv: (fd, into, count) => vectored((iovecs) => c.readv(fd, iovecs, count), into, count),
    writev: (fd, parts, count) => vectored((iovecs) => c.writev(fd, iovecs, count), parts, count),
    preadv: (fd, into, count, offset, flags) => vectored((iovecs) => c.preadv2(fd, iovecs, count, offset, flags), into, count),
    pwritev: (fd, parts, count, offset, flags) => vectored((iovecs) => c.pwritev2(fd, iovecs, count, offset, flags), parts, count),
    sendfile: (to, from, offset, count) => checked(c.sendfile(to, from, at(offset), count)),
    copyFileRange: (from, offsetFrom, to, offsetTo, count) => checked(c.copy_file_range(from, at(offsetFrom), to, at(offsetTo), count, 0)),
    splice: (from, offsetFrom, to, offsetTo, count, flags) => checked(c.splice(from, at(offsetFrom), to, at(offsetTo), count, flags)),
    flock: (fd, operation) => checked(c.flock(fd, operation)),
    fcntlBlock: (fd, command, block) => checked(c.fcntl(fd, command, at(block))),
    ioctl: (fd, request, argument) => checked(c.ioctl(fd, request, argument)),
    ioctlBlock: (fd, request, block) => checked(c.ioctl(fd, request, at(block))),
    fdatasync: (fd) => checked(c.fdatasync(fd)),
    sync() {
      c.sync();
      return 0;
    },
    fchown: (fd, uid, gid) => checked(c.fchown(fd, uid >>> 0, gid >>> 0)),
    fchdir: (fd) => checked(c.fchdir(fd)),
    chroot: (path) => checked(c.chroot(at(path))),
    mkfifo: (path, mode) => checked(c.mkfifo(at(path), mode)),
    mknod: (path, mode, device) => checked(c.mknod(at(path), mode, device)),
    statvfs: (path, out) => checked(c.statvfs(at(path), at(out))),
    fstatvfs: (fd, out) => checked(c.fstatvfs(fd, at(out))),
    posixFallocate: (fd, offset, length) => -c.posix_fallocate(fd, offset, length),
    posixFadvise: (fd, offset, length, advice) => -c.posix_fadvise(fd, offset, length, advice),
    eventfd: (initial, flags) => checked(c.eventfd(initial >>> 0, flags)),
    memfdCreate: (name, flags) => checked(c.memfd_create(at(name), flags >>> 0)),
    openpty: (out) => checked(c.openpty(at(out), at(out) + 4, 0, 0, 0)),
    ttyname: (fd, out, outLen) => -c.ttyname_r(fd, at(out), outLen),
    ctermid(out) {
      c.ctermid(at(out));
      return 0;
    },
    tcgetattr: (fd, out) => checked(c.tcgetattr(fd, at(out))),
    tcsetattr: (fd, when, from) => checked(c.tcsetattr(fd, when, at(from))),
    tcsendbreak: (fd, duration) => checked(c.tcsendbreak(fd, duration)),
    tcdrain: (fd) => checked(c.tcdrain(fd)),
    tcflush: (fd, queue) => checked(c.tcflush(fd, queue)),
    tcflow: (fd, action) => checked(c.tcflow(fd, action)),
    getdents(path) {
      const fd = checked(c.openPath(at(path), O_DIRECTORY | O_CLOEXEC, 0));
      if (fd < 0) return fd;
      const chunk = Buffer.alloc(DIRECTORY_CHUNK);
      const found: Uint8Array[] = [];
      let length: number;
      while ((length = checked(c.getdents64(fd, chunk, chunk.length))) > 0) {
        const entries = Buffer.from(chunk.subarray(0, length));
        for (let from = 0; from < length; from += entries.readUInt16LE(from + 16)) {
          const name = entries.subarray(from + DIRENT_NAME, entries.indexOf(0, from + DIRENT_NAME));
          if (name.length <= 2 && name.every((byte) => byte === DOT)) continue;
          found.push(entries.subarray(from, from + 8), Uint8Array.of(entries[from + 18]!, name.length), name);
        }
      }
      c.close(fd);
      return length < 0 ? length : stage(Buffer.concat(found));
    },
    sysconf: (name, out) => setting(out, () => c.sysconf(name)),
    pathconf: (path, name, out) => setting(out, () => c.pathconf(at(path), name)),
    fpathconf: (fd, name, out) => setting(out, () => c.fpathconf(fd, name)),
    confstr(name, out, outLen) {
      errnoOf(0);
      const length = c.confstr(name, at(out), outLen);
      return length === 0 ? -errnoOf() : length;
    },
    getxattr: (path, name, out, outLen, follow) => checked((follow ? c.getxattr : c.lgetxattr)(at(path), at(name), at(out), outLen)),
    setxattr: (path, name, value, valueLen, flags, follow) =>
      checked((follow ? c.setxattr : c.lsetxattr)(at(path), at(name), at(value), valueLen, flags)),
    removexattr: (path, name, follow) => checked((follow ? c.removexattr : c.lremovexattr)(at(path), at(name))),
    listxattr: (path, out, outLen, follow) => checked((follow ? c.listxattr : c.llistxattr)(at(path), at(out), outLen)),
    schedPriority: (policy, most) => checked((most ? c.sched_get_priority_max : c.sched_get_priority_min)(policy)),
    schedGetscheduler: (pid) => checked(c.sched_getscheduler(pid)),
    schedSetscheduler: (pid, policy, param) => checked(c.sched_setscheduler(pid, policy, at(param))),
    schedGetparam: (pid, out) => checked(c.sched_getparam(pid, at(out))),
    schedSetparam: (pid, param) => checked(c.sched_setparam(pid, at(param))),
    schedRrInterval: (pid, out) => checked(c.sched_rr_get_interval(pid, at(out))),
    schedSetaffinity: (pid, length, mask) => checked(c.sched_setaffinity(pid, length, at(mask))),
    timerfdCreate: (clock, flags) => checked(c.timerfd_create(clock, flags)),
    timerfdSettime: (fd, flags, value, old) => checked(c.timerfd_settime(fd, flags, at(value), at(old))),
    timerfdGettime: (fd, out) => checked(c.timerfd_gettime(fd, at(out))),
    posixOpenpt: (flags) => checked(c.posix_openpt(flags)),
    grantpt: (fd) => checked(c.grantpt(fd)),
    unlockpt: (fd) => checked(c.unlockpt(fd)),
    ptsname: (fd, out, outLen) => -c.ptsname_r(fd, at(out), outLen),
    pidfdSendSignal: (pidfd, signal, flags) => checked(c.pidfd_send_signal(pidfd, signal, 0, flags)),
    semMap(fd, out) {
      const address = checked(c.mmap(0, SEM_SIZE, PROT_READ_WRITE, MAP_SHARED, fd, 0));
      if (address < 0) return address;
      new BigInt64Array(memory.buffer, out >>> 0, 1)[0] = BigInt(address);
      return 0;
    },
    semUnmap: (semaphore) => checked(c.munmap(semaphore, SEM_SIZE)),
    semInit: (semaphore, value) => checked(c.sem_init(semaphore, 1, value)),
    semWait: (semaphore) => checked(c.sem_wait(semaphore)),
    semTimedWait: (semaphore, until) => checked(c.sem_timedwait(semaphore, at(until))),
    semTryWait: (semaphore) => checked(c.sem_trywait(semaphore)),
    semPost: (semaphore) => checked(c.sem_post(semaphore)),
    semGetValue: (semaphore, out) => checked(c.sem_getvalue(semaphore, at(out))),
    pidfdOpen: (pid, flags) => checked(c.pidfd_open(pid, flags)),
    getresuid: (out) => checked(c.getresuid(at(out), at(out) + 4, at(out) + 8)),
    getresgid: (out) => checked(c.getresgid(at(out), at(out) + 4, at(out) + 8)),
    poll: (items, count, timeout) => checked(c.poll(at(items), count, timeout)),
    epollCreate: (flags) => checked(c.epoll_create1(flags)),
    epollCtl: (epoll, operation, fd, event) => checked(c.epoll_ctl(epoll, operation, fd, at(event))),
    epollWait: (epoll, events, count, timeout) => checked(c.epoll_wait(epoll, at(events), count, timeout)),
    socket: (family, type, protocol) => checked(c.socket(family, type, protocol)),
    socketpair: (family, type, protocol, out) => checked(c.socketpair(family, type, protocol, at(out))),
    bind: (fd, address, addressLen) => checked(c.bind(fd, at(address), addressLen)),
    listen: (fd, backlog) => checked(c.listen(fd, backlog)),
    accept: (fd, address, length, flags) => checked(c.accept4(fd, at(address), at(length), flags)),
    connect: (fd, address, addressLen) => checked(c.connect(fd, at(address), addressLen)),
    recv: (fd, to, toLen, flags, address, length) => checked(c.recvfrom(fd, at(to), toLen, flags, at(address), at(length))),
    send: (fd, from, fromLen, flags, address, addressLen) => checked(c.sendto(fd, at(from), fromLen, flags, at(address), addressLen)),
    recvmsg(fd, into, count, address, control, lengths, flags) {
      if (count > MOST_PARTS) return -errno.EMSGSIZE!;
      const [addressLen, controlLen] = new Int32Array(memory.buffer, lengths >>> 0, 2);
      const header = message(address, addressLen!, into, count, controlLen === 0 ? 0 : control, controlLen!);
      const result = checked(c.recvmsg(fd, header, flags));
      if (result >= 0)
        new Int32Array(memory.buffer, lengths >>> 0, 3).set([
          header.getInt32(8, true),
          header.getInt32(40, true),
          header.getInt32(48, true),
        ]);
      return result;
    },
    sendmsg(fd, parts, count, address, addressLen, control, controlLen, flags) {
      if (count > MOST_PARTS) return -errno.EMSGSIZE!;
      return checked(c.sendmsg(fd, message(address, addressLen, parts, count, controlLen === 0 ? 0 : control, controlLen), flags));
    },
    shutdown: (fd, how) => checked(c.shutdown(fd, how)),
    getsockname: (fd, address, length) => checked(c.getsockname(fd, at(address), at(length))),
    getpeername: (fd, address, length) => checked(c.getpeername(fd, at(address), at(length))),
    getsockopt: (fd, level, option, value, length) => checked(c.getsockopt(fd, level, option, at(value), at(length))),
    setsockopt: (fd, level, option, value, valueLen) => checked(c.setsockopt(fd, level, option, at(value), valueLen)),
    getaddrinfo(name, service, family, type, protocol, flags) {
      const hints = new DataView(new ArrayBuffer(ADDRINFO_SIZE));
      [flags, family, type, protocol].forEach((value, i) => {
        hints.setInt32(4 * i, value, true);
      });
      const first = new BigInt64Array(1);
      const result = c.getaddrinfo(at(name), at(service), new Uint8Array(hints.buffer), first);
      if (result !== 0) return resolverError(result);
      const found: Uint8Array[] = [];
      for (let item = Number(first[0]!); item !== 0; ) {
        const info = new DataView(bytesAt(item, ADDRINFO_SIZE).buffer);
        const canonical = Number(info.getBigInt64(32, true));
        const address = bytesAt(Number(info.getBigInt64(24, true)), info.getUint32(16, true));
        const canonicalName = canonical === 0 ? new Uint8Array(0) : bytesAt(canonical, Number(c.strlen(canonical)));
        const numbers = [info.getInt32(4, true), info.getInt32(8, true), info.getInt32(12, true), address.length, canonicalName.length];
        found.push(new Uint8Array(Int32Array.from(numbers).buffer), address, canonicalName);
        item = Number(info.getBigInt64(40, true));
      }
      c.freeaddrinfo(first[0]);
      return stage(Buffer.concat(found));
    },
    getnameinfo(address, addressLen, flags) {
      const name = Buffer.alloc(NI_MAXHOST);
      const service = Buffer.alloc(NI_MAXSERV);
      const result = c.getnameinfo(at(address), addressLen, name, NI_MAXHOST, service, NI_MAXSERV, flags);
      if (result !== 0) return resolverError(result);
      return stage(Buffer.concat([name.subarray(0, name.indexOf(0) + 1), service.subarray(0, service.indexOf(0) + 1)]));
    },
  };
}
