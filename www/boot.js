// Starts PemLens and then closes the door: the order below is what makes "nothing leaves" true.
//
// 1. index.html's policy allows this origin's files and nothing else.
// 2. Everything that will ever be needed is fetched here, all at once: the page's program, the
//    engine's program (compiled, not yet run), the engine's glue as text, the samples. The full
//    engine, which few sources need, is asked for too, with low priority: its answer must have
//    begun before step 4, and may come in until after it.
// 3. The page is mounted as soon as its own program is there.
// 4. When all has arrived, a second policy goes into the head. Policies add up: from then on the
//    browser refuses every request of this page.
// 5. Only then `pemlensStart` resolves and the page makes the engine's worker from a blob: address.
//    A blob: worker inherits the page's policies as they stand, so it is as closed as the page,
//    and a worker that died is made anew from the same text and module: nothing is fetched again.

/** The second policy: no connections, no images but inline ones, no forms, no scripts from outside. */
const CLOSED =
  "default-src 'none'; script-src blob: 'wasm-unsafe-eval'; worker-src blob:; style-src 'self'; " +
  "img-src data:; form-action 'none'; base-uri 'none'";

/** The file names, written into index.html by the build. */
const files = document.querySelector("script[data-page-js]").dataset;

/** Whether the page has taken over #app. */
let mounted = false;

/** Fetches a file of this site, or says which one is missing. */
async function load(url, priority = "auto") {
  const name = url.replace("./", "");
  let response;
  try {
    response = await fetch(url, { priority });
  } catch (error) {
    throw new Error(`${name} could not be loaded (${error.message}).`);
  }
  if (!response.ok) {
    throw new Error(`${name} could not be loaded (HTTP ${response.status}).`);
  }
  return response;
}

/** Compiles WebAssembly while it arrives, where the server names its type; else afterwards. */
async function compile(url) {
  const response = await load(url);
  const type = response.headers.get("Content-Type") ?? "";
  if (WebAssembly.compileStreaming && type.startsWith("application/wasm")) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}

/**
 * Asks for the full engine. Gives a function that waits for it, compiles it once, and gives its
 * glue and its module; a failure is kept until somebody needs it.
 */
async function fullEngine() {
  const begun = [files.fullJs, files.fullWasm].map((url) => load(url, "low"));
  const parts = Promise.all([
    begun[0].then((response) => response.text()),
    begun[1].then((response) => response.arrayBuffer()),
  ]);
  parts.catch(() => {});
  await Promise.allSettled(begun);
  let engine;
  return () => (engine ??= parts.then(async ([glue, code]) => [glue, await WebAssembly.compile(code)]));
}

/** Loads and starts the page, which mounts itself into #app. */
async function page() {
  const module = compile(files.pageWasm);
  module.catch(() => {}); // Reported by the await below; the glue may fail first.
  let glue;
  try {
    glue = await import(files.pageJs);
  } catch (error) {
    throw new Error(`${files.pageJs.replace("./", "")} could not be loaded (${error.message}).`);
  }
  await glue.default({ module_or_path: await module });
  mounted = true;
}

/**
 * Adds the second policy; the browser keeps it from this moment on. WebRTC is the one way out that
 * no policy covers in today's browsers, so its door is taken away. A frame would bring a new one;
 * the page makes none.
 */
function close() {
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
  const app = document.getElementById("app");
  const alert = document.createElement("div");
  alert.setAttribute("role", "alert");
  const words = [
    `PemLens could not start: ${error.message}`,
    "Reload the page. If that does not help, the site was perhaps just updated: reload once more " +
      "with Ctrl+Shift+R (Cmd+Shift+R on a Mac). Whoever runs this copy should check that all " +
      "files of dist/ are there.",
  ];
  for (const text of words) {
    const line = document.createElement("p");
    line.textContent = text;
    alert.append(line);
  }
  app.replaceChildren(alert);
}

/** Everything, in order. */
async function start() {
  if (typeof WebAssembly !== "object") {
    throw new Error("this browser has no WebAssembly, or it is switched off.");
  }
  const [, engineModule, engineGlue, samples, full] = await Promise.all([
    page(),
    compile(files.engineWasm),
    load(files.engineJs).then((response) => response.text()),
    load(files.samples).then((response) => response.json()),
    fullEngine(),
  ]);
  close();
  return { engineModule, engineGlue, samples, full };
}

/** What the page waits for before it makes the worker. */
globalThis.pemlensStart = start();
globalThis.pemlensStart.catch(failed);
