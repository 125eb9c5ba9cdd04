// Private names: inside class `C`, `__x` is `_C__x`.

/** The name as stored: `name` itself unless it is private to class `owner`. */
export function mangle(owner: string | null, name: string): string {
  if (owner === null || name.length < 3 || name.charCodeAt(0) !== 95 || name.charCodeAt(1) !== 95) return name;
  // Dunders are nobody's, and an import of `__a.b` names a path.
  if (name.endsWith("__") || name.includes(".")) return name;
  let start = 0;
  while (start < owner.length && owner.charCodeAt(start) === 95) start++;
  return start === owner.length ? name : `_${owner.slice(start)}${name}`;
}
