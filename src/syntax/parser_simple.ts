// Simple statements, those without a block. The grammar line stands above each function.

import type { Alias, Expr, Operator, Stmt } from "./ast.ts";
import { FAIL } from "./parser_base.ts";
import { PatternParser } from "./parser_patterns.ts";
import * as T from "./tokens.ts";

const AUGMENTED: (Operator | undefined)[] = [];
for (const [token, operator] of [
  [T.PLUSEQUAL, "Add"],
  [T.MINEQUAL, "Sub"],
  [T.STAREQUAL, "Mult"],
  [T.ATEQUAL, "MatMult"],
  [T.SLASHEQUAL, "Div"],
  [T.PERCENTEQUAL, "Mod"],
  [T.AMPEREQUAL, "BitAnd"],
  [T.VBAREQUAL, "BitOr"],
  [T.CIRCUMFLEXEQUAL, "BitXor"],
  [T.LEFTSHIFTEQUAL, "LShift"],
  [T.RIGHTSHIFTEQUAL, "RShift"],
  [T.DOUBLESTAREQUAL, "Pow"],
  [T.DOUBLESLASHEQUAL, "FloorDiv"],
] as const)
  AUGMENTED[token] = operator;

export abstract class SimpleParser extends PatternParser {
  simpleStatement(): Stmt {
    const s = this.pos;
    switch (this.tok) {
      case T.RETURN: {
        this.advance();
        const value = this.tok === T.NEWLINE || this.tok === T.SEMI ? null : this.starExpressions();
        return { kind: "Return", value, ...this.place(s) };
      }
      case T.IMPORT:
        return this.importName();
      case T.FROM:
        return this.importFrom();
      case T.RAISE:
        return this.raiseStatement();
      case T.PASS:
        this.advance();
        return { kind: "Pass", ...this.place(s) };
      case T.BREAK:
        this.advance();
        return { kind: "Break", ...this.place(s) };
      case T.CONTINUE:
        this.advance();
        return { kind: "Continue", ...this.place(s) };
      case T.DEL:
        return this.delStatement();
      case T.YIELD:
        return this.yieldStatement();
      case T.ASSERT:
        return this.assertStatement();
      case T.GLOBAL:
        return { kind: "Global", names: this.names(), ...this.place(s) };
      case T.NONLOCAL:
        return { kind: "Nonlocal", names: this.names(), ...this.place(s) };
      case T.NAME:
        if (this.words[s] === "type" && this.peek() === T.NAME) return this.typeAlias();
        return this.expressionStatement();
      default:
        return this.expressionStatement();
    }
  }

  // ','.NAME+
  private names(): string[] {
    this.advance();
    const names = [this.name()];
    while (this.take(T.COMMA)) names.push(this.name());
    return names;
  }

  // type_alias: "type" NAME [type_params] '=' expression
  private typeAlias(): Stmt {
    const s = this.pos;
    this.advance();
    const name = this.nameExpr("Store");
    const params = this.tok === T.LSQB ? this.typeParams() : [];
    this.expect(T.EQUAL);
    const value = this.expression();
    return { kind: "TypeAlias", name, type_params: params, value, ...this.place(s) };
  }

  // assignment | star_expressions
  expressionStatement(): Stmt {
    const s = this.pos;
    const first = this.starExpressions();
    switch (this.tok) {
      case T.EQUAL:
        return this.assignment(first, s);
      case T.COLON:
        return this.annotation(first, s);
      case T.NEWLINE:
      case T.SEMI:
        return { kind: "Expr", value: first, ...this.place(s) };
    }
    const operator = this.augmentedOperator();
    if (operator === undefined) return { kind: "Expr", value: first, ...this.place(s) };
    if (first.kind !== "Name" && first.kind !== "Attribute" && first.kind !== "Subscript") throw FAIL;
    this.setContext(first, "Store");
    this.advance();
    const value = this.annotatedRhs();
    return { kind: "AugAssign", target: first, op: operator, value, ...this.place(s) };
  }

  /** The operator of an augmented assignment at the current token. */
  augmentedOperator(): Operator | undefined {
    return AUGMENTED[this.tok];
  }

  private yieldStatement(): Stmt {
    const s = this.pos;
    const value = this.yieldExpr();
    return { kind: "Expr", value, ...this.place(s) };
  }

  // (star_targets '=')+ annotated_rhs !'=' [TYPE_COMMENT]
  private assignment(first: Expr, s: number): Stmt {
    const targets: Expr[] = [];
    let value = first;
    while (this.tok === T.EQUAL) {
      if (!this.setContext(value, "Store")) throw FAIL;
      targets.push(value);
      this.advance();
      value = this.annotatedRhs();
    }
    return { kind: "Assign", targets, value, type_comment: this.typeComment(), ...this.place(s) };
  }

  // NAME ':' expression ['=' annotated_rhs] | ('(' single_target ')' | single_subscript_attribute_target) ':' ...
  private annotation(target: Expr, s: number): Stmt {
    if (target.kind !== "Name" && target.kind !== "Attribute" && target.kind !== "Subscript") throw FAIL;
    const simple = target.kind === "Name" && this.types[s] === T.NAME ? 1 : 0;
    this.setContext(target, "Store");
    this.advance();
    const annotation = this.expression();
    const value = this.take(T.EQUAL) ? this.annotatedRhs() : null;
    return { kind: "AnnAssign", target, annotation, value, simple, ...this.place(s) };
  }

  typeComment(): string | null {
    if (this.tok !== T.TYPE_COMMENT) return null;
    const comment = this.tokenText(this.pos);
    this.advance();
    return comment;
  }

  // raise_stmt: 'raise' [expression ['from' expression]]
  raiseStatement(): Stmt {
    const s = this.pos;
    this.advance();
    let exc: Expr | null = null;
    let cause: Expr | null = null;
    if (this.tok !== T.NEWLINE && this.tok !== T.SEMI) {
      exc = this.expression();
      if (this.take(T.FROM)) cause = this.expression();
    }
    return { kind: "Raise", exc, cause, ...this.place(s) };
  }

  // del_stmt: 'del' del_targets &(';' | NEWLINE)
  delStatement(): Stmt {
    const s = this.pos;
    this.advance();
    const targets: Expr[] = [];
    do {
      if (targets.length > 0 && (this.tok === T.NEWLINE || this.tok === T.SEMI)) break;
      const target = this.primary();
      if (!this.setContext(target, "Del")) throw FAIL;
      targets.push(target);
    } while (this.take(T.COMMA));
    if (this.tok !== T.NEWLINE && this.tok !== T.SEMI) throw FAIL;
    return { kind: "Delete", targets, ...this.place(s) };
  }

  // assert_stmt: 'assert' expression [',' expression]
  assertStatement(): Stmt {
    const s = this.pos;
    this.advance();
    const test = this.expression();
    const msg = this.take(T.COMMA) ? this.expression() : null;
    return { kind: "Assert", test, msg, ...this.place(s) };
  }

  // import_name: 'import' ','.(dotted_name ['as' NAME])+
  importName(): Stmt {
    const s = this.pos;
    this.advance();
    const names: Alias[] = [];
    do {
      const a = this.pos;
      const name = this.dottedName();
      const asname = this.take(T.AS) ? this.name() : null;
      names.push({ kind: "alias", name, asname, ...this.place(a) });
    } while (this.take(T.COMMA));
    return { kind: "Import", names, ...this.place(s) };
  }

  dottedName(): string {
    let name = this.name();
    while (this.take(T.DOT)) name += "." + this.name();
    return name;
  }

  // import_from: 'from' ('.' | '...')* dotted_name 'import' targets | 'from' ('.' | '...')+ 'import' targets
  importFrom(): Stmt {
    const s = this.pos;
    this.advance();
    let level = 0;
    for (;;) {
      if (this.tok === T.DOT) level++;
      else if (this.tok === T.ELLIPSIS) level += 3;
      else break;
      this.advance();
    }
    const module = level > 0 && this.tok === T.IMPORT ? null : this.dottedName();
    this.expect(T.IMPORT);
    const names = this.importTargets();
    if (module === "__future__" && level === 0 && names.some((alias) => alias.name === "barry_as_FLUFL")) this.options.barryAsFlufl = true;
    return { kind: "ImportFrom", module, names, level, ...this.place(s) };
  }

  // import_from_targets: '(' import_from_as_names [','] ')' | import_from_as_names !',' | '*'
  importTargets(): Alias[] {
    const s = this.pos;
    if (this.take(T.STAR)) return [{ kind: "alias", name: "*", asname: null, ...this.place(s) }];
    const parenthesized = this.take(T.LPAR);
    const names: Alias[] = [];
    do {
      if (parenthesized && names.length > 0 && this.tok === T.RPAR) break;
      names.push(this.importAlias());
    } while (this.take(T.COMMA));
    if (parenthesized) this.expect(T.RPAR);
    return names;
  }

  // import_from_as_name: NAME ['as' NAME]
  importAlias(): Alias {
    const s = this.pos;
    const name = this.name();
    const asname = this.take(T.AS) ? this.name() : null;
    return { kind: "alias", name, asname, ...this.place(s) };
  }
}
