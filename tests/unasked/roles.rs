//! Roles: what names of files, keys, uses and issuers say of each certificate.

use super::situations::{Situation, given};
use super::*;

pub fn all(w: &World) -> Vec<Situation> {
    let cas = [w.intermediate.clone(), w.root.own()].concat();
    let (server_key, client_key) = (w.server.1.serialize_pem(), w.client.1.serialize_pem());
    let make = |params: CertificateParams| {
        let key = KeyPair::generate().unwrap();
        (w.issuing.sign(params, &key), key.serialize_pem())
    };
    let wrong_client = make(leaf("payments", &["payments.acme.test"], &[SERVER]));
    let wrong_server = make(leaf(HOST, &[HOST], &[CLIENT]));
    let both = make(leaf("node1.acme.test", &["node1.acme.test"], &[SERVER, CLIENT]));
    let dated = |name: &str, sans: &[&str], usages: &[ExtendedKeyUsagePurpose], from, to| {
        let mut params = leaf(name, sans, usages);
        (params.not_before, params.not_after) = (from, to);
        w.issue(params)
    };
    let old = dated(
        "api",
        &["api.acme.test", "old.acme.test"],
        &[SERVER, CLIENT],
        date_time_ymd(2026, 1, 1),
        date_time_ymd(2026, 10, 20),
    );
    let new = dated(
        "api",
        &["api.acme.test"],
        &[SERVER],
        date_time_ymd(2026, 9, 1),
        date_time_ymd(2027, 4, 1),
    );
    let next = dated(
        "api",
        &["api.acme.test"],
        &[SERVER],
        date_time_ymd(2026, 12, 1),
        date_time_ymd(2027, 12, 1),
    );
    let other_root = Authority::new("Acme Root CA").own();
    let mut own = leaf("localhost", &["localhost"], &[SERVER]);
    own.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let own_key = KeyPair::generate().unwrap();
    let own = own.self_signed(&own_key).unwrap().pem();
    let narrow = {
        let mut ca = Authority::new("Acme Servers CA");
        ca.params.extended_key_usages = vec![SERVER];
        let pem = ca.by(&w.root);
        let node = ca.sign(
            leaf("etcd1.acme.test", &["etcd1.acme.test"], &[SERVER, CLIENT]),
            &KeyPair::generate().unwrap(),
        );
        [node, pem, w.root.own()].concat()
    };
    let (plain_root, below_plain) = {
        let mut ca = Authority::new("Home CA");
        ca.params.is_ca = IsCa::ExplicitNoCa;
        ca.params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        let below = leaf("srv.home.test", &["srv.home.test"], &[SERVER]);
        (ca.own(), ca.sign(below, &KeyPair::generate().unwrap()))
    };
    let mut request = leaf(HOST, &[HOST], &[SERVER]);
    request.use_authority_key_identifier_extension = false;
    let request = request.serialize_request(&w.server.1).unwrap().pem().unwrap();
    let stranger = KeyPair::generate().unwrap().serialize_pem();
    vec![
        given(
            "both sides, all good",
            &[
                ("ca.pem", &cas),
                ("client.key", &client_key),
                ("client.pem", &w.client.0),
                ("server.key", &server_key),
                ("server.pem", &w.server.0),
            ],
        ),
        given(
            "both sides, the client's is a server's",
            &[
                ("ca.pem", &cas),
                ("client.key", &wrong_client.1),
                ("client.pem", &wrong_client.0),
                ("server.key", &server_key),
                ("server.pem", &w.server.0),
            ],
        ),
        given(
            "both sides, server first, the client's is a server's",
            &[("a-server.pem", &w.server.0), ("b-client.pem", &wrong_client.0), ("ca.pem", &cas)],
        ),
        given(
            "both sides, the server's is a client's",
            &[("ca.pem", &cas), ("client.pem", &w.client.0), ("server.pem", &wrong_server.0)],
        ),
        given(
            "a server's certificate for clients, alone",
            &[("server.pem", &w.chain(&wrong_server.0))],
        ),
        given(
            "a client's certificate for servers, alone",
            &[("client.pem", &w.chain(&wrong_client.0))],
        ),
        given("both uses, no name says which", &[("node1.pem", &w.chain(&both.0))]),
        given("both uses, the file says client", &[("node1-client.pem", &w.chain(&both.0))]),
        given("both uses, the file says server", &[("node1-server.pem", &w.chain(&both.0))]),
        given("both uses, the intermediate allows one", &[("etcd1.pem", &narrow)]),
        given(
            "server and client in one file",
            &[("all.pem", &[w.server.0.as_str(), &w.client.0, &cas].concat())],
        ),
        given(
            "client's key only",
            &[
                ("all.pem", &[w.server.0.as_str(), &w.client.0, &cas].concat()),
                ("tls.key", &client_key),
            ],
        ),
        given(
            "server's key only",
            &[
                ("all.pem", &[w.client.0.as_str(), &w.server.0, &cas].concat()),
                ("tls.key", &server_key),
            ],
        ),
        given("a key of nobody", &[("chain.pem", &w.chain(&w.server.0)), ("tls.key", &stranger)]),
        given(
            "a key of the other side",
            &[("server.pem", &w.chain(&w.server.0)), ("client.key", &client_key)],
        ),
        given(
            "renewal after the old one",
            &[("api.pem", &old), ("api-new.pem", &new), ("ca.pem", &cas)],
        ),
        given(
            "renewal before the old one",
            &[("api.pem", &new), ("apiold.pem", &old), ("ca.pem", &cas)],
        ),
        given(
            "renewal that has not begun",
            &[("api.pem", &new), ("api-next.pem", &next), ("ca.pem", &cas)],
        ),
        given("renewal alone with the old one", &[("api.pem", &new), ("apiold.pem", &old)]),
        given(
            "old one with its key",
            &[("api.pem", &w.server.0), ("key.pem", &server_key), ("ca.pem", &cas)],
        ),
        given(
            "root with the same name and another key",
            &[
                ("server.pem", &[w.server.0.as_str(), &w.intermediate].concat()),
                ("ca.pem", &other_root),
            ],
        ),
        given(
            "self-signed with its key",
            &[("cert.pem", &own), ("key.pem", &own_key.serialize_pem())],
        ),
        given("private root alone", &[("ca.pem", &w.root.own())]),
        given("intermediate and root", &[("ca.pem", &cas)]),
        given("intermediate alone", &[("intermediate.pem", &w.intermediate)]),
        given("leaf alone", &[("server.pem", &w.server.0)]),
        given(
            "leaf and root, no intermediate",
            &[("server.pem", &w.server.0), ("ca.pem", &w.root.own())],
        ),
        given("client alone", &[("client.pem", &w.client.0)]),
        given(
            "what a server sends",
            &[("fullchain.pem", &[w.server.0.as_str(), &w.intermediate].concat())],
        ),
        given(
            "what a server sends, with its key",
            &[
                ("fullchain.pem", &[w.server.0.as_str(), &w.intermediate].concat()),
                ("tls.key", &server_key),
            ],
        ),
        given(
            "what a server sends, with another's key",
            &[
                ("fullchain.pem", &[w.server.0.as_str(), &w.intermediate].concat()),
                ("tls.key", &stranger),
            ],
        ),
        given(
            "what a client sends",
            &[("client-chain.pem", &[w.client.0.as_str(), &w.intermediate].concat())],
        ),
        given(
            "chain upside down",
            &[("chain.pem", &[w.root.own().as_str(), &w.intermediate, &w.server.0].concat())],
        ),
        given(
            "a root that says it is no CA",
            &[("ca.pem", &plain_root), ("server.pem", &below_plain)],
        ),
        given(
            "a request in the certificate's place",
            &[("ca.crt", &w.root.own()), ("server.crt", &request), ("server.key", &server_key)],
        ),
        given(
            "leaf in one file, CAs upside down in another",
            &[
                ("server.pem", &w.server.0),
                ("ca.pem", &[w.root.own().as_str(), &w.intermediate].concat()),
            ],
        ),
        given(
            "one chain twice in two files",
            &[("a.pem", &w.chain(&w.server.0)), ("b.pem", &w.chain(&w.server.0))],
        ),
    ]
}
