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

import type { Expr } from "./ast.ts";
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

export abstract class DiagnosingExpressions extends StatementParser {
  abstract list(): Expr;
  abstract parenthesizedTuple(): Expr;
  abstract generator(): Expr;
  abstract invalidComprehension(): void;

  searching = true;
  private readonly memory: Map<string, Map<number, Remembered | null>> = new Map();

  /** The result of a rule at this place, read once. */
  remember<R>(rule: string, parse: () => R): R {
    let places = this.memory.get(rule);
    if (places === undefined) this.memory.set(rule, (places = new Map()));
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

  /** The last token of a mistake: it is not consumed, so that nothing after it is read. */
  see(kind: number): void {
    if (this.tok !== kind) throw FAIL;
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
          const part = this.attempt(this.expressionWithoutSearch);
          if (part === null) break;
          parts.push(part);
        }
        if (parts.length === 0) throw FAIL;
        this.see(T.STRING);
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
  further<R>(parse: () => R): R | null {
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
          // A generator expression is tried here, and with it the mistakes in comprehensions of all kinds.
          if (this.tok === T.LBRACE || this.tok === T.LSQB) this.mistake(this.invalidComprehension);
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
}

function isLegacy(expr: Expr): boolean {
  return expr.kind === "Name" && (expr.id === "print" || expr.id === "exec");
}
