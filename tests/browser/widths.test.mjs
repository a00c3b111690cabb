// From 320 to 2560 pixels: with findings, programs, an explained message and the list unfolded,
// nothing is wider than the window, no mark touches its title, and no date is cut.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "./lib/browser.mjs";
import { suite } from "./lib/suite.mjs";
import { serverChain } from "./lib/x509.mjs";

const here = suite();
const host = "a-rather-long-name-of-a-host.in-a-domain.example.com";
const chain = serverChain(host, { leaf: { days: [-100, -2] } });
const message = `start
curl: (60) SSL: no alternative certificate subject name matches target host name 'www.elsewhere-and-long.example'
curl: (60) SSL certificate problem: certificate has expired
end`;

for (const [width, height] of [[320, 700], [390, 844], [768, 1024], [1440, 900], [2560, 1300]]) {
  test(`${width} px`, async (t) => {
    const app = await here.open(t, { viewport: { width, height } });
    await app.full();
    await app.answering(() => app.paste(chain.pem));
    await app.page.locator("#explain > summary").click();
    await app.page.locator("#says").fill(message);
    await eventually("the programs", async () => (await app.count("#programs li")) > 9);
    await eventually("the meaning", async () => (await app.count("#explained details")) > 2);
    await app.page.evaluate(() => {
      for (const folded of document.querySelectorAll(".read details")) {
        folded.open = true;
      }
    });
    await app.page.waitForTimeout(300);
    const look = await app.page.evaluate(() => {
      const box = (node) => node.getBoundingClientRect();
      const touching = [...document.querySelectorAll(".note-line .mark")].filter((mark) => {
        const [one, other] = [mark, mark.nextElementSibling].map((node) => node.getClientRects()[0]);
        return one.top < other.bottom && other.top < one.bottom && one.right + 4 > other.left;
      });
      const cut = [...document.querySelectorAll(".row .dates")].filter((date) => {
        const cell = date.parentElement;
        return cell.scrollWidth > cell.clientWidth || box(date).right > box(cell.parentElement).right;
      });
      const cards = [...document.querySelectorAll(".chain .card")].map((card) => Math.round(box(card).height));
      return {
        wide: document.scrollingElement.scrollWidth - innerWidth,
        marks: document.querySelectorAll("#explained .mark").length,
        touching: touching.map((mark) => mark.parentElement.textContent),
        dates: document.querySelectorAll(".row .dates").length,
        cut: cut.map((date) => date.textContent),
        cards,
      };
    });
    assert.ok(look.wide <= 0, `the page is ${look.wide} px wider than the window`);
    assert.ok(look.marks > 4 && look.dates === 3, JSON.stringify(look));
    assert.deepEqual(look.touching, []);
    assert.deepEqual(look.cut, []);
    if (width >= 1440) {
      assert.equal(new Set(look.cards).size, 1, `cards of a row are of one height: ${look.cards}`);
    }
  });
}

test("one screen of 1440 × 900 shows answer, chain, the command that fixes and the programs", async (t) => {
  const app = await here.open(t, { viewport: { width: 1440, height: 900 } });
  await app.full();
  await app.sample("client-as-server");
  await eventually("the programs", async () => (await app.count("#programs li")) > 9);
  const bottoms = await app.page.evaluate(() => {
    const bottom = (what) => Math.round(document.querySelector(what).getBoundingClientRect().bottom);
    return ["#answer", "#chain", "#findings .finding[open] .command", "#programs"].map(bottom);
  });
  assert.deepEqual(bottoms, [...bottoms].sort((one, other) => one - other), "in this order");
  assert.ok(bottoms.at(-1) <= 900, JSON.stringify(bottoms));
  assert.equal(await app.page.evaluate(() => scrollY), 0);
});

test("the way to the parts follows on a wide screen, and is folded at the top of a narrow one", async (t) => {
  const app = await here.open(t, { viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  await app.sample("missing-intermediate");
  const link = app.page.locator("#app .nav").getByRole("link", { name: "Certificate", exact: true });
  await link.click();
  await eventually("the certificate", () => app.page.evaluate(() => document.querySelector("#sheet").getBoundingClientRect().top < 400));
  assert.ok(await link.isVisible());
  await app.page.setViewportSize({ width: 390, height: 844 });
  assert.ok(!(await link.isVisible()));
  await app.page.locator("#app .nav summary").click();
  await app.page.locator("#app .nav").getByRole("link", { name: "Findings, 1", exact: true }).click();
  assert.ok(!(await link.isVisible()), "it folds when a part was chosen");
});

test("many names stand side by side, fold, and are copied together", async (t) => {
  const names = Array.from({ length: 47 }, (_, at) => `host-${at}.shop.example.com`);
  const many = serverChain("www.example.com", { leaf: { san: names } });
  const app = await here.open(t, { viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });
  await app.full();
  await app.answering(() => app.paste(many.pem));
  const field = app.page.locator("[data-field]", { hasText: "alternative names" });
  const tops = await field.locator("dd > .value").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  assert.ok(new Set(tops).size <= tops.length / 2, "no more than half as many lines as names");
  assert.ok(tops.length < 20, `${tops.length} names stand open`);
  await field.locator(".copy").click();
  const copied = () => app.page.evaluate(() => navigator.clipboard.readText());
  await eventually("all names", async () => (await copied()).split("\n").length === 47);
});

test("print leaves out what only a screen can do, and what was not unfolded of the programs", async (t) => {
  const app = await here.open(t, { viewport: { width: 1000, height: 900 } });
  await app.full();
  await app.answering(() => app.paste(chain.pem));
  await eventually("the programs", async () => (await app.count("#programs li")) > 9);
  await app.page.emulateMedia({ media: "print" });
  const seen = (what) => app.page.evaluate((what) => [...document.querySelectorAll(what)].filter((one) => one.checkVisibility({ contentVisibilityAuto: true }) && one.getClientRects().length > 0).length, what);
  assert.equal(await seen("button.button, button.text, .copy, input[type=radio], #says"), 0);
  assert.equal(await seen("#explain"), 0, "nothing was explained");
  assert.equal(await seen("#certificates .scroller .row"), 3);
  assert.equal(await seen("#programs details p"), 0);
  assert.ok((await seen("#findings .finding-body")) > 0);
});
