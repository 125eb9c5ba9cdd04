// Loading, storing and deleting names: which instruction a name needs follows from its binding in the unit's scope.

import { Op } from "../../contract/opcodes.ts";
import type { Location } from "../symbols/error.ts";
import { Binding } from "../symbols/scope.ts";
import type { Unit } from "./unit.ts";

type Access = "fast" | "deref" | "global" | "name";

function access(unit: Unit, name: string, binding: Binding): Access {
  switch (binding) {
    case Binding.FREE:
    case Binding.CELL:
      return "deref";
    case Binding.LOCAL:
      return unit.isFunctionLike() || unit.hidden.get(name) === true ? "fast" : "name";
    case Binding.GLOBAL_IMPLICIT:
      return unit.isFunctionLike() ? "global" : "name";
    case Binding.GLOBAL_EXPLICIT:
      return "global";
    default:
      return "name";
  }
}

export function loadName(unit: Unit, loc: Location, source: string): void {
  const name = unit.mangled(source);
  const binding = unit.scope.binding(name);
  switch (access(unit, name, binding)) {
    case "fast":
      unit.emit(loc, Op.LOAD_FAST, unit.varIndex(name));
      return;
    case "deref":
      if (unit.scope.type === "class" && unit.inlinedComprehensions === 0) {
        unit.emit(loc, Op.LOAD_LOCALS);
        unit.emit(loc, Op.LOAD_FROM_DICT_OR_DEREF, unit.derefIndex(name));
      } else if (unit.scope.canSeeClassScope) {
        unit.emit(loc, Op.LOAD_DEREF, unit.derefIndex("__classdict__"));
        unit.emit(loc, Op.LOAD_FROM_DICT_OR_DEREF, unit.derefIndex(name));
      } else {
        unit.emit(loc, Op.LOAD_DEREF, unit.derefIndex(name));
      }
      return;
    case "global":
      if (unit.scope.canSeeClassScope && binding === Binding.GLOBAL_IMPLICIT) {
        unit.emit(loc, Op.LOAD_DEREF, unit.derefIndex("__classdict__"));
        unit.emit(loc, Op.LOAD_FROM_DICT_OR_GLOBALS, unit.nameIndex(name));
      } else {
        unit.emit(loc, Op.LOAD_GLOBAL, unit.nameIndex(name) << 1);
      }
      return;
    case "name":
      // Inside an inlined comprehension of a class body, a name of the module; the class's own names are not seen there.
      if (unit.scope.type === "class" && unit.inlinedComprehensions > 0) unit.emit(loc, Op.LOAD_GLOBAL, unit.nameIndex(name) << 1);
      else unit.emit(loc, Op.LOAD_NAME, unit.nameIndex(name));
  }
}

export function storeName(unit: Unit, loc: Location, source: string): void {
  const name = unit.mangled(source);
  switch (access(unit, name, unit.scope.binding(name))) {
    case "fast":
      unit.emit(loc, Op.STORE_FAST, unit.varIndex(name));
      return;
    case "deref":
      unit.emit(loc, Op.STORE_DEREF, unit.derefIndex(name));
      return;
    case "global":
      unit.emit(loc, Op.STORE_GLOBAL, unit.nameIndex(name));
      return;
    case "name":
      unit.emit(loc, Op.STORE_NAME, unit.nameIndex(name));
  }
}

export function deleteName(unit: Unit, loc: Location, source: string): void {
  const name = unit.mangled(source);
  switch (access(unit, name, unit.scope.binding(name))) {
    case "fast":
      unit.emit(loc, Op.DELETE_FAST, unit.varIndex(name));
      return;
    case "deref":
      unit.emit(loc, Op.DELETE_DEREF, unit.derefIndex(name));
      return;
    case "global":
      unit.emit(loc, Op.DELETE_GLOBAL, unit.nameIndex(name));
      return;
    case "name":
      unit.emit(loc, Op.DELETE_NAME, unit.nameIndex(name));
  }
}
