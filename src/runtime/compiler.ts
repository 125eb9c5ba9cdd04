// The compiler as core calls it. It is a bundle of its own, loaded by the first thread that compiles something.
//
// Each function returns marshalled data: a tuple (result, error, warnings). `error` is None or a tuple (type name, message,
// (file, line, offset, text, end line, end offset)); `warnings` is a tuple of (category name, message, line, the error
// that takes its place when a filter makes it one).

import type { CodeObject } from "../codegen/code.ts";
import { CompileFlag, type CompileMode, type CompileWarning, compile, parseSource, symbolTable } from "../codegen/compile.ts";
import { dumpCode, dumps, loads } from "../codegen/marshal.ts";
import { depthAt } from "../codegen/verify.ts";
import { scopeData } from "../symbols/transfer.ts";
import type { Mod } from "../syntax/ast.ts";
import { ParserStackOverflow, PySyntaxError } from "../syntax/errors.ts";
import { rawTokens } from "../syntax/tokenize.ts";
import { fromPlain, type Plain, TreeError, toPlain } from "../syntax/transfer.ts";
import { validate } from "../syntax/validate.ts";
import { concatenate, type Data, marshalData } from "./config.ts";

export interface Compiler {
  compile(source: Uint8Array, file: string, mode: number, flags: number, optimize: number): Uint8Array;
  parse(source: Uint8Array, file: string, mode: number, flags: number, optimize: number): Uint8Array;
  compileTree(tree: Uint8Array, file: string, mode: number, flags: number, optimize: number): Uint8Array;
  symbolTable(source: Uint8Array, file: string, mode: number): Uint8Array;
  tokenize(source: Uint8Array, flags: number): Uint8Array;
  stackDepth(words: Uint8Array, exceptiontable: Uint8Array, word: number): number;
}

const MODES: readonly CompileMode[] = ["exec", "eval", "single", "func_type"];
/** PyCF_SOURCE_IS_UTF8: the source is a str; what it says of its encoding does not count. */
const SOURCE_IS_UTF8 = 0x100;
/** A flag of tokenize(): comments and blank lines are tokens too. */
const EXTRA_TOKENS = 1;
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
  if (error instanceof TreeError) return [error.type, error.msg, null];
  if (error instanceof ParserStackOverflow) return ["MemoryError", error.msg, null];
  // JavaScript's stack ran out: the program nests deeper than the compiler can go.
  if (error instanceof RangeError) return ["RecursionError", "maximum recursion depth exceeded during compilation", null];
  return ["SystemError", `the compiler failed: ${(error as Error)?.stack ?? error}`, null];
}

function success(result: Uint8Array, warnings: readonly CompileWarning[]): Uint8Array {
  const list = warnings.map(({ category, message, lineno, error }) => [category, message, lineno, errorData(error)]);
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
    parse(source, file, mode, flags, _optimize) {
      try {
        const { tree, warnings } = parseSource(sourceOf(source, flags), { filename: file, mode: MODES[mode]!, flags });
        return success(dumps(toPlain(tree)), warnings);
      } catch (error) {
        return failure(error);
      }
    },
    compileTree(data, file, mode, flags, optimize) {
      try {
        const tree = fromPlain(loads(data) as Plain) as Mod;
        validate(tree);
        if (flags & CompileFlag.ONLY_AST) return success(dumps(toPlain(tree)), []);
        const { code, warnings } = compile(tree, { filename: file, mode: MODES[mode]!, flags, optimize });
        return success(dumpCode(code), warnings);
      } catch (error) {
        return failure(error);
      }
    },
    symbolTable(source, file, mode) {
      try {
        const { table, warnings } = symbolTable(sourceOf(source, mode), { filename: file, mode: MODES[mode & 3]! });
        return success(dumps(scopeData(table.top)), warnings);
      } catch (error) {
        return failure(error);
      }
    },
    stackDepth: (words, exceptiontable, word) => depthAt(new Uint32Array(words.buffer), exceptiontable, word),
    tokenize(source, flags) {
      const tokens: Data[] = [];
      let ending: unknown = null;
      try {
        for (const token of rawTokens(decoder.decode(source), { extraTokens: (flags & EXTRA_TOKENS) !== 0 })) {
          tokens.push([token.type, token.string, token.start, token.end, token.line]);
        }
      } catch (error) {
        ending = error;
      }
      // The tokens before an error count too: the iterator gives them out before it raises.
      const error = ending === null ? null : errorData(ending);
      return concatenate([TRIPLE, marshalData([tokens, error], "tuple"), NONE, marshalData([], "tuple")]);
    },
  };
}

/** The marshalled code object of a module's source, with more co_flags in it and in all that it holds. Throws where the source is wrong. */
export function codeOf(source: Uint8Array, file: string, flags = 0): Uint8Array {
  const { code } = compile(source, { filename: file, mode: "exec" });
  if (flags !== 0) addFlags(code, flags);
  return dumpCode(code);
}

function addFlags(code: CodeObject, flags: number): void {
  code.flags |= flags;
  for (const constant of code.consts) if (constant.type === "code") addFlags(constant.value, flags);
}
