// Lambda expressions, the parameters of functions, and type parameters (PEP 695, PEP 696).

import type { Arg, Arguments, Expr, Lambda, TypeParam } from "./ast.ts";
import { FAIL } from "./parser_base.ts";
import { PrimaryParser } from "./parser_primaries.ts";
import * as T from "./tokens.ts";

export function emptyArguments(): Arguments {
  return { kind: "arguments", posonlyargs: [], args: [], vararg: null, kwonlyargs: [], kw_defaults: [], kwarg: null, defaults: [] };
}

export abstract class ParameterParser extends PrimaryParser {
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
