//! Every extension of every certificate absent, critical or not, malformed, twice; and what the
//! common ones may hold.

use super::Add;
use super::chain::{
    AIA, AKI, BASIC, CRL_POINTS, EKU, Ext, KEY_USAGE, PLACES, POLICIES, Place, SAN, SKI, int_of,
};
use super::der::{boolean, context, octets, oid, seq, tlv};

/// A way to be malformed or unusual, for any extension, and what it is called.
type Way = (&'static str, fn(&mut Ext));

const WAYS: &[Way] = &[
    ("critical-turned", |ext| {
        ext.critical = if ext.critical.is_empty() { boolean() } else { Vec::new() };
    }),
    ("critical-false-written", |ext| ext.critical = vec![1, 1, 0]),
    ("critical-is-one", |ext| ext.critical = vec![1, 1, 1]),
    ("empty", |ext| ext.value.clear()),
    ("null", |ext| ext.value = vec![5, 0]),
    ("trailing", |ext| ext.value.push(0)),
    ("trailing-null", |ext| ext.value.extend([5, 0])),
    ("cut", |ext| {
        ext.value.pop();
    }),
    ("other-tag", |ext| ext.value[0] ^= 1),
    ("long-length", |ext| {
        let length = ext.value[1];
        ext.value.splice(1..2, [0x81, length]);
    }),
    ("in-bit-string", |ext| ext.tag = 3),
    ("empty-sequence", |ext| ext.value = vec![0x30, 0]),
];

fn all_of(place: Place) -> &'static [&'static str] {
    match place {
        Place::Leaf => &[BASIC, KEY_USAGE, EKU, SAN, SKI, AKI, AIA, CRL_POINTS, POLICIES],
        Place::Int => &[BASIC, KEY_USAGE, EKU, SKI, AKI, AIA, CRL_POINTS, POLICIES],
        Place::Root => &[BASIC, KEY_USAGE, SKI],
    }
}

pub fn add(add: &mut Add<'_>) {
    for (place, called) in PLACES {
        for id in all_of(place).iter().copied() {
            add(format!("{called}/{id}/absent"), &|chain| chain.at(place).remove(id));
            add(format!("{called}/{id}/twice"), &|chain| {
                let ext = chain.at(place).ext(id).clone();
                chain.at(place).extensions.push(ext);
            });
            for (way, change) in WAYS {
                add(format!("{called}/{id}/{way}"), &|chain| change(chain.at(place).ext(id)));
            }
        }
        for (what, value) in values() {
            let (id, what) = what.split_once(' ').unwrap();
            for critical in [false, true] {
                let how = if critical { "critical" } else { "plain" };
                let usual = matches!(id, BASIC | KEY_USAGE);
                // A value once as it usually stands; where it matters, the other way too.
                if critical != usual
                    && !["2.5.29.36", "2.5.29.54", "2.5.29.33", "1.2.3.4"].contains(&id)
                {
                    continue;
                }
                add(format!("{called}/{id}/{what}/{how}"), &|chain| {
                    chain.at(place).set(Ext::new(id, critical, value.clone()));
                });
            }
        }
    }
    issuer_and_serial(add);
}

/// Values of extensions: `OID what`.
fn values() -> Vec<(String, Vec<u8>)> {
    let uses = |list: &[&str]| seq(&list.iter().map(|id| oid(id)).collect::<Vec<_>>());
    let usage = |unused: u8, bytes: &[u8]| tlv(3, &[&[unused], bytes].concat());
    let policy = |id: &str| seq(&[oid(id)]);
    let (server, client, any) = ("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "2.5.29.37.0");
    let long = |bytes: &[u8]| seq(&[boolean(), tlv(2, bytes)]);
    [
        (BASIC, "ca", seq(&[boolean()])),
        (BASIC, "no-ca", seq(&[])),
        (BASIC, "false-written", seq(&[vec![1, 1, 0]])),
        (BASIC, "true-is-one", seq(&[vec![1, 1, 1]])),
        (BASIC, "length-without-ca", seq(&[int_of(0)])),
        (BASIC, "length-1", seq(&[boolean(), int_of(1)])),
        (BASIC, "length-negative", long(&[0xFF])),
        (BASIC, "length-31-bits", long(&[0x7F, 0xFF, 0xFF, 0xFF])),
        (BASIC, "length-32-bits", long(&[0, 0xFF, 0xFF, 0xFF, 0xFF])),
        (BASIC, "length-63-bits", long(&[0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])),
        (BASIC, "length-72-bits", long(&[1; 9])),
        (BASIC, "length-padded", long(&[0, 0])),
        (BASIC, "length-empty", long(&[])),
        (KEY_USAGE, "none", usage(7, &[0])),
        (KEY_USAGE, "no-bits", usage(0, &[])),
        (KEY_USAGE, "encipher", usage(5, &[0x20])),
        (KEY_USAGE, "agree", usage(3, &[0x08])),
        (KEY_USAGE, "crl-only", usage(1, &[0x02])),
        (KEY_USAGE, "sign-all", usage(1, &[0x86])),
        (KEY_USAGE, "decipher-only", usage(7, &[0, 0x80])),
        (KEY_USAGE, "not-minimal", usage(0, &[0x86])),
        (KEY_USAGE, "unused-set", usage(1, &[0x87])),
        (KEY_USAGE, "unused-nine", usage(9, &[0x86])),
        (KEY_USAGE, "three-bytes", usage(0, &[0x86, 0x80, 1])),
        (EKU, "any", uses(&[any])),
        (EKU, "server-and-any", uses(&[server, any])),
        (EKU, "client", uses(&[client])),
        (EKU, "server-and-client", uses(&[server, client])),
        (EKU, "ocsp", uses(&["1.3.6.1.5.5.7.3.9"])),
        (EKU, "unknown", uses(&["1.2.3.4.5"])),
        (EKU, "netscape", uses(&["2.16.840.1.113730.4.1"])),
        (EKU, "twice-server", uses(&[server, server])),
        (SKI, "empty-id", octets(&[])),
        (SKI, "other", octets(&[9; 20])),
        (SKI, "long", octets(&[9; 300])),
        (AKI, "empty-id", seq(&[context(0, false, &[])])),
        (AKI, "other", seq(&[context(0, false, &[7; 20])])),
        (AKI, "serial-alone", seq(&[context(2, false, &[1])])),
        (POLICIES, "any", seq(&[policy("2.5.29.32.0")])),
        (POLICIES, "repeated", seq(&[policy("1.2.3"), policy("1.2.3")])),
        (POLICIES, "other", seq(&[policy("1.2.3")])),
        (
            POLICIES,
            "notice",
            seq(&[seq(&[
                oid("1.2.3"),
                seq(&[seq(&[oid("1.3.6.1.5.5.7.2.2"), seq(&[tlv(12, b"text")])])]),
            ])]),
        ),
        (
            POLICIES,
            "unknown-qualifier",
            seq(&[seq(&[oid("1.2.3"), seq(&[seq(&[oid("1.2.4"), vec![5, 0]])])])]),
        ),
        ("2.5.29.36", "explicit-0", seq(&[context(0, false, &[0])])),
        ("2.5.29.36", "explicit-5", seq(&[context(0, false, &[5])])),
        ("2.5.29.36", "mapping-0", seq(&[context(1, false, &[0])])),
        ("2.5.29.36", "nothing", seq(&[])),
        ("2.5.29.54", "0", int_of(0)),
        ("2.5.29.54", "negative", tlv(2, &[0xFF])),
        ("2.5.29.33", "plain", seq(&[seq(&[oid("2.23.140.1.2.1"), oid("1.2.3")])])),
        ("2.5.29.33", "any", seq(&[seq(&[oid("2.5.29.32.0"), oid("1.2.3")])])),
        ("1.2.3.4", "unknown", vec![5, 0]),
        ("2.16.840.1.113730.1.1", "ssl-server", tlv(3, &[6, 0x40])),
        ("2.16.840.1.113730.1.1", "ssl-ca", tlv(3, &[2, 0x04])),
        ("2.16.840.1.113730.1.13", "comment", tlv(22, b"made here")),
        ("1.3.6.1.5.5.7.1.24", "staple", seq(&[int_of(5)])),
        ("2.5.29.18", "issuer-name", seq(&[context(1, false, b"ca@example.com")])),
        ("1.3.6.1.5.5.7.1.3", "statements", seq(&[seq(&[oid("0.4.0.1862.1.1")])])),
        ("2.5.29.9", "attributes", seq(&[])),
        ("2.5.29.46", "freshest", seq(&[])),
        ("2.5.29.16", "key-period", seq(&[context(1, false, b"20271231000000Z")])),
        ("1.3.6.1.4.1.11129.2.4.3", "poison", vec![5, 0]),
        ("1.3.6.1.5.5.7.48.1.5", "no-check", vec![5, 0]),
    ]
    .into_iter()
    .map(|(id, what, value)| (format!("{id} {what}"), value))
    .collect()
}

/// Authority key identifiers with the name and number of the issuer (RFC 5280, 4.2.1.1).
fn issuer_and_serial(add: &mut Add<'_>) {
    for (place, called) in [(Place::Leaf, "leaf"), (Place::Int, "int")] {
        for (what, right_name, right_number, with_id) in [
            ("right", true, true, true),
            ("right-without-id", true, true, false),
            ("other-name", false, true, true),
            ("other-number", true, false, true),
            ("other-number-without-id", true, false, false),
        ] {
            add(format!("{called}/{AKI}/issuer-{what}"), &|chain| {
                let (above, key) = match place {
                    Place::Leaf => (&chain.int, &chain.int_key),
                    _ => (&chain.root, &chain.root_key),
                };
                let name =
                    if right_name { above.issuer.clone() } else { chain.leaf.subject.clone() };
                let number = if right_number { above.serial[2..].to_vec() } else { vec![1, 2, 3] };
                let id = if with_id { context(0, false, &key.id()) } else { Vec::new() };
                let named = context(1, true, &context(4, true, &name));
                let value = seq(&[id, named, context(2, false, &number)]);
                chain.at(place).set(Ext::new(AKI, false, value));
            });
        }
    }
}
