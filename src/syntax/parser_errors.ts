// The second pass over a text that does not fit the grammar: compound statements and patterns, and so the whole of it.
// parser_errors_expressions.ts says how the pass works.

import type { ExceptHandler, Expr, MatchCase, Pattern, Stmt, WithItem } from "./ast.ts";
import { FAIL } from "./parser_base.ts";
import { exprName } from "./parser_errors_expressions.ts";
import { DiagnosingSimple } from "./parser_errors_simple.ts";
import * as T from "./tokens.ts";

export class DiagnosingParser extends DiagnosingSimple {
  override block(): Stmt[] {
    return this.remember("block", () => {
      const found = this.attempt(super.block);
      if (found !== null) return found;
      this.mistake(() => {
        this.expect(T.NEWLINE);
        if (this.tok !== T.INDENT) throw this.errorHere("expected an indented block", "IndentationError");
      });
      throw FAIL;
    });
  }

  override compoundStatement(): Stmt | null {
    if (this.tok === T.NAME) return this.attempt(() => super.compoundStatement() ?? this.fail());
    return super.compoundStatement();
  }

  /** A head that a newline ends, where a colon should. */
  private missingColon(head: () => void): void {
    this.mistake(() => {
      head();
      this.see(T.NEWLINE);
      throw this.errorHere("expected ':'");
    });
  }

  private missingBlock(what: string, line: number, head: () => void): void {
    this.mistake(() => {
      head();
      this.expect(T.COLON);
      this.expect(T.NEWLINE);
      if (this.tok === T.INDENT) throw FAIL;
      throw this.errorHere(`expected an indented block after ${what} on line ${line}`, "IndentationError");
    });
  }

  /** A colon that nothing else can stand for. */
  private forcedColon(): void {
    if (this.tok !== T.COLON) throw this.errorAtToken("expected ':'", this.pos);
  }

  override beforeClause(kind: number): void {
    const at = this.pos;
    const line = this.lines[this.tok === T.ASYNC ? at + 1 : at];
    const both = (what: string, head: () => void): void => {
      this.missingColon(head);
      this.missingBlock(what, line, head);
    };
    const condition = (): void => {
      this.advance();
      this.namedExpression();
    };
    switch (kind) {
      case T.IF:
        both("'if' statement", condition);
        break;
      case T.ELIF:
        both("'elif' statement", condition);
        break;
      case T.WHILE:
        both("'while' statement", condition);
        break;
      case T.ELSE:
        this.missingBlock("'else' statement", line, () => this.advance());
        this.mistake(() => {
          this.advance();
          this.colonBlock();
          this.see(T.ELIF);
          throw this.errorHere("'elif' block follows an 'else' block");
        });
        this.always(() => {
          this.advance();
          this.forcedColon();
        });
        break;
      case T.FOR:
        both("'for' statement", () => {
          this.take(T.ASYNC);
          this.expect(T.FOR);
          this.starTargets();
          this.expect(T.IN);
          this.starExpressions();
        });
        break;
      case T.WITH:
        this.missingBlock("'with' statement", line, () => this.withHead(false));
        this.missingBlock("'with' statement", line, () => this.withHead(true));
        break;
      case T.TRY:
        this.missingBlock("'try' statement", line, () => this.advance());
        this.mistake(this.invalidTry);
        this.always(() => {
          this.advance();
          this.forcedColon();
        });
        break;
      case T.EXCEPT:
        this.beforeExcept(line);
        break;
      case T.FINALLY:
        this.missingBlock("'finally' statement", line, () => this.advance());
        this.always(() => {
          this.advance();
          this.forcedColon();
        });
        break;
      case T.CLASS:
        both("class definition", () => {
          this.advance();
          this.name();
          if (this.tok === T.LSQB) this.attempt(this.typeParams);
          this.attempt(() => {
            this.expect(T.LPAR);
            this.attempt(this.callArguments);
            this.expect(T.RPAR);
          });
        });
        break;
      case T.DEF:
        this.beforeDef(line);
        break;
      case T.NAME:
        both("'case' statement", () => {
          this.advance();
          this.patterns();
          this.attempt(() => {
            this.expect(T.IF);
            this.namedExpression();
          });
        });
        break;
    }
  }

  private beforeDef(line: number): void {
    const head = (forced: boolean): void => {
      this.take(T.ASYNC);
      this.expect(T.DEF);
      this.name();
      if (this.tok === T.LSQB) this.attempt(this.typeParams);
      if (forced && this.tok !== T.LPAR) throw this.errorAtToken("expected '('", this.pos);
      this.expect(T.LPAR);
      this.attempt(() => this.parameters(T.RPAR));
      this.expect(T.RPAR);
      this.attempt(() => {
        this.expect(T.RARROW);
        this.expression();
      });
    };
    this.missingBlock("function definition", line, () => head(false));
    this.mistake(() => {
      head(true);
      this.forcedColon();
    });
  }

  override functionTypeComment(): string | null {
    if (this.tok === T.TYPE_COMMENT) {
      this.mistake(() => {
        this.advance();
        this.expect(T.NEWLINE);
        this.expect(T.TYPE_COMMENT);
        this.expect(T.NEWLINE);
        this.see(T.INDENT);
        throw this.errorHere("Cannot have two type comments on def");
      });
    }
    return super.functionTypeComment();
  }

  private withHead(parenthesized: boolean): void {
    this.take(T.ASYNC);
    this.expect(T.WITH);
    if (parenthesized) this.expect(T.LPAR);
    this.gather(() => {
      if (parenthesized) this.expressions();
      else this.expression();
      this.attempt(() => {
        this.expect(T.AS);
        this.starTarget();
      });
      return true;
    });
    if (!parenthesized) return;
    this.take(T.COMMA);
    this.expect(T.RPAR);
  }

  override withStatement(s: number): Stmt {
    const found = this.attempt(() => super.withStatement(s));
    if (found !== null) return found;
    this.missingColon(() => this.withHead(false));
    this.missingColon(() => this.withHead(true));
    throw FAIL;
  }

  override withItem(): WithItem {
    const found = this.attempt((): WithItem => {
      const expr = this.expression();
      this.expect(T.AS);
      const target = this.starTarget();
      if (this.tok !== T.COMMA && this.tok !== T.RPAR && this.tok !== T.COLON) throw FAIL;
      return { kind: "withitem", context_expr: expr, optional_vars: target };
    });
    if (found !== null) return found;
    this.mistake(() => {
      this.expression();
      this.expect(T.AS);
      const a = this.expression();
      if (this.tok !== T.COMMA && this.tok !== T.RPAR && this.tok !== T.COLON) throw FAIL;
      this.invalidTarget(a, "star");
    });
    return { kind: "withitem", context_expr: this.expression(), optional_vars: null };
  }

  override forStatement(s: number): Stmt {
    const found = this.attempt(() => super.forStatement(s));
    if (found !== null) return found;
    const head = this.attempt(() => {
      this.take(T.ASYNC);
      this.expect(T.FOR);
      this.starTargets();
      this.expect(T.IN);
      return true;
    });
    this.reset(s);
    if (head === null) this.mistake(this.invalidForTarget);
    throw FAIL;
  }

  private invalidTry(): void {
    this.mistake(() => {
      this.advance();
      this.colonBlock();
      if (this.tok === T.EXCEPT || this.tok === T.FINALLY) throw FAIL;
      throw this.errorHere("expected 'except' or 'finally' block");
    });
    const handlers = (star: boolean): void => {
      this.advance();
      this.expect(T.COLON);
      this.many(() => this.block());
      const handler = (): ExceptHandler => {
        if (this.tok !== T.EXCEPT || (this.peek() === T.STAR) !== star) throw FAIL;
        return this.exceptBlock(star);
      };
      if (this.many(handler) === 0) throw FAIL;
    };
    const rest = (): void => {
      this.expression();
      this.attempt(() => {
        this.expect(T.AS);
        this.name();
      });
    };
    const message = "cannot have both 'except' and 'except*' on the same 'try'";
    this.mistake(() => {
      handlers(false);
      const a = this.pos;
      this.expect(T.EXCEPT);
      const b = this.pos;
      this.expect(T.STAR);
      rest();
      this.see(T.COLON);
      throw this.errorRange(message, a, b);
    });
    this.mistake(() => {
      handlers(true);
      const a = this.pos;
      this.expect(T.EXCEPT);
      this.attempt(rest);
      this.see(T.COLON);
      throw this.errorAtToken(message, a);
    });
  }

  /** except ['*'] [expression ['as' NAME]] */
  private exceptHead(star: boolean): void {
    this.expect(T.EXCEPT);
    if (star) this.expect(T.STAR);
    this.expression();
    this.attempt(() => {
      this.expect(T.AS);
      this.name();
    });
  }

  private beforeExcept(line: number): void {
    const star = this.peek() === T.STAR;
    this.missingBlock(`'except${star ? "*" : ""}' statement`, line, () => this.exceptHead(star));
    if (!star) this.missingBlock("'except' statement", line, () => this.expect(T.EXCEPT));
  }

  override exceptBlock(star: boolean): ExceptHandler {
    const found = this.attempt(() => super.exceptBlock(star));
    if (found !== null) return found;
    this.mistake(() => {
      this.expect(T.EXCEPT);
      if (star) this.expect(T.STAR);
      const a = this.expression();
      this.expect(T.COMMA);
      this.expressions();
      this.expect(T.AS);
      this.name();
      this.see(T.COLON);
      throw this.errorFrom("multiple exception types must be parenthesized when using 'as'", a);
    });
    this.missingColon(() => this.exceptHead(star));
    if (star) {
      this.mistake(() => {
        this.advance();
        this.advance();
        if (this.tok !== T.NEWLINE && this.tok !== T.COLON) throw FAIL;
        throw this.errorHere("expected one or more exception types");
      });
    } else this.missingColon(() => this.expect(T.EXCEPT));
    this.mistake(() => {
      this.expect(T.EXCEPT);
      if (star) this.expect(T.STAR);
      this.expression();
      this.expect(T.AS);
      const a = this.expression();
      this.colonBlock();
      throw this.errorAtNode(`cannot use except${star ? "*" : ""} statement with ${exprName(a)}`, a);
    });
    throw FAIL;
  }

  // Match statements.

  override maybeMatch(): Stmt | null {
    const found = this.attempt(() => this.matchStatement(this.matchHead()));
    if (found !== null) return found;
    const line = this.lines[this.pos];
    const head = (): void => {
      this.advance();
      this.subjectExpr();
    };
    this.missingColon(head);
    this.missingBlock("'match' statement", line, head);
    return null;
  }

  override subjectExpr(): Expr {
    const s = this.pos;
    const tuple = this.attempt(() => {
      const first = this.starNamedExpression();
      this.expect(T.COMMA);
      return this.tuple([first, ...(this.attempt(this.starNamedExpressions) ?? [])], s);
    });
    return tuple ?? this.namedExpression();
  }

  override caseBlock(): MatchCase {
    return this.remember("case_block", () => super.caseBlock());
  }

  override closedPattern(): Pattern {
    return this.remember("closed_pattern", () => super.closedPattern());
  }

  override pattern(): Pattern {
    const found = this.attempt((): Pattern => {
      const s = this.pos;
      const pattern = this.orPattern();
      this.expect(T.AS);
      const name = this.captureTarget(false);
      return { kind: "MatchAs", pattern, name, ...this.place(s) };
    });
    if (found !== null) return found;
    this.mistake(() => {
      this.orPattern();
      this.expect(T.AS);
      if (this.isSoft("_")) throw this.errorAtToken("cannot use '_' as a target", this.pos);
      const a = this.expression();
      throw this.errorAtNode(`cannot use ${exprName(a)} as pattern target`, a);
    });
    return this.orPattern();
  }

  override classPattern(cls: Expr, s: number): Pattern {
    const pos = this.pos;
    const found = this.attempt(() => super.classPattern(cls, s));
    if (found !== null) return found;
    this.reset(pos);
    this.mistake(() => {
      this.expect(T.LPAR);
      const keyword = (): Pattern => {
        this.name();
        this.expect(T.EQUAL);
        return this.pattern();
      };
      this.attempt(() => {
        this.gather(this.pattern);
        this.expect(T.COMMA);
      });
      this.gather(keyword);
      this.expect(T.COMMA);
      const bad = this.gather(this.pattern);
      throw this.errorRange("positional patterns follow keyword patterns", bad[0], bad[bad.length - 1]);
    });
    throw FAIL;
  }
}
