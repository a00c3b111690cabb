// Firefox and WebKit: what needs no protocol of Chromium's. Start, paste, drop, answer, closed door, without
// a network, and the one file from a disk. Where a browser is lacking it is passed over, and that is said.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { eventually } from "./lib/browser.mjs";
import { OTHERS, Other } from "./lib/others.mjs";
import { DIST, serve, trap } from "./lib/server.mjs";
import { OF_PAGE, tryAll } from "./lib/ways.mjs";
import { serverChain } from "./lib/x509.mjs";

const chain = serverChain();

for (const [name, [start, command]] of Object.entries(OTHERS)) {
  describe(name, () => {
    let driver;
    let outside;
    before(async () => {
      outside = await trap();
      driver = await start();
      console.log(driver ? `# ${driver.about}` : `# SKIPPED: no ${name} here; on Debian: ${command}`);
    });
    after(async () => {
      await driver?.end();
      await outside.close();
    });

    /** A test that is passed over where the browser is not there. */
    const it = (what, run) => test(what, async (t) => {
      if (!driver) {
        return t.skip(`no ${name} here; on Debian: ${command}`);
      }
      const server = await serve();
      t.after(server.close);
      return run(new Other(driver), server, t);
    });

    it("starts, and answers what is pasted and dropped, with all there is", async (app, server) => {
      await app.open(`${server.origin}/pemlens/`);
      assert.equal(await app.answering(() => app.paste(chain.pem)), "works");
      await app.full();
      await app.answering(() => app.drop("leaf.pem", chain.leaf.pem));
      assert.equal(await app.run(() => document.querySelectorAll("#sources [data-source]").length), 2);
      await app.answering(() => app.run(() => document.querySelector("#purpose-client").click()));
      assert.match(await app.shown(), /client/);
    });

    for (const [what, give] of [["pasted", (app) => app.paste(chain.pem)], ["dropped", (app) => app.drop("chain.pem", chain.pem)]]) {
      it(`keeps what is ${what} before the page's program is there`, async (app, _, t) => {
        let letGo;
        const until = new Promise((done) => { letGo = done; });
        const slow = await serve({ "/pemlens/": DIST }, (path) => (/page.*wasm$/.test(path) ? { until } : undefined));
        t.after(slow.close);
        await app.open(`${slow.origin}/pemlens/`, { ready: false });
        await eventually("the page", () => app.run(() => document.documentElement.dataset.taking === "early"));
        await give(app);
        letGo();
        await eventually("the answer", () => app.runs());
        assert.equal(await app.run(() => document.getElementById("answer").dataset.verdict), "works");
      });
    }

    it("closes the door, and no way leads out", async (app, server) => {
      await app.open(`${server.origin}/pemlens/`);
      await app.full();
      const policies = await app.run(() => document.querySelectorAll("meta[http-equiv=Content-Security-Policy]").length);
      assert.equal(policies, 2);
      assert.equal(await app.run(() => typeof RTCPeerConnection), "undefined");
      const before = server.hits.length;
      const sites = { "the own site": `${server.origin}/pemlens/styles.css`, "another site": `http://${outside.host}/leak` };
      const place = { evaluate: (text) => app.run(`() => ${text}`) };
      const own = () => server.kept.filter((hit) => hit.includes("?"));
      const arrived = await tryAll([[place, OF_PAGE, "page"]], sites, () => [...server.hits.slice(before), ...own(), ...outside.knocks]);
      assert.deepEqual(arrived, []);
      assert.equal(await app.run(() => location.pathname), "/pemlens/", "and the page is still there");
    });

    it("opens again without the site", async (app, server) => {
      await app.open(`${server.origin}/pemlens/`);
      await app.full();
      await eventually("everything kept", () => app.run(async () => {
        const names = await caches.keys();
        const kept = await Promise.all(names.map(async (it) => (await (await caches.open(it)).keys()).length));
        return kept.some((count) => count >= 11);
      }));
      await new Promise((done) => setTimeout(done, 1000)); // What was kept is then put to work.
      await server.close();
      await app.open(`${server.origin}/pemlens/`);
      assert.equal(await app.answering(() => app.paste(chain.pem)), "works");
      await app.full();
    });

    it("opens the one file from a disk, which answers as the page on a site does", async (app, server) => {
      const texts = [];
      for (const url of [`${server.origin}/pemlens/`, pathToFileURL(join(DIST, "pemlens.html")).href]) {
        await app.open(`${url}#purpose=server&host=www.example.com`);
        await app.full();
        assert.equal(await app.answering(() => app.paste(chain.pem)), "works");
        // But for the second at which it was asked.
        texts.push((await app.shown()).replace(/Asked of PemLens for [^.]*\./, ""));
      }
      assert.ok(texts[1] === texts[0] && texts[0].length > 5000, "another answer from the disk");
      const sent = await app.run((url) => fetch(url, { mode: "no-cors" }).then(() => "sent", () => "refused"), `http://${outside.host}/leak`);
      assert.equal(sent, "refused");
    });
  });
}
