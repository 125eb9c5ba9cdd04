// The module _sre: compiled patterns and what matching them gives. re/_compiler.py makes the code; core/sre translates and runs it. Patterns
// are in srepattern.ts, matches in srematch.ts, the layouts of both in sreobjects.ts.
//
//   SRE_Template ┌ header │ literal Value @8 │ count u32 @16 │ (group i64, literal Value or NULL) × count @24

import { Value, NULL, None, boxBool, boxInt, boxPtr, isPtr } from "../value";
import { T } from "../names.generated";
import { alloc, free } from "../memory/alloc";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { errorOccurred, outOfMemory, raise, raiseFmt } from "../errors";
import { indexI64 } from "../abstract";
import { checkArgs, parseArgs } from "../args";
import { popArgs, pushArgs } from "../interp/argstack";
import { constant, defType, func, METH_FAST, METH_KW, METH_NOARGS, METH_O } from "../objects/define";
import { isExact, setSlot, Slot, typeView } from "../objects/typeobject";
import { asI64, isIntLike } from "../objects/int";
import { listAt, listSize } from "../objects/listobject";
import { strLen } from "../objects/strnew";
import { isStr } from "../objects/strmake";
import { bytesLen } from "../objects/bytesobject";
import { isBytes } from "../objects/bytesmake";
import { sreFree, sreTranslate } from "../sre/translate";
import { foldAscii } from "../sre/charset";
import { uToLower, uToUpper } from "../objects/unicode";
import { SRE_FLAGS, PATTERN_SIZE, PatternObj, patternOf } from "./sreobjects";
import { initPattern } from "./srepattern";
import { initMatch } from "./srematch";

const MAGIC: i64 = 20230612;

// ---- templates ------------------------------------------------------------------------------------------------------

function templateDealloc(self: usize): void {
  gcUntrack(self);
  decref(load<u64>(self, 8));
  const count = load<u32>(self, 16);
  for (let i: usize = 0; i < count; i++) decref(load<u64>(self + 24 + (i << 4), 8));
  freeObject(self);
}
function templateTraverse(self: usize, visit: i32, arg: usize): i32 {
  if (isPtr(load<u64>(self, 8))) { const r = call_indirect<i32>(visit, load<u64>(self, 8), arg); if (r) return r; }
  const count = load<u32>(self, 16);
  for (let i: usize = 0; i < count; i++) {
    const v = load<u64>(self + 24 + (i << 4), 8);
    if (isPtr(v)) { const r = call_indirect<i32>(visit, v, arg); if (r) return r; }
  }
  return 0;
}
function emptyText(v: Value): bool { return isStr(v) ? strLen(v) == 0 : isBytes(v) && bytesLen(v) == 0; }
function template(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("template", nargs, 2, 2)) return NULL;
  const pattern = load<u64>(args), list = load<u64>(args, 8);
  if (!isExact(list, T.list)) return raiseFmt(T.TypeError, "template() argument 2 must be list, not %T", list);
  const n = listSize(list);
  if (n == 0 || (n & 1) == 0) return raise(T.TypeError, "invalid template");
  const count = n >>> 1;
  const p = allocObject(T.SRE_Template, 24 + (<usize>count << 4));
  if (!p) return NULL;
  const literal = listAt(list, 0);
  store<u64>(p, emptyText(literal) && count ? NULL : newref(literal), 8);
  for (let i: usize = 0; i < count; i++) {
    const group = listAt(list, 2 * i + 1);
    const index = isIntLike(group) ? asI64(group) : -1;
    if (index < 0 || (isExact(pattern, T.Pattern) && index > <i64>patternOf(pattern).groups)) {
      store<u32>(p, <u32>i, 16);
      gcTrack(p);
      decref(boxPtr(p));
      return errorOccurred() ? NULL : raise(T.TypeError, "invalid template");
    }
    store<i64>(p + 24 + (i << 4), index);
    const tail = listAt(list, 2 * i + 2);
    store<u64>(p + 24 + (i << 4), emptyText(tail) ? NULL : newref(tail), 8);
  }
  store<u32>(p, count, 16);
  gcTrack(p);
  return boxPtr(p);
}

// ---- module functions -----------------------------------------------------------------------------------------------

function compile(mod: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(6);
  if (!out) return NULL;
  const bound = parseArgs("compile", "pattern flags code groups groupindex indexgroup", args, nargs, kwnames, out);
  const pattern = load<u64>(out), flags = load<u64>(out, 8), code = load<u64>(out, 16), groups = load<u64>(out, 24);
  const groupindex = load<u64>(out, 32), indexgroup = load<u64>(out, 40);
  popArgs(out);
  if (!bound) return NULL;
  if (!isExact(code, T.list)) return raiseFmt(T.TypeError, "compile() argument 3 must be list, not %T", code);
  const f = indexI64(flags, T.OverflowError);
  if (f == -1 && errorOccurred()) return NULL;
  const g = indexI64(groups, T.OverflowError);
  if (g == -1 && errorOccurred()) return NULL;
  if (g < 0 || g > 0x7FFFFF) return raise(T.RuntimeError, "invalid SRE code");
  const words = listSize(code);
  const raw = alloc(max<usize>(<usize>words << 2, 4));
  if (!raw) return outOfMemory();
  for (let i: u32 = 0; i < words; i++) {
    const w = listAt(code, i);
    const x = isIntLike(w) ? asI64(w) : -1;
    if (x < 0 || x > 0xFFFFFFFF) {
      free(raw);
      return errorOccurred() ? NULL : raise(T.OverflowError, "regular expression code size limit exceeded");
    }
    store<u32>(raw + (<usize>i << 2), <u32>x);
  }
  const program = sreTranslate(raw, words, <u32>g);
  if (!program) return NULL;
  const p = allocObject(T.Pattern, PATTERN_SIZE);
  if (!p) { sreFree(program); return NULL; }
  const o = changetype<PatternObj>(p);
  o.pattern = newref(pattern);
  o.groupindex = newref(groupindex);
  o.indexgroup = newref(indexgroup);
  o.flags = <u32>f;
  o.groups = <u32>g;
  o.program = <u32>program;
  o.bytes = pattern == None ? -1 : isStr(pattern) ? 0 : 1;
  gcTrack(p);
  return boxPtr(p);
}
function getcodesize(mod: Value): Value { return boxInt(4); }
/** The character argument, or -1 with an exception. */
function character(v: Value): i64 {
  const c = indexI64(v, T.OverflowError);
  return c;
}
function ascii_iscased(mod: Value, v: Value): Value {
  const c = character(v);
  if (c == -1 && errorOccurred()) return NULL;
  return boxBool(c < 128 && (<u32>c | 32) - 97 < 26);
}
function unicode_iscased(mod: Value, v: Value): Value {
  const c = character(v);
  if (c == -1 && errorOccurred()) return NULL;
  return boxBool(<u32>c != uToLower(<u32>c) || <u32>c != uToUpper(<u32>c));
}
function ascii_tolower(mod: Value, v: Value): Value {
  const c = character(v);
  if (c == -1 && errorOccurred()) return NULL;
  return boxInt(foldAscii(<u32>c));
}
function unicode_tolower(mod: Value, v: Value): Value {
  const c = character(v);
  if (c == -1 && errorOccurred()) return NULL;
  return boxInt(uToLower(<u32>c));
}

/** The types of patterns, matches, scanners and templates; at boot. */
export function initSreTypes(): void {
  initPattern();
  initMatch();
  defType(T.SRE_Template, "_sre.SRE_Template", T.object, 24, SRE_FLAGS);
  typeView(T.SRE_Template).itemsize = 16;
  setSlot(T.SRE_Template, Slot.dealloc, templateDealloc.index);
  setSlot(T.SRE_Template, Slot.traverse, templateTraverse.index);
}
export function init__sre(mod: Value): void {
  constant(mod, "MAGIC", boxInt(MAGIC));
  constant(mod, "CODESIZE", boxInt(4));
  constant(mod, "MAXREPEAT", boxInt(0xFFFFFFFF));
  constant(mod, "MAXGROUPS", boxInt(0x3FFFFFFF));
  func(mod, "compile", compile.index, METH_KW, "($module, /, pattern, flags, code, groups, groupindex, indexgroup)");
  func(mod, "template", template.index, METH_FAST, "($module, pattern, template, /)");
  func(mod, "getcodesize", getcodesize.index, METH_NOARGS, "($module, /)");
  func(mod, "ascii_iscased", ascii_iscased.index, METH_O, "($module, character, /)");
  func(mod, "unicode_iscased", unicode_iscased.index, METH_O, "($module, character, /)");
  func(mod, "ascii_tolower", ascii_tolower.index, METH_O, "($module, character, /)");
  func(mod, "unicode_tolower", unicode_tolower.index, METH_O, "($module, character, /)");
}
