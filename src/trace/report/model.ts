// All that the page draws from, made once from a trace.

import { firstNotBefore } from "../arrays.ts";
import { buildLanes, type Lane } from "../lanes.ts";
import type { Trace } from "../model.ts";
import { type Booth, buildBooth } from "./booth.ts";
import { Holders } from "./holders.ts";
import { Shares } from "./shares.ts";

export interface ReportModel {
  trace: Trace;
  lanes: Lane[];
  shares: Shares[];
  booth: Booth;
  holders: Holders;
}

export function buildModel(trace: Trace): ReportModel {
  const lanes = buildLanes(trace);
  const booth = buildBooth(trace);
  return { trace, lanes, shares: lanes.map((lane) => new Shares(lane)), booth, holders: new Holders(booth, trace.threads.length) };
}

/** The first event that is not before a time. */
export function firstEventFrom(trace: Trace, at: number): number {
  return firstNotBefore(trace.time, at);
}

/** The hold that a TAKE began, by its event; -1 if there is none. */
export function holdOfTake({ booth }: ReportModel, event: number): number {
  if (booth.count > 0 && booth.take[0] === event) return 0;
  // Only the first hold can have begun before the trace, without a TAKE; the others' ascend.
  const at = firstNotBefore(booth.take, event, 1, booth.count);
  return at < booth.count && booth.take[at] === event ? at : -1;
}
