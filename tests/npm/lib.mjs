// What the tests of the package share: where it is, and what is given to it.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const HERE = dirname(fileURLToPath(import.meta.url));
export const ROOT = join(HERE, "..", "..");

/** Programs from npm. */
export const TOOLS = join(ROOT, "tests/browser/node_modules/.bin");

/** A new folder in which the package is installed from its tarball. */
export function install() {
  const tarball = process.env.PEMLENS_PACKAGE;
  if (!tarball) {
    throw new Error("PEMLENS_PACKAGE names no package: run `cargo xtask test --only npm`");
  }
  const folder = mkdtempSync(join(tmpdir(), "pemlens-npm-"));
  writeFileSync(join(folder, "package.json"), `{ "private": true }\n`);
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", "--loglevel=error", tarball], { cwd: folder });
  return folder;
}

const samples = JSON.parse(readFileSync(join(ROOT, "www/samples.json"), "utf8"));

/** A sample of the page: its files, their text in one piece, and the time at which it is asked about. */
export function sample(id) {
  const { files, question } = samples.find((one) => one.id === id);
  return {
    files,
    text: files.map((file) => file.text).join(""),
    at: new Date(question.at * 1000).toISOString().replace(".000", ""),
    host: question.host,
  };
}

/** A container with a private key in it (tests/intake/files/ORIGIN.md), and its password. */
export const KEYSTORE_FILE = join(ROOT, "tests/intake/files/aes-128.p12");
export const KEYSTORE = { content: readFileSync(KEYSTORE_FILE), passwords: ["secret-7"] };

/** The blocks of code in the package's README. */
export function examples(folder) {
  const text = readFileSync(join(folder, "node_modules/pemlens/README.md"), "utf8");
  return [...text.matchAll(/^```(\w+(?: \w+)?)\n(.*?)^```$/gms)].map(([, kind, text]) => ({ kind, text }));
}

/** Writes the files that those examples read. */
export async function exampleFiles(folder, { convert }) {
  for (const [name, to] of [["fullchain.pem", "leaf"], ["renewed.pem", "leaf"], ["key.pem", "key"]]) {
    const saved = await convert(KEYSTORE, { to });
    if (!saved.ok) {
      throw new Error(saved.error.message);
    }
    writeFileSync(join(folder, name), saved.value.bytes);
  }
  writeFileSync(join(folder, "client.pem"), sample("client-as-server").text);
}

/**
 * A runtime's program: the one on this machine that `NODE`, `DENO` or `BUN` names, or npm's (tests/npm/package.json).
 * npm brings programs as packages for one kind of machine each; undefined where there is none for this one.
 */
export function runtime(name) {
  const named = process.env[name.toUpperCase()];
  if (named) {
    return named;
  }
  const packages = join(HERE, "node_modules", { Deno: "@deno", Bun: "@oven" }[name]);
  const places = existsSync(packages) ? readdirSync(packages) : [];
  const files = places.flatMap((place) => ["", "bin"].map((inner) => join(packages, place, inner, name.toLowerCase())));
  return files.flatMap((file) => [file, `${file}.exe`]).find((file) => existsSync(file));
}
