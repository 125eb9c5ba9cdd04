// A host whose standard streams are not the process's: input comes from bytes that all threads share, output goes to a function. For
// programs that embed Tollbooth.
import type { Host } from "./host.ts";

export interface Streams {
  /** What the program reads from standard input; the end follows. The first four bytes are the position, which all threads share. */
  input: SharedArrayBuffer;
}

const POSITION_SIZE = 4;

/** The shared form of an input. */
export function sharedInput(bytes: Uint8Array): SharedArrayBuffer {
  const input = new SharedArrayBuffer(POSITION_SIZE + bytes.length);
  new Uint8Array(input, POSITION_SIZE).set(bytes);
  return input;
}

/** `host` with other standard streams; `output` gets a copy of what is written to descriptor 1 or 2. */
export function withStreams(host: Host, { input }: Streams, output: (fd: number, chunk: Uint8Array) => void): Host {
  const position = new Int32Array(input, 0, 1);
  const bytes = new Uint8Array(input, POSITION_SIZE);
  return {
    ...host,
    ownStreams: true,
    read(fd, to, offset) {
      if (fd !== 0) return host.read(fd, to, offset);
      for (;;) {
        const at = Atomics.load(position, 0);
        const chunk = bytes.subarray(at, at + to.length);
        if (Atomics.compareExchange(position, 0, at, at + chunk.length) !== at) continue;
        to.set(chunk);
        return chunk.length;
      }
    },
    write(fd, from, offset) {
      if (fd !== 1 && fd !== 2) return host.write(fd, from, offset);
      output(fd, from.slice());
      return from.length;
    },
    // The process's own stay open.
    close(fd) {
      if (fd > 2) host.close(fd);
    },
    isatty: (fd) => fd > 2 && host.isatty(fd),
  };
}
