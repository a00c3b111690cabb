//! Python's httpx: a ConnectError where the handshake fails, a ReadError where it has ended for the
//! client when the alert comes.

use super::python;
use crate::handshake::outcome::{Heard, Judgement};
use crate::handshake::program::{Connects, Known, Program};
use crate::handshake::side::{Setup, Tls};

/// httpx.
pub static HTTPX: Program = Program {
    id: "httpx",
    aliases: &["python-httpx"],
    title: "Python httpx",
    known: Known::Run("httpx, Python 3.11, OpenSSL 3.0"),
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

fn judge(setup: &Setup<'_>) -> Judgement {
    python::judge_server(setup, |text| format!("ConnectError: {text}"))
}

fn hears(setup: &Setup<'_>, heard: Heard) -> Vec<String> {
    let kind = match setup.tls {
        Tls::V12 => "ConnectError",
        Tls::V13 => "ReadError",
    };
    match heard {
        Heard::Http(http) => {
            vec![format!("<Response [{} Bad Request]> {}", http.status, http.page)]
        }
        other => python::heard(other).map(|text| format!("{kind}: {text}")).into_iter().collect(),
    }
}
