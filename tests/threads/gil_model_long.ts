// The model of the GIL's protocol with longer scripts.
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
