// Axes, plots and the page of the lab, as text. tests/pages looks at them in a browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { labPage } from "../../src/lab/page.ts";
import { axesFor, plotLegend, plotSvg } from "../../src/lab/plots.ts";
import { figure, linearScale, logScale, suitableScale } from "../../src/lab/scale.ts";
import { invented } from "./invented.ts";

test("axes end at round values and hold what they must", () => {
  const scale = linearScale(0, 8.7);
  assert.deepEqual(scale.ticks, [0, 2, 4, 6, 8, 10]);
  assert.equal(scale.at(5), 0.5);
  assert.deepEqual(linearScale(0, 0.3).ticks, [0, 0.1, 0.2, 0.3]);
  const negative = linearScale(-3, 7);
  assert.ok(negative.ticks[0]! <= -3 && negative.ticks.at(-1)! >= 7);
  for (const [low, high] of [
    [5, 5],
    [0, 0],
    [1e-9, 2e-9],
    [-1e12, 1e12],
  ] as const) {
    const { ticks, at } = linearScale(low, high);
    assert.ok(ticks.length >= 2 && ticks.length < 12, `${ticks}`);
    assert.ok(at(low) >= -1e-9 && at(high) <= 1 + 1e-9);
  }
  assert.deepEqual(logScale(1, 1000).ticks, [1, 10, 100, 1000]);
  assert.ok(suitableScale([0.05, 100], 50, false).logarithmic);
  assert.ok(!suitableScale([0, 100], 50, false).logarithmic);
});

test("figures in words", () => {
  assert.deepEqual([0, 1.2345, 0.00123, 12_345.6, 1e8, 0.00001].map(figure), ["0", "1.23", "0.00123", "12\u202f346", "1.00e8", "1.00e-5"]);
});

test("plots: no number is missing or outside the picture", () => {
  for (const { outcomes } of invented.results) {
    for (const { plots } of outcomes) {
      for (const plot of plots) {
        const svg = plotSvg(plot);
        assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
        for (const [, value] of svg.matchAll(/ (?:x|y|cx|cy|x1|x2|y1|y2)="([^"]+)"/g))
          assert.ok(Number(value) >= 0 && Number(value) <= 520, value);
      }
    }
  }
});

test("plots: empty ones, lone values and values that are no numbers", () => {
  const base = { title: "t", xLabel: "x", yLabel: "y" } as const;
  for (const kind of ["bars", "line", "points", "histogram"] as const) {
    for (const y of [[], [0], [3], [Number.NaN, 2]]) {
      const svg = plotSvg({ ...base, kind, series: [{ label: "<a>", x: y.map((_, i) => i), y }] });
      assert.doesNotMatch(svg, /NaN[" ]|Infinity|<a>/, `${kind} of ${y}`);
    }
    assert.match(plotSvg({ ...base, kind, series: [] }), /<svg/);
  }
});

test("plots beside each other share their axes", () => {
  const [one, other] = invented.results[0]!.outcomes.map((outcome) => outcome.plots[0]!);
  const axes = axesFor([one!, other!]);
  assert.ok(axes.y.ticks.at(-1)! >= 1.14);
  assert.match(plotLegend(one!), /zlib\.compress/);
});

test("the page: claims, verdicts, and text that is not markup", () => {
  const html = labPage(invented, { script: "", style: "" });
  assert.match(html, /x \+= 1 loses increments &lt;when/);
  assert.match(html, /holds, with a limit/);
  assert.match(html, /does not hold/);
  assert.equal(html.match(/<figure /g)?.length, 8);
  assert.doesNotMatch(html, /undefined|\[object/);
});
