//! Certificates as parts that can be changed one by one, and signed.

use std::rc::Rc;

use rcgen::{KeyPair, PublicKeyData, SigningKey};

use super::Variant;
use super::der::{bits, boolean, context, int, named_bits, octets, oid, seq, time, tlv};

pub const BASIC: &str = "2.5.29.19";
pub const KEY_USAGE: &str = "2.5.29.15";
pub const EKU: &str = "2.5.29.37";
pub const SAN: &str = "2.5.29.17";
pub const SKI: &str = "2.5.29.14";
pub const AKI: &str = "2.5.29.35";
pub const AIA: &str = "1.3.6.1.5.5.7.1.1";
pub const CRL_POINTS: &str = "2.5.29.31";
pub const POLICIES: &str = "2.5.29.32";
pub const CONSTRAINTS: &str = "2.5.29.30";

pub const ECDSA_SHA256: &str = "1.2.840.10045.4.3.2";

/// An extension in parts.
#[derive(Clone)]
pub struct Ext {
    pub oid: String,
    /// The field `critical` as it is encoded; nothing for absent.
    pub critical: Vec<u8>,
    /// What stands in the OCTET STRING.
    pub value: Vec<u8>,
    /// The tag around it.
    pub tag: u8,
}

impl Ext {
    pub fn new(oid: &str, critical: bool, value: Vec<u8>) -> Self {
        let critical = if critical { boolean() } else { Vec::new() };
        Self { oid: oid.into(), critical, value, tag: 4 }
    }

    fn write(&self) -> Vec<u8> {
        seq(&[oid(&self.oid), self.critical.clone(), tlv(self.tag, &self.value)])
    }
}

/// Changes bytes.
pub type Change = fn(Vec<u8>) -> Vec<u8>;

/// A certificate in parts, each in DER.
#[derive(Clone)]
pub struct Cert {
    pub version: Vec<u8>,
    pub serial: Vec<u8>,
    pub algorithm: Vec<u8>,
    pub issuer: Vec<u8>,
    pub dates: Vec<u8>,
    pub subject: Vec<u8>,
    pub spki: Vec<u8>,
    pub unique: Vec<u8>,
    pub extensions: Vec<Ext>,
    /// The whole block of extensions in place of the list; empty for none.
    pub block: Option<Vec<u8>>,
    /// What stands behind the last field of the signed part.
    pub behind: Vec<u8>,
    /// The outer algorithm, where it is another.
    pub outer: Option<Vec<u8>>,
    /// What is done to the signature, and to the certificate as a whole.
    pub signature: Option<Change>,
    pub whole: Option<Change>,
}

impl Cert {
    pub fn ext(&mut self, oid: &str) -> &mut Ext {
        self.extensions.iter_mut().find(|e| e.oid == oid).unwrap()
    }

    /// Puts an extension in, in place of one of the same kind.
    pub fn set(&mut self, ext: Ext) {
        match self.extensions.iter_mut().find(|e| e.oid == ext.oid) {
            Some(place) => *place = ext,
            None => self.extensions.push(ext),
        }
    }

    pub fn remove(&mut self, oid: &str) {
        self.extensions.retain(|e| e.oid != oid);
    }

    fn write(&self, key: &Key) -> Vec<u8> {
        let written: Vec<Vec<u8>> = self.extensions.iter().map(Ext::write).collect();
        let block = self.block.clone().unwrap_or_else(|| context(3, true, &seq(&written)));
        let tbs = seq(&[
            self.version.clone(),
            self.serial.clone(),
            self.algorithm.clone(),
            self.issuer.clone(),
            self.dates.clone(),
            self.subject.clone(),
            self.spki.clone(),
            self.unique.clone(),
            block,
            self.behind.clone(),
        ]);
        let signature = key.pair.sign(&tbs).unwrap();
        let signature = match self.signature {
            Some(change) => change(bits(&signature)),
            None => bits(&signature),
        };
        let outer = self.outer.clone().unwrap_or_else(|| self.algorithm.clone());
        let der = seq(&[tbs, outer, signature]);
        match self.whole {
            Some(change) => change(der),
            None => der,
        }
    }
}

/// A key that signs, with the algorithm it signs with.
pub struct Key {
    pair: KeyPair,
    pub algorithm: Vec<u8>,
}

impl Key {
    pub fn p256() -> Rc<Self> {
        Self::of(&rcgen::PKCS_ECDSA_P256_SHA256, ECDSA_SHA256)
    }

    pub fn of(kind: &'static rcgen::SignatureAlgorithm, algorithm: &str) -> Rc<Self> {
        let pair = KeyPair::generate_for(kind).unwrap();
        Rc::new(Self { pair, algorithm: seq(&[oid(algorithm)]) })
    }

    pub fn spki(&self) -> Vec<u8> {
        self.pair.subject_public_key_info()
    }

    /// Any unique number will do (RFC 5280, 4.2.1.2).
    pub fn id(&self) -> Vec<u8> {
        let spki = self.spki();
        spki[spki.len() - 20..].to_vec()
    }
}

/// Leaf, intermediate, root, and who signs each.
#[derive(Clone)]
pub struct Chain {
    pub leaf: Cert,
    pub int: Cert,
    pub root: Cert,
    pub leaf_key: Rc<Key>,
    pub int_key: Rc<Key>,
    pub root_key: Rc<Key>,
    /// Put in place of what is sent and trusted, made of leaf, intermediate and root.
    pub handed: Option<Hand>,
}

/// What is handed over, made of a chain and its leaf, intermediate and root as DER.
pub type Hand = fn(&Chain, [Vec<u8>; 3]) -> Handed;

/// Leaf, what is sent after it, and what is trusted.
pub type Handed = (Vec<u8>, Vec<Vec<u8>>, Vec<Vec<u8>>);

/// Where a certificate stands.
#[derive(Clone, Copy, PartialEq)]
pub enum Place {
    Leaf,
    Int,
    Root,
}

pub const PLACES: [(Place, &str); 3] =
    [(Place::Leaf, "leaf"), (Place::Int, "int"), (Place::Root, "root")];

/// A name of attributes: OID, tag of the string, text.
pub fn name(attributes: &[(&str, u8, &str)]) -> Vec<u8> {
    let each = attributes.iter();
    let each =
        each.map(|(kind, tag, text)| tlv(0x31, &seq(&[oid(kind), tlv(*tag, text.as_bytes())])));
    seq(&each.collect::<Vec<_>>())
}

pub const COUNTRY: &str = "2.5.4.6";
pub const ORGANIZATION: &str = "2.5.4.10";
pub const COMMON_NAME: &str = "2.5.4.3";

pub fn dates(from: &str, to: &str) -> Vec<u8> {
    seq(&[time(from), time(to)])
}

fn cert(serial: u8, issuer: Vec<u8>, subject: Vec<u8>, key: &Key, signer: &Key) -> Cert {
    Cert {
        version: context(0, true, &int(2)),
        serial: tlv(2, &[0x41, serial, 3, 4, 5, 6, 7, 8, 9]),
        algorithm: signer.algorithm.clone(),
        issuer,
        dates: dates("200101000000Z", "400101000000Z"),
        subject,
        spki: key.spki(),
        unique: Vec::new(),
        extensions: Vec::new(),
        block: None,
        behind: Vec::new(),
        outer: None,
        signature: None,
        whole: None,
    }
}

impl Chain {
    pub fn new() -> Self {
        let (leaf_key, int_key, root_key) = (Key::p256(), Key::p256(), Key::p256());
        let of = |cn: &str| {
            name(&[(COUNTRY, 19, "DE"), (ORGANIZATION, 12, "Varied Ltd"), (COMMON_NAME, 12, cn)])
        };
        let (root_name, int_name) = (of("Varied Root"), of("Varied Issuing CA"));
        let mut root = cert(1, root_name.clone(), root_name.clone(), &root_key, &root_key);
        let mut int = cert(2, root_name, int_name.clone(), &int_key, &root_key);
        let leaf_name = name(&[(COMMON_NAME, 12, "www.example.com")]);
        let mut leaf = cert(3, int_name, leaf_name, &leaf_key, &int_key);
        leaf.dates = dates("270101000000Z", "271231235959Z");
        let (signs, sign_lists) = (named_bits(0x80), named_bits(0x06));
        let id = |key: &Key| seq(&[context(0, false, &key.id())]);
        let server = seq(&[oid("1.3.6.1.5.5.7.3.1")]);
        let url = |text: &str| context(6, false, text.as_bytes());
        let point = |text: &str| seq(&[seq(&[context(0, true, &context(0, true, &url(text)))])]);
        let access = seq(&[seq(&[oid("1.3.6.1.5.5.7.48.2"), url("http://ca.example.com/ca.crt")])]);
        let policies = seq(&[seq(&[oid("2.23.140.1.2.1")])]);
        root.extensions = vec![
            Ext::new(BASIC, true, seq(&[boolean()])),
            Ext::new(KEY_USAGE, true, sign_lists.clone()),
            Ext::new(SKI, false, octets(&root_key.id())),
        ];
        int.extensions = vec![
            Ext::new(BASIC, true, seq(&[boolean(), int_of(0)])),
            Ext::new(KEY_USAGE, true, sign_lists),
            Ext::new(EKU, false, server.clone()),
            Ext::new(SKI, false, octets(&int_key.id())),
            Ext::new(AKI, false, id(&root_key)),
            Ext::new(AIA, false, access.clone()),
            Ext::new(CRL_POINTS, false, point("http://ca.example.com/root.crl")),
            Ext::new(POLICIES, false, policies.clone()),
        ];
        leaf.extensions = vec![
            Ext::new(BASIC, true, seq(&[])),
            Ext::new(KEY_USAGE, true, signs),
            Ext::new(EKU, false, server),
            Ext::new(SAN, false, seq(&[context(2, false, b"www.example.com")])),
            Ext::new(SKI, false, octets(&leaf_key.id())),
            Ext::new(AKI, false, id(&int_key)),
            Ext::new(AIA, false, access),
            Ext::new(CRL_POINTS, false, point("http://ca.example.com/ca.crl")),
            Ext::new(POLICIES, false, policies),
        ];
        Self { leaf, int, root, leaf_key, int_key, root_key, handed: None }
    }

    pub fn at(&mut self, place: Place) -> &mut Cert {
        match place {
            Place::Leaf => &mut self.leaf,
            Place::Int => &mut self.int,
            Place::Root => &mut self.root,
        }
    }

    /// Gives a CA another name, in its own certificate and in what it issued.
    pub fn rename(&mut self, place: Place, name: &[u8]) {
        let name = name.to_vec();
        match place {
            Place::Leaf => self.leaf.subject = name,
            Place::Int => {
                self.int.subject = name.clone();
                self.leaf.issuer = name;
            }
            Place::Root => {
                self.root.subject = name.clone();
                self.root.issuer = name.clone();
                self.int.issuer = name;
            }
        }
    }

    /// Leaf, intermediate and root, signed.
    pub fn signed(&self) -> [Vec<u8>; 3] {
        [
            self.leaf.write(&self.int_key),
            self.int.write(&self.root_key),
            self.root.write(&self.root_key),
        ]
    }

    /// A further certificate, signed by the root's key.
    pub fn by_root(&self, cert: &Cert) -> Vec<u8> {
        cert.write(&self.root_key)
    }

    /// A further certificate, signed by a key.
    pub fn by(&self, key: &Key, cert: &Cert) -> Vec<u8> {
        cert.write(key)
    }

    pub fn made(&self, name: &str) -> Variant {
        let parts = self.signed();
        let (leaf, sent, roots) = match self.handed {
            Some(handed) => handed(self, parts),
            None => {
                let [leaf, int, root] = parts;
                (leaf, vec![int], vec![root])
            }
        };
        Variant { name: name.into(), leaf, sent, roots }
    }
}

/// A small INTEGER.
pub fn int_of(number: u8) -> Vec<u8> {
    int(number)
}
