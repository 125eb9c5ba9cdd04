// A trace in memory: columns of events, all threads together in order of time. What the summary, the Chrome trace and the report page read.

export interface TraceThread {
  /** Index of the thread in this trace, as `Trace.thread` has it. 0 is the main thread. */
  index: number;
  ident: number;
  /** The kernel's thread id. */
  nativeId: number;
  name: string;
}

export interface Trace {
  /** What ran: argv joined by blanks. */
  program: string;
  policy: "timed" | "ticks" | "fair";
  /** Switch interval in seconds. */
  interval: number;
  /** From the first to the last event, in µs. */
  duration: number;
  threads: TraceThread[];
  /** µs since the trace began, ascending. */
  time: Float64Array;
  /** Index into `threads`. */
  thread: Uint16Array;
  /** TRACE_… of contract/traceevents.ts. */
  kind: Uint8Array;
  /** DROP_… of a DROP, generation of a COLLECT. */
  why: Uint8Array;
  /** Host call of a DROP for BLOCKING or NATIVE: index into `calls`. */
  call: Uint16Array;
  value: Uint32Array;
  /** Names of the host calls. */
  calls: string[];
  /** Events that found a full ring. */
  lost: number;
}

/** Threads by their ident as events have it, in 32 bits. */
export function threadsByIdent({ threads }: Pick<Trace, "threads">): Map<number, TraceThread> {
  return new Map(threads.map((thread) => [thread.ident >>> 0, thread]));
}

/** What is known of each event. */
export type Columns = Pick<Trace, "time" | "thread" | "kind" | "why" | "call" | "value">;

/** Columns for so many events. */
export function emptyColumns(count: number): Columns {
  return {
    time: new Float64Array(count),
    thread: new Uint16Array(count),
    kind: new Uint8Array(count),
    why: new Uint8Array(count),
    call: new Uint16Array(count),
    value: new Uint32Array(count),
  };
}
