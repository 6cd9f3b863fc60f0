// Looks at every page of the gallery as its readers will: phone and desktop, light and dark, with text twice as large, by keyboard alone.
//
//     node browser/gallery.mjs target/tmp/gallery [PICTURES]
//
// Says nothing and ends with 0 when all is well; else one line per fault and 1. With a second folder it also takes pictures there.

import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { start } from "./chromium.mjs";
import { serve } from "./server.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const [gallery, pictures] = process.argv.slice(2);
const pages = readdirSync(gallery).filter((it) => it.endsWith(".html") && it !== "desk.html");
const faults = [];
const { address, stop } = await serve(gallery);
const browser = await start();

function weighs() {
  const size = (file) => gzipSync(readFileSync(file), { level: 9 }).length;
  const [css, js] = ["style.css", "desk.js"].map((it) => size(join(gallery, "assets", it)));
  if (css > 12_000) faults.push(`style.css: ${css} bytes compressed`);
  if (js > 12_000) faults.push(`desk.js: ${js} bytes compressed`);
  for (const page of pages) if (size(join(gallery, page)) + css + js > 60_000) faults.push(`${page}: a first page of more than 60 kB`);
}

async function fits(page, name) {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return null;
    const over = [...document.querySelectorAll("body *")].filter((it) => it.getBoundingClientRect().right > width + 1 && !it.closest(".table"));
    return `${document.documentElement.scrollWidth} px in ${width} px: ${over.slice(0, 3).map((it) => `${it.tagName}.${it.className}`)}`;
  });
  if (wide) faults.push(`${name}: ${wide}`);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll("body *:not(.unseen):not(.unseen *)")]
      .filter((it) => it.scrollWidth > it.clientWidth + 1 && ["hidden", "clip"].includes(getComputedStyle(it).overflowX) && it.clientWidth > 1 && !["INPUT", "PROGRESS"].includes(it.tagName))
      .map((it) => it.className),
  );
  const hidden = await page.evaluate(() => [...document.querySelectorAll("textarea.line")].filter((it) => it.scrollHeight > it.clientHeight + 4).map((it) => it.name));
  if (hidden.length) faults.push(`${name}: ${hidden[0]} does not show all that was typed`);
  if (cut.length) faults.push(`${name}: text is cut in ${cut[0]}`);
}

async function axe(page, name) {
  await page.evaluate(AXE); // through the debugger, so the page keeps its policy
  const { violations } = await page.evaluate((tags) => axe.run({ runOnly: tags }), WCAG);
  for (const it of violations) faults.push(`${name}: ${it.id} at ${it.nodes.length}, first ${it.nodes[0].target}: ${it.nodes[0].any[0]?.message ?? it.help}`);
}

/** Tab goes through everything that can be used, each once, and what has the focus is seen. */
async function keyboard(page, name) {
  const usable = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex='0']")];
    const use = all.filter((it) => it.tabIndex >= 0 && !it.disabled && it.checkVisibility());
    const groups = new Set(); // a group of radio buttons is one stop
    return use.filter((it) => it.type !== "radio" || (!groups.has(it.name) && groups.add(it.name))).length;
  });
  await page.evaluate(() => (document.activeElement.blur(), getSelection().removeAllRanges(), scrollTo(0, 0)));
  await page.keyboard.press("Tab");
  let stops = 0;
  for (let bodySeen = 0; stops < usable + 5; stops++) {
    const at = await page.evaluate(() => {
      const it = document.activeElement;
      if (it === document.body) return "body";
      if (it.dataset.seen) return "again";
      it.dataset.seen = "1";
      const box = it.getBoundingClientRect();
      return box.width && box.bottom > 0 && box.top < innerHeight ? "" : `${it.tagName}.${it.className} has the focus out of sight`;
    });
    if (at === "again" || (at === "body" && bodySeen++)) break;
    if (at && at !== "body") faults.push(`${name}: ${at}`);
    await page.keyboard.press("Tab");
  }
  if (stops < usable) faults.push(`${name}: Tab reaches ${stops} of ${usable}`);
}

const WINDOWS = [
  { width: 1280, height: 900 },
  { width: 360, height: 740 },
  { width: 320, height: 640 },
  { width: 320, height: 640, twice: true },
  { width: 1280, height: 900, twice: true },
];

function listen(page, name) {
  page.on("pageerror", (it) => faults.push(`${name}: ${it.message}`));
  page.on("console", (it) => ["error", "warning"].includes(it.type()) && faults.push(`${name}: ${it.text()}`));
}

/** One page in every window, under its policy. The theme changes no measure, so the dark pages are only read. */
async function look(file) {
  const page = await browser.newPage({ viewport: WINDOWS[0] });
  listen(page, file);
  await page.goto(`${address}/${file}`);
  if ((await page.locator("h1").count()) !== 1) faults.push(`${file}: a page has one h1`);
  for (const { twice, ...window } of WINDOWS.slice(0, file.includes("dark") ? 2 : 5)) {
    const name = `${file} ${window.width}${twice ? " text twice as large" : ""}`;
    await page.setViewportSize(window);
    await page.evaluate((it) => document.documentElement.style.setProperty("font-size", it ? "200%" : ""), twice);
    const fold = (open) => page.evaluate((it) => document.querySelectorAll("details").forEach((one) => (one.open = it)), open);
    await fits(page, name);
    if (pictures && !twice) await page.screenshot({ path: join(pictures, `${file.replace(".html", "")}-${window.width}.png`), fullPage: true });
    await fold(true);
    await fits(page, `${name} unfolded`);
    if (!twice && window.width !== 320) await axe(page, name);
    await fold(false);
    if (window.width === 1280 && !twice && file.includes("zh-light")) await keyboard(page, name);
  }
  await page.close();
}

async function withoutScript(file) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  listen(page, `${file} without script`);
  await page.goto(`${address}/${file}`);
  for (const it of await page.locator("button[type=button]").all()) if (await it.isVisible()) faults.push(`${file}: a button that does nothing without script`);
  await context.close();
}

weighs();
const jobs = pages.flatMap((file) => [() => look(file), ...(file.includes("zh-light") ? [() => withoutScript(file)] : [])]);
const next = async () => {
  for (let job = jobs.shift(); job; job = jobs.shift()) await job();
};
await Promise.all([next(), next(), next()]);
await browser.close();
stop();
faults.forEach((it) => console.log(it));
process.exit(faults.length ? 1 : 0);
