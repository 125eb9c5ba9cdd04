// The host thread's side of a runtime: it makes the memory, compiles core once, starts Workers as they are asked for, hands
// signals to the main Python thread, and ends the process. It never runs Python and never waits.
import {
  BREAKER_SIGNALS,
  BREAKER_YIELD,
  EXIT_REQUESTED,
  EXIT_STATUS,
  GIL_HOLDER,
  GIL_POLICY,
  HOST_BLOCK_END,
  HOST_SIGNAL,
  MAIN_BREAKER,
  MAIN_NATIVE_ID,
  MAIN_WAITS_ON,
  MAX_WORKERS,
  MOST_THREADS,
  PARKED_COUNT,
  PENDING_SIGNALS,
  SIGNALS_OURS,
  SIGNALS_SET,
  SIGNALS_WATCHED,
  SPARES,
  SPIN_TURNS,
  STARTING,
  THREAD_BREAKER,
  TRACE_FULL,
  WAITING_COUNT,
  WORKER_COUNT,
  WORKER_SIZE,
  WORKERS,
} from "../../contract/layout.ts";
import type { Forked, ForkPlan } from "../host/host.ts";
import { gilPolicies, type RuntimeConfig } from "./config.ts";
import { createMemory, PAGE_SIZE, SharedMemory } from "./memory.ts";
import type { Tracer } from "./tracer.ts";
import type { WorkerData, WorkerMessage } from "./worker.ts";

/** A Worker as the host thread sees it. */
export interface SpawnedThread {
  post(message: { module: WebAssembly.Module }): void;
  /** Ends the Worker, whatever it does. */
  end(): Promise<void>;
}

/** What a forked child has of its parent. */
export interface Origin {
  forked: Forked;
  /** The length of the parent's memory. */
  end: number;
  /** Reads it. */
  load(to: Uint8Array): void;
}

/** What a platform gives the host thread. */
export interface HostThread {
  /** core.wasm and its memory image, see tools/wasm-data.ts. */
  readCore(): { wasm: Uint8Array<ArrayBuffer>; image: Uint8Array };
  spawn(data: WorkerData, onMessage: (message: WorkerMessage) => void, onFailure: (error: Error) => void): SpawnedThread;
  /** Has `handler` called, or not (null), for a signal. */
  onSignal(signal: number, handler: (() => void) | null): void;
  ignoreSignal(signal: number): void;
  /** Whether Python's signal handlers are those of the process. */
  takesSignals: boolean;
  /** Interrupts the system call that a thread (by its native id) is in, if it is in one and the platform can. */
  interrupt(nativeId: number): void;
  /** How many OS threads with an engine each the system lets the process have. */
  mostThreads(): number;
  /** How many processors the process may use. */
  cpuCount(): number;
  /** How to start a copy of this process, but for the configuration; null where there can be none. */
  forkPlan(): Omit<ForkPlan, "config"> | null;
  reportFailure(message: string): void;
  packPath: string;
}

/** The reserve of parked Workers grows with the number of threads that the program has had at once, up to this. */
const MOST_SPARES = 8;
/** Looks at a lock before its thread sleeps: 20 µs, as long as it takes to be woken. */
const MANY_TURNS = 30_000;
const SIGINT = 2;
/** Signals that end a process by default and leave the host thread time to see to the trace: SIGHUP, SIGINT, SIGQUIT, SIGUSR2, SIGALRM, SIGTERM. */
const DEADLY: readonly number[] = [1, SIGINT, 3, 12, 14, 15];
/** How often a signal that the main thread has not yet seen is shown again, in ms. */
const SIGNAL_RETRY = 5;
/** How often the running thread is made to enter its evaluation loop anew while V8 is likely to be optimizing it, and how many times; then how often for threads that begin later. In ms. */
const RENEWAL = 25;
const RENEWALS = 800;
const LATER_RENEWAL = 500;

export class Runtime {
  private readonly platform: HostThread;
  private readonly config: RuntimeConfig;
  private readonly memory: SharedMemory;
  private readonly tracer: Tracer | null;
  private readonly forkPlan: ForkPlan | null;
  private module: WebAssembly.Module | null = null;
  /** The Workers that were started. */
  private readonly workers: SpawnedThread[] = [];
  /** The most threads besides the main thread that were seen at once. */
  private mostBusy = 0;
  /** Until the main thread is shown its signals again; there is one at most, or thousands of signals would keep it from ever taking them. */
  private reminder: ReturnType<typeof setTimeout> | null = null;
  private isStopped = false;
  private hasEnded = false;
  private finish: (status: number) => void = () => {};
  readonly ended: Promise<number>;

  /** With a tracer the program is traced; ask it for the trace when the program has ended. With `origin` this process is a forked child. */
  constructor(platform: HostThread, config: RuntimeConfig, tracer: Tracer | null = null, origin: Origin | null = null) {
    this.platform = platform;
    this.config = config;
    this.tracer = tracer;
    this.memory = new SharedMemory(createMemory());
    this.memory.words(GIL_POLICY, 1)[0] = gilPolicies.indexOf(config.gil);
    tracer?.begin(this.memory);
    this.ended = new Promise((resolve) => {
      this.finish = (status) => {
        this.hasEnded = true;
        resolve(status);
      };
    });
    // The first Worker comes up on its own thread while this one compiles.
    const plan = platform.forkPlan();
    this.forkPlan = plan === null ? null : { ...plan, config };
    const main = this.spawn(origin?.forked ?? null);
    const { wasm, image } = platform.readCore();
    if (origin === null) writeImage(this.memory, image);
    else this.takeOver(origin);
    Atomics.store(this.words(), SPIN_TURNS / 4, platform.cpuCount() > 1 ? MANY_TURNS : 0);
    Atomics.store(this.words(), MOST_THREADS / 4, Math.min(platform.mostThreads(), MAX_WORKERS - MOST_SPARES));
    this.module = new WebAssembly.Module(wasm);
    main.post({ module: this.module });
    // Traced, the end by a signal is the host thread's, and so is all about them.
    Atomics.store(this.words(), SIGNALS_OURS / 4, platform.takesSignals && tracer === null ? 1 : 0);
    this.setSignal(SIGINT, 2);
    if (tracer !== null) for (const signal of DEADLY) if (signal !== SIGINT) this.setSignal(signal, 0);
    this.watch();
    this.renew(0);
  }

  /** Takes the parent's memory. What is about the parent's own threads and signals in it goes. */
  private takeOver(origin: Origin): void {
    const missing = Math.ceil(origin.end / PAGE_SIZE) - this.memory.memory.buffer.byteLength / PAGE_SIZE;
    if (missing > 0) this.memory.memory.grow(missing);
    origin.load(this.memory.bytes(0, origin.end));
    this.memory.bytes(HOST_SIGNAL, HOST_BLOCK_END - HOST_SIGNAL).fill(0);
    this.memory.bytes(WORKERS, MAX_WORKERS * WORKER_SIZE).fill(0);
    Atomics.store(this.words(), WORKER_COUNT / 4, this.workers.length);
  }

  private spawn(forked: Forked | null = null): SpawnedThread {
    const index = this.workers.length;
    Atomics.store(this.words(), WORKER_COUNT / 4, index + 1);
    const data: WorkerData = {
      index,
      memory: this.memory.memory,
      config: this.config,
      packPath: this.platform.packPath,
      isTraced: this.tracer !== null,
      forkPlan: this.forkPlan,
      forked,
      module: this.module,
    };
    const worker = this.platform.spawn(
      data,
      ({ signal, action }) => this.setSignal(signal, action),
      (error) => {
        this.platform.reportFailure(`Fatal Python error: thread ${index} failed: ${error.stack ?? error}`);
        this.finish(134);
      },
    );
    this.workers.push(worker);
    return worker;
  }

  /** As if the user had pressed Ctrl-C: KeyboardInterrupt in the main Python thread, or what the program has set for SIGINT. */
  interrupt(): void {
    this.deliver(SIGINT);
  }

  /** Ends the program's threads, whatever they do, and lets go of the runtime. A process that ends anyway need not call it. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.workers.map((worker) => worker.end()));
  }

  /**
   * V8 does not replace WebAssembly code that is running: a loop that began before its optimized code was ready has to be left and entered again.
   * Asked is the thread that has the GIL, as no other is in its loop. It may have ended before the bit is set: thread blocks are only ever
   * thread blocks, so the bit then reaches a thread that is not hurt by it, or none.
   */
  private renew(count: number): void {
    const holder = Atomics.load(this.memory.ints(GIL_HOLDER, 1), 0) >>> 0;
    if (holder !== 0) Atomics.or(this.memory.ints(holder + THREAD_BREAKER, 1), 0, BREAKER_YIELD);
    if (!this.isStopped && !this.hasEnded) setTimeout(() => this.renew(count + 1), count < RENEWALS ? RENEWAL : LATER_RENEWAL);
  }

  private words(): Int32Array<SharedArrayBuffer> {
    return this.memory.ints(0, WORKERS / 4);
  }

  /** Looks at the host block whenever HOST_SIGNAL has moved. */
  private watch(): void {
    const words = this.words();
    for (;;) {
      if (this.isStopped) return;
      const seen = Atomics.load(words, HOST_SIGNAL / 4);
      if (Atomics.load(words, EXIT_REQUESTED / 4) === 2) {
        this.finish(Atomics.load(words, EXIT_STATUS / 4));
        return;
      }
      this.startWorkers(words);
      this.remind();
      if (this.tracer !== null && Atomics.exchange(words, TRACE_FULL / 4, 0) !== 0) this.tracer.drain();
      const wait = Atomics.waitAsync(words, HOST_SIGNAL / 4, seen);
      if (wait.async) {
        wait.value.then(() => this.watch());
        return;
      }
    }
  }

  private startWorkers(words: Int32Array): void {
    const waiting = Atomics.load(words, WAITING_COUNT / 4);
    if (waiting === 0 && this.workers.length === 1) return;
    // Workers that have no thread, or are not up yet.
    const idle = Atomics.load(words, PARKED_COUNT / 4) + Atomics.load(words, STARTING / 4);
    this.mostBusy = Math.max(this.mostBusy, this.workers.length - 1 - idle + waiting);
    const spares = Math.min(MOST_SPARES, Math.max(1, this.mostBusy));
    Atomics.store(words, SPARES / 4, spares);
    let wanted = waiting + spares - idle;
    while (wanted-- > 0 && this.workers.length < MAX_WORKERS) {
      Atomics.add(words, STARTING / 4, 1);
      this.spawn();
    }
  }

  private setSignal(signal: number, action: number): void {
    const words = this.words();
    if (action === 2) {
      this.platform.onSignal(signal, () => this.deliver(signal));
      Atomics.or(words, SIGNALS_WATCHED / 4 + ((signal - 1) >>> 5), 1 << ((signal - 1) & 31));
    } else if (action === 1) this.platform.ignoreSignal(signal);
    else if (this.tracer !== null && DEADLY.includes(signal)) this.platform.onSignal(signal, () => this.finish(-signal));
    else this.platform.onSignal(signal, null);
    Atomics.add(words, SIGNALS_SET / 4, 1);
    Atomics.notify(words, SIGNALS_SET / 4);
  }

  /** Shows a signal to the main Python thread, again and again until it has taken it: it may be about to sleep. */
  private deliver(signal: number): void {
    Atomics.or(this.words(), PENDING_SIGNALS / 4 + ((signal - 1) >>> 5), 1 << ((signal - 1) & 31));
    this.remind();
  }

  private remind(): void {
    if (this.isStopped) return;
    const words = this.words();
    if (Atomics.load(words, PENDING_SIGNALS / 4) === 0 && Atomics.load(words, PENDING_SIGNALS / 4 + 1) === 0) return;
    const breaker = Atomics.load(words, MAIN_BREAKER / 4) >>> 0;
    if (breaker !== 0) {
      Atomics.or(this.memory.ints(breaker, 1), 0, BREAKER_SIGNALS);
      const waitsOn = Atomics.load(words, MAIN_WAITS_ON / 4) >>> 0;
      if (waitsOn !== 0) Atomics.notify(this.memory.ints(waitsOn, 1), 0);
      else this.platform.interrupt(Atomics.load(words, MAIN_NATIVE_ID / 4));
    }
    this.reminder ??= setTimeout(() => {
      this.reminder = null;
      this.remind();
    }, SIGNAL_RETRY);
  }
}

/** The image is a run of [address u32, length u32, bytes]. */
export function writeImage(memory: SharedMemory, image: Uint8Array): void {
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  for (let at = 0; at < image.length; ) {
    const address = view.getUint32(at, true);
    const length = view.getUint32(at + 4, true);
    memory.write(address, image.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
}
