// A scope (CPython's "symbol table entry"): one block of the program with the names it binds and uses.
//
// build.ts makes the scopes from the tree and records what each block *does* with a name (the DEF and USE bits). resolve.ts then
// decides what each name *is* there (a `Binding`, kept in the bits above SCOPE_SHIFT, as in CPython so that symtable can show it).

import type { Location } from "./error.ts";

export type BlockType = "module" | "function" | "class" | "annotation" | "type variable" | "type alias" | "type parameters";
export type ComprehensionKind = "none" | "list" | "dict" | "set" | "generator";

export const Def = {
  GLOBAL: 1,
  LOCAL: 2,
  PARAM: 4,
  NONLOCAL: 8,
  USE: 16,
  /** A free name of a method that the class binds too. */
  FREE_CLASS: 64,
  IMPORT: 128,
  ANNOT: 256,
  /** The target of a comprehension's loop. */
  COMP_ITER: 512,
  TYPE_PARAM: 1024,
  /** A cell that came here from an inlined comprehension. */
  COMP_CELL: 2048,
  /** Any of the bits that bind. */
  BOUND: 2 | 4 | 128 | 1024,
} as const;
export const SCOPE_SHIFT = 12;

/** What a name is in a scope. */
export const Binding = { NONE: 0, LOCAL: 1, GLOBAL_EXPLICIT: 2, GLOBAL_IMPLICIT: 3, FREE: 4, CELL: 5 } as const;
export type Binding = (typeof Binding)[keyof typeof Binding];

/** A `global` or `nonlocal` statement's name, for errors that are known only later. */
export interface Directive {
  name: string;
  location: Location;
}

export class Scope {
  readonly type: BlockType;
  readonly name: string;
  readonly parent: Scope | null;
  readonly lineno: number;
  readonly location: Location;
  symbols: Map<string, number> = new Map();
  /** Parameters in order (mangled). */
  varnames: string[] = [];
  children: Scope[] = [];
  directives: Directive[] = [];
  /** Names to mangle, in a type parameter scope of a class; null: all. */
  mangledNames: Set<string> | null = null;
  /** "an annotation", "a TypeVar bound" ...: where we are, in an error message. */
  scopeInfo: string | null = null;
  /** Of an __annotate__ scope of a function: the function's name. */
  functionName: string | null = null;
  /** The __annotate__ scope of a module or class. */
  annotationScope: Scope | null = null;
  comprehension: ComprehensionKind = "none";
  nested = false;
  generator = false;
  coroutine = false;
  /** A `return` with a value. */
  varargs = false;
  varkeywords = false;
  hasDocstring = false;
  /** A function directly in a class. */
  method = false;
  annotationsUsed = false;
  needsClassClosure = false;
  needsClassDict = false;
  canSeeClassScope = false;
  /** A comprehension that is compiled into the block around it (PEP 709). */
  inlined = false;
  /** The comprehension's loop target is being visited. */
  compIterTarget = false;
  /** How deep inside the iterable of a comprehension. */
  compIterExpr = 0;
  hasConditionalAnnotations = false;
  inConditionalBlock = false;
  inUnevaluatedAnnotation = false;

  constructor(type: BlockType, name: string, parent: Scope | null, location: Location) {
    this.type = type;
    this.name = name;
    this.parent = parent;
    this.location = location;
    this.lineno = location.lineno;
    if (parent !== null && (parent.nested || isFunctionLike(parent))) this.nested = true;
  }

  /** What the name is here. */
  binding(name: string): Binding {
    return ((this.symbols.get(name) ?? 0) >> SCOPE_SHIFT) as Binding;
  }
}

/** Has locals of its own in fast slots: functions, and the hidden functions of annotations and type parameters. */
export function isFunctionLike(scope: Scope): boolean {
  return scope.type !== "module" && scope.type !== "class";
}

export interface SymbolTable {
  top: Scope;
  /** By node: FunctionDef, Lambda, ClassDef, comprehensions, TypeAlias, TypeVar (its bound); a function's `Arguments` has the scope
   *  of its annotations, a `type_params` list that of its parameters. */
  scopes: Map<object, Scope>;
  /** Defaults of type parameters, by the parameter's node. */
  defaults: Map<object, Scope>;
  /** Annotations are strings (PEP 563). */
  futureAnnotations: boolean;
}
