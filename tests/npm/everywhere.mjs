// What a program does with the package, the same in Node.js, Deno and Bun. It prints what came of it, as JSON;
// runtimes.test.mjs compares. Its arguments: a chain, the time it is asked about, and a container.

import { readFile } from "node:fs/promises";
import { convert, examine, guides, openWorker, setUp } from "pemlens";

const [, , chain, at, container] = process.argv;
const bytes = await readFile(chain);
const question = { at, programs: true };
const ask = { to: "pkcs12", password: "correct horse" };

const here = await examine(bytes, question);
const given = await examine([new File([bytes], "a.pem"), new Blob(["nothing"]), new Response(bytes)], { at });
const saved = await Promise.all([0, 1].map(async () => convert({ content: await readFile(container), passwords: ["secret-7"] }, ask)));
const again = await examine({ content: saved[0].value.bytes, passwords: ["correct horse"] }, { at });

const worker = await openWorker();
const there = await worker.examine(bytes, question);
const idle = await openWorker();
const written = await worker.convert({ content: await readFile(container), passwords: ["secret-7"] }, ask);
const many = await Promise.all([worker.guides(), worker.examine(3), worker.timeline(bytes, { at })]);
const late = worker.examine(bytes);
worker.close();
const closed = [await late, await worker.guides()];

const broken = await setUp(new Uint8Array([0, 1, 2]));
const nowhere = await setUp(new URL("nowhere.wasm", import.meta.url));
const mended = await setUp(await readFile(new URL("node_modules/pemlens/pemlens.wasm", import.meta.url)));
const other = await openWorker({ wasm: new URL("node_modules/pemlens/pemlens.wasm", import.meta.url).href });

console.log(JSON.stringify({
  here,
  same: JSON.stringify(here) === JSON.stringify(there),
  sources: given.value.sources.map((it) => it.name),
  bytes: [...saved, written].map(({ value }) => value.bytes instanceof Uint8Array && value.bytes.length > 1000),
  salts: String(saved[0].value.bytes) !== String(saved[1].value.bytes),
  again: again.value.items.filter((it) => it.belongs === true).length,
  many: many.map((it) => it.ok),
  closed: closed.map((it) => it.error.code),
  broken: [broken, nowhere].map((it) => it.error.code),
  mended: mended.ok,
  untouched: (globalThis.onmessage ?? null) === null && Object.keys(idle).includes("close"),
  other: (await other.guides()).value.programs.length === (await guides()).value.programs.length,
}));
// `other` and `idle` are left open: a program that has nothing else to do ends all the same.
