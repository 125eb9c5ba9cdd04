// What the host call packFind is asked: whether the library's pack has the module, the same with its marshalled code, or whether the module comes
// before all of sys.path (CPython has it frozen or built in).
export const FIND_MODULE = 0;
export const FIND_CODE = 1;
export const FIND_FROZEN = 2;
