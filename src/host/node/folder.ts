// The working directory, which is the whole process's.
import { closeSync, constants, existsSync, openSync, readlinkSync, statSync } from "node:fs";
import { errno, HostError } from "../host.ts";

const LINK = "/proc/self/cwd";
const REMOVED = " (deleted)";

/** Its path. A Worker's process.cwd() does not know of a libc chdir, and the main thread's remembers. */
export function workingDirectory(): Buffer {
  if (!existsSync("/proc/self")) return Buffer.from(process.cwd());
  const path = readlinkSync(LINK, "buffer");
  if (path.subarray(-REMOVED.length).equals(Buffer.from(REMOVED)) && statSync(LINK).nlink === 0) throw new HostError(errno.ENOENT!);
  return path;
}

/** How many Workers start for which the process has left its folder, and that folder's descriptor. */
let starting = 0;
let left = -1;

/**
 * Before a Worker starts; what it returns is called once the Worker is up. Node asks for the working directory in between, and fails where it has been
 * removed; so the process is in the root until then.
 */
export function leaveRemovedFolder(): () => void {
  if (left < 0) {
    try {
      workingDirectory();
      return () => {};
    } catch {
      // It is removed.
    }
    left = openSync(".", constants.O_RDONLY | constants.O_DIRECTORY);
    process.chdir("/");
  }
  starting++;
  let isUp = false;
  return () => {
    if (isUp) return;
    isUp = true;
    if (--starting > 0) return;
    if (workingDirectory().equals(Buffer.from("/"))) process.chdir(`/proc/self/fd/${left}`); // else the program has gone elsewhere
    closeSync(left);
    left = -1;
  };
}
