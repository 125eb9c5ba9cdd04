// SyntaxWarnings about literals where no literal makes sense. The type of an expression is known only for literals and displays.

import type * as ast from "../syntax/ast.ts";
import { type Const, typeName } from "./code.ts";
import type { Compiler } from "./unit.ts";

function inferredType(e: ast.Expr): string | null {
  switch (e.kind) {
    case "Tuple":
      return "tuple";
    case "List":
    case "ListComp":
      return "list";
    case "Dict":
    case "DictComp":
      return "dict";
    case "Set":
    case "SetComp":
      return "set";
    case "GeneratorExp":
      return "generator";
    case "Lambda":
      return "function";
    case "TemplateStr":
    case "Interpolation":
      return "string.templatelib.Template";
    case "JoinedStr":
    case "FormattedValue":
      return "str";
    case "Constant":
      return typeName(e.value);
    default:
      return null;
  }
}

export function checkCaller(c: Compiler, e: ast.Expr): void {
  switch (e.kind) {
    case "Constant":
    case "Tuple":
    case "List":
    case "ListComp":
    case "Dict":
    case "DictComp":
    case "Set":
    case "SetComp":
    case "GeneratorExp":
    case "JoinedStr":
    case "FormattedValue":
    case "TemplateStr":
    case "Interpolation":
      c.warn(`'${inferredType(e)}' object is not callable; perhaps you missed a comma?`, e);
  }
}

export function checkSubscripter(c: Compiler, e: ast.Expr): void {
  switch (e.kind) {
    case "Constant": {
      const type = e.value.type;
      if (type !== "None" && type !== "Ellipsis" && type !== "int" && type !== "float" && type !== "complex" && type !== "frozenset") {
        if (type !== "True" && type !== "False") return;
      }
      break;
    }
    case "Set":
    case "SetComp":
    case "GeneratorExp":
    case "TemplateStr":
    case "Interpolation":
    case "Lambda":
      break;
    default:
      return;
  }
  c.warn(`'${inferredType(e)}' object is not subscriptable; perhaps you missed a comma?`, e);
}

export function checkIndex(c: Compiler, e: ast.Expr, index: ast.Expr): void {
  const indexType = inferredType(index);
  if (indexType === null || indexType === "int" || indexType === "bool" || indexType === "slice") return;
  switch (e.kind) {
    case "Constant":
      if (e.value.type !== "str" && e.value.type !== "bytes" && e.value.type !== "tuple") return;
      break;
    case "Tuple":
    case "List":
    case "ListComp":
    case "JoinedStr":
    case "FormattedValue":
      break;
    default:
      return;
  }
  c.warn(`${inferredType(e)} indices must be integers or slices, not ${indexType}; perhaps you missed a comma?`, e);
}

/** Comparing identity with these is fine. */
function isSingleton(value: Const): boolean {
  return value.type === "None" || value.type === "True" || value.type === "False" || value.type === "Ellipsis";
}

function hasIdentity(e: ast.Expr): boolean {
  if (e.kind === "Constant") return isSingleton(e.value);
  return e.kind !== "Tuple" && e.kind !== "JoinedStr" && e.kind !== "FormattedValue" && e.kind !== "TemplateStr";
}

export function checkCompare(c: Compiler, e: ast.Compare): void {
  let left = hasIdentity(e.left);
  let leftExpr = e.left;
  for (let i = 0; i < e.ops.length; i++) {
    const op = e.ops[i]!;
    const rightExpr = e.comparators[i]!;
    const right = hasIdentity(rightExpr);
    if ((op === "Is" || op === "IsNot") && !(left && right)) {
      const type = inferredType(left ? rightExpr : leftExpr);
      const words = op === "Is" ? ['"is"', "=="] : ['"is not"', "!="];
      c.warn(`${words[0]} with '${type}' literal. Did you mean "${words[1]}"?`, e);
      return;
    }
    left = right;
    leftExpr = rightExpr;
  }
}
