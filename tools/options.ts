// The arguments of the scripts: words, flags (--quick) and options with a value (--seed=1 or --seed 1). What a script does not know is refused, for a slip must
// not become a long run of something else.

export interface Options<Flag extends string, Value extends string> {
  has(flag: Flag): boolean;
  value(name: Value): string | undefined;
  /** A number above 0, or what is to be there without one. */
  number(name: Value, otherwise: number): number;
  /** All the arguments that are no options. */
  words: string[];
}

/** Reads the arguments of this process. Ends it with status 2 if there is one that is not known or a value is missing. */
export function readOptions<Flag extends string = never, Value extends string = never>(
  flags: readonly Flag[],
  values: readonly Value[] = [],
): Options<Flag, Value> {
  const refuse = (why: string): never => {
    const known = [...flags.map((name) => `--${name}`), ...values.map((name) => `--${name}=…`)];
    console.error(`${why}; there ${known.length === 0 ? "are no options" : `is ${known.join(", ")}`}`);
    process.exit(2);
  };
  const given = new Map<string, string | true>();
  const words: string[] = [];
  const args = process.argv.slice(2);
  for (let at = 0; at < args.length; at++) {
    const [, name, text] = /^--([^=]*)(?:=(.*))?$/s.exec(args[at]!) ?? [];
    if (name === undefined) words.push(args[at]!);
    else if (flags.includes(name as Flag) && text === undefined) given.set(name, true);
    else if (values.includes(name as Value)) {
      const value = text ?? args[++at];
      if (value === undefined || value === "") refuse(`--${name} needs a value`);
      given.set(name, value!);
    } else refuse(`there is no ${args[at]}`);
  }
  const value = (name: Value): string | undefined => given.get(name) as string | undefined;
  return {
    has: (flag) => given.has(flag),
    value,
    number(name, otherwise) {
      const text = value(name);
      if (text !== undefined && !(Number(text) > 0)) refuse(`--${name} needs a number, not '${text}'`);
      return text === undefined ? otherwise : Number(text);
    },
    words,
  };
}
