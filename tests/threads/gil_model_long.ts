// The model of the GIL's protocol with longer scripts: minutes, and some GB of memory (node --max-old-space-size=12000 tests/threads/gil_model_long.ts).
// Last run: timed looks | looks | looks 6,252,808 states and ends | looks | plain 960,202, ticks looks | looks | looks 227,878, nothing wrong in any.
import { explore, type Op } from "./gil_model.ts";

const plain: Op[] = ["take", "end"];
const looks: Op[] = ["take", "look", "end"];
const ends: Op[] = ["take", "finalize", "drop"];

for (const [policy, scripts] of [
  ["timed", [looks, looks, looks]],
  ["timed", [ends, looks, plain]],
  ["ticks", [looks, looks, looks]],
  ["fair", [looks, plain, plain]],
  ["fair", [ends, plain, plain]],
] as const) {
  const { problem, states } = explore(policy, scripts);
  console.log(`${policy} ${scripts.join(" | ")}: ${states} states, ${problem ?? "nothing wrong"}`);
  if (problem !== null) process.exitCode = 1;
}
