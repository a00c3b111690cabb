//! From the logs of either side to the faults of the files: the smallest set that explains the lines.

use pemlens::handshake::middle::Said;
use pemlens::present::{self, Words};
use pemlens::report::Report;
use pemlens::view::{Fit, HandshakeAsk, HandshakeView};
use rcgen::{ExtendedKeyUsagePurpose as Eku, date_time_ymd};

use super::given;
use super::world::*;

/// A server and a client with what is to be changed about each, and both CAs.
fn files(server: Change, client: Change) -> Report {
    let world = world();
    let chain = |leaf: &Made, ca: &Ca| format!("{}{}", leaf.pem, ca.made.pem);
    let (server, client) = (server_with(server), client_with(client));
    given(&[
        ("server.pem", chain(&server, &world.server_middle)),
        ("server.key", server.key.clone()),
        ("client.pem", chain(&client, &world.client_middle)),
        ("client.key", client.key.clone()),
        ("server-ca.pem", world.server_root.made.pem.clone()),
        ("client-ca.pem", world.client_root.made.pem.clone()),
    ])
}

fn asked(report: &Report, server: &str, client: &str, logs: &[(&str, &str)]) -> HandshakeView {
    let words: Vec<Words<'_>> = logs.iter().map(|(name, text)| Words { name, text }).collect();
    let ask =
        HandshakeAsk { server: server.into(), client: client.into(), ..HandshakeAsk::default() };
    present::handshake_through(report, &ask, &Said::default(), &words)
}

/// Each note: whether the files lead to it, how many lines it stands for, and its sentence.
fn told(view: &HandshakeView) -> Vec<(bool, usize, &str)> {
    let lines = |note: &pemlens::view::Note| {
        1 + note.inside.iter().filter(|it| !it.code.is_empty()).count()
    };
    view.log.iter().map(|it| (it.fit == Fit::Bad, lines(it), it.text.as_str())).collect()
}

const NGINX_PURPOSE: &str = "2026/06/01 10:00:00 [info] 1#1: *6 client SSL certificate verify error: (26:unsuitable certificate purpose) while reading client request headers, client: 127.0.0.1\n";
const CURL_EXPIRED: &str = "curl: (60) SSL certificate problem: certificate has expired\n";

#[test]
fn lines_of_both_sides_that_stem_from_one_fault_are_one() {
    let report = files(|_| {}, |it| it.extended_key_usages = vec![Eku::ServerAuth]);
    let server = "http: TLS handshake error from 10.0.0.7:53422: tls: failed to verify certificate: x509: certificate specifies an incompatible key usage\nhttp: TLS handshake error from 10.0.0.9:41844: tls: failed to verify certificate: x509: certificate specifies an incompatible key usage\n";
    let client = "Get \"https://server.example/\": remote error: tls: bad certificate\n";
    let view = asked(&report, "go", "go", &[("server.log", server), ("client.log", client)]);
    let told = told(&view);
    assert_eq!(told.len(), 1, "{told:?}");
    let (leads, lines, text) = told[0];
    // The two lines of the server differ in nothing but addresses.
    assert_eq!((leads, lines), (true, 2), "{:?}", view.log);
    assert!(
        text.starts_with(
            "Go 1.27 refuses Go 1.27: the client’s certificate “client” may not be used by a client"
        ),
        "{text}"
    );
    let (head, _) =
        present::heard_by_both(&report, &HandshakeAsk::default(), &format!("{server}{client}"));
    assert_eq!(head, "Tried with both sides: one fault explains all 2 lines.");
}

#[test]
fn two_faults_that_have_nothing_to_do_with_each_other_are_two() {
    let report = files(
        |it| it.not_after = date_time_ymd(2026, 5, 1),
        |it| it.extended_key_usages = vec![Eku::ServerAuth],
    );
    let view = asked(&report, "", "", &[("error.log", NGINX_PURPOSE), ("curl.log", CURL_EXPIRED)]);
    let told = told(&view);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|it| it.0), "{told:?}");
    assert!(
        told.iter()
            .any(|it| it.2.contains("the server’s certificate “server.example” has expired")),
        "{told:?}"
    );
    // No run shows this one: the client refuses first.
    assert!(
        told.iter().any(|it| it
            .2
            .contains("the client’s certificate “client” may not be used by a client")),
        "{told:?}"
    );
    assert!(
        view.log
            .iter()
            .any(|note| note.inside.iter().any(|it| it.text.contains("refused before it"))),
        "{:?}",
        view.log
    );
}

#[test]
fn a_line_that_the_files_do_not_lead_to_is_said_with_its_side() {
    let report = files(|_| {}, |it| it.extended_key_usages = vec![Eku::ServerAuth]);
    let foreign = "2026/06/01 10:00:00 [info] 1#1: *6 client SSL certificate verify error: (10:certificate has expired) while reading client request headers\n";
    let view = asked(&report, "", "", &[("nginx-error.log", &format!("{NGINX_PURPOSE}{foreign}"))]);
    let told = told(&view);
    assert_eq!(told.iter().map(|it| it.0).collect::<Vec<_>>(), [true, false], "{told:?}");
    assert_eq!(view.log[1].word, "not found");
    assert!(told[1].2.ends_with("It is about what the client presents."), "{told:?}");
    // The answer to the files says the same.
    let mut report = report;
    let name = report.sources.len();
    assert_eq!(name, 6);
    present::about_both(&mut report, &HandshakeAsk::default());
    assert!(report.answer.sentence.starts_with("nginx answers curl"), "{}", report.answer.sentence);
}

/// The same words stand in the logs of either side: what counts is whose log it is.
#[test]
fn the_same_alert_is_about_the_other_certificate_in_the_other_log() {
    // The two ended on the same day.
    let line = "tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-06-01T10:00:00Z is after 2026-05-01T00:00:00Z\n";
    let report = files(
        |it| it.not_after = date_time_ymd(2026, 5, 1),
        |it| it.not_after = date_time_ymd(2026, 5, 1),
    );
    for (log, whose) in [
        ("server.log", "the client’s certificate “client”"),
        ("client.log", "the server’s certificate “server.example”"),
    ] {
        let view = asked(&report, "go", "go", &[(log, line)]);
        let told = told(&view);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].0 && told[0].2.contains(whose), "{log}: {told:?}");
    }
    // Of two logs without names the lines tell the sides: nginx is a server, so the other is the client's.
    let nginx = "2026/06/01 10:00:00 [info] 1#1: *6 client SSL certificate verify error: (10:certificate has expired) while reading client request headers\n";
    let view = asked(&report, "nginx", "go", &[("a.txt", nginx), ("b.txt", line)]);
    let told = told(&view);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told.iter().any(|it| it.2.starts_with("Go 1.27 refuses nginx: the server’s")),
        "{told:?}"
    );
}

#[test]
fn a_fault_hidden_by_the_date_is_found_at_a_time_at_which_it_shows() {
    let report = files(
        |_| {},
        |it| {
            it.not_after = date_time_ymd(2026, 5, 1);
            it.extended_key_usages = vec![Eku::ServerAuth];
        },
    );
    let log = "error: tls: failed to verify certificate: x509: certificate specifies an incompatible key usage\n";
    let view = asked(&report, "go", "curl", &[("server.log", log)]);
    let told = told(&view);
    assert!(told.len() == 1 && told[0].0, "{told:?}");
    assert!(told[0].2.contains("may not be used by a client"), "{told:?}");
}
