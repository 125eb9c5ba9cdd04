// A forked child from its first instruction to its end: src/host/node/fork.ts tells how it got the parent's memory, core/threads/fork.ts where the fork happened.
//
// The frames of the thread that forked are all there, and the evaluation loop goes on in the innermost one. What is not there is the WebAssembly stack: the
// native functions that had called Python ones (the frames with FrameFlag.ENTRY), each waiting for its frame's value. When such a frame is left, `cross` does
// for the native function what was left to do, if it is one of those that hand the value on: a call of a bound method, a partial, an instance with __call__,
// a class with __init__, exec(), eval(), Context.run(), an import, a step of a loop, next() or send() of a generator. An exception goes on through nearly any native function, and so it does here, but for
// those exceptions that native code is used to catch. All else ends the child: with a line on standard error and NOT_RESUMED as its status; a SystemExit ends it as
// it would have in the end, without the `finally` blocks further down.
//
// The process ends as CPython's does: when the parent's main thread forked, with the main module (threads are joined, exit functions run). A thread
// that forked is the main thread of the child, but when its function is over there is no interpreter to end: the process goes when the last thread has gone, status 0.

import { Value, NULL, None, boxPtr, intOf, isInt, isPtr, ptrOf } from "../value";
import { current, runtime, thread } from "../state";
import { T, N, name } from "../names.generated";
import { callMethod1, getAttr } from "../abstract";
import { clearError, errorMatches, fetchError, restoreError, swallow } from "../errors";
import { formatMessage } from "../format";
import { hostDebug, hostStackDepth } from "../host.generated";
import { alloc, free } from "../memory/alloc";
import { decref, newref } from "../memory/refcount";
import { bytesData, bytesLen } from "../objects/bytesobject";
import { BuiltinFunction, MethodDef, MethodDescriptor } from "../objects/define";
import { CodeObj } from "../objects/codeobject";
import { codeWords } from "../objects/code";
import { genericOp } from "../objects/codemonitor";
import { raiseStopIteration } from "../interp/generator";
import { GENERATOR_FRAME, GeneratorObj, GeneratorState } from "../objects/generatorobject";
import { isSubtype } from "../objects/exceptionnew";
import { CellObj, FunctionObj, MethodObj } from "../objects/functionobject";
import { utf8Bytes } from "../objects/strutf8";
import { slotCall } from "../objects/slotcalls";
import { tupleAt, tupleSize } from "../objects/tupleobject";
import { typeLookup } from "../objects/typelookup";
import { isExact, Slot, slotOf, TypeFlag, hasFlag, typeOf } from "../objects/typeobject";
import { runActivation } from "../interp/eval";
import { Frame, FRAME_LOCALS, FrameFlag } from "../interp/framelayout";
import { cutStack, dropValues, popFrame, stackBottom } from "../interp/frame";
import { Op, opCaches } from "../interp/opcodes.generated";
import { unwind } from "../interp/unwind";
import { enterForked, threadCountWord } from "../threads/fork";
import { Breaker, clearBreaker } from "../threads/breaker";
import { waitWhile } from "../threads/wait";
import { exitContext } from "./_contextvars";
import { finalizeModules } from "./finalize";
import { importModule } from "./import";
import { reportFatal } from "./fatal";
import { endOfTarget } from "./_thread";

/** EX_SOFTWARE: the exit status of a child that comes back to native code which only the parent can go on with. */
const NOT_RESUMED: i32 = 70;

/** What becomes of a frame's value in the native function that called it. */
const enum Hands { NOTHING = 0, VALUE = 1, NONE = 2, INSTANCE = 3 }

// An entered frame as it was at the fork: │ function (owned) │ its first argument (owned, or NULL), or its generator │ whether it is a generator's u32 │
const RECORD: usize = 24;

/** What `cross` says besides a status: the innermost frame goes on; or the exception has left the next entered frame too. */
const GOES_ON: i32 = -1;
const LEFT: i32 = -2;

/** Runs the child; its exit status. */
export function runForked(): i32 {
  enterForked();
  const records = record();
  if (!records) { reportFatal("os.fork: no memory for going on in the child"); return 1; }
  let value = runActivation();
  let at = records;
  for (; current().frame; at += RECORD) {
    const how = cross(at, value);
    if (how >= 0) return how;
    value = how == GOES_ON ? runActivation() : NULL;
  }
  forget(load<u64>(at), load<u64>(at, 8)); // of the outermost frame, which has no caller
  free(records);
  return atBottom(value);
}

/** Notes the entered frames, innermost first. 0 when there is no memory. */
function record(): usize {
  let count: usize = 1;
  for (let fp = <usize>current().frame; fp; fp = changetype<Frame>(fp).back) if (changetype<Frame>(fp).flags & FrameFlag.ENTRY) count++;
  const records = alloc(RECORD * count);
  if (!records) return 0;
  let at = records;
  for (let fp = <usize>current().frame; fp; fp = changetype<Frame>(fp).back) {
    const frame = changetype<Frame>(fp);
    if (!(frame.flags & FrameFlag.ENTRY)) continue;
    store<u64>(at, newref(boxPtr(frame.func)));
    const code = changetype<CodeObj>(<usize>frame.code);
    store<u32>(at, frame.flags & FrameFlag.GENERATOR, 16);
    let first = frame.flags & FrameFlag.GENERATOR ? boxPtr(fp - GENERATOR_FRAME) : code.argcount ? load<u64>(fp + FRAME_LOCALS) : NULL;
    if (first != NULL && isPtr(first) && isExact(first, T.cell)) first = changetype<CellObj>(ptrOf(first)).value;
    store<u64>(at, first == NULL ? NULL : newref(first), 8);
    at += RECORD;
  }
  return records;
}

/** An entered frame has been left with `value` (stolen; NULL: an exception is set): does what its native caller would have done. GOES_ON, LEFT or an exit status. */
function cross(at: usize, value: Value): i32 {
  const t = current();
  const fp = <usize>t.frame;
  const frame = changetype<Frame>(fp);
  const func = load<u64>(at), first = load<u64>(at, 8);
  cutStack(t, fp);
  const error = value == NULL ? fetchError() : NULL;
  const sp = stackTop(fp);
  const op = sp ? genericOpAt(fp) : 0;
  const steps = load<u32>(at, 16) && !isExact(first, T.async_generator); // a generator's frame
  const isOver = steps && changetype<GeneratorObj>(ptrOf(first)).state == GeneratorState.DONE;
  let hands = Hands.NOTHING, exits = NULL;
  let row: usize = 0; // callable, self or NULL, arguments
  if (op == Op.CALL || op == Op.CALL_KW || op == Op.CALL_FUNCTION_EX) {
    const n = op == Op.CALL_FUNCTION_EX ? 2 : <usize>(load<u32>(<usize>frame.pc - 4) >>> 8) + (op == Op.CALL_KW ? 1 : 0);
    row = sp - (n << 3) - 16;
    let callable = load<u64>(row), argument = firstArgument(row, sp, op);
    const context = contextRunBy(callable, load<u64>(row, 8));
    if (context != NULL) {
      exits = context;
      callable = argument;
    }
    hands = steps ? (isStepOf(callable, load<u64>(row, 8), argument, first) ? Hands.VALUE : Hands.NOTHING) : handsOn(callable, func);
  } else if (op == Op.FOR_ITER) {
    const iterator = load<u64>(sp - 8);
    if (steps ? iterator == first : typeLookup(typeOf(iterator), name(N.__next__)) == func) hands = Hands.VALUE;
  }
  if (exits != NULL && exitContext(exits) < 0) decref(fetchError());
  restoreError(error);
  if (op == Op.FOR_ITER && hands == Hands.VALUE) {
    if (value == NULL ? swallow(T.StopIteration) : isOver) {
      decref(value);
      frame.sp = <u32>sp;
      frame.pc = <u32>(changetype<CodeObj>(<usize>frame.code).words + (<usize>(load<u32>(<usize>frame.pc - 4) >>> 8) << 2) + 4);
      return forget(func, first);
    }
    if (value != NULL) {
      store<u64>(sp, value);
      frame.sp = <u32>(sp + 8);
      frame.pc += <u32>load<u8>(opCaches + op) << 2;
      return forget(func, first);
    }
  }
  if (value != NULL && isOver && hands == Hands.VALUE) {
    if (op == Op.CALL && sp - row == 32 && isNext(load<u64>(row))) {
      decref(value);
      value = newref(load<u64>(row, 24));
    } else {
      raiseStopIteration(value);
      value = NULL;
    }
  }
  if (value == NULL) return raiseInCaller(fp, sp, func, first, hands);
  if (op == Op.IMPORT_NAME) {
    // The module is there now: the instruction is executed anew, and finds it.
    decref(value);
    frame.pc -= 4;
    frame.sp = <u32>sp;
    return forget(func, first);
  }
  if (hands == Hands.INSTANCE && (first == NULL || value != None || !isInstanceOf(first, load<u64>(row)))) hands = Hands.NOTHING;
  if (hands == Hands.NOTHING) {
    decref(value);
    return notResumed(func);
  }
  let result = value;
  if (hands == Hands.INSTANCE) result = newref(first);
  else if (hands == Hands.NONE) { decref(value); result = None; }
  dropValues(sp, row);
  store<u64>(row, result);
  frame.sp = <u32>(row + 8);
  frame.pc += <u32>load<u8>(opCaches + op) << 2;
  return forget(func, first);
}
function forget(func: Value, first: Value): i32 {
  decref(func);
  decref(first);
  return GOES_ON;
}

/** The end of the values on the stack of a frame that waits in an instruction; 0 if it cannot be told. */
function stackTop(fp: usize): usize {
  const frame = changetype<Frame>(fp);
  const code = changetype<CodeObj>(<usize>frame.code);
  const words = codeWords(boxPtr(frame.code));
  if (words == NULL) { decref(fetchError()); return 0; }
  const index = <i32>((<usize>frame.pc - 4 - <usize>code.words) >>> 2);
  const depth = hostStackDepth(bytesData(words), bytesLen(words), bytesData(code.exceptiontable), bytesLen(code.exceptiontable), index);
  decref(words);
  return depth < 0 ? 0 : stackBottom(fp) + (<usize>depth << 3);
}
function genericOpAt(fp: usize): u32 {
  const frame = changetype<Frame>(fp);
  const code = <usize>frame.code;
  return genericOp(code, <u32>((<usize>frame.pc - 4 - <usize>changetype<CodeObj>(code).words) >>> 2));
}

/** The first argument of a call whose row of values ends at `sp`, or NULL. */
function firstArgument(row: usize, sp: usize, op: u32): Value {
  if (op != Op.CALL_FUNCTION_EX) return row + 16 < sp ? load<u64>(row, 16) : NULL;
  const args = load<u64>(row, 16);
  return isExact(args, T.tuple) && tupleSize(args) ? tupleAt(args, 0) : NULL;
}
/** The context whose run() is called, or NULL. */
function contextRunBy(callable: Value, self: Value): Value {
  let def: usize = 0;
  if (isExact(callable, T.method_descriptor)) def = changetype<MethodDescriptor>(ptrOf(callable)).def;
  else if (isExact(callable, T.builtin_function_or_method)) {
    def = changetype<BuiltinFunction>(ptrOf(callable)).def;
    self = changetype<BuiltinFunction>(ptrOf(callable)).self;
  }
  return def && self != NULL && isExact(self, T.Context) && changetype<MethodDef>(def).name == name(N.run) ? self : NULL;
}

function isNext(callable: Value): bool {
  if (!isExact(callable, T.builtin_function_or_method)) return false;
  const b = changetype<BuiltinFunction>(ptrOf(callable));
  return b.self == runtime().builtinsModule && changetype<MethodDef>(<usize>b.def).name == name(N.next);
}
/** Whether a call resumes the generator or coroutine `g` once: next(g), g.send(v), g.throw(e), g.__next__(). */
function isStepOf(callable: Value, self: Value, argument: Value, g: Value): bool {
  if (isNext(callable)) return argument == g;
  let called = NULL;
  if (isExact(callable, T.method_descriptor)) called = changetype<MethodDef>(<usize>changetype<MethodDescriptor>(ptrOf(callable)).def).name;
  else if (isExact(callable, T.builtin_function_or_method)) {
    const b = changetype<BuiltinFunction>(ptrOf(callable));
    called = changetype<MethodDef>(<usize>b.def).name;
    self = b.self;
  }
  return called != NULL && self == g && (called == name(N.send) || called == name(N.throw_));
}

/** What a call of `callable` makes of the value of `func`, which it has called. */
function handsOn(callable: Value, func: Value): Hands {
  for (let steps = 0; steps < 8 && callable != NULL; steps++) {
    if (callable == func) return Hands.VALUE;
    if (isExact(callable, T.method)) callable = changetype<MethodObj>(ptrOf(callable)).func;
    else if (isExact(callable, T.partial)) {
      callable = getAttr(callable, name(N.func));
      decref(callable); // the partial keeps it
    } else if (isExact(callable, T.builtin_function_or_method)) {
      const b = changetype<BuiltinFunction>(ptrOf(callable));
      if (b.self != runtime().builtinsModule) return Hands.NOTHING;
      const called = changetype<MethodDef>(<usize>b.def).name;
      return called == name(N.exec) ? Hands.NONE : called == name(N.eval) ? Hands.VALUE : Hands.NOTHING;
    } else if (hasFlag(callable, TypeFlag.TYPE_SUBCLASS)) {
      return typeOf(callable) == T.type && typeLookup(ptrOf(callable), name(N.__init__)) == func ? Hands.INSTANCE : Hands.NOTHING;
    } else if (slotOf(callable, Slot.call) == slotCall.index) callable = typeLookup(typeOf(callable), name(N.__call__));
    else return Hands.NOTHING;
  }
  return Hands.NOTHING;
}
function isInstanceOf(v: Value, cls: Value): bool { return isPtr(cls) && isSubtype(typeOf(v), ptrOf(cls)); }

/** Raises the exception that is set in the frame `fp`, as the native function that it called would have. */
function raiseInCaller(fp: usize, sp: usize, func: Value, first: Value, hands: Hands): i32 {
  const isCaught = errorMatches(T.StopIteration) || errorMatches(T.StopAsyncIteration) || errorMatches(T.AttributeError) || errorMatches(T.LookupError);
  if (!sp || (hands == Hands.NOTHING && (isCaught || changetype<FunctionObj>(ptrOf(func)).name == name(N.__del__)))) {
    if (errorMatches(T.SystemExit)) return atBottom(NULL);
    return notResumed(func);
  }
  decref(func);
  decref(first);
  return unwind(fp, changetype<Frame>(fp).pc, sp, true) ? GOES_ON : LEFT;
}

/** Ends a child that came back to native code which is not there. An exception that is set is told. */
function notResumed(func: Value): i32 {
  const error = fetchError();
  const text = formatMessage("os.fork: the child came back from %s() to native code, which can go on in the parent only", changetype<FunctionObj>(ptrOf(func)).qualname, NULL, NULL, NULL);
  if (text != NULL) {
    const bytes = utf8Bytes(text);
    if (bytes != NULL) hostDebug(bytesData(bytes), bytesLen(bytes));
  }
  clearError();
  current().frame = 0;
  if (error != NULL) end(error);
  return NOT_RESUMED;
}

/** The outermost frame has been left with `value` (stolen; NULL: an exception is set). */
function atBottom(value: Value): i32 {
  const t = current();
  t.frame = 0;
  if (runtime().forkedFromMain) {
    if (value != NULL && isInt(value)) return takenApart(<i32>intOf(value)); // lib/_start.py has ended everything else
    const error = value == NULL ? fetchError() : None;
    decref(value);
    dropStart();
    return end(error);
  }
  endOfTarget(thread, value);
  // The process lives until the last thread has ended; signals have nobody to run their handlers any more.
  for (let count = runtime().threadCount; count > 1; count = runtime().threadCount) {
    waitWhile(threadCountWord(), count, -1);
    clearBreaker(thread, Breaker.SIGNAL);
  }
  return 0;
}

/**
 * Drops the start-up's frames, which wait for the main module in native code that the child does not have. What they hold of it would keep it from its end:
 * finalisers would find its names gone.
 */
function dropStart(): void {
  const t = current();
  let callsNative = true;
  for (let fp = <usize>runtime().belowMain; fp; fp = <usize>t.frame) {
    const frame = changetype<Frame>(fp);
    t.frame = <u32>fp;
    t.pyDepth++;
    cutStack(t, fp);
    // What was called with a Python function has gone into its frame.
    const sp = callsNative ? stackTop(fp) : <usize>frame.sp;
    callsNative = (frame.flags & FrameFlag.ENTRY) != 0;
    if (sp) dropValues(sp, stackBottom(fp));
    popFrame(t, fp);
  }
  runtime().belowMain = 0;
}

function takenApart(status: i32): i32 {
  finalizeModules();
  return status;
}

/** Ends the interpreter as after the main module, which an exception (stolen) or None has ended; the exit status. */
function end(error: Value): i32 {
  const start = importModule(name(N._start));
  const status = start == NULL ? NULL : callMethod1(start, name(N._end_forked), error);
  decref(error);
  decref(start);
  if (status != NULL) return takenApart(isInt(status) ? <i32>intOf(status) : 1);
  reportFatal("the interpreter could not end");
  return 1;
}
