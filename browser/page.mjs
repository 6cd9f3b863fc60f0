// Opens one page of ours in a real browser and looks at it as its readers will: wide and narrow, light and dark, in one language
// and in both, and printed.
//
//     node browser/page.mjs report.html
//
// Says nothing and ends with 0 when all is well; else one line per fault and 1.
// Checked: no WCAG 2.2 A or AA violation (axe), nothing wider than the window, nothing fetched from anywhere, no error of the browser,
// every picture decodes, every mark lies within its picture, and a language picked is the only one shown.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { start } from "./chromium.mjs";

const require = createRequire(import.meta.url);
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const WINDOWS = [
  { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { viewport: { width: 360, height: 740 }, colorScheme: "dark" }, // the narrowest telephones in use
];
const A4_BETWEEN_MARGINS = { width: 680, height: 1000 }; // 180 mm at 96 dpi
const LANGUAGES = ["both-languages", "only-zh", "only-en"];

const address = pathToFileURL(process.argv[2]).href;
const faults = [];

async function open(browser, name, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("request", (it) => {
    const fine = it.url() === address || it.url().startsWith("data:");
    if (!fine) faults.push(`${name}: fetches ${it.url()}`);
  });
  page.on("pageerror", (it) => faults.push(`${name}: ${it.message}`));
  page.on("console", (it) => ["error", "warning"].includes(it.type()) && faults.push(`${name}: ${it.text()}`));
  await page.goto(address);
  return page;
}

// The page as it is, under its own policy.
async function asItIs(browser) {
  const page = await open(browser, "as it is", {});
  faults.push(...(await page.evaluate(pictures)).map((it) => `as it is: ${it}`));
  await page.setViewportSize(A4_BETWEEN_MARGINS);
  await page.emulateMedia({ media: "print" });
  await fits(page, "printed");
  await page.context().close();
}

async function pictures() {
  const faults = [];
  for (const it of document.querySelectorAll("svg image")) {
    const picture = new Image();
    picture.src = it.getAttribute("href");
    await picture.decode().catch(() => faults.push(`${it.id} does not decode`));
  }
  for (const it of document.querySelectorAll("svg use")) {
    if (!document.querySelector(it.getAttribute("href"))) faults.push(`nothing is at ${it.getAttribute("href")}`);
  }
  for (const it of document.querySelectorAll("svg .outline, svg .badge")) {
    const [mark, frame] = [it.getBoundingClientRect(), it.ownerSVGElement.getBoundingClientRect()];
    const inside = mark.left >= frame.left - 1 && mark.top >= frame.top - 1 && mark.right <= frame.right + 1 && mark.bottom <= frame.bottom + 1;
    if (!inside || mark.width < 1) faults.push(`a mark leaves its picture: ${it.ownerSVGElement.getAttribute("aria-label")}`);
  }
  return faults;
}

async function fits(page, name) {
  const [scroll, width] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  if (scroll > width) faults.push(`${name}: the page is ${scroll} px wide in a window of ${width} px`);
}

async function look(browser, window) {
  const size = `${window.viewport.width} px ${window.colorScheme}`;
  const page = await open(browser, size, { ...window, bypassCSP: true }); // for axe, which is injected
  await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true))); // what is folded is read too
  await page.addScriptTag({ path: require.resolve("axe-core") });
  for (const language of LANGUAGES) {
    const name = `${size} ${language}`;
    await page.check(`#${language}`);
    await fits(page, name);
    await onlyOne(page, name, language);
    const { violations } = await page.evaluate((tags) => axe.run({ runOnly: tags }), WCAG);
    for (const it of violations) faults.push(`${name}: ${it.id} (${it.impact}) at ${it.nodes.length} places, first ${it.nodes[0].target}: ${it.help}`);
  }
  await page.context().close();
}

async function onlyOne(page, name, language) {
  const shown = (it) => page.locator(`${it}:visible`).count();
  const [zh, en] = [await shown(".zh"), await shown(".en")];
  if ((zh > 0) !== (language !== "only-en")) faults.push(`${name}: ${zh} Chinese texts are shown`);
  if ((en > 0) !== (language !== "only-zh")) faults.push(`${name}: ${en} English texts are shown`);
}

const browser = await start();
await asItIs(browser);
for (const window of WINDOWS) await look(browser, window);
await browser.close();
faults.forEach((it) => console.log(it));
process.exit(faults.length ? 1 : 0);
