// _thread._local: objects whose attributes each thread has for itself.
//
//   ┌ header │ dict Value @8 │ args Value @16 │ kwnames Value @24 │ dicts Value @32 │ nargs u32 @40 │ weaklist u32 @44 ┐
//
// A thread's attributes are in a dict of its own, which the object has in `dicts` under the thread's ident: so the collector sees that it is the object's.
// Thread.localDict lists, by their addresses, the objects that have a dict for that thread; it owns none of them. Whoever ends first, thread or object,
// takes itself out of the other's list. `dict` is that of the thread that looked last: every look at attributes first puts its own there
// (`enter`), and what follows reads it before Python code can run. A thread that sees the object for the first time calls __init__ with the
// arguments that made it.

import { raise } from "../errors";
import { freeObject, gcTrack, gcUntrack } from "../memory/object";
import { clearref, decref, newref, setref } from "../memory/refcount";
import { T } from "../names.generated";
import { genericGetAttr, genericSetAttr } from "../objects/attributes";
import { defType, getset } from "../objects/define";
import { dictDel, dictGet, dictKeyAt, dictLen, dictNew, dictNext, dictPop, dictSet } from "../objects/dict";
import { objectInit } from "../objects/object";
import { setSlot, Slot, TypeFlag, typeOf, typeSlot, typeView } from "../objects/typeobject";
import { allocInstance } from "../objects/subtype";
import { tupleFrom, tupleItems, tupleSize } from "../objects/tupleobject";
import { visitValue } from "../objects/visit";
import { clearWeakrefs } from "../objects/weakrefs";
import { current, runtime, Thread } from "../state";
import { boxInt, boxPtr, intOf, None, NULL, ptrOf, Value } from "../value";

@unmanaged
class Local {
  count: u32; type: u32;
  dict: Value; args: Value; kwnames: Value; dicts: Value;
  nargs: u32; weaklist: u32;
}
const LOCAL_SIZE: usize = 48;
const DICT: usize = 8;

function view(v: Value): Local { return changetype<Local>(ptrOf(v)); }

function localNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const named = kwnames == NULL ? 0 : tupleSize(kwnames);
  if ((nargs || named) && typeSlot(type, Slot.init) == objectInit.index) {
    return raise(T.TypeError, "Initialization arguments are not supported");
  }
  const p = allocInstance(type);
  if (!p) return NULL;
  const l = changetype<Local>(p);
  l.dict = NULL;
  l.kwnames = kwnames == NULL ? NULL : newref(kwnames);
  l.args = tupleFrom(args, nargs + named);
  l.dicts = dictNew();
  l.nargs = nargs;
  gcTrack(p);
  const self = boxPtr(p);
  // The thread that makes it calls __init__ itself, so its dict is there before.
  if (l.args == NULL || l.dicts == NULL || !addDict(self)) { decref(self); return NULL; }
  return self;
}

function identOf(t: Thread): Value { return boxInt(<i64>t.ident); }
function addressOf(p: usize): Value { return boxInt(<i64>p); }

/** Gives this thread a dict for the object. False with MemoryError. */
function addDict(self: Value): bool {
  const t = current(), p = ptrOf(self);
  if (t.localDict == NULL) t.localDict = dictNew();
  const dict = dictNew();
  const ok = t.localDict != NULL && dict != NULL && dictSet(t.localDict, addressOf(p), None) >= 0 && dictSet(view(self).dicts, identOf(t), dict) >= 0;
  if (ok) setref(p + DICT, dict);
  else decref(dict);
  return ok;
}

/** Makes `dict` that of this thread. False with an exception. */
function enter(self: Value): bool {
  const l = view(self), ident = identOf(current());
  const dict = dictGet(l.dicts, ident);
  if (dict != NULL) {
    if (dict != l.dict) setref(ptrOf(self) + DICT, newref(dict));
    return true;
  }
  let ok = addDict(self);
  const init = typeSlot(typeOf(self), Slot.init);
  if (ok && init != objectInit.index) {
    ok = call_indirect<i32>(init, self, tupleItems(l.args), <i32>l.nargs, l.kwnames) >= 0;
    if (!ok) dictDel(l.dicts, ident);
    else {
      const mine = dictGet(l.dicts, ident);
      if (mine != NULL) setref(ptrOf(self) + DICT, newref(mine));
    }
  }
  return ok;
}

/** The thread ends: drops its dicts. What goes with them may change the list. */
export function dropLocals(block: usize): void {
  const t = changetype<Thread>(block);
  while (t.localDict != NULL && dictLen(t.localDict)) {
    const key = dictKeyAt(t.localDict, dictNext(t.localDict, 0));
    const l = changetype<Local>(<usize>intOf(key));
    dictDel(t.localDict, key);
    const dict = dictPop(l.dicts, identOf(t));
    if (dict == l.dict && dict != NULL) clearref(changetype<usize>(l) + DICT);
    decref(dict);
  }
  clearref(block + offsetof<Thread>("localDict"));
}

function localGetattro(self: Value, attribute: Value): Value { return enter(self) ? genericGetAttr(self, attribute) : NULL; }
function localSetattro(self: Value, attribute: Value, value: Value): i32 { return enter(self) ? genericSetAttr(self, attribute, value) : -1; }
function localDict(self: Value): Value { return enter(self) ? newref(view(self).dict) : NULL; }

function localTraverse(p: usize, visit: i32, arg: usize): i32 {
  for (let at: usize = 8; at < 40; at += 8) {
    const r = visitValue(load<u64>(p + at), visit, arg);
    if (r) return r;
  }
  return 0;
}
function localClear(p: usize): void { for (let at: usize = 8; at < 40; at += 8) clearref(p + at); }

function localDealloc(p: usize): void {
  gcUntrack(p);
  const l = changetype<Local>(p);
  if (l.weaklist) clearWeakrefs(p);
  for (let block = <usize>runtime().threads; block; block = <usize>changetype<Thread>(block).next) {
    const locals = changetype<Thread>(block).localDict;
    if (locals != NULL && dictGet(locals, addressOf(p)) != NULL) dictDel(locals, addressOf(p));
  }
  localClear(p);
  freeObject(p);
}

export function initThreadLocal(): void {
  const t = T._local;
  defType(t, "_thread._local", T.object, LOCAL_SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC);
  typeView(t).dictoffset = <u32>DICT;
  typeView(t).weakoffset = <u32>offsetof<Local>("weaklist");
  setSlot(t, Slot.new_, localNew.index);
  setSlot(t, Slot.getattro, localGetattro.index);
  setSlot(t, Slot.setattro, localSetattro.index);
  setSlot(t, Slot.traverse, localTraverse.index);
  setSlot(t, Slot.clear, localClear.index);
  setSlot(t, Slot.dealloc, localDealloc.index);
  getset(t, "__dict__", localDict.index);
}
