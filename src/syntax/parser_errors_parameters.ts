// The second pass over a text that does not fit the grammar: parameters and type parameters.
// parser_errors_expressions.ts says how the pass works.

import type { Arguments, Expr, TypeParam } from "./ast.ts";
import { FAIL } from "./parser_base.ts";
import { DiagnosingPrimaries } from "./parser_errors_primaries.ts";
import * as T from "./tokens.ts";

export abstract class DiagnosingParameters extends DiagnosingPrimaries {
  // Parameters. `close` is the token after them: ')' or, in a lambda, ':'.

  override parameters(close: number): Arguments {
    return this.remember(`parameters${close}`, () => {
      this.mistake(() => this.invalidParameters(close));
      return super.parameters(close);
    });
  }

  /** ',' or the end of the parameters. */
  private paramDelimiter(close: number): void {
    if (!this.take(T.COMMA) && this.tok !== T.TYPE_COMMENT && this.tok !== close) throw FAIL;
    this.take(T.TYPE_COMMENT);
  }

  private paramNoDefault(close: number): number {
    const index = this.pos;
    this.param(close === T.RPAR, false);
    this.paramDelimiter(close);
    return index;
  }

  private paramWithDefault(close: number): void {
    this.param(close === T.RPAR, false);
    this.parameterDefault();
    this.paramDelimiter(close);
  }

  private paramMaybeDefault(close: number): void {
    this.param(close === T.RPAR, false);
    if (this.tok === T.EQUAL) this.parameterDefault();
    this.paramDelimiter(close);
  }

  /** As many as match; how many. */
  protected many(parse: () => unknown): number {
    let count = 0;
    while (
      this.attempt(() => {
        parse();
        return true;
      }) !== null
    )
      count++;
    return count;
  }

  private slash(close: number): void {
    this.expect(T.SLASH);
    if (!this.take(T.COMMA) && this.tok !== close) throw FAIL;
  }

  /** slash_no_default | slash_with_default */
  private positionalOnly(close: number): void {
    const found = this.attempt(() => {
      if (this.many(() => this.paramNoDefault(close)) === 0) throw FAIL;
      this.slash(close);
      return true;
    });
    if (found === null) this.slashWithDefault(close);
  }

  private slashWithDefault(close: number): boolean {
    this.many(() => this.paramNoDefault(close));
    if (this.many(() => this.paramWithDefault(close)) === 0) throw FAIL;
    this.slash(close);
    return true;
  }

  private invalidParameters(close: number): void {
    const lambda = close === T.COLON;
    const maybe = (): number => this.many(() => this.paramMaybeDefault(close));
    this.mistake(() => {
      const a = this.pos;
      this.expect(T.SLASH);
      this.see(T.COMMA);
      throw this.errorAtToken("at least one argument must precede /", a);
    });
    this.mistake(() => {
      this.positionalOnly(close);
      maybe();
      if (this.tok === T.SLASH) throw this.errorAtToken("/ may appear only once", this.pos);
    });
    this.mistake(() => {
      this.attempt(() => {
        if (this.many(() => this.paramNoDefault(close)) === 0) throw FAIL;
        this.slash(close);
      });
      this.many(() => this.paramNoDefault(close));
      if (this.attempt(() => this.slashWithDefault(close)) === null && this.many(() => this.paramWithDefault(close)) === 0) throw FAIL;
      const a = this.pos;
      const arg = this.param(!lambda, false);
      this.reset(a);
      this.paramNoDefault(close);
      throw this.errorAtNode("parameter without a default follows parameter with a default", arg);
    });
    this.mistake(() => {
      this.many(() => this.paramNoDefault(close));
      const a = this.pos;
      this.expect(T.LPAR);
      if (lambda) this.gather(() => this.param(false, false));
      else if (this.many(() => this.paramNoDefault(close)) === 0) throw FAIL;
      this.take(T.COMMA);
      const b = this.pos;
      this.see(T.RPAR);
      throw this.errorRange(`${lambda ? "Lambda expression" : "Function"} parameters cannot be parenthesized`, a, b);
    });
    this.mistake(() => {
      this.attempt(() => this.positionalOnly(close));
      maybe();
      this.expect(T.STAR);
      if (!this.take(T.COMMA)) this.paramNoDefault(close);
      maybe();
      if (this.tok === T.SLASH) throw this.errorAtToken("/ must be ahead of *", this.pos);
    });
    this.mistake(() => {
      if (maybe() === 0) throw FAIL;
      this.expect(T.SLASH);
      if (this.tok === T.STAR) throw this.errorAtToken("expected comma between / and *", this.pos);
    });
  }

  override parameterDefault(): Expr {
    this.mistake(() => {
      const a = this.pos;
      this.expect(T.EQUAL);
      if (this.tok === T.RPAR || this.tok === T.COMMA) throw this.errorAtToken("expected default value expression", a);
    });
    return super.parameterDefault();
  }

  override beforeStar(close: number): void {
    const typed = close === T.RPAR;
    const a = this.pos;
    this.mistake(() => {
      this.expect(T.STAR);
      if (this.tok !== close) {
        this.expect(T.COMMA);
        if (this.tok !== close && this.tok !== T.DOUBLESTAR) throw FAIL;
      }
      const message = "named arguments must follow bare *";
      throw typed ? this.errorAtToken(message, a) : this.errorHere(message);
    });
    this.mistake(() => {
      this.expect(T.STAR);
      this.expect(T.COMMA);
      this.see(T.TYPE_COMMENT);
      throw this.errorHere("bare * has associated type comment");
    });
    this.mistake(() => {
      this.expect(T.STAR);
      this.param(typed, false);
      if (this.tok === T.EQUAL) throw this.errorAtToken("var-positional argument cannot have default value", this.pos);
    });
    this.mistake(() => {
      this.expect(T.STAR);
      if (!this.take(T.COMMA)) this.paramNoDefault(close);
      this.many(() => this.paramMaybeDefault(close));
      const second = this.pos;
      this.expect(T.STAR);
      if (this.tok !== T.COMMA) this.paramNoDefault(close);
      throw this.errorAtToken("* argument may appear only once", second);
    });
  }

  override beforeKwds(close: number): void {
    const typed = close === T.RPAR;
    this.mistake(() => {
      this.expect(T.DOUBLESTAR);
      this.param(typed, false);
      if (this.tok === T.EQUAL) throw this.errorAtToken("var-keyword argument cannot have default value", this.pos);
      this.expect(T.COMMA);
      const message = "arguments cannot follow var-keyword argument";
      if (this.tok === T.STAR || this.tok === T.DOUBLESTAR || this.tok === T.SLASH) throw this.errorAtToken(message, this.pos);
      throw this.errorAtNode(message, this.param(typed, false));
    });
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
