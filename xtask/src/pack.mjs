// Packs files into a zip that depends on nothing but their names and bytes, and writes SHA256SUMS.
//
//   node pack.mjs zip OUT NAME=FILE…     (NAME ends in * for a program)
//   node pack.mjs sums FOLDER

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  }
  return value;
});

function crc(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** Numbers of two or four bytes, lowest first. */
function numbers(...list) {
  return Buffer.concat(list.map(([size, value]) => {
    const bytes = Buffer.alloc(size);
    bytes.writeUIntLE(value, 0, size);
    return bytes;
  }));
}

/** The first of January 1980, midnight: a zip cannot say "no time". */
const DATE = [[2, 0], [2, 0x21]];

function zip(entries) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const { name, bytes, program } of entries) {
    const small = deflateRawSync(bytes, { level: 9 });
    const title = Buffer.from(name, "utf8");
    const common = numbers([2, 20], [2, 0x800], [2, 8], ...DATE, [4, crc(bytes)], [4, small.length], [4, bytes.length], [2, title.length], [2, 0]);
    parts.push(numbers([4, 0x04034b50]), common, title, small);
    const mode = (program ? 0o100755 : 0o100644) * 65536;
    // Made by version 2.0 on Unix, so that the mode counts.
    directory.push(numbers([4, 0x02014b50], [2, 0x0314]), common, numbers([2, 0], [2, 0], [2, 0], [4, mode], [4, at]), title);
    at += 4 + common.length + title.length + small.length;
  }
  const list = Buffer.concat(directory);
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, entries.length], [2, entries.length], [4, list.length], [4, at], [2, 0]);
  return Buffer.concat([...parts, list, end]);
}

const [action, out, ...given] = process.argv.slice(2);
if (action === "zip") {
  const entries = given.map((word) => {
    const [name, file] = word.split(/=(.*)/s);
    return { name: name.replace(/\*$/, ""), program: name.endsWith("*"), bytes: readFileSync(file) };
  });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  writeFileSync(out, zip(entries));
} else if (action === "sums") {
  const files = readdirSync(out).filter((name) => name !== "SHA256SUMS").sort();
  const line = (name) => `${createHash("sha256").update(readFileSync(join(out, name))).digest("hex")}  ${name}\n`;
  writeFileSync(join(out, "SHA256SUMS"), files.map(line).join(""));
} else {
  throw new Error(`there is no ${action}`);
}
