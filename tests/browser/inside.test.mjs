// “Look inside”: the values of an object as a tree, linked both ways with the fields of the sheet and
// with its bytes, by mouse and by keyboard; a large list draws few lines; nothing of a key is shown.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "./lib/browser.mjs";
import { suite } from "./lib/suite.mjs";
import { serverChain } from "./lib/x509.mjs";

const here = suite();
const chain = serverChain();
const keyPem = chain.leaf.keys.privateKey.export({ type: "pkcs8", format: "pem" });

/** A DER value. */
function der(tag, ...parts) {
  const content = Buffer.concat(parts.map((it) => Buffer.from(it)));
  const size = content.length;
  const length = size < 0x80 ? [size] : [0x84, size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

/** A revocation list of so many entries; nobody signed it. */
function revocationList(entries) {
  const time = der(0x17, Buffer.from("260101000000Z"));
  const algorithm = der(0x30, der(6, [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]));
  const list = [];
  for (let number = 0; number < entries; number += 1) {
    list.push(der(0x30, der(2, [0x10, number >>> 16, (number >>> 8) & 255, number & 255]), time));
  }
  const tbs = der(0x30, [2, 1, 1], algorithm, der(0x30), time, der(0x30, Buffer.concat(list)));
  return der(0x30, tbs, algorithm, der(3, [0, 1, 2, 3]));
}

/** The panel of an element, opened, with its first lines there. */
async function opened(app, home) {
  await home.locator(":scope > summary").click();
  await eventually("the lines", () => home.locator("[role=row]").count());
  return home;
}

async function certificate(t) {
  const app = await here.open(t);
  await app.full();
  await app.answering(() => app.paste(chain.pem));
  return [app, await opened(app, app.page.locator("#sheet > .look"))];
}

const chosen = (home) => home.locator('[role=row][aria-selected="true"]');

test("a certificate is a tree of named values with their offsets", async (t) => {
  const [, home] = await certificate(t);
  const first = home.locator("[role=row]").first();
  assert.match(await first.innerText(), /^0\s*▾\s*Certificate SEQUENCE/);
  assert.equal(await first.getAttribute("aria-expanded"), "true");
  assert.equal(await first.getAttribute("aria-level"), "1");
  const text = await home.locator("[role=treegrid]").innerText();
  for (const name of ["tbsCertificate", "serialNumber", "commonName", "notBefore"]) {
    assert.ok(text.includes(name), `no ${name} in ${text}`);
  }
  assert.match(await home.locator("p").first().innerText(), /Certificate 1: .*bytes/);
});

test("a field leads to its bytes, a byte to its value and its field", async (t) => {
  const [app, home] = await certificate(t);
  await app.page.locator('#sheet [data-field="serial"] > dt').click();
  await eventually("the serial number", async () => (await home.locator(".look-way").innerText()).includes("serialNumber"));
  assert.match(await chosen(home).innerText(), /serialNumber INTEGER/);
  const marked = await home.locator(".look-hex i.head").allTextContents();
  assert.equal(marked[0], "02");
  const digits = (await home.locator(".look-hex i.body").allTextContents()).join("");
  const shown = await app.page.locator('#sheet [data-field="serial"] .value-text').innerText();
  assert.ok(digits.endsWith(shown.replaceAll(/\s/g, "")), `${digits} does not end in ${shown}`);
  assert.equal(await app.page.locator('#sheet [data-field="serial"][data-linked]').count(), 1);
  // The way back.
  await app.page.locator('#sheet [data-field="san"] > dt').click();
  await eventually("the names", async () => (await home.locator(".look-way").innerText()).includes("Extension"));
  const body = home.locator(".look-hex i.body");
  await body.last().click();
  await eventually("the name", async () => (await home.locator(".look-way").innerText()).includes("dNSName"));
  assert.equal(await app.page.locator('#sheet [data-field="san"][data-linked]').count(), 1);
  await home.getByRole("button", { name: "show the field" }).click();
  assert.equal(await app.page.evaluate(() => document.activeElement.dataset.field), "san");
});

test("the tree is walked, closed and opened by keyboard", async (t) => {
  const [app, home] = await certificate(t);
  const tree = home.locator("[role=treegrid]");
  await tree.focus();
  const press = async (key, what) => {
    await app.page.keyboard.press(key);
    await eventually(`${key}: ${what}`, async () => (await chosen(home).innerText()).includes(what));
  };
  await press("ArrowDown", "Certificate");
  await press("ArrowDown", "tbsCertificate");
  const before = Number(await tree.getAttribute("aria-rowcount"));
  await app.page.keyboard.press("ArrowLeft");
  await eventually("it closes", async () => Number(await tree.getAttribute("aria-rowcount")) < before);
  assert.equal(await chosen(home).getAttribute("aria-expanded"), "false");
  await app.page.keyboard.press("ArrowRight");
  await eventually("it opens", async () => (await chosen(home).getAttribute("aria-expanded")) === "true");
  await press("ArrowRight", "version");
  await press("ArrowLeft", "tbsCertificate");
  await press("End", "INTEGER");
  const active = await tree.getAttribute("aria-activedescendant");
  assert.equal(await chosen(home).getAttribute("id"), active);
  await press("Home", "Certificate");
});

test("a value is copied with and without colons", async (t) => {
  const [app, home] = await certificate(t);
  await app.page.evaluate(() => {
    globalThis.copied = [];
    navigator.clipboard.writeText = async (text) => { globalThis.copied.push(text); };
  });
  await home.locator("[role=row]").first().click();
  for (const name of ["copy hex", "with colons", "copy PEM"]) {
    await home.getByRole("button", { name, exact: true }).click();
  }
  await eventually("three texts", async () => (await app.page.evaluate(() => globalThis.copied.length)) === 3);
  const [plain, colons, pem] = await app.page.evaluate(() => globalThis.copied);
  assert.equal(colons.replaceAll(":", ""), plain);
  assert.equal(pem.trim(), chain.leaf.pem.trim());
});

test("a list of 200,000 entries draws a few lines, also at its end", async (t) => {
  const app = await here.open(t);
  await app.full();
  await app.answering(() => app.openFiles([{ name: "list.crl", bytes: revocationList(200_000) }]));
  await app.page.locator("#items .item > summary").click();
  const home = await opened(app, app.page.locator("#items .look"));
  const line = home.locator("[role=row]", { hasText: "revokedCertificates" });
  await line.locator(".turn").click();
  const tree = home.locator("[role=treegrid]");
  await eventually("the entries", async () => Number(await tree.getAttribute("aria-rowcount")) > 200_000);
  assert.ok((await home.locator("[role=row]").count()) < 80);
  await tree.focus();
  await app.page.keyboard.press("End");
  await eventually("the end", async () => (await chosen(home).count()) === 1 && (await chosen(home).innerText()).includes("signatureValue"));
  await home.locator(".look-tree").evaluate((it) => { it.scrollTop = it.scrollHeight / 2; });
  await eventually("the middle", async () => /revokedCertificate SEQUENCE/.test(await tree.innerText()));
  assert.ok((await home.locator("[role=row]").count()) < 80);
});

test("a field of a list leads to its bytes, and they lead back", async (t) => {
  const app = await here.open(t);
  await app.full();
  await app.answering(() => app.openFiles([{ name: "list.crl", bytes: revocationList(20) }]));
  await app.page.locator("#items .item > summary").click();
  await app.page.locator('#items [data-field="this-update"] > dt').click();
  const home = app.page.locator("#items .look");
  await eventually("the date", async () => (await home.locator(".look-way").innerText()).includes("thisUpdate"));
  assert.equal(await app.page.locator('#items [data-field="this-update"][data-linked]').count(), 1);
  const line = home.locator("[role=row]", { hasText: "issuer" }).first();
  await line.click();
  await eventually("the issuer", () => app.page.locator('#items [data-field="issuer"][data-linked]').count());
});

test("of a private key the outline is shown, and never a private number", async (t) => {
  const app = await here.open(t);
  await app.full();
  await app.answering(() => app.openFiles([{ name: "www.key", bytes: keyPem }]));
  await app.page.locator("#items .item > summary").click();
  const home = await opened(app, app.page.locator("#items .look"));
  assert.match(await home.innerText(), /left out: it may belong to a private key/);
  const secret = Buffer.from(chain.leaf.keys.privateKey.export({ format: "jwk" }).d, "base64url").toString("hex");
  const hex = (await home.locator(".look-hex i").allTextContents()).join("");
  const text = await home.innerText();
  for (let at = 0; at + 16 <= secret.length; at += 2) {
    const part = secret.slice(at, at + 16);
    assert.ok(!hex.includes(part) && !text.includes(part), "a part of the key is shown");
  }
  await home.locator("[role=row]").first().click();
  await eventually("a choice", () => chosen(home).count());
  assert.ok(await home.getByRole("button", { name: "copy hex" }).isDisabled());
});

test("the link to look a certificate up carries its fingerprint alone", async (t) => {
  const [app] = await certificate(t);
  const address = await app.page.locator('#sheet [data-field="sha256"] a').getAttribute("href");
  assert.match(address, /^https:\/\/crt\.sh\/\?q=[0-9a-f]{64}$/);
  assert.equal(await app.page.locator('#sheet [data-field="sha256"] a').getAttribute("rel"), "noopener noreferrer");
});
