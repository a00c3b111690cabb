//! Chains made here, each with one fault, for tests that ask programs about all of them.

use pemlens::decode;
use pemlens::input::Source;
use pemlens::model::Certificate;
use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, SanType,
    date_time_ymd,
};

/// A CA: 2020 to 2040.
pub fn ca(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.use_authority_key_identifier_extension = true;
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2040, 1, 1);
    params
}

/// A leaf for www.example.com: the year 2026.
pub fn server() -> CertificateParams {
    let mut params = CertificateParams::new(vec!["www.example.com".to_owned()]).unwrap();
    params.distinguished_name.push(DnType::CommonName, "www.example.com");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.use_authority_key_identifier_extension = true;
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2026, 12, 31);
    params
}

pub fn read(pem: &str) -> Certificate {
    let source = Source { bytes: pem.as_bytes().to_vec(), ..Source::default() };
    decode::read(&source, &mut |_| {}).certificates.remove(0).certificate
}

pub type Change = fn(&mut CertificateParams);

/// What is done to leaf, intermediate and root.
pub const CHANGES: &[(&str, Change, Change, Change)] = &[
    ("nothing", |_| {}, |_| {}, |_| {}),
    ("expired leaf", |it| it.not_after = date_time_ymd(2026, 2, 1), |_| {}, |_| {}),
    ("leaf of the future", |it| it.not_before = date_time_ymd(2026, 12, 1), |_| {}, |_| {}),
    ("expired intermediate", |_| {}, |it| it.not_after = date_time_ymd(2021, 1, 1), |_| {}),
    ("expired root", |_| {}, |_| {}, |it| it.not_after = date_time_ymd(2021, 1, 1)),
    (
        "client's leaf",
        |it| it.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth],
        |_| {},
        |_| {},
    ),
    ("any use", |it| it.extended_key_usages = vec![ExtendedKeyUsagePurpose::Any], |_| {}, |_| {}),
    ("no use", |it| it.extended_key_usages.clear(), |_| {}, |_| {}),
    (
        "use not nested",
        |_| {},
        |it| it.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth],
        |_| {},
    ),
    ("no signing", |it| it.key_usages = vec![KeyUsagePurpose::CrlSign], |_| {}, |_| {}),
    ("leaf as CA", |it| it.is_ca = IsCa::Ca(BasicConstraints::Unconstrained), |_| {}, |_| {}),
    ("no CA", |_| {}, |it| it.is_ca = IsCa::ExplicitNoCa, |_| {}),
    ("no basic constraints", |_| {}, |it| it.is_ca = IsCa::NoCa, |_| {}),
    ("CA that may not sign", |_| {}, |it| it.key_usages = vec![KeyUsagePurpose::CrlSign], |_| {}),
    ("short path", |_| {}, |_| {}, |it| it.is_ca = IsCa::Ca(BasicConstraints::Constrained(0))),
    ("no names", |it| it.subject_alt_names.clear(), |_| {}, |_| {}),
    (
        "an address",
        |it| it.subject_alt_names = vec![SanType::IpAddress([192, 0, 2, 1].into())],
        |_| {},
        |_| {},
    ),
    ("no key identifier", |it| it.use_authority_key_identifier_extension = false, |_| {}, |_| {}),
    ("unknown critical", |it| critical(it), |_| {}, |_| {}),
    ("unknown critical of a CA", |_| {}, |it| critical(it), |_| {}),
    ("permitted names", |_| {}, |it| constrain(it, true), |_| {}),
    ("excluded names", |_| {}, |it| constrain(it, false), |_| {}),
    ("constrained root", |_| {}, |_| {}, |it| constrain(it, true)),
];

fn critical(params: &mut CertificateParams) {
    let mut unknown = CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 55555, 1], vec![5, 0]);
    unknown.set_criticality(true);
    params.custom_extensions.push(unknown);
}

fn constrain(params: &mut CertificateParams, permit: bool) {
    let name = |name: &str| vec![GeneralSubtree::DnsName(name.to_owned())];
    params.name_constraints = Some(match permit {
        true => {
            NameConstraints { permitted_subtrees: name("example.org"), excluded_subtrees: vec![] }
        }
        false => {
            NameConstraints { permitted_subtrees: vec![], excluded_subtrees: name("example.com") }
        }
    });
}

/// A leaf, an intermediate and a root, as PEM.
pub fn chain((_, leaf, middle, root): &(&str, Change, Change, Change)) -> [String; 3] {
    let [root_key, middle_key, leaf_key] = [(); 3].map(|()| KeyPair::generate().unwrap());
    let (mut top, mut between, mut end) = (ca("Root"), ca("Middle"), server());
    root(&mut top);
    middle(&mut between);
    leaf(&mut end);
    let root = top.self_signed(&root_key).unwrap();
    let middle = between.signed_by(&middle_key, &Issuer::new(top, &root_key)).unwrap();
    let leaf = end.signed_by(&leaf_key, &Issuer::new(between, &middle_key)).unwrap();
    [leaf.pem(), middle.pem(), root.pem()]
}
