//! Situations that people report in public, rebuilt: nothing is chosen, and the first sentence has to be about
//! what they came for, on the right side. What nginx 1.22 prints was seen with each of these files.

use pemlens::present;
use pemlens::view::{Fit, HandshakeAsk, HandshakeView};
use rcgen::{ExtendedKeyUsagePurpose as Eku, date_time_ymd};

use super::given;
use super::world::*;

/// What is said about these files, logs and configurations among them.
fn asked(files: &[(&str, String)]) -> HandshakeView {
    let is_text = |text: &str| !text.contains("-----BEGIN");
    let words: Vec<present::Words<'_>> = files
        .iter()
        .filter(|(_, text)| is_text(text))
        .map(|(name, text)| present::Words { name, text })
        .collect();
    let files: Vec<(&str, String)> =
        files.iter().filter(|(_, text)| !is_text(text)).map(|it| (it.0, it.1.clone())).collect();
    let said = pemlens::handshake::middle::Said::default();
    present::handshake_through(&given(&files), &HandshakeAsk::default(), &said, &words)
}

/// What nginx answers, why, and what it logs.
#[track_caller]
fn refused(view: &HandshakeView, why: &str, log: &str) {
    let start = "nginx answers curl with HTTP 400: ";
    assert_eq!(view.headline, format!("{start}{why}."));
    assert_eq!(view.server.says, [format!("client SSL certificate verify error: ({log})")]);
}

/// A server of the one root, with what it needs; its clients are of the other.
fn server() -> Vec<(&'static str, String)> {
    let server = world().server_root.issue(leaf("api.example", true, Eku::ServerAuth));
    vec![
        ("server.crt", server.pem),
        ("server.key", server.key),
        ("server-ca.crt", world().server_root.made.pem.clone()),
    ]
}

fn with(client: &Made, more: &[(&'static str, String)]) -> HandshakeView {
    let mut files = server();
    files.push(("client.crt", client.pem.clone()));
    files.push(("client.key", client.key.clone()));
    files.extend(more.iter().cloned());
    asked(&files)
}

fn client() -> Made {
    world().client_root.issue(leaf("alice", false, Eku::ClientAuth))
}

fn root() -> String {
    world().client_root.made.pem.clone()
}

/// `ssl_client_certificate` is to name the CA of the clients, and names a client's certificate.
#[test]
fn a_client_s_own_certificate_in_place_of_its_ca() {
    let configuration = "server {\n  ssl_certificate /etc/nginx/server.crt;\n  ssl_client_certificate /etc/TLS/client.crt;\n  ssl_verify_client on;\n}\n";
    let view = with(&client(), &[("nginx.conf", configuration.into())]);
    refused(
        &view,
        "no path leads from the client’s certificate “alice” to a CA that the server trusts",
        "21:unable to verify the first certificate",
    );
    assert_eq!(view.server.trust[0].title, "alice");
}

/// Both certificates are of one issuing CA, which only the server's file has.
#[test]
fn an_intermediate_in_the_server_s_file_is_not_sent_by_the_client() {
    let world = world();
    let server = world.client_middle.issue(leaf("svc-b.example", true, Eku::ServerAuth));
    let client = world.client_middle.issue(leaf("svc-a", false, Eku::ClientAuth));
    let files = [
        ("server.pem", format!("{}{}", server.pem, world.client_middle.made.pem)),
        ("server-key.pem", server.key),
        ("client.pem", client.pem),
        ("client-key.pem", client.key),
        ("root-ca.pem", root()),
    ];
    let view = asked(&files);
    refused(
        &view,
        "no path leads from the client’s certificate “svc-a” to a CA that the server trusts",
        "21:unable to verify the first certificate",
    );
    assert!(view.change.starts_with("The client sends “Client Issuing” along"), "{}", view.change);
}

/// The bundle that is called after the clients has the issuing CA alone.
#[test]
fn a_bundle_called_after_clients_is_the_one_that_counts_for_them() {
    let world = world();
    let server = world.client_middle.issue(leaf("svc-b.example", true, Eku::ServerAuth));
    let client = world.client_middle.issue(leaf("svc-a", false, Eku::ClientAuth));
    let middle = &world.client_middle.made.pem;
    let files = [
        ("server.pem", format!("{}{middle}", server.pem)),
        ("server.key", server.key),
        ("client.pem", format!("{}{middle}", client.pem)),
        ("client.key", client.key),
        ("client-ca.pem", middle.clone()),
        ("root.pem", root()),
    ];
    let view = asked(&files);
    refused(
        &view,
        "the bundle of the server ends in an intermediate, and this program wants the root",
        "2:unable to get issuer certificate",
    );
}

/// nginx speaks of an issuer that it does not have, and means its depth.
#[test]
fn a_depth_that_is_too_small_is_no_missing_issuer() {
    let world = world();
    let client = world.client_deep.issue(leaf("bob", false, Eku::ClientAuth));
    let above = format!("{}{}", world.client_deep.made.pem, world.client_middle.made.pem);
    let mut files = server();
    files.push(("client.pem", format!("{}{above}", client.pem)));
    files.push(("client.key", client.key));
    files.push(("client-ca.pem", root()));
    let view = asked(&files);
    refused(
        &view,
        "there are more CAs above the certificate than the depth that is set allows",
        "20:unable to get local issuer certificate",
    );
    assert_eq!(view.change, "The server’s depth is raised to 2.");
}

#[test]
fn a_ca_that_has_ended_is_not_called_the_client_s_certificate() {
    let mut old = ca("Device CA");
    old.not_after = date_time_ymd(2026, 5, 1);
    let old = Ca::root(old);
    let client = old.issue(leaf("device-17", false, Eku::ClientAuth));
    let view = with(&client, &[("device-ca.crt", old.made.pem.clone())]);
    refused(
        &view,
        "“Device CA” above the client’s certificate has expired",
        "10:certificate has expired",
    );
    assert!(view.change.contains("CA"), "{}", view.change);
}

#[test]
fn a_ca_of_the_name_with_another_key_is_said_to_be_that() {
    let client = world().twin_root.issue(leaf("app_user", false, Eku::ClientAuth));
    let view = with(&client, &[("root.crt", root())]);
    refused(
        &view,
        "no path leads from the client’s certificate “app_user” to a CA that the server trusts: the one of that name there has another key",
        "21:unable to verify the first certificate",
    );
}

#[test]
fn programs_are_those_of_the_logs_and_of_the_names() {
    let world = world();
    let strange = world.other_root.issue(leaf("alice", false, Eku::ClientAuth));
    let logs = [
        ("client-ca.crt", root()),
        ("server.log", "http: TLS handshake error from 10.2.0.4:53312: tls: failed to verify certificate: x509: certificate signed by unknown authority\n".to_owned()),
        ("client.log", "curl: (56) OpenSSL SSL_read: OpenSSL/3.0.19: error:0A000418:SSL routines::tlsv1 alert unknown ca, errno 0\n".to_owned()),
    ];
    let view = with(&strange, &logs);
    assert!(
        view.headline.starts_with("Go 1.27 refuses curl: no path leads from the client’s"),
        "{}",
        view.headline
    );
    assert!(view.log.iter().all(|note| note.fit == Fit::Bad), "{:?}", view.log);
    // HAProxy's log without a format of one's own.
    let expired = world.client_root.issue({
        let mut params = leaf("alice", false, Eku::ClientAuth);
        params.not_after = date_time_ymd(2026, 5, 1);
        params
    });
    let log = "Nov 30 08:27:53 lb haproxy[123]: 127.0.0.1:55114 [30/Nov/2026:08:27:53.921] f/1: SSL client certificate not trusted\n";
    let view = with(&expired, &[("client-ca.crt", root()), ("haproxy.log", log.into())]);
    assert_eq!(
        view.headline,
        "HAProxy refuses curl: the client’s certificate “alice” has expired."
    );
    assert_eq!(view.log[0].fit, Fit::Bad, "{:?}", view.log);
    // A broker is Java's, and what connects to Mosquitto is most often its own client.
    let mut files = server();
    files[0].0 = "kafka-broker.pem";
    files.push(("producer.pem", format!("{}{}", client().pem, root())));
    assert!(asked(&files).headline.starts_with("Java 17 connects to Java 17"));
    let configuration = "listener 8883\ncafile /m/client-ca.crt\ncertfile /m/server.crt\nrequire_certificate true\n";
    let view =
        with(&client(), &[("client-ca.crt", root()), ("mosquitto.conf", configuration.into())]);
    assert!(view.headline.starts_with("Mosquitto connects to Mosquitto"), "{}", view.headline);
}

/// The server's and the peers' certificate of one member are not two members.
#[test]
fn two_certificates_of_one_member_are_no_cluster() {
    let [server, peer] = ["etcd-0", "etcd-peer"].map(|name| {
        world().client_root.issue({
            let mut params = leaf(name, false, Eku::ServerAuth);
            params.subject_alt_names = vec![super::host("etcd-0.example")];
            params
        })
    });
    let view = asked(&[
        ("etcd/server.crt", server.pem),
        ("etcd/server.key", server.key),
        ("etcd/peer.crt", peer.pem),
        ("etcd/peer.key", peer.key),
        ("etcd/ca.crt", root()),
    ]);
    assert_eq!(view.behind, None);
    assert!(view.headline.starts_with("etcd 3.4 (old Go) refuses Go 1.27: the client’s certificate “etcd-peer” may not be used by a client"), "{}", view.headline);
}

/// nginx prints OpenSSL's words; that makes it no `openssl s_server`.
#[test]
fn the_words_of_a_library_tell_no_program() {
    let client = client_with(|it| it.extended_key_usages = vec![Eku::ServerAuth]);
    let line = "2026/06/01 10:00:00 [info] 1#1: *6 client SSL certificate verify error: (26:unsuitable certificate purpose) while reading client request headers, client: 127.0.0.1\n";
    for name in ["server.log", "error.log", "nginx-error.log"] {
        let more = [
            ("client-ca.crt", root()),
            ("client-int.crt", world().client_middle.made.pem.clone()),
            (name, line.to_owned()),
        ];
        let view = with(&client, &more);
        assert!(
            view.headline.starts_with("nginx answers curl with HTTP 400"),
            "{name}: {}",
            view.headline
        );
        assert_eq!(view.log[0].fit, Fit::Bad, "{name}: {:?}", view.log);
    }
}
