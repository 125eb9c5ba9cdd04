// The native modules: one line each.

import { nativeModule } from "./modules/registry";
import { initImp } from "./modules/_imp";

/** Declares the native modules; at boot, once. Each is made when it is first imported. */
export function initNativeModules(): void {
  nativeModule("_imp", initImp.index);
}
