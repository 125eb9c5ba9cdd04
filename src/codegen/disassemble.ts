// --dump=bytecode: a code object and those inside it, in the style of Python's dis.

import {
  binaryOpSymbols,
  Intrinsic1,
  Intrinsic2,
  Op,
  opCaches,
  opJumps,
  opNames,
  opOperands,
  specialMethodNames,
} from "../../contract/opcodes.ts";
import type { CodeObject } from "./code.ts";
import { readExceptionTable, readLineTable } from "./tables.ts";
import { reprConst } from "./unparse.ts";

const commonConstants = ["AssertionError", "NotImplementedError", "tuple", "all", "any"];
const conversions = ["", "str", "repr", "ascii"];
const functionAttributes: Readonly<Record<number, string>> = {
  1: "defaults",
  2: "kwdefaults",
  4: "annotations",
  8: "closure",
  16: "annotate",
};

function keyOf(table: Readonly<Record<string, number>>, value: number): string {
  return Object.keys(table).find((key) => table[key] === value) ?? "?";
}

/** What an argument means, in words; "" if the number says it all. */
export function argumentText(c: CodeObject, op: number, arg: number, labels: ReadonlyMap<number, string>): string {
  const name = c.names;
  const local = c.localsplusnames;
  switch (opOperands[op]) {
    case "local":
    case "deref":
      return local[arg] ?? "?";
    case "local2":
      return `${local[arg >> 12]}, ${local[arg & 0xfff]}`;
    case "localconst":
      return `${local[arg >> 12]}, ${reprConst(c.consts[arg & 0xfff]!)}`;
    case "const":
      return reprConst(c.consts[arg]!);
    case "name":
      return name[arg] ?? "?";
    case "name1": {
      const extra = arg & 1 ? (op === Op.LOAD_GLOBAL ? " + NULL" : " + NULL|self") : "";
      return `${name[arg >> 1]}${extra}`;
    }
    case "super":
      return `${name[arg >> 2]}${arg & 1 ? " + NULL|self" : ""}`;
    case "jump":
      return `to ${labels.get(arg) ?? arg}`;
    case "binary":
      return binaryOpSymbols[arg] ?? "?";
    case "intrinsic1":
      return keyOf(Intrinsic1, arg);
    case "intrinsic2":
      return keyOf(Intrinsic2, arg);
    case "special":
      return specialMethodNames[arg] ?? "?";
    case "common":
      return commonConstants[arg] ?? "?";
    case "convert":
      return conversions[arg] ?? "?";
    default:
      if (op === Op.SET_FUNCTION_ATTRIBUTE) return functionAttributes[arg] ?? "?";
      if (op === Op.IS_OP) return arg ? "is not" : "is";
      if (op === Op.CONTAINS_OP) return arg ? "not in" : "in";
      return "";
  }
}

export function disassemble(c: CodeObject): string {
  let out = listing(c);
  for (const constant of c.consts) {
    if (constant.type !== "code") continue;
    out += `\nDisassembly of ${reprConst(constant)}:\n${disassemble(constant.value)}`;
  }
  return out;
}

function listing(c: CodeObject): string {
  const handlers = readExceptionTable(c.exceptiontable);
  const targets = new Set<number>();
  for (let word = 0; word < c.code.length; ) {
    const op = c.code[word]! & 255;
    if (opJumps[op]) targets.add(c.code[word]! >>> 8);
    word += 1 + opCaches[op]!;
  }
  for (const handler of handlers) {
    targets.add(handler.start);
    targets.add(handler.end);
    targets.add(handler.target);
  }
  const labels = new Map<number, string>();
  [...targets].sort((a, b) => a - b).forEach((word, i) => labels.set(word, `L${i + 1}`));

  let out = "";
  let line = -2;
  const places = readLineTable(c.linetable, c.firstlineno);
  let place = 0;
  for (let word = 0; word < c.code.length; ) {
    const op = c.code[word]! & 255;
    const arg = c.code[word]! >>> 8;
    while (places[place]!.end <= word) place++;
    const here = places[place]!.lineno;
    let shown = "";
    if (here !== line) {
      if (line !== -2) out += "\n";
      shown = here < 0 ? "--" : String(here);
      line = here;
    }
    const label = labels.get(word);
    const text = argumentText(c, op, arg, labels);
    const operand = opOperands[op] === "none" ? "" : `${String(arg).padStart(6)}${text === "" ? "" : ` (${text})`}`;
    out += `${shown.padStart(5)}  ${(label === undefined ? "" : `${label}:`).padStart(6)} ${String(word).padStart(5)} `;
    out += `${opNames[op]!.padEnd(26)}${operand}`.trimEnd();
    out += "\n";
    word += 1 + opCaches[op]!;
  }
  if (handlers.length > 0) {
    out += "ExceptionTable:\n";
    for (const { start, end, target, depth, lasti } of handlers) {
      out += `  ${labels.get(start)} to ${labels.get(end)} -> ${labels.get(target)} [${depth}]${lasti ? " lasti" : ""}\n`;
    }
  }
  return out;
}
