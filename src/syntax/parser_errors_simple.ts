// The second pass over a text that does not fit the grammar: simple statements.
// parser_errors_expressions.ts says how the pass works.

import type { Alias, Expr, Stmt } from "./ast.ts";
import { FAIL } from "./parser_base.ts";
import { exprName } from "./parser_errors_expressions.ts";
import { DiagnosingParameters } from "./parser_errors_parameters.ts";
import * as T from "./tokens.ts";

export abstract class DiagnosingSimple extends DiagnosingParameters {
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
}
