// The page without a network: starts the service worker (sw.js), offers a newer version when there is
// one, and makes the page one that can be installed, and that opens files of its kinds. Loaded last, just
// before boot.js closes the door; nothing waits for it that a person waits for.

/** What an installed PemLens opens. */
const KINDS = {
  "application/x-pem-file": [".pem", ".crt", ".cer", ".key", ".csr", ".crl"],
  "application/pkix-cert": [".der"],
  "application/x-pkcs12": [".p12", ".pfx"],
  "application/x-pkcs7-certificates": [".p7b"],
  "application/x-java-keystore": [".jks"],
};

const { serviceWorker } = navigator;

/** Says that there is a newer version. It is never put in the place of the one that somebody works with. */
function offer(waiting) {
  if (document.getElementById("newer")) {
    return;
  }
  const make = (kind, set) => Object.assign(document.createElement(kind), set);
  const box = make("div", { id: "newer", className: "page offer", role: "status" });
  const line = make("p", { className: "working buttons" });
  const button = make("button", { className: "button", type: "button", textContent: "Use it now" });
  document.getElementById("app").before(box);
  line.append("A newer PemLens is here. It is used when all windows of this one are closed. ", button);
  button.addEventListener("click", () => {
    // Where something was given, the browser asks before it is lost (boot.js).
    serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage("take over");
  });
  // A moment later than its box, so that it is read out.
  setTimeout(() => box.append(line), 100);
}

/** Looks out for a version that waits for this one's end. */
function lookOut(registration) {
  const look = () => registration.waiting && serviceWorker.controller && offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
  look();
}

/** The manifest, inside the page: after the door is closed the browser may not fetch one. */
function manifest() {
  const here = new URL("./", location.href).href;
  const icon = document.querySelector("link[rel=icon]").href;
  const text = JSON.stringify({
    id: here,
    start_url: here,
    scope: here,
    name: "PemLens",
    description: document.querySelector("meta[name=description]").content,
    display: "standalone",
    background_color: "#fafbfc",
    theme_color: "#fafbfc",
    icons: [{ src: icon, sizes: "any", type: "image/svg+xml" }],
    file_handlers: [{ action: here, accept: KINDS }],
  });
  const link = document.createElement("link");
  link.rel = "manifest";
  link.href = `data:application/manifest+json,${encodeURIComponent(text)}`;
  document.head.append(link);
}

/** Files that the system hands to the installed page come in as if they were dropped on it. */
function takeFiles() {
  globalThis.launchQueue?.setConsumer(async ({ files }) => {
    const dataTransfer = new DataTransfer();
    for (const handle of files) {
      dataTransfer.items.add(await handle.getFile());
    }
    if (files.length > 0) {
      document.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    }
  });
}

// In another site's frame there is nothing to install. Not every browser and address has a service worker.
if (serviceWorker && self === top) {
  serviceWorker.register("./sw.js", { updateViaCache: "none" }).then(lookOut).catch(() => {});
  manifest();
  takeFiles();
}

// Whatever else runs in the page gets no hold of it; nor of what could be asked of a browser through it
// that no policy covers.
delete Navigator.prototype.serviceWorker;
for (const name of ["backgroundFetch", "index", "navigationPreload", "periodicSync", "pushManager", "sync"]) {
  delete globalThis.ServiceWorkerRegistration?.prototype[name];
}
