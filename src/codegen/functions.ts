// Function definitions, lambdas, type parameters, type aliases: everything that makes a function object.

import { CommonConstant, FunctionAttribute, Intrinsic1, Intrinsic2, Op } from "../../contract/opcodes.ts";
import type { Location } from "../symbols/error.ts";
import { Binding, type Scope } from "../symbols/scope.ts";
import type * as ast from "../syntax/ast.ts";
import { functionAnnotations } from "./annotations.ts";
import { assemble } from "./assemble.ts";
import { type CodeObject, int, NONE, str, tuple } from "./code.ts";
import { cleanDoc, docstring, withoutDocstring } from "./docstrings.ts";
import { expr, exprs } from "./expressions.ts";
import { Block, NO_LOCATION, Pseudo } from "./instructions.ts";
import { storeName } from "./names.ts";
import { statement } from "./statements.ts";
import type { Compiler, Unit } from "./unit.ts";

/** Pushes a function of `code`, with the closure it needs. `flags`: the FunctionAttributes whose values are on the stack. */
export function makeClosure(c: Compiler, loc: Location, made: Unit, code: CodeObject, flags: number): void {
  const unit = c.unit;
  if (made.freevars.size > 0) {
    for (const name of made.freevars.keys()) loadClosure(unit, loc, name);
    unit.emit(loc, Op.BUILD_TUPLE, made.freevars.size);
    flags |= FunctionAttribute.CLOSURE;
  }
  unit.loadConst(loc, { type: "code", value: code });
  unit.emit(loc, Op.MAKE_FUNCTION);
  for (const bit of [8, 16, 4, 2, 1]) if (flags & bit) unit.emit(loc, Op.SET_FUNCTION_ATTRIBUTE, bit);
}

/** The cell itself. */
export function loadClosure(unit: Unit, loc: Location, name: string): void {
  // A class body provides __class__ and its siblings as cells though they are no symbols of it.
  const own = name === "__class__" || name === "__classdict__" || name === "__conditional_annotations__";
  const cell = (own && unit.cellvars.has(name)) || unit.scope.binding(name) === Binding.CELL;
  const index = (cell ? unit.cellvars.get(name) : unit.freevars.get(name)) ?? unit.derefIndex(name);
  unit.emit(loc, Pseudo.LOAD_CLOSURE, index);
}

// Definitions

export function decorators(c: Compiler, list: readonly ast.Expr[]): void {
  for (const decorator of list) expr(c, decorator);
}

export function applyDecorators(c: Compiler, list: readonly ast.Expr[]): void {
  for (let i = list.length - 1; i >= 0; i--) c.unit.emit(list[i]!, Op.CALL, 0);
}

/** Defaults on the stack; returns the FunctionAttributes they are. */
function defaults(c: Compiler, loc: Location, args: ast.Arguments): number {
  let flags = 0;
  if (args.defaults.length > 0) {
    flags |= FunctionAttribute.DEFAULTS;
    exprs(c, args.defaults);
    c.unit.emit(loc, Op.BUILD_TUPLE, args.defaults.length);
  }
  let n = 0;
  args.kwonlyargs.forEach((arg, i) => {
    const value = args.kw_defaults[i];
    if (!value) return;
    c.unit.loadConst(loc, str(c.unit.mangled(arg.arg)));
    expr(c, value);
    n++;
  });
  if (n > 0) {
    flags |= FunctionAttribute.KWDEFAULTS;
    c.unit.emit(loc, Op.BUILD_MAP, n);
  }
  return flags;
}

function setCounts(unit: Unit, args: ast.Arguments): void {
  unit.argcount = args.args.length + args.posonlyargs.length;
  unit.posonlyargcount = args.posonlyargs.length;
  unit.kwonlyargcount = args.kwonlyargs.length;
}

export function functionDef(c: Compiler, s: ast.FunctionDef | ast.AsyncFunctionDef): void {
  const outer = c.unit;
  decorators(c, s.decorator_list);
  const firstlineno = s.decorator_list[0]?.lineno ?? s.lineno;
  let flags = defaults(c, s, s.args);
  const generic = s.type_params.length > 0;
  let passed = 0;
  if (generic) {
    if (flags & FunctionAttribute.DEFAULTS) passed++;
    if (flags & FunctionAttribute.KWDEFAULTS) passed++;
    if (passed === 2) outer.emit(s, Op.SWAP, 2);
    const scope = c.enter(c.scopeOf(s.type_params), "type parameters", `<generic parameters of ${s.name}>`, outer.owner, firstlineno);
    scope.argcount = passed;
    typeParams(c, s.type_params);
    for (let i = 0; i < passed; i++) scope.emit(s, Op.LOAD_FAST, i);
  }
  flags |= functionAnnotations(c, s);
  functionBody(c, s, flags, firstlineno);
  if (generic) {
    const unit = c.unit;
    unit.emit(s, Op.SWAP, 2);
    unit.emit(s, Op.CALL_INTRINSIC_2, Intrinsic2.SET_FUNCTION_TYPE_PARAMS);
    callHolder(c, s, passed);
  }
  applyDecorators(c, s.decorator_list);
  storeName(outer, s, s.name);
}

function functionBody(c: Compiler, s: ast.FunctionDef | ast.AsyncFunctionDef, flags: number, firstlineno: number): void {
  const scope = c.scopeOf(s);
  const owner = c.unit.owner;
  const unit = c.enter(scope, s.kind === "AsyncFunctionDef" ? "async function" : "function", s.name, owner, firstlineno);
  setCounts(unit, s.args);
  const statements = c.options.optimize < 2 ? s.body : withoutDocstring(s.body);
  const doc = c.options.optimize < 2 ? docstring(s.body) : null;
  if (doc !== null) {
    unit.addConst(cleanDoc(doc));
    unit.hasDocstring = true;
  }
  const guarded = scope.coroutine || scope.generator;
  if (guarded) unit.push(s, "stop iteration", null, null);
  for (let i = doc === null ? 0 : 1; i < statements.length; i++) statement(c, statements[i]!);
  if (guarded) {
    unit.wrapInStopIterationHandler(Pseudo.SETUP_CLEANUP);
    unit.pop();
  } else {
    unit.returnNone();
  }
  const code = assemble(c, unit);
  c.leave();
  makeClosure(c, s, unit, code, flags);
}

export function lambda(c: Compiler, e: ast.Lambda): void {
  const flags = defaults(c, e, e.args);
  const scope = c.scopeOf(e);
  const unit = c.enter(scope, "lambda", "<lambda>", c.unit.owner, e.lineno);
  setCounts(unit, e.args);
  expr(c, e.body);
  unit.emit(scope.generator ? NO_LOCATION : e.body, Op.RETURN_VALUE);
  if (!scope.generator) unit.returnNone();
  const code = assemble(c, unit);
  c.leave();
  makeClosure(c, e, unit, code, flags);
}

// Type parameters

/** Makes the parameters, binds them, and leaves a tuple of them. */
export function typeParams(c: Compiler, params: readonly ast.TypeParam[]): void {
  const unit = c.unit;
  for (const param of params) {
    unit.loadConst(param, str(param.name));
    if (param.kind === "TypeVar") {
      if (param.bound) {
        lazily(c, param.bound, c.scopeOf(param), param.name, param.bound, false);
        const constraints = param.bound.kind === "Tuple";
        unit.emit(param, Op.CALL_INTRINSIC_2, constraints ? Intrinsic2.TYPEVAR_WITH_CONSTRAINTS : Intrinsic2.TYPEVAR_WITH_BOUND);
      } else {
        unit.emit(param, Op.CALL_INTRINSIC_1, Intrinsic1.TYPEVAR);
      }
    } else {
      unit.emit(param, Op.CALL_INTRINSIC_1, param.kind === "ParamSpec" ? Intrinsic1.PARAMSPEC : Intrinsic1.TYPEVARTUPLE);
    }
    if (param.default_value) {
      lazily(c, param.default_value, c.table.defaults.get(param)!, param.name, param.default_value, param.kind === "TypeVarTuple");
      unit.emit(param, Op.CALL_INTRINSIC_2, Intrinsic2.SET_TYPEPARAM_DEFAULT);
    }
    unit.emit(param, Op.COPY, 1);
    storeName(unit, param, param.name);
  }
  unit.emit(params[0]!, Op.BUILD_TUPLE, params.length);
}

/** A function that evaluates `value` when it is asked to (PEP 695). Its parameter is the annotation format, 1 by default. */
function lazily(c: Compiler, loc: Location, scope: Scope, name: string, value: ast.Expr, starred: boolean): void {
  c.unit.loadConst(loc, tuple([int(1)]));
  const unit = enterFormatted(c, loc, scope, name);
  if (starred && value.kind === "Starred") {
    expr(c, value.value);
    unit.emit(loc, Op.UNPACK_SEQUENCE, 1);
  } else {
    expr(c, value);
  }
  leaveFormatted(c, loc);
}

/** Enters a function of one parameter, `.format`, that knows only the format VALUE_WITH_FAKE_GLOBALS and below. */
export function enterFormatted(c: Compiler, loc: Location, scope: Scope, name: string): Unit {
  const unit = c.enter(scope, "annotations", name, c.unit.owner, loc.lineno);
  unit.argcount = 1;
  unit.posonlyargcount = 1;
  const body = new Block();
  unit.emit(loc, Op.LOAD_FAST, 0);
  unit.loadConst(loc, int(2));
  unit.emit(loc, Op.COMPARE_GT);
  unit.jump(loc, Op.POP_JUMP_IF_FALSE, body);
  unit.emit(loc, Op.LOAD_COMMON_CONSTANT, CommonConstant.NotImplementedError);
  unit.emit(loc, Op.RAISE_VARARGS, 1);
  unit.use(body);
  return unit;
}

/** The end of such a function, whose value is on the stack. Leaves the function on the stack of the unit around it, the default of its parameter was there. */
function leaveFormatted(c: Compiler, loc: Location): void {
  const unit = c.unit;
  unit.emit(loc, Op.RETURN_VALUE);
  unit.returnNone();
  const code = assemble(c, unit);
  c.leave();
  makeClosure(c, loc, unit, code, FunctionAttribute.DEFAULTS);
}

/**
 * The end of the scope of type parameters, which holds what is generic: returns what is on its stack. In the unit around it the scope is called, with `passed`
 * arguments that are on the stack there.
 */
export function callHolder(c: Compiler, loc: Location, passed: number): void {
  const holder = c.unit;
  holder.emit(NO_LOCATION, Op.RETURN_VALUE);
  const code = assemble(c, holder);
  c.leave();
  makeClosure(c, loc, holder, code, 0);
  if (passed > 0) {
    c.unit.emit(loc, Op.SWAP, passed + 1);
    c.unit.emit(loc, Op.CALL, passed - 1);
  } else {
    c.unit.emit(loc, Op.PUSH_NULL);
    c.unit.emit(loc, Op.CALL, 0);
  }
}

export function typeAlias(c: Compiler, s: ast.TypeAlias): void {
  const outer = c.unit;
  const name = s.name as ast.Name;
  const generic = s.type_params.length > 0;
  if (generic) {
    const scope = c.scopeOf(s.type_params);
    c.enter(scope, "type parameters", `<generic parameters of ${name.id}>`, outer.owner, s.lineno);
    c.unit.loadConst(s, str(name.id));
    typeParams(c, s.type_params);
  } else {
    c.unit.loadConst(s, str(name.id));
    c.unit.loadConst(s, NONE);
  }
  const holder = c.unit;
  holder.loadConst(s, tuple([int(1)]));
  enterFormatted(c, s, c.scopeOf(s), name.id);
  expr(c, s.value);
  leaveFormatted(c, s);
  holder.emit(s, Op.BUILD_TUPLE, 3);
  holder.emit(s, Op.CALL_INTRINSIC_1, Intrinsic1.TYPEALIAS);
  if (generic) callHolder(c, s, 0);
  storeName(outer, s, name.id);
}
