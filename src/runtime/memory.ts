// The shared linear memory as JavaScript sees it. Its views go stale when another thread grows it, so a range is always asked for here.

export const PAGE_SIZE = 65536;
/** V8 counts the memory for every Worker anew: with 64 MB each of them would begin its life with a garbage collection. */
const INITIAL_PAGES = 512;
const MAXIMUM_PAGES = 65536;

/** Reserves the address space of a runtime; pages are taken from the system when they are first written. */
export function createMemory(maximumPages = MAXIMUM_PAGES): WebAssembly.Memory {
  for (let maximum = maximumPages; ; maximum >>>= 1) {
    try {
      return new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum, shared: true });
    } catch (error) {
      // The system limits address space: make do with less of it.
      if (maximum <= INITIAL_PAGES) throw error;
    }
  }
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export class SharedMemory {
  readonly memory: WebAssembly.Memory;
  private all: Uint8Array;

  constructor(memory: WebAssembly.Memory) {
    this.memory = memory;
    this.all = new Uint8Array(memory.buffer);
  }

  /** A view of `length` bytes. It is good until the current host call returns. */
  bytes(address: number, length: number): Uint8Array {
    const start = address >>> 0;
    const buffer = this.bufferUpTo(start + length);
    return new Uint8Array(buffer, start, length);
  }

  /** A copy that is not shared. */
  copy(address: number, length: number): Uint8Array {
    return this.bytes(address, length).slice();
  }

  text(address: number, length: number): string {
    return decoder.decode(this.bytes(address, length));
  }

  words(address: number, count: number): Uint32Array {
    return new Uint32Array(this.bufferUpTo((address >>> 0) + count * 4), address >>> 0, count);
  }

  ints(address: number, count: number): Int32Array<SharedArrayBuffer> {
    return new Int32Array(this.bufferUpTo((address >>> 0) + count * 4), address >>> 0, count);
  }

  longs(address: number, count: number): BigInt64Array {
    return new BigInt64Array(this.bufferUpTo((address >>> 0) + count * 8), address >>> 0, count);
  }

  doubles(address: number, count: number): Float64Array {
    return new Float64Array(this.bufferUpTo((address >>> 0) + count * 8), address >>> 0, count);
  }

  write(address: number, bytes: Uint8Array): void {
    this.bytes(address, bytes.length).set(bytes);
  }

  private bufferUpTo(end: number): SharedArrayBuffer {
    if (end > this.all.length) this.all = new Uint8Array(this.memory.buffer);
    return this.all.buffer as SharedArrayBuffer;
  }
}

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}
