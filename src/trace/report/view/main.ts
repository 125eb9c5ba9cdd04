// The report page's script: reads the trace, builds the page and ties its parts together.

import { lastNotAfter } from "../../lanes.ts";
import { paletteFor } from "../colour.ts";
import { threadName } from "../describe.ts";
import { count, duration, instant } from "../format.ts";
import { buildModel, type ReportModel } from "../model.ts";
import type { ReportHead } from "../page.ts";
import { Viewport } from "../viewport.ts";
import { readTrace } from "./data.ts";
import { cardElements, cardOf } from "./describeview.ts";
import { el, later } from "./dom.ts";
import { EventTable } from "./eventtable.ts";
import { GUTTER, HEAD, LANE_HEIGHTS } from "./geometry.ts";
import { listenToKeys } from "./keys.ts";
import { Navigator } from "./navigator.ts";
import { Overview } from "./overview.ts";
import { listenToSplitter, listenToTabs } from "./panel.ts";
import { listenToPointer } from "./pointer.ts";
import { buildShell } from "./shell.ts";
import { colourThreads, setStateBackgrounds } from "./swatch.ts";
import { Theme } from "./theme.ts";
import { ThreadTable } from "./threadtable.ts";
import { type Hit, type Pinned, Timeline } from "./timeline.ts";

function start(model: ReportModel, head: ReportHead): void {
  const { trace } = model;
  const theme = new Theme();
  const view = new Viewport(trace.duration);
  const shell = buildShell(head, trace.kind.length, model.booth.switches, {
    zoomIn: () => navigator.zoom(2),
    zoomOut: () => navigator.zoom(0.5),
    fit: () => navigator.glideTo(view.whole()),
    theme: () => theme.toggle(),
    help: () => shell.help.showModal(),
  });
  const timeline = new Timeline(shell.canvas, model, view);
  const navigator = new Navigator(timeline, moved);
  const overview = new Overview(shell.overview, timeline, (range) => navigator.show(range));
  const coloured = (root: ParentNode): void => colourThreads(root, timeline.palette);
  const threads = new ThreadTable(shell.panes.threads, model, (thread) => focusLane(thread), coloured);
  const events = new EventTable(shell.panes.events, model, openEvent, coloured);

  // Tables follow the view once it rests.
  const updateTables = later(140, () => {
    if (!shell.panes.threads.hidden) threads.update(view);
    events.update(view);
    labelTabs();
  });

  function moved(): void {
    overview.update();
    // What the tooltip says was said of another view.
    if (view.from !== hovered.from || view.to !== hovered.to) hover(null, 0, 0);
    const whole = view.from <= 0 && view.to >= view.duration;
    shell.range.textContent = whole
      ? `all of ${duration(view.duration)}`
      : `${instant(Math.max(0, view.from))}  +  ${duration(Math.min(view.to, view.duration) - Math.max(0, view.from))}`;
    updateTables();
  }

  function labelTabs(): void {
    shell.tabs.threads.textContent = "Threads in view";
    shell.tabs.events.textContent = `Events in view  ${count(events.count)}`;
  }

  function say(text: string): void {
    shell.live.textContent = text;
  }

  function focusLane(thread: number): void {
    if (thread < 0 || thread >= model.lanes.length) return;
    timeline.lane = thread;
    timeline.reveal(thread);
    threads.focus(thread);
    syncScroll();
    say(threadName(trace, thread));
    navigator.request();
  }

  function pin(pinned: Pinned): void {
    timeline.pinned = pinned;
    shell.detail.replaceChildren();
    const hit: Hit | null =
      pinned === null
        ? null
        : pinned.kind === "span"
          ? { ...pinned, time: model.lanes[pinned.thread]!.start[pinned.span]! }
          : { ...pinned, time: 0 };
    const card = hit === null ? null : cardOf(model, hit);
    if (card === null) {
      shell.detail.append(
        el("p", { class: "empty", text: "Click a span to pin it here; n and p step to its neighbours, Enter zooms to it." }),
      );
    } else {
      const act = (label: string, title: string, click: () => void): HTMLElement =>
        el("button", { type: "button", title, click, text: label });
      shell.detail.append(
        ...cardElements(card),
        el(
          "div",
          { class: "buttons" },
          act("‹ before", "The span before (p)", () => step(-1)),
          act("next ›", "The next span (n)", () => step(1)),
          act("zoom to it", "Enter", zoomToPinned),
          act("unpin", "Esc", () => pin(null)),
        ),
      );
      coloured(shell.detail);
      say([card.description.title, ...card.description.facts.map((fact) => fact.join(" "))].join(", "));
    }
    navigator.request();
  }

  function pinnedRange(): { from: number; to: number } | null {
    const { pinned } = timeline;
    if (pinned === null) return null;
    if (pinned.kind === "hold") return { from: model.booth.start[pinned.hold]!, to: model.booth.end[pinned.hold]! };
    const { start } = model.lanes[pinned.thread]!;
    return { from: start[pinned.span]!, to: start[pinned.span + 1]! };
  }

  function zoomToPinned(): void {
    const range = pinnedRange();
    if (range === null) return;
    const margin = (range.to - range.from) * 0.6;
    navigator.glideTo({ from: range.from - margin, to: range.to + margin });
  }

  /** Moves the view, unless the pinned span can be seen. */
  function showPinned(): void {
    const range = pinnedRange();
    if (range === null || (range.from >= view.from && range.to <= view.to)) return;
    const middle = (range.from + range.to) / 2;
    const half = Math.max(view.span, (range.to - range.from) * 1.3) / 2;
    navigator.glideTo({ from: middle - half, to: middle + half });
  }

  /** Pins the span before or after the pinned one; with none pinned, the one in the middle of the view. */
  function step(by: number): void {
    const { pinned } = timeline;
    if (pinned === null) {
      pinAtMiddle();
      return;
    }
    if (pinned.kind === "hold") {
      const hold = pinned.hold + by;
      if (hold >= 0 && hold < model.booth.count) pin({ kind: "hold", hold });
    } else {
      const lane = model.lanes[pinned.thread]!;
      const span = pinned.span + by;
      if (span >= 0 && span < lane.count) pin({ kind: "span", thread: pinned.thread, span });
    }
    showPinned();
  }

  function pinAtMiddle(): void {
    if (timeline.lane < 0) focusLane(0);
    const lane = model.lanes[timeline.lane];
    if (lane === undefined) return;
    const span = lastNotAfter(lane.start, lane.count, (view.from + view.to) / 2);
    if (span >= 0) pin({ kind: "span", thread: timeline.lane, span });
  }

  function openEvent(event: number): void {
    const thread = trace.thread[event]!;
    focusLane(thread);
    const lane = model.lanes[thread]!;
    let span = lastNotAfter(lane.start, lane.count, trace.time[event]!);
    while (span > 0 && lane.event[span]! > event && lane.event[span - 1]! >= event) span--;
    if (span >= 0) pin({ kind: "span", thread, span });
    showPinned();
  }

  // What is under the pointer, and the view that it was said of.
  const hovered = { from: Number.NaN, to: Number.NaN };
  function hover(hit: Hit | null, x: number, y: number): void {
    const card = hit === null ? null : cardOf(model, hit);
    shell.tooltip.hidden = card === null;
    shell.crosshair.hidden = hit === null || !("time" in hit);
    shell.crosshair.style.transform = `translateX(${x}px)`;
    if (card === null) return;
    hovered.from = view.from;
    hovered.to = view.to;
    shell.tooltip.replaceChildren(...cardElements(card));
    coloured(shell.tooltip);
    const box = shell.tooltip.getBoundingClientRect();
    const left = x + 16 + box.width > timeline.width ? x - 14 - box.width : x + 16;
    const top = Math.min(y + 16, timeline.height - box.height - 6);
    shell.tooltip.style.transform = `translate(${Math.max(GUTTER - 60, left)}px, ${Math.max(2, top)}px)`;
  }

  function click(hit: Hit): void {
    if (hit.kind === "name") focusLane(hit.thread);
    else if (hit.kind === "span") {
      focusLane(hit.thread);
      pin({ kind: "span", thread: hit.thread, span: hit.span });
    } else if (hit.kind === "hold") pin({ kind: "hold", hold: hit.hold });
    else pin(null);
  }

  function open(hit: Hit): void {
    click(hit);
    zoomToPinned();
  }

  // The lanes' own scroll bar.
  let syncing = false;
  function syncScroll(): void {
    shell.scrollInner.style.height = `${timeline.lanesHeight}px`;
    if (Math.abs(shell.scroll.scrollTop - timeline.top) > 0.5) {
      syncing = true;
      shell.scroll.scrollTop = timeline.top;
    }
  }
  shell.scroll.style.top = `${HEAD}px`;
  shell.scroll.addEventListener("scroll", () => {
    if (syncing) syncing = false;
    else {
      timeline.scrollTo(shell.scroll.scrollTop);
      navigator.request();
    }
  });

  listenToPointer(timeline, navigator, shell.stage, { hover, click, open, scrolled: syncScroll });
  listenToKeys({
    pan: (share) => navigator.pan(share),
    zoom: (factor) => navigator.zoom(factor),
    home: () => navigator.glideTo({ from: -view.span * 0.01, to: view.span * 0.99 }),
    end: () => navigator.glideTo({ from: view.duration - view.span * 0.99, to: view.duration + view.span * 0.01 }),
    fit: () => navigator.glideTo(view.whole()),
    lane: (by) => focusLane(Math.max(0, Math.min(model.lanes.length - 1, timeline.lane + by))),
    span: step,
    open: zoomToPinned,
    pinAtMiddle,
    unpin: () => pin(null),
    taller: (by) => {
      const middle = (timeline.top + timeline.room / 2) / timeline.laneStep;
      timeline.size = Math.max(0, Math.min(LANE_HEIGHTS.length - 1, timeline.size + by));
      timeline.scrollTo(middle * timeline.laneStep - timeline.room / 2);
      syncScroll();
      navigator.request();
    },
    search: () => shell.search.focus(),
    theme: () => theme.toggle(),
    help: () => shell.help.showModal(),
  });

  // Tables.
  listenToTabs(shell, (which) => {
    if (which === "threads") threads.update(view);
    else events.render();
  });
  const search = later(120, () => {
    threads.search(shell.search.value);
    events.search(shell.search.value);
    labelTabs();
  });
  shell.search.addEventListener("input", search);
  shell.search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      shell.search.value = "";
      search();
      shell.canvas.focus();
    }
  });
  listenToSplitter(shell, () => events.render());

  // Colours and sizes.
  function applyTheme(): void {
    const palette = paletteFor(theme.dark);
    timeline.setPalette(palette);
    setStateBackgrounds(palette);
    coloured(document);
    overview.resize();
    navigator.request();
  }
  theme.onChange(applyTheme);
  new ResizeObserver(() => {
    timeline.resize(shell.stage.clientWidth, shell.stage.clientHeight);
    overview.resize();
    syncScroll();
    events.render();
    timeline.draw();
  }).observe(shell.stage);

  timeline.resize(shell.stage.clientWidth, shell.stage.clientHeight);
  applyTheme();
  pin(null);
  threads.update(view);
  events.update(view);
  labelTabs();
  syncScroll();
  timeline.draw();
  moved();
}

async function main(): Promise<void> {
  const { trace, head } = await readTrace();
  const model = buildModel(trace);
  start(model, head);
  // What the page's tests and measurements wait for: how long it took from the navigation on.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => (document.documentElement.dataset["ready"] = String(Math.round(performance.now())))),
  );
}

main().catch((error: unknown) => {
  document.body.append(
    el("p", { class: "failure", role: "alert", text: `This report cannot be shown: ${error instanceof Error ? error.message : error}` }),
  );
  throw error;
});
