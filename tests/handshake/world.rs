//! The certificates that the faults are made of, and two sides in good order.

use std::sync::OnceLock;

use pemlens::decode;
use pemlens::handshake::{Key, Program, Setup, Side, Tls};
use pemlens::input::Source;
use pemlens::model::{Certificate, Crl, ItemKind, PrivateKey, Time};
use pemlens::purpose::host::Host;
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, DnType,
    ExtendedKeyUsagePurpose as Eku, GeneralSubtree, IsCa, Issuer, KeyIdMethod, KeyPair,
    KeyUsagePurpose as Ku, NameConstraints, RevokedCertParams, SerialNumber, date_time_ymd,
};

/// 1 June 2026.
pub const NOW: Time = Time(1_780_272_000);

pub type Change = fn(&mut CertificateParams);

/// A certificate with all that belongs to it.
pub struct Made {
    pub pem: String,
    pub key: String,
    pub certificate: Certificate,
    pub private: PrivateKey,
}

pub fn contents(pem: &str) -> decode::Contents {
    decode::read(&Source { bytes: pem.as_bytes().to_vec(), ..Source::default() }, &mut |_| {})
}

pub fn made(pem: String, key: &KeyPair) -> Made {
    let key = key.serialize_pem();
    let certificate = contents(&pem).certificates.remove(0).certificate;
    let ItemKind::PrivateKey(private) = contents(&key).items.remove(0).kind else { panic!() };
    Made { pem, key, certificate, private }
}

pub fn ca(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![Ku::KeyCertSign, Ku::CrlSign];
    params.use_authority_key_identifier_extension = true;
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2040, 1, 1);
    params
}

pub fn leaf(name: &str, host: bool, eku: Eku) -> CertificateParams {
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
pub struct Ca {
    pub params: CertificateParams,
    pub key: KeyPair,
    pub made: Made,
}

impl Ca {
    pub fn root(params: CertificateParams) -> Self {
        let key = KeyPair::generate().unwrap();
        let made = made(params.self_signed(&key).unwrap().pem(), &key);
        Self { params, key, made }
    }

    pub fn below(&self, params: CertificateParams) -> Self {
        let key = KeyPair::generate().unwrap();
        let made = self.issue_for(&params, &key);
        Self { params, key, made }
    }

    pub fn issue_for(&self, params: &CertificateParams, key: &KeyPair) -> Made {
        let issuer = Issuer::new(self.params.clone(), &self.key);
        made(params.signed_by(key, &issuer).unwrap().pem(), key)
    }

    pub fn issue(&self, params: CertificateParams) -> Made {
        self.issue_for(&params, &KeyPair::generate().unwrap())
    }

    pub fn list(&self, revoked: &[u64], until: i32) -> Crl {
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
pub struct World {
    pub server_root: Ca,
    pub server_middle: Ca,
    pub client_root: Ca,
    pub client_middle: Ca,
    pub client_deep: Ca,
    pub client_lowest: Ca,
    pub expired_middle: Ca,
    pub twin_root: Ca,
    pub other_root: Ca,
    pub constrained: Ca,
    pub cross: Made,
    pub server: Made,
    pub client: Made,
}

pub const REVOKED: u64 = 77;

pub fn world() -> &'static World {
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
pub fn keep<T>(made: T) -> &'static T {
    Box::leak(Box::new(made))
}

pub fn program(id: &str) -> &'static Program {
    Program::named(id).unwrap_or_else(|| panic!("{id}"))
}

/// Everything in order: the client trusts the server's root and the other way round.
pub fn good(server: &str, client: &str, tls: Tls) -> Setup<'static> {
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
pub fn present_client(setup: &mut Setup<'static>, leaf: Made, above: &[&'static Certificate]) {
    let leaf = keep(leaf);
    setup.client.chain = vec![&leaf.certificate];
    setup.client.chain.extend(above);
    setup.client.key = Key::Loaded(&leaf.private);
}

pub fn present_server(setup: &mut Setup<'static>, leaf: Made) {
    let leaf = keep(leaf);
    setup.server.chain = vec![&leaf.certificate, &world().server_middle.made.certificate];
    setup.server.key = Key::Loaded(&leaf.private);
}

pub fn client_with(change: Change) -> Made {
    let mut params = leaf("client", false, Eku::ClientAuth);
    change(&mut params);
    world().client_middle.issue(params)
}

pub fn server_with(change: Change) -> Made {
    let mut params = leaf("server.example", true, Eku::ServerAuth);
    change(&mut params);
    world().server_middle.issue(params)
}

pub fn middle() -> &'static Certificate {
    &world().client_middle.made.certificate
}

pub fn client_changed(setup: &mut Setup<'static>, change: Change) {
    present_client(setup, client_with(change), &[middle()]);
}

pub fn lists(setup: &mut Setup<'static>, lists: Vec<Crl>) {
    setup.server.crls = keep(lists).iter().collect();
}
