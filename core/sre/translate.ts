// Translates the words of re/_compiler.py into the matcher's instructions (core/sre/ops.ts), checking them on the way: a word that does not
// fit is a RuntimeError, never a wild read. The result is one block:
//
//   ┌ Program │ instructions (u32 each; targets are offsets in bytes from the first one) │ sets
//
// Then a second pass looks at each repeat of a single character: what must follow it decides where the repeat may stop, and when
// the two have no character in common there is only one place, so nothing need be kept for backtracking.

import { T } from "../names.generated";
import { alloc, free, realloc } from "../memory/alloc";
import { outOfMemory, raise } from "../errors";
import { inFolded, highOf } from "./charset";
import { Fold, NO_SINGLE, Op, SET_BYTES, SET_CODE, SET_FOLD, SET_HIGH, Sre } from "./ops";

@unmanaged
export class Program {
  code: u32; //     address of the instructions
  sets: u32; //     address of the sets
  raw: u32; //      address of the original words (and more charsets that translation made)
  loops: u32; //    how many loop registers
  codeBytes: u32; setBytes: u32;
  rawWords: u32; //  original ones
  // What the INFO block says of the whole pattern:
  flags: u32; //    1 prefix, 2 it is all of the pattern, 4 charset
  width: u32; //    least width
  prefix: u32; //   address of the prefix's characters (in raw)
  prefixLength: u32;
  prefixSkip: u32;
  first: u32; firstArg: u32; // a single test for the first character, or NO_SINGLE
}
export const PROGRAM_BYTES: usize = 64;

/** The state of one translation. */
@unmanaged
class Work {
  raw: u32; words: u32; rawCapacity: u32; rawUsed: u32;
  code: u32; used: u32; capacity: u32; // in bytes
  sets: u32; setsUsed: u32; setsCapacity: u32;
  loops: u32; groups: u32;
  failed: u32; depth: u32;
  pending: u32; pendingCount: u32;
}

function bad(w: Work): bool {
  if (!w.failed) { w.failed = 1; raise(T.RuntimeError, "invalid SRE code"); }
  return false;
}
function noMemory(w: Work): bool {
  if (!w.failed) { w.failed = 1; outOfMemory(); }
  return false;
}
function word(w: Work, i: u32): u32 { return i < w.words ? load<u32>(<usize>w.raw + (<usize>i << 2)) : 0; }

function emit(w: Work, value: u32): void {
  if (w.used + 4 > w.capacity) {
    const block = realloc(w.code, <usize>w.capacity * 2);
    if (!block) { noMemory(w); return; }
    w.code = <u32>block;
    w.capacity *= 2;
  }
  store<u32>(<usize>w.code + w.used, value);
  w.used += 4;
}
function patch(w: Work, at: u32, value: u32): void { if (at + 4 <= w.used) store<u32>(<usize>w.code + at, value); }

/** Appends a word to the copy of the original code. */
function addRaw(w: Work, value: u32): void {
  if (w.rawUsed == w.rawCapacity) {
    const block = realloc(w.raw, <usize>w.rawCapacity << 3);
    if (!block) { noMemory(w); return; }
    w.raw = <u32>block;
    w.rawCapacity *= 2;
  }
  store<u32>(<usize>w.raw + (<usize>w.rawUsed << 2), value);
  w.rawUsed++;
}
/** Makes a set of the charset at word `at`; its offset. */
function addSet(w: Work, at: u32, fold: u32): u32 {
  if (w.setsUsed + SET_BYTES > w.setsCapacity) {
    const block = realloc(w.sets, <usize>w.setsCapacity * 2);
    if (!block) { noMemory(w); return 0; }
    w.sets = <u32>block;
    w.setsCapacity *= 2;
  }
  const offset = w.setsUsed, set = <usize>w.sets + offset;
  w.setsUsed += <u32>SET_BYTES;
  memory.fill(set, 0, SET_BYTES);
  const charset = <usize>w.raw + (<usize>at << 2);
  for (let c: u32 = 0; c < 256; c++) {
    if (inFolded(charset, c, fold)) {
      const p = set + (<usize>(c >>> 5) << 2);
      store<u32>(p, load<u32>(p) | 1 << (c & 31));
    }
  }
  store<u32>(set, highOf(charset, fold), SET_HIGH);
  store<u32>(set, fold, SET_FOLD);
  store<u32>(set, at, SET_CODE);
  return offset;
}
/** A set of one character, or of all but it. */
function addLiteralSet(w: Work, c: u32, negated: bool, fold: u32): u32 {
  const at = w.rawUsed;
  if (negated) addRaw(w, Sre.NEGATE);
  addRaw(w, Sre.LITERAL);
  addRaw(w, c);
  addRaw(w, Sre.FAILURE);
  return w.failed ? 0 : addSet(w, at, fold);
}
/** Checks a charset in [from, to): the index after its FAILURE, or 0. */
function checkCharset(w: Work, from: u32, to: u32): u32 {
  let i = from;
  while (i < to) {
    switch (word(w, i++)) {
      case Sre.FAILURE: return i;
      case Sre.NEGATE: break;
      case Sre.LITERAL: case Sre.CATEGORY:
        if (word(w, i - 1) == Sre.CATEGORY && word(w, i) > 17) return 0;
        i++;
        break;
      case Sre.RANGE: case Sre.RANGE_UNI_IGNORE: i += 2; break;
      case Sre.CHARSET: i += 8; break;
      case Sre.BIGCHARSET: {
        const count = word(w, i);
        if (count > 256 || i + 65 + count * 8 > to) return 0;
        for (let k: usize = 0; k < 256; k++) if (<u32>load<u8>(<usize>w.raw + (<usize>(i + 1) << 2) + k) >= count) return 0;
        i += 65 + count * 8;
        break;
      }
      default: return 0;
    }
  }
  return 0;
}

// A single-character test at word `i`: writes (operation, argument) through `w` as two emitted words. The index after it, or 0 if it is none.
function single(w: Work, i: u32, to: u32): u32 {
  if (i >= to) return 0;
  const op = word(w, i);
  switch (op) {
    case Sre.ANY: emit(w, Op.ANY); emit(w, 0); return i + 1;
    case Sre.ANY_ALL: emit(w, Op.ANY_ALL); emit(w, 0); return i + 1;
    case Sre.LITERAL: emit(w, Op.CHAR); emit(w, word(w, i + 1)); return i + 2 <= to ? i + 2 : 0;
    case Sre.NOT_LITERAL: emit(w, Op.NOT_CHAR); emit(w, word(w, i + 1)); return i + 2 <= to ? i + 2 : 0;
    case Sre.LITERAL_IGNORE: case Sre.LITERAL_LOC_IGNORE: case Sre.LITERAL_UNI_IGNORE:
    case Sre.NOT_LITERAL_IGNORE: case Sre.NOT_LITERAL_LOC_IGNORE: case Sre.NOT_LITERAL_UNI_IGNORE: {
      const negated = op == Sre.NOT_LITERAL_IGNORE || op == Sre.NOT_LITERAL_LOC_IGNORE || op == Sre.NOT_LITERAL_UNI_IGNORE;
      const fold = op == Sre.LITERAL_IGNORE || op == Sre.NOT_LITERAL_IGNORE ? Fold.ASCII
        : op == Sre.LITERAL_UNI_IGNORE || op == Sre.NOT_LITERAL_UNI_IGNORE ? Fold.UNICODE : Fold.LOCALE;
      if (fold == Fold.LOCALE && negated) { // not the character in either case: the set has both, turned around
        const c = word(w, i + 1), at = w.rawUsed;
        addRaw(w, Sre.NEGATE);
        for (let k: u32 = 0; k < 2; k++) {
          addRaw(w, Sre.LITERAL);
          addRaw(w, k == 0 ? c : (c | 32) - 97 < 26 ? c ^ 32 : c);
        }
        addRaw(w, Sre.FAILURE);
        emit(w, Op.SET);
        emit(w, w.failed ? 0 : addSet(w, at, Fold.NONE));
      } else {
        const offset = addLiteralSet(w, word(w, i + 1), negated, fold);
        emit(w, Op.SET);
        emit(w, offset);
      }
      return i + 2 <= to ? i + 2 : 0;
    }
    case Sre.IN: case Sre.IN_IGNORE: case Sre.IN_LOC_IGNORE: case Sre.IN_UNI_IGNORE: {
      const skip = word(w, i + 1);
      if (skip > to || i + 1 + skip > to) return 0;
      if (checkCharset(w, i + 2, i + 1 + skip) != i + 1 + skip) return 0;
      const fold = op == Sre.IN ? Fold.NONE : op == Sre.IN_IGNORE ? Fold.ASCII : op == Sre.IN_UNI_IGNORE ? Fold.UNICODE : Fold.LOCALE;
      const offset = addSet(w, i + 2, fold);
      emit(w, Op.SET);
      emit(w, offset);
      return i + 1 + skip;
    }
  }
  return 0;
}
/** The target of the skip word at `at`, if it lies in (at, to]; 0 if not. */
function target(w: Work, at: u32, to: u32): u32 {
  const skip = word(w, at);
  return skip > 0 && skip <= to && at + skip <= to ? at + skip : 0;
}

/** Translates the words [i, to). */
function translate(w: Work, i: u32, to: u32): bool {
  if (++w.depth > 1500) { w.failed = 1; raise(T.RecursionError, "maximum recursion depth exceeded during compilation"); return false; }
  while (i < to) {
    if (w.failed) return false;
    const op = word(w, i);
    switch (op) {
      case Sre.FAILURE: emit(w, Op.FAIL); i++; continue;
      case Sre.SUCCESS: emit(w, Op.MATCH); i++; continue;
      case Sre.LITERAL: { // a run of literals is one instruction
        let n: u32 = 1;
        while (i + 2 * n + 1 < to && word(w, i + 2 * n) == Sre.LITERAL) n++;
        if (i + 2 * n > to) return bad(w);
        if (n == 1) { emit(w, Op.CHAR); emit(w, word(w, i + 1)); }
        else {
          emit(w, Op.STRING);
          emit(w, n);
          for (let k: u32 = 0; k < n; k++) emit(w, word(w, i + 2 * k + 1));
        }
        i += 2 * n;
        continue;
      }
      case Sre.ANY: case Sre.ANY_ALL: case Sre.NOT_LITERAL: case Sre.LITERAL_IGNORE: case Sre.NOT_LITERAL_IGNORE: case Sre.LITERAL_LOC_IGNORE:
      case Sre.NOT_LITERAL_LOC_IGNORE: case Sre.LITERAL_UNI_IGNORE: case Sre.NOT_LITERAL_UNI_IGNORE: case Sre.IN: case Sre.IN_IGNORE:
      case Sre.IN_LOC_IGNORE: case Sre.IN_UNI_IGNORE: {
        i = single(w, i, to);
        if (!i) return bad(w);
        const last = load<u32>(<usize>w.code + w.used - 8);
        if (last == Op.ANY || last == Op.ANY_ALL) w.used -= 4; // no argument
        continue;
      }
      case Sre.AT:
        if (word(w, i + 1) > 11 || i + 2 > to) return bad(w);
        emit(w, Op.AT);
        emit(w, word(w, i + 1));
        i += 2;
        continue;
      case Sre.MARK:
        if (i + 2 > to || word(w, i + 1) >= w.groups * 2) return bad(w);
        emit(w, Op.MARK);
        emit(w, word(w, i + 1));
        i += 2;
        continue;
      case Sre.CATEGORY: return bad(w);
      case Sre.INFO: {
        const next = target(w, i + 1, to);
        if (!next) return bad(w);
        i = next;
        continue;
      }
      case Sre.BRANCH: {
        i = branch(w, i + 1, to);
        if (!i) return bad(w);
        continue;
      }
      case Sre.REPEAT_ONE: case Sre.MIN_REPEAT_ONE: case Sre.POSSESSIVE_REPEAT_ONE: {
        const next = target(w, i + 1, to);
        const least = word(w, i + 2), most = word(w, i + 3);
        if (!next || least > most || next < i + 5) return bad(w);
        emit(w, op == Sre.REPEAT_ONE ? Op.REPEAT_ONE : op == Sre.MIN_REPEAT_ONE ? Op.MIN_REPEAT_ONE : Op.POSSESSIVE_ONE);
        emit(w, least);
        emit(w, most);
        const end = single(w, i + 4, next);
        if (!end || word(w, end) != Sre.SUCCESS || end + 1 != next) return bad(w);
        if (op != Sre.POSSESSIVE_REPEAT_ONE) { emit(w, NO_SINGLE); emit(w, 0); }
        i = next;
        continue;
      }
      case Sre.REPEAT: {
        const until = target(w, i + 1, to);
        const least = word(w, i + 2), most = word(w, i + 3);
        if (!until || until >= to || least > most || until < i + 4) return bad(w);
        const kind = word(w, until);
        if (kind != Sre.MAX_UNTIL && kind != Sre.MIN_UNTIL) return bad(w);
        const register = w.loops++;
        emit(w, Op.LOOP);
        emit(w, register);
        const hole = w.used;
        emit(w, 0);
        const body = w.used;
        if (!translate(w, i + 4, until)) return false;
        patch(w, hole, w.used);
        emit(w, kind == Sre.MAX_UNTIL ? Op.MAX_UNTIL : Op.MIN_UNTIL);
        emit(w, register);
        emit(w, least);
        emit(w, most);
        emit(w, body);
        i = until + 1;
        continue;
      }
      case Sre.POSSESSIVE_REPEAT: {
        const end = target(w, i + 1, to);
        const least = word(w, i + 2), most = word(w, i + 3);
        if (!end || end >= to || least > most || end < i + 4 || word(w, end) != Sre.SUCCESS) return bad(w);
        emit(w, Op.POSSESSIVE);
        emit(w, w.loops++);
        emit(w, least);
        emit(w, most);
        const hole = w.used;
        emit(w, 0);
        if (!translate(w, i + 4, end)) return false;
        emit(w, Op.SUB_END);
        patch(w, hole, w.used);
        i = end + 1;
        continue;
      }
      case Sre.ATOMIC_GROUP: {
        const end = target(w, i + 1, to);
        if (!end || end < i + 3 || word(w, end - 1) != Sre.SUCCESS) return bad(w);
        emit(w, Op.ATOMIC);
        const hole = w.used;
        emit(w, 0);
        if (!translate(w, i + 2, end - 1)) return false;
        emit(w, Op.SUB_END);
        patch(w, hole, w.used);
        i = end;
        continue;
      }
      case Sre.ASSERT: case Sre.ASSERT_NOT: {
        const end = target(w, i + 1, to);
        if (!end || end < i + 4 || word(w, end - 1) != Sre.SUCCESS || (word(w, i + 2) & 0x80000000)) return bad(w);
        emit(w, op == Sre.ASSERT ? Op.ASSERT : Op.ASSERT_NOT);
        emit(w, word(w, i + 2));
        const hole = w.used;
        emit(w, 0);
        if (!translate(w, i + 3, end - 1)) return false;
        emit(w, Op.SUB_END);
        patch(w, hole, w.used);
        i = end;
        continue;
      }
      case Sre.GROUPREF: case Sre.GROUPREF_IGNORE: case Sre.GROUPREF_LOC_IGNORE: case Sre.GROUPREF_UNI_IGNORE:
        if (i + 2 > to || word(w, i + 1) >= w.groups) return bad(w);
        emit(w, Op.GROUPREF);
        emit(w, word(w, i + 1));
        emit(w, op == Sre.GROUPREF ? Fold.NONE : op == Sre.GROUPREF_IGNORE ? Fold.ASCII : op == Sre.GROUPREF_LOC_IGNORE ? Fold.LOCALE : Fold.UNICODE);
        i += 2;
        continue;
      case Sre.GROUPREF_EXISTS: {
        const skip = word(w, i + 2);
        const other = i + 1 + skip; // where the else part starts, or the end
        if (word(w, i + 1) >= w.groups || skip > to || other > to || other < i + 3) return bad(w);
        emit(w, Op.GROUP_EXISTS);
        emit(w, word(w, i + 1));
        const hole = w.used;
        emit(w, 0);
        // With an else part, the words before it are JUMP and a skip to the end of it.
        if (other >= i + 5 && word(w, other - 2) == Sre.JUMP) {
          const end = target(w, other - 1, to);
          if (end && end >= other && isJumpAt(w, i + 3, other - 2)) {
            if (!translate(w, i + 3, other - 2)) return false;
            emit(w, Op.JUMP);
            const jump = w.used;
            emit(w, 0);
            patch(w, hole, w.used);
            if (!translate(w, other, end)) return false;
            patch(w, jump, w.used);
            i = end;
            continue;
          }
        }
        if (!translate(w, i + 3, other)) return false;
        patch(w, hole, w.used);
        i = other;
        continue;
      }
      default: return bad(w);
    }
  }
  w.depth--;
  return !w.failed;
}
/** Whether instructions from `i` on end exactly at `end`, so that the word there is an operator and not an argument. */
function isJumpAt(w: Work, i: u32, end: u32): bool {
  while (i < end) {
    switch (word(w, i)) {
      case Sre.FAILURE: case Sre.SUCCESS: case Sre.ANY: case Sre.ANY_ALL: case Sre.MAX_UNTIL: case Sre.MIN_UNTIL: i++; break;
      case Sre.LITERAL: case Sre.NOT_LITERAL: case Sre.LITERAL_IGNORE: case Sre.NOT_LITERAL_IGNORE: case Sre.LITERAL_LOC_IGNORE: case Sre.NOT_LITERAL_LOC_IGNORE:
      case Sre.LITERAL_UNI_IGNORE: case Sre.NOT_LITERAL_UNI_IGNORE: case Sre.AT: case Sre.MARK: case Sre.GROUPREF: case Sre.GROUPREF_IGNORE:
      case Sre.GROUPREF_LOC_IGNORE: case Sre.GROUPREF_UNI_IGNORE: i += 2; break;
      case Sre.BRANCH: {
        i++;
        while (word(w, i)) {
          const next = target(w, i, end);
          if (!next) return false;
          i = next;
        }
        i++;
        break;
      }
      case Sre.GROUPREF_EXISTS: {
        const other = i + 1 + word(w, i + 2);
        if (other > end || other < i + 3) return false;
        i = other;
        if (word(w, other - 2) == Sre.JUMP) {
          const after = target(w, other - 1, end);
          if (after && isJumpAt(w, after, end)) return true;
        }
        break;
      }
      case Sre.POSSESSIVE_REPEAT: case Sre.REPEAT: {
        const next = target(w, i + 1, end);
        if (!next) return false;
        i = next + 1;
        break;
      }
      default: {
        const next = target(w, i + 1, end);
        if (!next) return false;
        i = next;
      }
    }
  }
  return i == end;
}
/** BRANCH: alternatives, each a skip word, its code and JUMP to the end; then a zero. The index after it, or 0. */
function branch(w: Work, i: u32, to: u32): u32 {
  let end: u32 = 0;
  let previousHole: u32 = 0; // of the alternative before: where its "next" is to be written
  const jumps = w.pendingCount;
  while (true) {
    const next = target(w, i, to);
    if (!next) break;
    if (next < i + 3 || word(w, next - 2) != Sre.JUMP) return 0;
    const after = target(w, next - 1, to);
    if (!after || (end && after != end)) return 0;
    end = after;
    const last = next < to && word(w, next) == 0;
    let hole: u32 = 0;
    const start = w.used;
    if (!last) {
      emit(w, Op.BRANCH);
      hole = w.used;
      emit(w, 0);
      emit(w, NO_SINGLE);
      emit(w, 0);
    }
    const code = w.used;
    if (!translate(w, i + 1, next - 2)) return 0;
    if (!last) {
      filter(w, hole + 4, code);
      emit(w, Op.JUMP);
      if (!addPending(w, w.used)) return 0;
      emit(w, 0);
      patch(w, hole, w.used);
    }
    i = next;
    previousHole = start;
  }
  if (!end || word(w, i) != 0 || i + 1 != end) return 0;
  while (w.pendingCount > jumps) {
    w.pendingCount--;
    patch(w, load<u32>(<usize>w.pending + (<usize>w.pendingCount << 2)), w.used);
  }
  return end;
}
function addPending(w: Work, at: u32): bool {
  const block = realloc(w.pending, <usize>(w.pendingCount + 1) << 2 < 64 ? 64 : nextPower((w.pendingCount + 1) << 2));
  if (!block) return noMemory(w);
  w.pending = <u32>block;
  store<u32>(block + (<usize>w.pendingCount << 2), at);
  w.pendingCount++;
  return true;
}
function nextPower(n: u32): usize { return <usize>1 << (32 - clz<u32>(n - 1)); }
/** Writes the test that the first character of the instructions at `code` must pass, if there is one, as two words at `at`. */
function filter(w: Work, at: u32, code: u32): void {
  const first = firstTest(<usize>w.code, code, w.used);
  if (first >>> 32 == NO_SINGLE) return;
  patch(w, at, <u32>(first >>> 32));
  patch(w, at + 4, <u32>first);
}
/** The single test that the next character must pass at offset `at`: operation in the upper half, argument below. */
function firstTest(code: usize, at: u32, end: u32): u64 {
  let steps = 0;
  while (at < end && steps++ < 20) {
    const op = load<u32>(code + at), argument = load<u32>(code + at, 4);
    switch (op) {
      case Op.CHAR: case Op.NOT_CHAR: case Op.SET: return <u64>op << 32 | argument;
      case Op.STRING: return <u64>Op.CHAR << 32 | load<u32>(code + at, 8);
      case Op.MARK: case Op.AT: at += 8; continue;
      case Op.LOOP: // the body comes first when it must match at all
        if (load<u32>(code + load<u32>(code + at, 8), 8) == 0) return <u64>NO_SINGLE << 32;
        at += 12;
        continue;
      case Op.JUMP: if (argument <= at) return <u64>NO_SINGLE << 32; at = argument; continue;
      case Op.REPEAT_ONE: case Op.POSSESSIVE_ONE: case Op.MIN_REPEAT_ONE: {
        const single = load<u32>(code + at, 12);
        if (argument == 0 || (single != Op.CHAR && single != Op.NOT_CHAR && single != Op.SET)) return <u64>NO_SINGLE << 32;
        return <u64>single << 32 | load<u32>(code + at, 16);
      }
      default: return <u64>NO_SINGLE << 32;
    }
  }
  return <u64>NO_SINGLE << 32;
}

/** Bytes of the instruction at an address. */
function sizeAt(at: usize): u32 {
  switch (load<u32>(at)) {
    case Op.ANY: case Op.ANY_ALL: case Op.FAIL: case Op.MATCH: case Op.SUB_END: return 4;
    case Op.CHAR: case Op.NOT_CHAR: case Op.SET: case Op.AT: case Op.MARK: case Op.JUMP: case Op.ATOMIC: return 8;
    case Op.STRING: return 8 + (load<u32>(at, 4) << 2);
    case Op.LOOP: case Op.ASSERT: case Op.ASSERT_NOT: case Op.GROUPREF: case Op.GROUP_EXISTS: return 12;
    case Op.BRANCH: return 16;
    case Op.MAX_UNTIL: case Op.MIN_UNTIL: case Op.POSSESSIVE: case Op.POSSESSIVE_ONE: return 20;
  }
  return 28;
}
/** Whether two single tests have no character in common, for certain. */
function disjoint(sets: usize, a: u32, x: u32, b: u32, y: u32): bool {
  if (a == Op.ANY_ALL || b == Op.ANY_ALL) return false;
  const high = highTest(sets, a, x) && highTest(sets, b, y);
  if (high) { // both take some character above 255: only two different literals are certain
    return a == Op.CHAR && b == Op.CHAR && x != y;
  }
  for (let c: u32 = 0; c < 256; c++) if (lowTest(sets, a, x, c) && lowTest(sets, b, y, c)) return false;
  return true;
}
function highTest(sets: usize, op: u32, argument: u32): bool {
  switch (op) {
    case Op.CHAR: return argument > 255;
    case Op.SET: return load<u32>(sets + argument, SET_HIGH) != 0;
  }
  return true;
}
function lowTest(sets: usize, op: u32, argument: u32, c: u32): bool {
  switch (op) {
    case Op.CHAR: return c == argument;
    case Op.NOT_CHAR: return c != argument;
    case Op.ANY: return c != 10;
    case Op.SET: return (load<u32>(sets + argument + (<usize>(c >>> 5) << 2)) >>> (c & 31) & 1) != 0;
  }
  return true;
}
/** The second pass: what follows each repeat of one character. */
function lookAhead(code: usize, sets: usize, size: u32): void {
  let at: u32 = 0;
  while (at < size) {
    const p = code + at;
    const op = load<u32>(p), bytes = sizeAt(p);
    if (op == Op.REPEAT_ONE || op == Op.MIN_REPEAT_ONE) {
      const next = firstTest(code, at + bytes, size);
      const test = <u32>(next >>> 32);
      if (test != NO_SINGLE) {
        store<u32>(p, test, 20);
        store<u32>(p, <u32>next, 24);
        if (op == Op.REPEAT_ONE && disjoint(sets, load<u32>(p, 12), load<u32>(p, 16), test, <u32>next)) store<u32>(p, NO_SINGLE + 1, 20);
      }
    }
    at += bytes;
  }
}
/** As `next single` of a greedy repeat: what follows has no character in common with it, so that only the longest run can do. */
export const DISJOINT: u32 = NO_SINGLE + 1;

/** Translates `words` u32 at `raw`, a block that the program takes over (also on failure). The program's address, or 0 with an exception. */
export function sreTranslate(raw: usize, words: u32, groups: u32): usize {
  const block = alloc(96);
  if (!block) { free(raw); outOfMemory(); return 0; }
  memory.fill(block, 0, 96);
  const w = changetype<Work>(block);
  w.raw = <u32>raw;
  w.words = words;
  w.rawUsed = words;
  w.rawCapacity = max<u32>(words, 1);
  w.groups = groups;
  w.capacity = max<u32>(256, words * 6);
  w.code = <u32>alloc(w.capacity);
  w.setsCapacity = 256;
  w.sets = <u32>alloc(256);
  w.pending = <u32>alloc(64);
  let program: usize = 0;
  if (!w.code || !w.sets || !w.pending) noMemory(w);
  else if (words == 0 || word(w, words - 1) != Sre.SUCCESS) bad(w);
  else if (translate(w, 0, words) && !w.failed) {
    program = alloc(PROGRAM_BYTES);
    if (!program) noMemory(w);
    else fill(changetype<Program>(program), w);
    if (w.failed) { if (program) free(program); program = 0; }
  }
  if (w.pending) free(w.pending);
  if (!program) {
    if (w.code) free(w.code);
    if (w.sets) free(w.sets);
    free(w.raw);
  }
  free(block);
  return program;
}
function fill(p: Program, w: Work): void {
  memory.fill(changetype<usize>(p), 0, PROGRAM_BYTES);
  p.first = NO_SINGLE;
  // INFO: skip, flags, least, most, then the prefix or a charset
  if (word(w, 0) == Sre.INFO) {
    const next = target(w, 1, w.words);
    p.width = word(w, 3);
    const flags = word(w, 2);
    if (flags & 1) {
      const n = word(w, 5);
      if (n == 0 || n > next || (n << 1) + 7 > next || word(w, 6) > n) { bad(w); return; }
      p.flags = flags & 3;
      p.prefixLength = n;
      p.prefixSkip = word(w, 6);
    } else if (flags & 4) {
      if (checkCharset(w, 5, next) != next) { bad(w); return; }
      p.first = Op.SET;
      p.firstArg = addSet(w, 5, Fold.NONE);
    }
  }
  if (w.failed) return;
  lookAhead(w.code, w.sets, w.used);
  if (p.first == NO_SINGLE && !(p.flags & 1)) {
    const test = firstTest(w.code, 0, w.used);
    p.first = <u32>(test >>> 32);
    p.firstArg = <u32>test;
  }
  p.code = w.code;
  p.codeBytes = w.used;
  p.sets = w.sets;
  p.setBytes = w.setsUsed;
  p.raw = w.raw;
  p.rawWords = w.words;
  p.loops = w.loops;
  if (p.flags & 1) p.prefix = w.raw + (7 << 2);
}
export function sreFree(program: usize): void {
  const p = changetype<Program>(program);
  free(p.code);
  free(p.sets);
  free(p.raw);
  free(program);
}
