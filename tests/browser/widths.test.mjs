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
