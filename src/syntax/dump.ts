// Printing trees as `ast.dump` of Python 3.14 does, and tokens for `--dump=tokens`.

import type { ConstantValue, Node } from "./ast.ts";
import { isPrintable } from "./characters.ts";
import { codePoints } from "./literals.ts";
import type { NodeSchema } from "./schema.ts";
import { SCHEMA } from "./schema.ts";

export interface DumpOptions {
  /** As ast.dump: null for one line, a number of spaces, or the text of one level. */
  indent?: number | string | null;
  annotateFields?: boolean;
  includeAttributes?: boolean;
  /** Shows fields that are empty lists or None as well. */
  showEmpty?: boolean;
}

const ATTRIBUTES = ["lineno", "col_offset", "end_lineno", "end_col_offset"] as const;

/** The text of `ast.dump(tree, indent=...)`. */
export function dumpAst(tree: Node, options: DumpOptions = {}): string {
  const indent =
    options.indent === undefined || options.indent === null
      ? null
      : typeof options.indent === "number"
        ? " ".repeat(options.indent)
        : options.indent;
  const annotate = options.annotateFields ?? true;
  const attributes = options.includeAttributes ?? false;
  const showEmpty = options.showEmpty ?? false;

  /** The text, and whether it is simple: without fields that are nodes. */
  function format(value: unknown, schema: NodeSchema | null, level: number): [string, boolean] {
    const inner = level + 1;
    const prefix = indent === null ? "" : "\n" + indent.repeat(inner);
    const separator = indent === null ? ", " : ",\n" + indent.repeat(inner);
    if (Array.isArray(value)) {
      if (value.length === 0) return ["[]", true];
      return [`[${prefix}${value.map((item) => format(item, schema, inner)[0]).join(separator)}]`, false];
    }
    if (value === null || value === undefined) return ["None", true];
    if (typeof value === "number") return [String(value), true];
    if (typeof value === "string") return [reprString(Array.from(value, (char) => char.codePointAt(0)!)), true];
    const node = value as Node;
    const own = SCHEMA.get(node.kind)!;
    const parts: string[] = [];
    let simple = true;
    let keywords = annotate;
    // Empty lists are left out, but for those that stand before a field given by position.
    let buffered = 0;
    for (const field of own.fields) {
      const item = (node as unknown as { [key: string]: unknown })[field.key];
      if (field.optional && !field.sequence && (item === null || item === undefined)) {
        keywords = true;
        continue;
      }
      if (!showEmpty && field.sequence && (item as unknown[]).length === 0) {
        buffered++;
        continue;
      }
      if (!keywords) for (; buffered > 0; buffered--) parts.push("[]");
      let text: string;
      if (field.type === "constant") text = reprConstant(item as ConstantValue);
      else if (field.type === "operator" || field.type === "boolop" || field.type === "unaryop" || field.type === "expr_context") {
        text = `${item as string}()`;
      } else if (field.type === "cmpop") {
        const deeper = indent === null ? "" : "\n" + indent.repeat(inner + 1);
        const between = indent === null ? ", " : "," + deeper;
        text = `[${deeper}${(item as string[]).map((op) => `${op}()`).join(between)}]`;
        simple = false;
      } else {
        const [formatted, plain] = format(item, own, inner);
        text = formatted;
        simple &&= plain;
      }
      parts.push(keywords ? `${field.name}=${text}` : text);
    }
    if (attributes && own.positioned) {
      for (const name of ATTRIBUTES) parts.push(`${name}=${String((node as unknown as { [key: string]: number })[name])}`);
    }
    const head = node.kind;
    if (simple && parts.length <= 3) return [`${head}(${parts.join(", ")})`, parts.length === 0];
    return [`${head}(${prefix}${parts.join(separator)})`, false];
  }
  return format(tree, null, 0)[0];
}

export function reprConstant(value: ConstantValue): string {
  switch (value.type) {
    case "None":
    case "True":
    case "False":
    case "Ellipsis":
      return value.type;
    case "int":
      return value.value.toString();
    case "float":
      return reprFloat(value.value);
    case "complex": {
      const imag = reprComplexPart(value.imag);
      if (value.real === 0 && !Object.is(value.real, -0)) return `${imag}j`;
      return `(${reprComplexPart(value.real)}${/^[-]/.test(imag) ? "" : "+"}${imag}j)`;
    }
    case "str":
      return reprString(codePoints(value));
    case "bytes":
      return reprBytes(value.value);
    case "tuple": {
      const items = value.value.map(reprConstant);
      return items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`;
    }
    case "frozenset":
      return value.value.length === 0 ? "frozenset()" : `frozenset({${value.value.map(reprConstant).join(", ")}})`;
  }
}

/** `repr(float)`: the shortest digits that read back the same, with an exponent from 1e16 on and below 1e-4. */
export function reprFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (value === Infinity) return "inf";
  if (value === -Infinity) return "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude >= 1e16 || magnitude < 1e-4)) {
    const [mantissa, exponent] = value.toExponential().split("e");
    const sign = exponent[0];
    return `${mantissa}e${sign}${exponent.slice(1).padStart(2, "0")}`;
  }
  const text = String(value);
  return /[.e]/.test(text) ? text : text + ".0";
}

function reprComplexPart(value: number): string {
  return reprFloat(value).replace(/\.0$/, "");
}

/** `repr(str)` of a string given as code points. */
export function reprString(points: number[]): string {
  const quote = points.includes(39) && !points.includes(34) ? '"' : "'";
  let text = quote;
  for (const point of points) {
    if (point === 92) text += "\\\\";
    else if (point === quote.charCodeAt(0)) text += "\\" + quote;
    else if (point === 10) text += "\\n";
    else if (point === 13) text += "\\r";
    else if (point === 9) text += "\\t";
    else if (point >= 32 && point < 127) text += String.fromCharCode(point);
    else if (point > 126 && isPrintable(point)) text += String.fromCodePoint(point);
    else if (point < 0x100) text += "\\x" + point.toString(16).padStart(2, "0");
    else if (point < 0x10000) text += "\\u" + point.toString(16).padStart(4, "0");
    else text += "\\U" + point.toString(16).padStart(8, "0");
  }
  return text + quote;
}

export function reprBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  let text = "b" + quote;
  for (const byte of bytes) {
    if (byte === 92) text += "\\\\";
    else if (byte === quote.charCodeAt(0)) text += "\\" + quote;
    else if (byte === 10) text += "\\n";
    else if (byte === 13) text += "\\r";
    else if (byte === 9) text += "\\t";
    else if (byte >= 32 && byte < 127) text += String.fromCharCode(byte);
    else text += "\\x" + byte.toString(16).padStart(2, "0");
  }
  return text + quote;
}
