// What the host thread does for a traced program: has the rings emptied in time, and makes the trace at the end.
import { GIL_INTERVAL, GIL_POLICY, TRACE_EVENTS, TRACE_MOST } from "../../contract/layout.ts";
import type { Trace } from "../trace/model.ts";
import { type Overflow, Recorder } from "../trace/recorder.ts";
import { gilPolicies } from "./config.ts";
import type { SharedMemory } from "./memory.ts";

export interface TracerPlatform {
  /** The clock of the events: `monotonic` of src/host/host.ts. */
  monotonic(): bigint;
  /** A place for what does not fit in memory, or null to keep everything. */
  overflow(): Overflow | null;
}

/** How often the rings are emptied, in ms; one that is half full is emptied at once. */
const PERIOD = 100;
/** Records in a thread's first ring. */
const FIRST_EVENTS = 16384;
/** Records in a ring at most: half a second and more of the fastest thread. */
export const FEWEST_EVENTS = 64;
export const MOST_EVENTS = 1 << 20;

function powerOfTwo(events: number): number {
  return 2 ** Math.ceil(Math.log2(Math.min(MOST_EVENTS, Math.max(FEWEST_EVENTS, events))));
}

export class Tracer {
  private readonly platform: TracerPlatform;
  private readonly events: number;
  private memory: SharedMemory | null = null;
  private recorder: Recorder | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;

  /** `events`: the most records of a ring; it is made a power of two. */
  constructor(platform: TracerPlatform, events = MOST_EVENTS) {
    this.platform = platform;
    this.events = powerOfTwo(events);
  }

  /** Before the first Worker starts. */
  begin(memory: SharedMemory): void {
    this.memory = memory;
    this.recorder = new Recorder(memory, this.platform.overflow());
    Atomics.store(memory.ints(TRACE_MOST, 1), 0, this.events);
    Atomics.store(memory.ints(TRACE_EVENTS, 1), 0, Math.min(FIRST_EVENTS, this.events));
    this.timer = setInterval(() => this.drain(), PERIOD);
  }

  drain(): void {
    this.recorder?.drain();
  }

  /** The trace, once the program has ended. */
  end(program: string): Trace {
    const now = this.platform.monotonic();
    clearInterval(this.timer);
    if (this.memory === null || this.recorder === null) throw new Error("the trace has not begun");
    const interval = this.memory.words(GIL_INTERVAL, 1)[0]! / 1e6;
    const policy = gilPolicies[this.memory.words(GIL_POLICY, 1)[0]!] ?? "timed";
    const trace = this.recorder.finish({ program, policy, interval }, now);
    this.recorder = null;
    return trace;
  }
}
