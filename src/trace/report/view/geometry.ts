// Where things stand in the timeline, in CSS pixels from the canvas's upper left corner.

export const GUTTER = 176;
export const RULER = 26;
export const BOOTH_TOP = RULER + 4;
export const BOOTH_HEIGHT = 34;
export const QUEUE_TOP = BOOTH_TOP + BOOTH_HEIGHT + 2;
export const QUEUE_HEIGHT = 26;
/** Below this the lanes of the threads begin. */
export const HEAD = QUEUE_TOP + QUEUE_HEIGHT + 10;

/** Heights a lane can have. */
export const LANE_HEIGHTS = [9, 16, 22, 30, 44, 60] as const;
export const LANE_GAP = 2;
/** A lane needs this much for a name. */
export const NAMED_FROM = 14;

/** Index into LANE_HEIGHTS that suits a number of threads and the room for them: the tallest that shows all, if any does with names. */
export function usualHeight(threads: number, room: number): number {
  for (let size = LANE_HEIGHTS.length - 1; size > 1; size--) {
    if (threads * (LANE_HEIGHTS[size]! + LANE_GAP) + 8 <= room) return size;
  }
  return 1;
}
