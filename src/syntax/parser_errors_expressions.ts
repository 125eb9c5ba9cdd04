// The second pass over a text that does not fit the grammar: expressions.
//
// The first pass reads forward and gives up at the first token that does not fit. To word the error as CPython does, this pass reads
// the text again the way its grammar is defined: alternatives in order, each from the same place, an expression being the longest
// beginning of the text that makes one. Among the alternatives stand the mistakes that have a message of their own; the first that
// matches throws it. A mistake is looked for before or after the regular alternatives, and the order decides which message wins.
//
// What was read at a place is remembered, since nearly every place is read several times. `searching` is off while the right-hand
// side of "perhaps you forgot a comma" is read, where no further mistakes are looked for; and for the whole of a pass that comes
// before, since a few mistakes (`always`) are found by CPython while it still reads for the first time.

import type { Comprehension, Expr, Keyword, TypeParam } from "./ast.ts";
import { FAIL } from "./parser_base.ts";
import { StatementParser } from "./parser_statements.ts";
import * as T from "./tokens.ts";

/** What CPython calls an expression in messages. */
export function exprName(expr: Expr): string {
  switch (expr.kind) {
    case "Attribute":
      return "attribute";
    case "Subscript":
      return "subscript";
    case "Starred":
      return "starred";
    case "Name":
      return "name";
    case "List":
      return "list";
    case "Tuple":
      return "tuple";
    case "Lambda":
      return "lambda";
    case "Call":
      return "function call";
    case "BoolOp":
    case "BinOp":
    case "UnaryOp":
      return "expression";
    case "GeneratorExp":
      return "generator expression";
    case "Yield":
    case "YieldFrom":
      return "yield expression";
    case "Await":
      return "await expression";
    case "ListComp":
      return "list comprehension";
    case "SetComp":
      return "set comprehension";
    case "DictComp":
      return "dict comprehension";
    case "Dict":
      return "dict literal";
    case "Set":
      return "set display";
    case "JoinedStr":
    case "FormattedValue":
      return "f-string expression";
    case "TemplateStr":
    case "Interpolation":
      return "t-string expression";
    case "Constant": {
      const type = expr.value.type;
      return type === "None" || type === "True" || type === "False" ? type : type === "Ellipsis" ? "ellipsis" : "literal";
    }
    case "Compare":
      return "comparison";
    case "IfExp":
      return "conditional expression";
    case "NamedExpr":
      return "named expression";
    case "Slice":
      return "slice";
  }
}

interface Remembered {
  node: unknown;
  end: number;
}

/** The operators after which 'not' needs parentheses. */
const ARITHMETIC = new Set([T.PLUS, T.MINUS, T.STAR, T.SLASH, T.PERCENT, T.DOUBLESLASH, T.AT]);
const SOFT_KEYWORDS = new Set(["_", "case", "match", "type"]);

export class DiagnosingExpressions extends StatementParser {
  searching = true;
  private readonly memory: Map<string, Map<number, Remembered | null>> = new Map();
  /** Set while what is read must not be remembered for the search. */
  private apart = false;
  private readonly memoryApart: Map<string, Map<number, Remembered | null>> = new Map();

  /** The result of a rule at this place, read once. */
  remember<R>(rule: string, parse: () => R): R {
    const memory = this.apart ? this.memoryApart : this.memory;
    let places = memory.get(rule);
    if (places === undefined) memory.set(rule, (places = new Map()));
    const at = this.pos;
    const known = places.get(at);
    if (known === null) throw FAIL;
    if (known !== undefined) {
      this.reset(known.end);
      return known.node as R;
    }
    this.enter();
    try {
      const node = parse();
      places.set(at, { node, end: this.pos });
      return node;
    } catch (error) {
      if (error === FAIL) places.set(at, null);
      throw error;
    } finally {
      this.leave();
    }
  }

  /** Looks for a mistake at this place: throws its error, or leaves the position as it was. */
  mistake(match: () => void): void {
    if (!this.searching) return;
    const pos = this.pos;
    this.attempt(match);
    this.reset(pos);
  }

  /** The same for a mistake that is looked for in every pass. */
  always(match: () => void): void {
    const pos = this.pos;
    this.attempt(match);
    this.reset(pos);
  }

  /** Whether a parse function fails here; the position stays. */
  fails(parse: () => unknown): boolean {
    const pos = this.pos;
    const result = this.attempt(parse);
    this.reset(pos);
    return result === null;
  }

  /** ','.item+ : the items as far as they match. A comma after the last stays. */
  gather<R>(parse: () => R): R[] {
    const items = [parse.call(this)];
    for (;;) {
      if (this.tok !== T.COMMA) return items;
      const comma = this.pos;
      this.advance();
      const item = this.attempt(parse);
      if (item === null) {
        this.reset(comma);
        return items;
      }
      items.push(item);
    }
  }

  private sequence(parse: () => Expr): Expr {
    const s = this.pos;
    const elts = this.gather(parse);
    const comma = this.take(T.COMMA);
    return elts.length === 1 && !comma ? elts[0] : this.tuple(elts, s);
  }

  override starExpressions(): Expr {
    return this.sequence(this.starExpression);
  }

  override expressions(): Expr {
    return this.sequence(this.expression);
  }

  override starExpression(): Expr {
    return this.remember("star_expression", () => super.starExpression());
  }

  /** star_named_expressions: the list without what makes it a tuple. */
  starNamedExpressions(): Expr[] {
    const elts = this.gather(this.starNamedExpression);
    this.take(T.COMMA);
    return elts;
  }

  override namedExpression(): Expr {
    if (this.tok === T.NAME && this.peek() === T.COLONEQUAL) {
      const value = this.attempt(this.assignmentExpression);
      if (value !== null) return value;
    }
    this.mistake(this.invalidNamedExpression);
    const value = this.expression();
    if (this.tok === T.COLONEQUAL) throw FAIL;
    return value;
  }

  private invalidNamedExpression(): void {
    this.remember("invalid_named_expression", () => {
      this.mistake(() => {
        const a = this.expression();
        this.expect(T.COLONEQUAL);
        this.expression();
        throw this.errorAtNode(`cannot use assignment expressions with ${exprName(a)}`, a);
      });
      const assigns = (): boolean => this.tok === T.EQUAL || this.tok === T.COLONEQUAL;
      this.mistake(() => {
        const a = this.nameExpr("Load");
        this.expect(T.EQUAL);
        const b = this.binary(0);
        if (assigns()) throw FAIL;
        throw this.errorRange("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", a, b);
      });
      const display =
        this.tok === T.LSQB
          ? this.attempt(this.list)
          : this.tok === T.LPAR
            ? (this.attempt(this.parenthesizedTuple) ?? this.attempt(this.generator))
            : null;
      if (display !== null || this.tok === T.TRUE || this.tok === T.FALSE || this.tok === T.NONE) throw FAIL;
      const a = this.binary(0);
      this.expect(T.EQUAL);
      this.binary(0);
      if (assigns()) throw FAIL;
      throw this.errorAtNode(`cannot assign to ${exprName(a)} here. Maybe you meant '==' instead of '='?`, a);
    });
  }

  override expression(): Expr {
    return this.remember("expression", () => {
      this.mistake(this.invalidExpression);
      this.mistake(this.invalidLegacyExpression);
      return this.plainExpression();
    });
  }

  /** if_expression | disjunction | lambdef */
  private plainExpression(): Expr {
    return this.attempt(this.conditional) ?? this.attempt(this.disjunction) ?? this.lambdef();
  }

  private conditional(): Expr {
    const s = this.pos;
    const body = this.disjunction();
    this.expect(T.IF);
    const test = this.disjunction();
    this.expect(T.ELSE);
    const orelse = this.expression();
    return { kind: "IfExp", test, body, orelse, ...this.place(s) };
  }

  private expressionWithoutSearch(): Expr {
    const searching = this.searching;
    this.searching = false;
    try {
      return this.plainExpression();
    } finally {
      this.searching = searching;
    }
  }

  private invalidExpression(): void {
    if (this.tok === T.STRING) {
      this.mistake(() => {
        this.advance();
        const parts: Expr[] = [];
        for (;;) {
          if (this.tok === T.STRING) break;
          this.apart = true;
          const part = this.attempt(this.expressionWithoutSearch);
          this.apart = false;
          if (part === null) break;
          parts.push(part);
        }
        if (parts.length === 0) throw FAIL;
        this.expect(T.STRING);
        throw this.errorRange("invalid syntax. Is this intended to be part of the string?", parts[0], parts[parts.length - 1]);
      });
    }
    // Not a string prefix that does not exist, nor what might be a statement that begins with a soft keyword.
    const prefix = this.tok === T.NAME && (SOFT_KEYWORDS.has(this.words[this.pos]) || this.peek() === T.STRING);
    if (!prefix) {
      this.mistake(() => {
        const a = this.disjunction();
        const b = this.expressionWithoutSearch();
        if (isLegacy(a) || this.levels[this.pos - 1] === 0) return;
        throw this.errorRange("invalid syntax. Perhaps you forgot a comma?", a, b);
      });
    }
    this.mistake(() => {
      const a = this.disjunction();
      this.expect(T.IF);
      const b = this.disjunction();
      if (this.tok === T.ELSE || this.tok === T.COLON) throw FAIL;
      throw this.errorRange("expected 'else' after 'if' expression", a, b);
    });
    this.mistake(() => {
      this.disjunction();
      this.expect(T.IF);
      this.disjunction();
      this.expect(T.ELSE);
      if (!this.fails(this.expression)) throw FAIL;
      throw this.errorAtOrPosition("expected expression after 'else', but statement is given", this.pos);
    });
    if (this.tok === T.PASS || this.tok === T.BREAK || this.tok === T.CONTINUE) {
      this.mistake(() => {
        const a = this.pos;
        this.advance();
        this.expect(T.IF);
        this.disjunction();
        this.expect(T.ELSE);
        this.simpleStatement();
        throw this.errorAtToken("expected expression before 'if', but statement is given", a);
      });
    }
    if (this.tok === T.LAMBDA) {
      this.mistake(() => {
        const a = this.pos;
        this.advance();
        if (this.tok !== T.COLON) this.parameters(T.COLON);
        const b = this.pos;
        this.expect(T.COLON);
        if (this.tok !== T.FSTRING_MIDDLE && this.tok !== T.TSTRING_MIDDLE) throw FAIL;
        const prefix = this.tok === T.TSTRING_MIDDLE ? "t" : "f";
        throw this.errorRange(`${prefix}-string: lambda expressions are not allowed without parentheses`, a, b);
      });
    }
  }

  private invalidLegacyExpression(): void {
    const a = this.nameExpr("Load");
    if (this.tok === T.LPAR) throw FAIL;
    const b = this.starExpressions();
    if (!isLegacy(a)) throw FAIL;
    const name = (a as { id: string }).id;
    throw this.errorRange(`Missing parentheses in call to '${name}'. Did you mean ${name}(...)?`, a, b);
  }

  // The operators, each taking only as much as fits.

  /** After an operand: reads an operator and its right side by `parse`, or leaves both. */
  private further<R>(parse: () => R): R | null {
    return this.attempt(parse);
  }

  override disjunction(): Expr {
    return this.remember("disjunction", () => this.boolean(T.OR, "Or", this.conjunction));
  }

  override conjunction(): Expr {
    return this.remember("conjunction", () => this.boolean(T.AND, "And", this.inversion));
  }

  private boolean(token: number, op: "And" | "Or", operand: () => Expr): Expr {
    const s = this.pos;
    const values = [operand.call(this)];
    while (this.tok === token) {
      const value = this.further(() => {
        this.advance();
        return operand.call(this);
      });
      if (value === null) break;
      values.push(value);
    }
    return values.length === 1 ? values[0] : { kind: "BoolOp", op, values, ...this.place(s) };
  }

  override inversion(): Expr {
    return this.remember("inversion", () => super.inversion());
  }

  override comparison(): Expr {
    return this.remember("comparison", () => {
      const s = this.pos;
      const left = this.binary(0);
      const ops: Exclude<ReturnType<StatementParser["compareOp"]>, null>[] = [];
      const comparators: Expr[] = [];
      for (;;) {
        const pair = this.further(() => {
          const op = this.compareOp();
          if (op === null) throw FAIL;
          return { op, right: this.binary(0) };
        });
        if (pair === null) break;
        ops.push(pair.op);
        comparators.push(pair.right);
      }
      return ops.length === 0 ? left : { kind: "Compare", left, ops, comparators, ...this.place(s) };
    });
  }

  override binary(strength: number): Expr {
    return this.remember(`binary${strength}`, () => {
      const s = this.pos;
      if (strength === 5 && (this.tok === T.PLUS || this.tok === T.MINUS || this.tok === T.TILDE)) this.mistake(this.invalidFactor);
      let left = strength < 6 ? this.binary(strength + 1) : this.factor();
      if (strength >= 6) return left;
      for (;;) {
        const token = this.tok;
        if (this.strengthOf(token) !== strength + 1) return left;
        const right = this.further(() => {
          this.advance();
          if (this.tok === T.NOT && ARITHMETIC.has(token)) this.mistake(this.invalidNot);
          return this.binary(strength + 1);
        });
        if (right === null) return left;
        left = { kind: "BinOp", left, op: this.operatorOf(token), right, ...this.place(s) };
      }
    });
  }

  private invalidNot(): void {
    const a = this.pos;
    const b = this.inversion();
    throw this.errorRange("'not' after an operator must be parenthesized", a, b);
  }

  private invalidFactor(): void {
    this.advance();
    const a = this.pos;
    this.expect(T.NOT);
    const b = this.factor();
    throw this.errorRange("'not' after an operator must be parenthesized", a, b);
  }

  override factor(): Expr {
    return this.remember("factor", () => super.factor());
  }

  override power(): Expr {
    const s = this.pos;
    const left = this.tok === T.AWAIT ? this.awaitPrimary() : this.primary();
    if (this.tok !== T.DOUBLESTAR) return left;
    const right = this.further(() => {
      this.advance();
      return this.factor();
    });
    return right === null ? left : { kind: "BinOp", left, op: "Pow", right, ...this.place(s) };
  }

  override primary(): Expr {
    return this.remember("primary", () => {
      const s = this.pos;
      let value = this.atom();
      for (;;) {
        const base = value;
        const more = this.further((): Expr => {
          if (this.take(T.DOT)) {
            const attr = this.name();
            return { kind: "Attribute", value: base, attr, ctx: "Load", ...this.place(s) };
          }
          if (this.tok === T.LPAR) return this.call(base, s);
          this.expect(T.LSQB);
          const slice = this.slices();
          this.expect(T.RSQB);
          return { kind: "Subscript", value: base, slice, ctx: "Load", ...this.place(s) };
        });
        if (more === null) return value;
        value = more;
      }
    });
  }

  // slices: slice !',' | ','.(slice | starred_expression)+ [',']
  override slices(): Expr {
    const s = this.pos;
    const elts = this.gather(() => this.attempt(this.slice) ?? this.starred0());
    const comma = this.take(T.COMMA);
    return elts.length === 1 && !comma && elts[0].kind !== "Starred" ? elts[0] : this.tuple(elts, s);
  }

  private starred0(): Expr {
    if (this.tok !== T.STAR) throw FAIL;
    return this.starredExpression();
  }

  override slice(): Expr {
    const s = this.pos;
    const slice = this.attempt((): Expr => {
      const lower = this.attempt(this.expression);
      this.expect(T.COLON);
      const upper = this.attempt(this.expression);
      const step = this.take(T.COLON) ? this.attempt(this.expression) : null;
      return { kind: "Slice", lower, upper, step, ...this.place(s) };
    });
    return slice ?? this.namedExpression();
  }

  // Calls.

  override call(func: Expr, s: number): Expr {
    const generator = this.attempt(this.generator);
    if (generator !== null) return { kind: "Call", func, args: [generator], keywords: [], ...this.place(s) };
    this.expect(T.LPAR);
    const call = this.attempt(this.callArguments);
    this.expect(T.RPAR);
    return { kind: "Call", func, args: call?.args ?? [], keywords: call?.keywords ?? [], ...this.place(s) };
  }

  // arguments: args [','] &')' | invalid_arguments
  callArguments(): { args: Expr[]; keywords: Keyword[] } {
    return this.remember("arguments", () => {
      const found = this.attempt(() => {
        const args = this.arguments();
        this.take(T.COMMA);
        if (this.tok !== T.RPAR) throw FAIL;
        return args;
      });
      if (found !== null) return found;
      this.mistake(this.invalidArguments);
      throw FAIL;
    });
  }

  /** A positional argument. */
  private positional(): Expr {
    if (this.tok === T.STAR) {
      const starred = this.attempt(this.starredExpression);
      if (starred !== null) return starred;
    }
    const value = this.plainNamedExpression();
    if (this.tok === T.EQUAL) throw FAIL;
    return value;
  }

  override plainNamedExpression(): Expr {
    if (this.tok === T.NAME && this.peek() === T.COLONEQUAL) {
      const value = this.attempt(this.assignmentExpression);
      if (value !== null) return value;
    }
    const value = this.expression();
    if (this.tok === T.COLONEQUAL) throw FAIL;
    return value;
  }

  override starredExpression(): Extract<Expr, { kind: "Starred" }> {
    this.mistake(() => {
      const a = this.pos;
      this.expect(T.STAR);
      this.expression();
      this.expect(T.EQUAL);
      const b = this.expression();
      throw this.errorRange("cannot assign to iterable argument unpacking", a, b);
    });
    const s = this.pos;
    const found = this.attempt(() => {
      this.expect(T.STAR);
      return this.starred(this.expression(), s);
    });
    if (found !== null) return found;
    if (this.searching && this.tok === T.STAR) {
      this.advance();
      throw this.errorHere("Invalid star expression");
    }
    throw FAIL;
  }

  // args: ','.(starred_expression | named)+ [',' kwargs] | kwargs
  private arguments(): { args: Expr[]; keywords: Keyword[] } {
    const positional = this.attempt(() => this.gather(this.positional));
    if (positional === null) return this.kwargs();
    const more = this.further(() => {
      this.expect(T.COMMA);
      return this.kwargs();
    });
    return { args: [...positional, ...(more?.args ?? [])], keywords: more?.keywords ?? [] };
  }

  // kwargs: ','.kwarg_or_starred+ ',' ','.kwarg_or_double_starred+ | ','.kwarg_or_starred+ | ','.kwarg_or_double_starred+
  private kwargs(): { args: Expr[]; keywords: Keyword[] } {
    const first = this.attempt(() => this.gather(this.kwargOrStarred));
    const second =
      first === null
        ? this.gather(this.kwargOrDoubleStarred)
        : this.further(() => {
            this.expect(T.COMMA);
            return this.gather(this.kwargOrDoubleStarred);
          });
    const all = [...(first ?? []), ...(second ?? [])];
    return {
      args: all.filter((item): item is Extract<Expr, { kind: "Starred" }> => item.kind === "Starred"),
      keywords: all.filter((item): item is Keyword => item.kind === "keyword"),
    };
  }

  private kwargOrStarred(): Keyword | Expr {
    this.mistake(this.invalidKwarg);
    return this.attempt(this.namedArgument) ?? this.starred0();
  }

  private kwargOrDoubleStarred(): Keyword | Expr {
    this.mistake(this.invalidKwarg);
    const named = this.attempt(this.namedArgument);
    if (named !== null) return named;
    const s = this.pos;
    this.expect(T.DOUBLESTAR);
    return this.keyword(null, this.expression(), s);
  }

  private namedArgument(): Keyword {
    const s = this.pos;
    const arg = this.name();
    this.expect(T.EQUAL);
    return this.keyword(arg, this.expression(), s);
  }

  private invalidKwarg(): void {
    const a = this.pos;
    if (this.tok === T.TRUE || this.tok === T.FALSE || this.tok === T.NONE) {
      this.mistake(() => {
        const name = this.tokenText(a);
        this.advance();
        const b = this.pos;
        this.expect(T.EQUAL);
        throw this.errorRange(`cannot assign to ${name}`, a, b);
      });
    }
    this.mistake(this.invalidNamedGenerator);
    if (!(this.tok === T.NAME && this.peek() === T.EQUAL)) {
      this.mistake(() => {
        const value = this.expression();
        const b = this.pos;
        this.expect(T.EQUAL);
        throw this.errorRange('expression cannot contain assignment, perhaps you meant "=="?', value, b);
      });
    }
    this.mistake(() => {
      this.expect(T.DOUBLESTAR);
      this.expression();
      this.expect(T.EQUAL);
      const b = this.expression();
      throw this.errorRange("cannot assign to keyword argument unpacking", a, b);
    });
  }

  /** name=x for ... */
  private invalidNamedGenerator(): void {
    const a = this.pos;
    this.name();
    const b = this.pos;
    this.expect(T.EQUAL);
    this.expression();
    this.someClauses();
    throw this.errorRange("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", a, b);
  }

  private invalidArguments(): void {
    this.mistake(() => {
      const head = this.attempt(() => {
        this.gather(this.positional);
        this.expect(T.COMMA);
        return this.kwargs();
      });
      if (head === null) this.kwargs();
      const a = this.pos;
      this.expect(T.COMMA);
      this.gather(() => {
        const starred = this.starred0();
        if (this.tok === T.EQUAL) throw FAIL;
        return starred;
      });
      throw this.errorFrom("iterable argument unpacking follows keyword argument unpacking", a);
    });
    const unparenthesized = "Generator expression must be parenthesized";
    this.mistake(() => {
      const a = this.expression();
      const b = this.someClauses();
      this.expect(T.COMMA);
      this.attempt(this.arguments);
      throw this.errorRange(unparenthesized, a, lastItem(b));
    });
    this.mistake(this.invalidNamedGenerator);
    this.mistake(() => {
      this.attempt(() => {
        this.arguments();
        this.expect(T.COMMA);
      });
      const a = this.pos;
      this.name();
      const b = this.pos;
      this.expect(T.EQUAL);
      if (this.tok !== T.COMMA && this.tok !== T.RPAR) throw FAIL;
      throw this.errorRange("expected argument value expression", a, b);
    });
    this.mistake(() => {
      const { args } = this.arguments();
      const b = this.someClauses();
      if (args.length <= 1) throw FAIL;
      throw this.errorRange(unparenthesized, args[args.length - 1], lastItem(b));
    });
    this.mistake(() => {
      this.arguments();
      this.expect(T.COMMA);
      const a = this.expression();
      const b = this.someClauses();
      throw this.errorRange(unparenthesized, a, lastItem(b));
    });
    this.mistake(() => {
      const { keywords } = this.arguments();
      this.expect(T.COMMA);
      this.arguments();
      const unpacking = keywords.some((keyword) => keyword.arg === null);
      throw this.errorHere(`positional argument follows keyword argument${unpacking ? " unpacking" : ""}`);
    });
  }

  // Displays and comprehensions.

  override parenthesized(): Expr {
    return this.attempt(this.parenthesizedTuple) ?? this.attempt(this.group) ?? this.generator();
  }

  parenthesizedTuple(): Expr {
    const s = this.pos;
    this.expect(T.LPAR);
    const elts = this.attempt(() => {
      const first = this.starNamedExpression();
      this.expect(T.COMMA);
      return [first, ...(this.attempt(this.starNamedExpressions) ?? [])];
    });
    this.expect(T.RPAR);
    return this.tuple(elts ?? [], s);
  }

  private group(): Expr {
    const value = this.attempt(() => {
      this.expect(T.LPAR);
      const inner = this.attempt(this.yieldExpr) ?? this.namedExpression();
      this.expect(T.RPAR);
      return inner;
    });
    if (value !== null) return value;
    this.mistake(() => {
      this.expect(T.LPAR);
      const a = this.starred0();
      this.expect(T.RPAR);
      throw this.errorAtNode("cannot use starred expression here", a);
    });
    this.mistake(() => {
      this.expect(T.LPAR);
      const a = this.pos;
      this.expect(T.DOUBLESTAR);
      this.expression();
      this.expect(T.RPAR);
      throw this.errorAtToken("cannot use double starred expression here", a);
    });
    throw FAIL;
  }

  override yieldExpr(): Expr {
    const s = this.pos;
    this.expect(T.YIELD);
    const from = this.attempt(() => {
      this.expect(T.FROM);
      return this.expression();
    });
    if (from !== null) return { kind: "YieldFrom", value: from, ...this.place(s) };
    const value = this.attempt(this.starExpressions);
    return { kind: "Yield", value, ...this.place(s) };
  }

  generator(): Expr {
    const value = this.attempt(() => {
      const s = this.pos;
      this.expect(T.LPAR);
      const elt = this.plainNamedExpression();
      if (this.tok !== T.FOR && this.tok !== T.ASYNC) throw FAIL;
      return this.generatorExp(elt, s);
    });
    if (value !== null) return value;
    this.mistake(this.invalidComprehension);
    throw FAIL;
  }

  list(): Expr {
    const s = this.pos;
    this.expect(T.LSQB);
    const elts = this.attempt(this.starNamedExpressions) ?? [];
    this.expect(T.RSQB);
    return { kind: "List", elts, ctx: "Load", ...this.place(s) };
  }

  override listDisplay(): Expr {
    return (
      this.attempt(this.list) ??
      this.comprehension(T.LSQB, T.RSQB, (elt, generators, s) => ({ kind: "ListComp", elt, generators, ...this.place(s) }))
    );
  }

  private comprehension(open: number, close: number, make: (elt: Expr, generators: Comprehension[], s: number) => Expr): Expr {
    const value = this.attempt(() => {
      const s = this.pos;
      this.expect(open);
      const elt = this.namedExpression();
      const generators = this.someClauses();
      this.expect(close);
      return make(elt, generators, s);
    });
    if (value !== null) return value;
    this.mistake(this.invalidComprehension);
    throw FAIL;
  }

  private invalidComprehension(): void {
    this.mistake(() => {
      this.advance();
      const a = this.starred0();
      this.someClauses();
      throw this.errorAtNode("iterable unpacking cannot be used in comprehension", a);
    });
    if (this.tok === T.LPAR) return;
    const message = "did you forget parentheses around the comprehension target?";
    this.mistake(() => {
      this.advance();
      const a = this.starNamedExpression();
      this.expect(T.COMMA);
      const b = this.starNamedExpressions();
      this.someClauses();
      throw this.errorRange(message, a, b[b.length - 1]);
    });
    this.mistake(() => {
      this.advance();
      const a = this.starNamedExpression();
      const b = this.pos;
      this.expect(T.COMMA);
      this.someClauses();
      throw this.errorRange(message, a, b);
    });
  }

  override braceDisplay(): Expr {
    return (
      this.attempt(this.dictDisplay) ??
      this.attempt(this.setDisplay) ??
      this.attempt(this.dictComprehension) ??
      this.comprehension(T.LBRACE, T.RBRACE, (elt, generators, s) => ({ kind: "SetComp", elt, generators, ...this.place(s) }))
    );
  }

  private setDisplay(): Expr {
    const s = this.pos;
    this.expect(T.LBRACE);
    const elts = this.starNamedExpressions();
    this.expect(T.RBRACE);
    return { kind: "Set", elts, ...this.place(s) };
  }

  private keyValue(): { key: Expr; value: Expr } {
    const key = this.expression();
    this.expect(T.COLON);
    return { key, value: this.expression() };
  }

  private pair(): { key: Expr | null; value: Expr } {
    if (this.take(T.DOUBLESTAR)) return { key: null, value: this.binary(0) };
    return this.keyValue();
  }

  private dictDisplay(): Expr {
    const s = this.pos;
    const found = this.attempt(() => {
      this.expect(T.LBRACE);
      const pairs = this.attempt(() => this.gather(this.pair)) ?? [];
      if (pairs.length > 0) this.take(T.COMMA);
      this.expect(T.RBRACE);
      return this.dict(
        pairs.map((pair) => pair.key),
        pairs.map((pair) => pair.value),
        s,
      );
    });
    if (found !== null) return found;
    this.always(this.invalidPairs);
    throw FAIL;
  }

  private invalidPairs(): void {
    this.expect(T.LBRACE);
    this.always(() => {
      this.gather(this.pair);
      this.expect(T.COMMA);
      this.always(() => {
        const a = this.expression();
        if (this.tok === T.COLON) throw FAIL;
        throw this.errorAt("':' expected after dictionary key", a.lineno, a.end_col_offset - 1, a.end_lineno, -1);
      });
      this.always(() => {
        this.expression();
        this.expect(T.COLON);
        this.invalidValue();
      });
    });
    this.always(() => {
      this.expression();
      this.expect(T.COLON);
      this.invalidValue();
    });
  }

  /** After the colon of a pair. */
  private invalidValue(): void {
    const a = this.pos;
    this.always(() => {
      this.expect(T.STAR);
      this.binary(0);
      throw this.errorFrom("cannot use a starred expression in a dictionary value", a);
    });
    if (this.tok === T.RBRACE || this.tok === T.COMMA) {
      throw this.errorAtToken("expression expected after dictionary key and ':'", a - 1);
    }
  }

  private dictComprehension(): Expr {
    const s = this.pos;
    const found = this.attempt((): Expr => {
      this.expect(T.LBRACE);
      const { key, value } = this.keyValue();
      const generators = this.someClauses();
      this.expect(T.RBRACE);
      return { kind: "DictComp", key, value, generators, ...this.place(s) };
    });
    if (found !== null) return found;
    this.mistake(() => {
      this.expect(T.LBRACE);
      const a = this.pos;
      this.expect(T.DOUBLESTAR);
      this.binary(0);
      this.someClauses();
      this.expect(T.RBRACE);
      throw this.errorAtToken("dict unpacking cannot be used in dict comprehension", a);
    });
    throw FAIL;
  }

  // for_if_clauses: for_if_clause+
  someClauses(): Comprehension[] {
    const clauses = [this.forIfClause()];
    while (this.tok === T.FOR || this.tok === T.ASYNC) {
      const clause = this.attempt(this.forIfClause);
      if (clause === null) break;
      clauses.push(clause);
    }
    return clauses;
  }

  override forIfClauses(): Comprehension[] {
    return this.someClauses();
  }

  override forIfClause(): Comprehension {
    const head = this.attempt(() => {
      const isAsync = this.take(T.ASYNC) ? 1 : 0;
      this.expect(T.FOR);
      const target = this.starTargets();
      this.expect(T.IN);
      return { target, isAsync };
    });
    if (head === null) {
      this.mistake(() => {
        this.take(T.ASYNC);
        this.expect(T.FOR);
        this.gather(() => this.binary(0));
        this.take(T.COMMA);
        if (this.tok === T.IN) throw FAIL;
        throw this.errorHere("'in' expected after for-loop variables");
      });
      this.mistake(this.invalidForTarget);
      throw FAIL;
    }
    const iter = this.disjunction();
    const ifs: Expr[] = [];
    while (this.tok === T.IF) {
      const test = this.further(() => {
        this.advance();
        return this.disjunction();
      });
      if (test === null) break;
      ifs.push(test);
    }
    return { kind: "comprehension", target: head.target, iter, ifs, is_async: head.isAsync };
  }

  invalidForTarget(): void {
    this.take(T.ASYNC);
    this.expect(T.FOR);
    const a = this.starExpressions();
    this.invalidTarget(a, "for");
    throw FAIL;
  }

  // star_targets: star_target !',' | star_target (',' star_target)* [',']
  override starTargets(): Expr {
    const s = this.pos;
    const elts = this.gather(this.starTarget);
    const comma = this.take(T.COMMA);
    if (elts.length === 1 && !comma) return elts[0];
    const tuple = this.tuple(elts, s);
    this.setContext(tuple, "Store");
    return tuple;
  }

  override starTarget(): Expr {
    return this.remember("star_target", () => super.starTarget());
  }

  /** The error of assigning to (or deleting) what is no target, if it is none. */
  invalidTarget(expr: Expr, use: "star" | "del" | "for"): void {
    const bad = badTarget(expr, use);
    if (bad !== null) throw this.errorRange(`cannot ${use === "del" ? "delete" : "assign to"} ${exprName(bad)}`, bad, bad);
  }

  // Strings.

  override strings(): Expr {
    return this.remember("strings", () => {
      if (this.searching) this.mistake(this.mixedTemplates);
      return super.strings();
    });
  }

  private mixedTemplates(): void {
    const other = (): Expr => {
      if (this.tok === T.STRING) return this.string();
      return this.tok === T.FSTRING_START ? this.fstring() : this.fail();
    };
    const template = (): Expr => (this.tok === T.TSTRING_START ? this.tstring() : this.fail());
    const [first, second] = this.tok === T.TSTRING_START ? [template, other] : [other, template];
    let a: Expr | null = null;
    for (;;) {
      const next = this.attempt(first);
      if (next === null) break;
      a = next;
    }
    const b = second();
    if (a !== null) throw this.errorRange("cannot mix t-string literals with string or bytes literals", a, b);
  }

  override replacementField(template: boolean, into: Expr[]): void {
    const pos = this.pos;
    const length = into.length;
    const found = this.attempt(() => {
      super.replacementField(template, into);
      return true;
    });
    if (found !== null) return;
    into.length = length;
    this.reset(pos);
    if (this.searching) this.invalidField(this.insideTemplate(pos) ? "t" : "f");
    throw FAIL;
  }

  /** Whether the innermost string that is open before a token is a t-string. */
  private insideTemplate(index: number): boolean {
    let depth = 0;
    for (let at = index - 1; at >= 0; at--) {
      const kind = this.types[at];
      if (kind === T.FSTRING_END || kind === T.TSTRING_END) depth++;
      else if (kind === T.FSTRING_START || kind === T.TSTRING_START) {
        if (depth === 0) return kind === T.TSTRING_START;
        depth--;
      }
    }
    return false;
  }

  private invalidField(prefix: string): void {
    const next = (message: string): never => {
      throw this.errorAtOrPosition(`${prefix}-string: ${message}`, this.pos);
    };
    this.expect(T.LBRACE);
    for (const [kind, char] of [
      [T.EQUAL, "="],
      [T.EXCLAMATION, "!"],
      [T.COLON, ":"],
      [T.RBRACE, "}"],
    ] as const) {
      if (this.tok === kind) throw this.errorAtToken(`${prefix}-string: valid expression required before '${char}'`, this.pos);
    }
    if (this.attempt(this.annotatedRhs) === null) next("expecting a valid expression after '{'");
    const ends = (...kinds: number[]): boolean => kinds.includes(this.tok);
    if (!ends(T.EQUAL, T.EXCLAMATION, T.COLON, T.RBRACE)) next("expecting '=', or '!', or ':', or '}'");
    if (this.take(T.EQUAL) && !ends(T.EXCLAMATION, T.COLON, T.RBRACE)) next("expecting '!', or ':', or '}'");
    if (this.take(T.EXCLAMATION)) {
      if (ends(T.COLON, T.RBRACE)) next("missing conversion character");
      if (!this.take(T.NAME)) next("invalid conversion character");
    }
    if (!ends(T.COLON, T.RBRACE)) next("expecting ':' or '}'");
    if (this.take(T.COLON)) {
      const parts: Expr[] = [];
      for (;;) {
        if (this.tok === T.FSTRING_MIDDLE || this.tok === T.TSTRING_MIDDLE) this.advance();
        else if (
          this.attempt(() => {
            this.replacementField(false, parts);
            return true;
          }) === null
        )
          break;
      }
      if (this.tok !== T.RBRACE) next("expecting '}', or format specs");
    }
    if (this.tok !== T.RBRACE) next("expecting '}'");
  }

  override annotatedRhs(): Expr {
    return this.attempt(this.yieldExpr) ?? this.starExpressions();
  }

  // Type parameters.

  override typeParams(): TypeParam[] {
    if (this.tok === T.LSQB && this.peek() === T.RSQB) {
      this.mistake(() => {
        this.advance();
        throw this.errorFrom("Type parameter list cannot be empty", this.pos);
      });
    }
    return super.typeParams();
  }

  override typeParam(): TypeParam {
    const star = this.tok === T.STAR;
    if (star || this.tok === T.DOUBLESTAR) {
      this.mistake(() => {
        this.advance();
        this.name();
        const colon = this.pos;
        this.expect(T.COLON);
        const bound = this.expression();
        throw this.errorFrom(
          `cannot use ${bound.kind === "Tuple" ? "constraints" : "bound"} with ${star ? "TypeVarTuple" : "ParamSpec"}`,
          colon,
        );
      });
    }
    return super.typeParam();
  }
}

function isLegacy(expr: Expr): boolean {
  return expr.kind === "Name" && (expr.id === "print" || expr.id === "exec");
}

/** The last expression of the last clause of a comprehension. */
function lastItem(clauses: Comprehension[]): Expr {
  const last = clauses[clauses.length - 1];
  return last.ifs.length > 0 ? last.ifs[last.ifs.length - 1] : last.iter;
}

/** The part of an expression that cannot be a target, or null. */
function badTarget(expr: Expr, use: "star" | "del" | "for"): Expr | null {
  switch (expr.kind) {
    case "Tuple":
    case "List":
      for (const elt of expr.elts) {
        const bad = badTarget(elt, use);
        if (bad !== null) return bad;
      }
      return null;
    case "Starred":
      return use === "del" ? expr : badTarget(expr.value, use);
    case "Compare":
      // `for x in y`: the target is what stands before the 'in'.
      if (use !== "for") return expr;
      return expr.ops[0] === "In" ? badTarget(expr.left, use) : null;
    case "Name":
    case "Subscript":
    case "Attribute":
      return null;
    default:
      return expr;
  }
}
