// Ways in which a page or a worker could reach an address. Each gets an address and may throw; what
// counts is whether a request arrives. Written out as text, so that they run in the page.

/** A fresh element with attributes, put into the page. */
const element = `(name, attributes, parent = document.body) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  parent.append(made);
  return made;
}`;

const put = (name, key, more = {}) =>
  `(url) => (${element})(${JSON.stringify(name)}, { ...${JSON.stringify(more)}, ${JSON.stringify(key)}: url })`;
const link = (rel, as) =>
  `(url) => (${element})("link", { rel: ${JSON.stringify(rel)}, href: url${as ? `, as: ${JSON.stringify(as)}` : ""} }, document.head)`;

/** Ways of a page. */
export const OF_PAGE = {
  "fetch": "(url) => fetch(url, { mode: 'no-cors' })",
  "fetch with POST": "(url) => fetch(url, { method: 'POST', body: 'x', mode: 'no-cors' })",
  "fetch that outlives the page": "(url) => fetch(url, { keepalive: true, mode: 'no-cors' })",
  "fetch of a Request": "(url) => fetch(new Request(url, { mode: 'no-cors' }))",
  "fetchLater": "(url) => fetchLater(url, { activateAfter: 0 })",
  "XMLHttpRequest": "(url) => { const it = new XMLHttpRequest(); it.open('GET', url); it.send(); }",
  "XMLHttpRequest with POST": "(url) => { const it = new XMLHttpRequest(); it.open('POST', url); it.send('x'); }",
  "EventSource": "(url) => { new EventSource(url); }",
  "WebSocket": "(url) => { new WebSocket(url.replace('http', 'ws')); }",
  "WebTransport": "(url) => new WebTransport(url.replace('http:', 'https:')).ready",
  "a beacon": "(url) => { navigator.sendBeacon(url, 'x'); }",
  "an image": "(url) => { new Image().src = url; }",
  "an image element": put("img", "src"),
  "a set of images": put("img", "srcset"),
  "a lazy image": put("img", "src", { loading: "lazy" }),
  "a picture": `(url) => { const it = (${element})("picture", {}); (${element})("source", { srcset: url }, it); (${element})("img", {}, it); }`,
  "an image as a button": put("input", "src", { type: "image" }),
  "a video": put("video", "src", { preload: "auto" }),
  "the poster of a video": put("video", "poster"),
  "a sound": put("audio", "src", { preload: "auto" }),
  "a source of a video": `(url) => { const it = (${element})("video", { preload: "auto" }); (${element})("source", { src: url }, it); it.load(); }`,
  "a track": `(url) => { const it = (${element})("video", {}); (${element})("track", { src: url, default: "" }, it); }`,
  "an object": put("object", "data"),
  "an embedded object": put("embed", "src"),
  "a frame": put("iframe", "src"),
  "a picture in a frame's text": `(url) => (${element})("iframe", { srcdoc: '<img src="' + url + '">' })`,
  "a form": `(url) => { const it = (${element})("form", { action: url, method: "post", target: "_self" }); it.submit(); }`,
  "a form with GET": `(url) => { const it = (${element})("form", { action: url }); it.submit(); }`,
  "the address of a button": `(url) => { const it = (${element})("form", {}); (${element})("button", { formaction: url }, it).click(); }`,
  "a ping": `(url) => { const it = (${element})("a", { href: "#x", ping: url }); it.click(); it.remove(); history.replaceState(null, "", location.pathname); }`,
  "a script": `(url) => (${element})("script", { src: url }, document.head)`,
  "a module": `(url) => (${element})("script", { src: url, type: "module" }, document.head)`,
  "an imported module": "(url) => import(url)",
  "rules of speculation": `(url) => { const it = document.createElement("script"); it.type = "speculationrules"; it.textContent = JSON.stringify({ prefetch: [{ source: "list", urls: [url] }] }); document.head.append(it); }`,
  "a map of imports": `(url) => { const it = document.createElement("script"); it.type = "importmap"; it.textContent = JSON.stringify({ imports: { leak: url } }); document.head.append(it); return import("leak"); }`,
  "a style sheet": link("stylesheet"),
  "an icon": link("icon"),
  "a manifest": link("manifest"),
  "a preloaded image": link("preload", "image"),
  "a preloaded script": link("preload", "script"),
  "a preloaded style": link("preload", "style"),
  "a preloaded font": link("preload", "font"),
  "preloaded data": link("preload", "fetch"),
  "a preloaded module": link("modulepreload"),
  "a style with an import": `(url) => { (${element})("style", {}, document.head).textContent = '@import url("' + url + '")'; }`,
  "a style with a picture": `(url) => { (${element})("style", {}, document.head).textContent = 'body { background: url("' + url + '") }'; }`,
  "a picture of an element": "(url) => { document.body.style.backgroundImage = `url(${url})`; }",
  "a pointer": "(url) => { document.body.style.cursor = `url(${url}), auto`; }",
  "a mark of a list": "(url) => { document.body.style.listStyleImage = `url(${url})`; }",
  "a mask": "(url) => { document.body.style.mask = `url(${url}#m)`; }",
  "a filter": "(url) => { document.body.style.filter = `url(${url}#f)`; }",
  "a constructed style sheet": "(url) => { const it = new CSSStyleSheet(); it.replaceSync(`html { background: url(${url}) }`); document.adoptedStyleSheets = [it]; }",
  "a font": "(url) => new FontFace('leak', `url(${url})`).load()",
  "a worker": "(url) => { new Worker(url); }",
  "a worker of modules": "(url) => { new Worker(url, { type: 'module' }); }",
  "a shared worker": "(url) => { new SharedWorker(url); }",
  "a service worker": "(url) => navigator.serviceWorker.register(url)",
  "a worklet": "(url) => new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule(url)",
  "a cache": "async (url) => (await caches.open('x')).add(url)",
  "a picture in a drawing": `(url) => { const it = document.createElementNS("http://www.w3.org/2000/svg", "svg"); const image = document.createElementNS("http://www.w3.org/2000/svg", "image"); image.setAttribute("href", url); it.append(image); document.body.append(it); }`,
  "a part of another drawing": `(url) => { const it = document.createElementNS("http://www.w3.org/2000/svg", "svg"); const use = document.createElementNS("http://www.w3.org/2000/svg", "use"); use.setAttribute("href", url + "#a"); it.append(use); document.body.append(it); }`,
  "a filter's picture": `(url) => { const svg = (name) => document.createElementNS("http://www.w3.org/2000/svg", name); const [it, filter, image, box] = ["svg", "filter", "feImage", "rect"].map(svg); filter.id = "leak"; image.setAttribute("href", url); box.setAttribute("filter", "url(#leak)"); box.setAttribute("width", 9); box.setAttribute("height", 9); filter.append(image); it.append(filter, box); document.body.append(it); }`,
  "a style sheet of XML": `(url) => { const it = new DOMParser().parseFromString('<?xml-stylesheet type="text/xsl" href="' + url + '"?><a/>', "text/xml"); document.body.append(document.importNode(it.documentElement, true)); }`,
  "what comes next": link("prefetch"),
  "what comes next, drawn": link("prerender"),
  "a dictionary": link("compression-dictionary"),
  "a module of data": "(url) => import(url, { with: { type: 'json' } })",
  "a module of styles": "(url) => import(url, { with: { type: 'css' } })",
  "a script in a drawing": `(url) => { const svg = (name) => document.createElementNS("http://www.w3.org/2000/svg", name); const [it, script] = ["svg", "script"].map(svg); script.setAttribute("href", url); it.append(script); document.body.append(it); }`,
  "the background of a cell": put("td", "background"),
  "the source of an attribution": put("img", "attributionsrc", { src: "data:," }),
  "a frame behind a fence": `(url) => { (${element})("fencedframe", {}).config = new FencedFrameConfig(url); }`,
  "a painter": "(url) => CSS.paintWorklet.addModule(url)",
  "a worklet of shared storage": "(url) => sharedStorage.worklet.addModule(url)",
  "a way to pay": "(url) => new PaymentRequest([{ supportedMethods: url.replace('http:', 'https:') }], { total: { label: 'x', amount: { currency: 'EUR', value: '1' } } }).canMakePayment()",
  "a login of another site": "(url) => navigator.credentials.get({ identity: { providers: [{ configURL: url, clientId: 'x' }] } })",
  "a message with a picture": "(url) => { new Notification('x', { icon: url }); }",
  "markup": `(url) => { const it = (${element})("div", {}); it.innerHTML = '<img src="' + url + '">'; }`,
  "written markup": "(url) => { document.body.insertAdjacentHTML('beforeend', `<img src=\"${url}\">`); }",
};

/** Ways of a page that carry nothing but the name of a host: in no policy's reach. */
export const OF_NAME = {
  "a name looked up ahead": link("dns-prefetch"),
  "a connection opened ahead": link("preconnect"),
  "a peer": "async (url) => { const it = new RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(url).host}` }] }); it.createDataChannel('x'); await it.setLocalDescription(await it.createOffer()); }",
};

/** Ways of a worker. */
export const OF_WORKER = {
  "fetch": OF_PAGE.fetch,
  "fetch with POST": OF_PAGE["fetch with POST"],
  "fetch that outlives the page": OF_PAGE["fetch that outlives the page"],
  "XMLHttpRequest": OF_PAGE.XMLHttpRequest,
  "XMLHttpRequest that waits": "(url) => { const it = new XMLHttpRequest(); it.open('GET', url, false); it.send(); }",
  "EventSource": OF_PAGE.EventSource,
  "WebSocket": OF_PAGE.WebSocket,
  "WebTransport": OF_PAGE.WebTransport,
  "importScripts": "(url) => importScripts(url)",
  "an imported module": OF_PAGE["an imported module"],
  "a worker": OF_PAGE["a worker"],
  "a worker of its own": "(url) => { new Worker(URL.createObjectURL(new Blob([`fetch(${JSON.stringify(url)}, { mode: 'no-cors' })`]))); }",
  "a font": OF_PAGE["a font"],
  "a cache": OF_PAGE["a cache"],
};

/**
 * Ways of a page that a service worker serves. `serviceWorkers` is its container, and `registrationOf` what a
 * registration can do: a test kept both (lib/browser.mjs), and the page has neither.
 */
export const OF_CONTROLLED = {
  "a message": "(url) => { serviceWorkers.controller.postMessage(url); }",
  "a message with an address": "(url) => { serviceWorkers.controller.postMessage({ url, type: 'fetch', payload: url }); }",
  "a message with a list": "(url) => { serviceWorkers.controller.postMessage(['take over', url]); }",
  "a message with a port": "(url) => { const { port1, port2 } = new MessageChannel(); serviceWorkers.controller.postMessage(url, [port2]); port1.postMessage(url); }",
  "another service worker": "(url) => serviceWorkers.register(url)",
  "the same with a question": "(url) => serviceWorkers.register('./sw.js?' + encodeURIComponent(url))",
  "another scope": "(url) => serviceWorkers.register('./sw.js', { scope: './' + encodeURIComponent(url) })",
  "an entry of its cache": "async (url) => (await caches.open((await caches.keys())[0])).add(url)",
  "a request that it answers": "(url) => fetch('./?' + encodeURIComponent(url))",
  "a header of such a request": "(url) => fetch('./', { headers: { 'X-Leak': url } })",
  "a background fetch": "async (url) => registrationOf(await serviceWorkers.ready, 'backgroundFetch').fetch('x', [url])",
  "an entry of an index": "async (url) => registrationOf(await serviceWorkers.ready, 'index').add({ id: 'x', title: 'x', description: 'x', url: './', icons: [{ src: url, sizes: '192x192', type: 'image/png' }] })",
  "a header of navigations": "async (url) => { const it = registrationOf(await serviceWorkers.ready, 'navigationPreload'); await it.enable(); await it.setHeaderValue(url); }",
  "a later sync": "async (url) => registrationOf(await serviceWorkers.ready, 'sync').register(url)",
  "a push service": "async (url) => registrationOf(await serviceWorkers.ready, 'pushManager').subscribe({ userVisibleOnly: true })",
};

/**
 * Tries ways from places ([where, ways, name]) to sites ({name: address}), one after the other. `arrivals()`
 * gives all that has come in so far; the answer is what came in, with the way it took.
 */
export async function tryAll(places, sites, arrivals) {
  let seen = arrivals().length;
  const arrived = [];
  const look = (what) => {
    const now = arrivals();
    if (now.length > seen) {
      arrived.push(`${what}: ${now.slice(seen)}`);
      seen = now.length;
    }
  };
  for (const [place, ways, name] of places) {
    for (const [way, text] of Object.entries(ways)) {
      for (const [site, url] of Object.entries(sites)) {
        // The debugger compiles the text, so that no policy about text is in the way of the attempt.
        const run = new Function(`return (async (address) => { try { await Promise.race([(${text})(address), new Promise((done) => setTimeout(done, 100))]); } catch {} })(${JSON.stringify(`${url}?${encodeURIComponent(`${name} ${way}`)}`)})`);
        await place.evaluate(`(${run})()`);
        look(`${name}, ${way}, ${site}`);
      }
    }
  }
  await new Promise((done) => setTimeout(done, 500));
  look("later");
  return arrived;
}
