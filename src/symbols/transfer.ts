// Scopes as plain data, for Python's `symtable` module (lib/_symtable.py makes its objects of it).
//
// A scope is (name, type, line, nested, {symbol: flags}, [parameter], [inner scope]); type and flags are the numbers of CPython's
// _symtable.

import type { ConstantValue } from "../syntax/ast.ts";
import type { BlockType, Scope } from "./scope.ts";

export type ScopeData =
  | ConstantValue
  | { type: "tuple"; value: ScopeData[] }
  | { type: "list"; value: ScopeData[] }
  | { type: "dict"; value: [ScopeData, ScopeData][] };

const typeNumbers: Readonly<Record<BlockType, number>> = {
  function: 0,
  class: 1,
  module: 2,
  annotation: 3,
  "type alias": 4,
  "type parameters": 5,
  "type variable": 6,
};

const int = (value: number): ScopeData => ({ type: "int", value: BigInt(value) });
const str = (value: string): ScopeData => ({ type: "str", value });

export function scopeData(scope: Scope): ScopeData {
  return {
    type: "tuple",
    value: [
      str(scope.name),
      int(typeNumbers[scope.type]),
      int(scope.lineno),
      { type: scope.nested ? "True" : "False" },
      { type: "dict", value: [...scope.symbols].map(([name, flags]) => [str(name), int(flags)]) },
      { type: "list", value: scope.varnames.map(str) },
      { type: "list", value: scope.children.map(scopeData) },
    ],
  };
}
