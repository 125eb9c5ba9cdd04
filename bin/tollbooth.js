#!/usr/bin/env node
// The launcher. It also parses on a very old Node, for it is where a too old one is noticed: before version 22 Node loses
// wake-ups of Atomics.wait, and threads would hang. Then the Node that came with the package takes this process over.
"use strict";

const OLDEST_NODE = 22;

if (parseInt(process.versions.node, 10) >= OLDEST_NODE) {
  require("../dist/cli.cjs");
} else {
  const program = findBroughtNode();
  if (program === null) {
    process.stderr.write(
      `tollbooth: Node.js ${OLDEST_NODE} or newer is needed (this is ${process.versions.node}, and no other came with the package)\n`,
    );
    process.exit(1);
  }
  takeOver(program, [__filename].concat(process.argv.slice(2)));
}

/** The path of the Node that an optional dependency brought for this system, or null. */
function findBroughtNode() {
  const system = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const file = process.platform === "win32" ? "/bin/node.exe" : "/bin/node";
  const names = [`node-${system}`, `node-bin-${system}`];
  for (let i = 0; i < names.length; i++) {
    try {
      return require.resolve(names[i] + file);
    } catch (_error) {
      // Not installed; try the next name.
    }
  }
  return null;
}

/** Becomes `program`: by exec where libc can be called, so that process id and signals are one thing; else as its parent. */
function takeOver(program, args) {
  if (process.platform !== "win32") {
    try {
      const libc = require("koffi").load(null);
      const execv = libc.func("int execv(const char *path, const char **argv)");
      const fcntl = libc.func("int fcntl(int fd, int command, ...)");
      // Node marks its standard streams to be closed on exec (F_SETFD is 2).
      for (let fd = 0; fd < 3; fd++) fcntl(fd, 2, "int", 0);
      execv(program, [program].concat(args, null));
    } catch (_error) {
      // No FFI here: run it as a child.
    }
  }
  // biome-ignore lint/style/useNodejsImportProtocol: an old Node does not know it
  const child = require("child_process").spawn(program, args, { stdio: "inherit" });
  child.on("error", (error) => {
    process.stderr.write(`tollbooth: cannot run ${program}: ${error.message}\n`);
    process.exit(1);
  });
  child.on("exit", (status, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else {
      process.exit(status);
    }
  });
  // A terminal sends its signals to the child as well, so only those that were meant for this process alone are passed on.
  ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"].forEach((name) => {
    process.on(name, () => {
      if (!(process.stdin.isTTY && (name === "SIGINT" || name === "SIGQUIT"))) child.kill(name);
    });
  });
}
