// The code object as the compiler hands it out, and the constants in it.

import type { ConstantValue } from "../syntax/ast.ts";

export type Const =
  | Exclude<ConstantValue, { type: "tuple" } | { type: "frozenset" }>
  | { type: "tuple"; value: Const[] }
  | { type: "frozenset"; value: Const[] }
  | { type: "slice"; start: Const; stop: Const; step: Const }
  | { type: "code"; value: CodeObject };

/** Python's code object; names as there, without the co_. */
export interface CodeObject {
  argcount: number;
  posonlyargcount: number;
  kwonlyargcount: number;
  stacksize: number;
  flags: number;
  /** Instruction words, see contract/opcodes.ts. */
  code: Uint32Array;
  consts: Const[];
  names: string[];
  localsplusnames: string[];
  localspluskinds: Uint8Array;
  filename: string;
  name: string;
  qualname: string;
  firstlineno: number;
  /** PEP 657 locations, counted in words. */
  linetable: Uint8Array;
  exceptiontable: Uint8Array;
}

export const NONE: Const = { type: "None" };
export const TRUE: Const = { type: "True" };
export const FALSE: Const = { type: "False" };
export const ELLIPSIS: Const = { type: "Ellipsis" };
export const int = (value: number | bigint): Const => ({ type: "int", value: BigInt(value) });
export const str = (value: string): Const => ({ type: "str", value });
export const tuple = (value: Const[]): Const => ({ type: "tuple", value });
export const bool = (value: boolean): Const => (value ? TRUE : FALSE);

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");

/** Equal for constants that one entry of co_consts can serve: 1, 1.0 and True differ, and so do 0.0 and -0.0. */
export function constKey(c: Const): string {
  switch (c.type) {
    case "str":
      return c.points ? `S${c.points.join()}` : `s${c.value}`;
    case "int":
      return `i${c.value}`;
    case "None":
    case "True":
    case "False":
    case "Ellipsis":
      return c.type;
    case "float":
      return `f${floatKey(c.value)}`;
    case "complex":
      return `c${floatKey(c.real)},${floatKey(c.imag)}`;
    case "bytes":
      return `b${latin1(c.value)}`;
    case "tuple":
      return `(${c.value.map(lengthKey).join("")})`;
    case "frozenset":
      return `{${c.value.map(lengthKey).sort().join("")}}`;
    case "slice":
      return `[${lengthKey(c.start)}${lengthKey(c.stop)}${lengthKey(c.step)}]`;
    case "code": {
      // Equal code at an equal place in the source: a generator expression that is compiled twice.
      const { qualname, firstlineno, code, consts, linetable } = c.value;
      const words = new Uint8Array(code.buffer, code.byteOffset, code.byteLength);
      return `C${qualname}:${firstlineno}:${latin1(words)}:${latin1(linetable)}:${consts.map(lengthKey).join("")}`;
    }
  }
}

function lengthKey(c: Const): string {
  const key = constKey(c);
  return `${key.length}:${key}`;
}

function floatKey(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Truth as Python's bool() has it. */
export function isTrue(c: Const): boolean {
  switch (c.type) {
    case "None":
    case "False":
      return false;
    case "int":
      return c.value !== 0n;
    case "float":
      return c.value !== 0;
    case "complex":
      return c.real !== 0 || c.imag !== 0;
    case "str":
    case "bytes":
    case "tuple":
    case "frozenset":
      return c.value.length > 0;
    default:
      return true;
  }
}

export function typeName(c: Const): string {
  switch (c.type) {
    case "None":
      return "NoneType";
    case "True":
    case "False":
      return "bool";
    case "Ellipsis":
      return "ellipsis";
    default:
      return c.type;
  }
}
