// Holds the direction of imports: a folder imports from itself and from those before it in its row, never from one after it.
//   node tools/arrows.ts        prints each import that points the wrong way; exit status 1 if there is one
import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { ROOT } from "./run.ts";

const SRC = [
  "contract",
  "src/syntax",
  "src/symbols",
  "src/codegen",
  "src/host",
  "src/modules",
  "src/trace",
  "src/runtime",
  "src/api",
  "src/lab",
  "src/cli",
];
const CORE = [
  "contract",
  "core/value",
  "core/state",
  "core/host",
  "core/trace",
  "core/threads/breaker",
  "core/memory",
  "core/threads",
  "core/objects",
  "core/interp",
  "core/modules",
  "core/index",
];
/** Files of core that stand beside the row: they hold constants or go through slots only, so everyone may import them. */
const CORE_FREE =
  /^core\/(names|types|errors|abstract|args|[a-z]+\.generated|value|state|host|trace|index|layout|[a-z]+|interp\/(handled|argstack|framelayout|opcodes\.generated)|objects\/(typeobject|typelookup|exceptionnew|listobject|weakrefs)|modules\/(warn|import))\.ts$/;
/** Where the platform may be touched: the host, the tools, and what starts the process. */
const PLATFORM = /^(src\/host\/node|src\/cli|src\/api|src\/runtime|tools|tests|bench)\//;

export function checkArrows(): string[] {
  const wrong: string[] = [];
  for (const row of [SRC, CORE]) {
    const top = row === SRC ? "src" : "core";
    for (const file of globSync(`{contract,${top}}/**/*.ts`, { cwd: ROOT })) {
      const from = rank(row, file);
      const text = readFileSync(join(ROOT, file), "utf8");
      for (const [, specifier] of text.matchAll(/^\s*(?:import|export)\s[^"'=]*["']([^"']+)["']/gm)) {
        if (specifier.startsWith("node:") || !specifier.startsWith(".")) {
          if (top === "src" && specifier.startsWith("node:") && !PLATFORM.test(file))
            wrong.push(`${file}: imports ${specifier}; only src/host touches the platform`);
          continue;
        }
        const target = relative(ROOT, join(ROOT, dirname(file), specifier));
        if (top === "core" && (CORE_FREE.test(withTs(target)) || CORE_FREE.test(file))) continue;
        if (file.startsWith("contract/") && !target.startsWith("contract/"))
          wrong.push(`${file}: contract imports nothing, but it imports ${target}`);
        const to = rank(row, target);
        if (to > from && from >= 0) wrong.push(`${file}: imports ${target}, which stands later in the row`);
      }
    }
  }
  return wrong;
}

function withTs(path: string): string {
  return path.endsWith(".ts") ? path : `${path}.ts`;
}

function rank(row: string[], file: string): number {
  return row.findIndex((folder) => file === folder || file === `${folder}.ts` || file.startsWith(`${folder}/`));
}

if (import.meta.main) {
  const wrong = checkArrows();
  for (const line of wrong) console.error(line);
  if (wrong.length > 0) process.exit(1);
}
