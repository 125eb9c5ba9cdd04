// The report page: one HTML file that holds a trace, a script and a style, and asks nothing of the network.
//
// This file runs where the trace was made and puts the parts together; view/ is the script, bundled for browsers by tools/bundle.ts. What both
// need (the bytes of the columns, lanes, words) stands beside this file.

import type { Trace } from "../model.ts";
import { encodeColumns, toBase64 } from "./wire.ts";

/** What stands in the page beside the columns, as JSON. */
export interface ReportHead {
  program: string;
  policy: string;
  interval: number;
  duration: number;
  threads: Trace["threads"];
  calls: string[];
  lost: number;
  verdict: string;
}

export interface ReportParts {
  /** The bundle of view/main.ts. */
  script: string;
  /** view/style.css. */
  style: string;
  /** Deflates bytes, without a header. */
  deflate(bytes: Uint8Array): Uint8Array;
}

/** The page for a trace. `verdict` is the sentence that says what the GIL did to the program. */
export function reportPage(trace: Trace, about: { verdict: string }, parts: ReportParts): string {
  const head: ReportHead = {
    program: trace.program,
    policy: trace.policy,
    interval: trace.interval,
    duration: trace.duration,
    threads: trace.threads,
    calls: trace.calls,
    lost: trace.lost,
    verdict: about.verdict,
  };
  return htmlPage(`${trace.program} – Tollbooth trace`, parts, [
    "<noscript>This page draws with JavaScript, which is switched off here.</noscript>",
    `<script type="application/json" id="head">${inScript(JSON.stringify(head))}</script>`,
    `<script type="text/plain" id="columns">${toBase64(parts.deflate(encodeColumns(trace)))}</script>`,
  ]);
}

/** A page with a script and a style of its own and nothing from elsewhere: its policy forbids the browser to ask for more. */
export function htmlPage(title: string, { script, style }: Pick<ReportParts, "script" | "style">, body: string[]): string {
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">`,
    `<title>${escapeHtml(title)}</title>`,
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    ...body,
    `<script>${inScript(script)}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** Text that can stand in a script element: nothing in it ends the element or opens a comment. In JSON and in JavaScript's strings it means the same. */
function inScript(text: string): string {
  return text.replace(/<(?=\/script|script|!--)/gi, "\\u003c");
}
