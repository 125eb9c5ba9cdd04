// Statements, and the bodies of modules and classes.

import { CommonConstant, Intrinsic1, Op } from "../../contract/opcodes.ts";
import { fail, type Location } from "../symbols/error.ts";
import type * as ast from "../syntax/ast.ts";
import { annAssign, processDeferredAnnotations } from "./annotations.ts";
import { classDef } from "./classes.ts";
import { int, NONE, str, tuple } from "./code.ts";
import { cleanDoc, docstring } from "./docstrings.ts";
import { tryStatement, withStatement } from "./exceptions.ts";
import { attributeLocation, expr, exprs, inplace, isTwoPartSlice, jumpIf, slicePart } from "./expressions.ts";
import { functionDef, typeAlias } from "./functions.ts";
import { Block, NO_LOCATION, Pseudo } from "./instructions.ts";
import { asyncFor, forLoop, whileLoop } from "./loops.ts";
import { loadName, storeName } from "./names.ts";
import { match } from "./patterns.ts";
import type { Compiler } from "./unit.ts";
import { breakStatement, continueStatement, returnStatement } from "./unwind.ts";

export function statements(c: Compiler, list: readonly ast.Stmt[]): void {
  for (const s of list) statement(c, s);
}

/** The body of a module or class, with its docstring and annotations. */
export function body(c: Compiler, loc: Location, list: readonly ast.Stmt[]): void {
  const unit = c.unit;
  if (c.options.futureAnnotations && unit.scope.annotationsUsed) unit.emit(loc, Op.SETUP_ANNOTATIONS);
  if (list.length === 0) return;
  const interactive = c.options.interactive && unit.type === "module";
  const doc = interactive || c.options.optimize >= 2 ? null : docstring(list);
  if (doc !== null) {
    unit.loadConst(list[0]!, cleanDoc(doc));
    storeName(unit, NO_LOCATION, "__doc__");
  }
  for (let i = doc === null ? 0 : 1; i < list.length; i++) statement(c, list[i]!);
  if (!c.options.futureAnnotations) processDeferredAnnotations(c, loc);
}

export function statement(c: Compiler, s: ast.Stmt): void {
  const unit = c.unit;
  switch (s.kind) {
    case "Expr":
      expressionStatement(c, s);
      return;
    case "Assign":
      expr(c, s.value);
      s.targets.forEach((target, i) => {
        if (i + 1 < s.targets.length) unit.emit(s, Op.COPY, 1);
        expr(c, target);
      });
      return;
    case "AugAssign":
      augAssign(c, s);
      return;
    case "AnnAssign":
      annAssign(c, s);
      return;
    case "Return":
      returnStatement(c, s);
      return;
    case "If": {
      const end = new Block();
      const next = s.orelse.length > 0 ? new Block() : end;
      jumpIf(c, s, s.test, next, false);
      unit.inConditionalBlock++;
      statements(c, s.body);
      if (next !== end) {
        unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, end);
        unit.use(next);
        statements(c, s.orelse);
      }
      unit.inConditionalBlock--;
      unit.use(end);
      return;
    }
    case "For":
      forLoop(c, s);
      return;
    case "While":
      whileLoop(c, s);
      return;
    case "FunctionDef":
    case "AsyncFunctionDef":
      functionDef(c, s);
      return;
    case "ClassDef":
      classDef(c, s);
      return;
    case "Import":
      importStatement(c, s);
      return;
    case "ImportFrom":
      importFrom(c, s);
      return;
    case "Try":
    case "TryStar":
      tryStatement(c, s);
      return;
    case "With":
    case "AsyncWith":
      withStatement(c, s);
      return;
    case "Raise":
      if (s.exc) expr(c, s.exc);
      if (s.cause) expr(c, s.cause);
      unit.emit(s, Op.RAISE_VARARGS, s.exc ? (s.cause ? 2 : 1) : 0);
      return;
    case "Assert":
      assertStatement(c, s);
      return;
    case "Delete":
      exprs(c, s.targets);
      return;
    case "Pass":
      unit.emit(s, Op.NOP);
      return;
    case "Break":
      breakStatement(c, s);
      return;
    case "Continue":
      continueStatement(c, s);
      return;
    case "AsyncFor":
      asyncFor(c, s);
      return;
    case "Match":
      unit.inConditionalBlock++;
      match(c, s);
      unit.inConditionalBlock--;
      return;
    case "TypeAlias":
      typeAlias(c, s);
      return;
    case "Global":
    case "Nonlocal":
      return;
  }
}

function expressionStatement(c: Compiler, s: ast.ExprStmt): void {
  const unit = c.unit;
  if (c.options.interactive && c.depth === 1) {
    expr(c, s.value);
    unit.emit(s, Op.CALL_INTRINSIC_1, Intrinsic1.PRINT);
    unit.emit(NO_LOCATION, Op.POP_TOP);
  } else if (s.value.kind === "Constant") {
    unit.emit(s, Op.NOP);
  } else {
    expr(c, s.value);
    unit.emit(NO_LOCATION, Op.POP_TOP);
  }
}

function assertStatement(c: Compiler, s: ast.Assert): void {
  const unit = c.unit;
  if (s.test.kind === "Tuple" && s.test.elts.length > 0) {
    c.warn("assertion is always true, perhaps remove parentheses?", s);
  } else if (s.test.kind === "Constant" && s.test.value.type === "tuple" && s.test.value.value.length > 0) {
    c.warn("assertion is always true, perhaps remove parentheses?", s);
  }
  if (c.options.optimize > 0) return;
  const end = new Block();
  jumpIf(c, s, s.test, end, true);
  unit.emit(s, Op.LOAD_COMMON_CONSTANT, CommonConstant.AssertionError);
  if (s.msg) {
    expr(c, s.msg);
    unit.emit(s, Op.CALL, 0);
  }
  unit.emit(s.test, Op.RAISE_VARARGS, 1);
  unit.use(end);
}

function augAssign(c: Compiler, s: ast.AugAssign): void {
  const unit = c.unit;
  const target = s.target;
  switch (target.kind) {
    case "Attribute": {
      expr(c, target.value);
      unit.emit(target, Op.COPY, 1);
      const loc = attributeLocation(target, target);
      unit.loadAttr(loc, target.attr);
      expr(c, s.value);
      inplace(c, s, s.op);
      unit.emit(loc, Op.SWAP, 2);
      unit.emitName(loc, Op.STORE_ATTR, target.attr);
      return;
    }
    case "Subscript":
      expr(c, target.value);
      if (isTwoPartSlice(target.slice)) {
        slicePart(c, target.slice, target.slice.lower);
        slicePart(c, target.slice, target.slice.upper);
        for (let i = 0; i < 3; i++) unit.emit(target, Op.COPY, 3);
        unit.emit(target, Op.BINARY_SLICE);
        expr(c, s.value);
        inplace(c, s, s.op);
        unit.emit(target, Op.SWAP, 4);
        unit.emit(target, Op.SWAP, 3);
        unit.emit(target, Op.SWAP, 2);
        unit.emit(target, Op.STORE_SLICE);
      } else {
        expr(c, target.slice);
        unit.emit(target, Op.COPY, 2);
        unit.emit(target, Op.COPY, 2);
        unit.emit(target, Op.BINARY_SUBSCR);
        expr(c, s.value);
        inplace(c, s, s.op);
        unit.emit(target, Op.SWAP, 3);
        unit.emit(target, Op.SWAP, 2);
        unit.emit(target, Op.STORE_SUBSCR);
      }
      return;
    case "Name":
      loadName(unit, target, target.id);
      expr(c, s.value);
      inplace(c, s, s.op);
      storeName(unit, target, target.id);
      return;
    default:
      fail(`invalid node type (${target.kind}) for augmented assignment`, s);
  }
}

// Imports

function importStatement(c: Compiler, s: ast.Import): void {
  const unit = c.unit;
  for (const alias of s.names) {
    unit.loadConst(s, int(0));
    unit.loadConst(s, NONE);
    unit.emitName(s, Op.IMPORT_NAME, alias.name);
    const parts = alias.name.split(".");
    if (alias.asname === null) {
      storeName(unit, s, parts[0]!);
    } else if (parts.length === 1) {
      storeName(unit, s, alias.asname);
    } else {
      // `import a.b.c as d` walks down from a.
      for (let i = 1; i < parts.length; i++) {
        unit.emitName(s, Op.IMPORT_FROM, parts[i]!);
        if (i === parts.length - 1) break;
        unit.emit(s, Op.SWAP, 2);
        unit.emit(s, Op.POP_TOP);
      }
      storeName(unit, s, alias.asname);
      unit.emit(s, Op.POP_TOP);
    }
  }
}

function importFrom(c: Compiler, s: ast.ImportFrom): void {
  const unit = c.unit;
  unit.loadConst(s, int(s.level ?? 0));
  if (s.module === "__future__" && s.lineno > c.options.futureLine) {
    fail("from __future__ imports must occur at the beginning of the file", s);
  }
  unit.loadConst(s, tuple(s.names.map((alias) => str(alias.name))));
  unit.emitName(s, Op.IMPORT_NAME, s.module ?? "");
  for (const alias of s.names) {
    if (alias.name === "*") {
      unit.emit(s, Op.CALL_INTRINSIC_1, Intrinsic1.IMPORT_STAR);
      unit.emit(NO_LOCATION, Op.POP_TOP);
      return;
    }
    unit.emitName(s, Op.IMPORT_FROM, alias.name);
    storeName(unit, s, alias.asname ?? alias.name);
  }
  unit.emit(s, Op.POP_TOP);
}
