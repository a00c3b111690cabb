// The engine in a worker: each message is a call, and its answer goes back under its number.

import { run, setUp } from "./core.js";
import { listen } from "./platform.js";

listen(async ({ id, wasm, name, contents, text }) => ({
  id,
  result: await (wasm === undefined ? run(name, contents, text) : setUp(wasm)),
}));
