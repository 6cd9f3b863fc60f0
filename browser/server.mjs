// A server that is just enough for the script of our pages to be tried on: answers with versions, tus, and faults on demand.
// It listens on loopback, under the policy that the real one has.

import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const ASSETS = fileURLToPath(new URL("../crates/app/assets/", import.meta.url));
const TYPES = { css: "text/css", js: "text/javascript", html: "text/html; charset=utf-8" };
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const body = (request) =>
  new Promise((done) => {
    const pieces = [];
    request.on("data", (it) => pieces.push(it));
    request.on("close", () => done(Buffer.concat(pieces)));
  });

/** Starts it. `state` may be changed while it runs: `status` answers every save, `answers` holds values and versions. */
export async function serve(gallery) {
  const state = { status: 0, answers: new Map(), saves: [], findings: [], uploads: new Map(), cuts: [], received: 0, delay: 0, signedOut: 0, posted: [] };
  const server = createServer(async (request, response) => {
    const [path] = request.url.split("?");
    const send = (status, text, headers = {}) => response.writeHead(status, { "Cache-Control": "no-store", ...headers }).end(text);
    const json = (status, it) => send(status, JSON.stringify(it), { "Content-Type": "application/json" });
    if (path.startsWith("/handler/cases/c1/answers/")) return save(state, request, decodeURIComponent(path.split("/").at(-1)), json, send);
    if (path.startsWith("/upload")) return upload(state, request, response, path, send);
    if (request.method === "POST") {
      state.posted.push([path, String(await body(request))]);
      if (path === "/sign-out") state.signedOut += 1;
      return send(303, "", { Location: "/empty" });
    }
    if (path === "/empty") return send(200, "<!doctype html><html lang=en><title>empty</title>", { "Content-Type": TYPES.html });
    try {
      const asset = path.match(/assets\/([a-z]+\.(css|js))$/);
      const file = asset ? join(ASSETS, asset[1]) : join(gallery, path.replaceAll("..", ""));
      let text = readFileSync(file, "utf8");
      if (path === "/desk.html") text = withAnswers(text, state.answers);
      send(200, text, { "Content-Type": TYPES[path.split(".").at(-1)], "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff" });
    } catch {
      send(404, "");
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { state, address: `http://127.0.0.1:${server.address().port}`, stop: () => (server.closeAllConnections(), server.close()) };
}

// The page as the server would make it today: text answers and versions, put into the markup that our templates wrote.
function withAnswers(page, answers) {
  for (const [path, { value, version }] of answers) {
    page = page.replace(`data-path="${path}" data-version="0"`, `data-path="${path}" data-version="${version}"`);
    const escaped = String(value).replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
    if (typeof value !== "string") continue;
    page = page.replace(`name="${path}" value=""`, `name="${path}" value="${escaped}"`);
    page = page.replace(new RegExp(`(name="${path}"[^>]*>)(?=</textarea>)`), (it) => it + escaped);
  }
  return page;
}

async function save(state, request, path, json, send) {
  const { value } = JSON.parse(await body(request));
  if (request.headers["x-csrf-token"] !== "csrf-token") return send(403, "");
  if (state.status) return send(state.status, "");
  const now = state.answers.get(path) ?? { version: 0, value: "" };
  if (request.headers["if-match"] !== `"${now.version}"`) return json(412, { ...now, by: "李敏", at: "14:01" });
  const next = { version: now.version + 1, value };
  state.answers.set(path, next);
  state.saves.push([path, value]);
  json(200, { version: next.version, findings: state.findings });
}

async function upload(state, request, response, path, send) {
  const tus = { "Tus-Resumable": "1.0.0" };
  if (request.headers["tus-resumable"] !== "1.0.0") return send(412, "");
  if (request.method === "POST") {
    const id = `/upload/${state.uploads.size}`;
    state.uploads.set(id, { bytes: Buffer.alloc(0), size: Number(request.headers["upload-length"]), metadata: request.headers["upload-metadata"] });
    return send(201, "", { ...tus, Location: id });
  }
  const it = state.uploads.get(path);
  if (!it) return send(404, "", tus);
  if (request.method === "HEAD") return send(200, "", { ...tus, "Upload-Offset": it.bytes.length, "Upload-Length": it.size });
  if (request.method === "DELETE") return state.uploads.delete(path), send(204, "", tus);
  if (Number(request.headers["upload-offset"]) !== it.bytes.length) return send(409, "", tus);
  const start = it.bytes.length;
  let pieces = [];
  // As the protocol asks: whatever came of a cut piece is kept.
  const keep = () => {
    it.bytes = Buffer.concat([it.bytes, ...pieces]);
    pieces = [];
  };
  const cut = () => state.cuts.length && start + pieces.reduce((n, one) => n + one.length, 0) >= state.cuts[0];
  request.on("data", (one) => {
    state.received += one.length;
    pieces.push(one);
    if (!cut()) return;
    state.cuts.shift();
    keep();
    request.removeAllListeners("data");
    request.socket.destroy();
  });
  request.on("close", () => request.complete || keep());
  request.on("end", () => {
    const piece = Buffer.concat(pieces);
    const [, sum] = (request.headers["upload-checksum"] ?? "").split(" ");
    if (sum !== createHash("sha256").update(piece).digest("base64")) return send(460, "", tus);
    it.bytes = Buffer.concat([it.bytes, piece]);
    setTimeout(() => send(204, "", { ...tus, "Upload-Offset": it.bytes.length }), state.delay);
  });
}
