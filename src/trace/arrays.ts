// What typed arrays lack: searching sorted ones, and growing.

/** Index of the first entry of `sorted` from `low` up to `high` that is after `value`; `high` if none is. */
export function firstAfter(sorted: ArrayLike<number>, value: number, low = 0, high = sorted.length): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same for the first entry that is not before `value`. */
export function firstNotBefore(sorted: ArrayLike<number>, value: number, low = 0, high = sorted.length): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The numbers of an array in a new one of the same type that has room for more. */
export function longer<Numbers extends Uint8Array | Uint16Array | Float32Array | Float64Array>(numbers: Numbers, length: number): Numbers {
  const made = new (numbers.constructor as new (length: number) => Numbers)(length);
  made.set(numbers);
  return made;
}
