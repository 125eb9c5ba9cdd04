// The patterns of the match statement (PEP 634).

import type { Expr, Pattern } from "./ast.ts";
import { FAIL } from "./parser_base.ts";
import { ParameterParser } from "./parser_parameters.ts";
import * as T from "./tokens.ts";

export abstract class PatternParser extends ParameterParser {
  // patterns: open_sequence_pattern | pattern
  patterns(): Pattern {
    const s = this.pos;
    const first = this.maybeStarPattern();
    if (this.tok !== T.COMMA) {
      if (first.kind === "MatchStar") throw FAIL;
      return first;
    }
    const patterns = [first];
    while (this.take(T.COMMA)) {
      if (this.tok === T.COLON || this.tok === T.IF || this.tok === T.NEWLINE) break;
      patterns.push(this.maybeStarPattern());
    }
    return { kind: "MatchSequence", patterns, ...this.place(s) };
  }

  // maybe_star_pattern: '*' (NAME | '_') | pattern
  maybeStarPattern(): Pattern {
    if (this.tok !== T.STAR) return this.pattern();
    const s = this.pos;
    this.advance();
    const name = this.captureTarget(true);
    return { kind: "MatchStar", name: name === "_" ? null : name, ...this.place(s) };
  }

  /** A name that is captured: not followed by what would make it a value or a class. */
  captureTarget(wildcard: boolean): string {
    if (!wildcard && this.isSoft("_")) throw FAIL;
    const name = this.name();
    if (name === "_") return name;
    if (this.tok === T.DOT || this.tok === T.LPAR || this.tok === T.EQUAL) throw FAIL;
    return name;
  }

  // pattern: or_pattern ['as' pattern_capture_target]
  pattern(): Pattern {
    const s = this.pos;
    const pattern = this.orPattern();
    if (this.tok !== T.AS) return pattern;
    this.advance();
    const name = this.captureTarget(false);
    return { kind: "MatchAs", pattern, name, ...this.place(s) };
  }

  // or_pattern: '|'.closed_pattern+
  orPattern(): Pattern {
    const s = this.pos;
    const first = this.closedPattern();
    if (this.tok !== T.VBAR) return first;
    const patterns = [first];
    while (this.take(T.VBAR)) patterns.push(this.closedPattern());
    return { kind: "MatchOr", patterns, ...this.place(s) };
  }

  closedPattern(): Pattern {
    const s = this.pos;
    switch (this.tok) {
      case T.NUMBER:
      case T.MINUS: {
        const value = this.signedNumber();
        return { kind: "MatchValue", value, ...this.place(s) };
      }
      case T.STRING:
      case T.FSTRING_START:
      case T.TSTRING_START: {
        const value = this.strings();
        return { kind: "MatchValue", value, ...this.place(s) };
      }
      case T.NONE:
        return this.singleton("None");
      case T.TRUE:
        return this.singleton("True");
      case T.FALSE:
        return this.singleton("False");
      case T.NAME:
        return this.namePattern();
      case T.LPAR:
        return this.groupPattern();
      case T.LSQB: {
        this.advance();
        const patterns = this.maybeSequence(T.RSQB);
        this.expect(T.RSQB);
        return { kind: "MatchSequence", patterns, ...this.place(s) };
      }
      case T.LBRACE:
        return this.mappingPattern();
      default:
        throw FAIL;
    }
  }

  private singleton(type: "None" | "True" | "False"): Pattern {
    const s = this.pos;
    this.advance();
    return { kind: "MatchSingleton", value: { type }, ...this.place(s) };
  }

  // signed_number | signed_real_number ('+' | '-') imaginary_number
  signedNumber(): Expr {
    const s = this.pos;
    const minus = this.take(T.MINUS);
    const at = this.pos;
    const number = this.number();
    const value: Expr = minus ? { kind: "UnaryOp", op: "USub", operand: number, ...this.place(s) } : number;
    if (this.tok !== T.PLUS && this.tok !== T.MINUS) return value;
    const isComplex = (expr: Expr): boolean => expr.kind === "Constant" && expr.value.type === "complex";
    if (isComplex(number)) throw this.errorAtToken("real number required in complex literal", at);
    const op = this.tok === T.PLUS ? "Add" : "Sub";
    this.advance();
    const index = this.pos;
    const right = this.number();
    if (!isComplex(right)) throw this.errorAtToken("imaginary number required in complex literal", index);
    return { kind: "BinOp", left: value, op, right, ...this.place(s) };
  }

  // name_or_attr: NAME ('.' NAME)*
  nameOrAttr(): Expr {
    const s = this.pos;
    let value = this.nameExpr("Load");
    while (this.take(T.DOT)) {
      const attr = this.name();
      value = { kind: "Attribute", value, attr, ctx: "Load", ...this.place(s) };
    }
    return value;
  }

  // capture_pattern | wildcard_pattern | value_pattern | class_pattern
  private namePattern(): Pattern {
    const s = this.pos;
    const value = this.nameOrAttr();
    if (this.tok === T.LPAR) return this.classPattern(value, s);
    if (this.tok === T.EQUAL && !(value.kind === "Name" && value.id === "_")) throw FAIL;
    if (value.kind === "Name") {
      return { kind: "MatchAs", pattern: null, name: value.id === "_" ? null : value.id, ...this.place(s) };
    }
    return { kind: "MatchValue", value, ...this.place(s) };
  }

  // class_pattern: name_or_attr '(' [pattern,* keyword=pattern,* [',']] ')'
  classPattern(cls: Expr, s: number): Pattern {
    this.advance();
    const patterns: Pattern[] = [];
    const names: string[] = [];
    const keywordPatterns: Pattern[] = [];
    while (this.tok !== T.RPAR) {
      if (this.tok === T.NAME && this.peek() === T.EQUAL) {
        names.push(this.name());
        this.advance();
        keywordPatterns.push(this.pattern());
      } else {
        if (names.length > 0) throw FAIL;
        patterns.push(this.pattern());
      }
      if (!this.take(T.COMMA)) break;
    }
    this.expect(T.RPAR);
    return { kind: "MatchClass", cls, patterns, kwd_attrs: names, kwd_patterns: keywordPatterns, ...this.place(s) };
  }

  private maybeSequence(close: number): Pattern[] {
    const patterns: Pattern[] = [];
    while (this.tok !== close) {
      patterns.push(this.maybeStarPattern());
      if (!this.take(T.COMMA)) break;
    }
    return patterns;
  }

  // group_pattern: '(' pattern ')'   sequence_pattern: '(' [maybe_star_pattern ',' [maybe_sequence_pattern]] ')'
  private groupPattern(): Pattern {
    const s = this.pos;
    this.advance();
    const patterns = this.maybeSequence(T.RPAR);
    const comma = this.types[this.pos - 1] === T.COMMA;
    if (patterns.length === 1 && !comma && patterns[0].kind === "MatchStar") throw FAIL;
    this.expect(T.RPAR);
    if (patterns.length === 1 && !comma) return patterns[0];
    return { kind: "MatchSequence", patterns, ...this.place(s) };
  }

  // mapping_pattern: '{' [key ':' pattern,* ['**' NAME] [',']] '}'
  mappingPattern(): Pattern {
    const s = this.pos;
    this.advance();
    const keys: Expr[] = [];
    const patterns: Pattern[] = [];
    let rest: string | null = null;
    while (this.tok !== T.RBRACE) {
      if (this.take(T.DOUBLESTAR)) {
        rest = this.captureTarget(false);
        this.take(T.COMMA);
        break;
      }
      keys.push(this.mappingKey());
      this.expect(T.COLON);
      patterns.push(this.pattern());
      if (!this.take(T.COMMA)) break;
    }
    this.expect(T.RBRACE);
    return { kind: "MatchMapping", keys, patterns, rest, ...this.place(s) };
  }

  // literal_expr | attr
  mappingKey(): Expr {
    switch (this.tok) {
      case T.NUMBER:
      case T.MINUS:
        return this.signedNumber();
      case T.STRING:
      case T.FSTRING_START:
      case T.TSTRING_START:
        return this.strings();
      case T.NONE:
        return this.constant({ type: "None" });
      case T.TRUE:
        return this.constant({ type: "True" });
      case T.FALSE:
        return this.constant({ type: "False" });
      default: {
        const key = this.nameOrAttr();
        if (key.kind === "Name") throw FAIL;
        return key;
      }
    }
  }
}
