// Declares every built-in type, in the order that their declarations need, then completes them all.

import { initThreadTypes } from "./modules/_thread";
import { initTimeTypes } from "./modules/time";
import { readyAll } from "./objects/type";

/** Makes the static types; at boot, once. */
export function initTypes(): void {
  initThreadTypes();
  initTimeTypes();
  readyAll();
}
