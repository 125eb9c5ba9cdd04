// The matcher: runs a Program over a text with an explicit stack, so that no pattern can exhaust the native one.
//
// A stack entry is 16 bytes (kind, a, b, c). There are two sorts: choices, where matching goes on when what follows fails, and undo
// records, which put a mark, a loop register or a barrier back as it was. Failing means popping entries until a choice is found; so
// whatever was set since that choice was made is as it was then.
//
// Assertions, atomic groups and rounds of possessive loops push a barrier. When their part has matched, the choices above the barrier are taken
// out of the stack (nothing may go back into them) and the undo records stay, because something before may still fail.
//
// Positions are addresses in the text; characters have 1, 2 or 4 bytes, and the loop is compiled once for each.
// Guarded by tests/lang/re/*.py and CPython's test_re.

import { free, realloc } from "../memory/alloc";
import { outOfMemory } from "../errors";
import { uIsWord } from "../objects/unicode";
import { folded, inFolded } from "./charset";
import { DISJOINT, Program } from "./translate";
import { Fold, MAX_REPEAT, NO_SINGLE, Op, SET_CODE, SET_FOLD, SET_HIGH } from "./ops";
import { sreBreak } from "./pause";

/** One search or match; the caller fills in the upper part. */
@unmanaged
export class Matcher {
  program: u32; //   address of the Program
  kind: u32; //      bytes of a character
  beginning: u32; // of the text
  start: u32; //     where to match or search from; after a match, where it begins
  end: u32; //       of the part that may be looked at
  ptr: u32; //       after a match, where it ends
  groups: u32;
  lastIndex: i32; // the group closed last, or -1
  matchAll: u32; //  fullmatch
  mustAdvance: u32; // an empty match at `start` does not count
  marks: u32; //     two u32 for each group: addresses, 0 when not set
  loops: u32; //     two u32 for each loop: count, last position
  stack: u32; top: u32; limit: u32;
  barrier: u32; //   offset of the innermost barrier entry from `stack`, plus 1; 0 when there is none
  steps: u32; pad: u32;
}
export const MATCHER_BYTES: usize = 72;

const enum Entry {
  CHOICE, //    a: instruction, b: position
  MARK, //      a: index, b: old value, c: old lastIndex
  LOOP, //      a: register, b: old count, c: old last position
  REPEAT_ONE, // a: instruction, b: position now, c: least position
  MIN_ONE, //   a: instruction, b: position now, c: how many more
  LAZY, //      a: until instruction, b: position
  BARRIER, //   a: instruction, b: position, c: barrier before
}

/** Bytes of a matcher with its marks and loop registers. */
export function matcherBytes(groups: u32, program: usize): usize {
  return MATCHER_BYTES + (<usize>(groups + changetype<Program>(program).loops) << 3);
}
/** Prepares a matcher in a block of `matcherBytes`. It is ended with `matcherEnd`. */
export function matcherInit(at: usize, groups: u32, program: usize): void {
  memory.fill(at, 0, MATCHER_BYTES);
  const m = changetype<Matcher>(at);
  m.program = <u32>program;
  m.groups = groups;
  m.marks = <u32>(at + MATCHER_BYTES);
  m.loops = m.marks + groups * 8;
  m.lastIndex = -1;
}
/** Gives the stack back; the block is the caller's. */
export function matcherEnd(at: usize): void {
  const m = changetype<Matcher>(at);
  if (m.stack) free(m.stack);
  m.stack = 0;
}

function grow(m: Matcher): bool {
  const used = m.top - m.stack, size = max<u32>((m.limit - m.stack) * 2, 1024);
  if (size > 0x20000000) { outOfMemory(); return false; }
  const block = realloc(m.stack, size);
  if (!block) { outOfMemory(); return false; }
  m.stack = <u32>block;
  m.top = m.stack + used;
  m.limit = m.stack + size;
  return true;
}
@inline function push(m: Matcher, kind: u32, a: u32, b: u32, c: u32): bool {
  if (m.top == m.limit && !grow(m)) return false;
  const at = <usize>m.top;
  store<u32>(at, kind);
  store<u32>(at, a, 4);
  store<u32>(at, b, 8);
  store<u32>(at, c, 12);
  m.top += 16;
  return true;
}
@inline function get<C>(p: usize): u32 { return <u32>load<C>(p); }

/** Whether a set has a character. */
@inline function inSet(program: Program, set: usize, c: u32): bool {
  if (c < 256) return (load<u32>(set + (<usize>(c >>> 5) << 2)) >>> (c & 31) & 1) != 0;
  const high = load<u32>(set, SET_HIGH);
  return high == 2 ? highInSet(program, set, c) : high != 0;
}
function highInSet(program: Program, set: usize, c: u32): bool {
  return inFolded(<usize>program.raw + (<usize>load<u32>(set, SET_CODE) << 2), c, load<u32>(set, SET_FOLD));
}
@inline function passes(program: Program, single: u32, argument: u32, c: u32): bool {
  switch (single) {
    case Op.CHAR: return c == argument;
    case Op.NOT_CHAR: return c != argument;
    case Op.ANY: return c != 10;
    case Op.SET: return inSet(program, <usize>program.sets + argument, c);
  }
  return true;
}
/** Where a run of characters that pass a test ends: from `p` on, at most at `end`. */
function run<C>(program: Program, single: u32, argument: u32, p: usize, end: usize): usize {
  switch (single) {
    case Op.CHAR: while (p < end && get<C>(p) == argument) p += sizeof<C>(); return p;
    case Op.NOT_CHAR: while (p < end && get<C>(p) != argument) p += sizeof<C>(); return p;
    case Op.ANY: while (p < end && get<C>(p) != 10) p += sizeof<C>(); return p;
    case Op.ANY_ALL: return end;
  }
  const set = <usize>program.sets + argument;
  while (p < end && inSet(program, set, get<C>(p))) p += sizeof<C>();
  return p;
}

function isWord<C>(p: usize, unicode: bool): bool {
  const c = get<C>(p);
  return unicode ? uIsWord(c) : c < 128 && ((c | 32) - 97 < 26 || c - 48 < 10 || c == 0x5F);
}
function atPosition<C>(m: Matcher, where: u32, p: usize): bool {
  const beginning = <usize>m.beginning, end = <usize>m.end;
  switch (where) {
    case 0: case 2: return p == beginning;
    case 1: return p == beginning || get<C>(p - sizeof<C>()) == 10;
    case 5: return p == end || (p + sizeof<C>() == end && get<C>(p) == 10);
    case 6: return p == end || get<C>(p) == 10;
    case 7: return p == end;
  }
  // Word boundaries: 3, 8, 10 and their opposites 4, 9, 11.
  const unicode = where >= 10;
  const before = p > beginning && isWord<C>(p - sizeof<C>(), unicode);
  const after = p < end && isWord<C>(p, unicode);
  return where == 3 || where == 8 || where == 10 ? before != after : before == after;
}

/** Takes the choices above the innermost barrier and the barrier itself out of the stack; undo records move down. */
function commit(m: Matcher): void {
  let to = m.stack + m.barrier - 1;
  const outer = load<u32>(to, 12);
  for (let at = to + 16; at < m.top; at += 16) {
    const kind = load<u32>(at);
    if (kind != Entry.MARK && kind != Entry.LOOP) continue;
    store<u64>(to, load<u64>(at));
    store<u64>(to, load<u64>(at, 8), 8);
    to += 16;
  }
  m.top = to;
  m.barrier = outer;
}
/** Undoes everything down to the innermost barrier and removes it. */
function rollBack(m: Matcher): void {
  const bottom = m.stack + m.barrier - 1;
  while (m.top > bottom + 16) {
    m.top -= 16;
    undo(m, m.top);
  }
  m.barrier = load<u32>(bottom, 12);
  m.top = bottom;
}
function undo(m: Matcher, at: usize): void {
  const kind = load<u32>(at);
  if (kind == Entry.MARK) {
    store<u32>(<usize>m.marks + (<usize>load<u32>(at, 4) << 2), load<u32>(at, 8));
    m.lastIndex = load<i32>(at, 12);
  } else if (kind == Entry.LOOP) {
    const register = <usize>m.loops + (<usize>load<u32>(at, 4) << 3);
    store<u32>(register, load<u32>(at, 8));
    store<u32>(register, load<u32>(at, 12), 4);
  }
}

/** Matches from position `p`: 1, 0, or -1 with an exception. */
function matchAt<C>(m: Matcher, p: usize): i32 {
  const program = changetype<Program>(m.program);
  const code = <usize>program.code;
  const end = <usize>m.end;
  const origin = p;
  memory.fill(m.marks, 0, m.groups << 3);
  m.lastIndex = -1;
  m.top = m.stack;
  m.barrier = 0;
  let pc = code;
  let fail = false;
  while (true) {
    if (fail) {
      if (m.top == m.stack) return 0;
      if ((++m.steps & 0x3FFFF) == 0 && !sreBreak()) return -1;
      m.top -= 16;
      const at = <usize>m.top;
      switch (load<u32>(at)) {
        case Entry.CHOICE:
          pc = code + load<u32>(at, 4);
          p = load<u32>(at, 8);
          fail = false;
          break;
        case Entry.MARK: case Entry.LOOP:
          undo(m, at);
          continue;
        case Entry.REPEAT_ONE: { // one character less, at the next place where what follows can match
          const instruction = code + load<u32>(at, 4);
          p = load<u32>(at, 8);
          const least = <usize>load<u32>(at, 12);
          const test = load<u32>(instruction, 20), argument = load<u32>(instruction, 24);
          if (p <= least) continue;
          p -= sizeof<C>();
          if (test < NO_SINGLE) {
            while (!passes(program, test, argument, get<C>(p))) { // p < end here
              if (p <= least) { p = 0; break; }
              p -= sizeof<C>();
            }
            if (p == 0) continue;
          }
          if (p > least) {
            store<u32>(at, <u32>p, 8);
            m.top += 16;
          }
          pc = instruction + 28;
          fail = false;
          break;
        }
        case Entry.MIN_ONE: { // one character more
          const instruction = code + load<u32>(at, 4);
          p = load<u32>(at, 8);
          let left = load<u32>(at, 12);
          const single = load<u32>(instruction, 12), argument = load<u32>(instruction, 16);
          const test = load<u32>(instruction, 20), testArgument = load<u32>(instruction, 24);
          let found = false;
          while (left > 0 && p < end && passes(program, single, argument, get<C>(p))) {
            p += sizeof<C>();
            if (left != MAX_REPEAT) left--;
            if (test >= NO_SINGLE || (p < end && passes(program, test, testArgument, get<C>(p)))) { found = true; break; }
          }
          if (!found) continue;
          store<u32>(at, <u32>p, 8);
          store<u32>(at, left, 12);
          m.top += 16;
          pc = instruction + 28;
          fail = false;
          break;
        }
        case Entry.LAZY: { // one round more
          const until = code + load<u32>(at, 4);
          p = load<u32>(at, 8);
          const index = load<u32>(until, 4), most = load<u32>(until, 12);
          const register = <usize>m.loops + (<usize>index << 3);
          const count = load<u32>(register), last = load<u32>(register, 4);
          if ((count >= most && most != MAX_REPEAT) || <u32>p == last) continue;
          if (!push(m, Entry.LOOP, index, count, last)) return -1;
          store<u32>(register, <u32>p, 4);
          pc = code + load<u32>(until, 16);
          fail = false;
          break;
        }
        case Entry.BARRIER: { // the part failed
          const instruction = code + load<u32>(at, 4);
          const op = load<u32>(instruction);
          m.barrier = load<u32>(at, 12);
          if (op == Op.ASSERT_NOT) {
            p = load<u32>(at, 8);
            pc = code + load<u32>(instruction, 8);
            fail = false;
            break;
          }
          if (op == Op.POSSESSIVE) { // the loop ends, if it has gone round often enough
            const register = <usize>m.loops + (<usize>load<u32>(instruction, 4) << 3);
            if (load<u32>(register) < load<u32>(instruction, 8)) continue;
            p = load<u32>(at, 8);
            pc = code + load<u32>(instruction, 16);
            fail = false;
            break;
          }
          continue;
        }
      }
    }
    switch (load<u32>(pc)) {
      case Op.CHAR:
        if (p < end && get<C>(p) == load<u32>(pc, 4)) { p += sizeof<C>(); pc += 8; }
        else fail = true;
        break;
      case Op.NOT_CHAR:
        if (p < end && get<C>(p) != load<u32>(pc, 4)) { p += sizeof<C>(); pc += 8; }
        else fail = true;
        break;
      case Op.ANY:
        if (p < end && get<C>(p) != 10) { p += sizeof<C>(); pc += 4; }
        else fail = true;
        break;
      case Op.ANY_ALL:
        if (p < end) { p += sizeof<C>(); pc += 4; }
        else fail = true;
        break;
      case Op.SET:
        if (p < end && inSet(program, <usize>program.sets + load<u32>(pc, 4), get<C>(p))) { p += sizeof<C>(); pc += 8; }
        else fail = true;
        break;
      case Op.FAIL: fail = true; break;
      case Op.MATCH:
        if ((m.matchAll && p != end) || (m.mustAdvance && p == origin)) { fail = true; break; }
        m.ptr = <u32>p;
        return 1;
      case Op.SUB_END: {
        const entry = <usize>m.stack + m.barrier - 1;
        const offset = load<u32>(entry, 4), begin = <usize>load<u32>(entry, 8);
        const instruction = code + offset;
        switch (load<u32>(instruction)) {
          case Op.ASSERT:
            commit(m);
            p = begin;
            pc = code + load<u32>(instruction, 8);
            break;
          case Op.ASSERT_NOT:
            rollBack(m);
            fail = true;
            break;
          case Op.ATOMIC:
            commit(m);
            pc = code + load<u32>(instruction, 4);
            break;
          default: { // a round of a possessive loop
            commit(m);
            const index = load<u32>(instruction, 4), most = load<u32>(instruction, 12);
            const register = <usize>m.loops + (<usize>index << 3);
            const count = load<u32>(register) + 1;
            if (!push(m, Entry.LOOP, index, count - 1, load<u32>(register, 4))) return -1;
            store<u32>(register, count);
            if ((count < most || most == MAX_REPEAT) && (p != begin || count < load<u32>(instruction, 8))) {
              if (!push(m, Entry.BARRIER, offset, <u32>p, m.barrier)) return -1;
              m.barrier = m.top - 16 - m.stack + 1;
              pc = instruction + 20;
            } else pc = code + load<u32>(instruction, 16);
          }
        }
        break;
      }
      case Op.AT:
        if (atPosition<C>(m, load<u32>(pc, 4), p)) pc += 8;
        else fail = true;
        break;
      case Op.MARK: {
        const index = load<u32>(pc, 4);
        const at = <usize>m.marks + (<usize>index << 2);
        if (m.top != m.stack && !push(m, Entry.MARK, index, load<u32>(at), m.lastIndex)) return -1; // with nothing to go back to there is nothing to undo
        if (index & 1) m.lastIndex = <i32>(index >>> 1) + 1;
        store<u32>(at, <u32>p);
        pc += 8;
        break;
      }
      case Op.JUMP: pc = code + load<u32>(pc, 4); break;
      case Op.STRING: {
        const n = load<u32>(pc, 4);
        if (<usize>n * sizeof<C>() > end - p) { fail = true; break; }
        let i: usize = 0;
        const characters = pc + 8;
        while (i < <usize>n && get<C>(p + i * sizeof<C>()) == load<u32>(characters + (i << 2))) i++;
        if (i < <usize>n) { fail = true; break; }
        p += i * sizeof<C>();
        pc = characters + (i << 2);
        break;
      }
      case Op.BRANCH: {
        const test = load<u32>(pc, 8);
        if (test != NO_SINGLE && !(p < end && passes(program, test, load<u32>(pc, 12), get<C>(p)))) { pc = code + load<u32>(pc, 4); break; }
        if (!push(m, Entry.CHOICE, load<u32>(pc, 4), <u32>p, 0)) return -1;
        pc += 16;
        break;
      }
      case Op.REPEAT_ONE: {
        const least = <usize>load<u32>(pc, 4), most = <usize>load<u32>(pc, 8);
        const room = (end - p) / sizeof<C>();
        if (least > room) { fail = true; break; }
        const from = p;
        p = run<C>(program, load<u32>(pc, 12), load<u32>(pc, 16), p, most < room ? p + most * sizeof<C>() : end);
        const bottom = from + least * sizeof<C>();
        if (p < bottom) { fail = true; break; }
        const test = load<u32>(pc, 20);
        if (test < NO_SINGLE) {
          const argument = load<u32>(pc, 24);
          while (p == end || !passes(program, test, argument, get<C>(p))) {
            if (p <= bottom) { fail = true; break; }
            p -= sizeof<C>();
          }
          if (fail) break;
        }
        if (p > bottom && test != DISJOINT && !push(m, Entry.REPEAT_ONE, <u32>(pc - code), <u32>p, <u32>bottom)) return -1;
        pc += 28;
        break;
      }
      case Op.POSSESSIVE_ONE: {
        const least = <usize>load<u32>(pc, 4), most = <usize>load<u32>(pc, 8);
        const room = (end - p) / sizeof<C>();
        if (least > room) { fail = true; break; }
        const bottom = p + least * sizeof<C>();
        p = run<C>(program, load<u32>(pc, 12), load<u32>(pc, 16), p, most < room ? p + most * sizeof<C>() : end);
        if (p < bottom) { fail = true; break; }
        pc += 20;
        break;
      }
      case Op.MIN_REPEAT_ONE: {
        const least = <usize>load<u32>(pc, 4), most = load<u32>(pc, 8);
        if (least > (end - p) / sizeof<C>()) { fail = true; break; }
        if (least) {
          const bottom = p + least * sizeof<C>();
          p = run<C>(program, load<u32>(pc, 12), load<u32>(pc, 16), p, bottom);
          if (p < bottom) { fail = true; break; }
        }
        const left: u32 = most == MAX_REPEAT ? MAX_REPEAT : most - <u32>least;
        if (left) {
          if (!push(m, Entry.MIN_ONE, <u32>(pc - code), <u32>p, left)) return -1;
          const test = load<u32>(pc, 20);
          if (test < NO_SINGLE && !(p < end && passes(program, test, load<u32>(pc, 24), get<C>(p)))) { fail = true; break; }
        }
        pc += 28;
        break;
      }
      case Op.LOOP: {
        const index = load<u32>(pc, 4);
        const register = <usize>m.loops + (<usize>index << 3);
        if (!push(m, Entry.LOOP, index, load<u32>(register), load<u32>(register, 4))) return -1;
        store<u32>(register, 0xFFFFFFFF); // the until instruction counts it to 0
        store<u32>(register, 0, 4);
        pc = code + load<u32>(pc, 8);
        break;
      }
      case Op.MAX_UNTIL: {
        const index = load<u32>(pc, 4), least = load<u32>(pc, 8), most = load<u32>(pc, 12);
        const register = <usize>m.loops + (<usize>index << 3);
        const count = load<u32>(register) + 1, last = load<u32>(register, 4);
        if (!push(m, Entry.LOOP, index, count - 1, last)) return -1;
        store<u32>(register, count);
        if (count < least) { pc = code + load<u32>(pc, 16); break; }
        if ((count < most || most == MAX_REPEAT) && <u32>p != last) {
          if (!push(m, Entry.CHOICE, <u32>(pc - code) + 20, <u32>p, 0) || !push(m, Entry.LOOP, index, count, last)) return -1;
          store<u32>(register, <u32>p, 4);
          pc = code + load<u32>(pc, 16);
          break;
        }
        pc += 20;
        break;
      }
      case Op.MIN_UNTIL: {
        const index = load<u32>(pc, 4), least = load<u32>(pc, 8);
        const register = <usize>m.loops + (<usize>index << 3);
        const count = load<u32>(register) + 1, last = load<u32>(register, 4);
        if (!push(m, Entry.LOOP, index, count - 1, last)) return -1;
        store<u32>(register, count);
        if (count < least) { pc = code + load<u32>(pc, 16); break; }
        if (!push(m, Entry.LAZY, <u32>(pc - code), <u32>p, 0)) return -1;
        pc += 20;
        break;
      }
      case Op.ASSERT: case Op.ASSERT_NOT: {
        const back = <usize>load<u32>(pc, 4) * sizeof<C>();
        if (p - <usize>m.beginning < back) {
          if (load<u32>(pc) == Op.ASSERT) fail = true;
          else pc = code + load<u32>(pc, 8);
          break;
        }
        if (!push(m, Entry.BARRIER, <u32>(pc - code), <u32>p, m.barrier)) return -1;
        m.barrier = m.top - 16 - m.stack + 1;
        p -= back;
        pc += 12;
        break;
      }
      case Op.ATOMIC:
        if (!push(m, Entry.BARRIER, <u32>(pc - code), <u32>p, m.barrier)) return -1;
        m.barrier = m.top - 16 - m.stack + 1;
        pc += 8;
        break;
      case Op.POSSESSIVE: {
        const index = load<u32>(pc, 4);
        const register = <usize>m.loops + (<usize>index << 3);
        if (!push(m, Entry.LOOP, index, load<u32>(register), load<u32>(register, 4))) return -1;
        store<u32>(register, 0);
        if (load<u32>(pc, 12) == 0) { pc = code + load<u32>(pc, 16); break; }
        if (!push(m, Entry.BARRIER, <u32>(pc - code), <u32>p, m.barrier)) return -1;
        m.barrier = m.top - 16 - m.stack + 1;
        pc += 20;
        break;
      }
      case Op.GROUPREF: {
        const at = <usize>m.marks + (<usize>load<u32>(pc, 4) << 3);
        let from = <usize>load<u32>(at);
        const to = <usize>load<u32>(at, 4), fold = load<u32>(pc, 8);
        if (!from || !to || to < from || to - from > end - p) { fail = true; break; }
        while (from < to) {
          const a = get<C>(from), b = get<C>(p);
          if (a != b && (fold == Fold.NONE || folded(a, fold) != folded(b, fold))) break;
          from += sizeof<C>();
          p += sizeof<C>();
        }
        if (from < to) fail = true;
        else pc += 12;
        break;
      }
      case Op.GROUP_EXISTS: {
        const at = <usize>m.marks + (<usize>load<u32>(pc, 4) << 3);
        const from = load<u32>(at), to = load<u32>(at, 4);
        pc = from && to && to >= from ? pc + 12 : code + load<u32>(pc, 8);
        break;
      }
      default: fail = true;
    }
  }
}

/** Matches at `start`: 1 (`ptr`, marks and lastIndex say what), 0, or -1 with an exception. */
export function sreMatch(at: usize): i32 {
  const m = changetype<Matcher>(at);
  if (m.start > m.end) return 0;
  return m.kind == 1 ? matchAt<u8>(m, m.start) : m.kind == 2 ? matchAt<u16>(m, m.start) : matchAt<u32>(m, m.start);
}
/** Finds the first match from `start` on: 1 (`start` is then where it begins), 0, or -1 with an exception. */
export function sreSearch(at: usize): i32 {
  const m = changetype<Matcher>(at);
  return m.kind == 1 ? search<u8>(m) : m.kind == 2 ? search<u16>(m) : search<u32>(m);
}
function search<C>(m: Matcher): i32 {
  const program = changetype<Program>(m.program);
  let p = <usize>m.start;
  if (p > <usize>m.end) return 0;
  let last = <usize>m.end; // the last place where a match can begin
  const width = <usize>program.width;
  if (width > 1) {
    const room = (<usize>m.end - p) / sizeof<C>();
    if (width > room) return 0;
    last -= width * sizeof<C>();
  }
  if (program.flags & 1) return searchPrefix<C>(m, program, p);
  const first = program.first, argument = program.firstArg;
  const end = <usize>m.end;
  const set = first == Op.SET ? <usize>program.sets + argument : 0;
  while (true) {
    if (first == Op.SET) while (p < end && !inSet(program, set, get<C>(p))) p += sizeof<C>();
    else if (first != NO_SINGLE) while (p < end && !passes(program, first, argument, get<C>(p))) p += sizeof<C>();
    if (first != NO_SINGLE && p >= end) return 0;
    if (p > last) return 0;
    const r = matchAt<C>(m, p);
    if (r) { m.start = <u32>p; return r; }
    m.mustAdvance = 0;
    p += sizeof<C>();
  }
}
function searchPrefix<C>(m: Matcher, program: Program, p: usize): i32 {
  const n = program.prefixLength, prefix = <usize>program.prefix;
  const end = <usize>m.end;
  const first = load<u32>(prefix);
  while (true) {
    // The prefix is found as a text of four bytes a character, which widens in vain for one of them; so only its first is looked for.
    while (p < end && get<C>(p) != first) p += sizeof<C>();
    if (p + <usize>n * sizeof<C>() > end) return 0;
    let i: usize = 1;
    while (i < <usize>n && get<C>(p + i * sizeof<C>()) == load<u32>(prefix + (i << 2))) i++;
    if (i == <usize>n) {
      const r = matchAt<C>(m, p);
      if (r) { m.start = <u32>p; return r; }
    }
    m.mustAdvance = 0;
    p += sizeof<C>();
  }
}
