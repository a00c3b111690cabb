//! Certification paths through made-up worlds: the order in which certificates are given decides
//! nothing, what does not belong takes nothing away, and hostile worlds end within the budget.

use std::time::Duration;

use crate::common::chance::Chance;
use crate::common::work::Work;
use pemlens::crypto;
use pemlens::decode;
use pemlens::input::{Source, Workspace};
use pemlens::judge::{AnchorRules, Case, Peer, Usage, spec};
use pemlens::model::oid::eku;
use pemlens::model::{Certificate, Oid, Purpose, Question, Time, Trust};
use pemlens::path::{End, Limit, Step, policies::Inputs};
use pemlens::report::{Report, analyse};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, NameConstraints, date_time_ymd,
};

const AT: i64 = 1_790_000_000;
const HOST: &str = "www.example.com";

/// A CA: a name and a key. Two may share the name (a re-keyed CA, or an impostor).
struct Authority {
    name: String,
    key: KeyPair,
}

impl Authority {
    fn new(name: &str) -> Self {
        Self { name: name.into(), key: KeyPair::generate().unwrap() }
    }

    fn params(&self) -> CertificateParams {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, self.name.clone());
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        params.use_authority_key_identifier_extension = true;
        params
    }

    fn own(&self) -> Vec<u8> {
        self.params().self_signed(&self.key).unwrap().der().to_vec()
    }

    /// A certificate for this CA, changed and signed by another.
    fn by(&self, issuer: &Authority, change: impl FnOnce(&mut CertificateParams)) -> Vec<u8> {
        let mut params = self.params();
        change(&mut params);
        issuer.sign(&params, &self.key)
    }

    fn sign(&self, params: &CertificateParams, key: &KeyPair) -> Vec<u8> {
        let issuer = Issuer::new(self.params(), &self.key);
        params.signed_by(key, &issuer).unwrap().der().to_vec()
    }

    fn leaf(&self) -> Vec<u8> {
        let mut params = CertificateParams::new(vec![HOST.to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, HOST);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        self.sign(&params, &KeyPair::generate().unwrap())
    }
}

struct World {
    leaf: Vec<u8>,
    intermediates: Vec<Vec<u8>>,
    roots: Vec<Vec<u8>>,
}

impl World {
    /// Names with one or two keys, signed across each other at random, some of it faulty.
    fn random(chance: &mut Chance) -> Self {
        let mut authorities: Vec<Authority> =
            (0..4).map(|number| Authority::new(&format!("CA {number}"))).collect();
        authorities.push(Authority::new("CA 1"));
        let mut intermediates = Vec::new();
        for _ in 0..9 {
            let issuer = &authorities[chance.below(authorities.len())];
            let subject = &authorities[chance.below(authorities.len())];
            let fault = chance.below(8);
            intermediates.push(subject.by(issuer, |params| match fault {
                0 => params.not_after = date_time_ymd(2020, 1, 1),
                1 => params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0)),
                2 => {
                    params.name_constraints = Some(NameConstraints {
                        permitted_subtrees: vec![GeneralSubtree::DnsName("example.org".into())],
                        excluded_subtrees: Vec::new(),
                    });
                }
                3 => params.is_ca = IsCa::ExplicitNoCa,
                _ => {}
            }));
        }
        let leaf = authorities[chance.below(authorities.len())].leaf();
        let roots = vec![authorities[0].own(), authorities[3].own()];
        Self { leaf, intermediates, roots }
    }

    fn shuffled(&self, chance: &mut Chance) -> Self {
        let (mut intermediates, mut roots) = (self.intermediates.clone(), self.roots.clone());
        chance.shuffle(&mut intermediates);
        chance.shuffle(&mut roots);
        Self { leaf: self.leaf.clone(), intermediates, roots }
    }

    fn with(&self, more: &[Vec<u8>]) -> Self {
        let intermediates = [self.intermediates.as_slice(), more].concat();
        Self { leaf: self.leaf.clone(), intermediates, roots: self.roots.clone() }
    }

    fn verdict(&self) -> Result<(), String> {
        let read = |ders: &[Vec<u8>]| ders.iter().map(|der| certificate(der)).collect();
        let case = Case {
            id: "world".into(),
            leaf: Some(certificate(&self.leaf)),
            intermediates: read(&self.intermediates),
            roots: read(&self.roots),
            crls: Vec::new(),
            at: Time(AT),
            usage: Usage { wanted: vec![Oid(eku::SERVER_AUTH.into())], ..Usage::default() },
            host: Some(Peer::Host(HOST.into())),
            names: Vec::new(),
            depth: None,
            policy: Inputs::default(),
            anchors: AnchorRules::default(),
        };
        spec(&case).refusal.map_or(Ok(()), |refusal| Err(refusal.to_string()))
    }

    fn report(&self) -> Report {
        let source = |id: u32, ders: &[Vec<u8>], trusted| Source {
            id,
            name: format!("source {id}"),
            bytes: ders.iter().flat_map(|der| pem(der)).collect(),
            trusted,
            ..Source::default()
        };
        let given = [vec![self.leaf.clone()], self.intermediates.clone()].concat();
        analyse(&Workspace {
            sources: vec![source(0, &given, false), source(1, &self.roots, true)],
            question: Question {
                purpose: Some(Purpose::Server),
                host: HOST.into(),
                trust: Trust::Given,
                at: AT,
                leaf: Some(crypto::id(&certificate(&self.leaf))),
                ..Question::default()
            },
        })
    }
}

fn certificate(der: &[u8]) -> Certificate {
    decode::certificate(der).unwrap()
}

fn pem(der: &[u8]) -> Vec<u8> {
    let body = data_encoding::BASE64.encode(der);
    format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n").into_bytes()
}

/// The best path as its certificates' bytes, its end and its faults.
fn best(report: &Report) -> (Vec<Vec<u8>>, String) {
    let path = &report.main.as_ref().unwrap().path;
    let bytes = |step: &Step| match step {
        Step::Loaded(index) => report.certificate(*index).unwrap().der.clone(),
        Step::Store(index) => index.to_be_bytes().to_vec(),
    };
    (path.steps.iter().map(bytes).collect(), format!("{:?} {:?}", path.end, path.faults))
}

#[test]
fn the_order_in_which_certificates_are_given_decides_nothing() {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let (mut accepted, mut trusted) = (0, 0);
    for world in 0..24 {
        let world_of = World::random(&mut chance);
        let (verdict, path) = (world_of.verdict(), best(&world_of.report()));
        accepted += usize::from(verdict.is_ok());
        trusted += usize::from(path.1.starts_with("Trusted"));
        for _ in 0..3 {
            let other = world_of.shuffled(&mut chance);
            assert_eq!(other.verdict(), verdict, "world {world}");
            assert_eq!(best(&other.report()), path, "world {world}");
        }
    }
    // Both kinds of worlds were among them.
    assert!(accepted > 3 && accepted < 24 && trusted > 3, "{accepted} {trusted}");
}

#[test]
fn what_does_not_belong_takes_nothing_away() {
    let mut chance = Chance(0xD1B5_4A32_D192_ED03);
    let mut seen = 0;
    while seen < 8 {
        let world = World::random(&mut chance);
        if world.verdict().is_err() {
            continue;
        }
        seen += 1;
        let stranger = Authority::new("Stranger");
        // The name of a CA of the path and another key: it issued nothing here.
        let impostor = Authority::new("CA 1");
        let more =
            [stranger.own(), stranger.leaf(), impostor.own(), impostor.by(&stranger, |_| {})];
        let usable = world.report().usable();
        for count in 1..=more.len() {
            let mut larger = world.with(&more[..count]);
            chance.shuffle(&mut larger.intermediates);
            assert_eq!(larger.verdict(), Ok(()));
            assert_eq!(larger.report().usable(), usable);
        }
    }
}

#[test]
fn a_path_is_found_behind_faulty_ones() {
    let (root, other, middle) = (Authority::new("R"), Authority::new("S"), Authority::new("M"));
    // Three certificates of one CA: expired, by a root nobody trusts, and the one that is good.
    let expired = middle.by(&root, |params| params.not_after = date_time_ymd(2020, 1, 1));
    let untrusted = middle.by(&other, |_| {});
    let good = middle.by(&root, |_| {});
    // Two roots that signed each other: a circle.
    let circle = [root.by(&other, |_| {}), other.by(&root, |_| {})];
    let world = World {
        leaf: middle.leaf(),
        intermediates: [vec![expired, untrusted, other.own()], circle.to_vec(), vec![good.clone()]]
            .concat(),
        roots: vec![root.own()],
    };
    assert_eq!(world.verdict(), Ok(()));
    let report = world.report();
    let examination = report.main.as_ref().unwrap();
    assert!(matches!(examination.path.end, End::Trusted(_)) && examination.path.faults.is_empty());
    assert_eq!(best(&report).0[1], good);
    // The others are kept with why they fail.
    let kept = &examination.other_paths;
    assert!(kept.iter().any(|path| !path.faults.is_empty()));

    // Only the way over the root that the trusted one signed is left.
    let crossed = World {
        leaf: middle.leaf(),
        intermediates: vec![middle.by(&other, |_| {}), other.by(&root, |_| {})],
        roots: vec![root.own()],
    };
    assert_eq!(crossed.verdict(), Ok(()));
    // And nothing is left without it.
    let broken = World { intermediates: vec![middle.by(&other, |_| {})], ..crossed };
    assert!(broken.verdict().unwrap_err().starts_with("no-path"));
}

#[test]
fn hostile_worlds_end_within_the_budget_and_say_so() {
    // Every CA signed by every other, none of them trusted, and the anchor unrelated.
    let authorities: Vec<Authority> = (0..9).map(|n| Authority::new(&format!("H{n}"))).collect();
    let mut intermediates = Vec::new();
    for subject in &authorities {
        for issuer in &authorities {
            intermediates.push(subject.by(issuer, |_| {}));
        }
    }
    // A hundred CAs of one name, each with its own key.
    let issuer = Authority::new("H0");
    intermediates.extend((0..100).map(|_| Authority::new("H0").by(&issuer, |_| {})));
    let world = World {
        leaf: authorities[0].leaf(),
        intermediates,
        roots: vec![Authority::new("Elsewhere").own()],
    };
    let work = Work::begin();
    assert!(world.verdict().is_err());
    let report = world.report();
    assert!(!report.usable() && report.main.as_ref().unwrap().limit.is_some());
    assert!(report.limits.iter().any(|limit| limit.contains("search")), "{:?}", report.limits);
    assert!(work.spent() < Duration::from_secs(60), "{:?}", work.spent());
}

#[test]
fn the_limit_that_ended_a_search_is_named() {
    let sentence = |world: &World| {
        let report = world.report();
        assert_eq!(report.limits.len(), 1, "{:?}", report.limits);
        (report.main.as_ref().unwrap().limit, report.limits[0].clone())
    };
    // A tower of CAs, higher than any that is climbed.
    let tower: Vec<Authority> = (0..30).map(|n| Authority::new(&format!("T{n}"))).collect();
    let world = World {
        leaf: tower[0].leaf(),
        intermediates: tower.windows(2).map(|pair| pair[0].by(&pair[1], |_| {})).collect(),
        roots: vec![tower[29].own()],
    };
    let (limit, words) = sentence(&world);
    assert_eq!(limit, Some(Limit::Depth));
    assert!(words.starts_with("Paths were followed for 24 certificates"), "{words}");

    // A CA that many others signed: the paths to one more than are compared.
    let middle = Authority::new("M");
    let others: Vec<Authority> = (0..70).map(|n| Authority::new(&format!("P{n}"))).collect();
    let world = World {
        leaf: middle.leaf(),
        intermediates: others.iter().map(|other| middle.by(other, |_| {})).collect(),
        roots: vec![Authority::new("Elsewhere").own()],
    };
    let (limit, words) = sentence(&world);
    assert_eq!(limit, Some(Limit::Paths));
    assert!(words.contains("after 64 paths;"), "{words}");

    // A CA of one name with more keys than signatures are checked.
    let world = World {
        leaf: middle.leaf(),
        intermediates: (0..300).map(|_| Authority::new("M").own()).collect(),
        roots: vec![Authority::new("Elsewhere").own()],
    };
    let (limit, words) = sentence(&world);
    assert_eq!(limit, Some(Limit::Signatures));
    assert!(words.contains("after 256 signature checks;"), "{words}");

    // A thousand names, and ways through more than a thousand constraints each.
    let names: Vec<String> = (0..1_000).map(|n| format!("n{n}.example.com")).collect();
    let mut params = CertificateParams::new(names).unwrap();
    params.use_authority_key_identifier_extension = true;
    let constrained = |issuer: &Authority| {
        middle.by(issuer, |params| {
            let subtree = |n: usize| GeneralSubtree::DnsName(format!("x{n}.example.org"));
            params.name_constraints = Some(NameConstraints {
                permitted_subtrees: Vec::new(),
                excluded_subtrees: (0..1_100).map(subtree).collect(),
            });
        })
    };
    let world = World {
        leaf: middle.sign(&params, &KeyPair::generate().unwrap()),
        intermediates: others.iter().take(9).map(constrained).collect(),
        roots: vec![Authority::new("Elsewhere").own()],
    };
    let (limit, words) = sentence(&world);
    assert_eq!(limit, Some(Limit::Names));
    assert!(words.contains("comparisons of names with name constraints;"), "{words}");
}
