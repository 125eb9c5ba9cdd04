// Which characters make identifiers (PEP 3131) and which can be printed.

const START = /^[\p{XID_Start}_]$/u;
const PART = /^\p{XID_Continue}$/u;
const UNPRINTABLE = /^[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]$/u;

export function isIdentifierStart(point: number): boolean {
  return START.test(String.fromCodePoint(point));
}

export function isIdentifierPart(point: number): boolean {
  return PART.test(String.fromCodePoint(point));
}

/** As `str.isprintable`: everything but control, format, unassigned, private and separator characters; the space is printable. */
export function isPrintable(point: number): boolean {
  return point === 32 || !UNPRINTABLE.test(String.fromCodePoint(point));
}
