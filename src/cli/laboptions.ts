// The arguments of `tollbooth lab`.

export interface LabOptions {
  kind: "lab";
  /** The experiments to run; none means all. */
  names: string[];
  list: boolean;
  json: boolean;
  quick: boolean;
  html: string | null;
  /** The command of the CPython to run beside; null to look for one, "" for none. */
  python: string | null;
}

export const LAB_HELP = `usage: tollbooth lab [option] ... [NAME ...]
Runs experiments on what is said about Python's threads and the GIL, on Tollbooth and on CPython beside it, and says which claims hold.
--list        : list the experiments and their claims
--html FILE   : write a page with plots, too
--json        : print the results as JSON instead of text
--quick       : small sizes and few repetitions: a minute instead of several
--python CMD  : the CPython to run beside (default: python3 or python, if one is found)
--no-python   : run on Tollbooth alone
-h            : print this help message and exit (also --help)
`;

export function parseLabArguments(args: readonly string[]): LabOptions | { kind: "help" } | { kind: "usage error"; message: string } {
  const options: LabOptions = { kind: "lab", names: [], list: false, json: false, quick: false, html: null, python: null };
  for (let i = 0; i < args.length; i++) {
    const [name, value] = args[i]!.startsWith("--") ? splitAt(args[i]!) : [args[i]!, null];
    if (name === "-h" || name === "--help") return { kind: "help" };
    if (name === "--html" || name === "--python") {
      const argument = value ?? args[++i];
      if (argument === undefined || argument === "") return { kind: "usage error", message: `argument expected for the ${name} option` };
      options[name === "--html" ? "html" : "python"] = argument;
    } else if (name === "--no-python") options.python = "";
    else if (name === "--list") options.list = true;
    else if (name === "--json") options.json = true;
    else if (name === "--quick") options.quick = true;
    else if (name.startsWith("-")) return { kind: "usage error", message: `unknown option ${name}` };
    else options.names.push(name.replaceAll("_", "-"));
  }
  return options;
}

function splitAt(arg: string): [string, string | null] {
  const at = arg.indexOf("=");
  return at < 0 ? [arg, null] : [arg.slice(0, at), arg.slice(at + 1)];
}
