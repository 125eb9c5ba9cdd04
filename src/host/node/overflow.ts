// A temporary file for what does not fit in memory. It has no name any more as soon as it is open, so nothing is left behind however the process ends.
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class TemporaryFile {
  private fd = -1;
  private size = 0;

  append(bytes: Uint8Array): number {
    if (this.fd < 0) this.open();
    const at = this.size;
    for (let done = 0; done < bytes.length; ) done += writeSync(this.fd, bytes, done, bytes.length - done, at + done);
    this.size += bytes.length;
    return at;
  }

  private open(): void {
    const folder = mkdtempSync(join(tmpdir(), "tollbooth-"));
    this.fd = openSync(join(folder, "trace"), "wx+", 0o600);
    rmSync(folder, { recursive: true, force: true });
  }

  read(at: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      const count = readSync(this.fd, bytes, done, length - done, at + done);
      if (count === 0) throw new Error("the temporary file was cut off");
      done += count;
    }
    return bytes;
  }

  close(): void {
    if (this.fd >= 0) closeSync(this.fd);
    this.fd = -1;
  }
}
