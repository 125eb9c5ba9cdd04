// The one table of host calls: everything the virtual machine asks of JavaScript.
//
// From this table come core/host.generated.ts (the imports, and the stubs of those that may block), the types in
// src/runtime/hostcalls.generated.ts and docs/hostcalls.md, all by tools/hostcalls.ts. To add a call: add a row, run
// tools/hostcalls.ts, write it in src/host/node ; src/runtime/imports.ts puts the parts together.
//
// Conventions
// - An integer result is >= 0 or -errno (Linux numbers on every platform). A host call never throws and never traps.
// - Text travels as (address, length in bytes) in UTF-8, file names as the bytes the system has.
// - A result of unknown length is *staged*: the call returns its length, the Worker keeps the bytes, and `take(to)` copies them
//   to memory that the caller allocated for them. The next staged result drops the one before.
// - `blocks` says that the call may wait for something. Its stub gives the GIL up around it, so memory it is given must be
//   kept alive, and unchanged, by the caller's references. A call that a signal interrupted
//   returns -EINTR; the caller runs the handlers and makes it again (PEP 475, `interrupted` in core/objects/oserror.ts).
//
// - `native` says that it computes for long without touching Python objects. It gives the GIL up, too, and has a second stub, `host…Held`,
//   that keeps it: for little input a hand-over would cost more than it wins.
//
// - The section `system` is calls to the C library as it is: every parameter is a number or an address (0 for none), the structures are
//   Linux's. Core makes no stub by hand for them: `_system.call` (core/modules/_system.ts) reaches each by its number, for lib/*.py.
//   There a `ptr` is a buffer, `parts` and `into` are sequences of buffers (pairs of u32: address, length), read and written.
//
// Row: [section, name, parameters, result, blocks, sentence]

export type HostType = "i32" | "i64" | "f64" | "ptr" | "void";
export type Section = "process" | "time" | "files" | "system" | "terminal" | "threads" | "compiler" | "numbers" | "unicode";
export type HostRow = readonly [section: Section, name: string, params: string, result: HostType, blocks: boolean | "native", sentence: string];

export const hostCalls = [
  // `name: type` pairs; the type of a name ending in Len or a plain number is i32 unless given.
  ["process", "take", "to: ptr", "void", false, "Copies the staged result to `to`."],
  ["process", "debug", "text: ptr, textLen: i32", "void", false, "Writes a line for a developer to standard error."],
  ["process", "debugStack", "", "void", false, "Writes the WebAssembly call stack to standard error."],
  ["process", "fatal", "text: ptr, textLen: i32", "void", false, "Writes the message and ends the process at once with status 134: an invariant is broken."],
  ["process", "config", "", "i32", false, "Stages the runtime's configuration: a marshalled dict (argv, flags, paths, environment; see src/runtime/config.ts)."],
  ["process", "environ", "", "i32", false, "Stages the environment: `name=value` entries, each ended by a zero byte."],
  ["process", "setenv", "name: ptr, nameLen: i32, value: ptr, valueLen: i32", "i32", false, "Sets an environment variable of the process."],
  ["process", "unsetenv", "name: ptr, nameLen: i32", "i32", false, "Removes an environment variable of the process."],
  ["process", "getpid", "", "i32", false, "The process id."],
  ["process", "getppid", "", "i32", false, "The parent's process id."],
  ["process", "gettid", "", "i32", false, "The kernel's id of the calling thread."],
  ["process", "getuid", "which: i32", "i32", false, "The user id (0), effective user id (1), group id (2) or effective group id (3)."],
  ["process", "umask", "mask: i32", "i32", false, "Sets the file mode mask and returns the old one."],
  ["process", "uname", "", "i32", false, "Stages system, node, release, version and machine, each ended by a zero byte."],
  ["process", "cpuCount", "", "i32", false, "How many processors the process may use."],
  ["process", "loadAverage", "out: ptr", "i32", false, "Writes three f64: the load over 1, 5 and 15 minutes."],
  ["process", "random", "to: ptr, toLen: i32", "i32", false, "Fills memory with random bytes of the operating system."],
  [
    "process",
    "digest",
    "algorithm: ptr, algorithmLen: i32, from: ptr, fromLen: i32, out: ptr",
    "i32",
    "native",
    "Hashes memory by OpenSSL's name of an algorithm; writes at most 64 bytes, returns how many.",
  ],
  [
    "process",
    "deriveKey",
    "parameters: ptr, password: ptr, passwordLen: i32, salt: ptr, saltLen: i32, out: ptr, outLen: i32",
    "i32",
    "native",
    "Fills `out` with a key from a password. Parameters: four i32, 0 and the n, r and p of scrypt, or the number of a digest in `keyDigests` and the iterations of PBKDF2.",
  ],
  ["process", "zlib", "wbits: i32, from: ptr, fromLen: i32", "i32", "native", "Decompresses a whole zlib, gzip or raw stream; stages the result; an error for anything but exactly one good stream. Compression is core's own (core/deflate), and has this name in a trace."],
  ["process", "kill", "pid: i32, signal: i32", "i32", false, "Sends a signal."],
  ["process", "watchSignal", "signal: i32, action: i32", "i32", false, "Default (0), ignore (1) or have Python told (2) of a signal; returns when it is so."],
  ["process", "timer", "which: i32, set: i32, data: ptr", "i32", false, "setitimer(2) (set) or getitimer(2): `data` is two f64, interval and seconds left."],
  ["process", "spawn", "request: ptr, requestLen: i32", "i32", true, "Starts a program in a child process (request: lib/_posixprocess.py); the process id."],
  ["process", "exec", "request: ptr, requestLen: i32", "i32", false, "Becomes another program; returns only an error."],
  ["process", "wait", "pid: i32, options: i32, out: ptr", "i32", true, "wait4(2): writes the status (i32) and, 8 bytes on, `struct rusage` (18 i64); the process id."],
  ["process", "waitid", "kind: i32, id: i32, options: i32, out: ptr", "i32", true, "waitid(2): writes a `siginfo_t` (128 bytes)."],
  ["process", "processControl", "what: i32, a: i32, b: i32, c: i32", "i32", false, "getpgid (0), setpgid (1), getsid (2), setsid (3), nice (4), getpriority (5), setpriority (6), killpg (7), setreuid (8), setregid (9), setuid (10), setgid (11); priorities plus 100."],
  ["process", "resource", "what: i32, which: i32, data: ptr", "i32", false, "getrusage (0) writes `struct rusage` (18 i64); getrlimit (1) writes, setrlimit (2) reads two u64; setgroups (3) reads `which` u32."],
  ["process", "fork", "end: i32", "i32", false, "Starts a child that goes on from a copy of the memory below `end` (src/host/node/fork.ts); returns its process id, in the parent alone."],
  ["process", "forked", "", "i32", false, "In such a child, once: lets the parent's `fork` return."],
  ["process", "exit", "status: i32", "void", false, "Asks the host thread to end the process. Returns; the caller must then wait for ever."],
  ["process", "abort", "", "void", false, "Ends the process as by SIGABRT."],

  ["time", "clock", "which: i32", "i64", false, "Nanoseconds of a clock: 0 real time, 1 monotonic, 2 process CPU time, 3 thread CPU time."],
  ["time", "traceClock", "", "i64", false, "Nanoseconds of the monotonic clock, without the detours of `clock`; for the trace."],
  ["time", "localTime", "seconds: f64, out: ptr", "i32", false, "Writes nine i32 (year, month 1-12, day, hour, minute, second, weekday Monday 0, day of year 1-366, DST) and the offset east in seconds as a tenth; stages the zone's name."],
  ["time", "makeTime", "fields: ptr", "f64", false, "Seconds since the epoch of local time fields: i32 year, month 1-12, day, hour, minute, second, DST hint; NaN if out of range."],

  ["files", "open", "path: ptr, pathLen: i32, flags: i32, mode: i32", "i32", true, "Opens a file; flags are Linux's. The descriptor is not inherited."],
  ["files", "close", "fd: i32", "i32", true, "Closes a descriptor."],
  ["files", "read", "fd: i32, to: ptr, toLen: i32", "i32", true, "Reads at most toLen bytes; 0 at the end."],
  ["files", "write", "fd: i32, from: ptr, fromLen: i32", "i32", true, "Writes; returns how many bytes went."],
  ["files", "pread", "fd: i32, to: ptr, toLen: i32, offset: i64", "i32", true, "Reads at an offset without moving the position."],
  ["files", "pwrite", "fd: i32, from: ptr, fromLen: i32, offset: i64", "i32", true, "Writes at an offset without moving the position."],
  ["files", "lseek", "fd: i32, offset: i64, whence: i32", "i64", false, "Moves the position; returns the new one."],
  ["files", "stat", "path: ptr, pathLen: i32, follow: i32, out: ptr", "i32", true, "Writes 13 i64: mode, ino, dev, nlink, uid, gid, size, atime, mtime, ctime in ns, block size, blocks, rdev."],
  ["files", "fstat", "fd: i32, out: ptr", "i32", true, "The same for a descriptor."],
  ["files", "truncate", "path: ptr, pathLen: i32, size: i64", "i32", true, "Sets a file's size."],
  ["files", "ftruncate", "fd: i32, size: i64", "i32", true, "Sets an open file's size."],
  ["files", "fsync", "fd: i32", "i32", true, "Waits until the file is on the disk."],
  ["files", "dup", "fd: i32", "i32", false, "A second descriptor of the same open file, not inherited."],
  ["files", "dup2", "fd: i32, to: i32, inheritable: i32", "i32", false, "Makes `to` the same open file as `fd`."],
  ["files", "pipe", "out: ptr, flags: i32", "i32", false, "Writes two i32: the reading and the writing end, with pipe2's flags."],
  ["files", "fcntl", "fd: i32, command: i32, argument: i32", "i32", true, "fcntl with an integer argument; commands are Linux's."],
  ["files", "isatty", "fd: i32", "i32", false, "1 for a terminal, else 0."],
  ["files", "access", "path: ptr, pathLen: i32, mode: i32", "i32", true, "0 if the access is allowed."],
  ["files", "getcwd", "", "i32", false, "Stages the working directory."],
  ["files", "chdir", "path: ptr, pathLen: i32", "i32", false, "Changes the working directory, of the whole process."],
  ["files", "mkdir", "path: ptr, pathLen: i32, mode: i32", "i32", true, "Makes a directory."],
  ["files", "rmdir", "path: ptr, pathLen: i32", "i32", true, "Removes an empty directory."],
  ["files", "unlink", "path: ptr, pathLen: i32", "i32", true, "Removes a file."],
  ["files", "rename", "from: ptr, fromLen: i32, to: ptr, toLen: i32", "i32", true, "Renames, replacing what is there."],
  ["files", "link", "from: ptr, fromLen: i32, to: ptr, toLen: i32", "i32", true, "Makes a hard link `to`."],
  ["files", "symlink", "target: ptr, targetLen: i32, path: ptr, pathLen: i32", "i32", true, "Makes a symbolic link at `path`."],
  ["files", "readlink", "path: ptr, pathLen: i32", "i32", true, "Stages what a symbolic link points to."],
  ["files", "realpath", "path: ptr, pathLen: i32", "i32", true, "Stages the path without symbolic links."],
  ["files", "chmod", "path: ptr, pathLen: i32, mode: i32, follow: i32", "i32", true, "Sets the permission bits."],
  ["files", "fchmod", "fd: i32, mode: i32", "i32", true, "Sets the permission bits of an open file."],
  ["files", "chown", "path: ptr, pathLen: i32, uid: i32, gid: i32, follow: i32", "i32", true, "Sets owner and group."],
  ["files", "utime", "path: ptr, pathLen: i32, atime: i64, mtime: i64, follow: i32", "i32", true, "Sets access and modification time, in nanoseconds; the least i64 is the present."],
  ["files", "scandir", "path: ptr, pathLen: i32", "i32", true, "Stages the entries of a directory: for each one byte of type (as d_type), the name, a zero byte."],

  ["system", "readv", "fd: i32, into: ptr, count: i32", "i32", true, "Reads into several buffers."],
  ["system", "writev", "fd: i32, parts: ptr, count: i32", "i32", true, "Writes several buffers."],
  ["system", "preadv", "fd: i32, into: ptr, count: i32, offset: i64, flags: i32", "i32", true, "readv at an offset."],
  ["system", "pwritev", "fd: i32, parts: ptr, count: i32, offset: i64, flags: i32", "i32", true, "writev at an offset."],
  ["system", "sendfile", "to: i32, from: i32, offset: ptr, count: i64", "i32", true, "Copies between descriptors from an i64 offset, or the position."],
  ["system", "copyFileRange", "from: i32, offsetFrom: ptr, to: i32, offsetTo: ptr, count: i64", "i32", true, "Copies between files from i64 offsets, or the positions."],
  ["system", "splice", "from: i32, offsetFrom: ptr, to: i32, offsetTo: ptr, count: i64, flags: i32", "i32", true, "Moves data between a pipe and a descriptor."],
  ["system", "flock", "fd: i32, operation: i32", "i32", true, "Locks or unlocks an open file."],
  ["system", "fcntlBlock", "fd: i32, command: i32, block: ptr", "i32", true, "fcntl with a structure."],
  ["system", "ioctl", "fd: i32, request: i64, argument: i64", "i32", true, "ioctl with a number."],
  ["system", "ioctlBlock", "fd: i32, request: i64, block: ptr", "i32", true, "ioctl with a structure."],
  ["system", "fdatasync", "fd: i32", "i32", true, "Waits until the file's data is on the disk."],
  ["system", "sync", "", "i32", true, "Has everything written to the disks."],
  ["system", "fchown", "fd: i32, uid: i32, gid: i32", "i32", true, "Sets owner and group of an open file."],
  ["system", "fchdir", "fd: i32", "i32", true, "Changes the working directory to an open one."],
  ["system", "chroot", "path: ptr", "i32", true, "Changes the root directory."],
  ["system", "mkfifo", "path: ptr, mode: i32", "i32", true, "Makes a named pipe."],
  ["system", "mknod", "path: ptr, mode: i32, device: i64", "i32", true, "Makes a file, a device or a named pipe."],
  ["system", "statvfs", "path: ptr, out: ptr", "i32", true, "Writes a struct statvfs (112 bytes)."],
  ["system", "fstatvfs", "fd: i32, out: ptr", "i32", true, "Writes a struct statvfs."],
  ["system", "posixFallocate", "fd: i32, offset: i64, length: i64", "i32", true, "Makes sure of room on the disk."],
  ["system", "posixFadvise", "fd: i32, offset: i64, length: i64, advice: i32", "i32", true, "Says how a file will be used."],
  ["system", "eventfd", "initial: i32, flags: i32", "i32", false, "An event counter."],
  ["system", "memfdCreate", "name: ptr, flags: i32", "i32", false, "A file in memory."],
  ["system", "openpty", "out: ptr", "i32", false, "Writes two i32: the master and the slave of a new terminal."],
  ["system", "ttyname", "fd: i32, out: ptr, outLen: i32", "i32", false, "Writes the name of a terminal, ended by a zero byte."],
  ["system", "ctermid", "out: ptr", "i32", false, "Writes the name of the controlling terminal, ended by a zero byte."],
  ["system", "tcgetattr", "fd: i32, out: ptr", "i32", false, "Writes a struct termios (60 bytes)."],
  ["system", "tcsetattr", "fd: i32, when: i32, from: ptr", "i32", true, "Sets a terminal from a struct termios."],
  ["system", "tcsendbreak", "fd: i32, duration: i32", "i32", true, "Sends a break."],
  ["system", "tcdrain", "fd: i32", "i32", true, "Waits until a terminal has written everything."],
  ["system", "tcflush", "fd: i32, queue: i32", "i32", false, "Drops what a terminal has queued."],
  ["system", "tcflow", "fd: i32, action: i32", "i32", false, "Suspends or resumes a terminal."],
  ["system", "getdents", "path: ptr", "i32", true, "Stages the entries of a directory: for each its inode (8 bytes), a byte of type (as d_type), the length of the name (a byte), the name."],
  ["system", "sysconf", "name: i32, out: ptr", "i32", false, "Writes a setting of the system as i64; -1 for none."],
  ["system", "pathconf", "path: ptr, name: i32, out: ptr", "i32", true, "Writes a setting of a path as i64; -1 for none."],
  ["system", "fpathconf", "fd: i32, name: i32, out: ptr", "i32", true, "Writes a setting of an open file as i64; -1 for none."],
  ["system", "confstr", "name: i32, out: ptr, outLen: i32", "i32", false, "Writes a text of the system, ended by a zero byte; its length with that."],
  ["system", "getxattr", "path: ptr, name: ptr, out: ptr, outLen: i32, follow: i32", "i32", true, "Writes an extended attribute; its length, which is all that is told when outLen is 0."],
  ["system", "setxattr", "path: ptr, name: ptr, value: ptr, valueLen: i32, flags: i32, follow: i32", "i32", true, "Sets an extended attribute."],
  ["system", "removexattr", "path: ptr, name: ptr, follow: i32", "i32", true, "Removes an extended attribute."],
  ["system", "listxattr", "path: ptr, out: ptr, outLen: i32, follow: i32", "i32", true, "Writes the names of extended attributes, each ended by a zero byte; their length."],
  ["system", "schedPriority", "policy: i32, most: i32", "i32", false, "The least or the highest priority of a scheduling policy."],
  ["system", "schedGetscheduler", "pid: i32", "i32", false, "The scheduling policy of a process."],
  ["system", "schedSetscheduler", "pid: i32, policy: i32, param: ptr", "i32", false, "Sets scheduling policy and priority."],
  ["system", "schedGetparam", "pid: i32, out: ptr", "i32", false, "Writes a struct sched_param."],
  ["system", "schedSetparam", "pid: i32, param: ptr", "i32", false, "Sets the priority."],
  ["system", "schedRrInterval", "pid: i32, out: ptr", "i32", false, "Writes the time slice as two i64: seconds, nanoseconds."],
  ["system", "schedSetaffinity", "pid: i32, length: i32, mask: ptr", "i32", false, "Sets the processors that a process may use."],
  ["system", "timerfdCreate", "clock: i32, flags: i32", "i32", false, "A timer that is a descriptor."],
  ["system", "timerfdSettime", "fd: i32, flags: i32, value: ptr, old: ptr", "i32", false, "Sets such a timer; two struct timespec: interval, first time."],
  ["system", "timerfdGettime", "fd: i32, out: ptr", "i32", false, "Writes what is left of such a timer."],
  ["system", "posixOpenpt", "flags: i32", "i32", false, "A new terminal's master."],
  ["system", "grantpt", "fd: i32", "i32", false, "Gives the slave of a terminal to this user."],
  ["system", "unlockpt", "fd: i32", "i32", false, "Unlocks the slave of a terminal."],
  ["system", "ptsname", "fd: i32, out: ptr, outLen: i32", "i32", false, "Writes the name of the slave of a terminal, ended by a zero byte."],
  ["system", "pidfdOpen", "pid: i32, flags: i32", "i32", false, "A descriptor of a process, readable when it has ended."],
  ["system", "pidfdSendSignal", "pidfd: i32, signal: i32, flags: i32", "i32", false, "Sends a signal to the process of such a descriptor."],
  ["system", "semMap", "fd: i32, out: ptr", "i32", false, "Maps the semaphore that a file holds (32 bytes, shared) into the process and writes its address as i64."],
  ["system", "semUnmap", "semaphore: i64", "i32", false, "Takes such a mapping away."],
  ["system", "semInit", "semaphore: i64, value: i32", "i32", false, "Makes a semaphore for all processes that map it."],
  ["system", "semWait", "semaphore: i64", "i32", true, "Takes one, waiting for it."],
  ["system", "semTimedWait", "semaphore: i64, until: ptr", "i32", true, "The same, until a struct timespec of the real-time clock."],
  ["system", "semTryWait", "semaphore: i64", "i32", false, "Takes one if there is one."],
  ["system", "semPost", "semaphore: i64", "i32", false, "Gives one back."],
  ["system", "semGetValue", "semaphore: i64, out: ptr", "i32", false, "Writes how many there are, as i32."],
  ["system", "getresuid", "out: ptr", "i32", false, "Writes three u32: real, effective and saved user id."],
  ["system", "getresgid", "out: ptr", "i32", false, "Writes three u32: real, effective and saved group id."],
  ["system", "poll", "items: ptr, count: i32, timeout: i32", "i32", true, "poll(2) over `struct pollfd`; the timeout in milliseconds, negative for ever."],
  ["system", "epollCreate", "flags: i32", "i32", false, "A new epoll descriptor."],
  ["system", "epollCtl", "epoll: i32, operation: i32, fd: i32, event: ptr", "i32", false, "Adds, changes or removes a descriptor."],
  ["system", "epollWait", "epoll: i32, events: ptr, count: i32, timeout: i32", "i32", true, "Waits for events; the timeout in milliseconds, negative for ever."],
  ["system", "socket", "family: i32, type: i32, protocol: i32", "i32", false, "A new socket."],
  ["system", "socketpair", "family: i32, type: i32, protocol: i32, out: ptr", "i32", false, "Writes two i32: two sockets connected to each other."],
  ["system", "bind", "fd: i32, address: ptr, addressLen: i32", "i32", true, "Binds a socket to an address."],
  ["system", "listen", "fd: i32, backlog: i32", "i32", false, "Has a socket listen."],
  ["system", "accept", "fd: i32, address: ptr, length: ptr, flags: i32", "i32", true, "Accepts a connection; `length` is an i32, in and out."],
  ["system", "connect", "fd: i32, address: ptr, addressLen: i32", "i32", true, "Connects a socket."],
  ["system", "recv", "fd: i32, to: ptr, toLen: i32, flags: i32, address: ptr, length: ptr", "i32", true, "Receives, and who from, if asked."],
  ["system", "send", "fd: i32, from: ptr, fromLen: i32, flags: i32, address: ptr, addressLen: i32", "i32", true, "Sends, to an address, if given."],
  ["system", "recvmsg", "fd: i32, into: ptr, count: i32, address: ptr, control: ptr, lengths: ptr, flags: i32", "i32", true, "Receives data and control messages; `lengths` are three i32: of address and control, in and out, and the flags, out."],
  ["system", "sendmsg", "fd: i32, parts: ptr, count: i32, address: ptr, addressLen: i32, control: ptr, controlLen: i32, flags: i32", "i32", true, "Sends data and control messages."],
  ["system", "shutdown", "fd: i32, how: i32", "i32", false, "Ends one or both directions of a connection."],
  ["system", "getsockname", "fd: i32, address: ptr, length: ptr", "i32", false, "Writes a socket's own address."],
  ["system", "getpeername", "fd: i32, address: ptr, length: ptr", "i32", false, "Writes the other end's address."],
  ["system", "getsockopt", "fd: i32, level: i32, option: i32, value: ptr, length: ptr", "i32", false, "Writes an option's value."],
  ["system", "setsockopt", "fd: i32, level: i32, option: i32, value: ptr, valueLen: i32", "i32", false, "Sets an option."],
  ["system", "getaddrinfo", "name: ptr, service: ptr, family: i32, type: i32, protocol: i32, flags: i32", "i32", true, "Stages addresses: for each five i32 (family, type, protocol, lengths of address and canonical name), address, name. EAI errors are result - 1000."],
  ["system", "getnameinfo", "address: ptr, addressLen: i32, flags: i32", "i32", true, "Stages a host name and a service name, each ended by a zero byte. EAI errors as above."],

  ["terminal", "terminalSize", "fd: i32, out: ptr", "i32", false, "Writes two i32: columns and lines."],

  ["threads", "setThreadName", "name: ptr, nameLen: i32", "i32", false, "Names the calling thread for the operating system."],

  ["compiler", "compile", "source: ptr, sourceLen: i32, file: ptr, fileLen: i32, mode: i32, flags: i32, optimize: i32", "i32", false, "Compiles UTF-8 (or declared) source text; stages a marshalled tuple, see src/runtime/compiler.ts. Modes: 0 exec, 1 eval, 2 single, 3 func_type."],
  ["compiler", "parse", "source: ptr, sourceLen: i32, file: ptr, fileLen: i32, mode: i32, flags: i32, optimize: i32", "i32", false, "Parses; stages a marshalled tree for the `ast` module, in the same kind of tuple."],
  ["compiler", "compileTree", "tree: ptr, treeLen: i32, file: ptr, fileLen: i32, mode: i32, flags: i32, optimize: i32", "i32", false, "Compiles a marshalled tree."],
  ["compiler", "symbolTable", "source: ptr, sourceLen: i32, file: ptr, fileLen: i32, mode: i32", "i32", false, "Stages a marshalled symbol table."],
  ["compiler", "tokenize", "source: ptr, sourceLen: i32, flags: i32", "i32", false, "Stages a marshalled list of tokens for the `tokenize` module."],
  ["compiler", "stackDepth", "words: ptr, wordsLen: i32, table: ptr, tableLen: i32, word: i32", "i32", false, "How many values are on the stack when the instruction at an index of generic code begins; `table` is the exception table."],
  ["compiler", "packFind", "name: ptr, nameLen: i32, what: i32", "i32", false, "Looks a module up in the library's pack: `what` is one of contract/packfind.ts. Stages one byte, 1 for a package, and the code; -ENOENT if it is not there."],
  ["compiler", "packNames", "", "i32", false, "Stages the names of the pack's modules, each ended by a zero byte."],

  ["numbers", "math", "which: i32, x: f64, y: f64", "f64", false, "A function of JavaScript's Math by the numbers of `mathFunctions` below."],

  ["unicode", "normalize", "form: i32, text: ptr, textLen: i32", "i32", false, "Stages the UTF-8 of a text in NFC (0), NFD (1), NFKC (2) or NFKD (3)."],
  ["unicode", "charName", "char: i32", "i32", false, "Stages a character's name in ASCII; -ENOENT without one."],
  ["unicode", "charByName", "name: ptr, nameLen: i32", "i32", false, "Stages the characters of a name or named sequence, a u32 each; -ENOENT if there is none."],
] as const satisfies readonly HostRow[];

/** The functions of `math`, in order. */
export const mathFunctions =
  "sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh exp expm1 log log1p log2 log10 pow cbrt hypot".split(" ");

/** The digests of `deriveKey`, from 1. */
export const keyDigests = "scrypt md5 sha1 sha224 sha256 sha384 sha512 sha3-224 sha3-256 sha3-384 sha3-512 blake2b512 blake2s256".split(" ");
