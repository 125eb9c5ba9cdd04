// Finds the Pythons of this machine to compare with.
import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export interface Python {
  command: string;
  version: string;
  /** Its standard library's folder, where `test/` is. */
  library: string;
}

/** A CPython of at least the given minor version: the one that `named` says, else the newest on the machine. Null if there is none. */
export function findCPython(minor: number, named?: string): Python | null {
  const candidates =
    named !== undefined
      ? [named]
      : [
          ...globSync(join(homedir(), ".pyenv/versions/3.*/bin/python3")),
          ..."14 13 12 11".split(" ").map((each) => `python3.${each}`),
          "python3",
        ];
  let best: Python | null = null;
  for (const command of candidates) {
    if (command.includes("/") && !existsSync(command)) continue;
    const python = describe(command);
    if (python === null || minorOf(python) < minor || (best !== null && minorOf(best) >= minorOf(python))) continue;
    best = python;
  }
  return best;
}

/** What a command says of itself, or null if it is no Python. */
export function describe(command: string): Python | null {
  const script = "import sys, sysconfig; print(sys.implementation.name, sys.version.split()[0], sysconfig.get_path('stdlib'), sep='\\n')";
  const result = spawnSync(command, ["-c", script], { encoding: "utf8" });
  if (result.status !== 0) return null;
  const [, version, library] = result.stdout.split("\n");
  return version === undefined || library === undefined ? null : { command, version, library };
}

function minorOf(python: Python): number {
  return Number(python.version.split(".")[1]);
}
