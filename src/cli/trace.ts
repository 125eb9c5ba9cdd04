// `tollbooth trace`: runs a program with its events recorded, and reports on them. The report goes to standard error, for standard output is the
// program's; the exit status is the program's, too.
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
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
import { reportHtml } from "./report.ts";
import { parseTraceArguments, TRACE_HELP, type TraceOptions } from "./traceoptions.ts";

/** What main.ts lends. */
export interface CommandTools {
  parse(args: readonly string[]): Command;
  start(config: RuntimeConfig, tracer: Tracer): Runtime;
  exit(status: number): never;
}

const USAGE_ERROR = 2;

export function traceCommand(args: readonly string[], tools: CommandTools): void {
  const options = parseTraceArguments(args);
  if (options.kind === "help") process.stdout.write(TRACE_HELP);
  else if (options.kind === "usage error") fail(options.message);
  else if (options.read !== null) reread(options, options.read);
  else run(options, tools);
}

function fail(message: string): never {
  writeAll(2, `tollbooth trace: ${message}\n`);
  process.exit(USAGE_ERROR);
}

function run(options: TraceOptions, { parse, start, exit }: CommandTools): void {
  const command = parse(options.python);
  if (command.kind === "usage error" || command.kind === "fatal error") fail(command.message);
  if (command.kind !== "run") fail(`cannot trace ${options.python[0]}`);
  const outputs = new Outputs(options);
  const tracer = new Tracer({ monotonic: clocks.monotonic, overflow: () => new TemporaryFile() }, options.events ?? undefined);
  const config = { ...command.config, origArgv: [command.config.executable, ...process.argv.slice(2)] };
  start(config, tracer).ended.then(async (status) => {
    await outputs.report(tracer.end(config.argv.join(" ")));
    exit(status);
  });
}

function reread(options: TraceOptions, file: string): void {
  let trace: Trace;
  try {
    trace = decodeTrace(readFileSync(file));
  } catch (error) {
    fail(`cannot read ${file}: ${(error as Error).message}`);
  }
  new Outputs(options).report(trace);
}

/** The files that were asked for. They are opened first, so that a wrong name is told before the program has run. */
class Outputs {
  private readonly files: {
    fd: number;
    pieces: (trace: Trace) => Iterable<string | Uint8Array> | Promise<Iterable<string | Uint8Array>>;
  }[] = [];

  constructor({ out, html, raw }: TraceOptions) {
    this.add(out, chromeTrace);
    this.add(html, (trace) => [reportHtml(trace, verdictOf(trace))]);
    this.add(raw, (trace) => [encodeTrace(trace)]);
  }

  private add(file: string | null, pieces: (typeof this.files)[number]["pieces"]): void {
    if (file === null) return;
    try {
      this.files.push({ fd: openSync(file, "w"), pieces });
    } catch (error) {
      fail(`cannot write ${file}: ${(error as Error).message}`);
    }
  }

  async report(trace: Trace): Promise<void> {
    writeAll(2, summaryOf(trace));
    for (const { fd, pieces } of this.files) {
      try {
        for (const piece of await pieces(trace)) writeAll(fd, piece);
      } catch (error) {
        writeAll(2, `tollbooth trace: ${(error as Error).message}\n`);
      }
      closeSync(fd);
    }
  }
}

function writeAll(fd: number, piece: string | Uint8Array): void {
  const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(fd, bytes, done);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // A full pipe is waited for; nobody at its other end is not.
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
