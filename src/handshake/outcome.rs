//! What comes of a handshake.

use super::alert::Alert;
use super::fault::Fault;
use super::side::Tls;

/// A side of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum By {
    Client,
    Server,
}

impl By {
    /// `client`, `server`.
    pub fn word(self) -> &'static str {
        match self {
            By::Client => "client",
            By::Server => "server",
        }
    }

    /// The side across.
    pub fn other(self) -> By {
        match self {
            By::Client => By::Server,
            By::Server => By::Client,
        }
    }
}

/// What one side makes of the other.
#[derive(Clone, Debug, PartialEq)]
pub enum Judgement {
    /// It goes on; what it notes of the other side, where it does: `SUCCESS`, `FAILED:…`.
    Takes(Option<String>),
    /// It refuses.
    Refuses(Box<Refusal>),
    /// What it does is not known here, and why.
    Unknown(&'static str),
}

/// Why a side refuses, and what that looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub fault: Fault,
    /// The program's own code: `26`, `0x402`; empty where it has none.
    pub code: String,
    /// The reason in the words of the library behind it.
    pub reason: String,
    /// The certificate that it is about; empty for none.
    pub about: String,
    /// The rule of ours that explains it, by its id; empty for none.
    pub hint: &'static str,
    /// The alert it sends; `None`: it closes the connection, or answers in HTTP.
    pub alert: Option<Alert>,
    /// The HTTP answer in place of an alert.
    pub http: Option<Http>,
    /// What it prints, a line each; empty: nothing.
    pub says: Vec<String>,
    /// Which of these lines tells the reason; `None`: none does.
    pub telling: Option<usize>,
    /// Whether it happens before any connection: the program does not start, or does not try.
    pub at_start: bool,
    /// Whether a client decides it only when the handshake is over.
    pub late: bool,
}

impl Refusal {
    /// A refusal that is printed as these lines, which tell the reason.
    pub fn new(fault: Fault, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self {
            fault,
            code: String::new(),
            says: Vec::new(),
            reason,
            about: String::new(),
            hint: "",
            alert: None,
            http: None,
            telling: None,
            at_start: false,
            late: false,
        }
    }

    /// The same, with its alert.
    #[must_use]
    pub fn alert(mut self, alert: Alert) -> Self {
        self.alert = Some(alert);
        self
    }

    /// The same, with a line that tells the reason.
    #[must_use]
    pub fn says(mut self, line: impl Into<String>) -> Self {
        self.telling.get_or_insert(self.says.len());
        self.says.push(line.into());
        self
    }

    /// The same, with a line that does not tell the reason.
    #[must_use]
    pub fn mumbles(mut self, line: impl Into<String>) -> Self {
        self.says.push(line.into());
        self
    }

    /// The same, about that certificate.
    #[must_use]
    pub fn about(mut self, title: impl Into<String>) -> Self {
        self.about = title.into();
        self
    }

    /// The same, for this reason in the program's words.
    #[must_use]
    pub fn worded(mut self, reason: impl Into<String>) -> Self {
        self.reason = reason.into();
        self
    }

    /// The same, with the program's code.
    #[must_use]
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.code = code.into();
        self
    }

    /// The same, explained by that rule.
    #[must_use]
    pub fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// The same, before any connection.
    #[must_use]
    pub fn at_start(mut self) -> Self {
        self.at_start = true;
        self
    }

    /// The same, decided when the handshake is over.
    #[must_use]
    pub fn late(mut self) -> Self {
        self.late = true;
        self
    }

    /// The line that tells the reason.
    pub fn told(&self) -> Option<&String> {
        self.says.get(self.telling?)
    }

    /// As what a side makes of the other.
    pub fn refuses(self) -> Judgement {
        Judgement::Refuses(Box::new(self))
    }
}

/// An HTTP answer in place of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Http {
    /// The status.
    pub status: u16,
    /// What the page says.
    pub page: &'static str,
}

/// How the other side ended it, as the hearer notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// An alert came.
    Alert(Alert),
    /// The connection was closed without one.
    Closed,
    /// The handshake went well, and an HTTP answer came.
    Http(Http),
}

/// Which certificate a client sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The identity of that number (0: the first of its side), and why, as a clause.
    Sends(usize, String),
    /// An empty list, and why, as a clause.
    Nothing(String),
}

/// What the client sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sent {
    /// It did not come to that, or was not asked.
    #[default]
    NotAsked,
    /// An empty list.
    Nothing,
    /// So many certificates, of the identity of that number.
    Certificates {
        /// How many, the leaf counted.
        count: usize,
        /// Which identity of the client's.
        identity: usize,
    },
}

impl Sent {
    /// `not asked`, `nothing`, `certificate`.
    pub fn word(self) -> &'static str {
        match self {
            Sent::NotAsked => "not asked",
            Sent::Nothing => "nothing",
            Sent::Certificates { .. } => "certificate",
        }
    }
}

/// How it went at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Mark {
    Passed,
    /// Passed, and worth a look.
    Noted,
    Failed,
    /// Never reached.
    Skipped,
}

/// A step of the handshake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name among the steps: `hello`, `server-flight`, `client-judges` …
    pub id: &'static str,
    /// Who acts.
    pub by: By,
    /// How it went.
    pub mark: Mark,
    /// Its title.
    pub title: String,
    /// What happens, in a sentence or two.
    pub text: String,
    /// Things to list: messages, names, certificates.
    pub details: Vec<String>,
}

/// What comes of a handshake.
#[derive(Clone, Debug)]
pub struct Handshake {
    /// The version agreed on.
    pub tls: Tls,
    /// Who refused, and why; `None`: the two sides talk.
    pub refused: Option<(By, Refusal)>,
    /// What could not be foreseen, where that is so; then nothing else is claimed.
    pub unknown: Option<&'static str>,
    /// The steps in their true order.
    pub steps: Vec<Step>,
    /// What the client sent.
    pub sent: Sent,
    /// The CA names announced, in words.
    pub names: Vec<String>,
    /// What the client prints; empty for nothing.
    pub client_says: Vec<String>,
    /// The line of it that tells the reason, or the alert that came.
    pub client_told: Option<String>,
    /// What the server prints; empty for nothing.
    pub server_says: Vec<String>,
    /// The line of it that tells the reason, or the alert that came.
    pub server_told: Option<String>,
    /// At TLS 1.3 the alert can be lost in a reset: the client then sees a closed connection.
    pub alert_may_be_lost: bool,
    /// The identity that the server takes from the client's certificate.
    pub identity: Option<String>,
}

impl Handshake {
    /// Whether the two sides talk.
    pub fn connects(&self) -> bool {
        self.refused.is_none() && self.unknown.is_none()
    }

    /// Who refuses.
    pub fn by(&self) -> Option<By> {
        self.refused.as_ref().map(|(by, _)| *by)
    }

    /// Why.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.refused.as_ref().map(|(_, refusal)| refusal)
    }
}
