//! What mozilla::pkix looks at in one certificate, whoever issued it.

use super::{onecrl, words};
use crate::model::oid::ext;
use crate::model::{
    Certificate, Curve, DigestAlgorithm, ExtensionValue, KeyKind, KeyUsage, SignatureAlgorithm,
    SignatureKind, Time,
};
use crate::stacks::words::Fault;

/// RSA keys and signatures must have so many bits (CertVerifier.cpp, MIN_RSA_BITS_WEAK).
const MIN_RSA_BITS: usize = 1_024;
/// Lengths are read up to two bytes (pkixder.cpp, ReadTagAndGetValue).
const MAX_BYTES: usize = 0xFFFF + 4;
/// OCSPSigning (RFC 6960, 4.2.2.2).
const OCSP_SIGNING: &str = "1.3.6.1.5.5.7.3.9";
/// id-pkix-ocsp-nocheck (RFC 6960, 4.2.2.2.1).
const OCSP_NO_CHECK: &str = "1.3.6.1.5.5.7.48.1.5";

/// The extensions that are understood (pkixcert.cpp, RememberExtension).
const UNDERSTOOD: &[&str] = &[
    ext::KEY_USAGE,
    ext::SUBJECT_ALT_NAME,
    ext::BASIC_CONSTRAINTS,
    ext::NAME_CONSTRAINTS,
    ext::POLICIES,
    ext::POLICY_CONSTRAINTS,
    ext::EXTENDED_KEY_USAGE,
    ext::INHIBIT_ANY_POLICY,
    ext::AUTHORITY_INFO_ACCESS,
    ext::TLS_FEATURE,
    ext::SCTS,
    OCSP_NO_CHECK,
];

/// Where a certificate stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub leaf: bool,
    pub anchor: bool,
    /// CAs below it.
    pub sub_cas: u32,
}

/// Whether it can be read at all (BackCert::Init).
pub(super) fn outline(certificate: &Certificate) -> Result<(), Fault> {
    if certificate.der.len() > MAX_BYTES {
        return Err(&words::BAD_DER);
    }
    // X.690, 8.3.2: the shortest form.
    match certificate.serial.0.as_slice() {
        [] => return Err(&words::BAD_DER),
        [0, next, ..] if next & 0x80 == 0 => return Err(&words::INTEGER_ENCODING),
        [0xFF, next, ..] if next & 0x80 != 0 => return Err(&words::INTEGER_ENCODING),
        _ => {}
    }
    let version = certificate.spans.version;
    if certificate.version == 1 && version.end > version.start {
        // The default is not written in DER (X.690, 11.5).
        return Err(&words::BAD_DER);
    }
    let mut netscape = false;
    for (index, extension) in certificate.extensions.iter().enumerate() {
        let oid = extension.oid.as_str();
        if UNDERSTOOD.contains(&oid) {
            let mut before = certificate.extensions.iter().take(index);
            if extension.raw.is_empty() || before.any(|other| other.oid == extension.oid) {
                return Err(&words::EXTENSION_INVALID);
            }
        } else if extension.critical && oid == ext::NS_CERT_TYPE {
            netscape = true;
        } else if extension.critical {
            return Err(&words::UNKNOWN_CRITICAL);
        }
    }
    // What that type says must then be said by the extensions that replaced it.
    let replaced = certificate.extension(ext::BASIC_CONSTRAINTS).is_some()
        && certificate.extension(ext::EXTENDED_KEY_USAGE).is_some();
    if netscape && !replaced { Err(&words::UNKNOWN_CRITICAL) } else { Ok(()) }
}

/// CheckIssuerIndependentProperties, in its order. `revocable`: Firefox's list of revoked
/// intermediates is asked, as it is for servers.
pub(super) fn own(
    certificate: &Certificate,
    place: Place,
    at: Time,
    usage: &str,
    revocable: bool,
) -> Result<(), Fault> {
    if revocable && onecrl::lists(certificate) {
        return Err(&words::REVOKED);
    }
    let (Some(not_before), Some(not_after)) =
        (certificate.validity.not_before, certificate.validity.not_after)
    else {
        return Err(&words::BAD_TIME);
    };
    if !place.anchor {
        signature_algorithm(certificate)?;
    }
    key(certificate)?;
    if certificate.issuer.is_empty() {
        return Err(&words::EMPTY_ISSUER);
    }
    key_usage(certificate, place)?;
    basic_constraints(certificate, place)?;
    purpose(certificate, place, usage)?;
    if at < not_before {
        return Err(&words::NOT_YET_VALID);
    }
    if at > not_after {
        return Err(&words::EXPIRED);
    }
    Ok(())
}

/// CheckSignatureAlgorithm.
fn signature_algorithm(certificate: &Certificate) -> Result<(), Fault> {
    let outer = &certificate.outer_algorithm;
    if !is_known(outer) || !is_known(&certificate.signature_algorithm) {
        return Err(&words::ALGORITHM_DISABLED);
    }
    if outer.kind != certificate.signature_algorithm.kind {
        return Err(&words::ALGORITHM_MISMATCH);
    }
    if outer.digest() == Some(DigestAlgorithm::Sha1) {
        return Err(&words::ALGORITHM_DISABLED);
    }
    let rsa = matches!(outer.kind, SignatureKind::RsaPkcs1(_) | SignatureKind::RsaPss { .. });
    if rsa && certificate.signature.len().saturating_mul(8) < MIN_RSA_BITS {
        return Err(&words::KEY_SIZE);
    }
    Ok(())
}

fn is_known(algorithm: &SignatureAlgorithm) -> bool {
    use DigestAlgorithm::{Sha1, Sha256, Sha384, Sha512};
    match &algorithm.kind {
        SignatureKind::RsaPkcs1(digest) | SignatureKind::Ecdsa(digest) => {
            matches!(digest, Sha1 | Sha256 | Sha384 | Sha512)
        }
        // The three sets of parameters that the CA/Browser Forum allows (BR 7.1.3.2.1).
        SignatureKind::RsaPss { digest, mask, salt } => {
            digest == mask && matches!((digest, salt), (Sha256, 32) | (Sha384, 48) | (Sha512, 64))
        }
        _ => false,
    }
}

/// CheckSubjectPublicKeyInfo.
fn key(certificate: &Certificate) -> Result<(), Fault> {
    match &certificate.public_key.kind {
        KeyKind::Rsa { pss_only: true, .. } => Err(&words::UNSUPPORTED_KEY),
        KeyKind::Rsa { modulus, .. } if modulus.len().saturating_mul(8) < MIN_RSA_BITS => {
            Err(&words::KEY_SIZE)
        }
        KeyKind::Rsa { .. } => Ok(()),
        KeyKind::Ec { curve: Curve::P256 | Curve::P384 | Curve::P521, .. } => Ok(()),
        KeyKind::Ec { .. } => Err(&words::UNSUPPORTED_CURVE),
        KeyKind::Ed25519(_) | KeyKind::Other { .. } => Err(&words::UNSUPPORTED_KEY),
        KeyKind::Unreadable { .. } => Err(&words::BAD_DER),
    }
}

/// CheckKeyUsage; for a leaf each of the three usages of TLS servers is tried.
fn key_usage(certificate: &Certificate, place: Place) -> Result<(), Fault> {
    if certificate.extension(ext::KEY_USAGE).is_none() {
        return Ok(());
    }
    let wanted = match place.leaf {
        true => KeyUsage::DIGITAL_SIGNATURE | KeyUsage::KEY_ENCIPHERMENT | KeyUsage::KEY_AGREEMENT,
        false => KeyUsage::KEY_CERT_SIGN,
    };
    match certificate.key_usage() {
        Some(usage) if usage.has(wanted) => Ok(()),
        _ => Err(&words::KEY_USAGE),
    }
}

/// CheckBasicConstraints.
fn basic_constraints(certificate: &Certificate, place: Place) -> Result<(), Fault> {
    let constraints = certificate.basic_constraints();
    let extension = certificate.extension(ext::BASIC_CONSTRAINTS);
    if constraints.is_none() && extension.is_some() {
        return Err(&words::EXTENSION_INVALID);
    }
    let mut ca = constraints.is_some_and(|constraints| constraints.ca);
    if extension.is_none() && !place.leaf && certificate.version == 1 {
        if !place.anchor {
            return Err(&words::V1_AS_CA);
        }
        ca = true;
    }
    match (place.leaf, ca) {
        (true, true) => return Err(&words::CA_AS_LEAF),
        (true, false) => return Ok(()),
        (false, false) => return Err(&words::NOT_A_CA),
        (false, true) => {}
    }
    let limit = constraints.and_then(|constraints| constraints.path_len);
    if limit.is_some_and(|limit| place.sub_cas > limit) {
        return Err(&words::PATH_LENGTH);
    }
    Ok(())
}

/// CheckExtendedKeyUsage.
fn purpose(certificate: &Certificate, place: Place, usage: &str) -> Result<(), Fault> {
    if certificate.extension(ext::EXTENDED_KEY_USAGE).is_none() {
        return Ok(());
    }
    let usages = certificate.eku().unwrap_or_default();
    let lists = |wanted: &str| usages.iter().any(|oid| oid.as_str() == wanted);
    if !lists(usage) || (place.leaf && lists(OCSP_SIGNING)) {
        return Err(&words::PURPOSE);
    }
    Ok(())
}

/// CheckTLSFeatures: what the issuer promises, the subject must promise too (RFC 7633, 4.2.2).
pub(super) fn features(subject: &Certificate, issuer: &Certificate) -> Result<(), Fault> {
    let wanted = tls_features(issuer);
    let found = tls_features(subject);
    if wanted.iter().all(|feature| found.contains(feature)) {
        Ok(())
    } else {
        Err(&words::FEATURE_MISSING)
    }
}

/// The TLS features that a certificate promises.
pub(super) fn tls_features(certificate: &Certificate) -> &[u16] {
    let extension = certificate.extension(ext::TLS_FEATURE);
    match extension.map(|extension| &extension.value) {
        Some(ExtensionValue::TlsFeature(features)) => features,
        _ => &[],
    }
}

/// Where the OCSP responder is must be readable, asked or not (CheckRevocation).
pub(super) fn locations(leaf: &Certificate) -> Result<(), Fault> {
    match leaf.extension(ext::AUTHORITY_INFO_ACCESS).map(|extension| &extension.value) {
        Some(ExtensionValue::Unreadable(_)) => Err(&words::BAD_LOCATION),
        _ => Ok(()),
    }
}
