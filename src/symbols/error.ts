// The one way in which scopes and code generation report a SyntaxError.

export interface Location {
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
}

/** A SyntaxError found after parsing. Columns are byte offsets, as in the tree; compile.ts turns them into the positions of Python's
 *  exception, since only it knows the source. */
export class CompileError extends Error {
  readonly location: Location;
  constructor(message: string, location: Location) {
    super(message);
    this.name = "CompileError";
    this.location = location;
  }
}

export function fail(message: string, location: Location): never {
  throw new CompileError(message, location);
}
