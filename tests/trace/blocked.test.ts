// No thread in a host call that may block holds the GIL. This is read from the event ring, for each row of contract/hostcalls.ts that says that it
// blocks: around the call stand a DROP that names it and a WANT; and where the call can be made to wait, another thread computes meanwhile.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type HostRow, hostCalls } from "../../contract/hostcalls.ts";
import { DROP_BLOCKING, DROP_NATIVE, TRACE_DROP, TRACE_FORCED_DONE, TRACE_FORCED_WAIT, TRACE_WANT } from "../../contract/traceevents.ts";
import { buildLanes } from "../../src/trace/lanes.ts";
import type { Trace } from "../../src/trace/model.ts";
import { holdsGil } from "../../src/trace/states.ts";
import { examples, waiting } from "./examples.ts";
import { eventsOf, runTraced, threadNamed } from "./traced.ts";

const rows = (hostCalls as readonly HostRow[]).map(([, name, , , blocks]) => ({ name, blocks })).filter(({ blocks }) => blocks !== false);
/** Rows that no Python program reaches yet. */
const unreachable = ["realpath"];

/** Seconds for which a thread computes while another waits: on a busy machine the other may come to its call late, so there are more attempts. */
const COMPUTING = [0.05, 0.2, 1, 5];

const PRELUDE = `
import json, os, sys, tempfile, threading, time
with open("input.json") as file:
    given = json.load(file)
d = tempfile.mkdtemp(dir=".")
f = d + "/file"
with open(f, "wb") as file:
    file.write(bytes(10_000))
fd = os.open(f, os.O_RDWR)
def attempt(name, source, scope):
    try:
        exec(source, scope)
    except OSError:
        pass
    except BaseException as error:
        print(f"{name}: {error!r}", flush=True)
`;

const EACH = `${PRELUDE}
for name, source in given.items():
    attempt(name, source, dict(globals()))
`;

// The main thread computes while a thread named after the call waits in it.
const waitingFor = (seconds: number): string => `${PRELUDE}
def compute(seconds):
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        sum(range(100))

for name, example in given.items():
    scope = dict(globals(), done=[])
    attempt(name, example["before"], scope)
    ready = threading.Event()
    def wait():
        ready.set()
        attempt(name, example["call"], scope)
        scope["done"].append(True)
        # What reads until there is no more is to end, too.
        attempt(name, "os.write(w, b'x')" if name == "write" else "a.send(b'x')" if name == "send" else "", scope)
    thread = threading.Thread(target=wait, name="in " + name)
    thread.start()
    ready.wait()
    compute(${seconds})
    attempt(name, example["release"], scope)
    thread.join()
`;

test("every call that blocks has an example", () => {
  for (const { name } of rows)
    assert.ok(
      name in examples || unreachable.includes(name),
      `contract/hostcalls.ts: '${name}' blocks, but tests/trace/examples.ts has no example for it`,
    );
});

test("every call that blocks gives the GIL up", async () => {
  const { trace, stdout, stderr } = await runTraced(EACH, [], pick(examples));
  assert.equal(stdout, "", stderr);
  assert.equal(trace.lost, 0);
  for (const { name, blocks } of rows) {
    if (!(name in examples) || unreachable.includes(name)) continue;
    const spans = spansOf(trace, name, blocks === "native" ? DROP_NATIVE : DROP_BLOCKING);
    assert.ok(spans.length > 0, `no DROP for '${name}', so it keeps the GIL, or its example does not call it`);
  }
});

test("another thread computes while a call waits", async () => {
  let left = pick(waiting);
  const why: string[] = [];
  for (const seconds of COMPUTING) {
    if (Object.keys(left).length === 0) break;
    const { trace, stdout, stderr } = await runTraced(waitingFor(seconds), [], left);
    assert.equal(stdout, "", stderr);
    assert.equal(trace.lost, 0);
    left = Object.fromEntries(
      Object.entries(left).filter(([name]) => {
        const { computed, enough } = computedBeside(trace, name, seconds);
        if (computed <= enough) why.push(`while a thread was in '${name}', the other had the GIL for ${computed} µs`);
        return computed <= enough;
      }),
    );
  }
  assert.deepEqual(left, {}, why.join("\n"));
});

/** For how long the main thread had the GIL while another was in the call, and how long that has to be, in µs. */
function computedBeside(trace: Trace, name: string, seconds: number): { computed: number; enough: number } {
  const { blocks } = rows.find((row) => row.name === name)!;
  const spans = spansOf(trace, name, blocks === "native" ? DROP_NATIVE : DROP_BLOCKING, threadNamed(trace, `in ${name}`));
  assert.ok(spans.length > 0, `'${name}' was not called`);
  const main = buildLanes(trace)[0]!;
  let computed = 0;
  for (const [from, to] of spans) {
    for (let span = 0; span < main.count; span++) {
      if (holdsGil(main.state[span]!)) computed += Math.max(0, Math.min(to, main.start[span + 1]!) - Math.max(from, main.start[span]!));
    }
  }
  // What waits is released when the other has computed; native code is over when it is.
  return { computed, enough: blocks === "native" ? 0 : (seconds * 1e6) / 2 };
}

/** The examples of calls that there are. */
function pick<Example extends string | { needs?: string }>(all: Record<string, Example>): Record<string, Example> {
  const isThere = (call: string): boolean => rows.some(({ name }) => name === call) && !unreachable.includes(call);
  return Object.fromEntries(
    Object.entries(all).filter(([name, example]) => isThere(name) && isThere(typeof example === "string" ? name : (example.needs ?? name))),
  );
}

/** From each DROP for the call to the WANT that follows it, in µs. */
function spansOf(trace: Trace, call: string, why: number, thread?: number): [from: number, to: number][] {
  const row = trace.calls.indexOf(call);
  const spans: [number, number][] = [];
  for (const drop of eventsOf(trace, TRACE_DROP, thread)) {
    if (trace.call[drop] !== row || trace.why[drop] !== why) continue;
    let next = drop;
    do next = trace.thread.indexOf(trace.thread[drop]!, next + 1);
    while (trace.kind[next] === TRACE_FORCED_WAIT || trace.kind[next] === TRACE_FORCED_DONE);
    assert.ok(next > 0, `nothing follows the DROP for '${call}'`);
    assert.equal(trace.kind[next], TRACE_WANT, `a DROP for '${call}' is not followed by a WANT`);
    spans.push([trace.time[drop]!, trace.time[next]!]);
  }
  return spans;
}
