// Orders of three threads in the model of the GIL's protocol (gil_model.ts): all of them, for scripts that are short enough to be gone through at every test run.
// `node tests/threads/gil_model_long.ts` goes through longer ones, which takes minutes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { explore, type Op } from "./gil_model.ts";

const plain: Op[] = ["take", "end"];
const looks: Op[] = ["take", "look", "end"];
const ends: Op[] = ["take", "finalize", "drop"];

for (const [policy, scripts] of [
  ["timed", [looks, plain, plain]],
  ["timed", [ends, plain, plain]],
  ["ticks", [looks, looks, plain]],
  ["ticks", [ends, looks, plain]],
  ["fair", [plain, plain, plain]],
  ["fair", [looks, plain]],
  ["fair", [ends, looks]],
] as const) {
  test(`${policy}, ${scripts.join(" | ")}: never two holders, no lost wake-up, no forced waiter left behind`, () => {
    const { problem, states } = explore(policy, scripts);
    assert.equal(problem, null);
    assert.ok(states > 100, `only ${states} states`);
  });
}

test("the model notices when a leaving waiter does not clean up", () => {
  assert.match(explore("timed", [ends, plain, plain], "leaver moves no switch").problem ?? "", /nobody goes on/);
});

test("the model notices lost wake-ups", () => {
  assert.match(explore("timed", [plain, plain, plain], "drop wakes nobody").problem ?? "", /nobody goes on/);
  assert.match(explore("ticks", [plain, plain, plain], "drop wakes nobody").problem ?? "", /nobody goes on/);
  assert.match(explore("fair", [plain, plain, plain], "drop does not look at the waiters again").problem ?? "", /nobody goes on/);
});

test("the model notices a thread that came back and sleeps for a whole interval behind one that was quicker", () => {
  assert.match(explore("fair", [plain, plain, plain], "a free lock is long waited for").problem ?? "", /waits a whole interval/);
});
