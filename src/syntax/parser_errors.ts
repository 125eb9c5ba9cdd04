// The second pass over a text that does not fit the grammar: parameters, statements and patterns.
// parser_errors_expressions.ts says how the pass works.

import type { Alias, Arguments, ExceptHandler, Expr, MatchCase, Pattern, Stmt, TypeParam, WithItem } from "./ast.ts";
import { FAIL } from "./parser_base.ts";
import { exprName } from "./parser_errors_expressions.ts";
import { DiagnosingPrimaries } from "./parser_errors_primaries.ts";
import * as T from "./tokens.ts";

export class DiagnosingParser extends DiagnosingPrimaries {
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
  private many(parse: () => unknown): number {
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

  // Simple statements.

  override simpleStatement(): Stmt {
    return this.remember("simple_stmt", () => this.simple());
  }

  private simple(): Stmt {
    switch (this.tok) {
      case T.IMPORT:
      case T.FROM:
        this.mistake(this.invalidImport);
        break;
      case T.NAME:
        // An assignment is tried before a type alias.
        if (this.isSoft("type")) {
          const statement = this.assignmentStatement();
          if (statement !== null) return statement;
        }
        break;
      case T.PASS:
      case T.BREAK:
      case T.CONTINUE:
        this.mistake(this.assignmentStatement);
        break;
      case T.YIELD: {
        const statement = this.assignmentStatement();
        if (statement !== null) return statement;
        break;
      }
      case T.DEL: {
        const statement = this.attempt(super.delStatement);
        if (statement !== null) return statement;
        this.mistake(() => {
          this.advance();
          this.invalidTarget(this.starExpressions(), "del");
        });
        throw FAIL;
      }
    }
    return super.simpleStatement();
  }

  // assignment | star_expressions
  override expressionStatement(): Stmt {
    const found = this.assignmentStatement();
    if (found !== null) return found;
    const s = this.pos;
    const value = this.starExpressions();
    return { kind: "Expr", value, ...this.place(s) };
  }

  private assignmentStatement(): Stmt | null {
    const s = this.pos;
    const annotated = this.attempt((): Stmt => {
      let target: Expr;
      let simple = 0;
      if (this.tok === T.NAME && this.peek() === T.COLON) {
        target = this.nameExpr("Store");
        simple = 1;
      } else {
        target = this.singleTarget();
        if (target.kind === "Name" && this.types[s] === T.NAME) throw FAIL;
      }
      this.expect(T.COLON);
      const annotation = this.expression();
      const value = this.attempt(() => {
        this.expect(T.EQUAL);
        return this.annotatedRhs();
      });
      return { kind: "AnnAssign", target, annotation, value, simple, ...this.place(s) };
    });
    if (annotated !== null) return annotated;
    const assigned = this.attempt((): Stmt => {
      const targets: Expr[] = [];
      const target = (): Expr => {
        const found = this.starTargets();
        this.expect(T.EQUAL);
        return found;
      };
      for (;;) {
        const next = this.attempt(target);
        if (next === null) break;
        targets.push(next);
      }
      if (targets.length === 0) throw FAIL;
      const value = this.annotatedRhs();
      if (this.tok === T.EQUAL) throw FAIL;
      const comment = this.typeComment();
      return { kind: "Assign", targets, value, type_comment: comment, ...this.place(s) };
    });
    if (assigned !== null) return assigned;
    const augmented = this.attempt(() => {
      const target = this.singleTarget();
      const op = this.augmentedOperator();
      if (op === undefined) throw FAIL;
      this.advance();
      return { target, op };
    });
    if (augmented !== null) {
      // The operator commits: no other mistake is looked for.
      const value = this.attempt(this.annotatedRhs);
      if (value !== null) return { kind: "AugAssign", ...augmented, value, ...this.place(s) };
      this.reset(s);
      return null;
    }
    this.mistake(this.invalidAssignment);
    return null;
  }

  // single_target: attribute or subscript | NAME | '(' single_target ')'
  private singleTarget(): Expr {
    const target = this.primary();
    if (target.kind !== "Name" && target.kind !== "Attribute" && target.kind !== "Subscript") throw FAIL;
    this.setContext(target, "Store");
    return target;
  }

  private invalidAssignment(): void {
    this.mistake(() => {
      const a = this.invalidAnnotationTarget();
      this.expect(T.COLON);
      this.expression();
      throw this.errorAtNode(`only single target (not ${exprName(a)}) can be annotated`, a);
    });
    this.mistake(() => {
      const a = this.starNamedExpression();
      this.expect(T.COMMA);
      while (this.attempt(this.starNamedExpressions) !== null);
      this.expect(T.COLON);
      this.expression();
      throw this.errorAtNode("only single target (not tuple) can be annotated", a);
    });
    this.mistake(() => {
      const a = this.expression();
      this.expect(T.COLON);
      this.expression();
      throw this.errorAtNode("illegal target for annotation", a);
    });
    const targets = (): void => {
      while (
        this.attempt(() => {
          this.starTargets();
          this.expect(T.EQUAL);
          return true;
        }) !== null
      );
    };
    this.mistake(() => {
      targets();
      const a = this.starExpressions();
      this.see(T.EQUAL);
      this.invalidTarget(a, "star");
    });
    this.mistake(() => {
      targets();
      const a = this.yieldExpr();
      this.see(T.EQUAL);
      throw this.errorAtNode("assignment to yield expression not possible", a);
    });
    this.mistake(() => {
      const a = this.starExpressions();
      if (this.augmentedOperator() === undefined) throw FAIL;
      this.advance();
      this.annotatedRhs();
      throw this.errorAtNode(`'${exprName(a)}' is an illegal expression for augmented assignment`, a);
    });
  }

  private invalidAnnotationTarget(): Expr {
    if (this.tok === T.LSQB) return this.list();
    const tuple = this.attempt(this.parenthesizedTuple);
    if (tuple !== null) return tuple;
    this.expect(T.LPAR);
    const inner = this.invalidAnnotationTarget();
    this.expect(T.RPAR);
    return inner;
  }

  private invalidImport(): void {
    const a = this.pos;
    if (this.tok !== T.IMPORT) return;
    this.mistake(() => {
      this.advance();
      this.gather(this.dottedName);
      this.expect(T.FROM);
      this.dottedName();
      throw this.errorFrom("Did you mean to use 'from ... import ...' instead?", a);
    });
    this.mistake(() => {
      this.advance();
      if (this.tok !== T.NEWLINE) throw FAIL;
      throw this.errorFrom("Expected one or more names after 'import'", this.pos);
    });
    this.mistake(() => {
      do {
        this.advance();
        this.dottedName();
        this.invalidAlias();
        if (this.take(T.AS)) this.name();
      } while (this.tok === T.COMMA);
    });
  }

  /** `as` and something that is not a name. */
  private invalidAlias(): void {
    this.mistake(() => {
      this.expect(T.AS);
      const next = this.tok === T.NAME ? this.peek() : -1;
      if (next === T.COMMA || next === T.RPAR || next === T.SEMI || next === T.NEWLINE) throw FAIL;
      const a = this.expression();
      throw this.errorAtNode(`cannot use ${exprName(a)} as import target`, a);
    });
  }

  // dotted_name: as far as it goes
  override dottedName(): string {
    let name = this.name();
    for (;;) {
      const more = this.attempt(() => {
        this.expect(T.DOT);
        return this.name();
      });
      if (more === null) return name;
      name += "." + more;
    }
  }

  override importAlias(): Alias {
    this.mistake(() => {
      this.name();
      this.invalidAlias();
    });
    return super.importAlias();
  }

  override importTargets(): Alias[] {
    const pos = this.pos;
    const found = this.attempt(super.importTargets);
    if (found !== null && (this.tok !== T.COMMA || this.types[pos] === T.LPAR)) return found;
    this.reset(pos);
    this.mistake(() => {
      this.gather(this.importAlias);
      this.expect(T.COMMA);
      if (this.tok !== T.NEWLINE) throw FAIL;
      throw this.errorHere("trailing comma not allowed without surrounding parentheses");
    });
    if (this.tok === T.NEWLINE) {
      this.mistake(() => {
        throw this.errorFrom("Expected one or more names after 'import'", this.pos);
      });
    }
    throw FAIL;
  }

  // Compound statements.

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
