// The report page in a real browser: it opens without a complaint, is drawn, and does what keys and mouse ask. Skipped where there is no Chromium.
// How fast it is, npm run report:bench measures.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { reportHtml } from "../../src/cli/report.ts";
import type { Trace } from "../../src/trace/model.ts";
import { crowd, mixture } from "../trace/programs.ts";
import { launch, noBrowser, openPage } from "./browser.ts";

const skip = noBrowser() ?? false;
let browser: Browser;
before(async () => {
  if (skip === false) browser = await launch();
});
after(async () => browser?.close());

const VERDICT = "CPU-bound: 2 threads want the GIL <98 % of the time>; processes or no GIL would help </script>";

async function withPage(trace: Trace, dark: boolean, use: (page: Page) => Promise<void>): Promise<void> {
  const opened = await openPage(browser, reportHtml(trace, VERDICT), { dark });
  try {
    await use(opened.page);
    assert.deepEqual(opened.complaints, []);
  } finally {
    await opened.close();
  }
}

const range = (page: Page): Promise<string> => page.locator("#range").innerText();

/** Waits until the range in view is another one and has come to rest. */
async function changed(page: Page, was: string): Promise<string> {
  await page.waitForFunction((old) => document.getElementById("range")!.innerText !== old, was);
  let last = "";
  for (let now = await range(page); now !== last; now = await range(page)) {
    last = now;
    await page.waitForTimeout(60);
  }
  return last;
}

/** Number of different colours on the canvas, of a sample of its pixels. */
function colours(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.getElementById("timeline") as HTMLCanvasElement;
    const { data } = canvas.getContext("2d")!.getImageData(180, 30, canvas.width - 200, 300);
    const seen = new Set<number>();
    for (let i = 0; i < data.length; i += 28) seen.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
    return seen.size;
  });
}

test("it says what ran, and the verdict as text", { skip }, () =>
  withPage(mixture(3000), false, async (page) => {
    assert.equal(await page.locator("h1").innerText(), "service.py --workers 4");
    assert.equal(await page.locator(".verdict").innerText(), VERDICT);
    assert.match(await page.locator(".facts").innerText(), /timed\s+policy\s+5.00\sms\s+interval/);
    assert.ok((await colours(page)) > 8);
  }),
);

test("keys zoom, move, choose lanes and pin spans", { skip }, () =>
  withPage(mixture(6000), false, async (page) => {
    const whole = await range(page);
    assert.match(whole, /^all of/);
    await page.keyboard.press("+");
    const closer = await changed(page, whole);
    await page.keyboard.press("ArrowRight");
    const moved = await changed(page, closer);
    await page.keyboard.press("Home");
    const home = await changed(page, moved);
    assert.match(home, /^0\.000/);
    await page.keyboard.press("0");
    assert.equal(await changed(page, home), whole);

    await page.keyboard.press("j");
    await page.keyboard.press("j");
    assert.equal(await page.locator("#live").innerText(), "cruncher");
    await page.keyboard.press("Space");
    const first = await page.locator(".detail").innerText();
    assert.match(first, /thread\s+cruncher/);
    await page.keyboard.press("n");
    assert.notEqual(await page.locator(".detail").innerText(), first);
    await page.keyboard.press("Enter");
    assert.match(await changed(page, whole), /ms$|µs$/);
    await page.keyboard.press("Escape");
    assert.match(await page.locator(".detail").innerText(), /Click a span/);

    await page.keyboard.press("?");
    assert.ok(await page.locator("dialog.help").isVisible());
    await page.keyboard.press("Escape");
    assert.ok(!(await page.locator("dialog.help").isVisible()));
  }),
);

test("where motion is welcome, keys glide to the same place", { skip }, async () => {
  const html = reportHtml(mixture(2000), VERDICT);
  const ends: string[] = [];
  for (const glide of [false, true]) {
    const { page, close, complaints } = await openPage(browser, html, { glide });
    await page.keyboard.press("End");
    for (let i = 0; i < 3; i++) await page.keyboard.press("+");
    if (!glide) ends.push(await changed(page, ""));
    else {
      // It comes to rest where the other is at once.
      await page.waitForFunction((end) => document.getElementById("range")!.innerText === end, ends[0]!);
      ends.push(await range(page));
    }
    assert.deepEqual(complaints, []);
    await close();
  }
  assert.equal(ends[0], ends[1]);
});

test("the mouse shows, pins, zooms and drags", { skip }, () =>
  withPage(mixture(6000), false, async (page) => {
    const box = (await page.locator("#timeline").boundingBox())!;
    // On the GIL's lane.
    await page.mouse.move(box.x + 700, box.y + 45);
    await page.waitForSelector(".tooltip:not([hidden])");
    assert.match(await page.locator(".tooltip").innerText(), /holds the GIL|the GIL is free/);
    // On the first thread's.
    await page.mouse.move(box.x + 700, box.y + 110);
    assert.match(await page.locator(".tooltip").innerText(), /thread\s+MainThread\s+lasted/);
    await page.mouse.click(box.x + 700, box.y + 110);
    assert.match(await page.locator(".detail").innerText(), /thread\s+MainThread/);

    const whole = await range(page);
    for (let i = 0; i < 6; i++) await page.mouse.wheel(0, -200);
    const zoomed = await changed(page, whole);
    await page.mouse.down();
    await page.mouse.move(box.x + 500, box.y + 110, { steps: 4 });
    await page.mouse.up();
    const dragged = await changed(page, zoomed);
    // A stretch of the ruler.
    await page.mouse.move(box.x + 400, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 600, box.y + 10, { steps: 3 });
    await page.mouse.up();
    await changed(page, dragged);
  }),
);

test("tables: threads sort, events are found", { skip }, () =>
  withPage(mixture(6000), false, async (page) => {
    assert.equal(await page.locator("table.threads tbody tr").count(), 9);
    await page.getByRole("button", { name: "running" }).click();
    assert.match(await page.locator("table.threads tbody tr").first().innerText(), /MainThread|cruncher/);
    await page.locator("#tab-events").click();
    const rows = await page.locator(".events .row").count();
    assert.ok(rows > 3 && rows < 60, `${rows} rows`);
    await page.keyboard.press("/");
    await page.keyboard.type("deflate");
    await page.waitForFunction(() => document.querySelector<HTMLElement>(".events .row")?.innerText.includes("native code (deflate)"));
    await page.locator(".events .row").first().click();
    await page.locator(".scroll.events").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    assert.match(await page.locator(".detail").innerText(), /native code: deflate/);
  }),
);

test("dark as the system says, light when asked; a hundred threads scroll", { skip }, () =>
  withPage(crowd(110, 12_000), true, async (page) => {
    const shade = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(await page.evaluate(() => document.documentElement.dataset["theme"]), "dark");
    const dark = await shade();
    await page.keyboard.press("t");
    assert.notEqual(await shade(), dark);
    const scrolled = (): Promise<number> => page.evaluate(() => document.querySelector(".lanescroll")!.scrollTop);
    for (let i = 0; i < 60; i++) await page.keyboard.press("j");
    assert.ok((await scrolled()) > 100);
    assert.equal(await page.locator("#live").innerText(), "Thread-59 (serve)");
  }),
);

test("the edge of the tables follows the pointer while it is held, and the arrow keys; tabs change with them, too", { skip }, () =>
  withPage(mixture(300), false, async (page) => {
    const height = (): Promise<number> => page.evaluate(() => document.querySelector(".panel")!.clientHeight);
    const edge = (await page.locator(".splitter").boundingBox())!;
    const [x, y] = [edge.x + edge.width / 2, edge.y + edge.height / 2];
    const was = await height();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y - 60);
    await page.mouse.up();
    assert.equal((await height()) - was, 60);
    await page.mouse.move(x, y - 200);
    assert.equal((await height()) - was, 60);
    await page.locator(".splitter").press("ArrowDown");
    assert.equal((await height()) - was, 36);
    await page.locator("#tab-threads").press("ArrowRight");
    assert.ok(await page.locator("#pane-events").isVisible());
    assert.ok(await page.locator("#pane-threads").isHidden());
  }),
);

test("traces of nothing and of one thread", { skip }, async () => {
  const empty = mixture(0);
  const nothing: Trace = {
    ...empty,
    duration: 0,
    threads: [],
    time: new Float64Array(),
    thread: new Uint16Array(),
    kind: new Uint8Array(),
    why: new Uint8Array(),
    call: new Uint16Array(),
    value: new Uint32Array(),
  };
  const press = async (page: Page): Promise<void> => {
    for (const key of ["+", "j", "Space", "n", "Enter", "End", "]", "[", "Escape"]) await page.keyboard.press(key);
    await page.waitForTimeout(200);
  };
  await withPage(nothing, false, press);
  await withPage(crowd(1, 40), false, press);
});
