//! gnutls-serv and gnutls-cli. The server does not look at what a certificate may be used for; the
//! client minds a stapled response that is demanded and absent.

use super::judged;
use crate::handshake::alert::Alert;
use crate::handshake::fault::Fault;
use crate::handshake::openssl;
use crate::handshake::outcome::{Choice, Heard, Judgement, Refusal};
use crate::handshake::program::{Connects, Depth, Known, Lists, Program, Serves};
use crate::handshake::side::{Setup, Side, Tls, Verify};
use crate::model::oid::ext;
use crate::model::{Certificate, ExtensionValue, KeyUsage, Name};
use crate::stacks::{self, Asked, Question, Role, Verdict};

/// The tools of GnuTLS 3.7.
pub static GNUTLS: Program = Program {
    id: "gnutls",
    aliases: &["gnutls-serv", "gnutls-cli", "wget", "exim", "mod_gnutls"],
    title: "GnuTLS (gnutls-serv, gnutls-cli)",
    known: Known::Run("GnuTLS 3.7.9, Debian 12"),
    server: Some(Serves {
        announces: true,
        depth: Depth::Free,
        lists: Lists::WhatItHas,
        hasty: false,
        start: |setup| cannot_load(&setup.server),
        hello: |_| None,
        judge,
        without,
        hears,
        identity: openssl::subject,
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

/// status_request, as a TLS feature (RFC 7633).
const STATUS_REQUEST: u16 = 5;
const ERROR: &str = "Error in the certificate.";

fn cannot_load(side: &Side<'_>) -> Option<Refusal> {
    side.key_differs().then(|| {
        let words = "The certificate and the given key do not match.";
        Refusal::new(Fault::KeyMismatch, words).says(words).hint("key-mismatch").at_start()
    })
}

/// `_gnutls_check_key_usage_for_sig`.
fn may_sign(leaf: &Certificate) -> bool {
    leaf.key_usage().is_none_or(|usage| usage.has(KeyUsage::DIGITAL_SIGNATURE))
}

fn judge(setup: &Setup<'_>, sent: &[&Certificate]) -> Judgement {
    let Some((leaf, rest)) = sent.split_first() else { return Judgement::Takes(None) };
    let trusted = setup.server.trust.clone();
    let mut question = Question::new(leaf, rest.to_vec(), trusted, setup.at, Role::Client);
    question.any_purpose = true;
    question.crls = setup.server.crls.clone();
    match stacks::ask(&stacks::GNUTLS, &question) {
        Verdict::Silent(why) => Judgement::Unknown(why),
        Verdict::Reject(told) => judged::refusal(&told, leaf)
            .alert(Alert::ACCESS_DENIED)
            .says(format!("Error in handshake: {ERROR}"))
            .refuses(),
        Verdict::Accept if !may_sign(leaf) => {
            let words = "Key usage violation in certificate has been detected.";
            Refusal::new(Fault::KeyUsage, words)
                .hint("key-usage-no-signature")
                .about(leaf.title())
                .alert(Alert::INTERNAL_ERROR)
                .says(format!("Error in handshake: {words}"))
                .refuses()
        }
        Verdict::Accept => Judgement::Takes(None),
    }
}

fn without(setup: &Setup<'_>) -> Judgement {
    if openssl::takes_nothing(&setup.server.settings) {
        return Judgement::Takes(None);
    }
    let (alert, words) = match setup.tls {
        Tls::V12 => (Alert::DECODE_ERROR, "No certificate was found."),
        Tls::V13 => (Alert::CERTIFICATE_REQUIRED, "Certificate is required."),
    };
    let line = format!("Error in handshake: {words}");
    Refusal::new(Fault::NoCertificate, words).alert(alert).says(line).refuses()
}

fn hears(setup: &Setup<'_>, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Alert(_) if openssl::is_garbled(setup) => {
            vec!["Error in handshake: Decryption has failed.".into()]
        }
        // At TLS 1.2 it waits for a certificate and tells that none came.
        Heard::Alert(_) if setup.tls == Tls::V12 => {
            vec!["Error in handshake: No certificate was found.".into()]
        }
        Heard::Alert(_) => {
            vec!["Error in handshake: A TLS fatal alert has been received.".into()]
        }
        Heard::Closed => {
            vec!["Error in handshake: The TLS connection was non-properly terminated.".into()]
        }
        Heard::Http(_) => Vec::new(),
    }
}

fn judge_server(setup: &Setup<'_>) -> Judgement {
    if setup.client.settings.verify == Verify::Off {
        return Judgement::Takes(None);
    }
    let Some((leaf, rest)) = setup.server.chain.split_first() else {
        return Judgement::Takes(None);
    };
    let trusted = judged::trusted_by_client(setup);
    let mut question = Question::new(leaf, rest.to_vec(), trusted, setup.at, Role::Server);
    question.name = setup.host.clone().map(Asked::Host);
    question.crls = setup.client.crls.clone();
    let refused = |refusal: Refusal, status: String| {
        refusal
            .alert(Alert::BAD_CERTIFICATE)
            .says(format!("- Status: {status}"))
            .mumbles("*** PKI verification of server certificate failed...")
            .mumbles(format!("*** Fatal error: {ERROR}"))
            .refuses()
    };
    let told = match stacks::ask(&stacks::GNUTLS, &question) {
        Verdict::Silent(why) => return Judgement::Unknown(why),
        Verdict::Reject(told) => Some(told),
        Verdict::Accept => None,
    };
    if let Some(told) = told {
        return refused(judged::refusal(&told, leaf), told.message.clone());
    }
    if wants_staple(leaf) && !setup.server.settings.staples {
        let words = "The certificate requires the server to include an OCSP status in its response, but the OCSP status is missing.";
        let refusal = Refusal::new(Fault::Staple, words).hint("must-staple").about(leaf.title());
        return refused(refusal, format!("The certificate is NOT trusted. {words}"));
    }
    if setup.tls == Tls::V13 && !may_sign(leaf) {
        let words = "Key usage violation in certificate has been detected.";
        return Refusal::new(Fault::KeyUsage, words)
            .hint("key-usage-no-signature")
            .about(leaf.title())
            .alert(Alert::INTERNAL_ERROR)
            .says(format!("*** Fatal error: {words}"))
            .refuses();
    }
    Judgement::Takes(None)
}

fn wants_staple(leaf: &Certificate) -> bool {
    leaf.extension(ext::TLS_FEATURE).is_some_and(|extension| match &extension.value {
        ExtensionValue::TlsFeature(features) => features.contains(&STATUS_REQUEST),
        _ => false,
    })
}

fn chooses(_: &Setup<'_>, _: &[&Name]) -> Choice {
    Choice::Sends(0, "it always sends what it was given (--x509certfile)".into())
}

fn client_hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Alert(alert) => vec![
            format!("*** Received alert [{}]: {}", alert.0, alert.gnutls()),
            "*** Fatal error: A TLS fatal alert has been received.".into(),
        ],
        Heard::Closed => {
            vec!["*** Fatal error: The TLS connection was non-properly terminated.".into()]
        }
        Heard::Http(http) => vec![format!("HTTP/1.1 {}", http.page)],
    }
}
