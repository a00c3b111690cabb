// PemLens for JavaScript: what a program calls. Everything is computed where it runs; nothing is sent.

import { run, setUp } from "./core.js";
import { startWorker } from "./platform.js";
import { asText, failure, gather } from "./sources.js";

export { setUp };

/**
 * All functions, over one way of carrying a call to an engine.
 * @param {(name: string, contents: Uint8Array[], ask: string) => Promise<object>} carry
 */
function functions(carry) {
  const call = async (name, sources, question) => {
    const gathered = await gather(sources);
    if (!gathered.ok) {
      return gathered;
    }
    return carry(name, gathered.contents, asText(gathered.options, question));
  };
  return {
    examine: (sources, question) => call("examine", sources, question),
    explain: (text, sources = [], about = {}) => call("explain", sources, { text, about }),
    handshake: (sources, question) => call("handshake", sources, question),
    convert: (sources, question) => call("convert", sources, question),
    forms: (sources, question) => call("forms", sources, question),
    guide: (program, sources = [], question = {}) => call("guide", sources, { ...question, program }),
    guides: () => call("guides", [], {}),
    timeline: (sources, question) => call("timeline", sources, question),
    diff: async (before, after, { pinned, ...about } = {}) => {
      const sides = [before, after].map((side) => (Array.isArray(side) ? side : [side]));
      const [[, ...more], [, ...others]] = sides;
      if (sides.some((side) => side.length === 0)) {
        return failure("sources", "diff compares two sources, the old and the new.");
      }
      const sources = [sides[0][0], sides[1][0], ...more, ...others];
      return call("diff", sources, { about, ...(pinned === undefined ? {} : { pinned }) });
    },
  };
}

export const {
  examine, explain, handshake, convert, forms, guide, guides, timeline, diff,
} = functions(run);

/**
 * An engine in a worker: the same functions, and `close`, which ends it and wipes what it held.
 * @param {{ worker?: object, wasm?: unknown }} [options]
 */
export async function openWorker({ worker, wasm } = {}) {
  const waiting = new Map();
  let count = 0;
  let over = null;
  const end = (reason) => {
    over ??= reason;
    for (const tell of waiting.values()) {
      tell(reason);
    }
    waiting.clear();
  };
  const port = await startWorker(worker, (message) => {
    waiting.get(message.id)?.(message.result);
    waiting.delete(message.id);
  }, (why) => end(failure("not-loaded", `The worker could not be started. ${why}`.trim())));
  const ask = (message) => new Promise((tell) => {
    if (over) {
      tell(over);
      return;
    }
    count += 1;
    waiting.set(count, tell);
    try {
      port.post({ ...message, id: count });
    } catch (problem) {
      waiting.delete(count);
      tell(failure("sources", `The worker takes no such message: ${problem.message}`));
    }
  });
  if (wasm !== undefined) {
    const taken = await ask({ wasm });
    if (!taken.ok) {
      port.close();
      end(taken);
    }
  }
  return {
    ...functions((name, contents, text) => ask({ name, contents, text })),
    close() {
      // First: in Deno the end of the thread is told while it is being ended.
      end(failure("closed", "The worker was closed before it answered."));
      port.close();
    },
  };
}
