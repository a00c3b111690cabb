// Without a network: what was opened once opens again; a new version is offered and never forced; and the
// service worker that does this is no way out, and lets nothing in but the site's own files.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { App, eventually, launch, launchAt, open, openIn } from "./lib/browser.mjs";
import { DIST, ofServiceWorker, serve, trap } from "./lib/server.mjs";
import { OF_CONTROLLED, OF_PAGE, OF_WORKER, tryAll } from "./lib/ways.mjs";
import { serverChain } from "./lib/x509.mjs";

const chain = serverChain();
let browser;
let outside;
before(async () => {
  browser = await launch();
  outside = await trap();
});
after(async () => {
  await browser.close();
  await outside.close();
});

/** The page at a server of its own, kept by its service worker. */
async function opened(t, { change, folder = DIST, ...options } = {}) {
  const server = await serve({ "/pemlens/": folder }, change);
  t.after(server.close);
  const app = await open(browser, server.origin, { kept: true, ...options });
  t.after(() => app.close());
  return { app, server };
}

/** The same browser's next visit. */
async function again(app, address) {
  const page = await app.context.newPage();
  const next = new App(app.context, page);
  await page.goto(address);
  await next.engine("ready");
  return next;
}

test("what was opened once opens without the site, and answers with all there is", async (t) => {
  const { app, server } = await opened(t);
  await app.kept();
  await app.page.close();
  await server.close();
  for (const path of ["/pemlens/", "/pemlens/index.html", "/pemlens/#purpose=server&host=www.example.com"]) {
    const next = await again(app, server.origin + path);
    await next.answering(() => next.paste(chain.pem));
    assert.equal(await next.verdict(), "works");
    await next.full();
    assert.deepEqual(next.errors, []);
    assert.deepEqual(next.console, []);
    await next.page.close({ runBeforeUnload: false });
  }
});

test("a second visit asks the site for nothing; the browser looks for a new version", async (t) => {
  const { app, server } = await opened(t);
  await app.kept();
  const [hits, kept] = [server.hits.length, server.kept.length];
  const next = await again(app, `${server.origin}/pemlens/`);
  await next.full();
  await next.answering(() => next.paste(chain.pem));
  await next.page.waitForTimeout(1500);
  assert.deepEqual(server.hits.slice(hits), []);
  assert.deepEqual([...new Set(server.kept.slice(kept))].filter((hit) => hit !== "GET /pemlens/sw.js"), []);
});

test("the service worker asks for the files of the page, each once, and for nothing else", async (t) => {
  const { app, server } = await opened(t);
  await app.kept();
  const files = readdirSync(DIST).filter((name) => !["index.html", "sw.js", "pemlens.html"].includes(name));
  const wanted = ["", "sw.js", ...files].map((name) => `GET /pemlens/${name}`);
  assert.deepEqual([...server.kept].sort(), wanted.sort());
  const caches = await app.page.evaluate(async () => {
    const kept = [];
    for (const name of await globalThis.caches.keys()) {
      kept.push(...(await (await globalThis.caches.open(name)).keys()).map((it) => it.url));
    }
    return kept;
  });
  assert.deepEqual(caches.sort(), ["", ...files].map((name) => `${server.origin}/pemlens/${name}`).sort(), "no more is stored");
});

test("what the page has just loaded is not loaded a second time to be kept", async (t) => {
  const server = await serve({ "/pemlens/": DIST }, undefined, "gzip");
  t.after(server.close);
  const folder = mkdtempSync(join(tmpdir(), "pemlens-"));
  const app = await openIn(await launchAt(folder), server.origin, { kept: true });
  t.after(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 9 });
  });
  await app.kept();
  // The page itself is looked at again, and the service worker is new.
  assert.deepEqual([...server.kept].sort(), ["GET /pemlens/", "GET /pemlens/sw.js"]);
});

test("files that are not those of the list are not kept, and the page works all the same", async (t) => {
  const change = (path, request) => (/page-.*js$/.test(path) && ofServiceWorker(request) ? { body: "globalThis.foreign = true" } : undefined);
  const { app, server } = await opened(t, { change });
  await eventually("the attempt", () => server.kept.some((hit) => /page-.*js$/.test(hit)));
  await eventually("its end", () => app.page.evaluate(async () => (await globalThis.serviceWorkers.getRegistration()) === undefined));
  await app.answering(() => app.paste(chain.pem));
  assert.equal(await app.verdict(), "works");
});

test("what somebody else wrote into the browser's cache is never shown", async (t) => {
  const { app, server } = await opened(t);
  await app.kept();
  await app.page.evaluate(async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (/\/$|boot-/.test(request.url)) {
          const type = (await cache.match(request)).headers.get("Content-Type");
          await cache.put(request, new Response("document.title = 'foreign'; <title>foreign</title>", { headers: { "Content-Type": type } }));
        }
      }
    }
  });
  const hits = server.kept.length;
  const next = await again(app, `${server.origin}/pemlens/`);
  assert.equal(await next.page.title(), "PemLens");
  assert.ok(server.kept.slice(hits).some((hit) => /boot-/.test(hit)), "it was fetched anew");
  await server.close();
  await assert.rejects(app.page.goto(`${server.origin}/pemlens/`), "without the site there is no page rather than another");
});

/** The page as a later build would be, in a folder. */
function newer(t) {
  const folder = mkdtempSync(join(tmpdir(), "pemlens-"));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(DIST, folder, { recursive: true });
  const sum = (text) => createHash("sha256").update(text).digest("base64");
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const changed = page.replace("<title>PemLens</title>", "<title>PemLens, newer</title>");
  writeFileSync(join(folder, "index.html"), changed);
  const worker = readFileSync(join(folder, "sw.js"), "utf8");
  const next = worker.replace(sum(page), sum(changed)).replace(/const VERSION="[^"]*"/, 'const VERSION="newer"');
  assert.notEqual(next, worker);
  writeFileSync(join(folder, "sw.js"), next);
  return folder;
}

/** A window of the version that was kept, and a second one, opened after a newer was published. */
async function renewed(t) {
  const folder = newer(t);
  const old = mkdtempSync(join(tmpdir(), "pemlens-"));
  t.after(() => rmSync(old, { recursive: true }));
  cpSync(DIST, old, { recursive: true });
  const { app, server } = await opened(t, { folder: old });
  await app.kept();
  cpSync(folder, old, { recursive: true });
  const next = await again(app, `${server.origin}/pemlens/`);
  return { app, next };
}

test("a new version is offered, used only when asked for, and what was given is not lost unasked", async (t) => {
  const { app, next } = await renewed(t);
  assert.equal(await next.page.title(), "PemLens", "the version that was kept");
  await next.answering(() => next.paste(chain.pem));
  const offer = next.page.getByRole("button", { name: "Use it now" });
  await offer.waitFor();
  assert.match(await next.page.locator("#newer").innerText(), /A newer PemLens is here/);
  assert.equal(await next.verdict(), "works");
  assert.equal(await next.page.title(), "PemLens", "nothing was put in its place");
  // Asked whether what was given may be lost, the person says no.
  next.page.once("dialog", (dialog) => dialog.dismiss());
  await offer.click();
  await next.page.waitForTimeout(500);
  assert.equal(await next.verdict(), "works");
  // And later yes.
  next.page.on("dialog", (dialog) => dialog.accept());
  await next.page.reload();
  await next.engine("ready");
  assert.equal(await next.page.title(), "PemLens, newer");
  assert.equal(await next.count("#newer"), 0);
  assert.equal(await app.page.title(), "PemLens", "the other window goes on as it was");
  const caches = await next.page.evaluate(() => globalThis.caches.keys());
  assert.equal(caches.length, 1, "the old version's files are gone");
});

test("one press of the button brings the new version", async (t) => {
  const { app, next } = await renewed(t);
  await next.page.getByRole("button", { name: "Use it now" }).click();
  await eventually("the new version", async () => (await next.page.title()) === "PemLens, newer");
});

test("neither a page that the service worker serves nor what speaks to that gets anything out", async (t) => {
  const { app, server } = await opened(t);
  await app.kept();
  const next = await again(app, `${server.origin}/pemlens/`);
  const worker = await next.worker();
  assert.ok(await next.page.evaluate(() => globalThis.serviceWorkers.controller !== null));
  await next.page.waitForTimeout(2000); // The browser's own look for a new version.
  const before = server.hits.length;
  const sites = { "the own site": `${server.origin}/pemlens/styles.css`, "another site": `http://${outside.host}/leak` };
  const places = [[next.page, OF_CONTROLLED, "controlled"], [next.page, OF_PAGE, "page"], [worker, OF_WORKER, "worker"]];
  // The browser may look for a new version again at any time: an address that nobody can add to.
  const arrivals = () => [...server.hits.slice(before), ...server.kept.filter((hit) => hit.includes("?")), ...outside.knocks];
  assert.deepEqual(await tryAll(places, sites, arrivals), []);
  assert.equal(await next.page.evaluate(() => location.pathname), "/pemlens/");
  assert.equal(await next.page.evaluate(() => navigator.serviceWorker), undefined, "the page has no hold of it");
});

test("an address that is not in the list to the letter is the site's business", async (t) => {
  const { app, server } = await opened(t);
  await app.kept();
  const hits = server.hits.length;
  await again(app, `${server.origin}/pemlens/?x`);
  assert.deepEqual(server.hits.slice(hits), ["GET /pemlens/?x"], "all else came out of the cache");
});

test("it can be installed, and opens files of its kinds", async (t) => {
  const { app, server } = await opened(t);
  await app.kept();
  const cdp = await app.context.newCDPSession(app.page);
  const { errors, data, url } = await cdp.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  assert.match(url, /^data:/);
  const manifest = JSON.parse(data);
  assert.equal(manifest.start_url, `${server.origin}/pemlens/`);
  const kinds = Object.values(manifest.file_handlers[0].accept).flat().sort();
  assert.deepEqual(kinds, [".cer", ".crl", ".crt", ".csr", ".der", ".jks", ".key", ".p12", ".p7b", ".pem", ".pfx"]);
  const { installabilityErrors } = await cdp.send("Page.getInstallabilityErrors");
  // A private window installs nothing.
  assert.deepEqual(installabilityErrors.map((it) => it.errorId).filter((id) => id !== "in-incognito"), []);
});

test("files that the system hands over are read as dropped ones are", async (t) => {
  const prepare = () => {
    const value = { setConsumer: (take) => { globalThis.launched = take; } };
    Object.defineProperty(globalThis, "launchQueue", { value });
  };
  const { app } = await opened(t, { prepare });
  await app.answering(() => app.page.evaluate((text) => globalThis.launched({ files: [{ getFile: async () => new File([text], "chain.pem") }] }), chain.pem));
  assert.equal(await app.verdict(), "works");
  assert.match(await app.page.locator("#sources").innerText(), /chain\.pem/);
});
