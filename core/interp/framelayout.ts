// The layout of a frame. core/interp/frame.ts pushes and pops them.
//
// A frame lies on its thread's data stack, or inside a generator, or inside a frame object when it outlived its call:
//
//   fp ─► ┌ back │ code │ func │ globals │ builtins │ locals │ frameObject │ flags │ pc │ sp │ skip │ skipYield ┐
//         ├ localsplus: Value × code.nlocalsplus   (NULL: unbound)                                              ┤ fp + FRAME_LOCALS
//         ├ value stack: Value × code.stacksize                                                                 ┤
//         └─────────────────────────────────────────────────────────────────────────────────────────────────────┘
//
// - `pc` and `sp` are written whenever the loop leaves the frame or does something that may look at it; pc points behind
//   the instruction in execution (before its caches).
// - A frame that calls another sets `skip`: what is added to its pc when that one returns (the caches of the call, or the way to
//   the end of a loop), and `skipYield`, the same when it yields.
// - `func` and `code` are owned; globals and builtins are the function's. `locals` (owned) is the mapping of a
//   module's or class body's frame, 0 in functions.
// - The upper 24 bits of `flags` are the index + 1 of the last instrumented instruction that was executed (interp/instrument.ts).
// - What lies between the end of the values on the stack and the end of the frame is garbage.

@unmanaged
export class Frame {
  back: u32; code: u32; //         @0   the frame that called or resumed this one, 0 at the bottom
  func: u32; globals: u32; //      @8
  builtins: u32; locals: u32; //   @16
  frameObject: u32; flags: u32; // @24  the frame object (owned) or 0; FrameFlag
  pc: u32; sp: u32; //             @32
  skip: u32; skipYield: u32; //    @40
}
export const FRAME_LOCALS: usize = 48;

export const enum FrameFlag {
  ENTRY = 1, //      runFrame was entered with this frame: leaving it leaves runFrame
  GENERATOR = 2, //  the frame lies inside a generator, GENERATOR_FRAME behind the start of it
  INIT = 4, //       an __init__ that a class call entered: its result must be None and is dropped, the instance is on the caller's stack
  FIRST = 8, //      the first frame of its data stack chunk
  TRACED = 16, //    f_trace or a trace function wants to know
  DEAD = 32, //      lies inside its frame object: the call is over
  JUMPED = 64, //    a tracer has set f_lineno: the line that is reached is no news
}
