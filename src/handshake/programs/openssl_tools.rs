//! `openssl s_server` and `openssl s_client`, which stop at the first fault where they are told to
//! (`-verify_return_error`).

use crate::handshake::openssl as tls;
use crate::handshake::outcome::{Choice, Heard, Judgement, Refusal};
use crate::handshake::program::{Connects, Depth, Known, Lists, Program, Serves};
use crate::handshake::side::{Setup, Verify};
use crate::model::{Certificate, Name};
use crate::stacks::Role;

/// The tools of OpenSSL 3.0.
pub static OPENSSL: Program = Program {
    id: "openssl",
    aliases: &["s_server", "s_client", "openssl30", "openssl s_server", "openssl s_client"],
    title: "OpenSSL (s_server, s_client)",
    known: Known::Run("OpenSSL 3.0.19"),
    server: Some(Serves {
        announces: true,
        depth: Depth::Free,
        lists: Lists::FirstOnly,
        hasty: false,
        start: cannot_start,
        hello: |setup| {
            let line = "error:0A0000C1:SSL routines:tls_post_process_client_hello:no shared cipher";
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

/// Where the sources lie, as Debian's build prints it.
const ROOT: &str = "../";

fn cannot_start(setup: &Setup<'_>) -> Option<Refusal> {
    tls::cannot_load(&setup.server, Role::Server, setup.at)
}

fn judge(setup: &Setup<'_>, sent: &[&Certificate]) -> Judgement {
    // `-CRL` reads one list of its file.
    let lists: Vec<_> = setup.server.crls.iter().copied().take(1).collect();
    let found = tls::of_client(setup, sent, None, &lists);
    tls::first(
        &found,
        |_| false,
        |fault, refusal| {
            refusal
            .says(format!("verify error:num={}:{}", fault.code, fault.words))
            .mumbles("error:0A000086:SSL routines:tls_process_client_certificate:certificate verify failed")
        },
    )
}

fn without(setup: &Setup<'_>) -> Judgement {
    if tls::takes_nothing(&setup.server.settings) {
        return Judgement::Takes(None);
    }
    let line = "error:0A0000C7:SSL routines:tls_process_client_certificate:peer did not return a certificate";
    tls::no_certificate(setup.tls).says(line).refuses()
}

fn hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Alert(alert) => vec![tls::alert_line_long(alert, ROOT)],
        Heard::Closed => {
            vec!["error:0A000126:SSL routines:ssl3_read_n:unexpected eof while reading".into()]
        }
        Heard::Http(_) => Vec::new(),
    }
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
        |fault, refusal| {
            refusal.says(format!("verify error:num={}:{}", fault.code, fault.words)).mumbles(
                "SSL routines:tls_post_process_server_certificate:certificate verify failed",
            )
        },
    )
}

fn chooses(_: &Setup<'_>, _: &[&Name]) -> Choice {
    Choice::Sends(0, "it always sends what it was given (-cert, and -cert_chain with it)".into())
}

fn client_hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Alert(alert) => vec![tls::alert_line_long(alert, ROOT)],
        Heard::Closed => vec!["SSL routines:ssl3_read_n:unexpected eof while reading".into()],
        Heard::Http(http) => vec![format!("HTTP/1.1 {}", http.page)],
    }
}
