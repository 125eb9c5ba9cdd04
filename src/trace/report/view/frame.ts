// What stands around the lanes: the ruler above and the names at the left.

import { css } from "../colour.ts";
import { threadName } from "../describe.ts";
import { tick } from "../format.ts";
import { tickStep } from "../viewport.ts";
import { BOOTH_HEIGHT, BOOTH_TOP, GUTTER, HEAD, NAMED_FROM, QUEUE_HEIGHT, QUEUE_TOP, RULER } from "./geometry.ts";
import type { Timeline } from "./timeline.ts";

export const FONT = "system-ui, -apple-system, 'Segoe UI', sans-serif";

export interface Ticks {
  step: number;
  times: number[];
  /** Labels count from here, a multiple of `coarse`, when the step is too fine for whole times; 0 otherwise. */
  base: number;
  coarse: number;
}

export function rulerTicks(timeline: Timeline): Ticks {
  const { view } = timeline;
  const step = tickStep((view.span * 96) / timeline.plotWidth);
  const times: number[] = [];
  for (let i = Math.ceil(view.from / step); i * step <= view.to; i++) times.push(i * step);
  let base = 0;
  const coarse = 10 ** Math.ceil(Math.log10(view.span));
  if (view.from / step > 20_000) base = Math.floor(view.from / coarse) * coarse;
  return { step, times, base, coarse };
}

export function drawRuler(timeline: Timeline, { step, times, base, coarse }: Ticks): void {
  const { context, palette, width } = timeline;
  context.fillStyle = css(palette.background);
  context.fillRect(0, 0, width, RULER);
  context.font = `11px ${FONT}`;
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.fillStyle = css(palette.muted);
  for (const time of times) {
    const x = timeline.xOf(time);
    if (x < GUTTER) continue;
    context.fillRect(Math.round(x), RULER - 7, 1, 7);
    context.fillText(base > 0 ? `+${tick(time - base, step)}` : tick(time, step), Math.round(x) + 4, RULER / 2 - 1);
  }
  context.fillStyle = css(palette.background);
  context.fillRect(0, 0, GUTTER, RULER);
  context.fillStyle = css(palette.muted);
  context.fillText(base > 0 ? `from ${tick(base, coarse)}` : "", 12, RULER / 2);
  context.fillStyle = css(palette.grid);
  context.fillRect(0, RULER, width, 1);
}

export function drawNames(timeline: Timeline): void {
  const { context, palette, model } = timeline;
  const { booth, trace } = model;
  context.fillStyle = css(palette.background);
  context.fillRect(0, RULER + 1, GUTTER, timeline.height);
  context.textBaseline = "middle";
  context.textAlign = "left";

  // The booth: a barrier's pole and arm.
  const middle = BOOTH_TOP + BOOTH_HEIGHT / 2;
  drawBarrier(timeline, 12, middle - 7);
  context.fillStyle = css(palette.ink);
  context.font = `600 12.5px ${FONT}`;
  context.fillText("The GIL", 40, middle - 7);
  context.font = `11px ${FONT}`;
  context.fillStyle = css(palette.muted);
  context.fillText("who holds it", 40, middle + 8);
  const queue = QUEUE_TOP + QUEUE_HEIGHT / 2;
  context.fillText("queue", 40, queue);
  context.textAlign = "right";
  context.fillText(`longest ${booth.longestQueue}`, GUTTER - 10, queue);
  context.textAlign = "left";

  // Road marking between the booth and the lanes.
  context.fillStyle = css(palette.muted, 0.45);
  for (let x = 12; x < timeline.width; x += 28) context.fillRect(x, HEAD - 6, 16, 1.5);

  context.save();
  context.beginPath();
  context.rect(0, HEAD, GUTTER, timeline.height - HEAD);
  context.clip();
  const named = timeline.laneHeight >= NAMED_FROM;
  context.font = `${timeline.laneHeight >= 20 ? 12 : 11}px ${FONT}`;
  for (let lane = timeline.firstInView; lane < model.lanes.length && timeline.isInView(lane); lane++) {
    const top = timeline.laneTop(lane);
    const y = top + timeline.laneHeight / 2;
    const focused = lane === timeline.lane;
    if (focused) {
      context.fillStyle = css(palette.well);
      context.fillRect(0, top - 1, GUTTER, timeline.laneHeight + 2);
      context.fillStyle = css(palette.accent);
      context.fillRect(0, top - 1, 3, timeline.laneHeight + 2);
    }
    context.fillStyle = css(palette.thread(lane));
    context.fillRect(12, top + 1, 4, timeline.laneHeight - 2);
    if (!named && !focused) continue;
    context.fillStyle = css(focused ? palette.ink : palette.dark ? [200, 205, 210] : [55, 61, 68]);
    context.fillText(fitted(context, threadName(trace, lane), GUTTER - 36), 24, y + 0.5);
  }
  context.restore();
  context.fillStyle = css(palette.grid);
  context.fillRect(GUTTER - 1, RULER, 1, timeline.height);
}

/** A small toll barrier: the mark of the GIL's lane. */
function drawBarrier(timeline: Timeline, x: number, y: number): void {
  const { context, palette } = timeline;
  context.fillStyle = css(palette.muted);
  context.fillRect(x, y, 5, 15);
  for (let i = 0; i < 4; i++) {
    context.fillStyle = i % 2 === 0 ? css(palette.asked) : css(palette.dark ? [235, 235, 235] : [255, 255, 255]);
    context.fillRect(x + 5 + i * 4.5, y + 2, 4.5, 4);
  }
  context.strokeStyle = css(palette.asked, 0.7);
  context.lineWidth = 0.75;
  context.strokeRect(x + 5, y + 2, 18, 4);
}

/** Text that fits into a width: a thread's function in parentheses goes first, then the end. */
export function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let shorter = text.replace(/ \(.*\)$/, "");
  if (context.measureText(shorter).width <= width) return shorter;
  while (shorter.length > 1) {
    shorter = shorter.slice(0, -1);
    if (context.measureText(`${shorter}…`).width <= width) return `${shorter}…`;
  }
  return "";
}
