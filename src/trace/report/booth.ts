// The lane of the GIL itself, the toll booth: who held it from when to when, who asked for it meanwhile, and how long the queue was.

import {
  DROP_ASKED,
  TRACE_DROP,
  TRACE_FORCED_DONE,
  TRACE_LOST,
  TRACE_REQUEST,
  TRACE_TAKE,
  TRACE_WANT,
} from "../../../contract/traceevents.ts";
import { longer } from "../arrays.ts";
import { NO_EVENT } from "../lanes.ts";
import { type Trace, threadsByIdent } from "../model.ts";

export const NOBODY = -1;

/** Holds in order of time. Between the end of one and the start of the next the GIL was free. */
export interface Booth {
  count: number;
  /** µs. */
  start: Float64Array;
  end: Float64Array;
  thread: Int32Array;
  /** The TAKE that began the hold and the DROP that ended it; NO_EVENT if the trace does not have it. */
  take: Uint32Array;
  drop: Uint32Array;
  /** 1 if the holder gave it up because another thread asked. */
  asked: Uint8Array;
  /** The thread that asked last during the hold, or NOBODY. */
  asker: Int32Array;
  /** 1 if the holder had been waiting when the one before it gave the GIL up: it got it from its hands. If not, the GIL was free. */
  handed: Uint8Array;
  /** Holds that began in another thread than the one before. */
  switches: number;
  /** How many threads waited for the GIL, from each time on: a step function. */
  queueTime: Float64Array;
  queueLength: Uint16Array;
  /** The integral of the queue's length from 0 to each step, in µs. */
  queueArea: Float64Array;
  longestQueue: number;
}

/** Who holds the GIL when, from a trace's events. */
export function buildBooth(trace: Trace): Booth {
  const { time, thread, kind, why, value } = trace;
  const events = kind.length;
  let holds = 1;
  let steps = 2;
  for (const what of kind) {
    if (what === TRACE_TAKE) holds++;
    if (what === TRACE_TAKE || what === TRACE_WANT || what === TRACE_DROP) steps++;
  }
  const booth: Booth = {
    count: 0,
    start: new Float64Array(holds),
    end: new Float64Array(holds),
    thread: new Int32Array(holds),
    take: new Uint32Array(holds).fill(NO_EVENT),
    drop: new Uint32Array(holds).fill(NO_EVENT),
    asked: new Uint8Array(holds),
    asker: new Int32Array(holds).fill(NOBODY),
    handed: new Uint8Array(holds),
    switches: 0,
    queueTime: new Float64Array(steps),
    queueLength: new Uint16Array(steps),
    queueArea: new Float64Array(steps),
    longestQueue: 0,
  };
  const queue = new Queue(booth, trace.threads.length);
  const byIdent = threadsByIdent(trace);
  let holder = NOBODY;
  let knownSince = 0;

  const begin = (who: number, from: number, event: number): void => {
    const at = booth.count++;
    if (at > 0 && booth.thread[at - 1] !== who) {
      booth.switches++;
      if (queue.waitedSince(who) <= booth.end[at - 1]!) booth.handed[at] = 1;
    }
    booth.start[at] = from;
    booth.thread[at] = who;
    booth.take[at] = event;
    holder = who;
  };
  const finish = (at: number, event: number): void => {
    const last = booth.count - 1;
    booth.end[last] = at;
    booth.drop[last] = event;
    holder = NOBODY;
  };

  for (let i = 0; i < events; i++) {
    const who = thread[i]!;
    switch (kind[i]) {
      case TRACE_WANT:
      case TRACE_FORCED_DONE:
        queue.enter(who, time[i]!);
        break;
      case TRACE_TAKE:
        // The DROP of the one before was lost, or its clock is a little behind.
        if (holder !== NOBODY) finish(time[i]!, NO_EVENT);
        begin(who, time[i]!, i);
        queue.leave(who, time[i]!);
        break;
      case TRACE_DROP: {
        // Before its first event the holder took it before the trace began.
        if (holder === NOBODY && booth.count === 0) begin(who, knownSince, NO_EVENT);
        const last = booth.count - 1;
        if (holder === who) finish(time[i]!, i);
        else if (last > 0 && holder !== NOBODY && booth.thread[last - 1] === who && booth.drop[last - 1] === NO_EVENT)
          booth.drop[last - 1] = i;
        else break;
        const ended = booth.drop[last] === i ? last : last - 1;
        if (why[i] === DROP_ASKED) {
          booth.asked[ended] = 1;
          queue.enter(who, time[i]!);
        }
        break;
      }
      case TRACE_REQUEST: {
        const asked = byIdent.get(value[i]!)?.index;
        if (holder !== NOBODY && (asked === undefined || asked === holder)) booth.asker[booth.count - 1] = who;
        break;
      }
      case TRACE_LOST:
        queue.leave(who, time[i]!);
        if (holder === who) finish(time[i]!, NO_EVENT);
        knownSince = time[i]!;
        break;
    }
  }
  if (holder !== NOBODY) finish(trace.duration, NO_EVENT);
  queue.close(trace.duration);
  return booth;
}

/** Writes the step function of how many threads want the GIL. */
class Queue {
  private steps = 1;
  private length = 0;
  private readonly waits: Uint8Array;
  private readonly since: Float64Array;
  private readonly booth: Booth;
  constructor(booth: Booth, threads: number) {
    this.booth = booth;
    this.waits = new Uint8Array(threads);
    this.since = new Float64Array(threads);
  }
  /** Since when a thread has been waiting; infinity if it does not. */
  waitedSince(who: number): number {
    return this.waits[who] === 1 ? this.since[who]! : Number.POSITIVE_INFINITY;
  }
  enter(who: number, at: number): void {
    if (this.waits[who] === 1) return;
    this.waits[who] = 1;
    this.since[who] = at;
    this.step(at, 1);
  }
  leave(who: number, at: number): void {
    if (this.waits[who] === 0) return;
    this.waits[who] = 0;
    this.step(at, -1);
  }
  close(at: number): void {
    this.step(at, 0);
    const { booth, steps } = this;
    booth.queueTime = booth.queueTime.slice(0, steps);
    booth.queueLength = booth.queueLength.slice(0, steps);
    booth.queueArea = booth.queueArea.slice(0, steps);
  }
  private step(at: number, by: number): void {
    const { booth, steps } = this;
    if (steps === booth.queueTime.length) this.grow();
    booth.queueArea[steps] = booth.queueArea[steps - 1]! + this.length * Math.max(0, at - booth.queueTime[steps - 1]!);
    this.length += by;
    booth.queueTime[steps] = at;
    booth.queueLength[steps] = this.length;
    booth.longestQueue = Math.max(booth.longestQueue, this.length);
    this.steps++;
  }
  private grow(): void {
    const { booth } = this;
    const wider = booth.queueTime.length * 2;
    booth.queueTime = longer(booth.queueTime, wider);
    booth.queueLength = longer(booth.queueLength, wider);
    booth.queueArea = longer(booth.queueArea, wider);
  }
}

/** Whether hold `at` came from another thread's hands. */
export function isHandover(booth: Booth, at: number): boolean {
  return at < booth.count && booth.handed[at] === 1;
}
