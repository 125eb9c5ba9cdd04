// Runs a Python script on a reference Python: one of this machine, or the CPython 3.14 that the pyodide package has inside.
//
//   node tools/reference.ts script.py [argument...]     runs it on pyodide's
//
// The folders of the script, of the arguments that are paths and of the lines of standard input that are, are mounted in its file system.
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** What the scripts that ask a reference about sources (tools/oracle-*.py) say of one that it refuses: the SyntaxError's fields. Of others nothing. */
export interface Refusal {
  error?: string;
  type?: string;
  lineno?: number;
  offset?: number;
  end_lineno?: number;
  end_offset?: number;
  text?: string;
}

/** Runs a script; `python` is a command, or "pyodide". */
export function runReference(python: string, script: string, args: string[], input = ""): SpawnSyncReturns<string> {
  const options = { input, maxBuffer: 1 << 30, encoding: "utf8" as const };
  if (python !== "pyodide") return spawnSync(python, [script, ...args], options);
  return spawnSync(process.execPath, ["--stack-size=4000", fileURLToPath(import.meta.url), script, ...args], options);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { loadPyodide } = await import("pyodide");
  const [script, ...args] = process.argv.slice(2);
  const input = process.stdin.isTTY ? "" : readFileSync(0, "utf8");
  const python = await loadPyodide();
  const fs = python.FS as unknown as {
    mkdirTree(path: string): void;
    mount(type: unknown, options: { root: string }, path: string): void;
    filesystems: { NODEFS: unknown };
  };
  const folders = new Set<string>();
  for (const word of [script, ...args, ...input.split("\n")]) {
    if (word.startsWith("/") && existsSync(word)) folders.add(statSync(word).isDirectory() ? word : dirname(word));
  }
  for (const folder of folders) {
    if ([...folders].some((other) => other !== folder && folder.startsWith(other + "/"))) continue;
    fs.mkdirTree(folder);
    fs.mount(fs.filesystems.NODEFS, { root: folder }, folder);
  }
  const write = (descriptor: number) => ({
    write(bytes: Uint8Array): number {
      // A pipe may take less than it is given.
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes.subarray(at));
      return bytes.length;
    },
  });
  python.setStdout(write(1));
  python.setStderr(write(2));
  python.globals.set("reference", python.toPy({ words: [script, ...args], source: readFileSync(script, "utf8"), input }));
  python.runPython(`
import io, sys
sys.argv = list(reference["words"])
sys.orig_argv = ["python", *sys.argv]
sys.stdin = io.StringIO(reference["input"])
exec(compile(reference["source"], sys.argv[0], "exec"), {"__name__": "__main__", "__file__": sys.argv[0]})
sys.stdout.flush()
`);
}
