// What the commands print themselves, and how they say what went wrong. Written with system calls: a stream of Node's would make the descriptor one that does
// not wait, which the programs that share it would notice, and tells of a failure only when it is too late to say anything but a stack.
import { writeSync } from "node:fs";

/** The exit status of a command that was used wrongly, or that cannot open what it was given; CPython's. */
export const USAGE_ERROR = 2;

/** Writes all of it. Throws what the system says, but not that nobody reads it (EPIPE): returns false then. */
export function writeAll(fd: number, piece: string | Uint8Array): boolean {
  const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(fd, bytes, done);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") return false;
      // A full pipe is waited for.
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return true;
}

/** Prints on standard output. Where that cannot be done, the process ends with status 1, quietly if it is only that nobody reads. */
export function print(text: string): void {
  try {
    if (writeAll(1, text)) return;
  } catch (error) {
    complain(`tollbooth: cannot write to standard output: ${reasonOf(error)}`);
  }
  process.exit(1);
}

/** Prints lines on standard error, if that can be done. */
export function complain(text: string): void {
  try {
    writeAll(2, `${text}\n`);
  } catch {
    // There is nobody left to tell.
  }
}

/** The system's words for a failure ("No such file or directory"), or the error's own message. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const words = code === undefined ? undefined : /^[A-Z0-9]+: ([^,]+)/.exec(message)?.[1];
  return words === undefined ? message : words[0]!.toUpperCase() + words.slice(1);
}
