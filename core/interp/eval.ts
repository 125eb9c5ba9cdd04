// The evaluation loop: one function, one switch, over the words of code objects.
//
// The state of the loop is four WebAssembly locals: `fp` the frame, `pc` the address of the next word, `sp` the address behind the top of the
// value stack, `words` the start of the code. A call of a Python function from here pushes a frame and goes on in the same activation; native code enters
// through `runFrame`, whose frame carries FrameFlag.ENTRY: leaving that frame leaves the activation.
//
// That is why the file is long: a case that works on these four cannot be taken out of the function. Anything else lives in another one, so that the
// optimizing compiler gets a loop it can allocate registers for. Such a helper takes `sp` and
//   - returns the new sp, or FAILED (0) with an exception set. When it fails, every slot of the stack below the old sp still owns its value,
//     or is NULL where the helper took the value away; unwinding drops them.
//   - a helper that can leave the frame (calls, return, yield) returns RELOAD (1) when another frame is to go on, whose pc and sp are in memory, or
//     LEAVE (2) when the activation ends with the value in `Thread.result`;
//   - for a specialised form of CALL returns MISSED (3) when it does not fit.
// `break` in a case means: look at `s`, which is one of these, or LOOK: the breaker is not zero, behind a call or at the start of a function. `continue` goes
// on with the next instruction.
//
// Before anything that can run other code, or look at the stack, `pc` is stored in the frame (it points behind the instruction's own word).
//
// There is no on-stack replacement for WebAssembly in V8: an activation that entered as baseline code stays so. When the breaker says YIELD the loop therefore
// returns AGAIN, all its state in frames, and `runActivation` enters it anew.

import { HOSTILE } from "../build.generated";
import { Value, NULL, None, True, False, isPtr, ptrOf, boxPtr } from "../value";
import { current, runtime, thread } from "../state";
import { decref, decrefPtr, decrefShared, incref, increfPtr, isLast } from "../memory/refcount";
import { raise } from "../errors";
import { T } from "../names.generated";
import { CompareOp, TypeObj, typeOf } from "../objects/typeobject";
import { GENERATOR_FRAME, GeneratorState } from "../objects/generatorobject";
import { AGAIN_SOON, MISSES } from "./caches";
import { CodeObj } from "../objects/codeobject";
import { Op, opCaches } from "./opcodes.generated";
import { Frame, FRAME_LOCALS, FrameFlag } from "./framelayout";
import { CHUNK_HEADER, popFrame } from "./frame";
import { FAILED, RELOAD, LEAVE, MISSED, LOOK, EXHAUSTED, AGAIN } from "./status";
import { unwind } from "./unwind";
import { hostileStep, lookAtBreaker } from "./breakers";
import {
  binarySlow, binaryOpSlow, compareSlow, truthSlow, unaryNegative, unaryInvert, containsOp, subscr, storeSubscr, deleteSubscr, binarySlice, storeSlice, buildSlice,
} from "./operators";
import {
  loadName, storeName, deleteName, loadGlobal, storeGlobal, deleteGlobal, loadLocals, loadFromDictOrGlobals, makeCell, copyFreeVars, deleteDeref,
  loadFromDictOrDeref, unboundLocal, loadAttr, storeAttr, deleteAttr, loadSuperAttr, loadCommonConstant, setupAnnotations,
} from "./names";
import {
  buildTuple, buildList, buildSet, buildMap, buildString, listAppend1, setAdd, mapAdd, listExtend, setUpdate, dictUpdate, dictMerge, convertValue,
  formatSimple, formatWithSpec, buildInterpolation, buildTemplate, unpackSequence, unpackEx, getLen,
} from "./build";
import { callOp, callKw, callFunctionEx, makeFunction, setFunctionAttribute, loadBuildClass } from "./call";
import { intrinsic1, intrinsic2 } from "./intrinsics";
import {
  callPyDefaults, callPyMethod, callBuiltinO, callBuiltinFast, callMethodNoargs, callMethodO, callMethodFast, callType1, callClassInit, callLen, callIsinstance,
  subscrFast, storeSubscrDict, enterPy,
} from "./fastcall";
import { enterGenerator, returnGenerator, returnSpecial, yieldValue, send, cleanupThrow, getAwaitable, getAiter, getAnext, endAsyncFor, getYieldFromIter } from "./resume";
import { raiseAgain, raiseVarargs, reraise, pushExcInfo, popExcept, checkExcMatch, checkEgMatch, withExceptStart, loadSpecial } from "./handlers";
import { matchMapping, matchSequence, matchKeys, matchClass } from "./match";
import { importName, importFrom } from "./imports";
import { getIterOp, forIter } from "./iterate";
import { instrumented } from "./instrument";
import { reportThrow } from "./tracecalls";

const INTS: u64 = 0xFFFE000000000000;
const PAYLOAD: u64 = 0x0000FFFFFFFFFFFF;
const CONST_ITEMS: usize = 56; // in CodeObj

/** Runs the innermost frame, which native code has pushed, until it is left. Its value (owned), or NULL with an exception. */
export function runFrame(fp: usize): Value {
  changetype<Frame>(fp).flags |= FrameFlag.ENTRY;
  return runActivation();
}
/** Goes on with the innermost frame by raising the exception that is set in it. */
export function runFrameThrow(fp: usize): Value {
  const frame = changetype<Frame>(fp);
  frame.flags |= FrameFlag.ENTRY;
  if (runtime().exceptionEvents) reportThrow(fp);
  if (!unwind(fp, frame.pc, frame.sp, true)) return NULL;
  return runActivation();
}
/** Runs the innermost frame, and those below it, until a frame is left that was entered from native code. */
export function runActivation(): Value {
  let r = evalLoop();
  while (r == AGAIN) r = evalLoop();
  return r;
}

// Offsets of fields that the loop reads and writes by itself: of Frame, Thread, any object, TypeObj, DictObj, Keys, FunctionObj, CodeObj, GeneratorObj.
// `checkLayouts` holds them against the classes.
const CODE: usize = 4;
const GLOBALS: usize = 12;
const BUILTINS: usize = 16;
const PC: usize = 32;
const SP: usize = 36;
const SKIP: usize = 40;
const SKIP_YIELD: usize = 44;
const BREAKER: usize = 24;
const TYPE: usize = 4;
const TYPE_VERSION: usize = 12;
const DICT_KEYS: usize = 12;
const KEYS_TAG: usize = 4;
const FUNC_CODE: usize = 8;
const CODE_WORDS: usize = 48;
const SIMPLE_ARGS: usize = 64;
const GENERATOR_STATE: usize = 36;
const GENERATOR_PREVIOUS: usize = 32;
const EXC_INFO: usize = 72;
const LOCALS_MAPPING: usize = 20;
const FRAME_OBJECT_FLAGS: usize = 24; // frameObject and flags as one u64
const FUNC: usize = 8;
const FRAME_FLAGS: usize = 28;
const THREAD_FRAME: usize = 32;
const STACK_BASE: usize = 36;
const STACK_TOP: usize = 40;
const STACK_LIMIT: usize = 44;
const PY_DEPTH: usize = 48;
const PY_LIMIT: usize = 52;
const FUNC_GLOBALS: usize = 12;
const FUNC_BUILTINS: usize = 16;
const CODE_LOCALS: usize = 28;
const FRAME_SIZE: usize = 68;

/** Whether an object whose dict words are at `managed` cannot have an attribute that its class's shared keys, last seen with `tag`, do not have. */
function notInInstance(managed: usize, type: usize, tag: u32): bool {
  const values = <usize>load<u32>(managed, 4);
  return (load<u32>(managed) == 0 || load<u8>(values) != 0) && load<u32>(<usize>changetype<TypeObj>(type).sharedKeys, KEYS_TAG) == tag;
}
/** Makes the specialised instruction whose caches are at `pc` generic again; where to go on: at that instruction. */
function generic(pc: usize, op: Op): usize {
  store<u8>(pc - 4, <u8>op);
  store<u32>(pc, AGAIN_SOON);
  return pc - 4;
}
/**
 * Whether the specialised attribute instruction whose caches are at `pc` stays as it is after a miss, which is counted at `at`: where objects of a few types
 * meet, it goes on serving one of them.
 */
function bearsMiss(pc: usize, at: usize): bool {
  const misses = load<u32>(pc + at);
  store<u32>(pc + at, misses + 1);
  return misses < MISSES;
}

function evalLoop(): Value {
  let s: usize = FAILED;
  let fp = <usize>current().frame;
  let words = <usize>changetype<CodeObj>(<usize>changetype<Frame>(fp).code).words;
  let pc = <usize>changetype<Frame>(fp).pc;
  let sp = <usize>changetype<Frame>(fp).sp;
  for (;;) {
    if (HOSTILE) hostileStep(fp, pc, sp);
    const w = load<u32>(pc);
    const arg = <usize>(w >>> 8);
    pc += 4;
    switch (<i32>(w & 0xFF)) {
      case Op.NOP: continue;
      case Op.RESUME: {
        if (load<u32>(thread, BREAKER)) { s = LOOK; break; }
        continue;
      }

      // Stack
      case Op.POP_TOP: case Op.POP_ITER: case Op.END_FOR: {
        sp -= 8;
        const v = load<u64>(sp);
        if (isPtr(v)) { store<u32>(fp, <u32>pc, PC); decref(v); }
        continue;
      }
      case Op.PUSH_NULL: { store<u64>(sp, NULL); sp += 8; continue; }
      case Op.COPY: {
        const at = sp - (arg << 3);
        const v = load<u64>(at);
        incref(v);
        store<u64>(sp, v);
        sp += 8;
        if (load<u32>(pc) == w) {
          // The same again: container and key of `a[i] += …`.
          const u = load<u64>(at, 8);
          incref(u);
          store<u64>(sp, u);
          sp += 8;
          pc += 4;
        }
        continue;
      }
      case Op.SWAP: {
        const at = sp - (arg << 3);
        const v = load<u64>(at);
        if (arg == 3 && load<u32>(pc) == (Op.SWAP | 2 << 8)) {
          // container, key, value -- value, container, key
          const key = load<u64>(sp - 16);
          store<u64>(at, load<u64>(sp - 8));
          store<u64>(sp - 16, v);
          store<u64>(sp - 8, key);
          pc += 4;
          continue;
        }
        store<u64>(at, load<u64>(sp - 8));
        store<u64>(sp - 8, v);
        continue;
      }

      // Constants and locals
      case Op.LOAD_CONST: {
        const v = load<u64>(<usize>load<u32>(<usize>load<u32>(fp, 4), CONST_ITEMS) + (arg << 3));
        incref(v);
        store<u64>(sp, v);
        sp += 8;
        continue;
      }
      case Op.LOAD_SMALL_INT: { store<u64>(sp, INTS | <u64>arg); sp += 8; continue; }
      case Op.LOAD_COMMON_CONSTANT: { store<u64>(sp, loadCommonConstant(arg)); sp += 8; continue; }
      case Op.LOAD_FAST: {
        const v = load<u64>(fp + (arg << 3), FRAME_LOCALS);
        const next = load<u32>(pc);
        if ((next & 0xFF) == Op.LOAD_ATTR_INSTANCE && isPtr(v)) {
          // local.attribute: the local keeps its object alive, so that nothing is counted but the attribute.
          const p = ptrOf(v);
          if (load<u32>(<usize>load<u32>(p, TYPE), TYPE_VERSION) == load<u32>(pc, 4)) {
            const values = <usize>load<u32>(p + <usize>load<u32>(pc, 12), 4);
            const place = <usize>load<u32>(pc, 8);
            if (place < <usize>load<u8>(values)) {
              const attr = load<u64>(values + (place << 3), 8);
              if (attr != NULL) {
                incref(attr);
                store<u64>(sp, attr);
                store<u64>(sp, NULL, 8);
                sp += 8 + (<usize>(next >>> 5) & 8);
                pc += 28;
                continue;
              }
            }
          }
        }
        incref(v);
        store<u64>(sp, v);
        sp += 8;
        continue;
      }
      case Op.LOAD_FAST_CHECK: {
        const v = load<u64>(fp + (arg << 3), FRAME_LOCALS);
        if (v == NULL) { unboundLocal(fp, arg); break; }
        incref(v);
        store<u64>(sp, v);
        sp += 8;
        continue;
      }
      case Op.LOAD_FAST_AND_CLEAR: {
        const at = fp + (arg << 3) + FRAME_LOCALS;
        store<u64>(sp, load<u64>(at));
        store<u64>(at, NULL);
        sp += 8;
        continue;
      }
      case Op.STORE_FAST: {
        sp -= 8;
        const at = fp + (arg << 3) + FRAME_LOCALS;
        const old = load<u64>(at);
        store<u64>(at, load<u64>(sp));
        if (isPtr(old)) { store<u32>(fp, <u32>pc, PC); decref(old); }
        continue;
      }
      case Op.DELETE_FAST: {
        const at = fp + (arg << 3) + FRAME_LOCALS;
        const old = load<u64>(at);
        if (old == NULL) { unboundLocal(fp, arg); break; }
        store<u64>(at, NULL);
        if (isPtr(old)) { store<u32>(fp, <u32>pc, PC); decref(old); }
        continue;
      }
      case Op.LOAD_FAST_LOAD_FAST: {
        const v = load<u64>(fp + ((arg >>> 12) << 3), FRAME_LOCALS);
        const u = load<u64>(fp + ((arg & 0xFFF) << 3), FRAME_LOCALS);
        if ((load<u32>(pc) & 0xFF) == Op.BINARY_SUBSCR_LIST_INT && u >= INTS && isPtr(v) && load<u32>(ptrOf(v), TYPE) == <u32>T.list) {
          // local[local], without counting the list.
          const i = <i64>(u << 16) >> 16;
          if (<u64>i < <u64>load<u32>(ptrOf(v), 8)) {
            const item = load<u64>(<usize>load<u32>(ptrOf(v), 16) + (<usize>i << 3));
            incref(item);
            store<u64>(sp, item);
            sp += 8;
            pc += 8;
            continue;
          }
        }
        incref(v);
        store<u64>(sp, v);
        incref(u);
        store<u64>(sp, u, 8);
        sp += 16;
        continue;
      }
      case Op.LOAD_FAST_LOAD_CONST: {
        const v = load<u64>(fp + ((arg >>> 12) << 3), FRAME_LOCALS);
        incref(v);
        store<u64>(sp, v);
        const u = load<u64>(<usize>load<u32>(<usize>load<u32>(fp, 4), CONST_ITEMS) + ((arg & 0xFFF) << 3));
        incref(u);
        store<u64>(sp, u, 8);
        sp += 16;
        continue;
      }
      case Op.STORE_FAST_LOAD_FAST: {
        const at = fp + ((arg >>> 12) << 3) + FRAME_LOCALS;
        const old = load<u64>(at);
        store<u64>(at, load<u64>(sp - 8));
        store<u64>(sp - 8, NULL);
        if (isPtr(old)) { store<u32>(fp, <u32>pc, PC); decref(old); }
        const v = load<u64>(fp + ((arg & 0xFFF) << 3), FRAME_LOCALS);
        incref(v);
        store<u64>(sp - 8, v);
        continue;
      }
      case Op.STORE_FAST_STORE_FAST: {
        const at = fp + ((arg >>> 12) << 3) + FRAME_LOCALS;
        const old = load<u64>(at);
        store<u64>(at, load<u64>(sp - 8));
        const at2 = fp + ((arg & 0xFFF) << 3) + FRAME_LOCALS;
        sp -= 16;
        if (isPtr(old)) { store<u64>(sp, load<u64>(sp)); store<u32>(fp, <u32>pc, PC); decref(old); }
        const old2 = load<u64>(at2);
        store<u64>(at2, load<u64>(sp));
        if (isPtr(old2)) { store<u32>(fp, <u32>pc, PC); decref(old2); }
        continue;
      }

      // Names
      case Op.LOAD_NAME: { store<u32>(fp, <u32>pc, PC); s = loadName(fp, sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.STORE_NAME: { store<u32>(fp, <u32>pc, PC); s = storeName(fp, sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.DELETE_NAME: { store<u32>(fp, <u32>pc, PC); s = deleteName(fp, sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.LOAD_GLOBAL: { store<u32>(fp, <u32>pc, PC); s = loadGlobal(fp, sp, arg, pc); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 16; continue; }
      case Op.STORE_GLOBAL: { store<u32>(fp, <u32>pc, PC); s = storeGlobal(fp, sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.DELETE_GLOBAL: { store<u32>(fp, <u32>pc, PC); s = deleteGlobal(fp, sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.LOAD_LOCALS: { store<u32>(fp, <u32>pc, PC); s = loadLocals(fp, sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.LOAD_FROM_DICT_OR_GLOBALS: { store<u32>(fp, <u32>pc, PC); s = loadFromDictOrGlobals(fp, sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.MAKE_CELL: { store<u32>(fp, <u32>pc, PC); s = makeCell(fp, sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.COPY_FREE_VARS: { store<u32>(fp, <u32>pc, PC); s = copyFreeVars(fp, sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.LOAD_DEREF: {
        const v = load<u64>(ptrOf(load<u64>(fp + (arg << 3), FRAME_LOCALS)), 8);
        if (v == NULL) { unboundLocal(fp, arg); break; }
        incref(v);
        store<u64>(sp, v);
        sp += 8;
        continue;
      }
      case Op.STORE_DEREF: {
        sp -= 8;
        const cell = ptrOf(load<u64>(fp + (arg << 3), FRAME_LOCALS));
        const old = load<u64>(cell, 8);
        store<u64>(cell, load<u64>(sp), 8);
        if (isPtr(old)) { store<u32>(fp, <u32>pc, PC); decref(old); }
        continue;
      }
      case Op.DELETE_DEREF: { store<u32>(fp, <u32>pc, PC); s = deleteDeref(fp, sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.LOAD_FROM_DICT_OR_DEREF: { store<u32>(fp, <u32>pc, PC); s = loadFromDictOrDeref(fp, sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }

      // Attributes and items
      case Op.LOAD_ATTR: { store<u32>(fp, <u32>pc, PC); s = loadAttr(fp, sp, arg, pc); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 24; continue; }
      case Op.LOAD_SUPER_ATTR: { store<u32>(fp, <u32>pc, PC); s = loadSuperAttr(fp, sp, arg, pc); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 8; continue; }
      case Op.STORE_ATTR: { store<u32>(fp, <u32>pc, PC); s = storeAttr(fp, sp, arg, pc); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 16; continue; }
      case Op.DELETE_ATTR: { store<u32>(fp, <u32>pc, PC); s = deleteAttr(fp, sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.BINARY_SUBSCR: { store<u32>(fp, <u32>pc, PC); s = subscr(sp, pc); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue; }
      case Op.STORE_SUBSCR: { store<u32>(fp, <u32>pc, PC); s = storeSubscr(sp, pc); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue; }
      case Op.DELETE_SUBSCR: { store<u32>(fp, <u32>pc, PC); s = deleteSubscr(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.BINARY_SLICE: { store<u32>(fp, <u32>pc, PC); s = binarySlice(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.STORE_SLICE: { store<u32>(fp, <u32>pc, PC); s = storeSlice(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.BUILD_SLICE: { store<u32>(fp, <u32>pc, PC); s = buildSlice(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }

      // Operators
      case Op.BINARY_ADD: case Op.INPLACE_ADD: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        if ((a & b) >= INTS) {
          const x = <i64>(a << 16), y = <i64>(b << 16), z = x + y;
          if (((x ^ z) & (y ^ z)) >= 0) { store<u64>(sp - 16, INTS | (<u64>z >>> 16)); sp -= 8; pc += 4; continue; }
        }
        else if (a < NULL && b < NULL) {
          store<u64>(sp - 16, reinterpret<u64>(reinterpret<f64>(a) + reinterpret<f64>(b)));
          sp -= 8; pc += 4;
          continue;
        }
        store<u32>(fp, <u32>pc, PC); s = binarySlow(sp, w & 0xFF); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue;
      }
      case Op.BINARY_SUBTRACT: case Op.INPLACE_SUBTRACT: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        if ((a & b) >= INTS) {
          const x = <i64>(a << 16), y = <i64>(b << 16), z = x - y;
          if (((x ^ y) & (x ^ z)) >= 0) { store<u64>(sp - 16, INTS | (<u64>z >>> 16)); sp -= 8; pc += 4; continue; }
        }
        else if (a < NULL && b < NULL) {
          store<u64>(sp - 16, reinterpret<u64>(reinterpret<f64>(a) - reinterpret<f64>(b)));
          sp -= 8; pc += 4;
          continue;
        }
        store<u32>(fp, <u32>pc, PC); s = binarySlow(sp, w & 0xFF); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue;
      }
      case Op.BINARY_MULTIPLY: case Op.INPLACE_MULTIPLY: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        if ((a & b) >= INTS) {
          // Factors of at most 31 bits cannot overflow 64, and the product is checked against 48.
          const x = <i64>(a << 16) >> 16, y = <i64>(b << 16) >> 16;
          if (<i64>(<i32>x) == x && <i64>(<i32>y) == y) {
            const z = x * y;
            if ((z << 16) >> 16 == z) { store<u64>(sp - 16, INTS | (<u64>z & PAYLOAD)); sp -= 8; pc += 4; continue; }
          }
        }
        else if (a < NULL && b < NULL) {
          store<u64>(sp - 16, reinterpret<u64>(reinterpret<f64>(a) * reinterpret<f64>(b)));
          sp -= 8; pc += 4;
          continue;
        }
        store<u32>(fp, <u32>pc, PC); s = binarySlow(sp, w & 0xFF); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue;
      }
      case Op.BINARY_TRUE_DIVIDE: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        if (a < NULL && b < NULL && reinterpret<f64>(b) != 0.0) {
          store<u64>(sp - 16, reinterpret<u64>(reinterpret<f64>(a) / reinterpret<f64>(b)));
          sp -= 8; pc += 4;
          continue;
        }
        store<u32>(fp, <u32>pc, PC); s = binarySlow(sp, w & 0xFF); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue;
      }
      case Op.BINARY_FLOOR_DIVIDE: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        if ((a & b) >= INTS) {
          const x = <i64>(a << 16) >> 16, y = <i64>(b << 16) >> 16;
          if (x >= 0 && y > 0) { store<u64>(sp - 16, INTS | <u64>(x / y)); sp -= 8; pc += 4; continue; }
        }
        store<u32>(fp, <u32>pc, PC); s = binarySlow(sp, w & 0xFF); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue;
      }
      case Op.BINARY_REMAINDER: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        if ((a & b) >= INTS) {
          const x = <i64>(a << 16) >> 16, y = <i64>(b << 16) >> 16;
          if (x >= 0 && y > 0) {
            if ((x | y) >>> 32 == 0) store<u64>(sp - 16, INTS | <u64>(<u32>x % <u32>y));
            else store<u64>(sp - 16, INTS | <u64>(x % y));
            sp -= 8; pc += 4;
            continue;
          }
        }
        store<u32>(fp, <u32>pc, PC); s = binarySlow(sp, w & 0xFF); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue;
      }
      case Op.BINARY_AND: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        if ((a & b) >= INTS) {
          store<u64>(sp - 16, a & b); sp -= 8; pc += 4; continue;
        }
        store<u32>(fp, <u32>pc, PC); s = binarySlow(sp, w & 0xFF); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue;
      }
      case Op.BINARY_OR: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        if ((a & b) >= INTS) {
          store<u64>(sp - 16, a | b); sp -= 8; pc += 4; continue;
        }
        store<u32>(fp, <u32>pc, PC); s = binarySlow(sp, w & 0xFF); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue;
      }
      case Op.BINARY_XOR: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        if ((a & b) >= INTS) {
          store<u64>(sp - 16, INTS | ((a ^ b) & PAYLOAD)); sp -= 8; pc += 4; continue;
        }
        store<u32>(fp, <u32>pc, PC); s = binarySlow(sp, w & 0xFF); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue;
      }
      case Op.BINARY_RSHIFT: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        if ((a & b) >= INTS) {
          const x = <i64>(a << 16) >> 16, y = <i64>(b << 16) >> 16;
          if (y >= 0) { store<u64>(sp - 16, INTS | (<u64>(x >> min<i64>(y, 63)) & PAYLOAD)); sp -= 8; pc += 4; continue; }
        }
        store<u32>(fp, <u32>pc, PC); s = binarySlow(sp, w & 0xFF); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue;
      }
      case Op.BINARY_LSHIFT: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        if ((a & b) >= INTS) {
          const y = <i64>(b << 16) >> 16;
          if (y >= 0 && y < 48) {
            const z = <i64>(a << 16) << y;
            if (z >> y == <i64>(a << 16)) { store<u64>(sp - 16, INTS | (<u64>z >>> 16)); sp -= 8; pc += 4; continue; }
          }
        }
        store<u32>(fp, <u32>pc, PC); s = binarySlow(sp, w & 0xFF); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue;
      }
      case Op.BINARY_OP: { store<u32>(fp, <u32>pc, PC); s = binaryOpSlow(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue; }
      case Op.COMPARE_LT: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        let t: bool;
        if ((a & b) >= INTS) t = <i64>(a << 16) < <i64>(b << 16);
        else if (a < NULL && b < NULL) t = reinterpret<f64>(a) < reinterpret<f64>(b);
        else { store<u32>(fp, <u32>pc, PC); s = compareSlow(sp, CompareOp.LT); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue; }
        sp -= 16;
        const next = load<u32>(pc, 4);
        if ((next & 0xFF) == Op.POP_JUMP_IF_FALSE) pc = t ? pc + 8 : words + (<usize>(next >>> 8) << 2);
        else if ((next & 0xFF) == Op.POP_JUMP_IF_TRUE) pc = t ? words + (<usize>(next >>> 8) << 2) : pc + 8;
        else { store<u64>(sp, False + <u64>t); sp += 8; pc += 4; }
        continue;
      }
      case Op.COMPARE_LE: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        let t: bool;
        if ((a & b) >= INTS) t = <i64>(a << 16) <= <i64>(b << 16);
        else if (a < NULL && b < NULL) t = reinterpret<f64>(a) <= reinterpret<f64>(b);
        else { store<u32>(fp, <u32>pc, PC); s = compareSlow(sp, CompareOp.LE); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue; }
        sp -= 16;
        const next = load<u32>(pc, 4);
        if ((next & 0xFF) == Op.POP_JUMP_IF_FALSE) pc = t ? pc + 8 : words + (<usize>(next >>> 8) << 2);
        else if ((next & 0xFF) == Op.POP_JUMP_IF_TRUE) pc = t ? words + (<usize>(next >>> 8) << 2) : pc + 8;
        else { store<u64>(sp, False + <u64>t); sp += 8; pc += 4; }
        continue;
      }
      case Op.COMPARE_EQ: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        let t: bool;
        if ((a & b) >= INTS) t = a == b;
        else if (a < NULL && b < NULL) t = reinterpret<f64>(a) == reinterpret<f64>(b);
        else { store<u32>(fp, <u32>pc, PC); s = compareSlow(sp, CompareOp.EQ); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue; }
        sp -= 16;
        const next = load<u32>(pc, 4);
        if ((next & 0xFF) == Op.POP_JUMP_IF_FALSE) pc = t ? pc + 8 : words + (<usize>(next >>> 8) << 2);
        else if ((next & 0xFF) == Op.POP_JUMP_IF_TRUE) pc = t ? words + (<usize>(next >>> 8) << 2) : pc + 8;
        else { store<u64>(sp, False + <u64>t); sp += 8; pc += 4; }
        continue;
      }
      case Op.COMPARE_NE: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        let t: bool;
        if ((a & b) >= INTS) t = a != b;
        else if (a < NULL && b < NULL) t = reinterpret<f64>(a) != reinterpret<f64>(b);
        else { store<u32>(fp, <u32>pc, PC); s = compareSlow(sp, CompareOp.NE); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue; }
        sp -= 16;
        const next = load<u32>(pc, 4);
        if ((next & 0xFF) == Op.POP_JUMP_IF_FALSE) pc = t ? pc + 8 : words + (<usize>(next >>> 8) << 2);
        else if ((next & 0xFF) == Op.POP_JUMP_IF_TRUE) pc = t ? words + (<usize>(next >>> 8) << 2) : pc + 8;
        else { store<u64>(sp, False + <u64>t); sp += 8; pc += 4; }
        continue;
      }
      case Op.COMPARE_GT: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        let t: bool;
        if ((a & b) >= INTS) t = <i64>(a << 16) > <i64>(b << 16);
        else if (a < NULL && b < NULL) t = reinterpret<f64>(a) > reinterpret<f64>(b);
        else { store<u32>(fp, <u32>pc, PC); s = compareSlow(sp, CompareOp.GT); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue; }
        sp -= 16;
        const next = load<u32>(pc, 4);
        if ((next & 0xFF) == Op.POP_JUMP_IF_FALSE) pc = t ? pc + 8 : words + (<usize>(next >>> 8) << 2);
        else if ((next & 0xFF) == Op.POP_JUMP_IF_TRUE) pc = t ? words + (<usize>(next >>> 8) << 2) : pc + 8;
        else { store<u64>(sp, False + <u64>t); sp += 8; pc += 4; }
        continue;
      }
      case Op.COMPARE_GE: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        let t: bool;
        if ((a & b) >= INTS) t = <i64>(a << 16) >= <i64>(b << 16);
        else if (a < NULL && b < NULL) t = reinterpret<f64>(a) >= reinterpret<f64>(b);
        else { store<u32>(fp, <u32>pc, PC); s = compareSlow(sp, CompareOp.GE); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue; }
        sp -= 16;
        const next = load<u32>(pc, 4);
        if ((next & 0xFF) == Op.POP_JUMP_IF_FALSE) pc = t ? pc + 8 : words + (<usize>(next >>> 8) << 2);
        else if ((next & 0xFF) == Op.POP_JUMP_IF_TRUE) pc = t ? words + (<usize>(next >>> 8) << 2) : pc + 8;
        else { store<u64>(sp, False + <u64>t); sp += 8; pc += 4; }
        continue;
      }
      case Op.IS_OP: {
        const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
        store<u64>(sp - 16, False + (<u64>(a == b) ^ <u64>arg));
        sp -= 8;
        store<u32>(fp, <u32>pc, PC);
        decref(a);
        decref(b);
        continue;
      }
      case Op.CONTAINS_OP: { store<u32>(fp, <u32>pc, PC); s = containsOp(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue; }
      case Op.UNARY_NEGATIVE: { store<u32>(fp, <u32>pc, PC); s = unaryNegative(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.UNARY_INVERT: { store<u32>(fp, <u32>pc, PC); s = unaryInvert(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.UNARY_NOT: {
        const v = load<u64>(sp - 8);
        if (v == True) { store<u64>(sp - 8, False); continue; }
        if (v == False || v == None) { store<u64>(sp - 8, True); continue; }
        store<u32>(fp, <u32>pc, PC);
        const t = truthSlow(v);
        if (t < 0) break;
        store<u64>(sp - 8, False + <u64>(1 - t));
        decref(v);
        continue;
      }
      case Op.TO_BOOL: {
        const v = load<u64>(sp - 8);
        if (v == True || v == False) continue;
        store<u32>(fp, <u32>pc, PC);
        const t = truthSlow(v);
        if (t < 0) break;
        store<u64>(sp - 8, False + <u64>t);
        decref(v);
        continue;
      }

      // Jumps
      case Op.JUMP_FORWARD: case Op.JUMP_BACKWARD_NO_INTERRUPT: { pc = words + (arg << 2); continue; }
      case Op.JUMP_BACKWARD: {
        if (load<u32>(thread, BREAKER)) {
          store<u32>(fp, <u32>(words + (arg << 2)), PC); store<u32>(fp, <u32>sp, SP);
          s = lookAtBreaker(pc, words + (arg << 2));
          if (s == FAILED) break;
          if (s == LEAVE) return AGAIN;
          s = FAILED;
        }
        pc = words + (arg << 2);
        continue;
      }
      case Op.POP_JUMP_IF_TRUE: {
        const v = load<u64>(sp - 8);
        if (v == True) { sp -= 8; pc = words + (arg << 2); continue; }
        if (v == False || v == None) { sp -= 8; continue; }
        store<u32>(fp, <u32>pc, PC);
        const t = truthSlow(v);
        if (t < 0) break;
        sp -= 8;
        decref(v);
        if (t) pc = words + (arg << 2);
        continue;
      }
      case Op.POP_JUMP_IF_FALSE: {
        const v = load<u64>(sp - 8);
        if (v == True) { sp -= 8; continue; }
        if (v == False || v == None) { sp -= 8; pc = words + (arg << 2); continue; }
        store<u32>(fp, <u32>pc, PC);
        const t = truthSlow(v);
        if (t < 0) break;
        sp -= 8;
        decref(v);
        if (!t) pc = words + (arg << 2);
        continue;
      }
      case Op.POP_JUMP_IF_NONE: {
        sp -= 8;
        const v = load<u64>(sp);
        if (v == None) pc = words + (arg << 2);
        else if (isPtr(v)) { store<u32>(fp, <u32>pc, PC); decref(v); }
        continue;
      }
      case Op.POP_JUMP_IF_NOT_NONE: {
        sp -= 8;
        const v = load<u64>(sp);
        if (v != None) {
          if (isPtr(v)) { store<u32>(fp, <u32>pc, PC); decref(v); }
          pc = words + (arg << 2);
        }
        continue;
      }

      // Iteration
      case Op.GET_ITER: { store<u32>(fp, <u32>pc, PC); s = getIterOp(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.GET_YIELD_FROM_ITER: { store<u32>(fp, <u32>pc, PC); s = getYieldFromIter(fp, sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.FOR_ITER: {
        store<u32>(fp, <u32>pc, PC);
        s = forIter(sp, pc);
        if (s == FAILED) break;
        if (s == EXHAUSTED) pc = words + (arg << 2) + 4;
        else { sp = s; pc += 4; }
        s = FAILED;
        continue;
      }
      case Op.GET_LEN: { store<u32>(fp, <u32>pc, PC); s = getLen(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.UNPACK_SEQUENCE: { store<u32>(fp, <u32>pc, PC); s = unpackSequence(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.UNPACK_EX: { store<u32>(fp, <u32>pc, PC); s = unpackEx(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }

      // Containers and format
      case Op.BUILD_TUPLE: { store<u32>(fp, <u32>pc, PC); s = buildTuple(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.BUILD_LIST: { store<u32>(fp, <u32>pc, PC); s = buildList(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.BUILD_SET: { store<u32>(fp, <u32>pc, PC); s = buildSet(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.BUILD_MAP: { store<u32>(fp, <u32>pc, PC); s = buildMap(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.BUILD_STRING: { store<u32>(fp, <u32>pc, PC); s = buildString(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.LIST_APPEND: { store<u32>(fp, <u32>pc, PC); s = listAppend1(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.SET_ADD: { store<u32>(fp, <u32>pc, PC); s = setAdd(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.MAP_ADD: { store<u32>(fp, <u32>pc, PC); s = mapAdd(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.LIST_EXTEND: { store<u32>(fp, <u32>pc, PC); s = listExtend(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.SET_UPDATE: { store<u32>(fp, <u32>pc, PC); s = setUpdate(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.DICT_UPDATE: { store<u32>(fp, <u32>pc, PC); s = dictUpdate(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.DICT_MERGE: { store<u32>(fp, <u32>pc, PC); s = dictMerge(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.CONVERT_VALUE: { store<u32>(fp, <u32>pc, PC); s = convertValue(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.FORMAT_SIMPLE: { store<u32>(fp, <u32>pc, PC); s = formatSimple(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.FORMAT_WITH_SPEC: { store<u32>(fp, <u32>pc, PC); s = formatWithSpec(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.BUILD_INTERPOLATION: { store<u32>(fp, <u32>pc, PC); s = buildInterpolation(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.BUILD_TEMPLATE: { store<u32>(fp, <u32>pc, PC); s = buildTemplate(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }

      // Calls and functions
      // Behind a native call the breaker is looked at as well, as CPython does: it may have waited, and a signal may have come meanwhile.
      case Op.CALL: {
        store<u32>(fp, <u32>pc, PC);
        s = callOp(fp, sp, arg, pc);
        if (s <= LEAVE) break;
        sp = s; s = FAILED; pc += 16;
        if (load<u32>(thread, BREAKER)) { s = LOOK; break; }
        continue;
      }
      case Op.CALL_KW: case Op.CALL_FUNCTION_EX: {
        store<u32>(fp, <u32>pc, PC);
        s = (w & 0xFF) == Op.CALL_KW ? callKw(fp, sp, arg) : callFunctionEx(fp, sp);
        if (s <= LEAVE) break;
        sp = s; s = FAILED;
        if (load<u32>(thread, BREAKER)) { s = LOOK; break; }
        continue;
      }
      case Op.MAKE_FUNCTION: { store<u32>(fp, <u32>pc, PC); s = makeFunction(fp, sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.SET_FUNCTION_ATTRIBUTE: { store<u32>(fp, <u32>pc, PC); s = setFunctionAttribute(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.LOAD_BUILD_CLASS: { store<u32>(fp, <u32>pc, PC); s = loadBuildClass(fp, sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.RETURN_VALUE: {
        const v = load<u64>(sp - 8);
        if (load<u64>(fp, FRAME_OBJECT_FLAGS) | <u64>load<u32>(fp, LOCALS_MAPPING)) {
          store<u32>(fp, <u32>pc, PC);
          if (load<u32>(fp, FRAME_FLAGS)) {
            s = returnSpecial(fp, v);
            break;
          }
          popFrame(current(), fp);
        } else {
          // The locals end where the value stack begins, and nothing is on that but the result.
          sp -= 8;
          let at = fp + FRAME_LOCALS;
          for (; at < sp; at += 8) {
            const local = load<u64>(at);
            if (isPtr(local)) {
              if (isLast(ptrOf(local))) break;
              decrefShared(ptrOf(local));
            }
          }
          const func = <usize>load<u32>(fp, FUNC);
          if (at < sp || isLast(func) || fp == <usize>load<u32>(thread, STACK_BASE) + CHUNK_HEADER) {
            // Something is freed: code may run that looks at the frame, so what has been dropped must not be there.
            for (let done = fp + FRAME_LOCALS; done < at; done += 8) store<u64>(done, NULL);
            store<u32>(fp, <u32>pc, PC);
            popFrame(current(), fp);
          } else {
            const code = <usize>load<u32>(fp, CODE);
            decrefShared(func);
            decrefPtr(code);
            store<u32>(thread, load<u32>(fp), THREAD_FRAME);
            store<u32>(thread, load<u32>(thread, PY_DEPTH) - 1, PY_DEPTH);
            store<u32>(thread, <u32>fp, STACK_TOP);
          }
        }
        fp = <usize>load<u32>(thread, THREAD_FRAME);
        words = <usize>load<u32>(<usize>load<u32>(fp, CODE), CODE_WORDS);
        pc = <usize>load<u32>(fp, PC) + <usize>load<u32>(fp, SKIP);
        sp = <usize>load<u32>(fp, SP);
        store<u64>(sp, v);
        sp += 8;
        continue;
      }
      case Op.CALL_INTRINSIC_1: { store<u32>(fp, <u32>pc, PC); s = intrinsic1(fp, sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.CALL_INTRINSIC_2: { store<u32>(fp, <u32>pc, PC); s = intrinsic2(fp, sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }

      // Generators and coroutines
      case Op.RETURN_GENERATOR: { store<u32>(fp, <u32>pc, PC); s = returnGenerator(fp); break; }
      case Op.YIELD_VALUE: {
        if (!(load<u32>(fp, FRAME_FLAGS) & FrameFlag.ENTRY)) {
          // As yieldValue.
          const v = load<u64>(sp - 8);
          const gen = fp - GENERATOR_FRAME;
          const back = <usize>load<u32>(fp);
          store<u64>(fp, <u64>pc | <u64>(sp - 8) << 32, PC);
          store<u32>(fp, 0);
          store<u32>(thread, load<u32>(gen, GENERATOR_PREVIOUS), EXC_INFO);
          store<u64>(gen, <u64>(arg ? GeneratorState.DELEGATING : GeneratorState.SUSPENDED) << 32, GENERATOR_PREVIOUS);
          store<u32>(thread, <u32>back, THREAD_FRAME);
          store<u32>(thread, load<u32>(thread, PY_DEPTH) - 1, PY_DEPTH);
          fp = back;
          words = <usize>load<u32>(<usize>load<u32>(fp, CODE), CODE_WORDS);
          pc = <usize>load<u32>(fp, PC) + <usize>load<u32>(fp, SKIP_YIELD);
          sp = <usize>load<u32>(fp, SP);
          store<u64>(sp, v);
          sp += 8;
          continue;
        }
        store<u32>(fp, <u32>pc, PC);
        s = yieldValue(fp, sp, arg);
        break;
      }
      case Op.SEND: {
        store<u32>(fp, <u32>pc, PC);
        const receiver = load<u64>(sp - 16);
        if (isPtr(receiver) && load<u32>(ptrOf(receiver), TYPE) == <u32>T.generator) {
          const state = load<u32>(ptrOf(receiver), GENERATOR_STATE);
          if (state == <u32>GeneratorState.SUSPENDED || state == <u32>GeneratorState.DELEGATING) {
            store<u32>(fp, <u32>(sp - 8), SP);
            if (!enterGenerator(ptrOf(receiver), load<u64>(sp - 8))) break;
            store<u64>(fp, <u64>(words + (arg << 2) - pc), SKIP); // and SKIP_YIELD: 0
            fp = <usize>load<u32>(thread, THREAD_FRAME);
            words = <usize>load<u32>(<usize>load<u32>(fp, CODE), CODE_WORDS);
            pc = <usize>load<u32>(fp, PC);
            sp = <usize>load<u32>(fp, SP);
            continue;
          }
        }
        s = send(fp, sp, words + (arg << 2));
        if (s <= RELOAD) break;
        if (s == LEAVE) pc = words + (arg << 2);
        s = FAILED;
        continue;
      }
      case Op.END_SEND: {
        const v = load<u64>(sp - 16);
        store<u64>(sp - 16, load<u64>(sp - 8));
        sp -= 8;
        if (isPtr(v)) { store<u32>(fp, <u32>pc, PC); decref(v); }
        continue;
      }
      case Op.CLEANUP_THROW: { store<u32>(fp, <u32>pc, PC); s = cleanupThrow(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.GET_AWAITABLE: { store<u32>(fp, <u32>pc, PC); s = getAwaitable(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.GET_AITER: { store<u32>(fp, <u32>pc, PC); s = getAiter(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.GET_ANEXT: { store<u32>(fp, <u32>pc, PC); s = getAnext(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.END_ASYNC_FOR: { store<u32>(fp, <u32>pc, PC); s = endAsyncFor(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }

      // Exceptions and with
      case Op.PUSH_EXC_INFO: { store<u32>(fp, <u32>pc, PC); s = pushExcInfo(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.POP_EXCEPT: { store<u32>(fp, <u32>pc, PC); s = popExcept(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.CHECK_EXC_MATCH: { store<u32>(fp, <u32>pc, PC); s = checkExcMatch(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.CHECK_EG_MATCH: { store<u32>(fp, <u32>pc, PC); s = checkEgMatch(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.RAISE_VARARGS: {
        store<u32>(fp, <u32>pc, PC);
        if (arg == 0 && raiseAgain()) { // like RERAISE: no new traceback entry
          if (!unwind(fp, pc, sp, false)) return NULL;
          s = RELOAD;
          break;
        }
        sp = raiseVarargs(sp, arg);
        break;
      }
      case Op.RERAISE: {
        // The traceback entry of the first time stands.
        sp = reraise(fp, sp, arg, pc);
        if (!unwind(fp, pc, sp, false)) return NULL;
        s = RELOAD;
        break;
      }
      case Op.WITH_EXCEPT_START: { store<u32>(fp, <u32>pc, PC); s = withExceptStart(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.LOAD_SPECIAL: { store<u32>(fp, <u32>pc, PC); s = loadSpecial(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }

      // Patterns, modules
      case Op.MATCH_MAPPING: { store<u32>(fp, <u32>pc, PC); s = matchMapping(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.MATCH_SEQUENCE: { store<u32>(fp, <u32>pc, PC); s = matchSequence(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.MATCH_KEYS: { store<u32>(fp, <u32>pc, PC); s = matchKeys(sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.MATCH_CLASS: { store<u32>(fp, <u32>pc, PC); s = matchClass(sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.IMPORT_NAME: { store<u32>(fp, <u32>pc, PC); s = importName(fp, sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.IMPORT_FROM: { store<u32>(fp, <u32>pc, PC); s = importFrom(fp, sp, arg); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }
      case Op.SETUP_ANNOTATIONS: { store<u32>(fp, <u32>pc, PC); s = setupAnnotations(fp, sp); if (s <= LEAVE) break; sp = s; s = FAILED; continue; }

      // Specialised forms, see caches.ts. A miss makes the instruction generic again and runs it as such.
      case Op.LOAD_GLOBAL_MODULE: {
        if (load<u32>(<usize>load<u32>(<usize>load<u32>(fp, GLOBALS), DICT_KEYS), KEYS_TAG) == load<u32>(pc)) {
          const v = load<u64>(<usize>load<u32>(pc, 4));
          incref(v);
          store<u64>(sp, v);
          store<u64>(sp, NULL, 8);
          sp += 8 + ((arg & 1) << 3);
          pc += 16;
          continue;
        }
        pc = generic(pc, Op.LOAD_GLOBAL);
        continue;
      }
      case Op.LOAD_GLOBAL_BUILTIN: {
        if (load<u32>(<usize>load<u32>(<usize>load<u32>(fp, GLOBALS), DICT_KEYS), KEYS_TAG) == load<u32>(pc)
          && load<u32>(<usize>load<u32>(<usize>load<u32>(fp, BUILTINS), DICT_KEYS), KEYS_TAG) == load<u32>(pc, 4)) {
          const v = load<u64>(<usize>load<u32>(pc, 8));
          incref(v);
          store<u64>(sp, v);
          store<u64>(sp, NULL, 8);
          sp += 8 + ((arg & 1) << 3);
          pc += 16;
          continue;
        }
        pc = generic(pc, Op.LOAD_GLOBAL);
        continue;
      }
      case Op.LOAD_ATTR_INSTANCE: {
        const owner = load<u64>(sp - 8);
        if (isPtr(owner)) {
          const p = ptrOf(owner);
          if (load<u32>(<usize>load<u32>(p, TYPE), TYPE_VERSION) == load<u32>(pc)) {
            const values = <usize>load<u32>(p + <usize>load<u32>(pc, 8), 4);
            const place = <usize>load<u32>(pc, 4);
            if (place < <usize>load<u8>(values)) {
              const v = load<u64>(values + (place << 3), 8);
              if (v != NULL) {
                incref(v);
                store<u64>(sp - 8, v);
                store<u64>(sp, NULL);
                sp += (arg & 1) << 3;
                store<u32>(fp, <u32>pc, PC);
                decrefPtr(p);
                pc += 24;
                continue;
              }
            }
          }
        }
        if (bearsMiss(pc, 16)) { store<u32>(fp, <u32>pc, PC); s = loadAttr(fp, sp, arg, 0); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 24; continue; }
        pc = generic(pc, Op.LOAD_ATTR);
        continue;
      }
      case Op.LOAD_ATTR_SLOT: {
        const owner = load<u64>(sp - 8);
        if (isPtr(owner)) {
          const p = ptrOf(owner);
          if (load<u32>(<usize>load<u32>(p, TYPE), TYPE_VERSION) == load<u32>(pc)) {
            const v = load<u64>(p + <usize>load<u32>(pc, 4));
            if (v != NULL) {
              incref(v);
              store<u64>(sp - 8, v);
              store<u64>(sp, NULL);
              sp += (arg & 1) << 3;
              store<u32>(fp, <u32>pc, PC);
              decrefPtr(p);
              pc += 24;
              continue;
            }
          }
        }
        pc = generic(pc, Op.LOAD_ATTR);
        continue;
      }
      case Op.LOAD_ATTR_METHOD: {
        const owner = load<u64>(sp - 8);
        const type = isPtr(owner) ? <usize>load<u32>(ptrOf(owner), TYPE) : typeOf(owner);
        if (load<u32>(type, TYPE_VERSION) == load<u32>(pc)) {
          const tag = load<u32>(pc, 4);
          if (tag == 0 || notInInstance(ptrOf(owner) + <usize>load<u32>(pc, 8), type, tag)) {
            const f = <usize>load<u32>(pc, 12);
            increfPtr(f);
            store<u64>(sp - 8, boxPtr(f));
            store<u64>(sp, owner);
            sp += 8;
            pc += 24;
            continue;
          }
        }
        if (bearsMiss(pc, 16)) { store<u32>(fp, <u32>pc, PC); s = loadAttr(fp, sp, arg, 0); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 24; continue; }
        pc = generic(pc, Op.LOAD_ATTR);
        continue;
      }
      case Op.LOAD_ATTR_VALUE: {
        const owner = load<u64>(sp - 8);
        if (isPtr(owner)) {
          const p = ptrOf(owner);
          const type = <usize>load<u32>(p, TYPE);
          if (load<u32>(type, TYPE_VERSION) == load<u32>(pc)) {
            const tag = load<u32>(pc, 4);
            if (tag == 0 || notInInstance(p + <usize>load<u32>(pc, 8), type, tag)) {
              const v = load<u64>(pc, 16);
              incref(v);
              store<u64>(sp - 8, v);
              store<u64>(sp, NULL);
              sp += (arg & 1) << 3;
              store<u32>(fp, <u32>pc, PC);
              decrefPtr(p);
              pc += 24;
              continue;
            }
          }
        }
        pc = generic(pc, Op.LOAD_ATTR);
        continue;
      }
      case Op.LOAD_ATTR_MODULE: {
        const owner = load<u64>(sp - 8);
        if (isPtr(owner) && load<u32>(ptrOf(owner), TYPE) == <u32>T.module
          && load<u32>(<usize>load<u32>(ptrOf(load<u64>(ptrOf(owner), 8)), DICT_KEYS), KEYS_TAG) == load<u32>(pc)) {
          const v = load<u64>(<usize>load<u32>(pc, 4));
          incref(v);
          store<u64>(sp - 8, v);
          store<u64>(sp, NULL);
          sp += (arg & 1) << 3;
          store<u32>(fp, <u32>pc, PC);
          decrefPtr(ptrOf(owner));
          pc += 24;
          continue;
        }
        pc = generic(pc, Op.LOAD_ATTR);
        continue;
      }
      case Op.LOAD_ATTR_CLASS: {
        const owner = load<u64>(sp - 8);
        if (isPtr(owner)) {
          const p = ptrOf(owner);
          const meta = <usize>load<u32>(p, TYPE);
          if (meta == <usize>load<u32>(pc, 4) && load<u32>(meta, TYPE_VERSION) == load<u32>(pc, 8) && load<u32>(p, TYPE_VERSION) == load<u32>(pc)) {
            const v = load<u64>(pc, 16);
            incref(v);
            store<u64>(sp - 8, v);
            store<u64>(sp, NULL);
            sp += (arg & 1) << 3;
            store<u32>(fp, <u32>pc, PC);
            decrefPtr(p);
            pc += 24;
            continue;
          }
        }
        pc = generic(pc, Op.LOAD_ATTR);
        continue;
      }
      case Op.LOAD_ATTR_PROPERTY: {
        const owner = load<u64>(sp - 8);
        if (isPtr(owner) && load<u32>(<usize>load<u32>(ptrOf(owner), TYPE), TYPE_VERSION) == load<u32>(pc)) {
          const func = <usize>load<u32>(pc, 4);
          if (load<u32>(<usize>load<u32>(func, FUNC_CODE), SIMPLE_ARGS) == 1) {
            // With bit 0 the result's NULL companion is pushed by hand: the getter's value must come below it.
            if (!(arg & 1)) {
              increfPtr(func);
              store<u32>(fp, <u32>pc, PC); store<u32>(fp, <u32>(sp - 8), SP); store<u32>(fp, 24, SKIP);
              const callee = enterPy(func, sp - 8, 1);
              if (callee) {
                fp = callee;
                const code = <usize>load<u32>(fp, CODE);
                words = <usize>load<u32>(code, CODE_WORDS);
                pc = words;
                sp = <usize>load<u32>(fp, SP);
                continue;
              }
              decrefPtr(func);
              break;
            }
          }
        }
        if (bearsMiss(pc, 16)) { store<u32>(fp, <u32>pc, PC); s = loadAttr(fp, sp, arg, 0); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 24; continue; }
        pc = generic(pc, Op.LOAD_ATTR);
        continue;
      }
      case Op.STORE_ATTR_INSTANCE: {
        const owner = load<u64>(sp - 8);
        if (isPtr(owner)) {
          const p = ptrOf(owner);
          if (load<u32>(<usize>load<u32>(p, TYPE), TYPE_VERSION) == load<u32>(pc)) {
            const managed = p + <usize>load<u32>(pc, 8);
            const values = <usize>load<u32>(managed, 4);
            const place = <usize>load<u32>(pc, 4);
            if (place < <usize>load<u8>(values)) {
              const at = values + (place << 3) + 8;
              const old = load<u64>(at);
              if (old != NULL || load<u32>(managed) == 0) {
                store<u64>(at, load<u64>(sp - 16));
                sp -= 16;
                store<u32>(fp, <u32>pc, PC);
                pc += 16;
                if (old == NULL) {
                  const size = load<u8>(values, 1);
                  store<u8>(values - 1 - size, <u8>place);
                  store<u8>(values, size + 1, 1);
                } else if (isPtr(old)) decrefPtr(ptrOf(old));
                decrefPtr(p);
                continue;
              }
            }
          }
        }
        if (bearsMiss(pc, 12)) { store<u32>(fp, <u32>pc, PC); s = storeAttr(fp, sp, arg, 0); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 16; continue; }
        pc = generic(pc, Op.STORE_ATTR);
        continue;
      }
      case Op.STORE_ATTR_SLOT: {
        const owner = load<u64>(sp - 8);
        if (isPtr(owner)) {
          const p = ptrOf(owner);
          if (load<u32>(<usize>load<u32>(p, TYPE), TYPE_VERSION) == load<u32>(pc)) {
            const at = p + <usize>load<u32>(pc, 4);
            const old = load<u64>(at);
            store<u64>(at, load<u64>(sp - 16));
            sp -= 16;
            store<u32>(fp, <u32>pc, PC);
            pc += 16;
            decref(old);
            decrefPtr(p);
            continue;
          }
        }
        pc = generic(pc, Op.STORE_ATTR);
        continue;
      }
      case Op.CALL_PY: {
        const at = sp - (arg << 3) - 16;
        const callable = load<u64>(at);
        if (isPtr(callable) && load<u32>(ptrOf(callable), TYPE) == <u32>T.function_) {
          const func = ptrOf(callable);
          const code = <usize>load<u32>(func, FUNC_CODE);
          // The arguments, self as the first if there is one, move into the first locals.
          let args = at + (<usize>(load<u64>(at, 8) == NULL) << 3) + 8;
          if (args + (<usize>load<u32>(code, SIMPLE_ARGS) << 3) == sp) {
            let callee = <usize>load<u32>(thread, STACK_TOP);
            const top = callee + <usize>load<u32>(code, FRAME_SIZE);
            const depth = load<u32>(thread, PY_DEPTH);
            store<u32>(fp, <u32>pc, PC); store<u32>(fp, <u32>at, SP); store<u32>(fp, 16, SKIP);
            if (top <= <usize>load<u32>(thread, STACK_LIMIT) && depth < load<u32>(thread, PY_LIMIT)) {
              // As enterPy.
              store<u32>(thread, <u32>top, STACK_TOP);
              store<u32>(thread, depth + 1, PY_DEPTH);
              store<u32>(thread, <u32>callee, THREAD_FRAME);
              increfPtr(code);
              store<u64>(callee, <u64>fp | <u64>code << 32);
              store<u64>(callee, <u64>func | <u64>load<u32>(func, FUNC_GLOBALS) << 32, FUNC);
              store<u64>(callee, <u64>load<u32>(func, FUNC_BUILTINS), BUILTINS);
              store<u64>(callee, 0, FRAME_OBJECT_FLAGS);
              fp = callee;
              callee += FRAME_LOCALS;
              const end = callee + (<usize>load<u32>(code, CODE_LOCALS) << 3);
              for (; args < sp; args += 8) { store<u64>(callee, load<u64>(args)); callee += 8; }
              for (; callee < end; callee += 8) store<u64>(callee, NULL);
              sp = end;
              words = <usize>load<u32>(code, CODE_WORDS);
              pc = words;
              store<u64>(fp, <u64>pc | <u64>sp << 32, PC);
              if ((load<u32>(pc) & 0xFF) == Op.RESUME && load<u32>(thread, BREAKER) == 0) pc += 4;
              continue;
            }
            if (enterPy(func, args, (sp - args) >> 3)) { s = RELOAD; break; }
            break;
          }
        }
        pc = generic(pc, Op.CALL);
        continue;
      }
      case Op.CALL_PY_DEFAULTS: { store<u32>(fp, <u32>pc, PC); s = callPyDefaults(fp, sp, arg); break; }
      case Op.CALL_PY_METHOD: { store<u32>(fp, <u32>pc, PC); s = callPyMethod(fp, sp, arg); break; }
      case Op.CALL_BUILTIN_O: {
        store<u32>(fp, <u32>pc, PC);
        s = callBuiltinO(sp, arg, pc);
        if (s <= MISSED) break;
        sp = s; s = FAILED; pc += 16;
        if (load<u32>(thread, BREAKER)) { s = LOOK; break; }
        continue;
      }
      case Op.CALL_BUILTIN_FAST: {
        store<u32>(fp, <u32>pc, PC);
        s = callBuiltinFast(sp, arg, pc);
        if (s <= MISSED) break;
        sp = s; s = FAILED; pc += 16;
        if (load<u32>(thread, BREAKER)) { s = LOOK; break; }
        continue;
      }
      case Op.CALL_METHOD_NOARGS: {
        store<u32>(fp, <u32>pc, PC);
        s = callMethodNoargs(sp, arg, pc);
        if (s <= MISSED) break;
        sp = s; s = FAILED; pc += 16;
        if (load<u32>(thread, BREAKER)) { s = LOOK; break; }
        continue;
      }
      case Op.CALL_METHOD_O: {
        store<u32>(fp, <u32>pc, PC);
        s = callMethodO(sp, arg, pc);
        if (s <= MISSED) break;
        sp = s; s = FAILED; pc += 16;
        if (load<u32>(thread, BREAKER)) { s = LOOK; break; }
        continue;
      }
      case Op.CALL_METHOD_FAST: {
        store<u32>(fp, <u32>pc, PC);
        s = callMethodFast(sp, arg, pc);
        if (s <= MISSED) break;
        sp = s; s = FAILED; pc += 16;
        if (load<u32>(thread, BREAKER)) { s = LOOK; break; }
        continue;
      }
      case Op.CALL_TYPE_1: { store<u32>(fp, <u32>pc, PC); s = callType1(sp, arg); if (s <= MISSED) break; sp = s; s = FAILED; pc += 16; continue; }
      case Op.CALL_CLASS_INIT: { store<u32>(fp, <u32>pc, PC); s = callClassInit(fp, sp, arg, pc); break; }
      case Op.CALL_LEN: { store<u32>(fp, <u32>pc, PC); s = callLen(sp, arg, pc); if (s <= MISSED) break; sp = s; s = FAILED; pc += 16; continue; }
      case Op.CALL_ISINSTANCE: { store<u32>(fp, <u32>pc, PC); s = callIsinstance(sp, arg, pc); if (s <= MISSED) break; sp = s; s = FAILED; pc += 16; continue; }
      case Op.FOR_ITER_RANGE: {
        const it = ptrOf(load<u64>(sp - 8));
        if (load<u32>(it, TYPE) == <u32>T.range_iterator) {
          const left = load<i64>(it, 16);
          if (left > 0) {
            const next = load<i64>(it, 8);
            store<i64>(it, left - 1, 16);
            store<i64>(it, next + load<i64>(it, 24), 8);
            const w2 = load<u32>(pc, 4);
            if ((w2 & 0xFF) == Op.STORE_FAST) {
              const slot = fp + (<usize>(w2 >>> 8) << 3) + FRAME_LOCALS;
              const old = load<u64>(slot);
              store<u64>(slot, INTS | (<u64>next & PAYLOAD));
              pc += 8;
              if (isPtr(old)) { store<u32>(fp, <u32>pc, PC); decrefPtr(ptrOf(old)); }
              continue;
            }
            store<u64>(sp, INTS | (<u64>next & PAYLOAD));
            sp += 8;
            pc += 4;
            continue;
          }
          pc = words + (arg << 2) + 4;
          continue;
        }
        pc = generic(pc, Op.FOR_ITER);
        continue;
      }
      case Op.FOR_ITER_LIST: {
        const it = ptrOf(load<u64>(sp - 8));
        if (load<u32>(it, TYPE) == <u32>T.list_iterator) {
          const list = load<u64>(it, 16);
          if (list != NULL) {
            const i = <usize>load<u32>(it, 8);
            if (i < <usize>load<u32>(ptrOf(list), 8)) {
              const v = load<u64>(<usize>load<u32>(ptrOf(list), 16) + (i << 3));
              incref(v);
              store<u32>(it, <u32>(i + 1), 8);
              store<u64>(sp, v);
              sp += 8;
              pc += 4;
              continue;
            }
            store<u64>(it, NULL, 16);
            store<u32>(fp, <u32>pc, PC);
            decrefPtr(ptrOf(list));
          }
          pc = words + (arg << 2) + 4;
          continue;
        }
        pc = generic(pc, Op.FOR_ITER);
        continue;
      }
      case Op.FOR_ITER_TUPLE: {
        const it = ptrOf(load<u64>(sp - 8));
        if (load<u32>(it, TYPE) == <u32>T.tuple_iterator) {
          const tuple = load<u64>(it, 16);
          if (tuple != NULL) {
            const i = <usize>load<u32>(it, 8);
            if (i < <usize>load<u32>(ptrOf(tuple), 8)) {
              const v = load<u64>(ptrOf(tuple) + (i << 3), 16);
              incref(v);
              store<u32>(it, <u32>(i + 1), 8);
              store<u64>(sp, v);
              sp += 8;
              pc += 4;
              continue;
            }
            store<u64>(it, NULL, 16);
            store<u32>(fp, <u32>pc, PC);
            decrefPtr(ptrOf(tuple));
          }
          pc = words + (arg << 2) + 4;
          continue;
        }
        pc = generic(pc, Op.FOR_ITER);
        continue;
      }
      case Op.FOR_ITER_GEN: {
        const it = load<u64>(sp - 8);
        if (isPtr(it) && load<u32>(ptrOf(it), TYPE) == <u32>T.generator) {
          if (load<u32>(ptrOf(it), GENERATOR_STATE) < <u32>GeneratorState.EXECUTING) {
            store<u32>(fp, <u32>pc, PC); store<u32>(fp, <u32>sp, SP);
            if (!enterGenerator(ptrOf(it), None)) break;
            // It yields: on behind the cache. It returns: the value goes to the END_FOR.
            store<u32>(fp, <u32>(words + (arg << 2) - pc), SKIP);
            store<u32>(fp, 4, SKIP_YIELD);
            fp = <usize>current().frame;
            words = <usize>load<u32>(<usize>load<u32>(fp, CODE), CODE_WORDS);
            pc = <usize>load<u32>(fp, PC);
            sp = <usize>load<u32>(fp, SP);
            continue;
          }
        }
        pc = generic(pc, Op.FOR_ITER);
        continue;
      }
      case Op.BINARY_SUBSCR_LIST_INT: {
        const key = load<u64>(sp - 8), container = load<u64>(sp - 16);
        if (key >= INTS && isPtr(container) && load<u32>(ptrOf(container), TYPE) == <u32>T.list) {
          const list = ptrOf(container);
          const size = <i64>load<u32>(list, 8);
          let i = <i64>(key << 16) >> 16;
          if (i < 0) i += size;
          if (<u64>i < <u64>size) {
            const v = load<u64>(<usize>load<u32>(list, 16) + (<usize>i << 3));
            incref(v);
            store<u64>(sp - 16, v);
            sp -= 8;
            store<u32>(fp, <u32>pc, PC);
            pc += 4;
            decrefPtr(list);
            continue;
          }
        }
        pc = generic(pc, Op.BINARY_SUBSCR);
        continue;
      }
      case Op.BINARY_SUBSCR_TUPLE_INT: {
        const key = load<u64>(sp - 8), container = load<u64>(sp - 16);
        if (key >= INTS && isPtr(container) && load<u32>(ptrOf(container), TYPE) == <u32>T.tuple) {
          const tuple = ptrOf(container);
          const size = <i64>load<u32>(tuple, 8);
          let i = <i64>(key << 16) >> 16;
          if (i < 0) i += size;
          if (<u64>i < <u64>size) {
            const v = load<u64>(tuple + (<usize>i << 3), 16);
            incref(v);
            store<u64>(sp - 16, v);
            sp -= 8;
            store<u32>(fp, <u32>pc, PC);
            pc += 4;
            decrefPtr(tuple);
            continue;
          }
        }
        pc = generic(pc, Op.BINARY_SUBSCR);
        continue;
      }
      case Op.BINARY_SUBSCR_STR_INT: case Op.BINARY_SUBSCR_DICT: { store<u32>(fp, <u32>pc, PC); s = subscrFast(sp, pc); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue; }
      case Op.STORE_SUBSCR_LIST_INT: {
        const key = load<u64>(sp - 8), container = load<u64>(sp - 16);
        if (key >= INTS && isPtr(container) && load<u32>(ptrOf(container), TYPE) == <u32>T.list) {
          const list = ptrOf(container);
          const size = <i64>load<u32>(list, 8);
          let i = <i64>(key << 16) >> 16;
          if (i < 0) i += size;
          if (<u64>i < <u64>size) {
            const at = <usize>load<u32>(list, 16) + (<usize>i << 3);
            const old = load<u64>(at);
            store<u64>(at, load<u64>(sp - 24));
            sp -= 24;
            store<u32>(fp, <u32>pc, PC);
            pc += 4;
            decref(old);
            decrefPtr(list);
            continue;
          }
        }
        pc = generic(pc, Op.STORE_SUBSCR);
        continue;
      }
      case Op.STORE_SUBSCR_DICT: { store<u32>(fp, <u32>pc, PC); s = storeSubscrDict(sp, pc); if (s <= LEAVE) break; sp = s; s = FAILED; pc += 4; continue; }

      case Op.INSTRUMENTED: { store<u32>(fp, <u32>pc, PC); store<u32>(fp, <u32>sp, SP); s = instrumented(fp, pc, sp, w); break; }

      default: { store<u32>(fp, <u32>pc, PC); raise(T.SystemError, "unknown opcode"); break; }
    }
    if (s == MISSED) { pc = generic(pc, Op.CALL); s = FAILED; continue; }
    if (s == LOOK) {
      store<u32>(fp, <u32>pc, PC); store<u32>(fp, <u32>sp, SP);
      s = lookAtBreaker(0, 0);
      if (s == RELOAD) { s = FAILED; continue; }
      if (s == LEAVE) return AGAIN;
      pc -= <usize>load<u8>(opCaches + (w & 0xFF)) << 2; // what was raised belongs to the instruction
    }
    // Something failed, or another frame is to go on, or the activation ends.
    if (s == FAILED) {
      if (!unwind(fp, pc, sp, true)) return NULL;
    } else if (s == LEAVE) return current().result;
    s = FAILED;
    fp = <usize>current().frame;
    words = changetype<CodeObj>(<usize>changetype<Frame>(fp).code).words;
    pc = <usize>changetype<Frame>(fp).pc;
    sp = <usize>changetype<Frame>(fp).sp;
  }
  return NULL;
}
