// A trace without a virtual machine: a small simulation of threads under the timed policy, so that the readers of traces can be tested
// with a million events, and with the same ones every time. Each thread is a generator that says what it does next.

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
  TRACE_REQUEST,
  TRACE_TAKE,
  TRACE_THREAD_END,
  TRACE_THREAD_START,
  TRACE_WANT,
} from "../../contract/traceevents.ts";
import type { Trace } from "../../src/trace/model.ts";
import { random } from "../../tools/fuzz/random.ts";

/** What a thread does next; times in µs. */
export type Act =
  | { do: "compute"; for: number }
  | { do: "block"; call: string; for: number }
  | { do: "sleep"; for: number }
  | { do: "native"; call: string; for: number }
  | { do: "collect"; for: number; generation: number; freed: number }
  | { do: "acquire"; lock: string }
  | { do: "release"; lock: string };

export interface Simulated {
  name: string;
  /** When the thread starts, in µs. */
  at?: number;
  acts: (random: () => number) => Generator<Act>;
}

interface Options {
  program?: string;
  /** Switch interval in seconds. */
  interval?: number;
  /** No thread begins another act after so many events. */
  events?: number;
  seed?: number;
}

interface Task {
  index: number;
  ident: number;
  acts: Generator<Act>;
  /** µs it still computes for before its next act. */
  left: number;
  finish: (() => void) | null;
}

/** Things that happen at times, earliest first, in order of their making where times are equal. */
class Agenda {
  private readonly heap: { at: number; order: number; happen: () => void }[] = [];
  private order = 0;

  add(at: number, happen: () => void): void {
    const { heap } = this;
    const entry = { at, order: this.order++, happen };
    let i = heap.length;
    heap.push(entry);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.before(entry, heap[parent]!)) break;
      heap[i] = heap[parent]!;
      i = parent;
    }
    heap[i] = entry;
  }
  next(): { at: number; happen: () => void } | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.before(heap[child + 1]!, heap[child]!)) child++;
      if (!this.before(heap[child]!, last)) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = last;
    return first;
  }
  private before(a: { at: number; order: number }, b: { at: number; order: number }): boolean {
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }
}

/** Runs the threads and returns what a ring would have recorded. */
export function simulate(threads: Simulated[], options: Options = {}): Trace {
  const next = random(options.seed ?? 1);
  const interval = (options.interval ?? 0.005) * 1e6;
  const limit = options.events ?? Number.POSITIVE_INFINITY;
  const rows: { time: number[]; thread: number[]; kind: number[]; why: number[]; call: number[]; value: number[] } = {
    time: [],
    thread: [],
    kind: [],
    why: [],
    call: [],
    value: [],
  };
  const calls: string[] = [];
  const agenda = new Agenda();
  const locks = new Map<string, { owner: Task | null; waiting: Task[] }>();
  let now = 0;
  let switches = 0;
  let holder: Task | null = null;
  let tookAt = 0;
  /** Counts holds, so that what was planned for one does not happen to the next. */
  let hold = 0;
  let asked = false;
  const waiting: { task: Task; since: number }[] = [];
  let forced: Task | null = null;

  const record = (task: Task, kind: number, why = 0, value = 0, call = ""): void => {
    let index = 0;
    if (call !== "") {
      index = calls.indexOf(call);
      if (index < 0) index = calls.push(call) - 1;
    }
    rows.time.push(Math.round(now * 1000) / 1000);
    rows.thread.push(task.index);
    rows.kind.push(kind);
    rows.why.push(why);
    rows.call.push(index);
    rows.value.push(value);
  };
  const after = (delay: number, happen: () => void): void => agenda.add(now + delay, happen);

  function want(task: Task): void {
    record(task, TRACE_WANT);
    waiting.push({ task, since: switches });
    if (holder === null && waiting.length === 1) after(0.4 + next(), () => grant());
    else watch(task, switches);
  }
  /** Asks the holder when an interval has gone by without a switch. */
  function watch(task: Task, since: number): void {
    after(interval + 55 * next(), () => {
      if (!waiting.some((entry) => entry.task === task)) return;
      if (switches === since && holder !== null && !asked) {
        record(task, TRACE_REQUEST, 0, holder.ident);
        asked = true;
        const mine = hold;
        after(0.5 + 14 * next(), () => yieldIfAsked(mine));
      }
      watch(task, switches);
    });
  }
  function grant(): void {
    if (holder !== null || waiting.length === 0) return;
    let pick = Math.floor(next() * Math.min(3, waiting.length));
    if (waiting[pick]!.task === forced && waiting.length > 1) pick = (pick + 1) % waiting.length;
    const { task } = waiting.splice(pick, 1)[0]!;
    holder = task;
    tookAt = now;
    switches++;
    hold++;
    asked = false;
    record(task, TRACE_TAKE, 0, switches);
    if (forced !== null && forced !== task) {
      const was = forced;
      forced = null;
      after(0.3 + 3 * next(), () => {
        record(was, TRACE_FORCED_DONE);
        want(was);
      });
    }
    go(task);
  }
  function drop(task: Task, why: number, call = ""): void {
    record(task, TRACE_DROP, why, 0, call);
    holder = null;
    hold++;
    if (waiting.length > 0) after(1.5 + 7 * next() ** 2, () => grant());
  }
  function yieldIfAsked(mine: number): void {
    if (hold !== mine || holder === null) return;
    const task = holder;
    task.left -= now - tookAt;
    drop(task, DROP_ASKED);
    if (waiting.length === 0) want(task);
    else {
      record(task, TRACE_FORCED_WAIT);
      forced = task;
    }
  }
  /** The holder goes on computing, or with its next act. */
  function go(task: Task): void {
    if (task.left > 0) {
      const mine = hold;
      tookAt = now;
      after(task.left, () => {
        if (hold !== mine) return;
        task.left = 0;
        go(task);
      });
      return;
    }
    if (task.finish !== null) {
      const { finish } = task;
      task.finish = null;
      finish();
    }
    const next = rows.time.length < limit ? task.acts.next() : { done: true as const, value: undefined };
    if (next.done === true) {
      drop(task, DROP_ENDED);
      after(2, () => record(task, TRACE_THREAD_END));
      return;
    }
    perform(task, next.value);
  }
  function perform(task: Task, act: Act): void {
    const back = (): void => want(task);
    switch (act.do) {
      case "compute":
        task.left = act.for;
        go(task);
        break;
      case "collect":
        record(task, TRACE_COLLECT, act.generation);
        task.left = act.for;
        task.finish = () => record(task, TRACE_COLLECTED, 0, act.freed);
        go(task);
        break;
      case "sleep":
        drop(task, DROP_SLEEP);
        after(act.for, back);
        break;
      case "block":
        drop(task, DROP_BLOCKING, act.call);
        after(act.for, back);
        break;
      case "native":
        drop(task, DROP_NATIVE, act.call);
        after(act.for, back);
        break;
      case "acquire": {
        let lock = locks.get(act.lock);
        if (lock === undefined) locks.set(act.lock, (lock = { owner: null, waiting: [] }));
        task.left = 0.3;
        if (lock.owner === null) {
          lock.owner = task;
          go(task);
        } else {
          lock.waiting.push(task);
          drop(task, DROP_LOCK);
        }
        break;
      }
      case "release": {
        const lock = locks.get(act.lock)!;
        const heir = lock.waiting.shift() ?? null;
        lock.owner = heir;
        if (heir !== null) after(3 + 5 * next(), () => want(heir));
        task.left = 0.2;
        go(task);
      }
    }
  }

  const tasks = threads.map(
    (thread, index): Task => ({ index, ident: 0x7f00_0000 + index * 4096, acts: thread.acts(next), left: 0, finish: null }),
  );
  tasks.forEach((task, index) => {
    agenda.add(threads[index]!.at ?? 0, () => {
      record(task, TRACE_THREAD_START, 0, task.ident);
      want(task);
    });
  });
  for (let entry = agenda.next(); entry !== undefined; entry = agenda.next()) {
    now = entry.at;
    entry.happen();
  }
  return {
    program: options.program ?? "simulated.py",
    policy: "timed",
    interval: interval / 1e6,
    duration: rows.time.at(-1) ?? 0,
    threads: threads.map(({ name }, index) => ({ index, ident: tasks[index]!.ident, nativeId: 40_000 + index, name })),
    time: Float64Array.from(rows.time),
    thread: Uint16Array.from(rows.thread),
    kind: Uint8Array.from(rows.kind),
    why: Uint8Array.from(rows.why),
    call: Uint16Array.from(rows.call),
    value: Uint32Array.from(rows.value),
    calls,
    lost: 0,
  };
}
