// What people write in TypeScript: it is checked, and not run.

import {
  convert, diff, examine, explain, guide, handshake, openWorker, setUp, timeline,
  type Examined, type PemLens, type Result, type Source, type Verdict,
} from "pemlens";

async function verdict(source: Source): Promise<Verdict | string> {
  const result: Result<Examined> = await examine(source, { as: "server", host: "a.example", at: new Date() });
  if (!result.ok) {
    const code: "question" | "sources" | string = result.error.code;
    return code;
  }
  const { answer, objects, findings, revocation, programs } = result.value;
  for (const step of answer.path) {
    if ("object" in step) {
      const name: string | undefined = objects[step.object]?.subject;
      console.log(name);
    } else {
      const store: "mozilla" = step.store;
      console.log(store);
    }
  }
  for (const standing of revocation) {
    if (standing.status === "revoked") {
      console.log(standing.reason, standing.revoked);
    }
  }
  const severities: ("error" | "warning" | "notice")[] = findings.map((it) => it.severity);
  console.log(severities, programs?.length, objects[0]?.key.bits ?? 0);
  return answer.verdict;
}

async function all(): Promise<void> {
  const bytes = new Uint8Array(3);
  const saved = await convert([bytes, { content: "…", trusted: true, passwords: ["a"] }], { to: "pkcs12" });
  const file: Uint8Array | undefined = saved.ok ? saved.value.bytes : undefined;
  const met = await handshake([{ content: bytes, place: "client-chain" }], { verify: "optional_no_ca", tls: "1.2" });
  if (met.ok && met.value.fit === "Good") {
    console.log(met.value.server.chain[0]?.why);
  }
  await explain("message", [], { trust: "both" });
  await guide("nginx", bytes, { mutual: true, as: "client" });
  await timeline("…");
  await diff("…", ["…", { content: "…", trusted: true }], { pinned: true, at: "2026-03-01" });
  const worker: PemLens & { close(): void } = await openWorker();
  await worker.guides();
  worker.close();
  await setUp(new URL("https://example.com/pemlens.wasm"));
  console.log(file, await verdict(bytes));
}

void all();
