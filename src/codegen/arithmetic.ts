// Python's operators on constants, as far as the compiler computes them. null: it does not (an error, too large, or not worth it).

import { BinaryOp, Op } from "../../contract/opcodes.ts";
import { bool, type Const, isTrue } from "./code.ts";

const MAX_INT_BITS = 128;
const MAX_COLLECTION = 256;
const MAX_STRING = 4096;
const MAX_TOTAL_ITEMS = 1024;

export function notConst(value: Const): Const | null {
  return bool(!isTrue(value));
}

function asInt(value: Const): bigint | null {
  if (value.type === "int") return value.value;
  if (value.type === "True") return 1n;
  if (value.type === "False") return 0n;
  return null;
}

export function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude < 0x100000000n) return 32 - Math.clz32(Number(magnitude));
  return magnitude.toString(2).length;
}

export function unaryConst(op: "-" | "+" | "~", value: Const): Const | null {
  const n = asInt(value);
  if (n !== null) {
    if (op === "~") return value.type === "int" ? { type: "int", value: ~n } : null;
    return { type: "int", value: op === "-" ? -n : n };
  }
  if (op === "~") return null;
  if (value.type === "float") return op === "-" ? { type: "float", value: -value.value } : value;
  if (value.type === "complex") return op === "-" ? { type: "complex", real: -value.real, imag: -value.imag } : value;
  return null;
}

type Operator = "+" | "-" | "*" | "/" | "//" | "%" | "&" | "|" | "^" | "<<" | ">>" | "**";

const operators = new Map<number, Operator>([
  [Op.BINARY_ADD, "+"],
  [Op.BINARY_SUBTRACT, "-"],
  [Op.BINARY_MULTIPLY, "*"],
  [Op.BINARY_TRUE_DIVIDE, "/"],
  [Op.BINARY_FLOOR_DIVIDE, "//"],
  [Op.BINARY_REMAINDER, "%"],
  [Op.BINARY_AND, "&"],
  [Op.BINARY_OR, "|"],
  [Op.BINARY_XOR, "^"],
  [Op.BINARY_LSHIFT, "<<"],
  [Op.BINARY_RSHIFT, ">>"],
]);

export function binaryConst(op: number, arg: number, left: Const, right: Const): Const | null {
  const operator = op === Op.BINARY_OP ? (arg === BinaryOp.POWER ? "**" : undefined) : operators.get(op);
  if (operator === undefined) return null;
  const a = asInt(left);
  const b = asInt(right);
  if (a !== null && b !== null) {
    const logical = operator === "&" || operator === "|" || operator === "^";
    if (logical && left.type !== "int" && right.type !== "int") {
      return bool((operator === "&" ? a & b : operator === "|" ? a | b : a ^ b) !== 0n);
    }
    return intOp(operator, a, b);
  }
  if (left.type === "complex" || right.type === "complex") return complexOp(operator, left, right);
  const x = asFloat(left);
  const y = asFloat(right);
  if (x !== null && y !== null) return floatOp(operator, x, y);
  if (operator === "+") return concatenate(left, right);
  if (operator === "*") {
    if (a !== null) return repeat(right, a);
    if (b !== null) return repeat(left, b);
  }
  return null;
}

function intOp(op: Operator, a: bigint, b: bigint): Const | null {
  const int = (value: bigint): Const => ({ type: "int", value });
  switch (op) {
    case "+":
      return int(a + b);
    case "-":
      return int(a - b);
    case "*":
      return a !== 0n && b !== 0n && bitLength(a) + bitLength(b) > MAX_INT_BITS ? null : int(a * b);
    case "/": {
      if (b === 0n) return null;
      const value = divideInts(a, b);
      return value === null ? null : { type: "float", value };
    }
    case "//":
      return b === 0n ? null : int(floorDivide(a, b));
    case "%":
      return b === 0n ? null : int(a - b * floorDivide(a, b));
    case "&":
      return int(a & b);
    case "|":
      return int(a | b);
    case "^":
      return int(a ^ b);
    case "<<":
      if (b < 0n) return null;
      if (a !== 0n && b !== 0n && (b > BigInt(MAX_INT_BITS) || bitLength(a) > MAX_INT_BITS - Number(b))) return null;
      return int(a === 0n ? 0n : a << b);
    case ">>":
      return b < 0n ? null : int(b > 0xffffffffn ? (a < 0n ? -1n : 0n) : a >> b);
    case "**":
      if (b < 0n) return a > 0n ? exactPower(Number(a), Number(b)) : null;
      if (a !== 0n && b > 0n && (b > BigInt(MAX_INT_BITS) || bitLength(a) > Math.floor(MAX_INT_BITS / Number(b)))) return null;
      if (a === 0n) return int(b === 0n ? 1n : 0n);
      return int(a ** b);
  }
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** The float nearest to a / b. */
function divideInts(a: bigint, b: bigint): number | null {
  const limit = 9007199254740992n;
  const x = a < 0n ? -a : a;
  const y = b < 0n ? -b : b;
  const negative = a < 0n !== b < 0n && a !== 0n;
  let value: number;
  if (x <= limit && y <= limit) {
    value = Number(x) / Number(y);
  } else {
    // A quotient of at least 66 bits, with a sticky bit: Number() then rounds it right.
    const shift = 66 - (bitLength(x) - bitLength(y));
    const up = shift > 0 ? x << BigInt(shift) : x;
    const down = shift < 0 ? y << BigInt(-shift) : y;
    let quotient = up / down;
    if (up % down !== 0n) quotient |= 1n;
    if (shift > 1000 || shift < -1000) return null;
    value = Number(quotient) * 2 ** -shift;
    if (!Number.isFinite(value) || (value < 2.3e-308 && value !== 0)) return null;
  }
  return negative ? -value : value;
}

function asFloat(value: Const): number | null {
  if (value.type === "float") return value.value;
  const n = asInt(value);
  if (n === null) return null;
  const x = Number(n);
  return Number.isFinite(x) ? x : null;
}

function floatOp(op: Operator, x: number, y: number): Const | null {
  const float = (value: number): Const => ({ type: "float", value });
  switch (op) {
    case "+":
      return float(x + y);
    case "-":
      return float(x - y);
    case "*":
      return float(x * y);
    case "/":
      return y === 0 ? null : float(x / y);
    case "//":
    case "%": {
      if (y === 0) return null;
      let mod = x % y;
      let div = (x - mod) / y;
      if (mod !== 0) {
        if (y < 0 !== mod < 0) {
          mod += y;
          div -= 1;
        }
      } else {
        mod = Object.is(y, -0) || y < 0 ? -0 : 0;
      }
      if (op === "%") return float(mod);
      if (div === 0) return float(x / y < 0 || Object.is(x / y, -0) ? -0 : 0);
      let floor = Math.floor(div);
      if (div - floor > 0.5) floor += 1;
      return float(floor);
    }
    case "**":
      return exactPower(x, y);
    default:
      return null;
  }
}

/** Powers of two are exact; of other powers the last bit is the run time's to decide. */
function exactPower(x: number, y: number): Const | null {
  if (!Number.isInteger(y) || Math.abs(y) > 1074 || x <= 0 || !Number.isFinite(x)) return null;
  let exponent = 0;
  let rest = x;
  while (rest >= 2 && exponent < 1100) {
    rest /= 2;
    exponent++;
  }
  while (rest < 1 && exponent > -1100) {
    rest *= 2;
    exponent--;
  }
  if (rest !== 1) return null;
  let power = exponent * y;
  if (power > 1023 || power < -1022) return null;
  let value = 1;
  for (; power > 0; power--) value *= 2;
  for (; power < 0; power++) value /= 2;
  return { type: "float", value };
}

interface Complex {
  real: number;
  imag: number;
}

function complexOp(op: Operator, left: Const, right: Const): Const | null {
  const make = (real: number, imag: number): Const => ({ type: "complex", real, imag });
  const a: Complex | null = left.type === "complex" ? left : null;
  const b: Complex | null = right.type === "complex" ? right : null;
  const x = a === null ? asFloat(left) : 0;
  const y = b === null ? asFloat(right) : 0;
  if (x === null || y === null) return null;
  switch (op) {
    case "+":
      if (a !== null && b !== null) return make(a.real + b.real, a.imag + b.imag);
      return a !== null ? make(a.real + y, a.imag) : make(x + b!.real, b!.imag);
    case "-":
      if (a !== null && b !== null) return make(a.real - b.real, a.imag - b.imag);
      return a !== null ? make(a.real - y, a.imag) : make(x - b!.real, -b!.imag);
    case "*":
      if (a !== null && b !== null) return make(a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real);
      return a !== null ? make(a.real * y, a.imag * y) : make(x * b!.real, x * b!.imag);
    case "/":
      return a !== null && b === null && y !== 0 ? make(a.real / y, a.imag / y) : null;
    default:
      return null;
  }
}

// Sequences

function concatenate(left: Const, right: Const): Const | null {
  if (left.type === "str" && right.type === "str") {
    if (left.points || right.points) return null;
    // The halves of a surrogate pair must not meet.
    const last = left.value.charCodeAt(left.value.length - 1);
    const first = right.value.charCodeAt(0);
    if (last >= 0xd800 && last < 0xdc00 && first >= 0xdc00 && first < 0xe000) return null;
    return { type: "str", value: left.value + right.value };
  }
  if (left.type === "bytes" && right.type === "bytes") {
    const value = new Uint8Array(left.value.length + right.value.length);
    value.set(left.value);
    value.set(right.value, left.value.length);
    return { type: "bytes", value };
  }
  if (left.type === "tuple" && right.type === "tuple") return { type: "tuple", value: [...left.value, ...right.value] };
  return null;
}

function repeat(value: Const, count: bigint): Const | null {
  if (BigInt.asIntN(64, count) !== count) return null; // an OverflowError, when it is executed
  switch (value.type) {
    case "str": {
      if (value.points) return null;
      const size = codePoints(value.value);
      if (size > 0 && (count < 0n || count > BigInt(Math.floor(MAX_STRING / size)))) return null;
      const first = value.value.charCodeAt(0);
      if (first >= 0xdc00 && first < 0xe000) return null;
      return { type: "str", value: size === 0 ? "" : value.value.repeat(Number(count)) };
    }
    case "bytes": {
      const size = value.value.length;
      if (size > 0 && (count < 0n || count > BigInt(Math.floor(MAX_STRING / size)))) return null;
      const n = size === 0 ? 0 : Number(count);
      const out = new Uint8Array(size * n);
      for (let i = 0; i < n; i++) out.set(value.value, i * size);
      return { type: "bytes", value: out };
    }
    case "tuple": {
      const size = value.value.length;
      if (size > 0 && (count < 0n || count > BigInt(Math.floor(MAX_COLLECTION / size)))) return null;
      const n = size === 0 ? 0 : Number(count);
      if (n > 0 && totalItems(value) > Math.floor(MAX_TOTAL_ITEMS / n)) return null;
      return { type: "tuple", value: Array.from({ length: n }, () => value.value).flat() };
    }
    default:
      return null;
  }
}

function totalItems(value: Const): number {
  if (value.type !== "tuple") return 0;
  return value.value.reduce((sum, item) => sum + totalItems(item), value.value.length);
}

function codePoints(text: string): number {
  let n = 0;
  for (const _ of text) n++;
  return n;
}

export function subscriptConst(container: Const, key: Const): Const | null {
  const items = itemsOf(container);
  if (items === null) return null;
  const index = asInt(key);
  if (index !== null) {
    const at = index < 0n ? index + BigInt(items.length) : index;
    if (at < 0n || at >= BigInt(items.length)) return null;
    const item = items[Number(at)]!;
    switch (container.type) {
      case "str":
        return { type: "str", value: item as string };
      case "bytes":
        return { type: "int", value: BigInt(item as number) };
      default:
        return item as Const;
    }
  }
  if (key.type !== "slice") return null;
  const picked = slice(items, key.start, key.stop, key.step);
  if (picked === null) return null;
  switch (container.type) {
    case "str":
      return { type: "str", value: (picked as string[]).join("") };
    case "bytes":
      return { type: "bytes", value: Uint8Array.from(picked as number[]) };
    default:
      return { type: "tuple", value: picked as Const[] };
  }
}

function itemsOf(container: Const): readonly (string | number | Const)[] | null {
  switch (container.type) {
    case "str":
      return container.points || /[\ud800-\udfff]/.test(container.value) ? null : container.value.split("");
    case "bytes":
      return [...container.value];
    case "tuple":
      return container.value;
    default:
      return null;
  }
}

function slice<T>(items: readonly T[], start: Const, stop: Const, step: Const): T[] | null {
  const n = items.length;
  const read = (part: Const): number | null | undefined => {
    if (part.type === "None") return null;
    const value = asInt(part);
    return value === null || value > 0x7fffffffn || value < -0x7fffffffn ? undefined : Number(value);
  };
  const by = read(step);
  let from = read(start);
  let to = read(stop);
  if (by === undefined || from === undefined || to === undefined || by === 0) return null;
  const stride = by ?? 1;
  const clamp = (value: number): number => {
    const at = value < 0 ? value + n : value;
    if (stride > 0) return Math.max(0, Math.min(n, at));
    return Math.max(-1, Math.min(n - 1, at));
  };
  from = from === null ? (stride > 0 ? 0 : n - 1) : clamp(from);
  to = to === null ? (stride > 0 ? n : -1) : clamp(to);
  const out: T[] = [];
  for (let i = from; stride > 0 ? i < to : i > to; i += stride) out.push(items[i]!);
  return out;
}
