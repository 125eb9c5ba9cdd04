// Builds the virtual machine: generated names, then AssemblyScript, then the stripped module and its memory image.
//   node tools/build-core.ts [--release | --fast | --debug | --hostile | --check]
// --check only type-checks. The others write dist/core.wasm and dist/core.data (core-debug.*, core-hostile.*):
// core.wasm without its active data segments (every new instance would write them again over live memory), and
// core.data, the segments for the host to write once: repeated (address u32, length u32, bytes), little endian.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateNames } from "./names.ts";
import { run } from "./run.ts";
import { stripDataSegments } from "./wasm-data.ts";

const ROOT = join(import.meta.dirname, "..");
const mode = ["release", "fast", "debug", "hostile", "check"].find((m) => process.argv.includes(`--${m}`)) ?? "release";

generateNames(ROOT);
const flags = {
  release: ["-O3", "--noAssert"],
  fast: ["-O1", "--noAssert", "--debug"],
  debug: ["-O1", "--debug"],
  hostile: ["-O1", "--debug"],
  check: ["--noEmit"],
}[mode]!;
const suffix = mode === "debug" || mode === "hostile" ? `-${mode}` : "";
const wasmPath = `dist/core${suffix}.wasm`;
mkdirSync(join(ROOT, "dist"), { recursive: true });
const debug = mode === "debug" || mode === "hostile";
run("asc", [
  "core/index.ts",
  ...flags,
  ...(mode === "check" ? [] : ["-o", wasmPath]),
  "--runtime", "stub",
  "--importMemory", "--sharedMemory", "--initialMemory", "64", "--maximumMemory", "65536",
  "--enable", "threads",
  "--exportTable",
  "--memoryBase", String(0x100000),
  "--use", `DEBUG=${debug ? 1 : 0}`,
  "--use", `HOSTILE=${mode === "hostile" ? 1 : 0}`,
]);
if (mode !== "check") {
  const { module, data } = stripDataSegments(readFileSync(join(ROOT, wasmPath)));
  writeFileSync(join(ROOT, wasmPath), module);
  writeFileSync(join(ROOT, `dist/core${suffix}.data`), data);
}
