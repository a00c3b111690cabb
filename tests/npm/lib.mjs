// What the tests of the package share: where it is, and what is given to it.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

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
export const KEYSTORE = {
  content: readFileSync(join(ROOT, "tests/intake/files/aes-128.p12")),
  passwords: ["secret-7"],
};
