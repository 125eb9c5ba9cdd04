// From events to lanes: what each thread was doing from when to when. The spans of a thread follow each other without gaps from its
// first event to its last, so a span ends where the next begins.
//
//   event of the thread      the span that begins with it
//   THREAD_START             NONE until it first wants the GIL
//   WANT                     WAIT
//   TAKE                     RUN (COLLECT if it gave the GIL up in the midst of a collection)
//   DROP                     BLOCKED, LOCK, SLEEP, NATIVE by its reason; WAIT if it was asked or its ticks are over; NONE if it ended
//   FORCED_WAIT, FORCED_DONE FORCED, and what the DROP before it led to
//   COLLECT, COLLECTED       COLLECT, and RUN again
//   LOST                     what was between the event before and this one is LOST, and so is what follows until the next one
//   REQUEST, SIGNAL, NAME    none

import {
  DROP_ASKED,
  DROP_BLOCKING,
  DROP_ENDED,
  DROP_LOCK,
  DROP_NATIVE,
  DROP_SLEEP,
  DROP_TICKS,
  TRACE_COLLECT,
  TRACE_COLLECTED,
  TRACE_DROP,
  TRACE_FORCED_DONE,
  TRACE_FORCED_WAIT,
  TRACE_LOST,
  TRACE_TAKE,
  TRACE_THREAD_END,
  TRACE_THREAD_START,
  TRACE_WANT,
} from "../../contract/traceevents.ts";
import { firstAfter } from "./arrays.ts";
import type { Trace } from "./model.ts";
import { State } from "./states.ts";

/** The spans of one thread. */
export interface Lane {
  count: number;
  /** Where each span begins, in µs, ascending; one more than there are spans: the end of the last. */
  start: Float64Array;
  /** State of each span. */
  state: Uint8Array;
  /** The event that began each span. */
  event: Uint32Array;
}

/** What no event says but that there was one before the trace began: the span has no event of its own. */
export const NO_EVENT = 0xffffffff;

/** State that a DROP leads to. */
function stateAfterDrop(why: number): number {
  switch (why) {
    case DROP_BLOCKING:
      return State.BLOCKED;
    case DROP_LOCK:
      return State.LOCK;
    case DROP_SLEEP:
      return State.SLEEP;
    case DROP_NATIVE:
      return State.NATIVE;
    case DROP_ASKED:
    case DROP_TICKS:
      return State.WAIT;
    case DROP_ENDED:
      return State.NONE;
    default:
      return State.LOST;
  }
}

/** What a thread must have been doing before the first event that is known of it. */
function stateBefore(kind: number): number {
  switch (kind) {
    case TRACE_DROP:
    case TRACE_COLLECT:
      return State.RUN;
    case TRACE_TAKE:
    case TRACE_FORCED_DONE:
      return State.WAIT;
    default:
      return State.NONE;
  }
}

/** State after an event, or -1 if the event changes none. `collecting` says whether the thread is in the midst of a collection. */
function stateAfter(kind: number, why: number, collecting: boolean): number {
  switch (kind) {
    case TRACE_THREAD_START:
    case TRACE_THREAD_END:
      return State.NONE;
    case TRACE_WANT:
      return State.WAIT;
    case TRACE_TAKE:
      return collecting ? State.COLLECT : State.RUN;
    case TRACE_DROP:
      return stateAfterDrop(why);
    case TRACE_FORCED_WAIT:
      return State.FORCED;
    case TRACE_FORCED_DONE:
      return stateAfterDrop(why || DROP_ASKED);
    case TRACE_COLLECT:
      return State.COLLECT;
    case TRACE_COLLECTED:
      return State.RUN;
    case TRACE_LOST:
      return State.LOST;
    default:
      return -1;
  }
}

/** The lanes of a trace, one for each of its threads. */
export function buildLanes(trace: Trace): Lane[] {
  const threads = trace.threads.length;
  const events = new Uint32Array(threads);
  for (const thread of trace.thread) events[thread]!++;
  // A thread has at most one span for each of its events and one from before them.
  const lanes: Lane[] = Array.from(events, (count) => ({
    count: 0,
    start: new Float64Array(count + 2),
    state: new Uint8Array(count + 1),
    event: new Uint32Array(count + 1),
  }));
  const collecting = new Uint8Array(threads);
  const { time, thread, kind, why } = trace;
  for (let i = 0; i < kind.length; i++) {
    const who = thread[i]!;
    const what = kind[i]!;
    const lane = lanes[who]!;
    if (what === TRACE_COLLECT) collecting[who] = 1;
    else if (what === TRACE_COLLECTED) collecting[who] = 0;
    if (lane.count === 0) {
      const before = stateBefore(what);
      if (before !== State.NONE && time[i]! > 0) push(lane, 0, before, NO_EVENT);
    }
    if (what === TRACE_LOST && lane.count > 0) {
      lane.state[lane.count - 1] = State.LOST;
      collecting[who] = 0;
    }
    const next = stateAfter(what, why[i]!, collecting[who] === 1);
    if (next < 0) continue;
    const last = lane.count > 0 ? lane.state[lane.count - 1]! : -1;
    // A WANT right behind the DROP of a thread that was asked says nothing new; the span keeps the event that began it.
    if (next === last && (next === State.WAIT || next === State.NONE)) continue;
    push(lane, time[i]!, next, i);
  }
  for (const lane of lanes) {
    const ended = lane.count > 0 && lane.state[lane.count - 1] === State.NONE;
    lane.start[lane.count] = ended ? lane.start[lane.count - 1]! : trace.duration;
    if (ended) lane.count--;
  }
  return lanes.map(trimmed);
}

function push(lane: Lane, start: number, state: number, event: number): void {
  lane.start[lane.count] = start;
  lane.state[lane.count] = state;
  lane.event[lane.count] = event;
  lane.count++;
}

/** Gives back what was allocated for events that began no span. */
function trimmed(lane: Lane): Lane {
  const { count } = lane;
  return { count, start: lane.start.slice(0, count + 1), state: lane.state.slice(0, count), event: lane.event.slice(0, count) };
}

/** Index of the last entry of `sorted` (its first `count`) that is not after `at`; -1 if all are. */
export function lastNotAfter(sorted: Float64Array, count: number, at: number): number {
  return firstAfter(sorted, at, 0, count) - 1;
}

/** The span of a lane at a time, or -1. */
export function spanAt(lane: Lane, at: number): number {
  if (lane.count === 0 || at >= lane.start[lane.count]!) return -1;
  return lastNotAfter(lane.start, lane.count, at);
}
