// The page around the timeline: its elements, without their contents.

import { State, stateWords } from "../../states.ts";
import { count, duration } from "../format.ts";
import type { ReportHead } from "../page.ts";
import { el } from "./dom.ts";
import { keyTable } from "./keys.ts";
import { MARK } from "./mark.ts";
import { stateSwatch } from "./swatch.ts";

export interface Shell {
  stage: HTMLElement;
  canvas: HTMLCanvasElement;
  overview: HTMLElement;
  scroll: HTMLElement;
  scrollInner: HTMLElement;
  tooltip: HTMLElement;
  crosshair: HTMLElement;
  range: HTMLElement;
  live: HTMLElement;
  search: HTMLInputElement;
  tabs: { threads: HTMLButtonElement; events: HTMLButtonElement };
  panes: { threads: HTMLElement; events: HTMLElement };
  detail: HTMLElement;
  panel: HTMLElement;
  splitter: HTMLElement;
  help: HTMLDialogElement;
}

export interface ShellActions {
  zoomIn(): void;
  zoomOut(): void;
  fit(): void;
  theme(): void;
  help(): void;
}

function button(label: string, title: string, act: () => void, extra: Record<string, string> = {}): HTMLButtonElement {
  return el("button", { type: "button", title, "aria-label": title, click: act, text: label, ...extra });
}

export function buildShell(head: ReportHead, events: number, switches: number, actions: ShellActions): Shell {
  const fact = (value: string, label: string, className = ""): HTMLElement =>
    el("div", { class: `fact ${className}` }, el("b", { text: value }), el("span", { text: label }));
  const brand = el("div", { class: "brand" });
  brand.innerHTML = MARK;
  brand.append(
    el("div", {}, el("span", { class: "kind", text: "Tollbooth trace" }), el("h1", { text: head.program, title: head.program })),
  );
  const lost = head.lost > 0 ? fact(count(head.lost), "events lost", "alarm") : null;
  const header = el(
    "header",
    {},
    brand,
    el(
      "div",
      { class: "facts" },
      fact(head.policy, "policy"),
      fact(duration(head.interval * 1e6), "interval"),
      fact(duration(head.duration), "duration"),
      fact(count(head.threads.length), head.threads.length === 1 ? "thread" : "threads"),
      fact(count(switches), "switches"),
      fact(count(events), "events"),
      lost,
    ),
  );
  const verdict = el("p", { class: "verdict", text: head.verdict });
  const legend = el("ul", { class: "legend", "aria-label": "States of a thread" });
  for (const state of [State.RUN, State.WAIT, State.FORCED, State.NATIVE, State.LOCK, State.BLOCKED, State.SLEEP, State.COLLECT]) {
    legend.append(el("li", { title: stateWords[state]!.means }, stateSwatch(state), stateWords[state]!.name));
  }
  legend.append(
    el(
      "li",
      { title: "The GIL changes hands because the holder was asked for it." },
      el("span", { class: "arrow asked", "aria-hidden": "true" }),
      "asked",
    ),
    el(
      "li",
      { title: "The GIL changes hands because the holder gave it up." },
      el("span", { class: "arrow", "aria-hidden": "true" }),
      "given up",
    ),
  );
  const range = el("output", { class: "range", id: "range", "aria-label": "Range in view" });
  const toolbar = el(
    "div",
    { class: "toolbar" },
    legend,
    range,
    el(
      "div",
      { class: "buttons", role: "toolbar", "aria-label": "View" },
      button("−", "Zoom out (-)", actions.zoomOut),
      button("+", "Zoom in (+)", actions.zoomIn),
      button("Fit", "Show the whole trace (0)", actions.fit),
      button("◐", "Light or dark (t)", actions.theme, { id: "theme" }),
      button("?", "Keys and mouse (?)", actions.help),
    ),
  );
  const overview = el("div", { class: "overview", title: "The whole trace: drag to choose what is in view" });
  const canvas = el("canvas", {
    id: "timeline",
    tabindex: 0,
    role: "application",
    "aria-label":
      "Timeline of threads and the GIL. Arrow keys move and choose lanes, plus and minus zoom, n and p step through spans, question mark for help.",
    "aria-describedby": "live",
  });
  const tooltip = el("div", { class: "tooltip", role: "tooltip", hidden: true });
  const crosshair = el("div", { class: "crosshair", hidden: true });
  const scrollInner = el("div");
  const scroll = el("div", { class: "lanescroll", "aria-hidden": "true", tabindex: -1 }, scrollInner);
  const stage = el("div", { class: "stage" }, canvas, crosshair, scroll, tooltip);
  const splitter = el("div", {
    class: "splitter",
    role: "separator",
    tabindex: 0,
    "aria-orientation": "horizontal",
    "aria-label": "Height of the tables",
  });
  const search = el("input", { type: "search", placeholder: "Search threads and events  /", "aria-label": "Search threads and events" });
  const tab = (name: string, selected: boolean): HTMLButtonElement =>
    el("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `pane-${name}`, "aria-selected": String(selected) });
  const tabs = { threads: tab("threads", true), events: tab("events", false) };
  const panes = {
    threads: el("div", { class: "pane", role: "tabpanel", id: "pane-threads", "aria-labelledby": "tab-threads" }),
    events: el("div", { class: "pane", role: "tabpanel", id: "pane-events", "aria-labelledby": "tab-events", hidden: true }),
  };
  const detail = el("aside", { class: "detail", "aria-label": "Pinned" });
  const panel = el(
    "section",
    { class: "panel", "aria-label": "Tables" },
    el(
      "div",
      { class: "tables" },
      el("div", { class: "bar" }, el("div", { role: "tablist", class: "tabs" }, tabs.threads, tabs.events), search),
      panes.threads,
      panes.events,
    ),
    detail,
  );
  const live = el("div", { id: "live", class: "unseen", "aria-live": "polite" });
  const help = helpDialog();
  document.body.append(header, verdict, toolbar, overview, stage, splitter, panel, live, help);
  return {
    stage,
    canvas,
    overview,
    scroll,
    scrollInner,
    tooltip,
    crosshair,
    range,
    live,
    search,
    tabs,
    panes,
    detail,
    panel,
    splitter,
    help,
  };
}

function helpDialog(): HTMLDialogElement {
  const keys = el("dl", { class: "keys" });
  for (const { shown, does } of keyTable)
    keys.append(el("dt", {}, ...shown.split(" ").map((key) => el("kbd", { text: key }))), el("dd", { text: does }));
  const mouse = el("dl", { class: "keys" });
  for (const [what, does] of [
    ["wheel", "zoom around the pointer"],
    ["Shift wheel", "move in time"],
    ["wheel on names", "scroll the lanes"],
    ["drag", "move in time, scroll the lanes"],
    ["drag on ruler", "zoom to a stretch (Shift and drag elsewhere)"],
    ["click", "pin what is there"],
    ["double click", "zoom to it"],
  ] as const)
    mouse.append(el("dt", { text: what }), el("dd", { text: does }));
  const dialog = el("dialog", { class: "help", "aria-label": "Keys and mouse" });
  dialog.append(
    el(
      "div",
      { class: "columns" },
      el("section", {}, el("h2", { text: "Keys" }), keys),
      el("section", {}, el("h2", { text: "Mouse" }), mouse, el("h2", { text: "Reading it" }), ...reading()),
    ),
    el("form", { method: "dialog" }, el("button", { text: "Close" })),
  );
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  return dialog;
}

function reading(): HTMLElement[] {
  return [
    "The uppermost lane is the GIL: the colour says which thread holds it, and where nothing is drawn it is free. Below it stands how many threads queue for it.",
    "In a lane, full height means that the thread runs, or would if it had the GIL; low bars are waits for something else. Where many spans share a pixel, their heights are their shares of that time.",
    "A wedge or an arrow in orange is a hand-over that a waiting thread asked for; a dark one is a thread that gave the GIL up by itself. A diamond is the moment of asking.",
  ].map((text) => el("p", { text }));
}
