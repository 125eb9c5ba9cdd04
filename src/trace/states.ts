// What a thread can be doing, as the summary, the Chrome trace and the report page tell it apart: one number a state, with its words. The order is the order in which
// shares are stacked in a lane, from the bottom: what moves the program on first, what waits for the toll booth next, what rests last.

export const State = {
  /** Before its first event, after its end. */
  NONE: 0,
  /** Holds the GIL and runs Python. */
  RUN: 1,
  /** Holds the GIL and collects garbage. */
  COLLECT: 2,
  /** Native code, GIL released. */
  NATIVE: 3,
  /** Wants the GIL. */
  WAIT: 4,
  /** Was asked to give the GIL up and waits until another thread has really taken it. */
  FORCED: 5,
  LOCK: 6,
  BLOCKED: 7,
  SLEEP: 8,
  /** Events of this stretch were lost. */
  LOST: 9,
} as const;

export const STATES = 10;

export interface StateWords {
  /** For legends and table heads. */
  name: string;
  /** On a span, if there is room. */
  short: string;
  /** One sentence for the legend's tooltip. */
  means: string;
  /** How much of the lane's height a thread takes that does nothing else. What rests is thin, so that the eye finds what does not. */
  weight: number;
}

export const stateWords: readonly StateWords[] = [
  { name: "not there", short: "", means: "The thread has not started yet, or has ended.", weight: 0 },
  { name: "running", short: "runs", means: "Holds the GIL and runs Python.", weight: 1 },
  { name: "collecting", short: "collects", means: "Holds the GIL and looks for reference cycles.", weight: 1 },
  { name: "native code", short: "native", means: "Runs native code without the GIL, beside whoever holds it.", weight: 1 },
  { name: "waiting for the GIL", short: "waits", means: "Could run, but another thread holds the GIL.", weight: 1 },
  {
    name: "forced wait",
    short: "forced wait",
    means: "Was asked to give the GIL up, and waits until another thread has really taken it.",
    weight: 1,
  },
  { name: "lock wait", short: "lock", means: "Waits for a lock, GIL released.", weight: 0.55 },
  { name: "blocked", short: "blocked", means: "In a system call that may wait, GIL released.", weight: 0.55 },
  { name: "sleeping", short: "sleeps", means: "In time.sleep, GIL released.", weight: 0.32 },
  { name: "events lost", short: "lost", means: "The ring was full: what happened here is not known.", weight: 0.32 },
];

/** States in which a thread holds the GIL. */
export function holdsGil(state: number): boolean {
  return state === State.RUN || state === State.COLLECT;
}
