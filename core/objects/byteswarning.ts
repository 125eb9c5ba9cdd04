// BytesWarning, which `-b` asks for: comparing bytes with str, str(bytes).

/** Warns if the interpreter was started with -b; false when the warning became an exception. */
export function warnBytes(message: string): bool { return true; }
