// The Chrome trace, against what its format's description ("Trace Event Format") says: fields of each phase, nesting of slices, matched flows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chromeTrace } from "../../src/trace/chrome.ts";
import type { Trace } from "../../src/trace/model.ts";
import { computing, script } from "./synthetic.ts";
import { runTraced } from "./traced.ts";

interface Event {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur: number;
  cat?: string;
  id?: number;
  bp?: string;
  s?: string;
  args?: Record<string, unknown>;
}

function eventsOf(trace: Trace): Event[] {
  const file = JSON.parse([...chromeTrace(trace)].join("")) as { traceEvents: Event[]; displayTimeUnit: string };
  assert.ok(["ms", "ns"].includes(file.displayTimeUnit));
  validate(file.traceEvents);
  return file.traceEvents;
}

/** Nanoseconds: times in the file are µs with at most three decimals. */
function ns(us: number): number {
  assert.equal(typeof us, "number");
  const whole = Math.round(us * 1000);
  assert.ok(Math.abs(whole - us * 1000) < 1e-3, `${us} µs is no whole number of ns`);
  return whole;
}

const metadata: Record<string, string> = { process_name: "name", thread_name: "name", thread_sort_index: "sort_index" };

function validate(events: Event[]): void {
  const lanes = new Map<string, Event[]>();
  const flows = new Map<string, { s: Event[]; f: Event[] }>();
  for (const event of events) {
    assert.equal(typeof event.name, "string");
    assert.ok(Number.isInteger(event.pid) && Number.isInteger(event.tid), "pid and tid are numbers");
    switch (event.ph) {
      case "M": {
        const field = metadata[event.name];
        assert.ok(field !== undefined, `unknown metadata ${event.name}`);
        assert.equal(typeof event.args?.[field], field === "name" ? "string" : "number");
        break;
      }
      case "X": {
        assert.ok(ns(event.ts) >= 0 && ns(event.dur) >= 0, "a slice has a beginning and a length");
        const key = `${event.pid} ${event.tid}`;
        lanes.set(key, [...(lanes.get(key) ?? []), event]);
        break;
      }
      case "s":
      case "f": {
        assert.ok(ns(event.ts) >= 0);
        assert.equal(typeof event.id, "number");
        assert.equal(typeof event.cat, "string");
        if (event.bp !== undefined) assert.equal(event.bp, "e");
        const key = `${event.cat} ${event.name} ${event.id}`;
        const flow = flows.get(key) ?? { s: [], f: [] };
        flows.set(key, flow);
        flow[event.ph].push(event);
        break;
      }
      case "i":
        ns(event.ts);
        assert.ok(["g", "p", "t"].includes(event.s!), "an instant has a scope");
        break;
      default:
        assert.fail(`phase ${event.ph}`);
    }
  }
  for (const lane of lanes.values()) checkNesting(lane);
  // What says a thing of a lane says it once, and each lane that has events has a name.
  const said = events.filter(({ ph }) => ph === "M").map(({ name, pid, tid }) => `${name} ${pid} ${tid}`);
  assert.equal(new Set(said).size, said.length, "metadata is said once");
  for (const { ph, pid, tid } of events) if (ph !== "M") assert.ok(said.includes(`thread_name ${pid} ${tid}`), `lane ${tid} has no name`);
  for (const { s, f } of flows.values()) {
    assert.deepEqual([s.length, f.length], [1, 1], "a flow starts once and ends once");
    assert.ok(s[0]!.ts <= f[0]!.ts, "a flow goes forward in time");
    for (const end of [s[0]!, f[0]!]) assert.ok(enclosing(lanes, end), `a flow at ${end.ts} µs has a slice to be bound to`);
  }
}

/** Slices of a lane are in order of time, and one either ends before the next begins or encloses it. */
function checkNesting(slices: readonly Event[]): void {
  const open: number[] = [];
  let before = 0;
  for (const { ts, dur } of slices) {
    assert.ok(ns(ts) >= before, "the slices of a lane are in order");
    before = ns(ts);
    while (open.length > 0 && open.at(-1)! <= ns(ts)) open.pop();
    if (open.length > 0) assert.ok(ns(ts) + ns(dur) <= open.at(-1)!, `a slice at ${ts} µs sticks out of the one around it`);
    open.push(ns(ts) + ns(dur));
  }
}

function enclosing(lanes: Map<string, Event[]>, { pid, tid, ts }: Event): Event | undefined {
  return lanes.get(`${pid} ${tid}`)?.find((slice) => ns(slice.ts) <= ns(ts) && ns(ts) < ns(slice.ts) + Math.max(1, ns(slice.dur)));
}

test("two computing threads: lanes, slices, an arrow at each hand-over", () => {
  const events = eventsOf(computing(10));
  const named = events.filter(({ name }) => name === "thread_name").map(({ tid, args }) => [tid, args?.["name"]]);
  assert.deepEqual(named, [
    [0, "GIL"],
    [1, "A"],
    [2, "B"],
  ]);
  assert.equal(events.filter(({ ph }) => ph === "s").length, 10);
  const booth = events.filter(({ ph, tid }) => ph === "X" && tid === 0);
  assert.deepEqual(
    booth.slice(0, 2).map(({ name, ts, dur }) => [name, ts, dur]),
    [
      ["A", 0, 5010],
      ["B", 5015, 4995],
    ],
  );
  const first = events.find(({ ph }) => ph === "s")!;
  assert.deepEqual([first.tid, first.ts], [1, 5009.999]);
});

test("calls, collections, signals and lost events have their names", () => {
  const events = eventsOf(
    script(`
      0 M start
      0 M take
      10 M blocking read
      20 M want
      21 M take
      30 M collect
      40 M collected
      41 M signal 15
      50 M native digest
      90 M want
      91 M take
      100 M lost 3
      110 M take
      120 M ended
      120 M end`),
  );
  const slices = events.filter(({ ph, tid }) => ph === "X" && tid === 1).map(({ name, cat }) => (name === cat ? name : `${cat}: ${name}`));
  assert.deepEqual(
    slices.filter((name) => name.includes(":")),
    ["blocked: read", "native code: digest"],
  );
  assert.ok(slices.includes("collecting"));
  const instants = events.filter(({ ph }) => ph === "i").map(({ name, args }) => [name, args]);
  assert.deepEqual(instants, [
    ["signal", { signal: 15 }],
    ["events lost", { count: 3 }],
  ]);
});

test("the trace of a program", async () => {
  const { trace } = await runTraced(`
import threading, time, os, gc
r, w = os.pipe()
lock = threading.Lock()
def work():
    for i in range(20):
        with lock:
            sum(range(10000))
        os.write(w, b"x")
        time.sleep(0.001)
threads = [threading.Thread(target=work, name=f"worker \\N{SNOWMAN} {i}") for i in range(4)]
for t in threads: t.start()
for i in range(80): os.read(r, 1)
gc.collect()
for t in threads: t.join()
`);
  const events = eventsOf(trace);
  assert.equal(events.filter(({ name }) => name === "thread_name").length, 6);
  assert.ok(events.some(({ args }) => args?.["name"] === "worker ☃ 3"));
  assert.ok(events.some(({ ph }) => ph === "s"));
});
