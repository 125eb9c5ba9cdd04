// The pack: the compiled library in one file, made by tools/build-library.ts.
//
//   "TBPK"  u32 length of the index  index (JSON: name → [is package, offset, length])  code objects, marshalled
//
// Offsets count from the end of the index. Only the index is read at start; a module's code is read when it is imported. The
// library is compiled before anybody knows where it will be installed, so file names in its code begin with LIBRARY_MARK, which becomes the
// folder of the sources when the code is read.
import { FIND_CODE, FIND_FROZEN } from "../../contract/packfind.ts";
import type { Host } from "../host/host.ts";
import { concatenate } from "./config.ts";

const MAGIC = 0x4b504254;
const O_RDONLY = 0;
/** Stands for the library's folder in the file names of packed code. */
export const LIBRARY_MARK = "//library//";
const MARK_BYTES = new TextEncoder().encode(LIBRARY_MARK);
const NOT_A_PACKAGE = Uint8Array.of(0);

/** Modules that no file of a program can shadow: those that CPython has frozen or built in, and the parts of them. All others are found by the library's entry of sys.path. */
const FROZEN = new Set(
  `_boot _start _library importlib._bootstrap importlib._bootstrap_external importlib.machinery importlib.util zipimport abc codecs io
  _collections_abc _sitebuiltins genericpath ntpath posixpath os site stat runpy __hello__ __phello__ __phello__.spam
  _ast _console _descriptors _fork _io _pyio _posixmore _posixprocess _settings _signal _stringio _suggestions _symtable _threadhook _tokenize _typing atexit
  faulthandler posix pwd`.split(/\s+/),
);

export type PackIndex = Record<string, [isPackage: 0 | 1, offset: number, length: number]>;

export class Pack {
  private readonly host: Host;
  private readonly fd: number;
  private readonly index: PackIndex;
  private readonly start: number;
  private readonly folder: Uint8Array;

  /** `folder` is where the library's source files are. */
  constructor(host: Host, path: string, folder: string) {
    this.host = host;
    this.folder = new TextEncoder().encode(`${folder}/`);
    this.fd = host.open(new TextEncoder().encode(path), O_RDONLY, 0);
    const header = new DataView(this.read(0, 8).buffer);
    if (header.getUint32(0, true) !== MAGIC) throw new Error(`${path} is not a pack`);
    const length = header.getUint32(4, true);
    this.index = JSON.parse(new TextDecoder().decode(this.read(8, length))) as PackIndex;
    this.start = 8 + length;
  }

  names(): string[] {
    return Object.keys(this.index);
  }

  /** One byte, 1 for a package, and, for FIND_CODE, the marshalled code; null for a module that is not there. */
  find(name: string, what: number): Uint8Array | null {
    if (!Object.hasOwn(this.index, name) || (what === FIND_FROZEN && !FROZEN.has(name))) return null;
    const [isPackage, offset, length] = this.index[name]!;
    if (what !== FIND_CODE) return isPackage ? Uint8Array.of(1) : NOT_A_PACKAGE;
    return concatenate([Uint8Array.of(isPackage), ...relocate(this.read(this.start + offset, length), this.folder)]);
  }

  private read(offset: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; ) {
      const count = this.host.read(this.fd, bytes.subarray(at), BigInt(offset + at));
      if (count === 0) throw new Error("the pack ends too early");
      at += count;
    }
    return bytes;
  }
}

const TYPE_SHORT_ASCII = 0x7a;
const TYPE_SHORT_ASCII_INTERNED = 0x5a;
const TYPE_ASCII = 0x61;
const TYPE_ASCII_INTERNED = 0x41;
const TYPE_UNICODE = 0x75;
const FLAG_REF = 0x80;

/** Puts the folder where marshalled strings begin with LIBRARY_MARK; the pieces of the result. */
export function relocate(code: Uint8Array, folder: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  const text = Buffer.from(code.buffer, code.byteOffset, code.byteLength);
  let done = 0;
  for (let at = text.indexOf(MARK_BYTES); at >= 0; at = text.indexOf(MARK_BYTES, at + 1)) {
    // Before the text stand its type and its length, of one byte or of four.
    let head = at - 2;
    let type = code[head]! & ~FLAG_REF;
    let length = code[at - 1]!;
    let isInterned = type === TYPE_SHORT_ASCII_INTERNED;
    if (type !== TYPE_SHORT_ASCII && !isInterned) {
      head = at - 5;
      type = code[head]! & ~FLAG_REF;
      isInterned = type === TYPE_ASCII_INTERNED;
      if (type !== TYPE_ASCII && type !== TYPE_UNICODE && !isInterned) continue;
      length = new DataView(code.buffer, code.byteOffset + head + 1).getUint32(0, true);
    }
    const rest = code.subarray(at + MARK_BYTES.length, at + length);
    const header = new DataView(new ArrayBuffer(5));
    header.setUint8(0, (isInterned ? 0x74 /* interned, UTF-8 */ : TYPE_UNICODE) | (code[head]! & FLAG_REF));
    header.setUint32(1, folder.length + rest.length, true);
    pieces.push(code.subarray(done, head), new Uint8Array(header.buffer), folder, rest);
    done = at + length;
  }
  pieces.push(code.subarray(done));
  return pieces;
}

/** The bytes of a pack. */
export function makePack(modules: Map<string, { isPackage: boolean; code: Uint8Array }>): Uint8Array[] {
  const index: PackIndex = {};
  const codes: Uint8Array[] = [];
  let offset = 0;
  for (const [name, { isPackage, code }] of modules) {
    index[name] = [isPackage ? 1 : 0, offset, code.length];
    codes.push(code);
    offset += code.length;
  }
  const indexBytes = new TextEncoder().encode(JSON.stringify(index));
  const header = new DataView(new ArrayBuffer(8));
  header.setUint32(0, MAGIC, true);
  header.setUint32(4, indexBytes.length, true);
  return [new Uint8Array(header.buffer), indexBytes, ...codes];
}
