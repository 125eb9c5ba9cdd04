// The host's side of the rings: what it reads out of them, in which order, and what it says was lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { TRACE_NOWHERE, TRACE_RINGS } from "../../contract/layout.ts";
import {
  RING_CAPACITY,
  RING_HEAD,
  RING_LOST,
  RING_NEXT,
  RING_RECORDS,
  RING_REPORTED,
  RING_SHOWN,
  RING_TAIL,
  TRACE_DROP,
  TRACE_LOST,
  TRACE_MOVED,
  TRACE_NAME,
  TRACE_RECORD_SIZE,
  TRACE_TAKE,
  TRACE_THREAD_END,
  TRACE_THREAD_START,
  TRACE_WANT,
  TRACE_WANT_TAKE,
} from "../../contract/traceevents.ts";
import { TemporaryFile } from "../../src/host/node/overflow.ts";
import { decodeTrace, encodeTrace, TraceFileError } from "../../src/trace/file.ts";
import { type Overflow, Recorder } from "../../src/trace/recorder.ts";
import { computing, nameRecord, record, startRecord } from "./synthetic.ts";

const ABOUT = { program: "p.py", policy: "timed", interval: 0.005 } as const;

/** A memory with rings of eight records in it, and what a thread does to one. */
class Memory {
  readonly buffer = new SharedArrayBuffer(1 << 16);
  private next = 0x8000;

  ints(address: number, count: number): Int32Array<SharedArrayBuffer> {
    return new Int32Array(this.buffer, address, count);
  }
  copy(address: number, length: number): Uint8Array {
    return new Uint8Array(this.buffer, address, length).slice();
  }

  ring(capacity = 8): Ring {
    const address = this.next;
    this.next += RING_RECORDS + capacity * TRACE_RECORD_SIZE;
    const words = this.ints(address, RING_RECORDS / 4);
    words[RING_NEXT / 4] = this.ints(TRACE_RINGS, 1)[0]!;
    words[RING_CAPACITY / 4] = capacity;
    this.ints(TRACE_RINGS, 1)[0] = address;
    return new Ring(this, address, capacity);
  }
}

class Ring {
  private readonly memory: Memory;
  private readonly address: number;
  private readonly capacity: number;
  constructor(memory: Memory, address: number, capacity: number) {
    this.memory = memory;
    this.address = address;
    this.capacity = capacity;
  }
  get words(): Int32Array {
    return this.memory.ints(this.address, RING_RECORDS / 4);
  }
  write(...records: Uint8Array[]): void {
    for (const bytes of records) {
      for (let at = 0; at < bytes.length; at += TRACE_RECORD_SIZE) {
        const head = this.words[RING_HEAD / 4]!++ >>> 0;
        assert.ok(head - (this.words[RING_TAIL / 4]! >>> 0) < this.capacity, "the test overfills the ring");
        const to = this.address + RING_RECORDS + (head % this.capacity) * TRACE_RECORD_SIZE;
        new Uint8Array(this.memory.buffer, to, TRACE_RECORD_SIZE).set(bytes.subarray(at, at + TRACE_RECORD_SIZE));
        this.words[RING_SHOWN / 4] = this.words[RING_HEAD / 4]!;
      }
    }
  }
}

test("two rings become one row of events in order of time", () => {
  const memory = new Memory();
  const recorder = new Recorder(memory, null);
  const a = memory.ring();
  const b = memory.ring();
  a.write(startRecord(1000n, 7n, 70), record(3000n, TRACE_TAKE));
  b.write(startRecord(2000n, 0x1_0000_0008n, 71), nameRecord(2500n, "wörker"), record(4000n, TRACE_WANT));
  const trace = recorder.finish(ABOUT, 11_000n);
  assert.deepEqual([...trace.time], [0, 1, 1.5, 2, 3]);
  assert.deepEqual([...trace.thread], [0, 1, 1, 0, 1]);
  assert.equal(trace.duration, 10);
  assert.deepEqual(trace.threads, [
    { index: 0, ident: 7, nativeId: 70, name: "MainThread" },
    { index: 1, ident: 0x1_0000_0008, nativeId: 71, name: "wörker" },
  ]);
  assert.equal(trace.kind[0], TRACE_THREAD_START);
  assert.deepEqual([trace.value[0], trace.value[1]], [7, 8]);
});

test("a ring may wrap, its numbers too, and be read in between", () => {
  const memory = new Memory();
  const recorder = new Recorder(memory, null);
  const ring = memory.ring();
  ring.words[RING_HEAD / 4] = ring.words[RING_SHOWN / 4] = ring.words[RING_TAIL / 4] = -3;
  ring.write(startRecord(0n, 1n, 1));
  for (let i = 1; i <= 100; i++) {
    ring.write(record(BigInt(i) * 1000n, TRACE_TAKE, { value: i }));
    if (i % 5 === 0) recorder.drain();
  }
  const trace = recorder.finish(ABOUT, 200_000n);
  assert.equal(trace.time.length, 101);
  assert.deepEqual(
    [...trace.value].slice(1),
    Array.from({ length: 100 }, (_, i) => i + 1),
  );
});

test("a ring that several threads had one after the other is cut at their starts", () => {
  const memory = new Memory();
  const recorder = new Recorder(memory, null);
  const main = memory.ring();
  const ring = memory.ring();
  main.write(startRecord(0n, 1n, 1));
  ring.write(startRecord(10n, 3n, 30), nameRecord(11n, "second"), record(12n, TRACE_THREAD_END));
  recorder.drain();
  ring.write(startRecord(20n, 2n, 30), record(21n, TRACE_THREAD_END));
  const trace = recorder.finish(ABOUT, 30n);
  assert.deepEqual(
    trace.threads.map(({ name }) => name),
    ["MainThread", "thread 2", "second"],
  );
  assert.deepEqual([...trace.thread], [0, 2, 2, 2, 1, 1]);
});

test("one record of a GIL that was free is two events", () => {
  const memory = new Memory();
  const recorder = new Recorder(memory, null);
  memory.ring().write(startRecord(0n, 1n, 1), record(2000n, TRACE_WANT_TAKE, { value: 9 }), record(3000n, TRACE_THREAD_END));
  const trace = recorder.finish(ABOUT, 3000n);
  assert.deepEqual([...trace.kind], [TRACE_THREAD_START, TRACE_WANT, TRACE_TAKE, TRACE_THREAD_END]);
  assert.deepEqual([...trace.time], [0, 2, 2, 3]);
  assert.deepEqual([...trace.value].slice(1), [0, 9, 0]);
});

test("a thread that moved to a larger ring is one thread, whoever has the first one then", () => {
  const memory = new Memory();
  const recorder = new Recorder(memory, null);
  const small = memory.ring(8);
  const large = memory.ring(16);
  small.write(startRecord(0n, 5n, 50), nameRecord(1n, "before"), record(2n, TRACE_TAKE, { value: 1 }));
  large.write(record(3n, TRACE_MOVED, { value: 5 }), record(3n, TRACE_LOST, { value: 6 }), nameRecord(5n, "after"));
  recorder.drain();
  small.write(startRecord(4n, 6n, 60), record(6n, TRACE_THREAD_END));
  large.write(record(7n, TRACE_TAKE, { value: 2 }));
  large.words[RING_LOST / 4] = 7;
  large.words[RING_REPORTED / 4] = 6;
  const trace = recorder.finish(ABOUT, 8n);
  assert.deepEqual(
    trace.threads.map(({ ident, nativeId, name }) => [ident, nativeId, name]),
    [
      [5, 50, "after"],
      [6, 60, "thread 6"],
    ],
  );
  assert.deepEqual(
    [...trace.kind],
    [
      ...[TRACE_THREAD_START, TRACE_NAME, TRACE_TAKE, TRACE_LOST, TRACE_THREAD_START],
      ...[TRACE_NAME, TRACE_THREAD_END, TRACE_TAKE, TRACE_LOST],
    ],
  );
  assert.deepEqual([...trace.thread], [0, 0, 0, 0, 1, 0, 1, 0, 0]);
  assert.equal(trace.lost, 7);
});

test("what a thread has not shown yet is read at the end", () => {
  const memory = new Memory();
  const recorder = new Recorder(memory, null);
  const ring = memory.ring();
  ring.write(startRecord(0n, 1n, 1), record(1n, TRACE_TAKE), record(2n, TRACE_DROP));
  ring.words[RING_SHOWN / 4]! -= 1;
  recorder.drain();
  assert.equal(ring.words[RING_TAIL / 4], 3);
  assert.deepEqual([...recorder.finish(ABOUT, 2n).kind], [TRACE_THREAD_START, TRACE_TAKE, TRACE_DROP]);
});

test("what is lost is counted, at the end of a ring and without one, too", () => {
  const memory = new Memory();
  const recorder = new Recorder(memory, null);
  const ring = memory.ring();
  ring.write(startRecord(0n, 1n, 1), record(5n, TRACE_LOST, { value: 4 }));
  ring.words[RING_LOST / 4] = 14;
  ring.words[RING_REPORTED / 4] = 4;
  memory.ints(TRACE_NOWHERE, RING_RECORDS / 4)[RING_LOST / 4] = 100;
  const trace = recorder.finish(ABOUT, 9000n);
  assert.deepEqual([...trace.kind], [TRACE_THREAD_START, TRACE_LOST, TRACE_LOST]);
  assert.deepEqual([...trace.value].slice(1), [4, 10]);
  assert.equal(trace.time[2], 9);
  assert.equal(trace.lost, 114);
});

test("what does not fit in memory goes to a file and comes back", () => {
  const memory = new Memory();
  const file = new TemporaryFile();
  let appended = 0;
  const overflow: Overflow = {
    append: (bytes) => {
      appended += bytes.length;
      return file.append(bytes);
    },
    read: (at, length) => file.read(at, length),
    close: () => file.close(),
  };
  const recorder = new Recorder(memory, overflow, 100);
  const ring = memory.ring();
  ring.write(startRecord(0n, 1n, 1));
  for (let i = 1; i <= 60; i++) {
    ring.write(record(BigInt(i), TRACE_TAKE, { value: i }));
    if (i % 3 === 0) recorder.drain();
  }
  const trace = recorder.finish(ABOUT, 100n);
  assert.ok(appended > 500);
  assert.deepEqual(
    [...trace.value].slice(1),
    Array.from({ length: 60 }, (_, i) => i + 1),
  );
});

test("a trace as a file", () => {
  const trace = computing(7);
  const bytes = encodeTrace(trace);
  assert.deepEqual(decodeTrace(bytes), trace);
  // As a view into something larger, which a Buffer of Node's is.
  const shifted = new Uint8Array(bytes.length + 3).subarray(3);
  shifted.set(bytes);
  assert.deepEqual(decodeTrace(shifted), trace);
  assert.throws(() => decodeTrace(new Uint8Array(100)), TraceFileError);
  assert.throws(() => decodeTrace(bytes.subarray(0, bytes.length - 8)), TraceFileError);
  assert.throws(() => decodeTrace(bytes.subarray(0, 20)), TraceFileError);
});
