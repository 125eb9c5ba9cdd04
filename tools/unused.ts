// Names what nobody uses, and imports of core out of place: behind declarations, or of a module that is imported already.
// Unused are imports, declarations of modules (exported or not) that no program reaches, and locals of core's functions, which no
// other check looks at (core's compiler leaves out what is not called and says nothing; in the other folders the linter finds locals).
//   node tools/unused.ts        prints each; exit status 1 if there is one
// A program reaches a declaration when it stands in an entry, or a declaration that is reached mentions its name. Names are compared, not resolved:
// a local of the same name hides an unused one, so what is printed is sure, and what is not printed is probable.
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { ROOT } from "./run.ts";
import { type Word, words } from "./words.ts";

/** What starts programs: all that these declare is used. */
const ENTRIES =
  /^(core\/index|src\/cli\/(main|worker|trace|lab|dump)|src\/runtime\/compiler|src\/api\/index|src\/(trace\/report|lab)\/view\/main)\.ts$|^(tests|tools|bench)\//;
const SOURCES = "{contract,core,src,tests,tools,bench}/**/*.ts";

interface Declaration {
  name: string;
  line: number;
  /** What it mentions, itself left out. */
  mentions: Set<string>;
  reached: boolean;
}
interface Import {
  line: number;
  /** The file's path; undefined for a package. */
  file: string | undefined;
  /** The name it has there; `*` for all of them. */
  name: string;
}
interface Module {
  file: string;
  declarations: Map<string, Declaration>;
  imports: Map<string, Import>;
  /** Files whose every name this one exports (`export * from`) or loads while running (`import("./x.ts")`). */
  whole: string[];
  /** Names that its statements mention outside of declarations. */
  loose: Set<string>;
  /** Imports behind other declarations, or of a file that is imported already. */
  misplaced: { file: string; line: number }[];
  /** Locals that their function does not mention again. */
  locals: { name: string; line: number }[];
}

/** What is unused in a set of files (path from the repository's root → text), a line each. */
export function unused(files: Map<string, string>, isEntry: (file: string) => boolean): string[] {
  const modules = new Map<string, Module>();
  for (const [file, text] of files) modules.set(file, readModule(file, words(text), files));
  for (const module of modules.values()) {
    for (const name of module.loose) reach(modules, module, name);
    for (const file of module.whole)
      for (const name of modules.get(file)?.declarations.keys() ?? []) reach(modules, modules.get(file)!, name);
    if (isEntry(module.file)) for (const name of module.declarations.keys()) reach(modules, module, name);
  }
  const found: string[] = [];
  for (const module of modules.values()) {
    if (/\.(generated|d)\./.test(module.file) || /^(tests|tools|bench)\//.test(module.file)) continue;
    const mentioned = new Set([...module.loose, ...[...module.declarations.values()].flatMap((declaration) => [...declaration.mentions])]);
    for (const [name, { line }] of module.imports)
      if (!mentioned.has(name)) found.push(`${module.file}:${line}: imports ${name} and does not use it`);
    for (const { name, line, reached } of module.declarations.values())
      if (!reached) found.push(`${module.file}:${line}: nothing uses ${name}`);
    if (!module.file.startsWith("core/")) continue;
    for (const { file, line } of module.misplaced) found.push(`${module.file}:${line}: the import of ${file} belongs to those at the top`);
    for (const { name, line } of module.locals) found.push(`${module.file}:${line}: the local ${name} is not used`);
  }
  return found;
}

/** Marks what `name` means in `module`, and all that it leads to. */
function reach(modules: Map<string, Module>, module: Module, name: string): void {
  const declaration = module.declarations.get(name);
  if (declaration !== undefined) {
    if (declaration.reached) return;
    declaration.reached = true;
    for (const mention of declaration.mentions) reach(modules, module, mention);
    return;
  }
  const imported = module.imports.get(name);
  const target = imported?.file === undefined ? undefined : modules.get(imported.file);
  if (target === undefined) return;
  if (imported!.name === "*") for (const each of target.declarations.keys()) reach(modules, target, each);
  else reach(modules, target, imported!.name);
}

/** The modules' statements, one after the other. */
function readModule(file: string, text: Word[], files: Map<string, string>): Module {
  const module: Module = { file, declarations: new Map(), imports: new Map(), whole: [], loose: new Set(), misplaced: [], locals: [] };
  const path = (specifier: string) => {
    const target = join(dirname(file), specifier);
    return [target, `${target}.ts`].find((candidate) => files.has(candidate));
  };
  const specifiers = new Set<string>();
  for (let start = 0; start < text.length; ) {
    const first = pastModifiers(text, start);
    const keyword = text[first]?.kind === "name" ? text[first].text : "";
    const exported = text[first - 1]?.text === "export";
    const end = statementEnd(text, first, keyword);
    const statement = text.slice(first, end);
    const from = statement.findLast((word) => word.kind === "string")?.text;
    if (keyword === "import" && text[first + 1]?.text !== "(") {
      if (module.declarations.size > 0 || specifiers.has(from!)) module.misplaced.push({ file: from!, line: statement[0].line });
      specifiers.add(from!);
      for (const { name, local, line } of importedNames(statement)) module.imports.set(local, { line, file: path(from!), name });
    } else if (exported && statement[0]?.text === "*") {
      const target = path(from!);
      if (target !== undefined) module.whole.push(target);
    } else if (exported && statement[0]?.text === "{") {
      for (const { name } of importedNames(statement)) {
        if (from === undefined) module.loose.add(name);
        else module.imports.set(name, { line: statement[0].line, file: path(from), name });
        module.loose.add(name);
      }
    } else {
      const names = declaredNames(statement, keyword);
      const mentions = names.length > 0 ? new Set<string>() : module.loose;
      statement.forEach((word, i) => {
        if (word.kind === "name" && !names.includes(word) && !isMember(statement, i)) mentions.add(word.text);
        const target = word.kind === "string" && word.text.startsWith(".") ? path(word.text) : undefined;
        if (target !== undefined) module.whole.push(target);
      });
      for (const { text: name, line } of names) {
        const own = module.declarations.get(name)?.mentions ?? new Set(); // overloads are one declaration
        module.declarations.set(name, { name, line, mentions: own.union(mentions), reached: false });
      }
      if (names.length > 0) module.locals.push(...unusedLocals(statement));
    }
    start = end;
  }
  return module;
}

/** Where behind decorators, `export` and the like the statement at `start` really begins. */
function pastModifiers(text: Word[], start: number): number {
  let at = start;
  for (;;) {
    if (text[at]?.text === "@" && text[at].kind === "mark") {
      at += 2;
      if (text[at]?.text === "(") at = text.findIndex((word, i) => i > at && word.text === ")" && word.depth === text[at].depth) + 1;
    } else if (/^(export|default|declare|async|abstract)$/.test(text[at]?.text ?? "")) at++;
    else return at;
  }
}

const BLOCKS = new Set(["function", "class", "interface", "enum", "namespace"]);

/** Where the statement that begins at `start` ends: behind its semicolon, or the closing brace of its block. */
function statementEnd(text: Word[], start: number, keyword: string): number {
  const constEnum = keyword === "const" && text.slice(start, start + 3).some((word) => word.text === "enum");
  for (let i = start; i < text.length; i++) {
    if (text[i].depth > 0) continue;
    if (text[i].text === ";") return i + 1;
    const next = text[i + 1]?.text ?? "";
    // Behind the brace of a type that a function returns its body follows; behind that of a condition's block perhaps another.
    if (text[i].text !== "}" || text[i].kind !== "mark") continue;
    if (BLOCKS.has(keyword) || constEnum ? !/^[{|&[]$/.test(next) : !DECLARING.has(keyword) && !/^[.,;)]$/.test(next)) return i + 1;
  }
  return text.length;
}

const DECLARING = new Set([...BLOCKS, "const", "let", "var", "type", "import", "export", ""]);

/** `{ a, type b as c }`, `* as d`, `e` in front of `from`. */
function importedNames(statement: Word[]): { name: string; local: string; line: number }[] {
  const found = [];
  for (let i = 0; i < statement.length && statement[i].kind !== "string"; i++) {
    const { text, kind, line } = statement[i];
    const next = statement[i + 1]?.text;
    if (text === "from" && statement[i].depth === 0) break;
    if (text === "import" || (kind === "mark" && text !== "*") || (text === "type" && next !== "," && next !== "}" && next !== "as"))
      continue;
    const renamed = next === "as";
    found.push({ name: text, local: renamed ? statement[i + 2].text : text, line });
    if (renamed) i += 2;
  }
  return found;
}

/** The words that a statement declares as names of its module. */
function declaredNames(statement: Word[], keyword: string): Word[] {
  if (BLOCKS.has(keyword)) return [statement[statement[1]?.text === "*" ? 2 : 1]];
  if (keyword === "type") return [statement[1]];
  if (!/^(const|let|var)$/.test(keyword)) return [];
  if (statement[1].text === "enum") return [statement[2]];
  const found: Word[] = [];
  for (let i = 1; i < statement.length; i++) {
    const { kind, depth } = statement[i];
    const before = statement[i - 1].text;
    const after = statement[i + 1]?.text ?? "";
    const pattern = /^[{[]$/.test(statement[1].text) && i < statement.findIndex((word) => word.text === "=" && word.depth === 0);
    if (kind !== "name") continue;
    if (pattern ? after !== ":" && depth > 0 : depth === 0 && /^(const|let|var|,)$/.test(before) && /^[=:;]$/.test(after))
      found.push(statement[i]);
  }
  return found;
}

/** Whether the word at `i` is a member's name (`a.b`), not `...b`. */
function isMember(statement: Word[], i: number): boolean {
  return statement[i - 1]?.text === "." && statement[i - 2]?.text !== ".";
}

/** Locals of a function that the rest of their block does not mention. */
function unusedLocals(statement: Word[]): { name: string; line: number }[] {
  const found: { name: string; line: number }[] = [];
  for (let i = 1; i < statement.length; i++) {
    if (statement[i].depth === 0 || statement[i].kind !== "name" || !/^(const|let)$/.test(statement[i - 1].text)) continue;
    const { text: name, depth, line } = statement[i];
    let used = false;
    for (let j = i + 1; j < statement.length && statement[j].depth >= depth - (statement[i - 2].text === "(" ? 1 : 0) && !used; j++)
      used = statement[j].text === name && statement[j].kind === "name" && !isMember(statement, j);
    if (!used) found.push({ name, line });
  }
  return found;
}

/** What is unused in the repository. */
export function checkUnused(): string[] {
  const files = new Map(globSync(SOURCES, { cwd: ROOT }).map((file) => [file, readFileSync(join(ROOT, file), "utf8")]));
  return unused(files, (file) => ENTRIES.test(file));
}

if (import.meta.main) {
  const found = checkUnused();
  for (const line of found) console.error(line);
  if (found.length > 0) process.exit(1);
}
