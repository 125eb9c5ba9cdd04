// The model of the GIL's protocol with longer scripts: some minutes.
// Last run, states and seconds on two cores, nothing wrong in any: timed blocks | looks | looks 62,877 (0.3), ends | looks | plain 185,492 (0.7),
// ends | looks | looks 218,940 (0.7), returns | looks | looks 373,708 (1.3); ticks blocks | blocks | blocks 1,584 (0.0), returns | blocks | looks 17,047 (0.2);
// fair blocks | looks | looks 387,473 (3.5), blocks | blocks | looks 466,646 (3.3), ends | looks | looks 837,915 (3.4), returns | plain | plain 383,910 (1.5),
// returns | looks | plain 1,734,143 (10), returns | looks | looks 1,939,705 (13), returns | blocks | looks 6,064,309 (40).
import type { Op } from "./gil_model.ts";
import { explore } from "./gil_model_search.ts";

const plain: Op[] = ["take", "end"];
const looks: Op[] = ["take", "look", "end"];
const blocks: Op[] = ["take", "drop", "take", "end"];
const ends: Op[] = ["take", "finalize", "drop"];
const returns: Op[] = ["take", "finalize", "drop", "take", "end"];

for (const [policy, scripts] of [
  ["timed", [blocks, looks, looks]],
  ["timed", [ends, looks, plain]],
  ["timed", [ends, looks, looks]],
  ["timed", [returns, looks, looks]],
  ["ticks", [blocks, blocks, blocks]],
  ["ticks", [returns, blocks, looks]],
  ["fair", [blocks, looks, looks]],
  ["fair", [blocks, blocks, looks]],
  ["fair", [ends, looks, looks]],
  ["fair", [returns, plain, plain]],
  ["fair", [returns, looks, plain]],
  ["fair", [returns, looks, looks]],
  ["fair", [returns, blocks, looks]],
] as const) {
  const started = performance.now();
  const { problem, states } = explore(policy, scripts);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${policy} ${scripts.join(" | ")}: ${states} states, ${seconds} s, ${problem ?? "nothing wrong"}`);
  if (problem !== null) process.exitCode = 1;
}
