//! Mutual TLS, fault by fault: certificates made here, what comes of them between real programs, and
//! how files sort themselves onto two sides.

mod clues;
mod expected;
mod faults;
mod middle;
mod rotation;
mod situations;
mod staple;
mod world;

use pemlens::handshake::Tls::{V12, V13};
use pemlens::handshake::{self, Alert, By, Program, simulate};
use pemlens::input::Source;
use pemlens::model::Question;
use pemlens::view::{Fit, HandshakeAsk, Place};
use pemlens::{present, report};
use rcgen::ExtendedKeyUsagePurpose as Eku;

use expected::EXPECTED;
use faults::FAULTS;
use world::*;

#[test]
fn each_fault_ends_as_it_does_between_the_real_programs() {
    let mut wrong = Vec::new();
    for (fault, server, client, tls, by, alert, words) in EXPECTED {
        let (_, change) =
            FAULTS.iter().find(|(name, _)| name == fault).unwrap_or_else(|| panic!("{fault}"));
        let mut setup = good(server, client, *tls);
        change(&mut setup);
        let result = simulate(&setup);
        assert_eq!(result.unknown, None, "{fault}: {server}, {client}");
        let found = result.refusal().map_or(0, |refusal| match (refusal.http, refusal.alert) {
            (Some(http), _) => http.status,
            (None, alert) => alert.map_or(0, |Alert(number)| number.into()),
        });
        let told = match result.by() {
            Some(By::Client) => result.client_told.clone(),
            Some(By::Server) => result.server_told.clone(),
            None => None,
        };
        let fits = match words.is_empty() {
            true => told.is_none(),
            false => told.as_ref().is_some_and(|told| told.contains(words)),
        };
        if result.by() != *by || found != *alert || !fits {
            wrong.push(format!(
                "{fault}: {server} and {client} at {}: {:?}, {found}, {told:?}; wanted {by:?}, {alert}, {words:?}",
                tls.word(), result.by()
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_fault_is_expected_somewhere_and_there_are_at_least_forty() {
    assert!(FAULTS.len() >= 40, "{}", FAULTS.len());
    for (fault, _) in FAULTS.iter().skip(1) {
        assert!(EXPECTED.iter().any(|it| it.0 == *fault), "{fault}");
    }
}

#[test]
fn two_good_sides_talk_whatever_programs_they_are() {
    for (row, server) in Program::servers().enumerate() {
        for (column, client) in Program::clients().enumerate() {
            let tls = if (row + column) % 2 == 0 { V12 } else { V13 };
            let result = simulate(&good(server.id, client.id, tls));
            let why = result.refusal().map(|refusal| &refusal.reason);
            assert!(
                result.connects(),
                "{}, {}: {why:?}, {:?}",
                server.id,
                client.id,
                result.unknown
            );
        }
    }
}

#[test]
fn steps_come_in_their_true_order_with_a_request_before_the_client_has_judged() {
    for tls in [V12, V13] {
        let result = simulate(&good("nginx", "go", tls));
        let ids: Vec<&str> = result.steps.iter().map(|step| step.id).collect();
        assert_eq!(
            ids,
            [
                "load",
                "hello",
                "server-flight",
                "client-judges",
                "client-sends",
                "proof",
                "server-judges",
                "session"
            ]
        );
        let flight = &result.steps[2].details;
        assert!(flight[0].contains("CertificateRequest"), "{flight:?}");
        assert_eq!(flight[1], "CA name: CN=Client Root");
    }
}

#[test]
fn a_key_proves_itself_by_a_signature_and_another_does_not() {
    let world = world();
    for made in [&world.server, &world.client] {
        assert!(made.private.proof.is_some());
    }
    let proved = simulate(&good("nginx", "curl", V13));
    let step = proved.steps.iter().find(|step| step.id == "proof").unwrap();
    assert!(step.text.contains("verifies it"), "{}", step.text);
}

#[test]
fn a_connection_holds_until_the_first_thing_ends() {
    let setup = good("nginx", "curl", V13);
    let (until, then) = handshake::until(&setup).unwrap();
    assert_eq!(until.date(), "31 December 2026");
    assert!(then.refusal().is_some());
    let head = handshake::headline(&setup, &simulate(&setup));
    assert_eq!(head.title, "curl connects to nginx until 31 December 2026.");
}

/// What was given, by file name.
fn given(files: &[(&str, String)]) -> report::Report {
    let sources = (0u32..).zip(files).map(|(id, (name, text))| {
        let source = Source {
            id,
            name: (*name).into(),
            bytes: text.clone().into_bytes(),
            ..Source::default()
        };
        report::read(&source, &mut |_| {})
    });
    report::examine(sources.collect(), &Question { at: NOW.0, ..Question::default() })
}

/// A client's certificate with the server's purpose, its chain, and both CAs in one file.
fn mixed_up() -> report::Report {
    let world = world();
    let client = client_with(|p| p.extended_key_usages = vec![Eku::ServerAuth]);
    let chain = |leaf: &Made, ca: &Ca| format!("{}{}", leaf.pem, ca.made.pem);
    given(&[
        ("server.pem", chain(&world.server, &world.server_middle)),
        ("server.key", world.server.key.clone()),
        ("client.pem", chain(&client, &world.client_middle)),
        ("client.key", client.key.clone()),
        ("ca.pem", format!("{}{}", world.server_root.made.pem, world.client_root.made.pem)),
    ])
}

#[test]
fn files_sort_themselves_and_the_client_is_blamed_for_its_own_certificate() {
    let report = mixed_up();
    assert!(present::is_pair(&report));
    let view = present::handshake(&report, &HandshakeAsk::default(), "");
    assert_eq!(view.fit, Fit::Bad);
    assert!(
        view.headline
            .starts_with("nginx answers curl with HTTP 400: the client’s certificate “client”"),
        "{}",
        view.headline
    );
    assert_eq!(view.rule, "purpose-not-allowed");
    assert!(view.change.contains("issued anew with clientAuth"), "{}", view.change);
    assert_eq!(view.server.chain[0].title, "server.example");
    assert_eq!(view.client.chain[0].title, "client");
    assert_eq!(
        view.server.trust.iter().map(|it| it.title.as_str()).collect::<Vec<_>>(),
        ["Client Root"]
    );
    assert_eq!(
        view.client.trust.iter().map(|it| it.title.as_str()).collect::<Vec<_>>(),
        ["Server Root"]
    );
    let all = [&view.server.chain, &view.server.trust, &view.client.chain, &view.client.trust];
    assert!(all.into_iter().flatten().all(|piece| !piece.why.is_empty()));
    // Who does not look at the purpose takes it, and who can be mended is told how.
    let cell = |id: &str| view.servers.iter().find(|cell| cell.program == id).unwrap();
    assert_eq!(cell("gnutls").fit, Fit::Good);
    assert_eq!(cell("java17").fit, Fit::Bad);
}

#[test]
fn a_log_line_is_led_back_to_the_client_s_certificate() {
    let line = "2026/06/01 10:00:00 [info] 1#1: *6 client SSL certificate verify error: (26:unsuitable certificate purpose) while reading client request headers, client: 127.0.0.1";
    let view = present::handshake(&mixed_up(), &HandshakeAsk::default(), line);
    assert_eq!(view.log.len(), 1, "{:?}", view.log);
    assert_eq!(view.log[0].fit, Fit::Bad);
    assert!(view.log[0].text.contains("the client’s certificate “client”"), "{}", view.log[0].text);
    let other = "client SSL certificate verify error: (10:certificate has expired) while reading";
    let view = present::handshake(&mixed_up(), &HandshakeAsk::default(), other);
    assert_eq!(view.log[0].fit, Fit::None);
}

#[test]
fn a_log_that_lies_with_the_files_is_about_the_connection() {
    let world = world();
    let client = client_with(|p| p.extended_key_usages = vec![Eku::ServerAuth]);
    let line = "2026/06/01 10:00:00 [info] 1#1: *6 client SSL certificate verify error: (26:unsuitable certificate purpose) while reading client request headers, client: 127.0.0.1";
    let mut report = given(&[
        ("server.pem", format!("{}{}", world.server.pem, world.server_middle.made.pem)),
        ("server.key", world.server.key.clone()),
        ("client.pem", format!("{}{}", client.pem, world.client_middle.made.pem)),
        ("client.key", client.key.clone()),
        ("ca.pem", format!("{}{}", world.server_root.made.pem, world.client_root.made.pem)),
        ("error.log", format!("{line}\n")),
    ]);
    let ask = HandshakeAsk::default();
    present::about_both(&mut report, &ask);
    assert!(report.answer.both);
    assert!(report.answer.sentence.starts_with("nginx answers curl"), "{}", report.answer.sentence);
    let more = present::overview(&report).answer.more;
    assert!(more.contains("(26:unsuitable certificate purpose)"), "{more}");
    assert!(more.contains("comes of it."), "{more}");
    assert!(!more.contains("found here"), "said of one certificate: {more}");
    // The same line, given by itself as a message, and another that these files do not lead to.
    let (head, notes) = present::heard_by_both(&report, &ask, "");
    assert_eq!((head.as_str(), notes.len()), ("Tried with both sides: these files lead to it.", 1));
    let expired = "client SSL certificate verify error: (10:certificate has expired) while reading";
    let (head, _) = present::heard_by_both(&report, &ask, expired);
    assert_eq!(head, "Tried with both sides: these files do not lead to it.");
}

#[test]
fn two_servers_with_their_keys_are_no_connection() {
    let world = world();
    let other = server_with(|p| p.subject_alt_names = vec![host("api.example")]);
    let both = server_with(|p| {
        p.subject_alt_names = vec![host("shop.example")];
        p.extended_key_usages = vec![Eku::ServerAuth, Eku::ClientAuth];
    });
    for second in [&other, &both] {
        let files = [
            ("www.pem", world.server.pem.clone()),
            ("www.key", world.server.key.clone()),
            ("second.pem", second.pem.clone()),
            ("second.key", second.key.clone()),
        ];
        assert!(!present::is_pair(&given(&files)), "{}", second.pem);
        // Called a client's, the second is one.
        let files = files.map(|(name, text)| match name {
            "second.pem" => ("client.pem", text),
            name => (name, text),
        });
        assert!(present::is_pair(&given(&files)));
    }
}

fn host(name: &str) -> rcgen::SanType {
    rcgen::SanType::DnsName(name.try_into().unwrap())
}

#[test]
fn sides_can_be_swapped_and_pieces_moved() {
    let report = mixed_up();
    let swapped = HandshakeAsk { swapped: true, ..HandshakeAsk::default() };
    let view = present::handshake(&report, &swapped, "");
    assert_eq!(view.server.chain[0].title, "client");
    let first = present::handshake(&report, &HandshakeAsk::default(), "");
    let root = first.server.trust[0].id.clone();
    let moved = HandshakeAsk { moved: vec![(root, Place::Nowhere)], ..HandshakeAsk::default() };
    let view = present::handshake(&report, &moved, "");
    assert!(view.server.trust.is_empty());
    assert!(view.unused.iter().any(|piece| piece.title == "Client Root"));
}

#[test]
fn a_configuration_and_the_output_of_s_client_say_more() {
    let configuration = "server {\n  ssl_certificate /etc/nginx/client.pem;\n  ssl_client_certificate /etc/nginx/ca.pem;\n  ssl_verify_depth 3;\n}\n";
    let view = present::handshake(&mixed_up(), &HandshakeAsk::default(), configuration);
    assert_eq!(view.server.chain[0].title, "client");
    assert!(view.server.chain[0].why.contains("ssl_certificate"), "{}", view.server.chain[0].why);
    assert!(view.server.ways[0].ends_with("and is 3."), "{:?}", view.server.ways);
    let output = "---\nAcceptable client certificate CA names\nCN = Client Root\nO = Else, CN = Somebody\nRequested Signature Algorithms: ECDSA+SHA256\n";
    let view = present::handshake(&mixed_up(), &HandshakeAsk::default(), output);
    assert_eq!(view.server.names, ["CN=Client Root", ""]);
}

#[test]
fn a_single_change_is_tried_before_it_is_told() {
    let world = world();
    let report = given(&[
        ("server.pem", format!("{}{}", world.server.pem, world.server_middle.made.pem)),
        ("client.pem", world.client.pem.clone()),
        (
            "client-ca.pem",
            format!("{}{}", world.client_root.made.pem, world.client_middle.made.pem),
        ),
        ("server-ca.pem", world.server_root.made.pem.clone()),
    ]);
    // The bundle has the intermediate, so the server finds the path by itself.
    let view = present::handshake(&report, &HandshakeAsk::default(), "");
    assert_eq!(view.fit, Fit::Good, "{}", view.headline);
    // Go compares issuers in the client's own file: only sending along or other names help.
    let report = given(&[
        ("server.pem", format!("{}{}", world.server.pem, world.server_middle.made.pem)),
        ("client.pem", world.client.pem.clone()),
        ("intermediate.pem", world.client_middle.made.pem.clone()),
        ("client-ca.pem", world.client_root.made.pem.clone()),
        ("server-ca.pem", world.server_root.made.pem.clone()),
    ]);
    let id = |view: &pemlens::view::HandshakeView, title: &str| {
        view.client.chain.iter().find(|piece| piece.title == title).map(|piece| piece.id.clone())
    };
    let view = present::handshake(&report, &HandshakeAsk::default(), "");
    let moved = vec![(id(&view, "Client Issuing").unwrap(), Place::Nowhere)];
    let ask = HandshakeAsk { client: "go".into(), moved, ..HandshakeAsk::default() };
    let view = present::handshake(&report, &ask, "");
    assert!(
        view.headline.contains("the client sends none of its certificates"),
        "{}",
        view.headline
    );
    let titles: Vec<&str> = view.remedies.iter().map(|remedy| remedy.title.as_str()).collect();
    assert!(titles.iter().any(|it| it.contains("sends “Client Issuing” along")), "{titles:?}");
    assert!(!titles.iter().any(|it| it.contains("bundle of CAs gets the root")), "{titles:?}");
}

#[test]
fn depth_and_lists_are_mended_by_a_setting() {
    let mut setup = good("apache", "curl", V13);
    setup.server.settings.depth = None;
    let result = simulate(&setup);
    let remedies = handshake::remedies::find(&setup, &result, &[]);
    assert_eq!(remedies[0].command, "SSLVerifyDepth 2");
    assert_eq!(remedies[0].by, By::Server);
    let (_, change) = FAULTS.iter().find(|(name, _)| *name == "an old list").unwrap();
    let mut setup = good("nginx", "curl", V13);
    change(&mut setup);
    let remedies = handshake::remedies::find(&setup, &simulate(&setup), &[]);
    assert!(remedies.iter().any(|it| it.title.contains("fresh revocation list")), "{remedies:?}");
}

#[test]
fn a_certificate_issued_anew_is_tried_with_every_program_but_rustls() {
    for (fault, words) in [
        ("server's purpose", "issued anew with clientAuth"),
        ("expired", "is renewed"),
        ("key usage for encryption alone", "digitalSignature"),
    ] {
        let (_, change) = FAULTS.iter().find(|(name, _)| name == &fault).unwrap();
        let mut setup = good("haproxy", "curl", V13);
        change(&mut setup);
        let result = simulate(&setup);
        if result.connects() {
            continue;
        }
        let remedies = handshake::remedies::find(&setup, &result, &[]);
        let remedy = remedies.iter().find(|it| it.title.contains(words));
        let remedy = remedy.unwrap_or_else(|| panic!("{fault}: {remedies:?}"));
        // Its default depth does not allow an intermediate.
        assert_eq!(remedy.not_for, ["Apache httpd"], "{fault}");
    }
}

#[test]
fn members_of_a_cluster_show_each_other_the_same() {
    let world = world();
    let member = world.server_middle.issue({
        let mut params = leaf("node1.example", true, Eku::ServerAuth);
        params.extended_key_usages = vec![Eku::ServerAuth, Eku::ClientAuth];
        params
    });
    let report = given(&[
        ("peer.crt", format!("{}{}", member.pem, world.server_middle.made.pem)),
        ("peer.key", member.key),
        ("ca.crt", world.server_root.made.pem.clone()),
    ]);
    let ask =
        HandshakeAsk { server: "etcd".into(), client: "go".into(), ..HandshakeAsk::default() };
    let view = present::handshake(&report, &ask, "");
    assert_eq!(view.fit, Fit::Good, "{}", view.headline);
    assert_eq!(view.server.chain[0].id, view.client.chain[0].id);
}

#[test]
fn every_program_has_a_name_of_its_own_and_a_side() {
    let mut names = std::collections::HashSet::new();
    for program in Program::ALL {
        assert!(program.server.is_some() || program.client.is_some(), "{}", program.id);
        for name in std::iter::once(&program.id).chain(program.aliases) {
            assert!(names.insert(name.to_lowercase()), "{name} twice");
            assert_eq!(Program::named(name).map(|it| it.id), Some(program.id), "{name}");
        }
    }
}
