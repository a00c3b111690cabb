//! Situations of public threads: a self-signed certificate that is its own trust, files under the wrong
//! name, what programs keep inline, CAs that were renewed, replaced or never given.

use super::containers::{base64, secret};
use super::situations::{Situation, given};
use super::*;

/// A certificate that a key of its own signed, as `openssl req -x509` makes it.
fn own(name: &str, sans: &[&str], ca: bool) -> (String, String) {
    let mut params = leaf(name, sans, &[SERVER]);
    if ca {
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages.clear();
        params.extended_key_usages.clear();
    }
    let key = KeyPair::generate().unwrap();
    (params.self_signed(&key).unwrap().pem(), key.serialize_pem())
}

fn inline(tag: &str, text: &str) -> String {
    format!("<{tag}>\n{text}</{tag}>\n")
}

fn trusting_itself() -> Vec<Situation> {
    let (leaf, key) = own("db.acme.test", &["db.acme.test"], false);
    let (ca, ca_key) = own("db.acme.test", &["db.acme.test"], true);
    let all = |name: &str, files: &[(&str, &str)]| given(name, files);
    let entries = |ca: &str| {
        let entries = [("ca.crt", ca), ("tls.crt", &leaf), ("tls.key", &key)];
        secret("db", "data", &entries.map(|(name, text)| (name, base64(text.as_bytes()))))
    };
    vec![
        all(
            "self-signed, also given as ca.crt",
            &[("ca.crt", &leaf), ("server.crt", &leaf), ("server.key", &key)],
        ),
        all(
            "self-signed CA, also given as root.crt",
            &[("root.crt", &ca), ("server.crt", &ca), ("server.key", &ca_key)],
        ),
        given(
            "self-signed, also given as ca.crt, another host",
            &[("ca.crt", &leaf), ("server.crt", &leaf)],
        )
        .host("www.acme.test"),
        all(
            "self-signed twice, under names that say nothing",
            &[("a.pem", &leaf), ("b.pem", &leaf)],
        ),
        all("self-signed, called ca.crt alone", &[("ca.crt", &leaf)]),
        all("Secret of a self-signed issuer", &[("secret.yaml", &entries(&leaf))]),
    ]
}

fn misnamed(w: &World) -> Vec<Situation> {
    let (root, key) = (w.root.own(), w.server.1.serialize_pem());
    let sent = [w.server.0.as_str(), &w.intermediate].concat();
    let public = {
        use rcgen::PublicKeyData;
        let der = w.server.1.subject_public_key_info();
        let lines: Vec<String> = base64(&der)
            .as_bytes()
            .chunks(64)
            .map(|it| String::from_utf8_lossy(it).into())
            .collect();
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", lines.join("\n"))
    };
    let client_bare = {
        let mut params = leaf("my_user", &[], &[]);
        params.key_usages.clear();
        w.chain(&w.issue(params))
    };
    let mail = w.chain(&w.issue(leaf("carol", &[], &[ExtendedKeyUsagePurpose::EmailProtection])));
    vec![
        given(
            "a certificate in the key’s file",
            &[("ca.pem", &root), ("tls.crt", &sent), ("tls.key", &w.server.0)],
        ),
        given(
            "a public key in the key’s file",
            &[("ca.pem", &root), ("tls.crt", &sent), ("tls.key", &public)],
        ),
        given(
            "a certificate in a Secret’s tls.key",
            &[(
                "secret.yaml",
                &secret(
                    "api",
                    "data",
                    &[("ca.crt", &root), ("tls.crt", &sent), ("tls.key", &sent)]
                        .map(|(name, text)| (name, base64(text.as_bytes()))),
                ),
            )],
        ),
        given(
            "the CA in the place of the server",
            &[("ca.crt", &root), ("server.crt", &root), ("server.key", &key)],
        ),
        given(
            "an empty ca.crt",
            &[("ca.crt", ""), ("server.crt", &w.server.0), ("server.key", &key)],
        ),
        given("a client without extensions", &[("client.crt", &client_bare)]),
        given("a certificate for mail as client.crt", &[("client.crt", &mail)]),
    ]
}

fn configured(w: &World) -> Vec<Situation> {
    let root = w.root.own();
    let direct = w.root.sign(leaf("client1", &[], &[CLIENT]), &w.client.1);
    let server = w.root.sign(leaf("server", &["vpn.acme.test"], &[SERVER]), &w.server.1);
    let sections = |role: &str, certificate: &str, key: &KeyPair| {
        format!(
            "{role}\ndev tun\n{}{}{}",
            inline("ca", &root),
            inline("cert", certificate),
            inline("key", &key.serialize_pem())
        )
    };
    let stranger = Authority::new("Acme Root CA").own();
    let foreign = format!(
        "client\n{}{}{}",
        inline("ca", &stranger),
        inline("cert", &direct),
        inline("key", &w.client.1.serialize_pem())
    );
    let sent = [w.server.0.as_str(), &w.intermediate].concat();
    let line = |text: &str| text.replace('\n', "\\n");
    vec![
        given(
            "OpenVPN’s client file",
            &[("alice.ovpn", &sections("client", &direct, &w.client.1))],
        ),
        given(
            "OpenVPN’s server file",
            &[("server.conf", &sections("mode server", &server, &w.server.1))],
        ),
        given("OpenVPN’s client file with another CA", &[("alice.ovpn", &foreign)]),
        given(
            "Vault’s answer",
            &[(
                "issue.json",
                &format!(
                    "{{\"data\":{{\"certificate\":\"{}\",\"issuing_ca\":\"{}\",\"ca_chain\":[\"{}\",\"{}\"],\"private_key\":\"{}\"}}}}",
                    line(&w.server.0),
                    line(&w.intermediate),
                    line(&w.intermediate),
                    line(&root),
                    line(&w.server.1.serialize_pem())
                ),
            )],
        ),
        given(
            "Traefik’s store",
            &[(
                "acme.json",
                &format!(
                    "{{\"le\":{{\"Certificates\":[{{\"domain\":{{\"main\":\"api.acme.test\"}},\"certificate\":\"{}\",\"key\":\"{}\"}}]}}}}",
                    base64(sent.as_bytes()),
                    base64(w.server.1.serialize_pem().as_bytes())
                ),
            )],
        ),
        given(
            "Let’s Encrypt’s four files, of a private CA",
            &[
                ("cert.pem", &w.server.0),
                ("chain.pem", &w.intermediate),
                ("fullchain.pem", &sent),
                ("privkey.pem", &w.server.1.serialize_pem()),
            ],
        ),
        given(
            "MongoDB’s one file, key first",
            &[
                ("ca.pem", &[w.intermediate.as_str(), &root].concat()),
                ("mongodb.pem", &[w.server.1.serialize_pem().as_str(), &w.server.0].concat()),
            ],
        ),
        given(
            "HAProxy’s one file, issuer first",
            &[
                ("ca.pem", &root),
                (
                    "site.pem",
                    &[w.intermediate.as_str(), &w.server.0, &w.server.1.serialize_pem()].concat(),
                ),
            ],
        ),
    ]
}

fn authorities(w: &World) -> Vec<Situation> {
    let root = w.root.own();
    let sent = [w.server.0.as_str(), &w.intermediate].concat();
    let direct = w.root.sign(leaf(HOST, &[HOST], &[SERVER]), &w.server.1);
    // The same CA with new dates, and one that only bears its name.
    let renewed = {
        let mut params = w.root.params.clone();
        params.not_after = date_time_ymd(2036, 6, 1);
        params.self_signed(&w.root.key).unwrap().pem()
    };
    let replaced = Authority::new("Acme Root CA").own();
    let other = Authority::new("Home CA").own();
    let (middle, low) = (Authority::new("Acme Middle CA"), Authority::new("Acme Low CA"));
    let deep = low.sign(
        leaf("deep.acme.test", &["deep.acme.test"], &[SERVER]),
        &KeyPair::generate().unwrap(),
    );
    let low_pem = low.by(&middle);
    let late = {
        let mut ca = Authority::new("Acme Old CA");
        ca.params.not_after = date_time_ymd(2026, 9, 1);
        let below = leaf("old.acme.test", &["old.acme.test"], &[SERVER]);
        [ca.sign(below, &KeyPair::generate().unwrap()), ca.own()]
    };
    let wrong = Authority::new("Acme Issuing CA").by(&w.root);
    let short = {
        let mut ca = Authority::new("Acme Narrow CA");
        ca.params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        let mut below = Authority::new("Acme Below CA");
        below.params.not_after = date_time_ymd(2027, 1, 1);
        let issued = below.by(&ca);
        let server = leaf("narrow.acme.test", &["narrow.acme.test"], &[SERVER]);
        [below.sign(server, &KeyPair::generate().unwrap()), issued, ca.own()]
    };
    let same_name = {
        let ca = Authority::new("localhost");
        [ca.sign(leaf("localhost", &["localhost"], &[SERVER]), &w.server.1), ca.own()]
    };
    vec![
        given("issued by the root itself", &[("ca.crt", &root), ("server.crt", &direct)]),
        given("issued by the root itself, alone", &[("server.crt", &direct)]),
        given(
            "a root and its renewal",
            &[("ca-new.crt", &renewed), ("ca-old.crt", &root), ("server.crt", &direct)],
        ),
        given(
            "a bundle with the old root and the new",
            &[("ca-bundle.crt", &[root.as_str(), &replaced].concat()), ("server.crt", &direct)],
        ),
        given("only the new root", &[("ca.crt", &replaced), ("server.crt", &direct)]),
        given("another root", &[("ca.pem", &other), ("fullchain.pem", &sent)]),
        given(
            "an intermediate is missing in the middle",
            &[("fullchain.pem", &[deep.as_str(), &low_pem].concat()), ("root.pem", &root)],
        ),
        given("a root that has ended", &[("ca.crt", &late[1]), ("server.crt", &late[0])]),
        given(
            "an intermediate of the same name and another key",
            &[("cert.pem", &w.server.0), ("chain.pem", &[wrong.as_str(), &root].concat())],
        ),
        given(
            "a path longer than its root allows",
            &[("fullchain.pem", &short[..2].concat()), ("root.pem", &short[2])],
        ),
        given(
            "a CA of the server’s name",
            &[("ca.crt", &same_name[1]), ("server.crt", &same_name[0])],
        )
        .host("localhost"),
        given(
            "what a client’s server trusts is an intermediate",
            &[
                ("client-ca.pem", &w.intermediate),
                ("client.crt", &w.client.0),
                ("client.key", &w.client.1.serialize_pem()),
            ],
        ),
    ]
}

fn hosts(w: &World) -> Vec<Situation> {
    let cas = [w.intermediate.clone(), w.root.own()].concat();
    let with = |name: &str, sans: &[&str], host: &'static str| {
        let certificate = w.issue(leaf(sans[0], sans, &[SERVER]));
        given(name, &[("ca.pem", &cas), ("server.pem", &certificate)]).host(host)
    };
    vec![
        with("the domain itself under a wildcard", &["*.acme.test"], "acme.test"),
        with(
            "a service under its whole name",
            &["web", "web.prod", "web.prod.svc"],
            "web.prod.svc.cluster.local",
        ),
        with("an underscore in the host", &["my_host.acme.test"], "my_host.acme.test"),
        with("capitals and a dot at the end", &[HOST], "API.Acme.test."),
        with("an address for a WebSocket", &[HOST], "wss://api.acme.test:8443/socket?x=1"),
        with(
            "an address that is not among the names",
            &["api.acme.test", "10.96.0.1"],
            "203.0.113.10",
        ),
    ]
}

pub fn all(w: &World) -> Vec<Situation> {
    let mut all = trusting_itself();
    all.extend(misnamed(w));
    all.extend(configured(w));
    all.extend(authorities(w));
    all.extend(hosts(w));
    all
}
