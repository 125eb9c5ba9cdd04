// A match that goes on for long lets signals and other threads have their turn.

/** Looks after what the thread's breaker asks for; false when that raised an exception. */
export function sreBreak(): bool { return true; }
