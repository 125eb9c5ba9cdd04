// sys.monitoring (PEP 669): tools and the events that they want. objects/monitors.ts keeps them, interp/tracecalls.ts calls the callbacks.

import { Value, NULL, None, boxInt, boxPtr, isPtr, ptrOf } from "../value";
import { runtime } from "../state";
import { T } from "../names.generated";
import { TypeFlag, hasFlag, isExact } from "../objects/typeobject";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred } from "../errors";
import { call0, indexI64, setAttr } from "../abstract";
import { checkArgs } from "../args";
import { func, constant, METH_NOARGS, METH_O, METH_FAST } from "../objects/define";
import { newModule } from "../objects/module";
import { dictNew, dictSet } from "../objects/dict";
import { strFromLiteral } from "../objects/strnew";
import { Event, EVENTS, LOCAL_EVENTS, UNGROUPED_EVENTS } from "../objects/codemonitor";
import { callbackAt, clearTool, localEvents, restartEvents, setLocalEvents, setToolEvents, toolEvents, toolNameAt, toolsOf } from "../objects/monitors";
import { eventName } from "../interp/tracecalls";
import { intToBase } from "../objects/inttext";

const PROGRAM_TOOLS: i64 = 6;
const BRANCHES: u32 = 1 << Event.BRANCH_LEFT | 1 << Event.BRANCH_RIGHT;
const NATIVE: u32 = 1 << Event.C_RETURN | 1 << Event.C_RAISE;

function arg(args: usize, i: usize): Value { return load<u64>(args + (i << 3)); }

/** A tool's number, or -1 with an exception. */
function toolOf(v: Value): i32 {
  const i = indexI64(v, T.OverflowError);
  if (i == -1 && errorOccurred()) return -1;
  if (i >= 0 && i < PROGRAM_TOOLS) return <i32>i;
  raiseFmt(T.ValueError, "invalid tool %d (must be between 0 and 5)", boxInt(i));
  return -1;
}
/** The same, of a tool that is in use. */
function usedTool(v: Value): i32 {
  const tool = toolOf(v);
  if (tool < 0) return -1;
  if (load<u64>(toolNameAt(tool)) != NULL) return tool;
  raiseFmt(T.ValueError, "tool %d is not in use", boxInt(tool));
  return -1;
}

function useTool(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("use_tool_id", nargs, 2, 2)) return NULL;
  const tool = toolOf(arg(args, 0));
  if (tool < 0) return NULL;
  const given = arg(args, 1);
  if (!isPtr(given) || !hasFlag(given, TypeFlag.STR_SUBCLASS)) return raise(T.ValueError, "tool name must be a str");
  const at = toolNameAt(tool);
  if (load<u64>(at) != NULL) return raiseFmt(T.ValueError, "tool %d is already in use", boxInt(tool));
  store<u64>(at, newref(given));
  return None;
}
function clearToolId(self: Value, v: Value): Value {
  const tool = toolOf(v);
  if (tool < 0) return NULL;
  if (load<u64>(toolNameAt(tool)) != NULL && clearTool(tool) < 0) return NULL;
  return None;
}
function freeTool(self: Value, v: Value): Value {
  if (clearToolId(self, v) == NULL) return NULL;
  const at = toolNameAt(toolOf(v));
  const old = load<u64>(at);
  store<u64>(at, NULL);
  decref(old);
  return None;
}
function getTool(self: Value, v: Value): Value {
  const tool = toolOf(v);
  if (tool < 0) return NULL;
  const found = load<u64>(toolNameAt(tool));
  return found == NULL ? None : newref(found);
}

function registerCallback(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("register_callback", nargs, 3, 3)) return NULL;
  const tool = toolOf(arg(args, 0));
  if (tool < 0) return NULL;
  const bits = indexI64(arg(args, 1), T.OverflowError);
  if (bits == -1 && errorOccurred()) return NULL;
  if (bits <= 0 || bits & (bits - 1)) return raise(T.ValueError, "The callback can only be set for one event at a time");
  const event = <u32>ctz<i64>(bits);
  if (event >= EVENTS) return raiseFmt(T.ValueError, "invalid event %d", boxInt(bits));
  const f = arg(args, 2) == None ? NULL : arg(args, 2);
  if (event == Event.BRANCH) {
    // One callback for both ways that a branch can go.
    decref(exchange(tool, Event.BRANCH_LEFT, f));
    decref(exchange(tool, Event.BRANCH_RIGHT, f));
  }
  const old = exchange(tool, event, f);
  return old == NULL ? None : old;
}
/** Sets a callback (borrowed); the one before, owned. */
function exchange(tool: u32, event: u32, f: Value): Value {
  const at = callbackAt(tool, event);
  const old = load<u64>(at);
  store<u64>(at, newref(f));
  return old;
}

/** A set of events as it is kept: BRANCH as its two kinds, C_RETURN and C_RAISE by way of CALL. -1 with ValueError. */
function eventSet(v: Value): i64 {
  let events = indexI64(v, T.OverflowError);
  if (events == -1 && errorOccurred()) return -1;
  if (events < 0 || events >= 1 << EVENTS) { raiseEvents(false, events); return -1; }
  if (events & NATIVE) {
    if (!(events & (1 << Event.CALL))) { raise(T.ValueError, "cannot set C_RETURN or C_RAISE events independently"); return -1; }
    events &= ~(<i64>NATIVE);
  }
  if (events & (1 << Event.BRANCH)) events = (events & ~(<i64>1 << Event.BRANCH)) | BRANCHES;
  return events;
}
function raiseEvents(local: bool, events: i64): void {
  const text = intToBase(boxInt(events & 0xFFFFFFFF), 16, true);
  if (local) raiseFmt(T.ValueError, "invalid local event set %s", text);
  else raiseFmt(T.ValueError, "invalid event set %s", text);
  decref(text);
}

function getEvents(self: Value, v: Value): Value {
  const tool = toolOf(v);
  return tool < 0 ? NULL : boxInt(toolEvents(tool));
}
function setEvents(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("set_events", nargs, 2, 2)) return NULL;
  const tool = toolOf(arg(args, 0));
  if (tool < 0) return NULL;
  const events = eventSet(arg(args, 1));
  if (events < 0 || usedTool(arg(args, 0)) < 0) return NULL;
  return setToolEvents(tool, <u32>events) < 0 ? NULL : None;
}
function codeArg(v: Value): bool {
  if (isExact(v, T.code)) return true;
  raise(T.TypeError, "code must be a code object");
  return false;
}
function getLocalEvents(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("get_local_events", nargs, 2, 2)) return NULL;
  if (!codeArg(arg(args, 1))) return NULL;
  const tool = toolOf(arg(args, 0));
  return tool < 0 ? NULL : boxInt(localEvents(ptrOf(arg(args, 1)), tool));
}
function setLocal(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("set_local_events", nargs, 3, 3)) return NULL;
  if (!codeArg(arg(args, 1))) return NULL;
  const tool = toolOf(arg(args, 0));
  if (tool < 0) return NULL;
  const events = eventSet(arg(args, 2));
  if (events < 0) return NULL;
  if (events >= 1 << LOCAL_EVENTS) { raiseEvents(true, events); return NULL; }
  if (usedTool(arg(args, 0)) < 0) return NULL;
  return setLocalEvents(ptrOf(arg(args, 1)), tool, <u32>events) < 0 ? NULL : None;
}
function restart(self: Value): Value { return restartEvents() < 0 ? NULL : None; }
/** _all_events(): the tools of each event that some tool wants everywhere, by name. */
function allEvents(self: Value): Value {
  const d = dictNew();
  if (d == NULL) return NULL;
  for (let event: u32 = 0; event < UNGROUPED_EVENTS; event++) {
    const tools = toolsOf(event);
    if (!tools) continue;
    const key = eventName(event);
    const r = key == NULL ? -1 : dictSet(d, key, boxInt(tools));
    decref(key);
    if (r < 0) { decref(d); return NULL; }
  }
  return d;
}

/** Adds sys.monitoring to sys; at boot. */
export function initMonitoring(sys: Value): void {
  const r = runtime();
  r.monitorDisable = call0(boxPtr(T.object));
  r.monitorMissing = call0(boxPtr(T.object));
  const m = newModule("sys.monitoring", "");
  func(m, "use_tool_id", useTool.index, METH_FAST, "($module, tool_id, name, /)");
  func(m, "clear_tool_id", clearToolId.index, METH_O, "($module, tool_id, /)");
  func(m, "free_tool_id", freeTool.index, METH_O, "($module, tool_id, /)");
  func(m, "get_tool", getTool.index, METH_O, "($module, tool_id, /)");
  func(m, "register_callback", registerCallback.index, METH_FAST, "($module, tool_id, event, func, /)");
  func(m, "get_events", getEvents.index, METH_O, "($module, tool_id, /)");
  func(m, "set_events", setEvents.index, METH_FAST, "($module, tool_id, event_set, /)");
  func(m, "get_local_events", getLocalEvents.index, METH_FAST, "($module, tool_id, code, /)");
  func(m, "set_local_events", setLocal.index, METH_FAST, "($module, tool_id, code, event_set, /)");
  func(m, "restart_events", restart.index, METH_NOARGS, "($module, /)");
  func(m, "_all_events", allEvents.index, METH_NOARGS, "($module, /)");
  constant(m, "DISABLE", newref(r.monitorDisable));
  constant(m, "MISSING", newref(r.monitorMissing));
  constant(m, "DEBUGGER_ID", boxInt(0));
  constant(m, "COVERAGE_ID", boxInt(1));
  constant(m, "PROFILER_ID", boxInt(2));
  constant(m, "OPTIMIZER_ID", boxInt(5));
  const events = call0(boxPtr(T.SimpleNamespace));
  for (let event: u32 = 0; event < EVENTS; event++) addEvent(events, eventName(event), boxInt(<i64>1 << event));
  addEvent(events, strFromLiteral("NO_EVENTS"), boxInt(0));
  constant(m, "events", events);
  constant(sys, "monitoring", m);
}
/** `key` stolen. */
function addEvent(events: Value, key: Value, v: Value): void {
  if (setAttr(events, key, v) < 0) return;
  decref(key);
}
