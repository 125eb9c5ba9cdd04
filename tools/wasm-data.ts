// Takes the active data segments out of a WebAssembly module (binary format, https://webassembly.github.io/spec/core/binary/modules.html).

const DATA = 11;
const DATA_COUNT = 12;

function leb(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const b = bytes[at++]!;
    value += (b & 0x7f) * 2 ** shift;
    if (b < 0x80) return [value, at];
  }
}

/** The signed LEB128 of an i32.const. */
function sleb(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  let shift = 0;
  for (;;) {
    const b = bytes[at++]!;
    value |= (b & 0x7f) << shift;
    shift += 7;
    if (b < 0x80) return [shift < 32 && b & 0x40 ? value | (-1 << shift) : value, at];
  }
}

/** `module` without its data section, and `data`: (address u32, length u32, bytes) for each segment. Throws on a segment that is not active at a constant address of memory 0. */
export function stripDataSegments(wasm: Uint8Array): { module: Uint8Array; data: Uint8Array } {
  const kept: Uint8Array[] = [wasm.subarray(0, 8)];
  const parts: Uint8Array[] = [];
  for (let at = 8; at < wasm.length; ) {
    const start = at;
    const id = wasm[at]!;
    const [size, body] = leb(wasm, at + 1);
    at = body + size;
    if (id === DATA) {
      let [count, p] = leb(wasm, body);
      while (count-- > 0) {
        if (wasm[p] !== 0 || wasm[p + 1] !== 0x41) throw new Error("core.wasm has a data segment that is not active at a constant address");
        const [address, end] = sleb(wasm, p + 2);
        const [length, bytes] = leb(wasm, end + 1);
        const head = new Uint8Array(8);
        new DataView(head.buffer).setUint32(0, address >>> 0, true);
        new DataView(head.buffer).setUint32(4, length, true);
        parts.push(head, wasm.subarray(bytes, bytes + length));
        p = bytes + length;
      }
    } else if (id !== DATA_COUNT) kept.push(wasm.subarray(start, at));
  }
  return { module: Buffer.concat(kept), data: Buffer.concat(parts) };
}
