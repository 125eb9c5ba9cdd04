// A model of the GIL's protocol, small enough that every order of its steps can be tried (gil_model_search.ts does).
//
// Threads run short scripts (take, look at the breaker, drop, end the process …). Each of their steps is one access to a shared word, and stands for
// one line of core/threads: its label is named after it, and they stand in the order of the code. Sleeping on a word is as atomic.wait: it compares and
// sleeps in one step; a notify wakes any one of the sleepers. A time limit may run out at any moment. The queue's lock is taken as a lock (word.ts).
// A step stands for two accesses only where what could happen between them changes nothing: a load of YIELDING and the notify of all, who look again; the look
// at one's own breaker and its clearing; what one changes that others see only with a lock which is held.
//
// There is no clock. Where the code compares times, both answers are tried: whether a waiter is due, whose deadline is the earlier one, whether a
// holder's grace or a pause is over. That is more than can happen.
//
// So that states that differ in nothing else are one, a thread forgets what nobody will read: `NEXT`, `TAKEN` and the last lines of a loop set
// variables back, and a request is not kept that the asked thread will not look at (`heeds`).

export type Op = "take" | "look" | "drop" | "end" | "finalize";
export type Policy = "timed" | "ticks" | "fair";
/** Parts of the protocol that a test takes out to see that the model notices. */
export type Flaw =
  | "none"
  | "leaver moves no switch"
  | "leaver passes no wake-up on"
  | "drop wakes nobody"
  | "drop does not look at the waiters again"
  | "a free lock is long waited for"
  | "a pause has no limit"
  | "a pause is never over"
  | "who pauses forgets what it was told";

export const HANGS = "HANGS";
export const DONE = "DONE";
const LOOKING = 0;
const ASLEEP = 1;
const LOOK = 2;
const MINE = 3;
const PAUSES = 4;
const RETURNED = 0;
const COMPUTES = 1;
const OWED = 2;

/** What a thread is at. Threads are numbered from 1, so that 0 is nobody. */
export interface Thread {
  /** The line that it does next. */
  pc: string;
  /** Where a function goes on when it is done. */
  back: string;
  /** Index in the script. */
  at: number;
  /** The word that it sleeps on; "turn" is its own. */
  sleeps: "" | "locked" | "switchNumber" | "turn";
  timedOut: boolean;
  /** Whom it has asked; the holder that it saw; the next one, whom it serves: numbers of threads. */
  asked: number;
  holder: number;
  next: number;
  /** Whether `next` is to be woken. */
  wakes: boolean;
  /** Whether the switch number has not moved since the thread read it (as a waiter, as one who was asked). */
  seen: boolean;
  number: boolean;
  /** The turn that it read when it got up. */
  now: number;
  standing: number;
  mustDrop: boolean; // GIL_DROP in its breaker
  turn: number;
  inside: boolean;
  /** It sleeps for a whole interval, not for a holder's grace. */
  long: boolean;
  /** It computes, was told that the lock is free, and has not tried to take it. */
  told: boolean;
}

/** Everything at a moment. Never changed in place: a step makes a new one that shares what stayed. */
export interface State {
  locked: number;
  holder: number;
  waiters: number;
  yielding: number;
  finalizing: number;
  queueLock: number;
  /** Those who came back, and those who compute. */
  queue: readonly [readonly number[], readonly number[]];
  threads: readonly Readonly<Thread>[];
}

const NOTHING_KEPT = {
  timedOut: false,
  asked: 0,
  holder: 0,
  next: 0,
  wakes: false,
  seen: false,
  number: false,
  now: 0,
  turn: LOOKING,
  long: false,
  told: false,
};

/** A state that is being made. */
type Open<T> = { -readonly [name in keyof T]: T[name] extends readonly Readonly<Thread>[] ? Thread[] : T[name] };

export interface Model {
  start: State;
  /** Calls `found` with every state that one step of thread `me` can lead to. */
  steps(state: State, me: number, found: (next: State, byTime: boolean) => void): void;
  isLocal(state: State, me: number): boolean;
  /** A thread that is badly served, or 0. */
  convoyed(state: State): number;
}

/** `atOnce`: whether a thread does its local steps at once (`isLocal`), or everybody may do a step in between. */
export function modelOf(policy: Policy, scripts: readonly (readonly Op[])[], flaw: Flaw, atOnce: boolean): Model {
  const someoneFinalizes = scripts.some((script) => script.includes("finalize"));
  const first: State = {
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
      standing: RETURNED,
      mustDrop: false,
      inside: false,
      ...NOTHING_KEPT,
    })),
  };
  let start = first;
  for (let me = 1; me <= scripts.length; me++) {
    settle(start, me, (next) => {
      start = next;
    });
  }
  return { start, steps, isLocal, convoyed };

  /**
   * A thread that came back and sleeps for a whole interval behind one that computes, was not asked, and will not be by anybody who is awake; or 0.
   */
  function convoyed({ locked, threads }: State): number {
    const holder = threads[locked - 1];
    if (holder === undefined || !["FAIR_YIELD", "FAIR_DROP"].includes(holder.pc) || holder.back === HANGS || holder.mustDrop) return 0;
    if (threads.some((t) => t !== holder && t.sleeps === "" && t.pc !== DONE && t.pc !== HANGS)) return 0;
    return 1 + threads.findIndex((t) => t.sleeps !== "" && t.standing === RETURNED && t.long);
  }

  function steps(state: State, me: number, found: (next: State, byTime: boolean) => void): void {
    const t = state.threads[me - 1]!;
    if (t.pc === DONE || t.pc === HANGS) return;
    if (t.sleeps === "") trySteps(state, me, (next) => found(next, false));
    else if (hasLimit(t)) found({ ...state, threads: state.threads.with(me - 1, { ...t, sleeps: "", timedOut: true }) }, !t.told);
  }

  /** Whether the sleep of a thread has a time limit. */
  function hasLimit(t: Thread): boolean {
    if (t.sleeps === "turn") return flaw !== "a pause has no limit" || !t.told;
    return t.sleeps === "locked" && policy === "timed";
  }

  function trySteps(state: State, me: number, found: (next: State) => void): void {
    let ways = 1;
    for (let choice = 0; choice < ways; choice++) {
      const next = { ...state, threads: [...state.threads] };
      ways = step(next, me, choice);
      if (ways > 0) settle(next, me, found);
    }
  }

  /** Does the steps that thread `me` does before anybody else does one, as far as they are such. */
  function settle(state: State, me: number, found: (next: State) => void): void {
    if (atOnce && isLocal(state, me)) trySteps(state, me, found);
    else found(state);
  }

  /**
   * Whether the next step of a thread can be taken at once, in place of all other steps. That leaves no finding out when the step and whatever others can
   * do before it come to the same in either order, it is not one that the findings look at, and no thread can go round by such steps alone. (`inside` is
   * looked at; it only begins earlier, and a `standing` that is forgotten leaves others both answers.) Such steps are: what only the thread itself reads or writes; what is read and was written for the last time;
   * what the queue's lock guards, or the GIL (HOLDER), while it is held; and to release the queue's lock, since those who could notice have to wait for it.
   */
  function isLocal(s: State, me: number): boolean {
    const t = s.threads[me - 1]!;
    if (t.sleeps !== "") return false;
    switch (t.pc) {
      case "NEXT":
      case "NOTE":
      case "PAUSE":
      case "ENTER":
      case "IS_MINE":
      case "RING_NEXT":
      case "FAIR_CHOOSE":
      case "FAIR_YIELD_CHOOSE":
      case "UNLOCK_IN_QUEUE":
      case "UNLOCK_TAKEN":
      case "UNLOCK_LEAVE":
      case "UNLOCK_GO_ON":
      case "UNLOCK":
        return true;
      case "TAKE":
      case "TAKEN":
      case "MUST_HANG":
        return s.finalizing !== 0 || !someoneFinalizes;
      case "NOTE_WAKE":
      case "LEAVE_WAKE":
        return policy !== "timed"; // YIELDING
      case "NOTE_NUMBER":
      case "LEAVE_NUMBER":
        return policy === "ticks"; // nobody reads it
      case "WITHDRAW":
      case "WITHDRAW_AGAIN":
      case "SPIN_WITHDRAW":
      case "FAIR_TAKE":
      case "WITHDRAW_IN_QUEUE":
        return !heeds(s, me);
      case "HAND_OVER_WITHDRAW":
        return !heeds(s, t.next);
      case "ASK":
      case "ASK_AT_ONCE":
        return !heeds(s, t.holder);
      case "LEAVE":
        return t.asked === 0 || !heeds(s, t.asked);
      default:
        return false;
    }
  }

  /** Whether a thread will look at GIL_DROP in its breaker before it ends. */
  function heeds(s: State, who: number): boolean {
    const { pc, at } = s.threads[who - 1]!;
    if (pc === "FAIR_YIELD" || pc === "TIMED_YIELD" || pc === "TIMED_DROP") return true;
    const script = scripts[who - 1]!;
    return (
      pc !== HANGS && policy !== "ticks" && (script.indexOf("look", at) >= 0 || (policy === "timed" && script.indexOf("drop", at) >= 0))
    );
  }

  /** Does one step in place. Returns in how many ways it can be done, of which it has done the one numbered `choice`; 0 when the thread has to wait. */
  function step(s: Open<State>, me: number, choice: number): number {
    const t: Thread = { ...s.threads[me - 1]! };
    s.threads[me - 1] = t;
    /** A thread, to be changed. It may be `me`: who looks at LOCKED while it is being handed the lock asks itself. */
    const of = (thread: number): Thread => {
      if (thread !== me) s.threads[thread - 1] = { ...s.threads[thread - 1]! };
      return s.threads[thread - 1] as Thread;
    };
    const go = (label: string): number => {
      t.pc = label;
      return 1;
    };
    const goBack = (): number => {
      const label = t.back;
      if (label !== HANGS) t.back = "";
      Object.assign(t, { next: 0, wakes: false });
      return label === HANGS ? hang() : go(label);
    };
    /** For ever. */
    const hang = (): number => {
      Object.assign(t, NOTHING_KEPT, { back: "", at: 0, standing: RETURNED, mustDrop: false });
      return go(HANGS);
    };
    const wakeAll = (word: string): void => {
      s.threads.forEach((thread, i) => {
        if (thread.sleeps === word) of(i + 1).sleeps = "";
      });
    };
    /** Wakes one of those who sleep on a word: which one is the step's choice. */
    const wakeOne = (word: string): number => {
      const all = s.threads.flatMap((thread, i) => (thread.sleeps === word ? [i + 1] : []));
      if (all.length > 0) of(all[choice]!).sleeps = "";
      return Math.max(1, all.length);
    };
    const moveSwitch = (): void => {
      s.threads.forEach((thread, i) => {
        if (i + 1 === me) t.seen = t.number = false;
        else if (thread.seen || thread.number) Object.assign(of(i + 1), { seen: false, number: false });
      });
    };
    const ask = (thread: number): void => {
      if (someoneFinalizes) t.asked = thread; // only who leaves will read it
      if (heeds(s, thread)) of(thread).mustDrop = true;
    };
    const mustHang = s.finalizing !== 0 && s.finalizing !== me;
    const lockQueue = (label: string): number => {
      if (s.queueLock !== 0) return 0;
      s.queueLock = me;
      return go(label);
    };
    const unlockQueue = (label: string): number => {
      s.queueLock = 0;
      return go(label);
    };
    const enqueue = (standing: number): void => {
      t.standing = standing;
      t.turn = LOOKING;
      const [returned, computing] = s.queue;
      s.queue = standing === RETURNED ? [[...returned, me], computing] : [returned, [...computing, me]];
    };
    const unqueue = (thread: number): void => {
      const [returned, computing] = s.queue;
      s.queue = [returned.filter((other) => other !== thread), computing.filter((other) => other !== thread)];
      s.waiters--;
    };
    /** The ones that may be next in the queue: the first of each list. */
    const heads = [...s.queue[0].slice(0, 1), ...s.queue[1].slice(0, 1)];

    switch (t.pc) {
      case "NEXT": {
        Object.assign(t, NOTHING_KEPT);
        const op = scripts[me - 1]![t.at++];
        if (op === undefined) {
          t.standing = RETURNED;
          return go(DONE);
        }
        if (op === "take") return go("TAKE");
        if (op === "look") return go(policy === "fair" ? "FAIR_YIELD" : policy === "timed" ? "TIMED_YIELD" : "TICKS_YIELD");
        if (op === "finalize") return go("FINALIZE");
        t.back = op === "end" ? DONE : "NEXT";
        if (policy === "fair") return go("FAIR_DROP");
        return go(policy === "timed" && op === "drop" ? "TIMED_DROP" : "RELEASE");
      }

      // gil.ts: beginFinalizing
      case "FINALIZE":
        s.finalizing = me;
        return go("FINALIZE_WAKE");
      case "FINALIZE_WAKE":
        wakeAll("locked");
        return go("NEXT");

      // gil.ts: takeGil, hasTaken
      case "TAKE":
        if (mustHang) return hang();
        return go(policy === "fair" ? "FAIR_TAKE" : "WITHDRAW");
      case "TAKEN":
        Object.assign(t, NOTHING_KEPT);
        if (t.standing === OWED) t.standing = RETURNED; // from here on, others treat both alike
        t.inside = true;
        if (!mustHang) return go("NEXT");
        t.back = HANGS;
        return go(policy === "fair" ? "FAIR_DROP" : "RELEASE");

      // policy_timed.ts and policy_ticks.ts: timedTake, timedWait, ticksTake
      case "WITHDRAW":
        t.mustDrop = false;
        return go("TRY");
      case "TRY":
        if (s.locked !== 0) return go(policy === "timed" ? "SPIN" : "COUNT");
        s.locked = me;
        return go("NOTE");
      // spin.ts: spinForGil. It may be given up at any time; to look at a lock that is held changes nothing.
      case "SPIN":
        go(choice === 0 ? "COUNT" : "SPIN_WITHDRAW");
        return s.locked === 0 ? 2 : 1;
      case "SPIN_WITHDRAW":
        t.mustDrop = false;
        return go("SPIN_TRY");
      case "SPIN_TRY":
        if (s.locked !== 0) return go("SPIN");
        s.locked = me;
        return go("NOTE");
      case "COUNT":
        s.waiters++;
        return go(policy === "timed" ? "WITHDRAW_AGAIN" : "TRY_AGAIN");
      case "WITHDRAW_AGAIN":
        t.mustDrop = false;
        return go("TRY_AGAIN");
      case "TRY_AGAIN":
        if (s.locked === 0) {
          s.locked = me;
          return go("COUNTED");
        }
        t.holder = s.locked;
        return go(policy === "timed" ? "SEE" : "SLEEP");
      case "SEE":
        t.seen = true;
        return go("SLEEP");
      case "SLEEP":
        if (s.locked === t.holder) t.sleeps = "locked";
        t.timedOut = false;
        t.holder = 0;
        return go("MUST_HANG");
      case "MUST_HANG":
        if (policy === "fair") return go(mustHang ? "FAIR_LEAVE" : "LOOK_UP");
        if (mustHang) return go("LEAVE");
        if (policy === "ticks") return go("TRY_AGAIN");
        if (t.timedOut) return go("HAS_MOVED");
        t.seen = false;
        return go("WITHDRAW_AGAIN");
      case "HAS_MOVED": {
        const seen = t.seen;
        Object.assign(t, { seen: false, timedOut: false });
        return go(seen ? "WHO" : policy === "fair" ? "IN_QUEUE" : "WITHDRAW_AGAIN");
      }
      case "WHO":
        t.holder = s.locked;
        if (s.locked !== 0) return go("ASK");
        return go(policy === "fair" ? "IN_QUEUE" : "WITHDRAW_AGAIN");
      case "ASK":
        ask(t.holder);
        t.holder = 0;
        return go(policy === "timed" ? "WITHDRAW_AGAIN" : "IN_QUEUE");
      case "COUNTED":
        s.waiters--;
        return go("NOTE");

      // gilwords.ts: noteSwitch, of all policies
      case "NOTE":
        if (s.holder === me) return go(s.queueLock === me ? "UNLOCK_TAKEN" : "TAKEN");
        s.holder = me;
        return go("NOTE_NUMBER");
      case "NOTE_NUMBER":
        moveSwitch();
        return go("NOTE_WAKE");
      case "NOTE_WAKE":
        if (s.yielding > 0) wakeAll("switchNumber");
        return go(s.queueLock === me ? "UNLOCK_TAKEN" : "TAKEN");

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
        if (s.locked !== 0 || flaw === "leaver passes no wake-up on") return hang();
        Object.assign(t, NOTHING_KEPT);
        return go("LEAVE_PASS_ON");
      case "LEAVE_PASS_ON": {
        const ways = wakeOne("locked");
        hang();
        return ways;
      }

      // gilwords.ts: release
      case "RELEASE":
        t.inside = false;
        s.locked = 0;
        return go("RELEASED");
      case "RELEASED":
        if (flaw === "drop wakes nobody" || s.waiters === 0) return goBack();
        return go("RELEASE_WAKE");
      case "RELEASE_WAKE": {
        const ways = wakeOne("locked");
        goBack();
        return ways;
      }

      // policy_timed.ts: timedDrop, forcedDrop, timedYield
      case "TIMED_DROP":
        return go(t.mustDrop ? "FORCED" : "RELEASE");
      case "TIMED_YIELD":
        return go(t.mustDrop ? "TIMED_YIELD_WAITERS" : "NEXT");
      case "TIMED_YIELD_WAITERS":
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
        if (s.waiters !== 0) return go("FORCED_COUNT");
        t.number = false;
        return go("RELEASE");
      case "FORCED_COUNT":
        s.yielding++;
        return go("FORCED_RELEASE");
      case "FORCED_RELEASE":
        t.inside = false;
        s.locked = 0;
        return go("FORCED_RELEASED");
      case "FORCED_RELEASED":
        return go(s.waiters === 0 ? "FORCED_SLEEP" : "FORCED_WAKE");
      case "FORCED_WAKE":
        go("FORCED_SLEEP");
        return wakeOne("locked");
      case "FORCED_SLEEP":
        if (!t.number) return go("FORCED_DONE");
        t.sleeps = "switchNumber";
        return 1;
      case "FORCED_DONE":
        s.yielding--;
        return goBack();

      // policy_ticks.ts: ticksYield
      case "TICKS_YIELD":
        if (s.waiters === 0) return go("NEXT");
        t.back = "TAKE";
        return go("RELEASE");

      // policy_fair.ts: fairTake
      case "FAIR_TAKE":
        t.mustDrop = false;
        t.standing = RETURNED;
        return go("FAIR_TRY");
      case "FAIR_TRY":
        if (s.locked !== 0) return go("LOCK_TO_ENTER");
        s.locked = me;
        return go("NOTE");
      case "LOCK_TO_ENTER":
        return lockQueue("ENTER");
      case "ENTER": // enqueue: the list and the turn are seen only with the queue's lock
        enqueue(RETURNED);
        return go("ENTER_COUNT");
      case "ENTER_COUNT":
        s.waiters++;
        return go("WITHDRAW_IN_QUEUE");

      // takeInQueue
      case "WITHDRAW_IN_QUEUE":
        t.mustDrop = false;
        return go("TRY_IN_QUEUE");
      case "TRY_IN_QUEUE":
        if (s.locked !== 0) return go(t.told ? "UNLOCK_GO_ON" : "UNLOCK_IN_QUEUE");
        s.locked = me;
        return go("UNQUEUE");
      case "UNQUEUE":
        unqueue(me);
        return go("NOTE");
      case "UNLOCK_TAKEN":
        return unlockQueue("TAKEN");
      case "UNLOCK_IN_QUEUE":
        return unlockQueue("IN_QUEUE");
      case "UNLOCK_GO_ON": // one that computes was told in vain
        t.told = false;
        return unlockQueue("LIE_DOWN");

      // waitInQueue
      case "IN_QUEUE":
        t.seen = true;
        return go(t.standing === RETURNED ? "GRACE" : t.told ? "PAUSE" : "LIE_DOWN");
      case "GRACE":
        t.holder = s.locked;
        t.long = s.locked === 0 && flaw === "a free lock is long waited for";
        return go(s.locked === 0 ? "LIE_DOWN" : "GRACE_OF");
      case "GRACE_OF": // graceOf: that of one that computes is always over
        go(choice === 0 ? "ASK_AT_ONCE" : "LIE_DOWN");
        if (s.threads[t.holder - 1]!.standing === COMPUTES) return 1;
        if (choice !== 0) t.holder = 0;
        return 2;
      case "ASK_AT_ONCE":
        ask(t.holder);
        t.holder = 0;
        return go("LIE_DOWN");
      case "PAUSE": // pauseOf
        if (choice === 0 && flaw !== "a pause is never over") go("TURN_LOCK");
        else {
          t.seen = false; // the loop goes on without asking
          go("LIE_DOWN");
        }
        return 2;
      case "LIE_DOWN":
        if (t.turn !== LOOKING) return go("GET_UP");
        t.turn = t.told ? PAUSES : ASLEEP;
        return go("SLEEP_IN_QUEUE");
      case "SLEEP_IN_QUEUE":
        if (t.turn === ASLEEP || t.turn === PAUSES) t.sleeps = "turn";
        return go("GET_UP");
      case "GET_UP":
        t.now = t.turn;
        t.long = false;
        return go(t.now === MINE ? "TAKEN" : "MUST_HANG");
      case "LOOK_UP": {
        const { now, timedOut } = t;
        t.now = 0;
        if (t.turn === now) t.turn = LOOKING;
        else if (t.turn === MINE) return go("TAKEN");
        if (!t.told && now !== LOOK && timedOut) return go("HAS_MOVED");
        Object.assign(t, { seen: false, timedOut: false });
        if (t.told && flaw === "who pauses forgets what it was told") t.told = false;
        else if (!t.told && now === LOOK) {
          if (t.standing === RETURNED) return go("TURN_LOCK");
          t.told = true;
        }
        return go("IN_QUEUE");
      }

      // takeIfFree
      case "TURN_LOCK":
        return lockQueue("IS_MINE");
      case "IS_MINE":
        return go(t.turn === MINE ? "UNLOCK_TAKEN" : "WITHDRAW_IN_QUEUE");

      // leaveQueue
      case "FAIR_LEAVE":
        if (t.asked !== 0) of(t.asked).mustDrop = false;
        Object.assign(t, { asked: 0, seen: false, timedOut: false, now: 0, told: false });
        t.back = HANGS;
        return go("FAIR_LEAVE_LOCK");
      case "FAIR_LEAVE_LOCK":
        return lockQueue("FAIR_LEAVE_LIST");
      case "FAIR_LEAVE_LIST":
        if (t.turn === MINE) t.inside = true;
        else unqueue(me);
        return go("UNLOCK_LEAVE");
      case "UNLOCK_LEAVE":
        t.turn = LOOKING;
        s.queueLock = 0;
        if (t.inside) return go("FAIR_DROP");
        return flaw === "leaver passes no wake-up on" ? hang() : go("RING");

      // ring
      case "RING":
        return lockQueue("RING_NEXT");
      case "RING_NEXT":
        if (heads.length === 0) return go("UNLOCK");
        t.next = heads[choice]!;
        go("RING_LOCKED");
        return heads.length;
      case "RING_LOCKED":
        return go(s.locked === 0 ? "TELL" : "UNLOCK");
      case "TELL":
        t.wakes = s.threads[t.next - 1]!.turn === ASLEEP;
        of(t.next).turn = LOOK;
        return go("UNLOCK");
      case "UNLOCK":
        s.queueLock = 0;
        return t.wakes ? go("WAKE") : goBack();
      case "WAKE":
        if (s.threads[t.next - 1]!.sleeps === "turn") of(t.next).sleeps = "";
        return goBack();

      // fairDrop
      case "FAIR_DROP":
        return go(s.waiters === 0 ? "FAIR_FREE" : "FAIR_LOCK");
      case "FAIR_FREE":
        t.inside = false;
        s.locked = 0;
        return flaw === "drop does not look at the waiters again" ? goBack() : go("FAIR_AGAIN");
      case "FAIR_AGAIN":
        return s.waiters === 0 ? goBack() : go("RING");
      case "FAIR_LOCK":
        return lockQueue("FAIR_CHOOSE");
      case "FAIR_CHOOSE": // hands over to one that is due, or makes the lock free and tells one that is not (who came back since the clock was read, too)
        t.next = heads[choice >> 1] ?? 0;
        go(choice % 2 === 0 && t.next !== 0 ? "HAND_OVER" : "FREE");
        return Math.max(1, 2 * heads.length);
      case "FREE":
        t.inside = false;
        s.locked = 0;
        return go(t.next === 0 ? "UNLOCK" : "TELL");

      // gilqueue.ts: handOver
      case "HAND_OVER":
        unqueue(t.next);
        return go("HAND_OVER_WITHDRAW");
      case "HAND_OVER_WITHDRAW": {
        const next = of(t.next);
        next.mustDrop = false;
        if (next.standing === COMPUTES) next.standing = OWED;
        return go("HAND_OVER_NUMBER");
      }
      case "HAND_OVER_NUMBER":
        s.holder = t.next;
        moveSwitch();
        return go("HAND_OVER_LOCK");
      case "HAND_OVER_LOCK":
        t.inside = false;
        s.locked = t.next;
        return go("HAND_OVER_TURN");
      case "HAND_OVER_TURN": {
        const next = of(t.next);
        t.wakes = next.turn === ASLEEP || next.turn === PAUSES;
        next.turn = MINE;
        return go("UNLOCK");
      }

      // fairYield
      case "FAIR_YIELD":
        if (!t.mustDrop) return go("NEXT");
        t.mustDrop = false;
        return go("FAIR_YIELD_WAITERS");
      case "FAIR_YIELD_WAITERS":
        return go(s.waiters === 0 ? "NEXT" : "FAIR_YIELD_LOCK");
      case "FAIR_YIELD_LOCK":
        return lockQueue("FAIR_YIELD_CHOOSE");
      case "FAIR_YIELD_CHOOSE": // hands over to one that is due, or goes on
        if (heads[choice] === undefined) unlockQueue("NEXT");
        else {
          t.next = heads[choice];
          go("FAIR_YIELD_ENTER");
        }
        return heads.length + 1;
      case "FAIR_YIELD_ENTER":
        enqueue(COMPUTES);
        s.waiters++;
        t.back = "IN_QUEUE";
        return go("HAND_OVER");
      default:
        throw new Error(`no step for ${t.pc}`);
    }
  }
}
