// What each name is in each scope: local, cell, free, or global.
//
// Going down, a name that a block binds is local there, and any other is looked up along the blocks around it: the first function-like
// block that binds it makes it free here; class bodies are passed over, but for the names they lend to their methods (CLASS_NAMES).
// Going up, the free names of the inner blocks turn locals into cells or become free names of the block itself.
//
// List, set and dict comprehensions are then inlined (PEP 709): their names move into the block around them.
// tests/symbols compares the outcome with Python's own.

import { fail } from "./error.ts";
import { Binding, Def, isFunctionLike, SCOPE_SHIFT, type Scope, type SymbolTable } from "./scope.ts";

/** Names that a class body provides to the functions in it. */
const CLASS_NAMES = ["__class__", "__classdict__", "__conditional_annotations__"];

const FLAG_MASK = (1 << SCOPE_SHIFT) - 1;

export function resolve(table: SymbolTable): void {
  resolveScope(table, table.top, null);
}

/** Resolves a scope and all inside it; returns the names that are free in it. `classScope`: the class whose namespace it sees. */
function resolveScope(table: SymbolTable, scope: Scope, classScope: Scope | null): Set<string> {
  const bindings = new Map<string, Binding>();
  for (const [name, flags] of scope.symbols) bindings.set(name, bindingOf(scope, name, flags, classScope));
  // Children look names up here while they are resolved, so what is known is written down first.
  for (const [name, binding] of bindings) scope.symbols.set(name, scope.symbols.get(name)! | (binding << SCOPE_SHIFT));

  const free = new Set<string>();
  for (const [name, binding] of bindings) if (binding === Binding.FREE) free.add(name);
  const freeInChildren = new Set<string>();
  const inlinedCells = new Set<string>();
  // Names from inlined comprehensions; kept apart until all children are resolved, since those must not find them.
  const added = new Map<string, number>();
  const children: Scope[] = [];
  for (const child of scope.children) {
    // Annotations that are strings have no names.
    if (table.futureAnnotations && child.type === "annotation") continue;
    const childFree = resolveScope(table, child, child.canSeeClassScope ? (scope.type === "class" ? scope : classScope) : null);
    if (child.comprehension !== "none" && child.comprehension !== "generator" && !scope.canSeeClassScope) {
      inline(scope, child, added, bindings, childFree, inlinedCells);
      child.inlined = true;
      children.push(...child.children);
    } else {
      children.push(child);
    }
    for (const name of childFree) freeInChildren.add(name);
  }
  scope.children = children;
  for (const [name, flags] of added) scope.symbols.set(name, flags);

  if (isFunctionLike(scope)) {
    for (const [name, binding] of bindings) {
      if (binding !== Binding.LOCAL) continue;
      if (freeInChildren.delete(name) || inlinedCells.has(name)) bindings.set(name, Binding.CELL);
    }
  } else if (scope.type === "class") {
    if (freeInChildren.delete("__class__")) scope.needsClassClosure = true;
    if (freeInChildren.delete("__classdict__")) scope.needsClassDict = true;
    if (freeInChildren.delete("__conditional_annotations__")) scope.hasConditionalAnnotations = true;
  }

  for (const [name, flags] of scope.symbols) {
    const cell = inlinedCells.has(name) ? Def.COMP_CELL : 0;
    scope.symbols.set(name, (flags & FLAG_MASK) | cell | (bindings.get(name)! << SCOPE_SHIFT));
  }
  for (const name of freeInChildren) {
    const flags = scope.symbols.get(name);
    if (flags !== undefined) {
      // A method's free variable that the class binds itself: the class body must still hand the cell through.
      if (scope.type === "class" || scope.canSeeClassScope) scope.symbols.set(name, flags | Def.FREE_CLASS);
    } else if (isBoundAround(scope, name)) {
      scope.symbols.set(name, Binding.FREE << SCOPE_SHIFT);
    }
    free.add(name);
  }
  return free;
}

function bindingOf(scope: Scope, name: string, flags: number, classScope: Scope | null): Binding {
  if (flags & Def.GLOBAL) {
    if (flags & Def.NONLOCAL) directiveError(scope, name, `name '${name}' is nonlocal and global`);
    return Binding.GLOBAL_EXPLICIT;
  }
  if (flags & Def.NONLOCAL) {
    if (scope.parent === null) directiveError(scope, name, "nonlocal declaration not allowed at module level");
    const owner = findBinder(scope, name);
    if (owner === null) directiveError(scope, name, `no binding for nonlocal '${name}' found`);
    if ((owner.symbols.get(name) ?? 0) & Def.TYPE_PARAM) {
      directiveError(scope, name, `nonlocal binding not allowed for type parameter '${name}'`);
    }
    return Binding.FREE;
  }
  if (flags & Def.BOUND) return Binding.LOCAL;
  if (classScope !== null) {
    // The class namespace is asked first at run time; LOAD_FROM_DICT_OR_GLOBALS does that for a global name.
    const inClass = classScope.symbols.get(name) ?? 0;
    if (inClass & Def.GLOBAL) return Binding.GLOBAL_EXPLICIT;
    if (inClass & Def.BOUND && !(inClass & Def.NONLOCAL)) return Binding.GLOBAL_IMPLICIT;
  }
  return findBinder(scope, name) === null ? Binding.GLOBAL_IMPLICIT : Binding.FREE;
}

/** The block around `scope` whose variable `name` is, as seen from `scope`; null: it is global. */
function findBinder(scope: Scope, name: string): Scope | null {
  for (let outer = scope.parent; outer !== null; outer = outer.parent) {
    if (outer.type === "class") {
      if (CLASS_NAMES.includes(name)) return outer;
      continue;
    }
    if (outer.type === "module") return null;
    const flags = outer.symbols.get(name);
    if (flags === undefined) continue;
    if (flags & Def.GLOBAL) return null;
    if (flags & Def.BOUND && !(flags & Def.NONLOCAL)) return outer;
  }
  return null;
}

function isBoundAround(scope: Scope, name: string): boolean {
  return findBinder(scope, name) !== null;
}

function directiveError(scope: Scope, name: string, message: string): never {
  const directive = scope.directives.find((one) => one.name === name);
  fail(message, directive?.location ?? scope.location);
}

/** Moves the names of an inlined comprehension into the scope around it. */
function inline(
  scope: Scope,
  comp: Scope,
  added: Map<string, number>,
  bindings: Map<string, Binding>,
  compFree: Set<string>,
  inlinedCells: Set<string>,
): void {
  const hidden: string[] = [];
  for (const [name, compFlags] of comp.symbols) {
    if (compFlags & Def.PARAM) continue; // the iterable is on the stack
    let binding = (compFlags >> SCOPE_SHIFT) as Binding;
    if (binding === Binding.CELL || compFlags & Def.COMP_CELL) inlinedCells.add(name);
    const existing = scope.symbols.get(name) ?? added.get(name);
    if (existing === undefined) {
      if (binding === Binding.FREE && scope.type === "class" && CLASS_NAMES.includes(name)) {
        binding = Binding.GLOBAL_IMPLICIT;
        compFree.delete(name);
        hidden.push(name);
      }
      added.set(name, compFlags & FLAG_MASK);
      bindings.set(name, binding);
    } else if (existing & Def.BOUND && scope.type !== "class" && !comp.children.some((child) => child.binding(name) === Binding.FREE)) {
      // Free in the comprehension, local around it: now simply local.
      compFree.delete(name);
    }
  }
  for (const name of hidden) comp.symbols.delete(name);
}
