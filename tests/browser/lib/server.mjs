// A static server for tests: serves folders under paths and keeps a list of every request.

import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { dirname, extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const HERE = dirname(dirname(fileURLToPath(import.meta.url)));

/** The built page; `PEMLENS_DIST` names another copy of it. */
export const DIST = process.env.PEMLENS_DIST ?? join(HERE, "..", "..", "dist");

/** npm packages, for the bench. */
export const MODULES = join(HERE, "node_modules");

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** Whether a browser asks for a service worker, or that asks itself. */
export const ofServiceWorker = ({ headers }) =>
  headers["service-worker"] !== undefined || /\/sw\.js$/.test(headers.referer ?? "");

const small = new Map();

/** A file as a server with compressed copies sends it. */
export function compressed(file, encoding) {
  const key = `${encoding} ${file}`;
  if (!small.has(key)) {
    const whole = readFileSync(file);
    small.set(key, encoding === "br" ? brotliCompressSync(whole) : gzipSync(whole, { level: 9 }));
  }
  return small.get(key);
}

/**
 * Serves `mounts` ({"/pemlens/": folder, "/x.html": "text"}) on a free port of this machine.
 * `hits` lists every request in order, but for those of service workers, which are in `kept`;
 * `change(path, request)` may return {status}, {delay}, {type}, {body}, {hang}, {until: promise}
 * or {rest: promise}: what comes behind the first thousand bytes waits for it.
 * With `encoding` ("br" or "gzip") files are compressed, and may be cached.
 */
export async function serve(mounts = { "/pemlens/": DIST }, change = () => undefined, encoding = undefined) {
  if (Object.values(mounts).includes(DIST) && !existsSync(join(DIST, "index.html"))) {
    throw new Error("there is no dist/: run `cargo xtask build` first");
  }
  const hits = [];
  const kept = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    (ofServiceWorker(request) ? kept : hits).push(`${request.method} ${request.url}`);
    const wanted = change(path, request) ?? {};
    if (wanted.hang) {
      return; // Until the server is closed.
    }
    await wanted.until;
    if (wanted.delay) {
      await new Promise((done) => setTimeout(done, wanted.delay));
    }
    if (wanted.status) {
      response.writeHead(wanted.status, { "Content-Type": "text/plain" }).end("changed by a test\n");
      return;
    }
    const mount = Object.keys(mounts)
      .filter((prefix) => path === prefix || (prefix.endsWith("/") && path.startsWith(prefix)))
      .sort((a, b) => b.length - a.length)[0];
    if (mount === undefined) {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("not found\n");
      return;
    }
    if (!mount.endsWith("/")) {
      const type = TYPES[extname(path)] ?? "text/plain; charset=utf-8";
      response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store" });
      response.end(mounts[mount]);
      return;
    }
    const folder = mounts[mount];
    const file = normalize(join(folder, path.slice(mount.length) || "index.html"));
    if (!file.startsWith(folder + sep) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("not found\n");
      return;
    }
    if (wanted.body !== undefined) {
      response.writeHead(200, { "Content-Type": TYPES[extname(file)], "Cache-Control": "no-store" }).end(wanted.body);
      return;
    }
    const type = wanted.type ?? TYPES[extname(file)] ?? "application/octet-stream";
    if (encoding) {
      const cached = { "Content-Type": type, "Cache-Control": "max-age=600", "Content-Encoding": encoding };
      response.writeHead(200, cached).end(compressed(file, encoding));
      return;
    }
    response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store" });
    if (wanted.rest) {
      const bytes = readFileSync(file);
      response.write(bytes.subarray(0, 1_000));
      await wanted.rest;
      response.end(bytes.subarray(1_000));
      return;
    }
    createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  return {
    hits,
    kept,
    origin: `http://127.0.0.1:${port}`,
    close: () => new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    }),
  };
}

/** A port that counts who knocks, whatever they say: nothing may ever connect to it. */
export async function trap() {
  const knocks = [];
  const server = createTcpServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (data) => {
      knocks.push(data.toString("latin1").split("\r\n")[0]);
      socket.destroy();
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    knocks,
    host: `127.0.0.1:${server.address().port}`,
    close: () => new Promise((done) => server.close(done)),
  };
}
