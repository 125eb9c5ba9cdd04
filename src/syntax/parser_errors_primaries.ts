// The second pass over a text that does not fit the grammar: calls, displays, comprehensions, targets and strings.
// parser_errors_expressions.ts says how the pass works.

import type { Comprehension, Expr, Keyword } from "./ast.ts";
import { FAIL } from "./parser_base.ts";
import { DiagnosingExpressions, exprName } from "./parser_errors_expressions.ts";
import * as T from "./tokens.ts";

export class DiagnosingPrimaries extends DiagnosingExpressions {
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
        this.see(T.EQUAL);
        throw this.errorRange(`cannot assign to ${name}`, a, b);
      });
    }
    this.mistake(this.invalidNamedGenerator);
    if (!(this.tok === T.NAME && this.peek() === T.EQUAL)) {
      this.mistake(() => {
        const value = this.expression();
        const b = this.pos;
        this.see(T.EQUAL);
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
      this.see(T.RPAR);
      throw this.errorAtNode("cannot use starred expression here", a);
    });
    this.mistake(() => {
      this.expect(T.LPAR);
      const a = this.pos;
      this.expect(T.DOUBLESTAR);
      this.expression();
      this.see(T.RPAR);
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
      if (!this.atFor()) throw FAIL;
      return this.finishComprehension("GeneratorExp", elt, T.RPAR, s);
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

  invalidComprehension(): void {
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
      this.see(T.RBRACE);
      throw this.errorAtToken("dict unpacking cannot be used in dict comprehension", a);
    });
    throw FAIL;
  }

  // for_if_clauses: for_if_clause+
  someClauses(): Comprehension[] {
    const clauses = [this.forIfClause()];
    while (this.atFor()) {
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
    if (a === null) throw FAIL;
    const start = this.pos;
    let end: number;
    try {
      second();
      end = this.pos - 1;
    } catch (error) {
      // The literal is read to its end; that the text ends after it with a bracket open does not count.
      end = this.fill - 2;
      const kind = this.types[end];
      const whole = kind === T.STRING || kind === T.FSTRING_END || kind === T.TSTRING_END;
      if (this.types[this.fill - 1] !== T.ERRORTOKEN || end < start || !whole) throw error;
    }
    throw this.errorRange("cannot mix t-string literals with string or bytes literals", a, end);
  }

  override replacementField(template: boolean, raw: boolean, middle: number, into: Expr[]): void {
    const pos = this.pos;
    const length = into.length;
    const found = this.attempt(() => {
      super.replacementField(template, raw, middle, into);
      return true;
    });
    if (found !== null) return;
    into.length = length;
    this.reset(pos);
    if (this.searching) this.invalidField(middle === T.TSTRING_MIDDLE ? "t" : "f");
    throw FAIL;
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
        // In the grammar of these mistakes, format specifications are those of f-strings in either kind.
        if (this.tok === T.FSTRING_MIDDLE) this.advance();
        else if (
          this.attempt(() => {
            this.replacementField(false, true, T.FSTRING_MIDDLE, parts);
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
