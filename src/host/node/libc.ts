// libc by FFI, for what Node has no synchronous call for. Loading koffi costs a thread a millisecond or more, so it is loaded by the first call.
import { createRequire } from "node:module";
import { HostError } from "../host.ts";

export type Native = (...args: unknown[]) => number;

interface Koffi {
  load(name: null): typeof library;
  errno(value?: number): number;
  address(of: unknown): bigint;
  decode(from: unknown, type: string): unknown;
}

let library: { func(declaration: string): Native; symbol(name: string): unknown } | null = null;
let koffi: Koffi | null = null;
const functions = new Map<string, Native>();

/**
 * Koffi's native part, by its path where that is known: the JavaScript around it takes 7 ms to find out which one it is (it reads Node's own program),
 * and adds nothing that is used here. Where the path is wrong, or the C library is another one, koffi itself knows better.
 */
function loadKoffi(): Koffi {
  const require = createRequire(import.meta.filename);
  if (process.platform === "linux") {
    const { arch } = process;
    try {
      return require(`@koromix/koffi-linux-${arch}/linux_${arch}/koffi.node`) as Koffi;
    } catch {
      // The long way.
    }
  }
  return require("koffi") as Koffi;
}

function load(): NonNullable<typeof library> {
  if (library === null) {
    try {
      koffi = loadKoffi();
      library = koffi.load(null)!;
    } catch {
      throw new HostError(38, "no FFI on this platform");
    }
  }
  return library;
}

/** Whether the FFI was loaded; until then a call that has another way takes that. */
export function isLoaded(): boolean {
  return library !== null;
}

/** A function of libc given its C declaration. */
export function bind(declaration: string): Native {
  let native = functions.get(declaration);
  if (native === undefined) {
    native = load().func(declaration);
    functions.set(declaration, native);
  }
  return native;
}

/** Calls a function of libc given its C declaration; a negative result throws with libc's errno. */
export function libc(declaration: string, ...args: unknown[]): number {
  const result = bind(declaration)(...args);
  if (result < 0) throw new HostError(koffi!.errno());
  return Number(result);
}

/** Calls a function of libc and returns what it returns. */
export function libcResult(declaration: string, ...args: unknown[]): number {
  return Number(bind(declaration)(...args));
}

/** libc's errno of this thread; with a value, sets it. */
export function errnoOf(value?: number): number {
  load();
  return value === undefined ? koffi!.errno() : koffi!.errno(value);
}

/** Whether libc has a function. */
export function hasLibc(name: string): boolean {
  try {
    return load().symbol(name) !== null;
  } catch {
    return false;
  }
}

/** What a pointer variable of libc points to. */
export function libcVariable(name: string): unknown {
  return koffi!.decode(load().symbol(name), "void *");
}

/** Where a buffer lies. It must not be a small typed array, which V8 may move. */
export function addressOf(buffer: Uint8Array): bigint {
  load();
  return koffi!.address(buffer);
}

/** The address of a function of libc, to be passed to another. */
export function libcSymbol(name: string): unknown {
  return load().symbol(name);
}
