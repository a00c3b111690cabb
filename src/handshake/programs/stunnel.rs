//! stunnel with `verifyChain` and `requireCert`.

use crate::handshake::openssl as tls;
use crate::handshake::outcome::{Heard, Judgement, Refusal};
use crate::handshake::program::{Depth, Known, Lists, Program, Serves};
use crate::handshake::side::Setup;
use crate::model::Certificate;
use crate::stacks::Role;

/// stunnel 5.68 with OpenSSL 3.
pub static STUNNEL: Program = Program {
    id: "stunnel",
    aliases: &["stunnel4"],
    title: "stunnel",
    known: Known::Run("stunnel 5.68, OpenSSL 3.0, Debian 12"),
    server: Some(Serves {
        announces: true,
        depth: Depth::Free,
        lists: Lists::EveryCa,
        hasty: false,
        start: cannot_start,
        hello: |setup| Some(tls::no_cipher(setup)?.says(format!("SSL_accept: {}", tls::NO_CIPHER))),
        judge,
        without,
        hears,
        identity: tls::common_name,
    }),
    client: None,
};

fn cannot_start(setup: &Setup<'_>) -> Option<Refusal> {
    tls::cannot_load(&setup.server, Role::Server, setup.at)
}

fn judge(setup: &Setup<'_>, sent: &[&Certificate]) -> Judgement {
    let found = tls::of_client(setup, sent, None, &setup.server.crls);
    tls::first(
        &found,
        |_| false,
        |fault, refusal| {
            refusal
                .says(format!("CERT: Pre-verification error: {}", fault.words))
                .mumbles(format!("Rejected by CERT at depth={}: CN={}", fault.depth, fault.about))
                .mumbles(format!("SSL_accept: {}", tls::VERIFY_FAILED))
        },
    )
}

fn without(setup: &Setup<'_>) -> Judgement {
    if tls::takes_nothing(&setup.server.settings) {
        return Judgement::Takes(None);
    }
    tls::no_certificate(setup.tls).says(tls::NO_CERTIFICATE).refuses()
}

fn hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    tls::heard(heard).into_iter().collect()
}
