// From the bytes of a file to text: byte order mark, coding cookie (PEP 263), newlines.

import { PySyntaxError } from "./errors.ts";

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK = /^[ \t\f]*(?:#.*)?$/;

export interface DecodedSource {
  text: string;
  /** As `tokenize.detect_encoding` names it: 'utf-8', 'utf-8-sig', 'iso-8859-1' or the cookie's own spelling. */
  encoding: string;
}

/** Python's spelling of the encodings that it treats alike. */
function normalizedName(name: string): string {
  const spelled = name.slice(0, 12).toLowerCase().replaceAll("_", "-");
  if (spelled === "utf-8" || spelled.startsWith("utf-8-")) return "utf-8";
  if (/^(latin-1|iso-8859-1|iso-latin-1)(-|$)/.test(spelled)) return "iso-8859-1";
  return name;
}

/** The encoding that the coding cookie in the first two lines names, or null. */
export function codingCookie(bytes: Uint8Array): string | null {
  let start = 0;
  for (let line = 0; line < 2; line++) {
    let end = start;
    while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end++;
    const text = latin1(bytes.subarray(start, end));
    const match = COOKIE.exec(text);
    if (match !== null) return normalizedName(match[1]);
    if (!BLANK.test(text)) return null;
    start = bytes[end] === 13 && bytes[end + 1] === 10 ? end + 2 : end + 1;
  }
  return null;
}

export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

function nonUtf8(bytes: Uint8Array, filename: string): PySyntaxError {
  // The decoder does not say where it failed: find the first byte that it cannot take.
  let at = 0;
  let lineno = 1;
  let lineStart = 0;
  const fatal = new TextDecoder("utf-8", { fatal: true });
  while (at < bytes.length) {
    const byte = bytes[at];
    const length = byte < 0x80 ? 1 : byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
    if (length === 0) break;
    try {
      if (length > 1) fatal.decode(bytes.subarray(at, at + length));
    } catch {
      break;
    }
    if (byte === 10) {
      lineno++;
      lineStart = at + 1;
    }
    at += length;
  }
  let end = at;
  while (end < bytes.length && bytes[end] !== 10) end++;
  const lossy = new TextDecoder("utf-8");
  const before = [...lossy.decode(bytes.subarray(lineStart, at + 1))].length;
  return new PySyntaxError(
    "SyntaxError",
    `Non-UTF-8 code starting with '\\x${bytes[at].toString(16).padStart(2, "0")}' in file ${filename} on line ${lineno}, ` +
      "but no encoding declared; see https://peps.python.org/pep-0263/ for details",
    filename,
    lineno,
    before,
    lossy.decode(bytes.subarray(lineStart, end)),
    lineno,
    before,
  );
}

/** Decodes a file's bytes. Newlines stay as they are. Raises the SyntaxErrors about encodings. */
export function decodeSource(bytes: Uint8Array, filename: string): DecodedSource {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const cookie = codingCookie(bom ? bytes.subarray(3) : bytes);
  if (bom && cookie !== null && cookie !== "utf-8") {
    throw new PySyntaxError("SyntaxError", `encoding problem: ${cookie} with BOM`, filename, 0, -1);
  }
  if (cookie === null || cookie === "utf-8") {
    try {
      // A byte order mark at the start goes away, as it should; one after it must stay.
      const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bom ? bytes.subarray(3) : bytes);
      return { text, encoding: bom ? "utf-8-sig" : "utf-8" };
    } catch {
      throw nonUtf8(bytes, filename);
    }
  }
  if (cookie === "iso-8859-1") return { text: latin1(bytes), encoding: cookie };
  if (/^(us-)?ascii$/i.test(cookie)) {
    const at = bytes.findIndex((byte) => byte > 127);
    if (at < 0) return { text: latin1(bytes), encoding: cookie };
    throw new PySyntaxError(
      "SyntaxError",
      `'ascii' codec can't decode byte 0x${bytes[at].toString(16)} in position ${at}: ordinal not in range(128)`,
      filename,
      0,
      -1,
    );
  }
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(platformLabel(cookie), { fatal: true, ignoreBOM: true });
  } catch {
    throw new PySyntaxError("SyntaxError", `unknown encoding: ${cookie}`, filename, 0, -1);
  }
  try {
    return { text: decoder.decode(bytes), encoding: cookie };
  } catch {
    throw new PySyntaxError("SyntaxError", `encoding problem: ${cookie}`, filename, 0, -1);
  }
}

/** The label under which TextDecoder knows one of Python's encodings. */
function platformLabel(name: string): string {
  const spelled = name.toLowerCase().replaceAll("_", "-");
  const table: { [python: string]: string } = {
    cp1251: "windows-1251",
    cp1252: "windows-1252",
    cp1250: "windows-1250",
    cp1253: "windows-1253",
    cp1254: "windows-1254",
    cp949: "euc-kr",
    cp932: "shift-jis",
    sjis: "shift-jis",
    "shift-jisx0213": "shift-jis",
    "iso8859-15": "iso-8859-15",
    "iso8859-2": "iso-8859-2",
    "iso8859-5": "iso-8859-5",
    "iso2022-jp": "iso-2022-jp",
    cp866: "ibm866",
    mbcs: "windows-1252",
    "euc-jp": "euc-jp",
    eucjp: "euc-jp",
    big5: "big5",
    gb2312: "gb2312",
    gbk: "gbk",
    "koi8-r": "koi8-r",
  };
  return table[spelled] ?? spelled;
}

/** All newlines as '\n'. */
export function translateNewlines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
