// Expressions. The grammar line stands above each function; binary operators are read by precedence instead of a rule each.

import type { CompareOperator, Expr, Operator, Starred, UnaryOperator } from "./ast.ts";
import { FAIL } from "./parser_base.ts";
import { StringParser } from "./parser_strings.ts";
import * as T from "./tokens.ts";

/** Binding strength of binary operators, by token; 0: not one. */
const PRECEDENCE = new Uint8Array(256);
const OPERATORS: Operator[] = [];
for (const [token, precedence, operator] of [
  [T.VBAR, 1, "BitOr"],
  [T.CIRCUMFLEX, 2, "BitXor"],
  [T.AMPER, 3, "BitAnd"],
  [T.LEFTSHIFT, 4, "LShift"],
  [T.RIGHTSHIFT, 4, "RShift"],
  [T.PLUS, 5, "Add"],
  [T.MINUS, 5, "Sub"],
  [T.STAR, 6, "Mult"],
  [T.SLASH, 6, "Div"],
  [T.DOUBLESLASH, 6, "FloorDiv"],
  [T.PERCENT, 6, "Mod"],
  [T.AT, 6, "MatMult"],
] as const) {
  PRECEDENCE[token] = precedence;
  OPERATORS[token] = operator;
}

export abstract class ExpressionParser extends StringParser {
  abstract primary(): Expr;
  abstract lambdef(): Expr;
  abstract nameExpr(ctx: "Load" | "Store"): Expr;

  // star_expressions: star_expression (',' star_expression)* [',']
  starExpressions(): Expr {
    const s = this.pos;
    const first = this.starExpression();
    if (this.tok !== T.COMMA) return first;
    const elts = [first];
    while (this.take(T.COMMA)) {
      if (!this.startsExpression() && this.tok !== T.STAR) break;
      elts.push(this.starExpression());
    }
    return this.tuple(elts, s);
  }

  tuple(elts: Expr[], s: number): Expr {
    const e = this.pos - 1;
    return {
      kind: "Tuple",
      elts,
      ctx: "Load",
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  /** Whether the token can begin an expression: tells a trailing comma from one before an element. */
  startsExpression(): boolean {
    return STARTS[this.tok] === 1;
  }

  // star_expression: '*' bitwise_or | expression
  starExpression(): Expr {
    return this.tok === T.STAR ? this.starredBitwiseOr() : this.expression();
  }

  starredBitwiseOr(): Starred {
    const s = this.pos;
    this.advance();
    return this.starred(this.binary(0), s);
  }

  starred(value: Expr, s: number): Starred {
    const e = this.pos - 1;
    return {
      kind: "Starred",
      value,
      ctx: "Load",
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  // expressions: expression (',' expression)* [',']
  expressions(): Expr {
    const s = this.pos;
    const first = this.expression();
    if (this.tok !== T.COMMA) return first;
    const elts = [first];
    while (this.take(T.COMMA)) {
      if (!this.startsExpression()) break;
      elts.push(this.expression());
    }
    return this.tuple(elts, s);
  }

  // star_named_expression: '*' bitwise_or | named_expression
  starNamedExpression(): Expr {
    return this.tok === T.STAR ? this.starredBitwiseOr() : this.namedExpression();
  }

  // named_expression: NAME ':=' expression | expression !':='
  namedExpression(): Expr {
    return this.plainNamedExpression();
  }

  // assignment_expression | expression !':='
  /** A named expression where the second pass must not look for a mistaken '='. */
  plainNamedExpression(): Expr {
    if (this.tok === T.NAME && this.peek() === T.COLONEQUAL) return this.assignmentExpression();
    const value = this.expression();
    if (this.tok === T.COLONEQUAL) throw FAIL;
    return value;
  }

  // assignment_expression: NAME ':=' expression
  assignmentExpression(): Expr {
    const s = this.pos;
    const target = this.nameExpr("Store");
    this.expect(T.COLONEQUAL);
    this.enter();
    const value = this.expression();
    this.leave();
    const e = this.pos - 1;
    return {
      kind: "NamedExpr",
      target,
      value,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  // annotated_rhs: yield_expr | star_expressions
  annotatedRhs(): Expr {
    return this.tok === T.YIELD ? this.yieldExpr() : this.starExpressions();
  }

  // yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]
  yieldExpr(): Expr {
    const s = this.pos;
    this.expect(T.YIELD);
    const from = this.take(T.FROM);
    const value = from ? this.expression() : this.startsExpression() || this.tok === T.STAR ? this.starExpressions() : null;
    const e = this.pos - 1;
    const place = {
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
    return from ? { kind: "YieldFrom", value: value as Expr, ...place } : { kind: "Yield", value, ...place };
  }

  // expression: disjunction ['if' disjunction 'else' expression] | lambdef
  expression(): Expr {
    if (this.tok === T.LAMBDA) return this.lambdef();
    const s = this.pos;
    const body = this.disjunction();
    if (this.tok !== T.IF) return body;
    this.advance();
    const test = this.disjunction();
    if (this.tok !== T.ELSE) throw FAIL;
    this.advance();
    this.enter();
    const orelse = this.expression();
    this.leave();
    const e = this.pos - 1;
    return {
      kind: "IfExp",
      test,
      body,
      orelse,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  // disjunction: conjunction ('or' conjunction)*
  disjunction(): Expr {
    const s = this.pos;
    const first = this.conjunction();
    if (this.tok !== T.OR) return first;
    const values = [first];
    while (this.take(T.OR)) values.push(this.conjunction());
    return this.boolOp("Or", values, s);
  }

  // conjunction: inversion ('and' inversion)*
  conjunction(): Expr {
    const s = this.pos;
    const first = this.inversion();
    if (this.tok !== T.AND) return first;
    const values = [first];
    while (this.take(T.AND)) values.push(this.inversion());
    return this.boolOp("And", values, s);
  }

  private boolOp(op: "And" | "Or", values: Expr[], s: number): Expr {
    const e = this.pos - 1;
    return {
      kind: "BoolOp",
      op,
      values,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  // inversion: 'not' inversion | comparison
  inversion(): Expr {
    if (this.tok !== T.NOT) return this.comparison();
    const s = this.pos;
    this.advance();
    this.enter();
    const operand = this.inversion();
    this.leave();
    return this.unary("Not", operand, s);
  }

  unary(op: UnaryOperator, operand: Expr, s: number): Expr {
    const e = this.pos - 1;
    return {
      kind: "UnaryOp",
      op,
      operand,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  // comparison: bitwise_or (compare_op bitwise_or)*
  comparison(): Expr {
    const s = this.pos;
    const left = this.binary(0);
    if (COMPARES[this.tok] === 0) return left;
    let op = this.compareOp();
    if (op === null) return left;
    const ops: CompareOperator[] = [];
    const comparators: Expr[] = [];
    do {
      ops.push(op);
      comparators.push(this.binary(0));
      op = COMPARES[this.tok] === 0 ? null : this.compareOp();
    } while (op !== null);
    const e = this.pos - 1;
    return {
      kind: "Compare",
      left,
      ops,
      comparators,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  /** Consumes a comparison operator; null if there is none. */
  compareOp(): CompareOperator | null {
    switch (this.tok) {
      case T.EQEQUAL:
        this.advance();
        return "Eq";
      case T.NOTEQUAL: {
        const old = this.tokenText(this.pos) === "<>";
        if (old !== this.options.barryAsFlufl) {
          if (!old) throw this.errorHere("with Barry as BDFL, use '<>' instead of '!='");
          return null;
        }
        this.advance();
        return "NotEq";
      }
      case T.LESS:
        this.advance();
        return "Lt";
      case T.LESSEQUAL:
        this.advance();
        return "LtE";
      case T.GREATER:
        this.advance();
        return "Gt";
      case T.GREATEREQUAL:
        this.advance();
        return "GtE";
      case T.IN:
        this.advance();
        return "In";
      case T.NOT:
        if (this.peek() !== T.IN) return null;
        this.advance();
        this.advance();
        return "NotIn";
      case T.IS:
        this.advance();
        return this.take(T.NOT) ? "IsNot" : "Is";
      default:
        return null;
    }
  }

  // bitwise_or: operators that bind stronger than `strength`, all of them to the left
  binary(strength: number): Expr {
    const s = this.pos;
    let left = this.factor();
    for (;;) {
      const token = this.tok;
      const precedence = PRECEDENCE[token];
      if (precedence <= strength) return left;
      this.advance();
      const right = this.binary(precedence);
      const e = this.pos - 1;
      left = {
        kind: "BinOp",
        left,
        op: OPERATORS[token],
        right,
        lineno: this.lines[s],
        col_offset: this.cols[s],
        end_lineno: this.endLines[e],
        end_col_offset: this.endCols[e],
      };
    }
  }

  strengthOf(token: number): number {
    return PRECEDENCE[token];
  }

  operatorOf(token: number): Operator {
    return OPERATORS[token];
  }

  // factor: ('+' | '-' | '~') factor | power
  factor(): Expr {
    const token = this.tok;
    if (token !== T.MINUS && token !== T.PLUS && token !== T.TILDE) return this.power();
    const s = this.pos;
    this.advance();
    this.enter();
    const operand = this.factor();
    this.leave();
    return this.unary(token === T.MINUS ? "USub" : token === T.PLUS ? "UAdd" : "Invert", operand, s);
  }

  // power: await_primary ['**' factor]
  power(): Expr {
    const s = this.pos;
    const left = this.tok === T.AWAIT ? this.awaitPrimary() : this.primary();
    if (this.tok !== T.DOUBLESTAR) return left;
    this.advance();
    this.enter();
    const right = this.factor();
    this.leave();
    const e = this.pos - 1;
    return {
      kind: "BinOp",
      left,
      op: "Pow",
      right,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  // await_primary: 'await' primary
  awaitPrimary(): Expr {
    const s = this.pos;
    this.expect(T.AWAIT);
    const value = this.primary();
    const e = this.pos - 1;
    return {
      kind: "Await",
      value,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }
}

const COMPARES = new Uint8Array(256);
for (const token of [T.EQEQUAL, T.NOTEQUAL, T.LESS, T.LESSEQUAL, T.GREATER, T.GREATEREQUAL, T.IN, T.NOT, T.IS]) COMPARES[token] = 1;

const STARTS = new Uint8Array(256);
for (const token of [
  T.NAME,
  T.NUMBER,
  T.STRING,
  T.FSTRING_START,
  T.TSTRING_START,
  T.LPAR,
  T.LSQB,
  T.LBRACE,
  T.MINUS,
  T.PLUS,
  T.TILDE,
  T.ELLIPSIS,
  T.TRUE,
  T.FALSE,
  T.NONE,
  T.NOT,
  T.AWAIT,
  T.LAMBDA,
])
  STARTS[token] = 1;
