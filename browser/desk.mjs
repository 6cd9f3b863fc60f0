// Tries the script of our pages in a real browser: killed tabs, lost networks, two people on one field, cut uploads.
//
//     node browser/desk.mjs target/tmp/gallery [PICTURES]
//
// What only the script shows (banners, two versions, progress) is read by axe as it appears. Says nothing and ends with 0 when all is well; else one line per fault and 1.

import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start } from "./chromium.mjs";
import { serve } from "./server.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const browser = await start();
const faults = [];
const folder = mkdtempSync(join(tmpdir(), "facefile-desk-"));

async function attempt(name, run) {
  const server = await serve(process.argv[2]);
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  const expect = (is, what) => is || faults.push(`${name}: ${what}`);
  const until = async (what, holds, ms = 8000) => {
    for (const end = Date.now() + ms; Date.now() < end; await new Promise((done) => setTimeout(done, 40))) if (await holds()) return;
    faults.push(`${name}: never: ${what}`);
  };
  page.on("pageerror", (it) => faults.push(`${name}: ${it.message}`));
  page.on("console", (it) => /Content Security|Trusted/.test(it.text()) && faults.push(`${name}: ${it.text()}`));
  const axe = async (state) => {
    for (const theme of ["light", "dark"]) {
      await page.evaluate((it) => (document.documentElement.dataset.theme = it), theme);
      await page.evaluate(AXE);
      const { violations } = await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags }), WCAG);
      for (const it of violations) faults.push(`${name}, ${theme}: ${it.id} first ${it.nodes[0].target}`);
      if (process.argv[3]) await page.screenshot({ path: join(process.argv[3], `${state}-${theme}.png`) });
    }
  };
  const open = () => page.goto(`${server.address}/desk.html`);
  await open();
  try {
    await run({ ...server, page, context, open, expect, until, axe });
  } catch (fault) {
    faults.push(`${name}: ${fault.message.split("\n")[0]}`);
  }
  await context.close();
  server.stop();
}

const NAME = "#f-handler-name";
const field = (path) => `[data-path="${path}"]`;
const drafts = (page) => page.evaluate(() => Object.keys(localStorage).filter((it) => it.includes(":draft:")).length);

await attempt("an answer saves itself and findings come back", async ({ state, page, expect, until }) => {
  state.findings = [{ at: "answers.handler.name", outcome: "fail", message: "<b>不是标记</b>", fix: "改", rule: "R007" }];
  await page.locator(NAME).pressSequentially("青穗");
  await until("saved", () => state.answers.get("handler.name")?.value === "青穗");
  await until("said", async () => /已保存 \d\d:\d\d/.test(await page.locator(`${field("handler.name")} [data-saved]`).textContent()));
  await until("announced", async () => (await page.locator("#announce").textContent()).includes("已保存"));
  expect((await page.locator(`${field("handler.name")} .brief.stops`).textContent()).includes("<b>不是标记</b>"), "the finding stands at its field, as text");
  await until("no local copy is left", async () => (await drafts(page)) === 0);
  state.findings = [];
  await page.fill("#f-case-disposal", "注销");
  await until("the finding is gone", async () => (await page.locator(`${field("handler.name")} .brief`).count()) === 0);
});

await attempt("every kind of answer has its shape", async ({ state, page, until }) => {
  const is = (path, value) => until(`${path} ${JSON.stringify(state.answers.get(path))}`, () => JSON.stringify(state.answers.get(path)?.value) === JSON.stringify(value));
  await page.check('[name="handler.nature"][value=enterprise]');
  await page.check('[name="uses.lobby-gate.safety"][value=audit]');
  await page.check('[name="uses.lobby-gate.safety"][value=encryption]');
  await page.fill('[name="uses.lobby-gate.retention.length"]', "90");
  await page.selectOption('[name="uses.lobby-gate.retention.unit"]', "day");
  await page.click(`${field("uses.lobby-gate.entrusted")} [name=add]`);
  await page.fill('[name="uses.lobby-gate.entrusted.0.name"]', "云帆");
  await page.click(`${field("uses.lobby-gate.entrusted")} [name=add]`);
  await page.fill('[name="uses.lobby-gate.entrusted.1.name"]', "海星");
  await page.click(`${field("uses.lobby-gate.entrusted")} [data-row]:nth-child(1) [name=remove]`);
  await page.fill('[name="handler.websites"]', "https://a.cn/");
  await page.click(`${field("handler.websites")} [name=add]`);
  await page.locator('[name="handler.websites"]').nth(1).fill("https://b.cn/");
  await page.click("h1");
  await is("handler.nature", "enterprise");
  await is("uses.lobby-gate.safety", ["encryption", "audit"]);
  await is("uses.lobby-gate.retention", { length: "90", unit: "day", rule: "", reason: "" });
  await is("uses.lobby-gate.entrusted", [{ name: "海星", contract: "", pia_done: "" }]);
  await is("handler.websites", ["https://a.cn/", "https://b.cn/"]);
});

await attempt("a killed tab loses at most a second", async ({ state, page, context, address, expect, until }) => {
  state.status = 503; // nothing reaches the server: only the browser's own storage is left
  for (let n = 0; n < 3; n++) {
    const tab = await context.newPage();
    await tab.goto(`${address}/desk.html`);
    await tab.fill(NAME, "");
    const typed = [];
    const typing = (async () => {
      for (;;) {
        await tab.keyboard.press("a");
        typed.push(Date.now());
        await new Promise((done) => setTimeout(done, 50));
      }
    })().catch(() => {});
    await new Promise((done) => setTimeout(done, 500 + 250 * n));
    const killed = Date.now();
    const crash = await context.newCDPSession(tab);
    crash.send("Page.crash").catch(() => {});
    await new Promise((done) => setTimeout(done, 300));
    await tab.close().catch(() => {});
    await typing;
    const again = await context.newPage();
    await again.goto(`${address}/desk.html`);
    const kept = (await again.inputValue(NAME)).length;
    const due = typed.filter((it) => it <= killed - 1000).length;
    const most = typed.filter((it) => it <= killed).length;
    expect(kept >= due && kept >= most - 3 && kept > 0, `typed ${most}, a second before ${due}, kept ${kept}`);
    await again.close();
  }
  state.status = 0;
  await page.goto(`${address}/desk.html`);
  await until("what was found again is sent", () => /^a+$/.test(state.answers.get("handler.name")?.value ?? ""));
});

await attempt("200 edits without a network arrive", async ({ state, page, context, expect, until }) => {
  await context.setOffline(true);
  for (let n = 0; n < 200; n++) await page.fill(`#f-many-f${n % 50}`, `修改 ${n}`);
  await until("the banner", async () => (await page.locator("#banner").isVisible()) && (await page.locator("#banner").textContent()).includes("50 处修改"));
  await context.setOffline(false);
  await until("all 50 fields", () => [...Array(50).keys()].every((n) => state.answers.get(`many.f${n}`)?.value === `修改 ${150 + n}`), 10_000);
  await until("no local copy", async () => (await drafts(page)) === 0);
  await until("the banner goes", async () => !(await page.locator("#banner").isVisible()));
  expect(state.saves.every(([path, value], at) => !state.saves.slice(0, at).some(([p, v]) => p === path && Number(v.slice(3)) > Number(value.slice(3)))), "the order in a field");
});

await attempt("a 5xx is tried again, a reload keeps the text", async ({ state, page, open, until, expect, axe }) => {
  state.status = 500;
  await page.fill(NAME, "第一稿");
  await until("the banner", () => page.locator("#banner").isVisible());
  await axe("offline");
  await open();
  expect((await page.inputValue(NAME)) === "第一稿", "restored");
  state.status = 0;
  await until("sent by itself", () => state.answers.get("handler.name")?.value === "第一稿");
});

await attempt("two people on one field: both versions are shown", async ({ state, page, open, expect, until, axe }) => {
  const theirs = (value, version) => state.answers.set("handler.name", { value, version });
  const box = page.locator(`${field("handler.name")} .conflict`);
  theirs("对方的名称", 4);
  await page.fill(NAME, "我的名称");
  await until("both", async () => (await box.count()) && /我的名称[\s\S]*李敏[\s\S]*对方的名称/.test(await box.textContent()));
  expect((await page.inputValue(NAME)) === "我的名称" && (await drafts(page)) === 1, "nothing is lost");
  await axe("conflict");
  await open();
  await until("after a reload too", async () => (await box.count()) === 1 && (await page.inputValue(NAME)) === "我的名称");
  await page.click("text=用我的");
  await until("mine", () => state.answers.get("handler.name").value === "我的名称" && state.answers.get("handler.name").version === 5);
  await until("settled", async () => (await drafts(page)) === 0);
  theirs("又改了", 6);
  await page.fill(NAME, "我也改了");
  await page.click("text=用对方的");
  await until("theirs", async () => (await page.inputValue(NAME)) === "又改了" && (await drafts(page)) === 0);
  expect(state.answers.get("handler.name").version === 6, "nothing was written");
});

await attempt("signed out: the text stays, and goes once signed in", async ({ state, page, open, until, axe }) => {
  state.status = 401;
  await page.fill(NAME, "会话过期");
  await until("the banner", async () => (await page.locator("#banner.signed-out a").getAttribute("href"))?.startsWith("/sign-in"));
  await axe("signed-out");
  state.status = 0;
  await open();
  await until("sent", () => state.answers.get("handler.name")?.value === "会话过期");
  await until("no local copy", async () => (await drafts(page)) === 0);
});

await attempt("signing out sends and then forgets", async ({ state, page, expect, until }) => {
  await page.evaluate(() => localStorage.setItem("facefile:p2:draft:c1:handler.name", "{}"));
  await page.fill(NAME, "最后一句");
  await page.click("[data-sign-out] button");
  await until("signed out", () => state.signedOut === 1);
  expect(state.answers.get("handler.name")?.value === "最后一句", "it was sent");
  await page.waitForURL("**/empty");
  const left = await page.evaluate(() => Object.keys(localStorage));
  expect(left.length === 1 && left[0].startsWith("facefile:p2:"), `only the other person's copies are left: ${left}`);
});

await attempt("a date from the calendar, a theme at once", async ({ state, page, until, expect }) => {
  await page.evaluate(() => {
    const picker = document.querySelector(".date input[type=date]");
    picker.value = "2026-11-24";
    picker.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await until("saved", () => state.answers.get("headcount.reached_on")?.value === "2026-11-24");
  await page.click("[name=theme][value=dark]");
  expect((await page.getAttribute("html", "data-theme")) === "dark", "dark");
  await until("kept", () => state.posted.some(([path, body]) => path === "/preferences" && body.includes("theme=dark")));
});

await attempt("an upload with five cuts and a reload arrives whole", async ({ state, page, open, expect, until }) => {
  const bytes = randomBytes(20 * 1024 * 1024);
  const file = join(folder, "扫描件.pdf");
  writeFileSync(file, bytes);
  state.delay = 150; // what comes faster is not announced: only the last of several is
  const listen = () =>
    page.evaluate(() => {
      const region = document.getElementById("announce");
      new MutationObserver(() => (sessionStorage.heard = `${sessionStorage.heard ?? ""}${region.textContent}\n`)).observe(region, { childList: true });
    });
  await listen();
  state.cuts = [1.3, 4.7, 9.2, 13.5, 18.8].map((it) => Math.round(it * 1024 * 1024));
  await page.setInputFiles("input[type=file]", file);
  await until("half", () => state.received > 7 * 1024 * 1024, 20_000);
  await open(); // a reload in the middle
  await listen();
  expect((await page.locator("[data-said]").textContent()).includes("上次没有传完"), "says what is unfinished");
  await page.setInputFiles("input[type=file]", file);
  await until("done", async () => (await page.locator("[data-said]").textContent()).includes("已上传"), 25_000);
  const it = [...state.uploads.values()][0];
  expect(state.uploads.size === 1 && state.cuts.length === 0, `${state.uploads.size} uploads, ${state.cuts.length} cuts left`);
  expect(createHash("sha256").update(it.bytes).digest("hex") === createHash("sha256").update(bytes).digest("hex"), "the hash differs");
  expect(state.received <= bytes.length * 1.02, `re-sent ${((state.received / bytes.length - 1) * 100).toFixed(1)} %`);
  expect(/slot \S+,topic,filename/.test(it.metadata), it.metadata);
  await until("25, 50, 75 and the end are announced", async () => /25 %.*50 %.*75 %.*已上传/.test((await page.evaluate(() => sessionStorage.heard)).replaceAll("\n", ",")));
});

await attempt("a cancelled upload is ended at the server", async ({ state, page, until, axe }) => {
  const file = join(folder, "small.pdf");
  writeFileSync(file, randomBytes(3 * 1024 * 1024));
  await page.route("**/upload/*", async (route) => (route.request().method() === "PATCH" ? setTimeout(() => route.continue().catch(() => {}), 20_000) : route.continue()));
  await page.setInputFiles("input[type=file]", file);
  await until("begun", () => state.uploads.size === 1);
  await page.locator("[data-cancel]").scrollIntoViewIfNeeded();
  await axe("uploading");
  await page.click("[data-cancel]");
  await until("ended", () => state.uploads.size === 0);
});

await browser.close();
rmSync(folder, { recursive: true });
faults.forEach((it) => console.log(it));
process.exit(faults.length ? 1 : 0);
