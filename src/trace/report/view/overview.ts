// The whole trace in one strip: who held the GIL, the queue below, and a window that shows what part is in view and can be moved and sized.

import { pixel } from "../colour.ts";
import { shareholders } from "../holders.ts";
import { fillRect, paintArea, paintBooth, type Raster } from "../raster.ts";
import type { Range } from "../viewport.ts";
import { el } from "./dom.ts";
import { queueAreaUpTo, type Timeline } from "./timeline.ts";

const HEIGHT = 46;
const BOOTH = 20;
/** CSS pixels beside the window's edges that take hold of them. */
const GRIP = 7;

export class Overview {
  readonly element: HTMLElement;
  private readonly canvas = el("canvas", { "aria-hidden": "true" });
  private readonly window = el("div", { class: "window" }, el("i"), el("i"));
  private readonly before = el("div", { class: "shade" });
  private readonly behind = el("div", { class: "shade" });
  private readonly timeline: Timeline;
  private readonly show: (range: Range) => void;
  private width = 1;

  constructor(element: HTMLElement, timeline: Timeline, show: (range: Range) => void) {
    this.element = element;
    this.timeline = timeline;
    this.show = show;
    element.append(this.canvas, this.before, this.behind, this.window);
    element.addEventListener("pointerdown", (event) => this.grab(event));
    element.addEventListener("pointermove", (event) => {
      if (event.buttons === 0)
        element.style.cursor = { from: "ew-resize", to: "ew-resize", move: "grab", new: "crosshair" }[this.part(event.offsetX)];
    });
  }

  /** Draws the strip anew: after a change of size or scheme. */
  resize(): void {
    const { model, palette, view } = this.timeline;
    this.width = Math.max(50, Math.floor(this.element.clientWidth));
    const ratio = Math.min(2, Math.max(1, window.devicePixelRatio));
    const width = Math.round(this.width * ratio);
    const height = Math.round(HEIGHT * ratio);
    this.canvas.width = width;
    this.canvas.height = height;
    const context = this.canvas.getContext("2d")!;
    const image = context.createImageData(width, height);
    const raster: Raster = { width, height, pixels: new Uint32Array(image.data.buffer) };
    const { from, to } = view.whole();
    const perColumn = (to - from) / width;
    fillRect(raster, 0, 0, width, height, pixel(palette.well));
    const held = shareholders(width);
    model.holders.sweep(from, perColumn, width, held);
    const colours = Uint32Array.from(model.lanes, (_, index) => pixel(palette.thread(index)));
    const booth = Math.round(BOOTH * ratio);
    paintBooth(raster, { x: 0, y: 0, height: booth, clipTop: 0, shift: 0 }, width, held, colours);
    const heights = new Float32Array(width);
    const area = queueAreaUpTo(model);
    let until = area(from);
    let highest = 0;
    for (let x = 0; x < width; x++) {
      const next = area(from + (x + 1) * perColumn);
      heights[x] = (next - until) / perColumn;
      highest = Math.max(highest, heights[x]!);
      until = next;
    }
    if (highest > 0) for (let x = 0; x < width; x++) heights[x]! /= highest;
    const queue = { x: 0, y: booth + 2, height: height - booth - 2, clipTop: 0, shift: 0 };
    paintArea(raster, queue, width, heights, pixel(palette.queueFill), pixel(palette.queue));
    context.putImageData(image, 0, 0);
    this.update();
  }

  /** Moves the window to what is in view. */
  update(): void {
    const { left, right } = this.edges();
    this.window.style.transform = `translateX(${left}px)`;
    this.window.style.width = `${Math.max(3, right - left)}px`;
    this.window.classList.toggle("narrow", right - left < 18);
    this.before.style.transform = `scaleX(${Math.max(0, left / this.width)})`;
    this.behind.style.transform = `translateX(${right}px) scaleX(${Math.max(0, 1 - right / this.width)})`;
  }

  private edges(): { left: number; right: number } {
    const { view } = this.timeline;
    const whole = view.whole();
    const scale = this.width / (whole.to - whole.from);
    return { left: (view.from - whole.from) * scale, right: (view.to - whole.from) * scale };
  }
  private timeAt(x: number): number {
    const whole = this.timeline.view.whole();
    return whole.from + (x / this.width) * (whole.to - whole.from);
  }
  private part(x: number): "from" | "to" | "move" | "new" {
    const { left, right } = this.edges();
    if (right - left > this.width - 2) return "new";
    if (Math.abs(x - left) < GRIP && right - left > 3 * GRIP) return "from";
    if (Math.abs(x - right) < GRIP && right - left > 3 * GRIP) return "to";
    return x >= left - GRIP && x <= right + GRIP ? "move" : "new";
  }

  private grab(event: PointerEvent): void {
    event.preventDefault();
    const box = this.element.getBoundingClientRect();
    const begin = event.clientX - box.left;
    const part = this.part(begin);
    const { from, to } = this.timeline.view;
    this.element.setPointerCapture(event.pointerId);
    const move = (moved: PointerEvent): void => {
      const at = moved.clientX - box.left;
      const by = this.timeAt(at) - this.timeAt(begin);
      if (part === "move") this.show({ from: from + by, to: to + by });
      else if (part === "from") this.show({ from: Math.min(from + by, to), to });
      else if (part === "to") this.show({ from, to: Math.max(to + by, from) });
      else if (Math.abs(at - begin) > 3) this.show({ from: this.timeAt(Math.min(at, begin)), to: this.timeAt(Math.max(at, begin)) });
    };
    const stop = (ended: PointerEvent): void => {
      this.element.removeEventListener("pointermove", move);
      this.element.removeEventListener("pointerup", stop);
      this.element.removeEventListener("pointercancel", stop);
      // A click brings that time to the middle.
      if (part === "new" && Math.abs(ended.clientX - box.left - begin) <= 3) {
        const middle = this.timeAt(begin);
        this.show({ from: middle - (to - from) / 2, to: middle + (to - from) / 2 });
      }
    };
    this.element.addEventListener("pointermove", move);
    this.element.addEventListener("pointerup", stop);
    this.element.addEventListener("pointercancel", stop);
  }
}
