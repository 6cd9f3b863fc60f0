// What the pages gain with script: answers that save themselves, uploads that are taken up again, rows without a round trip.
// Every page is complete without this file. It writes texts and attributes, never markup, and talks to this server only.

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
const chinese = document.documentElement.lang.startsWith("zh");
const say = (zh, en) => (chinese ? zh : en);
const make = (tag, text = "", attributes = {}) => {
  const it = document.createElement(tag);
  it.textContent = text;
  for (const [name, value] of Object.entries(attributes)) it.setAttribute(name, value);
  return it;
};
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const KEY = `facefile:${meta("person")}:`; // one prefix a person: two people at one machine never see each other's texts
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 30_000;
const backoff = (n) => Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** n) * (0.75 + Math.random() / 2);

// ---------------------------------------------------------------- saying

let said;
function announce(text) {
  clearTimeout(said);
  said = setTimeout(() => (document.getElementById("announce").textContent = text), 100); // the last of several is the one heard
}

const banner = document.getElementById("banner");
function warn(kind, text, ...more) {
  if (banner.dataset.kind === kind && banner.firstElementChild.firstChild?.textContent === text) return;
  banner.dataset.kind = kind;
  banner.className = `banner ${kind}`;
  banner.firstElementChild.replaceChildren(make("span", text), ...more);
  banner.hidden = false;
}
function calm(...kinds) {
  if (!kinds.includes(banner.dataset.kind)) return;
  banner.hidden = true;
  banner.dataset.kind = "";
  banner.firstElementChild.replaceChildren();
}

// ---------------------------------------------------------------- rows that come and go

function number(box) {
  const path = box.closest("[data-path]").dataset.path;
  [...box.children].forEach((row, n) => {
    for (const it of row.querySelectorAll("[data-key]")) {
      const id = it.id;
      it.name = `${path}.${n}.${it.dataset.key}`;
      it.id = id.replace(/-(\d+|§)-(?=[^-]*$)/, `-${n}-`);
      for (const label of row.querySelectorAll("label")) if (label.htmlFor === id) label.htmlFor = it.id;
    }
    for (const it of row.querySelectorAll("[aria-label]")) it.setAttribute("aria-label", it.getAttribute("aria-label").replace(/(\d+|§)$/, n + 1));
    for (const it of row.querySelectorAll("[data-n]")) it.textContent = n + 1;
    for (const it of row.querySelectorAll("[name=remove]")) it.value = `${path}.${n}`;
  });
}

function addRow(box) {
  const row = box.parentElement.querySelector("template").content.firstElementChild.cloneNode(true);
  box.append(row);
  number(box);
  return row;
}

function setRows(box, count) {
  while (box.children.length > count) box.lastElementChild.remove();
  while (box.children.length < count) addRow(box);
  number(box);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=add],button[name=remove]");
  const field = button?.closest("[data-path]");
  const box = field?.querySelector("[data-rows]");
  if (!box) return;
  event.preventDefault();
  if (button.name === "add") {
    addRow(box).querySelector("input,select").focus();
    announce(say(`加了第 ${box.children.length} 行`, `Row ${box.children.length} was added`));
    return;
  }
  button.closest("[data-row]").remove();
  number(box);
  announce(say(`删了一行，还有 ${box.children.length} 行`, `A row was removed, ${box.children.length} are left`));
  (box.querySelector("input,select") ?? field.querySelector("[name=add]")).focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// ---------------------------------------------------------------- what stands in a field

const inputs = (field) => [...field.querySelectorAll("input[name],select[name],textarea[name]")].filter((it) => !it.closest(".conflict"));
const parts = (of) => Object.fromEntries([...of.querySelectorAll("[data-key]")].map((it) => [it.dataset.key, it.value]));
const isBlank = (row) => Object.values(row).every((it) => it === "");

function read(field) {
  const all = inputs(field);
  switch (field.dataset.kind) {
    case "choice":
      return all.find((it) => it.checked)?.value ?? "";
    case "choices":
      return all.filter((it) => it.checked).map((it) => it.value);
    case "list":
      return all.map((it) => it.value).filter((it) => it !== "");
    case "retention":
      return parts(field);
    case "table":
      return [...field.querySelectorAll("[data-row]")].map(parts).filter((it) => !isBlank(it));
    default:
      return all[0].matches(".line") ? all[0].value.replace(/\s*[\r\n]+\s*/g, "") : all[0].value;
  }
}

function write(field, value) {
  const all = inputs(field);
  const fill = (of, row) => of.querySelectorAll("[data-key]").forEach((it) => (it.value = row?.[it.dataset.key] ?? ""));
  switch (field.dataset.kind) {
    case "choice":
      return all.forEach((it) => (it.checked = it.value === String(value ?? "")));
    case "choices":
      return all.forEach((it) => (it.checked = (value ?? []).includes(it.value)));
    case "list":
    case "table": {
      const box = field.querySelector("[data-rows]");
      const rows = value ?? [];
      setRows(box, Math.max(rows.length, field.dataset.kind === "list" ? 1 : 0));
      return [...box.children].forEach((row, n) => (field.dataset.kind === "list" ? (row.querySelector("input").value = rows[n] ?? "") : fill(row, rows[n])));
    }
    case "retention":
      return fill(field, value);
    default:
      all[0].value = value ?? "";
  }
}

/** A value as a person reads it: the words of the field's own choices, one line each. */
function shown(field, value) {
  const label = (one) => inputs(field).find((it) => it.value === one && it.checked !== undefined && it.type !== "text")?.closest("label")?.textContent.trim() ?? one;
  const lines = (it) => (Array.isArray(it) ? it.map(lines).join("\n") : it && typeof it === "object" ? Object.values(it).filter(Boolean).join(" · ") : label(String(it ?? "")));
  return lines(value) || say("（空）", "(blank)");
}

// ---------------------------------------------------------------- answers that save themselves

const AFTER_LAST_KEY_MS = 600;

class Desk {
  constructor(form) {
    this.url = form.dataset.autosave;
    this.keys = `${KEY}draft:${form.dataset.case}:`;
    this.answers = new Map();
    this.failures = 0;
    this.leaving = false;
    for (const field of form.querySelectorAll("[data-path]")) this.answers.set(field.dataset.path, new Answer(this, field.dataset.path, field));
    this.restore();
    form.addEventListener("input", (event) => this.answerOf(event)?.typed());
    form.addEventListener("change", (event) => this.answerOf(event)?.typed());
    form.addEventListener("focusout", (event) => this.answerOf(event)?.send());
    form.addEventListener("submit", () => (this.leaving = true));
    addEventListener("pageshow", () => (this.leaving = false));
    addEventListener("pagehide", () => this.leaving || this.each((it) => it.send(true)));
    addEventListener("online", () => this.again());
    addEventListener("visibilitychange", () => this.again()); // on leaving, and on coming back from where one signed in again
  }

  answerOf(event) {
    return this.answers.get(event.target.closest("[data-path]")?.dataset.path);
  }

  each(act) {
    for (const it of this.answers.values()) act(it);
  }

  /** Texts of this person and case that the server has not confirmed come back, those of other pages too. */
  restore() {
    const keys = Object.keys(localStorage).filter((it) => it.startsWith(this.keys));
    for (const key of keys) {
      const path = key.slice(this.keys.length);
      if (!this.answers.has(path)) this.answers.set(path, new Answer(this, path, null));
      this.answers.get(path).restore();
    }
  }

  unsent() {
    return [...this.answers.values()].filter((it) => it.draft).length;
  }

  failed() {
    this.failures += 1;
    this.warn();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(), backoff(this.failures - 1));
  }

  warn() {
    const n = this.unsent();
    warn("offline", say(`连不上服务器：${n} 处修改留在这台电脑上，连上后自动送出`, `No connection: ${n} edits are kept on this machine and are sent when it is back`));
  }

  again() {
    clearTimeout(this.timer);
    this.each((it) => it.send());
  }

  reached() {
    this.failures = 0;
    calm("offline", "signed-out");
  }

  signedOut() {
    const link = make("a", say("重新登录", "Sign in"), { href: `/sign-in?back=${encodeURIComponent(location.pathname + location.search)}` });
    warn("signed-out", say("登录已失效：您写的内容留在这台电脑上，登录后自动送出。", "You are signed out: your text is kept on this machine and is sent when you have signed in."), link);
  }

  /** The findings of an answer are all that the case has beside its answers: each is drawn at its field, and what is gone is gone. */
  found(findings) {
    const at = Map.groupBy ? Map.groupBy(findings, (it) => it.at) : findings.reduce((all, it) => all.set(it.at, [...(all.get(it.at) ?? []), it]), new Map());
    for (const { path, field } of this.answers.values()) {
      const box = field?.querySelector("[data-findings]");
      const now = at.get(`answers.${path}`) ?? [];
      const state = JSON.stringify(now);
      if (!box || box.dataset.state === state || (!now.length && !box.children.length)) continue;
      box.dataset.state = state;
      box.replaceChildren(...now.map(drawn));
    }
  }

  async signOut() {
    this.each((it) => it.send());
    for (let n = 0; n < 40 && this.unsent(); n++) await pause(100);
    return this.unsent();
  }
}

function drawn(finding) {
  const template = document.getElementById("brief-finding");
  const it = template.content.firstElementChild.cloneNode(true);
  it.classList.add({ fail: "stops", advice: "advice", cannot_tell: "cannot-tell" }[finding.outcome] ?? "advice");
  it.dataset.rule = finding.rule;
  const [head, fix, rule] = it.children;
  head.children[0].textContent = template.dataset[finding.outcome] ?? finding.outcome;
  head.children[1].textContent = finding.message;
  fix.hidden = !finding.fix;
  fix.children[0].textContent = finding.fix ?? "";
  rule.children[0].textContent = finding.rule;
  rule.children[0].href = `/rules/${encodeURIComponent(finding.rule)}`;
  return it;
}

class Answer {
  constructor(desk, path, field) {
    Object.assign(this, { desk, path, field, key: desk.keys + path, draft: null, sending: false, conflict: false });
    this.version = Number(field?.dataset.version ?? 0);
    this.saved = field ? read(field) : undefined; // what the server had when it made the page
  }

  restore() {
    const draft = JSON.parse(localStorage.getItem(this.key));
    if (this.field && same(draft.value, this.saved)) return localStorage.removeItem(this.key);
    this.draft = draft;
    this.version = draft.version;
    if (this.field) write(this.field, draft.value);
    this.say("waiting", say("上次没送出的内容已找回", "What was not sent last time is back"));
    this.send();
  }

  typed() {
    const value = read(this.field);
    if (!this.draft && same(value, this.saved)) return;
    if (this.draft && same(value, this.draft.value)) return;
    this.keep(value);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), AFTER_LAST_KEY_MS);
  }

  keep(value) {
    this.draft = { value, version: this.version };
    try {
      localStorage.setItem(this.key, JSON.stringify(this.draft));
      this.say("waiting", say("正在保存…", "Saving…"));
    } catch {
      this.say("waiting", say("本机存不下了，请保持联网", "This browser's storage is full: stay connected"));
    }
    if (this.desk.failures) this.desk.warn();
  }

  /** One request at a time for each field, always with its latest value; so the order of what was typed is kept. */
  async send(isLast = false) {
    clearTimeout(this.timer);
    if (!this.draft || this.sending || this.conflict) return;
    const { value } = this.draft;
    this.sending = true;
    try {
      const answer = await fetch(`${this.desk.url}/${encodeURIComponent(this.path)}`, {
        method: "PUT",
        headers: { "Content-Type": "application/json", "If-Match": `"${this.version}"`, "X-CSRF-Token": meta("csrf") },
        body: JSON.stringify({ value }),
        keepalive: isLast,
      });
      this.sending = false;
      await this.answered(answer, value);
    } catch {
      this.sending = false;
      this.say("waiting", say("未送出，留在本机", "Not sent, kept on this machine"));
      this.desk.failed();
    }
  }

  async answered(answer, value) {
    if (answer.status === 401 || answer.status === 403) {
      this.say("waiting", say("未送出，留在本机", "Not sent, kept on this machine"));
      return this.desk.signedOut();
    }
    if (answer.status === 412) {
      const theirs = await answer.json();
      this.desk.reached();
      // Our own write whose answer was lost on the way is no conflict.
      return same(theirs.value, value) ? this.done(theirs, value) : this.disagree(theirs);
    }
    if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
    if (!answer.ok) return this.say("waiting", say(`服务器没有接受（${answer.status}），内容留在本机`, `The server did not take it (${answer.status}); it is kept on this machine`));
    this.desk.reached();
    this.done(await answer.json(), value);
  }

  done({ version, findings }, value) {
    this.version = version;
    this.saved = value;
    if (this.field) this.field.dataset.version = version;
    if (this.draft && !same(this.draft.value, value)) {
      this.keep(this.draft.value); // typed on while it was under way
      return this.send();
    }
    this.draft = null;
    localStorage.removeItem(this.key);
    const time = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
    this.say("done", say(`已保存 ${time}`, `Saved ${time}`));
    announce(say(`「${this.field?.dataset.label ?? this.path}」已保存`, `${this.field?.dataset.label ?? this.path}: saved`));
    if (findings) this.desk.found(findings);
  }

  say(kind, text) {
    const it = this.field?.querySelector("[data-saved]");
    if (!it) return;
    it.className = `saved ${kind}`;
    it.textContent = text;
  }

  /** Both versions stand side by side until a person picks; ours stays in the field and in the local copy. */
  disagree(theirs) {
    this.conflict = true;
    if (!this.field) return;
    this.field.querySelector(".conflict")?.remove();
    const box = make("div", "", { class: "conflict", role: "group" });
    const title = make("h3", say("这一项别人也改了，两个版本都在", "Somebody else changed this too; both versions are here"), { tabindex: "-1" });
    const list = make("dl");
    const version = (name, text) => {
      const it = make("div");
      it.append(make("dt", name), make("dd", text));
      list.append(it);
      return it.lastChild;
    };
    const mine = version(say("您的", "Yours"), shown(this.field, this.draft.value));
    version([say("对方的", "Theirs"), theirs.by, theirs.at].filter(Boolean).join(" · "), shown(this.field, theirs.value));
    const pick = (text, kind, act) => {
      const it = make("button", text, { type: "button", class: `button slim ${kind}` });
      it.addEventListener("click", () => {
        box.remove();
        this.field.removeEventListener("input", follow);
        this.conflict = false;
        this.version = theirs.version;
        act();
        inputs(this.field)[0]?.focus();
      });
      return it;
    };
    const follow = () => (mine.textContent = shown(this.field, read(this.field)));
    this.field.addEventListener("input", follow);
    const actions = make("div", "", { class: "actions" });
    actions.append(
      pick(say("用我的", "Use mine"), "", () => {
        this.keep(read(this.field));
        this.send();
      }),
      pick(say("用对方的", "Use theirs"), "second", () => {
        write(this.field, theirs.value);
        this.draft = { value: theirs.value };
        this.done({ version: theirs.version }, theirs.value);
      }),
    );
    box.setAttribute("aria-label", title.textContent);
    box.append(title, list, actions);
    this.field.querySelector(".under").before(box);
    this.say("waiting", say("等您选一个版本", "Waiting for your choice"));
    announce(`${this.field.dataset.label}：${title.textContent}`);
  }
}

const desks = [...document.querySelectorAll("form[data-autosave]")].map((it) => new Desk(it));

// Whoever signs out leaves nothing behind on this machine, once it has been sent.
for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const waiting = (await Promise.all(desks.map((it) => it.signOut()))).reduce((a, b) => a + b, 0);
    const leave = () => {
      desks.forEach((it) => (it.leaving = true));
      for (const key of Object.keys(localStorage)) if (key.startsWith(KEY)) localStorage.removeItem(key);
      form.submit();
    };
    if (!waiting) return leave();
    const button = make("button", say("放弃这些修改并退出", "Give them up and sign out"), { type: "button", class: "button danger slim" });
    button.addEventListener("click", leave);
    warn("unsent", say(`还有 ${waiting} 处修改没有送出。`, `${waiting} edits have not been sent.`), button);
  });
}

// ---------------------------------------------------------------- uploads that are taken up again (tus 1.0.0)

const PIECE = 1024 * 1024;
const HASHED_WHOLE = 64 * PIECE; // beyond this a telephone's memory is worth more than the second look
const TUS = { "Tus-Resumable": "1.0.0" };
const base64 = (bytes) => btoa(Array.from(new Uint8Array(bytes), (it) => String.fromCharCode(it)).join(""));
const text64 = (text) => base64(new TextEncoder().encode(text));
const sha256 = async (blob) => (globalThis.crypto?.subtle ? base64(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())) : null);

/** Not worth another try: the server has said no. */
class Refused extends Error {}

class Upload {
  constructor(form) {
    Object.assign(this, { form, told: -1, abort: null, busy: false });
    const { slot, topic } = form.dataset;
    this.keys = `${KEY}tus:${form.dataset.case}:${slot}:${topic}:`;
    const find = (it) => form.querySelector(it);
    [this.going, this.bar, this.name, this.state, this.said] = [find("[data-going]"), find("progress"), find("[data-name]"), find("[data-state]"), find("[data-said]")];
    this.input = find("input[type=file]");
    this.input.addEventListener("change", () => this.begin());
    form.addEventListener("submit", (event) => {
      if (event.submitter?.formAction !== form.action) return; // another button: taking a file away
      event.preventDefault();
      this.begin();
    });
    find("[data-cancel]").addEventListener("click", () => this.cancel());
    find("[data-send]").hidden = true;
    for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) form.addEventListener(kind, (event) => this.dragged(event));
    const left = Object.keys(localStorage).find((it) => it.startsWith(this.keys));
    if (left) {
      const name = left.slice(this.keys.length).split("/")[0];
      this.tell(say(`「${decodeURIComponent(name)}」上次没有传完：再选一次同一个文件，就从断开处接着传。`, `${decodeURIComponent(name)} was not finished: pick the same file again and it goes on where it stopped.`));
    }
  }

  dragged(event) {
    event.preventDefault();
    this.form.classList.toggle("over", event.type === "dragenter" || event.type === "dragover");
    if (event.type !== "drop" || !event.dataTransfer.files.length) return;
    this.input.files = event.dataTransfer.files;
    this.begin();
  }

  tell(text) {
    this.said.textContent = text;
    announce(text);
  }

  async begin() {
    const file = this.input.files[0];
    if (!file || this.busy) return;
    this.busy = true;
    this.told = -1;
    this.key = `${this.keys}${encodeURIComponent(file.name)}/${file.size}/${file.lastModified}`;
    this.name.textContent = file.name;
    this.going.hidden = false;
    this.input.disabled = true;
    this.tell("");
    this.abort = new AbortController();
    try {
      await this.run(file);
      localStorage.removeItem(this.key);
      this.input.value = "";
      this.tell(say(`「${file.name}」已上传。`, `${file.name} is uploaded. `));
      if (this.form.dataset.next) this.said.append(make("a", say("看检查结果", "See the result of the check"), { href: this.form.dataset.next }));
      this.form.dispatchEvent(new CustomEvent("uploaded", { bubbles: true }));
    } catch (fault) {
      if (fault instanceof Refused) this.tell(say(`没有传成：${fault.message}`, `It was not taken: ${fault.message}`));
      else if (!this.abort.signal.aborted) throw fault;
    } finally {
      this.busy = false;
      this.going.hidden = true;
      this.input.disabled = false;
    }
  }

  /** Tries until it is done, refused or given up; after every cut the server says how far it came. */
  async run(file) {
    this.show(0, file.size);
    for (let failures = 0; ; ) {
      try {
        let { url, offset } = (await this.resumed()) ?? (await this.created(file));
        this.show(offset, file.size);
        while (offset < file.size) {
          offset = await this.piece(url, file, offset);
          failures = 0;
          this.show(offset, file.size);
        }
        return;
      } catch (fault) {
        if (fault instanceof Refused || this.abort.signal.aborted) throw fault;
        this.state.textContent = say("断开了，马上接着传", "Cut off; it goes on in a moment");
        await pause(backoff(failures++) / 4);
        if (this.abort.signal.aborted) throw fault;
      }
    }
  }

  ask(url, method, headers = {}, body) {
    return fetch(url, { method, headers: { ...TUS, "X-CSRF-Token": meta("csrf"), ...headers }, body, signal: this.abort.signal });
  }

  async resumed() {
    const url = localStorage.getItem(this.key);
    if (!url) return null;
    const answer = await this.ask(url, "HEAD");
    if ([403, 404, 410].includes(answer.status)) {
      localStorage.removeItem(this.key);
      return null;
    }
    return { url, offset: this.offset(answer) };
  }

  async created(file) {
    const { slot, topic } = this.form.dataset;
    const whole = file.size <= HASHED_WHOLE ? await sha256(file) : null;
    const about = { case: this.form.dataset.case, slot, topic, filename: file.name, ...(whole && { sha256: whole }) };
    const metadata = Object.entries(about).map(([key, value]) => (value ? `${key} ${text64(value)}` : key));
    const answer = await this.ask(this.form.dataset.tus, "POST", { "Upload-Length": String(file.size), "Upload-Metadata": metadata.join(",") });
    if (answer.status !== 201) await this.fault(answer);
    const url = new URL(answer.headers.get("Location"), new URL(this.form.dataset.tus, location.href));
    if (url.origin !== location.origin) throw new Refused(say("地址不对", "a strange address")); // the token goes nowhere else
    localStorage.setItem(this.key, url.pathname + url.search);
    return { url: url.href, offset: 0 };
  }

  async piece(url, file, offset) {
    const piece = file.slice(offset, offset + PIECE);
    const sum = await sha256(piece);
    const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset), ...(sum && { "Upload-Checksum": `sha256 ${sum}` }) };
    const answer = await this.ask(url, "PATCH", headers, piece);
    if (answer.status !== 204) await this.fault(answer);
    return this.offset(answer);
  }

  offset(answer) {
    const offset = Number(answer.headers.get("Upload-Offset") ?? NaN);
    if (!answer.ok || Number.isNaN(offset)) throw new Error(`no offset (${answer.status})`);
    return offset;
  }

  /** 409 and 460: ask again how far it came. 404 and 410: begin anew. Other refusals are final and say why. */
  async fault(answer) {
    if ([404, 410].includes(answer.status)) localStorage.removeItem(this.key);
    if ([401, 403].includes(answer.status)) throw new Refused(say("登录已失效，请重新登录后再选一次", "you are signed out: sign in and pick it again"));
    if ([400, 413, 415, 422].includes(answer.status)) {
      localStorage.removeItem(this.key);
      throw new Refused((await answer.text()).slice(0, 300) || String(answer.status));
    }
    throw new Error(String(answer.status));
  }

  show(offset, size) {
    const percent = size ? Math.floor((offset / size) * 100) : 100;
    this.bar.value = percent;
    this.state.textContent = `${percent} %`;
    const quarter = Math.floor(percent / 25) * 25;
    if (quarter <= this.told) return;
    this.told = quarter;
    announce(say(`上传了 ${quarter} %`, `${quarter} % uploaded`));
  }

  cancel() {
    const url = localStorage.getItem(this.key);
    localStorage.removeItem(this.key);
    this.abort.abort();
    this.input.value = "";
    this.tell(say("已取消上传", "The upload was cancelled"));
    if (url) fetch(url, { method: "DELETE", headers: { ...TUS, "X-CSRF-Token": meta("csrf") } }).catch(() => {}); // an unfinished upload expires anyway
  }
}

for (const form of document.querySelectorAll("form[data-tus]")) new Upload(form);

// ---------------------------------------------------------------- small things

// A line that wraps is still one line: Enter presses the form's first button, as in any other.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("textarea.line")) return;
  event.preventDefault();
  const first = event.target.form?.querySelector("button:not([type=button])");
  event.target.form?.requestSubmit(first);
});
if (!CSS.supports("field-sizing", "content")) {
  const grow = (it) => {
    it.rows = 1;
    while (it.scrollHeight > it.clientHeight + 2 && it.rows < 6) it.rows += 1;
  };
  document.querySelectorAll("textarea.line").forEach(grow);
  document.addEventListener("input", (event) => event.target.matches("textarea.line") && grow(event.target));
}

// The theme changes at once; the cookie follows.
document.querySelector("form[data-theme-switch]")?.addEventListener("submit", (event) => {
  const { name, value } = event.submitter ?? {};
  if (name !== "theme") return;
  event.preventDefault();
  document.documentElement.dataset.theme = value;
  for (const it of event.target.querySelectorAll("[name=theme]")) it.setAttribute("aria-pressed", String(it.value === value));
  const body = new URLSearchParams(new FormData(event.target));
  body.set("theme", value);
  fetch(event.target.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
});

// A calendar beside the line in which a date is typed.
for (const input of document.querySelectorAll("input[data-date]")) {
  const picker = make("input", "", { type: "date", tabindex: "-1", "aria-hidden": "true" });
  if (!picker.showPicker) continue;
  const label = input.closest("[data-label]")?.dataset.label ?? "";
  const button = make("button", input.dataset.date, { type: "button", class: "button second", "aria-label": `${input.dataset.date} ${label}` });
  button.addEventListener("click", () => {
    picker.value = input.value; // what is no date leaves the calendar at today
    picker.showPicker();
  });
  picker.addEventListener("change", (event) => {
    event.stopPropagation();
    input.value = picker.value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  picker.addEventListener("input", (event) => event.stopPropagation());
  input.after(button, picker);
}

// After a form was refused, the list of what is wrong is read first.
document.querySelector("[data-focus]")?.focus();
