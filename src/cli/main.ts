// The program `tollbooth`: reads the command line, starts a runtime and ends the process with its status.
import { join } from "node:path";
import { isatty } from "node:tty";
import { nodePlatform } from "../api/node.ts";
import { exitProcess } from "../host/node/threads.ts";
import type { RuntimeConfig } from "../runtime/config.ts";
import { parseCommandLine, TOLLBOOTH_VERSION, USAGE, VERSION } from "../runtime/options.ts";
import { Runtime } from "../runtime/runtime.ts";
import { HELP, HELP_X } from "./help.ts";

// The same file runs bundled in dist/ and, in development, as it is.
const HERE = import.meta.dirname;
const IS_SOURCE = import.meta.filename.endsWith(".ts");
const ROOT = IS_SOURCE ? join(HERE, "../..") : join(HERE, "..");
const DIST = join(ROOT, "dist");
const WORKER = join(HERE, IS_SOURCE ? "worker.ts" : "worker.cjs");

function run(config: RuntimeConfig): void {
  let runtime: Runtime;
  try {
    runtime = new Runtime(nodePlatform({ dist: DIST, worker: WORKER, takesSignals: true }), config);
  } catch (error) {
    process.stderr.write(`tollbooth: cannot start: ${(error as Error).message}\n`);
    process.exit(1);
  }
  runtime.ended.then(exitProcess);
}

function main(): void {
  const command = parseCommandLine(process.argv.slice(2), {
    environment: process.env,
    executable: join(ROOT, "bin/tollbooth.js"),
    stdlib: join(DIST, "lib/python3.14"),
    prefix: DIST,
    stdinIsTerminal: isatty(0),
    platform: process.platform,
  });
  switch (command.kind) {
    case "run":
      run(command.config);
      return;
    case "version":
      process.stdout.write(
        command.verbose
          ? `Python ${VERSION} (Tollbooth ${TOLLBOOTH_VERSION}) [Node ${process.versions.node}, V8 ${process.versions.v8}]\n`
          : `Python ${VERSION}\n`,
      );
      return;
    case "help":
      process.stdout.write(command.topic === "x" ? HELP_X : HELP);
      return;
    case "usage error":
      process.stderr.write(`${command.message}\n${USAGE}\nTry \`tollbooth -h' for more information.\n`);
      process.exit(2);
      return;
    case "dump":
      import("./dump.ts").then(({ dump }) => dump(command.stage, command.file));
  }
}

main();
