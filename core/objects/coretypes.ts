// Declares the types of this folder that classes, functions, exceptions and modules are made of.

import { initObject } from "./object";
import { initType } from "./type";
import { initDescriptors } from "./descriptors";
import { initBuiltinFunction } from "./builtinfunction";
import { initClassMethod } from "./classmethod";
import { initProperty } from "./property";
import { initFunction } from "./function";
import { initMethod } from "./method";
import { initCell } from "./cell";
import { init_code } from "./code";
import { initModule } from "./module";
import { initSuper } from "./super";
import { initTraceback } from "./traceback";
import { initMappingProxy } from "./mappingproxy";
import { initNamespace } from "./namespace";
import { initGenericAlias } from "./genericalias";
import { initUnion } from "./union";
import { initSingletons } from "./singletons";
import { initExceptions } from "./exceptions";
import { initWeakrefTypes } from "./weakreftypes";

export function initCoreTypes(): void {
  initObject();
  initType();
  initDescriptors();
  initBuiltinFunction();
  initClassMethod();
  initProperty();
  initFunction();
  initMethod();
  initCell();
  init_code();
  initModule();
  initSuper();
  initTraceback();
  initMappingProxy();
  initNamespace();
  initGenericAlias();
  initUnion();
  initSingletons();
  initExceptions();
  initWeakrefTypes();
}
