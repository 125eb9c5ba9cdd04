// The layout of generators, coroutines and asynchronous generators. core/interp/generator.ts has their common machinery.
//
//   ┌ header │ name │ qualname ┃ handled exception │ previous record │ state ┃ … ┃ frame (core/interp/framelayout.ts) ┐
//                              ┗━ exc-info record, see core/interp/handled.ts     ┗━ at GENERATOR_FRAME

import { Value } from "../value";

@unmanaged
export class GeneratorObj {
  count: u32; type: u32;
  name: Value; qualname: Value; //      @8
  excValue: Value; //                   @24  the exception the generator is handling, NULL for none
  excPrevious: u32; state: u32; //      @32  GeneratorState
  weaklist: u32; code: u32; //          @40  code: address, owned
  extra: Value; //                      @48  coroutine: cr_origin; async generator: its finalizer hook; NULL
  flags: u32; pad: u32; //              @56  GeneratorFlag
}
export const GENERATOR_FRAME: usize = 64;
export const GENERATOR_RECORD: usize = 24;

export const enum GeneratorState {
  CREATED = 0, //      not started
  SUSPENDED = 1, //    at a yield
  DELEGATING = 2, //   suspended inside yield from or await
  EXECUTING = 3,
  DONE = 4, //         the frame is cleared
}
export const enum GeneratorFlag {
  HOOKS = 1, //        async generator: the first-iteration hook was called
  CLOSED = 2, //       async generator: exhausted or closed
  RUNNING = 4, //      async generator: one of its awaitables is running
  WARNED = 8,
}
