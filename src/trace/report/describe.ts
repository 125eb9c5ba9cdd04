// Spans, holds and events in words.

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
  TRACE_NAME,
  TRACE_REQUEST,
  TRACE_SIGNAL,
  TRACE_TAKE,
  TRACE_THREAD_END,
  TRACE_THREAD_START,
  TRACE_WANT,
} from "../../../contract/traceevents.ts";
import { NO_EVENT } from "../lanes.ts";
import type { Trace, TraceThread } from "../model.ts";
import { State, stateWords } from "../states.ts";
import { isHandover, NOBODY } from "./booth.ts";
import { count, duration, exactly, instant, percent } from "./format.ts";
import { firstEndingAfter } from "./holders.ts";
import { holdOfTake, type ReportModel } from "./model.ts";

export interface Description {
  title: string;
  /** Label and value. */
  facts: [string, string][];
}

export function threadName(trace: Trace, index: number): string {
  return trace.threads[index]?.name || `thread ${index}`;
}

/** What a DROP's reason says, as the end of "gave it up …". */
function whyDropped(trace: Trace, event: number): string {
  if (event === NO_EVENT) return "";
  const call = trace.calls[trace.call[event]!] ?? "a call";
  switch (trace.why[event]) {
    case DROP_ASKED:
      return "because it was asked";
    case DROP_BLOCKING:
      return `to call ${call}`;
    case DROP_LOCK:
      return "to wait for a lock";
    case DROP_SLEEP:
      return "to sleep";
    case DROP_NATIVE:
      return `for native code (${call})`;
    case DROP_ENDED:
      return "because it ended";
    case DROP_TICKS:
      return "because its check interval was over";
    default:
      return "for an unknown reason";
  }
}

/** What a span is, in two or three words: "blocked in read". */
function spanTitle(model: ReportModel, thread: number, span: number): string {
  const { trace, lanes } = model;
  const lane = lanes[thread]!;
  const state = lane.state[span]!;
  const event = lane.event[span]!;
  const call = event === NO_EVENT ? "" : (trace.calls[trace.call[event]!] ?? "");
  if (state === State.BLOCKED && call !== "") return `blocked in ${call}`;
  if (state === State.NATIVE && call !== "") return `native code: ${call}`;
  if (state === State.COLLECT && event !== NO_EVENT && trace.kind[event] === TRACE_COLLECT)
    return `collecting, generation ${trace.why[event]}`;
  return stateWords[state]!.name;
}

/** The word on a span: the call's name where there is one. */
export function spanLabel(model: ReportModel, thread: number, span: number): string {
  const lane = model.lanes[thread]!;
  const state = lane.state[span]!;
  const event = lane.event[span]!;
  if ((state === State.BLOCKED || state === State.NATIVE) && event !== NO_EVENT) {
    return model.trace.calls[model.trace.call[event]!] || stateWords[state]!.short;
  }
  return stateWords[state]!.short;
}

export function describeSpan(model: ReportModel, thread: number, span: number): Description {
  const { trace, lanes, booth } = model;
  const lane = lanes[thread]!;
  const from = lane.start[span]!;
  const to = lane.start[span + 1]!;
  const facts: [string, string][] = [
    ["thread", threadName(trace, thread)],
    ["lasted", exactly(to - from)],
    ["from", instant(from)],
    ["to", instant(to)],
  ];
  const state = lane.state[span]!;
  if (state === State.RUN || state === State.COLLECT) {
    const hold = holdAt(model, (from + to) / 2, thread);
    if (hold >= 0) facts.push(...holdFacts(model, hold));
  } else if (state === State.WAIT) {
    const held = heldMeanwhile(model, from, to);
    if (held !== "") facts.push(["meanwhile", held]);
    const next = span + 1 < lane.count ? lane.event[span + 1]! : NO_EVENT;
    const taken = next === NO_EVENT || trace.kind[next] !== TRACE_TAKE ? -1 : holdOfTake(model, next);
    if (taken > 0) {
      const before = booth.thread[taken - 1]!;
      facts.push(["had it last", before === thread ? "itself" : threadName(trace, before)]);
    }
  } else if (state === State.FORCED) {
    const next = firstEndingAfter(booth, to);
    if (next < booth.count) facts.push(["taken by", threadName(trace, booth.thread[next]!)]);
  }
  return { title: spanTitle(model, thread, span), facts };
}

export function describeHold(model: ReportModel, hold: number): Description {
  const { trace, booth } = model;
  const thread = booth.thread[hold]!;
  return {
    title: `${threadName(trace, thread)} holds the GIL`,
    facts: [
      ["lasted", exactly(booth.end[hold]! - booth.start[hold]!)],
      ["from", instant(booth.start[hold]!)],
      ["to", instant(booth.end[hold]!)],
      ...holdFacts(model, hold),
    ],
  };
}

/** The GIL between two holds. */
export function describeGap(model: ReportModel, next: number): Description {
  const { trace, booth } = model;
  const from = next > 0 ? booth.end[next - 1]! : 0;
  const to = next < booth.count ? booth.start[next]! : trace.duration;
  const facts: [string, string][] = [
    ["lasted", exactly(to - from)],
    ["from", instant(from)],
  ];
  if (next > 0) facts.push(["given up by", threadName(trace, booth.thread[next - 1]!)]);
  if (next < booth.count) facts.push(["taken by", threadName(trace, booth.thread[next]!)]);
  return { title: trace.lost > 0 ? "the GIL is free, or its holder's events were lost" : "the GIL is free", facts };
}

function holdFacts(model: ReportModel, hold: number): [string, string][] {
  const { trace, booth } = model;
  const facts: [string, string][] = [];
  if (hold > 0) {
    const free = duration(booth.start[hold]! - booth.end[hold - 1]!);
    facts.push(
      isHandover(booth, hold) ? ["came from", `${threadName(trace, booth.thread[hold - 1]!)}, after ${free}`] : ["was free for", free],
    );
  }
  const take = booth.take[hold]!;
  if (take !== NO_EVENT) facts.push(["switch", count(trace.value[take]!)]);
  const asker = booth.asker[hold]!;
  if (asker !== NOBODY) facts.push(["asked by", threadName(trace, asker)]);
  const drop = booth.drop[hold]!;
  if (drop !== NO_EVENT) facts.push(["given up", whyDropped(trace, drop)]);
  return facts;
}

/** The hold of a thread at a time, or -1. */
function holdAt({ booth }: ReportModel, at: number, thread = NOBODY): number {
  const hold = firstEndingAfter(booth, at);
  if (hold >= booth.count || booth.start[hold]! > at) return -1;
  return thread === NOBODY || booth.thread[hold] === thread ? hold : -1;
}

/** Who held the GIL longest between two times: "cruncher 62 %, MainThread 30 %". */
function heldMeanwhile(model: ReportModel, from: number, to: number): string {
  const { booth, trace } = model;
  const times = new Map<number, number>();
  const first = firstEndingAfter(booth, from);
  for (let i = first; i < booth.count && i < first + 20_000 && booth.start[i]! < to; i++) {
    const part = Math.min(to, booth.end[i]!) - Math.max(from, booth.start[i]!);
    times.set(booth.thread[i]!, (times.get(booth.thread[i]!) ?? 0) + part);
  }
  const longest = [...times].sort((a, b) => b[1] - a[1]).slice(0, 3);
  return longest.map(([thread, time]) => `${threadName(trace, thread)} ${percent(Math.min(1, time / (to - from)))}`).join(", ");
}

/** An event as a clause about its thread. */
export function eventWords(trace: Trace, event: number, byIdent: Map<number, TraceThread>): string {
  const value = trace.value[event]!;
  switch (trace.kind[event]) {
    case TRACE_THREAD_START:
      return "starts";
    case TRACE_THREAD_END:
      return "ends";
    case TRACE_WANT:
      return "wants the GIL";
    case TRACE_TAKE:
      return `takes the GIL, switch ${count(value)}`;
    case TRACE_DROP:
      return `gives it up ${whyDropped(trace, event)}`;
    case TRACE_REQUEST: {
      const holder = byIdent.get(value);
      return `asks ${holder === undefined ? "the holder" : threadName(trace, holder.index)} to give it up`;
    }
    case TRACE_FORCED_WAIT:
      return "waits until another has taken it";
    case TRACE_FORCED_DONE:
      return "sees that another has taken it";
    case TRACE_COLLECT:
      return `collects generation ${trace.why[event]}`;
    case TRACE_COLLECTED:
      return `has collected: ${count(value)} freed`;
    case TRACE_LOST:
      return `lost ${count(value)} events: the ring was full`;
    case TRACE_SIGNAL:
      return `runs the handler of signal ${value}`;
    case TRACE_NAME:
      return "has a new name";
    default:
      return `event of kind ${trace.kind[event]}`;
  }
}
