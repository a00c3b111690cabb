// Starting: any path, any order of arrival, and plain words where something is missing.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, launch, open } from "./lib/browser.mjs";
import { DIST, serve } from "./lib/server.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Opens the page at a server that changes some answers; both end with the test. */
async function opened(t, change, options = {}) {
  const server = await serve({ "/some/deep/path/": DIST }, change);
  t.after(server.close);
  const app = await open(browser, server.origin, { path: "/some/deep/path/", ...options });
  t.after(() => app.close());
  return { app, server };
}

test("starts under any path, asks only for its own files, and each only once", async (t) => {
  const { app, server } = await opened(t);
  assert.ok(server.hits.every((hit) => hit.startsWith("GET /some/deep/path/")), server.hits.join("\n"));
  assert.deepEqual(server.hits, [...new Set(server.hits)]);
  assert.deepEqual(app.errors, []);
  assert.deepEqual(app.console, []);
});

test("index.html has no inline script or style, and relative addresses only", async (t) => {
  const { app } = await opened(t);
  const found = await app.page.evaluate(async () => ({
    inline: [...document.scripts].filter((script) => script.text.trim() !== "").length,
    styles: document.querySelectorAll("style, [style]").length,
    policies: [...document.querySelectorAll("meta[http-equiv=Content-Security-Policy]")].map((meta) => meta.content),
  }));
  assert.equal(found.inline, 0);
  assert.equal(found.styles, 0);
  assert.equal(found.policies.length, 2, "the second policy is there");
  for (const policy of found.policies) {
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /form-action 'none'/);
    assert.match(policy, /base-uri 'none'/);
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'/);
  }
  assert.doesNotMatch(found.policies[1], /connect-src|'self'(?=[^;]*;)(?<!style-src 'self')/);
});

test("the page is there before a slow engine, and its first paste is not lost", async (t) => {
  const { app } = await opened(t, (path) => (/engine.*wasm$/.test(path) ? { delay: 1500 } : undefined), { ready: false });
  await eventually("the page", () => app.count("textarea#input"), 5000);
  assert.equal(await app.page.evaluate(() => document.documentElement.dataset.engine), "loading");
  await app.engine("ready");
});

test("a server that does not know application/wasm is good enough", async (t) => {
  await opened(t, (path) => (path.endsWith(".wasm") ? { type: "application/octet-stream" } : undefined));
});

for (const [what, pattern] of [["the page's program", /page.*wasm$/], ["the page's glue", /page.*js$/]]) {
  test(`says so when ${what} cannot be loaded`, async (t) => {
    const { app } = await opened(t, (path) => (pattern.test(path) ? { status: 503 } : undefined), { ready: false });
    await app.engine("failed");
    const words = await app.page.locator("#app").innerText();
    assert.match(words, /could not start: page-\S+ could not be loaded/);
    assert.match(words, /Reload/);
    });
}

for (const [what, pattern] of [["the engine's program", /engine.*wasm$/], ["the engine's glue", /engine.*js$/], ["the list of samples", /samples.*json$/]]) {
  test(`says so when ${what} cannot be loaded`, async (t) => {
    const { app } = await opened(t, (path) => (pattern.test(path) ? { status: 503 } : undefined), { ready: false });
    await app.engine("failed");
    await eventually("words", async () => /could not be loaded/.test(await app.page.locator("#app").innerText()));
    });
}

test("without JavaScript there are words", async (t) => {
  const { app } = await opened(t, undefined, { ready: false, javaScriptEnabled: false });
  assert.match(await app.page.locator("body").innerText(), /needs JavaScript/);
});
