// The page as one file, opened from a disk: everything is in it, it asks nobody, and it says what the
// page on a site says.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { eventually, open } from "./lib/browser.mjs";
import { DIST, trap } from "./lib/server.mjs";
import { suite } from "./lib/suite.mjs";
import { OF_PAGE, OF_WORKER, tryAll } from "./lib/ways.mjs";
import { serverChain } from "./lib/x509.mjs";

const FILE = join(DIST, "pemlens.html");
const CASES = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..", "cases");

const here = suite();
const chain = serverChain();
let folder;
let outside;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "pemlens-"));
  outside = await trap();
});
after(async () => {
  rmSync(folder, { recursive: true });
  await outside.close();
});

/** The one file, or a changed copy of it. */
async function opened(t, { change, path = "", ...options } = {}) {
  let file = FILE;
  if (change) {
    file = join(folder, `${Math.random()}.html`);
    writeFileSync(file, change(readFileSync(FILE, "utf8")));
  }
  const app = await open(here.browser, pathToFileURL(file).href, { path, ...options });
  t.after(() => app.close());
  return app;
}

const own = (url) => url.startsWith("file:") || url.startsWith("blob:") || url.startsWith("data:");

test("opens from a disk without a network, and answers, with all there is", async (t) => {
  const app = await opened(t, { offline: true });
  await app.answering(() => app.paste(chain.pem));
  assert.equal(await app.verdict(), "works");
  await app.full();
  await app.answering(() => app.drop([{ name: "leaf.pem", text: chain.leaf.pem }]));
  assert.equal(await app.count("#sources [data-source]"), 2);
  assert.deepEqual(app.requests.filter((url) => url.startsWith("file:")).length, 1, "one file");
  assert.deepEqual(app.requests.filter((url) => !own(url)), []);
  assert.deepEqual(app.errors, []);
  assert.deepEqual(app.console, []);
  assert.deepEqual(await app.page.evaluate(() => globalThis.refused), []);
});

test("has at most 2.5 MB, names no other file, and runs no script but by its hash", () => {
  assert.ok(statSync(FILE).size <= 2_500_000, `${statSync(FILE).size}`);
  const text = readFileSync(FILE, "utf8");
  assert.doesNotMatch(text, /(?:src|href)="?\.\//);
  const [, policy] = text.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/);
  assert.ok(text.indexOf("Content-Security-Policy") < text.indexOf("<script"), "the policy stands first");
  assert.match(policy, /^default-src 'none'; script-src 'sha256-\S+' 'sha256-\S+' 'wasm-unsafe-eval' blob:;/);
  assert.doesNotMatch(policy, /connect-src|'self'|unsafe-inline|'unsafe-eval'|https?:/);
});

test("the site's page offers it with its SHA-256, and saving it closes and opens nothing", async (t) => {
  const app = await here.open(t);
  await app.answering(() => app.paste(chain.pem));
  await app.page.locator("#about > summary").click();
  const hits = here.server.hits.length;
  const [download] = await Promise.all([
    app.page.waitForEvent("download"),
    app.page.getByRole("link", { name: "save PemLens as one file" }).click(),
  ]);
  const saved = readFileSync(await download.path());
  assert.equal(download.suggestedFilename(), "pemlens.html");
  assert.ok(saved.equals(readFileSync(FILE)));
  const sum = createHash("sha256").update(saved).digest("hex");
  assert.match(await app.page.locator("#whole").innerText(), new RegExp(`SHA-256 is ${sum}`));
  assert.deepEqual(here.server.hits.slice(hits), ["GET /pemlens/pemlens.html"]);
  assert.equal(await app.verdict(), "works", "what was given is still there");
  assert.equal(await app.page.evaluate(() => fetch("./samples.json").then(() => "sent", () => "refused")), "refused");
});

test("no request arrives from it, whichever way is tried", async (t) => {
  const app = await opened(t);
  const worker = await app.worker();
  const sites = { "another site": `http://${outside.host}/leak` };
  const arrived = await tryAll([[app.page, OF_PAGE, "page"], [worker, OF_WORKER, "worker"]], sites, () => outside.knocks);
  assert.deepEqual(arrived, []);
});

test("its first policy alone lets nothing out", async (t) => {
  // With one letter changed no script has its hash any more.
  const change = (text) => text.replaceAll("<script type=\"module\"", "<script type=\"module\" data-changed=\"\"").replaceAll(/(<script type="module"[^>]*>)/g, "$1;");
  const app = await opened(t, { change, ready: false });
  await eventually("the refusals", async () => (await app.page.evaluate(() => globalThis.refused)).filter((it) => it.startsWith("script-src")).length >= 2);
  assert.equal(await app.page.evaluate(() => document.documentElement.dataset.taking), undefined, "boot.js did not run");
  const sites = { "another site": `http://${outside.host}/leak` };
  const arrived = await tryAll([[app.page, OF_PAGE, "page"]], sites, () => outside.knocks);
  assert.deepEqual(arrived, []);
});

test("a damaged copy says so", async (t) => {
  const change = (text) => {
    const at = text.indexOf('id="engine.wasm">') + 100_000;
    return text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
  };
  const app = await opened(t, { change, ready: false });
  await app.engine("failed");
  await eventually("words", async () => /engine\.wasm could not be loaded/.test(await app.page.locator("#app").innerText()));
});

/** The head of a case, and its blocks. */
function caseAt(path) {
  const [, head, blocks] = readFileSync(path, "utf8").match(/^(.*?)\n\n(.*)$/s);
  const lines = head.split("\n").map((line) => line.split(/: (.*)/s));
  return { ...Object.fromEntries(lines), blocks };
}

/** One case of every fourth rule: what they ask is what people ask. */
function sample() {
  const rules = readdirSync(CASES).sort().filter((_, at) => at % 4 === 0);
  return rules.map((rule) => {
    const [first] = readdirSync(join(CASES, rule)).filter((name) => name.endsWith(".case")).sort();
    return [`${rule}/${first}`, caseAt(join(CASES, rule, first))];
  }).filter(([, it]) => ["server", "client", "ca", "any"].includes(it.use));
}

/** All that a page shows, unfolded or not, once nothing is added to it any more. */
async function shown(app) {
  let last;
  return eventually("a page that stays as it is", async () => {
    const now = await app.page.evaluate(() => document.querySelector("main").textContent);
    const same = now === last;
    last = now;
    await new Promise((done) => setTimeout(done, 300));
    return same && now;
  });
}

test("answers as the page on a site does, to the letter", async (t) => {
  const cases = sample();
  assert.ok(cases.length > 25, `${cases.length}`);
  const both = await Promise.all([here.open(t), opened(t)]);
  await Promise.all(both.map((app) => app.full()));
  for (const [name, it] of cases) {
    const texts = await Promise.all(both.map(async (app) => {
      await app.answering(() => app.paste(it.blocks));
      await app.page.locator(`#purpose-${it.use}`).check();
      await app.page.locator("#host").fill(it.host ?? "");
      await app.page.locator("#time-at").check();
      await app.page.locator("#at").fill(it.now.slice(0, 19));
      const text = await shown(app);
      await app.page.locator("#clear").click();
      await eventually("nothing", async () => (await app.count("#sources [data-source]")) === 0);
      return text;
    }));
    assert.ok(texts[0].length > 1000, name);
    assert.equal(texts[1], texts[0], name);
  }
});
