//! Chrome and Chromium on Linux, as their source describes them: certificates are hidden that are
//! out of date, not for clients, or of nobody the server announces.

use super::judged;
use crate::handshake::alert::Alert;
use crate::handshake::outcome::{Choice, Heard, Judgement};
use crate::handshake::program::{Connects, Known, Program};
use crate::handshake::side::Setup;
use crate::model::oid::eku;
use crate::model::{Certificate, Name};
use crate::purpose::{EkuFit, eku_fit};
use crate::stacks::CHROMIUM_156;

/// Chromium 156.
pub static CHROME: Program = Program {
    id: "chrome",
    aliases: &["chromium", "edge", "brave", "browser"],
    title: "Chrome, Chromium",
    known: Known::Documented(
        "chromium/chromium: net/ssl/client_cert_store_nss.cc, openssl_ssl_util.cc, ssl_client_socket_impl.cc",
    ),
    server: None,
    client: Some(Connects {
        plain_alert: false,
        upstream: false,
        tells_alert: true,
        start: |_| None,
        judge,
        chooses,
        hears,
    }),
};

fn judge(setup: &Setup<'_>) -> Judgement {
    judged::by(&CHROMIUM_156, judged::about_server(setup).as_ref(), |refusal, told| {
        refusal.alert(Alert::CERTIFICATE_UNKNOWN).says(told.message.clone())
    })
}

fn chooses(setup: &Setup<'_>, names: &[&Name]) -> Choice {
    let fits = |chain: &[&Certificate]| {
        let Some(leaf) = chain.first() else { return false };
        let named = names.is_empty()
            || chain.iter().any(|one| names.iter().any(|name| name.key == one.issuer.key));
        let validity = leaf.validity;
        let current = validity.not_before.is_none_or(|from| from <= setup.at)
            && validity.not_after.is_none_or(|to| to >= setup.at);
        named && current && eku_fit(leaf, eku::CLIENT_AUTH) != EkuFit::NotListed
    };
    match setup.client.identities().position(fits) {
        Some(index) => Choice::Sends(index, "it is offered, and taken to be chosen by the person".into()),
        None => Choice::Nothing(
            "it offers none: a certificate must be in date, allow client authentication and lead to a CA that the server announces"
                .into(),
        ),
    }
}

/// `MapOpenSSLErrorWithDetails`.
fn hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    let line = match heard {
        Heard::Alert(alert) => match alert.0 {
            42..=46 | 48 | 49 | 116 => "net::ERR_BAD_SSL_CLIENT_AUTH_CERT",
            51 => "net::ERR_SSL_DECRYPT_ERROR_ALERT",
            _ => "net::ERR_SSL_PROTOCOL_ERROR",
        },
        Heard::Closed => "net::ERR_CONNECTION_CLOSED",
        Heard::Http(http) => http.page,
    };
    vec![line.to_owned()]
}
