// Comprehensions. A generator expression is a function of its own; list, set and dict comprehensions are loops in the unit around them
// (PEP 709): the fast locals of the same names are saved on the stack first and put back afterwards, also when an exception leaves.

import { Op, ResumeAt } from "../../contract/opcodes.ts";
import { fail, type Location } from "../symbols/error.ts";
import { Binding, Def, type Scope } from "../symbols/scope.ts";
import type * as ast from "../syntax/ast.ts";
import { assemble } from "./assemble.ts";
import { NONE } from "./code.ts";
import { awaitValue, expr, jumpIf, yieldFrom, yieldValue } from "./expressions.ts";
import { makeClosure } from "./functions.ts";
import { Block, NO_LOCATION, Pseudo } from "./instructions.ts";
import type { Compiler } from "./unit.ts";

type ComprehensionExpr = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp;

const names = { ListComp: "<listcomp>", SetComp: "<setcomp>", DictComp: "<dictcomp>", GeneratorExp: "<genexpr>" } as const;

export function comprehension(c: Compiler, e: ComprehensionExpr): void {
  const scope = c.scopeOf(e);
  const outermost = e.generators[0]!;
  const isAsync = scope.coroutine;
  const generator = e.kind === "GeneratorExp";
  const outerType = c.unit.type;
  const refuse = (): void => {
    if (!isAsync || generator || outerType === "async function" || outerType === "comprehension") return;
    if (c.options.topLevelAwait && outerType === "module") return;
    fail("asynchronous comprehension outside of an asynchronous function", e);
  };

  if (scope.inlined) {
    expr(c, outermost.iter);
    c.unit.emit(outermost.iter, outermost.is_async ? Op.GET_AITER : Op.GET_ITER);
    const saved = enterInlined(c, e, scope);
    refuse();
    build(c, e);
    c.unit.emit(e, Op.SWAP, 2);
    loop(c, e, e, 0, 0, true);
    leaveInlined(c, e, saved);
    return;
  }

  const unit = c.enter(scope, "comprehension", names[e.kind], null, e.lineno);
  unit.argcount = 1;
  refuse();
  if (generator) unit.push(e, "stop iteration", null, null);
  else build(c, e);
  loop(c, e, e, 0, 0, false);
  if (generator) {
    unit.wrapInStopIterationHandler(Pseudo.SETUP_CLEANUP);
    unit.pop();
  } else {
    unit.emit(e, Op.RETURN_VALUE);
    unit.returnNone();
  }
  const code = assemble(c, unit);
  c.leave();
  makeClosure(c, e, unit, code, 0);
  expr(c, outermost.iter);
  // The iterator takes the place of `self`.
  c.unit.emit(outermost.iter, outermost.is_async ? Op.GET_AITER : Op.GET_ITER);
  c.unit.emit(e, Op.CALL, 0);
  if (isAsync && !generator) awaitValue(c, e, 0);
}

function build(c: Compiler, e: ComprehensionExpr): void {
  c.unit.emit(e, e.kind === "ListComp" ? Op.BUILD_LIST : e.kind === "SetComp" ? Op.BUILD_SET : Op.BUILD_MAP, 0);
}

/** The loop of generators[index] and all inside it. `depth`: iterators on the stack above the container. */
function loop(c: Compiler, loc: Location, e: ComprehensionExpr, index: number, depth: number, iterOnStack: boolean): void {
  const unit = c.unit;
  const generator = e.generators[index]!;
  let start: Block | null = new Block();
  const next = new Block();
  const anchor = new Block();
  const isAsync = generator.is_async !== 0;

  if (!iterOnStack) {
    if (index === 0) {
      unit.emit(loc, Op.LOAD_FAST, 0);
    } else if (isAsync) {
      expr(c, generator.iter);
      unit.emit(generator.iter, Op.GET_AITER);
    } else {
      // `for y in [value]` only binds y.
      const iter = generator.iter;
      const only = (iter.kind === "List" || iter.kind === "Tuple") && iter.elts.length === 1 ? iter.elts[0]! : null;
      if (only !== null && only.kind !== "Starred") {
        expr(c, only);
        start = null;
      } else {
        expr(c, iter);
        unit.emit(iter, Op.GET_ITER);
      }
    }
  }
  let send: Block | null = null;
  if (start !== null) {
    depth++;
    unit.use(start);
    if (isAsync) {
      unit.push(loc, "async comprehension", start, null);
      unit.jump(loc, Pseudo.SETUP_FINALLY, anchor);
      unit.emit(loc, Op.GET_ANEXT);
      unit.loadConst(loc, NONE);
      send = yieldFrom(c, loc, ResumeAt.AWAIT);
      unit.emit(loc, Pseudo.POP_BLOCK);
    } else {
      unit.jump(generator.iter, Op.FOR_ITER, anchor);
    }
  }
  expr(c, generator.target);
  for (const condition of generator.ifs) jumpIf(c, loc, condition, next, false);

  let elementLoc: Location;
  if (e.kind === "DictComp") {
    elementLoc = {
      lineno: e.key.lineno,
      end_lineno: e.value.end_lineno,
      col_offset: e.key.col_offset,
      end_col_offset: e.value.end_col_offset,
    };
  } else {
    elementLoc = e.elt;
  }
  if (index + 1 < e.generators.length) {
    loop(c, loc, e, index + 1, depth, false);
    elementLoc = e.kind === "DictComp" ? e.key : e.elt;
  } else if (e.kind === "GeneratorExp") {
    expr(c, e.elt);
    yieldValue(c, elementLoc);
    unit.emit(elementLoc, Op.POP_TOP);
  } else if (e.kind === "DictComp") {
    expr(c, e.key);
    expr(c, e.value);
    unit.emit(elementLoc, Op.MAP_ADD, depth + 1);
  } else {
    expr(c, e.elt);
    unit.emit(elementLoc, e.kind === "ListComp" ? Op.LIST_APPEND : Op.SET_ADD, depth + 1);
  }
  unit.use(next);
  if (start === null) return;
  unit.jump(elementLoc, Pseudo.JUMP, start);
  if (isAsync) {
    unit.pop();
    unit.use(anchor);
    unit.emit(loc, Op.END_ASYNC_FOR);
  } else {
    unit.use(anchor);
    unit.emit(NO_LOCATION, Op.END_FOR);
    unit.emit(NO_LOCATION, Op.POP_ITER);
  }
  void send;
}

interface Saved {
  /** Fast locals whose values are on the stack, in the order they were pushed. */
  locals: string[];
  /** What the symbols of the unit's scope were. */
  symbols: [string, number | undefined][];
  hidden: string[];
  cleanup: Block | null;
}

function enterInlined(c: Compiler, loc: Location, comp: Scope): Saved {
  const unit = c.unit;
  const scope = unit.scope;
  const inClass = scope.type === "class" && unit.inlinedComprehensions === 0;
  unit.inlinedComprehensions++;
  const saved: Saved = { locals: [], symbols: [], hidden: [], cleanup: null };
  for (const [name, flags] of comp.symbols) {
    const own = (flags & Def.LOCAL) !== 0 && (flags & Def.NONLOCAL) === 0;
    if (!own && !inClass) continue;
    const inside = comp.binding(name);
    const outside = scope.binding(name);
    // While the comprehension is compiled, its own view of the name holds.
    if ((inside !== outside && inside !== Binding.FREE && !(inside === Binding.CELL && outside === Binding.FREE)) || inClass) {
      saved.symbols.push([name, scope.symbols.get(name)]);
      scope.symbols.set(name, flags);
    }
    if (!own) continue;
    if (!unit.isFunctionLike() && unit.hidden.get(name) !== true) {
      unit.hidden.set(name, true);
      saved.hidden.push(name);
    }
    unit.emit(loc, Op.LOAD_FAST_AND_CLEAR, unit.varIndex(name));
    if (inside === Binding.CELL) unit.emit(loc, Op.MAKE_CELL, unit.derefIndex(name));
    saved.locals.push(name);
  }
  if (saved.locals.length > 0) {
    // Below the iterator.
    unit.emit(loc, Op.SWAP, saved.locals.length + 1);
    saved.cleanup = new Block();
    unit.jump(loc, Pseudo.SETUP_FINALLY, saved.cleanup);
  }
  return saved;
}

function leaveInlined(c: Compiler, loc: Location, saved: Saved): void {
  const unit = c.unit;
  unit.inlinedComprehensions--;
  if (saved.cleanup !== null) {
    const end = new Block();
    unit.emit(NO_LOCATION, Pseudo.POP_BLOCK);
    unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, end);
    unit.use(saved.cleanup);
    // The unfinished container is below the exception.
    unit.emit(NO_LOCATION, Op.SWAP, 2);
    unit.emit(NO_LOCATION, Op.POP_TOP);
    restoreLocals(c, loc, saved.locals);
    unit.emit(loc, Op.RERAISE, 0);
    unit.use(end);
    restoreLocals(c, loc, saved.locals);
  }
  for (const [name, flags] of saved.symbols) {
    if (flags === undefined) unit.scope.symbols.delete(name);
    else unit.scope.symbols.set(name, flags);
  }
  for (const name of saved.hidden) unit.hidden.set(name, false);
}

function restoreLocals(c: Compiler, loc: Location, locals: readonly string[]): void {
  c.unit.emit(loc, Op.SWAP, locals.length + 1);
  for (let i = locals.length - 1; i >= 0; i--) c.unit.emit(loc, Pseudo.STORE_FAST_MAYBE_NULL, c.unit.varIndex(locals[i]!));
}
