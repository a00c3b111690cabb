// The service worker: the page opens again without a network, and a second visit waits for none.
//
// What it can do is bounded here, because no policy in a page binds a service worker:
//
// - It asks the site for the files of the list `FILES` only, by addresses that it makes of that list and of
//   nothing else, and takes none whose SHA-256 is not the list's.
// - It answers only for addresses that are in that list to the letter, query included. Everything else
//   it leaves to the browser, as if it were not there. A closed page's requests do not even reach it.
// - It is told nothing: of all messages it heeds one fixed word.
// - The browser's cache can be written by whatever runs in the page. So nothing is given out of it before
//   its SHA-256 was compared again: who wrote into it changes nothing.
//
// The build puts two lines before this: FILES (name -> SHA-256 in base64, "" for the page itself) and
// VERSION (the SHA-256 of that list). So this file differs whenever any file does, which is how a browser
// notices a new version.

/* global FILES, VERSION */

const TYPES = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  wasm: "application/wasm",
};

/** All caches of one copy of PemLens begin with this: a site may hold several. */
const OWN = `pemlens ${registration.scope} `;
const CACHE = OWN + VERSION;

const address = (name) => registration.scope + name;

/** A file from the site; an error where it is not the one that the list means. */
function bring(name) {
  return fetch(address(name), {
    // Names with a hash never change: what the page has just loaded is not loaded twice.
    cache: name === "" ? "no-cache" : "default",
    integrity: `sha256-${FILES[name]}`,
    priority: "low",
    redirect: "error",
  });
}

/** Whether these are the bytes that the list means. */
async function right(name, bytes) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...sum)) === FILES[name];
}

/** A file as it was kept; from the site where it was not, or was tampered with. */
async function given(name) {
  const kept = await (await caches.open(CACHE)).match(address(name));
  let bytes = await kept?.arrayBuffer();
  if (bytes === undefined || !(await right(name, bytes))) {
    bytes = await (await bring(name)).arrayBuffer();
  }
  const type = TYPES[name === "" ? "html" : name.split(".").pop()];
  return new Response(bytes, { headers: { "Content-Type": type } });
}

addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    // One after the other: the page may still be loading the last of them itself.
    for (const name of Object.keys(FILES)) {
      await cache.put(address(name), await bring(name));
    }
  })());
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(OWN) && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
  })());
});

addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  // What stands behind # is the person's question, and nobody's business here.
  const [asked] = url.split("#");
  const rest = asked.startsWith(registration.scope) ? asked.slice(registration.scope.length) : undefined;
  const name = rest === "index.html" ? "" : rest;
  if (method === "GET" && Object.hasOwn(FILES, name)) {
    event.respondWith(given(name));
  }
});

addEventListener("message", (event) => {
  if (event.data === "take over") {
    skipWaiting();
  }
});
