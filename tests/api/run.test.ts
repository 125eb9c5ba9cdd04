// The embedding API on the real runtime.
import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "../../src/api/index.ts";

test("runs code and collects what it prints", async () => {
  const result = await run({ code: "import sys; print(6 * 7, sys.argv); print('e', file=sys.stderr); sys.exit(3)", args: ["a", "-b"] })
    .ended;
  assert.deepEqual(result, { status: 3, reason: "ended", stdout: "42 ['-c', 'a', '-b']\n", stderr: "e\n" });
});

test("gives a program its input, and hands output on as it comes", async () => {
  const chunks: string[] = [];
  const program = "for line in open(0): print(line.strip().upper(), flush=True)";
  const result = await run({ code: program, stdin: "one\ntwo\n", stdout: (chunk) => chunks.push(Buffer.from(chunk).toString()) }).ended;
  assert.equal(chunks.join(""), "ONE\nTWO\n");
  assert.equal(result.stdout, "");
});

test("two runtimes at once, each with threads of its own", async () => {
  const program =
    "import sys, threading\nts = [threading.Thread(target=sys.stdout.write, args=(f'{i}\\n',)) for i in range(5)]\nfor t in ts: t.start()\nfor t in ts: t.join()";
  const results = await Promise.all([run({ code: program }).ended, run({ code: program }).ended]);
  for (const { stdout, status } of results) {
    assert.equal(status, 0);
    assert.deepEqual(stdout.trim().split("\n").sort(), ["0", "1", "2", "3", "4"]);
  }
});

test("an interrupt is a KeyboardInterrupt that the program may handle", async () => {
  const program = "import time\ntry:\n print('up', flush=True); time.sleep(100)\nexcept KeyboardInterrupt:\n print('asked to stop')";
  let seen = "";
  const running = run({
    code: program,
    stdout: (chunk) => {
      seen += Buffer.from(chunk).toString();
      if (seen === "up\n") running.interrupt();
    },
  });
  assert.equal((await running.ended).status, 0);
  assert.equal(seen, "up\nasked to stop\n");
});

test("limits hold, whatever the program does", async () => {
  const endless = await run({ code: "while True:\n try:\n  while True: pass\n except BaseException: pass", timeLimit: 700 }).ended;
  assert.deepEqual([endless.status, endless.reason], [null, "time limit"]);
  const greedy = await run({ code: "try:\n x = [0] * 10**9\nexcept MemoryError: print('no more')", memoryLimit: 64 << 20 }).ended;
  assert.deepEqual([greedy.status, greedy.stdout], [0, "no more\n"]);
  const stopped = run({ code: "import threading; threading.Event().wait()" });
  setTimeout(() => stopped.terminate(), 300);
  assert.equal((await stopped.ended).reason, "terminated");
});

test("settings that mean nothing are refused", () => {
  assert.throws(() => run({} as never), TypeError);
  assert.throws(() => run({ code: "1", options: ["--nonsense"] }), /unknown option --nonsense/);
});
