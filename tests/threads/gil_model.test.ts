// Orders of three threads in the model of the GIL's protocol (gil_model.ts): all of them, for scripts that are gone through in seconds.
// `node tests/threads/gil_model_long.ts` goes through longer ones.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Flaw, Op, Policy } from "./gil_model.ts";
import { explore } from "./gil_model_search.ts";

const plain: Op[] = ["take", "end"];
const looks: Op[] = ["take", "look", "end"];
const blocks: Op[] = ["take", "drop", "take", "end"];
const ends: Op[] = ["take", "finalize", "drop"];
const returns: Op[] = ["take", "finalize", "drop", "take", "end"];

for (const [policy, scripts] of [
  ["timed", [looks, plain, plain]],
  ["timed", [looks, looks, looks]],
  ["timed", [blocks, looks, plain]],
  ["timed", [ends, plain, plain]],
  ["timed", [returns, plain, plain]],
  ["ticks", [looks, looks, looks]],
  ["ticks", [ends, looks, plain]],
  ["ticks", [returns, looks, looks]],
  ["fair", [plain, plain, plain]],
  ["fair", [looks, plain, plain]],
  ["fair", [looks, looks, plain]],
  ["fair", [looks, looks, looks]],
  ["fair", [ends, plain, plain]],
  ["fair", [returns, blocks]],
] as const) {
  test(`${policy}, ${scripts.join(" | ")}: never two holders, no lost wake-up, no forced waiter left behind`, () => {
    const { problem, states } = explore(policy, scripts);
    assert.equal(problem, null);
    assert.ok(states > 1000, `only ${states} states`);
  });
}

function notices(flaw: Flaw, problem: RegExp, ...runs: [Policy, ...Op[][]][]): void {
  for (const [policy, ...scripts] of runs)
    assert.match(explore(policy, scripts, flaw).problem ?? "", problem, `${policy} ${scripts.join(" | ")}`);
}

test("the model notices when forced switching's clean-up is taken out: a forced waiter is left behind", () => {
  notices("leaver moves no switch", /^nobody goes on: .*"pc":"FORCED_SLEEP"/, ["timed", ends, plain, plain]);
});

test("the model notices lost wake-ups", () => {
  notices("drop wakes nobody", /^nobody goes on/, ["timed", plain, plain, plain], ["ticks", plain, plain, plain]);
  notices("drop does not look at the waiters again", /^nobody goes on/, ["fair", plain, plain, plain]);
});

test("the model notices when a wake-up goes to one who leaves, and is not passed on", () => {
  const all = [returns, plain, plain];
  notices("leaver passes no wake-up on", /^nobody goes on/, ["timed", ...all], ["ticks", ...all], ["fair", ...all]);
});

test("the model notices when one that computes does not look after its pause", () => {
  notices("a pause has no limit", /^nobody goes on/, ["fair", looks, plain]);
  notices("a pause is never over", /^nobody comes to an end/, ["fair", looks, plain]);
  notices("who pauses forgets what it was told", /^nobody goes on/, ["fair", looks, plain]);
});

test("the model notices a thread that came back and sleeps for a whole interval behind one that was quicker", () => {
  notices("a free lock is long waited for", /waits a whole interval/, ["fair", plain, plain, plain]);
});

test("doing local steps at once leaves out no state in which there is none", () => {
  for (const [policy, ...scripts] of [
    ["timed", looks, plain, plain],
    ["timed", returns, looks],
    ["ticks", returns, looks, plain],
    ["fair", plain, plain, plain],
    ["fair", returns, blocks],
    ["fair", returns, looks],
  ] as const) {
    const [atOnce, each] = [true, false].map((way) => explore(policy, scripts, "none", way));
    assert.equal(atOnce!.settled, each!.settled, `${policy} ${scripts.join(" | ")}`);
    assert.ok(atOnce!.states < each!.states);
  }
});
