// Reading certificates in the engine's worker beside the same work natively.
//
//   node parse.mjs NATIVE-PROGRAM [--check]
//
// The worker is asked twice about 1,000 certificates: once with a source it has to read, once with
// the same one already read. The difference is base64, DER and field extraction.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launch } from "./lib/browser.mjs";
import { DIST, serve } from "./lib/server.mjs";
import { many } from "./lib/x509.mjs";

const [native] = process.argv.slice(2);
const check = process.argv.includes("--check");
/** WebAssembly may take at most this many times the native time. */
const BOUND = 3;
const RUNS = 7;

const text = many(1000).join("");
const folder = mkdtempSync(join(tmpdir(), "pemlens-parse-"));
const file = join(folder, "thousand.pem");
writeFileSync(file, text);
const ours = JSON.parse(execFileSync(native, [file], { encoding: "utf8" }));
rmSync(folder, { recursive: true });

const index = readFileSync(join(DIST, "index.html"), "utf8");
const name = (attribute) => index.match(new RegExp(`data-${attribute}="([^"]+)"`))[1].replace("./", "");
const files = { glue: `/pemlens/${name("engine-js")}`, wasm: `/pemlens/${name("engine-wasm")}` };

const server = await serve({
  "/pemlens/": DIST,
  // A page without the policies, so that the engine can be asked directly.
  "/blank.html": "<!doctype html><title>parse</title>",
});
const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/blank.html`);
  const milliseconds = await page.evaluate(async ({ files, text, runs }) => {
    const glue = await (await fetch(files.glue)).text();
    const module = await WebAssembly.compileStreaming(fetch(files.wasm));
    const start = "\nself.onmessage=(e)=>{self.onmessage=null;wasm_bindgen({module_or_path:e.data});};";
    const worker = new Worker(URL.createObjectURL(new Blob([glue, start], { type: "text/javascript" })));
    const heard = (wanted) => new Promise((done) => {
      worker.onmessage = ({ data }) => (data === wanted || data?.[wanted] !== undefined) && done(data);
    });
    const ready = heard("Ready");
    worker.postMessage(module);
    await ready;
    let run = 0;
    const ask = async (id, contents) => {
      run += 1;
      const question = { host: "", trust: "Public", at: 1_780_000_000 };
      const sources = [{ id, name: "thousand.pem", trusted: false }];
      const answer = heard("Answer");
      const begun = performance.now();
      worker.postMessage([{ Ask: { run, sources, question } }, contents]);
      const { Answer } = await answer;
      if (Answer.overview.objects !== 1000) {
        throw new Error(`the engine read ${Answer.overview.objects} of 1000`);
      }
      return performance.now() - begun;
    };
    let best = Infinity;
    for (let id = 1; id <= runs; id += 1) {
      const both = await ask(id, [[id, text]]);
      best = Math.min(best, both - (await ask(id, [])));
    }
    worker.terminate();
    return best;
  }, { files, text, runs: RUNS });
  const ratio = milliseconds / ours.milliseconds;
  console.log(
    `\nreading 1000 certificates: ${ours.milliseconds.toFixed(1)} ms natively, ` +
      `${milliseconds.toFixed(1)} ms in the browser: ${ratio.toFixed(2)} times (bound ${BOUND})`,
  );
  process.exitCode = check && ratio > BOUND ? 1 : 0;
} finally {
  await browser.close();
  await server.close();
}
