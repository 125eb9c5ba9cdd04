// The colours of the canvas, in both schemes. States have the hues of Okabe and Ito's palette, which people who see fewer colours can
// tell apart, and each has a lightness and a pattern of its own besides. Threads have hues a golden angle apart.

import { STATES, State } from "../states.ts";

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** OKLCH (lightness 0 to 1, chroma, hue in degrees) as sRGB, clipped. */
export function oklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    channel(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function channel(light: number): number {
  const value = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, value)));
}

export function css([red, green, blue]: Rgb, alpha = 1): string {
  return alpha === 1 ? `rgb(${red} ${green} ${blue})` : `rgb(${red} ${green} ${blue} / ${alpha})`;
}

/** A pixel of ImageData, read as a little-endian number. */
export function pixel([red, green, blue]: Rgb): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

export type Pattern = "solid" | "hatch" | "cross" | "bars" | "dots" | "lines" | "sparse";

export interface StateInk {
  fill: Rgb;
  /** Of the pattern's marks. */
  mark: Rgb;
  pattern: Pattern;
  /** Of text on the span. */
  text: Rgb;
}

export interface Palette {
  dark: boolean;
  background: Rgb;
  /** Lanes of the booth and the queue. */
  well: Rgb;
  grid: Rgb;
  ink: Rgb;
  muted: Rgb;
  accent: Rgb;
  asked: Rgb;
  queue: Rgb;
  queueFill: Rgb;
  states: readonly StateInk[];
  thread(index: number): Rgb;
  threadText(index: number): Rgb;
}

const WHITE: Rgb = [255, 255, 255];

function states(dark: boolean): StateInk[] {
  const inks = Array.from({ length: STATES }, (): StateInk => ({ fill: [0, 0, 0], mark: [0, 0, 0], pattern: "solid", text: WHITE }));
  const set = (state: number, fill: Rgb, mark: Rgb, pattern: Pattern, text: Rgb): void => {
    inks[state] = { fill, mark, pattern, text };
  };
  if (dark) {
    const ink: Rgb = [16, 20, 22];
    set(State.RUN, oklch(0.72, 0.135, 168), oklch(0.72, 0.135, 168), "solid", ink);
    set(State.COLLECT, oklch(0.78, 0.13, 135), oklch(0.5, 0.11, 140), "dots", ink);
    set(State.NATIVE, oklch(0.62, 0.15, 255), oklch(0.71, 0.12, 250), "lines", ink);
    set(State.WAIT, oklch(0.34, 0.075, 38), oklch(0.55, 0.15, 40), "hatch", [255, 214, 196]);
    set(State.FORCED, oklch(0.42, 0.11, 340), oklch(0.75, 0.14, 345), "cross", WHITE);
    set(State.LOCK, oklch(0.72, 0.14, 85), oklch(0.52, 0.1, 80), "bars", ink);
    set(State.BLOCKED, oklch(0.5, 0.06, 235), oklch(0.5, 0.06, 235), "solid", WHITE);
    set(State.SLEEP, oklch(0.42, 0.015, 260), oklch(0.55, 0.015, 260), "dots", WHITE);
    set(State.LOST, oklch(0.3, 0.01, 260), oklch(0.6, 0.01, 260), "sparse", WHITE);
  } else {
    const ink: Rgb = [20, 28, 32];
    set(State.RUN, oklch(0.565, 0.115, 166), oklch(0.565, 0.115, 166), "solid", WHITE);
    set(State.COLLECT, oklch(0.55, 0.13, 138), oklch(0.8, 0.12, 135), "dots", WHITE);
    set(State.NATIVE, oklch(0.5, 0.15, 255), oklch(0.6, 0.13, 252), "lines", WHITE);
    set(State.WAIT, oklch(0.945, 0.035, 50), oklch(0.76, 0.135, 45), "hatch", [120, 40, 8]);
    set(State.FORCED, oklch(0.86, 0.07, 340), oklch(0.58, 0.17, 345), "cross", [95, 16, 66]);
    set(State.LOCK, oklch(0.85, 0.13, 88), oklch(0.73, 0.14, 80), "bars", ink);
    set(State.BLOCKED, oklch(0.82, 0.05, 235), oklch(0.82, 0.05, 235), "solid", ink);
    set(State.SLEEP, oklch(0.9, 0.008, 260), oklch(0.77, 0.015, 260), "dots", ink);
    set(State.LOST, oklch(0.96, 0.005, 260), oklch(0.6, 0.01, 260), "sparse", ink);
  }
  return inks;
}

/** Hue of a thread: neighbours are far apart, and lightness tells those apart that are not. */
function threadColour(index: number, dark: boolean): Rgb {
  const lightness = (dark ? 0.67 : 0.6) + [0, 0.07, -0.08][index % 3]!;
  return oklch(lightness, dark ? 0.095 : 0.105, 75 + index * 137.508);
}

/** Black or white, what stands out more from a colour. */
function textOn([red, green, blue]: Rgb): Rgb {
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  // Where contrasts with black and with white are equal: (l + 0.05)^2 = 1.05 * 0.05.
  return luminance > 0.179 ? [12, 14, 16] : WHITE;
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

export function paletteFor(dark: boolean): Palette {
  return {
    dark,
    background: dark ? [20, 23, 26] : [255, 255, 255],
    well: dark ? [13, 15, 17] : [244, 242, 237],
    grid: dark ? [33, 37, 42] : [240, 238, 233],
    ink: dark ? [230, 232, 234] : [31, 35, 40],
    muted: dark ? [146, 155, 163] : [104, 110, 118],
    accent: dark ? [245, 184, 61] : [180, 96, 8],
    asked: dark ? oklch(0.7, 0.19, 40) : oklch(0.6, 0.2, 38),
    queue: dark ? oklch(0.62, 0.16, 42) : oklch(0.7, 0.16, 45),
    queueFill: dark ? oklch(0.38, 0.09, 42) : oklch(0.88, 0.07, 50),
    states: states(dark),
    thread: (index) => threadColour(index, dark),
    threadText: (index) => textOn(threadColour(index, dark)),
  };
}

/** Whether a pattern marks the pixel of an 8 by 8 tile. */
function isMarked(pattern: Pattern, x: number, y: number): boolean {
  switch (pattern) {
    case "solid":
      return false;
    case "hatch":
      return (x + y) % 8 < 3;
    case "cross":
      return (x + y) % 4 === 0 || (x - y + 8) % 4 === 0;
    case "bars":
      return x % 4 === 0;
    case "dots":
      return x % 4 === (y % 8 < 4 ? 0 : 2) && y % 4 === 0;
    case "lines":
      return y % 4 === 0;
    case "sparse":
      return (x + y) % 8 === 0;
  }
}

/** A state's pattern as a square of pixels whose side is `size`: 8 or, on a fine screen, 16. */
export function tile(ink: StateInk, size: number): Uint32Array {
  const pixels = new Uint32Array(size * size);
  const scale = size / 8;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const marked = isMarked(ink.pattern, Math.floor(x / scale), Math.floor(y / scale));
      pixels[y * size + x] = pixel(marked ? ink.mark : ink.fill);
    }
  }
  return pixels;
}
