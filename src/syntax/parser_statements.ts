// Compound statements, and the four ways to start. The grammar line stands above each function.

import type { Arguments, ExceptHandler, Expr, FunctionType, Keyword, MatchCase, Mod, Stmt, TypeParam, WithItem } from "./ast.ts";
import { FAIL } from "./parser_base.ts";
import { emptyArguments } from "./parser_parameters.ts";
import { SimpleParser } from "./parser_simple.ts";
import * as T from "./tokens.ts";

/** After "match": tokens that can only begin its subject, and those that might go on with an expression instead. */
const SUBJECT = new Set([
  T.NAME,
  T.NUMBER,
  T.STRING,
  T.FSTRING_START,
  T.TSTRING_START,
  T.LBRACE,
  T.TILDE,
  T.NONE,
  T.TRUE,
  T.FALSE,
  T.LAMBDA,
  T.AWAIT,
  T.ELLIPSIS,
]);
const MAYBE_SUBJECT = new Set([T.LPAR, T.LSQB, T.MINUS, T.PLUS, T.STAR, T.NOT]);

export class StatementParser extends SimpleParser {
  /** Set while the statements of a line at the prompt are read, which nothing follows. */
  private interactiveLine = false;
  /** Where the compound statement read last begins. */
  lastCompound: [lineno: number, col_offset: number] = [0, 0];

  /** The whole input, by the mode. */
  parse(): Mod {
    this.begin();
    switch (this.options.mode) {
      case "exec":
        return this.file();
      case "eval":
        return this.evalInput();
      case "single":
        return this.interactive();
      case "func_type":
        return this.funcType();
    }
  }

  // file: [statements] ENDMARKER
  private file(): Mod {
    const body: Stmt[] = [];
    while (this.tok !== T.ENDMARKER) this.statement(body);
    const typeIgnores = this.typeIgnores.map(({ lineno, tag }) => ({ kind: "TypeIgnore" as const, lineno, tag }));
    return { kind: "Module", body, type_ignores: typeIgnores };
  }

  // interactive: compound_stmt NEWLINE | simple_stmts | NEWLINE | ENDMARKER
  private interactive(): Mod {
    const body: Stmt[] = [];
    if (this.tok === T.NEWLINE) {
      const s = this.pos;
      this.pos++;
      body.push({ kind: "Pass", ...this.place(s) });
    } else if (this.tok === T.ENDMARKER) {
      throw FAIL;
    } else {
      const statement = this.compoundStatement();
      if (statement !== null) {
        body.push(statement);
        if (this.tok !== T.NEWLINE) throw FAIL;
      } else {
        this.interactiveLine = true;
        this.simpleStatements(body);
      }
    }
    return { kind: "Interactive", body };
  }

  // eval: expressions NEWLINE* ENDMARKER
  private evalInput(): Mod {
    const body = this.expressions();
    while (this.take(T.NEWLINE));
    if (this.tok !== T.ENDMARKER) throw FAIL;
    return { kind: "Expression", body };
  }

  // func_type: '(' [type_expressions] ')' '->' expression NEWLINE* ENDMARKER
  private funcType(): FunctionType {
    const argtypes: Expr[] = [];
    this.expect(T.LPAR);
    let stars = 0;
    while (this.tok !== T.RPAR) {
      // '*' and '**' are allowed once each, at the end, and mean nothing.
      const kind = this.tok === T.STAR ? 1 : this.tok === T.DOUBLESTAR ? 2 : 0;
      if (stars > 0 && kind <= stars) throw FAIL;
      if (kind > 0) this.advance();
      stars = kind;
      argtypes.push(this.expression());
      if (this.tok === T.RPAR || kind === 2) break;
      this.expect(T.COMMA);
      if (this.types[this.pos] === T.RPAR) throw FAIL;
    }
    this.expect(T.RPAR);
    this.expect(T.RARROW);
    const returns = this.expression();
    while (this.take(T.NEWLINE));
    if (this.tok !== T.ENDMARKER) throw FAIL;
    return { kind: "FunctionType", argtypes, returns };
  }

  // statement: compound_stmt | simple_stmts
  statement(into: Stmt[]): void {
    const compound = this.compoundStatement();
    if (compound === null) this.simpleStatements(into);
    else {
      into.push(compound);
      if (compound.lineno >= this.lastCompound[0]) this.lastCompound = [compound.lineno, compound.col_offset];
    }
  }

  /** A compound statement, or null if none begins here. */
  compoundStatement(): Stmt | null {
    switch (this.tok) {
      case T.IF:
        return this.ifStatement();
      case T.FOR:
        return this.forStatement(this.pos);
      case T.WHILE:
        return this.whileStatement();
      case T.TRY:
        return this.tryStatement();
      case T.WITH:
        return this.withStatement(this.pos);
      case T.DEF:
        return this.functionDef([], this.pos);
      case T.CLASS:
        return this.classDef([]);
      case T.AT:
        return this.decorated();
      case T.ASYNC: {
        const s = this.pos;
        const next = this.peek();
        if (next === T.DEF) return this.functionDef([], s);
        if (next === T.WITH) return this.withStatement(s);
        if (next === T.FOR) return this.forStatement(s);
        throw FAIL;
      }
      case T.NAME:
        return this.words[this.pos] === "match" ? this.maybeMatch() : null;
      default:
        return null;
    }
  }

  // simple_stmts: ';'.simple_stmt+ [';'] NEWLINE
  simpleStatements(into: Stmt[]): void {
    for (;;) {
      into.push(this.simpleStatement());
      if (this.tok === T.NEWLINE) break;
      if (this.tok !== T.SEMI) throw FAIL;
      this.advance();
      if (this.tok === T.NEWLINE) break;
    }
    this.endLine();
  }

  /** Consumes the NEWLINE. Interactive input ends with it: nothing more is read. */
  private endLine(): void {
    if (this.interactiveLine) this.pos++;
    else this.advance();
  }

  // block: NEWLINE INDENT statements DEDENT | simple_stmts
  block(): Stmt[] {
    const body: Stmt[] = [];
    if (this.tok !== T.NEWLINE) {
      this.simpleStatements(body);
      return body;
    }
    this.advance();
    if (this.tok !== T.INDENT) throw FAIL;
    this.advance();
    do this.statement(body);
    while (this.tok !== T.DEDENT && this.tok !== T.ENDMARKER);
    if (this.tok !== T.DEDENT) throw FAIL;
    this.advance();
    return body;
  }

  /** ':' and the block after it. */
  colonBlock(): Stmt[] {
    this.expect(T.COLON);
    return this.block();
  }

  // if_stmt: 'if' named_expression ':' block (elif_stmt | [else_block])
  ifStatement(): Stmt {
    const clauses: { s: number; test: Expr; body: Stmt[] }[] = [];
    do {
      const s = this.pos;
      this.beforeClause(this.tok);
      this.advance();
      const test = this.namedExpression();
      clauses.push({ s, test, body: this.colonBlock() });
    } while (this.tok === T.ELIF);
    let orelse = this.elseBlock();
    const e = this.lastIndex();
    for (let at = clauses.length - 1; ; at--) {
      const { s, test, body } = clauses[at];
      const statement: Stmt = {
        kind: "If",
        test,
        body,
        orelse,
        lineno: this.lines[s],
        col_offset: this.cols[s],
        end_lineno: this.endLines[e],
        end_col_offset: this.endCols[e],
      };
      if (at === 0) return statement;
      orelse = [statement];
    }
  }

  // else_block: 'else' ':' block
  elseBlock(): Stmt[] {
    if (this.tok !== T.ELSE) return [];
    this.beforeClause(T.ELSE);
    this.advance();
    return this.colonBlock();
  }

  /** For the second pass: called at the first token of a clause that a block ends, which is of the kind given. */
  beforeClause(_kind: number): void {}

  // while_stmt: 'while' named_expression ':' block [else_block]
  whileStatement(): Stmt {
    const s = this.pos;
    this.beforeClause(T.WHILE);
    this.advance();
    const test = this.namedExpression();
    const body = this.colonBlock();
    const orelse = this.elseBlock();
    return { kind: "While", test, body, orelse, ...this.place(s) };
  }

  // for_stmt: ['async'] 'for' star_targets 'in' ~ star_expressions ':' [TYPE_COMMENT] block [else_block]
  forStatement(s: number): Stmt {
    this.beforeClause(T.FOR);
    const isAsync = this.take(T.ASYNC);
    this.expect(T.FOR);
    const target = this.starTargets();
    this.expect(T.IN);
    const iter = this.starExpressions();
    this.expect(T.COLON);
    const comment = this.typeComment();
    const body = this.block();
    const orelse = this.elseBlock();
    return { kind: isAsync ? "AsyncFor" : "For", target, iter, body, orelse, type_comment: comment, ...this.place(s) };
  }

  // with_stmt: ['async'] 'with' ('(' ','.with_item+ [','] ')' | ','.with_item+) ':' [TYPE_COMMENT] block
  withStatement(s: number): Stmt {
    this.beforeClause(T.WITH);
    const isAsync = this.take(T.ASYNC);
    this.expect(T.WITH);
    const items = this.withItems();
    this.expect(T.COLON);
    const comment = this.typeComment();
    const body = this.block();
    return { kind: isAsync ? "AsyncWith" : "With", items, body, type_comment: comment, ...this.place(s) };
  }

  withItems(): WithItem[] {
    if (this.tok === T.LPAR) {
      const items = this.attempt(this.parenthesizedItems);
      if (items !== null) return items;
    }
    const items = [this.withItem()];
    while (this.take(T.COMMA)) items.push(this.withItem());
    return items;
  }

  private parenthesizedItems(): WithItem[] {
    this.expect(T.LPAR);
    const items: WithItem[] = [];
    do {
      if (items.length > 0 && this.tok === T.RPAR) break;
      items.push(this.withItem());
    } while (this.take(T.COMMA));
    this.expect(T.RPAR);
    if (this.tok !== T.COLON) throw FAIL;
    return items;
  }

  // with_item: expression ['as' star_target &(',' | ')' | ':')]
  withItem(): WithItem {
    const expr = this.expression();
    if (this.tok !== T.AS) return { kind: "withitem", context_expr: expr, optional_vars: null };
    this.advance();
    const target = this.starTarget();
    if (this.tok !== T.COMMA && this.tok !== T.RPAR && this.tok !== T.COLON) throw FAIL;
    return { kind: "withitem", context_expr: expr, optional_vars: target };
  }

  // try_stmt: 'try' ':' block (finally_block | except_block+ [else_block] [finally_block])
  tryStatement(): Stmt {
    const s = this.pos;
    this.beforeClause(T.TRY);
    this.advance();
    const body = this.colonBlock();
    const handlers: ExceptHandler[] = [];
    let star: boolean | null = null;
    while (this.tok === T.EXCEPT) {
      const isStar = this.peek() === T.STAR;
      star ??= isStar;
      if (star !== isStar) throw FAIL;
      handlers.push(this.exceptBlock(isStar));
    }
    const orelse = handlers.length > 0 ? this.elseBlock() : [];
    const finalbody = this.finallyBlock();
    if (handlers.length === 0 && finalbody.length === 0) throw FAIL;
    return { kind: star === true ? "TryStar" : "Try", body, handlers, orelse, finalbody, ...this.place(s) };
  }

  // except_block: 'except' ['*'] [expression ['as' NAME] | expressions] ':' block
  exceptBlock(star: boolean): ExceptHandler {
    const s = this.pos;
    this.beforeClause(T.EXCEPT);
    this.advance();
    if (star) this.advance();
    let type: Expr | null = null;
    let name: string | null = null;
    if (star || this.tok !== T.COLON) {
      type = this.expressions();
      const bare = type.kind !== "Tuple" || type.col_offset !== this.cols[s + (star ? 2 : 1)] || this.types[s + (star ? 2 : 1)] === T.LPAR;
      if (this.tok === T.AS && bare) {
        this.advance();
        name = this.name();
      }
    }
    const body = this.colonBlock();
    return { kind: "ExceptHandler", type, name, body, ...this.place(s) };
  }

  // finally_block: 'finally' ':' block
  finallyBlock(): Stmt[] {
    if (this.tok !== T.FINALLY) return [];
    this.beforeClause(T.FINALLY);
    this.advance();
    return this.colonBlock();
  }

  // decorators: ('@' named_expression NEWLINE)+ (class_def_raw | function_def_raw)
  private decorated(): Stmt {
    const decorators: Expr[] = [];
    while (this.take(T.AT)) {
      decorators.push(this.namedExpression());
      this.expect(T.NEWLINE);
    }
    if (this.tok === T.CLASS) return this.classDef(decorators);
    if (this.tok === T.DEF) return this.functionDef(decorators, this.pos);
    if (this.tok === T.ASYNC && this.peek() === T.DEF) return this.functionDef(decorators, this.pos);
    throw FAIL;
  }

  // class_def_raw: 'class' NAME [type_params] ['(' [arguments] ')'] ':' block
  classDef(decorators: Expr[]): Stmt {
    const s = this.pos;
    this.beforeClause(T.CLASS);
    this.advance();
    const name = this.name();
    const params = this.tok === T.LSQB ? this.typeParams() : [];
    const bases: Expr[] = [];
    const keywords: Keyword[] = [];
    if (this.take(T.LPAR)) {
      if (this.tok !== T.RPAR) this.args(bases, keywords);
      this.expect(T.RPAR);
    }
    const body = this.colonBlock();
    return { kind: "ClassDef", name, bases, keywords, body, decorator_list: decorators, type_params: params, ...this.place(s) };
  }

  // function_def_raw: ['async'] 'def' NAME [type_params] '(' [params] ')' ['->' expression] ':' [func_type_comment] block
  functionDef(decorators: Expr[], s: number): Stmt {
    this.beforeClause(T.DEF);
    const isAsync = this.take(T.ASYNC);
    this.expect(T.DEF);
    const name = this.name();
    const params: TypeParam[] = this.tok === T.LSQB ? this.typeParams() : [];
    this.expect(T.LPAR);
    const args: Arguments = this.tok === T.RPAR ? emptyArguments() : this.parameters(T.RPAR);
    this.expect(T.RPAR);
    const returns = this.take(T.RARROW) ? this.expression() : null;
    this.expect(T.COLON);
    const comment = this.functionTypeComment();
    const body = this.block();
    return {
      kind: isAsync ? "AsyncFunctionDef" : "FunctionDef",
      name,
      args,
      body,
      decorator_list: decorators,
      returns,
      type_comment: comment,
      type_params: params,
      ...this.place(s),
    };
  }

  // func_type_comment: NEWLINE TYPE_COMMENT &(NEWLINE INDENT) | TYPE_COMMENT
  functionTypeComment(): string | null {
    if (!this.options.typeComments) return null;
    if (this.tok === T.TYPE_COMMENT) return this.typeComment();
    if (this.tok !== T.NEWLINE || this.peek() !== T.TYPE_COMMENT) return null;
    const pos = this.pos;
    this.advance();
    const comment = this.typeComment();
    if (this.tok === T.NEWLINE && this.peek() === T.INDENT) return comment;
    this.reset(pos);
    return null;
  }

  /** A match statement, or null if "match" is a name here. */
  maybeMatch(): Stmt | null {
    const next = this.peek();
    if (SUBJECT.has(next)) return this.matchStatement(this.matchHead());
    if (!MAYBE_SUBJECT.has(next)) return null;
    const head = this.attempt(this.matchHead);
    return head === null ? null : this.matchStatement(head);
  }

  /** "match" subject_expr ':' NEWLINE INDENT */
  matchHead(): { s: number; subject: Expr } {
    const s = this.pos;
    this.advance();
    const subject = this.subjectExpr();
    this.expect(T.COLON);
    this.expect(T.NEWLINE);
    this.expect(T.INDENT);
    return { s, subject };
  }

  // subject_expr: star_named_expression ',' [star_named_expressions] | named_expression
  subjectExpr(): Expr {
    const s = this.pos;
    const first = this.starNamedExpression();
    if (this.tok !== T.COMMA) {
      if (first.kind === "Starred") throw FAIL;
      return first;
    }
    const elts = [first];
    while (this.take(T.COMMA)) {
      if (!this.startsExpression() && this.tok !== T.STAR) break;
      elts.push(this.starNamedExpression());
    }
    return this.tuple(elts, s);
  }

  // match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT
  matchStatement(head: { s: number; subject: Expr }): Stmt {
    const cases: MatchCase[] = [];
    do cases.push(this.caseBlock());
    while (this.isSoft("case"));
    if (this.tok !== T.DEDENT) throw FAIL;
    this.advance();
    return { kind: "Match", subject: head.subject, cases, ...this.place(head.s) };
  }

  // case_block: "case" patterns ['if' named_expression] ':' block
  caseBlock(): MatchCase {
    if (!this.isSoft("case")) throw FAIL;
    this.beforeClause(T.NAME);
    this.advance();
    const pattern = this.patterns();
    const guard = this.take(T.IF) ? this.namedExpression() : null;
    const body = this.colonBlock();
    return { kind: "match_case", pattern, guard, body };
  }
}
