//! Name constraints of every form, in the intermediate, the root and the leaf (RFC 5280, 4.2.1.10).

use super::Add;
use super::chain::{CONSTRAINTS, Ext, Place, SAN, name};
use super::der::{context, oid, seq, tlv};

fn dns(text: &str) -> Vec<u8> {
    context(2, false, text.as_bytes())
}

fn email(text: &str) -> Vec<u8> {
    context(1, false, text.as_bytes())
}

fn ip(bytes: &[u8]) -> Vec<u8> {
    context(7, false, bytes)
}

fn uri(text: &str) -> Vec<u8> {
    context(6, false, text.as_bytes())
}

fn dir(parts: &[(&str, u8, &str)]) -> Vec<u8> {
    context(4, true, &name(parts))
}

/// A constraint's name with what may stand behind it.
fn tree(base: Vec<u8>, rest: &[Vec<u8>]) -> Vec<u8> {
    seq(&[vec![base], rest.to_vec()].concat())
}

fn forms() -> Vec<(&'static str, Vec<u8>)> {
    let plain = |base| tree(base, &[]);
    vec![
        ("dns-inside", plain(dns("example.com"))),
        ("dns-outside", plain(dns("example.org"))),
        ("dns-equal", plain(dns("www.example.com"))),
        ("dns-dot", plain(dns(".example.com"))),
        ("dns-wildcard", plain(dns("*.example.com"))),
        ("dns-empty", plain(dns(""))),
        ("dns-upper", plain(dns("EXAMPLE.COM"))),
        ("dns-trailing", plain(dns("example.com."))),
        ("dns-partial", plain(dns("ample.com"))),
        ("dns-bad", plain(dns("exa mple..com"))),
        ("dns-not-ascii", plain(context(2, false, "exämple.com".as_bytes()))),
        ("email-host", plain(email("example.com"))),
        ("email-box", plain(email("a@example.com"))),
        ("email-domain", plain(email(".example.com"))),
        ("email-empty", plain(email(""))),
        ("ip-4", plain(ip(&[10, 0, 0, 0, 255, 0, 0, 0]))),
        ("ip-all", plain(ip(&[0; 8]))),
        ("ip-6", plain(ip(&[0; 32]))),
        ("ip-short", plain(ip(&[10, 0, 0, 0]))),
        ("ip-five", plain(ip(&[10, 0, 0, 0, 255]))),
        ("ip-mask-with-gap", plain(ip(&[10, 0, 0, 0, 255, 0, 255, 0]))),
        ("uri-host", plain(uri("example.com"))),
        ("uri-dot", plain(uri(".example.com"))),
        ("uri-address", plain(uri("10.0.0.1"))),
        ("dir-country", plain(dir(&[("2.5.4.6", 19, "DE")]))),
        ("dir-name", plain(dir(&[("2.5.4.3", 12, "www.example.com")]))),
        ("dir-name-printable", plain(dir(&[("2.5.4.3", 19, "WWW.example.com")]))),
        ("dir-empty", plain(dir(&[]))),
        ("registered", plain(context(8, false, &[0x2A, 3, 4]))),
        (
            "other",
            plain(context(0, true, &[oid("1.2.3.4"), context(0, true, &tlv(12, b"x"))].concat())),
        ),
        ("x400", plain(context(3, true, &[]))),
        ("edi", plain(context(5, true, &context(1, true, &tlv(12, b"x"))))),
        ("unknown-tag", plain(context(9, false, b"x"))),
        ("minimum-0", tree(dns("example.com"), &[context(0, false, &[0])])),
        ("minimum-1", tree(dns("example.com"), &[context(0, false, &[1])])),
        ("maximum-1", tree(dns("example.com"), &[context(1, false, &[1])])),
        ("trailing", tree(dns("example.com"), &[vec![5, 0]])),
    ]
}

pub fn add(add: &mut Add<'_>) {
    for (form, tree) in forms() {
        for (kind, number) in [("permitted", 0), ("excluded", 1)] {
            let value = seq(&[context(number, true, &tree)]);
            add(format!("int/names/{kind}/{form}"), &|chain| {
                chain.int.set(Ext::new(CONSTRAINTS, true, value.clone()));
            });
            if kind == "permitted" {
                add(format!("root/names/{kind}/{form}"), &|chain| {
                    chain.root.set(Ext::new(CONSTRAINTS, true, value.clone()));
                });
            }
            if kind == "excluded" && form.starts_with("dns") {
                add(format!("int/names/{kind}/{form}/plain"), &|chain| {
                    chain.int.set(Ext::new(CONSTRAINTS, false, value.clone()));
                });
            }
        }
    }
    let inside = || seq(&[context(0, true, &tree(dns("example.com"), &[]))]);
    for (what, value) in [
        ("nothing", seq(&[])),
        ("permitted-nothing", seq(&[context(0, true, &[])])),
        ("excluded-nothing", seq(&[context(1, true, &[])])),
        ("cut", vec![0x30, 5, 0xA0, 3, 0x30]),
        ("trailing", [inside(), vec![0]].concat()),
        (
            "further-field",
            seq(&[context(0, true, &tree(dns("example.com"), &[])), context(2, true, &[])]),
        ),
        (
            "turned",
            seq(&[
                context(1, true, &tree(dns("a.org"), &[])),
                context(0, true, &tree(dns("example.com"), &[])),
            ]),
        ),
    ] {
        for (place, called) in [(Place::Leaf, "leaf"), (Place::Int, "int"), (Place::Root, "root")] {
            add(format!("{called}/names/{what}"), &|chain| {
                chain.at(place).set(Ext::new(CONSTRAINTS, true, value.clone()));
            });
        }
    }
    // Names of the leaf that a constraint meets.
    let sans: Vec<(&str, Vec<u8>)> = vec![
        ("email", email("a@example.com")),
        ("email-upper", email("A@EXAMPLE.com")),
        ("uri", uri("https://www.example.com/")),
        ("uri-address", uri("https://10.0.0.1/")),
        ("uri-no-host", uri("urn:uuid:1")),
        ("ip4", ip(&[10, 0, 0, 1])),
        ("ip6-mapped", ip(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 10, 0, 0, 1])),
        ("dir", dir(&[("2.5.4.6", 19, "DE")])),
    ];
    for (san, entry) in &sans {
        let family = san.split('-').next().unwrap().trim_end_matches(['4', '6']);
        for (form, tree) in forms() {
            if form.split('-').next() != Some(family) {
                continue;
            }
            for (kind, number) in [("permitted", 0), ("excluded", 1)] {
                add(format!("int/names/{kind}/{form}/with-{san}"), &|chain| {
                    let value = seq(&[context(number, true, &tree)]);
                    chain.int.set(Ext::new(CONSTRAINTS, true, value));
                    let names = seq(&[dns("www.example.com"), entry.clone()]);
                    chain.leaf.set(Ext::new(SAN, false, names));
                });
            }
        }
    }
    for (kind, number) in [("permitted", 0), ("excluded", 1)] {
        add(format!("int/names/{kind}/email-host/in-subject"), &|chain| {
            let value = seq(&[context(number, true, &tree(email("example.org"), &[]))]);
            chain.int.set(Ext::new(CONSTRAINTS, true, value));
            chain.leaf.subject = name(&[
                ("2.5.4.3", 12, "www.example.com"),
                ("1.2.840.113549.1.9.1", 22, "a@example.org"),
            ]);
        });
        add(format!("int/names/{kind}/email-other/in-subject"), &|chain| {
            let value = seq(&[context(number, true, &tree(email("example.com"), &[]))]);
            chain.int.set(Ext::new(CONSTRAINTS, true, value));
            chain.leaf.subject = name(&[
                ("2.5.4.3", 12, "www.example.com"),
                ("1.2.840.113549.1.9.1", 22, "a@example.org"),
            ]);
        });
    }
}
