//! Node.js: as a server that rejects it sends no alert and logs no reason; with
//! `rejectUnauthorized: false` it takes everybody and leaves the reason in `authorizationError`.

use crate::handshake::fault::Fault;
use crate::handshake::openssl as tls;
use crate::handshake::outcome::{Choice, Heard, Judgement, Refusal};
use crate::handshake::program::{Connects, Depth, Known, Lists, Program, Serves};
use crate::handshake::side::{Setup, Side, Tls, Verify};
use crate::model::{Certificate, Name, Time};
use crate::stacks::{self, Finding, Findings, OPENSSL_30_LAST, Role, Verdict};

/// Node.js 20, rejecting.
pub static NODE: Program = Program {
    id: "node",
    aliases: &["nodejs", "node.js", "node20", "express"],
    title: "Node.js",
    known: Known::Run("Node.js 20.20, OpenSSL 3"),
    server: Some(Serves {
        announces: true,
        depth: Depth::Free,
        lists: Lists::FirstOnly,
        hasty: false,
        start: cannot_start,
        hello: |setup| {
            let line = "tlsClientError ERR_SSL_NO_SHARED_CIPHER no shared cipher";
            Some(tls::no_cipher(setup)?.says(line))
        },
        judge,
        without,
        hears,
        identity: tls::common_name,
    }),
    client: Some(Connects {
        plain_alert: false,
        upstream: false,
        tells_alert: true,
        start: cannot_try,
        judge: judge_server,
        chooses,
        hears: client_hears,
    }),
};

/// Node.js 20 with `rejectUnauthorized: false`.
pub static NODE_LAX: Program = Program {
    id: "node-noreject",
    aliases: &["node-lax", "node rejectUnauthorized false"],
    title: "Node.js, rejectUnauthorized: false",
    known: Known::Run("Node.js 20.20, OpenSSL 3"),
    server: Some(Serves {
        announces: true,
        depth: Depth::Free,
        lists: Lists::FirstOnly,
        hasty: false,
        start: cannot_start,
        hello: |setup| {
            let line = "tlsClientError ERR_SSL_NO_SHARED_CIPHER no shared cipher";
            Some(tls::no_cipher(setup)?.says(line))
        },
        judge: judge_lax,
        without: without_lax,
        hears,
        identity: tls::common_name,
    }),
    client: None,
};

fn cannot_load(side: &Side<'_>, role: Role, at: Time) -> Option<Refusal> {
    let mut refusal = tls::cannot_load(side, role, at)?;
    if refusal.fault == Fault::KeyMismatch {
        refusal.says = vec!["ERR_OSSL_X509_KEY_VALUES_MISMATCH key values mismatch".into()];
    }
    Some(refusal)
}

fn cannot_start(setup: &Setup<'_>) -> Option<Refusal> {
    cannot_load(&setup.server, Role::Server, setup.at)
}

fn cannot_try(setup: &Setup<'_>) -> Option<Refusal> {
    cannot_load(&setup.client, Role::Client, setup.at)
}

fn found(setup: &Setup<'_>, sent: &[&Certificate]) -> Findings {
    // One string with several lists counts as its first (an array has them all).
    let lists: Vec<_> = setup.server.lists_as_read();
    tls::of_client(setup, sent, None, &lists)
}

/// The fault that is left at the end: it goes on after each.
fn last(found: &Findings) -> Option<&Finding> {
    found.faults.last()
}

fn judge(setup: &Setup<'_>, sent: &[&Certificate]) -> Judgement {
    let found = found(setup, sent);
    if found.unread.is_some() {
        return tls::first(&found, |_| false, |_, refusal| refusal);
    }
    match last(&found) {
        None => Judgement::Takes(Some("authorized".into())),
        Some(fault) if fault.code == 0 => Judgement::Unknown(tls::UNCOMPUTED),
        Some(fault) => {
            let mut refusal =
                tls::refusal(fault).mumbles("tlsClientError ECONNRESET socket hang up");
            refusal.alert = None;
            refusal.refuses()
        }
    }
}

fn judge_lax(setup: &Setup<'_>, sent: &[&Certificate]) -> Judgement {
    let found = found(setup, sent);
    if found.unread.is_some() {
        return tls::first(&found, |_| false, |_, refusal| refusal);
    }
    match last(&found) {
        None => Judgement::Takes(Some("authorized".into())),
        Some(fault) if fault.code == 0 => Judgement::Unknown(tls::UNCOMPUTED),
        Some(fault) => Judgement::Takes(Some(format!(
            "authorized=false, authorizationError {}",
            tls::node_code(fault.code)
        ))),
    }
}

fn without(setup: &Setup<'_>) -> Judgement {
    if tls::takes_nothing(&setup.server.settings) {
        return Judgement::Takes(None);
    }
    tls::no_certificate(setup.tls)
        .says("tlsClientError ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE")
        .mumbles("error:0A0000C7:SSL routines:tls_process_client_certificate:peer did not return a certificate")
        .refuses()
}

fn without_lax(_: &Setup<'_>) -> Judgement {
    Judgement::Takes(Some("authorized=false, authorizationError UNABLE_TO_GET_ISSUER_CERT".into()))
}

fn hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Alert(alert) => vec![format!("tlsClientError {}", alert_code(alert))],
        Heard::Closed => vec!["tlsClientError ECONNRESET socket hang up".into()],
        Heard::Http(_) => Vec::new(),
    }
}

/// `ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE`.
fn alert_code(alert: crate::handshake::alert::Alert) -> String {
    format!("ERR_SSL_{}", alert.openssl().to_ascii_uppercase().replace(' ', "_"))
}

fn judge_server(setup: &Setup<'_>) -> Judgement {
    if setup.client.settings.verify == Verify::Off {
        return Judgement::Takes(None);
    }
    let Some(question) = tls::about_server(setup) else { return Judgement::Takes(None) };
    let found = stacks::openssl_findings(&question);
    if found.unread.is_some() {
        return tls::first(&found, |_| false, |_, refusal| refusal);
    }
    // The name comes after the chain, and by Node.js itself.
    let of_chain = found.faults.iter().rfind(|fault| !tls::is_name(fault.code));
    match of_chain {
        Some(fault) if fault.code == 0 => Judgement::Unknown(tls::UNCOMPUTED),
        Some(fault) => {
            let line = format!("{} {}", tls::node_code(fault.code), fault.words);
            let mut refusal = tls::refusal(fault).says(line).late();
            refusal.alert = None;
            refusal.refuses()
        }
        None => name(setup, &question),
    }
}

fn name(setup: &Setup<'_>, question: &stacks::Question<'_>) -> Judgement {
    let Verdict::Reject(told) = stacks::ask(&OPENSSL_30_LAST, question) else {
        return Judgement::Takes(None);
    };
    let line = told.wrapped.iter().find(|(who, _)| *who == "Node.js").map(|(_, line)| line.clone());
    let line = line.unwrap_or_else(|| {
        "ERR_TLS_CERT_ALTNAME_INVALID Hostname/IP does not match certificate's altnames".into()
    });
    let about = setup.server.leaf().map(|leaf| leaf.title()).unwrap_or_default();
    Refusal::new(Fault::Host, line.clone())
        .late()
        .hint("host-not-covered")
        .about(about)
        .says(line)
        .refuses()
}

fn chooses(_: &Setup<'_>, _: &[&Name]) -> Choice {
    Choice::Sends(0, "it always sends what it was given (cert)".into())
}

fn client_hears(setup: &Setup<'_>, heard: Heard) -> Vec<String> {
    let line = match (heard, setup.tls) {
        (Heard::Alert(alert), version) => {
            let line = tls::alert_line_long(alert, "../deps/openssl/openssl/");
            match version {
                Tls::V12 => format!("EPROTO write EPROTO {line}"),
                Tls::V13 => format!("{} {line}", alert_code(alert)),
            }
        }
        (Heard::Closed, Tls::V12) => {
            "ECONNRESET Client network socket disconnected before secure TLS connection was established"
                .into()
        }
        (Heard::Closed, Tls::V13) => "ECONNRESET socket hang up".into(),
        (Heard::Http(http), _) => http.page.to_owned(),
    };
    vec![line]
}
