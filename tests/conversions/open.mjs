// Opens with Node.js: KIND FILE PASSWORD-FILE, in threes; "-" for none.
import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";

const words = process.argv.slice(2);
for (let at = 0; at + 2 < words.length; at += 3) {
  const [kind, file, from] = words.slice(at, at + 3);
  const bytes = readFileSync(file);
  const passphrase = from === "-" ? undefined : readFileSync(from, "utf8");
  if (kind === "pfx") {
    createSecureContext({ pfx: bytes, passphrase });
  } else if (kind === "pem") {
    createSecureContext({ cert: bytes, key: bytes });
  } else if (kind === "key") {
    createPrivateKey({ key: bytes, passphrase });
  } else if (kind === "jwk") {
    const jwk = JSON.parse(bytes);
    const key = createPrivateKey({ key: jwk, format: "jwk" });
    const certificate = new X509Certificate(Buffer.from(jwk.x5c[0], "base64"));
    if (!certificate.checkPrivateKey(key)) throw new Error(`${file}: not a pair`);
  } else if (kind === "jwks") {
    createPublicKey({ key: JSON.parse(bytes).keys[0], format: "jwk" });
  } else {
    throw new Error(kind);
  }
  console.log(kind, "opened");
}
