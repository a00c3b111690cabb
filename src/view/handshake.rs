//! Both sides of a mutual TLS connection: what the page and the command line ask and are told.

use serde::Serialize;

use super::{Fit, Note};

/// Where something that was loaded belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Place {
    /// What the server presents, in order.
    ServerChain,
    /// What the server trusts of clients, and announces where its program does so.
    ServerTrust,
    /// What the client presents, in order.
    ClientChain,
    /// What the client trusts of servers.
    ClientTrust,
    /// Neither side.
    Nowhere,
}

impl Place {
    /// All of them, in the order of the page.
    pub const ALL: [Place; 5] = [
        Place::ServerChain,
        Place::ServerTrust,
        Place::ClientChain,
        Place::ClientTrust,
        Place::Nowhere,
    ];

    /// The word by which messages and options name it.
    pub fn word(self) -> &'static str {
        match self {
            Place::ServerChain => "server-chain",
            Place::ServerTrust => "server-trust",
            Place::ClientChain => "client-chain",
            Place::ClientTrust => "client-trust",
            Place::Nowhere => "nowhere",
        }
    }

    /// The place of that word.
    pub fn named(word: &str) -> Option<Place> {
        Place::ALL.into_iter().find(|place| place.word() == word)
    }

    /// What it is called on the page.
    pub fn title(self) -> &'static str {
        match self {
            Place::ServerChain => "The server presents",
            Place::ServerTrust => "The server trusts",
            Place::ClientChain => "The client presents",
            Place::ClientTrust => "The client trusts",
            Place::Nowhere => "Not in use",
        }
    }

    /// The same place on the side across.
    #[must_use]
    pub fn across(self) -> Place {
        match self {
            Place::ServerChain => Place::ClientChain,
            Place::ServerTrust => Place::ClientTrust,
            Place::ClientChain => Place::ServerChain,
            Place::ClientTrust => Place::ServerTrust,
            Place::Nowhere => Place::Nowhere,
        }
    }
}

/// A question about the connection between two sides. What is empty is chosen by what was loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandshakeAsk {
    /// The server's program, by id; empty: nginx.
    pub server: String,
    /// The client's program, by id; empty: curl.
    pub client: String,
    /// `1.2` or `1.3`; empty: 1.3.
    pub tls: String,
    /// The host that the client asks for; empty: a name of the server's certificate.
    pub host: String,
    /// The depth set at the server, in its program's own counting; empty: its default.
    pub depth: String,
    /// `required`, `optional`, `optional_no_ca` or `off`; empty: required.
    pub verify: String,
    /// Whether the server announces CA names: `yes`, `no`; empty: as its program does it.
    pub announce: String,
    /// Things that were moved by hand, by their id ([`PieceView::id`]), and where to. A thing may
    /// stand at two places (an intermediate that one side sends and the other trusts); then all of
    /// them are listed.
    pub moved: Vec<(String, Place)>,
    /// Whole sources that were put somewhere by hand, by their number; what is moved by itself
    /// counts for more.
    pub sources: Vec<(u32, Place)>,
    /// Whether the sides are swapped after everything was sorted.
    pub swapped: bool,
}

/// What comes of two sides meeting.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HandshakeView {
    /// Whether what was loaded asks for this view by itself: two leaves with two keys, leaves of
    /// both kinds, or a private CA with both.
    pub offered: bool,
    /// Good, bad, or neither where it cannot be foreseen.
    pub fit: Fit,
    /// The first sentence: who refuses whom and why, or until when the two talk.
    pub headline: String,
    /// Which side has to change what; empty where nothing has to.
    pub change: String,
    /// The finding on the page that explains the refusal, by rule; empty for none.
    pub rule: String,
    /// The host that the client asked for.
    pub host: String,
    /// `1.2`, `1.3`.
    pub tls: String,
    /// The server's side.
    pub server: SideView,
    /// The client's side.
    pub client: SideView,
    /// What stands at neither side.
    pub unused: Vec<PieceView>,
    /// The steps in their true order.
    pub steps: Vec<StepView>,
    /// The alert on the wire and who sends it, in words, or that there is none; empty where the two
    /// sides talk.
    pub alert: String,
    /// Single changes that mend it, cheapest first; empty where nothing has to change.
    pub remedies: Vec<RemedyView>,
    /// This client against every server program.
    pub servers: Vec<CellView>,
    /// This server against every client program.
    pub clients: Vec<CellView>,
    /// The lines of a log that were recognised, and which fault of these files leads to each.
    pub log: Vec<Note>,
    /// Where an old and a new certificate of a side were loaded: an order of steps that keeps both sides
    /// talking, and what breaks where a step comes first.
    pub rotation: Vec<Note>,
    /// Limits and conditions, as sentences.
    pub notes: Vec<String>,
    /// The second connection, where a party stands in the middle: from a proxy to what is behind it, or
    /// the way back between two members of a cluster. `headline`, `change`, `fit` and `rule` of the first
    /// then speak of both.
    pub behind: Option<Box<HandshakeView>>,
}

/// One side.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SideView {
    /// The program's id.
    pub program: String,
    /// Its name.
    pub title: String,
    /// In which version its behaviour was seen, or in which document it was read.
    pub known: String,
    /// What it presents, the certificate itself first.
    pub chain: Vec<PieceView>,
    /// Its key, in a sentence.
    pub key: String,
    /// What it trusts.
    pub trust: Vec<PieceView>,
    /// Its revocation lists.
    pub lists: Vec<PieceView>,
    /// The CA names that it announces; a server's.
    pub names: Vec<String>,
    /// What it prints, a line each; empty for nothing.
    pub says: Vec<String>,
    /// Whether that tells the reason.
    pub tells: bool,
    /// How it counts the depth, its lists, and the like: what of its program matters here.
    pub ways: Vec<String>,
}

/// Something that was loaded, at its place.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PieceView {
    /// Its name in questions: the SHA-256 fingerprint of a certificate; `list-…` of a list.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The file it came from.
    pub file: String,
    /// Why it stands where it stands, as a sentence.
    pub why: String,
    /// The place's word ([`Place::word`]); empty where it cannot be moved.
    pub place: String,
}

/// A step of the handshake.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepView {
    /// `client` or `server`: who acts.
    pub by: String,
    /// Good or bad news, or neither.
    pub fit: Fit,
    /// `passed`, `worth a look`, `refused`, `not reached`.
    pub word: String,
    /// Its title.
    pub title: String,
    /// What happens.
    pub text: String,
    /// Things to list.
    pub details: Vec<String>,
}

/// A single change that mends it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemedyView {
    /// `client` or `server`: who has to do it.
    pub by: String,
    /// What, as a sentence.
    pub title: String,
    /// How it was tried, and for which programs it is enough.
    pub text: String,
    /// A line of a configuration, or a command; empty for none.
    pub command: String,
    /// Whether it is enough for all programs of the other kind too.
    pub for_all: bool,
}

/// One pair of programs with the same files.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CellView {
    /// The program's id.
    pub program: String,
    /// Its name.
    pub title: String,
    /// Good or bad news, or neither.
    pub fit: Fit,
    /// `connects`, `refused`, `HTTP 400`, `not known`.
    pub word: String,
    /// Who refuses why, in a sentence; empty where the two talk.
    pub text: String,
    /// The line that tells it, of whoever prints one; empty for none.
    pub code: String,
}

/// A program that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProgramView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Whether it can be the server.
    pub serves: bool,
    /// Whether it can be the client.
    pub connects: bool,
}
