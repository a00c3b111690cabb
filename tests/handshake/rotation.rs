//! Rotations of certificates and CAs, rehearsed: which order of steps keeps two sides talking.

use pemlens::handshake::By;
use pemlens::handshake::Tls::V13;
use pemlens::handshake::rotation::{Change, Rotation, What, rehearse};
use pemlens::model::Certificate;
use pemlens::present;
use pemlens::view::HandshakeAsk;
use rcgen::{ExtendedKeyUsagePurpose as Eku, date_time_ymd};

use super::given;
use super::world::*;

/// A server's certificate of a CA, begun later than the old one.
fn later(ca: &Ca, host: bool) -> &'static Certificate {
    let (name, usage) = match host {
        true => ("server.example", Eku::ServerAuth),
        false => ("client", Eku::ClientAuth),
    };
    let mut params = leaf(name, host, usage);
    params.not_before = date_time_ymd(2026, 3, 1);
    params.not_after = date_time_ymd(2027, 3, 1);
    &keep(ca.issue(params)).certificate
}

/// The steps, as words.
fn steps(rotation: &Rotation<'_>) -> Vec<String> {
    rotation.turns.iter().map(|turn| word(&turn.change)).collect()
}

fn word(change: &Change<'_>) -> String {
    let (what, certificate) = match change.what {
        What::Present(it) => ("presents", it),
        What::Trust(it) => ("trusts", it),
        What::Drop(it) => ("drops", it),
    };
    format!("{} {what} {}", change.by.word(), certificate.title())
}

#[test]
fn a_new_ca_is_trusted_first_and_the_old_one_dropped_last() {
    let next = keep(Ca::root(ca("Next Root")));
    let new = later(next, true);
    let setup = good("nginx", "curl", V13);
    let known: Vec<&Certificate> = vec![
        &world().server.certificate,
        &world().server_middle.made.certificate,
        &world().server_root.made.certificate,
        &next.made.certificate,
        new,
    ];
    let rotation = rehearse(&setup, &known).unwrap();
    let expected =
        ["client trusts Next Root", "server presents server.example", "client drops Server Root"];
    assert_eq!(steps(&rotation), expected);
    assert_eq!(rotation.orders, (6, 1));
    assert!(rotation.left.is_empty());
    // What comes too early: the first step breaks nothing, either of the others does.
    let early: Vec<bool> = rotation.turns.iter().map(|turn| turn.alone.is_some()).collect();
    assert_eq!(early, [false, true, true]);
    let refused = rotation.turns[1].alone.as_ref().unwrap();
    assert_eq!(refused.by(), Some(By::Client));
    assert!(refused.client_told.as_ref().unwrap().contains("unable to get local issuer"));
    // The same where the new certificate is the one that was taken for the server's.
    let mut setup = good("nginx", "curl", V13);
    setup.server.chain = vec![new];
    setup.client.trust.push(&next.made.certificate);
    assert_eq!(steps(&rehearse(&setup, &known).unwrap()), expected);
}

#[test]
fn a_renewal_below_the_same_ca_is_one_step() {
    let new = later(&world().server_middle, true);
    let known: Vec<&Certificate> = vec![
        new,
        &world().server.certificate,
        &world().server_middle.made.certificate,
        &world().server_root.made.certificate,
    ];
    let rotation = rehearse(&good("nginx", "go", V13), &known).unwrap();
    assert_eq!(steps(&rotation), ["server presents server.example"]);
    assert_eq!(rotation.orders, (1, 1));
    assert!(rotation.turns[0].alone.is_none());
}

#[test]
fn both_sides_at_once_are_six_steps_in_twenty_orders() {
    let (servers, clients) =
        (keep(Ca::root(ca("Next Server Root"))), keep(Ca::root(ca("Next Client Root"))));
    let known: Vec<&Certificate> = vec![
        &world().server.certificate,
        &world().server_middle.made.certificate,
        &world().server_root.made.certificate,
        &world().client.certificate,
        &world().client_middle.made.certificate,
        &world().client_root.made.certificate,
        &servers.made.certificate,
        &clients.made.certificate,
        later(servers, true),
        later(clients, false),
    ];
    let rotation = rehearse(&good("nginx", "curl", V13), &known).unwrap();
    assert_eq!(rotation.orders, (720, 20));
    let all = steps(&rotation);
    let place = |words: &str| all.iter().position(|it| it == words).unwrap();
    assert!(place("client trusts Next Server Root") < place("server presents server.example"));
    assert!(place("server presents server.example") < place("client drops Server Root"));
    assert!(place("server trusts Next Client Root") < place("client presents client"));
    assert!(place("client presents client") < place("server drops Client Root"));
}

#[test]
fn nothing_is_rehearsed_that_is_no_rotation_or_does_not_end_well() {
    let setup = good("nginx", "curl", V13);
    let old = [&world().server.certificate, &world().server_middle.made.certificate];
    assert!(rehearse(&setup, &old).is_none());
    // A key of another kind made on the same day serves beside the old one, and another host is another
    // certificate.
    let other = keep(world().server_middle.issue(leaf("other.example", true, Eku::ServerAuth)));
    assert!(rehearse(&setup, &[old[0], old[1], &other.certificate]).is_none());
    // The new one cannot be a server's.
    let mut params = leaf("server.example", true, Eku::ClientAuth);
    params.not_before = date_time_ymd(2026, 3, 1);
    let wrong = keep(world().server_middle.issue(params));
    assert!(rehearse(&setup, &[old[0], old[1], &wrong.certificate]).is_none());
    // Its CA was not loaded, so nobody can come to trust it.
    let unknown = Ca::root(ca("Unknown Root"));
    assert!(rehearse(&setup, &[old[0], old[1], later(&unknown, true)]).is_none());
}

/// As files are given: which are old and which are new is told by the certificates.
#[test]
fn files_of_both_ages_are_told_as_steps() {
    let next = Ca::root(ca("Next Root"));
    let mut params = leaf("server.example", true, Eku::ServerAuth);
    params.not_before = date_time_ymd(2026, 3, 1);
    params.not_after = date_time_ymd(2027, 3, 1);
    let new = next.issue(params);
    let world = world();
    let files = [
        (
            "server.pem",
            [&*world.server.pem, &world.server_middle.made.pem, &world.server.key].concat(),
        ),
        ("new.pem", new.pem.clone()),
        (
            "client.pem",
            [&*world.client.pem, &world.client_middle.made.pem, &world.client.key].concat(),
        ),
        (
            "cas.pem",
            [&*world.server_root.made.pem, &world.client_root.made.pem, &next.made.pem].concat(),
        ),
    ];
    let view = present::handshake(&given(&files), &HandshakeAsk::default(), "");
    let titles: Vec<&str> = view.rotation.iter().map(|note| note.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "One order of 6 keeps the two talking",
            "1. Client: trust “Next Root” beside what it trusts now",
            "2. Server: present the new certificate “server.example” of 1 March 2026",
            "3. Client: stop trusting “Server Root”",
            "This order breaks nothing with any other program",
        ]
    );
    assert!(view.rotation[2].code.starts_with("curl: (60)"), "{}", view.rotation[2].code);
    let left = view.unused.iter().find(|piece| piece.file == "new.pem").unwrap();
    assert_eq!(left.why, "It counts in the rotation.");
    // Without the new one there is nothing to rehearse.
    let view = present::handshake(&given(&files[..1]), &HandshakeAsk::default(), "");
    assert!(view.rotation.is_empty());
}

/// A step that is nothing to OpenSSL, and that other programs do not take.
#[test]
fn each_step_is_asked_of_every_other_program_and_of_later_dates() {
    let report = {
        let world = world();
        let mut params = leaf("client", false, Eku::ClientAuth);
        params.not_before = date_time_ymd(2026, 3, 1);
        params.not_after = date_time_ymd(2027, 3, 1);
        let new = world.client_deep.issue(params);
        // It outlives the client's old certificate.
        let server = server_with(|it| it.not_after = date_time_ymd(2028, 1, 1));
        let files = [
            ("server.pem", [&*server.pem, &world.server_middle.made.pem].concat()),
            ("client.pem", [&*world.client.pem, &world.client_middle.made.pem].concat()),
            (
                "new.pem",
                [&*new.pem, &world.client_deep.made.pem, &world.client_middle.made.pem].concat(),
            ),
            ("client-ca.pem", world.client_root.made.pem.clone()),
            ("server-ca.pem", world.server_root.made.pem.clone()),
        ];
        given(&files)
    };
    let ask = HandshakeAsk { server: "openssl".into(), ..HandshakeAsk::default() };
    let view = present::handshake(&report, &ask, "");
    let titles: Vec<&str> = view.rotation.iter().map(|note| note.title.as_str()).collect();
    // nginx allows one intermediate, and the new certificate stands below two.
    let broken = view
        .rotation
        .iter()
        .find(|note| note.title.starts_with("Step 1 of this order breaks it with"));
    let broken = broken.unwrap_or_else(|| panic!("{titles:?}"));
    assert!(broken.title.contains("nginx as the server"), "{}", broken.title);
    assert!(!broken.title.contains("Java"), "{}", broken.title);
    assert!(broken.code.starts_with("client SSL certificate verify error:"), "{}", broken.code);
    assert!(titles.contains(&"Step 1 by 31 December 2026"), "{titles:?}");
}
