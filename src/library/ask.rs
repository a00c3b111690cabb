//! Questions as callers write them: JSON with the words of docs/json.md. A field that is none is an
//! error that names those there are, because a misspelt option would be another question.

use serde::{Deserialize, Deserializer};

use super::{Code, Failure, host, time};
use crate::convert::{self, FORMS, Form};
use crate::export::{Anchors, Word};
use crate::input::{Password, Source};
use crate::model::{Purpose, Question, Trust};
use crate::purpose::host::Host;
use crate::view::{GuideAsk, HandshakeAsk, Place};

/// A call's question with what is said of each source.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wire<T: Default> {
    /// What is said of each source.
    #[serde(default)]
    pub sources: Vec<SourceOptions>,
    /// What is asked.
    #[serde(default)]
    pub question: T,
}

/// A text that is wiped when it is dropped, and never printed.
pub(super) struct Hidden(pub zeroize::Zeroizing<String>);

impl<'de> Deserialize<'de> for Hidden {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(String::deserialize(deserializer)?.into()))
    }
}

/// What is said of a source besides its content.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct SourceOptions {
    /// Its name: what answers call it, and sometimes a hint at what is in it.
    pub name: String,
    /// Its CA certificates count as anchors.
    pub trusted: bool,
    /// Passwords to try on what is locked in it.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub passwords: Vec<Hidden>,
    /// For `handshake`: the place at one of the two sides where all of it belongs.
    pub place: Option<Word<Place>>,
}

impl SourceOptions {
    pub(super) fn source(&self, id: u32, bytes: Vec<u8>) -> Source {
        let name = if self.name.is_empty() { "Given text".into() } else { self.name.clone() };
        let passwords = self.passwords.iter().map(|it| Password::new(it.0.to_string())).collect();
        Source { id, name, bytes, trusted: self.trusted, as_public: false, passwords }
    }
}

/// What the reading of sources takes from a question.
#[derive(Default)]
pub(super) struct Passed {
    pub as_public: bool,
}

/// A question about certificates. What is left out is chosen by what was given.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct CertificateQuestion {
    /// The use.
    #[serde(rename = "as")]
    pub purpose: Option<Word<Purpose>>,
    /// A host name or an address.
    pub host: Option<String>,
    /// Which anchors count.
    pub trust: Option<Anchors>,
    /// The time asked about, in UTC; left out: now.
    #[cfg_attr(feature = "schema", schemars(extend("tsType" = "string | Date")))]
    pub at: Option<String>,
    /// The certificate asked about: its SHA-256 fingerprint in lower-case hex.
    pub certificate: Option<String>,
    /// The CAs given are held to the rules for public CAs.
    pub as_public: bool,
    /// Of `examine`: every program is asked too, and the answer has `programs`.
    pub programs: bool,
}

impl CertificateQuestion {
    pub(super) fn question(&self, now: i64) -> Result<Question, Failure> {
        let purpose = self.purpose.as_ref().map(|it| it.0);
        let asked = self.host.as_deref().unwrap_or_default();
        if !asked.is_empty() && purpose.is_some_and(|it| it != Purpose::Server) {
            let message = "host goes with as: \"server\" only.";
            return Err(Failure::new(Code::Question, message));
        }
        Ok(Question {
            purpose,
            host: if asked.is_empty() { String::new() } else { host(asked)? },
            trust: match self.trust {
                None => Trust::Auto,
                Some(Anchors::Public) => Trust::Public,
                Some(Anchors::Given) => Trust::Given,
                Some(Anchors::Both) => Trust::Both,
            },
            at: time(self.at.as_deref(), now)?,
            leaf: self.certificate.clone(),
            marked: Vec::new(),
        })
    }

    pub(super) fn passed(&self) -> Passed {
        Passed { as_public: self.as_public }
    }

    /// Other calls would drop it unsaid.
    pub(super) fn only_examine_asks_programs(&self) -> Result<(), Failure> {
        match self.programs {
            true => Err(Failure::new(Code::Question, "programs goes with examine only.")),
            false => Ok(()),
        }
    }
}

/// A message to explain.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct ExplainQuestion {
    /// The message, or the log around it.
    pub text: String,
    /// What is asked about the certificates on which causes are tested.
    pub about: CertificateQuestion,
}

/// Two sources that are compared.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct DiffQuestion {
    /// A new key breaks somebody: it is pinned.
    pub pinned: bool,
    /// What is asked about both.
    pub about: CertificateQuestion,
}

/// A question about a connection between two sides. What is left out is chosen by what was given.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct HandshakeQuestion {
    /// The server's program, by id (docs/handshake.md); left out: nginx.
    pub server: String,
    /// The client's program, by id; left out: curl.
    pub client: String,
    /// The version; left out: 1.3.
    pub tls: Option<TlsVersion>,
    /// The host that the client asks for.
    pub host: Option<String>,
    /// The depth set at the server, in its program's own counting.
    pub depth: Option<u32>,
    /// Whether the server wants a certificate; left out: it does.
    pub verify: Option<Verify>,
    /// Whether the server announces CA names; left out: as its program does it.
    pub announce: Option<bool>,
    /// The sides are swapped after everything was sorted.
    pub swapped: bool,
    /// Configurations, output of tools, logs: what they say is taken into account.
    pub text: String,
    /// The time asked about, in UTC; left out: now.
    #[cfg_attr(feature = "schema", schemars(extend("tsType" = "string | Date")))]
    pub at: Option<String>,
}

/// A version of TLS.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) enum TlsVersion {
    /// RFC 5246.
    #[serde(rename = "1.2")]
    V12,
    /// RFC 8446.
    #[serde(rename = "1.3")]
    V13,
}

/// Whether a server wants a client's certificate.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) enum Verify {
    /// It must come and hold.
    Required,
    /// It may be absent.
    Optional,
    /// It may be absent, or from an unknown CA.
    OptionalNoCa,
    /// It is not asked for.
    Off,
}

impl HandshakeQuestion {
    pub(super) fn at(&self, now: i64) -> Result<i64, Failure> {
        time(self.at.as_deref(), now)
    }

    pub(super) fn ask(&self, sources: &[SourceOptions]) -> Result<HandshakeAsk, Failure> {
        let asked = self.host.as_deref().unwrap_or_default();
        let placed = (0u32..).zip(sources);
        Ok(HandshakeAsk {
            server: self.server.clone(),
            client: self.client.clone(),
            tls: match self.tls {
                None => String::new(),
                Some(TlsVersion::V12) => "1.2".into(),
                Some(TlsVersion::V13) => "1.3".into(),
            },
            host: if asked.is_empty() { String::new() } else { host(asked)? },
            depth: self.depth.map(|it| it.to_string()).unwrap_or_default(),
            verify: match self.verify {
                None => "",
                Some(Verify::Required) => "required",
                Some(Verify::Optional) => "optional",
                Some(Verify::OptionalNoCa) => "optional_no_ca",
                Some(Verify::Off) => "off",
            }
            .into(),
            announce: match self.announce {
                None => "",
                Some(true) => "yes",
                Some(false) => "no",
            }
            .into(),
            moved: Vec::new(),
            sources: placed.filter_map(|(id, it)| Some((id, it.place.as_ref()?.0))).collect(),
            swapped: self.swapped,
        })
    }
}

/// A program that is to be set up.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct GuideQuestion {
    /// The program, by id or another of its names (docs/guides.md).
    pub program: String,
    /// Whether both sides show a certificate; left out: as what was given suggests.
    pub mutual: Option<bool>,
    /// As which side; left out: the server, where it can be one.
    #[serde(rename = "as")]
    pub side: Option<ProgramSide>,
    /// The time asked about, in UTC; left out: now.
    #[cfg_attr(feature = "schema", schemars(extend("tsType" = "string | Date")))]
    pub at: Option<String>,
}

/// A side of a connection.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) enum ProgramSide {
    /// The one that is connected to.
    Server,
    /// The one that connects.
    Client,
}

impl GuideQuestion {
    pub(super) fn at(&self, now: i64) -> Result<i64, Failure> {
        time(self.at.as_deref(), now)
    }

    pub(super) fn ask(&self) -> GuideAsk {
        let client = self.side.map(|side| matches!(side, ProgramSide::Client));
        GuideAsk { program: self.program.clone(), mutual: self.mutual, client }
    }

    pub(super) fn passed(&self) -> Passed {
        Passed::default()
    }
}

/// A file that is to be written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct ConvertQuestion {
    /// The form, by its word (docs/convert.md).
    pub to: String,
    /// The password that protects the file.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub password: Option<Hidden>,
    /// The name under which programs show what is in it; left out: the certificate's own.
    pub name: String,
    /// The certificate that it is about: its SHA-256 fingerprint in lower-case hex.
    pub certificate: Option<String>,
    /// The time asked about, in UTC; left out: now.
    #[cfg_attr(feature = "schema", schemars(extend("tsType" = "string | Date")))]
    pub at: Option<String>,
}

impl ConvertQuestion {
    pub(super) fn form(&self) -> Result<Form, Failure> {
        convert::by_word(&self.to).ok_or_else(|| {
            let words: Vec<&str> = FORMS.iter().map(|it| it.word).collect();
            let message = format!("to is one of {}; not {:?}.", words.join(", "), self.to);
            Failure::new(Code::Question, message)
        })
    }

    pub(super) fn question(&self, now: i64) -> Result<Question, Failure> {
        let at = time(self.at.as_deref(), now)?;
        Ok(Question { at, leaf: self.certificate.clone(), ..Question::default() })
    }
}

/// A host as it is compared; what is wrong with it, as a sentence.
pub(super) fn checked_host(text: &str) -> Result<String, String> {
    match Host::typed(text) {
        Ok(Some(_)) => Ok(text.to_owned()),
        Ok(None) => Err("it wants a name or an address.".into()),
        Err(problem) => Err(problem),
    }
}

/// The schema of each question, by its type.
#[cfg(feature = "schema")]
pub(super) fn questions(add: &mut crate::export::Schemas) {
    add.question::<SourceOptions>();
    add.question::<CertificateQuestion>();
    add.question::<HandshakeQuestion>();
    add.question::<GuideQuestion>();
    add.question::<ConvertQuestion>();
}
