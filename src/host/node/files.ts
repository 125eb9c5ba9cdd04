// Files on Node. The synchronous calls of node:fs run on the calling Worker's own thread, so one that waits makes only that thread
// wait. What node:fs lacks goes to libc.
import * as fs from "node:fs";
import { errno, type Host, HostError, type StatFields } from "../host.ts";
import { workingDirectory } from "./folder.ts";
import { libc } from "./libc.ts";

/** Few threads ask about terminals; loading this costs every Worker's start. */
const tty = () => process.getBuiltinModule("node:tty");

const F_GETFL = 3;
const O_CLOEXEC = 0o2000000;
const SLASH = 47;
const AT_FDCWD = -100;
const AT_SYMLINK_NOFOLLOW = 0x100;
const UTIME_NOW = 0x3fffffffn;
/** What core passes for the present time. */
const PRESENT = -(2n ** 63n);
const O_PATH = 0o10000000;
const POLLIN = 1;
const POLLOUT = 4;

/** node:fs takes paths as Buffers over plain memory. */
function pathOf(path: Uint8Array): Buffer {
  if (path.includes(0)) throw new HostError(errno.EINVAL!);
  return Buffer.from(path.buffer as ArrayBuffer, path.byteOffset, path.byteLength);
}

/** A path for libc. */
function terminated(path: Uint8Array): Buffer {
  return Buffer.concat([pathOf(path), Buffer.alloc(1)]);
}

/** struct timespec of a moment in nanoseconds. */
function timespec(moment: bigint): [bigint, bigint] {
  if (moment === PRESENT) return [0n, UTIME_NOW];
  const seconds = moment / 1_000_000_000n - (moment % 1_000_000_000n < 0n ? 1n : 0n);
  return [seconds, moment - seconds * 1_000_000_000n];
}

/** An id as node:fs takes it: -1 leaves it as it is, others have no sign. */
function owner(id: number): number {
  return id === -1 ? -1 : id >>> 0;
}

const QUIETLY = { bigint: true, throwIfNoEntry: false } as const;

/** Whether a path that is not there leads through something that is no directory: node:fs does not tell ENOENT from ENOTDIR. */
function isBelowFile(path: Uint8Array): boolean {
  const slash = path.lastIndexOf(SLASH);
  if (slash <= 0) return false;
  const parent = path.subarray(0, slash);
  const stat = fs.statSync(pathOf(parent), QUIETLY);
  return stat === undefined ? isBelowFile(parent) : !stat.isDirectory();
}

function fieldsOf(stat: fs.BigIntStats): StatFields {
  return [
    stat.mode,
    stat.ino,
    stat.dev,
    stat.nlink,
    stat.uid,
    stat.gid,
    stat.size,
    stat.atimeNs,
    stat.mtimeNs,
    stat.ctimeNs,
    stat.blksize,
    stat.blocks,
    stat.rdev,
  ];
}

/**
 * A free number below 3 would go to the next descriptor that Node's own parts open, and libuv ends the process when it finds such a one.
 * So the number stays in use: by something that can be neither read nor written (EBADF). The end of the process knows it again (threads.ts).
 */
function closeStandardStream(fd: number): void {
  const nothing = fs.openSync("/", O_PATH | O_CLOEXEC);
  try {
    libc("int dup3(int fd, int to, int flags)", nothing, fd, O_CLOEXEC);
  } finally {
    fs.closeSync(nothing);
  }
}

/** Whether a number is only kept in use: nobody is to inherit it. */
export function keepsNumber(fd: number): boolean {
  return process.platform === "linux" && (libc("int fcntl(int fd, int command, int argument)", fd, F_GETFL, 0) & O_PATH) !== 0;
}

/** Waits until a descriptor that somebody made non-blocking is ready; Python's own non-blocking ones are told apart by core. */
function isNonBlocking(fd: number): boolean {
  return (libc("int fcntl(int fd, int command, int argument)", fd, F_GETFL, 0) & fs.constants.O_NONBLOCK) !== 0;
}

export const files = {
  open(path, flags, mode) {
    return fs.openSync(pathOf(path), flags | (process.platform === "linux" ? O_CLOEXEC : 0), mode);
  },
  close(fd) {
    if (fd <= 2) closeStandardStream(fd);
    else fs.closeSync(fd);
  },
  read(fd, to, offset) {
    return fs.readSync(fd, to, 0, to.byteLength, offset);
  },
  write(fd, from, offset) {
    return fs.writeSync(fd, from, 0, from.byteLength, offset === null ? null : Number(offset));
  },
  stat(path, follow) {
    const stat = (follow ? fs.statSync : fs.lstatSync)(pathOf(path), QUIETLY);
    if (stat === undefined && isBelowFile(path)) throw new HostError(errno.ENOTDIR!);
    return stat === undefined ? null : fieldsOf(stat);
  },
  fstat(fd) {
    return fieldsOf(fs.fstatSync(fd, { bigint: true }));
  },
  truncate(path, size) {
    fs.truncateSync(pathOf(path), Number(size));
  },
  ftruncate(fd, size) {
    fs.ftruncateSync(fd, Number(size));
  },
  fsync(fd) {
    fs.fsyncSync(fd);
  },
  isatty(fd) {
    return tty().isatty(fd);
  },
  access(path, mode) {
    fs.accessSync(pathOf(path), mode);
  },
  getcwd: workingDirectory,
  chdir(path) {
    // process.chdir does not exist in a Worker; libc's changes the whole process.
    libc("int chdir(const void *path)", terminated(path));
  },
  mkdir(path, mode) {
    fs.mkdirSync(pathOf(path), { mode });
  },
  rmdir(path) {
    fs.rmdirSync(pathOf(path));
  },
  unlink(path) {
    fs.unlinkSync(pathOf(path));
  },
  rename(from, to) {
    fs.renameSync(pathOf(from), pathOf(to));
  },
  link(from, to) {
    fs.linkSync(pathOf(from), pathOf(to));
  },
  symlink(target, path) {
    fs.symlinkSync(pathOf(target), pathOf(path));
  },
  readlink(path) {
    return fs.readlinkSync(pathOf(path), "buffer");
  },
  realpath(path) {
    return fs.realpathSync.native(pathOf(path), "buffer");
  },
  chmod(path, mode, follow) {
    if (follow) fs.chmodSync(pathOf(path), mode);
    else throw new HostError(errno.ENOTSUP!);
  },
  fchmod(fd, mode) {
    fs.fchmodSync(fd, mode);
  },
  chown(path, uid, gid, follow) {
    (follow ? fs.chownSync : fs.lchownSync)(pathOf(path), owner(uid), owner(gid));
  },
  utime(path, atime, mtime, follow) {
    // node:fs would take seconds as a double, which has not enough digits.
    const times = BigInt64Array.from([atime, mtime].flatMap(timespec));
    libc(
      "int utimensat(int folder, const void *path, void *times, int flags)",
      AT_FDCWD,
      terminated(path),
      times,
      follow ? 0 : AT_SYMLINK_NOFOLLOW,
    );
  },
  scandir(path) {
    return fs
      .readdirSync(pathOf(path), { withFileTypes: true, encoding: "buffer" })
      .map((entry) => ({ name: entry.name, type: typeOf(entry) }));
  },
  terminalSize(fd) {
    const size = tty().isatty(fd) ? new (tty().WriteStream)(fd).getWindowSize() : null;
    if (size === null) throw new HostError(errno.ENOTTY!);
    return size;
  },
} satisfies Partial<Host>;

/** What `d_type` says in a directory entry. */
function typeOf(entry: {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
  isBlockDevice(): boolean;
  isCharacterDevice(): boolean;
}): number {
  if (entry.isFile()) return 8;
  if (entry.isDirectory()) return 4;
  if (entry.isSymbolicLink()) return 10;
  if (entry.isFIFO()) return 1;
  if (entry.isSocket()) return 12;
  if (entry.isBlockDevice()) return 6;
  return entry.isCharacterDevice() ? 2 : 0;
}

/** `read` and `write` of a blocking descriptor that another process sharing it made non-blocking (a terminal): wait, then try again. */
export function waitReady(fd: number, toWrite: boolean): void {
  if (!isNonBlocking(fd)) return;
  const item = new Uint8Array(8);
  const view = new DataView(item.buffer);
  view.setInt32(0, fd, true);
  view.setInt16(4, toWrite ? POLLOUT : POLLIN, true);
  libc("int poll(void *items, unsigned long count, int timeout)", item, 1, -1);
}
