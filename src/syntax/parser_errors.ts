// The second pass, which finds the words for an error.
import { StatementParser } from './parser_statements.ts';
import type { PySyntaxError, SyntaxErrorType } from './errors.ts';

export class DiagnosingParser extends StatementParser {
  fromTokenizer = false;

  override fetch(): void {
    this.fromTokenizer = true;
    super.fetch();
    this.fromTokenizer = false;
  }

  errorAfterPass(message: string, type: SyntaxErrorType): PySyntaxError { return this.errorHere(message, type); }
}
