//! Apache httpd (mod_ssl): its own depth, which counts the root, and its own reading of old lists. As a proxy
//! (`SSLProxyEngine on`, `SSLProxyVerify require`) it judges the server behind it in the same way.

use crate::handshake::alert::Alert;
use crate::handshake::fault::Fault;
use crate::handshake::openssl as tls;
use crate::handshake::outcome::{Choice, Heard, Judgement, Refusal};
use crate::handshake::program::{Connects, Depth, Known, Lists, Program, Serves};
use crate::handshake::side::{Setup, Side, Tls, Verify};
use crate::model::{Certificate, Name};
use crate::stacks::{Findings, Role, openssl_findings};

/// Apache httpd 2.4 with OpenSSL 3.
pub static APACHE: Program = Program {
    id: "apache",
    aliases: &["apache2", "httpd", "mod_ssl"],
    title: "Apache httpd",
    known: Known::Run("Apache httpd 2.4.71, OpenSSL 3.0, Debian 12"),
    server: Some(Serves {
        announces: true,
        depth: Depth::Issuers(1),
        lists: Lists::EveryCa,
        hasty: false,
        start: cannot_start,
        hello: |setup| {
            let line = format!("SSL Library Error: {}", tls::NO_CIPHER);
            Some(tls::no_cipher(setup)?.says(line))
        },
        judge,
        without,
        hears,
        identity: tls::common_name,
    }),
    client: Some(Connects {
        plain_alert: true,
        upstream: true,
        tells_alert: true,
        start: cannot_try,
        judge: judge_server,
        chooses,
        hears: hears_upstream,
    }),
};

fn cannot_start(setup: &Setup<'_>) -> Option<Refusal> {
    let mut refusal = tls::cannot_load(&setup.server, Role::Server, setup.at)?;
    let line = refusal.says.pop().unwrap_or_default();
    Some(refusal.says(format!("SSL Library Error: {line}")))
}

/// The faults that `ssl_callback_SSLVerify` meets while the chain is gone down from its root, after
/// its own depth was looked at there: signatures and dates, and what comes after them.
const BELOW_THE_DEPTH: [u16; 13] = [6, 7, 9, 10, 13, 14, 32, 39, 47, 48, 49, 51, 53];
/// What `optional_no_ca` passes on (`ssl_verify_error_is_optional`).
const PASSED_ON: [u16; 5] = [18, 19, 20, 21, 27];

fn judge(setup: &Setup<'_>, sent: &[&Certificate]) -> Judgement {
    let found = tls::of_client(setup, sent, None, &setup.server.crls);
    verdict(&found, &setup.server)
}

/// `ssl_callback_SSLVerify`, for clients and for the servers behind it.
fn verdict(found: &Findings, own: &Side<'_>) -> Judgement {
    let allowed = own.settings.depth.unwrap_or(1);
    let issuers = u32::try_from(found.links.saturating_sub(1)).unwrap_or(u32::MAX);
    let lax = own.settings.verify == Verify::OptionalNoCa;
    let first = found.faults.iter().find(|fault| !(lax && PASSED_ON.contains(&fault.code)));
    let too_long = found.unread.is_none()
        && issuers > allowed
        && first.is_none_or(|fault| BELOW_THE_DEPTH.contains(&fault.code));
    if too_long {
        let line = format!(
            "AH02040: Certificate Verification: Certificate Chain too long (chain has {issuers} certificates, but maximum allowed are only {allowed})"
        );
        let refusal = Refusal::new(Fault::Depth, "Certificate Chain too long").says(line);
        return refusal.code("22").alert(Alert::INTERNAL_ERROR).refuses();
    }
    tls::first(
        found,
        |code| tls::is_name(code) || (lax && PASSED_ON.contains(&code)),
        |fault, mut refusal| {
            if fault.code == 12 {
                // It sets an error that no table knows.
                refusal.alert = Some(Alert::CERTIFICATE_UNKNOWN);
            }
            let (code, words) = (fault.code, fault.words);
            refusal.says(format!("AH02276: Certificate Verification: Error ({code}): {words}"))
        },
    )
}

fn without(setup: &Setup<'_>) -> Judgement {
    if tls::takes_nothing(&setup.server.settings) {
        return Judgement::Takes(Some("NONE".into()));
    }
    let line = format!(
        "SSL Library Error: {} -- No CAs known to server for verification?",
        tls::NO_CERTIFICATE
    );
    tls::no_certificate(setup.tls)
        .mumbles("AH02008: SSL library error 1 in handshake")
        .says(line)
        .refuses()
}

fn hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Alert(alert) => vec![
            "AH02008: SSL library error 1 in handshake".into(),
            format!("SSL Library Error: {} (SSL alert number {})", tls::alert_line(alert), alert.0),
        ],
        Heard::Closed => vec!["AH02006: SSL handshake stopped: connection was closed".into()],
        Heard::Http(_) => Vec::new(),
    }
}

fn cannot_try(setup: &Setup<'_>) -> Option<Refusal> {
    let mut refusal = tls::cannot_load(&setup.client, Role::Client, setup.at)?;
    let line = refusal.says.pop().unwrap_or_default();
    Some(refusal.says(format!("SSL Library Error: {line}")))
}

/// With `SSLProxyVerify require`; the name (`SSLProxyCheckPeerName`, the SAN and the common name too) is
/// looked at when the handshake is over.
fn judge_server(setup: &Setup<'_>) -> Judgement {
    let Some(question) = tls::about_upstream(setup) else { return Judgement::Takes(None) };
    let found = openssl_findings(&question);
    let of_chain = verdict(&found, &setup.client);
    let reason = "Peer certificate does not match for hostname";
    match (tls::wrong_name(setup, &found, reason), &setup.host) {
        (Some(refusal), Some(host)) if of_chain == Judgement::Takes(None) => {
            refusal.late().says(format!("AH02411: SSL Proxy: {reason} {}", host.text())).refuses()
        }
        _ => of_chain,
    }
}

fn chooses(_: &Setup<'_>, _: &[&Name]) -> Choice {
    let why = "it always sends what it was given (SSLProxyMachineCertificateFile)";
    Choice::Sends(0, why.into())
}

/// At TLS 1.3 the alert comes when the request is sent already.
fn hears_upstream(setup: &Setup<'_>, heard: Heard) -> Vec<String> {
    let first = match setup.tls {
        Tls::V12 => "AH02003: SSL Proxy connect failed",
        Tls::V13 => "AH01992: SSL library error 1 reading data",
    };
    match heard {
        Heard::Alert(alert) => vec![
            format!("SSL Library Error: {} (SSL alert number {})", tls::alert_line(alert), alert.0),
            first.into(),
        ],
        Heard::Closed => vec![first.into()],
        Heard::Http(_) => Vec::new(),
    }
}
