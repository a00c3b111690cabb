// For everybody: axe-core finds nothing serious, in light and dark, empty and with a refused sample
// whose findings, programs and explained message are unfolded.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { eventually } from "./lib/browser.mjs";
import { suite } from "./lib/suite.mjs";

const here = suite();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Runs axe in the page and returns what is serious or critical, with where. */
async function violations(app) {
  // Through the debugger, as the page's policy lets no script in.
  const cdp = await app.context.newCDPSession(app.page);
  await cdp.send("Runtime.evaluate", { expression: axe });
  const found = await app.page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
  }));
  return found.violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.any[0]?.message ?? ""}`).join("; ")}`);
}

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[390, 844], [1440, 900]]) {
    test(`empty page, ${colorScheme}, ${width} px`, async (t) => {
      const app = await here.open(t, { colorScheme, viewport: { width, height } });
      assert.deepEqual(await violations(app), []);
    });

    test(`a refused sample, ${colorScheme}, ${width} px`, async (t) => {
      const app = await here.open(t, { colorScheme, viewport: { width, height } });
      await app.page.locator("#explain summary").click();
      await app.page.locator("#says").fill("curl: (60) SSL certificate problem: unsuitable certificate purpose");
      await app.sample("client-as-server");
      await eventually("the programs", async () => (await app.count("#programs li")) > 9);
      await eventually("the meaning", async () => (await app.count("#explained details")) > 0);
      await app.page.evaluate(() => {
        for (const folded of document.querySelectorAll("#programs details, #explained details")) {
          folded.open = true;
        }
      });
      for (const summary of await app.page.locator("#findings summary").all()) {
        if (!(await summary.evaluate((one) => one.parentElement.open))) {
          await summary.click();
        }
      }
      await app.page.waitForTimeout(400);
      assert.deepEqual(await violations(app), []);
      const wide = await app.page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `the page is ${wide} px wider than the window`);
    });
  }
}
