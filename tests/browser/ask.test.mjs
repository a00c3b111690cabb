// Asking: host, purpose, trust, time; answers that come too late.

import assert from "node:assert/strict";
import { test } from "node:test";
import { suite } from "./lib/suite.mjs";
import { issue, many, serverChain } from "./lib/x509.mjs";

const here = suite();
const chain = serverChain();

/** The page with a private chain of three loaded, trusting the CAs given. */
async function loaded(t) {
  const app = await here.open(t);
  await app.answering(() => app.paste(chain.pem));
  if (!(await app.page.locator("#trust-given").isChecked())) {
    await app.answering(() => app.page.locator("#trust-given").check());
  }
  return app;
}

test("a host that is covered works, another is refused and the nearest name is said", async (t) => {
  const app = await loaded(t);
  await app.answering(() => app.page.locator("#host").fill("www.example.com"));
  assert.equal(await app.verdict(), "works", await app.sentence());
  await app.answering(() => app.page.locator("#host").fill("ww.example.com"));
  assert.equal(await app.verdict(), "refused");
  assert.match(await app.page.locator("#findings").innerText(), /www\.example\.com/);
  await app.answering(() => app.page.locator("#host").fill("alt.www.example.com"));
  assert.equal(await app.verdict(), "works", await app.sentence());
});

test("a server certificate is refused as a client certificate", async (t) => {
  const app = await loaded(t);
  await app.answering(() => app.page.locator("#purpose-client").check());
  assert.equal(await app.verdict(), "refused");
  assert.ok((await app.rules()).includes("purpose-not-allowed"), `${await app.rules()}`);
  await app.answering(() => app.page.locator("#purpose-server").check());
  assert.equal(await app.verdict(), "works", await app.sentence());
});

test("trust decides: refused for public roots, works for the CAs given", async (t) => {
  const app = await loaded(t);
  await app.answering(() => app.page.locator("#trust-public").check());
  assert.equal(await app.verdict(), "refused");
  await app.answering(() => app.page.locator("#trust-given").check());
  assert.equal(await app.verdict(), "works", await app.sentence());
});

test("time decides: valid now, expired in a year, valid now again", async (t) => {
  const app = await loaded(t);
  const later = new Date(Date.now() + 400 * 86_400_000).toISOString().slice(0, 16);
  await app.page.locator("#time-at").check();
  await app.answering(async () => {
    await app.page.locator("#at").fill(later);
    await app.page.locator("#at").blur();
  });
  assert.equal(await app.verdict(), "refused", await app.sentence());
  assert.ok((await app.rules()).includes("expired"), `${await app.rules()}`);
  await app.answering(() => app.page.locator("#time-now").check());
  assert.equal(await app.verdict(), "works", await app.sentence());
});

test("only the newest question is answered, however fast they come", async (t) => {
  const app = await here.open(t);
  await app.answering(() => app.paste(chain.pem + many(2000).join("")), 60_000);
  const runs = await app.page.evaluate(() => {
    const seen = [];
    const answer = document.getElementById("answer");
    new MutationObserver(() => seen.push(Number(answer.dataset.run)))
      .observe(answer, { attributes: true, attributeFilter: ["data-run"] });
    globalThis.seenRuns = seen;
    return seen;
  });
  assert.deepEqual(runs, []);
  const host = app.page.locator("#host");
  for (const text of ["a.example.com", "b.example.com", "c.example.com", "d.example.com"]) {
    await host.fill(text);
  }
  const before = await app.run();
  await host.fill("nowhere.example.org");
  await app.engine("ready", 60_000);
  await app.page.waitForTimeout(500);
  await app.engine("ready", 60_000);
  assert.ok((await app.run()) > before);
  assert.match(await app.page.locator("#app").innerText(), /nowhere\.example\.org/);
  const seen = await app.page.evaluate(() => globalThis.seenRuns);
  assert.deepEqual(seen, [...seen].sort((a, b) => a - b), "no answer is older than the one before");
});

test("of several leaves each can be asked about", async (t) => {
  const app = await here.open(t);
  const other = issue({ subject: { CN: "client 7" }, issuer: chain.intermediate, eku: ["clientAuth"] });
  await app.answering(() => app.paste(chain.pem + other.pem));
  assert.equal(await app.count("#leaves [data-leaf]"), 2);
  const leaf = app.page.locator("#leaves [data-leaf]", { hasText: "client 7" });
  await app.answering(() => leaf.click());
  assert.match(await app.page.locator("#sheet").innerText(), /client 7/);
});

test("a date that is taken away is asked for, and the answer stays what it was", async (t) => {
  const app = await loaded(t);
  await app.page.locator("#time-at").check();
  await app.answering(async () => {
    await app.page.locator("#at").fill("2040-01-01T00:00");
    await app.page.locator("#at").blur();
  });
  const said = () => app.page.evaluate(() => getComputedStyle(document.querySelector(".date"), "::after").content);
  assert.equal(await said(), "none");
  await app.page.locator("#at").fill("");
  assert.match(await said(), /Give a whole date/);
  await app.answering(() => app.page.locator("#time-now").check());
  assert.equal(await said(), "none");
  assert.equal(await app.verdict(), "works", await app.sentence());
});

test("a host is taken as it is copied", async (t) => {
  const app = await loaded(t);
  for (const host of ["https://www.example.com/a?b", "//www.example.com/", "me@www.example.com", "www.example.com:8443"]) {
    await app.answering(() => app.page.locator("#host").fill(host));
    assert.equal(await app.verdict(), "works", `${host}: ${await app.sentence()}`);
  }
});

test("what is no certificate is named, and no question is asked about it", async (t) => {
  const app = await here.open(t);
  await app.full();
  const key = chain.leaf.keys.privateKey.export({ type: "pkcs8", format: "pem" });
  await app.answering(() => app.paste(key));
  assert.match(await app.sentence(), /No certificate\s+There is a private key here/);
  assert.equal(await app.count("#ask"), 0);
  assert.equal(await app.count("#sources .tick"), 0);
  await app.answering(() => app.paste(chain.pem));
  assert.equal(await app.count("#ask"), 1);
});
