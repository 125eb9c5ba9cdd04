// _zlib: what lib/zlib.py is made of. Streams over core/deflate, checksums, and decompression of whole
// buffers by the platform's own zlib, which takes two thirds of the time. (For compression core's own engine is as fast, and the
// bytes of compress() have to be those of compressobj().) Everything that takes long runs without the GIL: above 2 KiB, checksums above 5.
//
//   Stream  ┌ header │ block u32 @8 │ kind u32 @12 │ used u32 @16 │ status i32 @20 │ size u32 @24
//
// A stream is used by one thread at a time: lib/zlib.py has a lock for each.

import { Value, NULL, None, True, False, boxInt, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { Slot, TypeFlag, setSlot } from "../objects/typeobject";
import { defType, func, getset, method, METH_FAST, METH_NOARGS, METH_O } from "../objects/define";
import { alloc, free } from "../memory/alloc";
import { allocObject, freeObject } from "../memory/object";
import { outOfMemory, raise } from "../errors";
import { checkArgs } from "../args";
import { pushArgs, popArgs } from "../interp/argstack";
import { BUFFER_WORDS, BufferView, PyBUF_SIMPLE, getBuffer, releaseBuffer } from "../objects/buffer";
import { BYTES_DATA, bytesAlloc, bytesFrom } from "../objects/bytesobject";
import { intLow64, intValue, isIntLike } from "../objects/int";
import { DROP_NATIVE } from "../../contract/traceevents";
import { blockingBegin, blockingEnd } from "../threads/gil";
import { HostCall, hostTake, hostZlib, hostZlibHeld } from "../host.generated";
import { adler32, crc32, initChecksums } from "../deflate/checksums";
import { INFLATOR_SIZE, Inflated, Inflator, inflate, inflatorDictionary, inflatorInit } from "../deflate/inflate";
import { Deflator } from "../deflate/deflator";
import { Flush, deflate, deflateBound, deflatorDictionary, deflatorInit, deflatorSize } from "../deflate/deflate";

/** Work on less than this is done with the GIL held: handing it over costs more. */
const GIL_MINSIZE: u32 = 2047;
const CHECKSUM_MINSIZE: u32 = 5 * 1024;
const PIECE: u32 = 0x10000;
const MOST: u64 = 0x7FFFFF00;

const enum Kind { DEFLATE = 0, INFLATE = 1 }

@unmanaged
class Stream {
  count: u32; type: u32;
  block: u32; kind: u32;
  used: u32; status: i32;
  size: u32; pad: u32;
}
const STREAM_SIZE: usize = 32;

function stream(v: Value): Stream { return changetype<Stream>(ptrOf(v)); }
/** A small integer argument; lib/zlib.py has checked it. */
function number(args: usize, i: u32): i64 {
  const v = load<u64>(args + (<usize>i << 3));
  return isIntLike(v) ? <i64>intLow64(intValue(v)) : 0;
}

function newStream(kind: Kind, size: usize): usize {
  const block = alloc(size);
  if (!block) { outOfMemory(); return 0; }
  const p = allocObject(T.ZlibStream, STREAM_SIZE);
  if (!p) { free(block); return 0; }
  const s = changetype<Stream>(p);
  s.block = <u32>block;
  s.kind = kind;
  s.size = <u32>size;
  return p;
}
function dealloc(p: usize): void {
  free(changetype<Stream>(p).block);
  freeObject(p);
}

/** deflater(level, wrap, window_bits, memory_level, strategy) */
function newDeflater(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("deflater", nargs, 5, 5)) return NULL;
  const windowBits = <u32>number(args, 2), memoryLevel = <u32>number(args, 3);
  const p = newStream(Kind.DEFLATE, deflatorSize(windowBits, memoryLevel));
  if (!p) return NULL;
  deflatorInit(changetype<Stream>(p).block, <i32>number(args, 1), windowBits, <i32>number(args, 0), memoryLevel, <i32>number(args, 4));
  return boxPtr(p);
}
/** inflater(wrap, window_bits) */
function newInflater(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("inflater", nargs, 2, 2)) return NULL;
  const p = newStream(Kind.INFLATE, INFLATOR_SIZE);
  if (!p) return NULL;
  inflatorInit(changetype<Stream>(p).block, <i32>number(args, 0), <u32>number(args, 1));
  return boxPtr(p);
}
function copyStream(self: Value): Value {
  const s = stream(self);
  const p = newStream(s.kind, s.size);
  if (!p) return NULL;
  memory.copy(changetype<Stream>(p).block, s.block, s.size);
  changetype<Stream>(p).status = s.status;
  return boxPtr(p);
}

/** Gives a stream its dictionary; False if a decompressor wants another one. */
function dictionary(self: Value, data: Value): Value {
  const view = pushArgs(BUFFER_WORDS);
  if (!view) return NULL;
  let r: Value = NULL;
  if (getBuffer(data, view, PyBUF_SIMPLE) == 0) {
    const b = changetype<BufferView>(view);
    const s = stream(self);
    r = True;
    if (s.kind == Kind.DEFLATE) deflatorDictionary(s.block, b.buf, b.len);
    else if (!inflatorDictionary(s.block, b.buf, b.len)) r = False;
    releaseBuffer(view);
  }
  popArgs(view);
  return r;
}

/** run(data, flush) of a compressor; run(data, most, first) of a decompressor: bytes, with a first guess at how many, 0 for any number. */
function run(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("run", nargs, 2, 3)) return NULL;
  const view = pushArgs(BUFFER_WORDS);
  if (!view) return NULL;
  let r: Value = NULL;
  if (getBuffer(load<u64>(args), view, PyBUF_SIMPLE) == 0) {
    const b = changetype<BufferView>(view);
    r = stream(self).kind == Kind.DEFLATE
      ? runDeflate(stream(self), b.buf, b.len, <i32>number(args, 1))
      : runInflate(stream(self), b.buf, b.len, <u64>number(args, 1), nargs > 2 ? <u64>number(args, 2) : 0);
    releaseBuffer(view);
  }
  popArgs(view);
  return r;
}

function runDeflate(s: Stream, at: usize, length: u32, flush: i32): Value {
  const bound = deflateBound(length);
  const out = bound > MOST ? 0 : alloc(<usize>bound);
  if (!out) return outOfMemory();
  const d = changetype<Deflator>(<usize>s.block);
  d.input = <u32>at;
  d.output = <u32>out;
  const isLong = length > GIL_MINSIZE;
  if (isLong) blockingBegin(DROP_NATIVE, HostCall.zlib);
  // A piece at a time: an entered function of WebAssembly stays in the code it was entered in, and the first is slow.
  for (let left = length; ; ) {
    const n = min(left, PIECE);
    left -= n;
    d.inputEnd = d.input + n;
    deflate(s.block, left ? Flush.NO : flush);
    if (!left) break;
  }
  if (isLong) blockingEnd();
  const r = bytesFrom(out, d.output - <u32>out);
  free(out);
  return r;
}

function runInflate(s: Stream, at: usize, length: u32, most: u64, first: u64): Value {
  let capacity = max(<u64>length * 3, <u64>16384);
  if (first) capacity = max(first, <u64>64);
  if (most && capacity > most) capacity = most;
  if (capacity > MOST) capacity = MOST;
  let out = alloc(<usize>capacity);
  if (!out) return outOfMemory();
  let made: u64 = 0;
  const i = changetype<Inflator>(<usize>s.block);
  i.input = <u32>at;
  i.inputEnd = <u32>at + length;
  while (true) {
    i.output = <u32>(out + <usize>made);
    i.room = <u32>(capacity - made);
    const isLong = i.inputEnd - i.input > GIL_MINSIZE || capacity > <u64>65536;
    if (isLong) blockingBegin(DROP_NATIVE, HostCall.zlib);
    s.status = inflate(s.block);
    if (isLong) blockingEnd();
    made = <u64>(i.output - <u32>out);
    if (s.status != Inflated.MORE || i.room || (most && made >= most)) break;
    // The room was used up: twice as much.
    let larger = capacity * 2;
    if (most && larger > most) larger = most;
    if (larger > MOST) larger = MOST;
    const to = larger == capacity ? 0 : alloc(<usize>larger);
    if (!to) {
      free(out);
      return outOfMemory();
    }
    memory.copy(to, out, <usize>made);
    free(out);
    out = to;
    capacity = larger;
  }
  s.used = i.input - <u32>at;
  const r = bytesFrom(out, <u32>made);
  free(out);
  return r;
}

function used(self: Value): Value { return boxInt(stream(self).used); }
function status(self: Value): Value { return boxInt(stream(self).status); }
/** Why the input of a decompressor is bad: an index into the texts of lib/zlib.py. */
function bad(self: Value): Value { return boxInt(changetype<Inflator>(<usize>stream(self).block).bad); }

/** decompress(data, wbits): bytes by the platform's zlib, or None if it cannot. */
function decompress(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("decompress", nargs, 2, 2)) return NULL;
  const view = pushArgs(BUFFER_WORDS);
  if (!view) return NULL;
  let r: Value = NULL;
  if (getBuffer(load<u64>(args), view, PyBUF_SIMPLE) == 0) {
    const b = changetype<BufferView>(view);
    const wbits = <i32>number(args, 1);
    const n = <u32>b.len > GIL_MINSIZE ? hostZlib(wbits, b.buf, b.len) : hostZlibHeld(wbits, b.buf, b.len);
    if (n < 0) r = None;
    else {
      const p = bytesAlloc(n);
      if (p) {
        hostTake(p + BYTES_DATA);
        r = boxPtr(p);
      }
    }
    releaseBuffer(view);
  }
  popArgs(view);
  return r;
}

/** crc32(data, start), adler32(data, start) */
function checksum(fname: string, args: usize, nargs: i32, start: u32, isCrc: bool): Value {
  if (!checkArgs(fname, nargs, 1, 2)) return NULL;
  let value = start;
  if (nargs == 2) {
    const v = load<u64>(args, 8);
    if (!isIntLike(v)) return raise(T.TypeError, "an integer is required");
    value = <u32>intLow64(intValue(v));
  }
  const view = pushArgs(BUFFER_WORDS);
  if (!view) return NULL;
  let r: Value = NULL;
  if (getBuffer(load<u64>(args), view, PyBUF_SIMPLE) == 0) {
    const b = changetype<BufferView>(view);
    const isLong = <u32>b.len > CHECKSUM_MINSIZE;
    if (isLong) blockingBegin(DROP_NATIVE, HostCall.zlib);
    value = isCrc ? crc32(b.buf, b.len, value) : adler32(b.buf, b.len, value);
    if (isLong) blockingEnd();
    r = boxInt(value);
    releaseBuffer(view);
  }
  popArgs(view);
  return r;
}
function crc32Function(self: Value, args: usize, nargs: i32): Value { return checksum("crc32", args, nargs, 0, true); }
function adler32Function(self: Value, args: usize, nargs: i32): Value { return checksum("adler32", args, nargs, 1, false); }

export function initZlibTypes(): void {
  initChecksums();
  defType(T.ZlibStream, "_zlib.Stream", T.object, STREAM_SIZE, TypeFlag.DISALLOW_NEW);
  setSlot(T.ZlibStream, Slot.dealloc, dealloc.index);
  method(T.ZlibStream, "run", run.index, METH_FAST, "($self, data, flush_or_most, first=0, /)", "Feed data; what came out.");
  method(T.ZlibStream, "dictionary", dictionary.index, METH_O, "($self, data, /)", "Give the stream its dictionary.");
  method(T.ZlibStream, "copy", copyStream.index, METH_NOARGS, "($self, /)", "A stream in the same state.");
  getset(T.ZlibStream, "used", used.index, 0, "How many bytes of the last input were used.");
  getset(T.ZlibStream, "status", status.index, 0, "0: goes on; 1: at its end; 2: needs a dictionary; -3: bad data.");
  getset(T.ZlibStream, "bad", bad.index, 0, "Why the data is bad.");
}
export function initZlib(m: Value): void {
  func(m, "deflater", newDeflater.index, METH_FAST, "($module, level, wrap, window_bits, memory_level, strategy, /)", "A compressing stream.");
  func(m, "inflater", newInflater.index, METH_FAST, "($module, wrap, window_bits, /)", "A decompressing stream.");
  func(m, "decompress", decompress.index, METH_FAST, "($module, data, wbits, /)", "Decompress by the platform's zlib; None if it cannot.");
  func(m, "crc32", crc32Function.index, METH_FAST, "($module, data, value=0, /)", "Compute a CRC-32 checksum of data.");
  func(m, "adler32", adler32Function.index, METH_FAST, "($module, data, value=1, /)", "Compute an Adler-32 checksum of data.");
}
