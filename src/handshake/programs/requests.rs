//! Python's requests (urllib3 over ssl).

use super::python;
use crate::handshake::outcome::{Heard, Judgement};
use crate::handshake::program::{Connects, Known, Program};
use crate::handshake::side::Setup;

/// requests 2.34.
pub static REQUESTS: Program = Program {
    id: "requests",
    aliases: &["python-requests", "urllib3", "pip"],
    title: "Python requests",
    known: Known::Run("requests 2.34.2, Python 3.11, OpenSSL 3.0"),
    server: None,
    client: Some(Connects {
        plain_alert: true,
        upstream: false,
        tells_alert: true,
        start: python::cannot_try,
        judge,
        chooses: python::chooses,
        hears,
    }),
};

/// What urllib3 puts around the exception; the address is left out.
fn around(kind: &str, text: &str) -> String {
    format!("SSLError(SSL{kind}, '{text}")
}

fn judge(setup: &Setup<'_>) -> Judgement {
    python::judge_server(setup, |text| around("CertVerificationError(1", text))
}

fn hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Http(http) => vec![format!("<Response [{}]> {}", http.status, http.page)],
        Heard::Alert(_) => {
            python::heard(heard).map(|text| around("Error(1", &text)).into_iter().collect()
        }
        Heard::Closed => {
            python::heard(heard).map(|text| around("EOFError(8", &text)).into_iter().collect()
        }
    }
}
