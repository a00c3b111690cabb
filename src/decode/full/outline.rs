//! Outlines: the bytes of what may hold a key, with everything left out that is none of the public
//! parts, so that they can be kept and shown (`inside`). What is not copied is never in them: they
//! begin as zeros, and a [`Rule`] says of each value what of it is copied.

use super::raw::{self, Element};
use crate::model::{Outline, Span};

/// How deep values are followed; what lies deeper is left out.
const DEPTH: usize = 24;
/// The most bytes an attribute of a bag may have to be copied: a name, an identifier.
const SHORT: usize = 128;
/// Larger ones are not kept.
const LARGEST: usize = 16 << 20;

/// What is copied of a value.
enum Rule {
    /// All of it.
    All,
    /// All of it where it is short.
    Short,
    /// Its headers, and what is a type's name or nothing: no number, no text, no octets.
    Bare,
    /// By place: its first value by the first rule and so on, those behind the last by the last.
    Parts(&'static [Rule]),
    /// Each value in it by this rule; an OCTET STRING holds values too.
    Inside(&'static Rule),
    /// By the type that was named before it; [`Rule::Bare`] for any other.
    Typed(&'static [(&'static str, &'static Rule)]),
    /// By its first byte; [`Rule::Bare`] for any other.
    Tagged(&'static [(u8, Rule)]),
}
use Rule::{All, Bare, Inside, Parts, Short, Tagged, Typed};

/// RSAPrivateKey (RFC 8017, A.1.2): version, modulus, publicExponent.
static RSA: Rule = Parts(&[All, All, All, Bare]);
/// ECPrivateKey (RFC 5915, 3): all but the number.
static EC: Rule = Parts(&[All, Bare, Tagged(&[(0xA0, All), (0xA1, All)])]);
/// OpenSSL's DSAPrivateKey: version, p, q, g, y.
static DSA: Rule = Parts(&[All, All, All, All, All, Bare]);
/// OneAsymmetricKey (RFC 5958, 2).
static PKCS8: Rule = Parts(&[
    All,
    All,
    Inside(&Typed(&[
        ("1.2.840.113549.1.1.1", &RSA),
        ("1.2.840.113549.1.1.10", &RSA),
        ("1.2.840.10045.2.1", &EC),
    ])),
    Tagged(&[(0x81, All), (0xA1, All)]),
]);
/// EncryptedPrivateKeyInfo (RFC 5958, 3).
static ENCRYPTED_KEY: Rule = Parts(&[All, Bare]);
/// PFX (RFC 7292, 4).
static PFX: Rule = Parts(&[
    All,
    Parts(&[All, Inside(&Typed(&[("1.2.840.113549.1.7.1", &Inside(&Inside(&SAFE)))]))]),
    All,
]);
/// One of the contents of an AuthenticatedSafe (RFC 7292, 4.1).
static SAFE: Rule = Parts(&[
    All,
    Inside(&Typed(&[
        ("1.2.840.113549.1.7.1", &Inside(&Inside(&BAG))),
        ("1.2.840.113549.1.7.6", &Parts(&[All, Parts(&[All, All, Bare])])),
    ])),
]);
/// SafeBag (RFC 7292, 4.2).
static BAG: Rule = Parts(&[
    All,
    Inside(&Typed(&[
        ("1.2.840.113549.1.12.10.1.1", &PKCS8),
        ("1.2.840.113549.1.12.10.1.2", &ENCRYPTED_KEY),
        ("1.2.840.113549.1.12.10.1.3", &All),
        ("1.2.840.113549.1.12.10.1.4", &All),
        ("1.2.840.113549.1.12.10.1.6", &Inside(&BAG)),
    ])),
    Inside(&Parts(&[
        All,
        Typed(&[
            ("1.2.840.113549.1.9.20", &Short),
            ("1.2.840.113549.1.9.21", &Short),
            ("1.3.6.1.4.1.311.17.1", &Short),
            ("2.16.840.1.113894.746875.1.1", &Short),
        ]),
    ])),
]);
/// ContentInfo with a SignedData (RFC 5652, 5.1): all but what was signed, which may be anything.
static CMS: Rule = Parts(&[All, Inside(&Parts(&[All, All, Parts(&[All, Bare]), All]))]);

/// Of a private key in the form that `private_key` named; `None` for those that are no DER.
pub(super) fn key(der: &[u8], form: &str) -> Option<Outline> {
    let rule = match form {
        "PKCS#8" => &PKCS8,
        "PKCS#1" => &RSA,
        "SEC 1" => &EC,
        "OpenSSL DSA" => &DSA,
        _ => return None,
    };
    outline(der, rule)
}

/// Of an encrypted private key (PKCS#8): how it is encrypted.
pub(super) fn encrypted_key(der: &[u8]) -> Option<Outline> {
    outline(der, &ENCRYPTED_KEY)
}

/// Of a PKCS#12 file: its layers as far as they lie open.
pub(super) fn pkcs12(bytes: &[u8]) -> Option<Outline> {
    outline(bytes, &PFX)
}

/// Of a PKCS#7 or CMS message.
pub(super) fn cms(der: &[u8]) -> Option<Outline> {
    outline(der, &CMS)
}

fn outline(from: &[u8], rule: &'static Rule) -> Option<Outline> {
    if from.len() > LARGEST {
        return None;
    }
    let mut sketch = Sketch { from, der: vec![0; from.len()], blanked: Vec::new() };
    let element = Element::read(from, 0, from.len());
    let after = element.map_or(0, |element| {
        sketch.value(element, rule, "", 0);
        element.after
    });
    // What stands behind the value belongs to nothing that is known.
    sketch.blank(after, from.len());
    Some(Outline { der: sketch.der, blanked: sketch.blanked })
}

struct Sketch<'a> {
    from: &'a [u8],
    der: Vec<u8>,
    blanked: Vec<Span>,
}

impl Sketch<'_> {
    fn copy(&mut self, start: usize, end: usize) {
        if let (Some(to), Some(from)) = (self.der.get_mut(start..end), self.from.get(start..end)) {
            to.copy_from_slice(from);
        }
    }

    fn blank(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        match self.blanked.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => self.blanked.push(Span::new(start, end)),
        }
    }

    /// Copies of a value what its rule says; `kind` is the type that was named before it.
    fn value(&mut self, value: Element, rule: &'static Rule, kind: &str, depth: usize) {
        match rule {
            Typed(list) => {
                let found = list.iter().find(|(known, _)| *known == kind).map(|(_, rule)| *rule);
                return self.value(value, found.unwrap_or(&Bare), kind, depth);
            }
            Tagged(list) => {
                let first = self.from.get(value.at).copied().unwrap_or_default();
                let found = list.iter().find(|(known, _)| *known == first).map(|(_, rule)| rule);
                return self.value(value, found.unwrap_or(&Bare), kind, depth);
            }
            All => return self.copy(value.at, value.after),
            Short if value.end.saturating_sub(value.body) <= SHORT => {
                return self.copy(value.at, value.after);
            }
            _ => {}
        }
        self.copy(value.at, value.body);
        self.copy(value.end, value.after);
        let bare = matches!(rule, Bare | Short);
        // Names of types say nothing about a key, and NULL says nothing at all.
        if bare && (value.is(6) || value.is(5)) && !value.constructed {
            return self.copy(value.body, value.end);
        }
        let opens = value.constructed || (!bare && value.is(4));
        if depth >= DEPTH || !opens {
            return self.blank(value.body, value.end);
        }
        self.values(value, rule, kind, depth);
    }

    /// The values in one, each by its rule.
    fn values(&mut self, outer: Element, rule: &'static Rule, kind: &str, depth: usize) {
        let mut kind = kind.to_owned();
        let mut at = outer.body;
        let mut place = 0usize;
        while at < outer.end {
            // One whose length leads beyond its place may hold anything.
            let whole = Element::read(self.from, at, outer.end).filter(|value| !value.cut);
            let Some(value) = whole else { break };
            let rule = match rule {
                Parts(list) => list.get(place).or(list.last()).unwrap_or(&Bare),
                Inside(each) => each,
                _ => &Bare,
            };
            self.value(value, rule, &kind, depth.saturating_add(1));
            if let Some(named) = named(self.from, value) {
                kind = named;
            }
            at = value.after;
            place = place.saturating_add(1);
        }
        self.blank(at, outer.end);
    }
}

/// The type that a value names: an OID, or one at the beginning of an AlgorithmIdentifier.
fn named(bytes: &[u8], value: Element) -> Option<String> {
    let id = match value.is(16) {
        true => Element::read(bytes, value.body, value.end)?,
        false => value,
    };
    (id.is(6) && !id.constructed).then(|| raw::oid(id.content(bytes)).map(|it| it.0)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::write;

    #[test]
    fn private_numbers_are_left_out_and_the_public_half_stays() {
        let numbers: Vec<Vec<u8>> = (0..9u8).map(|n| write::integer(&[0x70 + n; 40])).collect();
        let numbers: Vec<&[u8]> = numbers.iter().map(Vec::as_slice).collect();
        let rsa = write::value(0x30, &numbers);
        let outline = key(&rsa, "PKCS#1").unwrap();
        let holds = |outline: &Outline, byte: u8| outline.der.windows(2).any(|it| it == [byte; 2]);
        assert!(holds(&outline, 0x71) && holds(&outline, 0x72));
        assert!((0x73..0x79).all(|byte| !holds(&outline, byte)));
        assert_eq!(outline.blanked.len(), 6);

        let algorithm = write::value(0x30, &[&write::oid("1.2.840.113549.1.1.1"), &[5, 0]]);
        let pkcs8 = write::value(0x30, &[&[2, 1, 0], &algorithm, &write::value(4, &[&rsa])]);
        let outline = key(&pkcs8, "PKCS#8").unwrap();
        assert!(holds(&outline, 0x71) && (0x73..0x79).all(|byte| !holds(&outline, byte)));
        assert_eq!(outline.blanked.len(), 6);

        let unknown = write::value(0x30, &[&write::oid("1.3.101.112")]);
        let pkcs8 =
            write::value(0x30, &[&[2, 1, 0], &unknown, &write::value(4, &[&[4, 32], &[0x73; 32]])]);
        let outline = key(&pkcs8, "PKCS#8").unwrap();
        assert!(!holds(&outline, 0x73));
        assert_eq!(outline.blanked.iter().map(|it| it.end - it.start).sum::<usize>(), 32);
    }

    #[test]
    fn what_is_damaged_is_left_out() {
        let outline = key(&[0x30, 10, 2, 1, 0, 9, 9, 9, 9, 9], "PKCS#1").unwrap();
        assert_eq!(outline.der, [0x30, 10, 2, 1, 0, 0, 0, 0, 0, 0]);
        assert_eq!(outline.blanked, [Span::new(5, 10)]);
        assert!(key(&[], "PKCS#8").unwrap().der.is_empty());
    }
}
