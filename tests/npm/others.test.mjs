// <pem-lens> in Firefox and WebKit, as far as it needs no protocol of Chromium's (tests/browser/lib/others.mjs): the
// answer in a page with a policy of its own, with and without a worker, from an address, and what changes; and what
// bundlers make of the package. A browser that is lacking is passed over, and that is said.

import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { eventually } from "../browser/lib/browser.mjs";
import { OTHERS, Other } from "../browser/lib/others.mjs";
import { serve } from "../browser/lib/server.mjs";
import { install } from "./lib.mjs";
import { applications, pages } from "./pages.mjs";

let folder;
let server;
let built;
before(async () => {
  folder = install();
  built = await applications(folder);
  server = await serve({ ...pages(folder), ...built.mounts });
});
after(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const [name, [start, command]] of Object.entries(OTHERS)) {
  describe(name, () => {
    let driver;
    before(async () => {
      driver = await start();
      console.log(driver ? `# ${driver.about}` : `# SKIPPED: no ${name} here; on Debian: ${command}`);
    });
    after(() => driver?.end());

    const it = (what, run) => test(what, (t) => (driver ? run(new Other(driver)) : t.skip(`no ${name} here; on Debian: ${command}`)));

    /** A page, once every element in it has its answer: what each says. */
    async function words(app, path) {
      await app.open(server.origin + path, { ready: false });
      await eventually("answers", () => app.run(() => {
        const all = [...document.querySelectorAll("pem-lens")];
        return all.length > 0 && all.every((one) => one.result);
      }));
      return said(app);
    }
    const said = (app) => app.run(() => [...document.querySelectorAll("pem-lens")]
      .map((one) => one.shadowRoot.querySelector("[role=status]").innerText));

    it("shows the answer about the text inside, and the chain", async (app) => {
      const [answer] = await words(app, "/text.html");
      assert.match(answer, /^✓\s*\S.*\.$/s);
      const steps = await app.run(() => document.querySelector("pem-lens").shadowRoot.querySelectorAll("ol[aria-label='Certification path'] > li").length);
      assert.equal(steps, 3);
    });

    it("fetches an address of the same site, and says what is wrong with others", async (app) => {
      assert.match((await words(app, "/src.html"))[0], /^✓/);
      const [, nothing, foreign, none, soon] = await words(app, "/many.html");
      assert.match(nothing, /^\?/);
      assert.match(foreign, /an address of this site/);
      assert.match(none, /status 404/);
      assert.match(soon, /"soon" is no time/);
    });

    it("works without a worker, and bundled", async (app) => {
      for (const path of ["/alone.html", "/bundled.html"]) {
        assert.match((await words(app, path))[0], /^✓/, path);
      }
    });

    it("says how what is refused is mended, and asks again when something changes", async (app) => {
      assert.match((await words(app, "/refused.html"))[0], /^✗/);
      const steps = await app.run(() => document.querySelector("pem-lens").shadowRoot.querySelectorAll(".findings details ol li").length);
      assert.ok(steps > 0);
      await app.run(() => {
        // On the document: the driver runs each script with a global object of its own.
        addEventListener("pemlens", () => { document.documentElement.dataset.told = ""; }, true);
        document.querySelector("pem-lens").textContent = "nothing";
      });
      await eventually("an event", () => app.run(() => document.documentElement.dataset.told === ""));
      assert.match((await said(app))[0], /^\?/);
    });

    it("runs what bundlers make of it", async (app) => {
      for (const [path, came] of Object.entries(built.expected)) {
        assert.match((await words(app, path))[0], /^✓/, path);
        await eventually(path, async () => (await app.run(() => document.title)) === came);
      }
    });
  });
}
