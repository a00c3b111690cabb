//! NSS's way up the chain (certvfy.c, cert_VerifyCertChainOld).

use super::{Entry, is_current, issuer, kind, names, words};
use crate::crypto::Check;
use crate::model::oid::ext;
use crate::model::{Certificate, DigestAlgorithm, ExtensionValue, GeneralName, Time};
use crate::stacks::{Question, Role, shared};

/// Certificates at most (CERT_MAX_CERT_CHAIN).
const MAX_CHAIN: usize = 20;
/// DSA, which this project does not compute.
const DSA_KEY: &str = "1.2.840.10040.4.1";

/// Extensions that may be critical (secoid.c, SUPPORTED_CERT_EXTENSION).
const SUPPORTED: &[&str] = &[
    ext::SUBJECT_KEY_ID,
    ext::KEY_USAGE,
    ext::SUBJECT_ALT_NAME,
    ext::BASIC_CONSTRAINTS,
    ext::NAME_CONSTRAINTS,
    ext::CRL_DISTRIBUTION_POINTS,
    ext::POLICIES,
    ext::AUTHORITY_KEY_ID,
    ext::EXTENDED_KEY_USAGE,
    ext::AUTHORITY_INFO_ACCESS,
    ext::NS_CERT_TYPE,
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
        if !current {
            log.push(Entry { certificate: issuer, fault: &words::EXPIRED_ISSUER, depth: above });
        } else if !is_signed(question, subject, issuer) {
            log.push(Entry { certificate: subject, fault: &words::BAD_SIGNATURE, depth });
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

/// NSS verifies RSA, ECDSA with P-256, P-384 and P-521, and DSA; MD5 and older digests are off.
fn is_signed(question: &Question<'_>, subject: &Certificate, issuer: &Certificate) -> bool {
    use DigestAlgorithm::{Md2, Md5};
    if matches!(subject.outer_algorithm.digest(), Some(Md2 | Md5)) {
        return false;
    }
    match question.proof(subject, issuer) {
        Check::Valid => true,
        // Not computed here, so taken as good.
        Check::Unsupported(_) => issuer.public_key.oid.as_str() == DSA_KEY,
        Check::Invalid | Check::WrongKeyType => false,
    }
}
