//! What changed: every kind of change with two certificates that have it and two that have not, the
//! page's choice of what to compare, requests, and the command line.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use pemlens::diff::{Change, Diff, Kind, Weight};
use pemlens::input::{Source, Workspace};
use pemlens::model::{Question, Time};
use pemlens::present;
use pemlens::report::{Report, analyse};
use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose as Use, IsCa, Issuer, KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256,
    PKCS_ED25519, SanType, date_time_ymd,
};

const NOW: &str = "2026-11-29";

/// The keys and the CAs of a test: made once, so that only what a test changes differs.
struct World {
    root: (CertificateParams, KeyPair),
    middle: (CertificateParams, KeyPair),
    leaf: KeyPair,
    /// Intermediate and root, as PEM.
    above: [String; 2],
}

fn ca(name: &str) -> CertificateParams {
    let mut ca = CertificateParams::default();
    ca.distinguished_name = DistinguishedName::new();
    ca.distinguished_name.push(DnType::CommonName, name);
    ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    ca.not_before = date_time_ymd(2020, 1, 1);
    ca.not_after = date_time_ymd(2040, 1, 1);
    ca
}

fn key() -> KeyPair {
    KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap()
}

impl World {
    fn new() -> Self {
        Self::under(("Top", key()), ("Issuing", key()))
    }

    fn under(root: (&str, KeyPair), middle: (&str, KeyPair)) -> Self {
        let (root, middle) = ((ca(root.0), root.1), (ca(middle.0), middle.1));
        let top = Issuer::from_params(&root.0, &root.1);
        let above = [
            middle.0.clone().signed_by(&middle.1, &top).unwrap().pem(),
            root.0.clone().self_signed(&root.1).unwrap().pem(),
        ];
        Self { root, middle, leaf: key(), above }
    }

    /// Leaf and intermediate, and the root, where they are wanted.
    fn chain(&self, leaf: CertificateParams, with: [bool; 2]) -> String {
        let between = Issuer::from_params(&self.middle.0, &self.middle.1);
        let mut text = leaf.signed_by(&self.leaf, &between).unwrap().pem();
        for (above, wanted) in self.above.iter().zip(with) {
            text += if wanted { above } else { "" };
        }
        text
    }
}

fn copy(key: &KeyPair) -> KeyPair {
    KeyPair::from_pem(&key.serialize_pem()).unwrap()
}

/// A request for the same as a certificate.
fn request(mut asked: CertificateParams, key: &KeyPair) -> String {
    let usual = CertificateParams::default();
    (asked.not_before, asked.not_after) = (usual.not_before, usual.not_after);
    asked.serial_number = None;
    asked.serialize_request(key).unwrap().pem().unwrap()
}

fn leaf() -> CertificateParams {
    let mut leaf = CertificateParams::new(vec!["www.example.com".to_owned()]).unwrap();
    leaf.distinguished_name = DistinguishedName::new();
    leaf.distinguished_name.push(DnType::CommonName, "www.example.com");
    leaf.extended_key_usages = vec![Use::ServerAuth];
    leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::KeyEncipherment];
    leaf.not_before = date_time_ymd(2026, 10, 1);
    leaf.not_after = date_time_ymd(2026, 12, 31);
    leaf.serial_number = Some(7u64.into());
    leaf
}

fn name(leaf: &mut CertificateParams, name: &str) {
    leaf.subject_alt_names.push(SanType::DnsName(name.try_into().unwrap()));
}

fn report(files: &[&str], public: bool) -> Report {
    let source = |(id, text): (usize, &&str)| Source {
        id: id as u32,
        name: format!("file {id}"),
        bytes: text.as_bytes().to_vec(),
        as_public: public,
        ..Source::default()
    };
    let question = Question { at: Time::parse(NOW).unwrap().0, ..Question::default() };
    analyse(&Workspace { sources: files.iter().enumerate().map(source).collect(), question })
}

fn diff(old: &str, new: &str) -> Diff {
    present::diff(&report(&[old], false), &report(&[new], false)).unwrap()
}

fn change(diff: &Diff, kind: Kind) -> Option<&Change> {
    diff.changes.iter().find(|change| change.kind == kind)
}

#[track_caller]
fn weighs(diff: &Diff, kind: Kind, weight: Weight) -> &Change {
    let change = change(diff, kind).unwrap_or_else(|| panic!("no change of the {}", kind.word()));
    assert_eq!(change.weight, weight, "{change:?}");
    change
}

type Alter = fn(&mut CertificateParams);

/// What is done to the old leaf and to the new one, what that is, and what it weighs.
const LEAVES: &[(Alter, Alter, Kind, Weight)] = &[
    (|it| name(it, "a.example.com"), |_| {}, Kind::Names, Weight::Breaks),
    (|_| {}, |it| name(it, "a.example.com"), Kind::Names, Weight::Told),
    (|it| name(it, "a.example.com"), |it| name(it, "*.example.com"), Kind::Names, Weight::Told),
    (|it| name(it, "a.b.example.com"), |it| name(it, "*.example.com"), Kind::Names, Weight::Breaks),
    (|it| it.extended_key_usages.push(Use::ClientAuth), |_| {}, Kind::Usage, Weight::Breaks),
    (|_| {}, |it| it.extended_key_usages.push(Use::ClientAuth), Kind::Usage, Weight::Told),
    (|_| {}, |it| it.extended_key_usages = vec![Use::ClientAuth], Kind::Usage, Weight::Breaks),
    (
        |_| {},
        |it| it.key_usages = vec![KeyUsagePurpose::KeyEncipherment],
        Kind::KeyUsage,
        Weight::Breaks,
    ),
    (
        |_| {},
        |it| it.key_usages = vec![KeyUsagePurpose::DigitalSignature],
        Kind::KeyUsage,
        Weight::Depends,
    ),
    (
        |_| {},
        |it| it.key_usages.push(KeyUsagePurpose::DataEncipherment),
        Kind::KeyUsage,
        Weight::Told,
    ),
    (
        |_| {},
        |it| it.distinguished_name.push(DnType::OrganizationName, "Example"),
        Kind::Subject,
        Weight::Depends,
    ),
    (|_| {}, staple, Kind::Stapling, Weight::Depends),
    (staple, |_| {}, Kind::Stapling, Weight::Told),
    (|_| {}, |it| list_at(it, "http://new.example/ca.crl"), Kind::Addresses, Weight::Depends),
    (|it| list_at(it, "http://old.example/ca.crl"), |_| {}, Kind::Addresses, Weight::Told),
    (policy, |_| {}, Kind::Policies, Weight::Depends),
    (|_| {}, policy, Kind::Policies, Weight::Told),
    (|_| {}, |it| it.serial_number = Some(8u64.into()), Kind::Identifiers, Weight::Depends),
    (|_| {}, |it| it.not_after = date_time_ymd(2026, 12, 30), Kind::Validity, Weight::Depends),
    (|_| {}, |it| it.not_after = date_time_ymd(2027, 1, 30), Kind::Validity, Weight::Told),
    (
        |it| it.not_after = date_time_ymd(2026, 11, 1),
        |it| it.not_before = date_time_ymd(2026, 11, 2),
        Kind::Gap,
        Weight::Breaks,
    ),
    (|_| {}, |it| it.not_before = date_time_ymd(2027, 1, 2), Kind::Gap, Weight::Breaks),
    (|_| {}, |it| it.not_before = date_time_ymd(2026, 12, 2), Kind::Answer, Weight::Breaks),
    (|_| {}, |it| it.not_before = date_time_ymd(2026, 12, 2), Kind::Programs, Weight::Breaks),
];

fn staple(leaf: &mut CertificateParams) {
    let oid = [1, 3, 6, 1, 5, 5, 7, 1, 24];
    leaf.custom_extensions.push(CustomExtension::from_oid_content(&oid, vec![0x30, 3, 2, 1, 5]));
}

fn policy(leaf: &mut CertificateParams) {
    // One policy, 2.23.140.1.1.
    let value = vec![0x30, 0x09, 0x30, 0x07, 0x06, 0x05, 0x67, 0x81, 0x0c, 0x01, 0x01];
    leaf.custom_extensions.push(CustomExtension::from_oid_content(&[2, 5, 29, 32], value));
}

fn list_at(leaf: &mut CertificateParams, address: &str) {
    let point = rcgen::CrlDistributionPoint { uris: vec![address.to_owned()] };
    leaf.crl_distribution_points = vec![point];
}

#[test]
fn each_change_of_a_leaf_is_found_and_weighed() {
    let world = World::new();
    for (number, (old, new, kind, weight)) in LEAVES.iter().enumerate() {
        let (mut before, mut after) = (leaf(), leaf());
        old(&mut before);
        new(&mut after);
        let whole = [true, true];
        let found = diff(&world.chain(before, whole), &world.chain(after, whole));
        let change = change(&found, *kind).unwrap_or_else(|| panic!("{number}: {found:?}"));
        assert_eq!(change.weight, *weight, "{number}: {change:?}");
        assert_eq!(found.breaks(false), found.changes.iter().any(|it| it.weight == Weight::Breaks));
        assert!(found.changes.is_sorted_by_key(|change| change.weight));
        for change in &found.changes {
            assert!(change.what.ends_with('.'), "{change:?}");
            assert!(
                change.weight == Weight::Told
                    || !change.who.is_empty()
                    || change.kind == Kind::Answer
            );
        }
    }
}

#[test]
fn a_plain_renewal_loses_nothing() {
    let world = World::new();
    let mut after = leaf();
    after.serial_number = Some(8u64.into());
    after.not_before = date_time_ymd(2026, 11, 20);
    after.not_after = date_time_ymd(2027, 2, 19);
    let whole = [true, true];
    let found = diff(&world.chain(leaf(), whole), &world.chain(after, whole));
    assert!(!found.breaks(false) && found.breaks(true), "{found:?}");
    let kinds: Vec<Kind> = found.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [Kind::Identifiers, Kind::Validity, Kind::Key]);
    assert_eq!(weighs(&found, Kind::Key, Weight::Told).what, "It has the same key.");
    let same = world.chain(leaf(), whole);
    let same = diff(&same, &same);
    assert_eq!(
        weighs(&same, Kind::Identifiers, Weight::Told).what,
        "It is the very same certificate."
    );
    assert!(!same.breaks(true));
    assert!(present::diff_head(&found).starts_with("Nothing that the old one could do is lost."));
    // What ended before today is judged by a time at which it was valid.
    let mut ended = leaf();
    ended.not_after = date_time_ymd(2026, 11, 1);
    let mut new = leaf();
    new.extended_key_usages = vec![Use::ClientAuth];
    let found = diff(&world.chain(ended, whole), &world.chain(new, whole));
    weighs(&found, Kind::Programs, Weight::Breaks);
}

#[test]
fn what_lost_client_auth_is_refused_by_programs_that_are_named() {
    let world = World::new();
    let mut both = leaf();
    both.extended_key_usages.push(Use::ClientAuth);
    let whole = [true, true];
    let found = diff(&world.chain(both, whole), &world.chain(leaf(), whole));
    let usage = weighs(&found, Kind::Usage, Weight::Breaks);
    assert_eq!(usage.gone, ["clientAuth"]);
    assert!(usage.who.starts_with("Refused by OpenSSL 3"), "{}", usage.who);
}

#[test]
fn another_key_is_told_with_both_pins() {
    let world = World::new();
    let mut other = World::under(("Top", copy(&world.root.1)), ("Issuing", copy(&world.middle.1)));
    let whole = [true, true];
    let found = diff(&world.chain(leaf(), whole), &other.chain(leaf(), whole));
    let key = weighs(&found, Kind::Key, Weight::Depends);
    assert!(key.gone[0].starts_with("sha256/") && key.gone != key.come, "{key:?}");
    assert!(change(&found, Kind::KeyKind).is_none());
    other.leaf = KeyPair::generate_for(&PKCS_ED25519).unwrap();
    let found = diff(&world.chain(leaf(), whole), &other.chain(leaf(), whole));
    let kind = weighs(&found, Kind::KeyKind, Weight::Depends);
    assert_eq!((kind.gone[0].as_str(), kind.come[0].as_str()), ("EC P-256", "Ed25519"));
}

#[test]
fn issuers_that_changed_or_are_missing_are_told() {
    let (world, other) = (World::new(), World::new());
    let whole = [true, true];
    // Another root, and another intermediate of the same name.
    let found = diff(&world.chain(leaf(), whole), &other.chain(leaf(), whole));
    weighs(&found, Kind::Root, Weight::Breaks);
    weighs(&found, Kind::Intermediates, Weight::Depends);
    assert!(change(&found, Kind::Issuer).is_none());
    // The same root, and an intermediate of another name.
    let other = World::under(("Top", copy(&world.root.1)), ("Issuing 2", key()));
    let found = diff(&world.chain(leaf(), whole), &other.chain(leaf(), whole));
    assert!(change(&found, Kind::Root).is_none());
    assert_eq!(weighs(&found, Kind::Issuer, Weight::Depends).come, ["CN=Issuing 2"]);
    let between = weighs(&found, Kind::Intermediates, Weight::Depends);
    assert_eq!(
        (between.gone.as_slice(), between.come.as_slice()),
        (&["Issuing".to_owned()][..], &["Issuing 2".to_owned()][..])
    );
    // The new file lacks it.
    let found = diff(&world.chain(leaf(), whole), &world.chain(leaf(), [false, true]));
    let lacking = weighs(&found, Kind::Intermediates, Weight::Breaks);
    assert_eq!(lacking.come, ["Issuing"]);
    // Neither file has it: nothing was lost.
    let found = diff(&world.chain(leaf(), [false, true]), &world.chain(leaf(), [false, true]));
    assert!(change(&found, Kind::Intermediates).is_none());
}

#[test]
fn a_public_root_in_fewer_stores_is_told_by_its_stores() {
    use pemlens::trust::{store, stores, whole};
    // Roots of the store, compared as certificates: they end at themselves.
    let held = |names: &[&str]| {
        (0..store().len()).find_map(|index| {
            let of = stores::of_root(store().root(index)?)?.names();
            (of == names).then(|| whole::certificate(index)).flatten()
        })
    };
    let everywhere = held(&["Mozilla", "Microsoft", "Apple", "Android"]).unwrap();
    let Some(fewer) = held(&["Mozilla", "Microsoft", "Android"]) else {
        panic!("no root is missing from Apple's store alone");
    };
    let file = |der: &[u8]| {
        let source = Source { name: "root.der".into(), bytes: der.to_vec(), ..Source::default() };
        let question = Question { at: Time::parse(NOW).unwrap().0, ..Question::default() };
        analyse(&Workspace { sources: vec![source], question })
    };
    let found = present::diff(&file(&everywhere.der), &file(&fewer.der)).unwrap();
    let stores = weighs(&found, Kind::Stores, Weight::Breaks);
    assert_eq!(stores.gone, ["Apple"]);
    let found = present::diff(&file(&fewer.der), &file(&everywhere.der)).unwrap();
    assert!(change(&found, Kind::Stores).is_none());
    weighs(&found, Kind::Root, Weight::Depends);
}

#[test]
fn lost_timestamps_break_a_public_certificate_alone() {
    let world = World::new();
    let mut stamped = leaf();
    // One timestamp of an unknown log, version 1, without extensions, ECDSA with SHA-256.
    let mut sct = vec![0];
    sct.extend([7; 32]);
    sct.extend(1_790_000_000_000u64.to_be_bytes());
    sct.extend([0, 0, 4, 3, 0, 8, 0x30, 6, 2, 1, 1, 2, 1, 1]);
    let mut list = ((sct.len() + 2) as u16).to_be_bytes().to_vec();
    list.extend((sct.len() as u16).to_be_bytes());
    list.extend(&sct);
    let mut value = vec![4, list.len() as u8];
    value.extend(list);
    let oid = [1, 3, 6, 1, 4, 1, 11129, 2, 4, 2];
    stamped.custom_extensions.push(CustomExtension::from_oid_content(&oid, value));
    let whole = [true, true];
    let (old, new) = (world.chain(stamped, whole), world.chain(leaf(), whole));
    for (public, weight) in [(true, Weight::Breaks), (false, Weight::Told)] {
        let found = present::diff(&report(&[&old], public), &report(&[&new], public)).unwrap();
        weighs(&found, Kind::Timestamps, weight);
    }
}

#[test]
fn a_request_is_compared_with_what_came_back() {
    let world = World::new();
    let mut asked = leaf();
    asked.extended_key_usages.push(Use::ClientAuth);
    name(&mut asked, "a.example.com");
    let text = request(asked, &world.leaf);
    let chain = world.chain(leaf(), [true, true]);
    let found = diff(&text, &chain);
    assert_eq!(found.old.what, "Request");
    assert_eq!(weighs(&found, Kind::Names, Weight::Breaks).gone, ["a.example.com"]);
    assert_eq!(weighs(&found, Kind::Usage, Weight::Breaks).gone, ["clientAuth"]);
    weighs(&found, Kind::Key, Weight::Told);
    let text = request(leaf(), &world.leaf);
    let found = diff(&text, &chain);
    assert!(!found.breaks(true), "{found:?}");
    let text = request(leaf(), &key());
    weighs(&diff(&text, &chain), Kind::Key, Weight::Breaks);
}

#[test]
fn the_page_compares_a_renewal_and_not_what_serves_side_by_side() {
    let world = World::new();
    let old = world.chain(leaf(), [true, true]);
    let notes = |files: &[&str]| present::diff_notes(&report(files, false));
    let mut renewed = leaf();
    renewed.not_before = date_time_ymd(2026, 11, 20);
    renewed.not_after = date_time_ymd(2027, 2, 1);
    let new = world.chain(renewed.clone(), [false, false]);
    for files in [[&old, &new], [&new, &old]] {
        let (head, notes) = notes(&[files[0], files[1]]);
        assert!(head.contains("Nothing that the old one could do is lost."), "{head}");
        assert!(
            notes.iter().any(|note| note.title == "It has the same key." && note.word == "fine")
        );
    }
    // No name in common.
    let mut other = renewed.clone();
    other.subject_alt_names = vec![SanType::DnsName("other.example.com".try_into().unwrap())];
    assert_eq!(notes(&[&old, &world.chain(other, [false, false])]), (String::new(), vec![]));
    // No use in common: the two sides of mutual TLS.
    let mut client = renewed.clone();
    client.extended_key_usages = vec![Use::ClientAuth];
    assert_eq!(notes(&[&old, &world.chain(client, [false, false])]), (String::new(), vec![]));
    // Keys of two kinds from the same day.
    let mut beside = World::new();
    beside.leaf = KeyPair::generate_for(&PKCS_ED25519).unwrap();
    assert_eq!(notes(&[&old, &beside.chain(leaf(), [false, false])]), (String::new(), vec![]));
    // Its request.
    let text = request(leaf(), &world.leaf);
    let (head, _) = notes(&[&old, &text]);
    assert!(head.starts_with("From the request to the certificate: Nothing"), "{head}");
    // A certificate alone.
    assert_eq!(notes(&[&old]), (String::new(), vec![]));
}

#[test]
fn thousands_of_names_are_compared_and_a_part_is_told() {
    let world = World::new();
    let mut many = leaf();
    for number in 0..3_000 {
        name(&mut many, &format!("host-{number}.example.com"));
    }
    let whole = [true, true];
    let found = diff(&world.chain(many, whole), &world.chain(leaf(), whole));
    let names = weighs(&found, Kind::Names, Weight::Breaks);
    assert_eq!(names.gone.len(), pemlens::diff::LISTED);
}

#[test]
fn the_command_line_says_whether_something_breaks() {
    let folder = folder("cli");
    let world = World::new();
    let mut lost = leaf();
    lost.subject_alt_names = vec![SanType::DnsName("new.example.com".try_into().unwrap())];
    let mut renewed = leaf();
    renewed.serial_number = Some(9u64.into());
    let text = request(leaf(), &world.leaf);
    let files = [
        ("old.pem", world.chain(leaf(), [true, true])),
        ("lost.pem", world.chain(lost, [true, true])),
        ("new.pem", world.chain(renewed, [true, true])),
        ("request.pem", text),
        ("nothing.txt", "nothing".to_owned()),
    ];
    for (name, text) in &files {
        fs::write(folder.join(name), text).unwrap();
    }
    let run = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_pemlens"));
        program.arg("diff").args(["--at", NOW]).args(arguments).current_dir(&folder);
        let output = program.stdin(Stdio::null()).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(run(&["old.pem", "new.pem"]).0, 0);
    assert_eq!(run(&["--pinned", "old.pem", "new.pem"]).0, 1);
    assert_eq!(run(&["request.pem", "new.pem"]).0, 0);
    assert_eq!(run(&["old.pem"]).0, 2);
    assert_eq!(run(&["old.pem", "nothing.txt"]).0, 2);
    assert_eq!(run(&["nothing.txt", "new.pem"]).0, 2);
    assert_eq!(run(&["old.pem", "absent.pem"]).0, 2);
    assert_eq!(run(&["--trust", "old.pem", "old.pem", "new.pem"]).0, 0);
    let (code, text) = run(&["old.pem", "lost.pem"]);
    assert_eq!(code, 1);
    assert!(
        text.contains("breaks   Names went.\n       - www.example.com\n       + new.example.com"),
        "{text}"
    );
    let (_, json) = run(&["--format", "json", "old.pem", "lost.pem"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["version"], &json["breaks"]), (&1.into(), &true.into()));
    let kinds: Vec<&str> =
        json["changes"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"names") && kinds.contains(&"key"), "{kinds:?}");
    let (_, markdown) = run(&["--format", "markdown", "old.pem", "lost.pem"]);
    assert!(markdown.contains("## breaks: Names went."), "{markdown}");
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("diff-{name}"));
    fs::create_dir_all(&folder).unwrap();
    folder
}
