// What bundlers make of the package, run in Chromium: an application built by Vite, the same from Vite's own server as
// while one works on it, and by esbuild with the program beside the bundle or in it.

import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, before, test } from "node:test";

import { eventually, launch } from "../browser/lib/browser.mjs";
import { serve } from "../browser/lib/server.mjs";
import { install } from "./lib.mjs";
import { applications, servedByVite, WITHOUT_VITE } from "./pages.mjs";

let folder;
let browser;
before(async () => {
  folder = install();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens an address: the title it comes to, with what the element says. */
async function opened(url, came) {
  const context = await browser.newContext();
  try {
    const view = await context.newPage();
    const errors = [];
    const asked = [];
    view.on("pageerror", (error) => errors.push(error.message));
    view.on("request", (request) => asked.push(request.url()));
    await view.goto(url);
    await eventually(`${url} (${errors})`, async () => (await view.title()) === came);
    const answer = () => view.evaluate(() => document.querySelector("pem-lens").shadowRoot?.querySelector("[role=status]").innerText);
    await eventually("the element", async () => /^✓/.test(await answer()));
    assert.deepEqual(errors, []);
    return asked;
  } finally {
    await context.close();
  }
}

test("applications built by Vite and esbuild", async (t) => {
  const built = await applications(folder);
  console.log(built.vite ? `# Vite ${built.vite}` : `# SKIPPED: ${WITHOUT_VITE}`);
  const server = await serve(built.mounts);
  t.after(server.close);
  for (const [path, came] of Object.entries(built.expected)) {
    await t.test(path, async () => {
      const asked = await opened(server.origin + path, came);
      assert.ok(asked.every((url) => url.startsWith(server.origin) || url.startsWith("data:") || url.startsWith("blob:")), asked.join("\n"));
    });
  }
});

test("Vite's own server, while one works on it", async (t) => {
  const served = await servedByVite(folder);
  if (!served) {
    return t.skip(WITHOUT_VITE);
  }
  t.after(served.end);
  await opened(served.address, served.came);
});
