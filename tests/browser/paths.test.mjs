// Other paths beside the best one, and trust in what the person marks.

import assert from "node:assert/strict";
import { test } from "node:test";
import { suite } from "./lib/suite.mjs";
import { issue, key, serverChain } from "./lib/x509.mjs";

const here = suite();

/** A leaf whose intermediate was signed by two roots with one key, one of the two expired. */
function crossSigned() {
  const keys = key();
  const subject = { O: "Test Trust", CN: "Test Issuing CA" };
  const roots = ["New", "Old"].map((name) => issue({ subject: { O: "Test Trust", CN: `Test ${name} Root` }, ca: true, days: name === "Old" ? [-2000, -10] : [-900, 2700] }));
  const ways = roots.map((issuer, at) => issue({ subject, issuer, keys, ca: true, days: at === 1 ? [-900, -5] : [-300, 1500] }));
  const leaf = issue({ subject: { CN: "www.example.com" }, issuer: ways[0], san: ["www.example.com"], eku: ["serverAuth"] });
  return [leaf, ...ways, ...roots].map((it) => it.pem).join("");
}

test("another path is drawn beside the best one, with what is wrong with it", async (t) => {
  const app = await here.open(t);
  await app.full();
  await app.answering(() => app.paste(crossSigned()));
  assert.equal(await app.verdict(), "works");
  const branch = app.page.locator("#chain .branch");
  assert.equal(await branch.count(), 1);
  assert.match(await branch.innerText(), /Test Old Root/);
  assert.match(await branch.innerText(), /expired/);
  assert.match(await branch.getAttribute("aria-label"), /^Another way from www\.example\.com/);
  assert.match(await app.page.locator("#other-paths").innerText(), /Other paths/);
});

test("an intermediate can be marked as the one thing to trust, and unmarked again", async (t) => {
  const app = await here.open(t);
  const chain = serverChain();
  await app.answering(() => app.paste(chain.leaf.pem + chain.intermediate.pem));
  assert.equal(await app.verdict(), "unclear", await app.sentence());
  await app.answering(() => app.page.getByRole("button", { name: "Trust only this" }).click());
  assert.equal(await app.verdict(), "limited", await app.sentence());
  assert.ok(await app.page.locator("#trust-marked").isChecked());
  assert.match(await app.page.locator("#chain").innerText(), /Marked as trusted/);
  await app.answering(() => app.page.getByRole("button", { name: "No longer trust only this" }).click());
  assert.equal(await app.verdict(), "unclear", await app.sentence());
  assert.equal(await app.page.locator("#trust-marked").count(), 0);
});
