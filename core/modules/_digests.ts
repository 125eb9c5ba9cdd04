// _digests: what lib/_md5.py, _sha1.py, _sha2.py, _sha3.py, _blake2.py and _hashlib.py are made of: hashes that are fed bit by bit
// (core/digest), whole buffers through the platform's OpenSSL, which knows the processor's own instructions, and keys from passwords.
//
// A Hasher's state is plain memory, so any thread may feed it and a copy is a copy. More than 2047 bytes are hashed without the GIL; the
// objects over it have a lock.
//
//   Hasher  ┌ header │ kind u32 @8 │ filled u32 @12 │ total u64 @16 │ rate u32 @24 (of a block) │ suffix u32 @28 │ state 200 bytes @32
//           │ buffer 168 bytes @232 │ scratch 640 bytes @400 (message words)

import { DROP_NATIVE } from "../../contract/traceevents";
import { blockingBegin, blockingEnd } from "../threads/gil";
import { allocObject, freeObject } from "../memory/object";
import { Slot, setSlot, TypeFlag, hasFlag } from "../objects/typeobject";
import { ptrOf, True, None, Value, NULL, boxPtr } from "../value";
import { defType, method, METH_NOARGS, METH_O, func, METH_FAST } from "../objects/define";
import { intLow64, intValue, isIntLike } from "../objects/int";
import { bytesAlloc, BYTES_DATA, bytesFrom, bytesData, bytesLen } from "../objects/bytesobject";
import { keccak } from "../digest/keccak";
import { md5Blocks, md5Start, sha1Blocks, sha1Start } from "../digest/md5sha1";
import { sha256Blocks, sha256Start, sha512Blocks, sha512Start } from "../digest/sha2";
import { blake2bBlock, blake2sBlock } from "../digest/blake2";
import { T } from "../names.generated";
import { decref } from "../memory/refcount";
import { raiseFmt, outOfMemory } from "../errors";
import { checkArgs } from "../args";
import { alloc, free } from "../memory/alloc";
import { utf8Bytes } from "../objects/strutf8";
import { getBuffer, releaseBuffer, BufferView, BUFFER_SIZE } from "../objects/buffer";
import { HostCall, hostDeriveKey, hostDigest } from "../host.generated";

/** digest(algorithm, data): bytes. The GIL is given up while it is computed. */
function digest(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("digest", nargs, 2, 2)) return NULL;
  const algorithm = load<u64>(args);
  if (!hasFlag(algorithm, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "algorithm must be str, not %T", algorithm);
  const block = alloc(BUFFER_SIZE + 64);
  if (!block) return outOfMemory();
  let r = NULL;
  if (getBuffer(load<u64>(args, 8), block, 0) >= 0) {
    const named = utf8Bytes(algorithm);
    if (named != NULL) {
      const b = changetype<BufferView>(block);
      const n = hostDigest(bytesData(named), bytesLen(named), <usize>b.buf, <i32>b.len, block + BUFFER_SIZE);
      r = n < 0 ? raiseFmt(T.ValueError, "unsupported hash type %s", algorithm) : bytesFrom(block + BUFFER_SIZE, n);
      decref(named);
    }
    releaseBuffer(block);
  }
  free(block);
  return r;
}

/** The algorithms, as lib/_digest_object.py numbers them. */
const enum Kind { MD5, SHA1, SHA224, SHA256, SHA384, SHA512, KECCAK, BLAKE2B, BLAKE2S }

@unmanaged
class Hasher {
  count: u32; type: u32;
  kind: u32; filled: u32;
  total: u64;
  rate: u32; suffix: u32;
}
const STATE: usize = 32;
const BUFFER: usize = 232;
const SCRATCH: usize = 400;
/** Where the two BLAKE2 keep the words they start from. */
const BLAKE_START: usize = STATE + 64;
const HASHER_SIZE: usize = 1040;
const GIL_MINSIZE: u32 = 2047;

function integer(args: usize, i: u32): u32 {
  const v = load<u64>(args + (<usize>i << 3));
  return isIntLike(v) ? <u32>intLow64(intValue(v)) : 0;
}

/** hasher(kind, rate=0, suffix=0, parameters=b""): rate and suffix of Keccak; the parameter block of BLAKE2. */
function newHasher(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("hasher", nargs, 1, 4)) return NULL;
  const p = allocObject(T.Hasher, HASHER_SIZE);
  if (!p) return NULL;
  const s = changetype<Hasher>(p);
  s.kind = integer(args, 0);
  const state = p + STATE;
  s.rate = s.kind == Kind.SHA384 || s.kind == Kind.SHA512 || s.kind == Kind.BLAKE2B ? 128 : 64;
  switch (s.kind) {
    case Kind.MD5: md5Start(state); break;
    case Kind.SHA1: sha1Start(state); break;
    case Kind.SHA224: sha256Start(state, true); break;
    case Kind.SHA256: sha256Start(state, false); break;
    case Kind.SHA384: sha512Start(state, true); break;
    case Kind.SHA512: sha512Start(state, false); break;
    case Kind.KECCAK:
      s.rate = integer(args, 1);
      s.suffix = integer(args, 2);
      break;
    default: {
      const size: usize = s.kind == Kind.BLAKE2B ? 64 : 32;
      if (s.kind == Kind.BLAKE2B) sha512Start(p + BLAKE_START, false);
      else sha256Start(p + BLAKE_START, false);
      memory.copy(state, p + BLAKE_START, size);
      const parameters = nargs == 4 ? load<u64>(args, 24) : NULL;
      if (parameters != NULL && hasFlag(parameters, TypeFlag.BYTES_SUBCLASS) && <usize>bytesLen(parameters) == size) {
        for (let i: usize = 0; i < size; i++) store<u8>(state + i, load<u8>(state + i) ^ load<u8>(bytesData(parameters) + i));
      }
    }
  }
  return boxPtr(p);
}

/** Takes whole blocks, some at a time: a function of WebAssembly that has been entered stays in the code it was entered in, so a long loop would never get faster. */
function blocks(p: usize, at: usize, count: u32): void {
  const rate = <usize>changetype<Hasher>(p).rate;
  for (let from = at, left = count; left; ) {
    const n = min(left, <u32>32);
    takeBlocks(p, from, n);
    from += <usize>n * rate;
    left -= n;
  }
}
function takeBlocks(p: usize, at: usize, count: u32): void {
  const s = changetype<Hasher>(p);
  const state = p + STATE, scratch = p + SCRATCH;
  switch (s.kind) {
    case Kind.MD5: md5Blocks(state, at, count); break;
    case Kind.SHA1: sha1Blocks(state, at, count, scratch); break;
    case Kind.SHA224:
    case Kind.SHA256: sha256Blocks(state, at, count, scratch); break;
    case Kind.SHA384:
    case Kind.SHA512: sha512Blocks(state, at, count, scratch); break;
    case Kind.KECCAK:
      for (; count; count--, at += <usize>s.rate) {
        for (let i: usize = 0; i < <usize>s.rate; i += 8) store<u64>(state + i, load<u64>(state + i) ^ load<u64>(at + i));
        keccak(state);
      }
      break;
    case Kind.BLAKE2B:
      for (; count; count--, at += 128) {
        s.total += 128;
        blake2bBlock(state, at, p + BLAKE_START, s.total, 0, scratch);
      }
      break;
    default:
      for (; count; count--, at += 64) {
        s.total += 64;
        blake2sBlock(state, at, p + BLAKE_START, s.total, 0, scratch);
      }
  }
}
function isBlake(s: Hasher): bool { return s.kind >= <u32>Kind.BLAKE2B; }

function feed(p: usize, from: usize, length: u32): void {
  const s = changetype<Hasher>(p);
  let at = from, left = length;
  // BLAKE2 keeps the last block back, even a whole one: it is marked when it is taken.
  const keep: u32 = isBlake(s) ? 1 : 0;
  if (!isBlake(s)) s.total += length;
  if (s.filled) {
    const n = min(left, s.rate - s.filled);
    memory.copy(p + BUFFER + <usize>s.filled, at, n);
    s.filled += n;
    at += n;
    left -= n;
    if (s.filled == s.rate && left >= keep) {
      blocks(p, p + BUFFER, 1);
      s.filled = 0;
    }
  }
  if (left >= s.rate + keep) {
    const count = (left - keep) / s.rate;
    blocks(p, at, count);
    at += <usize>(count * s.rate);
    left -= count * s.rate;
  }
  if (left) {
    memory.copy(p + BUFFER + <usize>s.filled, at, left);
    s.filled += left;
  }
}

function update(self: Value, data: Value): Value {
  const block = alloc(BUFFER_SIZE);
  if (!block) return outOfMemory();
  let r = NULL;
  if (getBuffer(data, block, 0) >= 0) {
    const b = changetype<BufferView>(block);
    const isLong = <u32>b.len > GIL_MINSIZE;
    if (isLong) blockingBegin(DROP_NATIVE, HostCall.digest);
    feed(ptrOf(self), b.buf, b.len);
    if (isLong) blockingEnd();
    releaseBuffer(block);
    r = None;
  }
  free(block);
  return r;
}

function copyHasher(self: Value): Value {
  const p = allocObject(T.Hasher, HASHER_SIZE);
  if (!p) return NULL;
  memory.copy(p + 8, ptrOf(self) + 8, HASHER_SIZE - 8);
  return boxPtr(p);
}

/** digest(size, last_node=False): the hash of what was fed; the object may be fed on. */
function finish(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("digest", nargs, 1, 2)) return NULL;
  const size = integer(args, 0);
  const copy = alloc(HASHER_SIZE);
  if (!copy) return outOfMemory();
  memory.copy(copy, ptrOf(self), HASHER_SIZE);
  const p = bytesAlloc(size);
  if (p) {
    close(copy, nargs == 2 && load<u64>(args, 8) == True);
    squeeze(copy, p + BYTES_DATA, size);
  }
  free(copy);
  return p ? boxPtr(p) : NULL;
}
/** Pads the last block and takes it. */
function close(p: usize, isLastNode: bool): void {
  const s = changetype<Hasher>(p);
  const buffer = p + BUFFER;
  memory.fill(buffer + <usize>s.filled, 0, s.rate - s.filled);
  if (s.kind == Kind.KECCAK) {
    store<u8>(buffer + <usize>s.filled, <u8>s.suffix);
    const last = buffer + <usize>s.rate - 1;
    store<u8>(last, load<u8>(last) | 0x80);
    blocks(p, buffer, 1);
    return;
  }
  if (isBlake(s)) {
    const total = s.total + s.filled;
    const last: u32 = isLastNode ? 2 : 1;
    if (s.kind == Kind.BLAKE2B) blake2bBlock(p + STATE, buffer, p + BLAKE_START, total, last, p + SCRATCH);
    else blake2sBlock(p + STATE, buffer, p + BLAKE_START, total, last, p + SCRATCH);
    return;
  }
  const lengthSize = s.rate >>> 3;
  store<u8>(buffer + <usize>s.filled, 0x80);
  if (s.filled + 1 + lengthSize > s.rate) {
    blocks(p, buffer, 1);
    memory.fill(buffer, 0, s.rate);
  }
  const bits = s.total << 3;
  store<u64>(buffer + <usize>s.rate - 8, s.kind == Kind.MD5 ? bits : bswap<u64>(bits));
  blocks(p, buffer, 1);
}
/** Writes the state as bytes; Keccak gives any number of them. */
function squeeze(p: usize, to: usize, size: u32): void {
  const s = changetype<Hasher>(p);
  const state = p + STATE;
  if (s.kind == Kind.KECCAK) {
    for (let done: u32 = 0; done < size; ) {
      if (done) keccak(state);
      const n = min(size - done, s.rate);
      memory.copy(to + <usize>done, state, n);
      done += n;
    }
    return;
  }
  if (s.kind >= <u32>Kind.SHA1 && s.kind <= <u32>Kind.SHA256) {
    for (let i: usize = 0; i < 32; i += 4) store<u32>(state + i, bswap<u32>(load<u32>(state + i)));
  } else if (s.kind == Kind.SHA384 || s.kind == Kind.SHA512) {
    for (let i: usize = 0; i < 64; i += 8) store<u64>(state + i, bswap<u64>(load<u64>(state + i)));
  }
  memory.copy(to, state, min(size, <u32>64));
}

function dealloc(p: usize): void { freeObject(p); }

/** derive(kind, a, b, c, size, password, salt): scrypt (kind 0: n, r, p) or PBKDF2 (kind: digest, a: iterations). Bytes, or None. */
function derive(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("derive", nargs, 7, 7)) return NULL;
  const block = alloc(BUFFER_SIZE * 2 + 16);
  if (!block) return outOfMemory();
  const parameters = block + BUFFER_SIZE * 2;
  for (let i: u32 = 0; i < 4; i++) store<u32>(parameters + (<usize>i << 2), integer(args, i));
  let r = NULL;
  if (getBuffer(load<u64>(args, 40), block, 0) >= 0) {
    if (getBuffer(load<u64>(args, 48), block + BUFFER_SIZE, 0) >= 0) {
      const password = changetype<BufferView>(block), salt = changetype<BufferView>(block + BUFFER_SIZE);
      const size = integer(args, 4);
      const p = bytesAlloc(size);
      if (p) {
        r = boxPtr(p);
        if (hostDeriveKey(parameters, password.buf, password.len, salt.buf, salt.len, p + BYTES_DATA, size) < 0) {
          decref(r);
          r = None;
        }
      }
      releaseBuffer(block + BUFFER_SIZE);
    }
    releaseBuffer(block);
  }
  free(block);
  return r;
}

export function initDigestTypes(): void {
  defType(T.Hasher, "_digests.Hasher", T.object, HASHER_SIZE, TypeFlag.DISALLOW_NEW);
  setSlot(T.Hasher, Slot.dealloc, dealloc.index);
  method(T.Hasher, "update", update.index, METH_O, "($self, data, /)", "Feed bytes.");
  method(T.Hasher, "digest", finish.index, METH_FAST, "($self, size, last_node=False, /)", "The hash of what was fed.");
  method(T.Hasher, "copy", copyHasher.index, METH_NOARGS, "($self, /)", "A hasher in the same state.");
}
export function initDigests(m: Value): void {
  func(m, "digest", digest.index, METH_FAST, "($module, algorithm, data, /)", "The digest of bytes.");
  func(m, "hasher", newHasher.index, METH_FAST, "($module, kind, rate=0, suffix=0, parameters=b'', /)", "A hash to be fed.");
  func(m, "derive", derive.index, METH_FAST, "($module, kind, a, b, c, size, password, salt, /)", "A key from a password.");
}
