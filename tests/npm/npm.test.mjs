// The package as people use it: installed from its tarball, from ESM, CommonJS, a bundle and TypeScript;
// and the examples of its README.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { exampleFiles, examples, install, KEYSTORE, ROOT, sample, TOOLS } from "./lib.mjs";

const folder = install();
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script in a process of its own, with the package beside it; what it prints. */
function run(name, text, ...flags) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return execFileSync(process.execPath, [...flags, file], { cwd: folder, encoding: "utf8" });
}

const pemlens = await import(pathToFileURL(join(folder, "node_modules/pemlens/index.js")));
const chain = sample("server-chain");

test("the answer is that of the command line", async (t) => {
  const program = process.env.PEMLENS_PROGRAM ?? join(ROOT, "target/debug/pemlens");
  if (!existsSync(program)) {
    t.skip(`no ${program}: build it, or name another as PEMLENS_PROGRAM`);
    return;
  }
  for (const id of ["server-chain", "missing-intermediate", "client-as-server", "mtls-pair"]) {
    const { text, at } = sample(id);
    const file = join(folder, "given.pem");
    writeFileSync(file, text);
    let said;
    try {
      said = execFileSync(program, ["examine", "--format=json", "--stacks", `--at=${at}`, file], { encoding: "utf8" });
    } catch (problem) {
      said = problem.stdout;
    }
    const { ok, value } = await pemlens.examine({ content: text, name: file }, { at, programs: true });
    assert.equal(ok, true);
    assert.deepEqual(value, JSON.parse(said), id);
  }
});

test("sources are text, bytes, files and lists of them", async () => {
  const bytes = new TextEncoder().encode(chain.text);
  const at = chain.at;
  const padded = new Uint8Array(bytes.length + 7);
  padded.set(bytes, 7);
  for (const source of [
    chain.text, bytes, bytes.buffer, new Blob([bytes]), padded.subarray(7), Buffer.from(bytes),
    new File([bytes], "chain.pem"), new Response(bytes), { content: bytes, name: "a" }, [chain.text],
  ]) {
    const { value } = await pemlens.examine(source, { at });
    assert.equal(value.answer.verdict, "works", String(source));
    assert.equal(value.objects.length, 3);
  }
  const named = await pemlens.examine([new File([bytes], "chain.pem"), "nothing"], { at: new Date(at) });
  assert.equal(named.value.sources[0].name, "chain.pem");
  assert.equal(named.value.question.at, at);
  assert.equal((await pemlens.examine([])).value.answer.verdict, "nothing");
});

test("what is wrong is a value with a code, and nothing is thrown", async () => {
  for (const [name, answer] of [
    ["sources", pemlens.examine(7)],
    ["sources", pemlens.examine([chain.text, null])],
    ["sources", pemlens.examine({ content: { arrayBuffer() { throw new Error("gone."); } } })],
    ["sources", pemlens.diff(chain.text, [])],
    ["question", pemlens.examine(chain.text, { hosts: "a.example" })],
    ["question", pemlens.examine(chain.text, { at: "soon" })],
    ["question", pemlens.examine({ content: chain.text, trust: true })],
    ["question", pemlens.convert(chain.text, { to: "word" })],
    ["nothing-read", pemlens.handshake("nothing")],
    ["nothing-read", pemlens.timeline("nothing")],
    ["not-possible", pemlens.convert(chain.text, { to: "key" })],
    ["unknown-program", pemlens.guide("no such program")],
  ]) {
    const result = await answer;
    assert.equal(result.ok, false);
    assert.equal(result.error.code, name, result.error.message);
    assert.match(result.error.message, /.\.$/, "a sentence");
  }
});

test("an international host is asked about in the form of the wire", async () => {
  const { value } = await pemlens.examine(chain.text, { host: "bücher.example", as: "server", at: chain.at });
  assert.equal(value.question.host, "xn--bcher-kva.example");
});

test("a file is written with new salts each time, and read again", async () => {
  const ask = { to: "pkcs12", password: "correct horse" };
  const [one, two] = [await pemlens.convert(KEYSTORE, ask), await pemlens.convert(KEYSTORE, ask)];
  assert.equal(one.ok, true, one.error?.message);
  assert.ok(one.value.bytes instanceof Uint8Array);
  assert.notDeepEqual(one.value.bytes, two.value.bytes);
  assert.equal(one.value.private, true);
  const again = await pemlens.examine({ content: one.value.bytes, passwords: ["correct horse"] });
  assert.ok(again.value.objects.length > 0);
  assert.ok(again.value.items.some((item) => item.belongs === true), "the key is in it");
  const locked = await pemlens.examine({ content: one.value.bytes, passwords: ["wrong"] });
  assert.equal(locked.value.sources[0].locked[0].wrong_password, true);
});

test("a worker answers the same, many at once, and is over when it is closed", async () => {
  const worker = await pemlens.openWorker();
  const [here, there] = [await pemlens.examine(chain.text, { at: chain.at }), await worker.examine(chain.text, { at: chain.at })];
  assert.deepEqual(there, here);
  const all = await Promise.all([worker.guides(), worker.examine(3), worker.timeline(chain.text)]);
  assert.deepEqual(all.map((it) => it.ok), [true, false, true]);
  const late = worker.examine(chain.text);
  worker.close();
  assert.equal((await late).error.code, "closed");
  assert.equal((await worker.examine(chain.text)).error.code, "closed");
});

test("a program that is none is told, and the next one is taken", async () => {
  const broken = await pemlens.setUp(new Uint8Array([0, 1, 2]));
  assert.equal(broken.error.code, "not-loaded");
  assert.equal((await pemlens.examine("")).error.code, "not-loaded");
  const good = await pemlens.setUp(readFileSync(join(folder, "node_modules/pemlens/pemlens.wasm")));
  assert.equal(good.ok, true);
  assert.equal((await pemlens.examine("")).ok, true);
});

test("CommonJS, and a process that ends by itself with a worker open", () => {
  const text = `
    const { examine, openWorker } = require("pemlens");
    (async () => {
      const worker = await openWorker();
      const result = await worker.examine("nothing");
      console.log(result.value.answer.verdict, (await examine("nothing")).ok);
    })();`;
  assert.equal(run("common.cjs", text), "nothing true\n");
});

test("a bundle by esbuild", () => {
  const example = examples(folder).find(({ kind }) => kind === "js esbuild").text;
  writeFileSync(join(folder, "bundled.mjs"), example);
  for (const platform of ["node", "browser"]) {
    const out = join(folder, `bundle-${platform}.mjs`);
    execFileSync(join(TOOLS, "esbuild"), [
      "bundled.mjs", "--bundle", "--format=esm", `--platform=${platform}`, "--loader:.wasm=binary",
      "--target=es2022", `--outfile=${out}`, "--log-level=error",
    ], { cwd: folder });
    // What it printed, and not its text, is told where it fails.
    const { stdout, status } = spawnSync(process.execPath, [out], { encoding: "utf8" });
    assert.deepEqual([status, stdout], [0, "nothing\n"]);
  }
});

test("TypeScript, strict, for ESM and CommonJS", () => {
  const typed = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "typed.ts"), "utf8");
  writeFileSync(join(folder, "typed.mts"), typed);
  writeFileSync(join(folder, "typed.cts"), typed);
  const flags = [
    "--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--target", "es2022",
    "--module", "nodenext", "--lib", "es2022,dom",
  ];
  const check = (file) => execFileSync(join(TOOLS, "tsc"), [...flags, file], { cwd: folder, encoding: "utf8" });
  check("typed.mts");
  check("typed.cts");
  // And it does refuse.
  writeFileSync(join(folder, "wrong.mts"), `import { examine } from "pemlens";\nexamine("", { as: "sever" });\n`);
  assert.throws(() => check("wrong.mts"), (problem) => /TS2820|TS2322/.test(problem.stdout));
});

test("the examples of the README run", async () => {
  await exampleFiles(folder, pemlens);
  let count = 0;
  for (const [at, { kind, text }] of examples(folder).entries()) {
    if (kind === "js" || kind === "cjs") {
      const file = `readme-${at}.${kind === "js" ? "mjs" : "cjs"}`;
      assert.notEqual(run(file, text), "", text);
      count += 1;
    }
  }
  assert.equal(count, 4);
});

test("what is in the package is what is meant to be", () => {
  const inside = join(folder, "node_modules/pemlens");
  const { version } = JSON.parse(readFileSync(join(inside, "package.json"), "utf8"));
  const cargo = readFileSync(join(ROOT, "Cargo.toml"), "utf8");
  assert.ok(cargo.includes(`version = "${version}"`));
  for (const file of ["LICENSE-MIT", "LICENSE-APACHE", "README.md", "schema/examine.json", "index.d.cts"]) {
    assert.ok(existsSync(join(inside, file)), file);
  }
  assert.ok(!existsSync(join(inside, "node_modules")));
});
