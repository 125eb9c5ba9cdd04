// CALL_INTRINSIC_1 and CALL_INTRINSIC_2: rare operations. Helpers as eval.ts describes them.

import { Value, NULL, None, boxPtr, ptrOf } from "../value";
import { runtime } from "../state";
import { T, N, name } from "../names.generated";
import { decref, newref } from "../memory/refcount";
import { raise, fetchError } from "../errors";
import { positive, call1, isType } from "../abstract";
import { CodeObj } from "../objects/codeobject";
import { FunctionObj } from "../objects/functionobject";
import { ExceptionObj } from "../objects/exceptionnew";
import { listToTuple } from "../objects/listtuple";
import { dictGetStr } from "../objects/dict";
import { typeVarNew, paramSpecNew, typeVarTupleNew, typeAliasNew, subscriptGeneric, setTypeParamDefault, typeVarWithBound, typeVarWithConstraints } from "./typeparams";
import { asyncGenWrap } from "./asyncgen";
import { CodeFlag, Intrinsic1, Intrinsic2 } from "./opcodes.generated";
import { Frame } from "./framelayout";
import { FAILED } from "./status";
import { replace1 } from "./operators";
import { importStar } from "./imports";
import { prepReraiseStar } from "./groups";

export function intrinsic1(fp: usize, sp: usize, which: usize): usize {
  const v = load<u64>(sp - 8);
  switch (<i32>which) {
    case Intrinsic1.PRINT: return replace1(sp, displayHook(v));
    case Intrinsic1.IMPORT_STAR: {
      const locals = <usize>changetype<Frame>(fp).locals;
      if (!locals) { raise(T.SystemError, "no locals found during 'import *'"); return FAILED; }
      return importStar(boxPtr(locals), v) < 0 ? FAILED : replace1(sp, None);
    }
    case Intrinsic1.STOPITERATION_ERROR: return replace1(sp, stopIterationError(fp, v));
    case Intrinsic1.ASYNC_GEN_WRAP: return replace1(sp, asyncGenWrap(v));
    case Intrinsic1.UNARY_POSITIVE: return replace1(sp, positive(v));
    case Intrinsic1.LIST_TO_TUPLE: return replace1(sp, listToTuple(v));
    case Intrinsic1.TYPEVAR: return replace1(sp, typeVarNew(v));
    case Intrinsic1.PARAMSPEC: return replace1(sp, paramSpecNew(v));
    case Intrinsic1.TYPEVARTUPLE: return replace1(sp, typeVarTupleNew(v));
    case Intrinsic1.SUBSCRIPT_GENERIC: return replace1(sp, subscriptGeneric(v));
    case Intrinsic1.TYPEALIAS: return replace1(sp, typeAliasNew(v));
  }
  raise(T.SystemError, "unknown intrinsic");
  return FAILED;
}
function displayHook(v: Value): Value {
  const hook = dictGetStr(runtime().sysDict, name(N.displayhook));
  if (hook == NULL) return raise(T.RuntimeError, "lost sys.displayhook");
  newref(hook);
  const r = call1(hook, v);
  decref(hook);
  return r;
}
/** What becomes of an exception that leaves a generator: a StopIteration (or StopAsyncIteration) turns into a RuntimeError. */
function stopIterationError(fp: usize, exc: Value): Value {
  const flags = changetype<CodeObj>(<usize>changetype<Frame>(fp).code).flags;
  let kind: string;
  if (isType(exc, T.StopIteration)) {
    kind = flags & CodeFlag.ASYNC_GENERATOR ? "async generator raised StopIteration" : flags & CodeFlag.COROUTINE ? "coroutine raised StopIteration" : "generator raised StopIteration";
  } else if (flags & CodeFlag.ASYNC_GENERATOR && isType(exc, T.StopAsyncIteration)) kind = "async generator raised StopAsyncIteration";
  else return newref(exc);
  raise(T.RuntimeError, kind);
  const e = fetchError();
  if (e == NULL) return NULL;
  const x = changetype<ExceptionObj>(ptrOf(e));
  const cause = x.cause, context = x.context;
  x.cause = newref(exc);
  x.context = newref(exc);
  x.suppressContext = 1;
  decref(cause);
  decref(context);
  return e;
}

export function intrinsic2(fp: usize, sp: usize, which: usize): usize {
  const b = load<u64>(sp - 8), a = load<u64>(sp - 16);
  let r: Value;
  switch (<i32>which) {
    case Intrinsic2.PREP_RERAISE_STAR: r = prepReraiseStar(a, b); break;
    case Intrinsic2.TYPEVAR_WITH_BOUND: r = typeVarWithBound(a, b); break;
    case Intrinsic2.TYPEVAR_WITH_CONSTRAINTS: r = typeVarWithConstraints(a, b); break;
    case Intrinsic2.SET_FUNCTION_TYPE_PARAMS: {
      const f = changetype<FunctionObj>(ptrOf(a));
      const old = f.typeParams;
      f.typeParams = newref(b);
      decref(old);
      r = newref(a);
      break;
    }
    case Intrinsic2.SET_TYPEPARAM_DEFAULT: r = setTypeParamDefault(a, b); break;
    default: r = raise(T.SystemError, "unknown intrinsic");
  }
  if (r == NULL) return FAILED;
  store<u64>(sp - 16, r);
  decref(a);
  decref(b);
  return sp - 8;
}
