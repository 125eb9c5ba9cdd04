// The list of the events in view. Only the rows that can be seen are made, however many there are.

import { type TraceThread, threadsByIdent } from "../../model.ts";
import { eventWords, threadName } from "../describe.ts";
import { duration, instant } from "../format.ts";
import { firstEventFrom, type ReportModel } from "../model.ts";
import type { Range } from "../viewport.ts";
import { el } from "./dom.ts";
import { stateSwatch, threadSwatch } from "./swatch.ts";

const ROW = 24;
/** Browsers cannot scroll further than some 17 million pixels. */
const TALLEST = 12_000_000;

type Sort = "time" | "thread" | "what" | "lasted";

export class EventTable {
  private readonly model: ReportModel;
  private readonly scroll = el("div", { class: "scroll events", tabindex: 0, role: "table", "aria-label": "Events in view" });
  private readonly inner = el("div", { class: "inner", role: "rowgroup" });
  private readonly heads = new Map<Sort, HTMLElement>();
  private readonly open: (event: number) => void;
  private readonly coloured: (root: ParentNode) => void;
  private readonly byIdent: Map<number, TraceThread>;
  /** The span that each event began: its length in µs, 0 for none, and its state. */
  private readonly lasted: Float32Array;
  private readonly state: Uint8Array;
  private first = 0;
  private last = 0;
  /** Events that match, in order; null while these are all from `first` to `last`. */
  private chosen: Uint32Array | null = null;
  private sort: Sort = "time";
  /** The row that the arrow keys have come to, or -1. */
  private active = -1;
  private descending = false;
  private query = "";

  constructor(pane: HTMLElement, model: ReportModel, open: (event: number) => void, coloured: (root: ParentNode) => void) {
    this.model = model;
    this.open = open;
    this.coloured = coloured;
    this.byIdent = threadsByIdent(model.trace);
    this.lasted = new Float32Array(model.trace.kind.length);
    this.state = new Uint8Array(model.trace.kind.length);
    for (const lane of model.lanes) {
      for (let i = 0; i < lane.count; i++) {
        const event = lane.event[i]!;
        if (event >= this.lasted.length) continue;
        this.lasted[event] = lane.start[i + 1]! - lane.start[i]!;
        this.state[event] = lane.state[i]!;
      }
    }
    const head = el("div", { class: "row head", role: "row" });
    for (const [sort, title] of [
      ["time", "time"],
      ["thread", "thread"],
      ["what", "event"],
      ["lasted", "then for"],
    ] as const) {
      const cell = el(
        "div",
        { role: "columnheader", class: sort },
        el("button", { type: "button", text: title, click: () => this.sortBy(sort) }),
      );
      this.heads.set(sort, cell);
      head.append(cell);
    }
    this.scroll.append(this.inner);
    this.scroll.addEventListener("scroll", () => this.render());
    this.scroll.addEventListener("keydown", (event) => this.key(event));
    pane.append(head, this.scroll);
  }

  get count(): number {
    return this.chosen?.length ?? this.last - this.first;
  }

  update(range: Range): void {
    const first = firstEventFrom(this.model.trace, range.from);
    const last = firstEventFrom(this.model.trace, range.to);
    if (first === this.first && last === this.last) return;
    this.first = first;
    this.last = last;
    this.choose();
  }

  search(query: string): void {
    this.query = query.toLowerCase();
    this.choose();
  }

  private sortBy(sort: Sort): void {
    this.descending = this.sort === sort ? !this.descending : sort === "lasted";
    this.sort = sort;
    this.choose();
  }

  /** Which events, and in which order. */
  private choose(): void {
    const { first, last, query } = this;
    for (const [sort, head] of this.heads)
      head.setAttribute("aria-sort", sort !== this.sort ? "none" : this.descending ? "descending" : "ascending");
    if (query === "" && this.sort === "time" && !this.descending) this.chosen = null;
    else {
      let chosen = new Uint32Array(last - first);
      let count = 0;
      const matches = this.matcher();
      for (let event = first; event < last; event++) if (matches(event)) chosen[count++] = event;
      chosen = chosen.subarray(0, count);
      const key = this.sortKey();
      if (key !== null) chosen.sort((a, b) => key(a) - key(b) || a - b);
      if (this.descending) chosen.reverse();
      this.chosen = chosen;
    }
    this.inner.style.height = `${Math.min(TALLEST, this.count * ROW)}px`;
    this.scroll.setAttribute("aria-rowcount", String(this.count));
    this.scroll.scrollTop = 0;
    this.active = -1;
    this.render();
  }

  /** Arrow keys go from row to row, Enter shows one in the timeline. */
  private key(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.scroll.clientHeight / ROW) - 1);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -this.count, End: this.count };
    const step = steps[event.key];
    if (event.key === "Enter" && this.active >= 0) this.open(this.eventOf(this.active));
    else if (step !== undefined && this.count > 0) {
      this.active = Math.max(0, Math.min(this.count - 1, this.active + step));
      this.reveal(this.active);
      this.render();
    } else return;
    event.preventDefault();
  }

  private eventOf(row: number): number {
    return this.chosen?.[row] ?? this.first + row;
  }

  /** Scrolls so that a row can be seen. */
  private reveal(row: number): void {
    const { scroll, count } = this;
    const room = scroll.clientHeight;
    const squeeze = count * ROW <= TALLEST ? 1 : (TALLEST - room) / (count * ROW - room);
    const top = row * ROW * squeeze;
    if (scroll.scrollTop > top) scroll.scrollTop = top;
    else if (scroll.scrollTop + (room - ROW) * squeeze < top) scroll.scrollTop = top - (room - ROW) * squeeze;
  }

  /** Whether an event's thread or words have the query in them; words are looked at once for each kind, reason and call. */
  private matcher(): (event: number) => boolean {
    const { query } = this;
    const { trace } = this.model;
    if (query === "") return () => true;
    const threads = trace.threads.map((_, index) => threadName(trace, index).toLowerCase().includes(query));
    const known = new Map<number, boolean>();
    return (event) => {
      if (threads[trace.thread[event]!]) return true;
      const sort = (trace.kind[event]! << 24) | (trace.why[event]! << 16) | trace.call[event]!;
      let matched = known.get(sort);
      if (matched === undefined) known.set(sort, (matched = this.words(event).toLowerCase().includes(query)));
      return matched;
    };
  }

  private sortKey(): ((event: number) => number) | null {
    const { trace } = this.model;
    switch (this.sort) {
      case "time":
        return null;
      case "thread":
        return (event) => trace.thread[event]!;
      case "what":
        return (event) => (trace.kind[event]! << 24) | (trace.why[event]! << 16) | trace.call[event]!;
      case "lasted":
        return (event) => this.lasted[event]!;
    }
  }

  private words(event: number): string {
    return eventWords(this.model.trace, event, this.byIdent);
  }

  render(): void {
    const { scroll, count } = this;
    const room = scroll.clientHeight;
    if (room === 0) return;
    const tall = count * ROW;
    const visible = Math.ceil(room / ROW) + 2;
    // Beyond what a browser can scroll, a pixel of scrolling is more than a pixel of rows.
    const top = tall <= TALLEST ? scroll.scrollTop : (scroll.scrollTop / (TALLEST - room)) * (tall - room);
    const first = Math.max(0, Math.min(count - visible + 1, Math.floor(top / ROW)));
    const offset = scroll.scrollTop - (top - first * ROW);
    const rows: HTMLElement[] = [];
    for (let i = first; i < Math.min(count, first + visible); i++) {
      rows.push(this.row(this.eventOf(i), i, offset + (i - first) * ROW));
    }
    this.inner.replaceChildren(...rows);
    if (this.active >= 0) scroll.setAttribute("aria-activedescendant", `event-${this.active}`);
    else scroll.removeAttribute("aria-activedescendant");
    this.coloured(this.inner);
  }

  private row(event: number, index: number, top: number): HTMLElement {
    const { trace } = this.model;
    const lasted = this.lasted[event]!;
    const thread = trace.thread[event]!;
    return el(
      "div",
      {
        class: index === this.active ? "row active" : "row",
        id: `event-${index}`,
        role: "row",
        "aria-rowindex": index + 1,
        style: `transform:translateY(${top}px)`,
        click: () => this.open(event),
      },
      el("div", { class: "time", role: "cell", text: instant(trace.time[event]!) }),
      el("div", { class: "thread", role: "cell" }, threadSwatch(thread), threadName(trace, thread)),
      el("div", { class: "what", role: "cell", text: this.words(event) }),
      el(
        "div",
        { class: "lasted", role: "cell" },
        ...(lasted > 0 && this.state[event] !== 0 ? [stateSwatch(this.state[event]!), duration(lasted)] : []),
      ),
    );
  }
}
