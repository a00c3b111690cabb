//! PostgreSQL and its client library: the server asks, and only its access rules demand; what it
//! demands it says after the handshake, in its own protocol.

use crate::handshake::fault::Fault;
use crate::handshake::openssl as tls;
use crate::handshake::outcome::{Choice, Heard, Judgement, Refusal};
use crate::handshake::program::{Connects, Depth, Known, Lists, Program, Serves};
use crate::handshake::side::{Setup, Verify};
use crate::model::{Certificate, GeneralName, Name};
use crate::stacks::{self, Role};

/// PostgreSQL 15 with `clientcert=verify-ca` and `sslmode=verify-full`.
pub static POSTGRESQL: Program = Program {
    id: "postgresql",
    aliases: &["postgres", "psql", "libpq", "pgbouncer"],
    title: "PostgreSQL (server, psql)",
    known: Known::Run("PostgreSQL 15, OpenSSL 3.0, Debian 12"),
    server: Some(Serves {
        announces: true,
        depth: Depth::Free,
        lists: Lists::EveryCa,
        hasty: false,
        start: cannot_start,
        hello: |setup| {
            let line = "LOG:  could not accept SSL connection: no shared cipher";
            Some(tls::no_cipher(setup)?.says(line))
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

/// What a client prints in front of the server's words.
const FATAL: &str = "connection requires a valid client certificate";

fn cannot_start(setup: &Setup<'_>) -> Option<Refusal> {
    let mut refusal = tls::cannot_load(&setup.server, Role::Server, setup.at)?;
    refusal.says =
        vec![format!("FATAL:  could not load server certificate file: {}", refusal.reason)];
    Some(refusal)
}

fn judge(setup: &Setup<'_>, sent: &[&Certificate]) -> Judgement {
    let found = tls::of_client(setup, sent, None, &setup.server.crls);
    // Version 15 tells no reason; later ones add a line of detail.
    tls::first(
        &found,
        |_| false,
        |_, refusal| {
            refusal.mumbles("LOG:  could not accept SSL connection: certificate verify failed")
        },
    )
}

/// The handshake is over when the access rules are read.
fn without(setup: &Setup<'_>) -> Judgement {
    if tls::takes_nothing(&setup.server.settings) {
        return Judgement::Takes(None);
    }
    Refusal::new(Fault::NoCertificate, FATAL).says(format!("FATAL:  {FATAL}")).refuses()
}

fn hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Alert(alert) => {
            vec![format!("LOG:  could not accept SSL connection: {}", alert.openssl())]
        }
        Heard::Closed => vec!["LOG:  could not accept SSL connection: EOF detected".into()],
        Heard::Http(_) => Vec::new(),
    }
}

fn cannot_try(setup: &Setup<'_>) -> Option<Refusal> {
    let mut refusal = tls::cannot_load(&setup.client, Role::Client, setup.at)?;
    refusal.says = vec![format!("could not read or use certificate file: {}", refusal.reason)];
    Some(refusal)
}

fn judge_server(setup: &Setup<'_>) -> Judgement {
    if setup.client.settings.verify == Verify::Off {
        return Judgement::Takes(None);
    }
    let Some(question) = tls::about_server(setup) else { return Judgement::Takes(None) };
    let found = stacks::openssl_findings(&question);
    // It compares the host itself, when the handshake is over.
    let of_chain = tls::first(&found, tls::is_name, |_, refusal| {
        refusal.mumbles("SSL error: certificate verify failed")
    });
    if of_chain != Judgement::Takes(None) || !found.faults.iter().any(|it| tls::is_name(it.code)) {
        return of_chain;
    }
    let host = setup.host.as_ref().map(|host| host.text()).unwrap_or_default();
    let Some(leaf) = setup.server.leaf() else { return Judgement::Takes(None) };
    let line =
        format!("server certificate for {} does not match host name \"{host}\"", names(leaf));
    Refusal::new(Fault::Host, line.clone())
        .late()
        .about(leaf.title())
        .hint("host-not-covered")
        .says(line)
        .refuses()
}

/// The first name and how many more there are (`pq_verify_peer_name_matches_certificate`).
fn names(leaf: &Certificate) -> String {
    let all = leaf.san().unwrap_or_default().iter();
    let all = all.filter(|name| matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_)));
    let names: Vec<String> = all.filter_map(GeneralName::plain).collect();
    match names.split_first() {
        None => format!("\"{}\"", leaf.subject.last("2.5.4.3").unwrap_or_default()),
        Some((first, [])) => format!("\"{first}\""),
        Some((first, [_])) => format!("\"{first}\" (and 1 other name)"),
        Some((first, more)) => format!("\"{first}\" (and {} other names)", more.len()),
    }
}

fn chooses(_: &Setup<'_>, _: &[&Name]) -> Choice {
    Choice::Sends(0, "it always sends what it was given (sslcert)".into())
}

fn client_hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Alert(alert) => vec![format!("SSL error: {}", alert.openssl())],
        Heard::Closed => vec![format!("FATAL:  {FATAL}")],
        Heard::Http(_) => Vec::new(),
    }
}
