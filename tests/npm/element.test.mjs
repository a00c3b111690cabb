// <pem-lens> in a real browser: in a page of somebody else, with that page's own policy, colours and width.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { eventually, launch, PATIENCE } from "../browser/lib/browser.mjs";
import { serve } from "../browser/lib/server.mjs";
import { install, ROOT, sample, TOOLS } from "./lib.mjs";

const axe = readFileSync(createRequire(join(ROOT, "tests/browser/lib/x")).resolve("axe-core/axe.min.js"), "utf8");
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";
const chain = sample("server-chain");
const missing = sample("missing-intermediate");

const page = (body, head = "") => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A wiki</title>
<meta http-equiv="Content-Security-Policy" content="${POLICY}">${head}
<script type="module" src="/package/element.js"></script></head><body><main><h1>A wiki</h1>${body}</main></body></html>`;

let folder;
let browser;
let server;
before(async () => {
  folder = install();
  const inside = join(folder, "node_modules/pemlens");
  const bundle = join(folder, "bundle");
  mkdirSync(bundle);
  execFileSync(join(TOOLS, "esbuild"), [
    join(inside, "element.js"), join(inside, "worker.js"), "--bundle", "--splitting", "--format=esm", "--minify",
    `--outdir=${bundle}`, "--log-level=error",
  ]);
  execFileSync("cp", [join(inside, "pemlens.wasm"), bundle]);
  const element = (text, attributes) => `<pem-lens ${attributes}>${text}</pem-lens>`;
  server = await serve({
    "/package/": inside,
    "/bundle/": bundle,
    "/chain.pem": chain.text,
    "/text.html": page(element(chain.text, `as="server" host="${chain.host}" at="${chain.at}"`)),
    "/src.html": page(element("", `src="/chain.pem" as="server" at="${chain.at}"`)),
    "/refused.html": page(element(missing.text, `as="server" host="${missing.host}" trust="public" at="${missing.at}"`),
      `<meta name="color-scheme" content="light dark">`),
    "/many.html": page(element(chain.text, "") + element("nothing", "") + element("", `src="https://example.com/a.pem"`)
      + element("", `src="/none.pem"`) + element(chain.text, `at="soon"`)),
    "/bundled.html": page(element(chain.text, `at="${chain.at}"`)).replace("/package/", "/bundle/"),
    "/alone.html": page(element(chain.text, `at="${chain.at}"`)).replace("worker-src 'self'", "worker-src 'none'"),
  });
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
