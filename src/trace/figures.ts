// The figures of a trace, from which the summary and its verdict are made: where each thread's time went, how the GIL went from hand
// to hand, and how many threads wanted it at a time.
import {
  DROP_ASKED,
  DROP_ENDED,
  TRACE_COLLECT,
  TRACE_DROP,
  TRACE_FORCED_WAIT,
  TRACE_REQUEST,
  TRACE_TAKE,
  TRACE_THREAD_END,
} from "../../contract/traceevents.ts";
import { buildLanes, type Lane, NO_EVENT } from "./lanes.ts";
import type { Trace, TraceThread } from "./model.ts";
import { holdsGil, State } from "./states.ts";

/** A kind of thing that a thread was blocked in or ran outside the GIL. Times in µs. */
export interface CallFigures {
  name: string;
  count: number;
  total: number;
  worst: number;
}

/** Times in µs. */
export interface ThreadFigures {
  thread: TraceThread;
  /** From its first event to its end or the end of the trace. */
  lifetime: number;
  running: number;
  waiting: number;
  blocked: number;
  native: number;
  /** Of which nothing is known, because events were lost. */
  unknown: number;
  /** How often it took the GIL from another thread. */
  switches: number;
  /** Calls, lock waits and sleeps by their total time, the longest first. */
  calls: CallFigures[];
  /** Runs between two waits for the GIL or blockings: the median. */
  medianRun: number;
  /** How often it came back from a blocking call, a lock or a sleep. */
  returns: number;
  /** The wait for the GIL after such a return, on average. */
  returnWait: number;
}

export interface Figures {
  /** µs */
  duration: number;
  threads: ThreadFigures[];
  /** Hand-overs of the GIL from one thread to another: because another thread had asked, or for a reason of the thread's own. */
  switches: { all: number; asked: number; voluntary: number };
  requests: number;
  forcedWaits: number;
  collections: number;
  /** How often a thread got the GIL at once, and the waits of the other times, ascending, in µs. */
  atOnce: number;
  waits: Float64Array;
  /** Of the duration: the share in which the GIL was held, and in which two threads or more ran or waited for it. */
  held: number;
  contended: number;
  /** How many threads ran or waited for it while it was contended, on average. */
  contenders: number;
  lost: number;
}

/** Taking a free GIL takes less than this, µs. */
export const AT_ONCE = 2;

export function measure(trace: Trace): Figures {
  const lanes = buildLanes(trace);
  const waits: number[] = [];
  const switches = countSwitches(trace);
  const threads = trace.threads.map((thread) =>
    measureThread(trace, thread, lanes[thread.index]!, switches.byThread[thread.index]!, waits),
  );
  const longer = Float64Array.from(waits.filter((wait) => wait >= AT_ONCE)).sort();
  return {
    duration: trace.duration,
    threads,
    switches: { all: switches.asked + switches.voluntary, asked: switches.asked, voluntary: switches.voluntary },
    requests: countKind(trace, TRACE_REQUEST),
    forcedWaits: countKind(trace, TRACE_FORCED_WAIT),
    collections: countKind(trace, TRACE_COLLECT),
    atOnce: waits.length - longer.length,
    waits: longer,
    ...measureDemand(trace, lanes),
    lost: trace.lost,
  };
}

/** The value below which `share` of the sorted values lie; 0 for none. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

function countKind({ kind }: Trace, wanted: number): number {
  let count = 0;
  for (const each of kind) if (each === wanted) count++;
  return count;
}

function countSwitches({ kind, thread, why, threads }: Trace): { asked: number; voluntary: number; byThread: Uint32Array } {
  const byThread = new Uint32Array(threads.length);
  let asked = 0;
  let voluntary = 0;
  let holder = -1;
  let wasAsked = false;
  for (let i = 0; i < kind.length; i++) {
    if (kind[i] === TRACE_DROP) wasAsked = why[i] === DROP_ASKED;
    if (kind[i] !== TRACE_TAKE) continue;
    if (holder >= 0 && thread[i] !== holder) {
      byThread[thread[i]!]!++;
      if (wasAsked) asked++;
      else voluntary++;
    }
    holder = thread[i]!;
  }
  return { asked, voluntary, byThread };
}

/** What the calls are called in which a thread was while in a state; null for the states that are no call. */
function callName(trace: Trace, state: number, event: number): string | null {
  switch (state) {
    case State.BLOCKED:
    case State.NATIVE:
      return event === NO_EVENT ? "?" : (trace.calls[trace.call[event]!] ?? "?");
    case State.LOCK:
      return "a lock";
    case State.SLEEP:
      return "sleep";
    default:
      return null;
  }
}

/** Adds the waits of the thread to `waits`. */
function measureThread(trace: Trace, thread: TraceThread, lane: Lane, switches: number, waits: number[]): ThreadFigures {
  const totals = new Float64Array(State.LOST + 1);
  const calls = new Map<string, CallFigures>();
  const runs: number[] = [];
  let returns = 0;
  let returnWaits = 0;
  let wait = 0;
  let isReturn = false;
  for (let span = 0; span < lane.count; span++) {
    const state = lane.state[span]!;
    const took = lane.start[span + 1]! - lane.start[span]!;
    totals[state]! += took;
    if (state === State.WAIT || state === State.FORCED) wait += took;
    else if (holdsGil(state)) {
      const before = span > 0 ? lane.state[span - 1]! : State.NONE;
      if (!holdsGil(before)) {
        if (before !== State.NONE && before !== State.LOST) waits.push(wait);
        if (isReturn) {
          returns++;
          returnWaits += wait;
        }
        runs.push(took);
      } else runs[runs.length - 1]! += took;
      wait = 0;
      isReturn = false;
    } else {
      wait = 0;
      isReturn = state === State.BLOCKED || state === State.LOCK || state === State.SLEEP;
    }
    const name = callName(trace, state, lane.event[span]!);
    if (name !== null) addCall(calls, name, took);
  }
  return {
    thread,
    lifetime: lane.count === 0 ? 0 : lane.start[lane.count]! - lane.start[0]!,
    running: totals[State.RUN]! + totals[State.COLLECT]!,
    waiting: totals[State.WAIT]! + totals[State.FORCED]!,
    blocked: totals[State.BLOCKED]! + totals[State.LOCK]! + totals[State.SLEEP]!,
    native: totals[State.NATIVE]!,
    unknown: totals[State.LOST]!,
    switches,
    calls: [...calls.values()].sort((a, b) => b.total - a.total),
    medianRun: quantile(runs.sort(ascending), 0.5),
    returns,
    returnWait: returns > 0 ? returnWaits / returns : 0,
  };
}

function ascending(a: number, b: number): number {
  return a - b;
}

function addCall(calls: Map<string, CallFigures>, name: string, took: number): void {
  const call = calls.get(name) ?? { name, count: 0, total: 0, worst: 0 };
  calls.set(name, call);
  call.count++;
  call.total += took;
  call.worst = Math.max(call.worst, took);
}

/** State that the thread of each event is in from there on, or -1 where it does not change. */
export function statesByEvent(trace: Trace, lanes: readonly Lane[]): Int8Array {
  const states = new Int8Array(trace.kind.length).fill(-1);
  for (const lane of lanes) {
    for (let span = 0; span < lane.count; span++) if (lane.event[span] !== NO_EVENT) states[lane.event[span]!] = lane.state[span]!;
  }
  // A lane ends without a span for the time after the thread.
  for (let i = 0; i < states.length; i++)
    if (trace.kind[i] === TRACE_THREAD_END || (trace.kind[i] === TRACE_DROP && trace.why[i] === DROP_ENDED)) states[i] = State.NONE;
  return states;
}

/** Goes through time once and watches how many threads hold the GIL or want it. */
function measureDemand(trace: Trace, lanes: readonly Lane[]): Pick<Figures, "held" | "contended" | "contenders"> {
  const states = statesByEvent(trace, lanes);
  const state = Uint8Array.from(lanes, (lane) => (lane.count > 0 && lane.event[0] === NO_EVENT ? lane.state[0]! : State.NONE));
  let holding = 0;
  let wanting = 0;
  const count = (what: number, by: number): void => {
    if (holdsGil(what)) holding += by;
    if (holdsGil(what) || what === State.WAIT || what === State.FORCED) wanting += by;
  };
  for (const what of state) count(what, 1);
  let held = 0;
  let contended = 0;
  let demand = 0;
  let before = 0;
  const pass = (until: number): void => {
    const took = until - before;
    before = until;
    if (holding > 0) held += took;
    if (wanting < 2) return;
    contended += took;
    demand += took * wanting;
  };
  for (let i = 0; i < states.length; i++) {
    if (states[i]! < 0) continue;
    pass(trace.time[i]!);
    const who = trace.thread[i]!;
    count(state[who]!, -1);
    state[who] = states[i]!;
    count(state[who]!, 1);
  }
  pass(trace.duration);
  const all = trace.duration || 1;
  return { held: held / all, contended: contended / all, contenders: contended > 0 ? demand / contended : 0 };
}
