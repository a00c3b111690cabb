// What callers give, as the engine takes it: bytes, and what is said of them.

/** Why there is no answer, as a value. */
export const failure = (code, message) => ({ ok: false, error: { code, message } });

const encoder = new TextEncoder();

/** The bytes of a content; null where it is none. */
async function bytesOf(content) {
  if (typeof content === "string") {
    return encoder.encode(content);
  }
  if (ArrayBuffer.isView(content)) {
    return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
  }
  // Of another window or realm too.
  if (Object.prototype.toString.call(content) === "[object ArrayBuffer]") {
    return new Uint8Array(content);
  }
  if (typeof content?.arrayBuffer === "function") {
    return new Uint8Array(await content.arrayBuffer());
  }
  return null;
}

const isPlain = (value) => typeof value === "object" && value !== null && "content" in value;

/** One or many sources: texts, bytes, files, or objects with a `content`. */
export async function gather(sources = []) {
  const contents = [];
  const options = [];
  const list = Array.isArray(sources) ? sources : [sources];
  for (const [at, source] of list.entries()) {
    const { content, ...said } = isPlain(source) ? source : { content: source };
    let bytes;
    try {
      bytes = await bytesOf(content);
    } catch (problem) {
      return failure("sources", `Source ${at + 1} could not be read: ${problem.message}`);
    }
    if (bytes === null) {
      return failure("sources", `Source ${at + 1} is neither text, bytes nor a file.`);
    }
    contents.push(bytes);
    options.push(said.name === undefined && typeof content?.name === "string"
      ? { ...said, name: content.name } : said);
  }
  return { ok: true, contents, options };
}

/** A host as it is compared: international names in the form of the wire (UTS 46), as URLs have them. */
function wireHost(host) {
  if (typeof host !== "string" || /^[\0-\x7f]*$/.test(host)) {
    return host;
  }
  try {
    return new URL(host.includes("://") ? host : `https://${host.trim()}`).hostname || host;
  } catch {
    return host;
  }
}

/** The question as the engine reads it. What is undefined was not said. */
export function asText(sources, question = {}) {
  return JSON.stringify({ sources, question }, (key, value) => (key === "host" ? wireHost(value) : value));
}
