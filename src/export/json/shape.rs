//! The shape of the report as JSON. These types are the format: what is written, the schema in
//! docs/schema and the types of the JavaScript package all come from them, and docs/json.md explains
//! them. A change that could break a reader raises [`VERSION`](crate::export::VERSION).

use serde::{Deserialize, Serialize};

use super::object::{Certificate, Item, Problem};
use super::standing::Standing;
use crate::export::explain::Explained;
use crate::export::handshake::Handshake;
use crate::export::programs::ProgramAnswer;
use crate::export::word::Word;
use crate::export::written::Fix;
use crate::model::{Purpose, Severity};

/// What `pemlens examine` writes.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct Examined {
    /// Of this format.
    pub version: u32,
    /// The verdict.
    pub answer: Answer,
    /// What was asked, as it was understood.
    pub question: Question,
    /// What was given, in the order given.
    pub sources: Vec<Source>,
    /// The certificates.
    pub objects: Vec<Certificate>,
    /// The certification paths, best first.
    pub paths: Vec<Path>,
    /// Keys, requests and lists, and what they belong to.
    pub items: Vec<Item>,
    /// How each certificate of the path stands by the lists and responses given.
    pub revocation: Vec<Standing>,
    /// What the rules found, most urgent first.
    pub findings: Vec<Finding>,
    /// Short answers about other end-entity certificates.
    pub others: Vec<OtherAnswer>,
    /// Limits that cut the work short, one sentence each.
    pub limits: Vec<String>,
    /// Messages of programs among the files.
    pub heard: Vec<Heard>,
    /// Where the files are of both sides of a connection and no use was asked about: what comes of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handshake: Option<Handshake>,
    /// What real programs say, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programs: Option<Vec<ProgramAnswer>>,
}

/// The verdict on the question.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) enum Verdict {
    /// It works as asked.
    Works,
    /// It works, but not for long or not with every program.
    Limited,
    /// It is refused.
    Refused,
    /// It was read, but the question does not fit, or nothing could be decided.
    Unclear,
    /// No certificate was read.
    Nothing,
}

/// The answer to the question.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct Answer {
    /// The certificate can be used as asked.
    pub usable: bool,
    /// What it comes to.
    pub verdict: Verdict,
    /// The answer in words.
    pub sentence: String,
    /// A second line: conditions, what else is wrong; may be empty.
    pub more: String,
    /// Where it is refused, the rule that decided; where it works, the rule behind the first warning.
    pub rule: Option<String>,
    /// The best path, leaf first.
    pub path: Vec<Step>,
}

/// What was asked, as it was understood.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct Question {
    /// The use.
    #[serde(rename = "as")]
    pub purpose: Word<Purpose>,
    /// The host asked about, in the form it was compared.
    pub host: Option<String>,
    /// Which anchors counted; null where nothing was asked.
    pub trust: Option<Anchors>,
    /// The same in words.
    pub trusting: String,
    /// The time asked about.
    pub at: String,
    /// The certificate asked about: index in `objects`.
    pub object: Option<usize>,
}

/// Which anchors count.
#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) enum Anchors {
    /// Mozilla's roots.
    Public,
    /// The CAs that were given.
    Given,
    /// Either.
    Both,
}

/// One file, or other piece of input.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct Source {
    /// Its name as given.
    pub name: String,
    /// Its size.
    pub bytes: usize,
    /// What it was taken for: `PEM text`, `DER`, `archive`.
    pub format: String,
    /// In words: `2 certificates, 1 private key`.
    pub found: String,
    /// Its CA certificates count as anchors.
    pub trusted: bool,
    /// The certificates read from it: indexes in `objects`.
    pub objects: Vec<usize>,
    /// What was recognised and is no certificate.
    pub others: Vec<OtherObject>,
    /// Containers, each behind the one it is in.
    pub inside: Vec<Container>,
    /// What had to be mended before it could be read, one sentence each.
    pub repairs: Vec<String>,
    /// What a password would open.
    pub locked: Vec<Locked>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// Something recognised that is no certificate.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct OtherObject {
    /// In words.
    pub what: String,
    /// Its line; null in binary sources.
    pub line: Option<usize>,
}

/// A container in a source.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct Container {
    /// How deep it lies: 0 for the outermost.
    pub depth: usize,
    /// `PKCS#12 file`.
    pub title: String,
    /// What was found directly in it, in words.
    pub found: String,
    /// How it is protected, what was passed over: sentences.
    pub notes: Vec<String>,
}

/// Something that a password would open.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct Locked {
    /// `PKCS#12 file`, `private key`.
    pub what: String,
    /// How it is protected, in words.
    pub protection: String,
    /// A password was tried, and is not the one.
    pub wrong_password: bool,
}

/// A certification path.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct Path {
    /// Leaf first.
    pub steps: Vec<Step>,
    /// `links[i]` is between `steps[i]` and `steps[i + 1]`.
    pub links: Vec<Link>,
    /// Where it ends.
    pub end: PathEnd,
    /// How much is against this path; the findings tell the best path's.
    pub faults: usize,
}

/// A certificate of a path.
#[derive(Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) enum Step {
    /// One that was given.
    Given {
        /// Index in `objects`.
        object: usize,
    },
    /// A root that was not given.
    Root {
        /// The store that holds it.
        store: Store,
        /// Its subject.
        subject: Option<String>,
    },
}

/// A store of public roots.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) enum Store {
    /// Mozilla's.
    Mozilla,
}

/// What is known of the signature between two certificates.
#[derive(Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) enum Link {
    /// The issuer's key verifies it.
    Proved,
    /// It does not.
    Broken,
    /// It was not computed.
    Unchecked {
        /// Why not.
        why: String,
    },
}

/// Where a path ends.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) enum PathEnd {
    /// At a public root.
    TrustedPublic,
    /// At a CA that was given.
    TrustedGiven,
    /// At a root that nobody trusts.
    UntrustedRoot,
    /// At an issuer that is nowhere.
    MissingIssuer,
    /// At a signature that does not hold.
    BrokenSignature,
    /// A limit struck.
    Unfinished,
}

/// What a rule found.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct Finding {
    /// The rule's id (docs/rules.md).
    pub rule: String,
    /// How bad.
    pub severity: Word<Severity>,
    /// The certificate it is about; null for the chain.
    pub object: Option<usize>,
    /// The part of it: `subject`, `san`, `ext-1.2.3`.
    pub field: Option<String>,
    /// The fact in general.
    pub title: String,
    /// The fact with the values of this certificate.
    pub detail: String,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// Steps in order.
    pub fixes: Vec<Fix>,
    /// The same with other tools.
    pub other_tools: Vec<ToolCommand>,
    /// What programs print when they meet it.
    pub messages: Vec<ProgramWords>,
    /// Titles of findings that are only a consequence of it.
    pub consequences: Vec<String>,
}

/// A value that a finding rests on.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct Evidence {
    /// What it is.
    pub label: String,
    /// The value.
    pub value: String,
}

/// A command of another tool.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct ToolCommand {
    /// The tool.
    pub tool: String,
    /// What only the reader can know stands in capitals.
    pub command: String,
}

/// What a program prints.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct ProgramWords {
    /// The program.
    pub program: String,
    /// Its words, `…` for what varies.
    pub text: String,
}

/// The short answer about another end-entity certificate.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct OtherAnswer {
    /// The certificate.
    pub object: usize,
    /// What it was asked about as.
    #[serde(rename = "as")]
    pub purpose: Word<Purpose>,
    /// What it comes to.
    pub verdict: Verdict,
    /// The answer in words.
    pub sentence: String,
}

/// Messages of programs in a source.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct Heard {
    /// The source's name.
    pub source: String,
    /// What they mean.
    pub explained: Explained,
}
