// The first visit over a slow line, beside two other viewers on the same line in the same run.
//
//   node slow.mjs [--check] [--runs N]
//
// The line is emulated by Chromium: 1.6 Mbit/s, and 150 ms for each request. A chain is pasted as soon as
// the page takes it. Exit 1 with --check and a missed bound.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./lib/browser.mjs";
import { compressed, DIST, serve } from "./lib/server.mjs";
import { instruments, MOUNTS, VIEWERS } from "./lib/viewers.mjs";
import { serverChain } from "./lib/x509.mjs";

const argument = (name) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const runs = Number(argument("--runs") ?? 3);
const LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 };

const chain = serverChain("www.example.com", { kind: "rsa" });

/** Milliseconds; `moved` is the layout shift after the first paint, in all. */
const VISITS = [
  { name: "brotli", encoding: "br", bounds: { painted: 600, taking: 600, ready: 1000, answer: 2200, moved: 0.1 } },
  { name: "gzip", encoding: "gzip", bounds: { painted: 600, taking: 600, ready: 1100, answer: 2600, moved: 0.1 } },
  { name: "brotli, CPU x4", encoding: "br", slower: 4, bounds: { answer: 3500, moved: 0.1 } },
  { name: "brotli, cached", encoding: "br", again: true, bounds: { answer: 700, moved: 0.1 } },
];

/** In the page, before its own scripts: notes when what was reached, and pastes at once. */
function watch(text) {
  const reached = { moved: 0 };
  globalThis.reached = reached;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      reached.moved += entry.hadRecentInput ? 0 : entry.value;
    }
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName("first-contentful-paint")) {
      reached.painted = entry.startTime;
    }
  }).observe({ type: "paint", buffered: true });
  const look = () => {
    const html = document.documentElement;
    const now = performance.now();
    if (html?.dataset.taking && reached.taking === undefined) {
      reached.taking = now;
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }
    if (html?.dataset.taking === "page") {
      reached.ready ??= now;
    }
    if (document.querySelector("#answer[data-run]")) {
      reached.answer ??= now;
    }
    if (html?.dataset.full !== undefined) {
      reached.full ??= now;
    }
    requestAnimationFrame(look);
  };
  look();
}

async function visit(name, { encoding, slower, again }) {
  const server = await serve(MOUNTS, undefined, encoding);
  const browser = await launch();
  try {
    const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    const line = await context.newCDPSession(page);
    await line.send("Network.enable");
    const viewer = VIEWERS[name];
    if (again) {
      await page.addInitScript(instruments); // What `ready` asks with.
      await page.goto(server.origin + viewer.address);
      await page.evaluate(viewer.ready);
      await page.goto("about:blank");
    }
    await line.send("Network.emulateNetworkConditions", LINE);
    if (slower) {
      await line.send("Emulation.setCPUThrottlingRate", { rate: slower });
    }
    const text = chain.leaf.pem + chain.intermediate.pem + chain.root.pem;
    if (name === "pemlens") {
      await page.addInitScript(watch, text);
      await page.goto(server.origin + viewer.address, { waitUntil: "commit" });
      await page.waitForFunction(() => globalThis.reached.full !== undefined && globalThis.reached.answer !== undefined, undefined, { timeout: 60_000 });
      await page.waitForTimeout(500);
      return await page.evaluate(() => globalThis.reached);
    }
    await page.addInitScript(instruments);
    await page.goto(server.origin + viewer.address, { waitUntil: "commit" });
    await page.evaluate(viewer.ready);
    const ready = await page.evaluate(() => performance.now());
    await page.evaluate((text) => navigator.clipboard.writeText(text), viewer.oneByOne ? chain.leaf.pem : text);
    await page.evaluate(viewer.focus);
    await page.evaluate(viewer.expect, 3);
    const before = await page.evaluate(() => performance.now());
    await page.keyboard.press("Control+V");
    const { time } = await page.evaluate(() => globalThis.measured);
    return { ready, answer: ready + time, waited: before - ready };
  } finally {
    await browser.close();
    await server.close();
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const missed = [];
const KEYS = ["painted", "taking", "ready", "answer", "full", "moved"];
console.log("the first visit at 1.6 Mbit/s and 150 ms, medians in ms; moved: layout shift\n");
console.log(`${"".padEnd(26)}${KEYS.map((key) => key.padStart(9)).join("")}`);
for (const { name, encoding, bounds, ...how } of VISITS) {
  for (const file of readdirSync(DIST)) {
    compressed(join(DIST, file), encoding); // Not while the clock runs.
  }
  const others = how.slower || how.again ? [] : ["asn1js", "peculiar"];
  for (const viewer of ["pemlens", ...others]) {
    const all = [];
    for (let run = 0; run < (viewer === "pemlens" ? runs : 1); run += 1) {
      all.push(await visit(viewer, { encoding, ...how }));
    }
    const result = Object.fromEntries(KEYS.map((key) => [key, median(all.map((one) => one[key] ?? NaN))]));
    const said = KEYS.map((key) => {
      const value = result[key];
      return (Number.isNaN(value) ? "-" : key === "moved" ? value.toFixed(3) : value.toFixed(0)).padStart(9);
    });
    console.log(`${`${name}, ${viewer}`.padEnd(26)}${said.join("")}`);
    if (viewer === "pemlens") {
      for (const [key, bound] of Object.entries(bounds)) {
        if (!(result[key] <= bound)) {
          missed.push(`${name}: ${key} is ${result[key]?.toFixed(3)}, over ${bound}`);
        }
      }
    }
  }
}
console.log(missed.length === 0 ? "\nevery bound is kept" : `\nmissed:\n  ${missed.join("\n  ")}`);
process.exit(process.argv.includes("--check") && missed.length > 0 ? 1 : 0);
