// print() and input(), on whatever sys.stdout, sys.stderr and sys.stdin are.

import { Value, NULL, None } from "../value";
import { runtime } from "../state";
import { T, N, name } from "../names.generated";
import { TypeFlag, hasFlag } from "../objects/typeobject";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt, clearError } from "../errors";
import { checkArgs, isNamed, unexpectedKeyword } from "../args";
import { func, METH_FAST, METH_KW } from "../objects/define";
import { tupleSize, tupleAt } from "../objects/tupleobject";
import { dictGetStr } from "../objects/dict";
import { strLen, strAt } from "../objects/strnew";
import { strSlice } from "../objects/strmake";
import { strOf, call1, getAttr, isTrue, callMethod0 } from "../abstract";

function stream(which: Value, message: string): Value {
  const s = dictGetStr(runtime().sysDict, which);
  return s == NULL ? raise(T.RuntimeError, message) : s;
}

/** Calls `write` with str(v) and drops the result. */
function writeStr(write: Value, v: Value): bool {
  const text = strOf(v);
  if (text == NULL) return false;
  const r = call1(write, text);
  decref(text);
  if (r == NULL) return false;
  decref(r);
  return true;
}

/** print(*args, sep=' ', end='\n', file=None, flush=False) */
function builtinPrint(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  let sep = NULL, end = NULL, file = NULL, flush = NULL;
  const keywords = kwnames == NULL ? 0 : <i32>tupleSize(kwnames);
  for (let k = 0; k < keywords; k++) {
    const kw = tupleAt(kwnames, k), v = load<u64>(args + (<usize>(nargs + k) << 3));
    if (isNamed(kw, name(N.sep))) sep = v == None ? NULL : v;
    else if (isNamed(kw, name(N.end))) end = v == None ? NULL : v;
    else if (isNamed(kw, name(N.file))) file = v == None ? NULL : v;
    else if (isNamed(kw, name(N.flush))) flush = v;
    else return unexpectedKeyword("print", "sep end file flush", kw);
  }
  if (sep != NULL && !hasFlag(sep, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "sep must be None or a string, not %T", sep);
  if (end != NULL && !hasFlag(end, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "end must be None or a string, not %T", end);
  if (file == NULL) {
    file = stream(name(N.stdout), "lost sys.stdout");
    if (file == NULL) return NULL;
    if (file == None) return None;
  }
  newref(file);
  const write = getAttr(file, name(N.write));
  let ok = write != NULL;
  for (let i = 0; ok && i < nargs; i++) {
    if (i > 0) ok = writeStr(write, sep == NULL ? runtime().blank : sep);
    ok = ok && writeStr(write, load<u64>(args + (<usize>i << 3)));
  }
  ok = ok && writeStr(write, end == NULL ? runtime().newline : end);
  if (write != NULL) decref(write);
  if (ok && flush != NULL) {
    const truth = isTrue(flush);
    ok = truth >= 0;
    if (truth > 0) {
      const r = callMethod0(file, name(N.flush));
      ok = r != NULL;
      if (ok) decref(r);
    }
  }
  decref(file);
  return ok ? None : NULL;
}

function flushQuietly(file: Value): void {
  const r = callMethod0(file, name(N.flush));
  if (r == NULL) clearError();
  else decref(r);
}

/** input([prompt]) */
function builtinInput(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("input", nargs, 0, 1)) return NULL;
  const fin = stream(name(N.stdin), "lost sys.stdin");
  const fout = fin == NULL ? NULL : stream(name(N.stdout), "lost sys.stdout");
  const ferr = fout == NULL ? NULL : stream(name(N.stderr), "lost sys.stderr");
  if (ferr == NULL) return NULL;
  if (fin == None) return raise(T.RuntimeError, "lost sys.stdin");
  if (fout == None) return raise(T.RuntimeError, "lost sys.stdout");
  if (ferr != None) flushQuietly(ferr);
  if (nargs == 1) {
    const write = getAttr(fout, name(N.write));
    if (write == NULL) return NULL;
    const ok = writeStr(write, load<u64>(args));
    decref(write);
    if (!ok) return NULL;
  }
  flushQuietly(fout);
  const line = callMethod0(fin, name(N.readline));
  if (line == NULL) return NULL;
  if (!hasFlag(line, TypeFlag.STR_SUBCLASS)) {
    raiseFmt(T.TypeError, "object.readline() returned non-string");
    decref(line);
    return NULL;
  }
  const n = strLen(line);
  if (n == 0) { decref(line); return raise(T.EOFError, "EOF when reading a line"); }
  if (strAt(line, n - 1) != 0x0A) return line;
  const r = strSlice(line, 0, n - 1);
  decref(line);
  return r;
}

export function initPrint(m: Value): void {
  func(m, "print", builtinPrint.index, METH_KW, "($module, /, *args, sep=' ', end='\\n', file=None, flush=False)", "Write the values to a stream, sys.stdout by default.");
  func(m, "input", builtinInput.index, METH_FAST, "($module, prompt='', /)", "A line of standard input, without its newline; EOFError at the end.");
}
