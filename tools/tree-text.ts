// The form of a tree that is digested for comparison; tools/oracle-ast.py writes the same.

import { createHash } from "node:crypto";
import type { ConstantValue, Node } from "../src/syntax/ast.ts";
import { reprFloat } from "../src/syntax/dump.ts";
import { codePoints } from "../src/syntax/literals.ts";
import { SCHEMA } from "../src/syntax/schema.ts";

function hexPoints(points: number[]): string {
  return "s" + points.map((point) => point.toString(16)).join(",");
}

function constant(value: ConstantValue): string {
  switch (value.type) {
    case "str":
      return hexPoints(codePoints(value));
    case "bytes":
      return "b" + Buffer.from(value.value).toString("hex");
    case "int":
      return "i0x" + value.value.toString(16);
    case "float":
      return "f" + reprFloat(value.value);
    case "complex":
      return `c${reprFloat(value.real)},${reprFloat(value.imag)}`;
    default:
      return value.type;
  }
}

function write(value: unknown, out: string[]): void {
  if (Array.isArray(value)) {
    out.push("[");
    for (const element of value) write(element, out);
    out.push("]");
  } else if (value === null) out.push("None");
  else if (typeof value === "string") out.push(hexPoints(Array.from(value, (char) => char.codePointAt(0)!)));
  else if (typeof value === "number") out.push(String(value));
  else {
    const node = value as Node & { [key: string]: unknown };
    const schema = SCHEMA.get(node.kind)!;
    out.push("(" + node.kind);
    for (const field of schema.fields) {
      const item = node[field.key];
      if (field.type === "constant") out.push(constant(item as ConstantValue));
      else if (field.type === "cmpop") out.push("[", ...(item as string[]), "]");
      else if (["operator", "boolop", "unaryop", "expr_context"].includes(field.type)) out.push(item as string);
      else write(item, out);
    }
    if (schema.positioned) out.push(`@${node.lineno},${node.col_offset},${node.end_lineno},${node.end_col_offset}`);
    out.push(")\n");
  }
}

/** The tree as text, an item a line. */
export function treeText(tree: Node): string {
  const out: string[] = [];
  write(tree, out);
  return out.join(" ");
}

export function digest(tree: Node): string {
  return createHash("sha1").update(treeText(tree)).digest("hex");
}
