// The host on Node: one for each Worker.
import { errno, type Host, HostError } from "../host.ts";
import { children } from "./children.ts";
import { clocks } from "./clock.ts";
import { files, waitReady } from "./files.ts";
import { forkCalls } from "./fork.ts";
import { signalCalls } from "./interrupt.ts";
import { processCalls } from "./process.ts";
import { systemCalls } from "./system.ts";

function errorNumber(error: unknown): number {
  if (error instanceof HostError) return error.number;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code !== undefined && errno[code] !== undefined) return errno[code];
  if (error instanceof RangeError) return code === "ERR_OUT_OF_RANGE" ? errno.EINVAL! : errno.ENOMEM!;
  const number = (error as NodeJS.ErrnoException | null)?.errno;
  if (typeof number === "number" && number !== 0) return Math.abs(number);
  return code?.startsWith("ERR_") ? errno.EINVAL! : errno.EIO!;
}

function isAgain(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | null)?.code === "EAGAIN";
}

export function nodeHost(): Host {
  return {
    name: "node",
    errorNumber,
    ...processCalls,
    ...children,
    ...forkCalls,
    ...signalCalls,
    ...clocks,
    ...files,
    system: systemCalls,
    // The standard streams may be non-blocking because somebody at the other end of a terminal made them so.
    read(fd, to, offset) {
      for (;;) {
        try {
          return files.read(fd, to, offset);
        } catch (error) {
          if (fd > 2 || !isAgain(error)) throw error;
          waitReady(fd, false);
        }
      }
    },
    write(fd, from, offset) {
      for (;;) {
        try {
          return files.write(fd, from, offset);
        } catch (error) {
          if (fd > 2 || !isAgain(error)) throw error;
          waitReady(fd, true);
        }
      }
    },
  };
}
