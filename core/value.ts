// A Python value is 64 bits, NaN-boxed. Guarded by tests/lang/numbers.
//
//   63            48 47                                            0
//  ┌────────────────┬───────────────────────────────────────────────┐
//  │ 0000 … FFF8    │  a double, as it is                           │
//  │ FFF9           │  a singleton: NULL None False True …          │
//  │ FFFC           │  0000 │ 32-bit address of a counted object    │
//  │ FFFE           │  a small int, 48-bit two's complement         │
//  └────────────────┴───────────────────────────────────────────────┘
//
// Every NaN that hardware produces has its top 16 bits at 7FF8 or FFF8, below the tags. A NaN that comes from
// outside as bits (struct, float.fromhex, a buffer) goes through `boxFloatBits`, which makes it the canonical one.
// Small ints are normalised: an int that fits 48 bits is never on the heap.

export type Value = u64;

export const TAG_POINTER: u64 = 0xFFFC;
export const TAG_INT: u64 = 0xFFFE;

const BITS_INT: u64 = 0xFFFE000000000000;
const BITS_POINTER: u64 = 0xFFFC000000000000;
const PAYLOAD: u64 = 0x0000FFFFFFFFFFFF;

/** No value: an exception is set in this thread, or "absent" where a contract says so. */
export const NULL: Value = 0xFFF9000000000000;
export const None: Value = 0xFFF9000000000001;
export const False: Value = 0xFFF9000000000002;
export const True: Value = 0xFFF9000000000003;
export const NotImplemented: Value = 0xFFF9000000000004;
export const Ellipsis: Value = 0xFFF9000000000005;

export function isInt(v: Value): bool { return v >>> 48 == TAG_INT; }
export function isPtr(v: Value): bool { return v >>> 48 == TAG_POINTER; }
export function isFloat(v: Value): bool { return v < NULL; }
export function isBool(v: Value): bool { return (v & ~(<u64>1)) == False; }

/** The payload of a small int. */
export function intOf(v: Value): i64 { return <i64>(v << 16) >> 16; }
/** Boxes `i`, which must fit 48 bits (`fitsSmall`); core/objects/int.ts `newInt` boxes any i64. */
export function boxInt(i: i64): Value { return BITS_INT | (<u64>i & PAYLOAD); }
/** Whether an integer fits the 48 bits of a small int. */
export function fitsSmall(i: i64): bool { return (i << 16) >> 16 == i; }

/** The number of a float. */
export function f64Of(v: Value): f64 { return reinterpret<f64>(v); }
/** A float. The bits of a NaN must be canonical: see boxFloatBits. */
export function boxFloat(f: f64): Value { return reinterpret<u64>(f); }
export function boxFloatBits(bits: u64): Value {
  const f = reinterpret<f64>(bits);
  return f != f ? (bits >>> 63 ? 0xFFF8000000000000 : 0x7FF8000000000000) : bits;
}

/** The address of a pointer. */
export function ptrOf(v: Value): usize { return <usize>v; }
export function boxPtr(p: usize): Value { return BITS_POINTER | <u64>p; }
export function boxBool(b: bool): Value { return False + <u64>b; }
