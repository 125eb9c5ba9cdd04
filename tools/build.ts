// Builds dist/: core.wasm and its memory image, the JavaScript bundles, the pack of the library.
//   node tools/build.ts [--fast | --debug | --hostile]
// --fast takes seconds and is for development; --debug checks counts and poisons freed memory; --hostile makes rare things common.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DIST, ROOT, run, timed } from "./run.ts";

const mode = ["fast", "debug", "hostile"].find((name) => process.argv.includes(`--${name}`)) ?? "release";

mkdirSync(DIST, { recursive: true });
for (const tool of ["names", "opcodes", "hostcalls"]) {
  if (existsSync(join(ROOT, "tools", `${tool}.ts`))) run("node", [`tools/${tool}.ts`]);
}
if (existsSync(join(ROOT, "tools/build-core.ts")))
  await timed(`core.wasm (${mode})`, () => run("node", ["tools/build-core.ts", `--${mode}`]));

await timed("bundles", () => run("node", ["tools/bundle.ts"]));
run("node", ["tools/build-library.ts"]);
