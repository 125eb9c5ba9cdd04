// The program `tollbooth`: reads the command line, starts a runtime and ends the process with its status.
import { createRequire } from "node:module";
import { join } from "node:path";
import { nodePlatform, readCommandLine } from "../api/node.ts";
import { openFork } from "../host/node/fork.ts";
import { exitProcess } from "../host/node/threads.ts";
import type { RuntimeConfig } from "../runtime/config.ts";
import { type Command, TOLLBOOTH_VERSION, USAGE, VERSION } from "../runtime/options.ts";
import { Runtime } from "../runtime/runtime.ts";
import type { Tracer } from "../runtime/tracer.ts";
import { commandLineWords } from "./argv.ts";
import { HELP, HELP_X } from "./help.ts";
import { complain, print, USAGE_ERROR } from "./output.ts";

// The same file runs bundled in dist/ and, in development, as it is.
const HERE = import.meta.dirname;
const IS_SOURCE = import.meta.filename.endsWith(".ts");
const ROOT = IS_SOURCE ? join(HERE, "../..") : join(HERE, "..");
const DIST = join(ROOT, "dist");
const WORKER = join(HERE, IS_SOURCE ? "worker.ts" : "worker.cjs");

/** Bundles that few runs need. */
function load<Module>(name: string): Module {
  return createRequire(import.meta.filename)(`./${name}.${IS_SOURCE ? "ts" : "cjs"}`) as Module;
}

/** What starts this program anew. */
const COMMAND = [process.execPath, ...process.execArgv, import.meta.filename];

function start(config: RuntimeConfig, tracer: Tracer | null = null): Runtime {
  try {
    return new Runtime(nodePlatform({ dist: DIST, worker: WORKER, takesSignals: true, command: COMMAND }), config, tracer);
  } catch (error) {
    complain(`tollbooth: cannot start: ${(error as Error).message}`);
    process.exit(1);
  }
}

function run(config: RuntimeConfig): void {
  const runtime = start(config);
  runtime.ended.then((status) => exitProcess(status));
}

/** Goes on as the child of a process that called os.fork(), whose memory is in the descriptor `file` (src/host/node/fork.ts). */
function goOnForked(file: number): void {
  try {
    const { plan, forked, end, load } = openFork(file);
    const platform = nodePlatform({
      dist: DIST,
      worker: WORKER,
      takesSignals: true,
      command: plan.command,
      inherited: [...forked.kept, forked.ready, file],
      build: plan.build,
    });
    const own = platform.forkPlan()!;
    if (own.build !== plan.build) throw new Error("Tollbooth was built anew since the program began");
    // The command line is the parent's.
    platform.forkPlan = () => ({ ...own, args: plan.args });
    const runtime = new Runtime(platform, plan.config as RuntimeConfig, null, { forked, end, load });
    runtime.ended.then((status) => exitProcess(status));
  } catch (error) {
    // The parent sees the end of the pipe and raises.
    complain(`tollbooth: os.fork: ${(error as Error).message}`);
    process.exit(1);
  }
}

const parse = (args: readonly string[]): Command => readCommandLine(args, ROOT);

/** Commands of our own: the first argument names one (a file of that name is ./NAME), the rest is for it. */
const commands: Record<string, (args: readonly string[]) => void> = {
  lab: (args) => void load<typeof import("./lab.ts")>("lab").labCommand(args),
  trace: (args) => load<typeof import("./trace.ts")>("trace").traceCommand(args, { parse, start, exit: exitProcess }),
};

function main(): void {
  const forked = /^--forked=(\d+)$/.exec(process.argv[2] ?? "");
  if (forked !== null) {
    goOnForked(Number(forked[1]));
    return;
  }
  const args = commandLineWords();
  const own = Object.hasOwn(commands, args[0] ?? "") ? commands[args[0]!] : undefined;
  if (own !== undefined) own(args.slice(1));
  else python(parse(args));
}

function python(command: Command): void {
  switch (command.kind) {
    case "run":
      run(command.config);
      return;
    case "version":
      print(
        command.verbose
          ? `Python ${VERSION} (Tollbooth ${TOLLBOOTH_VERSION}) [Node ${process.versions.node}, V8 ${process.versions.v8}]\n`
          : `Python ${VERSION}\n`,
      );
      return;
    case "help":
      print(command.topic === "x" ? HELP_X : HELP);
      return;
    case "usage error":
      complain(`${command.message}\n${USAGE}\nTry \`tollbooth -h' for more information.`);
      process.exit(USAGE_ERROR);
      return;
    case "fatal error":
      complain(`Fatal Python error: ${command.message}\nPython runtime state: ${command.state}\n`);
      process.exit(1);
      return;
    case "dump":
      load<typeof import("./dump.ts")>("dump").dump(command.stage, command.file);
  }
}

main();
