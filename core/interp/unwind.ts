// From a raised exception to its handler (core/objects/exceptiontable.ts): traceback entries, and leaving frames.

import { DEBUG } from "../build.generated";
import { NULL, boxInt } from "../value";
import { current, runtime } from "../state";
import { T } from "../names.generated";
import { decref, newref } from "../memory/refcount";
import { fetchError, raise, restoreError } from "../errors";
import { CodeObj } from "../objects/codeobject";
import { entryDepthLasti, entryTarget, findEntry } from "../objects/exceptiontable";
import { tracebackHere } from "../objects/tracebackobject";
import { Frame, FrameFlag } from "./framelayout";
import { dropValues, popFrame, stackBottom } from "./frame";
import { generatorFailed } from "./resume";
import { Op } from "./opcodes.generated";
import { Event, genericOp } from "../objects/codemonitor";
import { reportException, wanted } from "./tracecalls";

/**
 * Finds who handles the exception that is set. `pc` points behind the word of the failed instruction of frame `fp`, `sp` behind the values on its stack.
 * True: the innermost frame has a handler, its pc and sp are set to run it. False: the frame with the ENTRY flag was left, the exception is still set.
 * `blame`: add a traceback entry for the frame `fp` itself.
 */
export function unwind(fp: usize, pc: usize, sp: usize, blame: bool): bool {
  const t = current();
  let op = <u32>load<u8>(pc - 4);
  if (op == Op.INSTRUMENTED) {
    const code = <usize>changetype<Frame>(fp).code;
    op = genericOp(code, <u32>((pc - 4 - <usize>changetype<CodeObj>(code).words) >>> 2));
  }
  if (op == Op.END_ASYNC_FOR || op == Op.CLEANUP_THROW) blame = false;
  if (t.exc == NULL) {
    // A native function failed without saying why. That is a bug of core, and tests on the checking builds are to see it.
    if (DEBUG) assert(false, "error return without exception set");
    raise(T.SystemError, "error return without exception set");
  }
  let handling = false; // a handler was found, and reporting it failed
  while (true) {
    const frame = changetype<Frame>(fp);
    const code = changetype<CodeObj>(<usize>frame.code);
    const index = <u32>((pc - 4 - <usize>code.words) >>> 2);
    if (blame) {
      frame.pc = <u32>pc;
      frame.sp = <u32>sp;
      tracebackHere(fp, index);
    }
    const events = runtime().exceptionEvents != 0 && !t.tracing;
    if (events && !handling) {
      frame.sp = <u32>sp;
      if (wanted(blame ? Event.RAISE : Event.RERAISE)) reportException(blame ? Event.RAISE : Event.RERAISE, fp, index);
    }
    handling = false;
    if (code.monitor) {
      // See instrument.ts. What throw() raises comes from the RESUME behind the yield.
      const from = genericOp(changetype<usize>(code), index) == Op.YIELD_VALUE ? index + 1 : index;
      frame.flags = (frame.flags & 0xFF) | (from + 1) << 8;
    }
    blame = true;
    const entry = findEntry(code, index);
    if (entry) {
      const target = entryTarget(entry);
      const depthLasti = entryDepthLasti(entry);
      const bottom = stackBottom(fp) + (<usize>(depthLasti >>> 1) << 3);
      const exc = fetchError();
      dropValues(sp, bottom);
      sp = bottom;
      if (depthLasti & 1) {
        // After a RERAISE the frame's own pc says what is to be blamed.
        store<u64>(sp, boxInt((frame.pc - 4 - code.words) >>> 2));
        sp += 8;
      }
      store<u64>(sp, exc);
      frame.sp = <u32>(sp + 8);
      frame.pc = code.words + (target << 2);
      if (!events || !wanted(Event.EXCEPTION_HANDLED)) return true;
      restoreError(newref(exc));
      if (reportException(Event.EXCEPTION_HANDLED, fp, target) == 0) { decref(fetchError()); return true; }
      pc = <usize>frame.pc + 4;
      sp = <usize>frame.sp;
      handling = true;
      blame = false;
      continue;
    }
    const exc = fetchError();
    dropValues(sp, stackBottom(fp));
    restoreError(exc);
    if (events && wanted(Event.PY_UNWIND)) {
      frame.sp = <u32>stackBottom(fp);
      reportException(Event.PY_UNWIND, fp, index);
    }
    const flags = frame.flags;
    const back = <usize>frame.back;
    if (flags & FrameFlag.GENERATOR) generatorFailed(fp);
    else {
      const e = fetchError();
      popFrame(t, fp);
      restoreError(e);
    }
    if (flags & FrameFlag.ENTRY) return false;
    fp = back;
    pc = changetype<Frame>(fp).pc;
    sp = changetype<Frame>(fp).sp;
  }
}
