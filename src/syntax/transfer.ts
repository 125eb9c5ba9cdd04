// Trees as plain data and back, so that Python's `ast` module can make objects of a tree, and compile() can take a tree of objects.
//
// The form needs no table to be read: an object of an ast class is a tuple that begins with the name of its class, then its fields
// in the order of `_fields`, then, for classes that have them, lineno, col_offset, end_lineno and end_col_offset. Operators and
// contexts are such tuples too: ("Add",). Lists are lists, everything else is a value: None, str, int, or whatever a Constant holds.
//
// On the way back a field may be missing from an object: the empty tuple stands for it. end_lineno and end_col_offset may be None.

import type { ConstantValue, Node } from "./ast.ts";
import { type Field, type NodeSchema, SCHEMA } from "./schema.ts";

export type Plain = ConstantValue | { type: "tuple"; value: Plain[] } | { type: "list"; value: Plain[] };

/** What compile() raises for a tree that is none. */
export class TreeError extends Error {
  type: "TypeError" | "ValueError";
  msg: string;

  constructor(type: "TypeError" | "ValueError", msg: string) {
    super(msg);
    this.type = type;
    this.msg = msg;
  }
}

const NONE: Plain = { type: "None" };
const OPERATORS: { [type: string]: ReadonlySet<string> } = {
  operator: new Set(["Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"]),
  boolop: new Set(["And", "Or"]),
  unaryop: new Set(["Invert", "Not", "UAdd", "USub"]),
  cmpop: new Set(["Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"]),
  expr_context: new Set(["Load", "Store", "Del"]),
};

const str = (value: string): Plain => ({ type: "str", value });
const int = (value: number): Plain => ({ type: "int", value: BigInt(value) });

type Fields = { [key: string]: unknown };

export function toPlain(node: Node): Plain {
  const schema = SCHEMA.get(node.kind)!;
  const value: Plain[] = [str(node.kind)];
  const fields = node as unknown as Fields;
  for (const field of schema.fields) value.push(fieldToPlain(field, fields[field.key]));
  if (schema.positioned) {
    value.push(int(fields.lineno as number), int(fields.col_offset as number));
    value.push(int(fields.end_lineno as number), int(fields.end_col_offset as number));
  }
  return { type: "tuple", value };
}

function fieldToPlain(field: Field, value: unknown): Plain {
  if (field.sequence) return { type: "list", value: (value as unknown[]).map((item) => itemToPlain(field, item)) };
  return itemToPlain(field, value);
}

function itemToPlain(field: Field, value: unknown): Plain {
  if (value === null || value === undefined) return NONE;
  if (field.type === "constant") return value as ConstantValue;
  if (field.type === "identifier" || field.type === "string") return str(value as string);
  if (field.type === "int") return int(value as number);
  if (field.type in OPERATORS) return { type: "tuple", value: [str(value as string)] };
  return toPlain(value as Node);
}

/** The tree of an object. Raises TreeError where a field is missing or of the wrong type. */
export function fromPlain(plain: Plain): Node {
  const [kind, values] = parts(plain) ?? wrong("mod", plain);
  const schema = SCHEMA.get(kind);
  if (schema === undefined) return wrong("mod", plain);
  return build(schema, values);
}

function parts(plain: Plain): [string, Plain[]] | null {
  if (plain.type !== "tuple") return null;
  const [kind, ...values] = plain.value;
  return kind?.type === "str" ? [kind.value, values] : null;
}

function wrong(sum: string, plain: Plain): never {
  const own = parts(plain);
  const shown = own !== null ? `<ast.${own[0]} object>` : plain.type === "str" ? `'${plain.value}'` : plain.type;
  throw new TreeError("TypeError", `expected some sort of ${sum}, but got ${shown}`);
}

function missing(plain: Plain | undefined): boolean {
  return plain === undefined || (plain.type === "tuple" && plain.value.length === 0);
}

function build(schema: NodeSchema, values: Plain[]): Node {
  const node: Fields = { kind: schema.kind };
  // Positions first, as in CPython: a missing one of the outer node is the one that is reported.
  if (schema.positioned) {
    const at = schema.fields.length;
    const position = (name: string, index: number, otherwise: unknown): number => {
      const value = values[index];
      if (missing(value) || value.type === "None") {
        if (otherwise === null) throw new TreeError("TypeError", `required field "${name}" missing from ${schema.sum}`);
        return otherwise as number;
      }
      return integer(value);
    };
    node.lineno = position("lineno", at, null);
    node.col_offset = position("col_offset", at + 1, null);
    node.end_lineno = position("end_lineno", at + 2, node.lineno);
    node.end_col_offset = position("end_col_offset", at + 3, node.col_offset);
  }
  schema.fields.forEach((field, index) => {
    node[field.key] = fieldFromPlain(schema, field, values[index]);
  });
  return node as unknown as Node;
}

function fieldFromPlain(schema: NodeSchema, field: Field, value: Plain | undefined): unknown {
  if (value === undefined || (field.type !== "constant" && missing(value))) {
    if (field.sequence) return [];
    if (field.type === "expr_context") return "Load";
    if (field.optional) return null;
    throw new TreeError("TypeError", `required field "${field.name}" missing from ${schema.kind}`);
  }
  if (field.sequence) {
    if (value.type !== "list") {
      const name = value.type === "None" ? "NoneType" : value.type;
      throw new TreeError("TypeError", `${schema.kind} field "${field.name}" must be a list, not a ${name}`);
    }
    return value.value.map((item) => {
      if (item.type === "None" && field.optional) return null;
      return itemFromPlain(field, item);
    });
  }
  if (value.type === "None" && field.type !== "constant") {
    if (field.optional) return null;
    throw new TreeError("ValueError", `field '${field.name}' is required for ${schema.kind}`);
  }
  return itemFromPlain(field, value);
}

function itemFromPlain(field: Field, value: Plain): unknown {
  switch (field.type) {
    case "constant":
      return constantFromPlain(value);
    case "identifier":
      if (value.type !== "str") throw new TreeError("TypeError", "AST identifier must be of type str");
      return value.value;
    case "string":
      if (value.type !== "str") throw new TreeError("TypeError", "AST string must be of type str");
      return value.value;
    case "int":
      return integer(value);
  }
  const own = parts(value);
  const names = OPERATORS[field.type];
  if (names !== undefined) return own !== null && names.has(own[0]) ? own[0] : wrong(field.type, value);
  if (own === null) {
    if (value.type === "None" && field.sequence) {
      throw new TreeError("ValueError", `None disallowed in ${field.type === "stmt" ? "statement" : "expression"} list`);
    }
    return wrong(field.type, value);
  }
  const child = SCHEMA.get(own[0]);
  if (child === undefined || child.sum !== field.type) return wrong(field.type, value);
  return build(child, own[1]);
}

function integer(value: Plain): number {
  if (value.type === "int") return Number(value.value);
  if (value.type === "True") return 1;
  if (value.type === "False") return 0;
  throw new TreeError("ValueError", `invalid integer value: ${value.type === "str" ? `'${value.value}'` : value.type}`);
}

/** The types that a Constant may hold: no lists, whatever depth. */
function constantFromPlain(value: Plain): ConstantValue {
  if (value.type === "list") throw new TreeError("TypeError", "got an invalid type in Constant: list");
  if (value.type === "tuple" || value.type === "frozenset") {
    return { type: value.type, value: value.value.map((item) => constantFromPlain(item as Plain)) };
  }
  return value;
}
