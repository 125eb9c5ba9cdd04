// Docstrings: the leading string of a body, with its common indentation removed.

import type * as ast from "../syntax/ast.ts";

export function docstring(body: readonly ast.Stmt[]): ast.StrValue | null {
  const first = body[0];
  if (first?.kind !== "Expr" || first.value.kind !== "Constant" || first.value.value.type !== "str") return null;
  return first.value.value;
}

/** What is left of a body under -OO; never nothing. */
export function withoutDocstring(body: readonly ast.Stmt[]): readonly ast.Stmt[] {
  const first = body[0];
  if (first === undefined || docstring(body) === null) return body;
  if (body.length > 1) return body.slice(1);
  const { lineno, col_offset } = first;
  return [{ kind: "Pass", lineno, col_offset, end_lineno: lineno, end_col_offset: col_offset + 4 }];
}

/** As inspect.cleandoc() does it, but blank lines at either end stay, and only the first line loses all its leading white space. */
export function cleanDoc(doc: ast.StrValue): ast.StrValue {
  if (doc.points) return doc;
  const text = expandTabs(doc.value);
  const lines = text.split("\n");
  let margin = Number.POSITIVE_INFINITY;
  for (let i = 1; i < lines.length; i++) {
    const indent = leadingSpaces(lines[i]!);
    if (indent < lines[i]!.length) margin = Math.min(margin, indent);
  }
  if (margin === Number.POSITIVE_INFINITY) margin = 0;
  const first = lines[0]!;
  const start = leadingSpaces(first);
  if (margin === 0 && start === 0 && text === doc.value) return doc;
  const rest = lines.slice(1).map((line) => line.slice(Math.min(margin, leadingSpaces(line))));
  return { type: "str", value: [first.slice(start), ...rest].join("\n") };
}

function leadingSpaces(line: string): number {
  let n = 0;
  while (n < line.length && line.charCodeAt(n) === 32) n++;
  return n;
}

function expandTabs(text: string): string {
  if (!text.includes("\t")) return text;
  let out = "";
  let column = 0;
  for (const ch of text) {
    if (ch === "\t") {
      const n = 8 - (column % 8);
      out += " ".repeat(n);
      column += n;
    } else {
      out += ch;
      column = ch === "\n" || ch === "\r" ? 0 : column + 1;
    }
  }
  return out;
}
