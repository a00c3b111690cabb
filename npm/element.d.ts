// The custom element <pem-lens>. Importing "pemlens/element" defines it.

import type { Examined, Result } from "./index.js";

/** Shows the answer about the certificate at `src`, or in its own text. */
export declare class PemLensElement extends HTMLElement {
  /** The result of the newest question; null before it. The event `pemlens` has it as `detail`. */
  result: Result<Examined> | null;
}

declare global {
  interface HTMLElementTagNameMap {
    "pem-lens": PemLensElement;
  }
}
