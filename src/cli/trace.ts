// `tollbooth trace`: runs a program with its events recorded, and reports on them. The report goes to standard error, for standard output is the
// program's; the exit status is the program's, too, but 2 instead of 0 if a file that was asked for could not be written.
import { closeSync, openSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { clocks } from "../host/node/clock.ts";
import { TemporaryFile } from "../host/node/overflow.ts";
import type { RuntimeConfig } from "../runtime/config.ts";
import type { Command } from "../runtime/options.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { Tracer } from "../runtime/tracer.ts";
import { chromeTrace } from "../trace/chrome.ts";
import { decodeTrace, encodeTrace } from "../trace/file.ts";
import type { Trace } from "../trace/model.ts";
import { summaryOf } from "../trace/summary.ts";
import { verdictOf } from "../trace/verdict.ts";
import { complain, print, reasonOf, USAGE_ERROR, writeAll } from "./output.ts";
import { reportHtml } from "./report.ts";
import { parseTraceArguments, TRACE_HELP, type TraceOptions } from "./traceoptions.ts";

/** What main.ts lends. */
export interface CommandTools {
  parse(args: readonly string[]): Command;
  start(config: RuntimeConfig, tracer: Tracer): Runtime;
  exit(status: number): never;
}

export function traceCommand(args: readonly string[], tools: CommandTools): void {
  const options = parseTraceArguments(args);
  if (options.kind === "help") print(TRACE_HELP);
  else if (options.kind === "usage error") fail(options.message);
  else if (options.read !== null) reread(options, options.read);
  else run(options, tools);
}

function fail(message: string): never {
  complain(`tollbooth trace: ${message}`);
  process.exit(USAGE_ERROR);
}

function run(options: TraceOptions, { parse, start, exit }: CommandTools): void {
  const command = parse(options.python);
  if (command.kind === "usage error" || command.kind === "fatal error") fail(command.message);
  if (command.kind !== "run") fail(`cannot trace ${options.python[0]}`);
  const { run } = command.config;
  const outputs = new Outputs(options, run.kind === "file" ? run.text : null);
  const tracer = new Tracer({ monotonic: clocks.monotonic, overflow: () => new TemporaryFile() }, options.events ?? undefined);
  const config = { ...command.config, origArgv: [command.config.executable, ...process.argv.slice(2)] };
  start(config, tracer).ended.then((status) => {
    const written = outputs.report(tracer.end(config.argv.join(" ")));
    exit(written || status !== 0 ? status : USAGE_ERROR);
  });
}

function reread(options: TraceOptions, file: string): void {
  let trace: Trace;
  try {
    trace = decodeTrace(readFileSync(file));
  } catch (error) {
    fail(`cannot read ${file}: ${reasonOf(error)}`);
  }
  if (!new Outputs(options, file).report(trace)) process.exitCode = USAGE_ERROR;
}

/** The files that were asked for. They are opened first, so that a wrong name is told before the program has run. */
class Outputs {
  private readonly files: {
    file: string;
    fd: number;
    pieces: (trace: Trace) => Iterable<string | Uint8Array>;
  }[] = [];

  /** `source`: what is run or read, which none of them may be. */
  constructor({ out, html, raw }: TraceOptions, source: string | null) {
    const named = [source, out, html, raw].filter((file) => file !== null);
    const twice = named.find((file, at) => named.findIndex((other) => resolve(other) === resolve(file)) < at && !file.startsWith("/dev/"));
    if (twice !== undefined) fail(`${twice} would be overwritten: each file needs a name of its own`);
    this.add(out, chromeTrace);
    this.add(html, (trace) => [reportHtml(trace, verdictOf(trace))]);
    this.add(raw, (trace) => [encodeTrace(trace)]);
  }

  private add(file: string | null, pieces: (typeof this.files)[number]["pieces"]): void {
    if (file === null) return;
    try {
      this.files.push({ file, fd: openSync(file, "w"), pieces });
    } catch (error) {
      fail(`cannot write ${file}: ${reasonOf(error)}`);
    }
  }

  /** Whether all that was asked for could be written. What could not is told. */
  report(trace: Trace): boolean {
    let written = true;
    complain(summaryOf(trace).trimEnd());
    for (const { file, fd, pieces } of this.files) {
      try {
        for (const piece of pieces(trace)) writeAll(fd, piece);
        closeSync(fd);
      } catch (error) {
        complain(`tollbooth trace: cannot write ${file}: ${reasonOf(error)}`);
        written = false;
      }
    }
    return written;
  }
}
