//! An X.509 certificate (RFC 5280, 4.1) as it was read.

use std::sync::OnceLock;

use super::{
    AuthorityKeyId, BasicConstraints, Extension, ExtensionValue, GeneralName, KeyUsage, Name,
    NameConstraints, Oid, Problem, PublicKey, SignatureAlgorithm, Span, Time,
};

/// A certificate. Parts that could not be read are `None` or empty, and `problems` says why.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// All bytes, exactly the outer SEQUENCE.
    pub der: Vec<u8>,
    /// The bytes that are signed.
    pub tbs: Span,
    /// 1, 2 or 3 (the encoded number plus one).
    pub version: u32,
    /// Serial number.
    pub serial: Serial,
    /// The algorithm named inside the signed part.
    pub signature_algorithm: SignatureAlgorithm,
    /// The algorithm named beside the signature; must equal the inner one.
    pub outer_algorithm: SignatureAlgorithm,
    /// The signature's bytes.
    pub signature: Vec<u8>,
    /// Issuer.
    pub issuer: Name,
    /// Validity.
    pub validity: Validity,
    /// Subject.
    pub subject: Name,
    /// Subject public key.
    pub public_key: PublicKey,
    /// Extensions in encoded order.
    pub extensions: Vec<Extension>,
    /// Digests of the bytes, made when first asked for (`crypto::fingerprints`): among thousands of
    /// certificates few are ever looked at.
    pub fingerprints: OnceLock<Fingerprints>,
    /// Whether it stands for one that nobody has issued yet (`decode::rehearse`): its signature
    /// counts as good.
    pub rehearsed: bool,
    /// Where the main fields lie.
    pub spans: Spans,
    /// What could not be read, or breaks the encoding rules.
    pub problems: Vec<Problem>,
}

/// A serial number: the content bytes of the INTEGER.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Serial(pub Vec<u8>);

impl Serial {
    /// Whether the number is below zero.
    pub fn is_negative(&self) -> bool {
        self.0.first().is_some_and(|b| b & 0x80 != 0)
    }

    /// The magnitude in colon-free lower-case hex without leading zero bytes; `-` before negatives.
    pub fn hex(&self) -> String {
        let mut bytes = self.0.clone();
        if self.is_negative() {
            // Two's complement: invert and add one.
            let mut carry = true;
            for b in bytes.iter_mut().rev() {
                *b = !*b;
                if carry {
                    let (sum, over) = b.overflowing_add(1);
                    *b = sum;
                    carry = over;
                }
            }
        }
        let start = bytes.iter().position(|b| *b != 0).unwrap_or(bytes.len().saturating_sub(1));
        let digits: String = bytes.iter().skip(start).map(|b| format!("{b:02x}")).collect();
        format!("{}{}", if self.is_negative() { "-" } else { "" }, digits)
    }
}

/// The validity period, both ends included (RFC 5280, 4.1.2.5).
/// An end that could not be read is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// First second.
    pub not_before: Option<Time>,
    /// Last second.
    pub not_after: Option<Time>,
}

/// Digests of the certificate and of its key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprints {
    /// SHA-256 of the DER.
    pub sha256: [u8; 32],
    /// SHA-1 of the DER.
    pub sha1: [u8; 20],
    /// SHA-256 of the SubjectPublicKeyInfo ("pin").
    pub spki_sha256: [u8; 32],
}

/// Byte ranges of the main fields within the DER.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Spans {
    pub version: Span,
    pub serial: Span,
    pub signature_algorithm: Span,
    pub issuer: Span,
    pub validity: Span,
    pub subject: Span,
    pub public_key: Span,
}

macro_rules! find {
    ($self:ident, $variant:ident) => {
        $self.extensions.iter().find_map(|e| match &e.value {
            ExtensionValue::$variant(value) => Some(value),
            _ => None,
        })
    };
}

impl Certificate {
    /// The bytes that are signed.
    pub fn tbs_bytes(&self) -> &[u8] {
        self.der.get(self.tbs.start..self.tbs.end).unwrap_or_default()
    }

    /// The extension of that type, if present.
    pub fn extension(&self, oid: &str) -> Option<&Extension> {
        self.extensions.iter().find(|e| e.oid.as_str() == oid)
    }

    /// Subject alternative names; `None` without the extension.
    pub fn san(&self) -> Option<&[GeneralName]> {
        find!(self, SubjectAltName).map(Vec::as_slice)
    }

    /// Extended key usages; `None` without the extension.
    pub fn eku(&self) -> Option<&[Oid]> {
        find!(self, ExtendedKeyUsage).map(Vec::as_slice)
    }

    /// Key usage; `None` without the extension.
    pub fn key_usage(&self) -> Option<KeyUsage> {
        find!(self, KeyUsage).copied()
    }

    /// Basic constraints; `None` without the extension.
    pub fn basic_constraints(&self) -> Option<BasicConstraints> {
        find!(self, BasicConstraints).copied()
    }

    /// Subject key identifier.
    pub fn subject_key_id(&self) -> Option<&[u8]> {
        find!(self, SubjectKeyId).map(Vec::as_slice)
    }

    /// Authority key identifier.
    pub fn authority_key_id(&self) -> Option<&AuthorityKeyId> {
        find!(self, AuthorityKeyId)
    }

    /// Name constraints; `None` without the extension.
    pub fn name_constraints(&self) -> Option<&NameConstraints> {
        find!(self, NameConstraints)
    }

    /// Netscape certificate type bits.
    pub fn ns_cert_type(&self) -> Option<u8> {
        find!(self, NsCertType).copied()
    }

    /// Whether basic constraints say CA.
    pub fn is_ca(&self) -> bool {
        self.basic_constraints().is_some_and(|bc| bc.ca)
    }

    /// Whether subject and issuer are the same name (RFC 5280, 3.2: self-issued).
    pub fn is_self_issued(&self) -> bool {
        self.subject.key == self.issuer.key
    }

    /// A short name for people: the subject's title, else the first SAN, else the serial number.
    pub fn title(&self) -> String {
        if let Some(title) = self.subject.title() {
            return title.to_owned();
        }
        let first = self.san().and_then(|names| names.first()).and_then(GeneralName::plain);
        first.unwrap_or_else(|| format!("certificate {}", self.serial.hex()))
    }
}

impl GeneralName {
    /// The value alone, where it can be said in a few words.
    pub fn plain(&self) -> Option<String> {
        match self {
            GeneralName::Dns(text) | GeneralName::Email(text) | GeneralName::Uri(text) => {
                Some(text.clone())
            }
            GeneralName::Ip(address) => Some(address.to_string()),
            GeneralName::Directory(name) => Some(name.text()),
            GeneralName::RegisteredId(oid) => Some(oid.as_str().to_owned()),
            GeneralName::Other { text, .. } => text.clone(),
            GeneralName::BadIp(_) => None,
        }
    }
}

/// Lower-case hex without separators.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    for b in bytes {
        for nibble in [b >> 4, b & 15] {
            text.push(DIGITS.get(usize::from(nibble)).map_or('?', |d| char::from(*d)));
        }
    }
    text
}
