//! NSS's way up the chain (certvfy.c, cert_VerifyCertChainOld).

use super::{Entry, is_current, issuer, kind, names, times, words};
use crate::crypto::Check;
use crate::model::oid::ext;
use crate::model::{
    Certificate, Curve, DigestAlgorithm, ExtensionValue, GeneralName, KeyKind, SignatureKind, Time,
};
use crate::stacks::words::Fault;
use crate::stacks::{Question, Role, shared};

/// Certificates at most (CERT_MAX_CERT_CHAIN).
const MAX_CHAIN: usize = 20;
/// Shorter keys sign nothing (NSS_RSA_MIN_KEY_SIZE).
const LEAST_RSA_BITS: usize = 1_023;
/// DSA, which this project does not compute.
const DSA_KEY: &str = "1.2.840.10040.4.1";

/// Extensions that may be critical (secoid.c, SUPPORTED_CERT_EXTENSION): each was tried. At the end
/// Netscape's own, three that belong into revocation lists, and what says that a responder's
/// certificate needs no check.
const SUPPORTED: &[&str] = &[
    ext::SUBJECT_KEY_ID,
    ext::KEY_USAGE,
    ext::SUBJECT_ALT_NAME,
    ext::BASIC_CONSTRAINTS,
    ext::NAME_CONSTRAINTS,
    ext::AUTHORITY_KEY_ID,
    ext::EXTENDED_KEY_USAGE,
    ext::AUTHORITY_INFO_ACCESS,
    ext::NS_CERT_TYPE,
    "2.16.840.1.113730.1.2",
    "2.16.840.1.113730.1.3",
    "2.16.840.1.113730.1.4",
    "2.16.840.1.113730.1.7",
    "2.16.840.1.113730.1.8",
    "2.16.840.1.113730.1.13",
    "2.16.840.1.113730.1.14",
    "2.16.840.1.113730.1.15",
    "2.16.840.1.113730.1.17",
    "2.5.29.20",
    "2.5.29.21",
    "2.5.29.24",
    "1.3.6.1.5.5.7.48.1.5",
];

/// Follows the chain, and lists what is wrong on it.
pub(super) fn follow<'q>(question: &'q Question<'q>, at: Time, log: &mut Vec<Entry<'q>>) {
    let mut subject: &Certificate = question.leaf;
    let mut found: Vec<(GeneralName, &Certificate)> = Vec::new();
    let mut path_length: u32 = 0;
    for depth in 0..MAX_CHAIN {
        let above = depth.saturating_add(1);
        if depth == 0 || subject.subject.der != subject.issuer.der {
            let with_common_name = depth == 0 && question.role == Role::Server;
            found.extend(names::of(subject, with_common_name).map(|name| (name, subject)));
        }
        if has_unknown_critical(subject) {
            log.push(Entry { certificate: subject, fault: &words::UNKNOWN_CRITICAL, depth });
        }
        if subject.outer_algorithm.der != subject.signature_algorithm.der {
            log.push(Entry { certificate: subject, fault: &words::ALGORITHM_MISMATCH, depth });
            return;
        }
        let Some(issuer) = issuer::choose(question, subject, at) else {
            log.push(Entry { certificate: subject, fault: &words::UNKNOWN_ISSUER, depth });
            return;
        };
        let current = is_current(issuer, at);
        if times(issuer).is_none() {
            log.push(Entry { certificate: subject, fault: &words::BAD_SIGNATURE, depth });
        } else if !current {
            log.push(Entry { certificate: issuer, fault: &words::EXPIRED_ISSUER, depth: above });
        } else if let Some(fault) = signature_fault(question, subject, issuer) {
            log.push(Entry { certificate: subject, fault, depth });
        }
        let constraints = issuer.basic_constraints();
        if constraints.is_some_and(|constraints| !constraints.ca)
            || is_unreadable(issuer, ext::BASIC_CONSTRAINTS)
        {
            log.push(Entry { certificate: issuer, fault: &words::CA_INVALID, depth: above });
        }
        let limit = constraints.filter(|constraints| constraints.ca).and_then(|c| c.path_len);
        if limit.is_some_and(|limit| path_length > limit) {
            log.push(Entry { certificate: issuer, fault: &words::PATH_LENGTH, depth: above });
        }
        if let Some(outside) = outside(issuer, &found) {
            let fault = &words::NOT_IN_NAME_SPACE;
            log.push(Entry { certificate: outside, fault, depth: above });
            return;
        }
        if !current {
            // The revocation list of an issuer that is not valid is not believed.
            log.push(Entry { certificate: subject, fault: &words::EXPIRED_ISSUER, depth });
        }
        if question.trusted.iter().any(|root| root.der == issuer.der) {
            return;
        }
        let stated = kind::of(issuer);
        let ca = match constraints.is_some() && stated & kind::bits::ANY_CA == 0 {
            true => true,
            false => stated & kind::bits::SSL_CA != 0,
        };
        if !ca {
            log.push(Entry { certificate: issuer, fault: &words::CA_INVALID, depth: above });
        }
        if !kind::may_sign(issuer) {
            log.push(Entry { certificate: issuer, fault: &words::ISSUER_KEY_USAGE, depth: above });
        }
        if issuer::is_root(issuer) {
            log.push(Entry { certificate: issuer, fault: &words::UNTRUSTED_ISSUER, depth: above });
            return;
        }
        if issuer.subject.der != issuer.issuer.der {
            path_length = path_length.saturating_add(1);
        }
        subject = issuer;
    }
    log.push(Entry { certificate: subject, fault: &words::UNKNOWN_ISSUER, depth: MAX_CHAIN });
}

/// The certificate whose name lies outside an issuer's constraints.
fn outside<'q>(
    issuer: &Certificate,
    found: &[(GeneralName, &'q Certificate)],
) -> Option<&'q Certificate> {
    let Some(constraints) = issuer.name_constraints() else {
        let unreadable = is_unreadable(issuer, ext::NAME_CONSTRAINTS);
        return found.first().filter(|_| unreadable).map(|(_, certificate)| *certificate);
    };
    let (_, certificate) = found.iter().find(|(name, _)| !names::allowed(constraints, name))?;
    Some(certificate)
}

fn has_unknown_critical(certificate: &Certificate) -> bool {
    shared::has_unknown_critical(certificate, SUPPORTED)
}

fn is_unreadable(certificate: &Certificate, oid: &str) -> bool {
    let found = certificate.extension(oid).map(|extension| &extension.value);
    matches!(found, Some(ExtensionValue::Unreadable(_)))
}

/// What is wrong with a signature: first whether it may be relied on at all
/// (CERT_VerifySignedDataWithPublicKey, checkKeyParams).
fn signature_fault(
    question: &Question<'_>,
    subject: &Certificate,
    issuer: &Certificate,
) -> Option<Fault> {
    use DigestAlgorithm::{Md2, Md5};
    /// RSA with MD4, which this project does not compute.
    const MD4: &str = "1.2.840.113549.1.1.3";
    let algorithm = &subject.outer_algorithm;
    let disabled = matches!(algorithm.digest(), Some(Md2 | Md5))
        || algorithm.oid.as_str() == MD4
        || match (&issuer.public_key.kind, &algorithm.kind) {
            (
                KeyKind::Rsa { bits, .. },
                SignatureKind::RsaPkcs1(_) | SignatureKind::RsaPss { .. },
            ) => bits.div_ceil(8).saturating_mul(8) < LEAST_RSA_BITS,
            (KeyKind::Ec { curve: Curve::Other(name), .. }, SignatureKind::Ecdsa(_)) => {
                name.to_ascii_lowercase().contains("brainpool")
            }
            _ => false,
        };
    if disabled {
        return Some(&words::ALGORITHM_DISABLED);
    }
    let signed = kind::has_known_key(issuer)
        && match question.proof(subject, issuer) {
            Check::Valid => computes(subject),
            // Not computed here, so taken as good.
            Check::Unsupported(_) => issuer.public_key.oid.as_str() == DSA_KEY,
            Check::Invalid | Check::WrongKeyType => false,
        }
        && !matches!(&issuer.public_key.kind, KeyKind::Ec { curve: Curve::Other(_), .. });
    (!signed).then_some(&words::BAD_SIGNATURE)
}

/// Whether NSS computes with that algorithm: not with SHA-3.
fn computes(certificate: &Certificate) -> bool {
    !matches!(certificate.outer_algorithm.kind, SignatureKind::Other(_))
}
