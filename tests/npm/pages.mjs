// Pages of somebody else with <pem-lens> in them, and pages made of the package by bundlers: what every browser is shown.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { HERE, sample, TOOLS } from "./lib.mjs";

export const chain = sample("server-chain");
export const missing = sample("missing-intermediate");

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";

const page = (body, head = "") => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A wiki</title>
<meta http-equiv="Content-Security-Policy" content="${POLICY}">${head}
<script type="module" src="/package/element.js"></script></head><body><main><h1>A wiki</h1>${body}</main></body></html>`;

const element = (text, attributes) => `<pem-lens ${attributes}>${text}</pem-lens>`;

/** The package's files as they are, and bundled by esbuild, with pages around them. */
export function pages(folder) {
  const inside = join(folder, "node_modules/pemlens");
  const bundle = join(folder, "bundle");
  mkdirSync(bundle);
  execFileSync(join(TOOLS, "esbuild"), [
    join(inside, "element.js"), join(inside, "worker.js"), "--bundle", "--splitting", "--format=esm", "--minify",
    `--outdir=${bundle}`, "--log-level=error",
  ]);
  cpSync(join(inside, "pemlens.wasm"), join(bundle, "pemlens.wasm"));
  return {
    "/package/": inside,
    "/bundle/": bundle,
    "/chain.pem": chain.text,
    "/text.html": page(element(chain.text, `as="server" host="${chain.host}" at="${chain.at}"`)),
    "/src.html": page(element("", `src="/chain.pem" as="server" at="${chain.at}"`)),
    "/refused.html": page(element(missing.text, `as="server" host="${missing.host}" trust="public" at="${missing.at}"`),
      `<meta name="color-scheme" content="light dark">`),
    "/many.html": page(element(chain.text, "") + element("nothing", "") + element("", `src="https://example.com/a.pem"`)
      + element("", `src="/none.pem"`) + element(chain.text, `at="soon"`)),
    "/bundled.html": page(element(chain.text, `at="${chain.at}"`)).replace("/package/", "/bundle/"),
    "/alone.html": page(element(chain.text, `at="${chain.at}"`)).replace("worker-src 'self'", "worker-src 'none'"),
  };
}

/** What an application does; a page shows what came of it as its title. */
const APPLICATION = `import { examine, openWorker } from "pemlens";
import "pemlens/element";

const at = ${JSON.stringify(chain.at)};
const text = document.querySelector("pem-lens").textContent;
const here = await examine(text, { at });
const worker = await openWorker();
const there = await worker.examine(text, { at });
worker.close();
const said = [here, there].map((it) => (it.ok ? it.value.answer.verdict : it.error.message));
document.title = "came to: " + said.join(", ");
`;

/** The same for a bundler that leaves the program behind, as the README has it. */
const WITH_PROGRAM = `import program from "pemlens/pemlens.wasm";
import { examine, setUp } from "pemlens";
import "pemlens/element";

const set = await setUp(program);
const here = await examine(document.querySelector("pem-lens").textContent, { at: ${JSON.stringify(chain.at)} });
document.title = "came to: " + [set.ok, here.ok ? here.value.answer.verdict : here.error.message].join(", ");
`;

const shell = (script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>-</title></head>
<body><pem-lens at="${chain.at}">${chain.text}</pem-lens><script type="module" src="${script}"></script></body></html>`;

const BY_VITE = "came to: works, works";
export const WITHOUT_VITE = "no Vite here: npm could not fetch it (tests/npm/package.json)";

/** Writes an application that uses the package, as `npm create vite` lays one out, and finds Vite. */
async function forVite(folder) {
  writeFileSync(join(folder, "main.js"), APPLICATION);
  writeFileSync(join(folder, "index.html"), shell("./main.js"));
  const file = join(HERE, "node_modules/vite/dist/node/index.js");
  return existsSync(file) ? import(pathToFileURL(file)) : {};
}

/**
 * Applications as bundlers make them: `mounts` to be served, the title that each page comes to as `expected`, and the
 * version of Vite, where it is there.
 */
export async function applications(folder) {
  const mounts = {};
  const expected = {};
  const { build, version } = await forVite(folder);
  if (build) {
    await build({ root: folder, base: "/vite/", configFile: false, logLevel: "error", build: { outDir: "vite" } });
    mounts["/vite/"] = join(folder, "vite");
    expected["/vite/index.html"] = BY_VITE;
  }
  writeFileSync(join(folder, "with-program.js"), WITH_PROGRAM);
  for (const loader of ["file", "binary"]) {
    const out = join(folder, `esbuild-${loader}`);
    execFileSync(join(TOOLS, "esbuild"), [
      "with-program.js", "--bundle", "--format=esm", "--target=es2022", `--loader:.wasm=${loader}`,
      `--public-path=/esbuild-${loader}`, `--outdir=${out}`, "--log-level=error",
    ], { cwd: folder });
    writeFileSync(join(out, "index.html"), shell("./with-program.js"));
    mounts[`/esbuild-${loader}/`] = out;
    expected[`/esbuild-${loader}/index.html`] = "came to: true, works";
  }
  return { mounts, expected, vite: version };
}

/** Vite's own server over the same: its `address`, the title the page `came` to, and `end`. */
export async function servedByVite(folder) {
  const { createServer } = await forVite(folder);
  if (!createServer) {
    return undefined;
  }
  const server = await createServer({
    root: folder, configFile: false, logLevel: "error", server: { host: "127.0.0.1", port: 0 },
  });
  await server.listen();
  return { address: server.resolvedUrls.local[0], came: BY_VITE, end: () => server.close() };
}
