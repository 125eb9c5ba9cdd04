// The cycle collector: finding objects that only reach one another, and taking them apart. core/objects/collector.ts decides when, and does what needs
// Python code (weak references, finalisers); core/modules/gc.ts is the module.
//
// Tracked objects stand in doubly linked lists through their GC heads (core/memory/object.ts): three generations, and the permanent
// one of gc.freeze(). A list's head is a pair of words of the same form in the runtime block. The low bits of the two words are flags:
//
//   next bit 0  UNREACHABLE  in the list of objects that nothing seems to reach (only while a collection looks for them)
//   prev bit 0  FINALIZED    the finaliser has run, for ever
//   prev bit 1  COLLECTING   belongs to the generation being collected
//
// How garbage is found (CPython's method, PEP 442 for what follows):
//   1. Each object's count is copied into the upper bits of `prev`; the list is singly linked meanwhile.
//   2. Each object shows its children, and each shown child of the same generation loses one from its copy. What is left of a copy is the
//      number of references from outside.
//   3. One walk over the list: an object with a copy above zero is reached, and so are its children; one with zero moves to the list
//      of unreachable objects, and comes back behind the end of the walk when an object after it reaches it. Whoever is reached gets its `prev` back.
// No memory is needed for any of this. Guarded by tests/lang/gc.

import { DEBUG, HOSTILE } from "../build.generated";
import { Value, isPtr, ptrOf } from "../value";
import { runtime, RUNTIME, Runtime } from "../state";
import { Slot, TypeFlag, typeSlot, typeView } from "../objects/typeobject";
import { GC_HEAD } from "./object";

const FLAGS: u32 = 7;
const FINALIZED: u32 = 1;
const COLLECTING: u32 = 2;
const UNREACHABLE: u32 = 1;
const MOST: u32 = 0x1FFFFFFF;

// Lists

export function nextOf(h: usize): usize { return <usize>(load<u32>(h) & ~FLAGS); }
function prevOf(h: usize): usize { return <usize>(load<u32>(h, 4) & ~FLAGS); }
function setNext(h: usize, to: usize): void { store<u32>(h, <u32>to); }
function setPrev(h: usize, to: usize): void { store<u32>(h, <u32>to | (load<u32>(h, 4) & FLAGS), 4); }

/** The object of a GC head. */
export function objectOf(h: usize): usize { return h + GC_HEAD; }
/** The list of a generation: 0 to 2, or 3 for the permanent one. */
export function generation(n: i32): usize {
  return n == 3 ? RUNTIME + offsetof<Runtime>("gcPermanent") : RUNTIME + offsetof<Runtime>("gcHead0") + (<usize>n << 3);
}
export function listInit(list: usize): void {
  store<u32>(list, <u32>list);
  store<u32>(list, <u32>list, 4);
}
export function listEmpty(list: usize): bool { return nextOf(list) == list; }
export function listCount(list: usize): u32 {
  let n: u32 = 0;
  for (let h = nextOf(list); h != list; h = nextOf(h)) n++;
  return n;
}
/** Moves an object to the end of another list. */
/** Takes an object out of its list: it is not tracked any more. Not while a collection looks for garbage. */
export function listRemove(h: usize): void {
  const next = nextOf(h), prev = prevOf(h);
  setNext(prev, next);
  setPrev(next, prev);
  store<u32>(h, 0);
}
export function listMove(h: usize, list: usize): void {
  const next = nextOf(h), prev = prevOf(h);
  setNext(prev, next);
  setPrev(next, prev);
  const last = prevOf(list);
  setNext(last, h);
  setPrev(h, last);
  setNext(h, list);
  setPrev(list, h);
}
/** Moves all objects of one list to the end of another. */
export function listMerge(from: usize, to: usize): void {
  if (listEmpty(from)) return;
  const first = nextOf(from), last = prevOf(from), end = prevOf(to);
  setNext(end, first);
  setPrev(first, end);
  setNext(last, to);
  setPrev(to, last);
  listInit(from);
}

/** Sets the collector up; at boot, before the first object is tracked. */
export function initCycles(): void {
  for (let i = 0; i < 4; i++) listInit(generation(i));
  const r = runtime();
  r.gcThreshold0 = HOSTILE ? 1 : 2000;
  r.gcThreshold1 = 10;
  r.gcThreshold2 = 0;
  r.gcEnabled = 1;
}

// Finding garbage

/** Whether a child is in the generation being collected; its GC head is at the address minus GC_HEAD. */
function isCollecting(p: usize): bool {
  const type = typeView(<usize>load<u32>(p, 4));
  if (!(type.flags & TypeFlag.HAVE_GC)) return false;
  const h = p - GC_HEAD;
  return load<u32>(h) != 0 && (load<u32>(h, 4) & COLLECTING) != 0;
}
/** Whether a tracked object was found unreachable by the collection that runs. */
export function isTrash(p: usize): bool { return isCollecting(p); }

function visitSubtract(child: Value, arg: usize): i32 {
  if (!isPtr(child)) return 0;
  const p = ptrOf(child);
  if (isCollecting(p)) {
    const word = load<u32>(p - GC_HEAD, 4);
    if (DEBUG) assert(word >>> 3 != 0, "more references show an object than are counted");
    if (word >>> 3) store<u32>(p - GC_HEAD, word - 8, 4);
  }
  return 0;
}
/** Step 3 for a child of a reached object; `arg` is the list of the walk. */
function visitReach(child: Value, arg: usize): i32 {
  if (!isPtr(child)) return 0;
  const p = ptrOf(child);
  if (!isCollecting(p)) return 0;
  const h = p - GC_HEAD;
  const flags = load<u32>(h, 4) & FLAGS;
  if (load<u32>(h) & UNREACHABLE) { // wrongly suspected: back behind the end of the walk
    const next = nextOf(h), prev = prevOf(h);
    store<u32>(prev, <u32>next | (load<u32>(prev) & FLAGS));
    setPrev(next, prev);
    const last = prevOf(arg);
    setNext(last, h);
    setNext(h, arg);
    setPrev(arg, h);
    store<u32>(h, 8 | flags, 4);
  } else if (load<u32>(h, 4) >>> 3 == 0) store<u32>(h, 8 | flags, 4); // not walked yet: it will count as reached
  return 0;
}

/** Shows the children of an object to a visitor. */
export function traverse(p: usize, visit: i32, arg: usize): i32 {
  const slot = typeSlot(<usize>load<u32>(p, 4), Slot.traverse);
  return slot ? call_indirect<i32>(slot, p, visit, arg) : 0;
}

/** Moves the objects of `base` that nothing outside reaches to `unreachable` (an empty list); those keep COLLECTING. */
export function findUnreachable(base: usize, unreachable: usize): void {
  for (let h = nextOf(base); h != base; h = nextOf(h)) {
    // A count of zero belongs to an object whose deallocation has been put off: it is not ours.
    const count = load<u32>(objectOf(h));
    const copy = count == 0 ? 1 : min(count, MOST);
    store<u32>(h, (copy << 3) | (load<u32>(h, 4) & FINALIZED) | COLLECTING, 4);
  }
  for (let h = nextOf(base); h != base; h = nextOf(h)) traverse(objectOf(h), visitSubtract.index, 0);
  listInit(unreachable);
  let before = base;
  let h = nextOf(base);
  while (h != base) {
    const word = load<u32>(h, 4);
    if (word >>> 3) {
      // visitReach may change the copies of objects behind this one, but not of those before: they have their `prev` and no COLLECTING.
      traverse(objectOf(h), visitReach.index, base);
      store<u32>(h, <u32>before | (word & FINALIZED), 4);
      before = h;
    } else {
      setNext(before, nextOf(h));
      const last = prevOf(unreachable);
      store<u32>(last, <u32>h | UNREACHABLE);
      store<u32>(h, <u32>last | (word & FLAGS), 4);
      store<u32>(h, <u32>unreachable | UNREACHABLE);
      store<u32>(unreachable, <u32>h, 4);
    }
    h = nextOf(before);
  }
  setPrev(base, before);
  store<u32>(unreachable, <u32>nextOf(unreachable));
  for (let u = nextOf(unreachable); u != unreachable; u = nextOf(u)) store<u32>(u, <u32>nextOf(u));
}

/** Takes the mark of the collection from an object that stays. */
export function clearCollecting(h: usize): void { store<u32>(h, load<u32>(h, 4) & ~COLLECTING, 4); }
