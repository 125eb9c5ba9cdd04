// From list to tuple: its own file because both layouts meet here.

import { Value } from "../value";
import { listSize, listItems } from "./listobject";
import { tupleFrom } from "./tupleobject";

/** A tuple of the items of a list. */
export function listToTuple(list: Value): Value { return tupleFrom(listItems(list), listSize(list)); }
