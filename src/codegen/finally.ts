// PEP 765: a SyntaxWarning for return, break and continue that leave a finally block, since they swallow an exception.

import type * as ast from "../syntax/ast.ts";
import type { Warning } from "./unit.ts";

interface Inside {
  finally: boolean;
  loop: boolean;
}

export function finallyWarnings(mod: ast.Mod): Warning[] {
  const warnings: Warning[] = [];
  if (mod.kind === "Module" || mod.kind === "Interactive") block(mod.body, { finally: false, loop: false }, warnings);
  return warnings;
}

function block(body: readonly ast.Stmt[], inside: Inside, out: Warning[]): void {
  for (const s of body) statement(s, inside, out);
}

function warn(what: string, s: ast.Stmt, out: Warning[]): void {
  out.push({ category: "SyntaxWarning", message: `'${what}' in a 'finally' block`, location: s });
}

const OUTSIDE: Inside = { finally: false, loop: false };

function statement(s: ast.Stmt, inside: Inside, out: Warning[]): void {
  switch (s.kind) {
    case "FunctionDef":
    case "AsyncFunctionDef":
    case "ClassDef":
      block(s.body, OUTSIDE, out);
      return;
    case "Return":
      if (inside.finally) warn("return", s, out);
      return;
    case "Break":
    case "Continue":
      if (inside.finally && !inside.loop) warn(s.kind === "Break" ? "break" : "continue", s, out);
      return;
    case "For":
    case "AsyncFor":
    case "While": {
      const loop: Inside = { finally: inside.finally, loop: true };
      block(s.body, loop, out);
      block(s.orelse, inside, out);
      return;
    }
    case "If":
      block(s.body, inside, out);
      block(s.orelse, inside, out);
      return;
    case "With":
    case "AsyncWith":
      block(s.body, inside, out);
      return;
    case "Match":
      for (const one of s.cases) block(one.body, inside, out);
      return;
    case "Try":
    case "TryStar":
      block(s.body, inside, out);
      for (const handler of s.handlers) block(handler.body, inside, out);
      block(s.orelse, inside, out);
      block(s.finalbody, { finally: true, loop: false }, out);
      return;
  }
}
