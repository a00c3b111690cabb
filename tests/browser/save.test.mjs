// “Save as …”: what is saved opens, and after Clear nothing of a private key is in the page.

import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createSecureContext } from "node:tls";
import { eventually } from "./lib/browser.mjs";
import { suite } from "./lib/suite.mjs";
import { serverChain } from "./lib/x509.mjs";

const here = suite();
const chain = serverChain();
const keyPem = chain.leaf.keys.privateKey.export({ type: "pkcs8", format: "pem" });
const PASSWORD = "Öffne-mich-4711";

/**
 * Runs in the page before its own scripts: keeps every memory that a WebAssembly program of the page
 * has, and the bytes of every file that a worker hands over.
 */
function keepMemories() {
  globalThis.memories = [];
  globalThis.files = [];
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      for (const value of Object.values((made.instance ?? made).exports)) {
        if (value instanceof WebAssembly.Memory) {
          globalThis.memories.push(value);
        }
      }
      return made;
    };
  }
  const RealWorker = globalThis.Worker;
  globalThis.Worker = class extends RealWorker {
    constructor(url) {
      super(url);
      this.addEventListener("message", ({ data }) => {
        if (data?.Saved) {
          globalThis.files.push(data.Saved.bytes);
        }
      });
    }
  };
}

/** Gives chain and key as two files and waits for the list of forms. */
async function load(app) {
  await app.full();
  // Through the browser, not through a script of the page: the test itself must leave no key there.
  await app.answering(() => app.openFiles([
    { name: "chain.pem", bytes: chain.pem },
    { name: "www.key", bytes: keyPem },
  ]));
  await eventually("the list of forms", () => app.count('#save [data-note="key"]'));
  await app.page.locator("#save > summary").click();
}

/** Presses Save at a form and gives the file. */
async function saved(app, form, password) {
  const line = app.page.locator(`#save [data-note="${form}"]`);
  if (!(await line.locator("button").isVisible())) {
    await line.locator("summary").first().click();
  }
  if (password !== undefined) {
    await line.locator("input").fill(password);
  }
  const coming = app.page.waitForEvent("download");
  await line.getByRole("button", { name: /^Save/ }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** How often these bytes are in the page's WebAssembly memories; they go there changed. */
function found(app, wanted) {
  const masked = wanted.map((row) => [...row].map((byte) => byte ^ 0xa5));
  return app.page.evaluate((masked) => {
    let [hits, looked] = [0, 0];
    for (const { buffer } of globalThis.memories) {
      const bytes = new Uint8Array(buffer);
      looked += bytes.length;
      for (const row of masked) {
        const first = row[0] ^ 0xa5;
        for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
          hits += row.every((byte, place) => bytes[at + place] === (byte ^ 0xa5)) ? 1 : 0;
        }
      }
    }
    return { hits, looked };
  }, masked);
}

/** Everything that lives on the page's JavaScript heap, as text. */
async function heap(cdp) {
  const chunks = [];
  const keep = ({ chunk }) => chunks.push(chunk);
  cdp.on("HeapProfiler.addHeapSnapshotChunk", keep);
  await cdp.send("HeapProfiler.collectGarbage");
  await cdp.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  cdp.off("HeapProfiler.addHeapSnapshotChunk", keep);
  return chunks.join("");
}

test("what is saved opens, and the password stays nowhere", async (t) => {
  const app = await here.open(t);
  await load(app);
  const words = await app.page.locator("#save").innerText();
  assert.match(words, /private key is written only into a file that you save here/);
  const key = await saved(app, "key");
  assert.equal(key.name, "www.example.com-key.pem");
  assert.equal(key.bytes.toString(), keyPem);
  for (const form of ["pkcs12", "pkcs12-compatible"]) {
    const store = await saved(app, form, PASSWORD);
    createSecureContext({ pfx: store.bytes, passphrase: PASSWORD });
    assert.equal(await app.page.locator(`#save-${form}`).inputValue(), "");
  }
  const locked = await saved(app, "key-encrypted", PASSWORD);
  createPrivateKey({ key: locked.bytes, passphrase: PASSWORD });
  const fullchain = await saved(app, "fullchain");
  assert.equal(fullchain.bytes.toString(), chain.leaf.pem + chain.intermediate.pem);
  // Salts are new each time.
  const again = await saved(app, "pkcs12", PASSWORD);
  assert.notDeepEqual((await saved(app, "pkcs12", PASSWORD)).bytes, again.bytes);
  assert.deepEqual(app.errors, []);
});

test("why something cannot be saved is said over the list", async (t) => {
  const app = await here.open(t);
  await load(app);
  const line = app.page.locator('#save [data-note="truststore"]');
  await line.locator("summary").first().click();
  await line.locator("input").fill(PASSWORD);
  await line.getByRole("button", { name: /^Save/ }).click();
  await eventually("the reason", async () => /ASCII/.test(await app.page.locator('#save [role="status"]').innerText()));
});

test("an old keystore that was unlocked is saved as a key and a chain", async (t) => {
  const app = await here.open(t);
  const bytes = readFileSync(new URL("../intake/files/gnutls-arcfour.p12", import.meta.url));
  await app.answering(() => app.openFiles([{ name: "old.p12", bytes }]));
  await app.full();
  assert.equal(await app.count('#save [data-note="key"]'), 0);
  await app.page.locator("#answer input[type=password]").fill("secret-7");
  await app.answering(() => app.page.getByRole("button", { name: "Unlock" }).click());
  await eventually("the list of forms", () => app.count('#save [data-note="haproxy"]'));
  await app.page.locator("#save > summary").click();
  const { bytes: pem } = await saved(app, "haproxy");
  createSecureContext({ cert: pem, key: pem });
});

test("a key whose source was removed cannot be saved any more", async (t) => {
  const app = await here.open(t);
  await load(app);
  await app.answering(() => app.page.getByRole("button", { name: "Remove www.key" }).click());
  await eventually("the list without it", async () => (await app.count('#save [data-note="key"]')) === 0);
  assert.equal(await app.count('#save [data-note="fullchain"]'), 1);
});

test("after Clear no byte of the key is in the page", async (t) => {
  const app = await here.open(t, { prepare: keepMemories });
  await load(app);
  await saved(app, "key");
  await saved(app, "haproxy");
  await saved(app, "pkcs12", PASSWORD);
  await app.page.getByRole("button", { name: "Clear all" }).click();
  await app.engine("ready");
  assert.equal(await app.count("#save"), 0);
  const cdp = await app.context.newCDPSession(app.page);
  const der = chain.leaf.keys.privateKey.export({ type: "pkcs8", format: "der" });
  const body = keyPem.split("\n").filter((line) => !line.startsWith("-")).join("");
  // The private number alone: behind it stands the public key. In base64 it begins at a whole letter.
  const number = der.subarray(36, 68);
  const text = body.slice(48, 90);
  const rows = [number.subarray(0, 12), number.subarray(16, 28), Buffer.from(text.slice(0, 14)), Buffer.from(text.slice(20, 34))];
  const whole = await heap(cdp);
  for (const row of [text.slice(0, 12), text.slice(20, 32), number.toString("hex").slice(0, 12), PASSWORD.slice(0, 10)]) {
    assert.ok(!whole.includes(row), "on the heap");
  }
  const left = await found(app, rows);
  assert.equal(left.hits, 0);
  assert.ok(left.looked > 1_000_000, `only ${left.looked} bytes were looked at`);
  // What the worker handed over was overwritten.
  const files = await app.page.evaluate(() => globalThis.files.map((it) => [it.length, it.some((byte) => byte !== 0)]));
  assert.equal(files.length, 3);
  assert.ok(files.every(([length, something]) => length > 100 && !something), JSON.stringify(files));
  // The search finds what is there.
  await app.page.evaluate((row) => {
    const bytes = new Uint8Array(globalThis.memories[0].buffer);
    bytes.set(row, bytes.length - row.length);
  }, [...rows[0]]);
  assert.equal((await found(app, rows)).hits, 1);
});
