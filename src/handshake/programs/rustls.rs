//! rustls: its own verifier runs here (`stacks::rustls`); the alerts are read in its source.

use super::judged;
use crate::handshake::alert::Alert;
use crate::handshake::fault::Fault;
use crate::handshake::openssl;
use crate::handshake::outcome::{Choice, Heard, Judgement, Refusal};
use crate::handshake::program::{Connects, Depth, Known, Lists, Program, Serves};
use crate::handshake::side::{Setup, Side};
use crate::model::{Certificate, Name};
use crate::stacks::{self, Question};

/// rustls 0.23 with `WebPkiClientVerifier`.
pub static RUSTLS: Program = Program {
    id: "rustls",
    aliases: &["reqwest", "hyper-rustls", "linkerd"],
    title: "rustls",
    known: Known::Documented(
        "rustls 0.23: rustls/src/error, rustls/src/server; its verifier is run",
    ),
    server: Some(Serves {
        announces: true,
        depth: Depth::Free,
        lists: Lists::EveryCa,
        hasty: false,
        start: |setup| cannot_load(&setup.server),
        hello: |_| None,
        judge,
        without,
        hears,
        identity: openssl::common_name,
    }),
    client: Some(Connects {
        plain_alert: false,
        upstream: false,
        tells_alert: true,
        start: |setup| cannot_load(&setup.client),
        judge: judge_server,
        chooses,
        hears: client_hears,
    }),
};

fn cannot_load(side: &Side<'_>) -> Option<Refusal> {
    side.key_differs().then(|| {
        let words = "keys may not be consistent: KeyMismatch";
        Refusal::new(Fault::KeyMismatch, words).says(words).hint("key-mismatch").at_start()
    })
}

/// `impl From<CertificateError> for AlertDescription`.
fn alert_of(told: &stacks::Refusal) -> Alert {
    match Fault::of_rule(told.rule.hint.id()) {
        Fault::Expired | Fault::NotYetValid => Alert::CERTIFICATE_EXPIRED,
        Fault::Purpose => Alert::UNSUPPORTED_CERTIFICATE,
        Fault::NoPath | Fault::SelfSigned | Fault::AnchorIncomplete => Alert::UNKNOWN_CA,
        Fault::Signature | Fault::WeakSignature => Alert::DECRYPT_ERROR,
        Fault::Revoked => Alert::CERTIFICATE_REVOKED,
        Fault::Host | Fault::Unreadable => Alert::BAD_CERTIFICATE,
        _ => Alert::CERTIFICATE_UNKNOWN,
    }
}

fn verdict(question: Option<&Question<'_>>) -> Judgement {
    judged::by(&stacks::RUSTLS, question, |refusal, told| {
        let line = told.wrapped.first().map_or(&told.message, |(_, line)| line);
        refusal.alert(alert_of(told)).says(line.clone())
    })
}

fn judge(setup: &Setup<'_>, sent: &[&Certificate]) -> Judgement {
    let mut question = judged::about_client(setup, sent);
    if let Some(question) = &mut question {
        question.crls = setup.server.crls.clone();
    }
    verdict(question.as_ref())
}

fn without(setup: &Setup<'_>) -> Judgement {
    if openssl::takes_nothing(&setup.server.settings) {
        return Judgement::Takes(None);
    }
    let words = "peer sent no certificates";
    let alert = match setup.tls {
        crate::handshake::side::Tls::V12 => Alert::ACCESS_DENIED,
        crate::handshake::side::Tls::V13 => Alert::CERTIFICATE_REQUIRED,
    };
    Refusal::new(Fault::NoCertificate, words).alert(alert).says(words).refuses()
}

fn hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Alert(alert) => vec![format!("received fatal alert: {}", camel(alert))],
        Heard::Closed => vec!["tls handshake eof".into()],
        Heard::Http(_) => Vec::new(),
    }
}

/// `BadCertificate`, `UnknownCA`.
fn camel(alert: Alert) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|c| c.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    match alert {
        Alert::UNKNOWN_CA => "UnknownCA".into(),
        other => other.name().split('_').map(capital).collect(),
    }
}

fn judge_server(setup: &Setup<'_>) -> Judgement {
    let mut question = judged::about_server(setup);
    if let Some(question) = &mut question {
        question.crls = setup.client.crls.clone();
    }
    verdict(question.as_ref())
}

fn chooses(_: &Setup<'_>, _: &[&Name]) -> Choice {
    Choice::Sends(0, "with_client_auth_cert sends what it was given".into())
}

fn client_hears(setup: &Setup<'_>, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Http(http) => vec![format!("HTTP/1.1 {}", http.page)],
        other => hears(setup, other),
    }
}
