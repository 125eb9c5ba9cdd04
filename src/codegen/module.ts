// The outermost unit: a module, an interactive statement, or an expression.

import { Op } from "../../contract/opcodes.ts";
import type { Location } from "../symbols/error.ts";
import type * as ast from "../syntax/ast.ts";
import { assemble } from "./assemble.ts";
import type { CodeObject } from "./code.ts";
import { withoutDocstring } from "./docstrings.ts";
import { expr } from "./expressions.ts";
import { Block, NO_LOCATION } from "./instructions.ts";
import { body } from "./statements.ts";
import type { Compiler } from "./unit.ts";

export function generate(c: Compiler, mod: ast.Mod): CodeObject {
  const unit = c.enter(c.table.top, "module", "<module>", null, 1);
  if (mod.kind === "Module" || mod.kind === "Interactive") {
    const statements = c.options.optimize >= 2 && mod.kind === "Module" ? withoutDocstring(mod.body) : mod.body;
    const first = statements[0];
    const loc: Location = first ?? { lineno: 1, end_lineno: 1, col_offset: 0, end_col_offset: 0 };
    // __annotate__ is set first of all, though what it says is known only at the end.
    unit.annotationsAt = new Block();
    unit.use(unit.annotationsAt);
    unit.use(new Block());
    if (unit.scope.hasConditionalAnnotations) {
      unit.emit(loc, Op.BUILD_SET, 0);
      unit.emitName(loc, Op.STORE_NAME, "__conditional_annotations__");
    }
    body(c, loc, statements);
    unit.returnNone();
  } else if (mod.kind === "Expression") {
    expr(c, mod.body);
    unit.emit(NO_LOCATION, Op.RETURN_VALUE);
  }
  return assemble(c, unit);
}
