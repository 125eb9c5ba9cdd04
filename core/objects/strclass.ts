// The questions a str answers about its characters: isalpha, isdigit, isspace and the like.

import { Value, True, False, boxBool, ptrOf } from "../value";
import { strLen, strView } from "./strnew";
import { strData, strIsAscii, strIsIdentifier } from "./strmake";
import { textAt } from "./strsearch";
import { uFlags, uIs, U_ALPHA, U_ALNUM, U_DECIMAL, U_DIGIT, U_NUMERIC, U_SPACE, U_LOWER, U_UPPER, U_TITLE, U_PRINTABLE } from "./unicode";

/** Whether there is a character and every one has one of the flags. */
function all(v: Value, flags: u32): Value {
  const n = strLen(v);
  if (n == 0) return False;
  const at = strData(v), kind = <u32>strView(ptrOf(v)).kind;
  for (let i: usize = 0; i < n; i++) if (!uIs(textAt(at, kind, i), flags)) return False;
  return True;
}
export function strIsAlpha(self: Value): Value { return all(self, U_ALPHA); }
export function strIsAlnum(self: Value): Value { return all(self, U_ALNUM); }
export function strIsDecimal(self: Value): Value { return all(self, U_DECIMAL); }
export function strIsDigit(self: Value): Value { return all(self, U_DIGIT); }
export function strIsNumeric(self: Value): Value { return all(self, U_NUMERIC); }
export function strIsSpace(self: Value): Value { return all(self, U_SPACE); }
export function strIsAsciiMethod(self: Value): Value { return boxBool(strIsAscii(self)); }
export function strIsIdentifierMethod(self: Value): Value { return boxBool(strIsIdentifier(self)); }
export function strIsPrintable(self: Value): Value { return strLen(self) == 0 ? True : all(self, U_PRINTABLE); }

/** A cased character of the wanted kind, and none of the other two. */
function cased(v: Value, wanted: u32, others: u32): Value {
  const n = strLen(v), at = strData(v), kind = <u32>strView(ptrOf(v)).kind;
  let found = false;
  for (let i: usize = 0; i < n; i++) {
    const f = uFlags(textAt(at, kind, i));
    if (f & others) return False;
    if (f & wanted) found = true;
  }
  return boxBool(found);
}
export function strIsLower(self: Value): Value { return cased(self, U_LOWER, U_UPPER | U_TITLE); }
export function strIsUpper(self: Value): Value { return cased(self, U_UPPER, U_LOWER | U_TITLE); }
export function strIsTitle(self: Value): Value {
  const n = strLen(self), at = strData(self), kind = <u32>strView(ptrOf(self)).kind;
  let found = false, previousCased = false;
  for (let i: usize = 0; i < n; i++) {
    const f = uFlags(textAt(at, kind, i));
    if (f & (U_UPPER | U_TITLE)) {
      if (previousCased) return False;
      previousCased = found = true;
    } else if (f & U_LOWER) {
      if (!previousCased) return False;
      previousCased = found = true;
    } else previousCased = false;
  }
  return boxBool(found);
}
