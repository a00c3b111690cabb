// What the package exports. The shapes of questions and answers are in types.d.ts, which is made from
// the engine's own types.

import type {
  CertificateQuestion, Changes, ConvertQuestion, Dates, Examined, Explained, Failure, Forms, Guide,
  GuideQuestion, Guides, Handshake, HandshakeQuestion, SavedFile, SourceOptions,
} from "./types.js";

export type * from "./types.js";

/** An answer, or why there is none. What will not work is an answer, and no failure. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure };

/** A file, a Blob, a Response: what hands over its bytes. */
export interface HasBytes {
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Text or bytes: a certificate file in any wrapping. */
export type Content = string | ArrayBuffer | ArrayBufferView | HasBytes;

/** A file, or one with what is said of it. */
export type Source = Content | (SourceOptions & { content: Content });

/** One source or many. */
export type Sources = Source | readonly Source[];

/** A file that was written, and its content. */
export type Saved = SavedFile & { bytes: Uint8Array };

/** What the package does, in this thread or in a worker. */
export interface PemLens {
  /** What the certificates are, and whether they will work. */
  examine(sources: Sources, question?: CertificateQuestion): Promise<Result<Examined>>;
  /** What a program's message or log means, tested on certificates where some are given. */
  explain(text: string, sources?: Sources, question?: CertificateQuestion): Promise<Result<Explained>>;
  /** What comes of two sides of a mutual TLS connection meeting. */
  handshake(sources: Sources, question?: HandshakeQuestion): Promise<Result<Handshake>>;
  /** Writes what was given in another form. */
  convert(sources: Sources, question: ConvertQuestion): Promise<Result<Saved>>;
  /** The forms that it can be written in. */
  forms(sources: Sources, question?: CertificateQuestion): Promise<Result<Forms>>;
  /** How a program is set up with what is given; by example, where nothing is. */
  guide(
    program: string, sources?: Sources, question?: Omit<GuideQuestion, "program">,
  ): Promise<Result<Guide>>;
  /** The programs that there are guides for. */
  guides(): Promise<Result<Guides>>;
  /** What breaks when. */
  timeline(sources: Sources, question?: CertificateQuestion): Promise<Result<Dates>>;
  /**
   * What changed from one source to another, and whom it breaks. A side may be a list: behind the first,
   * sources that are trusted.
   */
  diff(
    before: Sources, after: Sources, question?: CertificateQuestion & { pinned?: boolean },
  ): Promise<Result<Changes>>;
}

/** An engine in a worker. */
export interface PemLensWorker extends PemLens {
  /** Ends the worker, and with it all it held. */
  close(): void;
}

/** What the engine's program may be given as: its address, its bytes, a Response, a WebAssembly.Module. */
export type Program = string | { href: string } | Content | object;

/**
 * Names the engine's program where it is not beside the package's files, as after bundling. Without it the
 * first call loads `pemlens.wasm` from there.
 */
export function setUp(program: Program | Promise<Program>): Promise<Result<null>>;

/**
 * An engine in a worker. `worker` is a worker that runs `pemlens/worker`, where a bundler made one;
 * `wasm` is the engine's program, as for `setUp`.
 */
export function openWorker(options?: {
  worker?: object;
  wasm?: Program;
}): Promise<PemLensWorker>;

export declare const examine: PemLens["examine"];
export declare const explain: PemLens["explain"];
export declare const handshake: PemLens["handshake"];
export declare const convert: PemLens["convert"];
export declare const forms: PemLens["forms"];
export declare const guide: PemLens["guide"];
export declare const guides: PemLens["guides"];
export declare const timeline: PemLens["timeline"];
export declare const diff: PemLens["diff"];
