// The compiler as core calls it. It is a bundle of its own, loaded by the first thread that compiles something.
//
// Each function returns marshalled data: a tuple (result, error, warnings). `error` is None or a tuple (type name, message,
// (file, line, offset, text, end line, end offset)); `warnings` is a tuple of (category name, message, line).

export interface Compiler {
  compile(source: Uint8Array, file: string, mode: number, flags: number, optimize: number): Uint8Array;
  parse(source: Uint8Array, file: string, mode: number, flags: number, optimize: number): Uint8Array;
  compileTree(tree: Uint8Array, file: string, mode: number, flags: number, optimize: number): Uint8Array;
  symbolTable(source: Uint8Array, file: string, mode: number): Uint8Array;
  tokenize(source: Uint8Array, flags: number): Uint8Array;
}

export function createCompiler(): Compiler {
  throw new Error("the compiler is not built in yet");
}

/** The marshalled code object of a module's source. Throws where the source is wrong. */
export function codeOf(_compiler: Compiler, _source: Uint8Array, _file: string): Uint8Array {
  throw new Error("the compiler is not built in yet");
}
