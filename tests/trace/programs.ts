// Simulated programs for the tests, the measurement and the pictures of the report page.

import type { Trace } from "../../src/trace/model.ts";
import { type Act, type Simulated, simulate } from "./simulate.ts";

function* computing(total: number, random: () => number): Generator<Act> {
  for (let done = 0; done < total; ) {
    const part = 2000 + 40_000 * random();
    yield { do: "compute", for: part };
    done += part;
    if (random() < 0.12)
      yield { do: "collect", for: 100 + 900 * random(), generation: random() < 0.8 ? 0 : 2, freed: Math.floor(random() * 500) };
  }
}

function* serving(times: number, random: () => number): Generator<Act> {
  for (let i = 0; i < times; i++) {
    yield { do: "block", call: "poll", for: 200 + 4000 * random() ** 3 };
    yield { do: "compute", for: 15 + 120 * random() };
    yield { do: "block", call: "recv", for: 5 + 40 * random() };
    yield { do: "compute", for: 30 + 200 * random() };
    if (random() < 0.3) {
      yield { do: "acquire", lock: "cache" };
      yield { do: "compute", for: 40 + 200 * random() };
      if (random() < 0.1) yield { do: "block", call: "write", for: 300 };
      yield { do: "release", lock: "cache" };
    }
    yield { do: "block", call: "send", for: 8 + 30 * random() };
  }
}

function* packing(times: number, random: () => number): Generator<Act> {
  for (let i = 0; i < times; i++) {
    yield { do: "block", call: "read", for: 100 + 900 * random() };
    yield { do: "compute", for: 100 };
    yield { do: "native", call: "deflate", for: 2000 + 14_000 * random() };
    yield { do: "compute", for: 60 };
  }
}

function* beating(times: number, period: number): Generator<Act> {
  for (let i = 0; i < times; i++) {
    yield { do: "sleep", for: period };
    yield { do: "compute", for: 50 };
  }
}

/** A bit of everything: two computing threads beside servers, a packer, a heartbeat. */
export function mixture(events: number): Trace {
  const threads: Simulated[] = [
    { name: "MainThread", acts: (random) => computing(Number.POSITIVE_INFINITY, random) },
    { name: "cruncher", at: 8000, acts: (random) => computing(Number.POSITIVE_INFINITY, random) },
    ...[1, 2, 3, 4].map((n) => ({ name: `server-${n}`, at: 3000 * n, acts: (random: () => number) => serving(1e9, random) })),
    { name: "packer-1", at: 12_000, acts: (random) => packing(1e9, random) },
    { name: "packer-2", at: 14_000, acts: (random) => packing(1e9, random) },
    { name: "heartbeat", at: 1000, acts: () => beating(1e9, 25_000) },
  ];
  return simulate(threads, { program: "service.py --workers 4", events });
}

/** So many threads, most of them serving, some asleep, a few computing. */
export function crowd(count: number, events: number): Trace {
  const threads = Array.from({ length: count }, (_, n): Simulated => {
    const at = 400 * n;
    if (n === 0) return { name: "MainThread", acts: (random) => computing(Number.POSITIVE_INFINITY, random) };
    if (n % 10 === 3) return { name: `sleeper-${n}`, at, acts: (random) => beating(1e9, 20_000 + 80_000 * random()) };
    if (n % 25 === 7) return { name: `packer-${n}`, at, acts: (random) => packing(1e9, random) };
    return {
      name: `Thread-${n} (serve)`,
      at,
      acts: function* (random) {
        for (;;) {
          yield { do: "sleep", for: 20_000 + 200_000 * random() };
          yield* serving(3 + Math.floor(20 * random()), random);
        }
      },
    };
  });
  return simulate(threads, { program: "crowd.py", events });
}

/** Threads that do next to nothing but pass the GIL on: a million events quickly. */
export function busy(count: number, events: number): Trace {
  return simulate(
    Array.from(
      { length: count },
      (_, n): Simulated => ({
        name: n === 0 ? "MainThread" : `Thread-${n} (relay)`,
        at: n * 50,
        acts: function* (random) {
          for (let i = 0; ; i++) {
            yield { do: "compute", for: 5 + 60 * random() };
            if (n % 3 === 0) yield { do: "block", call: i % 2 === 0 ? "read" : "write", for: 20 + 400 * random() };
            else if (n % 3 === 1) yield { do: "sleep", for: 100 + 1000 * random() };
            else {
              yield { do: "acquire", lock: "shared" };
              yield { do: "compute", for: 10 };
              yield { do: "release", lock: "shared" };
            }
            if (n % 8 === 5) yield { do: "native", call: "digest", for: 200 * random() };
          }
        },
      }),
    ),
    { program: `relay.py ${count}`, events },
  );
}
