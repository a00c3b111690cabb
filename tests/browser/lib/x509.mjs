// Certificates made on the spot, with Node's own cryptography and a few lines of DER.
// Every test then says in its own words what its certificate is like.

import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

const DAY = 86_400_000;

// DER: tag, length, contents.
function tlv(tag, ...contents) {
  const body = Buffer.concat(contents);
  if (body.length < 0x80) {
    return Buffer.concat([Buffer.from([tag, body.length]), body]);
  }
  let length = body.length.toString(16);
  length = Buffer.from(length.length % 2 ? `0${length}` : length, "hex");
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}
const sequence = (...items) => tlv(0x30, ...items);
const set = (...items) => tlv(0x31, ...items);
const octets = (...items) => tlv(0x04, ...items);
const utf8 = (text) => tlv(0x0c, Buffer.from(text, "utf8"));
const ia5 = (tag, text) => tlv(tag, Buffer.from(text, "latin1"));
const TRUE = tlv(0x01, Buffer.from([0xff]));
const NULL = tlv(0x05);
const bits = (bytes, unused = 0) => tlv(0x03, Buffer.from([unused]), bytes);

function integer(bytes) {
  const padded = bytes[0] & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return tlv(0x02, padded);
}

function oid(dotted) {
  const [first, second, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const group = [part & 0x7f];
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128)) {
      group.unshift((left & 0x7f) | 0x80);
    }
    bytes.push(...group);
  }
  return tlv(0x06, Buffer.from(bytes));
}

function time(date) {
  const text = date.toISOString().replace(/[-:T]/g, "").replace(/\.\d+Z/, "Z");
  return date.getUTCFullYear() < 2050 ? ia5(0x17, text.slice(2)) : ia5(0x18, text);
}

const NAMES = { C: "2.5.4.6", O: "2.5.4.10", OU: "2.5.4.11", CN: "2.5.4.3" };
function name(parts) {
  return sequence(...Object.entries(parts).map(([key, value]) => {
    const text = key === "C" ? ia5(0x13, value) : utf8(value);
    return set(sequence(oid(NAMES[key]), text));
  }));
}

const USAGES = { serverAuth: "1.3.6.1.5.5.7.3.1", clientAuth: "1.3.6.1.5.5.7.3.2" };
const KEY_USAGES = ["digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment",
  "keyAgreement", "keyCertSign", "cRLSign"];

function keyUsage(words) {
  let byte = 0;
  let last = 0;
  for (const word of words) {
    const at = KEY_USAGES.indexOf(word);
    byte |= 0x80 >> at;
    last = Math.max(last, at);
  }
  return bits(Buffer.from([byte]), 7 - last);
}

const SIGNATURES = {
  rsa: { algorithm: sequence(oid("1.2.840.113549.1.1.11"), NULL), hash: "sha256" },
  p256: { algorithm: sequence(oid("1.2.840.10045.4.3.2")), hash: "sha256" },
  p384: { algorithm: sequence(oid("1.2.840.10045.4.3.3")), hash: "sha384" },
  ed25519: { algorithm: sequence(oid("1.3.101.112")), hash: null },
};

/** A key pair: `rsa` (2048 bits), `p256`, `p384` or `ed25519`. */
export function key(kind = "p256") {
  const pair = {
    rsa: () => generateKeyPairSync("rsa", { modulusLength: 2048 }),
    p256: () => generateKeyPairSync("ec", { namedCurve: "prime256v1" }),
    p384: () => generateKeyPairSync("ec", { namedCurve: "secp384r1" }),
    ed25519: () => generateKeyPairSync("ed25519"),
  }[kind]();
  const spki = pair.publicKey.export({ type: "spki", format: "der" });
  return { kind, ...pair, spki, id: createHash("sha1").update(spki).digest() };
}

function extension(id, critical, value) {
  return sequence(oid(id), ...(critical ? [TRUE] : []), octets(value));
}

/**
 * Issues a certificate. `issuer` is what an earlier call returned; without one it signs itself.
 * `days` is [from, to] relative to now; `san` are DNS names; `ca` makes it a CA.
 */
export function issue({ subject, issuer, keys = key(), days = [-1, 89], san = [], eku = [], usage, ca = false, rich = true }) {
  const signer = issuer ?? { subject, keys };
  const extensions = [];
  const usages = usage ?? (ca ? ["keyCertSign", "cRLSign"] : ["digitalSignature"]);
  extensions.push(extension("2.5.29.15", true, keyUsage(usages)));
  if (eku.length > 0) {
    extensions.push(extension("2.5.29.37", false, sequence(...eku.map((use) => oid(USAGES[use])))));
  }
  extensions.push(extension("2.5.29.19", true, ca ? sequence(TRUE) : sequence()));
  extensions.push(extension("2.5.29.14", false, octets(keys.id)));
  if (issuer) {
    extensions.push(extension("2.5.29.35", false, sequence(tlv(0x80, issuer.keys.id))));
  }
  if (san.length > 0) {
    extensions.push(extension("2.5.29.17", false, sequence(...san.map((dns) => ia5(0x82, dns)))));
  }
  if (rich && !ca) {
    const place = (method, url) => sequence(oid(method), ia5(0x86, url));
    extensions.push(extension("1.3.6.1.5.5.7.1.1", false, sequence(
      place("1.3.6.1.5.5.7.48.1", "http://ocsp.example.com"),
      place("1.3.6.1.5.5.7.48.2", "http://ca.example.com/issuer.crt"),
    )));
    extensions.push(extension("2.5.29.32", false, sequence(sequence(oid("2.23.140.1.2.1")))));
    extensions.push(extension("2.5.29.31", false,
      sequence(sequence(tlv(0xa0, tlv(0xa0, ia5(0x86, "http://ca.example.com/list.crl")))))));
  }
  const now = Math.floor(Date.now() / 1000) * 1000;
  const { algorithm, hash } = SIGNATURES[signer.keys.kind];
  const serial = randomBytes(16);
  serial[0] = (serial[0] & 0x7f) | 0x40;
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    integer(serial),
    algorithm,
    name(signer.subject),
    sequence(time(new Date(now + days[0] * DAY)), time(new Date(now + days[1] * DAY))),
    name(subject),
    keys.spki,
    tlv(0xa3, sequence(...extensions)),
  );
  const signature = sign(hash, body, signer.keys.privateKey);
  const der = sequence(body, algorithm, bits(signature));
  return { subject, keys, der, pem: pem(der) };
}

/** DER as PEM. */
export function pem(der, label = "CERTIFICATE") {
  const lines = der.toString("base64").match(/.{1,64}/g).join("\n");
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

/** A private CA with an intermediate, and a server certificate from it. */
export function serverChain(host = "www.example.com", options = {}) {
  const kind = options.kind ?? "p256";
  const root = issue({ subject: { C: "XX", O: "Test Trust", CN: "Test Root CA" }, keys: key(kind), ca: true, days: [-900, 2700] });
  const intermediate = issue({ subject: { C: "XX", O: "Test Trust", CN: "Test Issuing CA" }, issuer: root, keys: key(kind), ca: true, days: [-300, 1500] });
  const leaf = issue({ subject: { CN: host }, issuer: intermediate, keys: key(kind), san: [host, `alt.${host}`], eku: ["serverAuth"], ...options.leaf });
  return { root, intermediate, leaf, pem: leaf.pem + intermediate.pem + root.pem };
}

/** Many different certificates of one CA, quickly: they share one key. */
export function many(count) {
  const root = issue({ subject: { O: "Test Trust", CN: "Test Bulk CA" }, ca: true, days: [-900, 2700] });
  const keys = key();
  const all = [];
  for (let number = 0; number < count; number += 1) {
    const host = `host-${number}.example.com`;
    all.push(issue({ subject: { O: "Example", CN: host }, issuer: root, keys, san: [host], eku: ["serverAuth"] }).pem);
  }
  return all;
}
