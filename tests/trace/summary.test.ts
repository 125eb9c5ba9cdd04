// The summary and its verdict on traces whose figures are known.
import assert from "node:assert/strict";
import { test } from "node:test";
import { measure, quantile } from "../../src/trace/figures.ts";
import { duration, number, percent } from "../../src/trace/format.ts";
import type { Trace } from "../../src/trace/model.ts";
import { summaryOf } from "../../src/trace/summary.ts";
import { verdictOf } from "../../src/trace/verdict.ts";
import { computing, script } from "./synthetic.ts";

test("the figures of two computing threads", () => {
  const figures = measure(computing(10));
  assert.deepEqual(figures.switches, { all: 10, asked: 10, voluntary: 0 });
  assert.deepEqual([figures.requests, figures.forcedWaits, figures.lost], [10, 10, 0]);
  // B's first wait and its nine others from 17 µs after a switch to 15 µs after the next but one.
  assert.equal(figures.waits.length, 10);
  assert.equal(quantile(figures.waits, 0.5), 5005);
  assert.ok(figures.contended > 0.99 && figures.contenders === 2);
  const [a, b] = figures.threads;
  assert.equal(a!.running + a!.waiting, a!.lifetime);
  assert.equal(b!.switches, 5);
  assert.match(verdictOf(computing(10)), /^CPU-bound: 2 threads want the GIL 100 % of the time/);
});

const IO = script(`
  0 main start
  0 main take
  100 main blocking read
  10000 main want
  10001 main take
  10100 main blocking read
  20000 main want
  20001 main take
  20100 main sleep
  40000 main want
  40001 main take
  40100 main ended
  40100 main end`);

test("a thread's time: where it was, and what it was blocked in", () => {
  const [main] = measure(IO).threads;
  assert.deepEqual([main!.running, main!.waiting, main!.blocked, main!.native], [397, 3, 39700, 0]);
  assert.deepEqual(main!.calls, [
    { name: "sleep", count: 1, total: 19900, worst: 19900 },
    { name: "read", count: 2, total: 19800, worst: 9900 },
  ]);
  assert.deepEqual([measure(IO).atOnce, measure(IO).waits.length], [3, 0]);
  assert.equal(verdictOf(IO), "I/O-bound: threads wait 99 % of the time outside the GIL; it hardly matters");
});

/** One thread that reads and answers, beside one that computes. */
function convoy(policy: Trace["policy"]): Trace {
  const lines = ["0 compute start", "0 compute take", "1 echo start"];
  for (let i = 0; i < 20; i++) {
    const at = i * 6000 + 10;
    lines.push(`${at} echo want`, `${at + 5000} echo request 1`, `${at + 5010} compute asked`, `${at + 5020} echo take`);
    lines.push(`${at + 5021} compute want`, `${at + 5050} echo blocking read`, `${at + 5060} compute take`);
  }
  return script(lines.join("\n"), { policy });
}

test("verdicts", () => {
  assert.match(verdictOf(convoy("timed")), /^convoy: 1 thread .* 5\.02 ms .* behind 1 thread that computes; -X gil=fair/);
  assert.doesNotMatch(verdictOf(convoy("fair")), /gil=fair/);
  assert.match(verdictOf(script("0 main start\n0 main take\n50000 main ended\n50000 main end")), /^one thread: it has the GIL 100 %/);
  assert.match(
    verdictOf(
      script(`
        0 a start
        0 a take
        100 a native digest
        150 b start
        160 b want
        161 b take
        300 b native digest
        90000 a want
        90001 a take
        90100 a ended
        90100 a end
        91000 b want
        91001 b take
        91100 b ended
        91100 b end`),
    ),
    /^native code: /,
  );
  assert.equal(verdictOf(script("0 main start\n0 main take\n10 main ended")), "too short to say anything");
});

test("the summary says all of it", () => {
  const text = summaryOf(
    script(
      "0 main start\n0 main take\n500 main blocking write\n2500 main want\n2510 main take\n2600 main lost 5\n3000 main take\n4000 main ended",
    ),
  );
  for (const part of [
    /4\.00 ms, 1 thread, 8 events; policy timed, switch interval 5\.00 ms/,
    /main .* write 2\.00 ms in 1; unknown/,
    /switches: 0 \(0 asked/,
    /events lost: 5/,
  ])
    assert.match(text, part);
});

test("numbers in words", () => {
  assert.deepEqual([0, 0.25, 1, 999, 1000, 12_345, 999_499, 2_500_000, 123_456_789].map(duration), [
    "0 ns",
    "250 ns",
    "1.00 µs",
    "999 µs",
    "1.00 ms",
    "12.3 ms",
    "999 ms",
    "2.50 s",
    "123 s",
  ]);
  assert.deepEqual([0, 0.001, 0.5, 1].map(percent), ["0 %", "<1 %", "50 %", "100 %"]);
  assert.deepEqual([0, 999, 1000, 1234567].map(number), ["0", "999", "1,000", "1,234,567"]);
});
