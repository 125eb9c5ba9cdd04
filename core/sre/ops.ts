// The instructions of the matcher. core/sre/translate.ts makes them from the words that CPython's re/_compiler.py emits; they say the
// same, in a form that runs faster: sets have a bitmap for the first 256 characters, jumps are absolute, and what may follow a
// repeat is known at the repeat.
//
// Single-character tests come first: `single` in a repeat is one of them with its argument.

export const enum Op {
  CHAR, //     c
  NOT_CHAR, // c
  ANY, //      (not a line feed)
  ANY_ALL, //
  SET, //      offset of the set
  LAST_SINGLE,

  FAIL, //
  MATCH, //
  SUB_END, //       end of an assertion, an atomic group or one round of a possessive loop
  AT, //            where (AT_ numbers of re/_constants.py)
  MARK, //          index
  JUMP, //          target
  STRING, //        n, then n characters
  BRANCH, //        next alternative, single, argument: try what follows, later the next alternative; a test that fails skips at once
  REPEAT_ONE, //    min, max, single, argument, next single, argument: greedy
  POSSESSIVE_ONE, // min, max, single, argument
  MIN_REPEAT_ONE, // min, max, single, argument, next single, argument
  LOOP, //          register, until: start of a loop, ends at the until instruction
  MAX_UNTIL, //     register, min, max, body: greedy loop
  MIN_UNTIL, //     register, min, max, body
  ASSERT, //        back, after
  ASSERT_NOT, //    back, after
  ATOMIC, //        after
  POSSESSIVE, //    register, min, max, after
  GROUPREF, //      group, fold (0 none, 1 ASCII, 2 locale, 3 Unicode)
  GROUP_EXISTS, //  group, else
}
/** No test: for `next single` of a repeat and the filter of a branch. */
export const NO_SINGLE: u32 = 255;

// A set: eight words of bitmap for characters below 256, then these words.
export const SET_HIGH: usize = 32; // of other characters: 0 none, 1 all, 2 ask the charset
export const SET_FOLD: usize = 36; // how a character is folded before the charset is asked: Fold
export const SET_CODE: usize = 40; // index of the charset's words in the pattern's original code
export const SET_BYTES: usize = 44;
export const enum Fold { NONE, ASCII, LOCALE, UNICODE }

/** No limit, as the compiler writes it. */
export const MAX_REPEAT: u32 = 0xFFFFFFFF;

// Operators of re/_constants.py.
export const enum Sre {
  FAILURE, SUCCESS, ANY, ANY_ALL, ASSERT, ASSERT_NOT, AT, BRANCH, CATEGORY, CHARSET, BIGCHARSET, GROUPREF, GROUPREF_EXISTS, IN, INFO, JUMP, LITERAL, MARK,
  MAX_UNTIL, MIN_UNTIL, NOT_LITERAL, NEGATE, RANGE, REPEAT, REPEAT_ONE, SUBPATTERN, MIN_REPEAT_ONE, ATOMIC_GROUP, POSSESSIVE_REPEAT,
  POSSESSIVE_REPEAT_ONE, GROUPREF_IGNORE, IN_IGNORE, LITERAL_IGNORE, NOT_LITERAL_IGNORE, GROUPREF_LOC_IGNORE, IN_LOC_IGNORE,
  LITERAL_LOC_IGNORE, NOT_LITERAL_LOC_IGNORE, GROUPREF_UNI_IGNORE, IN_UNI_IGNORE, LITERAL_UNI_IGNORE, NOT_LITERAL_UNI_IGNORE, RANGE_UNI_IGNORE,
}
