// Pictures of the page: each state at five widths, at two of them dark too, into docs/screenshots/.

import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, open } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "docs", "screenshots");
const SIZES = [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1024, height: 768 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1300 },
];
/** Where the dark colours are pictured as well. */
const DARK = [390, 1440];
const STATES = { empty: null, works: "server-chain", refused: "client-as-server", missing: "missing-intermediate" };

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const browser = await launch();
const server = await serve();
for (const [state, sample] of Object.entries(STATES)) {
  for (const viewport of SIZES) {
    for (const colorScheme of DARK.includes(viewport.width) ? ["light", "dark"] : ["light"]) {
      const app = await open(browser, server.origin, { viewport, colorScheme, reducedMotion: "reduce" });
      if (sample) {
        await app.sample(sample);
        await app.page.mouse.move(0, 0);
        await app.page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
      }
      await app.page.waitForTimeout(200);
      const file = `${state}-${viewport.width}-${colorScheme}.png`;
      // A telephone is scrolled anyway: show the whole page; a wide window as it opens.
      await app.page.screenshot({ path: join(folder, file), fullPage: viewport.width < 800 });
      console.log(`docs/screenshots/${file}`);
      await app.close();
    }
  }
}
await browser.close();
await server.close();
