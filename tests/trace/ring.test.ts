// The rings of a running program: nothing gets lost without being counted, and the trace outlives the ways in which a program ends.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  DROP_ENDED,
  TRACE_COLLECT,
  TRACE_COLLECTED,
  TRACE_DROP,
  TRACE_LOST,
  TRACE_SIGNAL,
  TRACE_TAKE,
  TRACE_THREAD_END,
  TRACE_THREAD_START,
  TRACE_WANT,
} from "../../contract/traceevents.ts";
import type { Trace } from "../../src/trace/model.ts";
import { eventsOf, runTraced, threadNamed } from "./traced.ts";

/** Events that were written, and those that were lost. */
function allEvents(trace: Trace): number {
  return trace.kind.length - eventsOf(trace, TRACE_LOST).length + trace.lost;
}

test("a ring that is too small loses events, and counts each of them", async () => {
  // One thread, so that the same events happen in every run.
  const program = "import os\nfor i in range(20000): os.access('.', os.R_OK)\n";
  const whole = await runTraced(program, ["--events", "100000"]);
  assert.equal(whole.trace.lost, 0);
  assert.equal(allEvents(whole.trace), whole.trace.kind.length);
  assert.ok(whole.trace.kind.length > 60000);
  const small = await runTraced(program, ["--events", "64"]);
  assert.ok(small.trace.lost > 0, "64 records were enough for 60,000 events");
  assert.equal(allEvents(small.trace), allEvents(whole.trace));
  assert.match(small.stderr, new RegExp(`events lost: ${String(small.trace.lost).replace(/\B(?=(\d{3})+$)/g, ",")}\n`));
});

test("threads that write faster than the host reads lose nothing: their rings grow", async () => {
  const { trace } = await runTraced(
    `
import threading, tollbooth
tollbooth.setcheckinterval(1)
def work(n):
    while n: n -= 1
threads = [threading.Thread(target=work, args=(100_000,)) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
`,
    ["-X", "gil=ticks"],
  );
  assert.equal(trace.lost, 0);
  // Each thread's events still follow one another: outside, wanting, running.
  const next = new Map([
    [TRACE_WANT, TRACE_TAKE],
    [TRACE_TAKE, TRACE_DROP],
    [TRACE_DROP, TRACE_WANT],
  ]);
  for (const { index } of trace.threads) {
    const kinds = [...trace.kind].filter((kind, i) => trace.thread[i] === index && next.has(kind));
    assert.ok(kinds.every((kind, i) => i === 0 || kind === next.get(kinds[i - 1]!)));
  }
});

test("threads that come and go share rings, and keep their names", async () => {
  const { trace } = await runTraced(`
import threading
for i in range(300):
    t = threading.Thread(target=int, name=f"number {i}")
    t.start()
    t.join()
`);
  assert.equal(trace.lost, 0);
  assert.equal(trace.threads.length, 301);
  for (let i = 0; i < 300; i++) {
    const thread = threadNamed(trace, `number ${i}`);
    assert.equal(thread, i + 1);
    assert.deepEqual([eventsOf(trace, TRACE_THREAD_START, thread).length, eventsOf(trace, TRACE_THREAD_END, thread).length], [1, 1]);
    const last = eventsOf(trace, TRACE_DROP, thread).at(-1)!;
    assert.equal(trace.why[last], DROP_ENDED);
  }
  assert.equal(new Set(trace.threads.map(({ ident }) => ident)).size, 301);
});

test("each thread's events follow one another as they must", async () => {
  const { trace } = await runTraced(`
import threading, time
def work():
    for i in range(50):
        time.sleep(0.0005)
        sum(range(20000))
threads = [threading.Thread(target=work) for _ in range(8)]
for t in threads: t.start()
for t in threads: t.join()
`);
  // The GIL: never two holders. A switch of threads is a DROP and then a TAKE.
  let holder = -1;
  for (let i = 0; i < trace.kind.length; i++) {
    if (trace.kind[i] === TRACE_TAKE) {
      assert.equal(holder, -1, `event ${i}: a thread takes the GIL that another holds`);
      holder = trace.thread[i]!;
    } else if (trace.kind[i] === TRACE_DROP) {
      assert.equal(holder, trace.thread[i], `event ${i}: a thread drops what it does not hold`);
      holder = -1;
    } else if (trace.kind[i] === TRACE_WANT) assert.notEqual(holder, trace.thread[i]);
  }
  assert.ok(trace.time.every((time, i) => i === 0 || time >= trace.time[i - 1]!));
});

test("collections and signals", async () => {
  const { trace } = await runTraced(`
import gc, os, signal
seen = []
signal.signal(signal.SIGUSR2, lambda *_: seen.append(1))
os.kill(os.getpid(), signal.SIGUSR2)
while not seen: pass
gc.disable()
class C: pass
for i in range(10):
    a = C(); a.a = a
del a
gc.collect()
`);
  assert.deepEqual(
    eventsOf(trace, TRACE_SIGNAL).map((i) => trace.value[i]),
    [12],
  );
  const last = eventsOf(trace, TRACE_COLLECT).at(-1)!;
  assert.equal(trace.why[last], 2);
  assert.ok(trace.value[eventsOf(trace, TRACE_COLLECTED).at(-1)!]! >= 10);
});

for (const [how, program, status, signal] of [
  ["sys.exit", "import sys; sys.exit(3)", 3, null],
  ["an exception", "1 / 0", 1, null],
  ["os._exit", "import os; os._exit(4)", 4, null],
  ["a signal", "import os, time; os.kill(os.getpid(), 15); time.sleep(60)", null, "SIGTERM"],
  ["abort", "import os; os.abort()", null, "SIGABRT"],
  ["daemon threads left", "import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start()", 0, null],
] as const) {
  test(`the trace of a program that ends by ${how}`, async () => {
    const outcome = await runTraced(`import time; time.sleep(0.01)\n${program}\n`);
    assert.deepEqual([outcome.status, outcome.signal], [status, signal]);
    assert.ok(outcome.trace.kind.length >= 5);
    assert.match(outcome.stderr, /switches: /);
  });
}
