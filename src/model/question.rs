//! What the person asks, and how bad a finding is: the words shared by engine and page.

use serde::Serialize;

/// What the certificate is to be used as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Purpose {
    /// Proves a host to clients (EKU serverAuth).
    Server,
    /// Proves a requester to servers (EKU clientAuth).
    Client,
    /// Signs other certificates.
    Ca,
    /// No particular use: path, dates and signatures only.
    Any,
}

/// Which trust anchors count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Trust {
    /// The given CAs where a loaded leaf leads to one and to no public root, else the public roots.
    #[default]
    Auto,
    /// The roots of the Mozilla store.
    Public,
    /// The CA certificates of the sources marked as trusted; where none is marked,
    /// every self-signed CA certificate that was loaded.
    Given,
    /// Either of the two.
    Both,
    /// Only the certificates of [`Question::marked`], intermediates too: a path may end there.
    Marked,
}

/// A question about the loaded certificates. `None` means: choose by what was loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The use asked about.
    pub purpose: Option<Purpose>,
    /// Host name or IP address as typed; empty for none. Only looked at for [`Purpose::Server`].
    pub host: String,
    /// Which anchors count.
    pub trust: Trust,
    /// The time asked about, in seconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// SHA-256 fingerprint (lower-case hex) of the certificate the question is about.
    pub leaf: Option<String>,
    /// The fingerprints of the certificates that [`Trust::Marked`] trusts.
    pub marked: Vec<String>,
}

/// How bad a finding is, measured by what clients do today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Severity {
    /// Worth knowing; no client minds.
    Notice,
    /// Some clients refuse it, or all will from a known date.
    Warning,
    /// The mainstream clients for this use refuse it.
    Error,
}

impl Severity {
    /// The lower-case word used in exports.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Notice => "notice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl Purpose {
    /// The lower-case word used on the command line and in exports.
    pub fn word(self) -> &'static str {
        match self {
            Purpose::Server => "server",
            Purpose::Client => "client",
            Purpose::Ca => "ca",
            Purpose::Any => "any",
        }
    }
}
