// The compiler as core calls it. It is a bundle of its own, loaded by the first thread that compiles something.
//
// Each function returns marshalled data: a tuple (result, error, warnings). `error` is None or a tuple (type name, message,
// (file, line, offset, text, end line, end offset)); `warnings` is a tuple of (category name, message, line).
import { type CompileMode, compile } from "../codegen/compile.ts";
import { dumpCode } from "../codegen/marshal.ts";
import { ParserStackOverflow, PySyntaxError } from "../syntax/errors.ts";
import { concatenate, type Data, marshalData } from "./config.ts";

export interface Compiler {
  compile(source: Uint8Array, file: string, mode: number, flags: number, optimize: number): Uint8Array;
  parse(source: Uint8Array, file: string, mode: number, flags: number, optimize: number): Uint8Array;
  compileTree(tree: Uint8Array, file: string, mode: number, flags: number, optimize: number): Uint8Array;
  symbolTable(source: Uint8Array, file: string, mode: number): Uint8Array;
  tokenize(source: Uint8Array, flags: number): Uint8Array;
}

const MODES: readonly CompileMode[] = ["exec", "eval", "single", "func_type"];
/** PyCF_SOURCE_IS_UTF8: the source is a str; what it says of its encoding does not count. */
const SOURCE_IS_UTF8 = 0x100;
const NONE = marshalData(null);
/** A tuple of three, to be followed by them. */
const TRIPLE = Uint8Array.of(0x29, 3);

const decoder = new TextDecoder();

function sourceOf(source: Uint8Array, flags: number): Uint8Array | string {
  return flags & SOURCE_IS_UTF8 ? decoder.decode(source) : source;
}

/** (None, error, ()) for what the compiler threw. */
function failure(error: unknown): Uint8Array {
  return concatenate([TRIPLE, NONE, marshalData(errorData(error), "tuple"), marshalData([], "tuple")]);
}

function errorData(error: unknown): Data {
  if (error instanceof PySyntaxError) {
    return [error.type, error.msg, [error.filename, error.lineno, error.offset, error.text, error.end_lineno, error.end_offset]];
  }
  if (error instanceof ParserStackOverflow) return ["MemoryError", error.msg, null];
  // JavaScript's stack ran out: the program nests deeper than the compiler can go.
  if (error instanceof RangeError) return ["RecursionError", "maximum recursion depth exceeded during compilation", null];
  return ["SystemError", `the compiler failed: ${(error as Error)?.stack ?? error}`, null];
}

function success(result: Uint8Array, warnings: readonly { category: string; message: string; lineno: number }[]): Uint8Array {
  const list = warnings.map(({ category, message, lineno }) => [category, message, lineno]);
  // The code comes first: its references count from the beginning of the data.
  return concatenate([TRIPLE, result, NONE, marshalData(list, "tuple")]);
}

/** `lookupName`: the characters that '\\N{name}' stands for, or null. */
export function createCompiler(lookupName: (name: string) => string | null): Compiler {
  return {
    compile(source, file, mode, flags, optimize) {
      try {
        const { code, warnings } = compile(sourceOf(source, flags), { filename: file, mode: MODES[mode]!, flags, optimize, lookupName });
        return success(dumpCode(code), warnings);
      } catch (error) {
        return failure(error);
      }
    },
    parse: () => failure(new Error("trees are not built in yet")),
    compileTree: () => failure(new Error("trees are not built in yet")),
    symbolTable: () => failure(new Error("symbol tables are not built in yet")),
    tokenize: () => failure(new Error("tokens are not built in yet")),
  };
}

/** The marshalled code object of a module's source. Throws where the source is wrong. */
export function codeOf(source: Uint8Array, file: string): Uint8Array {
  return dumpCode(compile(source, { filename: file, mode: "exec" }).code);
}
