// The module _random: the Mersenne Twister MT19937, bit for bit as CPython uses it.
//
//   Random  ┌ header │ index u32 @8 (624: the words are used up) │ … │ 624 words @16 │ … fields of a subclass

import { Value, NULL, None, boxFloat, boxInt, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { Slot, TypeFlag, setSlot, typeOf, typeSlot, typeView } from "../objects/typeobject";
import { addType, defType, method, METH_FAST, METH_NOARGS, METH_O } from "../objects/define";
import { decref } from "../memory/refcount";
import { alloc, free } from "../memory/alloc";
import { freeObject, gcTrack } from "../memory/object";
import { errorOccurred, outOfMemory, raise } from "../errors";
import { hashOf, indexI64 } from "../abstract";
import { checkArgs } from "../args";
import { allocInstance } from "../objects/object";
import { hostClock, hostRandom } from "../host.generated";
import { tupleAt, tupleNew, tuplePut, tupleSize } from "../objects/tupleobject";
import { asU64, intFromLimbs, intValue, isIntLike, limbCount, limbsOf, newIntU64 } from "../objects/int";

const N: u32 = 624;
const M: u32 = 397;
const WORDS: usize = 16;
const SIZE: usize = WORDS + (<usize>N << 2);

function word(p: usize, i: u32): u32 { return load<u32>(p + (<usize>i << 2), WORDS); }
function setWord(p: usize, i: u32, v: u32): void { store<u32>(p + (<usize>i << 2), v, WORDS); }

function twist(a: u32, b: u32): u32 {
  const y = (a & 0x80000000) | (b & 0x7FFFFFFF);
  return (y >>> 1) ^ (y & 1 ? <u32>0x9908B0DF : 0);
}
/** The next 32 bits. */
function next32(p: usize): u32 {
  let i = load<u32>(p, 8);
  if (i >= N) {
    let k: u32 = 0;
    for (; k < N - M; k++) setWord(p, k, word(p, k + M) ^ twist(word(p, k), word(p, k + 1)));
    for (; k < N - 1; k++) setWord(p, k, word(p, k + M - N) ^ twist(word(p, k), word(p, k + 1)));
    setWord(p, N - 1, word(p, M - 1) ^ twist(word(p, N - 1), word(p, 0)));
    i = 0;
  }
  let y = word(p, i);
  store<u32>(p, i + 1, 8);
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9D2C5680;
  y ^= (y << 15) & 0xEFC60000;
  return y ^ (y >>> 18);
}

function seedWord(p: usize, s: u32): void {
  setWord(p, 0, s);
  for (let i: u32 = 1; i < N; i++) {
    const before = word(p, i - 1);
    setWord(p, i, 1812433253 * (before ^ (before >>> 30)) + i);
  }
  store<u32>(p, N, 8);
}
/** init_by_array of the reference implementation: `length` words at `key`. */
function seedArray(p: usize, key: usize, length: u32): void {
  seedWord(p, 19650218);
  let i: u32 = 1, j: u32 = 0;
  for (let k = max(N, length); k; k--) {
    const before = word(p, i - 1);
    setWord(p, i, (word(p, i) ^ ((before ^ (before >>> 30)) * 1664525)) + load<u32>(key + (<usize>j << 2)) + j);
    i++;
    j++;
    if (i >= N) { setWord(p, 0, word(p, N - 1)); i = 1; }
    if (j >= length) j = 0;
  }
  for (let k = N - 1; k; k--) {
    const before = word(p, i - 1);
    setWord(p, i, (word(p, i) ^ ((before ^ (before >>> 30)) * 1566083941)) - i);
    i++;
    if (i >= N) { setWord(p, 0, word(p, N - 1)); i = 1; }
  }
  setWord(p, 0, 0x80000000);
}

/** Seeds from a value: None is the system's randomness, an int its magnitude, others their hash. False with an exception. */
function seedFrom(p: usize, v: Value): bool {
  if (v == NULL || v == None) {
    const key = alloc(<usize>N << 2);
    if (!key) { outOfMemory(); return false; }
    if (hostRandom(key, <i32>N << 2) < 0) store<i64>(key, hostClock(0));
    seedArray(p, key, N);
    free(key);
    return true;
  }
  if (isIntLike(v)) {
    const n = intValue(v);
    const limbs = limbsOf(n, 0);
    const count = limbCount(n);
    if (!count) store<u32>(limbs, 0);
    seedArray(p, limbs, max<u32>(count, 1));
    return true;
  }
  const hash = hashOf(v);
  if (hash == -1 && errorOccurred()) return false;
  const n = newIntU64(<u64>hash);
  if (n == NULL) return false;
  const ok = seedFrom(p, n);
  decref(n);
  return ok;
}

function newRandom(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const p = allocInstance(type);
  if (!p) return NULL;
  store<u32>(p, N, 8);
  if (typeView(type).flags & TypeFlag.HAVE_GC) gcTrack(p);
  return boxPtr(p);
}
function initRandom(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (kwnames != NULL && tupleSize(kwnames) && typeSlot(typeOf(self), Slot.init) == initRandom.index) { raise(T.TypeError, "Random() takes no keyword arguments"); return -1; }
  if (!checkArgs("Random", nargs, 0, 1)) return -1;
  return seedFrom(ptrOf(self), nargs ? load<u64>(args) : NULL) ? 0 : -1;
}
function dealloc(p: usize): void { freeObject(p); }

function seed(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("seed", nargs, 0, 1)) return NULL;
  return seedFrom(ptrOf(self), nargs ? load<u64>(args) : NULL) ? None : NULL;
}
function random(self: Value): Value {
  const p = ptrOf(self);
  const a = next32(p) >>> 5, b = next32(p) >>> 6;
  return boxFloat((<f64>a * 67108864 + <f64>b) * (1.0 / 9007199254740992));
}
function getRandBits(self: Value, count: Value): Value {
  const k = indexI64(count, T.OverflowError);
  if (k == -1 && errorOccurred()) return NULL;
  if (k < 0) return raise(T.ValueError, "number of bits must be non-negative");
  const p = ptrOf(self);
  if (k == 0) return boxInt(0);
  if (k <= 32) return newIntU64(<u64>(next32(p) >>> <u32>(32 - k)));
  if (k > 0x7FFFFFFF) return outOfMemory();
  const n = <u32>((k + 31) >> 5);
  const limbs = alloc(<usize>n << 2);
  if (!limbs) return outOfMemory();
  let left = <u32>k;
  for (let i: u32 = 0; i < n; i++) {
    let r = next32(p);
    if (left < 32) r >>>= 32 - left;
    store<u32>(limbs + (<usize>i << 2), r);
    left -= min<u32>(left, 32);
  }
  const r = intFromLimbs(limbs, n, false);
  free(limbs);
  return r;
}
function getState(self: Value): Value {
  const t = tupleNew(N + 1);
  if (t == NULL) return NULL;
  const p = ptrOf(self);
  for (let i: u32 = 0; i < N; i++) tuplePut(t, i, boxInt(word(p, i)));
  tuplePut(t, N, boxInt(load<u32>(p, 8)));
  return t;
}
function setState(self: Value, state: Value): Value {
  if (!(typeView(typeOf(state)).flags & TypeFlag.TUPLE_SUBCLASS)) return raise(T.TypeError, "state vector must be a tuple");
  if (tupleSize(state) != N + 1) return raise(T.ValueError, "state vector is the wrong size");
  const words = alloc(<usize>N << 2);
  if (!words) return outOfMemory();
  for (let i: u32 = 0; i < N; i++) {
    const v = tupleAt(state, i);
    if (!isIntLike(v)) { free(words); return raise(T.TypeError, "an integer is required"); }
    const w = asU64(v);
    if (w == u64.MAX_VALUE && errorOccurred()) { free(words); return NULL; }
    store<u32>(words + (<usize>i << 2), <u32>w);
  }
  const index = indexI64(tupleAt(state, N), T.OverflowError);
  if ((index == -1 && errorOccurred()) || index < 0 || index > <i64>N) {
    free(words);
    return errorOccurred() ? NULL : raise(T.ValueError, "invalid state");
  }
  memory.copy(ptrOf(self) + WORDS, words, <usize>N << 2);
  store<u32>(ptrOf(self), <u32>index, 8);
  free(words);
  return None;
}

export function initRandomTypes(): void {
  defType(T.Random, "_random.Random", T.object, SIZE, TypeFlag.BASETYPE);
  setSlot(T.Random, Slot.new_, newRandom.index);
  setSlot(T.Random, Slot.init, initRandom.index);
  setSlot(T.Random, Slot.dealloc, dealloc.index);
  method(T.Random, "random", random.index, METH_NOARGS, "($self, /)", "random() -> x in the interval [0, 1).");
  method(T.Random, "seed", seed.index, METH_FAST, "($self, n=None, /)", "Start from the system's randomness, an integer, or the hash of a value.");
  method(T.Random, "getstate", getState.index, METH_NOARGS, "($self, /)", "The state as a tuple of integers.");
  method(T.Random, "setstate", setState.index, METH_O, "($self, state, /)", "Go back to a state of getstate().");
  method(T.Random, "getrandbits", getRandBits.index, METH_O, "($self, k, /)", "An int with k random bits.");
}
export function init__random(m: Value): void { addType(m, T.Random); }
