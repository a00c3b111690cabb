//! No input breaks the engine: damaged certificates, junk, and text of the wrong kind or size.
//!
//! Every case goes through `report::analyse`, the one door, and has to come back within a time
//! that a person would wait. A panic fails the test by itself.

use std::time::Duration;

use crate::common::work::Work;
use pemlens::input::{Source, Workspace};
use pemlens::model::{Purpose, Question, Trust};
use pemlens::report::{Report, analyse};
use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, KeyPair, KeyUsagePurpose, NameConstraints, SanType,
};

/// No single input needs as much, even in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(10);

fn give(bytes: Vec<u8>) -> Report {
    let work = Work::begin();
    let size = bytes.len();
    let report = analyse(&Workspace {
        sources: vec![Source {
            id: 1,
            name: "input".into(),
            bytes,
            trusted: false,
            ..Source::default()
        }],
        question: Question {
            at: 1_790_000_000,
            host: "www.example.com".into(),
            purpose: Some(Purpose::Server),
            trust: Trust::Given,
            ..Question::default()
        },
    });
    assert!(work.spent() < PATIENCE, "{size} bytes took {:?}", work.spent());
    report
}

/// How many problems were reported, of sources and of certificates.
fn problems(report: &Report) -> usize {
    let contents = report.sources.iter().map(|source| &source.contents);
    contents
        .map(|c| {
            c.problems.len()
                + c.certificates.iter().map(|c| c.certificate.problems.len()).sum::<usize>()
        })
        .sum()
}

fn pem(label: &str, der: &[u8]) -> Vec<u8> {
    let body = data_encoding::BASE64.encode(der);
    let lines: Vec<&str> =
        body.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n")).into_bytes()
}

/// A server certificate with many kinds of names, a CA with constraints, and a bare one.
fn certificates() -> Vec<Vec<u8>> {
    let key = KeyPair::generate().unwrap();
    let mut server = CertificateParams::new(vec!["www.example.com".to_owned()]).unwrap();
    server.distinguished_name.push(DnType::CommonName, "www.example.com");
    server.distinguished_name.push(DnType::OrganizationName, "Zürich 東京");
    server.subject_alt_names.push(SanType::IpAddress("2001:db8::1".parse().unwrap()));
    server.subject_alt_names.push(SanType::Rfc822Name("a@example.com".try_into().unwrap()));
    server.subject_alt_names.push(SanType::URI("https://example.com/".try_into().unwrap()));
    server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    server.use_authority_key_identifier_extension = true;
    // AIA with an OCSP address, must-staple, and CRL points with reasons.
    for (oid, content) in [
        (
            &[1, 3, 6, 1, 5, 5, 7, 1, 1][..],
            &b"\x30\x14\x30\x12\x06\x08\x2b\x06\x01\x05\x05\x07\x30\x01\x86\x06http:/"[..],
        ),
        (&[1, 3, 6, 1, 5, 5, 7, 1, 24], b"\x30\x03\x02\x01\x05"),
        (&[2, 5, 29, 31], b"\x30\x12\x30\x10\xa0\x0a\xa0\x08\x86\x06http:/\x81\x02\x01\x06"),
        (&[2, 16, 840, 1, 113_730, 1, 1], b"\x03\x02\x06\x40"),
    ] {
        server.custom_extensions.push(CustomExtension::from_oid_content(oid, content.to_vec()));
    }
    let mut ca = CertificateParams::default();
    ca.distinguished_name.push(DnType::CommonName, "CA");
    ca.is_ca = IsCa::Ca(BasicConstraints::Constrained(1));
    ca.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![GeneralSubtree::DnsName("example.com".into())],
        excluded_subtrees: vec![GeneralSubtree::Rfc822Name("example.org".into())],
    });
    [server, ca, CertificateParams::default()]
        .into_iter()
        .map(|params| params.self_signed(&key).unwrap().der().to_vec())
        .collect()
}

#[test]
fn whole_certificates_are_read_without_a_problem() {
    for der in certificates() {
        let report = give(der);
        assert_eq!((report.objects.len(), problems(&report)), (1, 0), "{report:?}");
    }
}

#[test]
fn every_truncation_is_reported() {
    for der in certificates() {
        for length in 1..der.len() {
            let report = give(der[..length].to_vec());
            assert!(
                problems(&report) > 0,
                "cut to {length} of {} bytes: nothing reported",
                der.len()
            );
            if length % 7 == 0 {
                give(pem("CERTIFICATE", &der[..length]));
            }
        }
        let armoured = pem("CERTIFICATE", &der);
        for length in (1..armoured.len()).step_by(5) {
            give(armoured[..length].to_vec());
        }
    }
}

/// Each byte inverted; every fifth also zero, and the long-form length of nothing.
#[test]
fn every_damaged_byte_is_survived() {
    for (number, der) in certificates().into_iter().enumerate() {
        // The first has the most kinds of fields; the others are sampled.
        for offset in (0..der.len()).step_by(if number == 0 { 1 } else { 3 }) {
            let values = if offset % 5 == 0 {
                &[0xFF, der[offset], der[offset] ^ 0x80][..]
            } else {
                &[0xFF]
            };
            for value in values {
                let mut damaged = der.clone();
                damaged[offset] ^= value;
                if offset % 11 == 0 {
                    give(pem("CERTIFICATE", &damaged));
                }
                give(damaged);
            }
        }
    }
}

#[test]
fn damaged_armour_is_survived() {
    for der in certificates() {
        let armoured = pem("CERTIFICATE", &der);
        for offset in (0..armoured.len()).step_by(3) {
            for value in [0x00, 0x80, b'-', b'\n', b'='] {
                let mut damaged = armoured.clone();
                damaged[offset] = value;
                give(damaged);
            }
        }
    }
}

/// Marsaglia's xorshift64: the same junk in every run.
struct Xorshift(u64);

impl Xorshift {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| (self.next() >> 32) as u8).collect()
    }
}

#[test]
fn junk_is_named_as_such() {
    let mut random = Xorshift(0x5DEE_CE66_D123_4567);
    for round in 0..400 {
        let length = (random.next() % 3_000) as usize + 1;
        let mut junk = random.bytes(length);
        // Half of it begins like DER.
        if round % 2 == 0 {
            let (high, low) = ((length >> 8) as u8, length as u8);
            junk.splice(0..0, [0x30, 0x82, high, low]);
        }
        let report = give(junk);
        assert!(report.objects.is_empty());
        assert!(problems(&report) > 0, "nothing reported for junk of {length} bytes");
    }
    let report = give(random.bytes(5 << 20));
    assert!(problems(&report) > 0);
}

#[test]
fn several_damaged_places_at_once_are_survived() {
    let mut random = Xorshift(0x0123_4567_89AB_CDEF);
    for der in certificates() {
        for _ in 0..400 {
            let mut damaged = der.clone();
            for _ in 0..=random.next() % 8 {
                let place = random.next() as usize % damaged.len();
                damaged[place] = random.next() as u8;
            }
            give(damaged);
        }
    }
}

#[test]
fn nothing_at_all_is_no_problem() {
    for nothing in [&b""[..], b" \r\n\t ", b"\xEF\xBB\xBF", b"\xFF\xFE"] {
        let report = give(nothing.to_vec());
        assert!(report.objects.is_empty());
    }
    assert_eq!(problems(&give(Vec::new())), 0);
}

/// `levels` values, one inside the other.
fn nested(levels: usize, header: impl Fn(usize) -> Vec<u8>) -> Vec<u8> {
    let mut value = Vec::new();
    for _ in 0..levels {
        let mut outer = header(value.len());
        outer.append(&mut value);
        value = outer;
    }
    value
}

fn definite(tag: u8) -> impl Fn(usize) -> Vec<u8> {
    move |length| match length {
        0..=0x7F => vec![tag, length as u8],
        _ => vec![tag, 0x83, (length >> 16) as u8, (length >> 8) as u8, length as u8],
    }
}

#[test]
fn deep_nesting_does_not_exhaust_the_stack() {
    for levels in [1_000, 20_000] {
        for tag in [0x30, 0x31, 0xA0, 0xA4] {
            let inside = nested(levels, definite(tag));
            give(inside.clone());
            give(nested(1, |_| definite(0x30)(inside.len())).into_iter().chain(inside).collect());
        }
        // Indefinite lengths, with and without their ends (X.690, 8.1.3.6).
        give(nested(levels, |_| vec![0x30, 0x80]));
        let mut closed = nested(levels, |_| vec![0x30, 0x80]);
        closed.extend(vec![0; levels * 2]);
        give(closed);
    }
}

#[test]
fn indefinite_nesting_inside_a_certificate_is_survived() {
    let open = [0x30, 0x80].repeat(20_000);
    for der in certificates().iter().take(1) {
        for offset in (4..der.len()).step_by(40) {
            let mut damaged = der[..offset].to_vec();
            damaged.extend_from_slice(&open);
            give(damaged);
        }
    }
}

#[test]
fn huge_declared_lengths_cost_nothing() {
    for header in [
        &b"\x30\x84\xFF\xFF\xFF\xFF"[..],
        b"\x30\x84\x7F\xFF\xFF\xFF\x30\x84\x7F\xFF\xFF\xF0",
        b"\x30\x88\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
        b"\x30\xFF\xFF",
        b"\x30\x80",
        b"\x30\x82\xFF",
        b"\x3F\xFF\xFF\xFF\xFF\x7F\x01",
    ] {
        for rest in [0, 1, 100, 100_000] {
            let mut bytes = header.to_vec();
            bytes.resize(header.len() + rest, 0x30);
            assert!(give(bytes.clone()).objects.is_empty());
            give(pem("CERTIFICATE", &bytes));
        }
    }
}

#[test]
fn ten_thousand_empty_blocks_are_counted() {
    let block = "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n";
    let report = give(block.repeat(10_000).into_bytes());
    assert_eq!(problems(&report), 10_000);
    give("-----BEGIN CERTIFICATE-----\n".repeat(10_000).into_bytes());
    give("-----BEGIN ".repeat(10_000).into_bytes());
    give("-----BEGIN X-----\n-----END ".repeat(10_000).into_bytes());
    give("-----END CERTIFICATE-----\n".repeat(10_000).into_bytes());
}

#[test]
fn megabytes_of_text_are_one_problem() {
    let report =
        give("The quick brown fox jumps over the lazy dog.\n".repeat(120_000).into_bytes());
    assert_eq!((report.objects.len(), problems(&report)), (0, 1));
    give(b"QUJD".repeat(1_300_000));
    give([b"-----BEGIN CERTIFICATE-----\n".to_vec(), b"QUJD".repeat(1_300_000)].concat());
}
