// Builds dist/: core.wasm and its memory image, the JavaScript bundles, the pack of the library.
//   node tools/build.ts [--fast | --debug | --hostile]
// --fast takes seconds and is for development; --debug checks counts and poisons freed memory; --hostile makes rare things common.
// npm runs this as the `prepare` step more often than one would think (npx links the folder it stands in): then nothing is done
// when nothing has changed.
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readOptions } from "./options.ts";
import { DIST, generate, ROOT, run, timed } from "./run.ts";

const MODES = ["fast", "debug", "hostile"] as const;
const mode = MODES.find(readOptions(MODES).has) ?? "release";
const STAMP = join(DIST, "build.stamp");

/** Changes with everything that the build is made of. */
function stampOf(): string {
  const hash = createHash("sha256").update(mode);
  for (const file of [...globSync("{contract,core,src,lib,lab,tools}/**/*.{ts,py,css}", { cwd: ROOT }).sort(), "package.json"]) {
    if (!file.includes(".generated.")) hash.update(file).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest("hex");
}

const stamp = stampOf();
const isPrepare = process.env["npm_lifecycle_event"] === "prepare";
if (!(isPrepare && existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp)) {
  mkdirSync(DIST, { recursive: true });
  if (mode === "fast") rmSync(STAMP, { force: true });
  generate();
  await timed(`core.wasm (${mode})`, () => run("node", ["tools/build-core.ts", `--${mode}`]));
  await timed("bundles", () => run("node", ["tools/bundle.ts"]));
  run("node", ["tools/build-library.ts"]);
  if (mode === "release") writeFileSync(STAMP, stamp);
}
