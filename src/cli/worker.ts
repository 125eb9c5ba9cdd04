// The entry of a Worker on Node.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { nodeHost } from "../host/node/node.ts";
import { type Streams, withStreams } from "../host/streams.ts";
import type { Compiler } from "../runtime/compiler.ts";
import { startWorker, type WorkerData } from "../runtime/worker.ts";

// The same file runs bundled in dist/ and, in development, as it is.
const COMPILER = import.meta.filename.endsWith(".ts") ? "../runtime/compiler.ts" : "./compiler.cjs";

const NAMES = import.meta.filename.endsWith(".ts") ? "../modules/unicodenames.br" : "unicodenames.br";

function start(module: WebAssembly.Module): void {
  startWorker(
    {
      host:
        data.streams === undefined
          ? nodeHost()
          : withStreams(nodeHost(), data.streams, (fd, chunk) => data.output!.postMessage({ fd, chunk })),
      // Most threads never compile, so the compiler is loaded by the first that does.
      loadCompiler: (lookupName) =>
        (
          createRequire(import.meta.filename)(COMPILER) as { createCompiler(lookupName: (name: string) => string | null): Compiler }
        ).createCompiler(lookupName),
      // Loading node:zlib costs every Worker's start 1.5 ms.
      readNames: () =>
        process
          .getBuiltinModule("node:zlib")
          .brotliDecompressSync(readFileSync(join(import.meta.dirname, NAMES)))
          .toString("utf8"),
      post: (message) => parentPort!.postMessage(message),
    },
    data,
    module,
  );
}

/** With streams of an embedding program there is a port for what is written to them. */
const data = workerData as WorkerData & { streams?: Streams; output?: MessagePort };
if (data.module !== null) start(data.module);
else parentPort!.once("message", ({ module }: { module: WebAssembly.Module }) => start(module));
