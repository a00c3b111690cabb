//! A party in the middle: a proxy, members of a cluster. Two connections, one answer that names the one
//! that fails.

use pemlens::handshake::Tls::{V12, V13};
use pemlens::handshake::middle::Said;
use pemlens::handshake::{By, Program, Setup, simulate};
use pemlens::present;
use pemlens::view::{Fit, HandshakeAsk, HandshakeView, Place};
use rcgen::{ExtendedKeyUsagePurpose as Eku, date_time_ymd};

use super::given;
use super::world::*;

fn issued(name: &str, uses: &[Eku], host: bool) -> Made {
    let mut params = leaf(name, host, Eku::ServerAuth);
    params.extended_key_usages = uses.to_vec();
    world().client_root.issue(params)
}

/// A server, a client and what stands between them, all of one CA.
fn three(uses: &[Eku], file: &str) -> Vec<(String, String)> {
    let server = issued("backend.example", &[Eku::ServerAuth], true);
    let middle = issued("gate.example", uses, true);
    let client = issued("alice", &[Eku::ClientAuth], false);
    vec![
        ("server.pem".into(), server.pem),
        ("server.key".into(), server.key),
        (format!("{file}.pem"), middle.pem),
        (format!("{file}.key"), middle.key),
        ("client.pem".into(), client.pem),
        ("client.key".into(), client.key),
        ("ca.pem".into(), world().client_root.made.pem.clone()),
    ]
}

fn asked(files: &[(String, String)], text: &str) -> HandshakeView {
    let files: Vec<(&str, String)> =
        files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    present::handshake(&given(&files), &HandshakeAsk::default(), text)
}

#[test]
fn a_proxy_without_the_client_s_use_fails_behind_and_not_in_front() {
    let view = asked(&three(&[Eku::ServerAuth], "proxy"), "");
    assert_eq!(view.fit, Fit::Bad);
    assert!(
        view.headline.starts_with("The connection behind the proxy fails, the one to the proxy holds: nginx answers nginx with HTTP 400: the proxy’s certificate “gate.example” may not be used by a client"),
        "{}",
        view.headline
    );
    assert!(
        view.change
            .starts_with("The proxy’s certificate “gate.example” is issued anew with clientAuth"),
        "{}",
        view.change
    );
    let behind = view.behind.as_deref().unwrap();
    assert_eq!(behind.server.chain[0].title, "backend.example");
    assert_eq!(behind.client.chain[0].title, "gate.example");
    assert_eq!(
        (view.server.chain[0].title.as_str(), view.client.chain[0].title.as_str()),
        ("gate.example", "alice")
    );
    let both = asked(&three(&[Eku::ServerAuth, Eku::ClientAuth], "proxy"), "");
    assert_eq!(both.fit, Fit::Good, "{}", both.headline);
    assert!(
        both.headline.starts_with("Both connections hold: curl connects to nginx until"),
        "{}",
        both.headline
    );
    assert!(both.headline.contains("behind it, nginx connects to nginx"), "{}", both.headline);
}

#[test]
fn what_nothing_calls_a_proxy_is_none_and_it_is_said_how_to_ask() {
    let view = asked(&three(&[Eku::ServerAuth, Eku::ClientAuth], "gate"), "");
    assert_eq!(view.behind, None);
    assert!(
        view.notes.iter().any(|note| note.contains("“gate.example”") && note.contains("--proxy")),
        "{:?}",
        view.notes
    );
    // Named by hand it is one, and its two certificates go where they belong.
    let server = issued("backend.example", &[Eku::ServerAuth], true);
    let front = issued("gate.example", &[Eku::ServerAuth], true);
    let back = issued("gate", &[Eku::ClientAuth], false);
    let ca = &world().client_root.made.pem;
    let report = given(&[
        ("1.pem", server.pem),
        ("2.pem", back.pem + &back.key),
        ("3.pem", front.pem + &front.key),
        ("4.pem", ca.clone()),
    ]);
    let ask = HandshakeAsk {
        sources: vec![(0, Place::ServerChain), (3, Place::ServerTrust)],
        ..HandshakeAsk::default()
    };
    let said = Said { presents: vec![1, 2], trusts: vec![3], program: "haproxy".into() };
    let view = present::handshake_through(&report, &ask, &said, &[]);
    // Nobody is in front, so what is behind is all there is.
    assert_eq!((view.fit, &view.behind), (Fit::Good, &None), "{}", view.headline);
    assert!(view.headline.starts_with("HAProxy connects to nginx"), "{}", view.headline);
    assert_eq!(view.client.chain[0].title, "gate");
}

#[test]
fn a_configuration_with_both_kinds_of_files_tells_a_proxy() {
    let text = "server {\n  ssl_certificate /etc/nginx/gate.pem;\n  ssl_client_certificate /etc/nginx/ca.pem;\n  ssl_verify_client on;\n  location / {\n    proxy_pass https://backend;\n    proxy_ssl_certificate /etc/nginx/gate.pem;\n    proxy_ssl_verify on;\n    proxy_ssl_trusted_certificate /etc/nginx/ca.pem;\n  }\n}\n";
    let view = asked(&three(&[Eku::ServerAuth], "gate"), text);
    assert!(
        view.headline.starts_with("The connection behind the proxy fails"),
        "{}",
        view.headline
    );
    let behind = view.behind.as_deref().unwrap();
    assert!(
        behind.client.ways.iter().any(|it| it.contains("set to look")),
        "{:?}",
        behind.client.ways
    );
    // Without the setting it looks at nothing, and says so.
    let blind =
        asked(&three(&[Eku::ServerAuth], "gate"), &text.replace("proxy_ssl_verify on;", ""));
    let behind = blind.behind.as_deref().unwrap();
    assert!(
        behind.client.ways.iter().any(|it| it.contains("does not look")),
        "{:?}",
        behind.client.ways
    );
}

#[test]
fn members_of_a_cluster_are_asked_in_both_directions() {
    let ca = world().client_root.made.pem.clone();
    let [one, two] = [("one.example", Eku::ServerAuth), ("two.example", Eku::ServerAuth)]
        .map(|(name, usage)| issued(name, &[usage], true));
    let files = [
        ("broker-1.pem", one.pem.clone()),
        ("broker-1.key", one.key.clone()),
        ("broker-2.pem", two.pem),
        ("broker-2.key", two.key),
        ("ca.pem", ca.clone()),
    ];
    let view = present::handshake(&given(&files), &HandshakeAsk::default(), "");
    assert!(
        view.headline.starts_with("Both connections fail. The one from one.example to two.example: Java 17 refuses Java 17: the client’s certificate “one.example” may not be used by a client"),
        "{}",
        view.headline
    );
    assert!(view.headline.contains("the client’s certificate “two.example”"), "{}", view.headline);
    // One certificate for all of them is refused on the client's side, in the words of its programs.
    for (file, who, words) in [
        (
            "etcd.pem",
            "etcd 3.4 (old Go) refuses Go 1.27",
            "tls: failed to verify client certificate: x509: certificate specifies an incompatible key usage",
        ),
        (
            "kafka.pem",
            "Java 17 refuses Java 17",
            "Extended key usage does not permit use for TLS client authentication",
        ),
        (
            "mongod.pem",
            "OpenSSL (s_server, s_client) refuses OpenSSL",
            "verify error:num=26:unsuitable certificate purpose",
        ),
    ] {
        let files = [(file, format!("{}{}", one.pem, one.key)), ("ca.pem", ca.clone())];
        let view = present::handshake(&given(&files), &HandshakeAsk::default(), "");
        assert!(view.headline.starts_with(who), "{}", view.headline);
        assert!(
            view.headline
                .contains("the client’s certificate “one.example” may not be used by a client"),
            "{}",
            view.headline
        );
        assert!(
            view.server.says.iter().any(|line| line.contains(words)),
            "{file}: {:?}",
            view.server.says
        );
        assert!(view.notes.iter().any(|note| note.contains("both directions")), "{:?}", view.notes);
    }
    // A single server's certificate is a member of nothing.
    let files = [("www.pem", format!("{}{}", one.pem, one.key)), ("ca.pem", ca)];
    let view = present::handshake(&given(&files), &HandshakeAsk::default(), "");
    assert!(view.client.chain.is_empty(), "{}", view.headline);
}

/// What a proxy prints about the server behind it and about that server's alerts, as run: nginx 1.22,
/// HAProxy 2.6 and Apache 2.4.71 in front of `openssl s_server` and Node.js (docs/handshake.md).
#[test]
fn proxies_speak_of_what_is_behind_them_in_their_own_words() {
    let behind = |proxy: &str, tls, change: &dyn Fn(&mut Setup<'static>)| {
        let mut setup = good("openssl", proxy, tls);
        setup.client.settings.depth = Some(5);
        change(&mut setup);
        let met = simulate(&setup);
        let alert = met.refusal().and_then(|refusal| refusal.alert).map_or(0, |alert| alert.0);
        (met.by(), alert, met.client_says.first().cloned().unwrap_or_default())
    };
    let expired = |setup: &mut Setup<'static>| {
        present_server(setup, server_with(|it| it.not_after = date_time_ymd(2026, 5, 1)));
    };
    let client =
        |by: &str, line: &str| (Some(By::Client), by.parse::<u8>().unwrap(), line.to_owned());
    for tls in [V12, V13] {
        assert_eq!(
            behind("nginx", tls, &expired),
            client("0", "upstream SSL certificate verify error: (10:certificate has expired)")
        );
        assert_eq!(behind("haproxy", tls, &expired), client("45", "SC--"));
        assert_eq!(
            behind("apache", tls, &expired),
            client("45", "AH02276: Certificate Verification: Error (10): certificate has expired")
        );
    }
    let name = |setup: &mut Setup<'static>| {
        present_server(
            setup,
            server_with(|it| {
                it.subject_alt_names = vec![super::host("other.example")];
            }),
        );
    };
    // The common name is the host, and these two look at it beside the SAN.
    assert_eq!(
        behind("nginx", V13, &name),
        client("0", "upstream SSL certificate does not match \"server.example\"")
    );
    assert_eq!(behind("haproxy", V13, &name).0, None);
    assert_eq!(behind("apache", V13, &name).0, None);
    let both = |setup: &mut Setup<'static>| {
        name(setup);
        let mut params = leaf("other.example", true, Eku::ServerAuth);
        params.use_authority_key_identifier_extension = true;
        present_server(setup, world().server_middle.issue(params));
    };
    assert_eq!(behind("haproxy", V13, &both), client("80", "SC--"));
    assert_eq!(
        behind("apache", V13, &both),
        client(
            "0",
            "AH02411: SSL Proxy: Peer certificate does not match for hostname server.example"
        )
    );
    // Refused by what is behind, at TLS 1.2 in the handshake, at 1.3 when the answer is read.
    let purpose = |setup: &mut Setup<'static>| {
        client_changed(setup, |it| it.extended_key_usages = vec![Eku::ServerAuth]);
    };
    let server = |line: &str| (Some(By::Server), 43, line.to_owned());
    let alert = "error:0A000413:SSL routines::sslv3 alert unsupported certificate";
    assert_eq!(
        behind("nginx", V12, &purpose),
        server(&format!(
            "SSL_do_handshake() failed (SSL: {alert}:SSL alert number 43) while SSL handshaking to upstream"
        ))
    );
    assert_eq!(
        behind("nginx", V13, &purpose),
        server(&format!(
            "SSL_read() failed (SSL: {alert}:SSL alert number 43) while reading response header from upstream"
        ))
    );
    assert_eq!(
        behind("apache", V13, &purpose),
        server(&format!("SSL Library Error: {alert} (SSL alert number 43)"))
    );
    assert_eq!(behind("haproxy", V12, &purpose), server("SC--"));
    // The depth is that of servers: nginx counts one intermediate, Apache the root with it.
    let usual = |setup: &mut Setup<'static>| setup.client.settings.depth = None;
    assert_eq!(behind("nginx", V13, &usual).0, None);
    let (by, sent, line) = behind("apache", V13, &usual);
    assert_eq!((by, sent), (Some(By::Client), 80));
    assert!(
        line.starts_with(
            "AH02040: Certificate Verification: Certificate Chain too long (chain has 2"
        ),
        "{line}"
    );
}

#[test]
fn proxies_are_no_clients_by_themselves() {
    let between: Vec<&str> = Program::between().map(|it| it.id).collect();
    assert!(["nginx", "haproxy", "apache"].iter().all(|id| between.contains(id)), "{between:?}");
    assert!(Program::clients().all(|it| !["nginx", "haproxy", "apache"].contains(&it.id)));
}
