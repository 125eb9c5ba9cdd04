// The timeline: a canvas with a ruler, the lane of the GIL, the queue before it and a lane for each thread.
//
// A frame is painted in two steps: pixels for all that has an area (raster.ts), and over them lines and text in numbers that the width of the screen
// bounds (marks.ts). So a frame costs the same whether a thousand events are in view or a million.

import { lastNotAfter, spanAt } from "../../lanes.ts";
import { STATES, State } from "../../states.ts";
import { css, type Palette, paletteFor, pixel, tile } from "../colour.ts";
import { firstEndingAfter, shareholders } from "../holders.ts";
import type { ReportModel } from "../model.ts";
import { fillRect, paintArea, paintBooth, paintLane, type Raster, type Tiles } from "../raster.ts";
import type { Viewport } from "../viewport.ts";
import { drawNames, drawRuler, rulerTicks } from "./frame.ts";
import { BOOTH_HEIGHT, BOOTH_TOP, GUTTER, HEAD, LANE_GAP, LANE_HEIGHTS, QUEUE_HEIGHT, QUEUE_TOP, RULER, usualHeight } from "./geometry.ts";
import { drawBoothMarks, drawEventMarks, drawHandovers, drawLabels } from "./marks.ts";

/** What lies under a point. */
export type Hit =
  | { kind: "span"; thread: number; span: number; time: number }
  | { kind: "hold"; hold: number; time: number }
  | { kind: "free"; next: number; time: number }
  | { kind: "queue"; time: number }
  | { kind: "name"; thread: number }
  | { kind: "ruler"; time: number }
  | { kind: "nothing"; time: number };

export type Pinned = { kind: "span"; thread: number; span: number } | { kind: "hold"; hold: number } | null;

export class Timeline {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  readonly model: ReportModel;
  readonly view: Viewport;
  palette: Palette = paletteFor(false);
  /** CSS pixels. */
  width = 0;
  height = 0;
  /** Scroll position of the lanes, CSS pixels. */
  top = 0;
  /** Index into LANE_HEIGHTS; below 0 until the room is known. */
  size = -1;
  /** The lane that the keyboard works on, or -1. */
  lane = -1;
  pinned: Pinned = null;
  /** Of each lane in view, what fills each of its columns: what labels are found by. */
  readonly wholes = new Map<number, Uint8Array>();
  private ratio = 1;
  private image: ImageData | null = null;
  private raster: Raster = { width: 0, height: 0, pixels: new Uint32Array(0) };
  private tiles: Tiles = { size: 8, tiles: [] };
  private colours = new Uint32Array(0);
  private out = new Float32Array(0);
  private held = shareholders(0);
  private heights = new Float32Array(0);

  constructor(canvas: HTMLCanvasElement, model: ReportModel, view: Viewport) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d", { alpha: false })!;
    this.model = model;
    this.view = view;
  }

  setPalette(palette: Palette): void {
    this.palette = palette;
    this.makeTiles();
  }

  resize(width: number, height: number): void {
    this.width = Math.max(GUTTER + 50, Math.floor(width));
    this.height = Math.max(HEAD + 10, Math.floor(height));
    this.ratio = Math.min(2, Math.max(1, window.devicePixelRatio));
    this.canvas.width = Math.round(this.width * this.ratio);
    this.canvas.height = Math.round(this.height * this.ratio);
    this.canvas.style.width = `${this.width}px`;
    this.canvas.style.height = `${this.height}px`;
    this.image = this.context.createImageData(this.canvas.width, this.canvas.height);
    this.raster = { width: this.canvas.width, height: this.canvas.height, pixels: new Uint32Array(this.image.data.buffer) };
    const columns = this.columns;
    this.out = new Float32Array(columns * STATES);
    this.held = shareholders(columns);
    this.heights = new Float32Array(columns);
    this.wholes.clear();
    if (this.size < 0) this.size = usualHeight(this.model.lanes.length, this.room);
    this.makeTiles();
    this.scrollTo(this.top);
  }

  private makeTiles(): void {
    const size = this.ratio > 1.5 ? 16 : 8;
    this.tiles = { size, tiles: this.palette.states.map((ink) => tile(ink, size)) };
    this.colours = Uint32Array.from(this.model.lanes, (_, index) => pixel(this.palette.thread(index)));
  }

  /** Device pixels to the right of the gutter. */
  private get columns(): number {
    return Math.max(1, this.canvas.width - Math.round(GUTTER * this.ratio));
  }
  get plotWidth(): number {
    return this.width - GUTTER;
  }
  get laneHeight(): number {
    return LANE_HEIGHTS[this.size]!;
  }
  get laneStep(): number {
    return this.laneHeight + LANE_GAP;
  }
  get lanesHeight(): number {
    return this.model.lanes.length * this.laneStep + 8;
  }
  get room(): number {
    return this.height - HEAD;
  }
  laneTop(thread: number): number {
    return HEAD + thread * this.laneStep - this.top;
  }

  scrollTo(top: number): void {
    this.top = Math.round(Math.max(0, Math.min(this.lanesHeight - this.room, top)));
  }
  reveal(thread: number): void {
    const at = thread * this.laneStep;
    if (at < this.top) this.scrollTo(at - this.laneStep);
    else if (at + this.laneStep > this.top + this.room) this.scrollTo(at + 2 * this.laneStep - this.room);
  }

  timeAt(x: number): number {
    return this.view.from + ((x - GUTTER) / this.plotWidth) * this.view.span;
  }
  xOf(time: number): number {
    return GUTTER + ((time - this.view.from) / this.view.span) * this.plotWidth;
  }
  laneAt(y: number): number {
    if (y < HEAD) return -1;
    const lane = Math.floor((y - HEAD + this.top) / this.laneStep);
    return lane < this.model.lanes.length ? lane : -1;
  }

  hit(x: number, y: number): Hit {
    const { model } = this;
    const lane = this.laneAt(y);
    if (x < GUTTER) return lane >= 0 ? { kind: "name", thread: lane } : { kind: "nothing", time: this.view.from };
    const time = this.timeAt(x);
    if (y < RULER) return { kind: "ruler", time };
    if (y >= BOOTH_TOP && y < BOOTH_TOP + BOOTH_HEIGHT && time >= 0 && time <= model.trace.duration) {
      const { booth } = model;
      const hold = firstEndingAfter(booth, time);
      if (hold < booth.count && booth.start[hold]! <= time) return { kind: "hold", hold, time };
      return { kind: "free", next: hold, time };
    }
    if (y >= QUEUE_TOP && y < QUEUE_TOP + QUEUE_HEIGHT) return { kind: "queue", time };
    if (lane >= 0) {
      // A point means the column it lies in: of what is in it, the longest.
      const half = this.view.span / this.plotWidth / 2;
      const span = longestSpan(model, lane, time - half, time + half);
      if (span >= 0) return { kind: "span", thread: lane, span, time };
    }
    return { kind: "nothing", time };
  }

  draw(): void {
    if (this.image === null) return;
    const ticks = rulerTicks(this);
    this.paint(ticks.times);
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.putImageData(this.image, 0, 0);
    this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.context.save();
    this.context.beginPath();
    this.context.rect(GUTTER, RULER, this.plotWidth, this.height - RULER);
    this.context.clip();
    drawBoothMarks(this);
    this.context.save();
    this.context.beginPath();
    this.context.rect(GUTTER, HEAD - 4, this.plotWidth, this.height - HEAD + 4);
    this.context.clip();
    drawLabels(this);
    drawEventMarks(this);
    drawHandovers(this);
    this.context.restore();
    this.drawPin();
    this.context.restore();
    drawRuler(this, ticks);
    drawNames(this);
  }

  /** All that has an area, as pixels. */
  private paint(ticks: number[]): void {
    const { raster, palette, ratio, view, model, columns } = this;
    const px = (css: number): number => Math.round(css * ratio);
    const x = px(GUTTER);
    const perColumn = view.span / columns;
    raster.pixels.fill(pixel(palette.background));
    if (this.lane >= 0) {
      const from = Math.max(px(HEAD), px(this.laneTop(this.lane) - 1));
      fillRect(raster, 0, from, raster.width, px(this.laneTop(this.lane) + this.laneHeight + 1) - from, pixel(palette.well));
    }
    const grid = pixel(palette.grid);
    for (const tick of ticks) fillRect(raster, px(this.xOf(tick)), px(RULER), 1, raster.height, grid);
    // Nothing is before the trace and behind it.
    const well = pixel(palette.well);
    const beginX = Math.max(x, px(this.xOf(0)));
    const endX = Math.min(raster.width, px(this.xOf(model.trace.duration)));
    fillRect(raster, beginX, px(BOOTH_TOP), endX - beginX, px(BOOTH_HEIGHT), well);
    fillRect(raster, beginX, px(QUEUE_TOP), endX - beginX, px(QUEUE_HEIGHT), well);

    const shift = Math.round(view.from / perColumn) & (this.tiles.size - 1);
    model.holders.sweep(view.from, perColumn, columns, this.held);
    const boothPlace = { x, y: px(BOOTH_TOP), height: px(BOOTH_HEIGHT), clipTop: 0, shift };
    paintBooth(raster, boothPlace, columns, this.held, this.colours);
    this.queueHeights(perColumn);
    const queuePlace = { x, y: px(QUEUE_TOP), height: px(QUEUE_HEIGHT), clipTop: 0, shift };
    paintArea(raster, queuePlace, columns, this.heights, pixel(palette.queueFill), pixel(palette.queue));

    const clipTop = px(HEAD);
    for (const [lane, whole] of this.wholes) if (!this.isInView(lane) || whole.length !== columns) this.wholes.delete(lane);
    for (let lane = this.firstInView; lane < model.lanes.length && this.isInView(lane); lane++) {
      let whole = this.wholes.get(lane);
      if (whole === undefined) this.wholes.set(lane, (whole = new Uint8Array(columns)));
      model.shares[lane]!.sweep(view.from, perColumn, columns, this.out, whole);
      const top = px(this.laneTop(lane));
      paintLane(
        raster,
        { x, y: top, height: px(this.laneTop(lane) + this.laneHeight) - top, clipTop, shift },
        columns,
        this.out,
        whole,
        this.tiles,
      );
    }
  }

  get firstInView(): number {
    return Math.max(0, Math.floor(this.top / this.laneStep));
  }
  isInView(lane: number): boolean {
    const top = this.laneTop(lane);
    return top < this.height && top + this.laneHeight > HEAD;
  }

  /** The average number of waiters in each column, 1 being the longest queue of all. */
  private queueHeights(perColumn: number): void {
    const { booth } = this.model;
    const longest = Math.max(1, booth.longestQueue);
    const area = queueAreaUpTo(this.model);
    let before = area(this.view.from);
    for (let x = 0; x < this.columns; x++) {
      const until = area(this.view.from + (x + 1) * perColumn);
      this.heights[x] = (until - before) / perColumn / longest;
      before = until;
    }
  }

  private drawPin(): void {
    const { context, pinned, model } = this;
    if (pinned === null) return;
    let box: [number, number, number, number];
    if (pinned.kind === "span") {
      const lane = model.lanes[pinned.thread]!;
      box = [lane.start[pinned.span]!, lane.start[pinned.span + 1]!, this.laneTop(pinned.thread), this.laneHeight];
      if (box[2] + box[3] < HEAD) return;
    } else box = [model.booth.start[pinned.hold]!, model.booth.end[pinned.hold]!, BOOTH_TOP, BOOTH_HEIGHT];
    const left = Math.max(GUTTER - 4, this.xOf(box[0]));
    const right = Math.min(this.width + 4, Math.max(this.xOf(box[1]), left + 2));
    context.lineWidth = 4;
    context.strokeStyle = css(this.palette.background);
    context.strokeRect(left - 1, box[2] - 1, right - left + 2, box[3] + 2);
    context.lineWidth = 2;
    context.strokeStyle = css(this.palette.accent);
    context.strokeRect(left - 1, box[2] - 1, right - left + 2, box[3] + 2);
  }
}

/** The integral of the queue's length from 0 to a time; times must not descend from call to call. */
export function queueAreaUpTo({ booth }: ReportModel): (at: number) => number {
  const { queueTime, queueLength, queueArea } = booth;
  let step = -1;
  return (at) => {
    if (at <= 0 || queueTime.length === 0) return 0;
    if (step < 0) step = Math.max(0, lastNotAfter(queueTime, queueTime.length, at));
    else {
      // Steps that double find the next place among many, and the one beside it at once.
      let stride = 1;
      while (step + stride < queueTime.length && queueTime[step + stride]! <= at) {
        step += stride;
        stride *= 2;
      }
      for (; stride >= 1; stride >>= 1) if (step + stride < queueTime.length && queueTime[step + stride]! <= at) step += stride;
    }
    const end = Math.min(at, queueTime[queueTime.length - 1]!);
    return queueArea[step]! + queueLength[step]! * Math.max(0, end - queueTime[step]!);
  };
}

/** Of the spans of a lane between two times the one that is longest there, or -1. Where there are too many, the one in the middle. */
function longestSpan(model: ReportModel, thread: number, from: number, to: number): number {
  const lane = model.lanes[thread]!;
  if (lane.count === 0 || to < lane.start[0]! || from > lane.start[lane.count]!) return -1;
  const first = Math.max(0, lastNotAfter(lane.start, lane.count, from));
  const last = Math.max(first, lastNotAfter(lane.start, lane.count, to));
  if (last - first > 2000) return spanAt(lane, (from + to) / 2);
  let best = -1;
  let most = 0;
  for (let i = first; i <= last; i++) {
    const part = Math.min(to, lane.start[i + 1]!) - Math.max(from, lane.start[i]!);
    if (part > most && lane.state[i] !== State.NONE) {
      most = part;
      best = i;
    }
  }
  return best;
}
