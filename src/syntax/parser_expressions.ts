// Expressions. The grammar line stands above each function; binary operators are read by precedence instead of a rule each.

import type {
  Arg,
  Arguments,
  CompareOperator,
  Comprehension,
  Expr,
  Keyword,
  Lambda,
  Operator,
  Starred,
  TypeParam,
  UnaryOperator,
} from "./ast.ts";
import { numberValue } from "./literals.ts";
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

export function emptyArguments(): Arguments {
  return { kind: "arguments", posonlyargs: [], args: [], vararg: null, kwonlyargs: [], kw_defaults: [], kwarg: null, defaults: [] };
}

export abstract class ExpressionParser extends StringParser {
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
    if (this.tok === T.NAME && this.peek() === T.COLONEQUAL) return this.assignmentExpression();
    const value = this.expression();
    if (this.tok === T.COLONEQUAL) throw FAIL;
    return value;
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
    const e = this.pos - 1;
    return {
      kind: "BoolOp",
      op: "Or",
      values,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  // conjunction: inversion ('and' inversion)*
  conjunction(): Expr {
    const s = this.pos;
    const first = this.inversion();
    if (this.tok !== T.AND) return first;
    const values = [first];
    while (this.take(T.AND)) values.push(this.inversion());
    const e = this.pos - 1;
    return {
      kind: "BoolOp",
      op: "And",
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

  // primary: primary '.' NAME | primary genexp | primary '(' [arguments] ')' | primary '[' slices ']' | atom
  primary(): Expr {
    const s = this.pos;
    let value = this.atom();
    for (;;) {
      if (this.tok === T.DOT) {
        this.advance();
        const attr = this.name();
        const e = this.pos - 1;
        value = {
          kind: "Attribute",
          value,
          attr,
          ctx: "Load",
          lineno: this.lines[s],
          col_offset: this.cols[s],
          end_lineno: this.endLines[e],
          end_col_offset: this.endCols[e],
        };
      } else if (this.tok === T.LPAR) {
        value = this.call(value, s);
      } else if (this.tok === T.LSQB) {
        this.advance();
        const slice = this.slices();
        this.expect(T.RSQB);
        const e = this.pos - 1;
        value = {
          kind: "Subscript",
          value,
          slice,
          ctx: "Load",
          lineno: this.lines[s],
          col_offset: this.cols[s],
          end_lineno: this.endLines[e],
          end_col_offset: this.endCols[e],
        };
      } else return value;
    }
  }

  // '(' [arguments] ')' | genexp
  call(func: Expr, s: number): Expr {
    const open = this.pos;
    this.advance();
    const args: Expr[] = [];
    const keywords: Keyword[] = [];
    if (this.tok !== T.RPAR) {
      this.args(args, keywords);
      if (
        (this.tok === T.FOR || this.tok === T.ASYNC) &&
        args.length === 1 &&
        keywords.length === 0 &&
        this.types[this.pos - 1] !== T.COMMA &&
        args[0].kind !== "Starred"
      ) {
        args[0] = this.generatorExp(args[0], open);
      } else this.expect(T.RPAR);
    } else this.advance();
    const e = this.pos - 1;
    return {
      kind: "Call",
      func,
      args,
      keywords,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  // args: positional and starred arguments, then keywords and starred ones, then keywords and '**' ones
  args(args: Expr[], keywords: Keyword[]): void {
    let doubleStar = false;
    for (;;) {
      const s = this.pos;
      if (this.tok === T.STAR) {
        if (doubleStar) throw FAIL;
        args.push(this.starredExpression());
      } else if (this.tok === T.DOUBLESTAR) {
        this.advance();
        keywords.push(this.keyword(null, this.expression(), s));
        doubleStar = true;
      } else if (this.tok === T.NAME && this.peek() === T.EQUAL) {
        const arg = this.words[this.pos];
        this.advance();
        this.advance();
        keywords.push(this.keyword(arg, this.expression(), s));
      } else {
        if (keywords.length > 0) throw FAIL;
        args.push(this.plainNamedExpression());
        if (this.tok === T.EQUAL) throw FAIL;
      }
      if (this.tok !== T.COMMA) return;
      this.advance();
      if (this.tok === T.RPAR) return;
    }
  }

  keyword(arg: string | null, value: Expr, s: number): Keyword {
    const e = this.pos - 1;
    return {
      kind: "keyword",
      arg,
      value,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  // starred_expression: '*' expression
  starredExpression(): Starred {
    const s = this.pos;
    this.advance();
    return this.starred(this.expression(), s);
  }

  // slices: slice !',' | ','.(slice | starred_expression)+ [',']
  slices(): Expr {
    const s = this.pos;
    const first = this.tok === T.STAR ? this.starredExpression() : this.slice();
    if (this.tok !== T.COMMA && first.kind !== "Starred") return first;
    const elts: Expr[] = [first];
    while (this.take(T.COMMA)) {
      if (this.tok === T.RSQB) break;
      elts.push(this.tok === T.STAR ? this.starredExpression() : this.slice());
    }
    return this.tuple(elts, s);
  }

  // slice: [expression] ':' [expression] [':' [expression]] | named_expression
  slice(): Expr {
    const s = this.pos;
    let lower: Expr | null = null;
    if (this.tok !== T.COLON) {
      lower = this.namedExpression();
      if (this.tok !== T.COLON) return lower;
      if (lower.kind === "NamedExpr" && this.types[s] === T.NAME && this.types[s + 1] === T.COLONEQUAL) throw FAIL;
    }
    this.advance();
    const upper = this.endsSlice() ? null : this.expression();
    let step: Expr | null = null;
    if (this.take(T.COLON)) step = this.endsSlice() ? null : this.expression();
    const e = this.pos - 1;
    return {
      kind: "Slice",
      lower,
      upper,
      step,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  private endsSlice(): boolean {
    return this.tok === T.COLON || this.tok === T.COMMA || this.tok === T.RSQB;
  }

  nameExpr(ctx: "Load" | "Store"): Expr {
    if (this.tok !== T.NAME) throw FAIL;
    const s = this.pos;
    const id = this.words[s];
    this.advance();
    return {
      kind: "Name",
      id,
      ctx,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[s],
      end_col_offset: this.endCols[s],
    };
  }

  // atom: NAME | 'True' | 'False' | 'None' | strings | NUMBER | tuple | group | genexp | list | listcomp | dict | set | ... | '...'
  atom(): Expr {
    const s = this.pos;
    switch (this.tok) {
      case T.NAME: {
        const id = this.words[s];
        this.advance();
        return {
          kind: "Name",
          id,
          ctx: "Load",
          lineno: this.lines[s],
          col_offset: this.cols[s],
          end_lineno: this.endLines[s],
          end_col_offset: this.endCols[s],
        };
      }
      case T.NUMBER:
        return this.number();
      case T.STRING:
      case T.FSTRING_START:
      case T.TSTRING_START:
        return this.strings();
      case T.TRUE:
        return this.constant("True");
      case T.FALSE:
        return this.constant("False");
      case T.NONE:
        return this.constant("None");
      case T.ELLIPSIS:
        return this.constant("Ellipsis");
      case T.LPAR:
        return this.parenthesized();
      case T.LSQB:
        return this.listDisplay();
      case T.LBRACE:
        return this.braceDisplay();
      default:
        throw FAIL;
    }
  }

  constant(type: "True" | "False" | "None" | "Ellipsis"): Expr {
    const s = this.pos;
    this.advance();
    return {
      kind: "Constant",
      value: { type },
      stringKind: null,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[s],
      end_col_offset: this.endCols[s],
    };
  }

  number(): Expr {
    const s = this.pos;
    if (this.tok !== T.NUMBER) throw FAIL;
    const value = numberValue(this.tokenText(s), this.options.intMaxStrDigits);
    if (value.type === "too long") {
      throw this.errorAtToken(
        `Exceeds the limit (${this.options.intMaxStrDigits} digits) for integer string conversion: value has ${value.digits} digits; ` +
          "use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal " +
          "conversion limits.",
        s,
      );
    }
    this.advance();
    return {
      kind: "Constant",
      value,
      stringKind: null,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[s],
      end_col_offset: this.endCols[s],
    };
  }

  // tuple: '(' [star_named_expression ',' [star_named_expressions]] ')'   group: '(' (yield_expr | named_expression) ')'   genexp
  parenthesized(): Expr {
    const s = this.pos;
    this.advance();
    if (this.tok === T.RPAR) {
      this.advance();
      return this.tuple([], s);
    }
    if (this.tok === T.YIELD) {
      const value = this.yieldExpr();
      this.expect(T.RPAR);
      return value;
    }
    const first = this.starNamedExpression();
    if (this.tok === T.COMMA) {
      const elts = [first];
      this.elements(elts, T.RPAR);
      this.expect(T.RPAR);
      return this.tuple(elts, s);
    }
    if (first.kind === "Starred") throw FAIL;
    if (this.tok === T.FOR || this.tok === T.ASYNC) return this.generatorExp(first, s);
    this.expect(T.RPAR);
    return first;
  }

  /** The rest of a display: (',' star_named_expression)* [','] */
  private elements(elts: Expr[], close: number): void {
    while (this.take(T.COMMA)) {
      if (this.tok === close) return;
      elts.push(this.starNamedExpression());
    }
  }

  /** From the 'for' on; s is the token of the opening parenthesis. */
  generatorExp(elt: Expr, s: number): Expr {
    const generators = this.forIfClauses();
    this.expect(T.RPAR);
    const e = this.pos - 1;
    return {
      kind: "GeneratorExp",
      elt,
      generators,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  // list: '[' [star_named_expressions] ']'   listcomp: '[' named_expression for_if_clauses ']'
  listDisplay(): Expr {
    const s = this.pos;
    this.advance();
    const elts: Expr[] = [];
    if (this.tok !== T.RSQB) {
      const first = this.starNamedExpression();
      if ((this.tok === T.FOR || this.tok === T.ASYNC) && first.kind !== "Starred") {
        const generators = this.forIfClauses();
        this.expect(T.RSQB);
        const e = this.pos - 1;
        return {
          kind: "ListComp",
          elt: first,
          generators,
          lineno: this.lines[s],
          col_offset: this.cols[s],
          end_lineno: this.endLines[e],
          end_col_offset: this.endCols[e],
        };
      }
      elts.push(first);
      this.elements(elts, T.RSQB);
    }
    this.expect(T.RSQB);
    const e = this.pos - 1;
    return {
      kind: "List",
      elts,
      ctx: "Load",
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  // dict: '{' [double_starred_kvpairs] '}'   set: '{' star_named_expressions '}'   and their comprehensions
  braceDisplay(): Expr {
    const s = this.pos;
    this.advance();
    if (this.tok === T.RBRACE) {
      this.advance();
      return this.dict([], [], s);
    }
    if (this.tok === T.DOUBLESTAR) return this.dictRest([], [], s);
    const first = this.starNamedExpression();
    if (this.tok === T.COLON && first.kind !== "Starred" && this.types[s + 2] !== T.COLONEQUAL) {
      this.advance();
      const value = this.expression();
      if (this.tok === T.FOR || this.tok === T.ASYNC) {
        const generators = this.forIfClauses();
        this.expect(T.RBRACE);
        const e = this.pos - 1;
        return {
          kind: "DictComp",
          key: first,
          value,
          generators,
          lineno: this.lines[s],
          col_offset: this.cols[s],
          end_lineno: this.endLines[e],
          end_col_offset: this.endCols[e],
        };
      }
      const keys = [first];
      const values = [value];
      if (this.take(T.COMMA)) return this.dictRest(keys, values, s);
      this.expect(T.RBRACE);
      return this.dict(keys, values, s);
    }
    if ((this.tok === T.FOR || this.tok === T.ASYNC) && first.kind !== "Starred") {
      const generators = this.forIfClauses();
      this.expect(T.RBRACE);
      const e = this.pos - 1;
      return {
        kind: "SetComp",
        elt: first,
        generators,
        lineno: this.lines[s],
        col_offset: this.cols[s],
        end_lineno: this.endLines[e],
        end_col_offset: this.endCols[e],
      };
    }
    const elts = [first];
    this.elements(elts, T.RBRACE);
    this.expect(T.RBRACE);
    const e = this.pos - 1;
    return {
      kind: "Set",
      elts,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  dict(keys: (Expr | null)[], values: Expr[], s: number): Expr {
    const e = this.pos - 1;
    return {
      kind: "Dict",
      keys,
      values,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  // double_starred_kvpair: '**' bitwise_or | expression ':' expression
  private dictRest(keys: (Expr | null)[], values: Expr[], s: number): Expr {
    while (this.tok !== T.RBRACE) {
      if (this.take(T.DOUBLESTAR)) {
        keys.push(null);
        values.push(this.binary(0));
      } else {
        keys.push(this.expression());
        this.expect(T.COLON);
        values.push(this.expression());
      }
      if (!this.take(T.COMMA)) break;
    }
    this.expect(T.RBRACE);
    return this.dict(keys, values, s);
  }

  // for_if_clause: ['async'] 'for' star_targets 'in' ~ disjunction ('if' disjunction)*
  forIfClauses(): Comprehension[] {
    const clauses: Comprehension[] = [];
    while (this.tok === T.FOR || this.tok === T.ASYNC) clauses.push(this.forIfClause());
    return clauses;
  }

  forIfClause(): Comprehension {
    const isAsync = this.take(T.ASYNC) ? 1 : 0;
    this.expect(T.FOR);
    const target = this.starTargets();
    this.expect(T.IN);
    const iter = this.disjunction();
    const ifs: Expr[] = [];
    while (this.take(T.IF)) ifs.push(this.disjunction());
    return { kind: "comprehension", target, iter, ifs, is_async: isAsync };
  }

  // Targets. They are read as expressions and then given their context.

  // star_targets: star_target !',' | star_target (',' star_target)* [',']
  starTargets(): Expr {
    const s = this.pos;
    const first = this.starTarget();
    if (this.tok !== T.COMMA) return first;
    const elts = [first];
    while (this.take(T.COMMA)) {
      if (!this.startsExpression() && this.tok !== T.STAR) break;
      elts.push(this.starTarget());
    }
    const tuple = this.tuple(elts, s);
    (tuple as { ctx: string }).ctx = "Store";
    return tuple;
  }

  // star_target: '*' (!'*' star_target) | target_with_star_atom
  starTarget(): Expr {
    const s = this.pos;
    if (this.tok === T.STAR) {
      this.advance();
      if (this.tok === T.STAR) throw FAIL;
      const value = this.starTarget();
      const starred = this.starred(value, s);
      starred.ctx = "Store";
      return starred;
    }
    const target = this.primary();
    if (!this.setContext(target, "Store")) throw FAIL;
    return target;
  }

  /** Makes an expression a target; false where it cannot be one. A starred element counts, where it stands is checked later. */
  setContext(target: Expr, ctx: "Store" | "Del"): boolean {
    switch (target.kind) {
      case "Name":
      case "Attribute":
      case "Subscript":
        target.ctx = ctx;
        return true;
      case "Tuple":
      case "List":
        for (const elt of target.elts) if (!this.setContext(elt, ctx)) return false;
        target.ctx = ctx;
        return true;
      case "Starred":
        if (ctx === "Del" || target.value.kind === "Starred" || !this.setContext(target.value, ctx)) return false;
        target.ctx = ctx;
        return true;
      default:
        return false;
    }
  }

  // Functions.

  // lambdef: 'lambda' [lambda_params] ':' expression
  lambdef(): Expr {
    const s = this.pos;
    this.expect(T.LAMBDA);
    this.enter();
    const args = this.tok === T.COLON ? emptyArguments() : this.parameters(T.COLON);
    this.expect(T.COLON);
    const body = this.expression();
    this.leave();
    const e = this.pos - 1;
    return {
      kind: "Lambda",
      args,
      body,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    } satisfies Lambda;
  }

  // parameters: positional-only '/', positional, '*' [param] keyword-only, '**' param; up to `close`, which is ')' or, in a lambda, ':'
  parameters(close: number): Arguments {
    const result = emptyArguments();
    const typed = close === T.RPAR;
    let star = false;
    for (;;) {
      if (this.tok === T.DOUBLESTAR) {
        this.beforeKwds(close);
        this.advance();
        result.kwarg = this.param(typed, false);
        if (this.take(T.COMMA)) this.paramComment(result.kwarg);
        else this.paramComment(result.kwarg);
        if (this.tok !== close) throw FAIL;
        return result;
      }
      if (this.tok === T.STAR) {
        if (star) throw FAIL;
        this.beforeStar(close);
        star = true;
        this.advance();
        if (this.tok === T.COMMA) {
          this.advance();
          if (this.tok !== T.NAME) throw FAIL;
          continue;
        }
        result.vararg = this.param(typed, true);
        if (!this.paramEnd(result.vararg, close)) return result;
        continue;
      }
      if (this.tok === T.SLASH) {
        if (star || result.posonlyargs.length > 0 || result.args.length === 0) throw FAIL;
        this.advance();
        result.posonlyargs = result.args;
        result.args = [];
        if (this.tok === close) return result;
        this.expect(T.COMMA);
        if (this.tok === close) return result;
        continue;
      }
      const arg = this.param(typed, false);
      let value: Expr | null = null;
      if (this.tok === T.EQUAL) value = this.parameterDefault();
      if (star) {
        result.kwonlyargs.push(arg);
        result.kw_defaults.push(value);
      } else {
        if (value !== null) result.defaults.push(value);
        else if (result.defaults.length > 0) throw FAIL;
        result.args.push(arg);
      }
      if (!this.paramEnd(arg, close)) return result;
    }
  }

  /** For the second pass: called before a '*' or '**' among parameters. */
  beforeStar(_close: number): void {}
  beforeKwds(_close: number): void {}

  // default: '=' expression
  parameterDefault(): Expr {
    this.expect(T.EQUAL);
    return this.expression();
  }

  /** After a parameter: a comma and its type comment. False where the parameters end. */
  private paramEnd(arg: Arg, close: number): boolean {
    if (this.take(T.COMMA)) {
      this.paramComment(arg);
      return this.tok !== close;
    }
    this.paramComment(arg);
    if (this.tok !== close) throw FAIL;
    return false;
  }

  private paramComment(arg: Arg): void {
    if (this.tok !== T.TYPE_COMMENT) return;
    arg.type_comment = this.tokenText(this.pos);
    this.advance();
  }

  // param: NAME [':' expression]   param_star_annotation: NAME ':' star_expression
  param(typed: boolean, starAnnotation: boolean): Arg {
    const s = this.pos;
    const arg = this.name();
    let annotation: Expr | null = null;
    if (typed && this.take(T.COLON)) annotation = starAnnotation ? this.starExpression() : this.expression();
    const e = this.pos - 1;
    return {
      kind: "arg",
      arg,
      annotation,
      type_comment: null,
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
  }

  // type_params: '[' ','.type_param+ [','] ']'
  typeParams(): TypeParam[] {
    this.expect(T.LSQB);
    const params: TypeParam[] = [];
    do {
      if (this.tok === T.RSQB && params.length > 0) break;
      params.push(this.typeParam());
    } while (this.take(T.COMMA));
    this.expect(T.RSQB);
    return params;
  }

  // type_param: NAME [':' expression] ['=' expression] | '*' NAME ['=' star_expression] | '**' NAME ['=' expression]
  typeParam(): TypeParam {
    const s = this.pos;
    const star = this.take(T.STAR);
    const doubleStar = !star && this.take(T.DOUBLESTAR);
    const name = this.name();
    const bound = !star && !doubleStar && this.take(T.COLON) ? this.expression() : null;
    const value = !this.take(T.EQUAL) ? null : star ? this.starExpression() : this.expression();
    const e = this.pos - 1;
    const place = {
      lineno: this.lines[s],
      col_offset: this.cols[s],
      end_lineno: this.endLines[e],
      end_col_offset: this.endCols[e],
    };
    if (star) return { kind: "TypeVarTuple", name, default_value: value, ...place };
    if (doubleStar) return { kind: "ParamSpec", name, default_value: value, ...place };
    return { kind: "TypeVar", name, bound, default_value: value, ...place };
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
