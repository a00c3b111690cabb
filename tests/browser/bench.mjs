// Paste to shown, beside two other viewers, in one headless Chromium on one machine.
//
//   node bench.mjs [--check] [--only chain|roots|thousand|tenthousand] [--runs N]
//
// Ratios are what counts; milliseconds are this machine's. Exit 1 with --check and a missed bound.

import { launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { instruments, MOUNTS, VIEWERS } from "./lib/viewers.mjs";
import { many, serverChain } from "./lib/x509.mjs";
import { rootCertificates } from "node:tls";

const argument = (name) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const check = process.argv.includes("--check");
const only = argument("--only");

/** A viewer that needs longer than this for one paste is not waited for. */
const LIMIT = 180_000;
/** No task of our main thread may be longer. */
const LONGEST = 50;

const chain = serverChain("www.example.com", { kind: "rsa" });
const INPUTS = {
  chain: { count: 3, runs: 15, bound: 0.5, against: ["peculiar", "asn1js"], texts: () => [chain.leaf.pem, chain.intermediate.pem, chain.root.pem] },
  roots: { count: 140, runs: 7, bound: 0.25, against: ["peculiar"], texts: () => rootCertificates.slice(0, 140).map((one) => `${one}\n`) },
  thousand: { count: 1000, runs: 5, bound: 0.1, against: ["peculiar"], texts: () => many(1000) },
  tenthousand: { count: 10_000, runs: 3, bound: 0.05, against: ["peculiar"], texts: () => many(10_000) },
};

if (only !== undefined && !Object.hasOwn(INPUTS, only)) {
  console.error(`there is no size ${only}; there are: ${Object.keys(INPUTS).join(", ")}`);
  process.exit(2);
}

const server = await serve(MOUNTS);

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Pastes each text with Ctrl+V; `undefined` where it takes longer than the limit. */
async function paste(page, viewer, texts, count) {
  const result = { time: 0 };
  for (const text of texts) {
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    if (viewer.focus) {
      await page.evaluate(viewer.focus);
    }
    await page.evaluate(viewer.expect, count);
    const pressed = page.keyboard.press("Control+V");
    const measured = page.evaluate(() => globalThis.measured);
    for (const promise of [pressed, measured]) {
      promise.catch(() => {}); // Their browser may be ended before they are done.
    }
    let timer;
    const late = new Promise((done) => { timer = setTimeout(done, LIMIT, undefined); });
    const one = await Promise.race([measured, late]);
    clearTimeout(timer);
    if (one === undefined) {
      return undefined;
    }
    await pressed;
    result.time += one.time;
    result.first ??= one.time;
    result.whole = one.whole;
    result.clipboard = one.clipboard;
    result.longest = Math.max(result.longest ?? 0, one.longest ?? 0);
  }
  return result;
}

/** Measures one viewer with one input; `time` is undefined where it took longer than the limit. */
async function measure(name, input, texts) {
  const viewer = VIEWERS[name];
  const given = (texts) => (viewer.oneByOne ? texts : [texts.join("")]);
  // A browser of its own each time: one that hangs is then simply ended.
  const browser = await launch();
  try {
    const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    await page.addInitScript(instruments);
    await page.goto(server.origin + viewer.address);
    await page.evaluate(viewer.ready);
    // Warm: every viewer has shown a chain before, so no late loading is measured.
    await paste(page, viewer, given(INPUTS.chain.texts()), 3);
    await page.evaluate(viewer.clear);
    // The slow ones are slow enough to be measured once.
    const runs = name !== "pemlens" && input.count >= 1000 ? 1 : Number(argument("--runs") ?? input.runs);
    const results = [];
    for (let run = 0; run < runs; run += 1) {
      const result = await paste(page, viewer, given(texts), input.count);
      if (result === undefined) {
        return { time: undefined };
      }
      results.push(result);
      if (run + 1 < runs) {
        await page.evaluate(viewer.clear);
      }
    }
    return {
      time: median(results.map((result) => result.time)),
      whole: median(results.map((result) => result.whole)),
      clipboard: median(results.map((result) => result.clipboard ?? 0)),
      first: viewer.oneByOne && median(results.map((result) => result.first)),
      // The median too: another program on the machine may stretch a task now and then.
      longest: median(results.map((result) => result.longest)),
    };
  } finally {
    await browser.close();
  }
}

const missed = [];
const said = (time) => (time === undefined ? `>${LIMIT / 1000} s` : `${time.toFixed(time < 100 ? 1 : 0)} ms`);

console.log("paste to shown, medians\n");
console.log(`${"certificates".padEnd(14)}${"PemLens".padStart(11)}${"peculiar".padStart(12)}${"asn1js".padStart(12)}${"ratio".padStart(9)}${"bound".padStart(8)}${"longest task".padStart(15)}`);
for (const [name, input] of Object.entries(INPUTS)) {
  if (only !== undefined && only !== name) {
    continue;
  }
  const texts = input.texts();
  const ours = await measure("pemlens", input, texts);
  const others = {};
  for (const other of input.against) {
    others[other] = await measure(other, input, texts);
  }
  const fastest = Math.min(...Object.values(others).map((other) => other.time ?? LIMIT));
  const ratio = ours.time === undefined ? Infinity : ours.time / fastest;
  const longest = ours.longest <= LONGEST ? `<= ${LONGEST} ms` : `${ours.longest.toFixed(0)} ms`;
  console.log(
    `${String(input.count).padEnd(14)}${said(ours.time).padStart(11)}${said(others.peculiar.time).padStart(12)}` +
      `${(others.asn1js ? said(others.asn1js.time) : "-").padStart(12)}${ratio.toFixed(3).padStart(9)}` +
      `${String(input.bound).padStart(8)}${longest.padStart(15)}`,
  );
  console.log(
    `  (PemLens with the first certificate's details too: ${said(ours.whole)}; ` +
      `the browser's own reading of the clipboard, left out of the longest task: ${said(ours.clipboard)})`,
  );
  if (others.asn1js?.first) {
    console.log(`  (asn1js shows one certificate a paste: ${said(others.asn1js.first)} for the first, ${said(others.asn1js.time)} for all ${input.count})`);
  }
  if (ratio > input.bound) {
    missed.push(`${input.count} certificates: ratio ${ratio.toFixed(3)} is over ${input.bound}`);
  }
  if (ours.longest > LONGEST) {
    missed.push(`${input.count} certificates: a main-thread task took ${ours.longest.toFixed(0)} ms`);
  }
}
await server.close();
console.log(missed.length === 0 ? "\nevery bound is kept" : `\nmissed:\n  ${missed.join("\n  ")}`);
process.exit(check && missed.length > 0 ? 1 : 0);
