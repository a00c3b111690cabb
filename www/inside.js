// Only in `pemlens.html`, the page as one file: hands boot.js what it would fetch from a site.
//
// Every file is a data block at the end of that page, which no browser runs or draws: compressed and
// as base64. Nothing is asked of anybody, and the policy of
// that file allows no connection from its first byte. The file `cargo xtask build` makes of index.html
// (xtask/src/whole.rs) runs this before boot.js.

/** What was unpacked, by name; the full engine is asked for twice. */
const unpacked = {};

/** A data block's text, which is then taken out of the page: it is two megabytes. */
function taken(name) {
  const block = document.getElementById(name);
  const text = block.text;
  block.remove();
  return text;
}

/** The bytes of a file. gzip, because its checksum tells of a damaged copy. */
async function unpack(name) {
  if (typeof DecompressionStream === "undefined") {
    throw new Error("this browser cannot unpack it; one of 2023 or newer can");
  }
  const text = atob(taken(name));
  const packed = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    packed[at] = text.charCodeAt(at);
  }
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

/** In the place of `fetch`: boot.js looks for it. */
globalThis.pemlensInside = async (name) => {
  const bytes = await (unpacked[name] ??= unpack(name));
  const type = { js: "text/javascript", wasm: "application/wasm" }[name.split(".").pop()] ?? "";
  return new Response(bytes, { headers: { "Content-Type": type } });
};
