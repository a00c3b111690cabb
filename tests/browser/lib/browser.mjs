// A headless Chromium and the page in it, driven as a person would.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/** What Chromium is started with; most of it keeps the browser's own traffic out of the tests. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Nothing waits longer, in ms. A machine that has other work to do makes no test fail. */
export const PATIENCE = 180_000;

/** The browser's program: `CHROMIUM`, or the first one on the PATH. */
export function executable() {
  if (process.env.CHROMIUM) {
    return process.env.CHROMIUM;
  }
  for (const name of ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here; the next folder.
      }
    }
  }
  throw new Error("no Chromium found: run `cargo xtask setup`, or set CHROMIUM");
}

/** Starts the browser, with more flags where a test wants them, and without others. */
export function launch(flags = [], without = []) {
  const args = [...FLAGS.filter((flag) => !without.includes(flag)), ...flags];
  return chromium.launch({ executablePath: executable(), args, ignoreDefaultArgs: without, timeout: PATIENCE });
}

/** A browser with a profile on disk, as people have: another one keeps less. Its context. */
export function launchAt(folder) {
  return chromium.launchPersistentContext(folder, { executablePath: executable(), args: FLAGS, timeout: PATIENCE });
}

/** Repeats `look` until it returns something true; its last value or error is in the failure. */
export async function eventually(what, look, limit = PATIENCE) {
  const end = Date.now() + limit;
  let last;
  for (;;) {
    try {
      last = await look();
      if (last) {
        return last;
      }
    } catch (error) {
      last = error.message;
    }
    if (Date.now() > end) {
      throw new Error(`${what}: not within ${limit} ms (last: ${JSON.stringify(last)})`);
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}

/**
 * Runs in every page before its own scripts: notes refused requests. The service worker would fetch every
 * file once more for each test; the tests that are about it ask for it, and hold on to what the page takes
 * away from itself.
 */
function instruments(kept) {
  globalThis.refused = [];
  addEventListener("securitypolicyviolation", (event) => {
    globalThis.refused.push(`${event.effectiveDirective} ${event.blockedURI}`);
  });
  globalThis.serviceWorkers = kept ? navigator.serviceWorker : undefined;
  const parts = Object.getOwnPropertyDescriptors(globalThis.ServiceWorkerRegistration?.prototype ?? {});
  globalThis.registrationOf = (registration, part) => parts[part].get.call(registration);
  if (!kept) {
    delete Navigator.prototype.serviceWorker;
  }
}

/**
 * Opens the page in a context of its own and waits until the engine is ready. `prepare` is a
 * function that runs in the page before its own scripts; `kept`: the page may have its service worker.
 * The result has the playwright `page` and what the tests say to it.
 */
export async function open(browser, origin, options = {}) {
  const { path = "/pemlens/", ready = true, kept = false, prepare, ...rest } = options;
  return openIn(await browser.newContext(rest), origin, { path, ready, kept, prepare });
}

/** The same in a context that is there. */
export async function openIn(context, origin, { path = "/pemlens/", ready = true, kept = false, prepare }) {
  await context.addInitScript(instruments, kept);
  if (prepare) {
    await context.addInitScript(prepare);
  }
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const app = new App(context, page);
  await page.goto(origin + path);
  if (ready) {
    await app.engine("ready");
  }
  return app;
}

/** The opened page. */
export class App {
  constructor(context, page) {
    this.context = context;
    this.page = page;
    this.console = [];
    this.requests = [];
    this.errors = [];
    page.on("console", (message) => this.console.push(message.text()));
    page.on("pageerror", (error) => this.errors.push(error.message));
    context.on("request", (request) => this.requests.push(request.url()));
  }

  close() {
    return this.context.close();
  }

  /** Waits until the service worker has everything, and is at work. */
  kept() {
    const state = () => this.page.evaluate(async () => (await globalThis.serviceWorkers.getRegistration())?.active?.state);
    return eventually("the service worker", async () => (await state()) === "activated");
  }

  /** Waits until the engine is in this state. */
  engine(state, limit) {
    const read = () => this.page.evaluate(() => document.documentElement.dataset.engine);
    const reached = async () => {
      const now = await read();
      if (now !== state) {
        throw new Error(`it is ${now}`);
      }
      return true;
    };
    return eventually(`engine ${state}`, reached, limit);
  }

  /** Waits until the full engine has relieved the small one. */
  full() {
    const read = () => this.page.evaluate(() => document.documentElement.dataset.full === "");
    return eventually("the full engine", read);
  }

  /** The full engine's worker, when it is the only one left. */
  async worker() {
    await this.full();
    await eventually("the small engine's end", () => this.page.workers().length === 1);
    return this.page.workers()[0];
  }

  /** The number of the answer shown; 0 before the first. */
  run() {
    return this.page.evaluate(() => Number(document.getElementById("answer")?.dataset.run ?? 0));
  }

  /** Does something and waits until an answer to it is shown. */
  async answering(action, limit = PATIENCE) {
    const before = await this.run();
    await action();
    await eventually("a new answer", async () => (await this.run()) > before, limit);
    await this.engine("ready", limit);
    return this.verdict();
  }

  verdict() {
    return this.page.evaluate(() => document.getElementById("answer")?.dataset.verdict);
  }

  /** The words of the answer. */
  sentence() {
    return this.page.locator("#answer").innerText();
  }

  /** Pastes as Ctrl+V does, at the document or at an element; true where the page took it over. */
  paste(text, selector) {
    return this.page.evaluate(([text, selector]) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      const init = { clipboardData: data, bubbles: true, cancelable: true };
      const target = selector ? document.querySelector(selector) : document;
      return !target.dispatchEvent(new ClipboardEvent("paste", init));
    }, [text, selector]);
  }

  /** Drops files ({name, text} or {name, base64}) on the window. */
  drop(files) {
    return this.page.evaluate((files) => {
      const data = new DataTransfer();
      for (const { name, text, base64 } of files) {
        const part = base64 ? Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)) : text;
        data.items.add(new File([part], name));
      }
      const init = { dataTransfer: data, bubbles: true, cancelable: true };
      for (const kind of ["dragenter", "dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(kind, init));
      }
    }, files);
  }

  /** Opens files with the button. */
  openFiles(files) {
    return this.page.locator("input#files").setInputFiles(
      files.map(({ name, bytes }) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) })),
    );
  }

  /** Chooses a sample, unfolding the list of them where it is folded. */
  async sample(id) {
    const button = this.page.locator(`[data-sample="${id}"]`).first();
    await button.waitFor({ state: "attached" });
    if (!(await button.isVisible())) {
      await this.page.locator("details", { has: button }).locator("summary").first().click();
    }
    return this.answering(() => button.click());
  }

  count(selector) {
    return this.page.locator(selector).count();
  }

  /** The ids of the rules whose findings are shown. */
  rules() {
    return this.page.$$eval("#findings [data-rule]", (all) => all.map((one) => one.dataset.rule));
  }

  /**
   * Does something, and gives the longest task of the page's main thread meanwhile: in ms of processor
   * time, which other programs on the machine take from nobody.
   */
  async longestTask(action) {
    const browser = this.context.browser();
    await browser.startTracing(this.page, { categories: ["toplevel"] });
    let trace;
    try {
      await action();
      await this.page.waitForTimeout(300);
    } finally {
      trace = JSON.parse((await browser.stopTracing()).toString());
    }
    const thread = (event) => `${event.pid} ${event.tid}`;
    const main = new Set(trace.traceEvents.filter((event) => event.name === "thread_name" && event.args.name === "CrRendererMain").map(thread));
    const timed = trace.traceEvents.filter((event) => event.tdur !== undefined && main.has(thread(event)));
    // What the test itself has the browser do, such as taking a file in, is not the page's.
    const ours = timed.filter((event) => event.args?.chrome_mojo_event_info?.mojo_interface_tag === "blink.mojom.DevToolsSession");
    const within = (event) => ours.some((it) => thread(it) === thread(event) && it.ts >= event.ts && it.ts < event.ts + event.dur);
    const tasks = timed.filter((event) => !within(event));
    if (tasks.length === 0) {
      throw new Error("the browser told of no task");
    }
    return Math.max(...tasks.map((event) => event.tdur)) / 1000;
  }
}
