//! Subject, issuer and SAN.

use super::Add;
use super::chain::{COMMON_NAME, COUNTRY, Ext, ORGANIZATION, PLACES, Place, SAN, name};
use super::der::{context, oid, seq, tlv};

fn of(country: (u8, &str), organization: (u8, &str), common: (u8, &str)) -> Vec<u8> {
    name(&[
        (COUNTRY, country.0, country.1),
        (ORGANIZATION, organization.0, organization.1),
        (COMMON_NAME, common.0, common.1),
    ])
}

pub fn add(add: &mut Add<'_>) {
    // The issuer is written otherwise than the CA writes itself.
    for (place, called, common) in
        [(Place::Leaf, "leaf", "Varied Issuing CA"), (Place::Int, "int", "Varied Root")]
    {
        let upper = common.to_uppercase();
        let doubled = common.replace(' ', "  ");
        let padded = format!(" {common} ");
        let utf16: String = common.chars().flat_map(|c| ['\0', c]).collect();
        for (what, other) in [
            ("case", of((19, "DE"), (12, "Varied Ltd"), (12, &upper))),
            ("two-spaces", of((19, "DE"), (12, "Varied Ltd"), (12, &doubled))),
            ("padded", of((19, "DE"), (12, "Varied Ltd"), (12, &padded))),
            ("printable", of((19, "DE"), (12, "Varied Ltd"), (19, common))),
            ("teletex", of((19, "DE"), (12, "Varied Ltd"), (20, common))),
            ("bmp", of((19, "DE"), (12, "Varied Ltd"), (30, &utf16))),
            ("country-utf8", of((12, "DE"), (12, "Varied Ltd"), (12, common))),
            ("country-lower", of((19, "de"), (12, "Varied Ltd"), (12, common))),
            ("organization-case", of((19, "DE"), (12, "VARIED LTD"), (12, common))),
            ("other", of((19, "DE"), (12, "Varied Ltd"), (12, "Another"))),
            (
                "order",
                name(&[
                    (COMMON_NAME, 12, common),
                    (ORGANIZATION, 12, "Varied Ltd"),
                    (COUNTRY, 19, "DE"),
                ]),
            ),
            ("empty", seq(&[])),
        ] {
            add(format!("{called}/issuer/{what}"), &|chain| {
                chain.at(place).issuer = other.clone();
            });
        }
    }
    for (place, called) in PLACES {
        let long = "x".repeat(300);
        for (what, other) in [
            ("empty", seq(&[])),
            ("empty-set", seq(&[tlv(0x31, &[])])),
            ("long", name(&[(COMMON_NAME, 12, &long)])),
            ("65", name(&[(COMMON_NAME, 12, &long[..65])])),
            ("printable-at", name(&[(COMMON_NAME, 19, "a@b*_")])),
            ("country-3", name(&[(COUNTRY, 19, "DEU"), (COMMON_NAME, 12, "x")])),
            ("country-lower", name(&[(COUNTRY, 19, "de"), (COMMON_NAME, 12, "x")])),
            ("nul", name(&[(COMMON_NAME, 12, "a\0b")])),
            ("control", name(&[(COMMON_NAME, 12, "a\u{7}b")])),
            ("empty-text", name(&[(COMMON_NAME, 12, "")])),
            ("ia5", name(&[(COMMON_NAME, 22, "x")])),
            ("numeric", name(&[(COMMON_NAME, 18, "12 3")])),
            ("numeric-bad", name(&[(COMMON_NAME, 18, "ab")])),
            ("visible", name(&[(COMMON_NAME, 26, "x")])),
            ("general", name(&[(COMMON_NAME, 27, "x")])),
            ("universal", name(&[(COMMON_NAME, 28, "\0\0\0x")])),
            ("universal-odd", name(&[(COMMON_NAME, 28, "\0\0x")])),
            ("bmp", name(&[(COMMON_NAME, 30, "\0x")])),
            ("bmp-odd", name(&[(COMMON_NAME, 30, "\0xy")])),
            ("teletex", name(&[(COMMON_NAME, 20, "x")])),
            ("integer", seq(&[tlv(0x31, &seq(&[oid(COMMON_NAME), tlv(2, &[1])]))])),
            ("sequence", seq(&[tlv(0x31, &seq(&[oid(COMMON_NAME), tlv(0x30, &[])]))])),
            ("utf8-bad", seq(&[tlv(0x31, &seq(&[oid(COMMON_NAME), tlv(12, &[0xFF, 0xFE])]))])),
            ("ia5-high", seq(&[tlv(0x31, &seq(&[oid(COMMON_NAME), tlv(22, &[0xE4])]))])),
            ("unknown-attribute", name(&[("1.2.3.4", 12, "x"), (COMMON_NAME, 12, "y")])),
            (
                "email",
                name(&[("1.2.840.113549.1.9.1", 22, "a@example.org"), (COMMON_NAME, 12, "y")]),
            ),
            (
                "email-utf8",
                name(&[("1.2.840.113549.1.9.1", 12, "a@example.org"), (COMMON_NAME, 12, "y")]),
            ),
            (
                "domain",
                name(&[("0.9.2342.19200300.100.1.25", 22, "example"), (COMMON_NAME, 12, "y")]),
            ),
            ("two-common-names", name(&[(COMMON_NAME, 12, "x"), (COMMON_NAME, 12, "y")])),
            (
                "two-in-set",
                seq(&[tlv(
                    0x31,
                    &[
                        seq(&[oid(COMMON_NAME), tlv(12, b"y")]),
                        seq(&[oid(ORGANIZATION), tlv(12, b"x")]),
                    ]
                    .concat(),
                )]),
            ),
        ] {
            add(format!("{called}/subject/{what}"), &|chain| chain.rename(place, &other));
        }
    }
    add("leaf/subject/as-int".into(), &|chain| chain.leaf.subject = chain.int.subject.clone());
    add("leaf/subject/as-root".into(), &|chain| chain.leaf.subject = chain.root.subject.clone());
    add("int/subject/as-root".into(), &|chain| {
        let root = chain.root.subject.clone();
        chain.rename(Place::Int, &root);
    });
    add("all/subject/one".into(), &|chain| {
        let root = chain.root.subject.clone();
        chain.rename(Place::Int, &root);
        chain.leaf.subject = root;
    });
    for (what, critical, names) in alternatives() {
        add(format!("leaf/san/{what}"), &|chain| {
            chain.leaf.set(Ext::new(SAN, critical, seq(&names)));
        });
        if what.starts_with("with-") {
            add(format!("int/san/{what}"), &|chain| {
                chain.int.set(Ext::new(SAN, critical, seq(&names)));
            });
        }
    }
    for critical in [true, false] {
        add(format!("leaf/subject/empty/san-critical-{critical}"), &|chain| {
            chain.leaf.subject = seq(&[]);
            let names = seq(&[context(2, false, b"www.example.com")]);
            chain.leaf.set(Ext::new(SAN, critical, names));
        });
    }
}

fn alternatives() -> Vec<(&'static str, bool, Vec<Vec<u8>>)> {
    let dns = |text: &[u8]| context(2, false, text);
    let host = || dns(b"www.example.com");
    let with = |other: Vec<u8>| vec![host(), other];
    vec![
        ("nothing", false, Vec::new()),
        ("upper", false, vec![dns(b"WWW.Example.COM")]),
        ("wildcard", false, vec![dns(b"*.example.com")]),
        ("wildcard-top", false, vec![dns(b"*.com")]),
        ("wildcard-alone", false, vec![dns(b"*")]),
        ("wildcard-part", false, vec![dns(b"w*.example.com")]),
        ("wildcard-inside", false, vec![dns(b"www.*.com")]),
        ("other-host", false, vec![dns(b"www.example.org")]),
        ("trailing-dot", false, vec![dns(b"www.example.com.")]),
        ("leading-dot", false, vec![dns(b".example.com")]),
        ("spaces", false, vec![dns(b" www.example.com")]),
        ("nul", false, vec![dns(b"www.example.com\0.evil.org")]),
        ("with-underscore", false, with(dns(b"a_b.example.com"))),
        ("with-empty", false, with(dns(b""))),
        ("with-not-ascii", false, with(dns("exämple.com".as_bytes()))),
        ("with-bad-bytes", false, with(dns(&[0xFF, 0xFE]))),
        ("with-port", false, with(dns(b"www.example.com:443"))),
        ("with-address-text", false, with(dns(b"10.0.0.1"))),
        ("with-two-dots", false, with(dns(b"a..example.com"))),
        ("with-hyphen", false, with(dns(b"-a.example.com"))),
        ("with-long-label", false, with(dns(&[&[b'a'; 64][..], b".example.com"].concat()))),
        ("with-long-name", false, with(dns(&[b"a.".repeat(130), b"com".to_vec()].concat()))),
        ("with-same", false, with(host())),
        ("with-ip4", false, with(context(7, false, &[10, 0, 0, 1]))),
        ("with-ip16", false, with(context(7, false, &[1; 16]))),
        ("with-ip5", false, with(context(7, false, &[1; 5]))),
        ("with-ip0", false, with(context(7, false, &[]))),
        ("with-ip8", false, with(context(7, false, &[1; 8]))),
        ("with-uri", false, with(context(6, false, b"https://a.example.com/"))),
        ("with-uri-bad", false, with(context(6, false, b"not a uri"))),
        ("with-uri-escape", false, with(context(6, false, b"https://a.example.com/%zz"))),
        ("with-uri-empty", false, with(context(6, false, b""))),
        ("with-uri-not-ascii", false, with(context(6, false, "https://ä/".as_bytes()))),
        ("with-email", false, with(context(1, false, b"a@example.com"))),
        ("with-email-bad", false, with(context(1, false, b"a.example.com"))),
        ("with-email-empty", false, with(context(1, false, b""))),
        ("with-email-not-ascii", false, with(context(1, false, "ä@a.de".as_bytes()))),
        ("with-id", false, with(context(8, false, &[0x2A, 3, 4]))),
        ("with-id-empty", false, with(context(8, false, &[]))),
        ("with-dir", false, with(context(4, true, &name(&[(COMMON_NAME, 12, "x")])))),
        ("with-dir-empty", false, with(context(4, true, &seq(&[])))),
        ("with-dir-implicit", false, with(context(4, true, &[]))),
        (
            "with-other",
            false,
            with(context(
                0,
                true,
                &[oid("1.3.6.1.4.1.311.20.2.3"), context(0, true, &tlv(12, b"a@b"))].concat(),
            )),
        ),
        ("with-other-bad", false, with(context(0, true, &tlv(12, b"a@b")))),
        ("with-x400", false, with(context(3, true, &[]))),
        ("with-edi", false, with(context(5, true, &context(1, true, &tlv(12, b"x"))))),
        ("with-unknown", false, with(context(9, false, b"x"))),
        ("with-universal", false, with(tlv(12, b"www.example.com"))),
        ("constructed", false, vec![context(2, true, b"www.example.com")]),
        ("critical", true, vec![host()]),
    ]
}
