// What can be taken away with one click, that no key is in it, and the link that carries a question.

import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { eventually } from "./lib/browser.mjs";
import { suite } from "./lib/suite.mjs";
import { serverChain } from "./lib/x509.mjs";

const here = suite();
const chain = serverChain();
const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const secret = key.export({ type: "pkcs8", format: "pem" });
const scalar = Buffer.from(key.export({ format: "jwk" }).d, "base64url");

/** Clicks a button and gives the name and the text of the file that is saved. */
async function saved(app, name) {
  const [download] = await Promise.all([
    app.page.waitForEvent("download"),
    app.page.locator("#take").getByRole("button", { name }).click(),
  ]);
  return [download.suggestedFilename(), readFileSync(await download.path(), "utf8")];
}

test("Markdown, JSON, the repaired bundle and the drawing; never a key", async (t) => {
  const app = await here.open(t, { permissions: ["clipboard-read", "clipboard-write"] });
  await app.full();
  // Out of order, with a key among it.
  const { leaf, intermediate, root } = chain;
  await app.answering(() => app.paste(intermediate.pem + secret + leaf.pem + root.pem));
  await eventually("the key", async () => (await app.count("#items li, #items .item")) > 0);
  const texts = [];

  await app.page.locator("#take").getByRole("button", { name: "Copy for a ticket" }).click();
  const copied = () => app.page.evaluate(() => navigator.clipboard.readText());
  await eventually("the Markdown", async () => /^# /.test(await copied()));
  texts.push(await copied());
  assert.match(texts[0], /## Chain\n\n1\. www\\?\.example\.com/);

  const [json, report] = await saved(app, "Save as JSON");
  assert.equal(json, "report.json");
  assert.ok(JSON.parse(report).answer, report.slice(0, 200));
  texts.push(report);

  const [svg, drawing] = await saved(app, "Save chain as SVG");
  assert.equal(svg, "chain.svg");
  // In a page of its own: ours lets no text become a document.
  const elsewhere = await app.context.newPage();
  const parsed = await elsewhere.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, "image/svg+xml");
    return [document.documentElement.nodeName, document.querySelectorAll("rect").length, document.documentElement.textContent];
  }, drawing);
  assert.equal(parsed[0], "svg");
  assert.equal(parsed[1], 4, "the ground and three cards");
  assert.match(parsed[2], /www\.example\.com/);
  texts.push(drawing);

  const [coming] = await Promise.all([
    app.page.waitForEvent("download"),
    app.page.locator("#take").getByRole("button", { name: "Save chain as PNG" }).click(),
  ]);
  assert.equal(coming.suggestedFilename(), "chain.png");
  const picture = readFileSync(await coming.path()).toString("base64");
  // Text, boxes and ground: more than the two colours that an empty picture has.
  const [wide, colours] = await elsewhere.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    return [image.width, new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size];
  }, picture);
  assert.equal(wide, 2 * Number(/width="(\d+)"/.exec(drawing)[1]), "twice as fine");
  assert.ok(colours > 20, `${colours} colours`);

  const [, bundle] = await saved(app, "Save repaired bundle");
  assert.equal(bundle.match(/BEGIN CERTIFICATE/g).length, 2);
  assert.ok(bundle.indexOf(leaf.pem.trim().split("\n")[1]) < bundle.indexOf(intermediate.pem.trim().split("\n")[1]));
  texts.push(bundle);

  for (const text of texts) {
    assert.ok(!/PRIVATE KEY/.test(text));
    for (const form of ["hex", "base64", "base64url"]) {
      assert.ok(!text.replace(/[:\s]/g, "").includes(scalar.toString(form).slice(0, 40)), form);
    }
  }
});

test("a link carries the question and nothing that was read", async (t) => {
  const app = await here.open(t, { permissions: ["clipboard-read", "clipboard-write"] });
  await app.full();
  await app.answering(() => app.paste(chain.pem));
  await app.answering(() => app.page.locator("#host").fill("asked.example.net"));
  await app.page.locator("#take").getByRole("button", { name: "Copy link" }).click();
  const copied = () => app.page.evaluate(() => navigator.clipboard.readText());
  await eventually("the link", async () => /#purpose=server&host=asked\.example\.net$/.test(await copied()));
  const link = new URL(await copied());
  const other = await here.open(t, { path: link.pathname + link.hash });
  await other.answering(() => other.paste(chain.pem));
  assert.equal(await other.page.locator("#host").inputValue(), "asked.example.net");
  assert.ok(await other.page.locator("#purpose-server").isChecked());
  assert.equal(await other.verdict(), "refused");
  assert.ok(!(await here.server.hits).some((hit) => hit.includes("asked")), "no server was told");
});
