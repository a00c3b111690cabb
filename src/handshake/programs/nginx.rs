//! nginx: it never refuses in the handshake; what it finds it answers in HTTP. As a proxy (`proxy_pass
//! https://`, `proxy_ssl_verify on`) it looks at the server behind it when the handshake is over, closes
//! without an alert, and answers its own client with 502.

use crate::handshake::fault::Fault;
use crate::handshake::openssl as tls;
use crate::handshake::outcome::{Choice, Heard, Http, Judgement, Refusal};
use crate::handshake::program::{Connects, Depth, Known, Lists, Program, Serves};
use crate::handshake::side::{Setup, Tls, Verify};
use crate::model::{Certificate, Name};
use crate::stacks::{Finding, Findings, Role, openssl_findings};

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
    client: Some(Connects {
        plain_alert: true,
        upstream: true,
        tells_alert: true,
        start: cannot_try,
        judge: judge_server,
        chooses,
        hears: hears_upstream,
    }),
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
    tell_depth(&mut refusal, || tls::of_client(setup, sent, None, &setup.server.crls));
    refusal.alert = None;
    refusal.http = Some(bad_request("400 The SSL certificate error"));
    refusal.refuses()
}

/// Where the depth cuts a path off, it speaks of an issuer that it does not have.
fn tell_depth(refusal: &mut Refusal, without: impl FnOnce() -> Findings) {
    if refusal.fault == Fault::NoPath
        && !without().faults.iter().any(|it| Fault::of_openssl(it.code, "") == Fault::NoPath)
    {
        refusal.fault = Fault::Depth;
        refusal.hint = "";
    }
}

fn tell_upstream(fault: &Finding, setup: &Setup<'_>) -> Refusal {
    let mut refusal = tls::refusal(fault);
    tell_depth(&mut refusal, || {
        let free = tls::about_server(setup);
        free.map(|free| openssl_findings(&free)).unwrap_or_default()
    });
    refusal
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
        Heard::Closed => {
            vec!["peer closed connection in SSL handshake while SSL handshaking".into()]
        }
        Heard::Http(_) => Vec::new(),
    }
}

fn cannot_try(setup: &Setup<'_>) -> Option<Refusal> {
    let mut refusal = tls::cannot_load(&setup.client, Role::Client, setup.at)?;
    let line = refusal.says.pop().unwrap_or_default();
    Some(refusal.says(format!("[emerg] cannot load certificate or key: (SSL: {line})")))
}

/// `ngx_http_upstream_ssl_handshake`: the result of the chain, then the name.
fn judge_server(setup: &Setup<'_>) -> Judgement {
    let Some(mut question) = tls::about_upstream(setup) else { return Judgement::Takes(None) };
    question.depth = Some(setup.client.settings.depth.unwrap_or(1));
    let found = openssl_findings(&question);
    if found.unread.is_some() {
        return tls::first(&found, |_| false, |_, refusal| refusal);
    }
    let of_chain = found.faults.iter().rfind(|fault| !tls::is_name(fault.code));
    let (mut refusal, line) = match (of_chain, &setup.host) {
        (Some(fault), _) if fault.code == 0 => return Judgement::Unknown(tls::UNCOMPUTED),
        (Some(fault), _) => (
            tell_upstream(fault, setup),
            format!("upstream SSL certificate verify error: ({}:{})", fault.code, fault.words),
        ),
        (None, Some(host)) if found.faults.iter().any(|fault| tls::is_name(fault.code)) => {
            let line = format!("upstream SSL certificate does not match \"{}\"", host.text());
            let refusal = Refusal::new(Fault::Host, line.clone()).hint("host-not-covered");
            let leaf = setup.server.leaf();
            (refusal.about(leaf.map(Certificate::title).unwrap_or_default()), line)
        }
        _ => return Judgement::Takes(None),
    };
    refusal.alert = None;
    refusal.late().says(line).refuses()
}

fn chooses(_: &Setup<'_>, _: &[&Name]) -> Choice {
    Choice::Sends(0, "it always sends what it was given (proxy_ssl_certificate)".into())
}

/// At TLS 1.3 the alert comes when the request is sent already.
fn hears_upstream(setup: &Setup<'_>, heard: Heard) -> Vec<String> {
    let line = match (heard, setup.tls) {
        (Heard::Alert(alert), tls) => {
            let (did, when) = match tls {
                Tls::V12 => ("SSL_do_handshake()", "SSL handshaking to upstream"),
                Tls::V13 => ("SSL_read()", "reading response header from upstream"),
            };
            let (line, number) = (tls::alert_line(alert), alert.0);
            format!("{did} failed (SSL: {line}:SSL alert number {number}) while {when}")
        }
        (Heard::Closed, Tls::V12) => {
            "peer closed connection in SSL handshake while SSL handshaking to upstream".into()
        }
        (Heard::Closed, Tls::V13) => {
            "upstream prematurely closed connection while reading response header from upstream"
                .into()
        }
        (Heard::Http(_), _) => return Vec::new(),
    };
    vec![line]
}
