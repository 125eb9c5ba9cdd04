// A unit: one scope on its way to a code object; and the compiler that keeps the stack of them.

import { Op, ResumeAt } from "../../contract/opcodes.ts";
import { fail, type Location } from "../symbols/error.ts";
import { mangle } from "../symbols/mangle.ts";
import { Binding, Def, type Scope, type SymbolTable } from "../symbols/scope.ts";
import type * as ast from "../syntax/ast.ts";
import { type Const, constKey, NONE } from "./code.ts";
import { Block, endsBlock, Instr, isJump, NO_LOCATION, opensRegion } from "./instructions.ts";

export type UnitType = "module" | "class" | "function" | "async function" | "lambda" | "comprehension" | "annotations" | "type parameters";

/** What is open around the code being generated: break, continue and return must unwind it (unwind.ts). */
export type FrameBlockType =
  | "while"
  | "for"
  | "async for"
  | "try except"
  | "finally try"
  | "finally end"
  | "with"
  | "async with"
  | "handler cleanup"
  | "pop value"
  | "exception handler"
  | "exception group handler"
  | "async comprehension"
  | "stop iteration";

export interface FrameBlock {
  type: FrameBlockType;
  /** Where `continue` goes. */
  start: Block | null;
  /** Where `break` goes. */
  exit: Block | null;
  loc: Location;
  /** The name of a handler, the body of a finally. */
  name: string | null;
  finalbody: ast.Stmt[] | null;
}

const MAX_NESTED_BLOCKS = 21;

export interface DeferredAnnotation {
  statement: ast.AnnAssign;
  name: string;
  /** Number in __conditional_annotations__; -1: always set. */
  index: number;
}

export class Unit {
  readonly scope: Scope;
  readonly type: UnitType;
  readonly parent: Unit | null;
  readonly name: string;
  qualname: string;
  /** The class whose private names are mangled here. */
  readonly owner: string | null;
  readonly firstlineno: number;
  argcount = 0;
  posonlyargcount = 0;
  kwonlyargcount = 0;

  readonly names: Map<string, number> = new Map();
  readonly varnames: Map<string, number> = new Map();
  readonly cellvars: Map<string, number> = new Map();
  readonly freevars: Map<string, number> = new Map();
  /** Fast locals of inlined comprehensions in a class or module; the value: in use right now. */
  readonly hidden: Map<string, boolean> = new Map();
  readonly consts: Const[] = [];
  private readonly constIndex: Map<string, number> = new Map();

  readonly entry: Block = new Block();
  current: Block = this.entry;
  /** The current block is closed: the next instruction starts another. */
  private closed = false;
  readonly frameBlocks: FrameBlock[] = [];

  inlinedComprehensions = 0;
  inConditionalBlock = 0;
  hasDocstring = false;
  readonly staticAttributes: Set<string> = new Set();
  readonly deferredAnnotations: DeferredAnnotation[] = [];
  conditionalAnnotations = 0;
  /** Where the module's __annotate__ is set, at its start. */
  annotationsAt: Block | null = null;

  constructor(scope: Scope, type: UnitType, name: string, parent: Unit | null, owner: string | null, firstlineno: number) {
    this.scope = scope;
    this.type = type;
    this.name = name;
    this.parent = parent;
    this.owner = owner;
    this.firstlineno = firstlineno;
    this.qualname = qualifiedName(this);
    for (const parameter of scope.varnames) this.varnames.set(parameter, this.varnames.size);

    const cells: string[] = [];
    const free: string[] = [];
    for (const [symbol, flags] of scope.symbols) {
      const binding = scope.binding(symbol);
      if (binding === Binding.CELL || flags & Def.COMP_CELL) cells.push(symbol);
      if (binding === Binding.FREE || flags & Def.FREE_CLASS) free.push(symbol);
    }
    const addCell = (symbol: string): void => {
      if (!this.cellvars.has(symbol)) this.cellvars.set(symbol, this.cellvars.size);
    };
    cells.sort().forEach(addCell);
    if (scope.needsClassClosure) addCell("__class__");
    if (scope.needsClassDict) addCell("__classdict__");
    if (scope.hasConditionalAnnotations) addCell("__conditional_annotations__");
    for (const symbol of free.sort()) {
      if (!this.freevars.has(symbol)) this.freevars.set(symbol, this.cellvars.size + this.freevars.size);
    }
  }

  // Tables

  addConst(value: Const): number {
    const key = constKey(value);
    let index = this.constIndex.get(key);
    if (index === undefined) {
      index = this.consts.length;
      this.constIndex.set(key, index);
      this.consts.push(value);
    }
    return index;
  }

  nameIndex(name: string): number {
    return indexIn(this.names, name);
  }

  varIndex(name: string): number {
    return indexIn(this.varnames, name);
  }

  /** Of a cell or free variable, as the argument of LOAD_DEREF has it until the assembler fixes the slots. */
  derefIndex(name: string): number {
    const index = this.cellvars.get(name) ?? this.freevars.get(name);
    if (index === undefined) throw new Error(`${this.qualname}: no cell for ${name}`);
    return index;
  }

  mangled(name: string): string {
    const only = this.scope.mangledNames;
    return only !== null && !only.has(name) ? name : mangle(this.owner, name);
  }

  isFunctionLike(): boolean {
    return this.scope.type !== "module" && this.scope.type !== "class";
  }

  // Instructions

  private append(instr: Instr): void {
    if (this.closed) {
      const block = new Block();
      this.current.next = block;
      this.current = block;
      this.closed = false;
    }
    this.current.instrs.push(instr);
    if (endsBlock(instr.op) || isJump(instr.op)) this.closed = true;
  }

  emit(loc: Location, op: number, arg = 0): void {
    this.append(new Instr(op, arg, loc, null));
  }

  jump(loc: Location, op: number, target: Block): void {
    this.append(new Instr(op, 0, loc, target));
  }

  loadConst(loc: Location, value: Const): void {
    this.append(new Instr(Op.LOAD_CONST, this.addConst(value), loc, null));
  }

  /** `op` with the index of a name (mangled). */
  emitName(loc: Location, op: number, name: string): void {
    this.append(new Instr(op, this.nameIndex(this.mangled(name)), loc, null));
  }

  loadAttr(loc: Location, name: string): void {
    this.append(new Instr(Op.LOAD_ATTR, this.nameIndex(this.mangled(name)) << 1, loc, null));
  }

  /** Continues in `block`, which jumps may point at. */
  use(block: Block): void {
    this.current.next = block;
    this.current = block;
    this.closed = false;
  }

  // Regions

  push(
    loc: Location,
    type: FrameBlockType,
    start: Block | null,
    exit: Block | null,
    name: string | null = null,
    finalbody: ast.Stmt[] | null = null,
  ): void {
    if (this.frameBlocks.length >= MAX_NESTED_BLOCKS) fail("too many statically nested blocks", loc);
    this.frameBlocks.push({ type, start, exit, loc, name, finalbody });
  }

  pop(): void {
    this.frameBlocks.pop();
  }

  /** The instructions that every code object starts with. */
  prologue(): void {
    const line = this.type === "module" ? 0 : this.firstlineno;
    const loc: Location = { lineno: line, end_lineno: this.type === "module" ? 1 : line, col_offset: 0, end_col_offset: 0 };
    if (this.type === "module") loc.end_lineno = this.firstlineno;
    if (this.scope.coroutine || this.scope.generator) {
      const line: Location = { lineno: this.firstlineno, end_lineno: this.firstlineno, col_offset: -1, end_col_offset: -1 };
      this.emit(line, Op.RETURN_GENERATOR);
      this.emit(line, Op.POP_TOP);
    }
    this.emit(loc, Op.RESUME, ResumeAt.START);
  }

  /** Every way that falls off the end returns None. */
  returnNone(): void {
    this.loadConst(NO_LOCATION, NONE);
    this.emit(NO_LOCATION, Op.RETURN_VALUE);
  }

  /** Guards the whole body: a StopIteration that leaves a generator becomes a RuntimeError (PEP 479). */
  wrapInStopIterationHandler(setup: number): void {
    const handler = new Block();
    for (let block: Block | null = this.entry; block !== null; block = block.next) {
      const at = block.instrs.findIndex((instr) => instr.op === Op.RESUME);
      if (at < 0) continue;
      block.instrs.splice(at, 0, new Instr(setup, 0, NO_LOCATION, handler));
      break;
    }
    this.returnNone();
    this.use(handler);
    this.emit(NO_LOCATION, Op.CALL_INTRINSIC_1, 3);
    this.emit(NO_LOCATION, Op.RERAISE, 1);
  }
}

function indexIn(table: Map<string, number>, name: string): number {
  let index = table.get(name);
  if (index === undefined) table.set(name, (index = table.size));
  return index;
}

function qualifiedName(unit: Unit): string {
  let parent = unit.parent;
  if (parent === null) return unit.name;
  if (parent.type === "type parameters" || parent.type === "annotations") {
    // The hidden functions of type parameters and annotations do not show in names.
    parent = parent.parent!;
    if (parent.parent === null) return unit.name;
  }
  if (parent.parent === null) return unit.name;
  if (unit.type === "function" || unit.type === "async function" || unit.type === "class") {
    if (parent.scope.binding(unit.parent!.mangled(unit.name)) === Binding.GLOBAL_EXPLICIT) return unit.name;
  }
  const local = parent.type === "function" || parent.type === "async function" || parent.type === "lambda";
  return local ? `${parent.qualname}.<locals>.${unit.name}` : `${parent.qualname}.${unit.name}`;
}

export interface Warning {
  category: "SyntaxWarning" | "DeprecationWarning";
  message: string;
  location: Location;
}

export interface CompilerOptions {
  filename: string;
  optimize: number;
  interactive: boolean;
  topLevelAwait: boolean;
  futureAnnotations: boolean;
  /** co_flags of the future statements in force. */
  futureFlags: number;
  /** The last line on which `from __future__` may stand. */
  futureLine: number;
}

export class Compiler {
  readonly table: SymbolTable;
  readonly options: CompilerOptions;
  readonly warnings: Warning[] = [];
  unit!: Unit;
  depth = 0;

  constructor(table: SymbolTable, options: CompilerOptions) {
    this.table = table;
    this.options = options;
  }

  enter(scope: Scope, type: UnitType, name: string, owner: string | null, firstlineno: number): Unit {
    const parent = this.depth === 0 ? null : this.unit;
    this.unit = new Unit(scope, type, name, parent, owner, firstlineno);
    this.depth++;
    this.unit.prologue();
    return this.unit;
  }

  leave(): void {
    this.depth--;
    if (this.unit.parent !== null) this.unit = this.unit.parent;
  }

  scopeOf(node: object): Scope {
    const scope = this.table.scopes.get(node);
    if (scope === undefined) throw new Error("a tree node without a scope");
    return scope;
  }

  warn(message: string, location: Location): void {
    this.warnings.push({ category: "SyntaxWarning", message, location });
  }
}

/** More values than this are not kept on the stack at once. */
export const STACK_GUIDELINE = 30;

export { opensRegion };
