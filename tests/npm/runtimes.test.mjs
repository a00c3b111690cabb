// The package in Deno and in Bun: the program of `everywhere.mjs`, which has to come to the same as in Node.js; the
// examples of the README; and Deno's own check of types. A runtime that npm has none of for this machine is passed
// over, and that is said.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { exampleFiles, examples, HERE, install, KEYSTORE_FILE, runtime, sample } from "./lib.mjs";

const folder = install();
after(() => rmSync(folder, { recursive: true, force: true }));
await exampleFiles(folder, await import(pathToFileURL(join(folder, "node_modules/pemlens/index.js"))));
writeFileSync(join(folder, "everywhere.mjs"), readFileSync(join(HERE, "everywhere.mjs")));

const chain = sample("server-chain");
writeFileSync(join(folder, "chain.pem"), chain.text);

/** Runs a file of the folder; what it printed. One that does not end fails. */
function run(program, words) {
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    cwd: folder, encoding: "utf8", timeout: 120_000, maxBuffer: 64 << 20, env: { ...process.env, NO_COLOR: "1" },
  });
  // What it printed may be long: no more than its beginning is told.
  assert.deepEqual([error?.code, status], [undefined, 0], `${stderr}\n${stdout.slice(0, 2000)}`);
  return stdout;
}

const everywhere = (program, words) => JSON.parse(run(program, [...words, "everywhere.mjs", "chain.pem", chain.at, KEYSTORE_FILE]));
const inNode = everywhere(process.execPath, []);

test("Node.js: the calling thread, a worker, salts, failures, and it ends by itself", () => {
  const { here, ...rest } = inNode;
  assert.equal(here.value.answer.verdict, "works");
  assert.ok(here.value.programs.length > 10);
  assert.deepEqual(rest, {
    same: true,
    sources: ["a.pem", "Given text", "Given text"],
    bytes: [true, true, true],
    salts: true,
    again: 1,
    many: [true, false, true],
    closed: ["closed", "closed"],
    broken: ["not-loaded", "not-loaded"],
    mended: true,
    untouched: true,
    other: true,
  });
});

/** What each is started with. Deno may read files, and nothing else. */
const RUNTIMES = { Deno: ["run", "--no-remote", "--no-prompt", "--allow-read"], Bun: ["run"] };
const lacking = (name) => `no ${name} here: npm has none for this machine, or could not fetch it (tests/npm/package.json)`;

for (const [name, words] of Object.entries(RUNTIMES)) {
  describe(name, () => {
    const program = runtime(name);
    console.log(program ? `# ${name}: ${run(program, ["--version"]).split("\n")[0]}` : `# SKIPPED: ${lacking(name)}`);
    const it = (what, body) => test(what, (t) => (program ? body() : t.skip(lacking(name))));

    it("comes to the same as Node.js, and ends by itself", () => {
      assert.deepEqual(everywhere(program, words), inNode);
    });

    it("runs the examples of the README", () => {
      const all = examples(folder).filter(({ kind }) => kind === "js" || kind === "cjs");
      assert.equal(all.length, 4);
      for (const [at, { kind, text }] of all.entries()) {
        const script = `readme-${at}.${kind === "js" ? "mjs" : "cjs"}`;
        writeFileSync(join(folder, script), text);
        assert.notEqual(run(program, [...words, script]), "", text);
      }
    });
  });
}

test("Deno finds the types, and refuses what they forbid", (t) => {
  const program = runtime("Deno");
  if (!program) {
    return t.skip(lacking("Deno"));
  }
  writeFileSync(join(folder, "typed.ts"), readFileSync(join(HERE, "typed.ts")));
  run(program, ["check", "--no-remote", "typed.ts"]);
  writeFileSync(join(folder, "wrong.ts"), `import { examine } from "pemlens";\nawait examine("", { as: "sever" });\n`);
  const { status, stderr } = spawnSync(program, ["check", "--no-remote", "wrong.ts"], { cwd: folder, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
  assert.equal(status, 1);
  assert.match(stderr, /TS2820|TS2322/);
});
