//! The two sides of a connection, as they are set up.

use super::program::Program;
use super::staple::Staple;
use crate::model::{Certificate, Crl, Name, PrivateKey, Time};
use crate::purpose::host::Host;

/// The version of TLS that both sides agree on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Tls {
    V12,
    #[default]
    V13,
}

impl Tls {
    /// `1.2`, `1.3`.
    pub fn word(self) -> &'static str {
        match self {
            Tls::V12 => "1.2",
            Tls::V13 => "1.3",
        }
    }

    /// The version of that name: `1.2`, `TLSv1.3`, `tls1.2`.
    pub fn named(word: &str) -> Option<Tls> {
        let lower = word.trim().to_ascii_lowercase();
        match lower.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == ' ') {
            "1.2" | "1_2" | "12" => Some(Tls::V12),
            "1.3" | "1_3" | "13" => Some(Tls::V13),
            _ => None,
        }
    }
}

/// How a server asks for a client's certificate; of a client, whether it looks at the server's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Verify {
    /// It must be there and good.
    #[default]
    Required,
    /// It may be absent; where it is there it must be good.
    Optional,
    /// It may be absent; where nobody known issued it, that is passed on and not refused
    /// (nginx and Apache `optional_no_ca`).
    OptionalNoCa,
    /// It is not asked for, or not looked at.
    Off,
}

impl Verify {
    /// The word used in settings.
    pub fn word(self) -> &'static str {
        match self {
            Verify::Required => "required",
            Verify::Optional => "optional",
            Verify::OptionalNoCa => "optional_no_ca",
            Verify::Off => "off",
        }
    }

    /// The setting of that name, in the words that the programs themselves use for it.
    pub fn named(word: &str) -> Option<Verify> {
        Some(match word.trim().to_ascii_lowercase().as_str() {
            "on"
            | "require"
            | "required"
            | "need"
            | "true"
            | "yes"
            | "cert_required"
            | "verify-full"
            | "require_and_verify"
            | "requireandverifyclientcert" => Verify::Required,
            "optional" | "want" | "requested" | "cert_optional" | "verify_if_given" => {
                Verify::Optional
            }
            "optional_no_ca" => Verify::OptionalNoCa,
            "off" | "none" | "false" | "no" | "cert_none" => Verify::Off,
            _ => return None,
        })
    }
}

/// The settings that matter, as far as they were said; a program's defaults stand for the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The depth that was set, in the program's own counting.
    pub depth: Option<u32>,
    /// Whether a certificate is wanted.
    pub verify: Verify,
    /// Whether CA names are announced; `None`: as the program does it.
    pub announce: Option<bool>,
    /// Whether lists are wanted for the leaf only; `None`: as the program does it.
    pub leaf_lists_only: Option<bool>,
    /// Whether each revocation list was handed over by itself, and not all in one text, of which
    /// some programs read the first alone.
    pub lists_apart: bool,
    /// Whether an OCSP response is stapled to the server's certificate.
    pub staples: bool,
}

/// The key of a side.
#[derive(Clone, Debug, Default)]
pub enum Key<'a> {
    /// Not loaded here: it is taken to fit.
    #[default]
    Elsewhere,
    /// Loaded, as far as it may be known.
    Loaded(&'a PrivateKey),
}

/// One side of the connection.
#[derive(Clone)]
pub struct Side<'a> {
    /// The program that speaks.
    pub program: &'static Program,
    /// What it presents, in the order of its file, the certificate itself first.
    pub chain: Vec<&'a Certificate>,
    /// Its key.
    pub key: Key<'a>,
    /// Further certificates that it could present in place of that one, each with its own chain.
    pub others: Vec<Vec<&'a Certificate>>,
    /// The certificates that it trusts, in the order of their file.
    pub trust: Vec<&'a Certificate>,
    /// Whether the public roots count too; of a client that was given no trust of its own.
    pub public: bool,
    /// A server: the names that it announces in place of those of its trust
    /// (`SSLCADNRequestFile`, `ssl_client_certificate` beside `ssl_trusted_certificate`).
    pub announced: Option<Vec<&'a Name>>,
    /// The revocation lists that it was given, in the order of their file.
    pub crls: Vec<&'a Crl>,
    /// A server: the OCSP response that it staples to its certificate, where one was loaded.
    pub staple: Option<Staple>,
    /// Its settings.
    pub settings: Settings,
    /// What sentences call it where it is more than a server or a client: `proxy`.
    pub called: Option<&'static str>,
}

impl<'a> Side<'a> {
    /// A side with that program and nothing else.
    pub fn new(program: &'static Program) -> Self {
        Self {
            program,
            chain: Vec::new(),
            key: Key::Elsewhere,
            others: Vec::new(),
            trust: Vec::new(),
            public: false,
            announced: None,
            crls: Vec::new(),
            staple: None,
            settings: Settings::default(),
            called: None,
        }
    }

    /// Its own certificate.
    pub fn leaf(&self) -> Option<&'a Certificate> {
        self.chain.first().copied()
    }

    /// All that it could present, the chain it is set up with first.
    pub fn identities(&self) -> impl Iterator<Item = &[&'a Certificate]> {
        let first = std::iter::once(self.chain.as_slice()).filter(|chain| !chain.is_empty());
        first.chain(self.others.iter().map(Vec::as_slice))
    }

    /// The revocation lists, as a program sees them that reads the first list of a text alone.
    pub fn lists_as_read(&self) -> Vec<&'a Crl> {
        let all = if self.settings.lists_apart { usize::MAX } else { 1 };
        self.crls.iter().copied().take(all).collect()
    }

    /// Whether a key is loaded and is not the certificate's.
    pub fn key_differs(&self) -> bool {
        match (&self.key, self.leaf()) {
            (Key::Loaded(key), Some(leaf)) => {
                let public = key.public.as_ref().and_then(|public| public.identity());
                public.is_some_and(|public| Some(public) != leaf.public_key.identity())
            }
            _ => false,
        }
    }
}

/// A connection to be tried.
#[derive(Clone)]
pub struct Setup<'a> {
    /// The server.
    pub server: Side<'a>,
    /// The client.
    pub client: Side<'a>,
    /// The host that the client asks for; `None`: it is not looked at.
    pub host: Option<Host>,
    /// The version agreed on.
    pub tls: Tls,
    /// When.
    pub at: Time,
}

impl<'a> Setup<'a> {
    /// The CA names that the server announces, in its order, each once.
    pub fn names(&self) -> Vec<&'a Name> {
        let server = &self.server;
        let announces = server.settings.announce.unwrap_or_else(|| {
            server.announced.is_some()
                || server.program.server.as_ref().is_some_and(|serves| serves.announces)
        });
        if !announces {
            return Vec::new();
        }
        let all = match &server.announced {
            Some(names) => names.clone(),
            None => server.trust.iter().map(|certificate| &certificate.subject).collect(),
        };
        let mut names: Vec<&'a Name> = Vec::new();
        for name in all {
            if !names.iter().any(|known| known.der == name.der) {
                names.push(name);
            }
        }
        names
    }
}
