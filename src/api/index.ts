// The embedding API: runs Python programs from JavaScript, each in a runtime of its own with its own memory, threads and GIL.
//
//   import { run } from "tollbooth";
//   const { status, stdout } = await run({ code: "print(6 * 7)" }).ended;
import { join } from "node:path";
import type { Written } from "../host/node/threads.ts";
import { sharedInput } from "../host/streams.ts";
import type { RuntimeConfig } from "../runtime/config.ts";
import { utf8 } from "../runtime/memory.ts";
import { Runtime } from "../runtime/runtime.ts";
import { nodePlatform, readCommandLine } from "./node.ts";

/** The GIL's policies; `docs/gil.md` says what they do. */
export type GilPolicy = "timed" | "ticks" | "fair";

/** One of these says what to run. */
export type Program = { code: string } | { file: string } | { module: string };

export interface Settings {
  /** sys.argv[1:] */
  args?: readonly string[];
  /** Options of the command line, such as `-O` or `-X dev`, an element each word. */
  options?: readonly string[];
  gil?: GilPolicy;
  /** The most bytes that Python objects may take; MemoryError beyond. No limit if not given. */
  memoryLimit?: number;
  /** Ends the program after so many milliseconds. No limit if not given. */
  timeLimit?: number;
  /** What the program reads from standard input; empty if not given. */
  stdin?: string | Uint8Array;
  /** Called with each chunk of output; without it the text is in the result. */
  stdout?: (chunk: Uint8Array) => void;
  stderr?: (chunk: Uint8Array) => void;
}

export interface Result {
  /** The exit status; negative is the number of the signal that the program asked to die of; null if it was ended from outside. */
  status: number | null;
  /** Why it ended: by itself, by `terminate()`, or by the time limit. */
  reason: "ended" | "terminated" | "time limit";
  /** Output, unless functions were given for it. */
  stdout: string;
  stderr: string;
}

export interface Running {
  /** Resolves when the program has ended and all its threads are gone; never rejects because of what the program does. */
  readonly ended: Promise<Result>;
  /** KeyboardInterrupt in the main Python thread, as by Ctrl-C: the program may handle it. */
  interrupt(): void;
  /** Ends all threads of the program at once; nothing of it is run any more. */
  terminate(): void;
}

// The same file runs bundled in dist/ and, in development, as it is.
const HERE = import.meta.dirname;
const IS_SOURCE = import.meta.filename.endsWith(".ts");
const ROOT = IS_SOURCE ? join(HERE, "../..") : join(HERE, "..");
const DIST = join(ROOT, "dist");
const WORKER = IS_SOURCE ? join(HERE, "../cli/worker.ts") : join(HERE, "worker.cjs");

/** Starts a program. Throws a TypeError for settings that mean nothing. */
export function run(program: Program & Settings): Running {
  const config = configOf(program);
  const output: Record<number, Collector> = { 1: new Collector(program.stdout), 2: new Collector(program.stderr) };
  const input = typeof program.stdin === "string" ? utf8(program.stdin) : (program.stdin ?? new Uint8Array(0));
  const runtime = new Runtime(
    nodePlatform({
      dist: DIST,
      worker: WORKER,
      takesSignals: false,
      streams: { streams: { input: sharedInput(input) }, onOutput: ({ fd, chunk }: Written) => output[fd]!.add(chunk) },
      reportFailure: (message) => output[2]!.add(utf8(`${message}\n`)),
    }),
    config,
  );

  let stopEarly: (reason: Result["reason"]) => void = () => {};
  const early = new Promise<Result["reason"]>((resolve) => {
    stopEarly = resolve;
  });
  const timer = program.timeLimit === undefined ? undefined : setTimeout(() => stopEarly("time limit"), program.timeLimit);

  async function finish(): Promise<Result> {
    const outcome = await Promise.race([runtime.ended, early]);
    clearTimeout(timer);
    await runtime.stop();
    const [status, reason] = typeof outcome === "number" ? ([outcome, "ended"] as const) : ([null, outcome] as const);
    return { status, reason, stdout: output[1]!.text(), stderr: output[2]!.text() };
  }
  return { ended: finish(), interrupt: () => runtime.interrupt(), terminate: () => stopEarly("terminated") };
}

function configOf(program: Program & Settings): RuntimeConfig {
  const words = [...(program.options ?? [])];
  if (program.gil !== undefined) words.push("-X", `gil=${program.gil}`);
  if (program.memoryLimit !== undefined) words.push("-X", `memory=${program.memoryLimit}`);
  if ("code" in program) words.push("-c", program.code);
  else if ("module" in program) words.push("-m", program.module);
  else if ("file" in program) words.push("--", program.file);
  else throw new TypeError("run() needs one of code, file and module");
  const command = readCommandLine([...words, ...(program.args ?? [])], ROOT);
  if (command.kind === "run") return command.config;
  throw new TypeError("message" in command ? command.message : `run() runs programs; these options ask for ${command.kind}`);
}

/** Output of one stream: handed on, or kept. */
class Collector {
  private readonly chunks: Uint8Array[] = [];
  private readonly handOn: ((chunk: Uint8Array) => void) | undefined;

  constructor(handOn: ((chunk: Uint8Array) => void) | undefined) {
    this.handOn = handOn;
  }
  add(chunk: Uint8Array): void {
    if (this.handOn === undefined) this.chunks.push(chunk);
    else this.handOn(chunk);
  }
  text(): string {
    return Buffer.concat(this.chunks).toString("utf8");
  }
}
