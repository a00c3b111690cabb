//! Python's ssl module. As a server it announces no CA names, and what is built on it often closes
//! at once, so that the alert can be lost.

use crate::handshake::alert::Alert;
use crate::handshake::openssl as tls;
use crate::handshake::outcome::{Choice, Heard, Judgement, Refusal};
use crate::handshake::program::{Connects, Depth, Known, Lists, Program, Serves};
use crate::handshake::side::{Setup, Verify};
use crate::model::{Certificate, Name};
use crate::stacks::{self, Role};

/// Python 3.11 with OpenSSL 3.
pub static PYTHON: Program = Program {
    id: "python",
    aliases: &["python3", "ssl", "python ssl", "uvicorn", "gunicorn", "aiohttp"],
    title: "Python ssl",
    known: Known::Run("Python 3.11, OpenSSL 3.0"),
    server: Some(Serves {
        announces: false,
        depth: Depth::Free,
        lists: Lists::EveryCa,
        hasty: true,
        start: cannot_start,
        hello: |setup| {
            Some(tls::no_cipher(setup)?.says("[SSL: NO_SHARED_CIPHER] no shared cipher"))
        },
        judge,
        without,
        hears,
        identity: tls::common_name,
    }),
    client: Some(Connects {
        plain_alert: true,
        upstream: false,
        tells_alert: true,
        start: cannot_try,
        judge: client_judge,
        chooses,
        hears: client_hears,
    }),
};

/// The exception for a chain that was refused.
pub(super) fn verify_failed(words: &str) -> String {
    format!("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: {words}")
}

/// The text of the exception for an alert or a closed connection.
pub(super) fn heard(heard: Heard) -> Option<String> {
    match heard {
        Heard::Alert(alert) => Some(alert_text(alert)),
        Heard::Closed => {
            Some("[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol".into())
        }
        Heard::Http(_) => None,
    }
}

fn alert_text(alert: Alert) -> String {
    let code = alert.openssl().to_ascii_uppercase().replace(' ', "_");
    format!("[SSL: {code}] {}", alert.openssl())
}

fn cannot_start(setup: &Setup<'_>) -> Option<Refusal> {
    load(tls::cannot_load(&setup.server, Role::Server, setup.at)?)
}

/// What keeps a Python client from even trying.
pub(super) fn cannot_try(setup: &Setup<'_>) -> Option<Refusal> {
    load(tls::cannot_load(&setup.client, Role::Client, setup.at)?)
}

fn load(mut refusal: Refusal) -> Option<Refusal> {
    let words = refusal.reason.clone();
    let library = if words == "key values mismatch" { "X509" } else { "SSL" };
    let code = words.to_ascii_uppercase().replace(' ', "_");
    refusal.says = vec![format!("[{library}: {code}] {words}")];
    Some(refusal)
}

fn judge(setup: &Setup<'_>, sent: &[&Certificate]) -> Judgement {
    let found = tls::of_client(setup, sent, None, &setup.server.crls);
    tls::first(&found, |_| false, |fault, refusal| refusal.says(verify_failed(fault.words)))
}

fn without(setup: &Setup<'_>) -> Judgement {
    if tls::takes_nothing(&setup.server.settings) {
        return Judgement::Takes(None);
    }
    let line = "[SSL: PEER_DID_NOT_RETURN_A_CERTIFICATE] peer did not return a certificate";
    tls::no_certificate(setup.tls).says(line).refuses()
}

fn hears(_: &Setup<'_>, what: Heard) -> Vec<String> {
    heard(what).into_iter().collect()
}

/// What a default context makes of the server.
pub(super) fn judge_server(setup: &Setup<'_>, around: impl Fn(&str) -> String) -> Judgement {
    if setup.client.settings.verify == Verify::Off {
        return Judgement::Takes(None);
    }
    let Some(question) = tls::about_server(setup) else { return Judgement::Takes(None) };
    let found = stacks::openssl_findings(&question);
    let host = setup.host.as_ref().map(|host| host.text()).unwrap_or_default();
    tls::first(
        &found,
        |_| false,
        |fault, refusal| {
            let words = match fault.code {
                62 => format!("Hostname mismatch, certificate is not valid for '{host}'."),
                64 => format!("IP address mismatch, certificate is not valid for '{host}'."),
                _ => fault.words.to_owned(),
            };
            refusal.says(around(&verify_failed(&words)))
        },
    )
}

fn client_judge(setup: &Setup<'_>) -> Judgement {
    judge_server(setup, str::to_owned)
}

pub(super) fn chooses(_: &Setup<'_>, _: &[&Name]) -> Choice {
    Choice::Sends(0, "it always sends what it was given".into())
}

fn client_hears(_: &Setup<'_>, what: Heard) -> Vec<String> {
    match what {
        Heard::Http(http) => vec![format!("HTTP/1.1 {}", http.page)],
        other => heard(other).into_iter().collect(),
    }
}
