//! HAProxy: what its error log says with `fc_err` and `ssl_c_err` in the format. Towards the servers behind
//! it (`ssl verify required verifyhost NAME`) its log has no reason, and its own client gets 503.

use crate::handshake::alert::Alert;
use crate::handshake::openssl as tls;
use crate::handshake::outcome::{Choice, Heard, Judgement, Refusal};
use crate::handshake::program::{Connects, Depth, Known, Lists, Program, Serves};
use crate::handshake::side::Setup;
use crate::model::{Certificate, Name};
use crate::stacks::{self, Role};

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
    client: Some(Connects {
        plain_alert: true,
        upstream: true,
        tells_alert: false,
        start: cannot_try,
        judge: judge_server,
        chooses,
        hears: |_, heard| match heard {
            Heard::Http(_) => Vec::new(),
            _ => vec![FAILED.into()],
        },
    }),
};

fn cannot_start(setup: &Setup<'_>) -> Option<Refusal> {
    let mut refusal = tls::cannot_load(&setup.server, Role::Server, setup.at)?;
    refusal.says.clear();
    let line = cannot_read(&refusal.reason);
    Some(refusal.says(line))
}

fn cannot_read(reason: &str) -> &'static str {
    match reason {
        "key values mismatch" => "inconsistencies between private key and certificate loaded",
        _ => "unable to load SSL certificate into SSL Context",
    }
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
            // Without a format of one's own its log has these words and no number.
            refusal.says(line).mumbles(match depth {
                0 => "SSL client certificate not trusted",
                _ => "SSL client CA chain cannot be verified",
            })
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

/// How its log ends for a connection to a server that did not come to be; at TLS 1.3, where the request
/// was sent already, it can be `SH--`.
const FAILED: &str = "SC--";

fn cannot_try(setup: &Setup<'_>) -> Option<Refusal> {
    let mut refusal = tls::cannot_load(&setup.client, Role::Client, setup.at)?;
    refusal.says.clear();
    let line = cannot_read(&refusal.reason);
    Some(refusal.says(line))
}

/// `ssl_sock_srv_verifycbk` (`verifyhost`): the SAN, and the common name too; else error 80.
fn judge_server(setup: &Setup<'_>) -> Judgement {
    let Some(question) = tls::about_upstream(setup) else { return Judgement::Takes(None) };
    let found = stacks::openssl_findings(&question);
    let of_chain = tls::first(&found, tls::is_name, |_, refusal| refusal.mumbles(FAILED));
    let reason = "the name that verifyhost sets is not the certificate’s";
    match tls::wrong_name(setup, &found, reason) {
        Some(refusal) if of_chain == Judgement::Takes(None) => {
            refusal.alert(Alert::INTERNAL_ERROR).mumbles(FAILED).refuses()
        }
        _ => of_chain,
    }
}

fn chooses(_: &Setup<'_>, _: &[&Name]) -> Choice {
    Choice::Sends(0, "it always sends what it was given (crt on its server line)".into())
}
