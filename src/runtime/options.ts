// The command line: CPython's options, their meanings and its messages (docs.python.org, "Command line and environment").
import { type GilPolicy, gilPolicies, type RuntimeConfig } from "./config.ts";
import { BadSetting, readSettings, type Settings } from "./settings.ts";

/** Tollbooth's own version; package.json has the same. */
export const TOLLBOOTH_VERSION = "0.1.0";
/** The version of Python. */
export const VERSION = "3.14.0";

export type Command =
  | { kind: "run"; config: RuntimeConfig; dump: null }
  | { kind: "dump"; stage: string; file: string }
  | { kind: "version"; verbose: boolean }
  | { kind: "help"; topic: "options" | "environment" | "x" }
  | { kind: "usage error"; message: string }
  /** A setting that means nothing; `state` is BadSetting's. */
  | { kind: "fatal error"; message: string; state: string };

export const USAGE = "usage: tollbooth [option] ... [-c cmd | -m mod | file | -] [arg] ...";

export interface Surroundings {
  environment: Record<string, string | undefined>;
  executable: string;
  /** The program that runs `executable`, by its full name. */
  hostProgram: string;
  stdlib: string;
  prefix: string;
  /** sys.platform */
  platform: string;
}

/** With less the interpreter does not get far enough to say that it is not enough. */
const LEAST_MEMORY = 8 << 20;
const DUMP_STAGES = ["tokens", "ast", "symbols", "bytecode"];

/** Reads the arguments after the program's own name. */
export function parseCommandLine(
  args: readonly string[],
  { environment, executable, hostProgram, stdlib, prefix, platform }: Surroundings,
): Command {
  const flags: RuntimeConfig["flags"] = {
    debug: 0,
    inspect: 0,
    interactive: 0,
    optimize: 0,
    dontWriteBytecode: 0,
    noUserSite: 0,
    noSite: 0,
    ignoreEnvironment: 0,
    verbose: 0,
    bytesWarning: 0,
    quiet: 0,
    isolated: 0,
    safePath: 0,
    unbuffered: 0,
    skipFirstLine: 0,
    devMode: 0,
    warnDefaultEncoding: 0,
  };
  const warnOptions: string[] = [];
  const xOptions: Record<string, string | true> = {};
  let checkHashBasedPycs = "default";
  let version = 0;
  let help: "options" | "environment" | "x" | null = null;
  let run: RuntimeConfig["run"] | null = null;
  let dump: string | null = null;
  let at = 0;

  const fail = (message: string): Command => ({ kind: "usage error", message });

  while (at < args.length && run === null) {
    const arg = args[at]!;
    if (arg === "-" || !arg.startsWith("-")) break;
    at++;
    if (arg === "--") break;
    if (arg.startsWith("--")) {
      if (arg === "--help") help = "options";
      else if (arg === "--help-env") help = "environment";
      else if (arg === "--help-xoptions") help = "x";
      else if (arg === "--help-all") help = "options";
      else if (arg === "--version") version++;
      else if (arg.startsWith("--dump=")) {
        dump = arg.slice(7);
        if (!DUMP_STAGES.includes(dump)) return fail(`unknown stage: ${dump} (known are ${DUMP_STAGES.join(", ")})`);
      } else if (arg === "--check-hash-based-pycs" || arg.startsWith("--check-hash-based-pycs=")) {
        const value = arg.includes("=") ? arg.slice(arg.indexOf("=") + 1) : args[at++];
        if (value === undefined) return fail("Argument expected for the --check-hash-based-pycs options");
        if (!["always", "default", "never"].includes(value))
          return fail("--check-hash-based-pycs must be one of 'default', 'always', or 'never'");
        checkHashBasedPycs = value;
      } else return fail(`unknown option ${arg}`);
      continue;
    }
    // A bundle of letters; the ones with an argument take the rest of the bundle or the next argument.
    for (let i = 1; i < arg.length && run === null; i++) {
      const letter = arg[i]!;
      let value = "";
      if ("cmWX".includes(letter)) {
        const rest = arg.slice(i + 1);
        const next = rest !== "" ? rest : args[at++];
        if (next === undefined) return fail(`Argument expected for the -${letter} option`);
        value = next;
        i = arg.length;
      }
      switch (letter) {
        case "b":
          flags.bytesWarning++;
          break;
        case "B":
          flags.dontWriteBytecode = 1;
          break;
        case "c":
          run = { kind: "command", text: `${value}\n` };
          break;
        case "d":
          flags.debug++;
          break;
        case "E":
          flags.ignoreEnvironment = 1;
          break;
        case "h":
        case "?":
          help = "options";
          break;
        case "i":
          flags.inspect++;
          flags.interactive++;
          break;
        case "I":
          flags.isolated++;
          flags.ignoreEnvironment = 1;
          flags.noUserSite = 1;
          flags.safePath = 1;
          break;
        case "m":
          run = { kind: "module", text: value };
          break;
        case "O":
          flags.optimize++;
          break;
        case "P":
          flags.safePath = 1;
          break;
        case "q":
          flags.quiet++;
          break;
        case "R":
          break;
        case "s":
          flags.noUserSite = 1;
          break;
        case "S":
          flags.noSite = 1;
          break;
        case "u":
          flags.unbuffered = 1;
          break;
        case "v":
          flags.verbose++;
          break;
        case "V":
          version++;
          break;
        case "W":
          warnOptions.push(value);
          break;
        case "x":
          flags.skipFirstLine = 1;
          break;
        case "X": {
          const [name, ...setting] = value.split("=");
          xOptions[name!] = setting.length === 0 ? true : setting.join("=");
          break;
        }
        default:
          return fail(`Unknown option: -${letter}`);
      }
    }
  }

  if (help !== null) return { kind: "help", topic: help };
  if (version > 0) return { kind: "version", verbose: version > 1 };
  const rest = args.slice(at);
  if (dump !== null) return rest.length > 0 ? { kind: "dump", stage: dump, file: rest[0]! } : fail("--dump needs a file");

  let argv: string[];
  if (run === null && rest.length > 0 && rest[0] !== "-") {
    run = { kind: "file", text: rest[0]! };
    argv = rest;
  } else if (run === null) {
    run = { kind: "stdin", text: "" };
    argv = rest.length > 0 ? rest : [""];
  } else {
    argv = [run.kind === "command" ? "-c" : "-m", ...rest];
  }

  // The environment has a say where no option was given.
  const read = (name: string): string | undefined => (flags.ignoreEnvironment ? undefined : environment[name] || undefined);
  const count = (name: string): number => {
    const value = read(name);
    return value === undefined ? 0 : Math.max(1, Number.parseInt(value, 10) || 1);
  };
  flags.debug ||= count("PYTHONDEBUG");
  flags.verbose ||= count("PYTHONVERBOSE");
  flags.optimize ||= count("PYTHONOPTIMIZE");
  flags.inspect ||= count("PYTHONINSPECT");
  flags.unbuffered ||= count("PYTHONUNBUFFERED") && 1;
  flags.dontWriteBytecode ||= count("PYTHONDONTWRITEBYTECODE") && 1;
  flags.noUserSite ||= count("PYTHONNOUSERSITE") && 1;
  flags.safePath ||= count("PYTHONSAFEPATH") && 1;
  if (xOptions["dev"] !== undefined || read("PYTHONDEVMODE") !== undefined) flags.devMode = 1;
  if (xOptions["warn_default_encoding"] !== undefined || read("PYTHONWARNDEFAULTENCODING") !== undefined) flags.warnDefaultEncoding = 1;
  const warnings = read("PYTHONWARNINGS");
  const separator = environment["OS"] === "Windows_NT" ? ";" : ":";

  const gil = xOptions["gil"] ?? (flags.ignoreEnvironment ? undefined : environment["TOLLBOOTH_GIL"] || undefined) ?? "timed";
  if (!gilPolicies.includes(gil as GilPolicy))
    return fail(`unknown policy of the GIL: ${gil === true ? "none given" : gil} (known are ${gilPolicies.join(", ")})`);

  const memory = memoryLimit(xOptions["memory"]);
  if (memory === null || (memory > 0 && memory < LEAST_MEMORY)) return fail("-X memory takes a size of at least 8M, such as 64M or 2G");
  for (const name of ["collect", "switch"])
    if (xOptions[name] !== undefined && !/^\d+$/.test(String(xOptions[name]))) return fail(`-X ${name} takes a number`);
  let settings: Settings;
  try {
    settings = readSettings(xOptions, read, environment["LC_ALL"] || environment["LC_CTYPE"] || environment["LANG"] || "");
  } catch (error) {
    if (error instanceof BadSetting) return { kind: "fatal error", message: error.message, state: error.state };
    throw error;
  }

  return {
    kind: "run",
    dump: null,
    config: {
      run,
      argv,
      origArgv: [executable, ...args],
      executable,
      hostProgram,
      stdlib,
      prefix,
      flags,
      warnOptions: [...(warnings === undefined ? [] : warnings.split(",")), ...warnOptions],
      xOptions,
      pythonPath: read("PYTHONPATH")?.split(separator) ?? [],
      checkHashBasedPycs,
      gil: gil as GilPolicy,
      memoryLimit: memory,
      ...settings,
      version: TOLLBOOTH_VERSION,
      platform,
    },
  };
}

/** `-X memory=64M`: the most memory the runtime may take, in bytes; 0 for no limit, null for what is no size. */
function memoryLimit(setting: string | true | undefined): number | null {
  if (setting === undefined) return 0;
  const match = /^(\d+)([KMG]?)$/i.exec(String(setting));
  if (match === null) return null;
  return Number(match[1]) * { "": 1, K: 1 << 10, M: 1 << 20, G: 1 << 30 }[match[2]!.toUpperCase() as "" | "K" | "M" | "G"];
}
