import { initInterpTypes } from "./interp/init";
import { runCode } from "./interp/runcode";
export function a(): void { initInterpTypes(); runCode(0,0,0,0); }
