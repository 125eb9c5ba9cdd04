// The collector, asked for by the breaker.

export { collectIfDue } from "../objects/collector";
