// Character sets of regular expressions, as re/_compiler.py writes them: a run of tests that ends with FAILURE, turned around by NEGATE.

import { U_DECIMAL, uIs, uIsLinebreak, uIsSpace, uIsWord, uToLower, uToUpper } from "../objects/unicode";
import { Fold, Sre } from "./ops";

function isAsciiWord(c: u32): bool { return c < 128 && ((c | 32) - 97 < 26 || c - 48 < 10 || c == 0x5F); }
export function foldAscii(c: u32): u32 { return c - 65 < 26 ? c + 32 : c; }
function raiseAscii(c: u32): u32 { return c - 97 < 26 ? c - 32 : c; }

/** Whether a character is of a CATEGORY_ of re/_constants.py. */
export function inCategory(category: u32, c: u32): bool {
  switch (category) {
    case 0: return c - 48 < 10; // digit
    case 1: return c - 48 >= 10;
    case 2: return c == 32 || (c >= 9 && c <= 13); // space
    case 3: return !(c == 32 || (c >= 9 && c <= 13));
    case 4: case 8: return isAsciiWord(c); // word; of the locale, which is ASCII here
    case 5: case 9: return !isAsciiWord(c);
    case 6: return c == 10; // line break
    case 7: return c != 10;
    case 10: return c < 128 ? c - 48 < 10 : uIs(c, U_DECIMAL);
    case 11: return !(c < 128 ? c - 48 < 10 : uIs(c, U_DECIMAL));
    case 12: return uIsSpace(c);
    case 13: return !uIsSpace(c);
    case 14: return uIsWord(c);
    case 15: return !uIsWord(c);
    case 16: return uIsLinebreak(c);
    case 17: return !uIsLinebreak(c);
  }
  return false;
}
/** Whether the charset at `set` has a character. */
export function inCharset(set: usize, c: u32): bool {
  let ok = true;
  while (true) {
    const op = load<u32>(set);
    set += 4;
    switch (op) {
      case Sre.FAILURE: return !ok;
      case Sre.LITERAL:
        if (c == load<u32>(set)) return ok;
        set += 4;
        break;
      case Sre.CATEGORY:
        if (inCategory(load<u32>(set), c)) return ok;
        set += 4;
        break;
      case Sre.CHARSET:
        if (c < 256 && (load<u32>(set + (<usize>(c >>> 5) << 2)) >>> (c & 31) & 1)) return ok;
        set += 32;
        break;
      case Sre.RANGE:
        if (c >= load<u32>(set) && c <= load<u32>(set, 4)) return ok;
        set += 8;
        break;
      case Sre.RANGE_UNI_IGNORE: {
        if (c >= load<u32>(set) && c <= load<u32>(set, 4)) return ok;
        const u = uToUpper(c);
        if (u >= load<u32>(set) && u <= load<u32>(set, 4)) return ok;
        set += 8;
        break;
      }
      case Sre.NEGATE: ok = !ok; break;
      case Sre.BIGCHARSET: {
        const count = load<u32>(set);
        set += 4;
        if (c < 0x10000) {
          const bit = (<u32>load<u8>(set + (c >>> 8)) << 8) | (c & 255);
          if (load<u32>(set + 256 + (<usize>(bit >>> 5) << 2)) >>> (bit & 31) & 1) return ok;
        }
        set += 256 + (<usize>count << 5);
        break;
      }
      default: return false;
    }
  }
}
/** The same for a character folded as an ignore-case instruction does. */
export function inFolded(set: usize, c: u32, fold: u32): bool {
  switch (fold) {
    case Fold.ASCII: return inCharset(set, foldAscii(c));
    case Fold.UNICODE: return inCharset(set, uToLower(c));
    case Fold.LOCALE: {
      const lower = foldAscii(c);
      if (inCharset(set, lower)) return true;
      const upper = raiseAscii(c);
      return upper != lower && inCharset(set, upper);
    }
  }
  return inCharset(set, c);
}
/** A character folded for a group reference. */
export function folded(c: u32, fold: u32): u32 {
  switch (fold) {
    case Fold.ASCII: case Fold.LOCALE: return foldAscii(c);
    case Fold.UNICODE: return uToLower(c);
  }
  return c;
}
/** What a charset says of characters above 255: 0 none is in it, 1 all are, 2 it depends. */
export function highOf(set: usize, fold: u32): u32 {
  let high: u32 = 0, negated = false;
  while (true) {
    const op = load<u32>(set);
    set += 4;
    switch (op) {
      case Sre.FAILURE: return high == 2 ? 2 : negated ? 1 - high : high;
      case Sre.LITERAL:
        if (load<u32>(set) > 255 || fold == Fold.UNICODE) high = high == 1 ? 1 : 2;
        set += 4;
        break;
      case Sre.CATEGORY: {
        const category = load<u32>(set);
        if (category < 10) { if (category & 1) high = 1; }
        else if (high != 1) high = 2;
        set += 4;
        break;
      }
      case Sre.CHARSET:
        if (fold == Fold.UNICODE && high != 1) high = 2;
        set += 32;
        break;
      case Sre.RANGE: case Sre.RANGE_UNI_IGNORE:
        if ((load<u32>(set, 4) > 255 || fold == Fold.UNICODE) && high != 1) high = 2;
        set += 8;
        break;
      case Sre.NEGATE: negated = !negated; break;
      case Sre.BIGCHARSET:
        set += 4 + 256 + (<usize>load<u32>(set) << 5);
        if (high != 1) high = 2;
        break;
      default: return 2;
    }
  }
}
