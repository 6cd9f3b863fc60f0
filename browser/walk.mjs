// Walks through the desks of a demo that is being served, as its people do: the public pages, a handler's filing, an officer's queue.
//
//     node browser/walk.mjs http://127.0.0.1:8640 SIGN-INS.json [PICTURES]
//
// Says nothing and ends with 0 when all is well; else one line per fault and 1. With a folder it also takes the README's pictures there.
// Checked on each page: no WCAG 2.2 A or AA violation (axe) in either theme and language, nothing wider than a narrow telephone, no error of the
// browser under the page's own policy, nothing fetched from elsewhere, and an answer that is no failure.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { start } from "./chromium.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const [address, signIns, pictures] = process.argv.slice(2);
const people = Object.fromEntries(JSON.parse(readFileSync(signIns, "utf8")).map((it) => [it.login, it.password]));
const faults = [];
const browser = await start();

async function visitor(locale, colorScheme) {
  const context = await browser.newContext({ locale, colorScheme, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.on("request", (it) => it.url().startsWith(address) || it.url().startsWith("data:") || faults.push(`fetches ${it.url()}`));
  page.on("pageerror", (it) => faults.push(`${page.url()}: ${it.message}`));
  page.on("console", (it) => ["error", "warning"].includes(it.type()) && faults.push(`${page.url()}: ${it.text()}`));
  page.on("response", (it) => it.status() >= 400 && faults.push(`${it.status()} ${it.url()}`));
  return page;
}

async function look(page, name) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
  await page.evaluate(AXE); // through the debugger, so the page keeps its policy
  const { violations } = await page.evaluate((tags) => axe.run({ runOnly: tags }), WCAG);
  for (const it of violations) faults.push(`${name}: ${it.id} at ${it.nodes.length}, first ${it.nodes[0].target}`);
  await page.setViewportSize({ width: 360, height: 740 });
  const [scroll, width] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  if (scroll > width) faults.push(`${name}: ${scroll} px wide in a window of ${width} px`);
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function take(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
}

async function signIn(page, login) {
  await page.goto(`${address}/sign-in`);
  await page.fill("[name=login]", login);
  await page.fill("[name=password]", people[login]);
  await Promise.all([page.waitForURL((it) => !it.pathname.startsWith("/sign-in")), page.press("[name=password]", "Enter")]);
}

async function publicPages(page) {
  for (const path of ["/", "/sign-in", "/join", "/register", "/law", "/law/claims", "/law/cac-mps-19-2025/art-15", "/rules/R012", "/accessibility"]) {
    await page.goto(address + path);
    await look(page, path);
  }
}

/** A filing that somebody is working on: it may have been begun a moment ago. */
async function handler(page) {
  await signIn(page, "chen");
  for (let tries = 0; (await page.locator("main table a").count()) === 0 && tries < 60; tries++) {
    await page.waitForTimeout(1000);
    await page.goto(`${address}/handler`);
  }
  await look(page, "/handler");
  await take(page, "desk-home");
  await page.click("main table a");
  await look(page, "the case");
  await take(page, "desk-case");
  const filing = page.url();
  await page.click(".tasks a >> nth=1");
  await look(page, "a section");
  // A word typed is kept, whatever happens to the page then.
  const field = page.locator("[name='handler.office_address']");
  const typed = `试验路 ${Date.now() % 100_000} 号`;
  await field.fill(typed);
  await page.waitForSelector("[data-path='handler.office_address'] .saved.done");
  await page.reload();
  if ((await page.locator("[name='handler.office_address']").inputValue()) !== typed) faults.push("what was typed is not there after a reload");
  for (const path of ["/materials", "/check"]) {
    await page.goto(filing + path);
    await look(page, path);
  }
  await page.goto(`${address}/account`);
  await look(page, "/account");
}

async function officer(page) {
  await signIn(page, "zhou");
  await look(page, "/authority");
  if (!pictures) return;
  await page.click("main table a");
  await look(page, "a case under review");
  await take(page, "desk-review");
}

try {
  await publicPages(await visitor("zh-CN", "light"));
  await publicPages(await visitor("en", "dark"));
  await handler(await visitor("zh-CN", "light"));
  await handler(await visitor("en", "dark"));
  await officer(await visitor("zh-CN", "light"));
} catch (error) {
  faults.push(error.message);
} finally {
  await browser.close();
}
console.log(faults.join("\n"));
process.exit(faults.length === 0 ? 0 : 1);
