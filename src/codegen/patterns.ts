// match statements.
//
// The subject of a pattern is on top of the stack and is consumed by it. Captured values are not stored at once, since the pattern may
// still fail: they go *below* everything that is being worked on (`onTop` values), in the order of `stores`, and are bound when the
// whole pattern has matched. A test that fails jumps to failPop[n], which drops the n values that are then on the stack.

import { Op } from "../../contract/opcodes.ts";
import { fail, type Location } from "../symbols/error.ts";
import type * as ast from "../syntax/ast.ts";
import { binaryConst, unaryConst } from "./arithmetic.ts";
import { type Const, constKey, int, NONE, str, tuple } from "./code.ts";
import { expr, jumpIf } from "./expressions.ts";
import { Block, NEXT_LOCATION, NO_LOCATION, Pseudo } from "./instructions.ts";
import { storeName } from "./names.ts";
import { statements } from "./statements.ts";
import type { Compiler } from "./unit.ts";
import { reprConst } from "./unparse.ts";

interface Context {
  stores: string[];
  /** A pattern that always matches may stand here. */
  allowIrrefutable: boolean;
  failPop: Block[];
  /** Values on top of the stack that must stay there; captures go below them. */
  onTop: number;
}

function isWildcard(p: ast.Pattern): boolean {
  return p.kind === "MatchAs" && p.pattern === null && p.name === null;
}

export function match(c: Compiler, s: ast.Match): void {
  const unit = c.unit;
  const end = new Block();
  expr(c, s.subject);
  const last = s.cases[s.cases.length - 1]!;
  const hasDefault = isWildcard(last.pattern) && s.cases.length > 1;
  const count = s.cases.length - (hasDefault ? 1 : 0);
  for (let i = 0; i < count; i++) {
    const one = s.cases[i]!;
    const isLast = i === count - 1;
    if (!isLast) unit.emit(one.pattern, Op.COPY, 1);
    const x: Context = { stores: [], allowIrrefutable: one.guard !== null || i === s.cases.length - 1, failPop: [], onTop: 0 };
    pattern(c, one.pattern, x);
    for (const name of x.stores) storeName(unit, one.pattern, name);
    if (one.guard) jumpIf(c, one.pattern, one.guard, failBlock(x, 0), false);
    if (!isLast) unit.emit(NEXT_LOCATION, Op.POP_TOP);
    statements(c, one.body);
    unit.jump(NO_LOCATION, Pseudo.JUMP, end);
    emitFailPop(c, one.pattern, x);
  }
  if (hasDefault) {
    if (s.cases.length === 1) unit.emit(last.pattern, Op.POP_TOP);
    else unit.emit(last.pattern, Op.NOP);
    if (last.guard) jumpIf(c, last.pattern, last.guard, end, false);
    statements(c, last.body);
  }
  unit.use(end);
}

function failBlock(x: Context, n: number): Block {
  while (x.failPop.length <= n) x.failPop.push(new Block());
  return x.failPop[n]!;
}

function jumpToFail(c: Compiler, loc: Location, x: Context, op: number): void {
  c.unit.jump(loc, op, failBlock(x, x.onTop + x.stores.length));
}

function emitFailPop(c: Compiler, loc: Location, x: Context): void {
  for (let i = x.failPop.length - 1; i > 0; i--) {
    c.unit.use(x.failPop[i]!);
    c.unit.emit(loc, Op.POP_TOP);
  }
  if (x.failPop.length > 0) c.unit.use(x.failPop[0]!);
  x.failPop = [];
}

/** Moves the top below count - 1 values. */
function rotate(c: Compiler, loc: Location, count: number): void {
  for (let n = count; n > 1; n--) c.unit.emit(loc, Op.SWAP, n);
}

function capture(c: Compiler, loc: Location, name: string | null, x: Context): void {
  if (name === null) {
    c.unit.emit(loc, Op.POP_TOP);
    return;
  }
  checkStore(loc, name, x);
  rotate(c, loc, x.onTop + x.stores.length + 1);
  x.stores.push(name);
}

function checkStore(loc: Location, name: string, x: Context): void {
  if (x.stores.includes(name)) fail(`multiple assignments to name '${name}' in pattern`, loc);
}

function subpattern(c: Compiler, p: ast.Pattern, x: Context): void {
  const outer = x.allowIrrefutable;
  x.allowIrrefutable = true;
  pattern(c, p, x);
  x.allowIrrefutable = outer;
}

function pattern(c: Compiler, p: ast.Pattern, x: Context): void {
  const unit = c.unit;
  switch (p.kind) {
    case "MatchValue":
      checkValue(p.value, p);
      literalOrName(c, p.value);
      unit.emit(p, Op.COMPARE_EQ);
      jumpToFail(c, p, x, Op.POP_JUMP_IF_FALSE);
      return;
    case "MatchSingleton":
      unit.loadConst(p, p.value);
      unit.emit(p, Op.IS_OP, 0);
      jumpToFail(c, p, x, Op.POP_JUMP_IF_FALSE);
      return;
    case "MatchSequence":
      sequencePattern(c, p, x);
      return;
    case "MatchMapping":
      mappingPattern(c, p, x);
      return;
    case "MatchClass":
      classPattern(c, p, x);
      return;
    case "MatchStar":
      capture(c, p, p.name, x);
      return;
    case "MatchAs":
      asPattern(c, p, x);
      return;
    case "MatchOr":
      orPattern(c, p, x);
  }
}

function checkValue(e: ast.Expr, loc: Location): void {
  if (e.kind === "Attribute" || isLiteral(e)) return;
  fail("patterns may only match literals and attribute lookups", loc);
}

function isLiteral(e: ast.Expr): boolean {
  switch (e.kind) {
    case "Constant":
      return true;
    case "UnaryOp":
      return e.op === "USub" && isLiteral(e.operand);
    case "BinOp":
      return (e.op === "Add" || e.op === "Sub") && isLiteral(e.left) && isLiteral(e.right);
    default:
      return false;
  }
}

function asPattern(c: Compiler, p: ast.MatchAs, x: Context): void {
  if (p.pattern === null) {
    if (!x.allowIrrefutable) {
      if (p.name !== null) fail(`name capture '${p.name}' makes remaining patterns unreachable`, p);
      fail("wildcard makes remaining patterns unreachable", p);
    }
    capture(c, p, p.name, x);
    return;
  }
  x.onTop++;
  c.unit.emit(p, Op.COPY, 1);
  pattern(c, p.pattern, x);
  x.onTop--;
  capture(c, p, p.name, x);
}

// Sequences

function sequencePattern(c: Compiler, p: ast.MatchSequence, x: Context): void {
  const unit = c.unit;
  const size = p.patterns.length;
  let star = -1;
  let onlyWildcards = true;
  let starWildcard = false;
  p.patterns.forEach((one, i) => {
    if (one.kind === "MatchStar") {
      if (star >= 0) fail("multiple starred names in sequence pattern", p);
      starWildcard = one.name === null;
      onlyWildcards &&= starWildcard;
      star = i;
    } else {
      onlyWildcards &&= isWildcard(one);
    }
  });
  x.onTop++;
  unit.emit(p, Op.MATCH_SEQUENCE);
  jumpToFail(c, p, x, Op.POP_JUMP_IF_FALSE);
  if (star < 0 || size > 1) {
    unit.emit(p, Op.GET_LEN);
    unit.loadConst(p, int(star < 0 ? size : size - 1));
    unit.emit(p, star < 0 ? Op.COMPARE_EQ : Op.COMPARE_GE);
    jumpToFail(c, p, x, Op.POP_JUMP_IF_FALSE);
  }
  x.onTop--;
  if (onlyWildcards) unit.emit(p, Op.POP_TOP);
  else if (starWildcard) sequenceByIndex(c, p, star, x);
  else sequenceUnpacked(c, p, star, x);
}

function sequenceUnpacked(c: Compiler, p: ast.MatchSequence, star: number, x: Context): void {
  const size = p.patterns.length;
  if (star < 0) {
    c.unit.emit(p, Op.UNPACK_SEQUENCE, size);
  } else {
    const after = size - star - 1;
    if (star >= 256 || after >= 65536) fail("too many expressions in star-unpacking sequence pattern", p);
    c.unit.emit(p, Op.UNPACK_EX, star + (after << 8));
  }
  x.onTop += size;
  for (const one of p.patterns) {
    x.onTop--;
    subpattern(c, one, x);
  }
}

/** With `*_` the rest is not wanted: the items are picked one by one. */
function sequenceByIndex(c: Compiler, p: ast.MatchSequence, star: number, x: Context): void {
  const unit = c.unit;
  const size = p.patterns.length;
  x.onTop++;
  p.patterns.forEach((one, i) => {
    if (i === star || isWildcard(one)) return;
    unit.emit(p, Op.COPY, 1);
    if (i < star) {
      unit.loadConst(p, int(i));
    } else {
      // The subject need not support negative indices.
      unit.emit(p, Op.GET_LEN);
      unit.loadConst(p, int(size - i));
      unit.emit(p, Op.BINARY_SUBTRACT);
    }
    unit.emit(p, Op.BINARY_SUBSCR);
    subpattern(c, one, x);
  });
  x.onTop--;
  unit.emit(p, Op.POP_TOP);
}

// Mappings

function mappingPattern(c: Compiler, p: ast.MatchMapping, x: Context): void {
  const unit = c.unit;
  const size = p.keys.length;
  x.onTop++;
  unit.emit(p, Op.MATCH_MAPPING);
  jumpToFail(c, p, x, Op.POP_JUMP_IF_FALSE);
  if (size === 0 && p.rest === null) {
    x.onTop--;
    unit.emit(p, Op.POP_TOP);
    return;
  }
  if (size > 0) {
    unit.emit(p, Op.GET_LEN);
    unit.loadConst(p, int(size));
    unit.emit(p, Op.COMPARE_GE);
    jumpToFail(c, p, x, Op.POP_JUMP_IF_FALSE);
  }
  const seen = new Set<string>();
  for (const key of p.keys) {
    const literal = literalKey(key);
    if (literal !== null) {
      const id = equalityKey(literal);
      if (seen.has(id)) fail(`mapping pattern checks duplicate key (${reprConst(literal)})`, p);
      seen.add(id);
    } else if (key.kind !== "Attribute" && !isLiteral(key)) {
      fail("mapping pattern keys may only match literals and attribute lookups", p);
    }
    literalOrName(c, key);
  }
  unit.emit(p, Op.BUILD_TUPLE, size);
  unit.emit(p, Op.MATCH_KEYS);
  // The subject, the tuple of keys, the tuple of values.
  x.onTop += 2;
  unit.emit(p, Op.COPY, 1);
  unit.loadConst(p, NONE);
  unit.emit(p, Op.IS_OP, 1);
  jumpToFail(c, p, x, Op.POP_JUMP_IF_FALSE);
  unit.emit(p, Op.UNPACK_SEQUENCE, size);
  x.onTop += size - 1;
  for (const one of p.patterns) {
    x.onTop--;
    subpattern(c, one, x);
  }
  x.onTop -= 2;
  if (p.rest === null) {
    unit.emit(p, Op.POP_TOP);
    unit.emit(p, Op.POP_TOP);
    return;
  }
  // A copy of the subject without the keys.
  unit.emit(p, Op.BUILD_MAP, 0);
  unit.emit(p, Op.SWAP, 3);
  unit.emit(p, Op.DICT_UPDATE, 2);
  unit.emit(p, Op.UNPACK_SEQUENCE, size);
  for (let left = size; left > 0; left--) {
    unit.emit(p, Op.COPY, 1 + left);
    unit.emit(p, Op.SWAP, 2);
    unit.emit(p, Op.DELETE_SUBSCR);
  }
  capture(c, p, p.rest, x);
}

/** The same for constants that compare equal: 0, 0.0, 0j and False. */
function equalityKey(c: Const): string {
  switch (c.type) {
    case "True":
      return "1";
    case "False":
      return "0";
    case "int":
      return String(c.value);
    case "float":
      return Number.isInteger(c.value) ? String(BigInt(c.value)) : constKey(c);
    case "complex":
      return c.imag === 0 ? equalityKey({ type: "float", value: c.real }) : constKey(c);
    default:
      return constKey(c);
  }
}

function literalOrName(c: Compiler, e: ast.Expr): void {
  const literal = literalKey(e);
  if (literal === null) expr(c, e);
  else c.unit.loadConst(e, literal);
}

/** The value of a literal, which in a pattern may have a sign and an imaginary part. */
function literalKey(e: ast.Expr): Const | null {
  if (e.kind === "Constant") return e.value;
  if (e.kind === "UnaryOp" && e.op === "USub" && e.operand.kind === "Constant") {
    return unaryConst("-", e.operand.value);
  }
  if (e.kind === "BinOp" && (e.op === "Add" || e.op === "Sub")) {
    const left = literalKey(e.left);
    const right = literalKey(e.right);
    if (left !== null && right !== null) return binaryConst(e.op === "Add" ? Op.BINARY_ADD : Op.BINARY_SUBTRACT, 0, left, right);
  }
  return null;
}

// Classes

function classPattern(c: Compiler, p: ast.MatchClass, x: Context): void {
  const unit = c.unit;
  p.kwd_attrs.forEach((attr, i) => {
    const again = p.kwd_attrs.indexOf(attr, i + 1);
    if (again >= 0) fail(`attribute name repeated in class pattern: ${attr}`, p.kwd_patterns[again]!);
  });
  expr(c, p.cls);
  unit.loadConst(p, tuple(p.kwd_attrs.map(str)));
  unit.emit(p, Op.MATCH_CLASS, p.patterns.length);
  unit.emit(p, Op.COPY, 1);
  unit.loadConst(p, NONE);
  unit.emit(p, Op.IS_OP, 1);
  x.onTop++;
  jumpToFail(c, p, x, Op.POP_JUMP_IF_FALSE);
  const all = [...p.patterns, ...p.kwd_patterns];
  unit.emit(p, Op.UNPACK_SEQUENCE, all.length);
  x.onTop += all.length - 1;
  for (const one of all) {
    x.onTop--;
    if (isWildcard(one)) unit.emit(p, Op.POP_TOP);
    else subpattern(c, one, x);
  }
}

// Alternatives

function orPattern(c: Compiler, p: ast.MatchOr, x: Context): void {
  const unit = c.unit;
  const end = new Block();
  const size = p.patterns.length;
  let control: string[] | null = null;
  p.patterns.forEach((alternative, i) => {
    const inner: Context = { stores: [], allowIrrefutable: i === size - 1 && x.allowIrrefutable, failPop: [], onTop: 0 };
    unit.emit(alternative, Op.COPY, 1);
    pattern(c, alternative, inner);
    if (control === null) {
      control = [...inner.stores];
    } else if (inner.stores.length !== control.length) {
      fail("alternative patterns bind different names", p);
    } else {
      reorder(c, alternative, p, inner.stores, control);
    }
    unit.jump(alternative, Pseudo.JUMP, end);
    emitFailPop(c, alternative, inner);
  });
  unit.emit(p, Op.POP_TOP);
  jumpToFail(c, p, x, Pseudo.JUMP);
  unit.use(end);
  // The captures are on top; they belong below what is being worked on.
  const names: string[] = control ?? [];
  const rotations = names.length + 1 + x.onTop + x.stores.length;
  for (const name of names) {
    rotate(c, p, rotations);
    checkStore(p, name, x);
    x.stores.push(name);
  }
  unit.emit(p, Op.POP_TOP);
}

/** Brings the captures of an alternative into the order of the first one's. */
function reorder(c: Compiler, loc: Location, p: ast.MatchOr, stores: string[], control: readonly string[]): void {
  for (let wanted = control.length - 1; wanted >= 0; wanted--) {
    const at = stores.indexOf(control[wanted]!);
    if (at < 0) fail("alternative patterns bind different names", p);
    if (at === wanted) continue;
    const moved = stores.splice(0, at + 1);
    stores.splice(wanted - at, 0, ...moved);
    for (let n = at + 1; n > 0; n--) rotate(c, loc, wanted + 1);
  }
}
