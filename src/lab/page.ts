// The page of `tollbooth lab --html`: every claim, what each interpreter showed, and the plots of both side by side on the same axes. It is HTML and
// SVG as text; its script only changes the scheme.

import { escapeHtml, htmlPage, type ReportParts } from "../trace/report/page.ts";
import {
  type ExperimentResult,
  type Interpreter,
  type LabReport,
  type Measurement,
  type Outcome,
  type Plot,
  VERDICT_WORDS,
  type Verdict,
} from "./model.ts";
import { axesFor, plotLegend, plotSvg } from "./plots.ts";
import { figure } from "./scale.ts";

const SIGNS: Readonly<Record<Verdict, string>> = { holds: "✓", "holds-with-a-limit": "✓", "does-not-hold": "✗", "not-decided": "?" };

/** The page for what the lab found out. */
export function labPage(report: LabReport, parts: Pick<ReportParts, "script" | "style">): string {
  return htmlPage("Tollbooth lab", parts, [
    header(report),
    `<main>${overview(report)}${report.results.map((result) => section(result, report.interpreters)).join("")}</main>`,
  ]);
}

function header({ when, machine, quick, interpreters, results }: LabReport): string {
  const fact = (value: string, label: string): string =>
    `<div class="fact"><b>${escapeHtml(value)}</b><span>${escapeHtml(label)}</span></div>`;
  const names = interpreters
    .map(({ name, command }, i) => `<li title="${escapeHtml(command.join(" "))}"><i class="dot i${i + 1}"></i>${escapeHtml(name)}</li>`)
    .join("");
  const seconds = results.flatMap((result) => result.outcomes).reduce((sum, outcome) => sum + outcome.seconds, 0);
  const warning = quick
    ? '<p class="quick">A quick run: few repetitions and small sizes. Look at the figures, but do not quote them.</p>'
    : "";
  return `<header>
<div class="brand"><span id="mark"></span><div><span class="kind">Tollbooth</span><h1>The lab: what is true of the GIL</h1></div></div>
<div class="facts">${fact(when.slice(0, 16).replace("T", " "), "when")}${fact(machine.system, "system")}${fact(String(machine.processors), machine.processors === 1 ? "processor" : "processors")}${fact(figure(machine.load), "load at the start")}${fact(`${figure(seconds)} s`, "took")}</div>
<button type="button" id="theme" title="Light or dark (t)" aria-label="Light or dark">◐</button>
</header>
<ul class="interpreters">${names}</ul>${warning}`;
}

function badge(verdict: Verdict): string {
  return `<span class="badge ${verdict}"><b aria-hidden="true">${SIGNS[verdict]}</b> ${VERDICT_WORDS[verdict]}</span>`;
}

/** All claims in a table: what a reader looks at first. */
function overview({ results, interpreters }: LabReport): string {
  const heads = interpreters
    .map(({ name }, i) => `<th scope="col"><i class="dot i${i + 1}"></i>${escapeHtml(shortName(name))}</th>`)
    .join("");
  const rows = results.map((result) => {
    const cells = interpreters.map(({ id }) => {
      const outcome = result.outcomes.find((each) => each.interpreter === id);
      return `<td>${outcome === undefined ? "–" : badge(outcome.verdict)}</td>`;
    });
    return `<tr><th scope="row"><a href="#${escapeHtml(result.name)}">${escapeHtml(result.claim)}</a></th>${cells.join("")}</tr>`;
  });
  return `<section class="overview"><table><thead><tr><th scope="col">claim</th>${heads}</tr></thead><tbody>${rows.join("")}</tbody></table></section>`;
}

/** "CPython 3.13.0" of a longer name. */
function shortName(name: string): string {
  return name.split(",")[0]!;
}

function section(result: ExperimentResult, interpreters: Interpreter[]): string {
  const shown = result.outcomes.map((outcome) => ({ outcome, index: interpreters.findIndex(({ id }) => id === outcome.interpreter) }));
  const verdicts = shown.map(
    ({ outcome, index }) =>
      `<div class="outcome i${index + 1}"><h3><i class="dot i${index + 1}"></i>${escapeHtml(shortName(interpreters[index]?.name ?? outcome.interpreter))} ${badge(outcome.verdict)}</h3><p>${escapeHtml(sentence(outcome.explanation))}</p></div>`,
  );
  return [
    `<section class="experiment" id="${escapeHtml(result.name)}">`,
    `<h2>${escapeHtml(result.title)}</h2>`,
    `<blockquote>${escapeHtml(result.claim)}</blockquote>`,
    `<div class="side">${verdicts.join("")}</div>`,
    measurements(shown),
    plots(shown, interpreters),
    listings(shown, interpreters),
    `<details><summary>How it is measured</summary><p>${escapeHtml(result.about)}</p><p class="muted">Again: <code>tollbooth lab ${escapeHtml(result.name)}</code></p></details>`,
    "</section>",
  ].join("\n");
}

/** What is written to stand behind a colon, as a sentence. Names of Python's stay as they are. */
function sentence(words: string): string {
  const begun = /^[a-z]+ [a-z]/.test(words) ? words[0]!.toUpperCase() + words.slice(1) : words;
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

type Shown = { outcome: Outcome; index: number };

/** One row for each thing measured; a strip shows the figures of all interpreters on one scale, with the range of their repetitions. */
function measurements(shown: Shown[]): string {
  const names = [...new Set(shown.flatMap(({ outcome }) => outcome.measured.map(({ what }) => what)))];
  if (names.length === 0) return "";
  const heads = shown.map(({ index }) => `<th scope="col"><i class="dot i${index + 1}"></i></th>`).join("");
  const rows = names.map((name) => {
    const found = shown.map(({ outcome, index }) => ({ index, measured: outcome.measured.find(({ what }) => what === name) }));
    const cells = found.map(({ measured }) => `<td class="number">${measured === undefined ? "–" : figures(measured)}</td>`);
    return `<tr><th scope="row">${escapeHtml(name)}</th>${cells.join("")}<td class="strip">${strip(found)}</td></tr>`;
  });
  return `<table class="measured"><thead><tr><th scope="col">measured</th>${heads}<th scope="col"><span class="unseen">compared</span></th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function figures({ value, unit, low, high, of }: Measurement): string {
  const range =
    low !== undefined && high !== undefined && low !== high
      ? ` <small title="smallest and largest${of === undefined ? "" : ` of ${of}`}">${figure(low)} – ${figure(high)}</small>`
      : "";
  return `<b>${figure(value)}</b>${unit === "" ? "" : `\u00a0${escapeHtml(unit)}`}${range}`;
}

const STRIP = 220;

function strip(found: { index: number; measured: Measurement | undefined }[]): string {
  const most = Math.max(
    ...found.flatMap(({ measured }) => (measured === undefined ? [] : [measured.high ?? measured.value, measured.value])),
  );
  if (!(most > 0)) return "";
  const at = (value: number): string => ((Math.max(0, value) / most) * (STRIP - 8)).toFixed(1);
  const height = found.length * 8 + 2;
  const rows = found.map(({ index, measured }, row) => {
    if (measured === undefined) return "";
    const y = row * 8 + 2;
    const whisker =
      measured.low !== undefined && measured.high !== undefined && measured.high > measured.low
        ? `<line x1="${at(measured.low)}" x2="${at(measured.high)}" y1="${y + 2.5}" y2="${y + 2.5}" class="whisker"/>`
        : "";
    return `<rect x="0" y="${y}" width="${at(measured.value)}" height="5" rx="1" class="bar i${index + 1}"/>${whisker}`;
  });
  return `<svg width="${STRIP}" height="${height}" viewBox="0 0 ${STRIP} ${height}" aria-hidden="true">${rows.join("")}</svg>`;
}

/** Plots of the same title stand side by side and share their axes. */
function plots(shown: Shown[], interpreters: Interpreter[]): string {
  const titles = [...new Set(shown.flatMap(({ outcome }) => outcome.plots.map(({ title }) => title)))];
  return titles
    .map((title) => {
      const found = shown.flatMap(({ outcome, index }) =>
        outcome.plots.filter((plot) => plot.title === title).map((plot) => ({ plot, index })),
      );
      const kinds = new Set(found.map(({ plot }) => plot.kind));
      const axes = kinds.size === 1 ? axesFor(found.map(({ plot }) => plot)) : undefined;
      const figuresOf = found.map(({ plot, index }) => plotFigure(plot, index, shortName(interpreters[index]?.name ?? ""), axes));
      return `<h4>${escapeHtml(title)}</h4><div class="side">${figuresOf.join("")}</div>`;
    })
    .join("");
}

function plotFigure(plot: Plot, index: number, name: string, axes: ReturnType<typeof axesFor> | undefined): string {
  return `<figure class="i${index + 1}"><figcaption><i class="dot i${index + 1}"></i>${escapeHtml(name)}${plotLegend(plot)}</figcaption>${plotSvg(plot, axes)}</figure>`;
}

function listings(shown: Shown[], interpreters: Interpreter[]): string {
  const titles = [...new Set(shown.flatMap(({ outcome }) => outcome.listings.map(({ title }) => title)))];
  return titles
    .map((title) => {
      const found = shown.flatMap(({ outcome, index }) =>
        outcome.listings.filter((each) => each.title === title).map(({ text }) => ({ text, index })),
      );
      const boxes = found.map(
        ({ text, index }) =>
          `<div class="listing"><span><i class="dot i${index + 1}"></i>${escapeHtml(shortName(interpreters[index]?.name ?? ""))}</span><pre>${escapeHtml(text)}</pre></div>`,
      );
      return `<h4>${escapeHtml(title)}</h4><div class="side">${boxes.join("")}</div>`;
    })
    .join("");
}
