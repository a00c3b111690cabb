// What differs between browsers, Node.js, Deno and Bun: where a file is read, and what a worker is.

/** Out of a bundler's sight: in a browser nobody asks for these. */
const builtin = (name) => import(/* @vite-ignore */ /* webpackIgnore: true */ name);

/** This file's address, from which bundlers are not to guess others. */
const here = import.meta.url;

/** Whether this is Node.js, or Deno or Bun, which have its modules. */
const hasThreads = Boolean(globalThis.process?.versions?.node);

/** The program at an address: its bytes, or a response with them. */
export async function readProgram(address) {
  if (address.protocol === "file:" && hasThreads) {
    const { readFile } = await builtin("node:fs/promises");
    return readFile(address);
  }
  return fetch(address);
}

/**
 * A worker that answers; `own` is one of the caller's, as a bundler made it of `pemlens/worker`.
 * `onEnd` is told why it is over, where it was not closed.
 */
export async function startWorker(own, onMessage, onEnd) {
  try {
    // Deno and Bun have workers of both kinds; only a thread lets a program end that has nothing else to do.
    const isWeb = own ? typeof own.addEventListener === "function" : !hasThreads;
    return isWeb ? webWorker(own, onMessage, onEnd) : await thread(own, onMessage, onEnd);
  } catch (problem) {
    onEnd(problem.message);
    return { post() {}, close() {} };
  }
}

function webWorker(own, onMessage, onEnd) {
  const worker = own ?? new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }) => onMessage(data));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    onEnd(event.message ?? "");
  });
  return {
    post: (message) => worker.postMessage(message),
    close: () => worker.terminate(),
  };
}

async function thread(own, onMessage, onEnd) {
  const { Worker: Thread } = await builtin("node:worker_threads");
  const worker = own ?? new Thread(new URL("./worker.js", here));
  // A program that has nothing else to do may end while its worker waits for work.
  let busy = 0;
  const rest = () => {
    if (busy === 0) {
      worker.unref();
    }
  };
  rest();
  // Bun forgets what it was told before the thread had begun.
  worker.on("online", rest);
  worker.on("message", (message) => {
    busy -= 1;
    rest();
    onMessage(message);
  });
  worker.on("error", (problem) => onEnd(problem.message));
  worker.on("exit", () => onEnd("It ended."));
  return {
    post(message) {
      worker.postMessage(message);
      busy += 1;
      worker.ref();
    },
    close: () => void worker.terminate(),
  };
}

/** In a worker: answers what is asked. */
export async function listen(answer) {
  const threads = hasThreads ? await builtin("node:worker_threads") : {};
  if (threads.parentPort) {
    const { parentPort } = threads;
    parentPort.on("message", async (message) => parentPort.postMessage(await answer(message)));
    return;
  }
  globalThis.addEventListener("message", async ({ data }) => {
    globalThis.postMessage(await answer(data));
  });
}
