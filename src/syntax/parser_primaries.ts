// Names, literals, calls, subscripts, displays and comprehensions; and targets, which are read as expressions.

import type { Comprehension, Constant, Expr, Keyword, Starred } from "./ast.ts";
import { numberValue } from "./literals.ts";
import { FAIL } from "./parser_base.ts";
import { ExpressionParser } from "./parser_expressions.ts";
import * as T from "./tokens.ts";

export abstract class PrimaryParser extends ExpressionParser {
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
        this.atFor() &&
        args.length === 1 &&
        keywords.length === 0 &&
        this.types[this.pos - 1] !== T.COMMA &&
        args[0].kind !== "Starred"
      ) {
        args[0] = this.finishComprehension("GeneratorExp", args[0], T.RPAR, open);
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
    switch (this.tok) {
      case T.NAME:
        return this.nameExpr("Load");
      case T.NUMBER:
        return this.number();
      case T.STRING:
      case T.FSTRING_START:
      case T.TSTRING_START:
        return this.strings();
      case T.TRUE:
        return this.constant({ type: "True" });
      case T.FALSE:
        return this.constant({ type: "False" });
      case T.NONE:
        return this.constant({ type: "None" });
      case T.ELLIPSIS:
        return this.constant({ type: "Ellipsis" });
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

  /** The token at `pos` as a constant of that value. */
  constant(value: Constant["value"]): Expr {
    const s = this.pos;
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
    return this.constant(value);
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
    if (this.atFor()) return this.finishComprehension("GeneratorExp", first, T.RPAR, s);
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

  /** Whether a comprehension goes on here. */
  atFor(): boolean {
    return this.tok === T.FOR || this.tok === T.ASYNC;
  }

  /** From the 'for' on; s is the token of the opening bracket. */
  finishComprehension(kind: "GeneratorExp" | "ListComp" | "SetComp", elt: Expr, close: number, s: number): Expr {
    const generators = this.forIfClauses();
    this.expect(close);
    const e = this.pos - 1;
    return {
      kind,
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
      if (this.atFor() && first.kind !== "Starred") return this.finishComprehension("ListComp", first, T.RSQB, s);
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
      if (this.atFor()) {
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
    if (this.atFor() && first.kind !== "Starred") return this.finishComprehension("SetComp", first, T.RBRACE, s);
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
    while (this.atFor()) clauses.push(this.forIfClause());
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
}
