// A Trace as a file: `tollbooth trace --raw FILE` writes one, `--read FILE` reports on it again.
//
//   "TBTRACE1"        8 bytes
//   u32 length        of the header, then the header: JSON, everything but the columns, and `events`
//   columns           each begins at a multiple of 8: time f64, thread u16, kind u8, why u8, call u16, value u32, `events` numbers each
//
// Little-endian, as are all machines that this runs on.
import type { Columns, Trace } from "./model.ts";

const MAGIC = "TBTRACE1";

export class TraceFileError extends Error {}

export function encodeTrace(trace: Trace): Uint8Array<ArrayBuffer> {
  const { time, thread, kind, why, call, value, ...about } = trace;
  const header = new TextEncoder().encode(JSON.stringify({ ...about, events: time.length }));
  const columns = [time, thread, kind, why, call, value];
  let size = aligned(12 + header.length);
  for (const column of columns) size = aligned(size + column.byteLength);
  const bytes = new Uint8Array(size);
  bytes.set(new TextEncoder().encode(MAGIC));
  new DataView(bytes.buffer).setUint32(8, header.length, true);
  bytes.set(header, 12);
  let at = aligned(12 + header.length);
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at = aligned(at + column.byteLength);
  }
  return bytes;
}

/** Throws a TraceFileError for what is not such a file, or not a whole one. */
export function decodeTrace(file: Uint8Array): Trace {
  const bytes = new Uint8Array(file);
  if (bytes.length < 12 || new TextDecoder("latin1").decode(bytes.subarray(0, 8)) !== MAGIC) throw new TraceFileError("not a trace");
  const length = new DataView(bytes.buffer).getUint32(8, true);
  let header: Omit<Trace, keyof Columns> & { events: number };
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(12, 12 + length)));
  } catch {
    throw new TraceFileError("a trace with a broken header");
  }
  const { events, ...about } = header;
  let at = aligned(12 + length);
  const column = <Column>(type: { new (buffer: ArrayBuffer, at: number, count: number): Column; BYTES_PER_ELEMENT: number }): Column => {
    const start = at;
    at = aligned(at + events * type.BYTES_PER_ELEMENT);
    if (at > bytes.length) throw new TraceFileError("a trace that was cut off");
    return new type(bytes.buffer, start, events);
  };
  return {
    ...about,
    time: column(Float64Array),
    thread: column(Uint16Array),
    kind: column(Uint8Array),
    why: column(Uint8Array),
    call: column(Uint16Array),
    value: column(Uint32Array),
  };
}

function aligned(size: number): number {
  return Math.ceil(size / 8) * 8;
}
