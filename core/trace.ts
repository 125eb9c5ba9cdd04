// Trace events: what each thread did with the GIL, and when. contract/traceevents.ts draws the records. Nothing happens while tracing is off.
// These functions are called from where the thing happens, and from nowhere else.

/** The calling thread wants the GIL. */
export function traceWant(): void {}
/** It has it. */
export function traceTake(): void {}
/** It gives it up; `why` is a DROP_…, `call` the host call of BLOCKING and NATIVE. */
export function traceDrop(why: u32, call: u32): void {}
/** It has asked the holder (a thread block) to give it up. */
export function traceRequest(holder: usize): void {}
/** It was asked and waits until another thread has the GIL. */
export function traceForcedWait(): void {}
export function traceForcedDone(): void {}
/** The calling thread's first and last event. */
export function traceThreadStart(): void {}
export function traceThreadEnd(): void {}
export function traceCollect(generation: u32): void {}
export function traceCollected(freed: u32): void {}
export function traceSignal(signal: u32): void {}
