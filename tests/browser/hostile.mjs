// Files made to stop the page: the longest task of its main thread while each is dropped, answered,
// looked at and cleared away.
//
//   node hostile.mjs FOLDER [--check]
//
// In ms of the thread's own processor time, so other programs on the machine take nothing from it. Exit 1
// with --check and a task over the bound.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { launch, open } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";

const folder = process.argv[2];
if (!folder || folder.startsWith("--")) {
  console.error("usage: node hostile.mjs FOLDER [--check]");
  process.exit(2);
}
/** No task of our main thread may be longer, in ms. */
const LONGEST = 50;

const files = readdirSync(folder).filter((name) => /\.(pem|log)$/.test(name)).sort();
const browser = await launch();
const server = await serve();
const over = [];
const steps = {
  answer: async (app, file) => {
    await app.answering(() => app.openFiles([{ name: file, bytes: readFileSync(join(folder, file)) }]), 120_000);
    // Programs and dates are told after the answer.
    await app.page.waitForTimeout(3_000);
  },
  "look at it": async (app) => {
    const card = app.page.locator("#chain [data-card]").first();
    if (await card.count()) {
      await card.click();
    }
    for (const summary of await app.page.locator("main details:not([open]) > summary:visible").all()) {
      await summary.click({ timeout: 2_000 }).catch(() => {});
    }
    await app.page.waitForTimeout(2_000);
  },
  clear: async (app) => {
    await app.page.locator("#clear").click();
    await app.page.waitForTimeout(1_000);
  },
};
console.log(`${"file".padEnd(24)}${Object.keys(steps).map((step) => step.padStart(12)).join("")}   longest task, ms`);
for (const file of files) {
  const app = await open(browser, server.origin, {});
  await app.full();
  const told = [];
  for (const [name, step] of Object.entries(steps)) {
    const longest = await app.longestTask(() => step(app, file));
    told.push(longest.toFixed(0).padStart(12));
    if (longest > LONGEST) {
      over.push(`${file}, ${name}: ${longest.toFixed(0)} ms`);
    }
  }
  console.log(`${file.padEnd(24)}${told.join("")}`);
  await app.close();
}
await browser.close();
await server.close();
if (over.length > 0) {
  console.log(`over ${LONGEST} ms:\n  ${over.join("\n  ")}`);
  process.exitCode = process.argv.includes("--check") ? 1 : 0;
}
