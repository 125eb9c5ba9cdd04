// Goes through every order of the steps of gil_model.ts: visits every state that can be reached, and reports the first that is wrong:
// - two threads hold the lock;
// - nobody can go on but by a time limit (that of a pause does not count: it is 100 µs), and not everybody is done (or hangs because the process
//   ends): a wake-up was lost, or one who was asked waits for a switch that nobody will make;
// - there is no way from a state on which everybody comes to his end, though somebody can go on: they keep each other busy;
// - (fair) everybody else sleeps, the holder computes and was not asked, and one that came back has lain down for a whole interval: it would be convoyed.
// What is reported comes with one of the shortest ways there: the number of a thread and the line that it did.
//
// States are kept small. What a thread is at, and all the rest, are packed into a number each and numbered as they come: few such parts make up many states, and
// a state is the numbers of its parts, 16 bits each. Threads with the same script are interchangeable: of the states that differ only in which is which
// (the parts have the numbers of threads in them, which then change as well) one is kept.

import { DONE, type Flaw, HANGS, modelOf, type Op, type Policy, type State, type Thread } from "./gil_model.ts";

export interface Finding {
  problem: string | null;
  states: number;
  /** How many of the states are such that every thread's next step is one that others notice. */
  settled: number;
}

/** A state without its threads. */
type Rest = Omit<State, "threads">;
/** The new number of every thread; 0, nobody, stays. */
type Naming = readonly number[];

export function explore(policy: Policy, scripts: readonly (readonly Op[])[], flaw: Flaw = "none", atOnce = true): Finding {
  const model = modelOf(policy, scripts, flaw, atOnce);
  const namings = namingsOf(scripts);
  const threads = new Parts<Thread>(packThread, nameThread, namings);
  const rests = new Parts<Rest>(packRest, nameRest, namings);
  const known = new StateSet();
  const count = scripts.length;
  if (count > 3) throw new Error("three threads at most");
  const numbers = [0, 0, 0];
  const named = [0, 0, 0];
  /** For every state the one from which it was found first; and where in `next` the states begin to which its steps lead (not those by a time limit). */
  const from: number[] = [];
  const first: number[] = [];
  const next: number[] = [];
  const ended: boolean[] = [];
  let settled = 0;
  /** The naming under which `add` has added. */
  let lastNaming = 0;
  add(model.start);
  for (let at = 0; at < known.size; at++) {
    const state = stateAt(at);
    if (state.threads.filter((thread) => thread.inside).length > 1) return wrong("two holders", at);
    const convoyed = policy === "fair" ? model.convoyed(state) : 0;
    if (convoyed !== 0) return wrong(`thread ${convoyed} waits a whole interval`, at);
    first.push(next.length);
    let isSettled = true;
    for (let me = 1; me <= count; me++) {
      if (model.isLocal(state, me)) isSettled = false;
      model.steps(state, me, (to, byTime) => {
        const number = add(to);
        from[number] ??= at;
        if (!byTime) next.push(number);
      });
    }
    if (isSettled) settled++;
    ended.push(state.threads.every(({ pc }) => pc === DONE || pc === HANGS));
    if (!ended[at] && first[at] === next.length) return wrong("nobody goes on", at);
  }
  first.push(next.length);
  const astray = firstAstray();
  return astray < 0 ? { problem: null, states: known.size, settled } : wrong("nobody comes to an end", astray);

  function wrong(what: string, at: number): Finding {
    return { problem: `${what}: ${JSON.stringify(stateAt(at))} after ${wayTo(at)}`, states: known.size, settled };
  }

  /** The first state from which no steps lead to the end of everybody, or -1. Spoils `ended`. */
  function firstAstray(): number {
    for (let more = true; more; ) {
      more = false;
      // Steps mostly lead to states that were found later.
      for (let at = known.size - 1; at >= 0; at--) {
        if (ended[at]) continue;
        for (let i = first[at]!; i < first[at + 1]! && !ended[at]; i++) ended[at] = ended[next[i]!]!;
        if (ended[at]) more = true;
      }
    }
    return ended.indexOf(false);
  }

  /** What was done on the way to a state, with the numbers that the threads have in it. */
  function wayTo(last: number): string {
    const done: string[] = [];
    /** The numbers in the last state, of the threads of the state that is gone back to. */
    let names: Naming = namings[0]!;
    for (let at = last; at !== 0; at = from[at]!) {
      const state = stateAt(from[at]!);
      let who = 0;
      let naming: Naming = names;
      for (let me = 1; me <= count && who === 0; me++) {
        model.steps(state, me, (to) => {
          if (who !== 0 || add(to) !== at) return;
          who = me;
          naming = namings[lastNaming]!;
        });
      }
      const after = names;
      names = naming.map((number) => after[number]!);
      done.unshift(`${names[who]} ${state.threads[who - 1]!.sleeps === "" ? state.threads[who - 1]!.pc : "(time)"}`);
    }
    return done.join(", ");
  }

  /** Adds a state in that naming in which its parts' numbers are least; returns its number. */
  function add(state: State): number {
    for (let i = 0; i < count; i++) numbers[i] = threads.numberOf(state.threads[i]!);
    const rest = rests.numberOf(state);
    let low = Number.POSITIVE_INFINITY;
    let high = 0;
    for (let by = 0; by < namings.length; by++) {
      for (let i = 0; i < count; i++) named[namings[by]![i + 1]! - 1] = threads.named(numbers[i]!, by);
      const lower = named[0]! + named[1]! * PARTS;
      const higher = named[2]! + rests.named(rest, by) * PARTS;
      if (lower > low || (lower === low && higher >= high)) continue;
      low = lower;
      high = higher;
      lastNaming = by;
    }
    return known.add(low, high);
  }

  function stateAt(at: number): State {
    const low = known.low[at]!;
    const high = known.high[at]!;
    const parts = [low % PARTS, Math.floor(low / PARTS), high % PARTS].slice(0, count);
    return { ...rests.at(Math.floor(high / PARTS)), threads: parts.map((number) => threads.at(number)) };
  }
}

/** How many parts of a kind there may be, so that two fit in 32 bits. */
const PARTS = 0x10000;

/** Numbers the parts of states. */
class Parts<T extends object> {
  readonly #pack: (part: T) => number;
  readonly #rename: (part: T, naming: Naming) => T;
  readonly #namings: readonly Naming[];
  readonly #numbers = new Map<number, number>();
  readonly #parts: T[] = [];
  /** For every naming the number of each part under it, once it was asked for. */
  readonly #named: number[][];

  constructor(pack: (part: T) => number, rename: (part: T, naming: Naming) => T, namings: readonly Naming[]) {
    this.#pack = pack;
    this.#rename = rename;
    this.#namings = namings;
    this.#named = namings.map(() => []);
  }

  numberOf(part: T): number {
    const packed = this.#pack(part);
    let number = this.#numbers.get(packed);
    if (number !== undefined) return number;
    number = this.#parts.push(part) - 1;
    if (number >= PARTS) throw new Error("too many parts");
    this.#numbers.set(packed, number);
    return number;
  }

  at(number: number): T {
    return this.#parts[number]!;
  }

  /** The number of a part under a naming. */
  named(number: number, by: number): number {
    if (by === 0) return number;
    return (this.#named[by]![number] ??= this.numberOf(this.#rename(this.at(number), this.#namings[by]!)));
  }
}

/** A set of pairs of 32 bits, which are numbered as they come. */
class StateSet {
  size = 0;
  low = new Uint32Array(1 << 16);
  high = new Uint32Array(1 << 16);
  /** Open addressing: a pair's number and 1. */
  #slots = new Uint32Array(1 << 17);

  /** Returns the number of a pair, new or not. */
  add(low: number, high: number): number {
    const slot = this.#slotOf(low, high);
    const known = this.#slots[slot]!;
    if (known !== 0) return known - 1;
    this.low[this.size] = low;
    this.high[this.size] = high;
    this.#slots[slot] = ++this.size;
    if (this.size === this.low.length) this.#grow();
    return this.size - 1;
  }

  #slotOf(low: number, high: number): number {
    const mask = this.#slots.length - 1;
    let hash = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const at = this.#slots[slot]! - 1;
      if (this.low[at] === low && this.high[at] === high) break;
    }
    return slot;
  }

  #grow(): void {
    const { low, high } = this;
    this.low = new Uint32Array(2 * this.size);
    this.high = new Uint32Array(2 * this.size);
    this.low.set(low);
    this.high.set(high);
    this.#slots = new Uint32Array(4 * this.size);
    for (let at = 0; at < this.size; at++) this.#slots[this.#slotOf(low[at]!, high[at]!)] = at + 1;
  }
}

/** Every naming under which each thread gets the number of one with the same script. The first is that which changes nothing. */
function namingsOf(scripts: readonly (readonly Op[])[]): Naming[] {
  const names = scripts.map((script) => script.join());
  let all: number[][] = [[0]];
  for (const name of names) {
    all = all.flatMap((naming) => names.flatMap((other, i) => (other === name && !naming.includes(i + 1) ? [[...naming, i + 1]] : [])));
  }
  return all;
}

function nameThread(t: Thread, naming: Naming): Thread {
  return { ...t, asked: naming[t.asked]!, holder: naming[t.holder]!, next: naming[t.next]! };
}
function nameRest(s: Rest, naming: Naming): Rest {
  const [returned, computing] = s.queue;
  const list = (threads: readonly number[]) => threads.map((thread) => naming[thread]!);
  return {
    ...s,
    locked: naming[s.locked]!,
    holder: naming[s.holder]!,
    finalizing: naming[s.finalizing]!,
    queueLock: naming[s.queueLock]!,
    queue: [list(returned), list(computing)],
  };
}

const texts: string[] = [""];
const numbersOfTexts = new Map<string, number>([["", 0]]);
/** A label or word as a number. */
function textNumber(text: string): number {
  let number = numbersOfTexts.get(text);
  if (number === undefined) {
    number = texts.push(text) - 1;
    if (number >= 128) throw new Error("too many labels");
    numbersOfTexts.set(text, number);
  }
  return number;
}

function packThread(t: Thread): number {
  const flags =
    +t.timedOut |
    (+t.wakes << 1) |
    (+t.seen << 2) |
    (+t.number << 3) |
    (+t.mustDrop << 4) |
    (+t.inside << 5) |
    (+t.long << 6) |
    (+t.told << 7);
  const small =
    t.at | (t.asked << 3) | (t.holder << 5) | (t.next << 7) | (t.now << 9) | (t.standing << 12) | (t.turn << 14) | (flags << 17);
  const labels = textNumber(t.pc) | (textNumber(t.back) << 7) | (textNumber(t.sleeps) << 14);
  return small + labels * 2 ** 25;
}

function packRest(s: Rest): number {
  let packed = s.locked;
  for (const part of [s.holder, s.waiters, s.yielding, s.finalizing, s.queueLock]) packed = packed * 4 + part;
  for (const list of s.queue) for (let i = 0; i < 3; i++) packed = packed * 4 + (list[i] ?? 0);
  return packed;
}
