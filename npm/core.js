// The engine in the thread that calls: loaded once, started again after a fault.

import { engine as newGlue } from "./engine.js";
import { readProgram } from "./platform.js";
import { failure } from "./sources.js";

/** How many random bytes a call brings. */
const RANDOM = 128;

/** What was given for the program, instead of the file beside this one. */
let given;
/** The compiled program. */
let compiled;
/** The running engine. */
let running;

/**
 * Names the program, where it is not beside this file (bundlers move files): its address, its bytes, a
 * response or a compiled module. Before the first call, or after a failure.
 */
export async function setUp(program) {
  given = program;
  compiled = undefined;
  running = undefined;
  try {
    await start();
    return { ok: true, value: null };
  } catch (problem) {
    return notLoaded(problem);
  }
}

const notLoaded = (problem) => failure("not-loaded", `The engine could not be loaded: ${problem?.message ?? problem}`);

async function compile() {
  let program = await (given ?? readProgram(new URL("./pemlens.wasm", import.meta.url)));
  if (program instanceof WebAssembly.Module) {
    return program;
  }
  if (typeof program === "string" || program instanceof URL) {
    program = await readProgram(new URL(program, globalThis.location?.href ?? import.meta.url));
  }
  if (typeof program?.arrayBuffer === "function") {
    if (program.ok === false) {
      throw new Error(`${program.url}: status ${program.status}`);
    }
    program = await program.arrayBuffer();
  }
  return WebAssembly.compile(program);
}

function start() {
  running ??= (async () => {
    compiled ??= compile();
    // What the engine does in the page's worker, to listen and to post, it does to an object of ours.
    const scope = { crypto: globalThis.crypto, postMessage() {} };
    const glue = newGlue(scope);
    await glue({ module_or_path: await compiled });
    return glue;
  })();
  running.catch(() => {
    compiled = undefined;
    running = undefined;
  });
  return running;
}

/** Carries one call to the engine. */
export async function run(name, contents, ask) {
  let glue;
  try {
    glue = await start();
  } catch (problem) {
    return notLoaded(problem);
  }
  const random = globalThis.crypto.getRandomValues(new Uint8Array(RANDOM));
  try {
    const [text, bytes] = glue.pemlensCall(name, contents, ask, Math.floor(Date.now() / 1000), random);
    const result = JSON.parse(text);
    return bytes === undefined ? result : { ...result, value: { ...result.value, bytes } };
  } catch (problem) {
    // Its memory is in no known state: the next call has a new one.
    running = undefined;
    return failure("crashed", `The engine stopped: ${problem?.message ?? problem}`);
  }
}
