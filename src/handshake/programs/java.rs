//! Java (JSSE): Tomcat, Kafka, Elasticsearch, Keycloak and the rest, in two version classes. 25 puts
//! the alert's name in front of each message, and asks for certificates with the alerts of today.

use super::judged;
use crate::handshake::alert::Alert;
use crate::handshake::fault::Fault;
use crate::handshake::openssl;
use crate::handshake::outcome::{Choice, Heard, Judgement, Refusal};
use crate::handshake::program::{Connects, Depth, Known, Lists, Program, Serves};
use crate::handshake::side::{Setup, Side, Tls};
use crate::model::{Certificate, Name};
use crate::stacks::{self, JAVA_17, Question};

macro_rules! java {
    ($(#[$about:meta])* $name:ident, $id:literal, $aliases:expr, $title:literal, $run:literal, $new:literal) => {
        $(#[$about])*
        pub static $name: Program = Program {
            id: $id,
            aliases: $aliases,
            title: $title,
            known: Known::Run($run),
            server: Some(Serves {
                announces: true,
                depth: Depth::Free,
                lists: Lists::No,
                hasty: false,
                start: |setup| cannot_load(&setup.server),
                hello: |_| None,
                judge: |setup, sent| judge(setup, sent, $new),
                without: |setup| without(setup, $new),
                hears: |setup, heard| server_hears(setup, heard, $new),
                identity: openssl::subject,
            }),
            client: Some(Connects {
        plain_alert: false, upstream: false, tells_alert: true,
                start: |setup| cannot_load(&setup.client),
                judge: |setup| judge_server(setup, $new),
                chooses,
                hears: |setup, heard| client_hears(setup, heard, $new),
            }),
        };
    };
}

java!(
    /// Java 17.
    JAVA17, "java17", &["java", "java11", "java21", "openjdk17", "kafka", "tomcat"], "Java 17", "OpenJDK 17.0.15", false
);
java!(
    /// Java 25.
    JAVA25, "java25", &["java25pkix", "temurin25"], "Java 25", "Temurin 25", true
);

/// `KeyStore` keeps a key with its own certificate; a pair that does not fit is not made.
fn cannot_load(side: &Side<'_>) -> Option<Refusal> {
    side.key_differs().then(|| {
        let words =
            "the key does not belong to the certificate: keytool and openssl make no such entry";
        Refusal::new(Fault::KeyMismatch, words).says(words).hint("key-mismatch").at_start()
    })
}

/// A message as the version prints it.
fn line(alert: Alert, message: &str, new: bool) -> String {
    let before = if new { format!("({}) ", alert.name()) } else { String::new() };
    format!("SSLHandshakeException: {before}{message}")
}

fn judge(setup: &Setup<'_>, sent: &[&Certificate], new: bool) -> Judgement {
    // `checkClientCerts` has one alert for all.
    let question = judged::about_client(setup, sent);
    verdict(question.as_ref(), new, |_| Alert::CERTIFICATE_UNKNOWN)
}

fn verdict(
    question: Option<&Question<'_>>,
    new: bool,
    alert: impl Fn(&stacks::Refusal) -> Alert,
) -> Judgement {
    judged::by(&JAVA_17, question, |refusal, told| {
        let alert = alert(told);
        let message = told.message.split_once(": ").map_or("", |(_, message)| message);
        refusal.worded(message).alert(alert).says(line(alert, message, new))
    })
}

fn without(setup: &Setup<'_>, new: bool) -> Judgement {
    if openssl::takes_nothing(&setup.server.settings) {
        return Judgement::Takes(None);
    }
    let alert = match (new, setup.tls) {
        (false, _) => Alert::BAD_CERTIFICATE,
        (true, Tls::V12) => Alert::HANDSHAKE_FAILURE,
        (true, Tls::V13) => Alert::CERTIFICATE_REQUIRED,
    };
    let words = "Empty client certificate chain";
    Refusal::new(Fault::NoCertificate, words).alert(alert).says(line(alert, words, new)).refuses()
}

fn judge_server(setup: &Setup<'_>, new: bool) -> Judgement {
    verdict(judged::about_server(setup).as_ref(), new, |told| {
        // `getCertificateAlert`; 17 does not come to it at TLS 1.3.
        let validated = told.message.contains("PKIX path validation failed");
        match Fault::of_rule(told.rule.hint.id()) {
            _ if !validated || (!new && setup.tls == Tls::V13) => Alert::CERTIFICATE_UNKNOWN,
            Fault::Expired => Alert::CERTIFICATE_EXPIRED,
            Fault::NotYetValid | Fault::Signature => Alert::BAD_CERTIFICATE,
            Fault::WeakKey | Fault::WeakSignature => Alert::UNSUPPORTED_CERTIFICATE,
            _ => Alert::CERTIFICATE_UNKNOWN,
        }
    })
}

/// `SunX509KeyManagerImpl`: the first whose own chain has an issuer among the names.
fn chooses(setup: &Setup<'_>, names: &[&Name]) -> Choice {
    if names.is_empty() {
        return Choice::Sends(0, "the server names no CAs, so any of its keystore will do".into());
    }
    let fits = |chain: &[&Certificate]| {
        chain.iter().any(|one| names.iter().any(|name| name.key == one.issuer.key))
    };
    match setup.client.identities().position(fits) {
        Some(index) => Choice::Sends(
            index,
            "an issuer in the chain of its keystore is among the CA names that the server announces"
                .into(),
        ),
        None => Choice::Nothing(
            "no issuer in the chain of its keystore is among the CA names that the server announces"
                .into(),
        ),
    }
}

/// The exception where the other side is gone before it can be written to.
const BROKEN: &str = "SocketException: Broken pipe";

fn client_hears(setup: &Setup<'_>, heard: Heard, new: bool) -> Vec<String> {
    match heard {
        Heard::Alert(_) if openssl::is_hasty(setup) => vec![BROKEN.into()],
        other => hears(other, new),
    }
}

fn server_hears(setup: &Setup<'_>, heard: Heard, new: bool) -> Vec<String> {
    match (heard, new) {
        (Heard::Alert(_), false) if openssl::is_garbled(setup) => vec![
            "SSLHandshakeException: Insufficient buffer remaining for AEAD cipher fragment (2). Needs to be more than tag size (16)".into(),
        ],
        (Heard::Alert(alert), true) if openssl::is_garbled(setup) => vec![
            "SSLProtocolException: Unexpected exception".into(),
            format!("Unexpected plaintext alert received: Level: fatal; Alert: {}", alert.name()),
        ],
        _ => hears(heard, new),
    }
}

fn hears(heard: Heard, new: bool) -> Vec<String> {
    match heard {
        Heard::Alert(alert) => {
            vec![line(alert, &format!("Received fatal alert: {}", alert.name()), new)]
        }
        Heard::Closed => {
            vec!["SSLHandshakeException: Remote host terminated the handshake".into()]
        }
        Heard::Http(http) => vec![format!("HTTP/1.1 {}", http.page)],
    }
}
