// Unicode data by JavaScript's own parts: property escapes of regular expressions, case mappings, normal forms.
import { unicodeCategories } from "../../contract/hostcalls.ts";

let categories: { code: number; test: RegExp }[] | null = null;

/** The general category as an index into `unicodeCategories`. */
export function category(char: number): number {
  if (char >= 0xd800 && char <= 0xdfff) return unicodeCategories.indexOf("Cs");
  categories ??= unicodeCategories.slice(1).map((name, index) => ({ code: index + 1, test: new RegExp(`^\\p{${name}}$`, "u") }));
  const text = String.fromCodePoint(char);
  for (const { code, test } of categories) if (test.test(text)) return code;
  return 0;
}

/** The characters of an upper (0), lower (1), title (2) or folded (3) form. */
export function caseForm(char: number, form: number): number[] {
  if (char >= 0xd800 && char <= 0xdfff) return [char];
  const text = String.fromCodePoint(char);
  let result: string;
  if (form === 0) result = text.toUpperCase();
  else if (form === 1) result = text.toLowerCase();
  else if (form === 2) result = titleForm(char, text);
  else result = foldedForm(char, text);
  return Array.from(result, (each) => each.codePointAt(0)!);
}

/** Title case is upper case but for the digraphs and for characters that expand, where only the first part is upper. */
function titleForm(char: number, text: string): string {
  if (char >= 0x1c4 && char <= 0x1cc) return String.fromCodePoint(char <= 0x1c6 ? 0x1c5 : char <= 0x1c9 ? 0x1c8 : 0x1cb);
  if (char >= 0x1f1 && char <= 0x1f3) return "\u01f2";
  if (char >= 0x10d0 && char <= 0x10ff) return text;
  // Greek with iota subscript has title forms of one character.
  if (char >= 0x1f80 && char <= 0x1faf) return String.fromCodePoint(char | 8);
  if (char === 0x1fb3 || char === 0x1fc3 || char === 0x1ff3) return String.fromCodePoint(char + 9);
  if (char === 0x1fbc || char === 0x1fcc || char === 0x1ffc) return text;
  const upper = text.toUpperCase();
  const [first, ...rest] = upper;
  return rest.length === 0 ? upper : first + rest.join("").toLowerCase();
}

/** Case folding: the lower case of the upper case, but for what Unicode's table says otherwise. */
function foldedForm(char: number, text: string): string {
  if (char === 0x130) return "i\u0307";
  if (char === 0x131) return text;
  if (char === 0x1e9e || char === 0xdf) return "ss";
  if (char >= 0x13a0 && char <= 0x13f5) return text;
  if (char >= 0x13f8 && char <= 0x13fd) return String.fromCodePoint(char - 8);
  if (char >= 0xab70 && char <= 0xabbf) return String.fromCodePoint(char - 0xab70 + 0x13a0);
  // Where the upper case keeps to one character, Σ and ς fold alike through it.
  return text.toUpperCase().toLowerCase().replaceAll("ς", "σ");
}

const PROPERTIES = [
  /^\p{L}$/u,
  /^\p{Lowercase}$/u,
  /^\p{Uppercase}$/u,
  /^\p{Lt}$/u,
  /^\p{Cased}$/u,
  /^\p{Case_Ignorable}$/u,
  /^[\p{XID_Start}_]$/u,
  /^\p{XID_Continue}$/u,
  /^[^\p{C}\p{Z}]$|^ $/u,
  /^[\x09-\x0d\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/u,
];

export function hasProperty(char: number, property: number): boolean {
  if (char >= 0xd800 && char <= 0xdfff) return false;
  return PROPERTIES[property]!.test(String.fromCodePoint(char));
}

const DECIMAL = /^\p{Nd}$/u;
const NUMBER = /^[\p{Nl}\p{No}]$/u;

/** Decimal (0), digit (1) or numeric (2) value, or NaN. */
export function numberOf(char: number, kind: number): number {
  if (char >= 0xd800 && char <= 0xdfff) return Number.NaN;
  const text = String.fromCodePoint(char);
  if (DECIMAL.test(text)) {
    // Decimal digits stand in runs of ten, zero first.
    let zero = char;
    while (char - zero < 10 && zero > 0 && DECIMAL.test(String.fromCodePoint(zero - 1))) zero--;
    return char >= 0x1d7ce && char <= 0x1d7ff ? (char - 0x1d7ce) % 10 : (char - zero) % 10;
  }
  if (kind === 0 || !NUMBER.test(text)) return Number.NaN;
  const plain = text.normalize("NFKC");
  // Superscripts, subscripts and circled digits are one digit; fractions, Roman and bracketed numbers are numeric only.
  if (/^[0-9]$/.test(plain)) return Number(plain);
  if (kind === 1) return Number.NaN;
  if (/^[0-9]+$/.test(plain)) return Number(plain);
  const fraction = /^([0-9]+)\u2044([0-9]+)$/.exec(plain);
  if (fraction !== null) return Number(fraction[1]) / Number(fraction[2]);
  const roman = /^[IVXLCDM]+$/i.test(plain) ? romanValue(plain.toUpperCase()) : Number.NaN;
  return roman;
}

function romanValue(text: string): number {
  const values: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const value = values[text[i]!]!;
    sum += value < (values[text[i + 1] ?? ""] ?? 0) ? -value : value;
  }
  return sum;
}
