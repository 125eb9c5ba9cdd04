// Which events tools want, everywhere: the state behind sys.monitoring (PEP 669), and what happens to all code when it changes.
//
//   Runtime.monitor ─► ┌ events of each tool: u32 × 8 @0 │ names: Value × 8 @32 (NULL: not in use) │ tools of each event: u8 × 24 @96 │ restarts u32 @120 ┐
//                      └ callbacks: Value × 8 × 19 @128                                                                                             ┘
//
// Tools 0 to 5 are the program's; 6 is sys.setprofile, 7 sys.settrace, which have no callbacks here but functions for each thread (interp/tracecalls.ts).

import { NULL } from "../value";
import { runtime, Thread } from "../state";
import { alloc } from "../memory/alloc";
import { clearref, decref } from "../memory/refcount";
import { CodeObj } from "./codeobject";
import { Frame } from "../interp/framelayout";
import { Event, EVENTS, LOCAL_EVENTS, UNGROUPED_EVENTS, TOOLS, instrumentCode, localEventsAt, markEntries, monitorOf } from "./codemonitor";

export const PROFILE_TOOL: u32 = 6;
export const TRACE_TOOL: u32 = 7;
const NAMES_AT: usize = 32;
const TOOLS_AT: usize = 96;
const RESTARTS_AT: usize = 120;
const CALLBACKS_AT: usize = 128;
const SIZE: usize = CALLBACKS_AT + 8 * 8 * 19;

function block(): usize { return <usize>runtime().monitor; }
export function toolEvents(tool: u32): u32 { return load<u32>(block() + (<usize>tool << 2)); }
export function toolNameAt(tool: u32): usize { return block() + NAMES_AT + (<usize>tool << 3); }
/** A bit for each tool that wants the event everywhere. */
export function toolsOf(event: u32): u32 { return load<u8>(block() + TOOLS_AT + event); }
export function callbackAt(tool: u32, event: u32): usize { return block() + CALLBACKS_AT + ((<usize>tool * EVENTS + event) << 3); }

/** At boot. */
export function initMonitors(): void {
  const at = alloc(SIZE);
  runtime().monitor = <u32>at;
  memory.fill(at, 0, SIZE);
  for (let p = at + NAMES_AT; p < at + TOOLS_AT; p += 8) store<u64>(p, NULL);
  for (let p = at + CALLBACKS_AT; p < at + SIZE; p += 8) store<u64>(p, NULL);
}

/** Brings the code of a frame up to date. False with MemoryError. */
export function bringUpToDate(code: usize): bool { return instrumentCode(code, block() + TOOLS_AT, load<u32>(block() + RESTARTS_AT)); }

/** Something about the wanted events has changed: the code that runs is brought up to date now, all other when it runs next. -1 with MemoryError. */
function changed(): i32 {
  const r = runtime();
  const at = block();
  r.monitorVersion++;
  let all: u32 = 0;
  for (let event: u32 = 0; event < UNGROUPED_EVENTS; event++) {
    let tools: u32 = 0;
    for (let tool: u32 = 0; tool < TOOLS; tool++) if (toolEvents(tool) >>> event & 1) tools |= 1 << tool;
    store<u8>(at + TOOLS_AT + event, <u8>tools);
    if (tools) all |= 1 << event;
  }
  // C_RETURN and C_RAISE go with CALL.
  store<u8>(at + TOOLS_AT + Event.C_RETURN, <u8>toolsOf(Event.CALL));
  store<u8>(at + TOOLS_AT + Event.C_RAISE, <u8>toolsOf(Event.CALL));
  const mask: u32 = (1 << LOCAL_EVENTS) - 1;
  r.codeEvents = all & mask;
  r.exceptionEvents = all & ~mask;
  let failed = false;
  for (let c = <usize>r.codes; c; c = <usize>changetype<CodeObj>(c).next) {
    if (r.codeEvents) markEntries(c);
    else if (changetype<CodeObj>(c).monitor && !bringUpToDate(c)) failed = true;
  }
  for (let t = <usize>r.threads; t; t = <usize>changetype<Thread>(t).next) {
    for (let fp = <usize>changetype<Thread>(t).frame; fp; fp = <usize>changetype<Frame>(fp).back) {
      if (!bringUpToDate(<usize>changetype<Frame>(fp).code)) failed = true;
    }
  }
  return failed ? -1 : 0;
}
/** Sets what a tool wants everywhere. -1 with MemoryError. */
export function setToolEvents(tool: u32, events: u32): i32 {
  if (toolEvents(tool) == events) return 0;
  store<u32>(block() + (<usize>tool << 2), events);
  return changed();
}
export function localEvents(code: usize, tool: u32): u32 {
  const m = <usize>changetype<CodeObj>(code).monitor;
  return m ? load<u32>(localEventsAt(m, tool)) : 0;
}
/** Sets what a tool wants of one code object. -1 with MemoryError. */
export function setLocalEvents(code: usize, tool: u32, events: u32): i32 {
  if (localEvents(code, tool) == events) return 0;
  const m = monitorOf(code);
  if (!m) return -1;
  store<u32>(localEventsAt(m, tool), events);
  store<u32>(m, load<u32>(m) - 1); // no version that is current
  return bringUpToDate(code) ? 0 : -1;
}
/** Enables again what callbacks have disabled. */
export function restartEvents(): i32 {
  store<u32>(block() + RESTARTS_AT, load<u32>(block() + RESTARTS_AT) + 1);
  return changed();
}
/** Takes everything from a tool: its local events too. */
export function clearTool(tool: u32): i32 {
  for (let event: u32 = 0; event < EVENTS; event++) {
    const at = callbackAt(tool, event);
    const old = load<u64>(at);
    store<u64>(at, NULL);
    decref(old);
  }
  for (let c = <usize>runtime().codes; c; c = <usize>changetype<CodeObj>(c).next) {
    const m = <usize>changetype<CodeObj>(c).monitor;
    if (m && load<u32>(localEventsAt(m, tool))) setLocalEvents(c, tool, 0);
  }
  return setToolEvents(tool, 0);
}

// sys.settrace and sys.setprofile: a function for each thread; the events are wanted while some thread has one.

export const PROFILE_EVENTS: u32 = 1 << Event.PY_START | 1 << Event.PY_RESUME | 1 << Event.PY_RETURN | 1 << Event.PY_YIELD | 1 << Event.CALL
  | 1 << Event.PY_UNWIND | 1 << Event.PY_THROW;
export const TRACE_EVENTS: u32 = 1 << Event.PY_START | 1 << Event.PY_RESUME | 1 << Event.PY_RETURN | 1 << Event.PY_YIELD | 1 << Event.RAISE
  | 1 << Event.LINE | 1 << Event.JUMP | 1 << Event.PY_UNWIND | 1 << Event.PY_THROW | 1 << Event.STOP_ITERATION;

/** The trace or profile function of some thread has come or gone. -1 with MemoryError. */
export function tracersChanged(): i32 {
  let trace: u32 = 0, profile: u32 = 0;
  for (let t = <usize>runtime().threads; t; t = <usize>changetype<Thread>(t).next) {
    if (changetype<Thread>(t).traceFunc != NULL) trace = TRACE_EVENTS;
    if (changetype<Thread>(t).profileFunc != NULL) profile = PROFILE_EVENTS;
  }
  const r = setToolEvents(PROFILE_TOOL, profile);
  return setToolEvents(TRACE_TOOL, trace) < 0 ? -1 : r;
}
/** A thread ends: its functions go, and what they alone wanted. */
export function dropTracers(t: usize): void {
  if (changetype<Thread>(t).traceFunc == NULL && changetype<Thread>(t).profileFunc == NULL) return;
  clearref(t + offsetof<Thread>("traceFunc"));
  clearref(t + offsetof<Thread>("profileFunc"));
  tracersChanged();
}
