// The full engine: relieves the small one as soon as it is there, at once where a source needs it,
// and asks for nothing new.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { eventually, open } from "./lib/browser.mjs";
import { DIST, serve } from "./lib/server.mjs";
import { suite } from "./lib/suite.mjs";
import { serverChain } from "./lib/x509.mjs";

const here = suite();
const chain = serverChain();
/** The certificates of a case of the engine's tests. */
const caseOf = (name) => {
  const text = readFileSync(new URL(`../cases/${name}.case`, import.meta.url), "utf8");
  return text.slice(text.indexOf("-----BEGIN"));
};
const message = (name) => ({
  name,
  base64: readFileSync(new URL(`../intake/messages/${name}`, import.meta.url)).toString("base64"),
});

/**
 * Runs in the page: the second worker, which is the full engine's, gets nothing before
 * `letFullStart()`, and the third, which Clear starts, gets nothing at all.
 */
function holdWorkers() {
  const RealWorker = globalThis.Worker;
  const held = [];
  let made = 0;
  globalThis.letFullStart = () => held.splice(0).forEach((send) => send());
  globalThis.Worker = class extends RealWorker {
    constructor(url) {
      super(url);
      made += 1;
      this.number = made;
    }

    postMessage(message) {
      if (this.number === 2 && !globalThis.fullStarted) {
        globalThis.fullStarted = true;
        held.push(() => super.postMessage(message));
      } else if (this.number !== 3) {
        super.postMessage(message);
      }
    }
  };
}

test("a request, a list and an OCSP response are read beside the certificates they are about", async (t) => {
  const app = await here.open(t);
  const before = app.requests.filter((url) => !url.startsWith("blob:")).length;
  await app.answering(() => app.drop(["request.pem", "bundle.p7b", "crl.pem", "ocsp.der"].map(message)));
  assert.equal(await app.count("#items [data-item]"), 3);
  const words = await app.page.locator("#items").innerText();
  assert.match(words, /The same key as in certificate 1/);
  assert.match(words, /Signed by certificate 2/);
  assert.match(await app.page.locator("#sources").innerText(), /PKCS#7 bundle/);
  assert.equal(app.requests.filter((url) => !url.startsWith("blob:")).length, before, "nothing is fetched for it");
  assert.deepEqual(app.console, []);
});

test("the details of a request unfold, with the extensions it asks for", async (t) => {
  const app = await here.open(t);
  await app.answering(() => app.drop([message("request.pem")]));
  await app.page.locator("#items summary").first().click();
  assert.match(await app.page.locator("#items").innerText(), /192\.0\.2\.1/);
  assert.match(await app.sentence(), /signing request/);
});

test("plain certificates never wait for it, and it goes on after Clear", async (t) => {
  const app = await here.open(t);
  await app.answering(() => app.paste(chain.pem));
  assert.equal(await app.verdict(), "works");
  await app.answering(() => app.drop([message("crl.pem")]));
  assert.equal(await app.count("#items [data-item]"), 1);
  await app.page.locator("#clear").click();
  await app.engine("ready");
  await app.answering(() => app.paste(chain.pem));
  assert.equal(await app.verdict(), "works");
  assert.equal(await app.count("#items"), 0);
});

test("it takes over from a small engine that is still starting, and the page knows that it is up", async (t) => {
  const app = await here.open(t, { ready: false, prepare: holdWorkers });
  await app.engine("ready");
  await app.answering(() => app.paste(chain.pem));
  await app.page.locator("#clear").click();
  await app.engine("loading");
  await eventually("the full engine's worker", () => app.page.evaluate(() => globalThis.fullStarted === true));
  await app.page.evaluate(() => globalThis.letFullStart());
  await app.full();
  await app.engine("ready");
  await app.answering(() => app.paste(chain.pem));
  assert.equal(await app.verdict(), "works");
});

test("what only the full engine can refuse is shown as not decided yet, and then refused", async (t) => {
  const app = await here.open(t, { ready: false, prepare: holdWorkers });
  await app.engine("ready");
  await app.paste(caseOf("version-too-low/one-with-extensions"));
  await eventually("a first answer", async () => (await app.verdict()) === "looking");
  assert.match(await app.sentence(), /More checks are under way\.\s+Not checked yet: the version\./);
  assert.ok((await app.count("#chain .card")) > 1, "the chain is shown meanwhile");
  await app.engine("busy");
  await app.page.evaluate(() => globalThis.letFullStart());
  await app.engine("ready");
  assert.equal(await app.verdict(), "refused");
});

test("where it could not be loaded, certificates are answered all the same, and the rest is said", async (t) => {
  const server = await serve({ "/pemlens/": DIST }, (path) => (/engine-full/.test(path) ? { status: 503 } : undefined));
  t.after(server.close);
  const app = await open(here.browser, server.origin);
  t.after(() => app.close());
  await app.answering(() => app.paste(chain.pem));
  assert.equal(await app.verdict(), "works");
  await app.answering(() => app.drop([message("crl.pem")]));
  await eventually("words", async () => /could not be loaded/.test(await app.page.locator("#give").innerText()));
  assert.equal(await app.verdict(), "unclear", "the list that was not read may revoke the certificate");
  assert.match(await app.sentence(), /Not everything could be checked\.\s+Not checked yet: part of what was given\./);
  assert.equal(await app.count("#chain .card"), 3, "what was read is shown");
  await app.answering(() => app.paste(caseOf("version-too-low/one-with-extensions")));
  assert.equal(await app.verdict(), "unclear", "nothing is promised that the missing part may refuse");
});

test("a bundle in another wrapping is saved as a clean PEM file", async (t) => {
  const app = await here.open(t, { acceptDownloads: true });
  await app.answering(() => app.drop([message("bundle.der.p7b")]));
  const coming = app.page.waitForEvent("download");
  await app.page.getByRole("button", { name: /save clean PEM/ }).click();
  const file = await coming;
  assert.equal(file.suggestedFilename(), "bundle.der-clean.pem");
  const text = readFileSync(await file.path(), "utf8");
  assert.equal(text.match(/-----BEGIN CERTIFICATE-----/g).length, 2);
});

const locked = (name) => ({
  name,
  base64: readFileSync(new URL(`../intake/files/${name}`, import.meta.url)).toString("base64"),
});

test("a PKCS#12 file asks for its password, survives a wrong one, and opens", async (t) => {
  const app = await here.open(t);
  await app.answering(() => app.drop([locked("openssl3.p12"), { name: "chain.pem", text: chain.pem }]));
  assert.equal(await app.verdict(), "works", "the rest is answered meanwhile");
  const field = app.page.locator("#answer input[type=password]");
  await eventually("the keyboard in its box", () => field.evaluate((it) => it === document.activeElement));
  assert.match(await app.page.locator("#answer .lock label").innerText(), /PKCS#12 file in openssl3\.p12/);
  assert.equal(await app.page.locator("#answer .lock details[open]").count(), 0, "what kind of lock is folded");
  await field.fill("wrong");
  await app.answering(() => app.page.keyboard.press("Enter"));
  assert.match(await app.page.locator("#answer [role=alert]").innerText(), /does not open it/);
  assert.equal(await field.inputValue(), "", "nothing of it stays in the page");
  await field.fill("secret-7");
  await app.answering(() => app.page.getByRole("button", { name: "Unlock" }).click());
  assert.equal(await field.count(), 0);
  assert.match(await app.page.locator("#items").innerText(), /EC P-256 private key “Leaf ☃”/);
  assert.match(await app.page.locator("#sources").innerText(), /2 certificates, 1 private key/);
  const page = await app.page.content();
  assert.doesNotMatch(page, /secret-7/);
  assert.deepEqual(app.console, []);
});

test("a long key derivation shows how far it is, and can be stopped", async (t) => {
  const app = await here.open(t);
  await app.answering(() => app.drop([locked("enc.600000.pem")]));
  assert.match(await app.sentence(), /\nLocked\s/);
  await app.page.locator("#answer input[type=password]").fill("secret-7");
  await app.answering(() => app.page.keyboard.press("Enter"));
  assert.match(await app.page.locator("#items").innerText(), /private key/);
});

test("a key that belongs to another certificate is said, with what servers print", async (t) => {
  const app = await here.open(t);
  await app.answering(() => app.drop([message("www.pem"), message("other-key.pem")]));
  assert.ok((await app.rules()).includes("key-mismatch"));
  assert.match(await app.page.locator("#items").innerText(), /Does not belong to the certificate here/);
  assert.doesNotMatch(await app.page.content(), /BEGIN (EC )?PRIVATE KEY/);
});
