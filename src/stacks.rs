//! What real programs decide and print: for one question, the verdict of each, in its own words.
//!
//! One file a program: a table of its rules (`RULES`), the order of its checks, its messages with
//! the names and dates of the question filled in. What stands here was seen: the program was run on
//! such an input. Programs known from their documentation only are marked so ([`Known`]).

mod apple;
mod boring;
mod chromium;
mod dates;
mod der;
mod documented;
pub mod files;
mod frame;
mod gnutls;
mod go;
mod java;
mod list;
mod lists;
mod mbedtls;
mod mozilla;
mod names;
mod nss;
mod openssl;
mod program;
mod pyca;
mod question;
mod rustls;
mod schannel;
mod shared;
mod tlv;
mod words;

use crate::model::{Certificate, Crl};

pub use apple::APPLE;
pub use boring::BORING_PKI;
pub use chromium::CHROMIUM_156;
pub use gnutls::GNUTLS;
pub use go::GO_127;
pub use java::JAVA_17;
pub use mbedtls::MBEDTLS;
pub use mozilla::{FIREFOX_153, FIREFOX_153_NO_CT, KEPT, revokes as firefox_revokes};
pub use nss::NSS;
pub use openssl::{Finding, Findings, OPENSSL_30, OPENSSL_30_LAST, OPENSSL_40};
pub use program::{Known, Met, Program};
pub use pyca::PYCA;
pub use question::{Asked, Question, Role};
pub use rustls::RUSTLS;
pub use schannel::SCHANNEL;

/// Where a person reads on about a rule of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// One of our own rules ([`crate::hints::rules`]), by its id.
    Rule(&'static str),
    /// No rule is about it, for this reason.
    Without(&'static str),
}

impl Hint {
    /// A hint as the tables have it: the id of a rule, or `none: ` and the reason why there is none. An
    /// empty one does not compile.
    pub const fn of(text: &'static str) -> Hint {
        assert!(!text.is_empty(), "a hint is a rule's id, or “none: ” and the reason");
        match text.as_bytes() {
            [b'n', b'o', b'n', b'e', b':', b' ', _, ..] => Hint::Without(text),
            _ => Hint::Rule(text),
        }
    }

    /// The rule's id; empty where there is none.
    pub fn id(self) -> &'static str {
        match self {
            Hint::Rule(id) => id,
            Hint::Without(_) => "",
        }
    }
}

/// A rule of a program: what decides, and where that is known from.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Kebab-case, unique within the program.
    pub id: &'static str,
    /// What the program does there, in one or two sentences.
    pub what: &'static str,
    /// Where that is written or was seen: `RFC 5280, 4.2.1.12`, `x509_vfy.c, check_chain`.
    pub source: &'static str,
    /// The hint that tells a person what to do about it, or why there is none.
    pub hint: Hint,
}

/// What a program says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It goes on with the connection.
    Accept,
    /// It refuses.
    Reject(Refusal),
    /// It cannot be asked this, and why, as a clause: `it reads no CRL files`.
    Silent(&'static str),
}

/// Why a program refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Its code, as it prints it: `20`, `-8181`, `0x402`, `x509.HostnameError`; empty where it has
    /// none.
    pub code: String,
    /// Its message, every character as printed.
    pub message: String,
    /// The rule that decided.
    pub rule: &'static Rule,
    /// The certificate that it is about, where it is about one.
    pub about: Option<String>,
    /// How programs built on it wrap the message: who, and the whole line.
    pub wrapped: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal with a code and a message.
    pub fn new(code: impl Into<String>, message: impl Into<String>, rule: &'static Rule) -> Self {
        Self { code: code.into(), message: message.into(), rule, about: None, wrapped: Vec::new() }
    }

    /// The same, naming the certificate that it is about.
    #[must_use]
    pub fn about(mut self, certificate: &Certificate) -> Self {
        self.about = Some(certificate.title());
        self
    }

    /// The same, with the line that another program makes of it.
    #[must_use]
    pub fn wrapped(mut self, who: &'static str, line: impl Into<String>) -> Self {
        self.wrapped.push((who, line.into()));
        self
    }
}

/// Behind what bytes stand that belong nowhere, as a clause: `the signature`.
pub fn left_over(certificate: &Certificate) -> Option<String> {
    frame::left_over(certificate)
}

/// Whether a revocation list has an entry about a certificate of its issuer.
pub fn is_listed(list: &Crl, certificate: &Certificate) -> bool {
    list.issuer.key == certificate.issuer.key && lists::entry(list, certificate).is_some()
}

/// All faults that OpenSSL 3 tells about a question, in its order.
pub fn openssl_findings(question: &Question<'_>) -> Findings {
    openssl::findings(question)
}

/// What one program says about a question.
pub fn ask(program: &Program, question: &Question<'_>) -> Verdict {
    if !question.is_within_bounds() {
        return Verdict::Silent("what was given is too large to be put to programs");
    }
    (program.answer)(question)
}
