// The page and the two viewers it is measured against, each used as a person would: Ctrl+V, the
// button pressed where there is one, and the clock stopped at the first frame that shows it.

import { MODULES, DIST } from "./server.mjs";

const PECULIAR = `<!doctype html><html lang="en"><meta charset="utf-8"><title>peculiar</title>
<link rel="stylesheet" href="/modules/@peculiar/certificates-viewer/dist/peculiar/peculiar.css">
<script type="module" src="/modules/@peculiar/certificates-viewer/dist/peculiar/peculiar.esm.js"></script>
<peculiar-certificate-decoder></peculiar-certificate-decoder></html>`;

// The package has the classes of asn1js.eu, but not its page: this is that page's way of working
// (tree and hex dump of what the box holds), without its search for definitions.
const ASN1JS = `<!doctype html><html lang="en"><meta charset="utf-8"><title>asn1js</title>
<textarea id="area" rows="8" cols="80"></textarea><button id="decode">decode</button>
<div id="dump" style="float:right;font-family:monospace;white-space:pre"></div><div id="tree"></div>
<script type="module">
import { ASN1DOM } from "/modules/@lapo/asn1js/dom.js";
import { Base64 } from "/modules/@lapo/asn1js/base64.js";
document.getElementById("decode").onclick = () => {
  const asn1 = ASN1DOM.decode(Base64.unarmor(document.getElementById("area").value));
  const list = document.createElement("ul");
  list.append(asn1.toDOM());
  document.getElementById("tree").replaceChildren(list);
  document.getElementById("dump").replaceChildren(asn1.toHexDOM());
};
globalThis.ready = true;
</script></html>`;

/** What the bench's server serves. */
export const MOUNTS = {
  "/pemlens/": DIST,
  "/modules/": MODULES,
  // Imported by dom.js, but not in the package: its context menu.
  "/modules/@lapo/asn1js/context.js": "export function bindContextMenu() {}\n",
  "/peculiar.html": PECULIAR,
  "/asn1js.html": ASN1JS,
};

/** In every page: the moment after the next frame was shown. */
export function instruments() {
  globalThis.shown = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(null);
  }));
  /** Starts the clock when a paste comes; `globalThis.measured` is then what `measure` finds. */
  globalThis.pasted = (measure) => {
    globalThis.measured = new Promise((done, fail) => {
      addEventListener("paste", () => {
        measure(performance.now()).then(done, fail);
      }, { capture: true, once: true });
    });
  };
  /** Waits until the paste has entered the focused box. */
  globalThis.entered = () => new Promise((done) => addEventListener("input", done, { capture: true, once: true }));
  // Reading 10 MB from the clipboard takes the browser 60 ms and more, in whatever page: that part
  // of a task is the browser's, and is told apart.
  globalThis.clipboardTime = 0;
  const { getData } = DataTransfer.prototype;
  DataTransfer.prototype.getData = function (...format) {
    const begun = performance.now();
    const data = getData.apply(this, format);
    globalThis.clipboardTime += performance.now() - begun;
    return data;
  };
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      globalThis.longTasks.push({ start: entry.startTime, duration: entry.duration });
    }
  }).observe({ type: "longtask", buffered: true });
  /** Waits, by watching each frame, until `look` is true. */
  globalThis.until = (look) => new Promise((done) => {
    const frame = () => (look() ? done() : requestAnimationFrame(frame));
    frame();
  });
}

/**
 * Each viewer: where it is, when it is ready, how it is made to expect a paste and measure it (the
 * paste itself is a real Ctrl+V), and how it is emptied.
 */
export const VIEWERS = {
  pemlens: {
    address: "/pemlens/",
    // As it stays from the first seconds on: with the full engine at work.
    ready: () => globalThis.until(() => {
      const { engine, full } = document.documentElement.dataset;
      return engine === "ready" && full !== undefined;
    }),
    expect: () => globalThis.pasted(async (start) => {
      globalThis.clipboardTime = 0;
      const answer = document.getElementById("answer");
      const before = answer.dataset.run;
      const changed = new Promise((done) => {
        const watcher = new MutationObserver(() => {
          const now = document.getElementById("answer");
          if (now.dataset.run !== before && now.dataset.run !== undefined) {
            watcher.disconnect();
            done();
          }
        });
        watcher.observe(document.body, { attributes: true, childList: true, subtree: true, attributeFilter: ["data-run"] });
      });
      await changed;
      const end = await globalThis.shown();
      await globalThis.until(() => document.querySelector("#sheet [data-field]"));
      const whole = await globalThis.shown();
      // The observer tells of a long task a little after it.
      await new Promise((done) => setTimeout(done, 300));
      const own = globalThis.longTasks.filter((task) => task.start >= start - 5).map((task) => {
        const pasting = task.start <= start && start <= task.start + task.duration;
        return task.duration - (pasting ? globalThis.clipboardTime : 0);
      });
      return { time: end - start, whole: whole - start, clipboard: globalThis.clipboardTime, longest: Math.max(0, ...own) };
    }),
    clear: async () => {
      document.getElementById("clear").click();
      await new Promise((done) => setTimeout(done, 100));
      await globalThis.until(() => document.documentElement.dataset.engine === "ready" && !document.querySelector("#sources [data-source]"));
    },
  },
  peculiar: {
    address: "/peculiar.html",
    ready: () => globalThis.until(() => document.querySelector("peculiar-certificate-decoder")?.shadowRoot?.querySelector("textarea")),
    focus: () => document.querySelector("peculiar-certificate-decoder").shadowRoot.querySelector("textarea").focus(),
    expect: (count) => globalThis.pasted(async (start) => {
      await globalThis.entered();
      const root = document.querySelector("peculiar-certificate-decoder").shadowRoot;
      [...root.querySelectorAll("button")].find((one) => one.textContent.trim() === "Decode").click();
      await globalThis.until(() => {
        const viewer = root.querySelector("peculiar-certificate-chain-viewer")?.shadowRoot;
        const details = viewer?.querySelector("peculiar-certificate-viewer")?.shadowRoot;
        return viewer?.querySelectorAll("button.tab").length === count && details?.querySelector("table tr td");
      });
      const end = await globalThis.shown();
      return { time: end - start };
    }),
    clear: async () => {
      const root = document.querySelector("peculiar-certificate-decoder").shadowRoot;
      [...root.querySelectorAll("button")].find((one) => one.textContent.trim() === "Clear").click();
      await globalThis.until(() => !root.querySelector("peculiar-certificate-chain-viewer"));
    },
  },
  asn1js: {
    address: "/asn1js.html",
    ready: () => globalThis.until(() => globalThis.ready),
    // It reads the first certificate of a text only: to see them all, each is pasted in turn.
    oneByOne: true,
    focus: () => {
      document.getElementById("area").value = "";
      document.getElementById("area").focus();
    },
    expect: () => globalThis.pasted(async (start) => {
      await globalThis.entered();
      document.getElementById("decode").click();
      return { time: (await globalThis.shown()) - start };
    }),
    clear: async () => {
      document.getElementById("area").value = "";
      document.getElementById("tree").replaceChildren();
      document.getElementById("dump").replaceChildren();
    },
  },
};
