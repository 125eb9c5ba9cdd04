// Annotations (PEP 649, PEP 749): those of a function, and those of the variables of a class or module, become a hidden function
// __annotate__ that evaluates them when somebody asks. An annotation in a block that need not run is evaluated only if its number was
// put into __conditional_annotations__ when control came by.
//
// Under `from __future__ import annotations` they are strings, stored at once (PEP 563).

import { FunctionAttribute, Op } from "../../contract/opcodes.ts";
import type { Location } from "../symbols/error.ts";
import type * as ast from "../syntax/ast.ts";
import { assemble } from "./assemble.ts";
import { int, str } from "./code.ts";
import { expr } from "./expressions.ts";
import { enterFormatted, makeClosure } from "./functions.ts";
import { Block } from "./instructions.ts";
import { storeName } from "./names.ts";
import type { Compiler, Unit } from "./unit.ts";
import { unparse } from "./unparse.ts";

/** The annotations of a function's parameters and result, on the stack; returns the FunctionAttribute they are, or 0. */
export function functionAnnotations(c: Compiler, s: ast.FunctionDef | ast.AsyncFunctionDef): number {
  const scope = c.scopeOf(s.args);
  if (!scope.annotationsUsed) return 0;
  const unit = enterFormatted(c, s, scope, "__annotate__");
  const n = argumentAnnotations(c, s);
  unit.emit(s, Op.BUILD_MAP, n);
  finishAnnotate(c, s, unit);
  return FunctionAttribute.ANNOTATE;
}

function finishAnnotate(c: Compiler, loc: Location, unit: Unit): void {
  unit.emit(loc, Op.RETURN_VALUE);
  unit.returnNone();
  // In the signature the parameter is `format`; inside it must not hide that name.
  renameKey(unit.varnames, ".format", "format");
  const code = assemble(c, unit);
  c.leave();
  makeClosure(c, loc, unit, code, 0);
}

function renameKey(table: Map<string, number>, from: string, to: string): void {
  const entries = [...table];
  table.clear();
  for (const [name, index] of entries) table.set(name === from ? to : name, index);
}

function argumentAnnotations(c: Compiler, s: ast.FunctionDef | ast.AsyncFunctionDef): number {
  let n = 0;
  const one = (name: string, annotation: ast.Expr | null): void => {
    if (!annotation) return;
    n++;
    c.unit.loadConst(s, str(c.unit.mangled(name)));
    if (c.options.futureAnnotations) {
      c.unit.loadConst(annotation, str(unparse(annotation)));
    } else if (annotation.kind === "Starred") {
      // *args: *Ts
      expr(c, annotation.value);
      c.unit.emit(s, Op.UNPACK_SEQUENCE, 1);
    } else {
      expr(c, annotation);
    }
  };
  const all = (args: readonly ast.Arg[]): void => args.forEach((arg) => one(arg.arg, arg.annotation));
  all(s.args.args);
  all(s.args.posonlyargs);
  if (s.args.vararg) one(s.args.vararg.arg, s.args.vararg.annotation);
  all(s.args.kwonlyargs);
  if (s.args.kwarg) one(s.args.kwarg.arg, s.args.kwarg.annotation);
  one("return", s.returns);
  return n;
}

// Variables

export function annAssign(c: Compiler, s: ast.AnnAssign): void {
  const unit = c.unit;
  if (s.value) {
    expr(c, s.value);
    expr(c, s.target);
  }
  const target = s.target;
  const recorded = unit.type === "module" || unit.type === "class";
  switch (target.kind) {
    case "Name":
      if (!s.simple || !recorded) break;
      if (c.options.futureAnnotations) {
        unit.loadConst(s.annotation, str(unparse(s.annotation)));
        unit.emitName(s, Op.LOAD_NAME, "__annotations__");
        unit.loadConst(s, str(unit.mangled(target.id)));
        unit.emit(s, Op.STORE_SUBSCR);
      } else {
        deferAnnotation(c, s, target.id);
      }
      break;
    case "Attribute":
      if (!s.value) evaluate(c, target.value);
      break;
    case "Subscript":
      if (!s.value) {
        evaluate(c, target.value);
        evaluateIndex(c, target.slice);
      }
      break;
  }
}

function evaluate(c: Compiler, e: ast.Expr): void {
  expr(c, e);
  c.unit.emit(e, Op.POP_TOP);
}

function evaluateIndex(c: Compiler, e: ast.Expr): void {
  if (e.kind === "Slice") {
    for (const part of [e.lower, e.upper, e.step]) if (part) evaluate(c, part);
  } else if (e.kind === "Tuple") {
    for (const part of e.elts) evaluateIndex(c, part);
  } else {
    evaluate(c, e);
  }
}

function deferAnnotation(c: Compiler, s: ast.AnnAssign, name: string): void {
  const unit = c.unit;
  const conditional = unit.type === "module" || unit.inConditionalBlock > 0;
  const index = conditional ? unit.conditionalAnnotations++ : -1;
  unit.deferredAnnotations.push({ statement: s, name: unit.mangled(name), index });
  if (!conditional) return;
  if (unit.type === "class") unit.emit(s, Op.LOAD_DEREF, unit.derefIndex("__conditional_annotations__"));
  else unit.emitName(s, Op.LOAD_NAME, "__conditional_annotations__");
  unit.loadConst(s, int(index));
  unit.emit(s, Op.SET_ADD, 1);
  unit.emit(s, Op.POP_TOP);
}

/** Makes the unit's __annotate__, if it has annotated variables. A module sets it at its start, so that it is there while it runs. */
export function processDeferredAnnotations(c: Compiler, loc: Location): void {
  const outer = c.unit;
  if (outer.deferredAnnotations.length === 0) return;
  const resume = outer.current;
  const separate = outer.annotationsAt;
  if (separate !== null) {
    outer.current = separate;
  }
  const scope = outer.scope.annotationScope!;
  const unit = enterFormatted(c, loc, scope, "__annotate__");
  if (outer.type === "class" && outer.scope.hasConditionalAnnotations && !unit.freevars.has("__conditional_annotations__")) {
    unit.freevars.set("__conditional_annotations__", unit.cellvars.size + unit.freevars.size);
  }
  unit.emit(loc, Op.BUILD_MAP, 0);
  for (const { statement, name, index } of outer.deferredAnnotations) {
    const notSet = new Block();
    if (index >= 0) {
      unit.loadConst(statement, int(index));
      if (outer.type === "class") unit.emit(statement, Op.LOAD_DEREF, unit.derefIndex("__conditional_annotations__"));
      else unit.emit(statement, Op.LOAD_GLOBAL, unit.nameIndex("__conditional_annotations__") << 1);
      unit.emit(statement, Op.CONTAINS_OP, 0);
      unit.jump(statement, Op.POP_JUMP_IF_FALSE, notSet);
    }
    expr(c, statement.annotation);
    unit.emit(statement, Op.COPY, 2);
    unit.loadConst(statement, str(name));
    unit.emit(loc, Op.STORE_SUBSCR);
    unit.use(notSet);
  }
  finishAnnotate(c, loc, unit);
  storeName(outer, loc, outer.type === "class" ? "__annotate_func__" : "__annotate__");
  if (separate !== null) outer.current = resume;
}
