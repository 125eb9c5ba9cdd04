// The table of threads: what each did in the stretch that is in view.
//
// Counting goes over every span in view, so it is done in slices of a few ms: frames come in between, and a view that changes meanwhile begins it anew. Rows
// are made once and then say other things.

import { AT_ONCE } from "../../figures.ts";
import { lastNotAfter } from "../../lanes.ts";
import { STATES, State, stateWords } from "../../states.ts";
import { threadName } from "../describe.ts";
import { duration, percent } from "../format.ts";
import type { ReportModel } from "../model.ts";
import type { Range } from "../viewport.ts";
import { el } from "./dom.ts";
import { stateSwatch, threadSwatch } from "./swatch.ts";

interface Row {
  thread: number;
  name: string;
  /** µs in each state. */
  times: Float64Array;
  /** µs that the thread was there. */
  alive: number;
  switches: number;
  median: number;
  worst: number;
}

/** A row's elements, and what they say. */
interface Shown {
  element: HTMLElement;
  shares: HTMLElement;
  parts: string;
  /** Of every column but the first. */
  cells: HTMLElement[];
}

/** ms of work before a frame may come. */
const SLICE = 4;
/** Spans, and rows, after which the clock is looked at. */
const SPANS = 8192;
const ROWS = 4;
/** In the order in which they fill the bar. */
const BAR = [State.RUN, State.COLLECT, State.NATIVE, State.WAIT, State.FORCED, State.LOCK, State.BLOCKED, State.SLEEP, State.LOST];

interface Column {
  title: string;
  hint: string;
  key(row: Row): number | string;
  show(row: Row): string;
  state?: number;
}

const share = (row: Row, state: number): number => (row.alive > 0 ? row.times[state]! / row.alive : 0);
const shareColumn = (state: number, title: string): Column => ({
  title,
  hint: stateWords[state]!.means,
  key: (row) => share(row, state),
  show: (row) => percent(share(row, state)),
  state,
});

const COLUMNS: readonly Column[] = [
  { title: "thread", hint: "In the order in which they started", key: (row) => row.thread, show: (row) => row.name },
  shareColumn(State.RUN, "running"),
  shareColumn(State.WAIT, "waiting"),
  shareColumn(State.NATIVE, "native"),
  shareColumn(State.LOCK, "lock"),
  shareColumn(State.BLOCKED, "blocked"),
  shareColumn(State.SLEEP, "sleeping"),
  { title: "took the GIL", hint: "How often", key: (row) => row.switches, show: (row) => String(row.switches) },
  {
    title: "median wait",
    hint: `Of its waits for the GIL, without those under ${AT_ONCE} µs: then it was free`,
    key: (row) => row.median,
    show: (row) => (row.median > 0 ? duration(row.median) : "–"),
  },
  {
    title: "worst wait",
    hint: "The longest of its waits for the GIL",
    key: (row) => row.worst,
    show: (row) => (row.worst > 0 ? duration(row.worst) : "–"),
  },
];

export class ThreadTable {
  private readonly model: ReportModel;
  private readonly body = el("tbody");
  private readonly heads: HTMLElement[] = [];
  private readonly choose: (thread: number) => void;
  private readonly coloured: (root: ParentNode) => void;
  private rows: Row[] = [];
  private column = 0;
  private descending = false;
  private query = "";
  private from = Number.NaN;
  private to = Number.NaN;
  private readonly elements = new Map<number, Shown>();
  private job: Generator<void> | null = null;
  private isCounting = false;
  private timer = 0;
  focused = -1;

  /** `coloured` gives the samples below an element their colours. */
  constructor(pane: HTMLElement, model: ReportModel, choose: (thread: number) => void, coloured: (root: ParentNode) => void) {
    this.model = model;
    this.choose = choose;
    this.coloured = coloured;
    const head = el("tr");
    COLUMNS.forEach((column, index) => {
      const sort = el(
        "button",
        { type: "button", click: () => this.sortBy(index) },
        column.state === undefined ? null : stateSwatch(column.state),
        column.title,
      );
      const cell = el("th", { scope: "col", title: column.hint, class: index === 0 ? "" : "number" }, sort);
      if (index === 1) head.append(el("th", { class: "bar", scope: "col" }, el("span", { class: "unseen", text: "shares" })));
      head.append(cell);
      this.heads.push(cell);
    });
    pane.append(el("div", { class: "scroll", tabindex: -1 }, el("table", { class: "threads" }, el("thead", {}, head), this.body)));
  }

  update(range: Range): void {
    const { model } = this;
    const from = Math.max(0, range.from);
    const to = Math.min(model.trace.duration, range.to);
    // Rows that say the same are left alone: one of them may have the focus.
    if (from === this.from && to === this.to) return;
    this.from = from;
    this.to = to;
    const isFirst = this.rows.length === 0;
    this.job = this.recount(from, to);
    this.isCounting = true;
    // The page is not there before it has its rows.
    this.work(isFirst ? Number.POSITIVE_INFINITY : SLICE);
  }

  /** Goes on with what is to be done, for some ms. */
  private work(budget: number): void {
    clearTimeout(this.timer);
    const end = performance.now() + budget;
    while (this.job !== null && performance.now() < end) if (this.job.next().done) this.job = null;
    if (this.job !== null) this.timer = window.setTimeout(() => this.work(SLICE), 0);
  }

  private *recount(from: number, to: number): Generator<void> {
    const rows: Row[] = [];
    for (let thread = 0; thread < this.model.lanes.length; thread++) rows.push(yield* this.rowOf(thread, from, to));
    this.rows = rows;
    this.isCounting = false;
    yield* this.show();
  }

  private *rowOf(thread: number, from: number, to: number): Generator<void, Row> {
    const { model } = this;
    const lane = model.lanes[thread]!;
    const times = new Float64Array(STATES);
    model.shares[thread]!.between(from, to, times);
    const row: Row = {
      thread,
      name: threadName(model.trace, thread),
      times,
      alive: times.reduce((sum, time, state) => (state === State.NONE ? sum : sum + time), 0),
      switches: 0,
      median: 0,
      worst: 0,
    };
    const waits: number[] = [];
    let since = -1;
    const first = Math.max(0, lastNotAfter(lane.start, lane.count, from));
    for (let i = first; i < lane.count && lane.start[i]! < to; i++) {
      if ((i - first) % SPANS === 0) yield;
      const state = lane.state[i]!;
      if (state === State.RUN && lane.start[i]! >= from && (i === 0 || lane.state[i - 1] !== State.COLLECT)) row.switches++;
      // A forced wait is a part of the wait that it begins.
      if (state !== State.WAIT && state !== State.FORCED) {
        since = -1;
        continue;
      }
      if (since < 0) since = lane.start[i]!;
      const end = lane.start[i + 1]!;
      const goesOn = i + 1 < lane.count && (lane.state[i + 1] === State.WAIT || lane.state[i + 1] === State.FORCED);
      if (!goesOn && end > from && end - since >= AT_ONCE) waits.push(end - since);
    }
    const sorted = Float64Array.from(waits).sort();
    if (sorted.length > 0) {
      row.median = sorted[sorted.length >> 1]!;
      row.worst = sorted[sorted.length - 1]!;
    }
    return row;
  }

  search(query: string): void {
    this.query = query.toLowerCase();
    this.render();
  }

  focus(thread: number): void {
    this.focused = thread;
    for (const [index, { element }] of this.elements) element.classList.toggle("focused", index === thread);
  }

  private sortBy(index: number): void {
    this.descending = this.column === index ? !this.descending : index > 0;
    this.column = index;
    this.render();
  }

  /** Shows the rows at once. When they are being counted anew they are shown after that. */
  private render(): void {
    if (this.isCounting) return;
    this.job = this.show();
    this.work(Number.POSITIVE_INFINITY);
  }

  private *show(): Generator<void> {
    const column = COLUMNS[this.column]!;
    this.heads.forEach((head, index) => {
      head.setAttribute("aria-sort", index !== this.column ? "none" : this.descending ? "descending" : "ascending");
    });
    const found = this.rows.filter((row) => row.name.toLowerCase().includes(this.query));
    const sign = this.descending ? -1 : 1;
    found.sort((a, b) => {
      const [x, y] = [column.key(a), column.key(b)];
      return (x < y ? -1 : x > y ? 1 : a.thread - b.thread) * sign;
    });
    const elements: HTMLElement[] = [];
    for (const [index, row] of found.entries()) {
      elements.push(this.shownOf(row).element);
      if (index % ROWS === ROWS - 1) yield;
    }
    const { rows } = this.body;
    if (rows.length === elements.length && elements.every((element, index) => rows[index] === element)) return;
    // A row that has the focus keeps it.
    const active = document.activeElement;
    this.body.replaceChildren(...elements);
    // Those that were not there when the theme changed.
    this.coloured(this.body);
    if (active instanceof HTMLElement && elements.includes(active)) active.focus({ preventScroll: true });
  }

  /** A thread's elements, saying what the row says. */
  private shownOf(row: Row): Shown {
    let shown = this.elements.get(row.thread);
    if (shown === undefined) {
      shown = this.rowElement(row);
      this.elements.set(row.thread, shown);
    }
    const parts = BAR.map((state) => [state, share(row, state).toFixed(3)] as const).filter(([, part]) => Number(part) > 0.002);
    const said = parts.join(" ");
    if (said !== shown.parts) {
      shown.parts = said;
      shown.shares.replaceChildren(...parts.map(([state, part]) => el("i", { style: `flex:${part};background:var(--state-${state})` })));
    }
    for (const [index, cell] of shown.cells.entries()) {
      const column = COLUMNS[index + 1]!;
      const text = row.alive > 0 || index > 5 ? column.show(row) : "–";
      if (cell.textContent !== text) cell.textContent = text;
      cell.classList.toggle("nought", column.state !== undefined && share(row, column.state) === 0);
    }
    return shown;
  }

  private rowElement(row: Row): Shown {
    const choose = (): void => this.choose(row.thread);
    const shares = el("div", { class: "shares", "aria-hidden": "true" });
    const cells = COLUMNS.slice(1).map(() => el("td", { class: "number" }));
    const element = el(
      "tr",
      {
        tabindex: 0,
        role: "row",
        "data-row": row.thread,
        class: row.thread === this.focused ? "focused" : "",
        click: choose,
        keydown: (event) => {
          const { key } = event as KeyboardEvent;
          if (key === "Enter" || key === " ") choose();
          else if (key === "ArrowDown") (element.nextElementSibling as HTMLElement | null)?.focus();
          else if (key === "ArrowUp") (element.previousElementSibling as HTMLElement | null)?.focus();
          else return;
          event.preventDefault();
        },
      },
      el("td", { class: "name" }, threadSwatch(row.thread), el("span", { text: row.name })),
      el("td", { class: "bar" }, shares),
      ...cells,
    );
    return { element, shares, parts: "", cells };
  }
}
