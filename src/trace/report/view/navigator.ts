// Moves the view: at once while something is dragged, in a short glide when a key or a button asked for it. One frame is drawn for all that happened
// since the last.

import type { Range } from "../viewport.ts";
import type { Timeline } from "./timeline.ts";

const GLIDE = 130;

export class Navigator {
  private readonly timeline: Timeline;
  private readonly moved: () => void;
  private frame = 0;
  private glide: { from: Range; to: Range; start: number } | null = null;
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");

  /** `moved` is called after each frame that was drawn. */
  constructor(timeline: Timeline, moved: () => void) {
    this.timeline = timeline;
    this.moved = moved;
  }

  /** Draws soon. */
  request(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame((now) => this.tick(now));
  }

  show(range: Range): void {
    this.glide = null;
    this.timeline.view.show(range);
    this.request();
  }

  glideTo(range: Range): void {
    if (this.calm.matches) {
      this.show(range);
      return;
    }
    const { view } = this.timeline;
    this.glide = { from: { from: view.from, to: view.to }, to: view.within(range), start: performance.now() };
    this.request();
  }

  /** Where the view is going: what the next step of a key adds to. */
  get goal(): Range {
    const { from, to } = this.timeline.view;
    return this.glide?.to ?? { from, to };
  }

  zoom(factor: number, around?: number, smooth = true): void {
    const { view } = this.timeline;
    const goal = this.goal;
    const was = { from: view.from, to: view.to };
    view.show(goal);
    const range = view.zoomed(around ?? (goal.from + goal.to) / 2, factor);
    view.show(was);
    if (smooth) this.glideTo(range);
    else this.show(range);
  }

  /** Moves by a share of the view. */
  pan(share: number): void {
    const { from, to } = this.goal;
    const by = (to - from) * share;
    this.glideTo({ from: from + by, to: to + by });
  }

  private tick(now: number): void {
    this.frame = 0;
    const { glide, timeline } = this;
    if (glide !== null) {
      const part = Math.min(1, Math.max(0, (now - glide.start) / GLIDE));
      const eased = 1 - (1 - part) ** 3;
      timeline.view.show({
        from: glide.from.from + (glide.to.from - glide.from.from) * eased,
        to: glide.from.to + (glide.to.to - glide.from.to) * eased,
      });
      if (part >= 1) this.glide = null;
      else this.request();
    }
    timeline.draw();
    this.moved();
  }
}
