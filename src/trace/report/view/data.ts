// Reads the trace that stands in the page.

import type { Trace } from "../../model.ts";
import type { ReportHead } from "../page.ts";
import { decodeColumns } from "../wire.ts";
import { byId } from "./dom.ts";

export async function readTrace(): Promise<{ trace: Trace; head: ReportHead }> {
  const head = JSON.parse(byId("head").textContent ?? "") as ReportHead;
  const holder = byId("columns");
  const packed = fromBase64((holder.textContent ?? "").trim());
  holder.remove();
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const { program, interval, duration, threads, calls, lost } = head;
  const policy = head.policy as Trace["policy"];
  return { head, trace: { program, policy, interval, duration, threads, calls, lost, ...decodeColumns(bytes) } };
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const modern = Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (modern.fromBase64 !== undefined) return modern.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
