// compile, eval and exec. Source text goes to the compiler behind the host call `compile`, which stages a marshalled tuple
// (result, error, warnings); see src/runtime/compiler.ts.

import { Value, NULL, None, ptrOf, boxInt } from "../value";
import { runtime } from "../state";
import { T, N, name } from "../names.generated";
import { TypeFlag, typeOf, hasFlag, isExact } from "../objects/typeobject";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt, raiseObject, clearError, errorMatches, errorOccurred, outOfMemory } from "../errors";
import { parseArgs } from "../args";
import { func, METH_KW } from "../objects/define";
import { alloc, free } from "../memory/alloc";
import { stagedObject } from "./staged";
import { marshalDump } from "./marshalwrite";
import { hostCompile, hostParse, hostCompileTree } from "../host.generated";
import { tupleAt, tupleSize, tuple2 } from "../objects/tupleobject";
import { utf8Bytes } from "../objects/strutf8";
import { bytesFrom, bytesLen, bytesData } from "../objects/bytesobject";
import { getBuffer, releaseBuffer, BufferView, BUFFER_SIZE } from "../objects/buffer";
import { codeView } from "../objects/codeobject";
import { dictGetStr, dictSet } from "../objects/dict";
import { indexI64, isTrue, call2, call, getAttr, callMethod1, isInstance, isMapping } from "../abstract";
import { runCode } from "../interp/runcode";
import { frameGlobals, frameLocals, frameCodeFlags } from "../objects/frame";
import { warnExplicit } from "./warn";
import { strEqual } from "../objects/strnew";
import { importModule } from "./import";

const PyCF_ONLY_AST: i64 = 0x400;
const PyCF_SOURCE_IS_UTF8: i64 = 0x100;
const FUTURE_MASK: i64 = 0x1FE0000;
const PyCF_ALL: i64 = FUTURE_MASK | 0x10 | 0x200 | 0x400 | 0x1000 | 0x2000 | 0x4000 | 0x8000 | 0x8400 | 0x100;

function arg(args: usize, i: usize): Value { return load<u64>(args + (i << 3)); }

/** The source bytes of a str or bytes-like object, as bytes (owned). NULL with TypeError or ValueError. `what` completes the message. */
export function sourceBytes(source: Value, what: string): Value {
  if (hasFlag(source, TypeFlag.STR_SUBCLASS)) return utf8Bytes(source);
  if (hasFlag(source, TypeFlag.BYTES_SUBCLASS)) return newref(source);
  const view = alloc(BUFFER_SIZE);
  if (!view) return outOfMemory();
  let r = NULL;
  if (typeOf(source) != T.bytearray && typeOf(source) != T.memoryview || getBuffer(source, view, 0) < 0) {
    if (!errorOccurred()) raise(T.TypeError, what);
  } else {
    r = bytesFrom(changetype<BufferView>(view).buf, <u32>changetype<BufferView>(view).len);
    releaseBuffer(view);
  }
  free(view);
  return r;
}

/** Turns the staged (result, error, warnings) into the result, raising the error and issuing the warnings. */
export function finishCompile(n: i32, filename: Value): Value {
  if (n < 0) return raise(T.SystemError, "the compiler failed");
  const answer = stagedObject(n);
  if (answer == NULL) return NULL;
  const result = tupleAt(answer, 0), error = tupleAt(answer, 1), warnings = tupleAt(answer, 2);
  let r = NULL;
  let ok = true;
  for (let i: usize = 0; i < tupleSize(warnings) && ok; i++) {
    const w = tupleAt(warnings, i);
    ok = warnExplicit(tupleAt(w, 0), tupleAt(w, 1), filename, tupleAt(w, 2)) >= 0;
    if (!ok && errorMatches(ptrOf(dictGetStr(runtime().builtinsDict, tupleAt(w, 0))))) {
      // A filter made it an error: of the syntax, which says where.
      clearError();
      raiseSyntaxError(tupleAt(w, 3), filename);
    }
  }
  if (ok) {
    if (error == None) r = newref(result);
    else raiseSyntaxError(error, filename);
  }
  decref(answer);
  return r;
}

/** Raises the error the compiler reports: (type name, message, (file, line, offset, text, end line, end offset) or None). */
function raiseSyntaxError(error: Value, filename: Value): void {
  const type = dictGetStr(runtime().builtinsDict, tupleAt(error, 0));
  if (type == NULL) { raiseFmt(T.SystemError, "the compiler failed: %s: %s", tupleAt(error, 0), tupleAt(error, 1)); return; }
  const details = tupleAt(error, 2);
  const exc = details == None ? callOne(type, tupleAt(error, 1)) : call2(type, tupleAt(error, 1), details);
  if (exc != NULL) raiseObject(exc);
}
function callOne(f: Value, a: Value): Value {
  const at = alloc(8);
  if (!at) return outOfMemory();
  store<u64>(at, a);
  const r = call(f, at, 1, NULL);
  free(at);
  return r;
}

/** The path of a filename argument as str (owned): str, bytes, or os.PathLike. */
function fileName(v: Value): Value {
  if (hasFlag(v, TypeFlag.STR_SUBCLASS)) return newref(v);
  if (hasFlag(v, TypeFlag.BYTES_SUBCLASS)) {
    const decoded = callMethod1(v, name(N.decode), name(N.utf_8));
    return decoded;
  }
  const os = dictGetStr(runtime().sysModules, name(N.os));
  if (os == NULL) return raiseFmt(T.TypeError, "expected str, bytes or os.PathLike object, not %T", v);
  return callMethod1(os, name(N.fsdecode), v);
}

/** Compiles source bytes. mode: 0 exec, 1 eval, 2 single, 3 func_type. NULL with SyntaxError and the like. */
export function compileSource(source: Value, filename: Value, mode: i32, flags: i32, optimize: i32): Value {
  const file = utf8Bytes(filename);
  if (file == NULL) return NULL;
  const n = flags & <i32>PyCF_ONLY_AST
    ? hostParse(bytesData(source), bytesLen(source), bytesData(file), bytesLen(file), mode, flags, optimize)
    : hostCompile(bytesData(source), bytesLen(source), bytesData(file), bytesLen(file), mode, flags, optimize);
  const r = finishCompile(n, filename);
  decref(file);
  return r;
}

function hasZero(bytes: Value): bool {
  const at = bytesData(bytes);
  const n = <usize>bytesLen(bytes);
  for (let i: usize = 0; i < n; i++) if (load<u8>(at + i) == 0) return true;
  return false;
}

/** compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1) */
function builtinCompile(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(56);
  if (!out) return outOfMemory();
  const r = parseArgs("compile", "source filename mode | flags dont_inherit optimize $ _feature_version", args, nargs, kwnames, out)
    ? compileParsed(arg(out, 0), arg(out, 1), arg(out, 2), arg(out, 3), arg(out, 4), arg(out, 5))
    : NULL;
  free(out);
  return r;
}
function compileParsed(source: Value, file: Value, modeName: Value, flagsValue: Value, dontInherit: Value, optimizeValue: Value): Value {
  if (!hasFlag(modeName, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "compile() argument 'mode' must be str, not %T", modeName);
  let flags = flagsValue == NULL ? <i64>0 : indexI64(flagsValue, T.OverflowError);
  if (flags == -1 && errorOccurred()) return NULL;
  if (flags & ~PyCF_ALL) return raise(T.ValueError, "compile(): unrecognised flags");
  const optimize = optimizeValue == NULL ? <i64>-1 : indexI64(optimizeValue, T.OverflowError);
  if (optimize == -1 && errorOccurred()) return NULL;
  if (optimize < -1 || optimize > 2) return raise(T.ValueError, "compile(): invalid optimize value");
  if (dontInherit != NULL) {
    const truth = isTrue(dontInherit);
    if (truth < 0) return NULL;
    if (!truth) flags |= <i64>frameCodeFlags() & FUTURE_MASK;
  } else flags |= <i64>frameCodeFlags() & FUTURE_MASK;
  let mode: i32;
  if (sameText(modeName, name(N.exec))) mode = 0;
  else if (sameText(modeName, name(N.eval))) mode = 1;
  else if (sameText(modeName, name(N.single))) mode = 2;
  else if (sameText(modeName, name(N.func_type))) {
    if (!(flags & PyCF_ONLY_AST)) return raise(T.ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
    mode = 3;
  } else return raise(T.ValueError, flags & PyCF_ONLY_AST ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'" : "compile() mode must be 'exec', 'eval' or 'single'");
  const filename = fileName(file);
  if (filename == NULL) return NULL;
  const level = optimize < 0 ? <i32>runtime().optimize : <i32>optimize;
  const r = compileAny(source, filename, mode, <i32>flags, level);
  decref(filename);
  return r;
}
function sameText(a: Value, b: Value): bool { return strEqual(a, b); }

/** Compiles text, or a tree of the `ast` module; the tree's forms are turned by lib/_ast.py. */
function compileAny(source: Value, filename: Value, mode: i32, flags: i32, optimize: i32): Value {
  const astModule = dictGetStr(runtime().sysModules, name(N._ast));
  if (astModule != NULL) {
    const base = getAttr(astModule, name(N.AST));
    if (base == NULL) return NULL;
    const isTree = isInstance(source, base);
    decref(base);
    if (isTree < 0) return NULL;
    if (isTree) {
      if (flags & <i32>PyCF_ONLY_AST && !(flags & 0x8000)) return newref(source);
      return compileTree(astModule, source, filename, mode, flags, optimize);
    }
  }
  const bytes = sourceBytes(source, "compile() arg 1 must be a string, bytes or AST object");
  if (bytes == NULL) return NULL;
  let r = NULL;
  if (hasZero(bytes)) raise(T.SyntaxError, "source code string cannot contain null bytes");
  else r = compileSource(bytes, filename, mode, hasFlag(source, TypeFlag.STR_SUBCLASS) ? flags | <i32>PyCF_SOURCE_IS_UTF8 : flags, optimize);
  decref(bytes);
  if (r != NULL && flags & <i32>PyCF_ONLY_AST) {
    const ast = importModule(name(N._ast));
    const tree = ast == NULL ? NULL : callMethod1(ast, name(N._from_data), r);
    if (ast != NULL) decref(ast);
    decref(r);
    return tree;
  }
  return r;
}
function compileTree(astModule: Value, tree: Value, filename: Value, mode: i32, flags: i32, optimize: i32): Value {
  const pair = tuple2(tree, boxInt(mode));
  if (pair == NULL) return NULL;
  const data = callMethod1(astModule, name(N._to_data), pair);
  decref(pair);
  if (data == NULL) return NULL;
  const bytes = marshalDump(data);
  decref(data);
  if (bytes == NULL) return NULL;
  const file = utf8Bytes(filename);
  let r = NULL;
  if (file != NULL) {
    r = finishCompile(hostCompileTree(bytesData(bytes), bytesLen(bytes), bytesData(file), bytesLen(file), mode, flags, optimize), filename);
    decref(file);
  }
  decref(bytes);
  if (r != NULL && flags & <i32>PyCF_ONLY_AST) { // PyCF_OPTIMIZED_AST: the folded tree comes back
    const folded = callMethod1(astModule, name(N._from_data), r);
    decref(r);
    return folded;
  }
  return r;
}

/** Puts __builtins__ into globals that lack it. */
function ensureBuiltins(globals: Value): bool {
  if (dictGetStr(globals, name(N.__builtins__)) != NULL) return true;
  return dictSet(globals, name(N.__builtins__), runtime().builtinsModule) >= 0;
}

/** exec (mode 0) and eval (mode 1). */
function runSource(fname: string, mode: i32, args: usize, nargs: i32, kwnames: Value): Value {
  const out = alloc(32);
  if (!out) return outOfMemory();
  let r = NULL;
  const ok = mode == 0
    ? parseArgs("exec", "source / | globals locals $ closure", args, nargs, kwnames, out)
    : parseArgs("eval", "source / | globals locals", args, nargs, kwnames, out);
  if (ok) r = runParsed(mode, arg(out, 0), arg(out, 1), arg(out, 2), mode == 0 ? arg(out, 3) : NULL);
  free(out);
  return r;
}
function runParsed(mode: i32, source: Value, globalsArg: Value, localsArg: Value, closureArg: Value): Value {
  let globals = globalsArg == NULL || globalsArg == None ? NULL : newref(globalsArg);
  let locals = localsArg == NULL || localsArg == None ? NULL : newref(localsArg);
  const closure = closureArg == None ? NULL : closureArg;
  let r = NULL;
  do {
    if (locals != NULL && !isMapping(locals)) {
      if (mode == 0) raiseFmt(T.TypeError, "locals must be a mapping or None, not %T", locals);
      else raise(T.TypeError, "locals must be a mapping");
      break;
    }
    if (globals != NULL && !hasFlag(globals, TypeFlag.DICT_SUBCLASS)) {
      if (mode == 0) raiseFmt(T.TypeError, "exec() globals must be a dict, not %T", globals);
      else raise(T.TypeError, isMapping(globals) ? "globals must be a real dict; try eval(code, {}, mapping)" : "globals must be a dict");
      break;
    }
    if (globals == NULL) {
      const g = frameGlobals();
      if (g == NULL) { raise(T.SystemError, "globals and locals cannot be NULL"); break; }
      globals = newref(g);
      if (locals == NULL) {
        locals = frameLocals();
        if (locals == NULL) break;
      }
    } else if (locals == NULL) locals = newref(globals);
    if (!ensureBuiltins(globals)) break;
    if (isExact(source, T.code)) {
      const code = codeView(source);
      if (code.nfree) {
        if (mode == 1) { raise(T.TypeError, "code object passed to eval() may not contain free variables"); break; }
        if (closure == NULL || !isExact(closure, T.tuple) || tupleSize(closure) != code.nfree) {
          raiseFmt(T.TypeError, "code object requires a closure of exactly length %d", boxInt(code.nfree));
          break;
        }
      } else if (closure != NULL) {
        raise(T.TypeError, "cannot use a closure with this code object");
        break;
      }
      r = runCode(source, globals, locals, closure);
      break;
    }
    if (closure != NULL) { raise(T.TypeError, "closure can only be used when source is a code object"); break; }
    const bytes = sourceBytes(source, mode == 0 ? "exec() arg 1 must be a string, bytes or code object" : "eval() arg 1 must be a string, bytes or code object");
    if (bytes == NULL) break;
    if (hasZero(bytes)) { raise(T.SyntaxError, "source code string cannot contain null bytes"); decref(bytes); break; }
    let text = bytes;
    if (mode == 1) text = withoutLeadingBlanks(bytes);
    let flags = <i32>(<i64>frameCodeFlags() & FUTURE_MASK);
    if (hasFlag(source, TypeFlag.STR_SUBCLASS)) flags |= <i32>PyCF_SOURCE_IS_UTF8;
    const code = text == NULL ? NULL : compileSource(text, runtime().stringFilename, mode, flags, <i32>runtime().optimize);
    if (text != bytes && text != NULL) decref(text);
    decref(bytes);
    if (code == NULL) break;
    r = runCode(code, globals, locals, NULL);
    decref(code);
  } while (false);
  if (globals != NULL) decref(globals);
  if (locals != NULL) decref(locals);
  if (mode == 0 && r != NULL) { decref(r); return None; }
  return r;
}
/** eval() ignores blanks in front of the expression. */
function withoutLeadingBlanks(bytes: Value): Value {
  const at = bytesData(bytes);
  const n = bytesLen(bytes);
  let i: u32 = 0;
  while (i < n && (load<u8>(at + i) == 0x20 || load<u8>(at + i) == 0x09)) i++;
  return i ? bytesFrom(at + i, n - i) : bytes;
}
function builtinExec(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return runSource("exec", 0, args, nargs, kwnames); }
function builtinEval(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return runSource("eval", 1, args, nargs, kwnames); }

export function initBuiltinsCode(m: Value): void {
  func(m, "compile", builtinCompile.index, METH_KW, "($module, /, source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)", "Compile source text or a syntax tree into a code object.");
  func(m, "exec", builtinExec.index, METH_KW, "($module, source, /, globals=None, locals=None, *, closure=None)", "Run source text or a code object in the given globals and locals.");
  func(m, "eval", builtinEval.index, METH_KW, "($module, source, /, globals=None, locals=None)", "The value of an expression, given as text or as a code object, in the given globals and locals.");
}
