// Which containers have their repr running in this thread, so that one that contains itself prints as "[...]".

import { Value, NULL, isPtr } from "../value";
import { current } from "../state";
import { listNew, listPush, listSize, listAt, listItems } from "./listobject";
import { newref, decref } from "../memory/refcount";

/** 0: go on, and call reprLeave at the end; 1: `v` is being printed already; -1 with MemoryError. */
export function reprEnter(v: Value): i32 {
  const t = current();
  if (!isPtr(t.reprRunning)) {
    const list = listNew();
    if (list == NULL) return -1;
    t.reprRunning = list;
  }
  const list = t.reprRunning;
  for (let i = <i32>listSize(list) - 1; i >= 0; i--) if (listAt(list, i) == v) return 1;
  return listPush(list, newref(v));
}
export function reprLeave(v: Value): void {
  const list = current().reprRunning;
  const p = <usize>list;
  for (let i = <i32>listSize(list) - 1; i >= 0; i--) {
    if (listAt(list, i) != v) continue;
    const items = listItems(list);
    const n = <i32>listSize(list);
    memory.copy(items + (<usize>i << 3), items + (<usize>(i + 1) << 3), <usize>(n - i - 1) << 3);
    store<u32>(p, n - 1, 8);
    decref(v);
    return;
  }
}
