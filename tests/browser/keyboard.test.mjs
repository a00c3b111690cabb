// The whole way without a mouse.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "./lib/browser.mjs";
import { suite } from "./lib/suite.mjs";
import { serverChain } from "./lib/x509.mjs";

const here = suite();
const chain = serverChain();

/** Presses Tab until the focus is where `selector` says; the names on the way are returned. */
async function tabTo(app, selector, limit = 120) {
  const way = [];
  for (let step = 0; step < limit; step += 1) {
    await app.page.keyboard.press("Tab");
    const at = await app.page.evaluate((selector) => {
      const element = document.activeElement;
      return { hit: element?.matches(selector), name: element?.id || element?.tagName };
    }, selector);
    way.push(at.name);
    if (at.hit) {
      return way;
    }
  }
  throw new Error(`Tab never reached ${selector}: ${way.join(" ")}`);
}

/** The focus can be seen: an outline or a shadow, on the element or on the box that it fills. */
function focusIsVisible(app) {
  return app.page.evaluate(() => {
    const shows = (one) => {
      const style = getComputedStyle(one);
      const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
      return outlined || style.boxShadow !== "none";
    };
    const element = document.activeElement;
    const boxes = [element, element.closest("label"), element.closest(":focus-within:not(:has(:focus-within))"), element.parentElement];
    const marked = document.querySelectorAll(`label[for="${CSS.escape(element.id)}"]`);
    return [...boxes, ...marked].filter(Boolean).some(shows);
  });
}

test("a sample, with Tab and Enter", async (t) => {
  const app = await here.open(t);
  await tabTo(app, '[data-sample="expired"]');
  assert.ok(await focusIsVisible(app));
  await app.answering(() => app.page.keyboard.press("Enter"));
  assert.equal(await app.verdict(), "refused");
});

test("typing a certificate, asking for a host, reading a finding, copying a value", async (t) => {
  const app = await here.open(t, { permissions: ["clipboard-read", "clipboard-write"] });
  await tabTo(app, "textarea#input");
  assert.ok(await focusIsVisible(app));
  await app.answering(() => app.page.keyboard.insertText(chain.pem));
  await tabTo(app, "#host");
  assert.ok(await focusIsVisible(app));
  await app.page.keyboard.press("Control+A");
  await app.answering(() => app.page.keyboard.type("other.example.com"));
  assert.equal(await app.verdict(), "refused");
  await tabTo(app, "#chain [data-card]");
  assert.ok(await focusIsVisible(app));
  await tabTo(app, "#findings summary, #findings [data-rule]");
  assert.ok(await focusIsVisible(app));
  await tabTo(app, "#sheet button");
  assert.ok(await focusIsVisible(app));
  await app.page.evaluate(() => navigator.clipboard.writeText("-"));
  await tabTo(app, "#sheet [data-field] button");
  await app.page.keyboard.press("Enter");
  await app.page.waitForTimeout(200);
  const copied = await app.page.evaluate(() => navigator.clipboard.readText());
  assert.notEqual(copied, "-");
  assert.ok(copied.length > 0);
});

test("the radios of the question answer to the arrow keys", async (t) => {
  const app = await here.open(t);
  await app.sample("server-chain");
  await app.page.locator("#purpose-server").focus();
  const before = await app.run();
  await app.page.keyboard.press("ArrowRight");
  const chosen = await app.page.evaluate(() => document.activeElement.id);
  assert.match(chosen, /^purpose-/);
  assert.notEqual(chosen, "purpose-server");
  await app.engine("ready");
  assert.ok((await app.run()) >= before);
});

test("a few Tabs lead from the answer to the command that fixes, and one passes all programs", async (t) => {
  const app = await here.open(t);
  await app.full();
  await app.sample("client-as-server");
  await eventually("the programs", async () => (await app.count("#programs li")) > 9);
  await app.page.locator(".skip").focus();
  await app.page.keyboard.press("Enter");
  const way = await tabTo(app, "#findings .command button");
  assert.ok(way.length <= 8, way.join(" "));
  const past = await tabTo(app, "#explain > summary");
  const programs = await app.page.evaluate(() => document.querySelectorAll("#programs > details:not([open])").length);
  assert.equal(programs, 1);
  assert.ok(past.length <= 9, past.join(" "));
});

test("headings are read with a comma before their number, in one order from top to bottom", async (t) => {
  const app = await here.open(t);
  await app.full();
  await app.sample("client-as-server");
  await eventually("the programs", async () => (await app.count("#programs li")) > 9);
  for (const name of ["Findings, 1", "What programs say, 13", "All certificates, 3"]) {
    assert.equal(await app.page.getByRole("heading", { name, exact: true, level: 2 }).count(), 1, name);
  }
  const ids = await app.page.$$eval("h2[id]", (all) => all.map((one) => one.id.replace("-title", "")));
  assert.deepEqual(ids.filter((id) => id !== "give"), ["take", "ask", "answer", "chain", "findings", "programs", "when", "certificates", "sheet"]);
});

test("Tab goes all the way round: no trap", async (t) => {
  const app = await here.open(t);
  await app.sample("missing-intermediate");
  const seen = new Set();
  let left = false;
  for (let step = 0; step < 400 && !left; step += 1) {
    await app.page.keyboard.press("Tab");
    const mark = await app.page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) {
        return "body";
      }
      element.dataset.seen ??= String(Math.random());
      return element.dataset.seen;
    });
    left = mark === "body" || (seen.size > 5 && seen.has(mark) && mark === [...seen][0]);
    seen.add(mark);
  }
  assert.ok(left, "Tab came round to the beginning");
});
