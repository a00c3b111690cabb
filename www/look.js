// Looks into objects: fills every <details data-look> of the page with the ASN.1 values of what it
// belongs to, as a tree of which only the lines in view are made, beside their bytes in hex.
//
// It comes with the full engine, as text, and runs when that is there (boot.js). The page's program
// knows nothing of it: this script asks the engine's worker by itself, each time with a port for the
// answer (src/view/inside.rs has the shapes), and the page's elements stay as they are.

/** Height of a line in pixels; the style below has the same. */
const LINE = 24;
/** Lines made above and below those in view. */
const SPARE = 6;
/** No browser draws elements that are much higher: beyond, the scroll bar goes in larger steps. */
const HIGHEST = 8_000_000;

const STYLE = `
html[data-full=""] .look { display: block; }
.look { margin-top: var(--s3); }
.look > summary { min-height: 1.8rem; color: var(--accent); list-style: none; }
.look > summary::after { content: " ▸" / ""; color: var(--soft); font-size: .8em; }
.look[open] > summary::after { content: " ▾" / ""; }
.look p { margin: var(--s1) 0; font-size: var(--t2); color: var(--soft); overflow-wrap: anywhere; }
.look .buttons { margin: var(--s2) 0; gap: .2rem var(--s4); }
.look .buttons .text[disabled] { color: var(--soft); cursor: default; text-decoration: none; }
.look select { min-height: 1.8rem; max-width: 100%; border: 1px solid var(--edge); border-radius: var(--r); background: var(--raised); font-size: var(--t2); }
.look-faults li { padding: .1rem 0 .1rem .6rem; margin: var(--s1) 0; border-left: 2px solid var(--bad); font-size: var(--t2); overflow-wrap: anywhere; }
.look-both { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--s2); }
.look-tree, .look-hex { position: relative; max-height: 60vh; overflow: auto; border: 1px solid var(--line); border-radius: var(--r); background: var(--raised); overscroll-behavior: auto; }
.look-tree { height: 26rem; }
.look-lines { position: relative; min-width: 100%; overflow: clip; }
.look-line { position: absolute; left: 0; display: flex; gap: .6em; min-width: 100%; height: 24px; padding-right: 1rem; font: var(--t1)/24px var(--mono); white-space: pre; cursor: pointer; }
.look-line:hover { background: var(--sunk); }
.look-line[aria-selected="true"] { background: var(--tint); box-shadow: inset 2px 0 var(--accent); }
.look-line > .look-at { flex: none; width: 4.6em; color: var(--soft); text-align: right; font-variant-numeric: tabular-nums; }
.look-line > .look-what { flex: none; }
.look-line .turn { display: inline-block; width: 1.4em; color: var(--soft); text-align: center; }
.look-line .tag { color: var(--soft); }
.look-line > .look-says { flex: none; color: var(--accent); }
.look-line > .look-sizes { flex: none; color: var(--soft); }
.look-line.bad .look-what, .look-line.bad > .look-fault { color: var(--bad); }
.look-hex { padding: .3rem .5rem; font: var(--t1)/1.55 var(--mono); max-height: 22rem; }
.look-hex div { display: flex; width: max-content; content-visibility: auto; contain-intrinsic-height: 1.55em; }
.look-hex .look-at { width: 5.2em; flex: none; color: var(--soft); }
.look-hex i { font-style: normal; padding: 0 .25em; cursor: pointer; border-radius: 2px; }
.look-hex i:hover { box-shadow: inset 0 0 0 1px var(--accent); }
.look-hex .head { background: var(--warn-tint); color: var(--warn); font-weight: 600; }
.look-hex .body { background: var(--tint); color: var(--accent); }
.look-hex .gone { color: var(--note); }
.look-way { overflow-wrap: anywhere; }
.field[data-linked] { background: var(--tint); box-shadow: 0 0 0 3px var(--tint); }
html[data-full=""] .field[data-field] > dt { cursor: pointer; }
html[data-full=""] .field[data-field] > dt:hover { color: var(--accent); }
@media (pointer: coarse) { .look-hex { line-height: 1.9; } .look-hex div { contain-intrinsic-height: 1.9em; } }
@media print { .look { display: none !important; } }
@media (forced-colors: active) { .look-line[aria-selected="true"], .look-hex .head, .look-hex .body { forced-color-adjust: none; background: Highlight; color: HighlightText; } .look-line[aria-selected="true"] * { color: inherit; } }
`;

/** An element with a class and text. */
function make(tag, name, text, attributes = {}) {
  const element = document.createElement(tag);
  if (name) {
    element.className = name;
  }
  if (text !== undefined) {
    element.textContent = text;
  }
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  return element;
}

const number = (count) => count.toLocaleString("en");

/** Asks the engine at work. Gives its answer, and the bytes of a file where there is one. */
function ask(question) {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data: [answer, bytes] }) => {
      port1.close();
      done({ ...answer, bytes });
    };
    globalThis.pemlensWorker.postMessage([{ Inside: question }], [port2]);
  });
}

let panels = 0;

/** One object that somebody looks into. */
class Panel {
  constructor(home) {
    this.home = home;
    this.id = `look-${++panels}`;
    this.rows = [];
    this.from = 0;
    this.total = 0;
    this.chosen = null;
    /** Questions go one after the other; of those that wait, the last. */
    this.worker = null;
    this.waiting = null;
    this.build();
    this.send({ act: "open" });
  }

  build() {
    this.note = make("p");
    this.faults = make("ul", "look-faults");
    this.way = make("p", "look-way");
    this.tools = make("div", "buttons");
    const tool = (words, act, on) => {
      const button = make("button", "text", words, { type: "button", "data-act": act });
      button.addEventListener("click", () => on(button));
      this.tools.append(button);
      return button;
    };
    this.field = make("select", "", undefined, { "aria-label": "Show the bytes of a field" });
    // The details of a certificate, or of a request or list.
    this.sheet = this.home.closest(".sheet, .item");
    const fields = [...(this.sheet?.querySelectorAll("[data-field]") ?? [])];
    this.field.append(new Option("Bytes of a field …", ""));
    // Several answers of a response are one field.
    const first = (field, at) => fields.findIndex((it) => it.dataset.field === field.dataset.field) === at;
    for (const field of fields.filter(first)) {
      const label = field.querySelector("dt").firstChild.textContent;
      this.field.append(new Option(label, field.dataset.field));
    }
    this.field.addEventListener("change", () => {
      if (this.field.value !== "") {
        this.send({ act: "field", field: this.field.value });
      }
    });
    if (fields.length > 0) {
      this.tools.append(this.field);
    }
    this.buttons = [
      tool("copy hex", "hex", (button) => this.written("hex", button)),
      tool("with colons", "colons", (button) => this.written("colons", button)),
      tool("copy PEM", "pem", (button) => this.written("pem", button)),
      tool("save DER", "der", (button) => this.written("der", button)),
      tool("show the field", "field", () => this.showField()),
    ];
    this.lines = make("div", "look-lines", undefined, {
      id: this.id, role: "treegrid", tabindex: "0", "aria-label": "ASN.1 values",
    });
    this.tree = make("div", "look-tree");
    this.tree.append(this.lines);
    this.hex = make("div", "look-hex", undefined, {
      role: "group", "aria-label": "Bytes in hex", tabindex: "0",
    });
    const pages = make("div", "buttons");
    this.earlier = make("button", "text", "earlier bytes", { type: "button" });
    this.later = make("button", "text", "later bytes", { type: "button" });
    const turn = (by) => () => this.send({ act: "bytes", at: Math.max(0, this.chosen.hex_from + by) });
    this.earlier.addEventListener("click", turn(-2048));
    this.later.addEventListener("click", turn(2048));
    pages.append(this.earlier, this.later);
    const both = make("div", "look-both");
    both.append(this.tree, this.hex, pages);
    this.home.append(this.note, this.faults, this.tools, this.way, both);
    this.tree.addEventListener("scroll", () => this.scrolled());
    this.lines.addEventListener("click", (event) => this.clicked(event));
    this.lines.addEventListener("keydown", (event) => this.pressed(event));
    this.hex.addEventListener("click", ({ target }) => {
      if (target.dataset.at) {
        this.send({ act: "byte", at: Number(target.dataset.at) });
      }
    });
  }

  /** The first line in view, and how many are. */
  view() {
    const height = this.tree.clientHeight || LINE * 16;
    const many = Math.ceil(height / LINE);
    const whole = this.total * LINE;
    if (whole <= HIGHEST) {
      return { first: Math.floor(this.tree.scrollTop / LINE), many };
    }
    const part = this.tree.scrollTop / (HIGHEST - height);
    return { first: Math.round(part * (this.total - many + 1)), many };
  }

  /** How far down a line stands. */
  top(line) {
    return this.total * LINE <= HIGHEST
      ? line * LINE
      : this.tree.scrollTop + (line - this.view().first) * LINE;
  }

  /** Sends a question with the lines in view; a newer one takes the place of one that waits. */
  send(question) {
    // An engine that ended answers nothing any more.
    if (this.worker === globalThis.pemlensWorker) {
      this.waiting = this.waiting && question.act === "rows" ? this.waiting : question;
      return;
    }
    const worker = (this.worker = globalThis.pemlensWorker);
    const { first, many } = this.view();
    const from = Math.max(0, first - SPARE);
    ask({
      look: this.home.dataset.look, at: 0, field: "", ...question, from, to: first + many + SPARE,
    }).then((answer) => {
      if (this.worker === worker) {
        this.worker = null;
        this.heard(answer, question);
      }
    });
  }

  heard({ View: view, Refused: why }, question) {
    if (!view) {
      this.note.textContent = why;
      return this.next();
    }
    if (question.act === "open") {
      this.note.textContent = `${view.title}: ${number(view.size)} bytes. ${view.note}`;
      this.faults.replaceChildren(...view.faults.map(({ at, text }) => {
        const line = make("li");
        const button = make("button", "text", `Byte ${number(at)}`, { type: "button" });
        button.addEventListener("click", () => this.send({ act: "node", at }));
        line.append(button, `: ${text}`);
        return line;
      }));
    }
    this.size = view.size;
    this.total = view.total;
    this.from = view.from;
    this.rows = view.rows;
    const before = this.chosen;
    this.chosen = view.chosen;
    this.lines.style.height = `${Math.min(this.total * LINE, HIGHEST)}px`;
    this.lines.setAttribute("aria-rowcount", this.total);
    const moved = !["rows", "open", "toggle", "bytes"].includes(question.act);
    if (moved && this.has()) {
      this.reveal(this.chosen.row);
    }
    this.draw();
    this.drawBytes(before, moved);
    this.link();
    this.next();
  }

  next() {
    const question = this.waiting;
    this.waiting = null;
    if (question) {
      return this.send(question);
    }
    // The lines in view may be others than those that were asked for.
    const { first, many } = this.view();
    const last = Math.min(this.total, first + many);
    if (first < this.total && (first < this.from || last > this.from + this.rows.length)) {
      this.send({ act: "rows" });
    }
  }

  /** Whether a value is chosen. */
  has() {
    return this.chosen !== null && this.chosen.row < this.total;
  }

  reveal(line) {
    const { first, many } = this.view();
    if (line < first || line >= first + many - 1) {
      const start = Math.max(0, line - Math.floor(many / 3));
      const height = this.tree.clientHeight;
      this.tree.scrollTop = this.total * LINE <= HIGHEST
        ? start * LINE
        : (start / (this.total - many + 1)) * (HIGHEST - height);
    }
  }

  scrolled() {
    if (this.total * LINE > HIGHEST) {
      this.draw();
    }
    const { first, many } = this.view();
    if (first < this.from || Math.min(this.total, first + many) > this.from + this.rows.length) {
      this.send({ act: "rows" });
    }
  }

  draw() {
    const chosen = this.has() ? this.chosen.row : -1;
    this.lines.replaceChildren(...this.rows.map((row, at) => this.line(row, this.from + at, chosen)));
    const active = this.rows[chosen - this.from] ? `${this.id}-${chosen}` : "";
    if (active) {
      this.lines.setAttribute("aria-activedescendant", active);
    } else {
      this.lines.removeAttribute("aria-activedescendant");
    }
  }

  line(row, at, chosen) {
    const line = make("div", row.fault ? "look-line bad" : "look-line", undefined, {
      id: `${this.id}-${at}`, role: "row", "aria-level": row.depth + 1, "aria-rowindex": at + 1,
      "aria-selected": at === chosen, "data-line": at,
    });
    if (row.opens) {
      line.setAttribute("aria-expanded", row.opened);
    }
    line.style.top = `${this.top(at)}px`;
    const cell = (name, text) => {
      const cell = make("span", name, text, { role: "gridcell" });
      line.append(cell);
      return cell;
    };
    cell("look-at", row.at);
    const what = cell("look-what");
    what.style.paddingLeft = `${Math.min(row.depth, 24) * 0.9}em`;
    const turn = row.opens ? (row.opened ? "▾" : "▸") : row.fault ? "✕" : "";
    what.append(make("span", "turn", turn, { "aria-hidden": "true" }));
    if (row.name) {
      what.append(make("b", "", row.name), " ");
    }
    what.append(make("span", "tag", row.tag));
    if (row.fault) {
      cell("look-fault", row.fault);
    }
    cell("look-says", row.value);
    cell("look-sizes", [row.aside, `${row.header}+${row.length}`].filter(Boolean).join(" · "));
    return line;
  }

  drawBytes(before, moved) {
    const { hex_from: from, hex, at, body, end } = this.chosen;
    if (before?.hex !== hex || before.hex_from !== from) {
      const wide = this.hex.clientWidth >= 480 ? 16 : 8;
      const lines = [];
      for (let start = 0; start < hex.length / 2; start += wide) {
        const line = make("div");
        line.append(make("span", "look-at", from + start));
        for (let byte = start; byte < Math.min(start + wide, hex.length / 2); byte += 1) {
          line.append(make("i", "", hex.slice(2 * byte, 2 * byte + 2), { "data-at": from + byte }));
        }
        lines.push(line);
      }
      this.hex.replaceChildren(...lines);
    }
    let first;
    for (const byte of this.hex.getElementsByTagName("i")) {
      const place = Number(byte.dataset.at);
      const gone = byte.textContent === ".." ? "gone" : "";
      const chosen = this.has() && place >= at && place < end;
      first ??= chosen ? byte : undefined;
      byte.className = chosen ? (place < body ? "head" : gone || "body") : gone;
    }
    if (moved && first) {
      const line = first.parentElement;
      const { scrollTop, clientHeight } = this.hex;
      const top = line.offsetTop;
      if (top < scrollTop || top + line.offsetHeight > scrollTop + clientHeight) {
        this.hex.scrollTop = top - clientHeight / 4;
      }
    }
    this.earlier.disabled = from === 0;
    this.later.disabled = from + hex.length / 2 >= this.size;
    const whole = this.earlier.disabled && this.later.disabled;
    this.earlier.hidden = this.later.hidden = whole;
  }

  /** Shows to which field of the sheet the chosen value belongs, and what can be done with it. */
  link() {
    const { path, field, at, body, end, whole, pem } = this.chosen;
    const has = this.has();
    this.way.textContent = has
      ? `${path.join(" › ")}: byte ${number(at)}, header ${body - at}, content ${number(end - body)}`
      : "Choose a value or a byte. Arrow keys move, right opens, left closes.";
    for (const button of this.buttons) {
      button.disabled = !has || !whole;
      if (button.dataset.act === "pem") {
        button.hidden = !pem;
      }
    }
    for (const linked of document.querySelectorAll("[data-linked]")) {
      delete linked.dataset.linked;
    }
    const found = has && field ? this.fieldElement(field) : null;
    if (found) {
      found.dataset.linked = "";
    }
    const show = this.buttons.at(-1);
    show.hidden = !found;
    show.disabled = !found;
    this.field.value = found ? field : "";
  }

  fieldElement(field) {
    return this.sheet?.querySelector(`[data-field="${CSS.escape(field)}"]`) ?? null;
  }

  showField() {
    const field = this.fieldElement(this.chosen.field);
    field.closest("details")?.setAttribute("open", "");
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  }

  async written(act, button) {
    const question = { look: this.home.dataset.look, act, at: this.chosen.at, field: "", from: 0, to: 0 };
    const { Text: text, File: name, Refused: why, bytes } = await ask(question);
    if (name !== undefined) {
      pemlensSave(name, bytes);
    } else if (text !== undefined) {
      await pemlensCopy(text, button);
    } else {
      this.way.textContent = why;
    }
  }

  clicked({ target }) {
    const line = target.closest("[data-line]");
    const row = line && this.rows[Number(line.dataset.line) - this.from];
    if (!row) {
      return;
    }
    const turned = target.closest(".turn") && row.opens;
    this.send({ act: turned ? "toggle" : "node", at: row.at });
  }

  pressed(event) {
    const now = this.has() ? this.chosen.row : -1;
    const row = this.rows[now - this.from];
    const page = Math.max(1, this.view().many - 2);
    const to = (line) => ({ act: "line", at: Math.max(0, Math.min(this.total - 1, line)) });
    const turn = () => row?.opens && { act: "toggle", at: row.at };
    const questions = {
      ArrowDown: () => to(now + 1),
      ArrowUp: () => to(now - 1),
      PageDown: () => to(now + page),
      PageUp: () => to(now - page),
      Home: () => to(0),
      End: () => to(this.total - 1),
      ArrowRight: () => (row?.opens && !row.opened ? turn() : row?.opens && to(now + 1)),
      ArrowLeft: () => (row?.opens && row.opened ? turn() : { act: "parent" }),
      Enter: turn,
      " ": turn,
    };
    if (event.altKey || event.ctrlKey || event.metaKey || !Object.hasOwn(questions, event.key)) {
      return;
    }
    event.preventDefault();
    const question = questions[event.key]();
    if (question) {
      this.send(question);
    }
  }
}

/** The panel of a <details data-look>, made when it is opened first. */
const made = new WeakMap();

function open(home) {
  if (!made.has(home)) {
    made.set(home, new Panel(home));
  }
  return made.get(home);
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

// This event does not bubble.
document.addEventListener("toggle", ({ target }) => {
  if (target.matches?.("details[data-look]") && target.open) {
    open(target);
  }
}, true);

// A field's name leads to its bytes.
document.addEventListener("click", ({ target }) => {
  const field = target.closest?.(".field[data-field] > dt")?.parentElement;
  const home = field?.closest(".sheet, .item")?.querySelector("[data-look]");
  if (home && document.documentElement.dataset.full === "" && String(getSelection()) === "") {
    home.open = true;
    open(home).send({ act: "field", field: field.dataset.field });
    home.scrollIntoView({ block: "nearest" });
  }
});
