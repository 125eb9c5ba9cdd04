// How fast the report page is in a real browser, with a trace of a million events.
//   node bench/pages.ts [EVENTS]
// Opening is measured from the navigation to the second frame. Then the page is zoomed with the wheel and dragged for some seconds, and so are the
// pauses between its frames: 33.3 ms is 30 frames a second. How long the page's own functions ran, those of frames and of timers, tells its part in a long pause from
// that of a machine with other things to do.
import type { Page } from "playwright-core";
import { reportHtml } from "../src/cli/report.ts";
import { launch, noBrowser, openPage } from "../tests/pages/browser.ts";
import { busy, crowd } from "../tests/trace/programs.ts";

const reason = noBrowser();
if (reason !== null) {
  console.log(`report: ${reason}`);
  process.exit(0);
}

interface Measured {
  /** Pauses between frames, in ms, ascending. */
  pauses: number[];
  /** How long the page's functions ran, in ms, ascending. */
  work: number[];
}

/** Has the page's functions for frames and timers measured. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const state = window as unknown as { work: number[] };
    state.work = [];
    const timed =
      <A extends unknown[]>(f: (...args: A) => void) =>
      (...args: A): void => {
        const begin = performance.now();
        f(...args);
        state.work.push(performance.now() - begin);
      };
    const { requestAnimationFrame: onFrame, setTimeout: onTime } = window;
    window.requestAnimationFrame = (f) => onFrame(timed(f));
    window.setTimeout = ((f: () => void, ms: number) => onTime(timed(f), ms)) as typeof setTimeout;
  });
}

async function measure(page: Page, act: () => Promise<void>): Promise<Measured> {
  await page.evaluate(() => {
    const state = window as unknown as { pauses: number[]; work: number[]; measuring: boolean };
    state.pauses = [];
    state.work = [];
    state.measuring = true;
    let last = 0;
    const frame = (now: number): void => {
      if (last > 0) state.pauses.push(now - last);
      last = now;
      if (state.measuring) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await act();
  const { pauses, work } = await page.evaluate(() => {
    const state = window as unknown as Measured & { measuring: boolean };
    state.measuring = false;
    return { pauses: state.pauses, work: state.work };
  });
  return { pauses: pauses.sort((a, b) => a - b), work: work.sort((a, b) => a - b) };
}

const events = Number(process.argv[2] ?? 1_000_000);
const browser = await launch();
for (const [name, trace, ratio] of [
  ["30 threads", busy(30, events), 1],
  ["30 threads, fine screen", busy(30, events), 2],
  ["120 threads", crowd(120, events), 1],
] as const) {
  const start = performance.now();
  const html = reportHtml(trace, "a trace for measuring");
  const made = performance.now() - start;
  const { page, close } = await openPage(browser, html, { ratio });
  const ready = await page.evaluate(() => Number(document.documentElement.dataset["ready"]));
  console.log(`${name}: ${trace.kind.length} events, ${(html.length / 1e6).toFixed(1)} MB, made in ${made.toFixed(0)} ms`);
  console.log(`  opens in               ${ready} ms`);
  const { mouse } = page;
  await mouse.move(800, 420);
  await watch(page);
  const report = (what: string, { pauses, work }: Measured): void => {
    const of = (all: number[], share: number): string => all[Math.min(all.length - 1, Math.floor(share * all.length))]!.toFixed(1);
    const slow = pauses.filter((pause) => pause > 1000 / 30 + 0.1).length;
    console.log(
      `  ${what.padEnd(22)} median ${of(pauses, 0.5)} ms, 99 % within ${of(pauses, 0.99)}, worst ${of(pauses, 1)}; ` +
        `${slow} of ${pauses.length} frames took more than 33.4; the page's work ${of(work, 0.5)}, ${of(work, 0.99)}, ${of(work, 1)}`,
    );
  };
  const drag = async (): Promise<void> => {
    await mouse.down();
    for (let i = 0; i < 120; i++) {
      await mouse.move(800 + 250 * Math.sin(i / 9), 420 + 60 * Math.sin(i / 5));
      await page.waitForTimeout(4);
    }
    await mouse.up();
  };
  report("zooming in", await measure(page, () => wheel(-120, 90)));
  report("dragging, close", await measure(page, drag));
  report("zooming out", await measure(page, () => wheel(120, 60)));
  report("dragging, far", await measure(page, drag));
  await page.keyboard.press("0");
  await page.waitForTimeout(600);
  await page.keyboard.press("+");
  report("dragging, all in view", await measure(page, drag));

  async function wheel(by: number, times: number): Promise<void> {
    for (let i = 0; i < times; i++) {
      await mouse.wheel(0, by);
      await page.waitForTimeout(8);
    }
  }
  await close();
}
await browser.close();
