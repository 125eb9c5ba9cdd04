// The checks that need no built program.
//   node tools/check.ts           all: types of src and core, imports, what is unused, files that texts name, formatter and linter
//   node tools/check.ts --quick   without formatter and linter
import { checkArrows } from "./arrows.ts";
import { checkMentions } from "./mentions.ts";
import { readOptions } from "./options.ts";
import { generate, run, timed } from "./run.ts";
import { checkUnused } from "./unused.ts";

const quick = readOptions(["quick"]).has("quick");

generate();
await timed("types of src (tsc)", () => run("tsc", ["--noEmit"]));
await timed("types of pages (tsc)", () => run("tsc", ["--noEmit", "-p", "tsconfig.pages.json"]));
await timed("types of core (asc)", () => run("node", ["tools/build-core.ts", "--check"]));
for (const [label, check] of Object.entries({ arrows: checkArrows, unused: checkUnused, mentions: checkMentions }))
  await timed(label, () => {
    const wrong = check();
    for (const line of wrong) console.error(line);
    if (wrong.length > 0) process.exit(1);
  });
if (!quick) await timed("format and lint (biome)", () => run("biome", ["check", "--error-on-warnings", "."]));
