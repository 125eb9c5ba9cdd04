// Which parts of dist/ are older than what they are made of. By times, not contents: this is asked before every test run.
import { globSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.ts";

/** What a part is made of, and a file of dist/ that is written first when it is built: what is edited while that goes on is newer. */
interface Part {
  file: string;
  sources: string;
}

const CORE = "{contract,core}/**/*.ts";
const BUNDLES: Part = { file: "cli.cjs", sources: "{contract,src,lab}/**/*.{ts,css,br,py}" };
const LIBRARY: Part = {
  file: "lib.stamp",
  sources: "{lib/**/*.py,src/{syntax,symbols,codegen}/**/*.ts,src/runtime/{compiler,pack}.ts,contract/opcodes.ts}",
};

function coreOf(build: string): Part {
  return { file: build === "" ? "core.wasm" : `core-${build}.wasm`, sources: CORE };
}

/** Whether a part is missing or older than a source of it. Files that tools write are as new as what they were made of, or newer. */
function isStale(root: string, part: Part): boolean {
  const built = statSync(join(root, "dist", part.file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return globSync(part.sources, { cwd: root }).some((file) => !file.includes(".generated.") && statSync(join(root, file)).mtimeMs > built);
}

/** What has to run, one command each, so that these builds of core ("" is the normal one) and all that runs on them are made of the sources as they are. */
export function whatToBuild(root: string, builds: readonly string[]): string[][] {
  const cores = builds.filter((build) => isStale(root, coreOf(build)));
  const needsBundles = isStale(root, BUNDLES);
  const commands: string[][] = [];
  if (cores.length > 0 || needsBundles) for (const tool of ["names", "opcodes", "hostcalls", "step"]) commands.push([`tools/${tool}.ts`]);
  for (const build of cores) commands.push(["tools/build-core.ts", `--${build === "" ? "fast" : build}`]);
  if (needsBundles) commands.push(["tools/bundle.ts"]);
  // It looks at contents, and does nothing when they are the same.
  if (isStale(root, LIBRARY)) commands.push(["tools/build-library.ts"]);
  return commands;
}

/** Builds what is stale. The normal core is then one for development, and no longer the release that dist/build.stamp tells of. */
export function buildStale(root: string, builds: readonly string[]): void {
  const commands = whatToBuild(root, builds);
  if (commands.length > 0) rmSync(join(root, "dist/build.stamp"), { force: true });
  for (const command of commands) run("node", command);
}
