// For each host call that gives the GIL up (contract/hostcalls.ts, `blocks`): Python statements that make it. A new row of that kind needs an
// example here; tests/trace/blocked.test.ts says which is missing. Examples for rows that are not there are left out.
//
// They run with: os, sys, time; `d` a folder of their own, `f` a file in it with 10,000 bytes, `fd` that file open for reading and writing. An OSError does
// no harm: the call was made.

/** `semaphore(value)` makes one that processes may share. */
const SEMAPHORE = "import _multiprocessing as m; semaphore = lambda value: m.SemLock(1, value, 1, '/' + os.path.basename(d), True)";

export const examples: Record<string, string> = {
  digest: "import hashlib; hashlib.sha256(bytes(5000)).digest()",
  deriveKey: "import hashlib; hashlib.pbkdf2_hmac('sha256', b'a', b'b', 1000)",
  zlib: "import zlib; zlib.decompress(zlib.compress(bytes(100_000)))",
  spawn: "import subprocess; subprocess.run(['true'])",
  wait: "import subprocess; subprocess.run(['true'])",
  waitid: "os.waitid(os.P_PID, os.getpid(), os.WEXITED | os.WNOHANG)",
  open: "os.close(os.open(f, os.O_RDONLY))",
  close: "os.close(os.open(f, os.O_RDONLY))",
  read: "os.read(fd, 10)",
  write: "os.write(fd, b'x')",
  pread: "os.pread(fd, 10, 0)",
  pwrite: "os.pwrite(fd, b'x', 0)",
  stat: "os.stat(f)",
  fstat: "os.fstat(fd)",
  truncate: "os.truncate(f, 10000)",
  ftruncate: "os.ftruncate(fd, 10000)",
  fsync: "os.fsync(fd)",
  fcntl: "os.get_inheritable(fd)",
  poll: "import select; select.poll().poll(0)",
  access: "os.access(f, os.R_OK)",
  mkdir: "os.mkdir(d + '/made')",
  rmdir: "os.mkdir(d + '/empty'); os.rmdir(d + '/empty')",
  unlink: "os.link(f, d + '/gone'); os.unlink(d + '/gone')",
  rename: "os.link(f, d + '/old'); os.rename(d + '/old', d + '/new')",
  link: "os.link(f, d + '/hard')",
  symlink: "os.symlink(f, d + '/soft')",
  readlink: "os.symlink(f, d + '/toread'); os.readlink(d + '/toread')",
  chmod: "os.chmod(f, 0o600)",
  fchmod: "os.fchmod(fd, 0o600)",
  chown: "os.chown(f, os.getuid(), os.getgid())",
  utime: "os.utime(f, (1, 2))",
  scandir: "os.listdir(d)",
  getxattr: "os.getxattr(f, 'user.none')",
  setxattr: "os.setxattr(f, 'user.none', b'x')",
  removexattr: "os.removexattr(f, 'user.none')",
  listxattr: "os.listxattr(f)",
  readv: "os.readv(fd, [bytearray(5), bytearray(5)])",
  writev: "os.writev(fd, [b'a', b'b'])",
  preadv: "os.preadv(fd, [bytearray(5)], 0)",
  pwritev: "os.pwritev(fd, [b'a'], 0)",
  sendfile: "r, w = os.pipe(); os.sendfile(w, fd, 0, 10); os.close(r); os.close(w)",
  copyFileRange: "t = os.open(d + '/copy', os.O_WRONLY | os.O_CREAT); os.copy_file_range(fd, t, 10, 0, 0); os.close(t)",
  splice: "r, w = os.pipe(); os.splice(fd, w, 10, offset_src=0); os.close(r); os.close(w)",
  flock: "import fcntl; fcntl.flock(fd, fcntl.LOCK_EX); fcntl.flock(fd, fcntl.LOCK_UN)",
  fcntlBlock: "import fcntl; fcntl.lockf(fd, fcntl.LOCK_EX); fcntl.lockf(fd, fcntl.LOCK_UN)",
  ioctl: "import fcntl; fcntl.ioctl(fd, 0x541B, 0)",
  ioctlBlock: "import fcntl; fcntl.ioctl(fd, 0x541B, bytearray(4))",
  fdatasync: "os.fdatasync(fd)",
  sync: "os.sync()",
  fchown: "os.fchown(fd, os.getuid(), os.getgid())",
  fchdir: "x = os.open('.', os.O_RDONLY); os.fchdir(x); os.close(x)",
  chroot: "os.chroot(d + '/is not there')",
  mkfifo: "os.mkfifo(d + '/fifo')",
  mknod: "os.mknod(d + '/node')",
  getdents: "list(os.scandir(d))",
  pathconf: "os.pathconf(f, 'PC_NAME_MAX')",
  fpathconf: "os.fpathconf(fd, 'PC_NAME_MAX')",
  statvfs: "os.statvfs(f)",
  fstatvfs: "os.fstatvfs(fd)",
  posixFallocate: "os.posix_fallocate(fd, 0, 100)",
  posixFadvise: "os.posix_fadvise(fd, 0, 100, os.POSIX_FADV_NORMAL)",
  tcsetattr:
    "from _system import *; a, b = os.openpty(); t = bytearray(60); call(tcgetattr, b, t); call(tcsetattr, b, 0, t); os.close(a); os.close(b)",
  tcsendbreak: "from _system import *; a, b = os.openpty(); call(tcsendbreak, b, 0); os.close(a); os.close(b)",
  tcdrain: "from _system import *; a, b = os.openpty(); call(tcdrain, b); os.close(a); os.close(b)",
  epollWait: "import select; e = select.epoll(); e.poll(0); e.close()",
  semWait: `${SEMAPHORE}; s = semaphore(1); from _system import *; call(semWait, m._address(s.handle))`,
  semTimedWait: `${SEMAPHORE}; s = semaphore(1); from _system import *; call(semTimedWait, m._address(s.handle), bytes(16))`,
  bind: "import socket; s = socket.socket(socket.AF_UNIX); s.bind(d + '/bound'); s.close()",
  accept:
    "import socket; s = socket.socket(socket.AF_UNIX); s.bind(d + '/a'); s.listen(); c = socket.socket(socket.AF_UNIX); c.connect(d + '/a'); s.accept()[0].close(); s.close(); c.close()",
  connect:
    "import socket; s = socket.socket(socket.AF_UNIX); s.bind(d + '/c'); s.listen(); c = socket.socket(socket.AF_UNIX); c.connect(d + '/c'); s.close(); c.close()",
  recv: "import socket; a, b = socket.socketpair(); a.send(b'x'); b.recv(1); a.close(); b.close()",
  send: "import socket; a, b = socket.socketpair(); a.send(b'x'); a.close(); b.close()",
  recvmsg: "import socket; a, b = socket.socketpair(); a.send(b'x'); b.recvmsg(1); a.close(); b.close()",
  sendmsg: "import socket; a, b = socket.socketpair(); a.sendmsg([b'x']); a.close(); b.close()",
  getaddrinfo: "import socket; socket.getaddrinfo('127.0.0.1', 80)",
  getnameinfo: "import socket; socket.getnameinfo(('127.0.0.1', 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV)",
};

/** Of those, the ones that can be made to wait: what comes before, the call that waits, what ends the
 * waiting, and another call that this takes. */
export const waiting: Record<string, { before: string; call: string; release: string; needs?: string }> = {
  read: { before: "r, w = os.pipe()", call: "os.read(r, 1)", release: "os.write(w, b'x')" },
  readv: { before: "r, w = os.pipe()", call: "os.readv(r, [bytearray(1)])", release: "os.write(w, b'x')" },
  write: { before: "r, w = os.pipe()", call: "os.write(w, bytes(100_000))", release: "while os.read(r, 1 << 16) and not done: pass" },
  open: {
    before: "os.mkfifo(d + '/door')",
    call: "os.open(d + '/door', os.O_RDONLY)",
    release: "os.open(d + '/door', os.O_WRONLY)",
    needs: "mkfifo",
  },
  poll: { before: "import select; r, w = os.pipe(); p = select.poll(); p.register(r)", call: "p.poll()", release: "os.write(w, b'x')" },
  epollWait: {
    before: "import select; r, w = os.pipe(); e = select.epoll(); e.register(r)",
    call: "e.poll()",
    release: "os.write(w, b'x')",
  },
  semWait: { before: `${SEMAPHORE}; s = semaphore(0)`, call: "s.acquire()", release: "s.release()" },
  semTimedWait: { before: `${SEMAPHORE}; s = semaphore(0)`, call: "s.acquire(True, 60)", release: "s.release()" },
  flock: {
    before: "import fcntl; other = os.open(f, os.O_RDWR); fcntl.flock(fd, fcntl.LOCK_EX)",
    call: "fcntl.flock(other, fcntl.LOCK_EX)",
    release: "fcntl.flock(fd, fcntl.LOCK_UN)",
  },
  accept: {
    before: "import socket; s = socket.socket(socket.AF_UNIX); s.bind(d + '/wait'); s.listen()",
    call: "s.accept()",
    release: "c = socket.socket(socket.AF_UNIX); c.connect(d + '/wait')",
  },
  connect: {
    before:
      "import socket; s = socket.socket(socket.AF_UNIX); s.bind(d + '/busy'); s.listen(0); c = [socket.socket(socket.AF_UNIX) for _ in range(2)]; c[0].connect(d + '/busy')",
    call: "c[1].connect(d + '/busy')",
    release: "s.accept()",
  },
  recv: { before: "import socket; a, b = socket.socketpair()", call: "b.recv(1)", release: "a.send(b'x')" },
  recvmsg: { before: "import socket; a, b = socket.socketpair()", call: "b.recvmsg(1)", release: "a.send(b'x')" },
  send: {
    before: "import socket; a, b = socket.socketpair()",
    call: "a.sendall(bytes(1_000_000))",
    release: "while b.recv(1 << 16) and not done: pass",
  },
  wait: { before: "import subprocess; p = subprocess.Popen(['sleep', '10'])", call: "p.wait()", release: "p.kill()" },
  waitid: {
    before: "import subprocess; p = subprocess.Popen(['sleep', '10'])",
    call: "os.waitid(os.P_PID, p.pid, os.WEXITED | os.WNOWAIT)",
    release: "p.kill(); p.wait()",
  },
  // Native code is not waiting for anything, but it takes its time.
  zlib: { before: "import zlib; data = bytes(range(256)) * 100_000", call: "zlib.compress(data, 9)", release: "while not done: pass" },
  digest: {
    before: "import hashlib; data = bytes(60_000_000)",
    call: "for _ in range(4): hashlib.sha256(data).digest()",
    release: "while not done: pass",
  },
};
