//! Programs with an older Go inside: one alert, 42, for everything.

use super::go;
use super::judged;
use crate::handshake::alert::Alert;
use crate::handshake::fault::Fault;
use crate::handshake::openssl;
use crate::handshake::outcome::{Heard, Judgement, Refusal};
use crate::handshake::program::{Depth, Known, Lists, Program, Serves};
use crate::handshake::side::Setup;
use crate::model::Certificate;

/// What both do; they differ in the line around the reason.
const fn serves(
    judge: fn(&Setup<'_>, &[&Certificate]) -> Judgement,
    without: fn(&Setup<'_>) -> Judgement,
    hears: fn(&Setup<'_>, Heard) -> Vec<String>,
) -> Serves {
    Serves {
        announces: true,
        depth: Depth::Free,
        lists: Lists::No,
        hasty: false,
        start: cannot_start,
        hello: |_| None,
        judge,
        without,
        hears,
        identity: openssl::common_name,
    }
}

/// Caddy 2.6.2 as Debian 12 has it.
pub static CADDY26: Program = Program {
    id: "caddy",
    aliases: &["caddy26", "caddy2.6", "go119", "goold"],
    title: "Caddy 2.6 (old Go)",
    known: Known::Run("Caddy 2.6.2, Go 1.19, Debian 12"),
    server: Some(serves(caddy_judges, caddy_without, caddy_hears)),
    client: None,
};

/// etcd 3.4 as Debian 12 has it.
pub static ETCD34: Program = Program {
    id: "etcd",
    aliases: &["etcd34", "etcd3.4"],
    title: "etcd 3.4 (old Go)",
    known: Known::Run("etcd 3.4.23, Go 1.19, Debian 12"),
    server: Some(serves(etcd_judges, etcd_without, etcd_hears)),
    client: None,
};

fn cannot_start(setup: &Setup<'_>) -> Option<Refusal> {
    setup.server.key_differs().then(|| {
        let line = "tls: private key does not match public key";
        Refusal::new(Fault::KeyMismatch, line).says(line).hint("key-mismatch").at_start()
    })
}

fn verdict(
    setup: &Setup<'_>,
    sent: &[&Certificate],
    around: impl FnOnce(&str) -> String,
) -> Judgement {
    let Some(leaf) = sent.first() else { return Judgement::Takes(None) };
    match go::verify_client(setup, sent) {
        Ok(None) => Judgement::Takes(None),
        Err(why) => Judgement::Unknown(why),
        Ok(Some(told)) => {
            let line = format!("tls: failed to verify client certificate: {}", told.message);
            judged::refusal(&told, leaf).alert(Alert::BAD_CERTIFICATE).says(around(&line)).refuses()
        }
    }
}

fn nothing(setup: &Setup<'_>, around: impl FnOnce(&str) -> String) -> Judgement {
    if openssl::takes_nothing(&setup.server.settings) {
        return Judgement::Takes(None);
    }
    let line = "tls: client didn't provide a certificate";
    let refusal = Refusal::new(Fault::NoCertificate, line).alert(Alert::BAD_CERTIFICATE);
    refusal.says(around(line)).refuses()
}

/// What stands behind `http: TLS handshake error from ADDRESS: `.
fn by_caddy(line: &str) -> String {
    line.to_owned()
}

/// What stands behind `rejected connection from "ADDRESS" `; the server name follows.
fn by_etcd(line: &str) -> String {
    format!("(error \"{line}\"")
}

fn caddy_judges(setup: &Setup<'_>, sent: &[&Certificate]) -> Judgement {
    verdict(setup, sent, by_caddy)
}

fn caddy_without(setup: &Setup<'_>) -> Judgement {
    nothing(setup, by_caddy)
}

fn caddy_hears(setup: &Setup<'_>, heard: Heard) -> Vec<String> {
    go::hears(setup, heard).iter().map(|line| by_caddy(line)).collect()
}

fn etcd_judges(setup: &Setup<'_>, sent: &[&Certificate]) -> Judgement {
    verdict(setup, sent, by_etcd)
}

fn etcd_without(setup: &Setup<'_>) -> Judgement {
    nothing(setup, by_etcd)
}

fn etcd_hears(setup: &Setup<'_>, heard: Heard) -> Vec<String> {
    go::hears(setup, heard).iter().map(|line| by_etcd(line)).collect()
}
