// Paints lanes into pixels. A lane is a row of columns one pixel wide; a column is filled from its foot with the states of its stretch of
// time, each as high as its share. Where one span fills many columns that is a bar, where a column holds a thousand spans it is a picture of how the
// time was divided: one rule for every zoom, and its cost is the number of pixels.

import { STATES, State, stateWords } from "../states.ts";
import type { Shareholders } from "./holders.ts";

export interface Raster {
  width: number;
  height: number;
  /** As ImageData has them, read as little-endian numbers. */
  pixels: Uint32Array;
}

export interface Tiles {
  /** 8 or 16. */
  size: number;
  /** By state. */
  tiles: readonly Uint32Array[];
}

export function fillRect(raster: Raster, x: number, y: number, width: number, height: number, colour: number): void {
  const right = Math.min(raster.width, x + width);
  const left = Math.max(0, x);
  if (right <= left) return;
  for (let row = Math.max(0, y); row < Math.min(raster.height, y + height); row++) {
    raster.pixels.fill(colour, row * raster.width + left, row * raster.width + right);
  }
}

/** Fills one column from `top` to `bottom` with a tile; `shift` moves the pattern along with the picture. */
function fillColumn(
  raster: Raster,
  x: number,
  top: number,
  bottom: number,
  tile: Uint32Array,
  size: number,
  shift: number,
  clipTop: number,
): void {
  const { width, pixels } = raster;
  const inTile = (x + shift) & (size - 1);
  const last = Math.min(bottom, raster.height);
  for (let y = Math.max(top, clipTop); y < last; y++) pixels[y * width + x] = tile[(y & (size - 1)) * size + inTile]!;
}

/** Where a lane is painted: columns from `x` on, `height` pixels from `y` on, nothing above `clipTop`. */
export interface Place {
  x: number;
  y: number;
  height: number;
  clipTop: number;
  /** Pixels by which patterns are moved to the left. */
  shift: number;
}

/** Paints what `Shares.sweep` wrote. */
export function paintLane(raster: Raster, place: Place, columns: number, out: Float32Array, whole: Uint8Array, tiles: Tiles): void {
  const bottom = place.y + place.height;
  if (bottom <= place.clipTop || place.y >= raster.height) return;
  for (let x = 0; x < columns; x++) {
    const state = whole[x]!;
    if (state === State.NONE) continue;
    if (state !== 255) {
      const height = Math.max(1, Math.round(place.height * stateWords[state]!.weight));
      fillColumn(raster, place.x + x, bottom - height, bottom, tiles.tiles[state]!, tiles.size, place.shift, place.clipTop);
      continue;
    }
    let foot = bottom;
    let exact = bottom;
    for (let s = 1; s < STATES; s++) {
      const share = out[x * STATES + s]!;
      if (share <= 0) continue;
      exact -= share * place.height * stateWords[s]!.weight;
      let top = Math.round(exact);
      // However short, a run is seen.
      if (s === State.RUN && top >= foot) top = foot - 1;
      if (top >= foot) continue;
      fillColumn(raster, place.x + x, Math.max(top, place.y), foot, tiles.tiles[s]!, tiles.size, place.shift, place.clipTop);
      foot = top;
    }
  }
}

/** Paints what `Holders.sweep` wrote: the threads in the order of their numbers, from the foot. What is left is free. */
export function paintBooth(raster: Raster, place: Place, columns: number, held: Shareholders, colours: Uint32Array): void {
  const bottom = place.y + place.height;
  const { width, pixels } = raster;
  for (let x = 0; x < columns; x++) {
    let foot = bottom;
    let exact = bottom;
    for (let entry = held.first[x]!; entry < held.first[x + 1]!; entry++) {
      exact -= held.share[entry]! * place.height;
      const top = Math.max(place.y, Math.round(exact));
      if (top >= foot) continue;
      const colour = colours[held.thread[entry]!]!;
      for (let y = top; y < foot; y++) pixels[y * width + place.x + x] = colour;
      foot = top;
    }
  }
}

/** Paints heights from 0 to 1 as an area. */
export function paintArea(raster: Raster, place: Place, columns: number, heights: Float32Array, colour: number, edge: number): void {
  const bottom = place.y + place.height;
  for (let x = 0; x < columns; x++) {
    const height = heights[x]!;
    if (height <= 0) continue;
    const top = Math.max(place.y, Math.min(bottom - 1, Math.round(bottom - height * place.height)));
    for (let y = top; y < bottom; y++) raster.pixels[y * raster.width + place.x + x] = y === top ? edge : colour;
  }
}
