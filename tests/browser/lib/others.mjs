// Firefox and WebKit, driven with nothing but what they bring: Firefox by its Marionette protocol (a socket
// on which numbered commands travel as JSON, what geckodriver speaks as well), WebKitGTK's MiniBrowser by
// WebKitWebDriver (W3C WebDriver over HTTP). Both take the same commands, and both know less of a page than
// Chromium's protocol tells.

import { spawn } from "node:child_process";
import { accessSync, constants, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { eventually } from "./browser.mjs";

/** A program on the PATH, or where a variable says. */
function program(variable, ...names) {
  if (process.env[variable]) {
    return process.env[variable];
  }
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not here; the next one.
      }
    }
  }
  return undefined;
}

/** A port that nobody uses. */
async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** A program in the background, ended by `end`. */
function started(file, words, env = {}) {
  const child = spawn(file, words, { stdio: "ignore", env: { ...process.env, ...env } });
  const gone = new Promise((done) => child.once("exit", done));
  child.once("error", () => {});
  return async () => {
    child.kill();
    const hard = setTimeout(() => child.kill("SIGKILL"), 5000);
    await gone;
    clearTimeout(hard);
  };
}

/** Marionette: `LENGTH:JSON`, [0, number, command, parameters] there and [1, number, error, result] back. */
async function marionette(port) {
  const socket = await eventually("Firefox", () => new Promise((done, failed) => {
    const one = connect(port, "127.0.0.1", () => done(one));
    one.once("error", failed);
  }));
  const waiting = new Map();
  let rest = Buffer.alloc(0);
  let number = 0;
  socket.on("data", (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const colon = rest.indexOf(":");
      const length = Number(rest.subarray(0, colon));
      if (colon < 0 || rest.length < colon + 1 + length) {
        return;
      }
      const message = JSON.parse(rest.subarray(colon + 1, colon + 1 + length));
      rest = rest.subarray(colon + 1 + length);
      if (Array.isArray(message)) {
        const [, id, error, result] = message;
        const { done, failed } = waiting.get(id);
        waiting.delete(id);
        error ? failed(new Error(`${error.error}: ${error.message}`)) : done(result);
      }
    }
  });
  const lost = () => waiting.forEach(({ failed }) => failed(new Error("Firefox is gone")));
  socket.on("close", lost);
  socket.on("error", lost);
  const send = (command, parameters = {}) => new Promise((done, failed) => {
    number += 1;
    waiting.set(number, { done, failed });
    const text = Buffer.from(JSON.stringify([0, number, command, parameters]));
    socket.write(Buffer.concat([Buffer.from(`${text.length}:`), text]));
  });
  return { send, close: () => socket.destroy() };
}

/** What keeps Firefox's own traffic, and its questions, out of the tests. */
const PREFERENCES = {
  "app.normandy.enabled": false,
  "app.update.disabledForTesting": true,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "dom.disable_beforeunload": true,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "toolkit.telemetry.reportingpolicy.firstRun": false,
};

/** Firefox; `undefined` where there is none. */
async function firefox() {
  const file = program("FIREFOX", "firefox-esr", "firefox");
  if (!file) {
    return undefined;
  }
  const profile = mkdtempSync(join(tmpdir(), "pemlens-firefox-"));
  const port = await freePort();
  const lines = Object.entries({ ...PREFERENCES, "marionette.port": port })
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  writeFileSync(join(profile, "user.js"), lines.join(""));
  const end = started(file, ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", profile]);
  const { send, close } = await marionette(port);
  const { capabilities } = await send("WebDriver:NewSession", {});
  await send("WebDriver:SetTimeouts", { script: 120_000, pageLoad: 120_000 });
  return {
    about: `Firefox ${capabilities.browserVersion}`,
    go: (url) => send("WebDriver:Navigate", { url }),
    script: async (script, args) => (await send("WebDriver:ExecuteAsyncScript", { script, args })).value,
    async end() {
      close();
      await end();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Where Debian puts MiniBrowser. */
function miniBrowser() {
  const roots = ["/usr/lib", "/usr/libexec"].filter(existsSync);
  const folders = roots.flatMap((root) => [root, ...readdirSync(root).map((name) => join(root, name))]);
  const files = folders.flatMap((folder) => ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"].map((name) => join(folder, name, "MiniBrowser")));
  return process.env.MINIBROWSER ?? files.find(existsSync);
}

/** WebKitGTK's MiniBrowser; `undefined` where it, its driver or a display is lacking. */
async function webkit() {
  const driver = program("WEBKITWEBDRIVER", "WebKitWebDriver");
  const binary = miniBrowser();
  const screen = program("XVFB", "Xvfb");
  if (!driver || !binary || (!screen && !process.env.DISPLAY)) {
    return undefined;
  }
  const ends = [];
  let { DISPLAY } = process.env;
  if (!DISPLAY) {
    DISPLAY = `:${90 + (process.pid % 900)}`;
    ends.push(started(screen, [DISPLAY, "-screen", "0", "1280x900x24", "-nolisten", "tcp"]));
  }
  const port = await freePort();
  ends.unshift(started(driver, [`--port=${port}`], {
    DISPLAY,
    // Without a sandbox of its own: a container has no right to make one.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
    WEBKIT_DISABLE_COMPOSITING_MODE: "1",
  }));
  const call = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) {
      throw new Error(`${value.error}: ${value.message}`);
    }
    return value;
  };
  await eventually("WebKitWebDriver", () => call("GET", "/status"));
  const options = { binary, args: ["--automation"] };
  const { sessionId, capabilities } = await call("POST", "/session", {
    capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } },
  });
  const at = `/session/${sessionId}`;
  await call("POST", `${at}/timeouts`, { script: 120_000, pageLoad: 120_000 });
  return {
    about: `WebKitGTK ${capabilities.browserVersion}`,
    go: (url) => call("POST", `${at}/url`, { url }),
    script: (script, args) => call("POST", `${at}/execute/async`, { script, args }),
    async end() {
      await call("DELETE", at).catch(() => {});
      for (const end of ends) {
        await end();
      }
    },
  };
}

/** Every other browser: how it is started, and how one that is lacking is come by on Debian. */
export const OTHERS = {
  Firefox: [firefox, "apt-get install firefox-esr"],
  WebKit: [webkit, "apt-get install webkit2gtk-driver xvfb"],
};

/** The page in one of them; what tests say to it is what they say to Chromium (browser.mjs). */
export class Other {
  constructor(driver) {
    this.driver = driver;
  }

  /** Runs a function in the page and gives what it returns. */
  async run(what, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      const given = Array.prototype.slice.call(arguments, 0, -1);
      (async () => (${what})(...given))().then((value) => done({ value: value ?? null }), (error) => done({ error: String(error) }));`;
    const { value, error } = await this.driver.script(script, args);
    if (error !== undefined) {
      throw new Error(error);
    }
    return value;
  }

  async open(url, { ready = true } = {}) {
    // The same address with another question would be the same page.
    await this.driver.go("about:blank");
    await this.driver.go(url);
    if (ready) {
      await this.engine("ready");
    }
  }

  engine(state) {
    return eventually(`engine ${state}`, async () => (await this.run(() => document.documentElement.dataset.engine)) === state);
  }

  full() {
    return eventually("the full engine", () => this.run(() => document.documentElement.dataset.full === ""));
  }

  runs() {
    return this.run(() => Number(document.getElementById("answer")?.dataset.run ?? 0));
  }

  async answering(action) {
    const before = await this.runs();
    await action();
    await eventually("a new answer", async () => (await this.runs()) > before);
    await this.engine("ready");
    return this.run(() => document.getElementById("answer").dataset.verdict);
  }

  paste(text) {
    return this.run((text) => {
      const value = new DataTransfer();
      value.setData("text/plain", text);
      // Firefox takes no contents for such an event.
      const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true });
      document.dispatchEvent(Object.defineProperty(event, "clipboardData", { value }));
    }, text);
  }

  drop(name, text) {
    return this.run((name, text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      document.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    }, name, text);
  }

  /** All that the page shows, unfolded or not, once nothing is added to it any more. */
  shown() {
    let last;
    return eventually("a page that stays as it is", async () => {
      const now = await this.run(() => document.querySelector("main").textContent);
      const same = now === last;
      last = now;
      await new Promise((done) => setTimeout(done, 300));
      return same && now;
    });
  }
}
