// Traces made by hand, and records as a ring holds them.
import {
  DROP_ASKED,
  DROP_BLOCKING,
  DROP_ENDED,
  DROP_LOCK,
  DROP_NATIVE,
  DROP_SLEEP,
  TRACE_COLLECT,
  TRACE_COLLECTED,
  TRACE_DROP,
  TRACE_FORCED_DONE,
  TRACE_FORCED_WAIT,
  TRACE_LOST,
  TRACE_NAME,
  TRACE_RECORD_SIZE,
  TRACE_REQUEST,
  TRACE_SIGNAL,
  TRACE_START_SIZE,
  TRACE_TAKE,
  TRACE_THREAD_END,
  TRACE_THREAD_START,
  TRACE_WANT,
} from "../../contract/traceevents.ts";
import type { Trace } from "../../src/trace/model.ts";

/** What an event is called in a script: kind, and why of a drop. */
const words: Record<string, [kind: number, why: number]> = {
  start: [TRACE_THREAD_START, 0],
  end: [TRACE_THREAD_END, 0],
  want: [TRACE_WANT, 0],
  take: [TRACE_TAKE, 0],
  asked: [TRACE_DROP, DROP_ASKED],
  blocking: [TRACE_DROP, DROP_BLOCKING],
  lock: [TRACE_DROP, DROP_LOCK],
  sleep: [TRACE_DROP, DROP_SLEEP],
  native: [TRACE_DROP, DROP_NATIVE],
  ended: [TRACE_DROP, DROP_ENDED],
  request: [TRACE_REQUEST, 0],
  forced: [TRACE_FORCED_WAIT, 0],
  unforced: [TRACE_FORCED_DONE, 0],
  collect: [TRACE_COLLECT, 0],
  collected: [TRACE_COLLECTED, 0],
  signal: [TRACE_SIGNAL, 0],
  lost: [TRACE_LOST, 0],
};

/**
 * A trace from a script: one event a line, `time-in-µs thread event [call or value]`. Threads are named by their first word; their order is that of
 * their first events.
 */
export function script(text: string, about: Partial<Trace> = {}): Trace {
  const lines = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/) as [string, string, string, string?]);
  const names = [...new Set(lines.map(([, name]) => name))];
  const calls = ["read", "write", "digest"];
  const trace: Trace = {
    program: "program.py",
    policy: "timed",
    interval: 0.005,
    duration: Number(lines.at(-1)![0]),
    threads: names.map((name, index) => ({ index, ident: index + 1, nativeId: 100 + index, name })),
    time: Float64Array.from(lines, ([time]) => Number(time)),
    thread: Uint16Array.from(lines, ([, name]) => names.indexOf(name)),
    kind: Uint8Array.from(lines, ([, , word]) => words[word]![0]),
    why: Uint8Array.from(lines, ([, , word]) => words[word]![1]),
    call: Uint16Array.from(lines, ([, , , call]) => Math.max(0, calls.indexOf(call ?? ""))),
    value: Uint32Array.from(lines, ([, , , value]) => Number(value) || 0),
    calls,
    lost: 0,
    ...about,
  };
  for (let i = 0; i < trace.kind.length; i++) if (trace.kind[i] === TRACE_LOST) trace.lost += trace.value[i]!;
  return trace;
}

/** Two threads that compute, and switch every 5 ms. */
export function computing(switches: number): Trace {
  const lines = ["0 A start", "0 A take", "1 B start", "2 B want"];
  for (let i = 0; i < switches; i++) {
    const [holder, waiter] = i % 2 === 0 ? ["A", "B"] : ["B", "A"];
    const at = (i + 1) * 5000;
    lines.push(
      `${at} ${waiter} request ${i % 2 === 0 ? 1 : 2}`,
      `${at + 10} ${holder} asked`,
      `${at + 11} ${holder} forced`,
      `${at + 15} ${waiter} take`,
    );
    lines.push(`${at + 16} ${holder} unforced`, `${at + 17} ${holder} want`);
  }
  return script(lines.join("\n"));
}

/** A record with its data. Times in ns. */
export function record(
  time: bigint,
  kind: number,
  { why = 0, call = 0, value = 0, data }: { why?: number; call?: number; value?: number; data?: Uint8Array } = {},
): Uint8Array {
  const bytes = new Uint8Array(TRACE_RECORD_SIZE * (1 + Math.ceil((data?.length ?? 0) / TRACE_RECORD_SIZE)));
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, time, true);
  view.setUint32(8, kind | (why << 8) | (call << 16), true);
  view.setUint32(12, data?.length ?? value, true);
  bytes.set(data ?? [], TRACE_RECORD_SIZE);
  return bytes;
}

export function startRecord(time: bigint, ident: bigint, nativeId: number): Uint8Array {
  const data = new Uint8Array(TRACE_START_SIZE);
  const view = new DataView(data.buffer);
  view.setBigUint64(0, ident, true);
  view.setUint32(8, nativeId, true);
  return record(time, TRACE_THREAD_START, { data });
}

export function nameRecord(time: bigint, name: string): Uint8Array {
  return record(time, TRACE_NAME, { data: new TextEncoder().encode(name) });
}
