// Bundles src/ into dist/: cli.cjs for the host thread, worker.cjs for Workers, compiler.cjs loaded by the first Worker that compiles, trace.cjs, lab.cjs
// and dump.cjs by the commands of these names, api.js for programs that embed Tollbooth. One file each, because every file costs start-up time; CommonJS, because the loader of
// modules costs every Worker 2.7 of 17 ms.
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { DIST, ROOT, run } from "./run.ts";

const ENTRIES: Record<string, string> = {
  "cli.cjs": "src/cli/main.ts",
  "worker.cjs": "src/cli/worker.ts",
  "trace.cjs": "src/cli/trace.ts",
  "lab.cjs": "src/cli/lab.ts",
  "compiler.cjs": "src/runtime/compiler.ts",
  "dump.cjs": "src/cli/dump.ts",
  "api.js": "src/api/index.ts",
};

for (const [file, entry] of Object.entries(ENTRIES)) {
  const bundle = await rolldown({ input: join(ROOT, entry), platform: "node", external: ["koffi"], logLevel: "warn" });
  await bundle.write({ file: join(DIST, file), format: file.endsWith(".cjs") ? "cjs" : "esm", codeSplitting: false, minify: false });
  await bundle.close();
}

// Scripts of the pages that Tollbooth writes, and their styles behind the one they share.
const PAGES: Record<string, string> = {
  report: "src/trace/report/view",
  lab: "src/lab/view",
};
const BASE_STYLE = readFileSync(join(ROOT, "src/trace/report/view/base.css"), "utf8");
for (const [name, folder] of Object.entries(PAGES)) {
  const bundle = await rolldown({ input: join(ROOT, folder, "main.ts"), platform: "browser", logLevel: "warn" });
  await bundle.write({ file: join(DIST, `${name}.page.js`), format: "iife", codeSplitting: false, minify: true });
  await bundle.close();
  writeFileSync(join(DIST, `${name}.page.css`), BASE_STYLE + readFileSync(join(ROOT, folder, "style.css"), "utf8"));
}
rmSync(join(DIST, "lab"), { recursive: true, force: true });
cpSync(join(ROOT, "lab"), join(DIST, "lab"), { recursive: true, filter: (path) => !path.includes("__pycache__") });
copyFileSync(join(ROOT, "src/modules/unicodenames.br"), join(DIST, "unicodenames.br"));

// The types of the embedding API stand alone in its index.ts.
const declarations = mkdtempSync(join(tmpdir(), "tollbooth-types-"));
run("tsc", ["--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--outDir", declarations]);
copyFileSync(join(declarations, "src/api/index.d.ts"), join(DIST, "api.d.ts"));
rmSync(declarations, { recursive: true });
