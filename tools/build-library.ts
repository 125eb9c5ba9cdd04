// Builds the library: CPython's own Python files from the pyodide package, and ours from lib/.
//   node tools/build-library.ts [--force]
//   dist/lib/python3.14/   the source files, for tracebacks, inspect and __file__
//   dist/lib.pack          all of them compiled (src/runtime/pack.ts)
// Nothing is done when neither the sources nor the compiler have changed since the last time.
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { CodeFlag } from "../contract/opcodes.ts";
import { codeOf } from "../src/runtime/compiler.ts";
import { LIBRARY_MARK, makePack } from "../src/runtime/pack.ts";
import { readOptions } from "./options.ts";
import { DIST, ROOT, timed } from "./run.ts";

/** What the zip has for Pyodide itself, or for a platform that is not ours. */
const LEFT_OUT = /^(ctypes|pyodide|_pyodide|site-packages|_sysconfigdata|lib2to3|idlelib|turtle|tkinter|ensurepip)/;
/** Which files of lib/ are Python in CPython too; the others, and `_pyio`, stand for native modules. */
const PYTHON = /^(ctypes\/|_sysconfigdata|dis\.py|opcode\.py|_opcode_metadata\.py|tollbooth\.py)/;
const LIBRARY = join(DIST, "lib/python3.14");
const PACK = join(DIST, "lib.pack");
const STAMP = join(DIST, "lib.stamp");

const zipPath = join(dirname(createRequire(import.meta.url).resolve("pyodide/package.json")), "python_stdlib.zip");

function sources(): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(zipPath)))) {
    if (name.endsWith(".py") && !LEFT_OUT.test(name)) files.set(name, bytes);
  }
  for (const name of globSync("**/*.py", { cwd: join(ROOT, "lib") })) files.set(name, readFileSync(join(ROOT, "lib", name)));
  return files;
}

/** Changes whenever the pack would. */
function stampOf(): string {
  const hash = createHash("sha256").update(readFileSync(zipPath));
  for (const file of [
    ...globSync("src/{syntax,symbols,codegen}/**/*.ts", { cwd: ROOT }).sort(),
    ...globSync("lib/**/*.py", { cwd: ROOT }).sort(),
    "contract/opcodes.ts",
    "src/runtime/compiler.ts",
    "src/runtime/pack.ts",
    "tools/build-library.ts",
  ]) {
    hash.update(file).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest("hex");
}

const stamp = stampOf();
if (readOptions(["force"]).has("force") || !existsSync(PACK) || !existsSync(STAMP) || readFileSync(STAMP, "utf8") !== stamp) {
  const files = sources();
  const native = new Set(["_pyio.py", ...globSync("**/*.py", { cwd: join(ROOT, "lib") }).filter((name) => !PYTHON.test(name))]);
  await timed("library: sources", () => {
    rmSync(LIBRARY, { recursive: true, force: true });
    for (const [name, bytes] of files) {
      const path = join(LIBRARY, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    }
  });
  await timed("library: pack", () => {
    const modules = new Map<string, { isPackage: boolean; code: Uint8Array }>();
    let failed = 0;
    for (const [name, bytes] of files) {
      const isPackage = name.endsWith("/__init__.py");
      const moduleName = name.replace(/(\/__init__)?\.py$/, "").replaceAll("/", ".");
      try {
        modules.set(moduleName, { isPackage, code: codeOf(bytes, LIBRARY_MARK + name, native.has(name) ? CodeFlag.NATIVE : 0) });
      } catch (error) {
        console.error(`${name}: ${(error as Error).stack}`);
        if (++failed > 5) throw error;
      }
    }
    const chunks = makePack(modules);
    writeFileSync(PACK, Buffer.concat(chunks));
    if (failed === 0) writeFileSync(STAMP, stamp);
    else console.error(`${failed} modules could not be compiled`);
  });
}
