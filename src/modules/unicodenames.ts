// Names of characters, Unicode 16.0: for unicodedata, `\N{…}` and the error handler namereplace. The table (unicodenames.br, made by
// tools/unicode.ts) has three parts with an empty line between them: `distance;NAME` for each character, the distance from the one before it in
// base 36 and left out when it is 1; `code;ALIAS`; `code code …;SEQUENCE NAME`. Ideographs and Hangul syllables are computed.

/** Ranges of ideographs: their names end with the code point. */
const IDEOGRAPHS: readonly (readonly [from: number, to: number, prefix: string])[] = [
  [0x3400, 0x4dbf, "CJK UNIFIED IDEOGRAPH-"],
  [0x4e00, 0x9fff, "CJK UNIFIED IDEOGRAPH-"],
  [0xf900, 0xfa6d, "CJK COMPATIBILITY IDEOGRAPH-"],
  [0xfa70, 0xfad9, "CJK COMPATIBILITY IDEOGRAPH-"],
  [0x17000, 0x187f7, "TANGUT IDEOGRAPH-"],
  [0x18d00, 0x18d08, "TANGUT IDEOGRAPH-"],
  [0x20000, 0x2a6df, "CJK UNIFIED IDEOGRAPH-"],
  [0x2a700, 0x2b739, "CJK UNIFIED IDEOGRAPH-"],
  [0x2b740, 0x2b81d, "CJK UNIFIED IDEOGRAPH-"],
  [0x2b820, 0x2cea1, "CJK UNIFIED IDEOGRAPH-"],
  [0x2ceb0, 0x2ebe0, "CJK UNIFIED IDEOGRAPH-"],
  [0x2ebf0, 0x2ee5d, "CJK UNIFIED IDEOGRAPH-"],
  [0x2f800, 0x2fa1d, "CJK COMPATIBILITY IDEOGRAPH-"],
  [0x30000, 0x3134a, "CJK UNIFIED IDEOGRAPH-"],
  [0x31350, 0x323af, "CJK UNIFIED IDEOGRAPH-"],
];
const LEADS = "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" ");
const VOWELS = "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" ");
const TAILS = " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".split(" ");

export class UnicodeNames {
  readonly #names = new Map<number, string>();
  readonly #characters = new Map<string, string>();

  constructor(table: string) {
    const [names, aliases, sequences] = table.split("\n\n");
    let char = 0;
    for (const line of names!.split("\n")) {
      const at = line.indexOf(";");
      char += at === 0 ? 1 : Number.parseInt(line.slice(0, at), 36);
      const name = line.slice(at + 1);
      this.#names.set(char, name);
      this.#characters.set(name, String.fromCodePoint(char));
    }
    for (const line of `${aliases}\n${sequences}`.split("\n")) {
      const [codes, name] = line.split(";");
      this.#characters.set(name!, String.fromCodePoint(...codes!.split(" ").map((code) => Number.parseInt(code, 36))));
    }
  }

  /** The name of a character, or null. Aliases are no names. */
  name(char: number): string | null {
    const known = this.#names.get(char);
    if (known !== undefined) return known;
    if (char >= 0xac00 && char <= 0xd7a3) {
      const index = char - 0xac00;
      return `HANGUL SYLLABLE ${LEADS[Math.floor(index / 588)]}${VOWELS[Math.floor((index % 588) / 28)]}${TAILS[index % 28]}`;
    }
    for (const [from, to, prefix] of IDEOGRAPHS) if (char >= from && char <= to) return prefix + hexOf(char);
    return null;
  }

  /** The characters of a name, an alias or a named sequence in any case; null if there is none. */
  find(text: string): string | null {
    const name = text.toUpperCase();
    const known = this.#characters.get(name);
    if (known !== undefined) return known;
    const ideograph = /^(.*IDEOGRAPH-)([0-9A-F]{4,5})$/.exec(name);
    if (ideograph) {
      const char = Number.parseInt(ideograph[2]!, 16);
      return IDEOGRAPHS.some(([from, to, prefix]) => char >= from && char <= to && prefix === ideograph[1]) && hexOf(char) === ideograph[2]
        ? String.fromCodePoint(char)
        : null;
    }
    return name.startsWith("HANGUL SYLLABLE ") ? hangul(name.slice(16)) : null;
  }
}

function hexOf(char: number): string {
  return char.toString(16).toUpperCase().padStart(4, "0");
}

/** The syllable of romanised letters: the longest lead, then the longest vowel, then the tail. */
function hangul(letters: string): string | null {
  const [lead, leadLength] = longest(LEADS, letters);
  const [vowel, vowelLength] = longest(VOWELS, letters.slice(leadLength));
  const tail = TAILS.indexOf(letters.slice(leadLength + vowelLength));
  return lead < 0 || vowel < 0 || tail < 0 ? null : String.fromCodePoint(0xac00 + (lead * 21 + vowel) * 28 + tail);
}
function longest(list: readonly string[], text: string): [index: number, length: number] {
  let best = -1;
  for (const [index, item] of list.entries()) if (text.startsWith(item) && (best < 0 || item.length > list[best]!.length)) best = index;
  return [best, best < 0 ? 0 : list[best]!.length];
}
