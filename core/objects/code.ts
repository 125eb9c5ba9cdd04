// code: the type of code objects. Their layout is in codeobject.ts; they are made by marshal and by types.CodeType(...).

import { Value, NULL, None, NotImplemented, intOf, boxInt, boxBool, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { Slot, CompareOp, isExact, setSlot, typeOf, TypeObj } from "./typeobject";
import { defType, getset, method, METH_NOARGS, METH_KW, METH_O } from "./define";
import { decref, newref } from "../memory/refcount";
import { alloc, free } from "../memory/alloc";
import { freeObject } from "../memory/object";
import { raise, raiseFmt, errorOccurred, outOfMemory } from "../errors";
import { noKeywords, parseArgs, checkArgs } from "../args";
import { formatMessage } from "../format";
import { equalBool, getIter, hashOf, indexI64 } from "../abstract";
import { CodeObj, CODE_SIZE, codeGone, codeNew, codeView } from "./codeobject";
import { bytesAlloc, bytesData, bytesFrom, bytesLen, BYTES_DATA } from "./bytesobject";
import { tupleAt, tupleNew, tuplePut, tupleSize, tuple3 } from "./tupleobject";
import { listNew, listPush } from "./listobject";
import { addressText } from "./addresstext";
import { Position, startPositions, nextPosition } from "./codepositions";
import { opCaches, CodeFlag, LocalKind } from "../interp/opcodes.generated";
import { genericOp } from "./codemonitor";
import { clearWeakrefs } from "./weakrefs";
import { listToTuple } from "./listtuple";

/** The words of a code object in generic form, caches zeroed, as bytes (co_code). */
export function codeWords(v: Value): Value {
  const c = codeView(v);
  const p = bytesAlloc(c.wordCount << 2);
  if (!p) return NULL;
  const to = p + BYTES_DATA, from = <usize>c.words;
  for (let i: u32 = 0; i < c.wordCount; ) {
    const word = load<u32>(from + (<usize>i << 2));
    const op = genericOp(changetype<usize>(c), i);
    store<u32>(to + (<usize>i << 2), (word & ~(<u32>0xFF)) | op);
    i++;
    for (let k = <u32>load<u8>(opCaches + op); k && i < c.wordCount; k--, i++) store<u32>(to + (<usize>i << 2), 0);
  }
  return boxPtr(p);
}

function codeDealloc(p: usize): void {
  const c = changetype<CodeObj>(p);
  if (c.weaklist) clearWeakrefs(p);
  if (c.monitor) free(c.monitor);
  if (c.words) free(c.words);
  decref(c.consts);
  decref(c.names);
  decref(c.localsplusnames);
  decref(c.localspluskinds);
  decref(c.filename);
  decref(c.name);
  decref(c.qualname);
  decref(c.linetable);
  decref(c.exceptiontable);
  codeGone(p);
  freeObject(p);
}

function codeRepr(self: Value): Value {
  const c = codeView(self);
  const at = addressText(self);
  if (at == NULL) return NULL;
  const r = formatMessage("<code object %s at %s, file \"%s\", line %d>", c.name, at, c.filename, boxInt(c.firstlineno));
  decref(at);
  return r;
}

/** Names of localsplus whose kind has one of `wanted`'s bits and none of `unwanted`'s, as a tuple. */
function namesOfKind(self: Value, wanted: u32, unwanted: u32): Value {
  const c = codeView(self);
  const kinds = bytesData(c.localspluskinds);
  let n: u32 = 0;
  for (let i: u32 = 0; i < c.nlocalsplus; i++) if (load<u8>(kinds + i) & wanted && !(load<u8>(kinds + i) & unwanted)) n++;
  const t = tupleNew(n);
  if (t == NULL) return NULL;
  n = 0;
  for (let i: u32 = 0; i < c.nlocalsplus; i++) {
    if (load<u8>(kinds + i) & wanted && !(load<u8>(kinds + i) & unwanted)) tuplePut(t, n++, newref(tupleAt(c.localsplusnames, i)));
  }
  return t;
}

function getArgcount(self: Value): Value { return boxInt(codeView(self).argcount); }
function getPosonly(self: Value): Value { return boxInt(codeView(self).posonlyargcount); }
function getKwonly(self: Value): Value { return boxInt(codeView(self).kwonlyargcount); }
function getNlocals(self: Value): Value { return boxInt(codeView(self).nlocals); }
function getStacksize(self: Value): Value { return boxInt(codeView(self).stacksize); }
function getFlags(self: Value): Value { return boxInt(codeView(self).flags); }
function getFirstlineno(self: Value): Value { return boxInt(codeView(self).firstlineno); }
function getConsts(self: Value): Value { return newref(codeView(self).consts); }
function getNames(self: Value): Value { return newref(codeView(self).names); }
function getVarnames(self: Value): Value { return namesOfKind(self, LocalKind.LOCAL, 0); }
function getCellvars(self: Value): Value { return namesOfKind(self, LocalKind.CELL, 0); }
function getFreevars(self: Value): Value { return namesOfKind(self, LocalKind.FREE, 0); }
function getFilename(self: Value): Value { return newref(codeView(self).filename); }
function getName(self: Value): Value { return newref(codeView(self).name); }
function getQualname(self: Value): Value { return newref(codeView(self).qualname); }
function getLinetable(self: Value): Value { return newref(codeView(self).linetable); }
function getExceptiontable(self: Value): Value { return newref(codeView(self).exceptiontable); }

function optionalInt(n: i32): Value { return n < 0 ? None : boxInt(n); }

/** co_positions(): (line, end line, column, end column), None where not known, for each two bytes of co_code, so that lasti // 2 is the index. */
function codePositions(self: Value): Value {
  const list = listNew(codeView(self).wordCount << 1);
  if (list == NULL) return NULL;
  const block = startPositions(ptrOf(self));
  if (!block) { decref(list); return NULL; }
  const at = changetype<Position>(block);
  while (nextPosition(at)) {
    for (let i: u32 = 0; i < at.words; i++) {
      const t = tupleNew(4);
      if (t == NULL) { free(block); decref(list); return NULL; }
      tuplePut(t, 0, optionalInt(at.line));
      tuplePut(t, 1, optionalInt(at.endLine));
      tuplePut(t, 2, optionalInt(at.column));
      tuplePut(t, 3, optionalInt(at.endColumn));
      if (listPush(list, newref(t)) < 0 || listPush(list, t) < 0) { free(block); decref(list); return NULL; }
    }
  }
  free(block);
  return iterOf(list);
}
function iterOf(list: Value): Value {
  const it = getIter(list);
  decref(list);
  return it;
}
/** co_lines(): (start, end, line) of runs of words with the same line, in bytes. */
function codeLines(self: Value): Value {
  const list = listNew();
  if (list == NULL) return NULL;
  const block = startPositions(ptrOf(self));
  if (!block) { decref(list); return NULL; }
  const at = changetype<Position>(block);
  let start: i64 = 0, end: i64 = 0, line = -2;
  let more = nextPosition(at);
  while (true) {
    if (!more || at.line != line) {
      if (end > start) {
        const t = tuple3(boxInt(start), boxInt(end), optionalInt(line));
        if (t == NULL || listPush(list, t) < 0) { free(block); decref(list); return NULL; }
      }
      start = end;
      line = at.line;
    }
    if (!more) break;
    end += <i64>at.words << 2;
    more = nextPosition(at);
  }
  free(block);
  return iterOf(list);
}
function codeBranches(self: Value): Value {
  const list = listNew();
  return list == NULL ? NULL : iterOf(list);
}

function codeRichcompare(self: Value, other: Value, op: i32): Value {
  if ((op != CompareOp.EQ && op != CompareOp.NE) || !isExact(self, T.code) || !isExact(other, T.code)) return NotImplemented;
  const equal = self == other ? 1 : sameCode(self, other);
  return equal < 0 ? NULL : boxBool((equal == 1) == (op == CompareOp.EQ));
}
function sameCode(a: Value, b: Value): i32 {
  const c = codeView(a), d = codeView(b);
  if (c.argcount != d.argcount || c.posonlyargcount != d.posonlyargcount || c.kwonlyargcount != d.kwonlyargcount || c.flags != d.flags) return 0;
  if (c.firstlineno != d.firstlineno || c.wordCount != d.wordCount) return 0;
  const v = codeWords(a), w = codeWords(b);
  let r = v == NULL || w == NULL ? -1 : equalBool(v, w);
  decref(v);
  decref(w);
  if (r == 1) r = equalBool(c.name, d.name);
  if (r == 1) r = sameConstants(c.consts, d.consts);
  if (r == 1) r = equalBool(c.names, d.names);
  if (r == 1) r = equalBool(c.localsplusnames, d.localsplusnames);
  if (r == 1) r = equalBool(c.localspluskinds, d.localspluskinds);
  if (r == 1) r = equalBool(c.linetable, d.linetable);
  if (r == 1) r = equalBool(c.exceptiontable, d.exceptiontable);
  return r;
}
/** Constants are equal when their types are too: 1 and 1.0 and True are not. */
function sameConstants(a: Value, b: Value): i32 {
  const n = tupleSize(a);
  if (n != tupleSize(b)) return 0;
  for (let i: usize = 0; i < n; i++) {
    const x = tupleAt(a, i), y = tupleAt(b, i);
    if (typeOf(x) != typeOf(y)) return 0;
    const r = isExact(x, T.tuple) ? sameConstants(x, y) : equalBool(x, y);
    if (r != 1) return r;
  }
  return 1;
}
function codeHash(self: Value): i64 {
  const c = codeView(self);
  let h = hashOf(c.name);
  const words = codeWords(self);
  if (words == NULL) return -1;
  h = h * 1000003 ^ hashOf(words);
  decref(words);
  h ^= <i64>c.argcount ^ <i64>c.firstlineno << 7 ^ <i64>c.flags << 13 ^ hashOf(c.names);
  return h == -1 ? -2 : h;
}

/** Builds a code object from its public parts: 18 values at `parts`, in the order that codeReplace names. NULL with an exception. */
function fromParts(parts: usize): Value {
  for (let i: usize = 0; i < 7; i++) {
    const n = indexI64(load<u64>(parts + (i << 3)), T.OverflowError);
    if (n == -1 && errorOccurred()) return NULL;
    if (n < 0) return raise(T.ValueError, "code: argument must be non-negative");
  }
  for (let i: usize = 7; i < 18; i++) {
    const v = load<u64>(parts + (i << 3));
    const wanted: u32 = i == 7 || i > 15 ? T.bytes : i < 13 ? T.tuple : T.str;
    if (typeOf(v) != wanted) return raiseFmt(T.TypeError, "code() argument %d must be %s, not %T", boxInt(i + 1), changetype<TypeObj>(wanted).name, v);
  }
  const words = load<u64>(parts, 56), varnames = load<u64>(parts, 80), free_ = load<u64>(parts, 88), cells = load<u64>(parts, 96);
  if (bytesLen(words) & 3) return raise(T.ValueError, "code: co_code is malformed");
  const flags = <u32>intOf(load<u64>(parts, 40));
  const argcount = <u32>intOf(load<u64>(parts)), kwonly = <u32>intOf(load<u64>(parts, 16));
  const args = argcount + kwonly + (flags & CodeFlag.VARARGS ? 1 : 0) + (flags & CodeFlag.VARKEYWORDS ? 1 : 0);
  const nlocals = tupleSize(varnames);
  if (args > nlocals) return raise(T.ValueError, "code: varnames is too small");
  // localsplus: the locals, then cells that are no locals, then free variables.
  const list = listNew();
  const kinds = alloc(<usize>nlocals + tupleSize(cells) + tupleSize(free_) + 8);
  if (list == NULL || !kinds) return outOfMemory();
  let n: u32 = 0;
  for (let i: u32 = 0; i < nlocals; i++) {
    let kind: u32 = LocalKind.LOCAL;
    if (i < args) {
      const position = i < argcount ? (i < <u32>intOf(load<u64>(parts, 8)) ? LocalKind.ARG_POS : LocalKind.ARG_POS | LocalKind.ARG_KW)
        : i < argcount + kwonly ? LocalKind.ARG_KW : LocalKind.ARG_VAR | (i == argcount + kwonly && flags & CodeFlag.VARARGS ? LocalKind.ARG_POS : LocalKind.ARG_KW);
      kind |= position;
    }
    for (let j: usize = 0; j < tupleSize(cells); j++) if (tupleAt(cells, j) == tupleAt(varnames, i)) kind |= LocalKind.CELL;
    store<u8>(kinds + n++, <u8>kind);
    listPush(list, newref(tupleAt(varnames, i)));
  }
  for (let j: usize = 0; j < tupleSize(cells); j++) {
    let local = false;
    for (let i: u32 = 0; i < nlocals; i++) if (tupleAt(cells, j) == tupleAt(varnames, i)) local = true;
    if (local) continue;
    store<u8>(kinds + n++, LocalKind.CELL);
    listPush(list, newref(tupleAt(cells, j)));
  }
  for (let j: usize = 0; j < tupleSize(free_); j++) {
    store<u8>(kinds + n++, LocalKind.FREE);
    listPush(list, newref(tupleAt(free_, j)));
  }
  const names = listToTuple(list), kindBytes = bytesFrom(kinds, n);
  decref(list);
  free(kinds);
  const v = codeNew(
    argcount, <u32>intOf(load<u64>(parts, 8)), kwonly, <u32>intOf(load<u64>(parts, 32)), flags, bytesData(words), bytesLen(words) >>> 2, load<u64>(parts, 64),
    load<u64>(parts, 72), names, kindBytes, bytesData(kindBytes), load<u64>(parts, 104), load<u64>(parts, 112), load<u64>(parts, 120),
    <u32>intOf(load<u64>(parts, 48)), load<u64>(parts, 128), load<u64>(parts, 136),
  );
  decref(names);
  decref(kindBytes);
  return v;
}

/** replace(**changes): a copy with other values in some fields. */
function codeReplace(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs) return raiseFmt(T.TypeError, "replace() takes 0 positional arguments but %d were given", boxInt(nargs));
  const parts = alloc(144 * 2);
  if (!parts) return outOfMemory();
  const given = parts + 144;
  let r = NULL;
  if (parseArgs("replace", "| $ co_argcount co_posonlyargcount co_kwonlyargcount co_nlocals co_stacksize co_flags co_firstlineno co_code co_consts co_names co_varnames co_freevars co_cellvars co_filename co_name co_qualname co_linetable co_exceptiontable", args, nargs, kwnames, given)) {
    store<u64>(parts, getArgcount(self)); store<u64>(parts, getPosonly(self), 8); store<u64>(parts, getKwonly(self), 16); store<u64>(parts, getNlocals(self), 24);
    store<u64>(parts, getStacksize(self), 32); store<u64>(parts, getFlags(self), 40); store<u64>(parts, getFirstlineno(self), 48); store<u64>(parts, codeWords(self), 56);
    store<u64>(parts, getConsts(self), 64); store<u64>(parts, getNames(self), 72); store<u64>(parts, getVarnames(self), 80); store<u64>(parts, getFreevars(self), 88);
    store<u64>(parts, getCellvars(self), 96); store<u64>(parts, getFilename(self), 104); store<u64>(parts, getName(self), 112); store<u64>(parts, getQualname(self), 120);
    store<u64>(parts, getLinetable(self), 128); store<u64>(parts, getExceptiontable(self), 136);
    let failed = false;
    for (let i: usize = 0; i < 18; i++) {
      const v = load<u64>(given + (i << 3));
      if (load<u64>(parts + (i << 3)) == NULL) failed = true;
      if (v == NULL) continue;
      decref(load<u64>(parts + (i << 3)));
      store<u64>(parts + (i << 3), newref(v));
    }
    if (!failed) r = fromParts(parts);
    for (let i: usize = 0; i < 18; i++) decref(load<u64>(parts + (i << 3)));
  }
  free(parts);
  return r;
}

/** types.CodeType(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags, codestring, constants, names, varnames, filename, name, qualname, firstlineno, linetable, exceptiontable, freevars=(), cellvars=()) */
function codeTypeNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("code", kwnames) || !checkArgs("code", nargs, 16, 18)) return NULL;
  const parts = alloc(144);
  if (!parts) return outOfMemory();
  const empty = tupleNew(0);
  for (let i: usize = 0; i < 6; i++) store<u64>(parts + (i << 3), load<u64>(args + (i << 3)));
  store<u64>(parts, load<u64>(args, 104), 48);
  for (let i: usize = 0; i < 4; i++) store<u64>(parts + (i << 3), load<u64>(args + (i << 3), 48), 56);
  store<u64>(parts, nargs > 16 ? load<u64>(args, 128) : empty, 88);
  store<u64>(parts, nargs > 17 ? load<u64>(args, 136) : empty, 96);
  for (let i: usize = 0; i < 3; i++) store<u64>(parts + (i << 3), load<u64>(args + (i << 3), 80), 104);
  store<u64>(parts, load<u64>(args, 112), 128);
  store<u64>(parts, load<u64>(args, 120), 136);
  const r = fromParts(parts);
  decref(empty);
  free(parts);
  return r;
}
function codeSizeof(self: Value): Value { return boxInt(<i64>CODE_SIZE + <i64>(codeView(self).wordCount << 2)); }
function varnameFromOparg(self: Value, v: Value): Value {
  const i = indexI64(v, T.OverflowError);
  if (i == -1 && errorOccurred()) return NULL;
  const names = codeView(self).localsplusnames;
  if (i < 0 || i >= <i64>tupleSize(names)) return raise(T.IndexError, "tuple index out of range");
  return newref(tupleAt(names, <usize>i));
}

/** Declares the type; at boot. */
export function init_code(): void {
  defType(T.code, "code", T.object, CODE_SIZE, 0);
  changetype<TypeObj>(T.code).weakoffset = 144;
  setSlot(T.code, Slot.dealloc, codeDealloc.index);
  setSlot(T.code, Slot.repr, codeRepr.index);
  setSlot(T.code, Slot.hash, codeHash.index);
  setSlot(T.code, Slot.richcompare, codeRichcompare.index);
  setSlot(T.code, Slot.new_, codeTypeNew.index);
  getset(T.code, "co_argcount", getArgcount.index);
  getset(T.code, "co_posonlyargcount", getPosonly.index);
  getset(T.code, "co_kwonlyargcount", getKwonly.index);
  getset(T.code, "co_nlocals", getNlocals.index);
  getset(T.code, "co_stacksize", getStacksize.index);
  getset(T.code, "co_flags", getFlags.index);
  getset(T.code, "co_firstlineno", getFirstlineno.index);
  getset(T.code, "co_code", codeWords.index);
  getset(T.code, "_co_code_adaptive", codeWords.index);
  getset(T.code, "co_consts", getConsts.index);
  getset(T.code, "co_names", getNames.index);
  getset(T.code, "co_varnames", getVarnames.index);
  getset(T.code, "co_cellvars", getCellvars.index);
  getset(T.code, "co_freevars", getFreevars.index);
  getset(T.code, "co_filename", getFilename.index);
  getset(T.code, "co_name", getName.index);
  getset(T.code, "co_qualname", getQualname.index);
  getset(T.code, "co_linetable", getLinetable.index);
  getset(T.code, "co_exceptiontable", getExceptiontable.index);
  method(T.code, "co_positions", codePositions.index, METH_NOARGS, "($self, /)", "For each instruction word its line, end line, column, end column.");
  method(T.code, "co_lines", codeLines.index, METH_NOARGS, "($self, /)", "Runs of instructions of one line: (start, end, line).");
  method(T.code, "co_branches", codeBranches.index, METH_NOARGS, "($self, /)", "Branches for sys.monitoring, which is not supported yet: none.");
  method(T.code, "replace", codeReplace.index, METH_KW, "($self, /, **changes)", "A copy with other values in some fields.");
  method(T.code, "__replace__", codeReplace.index, METH_KW, "($self, /, **changes)", "The same as replace().");
  method(T.code, "__sizeof__", codeSizeof.index, METH_NOARGS, "($self, /)", "Size in memory, in bytes.");
  method(T.code, "_varname_from_oparg", varnameFromOparg.index, METH_O, "($self, /, oparg)", "The name of a local by its index.");
}
