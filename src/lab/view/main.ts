// The lab page's script: light or dark.

import { byId } from "../../trace/report/view/dom.ts";
import { MARK } from "../../trace/report/view/mark.ts";
import { Theme } from "../../trace/report/view/theme.ts";

const theme = new Theme();
byId("mark").innerHTML = MARK;
byId("theme").addEventListener("click", () => theme.toggle());
document.addEventListener("keydown", (event) => {
  if (event.key === "t" && !event.ctrlKey && !event.metaKey && !event.altKey) theme.toggle();
});
document.documentElement.dataset["ready"] = String(Math.round(performance.now()));
