// What the pointer points at and what is pinned, as elements.

import { lastNotAfter } from "../../lanes.ts";
import { type Description, describeGap, describeHold, describeSpan } from "../describe.ts";
import { instant } from "../format.ts";
import type { ReportModel } from "../model.ts";
import { el } from "./dom.ts";
import { stateSwatch, threadSwatch } from "./swatch.ts";
import type { Hit } from "./timeline.ts";

export interface Card {
  description: Description;
  swatch: HTMLElement | null;
}

export function cardOf(model: ReportModel, hit: Hit): Card | null {
  switch (hit.kind) {
    case "span":
      return {
        description: describeSpan(model, hit.thread, hit.span),
        swatch: stateSwatch(model.lanes[hit.thread]!.state[hit.span]!),
      };
    case "hold":
      return { description: describeHold(model, hit.hold), swatch: threadSwatch(model.booth.thread[hit.hold]!) };
    case "free":
      return { description: describeGap(model, hit.next), swatch: null };
    case "queue": {
      const { queueTime, queueLength } = model.booth;
      const step = lastNotAfter(queueTime, queueTime.length, hit.time);
      const length = step < 0 || hit.time > model.trace.duration ? 0 : queueLength[step]!;
      const title = length === 0 ? "nobody waits for the GIL" : `${length} ${length === 1 ? "thread waits" : "threads wait"} for the GIL`;
      return { description: { title, facts: [["at", instant(hit.time)]] }, swatch: null };
    }
    default:
      return null;
  }
}

export function cardElements({ description, swatch }: Card): HTMLElement[] {
  const list = el("dl");
  for (const [label, value] of description.facts) list.append(el("dt", { text: label }), el("dd", { text: value }));
  return [el("h3", {}, swatch, el("span", { text: description.title })), list];
}
