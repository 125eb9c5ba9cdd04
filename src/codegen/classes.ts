// Class definitions: the body becomes a function that fills the namespace, called through __build_class__.

import { Intrinsic1, Op } from "../../contract/opcodes.ts";
import type { Location } from "../symbols/error.ts";
import type * as ast from "../syntax/ast.ts";
import { assemble } from "./assemble.ts";
import { callArguments } from "./calls.ts";
import { int, NONE, str, tuple } from "./code.ts";
import { withoutDocstring } from "./docstrings.ts";
import { applyDecorators, callHolder, decorators, loadClosure, makeClosure, typeParams } from "./functions.ts";
import { NO_LOCATION } from "./instructions.ts";
import { loadName, storeName } from "./names.ts";
import { body } from "./statements.ts";
import type { Compiler } from "./unit.ts";

export function classDef(c: Compiler, s: ast.ClassDef): void {
  const outer = c.unit;
  decorators(c, s.decorator_list);
  const firstlineno = s.decorator_list[0]?.lineno ?? s.lineno;
  const generic = s.type_params.length > 0;
  if (generic) {
    c.enter(c.scopeOf(s.type_params), "type parameters", `<generic parameters of ${s.name}>`, s.name, firstlineno);
    typeParams(c, s.type_params);
    storeName(c.unit, s, ".type_params");
  }
  classBody(c, s, firstlineno);
  const holder = c.unit;
  if (generic) {
    loadName(holder, s, ".type_params");
    holder.emit(s, Op.CALL_INTRINSIC_1, Intrinsic1.SUBSCRIPT_GENERIC);
    storeName(holder, s, ".generic_base");
    callArguments(c, s, 2, s.bases, ".generic_base", s.keywords);
    callHolder(c, s, 0);
  } else {
    callArguments(c, s, 2, s.bases, null, s.keywords);
  }
  applyDecorators(c, s.decorator_list);
  storeName(outer, s, s.name);
}

/** Leaves __build_class__, NULL, the function of the body, and the name of the class. */
function classBody(c: Compiler, s: ast.ClassDef, firstlineno: number): void {
  const scope = c.scopeOf(s);
  const unit = c.enter(scope, "class", s.name, s.name, firstlineno);
  const loc: Location = { lineno: firstlineno, end_lineno: firstlineno, col_offset: 0, end_col_offset: 0 };
  loadName(unit, loc, "__name__");
  storeName(unit, loc, "__module__");
  unit.loadConst(loc, str(unit.qualname));
  storeName(unit, loc, "__qualname__");
  unit.loadConst(loc, int(firstlineno));
  storeName(unit, loc, "__firstlineno__");
  if (s.type_params.length > 0) {
    loadName(unit, loc, ".type_params");
    storeName(unit, loc, "__type_params__");
  }
  if (scope.needsClassDict) {
    unit.emit(loc, Op.LOAD_LOCALS);
    unit.emit(loc, Op.STORE_DEREF, unit.derefIndex("__classdict__"));
  }
  if (scope.hasConditionalAnnotations) {
    unit.emit(loc, Op.BUILD_SET, 0);
    unit.emit(loc, Op.STORE_DEREF, unit.derefIndex("__conditional_annotations__"));
  }
  body(c, loc, c.options.optimize >= 2 ? withoutDocstring(s.body) : s.body);
  unit.loadConst(NO_LOCATION, tuple([...unit.staticAttributes].sort().map(str)));
  storeName(unit, NO_LOCATION, "__static_attributes__");
  if (scope.needsClassDict) {
    loadClosure(unit, NO_LOCATION, "__classdict__");
    storeName(unit, NO_LOCATION, "__classdictcell__");
  }
  if (scope.needsClassClosure) {
    loadClosure(unit, NO_LOCATION, "__class__");
    unit.emit(NO_LOCATION, Op.COPY, 1);
    storeName(unit, NO_LOCATION, "__classcell__");
  } else {
    unit.loadConst(NO_LOCATION, NONE);
  }
  unit.emit(NO_LOCATION, Op.RETURN_VALUE);
  unit.returnNone();
  const code = assemble(c, unit);
  c.leave();
  c.unit.emit(s, Op.LOAD_BUILD_CLASS);
  c.unit.emit(s, Op.PUSH_NULL);
  makeClosure(c, s, unit, code, 0);
  c.unit.loadConst(s, str(s.name));
}
