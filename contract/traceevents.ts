// Trace events: what the virtual machine writes down about threads and the GIL, and src/trace reads. One fixed-size record each.
//
//   record, 16 bytes, little-endian
//   @0   u64  time in ns on the monotonic clock
//   @8   u8   kind (TRACE_…)
//   @9   u8   why (DROP_… of a DROP and a FORCED_DONE; generation of a COLLECT; else 0)
//   @10  u16  host call (its row in contract/hostcalls.ts) of a DROP for BLOCKING or NATIVE, and of its FORCED_DONE; else 0
//   @12  u32  value, see the kinds
//
// A span is two records: a thread that gives the GIL up writes DROP with the reason; when it is back from what it did without the
// GIL it writes WANT, and TAKE once it has it. So between DROP and WANT it was blocked (or in native code, by the reason), between WANT
// and TAKE it waited for the GIL, and between TAKE and DROP it ran.

// Each thread has a ring of records that it alone writes and that the host thread empties, so neither needs a lock. When the thread has ended, the next one
// of its Worker takes the ring over and goes on behind its records, read or not; THREAD_START tells where. Rings are never freed.
//
//   ring, u32 each
//   @0   next       the ring that was made before this one, or 0
//   @4   capacity   records, a power of two
//   @8   head       records ever written, wrapping; the thread's own
//   @12  tail       records ever read, wrapping; the host writes it
//   @16  lost       events that found the ring full
//   @20  reported   how many of them a LOST record has told of
//   @24  nextFree   in the list of rings that no Worker has
//   @28  limit      the thread's: up to this head it need not look how much room there is
//   @32  waits      the thread's: 1 between a WANT and its TAKE
//   @36  (4 bytes)
//   @40  dropped    the thread's: bytes 8 to 11 of its last DROP
//   @44  shown      head as far as the host may read while the program runs: those records are whole
//   @48  last       u64: time of the last record
//   @56  (8 bytes)
//   @64  records    number n at 64 + 16 × (n mod capacity)
//
// A thread whose ring fills up faster than the host empties it moves to one of twice the size, up to TRACE_MOST records (contract/layout.ts). Its first
// record there is MOVED; the ring that it left goes to the list.
//
// The two kinds that need more than a record, THREAD_START and NAME, have data in the records that follow: as many as it fills, without times.
// WANT_TAKE and MOVED are in rings only: src/trace/decode.ts makes a WANT and a TAKE of the one, and nothing of the other.

export const RING_NEXT = 0;
export const RING_CAPACITY = 4;
export const RING_HEAD = 8;
export const RING_TAIL = 12;
export const RING_LOST = 16;
export const RING_REPORTED = 20;
export const RING_NEXT_FREE = 24;
export const RING_LIMIT = 28;
export const RING_WAITS = 32;
export const RING_DROPPED = 40;
export const RING_SHOWN = 44;
export const RING_LAST = 48;
export const RING_RECORDS = 64;

export const TRACE_RECORD_SIZE = 16;
/** Data of a THREAD_START: ident u64, native id u32, 0 u32. */
export const TRACE_START_SIZE = 16;
/** The most bytes of a name that are kept. */
export const TRACE_NAME_MOST = 240;

// Kinds.
/** The thread starts to run; value: the length of its data. src/trace shows the low 32 bits of its ident as the value. */
export const TRACE_THREAD_START = 1;
/** The thread ends, after its last DROP. */
export const TRACE_THREAD_END = 2;
/** It wants the GIL. */
export const TRACE_WANT = 3;
/** It has the GIL; value: low 32 bits of the switch number. */
export const TRACE_TAKE = 4;
/** It gave the GIL up; why: DROP_…. */
export const TRACE_DROP = 5;
/** A waiter asked the holder to give the GIL up; value: low 32 bits of the holder's ident. */
export const TRACE_REQUEST = 6;
/** A thread that was asked waits until another has taken the GIL (forced switching); it follows the DROP. */
export const TRACE_FORCED_WAIT = 7;
/** That wait is over; why and call as in the DROP, whose reason holds from here on. */
export const TRACE_FORCED_DONE = 8;
/** A collection begins; why: generation. */
export const TRACE_COLLECT = 9;
/** It is over; value: objects freed. */
export const TRACE_COLLECTED = 10;
/** Events of this thread that found the ring full since the last record; value: how many. */
export const TRACE_LOST = 11;
/** A signal handler runs; value: the signal. */
export const TRACE_SIGNAL = 12;
/** The thread's name changed; value: the length of its data, the name in UTF-8. */
export const TRACE_NAME = 13;
/** In a ring only: it wanted the GIL and had it at once; value as of a TAKE. */
export const TRACE_WANT_TAKE = 14;
/** In a ring only: the thread goes on here; value: the low 32 bits of its ident. */
export const TRACE_MOVED = 15;

// Reasons of a DROP.
/** Another thread asked for it (the breaker's GIL_DROP). */
export const DROP_ASKED = 1;
/** A host call that may block. */
export const DROP_BLOCKING = 2;
/** Waiting for a lock. */
export const DROP_LOCK = 3;
/** time.sleep. */
export const DROP_SLEEP = 4;
/** Native code that needs no GIL. */
export const DROP_NATIVE = 5;
/** The thread ended. */
export const DROP_ENDED = 6;
/** The check interval ran out (policy `ticks`): nobody asked. */
export const DROP_TICKS = 7;
