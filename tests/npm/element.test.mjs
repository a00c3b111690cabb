// <pem-lens> in a real browser: in a page of somebody else, with that page's own policy, colours and width.

import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { eventually, launch, PATIENCE } from "../browser/lib/browser.mjs";
import { serve } from "../browser/lib/server.mjs";
import { install, ROOT } from "./lib.mjs";
import { pages } from "./pages.mjs";

const axe = readFileSync(createRequire(join(ROOT, "tests/browser/lib/x")).resolve("axe-core/axe.min.js"), "utf8");
let folder;
let browser;
let server;
before(async () => {
  folder = install();
  server = await serve(pages(folder));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page, once every element in it has its answer. */
async function opened(t, path, options = {}) {
  const context = await browser.newContext(options);
  t.after(() => context.close());
  context.setDefaultTimeout(PATIENCE);
  const view = await context.newPage();
  view.requests = [];
  view.errors = [];
  view.on("request", (request) => view.requests.push(request.url()));
  view.on("pageerror", (error) => view.errors.push(error.message));
  await view.goto(server.origin + path);
  await eventually("answers", () => view.evaluate(() => {
    const all = [...document.querySelectorAll("pem-lens")];
    return all.length > 0 && all.every((one) => one.result);
  }));
  return view;
}

const words = (view, at = 0) => view.evaluate((at) =>
  document.querySelectorAll("pem-lens")[at].shadowRoot.querySelector("[role=status]").innerText, at);

test("the text inside is answered about, with chain and findings", async (t) => {
  const view = await opened(t, "/text.html");
  assert.match(await words(view), /^✓\s*\S.*\.$/s);
  const chain = view.locator("pem-lens ol[aria-label='Certification path'] > li");
  assert.equal(await chain.count(), 3);
  assert.deepEqual(view.errors, []);
});

test("an address of the same site is fetched, and nothing else is asked of anybody", async (t) => {
  const view = await opened(t, "/src.html");
  assert.match(await words(view), /^✓/);
  assert.ok(view.requests.includes(`${server.origin}/chain.pem`));
  assert.ok(view.requests.every((url) => url.startsWith(server.origin)), view.requests.join("\n"));
});

test("what is refused says so, with the steps that mend it, by keyboard", async (t) => {
  const view = await opened(t, "/refused.html");
  assert.match(await words(view), /^✗/);
  const first = view.locator("pem-lens .findings details").first();
  assert.match(await first.locator("summary").innerText(), /error: /);
  await view.keyboard.press("Tab");
  await view.keyboard.press("Enter");
  assert.equal(await first.evaluate((it) => it.open), true);
  assert.ok(await first.locator("ol li").count() > 0);
});

test("several stand in one page, and each says what is wrong with it", async (t) => {
  const view = await opened(t, "/many.html");
  assert.match(await words(view, 1), /^\?/);
  assert.match(await words(view, 2), /an address of this site/);
  assert.match(await words(view, 3), /status 404/);
  assert.match(await words(view, 4), /"soon" is no time/);
  const programs = view.requests.filter((url) => url.endsWith(".wasm"));
  assert.equal(programs.length, 1, "one engine for all");
  assert.ok(!view.requests.some((url) => url.includes("example.com")));
});

test("what changes is asked again, and an event tells", async (t) => {
  const view = await opened(t, "/text.html");
  await view.evaluate(() => {
    globalThis.told = [];
    document.addEventListener("pemlens", (event) => globalThis.told.push(event.detail.value.question.as), true);
    document.querySelector("pem-lens").setAttribute("host", "");
    document.querySelector("pem-lens").setAttribute("as", "client");
  });
  await eventually("an event", () => view.evaluate(() => globalThis.told[0] === "client"));
  assert.match(await words(view), /^[✗?]/);
  await view.evaluate(() => { document.querySelector("pem-lens").textContent = "<b>nothing</b>"; });
  await eventually("an event", () => view.evaluate(() => globalThis.told.length === 2));
  assert.match(await words(view), /^\?/);
});

test("bundled, and without a worker", async (t) => {
  assert.match(await words(await opened(t, "/bundled.html")), /^✓/);
  const alone = await opened(t, "/alone.html");
  assert.match(await words(alone), /^✓/);
  assert.equal(await alone.evaluate(() => window.onmessage), null, "what the page listens to is its own");
});

test("for everybody: light, dark, narrow", async (t) => {
  for (const colorScheme of ["light", "dark"]) {
    const view = await opened(t, "/refused.html", { colorScheme, viewport: { width: 360, height: 700 } });
    const cdp = await view.context().newCDPSession(view);
    await cdp.send("Runtime.evaluate", { expression: axe });
    await view.evaluate(() => {
      for (const one of document.querySelector("pem-lens").shadowRoot.querySelectorAll("details")) {
        one.open = true;
      }
    });
    const found = await view.evaluate(() => globalThis.axe.run(document));
    const bad = found.violations.filter((it) => ["serious", "critical"].includes(it.impact));
    assert.deepEqual(bad.map((it) => [it.id, it.nodes.map((node) => node.html)]), []);
    const colours = await view.evaluate(() => getComputedStyle(document.querySelector("pem-lens")).backgroundColor);
    const [red] = colours.match(/\d+/).map(Number);
    assert.equal(red > 128, colorScheme === "light", colours);
    assert.equal(await view.evaluate(() => document.documentElement.scrollWidth <= 360), true, "no scrolling sideways");
    if (process.env.PEMLENS_PICTURES) {
      await view.screenshot({ path: join(process.env.PEMLENS_PICTURES, `element-360-${colorScheme}.png`), fullPage: true });
    }
  }
});
