// `--dump=STAGE FILE`: prints what one stage of the compiler makes of a program.
import { readFileSync } from "node:fs";
import { compile, parseSource, scopesOf } from "../codegen/compile.ts";
import { disassemble } from "../codegen/disassemble.ts";
import { dumpSymbols } from "../symbols/dump.ts";
import { dumpAst } from "../syntax/dump.ts";
import { PySyntaxError } from "../syntax/errors.ts";
import { dumpTokens } from "../syntax/tokenize.ts";

function stageOf(stage: string, source: Uint8Array, filename: string): string {
  switch (stage) {
    case "tokens":
      return dumpTokens(source, filename);
    case "ast":
      return dumpAst(parseSource(source, { filename }).tree, { indent: 2 });
    case "symbols":
      return dumpSymbols(scopesOf(parseSource(source, { filename }).tree).top);
    default:
      return disassemble(compile(source, { filename }).code);
  }
}

export function dump(stage: string, file: string): void {
  try {
    const text = stageOf(stage, readFileSync(file === "-" ? 0 : file), file === "-" ? "<stdin>" : file);
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  } catch (error) {
    if (error instanceof PySyntaxError) process.stderr.write(`${error.filename}:${error.lineno ?? 0}: ${error.type}: ${error.msg}\n`);
    else process.stderr.write(`${file}: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
