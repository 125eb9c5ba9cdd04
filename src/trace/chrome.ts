// A trace in the Chrome trace event format ("Trace Event Format", the JSON that chrome://tracing introduced), which Perfetto and speedscope open.
//
// One process; a lane a thread, and lane 0 for the GIL itself, with a slice for each time that somebody held it. A thread's slices (X, complete events)
// follow one another and never overlap. A hand-over of the GIL from one thread to another is a flow: it starts (s) in the last nanosecond of the slice of
// the thread that had it and ends (f, bound to the enclosing slice) where the other begins to run. Requests, signals and lost events are instants (i).
// Times are µs with three decimals, as the format wants them.
import { TRACE_DROP, TRACE_LOST, TRACE_REQUEST, TRACE_SIGNAL, TRACE_TAKE } from "../../contract/traceevents.ts";
import { statesByEvent } from "./figures.ts";
import { buildLanes, type Lane, NO_EVENT } from "./lanes.ts";
import { type Trace, threadsByIdent } from "./model.ts";
import { holdsGil, State, stateWords } from "./states.ts";

const PROCESS = 1;
const GIL_LANE = 0;
/** Characters of a piece of text that `chromeTrace` yields, about. */
const PIECE = 1 << 16;

/** The events of the JSON; only what this file writes. */
interface ChromeEvent {
  name: string;
  ph: "M" | "X" | "s" | "f" | "i";
  pid: number;
  tid: number;
  ts?: number;
  dur?: number;
  cat?: string;
  id?: number;
  bp?: "e";
  s?: "t";
  args?: Record<string, unknown>;
}

/** The JSON text in pieces: a trace of a million events is too long for one string. */
export function* chromeTrace(trace: Trace): Generator<string> {
  let text = '{"displayTimeUnit":"ns","traceEvents":[\n';
  let isFirst = true;
  for (const event of chromeEvents(trace)) {
    text += (isFirst ? "" : ",\n") + JSON.stringify(event);
    isFirst = false;
    if (text.length >= PIECE) {
      yield text;
      text = "";
    }
  }
  const { program, policy, interval, lost } = trace;
  yield `${text}\n],"otherData":${JSON.stringify({ program, policy, interval, lost })}}\n`;
}

function* chromeEvents(trace: Trace): Generator<ChromeEvent> {
  yield* metadata(trace);
  const lanes = buildLanes(trace);
  for (const [thread, { count, event, state, start }] of lanes.entries()) {
    if (count > 0 && event[0] === NO_EVENT) yield slice(trace, thread, state[0]!, NO_EVENT, 0, start[1]!);
  }
  const byIdent = threadsByIdent(trace);
  const states = statesByEvent(trace, lanes);
  const ends = endsByEvent(trace, lanes);
  let holder = -1;
  let dropped = -1;
  let flows = 0;
  for (let i = 0; i < states.length; i++) {
    const thread = trace.thread[i]!;
    const state = states[i]!;
    const at = trace.time[i]!;
    if (state > State.NONE) {
      yield slice(trace, thread, state, i, at, ends[i]!);
      if (holdsGil(state)) yield gilSlice(trace, thread, at, ends[i]!);
    }
    switch (trace.kind[i]) {
      case TRACE_DROP:
        dropped = i;
        break;
      case TRACE_TAKE:
        if (holder >= 0 && holder !== thread && dropped >= 0 && trace.thread[dropped] === holder)
          yield* handOver(++flows, holder, trace.time[dropped]!, thread, at);
        holder = thread;
        break;
      case TRACE_REQUEST:
        yield instant("asks for the GIL", thread, at, { holder: byIdent.get(trace.value[i]!)?.name });
        break;
      case TRACE_SIGNAL:
        yield instant("signal", thread, at, { signal: trace.value[i] });
        break;
      case TRACE_LOST:
        yield instant("events lost", thread, at, { count: trace.value[i] });
    }
  }
}

function* metadata({ program, threads }: Trace): Generator<ChromeEvent> {
  yield { name: "process_name", ph: "M", pid: PROCESS, tid: GIL_LANE, args: { name: program } };
  const lanes = [{ tid: GIL_LANE, name: "GIL" }, ...threads.map(({ index, name }) => ({ tid: lane(index), name }))];
  for (const { tid, name } of lanes) {
    yield { name: "thread_name", ph: "M", pid: PROCESS, tid, args: { name } };
    yield { name: "thread_sort_index", ph: "M", pid: PROCESS, tid, args: { sort_index: tid } };
  }
}

/** The lane of a thread. Native ids will not do: a new thread runs on the system's thread of one that has ended. */
function lane(thread: number): number {
  return thread + 1;
}

function endsByEvent(trace: Trace, lanes: readonly Lane[]): Float64Array {
  const ends = new Float64Array(trace.kind.length);
  for (const lane of lanes) {
    for (let span = 0; span < lane.count; span++) if (lane.event[span] !== NO_EVENT) ends[lane.event[span]!] = lane.start[span + 1]!;
  }
  return ends;
}

function slice(trace: Trace, thread: number, state: number, event: number, from: number, to: number): ChromeEvent {
  const words = stateWords[state]!;
  const call = (state === State.BLOCKED || state === State.NATIVE) && event !== NO_EVENT ? trace.calls[trace.call[event]!] : undefined;
  return {
    name: call ?? words.name,
    cat: words.name,
    ph: "X",
    ts: exact(from),
    dur: length(from, to),
    pid: PROCESS,
    tid: lane(thread),
  };
}

function gilSlice(trace: Trace, thread: number, from: number, to: number): ChromeEvent {
  return { name: trace.threads[thread]!.name, cat: "GIL", ph: "X", ts: exact(from), dur: length(from, to), pid: PROCESS, tid: GIL_LANE };
}

function* handOver(id: number, from: number, dropped: number, to: number, taken: number): Generator<ChromeEvent> {
  const flow = { name: "hand-over", cat: "hand-over", id, pid: PROCESS } as const;
  yield { ...flow, ph: "s", ts: exact(dropped - 0.001), tid: lane(from) };
  yield { ...flow, ph: "f", bp: "e", ts: exact(taken), tid: lane(to) };
}

function instant(name: string, thread: number, at: number, args: Record<string, unknown>): ChromeEvent {
  return { name, cat: "instant", ph: "i", s: "t", ts: exact(at), pid: PROCESS, tid: lane(thread), args };
}

/** Whole nanoseconds, in µs. */
function exact(us: number): number {
  return Math.round(us * 1000) / 1000;
}
function length(from: number, to: number): number {
  return exact(exact(to) - exact(from));
}
