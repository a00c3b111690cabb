// The list of all certificates: found, sorted, and open to the browser's own search.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "./lib/browser.mjs";
import { suite } from "./lib/suite.mjs";
import { issue, key } from "./lib/x509.mjs";

const here = suite();

const keys = key();

/** `many` certificates of which the first has ended and the others end the sooner the higher their number. */
function bundle(many) {
  return Array.from({ length: many }, (_, at) => issue({
    subject: { CN: `host-${String(at).padStart(3, "0")}.example` },
    keys,
    days: [-400, at === 0 ? -10 : 1000 - at],
  }).pem).join("");
}

/** The names in the list, as they stand on the page. */
const names = async (app) =>
  (await app.page.locator("#lines .row-title").allInnerTexts()).map((it) => it.split("\n")[0]);

async function listed(t, many) {
  const app = await here.open(t);
  await app.answering(() => app.paste(bundle(many)));
  await app.full();
  await app.engine("ready");
  await app.page.locator("#list-find").waitFor();
  return app;
}

test("words choose lines, an order sorts them, and both last over the next question", async (t) => {
  const app = await listed(t, 30);
  const find = app.page.locator("#list-find");
  await find.fill("HOST-01 valid");
  await eventually("ten of them", async () => (await names(app)).length === 10);
  assert.match(await app.page.locator("#list-tools output").innerText(), /^10 found$/);
  assert.equal((await names(app))[0], "host-010.example");
  await app.page.locator("#list-order").selectOption({ label: "what ends first" });
  await eventually("the last one first", async () => (await names(app))[0] === "host-019.example");
  await app.answering(() => app.page.locator("#host").fill("host-011.example"));
  await eventually("the same again", async () => (await names(app)).length === 10 && (await names(app))[0] === "host-019.example");
  await app.page.locator("#lines [data-row]").first().click();
  await eventually("its details", async () => /host-019/.test(await app.page.locator("#sheet h2").innerText()));
  await find.fill("expired");
  await eventually("the one", async () => (await names(app)).join() === "host-000.example");
  await find.fill("nothing like this");
  await eventually("none", async () => (await names(app)).length === 0);
  assert.ok(await find.isVisible(), "the box stays");
  await find.fill("");
  await eventually("all again", async () => (await names(app)).length === 30);
  await app.page.locator("#certificates .row.head > span").first().click();
  await eventually("by name", async () => (await names(app))[0] === "host-000.example");
  assert.deepEqual(app.console, []);
  assert.deepEqual(app.errors, []);
});

test("a bundle of roots stands whole in the page, where the browser's own search finds all of it", async (t) => {
  const app = await listed(t, 250);
  await eventually("every line", async () => new Set(await names(app)).size === 250);
  assert.ok(await app.page.evaluate(() => window.find("host-249.example")), "it is found far below the fold");
});
