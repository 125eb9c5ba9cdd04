// What the keys do, once for the ear and once for the help.

export interface Actions {
  pan(share: number): void;
  zoom(factor: number): void;
  home(): void;
  end(): void;
  fit(): void;
  lane(step: number): void;
  span(step: number): void;
  open(): void;
  pinAtMiddle(): void;
  unpin(): void;
  taller(step: number): void;
  search(): void;
  theme(): void;
  help(): void;
}

interface Key {
  /** Values of KeyboardEvent.key. */
  keys: string[];
  shown: string;
  does: string;
  act(actions: Actions, event: KeyboardEvent): void;
}

export const keyTable: readonly Key[] = [
  { keys: ["ArrowLeft", "a"], shown: "← a", does: "move back (Shift: further)", act: (to, event) => to.pan(event.shiftKey ? -0.8 : -0.2) },
  { keys: ["ArrowRight", "d"], shown: "→ d", does: "move on (Shift: further)", act: (to, event) => to.pan(event.shiftKey ? 0.8 : 0.2) },
  { keys: ["+", "=", "w"], shown: "+ w", does: "zoom in", act: (to) => to.zoom(1.6) },
  { keys: ["-", "_", "s"], shown: "− s", does: "zoom out", act: (to) => to.zoom(1 / 1.6) },
  { keys: ["Home"], shown: "Home", does: "to the beginning", act: (to) => to.home() },
  { keys: ["End"], shown: "End", does: "to the end", act: (to) => to.end() },
  { keys: ["0", "f"], shown: "0 f", does: "the whole trace", act: (to) => to.fit() },
  { keys: ["j", "ArrowDown"], shown: "j ↓", does: "next lane", act: (to) => to.lane(1) },
  { keys: ["k", "ArrowUp"], shown: "k ↑", does: "lane before", act: (to) => to.lane(-1) },
  { keys: ["n", "."], shown: "n", does: "pin the next span of the lane", act: (to) => to.span(1) },
  { keys: ["p", ","], shown: "p", does: "pin the span before", act: (to) => to.span(-1) },
  { keys: [" "], shown: "Space", does: "pin the span in the middle of the lane", act: (to) => to.pinAtMiddle() },
  { keys: ["Enter"], shown: "Enter", does: "zoom to what is pinned", act: (to) => to.open() },
  { keys: ["Escape"], shown: "Esc", does: "unpin, close", act: (to) => to.unpin() },
  { keys: ["]"], shown: "]", does: "taller lanes", act: (to) => to.taller(1) },
  { keys: ["["], shown: "[", does: "lower lanes", act: (to) => to.taller(-1) },
  { keys: ["/"], shown: "/", does: "search", act: (to) => to.search() },
  { keys: ["t"], shown: "t", does: "light or dark", act: (to) => to.theme() },
  { keys: ["?"], shown: "?", does: "this help", act: (to) => to.help() },
];

/** Keys that a focused button or row needs for itself. */
const OWN = new Set(["Enter", " ", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]);

export function listenToKeys(actions: Actions): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.closest("input, select, textarea, dialog") !== null) return;
    if (OWN.has(event.key) && target.closest("button, [role=row], .scroll, summary") !== null) return;
    const key = keyTable.find(({ keys }) => keys.includes(event.key) || (event.key.length === 1 && keys.includes(event.key.toLowerCase())));
    if (key === undefined) return;
    event.preventDefault();
    key.act(actions, event);
  });
}
