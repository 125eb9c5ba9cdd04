// The panel of tables below the timeline: its tabs, and the edge that makes it higher or lower.

import type { Shell } from "./shell.ts";

const TABS = ["threads", "events"] as const;

/** A click or an arrow key chooses the table that is shown; `shown` is called when it is. */
export function listenToTabs({ tabs, panes }: Shell, shown: (which: (typeof TABS)[number]) => void): void {
  const show = (which: (typeof TABS)[number]): void => {
    for (const name of TABS) {
      panes[name].hidden = name !== which;
      tabs[name].setAttribute("aria-selected", String(name === which));
      tabs[name].tabIndex = name === which ? 0 : -1;
    }
    shown(which);
  };
  for (const name of TABS) {
    tabs[name].addEventListener("click", () => show(name));
    tabs[name].addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = name === "threads" ? "events" : "threads";
      show(other);
      tabs[other].focus();
    });
  }
}

/** The edge between timeline and tables can be dragged, and moved with the arrow keys. */
export function listenToSplitter({ splitter, panel }: Shell, changed: () => void): void {
  const set = (height: number): void => {
    panel.style.height = `${Math.max(90, Math.min(window.innerHeight * 0.75, height))}px`;
    changed();
  };
  splitter.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    splitter.setPointerCapture(event.pointerId);
    const begin = panel.clientHeight + event.clientY;
    const move = (moved: PointerEvent): void => set(begin - moved.clientY);
    splitter.addEventListener("pointermove", move);
    // After the pointer was lifted, and after its gesture became another one's.
    splitter.addEventListener("lostpointercapture", () => splitter.removeEventListener("pointermove", move), { once: true });
  });
  splitter.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    event.stopPropagation();
    set(panel.clientHeight + (event.key === "ArrowUp" ? 24 : -24));
  });
}
