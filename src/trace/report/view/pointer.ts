// The mouse, the pen and the finger on the timeline.
//
//   wheel                   zooms around the pointer; over the names, or with Alt, scrolls the lanes
//   Shift and wheel, sideways   moves in time
//   drag                    moves in time and scrolls the lanes
//   drag on the ruler, or with Shift   zooms to the stretch
//   click                   pins what is there
//   double click            zooms to it
//   two fingers             zoom and move

import { el } from "./dom.ts";
import { GUTTER, RULER } from "./geometry.ts";
import type { Navigator } from "./navigator.ts";
import type { Hit, Timeline } from "./timeline.ts";

export interface PointerActions {
  hover(hit: Hit | null, x: number, y: number): void;
  click(hit: Hit): void;
  open(hit: Hit): void;
  scrolled(): void;
}

export function listenToPointer(timeline: Timeline, navigator: Navigator, stage: HTMLElement, actions: PointerActions): void {
  const { canvas, view } = timeline;
  const band = el("div", { class: "band", hidden: true });
  stage.append(band);
  const touches = new Map<number, PointerEvent>();
  let drag: { x: number; y: number; from: number; to: number; top: number; moved: boolean; selects: boolean } | null = null;

  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const unit = event.deltaMode === 1 ? 32 : event.deltaMode === 2 ? 400 : 1;
      const dx = event.deltaX * unit;
      const dy = event.deltaY * unit;
      if (!event.ctrlKey && (event.offsetX < GUTTER || event.altKey)) {
        timeline.scrollTo(timeline.top + dy);
        actions.scrolled();
      } else if (!event.ctrlKey && (event.shiftKey || Math.abs(dx) > Math.abs(dy))) {
        const by = ((event.shiftKey && dx === 0 ? dy : dx) / timeline.plotWidth) * view.span;
        navigator.show({ from: view.from + by, to: view.to + by });
      } else {
        const factor = Math.exp(-Math.max(-300, Math.min(300, dy)) * (event.ctrlKey ? 0.01 : 0.0022));
        navigator.zoom(factor, timeline.timeAt(event.offsetX), false);
      }
      actions.hover(null, 0, 0);
      navigator.request();
    },
    { passive: false },
  );

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.focus({ preventScroll: true, focusVisible: false } as FocusOptions);
    canvas.setPointerCapture(event.pointerId);
    touches.set(event.pointerId, event);
    const { offsetX: x, offsetY: y } = event;
    drag = { x, y, from: view.from, to: view.to, top: timeline.top, moved: false, selects: x >= GUTTER && (y < RULER || event.shiftKey) };
  });

  canvas.addEventListener("pointermove", (event) => {
    const before = touches.get(event.pointerId);
    if (before !== undefined && touches.size === 2) {
      pinch(event);
      touches.set(event.pointerId, event);
      return;
    }
    if (drag === null) {
      const hit = timeline.hit(event.offsetX, event.offsetY);
      canvas.style.cursor =
        hit.kind === "ruler" ? "col-resize" : hit.kind === "span" || hit.kind === "hold" || hit.kind === "name" ? "pointer" : "default";
      actions.hover(hit, event.offsetX, event.offsetY);
      return;
    }
    const dx = event.offsetX - drag.x;
    const dy = event.offsetY - drag.y;
    if (!drag.moved && Math.abs(dx) + Math.abs(dy) < 4) return;
    drag.moved = true;
    actions.hover(null, 0, 0);
    if (drag.selects) {
      const left = Math.max(GUTTER, Math.min(drag.x, event.offsetX));
      band.hidden = false;
      band.style.left = `${left}px`;
      band.style.width = `${Math.max(drag.x, event.offsetX) - left}px`;
      return;
    }
    canvas.style.cursor = "grabbing";
    const by = (-dx / timeline.plotWidth) * (drag.to - drag.from);
    timeline.scrollTo(drag.top - dy);
    navigator.show({ from: drag.from + by, to: drag.to + by });
    actions.scrolled();
  });

  const release = (event: PointerEvent): void => {
    touches.delete(event.pointerId);
    const was = drag;
    drag = null;
    band.hidden = true;
    canvas.style.cursor = "default";
    if (was === null || event.type === "pointercancel") return;
    if (!was.moved) actions.click(timeline.hit(event.offsetX, event.offsetY));
    else if (was.selects) {
      const one = timeline.timeAt(Math.max(GUTTER, was.x));
      const other = timeline.timeAt(Math.max(GUTTER, event.offsetX));
      navigator.glideTo({ from: Math.min(one, other), to: Math.max(one, other) });
    }
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("pointerleave", () => actions.hover(null, 0, 0));
  canvas.addEventListener("dblclick", (event) => actions.open(timeline.hit(event.offsetX, event.offsetY)));

  function pinch(event: PointerEvent): void {
    drag = null;
    const other = [...touches.values()].find((touch) => touch.pointerId !== event.pointerId)!;
    const before = touches.get(event.pointerId)!;
    const wide = Math.max(20, Math.abs(before.offsetX - other.offsetX));
    const wider = Math.max(20, Math.abs(event.offsetX - other.offsetX));
    navigator.zoom(wider / wide, timeline.timeAt((event.offsetX + other.offsetX) / 2), false);
  }
}
