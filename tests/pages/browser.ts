// A real browser for the tests and the measurement of the pages, if there is one on this machine.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";

const PLACES = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** How long to wait for anything, in ms: the machine may be busy. */
const PATIENCE = 180_000;

/** Why there is no browser, or null. */
export function noBrowser(): string | null {
  return browserPath() === undefined ? "no Chromium found: set CHROMIUM to the path of one" : null;
}

function browserPath(): string | undefined {
  return PLACES.find((path) => path !== undefined && existsSync(path));
}

export async function launch(): Promise<Browser> {
  const { chromium } = await import("playwright-core");
  const path = browserPath();
  if (path === undefined) throw new Error(noBrowser()!);
  return chromium.launch({
    executablePath: path,
    timeout: PATIENCE,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export interface Opened {
  page: Page;
  /** What the page complained of, or asked of the network. */
  complaints: string[];
  close(): Promise<void>;
}

/** Opens a page from a file, as a reader would, and waits until it has drawn itself. */
export async function openPage(
  browser: Browser,
  html: string,
  options: { dark?: boolean; width?: number; height?: number; ratio?: number; glide?: boolean } = {},
): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), "tollbooth-page-"));
  const file = join(folder, "page.html");
  writeFileSync(file, html);
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    deviceScaleFactor: options.ratio ?? 1,
    // The page glides where readers have nothing against it; tests would have to wait for it.
    reducedMotion: options.glide === true ? "no-preference" : "reduce",
    colorScheme: options.dark === true ? "dark" : "light",
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector("html[data-ready]", { timeout: PATIENCE }).catch((error: unknown) => {
    throw new Error(`the page did not get ready: ${complaints.join("; ") || error}`);
  });
  return {
    page,
    complaints,
    close: async () => {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
