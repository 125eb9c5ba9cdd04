// Puts pages together from what the build left beside the command line.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import type { LabReport } from "../lab/model.ts";
import { labPage } from "../lab/page.ts";
import type { Trace } from "../trace/model.ts";
import { type ReportParts, reportPage } from "../trace/report/page.ts";

const DIST = import.meta.filename.endsWith(".ts") ? join(import.meta.dirname, "../../dist") : import.meta.dirname;

/** The script and the style of a page, by the name that tools/bundle.ts gives it. */
export function pageParts(name: "report" | "lab"): ReportParts {
  return {
    script: readFileSync(join(DIST, `${name}.page.js`), "utf8"),
    style: readFileSync(join(DIST, `${name}.page.css`), "utf8"),
    deflate: (bytes) => deflateRawSync(bytes, { level: 6 }),
  };
}

/** The page for a trace, to be written to a file. */
export function reportHtml(trace: Trace, verdict: string): string {
  return reportPage(trace, { verdict }, pageParts("report"));
}

/** The page for what the lab found out. */
export function labHtml(report: LabReport): string {
  return labPage(report, pageParts("lab"));
}
