//! gnutls-serv and gnutls-cli. The server does not look at what a certificate may be used for; the
//! client minds a stapled response that is demanded and absent.

use super::judged;
use crate::handshake::alert::Alert;
use crate::handshake::fault::Fault;
use crate::handshake::openssl;
use crate::handshake::outcome::{Choice, Heard, Judgement, Refusal};
use crate::handshake::program::{Connects, Depth, Known, Lists, Program, Serves};
use crate::handshake::side::{Setup, Side, Tls, Verify};
use crate::handshake::staple::{self, Staple, Word};
use crate::model::{Certificate, KeyUsage, Name};
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
    if let Some((fault, words)) = setup.server.staple.and_then(|it| stapled(setup, it)) {
        let hint = if fault == Fault::Revoked { "revoked" } else { "" };
        let refusal = Refusal::new(fault, words).hint(hint).about(leaf.title());
        return refused(refusal, format!("The certificate is NOT trusted. {words}"));
    }
    let has_staple = setup.server.settings.staples || setup.server.staple.is_some();
    if staple::is_wanted(leaf) && !has_staple {
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

/// `check_ocsp_response`: what a stapled response comes to. It finds the signer only among what the server
/// sends; without a nextUpdate a response counts for fifteen days.
fn stapled(setup: &Setup<'_>, staple: Staple) -> Option<(Fault, &'static str)> {
    const INVALID: &str = "The received OCSP status response is invalid.";
    const OLD: &str = "The revocation or OCSP data are old and have been superseded.";
    const DAYS: i64 = 15 * 86_400;
    let leaf = setup.server.leaf()?;
    let sends_issuer =
        setup.server.chain.iter().skip(1).any(|ca| ca.subject.key == leaf.issuer.key);
    let is_old = match (staple.next, staple.made) {
        (Some(next), _) => next < setup.at,
        (None, Some(made)) => setup.at.0.saturating_sub(made.0) > DAYS,
        (None, None) => false,
    };
    match staple.word {
        Word::Foreign | Word::Invalid => Some((Fault::StapleUnusable, INVALID)),
        _ if !sends_issuer => Some((Fault::StapleUnusable, INVALID)),
        Word::Revoked => Some((Fault::Revoked, "The certificate chain is revoked.")),
        _ if is_old => Some((Fault::StapleUnusable, OLD)),
        Word::Good | Word::Unknown => None,
    }
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
