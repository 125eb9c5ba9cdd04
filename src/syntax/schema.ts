// The abstract grammar as data: the fields of every node, in order, with their types in the notation of Python's own ASDL
// (`?` optional, `*` a sequence, `?*` a sequence whose items may be None). Dumping, transfer and validation are written over it.

import type { NodeKind } from "./ast.ts";

export type Sum =
  | "mod"
  | "stmt"
  | "expr"
  | "comprehension"
  | "excepthandler"
  | "arguments"
  | "arg"
  | "keyword"
  | "alias"
  | "withitem"
  | "match_case"
  | "pattern"
  | "type_ignore"
  | "type_param";

export type FieldType = Sum | "identifier" | "string" | "int" | "constant" | "operator" | "boolop" | "unaryop" | "cmpop" | "expr_context";

export interface Field {
  /** Python's name. */
  name: string;
  /** The property of the node object: the same, but for Constant.kind. */
  key: string;
  type: FieldType;
  optional: boolean;
  sequence: boolean;
}

export interface NodeSchema {
  kind: NodeKind;
  sum: Sum;
  fields: Field[];
  positioned: boolean;
}

/** The sums whose nodes have lineno, col_offset, end_lineno, end_col_offset. */
const POSITIONED = new Set<Sum>(["stmt", "expr", "excepthandler", "arg", "keyword", "alias", "pattern", "type_param"]);

const SUMS: { [S in Sum]: { [kind: string]: string } } = {
  mod: {
    Module: "stmt* body, type_ignore* type_ignores",
    Interactive: "stmt* body",
    Expression: "expr body",
    FunctionType: "expr* argtypes, expr returns",
  },
  stmt: {
    FunctionDef:
      "identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, " +
      "type_param* type_params",
    AsyncFunctionDef:
      "identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, " +
      "type_param* type_params",
    ClassDef: "identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params",
    Return: "expr? value",
    Delete: "expr* targets",
    Assign: "expr* targets, expr value, string? type_comment",
    TypeAlias: "expr name, type_param* type_params, expr value",
    AugAssign: "expr target, operator op, expr value",
    AnnAssign: "expr target, expr annotation, expr? value, int simple",
    For: "expr target, expr iter, stmt* body, stmt* orelse, string? type_comment",
    AsyncFor: "expr target, expr iter, stmt* body, stmt* orelse, string? type_comment",
    While: "expr test, stmt* body, stmt* orelse",
    If: "expr test, stmt* body, stmt* orelse",
    With: "withitem* items, stmt* body, string? type_comment",
    AsyncWith: "withitem* items, stmt* body, string? type_comment",
    Match: "expr subject, match_case* cases",
    Raise: "expr? exc, expr? cause",
    Try: "stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody",
    TryStar: "stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody",
    Assert: "expr test, expr? msg",
    Import: "alias* names",
    ImportFrom: "identifier? module, alias* names, int? level",
    Global: "identifier* names",
    Nonlocal: "identifier* names",
    Expr: "expr value",
    Pass: "",
    Break: "",
    Continue: "",
  },
  expr: {
    BoolOp: "boolop op, expr* values",
    NamedExpr: "expr target, expr value",
    BinOp: "expr left, operator op, expr right",
    UnaryOp: "unaryop op, expr operand",
    Lambda: "arguments args, expr body",
    IfExp: "expr test, expr body, expr orelse",
    Dict: "expr?* keys, expr* values",
    Set: "expr* elts",
    ListComp: "expr elt, comprehension* generators",
    SetComp: "expr elt, comprehension* generators",
    DictComp: "expr key, expr value, comprehension* generators",
    GeneratorExp: "expr elt, comprehension* generators",
    Await: "expr value",
    Yield: "expr? value",
    YieldFrom: "expr value",
    Compare: "expr left, cmpop* ops, expr* comparators",
    Call: "expr func, expr* args, keyword* keywords",
    FormattedValue: "expr value, int conversion, expr? format_spec",
    Interpolation: "expr value, constant str, int conversion, expr? format_spec",
    JoinedStr: "expr* values",
    TemplateStr: "expr* values",
    Constant: "constant value, string? kind",
    Attribute: "expr value, identifier attr, expr_context ctx",
    Subscript: "expr value, expr slice, expr_context ctx",
    Starred: "expr value, expr_context ctx",
    Name: "identifier id, expr_context ctx",
    List: "expr* elts, expr_context ctx",
    Tuple: "expr* elts, expr_context ctx",
    Slice: "expr? lower, expr? upper, expr? step",
  },
  comprehension: {
    comprehension: "expr target, expr iter, expr* ifs, int is_async",
  },
  excepthandler: {
    ExceptHandler: "expr? type, identifier? name, stmt* body",
  },
  arguments: {
    arguments: "arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr?* kw_defaults, arg? kwarg, expr* defaults",
  },
  arg: {
    arg: "identifier arg, expr? annotation, string? type_comment",
  },
  keyword: {
    keyword: "identifier? arg, expr value",
  },
  alias: {
    alias: "identifier name, identifier? asname",
  },
  withitem: {
    withitem: "expr context_expr, expr? optional_vars",
  },
  match_case: {
    match_case: "pattern pattern, expr? guard, stmt* body",
  },
  pattern: {
    MatchValue: "expr value",
    MatchSingleton: "constant value",
    MatchSequence: "pattern* patterns",
    MatchMapping: "expr* keys, pattern* patterns, identifier? rest",
    MatchClass: "expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns",
    MatchStar: "identifier? name",
    MatchAs: "pattern? pattern, identifier? name",
    MatchOr: "pattern* patterns",
  },
  type_ignore: {
    TypeIgnore: "int lineno, string tag",
  },
  type_param: {
    TypeVar: "identifier name, expr? bound, expr? default_value",
    ParamSpec: "identifier name, expr? default_value",
    TypeVarTuple: "identifier name, expr? default_value",
  },
};

function readField(kind: string, text: string): Field {
  const [type, name] = text.split(" ");
  return {
    name,
    key: kind === "Constant" && name === "kind" ? "stringKind" : name,
    type: type.replace(/[?*]/g, "") as FieldType,
    optional: type.includes("?"),
    sequence: type.endsWith("*"),
  };
}

export const SCHEMA: Map<string, NodeSchema> = new Map();
for (const [sum, kinds] of Object.entries(SUMS) as [Sum, { [kind: string]: string }][]) {
  for (const [kind, fields] of Object.entries(kinds)) {
    const list = fields === "" ? [] : fields.split(", ").map((text) => readField(kind, text));
    SCHEMA.set(kind, { kind: kind as NodeKind, sum, fields: list, positioned: POSITIONED.has(sum) });
  }
}
