//! What the page and the command line are told: plain values in words, ready to be drawn.
//!
//! The engine makes them (`present`), the page only lays them out. They cross from the worker to
//! the page as JavaScript values, so every type here is plain data with serde.

mod connection;
mod explain;
mod guide;
mod handshake;
mod inside;
mod item;
mod list;
mod note;
mod protocol;
mod sheet;
mod visible;

use serde::Serialize;

use crate::model::{Purpose, Severity, Trust};

pub use connection::ConnectionView;
pub use explain::{
    CauseView, ExplainView, MESSAGE_PLACES, MessageView, PlaceView, SpeakerView, TestedView,
};
pub use guide::{GuideAsk, GuideView};
pub use handshake::{
    CellView, HandshakeAsk, HandshakeView, PieceView, Place, ProgramView, RemedyView, SideView,
    StepView,
};
pub use inside::{InsideAnswer, InsideAsk, InsideChosen, InsideFault, InsideRow, InsideView};
pub use item::{Fit, INSIDE_SHOWN, ITEMS_SHOWN, ItemView, LockedView, PartView};
pub use list::{ListAsk, ListOrder};
pub use note::{Note, Notes};
pub use protocol::{Ask, FromEngine, SourceRef, Take, ToEngine};
pub use sheet::{Field, Group, Sheet, Style, ValidityView, Value};
pub use visible::{visible, visible_lines};

/// Everything for the first screen. Lists that can be long are asked for in pieces
/// ([`ToEngine::Rows`], [`ToEngine::Sheet`]).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overview {
    /// The first line of the page.
    pub answer: Answer,
    /// The question as it was understood.
    pub asked: Asked,
    /// What was given, in the order given.
    pub sources: Vec<SourceView>,
    /// How many certificates were read in all.
    pub objects: usize,
    /// Each end-entity certificate and its own short answer; at most
    /// [`LEAVES_SHOWN`].
    pub leaves: Vec<LeafView>,
    /// How many end-entity certificates there are in all.
    pub leaves_total: usize,
    /// The best path, from the leaf on.
    pub chain: ChainView,
    /// What was read besides certificates; at most [`ITEMS_SHOWN`].
    pub items: Vec<ItemView>,
    /// How many there are in all.
    pub items_total: usize,
    /// Findings, most urgent first.
    pub findings: Vec<FindingView>,
    /// How many rules looked and found nothing.
    pub passed: usize,
    /// How many rules had nothing to look at.
    pub not_applicable: usize,
    /// Limits that cut the work short, as sentences; empty almost always.
    pub limits: Vec<String>,
}

/// How many end-entity certificates are examined beside the one asked about.
pub const LEAVES_SHOWN: usize = 8;

/// The answer in one sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// What it comes to.
    pub verdict: Verdict,
    /// The sentence, with the decisive reason.
    pub sentence: String,
    /// A second line: conditions, until when, what else is wrong. May be empty.
    pub more: String,
    /// The rule that decided, where one did.
    pub rule: Option<String>,
    /// A different trust that would turn the answer, offered as a button.
    pub offer: Option<Offer>,
}

/// The verdict on the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Verdict {
    /// Works for the use asked about.
    Works,
    /// Works, but not for long, or not with every program.
    Limited,
    /// Will be refused.
    Refused,
    /// Read, but the question does not fit or could not be decided.
    Unclear,
    /// No certificate could be read.
    Nothing,
    /// The small engine met something that the full one, which never says this, may decide otherwise.
    Looking,
}

/// "Trust the CAs you gave instead", as a button.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Offer {
    /// The words on the button.
    pub label: String,
    /// What pressing it asks.
    pub trust: Trust,
}

/// The question as it was understood, to be shown in the controls.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Asked {
    /// The use, chosen or deduced.
    pub purpose: Purpose,
    /// The answer is about the connection between two sides.
    pub both: bool,
    /// The host asked about, in the form it was compared; empty for none.
    pub host: String,
    /// What is wrong with the host as typed; empty where it is fine.
    pub host_problem: String,
    /// Public, Given or Both; never Auto.
    pub trust: Trust,
    /// Which anchors that means, in words: `Mozilla's 140 public roots`, `Example Root CA`.
    pub trusting: String,
    /// The time asked about, seconds since 1970.
    pub at: i64,
    /// The certificate the answer is about: index of the object; none where nothing was read.
    pub object: Option<usize>,
}

/// One source in the tray.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourceView {
    /// As given by the page.
    pub id: u32,
    /// File name, or `Pasted text`.
    pub name: String,
    /// Size in bytes.
    pub bytes: usize,
    /// `3 certificates, 1 private key`.
    pub found: String,
    /// What kind of data it was taken for: `PEM text`, `DER`, `text without PEM`.
    pub format: String,
    /// The containers inside it, each after the one it is in; at most [`INSIDE_SHOWN`].
    pub inside: Vec<PartView>,
    /// What had to be mended before it could be read, with the line; at most [`INSIDE_SHOWN`].
    pub repairs: Vec<String>,
    /// What a password would open; at most [`INSIDE_SHOWN`].
    pub locked: Vec<LockedView>,
    /// Whether its certificates, written out as PEM, would be a better file than it is.
    pub clean: bool,
    /// What could not be read, where, and what to do; at most
    /// [`PROBLEMS_SHOWN`].
    pub problems: Vec<ProblemView>,
    /// How many problems there are in all.
    pub problems_total: usize,
    /// The first object read from it and how many.
    pub objects: (usize, usize),
    /// Its CA certificates count as trust anchors.
    pub trusted: bool,
    /// A private key was in it: the page must forget the text.
    pub secret: bool,
}

/// How many problems of one source are listed.
pub const PROBLEMS_SHOWN: usize = 20;

/// A problem while reading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProblemView {
    /// `line 12`, `byte 1,204`, `certificate 2, byte 31`.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty.
    pub advice: String,
}

/// One end-entity certificate with its short answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeafView {
    /// Index of the object.
    pub object: usize,
    /// SHA-256 fingerprint in hex: what [`Question::leaf`](crate::model::Question) wants.
    pub id: String,
    /// Its short name.
    pub title: String,
    /// What it was examined as.
    pub purpose: Purpose,
    /// The verdict.
    pub verdict: Verdict,
    /// The sentence.
    pub sentence: String,
}

/// The chain, drawn from the leaf (first) to the root (last).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ChainView {
    /// The cards.
    pub cards: Vec<CardView>,
    /// `links[i]` stands between `cards[i]` and its issuer `cards[i + 1]`.
    pub links: Vec<LinkView>,
    /// Where other paths part from it, best first; at most [`BRANCHES_SHOWN`].
    pub branches: Vec<BranchView>,
    /// Loaded certificates that are not on the path, with the reason; at most
    /// [`BESIDE_SHOWN`].
    pub beside: Vec<BesideView>,
    /// How many are not on the path in all.
    pub beside_total: usize,
    /// The other paths that were found, best first: at most [`BESIDE_SHOWN`].
    pub other_paths: Vec<OtherPathView>,
    /// What the repaired bundle would hold, as a sentence; empty where the file given is already as
    /// it should be, or nothing better can be made of what is here.
    pub bundle: String,
}

/// A way beside the best path: it leaves it at one card, and may come back to it at another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BranchView {
    /// The card of the best path that it leaves from.
    pub from: usize,
    /// Its own cards.
    pub cards: Vec<CardView>,
    /// `links[i]` leads to `cards[i]`, the last one back to the best path where `joins` says so.
    pub links: Vec<LinkView>,
    /// The card of the best path that it comes back to.
    pub joins: Option<usize>,
    /// Why it is not the best, or that it leads to an anchor too.
    pub why: String,
    /// Whether it leads to an anchor without a fault.
    pub good: bool,
}

/// Another path from the same leaf.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OtherPathView {
    /// `www.example.com → Example CA → Example Root`.
    pub titles: String,
    /// Why it is not the best one, or that it leads to an anchor too.
    pub why: String,
    /// Whether it leads to an anchor without a fault.
    pub good: bool,
}

/// How many branches of the chain are drawn; all other paths are in the list.
pub const BRANCHES_SHOWN: usize = 4;

/// How many certificates beside the path are listed.
pub const BESIDE_SHOWN: usize = 12;

/// One card of the chain.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CardView {
    /// The loaded certificate; `None` for a missing issuer and for a root known from the store.
    pub object: Option<usize>,
    /// What the card stands for.
    pub kind: CardKind,
    /// Short name.
    pub title: String,
    /// `Server certificate`, `Intermediate CA`, `Root CA`, `Missing`.
    pub role: String,
    /// One line below the title: organisation, validity or what is missing.
    pub subtitle: String,
    /// `notAfter`, seconds since 1970.
    pub not_after: Option<i64>,
    /// How the dates stand at the time asked about.
    pub dates: Dates,
    /// `RSA 2048`.
    pub key: String,
    /// `In Mozilla's root store`, `In the CAs you gave`; empty where it is no anchor.
    pub trust: String,
    /// The worst finding on it.
    pub worst: Option<Severity>,
    /// Its SHA-256 fingerprint, where it could be marked as the one thing to trust; else empty.
    pub id: String,
    /// It is marked so.
    pub marked: bool,
}

/// What a card stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum CardKind {
    /// A loaded certificate.
    #[default]
    Loaded,
    /// A root of the public store that was not loaded.
    Store,
    /// An issuer that is nowhere.
    Missing,
}

/// How a validity period stands at the time asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Dates {
    /// Within.
    Valid,
    /// Within, and less than a tenth of the period or three days left.
    Ending,
    /// After notAfter.
    Expired,
    /// Before notBefore.
    NotYet,
    /// Not known.
    #[default]
    Unknown,
}

/// One link of the chain.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LinkView {
    /// What is known of it.
    pub state: LinkState,
    /// `Signature verified: ECDSA with SHA-256`, or the reason.
    pub text: String,
}

/// What is known of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum LinkState {
    /// The issuer's key verifies the signature.
    Proved,
    /// It does not.
    Broken,
    /// Could not be computed: unknown algorithm, missing issuer, budget.
    Unchecked,
}

/// A loaded certificate that is not on the path.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BesideView {
    /// Index of the object.
    pub object: usize,
    /// Short name.
    pub title: String,
    /// `A copy of certificate 1`, `Issued nothing on this path`.
    pub reason: String,
}

/// A line in the list of all certificates.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowView {
    /// Index of the object.
    pub object: usize,
    /// Short name of the subject.
    pub title: String,
    /// Short name of the issuer.
    pub issuer: String,
    /// `Server`, `Client`, `Server and client`, `Root CA`, `Intermediate CA`, `Other`.
    pub kind: String,
    /// `RSA 2048`.
    pub key: String,
    /// `notAfter`, seconds since 1970.
    pub not_after: Option<i64>,
    /// How the dates stand.
    pub dates: Dates,
    /// Name of the source.
    pub source: String,
    /// Whether it is on the path shown.
    pub on_path: bool,
}

/// A finding in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FindingView {
    /// The rule's id, `leaf-expired`.
    pub rule: String,
    /// How bad.
    pub severity: Severity,
    /// The fact in a few words.
    pub title: String,
    /// The sentence with this certificate's values.
    pub detail: String,
    /// What is wrong in general.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// What to do, in order.
    pub fixes: Vec<FixView>,
    /// Where it is written: label and address.
    pub references: Vec<(String, String)>,
    /// The certificate it is about; `None` for the chain as a whole.
    pub object: Option<usize>,
    /// That certificate's short name, or `the chain`.
    pub about: String,
    /// Id of the field of the sheet it points at ([`Field::id`]); empty for none.
    pub field: String,
    /// Values the finding rests on: label and value.
    pub evidence: Vec<(String, String)>,
    /// The same with other tools: tool and command. The full engine knows them.
    pub tools: Vec<(String, String)>,
    /// What programs print when they meet it: program and words.
    pub messages: Vec<(String, String)>,
    /// Findings that are only its consequence, as titles.
    pub also: Vec<String>,
}

/// One step of a fix.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FixView {
    /// `Server`, `Client`, `CA`: who can do it.
    pub who: String,
    /// What to do.
    pub step: String,
    /// A command to copy, filled in; empty for none.
    pub command: String,
}
