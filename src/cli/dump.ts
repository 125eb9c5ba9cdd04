// `--dump=STAGE FILE`: prints what one stage of the compiler makes of a program.
import { readFileSync } from "node:fs";
import { compile, parseSource, scopesOf } from "../codegen/compile.ts";
import { disassemble } from "../codegen/disassemble.ts";
import { dumpSymbols } from "../symbols/dump.ts";
import { dumpAst } from "../syntax/dump.ts";
import { PySyntaxError } from "../syntax/errors.ts";
import { dumpTokens } from "../syntax/tokenize.ts";
import { complain, print, reasonOf, USAGE_ERROR } from "./output.ts";

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

/** Exit status 2 if the file cannot be read, 1 if it is no program. */
export function dump(stage: string, file: string): void {
  const source = read(file);
  try {
    const text = stageOf(stage, source, file === "-" ? "<stdin>" : file);
    print(text.endsWith("\n") ? text : `${text}\n`);
  } catch (error) {
    if (error instanceof PySyntaxError) complain(`${error.filename}${error.lineno ? `:${error.lineno}` : ""}: ${error.type}: ${error.msg}`);
    else complain(`tollbooth: ${file}: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file === "-" ? 0 : file);
  } catch (error) {
    complain(`tollbooth: can't open file '${file}': [Errno ${-((error as NodeJS.ErrnoException).errno ?? 0)}] ${reasonOf(error)}`);
    process.exit(USAGE_ERROR);
  }
}
