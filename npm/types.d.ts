// Made from the engine's own types by `UPDATE_EXPECT=1 cargo test --test native schema::`; do not
// edit. docs/json.md explains them.

/** Which anchors count. */
export type Anchors = "public" | "given" | "both";

/** The answer to the question. */
export interface Answer {
  /** A second line: conditions, what else is wrong; may be empty. */
  more: string;
  /** The best path, leaf first. */
  path: Step[];
  /** Where it is refused, the rule that decided; where it works, the rule behind the first warning. */
  rule: string | null;
  /** The answer in words. */
  sentence: string;
  /** The certificate can be used as asked. */
  usable: boolean;
  /** What it comes to. */
  verdict: Verdict;
}

/** A possible cause of a message. */
export interface Cause {
  /** What to do. */
  fixes: Fix[];
  /** The rule's id, or the id of a cause that files do not show. */
  id: string;
  /** The certificate it was found on. */
  object: number | null;
  /** Whether it is a rule (docs/rules.md). */
  rule: boolean;
  /** What the certificates given say. */
  tested: TestedView;
  /** The fact in a few words. */
  title: string;
  /** How it was found or ruled out, or why it cannot be seen: one sentence each. */
  words: string[];
}

/** One pair of programs with the same files. */
export interface CellView {
  /** The line that tells it, of whoever prints one; empty for none. */
  code: string;
  /** Good or bad news, or neither. */
  fit: Fit;
  /** The program's id. */
  program: string;
  /** Who refuses why, in a sentence; empty where the two talk. */
  text: string;
  /** Its name. */
  title: string;
  /** `connects`, `refused`, `HTTP 400`, `not known`. */
  word: string;
}

/** A certificate; a copy is an object of its own. */
export interface Certificate {
  /** In hex. */
  authority_key_id: string | null;
  /** Of the basic constraints; null where there are none. */
  ca: boolean | null;
  /** The extended key usage; null where there is no such extension. */
  eku: Usage[] | null;
  /** In the certificate's order. */
  extensions: Extension[];
  /** Digests of it. */
  fingerprints: Fingerprints;
  /** Its place in `objects`. */
  index: number;
  /** The same of its issuer. */
  issuer: string;
  /** Its public key. */
  key: Key;
  /** The key usage, as RFC 5280 spells it; null where there is no such extension. */
  key_usage: string[] | null;
  /** What it is for: `Server certificate`, `Root CA`. */
  kind: string;
  /** The line of a text. */
  line: number | null;
  /** Null where it cannot be read. */
  not_after: string | null;
  /** Null where it cannot be read. */
  not_before: string | null;
  /** Of the basic constraints; null where there is none. */
  path_length: number | null;
  /** What could not be read. */
  problems: Problem[];
  /** What that rests on. */
  reason: string;
  /** The subject alternative names; null where there is no such extension. */
  san: GeneralName[] | null;
  /** The serial number, in hex. */
  serial: string;
  /** `ECDSA with SHA-256`. */
  signature_algorithm: string;
  /** Where it was read: index in `sources`. */
  source: number;
  /** As RFC 4514 writes it, with a space after each comma. */
  subject: string;
  /** In hex. */
  subject_key_id: string | null;
  /** 3 for X.509 v3. */
  version: number;
}

/** A question about certificates. What is left out is chosen by what was given. */
export interface CertificateQuestion {
  /** The use. */
  as?: Purpose | null;
  /** The CAs given are held to the rules for public CAs. */
  as_public?: boolean;
  /** The time asked about, in UTC; left out: now. */
  at?: string | Date;
  /** The certificate asked about: its SHA-256 fingerprint in lower-case hex. */
  certificate?: string | null;
  /** A host name or an address. */
  host?: string | null;
  /** Of `examine`: every program is asked too, and the answer has `programs`. */
  programs?: boolean;
  /** Which anchors count. */
  trust?: Anchors | null;
}

/** One thing that changed, or that people ask about and that stayed. */
export interface ChangedPart {
  /** What the new one has and the old one had not. */
  come: string[];
  /** What the old one had and the new one has not. */
  gone: string[];
  /** What is compared (docs/diff.md). */
  kind: string;
  /** What to do, as a sentence; may be empty. */
  todo: string;
  /** What it means. */
  weight: Weight;
  /** The fact, as a sentence. */
  what: string;
  /** Who notices, as a sentence; may be empty. */
  who: string;
}

/** What changed, as JSON. */
export interface Changes {
  /** Whether something breaks for somebody. */
  breaks: boolean;
  /** What changed, the worst first. */
  changes: ChangedPart[];
  /** What it comes to, in a sentence. */
  head: string;
  /** The new one. */
  new: ComparedSide;
  /** The old one. */
  old: ComparedSide;
  /** Of this format. */
  version: number;
}

/** What came of a check, as JSON. */
export interface Checked {
  /** How many files were checked, once for each host. */
  checked: number;
  /** How many are not as expected. */
  not_as_expected: number;
  /** How many could not be read. */
  not_read: number;
  /** Each of them. */
  results: CheckedFile[];
  /** Of this format. */
  version: number;
}

/** What came of one file. */
export interface CheckedFile {
  /** What is not as expected. */
  failures: Unexpected[];
  /** The file. */
  file: string;
  /** The host asked about. */
  host: string | null;
  /** What was found and is to be ignored. */
  ignored: Ignored[];
  /** How many more there are. */
  more_failures: number;
  /** It holds more end-entity certificates, which were not checked. */
  others_not_checked: boolean;
  /** The answer in words. */
  sentence: string;
  /** What came of it. */
  state: CheckedState;
}

/** What came of a file. */
export type CheckedState = "as-expected" | "not-as-expected" | "not-read";

/** Why there is no answer, for programs. What was read and will not work is an answer, and none of these. */
export type Code = "question" | "sources" | "nothing-read" | "not-possible" | "unknown-program" | "not-loaded" | "crashed" | "closed";

/** One of the two that are compared. */
export interface ComparedSide {
  /** When it begins. */
  from: string | null;
  /** Its name. */
  title: string;
  /** When it ends. */
  until: string | null;
  /** `Server certificate`, `Request`. */
  what: string;
}

/** A container in a source. */
export interface Container {
  /** How deep it lies: 0 for the outermost. */
  depth: number;
  /** What was found directly in it, in words. */
  found: string;
  /** How it is protected, what was passed over: sentences. */
  notes: string[];
  /** `PKCS#12 file`. */
  title: string;
}

/** A file that is to be written. */
export interface ConvertQuestion {
  /** The time asked about, in UTC; left out: now. */
  at?: string | Date;
  /** The certificate that it is about: its SHA-256 fingerprint in lower-case hex. */
  certificate?: string | null;
  /** The name under which programs show what is in it; left out: the certificate's own. */
  name?: string;
  /** The password that protects the file. */
  password?: string | null;
  /** The form, by its word (docs/convert.md). */
  to?: string;
}

/** Something that happens at a date. */
export interface DatedEvent {
  /** What it is about, by name. */
  about: string;
  /** When. */
  at: string;
  /** What that means for what is in use today. */
  effect: Effect;
  /** `begins`, `ends`, `renew`, or the id of a dated rule (docs/timeline.md). */
  kind: string;
  /** The certificate it is about. */
  object: number | null;
  /** Where it is written; null where it stands in what was loaded. */
  source: Reference | null;
  /** What to do by then, as a sentence; may be empty. */
  todo: string;
  /** The values of this case, as a sentence; may be empty. */
  values: string;
  /** What happens, as a sentence. */
  what: string;
  /** Who notices, as a sentence; may be empty. */
  who: string;
}

/** What breaks when, as JSON. */
export interface Dates {
  /** The time asked about. */
  at: string;
  /** What happens, in the order of time. */
  events: DatedEvent[];
  /** When the first thing breaks. */
  first: string | null;
  /** What it comes to, in a sentence. */
  head: string;
  /** How many more there are that are not listed. */
  left_out: number;
  /** The table of dated rules. */
  table: Table;
  /** Of this format. */
  version: number;
}

/** What a program decides. */
export type Decision = "accept" | "reject" | "silent";

/** A line that looks like a message and is not known. */
export interface Doubtful {
  /** Its number, from 1. */
  line: number;
  /** The line. */
  text: string;
}

export type Effect = "stops" | "next" | "act" | "tells";

/** A value that a finding rests on. */
export interface Evidence {
  /** What it is. */
  label: string;
  /** The value. */
  value: string;
}

/** What `pemlens examine` writes. */
export interface Examined {
  /** The verdict. */
  answer: Answer;
  /** What the rules found, most urgent first. */
  findings: Finding[];
  /** Where the files are of both sides of a connection and no use was asked about: what comes of it. */
  handshake?: Handshake | null;
  /** Messages of programs among the files. */
  heard: Heard[];
  /** Keys, requests and lists, and what they belong to. */
  items: Item[];
  /** Limits that cut the work short, one sentence each. */
  limits: string[];
  /** The certificates. */
  objects: Certificate[];
  /** Short answers about other end-entity certificates. */
  others: OtherAnswer[];
  /** The certification paths, best first. */
  paths: Path[];
  /** What real programs say, where that was asked for. */
  programs?: ProgramAnswer[] | null;
  /** What was asked, as it was understood. */
  question: Question;
  /** How each certificate of the path stands by the lists and responses given. */
  revocation: Standing[];
  /** What was given, in the order given. */
  sources: Source[];
  /** Of this format. */
  version: number;
}

/** What a text's messages mean, as JSON. */
export interface Explained {
  /** Lines that look like a message all the same. */
  doubtful: Doubtful[];
  /** Limits that cut the work short, one sentence each. */
  limits: string[];
  /** Lines that were read, empty ones left out. */
  lines: number;
  /** The messages, in the order of their first places. */
  messages: Message[];
  /** Whether certificates were there to test causes on. */
  tested: boolean;
  /** Lines of them without a known message. */
  unread: number;
  /** Of this format. */
  version: number;
}

/** An extension. */
export interface Extension {
  /** Whether it is critical. */
  critical: boolean;
  /** Its name; the identifier again where none is known. */
  name: string;
  /** Its object identifier. */
  oid: string;
  /** What is inside its OCTET STRING, in hex. */
  value: string;
}

/** Why there is no answer. */
export interface Failure {
  /** For programs. */
  code: Code;
  /** For people: a sentence. */
  message: string;
}

/** What a rule found. */
export interface Finding {
  /** Titles of findings that are only a consequence of it. */
  consequences: string[];
  /** The fact with the values of this certificate. */
  detail: string;
  /** What it rests on. */
  evidence: Evidence[];
  /** The part of it: `subject`, `san`, `ext-1.2.3`. */
  field: string | null;
  /** Steps in order. */
  fixes: Fix[];
  /** What programs print when they meet it. */
  messages: ProgramWords[];
  /** The certificate it is about; null for the chain. */
  object: number | null;
  /** The same with other tools. */
  other_tools: ToolCommand[];
  /** The rule's id (docs/rules.md). */
  rule: string;
  /** How bad. */
  severity: Severity;
  /** The fact in general. */
  title: string;
}

/** Digests of a certificate, in hex. */
export interface Fingerprints {
  /** Of its SubjectPublicKeyInfo. */
  public_key_sha256: string;
  /** Of the certificate. */
  sha1: string;
  /** Of the certificate. */
  sha256: string;
}

/** Whether an item belongs to what is here. */
export type Fit = "Good" | "Bad" | "None";

/** One step of what mends it. */
export interface Fix {
  /** A command, filled in; may be empty. */
  command: string;
  /** What to do. */
  step: string;
  /** `Server`, `Client`, `CA`, `You`: who can do it. */
  who: string;
}

/** A form of file. */
export interface FormOffer {
  /** Its word: what `convert` takes as `to`. */
  form: string;
  /** Why it cannot be written, as a sentence; null where it can. */
  missing: string | null;
  /** Whether it takes a password. */
  password: TakesPassword;
  /** A private key would be in it. */
  private: boolean;
  /** What people call it. */
  title: string;
  /** What it holds, and who wants it. */
  words: string;
}

/** Every form in which what was given can be written, or not. */
export interface Forms {
  /** In the order of docs/convert.md. */
  forms: FormOffer[];
}

/** A subject alternative name. */
export interface GeneralName {
  /** Which kind. */
  type: NameKind;
  /** Text; hex for what is none. */
  value: string;
}

/** How a program is set up, as JSON. */
export interface Guide {
  /** What it comes to, in a sentence or two. */
  head: string;
  /** In which version it was run, how it was checked, or where it was read and when. */
  known: string;
  /** Whether both sides show a certificate. */
  mutual: boolean;
  /** Files, configuration, commands, traps. */
  notes: Note[];
  /** The program, by id; empty where none of that name is known. */
  program: string;
  /** Whether what was loaded cannot work there; then the notes say why. */
  refused: boolean;
  /** `server`, `client`, or empty where it is neither. */
  side: string;
  /** `executed`, `checked` or `documented`. */
  tier: string;
  /** Its name. */
  title: string;
  /** Of this format. */
  version: number;
}

/** A program that is to be set up. */
export interface GuideQuestion {
  /** As which side; left out: the server, where it can be one. */
  as?: ProgramSide | null;
  /** The time asked about, in UTC; left out: now. */
  at?: string | Date;
  /** Whether both sides show a certificate; left out: as what was given suggests. */
  mutual?: boolean | null;
  /** The program, by id or another of its names (docs/guides.md). */
  program?: string;
}

/** The programs that there are guides for. */
export interface Guides {
  /** By group. */
  programs: ProgramView[];
}

/** What comes of two sides meeting, as JSON. */
export interface Handshake {
  /** The alert on the wire and who sends it, in words, or that there is none; empty where the two sides talk. */
  alert: string;
  /** The second connection, where a party stands in the middle: from a proxy to what is behind it, or the way back between two members of a cluster. `headline`, `change`, `fit` and `rule` of the first then speak of both. */
  behind: HandshakeView | null;
  /** Which side has to change what; empty where nothing has to. */
  change: string;
  /** The client's side. */
  client: SideView;
  /** This server against every client program. */
  clients: CellView[];
  /** Good, bad, or neither where it cannot be foreseen. */
  fit: Fit;
  /** The first sentence: who refuses whom and why, or until when the two talk. */
  headline: string;
  /** The host that the client asked for. */
  host: string;
  /** The lines of a log that were recognised, and which fault of these files leads to each. */
  log: Note[];
  /** Limits and conditions, as sentences. */
  notes: string[];
  /** Whether what was loaded asks for this view by itself: two leaves with two keys, leaves of both kinds, or a private CA with both. */
  offered: boolean;
  /** Single changes that mend it, cheapest first; empty where nothing has to change. */
  remedies: RemedyView[];
  /** Where an old and a new certificate of a side were loaded: an order of steps that keeps both sides talking, and what breaks where a step comes first. */
  rotation: Note[];
  /** The finding on the page that explains the refusal, by rule; empty for none. */
  rule: string;
  /** The server's side. */
  server: SideView;
  /** This client against every server program. */
  servers: CellView[];
  /** The steps in their true order. */
  steps: StepView[];
  /** `1.2`, `1.3`. */
  tls: string;
  /** What stands at neither side. */
  unused: PieceView[];
  /** Of this format. */
  version: number;
}

/** A question about a connection between two sides. What is left out is chosen by what was given. */
export interface HandshakeQuestion {
  /** Whether the server announces CA names; left out: as its program does it. */
  announce?: boolean | null;
  /** The time asked about, in UTC; left out: now. */
  at?: string | Date;
  /** The client's program, by id; left out: curl. */
  client?: string;
  /** The depth set at the server, in its program's own counting. */
  depth?: number | null;
  /** The host that the client asks for. */
  host?: string | null;
  /** The server's program, by id (docs/handshake.md); left out: nginx. */
  server?: string;
  /** The sides are swapped after everything was sorted. */
  swapped?: boolean;
  /** Configurations, output of tools, logs: what they say is taken into account. */
  text?: string;
  /** The version; left out: 1.3. */
  tls?: TlsVersion | null;
  /** Whether the server wants a certificate; left out: it does. */
  verify?: Verify | null;
}

/** What comes of two sides meeting. */
export interface HandshakeView {
  /** The alert on the wire and who sends it, in words, or that there is none; empty where the two sides talk. */
  alert: string;
  /** The second connection, where a party stands in the middle: from a proxy to what is behind it, or the way back between two members of a cluster. `headline`, `change`, `fit` and `rule` of the first then speak of both. */
  behind: HandshakeView | null;
  /** Which side has to change what; empty where nothing has to. */
  change: string;
  /** The client's side. */
  client: SideView;
  /** This server against every client program. */
  clients: CellView[];
  /** Good, bad, or neither where it cannot be foreseen. */
  fit: Fit;
  /** The first sentence: who refuses whom and why, or until when the two talk. */
  headline: string;
  /** The host that the client asked for. */
  host: string;
  /** The lines of a log that were recognised, and which fault of these files leads to each. */
  log: Note[];
  /** Limits and conditions, as sentences. */
  notes: string[];
  /** Whether what was loaded asks for this view by itself: two leaves with two keys, leaves of both kinds, or a private CA with both. */
  offered: boolean;
  /** Single changes that mend it, cheapest first; empty where nothing has to change. */
  remedies: RemedyView[];
  /** Where an old and a new certificate of a side were loaded: an order of steps that keeps both sides talking, and what breaks where a step comes first. */
  rotation: Note[];
  /** The finding on the page that explains the refusal, by rule; empty for none. */
  rule: string;
  /** The server's side. */
  server: SideView;
  /** This client against every server program. */
  servers: CellView[];
  /** The steps in their true order. */
  steps: StepView[];
  /** `1.2`, `1.3`. */
  tls: string;
  /** What stands at neither side. */
  unused: PieceView[];
}

/** Messages of programs in a source. */
export interface Heard {
  /** What they mean. */
  explained: Explained;
  /** The source's name. */
  source: string;
}

/** What was found and is to be ignored. */
export interface Ignored {
  /** Why, in the words of the file of expectations. */
  reason: string;
  /** The rule. */
  rule: string;
}

/** A key, a request, a revocation list or an OCSP response. */
export interface Item {
  /** To what is here; null where it cannot be told. */
  belongs: boolean | null;
  /** What it holds. */
  fields: ItemField[];
  /** Friendly name, alias or comment; may be empty. */
  name: string;
  /** The source, and the line in it. */
  place: string;
  /** What could not be read. */
  problems: string[];
  /** `RSA 2048 private key`. */
  title: string;
  /** The same in a sentence; may be empty. */
  words: string;
}

/** A field of an item. */
export interface ItemField {
  /** What it is called. */
  label: string;
  /** Its values. */
  values: ItemValue[];
}

/** A value of a field. */
export interface ItemValue {
  /** A second form; may be empty. */
  also: string;
  /** `DNS`, `IP`; may be empty. */
  label: string;
  /** The value. */
  value: string;
}

/** A public key. */
export interface Key {
  /** Of RSA only. */
  bits: number | null;
  /** Of EC only. */
  curve: string | null;
  /** `RSA 2048`, `EC P-256`. */
  name: string;
  /** Its algorithm. */
  oid: string;
}

/** How a program's behaviour is known. */
export interface KnownBy {
  /** In which way. */
  how: KnownHow;
  /** In which version, or where it was read. */
  of: string;
}

/** In which way a program's behaviour is known. */
export type KnownHow = "run" | "documented";

/** What is known of the signature between two certificates. */
export type Link = {
  state: "proved";
} | {
  state: "broken";
} | {
  state: "unchecked";
  /** Why not. */
  why: string;
};

/** Something that a password would open. */
export interface Locked {
  /** How it is protected, in words. */
  protection: string;
  /** `PKCS#12 file`, `private key`. */
  what: string;
  /** A password was tried, and is not the one. */
  wrong_password: boolean;
}

/** One message. */
export interface Message {
  /** Other programs' words nearby that say the same or pass it on. */
  also: string[];
  /** The possible causes: found ones first, then those that cannot be seen, then those ruled out. */
  causes: Cause[];
  /** The line it stands in. */
  excerpt: string;
  /** Its id (docs/messages.md). */
  id: string;
  /** What it means. */
  meaning: string;
  /** Where it stands; the first 20 places. */
  places: PlaceView[];
  /** Who prints it. */
  program: string;
  /** Whose judgement it is. */
  speaker: SpeakerView;
  /** The message itself. */
  text: string;
  /** How often it stands there in all. */
  times: number;
  /** What stands for each variable part. */
  variables: string[];
}

/** A kind of subject alternative name (RFC 5280, 4.2.1.6). */
export type NameKind = "dns" | "ip" | "ip-unreadable" | "email" | "uri" | "directory" | "registered-id" | "other";

/** A line of such a list. */
export interface Note {
  /** The host that the page should rather ask about; empty for none. */
  ask: string;
  /** What a program prints, to the letter; can be copied. */
  code: string;
  /** A command that belongs to the text; can be copied. */
  command: string;
  /** Whether it is good or bad news. */
  fit: Fit;
  /** What it is called among its like, for what the page remembers; empty where it has no name. */
  id: string;
  /** What unfolds. */
  inside: Note[];
  /** Whether it is unfolded to begin with. */
  open: boolean;
  /** A drawing of what the list says, as a data address; empty for none. */
  picture: string;
  /** The finding on the page that it leads to, by rule; empty for none. */
  rule: string;
  /** A sentence or two. */
  text: string;
  /** Its title. */
  title: string;
  /** The word beside the mark: `accepts`, `found here`; empty for no mark. */
  word: string;
}

/** The short answer about another end-entity certificate. */
export interface OtherAnswer {
  /** What it was asked about as. */
  as: Purpose;
  /** The certificate. */
  object: number;
  /** The answer in words. */
  sentence: string;
  /** What it comes to. */
  verdict: Verdict;
}

/** Something recognised that is no certificate. */
export interface OtherObject {
  /** Its line; null in binary sources. */
  line: number | null;
  /** In words. */
  what: string;
}

/** A certification path. */
export interface Path {
  /** Where it ends. */
  end: PathEnd;
  /** How much is against this path; the findings tell the best path's. */
  faults: number;
  /** `links[i]` is between `steps[i]` and `steps[i + 1]`. */
  links: Link[];
  /** Leaf first. */
  steps: Step[];
}

/** Where a path ends. */
export type PathEnd = "trusted-public" | "trusted-given" | "untrusted-root" | "missing-issuer" | "broken-signature" | "unfinished";

/** Something that was loaded, at its place. */
export interface PieceView {
  /** The file it came from. */
  file: string;
  /** Its name in questions: the SHA-256 fingerprint of a certificate; `list-…` of a list. */
  id: string;
  /** The place's word ([`Place::word`]); empty where it cannot be moved. */
  place: string;
  /** Its title. */
  title: string;
  /** Why it stands where it stands, as a sentence. */
  why: string;
}

export type Place = "server-chain" | "server-trust" | "client-chain" | "client-trust" | "nowhere";

/** A place in the text. */
export interface PlaceView {
  /** Column in characters, from 1. */
  column: number;
  /** First byte. */
  from: number;
  /** Line, from 1. */
  line: number;
  /** The byte after the last. */
  to: number;
}

/** What could not be read. */
export interface Problem {
  /** What to do; may be empty. */
  advice: string;
  /** The byte after the last. */
  end: number;
  /** The line of a text; null in binary sources and in `objects`. */
  line: number | null;
  /** What is wrong. */
  message: string;
  /** The first byte, of the source or of the certificate. */
  start: number;
}

/** What one program says. */
export interface ProgramAnswer {
  /** Where it refuses: the certificate's name. */
  about: string | null;
  /** Where it refuses: the code, as the program prints it. */
  code: string | null;
  /** Its id. */
  id: string;
  /** How it is known. */
  known: KnownBy;
  /** Where it refuses: its own words; empty where it is not known in which. */
  message: string | null;
  /** Where it refuses: what decided. */
  rule: ProgramRule | null;
  /** Its name. */
  title: string;
  /** What it decides. */
  verdict: Decision;
  /** Where it cannot be asked this: why, as a clause. */
  why: string | null;
  /** What programs built on it make of the message. */
  wrapped: Wrapped[];
}

/** What decided in a program. */
export interface ProgramRule {
  /** The rule that helps (docs/rules.md). */
  hint: string | null;
  /** Its id. */
  id: string;
  /** Where that is written. */
  source: string;
  /** What the program demands. */
  what: string;
}

/** A side of a connection. */
export type ProgramSide = "server" | "client";

/** A program that can be chosen. */
export interface ProgramView {
  /** Whether it can be the client. */
  connects: boolean;
  /** Its id. */
  id: string;
  /** Whether it can be the server. */
  serves: boolean;
  /** Its name. */
  title: string;
}

/** What a program prints. */
export interface ProgramWords {
  /** The program. */
  program: string;
  /** Its words, `…` for what varies. */
  text: string;
}

export type Purpose = "server" | "client" | "ca" | "any";

/** What was asked, as it was understood. */
export interface Question {
  /** The use. */
  as: Purpose;
  /** The time asked about. */
  at: string;
  /** The host asked about, in the form it was compared. */
  host: string | null;
  /** The certificate asked about: index in `objects`. */
  object: number | null;
  /** Which anchors counted; null where nothing was asked. */
  trust: Anchors | null;
  /** The same in words. */
  trusting: string;
}

/** Where something is written. */
export interface Reference {
  /** What it is called. */
  label: string;
  /** Its address. */
  url: string;
}

/** A single change that mends it. */
export interface RemedyView {
  /** `client` or `server`: who has to do it. */
  by: string;
  /** A line of a configuration, or a command; empty for none. */
  command: string;
  /** Whether it is enough for all programs of the other kind too. */
  for_all: boolean;
  /** How it was tried, and for which programs it is enough. */
  text: string;
  /** What, as a sentence. */
  title: string;
}

/** A file that was written; its content comes beside it. */
export interface SavedFile {
  /** The form, by its word (docs/convert.md). */
  form: string;
  /** A name that is safe in every system. */
  name: string;
  /** A private key is in it. */
  private: boolean;
  /** It is a text. */
  text: boolean;
}

export type Severity = "error" | "warning" | "notice";

/** One side. */
export interface SideView {
  /** What it presents, the certificate itself first. */
  chain: PieceView[];
  /** Its key, in a sentence. */
  key: string;
  /** In which version its behaviour was seen, or in which document it was read. */
  known: string;
  /** Its revocation lists. */
  lists: PieceView[];
  /** The CA names that it announces; a server's. */
  names: string[];
  /** The program's id. */
  program: string;
  /** What it prints, a line each; empty for nothing. */
  says: string[];
  /** Whether that tells the reason. */
  tells: boolean;
  /** Its name. */
  title: string;
  /** What it trusts. */
  trust: PieceView[];
  /** How it counts the depth, its lists, and the like: what of its program matters here. */
  ways: string[];
}

/** One file, or other piece of input. */
export interface Source {
  /** Its size. */
  bytes: number;
  /** What it was taken for: `PEM text`, `DER`, `archive`. */
  format: string;
  /** In words: `2 certificates, 1 private key`. */
  found: string;
  /** Containers, each behind the one it is in. */
  inside: Container[];
  /** What a password would open. */
  locked: Locked[];
  /** Its name as given. */
  name: string;
  /** The certificates read from it: indexes in `objects`. */
  objects: number[];
  /** What was recognised and is no certificate. */
  others: OtherObject[];
  /** What could not be read. */
  problems: Problem[];
  /** What had to be mended before it could be read, one sentence each. */
  repairs: string[];
  /** Its CA certificates count as anchors. */
  trusted: boolean;
}

/** What is said of a source besides its content. */
export interface SourceOptions {
  /** Its name: what answers call it, and sometimes a hint at what is in it. */
  name?: string;
  /** Passwords to try on what is locked in it. */
  passwords?: string[];
  /** For `handshake`: the place at one of the two sides where all of it belongs. */
  place?: Place | null;
  /** Its CA certificates count as anchors. */
  trusted?: boolean;
}

/** Whose judgement a message passes on. */
export type SpeakerView = "this-program" | "other-side" | "either";

/** How a certificate stands by the lists and responses that were given. */
export type Standing = {
  /** `revocation list` or `OCSP response`. */
  by: string;
  /** Each list and response. */
  evidence: Told[];
  /** When that was made. */
  made: string | null;
  /** When newer information is due. */
  next: string | null;
  /** The certificate. */
  object: number | null;
  status: "good";
} | {
  /** `revocation list` or `OCSP response`. */
  by: string;
  /** Each list and response. */
  evidence: Told[];
  /** When that was made. */
  made: string | null;
  /** The certificate. */
  object: number | null;
  /** The CRLReason; empty where none is given. */
  reason: string;
  /** Since when. */
  revoked: string | null;
  status: "revoked";
} | {
  /** Each list and response. */
  evidence: Told[];
  /** The certificate. */
  object: number | null;
  status: "unknown";
} | {
  /** Each list and response. */
  evidence: Told[];
  /** The certificate. */
  object: number | null;
  status: "not-covered";
};

/** A certificate of a path. */
export type Step = {
  /** Index in `objects`. */
  object: number;
} | {
  /** The store that holds it. */
  store: Store;
  /** Its subject. */
  subject: string | null;
};

/** A step of the handshake. */
export interface StepView {
  /** `client` or `server`: who acts. */
  by: string;
  /** Things to list. */
  details: string[];
  /** Good or bad news, or neither. */
  fit: Fit;
  /** What happens. */
  text: string;
  /** Its title. */
  title: string;
  /** `passed`, `worth a look`, `refused`, `not reached`. */
  word: string;
}

/** A store of public roots. */
export type Store = "mozilla";

/** How old the table of dated rules is. */
export interface Table {
  /** The day it was compiled. */
  as_of: string;
  /** How long before the time asked about that was. */
  days_old: number;
  /** A sentence, where that is long ago. */
  warning: string | null;
}

/** Whether a form takes a password. */
export type TakesPassword = "never" | "maybe" | "always";

/** What the loaded certificates say about a cause. */
export type TestedView = "found" | "ruled-out" | "cannot-be-seen";

/** A version of TLS. */
export type TlsVersion = "1.2" | "1.3";

/** What one list or response says. */
export type Told = {
  /** Its number among all items of all sources. */
  item: number;
  says: "good";
} | {
  /** Its number among all items of all sources. */
  item: number;
  says: "revoked";
} | {
  /** Its number among all items of all sources. */
  item: number;
  says: "unknown";
} | {
  /** Why, in a word of docs/judge.md. */
  cause: string;
  /** Its number among all items of all sources. */
  item: number;
  /** It names the certificate as revoked all the same. */
  names_it: boolean;
  says: "nothing";
  /** Why, in a sentence. */
  why: string;
};

/** A command of another tool. */
export interface ToolCommand {
  /** What only the reader can know stands in capitals. */
  command: string;
  /** The tool. */
  tool: string;
}

/** What is not as expected. */
export interface Unexpected {
  /** The fact, with the values of this file. */
  message: string;
  /** The rule. */
  rule: string;
  /** How bad. */
  severity: Severity;
}

/** An extended key usage. */
export interface Usage {
  /** Its name; the identifier again where none is known. */
  name: string;
  /** Its object identifier. */
  oid: string;
}

/** The verdict on the question. */
export type Verdict = "works" | "limited" | "refused" | "unclear" | "nothing";

/** Whether a server wants a client's certificate. */
export type Verify = "required" | "optional" | "optional_no_ca" | "off";

export type Weight = "breaks" | "depends" | "told";

/** What a program built on another makes of its message. */
export interface Wrapped {
  /** The line that it prints. */
  line: string;
  /** The program. */
  who: string;
}
