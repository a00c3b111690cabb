//! Mosquitto, the broker and its clients: lists count for the leaf alone, names are not announced,
//! and the log never tells the reason.

use crate::handshake::openssl as tls;
use crate::handshake::outcome::{Choice, Heard, Judgement, Refusal};
use crate::handshake::program::{Connects, Depth, Known, Lists, Program, Serves};
use crate::handshake::side::{Setup, Verify};
use crate::model::{Certificate, Name};
use crate::stacks::Role;

/// Mosquitto 2.0 with OpenSSL 3.
pub static MOSQUITTO: Program = Program {
    id: "mosquitto",
    aliases: &["mosquitto_pub", "mosquitto_sub", "mqtt"],
    title: "Mosquitto",
    known: Known::Run("Mosquitto 2.0.11, OpenSSL 3.0, Debian 12"),
    server: Some(Serves {
        announces: false,
        depth: Depth::Free,
        lists: Lists::Leaf,
        hasty: false,
        start: cannot_start,
        hello: |setup| {
            Some(tls::no_cipher(setup)?.says(format!("OpenSSL Error[0]: {}", tls::NO_CIPHER)))
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
        judge: judge_server,
        chooses,
        hears: client_hears,
    }),
};

const CLOSED: &str = "Client <unknown> disconnected: Protocol error.";

fn cannot_start(setup: &Setup<'_>) -> Option<Refusal> {
    tls::cannot_load(&setup.server, Role::Server, setup.at)
}

fn judge(setup: &Setup<'_>, sent: &[&Certificate]) -> Judgement {
    let mut setup = setup.clone();
    setup.server.settings.leaf_lists_only.get_or_insert(true);
    let found = tls::of_client(&setup, sent, None, &setup.server.crls);
    tls::first(
        &found,
        |_| false,
        |_, refusal| {
            refusal.mumbles(format!("OpenSSL Error[0]: {}", tls::VERIFY_FAILED)).mumbles(CLOSED)
        },
    )
}

fn without(setup: &Setup<'_>) -> Judgement {
    if tls::takes_nothing(&setup.server.settings) {
        return Judgement::Takes(None);
    }
    tls::no_certificate(setup.tls)
        .mumbles(format!("OpenSSL Error[0]: {}", tls::NO_CERTIFICATE))
        .mumbles(CLOSED)
        .refuses()
}

fn hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    let line = tls::heard(heard).map(|line| format!("OpenSSL Error[0]: {line}"));
    line.into_iter().chain([CLOSED.to_owned()]).collect()
}

fn cannot_try(setup: &Setup<'_>) -> Option<Refusal> {
    tls::cannot_load(&setup.client, Role::Client, setup.at)
}

fn judge_server(setup: &Setup<'_>) -> Judgement {
    if setup.client.settings.verify == Verify::Off {
        return Judgement::Takes(None);
    }
    let Some(question) = tls::about_server(setup) else { return Judgement::Takes(None) };
    let found = crate::stacks::openssl_findings(&question);
    tls::first(
        &found,
        |_| false,
        |_, refusal| refusal.says("Error: A TLS error occurred.").mumbles(tls::VERIFY_FAILED),
    )
}

fn chooses(_: &Setup<'_>, _: &[&Name]) -> Choice {
    Choice::Sends(0, "it always sends what it was given".into())
}

fn client_hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    let line = tls::heard(heard).map(|line| format!("OpenSSL Error[0]: {line}"));
    line.into_iter().chain(["Error: The connection was lost.".to_owned()]).collect()
}
