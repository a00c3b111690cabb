//! What Mbed TLS 2.28 refuses to read (`x509_crt.c`, `x509_crt_parse_der_core`), in the order of
//! the fields, and the words of its error.

use crate::crypto;
use crate::model::oid::ext;
use crate::model::{
    Certificate, Crl, Curve, DigestAlgorithm, Extension, ExtensionValue, KeyKind, Name, Oid,
    PublicKey, SignatureAlgorithm, SignatureKind,
};
use crate::stacks::dates::{self, Written};
use crate::stacks::der;
use crate::stacks::frame::{self, Flaw};

/// The extensions that are read; a critical one that is not among them is refused.
const READ: [&str; 6] = [
    ext::BASIC_CONSTRAINTS,
    ext::KEY_USAGE,
    ext::EXTENDED_KEY_USAGE,
    ext::SUBJECT_ALT_NAME,
    ext::NS_CERT_TYPE,
    ext::POLICIES,
];

/// RSA keys that it reads (`mbedtls_rsa_check_pubkey`).
const RSA_BITS: std::ops::RangeInclusive<usize> = 128..=8_192;
const BIT_STRING: u8 = 0x03;
const ANY_POLICY: &str = "2.5.29.32.0";

const EXTENSION_TAG: &str = "-0x2562 X509 - The extension tag or value is invalid : ASN1 - ASN1 tag was of an unexpected value";
const EXTENSION_LENGTH: &str = "-0x2564 X509 - The extension tag or value is invalid : ASN1 - Error when trying to determine the length or invalid length";
const EXTENSION_TRAILING: &str = "-0x2566 X509 - The extension tag or value is invalid : ASN1 - Actual length differs from expected length";
const NAME: &str = "-0x23e0 X509 - The name tag or value is invalid : ASN1 - Out of data when parsing an ASN1 data structure";
const SIGNATURE: &str =
    "-0x24e8 X509 - The signature tag or value invalid : ASN1 - Data is invalid";
const EXTENSION: &str = "-0x2500 X509 - The extension tag or value is invalid";
const NAME_TAG: &str =
    "-0x23e2 X509 - The name tag or value is invalid : ASN1 - ASN1 tag was of an unexpected value";
const FORMAT: &str = "-0x21e6 X509 - The CRT/CRL/CSR format is invalid, e.g. different type expected : ASN1 - Actual length differs from expected length";
const EXTENSION_SHORT: &str = "-0x2560 X509 - The extension tag or value is invalid : ASN1 - Out of data when parsing an ASN1 data structure";
/// Types of strings that names may have (`x509_get_attr_type_value`): BIT STRING too.
const NAME_TYPES: [u32; 7] = [30, 12, 20, 19, 22, 28, 3];
const KEY_ALGORITHM: &str =
    "-0x3c80 PK - Key algorithm is unsupported (only RSA and EC are supported)";
const SIGNATURE_ALGORITHM: &str =
    "-0x262e X509 - Signature algorithm (oid) is unsupported : OID - OID is not found";

/// Why a certificate cannot be read: error number and words; `None` where it can.
pub(super) fn fault(certificate: &Certificate) -> Option<&'static str> {
    if certificate.version > 3 {
        return Some("-0x2580 X509 - CRT/CRL/CSR has an unsupported version number");
    }
    if !knows(&certificate.signature_algorithm) {
        return Some(SIGNATURE_ALGORITHM);
    }
    if certificate.issuer.is_empty() || has_empty_part(&certificate.issuer) {
        return Some(NAME);
    }
    if has_strange_string(&certificate.issuer) {
        return Some(NAME_TAG);
    }
    let flaws = frame::flaws(certificate);
    if flaws.contains(&Flaw::Dates) {
        return Some(
            "-0x2466 X509 - The date tag or value is invalid : ASN1 - Actual length differs from expected length",
        );
    }
    let dates = certificate.validity;
    if dates.not_before.is_none() || dates.not_after.is_none() || !are_plain(certificate) {
        return Some("-0x2400 X509 - The date tag or value is invalid");
    }
    if has_empty_part(&certificate.subject) {
        return Some(NAME);
    }
    if has_strange_string(&certificate.subject) {
        return Some(NAME_TAG);
    }
    if flaws.contains(&Flaw::BehindKeyAlgorithm) {
        return Some(
            "-0x3ae6 PK - The algorithm tag or value is invalid : ASN1 - Actual length differs from expected length",
        );
    }
    if flaws.contains(&Flaw::BehindKey) {
        return Some(
            "-0x3b66 PK - The pubkey tag or value is invalid (only RSA and EC are supported) : ASN1 - Actual length differs from expected length",
        );
    }
    if let Some(fault) = key(&certificate.public_key) {
        return Some(fault);
    }
    if certificate.version == 3 {
        if has_unique_id(certificate) {
            return Some(EXTENSION_TAG);
        }
        match flaws.iter().find(|it| matches!(it, Flaw::ExtensionTag(_) | Flaw::ExtensionShort)) {
            Some(Flaw::ExtensionTag(_)) => return Some(EXTENSION_TAG),
            Some(_) => return Some(EXTENSION_SHORT),
            None => {}
        }
        if let Some(fault) = extensions(certificate) {
            return Some(fault);
        }
    } else if !certificate.extensions.is_empty() {
        return Some(FORMAT);
    }
    if flaws.iter().any(|it| matches!(it, Flaw::BehindFields | Flaw::BehindSignature(_))) {
        return Some(FORMAT);
    }
    if certificate.signature_algorithm.der != certificate.outer_algorithm.der {
        return Some(
            "-0x2680 X509 - Signature algorithms do not match. (see \\c ::mbedtls_x509_crt sig_oid)",
        );
    }
    certificate.signature.is_empty().then_some(SIGNATURE)
}

/// Names with a value that is no string it knows.
fn has_strange_string(name: &Name) -> bool {
    name.attributes().any(|attribute| !NAME_TYPES.contains(&attribute.tag))
}

/// To the second, and without an offset; the Z may be left out (`x509_parse_time`).
fn are_plain(certificate: &Certificate) -> bool {
    let plain = |date: Written<'_>| {
        let digits = date.text.strip_suffix(b"Z").unwrap_or(date.text);
        digits.len() == if date.generalized { 14 } else { 12 }
    };
    dates::written(certificate).is_none_or(|both| both.into_iter().all(plain))
}

/// A SET of no attribute; a subject may have no part at all.
fn has_empty_part(name: &Name) -> bool {
    name.rdns.iter().any(Vec::is_empty)
}

/// A unique identifier, which Mbed TLS looks for under a constructed tag, stands where it then
/// expects the extensions (RFC 5280, 4.1.2.8: the tag is primitive).
fn has_unique_id(certificate: &Certificate) -> bool {
    let fields = der::inside(certificate.tbs_bytes(), der::SEQUENCE).unwrap_or_default();
    fields.iter().any(|field| matches!(field.tag, 0x81 | 0x82))
}

/// Why a revocation list cannot be read.
pub(super) fn list_fault(list: &Crl) -> Option<&'static str> {
    match &list.algorithm {
        Some(algorithm) if knows(algorithm) => {}
        _ => return Some("-0x2600 X509 - Signature algorithm (oid) is unsupported"),
    }
    if list.extensions.iter().any(|e| e.critical) {
        return Some(EXTENSION_TAG);
    }
    // A signature of whole bytes has no unused bits.
    let signature = der::inside(&list.der, der::SEQUENCE).and_then(|parts| parts.last().copied());
    let whole = signature.is_some_and(|signature| signature.content.first() == Some(&0));
    (!whole).then_some(SIGNATURE)
}

fn knows(algorithm: &SignatureAlgorithm) -> bool {
    match &algorithm.kind {
        SignatureKind::RsaPkcs1(digest)
        | SignatureKind::Ecdsa(digest)
        | SignatureKind::RsaPss { digest, .. } => *digest != DigestAlgorithm::Md2,
        SignatureKind::Ed25519 | SignatureKind::Other(_) => false,
    }
}

fn key(key: &PublicKey) -> Option<&'static str> {
    match &key.kind {
        KeyKind::Rsa { pss_only: false, .. } if !frame::is_whole_rsa(&key.spki) => Some(
            "-0x3b66 PK - The pubkey tag or value is invalid (only RSA and EC are supported) : ASN1 - Actual length differs from expected length",
        ),
        KeyKind::Rsa { pss_only: false, bits, exponent, modulus } => {
            let is_odd = |number: &[u8]| number.last().is_some_and(|last| last & 1 == 1);
            // Without leading zeros the longer number is the larger one.
            let smaller = (exponent.len(), exponent) < (modulus.len(), modulus);
            let good = RSA_BITS.contains(bits)
                && is_odd(modulus)
                && is_odd(exponent)
                && exponent.as_slice() != [1]
                && smaller;
            (!good).then_some(
                "-0x3b00 PK - The pubkey tag or value is invalid (only RSA and EC are supported)",
            )
        }
        KeyKind::Ec { curve, point } => match curve {
            Curve::P256 | Curve::P384 | Curve::P521 => point_fault(curve, point),
            Curve::Other(name) if name == "explicit parameters" => {
                Some("-0x3d00 PK - Invalid key tag or value")
            }
            Curve::Other(name) if has_curve(name) => point_fault(curve, point),
            Curve::Other(_) => {
                Some("-0x3a00 PK - Elliptic curve is unsupported (only NIST curves are supported)")
            }
        },
        KeyKind::Unreadable { name } if name == "RSA" => Some(
            "-0x3b60 PK - The pubkey tag or value is invalid (only RSA and EC are supported) : ASN1 - Out of data when parsing an ASN1 data structure",
        ),
        _ => Some(KEY_ALGORITHM),
    }
}

/// `mbedtls_ecp_point_read_binary` and `mbedtls_ecp_check_pubkey`: the plain form, on the curve.
fn point_fault(curve: &Curve, point: &[u8]) -> Option<&'static str> {
    const LENGTH: &str = "-0x4f80 ECP - Bad input parameters to function";
    let whole = match curve {
        Curve::P256 => 65,
        Curve::P384 => 97,
        Curve::P521 => 133,
        Curve::Other(_) => point.len(),
    };
    match point {
        [] => Some(LENGTH),
        // The point at infinity.
        [0] => Some("-0x4c80 ECP - Invalid private or public key"),
        [4, ..] if point.len() != whole => Some(LENGTH),
        [4, ..] => (crypto::on_curve(curve, point, false) == Some(false))
            .then_some("-0x4c80 ECP - Invalid private or public key"),
        _ => Some(
            "-0x4e80 ECP - The requested feature is not available, for example, the requested curve is not supported",
        ),
    }
}

fn has_curve(name: &str) -> bool {
    let sizes: &[&str] = if name.contains("brainpool") {
        &["256r1", "384r1", "512r1"]
    } else {
        &["192", "224", "256"]
    };
    sizes.iter().any(|size| name.contains(size))
}

fn extensions(certificate: &Certificate) -> Option<&'static str> {
    let mut seen: Vec<&Oid> = Vec::new();
    for extension in &certificate.extensions {
        if !READ.contains(&extension.oid.as_str()) {
            if extension.critical {
                return Some(EXTENSION_TAG);
            }
            continue;
        }
        if seen.contains(&&extension.oid) {
            return Some(EXTENSION);
        }
        seen.push(&extension.oid);
        if let Some(fault) = content(extension) {
            return Some(fault);
        }
    }
    None
}

fn content(extension: &Extension) -> Option<&'static str> {
    let raw = extension.raw.as_slice();
    let id = extension.oid.as_str();
    let mut behind = raw;
    let first = der::next(&mut behind);
    if first.is_some() && !behind.is_empty() {
        // In basic constraints it is looked for as a further field.
        return Some(if id == ext::BASIC_CONSTRAINTS { EXTENSION_TAG } else { EXTENSION_TRAILING });
    }
    if id == ext::NS_CERT_TYPE {
        // A BIT STRING of one byte.
        return match der::all(raw).unwrap_or_default().first() {
            Some(bits) if bits.tag != BIT_STRING => Some(EXTENSION_TAG),
            Some(bits) => (bits.content.len() != 2).then_some(EXTENSION_LENGTH),
            None => Some(EXTENSION_TAG),
        };
    }
    match &extension.value {
        // A key usage without bits, or no usage at all, has no length.
        ExtensionValue::KeyUsage(_) => {
            let bits = der::all(&extension.raw).and_then(|values| values.first().copied());
            bits.is_none_or(|bits| bits.content.len() < 2).then_some(EXTENSION_LENGTH)
        }
        ExtensionValue::ExtendedKeyUsage(list) if list.is_empty() => Some(EXTENSION_LENGTH),
        ExtensionValue::SubjectAltName(_) => {
            let names = der::inside(&extension.raw, der::SEQUENCE);
            // All names have tags of their own kind, and an otherName begins with its type.
            let whole = |name: &der::Value<'_>| {
                let mut inside = name.content;
                let other = name.tag & 0x1F == 0;
                name.tag & 0xC0 == 0x80
                    && (!other || der::next(&mut inside).is_some_and(|id| id.tag == der::OID))
            };
            match names {
                Some(names) if names.iter().all(whole) => None,
                Some(_) => Some(EXTENSION_TAG),
                None => Some(EXTENSION_LENGTH),
            }
        }
        ExtensionValue::BasicConstraints(basic)
            if basic.path_len.is_some_and(|length| length >= 0x7FFF_FFFF) =>
        {
            Some(EXTENSION_LENGTH)
        }
        ExtensionValue::Policies(list) if list.is_empty() => Some(EXTENSION_TRAILING),
        ExtensionValue::Policies(list) => {
            let other = list.iter().any(|policy| policy.oid.as_str() != ANY_POLICY);
            (extension.critical && other).then_some(
                "-0x2080 X509 - Unavailable feature, e.g. RSA hashing/encryption combination",
            )
        }
        // What stands in the OIDs of usages is not looked at.
        ExtensionValue::Unreadable(_) if id == ext::EXTENDED_KEY_USAGE => {
            let usages = der::inside(raw, der::SEQUENCE);
            let whole = usages.is_some_and(|list| list.iter().all(|usage| usage.tag == der::OID));
            (!whole).then_some(EXTENSION_TAG)
        }
        ExtensionValue::Unreadable(_) => Some(EXTENSION_TAG),
        _ => None,
    }
}
