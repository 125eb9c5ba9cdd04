// Declares every built-in type, in the order that their declarations need, then completes them all.

import { initThreadTypes } from "./modules/_thread";
import { initTimeTypes } from "./modules/time";
import { init_int } from "./objects/inttype";
import { init_bool } from "./objects/bool";
import { init_float } from "./objects/float";
import { init_complex } from "./objects/complex";
import { readyAll } from "./objects/type";

/** Makes the static types; at boot, once. */
export function initTypes(): void {
  initThreadTypes();
  initTimeTypes();
  init_int();
  init_bool();
  init_float();
  init_complex();
  readyAll();
}
