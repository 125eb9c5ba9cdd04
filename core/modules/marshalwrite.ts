// Writing marshal; see core/modules/marshalread.ts for the format. Objects are written without references to one another,
// except that strings which are interned say so.
//
//   writer  ┌ buffer u32 │ length u32 │ capacity u32 @8 │ depth u32 @12 │ allowCode u32 @16

import { Value, NULL, None, True, False, Ellipsis, isInt, isFloat, intOf, ptrOf, boxPtr } from "../value";
import { T, N, name } from "../names.generated";
import { alloc, realloc, free } from "../memory/alloc";
import { decref } from "../memory/refcount";
import { raise, outOfMemory } from "../errors";
import { typeOf } from "../objects/typeobject";
import { strView, strAt, STR_DATA } from "../objects/strnew";
import { bytesFrom, bytesLen, bytesData } from "../objects/bytesobject";
import { tupleSize, tupleAt } from "../objects/tupleobject";
import { listSize, listAt } from "../objects/listobject";
import { dictNext, dictKeyAt, dictValueAt } from "../objects/dict";
import { codeView } from "../objects/codeobject";
import { codeWords } from "../objects/code";
import { limbsOf, limbCount, isNegativeInt } from "../objects/int";
import { getAttr, listFromIterable } from "../abstract";
import { complexReal, complexImag } from "../objects/complexarith";
import { getBuffer, releaseBuffer, BufferView, BUFFER_SIZE } from "../objects/buffer";

@unmanaged
class Writer {
  buffer: u32; length: u32; capacity: u32; depth: u32; allowCode: u32;
}
const MAX_DEPTH: u32 = 2000;

/** bytes of the marshalled object. NULL with ValueError ("unmarshallable object"). */
export function marshalDump(v: Value, allowCode: bool = true): Value {
  const block = alloc(32);
  if (!block) return outOfMemory();
  const w = changetype<Writer>(block);
  w.buffer = 0;
  w.length = 0;
  w.capacity = 0;
  w.depth = 0;
  w.allowCode = allowCode ? 1 : 0;
  const ok = write(w, v);
  const r = ok ? bytesFrom(w.buffer, w.length) : NULL;
  if (w.buffer) free(w.buffer);
  free(block);
  return r;
}

/** Room for n more bytes: where to put them, or 0 with MemoryError. */
function room(w: Writer, n: u32): usize {
  if (w.capacity - w.length < n) {
    const capacity = w.length + n + (w.length >>> 1) + 64;
    const buffer = realloc(w.buffer, capacity);
    if (!buffer) { outOfMemory(); return 0; }
    w.buffer = <u32>buffer;
    w.capacity = capacity;
  }
  const at = <usize>w.buffer + w.length;
  w.length += n;
  return at;
}
function byte(w: Writer, b: u32): bool {
  const at = room(w, 1);
  if (at) store<u8>(at, <u8>b);
  return at != 0;
}
function word(w: Writer, n: i32): bool {
  const at = room(w, 4);
  if (at) store<i32>(at, n);
  return at != 0;
}
function block(w: Writer, code: u32, from: usize, n: u32): bool {
  if (!byte(w, code) || !word(w, n)) return false;
  const at = room(w, n);
  if (at) memory.copy(at, from, n);
  return at != 0;
}
function double(w: Writer, bits: u64): bool {
  const at = room(w, 8);
  if (at) store<u64>(at, bits);
  return at != 0;
}

function writeInt(w: Writer, v: Value): bool {
  if (isInt(v)) {
    const i = intOf(v);
    if (i == <i64><i32>i) return byte(w, 0x69) && word(w, <i32>i);
  }
  const scratch = alloc(16);
  if (!scratch) { outOfMemory(); return false; }
  const limbs = limbsOf(v, scratch);
  const n = limbCount(v);
  const bits = <u64>n * 32 - <u64>clz<u32>(load<u32>(limbs + (<usize>(n - 1) << 2)));
  const digits = <u32>((bits + 14) / 15);
  let ok = byte(w, 0x6C) && word(w, isNegativeInt(v) ? -(<i32>digits) : <i32>digits);
  const at = ok ? room(w, digits * 2) : 0;
  if (at) {
    for (let i: u32 = 0; i < digits; i++) {
      const bit = <u64>i * 15;
      const limb = <u32>(bit >> 5);
      let pair = <u64>load<u32>(limbs + (<usize>limb << 2));
      if (limb + 1 < n) pair |= <u64>load<u32>(limbs + (<usize>(limb + 1) << 2)) << 32;
      store<u16>(at + (<usize>i << 1), <u16>((pair >> (bit & 31)) & 0x7FFF));
    }
  }
  free(scratch);
  return at != 0;
}

function writeStr(w: Writer, v: Value): bool {
  const p = ptrOf(v);
  const s = strView(p);
  const n = s.length;
  if (s.ascii) {
    if (n < 256) {
      if (!byte(w, s.interned ? 0x5A : 0x7A) || !byte(w, n)) return false;
      const at = room(w, n);
      if (at) memory.copy(at, p + STR_DATA, n);
      return at != 0;
    }
    return block(w, s.interned ? 0x41 : 0x61, p + STR_DATA, n);
  }
  let bytes: u32 = 0;
  for (let i: usize = 0; i < n; i++) { const c = strAt(v, i); bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }
  if (!byte(w, s.interned ? 0x74 : 0x75) || !word(w, bytes)) return false;
  let at = room(w, bytes);
  if (!at) return false;
  for (let i: usize = 0; i < n; i++) {
    const c = strAt(v, i);
    if (c < 0x80) { store<u8>(at++, <u8>c); continue; }
    if (c < 0x800) store<u8>(at++, <u8>(0xC0 | (c >>> 6)));
    else {
      if (c < 0x10000) store<u8>(at++, <u8>(0xE0 | (c >>> 12)));
      else {
        store<u8>(at++, <u8>(0xF0 | (c >>> 18)));
        store<u8>(at++, <u8>(0x80 | ((c >>> 12) & 0x3F)));
      }
      store<u8>(at++, <u8>(0x80 | ((c >>> 6) & 0x3F)));
    }
    store<u8>(at++, <u8>(0x80 | (c & 0x3F)));
  }
  return true;
}

function writeCode(w: Writer, v: Value): bool {
  if (!w.allowCode) { raise(T.ValueError, "unmarshallable object"); return false; }
  const c = codeView(v);
  if (!byte(w, 0x63) || !word(w, c.argcount) || !word(w, c.posonlyargcount) || !word(w, c.kwonlyargcount) || !word(w, c.stacksize) || !word(w, c.flags)) return false;
  const words = codeWords(v);
  if (words == NULL) return false;
  const ok = write(w, words);
  decref(words);
  return ok && write(w, c.consts) && write(w, c.names) && write(w, c.localsplusnames) && write(w, c.localspluskinds) && write(w, c.filename) &&
    write(w, c.name) && write(w, c.qualname) && word(w, c.firstlineno) && write(w, c.linetable) && write(w, c.exceptiontable);
}

function write(w: Writer, v: Value): bool {
  if (w.depth > MAX_DEPTH) { raise(T.ValueError, "object too deeply nested to marshal"); return false; }
  w.depth++;
  const ok = writeTyped(w, v);
  w.depth--;
  return ok;
}
function writeTyped(w: Writer, v: Value): bool {
  if (v == None) return byte(w, 0x4E);
  if (v == True) return byte(w, 0x54);
  if (v == False) return byte(w, 0x46);
  if (v == Ellipsis) return byte(w, 0x2E);
  if (isFloat(v)) return byte(w, 0x67) && double(w, v);
  const type = typeOf(v);
  if (type == T.int) return writeInt(w, v);
  if (type == T.str) return writeStr(w, v);
  if (type == T.bytes) return block(w, 0x73, bytesData(v), bytesLen(v));
  if (type == T.tuple) {
    const n = tupleSize(v);
    if (n < 256) { if (!byte(w, 0x29) || !byte(w, n)) return false; }
    else if (!byte(w, 0x28) || !word(w, n)) return false;
    for (let i: usize = 0; i < n; i++) if (!write(w, tupleAt(v, i))) return false;
    return true;
  }
  if (type == T.list) {
    if (!byte(w, 0x5B) || !word(w, listSize(v))) return false;
    for (let i: usize = 0; i < listSize(v); i++) if (!write(w, listAt(v, i))) return false;
    return true;
  }
  if (type == T.dict) {
    if (!byte(w, 0x7B)) return false;
    for (let i = dictNext(v, 0); i >= 0; i = dictNext(v, i + 1)) if (!write(w, dictKeyAt(v, i)) || !write(w, dictValueAt(v, i))) return false;
    return byte(w, 0x30);
  }
  if (type == T.set || type == T.frozenset) {
    const items = listFromIterable(v);
    if (items == NULL) return false;
    let ok = byte(w, type == T.set ? 0x3C : 0x3E) && word(w, listSize(items));
    for (let i: usize = 0; ok && i < listSize(items); i++) ok = write(w, listAt(items, i));
    decref(items);
    return ok;
  }
  if (type == T.complex) return byte(w, 0x79) && double(w, reinterpret<u64>(complexReal(v))) && double(w, reinterpret<u64>(complexImag(v)));
  if (type == T.code) return writeCode(w, v);
  if (type == T.slice) {
    const start = getAttr(v, name(N.start)), stop = getAttr(v, name(N.stop)), step = getAttr(v, name(N.step));
    const ok = byte(w, 0x3A) && write(w, start) && write(w, stop) && write(w, step);
    decref(start); decref(stop); decref(step);
    return ok;
  }
  if (v == boxPtr(T.StopIteration)) return byte(w, 0x53);
  const view = alloc(BUFFER_SIZE);
  if (!view) { outOfMemory(); return false; }
  let ok = false;
  if (getBuffer(v, view, 0) == 0) {
    ok = block(w, 0x73, changetype<BufferView>(view).buf, <u32>changetype<BufferView>(view).len);
    releaseBuffer(view);
  } else raise(T.ValueError, "unmarshallable object");
  free(view);
  return ok;
}
