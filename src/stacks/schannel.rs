//! Windows (Schannel, and .NET on Windows): the statuses of its SSL chain policy, from its
//! documentation, and the sentences that the system has for them. It was not run. Where faults meet
//! its documentation gives no order; a missing or untrusted issuer is told first here. Programs print
//! codes of their own for them (SEC_E_UNTRUSTED_ROOT, SEC_E_WRONG_PRINCIPAL).

use super::documented::{self, End};
use super::shared;
use super::words::{Fault, words};
use super::{Asked, Known, Met, Program, Question, Role, Verdict};
use crate::model::Certificate;
use crate::purpose::{EkuFit, eku_fit};

words! {
    UNTRUSTED_ROOT: "0x800B0109", "A certificate chain processed, but terminated in a root certificate which is not trusted by the trust provider.";
        "untrusted-root", "CERT_E_UNTRUSTEDROOT: the path ends at a root that is not in the store of trusted roots.",
        "https://learn.microsoft.com/windows/win32/api/wincrypt/ns-wincrypt-cert_chain_policy_status; https://learn.microsoft.com/windows/win32/com/com-error-codes-4", "not-trusted";
    CHAINING: "0x800B010A", "A certificate chain could not be built to a trusted root authority.";
        "chaining", "CERT_E_CHAINING: an issuer is missing, and could not be fetched.",
        "https://learn.microsoft.com/windows/win32/api/wincrypt/ns-wincrypt-cert_chain_policy_status; https://learn.microsoft.com/windows/win32/com/com-error-codes-4", "issuer-missing";
    WRONG_USAGE: "0x800B0110", "The certificate is not valid for the requested usage.";
        "wrong-usage", "CERT_E_WRONG_USAGE: the extended key usage of the leaf leaves the use out.",
        "https://learn.microsoft.com/windows/win32/api/wincrypt/ns-wincrypt-cert_chain_policy_status; https://learn.microsoft.com/windows/win32/com/com-error-codes-4", "purpose-not-allowed";
    EXPIRED: "0x800B0101", "A required certificate is not within its validity period when verifying against the current system clock or the timestamp in the signed file.";
        "expired", "CERT_E_EXPIRED: a certificate of the path is past its notAfter.",
        "https://learn.microsoft.com/windows/win32/api/wincrypt/ns-wincrypt-cert_chain_policy_status; https://learn.microsoft.com/windows/win32/com/com-error-codes-4", "expired";
    NOT_YET_VALID: "0x800B0101", "A required certificate is not within its validity period when verifying against the current system clock or the timestamp in the signed file.";
        "not-yet-valid", "CERT_E_EXPIRED too: a certificate of the path begins to be valid later.",
        "https://learn.microsoft.com/windows/win32/api/wincrypt/ns-wincrypt-cert_chain_policy_status; https://learn.microsoft.com/windows/win32/com/com-error-codes-4", "not-yet-valid";
    NO_MATCH: "0x800B010F", "The certificate's CN name does not match the passed value.";
        "name", "CERT_E_CN_NO_MATCH: the name asked for is not in the certificate.",
        "https://learn.microsoft.com/windows/win32/api/wincrypt/ns-wincrypt-cert_chain_policy_status; https://learn.microsoft.com/windows/win32/com/com-error-codes-4", "host-not-covered";
}

/// Windows: Schannel, .NET.
pub static SCHANNEL: Program = Program {
    id: "schannel",
    title: "Windows (Schannel, .NET)",
    met: Met::Often,
    judges_clients: true,
    known: Known::Documented("learn.microsoft.com, CERT_CHAIN_POLICY_STATUS and COM error codes"),
    families: &["Windows", ".NET"],
    reads: None,
    rules: || super::words::rules(WORDS),
    sentences: || super::words::sentences(WORDS),
    answer,
};

/// What Windows is documented to say.
fn answer(question: &Question<'_>) -> Verdict {
    let usage = question.role.usage();
    let (path, end) = documented::path(question);
    match fault(question, usage, &path, end) {
        None if documented::is_plain(&path, usage) => Verdict::Accept,
        None => Verdict::Silent(documented::NOT_PLAIN),
        Some((fault, Some(certificate))) => Verdict::Reject(fault.about(certificate)),
        Some((fault, None)) => Verdict::Reject(fault.refusal()),
    }
}

fn fault<'q>(
    question: &'q Question<'q>,
    usage: &str,
    path: &[&'q Certificate],
    end: End,
) -> Option<(Fault, Option<&'q Certificate>)> {
    match end {
        End::UntrustedRoot => return Some((&UNTRUSTED_ROOT, path.last().copied())),
        End::Missing => return Some((&CHAINING, path.last().copied())),
        End::Trusted => {}
    }
    if eku_fit(question.leaf, usage) == EkuFit::NotListed {
        return Some((&WRONG_USAGE, Some(question.leaf)));
    }
    for certificate in path.iter().copied() {
        let validity = certificate.validity;
        if validity.not_after.is_some_and(|to| question.at > to) {
            return Some((&EXPIRED, Some(certificate)));
        }
        if validity.not_before.is_some_and(|from| question.at < from) {
            return Some((&NOT_YET_VALID, Some(certificate)));
        }
    }
    match (&question.name, question.role) {
        (Some(Asked::Host(host)), Role::Server) if !shared::is_named(question.leaf, host) => {
            Some((&NO_MATCH, Some(question.leaf)))
        }
        _ => None,
    }
}
