// Dealloc and traverse slots of the many types whose objects own one, two or three values, at 8, 16 and 24 behind their head, and nothing else that
// must be given back or shown. (A type whose objects own more has a slot of its own for what differs, and may take the other one from here.)

import { freeObject, gcUntrack } from "../memory/object";
import { decref } from "../memory/refcount";
import { visitValue } from "./visit";

export function deallocOne(p: usize): void {
  gcUntrack(p);
  decref(load<u64>(p, 8));
  freeObject(p);
}
export function deallocTwo(p: usize): void {
  gcUntrack(p);
  decref(load<u64>(p, 8));
  decref(load<u64>(p, 16));
  freeObject(p);
}
export function deallocThree(p: usize): void {
  gcUntrack(p);
  decref(load<u64>(p, 8));
  decref(load<u64>(p, 16));
  decref(load<u64>(p, 24));
  freeObject(p);
}

export function traverseOne(p: usize, visit: i32, arg: usize): i32 { return visitValue(load<u64>(p, 8), visit, arg); }
export function traverseTwo(p: usize, visit: i32, arg: usize): i32 {
  const r = visitValue(load<u64>(p, 8), visit, arg);
  return r ? r : visitValue(load<u64>(p, 16), visit, arg);
}
export function traverseThree(p: usize, visit: i32, arg: usize): i32 {
  const r = traverseTwo(p, visit, arg);
  return r ? r : visitValue(load<u64>(p, 24), visit, arg);
}
