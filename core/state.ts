// The state that threads share, drawn as a picture, and the one module-level variable that is not shared.
//
// Linear memory of one runtime (addresses in bytes):
//
//   0x0000_0000  ┌ guard: always zero; the debug build checks it
//   0x0000_0400  ├ Runtime: the runtime block below
//   0x0000_1000  ├ free lists of the allocator: core/memory/alloc.ts
//   0x0000_1800  ├ host block and table of Workers: contract/layout.ts
//   0x0001_0000  ├ NAMES: one Value (8 bytes) per interned name that core uses, `name(N.xxx)`
//   0x0003_0000  ├ TYPES: the static type objects, TYPE_STRIDE bytes each, `T.xxx`
//   0x000F_0000  ├ METHOD_CACHE: attributes found on types, core/objects/typelookup.ts
//   0x0010_0000  ├ AssemblyScript's constants (function references, literals), written once by the host
//   __heap_base  ├ HEAP: 64 KiB chunks, see core/memory/alloc.ts
//                └ grows to the limit
//
// A module-level `let` is a WebAssembly global, so it is private to the Worker: `thread` is this file's only one,
// and the only one in core (a lint holds that).

import { Value } from "./value";

export const RUNTIME: usize = 0x400;
export const METHOD_CACHE: usize = 0xF0000;
/** Entries of 16 bytes; a power of two. */
export const METHOD_CACHE_SIZE: usize = 2048;

/** The address of this Worker's thread block; 0 before `enterThread`. */
export let thread: usize = 0;
export function setThread(block: usize): void { thread = block; }

/** This Worker's thread block. */
export function current(): Thread { return changetype<Thread>(thread); }
/** The runtime block, shared by all threads. */
export function runtime(): Runtime { return changetype<Runtime>(RUNTIME); }

@unmanaged
export class Runtime {
  // The GIL (core/threads/gil.ts owns these words).
  gilLocked: u32; //         @0    thread block of the holder, 0 while the lock is free
  gilSwitchNumber: u32; //   @4    counts hand-overs
  gilHolder: u32; //         @8    thread block of the last holder
  gilInterval: u32; //       @12   microseconds, 5000
  gilPolicy: u32; //         @16
  gilWaiters: u32; //        @20   threads that want it
  gilYielding: u32; //       @24   threads that gave it up because they were asked and wait for the switch
  freeThreads: u32; //       @28   thread blocks to use again (linked by `next`): they are never given to the allocator

  // Threads.
  threads: u32; //           @32   head of the list of live thread blocks
  mainThread: u32; //        @36
  threadCount: u32; //       @40
  finalizing: u32; //        @44   thread block of the thread that ends the process, or 0
  pendingHandler: u32; //    @48   function (): i32 that does what a breaker word asks for; core/interp sets it
  runThreadHandler: u32; //  @52   function (thread block): void that runs a new thread's target; core/interp sets it
  nextIdent: u64; //         @56

  // Memory (core/memory/alloc.ts owns these).
  heapBase: u32; //          @64
  heapEnd: u32; //           @68   first byte after the last chunk handed out
  memoryLimit: u32; //       @72   in chunks of 64 KiB, 0 = none
  memoryUsed: u32; //        @76   in chunks
  freeRuns: u32; //          @80   address-ordered list of free chunk runs
  liveBlocks: u32; //        @84   allocated blocks, for the leak check
  memoryFlags: u32; //       @88
  failCountdown: u32; //     @92   hostile build: the nth allocation fails

  // The collector (core/memory/cycles.ts).
  gcHead0: u64; gcHead1: u64; gcHead2: u64; // @96  list heads: (next, prev)
  gcCount0: u32; gcCount1: u32; gcCount2: u32; // @120
  gcThreshold0: u32; gcThreshold1: u32; gcThreshold2: u32;
  gcEnabled: u32; gcCollecting: u32;
  gcGarbage: Value; gcCallbacks: Value; // @152

  // Interned strings: an open-addressing set of addresses (core/objects/str.ts).
  internTable: u32; internMask: u32; internCount: u32; //
  typeVersion: u32; //       next type version tag
  hashSeed: u64;

  // Well-known objects (owned references).
  sysModules: Value; sysDict: Value; builtinsDict: Value; sysModule: Value; builtinsModule: Value;
  importlib: Value; // importlib._bootstrap once it runs
  emptyTuple: Value; emptyStr: Value; emptyBytes: Value;
  latin1: u32; // table of 256 addresses of one-character strings
  codecState: u32;
  mainModule: Value;
  excepthookState: u32;
  optimize: u32; verbose: u32; devMode: u32; bytesWarning: u32; maxStrDigits: u32;
  atexit: Value;
  warningsModule: Value; warningsOnce: Value; warningsDefaultAction: Value; warningsVersion: u32;
  keysTag: u32; // the last tag given to a key table (core/objects/dictkeys.ts)
  placeholder: Value; // functools.Placeholder, 0 until it is made
  queueEmpty: Value; // _queue.Empty, likewise
  codecSearchPath: Value; codecCache: Value; codecErrors: Value;
  stringFilename: Value; // "<string>"
  bootstrapName: Value; bootstrapExternalName: Value; // the names of importlib's parts in the pack
  importLockOwner: u32; importLockCount: u32;
  blank: Value; newline: Value; // " " and "\n"
  nativeModules: Value; // name → table index (core/modules/registry.ts)
  auditHooks: Value; // list or NULL
  signalDispatcher: Value; // callable or NULL (core/modules/_signals.ts)
  utf8Name: Value; // "utf-8"
  recursionLimit: u32; switchEvery: u32; // of new threads; hostile build: instructions between two looks whether somebody waits for the GIL
  // More of the collector's: lists of its own, counters (collections, collected, uncollectable) of each generation.
  gcPermanent: u64; gcUnreachable: u64; gcStill: u64; gcSeen: u64;
  gcStats0: u32; gcStats1: u32; gcStats2: u32; gcStats3: u32; gcStats4: u32; gcStats5: u32; gcStats6: u32; gcStats7: u32; gcStats8: u32;
  gcDebug: u32;
  gcLongLived: u32; gcLongLivedPending: u32; // objects in the oldest generation at its last collection, and those that came since
  firstBuiltins: Value; firstModules: Value; // builtins as boot made it, and the modules before the program (core/modules/finalize.ts)
  slotTable: u32; slotCount: u32; slotNames: Value; newDef: u32; pad3: u32; abcToken: u64; missingToken: Value; // special methods and their slots (core/objects/slots.ts)
  stackSize: i64; // what _thread.stack_size() was given last
  // Signals (core/modules/_signals.ts).
  signalSender: Value; // callable or NULL
  signalsHeld: u64; //   sent to the process while every thread blocked them
  signalCount: u32; //   futex word, counts what a thread that waits for a signal may be waiting for
  signalsEnded: u32; //  1 at the end, when the handlers are gone
  signalMasks: u32; //   1 once a thread has blocked a signal
  traceFree: u32; pad7: u32; // trace rings that no Worker has (core/trace.ts)
  monitor: u32; monitorVersion: u32; // events that tools ask for, and how often that has changed (core/objects/monitors.ts)
  exceptionEvents: u32; codeEvents: u32; // a bit for each event that some tool wants: of those that unwinding makes; of those that instructions make
  codes: u32; pad5: u32; // head of the list of code objects
  monitorDisable: Value; monitorMissing: Value; // sys.monitoring.DISABLE and MISSING
  crcTables: u32; pad4: u32; // core/deflate/checksums.ts
  checkInterval: u32; // ticks that a thread keeps the GIL for (policy `ticks`)
  // The queue of policy `fair` (core/threads/gilqueue.ts): its lock, and first and last of the two lists.
  belowMain: u32; //         the start-up's frame that the main module's code was called from (core/modules/sys.ts), while it runs
  forkFrame: u32; forkThread: u32; forkResult: i32; threadHandles: u32; // os.fork(): core/threads/fork.ts
  forkedFromMain: u32; forkPad: u32; // in a forked child: whether its thread was the parent's main thread
  gilQueueLock: u32; gilReturnedFirst: u32; gilReturnedLast: u32; gilComputingFirst: u32; gilComputingLast: u32; gilReturnedCount: u32;
  gilFreed: i64; // when the lock was last made free while somebody waited, in ns of the trace's clock
}

/** One block for each Python thread. A waiter may look at a block that just ended, so blocks stay thread blocks for ever. */
@unmanaged
export class Thread {
  next: u32; prev: u32; //     @0   list of live threads
  ident: u64; //               @8   threading.get_ident()
  nativeId: u32; //            @16  the kernel's thread id
  state: u32; //               @20  see core/threads/thread.ts
  breaker: u32; //             @24  breaker word: bits of core/threads/breaker.ts, checked on back edges and calls
  worker: u32; //              @28  index of the Worker that runs it

  frame: u32; //               @32  innermost frame, or 0
  stackBase: u32; stackTop: u32; stackLimit: u32; // @36 data stack chunk, see core/interp/frame.ts
  pyDepth: u32; //             @48  Python frames
  pyLimit: u32; //             @52  sys.setrecursionlimit
  nativeDepth: u32; //         @56  nested native activations
  nativeLimit: u32; //         @60

  exc: Value; //               @64  the exception being raised, or NULL (owned)
  excInfo: u32; //             @72  innermost handled-exception record (see core/interp/unwind.ts)
  trashDepth: u32; //          @76
  trash: u32; //               @80  objects whose deallocation was put off
  asyncExc: u32;
  context: Value; //           @88  current contextvars.Context or NULL
  dict: Value; //              @96  per-thread dict (thread-local data)
  traceFunc: Value; profileFunc: Value; //
  reprRunning: Value; //       list of objects whose repr is running
  asyncGenFirstIter: Value; asyncGenFinalizer: Value;
  coroutineOriginDepth: u32; contextVersion: u32;
  target: Value; args: Value; kwargs: Value; handle: Value; // what a new thread is to run
  baseExcInfo0: u64; baseExcInfo1: u64; // the thread's own bottom exc-info record
  hostScratch: u32; hostScratchSize: u32; // a buffer for host calls
  wake: u32; // futex word: a sleeping thread waits here
  flags: u32;
  asyncExcValue: Value;
  spawnNext: u32; // the next thread that waits for a Worker
  ticks: u32; //     instructions since the GIL was last given up (policy `ticks`)
  localDict: Value; // dict of _thread._local objects' dicts, or NULL
  intScratch0: u64; intScratch1: u64; // limbs of small operands, see core/objects/int.ts
  result: Value; //     what a frame that was left handed out, see core/interp/eval.ts
  sendResult: Value; // what Slot.send of the receiver of a SEND handed out
  generatorResult: Value; // the same for a call of send() or next()
  tracing: u32; //      not 0 while an event's callback runs: events are not reported then
  whatEvent: i32; //    the event that is being reported, or -1
  reportedFrame: u32; // and whose it is
  trace: u32; //        the thread's ring of trace events, 0 while nothing is traced (core/trace.ts)
  signalMask: u64; //    signals that the thread blocks, bit n - 1 for signal n (core/modules/_signals.ts)
  signalsPending: u64; // sent to this thread while it blocked them
  gilTurn: u32; //      futex word of a thread in the queue of policy `fair`, with the next four: core/threads/gilqueue.ts
  gilStanding: u32; gilNext: u32; gilDeadline: i64; gilSince: i64;
  signalsPutOff: u32; // not 0 while a signal is being sent by Python code of ours
  inBuffer: u32; //     not 0 while the buffer of a file is being changed: signal handlers wait (core/modules/_buffers.ts)
  lockSpin: u32; gilSpin: u32; // whether it pays to spin for a lock, for the GIL: core/threads/spin.ts
  steps: u32; //        hostile build: instructions since the last look whether somebody waits for the GIL
}

export const THREAD_SIZE: usize = 512;
