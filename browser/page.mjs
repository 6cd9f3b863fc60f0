// Opens one page of ours in a real browser and looks at it as its readers will: wide and narrow, light and dark, and printed.
//
//     node browser/page.mjs report.html
//
// Says nothing and ends with 0 when all is well; else one line per fault and 1.
// Checked: no WCAG 2.2 A or AA violation (axe), nothing wider than the window, nothing fetched from anywhere, no error of the browser.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const WINDOWS = [{ width: 1280, height: 900 }, { width: 390, height: 844 }];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const address = pathToFileURL(process.argv[2]).href;
const faults = [];

async function look(browser, viewport, colorScheme) {
  const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true }); // axe is injected; the page's own policy is tested apart
  const page = await context.newPage();
  const name = `${viewport.width} px ${colorScheme}`;
  page.on("request", (it) => {
    const fine = it.url() === address || it.url().startsWith("data:");
    if (!fine) faults.push(`${name}: fetches ${it.url()}`);
  });
  page.on("pageerror", (it) => faults.push(`${name}: ${it.message}`));
  await page.goto(address);
  const [scroll, width] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  if (scroll > width) faults.push(`${name}: the page is ${scroll} px wide in a window of ${width} px`);
  await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true))); // what is folded is read too
  await page.addScriptTag({ path: require.resolve("axe-core") });
  const { violations } = await page.evaluate((tags) => axe.run({ runOnly: tags }), WCAG);
  for (const it of violations) faults.push(`${name}: ${it.id} (${it.impact}) at ${it.nodes.length} places, first ${it.nodes[0].target}: ${it.help}`);
  await context.close();
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
for (const viewport of WINDOWS) for (const scheme of ["light", "dark"]) await look(browser, viewport, scheme);
await browser.close();
faults.forEach((it) => console.log(it));
process.exit(faults.length ? 1 : 0);
