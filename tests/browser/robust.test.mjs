// Bad input, much input, and a reader that dies: words for the person, and the page lives on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "./lib/browser.mjs";
import { suite } from "./lib/suite.mjs";
import { many, serverChain } from "./lib/x509.mjs";

const here = suite();
const chain = serverChain();

/**
 * No task of the main thread may need more, in ms of processor time. `cargo xtask bench` holds 50 ms by
 * the clock; on a machine with other work the same task needs a multiple. What would be a fault (drawing
 * all of 10,000 rows, reading 50 MB) needs ten times this.
 */
const LONGEST = 150;

/** Does `action` and waits for its answer; no task may be too long meanwhile. */
async function withoutLongTask(app, action) {
  const longest = await app.longestTask(() => app.answering(action));
  assert.ok(longest <= LONGEST, `the longest task needed ${longest} ms`);
}

/** The rest is still shown: a good chain given with the bad input. */
async function restIsShown(app) {
  assert.ok((await app.count('#chain [data-card][data-kind="loaded"]')) >= 1);
  assert.match(await app.page.locator("#app").innerText(), /www\.example\.com/);
}

test("an empty paste says so", async (t) => {
  const app = await here.open(t);
  await app.paste("  \n ");
  await eventually("words", async () => /clipboard holds no text/.test(await app.page.locator("#app").innerText()));
  assert.deepEqual(app.errors, []);
});

test("text without a certificate says so", async (t) => {
  const app = await here.open(t);
  await app.answering(() => app.paste("There is no certificate in this sentence."));
  assert.equal(await app.verdict(), "nothing");
  assert.ok((await app.sentence()).length > 10);
});

test("binary junk says so, with its name, and the rest is shown", async (t) => {
  const app = await here.open(t);
  const junk = Buffer.alloc(4000);
  for (let at = 0; at < junk.length; at += 1) {
    junk[at] = (at * 167 + 13) % 251;
  }
  await app.answering(() => app.openFiles([{ name: "junk.bin", bytes: junk }, { name: "good.pem", bytes: chain.pem }]));
  const sources = await app.page.locator("#sources").innerText();
  assert.match(sources, /junk\.bin/);
  await restIsShown(app);
});

test("a truncated DER file says where it ends, and the rest is shown", async (t) => {
  const app = await here.open(t);
  const short = chain.leaf.der.subarray(0, chain.leaf.der.length - 100);
  await app.answering(() => app.openFiles([{ name: "short.der", bytes: short }, { name: "good.pem", bytes: chain.pem }]));
  assert.match(await app.page.locator("#sources").innerText(), /short\.der[\s\S]*byte/);
  await restIsShown(app);
});

test("a PEM block without an end says which line, and the rest is shown", async (t) => {
  const app = await here.open(t);
  const cut = chain.leaf.pem.split("\n").slice(0, 6).join("\n");
  await app.answering(() => app.paste(`${chain.pem}\n${cut}\n`));
  assert.match(await app.page.locator("#sources").innerText(), /line \d/);
  await restIsShown(app);
});

test("a PEM body with wrong characters says where, and the rest is shown", async (t) => {
  const app = await here.open(t);
  const lines = chain.leaf.pem.split("\n");
  lines[3] = `${lines[3].slice(0, 10)}!§$%${lines[3].slice(14)}`;
  await app.answering(() => app.paste(`${lines.join("\n")}\n${chain.intermediate.pem}${chain.leaf.pem}`));
  assert.match(await app.page.locator("#sources").innerText(), /line \d/);
  await restIsShown(app);
});

test("50 MB of text: an answer, the rest shown, and the page never stops", async (t) => {
  const app = await here.open(t);
  await app.page.evaluate((pem) => {
    const line = "2026-01-01T00:00:00Z INFO nothing to see here, move along, please, thank you\n";
    globalThis.big = new File([line.repeat(Math.ceil(50_000_000 / line.length)), pem], "big.log");
  }, chain.pem);
  await withoutLongTask(app, () => app.page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(globalThis.big);
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }));
  assert.match(await app.page.locator("#sources").innerText(), /big\.log/);
  await app.answering(() => app.paste(chain.pem));
  await restIsShown(app);
});

test("50 MB of pasted text: an answer, the rest shown", async (t) => {
  const app = await here.open(t);
  await app.answering(() => app.page.evaluate((pem) => {
    const line = "2026-01-01T00:00:00Z INFO nothing to see here, move along, please, thank you\n";
    const data = new DataTransfer();
    data.setData("text/plain", pem + line.repeat(Math.ceil(50_000_000 / line.length)));
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, chain.pem));
  assert.equal(await app.count("#sources [data-source]"), 1);
  await restIsShown(app);
});

test("10,000 certificates: all counted, few drawn, every one in reach, the page never stops", async (t) => {
  const app = await here.open(t);
  const text = many(10_000).join("") + chain.pem;
  await app.page.evaluate((text) => { globalThis.text = text; }, text);
  await withoutLongTask(app, () => app.page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", globalThis.text);
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }));
  assert.match(await app.page.locator("#certificates").innerText(), /10[,. ’]?003/);
  const drawn = await app.count("#certificates [data-row]");
  assert.ok(drawn > 0 && drawn < 200, `${drawn} rows are drawn`);
  const longest = await app.longestTask(async () => {
    for (const part of [0.3, 0.7, 1]) {
      await app.page.evaluate((part) => {
        const row = document.querySelector("#certificates [data-row]");
        let box = row.parentElement;
        while (box && box.scrollHeight <= box.clientHeight + 1) {
          box = box.parentElement;
        }
        (box ?? document.scrollingElement).scrollTop = (box ?? document.scrollingElement).scrollHeight * part;
      }, part);
      await app.page.waitForTimeout(200);
    }
  });
  await eventually("the last rows", async () => (await app.page.$$eval("#certificates [data-row]", (rows) => Math.max(...rows.map((row) => Number(row.dataset.row))))) >= 10_001);
  assert.ok(longest <= LONGEST, `scrolling: a task needed ${longest} ms`);
  const now = await app.count("#certificates [data-row]");
  assert.ok(now < 200, `${now} rows are drawn after scrolling`);
});

test("when the reader dies, the page says so, lives on and reads the next paste", async (t) => {
  const app = await here.open(t);
  await app.full();
  await app.page.workers().at(-1).evaluate(() => {
    self.onmessage = () => { throw new Error("boom"); };
  });
  await app.paste(chain.pem);
  await eventually("the alert", async () => /broke the reader/i.test(await app.page.locator("#alert").innerText()));
  await app.engine("ready");
  await app.answering(() => app.paste(serverChain("second.example.com").pem));
  assert.match(await app.page.locator("#sheet").innerText(), /second\.example\.com/);
  assert.ok(app.console.every((line) => !line.includes("boom")), `${app.console}`);
});

test("when the reader's program aborts in the middle, the same holds", async (t) => {
  const app = await here.open(t);
  await app.full();
  await app.answering(() => app.paste(chain.pem));
  await app.page.workers().at(-1).evaluate(() => {
    self.onmessage = () => { WebAssembly.instantiate(new Uint8Array([0])); throw new WebAssembly.RuntimeError("unreachable"); };
  });
  await app.page.locator("#host").fill("x.example.com");
  await eventually("the alert", async () => (await app.page.locator("#alert").innerText()).trim() !== "");
  await app.engine("ready");
  await app.answering(() => app.page.locator("#host").fill("www.example.com"));
  assert.equal(await app.count("#chain [data-card]"), 3);
});
