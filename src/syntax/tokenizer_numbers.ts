// Numeric literals: every form, and what may not follow one.

import { TokenizerState } from "./tokenizer_state.ts";
import * as T from "./tokens.ts";

export abstract class NumberTokenizer extends TokenizerState {
  protected number(first: number): number {
    const text = this.text;
    const start = this.pos;
    let c = text.charCodeAt(start + 1);
    if (first === 48 && (c === 120 || c === 88)) return this.radixNumber(start, 16, "hexadecimal");
    if (first === 48 && (c === 111 || c === 79)) return this.radixNumber(start, 8, "octal");
    if (first === 48 && (c === 98 || c === 66)) return this.radixNumber(start, 2, "binary");
    let oldOctal = false;
    let zerosEnd = start;
    if (first !== 46) {
      c = this.decimalTail();
      if (first === 48) {
        let at = start;
        while (text.charCodeAt(at) === 48 || text.charCodeAt(at) === 95) at++;
        zerosEnd = at;
        oldOctal = at < this.pos;
      }
    }
    if (c === 46 || first === 46) {
      oldOctal = false;
      this.pos++;
      c = text.charCodeAt(this.pos);
      if (isDigit(c)) c = this.decimalTail();
    }
    if (c === 101 || c === 69) {
      const at = this.pos;
      c = text.charCodeAt(at + 1);
      if (c === 43 || c === 45) {
        c = text.charCodeAt(at + 2);
        this.pos = at + 2;
        if (!isDigit(c)) throw this.error("invalid decimal literal");
        oldOctal = false;
        c = this.decimalTail();
      } else if (isDigit(c)) {
        this.pos = at + 1;
        oldOctal = false;
        c = this.decimalTail();
      } else {
        this.verifyEnd("decimal");
        return this.token(T.NUMBER, start, this.pos);
      }
    }
    if (c === 106 || c === 74) {
      this.pos++;
      this.verifyEnd("imaginary");
      return this.token(T.NUMBER, start, this.pos);
    }
    if (oldOctal && !this.extra) {
      throw this.errorRange(
        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
        start,
        zerosEnd + 1,
      );
    }
    this.verifyEnd("decimal");
    return this.token(T.NUMBER, start, this.pos);
  }

  /** Digits with single underscores between, from the digit at `pos`; returns the character after them. */
  private decimalTail(): number {
    const text = this.text;
    let pos = this.pos;
    for (;;) {
      let c = text.charCodeAt(++pos);
      while (isDigit(c)) c = text.charCodeAt(++pos);
      if (c !== 95) {
        this.pos = pos;
        return c;
      }
      if (!isDigit(text.charCodeAt(pos + 1))) {
        this.pos = pos + 1;
        throw this.error("invalid decimal literal");
      }
    }
  }

  private radixNumber(start: number, radix: number, name: string): number {
    const text = this.text;
    this.pos = start + 2;
    let c: number;
    do {
      if (text.charCodeAt(this.pos) === 95) this.pos++;
      c = text.charCodeAt(this.pos);
      if (!(digitValue(c) < radix)) {
        if (isDigit(c)) {
          this.pos++;
          throw this.error(`invalid digit '${String.fromCharCode(c)}' in ${name} literal`);
        }
        throw this.error(`invalid ${name} literal`);
      }
      do c = text.charCodeAt(++this.pos);
      while (digitValue(c) < radix);
    } while (c === 95);
    if (isDigit(c)) {
      this.pos++;
      throw this.error(`invalid digit '${String.fromCharCode(c)}' in ${name} literal`);
    }
    this.verifyEnd(name);
    return this.token(T.NUMBER, start, this.pos);
  }

  /** What may follow a number: nothing that a name could begin with, but (with a warning) a keyword that an expression may have there. */
  private verifyEnd(kind: string): void {
    if (this.extra) return;
    const c = this.text.charCodeAt(this.pos);
    if (!((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 95)) return;
    NUMBER_FOLLOWERS.lastIndex = this.pos;
    if (NUMBER_FOLLOWERS.test(this.text)) {
      const error = this.error(`invalid ${kind} literal`);
      this.warnings.push({ category: "SyntaxWarning", message: error.msg, lineno: this.lineno, error });
      return;
    }
    throw this.error(`invalid ${kind} literal`);
  }
}

const NUMBER_FOLLOWERS = /(?:and|else|for|or|not)(?![0-9A-Za-z_\u0080-\uffff])|i[fns]/y;

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

function digitValue(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  const lower = c | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : 99;
}
