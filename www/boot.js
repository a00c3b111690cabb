// Starts PemLens and then closes the door: the order below is what makes "nothing leaves" true, and a
// slow line short.
//
// 1. index.html's policy allows this origin's files and nothing else.
// 2. index.html holds the page as it is drawn first. What is given to it is kept here, and given again
//    to the page's program as soon as that is there.
// 3. Files come one after the other, so that none waits for one that is needed later: the page's
//    program, then the small engine's (compiled, not yet run), then the full engine's. Each is asked
//    for when the one before it is nearly there, so that the line is never idle. In `pemlens.html` all
//    files are in that one file, and inside.js hands them over.
// 4. The page is mounted as soon as its own program is there.
// 5. When the small engine has arrived, and the full one's answers have begun and offline.js has run (or
//    take too long), a second policy goes into the head. Policies add up: from then on the browser refuses
//    every request of this page. What was asked for before may still come in.
// 6. Only then `pemlensStart` resolves and the page makes the engine's worker from a blob: address.
//    A blob: worker inherits the page's policies as they stand, so it is as closed as the page,
//    and a worker that died is made anew from the same text and module: nothing is fetched again.

/**
 * The second policy: no connections, no images and manifest but inline ones, no styles, forms or scripts
 * from outside; and text becomes a script's address only by `toBlob` below, never markup or a script.
 */
const CLOSED =
  "default-src 'none'; script-src blob: 'wasm-unsafe-eval'; worker-src blob:; img-src data:; manifest-src data:; " +
  "form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types default";

/** The one address that a script may have once the door is closed: the engine's worker. (`origin` is what
 * such addresses begin with, from a file too.) */
const toBlob = (address) => (address.startsWith(`blob:${origin}/`) ? address : null);

/** The only markup that the page may set: plain elements, as in its own fixed texts, with no address. */
const PLAIN = /^(?:[^<&]|&\w+;|<\/?(?:b|code|details|div|h[234]|li|ol|p|span|summary|ul)(?: (?:class|id|aria-hidden)="[\w -]*")*>)*$/;
const toPlain = (html) => (PLAIN.test(html) ? html : null);

/** A file of which nothing comes for so many milliseconds does not come at all. */
const SILENCE = 30_000;
/** The door waits so many milliseconds for the full engine's first bytes and for offline.js when all else is
 * there. */
const PATIENCE = 2_000;
/** At 1.6 Mbit/s, 30 KB arrive while a question travels to the server and back. So much of a program
 * is here when the next is asked for: 30 KB are left of the page's, and of the engine's. */
const NEARLY = { page: 0.65, engine: 0.88 };

/** The file names, written into index.html by the build. */
const files = document.querySelector("script[data-page-js]").dataset;

/**
 * The name of a stranger's file, with every character that could deceive written out: what
 * `src/view/visible.rs` does for everything else.
 */
globalThis.pemlensVisible = (name) => name.replace(
  /[\p{C}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\u{1d159}\u{e0100}-\u{e01ef}]|(?! )\p{Zs}/gu,
  (sign) => `⟨U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
);

/** Says something to screen readers without moving anything. */
const announce = (words) => {
  document.getElementById("said").textContent = words;
};

/** Copies text, and says so on the button that was pressed, where there is one. */
globalThis.pemlensCopy = async (text, button) => {
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Where the page is served without TLS there is no clipboard, only this command.
    const area = document.createElement("textarea");
    const focused = document.activeElement;
    area.value = text;
    area.className = "sr-only";
    document.body.append(area);
    area.select();
    done = document.execCommand("copy");
    area.remove();
    focused?.focus();
  }
  announce(done ? "Copied" : "Could not copy");
  button?.setAttribute("data-copied", done ? "copied" : "failed");
  setTimeout(() => {
    button?.removeAttribute("data-copied");
    announce("");
  }, 1500);
};

/**
 * Offers text or bytes as a file to save. The bytes are wiped: a private key may be in them. A picture
 * comes as the drawing that it is made of.
 */
globalThis.pemlensSave = async (name, content) => {
  const blob = name.endsWith(".png") ? await pemlensPicture(content) : new Blob([content]);
  content.fill?.(0);
  const href = URL.createObjectURL(blob);
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
};

/** The page's address with a question behind it. */
globalThis.pemlensLink = (question, host) => location.href.split("#")[0] + question + encodeURIComponent(host);

/** A host or an address as typed, as the host that the wire has (UTS 46): nothing where it is none. */
globalThis.pemlensHost = (typed) => {
  try {
    return new URL(typed.includes("://") ? typed : `https://${typed.trim()}`).hostname || undefined;
  } catch {
    return undefined;
  }
};

/** Whether two contents, texts or bytes, are the same. */
globalThis.pemlensSame = (one, other) => {
  if (!one.fill || one.length !== other.length) {
    return one === other;
  }
  let at = one.length; // A function for each byte would take a frame for every few megabytes.
  while (at > 0 && one[at - 1] === other[at - 1]) {
    at -= 1;
  }
  return at === 0;
};

/**
 * What is remembered between visits under a name, where that is allowed; with a value, remembers it (empty:
 * forgets it).
 */
globalThis.pemlensKept = (name, value) => {
  try {
    if (value === undefined) {
      return localStorage.getItem(name);
    }
    if (value === "") {
      localStorage.removeItem(name);
    } else {
      localStorage.setItem(name, value);
    }
  } catch {
    // Then for this visit only.
  }
};

/** The colours: as the system has them, or as chosen. */
const THEME = "pemlens-theme";
const html = document.documentElement;
html.dataset.theme = pemlensKept(THEME) ?? "auto";
document.addEventListener("click", (event) => {
  if (event.target?.id === "theme") {
    html.dataset.theme = { auto: "light", light: "dark" }[html.dataset.theme] ?? "auto";
    pemlensKept(THEME, html.dataset.theme);
  }
});

/** Stand in the first page and in no other; the page's program draws them again after Clear. */
globalThis.pemlensFirstWords = document.querySelector(".lead").outerHTML + document.querySelector(".privacy").outerHTML;

/** Whether the page has taken over #app. */
let mounted = false;

/** What was given before the page's program was there: functions that give it again, in order. */
const early = [];

/** Listens until the page does it itself. */
function takeEarly() {
  const end = new AbortController();
  const on = (name, listener) => document.addEventListener(name, listener, { signal: end.signal });
  const box = (id) => document.getElementById(id);
  let boxes = [];
  const given = [];

  /** Keeps what an event brings: its own list of files is emptied when it is over. */
  const keep = (transfer, again) => {
    const kept = new DataTransfer();
    const text = transfer.getData("text/plain");
    if (text !== "") {
      kept.setData("text/plain", text);
    }
    for (const file of transfer.files) {
      kept.items.add(file);
    }
    early.push(() => document.dispatchEvent(again(kept)));
    const names = [...transfer.files].map((file) => file.name);
    if (names.length > 0 || text.trim() !== "") {
      given.push(...(names.length > 0 ? names : ["Pasted text"]));
      showWaiting();
    }
  };
  const dropped = (dataTransfer) =>
    new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
  // Firefox takes no contents for such an event.
  const pasted = (value) =>
    Object.defineProperty(new ClipboardEvent("paste", { bubbles: true, cancelable: true }), "clipboardData", { value });

  /** The text boxes and the files' button of the page as it stands. */
  const takeOver = () => {
    const before = boxes;
    boxes = ["input", "says"].map(box);
    before.forEach((old, at) => { boxes[at].value = old.value; });
    const chosen = box("files");
    chosen.addEventListener("change", () => {
      const transfer = { getData: () => "", files: chosen.files };
      keep(transfer, dropped);
    }, { signal: end.signal });
  };

  /** The page as it is drawn while something is read. */
  const showWaiting = () => {
    const focused = document.activeElement?.id;
    const waiting = box("waiting").content.cloneNode(true);
    const line = waiting.querySelector("[data-source]");
    line.replaceWith(...given.map((name) => {
      const copy = line.cloneNode(true);
      copy.querySelector("b").textContent = globalThis.pemlensVisible(name);
      return copy;
    }));
    box("app").replaceChildren(waiting);
    takeOver();
    box(focused)?.focus({ preventScroll: true });
  };

  on("paste", (event) => {
    if (event.target?.id !== "says" && event.target?.id !== "host") {
      event.preventDefault();
      keep(event.clipboardData, pasted);
    }
  });
  on("dragover", (event) => event.preventDefault());
  on("drop", (event) => {
    event.preventDefault();
    keep(event.dataTransfer, dropped);
  });
  on("click", (event) => {
    const { id, dataset } = event.target?.closest?.("button") ?? {};
    const name = dataset?.sample ? `[data-sample="${dataset.sample}"]` : id && `#${id}`;
    if (name && id !== "theme") {
      // A task later: the list of samples is drawn when the page's program has done what it is doing.
      early.push(() => setTimeout(() => document.querySelector(name)?.click()));
    }
  });
  takeOver();
  document.documentElement.dataset.taking = "early";

  const app = box("app");
  let focused;
  let veil;
  const unveil = () => {
    app.hidden = false;
    veil?.remove();
    const now = focused.now();
    if (now) {
      now.focus({ preventScroll: true });
      if (focused.selectionEnd) {
        now.setSelectionRange(focused.selectionStart, focused.selectionEnd);
      }
    }
  };
  return {
    /**
     * Just before the page's program draws over everything. It draws the empty page first: where something
     * was given, the page that says so stays to be seen until it knows.
     */
    ready() {
      const { id, selectionStart, selectionEnd } = document.activeElement ?? {};
      focused = { now: () => id && box(id), selectionStart, selectionEnd };
      if (given.length > 0) {
        veil = app.cloneNode(true);
        veil.inert = true;
        app.after(veil);
        app.hidden = true;
        const known = "[data-source], .note:not(:empty), #alert:not(:empty)";
        const changes = new MutationObserver(() => {
          if (app.querySelector(known)) {
            changes.disconnect();
            unveil();
          }
        });
        changes.observe(app, { childList: true, subtree: true });
      }
    },
    /** When it has drawn, and listens. */
    live() {
      end.abort();
      document.documentElement.dataset.taking = "page";
      for (const old of boxes.filter((it) => it.value !== "")) {
        const now = box(old.id);
        now.value = old.value;
        now.dispatchEvent(new Event("input", { bubbles: true }));
        old.value = ""; // It may have been a key.
      }
      for (const again of early.splice(0)) {
        again();
      }
      if (!veil) {
        unveil();
      }
    },
  };
}

/** A promise, and the function that keeps it. */
function turn() {
  let call;
  const come = new Promise((done) => { call = done; });
  return [come, call];
}

const named = (url) => url.replace("./", "");

/** The SHA-256 that a file has by its name. (In the one file names have none.) */
const sumOf = (url) => /([\w-]{43})\.\w+$/.exec(url)?.[1].replaceAll("-", "+").replaceAll("_", "/");

/**
 * Whether bytes have another sum than this. The browser's own check (`integrity`) hands nothing over before all is here: the
 * line would be idle between files, and the door would wait for the whole full engine.
 */
const differs = async (sum, bytes) => {
  const digest = await crypto.subtle.digest("SHA-256", await new Blob(bytes).arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest))) !== `${sum}=`;
};

const lost = (url, why) => new Error(`${named(url)} could not be loaded (${why}).`);

/**
 * Fetches a file of this site (or takes it out of the one file), or says which one is missing. `nearly` is called when the share
 * `part` of its `size` bytes is here, or all of it.
 */
async function load(url, { priority = "auto", size, part, nearly } = {}) {
  const control = new AbortController();
  let timer;
  const wait = () => {
    clearTimeout(timer);
    const silent = new Error(`nothing came for ${SILENCE / 1000} seconds`);
    timer = setTimeout(() => control.abort(silent), SILENCE);
  };
  wait();
  const sum = sumOf(url);
  // Without TLS there is no `crypto.subtle`: then the browser checks.
  const integrity = sum && !crypto.subtle ? `sha256-${sum}=` : "";
  const came = [];
  let response;
  try {
    response = await (globalThis.pemlensInside ?? fetch)(url, { priority, signal: control.signal, integrity });
  } catch (error) {
    clearTimeout(timer);
    throw lost(url, error.message);
  }
  if (!response.ok) {
    clearTimeout(timer);
    throw lost(url, `HTTP ${response.status}`);
  }
  let here = 0;
  const counted = new TransformStream({
    transform(bytes, to) {
      wait();
      here += bytes.byteLength;
      came.push(bytes);
      if (here >= part * size) {
        nearly?.();
      }
      to.enqueue(bytes);
    },
    async flush() {
      clearTimeout(timer);
      nearly?.();
      if (sum && !integrity && (await differs(sum, came))) {
        // Whoever reads the stream is told of no reason.
        const foreign = lost(url, "it is not the file of that name");
        console.error(foreign.message);
        throw foreign;
      }
    },
  });
  const type = response.headers.get("Content-Type") ?? "";
  return new Response(response.body.pipeThrough(counted), { headers: { "Content-Type": type } });
}

/** Compiles WebAssembly while it arrives, where the server names its type; else afterwards. */
async function compile(url, options) {
  const response = await load(url, options);
  try {
    if (WebAssembly.compileStreaming && response.headers.get("Content-Type").startsWith("application/wasm")) {
      return await WebAssembly.compileStreaming(response);
    }
    return await WebAssembly.compile(await response.arrayBuffer());
  } catch (error) {
    throw error.name === "Error" ? error : lost(url, error.message);
  }
}

/** Runs a script that comes, once its sum is right: a script that is imported by its name is held to none. */
const run = async (coming) => import(URL.createObjectURL(await (await coming).blob()));

/**
 * Asks for the full engine, and for the tools that come with it. Gives a promise for the
 * begin of the answers, and a function that waits for their end, compiles it once, and gives its glue
 * and its module; a failure is kept until somebody needs it. Without the tools all else works.
 */
function fullEngine() {
  const begun = [files.fullJs, files.fullWasm, files.tools].map((url) => load(url, { priority: "low" }));
  const parts = Promise.all([
    begun[0].then((response) => response.text()),
    begun[1].then((response) => response.arrayBuffer()),
  ]);
  parts.catch(() => {});
  run(begun[2]).catch(() => {});
  let engine;
  const whole = () =>
    (engine ??= parts.then(async ([glue, code]) => [glue, await WebAssembly.compile(code)]));
  return [Promise.allSettled(begun), whole];
}

/** Loads and starts the page, which mounts itself into #app. */
async function page(taken, nearly) {
  const module = compile(files.pageWasm, { size: files.pageSize, part: NEARLY.page, nearly });
  module.catch(() => {}); // Reported by the await below; the glue may fail first.
  let glue;
  try {
    glue = await run(load(files.pageJs));
  } catch (error) {
    throw error.name === "Error" ? error : lost(files.pageJs, error.message);
  }
  const code = await module;
  // Their contents come later, with the engine.
  globalThis.pemlensSamples = [...document.querySelectorAll("#app [data-sample]")].map((sample) => {
    const [title, about] = [...sample.children].map((part) => part.textContent);
    return { id: sample.dataset.sample, title, about };
  });
  // A microtask later nothing is drawn yet, and the page's program is done with what it is doing.
  globalThis.pemlensLive = () => queueMicrotask(taken.live);
  taken.ready();
  await glue.default({ module_or_path: code });
  mounted = true;
}

/**
 * Adds the second policy; the browser keeps it from this moment on. WebRTC is the one way out that
 * no policy covers in today's browsers, so its door is taken away. A frame would bring a new one;
 * the page makes none.
 */
function close() {
  globalThis.trustedTypes?.createPolicy("default", { createScriptURL: toBlob, createHTML: toPlain });
  delete globalThis.RTCPeerConnection;
  delete globalThis.webkitRTCPeerConnection;
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = CLOSED;
  document.head.append(policy);
}

/** Says in the page why it did not start, and what to do. */
function failed(error) {
  document.documentElement.dataset.engine = "failed";
  if (mounted) {
    return; // The page is there and says it itself: it waits for pemlensStart.
  }
  const words = [
    `PemLens could not start: ${error.message}`,
    "Reload the page. If that does not help, the site was perhaps just updated: reload once more " +
      "with Ctrl+Shift+R (Cmd+Shift+R on a Mac). Whoever runs this copy should check that all " +
      "files of dist/ are there.",
  ];
  const lines = words.map((text) => {
    const line = document.createElement("p");
    line.textContent = text;
    return line;
  });
  document.getElementById("alert").replaceChildren(...lines);
}

/**
 * In another site's frame nothing starts until the person agrees: what stands around the page could
 * pretend to be part of it, and a policy in the page itself cannot forbid frames.
 */
function agreed() {
  try {
    if (self === top || top.location.origin === location.origin) {
      return Promise.resolve();
    }
  } catch {
    // Another site's window does not tell its address.
  }
  const line = (kind, text) => Object.assign(document.createElement(kind), { textContent: text });
  const [yes, question] = [line("button", "Use it here"), document.createElement("div")];
  const link = Object.assign(line("a", "Open PemLens by itself"), {
    href: location.href, target: "_blank", rel: "noopener noreferrer",
  });
  yes.className = link.className = "button";
  question.className = "page framed";
  question.append(
    line("p", "Another site shows PemLens inside its own page. What stands around it is not PemLens, and " +
      "could ask for your keys in its name."),
    link,
    yes,
  );
  const app = document.getElementById("app");
  const drawn = [...app.childNodes];
  app.replaceChildren(question);
  return new Promise((done) => {
    yes.addEventListener("click", () => {
      app.replaceChildren(...drawn);
      done();
    });
  });
}

/** Everything, in order. */
async function start() {
  if (typeof WebAssembly !== "object") {
    throw new Error("this browser has no WebAssembly, or it is switched off.");
  }
  await agreed();
  const taken = takeEarly();
  const [engineTurn, callEngine] = turn();
  const [fullTurn, callFull] = turn();
  const engine = async () => {
    await engineTurn;
    return Promise.all([
      compile(files.engineWasm, { size: files.engineSize, part: NEARLY.engine, nearly: callFull }),
      load(files.engineJs).then((response) => response.text()),
      load(files.samples).then((response) => response.json()),
    ]);
  };
  const full = fullTurn.then(fullEngine);
  // Not in the one file, nor while the project is worked on.
  const offline = fullTurn.then(() => files.offline && run(load(files.offline))).catch(() => {});
  const [[engineModule, engineGlue, samples]] = await Promise.all([engine(), page(taken, callEngine)]);
  const [begun, whole] = await full;
  await Promise.race([Promise.all([begun, offline]), new Promise((done) => setTimeout(done, PATIENCE))]);
  close();
  return { engineModule, engineGlue, samples, full: whole };
}

/** The question in the address: `#purpose=server&host=www.example.com`. */
globalThis.pemlensQuestion = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

// What was given is nowhere but here.
addEventListener("beforeunload", (event) => {
  if (document.querySelector("[data-own]")) {
    event.preventDefault();
  }
});

/** What the page waits for before it makes the worker. */
globalThis.pemlensStart = start();
globalThis.pemlensStart.catch(failed);
