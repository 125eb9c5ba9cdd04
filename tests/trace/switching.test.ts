// When threads that compute hand the GIL over, under each policy; read from the event ring.
//
// These are the only tests that look at how long something took: that a switch comes after an interval is what they are about. They take the median of a hundred
// intervals or more and try a few times. A machine that wakes a thread late, because others compute on it, cannot keep an interval; before each attempt
// and after it is measured how late it is (tests/trace/lateness.ts), and if it was too busy in one of the attempts the test is skipped and says so.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import {
  DROP_ASKED,
  DROP_TICKS,
  TRACE_DROP,
  TRACE_FORCED_DONE,
  TRACE_FORCED_WAIT,
  TRACE_REQUEST,
  TRACE_TAKE,
  TRACE_WANT,
} from "../../contract/traceevents.ts";
import type { Trace } from "../../src/trace/model.ts";
import { lateness } from "./lateness.ts";
import { eventsOf, median, runTraced, threadNamed } from "./traced.ts";

const ATTEMPTS = 5;
/** Share of an interval by which a machine with time to spare wakes a thread late, at most. */
const BUSY = 0.06;

/** Two threads that compute for some seconds. */
const program = (seconds: number, before = "", body = "for i in range(1000): pass"): string => `
import sys, threading, time
${before}
end = time.perf_counter() + ${seconds}
def work():
    while time.perf_counter() < end:
        ${body}
threads = [threading.Thread(target=work, name=f"worker {i}") for i in range(2)]
for t in threads: t.start()
for t in threads: t.join()
`;

/** µs between two hand-overs among the workers. */
function intervals(trace: Trace): number[] {
  const workers = [threadNamed(trace, "worker 0"), threadNamed(trace, "worker 1")];
  const found: number[] = [];
  let holder = -1;
  let since = 0;
  for (const take of eventsOf(trace, TRACE_TAKE)) {
    const thread = trace.thread[take]!;
    if (thread === holder) continue;
    if (workers.includes(thread) && workers.includes(holder)) found.push(trace.time[take]! - since);
    holder = thread;
    since = trace.time[take]!;
  }
  return found.slice(1);
}

async function near(t: TestContext, expected: number, seconds: number, before: string): Promise<void> {
  const seen: string[] = [];
  let fair = 0;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const lateBefore = lateness(expected);
    const { trace } = await runTraced(program(seconds, before));
    assert.equal(trace.lost, 0);
    const all = intervals(trace);
    const middle = median(all);
    if (all.length >= 20 && Math.abs(middle - expected) <= expected / 10) return;
    const late = Math.max(lateBefore, lateness(expected));
    // Two threads change places in a switch, so a late machine counts twice.
    if (late <= expected * BUSY && Math.abs(middle - expected) > expected / 10 + 2 * late) fair++;
    seen.push(`${middle.toFixed(0)} µs (${late.toFixed(0)} µs late)`);
  }
  const what = `the median interval is not ${expected} µs: ${seen.join(", ")}`;
  if (fair < ATTEMPTS) return t.skip(`${what}; but the machine is too busy`);
  assert.fail(what);
}

test("timed: two computing threads switch every 5 ms", (t) => near(t, 5000, 1.5, ""));
test("timed: with setswitchinterval(0.0005) every 0.5 ms", (t) => near(t, 500, 0.5, "sys.setswitchinterval(0.0005)"));

test("timed: the holder is asked, gives the GIL up, and waits until the other has it", async () => {
  let switches = 0;
  // A busy machine may have let no thread, or only one of them, on a processor.
  for (let seconds = 0.5; switches <= 2 && seconds < 20; seconds *= 3) switches = await askedSwitches(seconds);
  assert.ok(switches > 2, `${switches} switches`);
});

/** How often a worker gave the GIL up because it was asked; each time it went as it must. */
async function askedSwitches(seconds: number): Promise<number> {
  const { trace } = await runTraced(program(seconds));
  const [a, b] = [threadNamed(trace, "worker 0"), threadNamed(trace, "worker 1")] as const;
  let switches = 0;
  for (const drop of eventsOf(trace, TRACE_DROP)) {
    const who = trace.thread[drop]!;
    if (trace.why[drop] !== DROP_ASKED || (who !== a && who !== b)) continue;
    const own = eventsAfter(trace, drop, who, 4);
    if (own.length < 4) continue;
    assert.deepEqual(
      own.map((i) => trace.kind[i]),
      [TRACE_FORCED_WAIT, TRACE_FORCED_DONE, TRACE_WANT, TRACE_TAKE],
    );
    const taken = trace.kind.indexOf(TRACE_TAKE, drop);
    assert.notEqual(trace.thread[taken], who);
    switches++;
  }
  assert.ok(eventsOf(trace, TRACE_REQUEST).length >= switches, "nobody asked for them");
  return switches;
}

test("ticks: the check interval counts instructions; nobody asks, and nobody waits for the switch", async () => {
  let runs: number[] = [];
  // Ten times as many instructions take ten times as long, and the check at their end something. A busy machine takes threads off the processor in the
  // middle of runs, of most of them even; so the short ones are compared, and more than once if need be.
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    runs = await ticksRuns(2 ** attempt);
    if (runs[1]! > runs[0]! * 4) return;
  }
  assert.fail(`runs of 2,000 ticks take ${runs[0]} µs, of 20,000 ${runs[1]} µs (NaN: too few of them)`);
});

/** How long a run of 2,000 ticks takes, and one of 20,000, in µs: a tenth of them are shorter. NaN where there were hardly any. */
async function ticksRuns(seconds: number): Promise<number[]> {
  const runs: number[] = [];
  for (const ticks of [2000, 20000]) {
    const { trace } = await runTraced(program(seconds, `import tollbooth; tollbooth.setcheckinterval(${ticks})`), ["-X", "gil=ticks"]);
    assert.equal(trace.policy, "ticks");
    assert.equal(trace.lost, 0);
    assert.deepEqual(eventsOf(trace, TRACE_REQUEST), []);
    assert.deepEqual(eventsOf(trace, TRACE_FORCED_WAIT), []);
    const worker = threadNamed(trace, "worker 0");
    const drops = eventsOf(trace, TRACE_DROP, worker).filter((i) => trace.why[i] === DROP_TICKS);
    const took: number[] = [];
    for (const drop of drops) {
      // It wants the GIL again at once, and mostly gets it.
      const [want, take] = eventsAfter(trace, drop, worker, 2);
      assert.equal(trace.kind[want!], TRACE_WANT);
      if (take === undefined) continue;
      assert.equal(trace.kind[take], TRACE_TAKE);
      const next = eventsAfter(trace, take, worker, 1)[0];
      if (next !== undefined && trace.kind[next] === TRACE_DROP) took.push(trace.time[next]! - trace.time[take]!);
    }
    runs.push(took.length > 5 ? took.sort((a, b) => a - b)[Math.floor(took.length / 10)]! : Number.NaN);
  }
  return runs;
}

/** The next events of a thread. */
function eventsAfter(trace: Trace, event: number, thread: number, count: number): number[] {
  const found: number[] = [];
  for (let i = trace.thread.indexOf(thread, event + 1); i >= 0 && found.length < count; i = trace.thread.indexOf(thread, i + 1)) {
    if (trace.kind[i] !== TRACE_REQUEST) found.push(i);
  }
  return found;
}
