// Lines and text over the lanes: names on spans, hand-overs, requests, signals. Each looks at how much there is in view first, and draws nothing
// where there would be more marks than a reader could tell apart.

import { TRACE_LOST, TRACE_REQUEST, TRACE_SIGNAL } from "../../../../contract/traceevents.ts";
import { lastNotAfter } from "../../lanes.ts";
import { State, stateWords } from "../../states.ts";
import { isHandover } from "../booth.ts";
import { css, type Rgb } from "../colour.ts";
import { spanLabel, threadName } from "../describe.ts";
import { duration } from "../format.ts";
import { firstEndingAfter } from "../holders.ts";
import { firstEventFrom } from "../model.ts";
import { FONT, fitted } from "./frame.ts";
import { BOOTH_HEIGHT, BOOTH_TOP, GUTTER, HEAD } from "./geometry.ts";
import type { Timeline } from "./timeline.ts";

/** CSS pixels a span needs for text. */
const LABEL_FROM = 44;

/** The words on wide spans, found by the columns that one state fills. */
export function drawLabels(timeline: Timeline): void {
  const { context, palette, model, view } = timeline;
  if (timeline.laneHeight < 14) return;
  context.font = `${timeline.laneHeight >= 20 ? 11.5 : 10.5}px ${FONT}`;
  context.textBaseline = "middle";
  context.textAlign = "left";
  const right = timeline.width;
  for (const [thread, whole] of timeline.wholes) {
    const lane = model.lanes[thread]!;
    const columns = whole.length;
    const stride = Math.floor((LABEL_FROM * columns) / timeline.plotWidth / 2);
    const baseline = timeline.laneTop(thread) + timeline.laneHeight;
    // Every span at least so wide covers one of these columns.
    for (let x = 0; x < columns; x += stride) {
      const state = whole[x]!;
      if (state === 255 || state === State.NONE) continue;
      const span = lastNotAfter(lane.start, lane.count, view.from + ((x + 0.5) / columns) * view.span);
      if (span < 0) continue;
      const begin = Math.max(GUTTER, timeline.xOf(lane.start[span]!));
      const end = Math.min(right, timeline.xOf(lane.start[span + 1]!));
      if (end - begin >= LABEL_FROM) {
        const length = duration(lane.start[span + 1]! - lane.start[span]!);
        const word = spanLabel(model, thread, span);
        const ink = palette.states[state]!;
        const height = timeline.laneHeight * stateWords[state]!.weight;
        const text = fitted(context, end - begin > 100 ? `${word} ${length}` : word, end - begin - 12);
        const low = height < 13;
        const y = low ? baseline - height - 6 : baseline - height / 2 + 0.5;
        if (!low || timeline.laneHeight >= 28) {
          if (ink.pattern !== "solid" && !low) {
            context.fillStyle = css(ink.fill, 0.88);
            context.fillRect(begin + 4, y - 7, context.measureText(text).width + 6, 14);
          }
          context.fillStyle = low ? css(palette.muted) : css(ink.text);
          context.fillText(text, begin + 7, y);
        }
      }
      // On to the column in which the span ends.
      const next = Math.floor(((lane.start[span + 1]! - view.from) / view.span) * columns);
      if (next > x) x = next + 1 - stride;
    }
  }
}

/** Names of the holders, and where the GIL changed hands: a notch, with a wedge above it where it had been asked for. */
export function drawBoothMarks(timeline: Timeline): void {
  const { context, palette, model, view } = timeline;
  const { booth, trace } = model;
  const first = firstEndingAfter(booth, view.from);
  const last = Math.min(booth.count - 1, firstEndingAfter(booth, view.to));
  const room = timeline.plotWidth;
  if (last - first > room / 3) return;
  context.font = `600 11.5px ${FONT}`;
  context.textBaseline = "middle";
  context.textAlign = "left";
  const wedges = last - first < room / 9;
  for (let hold = first; hold <= last; hold++) {
    const left = timeline.xOf(booth.start[hold]!);
    const begin = Math.max(GUTTER, left);
    const end = Math.min(timeline.width, timeline.xOf(booth.end[hold]!));
    if (end - begin > 26) {
      context.fillStyle = css(palette.threadText(booth.thread[hold]!));
      const text = fitted(context, threadName(trace, booth.thread[hold]!), end - begin - 12);
      if (text.length > 2) context.fillText(text, begin + 7, BOOTH_TOP + BOOTH_HEIGHT / 2 + 0.5);
    }
    if (!isHandover(booth, hold)) continue;
    context.fillStyle = css(palette.background);
    context.fillRect(Math.round(left) - 0.5, BOOTH_TOP, 1.5, BOOTH_HEIGHT);
    if (wedges && booth.asked[hold - 1] === 1) {
      context.fillStyle = css(palette.asked);
      context.beginPath();
      context.moveTo(left - 5, BOOTH_TOP - 2);
      context.lineTo(left + 5, BOOTH_TOP - 2);
      context.lineTo(left, BOOTH_TOP + 6);
      context.fill();
    }
  }
}

/** Arrows from the lane that gave the GIL up to the one that took it. */
export function drawHandovers(timeline: Timeline): void {
  const { context, palette, model, view } = timeline;
  const { booth } = model;
  const first = Math.max(1, firstEndingAfter(booth, view.from));
  const last = Math.min(booth.count - 1, firstEndingAfter(booth, view.to));
  const most = timeline.plotWidth / 11;
  if (last - first > most) return;
  const alpha = Math.min(1, 1.4 - (last - first) / most);
  for (let hold = first; hold <= last; hold++) {
    if (!isHandover(booth, hold)) continue;
    const asked = booth.asked[hold - 1] === 1;
    const fromX = timeline.xOf(booth.end[hold - 1]!);
    const toX = timeline.xOf(booth.start[hold]!);
    const fromY = timeline.laneTop(booth.thread[hold - 1]!) + timeline.laneHeight / 2;
    const toY = timeline.laneTop(booth.thread[hold]!) + timeline.laneHeight / 2;
    arrow(context, fromX, fromY, toX, toY, asked ? palette.asked : palette.ink, palette.background, alpha);
  }
}

function arrow(
  context: CanvasRenderingContext2D,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  colour: Rgb,
  halo: Rgb,
  alpha: number,
): void {
  const down = toY > fromY ? 1 : -1;
  const bend = Math.min(26, 8 + Math.abs(toY - fromY) / 6);
  const head = 6;
  const path = (): void => {
    context.beginPath();
    context.moveTo(fromX, fromY);
    context.bezierCurveTo(fromX + bend, fromY, toX, toY - down * bend * 1.6, toX, toY - down * head);
    context.stroke();
  };
  context.lineWidth = 3.5;
  context.strokeStyle = css(halo, alpha * 0.75);
  path();
  context.lineWidth = 1.4;
  context.strokeStyle = css(colour, alpha);
  path();
  context.fillStyle = css(colour, alpha);
  context.beginPath();
  context.moveTo(toX, toY);
  context.lineTo(toX - 3.6, toY - down * head);
  context.lineTo(toX + 3.6, toY - down * head);
  context.fill();
  context.beginPath();
  context.arc(fromX, fromY, 2, 0, 7);
  context.fill();
}

/** Requests, signals and losses, which are points of a lane and not spans: diamonds. */
export function drawEventMarks(timeline: Timeline): void {
  const { context, palette, model, view } = timeline;
  const { trace } = model;
  const first = firstEventFrom(trace, view.from);
  const last = firstEventFrom(trace, view.to);
  if (last - first > timeline.plotWidth / 2) return;
  for (let event = first; event < last; event++) {
    const kind = trace.kind[event]!;
    if (kind !== TRACE_REQUEST && kind !== TRACE_SIGNAL && kind !== TRACE_LOST) continue;
    const top = timeline.laneTop(trace.thread[event]!);
    if (top + timeline.laneHeight < HEAD || top > timeline.height) continue;
    const x = timeline.xOf(trace.time[event]!);
    const size = Math.min(5, timeline.laneHeight / 3);
    const y = top + timeline.laneHeight / 2;
    context.lineWidth = 2;
    context.strokeStyle = css(palette.background);
    context.fillStyle = css(kind === TRACE_REQUEST ? palette.asked : kind === TRACE_SIGNAL ? palette.accent : palette.muted);
    context.beginPath();
    context.moveTo(x, y - size);
    context.lineTo(x + size, y);
    context.lineTo(x, y + size);
    context.lineTo(x - size, y);
    context.closePath();
    context.stroke();
    context.fill();
  }
}
