// Finds and sorts in the list of all certificates: fills the element that the page's program leaves for it
// (src/ui/list.rs) with a box to search in and a choice of orders.
//
// Like look.js it comes with the full engine, as text, and asks the engine's worker by itself
// (src/view/list.rs has the shape). What was chosen comes to the page as lines like all others.

/** A pause in typing, in milliseconds. */
const TYPING = 120;

/** The engine's words for the orders, as people read them; and the columns that lead to them. */
const ORDERS = [
  ["Given", "as given", "From"],
  ["Name", "name", "Certificate"],
  ["Kind", "kind", "Kind"],
  ["Issuer", "issuer", "Issued by"],
  ["Key", "key", "Key"],
  ["Ends", "what ends first", "Ends"],
];

const STYLE = `
.list-tools:not(:empty) { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s4); align-items: center; margin: 0 0 var(--s2); font-size: var(--t2); }
.list-tools input { min-width: 12rem; max-width: 24rem; flex: 1 1 16rem; }
.list-tools input, .list-tools select { min-height: 2rem; padding: 0 .5rem; border: 1px solid var(--edge); border-radius: var(--r); background: var(--raised); }
.list-tools label { display: flex; align-items: center; gap: var(--s2); flex: 0 1 auto; }
.list-tools label:first-child { flex: 1 1 18rem; }
.list-tools output { color: var(--soft); font-variant-numeric: tabular-nums; }
html[data-full=""] #certificates .row.head > span { cursor: pointer; }
@media print { .list-tools { display: none !important; } }
`;

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

/** A label with a control in it. */
function labelled(words, control) {
  const label = document.createElement("label");
  label.append(words, control);
  return label;
}

/** What stands in the list's tools, while there are any. */
let tools;

/** The run whose list was asked for last, so that each is asked for once. */
let asked;

/** The number of the answer on the page. */
const run = () => Number(document.getElementById("answer")?.dataset.run ?? 0);

/** Whether anything but the whole list as it was given is wanted. */
const chosen = () => tools.find.value.trim() !== "" || tools.order.value !== "Given";

function ask() {
  asked = run();
  const question = { run: asked, find: tools.find.value, order: tools.order.value };
  globalThis.pemlensWorker.postMessage([{ List: question }]);
}

/** Makes the tools in the empty element that the page left for them. */
function make(home) {
  const find = document.createElement("input");
  Object.assign(find, { type: "search", id: "list-find", spellcheck: false, autocomplete: "off" });
  find.placeholder = "name, issuer, expired, fingerprint …";
  const order = document.createElement("select");
  order.id = "list-order";
  order.append(...ORDERS.map(([word, words]) => new Option(words, word)));
  const count = document.createElement("output");
  count.htmlFor = "list-find list-order";
  tools = { home, find, order, count };
  let timer;
  find.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, TYPING);
  });
  order.addEventListener("change", ask);
  home.append(labelled("Find", find), labelled("Order", order), count);
}

/** Brings the tools in line with the page, which has changed. */
function follow() {
  const home = document.getElementById("list-tools");
  if (!home) {
    return;
  }
  if (home.childElementCount === 0) {
    make(home);
  } else if (run() !== asked && chosen()) {
    ask();
  }
  const found = document.getElementById("lines-scroller")?.getAttribute("aria-rowcount");
  const words = tools.find.value.trim() === "" ? "" : `${Number(found).toLocaleString("en")} found`;
  if (tools.count.textContent !== words) {
    tools.count.textContent = words;
  }
}

// A column leads to its order.
document.addEventListener("click", ({ target }) => {
  const column = target.closest?.("#certificates .row.head > span");
  const order = column && ORDERS.find((it) => it[2] === column.textContent);
  if (order && tools) {
    tools.order.value = order[0];
    ask();
  }
});

const what = { childList: true, subtree: true, attributeFilter: ["data-run", "aria-rowcount"] };
new MutationObserver(follow).observe(document.getElementById("app"), what);
follow();
