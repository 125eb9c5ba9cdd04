// The page's colours can be read and told apart, in both schemes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { oklch, paletteFor, type Rgb, tile } from "../../src/trace/report/colour.ts";
import { STATES, State, stateWords } from "../../src/trace/states.ts";

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** What somebody without red-sensitive or green-sensitive cones sees, roughly (the matrices of Viénot, Brettel and Mollon, on linear light). */
function seenBy(kind: "protan" | "deutan", colour: Rgb): Rgb {
  const [r, g, b] = colour.map((value) => (value / 255) ** 2.2) as [number, number, number];
  const rows =
    kind === "protan" ? [0.11238, 0.88762, 0.11238, 0.88762, 0.00401, -0.00401] : [0.29275, 0.70725, 0.29275, 0.70725, -0.02234, 0.02234];
  const out = [rows[0]! * r + rows[1]! * g, rows[2]! * r + rows[3]! * g, rows[4]! * r + rows[5]! * g + b];
  return out.map((value) => 255 * Math.min(1, Math.max(0, value)) ** (1 / 2.2)) as unknown as Rgb;
}
const distance = (one: Rgb, other: Rgb): number => Math.hypot(...one.map((value, i) => value - other[i]!));

for (const dark of [false, true]) {
  const palette = paletteFor(dark);
  const scheme = dark ? "dark" : "light";

  test(`${scheme}: text can be read`, () => {
    assert.ok(contrast(palette.ink, palette.background) > 10);
    for (const ground of [palette.background, palette.well]) assert.ok(contrast(palette.muted, ground) > 4.5);
    for (let state = 1; state < STATES; state++) {
      const { fill, text } = palette.states[state]!;
      if (stateWords[state]!.weight > 0.5) assert.ok(contrast(text, fill) > 3.9, `${stateWords[state]!.name}: ${contrast(text, fill)}`);
    }
    for (let thread = 0; thread < 60; thread++) {
      const ratio = contrast(palette.threadText(thread), palette.thread(thread));
      assert.ok(ratio > 3.9, `thread ${thread}: ${ratio}`);
    }
  });

  test(`${scheme}: states differ in hue, or in pattern and lightness, for eyes with two kinds of cones too`, () => {
    const shown = [State.RUN, State.NATIVE, State.WAIT, State.FORCED, State.LOCK, State.BLOCKED, State.SLEEP];
    for (const a of shown) {
      for (const b of shown) {
        if (a >= b) continue;
        const [one, other] = [palette.states[a]!, palette.states[b]!];
        for (const see of [(c: Rgb): Rgb => c, (c: Rgb): Rgb => seenBy("protan", c), (c: Rgb): Rgb => seenBy("deutan", c)]) {
          const apart = distance(see(one.fill), see(other.fill));
          assert.ok(apart > 40 || one.pattern !== other.pattern, `${stateWords[a]!.name} and ${stateWords[b]!.name}: ${apart}`);
        }
      }
    }
  });
}

test("neighbouring threads differ, and tiles repeat without a seam", () => {
  const palette = paletteFor(false);
  for (let thread = 0; thread < 100; thread++) assert.ok(distance(palette.thread(thread), palette.thread(thread + 1)) > 60);
  assert.deepEqual(oklch(1, 0, 0), [255, 255, 255]);
  assert.deepEqual(oklch(0, 0, 0), [0, 0, 0]);
  for (const ink of palette.states) {
    // A tile of 16 is one of 8 with each pixel four times.
    const [small, large] = [tile(ink, 8), tile(ink, 16)];
    for (let y = 0; y < 16; y++) for (let x = 0; x < 16; x++) assert.equal(large[y * 16 + x], small[(y >> 1) * 8 + (x >> 1)]);
  }
});
