// Nothing leaves and nothing stays: no request after start-up, none possible from page or worker,
// nothing stored, nothing in the address, the history, the title or the console.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { suite } from "./lib/suite.mjs";
import { trap } from "./lib/server.mjs";
import { OF_PAGE, OF_WORKER, tryAll } from "./lib/ways.mjs";
import { serverChain } from "./lib/x509.mjs";

const here = suite();
const chain = serverChain("secret-host.example.com");
let outside;
before(async () => { outside = await trap(); });
after(() => outside.close());

/** Everything a person does, once. */
async function useIt(app) {
  await app.answering(() => app.paste(chain.pem));
  await app.answering(() => app.drop([{ name: "secret-file.pem", text: chain.leaf.pem }, { name: "i.der", base64: chain.intermediate.der.toString("base64") }]));
  await app.answering(() => app.openFiles([{ name: "root.pem", bytes: chain.root.pem }]));
  await app.answering(() => app.page.locator("textarea#input").fill(serverChain("typed-host.example.com").pem));
  await app.answering(() => app.page.locator("#host").fill("asked-host.example.com"));
  await app.answering(() => app.page.locator("#purpose-client").check());
  await app.answering(() => app.page.locator("#trust-public").check());
  await app.page.locator("#theme").click();
  const findings = app.page.locator("#findings .finding > summary");
  for (let at = 0; at < Math.min(3, await findings.count()); at += 1) {
    await findings.nth(at).click();
  }
  await app.page.locator("#chain [data-card]").first().click();
  await app.sample("server-chain");
}

test("no request after start-up, while everything is used", async (t) => {
  const app = await here.open(t);
  const cdp = await app.context.newCDPSession(app.page);
  const sent = [];
  await cdp.send("Network.enable");
  cdp.on("Network.requestWillBeSent", (event) => sent.push(event.request.url));
  const before = { hits: here.server.hits.length, requests: app.requests.length };
  await useIt(app);
  await app.page.locator("#clear").click();
  await app.page.waitForTimeout(500);
  const local = (url) => url.startsWith("blob:") || url.startsWith("data:");
  assert.deepEqual(here.server.hits.slice(before.hits), []);
  assert.deepEqual(app.requests.slice(before.requests).filter((url) => !local(url)), []);
  assert.deepEqual(sent.filter((url) => !local(url)), []);
  assert.deepEqual(await app.page.evaluate(() => globalThis.refused), [], "it does not even try");
});

/** Ways out that a page has. Each returns "refused" or says what happened. */
const FROM_PAGE = {
  "fetch of the own site": ({ origin }) => fetch(`${origin}/pemlens/leak`).then(() => "sent", () => "refused"),
  "fetch of another": ({ other }) => fetch(`http://${other}/leak`, { mode: "no-cors" }).then(() => "sent", () => "refused"),
  "fetch that outlives the page": ({ other }) => fetch(`http://${other}/leak`, { method: "POST", body: "x", keepalive: true, mode: "no-cors" }).then(() => "sent", () => "refused"),
  XMLHttpRequest: ({ origin }) => new Promise((done) => {
    const request = new XMLHttpRequest();
    request.onload = () => done("sent");
    request.onerror = () => done("refused");
    request.open("GET", `${origin}/pemlens/leak`);
    request.send();
  }),
  WebSocket: ({ other }) => new Promise((done) => {
    try {
      const socket = new WebSocket(`ws://${other}/leak`);
      socket.onopen = () => done("sent");
      socket.onerror = () => done("refused");
    } catch {
      done("refused");
    }
  }),
  EventSource: ({ origin }) => new Promise((done) => {
    const source = new EventSource(`${origin}/pemlens/leak`);
    source.onopen = () => done("sent");
    source.onerror = () => { source.close(); done("refused"); };
  }),
  "an image": ({ other }) => new Promise((done) => {
    const image = new Image();
    image.onload = () => done("sent");
    image.onerror = () => done("refused");
    image.src = `http://${other}/leak.png`;
  }),
  "a beacon": async ({ other }) => {
    navigator.sendBeacon(`http://${other}/leak`, "x");
    return "refused";
  },
  "a form": async ({ other }) => {
    const form = document.createElement("form");
    form.action = `http://${other}/leak`;
    form.method = "post";
    document.body.append(form);
    form.submit();
    await new Promise((done) => setTimeout(done, 300));
    form.remove();
    return "refused";
  },
  "a script": ({ other }) => new Promise((done) => {
    const script = document.createElement("script");
    script.onload = () => done("sent");
    script.onerror = () => done("refused");
    try {
      script.src = `http://${other}/leak.js`;
      document.head.append(script);
    } catch {
      done("refused");
    }
  }),
  "a script of the own site": ({ origin }) => new Promise((done) => {
    const script = document.createElement("script");
    script.onload = () => done("sent");
    script.onerror = () => done("refused");
    try {
      script.src = `${origin}/pemlens/leak.js`;
      document.head.append(script);
    } catch {
      done("refused");
    }
  }),
  "an inline script": async () => {
    try {
      const script = document.createElement("script");
      script.textContent = "globalThis.inlineRan = true";
      document.head.append(script);
    } catch {
      // Text is no script here.
    }
    return globalThis.inlineRan ? "ran" : "refused";
  },
  // Later, out of the debugger's hands: what it calls itself may use eval.
  "eval": () => new Promise((done) => setTimeout(() => {
    try {
      done((0, eval)("'ran'"));
    } catch {
      done("refused");
    }
  })),
  "an event attribute": async () => {
    const button = document.createElement("button");
    try {
      button.setAttribute("onclick", "globalThis.attributeRan = true");
    } catch {
      // Text is no script here.
    }
    button.click();
    return globalThis.attributeRan ? "ran" : "refused";
  },
  "an imported module": ({ origin }) => import(`${origin}/pemlens/leak.js`).then(() => "sent", () => "refused"),
  "a frame": async ({ other }) => {
    const frame = document.createElement("iframe");
    frame.src = `http://${other}/leak`;
    document.body.append(frame);
    await new Promise((done) => setTimeout(done, 300));
    frame.remove();
    return "refused";
  },
  "a style sheet of another site": ({ other }) => new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.onload = () => done("sent");
    link.onerror = () => done("refused");
    link.href = `http://${other}/leak.css`;
    document.head.append(link);
  }),
  "a picture in a style": async ({ other }) => {
    document.body.style.backgroundImage = `url(http://${other}/leak.png)`;
    await new Promise((done) => setTimeout(done, 300));
    document.body.style.backgroundImage = "";
    return "refused";
  },
  "a font": async ({ other }) => {
    const font = new FontFace("leak", `url(http://${other}/leak.woff)`);
    return font.load().then(() => "sent", () => "refused");
  },
  "a video": async ({ other }) => {
    const video = document.createElement("video");
    video.src = `http://${other}/leak.webm`;
    document.body.append(video);
    await new Promise((done) => setTimeout(done, 300));
    video.remove();
    return "refused";
  },
  "a preload": async ({ other }) => {
    for (const rel of ["preload", "prefetch", "modulepreload"]) {
      const link = document.createElement("link");
      link.rel = rel;
      link.as = rel === "preload" ? "fetch" : "script";
      link.href = `http://${other}/leak-${rel}`;
      document.head.append(link);
    }
    await new Promise((done) => setTimeout(done, 300));
    return "refused";
  },
  "an object": async ({ other }) => {
    const object = document.createElement("object");
    try {
      object.data = `http://${other}/leak`;
    } catch {
      return "refused"; // Text is no address of a plug-in here.
    }
    document.body.append(object);
    await new Promise((done) => setTimeout(done, 300));
    object.remove();
    return "refused";
  },
  // No policy covers it in today's browsers, so boot.js takes the interface away.
  WebRTC: async () => (typeof RTCPeerConnection === "undefined" && typeof webkitRTCPeerConnection === "undefined" ? "refused" : "there"),
  "a worker from the site": ({ origin }) => new Promise((done) => {
    try {
      const worker = new Worker(`${origin}/pemlens/leak.js`);
      worker.onerror = () => done("refused");
      setTimeout(() => done("refused"), 500);
    } catch {
      done("refused");
    }
  }),
};

for (const [way, attempt] of Object.entries(FROM_PAGE)) {
  test(`the page cannot get out by ${way}`, async (t) => {
    const app = await here.open(t);
    const before = { hits: here.server.hits.length, knocks: outside.knocks.length };
    const result = await app.page.evaluate(attempt, { origin: here.server.origin, other: outside.host });
    assert.equal(result, "refused");
    await app.page.waitForTimeout(150);
    assert.deepEqual(here.server.hits.slice(before.hits), []);
    assert.deepEqual(outside.knocks.slice(before.knocks), []);
  });
}

/** Ways out that a worker has. */
const FROM_WORKER = {
  "fetch of the own site": ({ origin }) => fetch(`${origin}/pemlens/leak`).then(() => "sent", () => "refused"),
  "fetch of another": ({ other }) => fetch(`http://${other}/leak`, { mode: "no-cors" }).then(() => "sent", () => "refused"),
  XMLHttpRequest: ({ origin }) => new Promise((done) => {
    const request = new XMLHttpRequest();
    request.onload = () => done("sent");
    request.onerror = () => done("refused");
    request.open("GET", `${origin}/pemlens/leak`);
    request.send();
  }),
  WebSocket: FROM_PAGE.WebSocket,
  EventSource: FROM_PAGE.EventSource,
  importScripts: async ({ origin }) => {
    try {
      importScripts(`${origin}/pemlens/leak.js`);
      return "sent";
    } catch {
      return "refused";
    }
  },
  "an imported module": ({ other }) => import(`http://${other}/leak.js`).then(() => "sent", () => "refused"),
  "a worker of its own": async ({ origin }) => {
    const text = `fetch("${origin}/pemlens/leak").then(() => postMessage("sent"), () => postMessage("refused"))`;
    return new Promise((done) => {
      try {
        const worker = new Worker(URL.createObjectURL(new Blob([text])));
        worker.onmessage = (event) => done(event.data);
        worker.onerror = () => done("refused");
      } catch {
        done("refused");
      }
    });
  },
};

for (const [way, attempt] of Object.entries(FROM_WORKER)) {
  test(`the worker cannot get out by ${way}`, async (t) => {
    const app = await here.open(t);
    const before = { hits: here.server.hits.length, knocks: outside.knocks.length };
    const worker = await app.worker();
    assert.ok(worker.url().startsWith("blob:"), worker.url());
    const result = await worker.evaluate(attempt, { origin: here.server.origin, other: outside.host });
    assert.equal(result, "refused");
    await app.page.waitForTimeout(150);
    assert.deepEqual(here.server.hits.slice(before.hits), []);
    assert.deepEqual(outside.knocks.slice(before.knocks), []);
  });
}

test(`no request arrives, whichever of ${2 * (Object.keys(OF_PAGE).length + Object.keys(OF_WORKER).length)} ways is tried`, async (t) => {
  const app = await here.open(t);
  // The full engine's worker takes the place of the first.
  const worker = await app.worker();
  const sites = { "the own site": `${here.server.origin}/pemlens/style.css`, "another site": `http://${outside.host}/leak` };
  const before = here.server.hits.length;
  const places = [[app.page, OF_PAGE, "page"], [worker, OF_WORKER, "worker"]];
  const arrived = await tryAll(places, sites, () => [...here.server.hits.slice(before), ...outside.knocks]);
  assert.deepEqual(arrived, []);
  assert.equal(await app.page.evaluate(() => location.pathname), "/pemlens/", "and the page is still there");
});

test("in another site's frame nothing starts until the person agrees", async (t) => {
  const { serve } = await import("./lib/server.mjs");
  const frame = `<!DOCTYPE html><iframe src="${here.server.origin}/pemlens/" width="900" height="700"></iframe>`;
  const other = await serve({ "/around.html": frame });
  t.after(() => other.close());
  const context = await here.browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(other.origin.replace("127.0.0.1", "localhost") + "/around.html");
  const inside = page.frameLocator("iframe");
  await inside.getByText("Another site shows PemLens").waitFor();
  assert.equal(await inside.locator("textarea#input").count(), 0);
  await inside.getByRole("button", { name: "Use it here" }).click();
  await inside.locator("html[data-engine=ready]").waitFor();
  await inside.locator("textarea#input").fill(chain.pem);
  await inside.locator("#answer [data-verdict], #answer[data-verdict]").first().waitFor();
});

test("a restarted worker is as closed as the first, and fetched nothing", async (t) => {
  const app = await here.open(t);
  const hits = here.server.hits.length;
  const [first] = app.page.workers();
  await app.answering(() => app.paste(chain.pem));
  await app.page.locator("#clear").click();
  await app.page.waitForTimeout(300);
  await app.engine("ready");
  const [second] = app.page.workers();
  assert.notEqual(first, second);
  const result = await second.evaluate(FROM_WORKER["fetch of another"], { other: outside.host });
  assert.equal(result, "refused");
  assert.deepEqual(here.server.hits.slice(hits), []);
});

test("nothing is stored, and nothing shows outside the page", async (t) => {
  const app = await here.open(t);
  const outer = () => app.page.evaluate(() => ({ address: location.href, history: history.length, title: document.title, state: history.state }));
  const before = await outer();
  await useIt(app);
  assert.deepEqual(await outer(), before);
  const stored = await app.page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map((one) => one.name),
    cookies: document.cookie,
    caches: await globalThis.caches?.keys().catch(() => []),
    name: globalThis.name,
    workers: (await navigator.serviceWorker?.getRegistrations())?.length ?? 0,
  }));
  assert.deepEqual(stored.local.filter((key) => key !== "pemlens-theme"), []);
  assert.deepEqual({ ...stored, local: [] }, { local: [], session: [], databases: [], cookies: "", caches: [], name: "", workers: 0 });
  assert.deepEqual(app.console, []);
  assert.deepEqual(app.errors, []);
});
