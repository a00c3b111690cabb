// For `require`. Every function answers with a promise, so the module proper can be loaded on the way.

"use strict";

const whole = () => import("./index.js");
const names = [
  "examine", "explain", "handshake", "convert", "forms", "guide", "guides", "timeline", "diff",
  "openWorker", "setUp",
];
for (const name of names) {
  exports[name] = async (...words) => (await whole())[name](...words);
}
