// Small samples of the canvas's colours and patterns for the page around it.

import { STATES } from "../../states.ts";
import { css, type Palette, tile } from "../colour.ts";
import { el } from "./dom.ts";

/** Sets the custom properties that samples use: --state-1 and so on. They follow the scheme. */
export function setStateBackgrounds(palette: Palette): void {
  const style = document.documentElement.style;
  for (let state = 1; state < STATES; state++) {
    const ink = palette.states[state]!;
    const canvas = el("canvas", { width: 8, height: 8 });
    const context = canvas.getContext("2d")!;
    const image = context.createImageData(8, 8);
    new Uint32Array(image.data.buffer).set(tile(ink, 8));
    context.putImageData(image, 0, 0);
    style.setProperty(`--state-${state}`, ink.pattern === "solid" ? css(ink.fill) : `url(${canvas.toDataURL()})`);
  }
}

export function stateSwatch(state: number): HTMLElement {
  return el("span", { class: "swatch", style: `background:var(--state-${state})`, "aria-hidden": "true" });
}

export function threadSwatch(index: number): HTMLElement {
  return el("span", { class: "swatch round", "data-thread": index, "aria-hidden": "true" });
}

/** Colours all samples of threads below an element. */
export function colourThreads(root: ParentNode, palette: Palette): void {
  for (const swatch of root.querySelectorAll<HTMLElement>("[data-thread]")) {
    swatch.style.background = css(palette.thread(Number(swatch.dataset["thread"])));
  }
}
