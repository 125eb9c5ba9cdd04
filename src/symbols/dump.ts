// --dump=symbols: the scopes of a program, one line a name.

import { Binding, Def, type Scope } from "./scope.ts";

const words: readonly [number, string][] = [
  [Def.PARAM, "parameter"],
  [Def.LOCAL, "assigned"],
  [Def.USE, "referenced"],
  [Def.IMPORT, "imported"],
  [Def.ANNOT, "annotated"],
  [Def.TYPE_PARAM, "type parameter"],
  [Def.COMP_ITER, "loop variable"],
  [Def.FREE_CLASS, "free in a method"],
  [Def.COMP_CELL, "cell of a comprehension"],
];
const bindingNames: Readonly<Record<number, string>> = {
  [Binding.LOCAL]: "local",
  [Binding.GLOBAL_EXPLICIT]: "global (declared)",
  [Binding.GLOBAL_IMPLICIT]: "global",
  [Binding.FREE]: "free",
  [Binding.CELL]: "cell",
};

export function dumpSymbols(scope: Scope, indent = ""): string {
  const marks: string[] = [];
  if (scope.generator) marks.push("generator");
  if (scope.coroutine) marks.push("coroutine");
  if (scope.inlined) marks.push("inlined");
  if (scope.needsClassClosure) marks.push("needs __class__");
  if (scope.needsClassDict) marks.push("needs __classdict__");
  let out = `${indent}${scope.type} ${scope.name}${scope.lineno > 0 ? ` (line ${scope.lineno})` : ""}`;
  out += `${marks.length > 0 ? `: ${marks.join(", ")}` : ""}\n`;
  for (const [name, flags] of scope.symbols) {
    const uses = words.filter(([bit]) => flags & bit).map(([, word]) => word);
    out += `${indent}    ${name}: ${bindingNames[scope.binding(name)] ?? "?"}${uses.length > 0 ? ` (${uses.join(", ")})` : ""}\n`;
  }
  for (const child of scope.children) out += dumpSymbols(child, `${indent}  `);
  return out;
}
