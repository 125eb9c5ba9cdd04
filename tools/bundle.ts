// Bundles src/ into dist/: cli.js for the host thread, worker.js for Workers, compiler.js loaded by the first Worker that compiles,
// api.js for programs that embed Tollbooth. One file each, because every file costs start-up time.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { DIST, ROOT } from "./run.ts";

const ENTRIES: Record<string, string> = {
  cli: "src/cli/main.ts",
  worker: "src/cli/worker.ts",
  compiler: "src/runtime/compiler.ts",
  api: "src/api/index.ts",
};

for (const [name, entry] of Object.entries(ENTRIES)) {
  if (!existsSync(join(ROOT, entry))) continue;
  const bundle = await rolldown({ input: join(ROOT, entry), platform: "node", external: ["koffi"], logLevel: "warn" });
  await bundle.write({ file: join(DIST, `${name}.js`), format: "esm", codeSplitting: false, minify: false });
  await bundle.close();
}
