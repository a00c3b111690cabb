//! What Microsoft's CAs and European trust services write into certificates is shown in words, and a
//! pair of cross certificates opens as two.

use pemlens::input::{Source, Workspace};
use pemlens::model::{Question, Time, Trust};
use pemlens::present;
use pemlens::report::{self, Report};
use rcgen::{CustomExtension, KeyPair};

use crate::common::chains;

/// A value of DER: tag, length below 65,536, content.
fn value(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut der = vec![tag];
    match length {
        0..=127 => der.push(length as u8),
        128..=255 => der.extend([0x81, length as u8]),
        _ => der.extend([0x82, (length >> 8) as u8, length as u8]),
    }
    der.extend(content);
    der
}

fn of(tag: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    value(tag, &parts.concat())
}

fn oid(arcs: &[u64]) -> Vec<u8> {
    let mut bytes = vec![(arcs[0] * 40 + arcs[1]) as u8];
    for arc in &arcs[2..] {
        let mut digits = vec![(arc & 0x7F) as u8];
        let mut rest = arc >> 7;
        while rest > 0 {
            digits.push((rest & 0x7F) as u8 | 0x80);
            rest >>= 7;
        }
        digits.reverse();
        bytes.extend(digits);
    }
    value(6, &bytes)
}

fn examined(bytes: Vec<u8>) -> Report {
    let source = Source { id: 0, name: "given".into(), bytes, ..Source::default() };
    let question = Question {
        at: Time::parse("2026-11-21").unwrap().0,
        trust: Trust::Auto,
        ..Question::default()
    };
    report::analyse(&Workspace { sources: vec![source], question })
}

/// What is shown of a certificate's extension with that identifier: label and text of each value.
fn shown(id: &[u64], content: Vec<u8>) -> Vec<(String, String)> {
    let mut params = chains::server();
    params.custom_extensions.push(CustomExtension::from_oid_content(id, content));
    let pem = params.self_signed(&KeyPair::generate().unwrap()).unwrap().pem();
    let sheet = present::sheet(&examined(pem.into_bytes()), 0).expect("a certificate");
    let text: Vec<String> = id.iter().map(u64::to_string).collect();
    let mut fields = sheet.groups.into_iter().flat_map(|group| group.fields);
    let field = fields.find(|field| field.oid == text.join(".")).expect("the extension");
    field.values.into_iter().map(|value| (value.label, value.text)).collect()
}

fn pair_of(label: &str, text: &str) -> (String, String) {
    (label.to_owned(), text.to_owned())
}

#[test]
fn what_microsoft_writes_is_shown() {
    let ms = |rest: &[u64]| [&[1, 3, 6, 1, 4, 1, 311][..], rest].concat();
    let sid = b"S-1-5-21-349475433-3882345442-429167675-1670";
    let name = of(0xA0, &[oid(&ms(&[25, 2, 1])), of(0xA0, &[value(4, sid)])]);
    let account = shown(&ms(&[25, 2]), of(0x30, &[name]));
    assert_eq!(account, [pair_of("account SID", std::str::from_utf8(sid).unwrap())]);

    let template = [oid(&ms(&[21, 8, 1234, 5])), value(2, &[100]), value(2, &[4])];
    let template = shown(&ms(&[21, 7]), of(0x30, &template));
    let id = "1.3.6.1.4.1.311.21.8.1234.5";
    assert_eq!(template, [pair_of("template", id), pair_of("version", "100.4")]);

    let name: Vec<u8> = "Machine".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(shown(&ms(&[20, 2]), value(30, &name)), [pair_of("template", "Machine")]);

    let policy = of(0x30, &[oid(&[1, 3, 6, 1, 5, 5, 7, 3, 2])]);
    let policies = shown(&ms(&[21, 10]), of(0x30, &[policy]));
    assert_eq!(policies.len(), 1);
    assert_eq!(policies[0].0, "use");
}

#[test]
fn statements_about_qualified_certificates_are_shown() {
    let etsi = |last: u64| oid(&[0, 4, 0, 1862, 1, last]);
    let kind = of(0x30, &[etsi(6), of(0x30, &[oid(&[0, 4, 0, 1862, 1, 6, 3])])]);
    let place = of(0x30, &[value(22, b"https://pds.example/en.pdf"), value(19, b"en")]);
    let places = of(0x30, &[etsi(5), of(0x30, &[place])]);
    let role = of(0x30, &[oid(&[0, 4, 0, 19495, 1, 3]), value(12, b"PSP_AI")]);
    let authority = [of(0x30, &[role]), value(12, b"Authority"), value(12, b"XX-NCA")];
    let payment = of(0x30, &[oid(&[0, 4, 0, 19495, 2]), of(0x30, &authority)]);
    let strange = of(0x30, &[oid(&[1, 2, 3, 4])]);
    let list = of(0x30, &[of(0x30, &[etsi(1)]), kind, places, payment, strange]);
    let said = shown(&[1, 3, 6, 1, 5, 5, 7, 1, 3], list);
    let expected = [
        pair_of("statement", "qualified certificate (EU)"),
        pair_of("type", "website authentication"),
        pair_of("disclosure statement (PDS)", "https://pds.example/en.pdf (en)"),
        pair_of("PSD2", "role PSP_AI: account information"),
        pair_of("PSD2", "authorised by Authority (XX-NCA)"),
        pair_of("statement", "1.2.3.4"),
    ];
    assert_eq!(said, expected);
}

#[test]
fn what_is_not_to_the_standard_is_shown_by_its_bytes() {
    let said = shown(&[1, 3, 6, 1, 4, 1, 311, 25, 2], vec![0x30, 0x02, 0x05, 0x00]);
    assert_eq!(said.len(), 1);
    assert!(said[0].1.starts_with("30"), "{said:?}");
}

#[test]
fn a_pair_of_cross_certificates_opens_as_two() {
    let made = |name: &str| {
        let mut params = chains::ca(name);
        params.custom_extensions.clear();
        params.self_signed(&KeyPair::generate().unwrap()).unwrap().der().to_vec()
    };
    let (forward, reverse) = (made("Forward"), made("Reverse"));
    let both = of(0x30, &[value(0xA0, &forward), value(0xA1, &reverse)]);
    let report = examined(both);
    let titles: Vec<String> = (0..2)
        .filter_map(|index| report.certificate(index))
        .map(pemlens::model::Certificate::title)
        .collect();
    assert_eq!(titles, ["Forward", "Reverse"]);
    // One of them may be absent.
    let one = examined(of(0x30, &[value(0xA1, &reverse)]));
    assert_eq!(one.certificate(0).map(|it| it.title()).as_deref(), Some("Reverse"));
}
