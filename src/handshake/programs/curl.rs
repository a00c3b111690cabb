//! curl with OpenSSL: it compares the host itself, after the handshake.

use crate::handshake::alert::Alert;
use crate::handshake::fault::Fault;
use crate::handshake::openssl as tls;
use crate::handshake::outcome::{Choice, Heard, Judgement, Refusal};
use crate::handshake::program::{Connects, Known, Program};
use crate::handshake::side::{Setup, Tls, Verify};
use crate::model::Name;
use crate::stacks::{self, OPENSSL_30, Role, Verdict};

/// curl 7.88 with OpenSSL 3.
pub static CURL: Program = Program {
    id: "curl",
    aliases: &["libcurl", "git", "php"],
    title: "curl",
    known: Known::Run("curl 7.88.1, OpenSSL 3.0.19, Debian 12"),
    server: None,
    client: Some(Connects {
        plain_alert: true,
        upstream: false,
        tells_alert: true,
        start: cannot_try,
        judge,
        chooses,
        hears,
    }),
};

fn cannot_try(setup: &Setup<'_>) -> Option<Refusal> {
    let mut refusal = tls::cannot_load(&setup.client, Role::Client, setup.at)?;
    let line = refusal.says.pop().unwrap_or_default();
    let line = match refusal.fault {
        // It names the file behind that.
        Fault::KeyMismatch => "curl: (58) unable to set private key file".to_owned(),
        _ => format!("curl: (58) could not load PEM client certificate, OpenSSL error {line}"),
    };
    Some(refusal.says(line))
}

fn judge(setup: &Setup<'_>) -> Judgement {
    if setup.client.settings.verify == Verify::Off {
        return Judgement::Takes(None);
    }
    let Some(question) = tls::about_server(setup) else { return Judgement::Takes(None) };
    let found = stacks::openssl_findings(&question);
    let of_chain = tls::first(&found, tls::is_name, |fault, refusal| {
        refusal.says(format!("curl: (60) SSL certificate problem: {}", fault.words))
    });
    if of_chain != Judgement::Takes(None) {
        return of_chain;
    }
    let Verdict::Reject(told) = stacks::ask(&OPENSSL_30, &question) else {
        return Judgement::Takes(None);
    };
    // The chain is good, so what is left is the name: no alert, the connection is just closed.
    let line = told.wrapped.iter().find(|(who, _)| *who == "curl").map(|(_, line)| line.clone());
    let line =
        line.unwrap_or_else(|| "curl: (60) SSL: certificate subject name does not match".into());
    let mut refusal = Refusal::new(Fault::Host, line.trim_start_matches("curl: (60) "))
        .late()
        .hint("host-not-covered")
        .says(line);
    refusal.about = setup.server.leaf().map(|leaf| leaf.title()).unwrap_or_default();
    refusal.refuses()
}

fn chooses(_: &Setup<'_>, _: &[&Name]) -> Choice {
    Choice::Sends(0, "it always sends what it was given (--cert)".into())
}

fn hears(setup: &Setup<'_>, heard: Heard) -> Vec<String> {
    let line = match (heard, setup.tls) {
        // It takes the alert for a verdict of its own about the server.
        (Heard::Alert(Alert::CERTIFICATE_EXPIRED), Tls::V12) => {
            "curl: (60) SSL certificate verification failed".to_owned()
        }
        (Heard::Alert(alert), Tls::V12) => {
            format!("curl: (35) OpenSSL/3.0.19: {}", tls::alert_line(alert))
        }
        // The server is gone when it looks: the alert is lost.
        (Heard::Alert(_), Tls::V13)
            if setup.server.program.server.as_ref().is_some_and(|it| it.hasty) =>
        {
            "curl: (55) getpeername() failed with errno 107: Transport endpoint is not connected"
                .to_owned()
        }
        (Heard::Alert(alert), Tls::V13) => {
            format!(
                "curl: (56) OpenSSL SSL_read: OpenSSL/3.0.19: {}, errno 0",
                tls::alert_line(alert)
            )
        }
        (Heard::Closed, Tls::V12) => {
            format!("curl: (35) OpenSSL/3.0.19: {}", tls::EOF)
        }
        (Heard::Closed, Tls::V13) => {
            format!("curl: (56) OpenSSL SSL_read: OpenSSL/3.0.19: {}, errno 0", tls::EOF)
        }
        (Heard::Http(http), _) => http.page.to_owned(),
    };
    vec![line]
}
