// types.GenericAlias: list[int]. Not there yet.
import { NULL, Value } from "../value";
import { raise } from "../errors";
import { T } from "../names.generated";

/** `origin[args]`. */
export function genericAlias(origin: Value, args: Value): Value { return raise(T.TypeError, "generic aliases are not built in yet"); }
