//! Version, number, algorithms, dates, and what stands where nothing should.

use super::Add;
use super::chain::{Cert, Ext, PLACES, Place, dates};
use super::der::{context, int, oid, seq, time, tlv};

/// What is done to a certificate, and what that is called.
type Change = (&'static str, fn(&mut Cert));

const FIELDS: &[Change] = &[
    ("version/1-without-extensions", |cert| {
        cert.version.clear();
        cert.block = Some(Vec::new());
    }),
    ("version/1-with-extensions", |cert| cert.version.clear()),
    ("version/1-written", |cert| {
        cert.version = context(0, true, &int(0));
        cert.block = Some(Vec::new());
    }),
    ("version/2", |cert| cert.version = context(0, true, &int(1))),
    ("version/2-without-extensions", |cert| {
        cert.version = context(0, true, &int(1));
        cert.block = Some(Vec::new());
    }),
    ("version/3-without-extensions", |cert| cert.block = Some(Vec::new())),
    ("version/3-empty-extensions", |cert| cert.block = Some(context(3, true, &seq(&[])))),
    ("version/4", |cert| cert.version = context(0, true, &int(3))),
    ("version/5", |cert| cert.version = context(0, true, &int(4))),
    ("version/negative", |cert| cert.version = context(0, true, &int(0xFF))),
    ("version/long", |cert| cert.version = context(0, true, &tlv(2, &[1, 0, 0, 0, 0]))),
    ("version/padded", |cert| cert.version = context(0, true, &tlv(2, &[0, 2]))),
    ("serial/zero", |cert| cert.serial = int(0)),
    ("serial/negative", |cert| cert.serial = int(0x80)),
    ("serial/20", |cert| cert.serial = tlv(2, &[0x41; 20])),
    ("serial/21", |cert| cert.serial = tlv(2, &[0x41; 21])),
    ("serial/21-zero", |cert| cert.serial = tlv(2, &[&[0][..], &[0xC1; 20]].concat())),
    ("serial/40", |cert| cert.serial = tlv(2, &[0x41; 40])),
    ("serial/padded", |cert| cert.serial = tlv(2, &[0, 1])),
    ("serial/empty", |cert| cert.serial = tlv(2, &[])),
    ("serial/one", |cert| cert.serial = int(1)),
    ("algorithm/null", |cert| cert.algorithm = seq(&[oid("1.2.840.10045.4.3.2"), vec![5, 0]])),
    ("algorithm/outer-differs", |cert| cert.outer = Some(seq(&[oid("1.2.840.10045.4.3.3")]))),
    ("algorithm/outer-null", |cert| {
        cert.outer = Some(seq(&[oid("1.2.840.10045.4.3.2"), vec![5, 0]]));
    }),
    ("algorithm/sha384-wrong", |cert| cert.algorithm = seq(&[oid("1.2.840.10045.4.3.3")])),
    ("algorithm/unknown", |cert| cert.algorithm = seq(&[oid("1.2.3.4")])),
    ("algorithm/rsa", |cert| cert.algorithm = seq(&[oid("1.2.840.113549.1.1.11"), vec![5, 0]])),
    ("unique/subject", |cert| cert.unique = context(2, false, &[0, 1])),
    ("unique/issuer", |cert| cert.unique = context(1, false, &[0, 1])),
    ("behind/null", |cert| cert.behind = vec![5, 0]),
    ("behind/context-4", |cert| cert.behind = context(4, true, &[])),
    ("signature/changed", |cert| {
        cert.signature = Some(|mut bits| {
            if let Some(last) = bits.last_mut() {
                *last ^= 1;
            }
            bits
        });
    }),
    ("signature/unused-bits", |cert| {
        cert.signature = Some(|mut bits| {
            bits[2] = 1;
            bits
        });
    }),
    ("signature/empty", |cert| cert.signature = Some(|_| tlv(3, &[0]))),
    ("signature/trailing", |cert| {
        cert.signature = Some(|bits| tlv(3, &[&bits[2..], &[0]].concat()));
    }),
    ("whole/trailing-inside", |cert| {
        cert.whole = Some(|der| {
            let head = if der[1] == 0x82 { 4 } else { 3 };
            tlv(0x30, &[&der[head..], &[5, 0]].concat())
        });
    }),
    ("whole/trailing-behind", |cert| cert.whole = Some(|der| [der, vec![0]].concat())),
    ("whole/long-length", |cert| {
        cert.whole = Some(|mut der| {
            if der[1] == 0x82 {
                der.splice(1..2, [0x83, 0]);
            }
            der
        });
    }),
    ("extensions/not-octets", |cert| {
        cert.extensions.push(Ext {
            tag: 5,
            value: Vec::new(),
            ..Ext::new("1.2.3.4", false, Vec::new())
        })
    }),
    ("extensions/empty-value", |cert| cert.extensions.push(Ext::new("1.2.3.4", false, Vec::new()))),
    ("extensions/nothing-in-one", |cert| cert.block = Some(context(3, true, &seq(&[seq(&[])])))),
    ("extensions/twice-unknown", |cert| {
        cert.extensions.push(Ext::new("1.2.3.4", false, vec![5, 0]));
        cert.extensions.push(Ext::new("1.2.3.4", false, vec![5, 0]));
    }),
    ("extensions/many", |cert| {
        for number in 0..40 {
            cert.extensions.push(Ext::new(&format!("1.2.3.4.{number}"), false, vec![5, 0]));
        }
    }),
];

/// The two dates, as they are written.
const DATES: &[(&str, &str, &str)] = &[
    ("expired", "200101000000Z", "210101000000Z"),
    ("not-yet", "280101000000Z", "300101000000Z"),
    ("turned", "300101000000Z", "260101000000Z"),
    ("equal", "270615120000Z", "270615120000Z"),
    ("no-seconds", "2001010000Z", "400101000000Z"),
    ("no-seconds-after", "200101000000Z", "4001010000Z"),
    ("offset", "200101000000+0000", "400101000000Z"),
    ("offset-after", "200101000000Z", "400101000000+0100"),
    ("generalized-early", "20200101000000Z", "20400101000000Z"),
    ("generalized-late", "200101000000Z", "20600101000000Z"),
    ("utc-50", "500101000000Z", "400101000000Z"),
    ("utc-49", "200101000000Z", "491231235959Z"),
    ("forever", "200101000000Z", "99991231235959Z"),
    ("fraction", "20200101000000.5Z", "400101000000Z"),
    ("fraction-after", "200101000000Z", "20600101000000.5Z"),
    ("second-60", "200101000060Z", "400101000000Z"),
    ("second-60-after", "200101000000Z", "400101000060Z"),
    ("second-61", "200101000061Z", "400101000000Z"),
    ("minute-60", "200101006000Z", "400101000000Z"),
    ("hour-24", "200101240000Z", "400101000000Z"),
    ("hour-24-after", "200101000000Z", "400101240000Z"),
    ("february-30", "200230000000Z", "400101000000Z"),
    ("february-30-after", "200101000000Z", "400230000000Z"),
    ("february-29", "210229000000Z", "400101000000Z"),
    ("april-31", "200431000000Z", "400101000000Z"),
    ("day-32", "200132000000Z", "400101000000Z"),
    ("day-0", "200100000000Z", "400101000000Z"),
    ("month-13", "201301000000Z", "400101000000Z"),
    ("month-0", "200001000000Z", "400101000000Z"),
    ("letters", "20010100000AZ", "400101000000Z"),
    ("no-zone", "200101000000", "400101000000Z"),
    ("generalized-no-zone", "20200101000000", "400101000000Z"),
    ("year-0", "00000101000000Z", "400101000000Z"),
    ("empty", "", "400101000000Z"),
    ("generalized-no-seconds", "200101000000Z", "206001010000Z"),
    ("generalized-february-30", "200101000000Z", "20600230000000Z"),
    ("generalized-second-60", "200101000000Z", "20600101000060Z"),
];

/// A date with the tag that its length or its name calls for.
fn written(what: &str, text: &str) -> Vec<u8> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    if digits == 14
        || (what.starts_with("generalized")
            && text.starts_with("20")
            && digits > 10
            && text != "200101000000Z")
    {
        tlv(0x18, text.as_bytes())
    } else {
        tlv(0x17, text.as_bytes())
    }
}

pub fn add(add: &mut Add<'_>) {
    for (place, called) in PLACES {
        for (what, change) in FIELDS {
            add(format!("{called}/{what}"), &|chain| change(chain.at(place)));
        }
        for (what, from, to) in DATES {
            add(format!("{called}/dates/{what}"), &|chain| {
                chain.at(place).dates = seq(&[written(what, from), written(what, to)]);
            });
        }
        add(format!("{called}/dates/other-type"), &|chain| {
            chain.at(place).dates = seq(&[tlv(4, b"200101000000Z"), time("400101000000Z")]);
        });
        add(format!("{called}/dates/three"), &|chain| {
            chain.at(place).dates =
                seq(&[time("200101000000Z"), time("400101000000Z"), time("400101000000Z")]);
        });
        add(format!("{called}/dates/one"), &|chain| {
            chain.at(place).dates = seq(&[time("200101000000Z")]);
        });
    }
    add("leaf/dates/398".into(), &|chain| {
        chain.leaf.dates = dates("270101000000Z", "280301000000Z");
    });
    add("leaf/dates/10-years".into(), &|chain| {
        chain.leaf.dates = dates("270101000000Z", "370101000000Z");
    });
    add("leaf/dates/outlives".into(), &|chain| {
        chain.int.dates = dates("200101000000Z", "270701000000Z");
    });
    let _ = Place::Leaf;
}
