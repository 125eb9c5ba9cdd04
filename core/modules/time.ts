// The module time.
//
// Clocks are host calls; sleeping waits on a word of the thread block, so that a signal can end it. Local time is the host's; the
// civil calendar of gmtime is counted here. strftime works on struct_time's fields alone, in the C locale, as CPython's does there.

import { call, call1, getAttr, hasIndex, indexI64 } from "../abstract";
import { errorOccurred, outOfMemory, raise, raiseFmt } from "../errors";
import { raiseOSError } from "../objects/oserror";
import { hostClock, hostLocalTime, hostMakeTime, hostTake } from "../host.generated";
import { alloc, free } from "../memory/alloc";
import { decref, newref } from "../memory/refcount";
import { N, name, T } from "../names.generated";
import { addType, constant, func, METH_FAST, METH_NOARGS, METH_O } from "../objects/define";
import { asI64Clamped, isIntLike, newInt } from "../objects/int";
import { builderChar, builderDiscard, builderFinish, builderInit, builderStr, builderText } from "../objects/strbuilder";
import { dictNew, dictSet } from "../objects/dict";
import { strAt, strEqual, strFromAscii, strFromLiteral, strLen } from "../objects/strnew";
import { defStructSeq, structSeqNew, structSeqPut } from "../objects/structseq";
import { hasFlag, isExact, TypeFlag } from "../objects/typeobject";
import { tuple2, tupleAt, tupleSize } from "../objects/tupleobject";
import { deadlineAfter, handlePending, sleepUntil, Waited } from "../threads/wait";
import { boxFloat, boxInt, boxPtr, f64Of, False, intOf, isFloat, isInt, None, NULL, True, Value } from "../value";
import { BAD_DURATION, durationOf } from "./clockvalues";
import { importModule } from "./import";

const enum Clock { REAL = 0, MONOTONIC = 1, PROCESS = 2, THREAD = 3 }

function seconds(which: i32): Value {
  const ns = hostClock(which);
  // Whole seconds and the rest apart, so that no digit is lost before the sum.
  return boxFloat(<f64>(ns / 1_000_000_000) + <f64>(ns % 1_000_000_000) * 1e-9);
}
function timeTime(mod: Value): Value { return seconds(Clock.REAL); }
function timeTimeNs(mod: Value): Value { return newInt(hostClock(Clock.REAL)); }
function timeMonotonic(mod: Value): Value { return seconds(Clock.MONOTONIC); }
function timeMonotonicNs(mod: Value): Value { return newInt(hostClock(Clock.MONOTONIC)); }
function timeProcess(mod: Value): Value { return seconds(Clock.PROCESS); }
function timeProcessNs(mod: Value): Value { return newInt(hostClock(Clock.PROCESS)); }
/** The time of a clock by its number, in ns; check errorOccurred(). */
function clockTime(which: Value): i64 {
  if (!hasIndex(which)) { raiseFmt(T.TypeError, "clk_id should be integer, not %T", which); return 0; }
  const number = indexI64(which, T.OverflowError);
  if (errorOccurred()) return 0;
  if (number != <i64><i32>number) { raise(T.OverflowError, "clk_id is out of range"); return 0; }
  const ns = hostClock(<i32>number);
  if (ns < 0 && ns > -4096) raiseOSError(<i32>-ns);
  return ns;
}
function timeClockGettime(mod: Value, which: Value): Value {
  const ns = clockTime(which);
  return errorOccurred() ? NULL : boxFloat(<f64>ns * 1e-9);
}
function timeClockGettimeNs(mod: Value, which: Value): Value {
  const ns = clockTime(which);
  return errorOccurred() ? NULL : newInt(ns);
}
function timeClockGetres(mod: Value, which: Value): Value {
  clockTime(which);
  return errorOccurred() ? NULL : boxFloat(1e-9);
}
function timeThread(mod: Value): Value { return seconds(Clock.THREAD); }
function timeThreadNs(mod: Value): Value { return newInt(hostClock(Clock.THREAD)); }

/** A namespace of what a clock is. */
function timeClockInfo(mod: Value, which: Value): Value {
  if (!hasFlag(which, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "get_clock_info() argument 1 must be str, not %T", which);
  const real = strEqual(which, name(N.time));
  if (!real && !strEqual(which, name(N.monotonic)) && !strEqual(which, name(N.perf_counter)) && !strEqual(which, name(N.process_time)) && !strEqual(which, name(N.thread_time))) {
    return raise(T.ValueError, "unknown clock");
  }
  const d = dictNew();
  if (d == NULL) return NULL;
  const implementation = strFromLiteral("clock_gettime");
  let r: Value = NULL;
  if (implementation != NULL && dictSet(d, name(N.implementation), implementation) == 0 && dictSet(d, name(N.monotonic), real ? False : True) == 0
    && dictSet(d, name(N.adjustable), real ? True : False) == 0 && dictSet(d, name(N.resolution), boxFloat(1e-9)) == 0) {
    r = call1(boxPtr(T.SimpleNamespace), d);
  }
  decref(implementation);
  decref(d);
  return r;
}
function timeSleep(mod: Value, arg: Value): Value {
  const duration = durationOf(arg);
  if (duration == BAD_DURATION) return NULL;
  if (duration < 0) return raise(T.ValueError, "sleep length must be non-negative");
  const deadline = deadlineAfter(duration);
  while (sleepUntil(deadline) == Waited.INTERRUPTED) {
    if (handlePending() < 0) return NULL;
  }
  return None;
}

// Calendar. Days are counted from 1970-01-01; years begin in March so that a leap day is a year's last day.

function daysFromCivil(year: i64, month: i64, day: i64): i64 {
  const y = month <= 2 ? year - 1 : year;
  const era = (y >= 0 ? y : y - 399) / 400;
  const yearOfEra = y - era * 400;
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}

/** gmtime of seconds since the epoch. */
function utcStruct(at: i64): Value {
  let days = at / 86400, rest = at % 86400;
  if (rest < 0) { rest += 86400; days--; }
  const z = days + 719468;
  const era = (z >= 0 ? z : z - 146096) / 146097;
  const dayOfEra = z - era * 146097;
  const yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const shifted = (5 * dayOfYear + 2) / 153;
  const day = dayOfYear - (153 * shifted + 2) / 5 + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  let weekday = (days + 3) % 7;
  if (weekday < 0) weekday += 7;
  const v = structSeqNew(T.struct_time);
  if (v == NULL) return NULL;
  structSeqPut(v, 0, boxInt(year));
  structSeqPut(v, 1, boxInt(month));
  structSeqPut(v, 2, boxInt(day));
  structSeqPut(v, 3, boxInt(rest / 3600));
  structSeqPut(v, 4, boxInt((rest / 60) % 60));
  structSeqPut(v, 5, boxInt(rest % 60));
  structSeqPut(v, 6, boxInt(weekday));
  structSeqPut(v, 7, boxInt(days - daysFromCivil(year, 1, 1) + 1));
  structSeqPut(v, 8, boxInt(0));
  structSeqPut(v, 9, strFromLiteral("UTC"));
  structSeqPut(v, 10, boxInt(0));
  return v;
}

/** The moment an optional argument says, in whole seconds (rounded down); i64.MIN_VALUE with an exception. */
function moment(args: usize, nargs: i32): i64 {
  if (nargs == 0 || load<u64>(args) == None) {
    const ns = hostClock(Clock.REAL);
    return ns / 1_000_000_000;
  }
  const v = load<u64>(args);
  let at: f64;
  if (isFloat(v)) at = Math.floor(f64Of(v));
  else if (isInt(v)) at = <f64>intOf(v);
  else if (isIntLike(v)) at = <f64>asI64Clamped(v);
  else { raiseFmt(T.TypeError, "'%T' object cannot be interpreted as an integer", v); return i64.MIN_VALUE; }
  if (at != at) { raise(T.ValueError, "Invalid value NaN (not a number)"); return i64.MIN_VALUE; }
  if (at > 67768036191676799.0 || at < -67768040609740800.0) {
    raise(T.OverflowError, "timestamp out of range for platform time_t");
    return i64.MIN_VALUE;
  }
  return <i64>at;
}

function timeGmtime(mod: Value, args: usize, nargs: i32): Value {
  const at = moment(args, nargs);
  return at == i64.MIN_VALUE ? NULL : utcStruct(at);
}

/** Local time of a moment: a struct_time. */
function localStruct(at: i64): Value {
  const out = alloc(64);
  if (!out) return outOfMemory();
  const length = hostLocalTime(<f64>at, out);
  if (length < 0) {
    free(out);
    return raise(T.OverflowError, "timestamp out of range for platform time_t");
  }
  const v = structSeqNew(T.struct_time);
  if (v == NULL) { free(out); return NULL; }
  for (let i: usize = 0; i < 9; i++) structSeqPut(v, i, boxInt(load<i32>(out + (i << 2))));
  structSeqPut(v, 10, boxInt(load<i32>(out, 36)));
  free(out);
  const text = alloc(<usize>length + 1);
  if (!text) { decref(v); return outOfMemory(); }
  hostTake(text);
  const zone = strFromAscii(text, length);
  free(text);
  if (zone == NULL) { decref(v); return NULL; }
  structSeqPut(v, 9, zone);
  return v;
}
function timeLocaltime(mod: Value, args: usize, nargs: i32): Value {
  const at = moment(args, nargs);
  return at == i64.MIN_VALUE ? NULL : localStruct(at);
}

/** Item `i` of a time tuple as a number; `bad` is set with the exception when it is none. */
function field(t: Value, i: u32): i64 {
  const v = tupleAt(t, i);
  return isInt(v) ? intOf(v) : isIntLike(v) ? asI64Clamped(v) : i64.MIN_VALUE;
}
/** Whether `v` is a tuple of nine integers; else TypeError. */
function checkTuple(v: Value): bool {
  if (!hasFlag(v, TypeFlag.TUPLE_SUBCLASS)) { raise(T.TypeError, "Tuple or struct_time argument required"); return false; }
  if (tupleSize(v) != 9) { raise(T.TypeError, "function takes exactly 9 arguments"); return false; }
  for (let i: u32 = 0; i < 9; i++) {
    if (field(v, i) == i64.MIN_VALUE) {
      raiseFmt(T.TypeError, "'%T' object cannot be interpreted as an integer", tupleAt(v, i));
      return false;
    }
    if (field(v, i) != <i64><i32>field(v, i)) {
      raise(T.OverflowError, field(v, i) > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum");
      return false;
    }
  }
  // C counts years from 1900.
  if (field(v, 0) < <i64>i32.MIN_VALUE + 1900) { raise(T.OverflowError, "year out of range"); return false; }
  return true;
}

function timeMktime(mod: Value, t: Value): Value {
  if (!checkTuple(t)) return NULL;
  const out = alloc(32);
  if (!out) return outOfMemory();
  for (let i: u32 = 0; i < 6; i++) store<i32>(out + (<usize>i << 2), <i32>field(t, i));
  store<i32>(out, <i32>field(t, 8), 24);
  const at = hostMakeTime(out);
  free(out);
  return at != at ? raise(T.OverflowError, "mktime argument out of range") : boxFloat(at);
}

// strftime and asctime

const DAYS = "MondayTuesdayWednesdayThursdayFridaySaturdaySunday";
const MONTHS = "JanuaryFebruaryMarchAprilMayJuneJulyAugustSeptemberOctoberNovemberDecember";

function addPart(b: usize, text: string, from: i32, to: i32): bool {
  for (let i = from; i < to; i++) if (!builderChar(b, text.charCodeAt(i))) return false;
  return true;
}
/** The `index`-th capitalised word of a run of them, or its first three letters. */
function addWord(b: usize, text: string, index: i64, isShort: bool): bool {
  let word: i64 = -1, start = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && text.charCodeAt(i) >= 0x61) continue;
    if (word == index) return addPart(b, text, start, isShort ? start + 3 : i);
    word++;
    start = i;
  }
  return builderChar(b, 0x3f);
}
function addNumber(b: usize, value: i64, width: i32, pad: u32): bool {
  let digits = 1, rest = value < 0 ? -value : value;
  if (value < 0 && !builderChar(b, 0x2d)) return false;
  let power: i64 = 1;
  while (rest / power >= 10) { power *= 10; digits++; }
  for (let i = digits; i < width; i++) if (!builderChar(b, pad)) return false;
  for (; power > 0; power /= 10) if (!builderChar(b, 0x30 + <u32>((rest / power) % 10))) return false;
  return true;
}
function addClock(b: usize, t: Value, withSeconds: bool): bool {
  let ok = addNumber(b, field(t, 3), 2, 0x30) && builderChar(b, 0x3a) && addNumber(b, field(t, 4), 2, 0x30);
  if (withSeconds) ok = ok && builderChar(b, 0x3a) && addNumber(b, field(t, 5), 2, 0x30);
  return ok;
}
/** ISO 8601: the year of the week, or the week. */
function isoWeek(t: Value, wantYear: bool): i64 {
  const year = field(t, 0), weekday = field(t, 6), dayOfYear = field(t, 7) - 1;
  let week = (dayOfYear - weekday + 10) / 7;
  if (week < 1) return wantYear ? year - 1 : weeksIn(year - 1);
  if (week > weeksIn(year)) return wantYear ? year + 1 : 1;
  return wantYear ? year : week;
}
function weeksIn(year: i64): i64 {
  let weekday = (daysFromCivil(year, 1, 1) + 3) % 7;
  if (weekday < 0) weekday += 7;
  const isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return weekday == 3 || (isLeap && weekday == 2) ? 53 : 52;
}
function addSeconds(b: usize, t: Value): bool {
  const out = alloc(32);
  if (!out) { outOfMemory(); return false; }
  for (let i: u32 = 0; i < 6; i++) store<i32>(out + (<usize>i << 2), <i32>field(t, i));
  store<i32>(out, <i32>field(t, 8), 24);
  const at = hostMakeTime(out);
  free(out);
  return addNumber(b, <i64>at, 1, 0x30);
}

/** One conversion of strftime. */
function addConversion(b: usize, c: u32, t: Value, pad: bool): bool {
  const zero: u32 = 0x30, two = pad ? 2 : 1;
  const hour = field(t, 3), year = field(t, 0);
  switch (c) {
    case 0x61: return addWord(b, DAYS, field(t, 6), true); // a
    case 0x41: return addWord(b, DAYS, field(t, 6), false); // A
    case 0x62: case 0x68: return addWord(b, MONTHS, field(t, 1) - 1, true); // b h
    case 0x42: return addWord(b, MONTHS, field(t, 1) - 1, false); // B
    case 0x63: // c
      return addWord(b, DAYS, field(t, 6), true) && builderChar(b, 0x20) && addWord(b, MONTHS, field(t, 1) - 1, true) && builderChar(b, 0x20)
        && addNumber(b, field(t, 2), 2, 0x20) && builderChar(b, 0x20) && addClock(b, t, true) && builderChar(b, 0x20) && addNumber(b, year, 1, zero);
    case 0x43: return addNumber(b, year / 100, two, zero); // C
    case 0x64: return addNumber(b, field(t, 2), two, zero); // d
    case 0x44: case 0x78: // D x
      return addNumber(b, field(t, 1), 2, zero) && builderChar(b, 0x2f) && addNumber(b, field(t, 2), 2, zero) && builderChar(b, 0x2f) && addNumber(b, year % 100, 2, zero);
    case 0x65: return addNumber(b, field(t, 2), two, 0x20); // e
    case 0x46: // F
      return addNumber(b, year, 1, zero) && builderChar(b, 0x2d) && addNumber(b, field(t, 1), 2, zero) && builderChar(b, 0x2d) && addNumber(b, field(t, 2), 2, zero);
    case 0x47: return addNumber(b, isoWeek(t, true), 1, zero); // G
    case 0x67: return addNumber(b, isoWeek(t, true) % 100, two, zero); // g
    case 0x48: return addNumber(b, hour, two, zero); // H
    case 0x49: return addNumber(b, hour % 12 == 0 ? 12 : hour % 12, two, zero); // I
    case 0x6a: return addNumber(b, field(t, 7), pad ? 3 : 1, zero); // j
    case 0x6b: return addNumber(b, hour, two, 0x20); // k
    case 0x6c: return addNumber(b, hour % 12 == 0 ? 12 : hour % 12, two, 0x20); // l
    case 0x6d: return addNumber(b, field(t, 1), two, zero); // m
    case 0x4d: return addNumber(b, field(t, 4), two, zero); // M
    case 0x6e: return builderChar(b, 0x0a); // n
    case 0x70: return builderText(b, hour < 12 ? "AM" : "PM"); // p
    case 0x50: return builderText(b, hour < 12 ? "am" : "pm"); // P
    case 0x72: // r
      return addNumber(b, hour % 12 == 0 ? 12 : hour % 12, 2, zero) && builderChar(b, 0x3a) && addNumber(b, field(t, 4), 2, zero) && builderChar(b, 0x3a)
        && addNumber(b, field(t, 5), 2, zero) && builderText(b, hour < 12 ? " AM" : " PM");
    case 0x52: return addClock(b, t, false); // R
    case 0x73: return addSeconds(b, t); // s
    case 0x53: return addNumber(b, field(t, 5), two, zero); // S
    case 0x74: return builderChar(b, 0x09); // t
    case 0x54: case 0x58: return addClock(b, t, true); // T X
    case 0x75: return addNumber(b, field(t, 6) + 1, 1, zero); // u
    case 0x55: return addNumber(b, (field(t, 7) - 1 + 7 - (field(t, 6) + 1) % 7) / 7, two, zero); // U
    case 0x56: return addNumber(b, isoWeek(t, false), two, zero); // V
    case 0x77: return addNumber(b, (field(t, 6) + 1) % 7, 1, zero); // w
    case 0x57: return addNumber(b, (field(t, 7) - 1 + 7 - field(t, 6)) / 7, two, zero); // W
    case 0x79: return addNumber(b, ((year % 100) + 100) % 100, two, zero); // y
    case 0x59: return addNumber(b, year, 1, zero); // Y
    case 0x7a: return addOffset(b, t); // z
    case 0x5a: return addZone(b, t); // Z
    case 0x25: return builderChar(b, 0x25); // %
  }
  return builderChar(b, 0x25) && builderChar(b, c);
}
function addOffset(b: usize, t: Value): bool {
  const given = isExact(t, T.struct_time) ? tupleAt(t, 10) : None;
  let offset: i64 = 0;
  if (isInt(given)) offset = intOf(given);
  if (!builderChar(b, offset < 0 ? 0x2d : 0x2b)) return false;
  if (offset < 0) offset = -offset;
  return addNumber(b, offset / 3600, 2, 0x30) && addNumber(b, (offset / 60) % 60, 2, 0x30);
}
function addZone(b: usize, t: Value): bool {
  const given = isExact(t, T.struct_time) ? tupleAt(t, 9) : None;
  if (given != None) return builderStr(b, given);
  const local = localStruct(0);
  if (local == NULL) return false;
  const ok = builderStr(b, tupleAt(local, 9));
  decref(local);
  return ok;
}

/** Holds the fields of a time tuple to their ranges, as time.strftime and asctime do. */
function checkRanges(t: Value): bool {
  const month = field(t, 1), day = field(t, 2), hour = field(t, 3), minute = field(t, 4), second = field(t, 5), dayOfYear = field(t, 7);
  if (month < 0 || month > 12) { raise(T.ValueError, "month out of range"); return false; }
  if (day < 0 || day > 31) { raise(T.ValueError, "day of month out of range"); return false; }
  if (hour < 0 || hour > 23) { raise(T.ValueError, "hour out of range"); return false; }
  if (minute < 0 || minute > 59) { raise(T.ValueError, "minute out of range"); return false; }
  if (second < 0 || second > 61) { raise(T.ValueError, "seconds out of range"); return false; }
  if (field(t, 6) < -1) { raise(T.ValueError, "day of week out of range"); return false; }
  if (dayOfYear < 0 || dayOfYear > 366) { raise(T.ValueError, "day of year out of range"); return false; }
  return true;
}
/** A copy of a time tuple with zeros where a day, month or day of year of 0 stands for the first. NULL with an exception. */
function timeFields(args: usize, nargs: i32, index: i32): Value {
  if (nargs <= index) return localStruct(hostClock(Clock.REAL) / 1_000_000_000);
  const t = load<u64>(args + (<usize>index << 3));
  if (!checkTuple(t) || !checkRanges(t)) return NULL;
  const copy = structSeqNew(T.struct_time);
  if (copy == NULL) return NULL;
  for (let i: u32 = 0; i < 9; i++) {
    let value = field(t, i);
    if (value == 0 && (i == 1 || i == 2 || i == 7)) value = 1;
    if (i == 6) value = (value + 7) % 7;
    structSeqPut(copy, i, newInt(value));
  }
  if (isExact(t, T.struct_time)) {
    structSeqPut(copy, 9, newref(tupleAt(t, 9)));
    structSeqPut(copy, 10, newref(tupleAt(t, 10)));
  }
  return copy;
}

function timeStrftime(mod: Value, args: usize, nargs: i32): Value {
  if (nargs < 1 || nargs > 2) return raiseFmt(T.TypeError, "strftime() takes 1 or 2 arguments (%d given)", boxInt(nargs));
  const format = load<u64>(args);
  if (!hasFlag(format, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "strftime() argument 1 must be str, not %T", format);
  const length = strLen(format);
  for (let i: u32 = 0; i < length; i++) if (strAt(format, i) == 0) return raise(T.ValueError, "embedded null character");
  const t = timeFields(args, nargs, 1);
  if (t == NULL) return NULL;
  const b = builderInit();
  if (!b) { decref(t); return NULL; }
  let ok = true;
  for (let i: u32 = 0; i < length && ok; i++) {
    let c = strAt(format, i);
    if (c != 0x25 || i + 1 == length) { ok = builderChar(b, c); continue; }
    c = strAt(format, ++i);
    let pad = true;
    if (c == 0x2d && i + 1 < length) { pad = false; c = strAt(format, ++i); }
    ok = addConversion(b, c, t, pad);
  }
  decref(t);
  return ok ? builderFinish(b) : builderDiscard(b);
}

/** strptime(string[, format]): the library's own reads it. */
function timeStrptime(mod: Value, args: usize, nargs: i32): Value {
  const reader = importModule(name(N._strptime));
  if (reader == NULL) return NULL;
  const read = getAttr(reader, name(N._strptime_time));
  decref(reader);
  const r = read == NULL ? NULL : call(read, args, nargs, NULL);
  decref(read);
  return r;
}

/** "Sat Nov 21 00:43:56 2026" of a time tuple. */
function dateText(t: Value): Value {
  const b = builderInit();
  if (!b) return NULL;
  return addConversion(b, 0x63, t, true) ? builderFinish(b) : builderDiscard(b);
}
function timeAsctime(mod: Value, args: usize, nargs: i32): Value {
  const t = timeFields(args, nargs, 0);
  if (t == NULL) return NULL;
  const text = dateText(t);
  decref(t);
  return text;
}
function timeCtime(mod: Value, args: usize, nargs: i32): Value {
  const t = timeLocaltime(mod, args, nargs);
  if (t == NULL) return NULL;
  const text = dateText(t);
  decref(t);
  return text;
}

/** TZ itself is looked at by each call; what this refreshes is what the module says of it. */
function timeTzset(mod: Value): Value { return addZones(mod) ? None : NULL; }

/** timezone, altzone, daylight and tzname: local time in January and July of this year. False with an exception. */
function addZones(mod: Value): bool {
  const year = <i64>31556952;
  const now = hostClock(Clock.REAL) / 1_000_000_000;
  const start = now / year * year;
  const january = localStruct(start), july = localStruct(start + year / 2);
  if (january == NULL || july == NULL) { decref(january); decref(july); return false; }
  const offset1 = intOf(tupleAt(january, 10)), offset2 = intOf(tupleAt(july, 10));
  const first = offset1 <= offset2 ? january : july, second = offset1 <= offset2 ? july : january;
  constant(mod, "timezone", boxInt(-min(offset1, offset2)));
  constant(mod, "altzone", boxInt(-max(offset1, offset2)));
  constant(mod, "daylight", boxInt(offset1 != offset2 ? 1 : 0));
  constant(mod, "tzname", tuple2(tupleAt(first, 9), tupleAt(second, 9)));
  decref(january);
  decref(july);
  return !errorOccurred();
}

export function initTimeTypes(): void {
  defStructSeq(T.struct_time, "time.struct_time", "tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst", "tm_zone tm_gmtoff");
}

export function init_time(mod: Value): void {
  func(mod, "time", timeTime.index, METH_NOARGS, "($module, /)", "Seconds since the epoch.");
  func(mod, "get_clock_info", timeClockInfo.index, METH_O, "($module, name, /)", "What is known of a clock.");
  func(mod, "time_ns", timeTimeNs.index, METH_NOARGS, "($module, /)", "Nanoseconds since the epoch.");
  func(mod, "monotonic", timeMonotonic.index, METH_NOARGS, "($module, /)", "Seconds of a clock that cannot go backwards.");
  func(mod, "monotonic_ns", timeMonotonicNs.index, METH_NOARGS, "($module, /)", "Nanoseconds of a clock that cannot go backwards.");
  func(mod, "perf_counter", timeMonotonic.index, METH_NOARGS, "($module, /)", "Seconds of the finest clock there is.");
  func(mod, "perf_counter_ns", timeMonotonicNs.index, METH_NOARGS, "($module, /)", "Nanoseconds of the finest clock there is.");
  func(mod, "process_time", timeProcess.index, METH_NOARGS, "($module, /)", "Seconds of CPU time of the process.");
  func(mod, "process_time_ns", timeProcessNs.index, METH_NOARGS, "($module, /)", "Nanoseconds of CPU time of the process.");
  func(mod, "thread_time", timeThread.index, METH_NOARGS, "($module, /)", "Seconds of CPU time of the thread.");
  func(mod, "thread_time_ns", timeThreadNs.index, METH_NOARGS, "($module, /)", "Nanoseconds of CPU time of the thread.");
  func(mod, "sleep", timeSleep.index, METH_O, "($module, seconds, /)", "Wait for so many seconds.");
  func(mod, "gmtime", timeGmtime.index, METH_FAST, "($module, seconds=None, /)", "UTC time of a moment, by default now.");
  func(mod, "localtime", timeLocaltime.index, METH_FAST, "($module, seconds=None, /)", "Local time of a moment, by default now.");
  func(mod, "mktime", timeMktime.index, METH_O, "($module, tuple, /)", "The moment of a local time.");
  func(mod, "strftime", timeStrftime.index, METH_FAST, "($module, format, tuple=None, /)", "A time as text, after a format.");
  func(mod, "strptime", timeStrptime.index, METH_FAST, "", "strptime(string, format) -> struct_time\n\nA time from its text, after a format.");
  func(mod, "asctime", timeAsctime.index, METH_FAST, "($module, tuple=None, /)", "A time as text such as 'Sat Jun 06 16:26:11 1998'.");
  func(mod, "ctime", timeCtime.index, METH_FAST, "($module, seconds=None, /)", "A moment's local time as text.");
  func(mod, "tzset", timeTzset.index, METH_NOARGS, "($module, /)", "Read the TZ variable again.");
  addType(mod, T.struct_time);
  constant(mod, "_STRUCT_TM_ITEMS", boxInt(11));
  func(mod, "clock_gettime", timeClockGettime.index, METH_O, "($module, clk_id, /)", "The time of a clock in seconds.");
  func(mod, "clock_gettime_ns", timeClockGettimeNs.index, METH_O, "($module, clk_id, /)", "The time of a clock in nanoseconds.");
  func(mod, "clock_getres", timeClockGetres.index, METH_O, "($module, clk_id, /)", "The resolution of a clock in seconds.");
  constant(mod, "CLOCK_MONOTONIC_RAW", boxInt(4));
  constant(mod, "CLOCK_BOOTTIME", boxInt(7));
  constant(mod, "CLOCK_TAI", boxInt(11));
  constant(mod, "CLOCK_REALTIME", boxInt(0));
  constant(mod, "CLOCK_MONOTONIC", boxInt(1));
  constant(mod, "CLOCK_PROCESS_CPUTIME_ID", boxInt(2));
  constant(mod, "CLOCK_THREAD_CPUTIME_ID", boxInt(3));
  addZones(mod);
}
