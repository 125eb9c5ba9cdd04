// The host calls of contract/hostcalls.ts, made of a Host, the compiler and the modules made of JavaScript's own parts. Here
// addresses become views, results become numbers, and every error becomes -errno: nothing is thrown through WebAssembly frames.
import { keyDigests, mathFunctions } from "../../contract/hostcalls.ts";
import { KEPT_DESCRIPTORS, KEPT_DESCRIPTORS_SIZE } from "../../contract/layout.ts";
import type { ForkPlan, Host } from "../host/host.ts";
import type { UnicodeNames } from "../modules/unicodenames.ts";
import type { Compiler } from "./compiler.ts";
import type { HostImports } from "./hostcalls.generated.ts";
import { type SharedMemory, utf8 } from "./memory.ts";

const ENOENT = 2;
const ENOSYS = 38;

/** What a Worker adds to the platform: its pack, its configuration and the way to its host thread. */
export interface WorkerServices {
  config(): Uint8Array;
  compiler(): Compiler;
  names(): UnicodeNames;
  packFind(name: string, what: number): Uint8Array | null;
  packNames(): string[];
  /** How to start a copy of this process; null where there can be none. */
  forkPlan(): ForkPlan | null;
  /** In a forked child: lets the parent go on. */
  forked(): void;
  watchSignal(signal: number, action: number): void;
  exit(status: number): void;
  /** Ends the process as by SIGABRT; does not return. */
  abort(): void;
}

const math = mathFunctions.map((name) => (Math as unknown as Record<string, (x: number, y: number) => number>)[name]!);
const NOTHING = new Uint8Array(0);

export function makeImports(memory: SharedMemory, host: Host, services: WorkerServices): HostImports {
  let staged: Uint8Array = NOTHING;

  function stage(bytes: Uint8Array): number {
    staged = bytes;
    return bytes.length;
  }
  function stageText(text: string): number {
    return stage(utf8(text));
  }
  function stageList(items: readonly string[]): number {
    return stageText(items.map((item) => `${item}\0`).join(""));
  }
  /** The result of a call that only has an effect. */
  function done(_nothing: unknown): number {
    return 0;
  }

  const system = host.system(memory.memory, stage, host);
  /** The engine has descriptors of this kind too: a forked child is to get Python's alone. */
  function markKept(fd: number): number {
    if (fd >= 0 && fd >>> 3 < KEPT_DESCRIPTORS_SIZE)
      Atomics.or(memory.bytes(KEPT_DESCRIPTORS, KEPT_DESCRIPTORS_SIZE), fd >>> 3, 1 << (fd & 7));
    return fd;
  }

  const calls: HostImports = {
    take(to) {
      memory.write(to, staged);
      staged = NOTHING;
    },
    debug(text, textLen) {
      host.write(2, utf8(`${memory.text(text, textLen)}\n`), null);
    },
    debugStack() {
      host.write(2, utf8(`${new Error("stack").stack}\n`), null);
    },
    fatal(text, textLen) {
      host.write(2, utf8(`Fatal Python error: ${memory.text(text, textLen)}\n${new Error("at").stack}\n`), null);
      services.exit(134);
    },
    config: () => stage(services.config()),
    environ: () => stage(host.environ()),
    setenv: (name, nameLen, value, valueLen) => done(host.setenv(memory.copy(name, nameLen), memory.copy(value, valueLen))),
    unsetenv: (name, nameLen) => done(host.unsetenv(memory.copy(name, nameLen))),
    getpid: () => host.getpid(),
    getppid: () => host.getppid(),
    gettid: () => host.gettid(),
    getuid: (which) => host.getuid(which),
    umask: (mask) => host.umask(mask),
    uname: () => stageList(host.uname()),
    cpuCount: () => host.cpuCount(),
    loadAverage: (out) => done(memory.doubles(out, 3).set(host.loadAverage())),
    random(to, toLen) {
      const bytes = new Uint8Array(toLen);
      host.random(bytes);
      memory.write(to, bytes);
      return 0;
    },
    digest(algorithm, algorithmLen, from, fromLen, out) {
      const digest = host.digest(memory.text(algorithm, algorithmLen), memory.bytes(from, fromLen));
      memory.write(out, digest);
      return digest.length;
    },
    deriveKey(parameters, password, passwordLen, salt, saltLen, out, outLen) {
      const [kind = 0, a = 0, b = 0, c = 0] = memory.ints(parameters, 4);
      const secret = memory.copy(password, passwordLen);
      const grain = memory.copy(salt, saltLen);
      memory.write(
        out,
        kind === 0 ? host.scrypt(secret, grain, a, b, c, outLen) : host.pbkdf2(keyDigests[kind]!, secret, grain, a, outLen),
      );
      return 0;
    },
    zlib: (wbits, from, fromLen) => stage(host.inflate(wbits, memory.bytes(from, fromLen))),
    kill: (pid, signal) => done(host.kill(pid, signal)),
    watchSignal: (signal, action) => done(services.watchSignal(signal, action)),
    timer: (which, set, data) => done(host.timer(which, set !== 0, memory.doubles(data, 2))),
    spawn: (request, requestLen) => host.spawn(memory.copy(request, requestLen)),
    // The memory's size is a number without sign.
    fork: (end) => host.fork(memory.bytes(0, end >>> 0), memory.bytes(KEPT_DESCRIPTORS, KEPT_DESCRIPTORS_SIZE), services.forkPlan()),
    forked: () => done(services.forked()),
    exec: (request, requestLen) => host.exec(memory.copy(request, requestLen)),
    wait: (pid, options, out) => host.wait(pid, options, memory.bytes(out, 152)),
    waitid: (kind, id, options, out) => host.waitid(kind, id, options, memory.bytes(out, 128)),
    processControl: (what, a, b, c) => host.processControl(what, a, b, c),
    resource: (what, which, data) => host.resource(what, which, memory.bytes(data, 144)),
    exit: (status) => services.exit(status),
    abort: () => services.abort(),

    clock: (which) => host.clock(which),
    traceClock: host.monotonic,
    localTime(seconds, out) {
      const { fields, zone } = host.localTime(seconds);
      memory.ints(out, 10).set(fields);
      return stageText(zone);
    },
    makeTime: (fields) => host.makeTime(memory.ints(fields, 7)),

    close(fd) {
      if (fd >>> 3 < KEPT_DESCRIPTORS_SIZE) {
        const marks = memory.bytes(KEPT_DESCRIPTORS, KEPT_DESCRIPTORS_SIZE);
        if (((marks[fd >>> 3]! >>> (fd & 7)) & 1) === 1) Atomics.and(marks, fd >>> 3, ~(1 << (fd & 7)));
      }
      return done(host.close(fd));
    },
    stat(path, pathLen, follow, out) {
      const fields = host.stat(memory.copy(path, pathLen), follow !== 0);
      if (fields === null) return -ENOENT;
      memory.longs(out, fields.length).set(fields);
      return 0;
    },
    fstat(fd, out) {
      const fields = host.fstat(fd);
      memory.longs(out, fields.length).set(fields);
      return 0;
    },
    truncate: (path, pathLen, size) => done(host.truncate(memory.copy(path, pathLen), size)),
    ftruncate: (fd, size) => done(host.ftruncate(fd, size)),
    fsync: (fd) => done(host.fsync(fd)),
    ...system,
    epollCreate: (flags) => markKept(system.epollCreate(flags)),
    eventfd: (initial, flags) => markKept(system.eventfd(initial, flags)),
    isatty: (fd) => (host.isatty(fd) ? 1 : 0),
    access: (path, pathLen, mode) => done(host.access(memory.copy(path, pathLen), mode)),
    getcwd: () => stage(host.getcwd()),
    chdir: (path, pathLen) => done(host.chdir(memory.copy(path, pathLen))),
    mkdir: (path, pathLen, mode) => done(host.mkdir(memory.copy(path, pathLen), mode)),
    rmdir: (path, pathLen) => done(host.rmdir(memory.copy(path, pathLen))),
    unlink: (path, pathLen) => done(host.unlink(memory.copy(path, pathLen))),
    rename: (from, fromLen, to, toLen) => done(host.rename(memory.copy(from, fromLen), memory.copy(to, toLen))),
    link: (from, fromLen, to, toLen) => done(host.link(memory.copy(from, fromLen), memory.copy(to, toLen))),
    symlink: (target, targetLen, path, pathLen) => done(host.symlink(memory.copy(target, targetLen), memory.copy(path, pathLen))),
    readlink: (path, pathLen) => stage(host.readlink(memory.copy(path, pathLen))),
    realpath: (path, pathLen) => stage(host.realpath(memory.copy(path, pathLen))),
    chmod: (path, pathLen, mode, follow) => done(host.chmod(memory.copy(path, pathLen), mode, follow !== 0)),
    fchmod: (fd, mode) => done(host.fchmod(fd, mode)),
    chown: (path, pathLen, uid, gid, follow) => done(host.chown(memory.copy(path, pathLen), uid, gid, follow !== 0)),
    utime: (path, pathLen, atime, mtime, follow) => done(host.utime(memory.copy(path, pathLen), atime, mtime, follow !== 0)),
    scandir(path, pathLen) {
      const parts = host.scandir(memory.copy(path, pathLen)).map(({ name, type }) => [type, ...name, 0]);
      return stage(Uint8Array.from(parts.flat()));
    },

    terminalSize: (fd, out) => done(memory.ints(out, 2).set(host.terminalSize(fd))),

    setThreadName: (name, nameLen) => done(host.setThreadName(memory.text(name, nameLen))),

    compile: (source, sourceLen, file, fileLen, mode, flags, optimize) =>
      stage(services.compiler().compile(memory.copy(source, sourceLen), memory.text(file, fileLen), mode, flags, optimize)),
    parse: (source, sourceLen, file, fileLen, mode, flags, optimize) =>
      stage(services.compiler().parse(memory.copy(source, sourceLen), memory.text(file, fileLen), mode, flags, optimize)),
    compileTree: (tree, treeLen, file, fileLen, mode, flags, optimize) =>
      stage(services.compiler().compileTree(memory.copy(tree, treeLen), memory.text(file, fileLen), mode, flags, optimize)),
    stackDepth: (words, wordsLen, table, tableLen, word) =>
      services.compiler().stackDepth(memory.copy(words, wordsLen), memory.copy(table, tableLen), word),
    symbolTable: (source, sourceLen, file, fileLen, mode) =>
      stage(services.compiler().symbolTable(memory.copy(source, sourceLen), memory.text(file, fileLen), mode)),
    tokenize: (source, sourceLen, flags) => stage(services.compiler().tokenize(memory.copy(source, sourceLen), flags)),
    packFind(name, nameLen, what) {
      const found = services.packFind(memory.text(name, nameLen), what);
      return found === null ? -ENOENT : stage(found);
    },
    packNames: () => stageList(services.packNames()),

    math: (which, x, y) => math[which]!(x, y),

    normalize: (form, text, textLen) => stageText(memory.text(text, textLen).normalize(["NFC", "NFD", "NFKC", "NFKD"][form])),
    charName(char) {
      const name = services.names().name(char);
      return name === null ? -ENOENT : stageText(name);
    },
    charByName(name, nameLen) {
      const found = services.names().find(memory.text(name, nameLen));
      return found === null ? -ENOENT : stage(new Uint8Array(Uint32Array.from(found, (char) => char.codePointAt(0)!).buffer));
    },
  };

  // A read of a counter cannot fail, and a trace event should cost as little as it can.
  for (const name of Object.keys(calls) as (keyof HostImports)[]) if (name !== "traceClock") guard(name);
  return calls;

  /** Makes errors of a call into what its result type says. */
  function guard(name: keyof HostImports): void {
    const call = calls[name] as (...args: unknown[]) => unknown;
    const failed = (error: unknown): number => {
      const number = host.errorNumber(error);
      return number > 0 ? -number : -ENOSYS;
    };
    if (name === "clock" || name === "lseek") {
      (calls as unknown as Record<string, unknown>)[name] = (a: unknown, b: unknown, c: unknown) => {
        try {
          return call(a, b, c);
        } catch (error) {
          return BigInt(failed(error));
        }
      };
    } else if (name === "math" || name === "makeTime") {
      // These do not fail; a bug in one is a NaN.
      (calls as unknown as Record<string, unknown>)[name] = (a: unknown, b: unknown, c: unknown) => {
        try {
          return call(a, b, c);
        } catch {
          return Number.NaN;
        }
      };
    } else {
      (calls as unknown as Record<string, unknown>)[name] = (
        a: unknown,
        b: unknown,
        c: unknown,
        d: unknown,
        e: unknown,
        f: unknown,
        g: unknown,
        h: unknown,
      ) => {
        try {
          return call(a, b, c, d, e, f, g, h);
        } catch (error) {
          return failed(error);
        }
      };
    }
  }
}
