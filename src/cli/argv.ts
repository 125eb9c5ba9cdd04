// The words of the command line. They are bytes, and Node gives them as text in which every byte that is not UTF-8 has become the same character; Python
// has a lone surrogate for each, as os.fsdecode() makes them.
import { readFileSync } from "node:fs";

const REPLACEMENT = "\ufffd";

/** The arguments behind the script's name. */
export function commandLineWords(): string[] {
  const words = process.argv.slice(2);
  if (!words.some((word) => word.includes(REPLACEMENT)) || process.platform !== "linux") return words;
  const raw = splitAtZeros(readFileSync("/proc/self/cmdline"));
  return raw.slice(raw.length - words.length).map(decodeEscaped);
}

function splitAtZeros(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0, at);
    parts.push(bytes.subarray(at, end));
    at = end + 1;
  }
  return parts;
}

/** UTF-8, with U+DC00 + b for each byte b that is none. */
function decodeEscaped(bytes: Uint8Array): string {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at]!;
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    try {
      text += strict.decode(bytes.subarray(at, at + length));
      at += length;
    } catch {
      // Not a character.
      text += String.fromCharCode(0xdc00 + first);
      at++;
    }
  }
  return text;
}
