// The configuration of a runtime, as the host thread makes it and as Python's start-up code reads it (lib/_start.py): one dict.
import type { Settings } from "./settings.ts";

/** The GIL's policies, in the order of their numbers in core (core/threads/gil.ts). */
export const gilPolicies = ["timed", "ticks", "fair"] as const;
export type GilPolicy = (typeof gilPolicies)[number];

export interface RuntimeConfig extends Settings {
  /** What to run: a file, a command, a module, or standard input. */
  run: { kind: "file" | "command" | "module" | "stdin"; text: string };
  /** sys.argv, with argv[0] as CPython sets it before the main module is found. */
  argv: string[];
  origArgv: string[];
  executable: string;
  /** The program that runs `executable`, by its full name; empty if it needs none. */
  hostProgram: string;
  /** Folder of the library's source files, `…/lib/python3.14`. */
  stdlib: string;
  prefix: string;
  flags: {
    debug: number;
    inspect: number;
    interactive: number;
    optimize: number;
    dontWriteBytecode: number;
    noUserSite: number;
    noSite: number;
    ignoreEnvironment: number;
    verbose: number;
    bytesWarning: number;
    quiet: number;
    isolated: number;
    safePath: number;
    unbuffered: number;
    skipFirstLine: number;
    devMode: number;
    warnDefaultEncoding: number;
  };
  warnOptions: string[];
  xOptions: Record<string, string | true>;
  /** PYTHONPATH's entries. */
  pythonPath: string[];
  checkHashBasedPycs: string;
  /** Most bytes of memory the runtime may take; 0 for no limit. */
  memoryLimit: number;
  /** The GIL's policy. */
  gil: GilPolicy;
  /** Tollbooth's own version. */
  version: string;
  /** sys.platform */
  platform: string;
}

export type Data = string | number | boolean | null | Data[] | { [key: string]: Data };

/** CPython's marshal format, for plain data and without references. Arrays are lists, or, where asked for, tuples. */
export function marshalData(data: Data, arrays: "list" | "tuple" = "list"): Uint8Array {
  const chunks: Uint8Array[] = [];
  const encoder = new TextEncoder();
  write(data);
  return concatenate(chunks);

  function tagged(tag: string, number: number, rest?: Uint8Array): void {
    const bytes = new Uint8Array(5 + (rest?.length ?? 0));
    bytes[0] = tag.charCodeAt(0);
    new DataView(bytes.buffer).setInt32(1, number, true);
    if (rest !== undefined) bytes.set(rest, 5);
    chunks.push(bytes);
  }
  function write(item: Data): void {
    if (item === null) chunks.push(Uint8Array.of(0x4e));
    else if (typeof item === "boolean") chunks.push(Uint8Array.of(item ? 0x54 : 0x46));
    else if (typeof item === "number") {
      if (Number.isInteger(item) && Math.abs(item) < 2 ** 31) tagged("i", item);
      else {
        const bytes = new Uint8Array(9);
        bytes[0] = 0x67;
        new DataView(bytes.buffer).setFloat64(1, item, true);
        chunks.push(bytes);
      }
    } else if (typeof item === "string") {
      const bytes = item.isWellFormed() ? encoder.encode(item) : encodeSurrogates(item);
      tagged("u", bytes.length, bytes);
    } else if (Array.isArray(item)) {
      tagged(arrays === "list" ? "[" : "(", item.length);
      item.forEach(write);
    } else {
      chunks.push(Uint8Array.of(0x7b));
      for (const [key, value] of Object.entries(item)) {
        write(key);
        write(value);
      }
      chunks.push(Uint8Array.of(0x30));
    }
  }
}

/** UTF-8 of a text with lone surrogates, each of which takes three bytes, as marshal has them. */
function encodeSurrogates(text: string): Uint8Array {
  const encoder = new TextEncoder();
  return concatenate(
    Array.from(text, (character) => {
      const code = character.codePointAt(0)!;
      return character.isWellFormed()
        ? encoder.encode(character)
        : Uint8Array.of(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }),
  );
}

export function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
