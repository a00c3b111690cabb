// What leaves the closed page below requests: connections, packets, and names that are looked up.
//
// A name is enough to carry data to whoever answers for it. Every way is tried with a host of its own, and
// Chromium's own log of its network says which names it asked for. SECURITY.md says what no policy covers.

import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { launch, open } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { OF_NAME, OF_PAGE, OF_WORKER } from "./lib/ways.mjs";

/**
 * What Chromium refuses only when it has looked the name up and opened a connection, over which it then sends
 * nothing.
 */
const BEFORE_REFUSED = ["page, a frame", "page, a form", "page, a form with GET", "page, the address of a button"];

/** Listens for connections and packets on one port of this machine; nothing may come. */
async function ears() {
  const heard = [];
  const tcp = createServer((socket) => {
    heard.push("a connection");
    socket.on("error", () => {});
    socket.destroy();
  });
  await new Promise((ready) => tcp.listen(0, "127.0.0.1", ready));
  const { port } = tcp.address();
  const udp = createSocket("udp4", () => heard.push("a packet"));
  await new Promise((ready) => udp.bind(port, "127.0.0.1", ready));
  return { heard, host: `127.0.0.1:${port}`, close: () => { tcp.close(); udp.close(); } };
}

/** One way after the other, each to an address of its own; `look` is told of each when it was tried. */
async function tryEach(places, address, look) {
  const tried = [];
  for (const [place, ways, where] of places) {
    for (const [way, text] of Object.entries(ways)) {
      const name = `${where}, ${way}`;
      const url = address(tried.length);
      tried.push(name);
      const run = `(async (address) => { try { await Promise.race([(${text})(address), new Promise((done) => setTimeout(done, 60))]); } catch {} })(${JSON.stringify(url)})`;
      await place.evaluate(run).catch(() => {});
      if (look) {
        // Some take their time to come.
        await new Promise((done) => setTimeout(done, 200));
        look(name);
      }
    }
  }
  return tried;
}

test("no connection is opened, no packet is sent, and no name is looked up but as SECURITY.md says", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "pemlens-log-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const log = join(folder, "net.json");
  // As people have it: with what it does ahead of time.
  const browser = await launch([`--log-net-log=${log}`], ["--disable-background-networking"]);
  const server = await serve();
  t.after(() => server.close());
  const outside = await ears();
  t.after(outside.close);
  const app = await open(browser, server.origin);
  const worker = await app.worker();
  const places = [[app.page, { ...OF_PAGE, ...OF_NAME }, "page"], [worker, OF_WORKER, "worker"]];
  // The log is being written, and a name that is asked for in the open is in it.
  const loud = await browser.newPage();
  await loud.goto("http://loud.pemlens.invalid/").catch(() => {});
  const tried = await tryEach(places, (at) => `http://way-${at}.pemlens.invalid/leak`);
  assert.ok(tried.length > 90, `${tried.length} ways`);
  // To this machine by its address: nothing to look up, so whatever comes is a connection or a packet.
  const came = [];
  const look = (name) => {
    const now = outside.heard.splice(0);
    came.push(...new Set(now.map((what) => (what === "a connection" ? name : `${name}: ${what}`))));
  };
  await tryEach(places, () => `http://${outside.host}/leak`, look);
  await app.page.waitForTimeout(1_000);
  look("later");
  await browser.close();
  const written = readFileSync(log, "utf8");
  assert.ok(written.includes("loud.pemlens.invalid"), "the log does not tell of names");
  const asked = tried.filter((_, at) => new RegExp(`"host":"[^"]*\\bway-${at}\\.pemlens\\.invalid`).test(written));
  assert.deepEqual({ came, asked }, { came: BEFORE_REFUSED, asked: BEFORE_REFUSED });
});
