// What the report page is made of, apart from drawing: the bytes of a trace, lanes, the booth, shares and holders.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  DROP_ASKED,
  DROP_BLOCKING,
  DROP_ENDED,
  DROP_TICKS,
  TRACE_COLLECT,
  TRACE_COLLECTED,
  TRACE_DROP,
  TRACE_FORCED_DONE,
  TRACE_FORCED_WAIT,
  TRACE_LOST,
  TRACE_REQUEST,
  TRACE_TAKE,
  TRACE_THREAD_END,
  TRACE_THREAD_START,
  TRACE_WANT,
} from "../../contract/traceevents.ts";
import { buildLanes, NO_EVENT, spanAt } from "../../src/trace/lanes.ts";
import { type Trace, threadsByIdent } from "../../src/trace/model.ts";
import { buildBooth, isHandover, NOBODY } from "../../src/trace/report/booth.ts";
import { describeHold, describeSpan, eventWords } from "../../src/trace/report/describe.ts";
import { duration, instant, percent, tick } from "../../src/trace/report/format.ts";
import { Holders, shareholders } from "../../src/trace/report/holders.ts";
import { buildModel } from "../../src/trace/report/model.ts";
import { Shares } from "../../src/trace/report/shares.ts";
import { tickStep, Viewport } from "../../src/trace/report/viewport.ts";
import { decodeColumns, encodeColumns } from "../../src/trace/report/wire.ts";
import { STATES, State } from "../../src/trace/states.ts";
import { random } from "../../tools/fuzz/random.ts";
import { busy, crowd, mixture } from "./programs.ts";

/** A trace of [time, thread, kind, why, value] rows. */
function traceOf(threads: number, rows: [number, number, number, number?, number?][], length?: number): Trace {
  return {
    program: "t.py",
    policy: "timed",
    interval: 0.005,
    duration: length ?? rows.at(-1)?.[0] ?? 0,
    threads: Array.from({ length: threads }, (_, index) => ({ index, ident: 1000 + index, nativeId: index, name: `T${index}` })),
    time: Float64Array.from(rows, (row) => row[0]),
    thread: Uint16Array.from(rows, (row) => row[1]),
    kind: Uint8Array.from(rows, (row) => row[2]),
    why: Uint8Array.from(rows, (row) => row[3] ?? 0),
    call: Uint16Array.from(rows, () => 0),
    value: Uint32Array.from(rows, (row) => row[4] ?? 0),
    calls: ["read"],
    lost: 0,
  };
}

/** [from, state] of each span, and the end. */
function spans(trace: Trace, thread = 0): [number, number][] {
  const lane = buildLanes(trace)[thread]!;
  return [...Array.from(lane.state, (state, i): [number, number] => [lane.start[i]!, state]), [lane.start[lane.count]!, -1]];
}

const HANDOVER: [number, number, number, number?, number?][] = [
  [0, 0, TRACE_THREAD_START, 0, 1000],
  [0, 0, TRACE_WANT],
  [1, 0, TRACE_TAKE, 0, 1],
  [10, 1, TRACE_THREAD_START, 0, 1001],
  [11, 1, TRACE_WANT],
  [5011, 1, TRACE_REQUEST, 0, 1000],
  [5020, 0, TRACE_DROP, DROP_ASKED],
  [5021, 0, TRACE_FORCED_WAIT],
  [5025, 1, TRACE_TAKE, 0, 2],
  [5027, 0, TRACE_FORCED_DONE],
  [5028, 0, TRACE_WANT],
  [5100, 1, TRACE_COLLECT, 2],
  [5150, 1, TRACE_COLLECTED, 0, 7],
  [5200, 1, TRACE_DROP, DROP_BLOCKING],
  [5203, 0, TRACE_TAKE, 0, 3],
  [5300, 1, TRACE_WANT],
  [5400, 0, TRACE_DROP, DROP_ENDED],
  [5401, 0, TRACE_THREAD_END],
  [5402, 1, TRACE_TAKE, 0, 4],
  [5500, 1, TRACE_DROP, DROP_ENDED],
  [5501, 1, TRACE_THREAD_END],
];

test("columns survive the way through bytes", () => {
  const traces = [mixture(20_000), crowd(120, 20_000), traceOf(0, []), traceOf(2, HANDOVER)];
  traces.push(
    traceOf(1, [
      [0.001, 0, TRACE_TAKE, 0, 0xffffffff],
      [4.2e9, 0, 31, 255, 0],
      [9e12 + 0.123, 0, TRACE_TAKE, 7, 0],
    ]),
  );
  for (const trace of traces) {
    const back = decodeColumns(encodeColumns(trace));
    assert.deepEqual(
      back.time,
      trace.time.map((time) => Math.round(time * 1000) / 1000),
    );
    for (const column of ["thread", "kind", "why", "value"] as const) assert.deepEqual(back[column], trace[column], column);
    for (let i = 0; i < trace.kind.length; i++) if (trace.call[i] !== 0) assert.equal(back.call[i], trace.call[i]);
  }
});

test("a million events take less than six bytes each before they are deflated", () => {
  const trace = busy(30, 50_000);
  assert.ok(encodeColumns(trace).length < 6 * trace.kind.length);
});

test("lanes: a hand-over, a collection, a blocking call", () => {
  const trace = traceOf(2, HANDOVER);
  assert.deepEqual(spans(trace, 0), [
    [0, State.NONE],
    [0, State.WAIT],
    [1, State.RUN],
    [5020, State.WAIT],
    [5021, State.FORCED],
    [5027, State.WAIT],
    [5203, State.RUN],
    [5400, -1],
  ]);
  assert.deepEqual(spans(trace, 1), [
    [10, State.NONE],
    [11, State.WAIT],
    [5025, State.RUN],
    [5100, State.COLLECT],
    [5150, State.RUN],
    [5200, State.BLOCKED],
    [5300, State.WAIT],
    [5402, State.RUN],
    [5500, -1],
  ]);
  const lane = buildLanes(trace)[1]!;
  assert.equal(spanAt(lane, 5), -1);
  assert.equal(lane.state[spanAt(lane, 5120)], State.COLLECT);
  assert.equal(spanAt(lane, 6000), -1);
});

test("lanes: a thread whose check interval is over wants the GIL again at once", () => {
  const trace = traceOf(1, [
    [0, 0, TRACE_TAKE],
    [5, 0, TRACE_DROP, DROP_TICKS],
    [5, 0, TRACE_WANT],
    [6, 0, TRACE_TAKE],
    [9, 0, TRACE_DROP, DROP_ENDED],
  ]);
  assert.deepEqual(spans(trace), [
    [0, State.RUN],
    [5, State.WAIT],
    [6, State.RUN],
    [9, -1],
  ]);
});

test("lanes: what was before the first event and after a loss", () => {
  const dropFirst = traceOf(1, [[50, 0, TRACE_DROP, DROP_BLOCKING]], 80);
  assert.deepEqual(spans(dropFirst), [
    [0, State.RUN],
    [50, State.BLOCKED],
    [80, -1],
  ]);
  assert.equal(buildLanes(dropFirst)[0]!.event[0], NO_EVENT);
  const lossy = traceOf(
    1,
    [
      [1, 0, TRACE_TAKE],
      [2, 0, TRACE_LOST, 0, 12],
      [4, 0, TRACE_TAKE],
    ],
    9,
  );
  assert.deepEqual(spans(lossy), [
    [0, State.WAIT],
    [1, State.LOST],
    [2, State.LOST],
    [4, State.RUN],
    [9, -1],
  ]);
});

test("a thread that gives the GIL up in a collection is collecting again when it has it back", () => {
  const trace = traceOf(1, [
    [0, 0, TRACE_TAKE],
    [1, 0, TRACE_COLLECT],
    [2, 0, TRACE_DROP, DROP_BLOCKING],
    [3, 0, TRACE_WANT],
    [4, 0, TRACE_TAKE],
    [5, 0, TRACE_COLLECTED],
    [6, 0, TRACE_DROP, DROP_ENDED],
  ]);
  assert.deepEqual(
    spans(trace).map(([, state]) => state),
    [State.RUN, State.COLLECT, State.BLOCKED, State.WAIT, State.COLLECT, State.RUN, -1],
  );
});

test("the booth: who held it, who asked, how many waited", () => {
  const booth = buildBooth(traceOf(2, HANDOVER));
  assert.equal(booth.count, 4);
  assert.deepEqual([...booth.thread], [0, 1, 0, 1, 0].slice(0, booth.thread.length));
  assert.deepEqual([...booth.start.slice(0, 4)], [1, 5025, 5203, 5402]);
  assert.deepEqual([...booth.end.slice(0, 4)], [5020, 5200, 5400, 5500]);
  assert.deepEqual([...booth.asked.slice(0, 4)], [1, 0, 0, 0]);
  assert.deepEqual([...booth.asker.slice(0, 4)], [1, NOBODY, NOBODY, NOBODY]);
  // All but the first came to a thread that was waiting.
  assert.deepEqual(
    [0, 1, 2, 3].map((hold) => isHandover(booth, hold)),
    [false, true, true, true],
  );
  assert.equal(booth.switches, 3);
  assert.equal(booth.longestQueue, 2);
  // Both waited from 5020 to 5025, one from 0 to 1, 11 to 5020, 5025 to 5203 and 5300 to 5402.
  assert.equal(booth.queueArea.at(-1), 1 + 5009 + 2 * 5 + 178 + 102);
});

test("the booth: a DROP that is recorded a little after the next TAKE", () => {
  const booth = buildBooth(
    traceOf(2, [
      [0, 0, TRACE_TAKE],
      [10, 1, TRACE_TAKE],
      [11, 0, TRACE_DROP, DROP_ASKED],
      [20, 1, TRACE_DROP, DROP_ENDED],
    ]),
  );
  assert.equal(booth.count, 2);
  assert.deepEqual([...booth.end.slice(0, 2)], [10, 20]);
  assert.deepEqual([...booth.asked.slice(0, 2)], [1, 0]);
});

test("never two holders, and a thread that runs is the holder", () => {
  const trace = mixture(30_000);
  const booth = buildBooth(trace);
  for (let i = 1; i < booth.count; i++) assert.ok(booth.start[i]! >= booth.end[i - 1]!, `hold ${i}`);
  const held = booth.end.slice(0, booth.count).reduce((sum, end, i) => sum + end - booth.start[i]!, 0);
  let ran = 0;
  for (const lane of buildLanes(trace)) {
    for (let i = 0; i < lane.count; i++)
      if (lane.state[i] === State.RUN || lane.state[i] === State.COLLECT) ran += lane.start[i + 1]! - lane.start[i]!;
  }
  assert.ok(Math.abs(held - ran) < 1, `${held} and ${ran}`);
});

test("shares of any stretch are what a sum over all spans says", () => {
  const trace = mixture(20_000);
  const next = random(7);
  for (const lane of buildLanes(trace)) {
    const shares = new Shares(lane);
    for (let round = 0; round < 60; round++) {
      const columns = 1 + Math.floor(next() * 40);
      const total = Math.max(5, trace.duration * (round === 0 ? 1.2 : next() ** 6));
      const from = round === 0 ? -trace.duration * 0.1 : next() * trace.duration;
      const width = total / columns;
      const out = new Float32Array(columns * STATES);
      const whole = new Uint8Array(columns);
      shares.sweep(from, width, columns, out, whole);
      for (let x = 0; x < columns; x++) {
        const plain = new Float64Array(STATES);
        for (let i = 0; i < lane.count; i++) {
          const time = Math.min(from + (x + 1) * width, lane.start[i + 1]!) - Math.max(from + x * width, lane.start[i]!);
          if (time > 0) plain[lane.state[i]!]! += time / width;
        }
        for (let s = 1; s < STATES; s++) {
          const got = whole[x] === 255 ? out[x * STATES + s]! : whole[x] === s ? 1 : 0;
          assert.ok(Math.abs(got - plain[s]!) < 1e-4, `state ${s}: ${got}, not ${plain[s]}`);
        }
        const between = new Float64Array(STATES);
        shares.between(from + x * width, from + (x + 1) * width, between);
        for (let s = 1; s < STATES; s++) assert.ok(Math.abs(between[s]! / width - plain[s]!) < 1e-4);
      }
    }
  }
});

test("holders: shares of stretches are what a sum over all holds says", () => {
  const trace = busy(12, 60_000);
  const booth = buildBooth(trace);
  const holders = new Holders(booth, trace.threads.length);
  // So few columns that each is looked at in places, and so many that holds are added up.
  for (const [columns, error] of [
    [20, 0.15],
    [2000, 1e-4],
  ] as const) {
    const out = shareholders(columns);
    const width = trace.duration / columns;
    holders.sweep(0, width, columns, out);
    for (let x = 0; x < columns; x += Math.ceil(columns / 40)) {
      const plain = new Map<number, number>();
      for (let i = 0; i < booth.count; i++) {
        const time = Math.min((x + 1) * width, booth.end[i]!) - Math.max(x * width, booth.start[i]!);
        if (time > 0) plain.set(booth.thread[i]!, (plain.get(booth.thread[i]!) ?? 0) + time / width);
      }
      for (let entry = out.first[x]!; entry < out.first[x + 1]!; entry++) {
        const thread = out.thread[entry]!;
        const share = out.share[entry]!;
        assert.ok(Math.abs(share - (plain.get(thread) ?? 0)) < error, `column ${x}, thread ${thread}: ${share}, not ${plain.get(thread)}`);
        if (entry > out.first[x]!) assert.ok(thread > out.thread[entry - 1]!);
        plain.delete(thread);
      }
      for (const [thread, share] of plain) assert.ok(share < error, `column ${x}: thread ${thread} is missing, ${share}`);
    }
  }
});

test("spans, holds and events in words", () => {
  const trace = traceOf(2, HANDOVER);
  const model = buildModel(trace);
  const waited = describeSpan(model, 1, 1);
  assert.equal(waited.title, "waiting for the GIL");
  assert.deepEqual(Object.fromEntries(waited.facts)["had it last"], "T0");
  const ran = Object.fromEntries(describeSpan(model, 0, 2).facts);
  assert.equal(ran["asked by"], "T1");
  assert.equal(ran["given up"], "because it was asked");
  assert.equal(describeSpan(model, 1, 5).title, "blocked in read");
  assert.equal(Object.fromEntries(describeHold(model, 1).facts)["came from"], "T0, after 5.00\u00a0µs");
  const byIdent = threadsByIdent(trace);
  assert.equal(eventWords(trace, 5, byIdent), "asks T0 to give it up");
  assert.equal(eventWords(trace, 13, byIdent), "gives it up to call read");
});

test("times in words", () => {
  assert.equal(duration(0.4), "400\u00a0ns");
  assert.equal(duration(999.7), "1.00\u00a0ms");
  assert.equal(duration(5021), "5.02\u00a0ms");
  assert.equal(duration(12_345_678), "12.3\u00a0s");
  assert.equal(instant(1_234_567.891), "1.234\u202f567\u202f891\u00a0s");
  assert.equal(percent(0.0004), "<0.1\u00a0%");
  assert.equal(tick(1_250_000, 50_000), "1.25 s");
  assert.equal(tick(1500, 500), "1.5 ms");
  assert.equal(tickStep(0.3), 0.5);
  assert.equal(tickStep(1001), 2000);
});

test("the viewport zooms around a point and stays within the trace", () => {
  const view = new Viewport(1e6);
  view.show(view.zoomed(250_000, 4));
  assert.ok(Math.abs((250_000 - view.from) / view.span - (250_000 + 10_000) / 1_020_000) < 1e-9);
  view.show(view.moved(-50));
  assert.equal(view.from, -10_000);
  view.show(view.zoomed(0, 1e12));
  assert.equal(view.span, 5);
  view.show(view.zoomed(500_000, 1e-12));
  assert.ok(view.span <= 1_020_000);
});

test("the GIL that lay free is not handed over", () => {
  const booth = buildBooth(
    traceOf(2, [
      [0, 0, TRACE_TAKE],
      [10, 0, TRACE_DROP, DROP_BLOCKING],
      [500, 1, TRACE_THREAD_START, 0, 1001],
      [501, 1, TRACE_WANT],
      [502, 1, TRACE_TAKE],
      [600, 1, TRACE_DROP, DROP_ENDED],
    ]),
  );
  assert.equal(booth.switches, 1);
  assert.ok(!isHandover(booth, 1));
});
