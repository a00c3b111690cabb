// Starting: any path, any order of arrival, and plain words where something is missing.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, launch, open } from "./lib/browser.mjs";
import { DIST, serve } from "./lib/server.mjs";
import { serverChain } from "./lib/x509.mjs";

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

test("files come one after the other: the page's, the small engine's, the full engine's", async (t) => {
  const { app, server } = await opened(t);
  await app.full();
  const places = [/page.*wasm$/, /engine-[0-9a-f]+_bg|engine_bg-/, /engine-full/].map((it) => server.hits.findIndex((hit) => it.test(hit)));
  assert.ok(places[0] >= 0 && places[0] < places[1] && places[1] < places[2], server.hits.join("\n"));
});

/** Counts the frames in which the empty page is seen. */
function countEmptyFrames() {
  globalThis.emptyFrames = 0;
  const look = () => {
    globalThis.emptyFrames += document.querySelector(".page.empty")?.checkVisibility() ? 1 : 0;
    requestAnimationFrame(look);
  };
  look();
}

/** Holds the page's program back until it is let go. */
function held() {
  let letGo;
  const gone = new Promise((done) => { letGo = done; });
  return [(path) => (/page.*wasm$/.test(path) ? { until: gone } : undefined), letGo];
}

const chain = serverChain();
const GIFTS = {
  "a paste": (app) => app.paste(chain.pem),
  "a dropped file": (app) => app.drop([{ name: "chain.pem", text: chain.pem }]),
  "a chosen file": (app) => app.openFiles([{ name: "chain.pem", bytes: chain.pem }]),
};
for (const [what, give] of Object.entries(GIFTS)) {
  test(`before the page's program is there, ${what} is taken, shown, and answered later`, async (t) => {
    const [change, letGo] = held();
    const { app } = await opened(t, change, { ready: false });
    await eventually("the page", () => app.page.evaluate(() => document.documentElement.dataset.taking === "early"));
    assert.match(await app.page.locator("#app").innerText(), /Paste or drop certificates/);
    await give(app);
    await eventually("what was given", () => app.count("#sources [data-source]"));
    assert.match(await app.page.locator("#answer").innerText(), /Reading…/);
    // So slow that the page's program pauses between its first two drawings.
    const line = await app.context.newCDPSession(app.page);
    await line.send("Emulation.setCPUThrottlingRate", { rate: 20 });
    await app.page.evaluate(countEmptyFrames);
    letGo();
    await eventually("the answer", () => app.run());
    await line.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    assert.equal(await app.page.evaluate(() => globalThis.emptyFrames), 0, "what was given stays to be seen");
    assert.equal(await app.count("#app"), 1);
    assert.equal(await app.verdict(), "works");
    assert.equal(await app.count("#sources [data-source]"), 1);
    assert.deepEqual(app.errors, []);
  });
}

test("before the page's program is there, what is typed stays, with the keyboard's place, and is read", async (t) => {
  const [change, letGo] = held();
  const { app } = await opened(t, change, { ready: false });
  await app.page.locator("#input").click();
  await app.page.keyboard.insertText(`${chain.pem}# a note`);
  letGo();
  await eventually("the answer", () => app.run());
  const box = await app.page.evaluate(() => {
    const { id, value, selectionStart } = document.activeElement;
    return { id, here: value.endsWith("# a note"), end: selectionStart === value.length };
  });
  assert.deepEqual(box, { id: "input", here: true, end: true });
  await app.page.keyboard.insertText(" goes on");
  assert.match(await app.page.locator("#input").inputValue(), /# a note goes on$/);
});

test("before the page's program is there, a sample can be chosen, and an empty paste says so later", async (t) => {
  const [change, letGo] = held();
  const { app } = await opened(t, change, { ready: false });
  await eventually("the page", () => app.page.evaluate(() => document.documentElement.dataset.taking === "early"));
  await app.page.locator('[data-sample="expired"]').click();
  letGo();
  await eventually("the answer", () => app.run());
  assert.match(await app.page.locator("#answer").innerText(), /expired|ended/i);
  const [again, go] = held();
  const { app: other } = await opened(t, again, { ready: false });
  await eventually("the page", () => other.page.evaluate(() => document.documentElement.dataset.taking === "early"));
  await other.paste("  ");
  go();
  await eventually("words", async () => /clipboard holds no text/.test(await other.page.locator("#app").innerText()));
});

test("a slow engine finds what was given meanwhile", async (t) => {
  const { app } = await opened(t, (path) => (/engine.*wasm$/.test(path) ? { delay: 1500 } : undefined), { ready: false });
  await eventually("the page", () => app.page.evaluate(() => document.documentElement.dataset.taking === "page"));
  assert.equal(await app.page.evaluate(() => document.documentElement.dataset.engine), "loading");
  await app.paste(chain.pem);
  await eventually("the answer", () => app.run());
  assert.equal(await app.verdict(), "works");
});

test("a full engine of which nothing ever comes keeps no answer back, and no door open", async (t) => {
  const { app } = await opened(t, (path) => (/engine-full/.test(path) ? { hang: true } : undefined), { ready: false });
  await eventually("the page", () => app.page.evaluate(() => document.documentElement.dataset.taking === "page"));
  await app.paste(chain.pem);
  await eventually("the answer", () => app.run());
  assert.equal(await app.verdict(), "works");
  assert.equal(await app.count("meta[http-equiv=Content-Security-Policy]"), 2);
  const refused = await app.page.evaluate(() => fetch("./samples.json").then(() => "sent", () => "refused"));
  assert.equal(refused, "refused");
});

test("an answer waits for the first bytes of the full engine, and not for the rest", async (t) => {
  let send;
  const rest = new Promise((done) => { send = done; });
  // The patience of the door, which would hide a wait for the rest, has no end here.
  const prepare = () => {
    const real = globalThis.setTimeout;
    globalThis.setTimeout = (what, after, ...more) => (after === 2_000 ? 0 : real(what, after, ...more));
  };
  const { app } = await opened(t, (path) => (/engine-full.*wasm$/.test(path) ? { rest } : undefined), { prepare });
  await app.answering(() => app.paste(serverChain().pem));
  assert.equal(await app.page.evaluate(() => document.documentElement.dataset.full), undefined);
  send();
  await app.full();
});

test("a full engine that begins to come when the door is closed is still taken in", async (t) => {
  const { app } = await opened(t, (path) => (/engine-full/.test(path) ? { delay: 4000 } : undefined));
  assert.equal(await app.count("meta[http-equiv=Content-Security-Policy]"), 2);
  await app.full();
});

test("a server that does not know application/wasm is good enough", async (t) => {
  await opened(t, (path) => (path.endsWith(".wasm") ? { type: "application/octet-stream" } : undefined));
});

for (const [what, pattern] of [["the page's program", /page.*wasm$/], ["the page's glue", /page.*js$/]]) {
  test(`says so when ${what} cannot be loaded`, async (t) => {
    const { app } = await opened(t, (path) => (pattern.test(path) ? { status: 503 } : undefined), { ready: false });
    await app.engine("failed");
    const words = await app.page.locator("#app").innerText();
    assert.match(words, /could not start: page\S+ could not be loaded/);
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

const FOREIGN = {
  "the page's script": [/\/page-.*js$/, "globalThis.foreign = true; export default () => {}"],
  "the page's program": [/page_bg-.*wasm$/, "another program"],
  "the engine's script": [/engine-(?!full).*js$/, "globalThis.foreign = true"],
  "the start script": [/boot-.*js$/, "globalThis.foreign = true"],
};
for (const [what, [which, body]] of Object.entries(FOREIGN)) {
  test(`something else in the place of ${what} is refused`, async (t) => {
    const { app } = await opened(t, (path) => (which.test(path) ? { body } : undefined), { ready: false });
    await eventually("the refusal", () => app.console.some((words) => /integrity|not the file of that name/i.test(words)), 20_000);
    assert.equal(await app.page.evaluate(() => globalThis.foreign), undefined);
    assert.equal(await app.page.evaluate(() => document.documentElement.dataset.engine === "ready"), false);
  });
}

test("without JavaScript there are words", async (t) => {
  const { app } = await opened(t, undefined, { ready: false, javaScriptEnabled: false });
  assert.match(await app.page.locator("body").innerText(), /needs JavaScript/);
});
