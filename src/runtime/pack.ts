// The pack: the compiled library in one file, made by tools/build-library.ts.
//
//   "TBPK"  u32 length of the index  index (JSON: name → [is package, offset, length])  code objects, marshalled
//
// Offsets count from the end of the index. Only the index is read at start; a module's code is read when it is imported.
import type { Host } from "../host/host.ts";

const MAGIC = 0x4b504254;
const O_RDONLY = 0;
const NOT_A_PACKAGE = Uint8Array.of(0);

export type PackIndex = Record<string, [isPackage: 0 | 1, offset: number, length: number]>;

export class Pack {
  private readonly host: Host;
  private readonly fd: number;
  private readonly index: PackIndex;
  private readonly start: number;

  constructor(host: Host, path: string) {
    this.host = host;
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

  /** One byte, 1 for a package, and, when asked for, the marshalled code; null for a module that is not there. */
  find(name: string, withCode: boolean): Uint8Array | null {
    if (!Object.hasOwn(this.index, name)) return null;
    const [isPackage, offset, length] = this.index[name]!;
    if (!withCode) return isPackage ? Uint8Array.of(1) : NOT_A_PACKAGE;
    const found = new Uint8Array(1 + length);
    found[0] = isPackage;
    found.set(this.read(this.start + offset, length), 1);
    return found;
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
