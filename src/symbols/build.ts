// From the tree to scopes: walks the whole program once, makes a Scope for each block and records in it what the block does with
// names. Errors that show without knowing other scopes are raised here, the others in resolve.ts.

import type * as ast from "../syntax/ast.ts";
import { fail, type Location } from "./error.ts";
import { mangle } from "./mangle.ts";
import { type BlockType, type ComprehensionKind, Def, isFunctionLike, Scope, type SymbolTable } from "./scope.ts";

export interface BuildOptions {
  /** `from __future__ import annotations` is in force. */
  futureAnnotations: boolean;
  /** PyCF_ALLOW_TOP_LEVEL_AWAIT. */
  topLevelAwait: boolean;
}

const NOWHERE: Location = { lineno: 0, col_offset: 0, end_lineno: 0, end_col_offset: 0 };

class Builder implements SymbolTable {
  readonly options: BuildOptions;
  readonly top: Scope;
  readonly scopes: Map<object, Scope> = new Map();
  readonly defaults: Map<object, Scope> = new Map();
  readonly futureAnnotations: boolean;
  private current: Scope;
  /** The class whose private names are mangled. */
  private owner: string | null = null;

  constructor(options: BuildOptions) {
    this.options = options;
    this.futureAnnotations = options.futureAnnotations;
    this.top = new Scope("module", "top", null, NOWHERE);
    this.current = this.top;
  }

  module(mod: ast.Mod): void {
    this.scopes.set(mod, this.top);
    switch (mod.kind) {
      case "Module":
        this.top.hasDocstring = startsWithDocstring(mod.body);
        this.block(mod.body);
        break;
      case "Interactive":
        this.block(mod.body);
        break;
      case "Expression":
        this.expr(mod.body);
        break;
      case "FunctionType":
        fail("this compiler does not handle FunctionTypes", NOWHERE);
    }
  }

  // Scopes

  private enter(type: BlockType, name: string, location: Location): Scope {
    const scope = new Scope(type, name, this.current, location);
    if (type === "function" && this.current.type === "class") scope.method = true;
    scope.compIterExpr = this.current.compIterExpr;
    this.open(scope);
    return scope;
  }

  private open(scope: Scope): void {
    this.current.children.push(scope);
    this.current = scope;
    if (scope.type === "annotation" || scope.type === "type variable" || scope.type === "type alias") {
      this.define(".format", Def.PARAM, scope.location);
      this.define(".format", Def.USE, scope.location);
    }
  }

  private exit(): void {
    this.current = this.current.parent!;
  }

  /** The block can look names up in the namespace of the class around it. */
  private seeClass(location: Location): void {
    this.current.canSeeClassScope = true;
    this.define("__classdict__", Def.USE, location);
  }

  private mangled(name: string): string {
    const only = this.current.mangledNames;
    return only !== null && !only.has(name) ? name : mangle(this.owner, name);
  }

  private flagsOf(name: string): number {
    return this.current.symbols.get(this.mangled(name)) ?? 0;
  }

  private define(name: string, flag: number, location: Location): void {
    if (flag & Def.TYPE_PARAM) this.current.mangledNames?.add(name);
    this.defineIn(this.current, name, flag, location);
  }

  private defineIn(scope: Scope, name: string, flag: number, location: Location): void {
    const stored = this.mangled(name);
    let flags = scope.symbols.get(stored) ?? 0;
    if (flags & flag & Def.PARAM) fail(`duplicate argument '${name}' in function definition`, location);
    if (flags & flag & Def.TYPE_PARAM) fail(`duplicate type parameter '${name}'`, location);
    flags |= flag;
    if (scope.compIterTarget) {
      if (flags & (Def.GLOBAL | Def.NONLOCAL)) {
        fail(`comprehension inner loop cannot rebind assignment expression target '${name}'`, location);
      }
      flags |= Def.COMP_ITER;
    }
    scope.symbols.set(stored, flags);
    if (flag & Def.PARAM) scope.varnames.push(stored);
    else if (flag & Def.GLOBAL) this.top.symbols.set(stored, (this.top.symbols.get(stored) ?? 0) | flag);
  }

  private bind(name: string, flag: number, location: Location): void {
    if (name === "__debug__") fail("cannot assign to __debug__", location);
    this.define(name, flag, location);
  }

  // Statements

  private block(body: ast.Stmt[]): void {
    for (const statement of body) this.stmt(statement);
  }

  /** A block that need not run: an annotation in it is conditional. */
  private conditional(body: ast.Stmt[]): void {
    const scope = this.current;
    const outer = scope.inConditionalBlock;
    scope.inConditionalBlock = true;
    this.block(body);
    scope.inConditionalBlock = outer;
  }

  private stmt(s: ast.Stmt): void {
    switch (s.kind) {
      case "Expr":
        this.expr(s.value);
        break;
      case "Assign":
        this.exprs(s.targets);
        this.expr(s.value);
        break;
      case "FunctionDef":
      case "AsyncFunctionDef":
        this.functionDef(s);
        break;
      case "ClassDef":
        this.classDef(s);
        break;
      case "Return":
        if (s.value) this.expr(s.value);
        break;
      case "If":
      case "While":
        this.expr(s.test);
        this.conditional(s.body);
        this.conditional(s.orelse);
        break;
      case "For":
      case "AsyncFor":
        this.expr(s.target);
        this.expr(s.iter);
        this.conditional(s.body);
        this.conditional(s.orelse);
        break;
      case "Import":
      case "ImportFrom":
        for (const alias of s.names) this.alias(alias);
        break;
      case "AugAssign":
        this.expr(s.target);
        this.expr(s.value);
        break;
      case "AnnAssign":
        this.annAssign(s);
        break;
      case "Delete":
        this.exprs(s.targets);
        break;
      case "Raise":
        if (s.exc) this.expr(s.exc);
        if (s.cause) this.expr(s.cause);
        break;
      case "Try":
      case "TryStar":
        this.conditional(s.body);
        {
          const outer = this.current.inConditionalBlock;
          this.current.inConditionalBlock = true;
          for (const handler of s.handlers) {
            if (handler.type) this.expr(handler.type);
            if (handler.name !== null) this.bind(handler.name, Def.LOCAL, handler);
            this.block(handler.body);
          }
          this.current.inConditionalBlock = outer;
        }
        this.conditional(s.orelse);
        this.conditional(s.finalbody);
        break;
      case "With":
      case "AsyncWith":
        for (const item of s.items) {
          this.expr(item.context_expr);
          if (item.optional_vars) this.expr(item.optional_vars);
        }
        this.conditional(s.body);
        break;
      case "Assert":
        this.expr(s.test);
        if (s.msg) this.expr(s.msg);
        break;
      case "Global":
      case "Nonlocal":
        this.directive(s);
        break;
      case "Match":
        this.expr(s.subject);
        {
          const outer = this.current.inConditionalBlock;
          this.current.inConditionalBlock = true;
          for (const one of s.cases) {
            this.pattern(one.pattern);
            if (one.guard) this.expr(one.guard);
            this.block(one.body);
          }
          this.current.inConditionalBlock = outer;
        }
        break;
      case "TypeAlias":
        this.typeAlias(s);
        break;
      default: // Pass, Break, Continue
    }
  }

  private functionDef(s: ast.FunctionDef | ast.AsyncFunctionDef): void {
    this.bind(s.name, Def.LOCAL, s);
    this.exprs(s.args.defaults);
    for (const value of s.args.kw_defaults) if (value) this.expr(value);
    this.exprs(s.decorator_list);
    const generic = s.type_params.length > 0;
    if (generic) {
      const scope = this.enterTypeParams(s);
      this.define(".defaults", Def.PARAM, s);
      if (s.args.kw_defaults.some((value) => value !== null)) this.define(".kwdefaults", Def.PARAM, s);
      this.scopes.set(s.type_params, scope);
      for (const param of s.type_params) this.typeParam(param, s.type_params);
    }
    this.functionAnnotations(s);
    const scope = this.enter("function", s.name, s);
    this.scopes.set(s, scope);
    scope.hasDocstring = startsWithDocstring(s.body);
    if (s.kind === "AsyncFunctionDef") scope.coroutine = true;
    this.args(s.args);
    this.block(s.body);
    this.exit();
    if (generic) this.exit();
  }

  private enterTypeParams(s: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.TypeAlias): Scope {
    const inClass = this.current.type === "class";
    const name = s.kind === "TypeAlias" ? (s.name as ast.Name).id : s.name;
    const scope = this.enter("type parameters", name, s);
    if (inClass) this.seeClass(s);
    if (s.kind === "ClassDef") {
      // Set when the tuple of type parameters is made, used when the bases are put together.
      this.define(".type_params", Def.LOCAL, s);
      this.define(".type_params", Def.USE, s);
      this.define(".generic_base", Def.LOCAL, s);
      this.define(".generic_base", Def.USE, s);
    }
    return scope;
  }

  private args(a: ast.Arguments): void {
    const param = (arg: ast.Arg): void => this.bind(arg.arg, Def.PARAM, arg);
    a.posonlyargs.forEach(param);
    a.args.forEach(param);
    a.kwonlyargs.forEach(param);
    if (a.vararg) {
      param(a.vararg);
      this.current.varargs = true;
    }
    if (a.kwarg) {
      param(a.kwarg);
      this.current.varkeywords = true;
    }
  }

  private functionAnnotations(s: ast.FunctionDef | ast.AsyncFunctionDef): void {
    const outer = this.current;
    const scope = this.enter("annotation", "__annotate__", s);
    this.scopes.set(s.args, scope);
    scope.functionName = s.name;
    if (outer.canSeeClassScope || outer.type === "class") this.seeClass(s);
    const annotation = (arg: ast.Arg | null): void => {
      if (!arg?.annotation) return;
      scope.annotationsUsed = true;
      this.expr(arg.annotation);
    };
    s.args.posonlyargs.forEach(annotation);
    s.args.args.forEach(annotation);
    annotation(s.args.vararg);
    annotation(s.args.kwarg);
    s.args.kwonlyargs.forEach(annotation);
    if (s.returns) {
      scope.annotationsUsed = true;
      this.expr(s.returns);
    }
    this.exit();
  }

  private classDef(s: ast.ClassDef): void {
    this.bind(s.name, Def.LOCAL, s);
    this.exprs(s.decorator_list);
    const owner = this.owner;
    const generic = s.type_params.length > 0;
    if (generic) {
      const scope = this.enterTypeParams(s);
      this.scopes.set(s.type_params, scope);
      this.owner = s.name;
      scope.mangledNames = new Set();
      for (const param of s.type_params) this.typeParam(param, s.type_params);
    }
    this.exprs(s.bases);
    this.keywords(s.keywords);
    const scope = this.enter("class", s.name, s);
    this.scopes.set(s, scope);
    scope.hasDocstring = startsWithDocstring(s.body);
    this.owner = s.name;
    if (generic) {
      this.define("__type_params__", Def.LOCAL, s);
      this.define(".type_params", Def.USE, s);
    }
    this.block(s.body);
    this.exit();
    if (generic) this.exit();
    this.owner = owner;
  }

  private typeAlias(s: ast.TypeAlias): void {
    this.expr(s.name);
    const name = (s.name as ast.Name).id;
    const inClass = this.current.type === "class";
    const generic = s.type_params.length > 0;
    if (generic) {
      this.scopes.set(s.type_params, this.enterTypeParams(s));
      for (const param of s.type_params) this.typeParam(param, s.type_params);
    }
    const scope = this.enter("type alias", name, s);
    this.scopes.set(s, scope);
    if (inClass) this.seeClass(s.value);
    this.expr(s.value);
    this.exit();
    if (generic) this.exit();
  }

  private typeParam(param: ast.TypeParam, all: ast.TypeParam[]): void {
    this.bind(param.name, Def.TYPE_PARAM | Def.LOCAL, param);
    if (param.name === "__classdict__") fail(`reserved name '${param.name}' cannot be used for type parameter`, param);
    if (param.kind === "TypeVar" && param.bound) {
      const info = param.bound.kind === "Tuple" ? "a TypeVar constraint" : "a TypeVar bound";
      this.scopes.set(param, this.typeVariable(param, param.bound, info));
    }
    if (param.default_value) {
      this.defaults.set(param, this.typeVariable(param, param.default_value, `a ${param.kind} default`));
    } else if (all.some((other) => other.default_value && all.indexOf(other) < all.indexOf(param))) {
      fail(`non-default type parameter '${param.name}' follows default type parameter`, param);
    }
  }

  private typeVariable(param: ast.TypeParam, value: ast.Expr, info: string): Scope {
    const inClass = this.current.canSeeClassScope;
    const scope = this.enter("type variable", param.name, value);
    if (inClass) this.seeClass(value);
    scope.scopeInfo = info;
    this.expr(value);
    this.exit();
    return scope;
  }

  private annAssign(s: ast.AnnAssign): void {
    if (s.target.kind === "Name") {
      const flags = this.flagsOf(s.target.id);
      if (flags & (Def.GLOBAL | Def.NONLOCAL) && this.current !== this.top && s.simple) {
        fail(`annotated name '${s.target.id}' can't be ${flags & Def.GLOBAL ? "global" : "nonlocal"}`, s);
      }
      if (s.simple) this.bind(s.target.id, Def.ANNOT | Def.LOCAL, s.target);
      else if (s.value) this.bind(s.target.id, Def.LOCAL, s.target);
    } else {
      this.expr(s.target);
    }
    this.annotation(s.annotation);
    if (s.value) this.expr(s.value);
  }

  /** The annotation of a variable. All of a block's go into one scope, its __annotate__. In a function they are never evaluated. */
  private annotation(e: ast.Expr): void {
    const block = this.current;
    const unevaluated = block.type === "function";
    if (((block.type === "class" && block.inConditionalBlock) || block.type === "module") && !block.hasConditionalAnnotations) {
      block.hasConditionalAnnotations = true;
      this.define("__conditional_annotations__", Def.USE, e);
    }
    block.annotationsUsed = true;
    if (block.annotationScope === null) {
      block.annotationScope = this.enter("annotation", "__annotate__", e);
      if (block.type === "class" && !this.options.futureAnnotations) this.seeClass(e);
    } else {
      this.current = block.annotationScope;
    }
    this.current.inUnevaluatedAnnotation = unevaluated;
    this.expr(e);
    this.current.inUnevaluatedAnnotation = false;
    this.exit();
  }

  private alias(a: ast.Alias): void {
    if (a.name === "*") {
      if (this.current.type !== "module") fail("import * only allowed at module level", a);
      return;
    }
    const name = a.asname ?? a.name;
    const dot = name.indexOf(".");
    this.bind(dot < 0 ? name : name.slice(0, dot), Def.IMPORT, a);
  }

  private directive(s: ast.Global | ast.Nonlocal): void {
    const word = s.kind === "Global" ? "global" : "nonlocal";
    for (const name of s.names) {
      const flags = this.flagsOf(name);
      if (flags & Def.PARAM) fail(`name '${name}' is parameter and ${word}`, s);
      if (flags & Def.USE) fail(`name '${name}' is used prior to ${word} declaration`, s);
      if (flags & Def.ANNOT) fail(`annotated name '${name}' can't be ${word}`, s);
      if (flags & Def.LOCAL) fail(`name '${name}' is assigned to before ${word} declaration`, s);
      this.define(name, s.kind === "Global" ? Def.GLOBAL : Def.NONLOCAL, s);
      this.current.directives.push({ name: this.mangled(name), location: s });
    }
  }

  private pattern(p: ast.Pattern): void {
    switch (p.kind) {
      case "MatchValue":
        this.expr(p.value);
        break;
      case "MatchSingleton":
        break;
      case "MatchSequence":
      case "MatchOr":
        for (const one of p.patterns) this.pattern(one);
        break;
      case "MatchStar":
        if (p.name !== null) this.bind(p.name, Def.LOCAL, p);
        break;
      case "MatchMapping":
        this.exprs(p.keys);
        for (const one of p.patterns) this.pattern(one);
        if (p.rest !== null) this.bind(p.rest, Def.LOCAL, p);
        break;
      case "MatchClass":
        this.expr(p.cls);
        for (const one of p.patterns) this.pattern(one);
        p.kwd_attrs.forEach((attr, i) => {
          if (attr === "__debug__") fail("cannot assign to __debug__", p.kwd_patterns[i]!);
        });
        for (const one of p.kwd_patterns) this.pattern(one);
        break;
      case "MatchAs":
        if (p.pattern) this.pattern(p.pattern);
        if (p.name !== null) this.bind(p.name, Def.LOCAL, p);
        break;
    }
  }

  // Expressions

  private exprs(list: readonly ast.Expr[]): void {
    for (const e of list) this.expr(e);
  }

  private expr(e: ast.Expr): void {
    switch (e.kind) {
      case "Name":
        this.nameExpr(e);
        break;
      case "Constant":
        break;
      case "Attribute":
        if (e.attr === "__debug__" && e.ctx !== "Load") fail(`cannot ${e.ctx === "Del" ? "delete" : "assign to"} __debug__`, e);
        this.expr(e.value);
        break;
      case "Call":
        this.expr(e.func);
        this.exprs(e.args);
        this.keywords(e.keywords);
        break;
      case "Subscript":
        this.expr(e.value);
        this.expr(e.slice);
        break;
      case "BinOp":
        this.expr(e.left);
        this.expr(e.right);
        break;
      case "UnaryOp":
        this.expr(e.operand);
        break;
      case "BoolOp":
        this.exprs(e.values);
        break;
      case "Compare":
        this.expr(e.left);
        this.exprs(e.comparators);
        break;
      case "IfExp":
        this.expr(e.test);
        this.expr(e.body);
        this.expr(e.orelse);
        break;
      case "Tuple":
      case "List":
      case "Set":
        this.exprs(e.elts);
        break;
      case "Dict":
        for (const key of e.keys) if (key) this.expr(key);
        this.exprs(e.values);
        break;
      case "Starred":
        this.expr(e.value);
        break;
      case "Slice":
        if (e.lower) this.expr(e.lower);
        if (e.upper) this.expr(e.upper);
        if (e.step) this.expr(e.step);
        break;
      case "JoinedStr":
      case "TemplateStr":
        this.exprs(e.values);
        break;
      case "FormattedValue":
      case "Interpolation":
        this.expr(e.value);
        if (e.format_spec) this.expr(e.format_spec);
        break;
      case "NamedExpr":
        this.refuseIn("named expression", e);
        this.namedExpr(e);
        break;
      case "Lambda": {
        this.exprs(e.args.defaults);
        for (const value of e.args.kw_defaults) if (value) this.expr(value);
        this.scopes.set(e, this.enter("function", "lambda", e));
        this.args(e.args);
        this.expr(e.body);
        this.exit();
        break;
      }
      case "ListComp":
        this.comprehension(e, "listcomp", "list", e.elt, null);
        break;
      case "SetComp":
        this.comprehension(e, "setcomp", "set", e.elt, null);
        break;
      case "GeneratorExp":
        this.comprehension(e, "genexpr", "generator", e.elt, null);
        break;
      case "DictComp":
        this.comprehension(e, "dictcomp", "dict", e.key, e.value);
        break;
      case "Yield":
      case "YieldFrom":
        this.refuseIn("yield expression", e);
        if (e.value) this.expr(e.value);
        this.current.generator = true;
        if (this.current.comprehension !== "none") {
          const what = this.current.comprehension === "generator" ? "generator expression" : `${this.current.comprehension} comprehension`;
          fail(`'yield' inside ${what}`, e);
        }
        break;
      case "Await":
        this.refuseIn("await expression", e);
        if (!this.options.topLevelAwait) {
          if (!isFunctionLike(this.current)) fail("'await' outside function", e);
          if (this.current.comprehension === "none" && !this.current.coroutine) fail("'await' outside async function", e);
        }
        this.expr(e.value);
        this.current.coroutine = true;
        break;
    }
  }

  private nameExpr(e: ast.Name): void {
    if (e.ctx === "Load") {
      if (this.current.inUnevaluatedAnnotation) return;
      this.define(e.id, Def.USE, e);
      // super() without arguments needs the class.
      if (e.id === "super" && isFunctionLike(this.current)) this.define("__class__", Def.USE, e);
    } else {
      if (e.id === "__debug__") fail(`cannot ${e.ctx === "Del" ? "delete" : "assign to"} __debug__`, e);
      this.define(e.id, Def.LOCAL, e);
    }
  }

  private keywords(list: ast.Keyword[]): void {
    for (const keyword of list) {
      if (keyword.arg === "__debug__") fail("cannot assign to __debug__", keyword);
    }
    for (const keyword of list) this.expr(keyword.value);
  }

  private refuseIn(what: string, e: ast.Expr): void {
    switch (this.current.type) {
      case "annotation":
        fail(`${what} cannot be used within an annotation`, e);
      case "type variable":
        fail(`${what} cannot be used within ${this.current.scopeInfo ?? "a TypeVar bound"}`, e);
      case "type alias":
        fail(`${what} cannot be used within a type alias`, e);
      case "type parameters":
        fail(`${what} cannot be used within the definition of a generic`, e);
    }
  }

  private namedExpr(e: ast.NamedExpr): void {
    if (this.current.compIterExpr > 0) {
      fail("assignment expression cannot be used in a comprehension iterable expression", e);
    }
    if (this.current.comprehension !== "none") this.extendNamedExpr(e.target as ast.Name);
    this.expr(e.value);
    this.expr(e.target);
  }

  /** The target of an assignment expression in a comprehension belongs to the block around it. */
  private extendNamedExpr(target: ast.Name): void {
    const name = target.id;
    for (let scope: Scope | null = this.current; scope !== null; scope = scope.parent) {
      const flags = scope.symbols.get(this.mangled(name)) ?? 0;
      if (scope.comprehension !== "none") {
        if (flags & Def.COMP_ITER && flags & Def.LOCAL) {
          fail(`assignment expression cannot rebind comprehension iteration variable '${name}'`, target);
        }
        continue;
      }
      switch (scope.type) {
        case "function":
          this.define(name, flags & Def.GLOBAL ? Def.GLOBAL : Def.NONLOCAL, target);
          this.current.directives.push({ name: this.mangled(name), location: target });
          this.defineIn(scope, name, Def.LOCAL, target);
          return;
        case "module":
          this.define(name, Def.GLOBAL, target);
          this.current.directives.push({ name: this.mangled(name), location: target });
          this.defineIn(scope, name, Def.GLOBAL, target);
          return;
        case "class":
          fail("assignment expression within a comprehension cannot be used in a class body", target);
        case "type parameters":
          fail("assignment expression within a comprehension cannot be used within the definition of a generic", target);
        case "type alias":
          fail("assignment expression within a comprehension cannot be used in a type alias", target);
        case "type variable":
          fail("assignment expression within a comprehension cannot be used in a TypeVar bound", target);
      }
    }
  }

  private comprehension(
    e: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp,
    name: string,
    kind: ComprehensionKind,
    element: ast.Expr,
    value: ast.Expr | null,
  ): void {
    const outermost = e.generators[0]!;
    this.current.compIterExpr++;
    this.expr(outermost.iter);
    this.current.compIterExpr--;
    const scope = this.enter("function", name, e);
    this.scopes.set(e, scope);
    scope.comprehension = kind;
    if (outermost.is_async) scope.coroutine = true;
    this.define(".0", Def.PARAM, e);
    e.generators.forEach((generator, i) => {
      scope.compIterTarget = true;
      this.expr(generator.target);
      scope.compIterTarget = false;
      if (i > 0) {
        scope.compIterExpr++;
        this.expr(generator.iter);
        scope.compIterExpr--;
      }
      this.exprs(generator.ifs);
      if (generator.is_async) scope.coroutine = true;
    });
    if (value) this.expr(value);
    this.expr(element);
    scope.generator = kind === "generator";
    this.exit();
    if (scope.coroutine && !scope.generator) this.current.coroutine = true;
  }
}

export function startsWithDocstring(body: readonly ast.Stmt[]): boolean {
  const first = body[0];
  return first?.kind === "Expr" && first.value.kind === "Constant" && first.value.value.type === "str";
}

/** Scopes of a program, names not resolved yet. */
export function buildScopes(mod: ast.Mod, options: BuildOptions): SymbolTable {
  const builder = new Builder(options);
  builder.module(mod);
  return builder;
}
