// Reads TypeScript and AssemblyScript as words: enough to see declarations and who mentions them, without a parser of either language.

/** A word, string or mark of a source text. */
export interface Word {
  kind: "name" | "string" | "mark";
  /** A string's text is what stands between its quotes. */
  text: string;
  /** Its line, from 1. */
  line: number;
  /** How many brackets of any kind are open around it; an opening and its closing bracket count as outside. */
  depth: number;
}

const OPENING = "([{";
const CLOSING = ")]}";
const SPACE = /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const NAME = /[\w$]+/y;
const QUOTED = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y;
const TEMPLATE = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(`|\$\{)/y;
const PATTERN = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;

/** The words of `text` in their order; comments, regular expressions and the literal parts of templates are left out. */
export function words(text: string): Word[] {
  const found: Word[] = [];
  /** For each open bracket, whether it is the `${` of a template, behind whose `}` the template goes on. */
  const open: boolean[] = [];
  let at = 0;
  let line = 1;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const part = pattern.exec(text)?.[0];
    if (part === undefined) return undefined;
    at += part.length;
    for (const c of part) if (c === "\n") line++;
    return part;
  };
  const add = (kind: Word["kind"], word: string) => found.push({ kind, text: word, line, depth: open.length });
  const template = () => {
    if (take(TEMPLATE)?.endsWith("${")) open.push(true);
  };
  for (;;) {
    if (take(SPACE) !== undefined) continue;
    const c = text[at];
    if (c === undefined) return found;
    const name = take(NAME);
    const quoted = name === undefined ? take(QUOTED) : undefined;
    if (name !== undefined) add("name", name);
    else if (quoted !== undefined) add("string", quoted.slice(1, -1));
    else if (c === "/" && startsPattern(found.at(-1)) && take(PATTERN) !== undefined) continue;
    else {
      at++;
      if (c === "`") template();
      else if (OPENING.includes(c)) {
        add("mark", c);
        open.push(false);
      } else if (CLOSING.includes(c)) {
        const wasTemplate = open.pop();
        if (wasTemplate) template();
        else add("mark", c);
      } else add("mark", c);
    }
  }
}

/** Whether a slash behind `word` starts a regular expression and does not divide. */
function startsPattern(word: Word | undefined): boolean {
  if (word === undefined) return true;
  if (word.kind === "name") return /^(return|typeof|case|in|of|yield|await)$/.test(word.text);
  return word.kind === "mark" && !CLOSING.includes(word.text);
}
