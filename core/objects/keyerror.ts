// KeyError with the key as its argument.

import { Value } from "../value";
import { T } from "../names.generated";
import { raiseWith } from "../errors";
import { newref } from "../memory/refcount";

/** Raises KeyError(key); NULL. */
export function raiseKeyError(key: Value): Value { return raiseWith(T.KeyError, newref(key)); }
