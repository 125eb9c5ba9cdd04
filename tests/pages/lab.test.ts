// The lab's page in a real browser, in both schemes. Skipped where there is no Chromium.

import assert from "node:assert/strict";
import { test } from "node:test";
import { labHtml } from "../../src/cli/report.ts";
import { invented } from "../lab/invented.ts";
import { launch, noBrowser, openPage } from "./browser.ts";

test("it opens, its plots are drawn, and it changes its scheme", { skip: noBrowser() ?? false }, async () => {
  const browser = await launch();
  try {
    const { page, complaints } = await openPage(browser, labHtml(invented), { dark: true });
    assert.equal(await page.locator("svg.plot").count(), 8);
    assert.equal(await page.locator(".overview tbody tr").count(), 4);
    // No text of a plot stands outside it.
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll("svg.plot")].flatMap((svg) => {
        const box = svg.getBoundingClientRect();
        return [...svg.querySelectorAll("text")]
          .filter((text) => {
            const own = text.getBoundingClientRect();
            return own.left < box.left - 1 || own.right > box.right + 1 || own.top < box.top - 1 || own.bottom > box.bottom + 1;
          })
          .map((text) => text.textContent);
      }),
    );
    assert.deepEqual(outside, []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    assert.ok(!wide, "the page is wider than the window");
    const shade = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await shade();
    await page.locator("#theme").click();
    assert.notEqual(await shade(), dark);
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
  }
});
