//! The sentences about a handshake, for people: each fits the side that it speaks of.

use super::fault::Fault;
use super::outcome::{By, Handshake, Mark, Refusal, Sent};
use super::run::until;
use super::side::{Setup, Side, Tls};
use super::staple::Word;
use crate::model::{Certificate, Name};

/// The first sentence about a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// Whether the two sides talk.
    pub connects: Option<bool>,
    /// The sentence: who refuses whom and why, or until when it holds.
    pub title: String,
    /// Which side has to change what; empty where nothing has to.
    pub change: String,
}

/// The first sentence about what came of it.
pub fn headline(setup: &Setup<'_>, result: &Handshake) -> Headline {
    let (server, client) = (setup.server.program.title, setup.client.program.title);
    if let Some(why) = result.unknown {
        let title = format!("What {client} and {server} do cannot be foreseen: {why}.");
        return Headline { connects: None, title, change: String::new() };
    }
    let Some((by, refusal)) = &result.refused else {
        let until = until(setup).map(|(at, _)| format!(" until {}", at.date())).unwrap_or_default();
        let note =
            result.steps.iter().find(|step| step.id == "server-judges" && step.mark == Mark::Noted);
        let revoked = setup.server.staple.is_some_and(|it| it.word == Word::Revoked);
        let title = match note.and_then(|step| step.details.first()) {
            Some(note) => {
                format!("{client} connects to {server}{until}, but {server} notes: {note}.")
            }
            None if revoked => format!(
                "{client} connects to {server}{until}, though the stapled OCSP response says that the server’s certificate is revoked: {client} does not look at it."
            ),
            None => format!("{client} connects to {server}{until}."),
        };
        return Headline { connects: Some(true), title, change: String::new() };
    };
    let (who, whom) = match by {
        By::Client => (client, server),
        By::Server => (server, client),
    };
    let what = because(setup, *by, refusal);
    let title = match (refusal.at_start, by) {
        (true, By::Server) => format!("{server} does not start: {what}."),
        (true, By::Client) => format!("{client} does not even try: {what}."),
        (false, _) => match refusal.http {
            Some(http) => format!("{who} answers {whom} with HTTP {}: {what}.", http.status),
            None => format!("{who} refuses {whom}: {what}."),
        },
    };
    Headline { connects: Some(false), title, change: change(setup, *by, refusal) }
}

impl Setup<'_> {
    /// The word for a side: `client`, `server`, or what it is called.
    pub fn word(&self, by: By) -> &'static str {
        let side = match by {
            By::Server => &self.server,
            By::Client => &self.client,
        };
        side.called.unwrap_or(by.word())
    }
}

/// A certificate by name and side.
fn named(setup: &Setup<'_>, by: By, refusal: &Refusal) -> String {
    let side = setup.word(by.other());
    match refusal.about.as_str() {
        "" => format!("the {side}’s certificate"),
        about if is_above(setup, by, refusal) => {
            format!("“{about}” above the {side}’s certificate")
        }
        about => format!("the {side}’s certificate “{about}”"),
    }
}

/// Whether it is about a CA, and not about the certificate that the other side presents.
fn is_above(setup: &Setup<'_>, by: By, refusal: &Refusal) -> bool {
    let shown = match by {
        By::Server => &setup.client,
        By::Client => &setup.server,
    };
    let is_leaf = |title: &str| {
        shown.identities().any(|it| it.first().is_some_and(|one| one.title() == title))
    };
    !refusal.about.is_empty() && !is_leaf(&refusal.about)
}

/// Why a side refuses, as a clause.
pub fn because(setup: &Setup<'_>, by: By, refusal: &Refusal) -> String {
    let judge = if refusal.at_start { by.other() } else { by };
    let it = named(setup, judge, refusal);
    let (other, own, shown) = (judge.other().word(), setup.word(judge), setup.word(judge.other()));
    let client = setup.word(By::Client);
    match refusal.fault {
        Fault::NoCertificate => match setup.client.chain.is_empty() {
            true => format!("the {client} has no certificate, and one is wanted"),
            false => format!("the {client} sends none of its certificates, and one is wanted"),
        },
        Fault::Purpose => format!("{it} may not be used by a {other}: its extended key usage says otherwise"),
        Fault::KeyUsage => format!("the key usage of {it} leaves signatures out"),
        Fault::Expired => format!("{it} has expired"),
        Fault::NotYetValid => format!("{it} is not valid yet"),
        Fault::NoPath if has_twin(setup, judge) => format!("no path leads from {it} to a CA that the {own} trusts: the one of that name there has another key"),
        Fault::NoPath => format!("no path leads from {it} to a CA that the {own} trusts"),
        Fault::SelfSigned => format!("{it} signed itself and is not among those the {own} trusts"),
        Fault::AnchorIncomplete => format!("the bundle of the {own} ends in an intermediate, and this program wants the root"),
        Fault::Depth => "there are more CAs above the certificate than the depth that is set allows".into(),
        Fault::Revoked => format!("{it} is revoked"),
        Fault::ListMissing => format!("a revocation list is lacking: the {own} wants one of every CA on the path"),
        Fault::ListUnusable => format!("a revocation list of the {own} is out of date or cannot be used"),
        Fault::Host => match &setup.host {
            Some(host) => format!("{it} does not cover the host {}", host.text()),
            None => format!("{it} does not cover the host"),
        },
        Fault::KeyMismatch => format!("the key of the {shown} does not belong to its certificate"),
        Fault::WeakKey => format!("the key of {it} is too weak"),
        Fault::WeakSignature => format!("the signature on {it} is made with a weak digest"),
        Fault::Signature => format!("the signature on {it} does not verify"),
        Fault::Staple => format!("{it} demands a stapled OCSP response, and none is stapled"),
        Fault::StapleUnusable => format!("the OCSP response stapled to {it} is out of date or does not count"),
        Fault::Constraints => format!("a CA above {it} does not permit its names"),
        Fault::IssuerNotCa => format!("a certificate above {it} is no CA or may not sign"),
        Fault::PathLength => "a CA on the path allows fewer CAs below it".into(),
        Fault::NoCipher => "with the server’s certificate no cipher suite of TLS 1.2 can be used: its key usage leaves signatures out".into(),
        Fault::Unreadable => format!("{it} cannot be read by this program"),
        Fault::Other => refusal.reason.trim_end_matches('.').to_owned(),
    }
}

/// Whether the judging side trusts a CA of the name that is lacking: with another key, since it is no issuer.
fn has_twin(setup: &Setup<'_>, judge: By) -> bool {
    let (own, shown) = match judge {
        By::Server => (&setup.server, &setup.client),
        By::Client => (&setup.client, &setup.server),
    };
    let names = |it: &&&Certificate| own.trust.iter().any(|ca| ca.subject.key == it.issuer.key);
    shown.chain.last().filter(names).is_some_and(|it| !it.is_self_issued())
}

/// Which side has to change what, as a sentence.
fn change(setup: &Setup<'_>, by: By, refusal: &Refusal) -> String {
    let judge = if refusal.at_start { by.other() } else { by };
    let shown = setup.word(judge.other());
    let own = setup.word(judge);
    match refusal.fault {
        Fault::NoCertificate if setup.client.chain.is_empty() => {
            format!("The {shown} has to be given a certificate and its key.")
        }
        Fault::NoCertificate => format!(
            "Either side can change it: the {shown}’s file can hold the certificate’s issuers, or the {own} can announce the CA that issued it."
        ),
        Fault::Purpose | Fault::KeyUsage | Fault::NoCipher => {
            format!("The {shown}’s certificate has to be issued anew for its use.")
        }
        Fault::Expired | Fault::NotYetValid | Fault::Revoked if is_above(setup, judge, refusal) => {
            format!(
                "The {shown} needs a certificate of a CA that is valid, or the {own} that CA’s renewed one."
            )
        }
        Fault::Expired
        | Fault::NotYetValid
        | Fault::Revoked
        | Fault::WeakKey
        | Fault::WeakSignature
        | Fault::Signature
        | Fault::Unreadable => format!("The {shown} needs another certificate."),
        Fault::NoPath | Fault::SelfSigned => format!(
            "Either the {shown} sends the intermediates that are lacking, or the {own}’s bundle gets the CA that issued them."
        ),
        Fault::AnchorIncomplete => {
            format!("The {own}’s bundle needs the root above that intermediate too.")
        }
        Fault::Depth => format!("The depth of the {own} has to be raised."),
        Fault::ListMissing | Fault::ListUnusable => {
            format!("The {own} needs fresh revocation lists of every CA on the path.")
        }
        Fault::Host => {
            "The server needs a certificate for that host, or the client another host name.".into()
        }
        Fault::KeyMismatch => format!("The {shown} needs the key that belongs to its certificate."),
        Fault::Staple => "The server has to staple an OCSP response.".into(),
        Fault::StapleUnusable => {
            "The server has to staple a fresh OCSP response of its certificate’s issuer.".into()
        }
        Fault::Constraints | Fault::IssuerNotCa | Fault::PathLength => {
            format!("The {shown} needs a certificate of another CA.")
        }
        Fault::Other => String::new(),
    }
}

/// What stands at a step that ended it.
pub(super) fn refusal(setup: &Setup<'_>, by: By, refusal: &Refusal) -> String {
    let what = because(setup, by, refusal);
    let mut text = format!("{}.", capital(&what));
    if refusal.at_start {
        return text;
    }
    let (who, other) = match by {
        By::Client => ("The client", "the server"),
        By::Server => ("The server", "the client"),
    };
    match (refusal.alert, refusal.http) {
        (_, Some(http)) => text.push_str(&format!(
            " {who} completes the handshake and answers the first request with HTTP {}: “{}”.",
            http.status, http.page
        )),
        (Some(alert), None) => text.push_str(&format!(" {who} sends the alert {alert}.")),
        (None, None) => text
            .push_str(&format!(" {who} sends no alert: {other} sees a connection that is closed.")),
    }
    match (refusal.says.is_empty(), refusal.telling) {
        (true, _) => text.push_str(&format!(" {who} itself prints nothing.")),
        (false, None) => text.push_str(&format!(" {who} itself prints these lines and no more.")),
        (false, Some(_)) => {}
    }
    text
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// The title of a step.
pub(super) fn step(id: &str, setup: &Setup<'_>) -> String {
    match id {
        "load" => "Both programs read their files".into(),
        "hello" => format!("Hello: TLS {} is agreed on", setup.tls.word()),
        "server-flight" => "The server’s first flight".into(),
        "client-judges" => "The client judges the server".into(),
        "client-sends" => "What the client sends".into(),
        "proof" => "The client proves that it has the key".into(),
        "server-judges" => "The server judges the client".into(),
        _ => "The session".into(),
    }
}

pub(super) fn loaded(setup: &Setup<'_>) -> String {
    let client = match setup.client.chain.is_empty() {
        true => "the client has no certificate".to_owned(),
        false => format!("the client has {}", certificates(&setup.client)),
    };
    format!("The server has {}; {client}.", certificates(&setup.server))
}

fn certificates(side: &Side<'_>) -> String {
    let name = side.leaf().map(Certificate::title).unwrap_or_default();
    match side.chain.len() {
        0 | 1 => format!("“{name}” alone"),
        2 => format!("“{name}” and one certificate more"),
        more => format!("“{name}” and {} certificates more", more.saturating_sub(1)),
    }
}

pub(super) fn hello(setup: &Setup<'_>) -> String {
    match &setup.host {
        Some(host) => format!(
            "The client asks for {} and offers its versions and cipher suites.",
            host.text()
        ),
        None => "The client offers its versions and cipher suites.".into(),
    }
}

/// What the server sends at once: its messages in the order of the version, and the CA names.
pub(super) fn server_flight(
    setup: &Setup<'_>,
    asks: bool,
    names: &[&Name],
) -> (String, Vec<String>) {
    let messages: &[&str] = match (setup.tls, asks) {
        (Tls::V12, true) => &[
            "ServerHello",
            "Certificate",
            "ServerKeyExchange",
            "CertificateRequest",
            "ServerHelloDone",
        ],
        (Tls::V12, false) => {
            &["ServerHello", "Certificate", "ServerKeyExchange", "ServerHelloDone"]
        }
        (Tls::V13, true) => &[
            "ServerHello",
            "EncryptedExtensions",
            "CertificateRequest",
            "Certificate",
            "CertificateVerify",
            "Finished",
        ],
        (Tls::V13, false) => {
            &["ServerHello", "EncryptedExtensions", "Certificate", "CertificateVerify", "Finished"]
        }
    };
    let mut text = format!("It sends {}.", certificates(&setup.server));
    if asks {
        text.push_str(match names.is_empty() {
            true => " It asks for a certificate and names no CAs.",
            false => " It asks for a certificate of one of the CAs below, before the client has judged anything.",
        });
    } else {
        text.push_str(" It does not ask for a certificate.");
    }
    let mut details = vec![messages.join(", ")];
    details.extend(names.iter().map(|name| format!("CA name: {}", name.text())));
    (text, details)
}

pub(super) fn client_takes(setup: &Setup<'_>) -> String {
    match setup.client.settings.verify {
        super::side::Verify::Off => "It does not look at the server’s certificate.".into(),
        _ => "It finds a path to a CA that it trusts, and all else in order.".into(),
    }
}

pub(super) fn sends(setup: &Setup<'_>, chain: &[&Certificate], why: &str) -> (String, Vec<String>) {
    let name = chain.first().map(|leaf| leaf.title()).unwrap_or_default();
    let more = match chain.len() {
        0 | 1 => "alone".to_owned(),
        2 => "with one certificate more".to_owned(),
        count => format!("with {} certificates more", count.saturating_sub(1)),
    };
    let _ = setup;
    let text = format!("It sends “{name}” {more}: {why}.");
    (text, chain.iter().map(|one| one.title()).collect())
}

pub(super) fn sends_nothing(setup: &Setup<'_>, why: &str) -> String {
    let _ = setup;
    format!("It sends an empty list: {why}.")
}

pub(super) fn server_takes(setup: &Setup<'_>, sent: Sent, note: Option<&str>) -> String {
    let _ = setup;
    match (sent, note) {
        (Sent::Certificates { .. }, Some(note)) if is_doubtful(note) => {
            format!(
                "It goes on, and passes on what it found: {note}. The application has to look at that."
            )
        }
        (Sent::Certificates { .. }, _) => {
            "It finds a path to a CA that it trusts, and all else in order.".into()
        }
        (_, Some(note)) => format!("No certificate came, and none has to: {note}."),
        (_, None) => "No certificate came, and none has to.".into(),
    }
}

/// Whether what a server notes of a client is no good news.
pub(super) fn is_doubtful(note: &str) -> bool {
    !matches!(note, "SUCCESS" | "authorized")
}

pub(super) fn session(setup: &Setup<'_>, identity: Option<&str>) -> String {
    match identity {
        Some(identity) => format!(
            "The two sides talk. {} takes the client for: {identity}.",
            setup.server.program.title
        ),
        None => "The two sides talk.".into(),
    }
}
