// <pem-lens>: the answer about a certificate, in anyone's page.
//
//   <pem-lens src="/certs/www.pem" as="server" host="www.example.com"></pem-lens>
//   <pem-lens as="client">-----BEGIN CERTIFICATE----- …</pem-lens>
//
// Its drawing is its own (a shadow root) and follows the page's `color-scheme` and fonts. It writes text
// only, never markup, so that nothing in a certificate becomes part of the page.

import { examine, openWorker } from "./index.js";
import { failure } from "./sources.js";

const STYLE = `
:host { display: block; color-scheme: inherit; color: CanvasText; background: Canvas; border: 1px solid color-mix(in srgb, CanvasText 25%, Canvas); border-radius: 8px; padding: 12px 16px; line-height: 1.45; overflow-wrap: anywhere; }
:host([hidden]) { display: none; }
p, ol, ul { margin: 0; }
ol, ul { padding-inline-start: 1.4em; }
.sentence { font-weight: 600; }
.mark { display: inline-block; min-inline-size: 1.4em; }
.good .mark { color: light-dark(#0a6b2d, #6fd08c); }
.wary .mark { color: light-dark(#7a4b00, #f0b95c); }
.bad .mark { color: light-dark(#a8101c, #ff8e8e); }
.more, .quiet { color: color-mix(in srgb, CanvasText 72%, Canvas); }
.more, details, .chain { margin-block-start: 8px; }
.chain, .findings { list-style: none; padding: 0; }
.chain li + li::before { content: "↑ " / ""; }
summary { cursor: pointer; }
summary:focus-visible { outline: 2px solid Highlight; outline-offset: 2px; border-radius: 4px; }
code { display: block; white-space: pre-wrap; font: 0.9em/1.4 ui-monospace, monospace; background: color-mix(in srgb, CanvasText 7%, Canvas); padding: 4px 8px; border-radius: 4px; }
@media print { details::details-content { content-visibility: visible; } }
`;

const SIGNS = {
  works: ["good", "✓"], limited: ["wary", "!"], refused: ["bad", "✗"], unclear: ["wary", "?"], nothing: ["wary", "?"],
  error: ["bad", "✗"], warning: ["wary", "!"], notice: ["", "·"],
};

/** An element with what is in it. */
function make(name, attributes, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...inside);
  return element;
}

const day = (time) => (time === null ? "?" : time.slice(0, 10));

/** One engine for all elements of the page: in a worker, or in this thread where there can be none. */
let engine;
async function ask(sources, question) {
  engine ??= openWorker();
  const result = await (await engine).examine(sources, question);
  return !result.ok && result.error.code === "not-loaded" ? examine(sources, question) : result;
}

/** The text at an address of this origin. */
async function fetched(src) {
  const address = new URL(src, document.baseURI);
  if (address.origin !== location.origin) {
    return failure("sources", "src has to be an address of this site.");
  }
  const response = await fetch(address, { mode: "same-origin", credentials: "same-origin" });
  if (!response.ok) {
    return failure("sources", `${src} could not be loaded: status ${response.status}.`);
  }
  const name = decodeURIComponent(address.pathname.split("/").pop() ?? "");
  return { ok: true, value: { name, content: new Uint8Array(await response.arrayBuffer()) } };
}

/** Where there is no page, as when it is drawn on a server, importing this does nothing. */
const Base = globalThis.HTMLElement ?? class {};

export class PemLensElement extends Base {
  static observedAttributes = ["src", "as", "host", "trust", "at"];

  /** Counts questions: an answer to an older one is not drawn. */
  #asked = 0;
  #due = false;
  #root = this.attachShadow({ mode: "open" });
  #answer = make("div", { role: "status" });
  #details = make("div", {});
  #inside = new MutationObserver(() => this.#soon());

  /** The result of the newest question, as of `examine`; null before it. */
  result = null;

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#answer, this.#details);
  }

  connectedCallback() {
    this.#inside.observe(this, { childList: true, characterData: true, subtree: true });
    this.#soon();
  }

  disconnectedCallback() {
    this.#inside.disconnect();
  }

  attributeChangedCallback() {
    this.#soon();
  }

  /** Asks once for all that changes together. */
  #soon() {
    if (!this.#due && this.isConnected) {
      this.#due = true;
      queueMicrotask(() => {
        this.#due = false;
        void this.#read();
      });
    }
  }

  async #read() {
    this.#asked += 1;
    const run = this.#asked;
    if (this.result === null) {
      this.#answer.replaceChildren(make("p", { class: "quiet" }, "Reading…"));
    }
    const result = await this.#examined().catch((problem) => failure("sources", `${problem.message}`));
    if (run !== this.#asked) {
      return;
    }
    this.result = result;
    this.#draw(result);
    this.dispatchEvent(new CustomEvent("pemlens", { detail: result }));
  }

  async #examined() {
    const src = this.getAttribute("src");
    const given = src === null ? { ok: true, value: this.textContent } : await fetched(src);
    if (!given.ok) {
      return given;
    }
    const question = {};
    for (const name of ["as", "host", "trust", "at"]) {
      const value = this.getAttribute(name);
      if (value !== null && value !== "") {
        question[name] = value;
      }
    }
    return ask(given.value, question);
  }

  #draw(result) {
    if (!result.ok) {
      this.#answer.replaceChildren(
        make("p", { class: "sentence wary" }, make("span", { class: "mark", "aria-hidden": "true" }, "?"), result.error.message),
      );
      this.#details.replaceChildren();
      return;
    }
    const { answer, objects, findings } = result.value;
    const [tone, sign] = SIGNS[answer.verdict] ?? ["", ""];
    this.#answer.replaceChildren(
      make("p", { class: `sentence ${tone}` }, make("span", { class: "mark", "aria-hidden": "true" }, sign), answer.sentence),
      ...(answer.more === "" ? [] : [make("p", { class: "more" }, answer.more)]),
    );
    const steps = answer.path.map((step) => {
      if (!("object" in step)) {
        return make("li", {}, `${step.subject ?? "A root"} `, make("span", { class: "quiet" }, "(in Mozilla's store)"));
      }
      const { subject, kind, not_before, not_after } = objects[step.object];
      const words = `${kind}, ${day(not_before)} to ${day(not_after)}`;
      return make("li", {}, `${subject === "" ? "(no subject)" : subject} `, make("span", { class: "quiet" }, words));
    });
    const found = findings.map((finding) => {
      const [tone, sign] = SIGNS[finding.severity] ?? ["", ""];
      const fixes = finding.fixes.map(({ who, step, command }) => make(
        "li", {}, `${who}: ${step}`, ...(command === "" ? [] : [make("code", {}, command)]),
      ));
      return make("li", { class: tone }, make(
        "details", {},
        make("summary", {}, make("span", { class: "mark", "aria-hidden": "true" }, sign), `${finding.severity}: ${finding.title}`),
        make("p", {}, finding.detail),
        ...(fixes.length === 0 ? [] : [make("ol", {}, ...fixes)]),
      ));
    });
    this.#details.replaceChildren(
      ...(steps.length === 0 ? [] : [make("ol", { class: "chain", "aria-label": "Certification path" }, ...steps)]),
      ...(found.length === 0 ? [] : [make("ul", { class: "findings", "aria-label": "Findings" }, ...found)]),
    );
  }
}

if (globalThis.customElements?.get("pem-lens") === undefined) {
  globalThis.customElements?.define("pem-lens", PemLensElement);
}
