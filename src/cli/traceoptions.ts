// The arguments of `tollbooth trace`: its own options, mixed with Python's, before the program.

export interface TraceOptions {
  kind: "trace";
  /** Files to write, or null: Chrome trace, page, columns. */
  out: string | null;
  html: string | null;
  raw: string | null;
  /** A file of --raw to report on instead of running a program. */
  read: string | null;
  /** Size of a ring, or null. */
  events: number | null;
  /** Python's options, the program and its arguments. */
  python: string[];
}

export type TraceArguments = TraceOptions | { kind: "help" } | { kind: "usage error"; message: string };

export const TRACE_HELP = `usage: tollbooth trace [option] ... [-c cmd | -m mod | file | -] [arg] ...
       tollbooth trace [option] ... --read FILE
Runs a program and shows, after it, what its threads did with the GIL.
--out FILE    : write the trace for Perfetto or speedscope (Chrome trace format)
--html FILE   : write the trace as a page to look at in a browser
--raw FILE    : keep the trace, for --read
--read FILE   : report on a trace that was kept; runs nothing
--events N    : the most records in the ring of a thread (1048576); fewer lose events
and the options of Python, such as -X gil=fair (tollbooth -h)
`;

const FILES = ["out", "html", "raw", "read"] as const;
/** Python's options that take the next argument if nothing follows in their own. */
const WITH_VALUE = /[cmWX]/;

export function parseTraceArguments(args: readonly string[]): TraceArguments {
  const options: TraceOptions = { kind: "trace", out: null, html: null, raw: null, read: null, events: null, python: [] };
  let at = 0;
  while (at < args.length) {
    const arg = args[at]!;
    if (arg === "-h" || arg === "--help") return { kind: "help" };
    if (arg === "-" || arg === "--" || !arg.startsWith("-")) break;
    const [, name, given] = /^--(\w+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === "events" || FILES.includes(name as (typeof FILES)[number])) {
      const value = given ?? args[++at];
      at++;
      if (value === undefined || value === "") return fail(`--${name} needs ${name === "events" ? "a number" : "a file"}`);
      if (name !== "events") options[name as (typeof FILES)[number]] = value;
      else if (/^\d{1,9}$/.test(value) && Number(value) > 0) options.events = Number(value);
      else return fail(`--events needs a number, not '${value}'`);
      continue;
    }
    if (name !== undefined) return fail(`unknown option --${name}`);
    at++;
    options.python.push(arg);
    const letter = arg.startsWith("--") ? -1 : arg.search(WITH_VALUE);
    if (letter > 0 && letter === arg.length - 1 && at < args.length) options.python.push(args[at++]!);
    if (letter > 0 && "cm".includes(arg[letter]!)) break;
  }
  options.python.push(...args.slice(at));
  if (options.read === null && options.python.length === 0) return fail("needs a program to run, or --read");
  if (options.read !== null && options.python.length > 0) return fail("--read runs no program");
  return options;
}

function fail(message: string): TraceArguments {
  return { kind: "usage error", message };
}
