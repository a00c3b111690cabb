// One browser and one server for a test file, one fresh page for a test.

import { after, before } from "node:test";
import { launch, open } from "./browser.mjs";
import { serve } from "./server.mjs";

/** Call once in a test file; the result opens pages that are closed with their test. */
export function suite() {
  const shared = {};
  before(async () => {
    shared.browser = await launch();
    shared.server = await serve();
  });
  after(async () => {
    await shared.browser?.close();
    await shared.server?.close();
  });
  return {
    get server() { return shared.server; },
    get browser() { return shared.browser; },
    async open(t, options) {
      const app = await open(shared.browser, shared.server.origin, options);
      t.after(() => app.close());
      return app;
    },
  };
}
