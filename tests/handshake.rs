//! Mutual TLS, fault by fault: certificates made here, what comes of them between real programs, and
//! how files sort themselves onto two sides.

use std::sync::OnceLock;

use pemlens::decode;
use pemlens::handshake::{self, Alert, By, Key, Program, Setup, Side, Tls, Verify, simulate};
use pemlens::input::Source;
use pemlens::model::{Certificate, Crl, ItemKind, PrivateKey, Question, Time};
use pemlens::purpose::host::Host;
use pemlens::view::{Fit, HandshakeAsk, Place};
use pemlens::{present, report};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CustomExtension, DnType,
    ExtendedKeyUsagePurpose as Eku, GeneralSubtree, IsCa, Issuer, KeyIdMethod, KeyPair,
    KeyUsagePurpose as Ku, NameConstraints, PKCS_ECDSA_P384_SHA384, RevokedCertParams, SanType,
    SerialNumber, date_time_ymd,
};

/// 1 June 2026.
const NOW: Time = Time(1_780_272_000);

type Change = fn(&mut CertificateParams);

/// A certificate with all that belongs to it.
struct Made {
    pem: String,
    key: String,
    certificate: Certificate,
    private: PrivateKey,
}

fn contents(pem: &str) -> decode::Contents {
    decode::read(&Source { bytes: pem.as_bytes().to_vec(), ..Source::default() }, &mut |_| {})
}

fn made(pem: String, key: &KeyPair) -> Made {
    let key = key.serialize_pem();
    let certificate = contents(&pem).certificates.remove(0).certificate;
    let ItemKind::PrivateKey(private) = contents(&key).items.remove(0).kind else { panic!() };
    Made { pem, key, certificate, private }
}

fn ca(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![Ku::KeyCertSign, Ku::CrlSign];
    params.use_authority_key_identifier_extension = true;
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2040, 1, 1);
    params
}

fn leaf(name: &str, host: bool, eku: Eku) -> CertificateParams {
    let names = if host { vec![name.to_owned()] } else { Vec::new() };
    let mut params = CertificateParams::new(names).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.extended_key_usages = vec![eku];
    params.key_usages = vec![Ku::DigitalSignature];
    params.use_authority_key_identifier_extension = true;
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2026, 12, 31);
    params
}

/// A CA that can issue.
struct Ca {
    params: CertificateParams,
    key: KeyPair,
    made: Made,
}

impl Ca {
    fn root(params: CertificateParams) -> Self {
        let key = KeyPair::generate().unwrap();
        let made = made(params.self_signed(&key).unwrap().pem(), &key);
        Self { params, key, made }
    }

    fn below(&self, params: CertificateParams) -> Self {
        let key = KeyPair::generate().unwrap();
        let made = self.issue_for(&params, &key);
        Self { params, key, made }
    }

    fn issue_for(&self, params: &CertificateParams, key: &KeyPair) -> Made {
        let issuer = Issuer::new(self.params.clone(), &self.key);
        made(params.signed_by(key, &issuer).unwrap().pem(), key)
    }

    fn issue(&self, params: CertificateParams) -> Made {
        self.issue_for(&params, &KeyPair::generate().unwrap())
    }

    fn list(&self, revoked: &[u64], until: i32) -> Crl {
        let issuer = Issuer::new(self.params.clone(), &self.key);
        let revoked = revoked.iter().map(|serial| RevokedCertParams {
            serial_number: SerialNumber::from(*serial),
            revocation_time: date_time_ymd(2026, 2, 1),
            reason_code: None,
            invalidity_date: None,
        });
        let list = CertificateRevocationListParams {
            this_update: date_time_ymd(2026, 1, 1),
            next_update: date_time_ymd(until, 1, 2),
            crl_number: SerialNumber::from(1u64),
            issuing_distribution_point: None,
            revoked_certs: revoked.collect(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        let pem = list.signed_by(&issuer).unwrap().pem().unwrap();
        let ItemKind::Crl(list) = contents(&pem).items.remove(0).kind else { panic!() };
        *list
    }
}

/// All that the faults are made of.
struct World {
    server_root: Ca,
    server_middle: Ca,
    client_root: Ca,
    client_middle: Ca,
    client_deep: Ca,
    client_lowest: Ca,
    expired_middle: Ca,
    twin_root: Ca,
    other_root: Ca,
    constrained: Ca,
    cross: Made,
    server: Made,
    client: Made,
}

const REVOKED: u64 = 77;

fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let server_root = Ca::root(ca("Server Root"));
        let server_middle = server_root.below(ca("Server Issuing"));
        let client_root = Ca::root(ca("Client Root"));
        let client_middle = client_root.below(ca("Client Issuing"));
        let client_deep = client_middle.below(ca("Client Issuing Deep"));
        let client_lowest = client_deep.below(ca("Client Issuing Lowest"));
        let mut old = ca("Client Issuing Expired");
        old.not_after = date_time_ymd(2026, 5, 1);
        let expired_middle = client_root.below(old);
        let twin_root = Ca::root(ca("Client Root"));
        let other_root = Ca::root(ca("Other Root"));
        let mut narrow = ca("Client Issuing Narrow");
        narrow.name_constraints = Some(NameConstraints {
            permitted_subtrees: vec![GeneralSubtree::DnsName("inside.example".into())],
            excluded_subtrees: vec![],
        });
        let constrained = client_root.below(narrow);
        // The issuing CA of the clients, certified by another root as well.
        let cross = other_root.issue_for(&client_middle.params, &client_middle.key);
        let server = server_middle.issue(leaf("server.example", true, Eku::ServerAuth));
        let client = client_middle.issue(leaf("client", false, Eku::ClientAuth));
        World {
            server_root,
            server_middle,
            client_root,
            client_middle,
            client_deep,
            client_lowest,
            expired_middle,
            twin_root,
            other_root,
            constrained,
            cross,
            server,
            client,
        }
    })
}

/// A made thing that lives as long as the test program.
fn keep<T>(made: T) -> &'static T {
    Box::leak(Box::new(made))
}

fn program(id: &str) -> &'static Program {
    Program::named(id).unwrap_or_else(|| panic!("{id}"))
}

/// Everything in order: the client trusts the server's root and the other way round.
fn good(server: &str, client: &str, tls: Tls) -> Setup<'static> {
    let world = world();
    let mut one = Side::new(program(server));
    one.chain = vec![&world.server.certificate, &world.server_middle.made.certificate];
    one.key = Key::Loaded(&world.server.private);
    one.trust = vec![&world.client_root.made.certificate];
    // Apache's default does not even allow one intermediate.
    one.settings.depth = (server == "apache").then_some(10);
    let mut two = Side::new(program(client));
    two.chain = vec![&world.client.certificate, &world.client_middle.made.certificate];
    two.key = Key::Loaded(&world.client.private);
    two.trust = vec![&world.server_root.made.certificate];
    let host = Host::parse("server.example").unwrap();
    Setup { server: one, client: two, host, tls, at: NOW }
}

/// A client's certificate in place of the good one.
fn present_client(setup: &mut Setup<'static>, leaf: Made, above: &[&'static Certificate]) {
    let leaf = keep(leaf);
    setup.client.chain = vec![&leaf.certificate];
    setup.client.chain.extend(above);
    setup.client.key = Key::Loaded(&leaf.private);
}

fn present_server(setup: &mut Setup<'static>, leaf: Made) {
    let leaf = keep(leaf);
    setup.server.chain = vec![&leaf.certificate, &world().server_middle.made.certificate];
    setup.server.key = Key::Loaded(&leaf.private);
}

fn client_with(change: Change) -> Made {
    let mut params = leaf("client", false, Eku::ClientAuth);
    change(&mut params);
    world().client_middle.issue(params)
}

fn server_with(change: Change) -> Made {
    let mut params = leaf("server.example", true, Eku::ServerAuth);
    change(&mut params);
    world().server_middle.issue(params)
}

fn middle() -> &'static Certificate {
    &world().client_middle.made.certificate
}

fn client_changed(setup: &mut Setup<'static>, change: Change) {
    present_client(setup, client_with(change), &[middle()]);
}

fn lists(setup: &mut Setup<'static>, lists: Vec<Crl>) {
    setup.server.crls = keep(lists).iter().collect();
}

/// A fault and what it does to the two sides.
type Fault = (&'static str, fn(&mut Setup<'static>));

const FAULTS: &[Fault] = &[
    ("none", |_| {}),
    ("no certificate", |it| it.client.chain.clear()),
    ("server's purpose", |it| {
        client_changed(it, |p| p.extended_key_usages = vec![Eku::ServerAuth])
    }),
    ("no purpose at all", |it| client_changed(it, |p| p.extended_key_usages.clear())),
    ("any purpose", |it| client_changed(it, |p| p.extended_key_usages = vec![Eku::Any])),
    ("expired", |it| client_changed(it, |p| p.not_after = date_time_ymd(2026, 3, 1))),
    ("not yet valid", |it| client_changed(it, |p| p.not_before = date_time_ymd(2026, 9, 1))),
    ("intermediate not sent", |it| it.client.chain.truncate(1)),
    ("other CA", |it| {
        present_client(it, world().other_root.issue(leaf("client", false, Eku::ClientAuth)), &[]);
    }),
    ("self-signed", |it| {
        let key = KeyPair::generate().unwrap();
        let pem = leaf("client", false, Eku::ClientAuth).self_signed(&key).unwrap().pem();
        present_client(it, made(pem, &key), &[]);
    }),
    ("expired intermediate", |it| {
        let ca = &world().expired_middle;
        present_client(
            it,
            ca.issue(leaf("client", false, Eku::ClientAuth)),
            &[&ca.made.certificate],
        );
    }),
    ("two intermediates", |it| {
        let ca = &world().client_deep;
        present_client(
            it,
            ca.issue(leaf("client", false, Eku::ClientAuth)),
            &[&ca.made.certificate, middle()],
        );
    }),
    ("three intermediates", |it| {
        let (ca, deep) = (&world().client_lowest, &world().client_deep.made.certificate);
        present_client(
            it,
            ca.issue(leaf("client", false, Eku::ClientAuth)),
            &[&ca.made.certificate, deep, middle()],
        );
    }),
    ("straight from the root", |it| {
        present_client(it, world().client_root.issue(leaf("client", false, Eku::ClientAuth)), &[]);
    }),
    ("key usage without signatures", |it| {
        client_changed(it, |p| p.key_usages = vec![Ku::KeyAgreement])
    }),
    ("key usage for encryption alone", |it| {
        client_changed(it, |p| p.key_usages = vec![Ku::KeyEncipherment])
    }),
    ("a CA as the client", |it| {
        client_changed(it, |p| {
            p.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
            p.key_usages.push(Ku::KeyCertSign);
        })
    }),
    ("another curve", |it| {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P384_SHA384).unwrap();
        let made = world().client_middle.issue_for(&leaf("client", false, Eku::ClientAuth), &key);
        present_client(it, made, &[middle()]);
    }),
    ("a key that is another's", |it| it.client.key = Key::Loaded(&world().server.private)),
    ("chain file begins with the intermediate", |it| it.client.chain.reverse()),
    ("a CA of the same name", |it| it.server.trust = vec![&world().twin_root.made.certificate]),
    ("cross-signed, its other root trusted", |it| {
        it.server.trust = vec![&world().other_root.made.certificate];
        it.client.chain.push(&world().cross.certificate);
    }),
    ("only the intermediate trusted", |it| it.server.trust = vec![middle()]),
    ("only the intermediate trusted, and not sent", |it| {
        it.server.trust = vec![middle()];
        it.client.chain.truncate(1);
    }),
    ("names outside the CA's constraints", |it| {
        let ca = &world().constrained;
        let mut params = leaf("client", false, Eku::ClientAuth);
        params.subject_alt_names = vec![SanType::DnsName("outside.example".try_into().unwrap())];
        present_client(it, ca.issue(params), &[&ca.made.certificate]);
    }),
    ("depth 0", |it| it.server.settings.depth = Some(0)),
    ("depth 1", |it| it.server.settings.depth = Some(1)),
    ("depth 2", |it| it.server.settings.depth = Some(2)),
    ("revoked", |it| {
        client_changed(it, |p| p.serial_number = Some(SerialNumber::from(REVOKED)));
        lists(
            it,
            vec![world().client_middle.list(&[REVOKED], 2027), world().client_root.list(&[], 2027)],
        );
        it.server.settings.lists_apart = true;
    }),
    ("lists, not revoked", |it| {
        lists(
            it,
            vec![world().client_middle.list(&[REVOKED], 2027), world().client_root.list(&[], 2027)],
        );
        it.server.settings.lists_apart = true;
    }),
    ("lists in one text", |it| {
        lists(
            it,
            vec![world().client_middle.list(&[REVOKED], 2027), world().client_root.list(&[], 2027)],
        );
    }),
    ("the root's list is lacking", |it| {
        lists(it, vec![world().client_middle.list(&[REVOKED], 2027)])
    }),
    ("an old list", |it| {
        lists(
            it,
            vec![world().client_middle.list(&[REVOKED], 2026), world().client_root.list(&[], 2027)],
        );
        it.server.settings.lists_apart = true;
    }),
    ("optional, and none", |it| {
        it.client.chain.clear();
        it.server.settings.verify = Verify::Optional;
    }),
    ("optional, and bad", |it| {
        client_changed(it, |p| p.extended_key_usages = vec![Eku::ServerAuth]);
        it.server.settings.verify = Verify::Optional;
    }),
    ("optional_no_ca, of another CA", |it| {
        present_client(it, world().other_root.issue(leaf("client", false, Eku::ClientAuth)), &[]);
        it.server.settings.verify = Verify::OptionalNoCa;
    }),
    ("optional_no_ca, expired", |it| {
        client_changed(it, |p| p.not_after = date_time_ymd(2026, 3, 1));
        it.server.settings.verify = Verify::OptionalNoCa;
    }),
    ("not asked", |it| {
        it.client.chain.clear();
        it.server.settings.verify = Verify::Off;
    }),
    ("leaf alone, only the root announced", |it| {
        it.client.chain.truncate(1);
        it.server.trust.push(middle());
        it.server.announced = Some(vec![&world().client_root.made.certificate.subject]);
    }),
    ("nothing announced", |it| it.server.settings.announce = Some(false)),
    ("two client certificates, the second fits", |it| {
        let other = keep(world().other_root.issue(leaf("client", false, Eku::ClientAuth)));
        let good = std::mem::replace(&mut it.client.chain, vec![&other.certificate]);
        it.client.key = Key::Elsewhere;
        it.client.others = vec![good];
    }),
    ("server expired", |it| {
        present_server(it, server_with(|p| p.not_after = date_time_ymd(2026, 3, 1)))
    }),
    ("server not yet valid", |it| {
        present_server(it, server_with(|p| p.not_before = date_time_ymd(2026, 9, 1)))
    }),
    ("server with a client's purpose", |it| {
        present_server(it, server_with(|p| p.extended_key_usages = vec![Eku::ClientAuth]))
    }),
    ("server of another host", |it| it.host = Host::parse("other.example").unwrap()),
    ("server asked by address", |it| it.host = Host::parse("127.0.0.1").unwrap()),
    ("server without its intermediate", |it| it.server.chain.truncate(1)),
    ("server of an untrusted root", |it| {
        it.client.trust = vec![&world().other_root.made.certificate]
    }),
    ("server with a common name alone", |it| {
        present_server(it, server_with(|p| p.subject_alt_names.clear()))
    }),
    ("server that must staple", |it| {
        present_server(
            it,
            server_with(|p| {
                // TLS feature status_request (RFC 7633).
                let feature = CustomExtension::from_oid_content(
                    &[1, 3, 6, 1, 5, 5, 7, 1, 24],
                    vec![0x30, 3, 2, 1, 5],
                );
                p.custom_extensions = vec![feature];
            }),
        );
    }),
    ("server's key usage without signatures", |it| {
        present_server(it, server_with(|p| p.key_usages = vec![Ku::KeyAgreement]))
    }),
    ("server's key is another's", |it| it.server.key = Key::Loaded(&world().client.private)),
    ("client does not look", |it| {
        it.client.trust.clear();
        it.client.settings.verify = Verify::Off;
    }),
    ("both are bad", |it| {
        it.client.trust = vec![&world().other_root.made.certificate];
        client_changed(it, |p| p.extended_key_usages = vec![Eku::ServerAuth]);
    }),
];

const C: Option<By> = Some(By::Client);
const S: Option<By> = Some(By::Server);

/// A fault, server, client, version, who refuses, the alert (or HTTP, by its status), and words that the
/// refusing side prints (empty: nothing that tells the reason).
type Expected = (&'static str, &'static str, &'static str, Tls, Option<By>, u16, &'static str);

use Tls::{V12, V13};

const EXPECTED: &[Expected] = &[
    ("no certificate", "nginx", "curl", V13, S, 400, "client sent no required SSL certificate"),
    ("no certificate", "haproxy", "curl", V12, S, 40, "peer did not return a certificate"),
    ("no certificate", "apache", "go", V13, S, 116, "peer did not return a certificate"),
    ("no certificate", "java17", "node", V13, S, 42, "Empty client certificate chain"),
    (
        "no certificate",
        "java25",
        "node",
        V12,
        S,
        40,
        "(handshake_failure) Empty client certificate chain",
    ),
    ("no certificate", "gnutls", "s_client", V12, S, 50, "No certificate was found."),
    ("no certificate", "caddy", "go", V13, S, 42, "tls: client didn't provide a certificate"),
    ("no certificate", "node", "curl", V13, S, 116, "ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE"),
    ("no certificate", "node-noreject", "curl", V13, None, 0, ""),
    (
        "no certificate",
        "postgresql",
        "psql",
        V13,
        S,
        0,
        "connection requires a valid client certificate",
    ),
    ("server's purpose", "nginx", "curl", V13, S, 400, "(26:unsuitable certificate purpose)"),
    (
        "server's purpose",
        "apache",
        "java17",
        V12,
        S,
        43,
        "AH02276: Certificate Verification: Error (26)",
    ),
    (
        "server's purpose",
        "go",
        "go",
        V13,
        S,
        42,
        "x509: certificate specifies an incompatible key usage",
    ),
    ("server's purpose", "node", "curl", V13, S, 0, ""),
    ("server's purpose", "gnutls", "curl", V13, None, 0, ""),
    (
        "server's purpose",
        "rustls",
        "curl",
        V13,
        S,
        43,
        "does not allow extended key usage for client authentication",
    ),
    ("server's purpose", "nginx", "dotnet", V13, S, 400, "client sent no required SSL certificate"),
    ("no purpose at all", "nginx", "curl", V13, None, 0, ""),
    ("no purpose at all", "java25", "java25", V13, None, 0, ""),
    ("any purpose", "go", "curl", V13, None, 0, ""),
    ("any purpose", "haproxy", "curl", V13, S, 43, "c_err=26"),
    ("expired", "python", "httpx", V12, S, 45, "certificate has expired"),
    ("expired", "go", "curl", V13, S, 45, "x509: certificate has expired or is not yet valid"),
    ("expired", "etcd", "curl", V13, S, 42, "tls: failed to verify client certificate: x509"),
    ("expired", "gnutls", "curl", V13, S, 49, "Error in the certificate."),
    ("expired", "nginx", "chrome", V13, S, 400, "client sent no required SSL certificate"),
    ("not yet valid", "s_server", "s_client", V13, S, 42, "verify error:num=9"),
    ("not yet valid", "go", "go", V12, S, 45, "is before"),
    (
        "intermediate not sent",
        "nginx",
        "curl",
        V12,
        S,
        400,
        "(21:unable to verify the first certificate)",
    ),
    ("intermediate not sent", "haproxy", "curl", V12, S, 48, "c_err=20"),
    ("intermediate not sent", "apache", "go", V13, S, 116, "peer did not return a certificate"),
    ("intermediate not sent", "apache", "java17", V12, S, 40, "peer did not return a certificate"),
    ("intermediate not sent", "python", "go", V13, S, 48, "unable to get local issuer certificate"),
    ("other CA", "java17", "curl", V13, S, 46, "unable to find valid certification path"),
    (
        "other CA",
        "stunnel",
        "curl",
        V12,
        S,
        48,
        "CERT: Pre-verification error: unable to get local issuer certificate",
    ),
    ("other CA", "mosquitto", "mosquitto_pub", V12, S, 48, ""),
    ("self-signed", "nginx", "curl", V13, S, 400, "(18:self-signed certificate)"),
    ("self-signed", "python", "requests", V12, S, 48, "self-signed certificate"),
    (
        "expired intermediate",
        "haproxy",
        "curl",
        V12,
        S,
        45,
        "30 SSL client CA chain cannot be verified",
    ),
    ("expired intermediate", "stunnel", "curl", V13, S, 45, "certificate has expired"),
    (
        "two intermediates",
        "nginx",
        "curl",
        V13,
        S,
        400,
        "(20:unable to get local issuer certificate)",
    ),
    ("two intermediates", "apache", "curl", V13, None, 0, ""),
    ("two intermediates", "go", "curl", V13, None, 0, ""),
    (
        "three intermediates",
        "nginx",
        "curl",
        V13,
        S,
        400,
        "(20:unable to get local issuer certificate)",
    ),
    ("straight from the root", "nginx", "go", V13, None, 0, ""),
    (
        "key usage without signatures",
        "java17",
        "curl",
        V12,
        S,
        46,
        "KeyUsage does not allow digital signatures",
    ),
    ("key usage without signatures", "gnutls", "curl", V13, S, 80, "Key usage violation"),
    ("key usage without signatures", "nginx", "curl", V13, None, 0, ""),
    (
        "key usage for encryption alone",
        "nginx",
        "curl",
        V13,
        S,
        400,
        "(26:unsuitable certificate purpose)",
    ),
    ("a CA as the client", "go", "curl", V13, None, 0, ""),
    ("another curve", "nginx", "go", V13, None, 0, ""),
    ("a key that is another's", "nginx", "curl", V13, C, 0, "key values mismatch"),
    (
        "a key that is another's",
        "nginx",
        "go",
        V13,
        C,
        0,
        "tls: private key does not match public key",
    ),
    ("a key that is another's", "go", "chrome", V13, S, 51, ""),
    (
        "chain file begins with the intermediate",
        "nginx",
        "node",
        V13,
        C,
        0,
        "ERR_OSSL_X509_KEY_VALUES_MISMATCH",
    ),
    (
        "a CA of the same name",
        "go",
        "curl",
        V13,
        S,
        48,
        "x509: certificate signed by unknown authority",
    ),
    ("a CA of the same name", "java17", "java17", V13, S, 46, "PKIX path"),
    ("cross-signed, its other root trusted", "go", "curl", V13, None, 0, ""),
    ("cross-signed, its other root trusted", "java17", "curl", V13, None, 0, ""),
    (
        "only the intermediate trusted",
        "nginx",
        "curl",
        V13,
        S,
        400,
        "(2:unable to get issuer certificate)",
    ),
    ("only the intermediate trusted", "haproxy", "curl", V13, S, 48, "ca_err=2/1"),
    ("only the intermediate trusted", "go", "curl", V13, None, 0, ""),
    ("only the intermediate trusted", "java17", "curl", V13, None, 0, ""),
    ("only the intermediate trusted", "gnutls", "curl", V12, None, 0, ""),
    ("only the intermediate trusted, and not sent", "go", "go", V13, None, 0, ""),
    (
        "only the intermediate trusted, and not sent",
        "python",
        "curl",
        V12,
        S,
        48,
        "unable to get issuer certificate",
    ),
    (
        "names outside the CA's constraints",
        "nginx",
        "curl",
        V13,
        S,
        400,
        "(47:permitted subtree violation)",
    ),
    ("names outside the CA's constraints", "go", "curl", V13, S, 42, "x509:"),
    ("depth 0", "nginx", "curl", V13, S, 400, "(20:unable to get local issuer certificate)"),
    ("depth 1", "nginx", "curl", V13, None, 0, ""),
    (
        "depth 1",
        "apache",
        "curl",
        V13,
        S,
        80,
        "AH02040: Certificate Verification: Certificate Chain too long (chain has 2 certificates, but maximum allowed are only 1)",
    ),
    ("depth 2", "apache", "curl", V13, None, 0, ""),
    ("revoked", "nginx", "curl", V13, S, 400, "(23:certificate revoked)"),
    ("revoked", "apache", "curl", V12, S, 44, "Error (23): certificate revoked"),
    ("revoked", "gnutls", "curl", V12, S, 49, "Error in the certificate."),
    ("revoked", "node", "curl", V13, S, 0, ""),
    ("revoked", "mosquitto", "mosquitto_pub", V12, S, 44, ""),
    ("lists, not revoked", "haproxy", "curl", V13, None, 0, ""),
    ("lists, not revoked", "node", "curl", V13, None, 0, ""),
    ("lists in one text", "node", "curl", V13, S, 0, ""),
    ("lists in one text", "s_server", "s_client", V13, S, 48, "verify error:num=3"),
    (
        "the root's list is lacking",
        "nginx",
        "curl",
        V13,
        S,
        400,
        "(3:unable to get certificate CRL)",
    ),
    ("the root's list is lacking", "mosquitto", "curl", V13, None, 0, ""),
    ("the root's list is lacking", "gnutls", "curl", V13, None, 0, ""),
    ("an old list", "nginx", "curl", V13, S, 400, "(12:CRL has expired)"),
    ("an old list", "apache", "curl", V13, S, 46, "Error (12): CRL has expired"),
    ("an old list", "python", "curl", V12, S, 45, "CRL has expired"),
    ("an old list", "gnutls", "curl", V13, None, 0, ""),
    ("optional, and none", "nginx", "curl", V13, None, 0, ""),
    ("optional, and bad", "nginx", "curl", V13, S, 400, "(26:"),
    ("optional, and bad", "haproxy", "curl", V13, S, 43, "c_err=26"),
    ("optional_no_ca, of another CA", "nginx", "curl", V13, None, 0, ""),
    ("optional_no_ca, of another CA", "apache", "curl", V13, None, 0, ""),
    ("optional_no_ca, expired", "nginx", "curl", V13, S, 400, "(10:certificate has expired)"),
    ("not asked", "nginx", "curl", V12, None, 0, ""),
    (
        "leaf alone, only the root announced",
        "go",
        "go",
        V13,
        S,
        116,
        "tls: client didn't provide a certificate",
    ),
    (
        "leaf alone, only the root announced",
        "go",
        "java17",
        V12,
        S,
        40,
        "tls: client didn't provide a certificate",
    ),
    ("leaf alone, only the root announced", "go", "curl", V13, None, 0, ""),
    ("nothing announced", "go", "go", V13, None, 0, ""),
    ("two client certificates, the second fits", "nginx", "go", V13, None, 0, ""),
    ("two client certificates, the second fits", "nginx", "java17", V13, None, 0, ""),
    ("two client certificates, the second fits", "haproxy", "curl", V12, S, 48, "c_err=20"),
    (
        "server expired",
        "nginx",
        "curl",
        V13,
        C,
        45,
        "curl: (60) SSL certificate problem: certificate has expired",
    ),
    ("server expired", "nginx", "java17", V13, C, 46, "validity check failed"),
    ("server expired", "nginx", "java17", V12, C, 45, "validity check failed"),
    ("server expired", "nginx", "java25", V13, C, 45, "(certificate_expired)"),
    ("server expired", "nginx", "node", V13, C, 0, "CERT_HAS_EXPIRED"),
    ("server expired", "go", "go", V13, C, 42, "x509: certificate has expired"),
    ("server not yet valid", "nginx", "python", V13, C, 42, "certificate is not yet valid"),
    (
        "server with a client's purpose",
        "nginx",
        "requests",
        V12,
        C,
        43,
        "unsuitable certificate purpose",
    ),
    ("server with a client's purpose", "nginx", "rustls", V13, C, 43, "server authentication"),
    (
        "server of another host",
        "nginx",
        "curl",
        V13,
        C,
        0,
        "no alternative certificate subject name matches target host name 'other.example'",
    ),
    (
        "server of another host",
        "nginx",
        "httpx",
        V12,
        C,
        42,
        "ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch",
    ),
    (
        "server of another host",
        "nginx",
        "gnutls-cli",
        V13,
        C,
        42,
        "The name in the certificate does not match the expected.",
    ),
    (
        "server of another host",
        "nginx",
        "java17",
        V12,
        C,
        46,
        "No subject alternative DNS name matching other.example found.",
    ),
    (
        "server asked by address",
        "nginx",
        "go",
        V13,
        C,
        42,
        "x509: cannot validate certificate for 127.0.0.1",
    ),
    ("server without its intermediate", "nginx", "s_client", V13, C, 48, "verify error:num=20"),
    (
        "server without its intermediate",
        "nginx",
        "node",
        V12,
        C,
        0,
        "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    ),
    (
        "server of an untrusted root",
        "nginx",
        "gnutls-cli",
        V13,
        C,
        42,
        "The certificate issuer is unknown.",
    ),
    ("server of an untrusted root", "nginx", "psql", V13, C, 48, ""),
    ("server with a common name alone", "nginx", "curl", V13, None, 0, ""),
    (
        "server with a common name alone",
        "nginx",
        "go",
        V13,
        C,
        42,
        "certificate relies on legacy Common Name field",
    ),
    ("server that must staple", "nginx", "gnutls-cli", V13, C, 42, "the OCSP status is missing"),
    ("server that must staple", "nginx", "curl", V13, None, 0, ""),
    ("server's key usage without signatures", "nginx", "curl", V12, S, 40, "no shared cipher"),
    ("server's key usage without signatures", "nginx", "curl", V13, None, 0, ""),
    (
        "server's key usage without signatures",
        "nginx",
        "java17",
        V13,
        C,
        46,
        "KeyUsage does not allow digital signatures",
    ),
    (
        "server's key usage without signatures",
        "nginx",
        "gnutls-cli",
        V13,
        C,
        80,
        "Key usage violation",
    ),
    ("server's key is another's", "nginx", "curl", V13, S, 0, "key values mismatch"),
    (
        "server's key is another's",
        "haproxy",
        "curl",
        V13,
        S,
        0,
        "inconsistencies between private key and certificate loaded",
    ),
    ("client does not look", "nginx", "curl", V13, None, 0, ""),
    // At TLS 1.3 the client is done first; at 1.2 Node.js judges when the server has.
    ("both are bad", "haproxy", "node", V13, C, 0, "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"),
    ("both are bad", "haproxy", "node", V12, S, 43, "c_err=26"),
    ("both are bad", "haproxy", "curl", V12, C, 48, "unable to get local issuer certificate"),
];

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
