//! Apple (Security.framework): its published demands on TLS server certificates, and the codes and
//! words of its published source. It was not run. Where faults meet, the one whose kind comes first
//! in that source is told, at the lowest certificate that has it. Demands whose words cannot be read
//! anywhere are a refusal without words.

use super::documented::{self, End};
use super::shared;
use super::words::{Fault, words};
use super::{Asked, Known, Met, Program, Question, Refusal, Role, Verdict};
use crate::model::oid::eku;
use crate::model::{Certificate, GeneralName, KeyKind, Time};
use crate::purpose::{EkuFit, eku_fit};
use crate::trust;

// In the order of their kinds (SecTrustInternal.h, SecTrustErrorSubType). Which kind a demand belongs
// to, and its code, stands in a list that was not read (SecPolicyChecks.list): a code is given where its
// name is that of the fault, or where it was reported with it; words are given where the kind is plain.
words! {
    KEY_SIZE: "", "“{}” certificate is using a broken key size";
        "key-size", "TLS server certificates and their issuers with RSA keys need 2,048 bits at least.",
        "https://support.apple.com/103769; https://github.com/apple-oss-distributions/Security, SecFrameworkStrings.h, SEC_TRUST_ERROR_SUBTYPE_KEYSIZE", "weak-key";
    WEAK_DIGEST: "", "“{}” certificate is using a broken signature algorithm";
        "sha-1", "TLS server certificates and their issuers must be signed with SHA-2; SHA-1 is not trusted.",
        "https://support.apple.com/103769; https://github.com/apple-oss-distributions/Security, SecFrameworkStrings.h, SEC_TRUST_ERROR_SUBTYPE_WEAKHASH", "weak-signature";
    TOO_LONG: "-67901", "“{}” certificate is not standards compliant";
        "validity", "A TLS server certificate issued after 1 July 2019 may be valid for 825 days, one issued from 1 September 2020 under a root that Apple ships for 398 (errSecCertificateValidityPeriodTooLong).",
        "https://support.apple.com/103769; https://support.apple.com/102028; https://github.com/apple-oss-distributions/Security, SecFrameworkStrings.h, SEC_TRUST_ERROR_SUBTYPE_COMPLIANCE; https://github.com/FiloSottile/mkcert/issues/174", "apple-validity-too-long";
    USAGE: "", "";
        "server-auth", "A TLS server certificate issued after 1 July 2019 must list serverAuth. The words for it are not documented.",
        "https://support.apple.com/103769", "purpose-not-allowed";
    UNSTATED_USAGE: "", "";
        "server-auth-unstated", "The certificate of a server must list serverAuth among its extended key usages.",
        "https://support.apple.com/103769", "apple-server-auth-missing";
    NOT_TRUSTED: "-67843", "“{}” certificate is not trusted";
        "not-trusted", "The path ends at a root that is not trusted (errSecNotTrusted).",
        "https://github.com/apple-oss-distributions/Security, SecFrameworkStrings.h, SEC_TRUST_ERROR_SUBTYPE_TRUST; SecBase.h", "not-trusted";
    NO_ISSUER: "", "“{}” certificate is not trusted";
        "issuer-missing", "The path ends below a root, because an issuer is missing.",
        "https://github.com/apple-oss-distributions/Security, SecFrameworkStrings.h, SEC_TRUST_ERROR_SUBTYPE_TRUST", "issuer-missing";
    HOST: "-67602", "“{}” certificate name does not match input";
        "host", "The server's name must be in the subject alternative names; the common name does not count (errSecHostNameMismatch).",
        "https://support.apple.com/103769; https://github.com/apple-oss-distributions/Security, SecFrameworkStrings.h, SEC_TRUST_ERROR_SUBTYPE_NAME; SecBase.h", "host-not-covered";
    EXPIRED: "-67818", "“{}” certificate is expired";
        "expired", "The time asked about must not lie behind notAfter (errSecCertificateExpired).",
        "https://github.com/apple-oss-distributions/Security, SecFrameworkStrings.h, SEC_TRUST_ERROR_SUBTYPE_EXPIRED; SecBase.h", "expired";
    NOT_YET_VALID: "", "“{}” certificate is expired";
        "not-yet-valid", "The time asked about must not lie before notBefore; there are no words of their own for that.",
        "https://github.com/apple-oss-distributions/Security, SecTrustInternal.h, SecTrustErrorSubType", "not-yet-valid";
}

/// 1 July 2019, from which Apple's demands count.
const SINCE_2019: Time = Time(1_561_939_200);
/// 1 September 2020, from which 398 days count under the roots that Apple ships.
const SINCE_2020: Time = Time(1_598_918_400);
const DAY: i64 = 86_400;

/// macOS, iOS: Security.framework.
pub static APPLE: Program = Program {
    id: "apple",
    title: "macOS, iOS (Safari)",
    met: Met::Often,
    judges_clients: true,
    known: Known::Documented("support.apple.com/103769 and 102028, and its published source"),
    families: &["Apple"],
    reads: None,
    rules: || super::words::rules(WORDS),
    sentences: || super::words::sentences(WORDS),
    answer,
};

/// What Apple is documented to say.
fn answer(question: &Question<'_>) -> Verdict {
    if question.role == Role::Client {
        return Verdict::Silent("its published demands are on servers");
    }
    let (path, end) = documented::path(question);
    match fault(question, &path, end) {
        // What it makes of other uses in certificates from before July 2019 is not documented.
        None if documented::is_plain(&path, eku::SERVER_AUTH)
            && eku_fit(question.leaf, eku::SERVER_AUTH) != EkuFit::NotListed =>
        {
            Verdict::Accept
        }
        None => Verdict::Silent(documented::NOT_PLAIN),
        Some((fault, certificate)) => {
            let message = fault.message.replace("{}", &certificate.title());
            let refusal = Refusal::new(fault.code, message, &fault.rule);
            Verdict::Reject(refusal.about(certificate))
        }
    }
}

fn fault<'q>(
    question: &'q Question<'q>,
    path: &[&'q Certificate],
    end: End,
) -> Option<(Fault, &'q Certificate)> {
    let leaf = question.leaf;
    // The signature of the last certificate proves nothing: it is trusted, or not, as it stands.
    let below = path.split_last().map_or(&[][..], |(_, below)| below);
    let first = |list: &[&'q Certificate], wrong: &dyn Fn(&Certificate) -> bool| {
        list.iter().copied().find(|certificate| wrong(certificate))
    };
    let last = path.last().copied().unwrap_or(leaf);
    let small =
        |it: &Certificate| matches!(it.public_key.kind, KeyKind::Rsa { bits, .. } if bits < 2_048);
    let weak =
        |it: &Certificate| it.outer_algorithm.digest().is_some_and(|digest| digest.is_broken());
    let expired = |it: &Certificate| it.validity.not_after.is_some_and(|to| question.at > to);
    let early = |it: &Certificate| it.validity.not_before.is_some_and(|from| question.at < from);
    let usage = eku_fit(leaf, eku::SERVER_AUTH);
    let recent = leaf.validity.not_before.is_some_and(|from| from >= SINCE_2019);
    let all: [(Fault, Option<&'q Certificate>); 10] = [
        (&KEY_SIZE, first(path, &small)),
        (&WEAK_DIGEST, first(below, &weak)),
        (&TOO_LONG, (recent && is_too_long(leaf, last)).then_some(leaf)),
        (&USAGE, (recent && usage == EkuFit::NotListed).then_some(leaf)),
        (&UNSTATED_USAGE, (recent && usage != EkuFit::Listed).then_some(leaf)),
        (&NOT_TRUSTED, (end == End::UntrustedRoot).then_some(last)),
        (&NO_ISSUER, (end == End::Missing).then_some(last)),
        (&HOST, (!is_named(question)).then_some(leaf)),
        (&EXPIRED, first(path, &expired)),
        (&NOT_YET_VALID, first(path, &early)),
    ];
    all.into_iter().find_map(|(fault, certificate)| Some((fault, certificate?)))
}

/// Whether the leaf is valid for longer than the end of its path allows.
fn is_too_long(leaf: &Certificate, root: &Certificate) -> bool {
    let (Some(from), Some(to)) = (leaf.validity.not_before, leaf.validity.not_after) else {
        return false;
    };
    let public = trust::store().find(root).is_some();
    let days: i64 = if public && from >= SINCE_2020 { 398 } else { 825 };
    to.0.saturating_sub(from.0) > days.saturating_mul(DAY)
}

/// Whether the leaf names hosts, and the one asked about.
fn is_named(question: &Question<'_>) -> bool {
    let names = question.leaf.san().unwrap_or_default();
    let any = names.iter().any(|name| matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_)));
    any && match &question.name {
        Some(Asked::Host(host)) => shared::is_named(question.leaf, host),
        _ => true,
    }
}
