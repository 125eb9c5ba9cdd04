// A model of the GIL's protocol, small enough that every order of its steps can be tried.
//
// Three threads run short scripts (take, look at the breaker, drop, end the process …). Each of their steps is one access to a shared word, and stands for
// one line of core/threads: the label's comment names it. Sleeping on a word is as atomic.wait: it compares and sleeps in one step; a notify wakes
// any one of the sleepers. A time limit may run out at any moment. `explore` visits every state that can be reached and
// reports the first that is wrong:
// - two threads hold the lock;
// - nobody can go on but by a time limit (that of a pause does not count: it is 100 µs), and not everybody is done (or hangs because the process ends): a wake-up was lost, or one who was
//   asked waits for a switch that nobody will make;
// - (fair) everybody else sleeps, the holder computes and was not asked, and one that came back has lain down for a whole interval: it would be convoyed.

export type Op = "take" | "look" | "drop" | "end" | "finalize";
export type Policy = "timed" | "ticks" | "fair";
/** Parts of the protocol that a test takes out to see that the model notices. */
export type Flaw =
  | "none"
  | "leaver moves no switch"
  | "drop wakes nobody"
  | "drop does not look at the waiters again"
  | "a free lock is long waited for";

const HANGS = "HANGS";
const DONE = "DONE";
const LOOKING = 0;
const ASLEEP = 1;
const LOOK = 2;
const MINE = 3;
const PAUSES = 4;
const RETURNED = 0;
const COMPUTES = 1;
const OWED = 2;

interface Thread {
  pc: string;
  /** Where a function goes on when it is done. */
  back: string;
  /** Index in the script. */
  at: number;
  /** The word it sleeps on, or "". */
  sleeps: string;
  timedOut: boolean;
  asked: number;
  holder: number;
  /** Whether the switch number has not moved since the thread read it (as a waiter, as one who was asked). */
  seen: boolean;
  number: boolean;
  now: number;
  standing: number;
  wakes: number;
  mustDrop: boolean; // GIL_DROP in its breaker
  turn: number;
  inside: boolean;
  /** It sleeps for a whole interval, not for a holder's grace. */
  long: boolean;
  /** It computes, was told that the lock is free, and has not tried to take it. */
  told: boolean;
}

interface State {
  locked: number;
  holder: number;
  waiters: number;
  yielding: number;
  finalizing: number;
  queueLock: number;
  queue: [number[], number[]];
  threads: Thread[];
}

export interface Finding {
  problem: string | null;
  states: number;
}

function keyOf(state: State): string {
  return JSON.stringify(state);
}
function copyOf(state: State): State {
  return { ...state, queue: [[...state.queue[0]], [...state.queue[1]]], threads: state.threads.map((thread) => ({ ...thread })) };
}

export function explore(policy: Policy, scripts: readonly (readonly Op[])[], flaw: Flaw = "none"): Finding {
  const start: State = {
    locked: 0,
    holder: 0,
    waiters: 0,
    yielding: 0,
    finalizing: 0,
    queueLock: 0,
    queue: [[], []],
    threads: scripts.map(() => ({
      pc: "NEXT",
      back: "",
      at: 0,
      sleeps: "",
      timedOut: false,
      asked: 0,
      holder: 0,
      seen: false,
      number: false,
      now: 0,
      standing: RETURNED,
      wakes: 0,
      mustDrop: false,
      turn: LOOKING,
      inside: false,
      long: false,
      told: false,
    })),
  };
  const known = new Set([keyOf(start)]);
  const open = [keyOf(start)];
  while (open.length > 0) {
    const state = JSON.parse(open.pop()!) as State;
    if (state.threads.filter((thread) => thread.inside).length > 1)
      return { problem: `two holders: ${JSON.stringify(state)}`, states: known.size };
    const convoyed = policy === "fair" ? convoyedIn(state) : 0;
    if (convoyed !== 0) return { problem: `thread ${convoyed} waits a whole interval: ${JSON.stringify(state)}`, states: known.size };
    let goesOn = false;
    for (let me = 1; me <= scripts.length; me++) {
      for (const { next, byTime } of steps(state, me)) {
        if (!byTime) goesOn = true;
        const key = keyOf(next);
        if (known.has(key)) continue;
        known.add(key);
        open.push(key);
      }
    }
    if (!goesOn && state.threads.some(({ pc }) => pc !== DONE && pc !== HANGS))
      return { problem: `nobody goes on: ${JSON.stringify(state)}`, states: known.size };
  }
  return { problem: null, states: known.size };

  /** A thread that came back and sleeps for a whole interval behind one that computes, was not asked, and will not be by anybody who is awake; or 0. */
  function convoyedIn({ locked, threads }: State): number {
    const holder = threads[locked - 1];
    if (holder === undefined || holder.pc !== "NEXT" || holder.mustDrop) return 0;
    if (threads.some((t) => t !== holder && t.sleeps === "" && t.pc !== DONE && t.pc !== HANGS)) return 0;
    return 1 + threads.findIndex((t) => t.sleeps !== "" && t.standing === RETURNED && t.long);
  }

  /** Every state that one step of thread `me` can lead to. */
  function steps(state: State, me: number): { next: State; byTime: boolean }[] {
    const found: { next: State; byTime: boolean }[] = [];
    const { pc, sleeps } = state.threads[me - 1]!;
    if (pc === DONE || pc === HANGS) return found;
    if (sleeps !== "") {
      if (hasLimit(state.threads[me - 1]!)) {
        const next = copyOf(state);
        const t = next.threads[me - 1]!;
        t.sleeps = "";
        t.timedOut = true;
        found.push({ next, byTime: t.turn !== PAUSES });
      }
      return found;
    }
    const run = (choice: number): boolean => {
      const next = copyOf(state);
      const choices = step(next, me, choice);
      if (choices >= 0) found.push({ next, byTime: false });
      return choices > choice;
    };
    for (let choice = 0; run(choice); choice++) {}
    return found;
  }

  /** Whether the sleep of a thread has a time limit. */
  function hasLimit(t: Thread): boolean {
    return t.sleeps === "locked" ? policy === "timed" : t.sleeps.startsWith("turn");
  }

  /** Does one step in place. Returns the number of the last choice that there is (0 without a choice), or -1 when the thread has to wait. */
  function step(s: State, me: number, choice: number): number {
    const t = s.threads[me - 1]!;
    const of = (thread: number): Thread => s.threads[thread - 1]!;
    const go = (label: string): number => {
      t.pc = label;
      return 0;
    };
    const sleepers = (word: string) => s.threads.filter((thread) => thread.sleeps === word);
    const wakeAll = (word: string): void => {
      for (const thread of sleepers(word)) thread.sleeps = "";
    };
    /** Wakes one of those who sleep on a word: which one is the step's choice. */
    const wakeOne = (word: string, label: string): number => {
      const all = sleepers(word);
      if (all[choice] !== undefined) all[choice].sleeps = "";
      t.pc = label;
      return Math.max(0, all.length - 1);
    };
    const moveSwitch = (): void => {
      for (const thread of s.threads) thread.seen = thread.number = false;
    };
    const mustHang = s.finalizing !== 0 && s.finalizing !== me;
    const unqueue = (thread: number): void => {
      const list = s.queue[of(thread).standing === COMPUTES ? 1 : 0];
      list.splice(list.indexOf(thread), 1);
      s.waiters--;
    };
    /** The next in the queue; which list goes first when both have one is left open, and so is whether one that computes is due. */
    const heads = (): number[] => [s.queue[0][0], s.queue[1][0]].filter((head) => head !== undefined);

    switch (t.pc) {
      case "NEXT": {
        // What a function's variables held is forgotten, so that states that differ in nothing else are one.
        Object.assign(t, { back: "", timedOut: false, asked: 0, holder: 0, seen: false, number: false, now: 0, wakes: 0, told: false });
        const op = scripts[me - 1]![t.at++];
        if (op === undefined) return go(DONE);
        if (op === "take") return go("TAKE");
        if (op === "look") return go(policy === "fair" ? "FAIR_YIELD" : policy === "timed" ? "TIMED_YIELD" : "TICKS_YIELD");
        if (op === "finalize") {
          s.finalizing = me; // beginFinalizing
          wakeAll("locked");
          return go("NEXT");
        }
        t.back = op === "end" ? DONE : "NEXT";
        if (policy === "fair") return go("FAIR_DROP");
        return go(policy === "timed" && op === "drop" ? "TIMED_DROP" : "RELEASE");
      }

      // gil.ts
      case "TAKE": // takeGil: mustHang
        return go(mustHang ? HANGS : policy === "fair" ? "FAIR_TAKE" : "WITHDRAW");
      case "TAKEN": // hasTaken
        t.inside = true;
        if (!mustHang) return go("NEXT");
        t.back = HANGS;
        return go(policy === "fair" ? "FAIR_DROP" : "RELEASE");

      // policy_timed.ts and policy_ticks.ts: timedTake, ticksTake
      case "WITHDRAW":
        t.mustDrop = false;
        return go("TRY");
      case "TRY":
        if (s.locked === 0) {
          s.locked = me;
          return go("NOTE");
        }
        t.asked = 0;
        return go("COUNT");
      case "COUNT": // timedWait
        s.waiters++;
        return go("WITHDRAW_AGAIN");
      case "WITHDRAW_AGAIN":
        if (policy === "timed") t.mustDrop = false;
        return go("TRY_AGAIN");
      case "TRY_AGAIN":
        if (s.locked === 0) {
          s.locked = me;
          return go("COUNTED");
        }
        t.holder = s.locked;
        return go("SEE");
      case "SEE":
        t.seen = true;
        return go("SLEEP");
      case "SLEEP":
        t.timedOut = false;
        if (s.locked === t.holder) t.sleeps = "locked";
        return go("AWAKE");
      case "AWAKE":
        if (mustHang) return go("LEAVE");
        return go(t.timedOut && t.seen ? "WHO" : "WITHDRAW_AGAIN");
      case "WHO":
        t.now = s.locked;
        return go(t.now === 0 ? "WITHDRAW_AGAIN" : "ASK");
      case "ASK": // ask
        t.asked = t.now;
        of(t.now).mustDrop = true;
        return go("WITHDRAW_AGAIN");
      case "COUNTED":
        s.waiters--;
        return go("NOTE");

      // gilwords.ts: noteSwitch
      case "NOTE":
        if (s.holder === me) return go("TAKEN");
        s.holder = me;
        return go("NOTE_NUMBER");
      case "NOTE_NUMBER":
        moveSwitch();
        return go("NOTE_WAKE");
      case "NOTE_WAKE":
        if (s.yielding > 0) wakeAll("switchNumber");
        return go("TAKEN");

      // gilwords.ts: leave
      case "LEAVE":
        if (t.asked !== 0) of(t.asked).mustDrop = false;
        return go("LEAVE_COUNT");
      case "LEAVE_COUNT":
        s.waiters--;
        return go(flaw === "leaver moves no switch" ? "LEAVE_LOCKED" : "LEAVE_NUMBER");
      case "LEAVE_NUMBER":
        moveSwitch();
        return go("LEAVE_WAKE");
      case "LEAVE_WAKE":
        if (s.yielding > 0) wakeAll("switchNumber");
        return go("LEAVE_LOCKED");
      case "LEAVE_LOCKED":
        if (s.locked === 0) return wakeOne("locked", HANGS);
        return go(HANGS);

      // gilwords.ts: release
      case "RELEASE":
        t.inside = false;
        s.locked = 0;
        return go("RELEASED");
      case "RELEASED":
        if (flaw === "drop wakes nobody" || s.waiters === 0) return go(t.back);
        return wakeOne("locked", t.back);

      // policy_timed.ts: timedDrop, forcedDrop, timedYield
      case "TIMED_DROP":
        return go(t.mustDrop ? "FORCED" : "RELEASE");
      case "TIMED_YIELD":
        if (!t.mustDrop) return go("NEXT");
        if (s.waiters === 0) return go("NOBODY");
        t.back = "TAKE";
        return go("FORCED");
      case "NOBODY":
        t.mustDrop = false;
        return go("NEXT");
      case "FORCED":
        t.number = true;
        return go("FORCED_CLEAR");
      case "FORCED_CLEAR":
        t.mustDrop = false;
        return go("FORCED_WAITERS");
      case "FORCED_WAITERS":
        return go(s.waiters === 0 ? "RELEASE" : "FORCED_COUNT");
      case "FORCED_COUNT":
        s.yielding++;
        return go("FORCED_RELEASE");
      case "FORCED_RELEASE":
        t.inside = false;
        s.locked = 0;
        return go("FORCED_RELEASED");
      case "FORCED_RELEASED":
        if (s.waiters === 0) return go("FORCED_SLEEP");
        return wakeOne("locked", "FORCED_SLEEP");
      case "FORCED_SLEEP":
        if (!t.number) return go("FORCED_DONE");
        t.sleeps = "switchNumber";
        return 0;
      case "FORCED_DONE":
        s.yielding--;
        return go(t.back);

      // policy_ticks.ts: ticksYield
      case "TICKS_YIELD":
        if (s.waiters === 0) return go("NEXT");
        t.back = "TAKE";
        return go("RELEASE");

      // policy_fair.ts: fairTake
      case "FAIR_TAKE":
        t.mustDrop = false;
        return go("FAIR_TRY");
      case "FAIR_TRY":
        t.standing = RETURNED;
        t.asked = 0;
        if (s.locked !== 0) return go("ENTER_LOCK");
        s.locked = me;
        return go("NOTE");
      case "ENTER_LOCK":
        if (s.queueLock !== 0) return -1;
        s.queueLock = me;
        return go("ENTER");
      case "ENTER": // enqueue: the list and the turn are seen only with the queue's lock
        t.turn = LOOKING;
        s.queue[0].push(me);
        return go("ENTER_COUNT");
      case "ENTER_COUNT":
        s.waiters++;
        return go("ENTER_WITHDRAW");
      case "ENTER_WITHDRAW": // takeInQueue
        t.mustDrop = false;
        return go("ENTER_TRY");
      case "ENTER_TRY":
        if (s.locked !== 0) return go("ENTER_UNLOCK");
        s.locked = me;
        unqueue(me);
        return go("ENTER_NOTE");
      case "ENTER_NOTE":
        s.queueLock = 0;
        return go("NOTE");
      case "ENTER_UNLOCK":
        s.queueLock = 0;
        return go("IN_QUEUE");

      // waitInQueue
      case "IN_QUEUE":
        t.seen = true;
        if (t.standing === RETURNED) return go("GRACE");
        return go(t.told ? "PAUSE" : "LIE_DOWN");
      case "PAUSE": // pauseOf depends on time: the pause may be over or not
        if (choice === 0) {
          t.told = false;
          go("TURN_LOCK");
        } else go("LIE_DOWN");
        return 1;
      case "GRACE": // the grace of a holder depends on time: it may be over or not
        t.now = s.locked;
        t.long = t.now === 0 && flaw === "a free lock is long waited for";
        if (t.now === 0 || of(t.now).standing === COMPUTES || choice === 1) go(t.now === 0 ? "LIE_DOWN" : "FAIR_ASK");
        else go("LIE_DOWN");
        return t.now !== 0 && of(t.now).standing !== COMPUTES ? 1 : 0;
      case "FAIR_ASK":
        t.asked = t.now;
        of(t.now).mustDrop = true;
        return go("LIE_DOWN");
      case "LIE_DOWN":
        t.timedOut = false;
        if (t.turn !== LOOKING) return go("GET_UP");
        t.turn = t.told ? PAUSES : ASLEEP;
        return go("SLEEP_IN_QUEUE");
      case "SLEEP_IN_QUEUE":
        if (t.turn === (t.told ? PAUSES : ASLEEP)) t.sleeps = `turn${me}`;
        return go("GET_UP");
      case "GET_UP":
        t.now = t.turn;
        if (t.now === MINE) return go("TAKEN");
        return go(mustHang ? "FAIR_LEAVE" : "LOOK_UP");
      case "LOOK_UP":
        if (t.turn === t.now) t.turn = LOOKING;
        else if (t.turn === MINE) return go("TAKEN");
        if (t.told) return go("IN_QUEUE");
        if (t.now === LOOK) {
          if (t.standing === RETURNED) return go("TURN_LOCK");
          t.told = true;
          return go("IN_QUEUE");
        }
        return go(t.timedOut && t.seen ? "FAIR_WHO" : "IN_QUEUE");
      case "TURN_LOCK":
        if (s.queueLock !== 0) return -1;
        s.queueLock = me;
        return go("TURN");
      case "TURN":
        if (t.turn === MINE) return go("TURN_MINE");
        t.mustDrop = false;
        return go("TURN_TRY");
      case "TURN_TRY":
        if (s.locked !== 0) return go("ENTER_UNLOCK");
        s.locked = me;
        unqueue(me);
        return go("ENTER_NOTE");
      case "TURN_MINE":
        s.queueLock = 0;
        return go("TAKEN");
      case "FAIR_WHO":
        t.now = s.locked;
        return go(t.now === 0 ? "IN_QUEUE" : "FAIR_ASK_AGAIN");
      case "FAIR_ASK_AGAIN":
        t.asked = t.now;
        of(t.now).mustDrop = true;
        return go("IN_QUEUE");

      // leaveQueue
      case "FAIR_LEAVE":
        if (t.asked !== 0) of(t.asked).mustDrop = false;
        return go("FAIR_LEAVE_LOCK");
      case "FAIR_LEAVE_LOCK":
        if (s.queueLock !== 0) return -1;
        s.queueLock = me;
        return go("FAIR_LEAVE_LIST");
      case "FAIR_LEAVE_LIST":
        t.back = HANGS;
        if (t.turn === MINE) t.inside = true;
        else unqueue(me);
        s.queueLock = 0;
        return go(t.turn === MINE ? "FAIR_DROP" : "RING");

      // ring
      case "RING":
        if (s.queueLock !== 0) return -1;
        s.queueLock = me;
        return go("RING_NEXT");
      case "RING_NEXT": {
        const all = heads();
        t.wakes = 0;
        if (all.length > 0 && s.locked === 0) {
          const next = all[choice]!;
          if (of(next).turn === ASLEEP) t.wakes = next;
          of(next).turn = LOOK;
        }
        t.pc = "UNLOCK";
        return s.locked === 0 ? Math.max(0, all.length - 1) : 0;
      }
      case "UNLOCK":
        s.queueLock = 0;
        return go("WAKE");
      case "WAKE":
        if (t.wakes !== 0) wakeAll(`turn${t.wakes}`);
        return go(t.back);

      // fairDrop
      case "FAIR_DROP":
        return go(s.waiters === 0 ? "FAIR_FREE" : "FAIR_LOCK");
      case "FAIR_FREE":
        t.inside = false;
        s.locked = 0;
        return go(flaw === "drop does not look at the waiters again" ? t.back : "FAIR_AGAIN");
      case "FAIR_AGAIN":
        return go(s.waiters === 0 ? t.back : "RING");
      case "FAIR_LOCK":
        if (s.queueLock !== 0) return -1;
        s.queueLock = me;
        return go("FAIR_CHOOSE");
      case "FAIR_CHOOSE": {
        // Hand over to one that is due, or make the lock free and tell one that computes.
        const ways: (() => void)[] = heads().map((head) => () => {
          t.now = head;
          t.pc = "HAND_OVER";
        });
        const computing = s.queue[1][0];
        if (s.queue[0].length === 0) {
          ways.push(() => {
            t.now = computing ?? 0;
            t.pc = "FREE_AND_TELL";
          });
        }
        ways[choice]!();
        return ways.length - 1;
      }
      case "FREE_AND_TELL":
        t.inside = false;
        s.locked = 0;
        return go("TELL");
      case "TELL":
        t.wakes = 0;
        if (t.now !== 0) {
          if (of(t.now).turn === ASLEEP) t.wakes = t.now;
          of(t.now).turn = LOOK;
        }
        return go("UNLOCK");

      // gilqueue.ts: handOver
      case "HAND_OVER":
        unqueue(t.now);
        of(t.now).mustDrop = false;
        if (of(t.now).standing === COMPUTES) of(t.now).standing = OWED;
        return go("HAND_OVER_NUMBER");
      case "HAND_OVER_NUMBER":
        s.holder = t.now;
        moveSwitch();
        return go("HAND_OVER_LOCK");
      case "HAND_OVER_LOCK":
        t.inside = false;
        s.locked = t.now;
        return go("HAND_OVER_TURN");
      case "HAND_OVER_TURN":
        t.wakes = of(t.now).turn === ASLEEP || of(t.now).turn === PAUSES ? t.now : 0;
        of(t.now).turn = MINE;
        return go("UNLOCK");

      // fairYield
      case "FAIR_YIELD":
        if (!t.mustDrop) return go("NEXT");
        t.mustDrop = false;
        return go("FAIR_YIELD_WAITERS");
      case "FAIR_YIELD_WAITERS":
        return go(s.waiters === 0 ? "NEXT" : "FAIR_YIELD_LOCK");
      case "FAIR_YIELD_LOCK":
        if (s.queueLock !== 0) return -1;
        s.queueLock = me;
        return go("FAIR_YIELD_CHOOSE");
      case "FAIR_YIELD_CHOOSE": {
        const all = heads();
        const head = all[choice];
        if (head === undefined) {
          s.queueLock = 0;
          go("NEXT");
        } else {
          t.now = head;
          t.asked = 0;
          t.standing = COMPUTES;
          t.turn = LOOKING;
          s.queue[1].push(me);
          s.waiters++;
          t.back = "IN_QUEUE";
          go("HAND_OVER");
        }
        return s.queue[0].length === 0 || all.length === 0 ? all.length : all.length - 1;
      }
      default:
        throw new Error(`no step for ${t.pc}`);
    }
  }
}
