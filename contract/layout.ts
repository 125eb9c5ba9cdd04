// Addresses that both JavaScript and the virtual machine use: the host block, through which threads and the host thread talk
// without messages, and the table of Workers. The rest of memory is drawn in core/state.ts.
//
//   0x0400    GIL_HOLDER       thread block of the thread that has the GIL, 0 while nobody has it; its breaker word is at THREAD_BREAKER,
//   0x040C    GIL_INTERVAL     switch interval in µs, and
//   0x0410    GIL_POLICY       0 timed, 1 ticks, 2 fair; words of the runtime block that the host reads
//
//   0x1800  ┌ HOST_SIGNAL      futex word, counts events; the host thread waits here
//   0x1804  ├ EXIT_REQUESTED   1 once the process is to end
//   0x1808  ├ EXIT_STATUS      i32; a negative one asks to die of that signal
//   0x1810  ├ PENDING_SIGNALS  one bit a signal (bit n - 1 for signal n), two u32; set by the host thread, taken by the main Python thread
//   0x1818  ├ MAIN_BREAKER     address of the main thread's breaker word, 0 before it runs
//   0x181C  ├ MAIN_WAITS_ON    address of the word that the main thread sleeps on, 0 while it does not
//   0x1820  ├ POOL_LOCK        0 free, 1 held, 2 held and somebody waits; guards the words after it
//   0x1824  ├ PARKED           1 + index of a Worker that is parked, the last one first, 0 if none (linked by `next`)
//   0x1828  ├ WAITING          first thread block that waits for a Worker (linked by Thread.spawnNext), 0 if none
//   0x182C  ├ WAITING_COUNT    how many of them
//   0x1830  ├ PARKED_COUNT     how many Workers are parked
//   0x1834  ├ WORKER_COUNT     how many Workers were ever asked for; their indices are below it
//   0x1838  ├ STARTING         how many Workers were asked for and are not up yet
//   0x183C  ├ MAIN_NATIVE_ID   the kernel's id of the main Python thread
//   0x1840  ├ SPARES           how many parked Workers the host thread wants to have in reserve
//   0x1844  ├ TRACE_EVENTS     records in a trace ring at first, a power of two; 0 when nothing is traced. The host writes it before the start
//   0x1848  ├ TRACE_RINGS      first trace ring (contract/traceevents.ts), 0 before tracing begins; rings are added in front
//   0x184C  ├ TRACE_FULL       1 when a ring is half full and the host thread is to empty the rings before its time
//   0x1850  ├ SIGNALS_OURS     1 when threads may change by themselves what the process does at a signal
//   0x1854  ├ SIGNALS_SET      counts what the host thread was asked to do about signals and has done
//   0x1858  ├ SIGNALS_WATCHED  one bit a signal, two u32: those that the host thread has a handler for
//   0x1864  ├ TRACE_MOST       records in a trace ring at most, a power of two
//   0x1868  ├ MOST_THREADS     how many Python threads there may be at once; the host thread writes it before the start
//   0x186C  ├ SPIN_TURNS       how often a thread looks at a word before it sleeps on it, 0 where there is one processor; the host thread writes it before the start
//   0x1880  ├ TRACE_NOWHERE    header of a ring without room, for threads that got no memory for one: it counts what is lost
//   0x1900  ├ SIGNAL_ACTION    `struct sigaction` of the host thread's handlers, all zero until it was needed
//   0x1A00  ├ KEPT_DESCRIPTORS one bit a descriptor: epolls and event counters of Python's, which the engine has as well (src/host/node/fork.ts)
//   0x2000  ├ WORKERS          WORKER_SIZE bytes each:
//           │                    task u32 (futex word: a thread block, or 0), next u32, ring u32 (trace ring of its last thread, or 0), spin u32 (core/threads/spin.ts)
//   0x10000 └
//
// A thread that starts another takes a parked Worker and writes its `task`, then notifies it: microseconds. Without a parked
// Worker it leaves the block in WAITING and adds to HOST_SIGNAL; the host thread starts a Worker, which looks in WAITING first. The host
// thread is told, too, when less than half of the reserve is left, so that many threads started in a row do not each wait for a Worker.

export const GIL_HOLDER = 0x400;
export const THREAD_BREAKER = 24;
export const GIL_INTERVAL = 0x40c;
export const GIL_POLICY = 0x410;

export const HOST_SIGNAL = 0x1800;
export const EXIT_REQUESTED = 0x1804;
export const EXIT_STATUS = 0x1808;
export const PENDING_SIGNALS = 0x1810;
export const MAIN_BREAKER = 0x1818;
export const MAIN_WAITS_ON = 0x181c;
export const POOL_LOCK = 0x1820;
export const PARKED = 0x1824;
export const WAITING = 0x1828;
export const WAITING_COUNT = 0x182c;
export const PARKED_COUNT = 0x1830;
export const WORKER_COUNT = 0x1834;
export const STARTING = 0x1838;
export const MAIN_NATIVE_ID = 0x183c;
export const SPARES = 0x1840;

export const MOST_THREADS = 0x1868;
export const SPIN_TURNS = 0x186c;

export const TRACE_EVENTS = 0x1844;
export const TRACE_RINGS = 0x1848;
export const TRACE_FULL = 0x184c;
export const TRACE_MOST = 0x1864;
export const TRACE_NOWHERE = 0x1880;
export const SIGNALS_OURS = 0x1850;
export const SIGNALS_SET = 0x1854;
export const SIGNALS_WATCHED = 0x1858;
export const SIGNAL_ACTION = 0x1900;
export const SIGNAL_ACTION_SIZE = 152;

/** Bits of descriptors below 8 times as many. */
export const KEPT_DESCRIPTORS = 0x1a00;
export const KEPT_DESCRIPTORS_SIZE = 1024;
/** The first address behind what belongs to one process and not to the program in it: a forked child clears it up to here. */
export const HOST_BLOCK_END = 0x1a00;

export const WORKERS = 0x2000;
export const WORKER_SIZE = 16;
export const MAX_WORKERS = 3584;

/** The bit of a breaker word that says: signals are pending. */
export const BREAKER_SIGNALS = 2;
/** The same: the evaluation loop is to be left and entered again, so that optimized code takes over. */
export const BREAKER_YIELD = 32;
