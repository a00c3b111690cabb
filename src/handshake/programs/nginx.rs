//! nginx: it never refuses in the handshake; what it finds it answers in HTTP.

use crate::handshake::openssl as tls;
use crate::handshake::outcome::{Heard, Http, Judgement, Refusal};
use crate::handshake::program::{Depth, Known, Lists, Program, Serves};
use crate::handshake::side::{Setup, Verify};
use crate::model::Certificate;
use crate::stacks::Role;

/// nginx 1.22 with OpenSSL 3.
pub static NGINX: Program = Program {
    id: "nginx",
    aliases: &["ingress-nginx", "openresty"],
    title: "nginx",
    known: Known::Run("nginx 1.22.1, OpenSSL 3.0, Debian 12"),
    server: Some(Serves {
        announces: true,
        depth: Depth::Intermediates(1),
        lists: Lists::EveryCa,
        hasty: false,
        start: cannot_start,
        hello: |setup| {
            Some(tls::no_cipher(setup)?.says(format!(
                "SSL_do_handshake() failed (SSL: {}) while SSL handshaking",
                tls::NO_CIPHER
            )))
        },
        judge,
        without,
        hears,
        identity: tls::subject,
    }),
    client: None,
};

/// `ngx_ssl_verify_error_optional`: what `optional_no_ca` passes on.
const PASSED_ON: [u16; 5] = [18, 19, 20, 21, 27];

fn cannot_start(setup: &Setup<'_>) -> Option<Refusal> {
    let mut refusal = tls::cannot_load(&setup.server, Role::Server, setup.at)?;
    let line = refusal.says.pop().unwrap_or_default();
    Some(refusal.says(format!("[emerg] cannot load certificate or key: (SSL: {line})")))
}

fn bad_request(page: &'static str) -> Http {
    Http { status: 400, page }
}

fn judge(setup: &Setup<'_>, sent: &[&Certificate]) -> Judgement {
    let depth = setup.server.settings.depth.unwrap_or(1);
    let found = tls::of_client(setup, sent, Some(depth), &setup.server.crls);
    if found.unread.is_some() {
        return tls::first(&found, |_| false, |_, refusal| refusal);
    }
    // It goes on after each fault and keeps the last (`ngx_ssl_verify_callback`).
    let Some(last) = found.faults.last() else { return Judgement::Takes(Some("SUCCESS".into())) };
    if last.code == 0 {
        return Judgement::Unknown(tls::UNCOMPUTED);
    }
    if setup.server.settings.verify == Verify::OptionalNoCa && PASSED_ON.contains(&last.code) {
        return Judgement::Takes(Some(format!("FAILED:{}", last.words)));
    }
    let line = format!("client SSL certificate verify error: ({}:{})", last.code, last.words);
    let mut refusal = tls::refusal(last).says(line);
    refusal.alert = None;
    refusal.http = Some(bad_request("400 The SSL certificate error"));
    refusal.refuses()
}

fn without(setup: &Setup<'_>) -> Judgement {
    if tls::takes_nothing(&setup.server.settings) {
        return Judgement::Takes(Some("NONE".into()));
    }
    let mut refusal = tls::no_certificate(setup.tls);
    refusal.alert = None;
    refusal.reason = "client sent no required SSL certificate".into();
    refusal.http = Some(bad_request("400 No required SSL certificate was sent"));
    refusal.says("client sent no required SSL certificate").refuses()
}

fn hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Alert(alert) => {
            let (line, number) = (tls::alert_line(alert), alert.0);
            vec![format!(
                "SSL_do_handshake() failed (SSL: {line}:SSL alert number {number}) while SSL handshaking"
            )]
        }
        Heard::Closed | Heard::Http(_) => Vec::new(),
    }
}
