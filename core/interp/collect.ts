// The collector, asked for by the breaker.

export function collectIfDue(): void { }
