// Fetches files of a copy of the page for `cargo xtask verify`: node fetch.mjs ADDRESS FOLDER NAME…
// index.html is asked for as people do, by the folder's own address.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

const [address, folder, ...names] = process.argv.slice(2);
// A folder's address ends in a stroke; what stands behind the last one is a file in it.
const base = new URL(".", /\.html?$|\/$/.test(new URL(address).pathname) ? address : `${address}/`);

for (const name of names) {
  const url = new URL(name === "index.html" ? "./" : name, base);
  try {
    const response = await fetch(url, { cache: "no-store" });
    if (!response.ok) {
      throw new Error(`HTTP ${response.status}`);
    }
    writeFileSync(join(folder, name), Buffer.from(await response.arrayBuffer()));
  } catch (error) {
    console.log(`${url}: ${error.cause?.message ?? error.message}`);
  }
}
