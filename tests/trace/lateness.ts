// How late this machine is with what the timed policy asks of it: two threads, of which one computes while the other waits for one interval and
// then asks for its turn. It is the bare bones of the protocol, without Python; no switch interval can be kept better than this.
import { spawnSync } from "node:child_process";

const PROGRAM = `
const { Worker, isMainThread, workerData } = require("node:worker_threads");
const shared = isMainThread ? new SharedArrayBuffer(8) : workerData.shared;
const milliseconds = isMainThread ? Number(process.argv[1]) : workerData.milliseconds;
const [TURN, ASKED] = [0, 1], words = new Int32Array(shared), me = isMainThread ? 0 : 1;
if (isMainThread) {
  try { require("node:fs").writeFileSync("/proc/self/timerslack_ns", "1"); } catch {}
  new Worker(process.env.LATENESS, { eval: true, workerData: { shared, milliseconds } });
}
const intervals = [], end = performance.now() + 400;
for (let turn = 0; turn < 3 || performance.now() < end; turn++) {
  for (;;) {
    const now = Atomics.load(words, TURN);
    if (now === me) break;
    if (Atomics.wait(words, TURN, now, milliseconds) === "timed-out") Atomics.store(words, ASKED, 1);
  }
  const begin = performance.now();
  while (Atomics.load(words, ASKED) === 0);
  Atomics.store(words, ASKED, 0);
  Atomics.store(words, TURN, 1 - me);
  Atomics.notify(words, TURN);
  intervals.push(performance.now() - begin);
}
if (isMainThread) { console.log(intervals.sort((a, b) => a - b)[intervals.length >> 1] - milliseconds); process.exit(); }
`;

/** The median by which a switch comes late after so many µs, in µs. */
export function lateness(interval: number): number {
  const { stdout } = spawnSync(process.execPath, ["-e", PROGRAM, String(interval / 1000)], {
    encoding: "utf8",
    timeout: 20_000,
    env: { ...process.env, LATENESS: PROGRAM },
  });
  return stdout === "" ? Number.POSITIVE_INFINITY : Number(stdout) * 1000;
}
