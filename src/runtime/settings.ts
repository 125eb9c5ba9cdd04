// What `-X` options and environment variables set to a number or a word. A value that means nothing ends the process before Python starts, with
// CPython's words.

/** A value that means nothing. */
export class BadSetting extends Error {
  /** How far CPython has come when it sees it; part of its message. */
  readonly state: "preinitializing" | "preinitialized";

  constructor(message: string, state: BadSetting["state"] = "preinitialized") {
    super(message);
    this.state = state;
  }
}

export interface Settings {
  /** PYTHONHASHSEED, or null for a random seed. */
  hashSeed: number | null;
  /** The most decimal digits of int and str conversions, 0 for no limit. */
  maxStrDigits: number;
  /** What os.cpu_count() is to say, -1 for the truth. */
  cpuCount: number;
  /** Encoding of the standard streams, empty for UTF-8, and what stdin and stdout do about errors. */
  streamEncoding: string;
  streamErrors: string;
}

const DEFAULT_MAX_STR_DIGITS = 4300;
const LEAST_MAX_STR_DIGITS = 640;

type Options = Record<string, string | true>;
type Variables = (name: string) => string | undefined;

/** Reads them; throws BadSetting. `variable` gives those of Python's variables that count, `locale` is the name of the locale. */
export function readSettings(options: Options, variable: Variables, locale: string): Settings {
  checkUtf8Mode(options, variable);
  const seed = hashSeed(variable("PYTHONHASHSEED"));
  checkFrames(options, variable);
  const [streamEncoding = "", streamErrors = ""] = variable("PYTHONIOENCODING")?.split(":") ?? [];
  const settings = {
    hashSeed: seed,
    maxStrDigits: maxStrDigits(options, variable),
    cpuCount: cpuCount(options, variable),
    streamEncoding,
    streamErrors: streamErrors || (streamEncoding === "" && isPlain(locale) ? "surrogateescape" : "strict"),
  };
  const frozen = options["frozen_modules"];
  if (typeof frozen === "string" && !["", "on", "off"].includes(frozen))
    throw new BadSetting('bad value for option -X frozen_modules (expected "on" or "off")');
  return settings;
}

/** Whether a locale says nothing about text: CPython lets bytes that are not UTF-8 through then. */
function isPlain(locale: string): boolean {
  return ["", "C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"].includes(locale);
}

function whole(text: string | true | undefined): number | null {
  return typeof text === "string" && /^\s*[+-]?\d+$/.test(text) ? Number(text) : null;
}

/** Text is UTF-8 either way, but what is no answer is told. */
function checkUtf8Mode(options: Options, variable: Variables): void {
  const where = "preconfig_init_utf8_mode: invalid";
  const option = options["utf8"];
  const value = variable("PYTHONUTF8");
  if (typeof option === "string") {
    if (option !== "0" && option !== "1") throw new BadSetting(`${where} -X utf8 option value`, "preinitializing");
  } else if (option === undefined && value !== undefined && value !== "0" && value !== "1")
    throw new BadSetting(`${where} PYTHONUTF8 environment variable value`, "preinitializing");
}

function hashSeed(setting: string | undefined): number | null {
  if (setting === undefined || setting === "random") return null;
  const seed = whole(setting);
  if (seed === null || seed < 0 || seed > 4294967295)
    throw new BadSetting('config_init_hash_seed: PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]');
  return seed;
}

/** tracemalloc is missing, and says so when it is imported. */
function checkFrames(options: Options, variable: Variables): void {
  for (const [name, value] of [
    ["PYTHONTRACEMALLOC", variable("PYTHONTRACEMALLOC")],
    ["-X tracemalloc=NFRAME", options["tracemalloc"]],
  ] as const)
    if (typeof value === "string" && !((whole(value) ?? -1) >= 0))
      throw new BadSetting(`config_init_tracemalloc: ${name}: invalid number of frames`);
}

function maxStrDigits(options: Options, variable: Variables): number {
  let limit = DEFAULT_MAX_STR_DIGITS;
  for (const [name, value] of [
    ["PYTHONINTMAXSTRDIGITS", variable("PYTHONINTMAXSTRDIGITS")],
    ["-X int_max_str_digits", options["int_max_str_digits"]],
  ] as const) {
    if (value === undefined) continue;
    const most = whole(value) ?? -1;
    if (most !== 0 && (most < LEAST_MAX_STR_DIGITS || most > 0x7fffffff))
      throw new BadSetting(
        `config_init_int_max_str_digits: ${name}: invalid limit; must be >= ${LEAST_MAX_STR_DIGITS} or 0 for unlimited.`,
      );
    limit = most;
  }
  return limit;
}

function cpuCount(options: Options, variable: Variables): number {
  let count = -1;
  for (const value of [variable("PYTHON_CPU_COUNT"), options["cpu_count"]]) {
    if (value === undefined) continue;
    count = value === "default" ? -1 : (whole(value) ?? 0);
    if (count < 1 && value !== "default")
      throw new BadSetting("config_init_cpu_count: -X cpu_count=n option: n is missing or an invalid number, n must be greater than 0");
  }
  return count;
}
