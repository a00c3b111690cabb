//! HAProxy: what its error log says with `fc_err` and `ssl_c_err` in the format.

use crate::handshake::openssl as tls;
use crate::handshake::outcome::{Heard, Judgement, Refusal};
use crate::handshake::program::{Depth, Known, Lists, Program, Serves};
use crate::handshake::side::Setup;
use crate::model::Certificate;
use crate::stacks::Role;

/// HAProxy 2.6 with OpenSSL 3.
pub static HAPROXY: Program = Program {
    id: "haproxy",
    aliases: &[],
    title: "HAProxy",
    known: Known::Run("HAProxy 2.6.12, OpenSSL 3.0, Debian 12"),
    server: Some(Serves {
        announces: true,
        depth: Depth::Free,
        lists: Lists::EveryCa,
        hasty: false,
        start: cannot_start,
        hello: |setup| {
            let line = format!("34 SSL handshake failure | {}", tls::NO_CIPHER);
            Some(tls::no_cipher(setup)?.says(line))
        },
        judge,
        without,
        hears,
        identity: tls::common_name,
    }),
    client: None,
};

fn cannot_start(setup: &Setup<'_>) -> Option<Refusal> {
    let mut refusal = tls::cannot_load(&setup.server, Role::Server, setup.at)?;
    refusal.says.clear();
    let line = match refusal.reason.as_str() {
        "key values mismatch" => "inconsistencies between private key and certificate loaded",
        _ => "unable to load SSL certificate into SSL Context",
    };
    Some(refusal.says(line))
}

fn judge(setup: &Setup<'_>, sent: &[&Certificate]) -> Judgement {
    let found = tls::of_client(setup, sent, None, &setup.server.crls);
    tls::first(
        &found,
        |_| false,
        |fault, refusal| {
            let (code, depth) = (fault.code, fault.depth);
            let line = match depth {
                0 => format!(
                    "31 SSL client certificate not trusted | {} {} | c_err={code} ca_err=0/0",
                    167_772_294,
                    tls::VERIFY_FAILED
                ),
                _ => format!(
                    "30 SSL client CA chain cannot be verified | {} {} | c_err=0 ca_err={code}/{depth}",
                    167_772_294,
                    tls::VERIFY_FAILED
                ),
            };
            refusal.says(line)
        },
    )
}

fn without(setup: &Setup<'_>) -> Judgement {
    if tls::takes_nothing(&setup.server.settings) {
        return Judgement::Takes(None);
    }
    let line = format!(
        "34 SSL handshake failure | 167772359 {} | c_err=0 ca_err=0/0",
        tls::NO_CERTIFICATE
    );
    tls::no_certificate(setup.tls).says(line).refuses()
}

fn hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Alert(alert) => {
            let number = 167_772_160_u32.saturating_add(1_000).saturating_add(alert.0.into());
            vec![format!("34 SSL handshake failure | {number} {}", tls::alert_line(alert))]
        }
        Heard::Closed => vec!["34 SSL handshake failure".into()],
        Heard::Http(_) => Vec::new(),
    }
}
