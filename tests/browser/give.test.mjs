// Giving: paste, type, drop, open, samples, clear.

import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { eventually } from "./lib/browser.mjs";
import { suite } from "./lib/suite.mjs";
import { issue, serverChain } from "./lib/x509.mjs";

const here = suite();
const chain = serverChain();

test("a paste anywhere is taken over whole, becomes a source and is answered", async (t) => {
  const app = await here.open(t);
  let taken;
  await app.answering(async () => { taken = await app.paste(`Dear all, here it is:\n\n${chain.pem}\nBye`); });
  assert.ok(taken, "the browser must not insert it");
  assert.equal(await app.page.locator("textarea#input").inputValue(), "");
  assert.equal(await app.count("#sources [data-source]"), 1);
  assert.equal(await app.count("#chain [data-card]"), 3);
  assert.equal(await app.count("#chain [data-link]"), 2);
  assert.match(await app.page.locator("#sources").innerText(), /3 certificates/);
});

test("a paste into the box is taken over too, and each paste is a source of its own", async (t) => {
  const app = await here.open(t);
  await app.answering(() => app.paste(chain.leaf.pem, "textarea#input"));
  await app.answering(() => app.paste(chain.intermediate.pem, "textarea#input"));
  assert.equal(await app.page.locator("textarea#input").inputValue(), "");
  assert.equal(await app.count("#sources [data-source]"), 2);
  assert.equal(await app.count('#chain [data-card][data-kind="loaded"]'), 2);
});

test("a real Ctrl+V works", async (t) => {
  const app = await here.open(t, { permissions: ["clipboard-read", "clipboard-write"] });
  await app.page.evaluate((text) => navigator.clipboard.writeText(text), chain.pem);
  await app.answering(() => app.page.keyboard.press("Control+V"));
  assert.equal(await app.count("#sources [data-source]"), 1);
});

test("what is typed is read when the typing pauses", async (t) => {
  const app = await here.open(t);
  await app.answering(() => app.page.locator("textarea#input").fill(chain.leaf.pem));
  assert.notEqual(await app.verdict(), "nothing");
  assert.match(await app.page.locator("#sheet").innerText(), /www\.example\.com/);
  await app.page.locator("textarea#input").focus();
  await app.page.keyboard.press("Control+End");
  await app.answering(() => app.page.keyboard.insertText(chain.intermediate.pem));
  assert.equal(await app.count("#sources [data-source]"), 1, "the box is one source");
  assert.equal(await app.count('#chain [data-card][data-kind="loaded"]'), 2);
});

test("several files are dropped anywhere, PEM and DER", async (t) => {
  const app = await here.open(t);
  await app.answering(() => app.drop([
    { name: "leaf.pem", text: chain.leaf.pem },
    { name: "intermediate.der", base64: chain.intermediate.der.toString("base64") },
    { name: "root.crt", base64: chain.root.der.toString("base64") },
  ]));
  assert.equal(await app.count("#sources [data-source]"), 3);
  assert.match(await app.page.locator("#sources").innerText(), /intermediate\.der/);
  assert.equal(await app.count("#chain [data-card]"), 3);
});

test("files are opened with the button, and the same file again", async (t) => {
  const app = await here.open(t);
  const files = [{ name: "leaf.cer", bytes: chain.leaf.der }, { name: "ca.pem", bytes: chain.intermediate.pem + chain.root.pem }];
  await app.answering(() => app.openFiles(files));
  assert.equal(await app.count("#sources [data-source]"), 2);
  assert.equal(await app.count("#chain [data-card]"), 3);
  const other = issue({ subject: { CN: "other" } });
  await app.answering(() => app.openFiles([{ name: "leaf.cer", bytes: other.der }]));
  assert.equal(await app.count("#sources [data-source]"), 3);
});

const SAMPLES = [
  ["server-chain", "works", null],
  ["client-as-server", "refused", "purpose-not-allowed"],
  ["missing-intermediate", "refused", "issuer-missing"],
  ["expired", "refused", "expired"],
  ["mtls-pair", null, null],
];
for (const [id, verdict, rule] of SAMPLES) {
  test(`sample ${id}${verdict ? `: ${verdict}` : ""}`, async (t) => {
    const app = await here.open(t);
    await app.sample(id);
    if (verdict) {
      assert.equal(await app.verdict(), verdict, await app.sentence());
    }
    const rules = await app.rules();
    if (rule) {
      assert.equal(rules[0], rule, `${rules}`);
    } else {
      assert.equal(await app.count('#findings [data-rule][data-severity="error"]'), 0, `${rules}`);
    }
    assert.deepEqual(app.errors, []);
    assert.deepEqual(app.console, []);
  });
}

test("clear can be undone until something else is given, but for what held a key", async (t) => {
  const app = await here.open(t);
  const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" });
  await app.answering(() => app.drop([{ name: "chain.pem", text: chain.pem }, { name: "www.key", text: key }]));
  await app.answering(() => app.page.locator("#host").fill("www.example.com"));
  await app.page.locator("#clear").click();
  assert.match(await app.page.locator("#give .note").innerText(), /taken away/);
  await app.engine("ready");
  await app.answering(() => app.page.getByRole("button", { name: "Undo" }).click());
  assert.match(await app.sentence(), /Works as a server certificate for www\.example\.com/);
  assert.equal(await app.page.locator("#host").inputValue(), "www.example.com");
  assert.match(await app.page.locator("#sources").innerText(), /www\.key[^]*held a private key[^]*Give it again/);
  assert.doesNotMatch(await app.page.locator("#give .note").innerText(), /Undo/);
  await app.page.locator("#clear").click();
  await app.engine("ready");
  await app.answering(() => app.paste(chain.leaf.pem));
  assert.equal(await app.page.getByRole("button", { name: "Undo" }).count(), 0, "it is gone for good");
  assert.equal(await app.count("#sources [data-source]"), 1);
});

test("clear forgets everything, ends the worker, and the page goes on", async (t) => {
  const app = await here.open(t);
  await app.answering(() => app.paste(chain.pem));
  await app.answering(() => app.page.locator("textarea#input").fill(chain.leaf.pem));
  const worker = app.page.workers()[0];
  await app.page.locator("#clear").click();
  await eventually("nothing is left", async () => (await app.count("#sources [data-source]")) === 0);
  await eventually("another worker", () => app.page.workers().length === 1 && app.page.workers()[0] !== worker);
  assert.equal(await app.page.locator("textarea#input").inputValue(), "");
  assert.equal(await app.count("#chain [data-card]"), 0);
  assert.equal(await app.count("#sheet [data-field]"), 0);
  assert.doesNotMatch(await app.page.locator("#app").innerText(), /Test Issuing CA/);
  await app.engine("ready");
  await app.answering(() => app.paste(chain.pem));
  assert.equal(await app.count("#chain [data-card]"), 3);
});

test("a file's name is shown with every character that could deceive written out", async (t) => {
  const app = await here.open(t);
  const name = "paypal\u202emoc.\u200b\u00a0\u2800\u{e0101}\ue000Zürich-東京.pem";
  await app.answering(() => app.drop([{ name, text: chain.leaf.pem }]));
  const shown = await app.page.locator(".source-name").first().textContent();
  assert.equal(shown, "paypal⟨U+202E⟩moc.⟨U+200B⟩⟨U+00A0⟩⟨U+2800⟩⟨U+E0101⟩⟨U+E000⟩Zürich-東京.pem");
});

test("leaving asks once something of the person's own was given, and not for a sample", async (t) => {
  const app = await here.open(t);
  const asks = () => app.page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  assert.ok(!(await asks()), "nothing was given");
  await app.sample("server-chain");
  assert.ok(!(await asks()), "a sample is no loss");
  await app.answering(() => app.paste(chain.pem));
  assert.ok(await asks());
  await app.page.locator("#clear").click();
  await eventually("nothing left", async () => (await app.count("[data-source]")) === 0);
  assert.ok(!(await asks()));
});
