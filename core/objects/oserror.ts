// Raising OSError for an error number of the host.

import { Value, NULL, None, boxInt, boxPtr } from "../value";
import { current } from "../state";
import { T } from "../names.generated";
import { decref, newref } from "../memory/refcount";
import { raiseObject } from "../errors";
import { callTuple } from "../abstract";
import { tupleNew, tuplePut } from "./tupleobject";
import { strFromLiteral } from "./strnew";
import { errnoText } from "./errnotext";
import { handlePending } from "../threads/wait";

export const EINTR: i32 = 4;

/** The text of an error number, as os.strerror. */
export function strerror(n: i32): Value {
  const text = errnoText(n);
  if (text.length) return strFromLiteral(text);
  return strFromLiteral("Unknown error");
}

/** Raises OSError(n, text[, filename[, None, filename2]]), or the subclass that belongs to the number; the names are borrowed, NULL for none. Returns NULL. */
export function raiseOSError(n: i32, filename: Value = NULL, filename2: Value = NULL): Value {
  const count = filename2 != NULL ? 5 : filename != NULL ? 3 : 2;
  const args = tupleNew(count);
  if (args == NULL) return NULL;
  tuplePut(args, 0, boxInt(n));
  tuplePut(args, 1, strerror(n));
  if (count > 2) tuplePut(args, 2, newref(filename));
  if (count > 3) { tuplePut(args, 3, None); tuplePut(args, 4, newref(filename2)); }
  const exc = callTuple(boxPtr(T.OSError), args);
  decref(args);
  return exc == NULL ? NULL : raiseObject(exc);
}

/** Whether a host call that returned `result` was interrupted and is to be made again (PEP 475); when a signal handler raised, false, with the exception set. */
export function interrupted(result: i32): bool {
  if (result != -EINTR) return false;
  // Where a file's call waits, handlers run, though its buffer is locked.
  const t = current();
  const inBuffer = t.inBuffer;
  t.inBuffer = 0;
  const goesOn = handlePending() >= 0;
  t.inBuffer = inBuffer;
  return goesOn;
}
