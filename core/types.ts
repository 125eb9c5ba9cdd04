// Declares every built-in type, in the order that their declarations need, then completes them all.

import { initItertoolsTypes } from "./modules/itertools";
import { initFunctoolsTypes } from "./modules/_functools";
import { initOperatorTypes } from "./modules/_operator";
import { initQueueTypes } from "./modules/_queue";
import { initCollectionsTypes } from "./modules/_collections";
import { initPosixFileTypes } from "./modules/posixfiles";
import { initPosixProcessTypes } from "./modules/posixprocess";
import { initThreadTypes } from "./modules/_thread";
import { initTimeTypes } from "./modules/time";
import { initRandomTypes } from "./modules/_random";
import { initStructTypes } from "./modules/_struct";
import { initBinasciiTypes } from "./modules/binascii";
import { init_int } from "./objects/inttype";
import { init_bool } from "./objects/bool";
import { init_float } from "./objects/float";
import { init_complex } from "./objects/complex";
import { init_dict } from "./objects/dicttype";
import { init_dictviews } from "./objects/dictviews";
import { init_iterators } from "./objects/iterators";
import { init_list } from "./objects/list";
import { init_range } from "./objects/range";
import { init_seqiter } from "./objects/seqiter";
import { init_set } from "./objects/settype";
import { init_slice } from "./objects/slice";
import { init_tuple } from "./objects/tuple";
import { init_str } from "./objects/str";
import { init_bytes } from "./objects/bytes";
import { init_bytearray } from "./objects/bytearray";
import { init_encodingmap } from "./objects/encodingmap";
import { initInterpTypes } from "./interp/init";
import { readyAll } from "./objects/type";

/** Makes the static types; at boot, once. */
export function initTypes(): void {
  initThreadTypes();
  initTimeTypes();
  init_int();
  init_bool();
  init_float();
  init_complex();
  initPosixFileTypes();
  initPosixProcessTypes();
  init_str();
  init_bytes();
  init_bytearray();
  init_encodingmap();
  init_tuple();
  init_list();
  init_dict();
  init_dictviews();
  init_set();
  init_slice();
  init_range();
  init_seqiter();
  init_iterators();
  initInterpTypes();
  initCollectionsTypes();
  initQueueTypes();
  initOperatorTypes();
  initFunctoolsTypes();
  initItertoolsTypes();
  initRandomTypes();
  initStructTypes();
  initBinasciiTypes();
  readyAll();
}
