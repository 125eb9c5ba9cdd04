// The layout of code objects, and making one. core/objects/code.ts has the type.
//
// The words of a code object are its own copy in a block of their own, because the evaluation loop rewrites them (inline caches,
// specialised instructions); `co_code` is given from there with every instruction in its generic form again.
//
//   words ──► ┌ instruction u32 │ cache words … │ instruction u32 │ …

import { Value, NULL, boxPtr, ptrOf } from "../value";
import { runtime } from "../state";
import { T } from "../names.generated";
import { alloc, free } from "../memory/alloc";
import { allocObject } from "../memory/object";
import { newref } from "../memory/refcount";
import { outOfMemory } from "../errors";
import { CodeFlag, LocalKind } from "../interp/opcodes.generated";
import { FRAME_LOCALS } from "../interp/framelayout";
import { tupleSize, TUPLE_ITEMS } from "./tupleobject";
import { markEntries } from "./codemonitor";

@unmanaged
export class CodeObj {
  count: u32; type: u32;
  argcount: u32; posonlyargcount: u32; // @8   argcount includes the positional-only ones
  kwonlyargcount: u32; flags: u32; //     @16  CodeFlag
  stacksize: u32; nlocalsplus: u32; //    @24
  nlocals: u32; ncells: u32; //           @32  co_nlocals; cell variables (arguments that are cells included)
  nfree: u32; firstlineno: u32; //        @40
  words: u32; wordCount: u32; //          @48  address of the instructions, and how many words
  constItems: u32; nameItems: u32; //     @56  addresses of the items of `consts` and `names`
  simpleArgs: u32; frameSize: u32; //     @64  see below; bytes of a frame
  consts: Value; names: Value; //         @72  tuples
  localsplusnames: Value; //              @88  tuple of str
  localspluskinds: Value; //              @96  bytes, LocalKind each
  filename: Value; name: Value; qualname: Value; // @104
  linetable: Value; exceptiontable: Value; // @128  bytes
  weaklist: u32; version: u32; //         @144
  monitor: u32; pad: u32; //              @152 the block of objects/codemonitor.ts, or 0
  next: u32; prev: u32; //                @160 list of all code objects, from Runtime.codes
}
export const CODE_SIZE: usize = 168;

/** simpleArgs: the number of arguments if the code takes positional arguments only and nothing else, so that a call is a copy; otherwise this. */
export const NOT_SIMPLE: u32 = 0xFFFFFFFF;

export function codeView(v: Value): CodeObj { return changetype<CodeObj>(ptrOf(v)); }

/**
 * A new code object. `words` is the address of wordCount instruction words in generic form, which are copied; all Values are
 * borrowed (consts, names, localsplusnames: tuples; localspluskinds, linetable, exceptiontable: bytes; the others str).
 * `kinds` is the address of the localspluskinds bytes. NULL with MemoryError.
 */
export function codeNew(
  argcount: u32, posonlyargcount: u32, kwonlyargcount: u32, stacksize: u32, flags: u32, words: usize, wordCount: u32,
  consts: Value, names: Value, localsplusnames: Value, localspluskinds: Value, kinds: usize, filename: Value, codeName: Value,
  qualname: Value, firstlineno: u32, linetable: Value, exceptiontable: Value,
): Value {
  const block = alloc(<usize>wordCount << 2);
  if (!block) return outOfMemory();
  const p = allocObject(T.code, CODE_SIZE);
  if (!p) { free(block); return NULL; }
  const c = changetype<CodeObj>(p);
  memory.copy(block, words, <usize>wordCount << 2);
  c.words = <u32>block;
  c.wordCount = wordCount;
  c.argcount = argcount;
  c.posonlyargcount = posonlyargcount;
  c.kwonlyargcount = kwonlyargcount;
  c.stacksize = stacksize;
  c.flags = flags;
  c.firstlineno = firstlineno;
  const n = tupleSize(localsplusnames);
  c.nlocalsplus = n;
  for (let i: u32 = 0; i < n; i++) {
    const kind = <u32>load<u8>(kinds + i);
    if (kind & LocalKind.LOCAL) c.nlocals++;
    if (kind & LocalKind.CELL) c.ncells++;
    if (kind & LocalKind.FREE) c.nfree++;
  }
  c.frameSize = <u32>FRAME_LOCALS + ((n + stacksize + 1) << 3); // one more: LOAD_GLOBAL_* write a NULL behind the value in any case
  const plain = kwonlyargcount == 0 && !(flags & (CodeFlag.VARARGS | CodeFlag.VARKEYWORDS)) && (flags & CodeFlag.OPTIMIZED) != 0;
  c.simpleArgs = plain ? argcount : NOT_SIMPLE;
  c.consts = newref(consts);
  c.names = newref(names);
  c.constItems = <u32>(ptrOf(consts) + TUPLE_ITEMS);
  c.nameItems = <u32>(ptrOf(names) + TUPLE_ITEMS);
  c.localsplusnames = newref(localsplusnames);
  c.localspluskinds = newref(localspluskinds);
  c.filename = newref(filename);
  c.name = newref(codeName);
  c.qualname = newref(qualname);
  c.linetable = newref(linetable);
  c.exceptiontable = newref(exceptiontable);
  const r = runtime();
  c.next = r.codes;
  if (r.codes) changetype<CodeObj>(<usize>r.codes).prev = <u32>p;
  r.codes = <u32>p;
  if (!block) { // the caller drops nothing: the dealloc of code copes with words 0
    outOfMemory();
    return NULL;
  }
  if (r.codeEvents) markEntries(p);
  return boxPtr(p);
}
/** Takes a code object that dies out of the list of all. */
export function codeGone(p: usize): void {
  const c = changetype<CodeObj>(p);
  if (c.prev) changetype<CodeObj>(<usize>c.prev).next = c.next;
  else if (runtime().codes == <u32>p) runtime().codes = c.next;
  if (c.next) changetype<CodeObj>(<usize>c.next).prev = c.prev;
}
