// What the helpers of the evaluation loop return instead of a new stack pointer; see eval.ts.

/** An exception is set. */
export const FAILED: usize = 0;
/** Another frame goes on; its pc and sp are in memory. */
export const RELOAD: usize = 1;
/** The activation ends; its value is in Thread.result. */
export const LEAVE: usize = 2;
/** A specialised form of CALL does not fit: make it generic and run that. */
export const MISSED: usize = 3;
/** The loop's own: the instruction is done, and the breaker is to be looked at before the next one. */
export const LOOK: usize = 4;
/** One instruction has been executed, see instrument.ts. */
export const STEPPED: usize = 5;
/** FOR_ITER: nothing more. */
export const EXHAUSTED: usize = 1;
/** The loop's own result: enter it again. No Python value has these bits. */
export const AGAIN: u64 = 0xFFF9000000000010;
