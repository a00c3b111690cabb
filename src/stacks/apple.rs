//! Apple (Security.framework): its published demands on TLS server certificates, from its
//! documentation. It was not run. Sentences are those of its list of result codes.

use super::documented::{self, End};
use super::words::{Fault, words};
use super::{Asked, Question, Role, Verdict};
use crate::model::oid::eku;
use crate::model::{Certificate, GeneralName, KeyKind, Time};
use crate::purpose::{EkuFit, eku_fit};
use crate::trust;

words! {
    NOT_TRUSTED: "-67843", "The trust policy is not trusted.";
        "not-trusted", "errSecNotTrusted: no path leads to a trusted root.",
        "Apple Developer, Security Framework Result Codes", "not-trusted";
    HOST: "-67602", "A host name mismatch has occurred.";
        "host", "errSecHostNameMismatch: the server's DNS name must be in the subject alternative names; the common name does not count.",
        "support.apple.com/103769; Apple Developer, Security Framework Result Codes", "host-not-covered";
    KEY_SIZE: "-67735", "The key size is not supported.";
        "key-size", "TLS server certificates and their issuers with RSA keys need 2,048 bits at least.",
        "support.apple.com/103769", "weak-key";
    WEAK_DIGEST: "-67843", "The trust policy is not trusted.";
        "sha-1", "TLS server certificates and their issuers must be signed with SHA-2; SHA-1 is not trusted.",
        "support.apple.com/103769", "weak-signature";
    USAGE: "-67609", "The extended key usage is not valid.";
        "server-auth", "A TLS server certificate issued after 1 July 2019 must list serverAuth.",
        "support.apple.com/103769", "purpose-not-allowed";
    TOO_LONG: "-67901", "The validity period in the certificate exceeds the maximum allowed period.";
        "validity", "A TLS server certificate issued after 1 July 2019 may be valid for 825 days, one issued from 1 September 2020 under a root that Apple ships for 398.",
        "support.apple.com/103769, support.apple.com/102028", "";
    EXPIRED: "-67818", "An expired certificate was detected.";
        "expired", "errSecCertificateExpired: notAfter must not lie before the time asked about.",
        "Apple Developer, Security Framework Result Codes", "expired";
    NOT_YET_VALID: "-67819", "The certificate is not yet valid.";
        "not-yet-valid", "errSecCertificateNotValidYet: notBefore must not lie after the time asked about.",
        "Apple Developer, Security Framework Result Codes", "not-yet-valid";
}

/// 1 July 2019, from which Apple's demands count.
const SINCE_2019: Time = Time(1_561_939_200);
/// 1 September 2020, from which 398 days count under the roots that Apple ships.
const SINCE_2020: Time = Time(1_598_918_400);
const DAY: i64 = 86_400;

/// What Apple is documented to say.
pub(super) fn answer(question: &Question<'_>) -> Verdict {
    if question.role == Role::Client {
        return Verdict::Silent("its published demands are on servers");
    }
    match fault(question) {
        None => Verdict::Accept,
        Some((fault, certificate)) => Verdict::Reject(fault.about(certificate)),
    }
}

fn fault<'q>(question: &'q Question<'q>) -> Option<(Fault, &'q Certificate)> {
    let leaf = question.leaf;
    let (path, end) = documented::path(question);
    if end != End::Trusted {
        return Some((&NOT_TRUSTED, path.last().copied().unwrap_or(leaf)));
    }
    let dns = leaf
        .san()
        .unwrap_or_default()
        .iter()
        .any(|name| matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_)));
    let named = match &question.name {
        Some(Asked::Host(host)) => documented::is_named(leaf, host),
        _ => true,
    };
    if !dns || !named {
        return Some((&HOST, leaf));
    }
    for (index, certificate) in path.iter().copied().enumerate() {
        if matches!(certificate.public_key.kind, KeyKind::Rsa { bits, .. } if bits < 2_048) {
            return Some((&KEY_SIZE, certificate));
        }
        let anchor = index.saturating_add(1) == path.len();
        if !anchor && certificate.outer_algorithm.digest().is_some_and(|d| d.is_broken()) {
            return Some((&WEAK_DIGEST, certificate));
        }
    }
    let validity = leaf.validity;
    let (Some(from), Some(to)) = (validity.not_before, validity.not_after) else { return None };
    if from >= SINCE_2019 {
        if eku_fit(leaf, eku::SERVER_AUTH) != EkuFit::Listed {
            return Some((&USAGE, leaf));
        }
        let public = path.last().is_some_and(|root| trust::store().find(root).is_some());
        let days: i64 = if public && from >= SINCE_2020 { 398 } else { 825 };
        if to.0.saturating_sub(from.0) > days.saturating_mul(DAY) {
            return Some((&TOO_LONG, leaf));
        }
    }
    for certificate in path {
        if certificate.validity.not_before.is_some_and(|from| question.at < from) {
            return Some((&NOT_YET_VALID, certificate));
        }
        if certificate.validity.not_after.is_some_and(|to| question.at > to) {
            return Some((&EXPIRED, certificate));
        }
    }
    None
}
