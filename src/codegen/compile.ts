// compile(): the whole way from source text, or from a tree, to a code object.

import { CodeFlag } from "../../contract/opcodes.ts";
import { buildScopes } from "../symbols/build.ts";
import { CompileError, type Location } from "../symbols/error.ts";
import { resolve } from "../symbols/resolve.ts";
import type { SymbolTable } from "../symbols/scope.ts";
import type * as ast from "../syntax/ast.ts";
import { PySyntaxError } from "../syntax/errors.ts";
import { type ParseResult, parse } from "../syntax/parse.ts";
import type { CodeObject } from "./code.ts";
import { finallyWarnings } from "./finally.ts";
import { futureFeatures } from "./future.ts";
import { generate } from "./module.ts";
import { Compiler, type Warning } from "./unit.ts";

export type CompileMode = "exec" | "eval" | "single" | "func_type";

/** The bits of compile()'s `flags` argument that are no co_flags. */
export const CompileFlag = {
  DONT_IMPLY_DEDENT: 0x200,
  ONLY_AST: 0x400,
  IGNORE_COOKIE: 0x800,
  TYPE_COMMENTS: 0x1000,
  ALLOW_TOP_LEVEL_AWAIT: 0x2000,
  ALLOW_INCOMPLETE_INPUT: 0x4000,
  OPTIMIZED_AST: 0x8000 | 0x400,
} as const;

/** The co_flags of future statements, which a code object hands on to what it compiles. */
export const FUTURE_MASK =
  CodeFlag.FUTURE_DIVISION |
  CodeFlag.FUTURE_ABSOLUTE_IMPORT |
  CodeFlag.FUTURE_WITH_STATEMENT |
  CodeFlag.FUTURE_PRINT_FUNCTION |
  CodeFlag.FUTURE_UNICODE_LITERALS |
  CodeFlag.FUTURE_BARRY_AS_BDFL |
  CodeFlag.FUTURE_GENERATOR_STOP |
  CodeFlag.FUTURE_ANNOTATIONS;

export interface CompileOptions {
  filename?: string;
  mode?: CompileMode;
  /** compile()'s flags: future features in force around the call, and CompileFlag bits. */
  flags?: number;
  /** 0, 1 (no asserts), 2 (no docstrings either). */
  optimize?: number;
  /** sys.set_int_max_str_digits: 0 for no limit. */
  intMaxStrDigits?: number;
  /** The characters that '\N{name}' stands for, or null. */
  lookupName?: (name: string) => string | null;
}

export interface CompileWarning {
  category: string;
  message: string;
  lineno: number;
  /** What is raised instead when a filter makes the warning an error. */
  error: PySyntaxError;
}

export interface Compiled {
  code: CodeObject;
  warnings: CompileWarning[];
}

function isTree(source: Uint8Array | string | ast.Mod): source is ast.Mod {
  return typeof source === "object" && "kind" in source;
}

/** Throws PySyntaxError (and ParserStackOverflow). Warnings come in the order Python gives them. */
export function compile(source: Uint8Array | string | ast.Mod, options: CompileOptions = {}): Compiled {
  const filename = options.filename ?? "<string>";
  const warnings: CompileWarning[] = [];
  let parsed: ParseResult | null = null;
  let tree: ast.Mod;
  if (isTree(source)) {
    tree = source;
  } else {
    parsed = parseSource(source, options);
    warnings.push(...parsed.warnings);
    tree = parsed.tree;
  }
  try {
    const { code, warnings: found } = compileTree(tree, options);
    for (const { category, message, location } of found) {
      warnings.push({ category, message, lineno: location.lineno, error: syntaxErrorAt(message, location, filename, parsed) });
    }
    return { code, warnings };
  } catch (error) {
    throw asSyntaxError(error, filename, parsed);
  }
}

export function parseSource(source: Uint8Array | string, options: CompileOptions): ParseResult {
  const flags = options.flags ?? 0;
  return parse(source, {
    filename: options.filename ?? "<string>",
    mode: options.mode ?? "exec",
    typeComments: (flags & CompileFlag.TYPE_COMMENTS) !== 0,
    dontImplyDedent: (flags & CompileFlag.DONT_IMPLY_DEDENT) !== 0,
    allowIncompleteInput: (flags & CompileFlag.ALLOW_INCOMPLETE_INPUT) !== 0,
    barryAsFlufl: (flags & CodeFlag.FUTURE_BARRY_AS_BDFL) !== 0,
    ...(options.intMaxStrDigits === undefined ? {} : { intMaxStrDigits: options.intMaxStrDigits }),
    ...(options.lookupName === undefined ? {} : { lookupName: options.lookupName }),
  });
}

/** The scopes of a program, with its errors as compile() gives them. */
export function symbolTable(source: Uint8Array | string, options: CompileOptions): { table: SymbolTable; warnings: CompileWarning[] } {
  const parsed = parseSource(source, options);
  try {
    return { table: scopesOf(parsed.tree, options.flags ?? 0), warnings: parsed.warnings };
  } catch (error) {
    throw asSyntaxError(error, options.filename ?? "<string>", parsed);
  }
}

/** The scopes of a tree, for --dump=symbols and symtable. */
export function scopesOf(tree: ast.Mod, flags = 0): SymbolTable {
  const futureFlags = futureFeatures(tree).flags | (flags & FUTURE_MASK);
  const table = buildScopes(tree, {
    futureAnnotations: (futureFlags & CodeFlag.FUTURE_ANNOTATIONS) !== 0,
    topLevelAwait: (flags & CompileFlag.ALLOW_TOP_LEVEL_AWAIT) !== 0,
  });
  resolve(table);
  return table;
}

function compileTree(tree: ast.Mod, options: CompileOptions): { code: CodeObject; warnings: Warning[] } {
  const flags = options.flags ?? 0;
  const future = futureFeatures(tree);
  const futureFlags = future.flags | (flags & FUTURE_MASK);
  const futureAnnotations = (futureFlags & CodeFlag.FUTURE_ANNOTATIONS) !== 0;
  const topLevelAwait = (flags & CompileFlag.ALLOW_TOP_LEVEL_AWAIT) !== 0;
  const before = finallyWarnings(tree);
  const table = buildScopes(tree, { futureAnnotations, topLevelAwait });
  resolve(table);
  const c = new Compiler(table, {
    filename: options.filename ?? "<string>",
    optimize: options.optimize ?? 0,
    interactive: tree.kind === "Interactive",
    topLevelAwait,
    futureAnnotations,
    futureFlags,
    futureLine: future.line,
  });
  const code = generate(c, tree);
  return { code, warnings: [...before, ...c.warnings] };
}

export function asSyntaxError(error: unknown, filename: string, parsed: ParseResult | null): unknown {
  return error instanceof CompileError ? syntaxErrorAt(error.message, error.location, filename, parsed) : error;
}

function syntaxErrorAt(message: string, location: Location, filename: string, parsed: ParseResult | null): PySyntaxError {
  const { lineno, col_offset, end_lineno, end_col_offset } = location;
  // The offsets stay what the tree has, bytes, as in CPython.
  const text = parsed === null || filename.startsWith("<") || lineno < 1 ? null : `${parsed.line(lineno)}\n`;
  return new PySyntaxError("SyntaxError", message, filename, lineno, col_offset + 1, text, end_lineno, end_col_offset + 1);
}
