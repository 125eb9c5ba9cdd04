// Plots as SVG text, without a library and without a script: colours are custom properties of the page's style, so that one picture serves both schemes,
// and every mark carries its figures as a title.

import { escapeHtml } from "../trace/report/page.ts";
import type { Plot, Series } from "./model.ts";
import { figure, linearScale, type Scale, suitableScale } from "./scale.ts";

const WIDTH = 520;
const HEIGHT = 258;
const LEFT = 68;
const RIGHT = 14;
const TOP = 14;
const BOTTOM = 52;
const INNER_WIDTH = WIDTH - LEFT - RIGHT;
const INNER_HEIGHT = HEIGHT - TOP - BOTTOM;
/** Bars have their figures above them up to so many. */
const MOST_FIGURES = 14;
/** Beyond this factor an axis for numbers is logarithmic. */
const SPREAD_X = 50;
const SPREAD_Y = 500;

/** Axes that several plots share, so that they can be compared by eye. */
export interface Axes {
  y: Scale;
  /** null for names. */
  x: Scale | null;
}

/** Axes that fit all the given plots, which are of one kind. */
export function axesFor(plots: readonly Plot[]): Axes {
  const kind = plots[0]!.kind;
  const ys = plots.flatMap((plot) => [...plot.series.flatMap((series) => series.y), ...(plot.mark === undefined ? [] : [plot.mark.y])]);
  const values = ys.filter(Number.isFinite);
  if (values.length === 0) values.push(0);
  const flat = kind === "bars" || kind === "histogram";
  const y = flat ? linearScale(Math.min(0, ...values), Math.max(...values) * 1.06) : suitableScale(values, SPREAD_Y, true);
  const xs = plots.flatMap((plot) => plot.series.flatMap((series) => series.x));
  if (kind === "bars" || xs.some((x) => typeof x === "string") || xs.length === 0) return { y, x: null };
  const numbers = xs as number[];
  const binned = kind === "histogram";
  const x = binned ? exactScale(numbers) : suitableScale(numbers, SPREAD_X, false);
  return { y, x };
}

/** The axis of a histogram: from the first bin's start to the last one's end. */
function exactScale(starts: number[]): Scale {
  const sorted = [...new Set(starts)].sort((a, b) => a - b);
  const width = sorted.length > 1 ? sorted[1]! - sorted[0]! : 1;
  const low = sorted[0]!;
  const high = Math.max(low + Number.EPSILON, sorted.at(-1)! + width);
  const { ticks } = linearScale(low, high, 6);
  return { at: (value) => (value - low) / (high - low), ticks: ticks.filter((tick) => tick >= low && tick <= high), logarithmic: false };
}

/** A plot as an svg element. */
export function plotSvg(plot: Plot, axes: Axes = axesFor([plot])): string {
  const label = `${plot.title}: ${plot.series.map((series) => `${series.label} ${series.y.filter(Number.isFinite).map(figure).join(", ")}`).join("; ")}`;
  return [
    `<svg class="${plot.series.length === 1 ? "plot single" : "plot"}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(label.slice(0, 600))}">`,
    yAxis(plot, axes.y),
    marks(plot, axes),
    mark(plot, axes.y),
    text(LEFT + INNER_WIDTH / 2, HEIGHT - 6, plot.xLabel + (axes.x?.logarithmic === true ? " (logarithmic)" : ""), "axis", "middle"),
    "</svg>",
  ].join("");
}

function marks(plot: Plot, { x, y }: Axes): string {
  if (plot.kind === "bars" || x === null) return bars(plot, y);
  if (plot.kind === "histogram") return histogram(plot, x, y);
  return lines(plot, x, y);
}

const n = (value: number): string => String(Math.round(value * 100) / 100);
const placeY = (scale: Scale, value: number): number => TOP + INNER_HEIGHT * (1 - scale.at(value));
const placeX = (scale: Scale, value: number): number => LEFT + INNER_WIDTH * scale.at(value);

function text(x: number, y: number, words: string, className: string, anchor: "start" | "middle" | "end", rest = ""): string {
  return `<text x="${n(x)}" y="${n(y)}" class="${className}" text-anchor="${anchor}"${rest}>${escapeHtml(words)}</text>`;
}

function line(x1: number, y1: number, x2: number, y2: number, className: string): string {
  return `<line x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" class="${className}"/>`;
}

function yAxis(plot: Plot, scale: Scale): string {
  const parts = scale.ticks.map((tick) => {
    const y = placeY(scale, tick);
    return line(LEFT, y, WIDTH - RIGHT, y, tick === 0 ? "zero" : "grid") + text(LEFT - 8, y + 3.5, figure(tick), "tick", "end");
  });
  const words = plot.yLabel + (scale.logarithmic ? " (logarithmic)" : "");
  parts.push(text(12, TOP + INNER_HEIGHT / 2, words, "axis", "middle", ` transform="rotate(-90 12 ${TOP + INNER_HEIGHT / 2})"`));
  return parts.join("");
}

function xTicks(scale: Scale): string {
  return scale.ticks
    .map(
      (tick) =>
        text(placeX(scale, tick), TOP + INNER_HEIGHT + 15, figure(tick), "tick", "middle") +
        line(placeX(scale, tick), TOP + INNER_HEIGHT, placeX(scale, tick), TOP + INNER_HEIGHT + 4, "zero"),
    )
    .join("");
}

/** A line across at the value that the claim speaks of. */
function mark(plot: Plot, scale: Scale): string {
  if (plot.mark === undefined || (scale.logarithmic && plot.mark.y <= 0)) return "";
  const y = placeY(scale, plot.mark.y);
  return line(LEFT, y, WIDTH - RIGHT, y, "claim") + text(WIDTH - RIGHT - 4, y - 5, plot.mark.label, "claimlabel", "end");
}

/** Groups of bars, a group for each x. */
function bars(plot: Plot, scale: Scale): string {
  const groups = [...new Set(plot.series.flatMap((series) => series.x))];
  const room = INNER_WIDTH / Math.max(1, groups.length);
  const count = plot.series.length;
  const width = Math.min(46, (room * 0.72) / count);
  const total = groups.length * count;
  const zero = placeY(scale, Math.max(0, scale.ticks[0]!));
  const parts: string[] = [];
  groups.forEach((group, g) => {
    const middle = LEFT + room * (g + 0.5);
    plot.series.forEach((series, s) => {
      const at = series.x.indexOf(group);
      const value = at < 0 ? Number.NaN : series.y[at]!;
      if (!Number.isFinite(value)) return;
      const x = middle + (s - count / 2) * width;
      const y = placeY(scale, value);
      const title = `<title>${escapeHtml(`${group}${count > 1 || series.label !== "" ? `, ${series.label}` : ""}: ${figure(value)}`)}</title>`;
      parts.push(
        `<rect x="${n(x + 1)}" y="${n(Math.min(y, zero))}" width="${n(width - 2)}" height="${n(Math.max(1, Math.abs(zero - y)))}" rx="1.5" class="fill s${s + 1}">${title}</rect>`,
      );
      if (total <= MOST_FIGURES) parts.push(text(x + width / 2, Math.min(y, zero) - 4, figure(value), "value", "middle"));
    });
    parts.push(groupName(String(group), middle, room));
  });
  return parts.join("");
}

/** A name below its bars: in up to two lines, or at a slant where there is no room for words. */
function groupName(name: string, middle: number, room: number): string {
  const y = TOP + INNER_HEIGHT + 15;
  const most = Math.floor(room / 6);
  if (most < 8 && name.length > most) {
    return text(middle + 3, y - 3, shortened(name, 9), "tick", "end", ` transform="rotate(-32 ${n(middle + 3)} ${n(y - 3)})"`);
  }
  if (name.length <= most) return text(middle, y, name, "tick", "middle");
  let cut = name.lastIndexOf(" ", most);
  if (cut < 0) cut = most - 1;
  const rest = name.slice(cut).trim();
  return text(middle, y, name.slice(0, cut), "tick", "middle") + text(middle, y + 13, shortened(rest, most), "tick", "middle");
}

function shortened(words: string, most: number): string {
  return words.length <= most ? words : `${words.slice(0, most - 1)}…`;
}

/** Bins side by side; several series lie over each other, half transparent. */
function histogram(plot: Plot, x: Scale, y: Scale): string {
  const parts = [xTicks(x)];
  const zero = placeY(y, 0);
  plot.series.forEach((series, s) => {
    const starts = series.x as number[];
    const width = starts.length > 1 ? Math.abs(starts[1]! - starts[0]!) : 1;
    starts.forEach((start, i) => {
      if (!Number.isFinite(series.y[i]!)) return;
      const left = placeX(x, start);
      const top = placeY(y, series.y[i]!);
      const title = `<title>${escapeHtml(`${series.label === "" ? "" : `${series.label}, `}${figure(start)} to ${figure(start + width)}: ${figure(series.y[i]!)}`)}</title>`;
      parts.push(
        `<rect x="${n(left + 0.4)}" y="${n(top)}" width="${n(Math.max(0.8, placeX(x, start + width) - left - 0.8))}" height="${n(zero - top)}" class="fill over s${s + 1}">${title}</rect>`,
      );
    });
  });
  return parts.join("");
}

/** Lines with a mark at each value, or the marks alone. */
function lines(plot: Plot, x: Scale, y: Scale): string {
  const parts = [xTicks(x)];
  plot.series.forEach((series, s) => {
    const places = placesOf(series, x, y);
    if (plot.kind === "line") {
      const path = [...places].sort((a, b) => a.x - b.x).map((place, i) => `${i === 0 ? "M" : "L"}${n(place.x)} ${n(place.y)}`);
      parts.push(`<path d="${path.join("")}" class="line s${s + 1}"/>`);
    }
    if (plot.kind === "points" || places.length <= 60) {
      for (const place of places)
        parts.push(marker(s, place.x, place.y, `${series.label === "" ? "" : `${series.label}: `}${place.title}`, places.length > 60));
    }
  });
  return parts.join("");
}

function placesOf(series: Series, x: Scale, y: Scale): { x: number; y: number; title: string }[] {
  const places: { x: number; y: number; title: string }[] = [];
  series.y.forEach((value, i) => {
    const at = series.x[i] as number;
    if (!Number.isFinite(value) || (y.logarithmic && value <= 0) || (x.logarithmic && at <= 0)) return;
    places.push({ x: placeX(x, at), y: placeY(y, value), title: `${figure(at)}, ${figure(value)}` });
  });
  return places;
}

/** Series differ in shape as well as in colour. */
function marker(series: number, x: number, y: number, title: string, small: boolean): string {
  const r = small ? 2 : 3.6;
  const content = `<title>${escapeHtml(title)}</title>`;
  const className = `class="fill s${series + 1}"`;
  switch (series % 4) {
    case 0:
      return `<circle cx="${n(x)}" cy="${n(y)}" r="${r}" ${className}>${content}</circle>`;
    case 1:
      return `<rect x="${n(x - r * 0.9)}" y="${n(y - r * 0.9)}" width="${n(r * 1.8)}" height="${n(r * 1.8)}" ${className}>${content}</rect>`;
    case 2:
      return `<path d="M${n(x)} ${n(y - r * 1.3)}l${n(r * 1.25)} ${n(r * 2.2)}h${n(-r * 2.5)}z" ${className}>${content}</path>`;
    default:
      return `<path d="M${n(x)} ${n(y - r * 1.35)}l${n(r * 1.35)} ${n(r * 1.35)}l${n(-r * 1.35)} ${n(r * 1.35)}l${n(-r * 1.35)} ${n(-r * 1.35)}z" ${className}>${content}</path>`;
  }
}

/** The names of a plot's series with their marks; nothing for one alone: the plot's title says what it is. */
export function plotLegend(plot: Plot): string {
  if (plot.series.length < 2) return "";
  const items = plot.series.map((series, s) => {
    const sign =
      plot.kind === "bars" || plot.kind === "histogram"
        ? `<rect x="1" y="2" width="12" height="10" rx="1.5" class="fill s${s + 1}"/>`
        : `${plot.kind === "line" ? `<path d="M0 7h22" class="line s${s + 1}"/>` : ""}${marker(s, plot.kind === "line" ? 11 : 7, 7, series.label, false)}`;
    const width = plot.kind === "line" ? 22 : 14;
    return `<li><svg width="${width}" height="14" aria-hidden="true">${sign}</svg>${escapeHtml(series.label)}</li>`;
  });
  return `<ul class="series">${items.join("")}</ul>`;
}
