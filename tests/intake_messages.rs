//! Requests, revocation lists, OCSP responses and PKCS#7 bundles, as OpenSSL makes them
//! (tests/intake/make_messages.sh).

use std::path::Path;

use pemlens::input::{Source, Workspace};
use pemlens::model::{ItemKind, Question};
use pemlens::present;
use pemlens::report::{self, Report};
use pemlens::view::Fit;

/// Late enough for everything the script makes.
const AT: i64 = 1_795_300_000;

fn report(names: &[&str]) -> Report {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/intake/messages");
    let source = |(name, id): (&&str, u32)| Source {
        id,
        name: (*name).to_owned(),
        bytes: std::fs::read(folder.join(name)).unwrap(),
        ..Source::default()
    };
    let sources = names.iter().zip(1..).map(source).collect();
    report::analyse(&Workspace { sources, question: Question { at: AT, ..Question::default() } })
}

/// `title: words` of every item.
fn items(names: &[&str]) -> Vec<(String, Fit, String)> {
    let overview = present::overview(&report(names));
    overview.items.into_iter().map(|it| (it.title, it.fit, it.words)).collect()
}

#[test]
fn a_request_is_read_whole_under_both_labels_and_as_der() {
    for name in ["request.pem", "request-old-label.pem", "request.der"] {
        let report = report(&[name]);
        let item = &report.sources[0].contents.items[0];
        let ItemKind::Request(request) = &item.kind else { panic!("{name}: {item:?}") };
        assert_eq!(request.subject.title(), Some("www.example.com"), "{name}");
        assert_eq!(request.extensions.len(), 3, "{name}");
        assert!(request.problems.is_empty(), "{name}: {:?}", request.problems);
        assert!(report.sources[0].contents.problems.is_empty(), "{name}");
        let overview = present::overview(&report);
        let view = &overview.items[0];
        assert_eq!((view.fit, view.title.as_str()), (Fit::Good, "Request for www.example.com"));
        let value = |label: &str| {
            let field = view.fields.iter().find(|field| field.label == label);
            field.unwrap_or_else(|| panic!("{name}: no {label}")).values.clone()
        };
        assert_eq!(value("Subject alternative names").len(), 3, "{name}");
        // The challenge password is between the requester and the CA.
        assert_eq!(value("Challenge password")[0].text, "present, not shown");
        assert_eq!(value("Unstructured name")[0].text, "a box");
    }
}

#[test]
fn a_request_signed_by_another_key_is_told_from_a_good_one() {
    let [(_, fit, words)] = items(&["request-bad-signature.der"]).try_into().unwrap();
    assert_eq!(fit, Fit::Bad);
    assert!(words.contains("not made with its own key"), "{words}");
    let [(title, fit, _)] = items(&["request-plain.der"]).try_into().unwrap();
    assert_eq!((title.as_str(), fit), ("Request for plain", Fit::Good));
}

#[test]
fn a_request_and_its_certificate_find_each_other() {
    let found = items(&["www.pem", "request.pem"]);
    assert!(
        found[0].2.contains("The same key as in certificate 1 (“www.example.com”)"),
        "{found:?}"
    );
}

#[test]
fn revocation_lists_are_read_and_their_issuer_found_by_signature() {
    let alone = items(&["crl.pem"]);
    assert_eq!(alone[0].0, "Revocation list of Intake CA");
    assert_eq!(
        (alone[0].1, alone[0].2.as_str()),
        (Fit::None, "Its issuer’s certificate is not here.")
    );
    // The bundle brings the CA.
    let together = items(&["crl.der", "bundle.p7b"]);
    assert_eq!(together[0].1, Fit::Good);
    assert!(together[0].2.starts_with("Signed by certificate 2 (“Intake CA”)"), "{together:?}");

    let report = report(&["crl.pem", "crl-empty.pem"]);
    let list = |source: usize| match &report.sources[source].contents.items[0].kind {
        ItemKind::Crl(list) => list.clone(),
        other => panic!("{other:?}"),
    };
    let full = list(0);
    assert_eq!((full.entries, full.first[0].reason), (1, "keyCompromise"));
    assert!(full.first[0].at.is_some() && full.next_update > full.this_update);
    assert_eq!(list(1).entries, 0);
}

#[test]
fn an_ocsp_response_says_what_it_says_of_each_certificate() {
    let report = report(&["ocsp.der", "ocsp-try-later.der"]);
    let response = |source: usize| match &report.sources[source].contents.items[0].kind {
        ItemKind::Ocsp(response) => response.clone(),
        other => panic!("{other:?}"),
    };
    let answered = response(0);
    let states: Vec<&str> = answered.answers.iter().map(|it| it.status).collect();
    assert_eq!((answered.status, states), ("successful", vec!["good", "revoked"]));
    assert!(answered.answers[1].revoked_at.is_some());
    assert_eq!(answered.responder, "CN=Intake CA");
    let brought: Vec<String> = answered.certificates.iter().map(|c| c.title()).collect();
    assert_eq!(brought, ["Intake CA"]);
    assert!(answered.problems.is_empty(), "{:?}", answered.problems);
    assert_eq!((response(1).status, response(1).answers.len()), ("tryLater", 0));
}

#[test]
fn pkcs7_bundles_give_their_certificates_and_lists_in_every_encoding() {
    for (name, certificates, lists) in [
        ("bundle.p7b", 2, 0),
        ("bundle.der.p7b", 2, 0),
        ("bundle-with-list.p7b", 1, 1),
        ("signed-indefinite.p7m", 2, 0),
    ] {
        let report = report(&[name]);
        let contents = &report.sources[0].contents;
        let crls = contents.items.iter().filter(|it| matches!(it.kind, ItemKind::Crl(_))).count();
        assert_eq!((contents.certificates.len(), crls), (certificates, lists), "{name}");
        assert_eq!(contents.parts.len(), 1, "{name}");
        assert_eq!(contents.parts[0].what, "PKCS#7 bundle", "{name}");
        assert!(contents.certificates.iter().all(|it| it.place.part == Some(0)), "{name}");
        assert!(contents.problems.is_empty(), "{name}: {:?}", contents.problems);
    }
    let signed = report(&["signed-indefinite.p7m"]);
    assert!(signed.sources[0].contents.parts[0].notes[0].contains("signature is not checked"));
}
