//! Which lines of the list of all certificates are seen, and in which order.

use pemlens::input::{Source, Workspace};
use pemlens::model::{Question, Time};
use pemlens::present::{choose, rows};
use pemlens::report::{Report, analyse};
use pemlens::view::{ListAsk, ListOrder};
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, date_time_ymd};

/// Self-signed certificates: name, a further DNS name, and the year in which it ends.
fn report(certificates: &[(&str, &str, i32)]) -> Report {
    let pem = |(name, dns, ends): &(&str, &str, i32)| {
        let mut params = CertificateParams::new(vec![(*dns).to_owned()]).unwrap();
        params.distinguished_name = DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, *name);
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(*ends, 1, 1);
        params.self_signed(&KeyPair::generate().unwrap()).unwrap().pem()
    };
    let text: String = certificates.iter().map(pem).collect();
    let source =
        Source { name: "bundle.pem".into(), bytes: text.into_bytes(), ..Source::default() };
    let at = Time::parse("2026-11-30").unwrap().0;
    let question = Question { at, ..Question::default() };
    analyse(&Workspace { sources: vec![source], question })
}

fn three() -> Report {
    report(&[
        ("Zebra", "zebra.example", 2024),
        ("apple", "apple.example", 2040),
        ("Müller", "mill.example", 2030),
    ])
}

fn chosen(report: &Report, find: &str, order: ListOrder) -> Vec<usize> {
    choose(report, &ListAsk { run: 1, find: find.into(), order })
}

#[test]
fn every_word_must_occur_somewhere() {
    let report = three();
    let found = |words| chosen(&report, words, ListOrder::Given);
    assert_eq!(found(""), [0, 1, 2]);
    assert_eq!(found("  EXPIRED "), [0]);
    assert_eq!(found("mill.example"), [2], "a name that the line does not show");
    assert_eq!(found("müller bundle.pem"), [2], "its file too");
    assert_eq!(found("apple expired"), [0_usize; 0]);
    let sha256 = pemlens::crypto::id(report.certificate(1).unwrap());
    assert_eq!(found(&sha256.to_uppercase()), [1]);
}

#[test]
fn lines_are_sorted_as_people_read_them() {
    let report = three();
    assert_eq!(chosen(&report, "", ListOrder::Name), [1, 2, 0], "small letters are no others");
    assert_eq!(chosen(&report, "", ListOrder::Ends), [0, 2, 1]);
    assert_eq!(chosen(&report, "example", ListOrder::Given), [0, 1, 2]);
}

#[test]
fn lines_come_in_blocks_of_what_was_chosen() {
    let report = three();
    let order = chosen(&report, "", ListOrder::Ends);
    let titles = |from, to| -> Vec<String> {
        rows(&report, Some(&order), from, to).into_iter().map(|it| it.title).collect()
    };
    assert_eq!(titles(0, 2), ["Zebra", "Müller"]);
    assert_eq!(titles(2, 100), ["apple"]);
    assert_eq!(titles(5, 9), [""; 0]);
    assert_eq!(rows(&report, None, 0, 9).len(), 3);
}
