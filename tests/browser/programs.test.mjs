// What programs say about the certificates, and what a program's message means.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "./lib/browser.mjs";
import { suite } from "./lib/suite.mjs";
import { serverChain } from "./lib/x509.mjs";

const here = suite();
const rows = "#programs > details > ul > li";

/** Unfolds the one line that the programs are at first. */
const unfold = (app) => app.page.locator("#programs > details > summary").click();

test("each program says what it would print, and a click leads to what to do", async (t) => {
  const app = await here.open(t);
  await app.sample("missing-intermediate");
  await eventually("the programs", async () => (await app.count(rows)) > 9);
  assert.match(await app.page.locator("#programs").innerText(), /What programs say, 13\s+All of them refuse it/);
  await unfold(app);
  const words = await app.page.locator("#programs").innerText();
  assert.match(words, /unable to get local issuer certificate/);
  assert.match(words, /x509: certificate signed by unknown authority/);
  assert.match(words, /unable to verify the first certificate/);
  await app.page.locator(`${rows}[data-note="go127"] summary`).first().click();
  const go = app.page.locator(`${rows}[data-note="go127"]`);
  assert.match(await go.innerText(), /From runs of Go 1\.27/);
  await go.getByRole("button", { name: "what to do" }).click();
  const rule = await app.page.evaluate(() => document.activeElement?.closest(".finding")?.dataset.rule);
  assert.equal(rule, "issuer-missing");
});

test("a good chain is accepted by all, and the person's own program comes first from then on", async (t) => {
  const app = await here.open(t);
  await app.sample("server-chain");
  await eventually("the programs", async () => (await app.count(rows)) > 9);
  assert.match(await app.page.locator("#programs").innerText(), /All of them accept it/);
  await unfold(app);
  await app.page.locator(`${rows}[data-note="java17"] summary`).first().click();
  await app.page.locator(`${rows}[data-note="java17"]`).getByRole("button", { name: /This is my program/ }).click();
  assert.equal(await app.page.locator(rows).first().getAttribute("data-note"), "java17");
  await app.page.reload();
  await app.full();
  await app.sample("server-chain");
  await eventually("the programs", async () => (await app.count(rows)) > 9);
  assert.equal(await app.page.locator(rows).first().getAttribute("data-note"), "java17");
});

test("a message is explained without certificates, and its causes are tested once they are there", async (t) => {
  const app = await here.open(t);
  await app.page.locator("#explain summary").click();
  await app.page.locator("#says").fill("curl: (60) SSL certificate problem: unable to get local issuer certificate");
  const said = app.page.locator("#explained");
  await eventually("the meaning", async () => /1 message recognised/.test(await said.innerText()));
  assert.match(await said.innerText(), /each cause is tested/);
  const chain = serverChain();
  await app.answering(() => app.paste(chain.leaf.pem));
  assert.equal(await app.page.locator("#says").inputValue(), "curl: (60) SSL certificate problem: unable to get local issuer certificate");
  // Unfolded by itself, with what to do.
  await eventually("the cause", async () => /found here\s+An issuer certificate is missing/.test(await said.innerText()));
  await app.page.locator("#clear").click();
  await eventually("nothing left", async () => (await said.innerText()) === "");
  assert.equal(await app.page.locator("#says").inputValue(), "");
});

test("a message about another host leads to the question about that host", async (t) => {
  const app = await here.open(t);
  await app.sample("server-chain");
  await app.page.locator("#explain > summary").click();
  await app.page.locator("#says").fill("curl: (60) SSL: no alternative certificate subject name matches target host name 'elsewhere.example'");
  const said = app.page.locator("#explained");
  await eventually("the cause", async () => /found here\s+The host is not in/.test(await said.innerText()));
  assert.equal(await said.getByRole("button", { name: "what to do" }).count(), 0, "no such finding is on the page yet");
  await app.answering(() => said.getByRole("button", { name: "Ask about elsewhere.example" }).click());
  assert.equal(await app.page.locator("#host").inputValue(), "elsewhere.example");
  assert.equal(await app.verdict(), "refused");
  await eventually("the finding", async () => (await said.getByRole("button", { name: "what to do" }).count()) === 1);
  await said.getByRole("button", { name: "what to do" }).click();
  const rule = await app.page.evaluate(() => document.activeElement?.closest(".finding")?.dataset.rule);
  assert.equal(rule, "host-not-covered");
});

test("a paste into the box for messages stays there", async (t) => {
  const app = await here.open(t);
  await app.page.locator("#explain summary").click();
  await app.page.locator("#says").focus();
  const taken = await app.paste("x509: certificate signed by unknown authority", "#says");
  assert.ok(!taken, "the page leaves this paste to the box");
  assert.equal(await app.count("#sources li"), 0);
});

test("a program is set up with the files that were given, and by example without any", async (t) => {
  const app = await here.open(t);
  const panel = app.page.locator("#guide");
  await eventually("the guides", async () => (await app.page.locator("#set-up option").count()) > 50);
  await panel.locator("summary").first().click();
  await app.page.locator("#set-up").selectOption("nginx");
  const answer = app.page.locator("#guide-answer");
  await eventually("the example", async () => /server_name www\.example\.com;/.test(await answer.innerText()));
  assert.match(await answer.innerText(), /^Executed: nginx/);
  await app.page.locator("#set-up-kind").selectOption("mutual");
  await eventually("mutual TLS", async () => /ssl_verify_client on;/.test(await answer.innerText()));
  await app.page.locator("#set-up-side").selectOption("client");
  await eventually("no client", async () => /There is no guide for nginx as a client/.test(await answer.innerText()));
});
