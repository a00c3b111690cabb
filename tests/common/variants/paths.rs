//! What is sent and what is trusted.

use super::Add;
use super::chain::{BASIC, Chain, EKU, Ext, KEY_USAGE, Key, dates};
use super::der::{boolean, octets, seq, tlv};

pub fn add(add: &mut Add<'_>) {
    let mut hand = |name: &str, handed: fn(&Chain, [Vec<u8>; 3]) -> super::chain::Handed| {
        add(format!("path/{name}"), &|chain| chain.handed = Some(handed));
    };
    hand("no-intermediate", |_, [leaf, _, root]| (leaf, vec![], vec![root]));
    hand("root-sent-too", |_, [leaf, int, root]| (leaf, vec![int, root.clone()], vec![root]));
    hand("root-sent-first", |_, [leaf, int, root]| (leaf, vec![root.clone(), int], vec![root]));
    hand("intermediate-twice", |_, [leaf, int, root]| (leaf, vec![int.clone(), int], vec![root]));
    hand("leaf-twice", |_, [leaf, int, root]| (leaf.clone(), vec![leaf, int], vec![root]));
    hand("nothing-trusted", |_, [leaf, int, _]| (leaf.clone(), vec![int], vec![leaf]));
    hand("intermediate-trusted", |_, [leaf, int, _]| (leaf, vec![], vec![int]));
    hand("intermediate-trusted-and-sent", |_, [leaf, int, _]| (leaf, vec![int.clone()], vec![int]));
    hand("intermediate-trusted-root-sent", |_, [leaf, int, root]| {
        (leaf, vec![int.clone(), root], vec![int])
    });
    hand("both-trusted", |_, [leaf, int, root]| (leaf, vec![int.clone()], vec![int, root]));
    hand("other-root-trusted", |_, [leaf, int, _]| {
        (leaf, vec![int], Chain::new().signed()[2..].to_vec())
    });
    hand("root-other-key-trusted", |chain, [leaf, int, _]| {
        let key = Key::p256();
        let mut root = chain.root.clone();
        root.spki = key.spki();
        (leaf, vec![int], vec![chain.by(&key, &root)])
    });
    hand("renewed-root-sent", |chain, [leaf, int, root]| {
        let mut newer = chain.root.clone();
        newer.serial = tlv(2, &[9]);
        newer.dates = dates("250101000000Z", "450101000000Z");
        (leaf, vec![int, chain.by_root(&newer)], vec![root])
    });
    hand("expired-root-trusted-renewed-sent", |chain, [leaf, int, root]| {
        let mut old = chain.root.clone();
        old.serial = tlv(2, &[9]);
        old.dates = dates("150101000000Z", "250101000000Z");
        (leaf, vec![int, root], vec![chain.by_root(&old)])
    });
    hand("root-not-ca-twin-sent", |chain, [leaf, int, root]| {
        let mut old = chain.root.clone();
        old.serial = tlv(2, &[9]);
        old.set(Ext::new(BASIC, true, seq(&[])));
        (leaf, vec![int, root], vec![chain.by_root(&old)])
    });
    hand("root-not-ca-twin-trusted", |chain, [leaf, int, root]| {
        let mut old = chain.root.clone();
        old.serial = tlv(2, &[9]);
        old.set(Ext::new(BASIC, true, seq(&[])));
        (leaf, vec![int], vec![chain.by_root(&old), root])
    });
    hand("expired-intermediate-beside", |chain, [leaf, int, root]| {
        let mut old = chain.int.clone();
        old.serial = tlv(2, &[9]);
        old.dates = dates("150101000000Z", "250101000000Z");
        (leaf, vec![chain.by_root(&old), int], vec![root])
    });
    hand("other-intermediate-beside", |chain, [leaf, int, root]| {
        let mut old = chain.int.clone();
        old.serial = tlv(2, &[9]);
        old.spki = chain.leaf.spki.clone();
        (leaf, vec![chain.by_root(&old), int], vec![root])
    });
    hand("garbage-sent", |_, [leaf, int, root]| {
        (leaf, vec![int, vec![0x30, 3, 1, 2, 3]], vec![root])
    });
    hand("self-signed-trusted", |chain, _| {
        let lone = lone(chain, 1);
        (lone.clone(), vec![], vec![lone])
    });
    hand("self-signed-not-trusted", |chain, [_, _, root]| (lone(chain, 1), vec![], vec![root]));
    hand("self-signed-renewed", |chain, _| (lone(chain, 2), vec![], vec![lone(chain, 1)]));
    hand("self-signed-renewed-both-sent", |chain, _| {
        (lone(chain, 2), vec![lone(chain, 1)], vec![lone(chain, 1)])
    });
    hand("self-signed-ca-trusted", |chain, _| {
        let lone = lone_ca(chain, 1);
        (lone.clone(), vec![], vec![lone])
    });
    hand("self-signed-ca-renewed", |chain, _| (lone_ca(chain, 2), vec![], vec![lone_ca(chain, 1)]));
    hand("leaf-trusted", |_, [leaf, int, _]| (leaf.clone(), vec![int], vec![leaf]));
    hand("leaf-by-root", |chain, [_, _, root]| {
        let mut leaf = chain.leaf.clone();
        leaf.issuer = chain.root.subject.clone();
        leaf.remove(super::chain::AKI);
        (chain.by_root(&leaf), vec![], vec![root])
    });
    hand("leaf-by-leaf", |chain, [leaf, int, root]| {
        let key = Key::p256();
        let mut below = chain.leaf.clone();
        below.issuer = chain.leaf.subject.clone();
        below.subject = super::chain::name(&[("2.5.4.3", 12, "below")]);
        below.spki = key.spki();
        below.remove(super::chain::AKI);
        (chain.by(&chain.leaf_key, &below), vec![leaf, int], vec![root])
    });
    hand("one-more-than-allowed", |chain, [_, int, root]| {
        let key = Key::p256();
        let mut more = chain.int.clone();
        more.issuer = chain.int.subject.clone();
        more.subject = super::chain::name(&[("2.5.4.3", 12, "Lower CA")]);
        more.spki = key.spki();
        more.remove(super::chain::AKI);
        more.set(Ext::new(super::chain::SKI, false, octets(&key.id())));
        let mut leaf = chain.leaf.clone();
        leaf.issuer = more.subject.clone();
        leaf.remove(super::chain::AKI);
        (chain.by(&key, &leaf), vec![chain.by(&chain.int_key, &more), int], vec![root])
    });
    add("path/v1-root".into(), &|chain| {
        chain.root.version.clear();
        chain.root.block = Some(Vec::new());
    });
    add("path/root-usage-not-nested".into(), &|chain| {
        let client = seq(&[super::der::oid("1.3.6.1.5.5.7.3.2")]);
        chain.root.set(Ext::new(EKU, false, client));
    });
}

/// A certificate that signed itself, as a person makes one for a server.
fn lone(chain: &Chain, serial: u8) -> Vec<u8> {
    let mut leaf = chain.leaf.clone();
    leaf.issuer = leaf.subject.clone();
    leaf.serial = tlv(2, &[serial]);
    leaf.remove(super::chain::AKI);
    chain.by(&chain.leaf_key, &leaf)
}

/// The same as `openssl req -x509` makes it: CA:TRUE.
fn lone_ca(chain: &Chain, serial: u8) -> Vec<u8> {
    let mut leaf = chain.leaf.clone();
    leaf.issuer = leaf.subject.clone();
    leaf.serial = tlv(2, &[serial]);
    leaf.remove(super::chain::AKI);
    leaf.remove(KEY_USAGE);
    leaf.remove(EKU);
    leaf.set(Ext::new(BASIC, true, seq(&[boolean()])));
    chain.by(&chain.leaf_key, &leaf)
}
