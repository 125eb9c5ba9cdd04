// Holds that what texts and comments name is there: files and folders by their path from the root, files by their name alone, and scripts of
// package.json.
//   node tools/mentions.ts        prints each that is not; exit status 1 if there is one
import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join, posix } from "node:path";
import { ROOT } from "./run.ts";

/** A path that begins with a folder of the root; `*` stands for part of a name, `{a,b}` for several. */
const PATH = /(?<![\w./<>-])(?:bench|bin|contract|core|docs|examples|lab|lib|src|tests|tools)\/[\w*{},.-]+(?:\/[\w*{},.-]+)*/g;
/** In texts: a file's name in backticks; the target of a link. */
const NAME = /`([\w.-]+\.(?:ts|py|txt|md))`/g;
const LINK = /\]\(([^)#:]+)(?:#[^)]*)?\)/g;
const SCRIPT = /\bnpm run (?:-s )?([\w:]+)/g;
/** What a build or a user makes. */
const MADE = /^(dist|bin\/python|lib\/python3)|\.generated\.ts$/;

interface Repository {
  exists(path: string): boolean;
  /** Whether some file has this name. */
  hasFile(name: string): boolean;
  scripts: string[];
}

/** What the text of `file` names and the repository does not have, a line each. */
export function missing(file: string, text: string, repository: Repository): string[] {
  const found: string[] = [];
  const isText = file.endsWith(".md");
  text.split("\n").forEach((line, i) => {
    const say = (name: string) => found.push(`${file}:${i + 1}: there is no ${name}`);
    const comment = isText ? line : commentOf(line);
    for (const [match] of comment.matchAll(PATH)) {
      const path = match.replace(/[.,/]+$/, "");
      if (!MADE.test(path) && !repository.exists(path)) say(path);
    }
    for (const [, script] of comment.matchAll(SCRIPT)) if (!repository.scripts.includes(script)) say(`script ${script}`);
    if (!isText) return;
    for (const [, name] of line.matchAll(NAME)) if (!repository.hasFile(name) && !MADE.test(name)) say(name);
    for (const [, target] of line.matchAll(LINK)) if (!repository.exists(posix.join(posix.dirname(file), target))) say(target);
  });
  return found;
}

/** The comment of a line of code, or of its piece of a longer one. */
function commentOf(line: string): string {
  return /(?:^\s*(?:\/?\*\*?|"""|#)|\/\/|\s#\s)(.*)/.exec(line)?.[1] ?? "";
}

/** What the repository's files name and it does not have. */
export function checkMentions(): string[] {
  const files = execFileSync("git", ["ls-files"], { cwd: ROOT, encoding: "utf8" }).trim().split("\n");
  const names = new Set(files.map((file) => basename(file)));
  const repository: Repository = {
    exists: (path) =>
      /[*{]/.test(path) ? globSync(path, { cwd: ROOT }).length > 0 : ["", ".ts", ".py"].some((end) => existsSync(join(ROOT, path + end))),
    hasFile: (name) => names.has(name),
    scripts: Object.keys(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).scripts),
  };
  return files
    .filter((file) => /\.(ts|md|py|txt|js)$/.test(file) && existsSync(join(ROOT, file)))
    .flatMap((file) => missing(file, readFileSync(join(ROOT, file), "utf8"), repository));
}

if (import.meta.main) {
  const found = checkMentions();
  for (const line of found) console.error(line);
  if (found.length > 0) process.exit(1);
}
